"""The values that travel between the planner, the solver, the command line and Blender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

PLANNER_TOKENS = (-1, -1, -1)


@dataclass(frozen=True, eq=False)
class Grasp:
    """A hand on an object: SemGrasp's G = (T, θ, β), arXiv 2404.03590 section 3.

    Attributes:
        side: "right" or "left".
        hand_to_object: (4, 4) rigid transform T into the canonical object frame (metres, +Z up, origin at the
            centre of the bounding box). It acts on the hand model's output with zero global_orient and
            transl.
        hand_pose: (45,) axis-angle θ of MANO's joints 1..15, zero is the flat hand.
        betas: (10,) shape β.
    """

    side: str
    hand_to_object: Array
    hand_pose: Array
    betas: Array


@dataclass(frozen=True, eq=False)
class GraspCandidate:
    """A grasp with everything a list in the panel shows.

    Attributes:
        grasp: the grip itself.
        grasp_type: name of the taxonomy type, e.g. "medium_wrap".
        tokens: (o, m, r) codebook indices, −1 where a planner made the grasp.
        log_probability: natural log of the model's probability, 0 for the planner.
        score: 0..1, higher is better; what the list is sorted by.
        metrics: plain numbers and names by metric (penetration_mm, volume_cm3, regions in contact, …).
        caption: one line on what the hand does.
        seed: seed that reproduces this candidate.
        approach: (K, 4, 4) hand_to_object from far (first) to the grip (last), free of collisions where
            possible.
        approach_pose: (K, 45) hand pose along the approach: open first, shaped for the object last.
    """

    grasp: Grasp
    grasp_type: str
    score: float
    metrics: Mapping[str, Any]
    caption: str
    seed: int
    approach: Array
    approach_pose: Array
    tokens: tuple[int, int, int] = PLANNER_TOKENS
    log_probability: float = 0.0


@dataclass(frozen=True)
class GenerateRequest:
    """What the user asked for.

    Attributes:
        instruction: free text; empty means any grasp.
        side: "right" or "left".
        count: number of candidates wanted.
        seed: fixes the result on one machine and version.
        part: name of the part to hold, overriding the instruction; empty for none.
        refine: whether contact is solved on the real mesh.
        betas: ten shape values of the hand.
    """

    instruction: str = ""
    side: str = "right"
    count: int = 8
    seed: int = 0
    part: str = ""
    refine: bool = True
    betas: tuple[float, ...] = field(default=(0.0,) * 10)
