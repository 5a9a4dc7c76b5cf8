"""Skin weights as engines want them: at most four bones a vertex, summing to one."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .presets import MAX_INFLUENCES

Array = NDArray[np.float64]


def limit_influences(weights: ArrayLike, maximum: int = MAX_INFLUENCES, root: int = 0) -> Array:
    """Keeps each vertex's largest weights and scales them to sum to one.

    Args:
        weights: (V, B) weights of V vertices to B bones; negative and non-finite ones count as zero.
        maximum: how many bones may move one vertex.
        root: bone that takes vertices which belong to none. Exporters would otherwise add a bone for these.

    Returns:
        (V, B) weights, each row with at most `maximum` entries and the sum 1.
    """
    result = np.array(weights, dtype=np.float64)
    if result.ndim != 2 or not maximum >= 1:
        raise ValueError("weights must be (V, B) and maximum at least 1")
    result[~np.isfinite(result) | (result < 0.0)] = 0.0
    surplus = result.shape[1] - maximum
    if surplus > 0:
        # A stable sort makes ties fall to the earlier bone on every platform.
        order = np.argsort(-result, axis=1, kind="stable")
        np.put_along_axis(result, order[:, maximum:], 0.0, axis=1)
    sums = result.sum(axis=1)
    orphans = sums <= 1e-9
    result[orphans] = 0.0
    result[orphans, root] = 1.0
    sums[orphans] = 1.0
    return result / sums[:, None]
