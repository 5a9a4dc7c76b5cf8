"""A clean copy of hand, object and clips in a scene of its own, made for one export and removed afterwards.

Blender's exporters write what the scene holds: every compatible action of the file, control bones that deform
bones hang from, node scales, turned axes. So the hand is rebuilt first: an armature of the deform bones alone,
unscaled, with actions that were sampled from the evaluated pose (constraints, drivers and controls included), and
meshes whose transforms are applied. The user's objects, actions, selection, mode and frame are read, never set:
everything is evaluated on copies.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix
from numpy.typing import NDArray

from ..inference.errors import UserError
from ..inference.hand.rotation import matrix_to_quaternion
from .weights import limit_influences

Array = NDArray[np.float64]

_LOG = logging.getLogger(__name__)
_PREFIX = "semgrasp_export_"
_SCALE_TOLERANCE = 1e-5


@dataclass(frozen=True)
class ClipInfo:
    """One exported clip.

    Attributes:
        name: as engines show it.
        frames: number of samples, the first at time zero.
        seconds: time of the last sample.
    """

    name: str
    frames: int
    seconds: float


@dataclass(eq=False)
class Stage:
    """What stands ready for Blender's exporter.

    Attributes:
        scene: the temporary scene; only it holds the objects to be written.
        names: made-up names of data-blocks → names wanted in the file.
        clips: what the strips of the armature hold.
        bones: names of the bones, parents first.
    """

    scene: Any
    names: dict[str, str] = field(default_factory=dict)
    clips: list[ClipInfo] = field(default_factory=list)
    bones: list[str] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class _Bone:
    name: str
    parent: int  # position in the list, −1 for a root
    rest: Array  # (4, 4) in the armature's space, metres
    length: float


@dataclass(frozen=True, eq=False)
class _Frame:
    """Change from Blender's axes and the scene's units to those of the file: p' = scale · (turn · p)."""

    scale: float
    turn: Array

    def point_matrix(self) -> Array:
        matrix = np.eye(4)
        matrix[:3, :3] = self.scale * self.turn
        return matrix

    def local(self, matrices: Array) -> Array:
        """Matrices seen from a node: axes turned with the data, translations turned and scaled."""
        result = np.array(matrices)
        result[..., :3, :3] = self.turn @ result[..., :3, :3]
        result[..., :3, 3] = self.scale * result[..., :3, 3] @ self.turn.T
        return result

    def node(self, matrix: Array) -> Array:
        """A node's own transform, which takes file axes to file axes."""
        result = self.local(matrix)
        result[:3, :3] = result[:3, :3] @ self.turn.T
        return result


Z_UP = np.eye(3)
Y_UP = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])


@contextmanager
def staged(
    armature: Any,
    meshes: Sequence[Any],
    actions: Sequence[str],
    *,
    units_per_metre: float = 1.0,
    turn: Array = Z_UP,
    armature_name: str | None = None,
    shape_keys: bool = False,
    origin: str = "scene",
    inverse_fps_base: bool = False,
) -> Iterator[Stage]:
    """Builds the stage, and removes it whatever happens.

    Args:
        armature: armature object; its deform bones are exported.
        meshes: mesh objects: those with an Armature modifier on `armature` are the skin, the rest stands still.
        actions: names of the actions to sample, one clip each, in this order.
        units_per_metre: units of the file, 100 for centimetres.
        turn: rotation from Blender's axes (Z up) to those the data shall have, `Z_UP` or `Y_UP`.
        armature_name: name of the skeleton's top node, the armature's own by default.
        shape_keys: keep them; otherwise their present mix becomes the mesh.
        origin: "scene" keeps places in the world; "object" puts the armature object's place at the origin.
        inverse_fps_base: Blender's glTF exporter multiplies by fps_base where the scene divides.

    Raises:
        UserError: nothing to export, or an action that does not exist or holds no keys.
    """
    _check(armature, meshes, actions, origin)
    user = bpy.context.scene
    before = {kind: set(getattr(bpy.data, kind)) for kind in _KINDS}
    scene = bpy.data.scenes.new(_PREFIX + "scene")
    try:
        _copy_timing(user, scene, inverse_fps_base)
        stage = Stage(scene, {scene.name: user.name})
        metres = user.unit_settings.scale_length or 1.0
        scene.unit_settings.system = "METRIC"
        scene.unit_settings.scale_length = 1.0 / units_per_metre
        frame = _Frame(metres * units_per_metre, turn)
        _build(stage, user, armature, meshes, actions, frame, armature_name, shape_keys, origin)
        yield stage
    finally:
        _remove_new(before)


