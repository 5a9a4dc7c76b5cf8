"""Triangles out of OBJ, STL and PLY files."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .raw_mesh import MAX_TRIANGLES, FormatError, MeshBuilder, RawMesh, too_many

_PLY_TYPES = {
    "char": "i1", "uchar": "u1", "short": "i2", "ushort": "u2", "int": "i4", "uint": "u4", "float": "f4",
    "double": "f8", "int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2", "int32": "i4", "uint32": "u4",
    "float32": "f4", "float64": "f8",
}  # fmt: skip
MAX_POLYGON = 100_000


def read_obj(content: bytes) -> RawMesh:
    """Read a Wavefront OBJ file: polygons as fans, with their object, group and material names.

    Raises:
        FormatError: a line that can't be read, or no faces.
        UserError: too many triangles.
    """
    positions: list[list[bytes]] = []
    faces: list[tuple[int, int, int]] = []
    starts: list[tuple[int, dict[str, str]]] = []
    names = {"group": "", "node": "", "material": ""}
    keys = {b"g": "group", b"o": "node", b"usemtl": "material"}
    starts.append((0, dict(names)))
    for number, line in enumerate(content.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ").splitlines(), 1):
        words = line.split()
        if not words:
            continue
        key = words[0]
        if key == b"v":
            if len(words) < 4:
                raise FormatError(f"line {number} is no vertex")
            positions.append(words[1:4])
        elif key == b"f":
            try:
                corners = [int(word.partition(b"/")[0]) for word in words[1:]]
            except ValueError as error:
                raise FormatError(f"line {number} is no face") from error
            corners = [corner - 1 if corner > 0 else len(positions) + corner for corner in corners]
            # 0 is no index in OBJ, and a corner that points before the first vertex is none either.
            corners = [corner if corner < len(positions) or corner >= 0 else -1 for corner in corners]
            faces += [(corners[0], corners[k], corners[k + 1]) for k in range(1, len(corners) - 1)]
            if len(faces) > MAX_TRIANGLES:
                raise too_many(len(faces))
        elif key in keys:
            names[keys[key]] = b" ".join(words[1:]).decode("utf-8", "replace")
            if starts[-1][0] == len(faces):
                starts.pop()
            starts.append((len(faces), dict(names)))
    if not faces:
        raise FormatError("it holds no faces")
    try:
        vertices = np.array(positions).reshape(-1, 3).astype(np.float64)
    except ValueError as error:
        raise FormatError(f"a vertex is no number ({error})") from error
    every = np.array(faces, dtype=np.int64)
    ends = [start for start, _ in starts[1:]] + [len(faces)]
    builder = MeshBuilder()
    pieces = [(start, end, each) for (start, each), end in zip(starts, ends, strict=True) if end > start]
    # All pieces share the vertices: add those to the first, and shift the faces of the rest back to them.
    labels: dict[str, tuple[tuple[str, ...], NDArray[np.int32]]] = {}
    for kind in names:
        if any(each[kind] for _, _, each in pieces):
            builder = MeshBuilder()
            for start, end, each in pieces:
                builder.add(np.zeros((1, 3)), np.zeros((end - start, 3), dtype=np.int64), {kind: each[kind]})
            labels.update(builder.build().labels)
    return RawMesh(vertices, every, labels)


def read_stl(content: bytes) -> RawMesh:
    """Read a binary or ASCII STL file.

    Raises:
        FormatError: neither of the two.
        UserError: too many triangles.
    """
    count = int.from_bytes(content[80:84], "little") if len(content) >= 84 else 0
    if len(content) >= 84 and (len(content) == 84 + 50 * count or not content.lstrip().startswith(b"solid")):
        if 84 + 50 * count > len(content):
            raise FormatError("it ends too early")
        if count > MAX_TRIANGLES:
            raise too_many(count)
        record = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("colour", "<u2")])
        corners = np.frombuffer(content, record, count, 84)["corners"].reshape(-1, 3)
    else:
        number = rb"\s+([-+.\deEinfaNIFA]+)"
        found = re.findall(rb"vertex" + number * 3, content)
        try:
            corners = np.array(found).reshape(-1, 3).astype(np.float64)
        except ValueError as error:
            raise FormatError(f"a corner is no number ({error})") from error
    corners = corners[: len(corners) // 3 * 3].astype(np.float64)
    if not len(corners):
        raise FormatError("it holds no triangles")
    if len(corners) // 3 > MAX_TRIANGLES:
        raise too_many(len(corners) // 3)
    return RawMesh(corners, np.arange(len(corners)).reshape(-1, 3))


def read_ply(content: bytes) -> RawMesh:
    """Read an ASCII or binary PLY file with vertices and faces.

    Raises:
        FormatError: the file breaks the format or has no faces.
        UserError: too many triangles.
    """
    match = re.match(rb"ply\s*?\r?\n(.*?)end_header[ \t]*\r?\n", content, re.DOTALL)
    if match is None:
        raise FormatError("its PLY header is broken")
    order, elements = _ply_header(match[1].decode("latin-1"))
    if any(len({each[0] for each in properties}) < len(properties) for _, _, properties in elements):
        raise FormatError("its PLY header names a property twice")
    rest: Any = content[match.end() :]
    tokens = iter(rest.split()) if order == "ascii" else None
    vertices = faces = None
    at = 0
    for name, count, properties in elements:
        lists = [each for each in properties if len(each) == 3]
        if tokens is not None:
            rows = _ply_ascii(tokens, count, properties)
        elif lists:
            rows, at = _ply_lists(rest, at, count, properties, order)
        else:
            record = np.dtype([(f"{k}", order + each[1]) for k, each in enumerate(properties)])
            size = record.itemsize * count
            if at + size > len(rest):
                raise FormatError("it ends too early")
            table = np.frombuffer(rest, record, count, at)
            rows = {each[0]: table[f"{k}"] for k, each in enumerate(properties)}
            at += size
        if name == "vertex":
            if not set("xyz") <= rows.keys():
                raise FormatError("its vertices have no x, y and z")
            vertices = np.stack([np.asarray(rows[axis], dtype=np.float64) for axis in "xyz"], axis=1)
        elif name == "face" and lists:
            faces = rows[next((each[0] for each in lists if each[0].startswith("vertex_ind")), lists[0][0])]
    if vertices is None or faces is None:
        raise FormatError("it holds no faces")
    return RawMesh(vertices, _fans(faces))


def _ply_header(text: str) -> tuple[str, list[tuple[str, int, list[tuple[str, ...]]]]]:
    order = ""
    elements: list[tuple[str, int, list[tuple[str, ...]]]] = []
    try:
        for line in text.splitlines():
            words = line.split()
            if not words or words[0] in ("comment", "obj_info"):
                continue
            if words[0] == "format":
                order = {"ascii": "ascii", "binary_little_endian": "<", "binary_big_endian": ">"}[words[1]]
            elif words[0] == "element":
                count = int(words[2])
                if not 0 <= count <= 3 * MAX_TRIANGLES:
                    raise FormatError(f"it claims to hold {count:,} of {words[1]!r}")
                elements.append((words[1], count, []))
            elif words[0] == "property" and words[1] == "list":
                elements[-1][2].append((words[4], _PLY_TYPES[words[2]], _PLY_TYPES[words[3]]))
            elif words[0] == "property":
                elements[-1][2].append((words[2], _PLY_TYPES[words[1]]))
    except (KeyError, IndexError, ValueError) as error:
        raise FormatError(f"its PLY header is broken ({error})") from error
    if not order:
        raise FormatError("its PLY header names no format")
    return order, elements


def _ply_ascii(tokens: Any, count: int, properties: list[tuple[str, ...]]) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {each[0]: [] for each in properties}
    try:
        for _ in range(count):
            for each in properties:
                if len(each) == 3:
                    size = int(next(tokens))
                    if not 0 <= size <= MAX_POLYGON:
                        raise FormatError(f"a face claims {size} corners")
                    rows[each[0]].append([int(next(tokens)) for _ in range(size)])
                else:
                    rows[each[0]].append(float(next(tokens)))
    except StopIteration:
        raise FormatError("it ends too early") from None
    except ValueError as error:
        raise FormatError(f"a value is no number ({error})") from error
    return rows


def _ply_lists(
    data: bytes, at: int, count: int, properties: list[tuple[str, ...]], order: str
) -> tuple[dict[str, Any], int]:
    """Rows of an element with lists; fast when every list is as long as the first."""
    if count and len(properties) >= 1:
        fields, sizes, offset = [], [], at
        for k, each in enumerate(properties):
            if len(each) == 3:
                width = np.dtype(order + each[1])
                if offset + width.itemsize > len(data):
                    raise FormatError("it ends too early")
                size = int(np.frombuffer(data, width, 1, offset)[0])
                if not 0 <= size <= MAX_POLYGON:
                    raise FormatError(f"a face claims {size} corners")
                fields += [(f"n{k}", order + each[1]), (f"{k}", order + each[2], (size,))]
                sizes.append((k, size))
                offset += width.itemsize + size * np.dtype(each[2]).itemsize
            else:
                fields.append((f"{k}", order + each[1]))
                offset += np.dtype(each[1]).itemsize
        record = np.dtype(fields)
        if at + record.itemsize * count <= len(data):
            table = np.frombuffer(data, record, count, at)
            if all((table[f"n{k}"] == size).all() for k, size in sizes):
                rows = {each[0]: table[f"{k}"] for k, each in enumerate(properties)}
                return rows, at + record.itemsize * count
    slow: dict[str, list[Any]] = {each[0]: [] for each in properties}
    for _ in range(count):
        for each in properties:
            length = 1
            if len(each) == 3:
                length = int(_ply_numbers(data, at, order + each[1], 1)[0])
                at += np.dtype(each[1]).itemsize
                if not 0 <= length <= MAX_POLYGON:
                    raise FormatError(f"a face claims {length} corners")
            values = _ply_numbers(data, at, order + each[-1], length)
            at += values.nbytes
            slow[each[0]].append(values.tolist() if len(each) == 3 else values[0])
    return slow, at


def _ply_numbers(data: bytes, at: int, kind: str, count: int) -> NDArray[Any]:
    if at + np.dtype(kind).itemsize * count > len(data):
        raise FormatError("it ends too early")
    return np.frombuffer(data, kind, count, at)


def _fans(polygons: Any) -> NDArray[np.int64]:
    """(F, 3) triangles of polygons, each a list of corners or all of them rows of one array."""
    if isinstance(polygons, np.ndarray):
        table = polygons.astype(np.int64)
        groups = [table] if table.ndim == 2 else []
    else:
        by_size: dict[int, list[list[int]]] = {}
        for polygon in polygons:
            by_size.setdefault(len(polygon), []).append(polygon)
        groups = [np.array(each, dtype=np.int64).reshape(len(each), size) for size, each in by_size.items()]
    total = sum(len(group) * max(group.shape[1] - 2, 0) for group in groups)
    if not total:
        raise FormatError("it holds no triangles")
    if total > MAX_TRIANGLES:
        raise too_many(total)
    return np.concatenate(
        [
            np.stack([group[:, 0], group[:, k], group[:, k + 1]], axis=1)
            for group in groups
            for k in range(1, group.shape[1] - 1)
        ]
    )
