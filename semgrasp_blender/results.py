"""Results on an object: candidates to plain properties and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import bpy
import numpy as np

from ..inference.exchange import plain
from ..inference.grasp import GraspCandidate
from .scene.grasps import SceneGrasp


def store(
    obj: bpy.types.Object,
    candidates: Sequence[GraspCandidate],
    instruction: str,
    hand_source: str = "default",
) -> None:
    """Replaces the object's list by candidates in the object frame in metres, none of them chosen yet."""
    items = obj.semgrasp.candidates
    items.clear()
    for candidate in candidates:
        write_item(items.add(), candidate, instruction, hand_source)


def write_item(item: Any, candidate: GraspCandidate, instruction: str, hand_source: str) -> None:
    """Writes one candidate into a property group."""
    grasp = candidate.grasp
    item.name = display_name(candidate.grasp_type)
    item.side = grasp.side
    item.grasp_type = candidate.grasp_type
    item.caption = candidate.caption
    item.score = candidate.score
    item.log_probability = candidate.log_probability
    item.seed = candidate.seed % 2**31
    item.instruction = instruction
    item.hand_source = hand_source
    item.tokens = candidate.tokens
    item.hand_to_object = grasp.hand_to_object.reshape(16).tolist()
    item.hand_pose = grasp.hand_pose.reshape(15, 3).tolist()
    item.betas = grasp.betas.tolist()
    way = {"hand_to_object": candidate.approach, "hand_pose": candidate.approach_pose}
    item.approach_json = json.dumps(
        {name: np.round(values, 6).tolist() for name, values in way.items()}, separators=(",", ":")
    )
    item.metrics_json = json.dumps(plain(candidate.metrics))


def read_item(item: Any) -> SceneGrasp:
    """The grasp of a property group, in the object frame in metres.

    Blender keeps float32: the rotation is made orthonormal again.
    """
    hand_to_object = _rigid(np.array(item.hand_to_object, dtype=np.float64).reshape(4, 4))
    way = _parsed(item.approach_json)
    try:
        approach = np.array(way.get("hand_to_object", []), dtype=np.float64).reshape(-1, 4, 4)
        approach_pose = np.array(way.get("hand_pose", []), dtype=np.float64).reshape(-1, 45)
    except (TypeError, ValueError):  # anyone can edit a property
        approach, approach_pose = np.empty((0, 4, 4)), np.empty((0, 45))
    if not len(approach) == len(approach_pose) > 0:
        approach, approach_pose = hand_to_object[None], _pose(item.hand_pose)[None]
    return SceneGrasp(
        side=item.side,
        hand_to_object=hand_to_object,
        hand_pose=_pose(item.hand_pose),
        betas=np.array(item.betas, dtype=np.float64),
        approach=approach,
        approach_pose=approach_pose,
        grasp_type=item.grasp_type,
        score=item.score,
        metrics=metrics(item),
        caption=item.caption,
    )


def metrics(item: Any) -> dict[str, Any]:
    """Metrics of a property group; empty where there are none."""
    return _parsed(item.metrics_json)


def display_name(grasp_type: str) -> str:
    """ "medium_wrap" → "Medium Wrap"."""
    return grasp_type.replace("_", " ").title() or "Grasp"


def _parsed(text: str) -> dict[str, Any]:
    """A JSON object; empty where the text is none: anyone can edit a property."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _pose(value: Any) -> np.ndarray:
    return np.array([tuple(row) for row in value], dtype=np.float64).reshape(45)


def _rigid(matrix: np.ndarray) -> np.ndarray:
    left, _, right = np.linalg.svd(matrix[:3, :3])
    result = np.eye(4)
    result[:3, :3] = left @ right
    result[:3, 3] = matrix[:3, 3]
    return result
