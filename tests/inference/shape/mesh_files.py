"""Meshes and mesh files made for the tests."""

from __future__ import annotations

import base64
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np

BOX_FACES = np.array(
    [
        [0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7], [0, 1, 5], [0, 5, 4],
        [1, 2, 6], [1, 6, 5], [2, 3, 7], [2, 7, 6], [3, 0, 4], [3, 4, 7],
    ]
)  # fmt: skip


def box(size: tuple[float, float, float] = (0.06, 0.06, 0.06), centre: Any = (0, 0, 0)) -> tuple[Any, Any]:
    """A closed box facing outwards."""
    x, y, z = np.array(size) / 2
    corners = [
        [-x, -y, -z],
        [x, -y, -z],
        [x, y, -z],
        [-x, y, -z],
        [-x, -y, z],
        [x, -y, z],
        [x, y, z],
        [-x, y, z],
    ]
    return np.array(corners) + np.array(centre), BOX_FACES.copy()


def ball(radius: float = 0.03, rings: int = 24, centre: Any = (0, 0, 0)) -> tuple[Any, Any]:
    """A closed ball facing outwards."""
    profile = [(radius * np.sin(t), -radius * np.cos(t)) for t in np.linspace(0, np.pi, rings + 1)]
    vertices, faces = revolve(profile, 2 * rings)
    return vertices + np.array(centre), faces


def revolve(profile: list[tuple[float, float]], around: int = 48) -> tuple[Any, Any]:
    """Turn a profile of (radius, height) about z; from bottom to top on the outer side it faces outwards."""
    angle = np.arange(around) * 2 * np.pi / around
    vertices = np.concatenate(
        [np.stack([r * np.cos(angle), r * np.sin(angle), np.full(around, h)], axis=1) for r, h in profile]
    )
    faces = []
    for row in range(len(profile) - 1):
        for k in range(around):
            a, b = row * around + k, row * around + (k + 1) % around
            c, d = a + around, b + around
            if profile[row][0] > 1e-9:
                faces.append([a, b, c])
            if profile[row + 1][0] > 1e-9:
                faces.append([b, d, c])
    return vertices, np.array(faces)


def tube_along(path: np.ndarray, radius: float, around: int = 16) -> tuple[Any, Any]:
    """A capped tube along a path (N, 3) in the x-z plane."""
    side = np.array([0.0, 1.0, 0.0])
    vertices = []
    for k in range(len(path)):
        along = path[min(k + 1, len(path) - 1)] - path[max(k - 1, 0)]
        along = along / np.linalg.norm(along)
        up = np.cross(along, side)
        for t in np.arange(around) * 2 * np.pi / around:
            vertices.append(path[k] + radius * (np.cos(t) * side + np.sin(t) * up))
    faces = []
    for row in range(len(path) - 1):
        for k in range(around):
            a, b = row * around + k, row * around + (k + 1) % around
            faces += [[a, a + around, b], [b, a + around, b + around]]
    start, end = len(vertices), len(vertices) + 1
    vertices += [path[0], path[-1]]
    last = (len(path) - 1) * around
    for k in range(around):
        faces += [[start, k, (k + 1) % around], [end, last + (k + 1) % around, last + k]]
    return np.array(vertices), np.array(faces)


def cup(radius: float = 0.04, height: float = 0.09, wall: float = 0.003) -> tuple[Any, Any]:
    """A closed-surface cup, open at the top, centred on z = 0."""
    half = height / 2
    inner = radius - wall
    return revolve(
        [(0, -half), (radius, -half), (radius, half), (inner, half), (inner, -half + wall), (0, -half + wall)]
    )


def mug() -> tuple[Any, Any, np.ndarray]:
    """A cup with a looped handle on +x; also the part of each face: 0 body, 1 handle."""
    body, body_faces = cup()
    t = np.linspace(-np.pi / 2 * 1.05, np.pi / 2 * 1.05, 17)
    path = np.stack([0.037 + 0.032 * np.cos(t), 0 * t, 0.032 * np.sin(t)], axis=1)
    handle, handle_faces = tube_along(path, 0.005)
    return (
        np.concatenate([body, handle]),
        np.concatenate([body_faces, handle_faces + len(body)]),
        np.repeat([0, 1], [len(body_faces), len(handle_faces)]),
    )


