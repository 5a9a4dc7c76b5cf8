"""Balls, bats, weights and other sports gear, and toys and games."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import few, lay_x, lay_y, smooth_profile
from ..solids import (
    Double,
    Point,
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
    mirrored,
    move,
    plate,
    rectangle,
    ring,
    tube,
    turn,
    union,
    vessel,
    warped,
)

Profile = list[tuple[float, float]]


def _grip_wraps(m: Maker, part: str, start: float, end: float, radius: float, flat: float = 1.0) -> None:
    """Turns of tape round a handle along X, as ridges."""
    if not m.fine or m.chance(0.5):
        return
    turns = min(max(3, int((end - start) / m.u(0.014, 0.024))), 9)
    t = np.linspace(0, 1, 8 * turns)
    angle = 2 * np.pi * turns * t
    path = np.stack([start + (end - start) * t, flat * radius * np.cos(angle), radius * np.sin(angle)], 1)
    m.add(part, tube(path, 0.0012, 4, up=(1, 0, 0)))


def _octagon_bar(m: Maker, start: float, end: float, half: float, flat: float) -> Manifold:
    """Handle of eight flats along X, higher (Z) than wide where flat < 1, with a flare at its start."""
    x = [start, start + 0.012, start + 0.03, end]
    return tube(
        [(v, 0, 0) for v in x], half * np.array([1.16, 1.16, 1.0, 0.96]), m.pick(8, few(m, 1, 8)), flat=flat
    )


# ---------------------------------------------------------------- ball


def _ball_zones(m: Maker, height: float) -> None:
    m.zone("surface", "top", z=(0.24 * height, None))
    m.zone("surface", "bottom", z=(None, -0.24 * height))


def _seam(radius: float, raised: float, count: int) -> Manifold:
    """The one closed seam of tennis balls and baseballs."""
    t = np.linspace(0, 2 * np.pi, count, endpoint=False)
    path = np.stack(
        [np.cos(t) + 0.4 * np.cos(3 * t), np.sin(t) - 0.4 * np.sin(3 * t), 1.2 * np.sin(2 * t)], 1
    )
    path *= radius / np.linalg.norm(path, axis=1, keepdims=True)
    return tube(path, raised, 5, up=(0.31, 0.22, 0.93), closed=True)


@construction("ball")
def ball_small_seamed(m: Maker) -> None:
    """Fits the hand: bare, with a raised seam or a groove along the seam."""
    radius = m.u(0.019, 0.05)
    m.add("surface", ball(radius, m.sides))
    if m.sides >= 24 and m.chance(0.7):
        seam = _seam(radius, 0.025 * radius + 0.0005, 64)
        if m.chance(0.5):
            m.add("surface", seam)
        else:
            m.cut("surface", seam)
    _ball_zones(m, 2 * radius)


@construction("ball")
def ball_large_panelled(m: Maker) -> None:
    """Needs a wide hand: panels parted by grooves round great circles or by parallels."""
    radius = m.u(0.07, 0.122)
    m.add("surface", ball(radius, m.sides))
    groove, panels = m.u(0.0012, 0.0025), m.count(0, 3) if m.sides >= 24 else 0  # few sides miss the groove
    for axis in ("x", "y", "z")[:panels]:
        m.cut("surface", ring(radius, groove, few(m, 1, 8), axis))
    if panels and m.chance(0.4):
        for s in (-1, 1):
            m.cut("surface", ring(0.8 * radius, groove, few(m, 1, 8), "y", (0, 0.6 * s * radius, 0)))
    _ball_zones(m, 2 * radius)


@construction("ball")
def ball_oval(m: Maker) -> None:
    """Pointed or rounded oval, with laces on most."""
    radius, long = m.u(0.055, 0.095), m.u(1.35, 1.85)
    point = m.u(0.3, 0.95)
    x = np.sin(np.linspace(-0.48 * np.pi, 0.48 * np.pi, 16 if m.fine else 7))
    shape = [
        (
            float(radius * (1 - abs(v) ** (1.6 + point)) ** (0.45 + 0.4 * point)) + 0.0005,
            float(radius * long * v),
        )
        for v in x
    ]
    m.add("surface", lay_x(lathe(shape, m.sides)))
    if m.chance(0.75):
        half = 0.3 * radius * long
        m.add("laces", block((2 * half, 0.005, 0.006), (0, 0, radius * 0.985)))
        for v in np.linspace(-0.8, 0.8, m.count(3, 7)):
            m.add("laces", block((0.005, m.u(0.02, 0.03), 0.007), (v * half, 0, radius * 0.975)))
    _ball_zones(m, 2 * radius)


@construction("ball")
def ball_drilled(m: Maker) -> None:
    """Heavy ball with holes: three for bowling, many for a play ball."""
    if m.chance(0.5):
        radius = m.u(0.06, 0.109)
        m.add("surface", ball(radius, m.sides))
        for y, z in ((0.14, 0.1), (-0.14, 0.1), (0, -0.3)):
            way = np.array([0.5, y, z + 0.75]) * radius / np.linalg.norm([0.5, y, z + 0.75])
            m.cut("surface", bar(0.55 * way, 1.1 * way, m.u(0.011, 0.014), few(m)))
    else:
        radius = m.u(0.033, 0.06)
        m.add("surface", ball(radius, m.sides) - ball(0.88 * radius, m.sides))
        count = m.count(10, 22) if m.fine else 8
        k = np.arange(count) + 0.5
        z, angle = 1 - 2 * k / count, np.pi * (1 + 5**0.5) * k
        for a, h in zip(angle, z, strict=True):
            r = np.sqrt(1 - h * h)
            way = np.array([r * np.cos(a), r * np.sin(a), h])
            m.cut("surface", bar(0.6 * radius * way, 1.2 * radius * way, 0.16 * radius, 8))
    _ball_zones(m, 2 * radius)


@construction("ball")
def ball_faceted(m: Maker) -> None:
    """Flat panels as of a football made of pentagons, or rough as a snowball or stone ball."""
    radius = m.u(0.025, 0.11)
    if m.chance(0.5):
        golden = (1 + 5**0.5) / 2
        corners = [(0, s, 3 * t * golden) for s in (-1, 1) for t in (-1, 1)]
        corners += [(s, t * (2 + golden), u * 2 * golden) for s in (-1, 1) for t in (-1, 1) for u in (-1, 1)]
        corners += [
            (s * golden, t * 2, u * (2 * golden + 1)) for s in (-1, 1) for t in (-1, 1) for u in (-1, 1)
        ]
        points = np.array([np.roll(c, k) for c in corners for k in range(3)])
        points *= radius / np.linalg.norm(points[0])
        m.add("surface", Manifold.hull_points(points))
    else:
        m.add("surface", bumpy(ball(radius, m.sides), 0.08 * radius, 0.9 * radius, m.random))
    _ball_zones(m, 2 * radius)


# ---------------------------------------------------------------- rackets


def _hoop(
    m: Maker, centre: float, half: tuple[float, float], thick: float, deep: float, string: bool
) -> None:
    """Oval frame in the XZ plane and its strings."""
    count = 30 if m.fine else 14
    t = np.linspace(0, 2 * np.pi, count, endpoint=False)
    egg = m.u(-0.08, 0.12)
    z = half[1] * np.sin(t) * (1 + egg * np.cos(t))
    path = np.stack([centre + half[0] * np.cos(t), 0 * t, z], 1)
    m.add("head", tube(path, deep, few(m, 4, 6), flat=thick / deep, up=(0, 1, 0), closed=True))
    if string:
        lines = []
        for v in np.linspace(-0.78, 0.78, m.count(5, 9)):
            reach = half[0] * np.sqrt(1 - v * v)
            lines.append(
                bar((centre - reach, 0.0006, v * half[1]), (centre + reach, 0.0006, v * half[1]), 0.0011, 4)
            )
        for v in np.linspace(-0.82, 0.82, m.count(6, 11)):
            reach = half[1] * np.sqrt(1 - v * v) * (1 + egg * v)
            lines.append(
                bar(
                    (centre + v * half[0], -0.0006, -reach), (centre + v * half[0], -0.0006, reach), 0.0011, 4
                )
            )
        m.add("head", union(*lines))
    else:
        outline = [(float(a), float(b)) for a, b in path[:, [0, 2]]]
        m.add("head", plate(outline, 0.002, "xz"))


def _racket_handle(m: Maker, length: float, half: float) -> None:
    m.add("handle", _octagon_bar(m, 0, length, half, m.u(0.85, 0.98)))
    _grip_wraps(m, "handle", 0.035, length - 0.005, half)
    m.zone("handle", "end", x=(None, 0.022))


@construction("tennis_racket")
def racket_open_throat(m: Maker) -> None:
    """Two shafts fork from the handle to an oval hoop."""
    grip, half = m.u(0.15, 0.22), m.u(0.0145, 0.018)
    _racket_handle(m, grip, half)
    fork, head = m.u(0.12, 0.2), (m.u(0.155, 0.18), m.u(0.115, 0.135))
    centre = grip + fork + 0.85 * head[0]
    _hoop(m, centre, head, m.u(0.005, 0.007), m.u(0.008, 0.012), m.chance(0.75))
    for s in (-1, 1):
        points = [
            (grip - 0.02, 0, s * 0.006),
            (grip + 0.3 * fork, 0, s * 0.018),
            (grip + 0.75 * fork, 0, s * 0.055),
            (centre - 0.72 * head[0], 0, s * 0.69 * head[1]),
        ]
        m.add("throat", tube(curve(points, 10 if m.fine else 5), 0.0085, few(m, 3), flat=1.2, up=(0, 0, 1)))
    if m.chance(0.6):
        across = arc((centre, 0, 0), (head[0], head[1]), 150, 210, 8)
        m.add("throat", tube(across, 0.006, few(m, 3)))


@construction("tennis_racket")
def racket_thin_shaft(m: Maker) -> None:
    """Long thin shaft and a small light head."""
    grip, half, shaft = m.u(0.13, 0.2), m.u(0.011, 0.015), m.u(0.15, 0.24)
    _racket_handle(m, grip, half)
    head = (m.u(0.12, 0.145), m.u(0.09, 0.11))
    centre = grip + shaft + head[0]
    m.add("throat", bar((grip - 0.012, 0, 0), (grip + 0.02, 0, 0), half * 0.9, few(m), 0.005))
    m.add("throat", bar((grip, 0, 0), (centre - head[0] + 0.001, 0, 0), m.u(0.0034, 0.005), few(m)))
    _hoop(m, centre, head, m.u(0.0035, 0.005), m.u(0.004, 0.006), m.chance(0.75))
    if m.chance(0.5):
        m.add(
            "throat",
            plate(
                [
                    (centre - head[0] - 0.03, -0.004),
                    (centre - 0.97 * head[0], -0.02),
                    (centre - 0.97 * head[0], 0.02),
                    (centre - head[0] - 0.03, 0.004),
                ],
                0.008,
                "xz",
            ),
        )


@construction("tennis_racket")
def racket_wooden(m: Maker) -> None:
    """Old kind: solid wedge of wood between handle and round hoop."""
    grip, half, throat = m.u(0.16, 0.24), m.u(0.015, 0.019), m.u(0.1, 0.19)
    _racket_handle(m, grip, half)
    head = (m.u(0.125, 0.15), m.u(0.1, 0.118))
    centre = grip + throat + 0.93 * head[0]
    _hoop(m, centre, head, m.u(0.008, 0.011), m.u(0.008, 0.011), m.chance(0.7))
    join = centre - 0.86 * head[0]
    wide = m.u(0.4, 0.5) * head[1]
    hole = [circle(m.u(0.008, 0.016), 10, (join - 0.028, 0))] if m.chance(0.5) else []
    outline = [
        (grip - 0.015, -0.9 * half),
        (grip + 0.5 * throat, -0.75 * half),
        (join - 0.02, -0.6 * wide),
        (join, -wide),
        (join - 0.01, 0),
        (join, wide),
        (join - 0.02, 0.6 * wide),
        (grip + 0.5 * throat, 0.75 * half),
        (grip - 0.015, 0.9 * half),
    ]
    m.add("throat", plate(outline, m.u(0.014, 0.02), "xz", holes=hole))


@construction("tennis_racket")
def racket_teardrop(m: Maker) -> None:
    """The hoop runs in one drop from the shaft."""
    grip, half, shaft = m.u(0.16, 0.22), m.u(0.012, 0.016), m.u(0.08, 0.16)
    _racket_handle(m, grip, half)
    m.add("throat", bar((grip - 0.01, 0, 0), (grip + shaft, 0, 0), 0.85 * half, few(m), 0.007))
    long, wide = m.u(0.26, 0.32), m.u(0.085, 0.105)
    base = grip + shaft - 0.004
    side = [
        (base, 0, 0.004),
        (base + 0.25 * long, 0, 0.5 * wide),
        (base + 0.65 * long, 0, wide),
        (base + 0.93 * long, 0, 0.62 * wide),
        (base + long, 0, 0),
    ]
    path = curve(side, 14 if m.fine else 8)
    closed = np.concatenate([path, (path * (1, 1, -1))[::-1][1:]])
    m.add("head", tube(closed, 0.0065, 6, flat=0.7, up=(0, 1, 0), closed=True))
    lines = []
    for share in np.linspace(0.3, 0.93, m.count(7, 11)):
        reach = float(np.interp(base + share * long, path[:, 0], path[:, 2]))
        lines.append(bar((base + share * long, 0, -reach), (base + share * long, 0, reach), 0.0011, 4))
    for v in np.linspace(-0.7, 0.7, m.count(5, 7)):
        first = float(np.interp(abs(v) * wide, path[: len(path) * 2 // 3, 2], path[: len(path) * 2 // 3, 0]))
        lines.append(
            bar((first, 0.0008, v * wide), (base + long * (0.98 - 0.25 * v * v), 0.0008, v * wide), 0.0011, 4)
        )
    m.add("head", union(*lines))


@construction("tennis_racket")
def racket_solid(m: Maker) -> None:
    """Padel kind: thick bored face on a short handle."""
    grip, half = m.u(0.11, 0.15), m.u(0.0135, 0.017)
    _racket_handle(m, grip, half)
    long, wide, thick = m.u(0.12, 0.15), m.u(0.11, 0.135), m.u(0.02, 0.038)
    centre = grip + m.u(0.06, 0.1) + long
    outline = circle((long, wide), few(m, 1, 10), (centre, 0))
    rows = [
        (x, z) for x in np.linspace(-0.6, 0.6, 5) for z in np.linspace(-0.6, 0.6, 5) if x * x + z * z < 0.5
    ]
    holes = [circle(0.006, 6, (centre + x * long, z * wide)) for x, z in rows] if m.fine else []
    m.add("head", plate(outline, thick, "xz", holes=holes))
    join = centre - 0.92 * long
    for s in (-1, 1):
        m.add(
            "throat",
            hull(
                block((0.03, 0.8 * thick, 0.011), (grip, 0, s * 0.007)),
                block((0.012, 0.9 * thick, 0.02), (join + 0.012, 0, s * 0.36 * wide)),
            ),
        )


# ---------------------------------------------------------------- bats and clubs


def _bat_zones(m: Maker, length: float) -> None:
    m.zone("barrel", "tip", x=(0.9 * length, None))


@construction("baseball_bat")
def bat_turned(m: Maker) -> None:
    """Wood turned in one flowing taper with a knob."""
    length, grip, thick = m.u(0.6, 0.9), m.u(0.011, 0.015), m.u(0.028, 0.036)
    split = m.u(0.36, 0.46)
    m.add(
        "knob",
        lay_x(
            lathe(
                smooth_profile(
                    m, [(0.6 * grip, 0), (1.75 * grip, 0.003), (1.9 * grip, 0.011), (1.1 * grip, 0.024)], 8
                ),
                m.sides,
            )
        ),
    )
    m.add(
        "handle",
        bar((0.012, 0, 0), (0.3 * length, 0, 0), grip, m.sides, grip * 1.02),
        bar((0.3 * length, 0, 0), (split * length + 0.001, 0, 0), grip * 1.02, m.sides, grip * 1.15),
    )
    points = [
        (grip * 1.15, split * length),
        (0.66 * thick, 0.58 * length),
        (0.93 * thick, 0.74 * length),
        (thick, 0.88 * length),
        (0.9 * thick, 0.985 * length),
        (0.3 * thick, length),
    ]
    barrel = lathe(smooth_profile(m, points, 14), m.sides)
    if m.chance(0.4):
        barrel -= ball(0.7 * thick, few(m), (0, 0, length + 0.45 * thick))
    m.add("barrel", lay_x(barrel))
    _bat_zones(m, length)


@construction("baseball_bat")
def bat_metal(m: Maker) -> None:
    """Tube with a short cone, a wrapped grip and a plugged end."""
    length, grip, thick = m.u(0.62, 0.88), m.u(0.0115, 0.016), m.u(0.027, 0.034)
    m.add(
        "knob",
        lay_x(
            lathe(
                [
                    (0.7 * grip, 0),
                    (1.8 * grip, 0.002),
                    (1.8 * grip, m.u(0.008, 0.012)),
                    (grip, m.u(0.014, 0.03)),
                ],
                m.sides,
            )
        ),
    )
    split = m.u(0.38, 0.44) * length
    m.add("handle", bar((0.008, 0, 0), (split, 0, 0), grip, m.sides))
    _grip_wraps(m, "handle", 0.03, 0.8 * split, grip)
    m.add(
        "barrel",
        lay_x(
            lathe(
                [
                    (0.95 * grip, split - 0.003),
                    (grip, split),
                    (thick, split + m.u(0.1, 0.2)),
                    (thick, 0.97 * length),
                    (0.88 * thick, 0.98 * length),
                    (0.88 * thick, length - 0.004),
                    (0.6 * thick, length),
                ],
                m.sides,
            )
        ),
    )
    _bat_zones(m, length)


@construction("baseball_bat")
def bat_carved(m: Maker) -> None:
    """Hewn to flats, knob a separate ball or cone, bands or nails in the thick end in some."""
    length, grip, thick, sides = m.u(0.55, 0.85), m.u(0.012, 0.017), m.u(0.027, 0.038), m.count(5, 8)
    m.add(
        "knob",
        m.pick(
            ball(1.7 * grip, few(m), (0.6 * grip, 0, 0)),
            bar((-0.004, 0, 0), (0.026, 0, 0), 2.0 * grip, sides, grip),
        ),
    )
    split = 0.42 * length
    m.add("handle", bar((0.01, 0, 0), (split, 0, 0), grip, sides, 1.25 * grip))
    m.add(
        "barrel",
        bar((split - 0.002, 0, 0), (0.72 * length, 0, 0), 1.25 * grip, sides, 0.95 * thick),
        bar((0.72 * length, 0, 0), (length, 0, 0), 0.95 * thick, sides, thick),
    )
    extra = m.count(0, 2)
    if extra == 1:
        for share in (0.78, 0.92):
            m.add(
                "barrel",
                bar((share * length - 0.008, 0, 0), (share * length + 0.008, 0, 0), 1.06 * thick, m.sides),
            )
    elif extra == 2:
        nails = [
            bar(
                (x * length, 0, 0),
                (x * length + m.u(-0.01, 0.01), (thick + 0.025) * np.cos(a), (thick + 0.025) * np.sin(a)),
                0.002,
                5,
            )
            for x in (0.75, 0.85, 0.94)
            for a in (m.u(0, 2), m.u(2, 4), m.u(4, 6))
        ]
        m.add("barrel", union(*nails))
    _bat_zones(m, length)


@construction("baseball_bat")
def bat_axe_handled(m: Maker) -> None:
    """Oval grip that flares to a slanting foot instead of a round knob."""
    length, thick = m.u(0.6, 0.86), m.u(0.028, 0.034)
    grip, flat = m.u(0.013, 0.016), m.u(0.72, 0.9)
    split = 0.4 * length
    x = np.array([0.022, 0.06, 0.5 * split, split])
    m.add(
        "handle",
        tube(
            np.stack([x, 0 * x, -0.004 * (x < 0.04)], 1),
            [1.25 * grip, grip, grip, 1.05 * grip],
            m.sides,
            flat=flat,
        ),
    )
    m.add(
        "knob",
        hull(
            turn(bar((-0.002, 0, -0.006), (0.008, 0, -0.006), 1.7 * grip, few(m)), "y", m.u(10, 25)),
            bar((0.02, 0, -0.004), (0.03, 0, -0.003), 1.15 * grip * flat, few(m)),
        ),
    )
    points = [
        (0.9 * grip, split - 0.004),
        (1.1 * grip, split + 0.03),
        (0.8 * thick, 0.6 * length),
        (thick, 0.75 * length),
        (thick, 0.97 * length),
        (0.7 * thick, length),
    ]
    m.add("barrel", lay_x(lathe(smooth_profile(m, points, 10), m.sides)))
    _bat_zones(m, length)


def _golf_stick(m: Maker, length: float) -> None:
    """Grip and shaft along X; the shaft ends at the length."""
    grip, thick = m.u(0.22, 0.3), m.u(0.0115, 0.0145)
    m.add(
        "grip",
        bar((0, 0, 0), (grip, 0, 0), thick, m.sides, 0.72 * thick),
        ball((0.004, thick, thick), few(m), (0, 0, 0)),
    )
    m.add("shaft", bar((grip - 0.01, 0, 0), (length, 0, 0), 0.0075, few(m), 0.0048))
    m.zone("grip", "end", x=(None, 0.18 * grip))
    _grip_wraps(m, "grip", 0.01, 0.85 * grip, 0.88 * thick)


@construction("golf_club")
def golf_iron(m: Maker) -> None:
    """Thin steel blade on a hosel, the face tilted."""
    length = m.u(0.86, 1.02)
    _golf_stick(m, length)
    toe, tall, thick = m.u(0.07, 0.085), m.u(0.035, 0.06), m.u(0.009, 0.02)
    m.add("head", bar((length - 0.05, 0, 0), (length + 0.012, 0, 0), 0.0072, few(m)))
    outline = [
        (length + 0.018, 0.008),
        (length - 0.004, -0.005),
        (length - tall + 0.015, -0.85 * toe),
        (length - 0.6 * tall + 0.015, -toe),
        (length + 0.012, -0.93 * toe),
        (length + 0.022, -0.4 * toe),
    ]
    iron = plate(outline, 0.35 * thick, "xz")
    sole = hull(*(ball((0.006, 0.5 * thick, 0.006), 8, (length + 0.014, 0, z)) for z in (0.0, -0.9 * toe)))
    m.add("head", union(iron, sole))
    if m.fine and m.chance(0.6):
        for k in range(4):
            m.cut(
                "head",
                block((0.0015, 0.001, 0.6 * toe), (length + 0.004 - 0.006 * k, 0.18 * thick, -0.5 * toe)),
            )


@construction("golf_club")
def golf_driver(m: Maker) -> None:
    """Bulging hollow head."""
    length, size = m.u(0.95, 1.16), m.u(0.7, 1.0)
    _golf_stick(m, length)
    head = ball(
        (0.03 * size, 0.048 * size, 0.056 * size), m.sides, (length + 0.004, -0.028 * size, -0.034 * size)
    )
    head -= block((0.2, 0.06, 0.2), (length, 0.03 + 0.008 * size, -0.03))
    m.add("head", head, bar((length - 0.045, 0, 0), (length + 0.006, 0, -0.006), 0.0068, few(m), 0.009))


@construction("golf_club")
def golf_putter(m: Maker) -> None:
    """Short club with a bar or a mallet for a head."""
    length = m.u(0.8, 0.95)
    _golf_stick(m, length)
    wide, deep, high = m.u(0.09, 0.12), m.u(0.016, 0.026), m.u(0.02, 0.027)
    m.add(
        "head",
        block(
            (high, deep, wide), (length + 0.4 * high, 0, -m.u(0.2, 0.45) * wide), 0.003 if m.fine else 0, 8
        ),
    )
    if m.chance(0.5):
        half = plate(circle((0.5 * wide, 0.45 * wide), few(m, 1, 8)), 0.7 * high, "yz") ^ block(
            (1, 1, 1), (0, -0.5, 0)
        )
        m.add("head", move(half, (length + 0.5 * high, 0, -0.3 * wide)))
    m.add("head", bar((length - 0.03, 0, 0), (length + 0.01, 0, 0), 0.007, few(m)))


@construction("golf_club")
def golf_wooden(m: Maker) -> None:
    """Old club: a carved foot bound to the shaft with thread, or a small fairway wood."""
    length, toe = m.u(0.85, 1.05), m.u(0.075, 0.105)
    _golf_stick(m, length)
    stations = [
        (0, 0.010, 0.010),
        (0.25, 0.012, 0.014),
        (0.6, 0.02, 0.022),
        (0.9, 0.018, 0.02),
        (1.0, 0.008, 0.01),
    ]
    around = 2 * np.pi * np.arange(few(m, 1, 8)) / few(m, 1, 8)
    deep = m.u(0.8, 1.3)
    rings = [
        np.stack(
            [
                length + 0.01 * s + h * np.cos(around),
                -0.3 * deep * w + deep * w * np.sin(around),
                np.full(len(around), 0.014 - s * toe),
            ],
            1,
        )
        for s, w, h in stations
    ]
    m.add("head", loft(rings), bar((length - 0.06, 0, 0), (length + 0.004, 0, -0.002), 0.0065, few(m), 0.01))
    if m.fine:
        for k in range(m.count(3, 6)):
            at = length - 0.03 + 0.005 * k
            m.add("head", bar((at - 0.0012, 0, 0), (at + 0.0012, 0, 0), 0.0102, few(m)))


# ---------------------------------------------------------------- weights


def _dumbbell_bar(m: Maker, half: float) -> float:
    """Bar along Y between the weights; returns its radius."""
    radius = m.u(0.0125, 0.0175)
    kind = m.count(0, 2)
    if kind == 0:
        m.add("bar", bar((0, -half, 0), (0, half, 0), radius, m.sides))
    elif kind == 1:
        points = [(0.85, -1), (1.0, -0.6), (1.14, 0), (1.0, 0.6), (0.85, 1)]
        m.add(
            "bar", lay_y(lathe(smooth_profile(m, [(r * radius, z * half) for r, z in points], 10), m.sides))
        )
    else:
        m.add("bar", bar((0, -half, 0), (0, half, 0), 0.93 * radius, m.sides))
        if m.fine:
            for y in np.linspace(-0.8, 0.8, m.count(5, 9)):
                m.add("bar", bar((0, y * half - 0.003, 0), (0, y * half + 0.003, 0), radius, m.sides))
    return radius


def _both(m: Maker, left: Manifold) -> None:
    m.add("left_weight", left)
    m.add("right_weight", mirrored(left, "y"))


@construction("dumbbell")
def dumbbell_hexagonal(m: Maker) -> None:
    """Heads of six or more flats, chamfered."""
    half, size, wide = m.u(0.055, 0.07), m.u(0.035, 0.068), m.u(0.03, 0.08)
    _dumbbell_bar(m, half + 0.01)
    sides = m.pick(6, 6, 8)
    inner = m.u(0.6, 0.95)
    shape = [
        (inner * size, half),
        (size, half + 0.18 * wide),
        (size, half + 0.85 * wide),
        (0.82 * size, half + wide),
    ]
    _both(m, turn(lay_y(lathe(shape, sides)), "y", 180 / sides))


@construction("dumbbell")
def dumbbell_plates(m: Maker) -> None:
    """Discs on a long bar with collars."""
    half, out = m.u(0.058, 0.075), m.u(0.1, 0.14)
    radius = _dumbbell_bar(m, half + 0.004)
    _both(m, bar((0, half - 0.004, 0), (0, half + out, 0), 0.8 * radius, few(m)))
    at, size = half, m.u(0.05, 0.095)
    for _ in range(m.count(1, 3)):
        thick = m.u(0.014, 0.026)
        disc = lay_y(
            lathe(
                [
                    (0.93 * size, at),
                    (size, at + 0.2 * thick),
                    (size, at + 0.8 * thick),
                    (0.93 * size, at + thick),
                ]
                if m.fine
                else [(size, at), (size, at + thick)],
                m.sides,
            )
        )
        _both(m, disc)
        at, size = at + thick, size * m.u(0.7, 1.0)
    _both(m, bar((0, at, 0), (0, at + 0.018, 0), m.u(0.018, 0.026), m.pick(6, m.sides)))


@construction("dumbbell")
def dumbbell_globes(m: Maker) -> None:
    """Balls, or flattened balls, at both ends of the bar."""
    half, size = m.u(0.05, 0.065), m.u(0.03, 0.06)
    _dumbbell_bar(m, half + 0.2 * size)
    squash = m.u(0.75, 1.05)
    _both(m, ball((size, squash * size, size), m.sides, (0, half + 0.85 * squash * size, 0)))
    if m.chance(0.4):
        _both(m, bar((0, half - 0.006, 0), (0, half + 0.01, 0), 0.024, m.sides))


@construction("dumbbell")
def dumbbell_coated(m: Maker) -> None:
    """Moulded in one: soft rounded drums, or rounded blocks, hardly thicker than the hand."""
    half, size, wide = m.u(0.05, 0.06), m.u(0.024, 0.042), m.u(0.03, 0.055)
    _dumbbell_bar(m, half + 0.01)
    if m.chance(0.6):
        shape = [
            (0.5 * size, half - 0.004),
            (0.92 * size, half + 0.1 * wide),
            (size, half + 0.5 * wide),
            (0.92 * size, half + 0.9 * wide),
            (0.5 * size, half + wide),
        ]
        _both(m, lay_y(lathe(smooth_profile(m, shape, 10), m.sides)))
    else:
        _both(
            m,
            block(
                (1.7 * size, wide, 1.9 * size),
                (0, half + 0.5 * wide, 0),
                0.4 * size if m.fine else 0,
                few(m),
            ),
        )


def _kettle_zones(m: Maker, horn: float, low: float, base: float) -> None:
    for s in (-1, 1):
        m.zone("handle", "horn", y=(horn, None) if s > 0 else (None, -horn), z=(None, low))
    m.zone("body", "base", z=(None, base))


def _kettle_handle(
    m: Maker, wide: float, foot: float, low: float, high: float, thick: float, square: float
) -> None:
    """Arch over the body in the YZ plane: from (foot, low) out to `wide` and up to `high`; square 0..1."""
    corner = 0.35 + 0.6 * square
    half = [
        (0, foot, low),
        (0, wide, low + 0.5 * (high - low)),
        (0, corner * wide, high - 0.04 * (high - low)),
        (0, 0, high),
    ]
    side = curve(half, 9 if m.fine else 5)
    path = np.concatenate([side, (side * (1, -1, 1))[::-1][1:]])
    m.add("handle", tube(path, thick, few(m), up=(1, 0, 0)))


@construction("kettlebell")
def kettlebell_cast(m: Maker) -> None:
    """Cast ball with an arched handle and a flat base."""
    radius, thick = m.u(0.055, 0.1), m.u(0.0135, 0.018)
    gap = m.u(0.04, 0.06)
    m.add("body", ball(radius, m.sides, (0, 0, 0.88 * radius)))
    m.cut("body", block((1, 1, 0.2), (0, 0, -0.1)))
    top = 1.88 * radius
    _kettle_handle(
        m,
        m.u(0.06, 0.075),
        min(0.05, 0.7 * radius),
        top - 0.32 * radius,
        top + gap + thick,
        thick,
        m.u(0.2, 0.7),
    )
    _kettle_zones(m, 0.035, top + gap - 0.006, 0.2 * radius)


@construction("kettlebell")
def kettlebell_competition(m: Maker) -> None:
    """Barrel body, square straight handle."""
    radius, thick = m.u(0.07, 0.105), m.u(0.014, 0.0175)
    high = radius * m.u(1.5, 1.8)
    shape = [
        (0.62 * radius, 0),
        (0.9 * radius, 0.15 * high),
        (radius, 0.5 * high),
        (0.88 * radius, 0.85 * high),
        (0.45 * radius, high),
    ]
    m.add("body", lathe(smooth_profile(m, shape, 12), m.sides))
    wide, gap = m.u(0.055, 0.07), m.u(0.045, 0.06)
    bar_at = high + gap + thick - 0.1 * radius
    for s in (-1, 1):
        m.add("handle", capsule((0, 0.85 * s * wide, 0.8 * high), (0, s * wide, bar_at), thick, few(m)))
    m.add("handle", bar((0, -wide, bar_at), (0, wide, bar_at), thick, few(m, 1, 8)))
    _kettle_zones(m, 0.7 * wide, bar_at - thick, 0.15 * high)


@construction("kettlebell")
def kettlebell_blocky(m: Maker) -> None:
    """Vinyl or plated: a rounded block or faceted body under a flat wide handle."""
    size, high = m.u(0.1, 0.15), m.u(0.09, 0.14)
    if m.chance(0.5):
        m.add(
            "body", block((0.8 * size, size, high), (0, 0, 0.5 * high), 0.2 * size if m.fine else 0, few(m))
        )
    else:
        sides = m.count(6, 9)
        m.add(
            "body",
            lathe(
                [(0.42 * size, 0), (0.55 * size, 0.3 * high), (0.55 * size, 0.7 * high), (0.3 * size, high)],
                sides,
            ),
        )
    wide, thick, gap = m.u(0.052, 0.068), m.u(0.011, 0.015), m.u(0.04, 0.055)
    top = high + gap + thick
    outer = rectangle(
        2 * wide + 2 * thick,
        top - 0.7 * high + thick,
        0.7 * wide * m.u(0.4, 1),
        5 if m.fine else 2,
        (0, 0.5 * (top + 0.7 * high) + 0.5 * thick),
    )
    inner = rectangle(
        2 * wide - 2 * thick,
        top - 0.6 * high - thick,
        0.5 * wide * m.u(0.4, 1),
        5 if m.fine else 2,
        (0, 0.5 * (top + 0.6 * high) - 0.5 * thick),
    )
    m.add(
        "handle", plate(outer, 2 * thick, "yz", holes=[inner]) ^ block((1, 1, 1), (0, 0, 0.5 + 0.75 * high))
    )
    _kettle_zones(m, wide - 1.2 * thick, top - thick - 0.004, 0.12 * high)


@construction("kettlebell")
def kettlebell_stacked(m: Maker) -> None:
    """Disc plates one on another below a loop: an adjustable one."""
    level, size = 0.0, m.u(0.065, 0.095)
    for _ in range(m.count(2, 5)):
        thick, r = m.u(0.018, 0.032), size * m.u(0.75, 1.0)
        m.add(
            "body",
            lathe(
                [
                    (0.94 * r, level),
                    (r, level + 0.2 * thick),
                    (r, level + 0.8 * thick),
                    (0.94 * r, level + thick),
                ],
                m.sides,
            ),
        )
        level += thick
    m.add("body", lathe([(0.6 * size, level), (0.35 * size, level + 0.022)], m.sides))
    thick = m.u(0.0125, 0.0165)
    top = level + 0.02 + m.u(0.042, 0.055) + thick
    _kettle_handle(m, m.u(0.058, 0.07), 0.035, level - 0.004, top, thick, m.u(0.5, 1.0))
    _kettle_zones(m, 0.036, top - thick - 0.004, 0.15 * level + 0.004)


# ---------------------------------------------------------------- frisbee


@construction("frisbee")
def frisbee_dished(m: Maker) -> None:
    """Shallow dish, open below, the rim turned down; rings on top of some."""
    radius, deep, wall = m.u(0.1, 0.14), m.u(0.018, 0.034), m.u(0.0022, 0.0035)
    shape = [(0.75 * radius, 0), (0.92 * radius, 0.12 * deep), (0.985 * radius, 0.45 * deep), (radius, deep)]
    dish = vessel(shape if not m.fine else smooth_profile(m, shape, 8), wall, m.sides)
    m.add("disc", turn(dish, "x", 180))
    if m.fine:
        for share in (0.35, 0.5, 0.65)[: m.count(0, 3)]:
            m.add(
                "disc",
                lathe(
                    [
                        (share * radius + 0.0015, -0.0008),
                        (share * radius, 0.0009),
                        (share * radius - 0.003, -0.0008),
                    ],
                    m.sides,
                )
                - lathe([(share * radius - 0.003, -0.01), (share * radius - 0.003, 0.01)], m.sides),
            )
    m.zone("disc", "rim", z=(None, -0.2 * deep))


@construction("frisbee")
def frisbee_ring(m: Maker) -> None:
    """Flying ring with a wide hole."""
    radius, hole, thick = m.u(0.11, 0.165), m.u(0.62, 0.82), m.u(0.006, 0.014)
    inner = hole * radius
    body = lathe(
        [(0.97 * radius, -0.4 * thick), (radius, 0), (0.93 * radius, 0.5 * thick), (inner, 1.2 * thick)],
        m.sides,
    )
    below = lathe([(0.9 * radius, -0.41 * thick), (inner, 0.5 * thick), (inner, 3 * thick)], m.sides)
    m.add("disc", body - below)
    m.zone("disc", "rim", z=(None, 0.2 * thick))


@construction("frisbee")
def frisbee_driver(m: Maker) -> None:
    """Golf disc: solid sharp rim round a thin plate."""
    radius, deep = m.u(0.1, 0.112), m.u(0.012, 0.02)
    rim = m.u(0.013, 0.024)
    top = lathe(
        smooth_profile(
            m,
            [
                (0.97 * radius, -0.55 * deep),
                (radius, -0.45 * deep),
                (radius - 0.8 * rim, -0.05 * deep),
                (0.5 * radius, 0.1 * deep),
                (0.001, 0.14 * deep),
            ],
            10,
        ),
        m.sides,
    )
    body = top + lathe([(radius - rim, -deep), (radius - 0.25 * rim, -deep), (radius, -0.45 * deep)], m.sides)
    m.add("disc", body - lathe([(radius - rim, -2 * deep), (radius - rim, -0.2 * deep)], m.sides))
    m.zone("disc", "rim", z=(None, -0.22 * deep))


@construction("frisbee")
def frisbee_soft(m: Maker) -> None:
    """Flat cloth or foam disc with a round cord for a rim, or a plain lens."""
    radius, thick = m.u(0.09, 0.14), m.u(0.006, 0.011)
    if m.chance(0.5):
        m.add(
            "disc",
            lathe([(radius, -0.2 * thick), (radius, 0.2 * thick)], m.sides),
            ring(radius, thick, m.sides),
        )
        m.zone("disc", "rim", z=(0.25 * thick, None))
        m.zone("disc", "rim", z=(None, -0.25 * thick))
    else:
        sag = m.u(0.008, 0.02)
        shape = [(0.95 * radius, -sag), (radius, -0.8 * sag), (0.8 * radius, -0.1 * sag), (0.001, 0.4 * sag)]
        m.add(
            "disc",
            lathe(smooth_profile(m, shape, 9), m.sides)
            - lathe(
                [(0.93 * radius, -1.5 * sag), (0.75 * radius, -0.5 * sag), (0.3 * radius, -0.25 * sag)],
                m.sides,
            ),
        )
        m.zone("disc", "rim", z=(None, -0.35 * sag))


# ---------------------------------------------------------------- table tennis


def _edge(m: Maker, centre: float, long: float, wide: float) -> None:
    """Rim of the blade: its lower and upper sides and its far end."""
    m.zone("blade", "edge", z=(None, -0.8 * wide))
    m.zone("blade", "edge", z=(0.8 * wide, None))
    m.zone("blade", "edge", x=(centre + 0.82 * long, None))


@construction("table_tennis_bat")
def bat_with_rubber(m: Maker) -> None:
    """Plywood disc, rubber on both faces, a flared or straight handle of two cheeks."""
    long, wide = m.u(0.074, 0.085), m.u(0.068, 0.078)
    grip, wood, rubber = m.u(0.085, 0.11), m.u(0.005, 0.007), m.u(0.0015, 0.0045)
    centre = grip + 0.86 * long
    outline = circle((long, wide), few(m, 1, 10), (centre, 0))
    m.add("blade", plate(outline, wood, "xz"))
    cut = block((1, 1, 1), (grip + m.u(0.004, 0.018) + 0.5, 0, 0))
    for s in (-1, 1):
        m.add("blade", plate(outline, rubber + 0.0005, "xz", (0, s * 0.5 * (wood + rubber), 0)) ^ cut)
    m.add(
        "blade",
        plate(
            [
                (grip - 0.01, -0.013),
                (grip + 0.3 * long, -0.4 * wide),
                (grip + 0.3 * long, 0.4 * wide),
                (grip - 0.01, 0.013),
            ],
            wood,
            "xz",
        ),
    )
    thick, tall, flare = m.u(0.021, 0.025), m.u(0.027, 0.032), m.u(1.0, 1.35)
    x = [0, 0.3 * grip, 0.75 * grip, grip + 0.012]
    m.add(
        "handle",
        tube(
            [(v, 0, 0) for v in x],
            0.5 * tall * np.array([flare, 0.98, 0.9, 0.95]),
            few(m, 1, 8),
            flat=thick / tall,
        ),
    )
    m.zone("handle", "end", x=(None, 0.2 * grip))
    _edge(m, centre, long, wide)


@construction("table_tennis_bat")
def bat_pen_hold(m: Maker) -> None:
    """Short handle, squarish blade, rubber on one face."""
    long, wide, grip, wood = m.u(0.074, 0.084), m.u(0.062, 0.075), m.u(0.055, 0.085), m.u(0.006, 0.009)
    centre = grip + 0.93 * long
    outline = rectangle(2 * long, 2 * wide, m.u(0.5, 0.85) * wide, 6 if m.fine else 3, (centre, 0))
    m.add("blade", plate(outline, wood, "xz"))
    m.add(
        "blade",
        plate(outline, 0.004, "xz", (0, m.pick(-1, 1) * (0.5 * wood + 0.0018), 0))
        ^ block((1, 1, 1), (grip + 0.012 + 0.5, 0, 0)),
    )
    m.add(
        "handle",
        block(
            (grip + 0.016, m.u(0.018, 0.023), m.u(0.021, 0.028)),
            (0.5 * grip + 0.008, 0, 0),
            0.006 if m.fine else 0,
            few(m),
        ),
    )
    m.zone("handle", "end", x=(None, 0.25 * grip))
    _edge(m, centre, long, wide)


@construction("table_tennis_bat")
def bat_one_board(m: Maker) -> None:
    """Beach or paddle bat cut from one board, the handle bound."""
    long, wide, grip = m.u(0.09, 0.14), m.u(0.08, 0.11), m.u(0.1, 0.14)
    wood, half = m.u(0.008, 0.014), m.u(0.012, 0.015)
    centre = grip + 0.88 * long + 0.012
    m.add("blade", plate(circle((long, wide), few(m, 1, 10), (centre, 0)), wood, "xz"))
    neck = [
        (grip - 0.004, -half),
        (grip + 0.03, -1.2 * half),
        (grip + 0.06, -0.6 * wide),
        (grip + 0.06, 0.6 * wide),
        (grip + 0.03, 1.2 * half),
        (grip - 0.004, half),
    ]
    m.add("blade", plate(neck, wood, "xz"))
    m.add(
        "handle",
        tube(
            [(0, 0, 0), (0.012, 0, 0), (0.4 * grip, 0, 0), (grip, 0, 0)],
            half * np.array([m.u(1, 1.25), 1.15, 1.0, 1.0]),
            few(m, 1, 8),
            flat=m.u(0.7, 0.9),
        ),
    )
    _grip_wraps(m, "handle", 0.016, grip - 0.004, half, 0.8)
    m.zone("handle", "end", x=(None, 0.18 * grip))
    _edge(m, centre, long, wide)


# ---------------------------------------------------------------- hockey


def _hockey_zones(m: Maker, length: float) -> None:
    m.zone("shaft", "upper", x=(None, 0.26 * length))
    m.zone("shaft", "lower", x=(0.6 * length, None))


def _bent_blade(
    m: Maker, heel: float, long: float, high: float, thick: float, lie: float, hook: float
) -> Manifold:
    """Plate from the heel towards -Z, its tip curved out of the plane and rounded."""
    count = 9 if m.fine else 5
    t = np.linspace(0, 1, count)
    c, s = np.cos(np.radians(lie)), np.sin(np.radians(lie))
    rings = []
    for v in t:
        tall = high * (0.92 + 0.12 * v) * (1 if v < 0.85 else 0.75 if v < 0.99 else 0.4)
        middle = np.array([heel + s * long * v, hook * long * v**2.2, -c * long * v])
        up = np.array([c, 0, s]) * 0.5 * tall
        side = np.array([0, 0.5 * thick, 0])
        rings.append([middle + up + side, middle - up + side, middle - up - side, middle + up - side])
    return loft(rings)


@construction("hockey_stick")
def stick_for_ice(m: Maker) -> None:
    """Square shaft, long curved blade, the butt taped to a knob."""
    length, high, wide = m.u(1.1, 1.5), m.u(0.026, 0.031), m.u(0.018, 0.022)
    m.add("shaft", block((length, wide, high), (0.5 * length, 0, 0), 0.004 if m.fine else 0, 8))
    if m.chance(0.6):
        m.add("shaft", block((0.02, wide + 0.008, high + 0.008), (0.011, 0, 0), 0.005 if m.fine else 0, 8))
    m.add(
        "blade",
        _bent_blade(
            m,
            length - 0.012,
            m.u(0.24, 0.32),
            m.u(0.055, 0.075),
            m.u(0.008, 0.014),
            m.u(20, 40),
            m.u(-0.2, 0.2),
        ),
    )
    m.add(
        "blade",
        hull(
            block((0.01, wide, high), (length - 0.06, 0, 0)),
            block((0.05, 0.012, 0.05), (length + 0.002, 0, -0.01)),
        ),
    )
    _hockey_zones(m, length)


@construction("hockey_stick")
def stick_for_field(m: Maker) -> None:
    """Round shaft that flattens into a short hook."""
    length, thick, sides = m.u(0.75, 0.95), m.u(0.0145, 0.0175), min(m.sides, 24)
    m.add("shaft", bar((0, 0, 0), (0.5 * length, 0, 0), thick, sides, 0.95 * thick))
    x = np.linspace(0.5 * length, length, 5)
    m.add(
        "shaft",
        tube(np.stack([x, 0 * x, 0 * x], 1), np.linspace(0.95 * thick, 1.45 * thick, 5), sides, flat=0.72),
    )
    _grip_wraps(m, "shaft", 0.01, 0.36 * length, thick)
    reach = m.u(0.045, 0.06)
    path = arc((length - 0.002, 0, -reach), reach, 90, -m.u(50, 85), 12 if m.fine else 6)
    m.add(
        "blade",
        tube(path, np.linspace(1.1 * thick, 0.8 * thick, len(path)), sides, flat=1.45, up=(0, 1, 0)),
    )
    _hockey_zones(m, length)


@construction("hockey_stick")
def stick_for_goal(m: Maker) -> None:
    """Shaft that widens to a paddle, and a large blade."""
    length, high, wide = m.u(1.05, 1.3), m.u(0.025, 0.03), m.u(0.018, 0.022)
    start = length * m.u(0.42, 0.55)
    m.add("shaft", block((start + 0.02, wide, high), (0.5 * start, 0, 0), 0.004 if m.fine else 0, 8))
    tall = m.u(0.075, 0.09)
    m.add(
        "shaft",
        plate(
            [
                (start, -0.5 * high),
                (start + 0.08, -0.5 * tall),
                (length, -0.5 * tall),
                (length, 0.5 * tall),
                (start + 0.08, 0.5 * high),
                (start, 0.5 * high),
            ],
            0.85 * wide,
            "xz",
        ),
    )
    m.add(
        "blade",
        _bent_blade(
            m, length + 0.005, m.u(0.28, 0.36), m.u(0.085, 0.1), 0.018, m.u(18, 32), m.u(-0.15, 0.15)
        ),
    )
    m.add("blade", block((0.06, 0.02, 0.07), (length, 0, -0.01)))
    _hockey_zones(m, length)


@construction("hockey_stick")
def stick_for_floor(m: Maker) -> None:
    """Thin round tube with an open plastic blade."""
    length, thick = m.u(0.75, 1.05), m.u(0.0115, 0.0145)
    m.add("shaft", bar((0, 0, 0), (length, 0, 0), thick, m.sides, 0.9 * thick))
    m.add("shaft", bar((-0.003, 0, 0), (0.3 * length, 0, 0), 1.16 * thick, m.sides))
    _grip_wraps(m, "shaft", 0.0, 0.28 * length, 1.16 * thick)
    solid = _bent_blade(
        m, length + 0.02, m.u(0.21, 0.26), m.u(0.06, 0.08), m.u(0.008, 0.013), m.u(10, 25), m.u(-0.12, 0.12)
    )
    low, high = solid.bounding_box()[2], solid.bounding_box()[5]
    middle = 0.5 * (solid.bounding_box()[0] + solid.bounding_box()[3])
    slots = [
        turn(block((0.034, 0.2, 0.012), (middle, 0, z)), "y", m.u(-15, 15), (middle, 0, z))
        for z in np.linspace(low + 0.05, high - 0.06, m.count(3, 6))
    ]
    m.add("blade", solid - union(*slots))
    m.add("blade", bar((length - 0.05, 0, 0), (length + 0.03, 0, -0.004), 1.2 * thick, few(m), 0.9 * thick))
    _hockey_zones(m, length)


# ---------------------------------------------------------------- dart


def _fins(m: Maker, part: str, start: float, end: float, reach: float, count: int, thick: float) -> None:
    """Plates round the axis X, swept like a kite."""
    lean = m.u(0.2, 0.6) * (start - end)
    for k in range(count):
        outline = [(end, 0.0), (end, reach), (end + lean, 0.98 * reach), (start, 0.001), (start, 0.0)]
        fin = plate(outline, thick, "xz")
        m.add(part, turn(fin, "x", 360 * k / count + 45))


@construction("dart")
def dart_steel(m: Maker) -> None:
    """Needle, knurled metal barrel, thin shaft, four fins."""
    point, barrel, shaft, tail = m.u(0.025, 0.035), m.u(0.04, 0.055), m.u(0.03, 0.05), m.u(0.03, 0.042)
    thick = m.u(0.003, 0.0045)
    front = 0.0
    m.add("tip", bar((front - 0.003, 0, 0), (front + point, 0, 0), 0.0012, few(m, 3), 0.0002))
    m.add(
        "barrel",
        lay_x(
            lathe(
                [(0.7 * thick, -barrel), (thick, -0.9 * barrel), (thick, -0.15 * barrel), (0.5 * thick, 0)],
                few(m, 1, 8),
            )
        ),
    )
    if m.fine:
        for k in range(m.count(3, 8)):
            at = -barrel * (0.2 + 0.08 * k)
            m.add("barrel", bar((at - 0.001, 0, 0), (at + 0.001, 0, 0), 1.14 * thick, few(m)))
    m.add(
        "shaft",
        bar((-barrel + 0.002, 0, 0), (-barrel - shaft - 0.5 * tail, 0, 0), 0.65 * thick, few(m), 0.5 * thick),
    )
    _fins(m, "flight", -barrel - shaft + 0.004, -barrel - shaft - tail, m.u(0.012, 0.019), 4, 0.0008)


@construction("dart")
def dart_moulded(m: Maker) -> None:
    """Plastic throughout: fat barrel with flutes, soft tip, three or four stiff fins."""
    barrel, shaft, tail, thick = m.u(0.035, 0.055), m.u(0.015, 0.03), m.u(0.035, 0.05), m.u(0.0045, 0.0075)
    m.add("tip", bar((-0.004, 0, 0), (m.u(0.018, 0.028), 0, 0), 0.4 * thick, few(m), 0.0008))
    shape = [(0.5, -1.0), (0.95, -0.85), (m.u(0.7, 0.9), -0.5), (1.0, -0.2), (0.45, 0.0)]
    m.add(
        "barrel",
        lay_x(lathe(smooth_profile(m, [(r * thick, z * barrel) for r, z in shape], 12), few(m, 1, 8))),
    )
    m.add("shaft", bar((-barrel + 0.004, 0, 0), (-barrel - shaft - tail, 0, 0), 0.5 * thick, few(m)))
    _fins(m, "flight", -barrel - shaft, -barrel - shaft - tail, m.u(0.014, 0.024), m.count(3, 4), 0.0016)


@construction("dart")
def dart_feathered(m: Maker) -> None:
    """Wooden spindle with a nail in front and a cone or tufts of feather behind, or a big lawn dart."""
    size = m.pick(m.u(0.8, 1.2), m.u(1.8, 2.6))
    barrel, shaft, thick = 0.05 * size, 0.05 * size, m.u(0.0045, 0.007) * size**0.6
    m.add("tip", bar((-0.006, 0, 0), (0.026 * size, 0, 0), 0.0015 * size, few(m, 3), 0.0003))
    m.add(
        "barrel",
        lay_x(
            lathe(
                smooth_profile(
                    m,
                    [
                        (0.4 * thick, -barrel),
                        (0.9 * thick, -0.7 * barrel),
                        (thick, -0.3 * barrel),
                        (0.3 * thick, 0),
                    ],
                    10,
                ),
                m.sides,
            )
        ),
    )
    m.add("shaft", bar((-barrel + 0.004, 0, 0), (-barrel - shaft - 0.01, 0, 0), 0.35 * thick, few(m)))
    back, reach = -barrel - shaft, m.u(0.012, 0.018) * size**0.8
    if m.chance(0.5):
        m.add(
            "flight",
            bar((back + 0.012 * size, 0, 0), (back - 0.03 * size, 0, 0), 0.4 * thick, m.sides, reach),
        )
        m.cut("flight", bar((back, 0, 0), (back - 0.04 * size, 0, 0), 0.2 * thick, few(m), reach))
        m.add("shaft", bar((back, 0, 0), (back - 0.004, 0, 0), 0.35 * thick, few(m)))
    else:
        for k in range(m.count(3, 6)):
            feather = tube(
                [
                    (back + 0.02 * size, 0, 0.3 * thick),
                    (back, 0, 0.6 * reach),
                    (back - 0.03 * size, 0, reach),
                ],
                [0.0012 * size, 0.0022 * size, 0.0012 * size],
                6,
                flat=2.4,
            )
            m.add("flight", turn(feather, "x", 70 * k))


@construction("dart")
def dart_suction(m: Maker) -> None:
    """Toy dart with a suction cup for a tip, or a magnet; soft fins or a ring tail."""
    barrel, shaft, thick = m.u(0.03, 0.05), m.u(0.03, 0.05), m.u(0.0045, 0.0065)
    cup = m.u(0.01, 0.016)
    m.add(
        "tip",
        lay_x(
            lathe(
                [
                    (0.4 * thick, -0.004),
                    (0.4 * thick, 0.006),
                    (0.7 * cup, 0.012),
                    (cup, 0.018),
                    (0.9 * cup, 0.018),
                    (0.2 * cup, 0.012),
                ],
                m.sides,
            )
        ),
    )
    m.add("barrel", bar((-barrel, 0, 0), (0, 0, 0), thick, few(m, 1, 8), 0.9 * thick))
    m.add("shaft", bar((-barrel + 0.002, 0, 0), (-barrel - shaft, 0, 0), 0.55 * thick, few(m)))
    back = -barrel - shaft
    if m.chance(0.5):
        m.add("flight", ring(m.u(0.012, 0.018), 0.0022, few(m, 1, 8), "x", (back + 0.008, 0, 0)))
        m.add("flight", *(turn(block((0.012, 0.0018, 0.03), (back + 0.008, 0, 0)), "x", a) for a in (0, 90)))
    else:
        _fins(m, "flight", back + 0.03, back - 0.004, m.u(0.012, 0.018), m.count(3, 4), 0.0022)


# ---------------------------------------------------------------- shuttlecock


def _cork(m: Maker, radius: float) -> None:
    """Half ball with a flat back at x = 0."""
    shape = [
        (radius, 0),
        (radius, 0.35 * radius),
        (0.8 * radius, 0.9 * radius),
        (0.35 * radius, 1.2 * radius),
        (0.002, 1.28 * radius),
    ]
    m.add("cork", lay_x(lathe(smooth_profile(m, shape, 8), m.sides)))


def _skirt(radius: float, wide: float, long: float, wall: float, sides: int) -> Manifold:
    solid = lathe([(wide, -long), (radius, 0.0)], sides) - lathe(
        [(wide - wall, -long - 0.001), (radius - wall, -0.004)], sides
    )
    return lay_x(solid)


@construction("shuttlecock")
def shuttle_feathers(m: Maker) -> None:
    """Sixteen or so feathers in a ring, tied by threads."""
    radius, wide, long = m.u(0.0125, 0.0145), m.u(0.029, 0.034), m.u(0.055, 0.068)
    _cork(m, radius)
    count = m.count(10, 14) if m.fine else m.count(8, 10)
    feathers = []
    for k in range(count):
        path = [
            (0.003, 0, 0.8 * radius),
            (-0.45 * long, 0, 0.5 * (radius + wide)),
            (-0.55 * long, 0, 0.45 * radius + 0.55 * wide),
            (-0.9 * long, 0, 0.95 * wide),
            (-long, 0, wide),
        ]
        half = np.array([0.0007, 0.0007, 0.0009, 0.0009, 0.0006])
        quill = tube(path[:3], half[:3], 4)
        vane = tube(path[1:], half[1:], 4, flat=m.u(5.6, 6.4))
        feathers.append(turn(union(quill, vane), "x", 360 * k / count + 2))
    m.add("feathers", union(*feathers))
    for share in (0.25, 0.4):
        m.add(
            "feathers",
            ring(radius + share * (wide - radius) - 0.0002, 0.0009, few(m), "x", (-share * long, 0, 0)),
        )
    m.zone("feathers", "skirt_edge", x=(None, -0.8 * long))


@construction("shuttlecock")
def shuttle_plastic(m: Maker) -> None:
    """Moulded skirt with windows, or plain."""
    radius, wide, long = m.u(0.0125, 0.0145), m.u(0.029, 0.034), m.u(0.05, 0.065)
    _cork(m, radius)
    skirt = _skirt(radius, wide, long, 0.0016, max(m.sides, 12))
    if m.chance(0.7):
        rows, per = (3, 10) if m.fine else (1, 6)
        slots = []
        for row in range(rows):
            x = -long * (0.3 + 0.5 * row / max(rows - 1, 1)) if rows > 1 else -0.5 * long
            for k in range(per):
                size = 2 * np.pi * float(np.interp(-x, [0, long], [radius, wide])) / per
                slot = block((0.7 * long / (rows + 1), 0.55 * size, 0.06), (x, 0, 0.035))
                slots.append(turn(slot, "x", 360 * (k + 0.5) / per))
        skirt -= union(*slots)
    m.add("feathers", skirt)
    m.zone("feathers", "skirt_edge", x=(None, -0.84 * long))


@construction("shuttlecock")
def shuttle_simple(m: Maker) -> None:
    """Solid pleated cone behind half a ball."""
    radius, wide, long = m.u(0.012, 0.016), m.u(0.026, 0.036), m.u(0.045, 0.07)
    m.add("cork", ball(radius, m.sides, (0.3 * radius, 0, 0)))
    pleats, deep = m.count(6, 12), m.u(0.0, 0.14)
    around = 2 * np.pi * np.arange(2 * pleats) / (2 * pleats)
    rings = []
    for x, r in ((0.0, 0.85 * radius), (-0.5 * long, 0.55 * wide), (-long, wide)):
        reach = r * (1 + deep * np.where(np.arange(2 * pleats) % 2 == 0, 1, -1))
        rings.append(np.stack([np.full(2 * pleats, x), reach * np.cos(around), reach * np.sin(around)], 1))
    m.add("feathers", loft(rings))
    if m.chance(0.7):
        m.cut(
            "feathers",
            lay_x(lathe([(0.9 * wide * (1 - deep), -long - 0.001), (0.2 * radius, -0.3 * long)], few(m))),
        )
    m.zone("feathers", "skirt_edge", x=(None, -0.78 * long))


@construction("shuttlecock")
def shuttle_plumed(m: Maker) -> None:
    """Kicking shuttlecock: rubber discs below a bunch of long plumes."""
    radius, long = m.u(0.013, 0.02), m.u(0.07, 0.13)
    for k in range(m.count(2, 4)):
        r = radius * (1 - 0.12 * k)
        m.add("cork", bar((0.006 - 0.003 * k, 0, 0), (0.0025 - 0.003 * k, 0, 0), r, m.sides))
    m.add("cork", bar((0.004, 0, 0), (-0.02, 0, 0), 0.45 * radius, few(m)))
    for k in range(m.count(4, 7)):
        flare = m.u(0.2, 0.45) * long
        path = curve(
            [(-0.012, 0, 0.002), (-0.5 * long, 0, 0.35 * flare), (-long, 0, flare)], 6 if m.fine else 4
        )
        plume = tube(
            path,
            np.interp(np.linspace(0, 1, len(path)), [0, 0.4, 0.8, 1], [0.001, 0.0024, 0.0026, 0.0006]),
            6,
            flat=3.4,
        )
        m.add("feathers", turn(plume, "x", 68 * k + m.u(-10, 10)))
    m.zone("feathers", "skirt_edge", x=(None, -0.75 * long))


# ---------------------------------------------------------------- skateboard


def _deck(
    m: Maker,
    outline: Sequence[tuple[float, float]],
    thick: float,
    half: float,
    kick: tuple[float, float],
    flat: float,
    cup: float,
) -> None:
    """Board whose ends rise: tail and nose kicks in metres beyond `flat` of the half length."""

    def rise(p: Double) -> Double:
        over = np.maximum(np.abs(p[:, 0]) / half - flat, 0) / (1 - flat)
        up = np.where(p[:, 0] > 0, kick[1], kick[0]) * over**1.5
        return p + np.stack([0 * up, 0 * up, up + cup * (p[:, 1] / 0.1) ** 2], 1)

    m.add("deck", warped(plate(outline, thick), rise, 0.05 if m.fine else 0.12))
    m.zone("deck", "nose", x=(0.72 * half, None))
    m.zone("deck", "tail", x=(None, -0.72 * half))


def _running_gear(
    m: Maker, places: tuple[float, float], track: float, wheel: float, wide: float, thick: float
) -> None:
    """Trucks and four wheels below the deck's underside at -thick/2."""
    drop = wheel + m.u(0.008, 0.02)
    for sign, x in zip((-1, 1), places, strict=True):
        axle = -0.5 * thick - drop
        m.add("trucks", block((0.075, 0.05, 0.008), (x, 0, -0.5 * thick - 0.003)))
        m.add(
            "trucks",
            hull(
                block((0.02, 0.02, 0.004), (x + 0.01 * sign, 0, -0.5 * thick - 0.006)),
                bar((x, -0.35 * track, axle), (x, 0.35 * track, axle), 0.011, few(m, 3)),
            ),
        )
        m.add("trucks", bar((x, -track, axle), (x, track, axle), 0.0045, few(m, 4)))
        for side in (-1, 1):
            y = side * (track - 0.5 * wide)
            m.add(
                "wheels",
                lay_y(
                    lathe(
                        [
                            (0.85 * wheel, -0.5 * wide),
                            (wheel, -0.25 * wide),
                            (wheel, 0.25 * wide),
                            (0.85 * wheel, 0.5 * wide),
                        ]
                        if m.fine
                        else [(wheel, -0.5 * wide), (wheel, 0.5 * wide)],
                        few(m, 1, 8),
                    )
                ).translate((x, y, axle)),
            )


