"""Grasps as JSON, for engine code that poses its own hands at run time.

A file holds, for each grasp, the wrist's place on the object, every joint's rotation relative to the flat
hand and the 26 joints of OpenXR. `docs/export.md` describes the fields.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..inference.errors import UserError
from ..inference.grasp import Grasp
from ..inference.hand import JOINT_NAMES, PARENTS, HandModel
from ..inference.hand.rotation import axis_angle_to_quaternion
from .atomic import atomic_output
from .openxr import openxr_hand

FORMAT = "semgrasp-poses"
VERSION = 1


def pose_document(
    grasps: Sequence[tuple[str, Grasp]], hands: Mapping[str, HandModel], object_name: str = "", up: str = "Z"
) -> dict[str, Any]:
    """Plain values for a file of grasps.

    Args:
        grasps: name and grasp, in the object frame the reader shall use (metres).
        hands: hand model by side, of the sides that occur.
        object_name: what is held.
        up: which axis of the object frame points up, "Y" or "Z"; told to the reader, nothing is turned.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "object": object_name,
        "frame": {"units": "metres", "handedness": "right", "up": up, "origin": "the object's own"},
        "joints": list(JOINT_NAMES),
        "parents": [int(p) for p in PARENTS],
        "poses": [_pose(name, grasp, hands[grasp.side]) for name, grasp in grasps],
    }


def write_pose_json(
    path: str | os.PathLike[str],
    grasps: Sequence[tuple[str, Grasp]],
    hands: Mapping[str, HandModel],
    object_name: str = "",
    up: str = "Z",
) -> Path:
    """Writes `pose_document` to a .json file, whole or not at all.

    Raises:
        UserError: no grasps, wrong ending, or the file cannot be written.
    """
    if not grasps:
        raise UserError("There are no grasps to export: generate some first.")
    document = pose_document(grasps, hands, object_name, up)
    with atomic_output(path, (".json",)) as temporary:
        temporary.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return Path(path)


def _pose(name: str, grasp: Grasp, model: HandModel) -> dict[str, Any]:
    pose = np.asarray(grasp.hand_pose, dtype=np.float64)
    axis_angles = (pose + model.hand_mean).reshape(15, 3)
    posed = model.forward(np.concatenate([np.zeros(3), pose])[None], np.asarray(grasp.betas)[None])
    to_object = np.asarray(grasp.hand_to_object, dtype=np.float64)
    placed = posed.joints[0] @ to_object[:3, :3].T + to_object[:3, 3]
    return {
        "name": name,
        "side": grasp.side,
        "hand_to_object": _rounded(grasp.hand_to_object),
        "betas": _rounded(grasp.betas),
        "axis_angle": {n: _rounded(v) for n, v in zip(JOINT_NAMES[1:], axis_angles, strict=True)},
        "quaternion_wxyz": {
            n: _rounded(q)
            for n, q in zip(JOINT_NAMES[1:], axis_angle_to_quaternion(axis_angles), strict=True)
        },
        "joint_positions": {n: _rounded(p) for n, p in zip(JOINT_NAMES, placed, strict=True)},
        "openxr": openxr_hand(model, grasp).as_json(),
    }


def _rounded(values: Any) -> Any:
    # Adding zero turns −0.0 into 0.0.
    return (np.round(np.asarray(values, dtype=np.float64), 7) + 0.0).tolist()
