"""Jobs inside Blender: starting them, pumping them from a timer, bringing their results onto the object.

The target is remembered by name and session_uid, never by reference: undo and file load free Blender's data
under our feet.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import logging
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy

from ...inference import start_worker
from ...inference.errors import UserError
from ...inference.exchange import Order
from .. import ROOT_PACKAGE, choice, preferences, results, session
from .job import CANCEL_GRACE, GenerateJob, State, WorkerCommand, WorkerHost

log = logging.getLogger(__name__)

PERIOD = 0.05
"""Seconds between two pumps."""
BLOCKING_TIMEOUT = 3600.0


@dataclass(frozen=True)
class Target:
    """An object, remembered across undo."""

    name: str
    session_uid: int

    @classmethod
    def of(cls, obj: Any) -> Target:
        """Remembers an object."""
        return cls(obj.name, obj.session_uid)

    def find(self) -> Any:
        """The object of now, None where it was deleted."""
        by_name = bpy.data.objects.get(self.name)
        if by_name is not None and by_name.session_uid == self.session_uid:
            return by_name
        return next((obj for obj in bpy.data.objects if obj.session_uid == self.session_uid), None)


@dataclass(frozen=True, eq=False)
class Run:
    """A job and what it is for."""

    job: GenerateJob
    target: Target
    order: Order


class Runner:
    """The one job that can run at a time."""

    def __init__(self) -> None:
        self.host = WorkerHost(worker_command)
        self._run: Run | None = None

    @property
    def job(self) -> GenerateJob | None:
        """The running job, None where nothing runs."""
        return None if self._run is None else self._run.job

    @property
    def target_name(self) -> str:
        """Name of the object the running job is for."""
        return "" if self._run is None else self._run.target.name

    def start(self, obj: Any, order: Order) -> GenerateJob:
        """Starts a job. Raises UserError where one runs already."""
        if self._run is not None:
            raise UserError("Grasps are being generated: wait, or cancel that first.")
        session.clear_problem()
        self._run = Run(GenerateJob(self.host, order), Target.of(obj), order)
        if not bpy.app.background and not bpy.app.timers.is_registered(_on_timer):
            bpy.app.timers.register(_on_timer, first_interval=PERIOD, persistent=True)
        return self._run.job

    def warm_up(self) -> None:
        """Starts the worker while the user still types; not in background mode, where nobody does."""
        if not bpy.app.background:
            self.host.warm_up()

    def wait(self) -> State:
        """Blocks until the job is done and its result is on the object: for background mode and scripts."""
        run = self._run
        if run is None:
            return State.DONE
        run.job.wait(BLOCKING_TIMEOUT)
        self.pump()
        return run.job.state

    def pump(self) -> bool:
        """Takes in messages and finishes the job where it has ended; returns whether the panel changed."""
        run = self._run
        if run is None:
            return False
        changed = run.job.pump()
        if not run.job.finished:
            return changed
        self._run = None
        if run.job.problem is not None:
            session.report_problem(run.job.problem.text, run.job.problem.report)
        elif run.job.state is State.DONE:
            _bring_home(run)
        return True

    def cancel(self) -> None:
        """Stops the running job before it returns: a busy window calls its timers late."""
        if self._run is not None:
            self._run.job.cancel()
            self._run.job.wait(CANCEL_GRACE)
            self.pump()

    def drop(self) -> None:
        """Forgets the running job with its worker: another file is being loaded."""
        if self._run is not None:
            self._run.job.abandon()
            self._run = None

    def shutdown(self) -> None:
        """Ends everything: the add-on is being disabled or Blender is leaving."""
        self.drop()
        self.host.drop()


def _bring_home(run: Run) -> None:
    obj = run.target.find()
    if obj is None:
        session.report_problem(f"“{run.target.name}” was deleted while its grasps were generated.")
        return
    if not run.job.candidates:
        session.report_problem("No grasp was found: try another instruction, hand or seed.")
        return
    context = bpy.context
    started = time.perf_counter()
    try:
        with _window_context():
            source = "mano" if run.order.mano_folder else "default"
            results.store(obj, run.job.candidates, run.order.request.instruction, source)
            if _may_show(context, obj):
                choice.choose(context, obj, 0)
            else:
                with choice.quiet():
                    obj.semgrasp.active_index = -1
            bpy.ops.ed.undo_push(message="Generate Grasps")
        log.info("the result was brought home in %.3f s", time.perf_counter() - started)
    except UserError as error:
        session.report_problem(str(error))
    except Exception as error:
        # A timer's exception would end the timer and say so on the console alone.
        log.exception("the result could not be brought onto the object")
        session.report_defect(error)


def _may_show(context: Any, obj: Any) -> bool:
    """Whether the hand can be shown at once.

    The result may arrive while the user is in another scene, or in Edit or Sculpt Mode, which making the hand
    would end. Then the list waits for a click.
    """
    busy = context.mode not in ("OBJECT", "POSE") and not bpy.app.background
    return obj.name in context.scene.objects and not busy


@contextlib.contextmanager
def _window_context() -> Any:
    """A window in the context: timers run without one, and operators want it."""
    manager = bpy.context.window_manager
    if bpy.context.window is not None or manager is None or not manager.windows:
        yield
    else:
        with bpy.context.temp_override(window=manager.windows[0]):
            yield


def worker_command() -> WorkerCommand:
    """How the worker is started in this Blender."""
    argv = [sys.executable, *bpy.app.python_args, str(Path(start_worker.__file__).resolve())]
    for folder in wheel_folders():
        argv += ["--path", folder]
    options = preferences.current()
    argv += ["--idle-seconds", f"{options.idle_minutes * 60.0:g}"]
    return WorkerCommand(tuple(argv), log_folder() / "worker.log", options.start_timeout)


def wheel_folders() -> list[str]:
    """Folders of the bundled wheels: Blender's Python finds them, a child started with -I doesn't."""
    # The extension brings a libigl that needs nothing else; the full one wants scipy.
    own = _folder_of("semgrasp_igl")
    found = [own] if own else [_folder_of("igl"), _folder_of("scipy")]
    return list(dict.fromkeys(folder for folder in found if folder))


def _folder_of(package: str) -> str:
    spec = importlib.util.find_spec(package)
    return "" if spec is None or spec.origin is None else str(Path(spec.origin).resolve().parents[1])


def log_folder() -> Path:
    """Where the worker's log goes: the extension's user folder; a temporary one outside of Blender."""
    if ROOT_PACKAGE.count(".") == 2:
        return Path(bpy.utils.extension_path_user(ROOT_PACKAGE, path="logs", create=True))
    folder = Path(tempfile.gettempdir()) / f"semgrasp-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    return folder


def redraw_sidebars() -> None:
    """Redraws the sidebars of the 3D views, not the views: a heavy scene would slow the worker down."""
    manager = bpy.context.window_manager
    for window in manager.windows if manager else ():
        for area in window.screen.areas:
            if area.type == "VIEW_3D":
                for region in area.regions:
                    if region.type == "UI":
                        region.tag_redraw()


runner = Runner()


def _on_timer() -> float | None:
    try:
        changed = runner.pump()
    except Exception as error:
        # Blender drops a timer that raises, and the job would stand still for ever.
        log.exception("the job could not be pumped")
        runner.drop()
        session.report_defect(error)
        changed = True
    if changed:
        redraw_sidebars()
    return PERIOD if runner.job is not None else None


@bpy.app.handlers.persistent
def _on_load(*_arguments: Any) -> None:
    runner.drop()
    session.clear_problem()


def register() -> None:
    """Hooks into file load and Blender's end."""
    bpy.app.handlers.load_pre.append(_on_load)
    atexit.register(runner.shutdown)


def unregister() -> None:
    """Ends the worker and takes the hooks off."""
    runner.shutdown()
    atexit.unregister(runner.shutdown)
    if bpy.app.timers.is_registered(_on_timer):
        bpy.app.timers.unregister(_on_timer)
    if _on_load in bpy.app.handlers.load_pre:
        bpy.app.handlers.load_pre.remove(_on_load)
