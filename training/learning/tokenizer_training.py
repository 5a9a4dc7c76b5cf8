"""Training of the grasp tokenizer on the tokens of a frozen object encoder, and its errors in millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from tqdm import tqdm

from ...inference.hand.default_hand import load_hand
from ..networks.grasp_tokenizer import GraspTokenizer, Hand, Reconstruction, TokenizerConfig
from ..networks.hand_layer import HandLayer
from ..networks.object_encoder import ObjectEncoder
from ..networks.quantizer import use_of_codes
from .batches import patch_centres, place, turns
from .clouds import Clouds
from .hands import GraspArrays
from .loop import Losses, Schedule, train

BATCH = 128
VARIANTS = 6
"""Turns in which every object's tokens are kept: encoding is most of the work."""
_VERTICES = 128
"""Vertices that the loss looks at; errors are told over all."""
_COMMITMENT = 0.25
_ANGLES = 0.02
_BETAS = 0.002


@dataclass(frozen=True, eq=False)
class EncodedObjects:
    """Tokens of V turns of each of S objects; rows of objects without grasps are left out.

    Attributes:
        row: (clouds) row of each object, −1 where it was left out.
        tokens: (S, V, 1 + K, width) half precision.
        centres: (S, V, K, 3) metres.
        turn: (S, V, 3, 3) from the (mirrored) cloud's frame.
        shift: (S, V, 3) metres, taken off after the turn.
    """

    row: NDArray[np.int64]
    tokens: Tensor
    centres: Tensor
    turn: Tensor
    shift: Tensor


@torch.no_grad()
def encode_objects(
    encoder: ObjectEncoder, clouds: Clouds, grasps: GraspArrays, variants: int = VARIANTS, seed: int = 0
) -> EncodedObjects:
    """Tokens of all objects that have grasps, mirrored where a left hand holds them.

    Args:
        encoder: trained; not changed.
        clouds: all objects.
        grasps: all grasps; an object is held by one hand.
        variants: turns of each object; the first is none.
        seed: of the others.
    """
    encoder.eval()
    random = np.random.default_rng(seed)
    held, first = np.unique(grasps.shape, return_index=True)
    row = np.full(len(clouds), -1)
    row[held] = np.arange(len(held))
    found: list[tuple[Tensor, ...]] = []
    for shape, grasp in zip(tqdm(held, unit="object"), first, strict=True):
        turn = turns(variants, random)
        turn[0] = np.eye(3)
        mirrored = np.full(variants, grasps.mirrored[grasp])
        placed = place(clouds, np.full(variants, shape), turn, mirrored)
        # the grasps are told in the mirrored frame already
        found.append(
            (
                encoder(placed.cloud).half(),
                patch_centres(placed.cloud),
                torch.as_tensor(turn, dtype=torch.float32),
                placed.shift,
            )
        )
    tokens, centres, turn, shift = (torch.stack(each) for each in zip(*found, strict=True))
    return EncodedObjects(row, tokens, centres, turn, shift)


@dataclass(frozen=True, eq=False)
class GraspBatch:
    """Hands with the tokens (B, 1 + K, width) and patch centres (B, K, 3) of their objects."""

    hand: Hand
    objects: Tensor
    centres: Tensor


def grasp_batch(
    grasps: GraspArrays, objects: EncodedObjects, index: NDArray[np.int64], variant: NDArray[np.int64]
) -> GraspBatch:
    """Grasps `index` (B,) on their objects in turns `variant` (B,)."""
    row = objects.row[grasps.shape[index]]
    turn, shift = objects.turn[row, variant], objects.shift[row, variant]
    rotation = turn @ torch.as_tensor(grasps.rotation[index], dtype=torch.float32)
    moved = (turn @ torch.as_tensor(grasps.translation[index], dtype=torch.float32)[..., None])[..., 0]
    hand = Hand(
        rotation,
        moved - shift,
        torch.as_tensor(grasps.angles[index], dtype=torch.float32),
        torch.as_tensor(grasps.betas[index], dtype=torch.float32),
    )
    return GraspBatch(hand, objects.tokens[row, variant].float(), objects.centres[row, variant])


def new_tokenizer(config: TokenizerConfig) -> GraspTokenizer:
    """A tokenizer for the bundled right hand."""
    anatomy = load_hand("right").anatomy
    return GraspTokenizer(
        config,
        torch.as_tensor(anatomy.lower, dtype=torch.float32),
        torch.as_tensor(anatomy.upper, dtype=torch.float32),
    )


