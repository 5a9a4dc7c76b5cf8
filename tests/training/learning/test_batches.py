"""Clouds mirrored, turned and centred."""

from __future__ import annotations

import numpy as np
import torch
from semgrasp.training.learning.batches import place, random_hints, turns
from semgrasp.training.learning.clouds import Clouds


def test_turns_keep_up_up() -> None:
    turn = turns(500, np.random.default_rng(0))
    assert np.allclose(turn @ turn.swapaxes(1, 2), np.eye(3), atol=1e-12)
    assert np.allclose(np.linalg.det(turn), 1)
    tilt = np.degrees(np.arccos(np.clip(turn[:, 2, 2], -1, 1)))
    assert 5 < np.median(tilt) < 15 and tilt.max() < 45
    heading = np.arctan2(turn[:, 1, 0], turn[:, 0, 0])
    assert np.abs(np.mean(np.exp(1j * heading))) < 0.15


def test_points_come_back(clouds: Clouds) -> None:
    index = np.array([0, 1, 0])
    turn = turns(3, np.random.default_rng(1))
    placed = place(clouds, index, turn, np.array([False, True, True]))
    points = (placed.cloud.points + placed.shift[:, None]) @ placed.turn
    assert np.allclose(points.numpy(), clouds.arrays["points"][index], atol=1e-6)
    assert np.allclose(torch.linalg.det(placed.turn), [1, -1, -1], atol=1e-5)
    assert torch.allclose(placed.cloud.points.amax(dim=1), -placed.cloud.points.amin(dim=1), atol=1e-6)


def test_hints_are_of_one_label(clouds: Clouds) -> None:
    labels = clouds.arrays["labels"][np.arange(3).repeat(40) % len(clouds)]
    hints = random_hints(labels, np.random.default_rng(0))
    given = hints.any(axis=1)
    assert 0.3 < given[:, 0].mean() < 0.7 and 0.1 < given[:, 1].mean() < 0.45
    for own, painted in zip(labels, hints, strict=True):
        for channel in range(2):
            assert len(np.unique(own[painted[:, channel] > 0])) <= 1
