"""The planner: from an object (and a part of it) to ranked, different, natural grasps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import UserError
from ..hand.model import HandModel
from ..refine.energy import Pose, Weights
from ..refine.solver import Schedule
from ..refine.solver_hand import SolverHand, build_solver_hand
from ..shape.field import SignedDistanceField
from ..shape.model import ObjectShape
from .affordance import appeal, heaviness, suitability, working_end
from .batch import Batch, best_by_kind, close_batch, lift_off, solve_batch
from .placement import Start, arm_comfort, hand_frame, place
from .ranking import Assessment, assess, cost_of, coupling, hand_vertices
from .sites import Sites, find_sites
from .taxonomy import GRASP_TYPES, GraspType

Double = NDArray[np.float64]
Progress = Callable[[str, float], None]

SITES = 480
"""Places looked at."""
STARTS = 288
"""Closed hands that go into the solver; twice as many are placed."""
FINALISTS = 128
"""Hands that are solved to the end."""
MAX_KINDS = 10
"""Grasp types tried on one object."""
ALTERNATIVES = 3
"""Grasps returned for each one asked for."""
# Types whose best fit is below this share of the best type's are not tried.
_WORTH_TRYING = 0.3
# A handle is for the fist; other grips of it stay possible.
_FIST_FIRST = 2.5
# Appeal of places off the part that is held by habit.
_UNUSUAL = 0.3


@dataclass(frozen=True, eq=False)
class PlanRequest:
    """What to plan.

    Attributes:
        count: grasps wanted; alternatives come with them (see `plan`).
        seed: source of all randomness.
        betas: (10,) hand shape.
        wanted, avoided: (F,) masks of the object's faces, or None.
        preferred: (F,) faces that are held by habit (a part named handle), where nothing is wanted; or None.
        kinds: grasp types to choose from.
        refine: whether contact is solved; without, hands stay as placed and closed.
    """

    count: int
    seed: int
    betas: Double
    wanted: NDArray[np.bool_] | None = None
    avoided: NDArray[np.bool_] | None = None
    preferred: NDArray[np.bool_] | None = None
    kinds: Sequence[GraspType] = GRASP_TYPES
    refine: bool = True


@dataclass(frozen=True, eq=False)
class PlannedGrasp:
    """One solved grasp with its judgement.

    Attributes:
        kind: grasp type.
        hand_to_object: (4, 4).
        angles, open_angles: (22,) grip and open hand, radians.
        vertices: (V, 3) hand, object frame.
        cost: what it was ranked by.
        found: judgement, one row.
    """

    kind: GraspType
    hand_to_object: Double
    angles: Double
    open_angles: Double
    vertices: Double
    cost: float
    found: Assessment


@dataclass(frozen=True, eq=False)
class _Laid:
    """What is known of M hands from where they were laid down.

    Attributes:
        thumb_goal: (M, 3) where the thumb should point.
        dictated: (M,) whether the object dictates that.
        appeal: (M,) how gladly the place is taken, 0..1.
    """

    thumb_goal: Double
    dictated: NDArray[np.bool_]
    appeal: Double

    def take(self, index: NDArray[np.intp]) -> _Laid:
        return _Laid(self.thumb_goal[index], self.dictated[index], self.appeal[index])


def plan(
    shape: ObjectShape,
    model: HandModel,
    request: PlanRequest,
    report: Progress | None = None,
) -> list[PlannedGrasp]:
    """Plan grasps and alternatives, in the order in which they should be taken.

    Cheap ones that differ visibly come first, so that a caller who has to leave some out (no way leads
    there) still gets different ones.

    Returns:
        Up to `ALTERNATIVES` times as many as were asked for.

    Args:
        shape: the object.
        model: the hand.
        request: what to plan.
        report: called with a stage's name and the share done, 0..1; what it raises ends the planning.

    Raises:
        UserError: nowhere on the object (or the wanted part) can a hand close.
    """
    report = report or (lambda stage, share: None)
    random = np.random.default_rng(request.seed)
    hand = build_solver_hand(model, tuple(float(b) for b in request.betas))
    weights = Weights()
    report("looking for places to hold", 0.0)
    field = shape.filled_field
    centre = shape.points.mean(axis=0)
    sites = find_sites(shape, field, _allowed(shape, request), SITES, random)
    if request.wanted is not None:
        # a ray that leaves through another part measured more than the part that was asked for
        clean = request.wanted[shape.queries.closest(sites.exit)[1]]
        sites = sites.take(clean) if clean.any() else sites
    started = _starts(hand, field, sites, shape, request, centre, random, weights)
    if started is None:
        raise UserError(
            "No place on this object (or on the part that was asked for) fits a hand: check its size, "
            "or ask for another part."
        )
    batch, laid = started
    schedule = Schedule() if request.refine else Schedule(0, 0, 0)
    batch, energy = solve_batch(
        batch, weights.softened(), schedule.soft, lambda share: report("closing the hand", 0.2 + 0.3 * share)
    )
    batch = batch.take(best_by_kind(batch.kinds, energy, FINALISTS))
    batch, _ = solve_batch(
        batch, weights, schedule.firm, lambda share: report("settling contact", 0.5 + 0.2 * share)
    )
    if request.refine:
        batch = lift_off(
            batch,
            field,
            model,
            request.betas,
            weights,
            schedule.hard,
            lambda share: report("settling contact", 0.7 + 0.1 * share),
        )
    report("ranking", 0.8)
    return _rank(shape, model, batch, laid.take(batch.row), request, centre)


def _allowed(shape: ObjectShape, request: PlanRequest) -> NDArray[np.bool_]:
    """Surface samples (P,) that may be held."""
    allowed = np.ones(len(shape.points), bool)
    if request.avoided is not None:
        allowed &= ~request.avoided[shape.point_faces]
    if request.wanted is not None:
        allowed &= request.wanted[shape.point_faces]
    if not allowed.any():
        raise UserError(
            "The part to hold is too small to find on the surface, or all of it is to be avoided."
        )
    return allowed


def _starts(
    hand: SolverHand,
    field: SignedDistanceField,
    sites: Sites,
    shape: ObjectShape,
    request: PlanRequest,
    centre: Double,
    random: np.random.Generator,
    weights: Weights,
) -> tuple[Batch, _Laid] | None:
    """Pair sites with types, place hands, close their digits, and keep the starts that cost least.

    None where no type fits any site.
    """
    kinds = request.kinds
    liked = _appeal(shape, sites, request)
    fits = _fits(kinds, sites) * liked
    if not fits.any():
        return None
    strength = fits.max(axis=1)
    best_first = np.argsort(-strength, kind="stable")[:MAX_KINDS]
    usable = np.sort(best_first[strength[best_first] > _WORTH_TRYING * strength.max()])
    parts: list[tuple[GraspType, Start]] = []
    goals: list[tuple[Double, NDArray[np.bool_]]] = []
    chosen: list[NDArray[np.intp]] = []
    for index in usable:
        number = max(8, round(2 * STARTS * strength[index] / strength[usable].sum()))
        chosen.append(random.choice(len(sites), size=number, p=fits[index] / fits[index].sum()))
        picked = sites.take(chosen[-1])
        goals.append(working_end(shape, picked, centre))
        parts.append((kinds[index], place(hand, kinds[index], picked, goals[-1][0], random)))
    names = tuple(kind for kind, start in parts for _ in range(len(start.pose)))
    pose = Pose(
        np.concatenate([start.pose.rotation for _, start in parts]),
        np.concatenate([start.pose.centre for _, start in parts]),
        np.concatenate([start.pose.angles for _, start in parts]),
    )
    opened = np.concatenate([start.open for _, start in parts])
    closed = np.concatenate([start.closed for _, start in parts])
    batch, energy = close_batch(hand, field, names, pose, opened, closed, weights.softened())
    laid = _Laid(
        thumb_goal=np.concatenate([goal for goal, _ in goals]),
        dictated=np.concatenate([by_object for _, by_object in goals]),
        appeal=liked[np.concatenate(chosen)],
    )
    return batch.take(best_by_kind(names, energy, STARTS)), laid


def _appeal(shape: ObjectShape, sites: Sites, request: PlanRequest) -> Double:
    """How gladly each site is taken, (S,): all alike on a part that was asked for."""
    if request.wanted is not None or not len(sites):
        return np.ones(len(sites))
    liked = appeal(shape, sites)
    if request.preferred is None:
        return liked
    by_habit = request.preferred[shape.queries.closest(sites.point)[1]]
    return np.where(by_habit, 0.5 + 0.5 * liked, _UNUSUAL * liked)


def _fits(kinds: Sequence[GraspType], sites: Sites) -> Double:
    """Suitability (types, S), with types of the fist favoured on what is a handle all over."""
    fits = np.stack([suitability(kind, sites) for kind in kinds])
    if len(sites):
        handle = float(np.mean(sites.is_bar & (sites.girth > 0.004) & (sites.girth < 0.022)))
        fist = np.asarray([kind.family == "power" and bool(kind.elongated) for kind in kinds])
        fits[fist] *= 1 + _FIST_FIRST * handle
    return fits


def _rank(
    shape: ObjectShape,
    model: HandModel,
    batch: Batch,
    laid: _Laid,
    request: PlanRequest,
    centre: Double,
) -> list[PlannedGrasp]:
    vertices, transform = hand_vertices(
        model, request.betas, batch.pose, np.asarray(batch.problem.pivot, float)
    )
    found = assess(batch.problem, batch.pose, vertices, shape, request.wanted, request.avoided, centre)
    weight = heaviness(shape, batch.problem.field)
    bends = coupling(model.anatomy, batch.pose.angles)
    cost = cost_of(found, batch.kinds, _comfort(batch, laid), bends, weight)
    cost = cost + 3.5 * (1 - laid.appeal) + 2.5 * _reaching_over(batch, centre)
    order = _different(batch, vertices, cost, ALTERNATIVES * request.count)
    return [
        PlannedGrasp(
            kind=batch.kinds[i],
            hand_to_object=transform[i],
            angles=batch.pose.angles[i],
            open_angles=batch.open[i],
            vertices=vertices[i],
            cost=float(cost[i]),
            found=Assessment(*(getattr(found, name)[i] for name in found.__dataclass_fields__)),
        )
        for i in order
    ]


def _comfort(batch: Batch, laid: _Laid) -> Double:
    """How well the hand is turned (N,), 0..1.

    Where the object dictates the thumb's direction only that counts, because the object can be turned;
    elsewhere the comfort of the arm does.
    """
    frame = hand_frame(batch.problem.hand)
    thumb = batch.pose.rotation @ frame.thumb
    free = arm_comfort(frame, batch.pose.rotation)
    bound = np.clip(1.2 * (thumb * laid.thumb_goal).sum(axis=1), 0, 1)
    along_bar = np.asarray([bool(kind.elongated) for kind in batch.kinds])
    return np.where(laid.dictated, np.where(along_bar, bound, 1.0), free)


def _reaching_over(batch: Batch, centre: Double) -> Double:
    """How far the arm lies over the object's bulk (N,), 0..1: one takes a handle from the handle's side."""
    frame = hand_frame(batch.problem.hand)
    elbow = -(batch.pose.rotation @ frame.fingers)
    aside = batch.pose.centre - centre
    distance = np.linalg.norm(aside, axis=1)
    outward = aside / np.maximum(distance, 1e-6)[:, None]
    return np.clip((distance - 0.03) / 0.03, 0, 1) * np.clip(-(elbow * outward).sum(axis=1), 0, 1)


def _different(batch: Batch, vertices: Double, cost: Double, count: int) -> list[int]:
    """Cheapest rows that differ visibly: by at least 25 mm of mean vertex distance, or by type and 12 mm."""
    chosen: list[int] = []
    for apart, same_type in ((0.012, 0.025), (0.004, 0.010), (0.0, 0.0)):
        for i in np.argsort(cost, kind="stable"):
            if len(chosen) == count:
                break
            if i in chosen:
                continue
            if all(
                np.linalg.norm(vertices[i] - vertices[j], axis=1).mean()
                >= (same_type if batch.kinds[i] is batch.kinds[j] else apart)
                for j in chosen
            ):
                chosen.append(int(i))
    return chosen
