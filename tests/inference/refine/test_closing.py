"""Closing digits: until they touch, and no farther."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from semgrasp.inference.planner.taxonomy import TYPE_BY_NAME
from semgrasp.inference.refine.closing import close_digits
from semgrasp.inference.refine.energy import Pose, Weights, object_points


def closed_on(solid, contact_case, solids_type="medium_wrap", number=6):
    """(problem, pose) with the digits closed on the solid, and the ends of the closing."""
    problem, pose = contact_case(solid, solids_type, number=number)
    anatomy = problem.hand.model.anatomy
    kind = TYPE_BY_NAME[solids_type]
    opened = np.tile(kind.open.angles(anatomy), (number, 1))
    closed = np.tile(kind.closed.angles(anatomy), (number, 1))
    return problem, pose, opened, closed


def share_of(pose, opened, closed):
    """Mean share of closing over all digits and grasps."""
    moving = np.abs(closed - opened) > 1e-3
    return ((pose.angles - opened)[moving] / (closed - opened)[moving]).mean()


def test_fingers_close_farther_on_a_thin_bar_than_on_a_thick_one(contact_case, solids):
    """The palm at the same place before both: what differs is where the fingers meet the bar."""
    problem, pose, opened, closed = closed_on(solids["cylinder"], contact_case)
    shares = []
    for radius in (0.008, 0.016, 0.024):
        bar = replace(solids["cylinder"], radius=radius)
        found = close_digits(replace(problem, field=bar), pose, opened, closed, Weights().softened())
        shares.append(share_of(found, opened, closed))
    assert shares[0] > shares[1] > shares[2]


def test_every_angle_lies_between_the_two_ends(contact_case, solids):
    problem, pose, opened, closed = closed_on(solids["box"], contact_case, "large_diameter")
    found = close_digits(problem, pose, opened, closed, Weights().softened())
    low, high = np.minimum(opened, closed), np.maximum(opened, closed)
    assert (found.angles >= low - 1e-9).all() and (found.angles <= high + 1e-9).all()
    # the wrist stays
    np.testing.assert_array_equal(found.centre, pose.centre)
    np.testing.assert_array_equal(found.rotation, pose.rotation)


def test_digits_close_for_themselves(contact_case, solids):
    """One digit has one share; another digit may have another."""
    problem, pose, opened, closed = closed_on(solids["sphere"], contact_case, "power_sphere")
    closed = closed + np.radians(np.random.default_rng(0).uniform(0, 5, closed.shape))
    found = close_digits(problem, pose, opened, closed, Weights().softened())
    share = (found.angles - opened) / (closed - opened)
    names = [dof.name for dof in problem.hand.model.anatomy.dofs]
    for digit in ("index", "middle", "ring", "pinky", "thumb"):
        own = share[:, [i for i, name in enumerate(names) if name.startswith(digit)]]
        assert np.ptp(own, axis=1).max() < 1e-9, digit
    assert np.ptp(share, axis=1).max() > 0.05


def test_closing_costs_less_than_staying_open_or_shut(contact_case, solids):
    problem, pose, opened, closed = closed_on(solids["cylinder"], contact_case)
    found = close_digits(problem, pose, opened, closed, Weights().softened())

    def depth(angles):
        points = problem.hand.evaluate(angles)
        placed = object_points(problem, Pose(pose.rotation, pose.centre, angles), points)
        phi = problem.field.sample(placed)[0] - problem.hand.clearance
        return -np.minimum(phi, 0)[:, : 5 * problem.hand.per_digit].min(axis=1)

    def gap(angles):
        points = problem.hand.evaluate(angles)
        placed = object_points(problem, Pose(pose.rotation, pose.centre, angles), points)
        phi = problem.field.sample(placed)[0]
        return np.abs(phi[:, problem.hand.zones[problem.hand.zone("middle_d")]].min(axis=1))

    assert np.mean(depth(found.angles)) < np.mean(depth(closed))
    assert np.mean(gap(found.angles)) < np.mean(gap(opened))
