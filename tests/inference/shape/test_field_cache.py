"""Fields are built once for a content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mesh_files import ball, box
from semgrasp.inference.shape import field_cache, shape_from_arrays


@pytest.fixture(autouse=True)
def _empty_memory() -> None:
    field_cache.forget_fields()


def test_the_same_content_shares_a_field() -> None:
    first, second = shape_from_arrays(*box()), shape_from_arrays(box()[0] + 1.0, box()[1])
    assert first.field is second.field
    assert first.field is not shape_from_arrays(*box((0.07, 0.06, 0.06))).field


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(field_cache, "MEMORY_LIMIT", 30_000_000)
    for size in (0.05, 0.06, 0.07, 0.08):
        assert shape_from_arrays(*box((size, size, size))).field.cell > 0
    kept = field_cache._kept
    assert 1 <= len(kept) < 4 and sum(each.values.nbytes for each in kept.values()) <= 30_000_000


def test_kept_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = shape_from_arrays(*ball(), cache_folder=tmp_path / "new").field
    assert len(list((tmp_path / "new").iterdir())) == 1
    field_cache.forget_fields()

    def never(*_: Any) -> Any:
        raise AssertionError("built again")

    monkeypatch.setattr("semgrasp.inference.shape.model.build_field", never)
    read = shape_from_arrays(*ball(), cache_folder=tmp_path / "new").field
    assert np.array_equal(read.values, built.values) and np.array_equal(read.origin, built.origin)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a zip", b"\x93NUMPY"])
def test_damaged_files_and_folders_do_no_harm(tmp_path: Path, damage: bytes) -> None:
    shape = shape_from_arrays(*box(), cache_folder=tmp_path)
    assert shape.field.cell > 0
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    field_cache.forget_fields()
    assert shape_from_arrays(*box(), cache_folder=tmp_path).field.cell > 0
    field_cache.forget_fields()
    (tmp_path / "a file").write_text("")
    assert shape_from_arrays(*box(), cache_folder=tmp_path / "a file").field.cell > 0


def test_islands_by_size() -> None:
    small, faces = box((0.02, 0.02, 0.02), centre=(0.1, 0, 0))
    large, _ = box()
    shape = shape_from_arrays(np.concatenate([small, large]), np.concatenate([faces, faces + 8]))
    assert shape.island_of_face.tolist() == [1] * 12 + [0] * 12
