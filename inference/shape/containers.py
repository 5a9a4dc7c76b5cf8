"""Cups, bowls and boxes, pipes and barrels: the hollow that a hand should stay out of.

A point of free space belongs to a container's hollow when, for one of the six axis directions as the way out,
the object lies below it and all around it. The loop of a handle is open on two sides, a ring has no floor,
and so fingers still pass through them. A bore has no floor either, but it is narrow and much longer than
wide: no finger goes in, and its wall alone can be too thin for the field to keep a palm out.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .field import SignedDistanceField, sample_grid
from .native import SurfaceQueries

Mask = NDArray[np.bool_]

SIDEWAYS_HITS = 7
"""Of eight directions around; one may find a spout or a notch."""
LEAST_DEPTH = 0.025
"""Metres: shallower hollows (a plate, a spoon) are held with fingers inside."""
LEAST_WIDTH = 0.034
"""Metres: narrower ones are notches and trigger guards, or bores."""
LARGEST_BORE = 0.025
"""Metres: into wider pipes fingers may go."""
BORE_SLENDERNESS = 2.5
"""Length over width from which on a narrow passage is a bore; a trigger guard is wider than long."""
LEAST_BORE_SHARE = 0.5
"""Of its bounding box that a bore fills; chinks between the parts of a prop fill less."""
LARGEST_WIDTH = 0.32
"""Metres: wider ones (a shield, a sledge) a whole hand enters."""
LEAST_VOLUME = 25e-6
"""Cubic metres: less is the room around a trigger."""
LEAST_SHARE = 0.24
"""Of its bounding box that a container's hollow fills; what lies between a blade and a guard fills less."""


def find_hollows(field: SignedDistanceField) -> Mask:
    """(nx, ny, nz) nodes of the field that lie outside of the object but in the hollow of a container."""
    phi = field.values[..., 0]
    found = np.zeros(phi.shape, dtype=bool)
    # Nodes this near to the surface stop a ray, so that walls thinner than a cell do not leak.
    solid = phi < 0.75 * field.cell
    box = tuple(
        slice(*(np.flatnonzero(solid.any(axis=tuple({0, 1, 2} - {axis})))[[0, -1]] + [0, 1]))
        for axis in range(3)
    )
    solid, free, hollow = np.ascontiguousarray(solid[box]), phi[box] > 0, found[box]
    for axis in range(3):
        # Axis 0 is the way out in this view; the two others are "around".
        view = np.ascontiguousarray(np.moveaxis(solid, axis, 0))
        hits = _blocked_around(view)
        free_view = np.moveaxis(free, axis, 0)
        result = np.moveaxis(hollow, axis, 0)
        for below in (_hit_before(view, 0), _hit_after(view, 0)):
            result |= _kept_pieces((hits >= SIDEWAYS_HITS) & below & free_view, field.cell, _is_container)
        result |= _kept_pieces((hits == 8) & free_view, field.cell, _is_bore)
    return found


def _hit_before(solid: Mask, axis: int) -> Mask:
    """Whether an earlier node on the same line along the axis is solid."""
    hit = np.zeros_like(solid)
    into, source = np.moveaxis(hit, axis, 0), np.moveaxis(solid, axis, 0)
    np.logical_or.accumulate(source[:-1], axis=0, out=into[1:])
    return hit


def _hit_after(solid: Mask, axis: int) -> Mask:
    return np.flip(_hit_before(np.flip(solid, axis), axis), axis)


def _blocked_around(solid: Mask) -> NDArray[np.int8]:
    """How many of the eight rays in the plane of axes 1 and 2 meet something solid."""
    count = np.zeros(solid.shape, dtype=np.int8)
    for axis in (1, 2):
        count += _hit_before(solid, axis)
        count += _hit_after(solid, axis)
    for backward in (False, True):
        for mirrored in (False, True):
            view = solid[:, ::-1] if backward else solid
            view = view[:, :, ::-1] if mirrored else view
            hit = np.zeros_like(view)
            for row in range(1, view.shape[1]):
                hit[:, row, 1:] = hit[:, row - 1, :-1] | view[:, row - 1, :-1]
            hit = hit[:, :, ::-1] if mirrored else hit
            count += hit[:, ::-1] if backward else hit
    return count


def _is_container(extent: NDArray[np.float64], volume: NDArray[np.float64]) -> Mask:
    """Which of C hollows with the given extents (C, 3) and volumes (C,) have the size of a container's."""
    width = extent[:, 1:].min(axis=1)
    kept = (
        (extent[:, 0] >= LEAST_DEPTH) & (width >= LEAST_WIDTH) & (extent[:, 1:].max(axis=1) <= LARGEST_WIDTH)
    )
    return kept & (volume >= LEAST_SHARE * extent.prod(axis=1)) & (volume >= LEAST_VOLUME)


def _is_bore(extent: NDArray[np.float64], volume: NDArray[np.float64]) -> Mask:
    """Which of C passages with the given extents (C, 3) and volumes (C,) are bores."""
    width = extent[:, 1:].max(axis=1)
    kept = (extent[:, 0] >= np.maximum(BORE_SLENDERNESS * width, LEAST_DEPTH)) & (width <= LARGEST_BORE)
    return (
        kept & (extent[:, 1:].min(axis=1) > 0.5 * width) & (volume >= LEAST_BORE_SHARE * extent.prod(axis=1))
    )


