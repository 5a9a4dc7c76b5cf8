"""The hand in PyTorch is the hand in numpy."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.hand.rotation import axis_angle_to_matrix
from semgrasp.training.networks.hand_layer import HandLayer, rotation_from_6d, rotation_to_6d


@pytest.mark.parametrize("side", ["right", "left"])
def test_vertices(side: str) -> None:
    model = load_hand(side)
    random = np.random.default_rng(3)
    angles = random.uniform(model.anatomy.lower, model.anatomy.upper, (5, 22))
    betas, shift = random.normal(size=(5, 10)), random.normal(size=(5, 3))
    turn = axis_angle_to_matrix(random.normal(size=(5, 3)))
    pose = np.concatenate([np.zeros((5, 3)), model.anatomy.angles_to_pose(angles)], axis=1)
    wanted = model.forward(pose, betas).vertices @ turn.swapaxes(1, 2) + shift[:, None]
    given = [torch.as_tensor(each, dtype=torch.float32) for each in (angles, betas, turn, shift)]
    assert np.abs(HandLayer(model)(*given).numpy() - wanted).max() < 2e-6
    some = np.array([4, 900, 33])
    assert np.abs(HandLayer(model, some)(*given).numpy() - wanted[:, some]).max() < 2e-6


def test_gradients_reach_every_angle() -> None:
    model = load_hand("right")
    angles = torch.full((1, 22), 0.2, requires_grad=True)
    HandLayer(model)(angles, torch.zeros(1, 10), torch.eye(3)[None], torch.zeros(1, 3)).pow(
        2
    ).sum().backward()
    assert (angles.grad.abs() > 0).all()


def test_turns_as_six_numbers() -> None:
    turn = torch.as_tensor(axis_angle_to_matrix(np.random.default_rng(0).normal(size=(20, 3))))
    assert torch.allclose(rotation_from_6d(rotation_to_6d(turn)), turn, atol=1e-9)
    loose = rotation_from_6d(torch.randn(20, 6))
    assert torch.allclose(loose.transpose(1, 2) @ loose, torch.eye(3).expand(20, 3, 3), atol=1e-5)
    assert torch.allclose(torch.linalg.det(loose), torch.ones(20), atol=1e-5)
