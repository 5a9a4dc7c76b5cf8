"""What a good grip is, as a sum of squares, with its Gauss-Newton normal equations.

Every term works on a batch of N grasps. Unknowns are three rotations and three translations of the wrist
(left-perturbed about the hand's centre) and the 22 anatomical angles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..hand.rotation import matrix_to_axis_angle
from ..shape.field import SignedDistanceField
from .solver_hand import SLOTS, SolverHand

Array = NDArray[np.float32]
Double = NDArray[np.float64]

WRIST = 6
_FULL = WRIST + 5 * SLOTS
_DEGREE = np.pi / 180
# Resting DIP bend follows PIP bend through the tendons; 0.6 looked most natural on this hand.
DIP_PER_PIP = 0.6


@dataclass(frozen=True)
class Weights:
    """Standard deviations of the terms: a residual of one sigma costs 1.

    Lengths in metres, angles in radians.
    """

    penetration: float = 0.0008
    attraction: float = 0.004
    attraction_reach: float = 0.012
    attraction_target: float = 0.0
    self_collision: float = 0.0015
    pose_prior: float = 36 * _DEGREE
    synergy: float = 13 * _DEGREE
    limits: float = 2 * _DEGREE
    placement_shift: float = 0.030
    placement_turn: float = 22 * _DEGREE

    def softened(self) -> Weights:
        """The first stage: contact is found before penetration is forbidden."""
        return replace(
            self,
            penetration=2.5 * self.penetration,
            attraction=1.25 * self.attraction,
            placement_shift=0.5 * self.placement_shift,
            placement_turn=0.6 * self.placement_turn,
        )

    def hardened(self) -> Weights:
        """The last stage: the skin is lifted off wherever closing has pressed it in."""
        return replace(
            self,
            penetration=0.4 * self.penetration,
            attraction=1.3 * self.attraction,
            attraction_target=0.0004,
        )


@dataclass(frozen=True, eq=False)
class Pose:
    """State of the batch: hand frame to object frame, and angles.

    Attributes:
        rotation: (N, 3, 3).
        centre: (N, 3) where the hand's centre (`ContactProblem.pivot`) lies in the object frame, metres.
        angles: (N, 22) radians.
    """

    rotation: Double
    centre: Double
    angles: Double

    def take(self, index: NDArray[np.integer] | NDArray[np.bool_]) -> Pose:
        """Rows of the batch."""
        return Pose(self.rotation[index], self.centre[index], self.angles[index])

    def put(self, index: NDArray[np.integer] | NDArray[np.bool_], other: Pose) -> None:
        """Overwrite rows of the batch in place."""
        self.rotation[index], self.centre[index], self.angles[index] = (
            other.rotation,
            other.centre,
            other.angles,
        )

    def __len__(self) -> int:
        return len(self.centre)


@dataclass(frozen=True, eq=False)
class ContactProblem:
    """What the batch should achieve.

    Attributes:
        hand: the compiled hand.
        field: signed distance of the object, object frame.
        pivot: (3,) centre of the hand in its own frame; rotations turn about it.
        zone_weight: (N, zones) how much each contact zone should touch; 0 leaves it alone.
        prior: (N, 22) angles to stay close to.
        prior_scale: (N, 22) factor on the prior's sigma (small holds an angle fast, large frees it).
        placed: pose whose wrist placement the batch should stay near.
        margin: (N, points) metres to keep off beyond the hand's own clearance, or None: what the sample
        points
            overlooked between them (see `keep_off`).
    """

    hand: SolverHand
    field: SignedDistanceField
    pivot: Array
    zone_weight: Array
    prior: Double
    prior_scale: Double
    placed: Pose
    margin: Array | None = None

    def take(self, index: NDArray[np.integer] | NDArray[np.bool_]) -> ContactProblem:
        """Rows of the batch."""
        return replace(
            self,
            zone_weight=self.zone_weight[index],
            prior=self.prior[index],
            prior_scale=self.prior_scale[index],
            placed=self.placed.take(index),
            margin=None if self.margin is None else self.margin[index],
        )

    def keep_off(self, depth: Array) -> ContactProblem:
        """The same problem with margins where the full mesh was found inside the object.

        Args:
            depth: (N, V) metres that every vertex of the hand's mesh lies inside, 0 outside.
        """
        margin = np.zeros((len(depth), self.hand.count), np.float32)
        batch, vertex = np.nonzero(depth > 0)
        np.maximum.at(
            margin, (batch, self.hand.point_of_vertex[vertex]), depth[batch, vertex].astype(np.float32)
        )
        return replace(self, margin=margin)


@dataclass(frozen=True, eq=False)
class NormalEquations:
    """Energy (N,), gradient / 2 (N, 28) and Gauss-Newton Hessian / 2 (N, 28, 28)."""

    energy: Double
    gradient: Double
    hessian: Double

    def take(self, index: NDArray[np.integer] | NDArray[np.bool_]) -> NormalEquations:
        """Rows of the batch."""
        return NormalEquations(self.energy[index], self.gradient[index], self.hessian[index])

    def put(self, index: NDArray[np.integer] | NDArray[np.bool_], other: NormalEquations) -> None:
        """Overwrite rows of the batch in place."""
        self.energy[index], self.gradient[index] = other.energy, other.gradient
        self.hessian[index] = other.hessian


def object_points(problem: ContactProblem, pose: Pose, points: Array) -> Array:
    """Points (N, P, 3) of the hand frame in the object frame, float32."""
    rotation = pose.rotation.astype(np.float32)
    return (points - problem.pivot) @ rotation.swapaxes(1, 2) + pose.centre.astype(np.float32)[:, None]


def linearise(problem: ContactProblem, pose: Pose, weights: Weights) -> NormalEquations:
    """Energy, gradient and Hessian of the batch at a pose."""
    hand = problem.hand
    number = len(pose)
    points, rates = hand.evaluate(pose.angles)
    assert rates is not None
    placed = object_points(problem, pose, points)
    phi = problem.field.sample_phi(placed)
    energy, curvature, slope = _surface_terms(problem, phi, weights)

    # of the many points few touch: only their rows enter the equations
    batch, point = np.nonzero(curvature)
    rows = _rows(problem, pose, placed, rates, batch, point)
    full_hessian, full_gradient = _accumulate(
        rows, curvature[batch, point], slope[batch, point], batch, number
    )
    energy = energy + _self_collision(hand, points, rates, full_hessian, full_gradient, weights)

    index = np.concatenate([np.arange(WRIST), WRIST + hand.dof_slot])
    hessian = full_hessian[:, index[:, None], index[None, :]]
    gradient = full_gradient[:, index]
    energy = energy + _pose_terms(problem, pose, hessian, gradient, weights)
    energy = energy + _placement_terms(problem, pose, hessian, gradient, weights)
    return NormalEquations(energy, gradient, hessian)


def _cross(first: Array, second: Array) -> Array:
    """Cross product along the last axis; numpy's own is several times slower on this shape."""
    result = np.empty_like(first)
    result[..., 0] = first[..., 1] * second[..., 2] - first[..., 2] * second[..., 1]
    result[..., 1] = first[..., 2] * second[..., 0] - first[..., 0] * second[..., 2]
    result[..., 2] = first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
    return result


