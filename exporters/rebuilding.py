"""The clean objects that Blender's exporters are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix
from numpy.typing import NDArray

from ..inference.hand.rotation import matrix_to_quaternion
from .frames import FileFrame, rigid_part
from .sampling import Bone
from .stage import PREFIX, ClipInfo, Stage
from .weights import limit_influences
from .windows import shown

Array = NDArray[np.float64]

_SCALE_TOLERANCE = 1e-5


def new_armature(stage: Stage, bones: list[Bone], frame: FileFrame) -> Any:
    data = bpy.data.armatures.new(PREFIX + "armature")
    rig = bpy.data.objects.new(PREFIX + "armature", data)
    stage.scene.collection.objects.link(rig)
    with shown(stage.scene, rig):
        bpy.ops.object.mode_set(mode="EDIT")
        for bone in bones:
            edit = data.edit_bones.new(bone.name)
            edit.head, edit.tail = (0.0, 0.0, 0.0), (0.0, max(bone.length * frame.scale, 1e-4), 0.0)
            edit.matrix = Matrix(frame.local(bone.rest).tolist())
            edit.use_deform = True
            if bone.parent >= 0:
                edit.parent = data.edit_bones[bones[bone.parent].name]
        bpy.ops.object.mode_set(mode="OBJECT")
    return rig


def add_static(stage: Stage, mesh: Any, data: Any, world: Array, frame: FileFrame) -> None:
    rigid, _ = rigid_part(world)
    local = np.linalg.inv(rigid) @ world  # scale, mirror and shear go into the mesh
    _transform(data, frame.point_matrix() @ local)
    copy = _new_object(stage, mesh, data)
    for group in list(copy.vertex_groups):
        copy.vertex_groups.remove(group)
    copy.matrix_world = Matrix(frame.node(rigid).tolist())


def add_skin(
    stage: Stage, mesh: Any, data: Any, to_armature: Array, weights: Array, rig: Any, frame: FileFrame
) -> None:
    _transform(data, frame.point_matrix() @ to_armature)
    copy = _new_object(stage, mesh, data)
    copy.parent = rig
    copy.vertex_groups.clear()
    limited = limit_influences(weights)
    for index, name in enumerate(stage.bones):
        group = copy.vertex_groups.new(name=name)
        for vertex in np.flatnonzero(limited[:, index]):
            group.add((int(vertex),), float(limited[vertex, index]), "REPLACE")
    modifier = copy.modifiers.new("Armature", "ARMATURE")
    modifier.object = rig
    modifier.use_bone_envelopes = False


def write_clips(
    stage: Stage, rig: Any, actions: Sequence[str], samples: list[Array], frame: FileFrame, fps: float
) -> None:
    # Rest matrices as the new armature holds them: what rounding the edit bones took is corrected in the
    # keys.
    rests = np.array([np.array(rig.data.bones[name].matrix_local) for name in stage.bones], dtype=np.float64)
    parents = [
        stage.bones.index(p.name) if (p := rig.data.bones[name].parent) else -1 for name in stage.bones
    ]
    animation = rig.animation_data_create()
    for name, matrices in zip(actions, samples, strict=True):
        poses = frame.local(matrices)
        action = bpy.data.actions.new(PREFIX + "clip")
        curves = _curve_holder(action)
        times = np.arange(len(poses), dtype=np.float64)
        for index, bone in enumerate(stage.bones):
            parent = parents[index]
            rest, pose = rests[index], poses[:, index]
            if parent >= 0:
                rest = np.linalg.inv(rests[parent]) @ rest
                pose = np.linalg.inv(poses[:, parent]) @ pose
            _write_channels(curves, bone, times, np.linalg.inv(rest) @ pose)
        track = animation.nla_tracks.new()
        track.name = action.name
        # Frame 0, where the exporters look at the scene, stays before all strips: nodes are written at rest.
        strip = track.strips.new(action.name, 1, action)
        strip.name = action.name
        strip.extrapolation = "NOTHING"
        if hasattr(strip, "action_slot") and strip.action_slot is None:
            strip.action_slot = action.slots[0]
        stage.names[action.name] = name
        stage.clips.append(ClipInfo(name, len(poses), (len(poses) - 1) / fps))


def _transform(data: Any, matrix: Array) -> None:
    data.transform(Matrix(matrix.tolist()), shape_keys=True)
    if np.linalg.det(matrix[:3, :3]) < 0.0:
        data.flip_normals()
    data.update()


def _new_object(stage: Stage, mesh: Any, data: Any) -> Any:
    copy = bpy.data.objects.new(PREFIX + "mesh", data)
    stage.scene.collection.objects.link(copy)
    stage.names[copy.name] = mesh.name
    stage.names[data.name] = mesh.data.name
    return copy


def _curve_holder(action: Any) -> Any:
    if not hasattr(action, "slots"):  # before 4.4
        return action
    slot = action.slots.new(id_type="OBJECT", name="armature")
    strip = action.layers.new("Layer").strips.new(type="KEYFRAME")
    return strip.channelbag(slot, ensure=True)


def _write_channels(curves: Any, bone: str, times: Array, basis: Array) -> None:
    """Keys of one bone from its (F, 4, 4) matrices relative to rest."""
    scale = np.linalg.norm(basis[:, :3, :3], axis=1)
    quaternions = matrix_to_quaternion(basis[:, :3, :3] / scale[:, None, :])
    signs = np.sign(np.sum(quaternions[1:] * quaternions[:-1], axis=1))
    signs = np.concatenate([[1.0], np.cumprod(np.where(signs == 0.0, 1.0, signs))])
    path = f'pose.bones["{bpy.utils.escape_identifier(bone)}"].'
    _write_curves(curves, path + "location", times, basis[:, :3, 3])
    _write_curves(curves, path + "rotation_quaternion", times, quaternions * signs[:, None])
    if np.abs(scale - 1.0).max() > _SCALE_TOLERANCE:
        _write_curves(curves, path + "scale", times, scale)


def _write_curves(curves: Any, path: str, times: Array, values: Array) -> None:
    linear = bpy.types.Keyframe.bl_rna.properties["interpolation"].enum_items["LINEAR"].value
    for index in range(values.shape[1]):
        curve = curves.fcurves.new(path, index=index)
        curve.keyframe_points.add(len(times))
        places = np.stack([times, values[:, index]], axis=1).astype(np.float32)
        curve.keyframe_points.foreach_set("co", places.ravel())
        curve.keyframe_points.foreach_set("interpolation", np.full(len(times), linear, dtype=np.int32))
        curve.update()
