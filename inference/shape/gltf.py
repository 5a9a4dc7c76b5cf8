"""Triangles out of glTF 2.0 files, .glb and .gltf (Khronos specification 2.0.1).

Only geometry, transforms and names are read. Nothing outside of the file's own folder is opened.
"""

from __future__ import annotations

import base64
import binascii
import json
import struct
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from .raw_mesh import MAX_FILE_BYTES, FormatError, MeshBuilder, RawMesh

_COMPONENTS = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
_COMPRESSIONS = {"KHR_draco_mesh_compression": "Draco", "EXT_meshopt_compression": "meshopt"}
_TRIANGLES, _STRIP, _FAN = 4, 5, 6
MAX_NODES = 100_000
MAX_DEPTH = 1000


def read_gltf(content: bytes, folder: Path) -> RawMesh:
    """Read a .glb or .gltf file.

    Args:
        content: the file.
        folder: where its buffers lie.

    Raises:
        FormatError: the file is broken or uses what isn't supported.
        UserError: too many triangles.
    """
    try:
        return _Reader(content, folder).read()
    except (
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        AttributeError,
        struct.error,
        OverflowError,
    ) as error:
        raise FormatError(f"its glTF structure is broken ({type(error).__name__}: {error})") from error
    except RecursionError as error:
        raise FormatError("its glTF structure is nested too deeply") from error


