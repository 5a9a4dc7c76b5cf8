"""The object as the networks see it: surface points gathered in patches.

Points, patches and neighbourhoods depend on the shape alone, not on its place, turn or size, so they are
chosen once, here, without any learning framework; the networks only gather (Point-BERT, Yu et al. 2022).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Index = NDArray[np.int64]

POINTS = 1024
PATCHES = 96
NEIGHBOURS = 24
NEAREST = 3
"""Patches from which a point's feature is interpolated."""


@dataclass(frozen=True, eq=False)
class ObjectCloud:
    """Points of one object.

    Attributes:
        origin: (3,) middle of the points' bounding box, in the frame that they came in.
        points: (POINTS, 3) metres, about that origin, +Z up.
        normals: (POINTS, 3) unit, outwards.
        centres: (PATCHES,) points in the middle of the patches.
        neighbours: (PATCHES, NEIGHBOURS) points of each patch, nearest first.
        nearest: (POINTS, NEAREST) patches nearest to each point.
        weights: (POINTS, NEAREST) shares of those patches in the point, rows sum to one.
    """

    origin: Array
    points: Array
    normals: Array
    centres: Index
    neighbours: Index
    nearest: Index
    weights: Array

    @property
    def size(self) -> Array:
        """(3,) extents, metres."""
        return np.ptp(self.points, axis=0)


def make_cloud(points: NDArray[np.floating], normals: NDArray[np.floating]) -> ObjectCloud:
    """Choose points and patches from surface samples that are spread evenly.

    Args:
        points: (P, 3) metres, +Z up, wherever the object stands; P at least POINTS.
        normals: (P, 3) unit, outwards.

    Raises:
        ValueError: there are fewer samples.
    """
    if len(points) < POINTS:
        raise ValueError(f"{POINTS} surface samples are needed, got {len(points)}.")
    chosen = sample_of(len(points))
    kept = np.asarray(points[chosen], np.float64)
    middle = (kept.max(axis=0) + kept.min(axis=0)) / 2
    kept = (kept - middle).astype(np.float32)
    centres = _farthest(kept, PATCHES)
    apart = _squared(kept[centres], kept)
    neighbours = np.argsort(apart, axis=1, kind="stable")[:, :NEIGHBOURS]
    nearest = np.argsort(apart.T, axis=1, kind="stable")[:, :NEAREST]
    closeness = 1 / (np.take_along_axis(apart.T, nearest, axis=1) + 1e-8)
    weights = closeness / closeness.sum(axis=1, keepdims=True)
    return ObjectCloud(
        origin=middle.astype(np.float32),
        points=kept,
        normals=np.asarray(normals[chosen], np.float32),
        centres=centres,
        neighbours=neighbours,
        nearest=nearest,
        weights=weights.astype(np.float32),
    )


def sample_of(count: int) -> Index:
    """Which (POINTS,) of so many samples a cloud takes."""
    return np.linspace(0, count - 1, POINTS).astype(np.int64)


def _farthest(points: Array, count: int) -> Index:
    """Points (count,) each as far as can be from those before it; the first is the one farthest out."""
    chosen = np.empty(count, np.int64)
    distance = np.full(len(points), np.inf, np.float32)
    at = int((points**2).sum(axis=1).argmax())
    for number in range(count):
        chosen[number] = at
        distance = np.minimum(distance, ((points - points[at]) ** 2).sum(axis=1))
        at = int(distance.argmax())
    return chosen


def _squared(first: Array, second: Array) -> NDArray[np.float64]:
    """Squared distances (A, B)."""
    return ((first[:, None].astype(np.float64) - second[None]) ** 2).sum(axis=2)
