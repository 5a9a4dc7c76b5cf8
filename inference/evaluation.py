"""Metrics of grasps as the command line and the candidate list report them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import UserError
from .hand.model import HandModel
from .metrics.agreement import diversity
from .metrics.contact import contact_ratio
from .metrics.evaluation import REGION_NAMES, evaluate_grasp
from .result_file import GraspResult
from .shape.model import ObjectShape

SIZE_TOLERANCE = 0.01
"""Share of the longest side by which the same object may differ between two exports of it."""


def measure(
    vertices: NDArray[np.float64], hand_pose: NDArray[np.float64], model: HandModel, shape: ObjectShape
) -> dict[str, Any]:
    """Exact metrics of one grasp: hand vertices (V, 3) in the canonical frame and its pose (45,)."""
    anatomy = model.anatomy
    angles = anatomy.pose_to_angles(hand_pose[None])[0]
    column = {dof.name: i for i, dof in enumerate(anatomy.dofs)}
    bends = np.asarray(
        [
            [angles[column[f"{finger}_{joint}_bend"]] for joint in ("mcp", "pip", "dip")]
            for finger in ("index", "middle", "pinky", "ring")
        ]
    )
    return evaluate_grasp(
        vertices,
        model.closed_faces,
        shape,
        segment_of_vertex=model.segment_of_vertex,
        cap_count=len(model.cap_faces),
        angles=angles,
        limits=(anatomy.lower, anatomy.upper),
        finger_bends=bends,
    )


def evaluate_result(result: GraspResult, shape: ObjectShape, model: HandModel) -> dict[str, Any]:
    """Metrics of every candidate of a result on its object, and their summary.

    Raises:
        UserError: the result was made for another object.
    """
    _check_object(result, shape)
    turn, shift = shape.metres_to_canonical[:3, :3], shape.metres_to_canonical[:3, 3]
    vertices = result.arrays["vertices"].astype(np.float64) @ turn.T + shift
    joints = result.arrays["joints"].astype(np.float64) @ turn.T + shift
    each = [
        measure(v, np.asarray(p, float), model, shape)
        for v, p in zip(vertices, result.arrays["hand_pose"], strict=True)
    ]
    if not any(one["contact"] for one in each) and any(_held_once(result)):
        raise UserError(
            "No hand of this result touches this object, though they did when it was made: give the object "
            "it was made for, at the place in its file where it was then."
        )
    regions = [[REGION_NAMES.index(name) for name in one["contact_regions"]] for one in each]
    spread = diversity(joints.reshape(len(result), -1, 3))
    return {
        "candidates": each,
        "summary": {
            "count": len(each),
            "contact_ratio": contact_ratio(regions),
            "mean_penetration_mm": float(np.mean([one["penetration_mm"] for one in each])),
            "mean_volume_cm3": float(np.mean([one["volume_cm3"] for one in each])),
            "natural_share": float(
                np.mean([one["self_penetration_ok"] and one["limits_share"] > 0.999 for one in each])
            ),
            "diversity_entropy_nats": spread.entropy,
            "diversity_cluster_mm": 1e3 * spread.cluster_size,
        },
    }


def _check_object(result: GraspResult, shape: ObjectShape) -> None:
    """Refuse an object of another size than the result was made for; older results do not know theirs.

    The mesh itself may differ: the same object can be exported to another format or decimated. Sides are
    compared in the order of their length, because the object may have been read with another axis up.
    """
    stored = result.meta.get("geometry")
    if not isinstance(stored, dict):
        return
    size = stored.get("size_m")
    if (
        not isinstance(size, list)
        or len(size) != 3
        or not all(isinstance(side, int | float) for side in size)
    ):
        return
    if stored.get("hash") == shape.content_hash:
        return
    made_for, given = np.sort(np.asarray(size, float)), np.sort(shape.size)
    if (np.abs(made_for - given) <= SIZE_TOLERANCE * made_for[-1]).all():
        return
    raise UserError(
        f"This result was made for an object of {_size(made_for)}, but the given one measures "
        f"{_size(given)}: give the object it was made for, with the same --unit-scale."
    )


def _held_once(result: GraspResult) -> list[bool]:
    """Whether each candidate touched its object when the result was made, as far as the result knows."""
    listed = result.meta.get("candidates")
    metrics = (
        [one.get("metrics") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    )
    return [isinstance(each, dict) and each.get("contact") is True for each in metrics]


def _size(sides: NDArray[np.float64]) -> str:
    return " × ".join(f"{1e3 * side:.4g}" for side in sides[::-1]) + " mm"
