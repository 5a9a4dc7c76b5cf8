"""Grasps of the corpus as arrays, all by a right hand, in the frame of their object's cloud.

A left hand's grasp is the mirror image (y to −y) of a right hand's on the mirrored object, so one model
serves both hands, and every grasp counts for either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...inference.hand.rotation import quaternion_to_matrix
from .clouds import Clouds

Double = NDArray[np.float64]

MIRROR_OBJECT = np.diag([1.0, -1.0, 1.0])
MIRROR_HAND = np.diag([-1.0, 1.0, 1.0])
"""The left hand's model is the right one's mirror image in x."""


@dataclass(frozen=True, eq=False)
class GraspArrays:
    """N grasps.

    Attributes:
        grasp_ids: their names.
        shape: (N,) index into the clouds.
        mirrored: (N,) whether the object has to be mirrored.
        rotation: (N, 3, 3) right hand to (mirrored) object.
        translation: (N, 3) metres, about the cloud's origin.
        angles: (N, 22) radians.
        betas: (N, 10).
        split: (N,) of the object: train, val, test or unseen.
    """

    grasp_ids: tuple[str, ...]
    shape: NDArray[np.int64]
    mirrored: NDArray[np.bool_]
    rotation: Double
    translation: Double
    angles: Double
    betas: Double
    split: NDArray[np.str_]

    def rows(self, split: str) -> NDArray[np.int64]:
        """Grasps of a split."""
        return np.flatnonzero(self.split == split)


def grasp_arrays(shapes: pa.Table, grasps: pa.Table, clouds: Clouds) -> GraspArrays:
    """Read the corpus's tables.

    Args:
        shapes, grasps: tables of the corpus.
        clouds: of all objects that have grasps.

    Raises:
        ValueError: a grasp's object has no cloud.
    """
    known = {name: index for index, name in enumerate(clouds.shape_ids)}
    strangers = set(grasps["shape_id"].to_pylist()) - set(known)
    if strangers:
        raise ValueError(f"{len(strangers)} objects with grasps have no cloud, as {min(strangers)}.")
    about = {
        row["shape_id"]: row for row in shapes.select(["shape_id", "side", "betas", "split"]).to_pylist()
    }
    names = grasps["shape_id"].to_pylist()
    shape = np.asarray([known[name] for name in names], np.int64)
    mirrored = np.asarray([about[name]["side"] == "left" for name in names], bool)
    rotation = quaternion_to_matrix(np.asarray(grasps["rotation"].to_pylist(), float).reshape(-1, 4))
    translation = np.asarray(grasps["translation"].to_pylist(), float).reshape(-1, 3)
    translation = translation - clouds.arrays["origin"][shape]
    rotation[mirrored] = MIRROR_OBJECT @ rotation[mirrored] @ MIRROR_HAND
    translation[mirrored] = translation[mirrored] @ MIRROR_OBJECT
    return GraspArrays(
        grasp_ids=tuple(grasps["grasp_id"].to_pylist()),
        shape=shape,
        mirrored=mirrored,
        rotation=rotation,
        translation=translation,
        angles=np.asarray(grasps["angles"].to_pylist(), float).reshape(-1, 22),
        betas=np.asarray([about[name]["betas"] for name in names], float).reshape(-1, 10),
        split=np.asarray([about[name]["split"] for name in names]),
    )
