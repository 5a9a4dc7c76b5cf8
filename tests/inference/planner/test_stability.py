"""The held-ness proxy on contacts whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from semgrasp.inference.planner.stability import LEVER, TOUCHING, heldness

RADIUS = 0.02


def held(directions, gap=0.0, centre=(0.0, 0, 0)):
    """Held-ness of a ball touched at the given directions from its middle."""
    normal = np.asarray(directions, float)
    normal = normal / np.linalg.norm(normal, axis=1, keepdims=True)
    gaps = np.full((1, len(normal)), gap)
    return float(heldness(RADIUS * normal[None], normal[None], gaps, np.asarray(centre))[0])


OPPOSED = [[1, 0, 0.3], [1, 0, -0.3], [-1, 0.3, 0], [-1, -0.3, 0]]


def test_opposing_contacts_hold():
    assert held(OPPOSED) > 0.85


def test_contacts_all_around_hold_best():
    around = [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]]
    assert held(around) > 0.95


def test_contacts_on_one_side_do_not_hold():
    one_sided = [[1, 0, 0.3], [1, 0, -0.3], [1, 0.3, 0], [1, -0.3, 0]]
    assert held(one_sided) < 0.5 * held(OPPOSED)


def test_a_single_contact_holds_next_to_nothing():
    assert held([[0, 0, 1]]) < 0.3


def test_contacts_that_do_not_touch_do_not_count():
    assert held(OPPOSED, gap=2 * TOUCHING) == pytest.approx(0, abs=1e-9)
    assert held(OPPOSED, gap=0.5 * TOUCHING) == pytest.approx(held(OPPOSED), abs=1e-9)


def test_holding_far_from_the_centre_of_mass_is_worse():
    assert held(OPPOSED, centre=(0.0, 0.0, 0.3)) < held(OPPOSED) - 0.1


def test_a_longer_lever_than_a_fist_feels_hardly_matters():
    """A sword is held by its hilt, far from its middle; contacts all around resist the torque."""
    around = [[1, 0, 0.5], [-1, 0, 0.5], [0, 1, 0.5], [0, -1, 0.5], [1, 0, -0.5], [-1, 0, -0.5], [0, 1, -0.5]]
    near, far = (held(around, centre=(0.0, 0.0, distance)) for distance in (LEVER, 0.4))
    assert near - 0.4 < far < near


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 8))
def test_held_is_a_share_and_another_contact_never_hurts_much(seed, count):
    random = np.random.default_rng(seed)
    directions = random.normal(size=(count + 1, 3))
    fewer, more = held(directions[:-1]), held(directions)
    assert 0 <= fewer <= 1 and 0 <= more <= 1
    # the fit is iterative, so that a little slack is its own
    assert more > fewer - 0.05


@settings(max_examples=20, deadline=None)
@given(turn=st.integers(0, 2), flip=st.sampled_from([-1.0, 1.0]))
def test_the_answer_does_not_depend_on_the_axes(turn, flip):
    around = np.roll(np.asarray(OPPOSED) * flip, turn, axis=1)
    assert held(around) == pytest.approx(held(OPPOSED), abs=0.08)


def test_rows_are_independent():
    random = np.random.default_rng(3)
    normals = random.normal(size=(5, 6, 3))
    normals /= np.linalg.norm(normals, axis=2, keepdims=True)
    gaps = random.uniform(0, 2 * TOUCHING, (5, 6))
    together = heldness(RADIUS * normals, normals, gaps, np.zeros(3))
    alone = heldness(RADIUS * normals[2:3], normals[2:3], gaps[2:3], np.zeros(3))
    assert together[2] == pytest.approx(alone[0], abs=1e-9)
