"""The contact sheet."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pytest
from semgrasp.inference.errors import UserError
from semgrasp.training import sheet
from tiny_corpus import TinyCorpus


def test_sheet(
    tiny: TinyCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "CELL", 32)
    parser = argparse.ArgumentParser()
    sheet.add_arguments(parser.add_subparsers(dest="command"))
    out = tmp_path / "sheet.png"
    arguments = ["sheet", "--corpus", str(tiny.folder), "-o", str(out), "--count", "5"]
    options = parser.parse_args([*arguments, "--category", "mug"])
    assert options.run(options) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    told = capsys.readouterr().out
    assert all(f"{number}  mug-0000-" in told for number in range(1, 6))
    options = parser.parse_args([*arguments, "--family", "none"])
    with pytest.raises(UserError, match="No grasp"):
        options.run(options)


def test_an_object_that_comes_out_otherwise_is_grey(
    tiny: TinyCorpus, caplog: pytest.LogCaptureFixture
) -> None:
    grasp = tiny.grasps[0]
    shape = {**tiny.shapes[grasp["shape_id"]], "mesh_sha256": "0"}
    assert (sheet._picture(grasp, shape) == 128).all()
    assert "comes out otherwise" in caplog.text


def test_the_same_seed_draws_the_same(tiny: TinyCorpus) -> None:
    names = list(tiny.shapes)
    first, again, other = (sheet.draw_grasps(tiny.corpus, names, 4, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert len({row["grasp_id"] for row in first}) == 4
    assert len(sheet.draw_grasps(tiny.corpus, names, 10**6, 0)) == len(tiny.grasps)


def test_tiles_are_numbered() -> None:
    pictures = [np.full((40, 80, 3), 255, np.uint8)] * 3
    whole = sheet.tile(pictures, 2)
    assert whole.shape == (84, 168, 3)
    assert (whole[:40, :80] < 50).any() and not np.array_equal(whole[:40, :80], whole[:40, 84:164])
