"""Results on the object: exact enough, and they survive what a user does with a file."""

from __future__ import annotations

import bpy
import numpy as np
import pytest
from semgrasp.inference.grasp import Grasp, GraspCandidate
from semgrasp.semgrasp_blender import choice, results


def make_candidate(index: int = 0, side: str = "right") -> GraspCandidate:
    rng = np.random.default_rng(index)
    rotation, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    hand_to_object = np.eye(4)
    hand_to_object[:3, :3] = rotation * np.sign(np.linalg.det(rotation))
    hand_to_object[:3, 3] = rng.normal(size=3) * 0.1
    pose = rng.uniform(-0.5, 0.5, 45)
    return GraspCandidate(
        grasp=Grasp(side, hand_to_object, pose, np.zeros(10)),
        grasp_type="medium_wrap",
        score=0.75,
        metrics={"penetration_mm": 1.25, "contact_regions": ["palm", "index3"]},
        caption="Wraps the fingers around the body.",
        seed=11,
        approach=np.stack([hand_to_object] * 12),
        approach_pose=pose * np.linspace(0.1, 0.5, 12)[:, None],
        tokens=(4, 5, 6),
        log_probability=-1.5,
    )


def assert_stored(obj, index: int = 0) -> None:
    expected = make_candidate(index)
    item = obj.semgrasp.candidates[index]
    grasp = results.read_item(item)
    np.testing.assert_allclose(grasp.hand_to_object, expected.grasp.hand_to_object, atol=1e-6)
    np.testing.assert_allclose(grasp.hand_pose, expected.grasp.hand_pose, atol=1e-6)
    np.testing.assert_allclose(grasp.approach_pose, expected.approach_pose, atol=1e-6)
    np.testing.assert_allclose(grasp.approach, expected.approach, atol=1e-6)
    assert (item.grasp_type, item.side, item.seed, item.caption) == (
        "medium_wrap",
        "right",
        11,
        expected.caption,
    )
    assert tuple(item.tokens) == (4, 5, 6)
    assert item.instruction == "hold it"
    assert results.metrics(item) == dict(expected.metrics)
    assert item.name == "Medium Wrap"


@pytest.fixture
def box(addon, add_box):
    obj = add_box()
    results.store(obj, [make_candidate(0), make_candidate(1)], "hold it")
    choice.choose(bpy.context, obj, 1)
    return obj


def test_a_candidate_comes_back_as_it_was(box):
    assert_stored(box, 0)
    assert_stored(box, 1)
    rotation = results.read_item(box.semgrasp.candidates[0]).hand_to_object[:3, :3]
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-12)


def test_save_and_reload(box, tmp_path):
    path = str(tmp_path / "scene.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.wm.open_mainfile(filepath=path)
    obj = bpy.data.objects["mug"]
    assert_stored(obj, 0)
    assert obj.semgrasp.active_index == 1
    armature = choice.shown_armature(obj, bpy.context.scene)
    assert armature is not None
    before = set(bpy.data.objects)
    choice.choose(bpy.context, obj, 0)
    assert set(bpy.data.objects) == before, "the hand is there: no second one"


def test_undo_and_redo(box):
    bpy.ops.ed.undo_push(message="two grasps")
    assert bpy.ops.semgrasp.delete() == {"FINISHED"}
    assert len(bpy.data.objects["mug"].semgrasp.candidates) == 1
    bpy.ops.ed.undo_push(message="deleted")  # the event loop does this in a window
    bpy.ops.ed.undo()
    obj = bpy.data.objects["mug"]
    assert len(obj.semgrasp.candidates) == 2
    assert_stored(obj, 1)
    bpy.ops.ed.redo()
    assert len(bpy.data.objects["mug"].semgrasp.candidates) == 1


def test_a_duplicate_has_its_own_list_and_gets_its_own_hand(box):
    name = box.name
    bpy.ops.object.select_all(action="DESELECT")
    box.select_set(True)
    bpy.context.view_layer.objects.active = box
    bpy.ops.object.duplicate()
    copy = bpy.context.object
    original = bpy.data.objects[name]
    assert copy.name != name
    assert_stored(copy, 1)
    hand = choice.shown_armature(original, bpy.context.scene)
    before = [tuple(bone.rotation_quaternion) for bone in hand.pose.bones]
    choice.choose(bpy.context, copy, 0)
    other = choice.shown_armature(copy, bpy.context.scene)
    assert other is not None and other != hand and other.parent == copy
    assert [tuple(bone.rotation_quaternion) for bone in hand.pose.bones] == before
    copy.semgrasp.candidates.clear()
    assert len(original.semgrasp.candidates) == 2


def test_broken_text_in_a_file_does_no_harm(box):
    item = box.semgrasp.candidates[0]
    item.metrics_json = "{not json"
    for text in ("", "[1", "[]", '{"hand_to_object": []}'):
        item.approach_json = text
        assert results.read_item(item).approach_pose.shape == (1, 45)
    assert results.metrics(item) == {}
    assert results.read_item(item).approach.shape == (1, 4, 4)
