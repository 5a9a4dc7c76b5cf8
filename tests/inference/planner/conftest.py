"""Simple solids as the planner sees objects; lets the tests of this folder import plain_solids."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.hand.model import HandModel
from semgrasp.inference.planner import plan as planner
from semgrasp.inference.refine.solver_hand import SolverHand, build_solver_hand
from semgrasp.inference.shape.model import ObjectShape

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def bar() -> ObjectShape:
    from plain_solids import bar_shape

    return bar_shape()


@pytest.fixture(scope="session")
def ball() -> ObjectShape:
    from plain_solids import ball_shape

    return ball_shape()


@pytest.fixture(scope="session")
def block() -> ObjectShape:
    from plain_solids import block_shape

    return block_shape()


@pytest.fixture(scope="session")
def right() -> HandModel:
    return load_hand("right")


@pytest.fixture(scope="session")
def left() -> HandModel:
    return load_hand("left")


@pytest.fixture(scope="session")
def hand(right: HandModel) -> SolverHand:
    return build_solver_hand(right)


@pytest.fixture
def small_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fraction of the usual starts: enough where the quality of the result is not the point."""
    for name, value in (("SITES", 150), ("STARTS", 48), ("FINALISTS", 20)):
        monkeypatch.setattr(planner, name, value)
