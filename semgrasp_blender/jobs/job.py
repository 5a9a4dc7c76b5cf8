"""One run of Generate as a plain object that is pumped: by a timer in the window, by a loop elsewhere.

Free of bpy. The worker is shared between jobs and kept warm by WorkerHost.
"""

from __future__ import annotations

import enum
import itertools
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ... import __version__
from ...inference.exchange import Order, generate_message, read_result_message
from ...inference.grasp import GraspCandidate
from ...inference.wire import PROTOCOL_VERSION, Message, WireError
from ..messages import Problem
from .process import WorkerProcess

log = logging.getLogger(__name__)

START_TIMEOUT = 30.0
"""Seconds until the worker must have said hello; a cold disk and a virus scanner can take ten."""
CANCEL_GRACE = 0.12
"""Seconds a cancelled worker has to answer before it is killed: Cancel takes less than 0.2 s in all."""

_job_numbers = itertools.count(1)


class State(enum.Enum):
    """Where a job stands."""

    STARTING = "starting"
    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = frozenset({State.DONE, State.FAILED, State.CANCELLED})


@dataclass(frozen=True)
class WorkerCommand:
    """How to start the worker.

    Attributes:
        argv: program and arguments.
        log_path: file for the child's stderr, None to drop it.
        start_timeout: seconds until it must have said hello.
    """

    argv: tuple[str, ...]
    log_path: Path | None = None
    start_timeout: float = START_TIMEOUT


class WorkerHost:
    """Keeps one worker warm from job to job."""

    def __init__(self, command: Callable[[], WorkerCommand]) -> None:
        self._command = command
        self._worker: WorkerProcess | None = None
        self.greeted = False
        self.start_timeout = START_TIMEOUT

    @property
    def worker(self) -> WorkerProcess | None:
        """The worker of now, None where there is none."""
        return self._worker

    def acquire(self) -> WorkerProcess:
        """The warm worker, or a new one where it has gone. Raises OSError where it can't be started."""
        if self._worker is not None and self._worker.alive:
            return self._worker
        self.drop()
        command = self._command()
        self.start_timeout = command.start_timeout
        self._worker = WorkerProcess.start(command.argv, command.log_path)
        log.info("worker %d started", self._worker.pid)
        return self._worker

    def warm_up(self) -> None:
        """Starts the worker and lets it load, for a quick first job, which will report what fails here."""
        if self._worker is None or not self._worker.alive:
            try:
                self.acquire().send(Message({"type": "warm"}))
            except OSError as error:
                log.info("no worker to warm up: %s", error)

    def drop(self) -> None:
        """Ends the worker; the next job starts a new one."""
        if self._worker is not None:
            self._worker.close()
        self._worker = None
        self.greeted = False


