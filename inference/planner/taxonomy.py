"""Grasp types of the GRASP taxonomy (Feix et al., 2016) as hand postures on our anatomical angles.

Numbers and class names are the taxonomy's; angles are ours, tuned by eye on the default hand. Degrees in this
table, radians everywhere else. A finger is (MCP bend, PIP bend, DIP bend), the thumb is (CMC abduction, CMC
flexion, CMC twist, MCP bend, IP bend).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from ..hand.anatomy import Anatomy

Finger = tuple[float, float, float]
Thumb = tuple[float, float, float, float, float]


class Placement(Enum):
    """How the hand is laid on the object before contact is solved."""

    WRAP = "wrap"  # the palm lies on the side of a bar; fingers go round it
    COVER = "cover"  # the palm lies on a face; fingers reach down around the rim
    HOOK = "hook"  # fingers alone carry a bar, the palm stays off it
    PINCH = "pinch"  # thumb pad against finger pads across a thickness
    LATERAL = "lateral"  # thumb pad against the side of the index finger
    PEN = "pen"  # a rod between thumb, index and the side of the middle finger
    PLATFORM = "platform"  # the object rests on the open palm


@dataclass(frozen=True)
class Posture:
    """Joint angles of a whole hand, degrees; `spread` is (index, middle, ring, little), towards the thumb."""

    index: Finger
    middle: Finger
    ring: Finger
    little: Finger
    thumb: Thumb
    spread: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    def angles(self, anatomy: Anatomy) -> NDArray[np.float64]:
        """(22,) radians in the order of the anatomy's degrees of freedom."""
        values: dict[str, float] = {}
        for name, finger, spread in (
            ("index", self.index, self.spread[0]),
            ("middle", self.middle, self.spread[1]),
            ("ring", self.ring, self.spread[2]),
            ("pinky", self.little, self.spread[3]),
        ):
            values |= {
                f"{name}_mcp_bend": finger[0],
                f"{name}_mcp_spread": spread,
                f"{name}_pip_bend": finger[1],
                f"{name}_dip_bend": finger[2],
            }
        names = ("thumb_cmc_abd", "thumb_cmc_flex", "thumb_cmc_twist", "thumb_mcp_bend", "thumb_ip_bend")
        values |= dict(zip(names, self.thumb, strict=True))
        return np.radians([values.get(dof.name, 0.0) for dof in anatomy.dofs])


@dataclass(frozen=True, eq=False)
class GraspType:
    """One row of the table.

    Attributes:
        name: snake case of the taxonomy's name.
        number: the taxonomy's number; 0 for the one type that is ours (pistol).
        family: "power", "precision" or "intermediate".
        placement: how the hand is laid on.
        half_thickness: smallest and largest half thickness (metres) of what the hand closes on.
        obliqueness: degrees by which a bar crosses the palm off the knuckle line.
        open, closed: postures at the two ends of closing.
        zones: contact zones and their weights.
        fingers: fingers that oppose the thumb or palm, for placing a pinch.
        elongated: a bar is needed (True), excluded (False), or either (None).
        flatness: largest ratio of the cross-section's sides that suits the type.
        preference: prior weight among types that fit.
        label: what an artist reads.
    """

    name: str
    number: int
    family: str
    placement: Placement
    half_thickness: tuple[float, float]
    open: Posture
    closed: Posture
    zones: Mapping[str, float]
    obliqueness: float = 0.0
    fingers: tuple[str, ...] = ("index", "middle", "ring", "pinky")
    elongated: bool | None = None
    flatness: float = 3.0
    preference: float = 1.0
    label: str = field(default="")

    @property
    def title(self) -> str:
        """Readable name."""
        return self.label or self.name.replace("_", " ")


def _wrap_zones(
    proximal: float, middle: float, distal: float, thumb: float, palm: float, **extra: float
) -> dict[str, float]:
    """Zones of a full-hand power grip."""
    zones: dict[str, float] = {}
    for finger in ("index", "middle", "ring", "pinky"):
        zones |= {f"{finger}_p": proximal, f"{finger}_m": middle, f"{finger}_d": distal}
    zones |= {"thumb_m": 0.6 * thumb, "thumb_d": thumb}
    zones |= dict.fromkeys(("palm_mcr", "palm_mcu", "palm_thenar", "palm_hypo", "palm_mid"), palm)
    return zones | extra


