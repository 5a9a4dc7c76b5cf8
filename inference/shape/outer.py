"""The part of a mesh that can be touched: faces buried in other shells are left out.

Game props are made of shells that run through one another. A point deep inside such a prop is near to some
buried face, so its distance to the nearest face says little about how far it is from open air.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .native import SurfaceQueries

LOOK = 0.0005
"""Metres in front of and behind a face where its surroundings are looked at."""
# Barycentric places besides the middle that must be buried too: a large face may come out somewhere.
_PLACES = np.array(
    [
        [0.90, 0.05, 0.05],
        [0.05, 0.90, 0.05],
        [0.05, 0.05, 0.90],
        [0.48, 0.48, 0.04],
        [0.48, 0.04, 0.48],
        [0.04, 0.48, 0.48],
        [0.60, 0.20, 0.20],
        [0.20, 0.60, 0.20],
        [0.20, 0.20, 0.60],
    ]
)


def outer_surface(queries: SurfaceQueries) -> SurfaceQueries:
    """The same mesh without its buried faces; inside is still what is inside of the whole mesh."""
    corners = queries.vertices[queries.faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = crossed / np.maximum(np.linalg.norm(crossed, axis=1, keepdims=True), 1e-300)
    buried = np.flatnonzero(_is_buried(queries, corners.mean(axis=1), normals))
    for place in _PLACES:
        buried = buried[_is_buried(queries, place @ corners[buried], normals[buried])]
    if not len(buried):
        return queries
    return SurfaceQueries(queries.vertices, np.delete(queries.faces, buried, axis=0), inside_of=queries)


def _is_buried(
    queries: SurfaceQueries, points: NDArray[np.float64], normals: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether both sides of the surface at the points (M, 3) lie inside the mesh, (M,)."""
    if not len(points):
        return np.zeros(0, bool)
    sides = np.concatenate([points + LOOK * normals, points - LOOK * normals])
    return (queries.winding(sides) > 0.5).reshape(2, -1).all(axis=0)
