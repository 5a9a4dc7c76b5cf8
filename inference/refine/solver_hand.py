"""The hand as the solver sees it: sample points in five digit chains and a rigid palm.

Linear blend skinning restricted to a digit's own chain (wrist and three joints) is linear in the 3x4 bone
matrices, so a digit's points are one matrix product F @ A with F fixed: (points, 16) features. That keeps the
heavy step inside BLAS. How the points move with the angles is worked out in `placed_hand`, where they touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ..hand.anatomy import Anatomy
from ..hand.model import HandModel
from ..hand.regions import vertex_normals
from ..hand.rotation import skew

Array = NDArray[np.float32]
Index = NDArray[np.intp]

# Order of the digits is MANO's: index, middle, pinky, ring, thumb. Each has six angle slots: three at the
# base joint (spread or abduction, bend, twist), two at the second (spread, bend), one at the last (bend).
DIGIT_NAMES = ("index", "middle", "pinky", "ring", "thumb")
THUMB = 4
# Unknowns of the wrist: three of turn, three of shift.
WRIST = 6
SLOTS = 6
SLOT_JOINT = (0, 0, 0, 1, 1, 2)
_SLOT_OF_KIND = {
    (0, "spread"): 0,
    (0, "bend"): 1,
    (0, "twist"): 2,
    (1, "spread"): 3,
    (1, "bend"): 4,
    (2, "bend"): 5,
}

# Most contact is on the palm's side and the flanks; the backs of the fingers need fewer points.
SURFACE_PER_DIGIT = 64
BACK_PER_DIGIT = 12
DORSAL = np.array([0.0, 1.0, 0.0])
SURFACE_PALM = 72
# Palm skin that belongs to the fingers by more than this share is carried by the nearest of them.
MOVED_WITH_A_DIGIT = 0.02
CORES_PER_SEGMENT = 3
FOREARM_RINGS = (0.03, 0.07, 0.11, 0.15)
FOREARM_RADIUS = 0.026


@dataclass(frozen=True, eq=False)
class SolverHand:
    """Sample points of one hand shape, ready for batched evaluation.

    Points are ordered digit by digit (each `per_digit` long), then the palm. Within a digit: surface points,
    then core points on the bone axes.

    Attributes:
        dof_slot: (22,) flat index digit * 6 + slot of every anatomical angle.
        axes: (5, 6, 3) unit rotation axis of every slot, zero where a slot is unused.
        joints: (5, 3, 3) rest positions of the three joints of every digit.
        features: (5, per_digit, 16) skinning features F.
        palm: (palm points, 3) rest positions that move with the wrist alone.
        clearance: (points,) metres that the signed distance must exceed; 0 on the surface, most of the
            finger's radius on the cores, so that a thin part cannot run through a finger unseen.
        point_of_vertex: (V,) the sample point that stands for every vertex of the mesh.
        zones: (zones, k) point indices of every contact zone, padded by repetition.
        zone_names: names of the zones.
        sphere_points: (spheres,) point indices of the cores that stand for the hand in self-collision.
        sphere_pairs: (pairs, 2) indices into the spheres that must not come too near.
        sphere_reach: (pairs,) metres that their centres must keep apart.
        lower, upper: (22,) limits of the angles, radians.
    """

    model: HandModel
    rest_vertices: Array
    rest_joints: Array
    dof_slot: Index
    axes: Array
    joints: Array
    features: Array
    palm: Array
    clearance: Array
    point_of_vertex: Index
    zones: Index
    zone_names: tuple[str, ...]
    sphere_points: Index
    sphere_pairs: Index
    sphere_reach: Array
    lower: Array
    upper: Array

    @property
    def per_digit(self) -> int:
        """Points of one digit."""
        return self.features.shape[1]

    @property
    def count(self) -> int:
        """All sample points."""
        return 5 * self.per_digit + len(self.palm)

    @cached_property
    def unknown_of_slot(self) -> Index:
        """(6, 5) number of every digit's slots among the solver's unknowns (six of the wrist, the angles).

        Slots without an angle get the second number after the last one; the first is the residual's.
        """
        numbers = np.full(5 * SLOTS, WRIST + len(self.dof_slot) + 1, np.intp)
        numbers[self.dof_slot] = WRIST + np.arange(len(self.dof_slot))
        return np.ascontiguousarray(numbers.reshape(5, SLOTS).T)

    @cached_property
    def sphere_apart(self) -> Array:
        """(spheres, spheres) the pairs' reach as a matrix: each pair once, 0 where two may overlap."""
        apart = np.zeros((len(self.sphere_points), len(self.sphere_points)), np.float32)
        apart[tuple(self.sphere_pairs.T)] = self.sphere_reach
        return apart

    @cached_property
    def sphere_near(self) -> Array:
        """(spheres, spheres) squared distance, a little rounded up, below which a pair may overlap."""
        return np.where(self.sphere_apart > 0, self.sphere_apart**2 * np.float32(1.001), -1).astype(
            np.float32
        )

    def zone(self, name: str) -> int:
        """Index of a contact zone; KeyError for an unknown name."""
        try:
            return self.zone_names.index(name)
        except ValueError:
            raise KeyError(name) from None

    def self_overlap(self, angles: NDArray[np.floating]) -> Array:
        """Deepest overlap (N,) of two digits, or of a digit and the palm, by their spheres, metres."""
        points = self.evaluate(angles)
        spheres = points[:, self.sphere_points]
        first, second = self.sphere_pairs[:, 0], self.sphere_pairs[:, 1]
        apart = np.linalg.norm(spheres[:, first] - spheres[:, second], axis=2)
        return np.maximum(self.sphere_reach - apart, 0).max(axis=1)

    def evaluate(self, angles: NDArray[np.floating]) -> Array:
        """Sample points (N, P, 3) in the hand's own frame.

        Args:
            angles: (N, 22) joint angles, radians.
        """
        number = len(angles)
        slots = np.zeros((number, 5 * SLOTS), np.float32)
        slots[:, self.dof_slot] = angles
        rotation = _rotations(slots.reshape(number, 5, SLOTS), self.axes)
        joints = (rotation[:, :, :3], rotation[:, :, 3:5], rotation[:, :, 5:])
        local = [_about(_product(turns), self.joints[:, joint]) for joint, turns in enumerate(joints)]
        chain = [local[0], local[0] @ local[1]]
        chain.append(chain[1] @ local[2])
        bones = np.zeros((number, 5, 16, 3), np.float32)
        bones[:, :, :3] = np.eye(3, dtype=np.float32)
        for joint in range(3):
            bones[:, :, 4 * (joint + 1) : 4 * (joint + 2)] = chain[joint][..., :3, :].swapaxes(-1, -2)
        points = np.empty((number, self.count, 3), np.float32)
        points[:, : 5 * self.per_digit] = (self.features @ bones).reshape(number, -1, 3)
        points[:, 5 * self.per_digit :] = self.palm
        return points