def train_tokenizer(
    grasps: GraspArrays, objects: EncodedObjects, config: TokenizerConfig, schedule: Schedule, folder: Path
) -> GraspTokenizer:
    """Train a tokenizer; its run goes on where it was cut.

    Args:
        grasps: all grasps; those of the split "train" are trained on.
        objects: tokens of their objects.
        config: sizes and variant.
        schedule: how long.
        folder: of the run.
    """
    model = new_tokenizer(config)
    right = load_hand("right")
    some = np.linspace(0, len(right.template) - 1, _VERTICES).astype(int)
    layer = HandLayer(right, some)
    training = grasps.rows("train")
    variants = objects.tokens.shape[1]

    def losses(step: int) -> Losses:
        random = np.random.default_rng([2, step])
        index = random.choice(training, BATCH)
        batch = grasp_batch(grasps, objects, index, random.integers(variants, size=BATCH))
        return tokenizer_losses(model(batch.hand, batch.objects, batch.centres), batch.hand, layer)

    def evaluate() -> Mapping[str, float]:
        found: dict[str, float] = {}
        for split in ("val", "unseen"):
            rows = grasps.rows(split)
            if len(rows):
                chosen = np.random.default_rng(0).choice(rows, min(len(rows), 512), replace=False)
                found |= {f"{split} {k}": v for k, v in errors(model, grasps, objects, chosen).items()}
        return found

    train(model, losses, evaluate, schedule, folder)
    return model


def tokenizer_losses(made: Reconstruction, hand: Hand, layer: HandLayer) -> Losses:
    """Vertices of the whole and of each level alone in decimetres, angles, shape, commitment."""

    def vertices(rotation: Tensor, translation: Tensor, angles: Tensor, betas: Tensor) -> Tensor:
        return 10 * layer(angles, betas, rotation, translation)

    def apart(found: Tensor) -> Tensor:
        return (found - wanted).norm(dim=-1).mean()

    wanted = vertices(hand.rotation, hand.translation, hand.angles, hand.betas)
    coarse, fine = made.coarse, made.fine
    return {
        "fine": apart(vertices(fine.rotation, fine.translation, fine.angles, fine.betas)),
        # each level by itself, with the truth for the other's share
        "orientation": 0.5 * apart(vertices(coarse.rotation, coarse.translation, hand.angles, hand.betas)),
        "manner": 0.5 * apart(vertices(hand.rotation, hand.translation, coarse.angles, coarse.betas)),
        "angles": _ANGLES * nn.functional.mse_loss(fine.angles, hand.angles),
        "betas": _BETAS * nn.functional.mse_loss(fine.betas, hand.betas),
        "commitment": _COMMITMENT * made.commitment,
    }


@torch.no_grad()
def errors(
    model: GraspTokenizer, grasps: GraspArrays, objects: EncodedObjects, rows: NDArray[np.int64]
) -> dict[str, float]:
    """MPVPE in millimetres after all levels and after the first two, and the use of the codes.

    The mean per-vertex position error is over all vertices of the hand, on objects as they stand in the
    corpus.
    """
    model.eval()
    layer = HandLayer(load_hand("right"))
    fine, coarse, tokens = [], [], []
    for start in range(0, len(rows), BATCH):
        index = rows[start : start + BATCH]
        batch = grasp_batch(grasps, objects, index, np.zeros(len(index), np.int64))
        made = model(batch.hand, batch.objects, batch.centres)
        wanted = _posed(layer, batch.hand)
        fine.append((_posed(layer, made.fine) - wanted).norm(dim=-1).mean(dim=1))
        coarse.append((_posed(layer, made.coarse) - wanted).norm(dim=-1).mean(dim=1))
        tokens.append(made.tokens)
    chosen = torch.cat(tokens)
    used = {
        f"codes {level}": use_of_codes(chosen[:, level], model.config.codes)[0]
        for level in range(chosen.shape[1])
    }
    return {
        "mpvpe mm": 1e3 * float(torch.cat(fine).mean()),
        "coarse mm": 1e3 * float(torch.cat(coarse).mean()),
        **used,
    }


def _posed(layer: HandLayer, hand: Hand) -> Tensor:
    return layer(hand.angles, hand.betas, hand.rotation, hand.translation)
