"""Counting the corpus, and how near test instructions come to it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from semgrasp.inference.errors import UserError
from semgrasp.training import stats
from semgrasp.training.charts import SHOWN, bar_chart
from semgrasp.training.collect import Corpus
from semgrasp.training.knowledge import load_knowledge
from semgrasp.training.schema import CAPTIONS
from semgrasp.training.simulate import FILE
from semgrasp.training.wording import distinct, nearest, training_requests
from tiny_corpus import TinyCorpus


def run(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    stats.add_arguments(parser.add_subparsers(dest="command"))
    options = parser.parse_args(["stats", *map(str, arguments)])
    return options.run(options)


@pytest.fixture(scope="module")
def counts(tiny: TinyCorpus) -> dict[str, Any]:
    return stats.count_corpus(tiny.corpus, load_knowledge()) | stats.count_folder(tiny.folder)


def test_counts_add_up(tiny: TinyCorpus, counts: dict[str, Any]) -> None:
    shapes, grasps = counts["shapes"], counts["grasps"]
    assert shapes["shapes"] == 6 and shapes["categories"] == 3 and shapes["with grasps"] <= 3
    assert shapes["shapes a category, least"] == 2
    assert grasps["grasps"] == len(tiny.grasps)
    for name, value in grasps.items():
        if name.startswith("by "):
            assert sum(value.values()) == len(tiny.grasps), name
    lefts = sum(tiny.shapes[g["shape_id"]]["side"] == "left" for g in tiny.grasps)
    assert grasps["share of left hands"] == pytest.approx(lefts / len(tiny.grasps))
    assert counts["captions"]["by level"] == {"low": 6, "high": 6, "conversation": 6}
    assert counts["captions"]["sentences"] == 6 * (1 + 2 + 4)
    assert counts["left out"]["grasps rejected"] > 0
    assert counts["files"]["grasps.parquet, MB"] > 0


def test_what_was_simulated_is_counted(tiny: TinyCorpus, tmp_path: Path) -> None:
    (tmp_path / "tally.json").write_bytes((tiny.folder / "tally.json").read_bytes())
    assert "simulated" not in stats.count_folder(tmp_path)
    lines = [
        {"shape_id": "a", "held": True},
        {"shape_id": "a", "held": False},
        {"shape_id": "b", "left_out": "x"},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    found = stats.count_folder(tmp_path)["simulated"]
    assert found == {"grasps": 2, "objects": 1, "objects left out": 1, "share held, strict": 0.5}


def test_no_captions_yet(tiny: TinyCorpus) -> None:
    bare = Corpus(tiny.corpus.shapes, tiny.corpus.grasps, CAPTIONS.empty_table(), tiny.corpus.rejected)
    counts = stats.count_corpus(bare, load_knowledge())
    assert counts["captions"]["captions"] == 0
    assert stats.as_text(counts) and stats.as_markdown(counts)


def test_intents_that_are_gone_are_counted_as_such(tiny: TinyCorpus) -> None:
    counts = stats.count_corpus(tiny.corpus, {})
    assert counts["grasps"]["by intent"] == {stats.UNKNOWN: len(tiny.grasps)}


def test_part_touched_most() -> None:
    # a rim is a zone of the body
    assert stats.part_touched([-1, 0, 1, 2, 2], ["handle", "body", "rim"], [0, 1, 1]) == "body"
    assert stats.part_touched([-1] * 16, ["handle"], [0]) == "none"


def test_text(counts: dict[str, Any], tiny: TinyCorpus) -> None:
    assert f"  grasps: {len(tiny.grasps)}" in stats.as_text(counts)


def test_command(tiny: TinyCorpus, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"text": "Take it!", "parts": 3}\n{"text": "zzz"}\n', encoding="utf-8")
    assert run("--corpus", tiny.folder, "--json", "--nearest", asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["grasps"]["grasps"] == len(tiny.grasps)
    assert told["nearest training sentence"]["the same sentence"] == 1
    card = tmp_path / "card.md"
    card.write_text(f"{stats.BEGIN}\n{stats.END}", encoding="utf-8")
    assert run("--corpus", tiny.folder, "--write", card, "--charts", tmp_path) == 0
    assert all(ElementTree.parse(tmp_path / name).getroot().tag.endswith("svg") for name in stats.CHARTS)
    assert f"| grasps | {len(tiny.grasps)} |" in card.read_text(encoding="utf-8")
    asked.write_text("Take it!\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"asked\.jsonl"):
        run("--corpus", tiny.folder, "--nearest", asked)


def test_tables_go_between_the_markers(counts: dict[str, Any], tiny: TinyCorpus, tmp_path: Path) -> None:
    card = tmp_path / "card.md"
    card.write_text("before\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"card\.md needs"):
        stats.write_between(card, "text")
    card.write_text(f"before\n{stats.BEGIN}old{stats.END}\nafter\n", encoding="utf-8")
    stats.write_between(card, stats.as_markdown(counts))
    once = card.read_text(encoding="utf-8")
    assert once.startswith("before\n") and once.endswith("\nafter\n") and "old" not in once
    assert f"| grasps | {len(tiny.grasps):,} |" in once
    stats.write_between(card, stats.as_markdown(counts))
    assert card.read_text(encoding="utf-8") == once


def test_chart() -> None:
    text = bar_chart("<Parts>", {"end_grip": 3, "a & b": 1} | {f"part{i}": 0 for i in range(50)})
    drawn = ElementTree.fromstring(text)
    words = [node.text for node in drawn.iter() if node.tag.endswith("text")]
    assert words[:4] == ["<Parts>", "end grip", "3 (75.0 %)", "a & b"]
    assert len(words) == 1 + 2 * SHOWN
    assert ElementTree.fromstring(bar_chart("empty", {})) is not None


def test_distinct() -> None:
    assert distinct(["a b a", "a b"]) == pytest.approx([2 / 5, 2 / 3, 1.0])
    assert distinct([]) == [0, 0, 0]


def test_nearest() -> None:
    found = nearest(["Grab the mug.", "quite another thing"], ["grab THE mug", "grab the red mug", "xyz"])
    assert found.exact.tolist() == [True, False]
    assert found.jaccard.tolist() == [1.0, 0.0]
    assert found.cosine[0] == pytest.approx(1.0) and found.cosine[1] < 0.5
    assert found.most_alike[0] == 0
    partly = nearest(["grab the mug"], ["grab the red mug"])
    assert partly.jaccard[0] == pytest.approx(3 / 4)
    with pytest.raises(ValueError, match="no sentences"):
        nearest([], ["a"])


def test_requests_that_are_trained_on(tiny: TinyCorpus) -> None:
    requests = training_requests(tiny.corpus.captions, {})
    assert {"Take it.", "And now <b>higher</b>."} <= set(requests)
    assert "Taken." not in requests
    held_out = [row["turns"][0] for row in tiny.corpus.captions.to_pylist() if row["split"] == "held_out"]
    kept = [row["turns"][0] for row in tiny.corpus.captions.to_pylist() if row["split"] == "train"]
    assert not (set(held_out) - set(kept)) & set(requests)
    assert all("{" not in text for text in training_requests(CAPTIONS.empty_table(), load_knowledge()))
