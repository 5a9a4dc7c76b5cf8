"""Object files into the scene, standing upright and in metres."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix
from numpy.typing import NDArray

from ...inference.errors import UserError

Array = NDArray[np.float64]

Y_UP_TO_Z_UP = np.array([[1.0, 0, 0, 0], [0, 0, -1.0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1.0]])


@dataclass(frozen=True, eq=False)
class ImportedObject:
    """An object file in the scene.

    Attributes:
        root_name: the object that stands for the whole file: the mesh itself where there is one, else an
            empty.
        mesh_names: all meshes.
        file_to_world: (4, 4) rigid, from the file's own frame in metres to the scene.
    """

    root_name: str
    mesh_names: tuple[str, ...]
    file_to_world: Array

    @property
    def root(self) -> Any:
        return bpy.data.objects[self.root_name]

    @property
    def meshes(self) -> list[Any]:
        return [bpy.data.objects[name] for name in self.mesh_names]


def _import_gltf(path: str) -> None:
    bpy.ops.import_scene.gltf(filepath=path)


def _import_obj(path: str) -> None:
    bpy.ops.wm.obj_import(filepath=path, forward_axis="NEGATIVE_Z", up_axis="Y", use_split_objects=False)


def _import_ply(path: str) -> None:
    bpy.ops.wm.ply_import(filepath=path, forward_axis="Y", up_axis="Z")


def _import_stl(path: str) -> None:
    bpy.ops.wm.stl_import(filepath=path, forward_axis="Y", up_axis="Z")


def _import_fbx(path: str) -> None:
    bpy.ops.import_scene.fbx(filepath=path, anim_offset=0.0)


# How each format is read, and the axis that is up in it; importers of +Y formats turn it to Blender's +Z.
# The frame of an FBX file is taken as +Y up in metres: its importer applies the axes and the unit that the
# file declares.
_IMPORTERS: dict[str, tuple[Callable[[str], None], str]] = {
    ".glb": (_import_gltf, "Y"),
    ".gltf": (_import_gltf, "Y"),
    ".obj": (_import_obj, "Y"),
    ".fbx": (_import_fbx, "Y"),
    ".ply": (_import_ply, "Z"),
    ".stl": (_import_stl, "Z"),
}
UP_AXIS = {suffix: up for suffix, (_, up) in _IMPORTERS.items()}
"""Axis taken as up in each format, the same as where shapes are read without Blender."""


def import_object(path: str | Path, up: str | None = None, unit_scale: float = 1.0) -> ImportedObject:
    """Reads an object file into the current scene.

    Args:
        path: .glb .gltf .obj .ply .stl .fbx.
        up: axis of the file that points up, "Y" or "Z"; the format's own by default.
        unit_scale: metres in one unit of the file.

    Raises:
        UserError: the format is not read, the file is broken, or it holds no mesh.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in _IMPORTERS:
        raise UserError(f"{path.name}: the format {suffix or 'without suffix'} isn't read by Blender's side.")
    if not path.is_file():
        raise UserError(f"There is no file {path}.")
    importer, native_up = _IMPORTERS[suffix]
    before = set(bpy.data.objects)
    try:
        importer(str(path))
    except RuntimeError as error:
        reason = str(error).strip().splitlines()[-1].removeprefix("Error: ") or "unknown error"
        raise UserError(f"{path.name} could not be read: {reason}") from error
    new = _tidy([item for item in bpy.data.objects if item not in before])
    meshes = [item for item in new if item.type == "MESH"]
    if not meshes:
        raise UserError(f"{path.name} holds no mesh: export the object with its surface.")

    upright = Y_UP_TO_Z_UP if (up or native_up).upper() == "Y" else np.eye(4)
    importers_way = Y_UP_TO_Z_UP if native_up == "Y" else np.eye(4)
    scale = np.diag([unit_scale] * 3 + [1.0])
    correction = Matrix((upright @ scale @ np.linalg.inv(importers_way)).tolist())
    bpy.context.view_layer.update()
    for item in new:
        if item.parent is None:
            item.matrix_world = correction @ item.matrix_world
    bpy.context.view_layer.update()
    root = _root(path.stem, new, meshes)
    return ImportedObject(root.name, tuple(item.name for item in meshes), upright)


def _tidy(items: list[Any]) -> list[Any]:
    """Takes away what is no part of a prop: cameras, lights, bone shapes, and every animation."""
    keep = []
    for item in items:
        in_scene = len(item.users_collection) > 0 and item.name in bpy.context.scene.objects
        if item.type in ("MESH", "EMPTY", "ARMATURE") and in_scene:
            item.animation_data_clear()
            if item.type == "MESH" and item.data.shape_keys is not None:
                item.data.shape_keys.animation_data_clear()
            keep.append(item)
        else:
            bpy.data.objects.remove(item)
    for action in list(bpy.data.actions):
        bpy.data.actions.remove(action)
    return keep


def _root(name: str, items: list[Any], meshes: list[Any]) -> Any:
    tops = [item for item in items if item.parent is None]
    if len(items) == 1:
        mesh = meshes[0]
        mesh.rotation_mode = "XYZ"
        if mesh.data.users == 1:
            # A prop of one mesh gets a clean transform: turn and scale go into its vertices.
            mesh.data.transform(Matrix(_linear(np.array(mesh.matrix_world)).tolist()))
            mesh.matrix_world = Matrix.Translation(mesh.matrix_world.translation)
        mesh.name = name
        return mesh
    root = bpy.data.objects.new(name, None)
    root.empty_display_size = 0.05
    bpy.context.scene.collection.objects.link(root)
    for item in tops:
        item.parent = root
    return root


def _linear(matrix: Array) -> Array:
    out = np.eye(4)
    out[:3, :3] = matrix[:3, :3]
    return out
