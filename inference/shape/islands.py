"""Names for the loose pieces of a mesh, which the file does not name.

A prop is often one mesh of several shells that touch or cross: a blade, a guard, a grip. They can be asked
for by number ("island 2", the largest is 1) or by place ("the top piece"), and never match any other word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .model import ObjectShape, PartSource

MOST = 24
"""More pieces than these are screws and leaves, not parts to name."""
NUMBERED = r"(?:islands?|pieces?)\s*(?:no\.?|number|#)?\s*\d+"
"""Pattern of a phrase that asks for a piece by its number; one word to `find_islands`."""
NOUNS = frozenset(["island", "islands", "piece", "pieces"])

_TIE = 0.02
_SIDES = {
    "top": (2, 1), "upper": (2, 1), "uppermost": (2, 1), "topmost": (2, 1), "highest": (2, 1),
    "bottom": (2, -1), "lower": (2, -1), "lowermost": (2, -1), "lowest": (2, -1),
    "left": (0, -1), "leftmost": (0, -1), "right": (0, 1), "rightmost": (0, 1),
    "front": (1, -1), "foremost": (1, -1), "back": (1, 1), "rear": (1, 1),
}  # fmt: skip
"""Axis and direction of each word in the canonical frame: seen from the front, +X is right and +Z is up."""
_LARGEST = frozenset(["largest", "biggest"])
_SMALLEST = frozenset(["smallest", "tiniest"])


def island_source(shape: ObjectShape) -> PartSource | None:
    """The pieces of a mesh as parts, "island 1" the one with the largest surface.

    None for fewer than 2 and more than MOST pieces.
    """
    island = shape.island_of_face
    count = int(island.max()) + 1
    if not 2 <= count <= MOST:
        return None
    return PartSource("island", tuple(f"island {k + 1}" for k in range(count)), island)


def nameless_islands(shape: ObjectShape) -> tuple[str, ...]:
    """Names of the pieces to offer a user: none where the file itself has a name for each of them."""
    islands = island_source(shape)
    if islands is None or any(_tells_apart(source, islands) for source in shape.part_sources):
        return ()
    return islands.names


def _tells_apart(source: PartSource, islands: PartSource) -> bool:
    """Whether each piece has a name of its own, and only one."""
    pairs = np.unique(np.stack([islands.of_face, source.of_face], axis=1), axis=0)
    named = all(source.names[k] for k in pairs[:, 1])
    return named and len(pairs) == len(islands.names) == len(np.unique(pairs[:, 1]))


def find_islands(shape: ObjectShape, source: PartSource, words: Sequence[str], place: int) -> tuple[int, ...]:
    """Indices of the pieces that the word at a place asks for, with the words beside it; empty for none.

    Args:
        shape: the object.
        source: its pieces.
        words: of an instruction, lower case; a phrase like NUMBERED is one word.
        place: index of the word that may be a noun for pieces.
    """
    word = words[place]
    if re.fullmatch(NUMBERED, word):
        number = int(re.findall(r"\d+", word)[0])
        return (number - 1,) if 1 <= number <= len(source.names) else ()
    if word not in NOUNS:
        return ()
    for side in (words[place - 1] if place else "", _side_after(words, place)):
        if side in _LARGEST:
            return (0,)
        if side in _SMALLEST:
            return (len(source.names) - 1,)
        if side in _SIDES:
            return _outermost(shape, *_SIDES[side])
    return ()


def _side_after(words: Sequence[str], place: int) -> str:
    """The side in "the piece on the left", or an empty string."""
    after = [word for word in words[place + 1 : place + 4] if word != "the"]
    return after[1] if len(after) > 1 and after[0] in ("on", "at", "in", "to") else ""


def _outermost(shape: ObjectShape, axis: int, sign: int) -> tuple[int, ...]:
    """Pieces whose middle lies farthest along an axis; several where it can't be told which."""
    island = shape.island_of_face
    count = int(island.max()) + 1
    corners = sign * shape.vertices[shape.faces][:, :, axis]
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, island, corners.min(axis=1))
    np.maximum.at(high, island, corners.max(axis=1))
    middle = 0.5 * (low + high)
    return tuple(np.flatnonzero(middle >= middle.max() - _TIE * float(shape.size[axis])).tolist())
