"""What a good grip is, as a sum of squares, with its Gauss-Newton normal equations.

Every term works on a batch of N grasps. Unknowns are three rotations and three translations of the wrist
(left-perturbed about the hand's centre) and the 22 anatomical angles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ..hand.rotation import matrix_to_axis_angle
from ..shape.field import SignedDistanceField
from .nearness import floor_of
from .placed_hand import PlacedHand, place_hand
from .solver_hand import WRIST, SolverHand

Array = NDArray[np.float32]
Double = NDArray[np.float64]
Index = NDArray[np.intp]

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

    @cached_property
    def clearance(self) -> Array:
        """(points, N or 1) metres that the signed distances must exceed."""
        own = self.hand.clearance[:, None]
        return own if self.margin is None else own + self.margin.T

    @cached_property
    def active_zones(self) -> tuple[Index, Array]:
        """Zones that any grasp of the batch should touch, and their weights (zones, N)."""
        zones = np.flatnonzero(self.zone_weight.any(axis=0))
        return zones, np.ascontiguousarray(self.zone_weight.T[zones], np.float32)

    @cached_property
    def watched(self) -> NDArray[np.bool_]:
        """(points, N) whether a point belongs to a zone that its grasp should touch."""
        watched = np.zeros((self.hand.count, len(self.prior)), bool)
        for zone, weight in zip(*self.active_zones, strict=True):
            watched[self.hand.zones[zone]] |= weight > 0
        return watched

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
    number = len(pose)
    placed = place_hand(problem.hand, problem.pivot, pose.rotation, pose.angles)
    energy, surface = _surface_terms(problem, placed, pose, weights)
    sums = _products(problem.hand, [surface, _self_collision(placed, weights, energy)], number)
    unknowns = WRIST + pose.angles.shape[1]
    hessian, gradient = sums[:, :unknowns, :unknowns].copy(), sums[:, :unknowns, -1].copy()
    energy += _pose_terms(problem, pose, hessian, gradient, weights)
    energy += _placement_terms(problem, pose, hessian, gradient, weights)
    return NormalEquations(energy, gradient, hessian)


@dataclass(frozen=True, eq=False)
class _Rows:
    """K linear rows of squares, each scaled by the root of its curvature.

    Attributes:
        grasp: (K,) row of the batch that each belongs to.
        residual: (K,) what should become zero.
        wrist: (6, K) derivatives by turn and shift, or None where the wrist plays no part.
        bends: derivatives by the slots of digits: (L,) rows, (L,) digits, (6, L) values.
    """

    grasp: Index
    residual: Array
    wrist: Array | None
    bends: Sequence[tuple[Index, Index, Array]]


def near_points(problem: ContactProblem, placed: PlacedHand, centre: Double) -> tuple[Index, Index, Array]:
    """Signed distances where they matter: of points that may be too deep, and of the zones that should touch.

    Args:
        problem: N grasps.
        placed: their hands.
        centre: (N, 3) where those are.

    Returns:
        (K,) points, (K,) rows and (K,) their signed distances.
    """
    shift = centre.T.astype(np.float32)
    if isinstance(problem.field, SignedDistanceField):
        near = floor_of(problem.field).below(placed.points, shift, problem.clearance)
        near |= problem.watched
        chosen = np.flatnonzero(near)
    else:
        # an exact solid has no blocks to look into
        chosen = np.arange(placed.points[0].size)
    point, row = np.divmod(chosen, len(centre))
    place = placed.points.reshape(3, -1).take(chosen, axis=1)
    place += shift.take(row, axis=1)
    return point, row, problem.field.sample_phi(place.T)


def _surface_terms(
    problem: ContactProblem, placed: PlacedHand, pose: Pose, weights: Weights
) -> tuple[Double, _Rows]:
    """Penetration of every point and attraction of every zone's nearest point: energies and rows.

    Both are functions of the signed distance alone: one row a point.
    """
    hand = problem.hand
    number = len(pose)
    point, row, phi = near_points(problem, placed, pose.centre)
    depth = phi - np.broadcast_to(problem.clearance, (hand.count, number))[point, row]
    deep = np.flatnonzero(depth < 0)
    depth = depth[deep] / np.float32(weights.penetration)
    energy = _by_row(row[deep], depth * depth, number)

    known = np.full((hand.count, number), np.inf, np.float32)
    known[point, row] = phi
    zones, strength = problem.active_zones
    members = hand.zones[zones]
    by_zone = known[members]
    nearest = by_zone.argmin(axis=1)
    zone, grasp = np.nonzero(strength)
    touching = members[zone, nearest[zone, grasp]]
    gap = known[touching, grasp] - np.float32(weights.attraction_target)
    reach_square = np.float32(weights.attraction_reach**2)
    ratio = gap * gap / reach_square
    pull = strength[zone, grasp] / np.float32(weights.attraction**2)
    energy += _by_row(grasp, pull * reach_square * np.log1p(ratio), number)
    root = np.sqrt(pull / (1 + ratio))

    point = np.concatenate([point[deep], touching])
    row = np.concatenate([row[deep], grasp])
    scale = np.concatenate([np.full(len(deep), 1 / weights.penetration, np.float32), root])
    arm = placed.points[:, point, row]
    direction = (
        problem.field.sample((arm + pose.centre.T.astype(np.float32).take(row, axis=1)).T)[1].T * scale
    )
    moving = np.flatnonzero(point < 5 * hand.per_digit)
    bends = placed.bends(point[moving], row[moving], direction[:, moving])
    wrist = np.concatenate([_cross(arm, direction), direction])
    return energy, _Rows(
        row, np.concatenate([depth, root * gap]), wrist, [(moving, point[moving] // hand.per_digit, bends)]
    )


def _products(hand: SolverHand, parts: Sequence[_Rows], number: int) -> Double:
    """Sums over each grasp's rows of row rowᵀ, residuals as the last column: (N, 29, 29)."""
    grasp = np.concatenate([part.grasp for part in parts])
    order = np.argsort(grasp.astype(np.uint16) if number < 1 << 16 else grasp, kind="stable")
    count = np.bincount(grasp, minlength=number)
    longest = max(int(count.max(initial=0)), 1)
    place = np.empty(len(grasp), np.intp)
    begin = np.arange(number) * longest - (np.cumsum(count) - count)
    place[order] = np.arange(len(grasp)) + begin[grasp[order]]
    size = WRIST + len(hand.dof_slot) + 1
    # a last line takes what belongs to slots without an angle
    padded = np.zeros((size + 1, number * longest), np.float32)
    first = 0
    for part in parts:
        own = place[first : first + len(part.grasp)]
        first += len(own)
        padded[size - 1, own] = part.residual
        if part.wrist is not None:
            padded[:WRIST, own] = part.wrist
        for chosen, digit, values in part.bends:
            padded[hand.unknown_of_slot[:, digit], own[chosen]] = values
    rows = padded[:size].reshape(size, number, longest).swapaxes(0, 1)
    return (rows @ rows.swapaxes(1, 2)).astype(np.float64)


