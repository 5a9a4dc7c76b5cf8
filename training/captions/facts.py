"""What is true of a grasp, as far as words can say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...inference.hand.default_hand import load_hand
from ...inference.hand.rotation import quaternion_to_matrix
from ...inference.planner.placement import HandFrame, hand_frame
from ...inference.planner.taxonomy import TYPE_BY_NAME, GraspType
from ...inference.refine.solver_hand import build_solver_hand
from ..grasps.gates import DIGIT_OF_REGION
from ..knowledge.values import DIGITS, Category, Intent

Double = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ObjectFacts:
    """What is true of an object.

    Attributes:
        shape_id: its name in the corpus.
        category: what it is.
        labels: names of its parts, then of its zones.
        label_part: index of the part to which each label belongs.
        centres: (labels, 3) middle of each label's surface, use frame; NaN for labels without samples.
    """

    shape_id: str
    category: Category
    labels: tuple[str, ...]
    label_part: tuple[int, ...]
    centres: Double


@dataclass(frozen=True, eq=False)
class GraspFacts:
    """What is true of a grasp.

    Attributes:
        grasp_id: its name in the corpus.
        item: the object.
        intent: what it was made for.
        kind: grasp type.
        side: of the hand.
        touched: for every digit that touches, the labels that it touches, most-touched regions first.
        palm: label that the palm touches, or None.
        part: name of the label, among those that the intent holds, that most regions touch.
        fingers, facing, thumb: unit directions in the use frame: along the fingers, out of the palm, and to
            the thumb's side.
        place: (3,) middle of the hand, use frame.
    """

    grasp_id: str
    item: ObjectFacts
    intent: Intent
    kind: GraspType
    side: str
    touched: Mapping[str, tuple[str, ...]]
    palm: str | None
    part: str
    fingers: Double
    facing: Double
    thumb: Double
    place: Double

    @property
    def digits(self) -> tuple[str, ...]:
        """Digits that touch, thumb first."""
        return tuple(self.touched)

    @property
    def labels_touched(self) -> frozenset[str]:
        """All labels that any region touches."""
        palm = {self.palm} if self.palm else set()
        return frozenset(palm.union(*self.touched.values()))

    def touches(self, name: str) -> bool:
        """Whether any region touches a part (with its zones) or a zone."""
        return bool(self.labels_touched & set(labels_of(self.item, name)))


def labels_of(item: ObjectFacts, name: str) -> tuple[str, ...]:
    """Finest labels that belong to a part or zone; none where the object lacks it."""
    if name not in item.labels:
        return ()
    index = item.labels.index(name)
    return tuple(
        label
        for i, label in enumerate(item.labels)
        if i == index or (item.label_part[i] == index and item.label_part[index] == index)
    )


def object_facts(row: Mapping[str, Any], category: Category) -> ObjectFacts:
    """Facts from a row of the table of shapes."""
    points = np.asarray(row["points"], float).reshape(-1, 3) * row["point_scale"]
    label = np.asarray(row["point_labels"])
    centres = np.full((len(row["labels"]), 3), np.nan)
    for index in np.unique(label):
        centres[index] = points[label == index].mean(axis=0)
    return ObjectFacts(row["shape_id"], category, tuple(row["labels"]), tuple(row["label_part"]), centres)


def grasp_facts(row: Mapping[str, Any], item: ObjectFacts, side: str) -> GraspFacts:
    """Facts from a row of the table of grasps."""
    frame = _frame(side)
    rotation = quaternion_to_matrix(np.asarray(row["rotation"], float)[None])[0]
    regions = np.asarray(row["touched"])
    touched: dict[str, tuple[str, ...]] = {}
    for digit, name in enumerate(DIGITS):
        own = regions[(digit == DIGIT_OF_REGION) & (regions >= 0)]
        if len(own):
            # the tip, the last of a digit's regions, tells most
            touched[name] = tuple(dict.fromkeys(item.labels[i] for i in own[::-1]))
    intent = item.category.intents[row["intent"]]
    return GraspFacts(
        grasp_id=row["grasp_id"],
        item=item,
        intent=intent,
        kind=TYPE_BY_NAME[row["kind"]],
        side=side,
        touched=touched,
        palm=item.labels[regions[0]] if regions[0] >= 0 else None,
        part=_part_held(regions, item, intent.hold),
        fingers=rotation @ frame.fingers,
        facing=rotation @ frame.palm,
        thumb=rotation @ frame.thumb,
        place=rotation @ frame.pivot + np.asarray(row["translation"], float),
    )


def _part_held(regions: NDArray[np.integer], item: ObjectFacts, hold: Sequence[str]) -> str:
    """The finest held label that most regions touch, told as the part or zone of the intent's list."""
    names = {label: name for name in reversed(hold) for label in labels_of(item, name)}
    counts = {label: int((regions == i).sum()) for i, label in enumerate(item.labels) if label in names}
    return names[max(counts, key=lambda label: counts[label])]


@lru_cache(maxsize=2)
def _frame(side: str) -> HandFrame:
    return hand_frame(build_solver_hand(load_hand(side), (0.0,) * 10))
