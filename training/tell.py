"""Grasps of the corpus for people: in words and in pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..inference.planner.caption import listed
from .grasps.gates import DIGIT_OF_REGION
from .knowledge.values import DIGITS, PartWords
from .render import SKIN, Picture, Piece, hand_views, label_colours, render
from .restore import Hands, restore_object

Row = Mapping[str, Any]

_ORDER = ("conversation", "high", "low")


@dataclass(frozen=True)
class Told:
    """A caption as it stands beside a grasp.

    Attributes:
        level: low, high or conversation.
        lines: requests and answers in turn; one line at the low level.
        held_out: whether its wording is kept for tests.
        own: indices of the lines that tell of this very grasp; a conversation goes through several.
    """

    level: str
    lines: tuple[str, ...]
    held_out: bool
    own: tuple[int, ...]


def draw(hands: Hands, index: int, shape_row: Row, size: int) -> Picture:
    """Two views of one of an object's grasps, side by side (size, 2 * size, 3)."""
    item = restore_object(shape_row)
    colours = np.asarray(label_colours(shape_row["label_part"]))
    thing = Piece(item.vertices, item.faces, colours[item.face_label])
    faces = hands.model.closed_faces
    hand = Piece(hands.vertices[index], faces, np.tile(SKIN, (len(faces), 1)), smooth=True)
    wrist, knuckle = hands.joints[index, 0], hands.joints[index, 4]
    views = hand_views(hand.vertices, thing.vertices, knuckle - wrist)
    return np.concatenate([render([thing, hand], view, size) for view in views], axis=1)


def contacts_in_words(
    touched: Sequence[int], labels: Sequence[str], parts: Mapping[str, PartWords] | None = None
) -> str:
    """Which digits touch what: "thumb and palm: handle; index: trigger".

    Args:
        touched: (16,) label touched most by each contact region, -1 for none.
        labels: names of the labels.
        parts: their words; by default the ids.
    """
    by_label: dict[int, list[str]] = {}
    for region, label in enumerate(touched):
        digit = DIGIT_OF_REGION[region]
        name = DIGITS[digit] if digit >= 0 else "palm"
        if label >= 0 and name not in by_label.setdefault(label, []):
            by_label[label].append(name)
    order = (*DIGITS, "palm")
    told = [
        f"{listed(sorted(names, key=order.index))}: {part_in_words(labels[label], parts)}"
        for label, names in sorted(by_label.items(), key=lambda entry: -len(entry[1]))
    ]
    return "; ".join(told) if told else "nothing is touched"


def part_in_words(label: str, parts: Mapping[str, PartWords] | None = None) -> str:
    """The commonest name of a part or zone."""
    return parts[label].names[0] if parts and label in parts else label.replace("_", " ")


def captions_of(captions: pa.Table, grasp_ids: Collection[str]) -> dict[str, list[Told]]:
    """Captions of some grasps; a conversation stands with each grasp that it speaks of, whole."""
    owner = pc.list_parent_indices(captions["grasp_ids"])  # type: ignore[attr-defined]
    named = pc.list_flatten(captions["grasp_ids"])  # type: ignore[attr-defined]
    asked = pc.is_in(named, value_set=pa.array(sorted(grasp_ids), pa.string()))  # type: ignore[attr-defined]
    rows = pc.unique(owner.filter(asked))  # type: ignore[attr-defined]
    found: dict[str, list[Told]] = {}
    for row in captions.take(rows).to_pylist():
        lines = tuple(row["turns"])
        answers = range(1, len(lines), 2) if len(lines) > 1 else range(1)
        for grasp_id in dict.fromkeys(row["grasp_ids"]):
            own = tuple(
                a for a, asked_for in zip(answers, row["grasp_ids"], strict=False) if asked_for == grasp_id
            )
            told = Told(row["level"], lines, row["split"] != "train", own)
            found.setdefault(grasp_id, []).append(told)
    for each in found.values():
        each.sort(key=lambda told: _ORDER.index(told.level) if told.level in _ORDER else len(_ORDER))
    return {grasp_id: found.get(grasp_id, []) for grasp_id in grasp_ids}
