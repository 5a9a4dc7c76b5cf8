"""The way to a grip."""

from __future__ import annotations

import numpy as np
import pytest
from semgrasp.inference.planner import plan as planner
from semgrasp.inference.planner.approach import FREE, approach
from semgrasp.inference.planner.plan import PlanRequest, plan
from semgrasp.inference.planner.taxonomy import TYPE_BY_NAME


@pytest.fixture(scope="module")
def grip(bar, right):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("STARTS", 64), ("FINALISTS", 32)):
            patch.setattr(planner, name, value)
        return plan(bar, right, PlanRequest(1, 0, np.zeros(10), kinds=[TYPE_BY_NAME["medium_wrap"]]))[0]


@pytest.fixture(scope="module")
def way(grip, bar, hand):
    return approach(hand, bar.field, grip.hand_to_object, grip.angles, grip.open_angles)


def placed_hands(way, model):
    """Full meshes (K, V, 3) along the way."""
    pose = np.concatenate([np.zeros((len(way.path), 3)), model.anatomy.angles_to_pose(way.angles)], axis=1)
    local = model.forward(pose).vertices
    return local @ way.path[:, :3, :3].swapaxes(1, 2) + way.path[:, None, :3, 3]


def test_the_way_ends_at_the_grip(way, grip):
    np.testing.assert_allclose(way.path[-1], grip.hand_to_object, atol=1e-9)
    rotation = way.path[:, :3, :3]
    np.testing.assert_allclose(
        rotation @ rotation.swapaxes(1, 2), np.tile(np.eye(3), (len(rotation), 1, 1)), atol=1e-6
    )


def test_the_way_comes_from_afar(way, grip):
    distance = np.linalg.norm(way.path[:, :3, 3] - grip.hand_to_object[:3, 3], axis=1)
    assert distance[0] > 0.12
    assert (np.diff(distance) < 1e-6).all()


def test_the_hand_is_open_at_the_start(way, grip):
    np.testing.assert_allclose(way.angles[0], grip.open_angles, atol=1e-6)
    # the preshape lies between open hand and grip
    low = np.minimum(grip.angles, grip.open_angles) - 1e-6
    high = np.maximum(grip.angles, grip.open_angles) + 1e-6
    assert ((way.angles[-1] >= low) & (way.angles[-1] <= high)).all()


def test_nothing_passes_through_a_bar(way, grip, bar, right):
    assert way.deepest <= FREE
    at_the_grip = max(float(-bar.signed_distance(grip.vertices).min()), 0)
    for hand in placed_hands(way, right)[:-1]:
        assert -bar.signed_distance(hand).min() < at_the_grip + 0.0025


class Cave:
    """A field of rock around a resting hand and forearm, with so much room on all sides, metres."""

    def __init__(self, hand, grip, room):
        points = hand.evaluate(grip.angles[None])
        rotation, shift = grip.hand_to_object[:3, :3], grip.hand_to_object[:3, 3]
        self.centres = (points[0] @ rotation.T + shift).astype(np.float32)
        self.radii = (hand.clearance + room).astype(np.float32)

    def sample(self, points):
        flat = np.asarray(points, np.float32).reshape(-1, 3)
        apart = (flat**2).sum(axis=1)[:, None] + (self.centres**2).sum(axis=1) - 2 * flat @ self.centres.T
        free = self.radii - np.sqrt(np.maximum(apart, 1e-12))
        nearest = free.argmax(axis=1)
        inwards = self.centres[nearest] - flat
        inwards /= np.maximum(np.linalg.norm(inwards, axis=1, keepdims=True), 1e-9)
        phi = np.take_along_axis(free, nearest[:, None], axis=1)[:, 0]
        return phi.reshape(points.shape[:-1]), inwards.reshape(points.shape)

    def sample_phi(self, points):
        return self.sample(points)[0]


@pytest.mark.parametrize("room", [0.002, 0.01])
def test_a_blocked_way_is_told(hand, grip, room):
    """Shut in on all sides there is no free way, and the result says so."""
    way = approach(hand, Cave(hand, grip, room), grip.hand_to_object, grip.angles, grip.open_angles)
    assert way.deepest > 3 * FREE
    np.testing.assert_allclose(way.path[-1], grip.hand_to_object, atol=1e-9)


def test_the_way_is_deterministic(way, grip, bar, hand):
    again = approach(hand, bar.field, grip.hand_to_object, grip.angles, grip.open_angles)
    np.testing.assert_array_equal(again.path, way.path)
    np.testing.assert_array_equal(again.angles, way.angles)