def _rotations(angles: Array, axes: Array) -> Array:
    """Rodrigues rotations (N, 5, slots, 3, 3) about fixed axes."""
    cross = skew(axes).astype(np.float32)
    sine, cosine = np.sin(angles)[..., None, None], np.cos(angles)[..., None, None]
    rotation = sine * cross + (1 - cosine) * (cross @ cross)
    rotation[..., (0, 1, 2), (0, 1, 2)] += 1
    return rotation


def _product(rotation: Array) -> Array:
    """Product (N, 5, 3, 3) of a joint's slot rotations (N, 5, k, 3, 3)."""
    product = rotation[:, :, 0]
    for slot in range(1, rotation.shape[2]):
        product = product @ rotation[:, :, slot]
    return product


def _about(rotation: Array, centre: Array) -> Array:
    """4x4 transform of a rotation (N, 5, 3, 3) about the joint centre (5, 3)."""
    matrix = np.zeros((*rotation.shape[:-2], 4, 4), np.float32)
    matrix[..., :3, :3] = rotation
    matrix[..., :3, 3] = centre - (rotation @ centre[:, :, None])[..., 0]
    matrix[..., 3, 3] = 1
    return matrix


def farthest_points(points: NDArray[np.floating], count: int, first: int = 0) -> Index:
    """Indices of `count` points spread evenly over `points` (P, 3), greedy and deterministic."""
    count = min(count, len(points))
    chosen = np.empty(count, np.intp)
    chosen[0] = first
    distance = np.linalg.norm(points - points[first], axis=1)
    for number in range(1, count):
        chosen[number] = int(np.argmax(distance))
        distance = np.minimum(distance, np.linalg.norm(points - points[chosen[number]], axis=1))
    return chosen