@construction("skateboard")
def board_two_kicks(m: Maker) -> None:
    """Both ends rounded and turned up alike."""
    half, wide, thick = m.u(0.36, 0.42), m.u(0.19, 0.22), m.u(0.01, 0.014)
    outline = rectangle(2 * half, wide, 0.48 * wide, 6 if m.fine else 3)
    _deck(m, outline, thick, half, (m.u(0.03, 0.06), m.u(0.03, 0.06)), 0.58, m.u(0, 0.006))
    _running_gear(m, (-0.5 * half, 0.5 * half), 0.45 * wide, m.u(0.025, 0.03), m.u(0.03, 0.036), thick)


@construction("skateboard")
def board_cruiser(m: Maker) -> None:
    """Small, pointed in front, one kick behind."""
    half, wide, thick = m.u(0.26, 0.34), m.u(0.14, 0.2), m.u(0.009, 0.016)
    shape = [
        (-half, 0.28 * wide),
        (-0.8 * half, 0.42 * wide),
        (0, 0.5 * wide),
        (0.5 * half, 0.44 * wide),
        (0.85 * half, 0.22 * wide),
        (half, 0.03 * wide),
    ]
    side = [(x, y) for x, y, _ in curve([(x, y, 0) for x, y in shape], 14 if m.fine else 7)]
    outline = [(float(x), -float(y)) for x, y in side] + [(float(x), float(y)) for x, y in side[::-1]]
    _deck(m, outline, thick, half, (m.u(0.03, 0.055), m.u(0, 0.008)), 0.55, 0)
    _running_gear(m, (-0.45 * half, 0.55 * half), 0.46 * wide, m.u(0.028, 0.035), m.u(0.036, 0.046), thick)


