"""Plain solids, and bodies of any shape with a handle, a knob, a bar, a loop, a head or spokes."""

from __future__ import annotations

from itertools import product

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import side_handles
from ..solids import (
    Double,
    arc,
    ball,
    bar,
    block,
    bumpy,
    capsule,
    circle,
    curve,
    hull,
    lathe,
    loft,
    plate,
    rectangle,
    ring,
    tube,
    turn,
    warped,
)
from ..values import Style

_AXES = "xyz"


def _limits(
    *pairs: tuple[int, tuple[float | None, float | None]],
) -> dict[str, tuple[float | None, float | None]]:
    return {_AXES[axis]: limit for axis, limit in pairs}


def _outside(sign: int, value: float) -> tuple[float | None, float | None]:
    return (value, None) if sign > 0 else (None, -value)


def _box_zones(m: Maker, half: tuple[float, float, float], margin: float) -> None:
    """Edges and corners of a box about the origin."""
    inner = [h - min(margin, 0.4 * h) for h in half]
    for a, b in ((0, 1), (0, 2), (1, 2)):
        for p, q in product((-1, 1), repeat=2):
            m.zone("body", "edge", **_limits((a, _outside(p, inner[a])), (b, _outside(q, inner[b]))))
    for signs in product((-1, 1), repeat=3):
        m.zone("body", "corner", **_limits(*((i, _outside(s, inner[i])) for i, s in enumerate(signs))))


def _ends(m: Maker, part: str, zone: str, value: float, axis: int = 0) -> None:
    """The same zone beyond +value and -value."""
    m.zone(part, zone, **_limits((axis, _outside(1, value))))
    m.zone(part, zone, **_limits((axis, _outside(-1, value))))


def _polygon(count: int, phase: float = 0.0) -> Double:
    angle = phase + 2 * np.pi * np.arange(count) / count
    return np.stack([np.cos(angle), np.sin(angle)], 1)


def _along_x(stations: list[tuple[float, float, float]], outline: Double) -> Manifold:
    """Loft along X; stations are (x, half width, half height) of a unit outline in Y and Z."""
    return loft(
        [
            np.stack([np.full(len(outline), x), w * outline[:, 0], h * outline[:, 1]], 1)
            for x, w, h in stations
        ]
    )


