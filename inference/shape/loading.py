"""Reading object files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import UserError
from .model import ObjectShape, PartSource, shape_from_arrays

UP_AXIS = {".glb": "Y", ".gltf": "Y", ".obj": "Y", ".ply": "Z", ".stl": "Z"}
"""Axis taken as up where the caller names none. glTF fixes +Y; OBJ files are usually written so; PLY and STL come
from scanners and CAD, where +Z is up."""


def load_shape(
    path: str | os.PathLike[str],
    *,
    up: str | None = None,
    unit_scale: float = 1.0,
    ignore_names: bool = False,
) -> ObjectShape:
    """Read an object file (.glb .gltf .obj .ply .stl) into an ObjectShape.

    Args:
        path: the file.
        up: axis of the file that points up, "Y" or "Z"; by default that of the format (see UP_AXIS).
        unit_scale: metres in one unit of the file.
        ignore_names: leave out names of parts, materials and the object.

    Raises:
        UserError: the file can't be read, holds no usable surface, or has a size that can't be right.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in UP_AXIS:
        raise UserError(
            f"{path.name}: the format {suffix or 'without suffix'} isn't read; use .glb .gltf .obj .ply .stl or .fbx."
        )
    if not path.is_file():
        raise UserError(f"There is no file {path}.")
    vertices, faces, sources, hints = _read_with_trimesh(path)
    try:
        return shape_from_arrays(
            vertices,
            faces,
            up=up or UP_AXIS[suffix],
            unit_scale=unit_scale,
            part_sources=sources,
            name_hints={"file": (path.stem,), **hints},
            ignore_names=ignore_names,
        )
    except UserError as error:
        raise UserError(f"{path.name}: {error}") from error


def _read_with_trimesh(path: Path) -> tuple[Any, Any, Sequence[PartSource], dict[str, tuple[str, ...]]]:
    import trimesh

    try:
        scene = trimesh.load_scene(str(path))
    except Exception as error:
        raise UserError(f"{path.name} can't be read: {error}.") from error
    vertices, faces, nodes, materials, count = [], [], [], [], 0
    for node in scene.graph.nodes_geometry:
        transform, geometry_name = scene.graph[node]
        mesh = scene.geometry[geometry_name]
        if not isinstance(mesh, trimesh.Trimesh) or not len(mesh.faces):
            continue
        vertices.append(mesh.vertices @ transform[:3, :3].T + transform[:3, 3])
        turned_over = np.linalg.det(transform[:3, :3]) < 0
        faces.append((mesh.faces[:, ::-1] if turned_over else mesh.faces) + count)
        count += len(mesh.vertices)
        nodes += [str(node)] * len(mesh.faces)
        material = getattr(getattr(mesh.visual, "material", None), "name", None)
        materials += [str(material or "")] * len(mesh.faces)
    if not faces:
        raise UserError(f"{path.name} holds no mesh.")
    sources, hints = [], {}
    for kind, labels in (("node", nodes), ("material", materials)):
        names, index = np.unique(np.array(labels), return_inverse=True)
        hints[kind] = tuple(str(name) for name in names if name)
        if len(names) > 1:
            sources.append(
                PartSource(kind, tuple(str(name) for name in names), index.reshape(-1).astype(np.int32))
            )
    return np.concatenate(vertices), np.concatenate(faces), sources, hints
