"""The way to a grip: how far the hand can open in place, and from where it can come without touching."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..refine.solver_hand import SLOTS, SolverHand
from ..shape.field import SignedDistanceField
from .placement import HandFrame, hand_frame

Double = NDArray[np.float64]

WAYPOINTS = 12
DISTANCE = 0.16
"""Metres from the farthest waypoint to the grip."""
_OPENING_STEPS = 8
# Contact is not a collision: this much deeper than the grip itself counts as passing through, metres.
_TOLERANCE = 0.0015


@dataclass(frozen=True, eq=False)
class Approach:
    """How to get to a grip.

    Attributes:
        path: (K, 4, 4) hand_to_object from far to the grip.
        preshape: (22,) angles just before closing, as open as the place allows.
        deepest: metres that the way runs deeper into the object than the grip itself; 0 is free.
    """

    path: Double
    preshape: Double
    deepest: float


def approach(
    hand: SolverHand, field: SignedDistanceField, hand_to_object: Double, grip: Double, opened: Double
) -> Approach:
    """Find a free way to a grip.

    Digits first open in place one by one as far as nothing is hit. Then the hand withdraws along the direction
    in which it clears the object soonest, opening the rest of the way as it goes; straight ways are tried first,
    then ways that leave along one direction and bend into another.

    Args:
        hand: the compiled hand.
        field: signed distance of the object with cavities as they are.
        hand_to_object: (4, 4) at the grip.
        grip: (22,) angles at the grip.
        opened: (22,) angles of the open hand.
    """
    resting = _depth(hand, field, hand_to_object[None], grip[None])[0]
    preshape = _open_in_place(hand, field, hand_to_object, grip, opened, resting)
    frame = hand_frame(hand)
    directions = _directions(hand_to_object[:3, :3], frame)
    ways = np.concatenate([_straight(directions), _bent(directions)])
    number = len(ways)
    path = np.tile(hand_to_object, (number, WAYPOINTS, 1, 1))
    path[:, :, :3, 3] += ways
    angles = _opening_on_the_way(preshape, opened)
    deepest = _depth(hand, field, path.reshape(-1, 4, 4), np.tile(angles, (number, 1))).reshape(
        number, WAYPOINTS, -1
    )
    excess = np.maximum(deepest - np.maximum(resting, _TOLERANCE), 0)
    cost = excess.sum(axis=(1, 2)) + 1e-6 * np.arange(number)
    best = int(cost.argmin())
    return Approach(path[best, ::-1].copy(), preshape, float(excess[best].max()))


def _depth(hand: SolverHand, field: SignedDistanceField, transform: Double, angles: Double) -> Double:
    """How deep each sample point (N, P) is below its clearance, metres, at N wrist transforms."""
    depth = np.empty((len(transform), hand.count))
    for start in range(0, len(transform), 64):
        rows = slice(start, start + 64)
        points, _ = hand.evaluate(angles[rows], derivatives=False)
        placed = points @ transform[rows, :3, :3].swapaxes(1, 2).astype(np.float32)
        placed += transform[rows, None, :3, 3].astype(np.float32)
        depth[rows] = np.maximum(hand.clearance - field.sample(placed)[0], 0)
    return depth


def _open_in_place(
    hand: SolverHand,
    field: SignedDistanceField,
    transform: Double,
    grip: Double,
    opened: Double,
    resting: Double,
) -> Double:
    """Open every digit from the grip until just before it would hit something: (22,) angles."""
    share = np.linspace(0, 1, _OPENING_STEPS + 1)
    angles = (1 - share[:, None]) * grip + share[:, None] * opened
    depth = _depth(hand, field, np.tile(transform, (len(share), 1, 1)), angles)
    free = (depth <= resting + _TOLERANCE)[:, : 5 * hand.per_digit].reshape(len(share), 5, -1).all(axis=2)
    reached = np.minimum.accumulate(free, axis=0).sum(axis=0) - 1
    widest = share[np.maximum(reached, 0)][hand.dof_slot // SLOTS]
    return (1 - widest) * grip + widest * opened


def _opening_on_the_way(preshape: Double, opened: Double) -> Double:
    """Angles (K, 22) from the grip's place outwards: the preshape first, the open hand at the end."""
    share = np.clip(np.linspace(-0.6, 1.2, WAYPOINTS), 0, 1)[:, None]
    return (1 - share) * preshape + share * opened


def _directions(rotation: Double, frame: HandFrame) -> Double:
    """Unit directions (D, 3) of withdrawal, object frame, the most natural first."""
    back, away, thumb = -frame.fingers, -frame.palm, frame.thumb
    natural = [
        back + away,
        back,
        away,
        2 * back + away,
        back + 2 * away,
        back + 0.5 * thumb,
        back - 0.5 * thumb,
    ]
    natural += [away + 0.5 * thumb, away - 0.5 * thumb, thumb, -thumb, back - away, -away]
    local = np.asarray([direction / np.linalg.norm(direction) for direction in natural])
    return local @ rotation.T


def _straight(directions: Double) -> Double:
    """Offsets (D, K, 3) along straight ways, from the grip outwards."""
    reach = DISTANCE * np.linspace(0, 1, WAYPOINTS) ** 1.3
    return reach[None, :, None] * directions[:, None]


def _bent(directions: Double) -> Double:
    """Offsets (D*D, K, 3) of ways that leave along one direction and turn into another."""
    along = np.linspace(0, 1, WAYPOINTS)
    turn = np.clip((along - 0.35) / 0.4, 0, 1)[None, None, :, None]
    heading = (1 - turn) * directions[:, None, None] + turn * directions[None, :, None]
    steps = heading * (DISTANCE / (WAYPOINTS - 1))
    steps[:, :, 0] = 0
    return steps.cumsum(axis=2).reshape(-1, WAYPOINTS, 3)
