"""Edits say what really changes from one grasp to the next."""

from __future__ import annotations

import numpy as np
from semgrasp.training.captions.conversation import converse, edit_request
from semgrasp.training.captions.grammar import Speaker


def edits(before, after):
    found = (edit_request(before, after, Speaker(np.random.default_rng(seed))) for seed in range(60))
    return {edit.source.split("/")[1]: edit.text for edit in found if edit}


def test_nothing_to_say_between_equal_grasps(grasp):
    assert edits(grasp(), grasp(grasp_id="other")) == {}


def test_fewer_fingers(grasp):
    three = grasp(touched={"thumb": ("handle",), "index": ("handle",), "middle": ("handle",)})
    assert set(edits(three, grasp())) == {"fingers"}
    assert set(edits(grasp(), three)) == {"fingers"}


def test_another_part(grasp):
    on_body = grasp(part="body", touched={"thumb": ("body",), "index": ("body",)})
    assert "part" in edits(grasp(), on_body)


def test_turned_round(grasp):
    assert set(edits(grasp(), grasp(thumb=np.array([0, 0, -1.0])))) == {"turned"}


def test_moved_down(grasp):
    found = {
        edit.text
        for seed in range(80)
        if (
            edit := edit_request(
                grasp(), grasp(place=np.array([-0.08, 0, -0.02])), Speaker(np.random.default_rng(seed))
            )
        )
    }
    assert any("lower" in text or "down" in text for text in found)
    assert not any("higher" in text or " up" in text for text in found)


def test_a_conversation_alternates_requests_and_answers(grasp):
    down = grasp(grasp_id="b", thumb=np.array([0, 0, -1.0]))
    talk = converse([grasp(), down], Speaker(np.random.default_rng(1)))
    assert talk is not None
    assert len(talk.turns) == 4 and talk.grasps == ("mug-0000-00", "b") and len(talk.sources) == 2
    assert converse([grasp(), grasp()], Speaker(np.random.default_rng(1))) is None
