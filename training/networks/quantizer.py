"""A codebook that follows its latents by moving averages (van den Oord et al. 2017, appendix A.1)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, eq=False)
class Quantized:
    """Latents after the codebook.

    Attributes:
        values: (B, width) codes; gradients pass straight through to the latents.
        tokens: (B,) their numbers.
        commitment: mean squared distance of latents to codes, to be kept small.
    """

    values: Tensor
    tokens: Tensor
    commitment: Tensor


class Codebook(nn.Module):
    """Nearest neighbour in a table of codes.

    In training every code moves to the mean of the latents that chose it lately; codes that nobody chose for
    some time start again at a latent of the batch.

    Args:
        size: number of codes.
        width: of each.
        decay: of the moving averages.
        dead: moving count of choices below which a code starts again.
    """

    codes: Tensor
    count: Tensor
    total: Tensor

    def __init__(self, size: int = 512, width: int = 256, decay: float = 0.99, dead: float = 0.03) -> None:
        super().__init__()
        self.decay, self.dead = decay, dead
        self.register_buffer("codes", torch.randn(size, width) / width**0.5)
        self.register_buffer("count", torch.zeros(size))
        self.register_buffer("total", torch.zeros(size, width))

    def forward(self, latents: Tensor) -> Quantized:
        """(B, width) → codes."""
        tokens = self.nearest(latents)
        if self.training:
            self._follow(latents.detach(), tokens)
        values = self.codes[tokens]
        commitment = (latents - values.detach()).pow(2).mean()
        return Quantized(latents + (values - latents).detach(), tokens, commitment)

    def nearest(self, latents: Tensor) -> Tensor:
        """Number (B,) of the nearest code."""
        # |l - c|² without what is the same for all codes
        return ((self.codes**2).sum(dim=1) - 2 * latents @ self.codes.T).argmin(dim=1)

    @torch.no_grad()
    def _follow(self, latents: Tensor, tokens: Tensor) -> None:
        chosen = nn.functional.one_hot(tokens, len(self.codes)).to(latents.dtype)
        self.count.mul_(self.decay).add_(chosen.sum(dim=0), alpha=1 - self.decay)
        self.total.mul_(self.decay).add_(chosen.T @ latents, alpha=1 - self.decay)
        used = self.count > self.dead
        self.codes[used] = self.total[used] / self.count[used, None]
        unused = (~used).nonzero()[:, 0]
        if not len(unused):
            return
        # no more than a share of the batch at a time, so that codes don't all land on the same latents
        unused = unused[torch.randperm(len(unused))[: max(1, len(latents) // 8)]]
        fresh = latents[torch.randint(len(latents), (len(unused),))]
        self.codes[unused] = fresh
        self.count[unused] = 2 * self.dead
        self.total[unused] = fresh * 2 * self.dead


def use_of_codes(tokens: Tensor, size: int) -> tuple[float, float]:
    """Share of the codes that are used at all, and perplexity of their use over the size.

    Args:
        tokens: (N,) numbers chosen for a set of grasps.
        size: of the codebook.
    """
    share = torch.bincount(tokens, minlength=size).float() / max(len(tokens), 1)
    entropy = -(share * torch.log(share.clamp_min(1e-12))).sum()
    return float((share > 0).float().mean()), float(torch.exp(entropy)) / size