@construction("skateboard")
def board_long(m: Maker) -> None:
    """Long and level, with large wheels, in some cut out above them."""
    half, wide, thick = m.u(0.45, 0.58), m.u(0.2, 0.25), m.u(0.012, 0.018)
    outline = rectangle(2 * half, wide, m.u(0.2, 0.49) * wide, 6 if m.fine else 3)
    _deck(m, outline, thick, half, (m.u(0, 0.002), m.u(0, 0.002)), 0.5, m.u(-0.004, 0.004))
    wheel, places = m.u(0.033, 0.038), (-0.74 * half, 0.74 * half)
    if m.chance(0.5):
        for x in places:
            for s in (-1, 1):
                m.cut("deck", block((2.6 * wheel, 0.3 * wide, 0.3), (x, s * 0.5 * wide, 0)))
    _running_gear(m, places, 0.47 * wide, wheel, m.u(0.045, 0.055), thick)


# ---------------------------------------------------------------- rubber duck


@construction("rubber_duck")
def duck_bath(m: Maker) -> None:
    """Round body, ball for a head, flat bill, a pointed tail."""
    size = m.u(0.026, 0.042)
    m.add("body", ball((1.35 * size, size, 0.85 * size), m.sides, (0, 0, 0.75 * size)))
    m.cut("body", block((1, 1, 0.1), (0, 0, -0.05)))
    at = (m.u(0.5, 0.8) * size, 0, m.u(1.95, 2.25) * size)
    m.add(
        "head",
        ball(0.72 * size, m.sides, at),
        bar((0.5 * size, 0, size), at, 0.55 * size, m.sides, 0.5 * size),
    )
    front = at[0] + 0.62 * size
    m.add(
        "head",
        hull(
            ball((0.2 * size, 0.26 * size, 0.1 * size), few(m), (front, 0, at[2])),
            ball(
                (0.14 * size, 0.24 * size, 0.06 * size),
                few(m),
                (front + 0.42 * size, 0, at[2] + m.u(-0.05, 0.1) * size),
            ),
        ),
    )
    m.add(
        "tail",
        hull(
            ball((0.4 * size, 0.5 * size, 0.4 * size), few(m), (-size, 0, 0.85 * size)),
            ball(0.1 * size, 8, (-m.u(1.6, 1.9) * size, 0, m.u(1.35, 1.7) * size)),
        ),
    )
    if m.chance(0.6):
        for s in (-1, 1):
            m.add(
                "wing",
                turn(
                    ball(
                        (0.75 * size, 0.2 * size, 0.4 * size),
                        few(m),
                        (-0.15 * size, 0.85 * s * size, 0.95 * size),
                    ),
                    "y",
                    m.u(0, 20),
                ),
            )
    m.zone("head", "beak", x=(at[0] + 0.7 * size, None))


