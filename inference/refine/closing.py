"""Closing the digits one by one before the solver: a start from which contact is near."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .energy import ContactProblem, Pose, Weights, near_points
from .placed_hand import place_hand
from .solver_hand import DIGIT_NAMES, SLOTS

Double = NDArray[np.float64]

STEPS = 8
# Rows closed together: what stays in the processor's cache.
BATCH = 64


def close_digits(
    problem: ContactProblem, pose: Pose, opened: Double, closed: Double, weights: Weights
) -> Pose:
    """Choose for every digit how far it closes between two postures.

    Each digit takes the share of closing at which its penetration and the gap of its active zones cost least,
    so a finger stops on a wide bar and goes round a thin one, even where the open finger would start inside
    something else (a mug's body behind its handle).

    Args:
        problem: N grasps; only hand, field, zones and pivot are used.
        pose: wrist placement.
        opened, closed: (N, 22) ends of the closing.
        weights: sigmas; the softened ones suit.
    """
    angles = np.empty_like(closed)
    for begin in range(0, len(pose), BATCH):
        rows = np.arange(begin, min(begin + BATCH, len(pose)))
        angles[rows] = _closed(problem.take(rows), pose.take(rows), opened[rows], closed[rows], weights)
    return Pose(pose.rotation, pose.centre, angles)


def _closed(problem: ContactProblem, pose: Pose, opened: Double, closed: Double, weights: Weights) -> Double:
    """Angles (N, 22) of one batch."""
    hand = problem.hand
    number = len(pose)
    best_cost = np.full((number, 5), np.inf)
    best_share = np.zeros((number, 5))
    owner = [zone.split("_")[0] for zone in hand.zone_names]
    digit_of_zone = np.asarray([DIGIT_NAMES.index(name) if name in DIGIT_NAMES else 5 for name in owner])
    digit_of_dof = hand.dof_slot // SLOTS
    for share in np.linspace(0, 1, STEPS):
        angles = (1 - share) * opened + share * closed
        placed = place_hand(hand, problem.pivot, pose.rotation, angles)
        point, row, phi = near_points(problem, placed, pose.centre)
        digit = point // hand.per_digit
        depth = np.where(digit < 5, np.minimum(phi - hand.clearance[point], 0), 0) / weights.penetration
        cost = np.bincount(row * 5 + np.minimum(digit, 4), depth * depth, 5 * number).reshape(number, 5)
        known = np.full((hand.count, number), np.inf, np.float32)
        known[point, row] = phi
        zones, strength = problem.active_zones
        gap = np.where(strength > 0, known[hand.zones[zones]].min(axis=1), 0)
        ratio = (gap / weights.attraction_reach) ** 2
        pull = strength * (weights.attraction_reach / weights.attraction) ** 2 * np.log1p(ratio)
        for digit in range(5):
            cost[:, digit] += pull[digit_of_zone[zones] == digit].sum(axis=0)
        # among equals the earlier one: a digit should not close past what it holds
        better = cost < best_cost - 1e-3
        best_cost = np.where(better, cost, best_cost)
        best_share = np.where(better, share, best_share)
    share = best_share[:, digit_of_dof]
    return (1 - share) * opened + share * closed
