"""Clouds of all objects of the corpus, with the label of every point: built once, kept on disk."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from ...inference.tokenizer.cloud import make_cloud, sample_of
from ..grasps.job import ShapeJob, draw_object, labelled_shape
from ..schema import write_whole

log = logging.getLogger(__name__)

PIECE = 256
"""Objects to a file: what is lost at most when building is cut."""
FIELDS = ("origin", "points", "normals", "centres", "neighbours", "nearest", "weights", "labels")


@dataclass(frozen=True, eq=False)
class Clouds:
    """S clouds; see inference.tokenizer.cloud.ObjectCloud.

    Attributes:
        shape_ids: names of the objects.
        labels_of: (S) names of each object's labels: parts, then zones.
        label_part: (S) index of the part to which each label belongs.
        arrays: the clouds' fields by name, stacked, and "labels" (S, N): finest label of each point.
    """

    shape_ids: tuple[str, ...]
    labels_of: tuple[tuple[str, ...], ...]
    label_part: tuple[tuple[int, ...], ...]
    arrays: dict[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.shape_ids)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Category (S) of each object."""
        return tuple(shape_id.rsplit("-", 1)[0] for shape_id in self.shape_ids)


def build_clouds(shape_ids: Sequence[str], seed: int, folder: Path, workers: int) -> Clouds:
    """Load the clouds of objects, building what is missing.

    Args:
        shape_ids: objects of a corpus, "mug-0003".
        seed: of that corpus.
        folder: where clouds are kept.
        workers: processes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pieces = [tuple(shape_ids[i : i + PIECE]) for i in range(0, len(shape_ids), PIECE)]
    names = [folder / f"clouds-{seed}-{number:04d}.npz" for number in range(len(pieces))]
    missing = [i for i, piece in enumerate(pieces) if not _holds(names[i], piece)]
    log.info("%d of %d files of clouds are there already", len(pieces) - len(missing), len(pieces))
    if missing:
        make = partial(_build_piece, seed)
        with ProcessPoolExecutor(max(workers, 1), mp_context=get_context("spawn")) as executor:
            made = executor.map(make, [pieces[i] for i in missing], [names[i] for i in missing])
            for _ in tqdm(made, total=len(missing), unit="file"):
                pass
    return _load(names)


def _build_piece(seed: int, shape_ids: Sequence[str], path: Path) -> None:
    rows: dict[str, list[NDArray[Any]]] = {name: [] for name in FIELDS}
    labels_of, label_part = [], []
    for shape_id in shape_ids:
        category, index = shape_id.rsplit("-", 1)
        item = draw_object(ShapeJob(category, int(index), seed))
        shape, label_of_face = labelled_shape(item)
        cloud = make_cloud(shape.points, shape.normals)
        # back to the use frame, in which the corpus tells its grasps
        origin = cloud.origin + np.linalg.inv(shape.metres_to_canonical)[:3, 3]
        rows["origin"].append(origin.astype(np.float32))
        for name in ("points", "weights"):
            rows[name].append(getattr(cloud, name))
        rows["normals"].append(cloud.normals.astype(np.float16))
        for name in ("centres", "neighbours", "nearest"):
            rows[name].append(getattr(cloud, name).astype(np.int16))
        rows["labels"].append(label_of_face[shape.point_faces[sample_of(len(shape.points))]].astype(np.int16))
        labels_of.append(list(item.names))
        label_part.append(list(item.label_part))
    note = json.dumps({"shape_ids": list(shape_ids), "labels": labels_of, "label_part": label_part})
    unfinished = path.with_suffix(".part.npz")
    arrays: dict[str, Any] = {name: np.stack(values) for name, values in rows.items()}
    np.savez(unfinished, **arrays)
    write_whole(path.with_suffix(".json"), note.encode())
    unfinished.replace(path)


def _holds(path: Path, shape_ids: Sequence[str]) -> bool:
    note = path.with_suffix(".json")
    return path.exists() and note.exists() and json.loads(note.read_text())["shape_ids"] == list(shape_ids)


def _load(names: Sequence[Path]) -> Clouds:
    notes = [json.loads(path.with_suffix(".json").read_text()) for path in names]
    pieces = []
    for path in names:
        with np.load(path) as file:
            pieces.append({name: file[name] for name in FIELDS})
    return Clouds(
        shape_ids=tuple(each for note in notes for each in note["shape_ids"]),
        labels_of=tuple(tuple(each) for note in notes for each in note["labels"]),
        label_part=tuple(tuple(each) for note in notes for each in note["label_part"]),
        arrays={name: np.concatenate([piece[name] for piece in pieces]) for name in FIELDS},
    )
