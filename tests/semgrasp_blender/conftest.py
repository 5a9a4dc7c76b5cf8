"""Every test of the Blender side starts in an empty file; without bpy they are skipped."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest

collect_ignore_glob = ["*"] if importlib.util.find_spec("bpy") is None else []


@pytest.fixture(autouse=True)
def empty_scene() -> Iterator[None]:
    import bpy

    bpy.ops.wm.read_factory_settings(use_empty=True)
    yield
