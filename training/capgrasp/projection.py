"""The authors' hands, which have 45 pose values, as hands of our 22 joint angles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...inference.hand.jacobian import point_jacobian
from ...inference.hand.model import HandModel
from ...inference.hand.rotation import axis_angle_to_matrix
from .hand_file import HandParameters

Array = NDArray[np.float64]

STEPS = 8
_BATCH = 64
_SPREAD_OF_POINTS = 6
"""Of each contact zone's skin so many points are followed."""
_DAMPING = 2e-5
"""Square metres per square radian: what a change of angle must gain to be made."""


@dataclass(frozen=True, eq=False)
class Projected:
    """Hands of our anatomy, in the object's frame.

    Attributes:
        hand_to_object: (N, 4, 4), acting on the model's output with zero global_orient and transl.
        angles: (N, 22) radians, within the anatomy's limits.
        vertices: (N, V, 3) skin, metres.
        dropped: (N, 15) radians each joint turned outside of the 22 freedoms in the authors' pose.
        skin: (N,) metres, mean distance of the skin from the authors'.
    """

    hand_to_object: Array
    angles: Array
    vertices: Array
    dropped: Array
    skin: Array


def project(hands: Sequence[HandParameters], model: HandModel, betas: Array) -> Projected:
    """Find the angles whose skin comes nearest to the authors'.

    The pose is projected joint by joint, then the angles are moved within their limits so that the contact
    pads lie where the authors' do: what one joint can't express, the others of the digit make good in part.

    Args:
        hands: N of them, at least one.
        model: a hand with a flat-hand zero.
        betas: (N, 10) shape of each.
    """
    pose = np.stack([hand.pose for hand in hands])
    # the authors' global orientation turns the hand about its wrist joint, which then lies at `wrist`
    turn = axis_angle_to_matrix(np.stack([hand.orientation for hand in hands]))
    wrist = np.stack([hand.wrist for hand in hands])
    root = model.rest(betas)[1][:, 0]
    to_object = np.tile(np.eye(4), (len(hands), 1, 1))
    to_object[:, :3, :3] = turn
    to_object[:, :3, 3] = wrist - np.einsum("nab,nb->na", turn, root)

    still = np.zeros((len(hands), 3))
    theirs = model.forward(np.concatenate([still, pose], axis=1), betas).vertices
    ids = np.unique(
        np.concatenate(
            [model.tip_vertices]
            + [z[np.linspace(0, len(z) - 1, _SPREAD_OF_POINTS).astype(int)] for z in model.zones.values()]
        )
    )
    angles = np.clip(model.anatomy.pose_to_angles(pose), model.anatomy.lower, model.anatomy.upper)
    for start in range(0, len(hands), _BATCH):
        part = slice(start, start + _BATCH)
        angles[part] = _fit(model, angles[part], betas[part], ids, theirs[part][:, ids])
    ours = model.forward(
        np.concatenate([still, model.anatomy.angles_to_pose(angles)], axis=1), betas
    ).vertices
    placed = ours @ np.swapaxes(turn, 1, 2) + to_object[:, None, :3, 3]
    return Projected(
        hand_to_object=to_object,
        angles=angles,
        vertices=placed,
        dropped=model.anatomy.pose_residual(pose),
        skin=np.linalg.norm(ours - theirs, axis=2).mean(axis=1),
    )


def _fit(model: HandModel, angles: Array, betas: Array, ids: NDArray[np.int64], target: Array) -> Array:
    """Damped Gauss-Newton within the limits; a step that makes a hand worse is not taken."""
    lower, upper = model.anatomy.lower, model.anatomy.upper
    width = angles.shape[1]
    best = angles
    cost = np.full(len(angles), np.inf)
    for _ in range(STEPS + 1):
        points, jacobian = point_jacobian(model, angles, betas, ids)
        away = (target - points).reshape(len(angles), -1)
        now = (away**2).sum(axis=1)
        better = now < cost
        best, cost = np.where(better[:, None], angles, best), np.where(better, now, cost)
        slope = jacobian[..., :width].reshape(len(angles), -1, width)
        gram = np.einsum("nki,nkj->nij", slope, slope) + _DAMPING * len(ids) * np.eye(width)
        pull = np.einsum("nki,nk->ni", slope, away)
        # at a limit and pushed beyond it: take the angle out of the step, so that the rest make good for it
        stuck = ((angles <= lower) & (pull < 0)) | ((angles >= upper) & (pull > 0))
        free = ~stuck
        gram *= free[:, :, None] & free[:, None, :]
        gram += stuck[:, :, None] * np.eye(width)
        step = np.linalg.solve(gram, (pull * free)[..., None])[..., 0]
        angles = np.clip(angles + step, lower, upper)
    return best
