"""Operators from Python: the flow, bad input, cancel, file load, undo."""

from __future__ import annotations

import itertools
import json
import os
import signal
import time

import bpy
import numpy as np
import pytest
from semgrasp.inference.exchange import Order
from semgrasp.semgrasp_blender import choice, handoff, session
from semgrasp.semgrasp_blender.jobs import runner as runner_module
from semgrasp.semgrasp_blender.jobs.runner import runner
from semgrasp.semgrasp_blender.operators.generate import request_of
from semgrasp.semgrasp_blender.scene.clips import clips_of


def start_job(obj):
    """Starts a job without waiting, as the window does."""
    scene = bpy.context.scene
    mesh = handoff.read_mesh(obj, bpy.context.evaluated_depsgraph_get(), 1.0)
    return runner.start(obj, Order(mesh, request_of(scene)))


def pump_until_idle(timeout: float = 10.0) -> None:
    deadline = time.monotonic() + timeout
    while runner.job is not None:
        assert time.monotonic() < deadline
        runner.pump()
        time.sleep(0.01)


def pose_of(armature) -> np.ndarray:
    return np.array([tuple(bone.rotation_quaternion) for bone in armature.pose.bones])


def test_generate_fills_the_list_and_poses_the_hand(use_worker, add_box):
    obj = add_box()
    settings = bpy.context.scene.semgrasp
    settings.instruction, settings.side, settings.count, settings.seed = " hold it ", "left", 5, 42
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}
    group = obj.semgrasp
    assert len(group.candidates) == 5
    assert [item.seed for item in group.candidates] == [42, 43, 44, 45, 46]
    assert group.candidates[0].instruction == "hold it"
    assert group.candidates[0].side == "left"
    assert group.active_index == 0
    armature = choice.shown_armature(obj, bpy.context.scene)
    assert armature == group.rig_left and armature.parent == obj
    assert session.problem() is None
    assert runner.job is None