def _kept_pieces(
    hollow: Mask, cell: float, kept: Callable[[NDArray[np.float64], NDArray[np.float64]], Mask]
) -> Mask:
    """The connected pieces that `kept` chooses by extents (depth along axis 0, then widths) and volumes."""
    if not hollow.any():
        return hollow
    label = _label(hollow)
    place = np.flatnonzero(label)
    piece = label.reshape(-1)[place] - 1
    count = int(piece.max()) + 1
    index = np.stack(np.unravel_index(place, hollow.shape), axis=1)
    extent = np.empty((count, 3))
    for axis in range(3):
        low, high = np.full(count, np.iinfo(np.int64).max), np.zeros(count, dtype=np.int64)
        np.minimum.at(low, piece, index[:, axis])
        np.maximum.at(high, piece, index[:, axis])
        extent[:, axis] = (high - low + 1) * cell
    volume = np.bincount(piece, minlength=count) * cell**3
    result = np.zeros(hollow.size, dtype=bool)
    result[place[kept(extent, volume)[piece]]] = True
    return result.reshape(hollow.shape)


def _label(mask: Mask) -> NDArray[np.int64]:
    """Number the face-connected pieces of a mask from 1; 0 outside.

    Runs along the last axis are the nodes of a graph; each pass gives touching runs the smaller number of the
    two.
    """
    starts = mask.copy()
    starts[..., 1:] &= ~mask[..., :-1]
    run = np.cumsum(starts.reshape(-1), dtype=np.int32).reshape(mask.shape)
    count = int(run.reshape(-1)[-1]) + 1
    keys = []
    for axis in (0, 1):
        a, b = np.moveaxis(mask, axis, 0)[:-1], np.moveaxis(mask, axis, 0)[1:]
        place = np.nonzero(a & b)
        ids = np.moveaxis(run, axis, 0)
        keys.append(np.unique(ids[:-1][place].astype(np.int64) * count + ids[1:][place]))
    first, second = np.divmod(np.concatenate(keys), count)
    parent = np.arange(count)
    while True:
        low = np.minimum(parent[first], parent[second])
        before = parent.copy()
        np.minimum.at(parent, parent[first], low)
        np.minimum.at(parent, parent[second], low)
        parent = parent[parent]
        if (parent == before).all():
            break
    result = np.zeros(mask.shape, dtype=np.int64)
    result[mask] = np.unique(parent[run[mask]], return_inverse=True)[1].reshape(-1) + 1
    return result


def fill_hollows(queries: SurfaceQueries, field: SignedDistanceField) -> SignedDistanceField:
    """The field of the object with its hollows filled up to the rim; the field itself where there is none."""
    hollow = find_hollows(field)
    if not hollow.any():
        return field
    inside = hollow | (field.values[..., 0] < 0)
    vertices, faces = _filled_surface(queries, field, hollow, inside)
    if not len(faces):
        return field
    return sample_grid(SurfaceQueries(vertices, faces), field.origin, field.cell, inside)


def _filled_surface(
    queries: SurfaceQueries, field: SignedDistanceField, hollow: Mask, inside: Mask
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The object's triangles but for the walls of the hollow, and a lid over the opening."""
    corners = queries.vertices[queries.faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = crossed / np.maximum(np.linalg.norm(crossed, axis=1), 1e-300)[:, None]
    weights = np.array(
        [[1, 1, 1], [4, 1, 1], [1, 4, 1], [1, 1, 4], [4, 4, 1], [4, 1, 4], [1, 4, 4]], dtype=np.float64
    )
    weights /= weights.sum(axis=1, keepdims=True)
    ahead = np.einsum("kv,fvc->fkc", weights, corners) + normals[:, None] * field.cell
    node = np.rint((ahead - field.origin) / field.cell).astype(int)
    node = np.clip(node, 0, np.array(hollow.shape) - 1)
    wall = hollow[tuple(np.moveaxis(node, -1, 0))].mean(axis=1) > 0.5

    squares = []
    for axis in range(3):
        a, b = np.moveaxis(hollow, axis, 0), np.moveaxis(inside, axis, 0)
        for opening in (a[:-1] & ~b[1:], a[1:] & ~b[:-1]):
            place = np.stack(np.nonzero(opening), axis=1).astype(np.float64)
            place[:, 0] += 0.5
            square = place[:, None] + np.array(
                [[0, -0.5, -0.5], [0, 0.5, -0.5], [0, 0.5, 0.5], [0, -0.5, 0.5]]
            )
            order = [1, 2] if axis == 0 else [0, 2] if axis == 1 else [0, 1]
            turned = np.empty_like(square)
            turned[..., axis] = square[..., 0]
            turned[..., order[0]], turned[..., order[1]] = square[..., 1], square[..., 2]
            squares.append(turned)
    lid = (field.origin + np.concatenate(squares) * field.cell).reshape(-1, 3)
    first = len(queries.vertices) + 4 * np.arange(len(lid) // 4)[:, None]
    lid_faces = np.concatenate([first + np.array([0, 1, 2]), first + np.array([0, 2, 3])])
    return np.concatenate([queries.vertices, lid]), np.concatenate([queries.faces[~wall], lid_faces])
