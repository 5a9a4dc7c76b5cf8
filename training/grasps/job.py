"""One object of the corpus: build it, make grasps for its category's intents, keep the good ones."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ...inference.errors import UserError
from ...inference.hand.default_hand import load_hand
from ...inference.hand.model import HandModel
from ...inference.shape.model import ObjectShape, PartSource, shape_from_arrays
from ..knowledge.values import Category, Intent
from ..objects.registry import build_object, constructions
from ..objects.values import TrainingObject
from .gates import KeptGrasp, keep, worth_trying
from .settle import body_of, settle
from .synthesis import Effort, Wish, find_places, synthesise

Double = NDArray[np.float64]

KEEP = 5
"""Grasps kept for one intent of an object at most."""
LEFT_SHARE = 0.3
SECOND_TRY = Effort(placed=110, starts=36, finalists=12)
"""For intents that got nothing at the first try, where they are what the thing is mostly held for."""
_TRIED_AGAIN = ("use", "carry", "hand_over")
_BETA_SPREAD, _BETA_LIMIT = 0.7, 1.6


@dataclass(frozen=True)
class ShapeJob:
    """What to make: `index` counts the objects of a category."""

    category: str
    index: int
    corpus_seed: int

    @property
    def shape_id(self) -> str:
        """Name of the object in the corpus."""
        return f"{self.category}-{self.index:04d}"

    @property
    def seed(self) -> int:
        """Source of all randomness of the job."""
        digest = hashlib.sha256(f"{self.corpus_seed}/{self.shape_id}".encode()).digest()
        return int.from_bytes(digest[:4], "little") >> 1


@dataclass(frozen=True, eq=False)
class ShapeResult:
    """An object with its grasps.

    Attributes:
        job: what was asked.
        item: the object.
        shape: the same, canonical frame.
        side: of the hand.
        betas: (10,) hand shape.
        grasps: kept ones, canonical frame; their `touched` indexes the object's names.
        rejected: how many were not kept, by reason.
        unmet: intents for which nothing was kept.
    """

    job: ShapeJob
    item: TrainingObject
    shape: ObjectShape
    side: str
    betas: Double
    grasps: tuple[KeptGrasp, ...]
    rejected: Counter[str]
    unmet: tuple[str, ...]


def run_job(job: ShapeJob, category: Category, with_grasps: bool = True) -> ShapeResult:
    """Build an object and, unless told otherwise, its grasps; the same job gives the same result.

    Raises:
        ConstructionError: the object can't be built.
    """
    random = np.random.default_rng(job.seed)
    item = draw_object(job)
    shape, label_of_face = labelled_shape(item)
    side = "left" if random.uniform() < LEFT_SHARE else "right"
    betas = np.clip(random.normal(0, _BETA_SPREAD, 10), -_BETA_LIMIT, _BETA_LIMIT)
    model = _hand(side)
    rejected: Counter[str] = Counter()
    others: list[Double] = []
    grasps: list[KeptGrasp] = []
    asked = category.intents.values() if with_grasps else ()
    wishes = [w for w in (make_wish(i, item, label_of_face) for i in asked) if w]
    places = find_places(shape, label_of_face, random) if wishes else None
    body = body_of(item, shape) if wishes else None
    for effort in (Effort(), SECOND_TRY):
        if not places or not body:
            break
        met = {grasp.intent for grasp in grasps}
        left = [
            wish
            for wish in wishes
            if wish.intent.name not in met and (effort is not SECOND_TRY or wish.intent.kind in _TRIED_AGAIN)
        ]
        try:
            solved = synthesise(shape, places, left, model, betas, random, effort) if left else []
        except UserError:
            solved = []
        for each in solved:
            worthy = worth_trying(each, shape, model, betas, rejected)
            settled = settle(each, worthy, body, shape, model, betas, rejected)
            if settled:
                grasps += keep(settled, shape, model, betas, label_of_face, KEEP, others, rejected)
    met = {grasp.intent for grasp in grasps}
    return ShapeResult(
        job=job,
        item=item,
        shape=shape,
        side=side,
        betas=betas,
        grasps=tuple(grasps),
        rejected=rejected,
        unmet=tuple(w.intent.name for w in wishes if w.intent.name not in met),
    )


def draw_object(job: ShapeJob) -> TrainingObject:
    """The object of a job: the category's constructions take turns."""
    ways = constructions()[job.category]
    return build_object(job.category, ways[job.index % len(ways)].name, job.seed)


def labelled_shape(item: TrainingObject) -> tuple[ObjectShape, NDArray[np.int64]]:
    """Shape of an object, and the finest label of each of its faces (F,), an index into the object's names.

    Cleaning may drop, turn or add faces, so the labels belong to the shape's faces.
    """
    shape = shape_from_arrays(
        item.vertices,
        item.faces,
        part_sources=(PartSource("group", item.names, item.face_label.astype(np.int32)),),
    )
    return shape, shape.part_of_face.astype(np.int64)


def make_wish(intent: Intent, item: TrainingObject, label_of_face: NDArray[np.int64]) -> Wish | None:
    """An intent on an object; None where the object lacks all that the intent holds."""
    wanted = np.isin(label_of_face, label_indices(intent.hold, item))
    if not wanted.any():
        return None
    avoided = np.isin(label_of_face, label_indices(intent.avoid, item))
    wanted &= ~avoided
    return Wish(intent, wanted, avoided if avoided.any() else None) if wanted.any() else None


def label_indices(names: Sequence[str], item: TrainingObject) -> list[int]:
    """Labels that belong to the named parts and zones; names that the object lacks count nothing."""
    return [
        label
        for label, part in enumerate(item.label_part)
        if item.names[label] in names or item.names[part] in names
    ]


@lru_cache(maxsize=2)
def _hand(side: str) -> HandModel:
    return load_hand(side)