def test_choosing_poses_at_once_in_every_way(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    armature = choice.shown_armature(obj, bpy.context.scene)
    poses = [pose_of(armature)]
    obj.semgrasp.active_index = 1
    poses.append(pose_of(armature))
    bpy.context.window_manager.semgrasp.shown_index = 2
    assert obj.semgrasp.active_index == 2
    poses.append(pose_of(armature))
    assert bpy.ops.semgrasp.choose(index=3) == {"FINISHED"}
    poses.append(pose_of(armature))
    assert bpy.context.window_manager.semgrasp.shown_index == 3
    for one, other in itertools.pairwise(poses):
        assert np.abs(one - other).max() > 1e-3
    bpy.ops.semgrasp.choose(index=0)
    np.testing.assert_array_equal(pose_of(armature), poses[0])
    times = []
    for index in range(1, 8):
        started = time.perf_counter()
        obj.semgrasp.active_index = index
        times.append(time.perf_counter() - started)
    assert np.median(times) < 0.05


def test_choosing_what_is_not_there_is_a_message(use_worker, add_box):
    add_box()
    bpy.ops.semgrasp.generate()
    with pytest.raises(RuntimeError, match="no grasp number 100"):
        bpy.ops.semgrasp.choose(index=99)
    problem = session.problem()
    assert problem is not None and "no grasp number 100" in problem.text
    assert bpy.ops.semgrasp.dismiss() == {"FINISHED"}
    assert session.problem() is None


def test_the_hand_stands_where_the_grasp_says(use_worker, add_box):
    """The wrist bone's skinning matrix in the world, with the object moved, turned and scaled."""
    obj = add_box(size=1.0)
    obj.location, obj.rotation_euler, obj.scale = (0.5, -1, 2), (0.4, 0.2, 1.0), (0.08, 0.1, 0.12)
    bpy.context.view_layer.update()
    bpy.ops.semgrasp.generate()
    bpy.context.view_layer.update()
    armature = choice.shown_armature(obj, bpy.context.scene)
    wrist = armature.pose.bones["wrist"]
    skinning = armature.matrix_world @ wrist.matrix @ wrist.bone.matrix_local.inverted()
    rigid = obj.matrix_world.to_quaternion().to_matrix().to_4x4()
    rigid.translation = obj.matrix_world.translation
    expected = np.array(rigid) @ np.array(obj.semgrasp.candidates[0].hand_to_object).reshape(4, 4)
    np.testing.assert_allclose(np.array(skinning), expected, atol=1e-5)
    # …and it follows the object.
    obj.location.x += 1.0
    bpy.context.view_layer.update()
    assert armature.matrix_world.translation.x == pytest.approx(obj.matrix_world.translation.x, abs=1e-5)


def test_one_undo_step_for_generate(use_worker, add_box):
    add_box()
    bpy.ops.ed.undo_push(message="before")
    bpy.ops.semgrasp.generate()
    assert len(bpy.data.armatures) == 1
    for index in (1, 2, 3):
        bpy.context.window_manager.semgrasp.shown_index = index  # previews push nothing
    bpy.ops.ed.undo()
    obj = bpy.data.objects["mug"]
    assert len(obj.semgrasp.candidates) == 0
    assert not any(o.type == "ARMATURE" for o in bpy.context.scene.objects)
    bpy.ops.ed.redo()
    assert len(bpy.data.objects["mug"].semgrasp.candidates) == 8


def test_accept_keeps_the_shown_one(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    bpy.ops.semgrasp.choose(index=3)
    kept = obj.semgrasp.candidates[3].seed
    assert bpy.ops.semgrasp.accept() == {"FINISHED"}
    assert [item.seed for item in obj.semgrasp.candidates] == [kept]
    assert obj.semgrasp.active_index == 0


def test_deleting_down_to_nothing(use_worker, add_box):
    obj = add_box()
    bpy.context.scene.semgrasp.count = 3
    bpy.ops.semgrasp.generate()
    bpy.ops.semgrasp.choose(index=2)
    for left in (2, 1, 0):
        assert bpy.ops.semgrasp.delete() == {"FINISHED"}
        assert len(obj.semgrasp.candidates) == left
        assert obj.semgrasp.active_index == left - 1
    assert not bpy.ops.semgrasp.delete.poll()
    assert not bpy.ops.semgrasp.make_clips.poll()


def test_clips_for_all_and_for_one(use_worker, add_box):
    obj = add_box()
    settings = bpy.context.scene.semgrasp
    settings.count, settings.reach_frames, settings.close_frames, settings.hold_frames = 3, 10, 5, 7
    bpy.ops.semgrasp.generate()
    bpy.ops.semgrasp.choose(index=1)
    settings.all_candidates = False
    assert bpy.ops.semgrasp.make_clips() == {"FINISHED"}
    armature = choice.shown_armature(obj, bpy.context.scene)
    assert [action.name for action in clips_of(armature)] == ["mug_medium_wrap_02"]
    settings.all_candidates = True
    for _ in range(2):  # a second time replaces, it doesn't pile up
        bpy.ops.semgrasp.make_clips()
        assert sorted(action.name for action in clips_of(armature)) == [
            f"mug_medium_wrap_0{n}" for n in (1, 2, 3)
        ]
    assert armature.animation_data.action.name == "mug_medium_wrap_02"
    assert tuple(armature.animation_data.action.frame_range) == (1, 23)
    assert bpy.context.scene.frame_current == 16
    obj.semgrasp.active_index = 0  # a preview takes the clip off, or it would win on the next frame
    assert armature.animation_data.action is None


def test_the_other_hand_is_hidden(use_worker, add_box):
    obj = add_box()
    settings = bpy.context.scene.semgrasp
    bpy.ops.semgrasp.generate()
    settings.side = "left"
    bpy.ops.semgrasp.generate()
    assert obj.semgrasp.rig_right.hide_get() and not obj.semgrasp.rig_left.hide_get()
    settings.side = "right"
    bpy.ops.semgrasp.generate()
    assert not obj.semgrasp.rig_right.hide_get() and obj.semgrasp.rig_left.hide_get()
    assert len(bpy.data.armatures) == 2


def test_a_deleted_hand_is_made_again(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    bpy.ops.object.select_all(action="DESELECT")
    armature = choice.shown_armature(obj, bpy.context.scene)
    for part in (armature, *armature.children):
        part.select_set(True)
    bpy.ops.object.delete()
    assert choice.shown_armature(obj, bpy.context.scene) is None
    assert bpy.ops.semgrasp.choose(index=1) == {"FINISHED"}
    assert choice.shown_armature(obj, bpy.context.scene) is not None


def test_the_hand_stands_for_its_object(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    armature = choice.shown_armature(obj, bpy.context.scene)
    for part in (armature, armature.children[0]):
        bpy.context.view_layer.objects.active = part
        assert choice.target_of(bpy.context) == obj
    other = add_box("other")
    bpy.context.view_layer.objects.active = other
    assert choice.target_of(bpy.context) == other
    bpy.context.scene.semgrasp.target = obj
    assert choice.target_of(bpy.context) == obj


def test_export_writes_a_clip_for_each_grasp(use_worker, add_box, tmp_path):
    add_box()
    bpy.context.scene.semgrasp.count = 2
    bpy.ops.semgrasp.generate()
    for operator, suffix in ((bpy.ops.semgrasp.export_glb, ".glb"), (bpy.ops.semgrasp.export_fbx, ".fbx")):
        assert operator(filepath=str(tmp_path / "out")) == {"FINISHED"}
        data = (tmp_path / f"out{suffix}").read_bytes()
        for name in (b"mug_medium_wrap_01", b"mug_medium_wrap_02"):
            assert name in data
    objects = {obj.name for obj in bpy.data.objects}
    bpy.ops.semgrasp.export_glb(filepath=str(tmp_path / "again.glb"))
    assert {obj.name for obj in bpy.data.objects} == objects


def test_export_that_can_not_be_written_is_a_message(use_worker, add_box, tmp_path):
    add_box()
    bpy.ops.semgrasp.generate()
    with pytest.raises(RuntimeError):
        bpy.ops.semgrasp.export_glb(filepath=str(tmp_path / "no" / "such" / "folder.glb"))
    assert session.problem() is not None
    assert list(tmp_path.iterdir()) == []


# Bad input


def refused(words: str) -> None:
    """Generate refuses in its poll, or by an error and a message in the panel."""
    with pytest.raises(RuntimeError, match=words):
        bpy.ops.semgrasp.generate()
    assert runner.job is None


def test_no_object(use_worker):
    refused("Select a mesh")


def test_not_a_mesh(use_worker):
    bpy.ops.object.light_add()
    refused("not a mesh")


def test_picked_object_was_removed_from_the_scene(use_worker, add_box):
    obj = add_box()
    bpy.context.scene.semgrasp.target = obj
    for collection in obj.users_collection:
        collection.objects.unlink(obj)
    refused("not in this scene")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda obj: obj.data.clear_geometry(), "no faces"),
        (lambda obj: setattr(obj, "scale", (0, 1, 1)), "zero"),
        (lambda obj: setattr(obj, "scale", (100, 100, 100)), "Unit Scale"),
        (lambda obj: setattr(obj, "scale", (0.01, 0.01, 0.01)), "too small"),
        (lambda obj: setattr(obj.data.vertices[3].co, "y", float("inf")), "not numbers"),
    ],
)
def test_bad_meshes_leave_the_scene_as_it_was(use_worker, add_box, change, words):
    obj = add_box()
    change(obj)
    bpy.context.view_layer.update()
    objects = set(bpy.data.objects)
    refused(words)
    problem = session.problem()
    assert problem is not None and words in problem.text
    assert set(bpy.data.objects) == objects
    assert len(obj.semgrasp.candidates) == 0


def test_empty_instruction_is_any_grasp(use_worker, add_box):
    obj = add_box()
    bpy.context.scene.semgrasp.instruction = "   "
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}
    assert obj.semgrasp.candidates[0].instruction == ""


