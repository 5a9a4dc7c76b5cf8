"""All measurements of one grasp that need no simulator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..shape.model import ObjectShape
from ..shape.native import SurfaceQueries
from .contact import find_contact, is_held_by_contact
from .naturalness import SELF_PENETRATION_LIMIT, coupling, limits_share, self_penetration
from .penetration import intersection_volume, penetration_depth

REGION_NAMES = (
    "palm",
    *(f"{finger}{joint}" for finger in ("index", "middle", "pinky", "ring", "thumb") for joint in (1, 2, 3)),
)


def evaluate_grasp(
    hand_vertices: NDArray[Any],
    closed_faces: NDArray[Any],
    shape: ObjectShape,
    *,
    segment_of_vertex: NDArray[Any],
    cap_count: int = 0,
    wanted_parts: Iterable[str] | None = None,
    angles: NDArray[Any] | None = None,
    limits: tuple[NDArray[Any], NDArray[Any]] | None = None,
    finger_bends: NDArray[Any] | None = None,
) -> dict[str, Any]:
    """Measure one grasp on the exact mesh.

    Args:
        hand_vertices: (V, 3), canonical object frame, metres.
        closed_faces: (F, 3) with the wrist capped, the cap's triangles last.
        shape: the object.
        segment_of_vertex: (V,) 0 palm, 1..15 segments.
        cap_count: number of the cap's triangles.
        wanted_parts: names of the parts asked for; adds part_right.
        angles: (D,) joint angles, with limits (lower (D,), upper (D,)); radians; adds limits_share.
        limits: see angles.
        finger_bends: (4, 3) MCP, PIP, DIP of index, middle, pinky, ring; radians; adds the couplings.

    Returns:
        Plain numbers and lists. Contact comes first: a hand that floats penetrates nothing.
    """
    vertices = np.asarray(hand_vertices, dtype=np.float64)
    faces = np.asarray(closed_faces)
    contact = find_contact(vertices, faces[: len(faces) - cap_count], segment_of_vertex, shape)
    part = shape.part_names[contact.part] if contact.part >= 0 else ""
    depth = self_penetration(vertices, faces, segment_of_vertex)
    result: dict[str, Any] = {
        "contact": is_held_by_contact(contact.regions),
        "contact_regions": [REGION_NAMES[region] for region in contact.regions],
        "contact_parts": [shape.part_names[contact.region_part[region]] for region in contact.regions],
        "touched_part": part,
        "penetration_mm": penetration_depth(vertices, shape.queries) * 1e3,
        "volume_cm3": intersection_volume(SurfaceQueries(vertices, faces), shape.queries) * 1e6,
        "self_penetration_mm": depth * 1e3,
        "self_penetration_ok": depth <= SELF_PENETRATION_LIMIT,
    }
    if wanted_parts is not None:
        result["part_right"] = part in set(wanted_parts)
    if angles is not None and limits is not None:
        result["limits_share"] = limits_share(angles, *limits)
    if finger_bends is not None:
        between, within = coupling(finger_bends)
        result["finger_coupling_deg"] = float(np.degrees(between))
        result["tip_coupling_deg"] = float(np.degrees(within))
    return result
