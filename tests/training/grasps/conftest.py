"""Hands round a rod, solved once for all tests of the gates."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from rods import BETAS, HOLD, RADIUS, one_label, rod_of
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.metrics.simulation import simulation_body
from semgrasp.inference.shape.model import ObjectShape
from semgrasp.training.grasps.settle import Settled, settle
from semgrasp.training.grasps.synthesis import Effort, Solved, Wish, find_places, synthesise


@pytest.fixture(scope="package")
def rod() -> ObjectShape:
    return rod_of(RADIUS)


@pytest.fixture(scope="package")
def solved(rod: ObjectShape) -> Solved:
    """Hands round an upright rod, thumbs up."""
    random = np.random.default_rng(0)
    places = find_places(rod, one_label(rod), random)
    wish = Wish(HOLD, np.ones(len(rod.faces), bool), None)
    (found,) = synthesise(rod, places, [wish], load_hand("right"), BETAS, random, Effort(24, 8, 4))
    return found


@pytest.fixture(scope="package")
def settled(solved: Solved, rod: ObjectShape) -> Settled:
    """The same hands, holding on."""
    body = simulation_body(rod, [rod.vertices])
    found = settle(
        solved, np.ones(len(solved.vertices), bool), body, rod, load_hand("right"), BETAS, Counter()
    )
    assert found
    return found
