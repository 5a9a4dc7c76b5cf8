"""Training of the grounding head on hand-written sentences and the parts that they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ..networks.grounding import Grounded, Grounding, GroundingConfig
from ..networks.object_encoder import ObjectEncoder
from .batches import place, random_hints, turns
from .clouds import Clouds
from .loop import Losses, Schedule, train
from .requests import Request, points_named
from .text_states import TextStates

OBJECTS, SENTENCES = 16, 4
"""In a batch, and sentences for each: that lead to different parts of one object, where there are such."""
HINTED = 0.25
"""How often the object has hints on it."""
TOP = 0.15
RIGHT = 0.6
"""A map is right where this share of the most likely points lies in the region that was asked for."""
_JUDGED = 384


@dataclass(frozen=True, eq=False)
class GroundingData:
    """What is learnt from.

    Attributes:
        clouds: all objects.
        split: (S,) of each.
        requests: all sentences.
        states: of their words.
    """

    clouds: Clouds
    split: NDArray[np.str_]
    requests: Sequence[Request]
    states: TextStates

    def of_category(self, wording: str) -> dict[str, list[Request]]:
        """Requests of a split of the wording by category."""
        found: dict[str, list[Request]] = defaultdict(list)
        for request in self.requests:
            if request.split == wording:
                found[request.category].append(request)
        return found


@dataclass(frozen=True, eq=False)
class Asked:
    """One sentence on one object: points (N,) that may be held, and that must not be touched."""

    shape: int
    request: Request
    held: NDArray[np.bool_]
    forbidden: NDArray[np.bool_]


def ask(data: GroundingData, shape: int, request: Request) -> Asked | None:
    """A sentence on an object; None where the object lacks what the sentence asks for."""
    forbidden = points_named(data.clouds, shape, request.avoid)
    held = points_named(data.clouds, shape, request.hold) & ~forbidden
    return Asked(shape, request, held, forbidden) if held.any() else None


def train_grounding(
    data: GroundingData, encoder: ObjectEncoder, schedule: Schedule, folder: Path
) -> Grounding:
    """Train the head and, with it, the encoder; the run goes on where it was cut.

    Args:
        data: what is learnt from.
        encoder: pretrained.
        schedule: how long.
        folder: of the run.
    """
    torch.manual_seed(0)
    model = Grounding(encoder, GroundingConfig(text_width=data.states.states.shape[1]))
    spoken = data.of_category("train")
    training = np.flatnonzero(data.split == "train")

    def losses(step: int) -> Losses:
        random = np.random.default_rng([3, step])
        asked = _draw(data, spoken, training, random)
        index = np.asarray([group[0].shape for group in asked])
        hints = random_hints(data.clouds.arrays["labels"][index], random)
        hints[random.uniform(size=len(index)) > HINTED] = 0
        mirrored = random.uniform(size=len(index)) < 0.5
        placed = place(data.clouds, index, turns(len(index), random), mirrored, hints)
        flat = [each for group in asked for each in group]
        text, mask = data.states.batch([each.request.text for each in flat])
        made = model.ground(placed.cloud, model.read(placed.cloud), text, mask)
        return grounding_losses(made, flat)

    def evaluate() -> Mapping[str, float]:
        found = {}
        for name, split, wording in (
            ("val", "val", "train"),
            ("val, new words", "val", "held_out"),
            ("unseen", "unseen", "train"),
        ):
            cases = judged_cases(data, split, wording)
            if cases:
                found[name] = float(np.mean(rightness(model, data, cases)))
        return found

    train(model, losses, evaluate, schedule, folder)
    return model


def grounding_losses(made: Grounded, asked: Sequence[Asked]) -> Losses:
    """Cross entropy and Dice of the map, cross entropy of what is forbidden."""
    held = torch.as_tensor(np.stack([each.held for each in asked]), dtype=torch.float32)
    forbidden = torch.as_tensor(np.stack([each.forbidden for each in asked]), dtype=torch.float32)
    likely = torch.sigmoid(made.touch)
    overlap = 2 * (likely * held).sum(dim=1) / (likely.sum(dim=1) + held.sum(dim=1) + 1)
    cross = nn.functional.binary_cross_entropy_with_logits
    return {
        "touch": cross(made.touch, held),
        "dice": 0.5 * (1 - overlap).mean(),
        "forbid": 0.3 * cross(made.forbid, forbidden),
    }


def judged_cases(data: GroundingData, split: str, wording: str) -> list[Asked]:
    """Up to a few hundred sentences on objects of a split, always the same."""
    random = np.random.default_rng(11)
    spoken, found = data.of_category(wording), []
    shapes = np.flatnonzero(data.split == split)
    for shape in random.choice(shapes, _JUDGED) if len(shapes) else ():
        options = spoken.get(data.clouds.categories[shape], [])
        if options:
            found.append(ask(data, int(shape), options[random.integers(len(options))]))
    return [case for case in found if case]


@torch.no_grad()
def rightness(model: Grounding, data: GroundingData, cases: Sequence[Asked]) -> list[bool]:
    """Whether each case's most likely points lie where the sentence says."""
    model.eval()
    random = np.random.default_rng(5)
    found = []
    for start in range(0, len(cases), 32):
        some = cases[start : start + 32]
        index = np.asarray([case.shape for case in some])
        cloud = place(data.clouds, index, turns(len(some), random)).cloud
        text, mask = data.states.batch([case.request.text for case in some])
        likely = model(cloud, text, mask).touch
        found += [is_right(row, torch.as_tensor(case.held)) for row, case in zip(likely, some, strict=True)]
    return found


def is_right(likely: Tensor, held: Tensor) -> bool:
    """Whether most of the most likely points (N,) are among those held (N,)."""
    top = likely.topk(max(1, round(TOP * len(likely)))).indices
    return float(held[top].float().mean()) >= RIGHT


def _draw(
    data: GroundingData,
    spoken: Mapping[str, Sequence[Request]],
    training: NDArray[np.int64],
    random: np.random.Generator,
) -> list[list[Asked]]:
    """Objects, each with sentences; the second and on ask for another part where one of a few tries does."""
    groups: list[list[Asked]] = []
    while len(groups) < OBJECTS:
        shape = int(random.choice(training))
        options = spoken.get(data.clouds.categories[shape], [])
        group: list[Asked] = []
        for _ in range(4 * SENTENCES if options else 0):
            if len(group) == SENTENCES:
                break
            made = ask(data, shape, options[random.integers(len(options))])
            again = made and any((made.held == each.held).all() for each in group)
            if made and (not again or random.uniform() < 0.4):
                group.append(made)
        if len(group) == SENTENCES:
            groups.append(group)
    return groups
