"""Sentences on objects, and learning what they mean."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from semgrasp.training.knowledge import load_knowledge
from semgrasp.training.learning import grounding_training as module
from semgrasp.training.learning.batches import place
from semgrasp.training.learning.clouds import Clouds
from semgrasp.training.learning.grounding_training import (
    Asked,
    GroundingData,
    ask,
    grounding_losses,
    is_right,
    judged_cases,
    rightness,
    train_grounding,
)
from semgrasp.training.learning.loop import Schedule
from semgrasp.training.learning.requests import Request, written_requests
from semgrasp.training.learning.text_states import TextStates
from semgrasp.training.networks.grounding import Grounding, GroundingConfig
from semgrasp.training.networks.object_encoder import EncoderConfig, ObjectEncoder

SMALL = EncoderConfig(width=24, heads=6, layers=1, patch_width=16, point_width=24)


def word_states(texts: Sequence[str]) -> TextStates:
    """A random vector for each word: enough to tell words apart."""
    different = sorted(set(texts))
    rows = [[_vector(word) for word in text.lower().split()] or [_vector("")] for text in different]
    start = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    states = np.concatenate([np.stack(row) for row in rows]).astype(np.float16)
    return TextStates({text: i for i, text in enumerate(different)}, start, states)


def _vector(word: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "little")
    return np.random.default_rng(seed).normal(size=16)


@pytest.fixture(scope="module")
def data(clouds: Clouds) -> GroundingData:
    knowledge = {name: each for name, each in load_knowledge().items() if name in ("ball", "hammer", "mug")}
    requests = written_requests(knowledge, np.random.default_rng(0), 1)
    split = np.full(len(clouds), "train", dtype="<U6")
    return GroundingData(clouds, split, requests, word_states([r.text for r in requests]))


def test_what_a_sentence_asks_of_an_object(data: GroundingData) -> None:
    hammer = next(i for i, name in enumerate(data.clouds.shape_ids) if name.startswith("hammer"))
    asked = ask(data, hammer, Request("hammer", "by the grip", ("handle",), ("head",), "train"))
    assert asked and asked.held.any() and asked.forbidden.any() and not (asked.held & asked.forbidden).any()
    assert ask(data, hammer, Request("hammer", "the spout", ("spout",), (), "train")) is None


def test_states_of_texts_come_padded() -> None:
    states = word_states(["two words", "one", "three more words"])
    text, mask = states.batch(["one", "three more words"])
    assert mask.tolist() == [[True, False, False], [True, True, True]]
    assert np.allclose(text[1, 2], _vector("words"), atol=1e-3) and not text[0, 1:].any()


def test_right_means_most_of_the_likeliest() -> None:
    likely, held = torch.arange(100.0), torch.zeros(100, dtype=torch.bool)
    held[90:] = True
    assert is_right(likely, held)
    assert not is_right(-likely, held)


def test_judging_is_repeatable(data: GroundingData) -> None:
    one, two = judged_cases(data, "train", "held_out"), judged_cases(data, "train", "held_out")
    assert one and [(c.shape, c.request) for c in one] == [(c.shape, c.request) for c in two]
    assert {c.request.split for c in one} == {"held_out"}


@torch.no_grad()
def misfit(model: Grounding, data: GroundingData, cases: Sequence[Asked]) -> float:
    """How badly the maps of some cases fit what their sentences ask for."""
    cloud = place(data.clouds, np.asarray([c.shape for c in cases]), np.tile(np.eye(3), (len(cases), 1, 1)))
    text, mask = data.states.batch([c.request.text for c in cases])
    return float(sum(grounding_losses(model.eval()(cloud.cloud, text, mask), cases).values()))


@pytest.mark.slow
def test_it_learns(data: GroundingData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OBJECTS", 4)
    monkeypatch.setattr(module, "_JUDGED", 24)
    torch.manual_seed(0)
    cases = judged_cases(data, "train", "train")
    before = misfit(Grounding(ObjectEncoder(SMALL), GroundingConfig(text_width=16)), data, cases)
    model = train_grounding(data, ObjectEncoder(SMALL), Schedule(80, rate=5e-3, warm=5, every=80), tmp_path)
    assert misfit(model, data, cases) < 0.9 * before
    assert len(rightness(model, data, cases)) == len(cases)
