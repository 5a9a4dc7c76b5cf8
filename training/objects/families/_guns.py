"""Pieces that guns share: skins over sections, grips, barrels, sights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..sections import along_x
from ..solids import bar, block, curve, hull, loft, plate, rectangle, tube
from ._arms import thin_sides

Station = tuple[float, float, float, float]


def skin(m: Maker, stations: Sequence[Station], square: float = 2.5, axis: str = "x") -> Manifold:
    """Skin over super-elliptic sections.

    Args:
        stations: along X (x, middle z, height, width) or along Z (z, middle x, depth, width).
        square: 2 for ellipses, larger for boxier sections.
        axis: "x" or "z".
    """
    given = np.asarray(stations, float)
    rows = curve(given, 3 * len(given) - 2) if m.fine else given
    # Catmull-Rom may overshoot where stations lie close together
    rows[:, 2:] = np.maximum(rows[:, 2:], 0.002)
    around = 4 * max(2, round(m.sides / 8 + 0.5))
    angle = 2 * np.pi * (np.arange(around) + 0.5) / around
    across = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** (2 / square)
    along = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** (2 / square)
    rings = []
    for place, middle, tall, wide in rows:
        other = middle + 0.5 * tall * along
        columns = [0 * angle + place, 0.5 * wide * across, other]
        rings.append(np.stack(columns if axis == "x" else columns[::-1], 1))
    return loft(rings)


def beam(x0: float, x1: float, tall: float, wide: float, z: float, chamfer: float = 0.0) -> Manifold:
    """Box along X about a height, its four long edges broken by a chamfer."""
    chamfer = min(chamfer, 0.45 * min(tall, wide))
    return plate(rectangle(wide, tall, chamfer, 1), x1 - x0, "yz", (0.5 * (x0 + x1), 0, z))


def pistol_grip(
    m: Maker, part: str, x: float, z: float, long: float, lean: float, depth: float, wide: float
) -> None:
    """Grip hanging from (x, z), its lower end `lean` further back."""
    make = m.pick("ergonomic", "ergonomic", "straight", "box", "panels", "bent")
    top = z + 0.012
    if make in ("ergonomic", "straight"):
        t = np.array([0, 0.22, 0.45, 0.7, 0.92, 1.0])
        size = np.array([1.08, 0.93, 1.04, 0.95, 1.1, 1.02]) if make == "ergonomic" else 1 + 0.08 * t
        rows = [
            (float(top + (z - long - top) * a), float(x - lean * a), float(depth * s), wide)
            for a, s in zip(t, size, strict=True)
        ]
        m.add(part, skin(m, rows, m.u(2, 4.5), "z"))
    elif make == "bent":
        path = curve(
            [(x, 0, top), (x - 0.15 * lean, 0, z - 0.3 * long), (x - lean, 0, z - long)], 8 if m.fine else 4
        )
        size = 0.5 * depth * np.linspace(0.95, m.u(0.9, 1.25), len(path))
        m.add(part, tube(path, size, max(8, m.sides // 2 + 2), wide / depth, up=(1, 0, 0.01)))
    else:
        soft = 0.25 * wide if m.fine else 0.0
        ends = [(x, 1.0, top - 0.006), (x - lean, m.u(0.95, 1.2), z - long)]
        core = 0.78 * wide if make == "panels" else wide
        m.add(part, hull(*(block((s * depth, core, 0.014), (a, 0, c), min(soft, 0.006)) for a, s, c in ends)))
        if make == "panels":
            low = [(x - 0.15 * lean, 0.82, z - 0.1 * long), (x - 0.93 * lean, 0.85, z - 0.93 * long)]
            m.add(
                part, hull(*(block((s * depth, wide, 0.012), (a, 0, c), min(soft, 0.005)) for a, s, c in low))
            )


def gun_barrel(
    m: Maker, x0: float, x1: float, r: float, z: float = 0.0, sides: int = 0, share: float = 0.12
) -> None:
    """Barrel along X with a bore and the muzzle zone at its front."""
    sides = sides or m.sides
    shape = m.pick("plain", "taper", "crowned", "plain")
    big = {"plain": 1.0, "taper": m.u(1.1, 1.5), "crowned": 1.0}[shape]
    profile = [(big * r, x0), (r, x1)]
    if shape == "crowned":
        end = x1 - min(0.12 * (x1 - x0), 0.03)
        profile = [(r, x0), (r, end), (1.3 * r, end), (1.3 * r, x1)]
    m.add("barrel", along_x(profile, sides, (0, 0, z)))
    muzzle_zone(m, x0, x1, share)


def bore(m: Maker, x: float, r: float, z: float = 0.0, y: float = 0.0, part: str = "barrel") -> None:
    """Cut the mouth of a barrel that ends at x."""
    deep = min(0.03, 6 * r)
    m.cut(part, bar((x - deep, y, z), (x + 0.01, y, z), r, max(6, m.sides // 2)))


def muzzle_zone(m: Maker, x0: float, x1: float, share: float, part: str = "barrel") -> None:
    """Zone at the front of a barrel, at least a centimetre long."""
    long = min(max(share * (x1 - x0), 0.012), 0.6 * (x1 - x0))
    m.zone(part, "muzzle", x=(x1 - long, None))


def sights(m: Maker, part: str, rear: float, front: float, z: float, tall: float) -> None:
    """Notch and blade on top of a gun."""
    m.add(part, block((0.006, 0.003, tall + 0.004), (front, 0, z + 0.5 * tall - 0.002)))
    for y in (0.004, -0.004) if m.fine else (0.0,):
        m.add(part, block((0.006, 0.004, tall + 0.004), (rear, y, z + 0.5 * tall - 0.002)))


def ribs(m: Maker, part: str, x0: float, x1: float, tall: float, wide: float, z: float, count: int) -> None:
    """Slim ribs standing proud round a box along X."""
    step = (x1 - x0) / count
    for k in range(count):
        m.add(part, block((0.45 * step, wide, tall), (x0 + (k + 0.5) * step, 0, z)))


def scope(m: Maker, part: str, x0: float, x1: float, z: float, base: float, r: float) -> None:
    """Telescopic sight on two mounts that reach down to a base height."""
    long, big = x1 - x0, m.u(1.2, 1.8) * r
    eye = m.u(1.1, 1.5) * r
    shape = [
        (eye, x0),
        (eye, x0 + 0.15 * long),
        (r, x0 + 0.22 * long),
        (r, x0 + 0.62 * long),
        (big, x0 + 0.75 * long),
        (big, x1),
    ]
    m.add(part, along_x(shape, m.sides, (0, 0, z)))
    for x in (x0 + 0.3 * long, x0 + 0.58 * long):
        m.add(part, block((0.018, 1.2 * r, z - base), (x, 0, 0.5 * (z + base))))
    if m.chance(0.7):
        m.add(part, bar((x0 + 0.44 * long, 0, z), (x0 + 0.44 * long, 0, z + 1.8 * r), 0.7 * r, thin_sides(m)))
        m.add(part, bar((x0 + 0.44 * long, 0, z), (x0 + 0.44 * long, -1.8 * r, z), 0.7 * r, thin_sides(m)))
