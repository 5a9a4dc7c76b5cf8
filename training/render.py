"""Small pictures of an object in a hand, drawn in numpy: no graphics card, no Blender."""

from __future__ import annotations

import colorsys
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Double = NDArray[np.float64]
Colour = tuple[float, float, float]
Picture = NDArray[np.uint8]

SKIN: Colour = (0.95, 0.74, 0.6)
BACKGROUND: Colour = (0.97, 0.97, 0.97)
_OVERSAMPLING = 2
_LIGHT = np.array([-0.45, 0.6, 0.66])
_AMBIENT = 0.4
_DEPTH_STEPS = 2**24
# A step in depth of this share of the picture's height is drawn as an outline.
_OUTLINE = 0.02
# Pictures of long things show at most so much around the hand, metres: the near view, and the far one.
_NEAR, _FAR = 0.15, 0.34
_AZIMUTH, _ELEVATION = np.radians(-50.0), np.radians(25.0)


@dataclass(frozen=True, eq=False)
class Piece:
    """A mesh to draw.

    Attributes:
        vertices: (V, 3).
        faces: (F, 3), counter-clockwise from outside; the backs are not drawn.
        colours: (F, 3) 0..1.
        smooth: shade it as a rounded surface.
    """

    vertices: Double
    faces: NDArray[np.integer]
    colours: Double
    smooth: bool = False


@dataclass(frozen=True)
class View:
    """An orthographic camera; +Z is up.

    Attributes:
        azimuth: radians about +Z at which the camera stands, 0 on +X.
        elevation: radians above the horizon.
        centre: point in the middle of the picture.
        reach: half of the picture's height, metres.
    """

    azimuth: float
    elevation: float
    centre: tuple[float, float, float]
    reach: float

    def axes(self) -> Double:
        """(3, 3) rows: to the right, up, and towards the camera."""
        c, s = np.cos(self.azimuth), np.sin(self.azimuth)
        high, flat = np.sin(self.elevation), np.cos(self.elevation)
        return np.array([[-s, c, 0], [-high * c, -high * s, flat], [flat * c, flat * s, high]])


def framing(vertices: Double, azimuth: float, elevation: float, margin: float) -> View:
    """The view from a direction that shows all of the vertices (V, 3), with a margin: 1 for none."""
    axes = View(azimuth, elevation, (0.0, 0.0, 0.0), 1.0).axes()
    seen = vertices @ axes.T
    low, high = seen.min(axis=0), seen.max(axis=0)
    x, y, z = ((low + high) / 2 @ axes).tolist()
    return View(azimuth, elevation, (x, y, z), 0.5 * margin * float((high - low)[:2].max()))


def label_colours(label_part: Sequence[int]) -> list[Colour]:
    """A hue for each part and darker shades of it for its zones; see the column of that name."""
    colours: list[Colour] = []
    for label, part in enumerate(label_part):
        value = 0.92 if label == part else 0.76 - 0.1 * (label % 3)
        colours.append(colorsys.hsv_to_rgb((0.56 + 0.381966 * part) % 1.0, 0.5, value))
    return colours


def hand_views(hand: Double, thing: Double, forearm: Double) -> tuple[View, View]:
    """Two opposite views of a hand (V, 3) on a thing (W, 3): near, and with more of what it holds.

    Args:
        hand: vertices, metres.
        thing: vertices, metres.
        forearm: (3,) direction from the wrist to the knuckles; it is seen from the side.
    """
    turns = _AZIMUTH + np.arange(8) * np.pi / 4
    towards = np.stack([View(turn, _ELEVATION, (0.0, 0.0, 0.0), 1.0).axes()[2] for turn in turns])
    # where it makes little difference, things stand as they do in the other pictures
    end_on = np.abs(towards @ forearm) / max(float(np.linalg.norm(forearm)), 1e-9)
    azimuth = float(
        turns[np.argmin(np.maximum(end_on, 0.6) + 0.01 * np.minimum(np.arange(8), 8 - np.arange(8)))]
    )
    near, far = (_frame(azimuth + turn, most, hand, thing) for turn, most in ((0.0, _NEAR), (np.pi, _FAR)))
    return near, far