@construction("rubber_duck")
def duck_blocky(m: Maker) -> None:
    """Of rounded or plain blocks."""
    size, round_ = m.u(0.045, 0.075), m.u(0, 0.4)
    soft = round_ * 0.3 * size if m.fine else 0

    def piece(part: str, dims: Point, at: Point) -> None:
        scaled = [size * v for v in dims]
        m.add(part, block(scaled, [size * v for v in at], min(soft, 0.45 * min(scaled)), 8))

    piece("body", (1.3, 0.9, 0.7), (0, 0, 0.35))
    head = m.u(0.55, 0.7)
    piece("head", (head, head, head), (0.38, 0, 0.66 + 0.5 * head))
    beak = 0.38 + 0.5 * head
    piece("head", (0.3, m.u(0.3, 0.5), 0.14), (beak + 0.12, 0, 0.62 + 0.45 * head))
    piece("tail", (0.3, 0.4, 0.3), (-0.7, 0, 0.62))
    if m.chance(0.6):
        for s in (-1, 1):
            piece("wing", (0.6, 0.14, 0.4), (-0.1, s * 0.5, 0.42))
    m.zone("head", "beak", x=((beak + 0.012) * size, None))


@construction("rubber_duck")
def duck_long_necked(m: Maker) -> None:
    """Boat-shaped body drawn up to the tail, slim neck: as a decoy, a goose or a swan."""
    size, neck = m.u(0.024, 0.034), m.u(1.6, 2.8)
    x = np.array([1.25, 1.0, 0.4, -0.3, -0.9, -1.25]) * size
    z = np.array([0.95, 0.75, 0.65, 0.7, 0.95, 1.2]) * size
    radii = np.array([0.35, 0.7, 0.95, 0.95, 0.6, 0.3]) * size
    path = curve(np.stack([x, 0 * x, z], 1), 12 if m.fine else 6)
    m.add(
        "body",
        tube(path, np.interp(np.linspace(0, 1, len(path)), np.linspace(0, 1, 6), radii), m.sides, flat=1.1),
    )
    m.add(
        "tail",
        bar(
            np.add(path[-1], (0.004, 0, -0.001)),
            np.add(path[-1], (-m.u(0.5, 0.9) * size, 0, m.u(0.3, 0.6) * size)),
            0.3 * size,
            few(m),
            0.08 * size,
        ),
    )
    bow = m.u(-0.2, 0.7) * size
    up = curve(
        [
            (0.95 * size, 0, 0.8 * size),
            (1.15 * size + 0.4 * bow, 0, (0.8 + 0.5 * neck) * size),
            (0.95 * size, 0, (0.8 + neck) * size),
        ],
        8 if m.fine else 5,
    )
    top = up[-1]
    m.add(
        "head",
        tube(up, np.linspace(0.5 * size, 0.32 * size, len(up)), few(m, 1, 8)),
        ball((0.55 * size, 0.45 * size, 0.45 * size), m.sides, np.add(top, (0.15 * size, 0, 0))),
    )
    m.add(
        "head",
        bar(
            np.add(top, (0.5 * size, 0, 0)),
            np.add(top, (m.u(1.1, 1.4) * size, 0, -0.15 * size)),
            0.24 * size,
            few(m),
            0.08 * size,
        ),
    )
    if m.chance(0.5):
        for s in (-1, 1):
            m.add(
                "wing",
                turn(
                    ball(
                        (0.9 * size, 0.22 * size, 0.5 * size),
                        few(m),
                        (-0.2 * size, 0.85 * s * size, 0.95 * size),
                    ),
                    "z",
                    -6 * s,
                ),
            )
    m.zone("head", "beak", x=(top[0] + 0.66 * size, None), z=(top[2] - 0.5 * size, None))


