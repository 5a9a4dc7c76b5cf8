"""The compiled hand: right points, right derivatives, the same every time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.planner.taxonomy import GRASP_TYPES
from semgrasp.inference.refine.placed_hand import place_hand
from semgrasp.inference.refine.solver_hand import SLOTS, build_solver_hand, farthest_points

SIDES = ("right", "left")
ORIGIN = np.zeros(3, np.float32)


def some_angles(hand, number, seed=0, reach=1.0):
    random = np.random.default_rng(seed)
    middle, half = 0.5 * (hand.upper + hand.lower), 0.5 * (hand.upper - hand.lower)
    return middle + reach * half * random.uniform(-1, 1, (number, len(middle)))


@pytest.mark.parametrize("side", SIDES)
def test_derivatives_are_those_of_the_points(side, hand_of):
    hand = hand_of(side)
    angles = some_angles(hand, 3)
    placed = place_hand(hand, ORIGIN, np.tile(np.eye(3), (3, 1, 1)), angles)
    step = 0.01
    for column, slot in enumerate(hand.dof_slot):
        moved = angles.copy()
        moved[:, column] += step
        back = angles.copy()
        back[:, column] -= step
        change = (hand.evaluate(moved).astype(float) - hand.evaluate(back)) / (2 * step)
        digit, number = divmod(slot, SLOTS)
        own = slice(digit * hand.per_digit, (digit + 1) * hand.per_digit)
        point, row = np.tile(np.arange(own.start, own.stop), 3), np.repeat(np.arange(3), hand.per_digit)
        for axis, direction in enumerate(np.eye(3, dtype=np.float32)):
            rate = placed.bends(point, row, np.tile(direction[:, None], len(point)))[number]
            assert np.abs(change[row, point, axis] - rate).max() < 2e-5, column
        # the rest of the hand stays where it is
        change[:, own] = 0
        assert np.abs(change).max() == 0, column


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("betas", [(0.0,) * 10, (1.5, -1.0, 0.5, 0, 0, 0, 0, 0, 0, 0)])
def test_points_agree_with_full_skinning(side, betas):
    """On the postures of the taxonomy; in the webs fingers share skin, so those may be off a little."""
    model = load_hand(side)
    hand = build_solver_hand(model, betas)
    angles = np.stack([p.angles(model.anatomy) for kind in GRASP_TYPES for p in (kind.open, kind.closed)])
    rest = hand.evaluate(np.zeros((1, 22)))[0].astype(float)
    posed = hand.evaluate(angles).astype(float)
    pose = np.concatenate([np.zeros((len(angles), 3)), model.anatomy.angles_to_pose(angles)], axis=1)
    exact = model.forward(pose, betas).vertices
    vertices = model.rest(betas)[0][0]
    skin = np.flatnonzero(hand.clearance == 0)
    distance = np.linalg.norm(rest[skin][:, None] - vertices, axis=2)
    assert distance.min(axis=1).max() < 1e-5, "a sample is no vertex of the mesh"
    off = np.linalg.norm(posed[:, skin] - exact[:, distance.argmin(axis=1)], axis=2)
    assert off.mean() < 5e-4
    error = dict(zip(skin, off.T, strict=True))
    for name, points in zip(hand.zone_names, hand.zones, strict=True):
        mean = np.mean([error[point] for point in points])
        # pads, sides and tips lie on one finger; the web and the base of the fingers share their skin
        shared = name.endswith("_p") or name == "web" or name.startswith("palm")
        assert mean < (2e-3 if shared else 5e-4), name
    pads = [
        point for name in ("index_d", "ring_d", "thumb_d", "pinky_d") for point in hand.zones[hand.zone(name)]
    ]
    assert max(error[point].max() for point in pads) < 1e-3


def test_points_are_those_of_the_placed_hand(hand_of):
    hand = hand_of("right")
    angles = some_angles(hand, 4)
    placed = place_hand(hand, ORIGIN, np.tile(np.eye(3), (4, 1, 1)), angles)
    np.testing.assert_allclose(placed.points.transpose(2, 1, 0), hand.evaluate(angles), atol=1e-7)


def test_a_hand_evaluates_the_same_alone_and_in_a_batch(hand_of):
    hand = hand_of("right")
    angles = some_angles(hand, 5)
    np.testing.assert_allclose(hand.evaluate(angles[3:4])[0], hand.evaluate(angles)[3], atol=1e-7)
    turn = np.tile(np.eye(3), (5, 1, 1))
    together, alone = place_hand(hand, ORIGIN, turn, angles), place_hand(hand, ORIGIN, turn[:1], angles[3:4])
    point = np.arange(5 * hand.per_digit)
    for direction in np.eye(3, dtype=np.float32)[..., None].repeat(len(point), axis=2):
        many = together.bends(point, np.full(len(point), 3), direction)
        one = alone.bends(point, np.zeros(len(point), int), direction)
        np.testing.assert_allclose(one, many, atol=1e-7)


def test_building_is_deterministic():
    first = build_solver_hand.__wrapped__(load_hand("right"))
    second = build_solver_hand.__wrapped__(load_hand("right"))
    for name in ("features", "palm", "clearance", "zones", "sphere_points", "sphere_pairs", "sphere_reach"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name), err_msg=name)


def test_left_hand_mirrors_the_right(hand_of):
    right, left = hand_of("right"), hand_of("left")
    assert right.zone_names == left.zone_names
    angles = some_angles(right, 3)
    mirror = np.array([-1.0, 1, 1])
    for name in right.zone_names:
        where = right.evaluate(angles)[:, right.zones[right.zone(name)]].mean(axis=1)
        mirrored = left.evaluate(angles)[:, left.zones[left.zone(name)]].mean(axis=1) * mirror
        np.testing.assert_allclose(mirrored, where, atol=2e-3, err_msg=name)


def test_limits_are_the_anatomys(hand_of):
    hand = hand_of("left")
    dofs = hand.model.anatomy.dofs
    np.testing.assert_allclose(hand.lower, [dof.lower for dof in dofs], rtol=1e-6)
    np.testing.assert_allclose(hand.upper, [dof.upper for dof in dofs], rtol=1e-6)


def test_no_two_spheres_overlap_at_rest(hand_of):
    hand = hand_of("right")
    spheres = hand.evaluate(np.zeros((1, 22)))[0, hand.sphere_points]
    first, second = hand.sphere_pairs.T
    apart = np.linalg.norm(spheres[first] - spheres[second], axis=1)
    assert (apart > hand.sphere_reach).all()
    digit = np.minimum(hand.sphere_points // hand.per_digit, 5)
    assert (digit[first] != digit[second]).all(), "a digit cannot cross itself"


def test_unknown_zone_is_a_key_error(hand_of):
    with pytest.raises(KeyError):
        hand_of("right").zone("sixth_finger")


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(1, 60), st.integers(0, 1000))
def test_farthest_points_are_distinct_and_spread(count, size, seed):
    points = np.random.default_rng(seed).normal(size=(size, 3))
    chosen = farthest_points(points, count)
    assert len(chosen) == len(set(chosen.tolist())) == min(count, size)
    # each new point is no nearer to those before it than the next one
    gaps = [
        np.linalg.norm(points[chosen[:n]] - points[chosen[n]], axis=1).min() for n in range(1, len(chosen))
    ]
    assert (np.diff(gaps) <= 1e-12).all()
