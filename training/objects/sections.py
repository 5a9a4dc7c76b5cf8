"""Shapes that families share: lathes along X and Y, skins over rounded sections, plates, straps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manifold3d import Manifold
from numpy.typing import ArrayLike

from .maker import Maker
from .solids import Point, block, curve, hull, lathe, loft, mirrored, move, plate, turn

Outline = list[tuple[float, float]]


def along_x(profile: Sequence[tuple[float, float]], sides: int, at: Point = (0, 0, 0)) -> Manifold:
    """Solid of revolution about X; profile of (radius, x)."""
    return move(lay_x(lathe(profile, sides)), at)


def along_y(profile: Sequence[tuple[float, float]], sides: int, at: Point = (0, 0, 0)) -> Manifold:
    """Solid of revolution about Y; profile of (radius, y)."""
    return move(lay_y(lathe(profile, sides)), at)


def skin(stations: Sequence[Sequence[float]], sides: int, axis: str = "x", power: float = 2.5) -> Manifold:
    """Skin over sections that are between ellipses (power 2) and rectangles (power 8).

    Args:
        stations: (place along the axis, middle a, middle b, half width a, half width b); a and b are the
            other two axes in the order x, y, z.
        sides: points a section.
        axis: "x", "y" or "z".
        power: exponent of the sections.
    """
    angle = 2 * np.pi * (np.arange(sides) + 0.5) / sides
    c, s = np.cos(angle), np.sin(angle)
    a = np.sign(c) * np.abs(c) ** (2 / power)
    b = np.sign(s) * np.abs(s) ** (2 / power)
    order = {"x": [0, 1, 2], "y": [1, 0, 2], "z": [1, 2, 0]}[axis]
    rings = []
    for place, middle_a, middle_b, half_a, half_b in stations:
        points = np.stack([np.full(sides, place), middle_a + half_a * a, middle_b + half_b * b], axis=1)
        rings.append(points[:, order])
    return loft(rings)


def soft_plate(
    outline: Sequence[tuple[float, float]],
    thickness: float,
    plane: str = "xy",
    at: Point = (0, 0, 0),
    bevel: float = 0.0,
) -> Manifold:
    """Plate of a convex outline with its edges bevelled."""
    if bevel <= 0:
        return plate(outline, thickness, plane, at)
    points = np.asarray(outline, float)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    share = np.maximum(1 - 2 * bevel / np.ptp(points, axis=0), 0.2)
    small = [(float(x), float(y)) for x, y in middle + (points - middle) * share]
    return hull(
        plate(outline, max(thickness - 2 * bevel, 0.1 * thickness), plane, at),
        plate(small, thickness, plane, at),
    )


def brick(m: Maker, size: Point, at: Point = (0, 0, 0), rounding: float = 0.0) -> Manifold:
    """Box, its edges rounded where the style has such details."""
    return block(size, at, rounding if m.fine else 0.0, 8)


def smooth_outline(points: Sequence[tuple[float, float]], count: int) -> Outline:
    """Closed smooth outline (Catmull-Rom) of `count` points through the given ones."""
    given = np.asarray(points, float)
    place = np.linspace(0, len(given), count, endpoint=False)
    index = place.astype(int)
    t = (place - index)[:, None]
    p0, p1, p2, p3 = (given[(index + k) % len(given)] for k in (-1, 0, 1, 2))
    curve = 0.5 * (
        2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3
    )
    return [(float(x), float(y)) for x, y in curve]


def ribbed(radius: float, start: float, end: float, count: int, depth: float) -> list[tuple[float, float]]:
    """Profile (radius, place) with grooves."""
    places = np.linspace(start, end, 2 * count + 1)
    return [(radius - depth * (k % 2), float(place)) for k, place in enumerate(places)]


def strap(
    path: ArrayLike, width: float, thickness: float, across: Point = (0, 1, 0), closed: bool = False
) -> Manifold:
    """Band of rectangular section along a path (K, 3) that stays at right angles to `across`."""
    points = np.asarray(path, float)
    along = np.gradient(points, axis=0)
    if closed:
        along = np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)
    side = np.asarray(across, float) / np.linalg.norm(across)
    out = np.cross(along, side)
    out *= thickness / 2 / np.linalg.norm(out, axis=1, keepdims=True)
    side = side * width / 2
    rings = np.stack([points + out + side, points - out + side, points - out - side, points + out - side], 1)
    return loft(list(rings), closed)


def few(m: Maker, share: int = 2, least: int = 6) -> int:
    """Segments round thin things: the style's number divided by a share."""
    return max(least, m.sides // share)


def lay_x(solid: Manifold) -> Manifold:
    """What stands along Z laid along X."""
    return turn(solid, "y", 90)


def lay_y(solid: Manifold) -> Manifold:
    """What stands along Z laid along Y."""
    return turn(solid, "x", -90)


def smooth_profile(m: Maker, points: Sequence[tuple[float, float]], count: int = 16) -> Outline:
    """Smooth (radius, height) profile through the points; coarser where the style is."""
    line = curve([(r, 0, z) for r, z in points], count if m.fine else max(6, count // 2))
    return [(max(float(r), 2e-4), float(z)) for r, _, z in line]


def side_handles(m: Maker, solid: Manifold) -> None:
    """The same handle at +Y and -Y."""
    m.add("left_handle", solid)
    m.add("right_handle", mirrored(solid, "y"))
