"""Reading object files."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import UserError
from .gltf import read_gltf
from .model import ObjectShape, PartSource, shape_from_arrays
from .plain_formats import read_obj, read_ply, read_stl
from .raw_mesh import MAX_FILE_BYTES, FormatError, RawMesh

UP_AXIS = {".glb": "Y", ".gltf": "Y", ".obj": "Y", ".ply": "Z", ".stl": "Z"}
"""Axis taken as up where the caller names none. glTF fixes +Y; OBJ files are usually written so; PLY and STL
come from scanners and CAD, where +Z is up."""


def load_shape(
    path: str | os.PathLike[str],
    *,
    up: str | None = None,
    unit_scale: float = 1.0,
    ignore_names: bool = False,
    cache_folder: Path | None = None,
) -> ObjectShape:
    """Read an object file (.glb .gltf .obj .ply .stl) into an ObjectShape.

    Args:
        path: the file.
        up: axis of the file that points up, "Y" or "Z"; by default that of the format (see UP_AXIS).
        unit_scale: metres in one unit of the file.
        ignore_names: leave out names of parts, materials and the object.
        cache_folder: where sampled fields are kept between runs; None for nowhere.

    Raises:
        UserError: the file can't be read, holds no usable surface, or has a size that can't be right.
    """
    path = Path(path)
    mesh = read_mesh(path)
    sources = tuple(
        PartSource(kind, *mesh.labels[kind])
        for kind in ("group", "node", "material")
        if kind in mesh.labels and len(mesh.labels[kind][0]) > 1
    )
    hints = {kind: tuple(name for name in names if name) for kind, (names, _) in mesh.labels.items()}
    try:
        return shape_from_arrays(
            mesh.vertices,
            mesh.faces,
            up=up or UP_AXIS[path.suffix.lower()],
            unit_scale=unit_scale,
            part_sources=sources,
            name_hints={"file": (path.stem,), **hints},
            ignore_names=ignore_names,
            cache_folder=cache_folder,
        )
    except UserError as error:
        raise UserError(f"{path.name}: {error}") from error


def read_mesh(path: Path) -> RawMesh:
    """Triangles and names of a file, in the file's own frame.

    Raises:
        UserError: the file can't be read.
    """
    suffix = path.suffix.lower()
    if suffix not in UP_AXIS:
        what = f"files that end in {suffix}" if suffix else "files without an ending"
        raise UserError(f"{path.name}: {what} can't be read; use .glb, .gltf, .obj, .ply, .stl or .fbx.")
    if not path.is_file():
        raise UserError(f"There is no file {path}.")
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UserError(f"{path.name} is larger than 1 GB: decimate the object first.")
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} can't be opened: {error.strerror or error}.") from error
    actual = _format_of(content, suffix)
    try:
        if actual == "gltf":
            return read_gltf(content, path.parent)
        return {"obj": read_obj, "ply": read_ply, "stl": read_stl}[actual](content)
    except FormatError as error:
        raise UserError(f"{path.name} can't be read: {error}.") from error
    except (KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
        raise UserError(f"{path.name} can't be read: its structure is broken ({error}).") from error
    except MemoryError as error:
        raise UserError(f"{path.name} needs more memory than there is: decimate the object first.") from error


def _format_of(content: bytes, suffix: str) -> str:
    """The format by the first bytes, where they tell it, else by the suffix."""
    if content[:4] == b"glTF":
        return "gltf"
    if content[:4] in (b"ply\n", b"ply\r", b"ply "):
        return "ply"
    return "gltf" if suffix in (".glb", ".gltf") else suffix[1:]