def test_edit_mode_is_flushed(use_worker, add_box):
    obj = add_box()
    bpy.ops.object.mode_set(mode="EDIT")
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}
    assert len(bpy.data.objects[obj.name].semgrasp.candidates) == 8


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("user_error", "95 m tall"),
        ("defect", "a mistake of ours"),
        ("crash", "ended unexpectedly"),
        ("dies", "ended while it was starting"),
        ("none", "No grasp was found"),
    ],
)
def test_worker_trouble_is_a_message_and_earlier_results_stay(use_worker, add_box, mode, words):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    use_worker(mode)
    refused(words)
    assert len(obj.semgrasp.candidates) == 8
    problem = session.problem()
    assert problem is not None and words in problem.text
    use_worker("normal")
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}
    assert session.problem() is None


# While a job runs


def test_cancel_leaves_everything_as_it_was(use_worker, add_box):
    use_worker("slow")
    obj = add_box()
    job = start_job(obj)
    while job.fraction == 0:
        runner.pump()
    assert not bpy.ops.semgrasp.generate.poll()
    started = time.monotonic()
    assert bpy.ops.semgrasp.cancel() == {"FINISHED"}
    pump_until_idle()
    assert time.monotonic() - started < 0.2
    assert len(obj.semgrasp.candidates) == 0
    assert session.problem() is None
    assert not bpy.ops.semgrasp.cancel.poll()


