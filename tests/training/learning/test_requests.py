"""Sentences with what they ask for."""

from __future__ import annotations

import numpy as np
from semgrasp.training.knowledge import load_knowledge
from semgrasp.training.learning.clouds import Clouds
from semgrasp.training.learning.requests import points_named, written_requests


def test_every_sentence_is_there_without_slots() -> None:
    knowledge = load_knowledge()
    requests = written_requests(knowledge, np.random.default_rng(0))
    assert len(requests) > 16_000
    assert not [r.text for r in requests if "{" in r.text]
    assert {r.category for r in requests} == set(knowledge)
    held_out = np.mean([r.split == "held_out" for r in requests])
    assert 0.07 < held_out < 0.13
    for request in requests[::97]:
        parts = knowledge[request.category].parts
        assert set(request.hold) <= set(parts) and set(request.avoid) <= set(parts)


def test_points_of_a_part_and_of_its_zones(clouds: Clouds) -> None:
    for index, names in enumerate(clouds.labels_of):
        every = points_named(clouds, index, names)
        assert every.all()
        for label, name in enumerate(names):
            own = points_named(clouds, index, [name])
            assert (own >= (clouds.arrays["labels"][index] == label)).all()
        assert not points_named(clouds, index, ["no such part"]).any()
