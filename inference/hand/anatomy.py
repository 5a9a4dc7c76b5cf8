"""Anatomical degrees of freedom of the hand: bend, spread and twist axes, limits, and their map to MANO's
pose.

MANO gives every joint three axis-angle numbers; a hand has 22 sensible ones. Each moving joint has an
orthonormal frame in the rest pose (whose joint frames are the model's own): twist about the bone, spread
about the dorsal direction, bend about their common perpendicular. A joint's rotation is R(spread) · R(bend)
· R(twist).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .rotation import axis_angle_to_matrix, matrix_to_axis_angle, rotation_about

Array = NDArray[np.float64]

JOINT_NAMES: tuple[str, ...] = (
    "wrist",
    "index1",
    "index2",
    "index3",
    "middle1",
    "middle2",
    "middle3",
    "pinky1",
    "pinky2",
    "pinky3",
    "ring1",
    "ring2",
    "ring3",
    "thumb1",
    "thumb2",
    "thumb3",
)
PARENTS: tuple[int, ...] = (-1, 0, 1, 2, 0, 4, 5, 0, 7, 8, 0, 10, 11, 0, 13, 14)
FINGERS: tuple[str, ...] = ("index", "middle", "pinky", "ring")

_FINGER_SPREAD = {"index": 20.0, "middle": 15.0, "pinky": 25.0, "ring": 18.0}


@dataclass(frozen=True)
class Dof:
    """One degree of freedom.

    Attributes:
        name: e.g. "index_mcp_bend".
        joint: MANO joint 1..15 that it turns.
        kind: "bend", "spread" or "twist".
        axis: unit axis in the rest frame, for the side of the hand.
        lower: smallest angle, radians.
        upper: largest angle, radians.
    """

    name: str
    joint: int
    kind: str
    axis: tuple[float, float, float]
    lower: float
    upper: float


def _dof_table() -> tuple[tuple[str, int, str, float, float], ...]:
    """(name, joint, kind, lower, upper) in degrees; sources: hand-therapy range norms and MyoHand's
    ranges."""
    rows: list[tuple[str, int, str, float, float]] = []
    for finger in FINGERS:
        first = JOINT_NAMES.index(f"{finger}1")
        spread = _FINGER_SPREAD[finger]
        rows += [
            (f"{finger}_mcp_bend", first, "bend", -20.0, 90.0),
            (f"{finger}_mcp_spread", first, "spread", -spread, spread),
            (f"{finger}_pip_bend", first + 1, "bend", 0.0, 105.0),
            (f"{finger}_dip_bend", first + 2, "bend", -5.0, 80.0),
        ]
    rows += [
        ("thumb_cmc_abd", 13, "spread", -30.0, 60.0),
        ("thumb_cmc_flex", 13, "bend", -25.0, 55.0),
        ("thumb_cmc_twist", 13, "twist", -15.0, 45.0),
        ("thumb_mcp_bend", 14, "bend", -10.0, 55.0),
        ("thumb_mcp_spread", 14, "spread", -10.0, 10.0),
        ("thumb_ip_bend", 15, "bend", -15.0, 80.0),
    ]
    return tuple(rows)


DOF_NAMES: tuple[str, ...] = tuple(row[0] for row in _dof_table())
DOF_COUNT = len(DOF_NAMES)


@dataclass(frozen=True, eq=False)
class Anatomy:
    """Axes and limits of one hand.

    Positive bend is flexion (towards the palm) on both sides; positive spread moves a finger towards the
    thumb's side and the thumb away from the palm; positive thumb twist turns its pad towards the fingers.

    Attributes:
        dofs: the 22 degrees of freedom in the order of DOF_NAMES.
        bend_axes, spread_axes, twist_axes: (16, 3) unit axes in the rest frame; row 0 (wrist) is the palm's.
    """

    dofs: tuple[Dof, ...]
    bend_axes: Array
    spread_axes: Array
    twist_axes: Array

    @cached_property
    def lower(self) -> Array:
        """(22,) lower limits, radians."""
        return np.array([d.lower for d in self.dofs])

    @cached_property
    def upper(self) -> Array:
        """(22,) upper limits, radians."""
        return np.array([d.upper for d in self.dofs])

    @cached_property
    def axes(self) -> Array:
        """(22, 3) axes of the degrees of freedom in the rest frame."""
        return np.array([d.axis for d in self.dofs])

    @cached_property
    def joints(self) -> NDArray[np.int64]:
        """(22,) joint of each degree of freedom."""
        return np.array([d.joint for d in self.dofs])

    @cached_property
    def columns(self) -> NDArray[np.int64]:
        """(16, 3) column of each joint's spread, bend and twist in the 22, −1 where it has none."""
        out = np.full((16, 3), -1)
        for column, dof in enumerate(self.dofs):
            out[dof.joint, ("spread", "bend", "twist").index(dof.kind)] = column
        return out

    def _per_joint(self, angles: ArrayLike) -> Array:
        """(N, 22) → (N, 16, 3) spread, bend, twist with zeros where there is no freedom."""
        q = np.atleast_2d(np.asarray(angles, dtype=np.float64))
        if q.shape[-1] != DOF_COUNT:
            raise ValueError(f"expected {DOF_COUNT} joint angles, got {q.shape[-1]}")
        padded = np.concatenate([q, np.zeros((len(q), 1))], axis=1)
        return padded[:, self.columns]

    def angles_to_matrices(self, angles: ArrayLike) -> Array:
        """(N, 22) radians → (N, 16, 3, 3) local joint rotations, identity at the wrist."""
        q = self._per_joint(angles)
        spread = rotation_about(self.spread_axes, q[..., 0])
        bend = rotation_about(self.bend_axes, q[..., 1])
        twist = rotation_about(self.twist_axes, q[..., 2])
        return spread @ bend @ twist

    def dof_axes(self, angles: ArrayLike) -> Array:
        """Axes as they stand in the parent's frame at `angles`: dR/dq = skew(axis) · R.

        (N, 22) → (N, 22, 3).
        """
        q = self._per_joint(angles)
        spread = rotation_about(self.spread_axes, q[..., 0])
        bend = rotation_about(self.bend_axes, q[..., 1])
        turned_bend = np.einsum("njab,jb->nja", spread, self.bend_axes)
        turned_twist = np.einsum("njab,njbc,jc->nja", spread, bend, self.twist_axes)
        spread_axes = np.broadcast_to(self.spread_axes, turned_bend.shape)
        stacked = np.stack([spread_axes, turned_bend, turned_twist], axis=2)
        kinds = np.array([("spread", "bend", "twist").index(d.kind) for d in self.dofs])
        return stacked[:, self.joints, kinds]

    def angles_to_pose(self, angles: ArrayLike) -> Array:
        """(N, 22) or (22,) radians → (N, 45) MANO hand pose, axis-angle about the flat hand."""
        return matrix_to_axis_angle(self.angles_to_matrices(angles)[:, 1:]).reshape(-1, 45)

    def pose_to_angles(self, pose: ArrayLike) -> Array:
        """Nearest anatomical angles of a MANO hand pose. (N, 45) or (45,) → (N, 22) radians.

        Exact for poses made by `angles_to_pose`; motion outside the 22 freedoms is dropped (`pose_residual`
        tells how much). Limits are not applied.
        """
        rotations = _pose_matrices(pose)
        out = np.zeros((len(rotations), DOF_COUNT))
        for joint in range(1, 16):
            spread, bend, twist = (int(c) for c in self.columns[joint])
            along = np.cross(self.bend_axes[joint], self.spread_axes[joint])
            frame = np.stack([self.spread_axes[joint], along, self.bend_axes[joint]], axis=-1)
            # In this frame the rotation is Rx(spread) · Rz(bend) · Ry(twist).
            r = frame.T @ rotations[:, joint - 1] @ frame
            if twist >= 0:
                # The joint with a twist bends far less than 90°, so the Euler angles are regular.
                out[:, bend] = np.arcsin(np.clip(-r[:, 0, 1], -1.0, 1.0))
                out[:, spread] = np.arctan2(r[:, 2, 1], r[:, 1, 1])
                sign = np.sign(along @ self.twist_axes[joint])
                out[:, twist] = sign * np.arctan2(r[:, 0, 2], r[:, 0, 0])
                continue
            if spread >= 0:
                # Without twist the bend axis is only turned by the spread: regular at every bend.
                out[:, spread] = np.arctan2(-r[:, 1, 2], r[:, 2, 2])
                r = rotation_about(np.array([-1.0, 0.0, 0.0]), out[:, spread]) @ r
            # Best rotation about z in the least-squares sense.
            out[:, bend] = np.arctan2(r[:, 1, 0] - r[:, 0, 1], r[:, 0, 0] + r[:, 1, 1])
        return out

    def pose_residual(self, pose: ArrayLike) -> Array:
        """Angle (radians) by which each joint departs from the 22 freedoms. (N, 45) → (N, 15)."""
        wanted = _pose_matrices(pose)
        got = self.angles_to_matrices(self.pose_to_angles(pose))[:, 1:]
        return np.linalg.norm(matrix_to_axis_angle(np.swapaxes(got, -1, -2) @ wanted), axis=-1)


