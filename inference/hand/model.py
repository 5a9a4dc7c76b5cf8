"""The hand: MANO's parameters in, vertices, joints and bone matrices out (linear blend skinning in numpy).

Frame and units: metres; right hand with fingers along −X, thumb side +Z, palm facing −Y; the left hand is
the mirror image in X. Rest pose is the flat hand and every joint's rest frame is parallel to the model's.
MANO: Romero, Tzionas and Black, "Embodied Hands", 2017.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .anatomy import JOINT_NAMES, PARENTS, Anatomy
from .rotation import axis_angle_to_matrix

__all__ = ["JOINT_NAMES", "PARENTS", "HandModel", "HandOutput"]

Array = NDArray[np.float64]
IntArray = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class HandOutput:
    """A batch of posed hands.

    Attributes:
        vertices: (N, V, 3) metres.
        joints: (N, 16, 3) metres.
        bone_to_model: (N, 16, 4, 4) rigid transforms of the joint frames; at rest pure translations.
    """

    vertices: Array
    joints: Array
    bone_to_model: Array


@dataclass(frozen=True, eq=False)
class HandModel:
    """A hand with MANO's 16 joints, ten shape values and a skin.

    Attributes:
        side: "right" or "left".
        source: "default" or "mano".
        template: (V, 3) rest vertices at zero betas, metres.
        shape_dirs: (V, 3, 10) change of the rest vertices per unit beta.
        pose_dirs: (V, 3, 135) pose blend shapes over the rotations of joints 1..15 minus identity, or None.
        skin_weights: (V, 16), rows sum to one.
        joint_template: (16, 3) rest joints at zero betas.
        joint_shape_dirs: (16, 3, 10).
        faces: (F, 3) triangles seen counter-clockwise from outside, open at the wrist.
        cap_faces: (C, 3) triangles that close the wrist without new vertices.
        quads: (Q, 4) the same surface in quads, or None.
        uvs: (L, 2) texture coordinates, or None; uv_quads: (Q, 4) indices into them.
        material_of_quad: (Q,) 0 skin, 1 nail, or None.
        hand_mean: (45,) added to every hand pose; zeros for a flat-hand zero.
        tip_vertices: (5,) thumb, index, middle, ring, pinky.
        segment_of_vertex: (V,) contact region, 0 palm, 1..15 segment of that joint.
        zones: vertex ids by contact zone, see regions.ZONE_NAMES.
        anatomy: degrees of freedom, axes and limits.
    """

    side: str
    source: str
    template: Array
    shape_dirs: Array
    pose_dirs: Array | None
    skin_weights: Array
    joint_template: Array
    joint_shape_dirs: Array
    faces: IntArray
    cap_faces: IntArray
    quads: IntArray | None
    uvs: Array | None
    uv_quads: IntArray | None
    material_of_quad: IntArray | None
    hand_mean: Array
    tip_vertices: NDArray[np.int64]
    segment_of_vertex: NDArray[np.int64]
    zones: Mapping[str, NDArray[np.int64]]
    anatomy: Anatomy

    @cached_property
    def closed_faces(self) -> IntArray:
        """(F + C, 3) watertight triangles."""
        return np.concatenate([self.faces, self.cap_faces])

    def rest(self, betas: ArrayLike | None = None) -> tuple[Array, Array]:
        """Rest shape. betas (N, 10) or (10,) → vertices (N, V, 3), joints (N, 16, 3)."""
        b = _rows(np.zeros(10) if betas is None else betas, 10, "betas")
        return (
            self.template + _blend(self.shape_dirs, b),
            self.joint_template + _blend(self.joint_shape_dirs, b),
        )

    def forward(
        self, pose: ArrayLike, betas: ArrayLike | None = None, transl: ArrayLike | None = None
    ) -> HandOutput:
        """Pose the hand as MANO does.

        Args:
            pose: (N, 48) or (48,) axis-angle: global_orient about joint 0, then the hand pose of joints
            1..15. betas: (N, 10), (10,) or None for the mean shape.
            transl: (N, 3), (3,) or None; added after posing.

        Raises:
            ValueError: the sizes do not fit.
        """
        p = _rows(pose, 48, "pose")
        b = _rows(np.zeros(10) if betas is None else betas, 10, "betas")
        t = _rows(np.zeros(3) if transl is None else transl, 3, "transl")
        count = max(len(p), len(b), len(t))
        for name, rows in (("pose", p), ("betas", b), ("transl", t)):
            if len(rows) not in (1, count):
                raise ValueError(f"{name} has {len(rows)} rows where the batch has {count}")
        vertices, joints = self.rest(b)
        full = np.broadcast_to(p, (count, 48)).copy()
        full[:, 3:] += self.hand_mean
        rotations = axis_angle_to_matrix(full.reshape(count, 16, 3))
        if self.pose_dirs is not None:
            features = (rotations[:, 1:] - np.eye(3)).reshape(count, 135)
            vertices = vertices + _blend(self.pose_dirs, features)
        bones = chain(rotations, np.broadcast_to(joints, (count, 16, 3)))
        skinned = skin(vertices, joints, bones, self.skin_weights)
        skinned += t[:, None]
        bones[..., :3, 3] += t[:, None]
        return HandOutput(skinned, bones[..., :3, 3].copy(), bones)


def chain(rotations: Array, joints: Array) -> Array:
    """Forward kinematics along PARENTS.

    Args:
        rotations: (N, 16, 3, 3) local rotations.
        joints: (N, 16, 3) rest joints.

    Returns:
        (N, 16, 4, 4) joint frames in the model's frame.
    """
    out = np.zeros((len(rotations), 16, 4, 4))
    out[..., 3, 3] = 1.0
    out[:, 0, :3, :3] = rotations[:, 0]
    out[:, 0, :3, 3] = joints[:, 0]
    # The three joints of each digit: one batched product for all five digits.
    for number in range(3):
        here = np.arange(1 + number, 16, 3)
        above = np.array([PARENTS[j] for j in here])
        parent = out[:, above]
        turn = parent[..., :3, :3]
        frame = np.zeros_like(parent)
        frame[..., :3, :3] = turn @ rotations[:, here]
        bone = (joints[:, here] - joints[:, above])[..., None]
        frame[..., :3, 3] = parent[..., :3, 3] + (turn @ bone)[..., 0]
        frame[..., 3, 3] = 1.0
        out[:, here] = frame
    return out


def skin(vertices: Array, joints: Array, bone_to_model: Array, weights: Array) -> Array:
    """Linear blend skinning.

    Args:
        vertices: (N or 1, V, 3) rest vertices.
        joints: (N or 1, 16, 3) rest joints.
        bone_to_model: (N, 16, 4, 4).
        weights: (V, 16).

    Returns:
        (N, V, 3).
    """
    count = len(bone_to_model)
    turn = bone_to_model[..., :3, :3]
    affine = np.empty((count, 16, 3, 4))
    affine[..., :3] = turn
    affine[..., 3] = bone_to_model[..., :3, 3] - (turn @ joints[..., None])[..., 0]
    if len(vertices) == 1 and count > 1:
        # One rest shape for all: Σ_j w_j (R_j v + t_j) is linear in the bones, so one product does.
        homogeneous = np.concatenate([vertices[0], np.ones((len(weights), 1))], axis=1)
        features = (weights[:, :, None] * homogeneous[:, None, :]).reshape(len(weights), 64)
        bones = affine.transpose(1, 3, 0, 2).reshape(64, 3 * count)
        shared = (features @ bones).reshape(len(weights), count, 3)
        return np.ascontiguousarray(shared.transpose(1, 0, 2))
    blended = (weights @ affine.reshape(count, 16, 12)).reshape(count, len(weights), 3, 4)
    return (blended[..., :3] @ vertices[..., None])[..., 0] + blended[..., 3]


def _blend(directions: Array, coefficients: Array) -> Array:
    """(V, 3, K), (N, K) → (N, V, 3)."""
    flat = directions.reshape(-1, directions.shape[-1])
    return (coefficients @ flat.T).reshape(len(coefficients), *directions.shape[:-1])


def _rows(values: ArrayLike, width: int, name: str) -> Array:
    array = np.atleast_2d(np.asarray(values, dtype=np.float64))
    if array.ndim != 2 or array.shape[1] != width:
        raise ValueError(f"{name} must have {width} columns, got shape {array.shape}")
    return array
