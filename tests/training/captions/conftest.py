"""Grasps with known facts, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from semgrasp.inference.planner.taxonomy import GRASP_TYPES
from semgrasp.training.captions.facts import GraspFacts, ObjectFacts
from semgrasp.training.knowledge import Category, Intent, PartWords, Sentence

LABELS = ("handle", "body", "rim")


def _intent(name: str, hold: tuple[str, ...], avoid: tuple[str, ...], **more: Any) -> Intent:
    fields = {"kind": "use", "types": (), "digits": (), "thumb": None, "palm": None, "side": None}
    return Intent(
        **{
            **fields,
            "name": name,
            "hold": hold,
            "avoid": avoid,
            "force": "light",
            "purpose": "to drink",
            **more,
        }
    )


@pytest.fixture
def mug() -> ObjectFacts:
    """A mug: a handle, and a body with a rim."""
    category = Category(
        name="mug",
        family="test",
        names=("mug", "coffee mug"),
        near=("beaker",),
        weight=0.3,
        parts={
            "handle": PartWords("handle", ("handle", "ear"), None),
            "body": PartWords("body", ("body", "wall"), None),
            "rim": PartWords("rim", ("rim", "lip"), "body"),
        },
        intents={
            "drink": _intent("drink", ("handle",), ("rim",)),
            "warm": _intent("warm", ("body",), ("handle",), force="firm", purpose="to warm a fist"),
        },
        sentences=(
            Sentence("hold the {it} by its handle", "drink", ()),
            Sentence("only two fingers, {hand} hand", "drink", ()),
            Sentence("anything but the wall", "drink", ("body",)),
            Sentence("both palms on the {it}", "warm", ()),
        ),
    )
    centres = np.array([[-0.06, 0, 0.05], [0, 0, 0.04], [0, 0, 0.09]])
    return ObjectFacts("mug-0000", category, LABELS, (0, 1, 1), centres)


@pytest.fixture
def grasp(mug: ObjectFacts) -> Callable[..., GraspFacts]:
    """A maker of grasps: by default thumb and index on the handle, palm free."""

    def make(**more: Any) -> GraspFacts:
        fields: dict[str, Any] = {
            "grasp_id": "mug-0000-00",
            "item": mug,
            "intent": mug.category.intents["drink"],
            "kind": next(kind for kind in GRASP_TYPES if kind.name == "palmar_pinch"),
            "side": "right",
            "touched": {"thumb": ("handle",), "index": ("handle",)},
            "palm": None,
            "part": "handle",
            "fingers": np.array([1.0, 0, 0]),
            "facing": np.array([0, 1.0, 0]),
            "thumb": np.array([0, 0, 1.0]),
            "place": np.array([-0.08, 0, 0.05]),
        }
        return GraspFacts(**{**fields, **more})

    return make
