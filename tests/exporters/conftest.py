"""Fixtures of the export tests; what they share stands in `export_judging`."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from export_judging import Scene, build_scene

_NEED_BPY = ("test_fbx", "test_gltf", "test_rigs", "test_untouched")
collect_ignore_glob = (
    [] if importlib.util.find_spec("bpy") is not None else [f"{name}*" for name in _NEED_BPY]
)


@pytest.fixture(params=["right", "left"])
def hand_scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """Both sides."""
    yield build_scene(request.param)


@pytest.fixture
def right_scene() -> Iterator[Scene]:
    """The right hand alone, where the side does not matter."""
    yield build_scene("right")
