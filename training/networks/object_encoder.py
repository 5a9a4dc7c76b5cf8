"""Object tokens from surface points: a point transformer in the style of Point-BERT (Yu et al. 2022).

Each patch of points becomes a token; one more token, `<OS>`, carries the real size, as in SemGrasp, since
the points are scaled to the unit box. Beside the scaled coordinates patches know their metric extent, because
a hand has one size only.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .attention import Block, gather_rows, perceptron

METRE_SCALE = 0.1
"""Metric coordinates are told in hand's breadths."""


@dataclass(frozen=True)
class EncoderConfig:
    """Sizes of the object encoder."""

    width: int = 192
    heads: int = 6
    layers: int = 6
    patch_width: int = 96
    point_width: int = 128


@dataclass(frozen=True, eq=False)
class CloudBatch:
    """B objects; see inference.tokenizer.cloud.ObjectCloud for the fields.

    Attributes:
        points: (B, N, 3) metres.
        normals: (B, N, 3).
        hints: (B, N, 2) 1 where the hand should be, and 1 where it must not; zeros where nothing is known.
        centres: (B, K).
        neighbours: (B, K, M).
        nearest: (B, N, 3).
        weights: (B, N, 3).
    """

    points: Tensor
    normals: Tensor
    hints: Tensor
    centres: Tensor
    neighbours: Tensor
    nearest: Tensor
    weights: Tensor


class ObjectEncoder(nn.Module):
    """Points in, tokens out."""

    def __init__(self, config: EncoderConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or EncoderConfig()
        inner = config.patch_width
        # of a point in its patch: scaled offset, metric offset, normal, hints
        self.point_in_patch = perceptron(11, inner, inner)
        self.patch = perceptron(2 * inner, config.width, config.width)
        self.place = perceptron(6, config.width, config.width)
        self.size = perceptron(3, config.width, config.width)
        self.blocks = nn.ModuleList([Block(config.width, config.heads) for _ in range(config.layers)])
        self.norm = nn.LayerNorm(config.width)
        self.own = perceptron(11, config.point_width, config.point_width)
        self.point = perceptron(config.width + config.point_width, config.point_width, config.point_width)

    def forward(self, cloud: CloudBatch) -> Tensor:
        """Tokens (B, 1 + K, width): `<OS>`, then the patches."""
        rows = _rows(cloud)
        middle = gather_rows(rows[..., :6], cloud.centres)
        near = gather_rows(rows, cloud.neighbours)
        near = torch.cat([near[..., :6] - middle[:, :, None], near[..., 6:]], dim=-1)
        inner = self.point_in_patch(near)
        pooled = torch.cat([inner.amax(dim=2), inner.mean(dim=2)], dim=-1)
        patches = self.patch(pooled) + self.place(middle)
        size = self.size(torch.log(_extent(cloud.points) / METRE_SCALE + 1e-3))
        tokens = torch.cat([size[:, None], patches], dim=1)
        for block in self.blocks:
            tokens = block(tokens)
        return self.norm(tokens)

    def point_features(self, cloud: CloudBatch, tokens: Tensor) -> Tensor:
        """Features (B, N, point_width) of every point, from the patches around it and its own place."""
        around = gather_rows(tokens[:, 1:], cloud.nearest)
        blended = (around * cloud.weights[..., None]).sum(dim=2)
        return self.point(torch.cat([blended, self.own(_rows(cloud))], dim=-1))


def _rows(cloud: CloudBatch) -> Tensor:
    """All that is known of each point by itself, (B, N, 11): scaled and metric place, normal, hints."""
    scaled = cloud.points / (_extent(cloud.points).amax(dim=1)[:, None, None] / 2)
    return torch.cat([scaled, cloud.points / METRE_SCALE, cloud.normals, cloud.hints], dim=-1)


def _extent(points: Tensor) -> Tensor:
    """Sizes (B, 3) of the boxes."""
    return points.amax(dim=1) - points.amin(dim=1)
