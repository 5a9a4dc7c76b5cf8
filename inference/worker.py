"""The warm child process that computes grasps for Blender over stdio.

Messages (see wire.py for the bytes and exchange.py for their contents):

- worker → Blender: `hello` (protocol, version, pid) once; `progress` (job, stage, fraction); then exactly one
  of `result`, `cancelled` or `error` (kind "user" or "defect", message, report) for each job; `bye` before an
  idle exit.
- Blender → worker: `warm` (load everything now), `generate` (job, mesh, request), `cancel` (job), `quit`.

The end of stdin ends the process at once, so it never outlives Blender. stdout belongs to the messages:
whatever a library prints goes to stderr, which Blender sends to a log file.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import queue
import sys
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable
from typing import IO, Any, Protocol

import numpy as np

from .. import __version__
from .errors import Cancelled, UserError
from .exchange import ObjectMesh, Order, read_generate_message, result_message
from .grasp import GraspCandidate
from .wire import PROTOCOL_VERSION, Message, WireError, encode, read_message

log = logging.getLogger(__name__)

Progress = Callable[[str, float], None]
Cancel = Callable[[], bool]

IDLE_SECONDS = 600.0
PROGRESS_INTERVAL = 0.1
SHAPES_KEPT = 4


class Engine(Protocol):
    """What the worker needs of the part that computes."""

    def warm(self) -> None:
        """Loads what the first job would otherwise wait for."""
        ...

    def generate(self, key: str, order: Order, progress: Progress, cancelled: Cancel) -> list[GraspCandidate]:
        """Candidates in the mesh's own frame, best first. Raises UserError or Cancelled."""
        ...


class PipelineEngine:
    """The real engine: the pipeline with the last few shapes kept."""

    def __init__(self) -> None:
        self._shapes: OrderedDict[str, Any] = OrderedDict()

    def warm(self) -> None:
        """Imports the pipeline and loads both hands."""
        from . import pipeline  # noqa: F401  (heavy: not before the hello)
        from .hand import load_hand

        load_hand("right")
        load_hand("left")

    def generate(self, key: str, order: Order, progress: Progress, cancelled: Cancel) -> list[GraspCandidate]:
        """See Engine.generate."""
        from .hand import load_hand
        from .pipeline import generate

        model = load_hand(order.request.side, order.mano_folder or None)
        shape = self._shape(key, order.mesh, progress)
        candidates = generate(shape, order.request, progress, cancelled, model)
        canonical_to_metres = np.linalg.inv(shape.metres_to_canonical)
        return [in_frame(candidate, canonical_to_metres) for candidate in candidates]

    def _shape(self, key: str, mesh: ObjectMesh, progress: Progress) -> Any:
        if key in self._shapes:
            self._shapes.move_to_end(key)
            return self._shapes[key]
        progress("Reading the shape", 0.0)
        shape = build_shape(mesh)
        self._shapes[key] = shape
        while len(self._shapes) > SHAPES_KEPT:
            self._shapes.popitem(last=False)
        return shape


def build_shape(mesh: ObjectMesh) -> Any:
    """ObjectShape of a mesh out of the scene. Raises UserError for a mesh that can't be held."""
    from .shape.model import PartSource, shape_from_arrays

    return shape_from_arrays(
        np.array(mesh.vertices),
        np.array(mesh.faces),
        part_sources=[PartSource(label.source, label.names, np.array(label.labels)) for label in mesh.labels],
        name_hints={"node": (mesh.name,), **{label.source: label.names for label in mesh.labels}},
    )


def in_frame(candidate: GraspCandidate, to_frame: np.ndarray) -> GraspCandidate:
    """The candidate with its transforms carried into another frame by a rigid (4, 4) transform."""
    from dataclasses import replace

    grasp = replace(candidate.grasp, hand_to_object=to_frame @ candidate.grasp.hand_to_object)
    return replace(candidate, grasp=grasp, approach=to_frame @ np.asarray(candidate.approach))


