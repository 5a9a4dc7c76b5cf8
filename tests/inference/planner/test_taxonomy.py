"""The table of grasp types."""

from __future__ import annotations

import numpy as np
import pytest
from semgrasp.inference.planner.taxonomy import GRASP_TYPES, TYPE_BY_NAME, GraspType, Placement

TAXONOMY = 33


def by_name(kind: GraspType) -> str:
    return kind.name


def test_at_least_twenty_types_of_the_taxonomy():
    numbers = [kind.number for kind in GRASP_TYPES if kind.number]
    assert len(numbers) >= 20
    assert len(set(numbers)) == len(numbers)
    assert all(1 <= number <= TAXONOMY for number in numbers)


def test_names_are_unique_and_found():
    assert len(TYPE_BY_NAME) == len(GRASP_TYPES)
    assert all(TYPE_BY_NAME[kind.name] is kind for kind in GRASP_TYPES)
    assert {kind.family for kind in GRASP_TYPES} == {"power", "precision", "intermediate"}
    assert {kind.placement for kind in GRASP_TYPES} == set(Placement)
    assert all("_" not in kind.title for kind in GRASP_TYPES)


@pytest.mark.parametrize("kind", GRASP_TYPES, ids=by_name)
@pytest.mark.parametrize("side", ["right", "left"])
def test_postures_lie_within_the_limits(kind, side, request):
    anatomy = request.getfixturevalue(side).anatomy
    for name, posture in (("open", kind.open), ("closed", kind.closed)):
        angles = posture.angles(anatomy)
        beyond = np.maximum(angles - anatomy.upper, anatomy.lower - angles)
        worst = int(beyond.argmax())
        assert beyond[worst] < np.radians(1), f"{name}: {anatomy.dofs[worst].name}"


@pytest.mark.parametrize("kind", GRASP_TYPES, ids=by_name)
def test_zones_exist_and_pull(kind, hand):
    assert kind.zones and all(weight > 0 for weight in kind.zones.values())
    for name in kind.zones:
        hand.zone(name)
    # something on both sides of the object, but for what lies on the hand or hangs in the fingers
    if kind.placement not in (Placement.PLATFORM, Placement.HOOK):
        assert any(name.startswith(("thumb", "palm", "web")) for name in kind.zones)
    assert any(name.split("_")[0] in ("index", "middle", "ring", "pinky") for name in kind.zones)


@pytest.mark.parametrize("kind", GRASP_TYPES, ids=by_name)
def test_closing_bends_the_fingers_that_hold(kind, right):
    anatomy = right.anatomy
    bend = np.asarray(
        [dof.name.endswith("_bend") and dof.name.split("_")[0] in kind.fingers for dof in anatomy.dofs]
    )
    assert (kind.closed.angles(anatomy) - kind.open.angles(anatomy))[bend].sum() > np.radians(5)
    low, high = kind.half_thickness
    assert 0 < low < high
    assert high < 0.1 or kind.placement is Placement.PLATFORM
    assert 0 <= kind.preference <= 3


def test_posture_names_every_angle(right):
    """Index finger's column of the table ends in the index finger's joints."""
    kind = TYPE_BY_NAME["index_finger_extension"]
    angles = dict(
        zip([dof.name for dof in right.anatomy.dofs], kind.closed.angles(right.anatomy), strict=True)
    )
    assert np.degrees(angles["index_pip_bend"]) == pytest.approx(kind.closed.index[1])
    assert np.degrees(angles["pinky_pip_bend"]) == pytest.approx(kind.closed.little[1])
    assert np.degrees(angles["thumb_cmc_abd"]) == pytest.approx(kind.closed.thumb[0])
    assert np.degrees(angles["thumb_ip_bend"]) == pytest.approx(kind.closed.thumb[4])
