"""From Blender's axes and units to those of the exported data."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

Z_UP = np.eye(3)
Y_UP = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])


@dataclass(frozen=True, eq=False)
class FileFrame:
    """Change of axes and units: p' = scale · (turn · p).

    Attributes:
        scale: units of the file in one unit of the scene.
        turn: (3, 3) rotation from Blender's axes, `Z_UP` or `Y_UP`.
    """

    scale: float
    turn: Array

    def point_matrix(self) -> Array:
        """(4, 4) for the points of a mesh."""
        matrix = np.eye(4)
        matrix[:3, :3] = self.scale * self.turn
        return matrix

    def local(self, matrices: Array) -> Array:
        """Matrices seen from a node: axes turned with the data, translations turned and scaled."""
        result = np.array(matrices)
        result[..., :3, :3] = self.turn @ result[..., :3, :3]
        result[..., :3, 3] = self.scale * result[..., :3, 3] @ self.turn.T
        return result

    def node(self, matrix: Array) -> Array:
        """A node's own transform, which takes file axes to file axes."""
        result = self.local(matrix)
        result[:3, :3] = result[:3, :3] @ self.turn.T
        return result


def rigid_part(matrix: Array) -> tuple[Array, float]:
    """The nearest rigid transform and the mean scale of a (4, 4) matrix."""
    left, values, right = np.linalg.svd(matrix[:3, :3])
    result = np.array(matrix)
    flip = np.diag([1.0, 1.0, math.copysign(1.0, float(np.linalg.det(left @ right)))])
    result[:3, :3] = left @ flip @ right
    return result, float(np.cbrt(np.prod(values)))
