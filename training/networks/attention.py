"""Transformer blocks (Vaswani et al. 2017), normalised before each step.

Attention is written out: on a CPU it is faster than the fused kernel at these sizes, and it exports plainly.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Attention(nn.Module):
    """Multi-head attention of a sequence to itself or to another.

    Args:
        width: of the tokens.
        heads: their number divides the width.
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(self, tokens: Tensor, context: Tensor, mask: Tensor | None = None) -> Tensor:
        """Attend.

        Args:
            tokens: (B, Q, width).
            context: (B, K, width).
            mask: added to the scores, broadcast to (B, heads, Q, K); minus infinity where not to look.
        """
        batch, queries, width = tokens.shape
        split = (batch, -1, self.heads, width // self.heads)
        query = self.query(tokens).view(split).transpose(1, 2)
        key, value = (
            part.reshape(split).transpose(1, 2) for part in self.key_value(context).chunk(2, dim=-1)
        )
        scores = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5
        if mask is not None:
            scores = scores + mask
        return self.out((scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, queries, width))


class Block(nn.Module):
    """Self-attention, then attention to a context if there is one, then a perceptron.

    Args:
        width, heads: of the attention.
        crossed: whether there is a context.
        dropout: share of the perceptron's and the attention's answers that is dropped in training.
    """

    def __init__(self, width: int, heads: int, crossed: bool = False, dropout: float = 0.0) -> None:
        super().__init__()
        self.norm_self, self.self_attention = nn.LayerNorm(width), Attention(width, heads)
        self.norm_cross = nn.LayerNorm(width) if crossed else None
        self.cross_attention = Attention(width, heads) if crossed else None
        self.norm_step = nn.LayerNorm(width)
        self.step = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.drop = nn.Dropout(dropout)

    def forward(
        self,
        tokens: Tensor,
        context: Tensor | None = None,
        mask: Tensor | None = None,
        context_mask: Tensor | None = None,
    ) -> Tensor:
        """(B, Q, width) and (B, K, width) → (B, Q, width); masks as in `Attention`."""
        own = self.norm_self(tokens)
        tokens = tokens + self.drop(self.self_attention(own, own, mask))
        if self.cross_attention is not None and self.norm_cross is not None and context is not None:
            tokens = tokens + self.drop(self.cross_attention(self.norm_cross(tokens), context, context_mask))
        return tokens + self.drop(self.step(self.norm_step(tokens)))


def perceptron(inputs: int, hidden: int, outputs: int) -> nn.Sequential:
    """Two linear layers with a GELU between."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(), nn.Linear(hidden, outputs))


def gather_rows(values: Tensor, index: Tensor) -> Tensor:
    """Rows (B, ..., C) of values (B, N, C) at indices (B, ...)."""
    flat = index.reshape(index.shape[0], -1, 1).expand(-1, -1, values.shape[2])
    return torch.gather(values, 1, flat).reshape(*index.shape, values.shape[2])
