"""Grasps to tokens and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.training.learning.tokenizer_training import new_tokenizer, tokenizer_losses
from semgrasp.training.networks.grasp_tokenizer import Hand, TokenizerConfig
from semgrasp.training.networks.hand_layer import HandLayer, rotation_from_6d

SMALL = TokenizerConfig(object_width=16, width=32, heads=4, layers=1, codes=32, code_width=16)
VARIANTS = (
    SMALL,
    replace(SMALL, tokens=1),
    replace(SMALL, tokens=2),
    replace(SMALL, tokens=4),
    replace(SMALL, shared=True),
    replace(SMALL, assigned=False),
)


def some(count: int) -> tuple[Hand, torch.Tensor, torch.Tensor]:
    torch.manual_seed(1)
    anatomy = load_hand("right").anatomy
    lower, upper = (torch.as_tensor(each, dtype=torch.float32) for each in (anatomy.lower, anatomy.upper))
    hand = Hand(
        rotation_from_6d(torch.randn(count, 6)),
        0.1 * torch.randn(count, 3),
        lower + (upper - lower) * torch.rand(count, 22),
        torch.randn(count, 10),
    )
    return hand, torch.randn(count, 9, 16), 0.1 * torch.randn(count, 8, 3)


@pytest.mark.parametrize("config", VARIANTS)
def test_tokens_say_the_same_again(config: TokenizerConfig) -> None:
    model = new_tokenizer(config).eval()
    hand, objects, centres = some(4)
    made = model(hand, objects, centres)
    assert made.tokens.shape == (4, config.tokens) and int(made.tokens.max()) < config.codes
    again = model.decode(made.tokens, objects, centres)
    for name in ("rotation", "translation", "angles", "betas"):
        assert torch.allclose(getattr(again, name), getattr(made.fine, name), atol=1e-5), name


def test_fingers_stay_within_their_limits() -> None:
    model = new_tokenizer(SMALL).eval()
    hand, objects, centres = some(16)
    with torch.no_grad():
        for part in (*model.changes, model.posture):
            part.weight.normal_(0, 3)
        angles = model(hand, objects, centres).fine.angles
    assert (angles >= model.lower - 1e-6).all() and (angles <= model.upper + 1e-6).all()


def test_the_first_token_alone_places_the_hand() -> None:
    model = new_tokenizer(SMALL).eval()
    hand, objects, centres = some(4)
    tokens = model(hand, objects, centres).tokens
    with torch.no_grad():
        for change in model.changes:
            change.weight.zero_()
    other = tokens.clone()
    other[:, 1:] = (other[:, 1:] + 5) % SMALL.codes
    one, two = (model.decode(each, objects, centres) for each in (tokens, other))
    assert torch.allclose(one.rotation, two.rotation, atol=1e-6)
    assert torch.allclose(one.translation, two.translation, atol=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("config", VARIANTS[:3])
def test_it_learns(config: TokenizerConfig) -> None:
    """A few grasps are learnt by heart, the better the more tokens there are."""
    model, (hand, objects, centres) = new_tokenizer(config), some(16)
    layer = HandLayer(load_hand("right"), [0, 400, 800, 1200])
    optimizer = torch.optim.Adam(model.parameters(), 3e-3)
    first = last = 0.0
    for step in range(120):
        torch.manual_seed(step)
        terms = tokenizer_losses(model.train()(hand, objects, centres), hand, layer)
        optimizer.zero_grad()
        torch.stack(list(terms.values())).sum().backward()
        optimizer.step()
        last = float(terms["fine"].detach())
        first = first or last
    assert last < 0.5 * first
