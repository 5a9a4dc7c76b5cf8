"""Loose pieces of a mesh, asked for by number and by place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mesh_files import box
from semgrasp.inference.errors import UserError
from semgrasp.inference.shape import PartSource, shape_from_arrays
from semgrasp.inference.shape.islands import MOST, island_source
from semgrasp.inference.shape.parts import find_part, request_parts

PLACES = {
    "island 1": ((0.05, 0.05, 0.05), (0, 0, 0)),
    "island 2": ((0.04, 0.04, 0.04), (0, 0, 0.1)),
    "island 3": ((0.03, 0.03, 0.03), (0.1, 0, 0)),
    "island 4": ((0.02, 0.02, 0.02), (0, -0.1, -0.05)),
}


def pieces(boxes: Any, names: tuple[str, ...] = (), label: Any = (), **more: Any) -> Any:
    """Boxes of (size, centre) as one mesh; label: (boxes,) which of the names each has."""
    made = [box(size, centre) for size, centre in boxes]
    vertices = np.concatenate([each for each, _ in made])
    faces = np.concatenate([faces + 8 * k for k, (_, faces) in enumerate(made)])
    sources = [PartSource("material", names, np.repeat(np.asarray(label), 12))] if names else []
    return shape_from_arrays(vertices, faces, part_sources=sources, **more)


@pytest.fixture(scope="module")
def four() -> Any:
    return pieces(reversed(PLACES.values()))


@pytest.mark.parametrize(
    ("text", "wanted", "avoided"),
    [
        ("hold island 2", [2], []),
        ("Hold ISLAND 3!", [3], []),
        ("hold it by island #2", [2], []),
        ("hold piece number 4", [4], []),
        ("hold island2 and piece 3", [2, 3], []),
        ("hold it by the top piece", [2], []),
        ("hold it by the uppermost island", [2], []),
        ("hold the piece on the right", [3], []),
        ("by the bottom piece", [4], []),
        ("by the front piece", [4], []),
        ("by the largest piece", [1], []),
        ("take the smallest piece", [4], []),
        ("hold it, but not by the top piece", [], [2]),
        ("hold the biggest piece, keep off island 3", [1], [3]),
        ("hold it by island 1 instead of island 2", [1], [2]),
        ("hand it over, island 2 first", [], [2]),
        ("hold it near the top piece", [], []),
        # several lie equally far to the left and to the back
        ("hold the left piece", [1, 2, 4], []),
        ("hold the back pieces", [1, 2, 3], []),
        # no such piece, and words that ask for none
        ("hold island 5", [], []),
        ("hold island 0", [], []),
        ("hold it in one piece", [], []),
        ("hold it by the top", [], []),
        ("hold it in the right hand", [], []),
        ("hold it by the handle", [], []),
        ("", [], []),
    ],
)
def test_instructions(four: Any, text: str, wanted: list[int], avoided: list[int]) -> None:
    found = request_parts(four, text)
    for mask, names, numbers in (
        (found.wanted, found.wanted_names, wanted),
        (found.avoided, found.avoided_names, avoided),
    ):
        assert sorted(names) == [f"island {number}" for number in numbers]
        assert (mask is None) == (not numbers)
        if mask is not None:
            assert set(four.island_of_face[mask]) == {number - 1 for number in numbers}
            assert mask.sum() == 12 * len(numbers)


def test_a_piece_asked_for_by_name(four: Any) -> None:
    for name in ("island 2", " Island 2 ", "piece 2", "top piece", "the top island"):
        assert request_parts(four, name, must_exist=True).wanted_names == ("island 2",)
    with pytest.raises(UserError, match="its parts are island 1, island 2, island 3, island 4"):
        request_parts(four, "island 9", must_exist=True)
    with pytest.raises(UserError, match="its parts are island 1"):
        request_parts(four, "handle", must_exist=True)


def test_pieces_stay_when_names_are_ignored() -> None:
    boxes = list(PLACES.values())[:3]
    named = pieces(boxes, ("Wood", "Steel"), (0, 0, 1), ignore_names=True)
    assert find_part(named, "hold the wood") is None
    assert request_parts(named, "hold island 3").wanted_names == ("island 3",)


def test_names_of_the_file_come_first() -> None:
    boxes = list(PLACES.values())[:3]
    shared = pieces(boxes, ("Wood", "Steel"), (0, 0, 1))
    assert request_parts(shared, "hold the wood").wanted_names == ("Wood",)
    assert request_parts(shared, "hold island 2").wanted_names == ("island 2",)
    with pytest.raises(UserError, match="Steel, Wood, island 1, island 2, island 3"):
        request_parts(shared, "spout", must_exist=True)
    each = pieces(boxes, ("Grip", "Blade", "Guard"), (0, 1, 2))
    assert request_parts(each, "hold the top piece").wanted_names == ("island 2",)
    with pytest.raises(UserError, match="its parts are Blade, Grip, Guard\\."):
        request_parts(each, "spout", must_exist=True)


def test_a_side_with_a_noun_is_no_named_part() -> None:
    boxes = [((0.05, 0.05, 0.05), (0, 0, z)) for z in (0.0, 0.1, 0.2)]
    shape = pieces(boxes, ("Spine", "Foot"), (0, 0, 1))
    assert request_parts(shape, "by the bottom piece").wanted_names == ("island 1",)
    assert request_parts(shape, "by the bottom").wanted_names == ("Foot",)


@pytest.mark.parametrize("count", [1, MOST + 1])
def test_one_piece_and_very_many_have_no_names(count: int) -> None:
    shape = pieces([((0.01, 0.01, 0.01), (0.02 * k, 0, 0)) for k in range(count)])
    assert island_source(shape) is None
    assert find_part(shape, "hold island 1") is None
    with pytest.raises(UserError, match="no named parts"):
        request_parts(shape, "island 1", must_exist=True)


def test_pieces_that_share_vertices_are_one() -> None:
    low, high = box((0.04, 0.04, 0.04)), box((0.04, 0.04, 0.04), (0, 0, 0.04))
    vertices = np.concatenate([low[0], high[0]])
    assert island_source(shape_from_arrays(vertices, np.concatenate([low[1], high[1] + 8]))) is None
