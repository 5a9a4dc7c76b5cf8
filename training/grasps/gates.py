"""Which solved grasps are good enough for the corpus, and what exactly they touch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...inference.hand.model import HandModel
from ...inference.metrics.contact import CONTACT_DISTANCE, REGIONS, Contact, find_contact
from ...inference.metrics.naturalness import SELF_PENETRATION_LIMIT, self_penetration
from ...inference.metrics.penetration import intersection_volume, penetration_depth
from ...inference.metrics.simulation import StillHand
from ...inference.planner.taxonomy import GraspType
from ...inference.refine.solver_hand import build_solver_hand
from ...inference.shape.model import ObjectShape
from ...inference.shape.native import SurfaceQueries
from ..knowledge.values import DIGITS
from .resistance import unresisted
from .settle import Settled
from .synthesis import Solved, Wish, keeps_directions

Double = NDArray[np.float64]

MAX_PENETRATION = 0.0025
"""PD, metres."""
MAX_INTERSECTION = 0.5e-6
"""SIV, cubic metres."""
MAX_SELF_OVERLAP = 0.003
MAX_COUPLING = np.radians(38)
MAX_STRAIN = 1.0
MIN_ZONES_MET = 0.5
MAX_UNRESISTED = 0.3
"""Above, hardly anything holds in the simulator: not worth the time."""
BRIEF_PULL = 0.2
"""Seconds for which the object is pulled along every axis before the worst one is tried in full."""
COARSE_CELL = 0.002
"""Metres: SIV is counted in coarse cells first, several times as fast, and in the metric's own from
DOUBTFUL_VOLUME on."""
DOUBTFUL_VOLUME = 0.2e-6
MAX_PIERCED = 1.5e-5
"""Square metres of the object inside the hand's flesh."""
APART = 0.008
"""Mean vertex distance, metres, below which two grasps of an object are the same."""
# Region of a contact table to its digit: MANO's order of joints is index, middle, little, ring, thumb.
DIGIT_OF_REGION = np.array([-1, 1, 1, 1, 2, 2, 2, 4, 4, 4, 3, 3, 3, 0, 0, 0])
"""Index into DIGITS of each of the 16 contact regions; -1 for the palm."""


@dataclass(frozen=True, eq=False)
class KeptGrasp:
    """A grasp of the corpus, canonical object frame.

    Attributes:
        intent: name of the intent it was made for.
        kind: grasp type.
        hand_to_object: (4, 4).
        angles: (22,) radians.
        penetration: PD, metres.
        intersection: SIV, cubic metres.
        held: force-balance proxy, 0..1.
        on_part: share of the touching skin on what the intent holds.
        touched: (16,) index of the label that each contact region touches most, -1 for none within 3 mm.
        cost: what it was preferred by.
    """

    intent: str
    kind: GraspType
    hand_to_object: Double
    angles: Double
    penetration: float
    intersection: float
    held: float
    on_part: float
    touched: NDArray[np.int16]
    cost: float


@dataclass(frozen=True)
class Touch:
    """A hand's contacts against what was asked for.

    Attributes:
        on_part: share of the touching skin on what is to be held.
        mostly_asked: whether no other label has as much.
        forbidden: whether anything touches what must not be touched.
        other_digits: whether digits touch that the intent does not name.
    """

    on_part: float
    mostly_asked: bool
    forbidden: bool
    other_digits: bool


@dataclass(frozen=True, eq=False)
class Asked:
    """What a wish asks of contacts, as labels of the object.

    Attributes:
        held, avoided: indices of labels.
        digits: that may touch; empty for any.
    """

    held: NDArray[np.integer]
    avoided: NDArray[np.integer]
    digits: frozenset[str]

    @classmethod
    def by(cls, wish: Wish, label_of_face: NDArray[np.integer]) -> Asked:
        """From the masks of a wish and the finest label of each face (F,)."""
        nothing = np.zeros(len(label_of_face), bool)
        avoided = label_of_face[nothing if wish.avoided is None else wish.avoided]
        held = label_of_face[wish.wanted]
        return cls(np.unique(held), np.unique(avoided), frozenset(wish.intent.digits))

    def judge(self, contact: Contact) -> Touch:
        """Judge contacts whose shares are by the same labels."""
        share = contact.part_share
        on_part = float(share[self.held].sum())
        touching = DIGIT_OF_REGION[np.asarray(contact.regions, int)]
        return Touch(
            on_part=on_part,
            mostly_asked=on_part > float(np.delete(share, self.held).max(initial=0.0)),
            forbidden=float(share[self.avoided].sum()) > 0,
            other_digits=bool(self.digits) and not {DIGITS[d] for d in touching if d >= 0} <= self.digits,
        )


def worth_trying(
    solved: Solved, shape: ObjectShape, model: HandModel, betas: Double, rejected: Counter[str]
) -> NDArray[np.bool_]:
    """Hands (N,) of one wish that may pass the gates once they press: worth the simulator's time.

    Args:
        solved: hands that touch the object.
        shape: the object.
        model, betas: the hand.
        rejected: counts by reason; added to.
    """
    found = solved.found
    reasons = _first_reason(
        ("no grip", ~found.grip),
        ("object runs through the hand", found.pierced > MAX_PIERCED),
        ("direction", _turned_wrong(solved, model, betas)),
        ("loose", found.zones_met < MIN_ZONES_MET),
    )
    centre = shape.points.mean(axis=0)
    for i in np.flatnonzero(reasons == ""):
        if unresisted(*_contacts(solved.vertices[i], model, shape), centre) > MAX_UNRESISTED:
            reasons[i] = "slips"
    rejected.update(str(reason) for reason in reasons if reason)
    return reasons == ""


