"""Hands turned to the object: their sample points, and how those move with the joint angles.

The batch is the last axis of every array, so that one matrix product skins a digit of all hands, and every
other step runs along contiguous memory. Derivatives are those of a linkage, a turn about the axis of a joint,
and are worked out only for the few points that touch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..hand.rotation import skew
from .solver_hand import SLOT_JOINT, SLOTS, SolverHand

Array = NDArray[np.float32]
Double = NDArray[np.float64]
Index = NDArray[np.intp]

_DIGITS = 5
_LAST_SLOT = (2, 4, 5)
_JOINT_OF_SLOT = np.asarray(SLOT_JOINT)


@dataclass(frozen=True, eq=False)
class PlacedHand:
    """N hands, turned as in the object frame, about the hand's centre as the origin.

    Attributes:
        hand: the compiled hand.
        points: (3, P, N) sample points, metres.
        bones: (3, 16, 5 * N) transforms that skin a digit's features, digit by digit.
        joints: (3 joints, 3, 5 * N) where the digits' joints lie.
        axes: (6 slots, 3, 5 * N) unit axes that the slots turn about.
    """

    hand: SolverHand
    points: Array
    bones: Array
    joints: Array
    axes: Array

    def bends(self, point: Index, row: Index, direction: Array) -> Array:
        """How fast points of the digits move in given directions with their digit's angles.

        Args:
            point: (K,) points that belong to digits, not to the palm.
            row: (K,) hands of the batch.
            direction: (3, K).

        Returns:
            (6 slots, K) metres a radian.
        """
        digit = point // self.hand.per_digit
        owner = digit * self.points.shape[2] + row
        features = self.hand.features.reshape(-1, 16)[point].T[4:].reshape(3, 4, -1)
        bones = self.bones[:, 4:].take(owner, axis=2).reshape(3, 3, 4, -1)
        # what each joint carries of the point: the bones from it on to the tip
        own = np.einsum("xjfk,jfk->jxk", bones, features)
        share = features[:, 3]
        own[1] += own[2]
        own[0] += own[1]
        carried = np.stack([share[0] + share[1] + share[2], share[1] + share[2], share[2]])
        own -= carried[:, None] * self.joints.take(owner, axis=2)
        # direction . (axis x arm) = axis . (arm x direction)
        moment = np.empty_like(own)
        moment[:, 0] = own[:, 1] * direction[2] - own[:, 2] * direction[1]
        moment[:, 1] = own[:, 2] * direction[0] - own[:, 0] * direction[2]
        moment[:, 2] = own[:, 0] * direction[1] - own[:, 1] * direction[0]
        axes = self.axes.take(owner, axis=2)
        axes *= moment[_JOINT_OF_SLOT]
        return axes[:, 0] + axes[:, 1] + axes[:, 2]


def place_hand(hand: SolverHand, pivot: Array, rotation: Double, angles: Double) -> PlacedHand:
    """Pose and turn a batch.

    Args:
        hand: the compiled hand.
        pivot: (3,) centre of the hand, its own frame.
        rotation: (N, 3, 3) hand frame to object frame.
        angles: (N, 22) radians.
    """
    number = len(angles)
    slots = np.zeros((_DIGITS * SLOTS, number), np.float32)
    slots[hand.dof_slot] = angles.T
    turns = slots.reshape(_DIGITS, SLOTS, number).swapaxes(0, 1)
    wrist = np.ascontiguousarray(rotation.transpose(1, 2, 0), np.float32)[:, :, None]

    cross, square = _generators(hand.axes)
    local = np.sin(turns)[:, None, None] * cross
    local += (1 - np.cos(turns))[:, None, None] * square
    local[:, (0, 1, 2), (0, 1, 2)] += 1

    bones = np.zeros((3, 16, _DIGITS, number), np.float32)
    joints = np.empty((3, 3, _DIGITS, number), np.float32)
    axes = np.empty((SLOTS, 3, _DIGITS, number), np.float32)
    bones[:, :3] = wrist
    bones[:, 3] = -_apply(wrist, pivot[:, None, None])
    turn = np.broadcast_to(wrist, (3, 3, _DIGITS, number))
    rest = hand.joints.transpose(1, 2, 0)[..., None]
    place = _apply(turn, rest[0] - pivot[:, None, None])
    slot = 0
    for joint, last in enumerate(_LAST_SLOT):
        if joint:
            place = place + _apply(turn, rest[joint] - rest[joint - 1])
        while slot <= last:
            axes[slot] = _apply(turn, hand.axes[:, slot].T[..., None])
            turn = (
                turn[:, 0, None] * local[slot, 0]
                + turn[:, 1, None] * local[slot, 1]
                + turn[:, 2, None] * local[slot, 2]
            )
            slot += 1
        joints[joint] = place
        bones[:, 4 * joint + 4 : 4 * joint + 7] = turn
        bones[:, 4 * joint + 7] = place - _apply(turn, rest[joint])

    points = np.empty((3, hand.count, number), np.float32)
    moving = _DIGITS * hand.per_digit
    np.matmul(
        hand.features,
        bones.swapaxes(1, 2),
        out=points[:, :moving].reshape(3, _DIGITS, hand.per_digit, number),
    )
    points[:, moving:] = hand.palm @ bones[:, :3, 0] + bones[:, 3:4, 0]
    return PlacedHand(
        hand,
        points,
        bones.reshape(3, 16, -1),
        joints.reshape(3, 3, -1),
        axes.reshape(SLOTS, 3, -1),
    )


def _apply(matrix: Array, vector: Array) -> Array:
    """Matrices (3, 3, ...) times vectors (3, ...)."""
    return matrix[:, 0] * vector[0] + matrix[:, 1] * vector[1] + matrix[:, 2] * vector[2]


def _generators(axes: Array) -> tuple[Array, Array]:
    """Cross-product matrices of the slots' axes and their squares, (6, 3, 3, 5, 1) each."""
    cross = skew(axes).astype(np.float32)
    return tuple(value.transpose(1, 2, 3, 0)[..., None] for value in (cross, cross @ cross))  # pyright: ignore