class GenerateJob:
    """One request and what has become of it.

    Attributes:
        state: where it stands.
        stage: what is being done, for the user.
        fraction: 0..1 of the whole.
        candidates: the result once state is DONE, in the mesh's frame.
        problem: why it FAILED.
        timings: seconds by stage, from the worker.
    """

    def __init__(
        self,
        host: WorkerHost,
        order: Order,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.number = next(_job_numbers)
        self.state = State.STARTING
        self.stage = "Starting"
        self.fraction = 0.0
        self.candidates: Sequence[GraspCandidate] = ()
        self.problem: Problem | None = None
        self.timings: dict[str, float] = {}
        self.started = clock()
        self._clock = clock
        self._host = host
        self._cancel_asked = 0.0
        self._work_started = self.started
        self._message = generate_message(self.number, order)
        self._restarted = False
        self._begin()

    def _begin(self) -> None:
        try:
            self._worker = self._host.acquire()
        except OSError as error:
            self._fail(
                f"The worker process could not be started ({error.strerror or error}). "
                "Check that Blender's own Python may run on this computer.",
                repr(error),
            )
            return
        self.state = State.RUNNING if self._host.greeted else State.STARTING
        self._worker.send(self._message)

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in FINISHED

    def seconds_left(self) -> float | None:
        """Estimated from the pace so far; None while too little is known."""
        if self.state is not State.RUNNING or self.fraction < 0.05:
            return None
        elapsed = self._clock() - self._work_started
        return elapsed * (1.0 - self.fraction) / self.fraction

    def cancel(self) -> None:
        """Asks the worker to stop; `pump` kills it where it doesn't."""
        if self.finished or self.state is State.CANCELLING:
            return
        self.state = State.CANCELLING
        self.stage = "Cancelling"
        self._cancel_asked = self._clock()
        self._worker.send(Message({"type": "cancel", "job": self.number}))

    def abandon(self) -> None:
        """Drops the job and its worker at once."""
        if not self.finished:
            self._host.drop()
            self._end(State.CANCELLED)

    def pump(self) -> bool:
        """Takes in what has arrived; returns whether anything the user can see has changed."""
        if self.finished:
            return False
        before = (self.state, self.stage, self.fraction)
        gone = self._worker.drained()
        for message in self._worker.receive():
            if not self.finished:
                self._take(message)
        if not self.finished:
            self._watch(gone)
        return before != (self.state, self.stage, self.fraction)

    def wait(self, timeout: float, period: float = 0.01) -> None:
        """Pumps until finished; cancels after `timeout` seconds. For background mode: it blocks."""
        deadline = self._clock() + timeout
        while not self.finished:
            self.pump()
            if self._clock() > deadline and self.state is not State.CANCELLING:
                self.cancel()
            time.sleep(period)

    def _take(self, message: Message) -> None:
        if message.type == "hello":
            self._greet(message)
        elif message.header.get("job") != self.number:
            log.debug("a %s for job %s is ignored", message.type, message.header.get("job"))
        elif message.type == "cancelled":
            self._end(State.CANCELLED)
        elif self.state is State.CANCELLING:
            if message.type in ("result", "error"):
                self._end(State.CANCELLED)  # it finished in the same moment: the user's wish counts
        elif message.type == "progress":
            self._progress(message)
        elif message.type == "result":
            self._finish(message)
        elif message.type == "error":
            header = message.header
            self._fail(str(header.get("message", "")), str(header.get("report", "")))

    def _greet(self, message: Message) -> None:
        theirs = (message.header.get("protocol"), message.header.get("version"))
        if theirs != (PROTOCOL_VERSION, __version__):
            self._host.drop()
            self._fail(
                "The worker belongs to another version of SemGrasp. Restart Blender to finish the update.",
                f"worker {theirs}, add-on {(PROTOCOL_VERSION, __version__)}",
            )
            return
        self._host.greeted = True
        self._work_started = self._clock()
        if self.state is State.STARTING:
            self.state = State.RUNNING

    def _progress(self, message: Message) -> None:
        stage = str(message.header.get("stage", ""))
        self.stage = stage[:1].upper() + stage[1:]
        fraction = message.header.get("fraction")
        if isinstance(fraction, int | float):
            self.fraction = min(max(float(fraction), self.fraction), 1.0)

    def _finish(self, message: Message) -> None:
        try:
            self.candidates = read_result_message(message)
        except WireError as error:
            self._fail("The worker's answer is malformed. Generate again.", str(error))
            self._host.drop()
            return
        timings = message.header.get("timings")
        self.timings = dict(timings) if isinstance(timings, dict) else {}
        self.fraction = 1.0
        self._end(State.DONE)

    def _watch(self, gone: bool) -> None:
        now = self._clock()
        if self.state is State.CANCELLING:
            if gone or now - self._cancel_asked >= CANCEL_GRACE:
                if not gone:
                    log.info("the worker did not stop by itself and was killed")
                self._host.drop()
                self._end(State.CANCELLED)
        elif gone:
            self._fail_gone()
        elif self.state is State.STARTING and now - self.started > self._host.start_timeout:
            tail = self._worker.log_tail()
            self._host.drop()
            self._fail(
                f"The worker process did not answer within {self._host.start_timeout:.0f} s. Generate again; "
                "if it stays so, a virus scanner may be holding Blender's Python back.",
                tail,
            )

    def _fail_gone(self) -> None:
        worker = self._worker
        worker.kill()
        if worker.return_code == 0 and not self._restarted:
            # It left for idleness in the very moment the job was sent.
            self._restarted = True
            self._host.drop()
            self._begin()
            return
        report = f"exit code {worker.return_code}; {worker.fault}\n{worker.log_tail()}"
        self._host.drop()
        if self.state is State.STARTING:
            self._fail(
                "The worker process ended while it was starting. Copy the report to see why; "
                "reinstalling the extension often helps.",
                report,
            )
        else:
            self._fail("The worker process ended unexpectedly. Generate again to start a new one.", report)

    def _fail(self, text: str, report: str) -> None:
        self.problem = Problem(text, report)
        self._end(State.FAILED)

    def _end(self, state: State) -> None:
        log.info("job %d: %s after %.2f s", self.number, state.value, self._clock() - self.started)
        self.state = state
