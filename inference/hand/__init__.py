"""The hand: MANO's conventions on a CC0 hand or on the user's own MANO files."""

from __future__ import annotations

from .anatomy import DOF_NAMES, JOINT_NAMES, PARENTS, Anatomy, Dof
from .default_hand import load_hand
from .model import HandModel, HandOutput
from .regions import REGION_NAMES, ZONE_NAMES

__all__ = [
    "DOF_NAMES",
    "JOINT_NAMES",
    "PARENTS",
    "REGION_NAMES",
    "ZONE_NAMES",
    "Anatomy",
    "Dof",
    "HandModel",
    "HandOutput",
    "load_hand",
]
