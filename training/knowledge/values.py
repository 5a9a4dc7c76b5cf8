"""Values of the knowledge files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INTENT_KINDS = ("use", "carry", "hand_over", "inspect", "part", "unusual")
DIRECTIONS: Mapping[str, tuple[float, float, float]] = {
    "forward": (1.0, 0.0, 0.0),
    "back": (-1.0, 0.0, 0.0),
    "left": (0.0, 1.0, 0.0),
    "right": (0.0, -1.0, 0.0),
    "up": (0.0, 0.0, 1.0),
    "down": (0.0, 0.0, -1.0),
}
"""Directions in an object's use frame."""
DIGITS = ("thumb", "index", "middle", "ring", "little")
FORCES = ("light", "normal", "firm")


@dataclass(frozen=True)
class PartWords:
    """A part or a zone in words.

    Attributes:
        name: its id on the objects.
        names: what people call it, the commonest first.
        zone_of: the part to which a zone belongs; None for a part.
    """

    name: str
    names: tuple[str, ...]
    zone_of: str | None


@dataclass(frozen=True)
class Intent:
    """One way in which, and reason for which, a thing is held.

    Attributes:
        name: unique within the category.
        kind: one of INTENT_KINDS.
        hold: parts or zones that are held (any of them).
        avoid: parts or zones that must stay untouched.
        types: grasp types of the taxonomy that suit; empty for any.
        digits: digits that may touch; empty for any.
        thumb: direction in the use frame to which the thumb's side of the hand points; None for any.
        palm: direction in the use frame to which the palm faces; None for any.
        side: side of what is held from which the hand comes; None for any.
        force: one of FORCES.
        purpose: what for, as an infinitive ("to drink").
    """

    name: str
    kind: str
    hold: tuple[str, ...]
    avoid: tuple[str, ...]
    types: tuple[str, ...]
    digits: tuple[str, ...]
    thumb: str | None
    palm: str | None
    side: str | None
    force: str
    purpose: str


@dataclass(frozen=True)
class Sentence:
    """One hand-written request.

    Attributes:
        text: may hold the slots {it} (the object's name or a pronoun), {hand} (right, left), {n} (how many
            fingers).
        intent: name of the intent it asks for.
        avoid: parts it forbids by its words, beyond the intent's.
    """

    text: str
    intent: str
    avoid: tuple[str, ...]


@dataclass(frozen=True)
class Category:
    """A kind of thing.

    Attributes:
        name: id.
        family: file it comes from.
        names: what people call it, the commonest first.
        near: near names by which it is miscalled.
        weight: usual mass, kg.
        parts: parts and zones by id.
        intents: by name.
        sentences: hand-written requests.
    """

    name: str
    family: str
    names: tuple[str, ...]
    near: tuple[str, ...]
    weight: float
    parts: Mapping[str, PartWords]
    intents: Mapping[str, Intent]
    sentences: tuple[Sentence, ...]


Knowledge = Mapping[str, Category]
"""Categories by name."""