def glb_bytes(
    pieces: list[tuple[str, str, Any, Any]], *, node_extra: dict[str, Any] | None = None, change: Any = None
) -> bytes:
    """A .glb with one node a piece: (node name, material name, vertices, faces).

    `change` may alter the JSON dictionary before it is written.
    """
    document, binary = gltf_parts(pieces, node_extra)
    document["buffers"] = [{"byteLength": len(binary)}]
    if change:
        change(document)
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    binary += b"\0" * (-len(binary) % 4)
    body = (
        struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(binary), b"BIN\0") + binary
    )
    return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def gltf_parts(
    pieces: list[tuple[str, str, Any, Any]], node_extra: dict[str, Any] | None = None
) -> tuple[dict[str, Any], bytes]:
    """The JSON dictionary, without buffers, and the binary buffer of a glTF file."""
    binary = b""
    document: dict[str, Any] = {
        "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": []}], "nodes": [], "meshes": [],
        "materials": [], "accessors": [], "bufferViews": [],
    }  # fmt: skip
    for number, (node, material, vertices, faces) in enumerate(pieces):
        for values, kind, component, width in (
            (np.asarray(vertices, "<f4"), "VEC3", 5126, 3),
            (np.asarray(faces, "<u4").reshape(-1), "SCALAR", 5125, 1),
        ):
            document["bufferViews"].append(
                {"buffer": 0, "byteOffset": len(binary), "byteLength": values.nbytes}
            )
            view = len(document["bufferViews"]) - 1
            document["accessors"].append(
                {"bufferView": view, "componentType": component, "count": values.size // width, "type": kind}
            )
            binary += values.tobytes()
        document["materials"].append({"name": material})
        primitive = {"attributes": {"POSITION": 2 * number}, "indices": 2 * number + 1, "material": number}
        document["meshes"].append({"primitives": [primitive]})
        document["nodes"].append({"name": node, "mesh": number, **(node_extra or {})})
        document["scenes"][0]["nodes"].append(number)
    return document, binary


def gltf_text(document: dict[str, Any], binary: bytes, uri: str | None = None) -> str:
    """A .gltf file whose buffer lies inside of it, or at the given place."""
    inside = "data:application/octet-stream;base64," + base64.b64encode(binary).decode()
    return json.dumps({**document, "buffers": [{"byteLength": len(binary), "uri": uri or inside}]})


def obj_text(vertices: Any, faces: Any) -> str:
    """A Wavefront file."""
    lines = [f"v {x:.9g} {y:.9g} {z:.9g}" for x, y, z in vertices]
    return "\n".join(lines + [f"f {a + 1} {b + 1} {c + 1}" for a, b, c in faces]) + "\n"


def stl_bytes(vertices: Any, faces: Any) -> bytes:
    """A binary STL file."""
    record = np.zeros(len(faces), dtype=[("n", "<f4", 3), ("c", "<f4", (3, 3)), ("a", "<u2")])
    record["c"] = np.asarray(vertices)[np.asarray(faces)]
    return b"\0" * 80 + struct.pack("<I", len(faces)) + record.tobytes()


def ply_text(vertices: Any, faces: Any) -> str:
    """An ASCII PLY file."""
    head = (
        f"ply\nformat ascii 1.0\nelement vertex {len(vertices)}\nproperty float x\nproperty float y\n"
        f"property float z\nelement face {len(faces)}\nproperty list uchar int vertex_indices\nend_header\n"
    )
    rows = [f"{x:.9g} {y:.9g} {z:.9g}" for x, y, z in vertices] + [f"3 {a} {b} {c}" for a, b, c in faces]
    return head + "\n".join(rows) + "\n"


def ply_bytes(vertices: Any, faces: Any) -> bytes:
    """A binary PLY file."""
    head = (
        f"ply\nformat binary_little_endian 1.0\nelement vertex {len(vertices)}\nproperty float x\n"
        f"property float y\nproperty float z\nelement face {len(faces)}\n"
        "property list uchar int vertex_indices\nend_header\n"
    )
    record = np.zeros(len(faces), dtype=[("n", "u1"), ("c", "<i4", 3)])
    record["n"], record["c"] = 3, faces
    return head.encode() + np.asarray(vertices, "<f4").tobytes() + record.tobytes()


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