def _frame(azimuth: float, most: float, hand: Double, thing: Double) -> View:
    """The view from an azimuth that shows all, or `most` metres around the hand."""
    axes = View(azimuth, _ELEVATION, (0.0, 0.0, 0.0), 1.0).axes()
    flat_hand, flat_thing = hand @ axes[:2].T, thing @ axes[:2].T
    middle = (flat_hand.min(axis=0) + flat_hand.max(axis=0)) / 2
    low = np.maximum(np.minimum(flat_hand.min(axis=0), flat_thing.min(axis=0)), middle - most)
    high = np.minimum(np.maximum(flat_hand.max(axis=0), flat_thing.max(axis=0)), middle + most)
    x, y, z = (float(value) for value in (low + high) / 2 @ axes[:2] + hand.mean(axis=0) @ axes[2] * axes[2])
    return View(azimuth, _ELEVATION, (x, y, z), 0.53 * float((high - low).max()))


def render(pieces: Sequence[Piece], view: View, size: int) -> Picture:
    """Draw pieces into a square picture (size, size, 3)."""
    count = size * _OVERSAMPLING
    axes = view.axes()
    corners, normals, colours = [], [], []
    for piece in pieces:
        seen = (piece.vertices - np.asarray(view.centre)) @ axes.T
        corners.append(seen[piece.faces])
        normals.append(_corner_normals(corners[-1], piece, len(seen)))
        colours.append(piece.colours)
    # pixels: x to the right, y down, depth towards the camera
    scale = np.array([1, -1, 1]) * count / (2 * view.reach)
    triangles = np.concatenate(corners) * scale + np.array([count / 2, count / 2, 0])
    face = _visible(triangles, count)
    row, column = np.nonzero(face >= 0)
    hit = face[row, column]
    picture = np.tile(np.asarray(BACKGROUND), (count, count, 1))
    weights = _barycentric(triangles[hit], column + 0.5, row + 0.5)
    normal = (weights[:, :, None] * np.concatenate(normals)[hit]).sum(axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    light = _AMBIENT + (1 - _AMBIENT) * np.clip(normal @ (_LIGHT / np.linalg.norm(_LIGHT)), 0, 1)
    picture[row, column] = np.concatenate(colours)[hit] * light[:, None]
    depth = np.full((count, count), -np.inf)
    depth[row, column] = (weights * triangles[hit][:, :, 2]).sum(axis=1)
    picture[_behind_an_edge(depth, _OUTLINE * count)] *= 0.55
    blocks = picture.reshape(size, _OVERSAMPLING, size, _OVERSAMPLING, 3)
    return np.round(255 * blocks.mean(axis=(1, 3))).astype(np.uint8)


def png(picture: Picture, colours: int = 255) -> bytes:
    """A picture (H, W, 3) as a PNG file with a palette of its most frequent colours."""
    coarse = picture.reshape(-1, 3) >> 3
    key = (coarse[:, 0].astype(np.int64) << 10) | (coarse[:, 1].astype(np.int64) << 5) | coarse[:, 2]
    found, index, number = np.unique(key, return_inverse=True, return_counts=True)
    kept = np.sort(np.argsort(-number, kind="stable")[:colours])
    spread = np.stack([found >> 10, (found >> 5) & 31, found & 31], axis=1)
    nearest = ((spread[:, None] - spread[kept][None]) ** 2).sum(axis=2).argmin(axis=1)
    palette = np.round(spread[kept] * (255 / 31)).astype(np.uint8)
    height, width = picture.shape[:2]
    pixels = nearest[index].astype(np.uint8).reshape(height, width)
    lines = np.concatenate([np.zeros((height, 1), np.uint8), pixels], axis=1)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", palette.tobytes()),
            (b"IDAT", zlib.compress(lines.tobytes(), 9)),
            (b"IEND", b""),
        )
    )


