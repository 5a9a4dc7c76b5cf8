"""Clouds as tensors: mirrored, turned, and centred again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...inference.hand.rotation import rotation_about
from ..networks.attention import gather_rows
from ..networks.object_encoder import CloudBatch
from .clouds import Clouds
from .hands import MIRROR_OBJECT

TILT = np.radians(8)
"""Standard deviation of tilts: artists' meshes stand as they are used, more or less."""
HINT = 0.5
"""How often a hint is given in training."""
_HINT_ERROR = 0.15


@dataclass(frozen=True, eq=False)
class Placed:
    """Objects as they stand in a batch.

    Attributes:
        cloud: the objects.
        turn: (B, 3, 3) from the clouds' frame; a mirror image where the determinant is −1.
        shift: (B, 3) metres, taken off after the turn.
    """

    cloud: CloudBatch
    turn: Tensor
    shift: Tensor


def turns(count: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Rotations (count, 3, 3): any yaw, a little tilt."""
    x, y, z = np.eye(3)
    yaw = rotation_about(z, random.uniform(0, 2 * np.pi, count))
    tilt_x, tilt_y = random.normal(0, TILT, (2, count))
    return rotation_about(x, tilt_x) @ rotation_about(y, tilt_y) @ yaw


def place(
    clouds: Clouds,
    index: NDArray[np.int64],
    turn: NDArray[np.float64],
    mirrored: NDArray[np.bool_] | None = None,
    hints: NDArray[np.float32] | None = None,
) -> Placed:
    """Clouds (B) of a batch.

    Args:
        clouds: all of them.
        index: (B,) which.
        turn: (B, 3, 3) rotations, after mirroring.
        mirrored: (B,) whether to mirror y first.
        hints: (B, N, 2), zeros if left out.
    """
    arrays = clouds.arrays
    turn = turn.copy()
    if mirrored is not None:
        turn[mirrored] = turn[mirrored] @ MIRROR_OBJECT
    turning = torch.as_tensor(turn, dtype=torch.float32)
    points = _tensor(arrays["points"][index]) @ turning.transpose(1, 2)
    normals = _tensor(arrays["normals"][index]) @ turning.transpose(1, 2)
    shift = (points.amax(dim=1) + points.amin(dim=1)) / 2
    if hints is None:
        hints = np.zeros((*points.shape[:2], 2), np.float32)
    cloud = CloudBatch(
        points=points - shift[:, None],
        normals=normals,
        hints=torch.as_tensor(hints),
        centres=_index(arrays["centres"][index]),
        neighbours=_index(arrays["neighbours"][index]),
        nearest=_index(arrays["nearest"][index]),
        weights=_tensor(arrays["weights"][index]),
    )
    return Placed(cloud, turning, shift)


def random_hints(labels: NDArray[np.integer], random: np.random.Generator) -> NDArray[np.float32]:
    """What an artist might have painted: some of the points of one label, or of one to keep off.

    Args:
        labels: (B, N) finest label of each point.
        random: source of randomness.

    Returns:
        (B, N, 2).
    """
    hints = np.zeros((*labels.shape, 2), np.float32)
    for row, own in enumerate(labels):
        for channel in range(2):
            if random.uniform() < HINT / (1 + channel):
                painted = own == own[random.integers(len(own))]
                missed = random.uniform(size=len(own)) < _HINT_ERROR * random.uniform()
                hints[row, :, channel] = painted & ~missed
    return hints


def patch_centres(cloud: CloudBatch) -> Tensor:
    """Middles (B, K, 3) of the patches, metres."""
    return gather_rows(cloud.points, cloud.centres)


def _tensor(values: NDArray[np.floating]) -> Tensor:
    return torch.as_tensor(np.asarray(values, np.float32))


def _index(values: NDArray[np.integer]) -> Tensor:
    return torch.as_tensor(values.astype(np.int64))