@lru_cache(maxsize=16)
def build_solver_hand(model: HandModel, betas: tuple[float, ...] = (0.0,) * 10) -> SolverHand:
    """Compile a hand of one shape for the solver; cached."""
    vertices_batch, joints_batch = model.rest(np.asarray(betas, float)[None])
    vertices, joints = vertices_batch[0], joints_batch[0]
    normals = vertex_normals(vertices, model.faces)
    weights = model.skin_weights
    digit_of_vertex = _moving_digit(model)
    zone_names = tuple(model.zones)
    zone_members = {
        name: np.asarray(model.zones[name])[farthest_points(vertices[model.zones[name]], 6)]
        for name in zone_names
    }

    features: list[Array] = []
    members: list[Index] = []
    core_places: list[tuple[NDArray[np.float64], NDArray[np.float64], float]] = []
    for digit in range(5):
        own = np.flatnonzero(digit_of_vertex == digit)
        zone_vertices = [v for ids in zone_members.values() for v in ids if digit_of_vertex[v] == digit]
        back = normals[own] @ DORSAL > 0.35
        spread = np.concatenate(
            [
                own[~back][farthest_points(vertices[own[~back]], SURFACE_PER_DIGIT)],
                own[back][farthest_points(vertices[own[back]], BACK_PER_DIGIT)],
            ]
        )
        members.append(np.asarray(list(dict.fromkeys([*zone_vertices, *spread])), np.intp))
    longest = max(len(ids) for ids in members)
    members = [np.concatenate([ids, np.resize(ids, longest - len(ids))]).astype(np.intp) for ids in members]

    clearance: list[float] = []
    for digit in range(5):
        chain = [0, 3 * digit + 1, 3 * digit + 2, 3 * digit + 3]
        tip = vertices[model.tip_vertices[(1, 2, 4, 3, 0)[digit]]]
        position = [vertices[v] for v in members[digit]]
        weight = [_chain_weights(weights[v], chain) for v in members[digit]]
        clearance += [0.0] * longest
        ends = [*(joints[joint] for joint in chain[1:]), tip]
        for segment in range(3):
            ring = np.flatnonzero(model.segment_of_vertex == chain[1 + segment])
            radius = _segment_radius(vertices[ring], ends[segment], ends[segment + 1])
            last = segment == 2
            for step in range(CORES_PER_SEGMENT):
                # the fingertip's cores stop short of the pulp's end by its radius
                reach = (step + 0.5) / CORES_PER_SEGMENT * (0.72 if last else 1.0)
                place = ends[segment] * (1 - reach) + ends[segment + 1] * reach
                place = _centre(vertices[ring], place, ends[segment + 1] - ends[segment], radius)
                position.append(place)
                one = np.zeros(4)
                one[segment + 1] = 1.0
                weight.append(one)
                clearance.append(0.7 * radius)
                core_places.append((place, one, radius))
        homogeneous = np.concatenate([np.asarray(position), np.ones((len(position), 1))], axis=1)
        features.append(
            (np.asarray(weight)[:, :, None] * homogeneous[:, None, :]).reshape(-1, 16).astype(np.float32)
        )
    per_digit = len(features[0])

    palm_own = np.flatnonzero(digit_of_vertex < 0)
    zone_vertices = [v for ids in zone_members.values() for v in ids if digit_of_vertex[v] < 0]
    spread = palm_own[farthest_points(vertices[palm_own], SURFACE_PALM)]
    palm_members = np.asarray(list(dict.fromkeys([*zone_vertices, *spread])), np.intp)
    palm_core, palm_core_radius = _palm_cores(vertices, joints, model)
    forearm, forearm_clearance = _forearm(joints)
    palm = np.concatenate([vertices[palm_members], palm_core, forearm]).astype(np.float32)
    clearance += [0.0] * len(palm_members) + list(0.6 * palm_core_radius) + list(forearm_clearance)

    point_of_vertex = _nearest_samples(vertices, digit_of_vertex, [*members, palm_members], per_digit)
    zones = np.asarray([np.resize(point_of_vertex[zone_members[name]], 6) for name in zone_names])

    sphere_points = [
        digit * per_digit + longest + i for digit in range(5) for i in range(3 * CORES_PER_SEGMENT)
    ]
    sphere_radius = [radius for _, _, radius in core_places]
    sphere_digit = [digit for digit in range(5) for _ in range(3 * CORES_PER_SEGMENT)]
    palm_start = 5 * per_digit + len(palm_members)
    sphere_points += [palm_start + i for i in range(len(palm_core))]
    sphere_radius += list(palm_core_radius)
    sphere_digit += [-1] * len(palm_core)
    rest_places = np.concatenate([np.asarray([place for place, _, _ in core_places]), palm_core])
    sphere_segment = [step // CORES_PER_SEGMENT for _ in range(5) for step in range(3 * CORES_PER_SEGMENT)]
    sphere_segment += [-1] * len(palm_core)
    pairs, pair_reach = _sphere_pairs(
        rest_places, np.asarray(sphere_radius), np.asarray(sphere_digit), np.asarray(sphere_segment)
    )

    dof_slot, axes, lower, upper = _slots(model.anatomy)
    return SolverHand(
        model=model,
        rest_vertices=vertices.astype(np.float32),
        rest_joints=joints.astype(np.float32),
        dof_slot=dof_slot,
        axes=axes,
        joints=joints[1:].reshape(5, 3, 3).astype(np.float32),
        features=np.asarray(features),
        palm=palm,
        clearance=np.asarray(clearance, np.float32),
        point_of_vertex=point_of_vertex,
        zones=zones.astype(np.intp),
        zone_names=zone_names,
        sphere_points=np.asarray(sphere_points, np.intp),
        sphere_pairs=pairs,
        sphere_reach=pair_reach,
        lower=lower,
        upper=upper,
    )


def _nearest_samples(
    vertices: NDArray[np.floating], digit_of_vertex: NDArray[np.integer], members: list[Index], per_digit: int
) -> Index:
    """For every vertex the sample point of its own digit (or the palm) that is nearest at rest, (V,)."""
    nearest = np.empty(len(vertices), np.intp)
    for digit, samples in enumerate(members):
        own = np.flatnonzero(digit_of_vertex == (digit if digit < 5 else -1))
        apart = np.linalg.norm(vertices[own, None] - vertices[samples][None], axis=2)
        nearest[own] = digit * per_digit + apart.argmin(axis=1)
    return nearest


def _slots(anatomy: Anatomy) -> tuple[Index, Array, Array, Array]:
    """Where every anatomical angle sits among the slots, the slot axes, and the limits."""
    axes = np.zeros((5, SLOTS, 3), np.float32)
    dof_slot = np.empty(len(anatomy.dofs), np.intp)
    for number, dof in enumerate(anatomy.dofs):
        digit, joint = divmod(dof.joint - 1, 3)
        slot = _SLOT_OF_KIND[joint, dof.kind]
        axes[digit, slot] = dof.axis
        dof_slot[number] = digit * SLOTS + slot
    lower = np.asarray([dof.lower for dof in anatomy.dofs], np.float32)
    upper = np.asarray([dof.upper for dof in anatomy.dofs], np.float32)
    return dof_slot, axes, lower, upper


def _moving_digit(model: HandModel) -> Index:
    """(V,) the digit that moves each vertex, −1 for the palm.

    Not the contact region: the skin at the knuckles and in the webs counts as palm, but travels up to 2 cm
    with the fingers.
    """
    share = model.skin_weights[:, 1:].reshape(-1, 5, 3).sum(axis=2)
    own = np.where(model.segment_of_vertex == 0, -1, (model.segment_of_vertex - 1) // 3)
    return np.where((own < 0) & (share.sum(axis=1) > MOVED_WITH_A_DIGIT), share.argmax(axis=1), own)


def _chain_weights(weights: NDArray[np.floating], chain: list[int]) -> NDArray[np.float64]:
    """A vertex's skin weights on its own chain.

    In the webs a share belongs to the neighbour's first joint; neighbours bend alike, so the own one takes
    it. The thumb moves on its own.
    """
    own = np.asarray([weights[joint] for joint in chain], float)
    thumb = 3 * THUMB + 1
    left = 1.0 - own.sum()
    foreign = left if chain[1] == thumb else float(weights[thumb:].sum())
    own[0] += foreign
    own[1] += left - foreign
    return own


def _segment_radius(
    points: NDArray[np.floating], start: NDArray[np.floating], end: NDArray[np.floating]
) -> float:
    """Median distance of a segment's skin from its bone axis, metres."""
    direction = (end - start) / np.linalg.norm(end - start)
    offset = points - start
    across = offset - (offset @ direction)[:, None] * direction
    return float(np.median(np.linalg.norm(across, axis=1)))


def _centre(
    points: NDArray[np.floating], place: NDArray[np.floating], direction: NDArray[np.floating], radius: float
) -> NDArray[np.float64]:
    """Middle of the flesh around a place on the bone: joints lie nearer to the back of the finger."""
    direction = direction / np.linalg.norm(direction)
    along = (points - place) @ direction
    near = points[np.abs(along) < 0.7 * radius]
    if len(near) < 6:
        return place
    middle = 0.5 * (near.min(axis=0) + near.max(axis=0))
    shift = middle - place
    return place + shift - (shift @ direction) * direction


def _palm_cores(
    vertices: NDArray[np.floating], joints: NDArray[np.floating], model: HandModel
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Spheres along the metacarpals of the four fingers: centres (8, 3) and radii (8,)."""
    palm = vertices[model.segment_of_vertex == 0]
    centres, radii = [], []
    for knuckle in (1, 4, 7, 10):
        for reach in (0.35, 0.72):
            place = joints[0] * (1 - reach) + joints[knuckle] * reach
            near = palm[np.linalg.norm((palm - place)[:, (0, 2)], axis=1) < 0.008]
            if len(near) >= 4:
                place = place.copy()
                place[1] = 0.5 * (near[:, 1].min() + near[:, 1].max())
                radius = 0.5 * float(np.ptp(near[:, 1]))
            else:
                radius = 0.011
            centres.append(place)
            radii.append(min(radius, 0.015))
    return np.asarray(centres), np.asarray(radii)


def _forearm(joints: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points on the axis of the forearm behind the wrist, (rings, 3), and the clearance that each needs."""
    direction = joints[0] - joints[4]
    direction = direction / np.linalg.norm(direction)
    places = np.asarray([joints[0] + reach * direction for reach in FOREARM_RINGS])
    return places, np.full(len(places), FOREARM_RADIUS)


def _sphere_pairs(
    places: NDArray[np.floating],
    radius: NDArray[np.floating],
    digit: NDArray[np.integer],
    segment: NDArray[np.integer],
) -> tuple[Index, Array]:
    """Pairs of spheres on different digits (or digit and palm), and how far apart their centres must stay.

    Fingers that lie side by side at rest may stay as near as that. Neighbours at the knuckles fold into one
    another by nature and are left out: first segments with the palm and with each other.
    """
    first, second = np.triu_indices(len(places), 1)
    apart = np.linalg.norm(places[first] - places[second], axis=1)
    knuckle = (segment[first] <= 0) & (segment[second] <= 0)
    keep = (digit[first] != digit[second]) & ~knuckle
    first, second, apart = first[keep], second[keep], apart[keep]
    reach = np.minimum(radius[first] + radius[second], 0.96 * apart)
    return np.stack([first, second], axis=1).astype(np.intp), reach.astype(np.float32)
