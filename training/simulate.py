"""Whether the corpus's grasps hold in MuJoCo, by the field's strict test, on a sample of its shapes."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from ..inference.errors import UserError
from ..inference.metrics.simulation import (
    coacd_pieces,
    hand_pieces,
    held_strict,
    island_pieces,
    simulation_body,
)
from .collect import CORPUS, Corpus, read_corpus
from .restore import Row, move, restore_hands, restore_shape, sample

log = logging.getLogger(__name__)

COACD = {
    "threshold": 0.003,
    "real_metric": True,
    "max_convex_hull": 32,
    "preprocess_resolution": 60,
    "resolution": 500,
    "mcts_nodes": 6,
    "mcts_iterations": 20,
    "mcts_max_depth": 2,
}
"""Hulls within about 3 mm of the solid, in 0.1 to 10 s for most objects. The gates take cuts of their own, so
that this is another's opinion."""
PATIENCE = 60.0
"""Seconds without a result after which an object is left out; CoACD takes minutes over some hollow things."""
FILE = "simulated.jsonl"

Line = dict[str, Any]
Task = tuple[Row, Sequence[Row]]


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "simulate", help=f"test a sample in MuJoCo; adds to the corpus's {FILE} and can be cut and run again"
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--share", type=float, default=0.05, help="of the grasps, by whole objects")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Simulate what is missing and print what share holds.

    Raises:
        UserError: MuJoCo or CoACD isn't installed.
        ValueError: the share is not a share.
    """
    _need_simulators()
    corpus, path = read_corpus(options.corpus), options.corpus / FILE
    drawn = sample(corpus, options.share, options.seed)
    known = {line["shape_id"] for line in read_lines(path)}
    missing = [task for task in drawn if task[0]["shape_id"] not in known]
    with path.open("a", encoding="utf-8") as file:
        for lines in tqdm(simulate_all(missing, options.workers), total=len(missing), unit="shape"):
            file.write("".join(json.dumps(line) + "\n" for line in lines))
            file.flush()
    asked = {shape["shape_id"] for shape, _ in drawn}
    sys.stdout.write(report([line for line in read_lines(path) if line["shape_id"] in asked], corpus) + "\n")
    return 0


def simulate_shape(shape_row: Row, grasp_rows: Sequence[Row]) -> Iterator[Line]:
    """Results of an object's grasps, one by one: whether held, displacement in metres, turn in radians."""
    found, hands = restore_shape(shape_row), restore_hands(grasp_rows, shape_row)
    mesh = found.item.solid.to_mesh()
    vertices = move(found.to_canonical, np.asarray(mesh.vert_properties, float)[:, :3])
    pieces = coacd_pieces(vertices, np.asarray(mesh.tri_verts, int), COACD) or island_pieces(found.shape)
    body = simulation_body(found.shape, pieces)
    for row, vertices in zip(grasp_rows, move(found.to_canonical, hands.vertices), strict=True):
        result = held_strict(hand_pieces(vertices, hands.model.segment_of_vertex), body)
        yield {
            "shape_id": shape_row["shape_id"],
            "grasp_id": row["grasp_id"],
            "held": result.held,
            "distance": round(result.distance, 5),
            "angle": round(result.angle, 5),
        }


def simulate_all(tasks: Sequence[Task], workers: int, patience: float = PATIENCE) -> Iterator[list[Line]]:
    """Results of many objects, in any order, computed in processes that are ended when they get stuck.

    An object that can't be simulated gives one line with a reason in place of results.
    """
    waiting = list(reversed(tasks))
    busy = [_start(waiting.pop()) for _ in range(min(max(workers, 1), len(waiting)))]
    try:
        while busy:
            connection.wait([worker.pipe for worker in busy], timeout=1.0)
            for worker in list(busy):
                lines = worker.look(patience)
                if lines is None:
                    continue
                yield lines
                if worker.alive and waiting:
                    worker.give(waiting.pop())
                    continue
                worker.end()
                busy.remove(worker)
                if waiting:
                    busy.append(_start(waiting.pop()))
    finally:
        for worker in busy:
            worker.end()


