"""From a hand that just touches to one that presses.

A hand that only touches exerts no force, and friction needs pressure: every digit that touches is bent until
its skin would sink a little into the object.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...inference.planner.batch import Batch
from ...inference.refine.energy import Pose
from ...inference.refine.placed_hand import place_hand
from ...inference.refine.solver_hand import SLOTS

PRESS = 0.0008
"""Metres by which the skin of a digit would sink in if the object stood still."""
NEAR = 0.002
"""Metres: skin farther off is not brought to the object."""
_SOFTNESS = 0.012
"""Metres a radian: what a bend must gain to be worth it. Small: digits bend whichever way gets them there."""
_DIGITS = 5


def press(batch: Batch, depth: float = PRESS) -> Batch:
    """Bend the digits that touch until their skin is some way inside the object, as far as their joints go.

    For each digit the least change of its angles, by damped least squares over its skin near the object.

    Args:
        batch: hands that touch.
        depth: how far in, metres.
    """
    problem, pose = batch.problem, batch.pose
    hand, number = problem.hand, len(batch)
    placed = place_hand(hand, problem.pivot, pose.rotation, pose.angles)
    moving = _DIGITS * hand.per_digit
    points = placed.points[:, :moving].transpose(2, 1, 0) + pose.centre[:, None].astype(np.float32)
    phi, gradient = problem.field.sample(points)
    row, point = np.nonzero((phi < NEAR) & (hand.clearance[:moving] == 0))
    if not len(row):
        return batch
    normal = gradient[row, point].T
    normal = normal / np.maximum(np.linalg.norm(normal, axis=0), 1e-6)
    speed = placed.bends(point, row, -normal.astype(np.float32)).astype(float)
    wanted = np.clip(phi[row, point] + depth, -2 * depth, 2 * depth).astype(float)
    digit = row * _DIGITS + point // hand.per_digit
    square = np.zeros((number * _DIGITS, SLOTS, SLOTS))
    right = np.zeros((number * _DIGITS, SLOTS))
    np.add.at(square, digit, speed.T[:, :, None] * speed.T[:, None, :])
    np.add.at(right, digit, speed.T * wanted[:, None])
    square += np.eye(SLOTS) * _SOFTNESS**2
    bend = np.linalg.solve(square, right[..., None])[..., 0].reshape(number, _DIGITS * SLOTS)
    angles = np.clip(pose.angles + bend[:, hand.dof_slot], hand.lower, hand.upper)
    return replace(batch, pose=Pose(pose.rotation, pose.centre, angles))
