"""Pieces that arms share: hilts, pommels, guards, blades, shafts, triggers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..sections import few
from ..solids import arc, ball, bar, block, curve, loft, tube

Stations = list[tuple[float, float, float, float]]
End = tuple[float, float, float]


def thin_sides(m: Maker) -> int:
    """Segments round a thin bar."""
    return few(m, least=5)


def hilt(m: Maker, part: str, x0: float, x1: float, r: float, bend: float = 0.0) -> End:
    """Handle along X from its rear end x0, plain or wound, ringed, faceted; returns the rear end."""
    make = m.pick("plain", "taper", "swollen", "waisted", "wound", "ringed", "faceted", "double")
    flat, count = m.u(0.68, 1.0), 9 if m.fine else 5
    sides = max(8, m.sides // 2 + 2) if m.fine else m.sides
    if make == "wound":
        count = 2 * m.count(6, 11) + 1 if m.fine else 7
    t = np.linspace(0, 1, count)
    size = {
        "plain": 1 + 0 * t,
        "taper": 0.85 + 0.25 * (t if m.chance(0.5) else 1 - t),
        "swollen": 0.85 + 0.25 * np.sin(np.pi * t),
        "waisted": 1.1 - 0.22 * np.sin(np.pi * t),
        "wound": 1 + 0.07 * np.where(np.arange(count) % 2, 1, -1),
        "ringed": 1 + 0 * t,
        "faceted": 1.05 - 0.1 * t,
        "double": 1 - 0.16 * np.cos(4 * np.pi * t),
    }[make]
    if make == "faceted":
        sides, flat = m.pick(4, 6, 8), m.u(0.65, 1.0)
    path = np.stack([x0 + (x1 - x0) * t, 0 * t, -bend * (1 - t) ** 2], 1)
    m.add(part, tube(path, r * size, sides, flat))
    if make == "ringed":
        for place in np.linspace(0.12, 0.88, m.count(2, 5)):
            at = path[0] + place * (path[-1] - path[0])
            at[2] = -bend * (1 - place) ** 2
            half = np.array([m.u(0.0025, 0.005), 0, 0])
            m.add(part, tube([at - half, at + half], 1.13 * r, sides, flat))
    return float(path[0, 0]), 0.0, float(path[0, 2])


def double_stations(m: Maker, x: float, length: float, width: float, thick: float, shape: str) -> Stations:
    """Stations of a straight blade with two edges."""
    point = m.u(0.08, 0.3) if shape != "needle" else 0.9
    waves = m.count(3, 6)
    count = (2 * waves + 6 if shape == "flame" else 8) if m.fine else 5
    if shape in ("taper", "parallel", "needle"):
        count = 3
    t = np.linspace(0, 1, count)
    size = {
        "taper": 1 - m.u(0.2, 0.5) * t,
        "parallel": 1 - 0.08 * t,
        "needle": 1 - 0.3 * t,
        "leaf": 0.75 + 0.3 * np.sin(np.pi * (0.15 + 0.75 * t)),
        "waisted": 1 - 0.28 * np.sin(np.pi * np.clip(1.3 * t, 0, 1)),
        "flame": 1 - 0.25 * t + 0.1 * np.sin(2 * np.pi * waves * t),
    }[shape]
    body = [
        (x + length * (1 - point) * a, 0.5 * width * s, -0.5 * width * s, thick * (1 - 0.4 * a))
        for a, s in zip(t, size, strict=True)
    ]
    root = body[-1]
    bulge = m.u(0.0, 0.25)
    tip: Stations = []
    for a in (0.5, 1.0):
        half = max(root[1] * (1 - a + bulge * np.sin(np.pi * a)), 0.0008)
        tip.append((root[0] + length * point * a, half, -half, max(root[3] * (1 - 0.7 * a), 0.0009)))
    return body + tip


def edge_zone(
    m: Maker,
    stations: Stations,
    share: float = 0.3,
    name: str = "edge",
    above: bool = False,
    part: str = "blade",
) -> None:
    """Zone along the lower (or upper) border of a blade, a few boxes long."""
    steps = np.abs(np.diff([(spine, low) for _, spine, low, _ in stations], axis=0)).sum(axis=0)
    wide = max(spine - low for _, spine, low, _ in stations)
    boxes = int(np.clip(np.ceil(3 * steps.max() / wide), 3, 10))
    knots = sorted({round(k) for k in np.linspace(0, len(stations) - 1, boxes + 1)})
    for i, j in pairwise(knots):
        (xa, sa, ea, _), (xb, sb, eb, _) = stations[i], stations[j]
        wide = 0.5 * (sa - ea + sb - eb)
        if above:
            limit = min(0.5 * (sa + sb) - share * wide, min(sa, sb) - 0.05 * wide)
            m.zone(part, name, x=(xa, xb), z=(limit, None))
        else:
            limit = max(0.5 * (ea + eb) + share * wide, max(ea, eb) + 0.05 * wide)
            m.zone(part, name, x=(xa, xb), z=(None, limit))


def shaft_bar(m: Maker, part: str, x0: float, x1: float, r: float) -> None:
    """Long handle along X, of one of several makes."""
    make = m.pick("plain", "taper", "oval", "faceted", "branch", "bound", "bound", "capped")
    sides = max(8, m.sides // 2 + 2) if m.fine else m.sides
    span = x1 - x0
    if make == "branch":
        count = 9
        path = np.stack([np.linspace(x0, x1, count), *(0.35 * r * m.random.normal(size=(2, count)))], 1)
        path[-2:, 1:] = 0
        m.add(part, tube(path, r * m.random.uniform(0.85, 1.1, count), sides))
        return
    flat = m.u(0.65, 0.85) if make == "oval" else 1.0
    if make == "faceted":
        sides = m.pick(4, 6, 8)
    radii = [r * m.u(0.8, 1.1), r] if make == "taper" else [r, r]
    m.add(part, tube([(x0, 0, 0), (x1, 0, 0)], radii, sides, flat))
    if make == "bound":
        for start, end in m.pick(((0.03, 0.3),), ((0.02, 0.12), (0.4, 0.55)), ((0.05, 0.2), (0.8, 0.88))):
            count = 2 * m.count(4, 8) + 1 if m.fine else 2
            t = np.linspace(start, end, count)
            size = 1.12 + 0.05 * np.where(np.arange(count) % 2, 1, -1)
            m.add(part, tube(np.stack([x0 + span * t, 0 * t, 0 * t], 1), r * size, sides))
    if make == "capped" or m.chance(0.25):
        end = m.pick("ball", "ring", "spike", "cap")
        if end == "ball":
            m.add(part, ball(m.u(1.3, 1.7) * r, m.sides, (x0, 0, 0)))
        elif end == "ring":
            m.add(part, bar((x0, 0, 0), (x0 + 0.012, 0, 0), 1.25 * r, sides))
        elif end == "spike":
            m.add(part, bar((x0 - m.u(0.03, 0.09), 0, 0), (x0 + 0.01, 0, 0), 0.002, sides, 1.1 * r))
        else:
            m.add(part, bar((x0 - 0.003, 0, 0), (x0 + m.u(0.02, 0.05), 0, 0), 1.15 * r, sides))


def grown_handle(m: Maker, points: list[End], radii: list[float], part: str, flat: float) -> None:
    """Curved wooden handle through points, its radius changing on the way."""
    count = 13 if m.fine else 6
    t = np.linspace(0, len(points) - 1, count)
    size = np.interp(t, range(len(radii)), radii)
    m.add(part, tube(curve(points, count), size, max(8, m.sides // 2 + 2), flat))


def axe_blade(
    m: Maker, rows: list[tuple[float, float, float, float]], bow: float, across: int = 7
) -> Manifold:
    """Axe blade going down from the shaft.

    Args:
        rows: (depth below the axis, rear x, front x, thickness) from the shaft to the edge.
        bow: how far the middle of the edge stands out, metres.
    """
    s = np.linspace(-1, 1, across if m.fine else 4)
    rings = []
    for depth, low, high, thick in rows:
        x = 0.5 * (low + high) + 0.5 * (high - low) * s
        z = -depth - bow * (depth / rows[-1][0]) ** 3 * (1 - s**2)
        one = np.stack([x, 0 * x + 0.5 * thick, z], 1)
        other = np.stack([x, 0 * x - 0.5 * thick, z], 1)
        rings.append(np.concatenate([one, other[::-1]]))
    return loft(rings)


def bearded_blade(
    m: Maker, x: float, size: float, thick: float, beard: float, horn: float
) -> tuple[Manifold, float]:
    """Axe blade widening to its edge, further to the rear (beard) than to the front (horn); and its depth."""
    neck = m.u(0.16, 0.3) * size
    depth = m.u(0.7, 1.15) * size
    rows = [
        (0.0, x - neck, x + neck, thick),
        (0.35 * depth, x - 1.1 * neck, x + 1.1 * neck, 0.6 * thick),
        (0.75 * depth, x - 0.6 * beard * size, x + 0.6 * horn * size, 0.4 * thick),
        (depth, x - beard * size, x + horn * size, 0.0012),
    ]
    return axe_blade(m, rows, m.u(0.05, 0.25) * size), depth


def axe_eye(m: Maker, part: str, x: float, r: float, half: float) -> None:
    """Socket of a head round its shaft."""
    if m.chance(0.5):
        m.add(part, bar((x - half, 0, 0), (x + half, 0, 0), 1.3 * r, m.sides))
    else:
        m.add(part, block((2 * half, 2.7 * r, 3 * r), (x, 0, 0), 0.3 * r if m.fine else 0))


def spike_bar(m: Maker, a: End, b: End, r: float, part: str = "spike") -> None:
    """Point from a to b, faceted or round."""
    m.add(part, bar(a, b, r, m.pick(4, 6, thin_sides(m)), 0.0012))


def crescent(radius: float, back: float, at: tuple[float, float], count: int) -> list[tuple[float, float]]:
    """Outline of a crescent in XZ, its belly downwards."""
    outer = arc((at[0], 0, at[1]), radius, 200, 340, count)
    inner = arc((at[0], 0, at[1] + back * radius), 0.96 * radius, 332, 208, count)
    return [(float(x), float(z)) for x, _, z in np.concatenate([outer, inner])]


def finger_lever(
    m: Maker,
    part: str,
    x: float,
    z: float,
    guard: float,
    deep: float,
    r: float = 0.0028,
    zoned: bool = True,
) -> None:
    """Trigger with its guard (of a length, 0 for none) below a point; a zone of the part covers both."""
    path = curve([(x, 0, z + 0.006), (x - 0.002, 0, z - 0.4 * deep), (x + 0.006, 0, z - 0.75 * deep)], 5)
    m.add(part, tube(path, np.linspace(1.6 * r, r, 5), 6, flat=1.2))
    if guard > 0:
        loop = curve(
            [
                (x - 0.4 * guard, 0, z + 0.003),
                (x - 0.3 * guard, 0, z - 0.9 * deep),
                (x + 0.3 * guard, 0, z - deep),
                (x + 0.6 * guard, 0, z + 0.003),
            ],
            9,
        )
        m.add(part, tube(loop, r, 6, flat=1.7))
    if zoned:
        back, front = x - max(0.3 * guard, 0.004), x + max(0.7 * guard, 0.012)
        m.zone(part, "trigger", x=(back, front), z=(z - 1.4 * deep, z + 0.001))
