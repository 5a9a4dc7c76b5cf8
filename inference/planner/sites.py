"""Places on an object where a hand could go, with the local geometry that decides which grasp types fit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..shape.field import SignedDistanceField
from ..shape.model import ObjectShape

Double = NDArray[np.float64]

# Longest distance looked along the inside of an object: more than any hand spans.
_REACH = 0.22
_STEP = 0.0015
_PATCH = 0.035
# Ratio of variances above which the surface around a place has one clear direction.
_CLEARLY_LONG = 3.0
# Directions in half a turn in which a section is measured; even, so that each has its perpendicular.
_SECTION_DIRECTIONS = 8


@dataclass(frozen=True, eq=False)
class Sites:
    """A batch of S places, object frame, metres.

    Attributes:
        point: (S, 3) on the surface.
        normal: (S, 3) outward.
        middle: (S, 3) halfway through the object below the point.
        half_thickness: (S,) along the normal.
        axis: (S, 3) direction along which the object is locally longest, at right angles to the normal.
        half_width: (S,) across axis and normal, from the middle.
        thin, broad: (S,) half the shortest way across the section at right angles to the axis, and half
            the way across at right angles to that one: what a fist closes on, wherever the palm comes from.
        before, after: (S,) how far the object goes on along -axis and +axis from the middle.
    """

    point: Double
    normal: Double
    middle: Double
    half_thickness: Double
    axis: Double
    half_width: Double
    thin: Double
    broad: Double
    before: Double
    after: Double

    def __len__(self) -> int:
        return len(self.point)

    def take(self, index: NDArray[np.integer] | NDArray[np.bool_]) -> Sites:
        """Rows of the batch."""
        return Sites(*(getattr(self, name)[index] for name in self.__dataclass_fields__))

    @property
    def exit(self) -> Double:
        """(S, 3) where one comes out on the other side."""
        return self.point - 2 * self.half_thickness[:, None] * self.normal

    @property
    def girth(self) -> Double:
        """(S,) half thickness of a round bar of about the same circumference."""
        return 0.5 * (self.half_thickness + np.minimum(self.half_width, 3 * self.half_thickness))

    @property
    def flatness(self) -> Double:
        """(S,) longer over shorter side of the cross-section."""
        longer = np.maximum(self.half_width, self.half_thickness)
        return longer / np.maximum(np.minimum(self.half_width, self.half_thickness), 1e-4)

    @property
    def handiness(self) -> Double:
        """(S,) 0..1 how much the place is like a handle: a round bar that a fist closes on comfortably.

        Judged by the section, not by the ray from the place itself: the ray from a blade's bevel runs through
        it at a slant and finds a round bar there.
        """
        flatness = self.broad / np.maximum(self.thin, 1e-4)
        beside = 0.5 * (self.thin + np.minimum(self.broad, 3 * self.thin)) - 0.016
        # a fist opens for what is too thick; it cannot close further on what is too thin
        comfortable = np.exp(-((beside / np.where(beside > 0, 0.018, 0.012)) ** 2))
        return self.is_bar * comfortable * np.clip(2.2 - 0.8 * flatness, 0, 1)

    @property
    def is_bar(self) -> NDArray[np.bool_]:
        """(S,) whether the object is locally a bar: clearly longer along the axis than it is wide."""
        return (self.before + self.after) > 2.6 * np.maximum(self.half_width, self.half_thickness)


def find_sites(
    shape: ObjectShape,
    field: SignedDistanceField,
    allowed: NDArray[np.bool_],
    count: int,
    random: np.random.Generator,
) -> Sites:
    """Sample places on the allowed surface samples and measure the object around them.

    Args:
        shape: the object.
        field: its signed distance; with containers filled, their walls count as solid.
        allowed: (P,) mask over `shape.points`.
        count: places wanted; fewer come back where the object is not solid below the surface.
        random: source of randomness.
    """
    candidates = np.flatnonzero(allowed)
    chosen = random.choice(candidates, size=min(count, len(candidates)), replace=False)
    point, normal = shape.points[chosen], shape.normals[chosen]
    # samples on the inside wall of a filled container lie inside the filled solid
    outside = field.sample(point + 0.004 * normal)[0] > 0
    point, normal = point[outside], normal[outside]
    thickness = _run_inside(field, point, -normal)
    solid = thickness > 0
    point, normal, thickness = point[solid], normal[solid], thickness[solid]
    middle = point - 0.5 * thickness[:, None] * normal
    axis = _local_axis(shape, middle, normal, 0.5 * thickness)
    side = np.cross(axis, normal)
    left, right = _run_inside(field, middle, side), _run_inside(field, middle, -side)
    middle = middle + 0.5 * (left - right)[:, None] * side
    thin, broad = _section(field, middle, normal, side)
    return Sites(
        point=point,
        normal=normal,
        middle=middle,
        half_thickness=0.5 * thickness,
        axis=axis,
        half_width=0.5 * (left + right),
        thin=thin,
        broad=broad,
        before=_run_inside(field, middle, -axis),
        after=_run_inside(field, middle, axis),
    )


def _section(
    field: SignedDistanceField, middle: Double, normal: Double, side: Double
) -> tuple[Double, Double]:
    """Half the shortest way (S,) through each middle in the plane of normal and side, and half the way
    across that.
    """
    across = []
    for turn in np.pi / _SECTION_DIRECTIONS * np.arange(_SECTION_DIRECTIONS):
        direction = np.cos(turn) * normal + np.sin(turn) * side
        across.append(_run_inside(field, middle, direction) + _run_inside(field, middle, -direction))
    half = 0.5 * np.stack(across)
    shortest = half.argmin(axis=0)
    every = np.arange(len(middle))
    return half[shortest, every], half[(shortest + _SECTION_DIRECTIONS // 2) % _SECTION_DIRECTIONS, every]


def _run_inside(field: SignedDistanceField, start: Double, direction: Double) -> Double:
    """How far (S,) one can go from start along direction before leaving the object, metres."""
    travelled = np.full(len(start), _STEP)
    moving = np.arange(len(start))
    while len(moving):
        # sphere tracing inside: the distance to the surface is always safe to go
        phi = field.sample(start[moving] + travelled[moving, None] * direction[moving])[0].astype(float)
        going = (phi < 0.0003) & (travelled[moving] < _REACH)
        moving = moving[going]
        travelled[moving] += np.maximum(-phi[going], _STEP)
    return np.where(travelled <= 1.01 * _STEP, 0.0, travelled)


def _local_axis(shape: ObjectShape, middle: Double, normal: Double, radius: Double) -> Double:
    """Longest direction of the surface around each middle, made perpendicular to the normal."""
    reach = np.maximum(_PATCH, 1.8 * radius)
    origin = shape.points.mean(axis=0)
    points, around = shape.points - origin, middle - origin
    apart = (points**2).sum(axis=1) - 2 * around @ points.T + (around**2).sum(axis=1)[:, None]
    near = apart < reach[:, None] ** 2
    # mean and covariance of the points near each middle, from sums of points and of their products
    products = (points[:, :, None] * points[:, None]).reshape(-1, 9)
    sums = near.astype(float) @ np.concatenate([points, products], axis=1)
    sums /= np.maximum(near.sum(axis=1, keepdims=True), 1)
    mean = sums[:, :3]
    covariance = sums[:, 3:].reshape(-1, 3, 3) - mean[:, :, None] * mean[:, None]
    # only directions in the tangent plane compete: the thickness is known already
    first = np.cross(normal, np.where(np.abs(normal[:, :1]) < 0.8, [[1.0, 0, 0]], [[0, 1.0, 0]]))
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = np.cross(normal, first)
    plane = np.stack([first, second], axis=1)
    flat = plane @ covariance @ plane.swapaxes(1, 2)
    spread, vectors = np.linalg.eigh(flat)
    axis = (vectors[:, None, :, 1] @ plane)[:, 0]
    # on the side of something about as wide as tall (a cup, a jar) the axis is the upright one
    upright = np.array([0.0, 0.0, 1.0]) - normal[:, 2:] * normal
    vague = (spread[:, 1] < _CLEARLY_LONG * spread[:, 0]) & (np.abs(normal[:, 2]) < 0.6)
    axis = np.where(vague[:, None], upright, axis)
    return axis / np.linalg.norm(axis, axis=1, keepdims=True)
