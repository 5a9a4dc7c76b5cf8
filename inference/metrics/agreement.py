"""Distances between hands, and how much a set of grasps varies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

CLUSTERS = 20


def mpvpe(predicted: NDArray[Any], true: NDArray[Any]) -> float:
    """Mean distance between corresponding vertices (..., V, 3), in the unit of the input."""
    difference = np.asarray(predicted, dtype=np.float64) - np.asarray(true, dtype=np.float64)
    return float(np.linalg.norm(difference, axis=-1).mean())


@dataclass(frozen=True)
class Diversity:
    """Attributes:
    entropy: nats, of how the grasps spread over the clusters; at most ln 20 = 3.00.
    cluster_size: mean distance of a grasp to its cluster's centre, unit of the input.
    """

    entropy: float
    cluster_size: float


def diversity(keypoints: NDArray[Any], *, clusters: int = CLUSTERS, seed: int = 0) -> Diversity:
    """k-means on flattened hand keypoints (as in GrabNet's and later papers' tables).

    Args:
        keypoints: (N, K, 3) joints or other points of N hands, in the object's frame.
        clusters: their number; no more than there are hands are used.
        seed: fixes the start.
    """
    points = np.asarray(keypoints, dtype=np.float64)
    if not points.size:
        return Diversity(0.0, 0.0)
    flat = points.reshape(len(points), -1)
    centres, label = k_means(flat, min(clusters, len(flat)), seed=seed)
    share = np.bincount(label, minlength=len(centres)) / len(flat)
    share = share[share > 0]
    return Diversity(
        entropy=float(-(share * np.log(share)).sum()),
        cluster_size=float(np.linalg.norm(flat - centres[label], axis=1).mean()),
    )


def k_means(
    points: NDArray[np.float64], clusters: int, *, seed: int = 0, starts: int = 4, iterations: int = 100
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Lloyd's algorithm from k-means++ starts; the best of several.

    Returns:
        Centres (clusters, D) and the cluster (N,) of each point.
    """
    rng = np.random.default_rng(seed)
    best = np.inf
    result = points[:clusters].copy(), np.zeros(len(points), dtype=np.int64)
    for _ in range(starts):
        centres = points[[rng.integers(len(points))]]
        squared = ((points - centres[0]) ** 2).sum(axis=1)
        while len(centres) < clusters:
            total = squared.sum()
            chosen = rng.choice(len(points), p=squared / total) if total > 0 else rng.integers(len(points))
            centres = np.concatenate([centres, points[[chosen]]])
            squared = np.minimum(squared, ((points - points[chosen]) ** 2).sum(axis=1))
        label = _nearest(points, centres)
        for _ in range(iterations):
            sizes = np.bincount(label, minlength=clusters)
            sums = np.zeros_like(centres)
            np.add.at(sums, label, points)
            centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres)
            moved = _nearest(points, centres)
            if (moved == label).all():
                break
            label = moved
        cost = float(((points - centres[label]) ** 2).sum())
        if cost < best - 1e-15:
            best, result = cost, (centres, label)
    return result


def _nearest(points: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.int64]:
    squared = (centres**2).sum(axis=1) - 2 * points @ centres.T
    return squared.argmin(axis=1)
