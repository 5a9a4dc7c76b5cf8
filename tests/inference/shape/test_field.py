"""The sampled field against exact distances, and the filling of containers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mesh_files import ball, box, cup, mug, revolve, tube_along
from semgrasp.inference.shape import shape_from_arrays
from semgrasp.inference.shape.containers import find_hollows


def _sphere_phi(points: np.ndarray, radius: float) -> np.ndarray:
    return np.linalg.norm(points, axis=1) - radius


@pytest.fixture(scope="module")
def sphere() -> Any:
    return shape_from_arrays(*ball(0.04, rings=64))


def test_distance_and_gradient_of_a_ball(sphere: Any) -> None:
    rng = np.random.default_rng(1)
    direction = rng.normal(size=(4000, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    radius = rng.uniform(0.02, 0.09, (4000, 1))
    phi, gradient = sphere.field.sample((radius * direction).astype(np.float32))
    assert phi.dtype == gradient.dtype == np.float32
    error = np.abs(phi - (radius[:, 0] - 0.04))
    near = np.abs(radius[:, 0] - 0.04) < 0.004
    assert error[near].max() < 3e-4 and error.max() < 1e-3
    assert (np.einsum("mc,mc->m", gradient, direction) > 0.98).all()


def test_beyond_the_grid(sphere: Any) -> None:
    points = np.array([[0.3, 0, 0], [0, -0.5, 0], [0.4, 0.4, 0.4], [0.0, 0.0, 0.0]])
    phi, gradient = sphere.field.sample(points)
    assert phi[:2] == pytest.approx([0.26, 0.46], abs=2e-3)
    assert 0.3 < phi[2] <= _sphere_phi(points[2:3], 0.04)[0] + 0.05
    assert np.allclose(gradient[:2], [[1, 0, 0], [0, -1, 0]], atol=0.05)
    assert phi[3] < -0.03


def test_any_leading_shape_and_many_points(sphere: Any) -> None:
    points = np.random.default_rng(0).uniform(-0.12, 0.12, (3, 4000, 3)).astype(np.float32)
    phi, gradient = sphere.field.sample(points)
    assert phi.shape == (3, 4000) and gradient.shape == (3, 4000, 3)
    one = np.array([sphere.field.sample(point)[0] for point in points[1, :20]])
    assert np.array_equal(one, phi[1, :20])
    empty = sphere.field.sample(np.zeros((0, 3), dtype=np.float32))
    assert empty[0].shape == (0,) and empty[1].shape == (0, 3)


def test_nodes_hold_their_own_values(sphere: Any) -> None:
    field = sphere.field
    index = np.random.default_rng(0).integers(1, np.array(field.values.shape[:3]) - 2, (200, 3))
    phi, gradient = field.sample(field.origin + index * field.cell)
    expected = field.values[tuple(index.T)]
    assert np.allclose(phi, expected[:, 0], atol=2e-6) and np.allclose(gradient, expected[:, 1:], atol=2e-2)


def test_memory_is_bounded_for_long_objects() -> None:
    shape = shape_from_arrays(*box((0.05, 0.9, 2.5)))
    assert shape.field.values.nbytes <= 40_000_000
    points = shape.points + 0.002 * shape.normals
    assert np.abs(shape.field.sample(points)[0] - 0.002).mean() < 5e-4


def test_thin_features_are_not_lost() -> None:
    """A 2 mm wire ring between coarse nodes."""
    t = np.linspace(0, 2 * np.pi, 65)[:-1]
    path = 0.04 * np.stack([np.cos(t), 0 * t, np.sin(t)], axis=1)
    shape = shape_from_arrays(*tube_along(np.concatenate([path, path[:1]]), 0.001, 8))
    phi = shape.field.sample(path)[0]
    assert np.abs(phi - shape.signed_distance(path)).max() < 0.0012


def _fill(vertices: Any, faces: Any) -> tuple[Any, Any]:
    shape = shape_from_arrays(vertices, faces)
    return shape, shape.filled_field


@pytest.mark.parametrize("tilt", [0, 20])
def test_a_mug_is_filled_and_its_handle_stays_open(tilt: float) -> None:
    vertices, faces, _ = mug()
    c, s = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    turn = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    centre = (vertices @ turn.T).min(axis=0) / 2 + (vertices @ turn.T).max(axis=0) / 2
    shape, filled = _fill(vertices @ turn.T, faces)

    def phi(*points: tuple[float, float, float]) -> np.ndarray:
        return filled.sample((np.array(points) @ turn.T - centre).astype(np.float32))[0]

    assert (phi((0, 0, 0), (0.02, 0, 0.02), (0, 0.03, -0.03), (-0.035, 0, 0)) < -0.003).all()
    assert (phi((0.055, 0, 0), (0.053, 0, 0.01)) > 0.005).all()
    assert (phi((0, 0, 0.07), (0, 0.06, 0)) > 0.015).all()
    # The outer side is the same as before, the depth grows smoothly through the wall.
    outside = np.array([(0, 0.045, 0), (-0.05, 0, 0.02)]) @ turn.T - centre
    assert np.allclose(filled.sample(outside)[0], shape.field.sample(outside)[0], atol=1e-4)
    across = np.stack(
        [0 * np.linspace(0, 1, 30), np.linspace(0.045, 0.01, 30), 0 * np.linspace(0, 1, 30)], axis=1
    )
    depth = filled.sample(across @ turn.T - centre)[0]
    assert (np.diff(depth) < 1e-4).all() and depth[-1] < -0.02


def test_bowls_are_filled_whichever_way_they_lie() -> None:
    bowl = revolve([(0, -0.03), (0.03, -0.03), (0.07, 0.03), (0.066, 0.03), (0.027, -0.026), (0, -0.026)])
    shape, filled = _fill(*bowl)
    assert (
        filled.sample(np.array([[0.0, 0, 0.01]]))[0][0]
        < -0.005
        < 0
        < shape.field.sample(np.zeros((1, 3)))[0][0]
    )
    sideways = bowl[0][:, [2, 0, 1]]
    assert _fill(sideways, bowl[1])[1].sample(np.array([[0.01, 0, 0]]))[0][0] < -0.005


def test_what_is_no_container_is_left_alone() -> None:
    t = np.linspace(0, 2 * np.pi, 49)
    ring = tube_along(0.04 * np.stack([np.cos(t), 0 * t, np.sin(t)], axis=1), 0.01)
    plate = revolve([(0, -0.01), (0.06, -0.01), (0.1, 0.01), (0.097, 0.01), (0.058, -0.006), (0, -0.006)])
    pipe = revolve([(0.03, -0.05), (0.035, -0.05), (0.035, 0.05), (0.03, 0.05), (0.03, -0.05)])
    for vertices, faces in (box(), ball(), ring, plate, pipe):
        shape, filled = _fill(vertices, faces)
        assert filled is shape.field
    assert not find_hollows(shape_from_arrays(*box()).field).any()


def _pipe(inner: float, outer: float, length: float) -> tuple:
    half = 0.5 * length
    return revolve([(inner, -half), (outer, -half), (outer, half), (inner, half), (inner, -half)])


def test_a_barrel_is_solid_however_thin_its_wall() -> None:
    """No finger goes into a narrow bore, and a palm on it must not sink through the wall."""
    shape, filled = _fill(*_pipe(0.009, 0.0095, 0.3))
    middle = np.zeros((1, 3))
    assert shape.field.sample(middle)[0][0] > 0.005
    assert filled.sample(middle)[0][0] < -0.005
    assert filled.sample(np.array([[0.02, 0, 0.05]]))[0][0] == pytest.approx(0.0105, abs=0.001)
    # nothing is added beyond the open ends
    assert filled.sample(np.array([[0.0, 0, 0.17]]))[0][0] > 0.015


@pytest.mark.parametrize(("inner", "length"), [(0.010, 0.02), (0.016, 0.3)], ids=["ring", "wide pipe"])
def test_what_a_finger_goes_through_stays_open(inner: float, length: float) -> None:
    shape, filled = _fill(*_pipe(inner, inner + 0.004, length))
    assert filled is shape.field


def test_hollow_has_the_cups_volume() -> None:
    shape = shape_from_arrays(*cup(0.04, 0.09, 0.003))
    volume = find_hollows(shape.field).sum() * shape.field.cell**3
    assert volume == pytest.approx(np.pi * 0.037**2 * 0.087, rel=0.05)
