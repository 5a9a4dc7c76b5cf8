"""Hands on the way through the planner: solved together, kept off the object, thinned out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..hand.model import HandModel
from ..refine.closing import close_digits
from ..refine.energy import ContactProblem, Pose, Weights
from ..refine.solver import minimise
from ..refine.solver_hand import SolverHand
from ..shape.field import SignedDistanceField
from .placement import hand_frame
from .ranking import hand_vertices
from .taxonomy import GraspType

Double = NDArray[np.float64]

BATCH = 64
"""Rows solved together: what stays in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Batch:
    """N rows, all on one object.

    Attributes:
        kinds: grasp type of each.
        problem: what is solved.
        pose: wrist and angles now.
        open: (N, 22) angles of the open hand.
        row: (N,) number among the hands that were laid down.
    """

    kinds: tuple[GraspType, ...]
    problem: ContactProblem
    pose: Pose
    open: Double
    row: NDArray[np.intp]

    def take(self, index: NDArray[np.intp]) -> Batch:
        """Rows of the batch."""
        return Batch(
            tuple(self.kinds[i] for i in index),
            self.problem.take(index),
            self.pose.take(index),
            self.open[index],
            self.row[index],
        )

    def __len__(self) -> int:
        return len(self.kinds)


def close_batch(
    hand: SolverHand,
    field: SignedDistanceField,
    kinds: Sequence[GraspType],
    pose: Pose,
    opened: Double,
    closed: Double,
    weights: Weights,
) -> tuple[Batch, Double]:
    """Close the digits of hands that were laid down; what they cost then, (N,).

    Args:
        hand: the compiled hand.
        field: signed distance of the object.
        kinds: type of each of N hands.
        pose: where they were laid.
        opened, closed: (N, 22) ends of the closing.
        weights: sigmas of the closing; the softened ones suit.
    """
    pivot = hand_frame(hand).pivot
    problem = contact_problem(hand, field, kinds, pose, closed, pivot)
    closing = close_digits(problem, pose, opened, closed, weights)
    problem = contact_problem(hand, field, kinds, closing, closing.angles, pivot)
    return solve_batch(Batch(tuple(kinds), problem, closing, opened, np.arange(len(kinds))), weights, 0)


def contact_problem(
    hand: SolverHand,
    field: SignedDistanceField,
    kinds: Sequence[GraspType],
    pose: Pose,
    prior: Double,
    pivot: Double,
) -> ContactProblem:
    """The solver's task for hands of the given types, each drawn to the zones of its type.

    Args:
        hand: the compiled hand.
        field: signed distance of the object.
        kinds: type of each of N hands.
        pose: where they were placed.
        prior: (N, 22) angles they should stay close to.
        pivot: (3,) about which the solver turns the hand, hand frame.
    """
    zone_weight = np.zeros((len(kinds), len(hand.zone_names)), np.float32)
    for row, kind in enumerate(kinds):
        for name, weight in kind.zones.items():
            zone_weight[row, hand.zone(name)] = weight
    return ContactProblem(
        hand=hand,
        field=field,
        pivot=np.asarray(pivot, np.float32),
        zone_weight=zone_weight,
        prior=prior,
        prior_scale=np.ones_like(prior),
        placed=pose,
    )


def solve_batch(
    batch: Batch, weights: Weights, iterations: int, report: Callable[[float], None] | None = None
) -> tuple[Batch, Double]:
    """Minimise all rows in batches that stay in the processor's cache."""
    poses, energies = [], []
    for start in range(0, len(batch), BATCH):
        rows = np.arange(start, min(start + BATCH, len(batch)))
        pose, energy, _ = minimise(batch.problem.take(rows), batch.pose.take(rows), weights, iterations)
        poses.append(pose)
        energies.append(energy)
        if report:
            report(min(start + BATCH, len(batch)) / len(batch))
    merged = Pose(
        *(np.concatenate([getattr(p, name) for p in poses]) for name in ("rotation", "centre", "angles"))
    )
    return replace(batch, pose=merged), np.concatenate(energies)


def lift_off(
    batch: Batch,
    field: SignedDistanceField,
    model: HandModel,
    betas: Double,
    weights: Weights,
    iterations: int,
    report: Callable[[float], None] | None = None,
) -> Batch:
    """Lift the whole skin, not only the samples, off the object: twice, since lifting moves what touches."""
    for _ in range(2):
        batch = _keep_off(batch, field, model, betas)
        batch, _ = solve_batch(batch, weights.hardened(), iterations, report)
    return batch


def _keep_off(batch: Batch, field: SignedDistanceField, model: HandModel, betas: Double) -> Batch:
    """Give the solver margins where the whole mesh of the hand was found inside the object."""
    vertices, _ = hand_vertices(model, betas, batch.pose, np.asarray(batch.problem.pivot, float))
    depth = np.maximum(-field.sample(vertices)[0], 0)
    return replace(batch, problem=batch.problem.keep_off(depth))


def best_by_kind(kinds: Sequence[GraspType], energy: Double, count: int) -> NDArray[np.intp]:
    """Rows with the least energy, every type keeping a share so that none crowds out the rest."""
    rank = np.empty(len(kinds), np.intp)
    names = np.asarray([kind.name for kind in kinds])
    for name in dict.fromkeys(names):
        own = np.flatnonzero(names == name)
        rank[own[np.argsort(energy[own], kind="stable")]] = np.arange(len(own))
    total = np.asarray([np.count_nonzero(names == name) for name in names])
    return np.sort(np.argsort(rank / total, kind="stable")[:count])
