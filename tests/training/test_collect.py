"""From a work folder's chunks to the corpus's files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from semgrasp.training.build import Processes, build, chunk_path
from semgrasp.training.collect import collect, count_by, read_corpus
from semgrasp.training.schema import GRASPS, SHAPES, write_table


def shape(shape_id: str) -> dict:
    row = {field.name: None for field in SHAPES}
    return {**row, "shape_id": shape_id, "category": shape_id.split("-")[0]}


def grasp(grasp_id: str, kind: str) -> dict:
    row = {field.name: None for field in GRASPS}
    return {**row, "grasp_id": grasp_id, "shape_id": grasp_id[:-3], "kind": kind}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Two finished chunks and one that was cut."""
    folder = tmp_path / "work"
    chunks = {
        "grasped-00001": (["mug-0001"], [grasp("mug-0001-00", "tripod")], {"slips": 2}),
        "grasped-00000": (
            ["mug-0000", "apple-0000"],
            [grasp("mug-0000-00", "lateral"), grasp("apple-0000-00", "tripod")],
            {"slips": 1, "loose": 9},
        ),
        "grasped-00002": (["mug-0002"], [], None),
    }
    for name, (shapes, grasps, rejected) in chunks.items():
        write_table(chunk_path(folder, name, "shapes"), [shape(s) for s in shapes], SHAPES)
        write_table(chunk_path(folder, name, "grasps"), grasps, GRASPS)
        if rejected is not None:
            tally = {"jobs": shapes, "rejected": rejected, "unmet": {"mug/stack": 1}, "failed": {}}
            chunk_path(folder, name, "tally").write_text(json.dumps(tally), encoding="utf-8")
    return folder


def test_finished_chunks_are_merged_in_order(work: Path, tmp_path: Path) -> None:
    assert collect(work, tmp_path / "corpus") == (3, 3)
    corpus = read_corpus(tmp_path / "corpus")
    assert corpus.shapes["shape_id"].to_pylist() == ["apple-0000", "mug-0000", "mug-0001"]
    assert corpus.grasps["grasp_id"].to_pylist() == ["apple-0000-00", "mug-0000-00", "mug-0001-00"]
    assert corpus.rejected == {"slips": 3, "loose": 9}
    assert len(corpus.captions) == 0
    assert count_by(corpus.grasps, "kind") == {"tripod": 2, "lateral": 1}
    tally = json.loads((tmp_path / "corpus" / "tally.json").read_text(encoding="utf-8"))
    assert tally["unmet"] == {"mug/stack": 2} and tally["failed"] == {}


def test_the_same_chunks_give_the_same_bytes(work: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        collect(work, tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_folder_without_work_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no finished chunk: run the build first"):
        collect(tmp_path, tmp_path / "corpus")


def test_a_missing_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_corpus(tmp_path)


def test_what_was_built_is_collected(tmp_path: Path) -> None:
    build(tmp_path / "work", 0, 1, 0, Processes(1), ["apple", "mug"])
    assert collect(tmp_path / "work", tmp_path / "corpus") == (2, 0)
    rows = read_corpus(tmp_path / "corpus").shapes.to_pylist()
    assert [row["shape_id"] for row in rows] == ["apple-1000", "mug-1000"]