def _rows(
    problem: ContactProblem,
    pose: Pose,
    placed: Array,
    rates: Array,
    batch: NDArray[np.intp],
    point: NDArray[np.intp],
) -> Array:
    """Derivatives (K, wrist and slots) of the signed distance at some points, by all unknowns."""
    hand = problem.hand
    rows = np.zeros((len(batch), _FULL), np.float32)
    touching = placed[batch, point]
    direction = problem.field.sample(touching)[1]
    rows[:, :3] = _cross(touching - pose.centre.astype(np.float32)[batch], direction)
    rows[:, 3:WRIST] = direction
    moving = np.flatnonzero(point < 5 * hand.per_digit)
    digit, place = np.divmod(point[moving], hand.per_digit)
    grasp = batch[moving]
    # the normal in the hand's frame, where the rates are
    local = (direction[moving, None] @ pose.rotation.astype(np.float32)[grasp])[:, 0]
    rate = rates[grasp, digit, place]
    bends = sum(rate[..., axis] * local[:, None, axis] for axis in range(3))
    columns = WRIST + digit[:, None] * SLOTS + np.arange(SLOTS)
    rows[moving[:, None], columns] = bends
    return rows


def _accumulate(
    rows: Array, curvature: Array, slope: Array, batch: NDArray[np.intp], number: int
) -> tuple[Double, Double]:
    """Sums over each grasp's rows of curvature * row rowᵀ and slope * row; `batch` is sorted."""
    count = np.bincount(batch, minlength=number)
    rank = np.arange(len(batch)) - (np.cumsum(count) - count)[batch]
    padded = np.zeros((number, max(int(count.max(initial=0)), 1), _FULL), np.float32)
    weighted = np.zeros_like(padded)
    padded[batch, rank] = rows
    weighted[batch, rank] = rows * curvature[:, None]
    hessian = (padded.swapaxes(1, 2) @ weighted).astype(np.float64)
    force = np.zeros(padded.shape[:2], np.float32)
    force[batch, rank] = slope
    return hessian, (force[:, None] @ padded)[:, 0].astype(np.float64)


