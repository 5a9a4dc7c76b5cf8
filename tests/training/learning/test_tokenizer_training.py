"""Objects encoded in many turns, grasps turned with them, and errors in millimetres."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from semgrasp.training.learning import tokenizer_training as module
from semgrasp.training.learning.clouds import Clouds
from semgrasp.training.learning.hands import GraspArrays, grasp_arrays
from semgrasp.training.learning.loop import Schedule
from semgrasp.training.learning.tokenizer_training import (
    EncodedObjects,
    encode_objects,
    errors,
    grasp_batch,
    train_tokenizer,
)
from semgrasp.training.networks.grasp_tokenizer import TokenizerConfig
from semgrasp.training.networks.object_encoder import EncoderConfig, ObjectEncoder
from tiny_corpus import TinyCorpus

CONFIG = TokenizerConfig(object_width=24, width=32, heads=4, layers=1, codes=64, code_width=32)


@pytest.fixture(scope="module")
def arrays(tiny: TinyCorpus, clouds: Clouds) -> GraspArrays:
    found = grasp_arrays(tiny.corpus.shapes, tiny.corpus.grasps, clouds)
    return replace(found, split=np.full(len(found.split), "train"))


@pytest.fixture(scope="module")
def objects(clouds: Clouds, arrays: GraspArrays) -> EncodedObjects:
    torch.manual_seed(0)
    encoder = ObjectEncoder(EncoderConfig(width=24, heads=4, layers=1, patch_width=16, point_width=24))
    return encode_objects(encoder, clouds, arrays, variants=3)


def test_hand_and_object_turn_together(arrays: GraspArrays, objects: EncodedObjects) -> None:
    """The wrist is as far from the patches in every turn."""
    index = np.arange(min(6, len(arrays.shape)))
    apart = []
    for variant in range(3):
        batch = grasp_batch(arrays, objects, index, np.full(len(index), variant))
        assert torch.allclose(torch.linalg.det(batch.hand.rotation), torch.ones(len(index)), atol=1e-4)
        apart.append((batch.centres - batch.hand.translation[:, None]).norm(dim=-1))
    assert torch.allclose(apart[0], apart[1], atol=1e-5) and torch.allclose(apart[0], apart[2], atol=1e-5)
    assert not torch.allclose(objects.tokens[:, 0], objects.tokens[:, 1])


@pytest.mark.slow
def test_it_learns(
    arrays: GraspArrays, objects: EncodedObjects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 24)
    rows = np.arange(len(arrays.shape))
    before = errors(module.new_tokenizer(CONFIG), arrays, objects, rows)
    model = train_tokenizer(arrays, objects, CONFIG, Schedule(150, rate=3e-3, warm=10, every=150), tmp_path)
    after = errors(model, arrays, objects, rows)
    assert after["mpvpe mm"] < 0.5 * before["mpvpe mm"]
    assert 0 < after["codes 0"] <= 1 and after["mpvpe mm"] <= after["coarse mm"] * 1.1
