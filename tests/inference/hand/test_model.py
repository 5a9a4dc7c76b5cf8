"""HandModel: skinning against a plain implementation, rigid motion, batches, and the reference Jacobian."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from semgrasp.inference.hand import PARENTS, HandModel, load_hand
from semgrasp.inference.hand.jacobian import point_jacobian
from semgrasp.inference.hand.rotation import axis_angle_to_matrix

Array = NDArray[np.float64]


@pytest.fixture(params=["right", "left"])
def hand(request: pytest.FixtureRequest) -> HandModel:
    return load_hand(request.param)


def plain_skinning(hand: HandModel, pose: Array, betas: Array) -> tuple[Array, Array]:
    """MANO's equations for one hand, one joint and one vertex at a time."""
    vertices = hand.template + hand.shape_dirs @ betas
    joints = hand.joint_template + hand.joint_shape_dirs @ betas
    world = []
    for j, parent in enumerate(PARENTS):
        local = np.eye(4)
        local[:3, :3] = axis_angle_to_matrix(pose[3 * j : 3 * j + 3])
        local[:3, 3] = joints[j] - (joints[parent] if parent >= 0 else 0.0)
        world.append(local if parent < 0 else world[parent] @ local)
    out = np.zeros_like(vertices)
    for j in range(16):
        moved = (vertices - joints[j]) @ world[j][:3, :3].T + world[j][:3, 3]
        out += hand.skin_weights[:, j : j + 1] * moved
    return out, np.array([w[:3, 3] for w in world])


def test_forward_equals_the_plain_equations(hand: HandModel) -> None:
    rng = np.random.default_rng(0)
    pose, betas, transl = rng.normal(0, 0.5, (3, 48)), rng.normal(size=(3, 10)), rng.normal(size=(3, 3))
    out = hand.forward(pose, betas, transl)
    for k in range(3):
        vertices, joints = plain_skinning(hand, pose[k], betas[k])
        assert np.allclose(out.vertices[k], vertices + transl[k], atol=1e-12)
        assert np.allclose(out.joints[k], joints + transl[k], atol=1e-12)


def test_rest_pose_gives_the_template_and_identity_frames(hand: HandModel) -> None:
    out = hand.forward(np.zeros(48))
    assert np.allclose(out.vertices[0], hand.template, atol=1e-12)
    assert np.allclose(out.bone_to_model[0, :, :3, :3], np.eye(3))
    assert np.allclose(out.bone_to_model[0, :, :3, 3], hand.joint_template)


def test_global_orient_turns_about_the_wrist(hand: HandModel) -> None:
    pose = np.zeros(48)
    pose[:3] = [0.3, -0.7, 1.1]
    out = hand.forward(pose)
    wrist = hand.joint_template[0]
    assert np.allclose(out.joints[0, 0], wrist)
    turned = (hand.template - wrist) @ axis_angle_to_matrix(pose[:3]).T + wrist
    assert np.allclose(out.vertices[0], turned, atol=1e-12)


def test_single_rows_are_shared_by_the_batch(hand: HandModel) -> None:
    poses = np.random.default_rng(1).normal(0, 0.3, (4, 48))
    shape = np.linspace(-1, 1, 10)
    together = hand.forward(poses, shape).vertices
    assert np.allclose(together[2], hand.forward(poses[2], shape[None]).vertices[0])
    assert hand.forward(np.zeros(48), np.zeros((5, 10))).vertices.shape[0] == 5


def test_sizes_that_do_not_fit_are_refused(hand: HandModel) -> None:
    with pytest.raises(ValueError, match="48 columns"):
        hand.forward(np.zeros(45))
    with pytest.raises(ValueError, match="betas has 2 rows"):
        hand.forward(np.zeros((3, 48)), np.zeros((2, 10)))


@pytest.mark.parametrize("placed", [False, True])
def test_jacobian_equals_finite_differences(hand: HandModel, placed: bool) -> None:
    rng = np.random.default_rng(2)
    a = hand.anatomy
    angles = rng.uniform(a.lower, a.upper, (2, 22))
    betas = rng.normal(size=10)
    ids = rng.integers(0, len(hand.template), 30)
    world = np.tile(np.eye(4), (2, 1, 1))
    if placed:
        world[:, :3, :3] = axis_angle_to_matrix(rng.normal(size=(2, 3)))
        world[:, :3, 3] = rng.normal(size=(2, 3))
    points, jacobian = point_jacobian(hand, angles, betas, ids, world if placed else None)
    pose = np.concatenate([np.zeros((2, 3)), a.angles_to_pose(angles)], axis=1)
    posed = hand.forward(pose, betas)
    expected = posed.vertices[:, ids] @ np.swapaxes(world[:, :3, :3], 1, 2) + world[:, None, :3, 3]
    assert np.allclose(points, expected, atol=1e-12)

    step = 1e-6
    wrist = np.einsum("nab,nb->na", world[:, :3, :3], posed.joints[:, 0]) + world[:, :3, 3]
    for column in range(28):
        ends = []
        for sign in (1.0, -1.0):
            q, w = angles.copy(), world.copy()
            if column < 22:
                q[:, column] += sign * step
            elif column < 25:
                w[:, column - 22, 3] += sign * step
            else:
                turn = axis_angle_to_matrix(sign * step * np.eye(3)[column - 25])
                w[:, :3, :3] = turn @ w[:, :3, :3]
                w[:, :3, 3] = (w[:, :3, 3] - wrist) @ turn.T + wrist
            ends.append(point_jacobian(hand, q, betas, ids, w)[0])
        numeric = (ends[0] - ends[1]) / (2.0 * step)
        assert np.allclose(jacobian[..., column], numeric, atol=1e-8), column