_KINDS = ("scenes", "objects", "armatures", "meshes", "actions", "shape_keys")


def _remove_new(before: dict[str, set[Any]]) -> None:
    """Deletes every data-block of the kinds we make that was not there before and carries our prefix."""
    for kind in ("scenes", "objects", "meshes", "armatures", "actions"):
        blocks = getattr(bpy.data, kind)
        for block in [b for b in blocks if b not in before[kind] and b.name.startswith(_PREFIX)]:
            blocks.remove(block)


def _check(armature: Any, meshes: Sequence[Any], actions: Sequence[str], origin: str) -> None:
    if armature is None or armature.type != "ARMATURE":
        raise UserError("There is no hand to export: choose the hand's armature.")
    if not actions:
        raise UserError("There are no clips to export: make clips from the grasps first.")
    if len(set(actions)) != len(actions):
        raise UserError("A clip was asked for twice: name every clip once.")
    for name in actions:
        if bpy.data.actions.get(name) is None:
            raise UserError(f"There is no clip “{name}” in this file: make it again, or leave it out.")
    for mesh in meshes:
        if mesh.type != "MESH":
            raise UserError(f"“{mesh.name}” is not a mesh: convert it to one, or leave it out.")
    if origin not in ("scene", "object"):
        raise ValueError(f"origin must be 'scene' or 'object', not {origin!r}")


def _copy_timing(user: Any, scene: Any, inverse_fps_base: bool) -> None:
    scene.render.fps = user.render.fps
    scene.render.fps_base = 1.0 / user.render.fps_base if inverse_fps_base else user.render.fps_base
    scene.frame_set(user.frame_current, subframe=user.frame_subframe)


# --- building ---------------------------------------------------------------------------------------------------


def _build(
    stage: Stage,
    user: Any,
    armature: Any,
    meshes: Sequence[Any],
    actions: Sequence[str],
    frame: _Frame,
    armature_name: str | None,
    shape_keys: bool,
    origin: str,
) -> None:
    source = _copy_armature(stage.scene, armature)
    static = [mesh for mesh in meshes if not _is_skin(mesh, armature)]
    sources = [(mesh, _copy_mesh(stage.scene, mesh, armature)) for mesh in meshes]
    carrier = next((copy for mesh, copy in sources if mesh in static and _carries(mesh, armature)), None)
    depsgraph = _evaluate(stage.scene)

    placed = _matrix(source.evaluated_get(depsgraph))
    root, size = _rigid(placed)
    if size <= 0.0:
        raise UserError(f"“{armature.name}” is scaled to zero: give it a size before exporting.")
    stretch = np.linalg.norm(placed[:3, :3], axis=0)
    if stretch.max() > stretch.min() * 1.001:
        _LOG.warning("%s is scaled unevenly; engines will show it evenly scaled", armature.name)
    home = np.linalg.inv(root) if origin == "object" else np.eye(4)

    bones = _deform_bones(armature, source, size)
    stage.bones = [bone.name for bone in bones]
    skins = []
    for mesh, copy in sources:
        evaluated = copy.evaluated_get(depsgraph)
        world = _matrix(evaluated)
        keep = shape_keys and mesh.data.shape_keys is not None and mesh not in static
        data = _copy_data(copy, depsgraph, keep)
        skins.append((mesh, data, world, _read_weights(copy, data, stage.bones)))
    fps = stage.scene.render.fps / user.render.fps_base
    samples = [
        _sample(stage.scene, source, armature, bpy.data.actions[name], bones, root, size, carrier) for name in actions
    ]
    for copy in [source, *(copy for _, copy in sources)]:
        bpy.data.objects.remove(copy)

    rig = _new_armature(stage, bones, frame)
    stage.names[rig.name] = armature_name or armature.name
    stage.names[rig.data.name] = armature_name or armature.data.name
    rig.matrix_world = Matrix(frame.node(home @ root).tolist())
    for mesh, data, world, weights in skins:
        if mesh in static:
            _add_static(stage, mesh, data, home @ world, frame)
        else:
            _add_skin(stage, mesh, data, np.linalg.inv(root) @ world, weights, rig, frame)
    _write_clips(stage, rig, actions, samples, frame, fps)
    stage.scene.frame_start, stage.scene.frame_end = 0, max(len(s) for s in samples)
    stage.scene.frame_set(0)
    stage.scene.view_layers[0].objects.active = rig


