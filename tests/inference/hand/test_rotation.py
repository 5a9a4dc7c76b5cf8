"""Rotations: bijections and axioms, over random and awkward angles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from semgrasp.inference.hand import rotation

vectors = arrays(np.float64, (3,), elements=st.floats(-1.8, 1.8, allow_subnormal=False))
settings.register_profile("hand", max_examples=60, deadline=None)
settings.load_profile("hand")


@given(vectors)
def test_axis_angle_survives_matrix_and_quaternion(v: np.ndarray) -> None:
    matrix = rotation.axis_angle_to_matrix(v)
    assert np.allclose(matrix @ matrix.T, np.eye(3), atol=1e-12)
    assert np.isclose(np.linalg.det(matrix), 1.0)
    if np.linalg.norm(v) < np.pi - 1e-6:
        assert np.allclose(rotation.matrix_to_axis_angle(matrix), v, atol=1e-7)
        assert np.allclose(
            rotation.quaternion_to_axis_angle(rotation.axis_angle_to_quaternion(v)), v, atol=1e-9
        )
    assert np.allclose(rotation.quaternion_to_matrix(rotation.axis_angle_to_quaternion(v)), matrix)


@given(vectors, vectors)
def test_skew_is_the_cross_product(a: np.ndarray, b: np.ndarray) -> None:
    assert np.allclose(rotation.skew(a) @ b, np.cross(a, b))


@pytest.mark.parametrize("axis", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0.6, 0, 0.8)])
@pytest.mark.parametrize("angle", [0.0, 1e-12, 1e-6, 1e-4, 1.0, np.pi - 1e-7, np.pi])
def test_logarithm_near_zero_and_half_a_turn(axis: tuple[float, ...], angle: float) -> None:
    v = np.array(axis) * angle
    back = rotation.matrix_to_axis_angle(rotation.axis_angle_to_matrix(v))
    assert np.isclose(np.linalg.norm(back), angle, atol=1e-9)
    assert np.allclose(rotation.axis_angle_to_matrix(back), rotation.axis_angle_to_matrix(v), atol=1e-9)


def test_right_handed_quarter_turn() -> None:
    turned = rotation.rotation_about(np.array([0.0, 0.0, 1.0]), np.pi / 2) @ np.array([1.0, 0.0, 0.0])
    assert np.allclose(turned, [0.0, 1.0, 0.0])


@pytest.mark.parametrize("target", [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0.6, -0.8, 0)])
def test_rotation_between_reaches_its_target(target: tuple[float, ...]) -> None:
    turn = rotation.rotation_between(np.array([1.0, 0.0, 0.0]), np.array(target, dtype=float))
    assert np.allclose(turn @ [1.0, 0.0, 0.0], target)
    assert np.isclose(np.linalg.det(turn), 1.0)


def test_leading_dimensions_are_kept() -> None:
    v = np.random.default_rng(0).normal(size=(4, 5, 3))
    assert rotation.axis_angle_to_matrix(v).shape == (4, 5, 3, 3)
    assert rotation.matrix_to_quaternion(rotation.axis_angle_to_matrix(v)).shape == (4, 5, 4)
