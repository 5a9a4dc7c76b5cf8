"""Grasps told and shown to people."""

from __future__ import annotations

import numpy as np
from semgrasp.training.knowledge.values import PartWords
from semgrasp.training.render import BACKGROUND
from semgrasp.training.restore import restore_hands
from semgrasp.training.schema import CAPTIONS
from semgrasp.training.tell import captions_of, contacts_in_words, draw
from tiny_corpus import TinyCorpus


def test_contacts_in_words() -> None:
    # palm and thumb on the handle, one index segment on the body twice
    touched = [0, -1, 1, 1, *[-1] * 10, 0, 0]
    labels = ("handle", "upper_body")
    assert contacts_in_words(touched, labels) == "thumb and palm: handle; index: upper body"
    words = {"handle": PartWords("handle", ("grip", "handle"), None)}
    assert contacts_in_words(touched, labels, words).startswith("thumb and palm: grip")
    assert contacts_in_words([-1] * 16, labels) == "nothing is touched"


def test_captions_of_a_grasp(tiny: TinyCorpus) -> None:
    first, sixth, last = (tiny.grasps[i]["grasp_id"] for i in (0, 5, -1))
    found = captions_of(tiny.corpus.captions, [first, sixth, last])
    assert [told.level for told in found[first]] == ["conversation", "high", "low"]
    assert found[first][0].lines == ("Take it.", "Taken.", "And now <b>higher</b>.", "Higher.")
    assert not found[first][0].held_out and found[sixth][0].held_out
    assert [told.own for told in found[first]] == [(1, 3), (1,), (0,)]
    assert found[last] == []
    assert captions_of(CAPTIONS.empty_table(), [first]) == {first: []}


def test_both_views_show_something(tiny: TinyCorpus) -> None:
    grasp = tiny.grasps[0]
    row = tiny.shapes[grasp["shape_id"]]
    picture = draw(restore_hands([grasp], row), 0, row, 48)
    assert picture.shape == (48, 96, 3)
    drawn = (picture != np.round(255 * np.asarray(BACKGROUND))).any(axis=2)
    assert drawn[:, :48].mean() > 0.1 and drawn[:, 48:].mean() > 0.1
