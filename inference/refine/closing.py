"""Closing the digits one by one before the solver: a start from which contact is near."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .energy import ContactProblem, Pose, Weights, object_points
from .solver_hand import DIGIT_NAMES, SLOTS

Double = NDArray[np.float64]

STEPS = 8


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
    hand = problem.hand
    number = len(pose)
    best_cost = np.full((number, 5), np.inf)
    best_share = np.zeros((number, 5))
    owner = [zone.split("_")[0] for zone in hand.zone_names]
    digit_of_zone = np.asarray([DIGIT_NAMES.index(name) if name in DIGIT_NAMES else 5 for name in owner])
    digit_of_dof = hand.dof_slot // SLOTS
    for share in np.linspace(0, 1, STEPS):
        points, _ = hand.evaluate((1 - share) * opened + share * closed, derivatives=False)
        phi = problem.field.sample_phi(object_points(problem, pose, points))
        depth = np.minimum(phi - hand.clearance, 0)[:, : 5 * hand.per_digit].reshape(number, 5, -1)
        cost = ((depth / weights.penetration) ** 2).sum(axis=2, dtype=np.float64)
        gap = phi[:, hand.zones].min(axis=2)
        ratio = (gap / weights.attraction_reach) ** 2
        pull = problem.zone_weight * (weights.attraction_reach / weights.attraction) ** 2 * np.log1p(ratio)
        for digit in range(5):
            cost[:, digit] += pull[:, digit_of_zone == digit].sum(axis=1)
        # among equals the earlier one: a digit should not close past what it holds
        better = cost < best_cost - 1e-3
        best_cost = np.where(better, cost, best_cost)
        best_share = np.where(better, share, best_share)
    share = best_share[:, digit_of_dof]
    return Pose(pose.rotation, pose.centre, (1 - share) * opened + share * closed)
