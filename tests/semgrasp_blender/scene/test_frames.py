"""Splitting an object's world matrix into a rigid frame and metres."""

from __future__ import annotations

import numpy as np
import pytest
from semgrasp.inference.errors import UserError
from semgrasp.inference.hand.rotation import axis_angle_to_matrix
from semgrasp.semgrasp_blender.scene.frames import object_frame

TURN = axis_angle_to_matrix([0.4, -1.1, 0.7])


def world(linear: np.ndarray, place: tuple[float, float, float] = (1.0, -2.0, 3.0)) -> np.ndarray:
    matrix = np.eye(4)
    matrix[:3, :3] = linear
    matrix[:3, 3] = place
    return matrix


LINEAR = {
    "plain": np.eye(3),
    "tiny": np.eye(3) * 0.01,
    "stretched": np.diag([1.0, 2.0, 1.0]),
    "mirrored": np.diag([-1.0, 1.0, 1.0]),
    "inside out": np.diag([-2.0, -2.0, -0.5]),
    "sheared": np.array([[1.0, 0.4, 0.0], [0.0, 1.0, 0.2], [0.0, 0.0, 1.5]]),
}


@pytest.mark.parametrize("linear", LINEAR.values(), ids=LINEAR.keys())
@pytest.mark.parametrize("metres_per_unit", [1.0, 0.01])
def test_mesh_metres_put_back_are_the_world(linear: np.ndarray, metres_per_unit: float) -> None:
    points = np.random.default_rng(1).normal(size=(20, 3))
    matrix = world(TURN @ linear)
    frame = object_frame(matrix, metres_per_unit)
    back = frame.metres(points) @ frame.metres_to_world[:3, :3].T + frame.metres_to_world[:3, 3]
    np.testing.assert_allclose(back, points @ matrix[:3, :3].T + matrix[:3, 3], atol=1e-9)


@pytest.mark.parametrize("linear", LINEAR.values(), ids=LINEAR.keys())
def test_frame_is_rigid_and_turns_with_the_object(linear: np.ndarray) -> None:
    still, turned = object_frame(world(linear)), object_frame(world(TURN @ linear))
    rotation = turned.frame_to_world[:3, :3]
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(rotation) == pytest.approx(1.0)
    np.testing.assert_allclose(rotation, TURN @ still.frame_to_world[:3, :3], atol=1e-12)
    np.testing.assert_allclose(turned.local_to_metres, still.local_to_metres, atol=1e-12)


@pytest.mark.parametrize("scale", [(-1, 1, 1), (1, -1, 1), (1, 1, -1), (-1, -1, -1), (-1, -1, 1)])
def test_up_of_the_mesh_is_up_of_the_frame(scale: tuple[int, int, int]) -> None:
    frame = object_frame(world(TURN @ np.diag(np.array(scale, dtype=float))))
    np.testing.assert_allclose(frame.metres(np.array([[0.0, 0.0, 1.0]]))[0], [0.0, 0.0, 1.0], atol=1e-12)


@pytest.mark.parametrize("linear", [np.diag([1.0, 0.0, 1.0]), np.full((3, 3), np.nan)])
def test_flat_or_broken_transform_is_refused(linear: np.ndarray) -> None:
    with pytest.raises(UserError):
        object_frame(world(linear))