# ---------------------------------------------------------------- toy car


def _wheels(
    m: Maker, places: Sequence[float], track: float, radius: float, wide: float, hub: float = 0.0
) -> None:
    for x in places:
        for side in (-1, 1):
            tyre = lay_y(
                lathe(
                    [
                        (0.9 * radius, -0.5 * wide),
                        (radius, -0.3 * wide),
                        (radius, 0.3 * wide),
                        (0.9 * radius, 0.5 * wide),
                    ]
                    if m.fine
                    else [(radius, -0.5 * wide), (radius, 0.5 * wide)],
                    few(m, 1, 8),
                )
            )
            m.add("wheels", tyre.translate((x, side * track, radius)))
            if hub:
                m.add(
                    "wheels",
                    bar(
                        (x, side * (track + 0.5 * wide - 0.001), radius),
                        (x, side * (track + 0.5 * wide + hub), radius),
                        0.35 * radius,
                        few(m),
                    ),
                )


def _car_zones(m: Maker, length: float, roof: float) -> None:
    m.zone("body", "bonnet", x=(0.3 * length, None))
    m.zone("body", "rear", x=(None, -0.32 * length))
    m.zone("body", "roof", z=(roof, None))


def _cabin(
    m: Maker,
    low: float,
    high: float,
    back: tuple[float, float],
    front: tuple[float, float],
    wide: float,
    taper: float,
) -> Manifold:
    """Frustum between heights; back and front are x at the foot and at the roof."""
    corners = []
    for level, k, w in ((low, 0, wide), (high, 1, taper * wide)):
        corners += [
            ball(0.0025, 8, (x, s * 0.5 * w, level))
            if m.fine
            else block((0.001, 0.001, 0.001), (x, s * 0.5 * w, level))
            for x in (back[k], front[k])
            for s in (-1, 1)
        ]
    return hull(*corners)


@construction("toy_car")
def car_saloon(m: Maker) -> None:
    """Lower body, glasshouse above it, wheels in arches."""
    length = m.u(0.065, 0.2)
    wide, belt, roof, wheel = (
        m.u(0.4, 0.46) * length,
        0.17 * length,
        m.u(0.27, 0.33) * length,
        m.u(0.065, 0.085) * length,
    )
    floor = 0.7 * wheel
    m.add(
        "body",
        block(
            (length, wide, belt - floor + 0.02 * length),
            (0, 0, 0.5 * (belt + floor)),
            0.035 * length if m.fine else 0,
            10,
        ),
    )
    m.add(
        "body",
        _cabin(
            m,
            belt,
            roof,
            (-m.u(0.25, 0.45) * length, -m.u(0.18, 0.3) * length),
            (0.24 * length, 0.08 * length),
            0.92 * wide,
            0.78,
        ),
    )
    arches = (-0.29 * length, 0.3 * length)
    for x in arches:
        for s in (-1, 1):
            m.cut("body", bar((x, s * 0.36 * wide, wheel), (x, s * 0.6 * wide, wheel), 1.18 * wheel, few(m)))
    _wheels(m, arches, 0.43 * wide, wheel, 0.16 * wide, 0.004 * (length > 0.1))
    m.add("wheels", *(bar((x, -0.4 * wide, wheel), (x, 0.4 * wide, wheel), 0.2 * wheel, 6) for x in arches))
    _car_zones(m, length, 0.5 * (belt + roof))


@construction("toy_car")
def car_racer(m: Maker) -> None:
    """Slim hull between open wheels, wings in front and behind, a driver's hump."""
    length = m.u(0.07, 0.22)
    wide, wheel = 0.42 * length, m.u(0.075, 0.11) * length
    stations = [
        (-0.45, 0.12, 0.16),
        (-0.2, 0.17, 0.2),
        (0.1, 0.14, 0.13),
        (0.35, 0.08, 0.09),
        (0.5, 0.05, 0.06),
    ]
    around = 2 * np.pi * np.arange(few(m, 2, 8)) / few(m, 2, 8)
    rings = [
        np.stack(
            [
                np.full(len(around), x * length),
                0.5 * w * length * np.cos(around),
                (0.09 + 0.5 * h * np.sin(around)) * length,
            ],
            1,
        )
        for x, w, h in stations
    ]
    m.add("body", loft(rings))
    m.add(
        "body",
        ball(
            (0.1 * length, 0.06 * length, m.u(0.07, 0.1) * length),
            few(m),
            (-0.12 * length, 0, 0.17 * length),
        ),
    )
    m.add("body", block((0.08 * length, 0.9 * wide, 0.012 * length), (0.48 * length, 0, 0.07 * length)))
    tall = m.u(0.2, 0.28) * length
    m.add(
        "body",
        block((0.08 * length, 0.75 * wide, 0.014 * length), (-0.46 * length, 0, tall)),
        block(
            (0.05 * length, 0.06 * length, tall - 0.08 * length),
            (-0.45 * length, 0, 0.5 * tall + 0.04 * length),
        ),
    )
    places = (-0.33 * length, 0.31 * length)
    _wheels(m, places, 0.5 * wide, wheel, m.u(0.09, 0.13) * length)
    m.add(
        "wheels", *(bar((x, -0.5 * wide, wheel), (x, 0.5 * wide, wheel), 0.015 * length, 6) for x in places)
    )
    _car_zones(m, length, 0.185 * length)


@construction("toy_car")
def car_van(m: Maker) -> None:
    """One tall box: van, bus or lorry with a separate cab, sometimes things on the roof."""
    length = m.u(0.07, 0.22)
    wide, high, wheel = m.u(0.38, 0.48) * length, m.u(0.38, 0.5) * length, m.u(0.07, 0.1) * length
    floor, soft = 0.8 * wheel, 0.03 * length if m.fine else 0
    if m.chance(0.5):
        m.add("body", block((length, wide, high - floor), (0, 0, 0.5 * (high + floor)), soft, 10))
        if m.chance(0.5):
            m.cut(
                "body",
                turn(
                    block((0.4 * length, wide * 2, high), (0.62 * length, 0, 1.1 * high)),
                    "y",
                    m.u(-35, -20),
                    (0.5 * length, 0, high),
                ),
            )
    else:
        gap = m.u(0.1, 0.2) * length
        m.add("body", block((length, 0.7 * wide, 0.08 * length), (0, 0, floor + 0.04 * length)))
        m.add(
            "body",
            block(
                (0.28 * length, wide, 0.75 * high - floor),
                (0.36 * length, 0, 0.5 * (0.75 * high + floor)),
                soft,
                10,
            ),
        )
        m.add(
            "body",
            block(
                (length - 0.28 * length - 0.3 * gap, wide, high - floor - 0.06 * length),
                (-0.15 * length - 0.15 * gap, 0, 0.5 * (high + floor) + 0.03 * length),
                0.5 * soft,
                10,
            ),
        )
    if m.chance(0.5):
        m.add(
            "body", block((0.3 * length, 0.6 * wide, 0.05 * length), (-0.1 * length, 0, high + 0.02 * length))
        )
    places = (-0.3 * length, 0.32 * length)
    _wheels(m, places, 0.46 * wide, wheel, 0.2 * wide)
    m.add(
        "wheels", *(bar((x, -0.45 * wide, wheel), (x, 0.45 * wide, wheel), 0.25 * wheel, 6) for x in places)
    )
    _car_zones(m, length, 0.8 * high)


@construction("toy_car")
def car_wooden(m: Maker) -> None:
    """Sawn from a board to an outline, disc wheels pinned to its sides."""
    length, wide = m.u(0.08, 0.18), m.u(0.022, 0.045)
    tall, wheel, low = m.u(0.32, 0.48) * length, m.u(0.1, 0.15) * length, m.u(0.18, 0.24) * length
    peak = m.u(-0.2, 0.1)
    points = [
        (-0.5, 0.1, 0),
        (-0.48, low / length + 0.06, 0),
        (peak - 0.15, tall / length, 0),
        (peak + 0.12, 0.98 * tall / length, 0),
        (0.28, low / length, 0),
        (0.48, 0.8 * low / length, 0),
        (0.5, 0.09, 0),
    ]
    line = curve(points, 22) if m.fine else np.asarray(points)
    m.add("body", plate([(float(x) * length, float(z) * length) for x, z, _ in line], wide, "xz"))
    if m.chance(0.6):
        m.cut(
            "body",
            plate(circle((0.09 * length, 0.07 * length), few(m), (peak * length, 0.72 * tall)), 0.2, "xz"),
        )
    thick, places = m.u(0.006, 0.012), (-0.3 * length, 0.3 * length)
    _wheels(m, places, 0.5 * wide + 0.5 * thick + 0.0005, wheel, thick, 0.003)
    m.add(
        "wheels",
        *(
            bar((x, -0.5 * wide - 0.7 * thick, wheel), (x, 0.5 * wide + 0.7 * thick, wheel), 0.0035, 6)
            for x in places
        ),
    )
    _car_zones(m, length, 0.72 * tall)


@construction("toy_car")
def car_beetle(m: Maker) -> None:
    """Dome over a flat pan with separate mudguards; a jeep without the dome in some."""
    length = m.u(0.06, 0.18)
    wide, wheel = 0.46 * length, m.u(0.085, 0.11) * length
    m.add(
        "body",
        block(
            (0.9 * length, 0.7 * wide, 0.1 * length), (0, 0, 0.13 * length), 0.03 * length if m.fine else 0, 8
        ),
    )
    dome = m.u(0.2, 0.26) * length
    m.add(
        "body",
        ball((0.36 * length, 0.36 * wide, dome), m.sides, (-0.06 * length, 0, 0.15 * length)),
        ball((0.24 * length, 0.28 * wide, 0.11 * length), few(m, 1, 8), (0.26 * length, 0, 0.16 * length)),
    )
    places = (-0.28 * length, 0.28 * length)
    for x in places:
        for s in (-1, 1):
            m.add(
                "body",
                ball((1.5 * wheel, 0.11 * length, 1.35 * wheel), few(m), (x, s * 0.36 * wide, 1.1 * wheel)),
            )
    m.cut("body", block((1, 1, 0.2), (0, 0, -0.1 + 0.7 * wheel)))
    _wheels(m, places, 0.5 * wide, wheel, 0.16 * wide)
    m.add("wheels", *(bar((x, -0.5 * wide, wheel), (x, 0.5 * wide, wheel), 0.2 * wheel, 6) for x in places))
    _car_zones(m, length, 0.15 * length + 0.6 * dome)


# ---------------------------------------------------------------- yo-yo


def _string(m: Maker, radius: float, gap: float) -> None:
    """Wound on the axle; in most a free end hangs from it and closes to a loop for the finger."""
    m.add("string", bar((0, -gap - 0.0005, 0), (0, gap + 0.0005, 0), m.u(0.45, 0.75) * radius, few(m, 1, 8)))
    if m.chance(0.65):
        long = m.u(0.04, 0.25)
        start = 0.5 * radius
        path = curve(
            [
                (0, 0, 0.4 * radius),
                (0.2 * start, 0, radius + 0.02),
                (m.u(-0.01, 0.02), m.u(-0.01, 0.01), radius + long),
            ],
            8 if m.fine else 4,
        )
        m.add("string", tube(path, 0.0011, 5))
        m.add("string", ring(0.009, 0.0011, few(m, 1, 8), "y", np.add(path[-1], (0, 0, 0.009))))


