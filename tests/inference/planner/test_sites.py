"""What the planner measures at places on simple solids."""

from __future__ import annotations

import numpy as np
from plain_solids import BALL, BAR_LENGTH, BAR_RADIUS, BLOCK
from semgrasp.inference.planner.affordance import suitability
from semgrasp.inference.planner.sites import find_sites
from semgrasp.inference.planner.taxonomy import GRASP_TYPES, TYPE_BY_NAME
from semgrasp.inference.shape import shape_from_arrays


def sites_of(shape, count=150, seed=0, allowed=None):
    allowed = np.ones(len(shape.points), bool) if allowed is None else allowed
    return find_sites(shape, shape.filled_field, allowed, count, np.random.default_rng(seed))


def test_a_bar_is_measured(bar):
    sites = sites_of(bar)
    side = sites.take((np.abs(sites.normal[:, 2]) < 0.1) & (np.abs(sites.point[:, 2]) < 0.08))
    assert len(side) > 50
    np.testing.assert_allclose(side.half_thickness, BAR_RADIUS, atol=0.0012)
    np.testing.assert_allclose(np.abs(side.axis[:, 2]), 1, atol=0.02)
    np.testing.assert_allclose(side.half_width, BAR_RADIUS, atol=0.0015)
    np.testing.assert_allclose(np.linalg.norm(side.middle[:, :2], axis=1), 0, atol=0.0015)
    np.testing.assert_allclose(side.before + side.after, BAR_LENGTH, atol=0.006)
    assert side.is_bar.all()
    np.testing.assert_allclose(side.girth, BAR_RADIUS, atol=0.0015)


def test_a_ball_has_no_long_axis(ball):
    sites = sites_of(ball)
    np.testing.assert_allclose(sites.half_thickness, BALL, atol=0.0015)
    np.testing.assert_allclose(sites.middle, 0, atol=0.004)
    assert not sites.is_bar.any()
    assert (sites.flatness < 1.15).all()


def test_a_block_is_as_thick_as_the_side_it_is_taken_by(block):
    sites = sites_of(block)
    for axis in range(3):
        facing = np.abs(sites.normal[:, axis]) > 0.9
        edge = np.abs(sites.point) > 0.5 * np.asarray(BLOCK) - 0.006
        inner = facing & (edge.sum(axis=1) == 1)
        assert inner.sum() > 3
        np.testing.assert_allclose(sites.half_thickness[inner], 0.5 * BLOCK[axis], atol=0.0015)
        # the longest way across the face
        longest = max((a for a in range(3) if a != axis), key=lambda a: BLOCK[a])
        if axis != 2:
            assert (np.abs(sites.axis[inner, longest]) > 0.9).mean() > 0.9


def test_axes_are_unit_and_across_the_normal(block, bar, ball):
    for shape in (block, bar, ball):
        sites = sites_of(shape)
        np.testing.assert_allclose(np.linalg.norm(sites.axis, axis=1), 1, atol=1e-6)
        np.testing.assert_allclose((sites.axis * sites.normal).sum(axis=1), 0, atol=1e-6)


def test_only_allowed_samples_are_taken(bar):
    allowed = bar.points[:, 2] > 0.03
    sites = sites_of(bar, allowed=allowed)
    assert len(sites) and (sites.point[:, 2] > 0.03).all()


def test_the_same_seed_finds_the_same_places(block):
    first, second = sites_of(block, seed=5), sites_of(block, seed=5)
    np.testing.assert_array_equal(first.point, second.point)
    np.testing.assert_array_equal(first.axis, second.axis)


def test_bars_suit_wraps_and_balls_suit_spheres(bar, ball):
    rod, round_thing = sites_of(bar), sites_of(ball)
    wrap, sphere = TYPE_BY_NAME["medium_wrap"], TYPE_BY_NAME["power_sphere"]
    assert suitability(wrap, rod).max() > 0.5 > suitability(sphere, rod)[rod.is_bar].max()
    assert suitability(sphere, round_thing).max() > 0.5
    assert suitability(wrap, round_thing).max() == 0
    # thicker than a lateral pinch ever closes on
    assert suitability(TYPE_BY_NAME["lateral"], round_thing).max() == 0


def test_suitability_is_a_number_for_every_type(block):
    sites = sites_of(block)
    for kind in GRASP_TYPES:
        fit = suitability(kind, sites)
        assert fit.shape == (len(sites),) and np.isfinite(fit).all() and (fit >= 0).all(), kind.name


def test_a_bevelled_blade_is_flat_from_every_side():
    """A ray along the normal of a bevel runs at a slant through the blade and is no side of its section."""
    broad, edge, thin = 0.018, 0.009, 0.0045
    outline = np.array(
        [[broad, 0], [edge, thin], [-edge, thin], [-broad, 0], [-edge, -thin], [edge, -thin], [0, 0]]
    )
    vertices = np.concatenate([np.column_stack([outline, np.full(7, z)]) for z in (-0.15, 0.15)])
    here = np.arange(6)
    following = (here + 1) % 6
    sides = [
        np.column_stack([here, following, following + 7]),
        np.column_stack([here, following + 7, here + 7]),
    ]
    ends = [
        np.column_stack([following, here, np.full(6, 6)]),
        np.column_stack([here + 7, following + 7, np.full(6, 13)]),
    ]
    sites = sites_of(shape_from_arrays(vertices, np.concatenate(sides + ends)))
    side = sites.take((np.abs(sites.normal[:, 2]) < 0.1) & (np.abs(sites.point[:, 2]) < 0.1))
    assert len(side) > 50
    flatness = side.broad / side.thin
    assert np.median(flatness) > 2.6 and np.percentile(flatness, 5) > 2.2
    assert np.percentile(side.handiness, 95) < 0.3
