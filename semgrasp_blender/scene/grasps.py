"""A grasp as the scene uses it: arrays in the object's own frame, in metres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...inference.grasp import GraspCandidate

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SceneGrasp:
    """One candidate, ready to be posed, keyed and drawn.

    The object frame is the frame the mesh was handed out in (`scene.frames`), or the object file's own
    frame for
    results on disk: metres, never scaled.

    Attributes:
        side: "right" or "left".
        hand_to_object: (4, 4) rigid, hand model → object frame.
        hand_pose: (45,) axis-angle of joints 1..15.
        betas: (10,) hand shape.
        approach: (K, 4, 4) hand_to_object from far (first) to the grip (last), K ≥ 1.
        approach_pose: (K, 45) hand along the way: open first, shaped for the object last.
        grasp_type: taxonomy name, "medium_wrap".
        score: 0..1.
        metrics: plain numbers by name.
        caption: one line on what the hand does.
    """

    side: str
    hand_to_object: Array
    hand_pose: Array
    betas: Array
    approach: Array
    approach_pose: Array
    grasp_type: str = "grasp"
    score: float = 0.0
    metrics: Mapping[str, Any] = field(default_factory=dict)
    caption: str = ""


def from_candidate(candidate: GraspCandidate, metres_to_canonical: Array) -> SceneGrasp:
    """A candidate in the canonical frame → the object's own frame.

    Args:
        candidate: result of the pipeline.
        metres_to_canonical: (4, 4) rigid, `ObjectShape.metres_to_canonical`.
    """
    grasp = candidate.grasp
    in_canonical = SceneGrasp(
        side=grasp.side,
        hand_to_object=np.asarray(grasp.hand_to_object, dtype=np.float64),
        hand_pose=np.asarray(grasp.hand_pose, dtype=np.float64),
        betas=np.asarray(grasp.betas, dtype=np.float64),
        approach=np.asarray(candidate.approach, dtype=np.float64).reshape(-1, 4, 4),
        approach_pose=np.asarray(candidate.approach_pose, dtype=np.float64).reshape(-1, 45),
        grasp_type=candidate.grasp_type,
        score=float(candidate.score),
        metrics=dict(candidate.metrics),
        caption=candidate.caption,
    )
    return moved(in_canonical, np.linalg.inv(np.asarray(metres_to_canonical, dtype=np.float64)))


def moved(grasp: SceneGrasp, transform: Array) -> SceneGrasp:
    """The same grasp seen from another frame; `transform` (4, 4) is rigid, old frame → new frame."""
    return replace(
        grasp, hand_to_object=transform @ grasp.hand_to_object, approach=transform @ grasp.approach
    )