def _pads(*fingers: str, thumb: float = 1.2, **extra: float) -> dict[str, float]:
    """Zones of a pad grip."""
    return {f"{finger}_d": 1.0 for finger in fingers} | {"thumb_d": thumb} | extra


def _uniform(
    finger: Finger, thumb: Thumb, spread: tuple[float, float, float, float] = (0, 0, 0, 0)
) -> Posture:
    return Posture(finger, finger, finger, finger, thumb, spread)


_FAN = (7.0, 2.0, -4.0, -9.0)
_SMALL_WRAP = _wrap_zones(0.8, 1.0, 1.0, 1.0, 0.4)

GRASP_TYPES: tuple[GraspType, ...] = (
    GraspType(
        "large_diameter",
        1,
        "power",
        Placement.WRAP,
        (0.026, 0.052),
        _uniform((5, 10, 5), (50, 10, 22, 0, 5), _FAN),
        _uniform((52, 55, 32), (50, 34, 28, 8, 14), _FAN),
        _wrap_zones(0.6, 1.0, 1.0, 1.0, 0.5, web=0.4),
        obliqueness=8,
        flatness=2.2,
        preference=1.3,
    ),
    GraspType(
        "small_diameter",
        2,
        "power",
        Placement.WRAP,
        (0.005, 0.014),
        _uniform((15, 25, 12), (42, 14, 22, 2, 8)),
        _uniform((82, 100, 60), (52, 48, 38, 2, 34)),
        _SMALL_WRAP,
        obliqueness=16,
        elongated=True,
        preference=1.8,
    ),
    GraspType(
        "medium_wrap",
        3,
        "power",
        Placement.WRAP,
        (0.010, 0.030),
        _uniform((10, 15, 8), (46, 12, 22, 0, 6)),
        _uniform((72, 88, 50), (52, 42, 36, 4, 24)),
        _wrap_zones(1.0, 1.0, 1.0, 1.0, 0.5, web=0.3),
        obliqueness=14,
        elongated=True,
        preference=1.8,
    ),
    GraspType(
        "adducted_thumb",
        4,
        "power",
        Placement.WRAP,
        (0.007, 0.019),
        _uniform((15, 25, 12), (8, 0, 4, 0, 0)),
        _uniform((80, 95, 55), (4, 12, 8, 2, 2)),
        _wrap_zones(0.8, 1.0, 1.0, 1.1, 0.5),
        obliqueness=30,
        elongated=True,
        preference=0.9,
    ),
    GraspType(
        "light_tool",
        5,
        "power",
        Placement.WRAP,
        (0.003, 0.011),
        _uniform((20, 30, 15), (22, 8, 12, 0, 5)),
        _uniform((85, 102, 62), (24, 34, 22, 6, 14)),
        _wrap_zones(0.7, 1.0, 1.0, 1.0, 0.3),
        obliqueness=26,
        elongated=True,
        preference=1.0,
    ),
    GraspType(
        "prismatic_4_finger",
        6,
        "precision",
        Placement.PINCH,
        (0.003, 0.032),
        _uniform((30, 8, 4), (53, 42, 30, -3, -10)),
        _uniform((62, 34, 18), (58, 50, 12, -5, -8)),
        _pads("index", "middle", "ring", "pinky", thumb=1.3),
        elongated=True,
        preference=0.4,
    ),
    GraspType(
        "prismatic_3_finger",
        7,
        "precision",
        Placement.PINCH,
        (0.003, 0.030),
        Posture((30, 10, 5), (30, 10, 5), (30, 10, 5), (38, 30, 15), (47, 45, 36, -8, -10)),
        Posture((60, 36, 19), (60, 36, 19), (60, 38, 20), (62, 52, 28), (58, 50, 20, -8, -8)),
        _pads("index", "middle", "ring", thumb=1.3),
        fingers=("index", "middle", "ring"),
        elongated=True,
        preference=0.4,
    ),
    GraspType(
        "prismatic_2_finger",
        8,
        "precision",
        Placement.PINCH,
        (0.002, 0.026),
        Posture((30, 12, 6), (30, 12, 6), (40, 38, 20), (42, 42, 22), (44, 41, 40, -8, -10)),
        Posture((58, 40, 22), (60, 40, 22), (64, 60, 32), (62, 62, 34), (58, 50, 30, -8, -8)),
        _pads("index", "middle", thumb=1.2),
        fingers=("index", "middle"),
        elongated=True,
        preference=0.4,
    ),
    GraspType(
        "palmar_pinch",
        9,
        "precision",
        Placement.PINCH,
        (0.001, 0.024),
        Posture((30, 18, 10), (32, 34, 18), (34, 38, 20), (34, 38, 20), (44, 38, 42, -8, -8)),
        Posture((58, 46, 26), (50, 54, 30), (50, 56, 30), (46, 52, 28), (58, 48, 38, -6, -8)),
        _pads("index", thumb=1.1),
        fingers=("index",),
        preference=0.45,
    ),
    GraspType(
        "power_disk",
        10,
        "power",
        Placement.COVER,
        (0.020, 0.048),
        _uniform((4, 12, 8), (52, 8, 18, 0, 5), (12, 3, -6, -14)),
        _uniform((34, 56, 36), (52, 28, 24, 8, 16), (12, 3, -6, -14)),
        _wrap_zones(0.3, 0.7, 1.0, 1.0, 0.6),
        elongated=False,
        flatness=1.5,
        preference=0.5,
    ),
    GraspType(
        "power_sphere",
        11,
        "power",
        Placement.WRAP,
        (0.020, 0.046),
        _uniform((5, 12, 8), (52, 8, 20, 0, 5), (12, 3, -6, -14)),
        _uniform((50, 52, 34), (54, 30, 28, 6, 14), (12, 3, -6, -14)),
        _wrap_zones(0.4, 0.7, 1.0, 1.0, 0.4),
        obliqueness=5,
        elongated=False,
        flatness=1.6,
        preference=1.3,
    ),
    GraspType(
        "precision_disk",
        12,
        "precision",
        Placement.PINCH,
        (0.020, 0.050),
        _uniform((10, 15, 8), (53, 33, 30, 0, -2), (12, 3, -6, -14)),
        _uniform((42, 40, 24), (58, 39, 14, -3, 2), (12, 3, -6, -14)),
        _pads("index", "middle", "ring", "pinky", thumb=1.3),
        elongated=False,
        preference=0.5,
    ),
    GraspType(
        "precision_sphere",
        13,
        "precision",
        Placement.PINCH,
        (0.016, 0.044),
        _uniform((15, 18, 10), (56, 31, 28, 0, 1), (8, 2, -5, -11)),
        _uniform((48, 46, 28), (58, 38, 12, 0, 4), (8, 2, -5, -11)),
        _pads("index", "middle", "ring", "pinky", thumb=1.3),
        elongated=False,
        preference=0.55,
    ),
    GraspType(
        "tripod",
        14,
        "precision",
        Placement.PINCH,
        (0.003, 0.028),
        Posture(
            (30, 20, 12), (30, 20, 12), (38, 40, 22), (40, 44, 24), (49, 40, 38, -8, -10), (4, -2, -4, -6)
        ),
        Posture(
            (58, 48, 26), (58, 48, 26), (62, 62, 34), (62, 64, 35), (58, 48, 26, -8, -6), (4, -2, -4, -6)
        ),
        _pads("index", "middle", thumb=1.2),
        fingers=("index", "middle"),
        preference=0.6,
    ),
    GraspType(
        "fixed_hook",
        15,
        "power",
        Placement.HOOK,
        (0.003, 0.016),
        _uniform((5, 30, 15), (14, 8, 6, 2, 8)),
        _uniform((28, 98, 55), (10, 20, 12, 8, 14)),
        {
            f"{finger}_{part}": weight
            for finger in ("index", "middle", "ring", "pinky")
            for part, weight in (("p", 0.6), ("m", 1.0), ("d", 0.6))
        },
        obliqueness=6,
        elongated=True,
        preference=0.4,
    ),
    GraspType(
        "lateral",
        16,
        "intermediate",
        Placement.LATERAL,
        (0.0008, 0.009),
        Posture((50, 60, 30), (55, 62, 32), (58, 64, 34), (60, 66, 36), (-8, -15, 0, 0, 5)),
        Posture((62, 80, 45), (64, 82, 46), (66, 84, 48), (68, 86, 50), (-16, 2, 6, 14, 22)),
        {"thumb_d": 1.2, "index_side": 1.0},
        fingers=("index",),
        flatness=40.0,
        preference=0.7,
    ),
    GraspType(
        "index_finger_extension",
        17,
        "power",
        Placement.WRAP,
        (0.006, 0.018),
        Posture((15, 12, 8), (15, 25, 12), (15, 25, 12), (15, 25, 12), (30, 10, 18, 2, 5)),
        Posture((38, 22, 10), (80, 95, 55), (80, 95, 55), (80, 95, 55), (36, 40, 30, 4, 18)),
        {"index_p": 0.7, "index_d": 1.0, "thumb_m": 0.4, "thumb_d": 1.0, "palm_mcu": 0.5, "palm_hypo": 0.5}
        | {
            f"{finger}_{part}": weight
            for finger in ("middle", "ring", "pinky")
            for part, weight in (("p", 0.7), ("m", 1.0), ("d", 1.0))
        },
        obliqueness=32,
        elongated=True,
        preference=0.9,
        label="index extension",
    ),
    GraspType(
        "extension_type",
        18,
        "power",
        Placement.PINCH,
        (0.001, 0.020),
        _uniform((32, 2, 2), (44, 40, 30, -6, -8)),
        _uniform((66, 10, 5), (57, 48, 22, -4, -4)),
        _pads("index", "middle", "ring", "pinky", thumb=1.2, index_m=0.6, middle_m=0.6, ring_m=0.6),
        flatness=40.0,
        preference=0.5,
        label="flat hold",
    ),
    GraspType(
        "writing_tripod",
        20,
        "precision",
        Placement.PEN,
        (0.002, 0.008),
        Posture((35, 25, 15), (45, 35, 20), (58, 50, 25), (58, 50, 25), (45, 45, 36, -8, -8)),
        Posture((55, 42, 20), (60, 50, 25), (68, 62, 32), (68, 62, 32), (57, 50, 30, -6, -4)),
        {"index_d": 1.3, "thumb_d": 1.3, "middle_side": 0.9, "web": 0.7},
        fingers=("index", "middle"),
        elongated=True,
        preference=0.5,
        label="writing tripod",
    ),
    GraspType(
        "parallel_extension",
        22,
        "precision",
        Placement.PINCH,
        (0.003, 0.042),
        _uniform((35, 4, 2), (56, 28, 24, -1, 2)),
        _uniform((72, 12, 6), (58, 50, 10, -4, 0)),
        _pads(
            "index", "middle", "ring", "pinky", thumb=1.2, index_m=0.4, middle_m=0.4, ring_m=0.4, pinky_m=0.4
        ),
        flatness=40.0,
        preference=0.45,
    ),
    GraspType(
        "tip_pinch",
        24,
        "precision",
        Placement.PINCH,
        (0.0005, 0.012),
        Posture((32, 30, 18), (34, 38, 20), (36, 40, 22), (36, 40, 22), (35, 42, 40, -6, 0)),
        Posture((58, 60, 36), (54, 60, 34), (54, 60, 34), (50, 58, 32), (55, 34, 22, 12, 24)),
        {"index_tip": 1.0, "thumb_tip": 1.1},
        fingers=("index",),
        preference=0.35,
    ),
    GraspType(
        "sphere_4_finger",
        26,
        "power",
        Placement.PINCH,
        (0.018, 0.042),
        Posture((14, 22, 12), (14, 22, 12), (16, 24, 14), (40, 50, 26), (56, 29, 32, 0, 0), (8, 2, -6, -8)),
        Posture((48, 52, 30), (48, 52, 30), (50, 54, 32), (60, 70, 38), (58, 32, 14, 0, 8), (8, 2, -6, -8)),
        _pads("index", "middle", "ring", thumb=1.3, index_m=0.4, middle_m=0.4, ring_m=0.4),
        fingers=("index", "middle", "ring"),
        elongated=False,
        preference=0.5,
    ),
    GraspType(
        "quadpod",
        27,
        "precision",
        Placement.PINCH,
        (0.006, 0.034),
        Posture((24, 20, 12), (24, 20, 12), (26, 22, 12), (40, 46, 24), (54, 36, 30, -2, -6), (5, 0, -5, -7)),
        Posture((54, 48, 27), (54, 48, 27), (56, 50, 28), (62, 66, 36), (58, 46, 18, -4, -4), (5, 0, -5, -7)),
        _pads("index", "middle", "ring", thumb=1.3),
        fingers=("index", "middle", "ring"),
        preference=0.45,
    ),
    GraspType(
        "sphere_3_finger",
        28,
        "power",
        Placement.PINCH,
        (0.012, 0.034),
        Posture(
            (18, 26, 14), (18, 26, 14), (44, 54, 28), (48, 58, 30), (51, 33, 36, -2, -6), (7, -3, -6, -8)
        ),
        Posture((50, 56, 32), (50, 56, 32), (66, 76, 42), (66, 78, 43), (58, 34, 20, 0, 5), (7, -3, -6, -8)),
        _pads("index", "middle", thumb=1.3, index_m=0.5, middle_m=0.5),
        fingers=("index", "middle"),
        elongated=False,
        preference=0.45,
    ),
    GraspType(
        "palmar",
        30,
        "power",
        Placement.PLATFORM,
        (0.001, 1.500),
        _uniform((-4, 6, 4), (40, -6, 4, 0, 5), (8, 2, -4, -10)),
        _uniform((14, 14, 8), (36, 2, 8, 4, 8), (8, 2, -4, -10)),
        {
            f"{finger}_{part}": 0.8
            for finger in ("index", "middle", "ring", "pinky")
            for part in ("p", "m", "d")
        }
        | {"palm_mcr": 0.8, "palm_mcu": 0.8, "palm_mid": 0.4, "palm_thenar": 0.3, "palm_hypo": 0.3},
        flatness=60.0,
        preference=0.25,
        label="on the open palm",
    ),
    GraspType(
        "inferior_pincer",
        33,
        "precision",
        Placement.PINCH,
        (0.004, 0.022),
        Posture((34, 10, 4), (36, 30, 14), (38, 36, 18), (38, 36, 18), (42, 38, 42, -8, -8)),
        Posture((66, 26, 10), (56, 46, 24), (54, 52, 28), (50, 50, 27), (57, 45, 34, -8, -10)),
        _pads("index", thumb=1.1),
        fingers=("index",),
        preference=0.35,
    ),
    GraspType(
        "pistol",
        0,
        "power",
        Placement.WRAP,
        (0.011, 0.028),
        Posture((15, 15, 5), (10, 15, 8), (10, 15, 8), (10, 15, 8), (46, 12, 20, 0, 6)),
        Posture((48, 55, 25), (72, 88, 50), (72, 88, 50), (72, 88, 50), (44, 40, 32, 4, 22)),
        {"index_d": 0.5, "thumb_m": 0.6, "thumb_d": 0.8, "web": 0.8}
        | dict.fromkeys(("palm_mcr", "palm_mcu", "palm_thenar", "palm_hypo", "palm_mid"), 0.6)
        | {f"{finger}_{part}": 1.0 for finger in ("middle", "ring", "pinky") for part in ("p", "m", "d")},
        obliqueness=14,
        elongated=True,
        preference=0.0,
        label="pistol grip",
    ),
)

TYPE_BY_NAME: Mapping[str, GraspType] = {kind.name: kind for kind in GRASP_TYPES}
