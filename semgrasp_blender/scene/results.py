"""Grasps from result files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...inference.result_file import read_npz
from .grasps import SceneGrasp

Array = NDArray[np.float64]


def read_grasps(path: str | Path) -> tuple[list[SceneGrasp], Mapping[str, Any]]:
    """The grasps of a result file (.npz), best first, in the object file's own frame, and its `meta`.

    A file without clip arrays, written by another program, gets a clip in which the hand opens on the spot.

    Raises:
        UserError: the file is no result of SemGrasp.
    """
    result = read_npz(Path(path))
    listed = list(result.meta.get("candidates") or [])
    grasps: list[SceneGrasp] = []
    for index in range(len(result)):

        def row(name: str, default: Array, index: int = index) -> Array:
            return np.asarray(
                result.arrays[name][index] if name in result.arrays else default, dtype=np.float64
            )

        entry = listed[index] if index < len(listed) and isinstance(listed[index], Mapping) else {}
        pose = np.asarray(result.arrays["hand_pose"][index], dtype=np.float64)
        hand_to_object = np.asarray(result.arrays["hand_to_object"][index], dtype=np.float64)
        approach = row("approach", hand_to_object[None])
        grasps.append(
            SceneGrasp(
                side=result.side,
                hand_to_object=hand_to_object,
                hand_pose=pose,
                betas=np.asarray(result.arrays["betas"][index], dtype=np.float64),
                approach=approach,
                approach_pose=row("approach_pose", np.linspace(0.1, 0.6, len(approach))[:, None] * pose),
                grasp_type=str(entry.get("grasp_type", "grasp")),
                score=float(result.arrays["score"][index]),
                metrics=dict(entry.get("metrics") or {}),
                caption=str(entry.get("caption", "")),
            )
        )
    return grasps, result.meta
