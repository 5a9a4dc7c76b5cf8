"""Clouds of the corpus's objects, in the frame in which its grasps are told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from semgrasp.inference.tokenizer.cloud import POINTS
from semgrasp.training.learning import clouds as module
from semgrasp.training.learning.clouds import Clouds, build_clouds
from semgrasp.training.restore import restore_object
from tiny_corpus import TinyCorpus


def test_points_lie_on_the_objects(tiny: TinyCorpus, clouds: Clouds) -> None:
    import igl

    for index, shape_id in enumerate(clouds.shape_ids):
        item = restore_object(tiny.shapes[shape_id])
        points = clouds.arrays["points"][index] + clouds.arrays["origin"][index]
        squared, face, _ = igl.point_mesh_squared_distance(
            points.astype(float), item.vertices, item.faces.astype(np.int64)
        )
        assert np.sqrt(squared.max()) < 1e-4
        assert clouds.labels_of[index] == item.names
        assert (item.face_label[face] == clouds.arrays["labels"][index]).mean() > 0.97


def test_they_are_kept(clouds: Clouds, tmp_path_factory: pytest.TempPathFactory, monkeypatch) -> None:
    folder = tmp_path_factory.getbasetemp() / "clouds"
    assert clouds.arrays["labels"].shape == (len(clouds), POINTS)
    monkeypatch.setattr(module, "_build_piece", None)
    again = build_clouds(clouds.shape_ids, 0, folder, 1)
    assert all((again.arrays[name] == clouds.arrays[name]).all() for name in clouds.arrays)
    assert again.labels_of == clouds.labels_of


def test_half_written_files_are_built_again(clouds: Clouds, tmp_path: Path) -> None:
    first = build_clouds(clouds.shape_ids[:1], 0, tmp_path, 1)
    next(tmp_path.glob("*.json")).unlink()
    again = build_clouds(clouds.shape_ids[:1], 0, tmp_path, 1)
    assert (again.arrays["points"] == first.arrays["points"]).all()
