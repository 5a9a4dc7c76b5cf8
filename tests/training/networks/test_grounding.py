"""The contact map follows the words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from semgrasp.inference.tokenizer.cloud import ObjectCloud, make_cloud
from semgrasp.training.networks.grounding import Grounding, GroundingConfig
from semgrasp.training.networks.object_encoder import CloudBatch, EncoderConfig, ObjectEncoder

SMALL = EncoderConfig(width=24, heads=4, layers=1, patch_width=16, point_width=16)


def model() -> Grounding:
    torch.manual_seed(0)
    return Grounding(ObjectEncoder(SMALL), GroundingConfig(text_width=8, layers=1, heads=4)).eval()


def cloud() -> CloudBatch:
    random = np.random.default_rng(0)
    normal = random.normal(size=(2000, 3))
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    one: ObjectCloud = make_cloud(normal * (0.02, 0.02, 0.1), normal)
    stacked = {
        name: torch.as_tensor(np.stack([getattr(one, name)] * 2))
        for name in ("points", "normals", "centres", "neighbours", "nearest", "weights")
    }
    return CloudBatch(hints=torch.zeros(2, 1024, 2), **stacked)


def test_padding_says_nothing() -> None:
    grounding, objects = model(), cloud()
    text, mask = torch.randn(2, 5, 8), torch.ones(2, 5, dtype=torch.bool)
    wanted = grounding(objects, text, mask)
    longer = torch.cat([text, torch.randn(2, 3, 8)], dim=1)
    padded = grounding(objects, longer, torch.cat([mask, torch.zeros(2, 3, dtype=torch.bool)], dim=1))
    assert torch.allclose(wanted.touch, padded.touch, atol=1e-5)
    assert wanted.touch.shape == wanted.forbid.shape == (2, 1024)


def test_words_and_hints_matter() -> None:
    grounding, objects = model(), cloud()
    text, mask = torch.randn(2, 5, 8), torch.ones(2, 5, dtype=torch.bool)
    text[1] = text[0]
    same = grounding(objects, text, mask).touch
    assert torch.allclose(same[0], same[1], atol=1e-5)
    text[1] = torch.randn(5, 8)
    other = grounding(objects, text, mask).touch
    assert not torch.allclose(other[0], other[1], atol=1e-3)
    painted = objects.hints.clone()
    painted[0, :300, 0] = 1
    hinted = grounding(replace(objects, hints=painted), text, mask).touch
    assert not torch.allclose(hinted[0], other[0], atol=1e-3)


@pytest.mark.slow
def test_it_learns_which_end_a_word_means() -> None:
    grounding, objects = model(), cloud()
    torch.manual_seed(1)
    text, mask = torch.randn(2, 3, 8), torch.ones(2, 3, dtype=torch.bool)
    wanted = torch.stack([objects.points[0, :, 2] > 0, objects.points[1, :, 2] < 0]).float()
    optimizer = torch.optim.Adam(grounding.parameters(), 3e-3)
    for _ in range(40):
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            grounding.train()(objects, text, mask).touch, wanted
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    found = grounding.eval()(objects, text, mask).touch > 0
    assert (found == wanted.bool()).float().mean() > 0.9
