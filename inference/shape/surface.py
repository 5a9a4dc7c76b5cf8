"""Points spread over the outer surface of a mesh."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .native import SurfaceQueries

Array = NDArray[np.float64]

SAMPLE_COUNT = 4096


def sample_surface(
    queries: SurfaceQueries, sign_queries: SurfaceQueries | None = None, count: int = SAMPLE_COUNT
) -> tuple[Array, Array, NDArray[np.int64]]:
    """Area-weighted samples of the surface that can be touched, the same on every call.

    Parts of shells that lie buried in other shells are left out, and normals are turned outwards by winding
    number.

    Args:
        queries: the exact mesh.
        sign_queries: a decimated copy to ask for winding numbers, which is faster; the mesh itself if None.
        count: number of samples P.

    Returns:
        Points (P, 3), unit normals (P, 3) and faces (P,).
    """
    rng = np.random.default_rng(20240403)
    corners = queries.vertices[queries.faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    doubled = np.linalg.norm(crossed, axis=1)
    reach = float(np.ptp(queries.vertices, axis=0).max()) * 1e-3
    tried = 2 * count
    # Systematic sampling: even along the cumulative area, so every larger face gets its share.
    place = (np.arange(tried) + rng.random(tried)) / tried * doubled.sum()
    face = np.minimum(np.searchsorted(np.cumsum(doubled), place), len(doubled) - 1)
    root, other = np.sqrt(rng.random(tried)), rng.random(tried)
    weights = np.stack([1 - root, root * (1 - other), root * other], axis=1)
    points = np.einsum("mk,mkc->mc", weights, corners[face])
    normals = crossed[face] / doubled[face, None]

    step = min(max(reach, 1e-5), 5e-4)
    both = np.concatenate([points + step * normals, points - step * normals])
    ahead, behind = np.split((sign_queries or queries).winding(both) > 0.5, 2)
    normals = np.where((ahead & ~behind)[:, None], -normals, normals)
    open_to_touch = ~(ahead & behind)
    if open_to_touch.sum() < count // 4:
        open_to_touch[:] = True
    chosen = np.flatnonzero(open_to_touch)
    chosen = chosen[np.linspace(0, len(chosen) - 1, count).astype(int)]
    return points[chosen], normals[chosen], face[chosen]