def keep(
    settled: Settled,
    shape: ObjectShape,
    model: HandModel,
    betas: Double,
    label_of_face: NDArray[np.integer],
    wanted_count: int,
    others: list[Double],
    rejected: Counter[str],
) -> list[KeptGrasp]:
    """Grasps of one wish that pass every gate, best first.

    Args:
        settled: hands that press on the object, with the object at rest.
        shape: the object.
        model, betas: the hand.
        label_of_face: (F,) finest label of each face (a zone, or the part where there is none).
        wanted_count: how many to keep at most.
        others: vertices (V, 3) of grasps already kept on this object; kept ones are added.
        rejected: counts by reason; added to.
    """
    solved, found = settled.solved, settled.solved.found
    reasons = _seen_at_once(solved, model, betas)
    rejected.update(str(reason) for reason in reasons if reason)
    cost = (
        (found.penetration / 0.002) ** 2
        + 6 * (1 - found.held)
        + 3 * np.clip(0.9 - found.zones_met, 0, 1)
        + found.strain
        + (solved.coupled / np.radians(30)) ** 2
    )
    asked = Asked.by(solved.wish, label_of_face)
    kept: list[KeptGrasp] = []
    for i in np.argsort(cost, kind="stable"):
        if reasons[i] or len(kept) == wanted_count:
            continue
        vertices = solved.vertices[i]
        if any(np.linalg.norm(vertices - other, axis=1).mean() < APART for other in others):
            rejected["same as another"] += 1
            continue
        contact = find_contact(vertices, model.faces, model.segment_of_vertex, shape, label_of_face)
        touch = asked.judge(contact)
        reason, depth, volume = _examine(vertices, touch, settled.scenes[i], shape, model)
        if reason:
            rejected[reason] += 1
            continue
        others.append(vertices)
        kept.append(
            KeptGrasp(
                intent=solved.wish.intent.name,
                kind=solved.batch.kinds[i],
                hand_to_object=solved.hand_to_object[i],
                angles=solved.batch.pose.angles[i],
                penetration=depth,
                intersection=volume,
                held=float(found.held[i]),
                on_part=touch.on_part,
                touched=contact.region_part.astype(np.int16),
                cost=float(cost[i]),
            )
        )
    return kept


def _seen_at_once(solved: Solved, model: HandModel, betas: Double) -> NDArray[np.object_]:
    """Why each row (N,) of settled hands can't be kept, as far as the batch's judgement tells."""
    found = solved.found
    return _first_reason(
        ("no grip", ~found.grip),
        ("penetration", found.penetration > MAX_PENETRATION),
        ("direction", _turned_wrong(solved, model, betas)),
        ("fingers in one another", found.self_overlap > MAX_SELF_OVERLAP),
        ("unnatural", (solved.coupled > MAX_COUPLING) | (found.strain > MAX_STRAIN)),
        ("loose", found.zones_met < MIN_ZONES_MET),
    )


def _turned_wrong(solved: Solved, model: HandModel, betas: Double) -> NDArray[np.bool_]:
    hand = build_solver_hand(model, tuple(float(b) for b in betas))
    rotation = solved.hand_to_object[:, :3, :3]
    return ~keeps_directions(hand, solved.batch.kinds, rotation, solved.wish.intent)


def _first_reason(*faults: tuple[str, NDArray[np.bool_]]) -> NDArray[np.object_]:
    """The first fault of every row, empty where it has none."""
    reasons = np.full(len(faults[0][1]), "", object)
    for name, bad in faults:
        reasons[(reasons == "") & bad] = name
    return reasons


def _examine(
    vertices: Double, touch: Touch, scene: StillHand, shape: ObjectShape, model: HandModel
) -> tuple[str, float, float]:
    """Why a hand can't be kept, empty if it can; PD in metres and SIV in cubic metres."""
    if not touch.mostly_asked:
        return "other part touched most", 0.0, 0.0
    if touch.forbidden:
        return "forbidden part touched", 0.0, 0.0
    if touch.other_digits:
        return "other fingers touch", 0.0, 0.0
    depth = penetration_depth(vertices, shape.queries)
    if depth > MAX_PENETRATION:
        return "penetration", depth, 0.0
    if not scene.pull_worst(BRIEF_PULL).held:
        return "not held", depth, 0.0
    if self_penetration(vertices, model.closed_faces, model.segment_of_vertex) > SELF_PENETRATION_LIMIT:
        return "fingers in one another", depth, 0.0
    closed = SurfaceQueries(vertices, model.closed_faces)
    volume = intersection_volume(closed, shape.queries, voxel=COARSE_CELL)
    if volume > DOUBTFUL_VOLUME:
        volume = intersection_volume(closed, shape.queries)
    return ("intersection" if volume > MAX_INTERSECTION else ""), depth, volume


def _contacts(vertices: Double, model: HandModel, shape: ObjectShape) -> tuple[Double, Double]:
    """The nearest vertex of every touching region (C, 3), and the object's outward normals there (C, 3)."""
    phi, normal = shape.field.sample(vertices)
    nearest = []
    for region in range(REGIONS):
        own = np.flatnonzero(model.segment_of_vertex == region)
        best = own[phi[own].argmin()]
        if phi[best] <= CONTACT_DISTANCE:
            nearest.append(best)
    length = np.linalg.norm(normal[nearest], axis=1, keepdims=True)
    return vertices[nearest], np.asarray(normal[nearest] / np.maximum(length, 1e-6), float)
