"""What keeps a solved grasp out of the corpus."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from rods import BETAS, HOLD, RADIUS, one_label, rod_of
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.metrics.contact import find_contact
from semgrasp.inference.metrics.penetration import penetration_depth
from semgrasp.inference.metrics.simulation import StillHand, hand_pieces, simulation_body
from semgrasp.inference.shape.model import ObjectShape
from semgrasp.training.grasps.gates import MAX_PENETRATION, KeptGrasp, keep, worth_trying
from semgrasp.training.grasps.settle import Settled
from semgrasp.training.grasps.synthesis import Solved, Wish


def gate(
    settled: Settled,
    shape: ObjectShape,
    labels: np.ndarray | None = None,
    others: list[np.ndarray] | None = None,
    count: int = 3,
) -> tuple[list[KeptGrasp], Counter[str]]:
    rejected: Counter[str] = Counter()
    kept = keep(
        settled,
        shape,
        load_hand("right"),
        BETAS,
        one_label(shape) if labels is None else labels,
        count,
        [] if others is None else others,
        rejected,
    )
    return kept, rejected


def worthy(solved: Solved, shape: ObjectShape) -> tuple[np.ndarray, Counter[str]]:
    rejected: Counter[str] = Counter()
    return worth_trying(solved, shape, load_hand("right"), BETAS, rejected), rejected


def changed(settled: Settled, **values: object) -> Settled:
    return replace(settled, solved=replace(settled.solved, **values))


def rows_kept(settled: Settled, kept: list[KeptGrasp]) -> list[int]:
    every = settled.solved.hand_to_object
    return [int(np.flatnonzero((every == grasp.hand_to_object).all((1, 2)))[0]) for grasp in kept]


def test_good_grasps_are_kept_with_their_measures(settled: Settled, rod: ObjectShape) -> None:
    kept, _ = gate(settled, rod)
    assert kept
    for row, grasp in zip(rows_kept(settled, kept), kept, strict=True):
        assert grasp.intent == "hold" and grasp.kind.name in HOLD.types
        depth = penetration_depth(settled.solved.vertices[row], rod.queries)
        assert grasp.penetration == depth <= MAX_PENETRATION
        assert grasp.on_part == pytest.approx(1)
        assert set(grasp.touched) <= {-1, 0} and (grasp.touched == 0).sum() >= 3
        # the thumb's side of a right hand is +Z of its own frame
        assert grasp.hand_to_object[2, 2] > 0.4
    costs = [grasp.cost for grasp in kept]
    assert costs == sorted(costs)
    assert len(gate(settled, rod, count=1)[0]) == 1


def test_a_hand_in_the_object_is_refused(settled: Settled, rod: ObjectShape) -> None:
    kept, rejected = gate(settled, rod_of(RADIUS + 0.004))  # judged by the exact mesh
    assert kept == [] and rejected["penetration"] > 0
    found = settled.solved.found
    known = changed(settled, found=replace(found, penetration=found.penetration + 0.003))
    kept, rejected = gate(known, rod)
    assert kept == [] and rejected["penetration"] > 0


def test_a_hand_turned_wrong_is_refused(settled: Settled, rod: ObjectShape) -> None:
    for change in ({"thumb": "down"}, {"thumb": "forward"}, {"palm": "up"}, {"thumb": None, "side": "up"}):
        wish = replace(settled.solved.wish, intent=replace(HOLD, **change))
        kept, rejected = gate(changed(settled, wish=wish), rod)
        assert kept == [] and rejected["direction"] > 0, change


def test_touching_what_is_forbidden_is_refused(settled: Settled, rod: ObjectShape) -> None:
    best = rows_kept(settled, gate(settled, rod)[0])[0]
    touched = nearest_face_to_index_finger(settled.solved.vertices[best], rod)
    middle = rod.vertices[rod.faces].mean(axis=1)
    labels = (np.linalg.norm(middle - middle[touched], axis=1) < 0.012).astype(np.int64)
    hand = load_hand("right")
    contact = find_contact(settled.solved.vertices[best], hand.faces, hand.segment_of_vertex, rod, labels)
    assert 0 < contact.part_share[1] < contact.part_share[0]
    wanted = labels == 0
    free = changed(settled, wish=Wish(HOLD, wanted, None))
    assert best in rows_kept(settled, gate(free, rod, labels)[0])
    forbidden = changed(settled, wish=Wish(HOLD, wanted, ~wanted))
    kept, rejected = gate(forbidden, rod, labels)
    assert best not in rows_kept(settled, kept) and rejected["forbidden part touched"] > 0


def nearest_face_to_index_finger(vertices: np.ndarray, shape: ObjectShape) -> int:
    finger = vertices[np.isin(load_hand("right").segment_of_vertex, (1, 2, 3))]
    distance, _ = shape.field.sample(finger)
    return int(shape.queries.closest(finger[distance.argmin()][None])[1][0])


def test_holding_another_part_is_refused(settled: Settled, rod: ObjectShape) -> None:
    middle = rod.vertices[rod.faces].mean(axis=1)
    ends = np.abs(middle[:, 2]) > 0.118
    kept, rejected = gate(changed(settled, wish=Wish(HOLD, ends, None)), rod, ends.astype(np.int64))
    assert kept == [] and rejected["other part touched most"] > 0


def test_other_fingers_are_refused(settled: Settled, rod: ObjectShape) -> None:
    pinch = replace(settled.solved.wish, intent=replace(HOLD, digits=("thumb", "index")))
    kept, rejected = gate(changed(settled, wish=pinch), rod)
    assert kept == [] and rejected["other fingers touch"] > 0


def test_a_grasp_is_kept_once(settled: Settled, rod: ObjectShape) -> None:
    others: list[np.ndarray] = []
    first, _ = gate(settled, rod, others=others)
    assert len(others) == len(first)
    again, rejected = gate(settled, rod, others=others, count=9)
    assert not set(rows_kept(settled, again)) & set(rows_kept(settled, first))
    assert rejected["same as another"] >= len(first)


@pytest.mark.parametrize(
    "field, value, reason",
    [
        ("grip", False, "no grip"),
        ("self_overlap", 0.01, "fingers in one another"),
        ("strain", 5.0, "unnatural"),
        ("zones_met", 0.1, "loose"),
    ],
)
def test_other_faults_are_refused(
    field: str, value: float, reason: str, settled: Settled, rod: ObjectShape
) -> None:
    was = getattr(settled.solved.found, field)
    found = replace(settled.solved.found, **{field: np.full_like(was, value)})
    kept, rejected = gate(changed(settled, found=found), rod)
    assert kept == [] and rejected[reason] > 0


@pytest.mark.parametrize(
    "field, value, reason",
    [
        ("grip", False, "no grip"),
        ("pierced", 1e-3, "object runs through the hand"),
        ("zones_met", 0.1, "loose"),
    ],
)
def test_hopeless_hands_are_not_simulated(
    field: str, value: float, reason: str, solved: Solved, rod: ObjectShape
) -> None:
    assert worthy(solved, rod)[0].any()
    found = replace(solved.found, **{field: np.full_like(getattr(solved.found, field), value)})
    chosen, rejected = worthy(replace(solved, found=found), rod)
    assert not chosen.any() and rejected[reason] == len(chosen)


def test_hands_that_cannot_resist_a_pull_are_not_simulated(solved: Solved, rod: ObjectShape) -> None:
    """Moved along the rod until only its end is touched."""
    over = 0.12 - solved.vertices[:, :, 2].min(axis=1) - 0.012
    chosen, rejected = worthy(
        replace(solved, vertices=solved.vertices + over[:, None, None] * (0, 0, 1)), rod
    )
    assert rejected["slips"] > 0 and not chosen.all()


def test_a_hand_that_lets_go_is_refused(settled: Settled, rod: ObjectShape) -> None:
    """Where the simulator has the hand elsewhere, the object flies off."""
    body = simulation_body(rod, [rod.vertices])
    far = [
        StillHand(hand_pieces(v + 0.5, load_hand("right").segment_of_vertex), body)
        for v in settled.solved.vertices
    ]
    kept, rejected = gate(replace(settled, scenes=tuple(far)), rod)
    assert kept == [] and rejected["not held"] > 0
