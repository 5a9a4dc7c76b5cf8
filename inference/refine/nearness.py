"""Which points may lie near an object: a bound that costs far less than a distance.

Most of a hand's sample points are far from what it holds, and all that the solver wants to know of those is
that they are. So the least distance of every small block of the sampled field is kept; the table is an eighth
of the field, and a look into it takes one number instead of eight.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..shape.field import SignedDistanceField

Array = NDArray[np.float32]

BLOCK = 2
"""Cells of the field along a block's side."""


@dataclass(frozen=True, eq=False)
class Floor:
    """Least signed distances of the blocks of a field.

    Attributes:
        origin: (3,) corner of the first block, metres.
        side: of a block, metres.
        lowest: (X, Y, Z) metres; no interpolated distance within the block is less.
    """

    origin: Array
    side: float
    lowest: Array

    def below(self, points: Array, shift: Array, limit: Array) -> NDArray[np.bool_]:
        """Whether points (3, P, N), shifted by (3, N), may have a signed distance below limits (P, N)."""
        _, ny, nz = self.lowest.shape
        scale = np.float32(1 / self.side)
        blocks = []
        for axis, count in enumerate(self.lowest.shape):
            place = points[axis] * scale
            place += (shift[axis] - self.origin[axis]) * scale
            # beyond the field the distance only grows
            np.clip(place, 0, np.float32(count - 1), out=place)
            blocks.append(place.astype(np.int32))
        index = (blocks[0] * ny + blocks[1]) * nz + blocks[2]
        return self.lowest.reshape(-1).take(index) < limit


@lru_cache(maxsize=8)
def floor_of(field: SignedDistanceField) -> Floor:
    """The bound for a sampled field; cached."""
    lowest = field.values[..., 0]
    for axis in range(3):
        lowest = _block_minimum(lowest, axis)
    return Floor(field.origin.astype(np.float32), BLOCK * field.cell, np.ascontiguousarray(lowest))


def _block_minimum(values: Array, axis: int) -> Array:
    """Least of each block's nodes along an axis; blocks share the nodes on their borders."""
    values = np.moveaxis(values, axis, 0)
    blocks = max(-(-(len(values) - 1) // BLOCK), 1)
    missing = blocks * BLOCK + 1 - len(values)
    values = np.concatenate([values, np.repeat(values[-1:], missing, axis=0)]) if missing > 0 else values
    lowest = values[: blocks * BLOCK : BLOCK]
    for offset in range(1, BLOCK + 1):
        lowest = np.minimum(lowest, values[offset : offset + blocks * BLOCK : BLOCK])
    return np.moveaxis(lowest, 0, axis)
