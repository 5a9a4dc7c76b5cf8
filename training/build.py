"""Building the corpus's objects and grasps: many jobs, any number of processes, resumable."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from ..inference.hand.rotation import matrix_to_quaternion
from .grasps.job import ShapeJob, ShapeResult, run_job
from .knowledge import Knowledge, load_knowledge
from .objects.maker import ConstructionError
from .schema import GRASPS, POINTS, SHAPES, VERSION, write_table, write_whole
from .splits import split_of_shape

log = logging.getLogger(__name__)

CHUNK = 12
"""Objects to a file of the work folder: what is lost at most when a run is cut."""


BARE = 1000
"""Index in their category from which objects have no grasps."""

Chunk = tuple[str, Sequence[ShapeJob]]
"""Name and jobs of a piece of work."""


class Pool(Protocol):
    """Where chunks are computed: processes here, or Ray."""

    def run(self, chunks: Sequence[Chunk], folder: Path) -> Iterator[str]:
        """Compute chunks in any order; yields the name of each as it is done."""
        ...


def jobs(categories: Sequence[str], indices: range, seed: int) -> list[ShapeJob]:
    """Objects of a corpus, every category's first ones first, so that a part of it is balanced too."""
    return [ShapeJob(name, index, seed) for index in indices for name in sorted(categories)]


def build(
    folder: Path,
    grasped: int,
    bare: int,
    seed: int,
    pool: Pool,
    categories: Sequence[str] | None = None,
) -> int:
    """Compute what is missing in a work folder; returns how many chunks were computed.

    A corpus can be continued with larger numbers.

    Args:
        folder: work folder; chunks already there stay.
        grasped: objects of each category that get grasps.
        bare: further objects of each category without grasps, for what learns from shapes alone.
        seed: the same seed gives the same corpus.
        pool: where to compute.
        categories: which; all by default.

    Raises:
        ValueError: the folder holds the work of another seed, version, or other categories.
    """
    chunks = plan_chunks(folder, grasped, bare, seed, categories)
    missing = [chunk for chunk in chunks if not _holds(folder, chunk)]
    log.info("%d of %d chunks are there already", len(chunks) - len(missing), len(chunks))
    with tqdm(total=len(chunks), initial=len(chunks) - len(missing), unit="chunk", smoothing=0.02) as bar:
        for _ in pool.run(missing, folder):
            bar.update()
    return len(missing)


def plan_chunks(
    folder: Path, grasped: int, bare: int, seed: int, categories: Sequence[str] | None = None
) -> list[Chunk]:
    """All chunks of a corpus; the work folder remembers what it is for.

    Args and Raises: see `build`.
    """
    names = sorted(categories or _knowledge())
    _check_plan(folder, {"version": VERSION, "seed": seed, "categories": names})
    return [
        (f"{kind}-{number:05d}", todo[start : start + CHUNK])
        for kind, todo in (
            ("grasped", jobs(names, range(grasped), seed)),
            ("bare", jobs(names, range(BARE, BARE + bare), seed)),
        )
        for number, start in enumerate(range(0, len(todo), CHUNK))
    ]


