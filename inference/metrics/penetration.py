"""How far, and with how much of it, a hand reaches into an object."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..shape.native import SurfaceQueries

VOXEL = 0.001
"""Metres: side of the cells that are counted for the volume."""
BLOCK = 8
"""Cells on a side of the first blocks, a power of two; those that a surface passes through are halved."""


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

    Cells of 1 mm over the common part of the two bounding boxes are counted when their centre is inside both
    by winding number (HALO's definition, Karunratanakul et al. 2021), so overlapping shells and open meshes
    count too. Blocks of cells through which no surface passes are settled by their centre.

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
    return _count_cells(first, second, low, voxel, counts, index) * voxel**3


def _count_cells(
    first: SurfaceQueries,
    second: SurfaceQueries,
    low: NDArray[np.float64],
    voxel: float,
    counts: NDArray[np.int64],
    index: NDArray[np.int64],
) -> int:
    """Number of cells inside both meshes in the blocks whose first cells are index (B, 3)."""
    halves = np.stack(np.meshgrid((0, 1), (0, 1), (0, 1), indexing="ij"), axis=-1).reshape(8, 3)
    # Per mesh: whether all of the block is known to be inside. Blocks known to be outside of one are dropped.
    settled = np.zeros((len(index), 2), dtype=bool)
    counted, size = 0, BLOCK
    while len(index):
        centre = low + (index + size / 2) * voxel
        reach = size / 2 * np.sqrt(3) * voxel
        keep = np.ones(len(index), dtype=bool)
        for column, queries in enumerate((first, second)):
            asked = np.flatnonzero(keep & ~settled[:, column])
            if size > 1:
                asked = asked[queries.closest(centre[asked])[0] > reach]
            within = queries.winding(centre[asked]) > 0.5
            settled[asked, column] = within
            keep[asked[~within]] = False
        done = keep & settled.all(axis=1)
        # A block at the border of the grid may hold fewer cells.
        counted += int(np.clip(counts - index[done], 0, size).prod(axis=1).sum())
        keep &= ~done
        size //= 2
        if not size:
            break
        index = (index[keep][:, None] + halves * size).reshape(-1, 3)
        settled = np.repeat(settled[keep], 8, axis=0)
        alive = (index < counts).all(axis=1)
        index, settled = index[alive], settled[alive]
    return counted


def _low(queries: SurfaceQueries) -> NDArray[np.float64]:
    return queries.vertices.min(axis=0)


def _high(queries: SurfaceQueries) -> NDArray[np.float64]:
    return queries.vertices.max(axis=0)
