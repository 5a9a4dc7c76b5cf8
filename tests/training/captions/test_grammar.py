"""What the grammar adds is true, and slots are always filled."""

from __future__ import annotations

import numpy as np
from semgrasp.inference.planner.caption import listed
from semgrasp.training.captions.contacts import contact_caption, short_contacts
from semgrasp.training.captions.grammar import Speaker
from semgrasp.training.captions.requests import answer, patterned_request, spoken_requests


def speakers(count: int) -> list[Speaker]:
    return [Speaker(np.random.default_rng(seed)) for seed in range(count)]


def test_slots_are_filled_and_the_hand_is_right(grasp):
    said = {s.say("hold the {it} with {n} fingers, {hand} hand", grasp()) for s in speakers(200)}
    assert len(said) > 60
    for text in said:
        assert "{" not in text
        assert "left" not in text.lower()


def test_only_untouched_parts_are_said_to_be_kept_off(grasp):
    touching_rim = grasp(touched={"thumb": ("handle",), "index": ("rim",)})
    for speaker in speakers(300):
        text = speaker.say("grab the {it}", touching_rim).lower()
        assert "rim" not in text and "lip" not in text


def test_a_verb_is_asked_for_and_a_noun_is_not(grasp):
    asked = [s.say("hand under the base", grasp()).lower() for s in speakers(200)]
    assert not any("you hand under" in text or "to hand under" in text for text in asked)
    assert any("you hold it" in s.say("hold it", grasp()).lower() for s in speakers(200))


def test_requests_come_from_true_sentences_of_the_intent(grasp, mug):
    for speaker in speakers(30):
        requests = spoken_requests(grasp(), speaker, 5)
        assert {r.source for r in requests} == {"mug/drink/0", "mug/drink/1", "mug/drink/2"}
    three = grasp(
        touched={"thumb": ("handle",), "index": ("handle",), "middle": ("handle",), "ring": ("body",)}
    )
    assert {r.source for r in spoken_requests(three, Speaker(np.random.default_rng(0)), 5)} == {"mug/drink/0"}


def test_patterns_and_answers_say_no_untrue_purpose(grasp, mug):
    """The purpose of this intent speaks of a fist, and the grasp is a pinch."""
    pinch = grasp(
        intent=mug.category.intents["warm"], part="body", touched={"thumb": ("body",), "index": ("body",)}
    )
    for speaker in speakers(200):
        assert "fist" not in patterned_request(pinch, speaker).text.lower()
        assert "fist" not in answer(pinch, speaker).lower()


def test_contacts_name_every_digit_that_touches(grasp):
    for speaker in speakers(300):
        text = contact_caption(grasp(), speaker).lower()
        assert "thumb" in text
        assert "index" in text or "forefinger" in text
        assert "handle" in text or "ear" in text
        assert "thumb" in short_contacts(grasp(), speaker)


def test_lists():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
