"""Pretraining of the object encoder: what part each point belongs to, and what the thing is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ..networks.attention import perceptron
from ..networks.object_encoder import CloudBatch, EncoderConfig, ObjectEncoder
from .batches import Placed, place, random_hints, turns
from .clouds import Clouds
from .loop import Losses, Schedule, train

BATCH = 32
_RARE = 4
"""Names that fewer training objects have are not asked for."""
_NONE = -100
"""What the loss passes over."""


@dataclass(frozen=True, eq=False)
class PartTask:
    """What is asked of each point and object.

    Attributes:
        names: of labels that are common enough.
        categories: of the training objects.
        fine, coarse: (S, N) name of each point's finest label and of its part, −100 where it is rare.
        category: (S,) −100 for those never trained on.
    """

    names: tuple[str, ...]
    categories: tuple[str, ...]
    fine: NDArray[np.int64]
    coarse: NDArray[np.int64]
    category: NDArray[np.int64]


def part_task(clouds: Clouds, split: NDArray[np.str_]) -> PartTask:
    """Names and categories to learn; what only other splits have is passed over.

    Args:
        clouds: all objects.
        split: (S,) of each.
    """
    training = np.flatnonzero(split == "train")
    common = Counter(name for s in training for name in set(clouds.labels_of[s]))
    names = tuple(sorted(name for name, count in common.items() if count >= _RARE))
    number = {name: index for index, name in enumerate(names)}
    labels = clouds.arrays["labels"].astype(np.int64)
    fine, coarse = np.empty_like(labels), np.empty_like(labels)
    for s in range(len(clouds)):
        own = np.asarray([number.get(name, _NONE) for name in clouds.labels_of[s]])
        fine[s] = own[labels[s]]
        coarse[s] = own[np.asarray(clouds.label_part[s])][labels[s]]
    kinds = clouds.categories
    categories = tuple(sorted({kinds[s] for s in training}))
    known = {name: index for index, name in enumerate(categories)}
    return PartTask(names, categories, fine, coarse, np.asarray([known.get(k, _NONE) for k in kinds]))


class PartModel(nn.Module):
    """The encoder with heads that are thrown away afterwards."""

    def __init__(self, config: EncoderConfig, names: int, categories: int) -> None:
        super().__init__()
        self.encoder = ObjectEncoder(config)
        self.fine = perceptron(config.point_width, config.point_width, names)
        self.coarse = perceptron(config.point_width, config.point_width, names)
        self.category = perceptron(2 * config.width, config.width, categories)

    def forward(self, cloud: CloudBatch) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of labels and parts (B, N, names) and of categories (B, categories)."""
        tokens = self.encoder(cloud)
        features = self.encoder.point_features(cloud, tokens)
        whole = torch.cat([tokens[:, 0], tokens[:, 1:].amax(dim=1)], dim=-1)
        return self.fine(features), self.coarse(features), self.category(whole)


def pretrain(
    clouds: Clouds,
    split: NDArray[np.str_],
    schedule: Schedule,
    folder: Path,
    config: EncoderConfig | None = None,
) -> PartModel:
    """Train the encoder; its run goes on where it was cut.

    Args:
        clouds: all objects of the corpus.
        split: (S,) of each: train, val, test or unseen.
        schedule: how long.
        folder: of the run.
        config: sizes.
    """
    task = part_task(clouds, split)
    model = PartModel(config or EncoderConfig(), len(task.names), len(task.categories))
    training = np.flatnonzero(split == "train")

    def losses(step: int) -> Losses:
        random = np.random.default_rng([1, step])
        index = random.choice(training, BATCH)
        hints = random_hints(clouds.arrays["labels"][index], random)
        mirrored = random.uniform(size=BATCH) < 0.5
        placed = place(clouds, index, turns(BATCH, random), mirrored, hints)
        return part_losses(model, placed, task, index)

    def evaluate() -> Mapping[str, float]:
        found: dict[str, float] = {}
        for name in ("val", "unseen"):
            rows = np.flatnonzero(split == name)
            if len(rows):
                chosen = np.random.default_rng(0).choice(rows, min(len(rows), 256), replace=False)
                found |= {
                    f"{name} {what}": value for what, value in accuracy(model, clouds, task, chosen).items()
                }
        return found

    train(model, losses, evaluate, schedule, folder)
    return model


def part_losses(model: PartModel, placed: Placed, task: PartTask, index: NDArray[np.int64]) -> Losses:
    """Cross entropies of a batch of objects `index` (B,)."""
    fine, coarse, category = model(placed.cloud)

    def cross(logits: Tensor, target: NDArray[np.int64]) -> Tensor:
        wanted = torch.as_tensor(target).reshape(-1)
        return nn.functional.cross_entropy(
            logits.reshape(len(wanted), -1), wanted, ignore_index=_NONE, label_smoothing=0.05
        )

    return {
        "label": cross(fine, task.fine[index]),
        "part": cross(coarse, task.coarse[index]),
        "category": 0.2 * cross(category, task.category[index]),
    }


def accuracy(model: PartModel, clouds: Clouds, task: PartTask, rows: NDArray[np.int64]) -> dict[str, float]:
    """Shares of points whose label and part are right, and of objects whose category is, without hints."""
    random = np.random.default_rng(7)
    right: dict[str, list[NDArray[np.bool_]]] = {"label": [], "part": [], "category": []}
    for start in range(0, len(rows), BATCH):
        index = rows[start : start + BATCH]
        logits = model(place(clouds, index, turns(len(index), random)).cloud)
        wanted = (task.fine[index], task.coarse[index], task.category[index])
        for name, found, target in zip(right, logits, wanted, strict=True):
            known = target != _NONE
            right[name].append((found.argmax(dim=-1).numpy() == target)[known])
    return {
        name: float(np.concatenate(each).mean()) for name, each in right.items() if np.concatenate(each).size
    }
