"""Digits that touch press on, evenly and within their joints."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from rods import BETAS
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.planner.ranking import hand_vertices
from semgrasp.inference.shape.model import ObjectShape
from semgrasp.training.grasps.press import press
from semgrasp.training.grasps.synthesis import Solved


def depths(found: Solved, shape: ObjectShape, depth: float) -> tuple[np.ndarray, np.ndarray]:
    """Deepest skin of the digits (N,) before and after."""
    batch = press(found.batch, depth)
    after, _ = hand_vertices(load_hand("right"), BETAS, batch.pose, np.asarray(batch.problem.pivot, float))
    moving = load_hand("right").segment_of_vertex > 0
    return tuple(-shape.field.sample(v[:, moving])[0].min(axis=1) for v in (found.vertices, after))  # type: ignore[return-value]


def test_skin_sinks_in_by_about_as_much_as_asked(solved: Solved, rod: ObjectShape) -> None:
    before, after = depths(solved, rod, 0.0012)
    assert 0.0006 < np.median(after - before) < 0.0024
    assert np.median(depths(solved, rod, 0.0004)[1]) < np.median(after)


def test_joints_stay_within_their_limits(solved: Solved) -> None:
    hand = solved.batch.problem.hand
    angles = press(solved.batch, 0.02).pose.angles
    assert (angles >= hand.lower - 1e-6).all() and (angles <= hand.upper + 1e-6).all()


def test_the_wrist_and_hands_that_touch_nothing_stay(solved: Solved) -> None:
    pressed = press(solved.batch)
    assert (pressed.pose.rotation == solved.batch.pose.rotation).all()
    assert (pressed.pose.centre == solved.batch.pose.centre).all()
    away = replace(solved.batch, pose=replace(solved.batch.pose, centre=solved.batch.pose.centre + 0.3))
    assert (press(away).pose.angles == away.pose.angles).all()
