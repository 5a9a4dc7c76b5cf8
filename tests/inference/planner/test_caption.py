"""Captions follow the contacts."""

from __future__ import annotations

import pytest
from semgrasp.inference.planner.caption import describe_contacts


@pytest.mark.parametrize(
    "touched,expected",
    [
        ({"palm": "", "index1": "", "thumb3": ""}, "wrap: thumb and index, palm against it"),
        (
            dict.fromkeys(["index3", "middle3", "thumb3"], "handle"),
            "wrap: thumb, index and middle on the handle",
        ),
        ({"index3": "handle", "thumb3": "body"}, "wrap: thumb on the body, index on the handle"),
        ({"index1": "rim", "index2": "lid", "index3": "lid"}, "wrap: index on the lid"),
        ({"thumb3": "handle", "palm": "handle"}, "wrap: thumb on the handle, palm against it"),
        ({"thumb3": "handle", "palm": "body"}, "wrap: thumb on the handle, palm on the body"),
        (dict.fromkeys(["index3", "middle3", "ring1", "pinky2"], "lid"), "wrap: four fingers on the lid"),
        ({"pinky2": ""}, "wrap: little finger"),
        ({"palm": "lid"}, "wrap: palm only on the lid"),
        ({}, "wrap: no contact"),
    ],
)
def test_captions(touched, expected):
    assert describe_contacts("wrap", list(touched), list(touched.values())) == expected


def test_a_whole_hand_is_not_listed_finger_by_finger():
    everything = ["thumb3", "index1", "middle2", "ring3", "pinky1"]
    assert describe_contacts("wrap", everything, [""] * 5) == "wrap: all five digits"