def _by_row(row: Index, values: Array, number: int) -> Double:
    """Sum of the values (K,) of each row, (N,)."""
    return np.bincount(row, values, number).astype(np.float64)


def _cross(first: Array, second: Array) -> Array:
    """Cross product along the first axis; numpy's own is several times slower on this shape."""
    result = np.empty_like(first)
    result[0] = first[1] * second[2] - first[2] * second[1]
    result[1] = first[2] * second[0] - first[0] * second[2]
    result[2] = first[0] * second[1] - first[1] * second[0]
    return result


def _self_collision(placed: PlacedHand, weights: Weights, energy: Double) -> _Rows:
    """Overlap of spheres on different digits; adds to the energies in place."""
    hand = placed.hand
    # |a - b|² by one matrix product; only the few pairs that may overlap are looked at further
    spheres = placed.points[:, hand.sphere_points]
    sides = np.ones((2, spheres.shape[2], len(hand.sphere_points), 5), np.float32)
    sides[0, ..., :3] = spheres.transpose(2, 1, 0)
    np.multiply(sides[0, ..., :3], -2, out=sides[1, ..., :3])
    square = (spheres * spheres).sum(axis=0).T
    sides[0, ..., 3], sides[1, ..., 4] = square, square
    near = np.flatnonzero(sides[0] @ sides[1].swapaxes(1, 2) < hand.sphere_near)
    row, pair = np.divmod(near, hand.sphere_near.size)
    first, second = np.divmod(pair, len(hand.sphere_points))
    reach = hand.sphere_apart[first, second]
    offset = spheres[:, first, row] - spheres[:, second, row]
    distance = np.maximum(np.sqrt((offset * offset).sum(axis=0)), 1e-6)
    over = np.flatnonzero(distance < reach)
    row, distance = row[over], distance[over]
    sigma = np.float32(weights.self_collision)
    residual = (distance - reach[over]) / sigma
    energy += _by_row(row, residual * residual, len(energy))
    direction = offset[:, over] / (distance * sigma)
    bends = []
    for side, towards in ((first, direction), (second, -direction)):
        point = hand.sphere_points[side[over]]
        moving = np.flatnonzero(point < 5 * hand.per_digit)
        rates = placed.bends(point[moving], row[moving], towards[:, moving])
        bends.append((moving, point[moving] // hand.per_digit, rates))
    return _Rows(row, residual, None, bends)


@lru_cache(maxsize=16)
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
    turn = _turn_between(problem.placed.rotation, pose.rotation)
    shift = pose.centre - problem.placed.centre
    turn_stiffness, shift_stiffness = 1 / weights.placement_turn**2, 1 / weights.placement_shift**2
    gradient[:, :3] += turn_stiffness * turn
    gradient[:, 3:WRIST] += shift_stiffness * shift
    hessian[:, (0, 1, 2), (0, 1, 2)] += turn_stiffness
    hessian[:, (3, 4, 5), (3, 4, 5)] += shift_stiffness
    return turn_stiffness * (turn**2).sum(axis=1) + shift_stiffness * (shift**2).sum(axis=1)


def _turn_between(source: Double, target: Double) -> Double:
    """Turn vectors (N, 3) from one rotation to the other."""
    matrix = target @ source.swapaxes(1, 2)
    axis = 0.5 * (matrix[:, (2, 0, 1), (1, 2, 0)] - matrix[:, (1, 2, 0), (2, 0, 1)])
    sine = np.sqrt((axis * axis).sum(axis=1))
    cosine = 0.5 * (matrix[:, 0, 0] + matrix[:, 1, 1] + matrix[:, 2, 2] - 1)
    turn = axis * (np.arctan2(sine, cosine) / np.maximum(sine, 1e-12))[:, None]
    # near half a turn the axis is lost in this short formula
    far = cosine < -0.9
    if far.any():
        turn[far] = matrix_to_axis_angle(matrix[far])
    return turn