def _halves(m: Maker, shape: Profile) -> None:
    """A cheek turned about Y, from the gap outwards, and its mirror image."""
    half = lay_y(lathe(shape, m.sides))
    m.add("left_half", half)
    m.add("right_half", mirrored(half, "y"))


@construction("yo_yo")
def yo_yo_classic(m: Maker) -> None:
    """Rounded cheeks, the gap narrow."""
    radius, wide, gap = m.u(0.025, 0.034), m.u(0.012, 0.018), 0.0014
    points = [
        (0.9 * radius, gap),
        (radius, 0.25 * wide),
        (0.85 * radius, 0.75 * wide),
        (0.4 * radius, wide),
        (0.001, m.u(0.85, 1.0) * wide),
    ]
    _halves(m, smooth_profile(m, points, 12))
    _string(m, radius, gap)


@construction("yo_yo")
def yo_yo_butterfly(m: Maker) -> None:
    """Cheeks that open outwards, hollow caps, a wide V of a gap."""
    radius, wide, gap = m.u(0.024, 0.032), m.u(0.014, 0.021), 0.0018
    points = [
        (0.35 * radius, gap),
        (0.6 * radius, 0.25 * wide),
        (0.97 * radius, 0.8 * wide),
        (radius, 0.95 * wide),
        (0.93 * radius, wide),
        (0.8 * radius, 0.95 * wide),
        (0.3 * radius, m.u(0.6, 0.95) * wide),
    ]
    _halves(m, points)
    _string(m, 0.55 * radius, gap)


@construction("yo_yo")
def yo_yo_disc(m: Maker) -> None:
    """Flat wooden or tin discs on a peg, edges square; a raised boss or a dish on their faces."""
    radius, wide, gap = m.u(0.023, 0.036), m.u(0.006, 0.011), m.u(0.0014, 0.003)
    shape = [(radius, gap), (radius, gap + wide)]
    if m.chance(0.5):
        shape += [(0.5 * radius, gap + wide), (0.45 * radius, gap + wide + m.u(0.002, 0.005))]
    elif m.fine:
        shape += [(0.85 * radius, gap + wide), (0.8 * radius, gap + 0.6 * wide)]
    half = lay_y(lathe(shape, m.sides))
    m.add("left_half", half)
    m.add("right_half", mirrored(half, "y"))
    _string(m, radius, gap)


# ---------------------------------------------------------------- die


def _die_face(m: Maker, top: float) -> None:
    m.zone("body", "face", z=(0.985 * top, None))


@construction("die")
def die_pipped(m: Maker) -> None:
    """Cube with hollow pips: from a pocket die to a big foam cube."""
    size = m.pick(m.u(0.012, 0.024), m.u(0.03, 0.09))
    body = block((size, size, size), (0, 0, 0), m.u(0.04, 0.22) * size if m.fine else 0, 12)
    if m.chance(0.3):
        body = body ^ ball(m.u(0.66, 0.76) * size, m.sides)
    m.add("body", body)
    spread, pit = 0.26 * size, m.u(0.07, 0.1) * size
    spots = {1: [(0, 0)], 2: [(-1, -1), (1, 1)], 3: [(-1, -1), (0, 0), (1, 1)]}
    spots[4] = [(a, b) for a in (-1, 1) for b in (-1, 1)]
    spots[5], spots[6] = [*spots[4], (0, 0)], [(a, b) for a in (-1, 0, 1) for b in (-1, 1)]
    sides = (
        (1, (0, 0, 1)),
        (6, (0, 0, -1)),
        (2, (1, 0, 0)),
        (5, (-1, 0, 0)),
        (3, (0, 1, 0)),
        (4, (0, -1, 0)),
    )
    if m.fine or m.chance(0.4):
        tools = []
        for number, normal in sides:
            n = np.asarray(normal, float)
            first, second = np.roll(n, 1), np.roll(n, 2)
            for a, b in spots[number]:
                where = 0.5 * size * n + spread * (a * first + b * second)
                tools.append(ball(pit, 8, where + 0.35 * pit * n))
        m.cut("body", *tools)
    _die_face(m, 0.5 * size)


@construction("die")
def die_polyhedron(m: Maker) -> None:
    """Of four, eight, twelve or twenty faces, one of them on top."""
    golden = (1 + 5**0.5) / 2
    signs = (-1, 1)
    ico = [np.roll((0, s, t * golden), k) for s in signs for t in signs for k in range(3)]
    dodeca = [(a, b, c) for a in signs for b in signs for c in signs] + [
        np.roll((0, s / golden, t * golden), k) for s in signs for t in signs for k in range(3)
    ]
    kinds = {
        4: [(1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1)],
        8: [s * np.eye(3)[k] for s in signs for k in range(3)],
        12: dodeca,
        20: ico,
    }
    normals = {4: (1, 1, 1), 8: (1, 1, 1), 12: (golden, 0, 1), 20: (1, 1, 1)}
    count = m.pick(4, 8, 12, 20)
    points = np.array([np.asarray(p, float) for p in kinds[count]])
    if count == 12:
        height = np.abs(points @ np.asarray((0, 1, golden)))
        normals[12] = (0, 1, golden) if (height > height.max() - 1e-6).sum() == 10 else (0, golden, 1)
    up = np.asarray(normals[count], float)
    up /= np.linalg.norm(up)
    first = np.cross(up, (0.3, 0.9, 0.1))
    first /= np.linalg.norm(first)
    points = points @ np.stack([first, np.cross(up, first), up], 1)
    points *= m.u(0.008, 0.024) / np.linalg.norm(points[0])
    m.add("body", Manifold.hull_points(points))
    if count > 4:  # four faces rest with a corner on top
        _die_face(m, float(points[:, 2].max()))


@construction("die")
def die_trapezohedron(m: Maker) -> None:
    """Ten-sided, lying with a face up, or a log die of four to eight sides with pointed ends."""
    size = m.u(0.009, 0.02)
    if m.chance(0.5):
        k = np.arange(10)
        ring_ = np.stack(
            [np.cos(np.pi * k / 5), np.sin(np.pi * k / 5), 0.105 * np.where(k % 2 == 0, 1, -1)], 1
        )
        solid = Manifold.hull_points(np.concatenate([ring_, [(0, 0, 1.05), (0, 0, -1.05)]]) * size)
        solid = turn(turn(solid, "z", 36), "y", -m.u(44, 48))
        m.add("body", solid)
        m.zone("body", "face", z=(0.6 * solid.bounding_box()[5], None))
        return
    sides, long = m.pick(4, 6, 8), m.u(2.0, 4.0) * size
    log = lathe(
        [
            (0.02 * size, -0.5 * long - 0.8 * size),
            (size, -0.5 * long),
            (size, 0.5 * long),
            (0.02 * size, 0.5 * long + 0.8 * size),
        ],
        sides,
    )
    log = lay_x(turn(log, "z", 180 / sides))
    m.add("body", log)
    _die_face(m, log.bounding_box()[5])


@construction("die")
def die_plush(m: Maker) -> None:
    """Pillow-soft cube with raised spots, as one hangs it up."""
    size, soft = m.u(0.03, 0.075), m.u(0.1, 0.22)

    def pillow(p: Double) -> Double:
        q = np.abs(p) / (0.5 * size)
        bulge = 1 + soft * np.stack(
            [(1 - q[:, (k + 1) % 3] ** 2) * (1 - q[:, (k + 2) % 3] ** 2) for k in range(3)], 1
        )
        return p * bulge

    m.add("body", warped(block((size, size, size)), pillow, 0.22 * size if m.fine else 0.5 * size))
    high = 0.5 * size * (1 + soft)
    for s in (-1, 1):
        m.add("body", ball((0.1 * size, 0.1 * size, 0.03 * size), few(m), (0, 0, s * high)))
        m.add("body", ball((0.03 * size, 0.1 * size, 0.1 * size), few(m), (s * high, 0.02 * size, 0)))
    m.zone("body", "face", z=(0.9 * 0.5 * size, None))


# ---------------------------------------------------------------- teddy bear


def _bear_head(m: Maker, at: Point, size: float, ear: float, muzzle: float) -> None:
    """Head with round ears at its sides and a muzzle towards +X."""
    x, _, z = at
    m.add("head", ball((0.92 * size, size, 0.9 * size), m.sides, at))
    for s in (-1, 1):
        m.add(
            "ear",
            ball((0.4 * ear, ear, ear), few(m), (x - 0.05 * size, s * 0.75 * size, z + 0.78 * size)),
        )
    m.add(
        "muzzle",
        ball((0.9 * muzzle, muzzle, 0.8 * muzzle), few(m), (x + 0.85 * size, 0, z - 0.22 * size)),
    )
    if m.fine:
        m.add("muzzle", ball(0.3 * muzzle, 8, (x + 0.85 * size + 0.85 * muzzle, 0, z - 0.05 * size)))
        m.add(
            "head",
            *(ball(0.09 * size, 8, (x + 0.78 * size, s * 0.36 * size, z + 0.2 * size)) for s in (-1, 1)),
        )


@construction("teddy_bear")
def bear_sitting(m: Maker) -> None:
    """Sits with its legs stretched forward."""
    size = m.u(0.04, 0.085)
    m.add("torso", ball((0.85 * size, size, 1.15 * size), m.sides, (0, 0, 1.05 * size)))
    head = m.u(0.75, 0.95) * size
    _bear_head(
        m, (0.08 * size, 0, 2.0 * size + 0.75 * head), head, m.u(0.28, 0.42) * head, m.u(0.38, 0.5) * head
    )
    for s in (-1, 1):
        m.add(
            "arm",
            capsule(
                (0.05 * size, 0.8 * s * size, 1.75 * size),
                (m.u(0.4, 0.9) * size, s * m.u(1.05, 1.4) * size, m.u(0.8, 1.4) * size),
                0.34 * size,
                few(m),
                0.3 * size,
            ),
        )
        foot = (m.u(1.4, 1.8) * size, s * m.u(0.6, 0.9) * size, 0.36 * size)
        m.add(
            "leg",
            capsule((0.4 * size, 0.55 * s * size, 0.42 * size), foot, 0.38 * size, few(m), 0.36 * size),
        )
        m.add(
            "leg",
            ball(
                (0.22 * size, 0.4 * size, 0.5 * size),
                few(m, 1, 8),
                (foot[0] + 0.2 * size, foot[1], 0.48 * size),
            ),
        )


@construction("teddy_bear")
def bear_standing(m: Maker) -> None:
    """Upright, arms hanging or spread, as a jointed or a cartoon bear."""
    size, leg = m.u(0.035, 0.07), m.u(1.0, 1.7)
    hip = leg * size
    belly = [(0.5, -0.3), (0.95, 0.05), (0.9, 0.6), (0.62, 1.3), (0.35, 1.6)]
    m.add("torso", lathe(smooth_profile(m, [(r * size, hip + z * size) for r, z in belly], 12), m.sides))
    head = m.u(0.7, 1.1) * size
    _bear_head(
        m,
        (0.05 * size, 0, hip + 1.45 * size + 0.75 * head),
        head,
        m.u(0.25, 0.45) * head,
        m.u(0.34, 0.48) * head,
    )
    spread = m.u(0.3, 1.2)
    for s in (-1, 1):
        shoulder = np.array([0, 0.55 * s * size, hip + 1.2 * size])
        hand = shoulder + size * np.array([m.u(0, 0.4), s * spread, -(1.6 - 1.1 * spread)])
        m.add("arm", capsule(shoulder, hand, 0.3 * size, few(m), m.u(0.28, 0.36) * size))
        m.add(
            "leg",
            capsule(
                (0, 0.48 * s * size, hip), (0, 0.52 * s * size, 0.33 * size), 0.4 * size, few(m), 0.36 * size
            ),
        )
        m.add(
            "leg",
            ball(
                (0.6 * size, 0.38 * size, 0.3 * size),
                few(m, 1, 8),
                (0.22 * size, 0.52 * s * size, 0.29 * size),
            ),
        )


@construction("teddy_bear")
def bear_of_blocks(m: Maker) -> None:
    """Blocks or rounded blocks for all limbs."""
    size = m.u(0.05, 0.1)
    soft = m.u(0, 0.35)

    def piece(part: str, dims: Point, at: Point) -> None:
        scaled = [size * v for v in dims]
        m.add(part, block(scaled, [size * v for v in at], soft * min(scaled) if m.fine else 0, 8))

    piece("torso", (0.7, 1.0, 1.1), (0, 0, 1.1))
    head = m.u(0.9, 1.15)
    piece("head", (0.85 * head, head, 0.85 * head), (0.05, 0, 1.62 + 0.42 * head))
    piece("muzzle", (0.25, 0.42 * head, 0.3 * head), (0.05 + 0.5 * head, 0, 1.62 + 0.26 * head))
    lift = m.u(-0.1, 0.4)
    for s in (-1, 1):
        piece("ear", (0.18, 0.3, 0.3), (0.0, s * 0.42 * head, 1.62 + 0.88 * head))
        piece("arm", (0.36, 0.36, 0.9), (lift, s * 0.57, 1.15 + 0.3 * lift))
        if lift > 0.15:
            piece("leg", (1.0, 0.42, 0.42), (0.55, s * 0.32, 0.45))
        else:
            piece("leg", (0.44, 0.42, 0.75), (0.02, s * 0.28, 0.35))


@construction("teddy_bear")
def bear_flat(m: Maker) -> None:
    """Cushion cut to a bear's outline, limbs spread: a rag bear or a biscuit."""
    size, thick = m.u(0.05, 0.09), m.u(0.025, 0.05)

    def pad(
        part: str, y: float, z: float, wide: float, high: float, lean: float = 0.0, deep: float = 1.0
    ) -> None:
        solid = ball((0.5 * thick * deep, wide * size, high * size), m.sides if wide > 0.4 else few(m))
        m.add(part, turn(solid, "x", lean).translate((0, y * size, z * size)))

    pad("torso", 0, 0, 0.75, 0.95, 0, 1.15)
    head = m.u(0.6, 0.8)
    pad("head", 0, 0.8 + 0.75 * head, head, 0.9 * head, 0, 1.05)
    for s in (-1, 1):
        pad("ear", s * 0.72 * head, 0.8 + 1.45 * head, 0.28 * head, 0.28 * head, 0, 0.6)
        pad("arm", s * 0.95, m.u(0.2, 0.45), 0.26, m.u(0.5, 0.65), s * m.u(50, 100), 0.8)
        pad("leg", s * 0.5, -1.05, 0.3, m.u(0.5, 0.65), s * m.u(10, 35), 0.85)
    m.add(
        "muzzle",
        ball(
            (0.3 * thick, 0.3 * head * size, 0.24 * head * size),
            few(m, 1, 8),
            (0.45 * thick, 0, (0.8 + 0.6 * head) * size),
        ),
    )


# ---------------------------------------------------------------- chess


def _chess_foot(m: Maker, radius: float, high: float) -> None:
    """Turned base from z = 0 to `high`."""
    if m.fine and m.chance(0.7):
        shape = [
            (radius, 0),
            (radius, 0.35 * high),
            (0.86 * radius, 0.5 * high),
            (0.9 * radius, 0.7 * high),
            (0.6 * radius, high),
        ]
    else:
        shape = [(radius, 0), (radius, 0.45 * high), (0.62 * radius, high)]
    m.add("base", lathe(shape, m.sides))


def _chess_stem(m: Maker, low: float, high: float, foot: float, waist: float, collar: float) -> None:
    middle = 0.5 * (low + high)
    points = [(foot, low - 0.0005), (1.1 * waist, middle), (waist, high - 0.12 * (high - low))]
    m.add("stem", lathe(smooth_profile(m, [*points, (waist, high + 0.001)], 9), m.sides))
    if collar:
        m.add(
            "stem",
            lathe(
                [
                    (waist, high - 0.1 * (high - low)),
                    (collar, high - 0.05 * (high - low)),
                    (collar, high - 0.02 * (high - low)),
                    (0.8 * waist, high + 0.001),
                ],
                m.sides,
            ),
        )


