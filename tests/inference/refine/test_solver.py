"""The solver on solids whose distance is known exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from semgrasp.inference.hand.rotation import axis_angle_to_matrix
from semgrasp.inference.refine.energy import Pose, Weights, linearise, object_points
from semgrasp.inference.refine.solver import MAX_BEND, MAX_SHIFT, MAX_TURN, minimise, solve

CASES = [
    ("sphere", "power_sphere"),
    ("sphere", "precision_sphere"),
    ("cylinder", "medium_wrap"),
    ("cylinder", "palmar_pinch"),
    ("box", "parallel_extension"),
    ("box", "large_diameter"),
]


def depth_and_gap(problem, pose):
    """Deepest skin point (N,) and distance of every zone (N, zones), metres."""
    points = problem.hand.evaluate(pose.angles)
    phi = problem.field.sample(object_points(problem, pose, points))[0].astype(float)
    # clearance 0 marks the points on the skin
    depth = np.maximum(-phi[:, problem.hand.clearance == 0].min(axis=1), 0)
    return depth, np.abs(phi[:, problem.hand.zones].min(axis=2))


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("name,kind", CASES)
def test_hands_come_into_contact_without_penetration(name, kind, side, solids, contact_case):
    problem, start = contact_case(solids[name], kind, side=side, number=8)
    found = solve(problem, start, Weights())
    depth, gap = depth_and_gap(problem, found.pose)
    before = depth_and_gap(problem, start)[1]
    wanted = problem.zone_weight > 0
    # of a batch that starts at random places around the solid, the planner keeps the better half
    best = np.argsort(found.energy)[: len(start) // 2]
    assert np.median(depth[best]) < 1e-3 and depth[best].max() < 2e-3
    assert (
        gap[best][wanted[best]].mean() < 0.7 * before[best][wanted[best]].mean() or gap[wanted].mean() < 2e-3
    )
    thumb = gap[best, problem.hand.zone("thumb_d")]
    assert (thumb < 3e-3).mean() >= 0.75 and thumb.max() < 5e-3
    assert (gap[best] < 3e-3)[wanted[best]].mean() > 0.6


@pytest.mark.parametrize("name,kind", CASES[::2])
def test_energy_never_rises(name, kind, solids, contact_case):
    problem, start = contact_case(solids[name], kind, number=6)
    before = linearise(problem, start, Weights()).energy
    for iterations in (1, 2, 4, 8, 16):
        pose, energy, steps = minimise(problem, start, Weights(), iterations)
        assert (energy <= before + 1e-9).all()
        assert (steps <= iterations).all()
        np.testing.assert_allclose(linearise(problem, pose, Weights()).energy, energy, rtol=1e-4)
        before = energy
    first = linearise(problem, start, Weights()).energy
    assert (energy < 0.9 * first).mean() >= 0.5, "sixteen steps gained next to nothing"


def test_no_iterations_change_nothing(solids, contact_case):
    problem, start = contact_case(solids["cylinder"], "medium_wrap", number=3)
    pose, energy, steps = minimise(problem, start, Weights(), 0)
    np.testing.assert_array_equal(pose.rotation, start.rotation)
    np.testing.assert_array_equal(pose.centre, start.centre)
    np.testing.assert_array_equal(pose.angles, start.angles)
    np.testing.assert_allclose(energy, linearise(problem, start, Weights()).energy)
    assert not steps.any()


def test_the_start_is_left_as_it_was(solids, contact_case):
    problem, start = contact_case(solids["cylinder"], "medium_wrap", number=3)
    copies = [value.copy() for value in (start.rotation, start.centre, start.angles)]
    solve(problem, start, Weights())
    for value, copy in zip((start.rotation, start.centre, start.angles), copies, strict=True):
        np.testing.assert_array_equal(value, copy)


def test_a_grasp_is_solved_the_same_alone_and_in_a_batch(solids, contact_case):
    problem, start = contact_case(solids["cylinder"], "medium_wrap", number=7)
    together = solve(problem, start, Weights())
    for row in (0, 3, 6):
        index = np.array([row])
        alone = solve(problem.take(index), start.take(index), Weights())
        np.testing.assert_allclose(alone.energy[0], together.energy[row], rtol=1e-4)
        np.testing.assert_allclose(alone.pose.centre[0], together.pose.centre[row], atol=1e-5)
        np.testing.assert_allclose(alone.pose.angles[0], together.pose.angles[row], atol=1e-3)
        assert alone.steps[0] == together.steps[row]


def test_solving_twice_gives_the_same_bytes(solids, contact_case):
    problem, start = contact_case(solids["box"], "parallel_extension")
    first, second = (solve(problem, start, Weights()) for _ in range(2))
    for name in ("rotation", "centre", "angles"):
        np.testing.assert_array_equal(getattr(first.pose, name), getattr(second.pose, name))
    np.testing.assert_array_equal(first.energy, second.energy)


def test_steps_are_capped(solids, contact_case):
    problem, start = contact_case(solids["sphere"], "power_sphere")
    # half a decimetre inside of the object: the full step out would be long
    inside = Pose(start.rotation, 0.3 * start.centre, start.angles)
    pose, energy, _ = minimise(problem, inside, Weights(), 1)
    assert (energy < linearise(problem, inside, Weights()).energy).any()
    assert np.linalg.norm(pose.centre - inside.centre, axis=1).max() <= MAX_SHIFT + 1e-9
    assert np.abs(pose.angles - inside.angles).max() <= MAX_BEND + 1e-9
    turn = pose.rotation @ inside.rotation.swapaxes(1, 2)
    angle = np.arccos(np.clip(0.5 * (np.trace(turn, axis1=1, axis2=2) - 1), -1, 1))
    assert angle.max() <= MAX_TURN + 1e-6


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000), reach=st.floats(0.0, 3.0), away=st.floats(0.0, 0.3))
def test_wild_starts_stay_finite_rigid_and_within_limits(seed, reach, away, solids, contact_case):
    problem, start = contact_case(solids["box"], "large_diameter", number=3)
    random = np.random.default_rng(seed)
    hand = problem.hand
    wild = Pose(
        axis_angle_to_matrix(random.normal(0, reach, (3, 3))) @ start.rotation,
        start.centre + random.normal(0, away, (3, 3)),
        np.clip(start.angles + random.normal(0, reach, start.angles.shape), hand.lower, hand.upper),
    )
    pose, energy, _ = minimise(problem, wild, Weights(), 5)
    assert np.isfinite(energy).all() and np.isfinite(pose.centre).all()
    assert (pose.angles >= hand.lower).all() and (pose.angles <= hand.upper).all()
    product = pose.rotation @ pose.rotation.swapaxes(1, 2)
    np.testing.assert_allclose(product, np.broadcast_to(np.eye(3), product.shape), atol=1e-6)
    assert (energy <= linearise(problem, wild, Weights()).energy * (1 + 1e-9)).all()


def test_taking_and_putting_rows():
    random = np.random.default_rng(0)
    pose = Pose(random.normal(size=(4, 3, 3)), random.normal(size=(4, 3)), random.normal(size=(4, 22)))
    rows = np.array([2, 0])
    part = pose.take(rows)
    np.testing.assert_array_equal(part.centre, pose.centre[rows])
    part.centre[:] = 7
    assert not (pose.centre == 7).any(), "rows that were taken are copies"
    pose.put(rows, part)
    assert (pose.centre[rows] == 7).all() and not (pose.centre[[1, 3]] == 7).any()
    assert len(pose) == 4
