"""Whether contacts can resist a pull from every side."""

from __future__ import annotations

import numpy as np
import pytest
from semgrasp.training.grasps.resistance import FRICTION, unresisted

CENTRE = np.zeros(3)
ROUND = np.radians([90, 210, 330])


def ring_of(angles: np.ndarray, radius: float = 0.02) -> tuple[np.ndarray, np.ndarray]:
    normals = np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=1)
    return radius * normals, normals


def test_three_fingers_round_a_ball_hold_it() -> None:
    assert unresisted(*ring_of(ROUND), CENTRE) < 1e-3


def test_two_opposite_pads_hold_a_pull_through_their_line() -> None:
    assert unresisted(*ring_of(np.array([0, np.pi])), CENTRE) < 1e-3


def test_fingers_on_one_side_do_not() -> None:
    assert unresisted(*ring_of(np.radians([-20, 0, 20])), CENTRE) > 0.5


def test_one_contact_or_none_does_not() -> None:
    points, normals = ring_of(np.zeros(1))
    assert unresisted(points, normals, CENTRE) == 1
    assert unresisted(points[:0], normals[:0], CENTRE) == 1


def test_a_wedge_steeper_than_friction_slips_out() -> None:
    """Two pads on sides that taper upwards: the object is squeezed out, unless friction is enough."""

    def held(slope: float) -> float:
        tilt = np.arctan(slope)
        normals = np.array([(np.cos(tilt), 0, np.sin(tilt)), (-np.cos(tilt), 0, np.sin(tilt))])
        return unresisted(0.02 * normals * (1, 1, 0), normals, CENTRE)

    assert held(0.3 * FRICTION) < 1e-3 < 0.1 < held(2 * FRICTION)


def test_turning_everything_changes_little() -> None:
    random = np.random.default_rng(4)
    turn = np.linalg.qr(random.normal(size=(3, 3)))[0]
    points, normals = ring_of(ROUND)
    turned = unresisted(points @ turn.T, normals @ turn.T, CENTRE)
    assert turned == pytest.approx(unresisted(points, normals, CENTRE), abs=2e-3)
