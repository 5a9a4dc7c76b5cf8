"""Where each grasp of the corpus touches its object: one bit for each point of the cloud."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree
from tqdm import tqdm

from ...inference.hand.default_hand import load_hand
from ...inference.metrics.contact import CONTACT_DISTANCE
from .clouds import Clouds
from .hands import MIRROR_OBJECT, GraspArrays

log = logging.getLogger(__name__)

REACH = CONTACT_DISTANCE + 0.003
"""Metres from a vertex of the hand: CapGrasp's 3 mm, and half of the way from one vertex to the next."""
_TOGETHER = 256


def contact_maps(grasps: GraspArrays, clouds: Clouds, path: Path) -> NDArray[np.uint8]:
    """Points within reach of the hand's skin, (N, POINTS / 8) packed bits; see `unpack`.

    Args:
        grasps: N grasps.
        clouds: of their objects.
        path: file that keeps them; read instead where it holds these grasps already.
    """
    if path.exists():
        with np.load(path) as file:
            if tuple(file["grasp_ids"]) == grasps.grasp_ids:
                return file["maps"]
    path.parent.mkdir(parents=True, exist_ok=True)
    hand, count = load_hand("right"), len(grasps.grasp_ids)
    maps = np.zeros((count, clouds.arrays["points"].shape[1]), bool)
    for start in tqdm(range(0, count, _TOGETHER), unit="batch"):
        rows = np.arange(start, min(start + _TOGETHER, count))
        pose = hand.anatomy.angles_to_pose(grasps.angles[rows])
        local = hand.forward(
            np.concatenate([np.zeros((len(rows), 3)), pose], axis=1), grasps.betas[rows]
        ).vertices
        placed = local @ grasps.rotation[rows].swapaxes(1, 2) + grasps.translation[rows, None]
        for row, vertices in zip(rows, placed, strict=True):
            points = clouds.arrays["points"][grasps.shape[row]]
            if grasps.mirrored[row]:
                points = points @ MIRROR_OBJECT
            distance, _ = KDTree(vertices).query(points, distance_upper_bound=REACH)
            maps[row] = np.isfinite(distance)
    packed = np.packbits(maps, axis=1)
    np.savez_compressed(path, grasp_ids=np.asarray(grasps.grasp_ids), maps=packed)
    return packed


def unpack(maps: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """(…, POINTS / 8) bits → (…, POINTS)."""
    return np.unpackbits(maps, axis=-1).astype(bool)
