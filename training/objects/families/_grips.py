"""Shapes that many tools and household things share: handles, skins over sections, soft outlines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..solids import ball, curve, loft, tube

Point = tuple[float, float, float]
Outline = list[tuple[float, float]]

# Thickness along a handle, butt end first: (share of the length, factor of the radius).
_PROFILES: dict[str, tuple[tuple[float, float], ...]] = {
    "straight": ((0, 0.8), (0.03, 1), (0.97, 1), (1, 0.85)),
    "taper": ((0, 0.85), (0.04, 1.1), (0.5, 0.98), (1, 0.78)),
    "swell": ((0, 0.75), (0.05, 1.0), (0.2, 0.95), (0.5, 1.14), (0.8, 1.0), (1, 0.78)),
    "flare": ((0, 1.0), (0.04, 1.28), (0.14, 1.05), (0.3, 0.93), (0.6, 1.08), (1, 0.85)),
    "bulb": ((0, 0.6), (0.06, 1.15), (0.18, 1.22), (0.38, 0.9), (0.7, 1.02), (0.93, 1.0), (1, 0.8)),
    "pear": ((0, 0.5), (0.08, 0.98), (0.3, 1.2), (0.65, 0.85), (0.88, 0.72), (0.93, 0.9), (1, 0.85)),
    "grooved": (
        (0, 0.8),
        (0.05, 1.12),
        (0.18, 0.95),
        (0.3, 1.1),
        (0.45, 0.95),
        (0.6, 1.1),
        (0.8, 0.95),
        (1, 1.05),
    ),
}


def handle(
    m: Maker,
    butt: Point,
    front: Point,
    radius: float,
    flat: float = 1.0,
    kinds: Sequence[str] = tuple(_PROFILES),
    plain: bool = False,
) -> list[Manifold]:
    """Straight handle of a random profile and finish (bare, ribbed, sleeved, knobbed, faceted).

    Args:
        butt, front: its free end, and the end towards the working end.
        radius: half its height; its half width is `flat` times as much.
        kinds: profiles to choose from.
        plain: bare in any case.
    """
    profile = _PROFILES[m.pick(*kinds)]
    a, b = np.asarray(butt, float), np.asarray(front, float)
    share, factor = (np.asarray(column, float) for column in zip(*profile, strict=True))
    if m.fine:
        # Catmull-Rom over both columns at once keeps the knots apart where the profile turns sharply.
        share, factor, _ = curve(np.stack([share, factor, 0 * share], 1), 3 * len(share) - 2).T
        share = np.maximum.accumulate(np.clip(share, 0, 1))
        keep = np.concatenate([[True], np.diff(share) > 1e-3])
        share, factor = share[keep], factor[keep]
    facets = m.pick(6, 8) if m.chance(0.15) else max(6, m.sides * 2 // 3)
    solids = [tube(a + share[:, None] * (b - a), (radius * factor).tolist(), facets, flat=flat)]
    extra = "" if plain else m.pick("", "", "ribs", "sleeve", "knob", "collar")

    def band(start: float, end: float, over: float) -> Manifold:
        own = radius * np.interp([start, (start + end) / 2, end], share, factor).max() * over
        return tube([a + start * (b - a), a + end * (b - a)], own, facets, flat=flat)

    if extra == "ribs" and m.fine:
        start, pitch = m.u(0.1, 0.3), m.u(0.05, 0.09)
        solids += [
            band(start + k * pitch, start + (k + 0.5) * pitch, m.u(1.04, 1.1)) for k in range(m.count(3, 7))
        ]
    elif extra == "sleeve":
        start = m.u(0.03, 0.2)
        solids.append(band(start, start + m.u(0.3, 0.6), m.u(1.04, 1.12)))
    elif extra == "knob":
        solids.append(ball(radius * m.u(1.05, 1.3), m.sides, butt))
    elif extra == "collar":
        solids.append(band(0.94, 1.0, m.u(1.05, 1.3)))
    return solids


def skin(stations: Sequence[tuple[float, float, float, float]], sides: int, square: float = 2.0) -> Manifold:
    """Skin over sections along X.

    Args:
        stations: (x, middle z, half width in y, half height in z).
        sides: points round.
        square: 2 for ellipses, larger for rounded rectangles.
    """
    angle = 2 * np.pi * (np.arange(sides) + 0.5) / sides
    wide, tall = (np.sign(f) * np.abs(f) ** (2 / square) for f in (np.cos(angle), np.sin(angle)))
    return loft([np.stack([0 * wide + x, hy * wide, z + hz * tall], 1) for x, z, hy, hz in stations])


def soft(points: Sequence[tuple[float, float]], per: int) -> Outline:
    """Closed smooth outline through points, `per` points a stretch."""
    given = np.asarray(points, float)
    count = len(given)
    out: Outline = []
    for i in range(count):
        p0, p1, p2, p3 = (given[(i + k) % count] for k in (-1, 0, 1, 2))
        for t in np.arange(per) / per:
            p = 0.5 * (
                2 * p1
                + (p2 - p0) * t
                + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                + (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
            out.append((float(p[0]), float(p[1])))
    return out


def both(points: Sequence[tuple[float, float]]) -> Outline:
    """Outline symmetric about the first axis from its upper half (x, y > 0)."""
    return [*points, *((x, -y) for x, y in reversed(points) if y > 0)]


def edge_zone(
    m: Maker,
    part: str,
    zone: str,
    line: Sequence[tuple[float, float]],
    depth: float,
    hollow: tuple[float, float],
) -> None:
    """Zone along a curved edge in the XZ plane.

    Args:
        line: (x, z) points on the edge.
        depth: how far the zone reaches into the blade, metres.
        hollow: a point (x, z) on the edge's open side.
    """
    for a, b in pairwise(line):
        # neighbouring boxes share a face and all end at the hollow: few cuts keep the mesh light
        main = 0 if abs(b[0] - a[0]) > abs(b[1] - a[1]) else 1
        other = 1 - main
        away = 1 if a[other] + b[other] > 2 * hollow[other] else -1
        far = max(away * a[other], away * b[other]) * away + away * depth
        limits = [(0.0, 0.0), (0.0, 0.0)]
        limits[main] = (min(a[main], b[main]), max(a[main], b[main]))
        limits[other] = (min(far, hollow[other]), max(far, hollow[other]))
        m.zone(part, zone, x=limits[0], z=limits[1])


def round_count(m: Maker, fine: int, coarse: int) -> int:
    """Points along a curve in this style."""
    return fine if m.fine else coarse


def side_radius(radius: float, sides: int) -> float:
    """How far the wall of a lathe of so many sides stands from the axis, measured along Y."""
    step = 2 * np.pi / sides
    return float(radius * np.cos(step / 2) / np.cos(np.pi / 2 % step - step / 2))
