"""What keeps a solved grasp out of the corpus."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.metrics.contact import find_contact
from semgrasp.inference.metrics.penetration import penetration_depth
from semgrasp.inference.shape import shape_from_arrays
from semgrasp.inference.shape.model import ObjectShape
from semgrasp.training.grasps.gates import MAX_PENETRATION, KeptGrasp, keep
from semgrasp.training.grasps.synthesis import Effort, Solved, Wish, find_places, synthesise
from semgrasp.training.knowledge.values import Intent
from semgrasp.training.objects.solids import bar

BETAS = np.zeros(10)
RADIUS = 0.017
HOLD = Intent(
    name="hold",
    kind="use",
    hold=("rod",),
    avoid=(),
    types=("medium_wrap", "large_diameter"),
    digits=(),
    thumb="up",
    palm=None,
    side=None,
    force="normal",
    purpose="to hold it",
)


def rod_of(radius: float) -> ObjectShape:
    mesh = bar((0, 0, -0.12), (0, 0, 0.12), radius, 32).refine_to_length(0.008).to_mesh()
    return shape_from_arrays(np.asarray(mesh.vert_properties, float), np.asarray(mesh.tri_verts, int))


@pytest.fixture(scope="module")
def rod() -> ObjectShape:
    return rod_of(RADIUS)


@pytest.fixture(scope="module")
def solved(rod: ObjectShape) -> Solved:
    """Hands round an upright rod, thumbs up."""
    random = np.random.default_rng(0)
    places = find_places(rod, one_label(rod), random)
    wish = Wish(HOLD, np.ones(len(rod.faces), bool), None)
    (found,) = synthesise(rod, places, [wish], load_hand("right"), BETAS, random, Effort(24, 8, 4))
    return found


def one_label(shape: ObjectShape) -> np.ndarray:
    return np.zeros(len(shape.faces), np.int64)


def gate(
    solved: Solved,
    shape: ObjectShape,
    labels: np.ndarray | None = None,
    others: list[np.ndarray] | None = None,
    count: int = 3,
) -> tuple[list[KeptGrasp], Counter[str]]:
    rejected: Counter[str] = Counter()
    kept = keep(
        solved,
        shape,
        load_hand("right"),
        BETAS,
        one_label(shape) if labels is None else labels,
        count,
        [] if others is None else others,
        rejected,
    )
    return kept, rejected


def rows_kept(solved: Solved, kept: list[KeptGrasp]) -> list[int]:
    return [
        int(np.flatnonzero((solved.hand_to_object == grasp.hand_to_object).all((1, 2)))[0]) for grasp in kept
    ]


def test_good_grasps_are_kept_with_their_measures(solved: Solved, rod: ObjectShape) -> None:
    kept, _ = gate(solved, rod)
    assert kept
    for row, grasp in zip(rows_kept(solved, kept), kept, strict=True):
        assert grasp.intent == "hold" and grasp.kind.name in HOLD.types
        depth = penetration_depth(solved.vertices[row], rod.queries)
        assert grasp.penetration == depth <= MAX_PENETRATION
        assert grasp.on_part == pytest.approx(1)
        assert set(grasp.touched) <= {-1, 0} and (grasp.touched == 0).sum() >= 3
        # the thumb's side of a right hand is +Z of its own frame
        assert grasp.hand_to_object[2, 2] > 0.4
    costs = [grasp.cost for grasp in kept]
    assert costs == sorted(costs)
    assert len(gate(solved, rod, count=1)[0]) == 1


def test_a_hand_in_the_object_is_refused(solved: Solved, rod: ObjectShape) -> None:
    kept, rejected = gate(solved, rod_of(RADIUS + 0.004))  # judged by the exact mesh
    assert kept == [] and rejected["penetration"] > 0
    known = replace(solved, found=replace(solved.found, penetration=solved.found.penetration + 0.003))
    kept, rejected = gate(known, rod)
    assert kept == [] and rejected["penetration"] > 0


def test_a_hand_turned_wrong_is_refused(solved: Solved, rod: ObjectShape) -> None:
    for change in ({"thumb": "down"}, {"thumb": "forward"}, {"palm": "up"}, {"thumb": None, "side": "up"}):
        wish = replace(solved.wish, intent=replace(HOLD, **change))
        kept, rejected = gate(replace(solved, wish=wish), rod)
        assert kept == [] and rejected["direction"] > 0, change


def test_touching_what_is_forbidden_is_refused(solved: Solved, rod: ObjectShape) -> None:
    best = rows_kept(solved, gate(solved, rod)[0])[0]
    touched = nearest_face_to_index_finger(solved.vertices[best], rod)
    middle = rod.vertices[rod.faces].mean(axis=1)
    labels = (np.linalg.norm(middle - middle[touched], axis=1) < 0.012).astype(np.int64)
    hand = load_hand("right")
    contact = find_contact(solved.vertices[best], hand.faces, hand.segment_of_vertex, rod, labels)
    assert 0 < contact.part_share[1] < contact.part_share[0]
    wanted = labels == 0
    free = replace(solved, wish=Wish(HOLD, wanted, None))
    assert best in rows_kept(solved, gate(free, rod, labels)[0])
    forbidden = replace(solved, wish=Wish(HOLD, wanted, ~wanted))
    kept, rejected = gate(forbidden, rod, labels)
    assert best not in rows_kept(solved, kept) and rejected["forbidden part touched"] > 0


def nearest_face_to_index_finger(vertices: np.ndarray, shape: ObjectShape) -> int:
    finger = vertices[np.isin(load_hand("right").segment_of_vertex, (1, 2, 3))]
    distance, _ = shape.field.sample(finger)
    return int(shape.queries.closest(finger[distance.argmin()][None])[1][0])


def test_holding_another_part_is_refused(solved: Solved, rod: ObjectShape) -> None:
    middle = rod.vertices[rod.faces].mean(axis=1)
    ends = np.abs(middle[:, 2]) > 0.118
    kept, rejected = gate(replace(solved, wish=Wish(HOLD, ends, None)), rod, ends.astype(np.int64))
    assert kept == [] and rejected["other part touched most"] > 0


def test_other_fingers_are_refused(solved: Solved, rod: ObjectShape) -> None:
    pinch = replace(solved.wish, intent=replace(HOLD, digits=("thumb", "index")))
    kept, rejected = gate(replace(solved, wish=pinch), rod)
    assert kept == [] and rejected["other fingers touch"] > 0


def test_a_grasp_is_kept_once(solved: Solved, rod: ObjectShape) -> None:
    others: list[np.ndarray] = []
    first, _ = gate(solved, rod, others=others)
    assert len(others) == len(first)
    again, rejected = gate(solved, rod, others=others, count=9)
    assert not set(rows_kept(solved, again)) & set(rows_kept(solved, first))
    assert rejected["same as another"] >= len(first)


@pytest.mark.parametrize(
    "field, value, reason",
    [
        ("grip", False, "no grip"),
        ("pierced", 1e-3, "object runs through the hand"),
        ("self_overlap", 0.01, "fingers in one another"),
        ("strain", 5.0, "unnatural"),
        ("held", 0.1, "loose"),
        ("zones_met", 0.1, "loose"),
    ],
)
def test_other_faults_are_refused(
    field: str, value: float, reason: str, solved: Solved, rod: ObjectShape
) -> None:
    was = getattr(solved.found, field)
    found = replace(solved.found, **{field: np.full_like(was, value)})
    kept, rejected = gate(replace(solved, found=found), rod)
    assert kept == [] and rejected[reason] > 0


def test_a_hand_that_lets_it_slip_is_refused(solved: Solved, rod: ObjectShape) -> None:
    """Moved along the rod until only its end is touched, the hand can't resist a pull."""
    best = rows_kept(solved, gate(solved, rod)[0])
    chosen = solved.vertices[best]
    over = 0.12 - chosen[:, :, 2].min(axis=1) - 0.012
    off = replace(
        solved,
        kinds=tuple(solved.kinds[i] for i in best),
        pose=solved.pose.take(np.asarray(best)),
        hand_to_object=solved.hand_to_object[best],
        vertices=chosen + over[:, None, None] * (0, 0, 1),
        found=replace(solved.found, **{name: value[best] for name, value in vars(solved.found).items()}),
        coupled=solved.coupled[best],
    )
    kept, rejected = gate(off, rod)
    assert kept == [] and rejected["slips"] + rejected["other part touched most"] > 0
