"""Whether a human hand could and would take a pose."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..shape.native import SurfaceQueries

SELF_PENETRATION_LIMIT = 0.002
"""Metres: skin gives this much before two fingers are "in" each other."""
DIP_TO_PIP = 0.6
"""Bend of a fingertip for each degree of its middle joint: one tendon pulls both."""
FINGER_ORDER = (0, 1, 3, 2)
"""Index, middle, ring, pinky, neighbours side by side, in MANO's order (index, middle, pinky, ring)."""


def limits_share(
    angles: NDArray[Any], lower: NDArray[Any], upper: NDArray[Any], *, tolerance: float = np.radians(1.0)
) -> float:
    """Share of joint angles within the anatomical limits; all in radians, broadcast together."""
    angles = np.asarray(angles, dtype=np.float64)
    within = (angles >= np.asarray(lower) - tolerance) & (angles <= np.asarray(upper) + tolerance)
    return float(within.mean())


def coupling(finger_bends: NDArray[Any]) -> tuple[float, float]:
    """How far a pose is from what tendons allow.

    Args:
        finger_bends: (4, 3) MCP, PIP and DIP bend of index, middle, pinky, ring; radians.

    Returns:
        Root mean square of the difference of MCP and PIP bend between neighbouring fingers, and of the DIP
        bend from 0.6 × the PIP bend; radians.
    """
    bends = np.asarray(finger_bends, dtype=np.float64)[list(FINGER_ORDER)]
    apart = np.diff(bends[:, :2], axis=0)
    misfit = bends[:, 2] - DIP_TO_PIP * bends[:, 1]
    return float(np.sqrt((apart**2).mean())), float(np.sqrt((misfit**2).mean()))


def digit_of_segment(segment: NDArray[Any]) -> NDArray[np.int64]:
    """0 for the palm, 1..5 for index, middle, pinky, ring, thumb."""
    segment = np.asarray(segment, dtype=np.int64)
    return np.where(segment == 0, 0, (segment + 2) // 3)


def self_penetration(
    hand_vertices: NDArray[Any], closed_faces: NDArray[Any], segment_of_vertex: NDArray[Any]
) -> float:
    """Depth in metres to which one digit reaches into another or into the palm; 0 for none.

    A vertex is inside some other part of the hand when the winding number just outside of its own skin is
    above 0.5. Its depth is the distance to the nearest skin of another digit that it lies behind. A digit and
    itself, its first segment and the palm, and the first segments of two digits are neighbours: their folds
    at the knuckles don't count.
    """
    vertices = np.asarray(hand_vertices, dtype=np.float64)
    faces = np.asarray(closed_faces)
    segment = np.asarray(segment_of_vertex)
    digit = digit_of_segment(segment)
    corners = vertices[faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(normal, faces[:, corner], crossed)
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    ahead = vertices + normal / np.maximum(length, 1e-300) * 3e-4
    doubtful = np.flatnonzero(SurfaceQueries(vertices, faces).winding(ahead) > 0.5)
    if not len(doubtful):
        return 0.0
    face_digit = digit[faces]
    face_near_palm = np.isin(segment[faces], (1, 4, 7, 10, 13)).any(axis=1)
    deepest = 0.0
    for own in np.unique(digit[doubtful]):
        asked = doubtful[digit[doubtful] == own]
        other = (face_digit != own).all(axis=1)
        if own == 0:
            other &= ~face_near_palm
        base = np.isin(segment[asked], (1, 4, 7, 10, 13))
        for at_base in (False, True):
            mine = asked[base == at_base]
            allowed = other & (face_digit != 0).all(axis=1) & ~face_near_palm if at_base else other
            if not len(mine) or not allowed.any():
                continue
            kept = faces[allowed]
            others = SurfaceQueries(vertices, kept)
            # A fold of a digit into itself is inside the hand, but not inside the others alone.
            mine = mine[others.winding(vertices[mine]) > 0.5]
            distance, face, nearest = others.closest(vertices[mine])
            behind = np.einsum("mc,mc->m", crossed[allowed][face], vertices[mine] - nearest) < 0
            deepest = max(deepest, float(distance[behind].max(initial=0.0)))
    return deepest
