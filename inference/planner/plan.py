"""The planner: from an object (and a part of it) to ranked, different, natural grasps."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..errors import Cancelled, UserError
from ..hand.model import HandModel
from ..refine.closing import close_digits
from ..refine.energy import ContactProblem, Pose, Weights
from ..refine.solver import Schedule, minimise
from ..refine.solver_hand import SolverHand, build_solver_hand
from ..shape.field import SignedDistanceField
from ..shape.model import ObjectShape
from .placement import Start, arm_comfort, hand_frame, place
from .ranking import Assessment, assess, cost_of, coupling, hand_vertices
from .sites import Sites, find_sites
from .taxonomy import GRASP_TYPES, GraspType, Placement

log = logging.getLogger(__name__)

Double = NDArray[np.float64]
Progress = Callable[[str, float], None]

SITES = 420
STARTS = 224
FINALISTS = 96
BATCH = 64
MAX_KINDS = 10
_FIST_FIRST = 2.5
# Appeal of places off the part that is held by habit.
_UNUSUAL = 0.3


@dataclass(frozen=True, eq=False)
class PlanRequest:
    """What to plan.

    Attributes:
        count: grasps wanted.
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
class _Batch:
    """Rows on the way through the planner."""

    kinds: tuple[GraspType, ...]
    problem: ContactProblem
    pose: Pose
    open: Double
    thumb_goal: Double
    dictated: NDArray[np.bool_]
    appeal: Double

    def take(self, index: NDArray[np.intp]) -> _Batch:
        return _Batch(
            tuple(self.kinds[i] for i in index),
            self.problem.take(index),
            self.pose.take(index),
            self.open[index],
            self.thumb_goal[index],
            self.dictated[index],
            self.appeal[index],
        )

    def __len__(self) -> int:
        return len(self.kinds)


