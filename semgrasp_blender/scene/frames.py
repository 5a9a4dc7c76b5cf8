"""Where the target object stands, and how its mesh becomes metres.

A Blender object may be scaled, mirrored, sheared by its parents and measured in any scene unit, while a
hand must stay rigid and in real size. Its world matrix M (3×3 part) is therefore split once, the same way
wherever a mesh is handed out and wherever a hand is put back:

    M = R · S      R a rotation, S what is left (scale, mirror, shear)

`R` with the object's location is the *object frame*: it turns with the object and knows no scale. The mesh
in metres inside that frame is ``S · v · metres_per_unit``. Moving or turning the object leaves these metres
as they are; so a grasp found for them stays true.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...inference.errors import UserError

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ObjectFrame:
    """The rigid frame of an object and the way of its mesh into it.

    Attributes:
        frame_to_world: (4, 4) rigid, in Blender units: location and rotation of the object.
        local_to_metres: (4, 4) from mesh coordinates to metres in the frame; linear, no translation.
        units_per_metre: Blender units in one metre of this scene.
    """

    frame_to_world: Array
    local_to_metres: Array
    units_per_metre: float

    @property
    def metres_to_world(self) -> Array:
        """(4, 4) from metres in the object frame to Blender's world units: a rotation, one scale, a
        location."""
        scale = np.diag([self.units_per_metre] * 3 + [1.0])
        return self.frame_to_world @ scale

    def metres(self, local_points: Array) -> Array:
        """Mesh coordinates (N, 3) of the object → metres (N, 3) in the object frame."""
        return np.asarray(local_points, dtype=np.float64) @ self.local_to_metres[:3, :3].T


def object_frame(matrix_world: Array, metres_per_unit: float = 1.0) -> ObjectFrame:
    """Splits a world matrix into its rigid frame and the rest.

    A mirrored object keeps the direction of its local Z (what is up in the mesh stays up in the frame): the
    mirror goes into the X axis before the polar decomposition, which is the same for every turn of the
    object.

    Args:
        matrix_world: (4, 4) `Object.matrix_world`.
        metres_per_unit: `Scene.unit_settings.scale_length`.

    Raises:
        UserError: the object is scaled to zero along an axis, or its matrix holds no numbers.
    """
    matrix = np.array(matrix_world, dtype=np.float64)
    linear = matrix[:3, :3]
    if not np.isfinite(matrix).all() or metres_per_unit <= 0.0:
        raise UserError("The object's transform is not finite: clear its location, rotation and scale.")
    mirror = np.diag([-1.0 if np.linalg.det(linear) < 0.0 else 1.0, 1.0, 1.0])
    left, values, right = np.linalg.svd(linear @ mirror)
    if values[-1] <= 1e-9 * max(values[0], 1e-30):
        raise UserError("The object is scaled to zero along an axis: give it a size before grasping it.")
    rotation = left @ right
    frame_to_world = np.eye(4)
    frame_to_world[:3, :3] = rotation
    frame_to_world[:3, 3] = matrix[:3, 3]
    local_to_metres = np.eye(4)
    local_to_metres[:3, :3] = rotation.T @ linear * metres_per_unit
    return ObjectFrame(frame_to_world, local_to_metres, 1.0 / metres_per_unit)
