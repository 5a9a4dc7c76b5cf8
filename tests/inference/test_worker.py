"""The worker: answers what it is asked, survives what it is not, leaves when nobody needs it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from semgrasp.inference import start_worker
from semgrasp.inference.errors import UserError
from semgrasp.inference.exchange import (
    FaceLabels,
    ObjectMesh,
    Order,
    generate_message,
    read_generate_message,
    read_result_message,
    result_message,
)
from semgrasp.inference.grasp import GenerateRequest, Grasp, GraspCandidate
from semgrasp.inference.wire import PROTOCOL_VERSION, Message, WireError, encode, read_message
from semgrasp.inference.worker import Worker, in_frame

DOUBLES = Path(__file__).with_name("worker_doubles.py")

BOX_CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float) * 0.08
BOX_FACES = np.array(
    [[0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1],
     [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3]], dtype=np.int32,
)  # fmt: skip


def box_mesh(name: str = "box") -> ObjectMesh:
    labels = FaceLabels("group", ("", "lid"), np.repeat([0, 1], 6).astype(np.int32))
    return ObjectMesh(BOX_CORNERS, BOX_FACES, name, (labels,))


class Engine:
    """Returns nothing unless told otherwise."""

    def __init__(self, work=lambda *arguments: []):
        self.work = work

    def warm(self):
        pass

    def generate(self, key, order, progress, cancelled):
        return self.work(key, order, progress, cancelled)


def serve(sent: bytes, engine: Engine | None = None) -> tuple[int, list[Message]]:
    sink = io.BytesIO()
    code = Worker(io.BytesIO(sent), sink, engine or Engine(), idle_seconds=5).run()
    sink.seek(0)
    answers = []
    while (message := read_message(sink)) is not None:
        answers.append(message)
    return code, answers


def some_candidate() -> GraspCandidate:
    rng = np.random.default_rng(3)
    return GraspCandidate(
        grasp=Grasp("left", np.eye(4), rng.normal(size=45), rng.normal(size=10)),
        grasp_type="tripod",
        score=0.5,
        metrics={
            "penetration_mm": np.float32(1.5),
            "regions": {"palm"},
            "bad": np.inf,
            "n": np.array([1, 2]),
        },
        caption="Grüße",
        seed=5,
        approach=np.stack([np.eye(4)] * 3),
        approach_pose=rng.normal(size=(3, 45)),
        tokens=(1, 2, 3),
        log_probability=-2.5,
    )


def test_it_introduces_itself_and_ends_with_its_input():
    code, answers = serve(b"")
    assert code == 0
    assert [answer.type for answer in answers] == ["hello"]
    assert answers[0].header["protocol"] == PROTOCOL_VERSION
    assert answers[0].header["pid"] == os.getpid()


def test_request_and_mesh_arrive_and_candidates_come_back():
    seen = {}
    expected = some_candidate()

    def work(key, order, progress, cancelled):
        seen.update(key=key, mesh=order.mesh, request=order.request, mano_folder=order.mano_folder)
        progress("Working", 0.25)
        return [expected]

    request = GenerateRequest("hold it", "left", 3, 7, "lid", False, tuple(range(10)))
    mesh = box_mesh()
    # Input stays open until the answer is there: its end would cancel the job.
    read_end, write_end = os.pipe()
    os.write(
        write_end,
        encode(generate_message(4, Order(mesh, request, "/mano"))) + encode(Message({"type": "quit"})),
    )
    sink = io.BytesIO()
    with os.fdopen(read_end, "rb") as source:
        assert Worker(source, sink, Engine(work), idle_seconds=5).run() == 0
        os.close(write_end)
    assert seen["request"] == request
    assert seen["mano_folder"] == "/mano"
    assert seen["key"] == mesh.content_key()
    np.testing.assert_array_equal(seen["mesh"].vertices, mesh.vertices)
    np.testing.assert_array_equal(seen["mesh"].labels[0].labels, mesh.labels[0].labels)
    sink.seek(0)
    hello, progress, result = read_message(sink), read_message(sink), read_message(sink)
    assert hello and progress and result
    assert progress.header == {"type": "progress", "job": 4, "stage": "Working", "fraction": 0.25}
    (came,) = read_result_message(result)
    for name in ("grasp_type", "score", "caption", "seed", "tokens", "log_probability"):
        assert getattr(came, name) == getattr(expected, name)
    for name in ("hand_to_object", "hand_pose", "betas"):
        np.testing.assert_array_equal(getattr(came.grasp, name), getattr(expected.grasp, name))
    for name in ("approach", "approach_pose"):
        np.testing.assert_array_equal(getattr(came, name), getattr(expected, name))
    assert came.metrics == {"penetration_mm": 1.5, "regions": ["palm"], "bad": None, "n": [1, 2]}


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (UserError("Scale it."), "user", "Scale it."),
        (ValueError("oops"), "defect", "oops"),
        (MemoryError(), "defect", "memory"),
    ],
)
def test_errors_become_messages_and_the_worker_goes_on(error, kind, text):
    def work(*_):
        raise error

    read_end, write_end = os.pipe()
    job = encode(generate_message(1, Order(box_mesh(), GenerateRequest())))
    os.write(write_end, job + job + encode(Message({"type": "quit"})))
    sink = io.BytesIO()
    with os.fdopen(read_end, "rb") as source:
        Worker(source, sink, Engine(work), idle_seconds=5).run()
        os.close(write_end)
    sink.seek(0)
    read_message(sink)
    for _ in range(2):
        answer = read_message(sink)
        assert answer is not None and answer.type == "error"
        assert answer.header["kind"] == kind
        assert text in answer.header["message"]
        assert ("Traceback" in answer.header["report"]) == (kind == "defect")


def test_transforms_are_carried_into_another_frame():
    moved = np.eye(4)
    moved[:3, 3] = 1, 2, 3
    came = in_frame(some_candidate(), moved)
    np.testing.assert_allclose(came.grasp.hand_to_object, moved)
    np.testing.assert_allclose(came.approach, np.stack([moved] * 3))


def test_content_key_knows_geometry_and_names_alone():
    key = box_mesh().content_key()
    assert box_mesh().content_key() == key
    assert box_mesh("cup").content_key() != key
    other = ObjectMesh(BOX_CORNERS * 1.01, BOX_FACES, "box", box_mesh().labels)
    assert other.content_key() != key


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_message_is_an_answer_or_an_end_never_a_crash(data):
    whole = bytearray(encode(generate_message(1, Order(box_mesh(), GenerateRequest()))))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    code, answers = serve(bytes(whole))
    assert code in (0, 1)
    assert answers[0].type == "hello"
    assert {answer.type for answer in answers[1:]} <= {"progress", "result", "error", "cancelled"}


@pytest.mark.parametrize("change", ["labels", "faces", "request", "shape"])
def test_requests_that_do_not_fit_are_refused(change):
    message = generate_message(1, Order(box_mesh(), GenerateRequest()))
    header, arrays = dict(message.header), dict(message.arrays)
    if change == "labels":
        arrays["labels/0"] = np.full(12, 7, dtype=np.int32)
    elif change == "faces":
        del arrays["faces"]
    elif change == "request":
        header["request"] = {"betas": [0] * 10, "colour": "red"}
    else:
        arrays["vertices"] = np.zeros((4, 2))
    with pytest.raises(WireError):
        read_generate_message(Message(header, arrays))


def test_results_that_do_not_fit_are_refused():
    good = result_message(1, [some_candidate()], {})
    for name, value in [
        ("0/hand_pose", np.zeros(44)),
        ("0/approach", np.zeros((2, 3, 4))),
        ("0/betas", np.full(10, np.nan)),
    ]:
        with pytest.raises(WireError):
            read_result_message(Message(good.header, {**good.arrays, name: value}))
    with pytest.raises(WireError):
        read_result_message(Message({"type": "result"}, good.arrays))


# As a process


def double(mode: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(DOUBLES), mode, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def processes():
    running = []
    yield running
    for process in running:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def test_printing_does_not_disturb_the_messages(processes):
    process = double("prints")
    processes.append(process)
    assert process.stdin and process.stdout
    process.stdin.write(encode(generate_message(1, Order(box_mesh(), GenerateRequest(count=2)))))
    process.stdin.flush()
    types = []
    while not types or types[-1] != "result":
        message = read_message(process.stdout)
        assert message is not None
        types.append(message.type)
    assert types == ["hello", "progress", "result"]


def test_cancel_is_answered_within_a_tenth_of_a_second(processes):
    process = double("slow")
    processes.append(process)
    assert process.stdin and process.stdout
    process.stdin.write(encode(generate_message(1, Order(box_mesh(), GenerateRequest()))))
    process.stdin.flush()
    while (message := read_message(process.stdout)) and message.type != "progress":
        pass
    started = time.monotonic()
    process.stdin.write(encode(Message({"type": "cancel", "job": 1})))
    process.stdin.flush()
    while (message := read_message(process.stdout)) and message.type == "progress":
        pass
    assert message is not None and message.type == "cancelled"
    assert time.monotonic() - started < 0.2


def test_it_never_outlives_the_one_who_started_it(processes):
    process = double("deaf")
    processes.append(process)
    assert process.stdin and process.stdout
    read_message(process.stdout)
    process.stdin.write(encode(generate_message(1, Order(box_mesh(), GenerateRequest()))))
    process.stdin.close()
    assert process.wait(timeout=5) == 0


def test_it_leaves_when_idle(processes):
    process = double("normal", "0.3")
    processes.append(process)
    assert process.stdout
    assert [message.type for message in iter(lambda: read_message(process.stdout), None)] == ["hello", "bye"]
    assert process.wait(timeout=5) == 0


def test_broken_input_ends_it_with_code_one(processes):
    process = double("normal")
    processes.append(process)
    assert process.stdin
    process.stdin.write(b"GET / HTTP/1.1\r\n\r\n")
    process.stdin.flush()
    assert process.wait(timeout=10) == 1


def test_the_start_script_works_in_an_isolated_python(processes, tmp_path):
    """As Blender starts it: -I, another folder, the package found by the script alone."""
    command = [
        sys.executable,
        "-I",
        str(Path(start_worker.__file__)),
        "--idle-seconds",
        "0.2",
        "--path",
        str(tmp_path),
    ]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path)
    processes.append(process)
    assert process.stdout
    hello = read_message(process.stdout)
    assert hello is not None and hello.type == "hello"
    assert process.wait(timeout=10) == 0
