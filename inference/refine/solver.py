"""Batched Levenberg-Marquardt on wrist and joint angles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..hand.rotation import axis_angle_to_matrix
from .energy import WRIST, ContactProblem, NormalEquations, Pose, Weights, linearise

Double = NDArray[np.float64]

MAX_TURN = 0.3
MAX_SHIFT = 0.015
MAX_BEND = 0.3
_FIRST_DAMPING = 1e-2
_MIN_DAMPING, _MAX_DAMPING = 1e-6, 1e6
# A grasp whose energy fell by less than this share in a step is done.
_SETTLED = 5e-4
# A grasp that finds no step even with this much damping is done too.
_STUCK = 1e3
# Places whose worst energy a step may reach.
_MEMORY = 12
# Radians from a limit within which an angle counts as at it.
_AT_LIMIT = 1e-4


@dataclass(frozen=True)
class Schedule:
    """Iterations of the three stages: soft contact first, then the full weights, then the skin lifted off."""

    soft: int = 15
    firm: int = 30
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
    """Damped Gauss-Newton steps until settled or out of iterations: best poses, energies and steps taken.

    The energy has kinks (which point of a zone is nearest, what touches), at which a search that never climbs
    gets stuck. So a step may be as bad as the worst of the last few places (Grippo, Lampariello and Lucidi,
    1986); the best place is returned.
    """
    number = len(start)
    here = Pose(start.rotation.copy(), start.centre.copy(), start.angles.copy())
    part, current = problem, linearise(problem, here, weights)
    best, lowest = here.take(np.arange(number)), current.energy.copy()
    memory = np.full((_MEMORY, number), -np.inf)
    memory[0] = current.energy
    damping: Double = np.full(number, _FIRST_DAMPING)
    done = np.zeros(number, bool)
    steps = np.zeros(number, np.intp)
    pose, energy, active = best.take(np.arange(number)), lowest.copy(), np.arange(number)
    for iteration in range(iterations):
        if not len(active):
            break
        step = _step(current, _held(part, here, current), damping)
        trial = _retract(part, here, step)
        proposed = linearise(part, trial, weights)
        # a grasp that is done stays as it is, so that no result depends on the rest of the batch
        taken = (proposed.energy < memory.max(axis=0)) & ~done
        better = (proposed.energy < current.energy) & ~done
        settled = better & (proposed.energy > (1 - _SETTLED) * current.energy)
        stuck = ~taken & (damping > _STUCK)
        steps[active[~done]] += 1
        factor = np.where(better, 0.4, np.where(taken, 2.0, 5.0))
        damping = np.clip(factor * damping, _MIN_DAMPING, _MAX_DAMPING)
        here.put(taken, trial.take(taken))
        current.put(taken, proposed.take(taken))
        memory[(iteration + 1) % _MEMORY] = current.energy
        improved = current.energy < lowest
        best.put(improved, here.take(improved))
        lowest[improved] = current.energy[improved]
        done = done | settled | stuck
        # compacting the batch costs a copy, so it waits until a good part of it is done
        if done.sum() * 4 >= len(active) or done.all() or iteration == iterations - 1:
            pose.put(active, best)
            energy[active] = lowest
            keep = ~done
            active, damping, done = active[keep], damping[keep], done[keep]
            lowest, memory = lowest[keep], memory[:, keep]
            here, best, current, part = here.take(keep), best.take(keep), current.take(keep), part.take(keep)
    return pose, energy, steps


def _held(problem: ContactProblem, pose: Pose, current: NormalEquations) -> NDArray[np.bool_]:
    """Unknowns (N, 28) that a step must leave alone: angles at a limit that the energy pushes beyond it."""
    push = current.gradient[:, WRIST:]
    low = (pose.angles <= problem.hand.lower + _AT_LIMIT) & (push > 0)
    high = (pose.angles >= problem.hand.upper - _AT_LIMIT) & (push < 0)
    return np.concatenate([np.zeros((len(pose), WRIST), bool), low | high], axis=1)


def _step(current: NormalEquations, held: NDArray[np.bool_], damping: Double) -> Double:
    """Solve (H + damping * diag H) step = -gradient without the held unknowns, and cap its parts."""
    free = ~held
    damped = current.hessian * (free[:, :, None] & free[:, None, :])
    diagonal = np.arange(damped.shape[1])
    scale = np.where(held, 1.0, damped[:, diagonal, diagonal])
    damped[:, diagonal, diagonal] = (1 + damping[:, None]) * scale + 1e-9 * scale.max(axis=1, keepdims=True)
    step = -np.linalg.solve(damped, (current.gradient * free)[..., None])[..., 0]
    step[:, :3] /= np.maximum(1, np.linalg.norm(step[:, :3], axis=1) / MAX_TURN)[:, None]
    step[:, 3:WRIST] /= np.maximum(1, np.linalg.norm(step[:, 3:WRIST], axis=1) / MAX_SHIFT)[:, None]
    step[:, WRIST:] = np.clip(step[:, WRIST:], -MAX_BEND, MAX_BEND)
    return step


def _retract(problem: ContactProblem, pose: Pose, step: Double) -> Pose:
    """Apply a step; angles stay within the anatomical limits."""
    return Pose(
        axis_angle_to_matrix(step[:, :3]) @ pose.rotation,
        pose.centre + step[:, 3:WRIST],
        np.clip(pose.angles + step[:, WRIST:], problem.hand.lower, problem.hand.upper),
    )
