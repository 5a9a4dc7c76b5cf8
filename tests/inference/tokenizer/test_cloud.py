"""Points and patches of an object, whatever its place, turn and size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from semgrasp.inference.hand.rotation import axis_angle_to_matrix
from semgrasp.inference.tokenizer.cloud import NEAREST, NEIGHBOURS, PATCHES, POINTS, make_cloud


def ellipsoid(count: int = 4096, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    normal = np.random.default_rng(seed).normal(size=(count, 3))
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    return normal * (0.05, 0.03, 0.1), normal


def test_what_it_holds() -> None:
    cloud = make_cloud(*ellipsoid())
    assert cloud.points.shape == cloud.normals.shape == (POINTS, 3)
    assert cloud.neighbours.shape == (PATCHES, NEIGHBOURS)
    assert cloud.nearest.shape == cloud.weights.shape == (POINTS, NEAREST)
    assert (cloud.neighbours[:, 0] == cloud.centres).all()
    assert np.allclose(cloud.weights.sum(axis=1), 1, atol=1e-5)
    assert np.allclose(cloud.points.max(axis=0), -cloud.points.min(axis=0), atol=1e-6)
    assert np.allclose(cloud.size, (0.1, 0.06, 0.2), atol=0.01)


def test_patches_cover_the_object() -> None:
    cloud = make_cloud(*ellipsoid())
    assert len(set(cloud.centres)) == PATCHES
    apart = np.linalg.norm(cloud.points[:, None] - cloud.points[cloud.centres][None], axis=2).min(axis=1)
    assert apart.max() < 0.025
    assert len(np.unique(cloud.neighbours)) > 0.9 * POINTS


@given(st.integers(0, 2**31), st.floats(0.2, 5))
@settings(max_examples=20, deadline=None)
def test_patches_belong_to_the_shape(seed: int, size: float) -> None:
    """Turned, moved and scaled, an object has the same patches."""
    random = np.random.default_rng(seed)
    points, normals = ellipsoid()
    turn = axis_angle_to_matrix(random.normal(size=3))
    one = make_cloud(points, normals)
    # a turn moves the middle of the box, and with it the first centre; half a turn about z does not
    half = np.diag([-1.0, -1.0, 1.0])
    other = make_cloud(size * points @ half + random.normal(size=3), normals @ half)
    assert (one.centres == other.centres).all() and (one.neighbours == other.neighbours).mean() > 0.99
    turned = make_cloud(points @ turn.T, normals @ turn.T)
    assert np.allclose(np.sort(turned.weights.sum(axis=1)), 1, atol=1e-5)


def test_too_few_samples() -> None:
    with pytest.raises(ValueError, match="1024 surface samples"):
        make_cloud(*ellipsoid(500))
