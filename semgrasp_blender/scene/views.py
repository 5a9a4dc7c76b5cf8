"""Where to look from: two directions that show the hand and what it holds.

Every direction on four rings around the object's vertical is tried on a coarse depth image of points; the
first view shows the most of the fingers, thumb and grip, the second one stands well to the side of it and
shows what the first one hides. Free of bpy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]

_AZIMUTHS = 20
_ELEVATIONS = (12.0, 30.0, 50.0, -35.0)
_ENOUGH = 0.08  # share of the hand that must be seen from above, or else one looks from below
_GRID = 44
_SKIN_DEPTH = 0.006  # metres a point may lie behind the nearest one and still count as seen
_SMALL = 0.24  # metres; longer objects are shown around the hand only
_NEAR = 0.05  # metres around the hand that are shown of those
_FAR_FRONT = 0.1  # metres by which far parts of a large object lie before what they hide
_SIDEWAYS = (55.0, 150.0)  # degrees of azimuth between the two views


@dataclass(frozen=True, eq=False)
class View:
    """A camera's place.

    Attributes:
        camera_to_world: (4, 4) rigid, Blender's camera: looks along its −Z, +Y is up in the picture.
        distance: from the camera to the point in the middle of the picture.
    """

    camera_to_world: Array
    distance: float


def choose_views(
    hand: Array, segments: IntArray, things: Array, fov: float = 0.5, count: int = 2
) -> list[View]:
    """Chooses views of a grasp.

    Args:
        hand: (V, 3) vertices of the hand, metres, +Z up.
        segments: (V,) 0 palm, 1..15 segment of that joint.
        things: (P, 3) points on the object.
        fov: field of view of the square picture, radians.
        count: 1 or 2.
    """
    near = _shown(hand, things)
    directions, azimuths = _directions()
    seen, scores = [], []
    for direction in directions:
        hidden = _behind_bulk(direction, hand, things)
        mask, score = _seen(direction, hand, segments, near, hidden)
        seen.append(mask)
        scores.append(score)
    above = directions[:, 2] > 0.0
    if max(float(mask.mean()) for mask in np.array(seen)[above]) >= _ENOUGH:
        scores = np.where(above, scores, -np.inf).tolist()
    first = int(np.argmax(scores))
    chosen = [first]
    if count > 1:
        apart = np.abs((azimuths - azimuths[first] + 180.0) % 360.0 - 180.0)
        fresh = np.array([float(np.mean(mask & ~seen[first])) for mask in seen])
        second = np.array(scores) + 4.0 * fresh
        second[(apart < _SIDEWAYS[0]) | (apart > _SIDEWAYS[1])] = -np.inf
        chosen.append(int(np.argmax(second)))
    shown = np.concatenate([hand, near])
    return [frame_view(directions[index], shown, fov) for index in chosen]


def frame_view(direction: Array, points: Array, fov: float, margin: float = 1.06) -> View:
    """A camera that looks against `direction` (3,) and has all points (P, 3) in its square picture."""
    rotation = _look(direction)
    local = points @ rotation
    low, high = local.min(axis=0), local.max(axis=0)
    middle = (low + high) / 2.0
    slope = np.tan(fov / 2.0) / margin
    # The camera must stand so far off that each point, at its own depth, stays inside the picture.
    offsets = np.abs(local[:, :2] - middle[:2]).max(axis=1)
    distance = float(np.max(offsets / slope + (local[:, 2] - middle[2])))
    pose = np.eye(4)
    pose[:3, :3] = rotation
    pose[:3, 3] = rotation @ middle + direction * distance
    return View(pose, distance)


def overview(view: View, hand: Array, things: Array, fov: float = 0.5) -> View | None:
    """The whole object from the side of a view, or none where the view shows it whole already."""
    if len(_shown(hand, things)) == len(things):
        return None
    return frame_view(view.camera_to_world[:3, 2], np.concatenate([hand, things]), fov)


def _shown(hand: Array, things: Array) -> Array:
    """The points of the object that a view of the grasp must show."""
    if np.ptp(things, axis=0).max() <= _SMALL:
        return things
    low, high = hand.min(axis=0) - _NEAR, hand.max(axis=0) + _NEAR
    near = np.all((things >= low) & (things <= high), axis=1)
    return things[near] if near.any() else things


def _directions() -> tuple[Array, Array]:
    """Unit vectors (D, 3) from the scene to the camera, and their azimuths in degrees."""
    azimuths = np.tile(np.arange(_AZIMUTHS) * 360.0 / _AZIMUTHS, len(_ELEVATIONS))
    elevations = np.repeat(_ELEVATIONS, _AZIMUTHS)
    a, e = np.radians(azimuths), np.radians(elevations)
    vectors = np.stack([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)], axis=1)
    return np.asarray(vectors, dtype=np.float64), np.asarray(azimuths, dtype=np.float64)


def _look(direction: Array) -> Array:
    """(3, 3) camera axes in columns: right, up, backwards."""
    right = np.cross([0.0, 0.0, 1.0], direction)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(direction, right), direction], axis=1)


def _behind_bulk(direction: Array, hand: Array, things: Array) -> NDArray[np.bool_]:
    """Which hand vertices (V,) a large object hides with parts far before them: a crate held from below.

    Its points are few for its size, so this looks at coarser squares than the rest.
    """
    size = float(np.ptp(things, axis=0).max())
    if size <= _SMALL:
        return np.zeros(len(hand), dtype=np.bool_)
    cell = max(6.0 * size / np.sqrt(len(things)), 0.02)  # some six points on a cell of a cube
    rotation = _look(direction)
    skin, bulk = hand @ rotation, things @ rotation
    low = skin[:, :2].min(axis=0)
    shape = np.floor((skin[:, :2].max(axis=0) - low) / cell).astype(np.int64) + 1
    columns = np.floor((bulk[:, :2] - low) / cell).astype(np.int64)
    within = np.all((columns >= 0) & (columns < shape), axis=1)
    nearest = np.full(tuple(shape), -np.inf)
    np.maximum.at(nearest, tuple(columns[within].T), bulk[within, 2])
    place = np.floor((skin[:, :2] - low) / cell).astype(np.int64)
    return np.asarray(nearest[tuple(place.T)] > skin[:, 2] + _FAR_FRONT)


def _seen(
    direction: Array, hand: Array, segments: IntArray, things: Array, hidden: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], float]:
    """Which hand vertices are visible from a direction, and how good the picture would be."""
    rotation = _look(direction)
    points = np.concatenate([hand, things]) @ rotation
    low = points[:, :2].min(axis=0)
    cell = (points[:, :2].max(axis=0) - low).max() / _GRID
    columns = np.minimum(((points[:, :2] - low) / cell).astype(np.int64), _GRID - 1)
    index = columns[:, 0] * _GRID + columns[:, 1]
    nearest = np.full(_GRID * _GRID, -np.inf)
    np.maximum.at(nearest, index, points[:, 2])
    visible = points[:, 2] >= nearest[index] - _SKIN_DEPTH
    on_hand = visible[: len(hand)] & ~hidden
    share = np.array([on_hand[segments == s].mean() if np.any(segments == s) else 0.0 for s in range(16)])
    # Middle and last segments tell a grasp; of the thumb all three do.
    tips = share[[2, 3, 5, 6, 8, 9, 11, 12]].mean()
    thumb = share[13:16].mean()
    both = min(tips, thumb)
    things_seen = float(visible[len(hand) :].mean()) if len(things) else 0.0
    return on_hand, float(tips + 0.8 * thumb + 1.2 * both + 0.9 * things_seen - 0.45 * abs(direction[2]))
