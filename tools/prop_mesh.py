"""Meshes of our own example objects: profiles, revolved and lofted solids, and a small .glb writer.

Millimetres and +Z up throughout; the writer turns them into glTF's metres and +Y up.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Faces = NDArray[np.int64]
MM = 1e-3
SMOOTH = 180.0


@dataclass(frozen=True, eq=False)
class Part:
    """A named part: one material in the file.

    Attributes:
        name: of its material, which is how an instruction finds it.
        vertices: (V, 3) millimetres, +Z up.
        faces: (F, 3) triangles, outwards.
        colour: linear red, green, blue.
        roughness, metallic: 0..1.
        crease: degrees between two faces from which their edge is sharp.
    """

    name: str
    vertices: Array
    faces: Faces
    colour: tuple[float, float, float]
    roughness: float = 0.5
    metallic: float = 0.0
    crease: float = SMOOTH


def arc(centre: tuple[float, float], radius: float, start: float, end: float, count: int) -> Array:
    """(count, 2) points of an arc; angles in degrees from the first axis towards the second."""
    angles = np.radians(np.linspace(start, end, count))
    return np.array(centre) + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)


def line(start: tuple[float, float], end: tuple[float, float], count: int) -> Array:
    """(count, 2) points from start to end, both included."""
    return np.linspace(start, end, count)


def grid_faces(rows: int, columns: int) -> Faces:
    """Triangles of a grid that closes on itself along the columns."""
    row, column = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    a = row * columns + column
    b = row * columns + (column + 1) % columns
    c, d = a + columns, b + columns
    return np.concatenate([np.stack([a, b, d], -1).reshape(-1, 3), np.stack([a, d, c], -1).reshape(-1, 3)])


def tube(rings: Array, first: Array, last: Array) -> tuple[Array, Faces]:
    """A closed mesh from rings (R, C, 3) of points with a point (3,) to close each end."""
    rows, columns, _ = rings.shape
    vertices = np.concatenate([rings.reshape(-1, 3), [first, last]])
    here, there = np.arange(columns), np.roll(np.arange(columns), -1)
    top = (rows - 1) * columns
    start_cap = np.stack([np.full(columns, rows * columns), there, here], axis=1)
    end_cap = np.stack([np.full(columns, rows * columns + 1), top + here, top + there], axis=1)
    return vertices, np.concatenate([grid_faces(rows, columns), start_cap, end_cap])


def revolve(profile: Array, segments: int = 64) -> tuple[Array, Faces]:
    """A closed mesh from a profile (K, 2) of radius and height whose two ends lie on the axis."""
    angles = 2.0 * np.pi * np.arange(segments) / segments
    ring = profile[1:-1]
    points = np.stack(
        [
            ring[:, None, 0] * np.cos(angles),
            ring[:, None, 0] * np.sin(angles),
            np.repeat(ring[:, 1:], segments, 1),
        ],
        axis=-1,
    )
    return tube(points, np.array([0.0, 0.0, profile[0, 1]]), np.array([0.0, 0.0, profile[-1, 1]]))


def loft(sections: Array, sides: int = 32) -> tuple[Array, Faces]:
    """A closed mesh through sections (S, 4) along +Z: height, half widths along X and Y, and squareness.

    A squareness of 2 is an oval, larger ones come near a rectangle, 1 is a rhombus.
    """
    angles = 2.0 * np.pi * np.arange(sides) / sides
    cosine, sine = np.cos(angles), np.sin(angles)
    height, wide, deep, square = (sections[:, k, None] for k in range(4))
    x = wide * np.sign(cosine) * np.abs(cosine) ** (2.0 / square)
    y = deep * np.sign(sine) * np.abs(sine) ** (2.0 / square)
    rings = np.stack([x, y, np.broadcast_to(height, x.shape)], axis=-1)
    return tube(rings, rings[0].mean(axis=0), rings[-1].mean(axis=0))


def outward(vertices: Array, faces: NDArray[Any]) -> NDArray[Any]:
    """The faces turned so that the volume they enclose is positive."""
    corners = vertices[faces]
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()
    return faces if volume > 0 else faces[:, ::-1]


def corner_normals(vertices: Array, faces: Faces) -> Array:
    """(V, 3) unit normals of the faces at each vertex, weighted by the angle of each corner there."""
    face_normal = _face_normals(vertices, faces)
    angle = _corner_angles(vertices, faces)
    normals = np.zeros_like(vertices)
    for k in range(3):
        np.add.at(normals, faces[:, k], face_normal * angle[:, k, None])
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def creased(vertices: Array, faces: Faces, crease: float) -> tuple[Array, Faces, Array]:
    """Vertices, faces and normals with vertices doubled along sharp edges.

    At every corner the faces around the vertex that lie within `crease` degrees of the corner's own share
    their normal.
    """
    if crease >= SMOOTH:
        return vertices, faces, corner_normals(vertices, faces)
    face_normal = _face_normals(vertices, faces)
    angle = _corner_angles(vertices, faces)
    around: list[list[tuple[int, int]]] = [[] for _ in vertices]
    for face, corners in enumerate(faces.tolist()):
        for k, vertex in enumerate(corners):
            around[vertex].append((face, k))
    smallest = np.cos(np.radians(crease))
    normals = np.empty((len(faces), 3, 3))
    for face, corners in enumerate(faces.tolist()):
        for k, vertex in enumerate(corners):
            near = [
                face_normal[f] * angle[f, c]
                for f, c in around[vertex]
                if face_normal[f] @ face_normal[face] >= smallest
            ]
            normals[face, k] = np.sum(near, axis=0)
    normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-12)
    row = np.concatenate([vertices[faces].reshape(-1, 3), normals.reshape(-1, 3).round(5)], axis=1)
    unique, index = np.unique(row, axis=0, return_inverse=True)
    return unique[:, :3], index.reshape(-1, 3), unique[:, 3:]


def _face_normals(vertices: Array, faces: Faces) -> Array:
    corners = vertices[faces]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)


def _corner_angles(vertices: Array, faces: Faces) -> Array:
    """(F, 3) radians."""
    corners = vertices[faces]
    angles = np.empty((len(faces), 3))
    for k in range(3):
        a = corners[:, (k + 1) % 3] - corners[:, k]
        b = corners[:, (k + 2) % 3] - corners[:, k]
        cosine = np.einsum("ij,ij->i", a, b) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1) + 1e-12)
        angles[:, k] = np.arccos(np.clip(cosine, -1.0, 1.0))
    return angles


def write_glb(path: Path, name: str, parts: Sequence[Part], generator: str) -> None:
    """Writes one mesh with a primitive and a material for each part."""
    binary = bytearray()
    document: dict[str, Any] = {
        "asset": {
            "version": "2.0",
            "generator": f"SemGrasp {generator}",
            "copyright": "SemGrasp developers, CC0 1.0",
        },
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": name, "mesh": 0}],
        "meshes": [{"name": name, "primitives": []}],
        "materials": [
            {
                "name": part.name,
                "pbrMetallicRoughness": {
                    "baseColorFactor": [*part.colour, 1.0],
                    "metallicFactor": part.metallic,
                    "roughnessFactor": part.roughness,
                },
            }
            for part in parts
        ],
        "accessors": [],
        "bufferViews": [],
    }

    def add(values: NDArray[Any], kind: str, component: int, target: int, *, bounds: bool = False) -> int:
        view = {"buffer": 0, "byteOffset": len(binary), "byteLength": values.nbytes, "target": target}
        binary.extend(values.tobytes())
        binary.extend(b"\0" * (-len(binary) % 4))
        entry: dict[str, Any] = {
            "bufferView": len(document["bufferViews"]),
            "componentType": component,
            "count": len(values),
            "type": kind,
        }
        if bounds:
            entry |= {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()}
        document["bufferViews"].append(view)
        document["accessors"].append(entry)
        return len(document["accessors"]) - 1

    for number, part in enumerate(parts):
        used, faces = np.unique(part.faces, return_inverse=True)
        turned = part.vertices[used][:, [0, 2, 1]] * np.array([1.0, 1.0, -1.0]) * MM
        # angles do not depend on the unit, but their last bits do
        places, corners, normals = creased(turned / MM, faces.reshape(-1, 3), part.crease)
        if part.crease < SMOOTH:
            turned = places * MM
        document["meshes"][0]["primitives"].append(
            {
                "attributes": {
                    "POSITION": add(turned.astype(np.float32), "VEC3", 5126, 34962, bounds=True),
                    "NORMAL": add(normals.astype(np.float32), "VEC3", 5126, 34962),
                },
                "indices": add(corners.astype(np.uint16).reshape(-1), "SCALAR", 5123, 34963),
                "material": number,
            }
        )
    document["buffers"] = [{"byteLength": len(binary)}]
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    length = 12 + 8 + len(text) + 8 + len(binary)
    content = struct.pack("<4sII", b"glTF", 2, length) + struct.pack("<I4s", len(text), b"JSON") + text
    path.write_bytes(content + struct.pack("<I4s", len(binary), b"BIN\0") + bytes(binary))