def _surface_terms(problem: ContactProblem, phi: Array, weights: Weights) -> tuple[Double, Array, Array]:
    """Penetration of every point and attraction of every zone's nearest point.

    Both are functions of the signed distance alone, so they share the rows d(phi)/d(unknowns): what
    remains of them is one curvature and one slope a point, (N, P).
    """
    hand = problem.hand
    inverse = 1 / weights.penetration**2
    clearance = hand.clearance if problem.margin is None else hand.clearance + problem.margin
    depth = np.minimum(phi - clearance, 0)
    active = (depth < 0) * np.float32(inverse)
    slope = active * depth
    energy = (slope * depth).sum(axis=1, dtype=np.float64)
    curvature = active

    number = len(phi)
    by_zone = phi[:, hand.zones.ravel()].reshape(number, *hand.zones.shape)
    nearest = by_zone.argmin(axis=2)
    gap = np.take_along_axis(by_zone, nearest[..., None], axis=2)[..., 0] - np.float32(
        weights.attraction_target
    )
    points = np.take_along_axis(hand.zones[None], nearest[..., None], axis=2)[..., 0]
    ratio = (gap / np.float32(weights.attraction_reach)) ** 2
    strength = problem.zone_weight / np.float32(weights.attraction**2)
    energy += (strength * np.float32(weights.attraction_reach**2) * np.log1p(ratio)).sum(
        axis=1, dtype=np.float64
    )
    pull = strength / (1 + ratio)
    row = np.arange(number)[:, None]
    np.add.at(curvature, (row, points), pull)
    np.add.at(slope, (row, points), pull * gap)
    return energy, curvature, slope


def _self_collision(
    hand: SolverHand, points: Array, rates: Array, hessian: Double, gradient: Double, weights: Weights
) -> Double:
    """Overlap of spheres on different digits; adds to the slot-wise equations in place."""
    number = len(points)
    spheres = points[:, hand.sphere_points]
    first, second = hand.sphere_pairs[:, 0], hand.sphere_pairs[:, 1]
    reach = hand.sphere_reach
    # |a - b|^2 by one matrix product; only the few pairs that overlap are looked at further
    square = (spheres**2).sum(axis=2)
    distance_square = square[:, :, None] + square[:, None, :] - 2 * spheres @ spheres.swapaxes(1, 2)
    batch, pair = np.nonzero(distance_square[:, first, second] < reach**2)
    if not len(batch):
        return np.zeros(number)
    start, end = spheres[batch, first[pair]], spheres[batch, second[pair]]
    offset = start - end
    distance = np.maximum(np.sqrt((offset**2).sum(axis=1)), 1e-6)
    direction = offset / distance[:, None]
    overlap = distance - reach[pair]
    rows = np.zeros((len(batch), _FULL), np.float32)
    for side, sign in ((first, 1.0), (second, -1.0)):
        place = hand.sphere_points[side[pair]]
        digit, offset_in_digit = np.divmod(place, hand.per_digit)
        moving = digit < 5
        rate = rates[batch[moving], digit[moving], offset_in_digit[moving]]
        columns = WRIST + digit[moving, None] * SLOTS + np.arange(SLOTS)
        rows[np.flatnonzero(moving)[:, None], columns] = sign * (rate * direction[moving, None]).sum(axis=2)
    inverse = 1 / weights.self_collision**2
    energy = np.bincount(batch, overlap.astype(np.float64) ** 2 * inverse, number).astype(np.float64)
    order = np.flatnonzero(np.diff(batch, prepend=-1))
    for begin, stop in zip(order, [*order[1:], len(batch)], strict=True):
        grasp = batch[begin]
        block = rows[begin:stop]
        hessian[grasp] += inverse * (block.T @ block)
        gradient[grasp] += inverse * (overlap[begin:stop] @ block)
    return energy


