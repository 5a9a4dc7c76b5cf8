"""Measurements of grasps, by the definitions of the field's papers (see each function)."""

from __future__ import annotations

from .agreement import Diversity, diversity, mpvpe
from .contact import Contact, contact_ratio, find_contact, is_held_by_contact, part_accuracy
from .evaluation import REGION_NAMES, evaluate_grasp
from .naturalness import coupling, limits_share, self_penetration
from .penetration import intersection_volume, penetration_depth

__all__ = [
    "REGION_NAMES",
    "Contact",
    "Diversity",
    "contact_ratio",
    "coupling",
    "diversity",
    "evaluate_grasp",
    "find_contact",
    "intersection_volume",
    "is_held_by_contact",
    "limits_share",
    "mpvpe",
    "part_accuracy",
    "penetration_depth",
    "self_penetration",
]
