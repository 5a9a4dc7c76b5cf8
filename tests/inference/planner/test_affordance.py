"""Where people take hold unasked, on simple solids that stand for a sword and a bottle."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from plain_solids import shape_of
from semgrasp.inference.planner.affordance import appeal, stands
from semgrasp.inference.planner.sites import find_sites


def liked(shape, count=400):
    """Sites all over a shape, and how much each is liked."""
    allowed = np.ones(len(shape.points), bool)
    sites = find_sites(shape, shape.filled_field, allowed, count, np.random.default_rng(0))
    return sites, appeal(shape, sites)


@pytest.fixture(scope="module")
def sword():
    """A thick grip, a guard, and a long flat blade that a fist would close on more easily."""
    grip = trimesh.creation.box(extents=(0.036, 0.050, 0.18))
    guard = trimesh.creation.box(extents=(0.08, 0.08, 0.02))
    blade = trimesh.creation.box(extents=(0.010, 0.036, 0.74))
    grip.apply_translation((0, 0, -0.10))
    blade.apply_translation((0, 0, 0.38))
    return shape_of(trimesh.util.concatenate([grip, guard, blade]))


def test_a_sword_is_taken_by_its_grip(sword):
    sites, value = liked(sword)
    height = sites.middle[:, 2] - sword.points[:, 2].min()
    side = np.abs(sites.normal[:, 2]) < 0.1
    grip = value[side & (height > 0.04) & (height < 0.13)]
    blade = value[side & (height > 0.24) & (height < 0.85)]
    assert len(grip) > 8 and len(blade) > 50
    assert np.median(grip) > 0.5
    assert np.percentile(blade, 95) < 0.15


@pytest.mark.parametrize("height", [0.2, 0.05])
def test_a_hand_stays_off_the_top_of_what_stands_tall(height):
    shape = shape_of(trimesh.creation.cylinder(radius=0.033, height=height, sections=32))
    assert stands(shape)
    sites, value = liked(shape)
    up = (sites.point[:, 2] - shape.points[:, 2].min()) / height
    side = np.abs(sites.normal[:, 2]) < 0.1
    top, body = np.median(value[side & (up > 0.92)]), np.median(value[side & (up > 0.3) & (up < 0.6)])
    assert top < 0.7 * body if height > 0.1 else top == pytest.approx(body, rel=0.1)
