"""The corpus's tables on disk."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from semgrasp.training import schema
from semgrasp.training.schema import CAPTIONS, GRASPS, SHAPES, read_table, write_table

ROW = {
    "caption_id": "mug-0001-c000",
    "level": "conversation",
    "split": "train",
    "grasp_ids": ["mug-0001-00", "mug-0001-02"],
    "turns": ["a mug to drink", "Held by its handle.", "now by the rim", "From above."],
    "source": "mug/drink/3",
}


def test_rows_come_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "captions.parquet"
    write_table(path, [ROW], CAPTIONS)
    table = read_table(path)
    assert table.to_pylist() == [ROW]
    assert table.schema.equals(CAPTIONS)
    assert [p.name for p in path.parent.iterdir()] == ["captions.parquet"]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_table(tmp_path / name, [ROW] * 50, CAPTIONS)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("columns", [SHAPES, GRASPS, CAPTIONS])
def test_a_table_may_be_empty(columns: pa.Schema, tmp_path: Path) -> None:
    write_table(tmp_path / "empty.parquet", [], columns)
    assert read_table(tmp_path / "empty.parquet").schema.equals(columns)


def test_a_value_of_another_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "captions.parquet"
    with pytest.raises(pa.ArrowTypeError):
        write_table(path, [{**ROW, "turns": [1.5]}], CAPTIONS)
    assert not path.exists()


def test_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "captions.parquet"
    monkeypatch.setattr(schema, "VERSION", "0")
    write_table(path, [ROW], CAPTIONS)
    monkeypatch.undo()
    with pytest.raises(ValueError, match=r"captions\.parquet is of corpus version 0; this program reads 1\."):
        read_table(path)


def test_a_foreign_table_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"x": [1]}), tmp_path / "x.parquet")
    with pytest.raises(ValueError, match="version none"):
        read_table(tmp_path / "x.parquet")
