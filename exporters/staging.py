"""A clean copy of hand, object and clips in a scene of its own, made for one export and removed afterwards.

Blender's exporters write what the scene holds: every compatible action of the file, control bones that deform
bones hang from, node scales, turned axes. So the hand is rebuilt first: an armature of the deform bones
alone, unscaled, with actions that were sampled from the evaluated pose (constraints, drivers and controls
included), and meshes whose transforms are applied. The user's objects, actions, selection, mode and frame
are read, never set: everything is evaluated on copies.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix
from numpy.typing import NDArray

from ..inference.errors import UserError
from .frames import Z_UP, FileFrame, rigid_part
from .rebuilding import add_skin, add_static, new_armature, write_clips
from .sampling import copy_armature, deform_bones, sample_clip, world_matrix
from .stage import PREFIX, Stage

Array = NDArray[np.float64]

_LOG = logging.getLogger(__name__)
# Kinds of data-blocks that an export makes, in the order in which they can be deleted.
_KINDS = ("scenes", "objects", "meshes", "armatures", "actions")


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
        meshes: mesh objects; those with an Armature modifier on `armature` are the skin, others stand still.
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
    scene = bpy.data.scenes.new(PREFIX + "scene")
    try:
        _copy_timing(user, scene, inverse_fps_base)
        stage = Stage(scene, {scene.name: user.name})
        metres = user.unit_settings.scale_length or 1.0
        scene.unit_settings.system = "METRIC"
        scene.unit_settings.scale_length = 1.0 / units_per_metre
        frame = FileFrame(metres * units_per_metre, turn)
        _build(stage, user, armature, meshes, actions, frame, armature_name, shape_keys, origin)
        yield stage
    finally:
        _remove_new(before)


def _remove_new(before: dict[str, set[Any]]) -> None:
    """Deletes every data-block of the kinds we make that was not there before and carries our prefix."""
    for kind in _KINDS:
        blocks = getattr(bpy.data, kind)
        for block in [b for b in blocks if b not in before[kind] and b.name.startswith(PREFIX)]:
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


def _build(
    stage: Stage,
    user: Any,
    armature: Any,
    meshes: Sequence[Any],
    actions: Sequence[str],
    frame: FileFrame,
    armature_name: str | None,
    shape_keys: bool,
    origin: str,
) -> None:
    source = copy_armature(stage.scene, armature)
    static = [mesh for mesh in meshes if not _is_skin(mesh, armature)]
    sources = [(mesh, _copy_mesh(stage.scene, mesh, armature)) for mesh in meshes]
    carrier = _carrier(armature, static, origin)
    depsgraph = _evaluate(stage.scene)

    placed = world_matrix(source.evaluated_get(depsgraph))
    root, size = rigid_part(placed)
    if size <= 0.0:
        raise UserError(f"“{armature.name}” is scaled to zero: give it a size before exporting.")
    stretch = np.linalg.norm(placed[:3, :3], axis=0)
    if stretch.max() > stretch.min() * 1.001:
        _LOG.warning("%s is scaled unevenly; engines will show it evenly scaled", armature.name)
    home = np.linalg.inv(root) if origin == "object" else np.eye(4)

    bones = deform_bones(armature, source, size)
    stage.bones = [bone.name for bone in bones]
    skins = []
    for mesh, copy in sources:
        evaluated = copy.evaluated_get(depsgraph)
        world = world_matrix(evaluated)
        keep = shape_keys and mesh.data.shape_keys is not None and mesh not in static
        data = _copy_data(copy, depsgraph, keep)
        skins.append((mesh, data, world, _read_weights(copy, data, stage.bones)))
    fps = stage.scene.render.fps / user.render.fps_base
    samples = [
        sample_clip(stage.scene, source, armature, bpy.data.actions[name], bones, root, size, carrier)
        for name in actions
    ]
    for copy in [source, *(copy for _, copy in sources)]:
        bpy.data.objects.remove(copy)

    rig = new_armature(stage, bones, frame)
    stage.names[rig.name] = armature_name or armature.name
    stage.names[rig.data.name] = armature_name or armature.data.name
    rig.matrix_world = Matrix(frame.node(home @ root).tolist())
    for mesh, data, world, weights in skins:
        if mesh in static:
            add_static(stage, mesh, data, home @ world, frame)
        else:
            add_skin(stage, mesh, data, np.linalg.inv(root) @ world, weights, rig, frame)
    write_clips(stage, rig, actions, samples, frame, fps)
    stage.scene.frame_start, stage.scene.frame_end = 0, max(len(s) for s in samples)
    stage.scene.frame_set(0)
    stage.scene.view_layers[0].objects.active = rig


def _is_skin(mesh: Any, armature: Any) -> bool:
    if any(m.type == "ARMATURE" and m.object == armature for m in mesh.modifiers):
        return True
    return mesh.parent == armature and mesh.parent_type == "ARMATURE"


def _carrier(armature: Any, static: Sequence[Any], origin: str) -> Any | None:
    """The object that the hand and an exported object share as a parent; motion is taken relative to it.

    Where the armature's place is to be the origin, its parent's motion is left out in any case.
    """
    for ancestor in _ancestry(armature)[1:]:
        if any(ancestor in _ancestry(mesh) for mesh in static):
            return ancestor
    return armature.parent if origin == "object" else None


def _ancestry(thing: Any) -> list[Any]:
    """An object and its parents."""
    chain = [thing]
    while chain[-1].parent is not None:
        chain.append(chain[-1].parent)
    return chain


def _copy_mesh(scene: Any, mesh: Any, armature: Any) -> Any:
    """A copy that can be evaluated in the temporary scene; a skin loses what bends it."""
    if mesh.mode == "EDIT":
        mesh.update_from_editmode()
    copy = mesh.copy()
    copy.name = PREFIX + "mesh_source"
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
    data.name = PREFIX + "mesh"
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
