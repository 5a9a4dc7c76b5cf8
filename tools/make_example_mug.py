"""Makes examples/mug.glb, the bundled example object: a mug of our own, free for any use (CC0).

    python tools/make_example_mug.py [examples/mug.glb]        needs manifold3d (pip install -e .[tools])

Real size: 82 mm across, 95 mm tall, walls of 4 mm, a handle with room for three fingers (31 mm deep). The
body is a revolved profile and the handle a swept oval that widens where it meets the wall; their union is one
closed surface, whose two parts keep materials named "body" and "handle".
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from typing import Any

import manifold3d
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MM = 1e-3

# The body, in millimetres.
RADIUS = 41.0
HEIGHT = 95.0
WALL = 4.0
FLOOR = 6.0
FOOT_RADIUS = 30.0  # the ring it stands on
OUTER_ROUNDING = 8.0
INNER_ROUNDING = 10.0
SEGMENTS = 64

# The handle's middle line in the x-z plane, as control points of a cubic B-spline, in millimetres.
HANDLE_LINE = (
    (38.6, 82.0),
    (52.0, 85.5),
    (70.0, 84.0),
    (79.0, 61.0),
    (75.0, 32.0),
    (55.0, 14.5),
    (38.6, 16.0),
)
HANDLE_DEPTH = 4.2  # half the thickness in the plane of the handle
HANDLE_WIDTH = 6.4  # half the thickness across it
FLARE = 0.5  # how much thicker it is where it meets the wall
FLARE_LENGTH = 5.0
HANDLE_SECTIONS = 40
HANDLE_SIDES = 20

# Linear base colour and roughness: a warm white glaze and a terracotta handle.
MATERIALS = {"body": ((0.80, 0.74, 0.62, 1.0), 0.35), "handle": ((0.58, 0.17, 0.07, 1.0), 0.45)}


def arc(centre: tuple[float, float], radius: float, start: float, end: float, count: int) -> Array:
    """(count, 2) points of an arc; angles in degrees from +r towards +z."""
    angles = np.radians(np.linspace(start, end, count))
    return np.array(centre) + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)


def line(start: tuple[float, float], end: tuple[float, float], count: int) -> Array:
    """(count, 2) points from start to end, both included."""
    return np.linspace(start, end, count)


def body_profile() -> Array:
    """(K, 2) radius and height, from the middle of the underside around the outside to that of the floor."""
    inner = RADIUS - WALL
    pieces = [
        line((0.0, 1.6), (FOOT_RADIUS - 4.0, 1.6), 3),
        arc((FOOT_RADIUS - 4.0, 0.8), 0.8, 90.0, 0.0, 4)[1:],
        line((FOOT_RADIUS - 2.6, 0.0), (FOOT_RADIUS + 1.5, 0.0), 2),
        arc((RADIUS - OUTER_ROUNDING, OUTER_ROUNDING), OUTER_ROUNDING, -80.0, 0.0, 8),
        line((RADIUS, OUTER_ROUNDING), (RADIUS, HEIGHT - WALL / 2), 14)[1:],
        arc((RADIUS - WALL / 2, HEIGHT - WALL / 2), WALL / 2, 0.0, 180.0, 11)[1:],
        line((inner, HEIGHT - WALL / 2), (inner, FLOOR + INNER_ROUNDING), 12)[1:],
        arc((inner - INNER_ROUNDING, FLOOR + INNER_ROUNDING), INNER_ROUNDING, 0.0, -90.0, 8)[1:],
        line((inner - INNER_ROUNDING, FLOOR), (0.0, FLOOR), 4)[1:],
    ]
    return np.concatenate(pieces)


def revolve(profile: Array) -> tuple[Array, NDArray[np.int32]]:
    """A closed mesh from a profile whose two ends lie on the axis."""
    count = len(profile)
    angles = 2.0 * np.pi * np.arange(SEGMENTS) / SEGMENTS
    ring = profile[1:-1]
    points = np.stack(
        [
            ring[:, None, 0] * np.cos(angles),
            ring[:, None, 0] * np.sin(angles),
            np.repeat(ring[:, 1:], SEGMENTS, 1),
        ],
        axis=-1,
    )
    vertices = np.concatenate(
        [points.reshape(-1, 3), [[0.0, 0.0, profile[0, 1]], [0.0, 0.0, profile[-1, 1]]]]
    )
    faces = grid_faces(count - 2, SEGMENTS)
    first, last = len(vertices) - 2, len(vertices) - 1
    here, there = np.arange(SEGMENTS), np.roll(np.arange(SEGMENTS), -1)
    top = (count - 3) * SEGMENTS
    bottom_cap = np.stack([np.full(SEGMENTS, first), there, here], axis=1)
    top_cap = np.stack([np.full(SEGMENTS, last), top + here, top + there], axis=1)
    return vertices, np.concatenate([faces, bottom_cap, top_cap]).astype(np.int32)


def grid_faces(rows: int, columns: int) -> NDArray[np.int64]:
    """Triangles of a grid that closes on itself along the columns."""
    row, column = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    a = row * columns + column
    b = row * columns + (column + 1) % columns
    c, d = a + columns, b + columns
    return np.concatenate([np.stack([a, b, d], -1).reshape(-1, 3), np.stack([a, d, c], -1).reshape(-1, 3)])


def b_spline(controls: Array, count: int) -> Array:
    """(count, 2) points at equal arc lengths of the clamped uniform cubic B-spline over the controls."""
    padded = np.concatenate([controls[:1], controls[:1], controls, controls[-1:], controls[-1:]])
    spans = len(padded) - 3
    u = np.linspace(0.0, spans, 4000)
    span = np.minimum(u.astype(int), spans - 1)
    t = (u - span)[:, None]
    weights = (
        (1 - t) ** 3,
        3 * t**3 - 6 * t**2 + 4,
        -3 * t**3 + 3 * t**2 + 3 * t + 1,
        t**3,
    )
    fine = np.sum([weight * padded[span + k] for k, weight in enumerate(weights)], axis=0) / 6.0
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
    wanted = np.linspace(0.0, length[-1], count)
    return np.stack([np.interp(wanted, length, fine[:, k]) for k in range(2)], axis=1)


def handle() -> tuple[Array, NDArray[np.int32]]:
    """A closed mesh of the handle, its ends inside the wall."""
    middle = b_spline(np.array(HANDLE_LINE), HANDLE_SECTIONS)
    tangent = np.gradient(middle, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    tangent[0], tangent[-1] = (1.0, 0.0), (-1.0, 0.0)  # straight into the wall
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    outside = middle[:, 0] - RADIUS
    flare = 1.0 + FLARE * np.exp(-((np.maximum(outside, 0.0) / FLARE_LENGTH) ** 2))
    angles = 2.0 * np.pi * np.arange(HANDLE_SIDES) / HANDLE_SIDES
    across, along = rounded(np.cos(angles)), rounded(np.sin(angles))
    in_plane = middle[:, None] + normal[:, None] * (HANDLE_DEPTH * flare[:, None] * along)[..., None]
    width = HANDLE_WIDTH * flare[:, None] * across
    points = np.stack([in_plane[..., 0], width, in_plane[..., 1]], axis=-1).reshape(-1, 3)
    ends = np.array([[middle[0, 0], 0.0, middle[0, 1]], [middle[-1, 0], 0.0, middle[-1, 1]]])
    vertices = np.concatenate([points, ends])
    faces = grid_faces(HANDLE_SECTIONS, HANDLE_SIDES)
    here, there = np.arange(HANDLE_SIDES), np.roll(np.arange(HANDLE_SIDES), -1)
    last = (HANDLE_SECTIONS - 1) * HANDLE_SIDES
    start_cap = np.stack([np.full(HANDLE_SIDES, len(points)), there, here], axis=1)
    end_cap = np.stack([np.full(HANDLE_SIDES, len(points) + 1), last + here, last + there], axis=1)
    return vertices, np.concatenate([faces, start_cap, end_cap]).astype(np.int32)


def rounded(value: Array) -> Array:
    """Turns a circle's coordinate into that of a slightly squarer oval."""
    return np.sign(value) * np.abs(value) ** 0.85


