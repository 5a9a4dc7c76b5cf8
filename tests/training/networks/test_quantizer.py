"""Codes go where latents are."""

from __future__ import annotations

import pytest
import torch
from semgrasp.training.networks.quantizer import Codebook, use_of_codes


def blobs(count: int = 2000) -> torch.Tensor:
    torch.manual_seed(0)
    return torch.randn(16, 8)[torch.randint(16, (count,))] * 4 + 0.05 * torch.randn(count, 8)


def test_codes_find_the_latents_and_none_stays_dead() -> None:
    latents, book = blobs(), Codebook(32, 8, decay=0.9)
    for step in range(200):
        torch.manual_seed(step)
        book(latents[torch.randint(len(latents), (64,))])
    book.eval()
    found = book(latents)
    # of a variance of 16: as with any k-means, a code may still serve two blobs
    assert found.commitment < 1
    used, _ = use_of_codes(found.tokens, 32)
    assert used > 0.45


def test_nearest_is_nearest() -> None:
    torch.manual_seed(0)
    book, latents = Codebook(64, 8).eval(), torch.randn(50, 8)
    wanted = torch.cdist(latents, book.codes).argmin(dim=1)
    assert (book.nearest(latents) == wanted).all()
    assert torch.allclose(book(latents).values, book.codes[wanted], atol=1e-6)


def test_judging_changes_no_code_and_gradients_pass_through() -> None:
    book = Codebook(16, 8).eval()
    before = book.codes.clone()
    latents = torch.randn(5, 8, requires_grad=True)
    book(latents).values.sum().backward()
    assert (book.codes == before).all() and torch.equal(latents.grad, torch.ones(5, 8))


def test_use_of_codes() -> None:
    assert use_of_codes(torch.tensor([0, 0, 1, 1]), 4) == (0.5, pytest.approx(0.5))
    assert use_of_codes(torch.arange(4), 4) == (1.0, pytest.approx(1.0))
