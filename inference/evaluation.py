"""Metrics of grasps as the command line and the candidate list report them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .hand.model import HandModel
from .metrics.agreement import diversity
from .metrics.contact import contact_ratio
from .metrics.evaluation import REGION_NAMES, evaluate_grasp
from .result_file import GraspResult
from .shape.model import ObjectShape


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
    """Metrics of every candidate of a result on its object, and their summary."""
    turn, shift = shape.metres_to_canonical[:3, :3], shape.metres_to_canonical[:3, 3]
    vertices = result.arrays["vertices"].astype(np.float64) @ turn.T + shift
    joints = result.arrays["joints"].astype(np.float64) @ turn.T + shift
    each = [
        measure(v, np.asarray(p, float), model, shape)
        for v, p in zip(vertices, result.arrays["hand_pose"], strict=True)
    ]
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
