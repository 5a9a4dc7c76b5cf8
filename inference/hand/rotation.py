"""Rotations in numpy, batched: axis-angle, matrices and quaternions (w, x, y, z).

Column-vector convention: a matrix acts as ``R @ v``. Any leading dimensions are kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

# Below this angle (radians) sin(x)/x and (1-cos(x))/x² are taken from their series: the closed forms cancel.
_SMALL_ANGLE = 1e-4


def skew(vectors: ArrayLike) -> Array:
    """Cross-product matrices: ``skew(a) @ b == cross(a, b)``. (..., 3) → (..., 3, 3)."""
    v = np.asarray(vectors, dtype=np.float64)
    out = np.zeros((*v.shape[:-1], 3, 3))
    out[..., 0, 1], out[..., 0, 2] = -v[..., 2], v[..., 1]
    out[..., 1, 0], out[..., 1, 2] = v[..., 2], -v[..., 0]
    out[..., 2, 0], out[..., 2, 1] = -v[..., 1], v[..., 0]
    return out


def axis_angle_to_matrix(axis_angle: ArrayLike) -> Array:
    """Rodrigues' formula, exact at zero. (..., 3) radians → (..., 3, 3)."""
    v = np.asarray(axis_angle, dtype=np.float64)
    squared = np.sum(v * v, axis=-1)
    angle = np.sqrt(squared)
    small = angle < _SMALL_ANGLE
    safe = np.where(small, 1.0, angle)
    first = np.where(small, 1.0 - squared / 6.0, np.sin(safe) / safe)
    second = np.where(small, 0.5 - squared / 24.0, (1.0 - np.cos(safe)) / (safe * safe))
    k = skew(v)
    # K² = v vᵀ − |v|² I saves the matrix product.
    k2 = v[..., :, None] * v[..., None, :] - squared[..., None, None] * np.eye(3)
    return np.eye(3) + first[..., None, None] * k + second[..., None, None] * k2


def rotation_about(axis: ArrayLike, angle: ArrayLike) -> Array:
    """Rotation by `angle` (...) about the unit `axis` (..., 3), broadcast together → (..., 3, 3)."""
    a = np.asarray(axis, dtype=np.float64)
    return axis_angle_to_matrix(a * np.asarray(angle, dtype=np.float64)[..., None])


def matrix_to_quaternion(matrix: ArrayLike) -> Array:
    """Unit quaternions (w, x, y, z), w ≥ 0. (..., 3, 3) → (..., 4).

    Takes the largest of the four candidate components (Shepperd's method), so it is stable at every angle.
    """
    m = np.asarray(matrix, dtype=np.float64)
    m00, m11, m22 = m[..., 0, 0], m[..., 1, 1], m[..., 2, 2]
    sums = np.stack([m00 + m11 + m22, m00 - m11 - m22, -m00 + m11 - m22, -m00 - m11 + m22], axis=-1)
    a = m[..., 2, 1] - m[..., 1, 2]
    b = m[..., 0, 2] - m[..., 2, 0]
    c = m[..., 1, 0] - m[..., 0, 1]
    d = m[..., 0, 1] + m[..., 1, 0]
    e = m[..., 0, 2] + m[..., 2, 0]
    f = m[..., 1, 2] + m[..., 2, 1]
    t = 1.0 + sums
    rows = np.stack(
        [
            np.stack([t[..., 0], a, b, c], axis=-1),
            np.stack([a, t[..., 1], d, e], axis=-1),
            np.stack([b, d, t[..., 2], f], axis=-1),
            np.stack([c, e, f, t[..., 3]], axis=-1),
        ],
        axis=-2,
    )
    pick = np.argmax(sums, axis=-1)
    q = np.take_along_axis(rows, pick[..., None, None], axis=-2)[..., 0, :]
    q = q / np.linalg.norm(q, axis=-1, keepdims=True)
    return np.where(q[..., :1] < 0.0, -q, q)


def quaternion_to_matrix(quaternion: ArrayLike) -> Array:
    """(..., 4) as w, x, y, z (normalised here) → (..., 3, 3)."""
    q = np.asarray(quaternion, dtype=np.float64)
    q = q / np.linalg.norm(q, axis=-1, keepdims=True)
    w, x, y, z = q[..., 0], q[..., 1], q[..., 2], q[..., 3]
    out = np.empty((*q.shape[:-1], 3, 3))
    out[..., 0, 0] = 1.0 - 2.0 * (y * y + z * z)
    out[..., 0, 1] = 2.0 * (x * y - w * z)
    out[..., 0, 2] = 2.0 * (x * z + w * y)
    out[..., 1, 0] = 2.0 * (x * y + w * z)
    out[..., 1, 1] = 1.0 - 2.0 * (x * x + z * z)
    out[..., 1, 2] = 2.0 * (y * z - w * x)
    out[..., 2, 0] = 2.0 * (x * z - w * y)
    out[..., 2, 1] = 2.0 * (y * z + w * x)
    out[..., 2, 2] = 1.0 - 2.0 * (x * x + y * y)
    return out


def quaternion_to_axis_angle(quaternion: ArrayLike) -> Array:
    """(..., 4) as w, x, y, z → (..., 3), angle in [0, π]."""
    q = np.asarray(quaternion, dtype=np.float64)
    q = np.where(q[..., :1] < 0.0, -q, q)
    q = q / np.linalg.norm(q, axis=-1, keepdims=True)
    sine = np.linalg.norm(q[..., 1:], axis=-1)
    angle = 2.0 * np.arctan2(sine, q[..., 0])
    # angle / sin(angle / 2) → 2 as the angle goes to zero.
    factor = np.where(sine < 1e-9, 2.0, angle / np.where(sine < 1e-9, 1.0, sine))
    return q[..., 1:] * factor[..., None]


def axis_angle_to_quaternion(axis_angle: ArrayLike) -> Array:
    """(..., 3) radians → (..., 4) as w, x, y, z, w ≥ 0."""
    v = np.asarray(axis_angle, dtype=np.float64)
    half = 0.5 * np.linalg.norm(v, axis=-1)
    # np.sinc(x) is sin(πx)/(πx): exact at zero.
    q = np.concatenate([np.cos(half)[..., None], 0.5 * np.sinc(half / np.pi)[..., None] * v], axis=-1)
    return np.where(q[..., :1] < 0.0, -q, q)


def matrix_to_axis_angle(matrix: ArrayLike) -> Array:
    """Logarithm of a rotation, stable up to π. (..., 3, 3) → (..., 3), angle in [0, π]."""
    return quaternion_to_axis_angle(matrix_to_quaternion(matrix))


def rotation_between(source: ArrayLike, target: ArrayLike) -> Array:
    """The smallest rotation that turns unit vector `source` (3,) into `target` (3,). → (3, 3)."""
    a = np.asarray(source, dtype=np.float64)
    b = np.asarray(target, dtype=np.float64)
    axis = np.cross(a, b)
    sine, cosine = float(np.linalg.norm(axis)), float(a @ b)
    if sine < 1e-12:
        if cosine > 0.0:
            return np.eye(3)
        # Opposite vectors: any perpendicular axis serves.
        axis = np.cross(a, np.eye(3)[int(np.argmin(np.abs(a)))])
        return rotation_about(axis / np.linalg.norm(axis), np.pi)
    return rotation_about(axis / sine, np.arctan2(sine, cosine))