def outward(vertices: Array, faces: NDArray[np.int32]) -> NDArray[np.int32]:
    """The faces turned so that the volume they enclose is positive."""
    corners = vertices[faces]
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()
    return faces if volume > 0 else faces[:, ::-1]


def union() -> tuple[Array, NDArray[np.int64], NDArray[np.int64]]:
    """(V, 3) vertices in millimetres, (F, 3) faces, (F,) 0 for the body and 1 for the handle."""
    solids = []
    for vertices, faces in (revolve(body_profile()), handle()):
        mesh = manifold3d.Mesh(
            vertices.astype(np.float32), np.ascontiguousarray(outward(vertices, faces), dtype=np.uint32)
        )
        solid = manifold3d.Manifold(mesh).as_original()
        if solid.status() != manifold3d.Error.NoError:
            raise ValueError(f"not a closed solid: {solid.status()}")
        solids.append(solid)
    merged = (solids[0] + solids[1]).to_mesh()
    vertices = np.asarray(merged.vert_properties, dtype=np.float64)[:, :3]
    faces = np.asarray(merged.tri_verts, dtype=np.int64)
    part = np.zeros(len(faces), dtype=np.int64)
    starts = [index // 3 for index in merged.run_index]
    for start, end, original in zip(starts, starts[1:], merged.run_original_id, strict=False):
        part[start:end] = original == solids[1].original_id()
    # one vertex for each place, so that the two parts share their seam to the last bit
    vertices, index = np.unique(vertices, axis=0, return_inverse=True)
    return vertices, index.reshape(-1)[faces], part


def corner_normals(vertices: Array, faces: NDArray[np.int64]) -> Array:
    """(V, 3) unit normals of the faces at each vertex, weighted by the angle of each corner there."""
    corners = vertices[faces]
    face_normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    face_normal /= np.maximum(np.linalg.norm(face_normal, axis=1, keepdims=True), 1e-12)
    normals = np.zeros_like(vertices)
    for k in range(3):
        a = corners[:, (k + 1) % 3] - corners[:, k]
        b = corners[:, (k + 2) % 3] - corners[:, k]
        cosine = np.einsum("ij,ij->i", a, b) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1) + 1e-12)
        np.add.at(normals, faces[:, k], face_normal * np.arccos(np.clip(cosine, -1.0, 1.0))[:, None])
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def write_glb(path: Path, vertices: Array, faces: NDArray[np.int64], part: NDArray[np.int64]) -> None:
    """Writes one mesh with a primitive a part; millimetres and +Z up become glTF's metres and +Y up."""
    turned = np.stack([vertices[:, 0], vertices[:, 2], -vertices[:, 1]], axis=1) * MM
    binary = bytearray()
    document: dict[str, Any] = {
        "asset": {
            "version": "2.0",
            "generator": "SemGrasp tools/make_example_mug.py",
            "copyright": "SemGrasp developers, CC0 1.0",
        },
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "mug", "mesh": 0}],
        "meshes": [{"name": "mug", "primitives": []}],
        "materials": [
            {
                "name": name,
                "pbrMetallicRoughness": {
                    "baseColorFactor": list(colour),
                    "metallicFactor": 0.0,
                    "roughnessFactor": roughness,
                },
            }
            for name, (colour, roughness) in MATERIALS.items()
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

    for number in range(len(MATERIALS)):
        used, own_faces = np.unique(faces[part == number], return_inverse=True)
        own_faces = own_faces.reshape(-1, 3)
        positions = turned[used].astype(np.float32)
        normals = corner_normals(turned[used] / MM, own_faces).astype(np.float32)
        document["meshes"][0]["primitives"].append(
            {
                "attributes": {
                    "POSITION": add(positions, "VEC3", 5126, 34962, bounds=True),
                    "NORMAL": add(normals, "VEC3", 5126, 34962),
                },
                "indices": add(own_faces.astype(np.uint16).reshape(-1), "SCALAR", 5123, 34963),
                "material": number,
            }
        )
    document["buffers"] = [{"byteLength": len(binary)}]
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    length = 12 + 8 + len(text) + 8 + len(binary)
    content = struct.pack("<4sII", b"glTF", 2, length) + struct.pack("<I4s", len(text), b"JSON") + text
    path.write_bytes(content + struct.pack("<I4s", len(binary), b"BIN\0") + bytes(binary))


def main() -> int:
    default = Path(__file__).resolve().parents[1] / "examples" / "mug.glb"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    vertices, faces, part = union()
    write_glb(path, vertices, faces, part)
    size = np.ptp(vertices, axis=0)
    print(f"{path}: {len(faces)} triangles ({int(part.sum())} of the handle), {size.round(1)} mm")
    return 0


if __name__ == "__main__":
    sys.exit(main())
