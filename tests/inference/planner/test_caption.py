"""Captions follow the contacts."""

from __future__ import annotations

import pytest
from semgrasp.inference.planner.caption import describe_contacts


@pytest.mark.parametrize(
    "regions,part,expected",
    [
        (["palm", "index1", "thumb3"], "", "wrap: thumb and index, palm against it"),
        (["index3", "middle3", "thumb3"], "handle", "wrap: thumb, index and middle on the handle"),
        (["pinky2"], "", "wrap: little finger"),
        (["palm"], "lid", "wrap: palm only on the lid"),
        ([], "lid", "wrap: no contact"),
    ],
)
def test_captions(regions, part, expected):
    assert describe_contacts("wrap", regions, part) == expected


def test_a_whole_hand_is_not_listed_finger_by_finger():
    everything = ["thumb3", "index1", "middle2", "ring3", "pinky1"]
    assert describe_contacts("wrap", everything) == "wrap: all five digits"
