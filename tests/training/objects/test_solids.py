"""Solid primitives: closed, of the right size and volume."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manifold3d import Manifold
from semgrasp.training.objects import sections, solids

FINE = 256
CONE = [(0.02, 0.0), (0.01, 0.05)]


def size(solid: Manifold) -> np.ndarray:
    low, high = np.reshape(solid.bounding_box(), (2, 3))
    return high - low


def edges_pair_up(solid: Manifold) -> bool:
    """Whether every edge of the mesh runs once in each direction."""
    mesh = solid.to_mesh()
    target = np.arange(len(mesh.vert_properties))
    target[np.asarray(mesh.merge_from_vert, int)] = np.asarray(mesh.merge_to_vert, int)
    faces = target[np.asarray(mesh.tri_verts, int)]
    directed = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    ways, counts = np.unique(directed, axis=0, return_counts=True)
    back = {tuple(edge) for edge in ways[:, ::-1]}
    return bool((counts == 1).all()) and {tuple(edge) for edge in ways} == back


# Name: what makes the solid, its size along x, y, z, its volume; metres.
SOLIDS = {
    "lathe": (lambda: solids.lathe(CONE, FINE), (0.04, 0.04, 0.05), np.pi * 0.05 / 3 * (4 + 2 + 1) * 1e-4),
    "vessel": (
        lambda: solids.vessel([(0.03, 0.0), (0.03, 0.1)], 0.005, FINE),
        (0.06, 0.06, 0.1),
        np.pi * (0.03**2 * 0.1 - 0.025**2 * 0.095),
    ),
    "tube": (
        lambda: solids.tube([(0, 0, 0), (0.1, 0, 0)], 0.01, FINE),
        (0.1, 0.02, 0.02),
        np.pi * 0.01**2 * 0.1,
    ),
    "flat tube": (
        lambda: solids.tube([(0, 0, 0), (0.1, 0, 0)], 0.01, FINE, flat=2),
        (0.1, 0.04, 0.02),
        2 * np.pi * 0.01**2 * 0.1,
    ),
    "bar": (
        lambda: solids.bar((0, 0, 0), (0, 0, 0.2), 0.02, FINE, 0.01),
        (0.04, 0.04, 0.2),
        np.pi * 0.2 / 3 * 7e-4,
    ),
    "capsule": (
        lambda: solids.capsule((0, 0, 0), (0, 0.1, 0), 0.01, FINE),
        (0.02, 0.12, 0.02),
        np.pi * 1e-4 * 0.1 + 4 / 3 * np.pi * 1e-6,
    ),
    "ball": (lambda: solids.ball(0.03, FINE), (0.06, 0.06, 0.06), 4 / 3 * np.pi * 0.03**3),
    "ellipsoid": (
        lambda: solids.ball((0.01, 0.02, 0.03), FINE),
        (0.02, 0.04, 0.06),
        4 / 3 * np.pi * 0.01 * 0.02 * 0.03,
    ),
    "block": (lambda: solids.block((0.1, 0.2, 0.3)), (0.1, 0.2, 0.3), 0.006),
    "rounded block": (
        lambda: solids.block((0.1, 0.2, 0.3), rounding=0.05, sides=FINE),
        (0.1, 0.2, 0.3),
        # core, six slabs, twelve quarter cylinders, eight eighths of a ball (core of no width along x)
        0.1 * 0.1 * 0.2 + np.pi * 0.05**2 * (0.1 + 0.2) + 4 / 3 * np.pi * 0.05**3,
    ),
    "plate": (
        lambda: solids.plate(solids.rectangle(0.1, 0.06), 0.01, "xz", holes=[solids.circle(0.02, FINE)]),
        (0.1, 0.01, 0.06),
        (0.006 - np.pi * 0.02**2) * 0.01,
    ),
    "flat blade": (
        lambda: solids.blade([(0.0, 0.02, -0.02, 0.004), (0.2, 0.02, -0.02, 0.004)], "flat"),
        (0.2, 0.004, 0.04),
        0.2 * 0.004 * 0.04,
    ),
    "ring": (
        lambda: solids.ring(0.04, 0.005, FINE),
        (0.09, 0.09, 0.01),
        2 * np.pi**2 * 0.04 * 0.005**2,
    ),
    "strap": (
        lambda: sections.strap([(0, 0, 0), (0.05, 0, 0), (0.1, 0, 0)], 0.03, 0.002),
        (0.1, 0.03, 0.002),
        0.1 * 0.03 * 0.002,
    ),
    "skin": (
        lambda: sections.skin([(0.0, 0, 0, 0.02, 0.01), (0.1, 0, 0, 0.02, 0.01)], FINE, power=2),
        (0.1, 0.04, 0.02),
        np.pi * 0.02 * 0.01 * 0.1,
    ),
}


@pytest.mark.parametrize("name", SOLIDS)
def test_is_closed_and_of_the_right_measures(name: str) -> None:
    make, expected_size, volume = SOLIDS[name]
    solid = make()
    assert edges_pair_up(solid)
    np.testing.assert_allclose(size(solid), expected_size, rtol=0.02)
    assert solid.volume() == pytest.approx(volume, rel=0.03)


def test_cavity_fills_its_vessel() -> None:
    profile = [(0.02, 0.0), (0.035, 0.08)]
    vessel = solids.vessel(profile, 0.004, 64)
    cavity = solids.cavity(profile, 0.004, 64)
    assert (vessel ^ cavity).volume() == pytest.approx(0, abs=1e-8)
    mouth = solids.block((0.2, 0.2, 0.2), (0, 0, 0.08 - 0.1))
    filled = (vessel + (cavity ^ mouth)).volume()
    assert filled == pytest.approx(solids.lathe(profile, 64).volume(), rel=0.03)


@pytest.mark.parametrize("plane, thin", [("xy", 2), ("xz", 1), ("yz", 0)])
def test_plates_lie_in_their_plane(plane: str, thin: int) -> None:
    solid = solids.plate(solids.circle(0.03, 32), 0.004, plane, (0.1, 0.2, 0.3))
    assert size(solid)[thin] == pytest.approx(0.004)
    low, high = np.reshape(solid.bounding_box(), (2, 3))
    np.testing.assert_allclose((low + high) / 2, (0.1, 0.2, 0.3), atol=1e-6)


def test_moves_turns_and_mirrors() -> None:
    solid = solids.move(solids.block((0.1, 0.02, 0.02)), (0.05, 0, 0))
    turned = solids.turn(solid, "z", 90)
    np.testing.assert_allclose(turned.bounding_box()[:2], (-0.01, 0), atol=1e-7)
    np.testing.assert_allclose(turned.bounding_box()[4], 0.1, atol=1e-7)
    np.testing.assert_allclose(solids.mirrored(solid, "x").bounding_box()[0], -0.1, atol=1e-7)
    about_end = solids.turn(solid, "z", 180, about=(0.1, 0, 0))
    np.testing.assert_allclose(about_end.bounding_box()[0], 0.1, atol=1e-7)


def test_union_and_hull() -> None:
    one, other = solids.block((0.1, 0.1, 0.1)), solids.block((0.1, 0.1, 0.1), (0.05, 0, 0))
    assert solids.union(one, other).volume() == pytest.approx(0.15 * 0.01, rel=1e-4)
    apart = solids.block((0.1, 0.1, 0.1), (0.3, 0, 0))
    assert solids.hull(one, apart).volume() == pytest.approx(0.4 * 0.01, rel=1e-4)


def test_bumps_are_as_deep_as_asked_for() -> None:
    bumpy = solids.bumpy(solids.ball(0.05, 32), 0.002, 0.03, np.random.default_rng(0))
    assert edges_pair_up(bumpy)
    radius = np.linalg.norm(np.asarray(bumpy.to_mesh().vert_properties), axis=1)
    assert 0.0005 < np.abs(radius - 0.05).max() < 0.01


def test_curves_go_through_their_points() -> None:
    given_points = np.array([(0, 0, 0), (0.1, 0.05, 0), (0.2, 0, 0.03), (0.3, 0, 0)], float)
    np.testing.assert_allclose(solids.curve(given_points, 10)[::3], given_points, atol=1e-12)
    bow = solids.arc((0, 0, 0.1), 0.05, 0, 90, 5, "xz")
    np.testing.assert_allclose(bow[[0, -1]], [(0.05, 0, 0.1), (0, 0, 0.15)], atol=1e-12)


def test_a_plate_without_area_is_refused() -> None:
    with pytest.raises(ValueError, match="no area"):
        solids.plate([(0, 0), (1, 0), (2, 0)], 0.01)


radii = st.floats(0.002, 0.08)


@settings(max_examples=40, deadline=None)
@given(
    profile=st.lists(st.tuples(radii, st.floats(0.004, 0.05)), min_size=2, max_size=7),
    sides=st.integers(5, 40),
)
def test_every_lathe_is_closed(profile: list[tuple[float, float]], sides: int) -> None:
    heights = np.cumsum([step for _, step in profile])
    solid = solids.lathe([(r, float(z)) for (r, _), z in zip(profile, heights, strict=True)], sides)
    assert edges_pair_up(solid) and solid.volume() > 0
    assert size(solid)[2] == pytest.approx(heights[-1] - heights[0], rel=1e-3)
    assert size(solid).max() <= max(2 * max(r for r, _ in profile), heights[-1]) * 1.001


@settings(max_examples=40, deadline=None)
@given(
    bends=st.lists(st.floats(-0.6, 0.6), min_size=1, max_size=8),
    radius=st.floats(0.002, 0.012),
    flat=st.floats(0.5, 2),
    sides=st.integers(4, 24),
)
def test_every_gently_bent_tube_is_closed(bends: list[float], radius: float, flat: float, sides: int) -> None:
    heading = np.cumsum(bends)
    steps = 0.05 * np.stack([np.cos(heading), np.sin(heading), 0 * heading], axis=1)
    path = np.concatenate([np.zeros((1, 3)), np.cumsum(steps, axis=0)])
    solid = solids.tube(path, radius, sides, flat)
    assert edges_pair_up(solid)
    length = 0.05 * len(bends)
    polygon = sides / 2 * np.sin(2 * np.pi / sides) * radius**2 * flat
    assert solid.volume() == pytest.approx(length * polygon, rel=0.3)