def _copy_armature(scene: Any, armature: Any) -> Any:
    if armature.mode == "EDIT":
        armature.update_from_editmode()
    source = armature.copy()
    source.name = _PREFIX + "source"
    source.data = armature.data.copy()
    source.data.name = _PREFIX + "source"
    source.data.pose_position = "POSE"
    source.hide_viewport = False
    scene.collection.objects.link(source)
    animation = source.animation_data
    if animation is not None:
        animation.use_tweak_mode = False
        for track in list(animation.nla_tracks):
            animation.nla_tracks.remove(track)
        animation.action = None
        for driver in animation.drivers:
            for variable in driver.driver.variables:
                for target in variable.targets:
                    if target.id_type == "OBJECT" and target.id == armature:
                        target.id = source
    for holder in (source, *source.pose.bones):
        for constraint in holder.constraints:
            for target in (constraint, *getattr(constraint, "targets", ())):
                if getattr(target, "target", None) == armature:
                    target.target = source
            if getattr(constraint, "pole_target", None) == armature:
                constraint.pole_target = source
    return source


def _is_skin(mesh: Any, armature: Any) -> bool:
    if any(m.type == "ARMATURE" and m.object == armature for m in mesh.modifiers):
        return True
    return mesh.parent == armature and mesh.parent_type == "ARMATURE"


def _carries(mesh: Any, armature: Any) -> bool:
    parent = armature.parent
    while parent is not None and parent != mesh:
        parent = parent.parent
    return parent is not None


def _copy_mesh(scene: Any, mesh: Any, armature: Any) -> Any:
    """A copy that can be evaluated in the temporary scene; a skin loses what bends it."""
    if mesh.mode == "EDIT":
        mesh.update_from_editmode()
    copy = mesh.copy()
    copy.name = _PREFIX + "mesh_source"
    copy.hide_viewport = False
    scene.collection.objects.link(copy)
    if _is_skin(mesh, armature):
        world = mesh.matrix_world.copy()
        if copy.parent_type == "ARMATURE":
            copy.parent_type = "OBJECT"
            copy.matrix_world = world
        for modifier in [m for m in copy.modifiers if m.type == "ARMATURE"]:
            copy.modifiers.remove(modifier)
    return copy


def _evaluate(scene: Any) -> Any:
    layer = scene.view_layers[0]
    layer.update()
    scene.frame_set(scene.frame_current, subframe=scene.frame_subframe)
    return layer.depsgraph


def _matrix(evaluated: Any) -> Array:
    return np.array(evaluated.matrix_world, dtype=np.float64)


def _rigid(matrix: Array) -> tuple[Array, float]:
    """The nearest rigid transform and the mean scale of a (4, 4) matrix."""
    left, values, right = np.linalg.svd(matrix[:3, :3])
    result = np.array(matrix)
    flip = np.diag([1.0, 1.0, math.copysign(1.0, float(np.linalg.det(left @ right)))])
    result[:3, :3] = left @ flip @ right
    return result, float(np.cbrt(np.prod(values)))


