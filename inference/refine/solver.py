"""Batched Levenberg-Marquardt on wrist and joint angles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..hand.rotation import axis_angle_to_matrix
from .energy import WRIST, ContactProblem, Pose, Weights, linearise

Double = NDArray[np.float64]

MAX_TURN = 0.3
MAX_SHIFT = 0.015
MAX_BEND = 0.3
_FIRST_DAMPING = 1e-2
_MIN_DAMPING, _MAX_DAMPING = 1e-6, 1e6
# A grasp whose energy fell by less than this share in a step is done.
_SETTLED = 2e-3


@dataclass(frozen=True)
class Schedule:
    """Iterations of the three stages: soft contact first, then the full weights, then the skin lifted off."""

    soft: int = 7
    firm: int = 10
    hard: int = 5


@dataclass(frozen=True, eq=False)
class Solution:
    """Poses (N), their final energies (N,), and the accepted plus rejected steps spent (N,)."""

    pose: Pose
    energy: Double
    steps: NDArray[np.intp]


def solve(
    problem: ContactProblem, start: Pose, weights: Weights, schedule: Schedule | None = None
) -> Solution:
    """Bring a batch of hands into contact.

    Deterministic: the same problem and start give the same result on one machine.

    Args:
        problem: N grasps on one object.
        start: their starting poses.
        weights: sigmas of the middle stage.
        schedule: iterations of the stages.
    """
    schedule = schedule or Schedule()
    pose, energy, steps = minimise(problem, start, weights.softened(), schedule.soft)
    for stage, iterations in ((weights, schedule.firm), (weights.hardened(), schedule.hard)):
        pose, energy, spent = minimise(problem, pose, stage, iterations)
        steps += spent
    return Solution(pose, energy, steps)


def minimise(
    problem: ContactProblem, start: Pose, weights: Weights, iterations: int
) -> tuple[Pose, Double, NDArray[np.intp]]:
    """Damped Gauss-Newton steps until settled or out of iterations: poses, energies and steps taken."""
    number = len(start)
    pose = Pose(start.rotation.copy(), start.centre.copy(), start.angles.copy())
    energy = np.full(number, np.inf)
    steps = np.zeros(number, np.intp)
    active = np.arange(number)
    part, current = problem, linearise(problem, pose, weights)
    here = pose
    damping = np.full(number, _FIRST_DAMPING)
    done = np.zeros(number, bool)
    for _ in range(iterations):
        if not len(active):
            break
        trial = _retract(part, here, _step(current.hessian, current.gradient, damping))
        proposed = linearise(part, trial, weights)
        # a grasp that is done stays as it is, so that no result depends on the rest of the batch
        better = (proposed.energy < current.energy) & ~done
        settled = better & (proposed.energy > (1 - _SETTLED) * current.energy)
        stuck = ~better & (damping > 1e3)
        steps[active[~done]] += 1
        here.put(better, trial.take(better))
        current.put(better, proposed.take(better))
        damping = np.clip(np.where(better, 0.4 * damping, 5 * damping), _MIN_DAMPING, _MAX_DAMPING)
        done = done | settled | stuck
        # compacting the batch costs a copy, so it waits until a good part of it is done
        if done.sum() * 4 >= len(active) or done.all():
            pose.put(active, here)
            energy[active] = current.energy
            keep = ~done
            active, damping, done = active[keep], damping[keep], done[keep]
            here, current, part = here.take(keep), current.take(keep), part.take(keep)
    if len(active):
        pose.put(active, here)
        energy[active] = current.energy
    return pose, energy, steps


def _step(hessian: Double, gradient: Double, damping: Double) -> Double:
    """Solve (H + damping * diag H) step = -gradient with capped length."""
    damped = hessian.copy()
    diagonal = np.arange(hessian.shape[1])
    scale = hessian[:, diagonal, diagonal]
    damped[:, diagonal, diagonal] += damping[:, None] * scale + 1e-9 * scale.max(axis=1, keepdims=True)
    step = -np.linalg.solve(damped, gradient[..., None])[..., 0]
    turn = np.linalg.norm(step[:, :3], axis=1) / MAX_TURN
    shift = np.linalg.norm(step[:, 3:WRIST], axis=1) / MAX_SHIFT
    bend = np.abs(step[:, WRIST:]).max(axis=1) / MAX_BEND
    return step / np.maximum(1, np.maximum(np.maximum(turn, shift), bend))[:, None]


def _retract(problem: ContactProblem, pose: Pose, step: Double) -> Pose:
    """Apply a step; angles stay within the anatomical limits."""
    return Pose(
        axis_angle_to_matrix(step[:, :3]) @ pose.rotation,
        pose.centre + step[:, 3:WRIST],
        np.clip(pose.angles + step[:, WRIST:], problem.hand.lower, problem.hand.upper),
    )
