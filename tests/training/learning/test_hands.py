"""Every grasp as a right hand's, in the frame of its object's cloud."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.training.learning.clouds import Clouds
from semgrasp.training.learning.hands import MIRROR_OBJECT, GraspArrays, grasp_arrays
from semgrasp.training.restore import restore_hands
from tiny_corpus import TinyCorpus


@pytest.fixture(scope="module")
def arrays(tiny: TinyCorpus, clouds: Clouds) -> GraspArrays:
    return grasp_arrays(tiny.corpus.shapes, tiny.corpus.grasps, clouds)


@pytest.mark.parametrize("side", ["right", "left"])
def test_hands_are_where_the_corpus_has_them(side: str, tiny: TinyCorpus, clouds: Clouds) -> None:
    """Also when a left hand holds everything."""
    shapes = tiny.corpus.shapes
    column = shapes.column_names.index("side")
    shapes = shapes.set_column(column, "side", pa.array([side] * len(shapes)))
    arrays, right = grasp_arrays(shapes, tiny.corpus.grasps, clouds), load_hand("right")
    assert (arrays.mirrored == (side == "left")).all()
    for index, row in enumerate(tiny.grasps):
        shape = {**tiny.shapes[row["shape_id"]], "side": side}
        wanted = restore_hands([row], shape).vertices[0] - clouds.arrays["origin"][arrays.shape[index]]
        if side == "left":
            wanted = wanted @ MIRROR_OBJECT
        pose = np.concatenate([np.zeros(3), right.anatomy.angles_to_pose(arrays.angles[index])[0]])
        found = right.forward(pose, arrays.betas[index]).vertices[0] @ arrays.rotation[index].T
        assert np.abs(found + arrays.translation[index] - wanted).max() < 1e-6
        assert np.linalg.det(arrays.rotation[index]) == pytest.approx(1)


def test_splits_are_those_of_the_objects(tiny: TinyCorpus, arrays: GraspArrays) -> None:
    assert sum(len(arrays.rows(s)) for s in ("train", "val", "test", "unseen")) == len(tiny.grasps)


def test_an_object_without_a_cloud(tiny: TinyCorpus, clouds: Clouds) -> None:
    fewer = Clouds(clouds.shape_ids[:1], clouds.labels_of[:1], clouds.label_part[:1], clouds.arrays)
    with pytest.raises(ValueError, match="no cloud"):
        grasp_arrays(tiny.corpus.shapes, tiny.corpus.grasps, fewer)