def _deform_bones(armature: Any, source: Any, size: float) -> list[_Bone]:
    """Deform bones, parents first; a bone that hung from a control hangs from the next deform bone above."""
    kept: list[_Bone] = []
    index: dict[str, int] = {}
    for bone in source.data.bones:  # Blender lists parents before children
        if not bone.use_deform:
            continue
        parent = bone.parent
        while parent is not None and parent.name not in index:
            parent = parent.parent
        rest = np.array(bone.matrix_local, dtype=np.float64)
        rest[:3, 3] *= size
        index[bone.name] = len(kept)
        kept.append(_Bone(bone.name, index[parent.name] if parent else -1, rest, bone.length * size))
    if not kept:
        raise UserError(f"“{armature.name}” has no deform bones: there is no skeleton to export.")
    return kept


def _copy_data(copy: Any, depsgraph: Any, keep_shape_keys: bool) -> Any:
    if keep_shape_keys:
        data = copy.data.copy()
        data.shape_keys.animation_data_clear()
    else:
        data = bpy.data.meshes.new_from_object(
            copy.evaluated_get(depsgraph), preserve_all_data_layers=True, depsgraph=depsgraph
        )
        if data.shape_keys is not None:
            raise RuntimeError("an evaluated mesh came with shape keys")
    data.name = _PREFIX + "mesh"
    return data


def _read_weights(source: Any, data: Any, bones: list[str]) -> Array:
    """(V, B) weights as the vertex groups hold them."""
    column = {group.index: bones.index(group.name) for group in source.vertex_groups if group.name in bones}
    weights = np.zeros((len(data.vertices), len(bones)))
    for vertex in data.vertices:
        for element in vertex.groups:
            if element.group in column:
                weights[vertex.index, column[element.group]] = element.weight
    return weights


# --- sampling ---------------------------------------------------------------------------------------------------


def _assign(owner: Any, action: Any, user_of_action: Any) -> None:
    animation = owner.animation_data or owner.animation_data_create()
    animation.action = action
    if not hasattr(animation, "action_slot"):  # before 4.4
        return
    slots = [s for s in action.slots if s.target_id_type in ("OBJECT", "UNSPECIFIED")]
    own = "OB" + user_of_action.name
    used = next((s.action_slot for s in _strips(user_of_action) if s.action == action and s.action_slot), None)
    animation.action_slot = used or next((s for s in slots if s.identifier == own), slots[0] if slots else None)


def _strips(owner: Any) -> Iterator[Any]:
    if owner.animation_data is not None:
        for track in owner.animation_data.nla_tracks:
            yield from track.strips


def _frames(action: Any) -> range:
    start, end = action.frame_range  # the manual range where one is set, else that of the keys
    if end < start or (start == end == 0.0 and not _has_keys(action)):
        raise UserError(f"The clip “{action.name}” holds no keys: make it again, or leave it out.")
    first, last = math.floor(start + 1e-3), math.ceil(end - 1e-3)
    return range(first, max(last, first + 1) + 1)  # at least two samples: engines drop clips of no length


def _has_keys(action: Any) -> bool:
    if hasattr(action, "slots"):
        return any(
            len(bag.fcurves) for layer in action.layers for strip in layer.strips for bag in strip.channelbags
        )
    return len(action.fcurves) > 0