def plan(
    shape: ObjectShape,
    model: HandModel,
    request: PlanRequest,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[PlannedGrasp]:
    """Plan grasps, best first.

    Raises:
        UserError: nowhere on the object (or the wanted part) can a hand close.
        Cancelled: `cancelled` said so.
    """

    def report(stage: str, share: float) -> None:
        if cancelled and cancelled():
            raise Cancelled
        if progress:
            progress(stage, share)

    random = np.random.default_rng(request.seed)
    hand = build_solver_hand(model, tuple(float(b) for b in request.betas))
    weights = Weights()
    report("looking for places to hold", 0.0)
    field = shape.filled_field
    centre = shape.points.mean(axis=0)
    sites = find_sites(shape, field, _allowed(shape, request), SITES, random)
    if request.wanted is not None:
        # a ray that leaves through another part measured more than the part that was asked for
        exits = sites.point - 2 * sites.half_thickness[:, None] * sites.normal
        sites = sites.take(request.wanted[shape.signed_closest(exits)[2]])
    appeal = np.ones(len(sites)) if request.wanted is not None else attraction_of(shape, sites)
    if request.wanted is None and request.preferred is not None and len(sites):
        by_habit = request.preferred[shape.signed_closest(sites.point)[2]]
        appeal = np.where(by_habit, 0.5 + 0.5 * appeal, _UNUSUAL * appeal)
    batch = _starts(hand, field, sites, request.kinds, shape, centre, random, weights, appeal)
    if not len(batch):
        raise UserError(
            "No place on this object (or on the part that was asked for) fits a hand: check its size, "
            "or ask for another part."
        )
    schedule = Schedule() if request.refine else Schedule(0, 0, 0)
    batch, energy = _solve(
        batch, weights.softened(), schedule.soft, lambda share: report("closing the hand", 0.2 + 0.3 * share)
    )
    batch = batch.take(_best_by_kind(batch.kinds, energy, FINALISTS))
    batch, _ = _solve(
        batch, weights, schedule.firm, lambda share: report("settling contact", 0.5 + 0.2 * share)
    )
    for _ in range(2 if request.refine else 0):
        batch = _keep_off(batch, field, model, request.betas)
        batch, _ = _solve(
            batch,
            weights.hardened(),
            schedule.hard,
            lambda share: report("settling contact", 0.7 + 0.1 * share),
        )
    report("ranking", 0.8)
    return _rank(shape, model, batch, request, centre)


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


def suitability(kind: GraspType, sites: Sites) -> Double:
    """How well a grasp type suits each site, (S,) from 0 upwards."""
    low, high = kind.half_thickness
    palm_type = kind.placement in (Placement.WRAP, Placement.HOOK)
    size = sites.girth if palm_type else sites.half_thickness
    # full marks inside the range, fading over a fifth of it outside
    margin = 0.2 * (high - low) + 0.0005
    fit = np.clip(1 - np.maximum(low - size, size - high) / margin, 0, 1)
    fit *= np.clip(1.5 - 0.5 * sites.flatness / kind.flatness, 0, 1) if palm_type else 1.0
    length = sites.before + sites.after
    if kind.elongated is True:
        fit = fit * sites.is_bar
    elif kind.elongated is False:
        fit = fit * (length < 4.5 * np.maximum(sites.half_width, sites.half_thickness) + 0.01)
        if kind.placement is not Placement.PLATFORM:
            fit = fit * (np.minimum(sites.half_width, 0.5 * length) > 0.6 * low)
    if palm_type and kind.elongated:
        # half a hand's width away from the ends, where the bar is long enough
        inset = np.minimum(0.042, 0.5 * length)
        fit = fit * np.clip(np.minimum(sites.before, sites.after) / np.maximum(inset, 1e-4), 0.15, 1) ** 2
        fit = fit * np.clip(length / 0.07, 0.3, 1)
    if kind.placement is Placement.PLATFORM:
        fit = fit * (sites.normal[:, 2] < -0.8)
    elif kind.elongated is not True:
        # the palm comes from the side or from above; below, an object stands on something
        fit = fit * np.clip(1.2 + 2 * sites.normal[:, 2], 0, 1)
    return fit * kind.preference


def attraction_of(shape: ObjectShape, sites: Sites) -> Double:
    """Where people take hold when nobody says where, (S,): at the handle of a long thing, around a
    compact one.
    """
    longest, second = np.sort(shape.size)[::-1][:2]
    tool = np.clip((longest / max(second, 1e-6) - 1.6) / 1.2, 0, 1) * (0.3 if _stands(shape) else 1.0)
    # handles of long things lie away from the bulk
    away = np.linalg.norm(sites.middle - shape.points.mean(axis=0), axis=1) / (0.5 * longest)
    handle = sites.handiness * (0.65 + 0.35 * np.clip(away / 0.6, 0, 1))
    return (1 - tool) * (0.5 + 0.5 * sites.handiness) + tool * (0.05 + 0.95 * handle)


def working_end(shape: ObjectShape, sites: Sites, centre: Double) -> tuple[Double, NDArray[np.bool_]]:
    """Where the thumb belongs: a direction (S, 3) along each site's axis, and whether the object dictates
    it (S,).

    A hand far from the bulk of a long object (a sword, a hammer) points its thumb at the working end,
    however the object lies in its file. Elsewhere the thumb is up where the axis is upright, and towards
    the bulk otherwise.
    """
    along = ((centre - sites.middle) * sites.axis).sum(axis=1)
    extent = np.abs(sites.axis) @ shape.size
    upright = sites.axis[:, 2]
    dictated = np.abs(along) > np.maximum(0.09, 0.15 * extent)
    if _stands(shape):
        dictated &= np.abs(upright) < 0.5
    sign = np.where(dictated | (np.abs(upright) < 0.35), along, upright)
    return sites.axis * np.where(sign >= 0, 1.0, -1.0)[:, None], dictated


def heaviness(shape: ObjectShape, field: SignedDistanceField) -> float:
    """How much the object needs the whole hand, 0..1: a long lever, or the weight of a filled half-litre
    cup.
    """
    coarse = field.values[::3, ::3, ::3, 0]
    litres = 1e3 * float(np.count_nonzero(coarse < 0)) * (3 * field.cell) ** 3
    length = np.clip((shape.size.max() - 0.2) / 0.3, 0, 1)
    return float(max(length, 0.7 * np.clip((litres - 0.08) / 0.3, 0, 1)))


def _stands(shape: ObjectShape) -> bool:
    """Whether the object stands on a broad base, like a bottle: then its own up is the way it is held."""
    low = shape.points[shape.points[:, 2] < (0.04 - 0.5) * shape.size[2]]
    return len(low) > 0 and bool((np.ptp(low[:, :2], axis=0) > 0.55 * shape.size[:2]).all())


def _starts(
    hand: SolverHand,
    field: SignedDistanceField,
    sites: Sites,
    kinds: Sequence[GraspType],
    shape: ObjectShape,
    centre: Double,
    random: np.random.Generator,
    weights: Weights,
    appeal: Double,
) -> _Batch:
    """Pair sites with types, place hands, close their digits, and keep the starts that cost least."""
    frame = hand_frame(hand)
    fits = np.stack([suitability(kind, sites) for kind in kinds]) if len(sites) else np.zeros((len(kinds), 0))
    strength = fits.max(axis=1) if fits.size else np.zeros(len(kinds))
    usable = np.flatnonzero(strength > 0.1)
    parts: list[tuple[GraspType, Start]] = []
    goals: list[tuple[Double, NDArray[np.bool_]]] = []
    appeals: list[Double] = []
    if len(usable):
        fits = fits * appeal
        # a handle is for the fist; other grips of it stay possible
        handle = float(np.mean(sites.is_bar & (sites.girth > 0.004) & (sites.girth < 0.022)))
        fist = np.asarray([kind.family == "power" and bool(kind.elongated) for kind in kinds])
        fits[fist] *= 1 + _FIST_FIRST * handle
        strength = fits.max(axis=1)
        best_first = np.argsort(-strength, kind="stable")[:MAX_KINDS]
        usable = np.sort(best_first[strength[best_first] > 0.17 * strength.max()])
        share = strength[usable] / strength[usable].sum()
        for index, portion in zip(usable, share, strict=True):
            kind = kinds[index]
            number = max(8, round(2 * STARTS * portion))
            chosen = random.choice(len(sites), size=number, p=fits[index] / fits[index].sum())
            picked = sites.take(chosen)
            appeals.append(appeal[chosen])
            goals.append(working_end(shape, picked, centre))
            parts.append((kind, place(hand, kind, picked, goals[-1][0], random)))
    names = tuple(kind for kind, start in parts for _ in range(len(start.pose)))
    if not parts:
        empty = np.zeros((0, len(hand.lower)))
        pose = Pose(np.zeros((0, 3, 3)), np.zeros((0, 3)), empty)
        problem = _problem(hand, field, (), pose, empty, frame.pivot)
        return _Batch((), problem, pose, empty, np.zeros((0, 3)), np.zeros(0, bool), np.zeros(0))
    pose = Pose(
        np.concatenate([start.pose.rotation for _, start in parts]),
        np.concatenate([start.pose.centre for _, start in parts]),
        np.concatenate([start.pose.angles for _, start in parts]),
    )
    opened = np.concatenate([start.open for _, start in parts])
    closed = np.concatenate([start.closed for _, start in parts])
    problem = _problem(hand, field, names, pose, closed, frame.pivot)
    closing = close_digits(problem, pose, opened, closed, weights.softened())
    problem = _problem(hand, field, names, closing, closing.angles, frame.pivot)
    towards = np.concatenate([goal for goal, _ in goals])
    dictated = np.concatenate([by_object for _, by_object in goals])
    batch = _Batch(names, problem, closing, opened, towards, dictated, np.concatenate(appeals))
    _, energy = _solve(batch, weights.softened(), 0)
    return batch.take(_best_by_kind(names, energy, STARTS))


def _problem(
    hand: SolverHand,
    field: SignedDistanceField,
    kinds: Sequence[GraspType],
    pose: Pose,
    prior: Double,
    pivot: Double,
) -> ContactProblem:
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


def _solve(
    batch: _Batch, weights: Weights, iterations: int, report: Callable[[float], None] | None = None
) -> tuple[_Batch, Double]:
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


def _keep_off(batch: _Batch, field: SignedDistanceField, model: HandModel, betas: Double) -> _Batch:
    """Give the solver margins where the whole mesh of the hand was found inside the object."""
    vertices, _ = hand_vertices(model, betas, batch.pose, np.asarray(batch.problem.pivot, float))
    depth = np.maximum(-field.sample(vertices)[0], 0)
    return replace(batch, problem=batch.problem.keep_off(depth))


def _best_by_kind(kinds: Sequence[GraspType], energy: Double, count: int) -> NDArray[np.intp]:
    """Rows with the least energy, every type keeping a share so that none crowds out the rest."""
    rank = np.empty(len(kinds), np.intp)
    names = np.asarray([kind.name for kind in kinds])
    for name in dict.fromkeys(names):
        own = np.flatnonzero(names == name)
        rank[own[np.argsort(energy[own], kind="stable")]] = np.arange(len(own))
    total = np.asarray([np.count_nonzero(names == name) for name in names])
    return np.sort(np.argsort(rank / total, kind="stable")[:count])


def _rank(
    shape: ObjectShape, model: HandModel, batch: _Batch, request: PlanRequest, centre: Double
) -> list[PlannedGrasp]:
    vertices, transform = hand_vertices(
        model, request.betas, batch.pose, np.asarray(batch.problem.pivot, float)
    )
    found = assess(batch.problem, batch.pose, vertices, shape, request.wanted, request.avoided, centre)
    weight = heaviness(shape, batch.problem.field)
    cost = cost_of(found, batch.kinds, _comfort(batch), coupling(model.anatomy, batch.pose.angles), weight)
    cost = cost + 2.5 * (1 - batch.appeal) + 2.5 * _reaching_over(batch, centre)
    order = _different(batch, vertices, cost, request.count)
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


def _comfort(batch: _Batch) -> Double:
    """How well the hand is turned (N,), 0..1.

    Where the object dictates the thumb's direction only that counts, because the object can be turned;
    elsewhere the comfort of the arm does.
    """
    frame = hand_frame(batch.problem.hand)
    thumb = batch.pose.rotation @ frame.thumb
    free = arm_comfort(frame, batch.pose.rotation)
    bound = np.clip(1.2 * (thumb * batch.thumb_goal).sum(axis=1), 0, 1)
    along_bar = np.asarray([bool(kind.elongated) for kind in batch.kinds])
    return np.where(batch.dictated, np.where(along_bar, bound, 1.0), free)


def _reaching_over(batch: _Batch, centre: Double) -> Double:
    """How far the arm lies over the object's bulk (N,), 0..1: one takes a handle from the handle's side."""
    frame = hand_frame(batch.problem.hand)
    elbow = -(batch.pose.rotation @ frame.fingers)
    aside = batch.pose.centre - centre
    distance = np.linalg.norm(aside, axis=1)
    outward = aside / np.maximum(distance, 1e-6)[:, None]
    return np.clip((distance - 0.03) / 0.03, 0, 1) * np.clip(-(elbow * outward).sum(axis=1), 0, 1)


def _different(batch: _Batch, vertices: Double, cost: Double, count: int) -> list[int]:
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
    return sorted(chosen, key=lambda i: cost[i])
