"""The way to a grip: how far the hand can open in place, and from where it can come without touching."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..hand.rotation import axis_angle_to_matrix, matrix_to_axis_angle
from ..refine.energy import ContactProblem, Pose, Weights
from ..refine.solver import minimise
from ..refine.solver_hand import SLOTS, SolverHand
from ..shape.field import SignedDistanceField
from .placement import HandFrame, hand_frame

Double = NDArray[np.float64]

STEPS = np.array([0.0, 0.004, 0.009, 0.015, 0.022, 0.031, 0.042, 0.056, 0.074, 0.097, 0.127, 0.165])
"""Metres from the grip at each waypoint: dense where the fingers leave the object."""
FREE = 0.0008
"""Metres that a way may run deeper than the grip itself and still count as free."""
_OPENING_STEPS = 8
# Contact is not a collision: the first bit below the skin is contact, metres.
_TOLERANCE = 0.0015
_WINDING_DIRECTIONS = 7
_WINDING_ITERATIONS = 10


@dataclass(frozen=True, eq=False)
class Approach:
    """How to get to a grip.

    Attributes:
        path: (K, 4, 4) hand_to_object from far to the grip.
        angles: (K, 22) joint angles on the way, the open hand first and the preshape last.
        deepest: metres that the way runs deeper into the object than the grip itself; 0 is free.
    """

    path: Double
    angles: Double
    deepest: float


def approach(
    hand: SolverHand,
    field: SignedDistanceField,
    hand_to_object: Double,
    grip: Double,
    opened: Double,
    winding: bool = True,
) -> Approach:
    """Find a free way to a grip.

    Digits first open in place one by one as far as nothing is hit. Then the hand withdraws straight along the
    direction in which it clears the object soonest, opening the rest of the way as it goes. Where every
    straight way hits something (fingers through a handle), the hand is drawn out step by step with the
    contact solver turning the wrist and opening the fingers so that they slide out.

    Args:
        hand: the compiled hand.
        field: signed distance of the object with cavities as they are.
        hand_to_object: (4, 4) at the grip.
        grip: (22,) angles at the grip.
        opened: (22,) angles of the open hand.
        winding: whether winding ways are tried where no straight one is free; they take ten times as long.
    """
    resting = _depth(hand, field, hand_to_object[None], grip[None])[0]
    preshape = _open_in_place(hand, field, hand_to_object, grip, opened, resting)
    directions = _directions(hand_to_object[:3, :3], hand_frame(hand))
    best = _freest(hand, field, *_straight_ways(hand_to_object, directions, preshape, opened), resting)
    if best.deepest <= FREE or not winding:
        return best
    paths, angles = _winding_ways(
        hand, field, hand_to_object, directions[:_WINDING_DIRECTIONS], grip, opened, resting
    )
    # a hand that stays where it is hits nothing either, but that is no way
    out = np.linalg.norm(paths[:, -1, :3, 3] - hand_to_object[:3, 3], axis=1) > 0.5 * STEPS[-1]
    if not out.any():
        return best
    other = _freest(hand, field, paths[out], angles[out], resting)
    return other if other.deepest < best.deepest else best


def _freest(
    hand: SolverHand, field: SignedDistanceField, paths: Double, angles: Double, resting: Double
) -> Approach:
    """The way that runs least through the object, of D paths (D, K, 4, 4) and angles (D, K, 22) from the
    grip out.

    Halves between waypoints are looked at too, so that nothing is jumped over.
    """
    halves = _between(paths)
    half_angles = 0.5 * (angles[:, 1:] + angles[:, :-1])
    excess = []
    for transform, pose in ((paths, angles), (halves, half_angles)):
        shape = transform.shape[:2]
        depth = _depth(hand, field, transform.reshape(-1, 4, 4), pose.reshape(-1, pose.shape[-1]))
        excess.append(np.maximum(depth.reshape(*shape, -1) - np.maximum(resting, _TOLERANCE), 0))
    cost = sum(one.sum(axis=(1, 2)) for one in excess) + 1e-6 * np.arange(len(paths))
    best = int(np.argmin(cost))
    deepest = max(float(one[best].max()) for one in excess)
    return Approach(paths[best, ::-1].copy(), angles[best, ::-1].copy(), deepest)


def _between(paths: Double) -> Double:
    """Transforms halfway between neighbouring waypoints, (D, K − 1, 4, 4)."""
    first, second = paths[:, :-1], paths[:, 1:]
    middle = 0.5 * (first + second)
    turn = matrix_to_axis_angle(second[..., :3, :3] @ first[..., :3, :3].swapaxes(-1, -2))
    middle[..., :3, :3] = axis_angle_to_matrix(0.5 * turn) @ first[..., :3, :3]
    return middle


def _depth(hand: SolverHand, field: SignedDistanceField, transform: Double, angles: Double) -> Double:
    """How deep each sample point (N, P) is below its clearance, metres, at N wrist transforms."""
    depth = np.empty((len(transform), hand.count))
    for start in range(0, len(transform), 64):
        rows = slice(start, start + 64)
        points = hand.evaluate(angles[rows])
        placed = points @ transform[rows, :3, :3].swapaxes(1, 2).astype(np.float32)
        placed += transform[rows, None, :3, 3].astype(np.float32)
        depth[rows] = np.maximum(hand.clearance - field.sample_phi(placed), 0)
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
    free = (depth <= np.maximum(resting, _TOLERANCE))[:, : 5 * hand.per_digit].reshape(len(share), 5, -1)
    reached = np.minimum.accumulate(free.all(axis=2), axis=0).sum(axis=0) - 1
    widest = share[np.maximum(reached, 0)][hand.dof_slot // SLOTS]
    return (1 - widest) * grip + widest * opened


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
    natural += [
        away + 0.5 * thumb,
        away - 0.5 * thumb,
        back + thumb,
        back - thumb,
        thumb,
        -thumb,
        back - away,
    ]
    local = np.asarray([direction / np.linalg.norm(direction) for direction in natural])
    return local @ rotation.T


def _straight_ways(
    hand_to_object: Double, directions: Double, preshape: Double, opened: Double
) -> tuple[Double, Double]:
    """Paths and angles of straight ways from the grip outwards; the hand opens once it has moved a little."""
    paths = np.tile(hand_to_object, (len(directions), len(STEPS), 1, 1))
    paths[:, :, :3, 3] += STEPS[None, :, None] * directions[:, None]
    share = np.clip((STEPS - STEPS[3]) / (STEPS[-2] - STEPS[3]), 0, 1)[:, None]
    angles = (1 - share) * preshape + share * opened
    return paths, np.tile(angles, (len(directions), 1, 1))


def _winding_ways(
    hand: SolverHand,
    field: SignedDistanceField,
    hand_to_object: Double,
    directions: Double,
    grip: Double,
    opened: Double,
    resting: Double,
) -> tuple[Double, Double]:
    """Draw the hand out of the grip step by step, the solver keeping it off the object.

    The wrist is pulled along each direction and may turn; the fingers are pulled open; penetration is
    forbidden.
    """
    number = len(directions)
    pivot = hand_frame(hand).pivot
    rotation = np.tile(hand_to_object[:3, :3], (number, 1, 1))
    centre = np.tile(hand_to_object[:3, :3] @ pivot + hand_to_object[:3, 3], (number, 1))
    pose = Pose(rotation, centre, np.tile(grip, (number, 1)))
    weights = Weights(
        penetration=0.0006, pose_prior=np.radians(30), placement_shift=0.006, placement_turn=np.radians(35)
    )
    start = pose
    # what is pressed in at the grip may stay so while the skin slides off
    margin = np.tile(-np.minimum(resting, 0.003).astype(np.float32), (number, 1))
    poses = [pose]
    for step in STEPS[1:]:
        share = min(1.0, step / STEPS[-3])
        problem = ContactProblem(
            hand=hand,
            field=field,
            pivot=np.asarray(pivot, np.float32),
            zone_weight=np.zeros((number, len(hand.zone_names)), np.float32),
            prior=np.tile((1 - share) * grip + share * opened, (number, 1)),
            prior_scale=np.ones((number, len(grip))),
            placed=Pose(start.rotation, start.centre + step * directions, pose.angles),
            margin=margin,
        )
        pose, _, _ = minimise(problem, pose, weights, _WINDING_ITERATIONS)
        poses.append(pose)
    paths = np.tile(np.eye(4), (number, len(STEPS), 1, 1))
    for k, one in enumerate(poses):
        paths[:, k, :3, :3] = one.rotation
        paths[:, k, :3, 3] = one.centre - one.rotation @ pivot
    return paths, np.stack([one.angles for one in poses], axis=1)