def test_a_killed_worker_is_a_message(use_worker, add_box):
    host = use_worker("slow")
    job = start_job(add_box())
    while job.fraction == 0:
        runner.pump()
    os.kill(host.worker.pid, signal.SIGKILL)
    pump_until_idle()
    problem = session.problem()
    assert problem is not None and "ended unexpectedly" in problem.text


def test_loading_a_file_drops_the_job(use_worker, add_box):
    host = use_worker("slow")
    start_job(add_box())
    bpy.ops.wm.read_factory_settings(use_empty=True)
    assert runner.job is None
    assert host.worker is None
    assert session.problem() is None
    use_worker("normal")
    add_box()
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}


def test_undo_while_a_job_runs(use_worker, add_box):
    obj = add_box()
    bpy.ops.ed.undo_push(message="box")
    obj.location.x = 1.0
    bpy.ops.ed.undo_push(message="moved")
    start_job(obj)
    bpy.ops.ed.undo()  # `obj` is a dead reference from here on
    pump_until_idle()
    assert session.problem() is None
    assert len(bpy.data.objects["mug"].semgrasp.candidates) == 8


def test_a_result_that_arrives_in_another_scene_waits_for_a_click(use_worker, add_box):
    obj = add_box()
    home = bpy.context.scene
    start_job(obj)
    bpy.context.window.scene = bpy.data.scenes.new("elsewhere")
    pump_until_idle()
    assert session.problem() is None
    assert len(obj.semgrasp.candidates) == 8 and obj.semgrasp.active_index == -1
    assert not bpy.data.armatures
    bpy.context.window.scene = home
    assert bpy.ops.semgrasp.choose(index=0) == {"FINISHED"}
    assert choice.shown_armature(obj, home) is not None


def test_a_timer_that_meets_a_defect_says_so(use_worker, add_box, monkeypatch):
    start_job(add_box())
    monkeypatch.setattr(runner.job, "pump", lambda: 1 / 0)
    assert runner_module._on_timer() is None
    assert runner.job is None
    problem = session.problem()
    assert problem is not None and "ZeroDivisionError" in problem.report


def test_renamed_and_deleted_while_a_job_runs(use_worker, add_box):
    obj = add_box()
    start_job(obj)
    obj.name = "cup"
    pump_until_idle()
    assert len(bpy.data.objects["cup"].semgrasp.candidates) == 8
    start_job(obj)
    bpy.data.objects.remove(obj)
    pump_until_idle()
    problem = session.problem()
    assert problem is not None and "was deleted" in problem.text


def test_copying_a_report(use_worker, add_box):
    use_worker("defect")
    add_box()
    refused("mistake")
    assert bpy.ops.semgrasp.copy_report() == {"FINISHED"}
    problem = session.problem()
    assert problem is not None and "Traceback" in problem.report


def test_a_grasp_for_a_mano_hand_asks_for_the_files(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    obj.semgrasp.candidates[1].hand_source = "mano"
    with pytest.raises(RuntimeError, match="MANO files in SemGrasp's preferences"):
        bpy.ops.semgrasp.choose(index=1)


@pytest.mark.parametrize("broken", ["bone", "bone renamed", "skin", "modifier", "values"])
def test_a_hand_that_someone_took_apart_is_made_anew(use_worker, add_box, broken):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    old = choice.shown_armature(obj, bpy.context.scene)
    if broken.startswith("bone"):
        bpy.context.view_layer.objects.active = old
        bpy.ops.object.mode_set(mode="EDIT")
        bones = old.data.edit_bones
        if broken == "bone":
            bones.remove(bones["index2"])
        else:
            bones["index2"].name = "mine"
        bpy.ops.object.mode_set(mode="OBJECT")
        bpy.context.view_layer.objects.active = obj
    elif broken == "skin":
        bpy.data.objects.remove(old.children[0])
    elif broken == "modifier":
        old.children[0].modifiers.clear()
    else:
        for key in list(old.keys()):
            del old[key]
    assert bpy.ops.semgrasp.choose(index=1) == {"FINISHED"}
    assert bpy.ops.semgrasp.make_clips() == {"FINISHED"}
    new = choice.shown_armature(obj, bpy.context.scene)
    assert new is not None and new != old and new.parent == obj
    assert session.problem() is None


def test_a_hand_in_an_excluded_collection_is_no_defect(use_worker, add_box):
    obj = add_box()
    settings = bpy.context.scene.semgrasp
    bpy.ops.semgrasp.generate()
    hand = choice.shown_armature(obj, bpy.context.scene)
    away = bpy.data.collections.new("Away")
    bpy.context.scene.collection.children.link(away)
    for part in (hand, *hand.children):
        bpy.context.scene.collection.objects.unlink(part)
        away.objects.link(part)
    bpy.context.view_layer.layer_collection.children["Away"].exclude = True
    assert bpy.ops.semgrasp.choose(index=1) == {"FINISHED"}
    settings.side = "left"
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}
    settings.side = "right"
    settings.betas[0] = 1.5
    with pytest.raises(RuntimeError, match="excluded from the view layer"):
        bpy.ops.semgrasp.generate()


