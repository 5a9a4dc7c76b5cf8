"""Analytic derivative of skin points by joint angles and wrist motion: the reference for the contact
solver."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .anatomy import DOF_COUNT, JOINT_NAMES, PARENTS
from .model import HandModel, chain
from .rotation import skew

Array = NDArray[np.float64]

WRIST_COLUMNS = 6


def descends() -> NDArray[np.bool_]:
    """(16, 16) True where joint k (column) moves with joint j (row): itself and all joints beyond it."""
    out = np.eye(len(JOINT_NAMES), dtype=bool)
    for joint in range(1, len(JOINT_NAMES)):
        out[:, joint] |= out[:, PARENTS[joint]]
    return out


def point_jacobian(
    model: HandModel,
    angles: ArrayLike,
    betas: ArrayLike,
    vertex_ids: ArrayLike,
    hand_to_world: ArrayLike | None = None,
) -> tuple[Array, Array]:
    """Skin points of the posed hand and their derivative.

    The hand is posed by its 22 anatomical angles with zero global_orient and transl, then moved by
    `hand_to_world`.

    Args:
        model: a hand with a flat-hand zero (`hand_mean` zero).
        angles: (N, 22) radians.
        betas: (N, 10) or (10,).
        vertex_ids: (P,) vertices of interest.
        hand_to_world: (N, 4, 4) or (4, 4) rigid transforms, or None for the identity.

    Returns:
        points (N, P, 3) and jacobian (N, P, 3, 28): columns 0..21 by the angles, 22..24 by a translation in
        the world, 25..27 by a small rotation vector in the world about the wrist joint.

    Raises:
        ValueError: the model's zero pose is not the flat hand.
    """
    if np.any(model.hand_mean):
        raise ValueError("joint angles are measured from the flat hand: the model must have a zero hand_mean")
    q = np.atleast_2d(np.asarray(angles, dtype=np.float64))
    count = len(q)
    ids = np.asarray(vertex_ids, dtype=np.int64)
    vertices, joints = model.rest(betas)
    vertices = np.broadcast_to(vertices[:, ids], (count, len(ids), 3))
    joints = np.broadcast_to(joints, (count, 16, 3))
    weights = model.skin_weights[ids]
    anatomy = model.anatomy

    local = anatomy.angles_to_matrices(q)
    bones = chain(local, joints)
    turn, origin = bones[..., :3, :3], bones[..., :3, 3]
    if model.pose_dirs is not None:
        features = (local[:, 1:] - np.eye(3)).reshape(count, 135)
        vertices = vertices + np.einsum("pak,nk->npa", model.pose_dirs[ids], features)
    # Each point as every bone would carry it, (N, P, 16, 3).
    carried = np.einsum("njab,npjb->npja", turn, vertices[:, :, None] - joints[:, None]) + origin[:, None]
    points = np.einsum("pj,npja->npa", weights, carried)

    joint_axes = anatomy.dof_axes(q)  # in the parent's frame
    parents = np.array(PARENTS)[anatomy.joints]
    world_axes = np.einsum("ndab,ndb->nda", turn[:, parents], joint_axes)
    jacobian = np.zeros((count, len(ids), 3, DOF_COUNT + WRIST_COLUMNS))
    below = descends()
    for d, joint in enumerate(anatomy.joints):
        moving = weights * below[joint]
        # Σ_k w_k a × (p_k − o) = a × (Σ w_k p_k − (Σ w_k) o)
        total = moving.sum(axis=1)[:, None]
        lever = np.einsum("pj,npja->npa", moving, carried) - total * origin[:, joint, None]
        jacobian[..., d] = np.cross(world_axes[:, None, d], lever)
        if model.pose_dirs is not None:
            change = (skew(joint_axes[:, d]) @ local[:, joint]).reshape(count, 9)
            block = model.pose_dirs[ids][..., 9 * (joint - 1) : 9 * joint]
            shape_change = np.einsum("pak,nk->npa", block, change)
            jacobian[..., d] += np.einsum("pj,njab,npb->npa", weights, turn, shape_change)

    if hand_to_world is None:
        placed, wrist = points, origin[:, 0]
    else:
        world = np.broadcast_to(np.asarray(hand_to_world, dtype=np.float64), (count, 4, 4))
        turn_out, shift = world[:, :3, :3], world[:, :3, 3]
        placed = points @ np.swapaxes(turn_out, 1, 2) + shift[:, None]
        wrist = np.einsum("nab,nb->na", turn_out, origin[:, 0]) + shift
        jacobian = np.einsum("nab,npbd->npad", turn_out, jacobian)
    jacobian[..., DOF_COUNT : DOF_COUNT + 3] = np.eye(3)
    jacobian[..., DOF_COUNT + 3 :] = -skew(placed - wrist[:, None])
    return placed, jacobian
