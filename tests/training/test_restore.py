"""Rows give back the geometry that they were made from."""

from __future__ import annotations

import numpy as np
import pytest
from semgrasp.inference.errors import UserError
from semgrasp.inference.metrics import find_contact
from semgrasp.training.restore import move, restore_hands, restore_object, restore_shape
from tiny_corpus import TinyCorpus


def test_objects_come_back(tiny: TinyCorpus) -> None:
    for row in tiny.shapes.values():
        item = restore_object(row)
        found = restore_shape(row)
        assert len(item.faces) == row["triangles"]
        assert found.item.names == tuple(row["labels"])
        assert len(found.label_of_face) == len(found.shape.faces)
        centre = (item.vertices.min(axis=0) + item.vertices.max(axis=0)) / 2
        assert np.allclose(move(found.to_canonical, centre[None])[0], 0, atol=1e-3)


def test_surface_samples_lie_on_the_object(tiny: TinyCorpus) -> None:
    row = next(iter(tiny.shapes.values()))
    points = np.asarray(row["points"], float).reshape(-1, 3) * row["point_scale"]
    found = restore_shape(row)
    distance, face, _ = found.shape.queries.closest(move(found.to_canonical, points))
    assert distance.max() < 1e-4
    assert (found.label_of_face[face] == np.asarray(row["point_labels"])).mean() > 0.95


def test_hands_touch_what_the_table_says(tiny: TinyCorpus) -> None:
    for grasp in tiny.grasps[:5]:
        row = tiny.shapes[grasp["shape_id"]]
        found, hands = restore_shape(row), restore_hands([grasp], row)
        contact = find_contact(
            move(found.to_canonical, hands.vertices[0]),
            hands.model.faces,
            hands.model.segment_of_vertex,
            found.shape,
            found.label_of_face,
        )
        assert contact.region_part.tolist() == grasp["touched"]


def test_hands_agree_with_their_pose(tiny: TinyCorpus) -> None:
    first = tiny.grasps[0]
    same = [grasp for grasp in tiny.grasps if grasp["shape_id"] == first["shape_id"]]
    hands = restore_hands(same, tiny.shapes[first["shape_id"]])
    assert hands.vertices.shape[0] == hands.joints.shape[0] == len(hands) == len(same)
    assert np.allclose(hands.model.anatomy.pose_to_angles(hands.hand_pose), hands.angles, atol=1e-6)
    alone = restore_hands(same[-1:], tiny.shapes[first["shape_id"]])
    assert np.allclose(alone.vertices[0], hands.vertices[-1])


def test_a_changed_generator_is_noticed(tiny: TinyCorpus) -> None:
    row = dict(next(iter(tiny.shapes.values())))
    with pytest.raises(UserError, match="comes out otherwise"):
        restore_object({**row, "mesh_sha256": "0"})
    with pytest.raises(UserError, match="any more"):
        restore_object({**row, "construction": "of_air"})


def test_grasps_of_another_object_are_refused(tiny: TinyCorpus) -> None:
    grasp = tiny.grasps[0]
    other = next(row for name, row in tiny.shapes.items() if name != grasp["shape_id"])
    with pytest.raises(ValueError, match=r"are needed; got .*-0000"):
        restore_hands([grasp], other)
    with pytest.raises(ValueError, match="none"):
        restore_hands([], other)
