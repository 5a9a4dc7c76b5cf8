"""Whether friction at the contacts of a still hand can resist a pull from every side.

A quasi-static test: forces within the friction cones at the touching regions, of a size that fingers can
bring up, must balance a force on the centre of mass along each axis (wrench resistance, after Ferrari and
Canny, 1992; as a non-negative least-squares problem).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

Double = NDArray[np.float64]

FRICTION = 0.6
_EDGES = 6
# Metres that turn torques into forces of a comparable size.
_LEVER = 0.05
# Price of force, so that no answer needs fingers of steel.
_EFFORT = 1e-3


def unresisted(points: Double, normals: Double, centre: Double) -> float:
    """Largest share of a unit pull along ±x, ±y, ±z that contacts can't resist, about 0 (held) to 1 (free).

    Args:
        points: (C, 3) contacts.
        normals: (C, 3) outward unit normals of the object there.
        centre: (3,) centre of mass.
    """
    if len(points) < 2:
        return 1.0
    wrenches = _wrenches(points, normals, centre)
    system = np.concatenate([wrenches, np.full((1, wrenches.shape[1]), _EFFORT)])
    worst = 0.0
    for axis in range(3):
        for sign in (1.0, -1.0):
            pull = np.zeros(len(system))
            pull[axis] = sign
            forces, _ = nnls(system, -pull)
            worst = max(worst, float(np.linalg.norm(wrenches @ forces + pull[:6])))
    return worst


def _wrenches(points: Double, normals: Double, centre: Double) -> Double:
    """Wrenches (6, C * edges) of unit forces along the edges of the friction cones."""
    helper = np.where(np.abs(normals[:, :1]) < 0.8, [[1.0, 0, 0]], [[0, 1.0, 0]])
    first = np.cross(normals, helper)
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = np.cross(normals, first)
    angle = 2 * np.pi * np.arange(_EDGES) / _EDGES
    around = np.cos(angle)[None, :, None] * first[:, None] + np.sin(angle)[None, :, None] * second[:, None]
    force = (FRICTION * around - normals[:, None]).reshape(-1, 3)
    arm = np.repeat(points - centre, _EDGES, axis=0) / _LEVER
    return np.concatenate([force, np.cross(arm, force)], axis=1).T