def _pose_matrices(pose: ArrayLike) -> Array:
    p = np.asarray(pose, dtype=np.float64).reshape(-1, 15, 3)
    return axis_angle_to_matrix(p)


def make_anatomy(dorsal: ArrayLike, along: ArrayLike, side: str) -> Anatomy:
    """Axes from directions measured on the RIGHT hand.

    Args:
        dorsal: (16, 3) direction of the back of each segment, right hand.
        along: (16, 3) direction of each bone towards the tip, right hand.
        side: "right" or "left"; the left hand's axes are the mirror image in x.

    Raises:
        ValueError: the side is unknown.
    """
    if side not in ("right", "left"):
        raise ValueError(f"side must be 'right' or 'left', not {side!r}")
    twist = np.asarray(along, dtype=np.float64)
    twist = twist / np.linalg.norm(twist, axis=1, keepdims=True)
    spread = np.asarray(dorsal, dtype=np.float64)
    spread = spread - np.sum(spread * twist, axis=1, keepdims=True) * twist
    spread /= np.linalg.norm(spread, axis=1, keepdims=True)
    bend = np.cross(spread, twist)
    # Opposition turns the thumb's pad towards the fingers: about −bone. The fingers follow for uniformity.
    axes = [bend, spread, -twist]
    if side == "left":
        # Rotation axes are pseudovectors: under the mirror diag(−1, 1, 1) they keep x and flip y and z.
        axes = [a * np.array([1.0, -1.0, -1.0]) for a in axes]
    bend, spread, twist = axes
    by_kind = {"bend": bend, "spread": spread, "twist": twist}
    dofs = []
    for name, joint, kind, lower, upper in _dof_table():
        x, y, z = (float(c) for c in by_kind[kind][joint])
        dofs.append(Dof(name, joint, kind, (x, y, z), float(np.radians(lower)), float(np.radians(upper))))
    return Anatomy(dofs=tuple(dofs), bend_axes=bend, spread_axes=spread, twist_axes=twist)