def _section(m: Maker) -> Double:
    """Outline of a bar: round, oblong, square, hexagonal."""
    kind = m.pick("round", "round", "square", "poly", "soft")
    if kind == "round":
        return _polygon(max(7, m.sides // 2)) * (1, m.u(0.75, 1.0))
    if kind == "poly":
        return _polygon(m.count(5, 8), m.u(0, 1))
    return (
        np.asarray(
            rectangle(2, 2, m.u(0.1, 0.3) if kind == "square" else m.u(0.4, 0.8), 1 if not m.fine else 3)
        )
        * 0.9
    )


def _size(m: Maker, low: float, high: float) -> float:
    """A length between two, small ones as often as large ones."""
    return float(np.exp(m.u(np.log(low), np.log(high))))


# Plain solids


def _box_size(m: Maker) -> tuple[float, float, float]:
    size = _size(m, 0.02, 0.14)
    kind = m.pick("cube", "brick", "slab", "tower", "any")
    ratio = {
        "cube": (1, 1, 1),
        "brick": (1, m.u(0.4, 0.7), m.u(0.25, 0.5)),
        "slab": (1, m.u(0.6, 1), m.u(0.12, 0.3)),
        "tower": (m.u(0.25, 0.6), m.u(0.25, 0.6), 1),
        "any": (m.u(0.3, 1), m.u(0.3, 1), m.u(0.3, 1)),
    }[kind]
    return (size * ratio[0], size * ratio[1], size * ratio[2])


def _as_box(m: Maker, half: tuple[float, float, float]) -> None:
    _box_zones(m, half, m.u(0.16, 0.3) * min(half))


@construction("cuboid")
def plain_box(m: Maker) -> None:
    """Sharp edges."""
    half = _box_size(m)
    m.add("body", block([2 * h for h in half]))
    _as_box(m, half)


@construction("cuboid")
def soft_box(m: Maker) -> None:
    """Rounded edges, a little or like a pillow."""
    half = _box_size(m)
    rounding = m.u(0.12, 0.6) * min(half)
    m.add("body", block([2 * h for h in half], rounding=rounding, sides=12 if m.fine else 8))
    _box_zones(m, half, max(0.2 * min(half), 0.7 * rounding))


@construction("cuboid")
def framed_box(m: Maker) -> None:
    """Crate: recessed faces, planks or bands."""
    half = _box_size(m)
    m.add("body", block([2 * h for h in half]))
    depth, share = m.u(0.06, 0.16) * min(half), m.u(0.6, 0.8)
    for axis in range(3) if m.chance(0.6) else (m.count(0, 2),):
        for side in (-1, 1):
            size = [2 * share * h for h in half]
            size[axis] = 2 * depth
            at = [0.0, 0.0, 0.0]
            at[axis] = side * half[axis]
            m.cut("body", block(size, at))
    _as_box(m, half)


@construction("cuboid")
def uneven_box(m: Maker) -> None:
    """Tapered, skewed or chamfered block."""
    half = _box_size(m)
    top = (m.u(0.75, 1.0), m.u(0.75, 1.0))
    lean = m.u(-0.15, 0.15) * half[2]
    solid = block([2 * h for h in half], rounding=m.pick(0.0, 0.15) * min(half), sides=8)
    if m.chance(0.4):
        cut = m.u(0.85, 0.94)
        scales = ((1, cut, cut), (cut, 1, cut), (cut, cut, 1))
        solid = hull(*[block([2 * h * s for h, s in zip(half, scale, strict=True)]) for scale in scales])

    def change(p: Double) -> Double:
        t = p[:, 2] / half[2] * 0.5 + 0.5
        x = p[:, 0] * (1 + (top[0] - 1) * t) + lean * t
        return np.stack([x, p[:, 1] * (1 + (top[1] - 1) * t), p[:, 2]], 1)

    m.add("body", warped(solid, change))
    _box_zones(m, (0.93 * half[0], 0.93 * half[1], half[2]), 0.25 * min(half))


def _caps(m: Maker, height: float, low: float = 0.0) -> None:
    m.zone("body", "top", z=(low + m.u(0.78, 0.86) * height, None))
    m.zone("body", "bottom", z=(None, low + m.u(0.14, 0.22) * height))


def _can_size(m: Maker) -> tuple[float, float]:
    radius = _size(m, 0.01, 0.09)
    return radius, min(radius * m.u(0.5, 7), 0.4)


@construction("cylinder")
def plain_cylinder(m: Maker) -> None:
    """Straight, edges sharp, chamfered or round."""
    radius, height = _can_size(m)
    edge = m.pick(1e-4, m.u(0.05, 0.3)) * min(radius, height / 2)
    m.add(
        "body",
        lathe(
            [(radius - edge, 0), (radius, edge), (radius, height - edge), (radius - edge, height)], m.sides
        ),
    )
    _caps(m, height)


@construction("cylinder")
def tin_can(m: Maker) -> None:
    """Beads, a sunk lid, a shoulder."""
    radius = m.u(0.025, 0.05)
    height = radius * m.u(1.2, 4)
    bead = m.u(0.02, 0.05) * radius
    m.add(
        "body",
        lathe(
            [
                (0.9 * radius, 0),
                (radius, 0.06 * height),
                (radius, 0.92 * height),
                (m.u(0.8, 0.98) * radius, height),
            ],
            m.sides,
        ),
    )
    for share in (0.04, 0.95, *np.linspace(0.3, 0.7, m.count(0, 4))):
        z = float(share) * height
        m.add("body", lathe([(radius, z - bead), (radius + bead, z), (radius, z + bead)], m.sides))
    m.cut("body", lathe([(0.72 * radius, height - 2 * bead), (0.72 * radius, height + 0.1)], m.sides))
    _caps(m, height)


@construction("cylinder")
def pipe(m: Maker) -> None:
    """Hollow: a tube, a roll or a tub open above."""
    radius, height = _can_size(m)
    wall = m.u(0.08, 0.4) * radius
    m.add("body", lathe([(radius, 0), (radius, height)], m.sides))
    m.cut("body", lathe([(radius - wall, m.pick(-0.1, wall)), (radius - wall, height + 0.1)], m.sides))
    _caps(m, height)


@construction("cylinder")
def log(m: Maker) -> None:
    """Tapered, faceted, oval or uneven."""
    radius, height = _can_size(m)
    outline = m.pick(_polygon(m.count(6, 10)), _polygon(m.sides)) * (1, m.u(0.8, 1.0))
    rows = [(1.0, 0.0), (m.u(0.95, 1.08), 0.3), (m.u(0.85, 1.0), 0.7), (m.u(0.75, 1.0), 1.0)]
    shift = [m.u(-0.05, 0.05) * radius for _ in rows]
    m.add(
        "body",
        loft(
            [
                np.concatenate([radius * r * outline + s, np.full((len(outline), 1), z * height)], 1)
                for (r, z), s in zip(rows, shift, strict=True)
            ]
        ),
    )
    _caps(m, height)


def _poles(m: Maker, radius: float) -> None:
    m.zone("body", "top", z=(m.u(0.5, 0.7) * radius, None))
    m.zone("body", "bottom", z=(None, -m.u(0.5, 0.7) * radius))


@construction("sphere")
def plain_ball(m: Maker) -> None:
    """Smooth or faceted."""
    radius = _size(m, 0.008, 0.1)
    m.add("body", ball(radius, m.sides))
    _poles(m, radius)


@construction("sphere")
def seamed_ball(m: Maker) -> None:
    """With raised or sunk bands, or segments like a melon."""
    radius = _size(m, 0.015, 0.1)
    m.add("body", ball(radius, m.sides))
    band = m.u(0.03, 0.07) * radius
    for axis in m.pick(("z",), ("x", "y"), ("x", "y", "z")):
        hoop = ring(radius, band, m.sides, axis)
        if m.chance(0.5):
            m.add("body", hoop)
        else:
            m.cut("body", hoop)
    _poles(m, radius)


@construction("sphere")
def turned_ball(m: Maker) -> None:
    """Turned on a lathe, slightly squat or tall, flattened where it stands."""
    radius, tall = _size(m, 0.01, 0.09), m.u(0.88, 1.1)
    angle = np.radians(np.linspace(-75, m.u(72, 90), 13 if m.fine else 6))
    m.add(
        "body", lathe([(radius * float(np.cos(a)), tall * radius * float(np.sin(a))) for a in angle], m.sides)
    )
    _poles(m, radius * tall)


@construction("sphere")
def rough_ball(m: Maker) -> None:
    """Stone or clump: uneven all over, or cut at random."""
    radius = _size(m, 0.012, 0.09)
    solid = ball(radius, 20 if m.fine else 8)
    if m.chance(0.6):
        solid = bumpy(solid, m.u(0.04, 0.12) * radius, m.u(0.8, 2.0) * radius, m.random)
    else:
        for _ in range(m.count(6, 14)):
            way = m.random.normal(size=3)
            solid = solid.trim_by_plane(tuple(way / np.linalg.norm(way)), -m.u(0.8, 0.95) * radius)
    m.add("body", solid)
    _poles(m, radius)


def _cone_zones(m: Maker, height: float) -> None:
    m.zone("body", "base", z=(None, m.u(0.1, 0.2) * height))
    m.zone("body", "tip", z=(m.u(0.72, 0.82) * height, None))


def _cone_size(m: Maker) -> tuple[float, float]:
    radius = _size(m, 0.015, 0.1)
    return radius, radius * m.u(1.0, 4.5)


@construction("cone")
def plain_cone(m: Maker) -> None:
    """Straight, pointed or blunt."""
    radius, height = _cone_size(m)
    m.add("body", lathe([(radius, 0), (m.u(0.01, 0.3) * radius, height)], m.sides))
    _cone_zones(m, height)


@construction("cone")
def pyramid(m: Maker) -> None:
    """Three to eight sides, sometimes twisted."""
    radius, height = _cone_size(m)
    outline, twist = _polygon(m.count(3, 8)), m.pick(0.0, m.u(-0.8, 0.8))
    rings = []
    for t in np.linspace(0, 1, 6 if twist else 2):
        c, s = np.cos(twist * t), np.sin(twist * t)
        r = radius * (1 - 0.96 * t)
        rings.append(
            np.concatenate(
                [r * outline @ np.array([[c, s], [-s, c]]), np.full((len(outline), 1), t * height)], 1
            )
        )
    m.add("body", loft(rings))
    _cone_zones(m, height)


@construction("cone")
def pylon(m: Maker) -> None:
    """On a plate, with bands, its point cut off."""
    radius, height = _cone_size(m)
    thick, top = m.u(0.03, 0.08) * height, m.u(0.12, 0.4)
    foot = m.u(1.15, 1.5) * radius
    m.add(
        "body",
        block((2 * foot, 2 * foot, thick), (0, 0, thick / 2))
        if m.chance(0.5)
        else lathe([(foot, 0), (foot, thick)], m.sides),
    )
    m.add("body", lathe([(radius, 0.5 * thick), (top * radius, height)], m.sides))
    for share in np.linspace(0.3, 0.75, m.count(0, 3)):
        r = radius + (top - 1) * radius * float(share)
        m.add(
            "body",
            lathe(
                [
                    (1.06 * r, float(share) * height),
                    (1.06 * r - 0.08 * radius, (float(share) + 0.09) * height),
                ],
                m.sides,
            ),
        )
    _cone_zones(m, height)


@construction("cone")
def horn(m: Maker) -> None:
    """Flanks hollow or bulging, stepped, or the axis bent."""
    radius, height = _cone_size(m)
    t = np.linspace(0, 1, 10 if m.fine else 5)
    power, lean = m.pick(m.u(0.5, 0.8), m.u(1.3, 2.2)), m.pick(0.0, m.u(-0.5, 0.5)) * radius
    outline = _polygon(m.sides)
    m.add(
        "body",
        loft(
            [
                np.concatenate(
                    [
                        radius * max(1 - s**power, 0.03) * outline + (lean * s**2, 0),
                        np.full((len(outline), 1), s * height),
                    ],
                    1,
                )
                for s in t.tolist()
            ]
        ),
    )
    _cone_zones(m, height)


def _torus_zones(m: Maker, radius: float) -> None:
    """Outside and inside of the middle circle, the inside by rectangles that fill it."""
    m.zone("ring", "outer")
    for angle in np.radians((20, 45, 70)):
        x, y = 1.01 * radius * float(np.cos(angle)), 1.01 * radius * float(np.sin(angle))
        m.zone("ring", "inner", x=(-x, x), y=(-y, y))


def _torus_size(m: Maker) -> tuple[float, float]:
    radius = _size(m, 0.02, 0.2)
    return radius, max(min(radius * m.u(0.08, 0.45), 0.04), 0.002)


@construction("torus")
def plain_ring(m: Maker) -> None:
    """Round bar."""
    radius, thick = _torus_size(m)
    m.add("ring", ring(radius, thick, m.sides))
    _torus_zones(m, radius)


@construction("torus")
def flat_ring(m: Maker) -> None:
    """Washer, tyre or bangle: square section, edges broken or not."""
    radius, thick = _torus_size(m)
    tall, edge = m.u(0.4, 2.5) * thick, m.u(0.1, 0.4) * thick
    m.add(
        "ring",
        lathe(
            [
                (radius + thick - edge, -tall),
                (radius + thick, -tall + edge),
                (radius + thick, tall - edge),
                (radius + thick - edge, tall),
            ],
            m.sides,
        ),
    )
    m.cut("ring", lathe([(radius - thick, -2 * tall), (radius - thick, 2 * tall)], m.sides))
    _torus_zones(m, radius)


@construction("torus")
def angular_ring(m: Maker) -> None:
    """Hoop bent to a polygon, an oval or a soft square."""
    radius, thick = _torus_size(m)
    thick = min(thick, 0.3 * radius)
    power, aspect = m.u(2, 7), m.u(0.7, 1.0)
    angle = 2 * np.pi * np.arange(36 if m.fine else 12) / (36 if m.fine else 12)
    c, s = np.cos(angle), np.sin(angle)
    path = np.stack(
        [np.sign(c) * np.abs(c) ** (2 / power), aspect * np.sign(s) * np.abs(s) ** (2 / power), 0 * c], 1
    )
    m.add("ring", tube(radius * path, thick, max(6, m.sides // 3), flat=m.u(0.7, 1.4), closed=True))


@construction("torus")
def wrapped_ring(m: Maker) -> None:
    """Rope, bread or tyre with lumps: its bar swells and twists along the way."""
    radius, thick = _torus_size(m)
    thick = min(thick, 0.32 * radius)
    count = 48 if m.fine else 14
    angle = 2 * np.pi * np.arange(count) / count
    lumps = m.count(5, 16) if m.fine else m.count(3, 6)
    size = thick * (1 - m.u(0.08, 0.25) * (0.5 + 0.5 * np.cos(lumps * angle)))
    path = np.stack([radius * np.cos(angle), radius * np.sin(angle), 0.15 * thick * np.sin(lumps * angle)], 1)
    m.add("ring", tube(path, list(size), max(6, m.sides // 3), closed=True))
    _torus_zones(m, radius)


def _sheet_zones(m: Maker, x: float, y: float, corners: bool = True) -> None:
    margin = 0.16 * min(x, y)
    _ends(m, "face", "edge", x - margin, 0)
    _ends(m, "face", "edge", y - margin, 1)
    if corners:
        for p, q in product((-1, 1), repeat=2):
            m.zone("face", "corner", x=_outside(p, x - 2 * margin), y=_outside(q, y - 2 * margin))


def _sheet_size(m: Maker) -> tuple[float, float, float]:
    x = _size(m, 0.03, 0.2)
    y = x * m.u(0.5, 1.3)
    return x, y, min(_size(m, 0.001, 0.014), 0.12 * min(x, y))


@construction("sheet")
def flat_panel(m: Maker) -> None:
    """Oblong, corners sharp or round."""
    x, y, thick = _sheet_size(m)
    m.add(
        "face",
        plate(rectangle(2 * x, 2 * y, m.pick(0.0, m.u(0.03, 0.3)) * min(x, y), 5 if m.fine else 2), thick),
    )
    _sheet_zones(m, x, y)


@construction("sheet")
def bent_sheet(m: Maker) -> None:
    """Curled, arched or rippled."""
    x, y, thick = _sheet_size(m)
    thick = min(thick, 0.006)
    waves, depth = m.pick(0.5, 0.5, 1.0, 1.5, 3.0), m.u(0.04, 0.2) * x
    t = np.linspace(-1, 1, 21 if m.fine else 9)
    line = [(float(x * s), float(depth * np.cos(np.pi * waves * s) / max(waves, 1))) for s in t]
    m.add("face", plate([*line, *[(a, b + thick) for a, b in line[::-1]]], 2 * y, "xz"))
    _sheet_zones(m, x, y)


@construction("sheet")
def pierced_panel(m: Maker) -> None:
    """Frame, grid or plate with holes."""
    x, y, thick = _sheet_size(m)
    nx, ny = m.count(1, 4), m.count(1, 3)
    wide, tall = 1.5 * x / nx * m.u(0.5, 0.8), 1.5 * y / ny * m.u(0.5, 0.8)
    round_hole = m.chance(0.5)
    holes = []
    for i, j in product(range(nx), range(ny)):
        at = (((i + 0.5) / nx - 0.5) * 1.5 * x, ((j + 0.5) / ny - 0.5) * 1.5 * y)
        holes.append(
            circle(min(wide, tall) / 2, 12 if m.fine else 6, at)
            if round_hole
            else rectangle(wide, tall, 0, at=at)
        )
    m.add("face", plate(rectangle(2 * x, 2 * y, 0.08 * min(x, y), 3), thick, holes=holes))
    _sheet_zones(m, x, y)


@construction("sheet")
def tile(m: Maker) -> None:
    """Polygon, disc or oval; the face with a raised border or a relief."""
    x, y, thick = _sheet_size(m)
    count = m.pick(3, 5, 6, 8, m.sides)
    outline = _polygon(count, m.u(0, 1)) * (x, y)
    m.add("face", plate([(float(a), float(b)) for a, b in outline], thick))
    if m.chance(0.6):
        inner = [(float(a), float(b)) for a, b in m.u(0.6, 0.8) * outline]
        m.add("face", plate(inner, thick, at=(0, 0, m.u(0.2, 0.6) * thick)))
    _sheet_zones(m, float(outline[:, 0].max()), float(outline[:, 1].max()), corners=False)


@construction("sheet")
def layered_sheets(m: Maker) -> None:
    """A few sheets lying on one another, not quite in line."""
    x, y, thick = _sheet_size(m)
    count = m.count(2, 4)
    thick = thick / count + 0.0006
    for k in range(count):
        sheet = plate(
            rectangle(2 * x * m.u(0.94, 1.0), 2 * y * m.u(0.94, 1.0)), 1.1 * thick, at=(0, 0, k * thick)
        )
        m.add("face", turn(sheet, "z", m.u(-3, 3)))
    _sheet_zones(m, 0.98 * x, 0.98 * y)


def _prism(m: Maker, outline: list[tuple[float, float]], half: float) -> None:
    """Outline in YZ drawn along X, with its ends and its upper edge."""
    m.add("body", plate(outline, 2 * half, "yz"))
    z = [b for _, b in outline]
    m.zone("body", "edge", z=(max(z) - 0.16 * (max(z) - min(z)), None))
    _ends(m, "body", "end", m.u(0.74, 0.86) * half)


def _prism_size(m: Maker) -> tuple[float, float]:
    radius = _size(m, 0.008, 0.06)
    return radius, min(radius * m.u(1.2, 6), 0.3)


@construction("prism")
def roof_prism(m: Maker) -> None:
    """Triangle on its side: roof, ramp or door wedge."""
    radius, half = _prism_size(m)
    peak = m.u(-0.9, 0.9) * radius
    _prism(m, [(-radius, -0.6 * radius), (radius, -0.6 * radius), (peak, m.u(0.5, 1.3) * radius)], half)


@construction("prism")
def faceted_bar(m: Maker) -> None:
    """Five to eight sides, straight or twisted."""
    radius, half = _prism_size(m)
    outline = _polygon(m.count(5, 8), m.u(0, 1)) * radius
    if m.chance(0.6):
        _prism(m, [(float(a), float(b)) for a, b in outline], half)
        return
    twist = m.u(-1.5, 1.5)
    rings = []
    for t in np.linspace(-1, 1, 9 if m.fine else 5):
        c, s = np.cos(twist * t), np.sin(twist * t)
        rings.append(
            np.concatenate([np.full((len(outline), 1), half * t), outline @ np.array([[c, s], [-s, c]])], 1)
        )
    m.add("body", loft(rings))
    m.zone("body", "edge", z=(0.72 * radius, None))
    _ends(m, "body", "end", 0.8 * half)


@construction("prism")
def profile_beam(m: Maker) -> None:
    """L, T, U or cross section."""
    r, half = _prism_size(m)
    t = m.u(0.25, 0.5) * r
    outline = m.pick(
        [(-r, -r), (r, -r), (r, -r + t), (-r + t, -r + t), (-r + t, r), (-r, r)],
        [
            (-t / 2, -r),
            (t / 2, -r),
            (t / 2, r - t),
            (r, r - t),
            (r, r),
            (-r, r),
            (-r, r - t),
            (-t / 2, r - t),
        ],
        [(-r, -r), (r, -r), (r, r), (r - t, r), (r - t, -r + t), (-r + t, -r + t), (-r + t, r), (-r, r)],
        [
            (-t, -r),
            (t, -r),
            (t, -t),
            (r, -t),
            (r, t),
            (t, t),
            (t, r),
            (-t, r),
            (-t, t),
            (-r, t),
            (-r, -t),
            (-t, -t),
        ],
    )
    _prism(m, outline, half)


@construction("prism")
def star_bar(m: Maker) -> None:
    """Star, gear or half-round section."""
    radius, half = _prism_size(m)
    if m.chance(0.4):
        outline = [
            (-radius, 0.0),
            (radius, 0.0),
            *[
                (float(a), float(b))
                for a, b in arc((0, 0, 0), radius, 0, 180, 12 if m.fine else 6, "yz")[1:-1, 1:]
            ],
        ]
    else:
        points = m.count(4, 9)
        size = np.where(np.arange(2 * points) % 2, m.u(0.6, 0.85), 1.0)
        outline = [(float(a), float(b)) for a, b in radius * size[:, None] * _polygon(2 * points, m.u(0, 1))]
    _prism(m, outline, half)


def _oval_size(m: Maker) -> tuple[float, float, float]:
    long = _size(m, 0.015, 0.12)
    return long, long * m.u(0.35, 0.75), long * m.u(0.3, 0.75)


@construction("ellipsoid")
def plain_oval(m: Maker) -> None:
    """Three radii, smooth or faceted."""
    long, wide, tall = _oval_size(m)
    m.add("body", ball((long, wide, tall), m.sides))
    _ends(m, "body", "end", m.u(0.66, 0.8) * long)


@construction("ellipsoid")
def egg_body(m: Maker) -> None:
    """One end blunter than the other, or both drawn to a point."""
    long, wide, tall = _oval_size(m)
    t = np.linspace(-1, 1, 15 if m.fine else 7)
    pointed = m.u(0.5, 1.1)
    size = np.maximum((1 - t**2) ** pointed, 0.03) * (1 + m.u(-0.35, 0.35) * t)
    m.add(
        "body",
        _along_x(
            [(float(long * a), float(wide * s), float(tall * s)) for a, s in zip(t, size, strict=True)],
            _polygon(m.sides),
        ),
    )
    _ends(m, "body", "end", m.u(0.66, 0.8) * long)


@construction("ellipsoid")
def pebble(m: Maker) -> None:
    """Uneven stone or root."""
    long, wide, tall = _oval_size(m)
    solid = ball((long, wide, tall), 20 if m.fine else 8)
    m.add("body", bumpy(solid, m.u(0.08, 0.2) * tall, m.u(0.6, 1.5) * long, m.random))
    _ends(m, "body", "end", 0.68 * long)


@construction("ellipsoid")
def pill_body(m: Maker) -> None:
    """Capsule or barrel, with a seam or rings."""
    long, wide, _ = _oval_size(m)
    m.add("body", capsule((-long + wide, 0, 0), (long - wide, 0, 0), wide, m.sides, wide * m.u(0.75, 1.0)))
    for x in np.linspace(-0.4, 0.4, m.count(0, 3)) * (long - wide):
        m.add("body", bar((x - 0.05 * wide, 0, 0), (x + 0.05 * wide, 0, 0), 1.04 * wide, m.sides))
    _ends(m, "body", "end", 0.72 * long)


def _rod_zones(m: Maker, half: float) -> None:
    share = m.u(0.12, 0.22)
    m.zone("body", "middle", x=(-share * half, share * half))
    _ends(m, "body", "end", m.u(0.74, 0.84) * half)


def _rod_size(m: Maker) -> tuple[float, float]:
    half = _size(m, 0.06, 0.6)
    return half, min(_size(m, 0.003, 0.022), 0.12 * half)


@construction("rod")
def dowel(m: Maker) -> None:
    """Straight, any section, ends cut or rounded."""
    half, thick = _rod_size(m)
    rows = [(-half, 1.0), (half, 1.0)]
    if m.chance(0.5):
        rows = [(-half, 0.6), (-half + thick, 1.0), (half - thick, 1.0), (half, 0.6)]
    m.add("body", _along_x([(x, thick * s, thick * s) for x, s in rows], _section(m)))
    _rod_zones(m, half)


@construction("rod")
def branch(m: Maker) -> None:
    """Crooked stick, thicker at one end."""
    half, thick = _rod_size(m)
    knots = [
        (float(x), m.u(-0.06, 0.06) * half, m.u(-0.06, 0.06) * half)
        for x in np.linspace(-half, half, m.count(3, 5))
    ]
    path = curve(knots, 16 if m.fine else 6)
    size = np.linspace(1.1, m.u(0.5, 0.9), len(path)) * thick * (1 + 0.08 * m.random.normal(size=len(path)))
    m.add("body", tube(path, list(size), max(6, m.sides // 2)))
    if m.chance(0.5):
        at = path[len(path) // 3]
        m.add(
            "body",
            bar(tuple(at), tuple(at + np.array([2, m.u(-2, 2), 2.5]) * thick), 0.5 * thick, 7, 0.35 * thick),
        )
    _rod_zones(m, half)


@construction("rod")
def jointed_pole(m: Maker) -> None:
    """Bamboo, pipe with couplings or baton with ferrules."""
    half, thick = _rod_size(m)
    m.add("body", bar((-half, 0, 0), (half, 0, 0), thick, max(7, m.sides // 2), m.u(0.8, 1.0) * thick))
    for x in np.linspace(-1, 1, m.count(2, 6)) * half * m.pick(0.97, 0.7):
        wide = m.u(0.4, 2.0) * thick
        m.add("body", bar((x - wide, 0, 0), (x + wide, 0, 0), m.u(1.1, 1.3) * thick, max(7, m.sides // 2)))
    _rod_zones(m, half)


@construction("rod")
def bowed_bar(m: Maker) -> None:
    """Bent in an arc, flattened or twisted."""
    half, thick = _rod_size(m)
    t = np.linspace(-1, 1, 15 if m.fine else 6)
    bow = m.u(-0.25, 0.25) * half
    path = np.stack([half * t, 0 * t, bow * (1 - t**2)], 1)
    m.add(
        "body",
        tube(
            path,
            list(thick * (1 - m.u(0, 0.4) * t**2)),
            max(6, m.sides // 2),
            flat=m.u(0.5, 2.0),
            up=(0, 1, 0),
        ),
    )
    _rod_zones(m, half)


# Things on bodies


def _body(m: Maker, low: float = 0.03, high: float = 0.1) -> tuple[float, float, float]:
    """Body about the origin, shape and size at random; returns its half sizes."""
    size = m.u(low, high)
    x, y, z = size, size * m.u(0.5, 1.1), size * m.u(0.4, 1.2)
    kind = m.pick("box", "soft", "drum", "pot", "egg", "rock", "poly", "dome", "log")
    if kind in ("box", "soft"):
        m.add(
            "body",
            block(
                (2 * x, 2 * y, 2 * z),
                rounding=0 if kind == "box" else m.u(0.1, 0.6) * min(x, y, z),
                sides=12 if m.fine else 4,
            ),
        )
    elif kind == "egg":
        m.add("body", ball((x, y, z), m.sides))
    elif kind == "rock":
        m.add("body", bumpy(ball((x, y, z), 16 if m.fine else 8), 0.1 * min(x, y, z), 1.5 * size, m.random))
    elif kind == "log":
        m.add(
            "body",
            _along_x(
                [(-x, 0.92 * y, 0.92 * z), (-0.9 * x, y, z), (0.9 * x, y, z), (x, 0.92 * y, 0.92 * z)],
                _polygon(m.sides),
            ),
        )
    else:
        rows = {
            "drum": [(1, -1), (1, 1)],
            "poly": [(m.u(0.7, 1), -1), (1, 0), (m.u(0.7, 1), 1)],
            "pot": [(0.7, -1), (1, -0.2), (0.95, 0.4), (0.7, 1)],
            "dome": [(1, -1), (0.97, -0.3), (0.75, 0.55), (0.5, 1)],
        }[kind]
        outline = _polygon(m.count(5, 8), np.pi) if kind == "poly" else _polygon(m.sides)
        m.add(
            "body",
            loft(
                [
                    np.concatenate([r * outline * (x, y), np.full((len(outline), 1), h * z)], 1)
                    for r, h in rows
                ]
            ),
        )
    return x, y, z


def _arch(
    m: Maker, a: float, z: float, height: float, square: float, axis: int = 0, count: int = 19
) -> Double:
    """Path of an arch from -a over z + height to a, along an axis."""
    angle = np.pi - np.pi * np.linspace(0, 1, count if m.fine else 9)
    c, s = np.cos(angle), np.sin(angle)
    path = np.zeros((len(angle), 3))
    path[:, axis] = a * np.sign(c) * np.abs(c) ** (2 / square)
    path[:, 2] = z + height * np.abs(s) ** (2 / square)
    return path


def _thick(m: Maker, low: float = 0.004, high: float = 0.014) -> float:
    """Half thickness of something to hold."""
    return m.u(low, high)


@construction("handle_on_body")
def arch_above(m: Maker) -> None:
    """Arched or square handle over the top, along X or Y."""
    x, y, z = _body(m)
    axis, thick = m.count(0, 1), _thick(m, 0.004, 0.012)
    across = (0, 1, 0) if axis == 0 else (1, 0, 0)
    span = max(m.u(0.5, 0.85) * (x, y)[axis], 0.043 + thick)
    lift = m.u(0.032, 0.05) + thick
    reach = (x, y)[axis]
    start = 0.2 * z if span < reach else -0.1 * z
    span = min(span, 0.97 * reach) if reach > 0.046 else span
    path = _arch(m, span, start, z - start + lift, m.u(2, 6), axis)
    if span >= reach:
        path = np.concatenate([[path[0] * (0.3, 0.3, 1)], path, [path[-1] * (0.3, 0.3, 1)]])
    m.add("handle", tube(path, thick, max(6, m.sides // 2), flat=m.u(0.5, 1.0), up=across))
    m.zone("handle", "handle_middle", z=(z + 0.55 * lift, None))


@construction("handle_on_body")
def loop_behind(m: Maker) -> None:
    """Closed loop at the back: ear, D, or triangle."""
    x, _, z = _body(m, 0.035, 0.09)
    thick, out = _thick(m, 0.004, 0.011), m.u(0.028, 0.045)
    tall = max(m.u(0.5, 0.85) * z, 0.036)
    path = _arch(m, tall, 0.5 * x, 0.5 * x + out + thick, m.pick(m.u(1.9, 2.6), m.u(4, 7)))
    path = np.stack([-path[:, 2], path[:, 1], path[:, 0] + m.u(-0.15, 0.15) * z], 1)
    m.add("handle", tube(path, thick, max(6, m.sides // 2), flat=m.u(0.5, 1.0), up=(0, 1, 0)))
    if tall > z:
        m.add("body", block((0.3 * x, 4 * thick, 2.3 * tall), (-0.5 * x, 0, 0)))
    m.zone("handle", "handle_middle", x=(None, -x - 0.45 * out))


@construction("handle_on_body")
def stick_behind(m: Maker) -> None:
    """Straight grip backwards or slanting down, as on tools and pans."""
    x, _, _ = _body(m, 0.02, 0.09)
    half, length = m.u(0.009, 0.018), m.u(0.1, 0.16)
    drop = m.pick(0.0, m.u(-0.5, 0.2)) * length
    outline = _section(m)
    t = np.linspace(0, 1, 9 if m.fine else 4)
    swell = 1 + m.u(-0.2, 0.25) * np.sin(np.pi * t)
    rings = []
    for s, w in zip(t, swell, strict=True):
        rings.append(
            np.stack(
                [
                    np.full(len(outline), -0.6 * x - (0.4 * x + length) * s),
                    half * w * 0.85 * outline[:, 0],
                    half * w * outline[:, 1] + drop * s,
                ],
                1,
            )
        )
    m.add("handle", loft(rings))
    m.zone("handle", "handle_middle", x=(-x - 0.68 * length, -x - 0.3 * length))


@construction("handle_on_body")
def bracket_grip(m: Maker) -> None:
    """Bar between two posts on the top, as on cases and machines."""
    x, _, z = _body(m, 0.06, 0.12)
    half, lift = m.u(0.008, 0.015), m.u(0.032, 0.045)
    span = m.u(0.046, max(0.05, 0.75 * x))
    for side in (-1, 1):
        m.add(
            "handle",
            bar((side * span, 0, 0), (side * span, 0, z + lift + half), 0.75 * half, max(6, m.sides // 3)),
        )
    over = span + m.u(0.2, 1.5) * half
    rows = [(-over, 0.8), (-0.9 * over, 1.0), (0.9 * over, 1.0), (over, 0.8)]
    m.add(
        "handle",
        _along_x([(a, half * s, half * s) for a, s in rows], _section(m)).translate((0, 0, z + lift + half)),
    )
    if m.chance(0.3):
        m.change("handle", [turn(s, "z", 90) for s in m.solids("handle")])
    m.zone("handle", "handle_middle", z=(z + lift - 0.2 * half, None))


@construction("handle_on_body")
def slotted_fin(m: Maker) -> None:
    """Board with a hand slot standing on the body or behind it."""
    x, _, z = _body(m, 0.05, 0.11)
    wide, tall, thick = m.u(0.12, 0.15), m.u(0.055, 0.075), m.u(0.01, 0.024)
    corner = 5 if m.fine else 2
    outline = rectangle(wide, tall + z, m.u(0.01, 0.03), corner, (0, z / 2 + tall / 2))
    slot = rectangle(
        m.u(0.085, wide - 0.03), m.u(0.026, 0.034), 0.012, corner, (0, z + m.u(0.55, 0.6) * tall - 0.006)
    )
    fin = plate(outline, thick, "xz", holes=[slot])
    m.add(
        "handle",
        turn(fin, "z", m.pick(0, 90)) if m.chance(0.6) else turn(fin, "y", -90).translate((z - x, 0, 0)),
    )


def _knob_rows(m: Maker) -> list[tuple[float, float]]:
    """Profile of a knob of radius 1 from the surface it stands on."""
    return m.pick(
        [(0.5, 0), (0.42, 0.6), (0.9, 0.95), (1, 1.3), (0.8, 1.65), (0.3, 1.8)],
        [(0.6, 0), (0.5, 0.5), (1, 0.8), (1, 1.2), (0.85, 1.3)],
        [(1, 0), (0.96, 0.9), (0.85, 1.0)],
        [(0.45, 0), (0.5, 0.5), (1, 1.6), (0.95, 1.75), (0.5, 1.85)],
        [(0.7, 0), (0.6, 0.3), (0.95, 0.7), (1, 1.1), (0.8, 1.6), (0.4, 2.0), (0.15, 2.3)],
        [(1, 0), (0.8, 0.3), (0.75, 1.6), (0.6, 1.8)],
    )


def _add_knob(m: Maker, z: float, radius: float, x: float = 0.0, y: float = 0.0) -> None:
    rows = _knob_rows(m)
    outline = m.pick(_polygon(max(8, m.sides // 2)), _polygon(max(8, m.sides // 2)), _polygon(m.count(4, 8)))
    rings = [
        np.concatenate(
            [max(r, 0.05) * radius * outline + (x, y), np.full((len(outline), 1), z + h * radius)], 1
        )
        for r, h in [(rows[0][0], -0.6), *rows]
    ]
    m.add("knob", loft(rings))
    top = rows[-1][1]
    if m.chance(0.25) and m.fine:
        m.add("knob", block((2.05 * radius, 0.3 * radius, 0.4 * radius), (x, y, z + (top - 0.1) * radius)))
    m.zone("knob", "knob_top", z=(z + 0.82 * top * radius, None))


@construction("knob_on_body")
def knob_on_top(m: Maker) -> None:
    """Any body, a knob in the middle of its top."""
    _, _, z = _body(m)
    radius = m.u(0.008, 0.022)
    m.add("body", lathe([(1.3 * radius, 0), (1.1 * radius, z + 0.004)], max(8, m.sides // 2)))
    _add_knob(m, z + 0.003, radius)


@construction("knob_on_body")
def knobbed_lid(m: Maker) -> None:
    """Flat or domed lid."""
    radius, rise, thick = m.u(0.04, 0.12), m.u(0.002, 0.04), m.u(0.004, 0.012)
    outline = m.pick(_polygon(m.sides), _polygon(m.sides), _polygon(m.count(4, 8), np.pi / 4))
    rows = [(1, 0), (1, thick), (0.75, thick + 0.6 * rise), (0.25, thick + rise)]
    m.add(
        "body",
        loft([np.concatenate([r * radius * outline, np.full((len(outline), 1), h)], 1) for r, h in rows]),
    )
    _add_knob(m, thick + rise, m.u(0.008, 0.02))


@construction("knob_on_body")
def control_box(m: Maker) -> None:
    """Panel or machine with a dial off its centre."""
    x, y, z = m.u(0.05, 0.11), m.u(0.04, 0.09), m.u(0.012, 0.05)
    m.add("body", block((2 * x, 2 * y, 2 * z), rounding=m.u(0, 0.3) * z if m.fine else 0, sides=8))
    if m.fine:
        m.add("body", block((0.5 * x, 0.5 * y, 0.006), (m.u(-0.4, 0.4) * x, -0.5 * y, z)))
    radius = m.u(0.01, 0.026)
    _add_knob(m, z, radius, m.u(-0.5, 0.5) * x, m.u(0.0, 0.5) * y)


@construction("knob_on_body")
def knobbed_post(m: Maker) -> None:
    """Post, stopper or bell-shaped body that narrows to a knob."""
    radius, height, knob = m.u(0.02, 0.05), m.u(0.05, 0.16), m.u(0.012, 0.024)
    rows = m.pick(
        [(1, 0), (1, 0.1), (0.6, 0.2), (0.5, 0.8), (0.65, 1)],
        [(1, 0), (0.9, 0.3), (0.6, 0.7), (0.4, 1)],
        [(0.8, 0), (1, 0.9), (0.9, 1)],
    )
    m.add("body", lathe([(radius * a, height * b) for a, b in rows], m.sides))
    _add_knob(m, height, knob)


@construction("bar_on_body")
def door_bar(m: Maker) -> None:
    """Panel upright at x = 0 with an upright or level bar in front."""
    wide, tall, thick = m.u(0.05, 0.2), m.u(0.12, 0.3), m.u(0.01, 0.03)
    m.add(
        "body",
        block((thick, 2 * wide, 2 * tall), (-thick / 2, 0, 0), m.pick(0.0, 0.3) * thick if m.fine else 0, 8),
    )
    half, lift = m.u(0.006, 0.014), m.u(0.03, 0.05)
    level = m.chance(0.35) and wide > 0.09
    span = m.u(0.055, 0.85 * (wide if level else tall))
    over = m.u(0.0, 0.025)
    x = lift + half
    y = 0.0 if level else m.u(-0.5, 0.5) * wide
    m.add("bar", bar((x, y, -span - over), (x, y, span + over), half, max(7, m.sides // 2)))
    for side in (-1, 1):
        m.add(
            "bar", bar((-0.5 * thick, y, side * span), (x, y, side * span), 0.8 * half, max(7, m.sides // 2))
        )
    if level:
        m.change("bar", [turn(s, "x", 90) for s in m.solids("bar")])
    _ends(m, "bar", "bar_end", 0.68 * (span + over), 1 if level else 2)


@construction("bar_on_body")
def top_rail(m: Maker) -> None:
    """Rail bent from one rod over the top of a body."""
    x, y, z = _body(m, 0.06, 0.12)
    axis, half = m.count(0, 1), m.u(0.005, 0.012)
    reach = (x, y)[axis]
    span = max(0.85 * reach, 0.05)
    path = _arch(m, span, 0.1 * z if span < reach else -0.2 * z, 0.9 * z + m.u(0.035, 0.07), m.u(5, 9), axis)
    if span >= reach:
        path = np.concatenate([[path[0] * (0.2, 0.2, 1)], path, [path[-1] * (0.2, 0.2, 1)]])
    m.add("bar", tube(path, half, max(7, m.sides // 2), up=(0, 1, 0) if axis == 0 else (1, 0, 0)))
    _ends(m, "bar", "bar_end", 0.72 * span, axis)


@construction("bar_on_body")
def tee_bar(m: Maker) -> None:
    """Cross-bar on a stalk, above or in front."""
    _, _, z = _body(m, 0.03, 0.09)
    half, span, lift = m.u(0.007, 0.014), m.u(0.05, 0.085), m.u(0.035, 0.08)
    top = z + lift + half
    rows = [
        (-span, 0.85),
        (-0.9 * span, 1.0),
        (-0.2 * span, m.u(0.8, 1)),
        (0.2 * span, 1.0),
        (0.9 * span, 1.0),
        (span, 0.85),
    ]
    m.add(
        "bar",
        turn(_along_x([(a, half * s, half * s) for a, s in rows], _section(m)), "z", 90).translate(
            (0, 0, top)
        ),
    )
    m.add("body", bar((0, 0, 0), (0, 0, top - 0.5 * half), m.u(0.5, 0.9) * half, max(7, m.sides // 2)))
    _ends(m, "bar", "bar_end", 0.68 * span, 1)


@construction("bar_on_body")
def push_bar(m: Maker) -> None:
    """Trolley or mower: a wide U behind the body, its middle the bar."""
    x, y, _ = _body(m, 0.06, 0.12)
    half, back, rise = m.u(0.006, 0.013), m.u(0.05, 0.14), m.u(0.0, 0.12)
    span = max(m.u(0.7, 0.95) * y, 0.055)
    at = (-x - back, rise)
    m.add("bar", bar((at[0], -span, at[1]), (at[0], span, at[1]), half, max(7, m.sides // 2)))
    for side in (-1, 1):
        m.add(
            "body",
            tube(
                [
                    (0, side * min(span, 0.6 * y), 0),
                    (-0.5 * x, side * min(span, 0.6 * y), 0),
                    (at[0], side * 0.94 * span, at[1]),
                ],
                0.7 * half,
                max(6, m.sides // 3),
            ),
        )
    _ends(m, "bar", "bar_end", 0.68 * span, 1)


@construction("two_handled_body")
def eared_urn(m: Maker) -> None:
    """Vase, pot or cup with loops at both sides."""
    radius, height = m.u(0.045, 0.1), m.u(0.1, 0.26)
    rows = m.pick(
        [(0.55, 0), (0.9, 0.3), (1, 0.6), (0.6, 0.82), (0.65, 1)],
        [(0.8, 0), (1, 0.35), (0.95, 0.8), (1.05, 1)],
        [(0.35, 0), (0.7, 0.3), (1, 0.65), (0.7, 0.8), (0.4, 1)],
    )
    body = lathe([(radius * a, height * b) for a, b in rows], m.sides)
    m.add(
        "body",
        body
        - lathe(
            [(0.3 * radius, 0.1 * height), (0.55 * radius, 0.6 * height), (0.36 * radius, 1.1 * height)],
            m.sides,
        )
        if m.chance(0.5)
        else body,
    )
    low, high = m.u(0.3, 0.5) * height, m.u(0.8, 0.92) * height
    thick, out = _thick(m, 0.004, 0.009), m.u(0.028, 0.04)
    a, b = (
        radius * float(np.interp(z / height, [h for _, h in rows], [r for r, _ in rows])) for z in (low, high)
    )
    y = max(a, b) + out
    points: list[tuple[float, float, float]] = [
        (0, b - 0.006, high),
        (0, 0.5 * (b + y), high + m.u(0, 0.2) * (high - low)),
        (0, y, 0.6 * high + 0.4 * low),
        (0, 0.6 * y + 0.4 * a, 0.25 * high + 0.75 * low),
        (0, a - 0.006, low),
    ]
    side_handles(
        m,
        tube(curve(points, 15 if m.fine else 7), thick, max(6, m.sides // 3), flat=m.u(0.6, 1), up=(1, 0, 0)),
    )


@construction("two_handled_body")
def bracket_crate(m: Maker) -> None:
    """Box, chest or case with bars on brackets at both sides."""
    x, y, z = m.u(0.07, 0.16), m.u(0.08, 0.18), m.u(0.05, 0.13)
    m.add("body", block((2 * x, 2 * y, 2 * z), rounding=m.pick(0.0, m.u(0.05, 0.3)) * min(x, z), sides=8))
    if m.chance(0.5):
        m.cut("body", block((1.8 * x, 1.8 * y, 2 * z), (0, 0, 0.3 * z)))
    thick, out = _thick(m, 0.004, 0.01), m.u(0.03, 0.042)
    span = m.u(0.048, max(0.05, min(0.8 * x, 0.08)))
    path = _arch(m, span, -0.006, 0.006 + out + thick, m.u(3, 8))
    path = np.stack([path[:, 0], path[:, 2] + y, path[:, 1] + m.u(0, 0.5) * z], 1)
    side_handles(m, tube(path, thick, max(6, m.sides // 3), flat=m.u(0.7, 1.3), up=(0, 0, 1)))


@construction("two_handled_body")
def lugged_dish(m: Maker) -> None:
    """Casserole or dish with flat ears, solid or pierced."""
    radius, height = m.u(0.08, 0.16), m.u(0.04, 0.12)
    outline = m.pick(_polygon(m.sides), np.asarray(rectangle(2, 1.8, 0.4, 5)))
    body = loft(
        [
            np.concatenate([s * radius * outline, np.full((len(outline), 1), h)], 1)
            for s, h in ((0.85, 0), (1, 0.3 * height), (1, height))
        ]
    )
    hollow = loft(
        [
            np.concatenate([s * radius * outline, np.full((len(outline), 1), h)], 1)
            for s, h in ((0.8, 0.08 * height), (0.94, 0.3 * height), (0.94, 1.1 * height))
        ]
    )
    m.add("body", body - hollow)
    edge = radius * float(outline[:, 1].max())
    wide, out, corner = m.u(0.08, 0.12), m.u(0.03, 0.05), 5 if m.fine else 2
    holes = (
        [rectangle(0.68 * wide, 0.55 * out, 0.25 * out, corner, (0, edge + 0.5 * out))]
        if m.chance(0.5)
        else []
    )
    ear = plate(
        rectangle(wide, 2 * out, m.u(0.4, 0.95) * out, corner, (0, edge)),
        m.u(0.007, 0.014),
        at=(0, 0, 0.8 * height),
        holes=holes,
    )
    side_handles(m, ear - hollow.scale((1.02, 1.02, 1)))


@construction("two_handled_body")
def stub_grips(m: Maker) -> None:
    """Grips straight out to the left and right, as on a control column or a plough."""
    _, y, _ = _body(m, 0.04, 0.1)
    half, length, drop = m.u(0.01, 0.018), m.u(0.09, 0.13), m.u(-0.03, 0.03)
    outline = _section(m)
    rings = []
    for t in np.linspace(0, 1, 7 if m.fine else 4):
        s = half * (1 + m.u(-0.06, 0.06))
        rings.append(
            np.stack(
                [
                    s * outline[:, 0],
                    np.full(len(outline), 0.5 * y + (0.5 * y + length) * t),
                    s * outline[:, 1] + drop * t,
                ],
                1,
            )
        )
    side_handles(m, loft(rings))


@construction("loop_on_body")
def ring_on_top(m: Maker) -> None:
    """Weight, bell or bauble with a ring or arch on its top."""
    _, _, z = _body(m, 0.025, 0.08)
    radius, thick = m.u(0.012, 0.05), m.u(0.0025, 0.008)
    thick = min(thick, 0.3 * radius)
    m.add("body", bar((0, 0, 0), (0, 0, z + 1.5 * thick), 2.2 * thick, max(7, m.sides // 2)))
    at = (0, 0, z + radius + 0.5 * thick)
    m.add(
        "loop",
        ring(radius, thick, m.sides, m.pick("x", "y"), at)
        if m.chance(0.7)
        else tube(
            _arch(m, radius, z - 0.5 * z, 2 * radius + 0.5 * z, 2.5),
            thick,
            max(6, m.sides // 3),
            up=(0, 1, 0),
        ),
    )
    m.zone("loop", "loop_top", z=(z + 1.35 * radius, None))


@construction("loop_on_body")
def strap_loop(m: Maker) -> None:
    """Flat strap rising from both sides."""
    x, y, z = _body(m, 0.035, 0.09)
    wide, thin, lift = m.u(0.006, 0.014), m.u(0.0012, 0.003), m.u(0.04, 0.12)
    axis = m.count(0, 1)
    reach = (x, y)[axis]
    path = _arch(m, 0.75 * reach, 0.1 * z, 0.9 * z + lift, m.u(1.6, 3), axis)
    m.add("loop", tube(path, wide, 8, flat=thin / wide, up=(0, 1, 0) if axis == 0 else (1, 0, 0)))
    m.zone("loop", "loop_top", z=(z + 0.6 * lift, None))


@construction("loop_on_body")
def tag(m: Maker) -> None:
    """Flat pendant or label hanging below a ring or cord."""
    wide, tall, thick = m.u(0.015, 0.05), m.u(0.02, 0.07), m.u(0.002, 0.01)
    kind = m.pick("box", "disc", "drop")
    if kind == "box":
        outline = rectangle(2 * wide, 2 * tall, 0.3 * wide, 4 if m.fine else 1)
    elif kind == "disc":
        outline = circle((wide, tall), m.sides)
    else:
        outline = [
            (0.0, tall),
            (-wide, -0.2 * tall),
            (-0.5 * wide, -tall),
            (0.5 * wide, -tall),
            (wide, -0.2 * tall),
        ]
    hole = min(0.25 * wide, 0.006)
    m.add("body", plate(outline, thick, "xz", holes=[circle(hole, 10, (0, 0.72 * tall))]))
    radius, thin = m.u(0.01, 0.04), m.u(0.0012, 0.0026)
    thin = min(thin, 0.8 * hole)
    long = m.u(1.0, 2.5)
    angle = 2 * np.pi * np.arange(24 if m.fine else 10) / (24 if m.fine else 10)
    loop = np.stack([0 * angle, radius * np.sin(angle), radius * long * np.cos(angle)], 1)
    z = 0.72 * tall + radius * long
    m.add("loop", tube(loop + np.array([0, 0, z]), thin, max(6, m.sides // 4), up=(1, 0, 0), closed=True))
    m.zone("loop", "loop_top", z=(z + 0.35 * radius * long, None))


@construction("loop_on_body")
def shackle(m: Maker) -> None:
    """Padlock or karabiner: a U or a half-open hook standing on a block."""
    x, y, z = m.u(0.018, 0.04), m.u(0.006, 0.016), m.u(0.015, 0.04)
    m.add("body", block((2 * x, 2 * y, 2 * z), rounding=m.u(0.05, 0.6) * y if m.fine else 0, sides=8))
    thick, lift = m.u(0.0028, 0.006), m.u(0.025, 0.055)
    path = _arch(m, 0.68 * x, 0.5 * z, 0.5 * z + lift, m.u(2.2, 4))
    if m.chance(0.35):
        path = path[: int(0.85 * len(path))]
    m.add("loop", tube(path, thick, max(6, m.sides // 3), up=(0, 1, 0)))
    m.zone("loop", "loop_top", z=(z + 0.6 * lift, None))


def _shaft(m: Maker) -> tuple[float, float]:
    """Stick from x = 0 backwards with its zones; returns length and half thickness."""
    length = _size(m, 0.1, 0.7)
    half = min(_size(m, 0.004, 0.018), 0.1 * length)
    outline, t = _section(m), np.linspace(0, 1, 9 if m.fine else 4)
    kind = m.pick("even", "taper", "swell", "pommel", "wrapped")
    size = {
        "even": 1 + 0 * t,
        "taper": 0.7 + 0.3 * t,
        "swell": 0.8 + 0.3 * np.sin(np.pi * t),
        "pommel": 0.85 + 0.45 * t**8,
        "wrapped": 0.75 + 0.25 * (t > 0.55),
    }[kind]
    m.add(
        "stick",
        _along_x(
            [(-length * float(a), half * float(s), half * float(s)) for a, s in zip(t, size, strict=True)],
            outline,
        ),
    )
    m.zone("stick", "end", x=(None, -m.u(0.78, 0.86) * length))
    m.zone("stick", "upper", x=(-m.u(0.14, 0.24) * length, None))
    return length, half


@construction("stick_with_head")
def round_head(m: Maker) -> None:
    """Ball, egg, drum or rock on a stick."""
    length, half = _shaft(m)
    radius = max(m.u(0.06, 0.18) * length, 1.6 * half)
    radius = min(radius, 0.09)
    kind = m.pick("ball", "egg", "rock", "drum", "cone")
    at = (0.8 * radius, 0, 0)
    if kind == "ball":
        m.add("head", ball(radius, m.sides, at))
    elif kind == "egg":
        m.add("head", ball((m.u(1.1, 1.7) * radius, radius, m.u(0.6, 1) * radius), m.sides, at))
    elif kind == "rock":
        m.add(
            "head",
            bumpy(ball(radius, 16 if m.fine else 8), 0.12 * radius, 1.6 * radius, m.random).translate(at),
        )
    else:
        m.add(
            "head",
            bar(
                (-0.1 * radius, 0, 0),
                (m.u(1.2, 2.4) * radius, 0, 0),
                radius,
                m.sides,
                radius * (m.u(0.8, 1.1) if kind == "drum" else m.u(0.05, 0.5)),
            ),
        )


@construction("stick_with_head")
def cross_head(m: Maker) -> None:
    """Block or bar across the stick, even or lopsided."""
    length, half = _shaft(m)
    wide = min(max(m.u(0.08, 0.2) * length, 4 * half), 0.12)
    tall = max(m.u(0.3, 0.6) * wide, 1.6 * half)
    shift = m.pick(0.0, m.u(-0.4, 0.4)) * wide
    if m.chance(0.5):
        head = block(
            (2 * tall, 2 * m.u(0.5, 1) * tall, 2 * wide),
            (0.6 * tall, 0, shift),
            m.u(0, 0.4) * tall if m.fine else 0,
            8,
        )
    else:
        head = bar(
            (0.6 * tall, 0, -wide + shift), (0.6 * tall, 0, wide + shift), tall, m.sides, m.u(0.5, 1) * tall
        )
    m.add("head", head)


@construction("stick_with_head")
def flat_head(m: Maker) -> None:
    """Paddle, disc, fan or blade."""
    length, half = _shaft(m)
    long, thick = max(m.u(0.15, 0.45) * length, 6 * half), m.u(0.4, 0.9) * half
    wide = max(long * m.u(0.3, 0.8), 2.5 * half)
    kind = m.pick("disc", "box", "leaf", "axe")
    if kind == "disc":
        outline = circle((long / 2, wide), m.sides, (long / 2 - half, 0))
    elif kind == "box":
        outline = rectangle(
            long, 2 * wide, m.u(0.05, 0.8) * min(long / 2, wide), 4 if m.fine else 1, (long / 2 - half, 0)
        )
    elif kind == "leaf":
        outline = [
            (-half, -1.1 * half),
            (0.3 * long, -wide),
            (0.6 * long, -0.8 * wide),
            (long, 0.0),
            (0.6 * long, 0.8 * wide),
            (0.3 * long, wide),
            (-half, 1.1 * half),
        ]
    else:
        outline = [
            (-half, -2 * half),
            (-0.1 * long, -1.5 * wide),
            (0.7 * long, -1.7 * wide),
            (0.5 * long, -2 * half),
            (0.5 * long, 2 * half),
            (-half, 2 * half),
        ]
    m.add("head", plate(outline, 2 * thick, m.pick("xy", "xz")))


@construction("stick_with_head")
def open_head(m: Maker) -> None:
    """Hoop, fork or cage."""
    length, half = _shaft(m)
    radius, thin = min(max(m.u(0.08, 0.2) * length, 3 * half), 0.13), m.u(0.35, 0.8) * half
    kind = m.pick("hoop", "fork", "cage")
    if kind == "fork":
        count, long = m.count(2, 4), m.u(1.0, 2.2) * radius
        m.add("head", block((2.2 * half, 2 * radius, 2 * half), (0.6 * half, 0, 0)))
        for y in np.linspace(-0.88, 0.88, count) * radius:
            m.add("head", bar((0, y, 0), (long, y, 0), 0.8 * half, 7, 0.4 * half))
    else:
        x = radius + 0.5 * half
        m.add("head", ring(radius, thin, m.sides, "z", (x, 0, 0)))
        if kind == "cage":
            m.add("head", ring(radius, thin, m.sides, "y", (x, 0, 0)))
        m.add("head", bar((-0.5 * half, 0, 0), (1.2 * half, 0, 0), 1.15 * half, max(7, m.sides // 2)))


# Wheels and cranks


def _spread(count: int, phase: float) -> list[float]:
    return [360 * k / count + phase for k in range(count)]


def _wheel_size(m: Maker) -> tuple[float, float, float]:
    radius = _size(m, 0.03, 0.17)
    thick = min(max(m.u(0.06, 0.14) * radius, 0.004), 0.014)
    return radius, thick, max(m.u(0.16, 0.3) * radius, 1.2 * thick)


@construction("valve_wheel")
def spoked_valve(m: Maker) -> None:
    """Round rim, straight or dished spokes, hub with a nut."""
    radius, thick, hub = _wheel_size(m)
    m.add("rim", ring(radius, thick, m.sides))
    drop = -m.pick(0.0, m.u(0.1, 0.4)) * radius
    for angle in _spread(m.count(3, 6), m.u(0, 60)):
        spoke = tube(
            [(0.3 * hub, 0, drop), (radius, 0, 0)],
            [m.u(0.7, 1.0) * thick, 0.7 * thick],
            max(6, m.sides // 3),
            flat=m.u(0.8, 1.8),
        )
        m.add("spokes", turn(spoke, "z", angle))
    m.add(
        "hub",
        lathe([(hub, drop - 1.5 * thick), (hub, drop + 1.5 * thick), (0.7 * hub, drop + 2 * thick)], m.sides),
    )
    if m.chance(0.6):
        m.add(
            "hub",
            bar((0, 0, drop - m.u(2, 10) * thick), (0, 0, drop + 3 * thick), 0.45 * hub, m.pick(6, m.sides)),
        )


@construction("valve_wheel")
def wavy_valve(m: Maker) -> None:
    """Rim in waves, as on garden taps."""
    radius, thick, hub = _wheel_size(m)
    waves = m.count(4, 7)
    count = 8 * waves if m.fine else 4 * waves
    angle = 2 * np.pi * np.arange(count) / count
    r = radius * (1 - m.u(0.05, 0.13) * (0.5 + 0.5 * np.cos(waves * angle)))
    m.add(
        "rim",
        tube(
            np.stack([r * np.cos(angle), r * np.sin(angle), 0 * r], 1),
            thick,
            max(6, m.sides // 3),
            flat=m.u(0.8, 1.5),
            closed=True,
        ),
    )
    for turned in _spread(m.pick(waves, m.count(3, 4)), 0):
        m.add(
            "spokes",
            turn(
                block((0.95 * radius, m.u(1.2, 2.2) * thick, 1.2 * thick), (0.45 * radius, 0, 0)), "z", turned
            ),
        )
    m.add("hub", lathe([(hub, -1.8 * thick), (hub, 1.2 * thick), (0.5 * hub, 2.2 * thick)], m.sides))


@construction("valve_wheel")
def web_valve(m: Maker) -> None:
    """Flat rim cut with hub and web from a plate, holes between the spokes."""
    radius, thick, hub = _wheel_size(m)
    wide = m.u(0.1, 0.16) * radius
    m.add(
        "rim",
        lathe([(radius + wide, -thick), (radius + wide, thick)], m.sides)
        - lathe([(radius - wide, -1), (radius - wide, 1)], m.sides),
    )
    web = lathe([(radius - 0.8 * wide, -0.6 * thick), (radius - 0.8 * wide, 0.6 * thick)], m.sides)
    middle = 0.5 * (hub + radius - wide)
    count = m.count(3, 6)
    size = min(0.42 * (radius - wide - hub), middle * np.sin(np.pi / count) * 0.8)
    holes = [
        bar(
            (middle * np.cos(a), middle * np.sin(a), -1),
            (middle * np.cos(a), middle * np.sin(a), 1),
            float(size),
            max(8, m.sides // 2),
        )
        for a in np.radians(_spread(count, 0))
    ]
    for hole in holes:
        web = web - hole
    m.add("spokes", web)
    m.add("hub", lathe([(hub, -2 * thick), (0.9 * hub, 2 * thick)], m.pick(6, m.sides)))


@construction("valve_wheel")
def handle_spokes(m: Maker) -> None:
    """Square or polygonal rim; spokes run out beyond it to knobs."""
    radius, thick, hub = _wheel_size(m)
    count = m.pick(6, 8, 10, m.sides)
    outer, inner = _polygon(count) * (radius + thick), _polygon(count) * (radius - thick)
    m.add(
        "rim",
        plate(
            [(float(a), float(b)) for a, b in outer],
            2 * thick,
            holes=[[(float(a), float(b)) for a, b in inner]],
        ),
    )
    reach = radius * m.u(1.12, 1.35)
    for angle in _spread(m.count(3, 6), 0):
        m.add("spokes", turn(bar((0, 0, 0), (reach, 0, 0), 0.7 * thick, max(6, m.sides // 3)), "z", angle))
        m.add("spokes", turn(ball(m.u(1.0, 1.4) * thick, max(8, m.sides // 2), (reach, 0, 0)), "z", angle))
    m.add("hub", lathe([(hub, -1.6 * thick), (hub, 1.6 * thick)], m.sides))


def _crank_knob(m: Maker, y: float, z: float, x: float) -> None:
    """Grip along +X at the end of the arm."""
    half, length = m.u(0.008, 0.016), m.u(0.035, 0.1)
    kind = m.pick("even", "swell", "ball", "cone", "waist")
    if kind == "ball":
        half = m.u(0.014, 0.024)
        m.add("knob", bar((x - 0.002, y, z), (x + 0.8 * half, y, z), 0.45 * half, 8))
        m.add("knob", ball(half, m.sides, (x + 1.5 * half, y, z)))
        return
    t = np.linspace(0, 1, 9 if m.fine else 4)
    size = {
        "even": 1 + 0 * t,
        "swell": 0.75 + 0.3 * np.sin(np.pi * t),
        "cone": 0.7 + 0.35 * t,
        "waist": 1 - 0.22 * np.sin(np.pi * t),
    }[kind]
    outline = _polygon(max(7, m.sides // 2)) if m.chance(0.7) else _section(m)
    rows = [
        (x - 0.002 + length * float(a), half * float(s), half * float(s))
        for a, s in zip(t, size, strict=True)
    ]
    m.add("knob", _along_x(rows, outline).translate((0, y, z)))


def _crank_pose(m: Maker) -> tuple[float, float, float]:
    """Length of the arm, and the end of it (y, z)."""
    length, angle = _size(m, 0.045, 0.2), np.radians(m.u(0, 360))
    return length, length * float(np.sin(angle)), length * float(np.cos(angle))


@construction("crank")
def flat_crank(m: Maker) -> None:
    """Flat arm from a drum of a hub."""
    _, y, z = _crank_pose(m)
    hub, deep, thick = m.u(0.012, 0.026), m.u(0.015, 0.04), m.u(0.004, 0.009)
    m.add("hub", bar((0, 0, 0), (deep, 0, 0), hub, m.sides))
    wide = m.u(0.4, 0.8) * hub
    ends = [
        bar((deep - thick, a, b), (deep, a, b), w, max(8, m.sides // 2))
        for a, b, w in ((0, 0, wide), (y, z, m.u(0.7, 1.1) * wide + 0.003))
    ]
    m.add("arm", hull(*ends))
    _crank_knob(m, y, z, deep)


@construction("crank")
def bent_crank(m: Maker) -> None:
    """One bent rod: socket, arm, and a grip round its end."""
    length, y, z = _crank_pose(m)
    thin, deep = m.u(0.004, 0.008), m.u(0.03, 0.07)
    lean = m.u(0.0, 0.3) * length
    m.add("hub", bar((0, 0, 0), (deep, 0, 0), m.u(1.2, 2.0) * thin, max(8, m.sides // 2)))
    path = np.array(
        [
            (deep - 0.01, 0, 0),
            (deep, 0.02 * y, 0.02 * z),
            (deep + lean, 0.96 * y, 0.96 * z),
            (deep + lean + 0.01, y, z),
            (deep + lean + 0.02, y, z),
        ]
    )
    m.add("arm", tube(path, thin, max(6, m.sides // 3), up=(0.1, z, -y)))
    _crank_knob(m, y, z, deep + lean + 0.014)


@construction("crank")
def disc_crank(m: Maker) -> None:
    """Disc or wheel for an arm, grip near its border."""
    length, y, z = _crank_pose(m)
    length, y, z = 0.6 * length + 0.02, 0.6 * y + 0.02 * y / length, 0.6 * z + 0.02 * z / length
    thick, hub = m.u(0.004, 0.01), m.u(0.012, 0.02)
    radius = length + m.u(0.01, 0.02)
    disc = bar((0.015, 0, 0), (0.015 + thick, 0, 0), radius, m.sides)
    if m.chance(0.5):
        middle = 0.5 * (hub + radius)
        for angle in np.radians(_spread(m.count(3, 5), 40)) + np.arctan2(z, y):
            at = (middle * np.cos(angle), middle * np.sin(angle))
            if np.hypot(at[0] - y, at[1] - z) > 0.32 * (radius - hub) + 0.014:
                disc = disc - bar((-1, *at), (1, *at), 0.32 * (radius - hub), max(8, m.sides // 2))
    m.add("arm", disc)
    m.add("hub", bar((0, 0, 0), (0.022 + thick, 0, 0), hub, m.sides))
    _crank_knob(m, y, z, 0.015 + thick)


@construction("crank")
def balanced_crank(m: Maker) -> None:
    """Tapering or curved arm, a counterweight or square socket behind the hub."""
    _, y, z = _crank_pose(m)
    hub, thick = m.u(0.012, 0.02), m.u(0.005, 0.01)
    x = m.u(0.012, 0.03)
    m.add(
        "hub",
        turn(block((2 * x, 1.7 * hub, 1.7 * hub), (x, 0, 0)), "x", m.u(0, 90))
        if m.chance(0.5)
        else bar((0, 0, 0), (2 * x, 0, 0), hub, m.pick(6, m.sides)),
    )
    side = m.u(-0.2, 0.2)
    path = curve([(x, 0, 0), (x, 0.5 * y - side * z, 0.5 * z + side * y), (x, y, z)], 10 if m.fine else 4)
    m.add(
        "arm",
        tube(path, list(np.linspace(1.3, 0.9, len(path)) * thick), max(6, m.sides // 3), up=(1, 0, 0)),
        ball(1.3 * thick, 8, (x, y, z)),
    )
    if m.chance(0.5):
        m.add(
            "arm",
            tube([(x, 0, 0), (x, -0.3 * y, -0.3 * z)], thick, 7, up=(1, 0, 0)),
            ball(2 * thick, 8, (x, -0.32 * y, -0.32 * z)),
        )
    _crank_knob(m, y, z, x + 0.7 * thick)


def _steering(m: Maker, radius: float, tilt: float, top: bool = True) -> None:
    """Zones of the rim, and the tilt of everything: the wheel's upper side leans forward."""
    for part in ("rim", "spokes", "hub"):
        m.change(part, [turn(s, "y", tilt) for s in m.solids(part)])
    low = 0.62 * radius
    m.zone("rim", "rim_bottom", z=(None, -low * float(np.cos(np.radians(tilt)))))
    if top:
        m.zone("rim", "rim_top", z=(low * float(np.cos(np.radians(tilt))), None))
    m.zone("rim", "rim_left", y=(low, None))
    m.zone("rim", "rim_right", y=(None, -low))


@construction("steering_wheel")
def car_wheel(m: Maker) -> None:
    """Thick round rim, two to four flat spokes, padded hub."""
    radius, thick, hub = m.u(0.15, 0.21), m.u(0.01, 0.016), m.u(0.045, 0.075)
    m.add("rim", ring(radius, thick, m.sides, "x"))
    deep = m.u(0.0, 0.04)
    for angle in m.pick((0, 180), (0, 180, 270), (20, 160, 270), (20, 160, 200, 340), (90, 210, 330)):
        spoke = hull(
            block((0.012, 0.01, m.u(0.025, 0.05)), (deep, 0.6 * hub, 0)),
            block((0.01, 0.01, m.u(0.016, 0.035)), (0, radius - 0.3 * thick, 0)),
        )
        m.add("spokes", turn(spoke, "x", angle))
    m.add(
        "hub",
        lathe([(0.9 * hub, -0.012), (hub, 0), (0.8 * hub, 0.014), (0.2 * hub, 0.018)], m.sides)
        .rotate((0, -90, 0))
        .translate((deep, 0, 0)),
    )
    if m.chance(0.5):
        m.add("hub", bar((deep, 0, 0), (deep + m.u(0.05, 0.12), 0, 0), 0.5 * hub, m.sides))
    _steering(m, radius, m.u(0, 35))


@construction("steering_wheel")
def racing_wheel(m: Maker) -> None:
    """Flattened below or nearly square, small, with a plate of a hub."""
    radius, thick, flat = m.u(0.125, 0.165), m.u(0.011, 0.016), m.u(0.55, 0.9)
    power = m.u(2.0, 4.0)
    count = 40 if m.fine else 14
    angle = 2 * np.pi * np.arange(count) / count
    c, s = np.cos(angle), np.sin(angle)
    y, z = radius * np.sign(c) * np.abs(c) ** (2 / power), radius * np.sign(s) * np.abs(s) ** (2 / power)
    m.add(
        "rim",
        tube(
            np.stack([0 * y, y, np.maximum(z, -flat * radius)], 1),
            thick,
            max(6, m.sides // 2),
            flat=m.u(0.8, 1.3),
            up=(1, 0, 0),
            closed=True,
        ),
    )
    for side in (-1, 1):
        m.add("spokes", block((0.006, radius, m.u(0.02, 0.05)), (0, side * 0.5 * radius, 0)))
    m.add("spokes", block((0.006, m.u(0.02, 0.05), flat * radius), (0, 0, -0.5 * flat * radius)))
    m.add("hub", bar((-0.012, 0, 0), (0.02, 0, 0), m.u(0.028, 0.045), m.pick(6, 8, m.sides)))
    _steering(m, min(flat * radius, radius) / 0.8, m.u(0, 30))


@construction("steering_wheel")
def ship_helm(m: Maker) -> None:
    """Wooden felloe ring; turned spokes run through it to handles outside."""
    radius, wide, deep = m.u(0.16, 0.3), m.u(0.014, 0.022), m.u(0.012, 0.02)
    sides = m.pick(m.sides, 8, 10, 12)
    body = lathe([(radius + wide, -deep), (radius + wide, deep)], sides) - lathe(
        [(radius - wide, -1), (radius - wide, 1)], sides
    )
    m.add("rim", body.rotate((0, 90, 0)))
    reach, thin = radius + wide + m.u(0.08, 0.12), m.u(0.007, 0.01)
    rows = [(1.0, 0.0), (1.3, 0.45), (0.8, 0.8), (0.8, 1.0)]
    inner = [(thin * a, b * radius) for a, b in rows]
    outer = [
        (0.9 * thin, radius + wide),
        (1.5 * thin, 0.5 * (radius + wide + reach)),
        (1.2 * thin, reach - 0.01),
        (0.6 * thin, reach),
    ]
    for angle in _spread(m.pick(6, 8), m.pick(0, 22.5)):
        m.add("spokes", turn(lathe([*inner, *outer], max(7, m.sides // 2)), "x", angle))
    hub = m.u(0.035, 0.06)
    m.add(
        "hub",
        bar((-0.022, 0, 0), (0.022, 0, 0), hub, m.sides),
        bar((-0.034, 0, 0), (-0.02, 0, 0), 0.5 * hub, m.sides),
    )
    _steering(m, radius, m.u(0, 10))


@construction("steering_wheel")
def wire_wheel(m: Maker) -> None:
    """Large thin rim of old lorries and boats: rods for spokes, small cap."""
    radius, thick, hub = m.u(0.17, 0.25), m.u(0.007, 0.011), m.u(0.02, 0.04)
    m.add("rim", ring(radius, thick, m.sides, "x"))
    if m.style is Style.SMOOTH and m.chance(0.4):
        bumps = m.count(24, 36)
        for angle in _spread(bumps, 0):
            m.add("rim", turn(ball(0.45 * thick, 8, (-0.7 * thick, radius, 0)), "x", angle))
    dish = m.u(0.0, 0.06)
    for angle in _spread(m.count(3, 5), 90):
        m.add(
            "spokes",
            turn(bar((dish, 0, 0), (0, radius, 0), m.u(0.004, 0.007), max(6, m.sides // 3)), "x", angle),
        )
    m.add(
        "hub",
        lathe([(hub, -0.015), (hub, 0.012), (0.6 * hub, 0.022)], m.sides)
        .rotate((0, -90, 0))
        .translate((dish, 0, 0)),
    )
    _steering(m, radius, m.u(0, 45))
