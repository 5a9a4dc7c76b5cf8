"""The bound never calls a point far that is near, and the energy does not see it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from semgrasp.inference.refine.energy import Weights, linearise
from semgrasp.inference.refine.nearness import BLOCK, floor_of
from semgrasp.inference.shape.field import SignedDistanceField, with_gradient


@pytest.fixture(scope="module")
def sampled(solids) -> SignedDistanceField:
    """A box on a grid whose sides are no whole number of blocks."""
    cell, counts = 0.004, (52, 61, 80)
    origin = -0.5 * cell * (np.array(counts) - 1)
    nodes = origin + cell * np.stack(np.meshgrid(*map(np.arange, counts), indexing="ij"), axis=-1)
    phi = solids["box"].sample_phi(nodes)
    return SignedDistanceField(origin, cell, with_gradient(phi, cell))


@pytest.mark.parametrize("limit", [-0.005, 0.0, 0.004])
def test_no_near_point_is_missed(limit, sampled):
    random = np.random.default_rng(0)
    points = random.uniform(-0.2, 0.2, (3, 500, 40)).astype(np.float32)
    shift = random.normal(0, 0.02, (3, 40)).astype(np.float32)
    found = floor_of(sampled).below(points, shift, np.full((500, 1), limit, np.float32))
    phi = sampled.sample_phi((points + shift[:, None]).transpose(1, 2, 0))
    assert found[phi < limit].all()
    far = phi > limit + 2 * BLOCK * sampled.cell
    assert far.any() and not found[far].any()


def test_the_energy_is_that_of_looking_everywhere(sampled, solids, contact_case):
    class Everywhere:
        sample, sample_phi = sampled.sample, sampled.sample_phi

    problem, start = contact_case(solids["box"], "large_diameter")
    problem = replace(problem, margin=np.full((len(start), problem.hand.count), 0.002, np.float32))
    some, every = (
        linearise(replace(problem, field=field), start, Weights()) for field in (sampled, Everywhere())
    )
    for name in ("energy", "gradient", "hessian"):
        np.testing.assert_array_equal(getattr(some, name), getattr(every, name))
