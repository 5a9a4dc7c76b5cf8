"""Simulating a sample: resumable, and not stopped by objects that take too long."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
from semgrasp.training import simulate
from semgrasp.training.restore import sample
from semgrasp.training.simulate import read_lines, report, simulate_all, simulate_shape
from tiny_corpus import TinyCorpus

ANSWER = {"held": True, "distance": 0.01, "angle": 0.1}


def test_a_grasp_in_the_simulator(tiny: TinyCorpus) -> None:
    pytest.importorskip("mujoco")
    pytest.importorskip("coacd")
    shape = next(row for name, row in tiny.shapes.items() if name.startswith("hammer-0"))
    grasps = [grasp for grasp in tiny.grasps if grasp["shape_id"] == shape["shape_id"]][:1]
    (line,) = simulate_shape(shape, grasps)
    assert line["grasp_id"] == grasps[0]["grasp_id"]
    assert isinstance(line["held"], bool) and 0 <= line["distance"] < 1 and 0 <= line["angle"] < 4


def test_slow_and_broken_objects_are_left_out(tiny: TinyCorpus) -> None:
    drawn = sample(tiny.corpus, 1, 0)[:2]
    # no process even starts within this time
    slow = list(simulate_all(drawn, 2, patience=0.0))
    assert [line["left_out"] for lines in slow for line in lines] == ["no result within 0 s"] * 2
    broken = [({**shape, "mesh_sha256": "0"}, grasps) for shape, grasps in drawn]
    told = [line["left_out"] for lines in simulate_all(broken, 1) for line in lines]
    assert len(told) == 2 and all("comes out otherwise" in reason for reason in told)


def test_cut_and_run_again(
    tiny: TinyCorpus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for path in tiny.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    asked: list[str] = []

    def answer(tasks: Any, workers: int) -> Any:
        for shape, grasps in tasks:
            asked.append(shape["shape_id"])
            yield [{"shape_id": shape["shape_id"], "grasp_id": g["grasp_id"], **ANSWER} for g in grasps]

    monkeypatch.setattr(simulate, "simulate_all", answer)
    monkeypatch.setattr(simulate, "_need_simulators", lambda: None)
    parser = argparse.ArgumentParser()
    simulate.add_arguments(parser.add_subparsers(dest="command"))
    options = parser.parse_args(["simulate", "--corpus", str(tmp_path), "--share", "0.1"])
    assert options.run(options) == 0
    first = list(asked)
    assert f"100.0 % of {len(read_lines(tmp_path / simulate.FILE))}" in capsys.readouterr().out
    options = parser.parse_args(["simulate", "--corpus", str(tmp_path), "--share", "1"])
    assert options.run(options) == 0
    assert len(asked) == len(set(asked)) > len(first)
    assert {line["grasp_id"] for line in read_lines(tmp_path / simulate.FILE)} == {
        grasp["grasp_id"] for grasp in tiny.grasps
    }


def test_a_cut_line_is_no_line(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    assert read_lines(path) == []
    path.write_text('{"shape_id": "a"}\n{"shape', encoding="utf-8")
    assert read_lines(path) == [{"shape_id": "a"}]


def test_report(tiny: TinyCorpus) -> None:
    lines = [{"shape_id": g["shape_id"], "grasp_id": g["grasp_id"], **ANSWER} for g in tiny.grasps[:4]]
    lines[0] = {**lines[0], "held": False}
    lines += [{"shape_id": "mug-0000", "left_out": "crash"}, {**lines[1], "grasp_id": "of an older corpus"}]
    text = report(lines, tiny.corpus)
    assert "held, strict: 75.0 % of 4" in text and "crash: 1" in text and "by family:" in text
    assert "of 0" in report([], tiny.corpus)
