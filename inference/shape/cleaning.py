"""From any triangle soup to a mesh that geometry code can trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import UserError

MAX_FACES = 5_000_000
"""More triangles than this are refused rather than ground through for minutes."""
MERGE_STEPS = 2_000_000
"""Vertices within 1/MERGE_STEPS of the largest extent of one another become one."""


@dataclass(frozen=True, eq=False)
class CleanMesh:
    """A mesh without broken or doubled triangles.

    Attributes:
        vertices: (V, 3) float64, every one used, no two at the same place.
        faces: (F, 3) int32.
        source_face: (F,) index of the face of the given mesh that each face came from.
    """

    vertices: NDArray[np.float64]
    faces: NDArray[np.int32]
    source_face: NDArray[np.int64]


def clean_mesh(vertices: Any, faces: Any) -> CleanMesh:
    """Drop what is broken, merge what is doubled.

    Removes faces with a missing, not finite or out-of-range corner, faces without area and repeated faces;
    merges vertices at the same place (seams of UVs and normals) and drops those that no face uses.

    Raises:
        UserError: nothing usable is left, or the mesh is too large.
    """
    vertices, faces = _as_arrays(vertices, faces)
    kept = np.arange(len(faces))
    in_range = ((faces >= 0) & (faces < len(vertices))).all(axis=1)
    faces, kept = faces[in_range], kept[in_range]
    finite = (np.abs(vertices) < 1e30).all(axis=1)
    if not finite.all():
        whole = finite[faces].all(axis=1)
        faces, kept = faces[whole], kept[whole]
    if not len(faces):
        raise UserError("The object has no usable triangles: give an object with a mesh surface.")

    vertices, faces = _merge_vertices(vertices, faces)
    distinct = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    faces, kept = faces[distinct], kept[distinct]
    keep = _first_of_each(faces, len(vertices))
    faces, kept = faces[keep], kept[keep]
    if len(faces):
        corners = vertices[faces]
        edges = corners - np.roll(corners, 1, axis=1)
        longest = np.einsum("fkc,fkc->fk", edges, edges).max(axis=1)
        area = np.linalg.norm(np.cross(edges[:, 1], edges[:, 2]), axis=1)
        solid = area > 1e-9 * longest
        faces, kept = faces[solid], kept[solid]
    if not len(faces):
        raise UserError("The object's triangles all have zero area: give an object with a real surface.")
    used, inverse = np.unique(faces, return_inverse=True)
    return CleanMesh(vertices[used], inverse.reshape(-1, 3).astype(np.int32), kept)


def _as_arrays(vertices: Any, faces: Any) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    try:
        vertices = np.asarray(vertices)
        if vertices.size and vertices.dtype.kind not in "iuf":
            raise ValueError("coordinates are not real numbers")
        vertices = vertices.astype(np.float64)
        faces = np.asarray(faces)
        if faces.size and faces.dtype.kind not in "iu":
            raise ValueError("indices are not whole numbers")
        if faces.dtype.kind == "u":
            faces = np.minimum(faces, np.uint64(2**62))
        faces = faces.astype(np.int64)
    except (TypeError, ValueError, OverflowError) as error:
        raise UserError(f"The object's mesh arrays can't be read ({error}).") from error
    if vertices.size == 0 or faces.size == 0:
        raise UserError("The object has no triangles: give an object with a mesh surface.")
    if vertices.ndim != 2 or vertices.shape[1] != 3 or faces.ndim != 2 or faces.shape[1] != 3:
        raise UserError(
            f"A mesh needs vertices (V, 3) and triangles (F, 3), but these have the shapes {vertices.shape} "
            f"and {faces.shape}."
        )
    if len(faces) > MAX_FACES:
        raise UserError(
            f"The object has {len(faces):,} triangles, more than the {MAX_FACES:,} allowed: decimate it."
        )
    return vertices, faces


def _merge_vertices(
    vertices: NDArray[np.float64], faces: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """One vertex for each place."""
    used, inverse = np.unique(faces, return_inverse=True)
    points = vertices[used]
    low = points.min(axis=0)
    extent = float((points.max(axis=0) - low).max())
    if extent <= 0:
        return points, inverse.reshape(-1, 3)
    steps = np.rint((points - low) * (MERGE_STEPS / extent)).astype(np.int64)
    key = (steps[:, 0] << 42) | (steps[:, 1] << 21) | steps[:, 2]
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    return points[first], place.reshape(-1)[inverse.reshape(-1)].reshape(-1, 3)


def _first_of_each(faces: NDArray[np.int64], vertex_count: int) -> NDArray[np.int64]:
    """Indices of the faces left when each set of three corners may occur once."""
    if not len(faces):
        return np.zeros(0, dtype=np.int64)
    ordered = np.sort(faces, axis=1)
    if vertex_count < 2**21:
        key = (ordered[:, 0] << 42) | (ordered[:, 1] << 21) | ordered[:, 2]
        return np.sort(np.unique(key, return_index=True)[1])
    return np.sort(np.unique(ordered, axis=0, return_index=True)[1])
