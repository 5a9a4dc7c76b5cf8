"""Grasps for all intents of one object, placed and solved as one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...inference.hand.model import HandModel
from ...inference.planner.affordance import suitability, working_end
from ...inference.planner.batch import Batch, best_by_kind, close_batch, lift_off, solve_batch
from ...inference.planner.placement import hand_frame, place
from ...inference.planner.ranking import Assessment, assess, coupling, hand_vertices
from ...inference.planner.sites import Sites, find_sites
from ...inference.planner.taxonomy import GRASP_TYPES, GraspType, Placement
from ...inference.refine.energy import Pose, Weights, object_points
from ...inference.refine.solver import Schedule
from ...inference.refine.solver_hand import SolverHand, build_solver_hand
from ...inference.shape.model import ObjectShape
from ..knowledge.values import DIRECTIONS, Intent

Double = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Fewer steps than the planner takes: many hands are tried, and few are kept.
SCHEDULE = Schedule(soft=9, firm=16, hard=5)
# A direction counts as kept from this cosine on; starts are laid a little closer.
ALIGNED = 0.4
_ALIGNED_START = 0.5
_PADS = (Placement.PINCH, Placement.LATERAL, Placement.PEN)
# Types whose best fit on the part is below this share of the best type's are not tried.
_WORTH_TRYING = 0.2
# Metres from a forbidden part at which a place is as good as any.
_CLEAR = 0.03
# What touching the wrong thing costs, in units of the solver's energy, when finalists are chosen.
_FORBIDDEN, _OFF_PART = 25.0, 12.0
_TOUCHING = 0.004
# Places looked at on an object all of one label, and on the smallest label.
_PLACES, _FEWEST_PLACES = 220, 36
# Intents that leave the thumb free get it the unusual way round this often.
_OTHER_WAY = 0.2


@dataclass(frozen=True)
class Effort:
    """How much is tried for each intent.

    Attributes:
        placed: hands laid down.
        starts: closed hands that go into the solver.
        finalists: hands solved to the end.
    """

    placed: int = 72
    starts: int = 20
    finalists: int = 8


@dataclass(frozen=True, eq=False)
class Places:
    """Places of an object where a hand could go, looked at once for all wishes.

    Attributes:
        sites: S places.
        face: (S,) face of the object at each.
        exit_face: (S,) face at which one comes out on the other side.
    """

    sites: Sites
    face: NDArray[np.int64]
    exit_face: NDArray[np.int64]

    def on(self, wanted: Mask) -> Sites:
        """Places on the wanted faces (F,); those that come out on them too, where there are such."""
        here = wanted[self.face]
        through = here & wanted[self.exit_face]
        return self.sites.take(through if through.any() else here)


def find_places(shape: ObjectShape, label_of_face: NDArray[np.int64], random: np.random.Generator) -> Places:
    """Look for places on every label of an object, more on the larger ones.

    Args:
        shape: the object.
        label_of_face: (F,) finest label of each face.
        random: source of randomness.
    """
    label = label_of_face[shape.point_faces]
    allowed = np.zeros(len(label), bool)
    for each, total in zip(*np.unique(label, return_counts=True), strict=True):
        own = np.flatnonzero(label == each)
        number = int(np.clip(_PLACES * np.sqrt(total / len(label)), _FEWEST_PLACES, total))
        allowed[random.choice(own, size=min(number, len(own)), replace=False)] = True
    sites = find_sites(shape, shape.filled_field, allowed, int(allowed.sum()), random)
    face = shape.queries.closest(np.concatenate([sites.point, sites.exit]))[1]
    return Places(sites, face[: len(sites)], face[len(sites) :])


@dataclass(frozen=True, eq=False)
class Wish:
    """An intent on one object: what is held and what is kept off, as masks (F,) of its faces."""

    intent: Intent
    wanted: Mask
    avoided: Mask | None


@dataclass(frozen=True, eq=False)
class Solved:
    """Solved hands for one wish, before any gate.

    Attributes:
        wish: what was asked for.
        batch: N rows; poses in the canonical object frame.
        hand_to_object: (N, 4, 4), canonical object frame.
        vertices: (N, V, 3) hand, canonical object frame.
        found: judgement of every row.
        coupled: (N,) difference between neighbouring fingers, radians.
    """

    wish: Wish
    batch: Batch
    hand_to_object: Double
    vertices: Double
    found: Assessment
    coupled: Double


def synthesise(
    shape: ObjectShape,
    places: Places,
    wishes: Sequence[Wish],
    model: HandModel,
    betas: Double,
    random: np.random.Generator,
    effort: Effort | None = None,
) -> list[Solved]:
    """Solve hands for all wishes on an object.

    Args:
        shape: the object.
        places: where on it a hand could go.
        wishes: what to hold how; wishes for which no hand fits are missing from the answer.
        model: the hand.
        betas: (10,) its shape.
        random: source of randomness.
        effort: how much is tried.
    """
    effort = effort or Effort()
    hand = build_solver_hand(model, tuple(float(b) for b in betas))
    weights = Weights()
    centre = shape.points.mean(axis=0)
    laid = []
    for wish in wishes:
        start = _lay(hand, shape, places, wish, centre, random, effort)
        if start is not None:
            laid.append((wish, *start))
    if not laid:
        return []
    field = shape.filled_field
    kinds = tuple(kind for _, names, *_ in laid for kind in names)
    owner = np.repeat(np.arange(len(laid)), [len(names) for _, names, *_ in laid])
    rotation, middle, angles, opened, closed = (np.concatenate([row[k] for row in laid]) for k in range(2, 7))
    pose = Pose(rotation, middle, angles)
    batch, energy = close_batch(hand, field, kinds, pose, opened, closed, weights.softened())
    batch = _thin(batch, owner[batch.row], energy, effort.starts)
    batch, energy = solve_batch(batch, weights.softened(), SCHEDULE.soft)
    energy = energy + _misplaced(batch, owner[batch.row], shape, [wish for wish, *_ in laid])
    batch = _thin(batch, owner[batch.row], energy, effort.finalists)
    batch, _ = solve_batch(batch, weights, SCHEDULE.firm)
    batch = lift_off(batch, field, model, betas, weights, SCHEDULE.hard)
    owned = [np.flatnonzero(owner[batch.row] == index) for index in range(len(laid))]
    return [
        judge(batch.take(rows), shape, model, betas, wish)
        for rows, (wish, *_) in zip(owned, laid, strict=True)
        if len(rows)
    ]


def _lay(
    hand: SolverHand,
    shape: ObjectShape,
    places: Places,
    wish: Wish,
    centre: Double,
    random: np.random.Generator,
    effort: Effort,
) -> tuple[tuple[GraspType, ...], Double, Double, Double, Double, Double] | None:
    """Hands laid for a wish: types, rotations, centres, angles, open and closed angles; None where
    none fits.
    """
    intent = wish.intent
    sites = places.on(wish.wanted)
    if not len(sites):
        return None
    kinds = [kind for kind in GRASP_TYPES if not intent.types or kind.name in intent.types]
    fits = np.stack([suitability(kind, sites) / max(kind.preference, 1e-6) for kind in kinds])
    if intent.thumb:
        fits = fits * _along(sites, intent.thumb)
    if wish.avoided is not None:
        fits = fits * _clear_of(shape, sites, wish.avoided)
    strength = fits.max(axis=1)
    if strength.max() <= 0:
        return None
    usable = np.flatnonzero(strength > _WORTH_TRYING * strength.max())
    share = np.sqrt(strength[usable])
    rows = []
    for index, number in zip(usable, np.ceil(effort.placed * share / share.sum()).astype(int), strict=True):
        picked = sites.take(random.choice(len(sites), size=number, p=fits[index] / fits[index].sum()))
        start = place(hand, kinds[index], picked, _thumb_goal(shape, picked, intent, centre, random), random)
        kept = keeps_directions(hand, [kinds[index]] * number, start.pose.rotation, intent, _ALIGNED_START)
        rows += [
            (
                kinds[index],
                start.pose.rotation[i],
                start.pose.centre[i],
                start.pose.angles[i],
                start.open[i],
                start.closed[i],
            )
            for i in np.flatnonzero(kept)
        ]
    if not rows:
        return None
    columns = list(zip(*rows, strict=True))
    return (tuple(columns[0]), *(np.stack(column) for column in columns[1:]))  # type: ignore[return-value]


def _along(sites: Sites, direction: str) -> Double:
    """How well the bar at each site runs along a direction, (S,) 0..1."""
    cosine = np.abs(sites.axis @ np.asarray(DIRECTIONS[direction]))
    return np.clip((cosine - ALIGNED) / 0.3, 0, 1)


def _clear_of(shape: ObjectShape, sites: Sites, avoided: Mask) -> Double:
    """How far each site is from what must not be touched, (S,) 0.1..1."""
    forbidden = shape.points[avoided[shape.point_faces]]
    if not len(forbidden):
        return np.ones(len(sites))
    apart = np.linalg.norm(sites.point[:, None] - forbidden[None], axis=2).min(axis=1)
    return np.clip(apart / _CLEAR, 0.1, 1)


def _thumb_goal(
    shape: ObjectShape, sites: Sites, intent: Intent, centre: Double, random: np.random.Generator
) -> Double:
    if intent.thumb:
        towards = np.asarray(DIRECTIONS[intent.thumb])
        return sites.axis * np.where(sites.axis @ towards >= 0, 1.0, -1.0)[:, None]
    goal, _ = working_end(shape, sites, centre)
    return goal * np.where(random.uniform(size=len(sites)) < _OTHER_WAY, -1.0, 1.0)[:, None]


def keeps_directions(
    hand: SolverHand, kinds: Sequence[GraspType], rotation: Double, intent: Intent, aligned: float = ALIGNED
) -> Mask:
    """Hands (N,) that are turned as the intent says.

    Args:
        hand: the compiled hand.
        kinds: grasp type of each hand.
        rotation: (N, 3, 3) hand to object.
        intent: what was asked for.
        aligned: cosine from which a direction counts as kept.
    """
    frame = hand_frame(hand)
    kept = np.ones(len(rotation), bool)
    if intent.thumb:
        # pads meet across the thing, so the hand is turned aside: only the other way round is wrong
        pads = np.asarray([kind.placement in _PADS for kind in kinds])
        cosine = (rotation @ frame.thumb) @ np.asarray(DIRECTIONS[intent.thumb])
        kept &= cosine > np.where(pads, aligned - ALIGNED, aligned)
    if intent.palm:
        kept &= (rotation @ frame.palm) @ np.asarray(DIRECTIONS[intent.palm]) > aligned
    if intent.side:
        out = np.asarray(DIRECTIONS[intent.side])
        kept &= np.maximum(-(rotation @ frame.palm) @ out, -(rotation @ frame.fingers) @ out) > aligned
    return kept


def _misplaced(batch: Batch, owner: NDArray[np.intp], shape: ObjectShape, wishes: Sequence[Wish]) -> Double:
    """Cost (N,) of touching what must not be touched, or mostly what was not asked for."""
    hand = batch.problem.hand
    points = hand.evaluate(batch.pose.angles)
    placed = object_points(batch.problem, batch.pose, points)
    row, point = np.nonzero(batch.problem.field.sample_phi(placed) - hand.clearance < _TOUCHING)
    if not len(row):
        return np.full(len(batch), _OFF_PART)
    face = shape.queries.closest(placed[row, point].astype(float))[1]
    wanted = np.stack([wish.wanted for wish in wishes])
    nothing = np.zeros(len(shape.faces), bool)
    avoided = np.stack([nothing if wish.avoided is None else wish.avoided for wish in wishes])
    total = np.maximum(np.bincount(row, minlength=len(batch)), 1)
    on_part = np.bincount(row, wanted[owner[row], face], len(batch)) / total
    forbidden = np.bincount(row, avoided[owner[row], face], len(batch)) / total
    return _FORBIDDEN * np.minimum(10 * forbidden, 1) + _OFF_PART * (1 - on_part)


def _thin(batch: Batch, owner: NDArray[np.intp], energy: Double, count: int) -> Batch:
    """Keep the cheapest rows of every wish, every type keeping its share."""
    chosen = []
    for index in range(int(owner.max()) + 1):
        own = np.flatnonzero(owner == index)
        if len(own):
            best = best_by_kind([batch.kinds[i] for i in own], energy[own], count)
            chosen.append(own[best])
    return batch.take(np.concatenate(chosen))


def judge(batch: Batch, shape: ObjectShape, model: HandModel, betas: Double, wish: Wish) -> Solved:
    """Judge hands where they are now."""
    pivot = np.asarray(batch.problem.pivot, float)
    vertices, transform = hand_vertices(model, betas, batch.pose, pivot)
    centre = shape.points.mean(axis=0)
    return Solved(
        wish=wish,
        batch=batch,
        hand_to_object=transform,
        vertices=vertices,
        found=assess(batch.problem, batch.pose, vertices, shape, None, None, centre),
        coupled=coupling(model.anatomy, batch.pose.angles),
    )
