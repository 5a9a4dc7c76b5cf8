"""Shells: the connected pieces of a mesh, which way they face, and sheets without thickness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .native import SurfaceQueries, igl

Array = NDArray[np.float64]
Faces = NDArray[np.int32]

SHEET_THICKNESS = 0.001
"""Metres that a flat sheet (a card, a sail, a single-sided wall) is given, so that it has an inside."""
CAVITY_SHARE = 0.95
"""A shell turned inside out is a hollow of another one when this share of it lies within."""

ENOUGH = 20_000
"""Faces looked at to judge the shells of a large mesh."""


def shell_of_face(faces: Faces) -> NDArray[np.int32]:
    """(F,) shell of each face: 0, 1, … by connection through shared vertices."""
    of_vertex = igl.vertex_components(np.ascontiguousarray(faces, dtype=np.int64)).reshape(-1)
    _, shell = np.unique(of_vertex[faces[:, 0]], return_inverse=True)
    return shell.reshape(-1).astype(np.int32)


def orient_shells(vertices: Array, faces: Faces) -> Faces:
    """Turn the faces so that every shell faces outwards.

    Neighbours that disagree are brought into line, then each patch that encloses a negative volume is turned
    over, unless it is the inner wall of a hollow body. The winding number of the result is about +1 inside.
    """
    if _has_disagreeing_neighbours(faces):
        aligned, patch = igl.bfs_orient(np.ascontiguousarray(faces, dtype=np.int64))
        faces, patch = aligned.astype(np.int32), patch.reshape(-1)
        # Patches of one surface that meets itself (three faces on an edge) are judged on their own.
        _, patch = np.unique(patch, return_inverse=True)
        patch = patch.reshape(-1)
    else:
        patch = shell_of_face(faces)
    corners = vertices[faces]
    count = int(patch.max()) + 1
    centre = (
        np.stack([np.bincount(patch, corners[:, :, c].mean(axis=1), count) for c in range(3)], axis=1)
        / np.maximum(np.bincount(patch, minlength=count), 1)[:, None]
    )
    local = corners - centre[patch][:, None]
    crossed = np.cross(local[:, 1], local[:, 2])
    volume = np.bincount(patch, np.einsum("fc,fc->f", local[:, 0], crossed), count) / 6
    area = np.bincount(
        patch,
        np.linalg.norm(np.cross(local[:, 1] - local[:, 0], local[:, 2] - local[:, 0]), axis=1) / 2,
        count,
    )
    negative = volume < -1e-6 * area**1.5
    if not negative.any():
        return faces
    turned = negative[patch]
    if not turned.all():
        outer = SurfaceQueries(vertices, faces[~turned])
        doubtful = _thinned(np.flatnonzero(turned), patch)
        within = outer.winding(corners[doubtful].mean(axis=1)) > 0.5
        asked = np.bincount(patch[doubtful], minlength=count)
        share = np.bincount(patch[doubtful], within, count) / np.maximum(asked, 1)
        turned = (negative & (share < CAVITY_SHARE))[patch]
    faces = faces.copy()
    faces[turned] = faces[turned][:, ::-1]
    return faces


def _thinned(faces: NDArray[np.int64], shell: NDArray[np.integer]) -> NDArray[np.int64]:
    """At most about ENOUGH of the faces, spread evenly over each shell, and some of every shell."""
    if len(faces) <= ENOUGH:
        return faces
    ordered = faces[np.argsort(shell[faces], kind="stable")]
    first = np.concatenate([[True], np.diff(shell[ordered]) != 0])
    return np.unique(np.concatenate([ordered[first], ordered[:: -(-len(faces) // ENOUGH)]]))


def _has_disagreeing_neighbours(faces: Faces) -> bool:
    """Whether an edge is walked twice in the same direction."""
    edges = faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2).astype(np.int64)
    key = np.sort((edges[:, 0] << 32) | edges[:, 1])
    return bool((key[1:] == key[:-1]).any())


def thicken_sheets(
    vertices: Array, faces: Faces, *, thickness: float = SHEET_THICKNESS
) -> tuple[Array, Faces, NDArray[np.int64]]:
    """Give a thickness to shells that enclose nothing.

    A shell is a sheet when, just behind most of its area, the winding number says "outside" still. Its
    surface is doubled, each copy moved half the thickness along the vertex normals, and the border closed.

    Returns:
        Vertices, faces, and for each face the face of the input that it came from.
    """
    everything = np.arange(len(faces))
    shell = shell_of_face(faces)
    corners = vertices[faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    doubled = np.linalg.norm(crossed, axis=1)
    normals = crossed / np.maximum(doubled, 1e-300)[:, None]
    open_shell = np.bincount(shell[_border_faces(faces)], minlength=int(shell.max()) + 1) > 0
    asked = _thinned(np.flatnonzero(open_shell[shell]), shell)
    if not len(asked):
        return vertices, faces, everything
    queries = SurfaceQueries(vertices, faces)
    behind = corners[asked].mean(axis=1) - normals[asked] * (thickness * 0.02)
    hollow = queries.winding(behind) < 0.55
    count = len(open_shell)
    hollow_area = np.bincount(shell[asked], hollow * doubled[asked], count)
    sheet = (hollow_area > 0.5 * np.bincount(shell[asked], doubled[asked], count)) & open_shell
    if not sheet.any():
        return vertices, faces, everything

    thin = np.flatnonzero(sheet[shell])
    used, flat = np.unique(faces[thin], return_inverse=True)
    flat = flat.reshape(-1, 3)
    normal = np.zeros((len(used), 3))
    for corner in range(3):
        np.add.at(normal, flat[:, corner], crossed[thin])
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    shift = np.divide(normal, length, out=np.zeros_like(normal), where=length > 1e-12) * (thickness / 2)
    top, bottom = len(vertices), len(vertices) + len(used)
    border = _border_edges(flat)
    a, b = border[:, 0], border[:, 1]
    owner = border[:, 2]
    rim = np.concatenate(
        [
            np.stack([b + top, a + top, a + bottom], axis=1),
            np.stack([b + top, a + bottom, b + bottom], axis=1),
        ]
    )
    kept = np.flatnonzero(~sheet[shell])
    new_faces = np.concatenate([faces[kept], flat + top, flat[:, ::-1] + bottom, rim]).astype(np.int32)
    source = np.concatenate([kept, thin, thin, thin[owner], thin[owner]])
    new_vertices = np.concatenate([vertices, vertices[used] + shift, vertices[used] - shift])
    still_used, inverse = np.unique(new_faces, return_inverse=True)
    return new_vertices[still_used], inverse.reshape(-1, 3).astype(np.int32), source


def _border_edges(faces: NDArray[np.integer]) -> NDArray[np.int64]:
    """(E, 3): start, end (in the face's direction) and face of each edge that only one face has."""
    edges = faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2).astype(np.int64)
    owner = np.repeat(np.arange(len(faces)), 3)
    ordered = np.sort(edges, axis=1)
    _, inverse, uses = np.unique(
        (ordered[:, 0] << 32) | ordered[:, 1], return_inverse=True, return_counts=True
    )
    alone = uses[inverse.reshape(-1)] == 1
    return np.concatenate([edges[alone], owner[alone, None]], axis=1)


def _border_faces(faces: Faces) -> NDArray[np.int64]:
    return np.unique(_border_edges(faces)[:, 2])