@construction("chess_piece")
def chess_pawn(m: Maker) -> None:
    """Ball on a turned waist."""
    height = m.u(0.035, 0.075)
    radius, head = height * m.u(0.26, 0.34), height * m.u(0.14, 0.2)
    base, neck = 0.22 * height, height - 1.85 * head
    _chess_foot(m, radius, base)
    _chess_stem(m, base, neck, 0.62 * radius, 0.4 * radius, m.u(0.55, 0.7) * radius)
    m.add("head", ball(head, m.sides, (0, 0, height - head)))
    m.zone("head", "finial", z=(height - 0.4 * head, None))


@construction("chess_piece")
def chess_royal(m: Maker) -> None:
    """King or queen: tall waist, a crown with a cross, a ball or points."""
    height = m.u(0.06, 0.125)
    radius, base, neck = height * m.u(0.17, 0.23), 0.17 * height, 0.66 * height
    _chess_foot(m, radius, base)
    _chess_stem(m, base, neck, 0.62 * radius, 0.36 * radius, 0.62 * radius)
    top = 0.86 * height
    m.add(
        "head",
        lathe(
            [
                (0.4 * radius, neck),
                (0.68 * radius, top - 0.02 * height),
                (0.64 * radius, top),
                (0.15 * radius, top + 0.025 * height),
            ],
            m.sides,
        ),
    )
    kind = m.count(0, 2)
    if kind == 0:
        arm = 0.045 * height
        m.add(
            "head",
            block((0.02 * height, 0.022 * height, 3 * arm), (0, 0, height - 1.5 * arm)),
            block((0.02 * height, 1.9 * arm, 0.022 * height), (0, 0, height - arm)),
        )
    else:
        m.add(
            "head",
            ball(0.045 * height, few(m), (0, 0, height - 0.05 * height)),
            bar((0, 0, top), (0, 0, height - 0.05 * height), 0.02 * height, 6),
        )
        if kind == 2:
            points = [
                (0.62 * radius * np.cos(a), 0.62 * radius * np.sin(a))
                for a in np.linspace(0, 2 * np.pi, m.count(5, 8), endpoint=False)
            ]
            m.add(
                "head",
                union(
                    *(
                        bar(
                            (x, y, top - 0.03 * height),
                            (1.15 * x, 1.15 * y, top + 0.04 * height),
                            0.16 * radius,
                            6,
                            0.05 * radius,
                        )
                        for x, y in points
                    )
                ),
            )
    m.zone("head", "finial", z=(top + 0.03 * height, None))


@construction("chess_piece")
def chess_rook(m: Maker) -> None:
    """Tower with battlements."""
    height = m.u(0.04, 0.09)
    radius, base, neck = height * m.u(0.24, 0.32), 0.2 * height, 0.66 * height
    _chess_foot(m, radius, base)
    m.add("stem", lathe([(0.68 * radius, base - 0.0005), (m.u(0.5, 0.62) * radius, neck + 0.001)], m.sides))
    wide = m.u(0.72, 0.85) * radius
    m.add(
        "head",
        vessel(
            [(0.55 * radius, 0), (wide, 0.1 * height), (wide, 0.34 * height)],
            0.28 * wide,
            m.sides,
            (0, 0, neck),
        ),
    )
    m.add(
        "head",
        lathe([(0.55 * radius, neck), (wide, neck + 0.1 * height), (wide, neck + 0.2 * height)], m.sides),
    )
    gaps = m.count(2, 3)
    m.cut(
        "head",
        *(
            turn(
                block((0.22 * wide + 0.001, 4 * radius, 0.11 * height), (0, 0, height - 0.04 * height)),
                "z",
                180 * k / gaps,
            )
            for k in range(gaps)
        ),
    )
    m.zone("head", "finial", z=(height - 0.09 * height, None))


@construction("chess_piece")
def chess_knight(m: Maker) -> None:
    """Horse's head looking to +X, in relief or cut from a board."""
    height = m.u(0.045, 0.1)
    radius, base = height * m.u(0.24, 0.3), 0.2 * height
    _chess_foot(m, radius, base)
    m.add(
        "stem",
        lathe(
            [(0.64 * radius, base - 0.0005), (0.62 * radius, 0.32 * height), (0.75 * radius, 0.4 * height)],
            m.sides,
        ),
    )
    outline = [
        (-0.13, 0.36),
        (-0.2, 0.5),
        (-0.21, 0.68),
        (-0.14, 0.86),
        (-0.05, 0.94),
        (-0.01, 1.0),
        (0.03, 0.92),
        (0.13, 0.84),
        (0.27, 0.7),
        (0.26, 0.62),
        (0.19, 0.6),
        (0.06, 0.65),
        (0.1, 0.52),
        (0.13, 0.36),
    ]
    thick = m.u(0.15, 0.22) * height
    line = curve([(x, z, 0) for x, z in outline], 32) if m.fine else np.array([(x, z, 0) for x, z in outline])
    m.add("head", plate([(float(x) * height, float(z) * height) for x, z, _ in line], thick, "xz"))
    if m.fine:
        mane = [
            (-0.23, 0.5),
            (-0.24, 0.7),
            (-0.16, 0.9),
            (-0.05, 0.97),
            (-0.09, 0.82),
            (-0.13, 0.66),
            (-0.13, 0.5),
        ]
        m.add("head", plate([(x * height, z * height) for x, z in mane], 0.5 * thick, "xz"))
        m.add(
            "head",
            *(ball(0.03 * height, 8, (0.07 * height, 0.47 * s * thick, 0.8 * height)) for s in (-1, 1)),
        )
    m.zone("head", "finial", z=(0.9 * height, None))


@construction("chess_piece")
def chess_bishop(m: Maker) -> None:
    """Mitre with a slit and a bead."""
    height = m.u(0.05, 0.105)
    radius, base, neck = height * m.u(0.2, 0.27), 0.18 * height, 0.6 * height
    _chess_foot(m, radius, base)
    _chess_stem(m, base, neck, 0.62 * radius, 0.36 * radius, 0.66 * radius)
    shape = [
        (0.34 * radius, neck),
        (0.6 * radius, neck + 0.1 * height),
        (0.5 * radius, neck + 0.22 * height),
        (0.1 * radius, neck + 0.35 * height),
    ]
    m.add("head", lathe(smooth_profile(m, shape, 10), m.sides))
    m.cut(
        "head",
        turn(
            block((0.018 * height, radius * 2, 0.16 * height), (0.25 * radius, 0, neck + 0.26 * height)),
            "y",
            25,
            (0.25 * radius, 0, neck + 0.2 * height),
        ),
    )
    m.add("head", ball(0.035 * height, few(m), (0, 0, neck + 0.365 * height)))
    m.zone("head", "finial", z=(neck + 0.335 * height, None))


@construction("chess_piece")
def chess_modern(m: Maker) -> None:
    """Plain solids: block or cone with a cube, ball or slanting cut on top."""
    height, sides = m.u(0.035, 0.1), m.pick(4, 6, m.sides)
    radius = height * m.u(0.18, 0.3)
    m.add("base", lathe([(radius, 0), (radius, m.u(0.1, 0.16) * height)], sides))
    neck = m.u(0.62, 0.72) * height
    m.add("stem", lathe([(0.85 * radius, 0.08 * height), (m.u(0.35, 0.6) * radius, neck)], sides))
    head = height - neck
    m.add(
        "head",
        m.pick(
            block((1.1 * radius, 1.1 * radius, head), (0, 0, neck + 0.49 * head)),
            ball((0.7 * radius, 0.7 * radius, 0.52 * head), m.sides, (0, 0, neck + 0.48 * head)),
            bar((0, 0, neck - 0.001), (0, 0, height), 0.3 * radius, sides, 0.8 * radius),
        ),
    )
    m.zone("head", "finial", z=(height - 0.3 * head, None))


# ---------------------------------------------------------------- toy plane


def _wing_pair(
    m: Maker,
    part: str,
    root: tuple[float, float],
    tip: tuple[float, float],
    span: float,
    level: float,
    thick: float,
    rise: float = 0.0,
) -> None:
    """Wings to both sides: (front x, back x) at the root and at the tip."""
    rings = []
    for y, (front, back), z in ((-span, tip, rise), (0.0, root, 0.0), (span, tip, rise)):
        half = 0.5 * thick * (1 if y == 0 else 0.6)
        rings.append(
            [
                (front, y, level + z),
                (0.6 * front + 0.4 * back, y, level + z + half),
                (back, y, level + z),
                (0.6 * front + 0.4 * back, y, level + z - half),
            ]
        )
    m.add(part, loft(rings))


def _plane_zones(m: Maker, length: float, span: float) -> None:
    m.zone("fuselage", "nose", x=(0.36 * length, None))
    m.zone("wing", "wing_tip", y=(0.78 * span, None))
    m.zone("wing", "wing_tip", y=(None, -0.78 * span))


def _tail_feathers(m: Maker, length: float, level: float, thick: float, size: float) -> None:
    """Tailplane and fin at the back."""
    back = -0.5 * length
    _wing_pair(
        m,
        "tail",
        (back + 0.16 * length, back + 0.02 * length),
        (back + 0.08 * length, back),
        size,
        level,
        thick,
    )
    fin = [
        (back + 0.18 * length, level),
        (back + 0.05 * length, level + 0.85 * size),
        (back - 0.01 * length, level + 0.85 * size),
        (back + 0.01 * length, level),
    ]
    m.add("tail", plate(fin, 0.8 * thick, "xz"))


@construction("toy_plane")
def plane_airliner(m: Maker) -> None:
    """Tube with swept wings, engines below them."""
    length = m.u(0.12, 0.32)
    radius, span = m.u(0.055, 0.08) * length, m.u(0.4, 0.52) * length
    points = [(0.15, -0.5), (0.55, -0.35), (1.0, -0.12), (1.0, 0.3), (0.8, 0.42), (0.4, 0.49), (0.03, 0.5)]
    m.add(
        "fuselage",
        lay_x(lathe(smooth_profile(m, [(r * radius, x * length) for r, x in points], 14), m.sides)),
    )
    _wing_pair(
        m,
        "wing",
        (0.14 * length, -0.1 * length),
        (-m.u(0.08, 0.2) * length, -m.u(0.21, 0.26) * length),
        span,
        -0.4 * radius,
        0.03 * length,
        0.04 * length,
    )
    _tail_feathers(m, length, 0.2 * radius, 0.02 * length, 0.19 * length)
    if m.chance(0.7):
        for s in (-1, 1):
            pylon = block(
                (0.06 * length, 0.012 * length, 0.6 * radius + 0.03 * length),
                (-0.02 * length, 0.4 * s * span, -0.7 * radius),
            )
            m.add(
                "wing",
                pylon,
                bar(
                    (-0.06 * length, 0.4 * s * span, -1.0 * radius),
                    (0.08 * length, 0.4 * s * span, -1.0 * radius),
                    0.03 * length,
                    few(m),
                    0.035 * length,
                ),
            )
    _plane_zones(m, length, span)


def _propeller(m: Maker, front: float, reach: float, blades: int) -> None:
    m.add("propeller", ball((0.6 * reach * 0.35, 0.16 * reach, 0.16 * reach), few(m), (front, 0, 0)))
    for k in range(blades):
        paddle = turn(block((0.03 * reach + 0.0012, 0.16 * reach, reach), (0, 0, 0.5 * reach)), "z", 25)
        m.add("propeller", turn(paddle, "x", 360 * k / blades + 20).translate((front, 0, 0)))


def _undercarriage(m: Maker, x: float, track: float, drop: float, wheel: float) -> None:
    for s in (-1, 1):
        m.add(
            "wheels",
            lay_y(lathe([(wheel, -0.3 * wheel), (wheel, 0.3 * wheel)], few(m, 1, 8))).translate(
                (x, s * track, -drop)
            ),
        )
        m.add("wheels", bar((x, s * track, -drop), (x, 0.2 * s * track, 0), 0.12 * wheel + 0.0008, 6))


@construction("toy_plane")
def plane_biplane(m: Maker) -> None:
    """Two or three wings with struts, a propeller, wheels."""
    length = m.u(0.12, 0.3)
    radius, span = m.u(0.07, 0.095) * length, m.u(0.48, 0.62) * length
    count = 8 if m.fine else 5
    x = np.linspace(-0.5 * length, 0.42 * length, count)
    radii = radius * np.interp(np.linspace(0, 1, count), [0, 0.55, 0.9, 1], [0.3, 1, 1, 0.8])
    m.add("fuselage", tube(np.stack([x, 0 * x, 0 * x], 1), radii, m.pick(m.sides, 6, 8), flat=0.9))
    m.cut("fuselage", ball((0.08 * length, 0.6 * radius, 0.7 * radius), few(m), (-0.02 * length, 0, radius)))
    chord, wings = 0.15 * length, m.count(2, 3)
    levels = np.linspace(-0.75 * radius, m.u(1.7, 2.3) * radius, wings)
    for level in levels:
        m.add(
            "wing",
            block(
                (chord, 2 * span, 0.014 * length),
                (0.18 * length, 0, level),
                0.006 * length if m.fine else 0,
                8,
            ),
        )
    for s in (-1, 1):
        for y in (0.25, 0.75):
            m.add(
                "wing",
                bar(
                    (0.18 * length, s * y * span, levels[0]),
                    (0.18 * length, s * y * span, levels[-1]),
                    0.007 * length,
                    6,
                ),
            )
    _tail_feathers(m, length, 0.1 * radius, 0.018 * length, 0.18 * length)
    _propeller(m, 0.43 * length, 0.16 * length, m.count(2, 3))
    if m.chance(0.8):
        _undercarriage(m, 0.24 * length, 0.12 * length, 2.0 * radius, 0.05 * length)
    _plane_zones(m, length, span)


@construction("toy_plane")
def plane_glider(m: Maker) -> None:
    """Balsa: thin boards slotted together, a clip of metal at the nose."""
    length = m.u(0.18, 0.38)
    high, thick, span = m.u(0.05, 0.09) * length, m.u(0.0025, 0.006), m.u(0.45, 0.62) * length
    body = [
        (-0.5, 0.0),
        (-0.45, 0.35),
        (0.0, 0.7),
        (0.3, 1.0),
        (0.46, 0.6),
        (0.5, 0.0),
        (0.4, -0.5),
        (0.1, -0.6),
        (-0.5, -0.1),
    ]
    line = (
        curve([(x * length, z * high, 0) for x, z in body], 20)
        if m.fine
        else np.array([(x * length, z * high, 0) for x, z in body])
    )
    m.add("fuselage", plate([(float(x), float(z)) for x, z, _ in line], thick, "xz"))
    if m.chance(0.5):
        m.add("fuselage", block((0.07 * length, 2.4 * thick, 0.8 * high), (0.45 * length, 0, 0)))
    _wing_pair(
        m,
        "wing",
        (0.18 * length, -0.02 * length),
        (m.u(0.05, 0.16) * length, -m.u(0.0, 0.06) * length),
        span,
        0.2 * high,
        0.8 * thick + 0.001,
        m.u(0, 0.12) * span,
    )
    _tail_feathers(m, length, 0.1 * high, 0.8 * thick + 0.0008, 0.17 * length)
    _plane_zones(m, length, span)


@construction("toy_plane")
def plane_jet(m: Maker) -> None:
    """Fighter: pointed faceted hull, delta wings, one fin or two."""
    length = m.u(0.1, 0.28)
    wide, high, span = m.u(0.11, 0.16) * length, m.u(0.09, 0.13) * length, m.u(0.3, 0.4) * length
    stations = [
        (-0.5, 0.8, 0.75, 0),
        (-0.2, 1.0, 1.0, 0),
        (0.1, 0.85, 1.0, 0.02),
        (0.3, 0.5, 0.7, 0),
        (0.5, 0.04, 0.06, -0.02),
    ]
    sides = m.pick(6, 8, few(m, 2, 8))
    around = 2 * np.pi * (np.arange(sides) + 0.5) / sides
    m.add(
        "fuselage",
        loft(
            [
                np.stack(
                    [
                        np.full(sides, x * length),
                        0.5 * w * wide * np.cos(around),
                        z * length + 0.5 * h * high * np.sin(around),
                    ],
                    1,
                )
                for x, w, h, z in stations
            ]
        ),
    )
    m.add(
        "fuselage",
        ball((0.13 * length, 0.27 * wide, 0.42 * high), few(m, 1, 8), (0.14 * length, 0, 0.45 * high)),
    )
    _wing_pair(
        m,
        "wing",
        (0.18 * length, -0.36 * length),
        (-m.u(0.15, 0.25) * length, -0.34 * length),
        span,
        -0.1 * high,
        0.035 * length,
    )
    twin = m.chance(0.5)
    back = -0.5 * length
    _wing_pair(
        m,
        "tail",
        (back + 0.14 * length, back),
        (back + 0.02 * length, back - 0.04 * length),
        0.45 * span + 0.3 * wide,
        0,
        0.02 * length,
    )
    for s in (-1, 1) if twin else (0,):
        fin = plate(
            [
                (back + 0.22 * length, 0.2 * high),
                (back + 0.05 * length, 1.6 * high),
                (back - 0.02 * length, 1.6 * high),
                (back + 0.01 * length, 0.2 * high),
            ],
            0.016 * length,
            "xz",
        )
        m.add("tail", turn(fin, "x", -14 * s).translate((0, 0.3 * s * wide, 0)))
    _plane_zones(m, length, span)


