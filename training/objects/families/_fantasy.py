"""What several fantastic things are made of: poles, crystals, stars, chain links, flames, turned profiles."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..sections import lay_x
from ..solids import Double, arc, bar, curve, lathe, move, tube, warped

Outline = list[tuple[float, float]]


def along_x(solid: Manifold, at: float = 0.0) -> Manifold:
    """What stood along Z lies along X."""
    return move(lay_x(solid), (at, 0, 0))


def round_sides(m: Maker, share: float = 0.5, least: int = 6) -> int:
    return max(least, round(share * m.sides))


def wandering(m: Maker, length: float, depth: float, knots: int, count: int) -> Double:
    """A path along X from 0 to a length that strays from the axis between its ends."""
    points = np.zeros((knots, 3))
    points[:, 0] = np.linspace(0, length, knots)
    points[1:-1, 1:] = m.random.uniform(-depth, depth, (knots - 2, 2))
    return curve(points, count)


def pole(m: Maker, length: float, radius: float) -> list[Manifold]:
    """A long stick along X from 0 to a length, of one of several makes; it ends on the axis."""
    kind = m.pick("straight", "tapered", "gnarled", "turned", "wrapped", "jointed")
    if kind == "straight":
        return [bar((0, 0, 0), (length, 0, 0), radius, round_sides(m))]
    if kind == "tapered":
        return [bar((0, 0, 0), (length, 0, 0), radius * m.u(0.65, 0.9), round_sides(m), radius)]
    if kind == "gnarled":
        count = 16 if m.fine else 8
        path = wandering(m, length, m.u(0.3, 1.2) * radius, m.count(5, 8), count)
        return [tube(path, radius * m.random.uniform(0.8, 1.2, count), round_sides(m))]
    if kind == "wrapped":
        start, long = m.u(0.38, 0.45) * length, m.u(0.12, 0.25) * length
        r = radius * m.u(1.1, 1.25)
        wrap = lathe([(r * 0.97, 0), (r, 0.03 * long), (r, 0.97 * long), (r * 0.97, long)], round_sides(m))
        return [bar((0, 0, 0), (length, 0, 0), radius, round_sides(m)), along_x(wrap, start)]
    profile = [(0.9 * radius, 0.0)]
    for place in np.linspace(0, 1, m.count(4, 7))[1:-1] * length:
        wide = radius * (m.u(1.15, 1.4) if kind == "turned" else 1.1)
        half = m.u(0.006, 0.02) if kind == "turned" else 0.005
        profile += [(radius, place - half), (wide, place), (radius, place + half)]
    return [along_x(lathe([*profile, (0.9 * radius, length)], round_sides(m)))]


def pole_zones(m: Maker, part: str, length: float, low: str, share: float = 0.28) -> None:
    m.zone(part, "middle", x=(m.u(0.36, 0.44) * length, m.u(0.58, 0.68) * length))
    m.zone(part, low, x=(None, share * length))


def crystal(m: Maker, radius: float, length: float, sides: int | None = None) -> Manifold:
    """A pointed prism along Z, its middle in the origin."""
    low, high, thin = m.u(0.2, 0.4), m.u(0.55, 0.8), m.u(0.8, 1.0)
    profile = [(0.02 * radius, 0.0), (thin * radius, low * length), (radius, high * length)]
    return lathe([*profile, (0.02 * radius, length)], sides or m.count(5, 7), (0, 0, -0.5 * length))


def star(points: int, outer: float, inner: float, start: float = 0.0) -> Outline:
    angle = np.pi * np.arange(2 * points) / points + start
    size = np.where(np.arange(2 * points) % 2 == 0, outer, inner)
    return list(zip((size * np.cos(angle)).tolist(), (size * np.sin(angle)).tolist(), strict=True))


def spaced(path: Double, pitch: float) -> tuple[Double, Double]:
    """Points (N, 3) every `pitch` metres along a path, and the directions there."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    place = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.arange(0, place[-1] + 1e-9, pitch)
    points = np.stack([np.interp(at, place, path[:, k]) for k in range(3)], 1)
    ahead = np.stack([np.interp(at + 0.3 * pitch, place, path[:, k]) for k in range(3)], 1)
    behind = np.stack([np.interp(at - 0.3 * pitch, place, path[:, k]) for k in range(3)], 1)
    along = ahead - behind
    return points, along / np.linalg.norm(along, axis=1, keepdims=True)


def chain_links(
    m: Maker, path: Double, half: float, width: float, wire: float, twist: float = 90.0, sides: int = 6
) -> list[Manifold]:
    """Links hooked into one another along a path.

    Args:
        path: (K, 3).
        half, width: half length and half width of a link's middle line.
        wire: radius of its bar.
        twist: degrees by which a link is turned against the one before.
        sides: segments round the bar.
    """
    straight = max(half - width, 0.0)
    count = 4 if m.fine else 3
    right = arc((straight, 0, 0), width, -90, 90, count, "xy")
    left = arc((-straight, 0, 0), width, 90, 270, count, "xy")
    outline = np.concatenate([right, left] if straight > 1e-6 else [right, left[1:-1]])
    one = tube(outline, wire, sides if m.fine else 4, closed=True)
    found = []
    # neighbouring bars just bite into each other, so that the chain holds together as one skin
    points, along = spaced(path, max(2 * half - 1.8 * wire, wire))
    normal = np.array([0.0, 0.0, 1.0]) if abs(along[0, 2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    for index, (point, tangent) in enumerate(zip(points, along, strict=True)):
        normal = normal - (normal @ tangent) * tangent
        normal /= np.linalg.norm(normal)
        angle = np.radians(twist * index)
        top = np.cos(angle) * normal + np.sin(angle) * np.cross(tangent, normal)
        frame = np.stack([tangent, np.cross(top, tangent), top, point], 1)
        found.append(one.transform(frame))
    return found


def flame(m: Maker, radius: float, height: float, at: tuple[float, float, float]) -> list[Manifold]:
    """Tongues of fire rising from a point."""
    tongues = []
    for index in range(m.count(1, 4)):
        share = 1.0 if index == 0 else m.u(0.45, 0.8)
        h, r = height * share, radius * (0.9 if index == 0 else 0.5)
        shape = [(0.5 * r, 0), (r, 0.25 * h), (0.75 * r, 0.5 * h), (0.3 * r, 0.8 * h), (0.02 * r, h)]
        angle, off = m.u(0, 6.3), 0.0 if index == 0 else 0.5 * radius
        lean = m.u(-0.25, 0.25)
        place = (at[0] + off * np.cos(angle), at[1] + off * np.sin(angle), at[2])
        flame = warped(
            lathe(shape, 8 if m.fine else 6), lambda p, k=lean: p + k * np.outer(p[:, 2], [1, 0.4, 0])
        )
        tongues.append(move(flame, place))
    return tongues


def beads(m: Maker, radius: float, length: float, start: float, count: int) -> list[tuple[float, float]]:
    """A turned profile: beads and coves from z = start on."""
    profile: list[tuple[float, float]] = []
    for index in range(count):
        z, step, wide = start + index * length / count, length / count, m.u(0.85, 1.15) * radius
        profile += [(0.8 * radius, z), (wide, z + 0.3 * step), (wide, z + 0.7 * step)]
    return [*profile, (0.8 * radius, start + length)]


def hoop(radius: float, wall: float, low: float, high: float, sides: int) -> Manifold:
    return lathe([(radius, low), (radius, high)], sides) - lathe(
        [(radius - wall, low - 0.01), (radius - wall, high + 0.01)], sides
    )
