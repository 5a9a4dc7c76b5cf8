"""Hand-written sentences with what they ask for, for learning from shapes alone: no grasp is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..captions.truth import with_side
from ..knowledge.values import Category
from ..splits import split_of_wording
from .clouds import Clouds

_NUMBERS = ("two", "three", "four", "five")


@dataclass(frozen=True)
class Request:
    """A sentence as it is asked of objects of a category.

    Attributes:
        category: whose sentence it is.
        text: with its slots filled.
        hold, avoid: names of parts and zones.
        split: of the wording, train or held_out.
    """

    category: str
    text: str
    hold: tuple[str, ...]
    avoid: tuple[str, ...]
    split: str


def written_requests(
    knowledge: Mapping[str, Category], random: np.random.Generator, fillings: int = 3
) -> list[Request]:
    """Every hand-written sentence, filled in a few ways where it has slots.

    Args:
        knowledge: all categories.
        random: source of randomness.
        fillings: how often a sentence with slots stands in the list.
    """
    found: dict[tuple[str, str], Request] = {}
    for category in knowledge.values():
        names = (*category.names, *category.near[:1])
        for index, sentence in enumerate(category.sentences):
            intent = category.intents[sentence.intent]
            split = split_of_wording(f"{category.name}/{sentence.intent}/{index}")
            for _ in range(fillings if "{" in sentence.text else 1):
                side = "left" if random.uniform() < 0.3 else "right"
                text = sentence.text.replace("{it}", names[random.integers(len(names))])
                text = text.replace("{hand}", side).replace("{n}", _NUMBERS[random.integers(len(_NUMBERS))])
                text = with_side(text, side)
                avoid = tuple(dict.fromkeys((*intent.avoid, *sentence.avoid)))
                found[category.name, text] = Request(category.name, text, intent.hold, avoid, split)
    return list(found.values())


def points_named(clouds: Clouds, shape: int, names: Sequence[str]) -> NDArray[np.bool_]:
    """Points (N,) of an object that belong to any of the named parts (with their zones) and zones."""
    own, part = clouds.labels_of[shape], clouds.label_part[shape]
    wanted = [i for i, name in enumerate(own) if name in names or own[part[i]] in names]
    return np.isin(clouds.arrays["labels"][shape], wanted)