def synergy_rows(hand: SolverHand) -> Double:
    """Linear rows S (K, 22) that a natural hand keeps near zero.

    Neighbouring fingers bend alike, and the last joint follows the middle one.
    """
    number = {dof.name: i for i, dof in enumerate(hand.model.anatomy.dofs)}
    rows = []
    for kind, strength in (("mcp_bend", 1.0), ("pip_bend", 0.9), ("dip_bend", 0.9)):
        for first, second in (("index", "middle"), ("middle", "ring"), ("ring", "pinky")):
            row = np.zeros(len(number))
            row[number[f"{first}_{kind}"]], row[number[f"{second}_{kind}"]] = strength, -strength
            rows.append(row)
    for finger in ("index", "middle", "ring", "pinky"):
        row = np.zeros(len(number))
        row[number[f"{finger}_dip_bend"]], row[number[f"{finger}_pip_bend"]] = 1.1, -1.1 * DIP_PER_PIP
        rows.append(row)
    return np.asarray(rows)


def _pose_terms(
    problem: ContactProblem, pose: Pose, hessian: Double, gradient: Double, weights: Weights
) -> Double:
    """Closeness to the prior, synergy of the fingers, anatomical limits; adds in place."""
    hand = problem.hand
    angles = slice(WRIST, None)
    diagonal = np.arange(WRIST, WRIST + pose.angles.shape[1])
    away = pose.angles - problem.prior
    stiffness = 1 / (weights.pose_prior * problem.prior_scale) ** 2
    energy = (stiffness * away**2).sum(axis=1)
    gradient[:, angles] += stiffness * away
    hessian[:, diagonal, diagonal] += stiffness

    # synergy pulls the difference towards that of the prior: an index finger that the type stretches out
    # (pistol, index extension) is not bent by its neighbours
    rows = synergy_rows(hand) / weights.synergy
    residual = away @ rows.T
    energy += (residual**2).sum(axis=1)
    gradient[:, angles] += residual @ rows
    hessian[:, angles, angles] += rows.T @ rows

    excess = pose.angles - np.clip(pose.angles, hand.lower, hand.upper)
    stiff = (excess != 0) / weights.limits**2
    energy += (stiff * excess**2).sum(axis=1)
    gradient[:, angles] += stiff * excess
    hessian[:, diagonal, diagonal] += stiff
    return energy


def _placement_terms(
    problem: ContactProblem, pose: Pose, hessian: Double, gradient: Double, weights: Weights
) -> Double:
    """Closeness of the wrist to where the planner put it; adds in place."""
    turn = matrix_to_axis_angle(pose.rotation @ problem.placed.rotation.swapaxes(1, 2))
    shift = pose.centre - problem.placed.centre
    turn_stiffness, shift_stiffness = 1 / weights.placement_turn**2, 1 / weights.placement_shift**2
    gradient[:, :3] += turn_stiffness * turn
    gradient[:, 3:WRIST] += shift_stiffness * shift
    hessian[:, (0, 1, 2), (0, 1, 2)] += turn_stiffness
    hessian[:, (3, 4, 5), (3, 4, 5)] += shift_stiffness
    return turn_stiffness * (turn**2).sum(axis=1) + shift_stiffness * (shift**2).sum(axis=1)
