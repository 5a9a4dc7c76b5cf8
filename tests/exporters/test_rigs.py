"""What riggers do: controls, bones between the deform bones, moving objects, muted and hidden things."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest
from export_judging import Scene, judge, model_joint, node_named, to_y_up, worst_error
from semgrasp.exporters.gltf import export_glb
from semgrasp.inference.errors import UserError
from semgrasp.inference.hand import JOINT_NAMES


def evaluated_joints(scene: Scene, clip: str, frames: list[int]) -> np.ndarray:
    """(F, 16, 3) world positions of the deform bones as Blender itself evaluates them."""
    armature, _ = scene.objects
    armature.animation_data.action = bpy.data.actions[clip]
    if hasattr(armature.animation_data, "action_slot"):
        armature.animation_data.action_slot = bpy.data.actions[clip].slots[0]
    result = []
    for frame in frames:
        bpy.context.scene.frame_set(frame)
        rig = armature.evaluated_get(bpy.context.evaluated_depsgraph_get())
        result.append([rig.matrix_world @ rig.pose.bones[model_joint(j)].head for j in range(16)])
    armature.animation_data.action = None
    return np.array(result)


def exported(scene: Scene, folder: Path, **options: Any) -> Any:
    armature, meshes = scene.objects
    export_glb(folder / "hand.glb", armature, meshes, scene.clips, **options)
    return judge("three_read.mjs", folder / "hand.glb")


def test_controls_are_baked_and_left_out(right_scene: Scene, tmp_path: Path) -> None:
    """A curl that is set by hand and one that is keyed: the file shows what Blender shows."""
    armature, _ = right_scene.objects
    armature.pose.bones["CTRL_index"].rotation_euler = (0.6, 0.0, 0.2)
    clip = right_scene.clips[0]
    frames = [1, 4, 7, 10, 13]
    before = evaluated_joints(right_scene, clip, frames)
    assert np.abs(before - right_scene.joints[clip][[0, 3, 6, 9, 12]]).max() > 0.005
    read = exported(right_scene, tmp_path)
    right_scene.joints[clip][[0, 3, 6, 9, 12]] = before
    second = evaluated_joints(right_scene, right_scene.clips[1], [2, 6, 10, 14, 18])
    right_scene.joints[right_scene.clips[1]][[0, 4, 8, 12, 16]] = second
    assert worst_error(right_scene, read) < 1e-4
    assert not [n for n in read["nodes"] if "CTRL" in n["name"]]
    assert all(len(skin["joints"]) == 16 for skin in read["skins"])


def test_drivers_act_in_the_copy(right_scene: Scene, tmp_path: Path) -> None:
    """A bone driven by a keyed property of the same rig follows in the file."""
    armature, _ = right_scene.objects
    control = armature.pose.bones["CTRL_thumb"]
    control["bend"] = 0.0
    limit = armature.pose.bones["thumb2"].constraints.new("LIMIT_ROTATION")
    limit.owner_space = "LOCAL"
    limit.use_limit_x, limit.min_x, limit.max_x = True, 1.4, 1.4
    curve = limit.driver_add("influence")
    variable = curve.driver.variables.new()
    variable.targets[0].id = armature
    variable.targets[0].data_path = 'pose.bones["CTRL_thumb"]["bend"]'
    curve.driver.expression = variable.name
    clip = right_scene.clips[0]
    armature.animation_data.action = bpy.data.actions[clip]
    if hasattr(armature.animation_data, "action_slot"):
        armature.animation_data.action_slot = bpy.data.actions[clip].slots[0]
    for frame, value in ((1, 0.0), (13, 1.0)):
        control["bend"] = value
        control.keyframe_insert('["bend"]', frame=frame)
    frames = [1, 4, 7, 10, 13]
    truth = evaluated_joints(right_scene, clip, frames)
    assert np.linalg.norm(truth[4, 15] - right_scene.joints[clip][12, 15]) > 0.01
    armature, meshes = right_scene.objects
    export_glb(tmp_path / "hand.glb", armature, meshes, [clip])
    right_scene.joints[clip][[0, 3, 6, 9, 12]] = truth
    assert worst_error(right_scene, judge("three_read.mjs", tmp_path / "hand.glb")) < 1e-4


def test_a_control_between_deform_bones_is_skipped(right_scene: Scene, tmp_path: Path) -> None:
    armature, _ = right_scene.objects
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")
    bones = armature.data.edit_bones
    between = bones.new("CTRL_between")
    between.head, between.tail = bones["index1"].head, bones["index1"].tail
    between.roll = bones["index1"].roll
    between.parent, between.use_deform = bones["wrist"], False
    bones["index1"].use_connect = False
    bones["index1"].parent = between
    bpy.ops.object.mode_set(mode="OBJECT")
    armature.pose.bones["CTRL_between"].rotation_mode = "XYZ"
    armature.pose.bones["CTRL_between"].rotation_euler = (0.4, 0.1, 0.0)
    for number, clip in enumerate(right_scene.clips):
        steps = [0, 3 + number, 6 + 2 * number, 9 + 3 * number, 12 + 4 * number]
        truth = evaluated_joints(right_scene, clip, [1 + number + step for step in steps])
        right_scene.joints[clip][steps] = truth
    read = exported(right_scene, tmp_path)
    assert node_named(read, "index1")["parent"] == "wrist"
    assert worst_error(right_scene, read) < 1e-4


@pytest.mark.parametrize("with_root", [False, True])
def test_the_object_stands_still_while_the_hand_moves_around_it(
    right_scene: Scene, tmp_path: Path, with_root: bool
) -> None:
    """The object is animated in the scene: in the file it rests, and the hand moves as seen from it."""
    mover = bpy.data.objects["Cup"]
    if with_root:  # as importers build it: the mesh hangs from an empty, and so does the hand
        mover = bpy.data.objects.new("Root", None)
        bpy.context.scene.collection.objects.link(mover)
        mover.location = (0.3, -0.2, 0.1)
        bpy.context.view_layer.update()
        for thing in (bpy.data.objects["Cup"], bpy.data.objects[right_scene.armature]):
            world = thing.matrix_world.copy()
            thing.parent = mover
            thing.matrix_parent_inverse = mover.matrix_world.inverted()
            thing.matrix_world = world
    for frame, place in ((1, (0.3, -0.2, 0.1)), (20, (1.3, 0.8, 0.4))):
        mover.location = place
        mover.keyframe_insert("location", frame=frame)
    bpy.context.scene.frame_set(1)
    read = exported(right_scene, tmp_path)
    assert worst_error(right_scene, read) < 1e-4
    np.testing.assert_allclose(
        node_named(read, "Cup")["position"], to_y_up(np.array([0.3, -0.2, 0.1])), atol=1e-6
    )


def test_motion_of_the_armature_object_goes_into_the_bones(right_scene: Scene, tmp_path: Path) -> None:
    armature, _ = right_scene.objects
    armature.parent = None
    armature.matrix_world = armature.matrix_world.Identity(4)
    clip = right_scene.clips[0]
    action = bpy.data.actions[clip]
    armature.animation_data.action = action
    if hasattr(armature.animation_data, "action_slot"):
        armature.animation_data.action_slot = action.slots[0]
    for frame, value in ((1, 0.0), (13, 0.5)):
        armature.location = (value, 0.0, 2.0 * value)
        armature.keyframe_insert("location", frame=frame)
    truth = evaluated_joints(right_scene, clip, [1, 4, 7, 10, 13])
    bpy.context.scene.frame_set(1)
    armature, meshes = right_scene.objects
    export_glb(tmp_path / "hand.glb", armature, meshes, [clip])
    right_scene.joints[clip][[0, 3, 6, 9, 12]] = truth
    assert worst_error(right_scene, judge("three_read.mjs", tmp_path / "hand.glb")) < 1e-4


def test_hidden_objects_and_a_rig_shown_at_rest(right_scene: Scene, tmp_path: Path) -> None:
    armature, meshes = right_scene.objects
    armature.data.pose_position = "REST"
    for thing in (armature, *meshes):
        thing.hide_viewport = True
    read = exported(right_scene, tmp_path)
    assert worst_error(right_scene, read) < 1e-4
    assert len(read["skins"]) == 2  # skin and nails


def test_a_mirrored_object_keeps_its_outside_out(right_scene: Scene, tmp_path: Path) -> None:
    cup = bpy.data.objects["Cup"]
    armature, meshes = right_scene.objects
    armature.parent = None
    cup.scale = (-1.0, 1.0, 1.2)
    export_glb(tmp_path / "hand.glb", armature, meshes, right_scene.clips)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_scene.gltf(filepath=str(tmp_path / "hand.glb"))
    mesh = next(o for o in bpy.data.objects if o.name == "Cup").data
    mesh.calc_loop_triangles()
    corners = [[mesh.vertices[v].co for v in t.vertices] for t in mesh.loop_triangles]
    volume = sum(float(np.dot(a, np.cross(b, c))) for a, b, c in corners)
    assert volume / 6.0 == pytest.approx(24 / 2 * math.sin(2 * math.pi / 24) * 0.04**2 * 0.12, rel=1e-3)


def test_too_many_weights_and_none_are_put_right(right_scene: Scene, tmp_path: Path) -> None:
    _, meshes = right_scene.objects
    skin = meshes[0]
    for name in JOINT_NAMES[:9]:
        skin.vertex_groups[name].add([0, 1, 2], 0.3, "ADD")
    for group in skin.vertex_groups:
        group.remove([100, 101])
    read = exported(right_scene, tmp_path)
    for part in read["skins"]:
        assert len(part["joints"]) == 16  # no "neutral_bone"
        assert part["maxInfluences"] <= 4
        assert part["sumError"] < 1e-6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda scene: {"actions": []}, "no clips to export"),
        (lambda scene: {"actions": ["Cup_medium_wrap_01", "Gone"]}, "no clip “Gone”"),
        (lambda scene: {"actions": ["Cup_medium_wrap_01"] * 2}, "asked for twice"),
        (lambda scene: {"actions": [bpy.data.actions.new("Empty").name]}, "holds no keys"),
        (lambda scene: {"armature": bpy.data.objects["Cup"]}, "choose the hand's armature"),
        (lambda scene: {"meshes": [scene.objects[0]]}, "is not a mesh"),
    ],
)
def test_what_cannot_be_exported_is_said(
    right_scene: Scene, tmp_path: Path, change: Any, message: str
) -> None:
    armature, meshes = right_scene.objects
    arguments = {
        "armature": armature,
        "meshes": meshes,
        "actions": list(right_scene.clips),
        **change(right_scene),
    }
    with pytest.raises(UserError, match=message):
        export_glb(tmp_path / "hand.glb", **arguments)
    assert not list(tmp_path.iterdir())


def test_an_armature_without_deform_bones(right_scene: Scene, tmp_path: Path) -> None:
    armature, meshes = right_scene.objects
    for bone in armature.data.bones:
        bone.use_deform = False
    with pytest.raises(UserError, match="no deform bones"):
        export_glb(tmp_path / "hand.glb", armature, meshes, right_scene.clips)
