"""The hand in PyTorch: angles, shape and wrist in, vertices out, with gradients; see inference.hand.model."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from ...inference.hand.anatomy import PARENTS
from ...inference.hand.model import HandModel
from ...inference.hand.rotation import skew


class HandLayer(nn.Module):
    """Linear blend skinning of one hand.

    Args:
        model: the hand.
        vertices: indices of the vertices wanted; all by default.

    Raises:
        ValueError: the hand has pose blend shapes, which this layer leaves out.
    """

    def __init__(self, model: HandModel, vertices: np.ndarray | None = None) -> None:
        super().__init__()
        if model.pose_dirs is not None:
            raise ValueError("HandLayer takes hands without pose blend shapes.")
        chosen = np.arange(len(model.template)) if vertices is None else np.asarray(vertices)
        anatomy = model.anatomy
        crosses = [skew(axes) for axes in (anatomy.spread_axes, anatomy.bend_axes, anatomy.twist_axes)]
        self._keep("template", model.template[chosen])
        self._keep("shape_dirs", model.shape_dirs[chosen])
        self._keep("weights", model.skin_weights[chosen])
        self._keep("joint_template", model.joint_template)
        self._keep("joint_shape_dirs", model.joint_shape_dirs)
        self._keep("cross", np.stack(crosses))
        self._keep("lower", anatomy.lower)
        self._keep("upper", anatomy.upper)
        # angles without a degree of freedom point at a zero behind the last
        columns = np.where(anatomy.columns < 0, len(anatomy.dofs), anatomy.columns)
        self.register_buffer("columns", torch.as_tensor(columns, dtype=torch.long), persistent=False)

    def _keep(self, name: str, values: np.ndarray) -> None:
        self.register_buffer(name, torch.as_tensor(values, dtype=torch.float32), persistent=False)

    def forward(self, angles: Tensor, betas: Tensor, rotation: Tensor, translation: Tensor) -> Tensor:
        """Vertices (B, V, 3) in the object's frame, metres.

        Args:
            angles: (B, 22) radians.
            betas: (B, 10).
            rotation: (B, 3, 3) hand to object.
            translation: (B, 3) metres.
        """
        joints = self.joint_template + torch.einsum("jck,bk->bjc", self.joint_shape_dirs, betas)
        rest = self.template + torch.einsum("vck,bk->bvc", self.shape_dirs, betas)
        local = self._local(angles)
        turns, places = [rotation], [translation + (rotation @ joints[:, 0, :, None])[..., 0]]
        for joint in range(1, 16):
            above = PARENTS[joint]
            turns.append(turns[above] @ local[:, joint])
            step = (joints[:, joint] - joints[:, above])[..., None]
            places.append(places[above] + (turns[above] @ step)[..., 0])
        turn, place = torch.stack(turns, dim=1), torch.stack(places, dim=1)
        shift = place - (turn @ joints[..., None])[..., 0]
        affine = torch.cat([turn, shift[..., None]], dim=-1).reshape(len(angles), 16, 12)
        blended = (self.weights @ affine).reshape(len(angles), -1, 3, 4)
        return (blended[..., :3] @ rest[..., None])[..., 0] + blended[..., 3]

    def _local(self, angles: Tensor) -> Tensor:
        """Local rotations (B, 16, 3, 3): spread, then bend, then twist."""
        padded = torch.cat([angles, torch.zeros_like(angles[:, :1])], dim=1)
        per_joint = padded[:, self.columns]
        sine, cosine = torch.sin(per_joint), torch.cos(per_joint)
        eye = torch.eye(3, device=angles.device)
        rotation = eye.expand(len(angles), 16, 3, 3)
        for kind in range(3):
            cross = self.cross[kind]
            turn = (
                eye
                + sine[..., kind, None, None] * cross
                + (1 - cosine[..., kind, None, None]) * (cross @ cross)
            )
            rotation = rotation @ turn
        return rotation


def rotation_from_6d(values: Tensor) -> Tensor:
    """(..., 6) → (..., 3, 3): the first two columns, made orthonormal (Zhou et al. 2019)."""
    first = nn.functional.normalize(values[..., :3], dim=-1)
    second = values[..., 3:] - (first * values[..., 3:]).sum(dim=-1, keepdim=True) * first
    second = nn.functional.normalize(second, dim=-1)
    return torch.stack([first, second, torch.linalg.cross(first, second)], dim=-1)


def rotation_to_6d(rotation: Tensor) -> Tensor:
    """(..., 3, 3) → (..., 6): its first two columns."""
    return torch.cat([rotation[..., 0], rotation[..., 1]], dim=-1)
