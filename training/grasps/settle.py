"""The object comes to rest between the digits that press on it, where all that pushes on it balances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...inference.hand.model import HandModel
from ...inference.metrics.simulation import SimulationBody, StillHand, hand_pieces, simulation_body
from ...inference.planner.batch import Batch
from ...inference.planner.ranking import hand_vertices
from ...inference.refine.energy import Pose
from ...inference.shape.model import ObjectShape
from ..objects.convex import convex_pieces
from ..objects.values import TrainingObject
from .press import press
from .synthesis import Solved, judge

Double = NDArray[np.float64]

TIMESTEP = 0.004
"""Seconds: half as many steps as the published test, with the same answers."""
PUSHED_OUT = 0.008
"""Metres, mean over the hand: an object that settles farther off was squeezed out."""


@dataclass(frozen=True, eq=False)
class Settled:
    """Hands whose object is at rest between them.

    Attributes:
        solved: judged where they are now.
        scenes: for each row, the simulator with the object at rest.
    """

    solved: Solved
    scenes: tuple[StillHand, ...]


def body_of(item: TrainingObject, shape: ObjectShape) -> SimulationBody:
    """An object of the corpus for the simulator, canonical frame."""
    turn, shift = shape.metres_to_canonical[:3, :3], shape.metres_to_canonical[:3, 3]
    return simulation_body(shape, [piece @ turn.T + shift for piece in convex_pieces(item.solid)])


def settle(
    solved: Solved,
    worthy: NDArray[np.bool_],
    body: SimulationBody,
    shape: ObjectShape,
    model: HandModel,
    betas: Double,
    rejected: Counter[str],
) -> Settled | None:
    """Press each worthy hand on and let the object settle in it; None where it stays in none.

    Args:
        solved: hands that touch the object.
        worthy: (N,) rows to try.
        body: the object, for the simulator.
        shape: the same.
        model, betas: the hand.
        rejected: counts by reason; added to.
    """
    batch = solved.batch.take(np.flatnonzero(worthy))
    if not len(batch):
        return None
    batch = press(batch)
    pressing, _ = hand_vertices(model, betas, batch.pose, np.asarray(batch.problem.pivot, float))
    scenes: list[StillHand] = []
    moves: list[Double] = []
    kept: list[int] = []
    for row, vertices in enumerate(pressing):
        try:
            scene = StillHand(hand_pieces(vertices, model.segment_of_vertex), body, TIMESTEP)
        except ValueError:
            # a piece that is too thin to be a body
            rejected["not simulated"] += 1
            continue
        world_to_object = np.linalg.inv(scene.settle())
        moved = vertices @ world_to_object[:3, :3].T + world_to_object[:3, 3]
        if np.linalg.norm(moved - vertices, axis=1).mean() > PUSHED_OUT:
            rejected["pushed out"] += 1
            continue
        scenes.append(scene)
        moves.append(world_to_object)
        kept.append(row)
    if not kept:
        return None
    batch = _move(batch.take(np.asarray(kept)), moves)
    return Settled(judge(batch, shape, model, betas, solved.wish), tuple(scenes))


def _move(batch: Batch, moves: Sequence[Double]) -> Batch:
    """Each hand by its own rigid motion."""
    motion = np.stack(moves)
    turn, shift = motion[:, :3, :3], motion[:, :3, 3]
    centre = (turn @ batch.pose.centre[..., None])[..., 0] + shift
    return replace(batch, pose=Pose(turn @ batch.pose.rotation, centre, batch.pose.angles))
