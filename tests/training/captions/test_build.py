"""Captions of a small corpus."""

from __future__ import annotations

import shutil

from semgrasp.training.captions.build import build_captions
from semgrasp.training.collect import read_corpus


def test_captions_of_a_corpus(tiny, tmp_path):
    for name in ("shapes.parquet", "grasps.parquet", "tally.json"):
        shutil.copy(tiny.folder / name, tmp_path / name)
    count = build_captions(tmp_path)
    rows = read_corpus(tmp_path).captions.to_pylist()
    grasps = {row["grasp_id"] for row in read_corpus(tmp_path).grasps.to_pylist()}
    assert len(rows) == count > 5 * len(grasps)
    assert len({row["caption_id"] for row in rows}) == count
    assert {row["level"] for row in rows} == {"low", "high", "conversation"}
    for row in rows:
        assert set(row["grasp_ids"]) <= grasps
        assert all(turn and "{" not in turn for turn in row["turns"])
        expected = 1 if row["level"] == "low" else 2 * len(row["grasp_ids"])
        assert len(row["turns"]) == expected
    first = (tmp_path / "captions.parquet").read_bytes()
    build_captions(tmp_path)
    assert (tmp_path / "captions.parquet").read_bytes() == first


def test_what_models_are_judged_by_is_not_trained_on(tiny, tmp_path):
    for name in ("shapes.parquet", "grasps.parquet", "tally.json"):
        shutil.copy(tiny.folder / name, tmp_path / name)
    build_captions(tmp_path)
    before = read_corpus(tmp_path).captions.to_pylist()
    trained = next(row for row in before if row["level"] == "high" and row["split"] == "train")
    reserved = trained["turns"][0].upper() + "!"
    build_captions(tmp_path, reserved=[reserved])
    after = read_corpus(tmp_path).captions.to_pylist()
    changed = [row for row, old in zip(after, before, strict=True) if row != old]
    assert trained["caption_id"] in {row["caption_id"] for row in changed}
    assert all(
        row["split"] == "held_out" and trained["turns"][0].lower()[:5] in " ".join(row["turns"][::2]).lower()
        for row in changed
    )
