"""A corpus of three kinds of things, built once for all tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from semgrasp.training.build import Processes, build
from semgrasp.training.collect import collect, read_corpus
from semgrasp.training.schema import CAPTIONS, write_table
from tiny_corpus import TinyCorpus

CATEGORIES = ("ball", "hammer", "mug")


def _captions(grasps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A plain caption of each level for the first grasps."""
    rows = []
    for index, grasp in enumerate(grasps[:6]):
        thing = grasp["shape_id"].split("-")[0]
        rows += [
            {
                "caption_id": f"c{index}-{level}",
                "level": level,
                "split": "held_out" if index == 5 else "train",
                "grasp_ids": [grasp["grasp_id"]] * answers,
                "turns": turns,
                "source": f"{thing}-{index}",
            }
            for level, answers, turns in (
                ("low", 1, [f"The palm is on the {thing}."]),
                ("high", 1, [f"Hold the {thing}, please.", f"The hand holds the {thing}."]),
                ("conversation", 2, ["Take it.", "Taken.", "And now <b>higher</b>.", "Higher."]),
            )
        ]
    return rows


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyCorpus:
    folder = tmp_path_factory.mktemp("corpus")
    work = tmp_path_factory.mktemp("work")
    build(work, 1, 1, 0, Processes(1), CATEGORIES)
    collect(work, folder)
    grasps = read_corpus(folder).grasps.to_pylist()
    write_table(folder / "captions.parquet", _captions(grasps), CAPTIONS)
    corpus = read_corpus(folder)
    shapes = {row["shape_id"]: row for row in corpus.shapes.to_pylist()}
    return TinyCorpus(folder, corpus, shapes, tuple(grasps))
