"""How far, and with how much of it, a hand reaches into an object."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..shape.native import SurfaceQueries

VOXEL = 0.001
"""Metres: side of the cells that are counted for the volume."""
BLOCK = 8
"""Cells on a side of the blocks that are settled at once when no surface passes through them."""
CHUNK = 400_000
"""Points asked at once, which bounds the memory."""


def penetration_depth(hand_vertices: NDArray[Any], object_queries: SurfaceQueries) -> float:
    """PD in metres: the largest distance from a hand vertex inside the object to the object's surface.

    Inside means a winding number above 0.5. This is the definition of GraspTTA (Jiang et al. 2021), by the
    nearest point of the surface and not by its nearest vertex.

    Args:
        hand_vertices: (V, 3), in the object's frame, metres.
        object_queries: the exact mesh of the object.

    Returns:
        0 when no vertex is inside.
    """
    points = np.asarray(hand_vertices, dtype=np.float64).reshape(-1, 3)
    low = object_queries.vertices.min(axis=0)
    high = object_queries.vertices.max(axis=0)
    points = points[((points >= low) & (points <= high)).all(axis=1)]
    inside = object_queries.winding(points) > 0.5
    if not inside.any():
        return 0.0
    return float(object_queries.closest(points[inside])[0].max())


def intersection_volume(first: SurfaceQueries, second: SurfaceQueries, *, voxel: float = VOXEL) -> float:
    """SIV in cubic metres: the volume inside both meshes.

    Cells of 1 mm over the common part of the two bounding boxes are counted when their centre is inside both by
    winding number (HALO's definition, Karunratanakul et al. 2021), so overlapping shells and open meshes count
    too. Blocks of 8³ cells through which no surface passes are settled by their centre.

    Args:
        first: usually the hand, closed at the wrist.
        second: usually the object.
        voxel: side of a cell, metres.
    """
    low = np.maximum(_low(first), _low(second))
    high = np.minimum(_high(first), _high(second))
    counts = np.floor((high - low) / voxel + 0.5).astype(int)
    if (high <= low).any() or (counts < 1).any():
        return 0.0
    blocks = -(-counts // BLOCK)
    index = np.stack(np.unravel_index(np.arange(int(np.prod(blocks))), tuple(blocks)), axis=1) * BLOCK
    centre = low + (index + BLOCK / 2) * voxel
    reach = BLOCK / 2 * np.sqrt(3) * voxel
    # Per mesh: 0 all outside, 1 all inside, 2 a surface passes and every cell is asked.
    state = np.zeros((len(centre), 2), dtype=np.int8)
    todo = np.arange(len(centre))
    for column, queries in enumerate((first, second)):
        distance = queries.closest(centre[todo])[0]
        within = queries.winding(centre[todo]) > 0.5
        state[todo, column] = np.where(distance <= reach, 2, within)
        todo = todo[state[todo, column] > 0]
    both = np.flatnonzero((state > 0).all(axis=1))
    if not len(both):
        return 0.0
    cell = np.stack(np.meshgrid(*(np.arange(BLOCK),) * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    counted = 0
    for start in range(0, len(both), CHUNK // BLOCK**3):
        chosen = both[start : start + CHUNK // BLOCK**3]
        place = (index[chosen][:, None] + cell).reshape(-1, 3)
        kinds = np.repeat(state[chosen], BLOCK**3, axis=0)
        alive = (place < counts).all(axis=1)
        place, kinds = place[alive], kinds[alive]
        points = low + (place + 0.5) * voxel
        for column, queries in enumerate((first, second)):
            keep = np.ones(len(points), dtype=bool)
            asked = kinds[:, column] == 2
            keep[asked] = queries.winding(points[asked]) > 0.5
            points, kinds = points[keep], kinds[keep]
        counted += len(points)
    return counted * voxel**3


def _low(queries: SurfaceQueries) -> NDArray[np.float64]:
    return queries.vertices.min(axis=0)


def _high(queries: SurfaceQueries) -> NDArray[np.float64]:
    return queries.vertices.max(axis=0)