class _Reader:
    def __init__(self, content: bytes, folder: Path) -> None:
        self._folder = folder
        self._binary: bytes | None = None
        self._buffers: dict[int, bytes] = {}
        text = content
        if content[:4] == b"glTF":
            text = self._split(content)
        self._json = json.loads(text.decode("utf-8-sig"))
        if not isinstance(self._json, dict):
            raise FormatError("its JSON part is no glTF")
        for extension, name in _COMPRESSIONS.items():
            if extension in self._json.get("extensionsRequired", ()):
                raise FormatError(f"its geometry is compressed with {name}; export it without compression")

    def _split(self, content: bytes) -> bytes:
        version, length = struct.unpack_from("<II", content, 4)
        if version != 2:
            raise FormatError(f"it is glTF version {version}, and only version 2 is read")
        if length > len(content):
            raise FormatError("it ends too early")
        text, at = b"", 12
        while at + 8 <= length:
            size, kind = struct.unpack_from("<I4s", content, at)
            chunk = content[at + 8 : at + 8 + size]
            if len(chunk) < size:
                raise FormatError("it ends too early")
            if kind == b"JSON" and not text:
                text = chunk
            elif kind == b"BIN\0" and self._binary is None:
                self._binary = chunk
            at += 8 + size
        return text

    def read(self) -> RawMesh:
        nodes = self._list("nodes")
        if len(nodes) > MAX_NODES:
            raise FormatError(f"it has {len(nodes):,} nodes")
        scenes = self._list("scenes")
        if scenes:
            roots = scenes[self._json.get("scene", 0)].get("nodes", [])
        else:
            children = {child for node in nodes for child in node.get("children", [])}
            roots = [k for k in range(len(nodes)) if k not in children]
        placed: list[tuple[int, NDArray[np.float64], str]] = []
        if not nodes:
            placed = [(number, np.eye(4), "") for number in range(len(self._list("meshes")))]
        seen: set[int] = set()
        stack = [(int(root), np.eye(4), 0) for root in reversed(roots)]
        while stack:
            number, above, depth = stack.pop()
            if number in seen or number < 0 or depth > MAX_DEPTH:
                raise FormatError("its nodes are no tree")
            seen.add(number)
            node = nodes[number]
            with np.errstate(all="ignore"):  # numbers that are none are told of later
                transform = above @ _local_transform(node)
            if "mesh" in node:
                placed.append((_index(node["mesh"]), transform, str(node.get("name", ""))))
            stack += [(int(child), transform, depth + 1) for child in reversed(node.get("children", []))]
        # Many nodes may show one mesh: what they add up to is known before any of it is made.
        sizes = {number: self._triangle_count(number) for number in {number for number, _, _ in placed}}
        builder = MeshBuilder()
        builder.check_room(sum(sizes[number] for number, _, _ in placed))
        pieces = {number: self._pieces(number) for number in sizes}
        for number, transform, node_name in placed:
            name = node_name or str(self._list("meshes")[number].get("name", ""))
            with np.errstate(all="ignore"):
                turned_over = np.linalg.det(transform[:3, :3]) < 0
            for vertices, faces, material in pieces[number]:
                with np.errstate(all="ignore"):
                    moved = vertices @ transform[:3, :3].T + transform[:3, 3]
                builder.add(
                    moved, faces[:, ::-1] if turned_over else faces, {"node": name, "material": material}
                )
        return builder.build()

    def _primitives(self, number: int) -> list[tuple[dict[str, Any], int]]:
        """The primitives of a mesh that are made of triangles, each with the number of its corners."""
        found = []
        for primitive in self._list("meshes")[number]["primitives"]:
            attributes = primitive.get("attributes", {})
            if (
                primitive.get("mode", _TRIANGLES) not in (_TRIANGLES, _STRIP, _FAN)
                or "POSITION" not in attributes
            ):
                continue
            positions = self._accessor(attributes["POSITION"])
            if (
                "KHR_draco_mesh_compression" in primitive.get("extensions", {})
                and "bufferView" not in positions
            ):
                raise FormatError("its geometry is compressed with Draco; export it without compression")
            corners = self._accessor(primitive["indices"]) if "indices" in primitive else positions
            found.append((primitive, _index(corners["count"])))
        return found

    def _triangle_count(self, number: int) -> int:
        """At least one for each primitive, so that heaps of empty ones are noticed too."""
        return sum(
            max(count // 3 if primitive.get("mode", _TRIANGLES) == _TRIANGLES else count - 2, 1)
            for primitive, count in self._primitives(number)
        )

    def _pieces(self, number: int) -> list[tuple[NDArray[np.float64], NDArray[np.int64], str]]:
        """Vertices, faces and material name of each primitive of a mesh."""
        materials = self._list("materials")
        pieces = []
        for primitive, _ in self._primitives(number):
            vertices = self._values(primitive["attributes"]["POSITION"], 3).astype(np.float64)
            if "indices" in primitive:
                corners = self._values(primitive["indices"], 1).reshape(-1).astype(np.int64)
            else:
                corners = np.arange(len(vertices))
            material = primitive.get("material")
            name = materials[_index(material)].get("name", "") if material is not None else ""
            pieces.append((vertices, _triangles(corners, primitive.get("mode", _TRIANGLES)), str(name)))
        return pieces

    def _list(self, name: str) -> list[Any]:
        value = self._json.get(name, [])
        if not isinstance(value, list):
            raise FormatError(f"its {name} are no list")
        return value

    def _accessor(self, number: int) -> dict[str, Any]:
        return self._list("accessors")[_index(number)]

    def _values(self, number: int, width: int) -> NDArray[Any]:
        """(count, width) values of an accessor; normalised integers come as float64."""
        accessor = self._accessor(number)
        if _WIDTHS.get(accessor["type"]) != width:
            raise FormatError("an accessor has an unexpected type")
        dtype = np.dtype(_COMPONENTS[accessor["componentType"]])
        count = _index(accessor["count"])
        if "bufferView" in accessor:
            offset = _index(accessor.get("byteOffset", 0))
            values = self._view(accessor["bufferView"], dtype, count, width, offset)
        else:
            if count > 3 * 5_000_000:
                raise FormatError("an accessor is too large")
            values = np.zeros((count, width), dtype=dtype)
        if "sparse" in accessor:
            sparse = accessor["sparse"]
            where, what = sparse["indices"], sparse["values"]
            changed = _index(sparse["count"])
            places = self._view(
                where["bufferView"],
                np.dtype(_COMPONENTS[where["componentType"]]),
                changed,
                1,
                _index(where.get("byteOffset", 0)),
            )
            values = values.copy()
            values[places.reshape(-1)] = self._view(
                what["bufferView"], dtype, changed, width, _index(what.get("byteOffset", 0))
            )
        if accessor.get("normalized") and dtype.kind in "iu":
            values = np.maximum(values / float(np.iinfo(dtype).max), -1.0)
        return values

    def _view(self, number: int, dtype: np.dtype[Any], count: int, width: int, offset: int) -> NDArray[Any]:
        view = self._list("bufferViews")[_index(number)]
        if "EXT_meshopt_compression" in view.get("extensions", {}):
            raise FormatError("its geometry is compressed with meshopt; export it without compression")
        buffer = self._buffer(_index(view["buffer"]))
        start = _index(view.get("byteOffset", 0))
        stop = start + _index(view["byteLength"])
        item = dtype.itemsize * width
        stride = _index(view.get("byteStride", item)) or item
        if stop > len(buffer) or (count and offset + (count - 1) * stride + item > stop - start):
            raise FormatError("it ends too early")
        if not count:
            return np.zeros((0, width), dtype=dtype)
        return np.ndarray((count, width), dtype, buffer, start + offset, (stride, dtype.itemsize))

    def _buffer(self, number: int) -> bytes:
        if number not in self._buffers:
            uri = self._list("buffers")[number].get("uri")
            if uri is None:
                if self._binary is None or number != 0:
                    raise FormatError("a buffer is missing")
                self._buffers[number] = self._binary
            else:
                self._buffers[number] = self._fetch(str(uri))
        return self._buffers[number]

    def _fetch(self, uri: str) -> bytes:
        if uri.startswith("data:"):
            try:
                return base64.b64decode(uri.partition(",")[2], validate=True)
            except binascii.Error as error:
                raise FormatError("a buffer inside of it is damaged") from error
        name = unquote(uri)
        folder = self._folder.resolve()
        path = (folder / name).resolve()
        if "://" in uri or not path.is_relative_to(folder):
            raise FormatError(f"its buffer {uri[:80]!r} lies outside of its folder, which isn't opened")
        if not path.is_file():
            raise FormatError(f"its buffer {name[:80]!r} is missing beside it")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise FormatError(f"its buffer {name[:80]!r} is too large")
        return path.read_bytes()


def _index(value: Any) -> int:
    """A whole number that isn't negative; Python's negative indices must not pass as glTF's."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FormatError(f"{value!r} stands where a count or an index belongs")
    return value


def _triangles(corners: NDArray[np.int64], mode: int) -> NDArray[np.int64]:
    if mode == _TRIANGLES:
        return corners[: len(corners) // 3 * 3].reshape(-1, 3)
    if len(corners) < 3:
        return np.zeros((0, 3), dtype=np.int64)
    if mode == _FAN:
        return np.stack([np.broadcast_to(corners[0], len(corners) - 2), corners[1:-1], corners[2:]], axis=1)
    faces = np.stack([corners[:-2], corners[1:-1], corners[2:]], axis=1)
    faces[1::2] = faces[1::2][:, [1, 0, 2]]
    return faces


def _local_transform(node: dict[str, Any]) -> NDArray[np.float64]:
    if "matrix" in node:
        return np.array(node["matrix"], dtype=np.float64).reshape(4, 4).T
    x, y, z, w = (float(each) for each in node.get("rotation", (0, 0, 0, 1)))
    norm = x * x + y * y + z * z + w * w
    twice = 2 / norm if norm > 0 else 0.0
    rotation = np.array(
        [
            [1 - twice * (y * y + z * z), twice * (x * y - z * w), twice * (x * z + y * w)],
            [twice * (x * y + z * w), 1 - twice * (x * x + z * z), twice * (y * z - x * w)],
            [twice * (x * z - y * w), twice * (y * z + x * w), 1 - twice * (x * x + y * y)],
        ]
    )
    transform = np.eye(4)
    transform[:3, :3] = rotation * np.array(node.get("scale", (1, 1, 1)), dtype=np.float64).reshape(3)
    transform[:3, 3] = np.array(node.get("translation", (0, 0, 0)), dtype=np.float64).reshape(3)
    return transform