class Processes:
    """Chunks on the cores of this machine."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or os.cpu_count() or 1

    def run(self, chunks: Sequence[Chunk], folder: Path) -> Iterator[str]:
        """See `Pool`."""
        if self._workers == 1:
            for name, part in chunks:
                yield run_chunk(name, part, folder)
            return
        # one thread for each process: the processes themselves keep the cores busy
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        with ProcessPoolExecutor(self._workers, mp_context=get_context("spawn")) as executor:
            started: list[Future[str]] = [
                executor.submit(run_chunk, name, part, folder) for name, part in chunks
            ]
            for future in as_completed(started):
                yield future.result()


def run_chunk(name: str, part: Sequence[ShapeJob], folder: Path) -> str:
    """Compute one chunk and write its files; the tally comes last and marks it as done."""
    shapes, grasps = [], []
    tally: dict[str, Counter[str]] = {"rejected": Counter(), "unmet": Counter(), "failed": Counter()}
    for job in part:
        category = _knowledge()[job.category]
        try:
            result = run_job(job, category, with_grasps=job.index < BARE)
        except ConstructionError as error:
            log.warning("%s: %s", job.shape_id, error)
            tally["failed"][job.category] += 1
            continue
        tally["rejected"].update(result.rejected)
        tally["unmet"].update(f"{job.category}/{intent}" for intent in result.unmet)
        shapes.append(shape_row(result, category.family))
        grasps += grasp_rows(result)
    write_table(chunk_path(folder, name, "shapes"), shapes, SHAPES)
    write_table(chunk_path(folder, name, "grasps"), grasps, GRASPS)
    mark_finished(folder, name, part, tally)
    return name


def mark_finished(
    folder: Path, name: str, part: Sequence[ShapeJob], tally: Mapping[str, Mapping[str, int]]
) -> None:
    """Write the tally of a chunk whose tables are there."""
    counts = {reason: dict(sorted(count.items())) for reason, count in tally.items()}
    text = json.dumps({"jobs": [job.shape_id for job in part], **counts})
    write_whole(chunk_path(folder, name, "tally"), text.encode())


def _holds(folder: Path, chunk: Chunk) -> bool:
    """Whether a chunk is finished; the last one of a smaller corpus may lack jobs of a larger one."""
    path = chunk_path(folder, chunk[0], "tally")
    if not path.exists():
        return False
    return json.loads(path.read_text(encoding="utf-8"))["jobs"] == [job.shape_id for job in chunk[1]]


def chunk_path(folder: Path, name: str, table: str) -> Path:
    """File of a chunk: its "shapes", "grasps" or "tally"."""
    return folder / f"{name}-{table}.{'json' if table == 'tally' else 'parquet'}"


def shape_row(result: ShapeResult, family: str) -> dict[str, Any]:
    """Row of the table of shapes."""
    item, shape = result.item, result.shape
    to_use_frame = np.linalg.inv(shape.metres_to_canonical)
    pick = np.linspace(0, len(shape.points) - 1, POINTS).astype(int)
    points = shape.points[pick] @ to_use_frame[:3, :3].T + to_use_frame[:3, 3]
    scale = float(np.float32(np.abs(points).max() / 32000))
    return {
        "shape_id": result.job.shape_id,
        "category": item.category,
        "family": family,
        "construction": item.construction,
        "seed": item.seed,
        "style": item.style.value,
        "split": split_of_shape(result.job.shape_id, item.category),
        "side": result.side,
        "betas": result.betas.astype(np.float32).tolist(),
        "size": shape.size.astype(np.float32).tolist(),
        "triangles": len(item.faces),
        "mesh_sha256": mesh_digest(item.vertices, item.faces),
        "labels": list(item.names),
        "label_part": list(item.label_part),
        "point_scale": scale,
        "points": np.round(points / scale).astype(np.int16).reshape(-1).tolist(),
        "normals": np.round(127 * shape.normals[pick]).astype(np.int8).reshape(-1).tolist(),
        "point_labels": shape.part_of_face[shape.point_faces[pick]].astype(np.int8).tolist(),
    }


def grasp_rows(result: ShapeResult) -> list[dict[str, Any]]:
    """Rows of the table of grasps."""
    to_use_frame = np.linalg.inv(result.shape.metres_to_canonical)
    rows = []
    for index, grasp in enumerate(result.grasps):
        hand_to_object = to_use_frame @ grasp.hand_to_object
        quaternion = matrix_to_quaternion(hand_to_object[None, :3, :3])[0]
        rows.append(
            {
                "grasp_id": f"{result.job.shape_id}-{index:02d}",
                "shape_id": result.job.shape_id,
                "intent": grasp.intent,
                "kind": grasp.kind.name,
                "rotation": quaternion.astype(np.float32).tolist(),
                "translation": hand_to_object[:3, 3].astype(np.float32).tolist(),
                "angles": grasp.angles.astype(np.float32).tolist(),
                "penetration": grasp.penetration,
                "intersection": grasp.intersection,
                "held": grasp.held,
                "on_part": grasp.on_part,
                "touched": grasp.touched.tolist(),
            }
        )
    return rows


def mesh_digest(vertices: NDArray[np.float64], faces: NDArray[np.int32]) -> str:
    """What tells that a rebuilt mesh is the same."""
    digest = hashlib.sha256(np.ascontiguousarray(vertices, "<f4").tobytes())
    digest.update(np.ascontiguousarray(faces, "<i4").tobytes())
    return digest.hexdigest()


def _check_plan(folder: Path, plan: dict[str, Any]) -> None:
    """Refuse to mix two corpora in one work folder.

    Raises:
        ValueError: the folder holds the work of other arguments.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "plan.json"
    if path.exists() and json.loads(path.read_text(encoding="utf-8")) != plan:
        raise ValueError(
            f"{folder} holds the work of another seed, size or version: empty it or take another."
        )
    path.write_text(json.dumps(plan), encoding="utf-8")


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()
