"""Jobs against real child processes: done, failed, cancelled, killed; no bpy."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from semgrasp.inference.exchange import ObjectMesh, Order
from semgrasp.inference.grasp import GenerateRequest
from semgrasp.semgrasp_blender.jobs.job import GenerateJob, State, WorkerCommand, WorkerHost

DOUBLES = Path(__file__).parents[2] / "inference" / "worker_doubles.py"
MESH = ObjectMesh(np.eye(3) * 0.1, np.array([[0, 1, 2]], dtype=np.int32), "leaf")


class Bench:
    """A host whose worker does what the mode of the moment says."""

    def __init__(self, folder: Path) -> None:
        self.mode = "normal"
        self.start_timeout = 10.0
        self.log = folder / "worker.log"
        self.host = WorkerHost(
            lambda: WorkerCommand((sys.executable, str(DOUBLES), self.mode), self.log, self.start_timeout)
        )

    def job(self, count: int = 2) -> GenerateJob:
        return GenerateJob(self.host, Order(MESH, GenerateRequest(count=count)))

    def run(self) -> GenerateJob:
        job = self.job()
        job.wait(20.0)
        return job


@pytest.fixture
def bench(tmp_path):
    bench = Bench(tmp_path)
    yield bench
    bench.host.drop()


def pump_until(job: GenerateJob, condition, timeout: float = 10.0) -> None:
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        job.pump()
        time.sleep(0.005)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_job_brings_candidates_and_keeps_the_worker(bench):
    first = bench.run()
    assert first.state is State.DONE
    assert len(first.candidates) == 2
    assert first.fraction == 1.0
    pid = bench.host.worker.pid
    second = bench.run()
    assert second.state is State.DONE
    assert bench.host.worker.pid == pid


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        ("user_error", "This mug would be 95 m tall"),
        ("defect", "a mistake of ours"),
        ("crash", "ended unexpectedly"),
        ("dies", "ended while it was starting"),
        ("junk", "ended while it was starting"),
        ("other_version", "another version"),
    ],
)
def test_failures_say_what_to_do_and_the_next_job_works(bench, mode, text):
    bench.mode = mode
    failed = bench.run()
    assert failed.state is State.FAILED
    assert failed.problem is not None and text in failed.problem.text
    if mode == "dies":
        assert "no such wheel" in failed.problem.report
    bench.mode = "normal"
    if mode in ("user_error", "defect"):
        bench.host.drop()  # that worker is alive and well; this one shall be another
    assert bench.run().state is State.DONE


def test_a_worker_that_never_answers_is_given_up(bench):
    bench.mode, bench.start_timeout = "mute", 0.3
    job = bench.run()
    assert job.state is State.FAILED
    assert job.problem is not None and "did not answer" in job.problem.text
    assert bench.host.worker is None


def test_a_program_that_is_not_there(bench):
    host = WorkerHost(lambda: WorkerCommand(("/no/such/python",)))
    job = GenerateJob(host, Order(MESH, GenerateRequest()))
    assert job.state is State.FAILED
    assert job.problem is not None and "could not be started" in job.problem.text


@pytest.mark.parametrize("mode", ["slow", "deaf"])
def test_cancel_takes_less_than_a_fifth_of_a_second(bench, mode):
    bench.mode = mode
    job = bench.job()
    pump_until(job, lambda: job.state is State.RUNNING and job.fraction > 0)
    pid = bench.host.worker.pid
    started = time.monotonic()
    job.cancel()
    pump_until(job, lambda: job.finished)
    assert time.monotonic() - started < 0.2
    assert job.state is State.CANCELLED
    assert job.problem is None
    # One that listens stays warm; one that doesn't is killed.
    assert is_alive(pid) == (mode == "slow")


def test_cancel_before_the_worker_has_started(bench):
    bench.mode = "mute"
    job = bench.job()
    started = time.monotonic()
    job.cancel()
    pump_until(job, lambda: job.finished)
    assert job.state is State.CANCELLED
    assert time.monotonic() - started < 0.2


def test_a_killed_worker_is_a_message_and_the_next_run_starts_a_new_one(bench):
    bench.mode = "slow"
    job = bench.job()
    pump_until(job, lambda: job.fraction > 0)
    pid = bench.host.worker.pid
    os.kill(pid, signal.SIGKILL)
    pump_until(job, lambda: job.finished, timeout=2.0)
    assert job.state is State.FAILED
    assert job.problem is not None and "ended unexpectedly" in job.problem.text
    bench.mode = "normal"
    assert bench.run().state is State.DONE
    assert bench.host.worker.pid != pid


def test_a_worker_that_left_idle_is_replaced(tmp_path):
    host = WorkerHost(
        lambda: WorkerCommand((sys.executable, str(DOUBLES), "normal", "0.1"), tmp_path / "log")
    )
    try:
        first = GenerateJob(host, Order(MESH, GenerateRequest(count=1)))
        first.wait(20.0)
        time.sleep(0.4)
        second = GenerateJob(host, Order(MESH, GenerateRequest(count=1)))
        second.wait(20.0)
        assert second.state is State.DONE
    finally:
        host.drop()


def test_a_warmed_worker_serves_the_next_job(bench):
    bench.host.warm_up()
    pid = bench.host.worker.pid
    bench.host.warm_up()
    assert bench.host.worker.pid == pid
    assert bench.run().state is State.DONE
    assert bench.host.worker.pid == pid
    WorkerHost(lambda: WorkerCommand(("/no/such/python",))).warm_up()  # no error: the job will say it


def test_a_large_mesh_never_blocks(bench):
    """A pipe holds 64 kB: the rest must not wait for the worker on the caller's thread."""
    mesh = ObjectMesh(np.zeros((1_000_000, 3)), np.zeros((1_000_000, 3), dtype=np.int32), "large")
    bench.mode = "mute"
    bench.host.acquire()
    started = time.monotonic()
    job = GenerateJob(bench.host, Order(mesh, GenerateRequest()))
    job.pump()
    assert time.monotonic() - started < 2.0  # this worker never reads: to wait for it is to wait for ever
    job.abandon()
    assert bench.host.worker is None


def test_time_left_follows_the_pace(bench):
    now = [0.0]
    job = GenerateJob(bench.host, Order(MESH, GenerateRequest()), clock=lambda: now[0])
    assert job.seconds_left() is None
    job.state, job.fraction, now[0] = State.RUNNING, 0.25, 2.0
    assert job.seconds_left() == pytest.approx(6.0)
    job.abandon()
