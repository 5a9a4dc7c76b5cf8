"""A sentence is only said of grasps that do what it says."""

from __future__ import annotations

import numpy as np
import pytest
from semgrasp.inference.planner.taxonomy import GRASP_TYPES
from semgrasp.training.captions.truth import is_true, with_side, words_are_true
from semgrasp.training.knowledge import Sentence

FIST = next(kind for kind in GRASP_TYPES if kind.name == "medium_wrap")
ALL = dict.fromkeys(("thumb", "index", "middle", "ring", "little"), ("handle",))


@pytest.mark.parametrize(
    ("text", "changes", "true"),
    [
        ("hold the mug", {}, True),
        ("two fingers", {}, True),
        ("only one finger and the thumb", {}, True),
        ("use three fingers", {}, False),
        ("four fingers round it", {"touched": ALL}, True),
        ("index along the side", {}, True),
        ("little finger stretched out below", {}, False),
        ("no little finger on it", {}, True),
        ("from above", {}, False),
        ("from above", {"facing": np.array([0, 0, -1.0])}, True),
        ("palm up", {"facing": np.array([0, 0, 1.0])}, True),
        ("from the left", {"facing": np.array([0, -1.0, 0])}, True),
        ("reach in from the right side, please", {"facing": np.array([0, -1.0, 0])}, False),
        ("by the bar, from the right handle", {"facing": np.array([0, -1.0, 0])}, True),
        ("thumb up", {}, True),
        ("thumb down", {}, False),
        ("in a fist", {}, False),
        ("in a fist", {"kind": FIST}, True),
        ("fingertips only", {"palm": "handle"}, False),
        ("pinch it", {"kind": FIST}, False),
        ("the whole hand", {}, False),
        ("the whole hand", {"touched": ALL}, True),
    ],
)
def test_words(grasp, text, changes, true):
    assert words_are_true(text, grasp(**changes)) is true


def test_a_part_that_the_sentence_forbids(grasp):
    sentence = Sentence("anything but the wall", "drink", ("body",))
    assert is_true(sentence, grasp())
    assert not is_true(sentence, grasp(touched={"thumb": ("handle",), "index": ("rim",)}))


def test_forbidding_the_rest_of_a_part_of_which_a_zone_is_held(grasp, mug):
    intent = mug.category.intents["drink"]
    rim = type(intent)(**{**intent.__dict__, "hold": ("rim",), "avoid": ()})
    sentence = Sentence("the rim, not the wall", "drink", ("body",))
    on_rim = {"thumb": ("rim",), "index": ("rim",)}
    assert is_true(sentence, grasp(intent=rim, part="rim", touched=on_rim))
    assert not is_true(sentence, grasp(intent=rim, part="rim", touched={**on_rim, "middle": ("body",)}))


@pytest.mark.parametrize("text", ["the left-hand side", "by the right hand ring", "on the left handle"])
def test_a_side_of_the_thing_is_no_hand(text):
    assert with_side(text, "right") == with_side(text, "left") == text


def test_the_hand_is_named_as_it_is():
    assert with_side("Left hand on it, not the right-handed way", "right") == (
        "Right hand on it, not the right-handed way"
    )
    assert with_side("the left grip", "right") == "the left grip"
