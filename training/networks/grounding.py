"""Words and geometry to the contact map: how likely the hand touches each point of an object.

Patches of the object attend to the words and to each other; a point's logit comes from the patches around it
and from what it is by itself. The head also says where the words forbid to touch.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .attention import Block, gather_rows, perceptron
from .object_encoder import CloudBatch, ObjectEncoder


@dataclass(frozen=True)
class GroundingConfig:
    """Sizes of the grounding head.

    Attributes:
        text_width: of the words' states.
        layers, heads: of the attention.
        dropout: share dropped in training.
    """

    text_width: int = 384
    layers: int = 3
    heads: int = 6
    dropout: float = 0.1


@dataclass(frozen=True, eq=False)
class ObjectRead:
    """Tokens (B, 1 + K, width) of objects and features (B, N, point_width) of their points."""

    tokens: Tensor
    points: Tensor


@dataclass(frozen=True, eq=False)
class Grounded:
    """Logits for B objects.

    Attributes:
        touch: (B, N) that a hand which obeys touches the point.
        forbid: (B, N) that the words forbid it.
        tokens: (B, 1 + K, width) of the object, with the words in mind.
    """

    touch: Tensor
    forbid: Tensor
    tokens: Tensor


class Grounding(nn.Module):
    """The head over an object encoder.

    Args:
        encoder: pretrained, trained on with the head.
        config: sizes.
    """

    def __init__(self, encoder: ObjectEncoder, config: GroundingConfig | None = None) -> None:
        super().__init__()
        config = config or GroundingConfig()
        width, points = encoder.config.width, encoder.config.point_width
        self.encoder = encoder
        self.words = nn.Sequential(nn.LayerNorm(config.text_width), nn.Linear(config.text_width, width))
        self.blocks = nn.ModuleList(
            [Block(width, config.heads, crossed=True, dropout=config.dropout) for _ in range(config.layers)]
        )
        self.norm = nn.LayerNorm(width)
        self.outlet = perceptron(width + points, points, 2)

    def forward(self, cloud: CloudBatch, text: Tensor, text_mask: Tensor) -> Grounded:
        """Ground words.

        Args:
            cloud: the objects.
            text: (B, L, text_width) states of the words.
            text_mask: (B, L) true where there is a word.
        """
        return self.ground(cloud, self.read(cloud), text, text_mask)

    def read(self, cloud: CloudBatch) -> ObjectRead:
        """All that is known of objects before any word is said."""
        tokens = self.encoder(cloud)
        return ObjectRead(tokens, self.encoder.point_features(cloud, tokens))

    def ground(self, cloud: CloudBatch, read: ObjectRead, text: Tensor, text_mask: Tensor) -> Grounded:
        """Ground words, R for each of the objects that were read: (B, …) and (B * R, L, …) → (B * R, …)."""
        times = len(text) // len(read.tokens)
        tokens = read.tokens.repeat_interleave(times, dim=0)
        own = read.points.repeat_interleave(times, dim=0)
        nearest, weights = (
            each.repeat_interleave(times, dim=0) for each in (cloud.nearest, cloud.weights[..., None])
        )
        words = self.words(text)
        unseen = torch.zeros_like(text_mask, dtype=tokens.dtype).masked_fill(~text_mask, -torch.inf)
        for block in self.blocks:
            tokens = block(tokens, words, context_mask=unseen[:, None, None])
        tokens = self.norm(tokens)
        around = (gather_rows(tokens[:, 1:], nearest) * weights).sum(dim=2)
        logits = self.outlet(torch.cat([around, own], dim=-1))
        return Grounded(logits[..., 0], logits[..., 1], tokens)
