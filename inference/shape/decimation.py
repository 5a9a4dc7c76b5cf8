"""Fewer triangles, for uses where a tenth of a millimetre does not matter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MAX_FIELD_FACES = 40_000
"""Meshes up to this size are sampled as they are: queries slow down only with the logarithm of the size."""
TARGET_FACES = 24_000


def decimate(
    vertices: Array, faces: NDArray[np.integer], target: int = TARGET_FACES
) -> tuple[Array, NDArray[np.int32]]:
    """Merge vertices that share a small cube and face the same way, until about `target` triangles are left.

    Vertices of opposite sides of a thin wall are kept apart by the direction of their normals, so that a
    blade keeps its inside. Each group is replaced by its vertex nearest to the group's mean, a point on the
    surface.

    Returns:
        Vertices (V, 3) and faces (F, 3); the input when it is small enough.
    """
    faces = faces.astype(np.int32)
    if len(faces) <= target:
        return vertices, faces
    corners = vertices[faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = float(np.linalg.norm(crossed, axis=1).sum()) / 2
    normal = np.stack(
        [np.bincount(faces.reshape(-1), np.repeat(crossed[:, c], 3), len(vertices)) for c in range(3)], axis=1
    )
    strongest = np.abs(normal).argmax(axis=1)
    facing = 2 * strongest + (np.take_along_axis(normal, strongest[:, None], axis=1)[:, 0] < 0)
    low = vertices.min(axis=0)
    # Two triangles of half a square each for every cube that the surface passes through.
    cube = np.sqrt(2 * area / target)
    reduced = vertices, faces
    for _ in range(6):
        reduced = _merge_cubes(vertices, faces, low, cube, facing)
        if len(reduced[1]) <= 1.25 * target:
            break
        cube *= max(1.1, np.sqrt(len(reduced[1]) / target))
    return reduced


def _merge_cubes(
    vertices: Array, faces: NDArray[np.int32], low: Array, cube: float, facing: NDArray[np.integer]
) -> tuple[Array, NDArray[np.int32]]:
    place = np.floor((vertices - low) / cube).astype(np.int64)
    _, ny, nz = place.max(axis=0) + 1
    key = ((place[:, 0] * ny + place[:, 1]) * nz + place[:, 2]) * 6 + facing
    _, group = np.unique(key, return_inverse=True)
    group = group.reshape(-1)
    count = int(group.max()) + 1
    size = np.bincount(group, minlength=count)
    mean = np.stack([np.bincount(group, vertices[:, c], count) for c in range(3)], axis=1) / size[:, None]
    away = np.linalg.norm(vertices - mean[group], axis=1)
    # The last write wins: sorted by falling distance, that is the nearest vertex of each group.
    order = np.argsort(-away, kind="stable")
    chosen = np.empty(count, dtype=np.int64)
    chosen[group[order]] = order
    merged = group[faces]
    alive = (merged[:, 0] != merged[:, 1]) & (merged[:, 1] != merged[:, 2]) & (merged[:, 2] != merged[:, 0])
    merged = merged[alive]
    # One triangle for each corner cycle: turned so that the smallest corner comes first, direction kept.
    first = merged.argmin(axis=1)
    rows = np.arange(len(merged))
    merged = np.stack([merged[rows, (first + k) % 3] for k in range(3)], axis=1)
    merged = np.unique(merged, axis=0) if count >= 2**21 else _unique_rows(merged)
    return vertices[chosen], merged.astype(np.int32)


def _unique_rows(rows: NDArray[np.integer]) -> NDArray[np.integer]:
    key = (rows[:, 0].astype(np.int64) << 42) | (rows[:, 1].astype(np.int64) << 21) | rows[:, 2]
    return rows[np.unique(key, return_index=True)[1]]
