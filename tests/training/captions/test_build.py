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
