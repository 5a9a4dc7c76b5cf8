"""Where grasps touch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from semgrasp.training.learning.clouds import Clouds
from semgrasp.training.learning.contacts import contact_maps, unpack
from semgrasp.training.learning.hands import grasp_arrays
from tiny_corpus import TinyCorpus


def test_they_agree_with_the_table_of_grasps(tiny: TinyCorpus, clouds: Clouds, tmp_path: Path) -> None:
    arrays = grasp_arrays(tiny.corpus.shapes, tiny.corpus.grasps, clouds)
    maps = unpack(contact_maps(arrays, clouds, tmp_path / "maps.npz"))
    assert maps.shape == clouds.arrays["labels"][arrays.shape].shape
    for row, grasp in zip(maps, tiny.grasps, strict=True):
        assert 0.005 < row.mean() < 0.9
        labels = clouds.arrays["labels"][clouds.shape_ids.index(grasp["shape_id"])]
        most = np.bincount(labels[row]).argmax()
        assert most in grasp["touched"]
    again = contact_maps(arrays, clouds, tmp_path / "maps.npz")
    assert (unpack(again) == maps).all()