def read_lines(path: Path) -> list[Line]:
    """Lines written so far; one that was cut short is left out."""
    lines = []
    if path.exists():
        for text in path.read_text(encoding="utf-8").splitlines():
            with suppress(json.JSONDecodeError):
                lines.append(json.loads(text))
    return lines


def report(lines: Sequence[Line], corpus: Corpus) -> str:
    """Shares that hold: in all, by grasp type, by family; and which objects were left out why."""
    families = dict(
        zip(corpus.shapes["shape_id"].to_pylist(), corpus.shapes["family"].to_pylist(), strict=True)
    )
    kinds = dict(zip(corpus.grasps["grasp_id"].to_pylist(), corpus.grasps["kind"].to_pylist(), strict=True))
    # a grasp of an older build of the corpus counts nothing
    results = [line for line in lines if line.get("grasp_id") in kinds]
    left = Counter(line["left_out"] for line in lines if "left_out" in line)
    shapes = len({line["shape_id"] for line in results})
    told = [f"held, strict: {_share(results)} on {shapes} objects"]
    if results:
        distance = np.median([line["distance"] for line in results])
        told += [f"median of the largest displacement: {1e3 * distance:.1f} mm"]
    told += [f"objects left out: {sum(left.values())}"]
    told += [f"    {reason}: {number}" for reason, number in left.most_common()]
    for title, key in (
        ("by type", lambda line: kinds[line["grasp_id"]]),
        ("by family", lambda line: families[line["shape_id"]]),
    ):
        groups: dict[str, list[Line]] = {}
        for line in results:
            groups.setdefault(key(line), []).append(line)
        told += [f"{title}:"]
        told += [
            f"    {name}: {_share(own)}" for name, own in sorted(groups.items(), key=lambda g: -len(g[1]))
        ]
    return "\n".join(told)


@dataclass
class _Worker:
    """A process that simulates one object after another."""

    process: BaseProcess
    pipe: Connection
    shape_id: str = ""
    lines: list[Line] = field(default_factory=list)
    heard: float = 0.0
    alive: bool = True

    def give(self, task: Task) -> None:
        """Send an object."""
        self.shape_id, self.lines, self.heard = task[0]["shape_id"], [], time.monotonic()
        self.pipe.send(task)

    def look(self, patience: float) -> list[Line] | None:
        """All lines of the object once it is finished or given up, else None."""
        try:
            while self.pipe.poll():
                line = self.pipe.recv()
                self.heard = time.monotonic()
                if line is None:
                    return self.lines
                self.lines.append(line)
        except (EOFError, OSError):
            return self._give_up("the simulator crashed")
        if time.monotonic() - self.heard > patience:
            return self._give_up(f"no result within {patience:g} s")
        return None

    def end(self) -> None:
        """End the process."""
        self.alive = False
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def _give_up(self, reason: str) -> list[Line]:
        self.alive = False
        return [{"shape_id": self.shape_id, "left_out": reason}]


def _start(task: Task) -> _Worker:
    context = get_context("spawn")
    mine, other = context.Pipe()
    process = context.Process(target=_serve, args=(other,), daemon=True)
    process.start()
    other.close()
    worker = _Worker(process, mine)
    worker.give(task)
    return worker


def _serve(pipe: Connection) -> None:
    """Body of a process: simulates what it is sent until the other end closes."""
    with suppress(EOFError):
        while True:
            shape_row, grasp_rows = pipe.recv()
            try:
                for line in simulate_shape(shape_row, grasp_rows):
                    pipe.send(line)
            except (UserError, ValueError) as error:
                pipe.send({"shape_id": shape_row["shape_id"], "left_out": str(error)})
            pipe.send(None)


def _share(lines: Sequence[Mapping[str, Any]]) -> str:
    held = sum(line["held"] for line in lines)
    return f"{100 * held / max(len(lines), 1):.1f} % of {len(lines)}"


def _need_simulators() -> None:
    for module in ("mujoco", "coacd"):
        try:
            __import__(module)
        except ImportError as error:
            raise UserError(f"{module} isn't installed: run pip install semgrasp[simulation].") from error