@construction("toy_plane")
def plane_chubby(m: Maker) -> None:
    """Short fat toy: rounded hull, stub wings with round ends, a propeller."""
    length = m.u(0.08, 0.18)
    radius, span = m.u(0.17, 0.24) * length, m.u(0.42, 0.6) * length
    m.add(
        "fuselage",
        hull(
            ball(radius, m.sides, (0.5 * length - radius, 0, 0)),
            ball(0.25 * radius, few(m), (-0.46 * length, 0, 0.4 * radius)),
        ),
    )
    m.add(
        "fuselage",
        ball((0.7 * radius, 0.6 * radius, 0.7 * radius), few(m, 1, 8), (0.08 * length, 0, 0.8 * radius)),
    )
    thick, chord = m.u(0.05, 0.08) * length, m.u(0.1, 0.14) * length
    m.add(
        "wing",
        hull(
            *(
                bar(
                    (0.1 * length, s * (span - chord), -0.5 * thick),
                    (0.1 * length, s * (span - chord), 0.5 * thick),
                    chord,
                    few(m, 1, 8),
                )
                for s in (-1, 1)
            )
        ),
    )
    m.add(
        "tail",
        hull(
            *(
                bar(
                    (-0.42 * length, s * 0.16 * length, 0.2 * radius),
                    (-0.42 * length, s * 0.16 * length, 0.2 * radius + 0.7 * thick),
                    0.06 * length,
                    few(m),
                )
                for s in (-1, 1)
            )
        ),
    )
    m.add(
        "tail",
        block(
            (0.1 * length, 0.7 * thick, 0.18 * length),
            (-0.43 * length, 0, 0.13 * length),
            0.3 * thick if m.fine else 0,
            8,
        ),
    )
    _propeller(m, 0.51 * length, 0.2 * length, m.count(2, 4))
    if m.chance(0.5):
        _undercarriage(m, 0.16 * length, 0.16 * length, radius + 0.04 * length, 0.06 * length)
    _plane_zones(m, length, span)


# ---------------------------------------------------------------- spinning top


def _top_zones(m: Maker, low: float, high: float) -> None:
    m.zone("body", "edge", z=(low, high))


@construction("spinning_top")
def top_turned(m: Maker) -> None:
    """Onion of wood with a peg above and a point below."""
    radius, high = m.u(0.016, 0.04), m.u(0.025, 0.055)
    peg, thick = m.u(0.018, 0.035), m.u(0.0022, 0.0045)
    at = m.u(0.5, 0.7) * high
    m.add("tip", bar((0, 0, -m.u(0.004, 0.01)), (0, 0, 0.2 * high), 0.0008, few(m), 0.16 * radius))
    points = [
        (0.1 * radius, 0),
        (0.5 * radius, 0.3 * high),
        (radius, at),
        (0.7 * radius, 0.85 * high),
        (0.18 * radius, high),
    ]
    m.add("body", lathe(smooth_profile(m, points, 14), m.sides))
    m.add("peg", bar((0, 0, 0.9 * high), (0, 0, high + peg), thick, few(m), thick * m.u(0.8, 1.3)))
    if m.chance(0.4):
        m.add("peg", ball(1.5 * thick, few(m), (0, 0, high + peg)))
    _top_zones(m, at - 0.12 * high, at + 0.12 * high)


@construction("spinning_top")
def top_disc(m: Maker) -> None:
    """Disc or gear on a spindle that runs through it."""
    radius, thick, spindle = m.u(0.018, 0.035), m.u(0.005, 0.012), m.u(0.0018, 0.0035)
    down, up = m.u(0.01, 0.02), m.u(0.02, 0.034)
    sides = m.pick(m.sides, m.count(3, 8))
    m.add(
        "tip",
        bar((0, 0, -down), (0, 0, -0.6 * down), 0.0006, few(m), spindle),
        bar((0, 0, -0.6 * down), (0, 0, 0), spindle, few(m)),
    )
    m.add(
        "body",
        lathe(
            [
                (0.85 * radius, -0.5 * thick),
                (radius, -0.2 * thick),
                (radius, 0.2 * thick),
                (0.85 * radius, 0.5 * thick),
            ]
            if m.fine
            else [(radius, -0.5 * thick), (radius, 0.5 * thick)],
            sides,
        ),
    )
    if m.fine and m.chance(0.4):
        m.cut(
            "body",
            *(
                bar(
                    (0.6 * radius * np.cos(a), 0.6 * radius * np.sin(a), -0.05),
                    (0.6 * radius * np.cos(a), 0.6 * radius * np.sin(a), 0.05),
                    0.17 * radius,
                    few(m),
                )
                for a in np.linspace(0, 2 * np.pi, m.count(3, 6), endpoint=False)
            ),
        )
    m.add("peg", bar((0, 0, 0), (0, 0, up), spindle, few(m)))
    if m.chance(0.5):
        m.add("peg", bar((0, 0, 0.6 * up), (0, 0, up), 1.7 * spindle, few(m)))
    _top_zones(m, -0.22 * thick, 0.22 * thick)


@construction("spinning_top")
def top_dreidel(m: Maker) -> None:
    """Square or hexagonal block, pointed below."""
    half, high, sides = m.u(0.009, 0.018), m.u(0.018, 0.032), m.pick(4, 4, 6)
    point = m.u(0.01, 0.02)
    turned = 180 / sides
    m.add(
        "body",
        turn(
            lathe([(1.3 * half, 0), (1.3 * half, high), (0.9 * half, high + 0.15 * half)], sides), "z", turned
        ),
    )
    m.add(
        "tip",
        turn(
            lathe(
                [(0.0006, -point), (0.9 * half, -0.35 * point), (1.25 * half, 0.001)],
                sides if m.chance(0.6) else few(m, 1, 8),
            ),
            "z",
            turned,
        ),
    )
    up = m.u(0.012, 0.026)
    m.add("peg", bar((0, 0, high), (0, 0, high + up), m.u(0.0022, 0.004), few(m)))
    _top_zones(m, 0.2 * high, 0.8 * high)


@construction("spinning_top")
def top_humming(m: Maker) -> None:
    """Large tin top: a flattened ball with a band, a rod and a knob to pump."""
    radius = m.u(0.05, 0.085)
    squash = m.u(0.65, 0.95)
    m.add(
        "body",
        ball((radius, radius, squash * radius), m.sides),
        lathe([(0.99 * radius, -0.08 * radius), (1.05 * radius, 0), (0.99 * radius, 0.08 * radius)], m.sides),
    )
    m.add(
        "tip",
        bar(
            (0, 0, -squash * radius - m.u(0.012, 0.022)),
            (0, 0, -0.9 * squash * radius),
            0.0025,
            few(m),
            0.014,
        ),
    )
    up = squash * radius + m.u(0.03, 0.06)
    m.add(
        "peg",
        bar((0, 0, 0.9 * squash * radius), (0, 0, up), 0.004, few(m)),
        lathe([(0.008, squash * radius * 0.92), (0.012, squash * radius + 0.008)], few(m)),
    )
    m.add(
        "peg",
        m.pick(
            ball((0.013, 0.013, 0.011), few(m, 1, 8), (0, 0, up)),
            bar((0, -0.022, up), (0, 0.022, up), 0.007, few(m)),
        ),
    )
    _top_zones(m, -0.2 * radius, 0.2 * radius)


@construction("spinning_top")
def top_battling(m: Maker) -> None:
    """Plastic ring with lugs, a cone below and a short grip of a cap above."""
    radius, thick, lugs = m.u(0.02, 0.032), m.u(0.008, 0.013), m.count(2, 6)
    angle = np.linspace(0, 2 * np.pi, 8 * lugs, endpoint=False)
    reach = radius * (0.9 + 0.1 * np.sign(np.sin(lugs * angle + 0.2)))
    m.add(
        "body",
        plate(
            [(float(r * np.cos(a)), float(r * np.sin(a))) for r, a in zip(reach, angle, strict=True)], thick
        ),
    )
    m.add(
        "tip",
        bar(
            (0, 0, -0.5 * thick - m.u(0.012, 0.02)),
            (0, 0, -0.45 * thick),
            0.0015,
            few(m, 1, 8),
            0.5 * radius,
        ),
    )
    wide = m.u(0.2, 0.4) * radius
    m.add(
        "peg",
        lathe(
            [
                (1.3 * wide, 0.45 * thick),
                (wide, 0.5 * thick + 0.004),
                (wide, 0.5 * thick + m.u(0.008, 0.016)),
            ],
            m.pick(6, 8, m.sides),
        ),
    )
    _top_zones(m, -0.3 * thick, 0.3 * thick)


# ---------------------------------------------------------------- puzzle cube


def _layer_zones(m: Maker, limits: tuple[float, float], corner: tuple[float, float, float]) -> None:
    m.zone("body", "bottom_layer", z=(None, limits[0]))
    if limits[1] > limits[0]:
        m.zone("body", "middle_layer", z=limits)
    m.zone("body", "top_layer", z=(limits[1], None))
    m.zone("body", "corner", x=(corner[0], None), y=(corner[1], None), z=(corner[2], None))


def _cubelets(m: Maker, size: float, count: int, gap: float) -> Manifold:
    """One solid cube with grooves where the small cubes meet."""
    soft = m.u(0.02, 0.07) * size if m.fine else 0
    body = block((size, size, size), (0, 0, 0), soft, 8)
    tools = []
    for k in range(1, count):
        at = size * (k / count - 0.5)
        for axis in range(3):
            for side in range(3):
                if side == axis:
                    continue
                for sign in (-1, 1):
                    dims, where = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
                    dims[axis], where[axis] = gap, at
                    dims[side], where[side] = 2 * gap, sign * 0.5 * size
                    dims[3 - axis - side] = 1.02 * size
                    tools.append(block(dims, where))
    return body - union(*tools)


@construction("puzzle_cube")
def cube_grooved(m: Maker) -> None:
    """Two to five layers, parted by grooves, stickers raised in some."""
    size, count = m.u(0.05, 0.07), m.pick(2, 3, 3, 4, 5)
    m.add("body", _cubelets(m, size, count, m.u(0.0008, 0.002) if m.fine else 0.003))
    cell = size / count
    if m.fine and m.chance(0.4) and count < 4:
        for axis in range(3):
            for sign in (-1, 1):
                tiles = []
                for a in range(count):
                    for b in range(count):
                        dims, at = [0.8 * cell] * 3, [0.0, 0.0, 0.0]
                        dims[axis], at[axis] = 0.0012, sign * (0.5 * size + 0.0002)
                        at[(axis + 1) % 3], at[(axis + 2) % 3] = (
                            cell * (a + 0.5) - 0.5 * size,
                            cell * (b + 0.5) - 0.5 * size,
                        )
                        tiles.append(block(dims, at))
                m.add("body", union(*tiles))
    inner = 0.5 * size - cell
    _layer_zones(m, (-inner, inner) if count > 2 else (0, 0), (inner, inner, inner))


@construction("puzzle_cube")
def cube_half_turned(m: Maker) -> None:
    """Of separate layers, the top one in the middle of a turn."""
    size, layers = m.u(0.048, 0.07), m.pick(2, 3, 3)
    high, gap = size / layers, 0.0006
    soft = m.u(0.02, 0.08) * high if m.fine else 0
    for k in range(layers):
        z = high * (k + 0.5) - 0.5 * size
        layer = block((size, size, high - gap), (0, 0, z), soft, 8)
        cell = size / layers
        tools = []
        for j in range(1, layers):
            at = cell * j - 0.5 * size
            for s in (-1, 1):
                tools += [
                    block((0.0014, 0.003, size), (at, s * 0.5 * size, z)),
                    block((0.003, 0.0014, size), (s * 0.5 * size, at, z)),
                ]
                if k in (0, layers - 1):
                    end = z + (0.5 if k else -0.5) * high
                    tools += [
                        block((0.0014, size, 0.003), (at, 0, end)),
                        block((size, 0.0014, 0.003), (0, at, end)),
                    ]
        layer -= union(*tools)
        m.add("body", turn(layer, "z", m.u(12, 78)) if k == layers - 1 else layer)
        if k:
            m.add("body", bar((0, 0, z - 0.6 * high), (0, 0, z - 0.3 * high), 0.42 * size, few(m, 1, 8)))
    inner = 0.5 * size - high
    _layer_zones(m, (-inner, inner) if layers > 2 else (0, 0), (0.3 * size, -0.02 * size, inner))


@construction("puzzle_cube")
def cube_of_unequal_blocks(m: Maker) -> None:
    """Layers of different thickness, shifted, each block with its own height."""
    cuts = [np.cumsum([0, *(m.u(0.012, 0.026) for _ in range(3))]) for _ in range(3)]
    cuts = [c - c[-1] / 2 for c in cuts]
    lift = m.u(0, 0.004)
    solids = []
    for i in range(3):
        for j in range(3):
            for k in range(3):
                low = np.array([cuts[0][i], cuts[1][j], cuts[2][k]])
                high = np.array([cuts[0][i + 1], cuts[1][j + 1], cuts[2][k + 1]])
                grow = lift * m.random.uniform(0, 1, 3)
                solids.append(block(high - low - 0.0006 + grow, 0.5 * (high + low)))
    core = block([c[-1] - c[0] - 0.004 for c in cuts])
    m.add("body", union(core, *solids))
    _layer_zones(
        m, (float(cuts[2][1]), float(cuts[2][2])), (float(cuts[0][2]), float(cuts[1][2]), float(cuts[2][2]))
    )


@construction("puzzle_cube")
def cube_burr(m: Maker) -> None:
    """Six or more notched sticks that cross in the middle."""
    stick, long, rows = m.u(0.013, 0.02), m.u(0.06, 0.095), m.pick(1, 1, 2)
    offsets = (-0.5, 0.5) if rows == 1 else (-1.0, 0.0, 1.0)
    soft = 0.0012 if m.fine else 0
    for axis in range(3):
        for a in offsets:
            for b in (0.0,) if rows == 1 else (-0.5, 0.5):
                dims, at = [0.99 * stick] * 3, [0.0, 0.0, 0.0]
                dims[axis] = long * (1 if rows == 1 else 0.9)
                dims[(axis + 2) % 3] = 2 * stick if rows == 1 else 0.99 * stick
                at[(axis + 1) % 3], at[(axis + 2) % 3] = a * stick, b * stick
                m.add("body", block(dims, at, soft, 8))
    reach = stick * (1.0 if rows == 1 else 1.5)
    _layer_zones(m, (-reach, reach), (0.3 * stick, -reach, 1.4 * reach))


@construction("puzzle_cube")
def cube_pyramid(m: Maker) -> None:
    """Four-faced puzzle with grooves along its layers, or a ball cut to three layers."""
    if m.chance(0.5):
        edge = m.u(0.07, 0.1)
        reach, high = edge / 3**0.5, edge * (2 / 3) ** 0.5
        body = lathe([(0.0005, high), (reach, 0)], 3)
        grooves = []
        for share in (1 / 3, 2 / 3):
            r = reach * (1 - share) + 0.0006
            ring_ = lathe(
                [(r + 0.002, share * high - 0.0008), (r + 0.002, share * high + 0.0008)], 3
            ) - lathe([(r - 0.0022, share * high - 0.001), (r - 0.0022, share * high + 0.001)], 3)
            grooves.append(ring_)
        m.add("body", body - union(*grooves))
        _layer_zones(m, (high / 3, 2 * high / 3), (0.62 * reach, -reach, -1.0))
    else:
        radius = m.u(0.028, 0.04)
        body = ball(radius, min(m.sides, 24))
        groove = 0.0012 if m.fine else 0.002
        for axis, shift in (("z", (0, 0, 1)), ("x", (1, 0, 0)), ("y", (0, 1, 0))):
            for s in (-1, 1):
                body -= ring(
                    0.943 * radius, groove, min(m.sides, 24), axis, tuple(s * radius / 3 * v for v in shift)
                )
        m.add("body", body)
        _layer_zones(m, (-radius / 3, radius / 3), (radius / 3, radius / 3, radius / 3))
