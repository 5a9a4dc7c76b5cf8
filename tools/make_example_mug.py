"""Makes examples/mug.glb, the bundled example object: a mug of our own, free for any use (CC0).

    python tools/make_example_mug.py [examples/mug.glb]        needs manifold3d (pip install -e .[tools])

Real size: 82 mm across, 95 mm tall, walls of 4 mm, a handle with room for three fingers (31 mm deep). The
body is a revolved profile and the handle a swept oval that widens where it meets the wall; their union is one
closed surface, whose two parts keep materials named "body" and "handle".
"""

from __future__ import annotations

import sys
from pathlib import Path

import manifold3d
import numpy as np
from numpy.typing import NDArray
from prop_mesh import Array, Part, arc, line, outward, revolve, tube, write_glb

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
MATERIALS = {"body": ((0.80, 0.74, 0.62), 0.35), "handle": ((0.58, 0.17, 0.07), 0.45)}


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


def handle() -> tuple[Array, NDArray[np.int64]]:
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
    points = np.stack([in_plane[..., 0], width, in_plane[..., 1]], axis=-1)
    ends = np.array([[middle[0, 0], 0.0, middle[0, 1]], [middle[-1, 0], 0.0, middle[-1, 1]]])
    return tube(points, ends[0], ends[1])


def rounded(value: Array) -> Array:
    """Turns a circle's coordinate into that of a slightly squarer oval."""
    return np.sign(value) * np.abs(value) ** 0.85


def union() -> tuple[Array, NDArray[np.int64], NDArray[np.int64]]:
    """(V, 3) vertices in millimetres, (F, 3) faces, (F,) 0 for the body and 1 for the handle."""
    solids = []
    for vertices, faces in (revolve(body_profile(), SEGMENTS), handle()):
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


def main() -> int:
    default = Path(__file__).resolve().parents[1] / "examples" / "mug.glb"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    vertices, faces, part = union()
    parts = [
        Part(name, vertices, faces[part == number], colour, roughness)
        for number, (name, (colour, roughness)) in enumerate(MATERIALS.items())
    ]
    write_glb(path, "mug", parts, "tools/make_example_mug.py")
    size = np.ptp(vertices, axis=0)
    print(f"{path}: {len(faces)} triangles ({int(part.sum())} of the handle), {size.round(1)} mm")
    return 0


if __name__ == "__main__":
    sys.exit(main())
