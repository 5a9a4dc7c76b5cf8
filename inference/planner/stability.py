"""A cheap stand-in for simulation: can the contacts, with friction, balance a pull in every direction?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Double = NDArray[np.float64]

FRICTION = 0.6
TOUCHING = 0.002
LEVER = 0.06
"""Metres from the contacts to the centre of mass that count in full: a fist carries a sword by its hilt."""
_BEYOND = 0.1
_CONE_EDGES = 4
_ITERATIONS = 80
_DIRECTIONS = np.concatenate([np.eye(3), -np.eye(3)])


def heldness(points: Double, normals: Double, gap: Double, centre: Double) -> Double:
    """How well contacts resist forces along six directions, (N,) from 0 (not at all) to 1 (fully).

    Non-negative combinations of friction-cone edges are fitted to each unit force on the centre of mass by
    accelerated projected gradient; what cannot be balanced is the residual. Torque counts by the arm of a
    typical object, 40 mm; of a lever longer than `LEVER` only a tenth of the rest counts.

    Args:
        points: (N, K, 3) contact places on the object.
        normals: (N, K, 3) outward normals of the object there.
        gap: (N, K) distance of the hand from the surface; beyond `TOUCHING` a contact does not count.
        centre: (3,) centre of mass.
    """
    number, contacts = gap.shape
    first = np.cross(normals, np.where(np.abs(normals[..., :1]) < 0.8, [1.0, 0, 0], [0, 1.0, 0]))
    first /= np.maximum(np.linalg.norm(first, axis=2, keepdims=True), 1e-9)
    second = np.cross(normals, first)
    turn = np.arange(_CONE_EDGES) * (2 * np.pi / _CONE_EDGES)
    tangent = first[:, :, None] * np.cos(turn)[:, None] + second[:, :, None] * np.sin(turn)[:, None]
    force = (-normals[:, :, None] + FRICTION * tangent) / np.sqrt(1 + FRICTION**2)
    touching = gap < TOUCHING
    arm = (points - _felt_centre(points, touching, centre)[:, None])[:, :, None] / 0.04
    wrench = np.concatenate([force, np.cross(np.broadcast_to(arm, force.shape), force)], axis=3)
    wrench = wrench * touching[:, :, None, None]
    columns = wrench.reshape(number, contacts * _CONE_EDGES, 6).swapaxes(1, 2)
    target = np.concatenate([_DIRECTIONS, np.zeros((6, 3))], axis=1).T

    gram = columns.swapaxes(1, 2) @ columns
    pull = columns.swapaxes(1, 2) @ target
    rate = 1 / np.maximum(np.linalg.norm(columns, axis=(1, 2)) ** 2, 1e-9)[:, None, None]
    amount = np.zeros_like(pull)
    ahead, momentum = amount, 1.0
    for _ in range(_ITERATIONS):
        following = np.maximum(ahead - rate * (gram @ ahead - pull), 0)
        grown = 0.5 * (1 + np.sqrt(1 + 4 * momentum**2))
        ahead = following + (momentum - 1) / grown * (following - amount)
        amount, momentum = following, grown
    residual = np.linalg.norm(columns @ amount - target, axis=1)
    return 1 - np.clip(residual, 0, 1).mean(axis=1)


def _felt_centre(points: Double, touching: NDArray[np.bool_], centre: Double) -> Double:
    """Centre of mass (N, 3) with the lever to the middle of the contacts shortened where it is long."""
    count = np.maximum(touching.sum(axis=1), 1)[:, None]
    middle = (points * touching[..., None]).sum(axis=1) / count
    lever = centre - middle
    length = np.maximum(np.linalg.norm(lever, axis=1, keepdims=True), 1e-9)
    felt = np.minimum(length, LEVER) + _BEYOND * np.maximum(length - LEVER, 0)
    return middle + felt / length * lever