def _sample(
    scene: Any,
    source: Any,
    armature: Any,
    action: Any,
    bones: list[_Bone],
    root: Array,
    size: float,
    carrier: Any,
) -> Array:
    """(F, B, 4, 4) bone matrices seen from the armature's place now, rigid but for the bones' own scale.

    Motion of the armature object itself goes into the bones. Where it hangs from the exported object, it is taken
    relative to that: the object stands still in the file even if it moves in the scene.
    """
    _assign(source, action, armature)
    depsgraph = scene.view_layers[0].depsgraph
    back = np.linalg.inv(root)
    stand = None if carrier is None else _matrix(carrier.evaluated_get(depsgraph))
    current = scene.frame_current, scene.frame_subframe
    result = []
    for frame in _frames(action):
        scene.frame_set(frame)
        depsgraph = scene.view_layers[0].depsgraph
        evaluated = source.evaluated_get(depsgraph)
        world = _matrix(evaluated)
        if stand is not None:
            world = stand @ np.linalg.inv(_matrix(carrier.evaluated_get(depsgraph))) @ world
        pose = evaluated.pose.bones
        result.append([back @ world @ np.array(pose[b.name].matrix, dtype=np.float64) for b in bones])
    scene.frame_set(current[0], subframe=current[1])
    matrices = np.array(result)
    matrices[..., :3, :3] /= size
    return matrices


# --- the objects to be written -----------------------------------------------------------------------------------


def _new_armature(stage: Stage, bones: list[_Bone], frame: _Frame) -> Any:
    data = bpy.data.armatures.new(_PREFIX + "armature")
    rig = bpy.data.objects.new(_PREFIX + "armature", data)
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


@contextmanager
def shown(scene: Any, active: Any = None) -> Iterator[None]:
    """Runs operators in another scene: the window shows it for that time, and then the user's again."""
    window = bpy.context.window
    layer = scene.view_layers[0]
    if active is not None:
        layer.objects.active = active
        for other in layer.objects:
            other.select_set(other == active, view_layer=layer)
    objects = {"active_object": layer.objects.active, "object": layer.objects.active}
    if window is None:
        with bpy.context.temp_override(scene=scene, view_layer=layer, **objects):
            yield
        return
    user_scene, user_layer = window.scene, window.view_layer
    try:
        window.scene = scene
        with bpy.context.temp_override(window=window, scene=scene, view_layer=layer, **objects):
            yield
    finally:
        window.scene = user_scene
        window.view_layer = user_layer


def _add_static(stage: Stage, mesh: Any, data: Any, world: Array, frame: _Frame) -> None:
    rigid, _ = _rigid(world)
    local = np.linalg.inv(rigid) @ world  # scale, mirror and shear go into the mesh
    _transform(data, frame.point_matrix() @ local)
    copy = _new_object(stage, mesh, data)
    for group in list(copy.vertex_groups):
        copy.vertex_groups.remove(group)
    copy.matrix_world = Matrix(frame.node(rigid).tolist())


def _add_skin(
    stage: Stage, mesh: Any, data: Any, to_armature: Array, weights: Array, rig: Any, frame: _Frame
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


def _transform(data: Any, matrix: Array) -> None:
    data.transform(Matrix(matrix.tolist()), shape_keys=True)
    if np.linalg.det(matrix[:3, :3]) < 0.0:
        data.flip_normals()
    data.update()


def _new_object(stage: Stage, mesh: Any, data: Any) -> Any:
    copy = bpy.data.objects.new(_PREFIX + "mesh", data)
    stage.scene.collection.objects.link(copy)
    stage.names[copy.name] = mesh.name
    stage.names[data.name] = mesh.data.name
    return copy


def _write_clips(
    stage: Stage, rig: Any, actions: Sequence[str], samples: list[Array], frame: _Frame, fps: float
) -> None:
    # Rest matrices as the new armature holds them: what rounding the edit bones took is corrected in the keys.
    rests = np.array([np.array(rig.data.bones[name].matrix_local) for name in stage.bones], dtype=np.float64)
    parents = [stage.bones.index(p.name) if (p := rig.data.bones[name].parent) else -1 for name in stage.bones]
    animation = rig.animation_data_create()
    for name, matrices in zip(actions, samples, strict=True):
        poses = frame.local(matrices)
        action = bpy.data.actions.new(_PREFIX + "clip")
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
