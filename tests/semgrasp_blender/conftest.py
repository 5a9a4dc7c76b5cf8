"""Every test of the Blender side starts in an empty file; without bpy they are skipped."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

collect_ignore_glob = ["*"] if importlib.util.find_spec("bpy") is None else []

DOUBLES = Path(__file__).parents[1] / "inference" / "worker_doubles.py"


@pytest.fixture(autouse=True)
def empty_scene() -> Iterator[None]:
    import bpy

    bpy.ops.wm.read_factory_settings(use_empty=True)
    yield


@pytest.fixture
def addon() -> Iterator[None]:
    """The add-on, registered for one test."""
    import semgrasp
    from semgrasp.semgrasp_blender import session

    semgrasp.register()
    session.clear_problem()
    try:
        yield
    finally:
        semgrasp.unregister()


@pytest.fixture
def use_worker(addon: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    """Call it with a mode of worker_doubles.py: the add-on then starts that worker, not the real one."""
    from semgrasp.semgrasp_blender.jobs.job import WorkerCommand, WorkerHost
    from semgrasp.semgrasp_blender.jobs.runner import runner

    def use(mode: str) -> Any:
        runner.shutdown()
        host = WorkerHost(lambda: WorkerCommand((sys.executable, str(DOUBLES), mode)))
        monkeypatch.setattr(runner, "host", host)
        return host

    use("normal")
    yield use
    runner.shutdown()


@pytest.fixture
def add_box() -> Callable[..., Any]:
    """Adds a cube, active and selected."""
    import bpy

    def add(name: str = "mug", size: float = 0.08) -> Any:
        bpy.ops.mesh.primitive_cube_add(size=size)
        obj = bpy.context.object
        obj.name = name
        return obj

    return add