def _visible(triangles: Double, count: int) -> NDArray[np.int64]:
    """Index of the triangle (T, 3 corners, 3) seen at each pixel, (count, count), -1 for none."""
    x, y, z = triangles[..., 0], triangles[..., 1], triangles[..., 2]
    # edge functions a x + b y + c, at least 0 inside of a triangle that faces the camera (y runs down)
    a = np.roll(y, -1, axis=1) - y
    b = x - np.roll(x, -1, axis=1)
    c = -(a * x + b * y)
    top = np.clip(np.ceil(y.min(axis=1) - 0.5), 0, count).astype(int)
    bottom = np.clip(np.floor(y.max(axis=1) - 0.5), -1, count - 1).astype(int)
    area = a[:, 1] * b[:, 0] - a[:, 0] * b[:, 1]
    lines = np.where(area > 1e-9, np.maximum(bottom - top + 1, 0), 0)
    # one entry for each line of pixels that a triangle crosses
    owner = np.repeat(np.arange(len(triangles)), lines)
    line = top[owner] + _within(lines)
    rest = b[owner] * (line + 0.5)[:, None] + c[owner]
    slope = a[owner]
    with np.errstate(divide="ignore", invalid="ignore"):
        cut = -rest / slope
    left = np.where(slope > 0, cut, -np.inf).max(axis=1)
    right = np.where(slope < 0, cut, np.inf).min(axis=1)
    first = np.clip(np.ceil(left - 0.5), 0, count).astype(int)
    last = np.clip(np.floor(right - 0.5), -1, count - 1).astype(int)
    lengths = np.where(((slope != 0) | (rest >= 0)).all(axis=1), np.maximum(last - first + 1, 0), 0)
    span = np.repeat(np.arange(len(owner)), lengths)
    column, row, owner = first[span] + _within(lengths), line[span], owner[span]
    # the plane of each triangle gives the depth
    over = np.where(area > 1e-9, area, 1)
    dzdx = ((z[:, 1] - z[:, 0]) * a[:, 2] + (z[:, 2] - z[:, 0]) * a[:, 0]) / over
    dzdy = ((z[:, 1] - z[:, 0]) * b[:, 2] + (z[:, 2] - z[:, 0]) * b[:, 0]) / over
    depth = z[owner, 0] + dzdx[owner] * (column + 0.5 - x[owner, 0]) + dzdy[owner] * (row + 0.5 - y[owner, 0])
    low, high = float(z.min(initial=0.0)), float(z.max(initial=1.0))
    step = np.clip((depth - low) / max(high - low, 1e-9) * _DEPTH_STEPS, 0, _DEPTH_STEPS).astype(np.int64)
    nearest = np.full(count * count, -1, np.int64)
    np.maximum.at(nearest, row * count + column, step * len(triangles) + owner)
    return np.where(nearest < 0, -1, nearest % max(len(triangles), 1)).reshape(count, count)


def _within(lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    """0, 1, … for each of the runs of the given lengths."""
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)


def _barycentric(triangles: Double, x: Double, y: Double) -> Double:
    """Weights (M, 3) of the corners of triangles (M, 3, 3) at points of the picture."""
    px, py = triangles[..., 0] - x[:, None], triangles[..., 1] - y[:, None]
    weights = np.stack(
        [
            px[:, 1] * py[:, 2] - px[:, 2] * py[:, 1],
            px[:, 2] * py[:, 0] - px[:, 0] * py[:, 2],
            px[:, 0] * py[:, 1] - px[:, 1] * py[:, 0],
        ],
        axis=1,
    )
    return weights / weights.sum(axis=1, keepdims=True)


def _corner_normals(corners: Double, piece: Piece, vertices: int) -> Double:
    """Normals (F, 3 corners, 3) in the camera's axes; the same at all corners of flat faces."""
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    if not piece.smooth:
        crossed /= np.maximum(np.linalg.norm(crossed, axis=1, keepdims=True), 1e-12)
        return np.repeat(crossed[:, None], 3, axis=1)
    total = np.stack(
        [np.bincount(piece.faces.reshape(-1), np.repeat(crossed[:, k], 3), vertices) for k in range(3)],
        axis=1,
    )
    total /= np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
    return total[piece.faces]


def _behind_an_edge(depth: Double, step: float) -> NDArray[np.bool_]:
    """Pixels that lie well behind one of their neighbours."""
    behind = np.zeros(depth.shape, bool)
    for axis in (0, 1):
        jump = np.diff(np.maximum(depth, -1e9), axis=axis) > step
        back = np.diff(np.maximum(depth, -1e9), axis=axis) < -step
        if axis == 0:
            behind[:-1] |= jump
            behind[1:] |= back
        else:
            behind[:, :-1] |= jump
            behind[:, 1:] |= back
    return behind