def test_a_disabled_hand_gets_another_shape(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    hand = choice.shown_armature(obj, bpy.context.scene)
    hand.hide_viewport = True
    bpy.context.scene.semgrasp.betas[0] = 1.5
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}
    assert choice.shown_armature(obj, bpy.context.scene) == hand and hand.hide_viewport


def test_export_holds_the_clips_of_the_list_not_of_earlier_results(use_worker, add_box, tmp_path):
    def clips() -> set[str]:
        path = tmp_path / "out.glb"
        assert bpy.ops.semgrasp.export_glb(filepath=str(path)) == {"FINISHED"}
        data = path.read_bytes()
        length = int.from_bytes(data[12:16], "little")
        return {clip["name"] for clip in json.loads(data[20 : 20 + length])["animations"]}

    obj = add_box()
    bpy.context.scene.semgrasp.count = 3
    bpy.ops.semgrasp.generate()
    first = clips()
    assert len(first) == 3
    bpy.ops.semgrasp.delete()
    assert len(clips()) == 2
    bpy.context.scene.semgrasp.count, bpy.context.scene.semgrasp.seed = 1, 9
    obj.semgrasp.candidates.clear()
    bpy.ops.semgrasp.generate()
    obj.semgrasp.candidates[0].hand_to_object[3] += 0.01
    assert len(clips()) == 1


def test_an_approach_that_someone_edited_is_left_out(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    for text in ('{"hand_to_object": "x", "hand_pose": [[1, 2]]}', "{bad", "[]"):
        obj.semgrasp.candidates[1].approach_json = text
        assert bpy.ops.semgrasp.choose(index=1) == {"FINISHED"}
        assert bpy.ops.semgrasp.make_clips() == {"FINISHED"}


def test_an_export_that_cannot_be_leaves_the_scene(use_worker, add_box, tmp_path):
    add_box()
    bpy.ops.semgrasp.generate()
    before = sorted(bpy.data.actions.keys())
    with pytest.raises(RuntimeError, match="folder does not exist"):
        bpy.ops.semgrasp.export_glb(filepath=str(tmp_path / "nowhere" / "out.glb"))
    assert sorted(bpy.data.actions.keys()) == before
    assert not list(tmp_path.iterdir())


def test_a_hand_whose_shape_keys_were_applied(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    hand = choice.shown_armature(obj, bpy.context.scene)
    hand.children[0].shape_key_clear()
    assert bpy.ops.semgrasp.choose(index=1) == {"FINISHED"}
    assert choice.shown_armature(obj, bpy.context.scene) == hand
    bpy.context.scene.semgrasp.betas[0] = 1.5
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}
    assert choice.shown_armature(obj, bpy.context.scene) != hand


def test_an_object_parented_to_its_hand_gets_another_hand(use_worker, add_box):
    obj = add_box()
    bpy.ops.semgrasp.generate()
    hand = choice.shown_armature(obj, bpy.context.scene)
    hand.parent = None
    obj.parent = hand
    bpy.context.view_layer.update()
    assert bpy.ops.semgrasp.choose(index=1) == {"FINISHED"}
    new = choice.shown_armature(obj, bpy.context.scene)
    assert new != hand and new.parent == obj and obj.parent == hand