class Worker:
    """Serves one pair of streams until it is told to quit, its input ends or nobody asks for long."""

    def __init__(
        self, source: IO[bytes], sink: IO[bytes], engine: Engine, *, idle_seconds: float = IDLE_SECONDS
    ) -> None:
        self._source = source
        self._sink = sink
        self._engine = engine
        self._idle_seconds = idle_seconds
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._input_ended = threading.Event()
        self._send_lock = threading.Lock()
        self._broken = False

    def run(self, *, on_input_end: Callable[[int], None] = lambda code: None) -> int:
        """Serves; returns the exit code (0, or 1 after a broken stream).

        `on_input_end` is called with the exit code on the reading thread as soon as input ends: the process's
        chance to leave in the middle of a computation.
        """
        reader = threading.Thread(target=self._read, args=(on_input_end,), name="semgrasp-stdin", daemon=True)
        self._send(
            {"type": "hello", "protocol": PROTOCOL_VERSION, "version": __version__, "pid": os.getpid()}
        )
        reader.start()
        while True:
            try:
                message = self._inbox.get(timeout=self._idle_seconds)
            except queue.Empty:
                log.info("idle for %.0f s: leaving", self._idle_seconds)
                self._send({"type": "bye"})
                return 0
            if message is None or message.type == "quit":
                return 1 if self._broken else 0
            self._serve(message)

    def _read(self, on_input_end: Callable[[int], None]) -> None:
        try:
            while (message := read_message(self._source)) is not None:
                if message.type == "cancel":
                    self._cancelled.add(int(message.header.get("job", -1)))
                else:
                    self._inbox.put(message)
        except (WireError, OSError, ValueError, TypeError) as error:
            self._broken = True
            log.error("broken input: %s", error)
        self._input_ended.set()
        self._inbox.put(None)
        on_input_end(1 if self._broken else 0)

    def _serve(self, message: Message) -> None:
        job = message.header.get("job", -1)
        try:
            if message.type == "warm":
                self._engine.warm()
            elif message.type == "generate":
                self._generate(job, message)
            else:
                raise WireError(f"unknown message type {message.type!r}")
        except Cancelled:
            self._send({"type": "cancelled", "job": job})
        except UserError as error:
            self._send({"type": "error", "job": job, "kind": "user", "message": str(error), "report": ""})
        except MemoryError:
            self._send_defect(job, "Not enough memory for this mesh: decimate it or close other programs.")
        except Exception as error:
            # The boundary of the process: whatever went wrong must reach the panel as text.
            log.exception("job %s failed", job)
            self._send_defect(
                job, f"SemGrasp failed ({type(error).__name__}: {error}). Copy the report to tell us."
            )
        finally:
            self._cancelled.discard(job)

    def _generate(self, job: int, message: Message) -> None:
        started = time.perf_counter()
        order = read_generate_message(message)
        last = [0.0, ""]

        def cancelled() -> bool:
            return job in self._cancelled or self._input_ended.is_set()

        def progress(stage: str, fraction: float) -> None:
            if cancelled():
                raise Cancelled
            now = time.perf_counter()
            if stage != last[1] or now - last[0] >= PROGRESS_INTERVAL:
                last[:] = [now, stage]
                fraction = min(max(float(fraction), 0.0), 1.0)
                self._send({"type": "progress", "job": job, "stage": stage, "fraction": fraction})

        if cancelled():
            raise Cancelled
        candidates = self._engine.generate(str(message.header.get("key", "")), order, progress, cancelled)
        if cancelled():
            raise Cancelled
        self._send_message(result_message(job, candidates, {"total": time.perf_counter() - started}))

    def _send_defect(self, job: int, text: str) -> None:
        report = "\n".join(
            [
                f"SemGrasp {__version__}, Python {platform.python_version()}, numpy {np.__version__}",
                platform.platform(),
                traceback.format_exc(),
            ]
        )
        self._send({"type": "error", "job": job, "kind": "defect", "message": text, "report": report})

    def _send(self, header: dict[str, Any]) -> None:
        self._send_message(Message(header))

    def _send_message(self, message: Message) -> None:
        with self._send_lock:
            try:
                self._sink.write(encode(message))
                self._sink.flush()
            except (OSError, ValueError):
                # Blender is gone; the reading thread sees the end of its stream and ends the process.
                log.info("nobody reads any more")


def main(argv: list[str]) -> int:
    """Runs the worker on this process's stdio; returns the exit code."""
    parser = argparse.ArgumentParser(prog="semgrasp-worker")
    parser.add_argument("--path", action="append", default=[], help="folder with bundled wheels")
    parser.add_argument("--idle-seconds", type=float, default=IDLE_SECONDS)
    options = parser.parse_args(argv)
    # Behind the interpreter's own folders: a numpy that another extension brought must not shadow Blender's.
    sys.path.extend(path for path in options.path if path not in sys.path)
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    source, sink = take_stdio()
    worker = Worker(source, sink, PipelineEngine(), idle_seconds=options.idle_seconds)
    return worker.run(on_input_end=os._exit)


def take_stdio() -> tuple[IO[bytes], IO[bytes]]:
    """Binary stdin and stdout for messages alone; file descriptor 1 then leads to stderr."""
    sink = os.fdopen(os.dup(1), "wb")
    source = os.fdopen(os.dup(0), "rb")
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(sink.fileno(), os.O_BINARY)
        msvcrt.setmode(source.fileno(), os.O_BINARY)
    os.dup2(2, 1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    sys.stdout = sys.stderr
    return source, sink
