"""The corpus is measured again from its files, and what is wrong with it is found."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import pytest
from semgrasp.training import check
from semgrasp.training.check import GATES, Gate, measure, report
from semgrasp.training.knowledge import Knowledge, load_knowledge
from semgrasp.training.restore import sample
from tiny_corpus import TinyCorpus


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def failures(tiny: TinyCorpus, knowledge: Knowledge, spoil: Callable[[dict[str, Any]], Any]) -> set[str]:
    """Names of the gates that a spoilt copy of a grasp fails."""
    grasp = dict(next(g for g in tiny.grasps if g["shape_id"].startswith("mug")))
    spoil(grasp)
    values = measure(tiny.shapes[grasp["shape_id"]], [grasp], knowledge)[grasp["grasp_id"]]
    return {gate.name for gate in GATES if gate.name in values and not gate.holds(values[gate.name])}


def test_a_fresh_corpus_holds(tiny: TinyCorpus, knowledge: Knowledge) -> None:
    shape = next(row for name, row in tiny.shapes.items() if name.startswith("hammer-0"))
    grasps = [grasp for grasp in tiny.grasps if grasp["shape_id"] == shape["shape_id"]][:4]
    text, failed = report(measure(shape, grasps, knowledge))
    assert not failed, text
    assert text.startswith(f"{len(grasps)} grasps")


def test_moved_hands_fail(tiny: TinyCorpus, knowledge: Knowledge) -> None:
    def away(grasp: dict[str, Any]) -> None:
        grasp["translation"] = [value + 0.5 for value in grasp["translation"]]

    found = failures(tiny, knowledge, away)
    assert {"thumb or palm and another finger touch", "requested part touched most"} <= found
    assert "regions that touch something else than in the table" in found


def test_wrong_numbers_fail(tiny: TinyCorpus, knowledge: Knowledge) -> None:
    assert failures(tiny, knowledge, lambda g: g.update(penetration=g["penetration"] + 1e-4)) == {
        "penetration as in the table"
    }
    assert failures(tiny, knowledge, lambda g: g.update(intent="forgotten")) == {"intent is known"}


def test_bent_fingers_fail(tiny: TinyCorpus, knowledge: Knowledge) -> None:
    found = failures(tiny, knowledge, lambda g: g.update(angles=[3.0, *g["angles"][1:]]))
    assert "angles within the limits" in found


def test_report_tells_worst_and_names() -> None:
    text, failed = report({"a": {"penetration depth": 0.001}, "b": {"penetration depth": 0.004}})
    line, listed = text.splitlines()[2:4]
    assert failed and "50.00 %" in line and "4" in line and "mm" in line and listed.endswith("FAILS: b")
    text, failed = report({"a": {"intersection as in the table": 0.3e-6}})
    assert not failed and "told only: a" in text


def test_bounds() -> None:
    assert Gate("", 1.0, tolerance=0.1).holds(1.05) and not Gate("", 1.0).holds(1.05)
    assert Gate("", 1.0, least=True).holds(2) and not Gate("", 1.0, least=True).holds(0.5)
    assert Gate("").holds(0) and not Gate("").holds(1)


def test_sample_is_whole_shapes(tiny: TinyCorpus) -> None:
    drawn = sample(tiny.corpus, 0.3, 0)
    number = sum(len(grasps) for _, grasps in drawn)
    assert number >= 0.3 * len(tiny.grasps)
    for shape, grasps in drawn:
        assert len(grasps) == sum(g["shape_id"] == shape["shape_id"] for g in tiny.grasps)
    assert sum(len(grasps) for _, grasps in sample(tiny.corpus, 1, 0)) == len(tiny.grasps)
    with pytest.raises(ValueError, match="share"):
        sample(tiny.corpus, 0, 0)


def test_a_changed_generator_fails(
    tiny: TinyCorpus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def changed(corpus: Any, share: float, seed: int) -> Any:
        return [({**shape, "mesh_sha256": "0"}, grasps) for shape, grasps in sample(corpus, share, seed)]

    monkeypatch.setattr(check, "sample", changed)
    parser = argparse.ArgumentParser()
    check.add_arguments(parser.add_subparsers(dest="command"))
    options = parser.parse_args(["check", "--corpus", str(tiny.folder), "--share", "0.01"])
    assert options.run(options) == 1
    assert "1 of 1 objects come out otherwise" in capsys.readouterr().out
