"""Bows, arrows, crossbows, shields, and things that are thrown or swung."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import along_x
from ..solids import (
    arc,
    ball,
    bar,
    blade,
    block,
    circle,
    curve,
    hull,
    plate,
    rectangle,
    ring,
    tube,
    turn,
    vessel,
)
from ._arms import End, Stations, finger_lever, hilt, thin_sides


def _string(m: Maker, top: End, bottom: End, part: str = "string") -> None:
    """Bowstring between two points, at times a little drawn."""
    middle = ((top[0] + bottom[0]) / 2, 0, (top[2] + bottom[2]) / 2)
    m.add(part, tube([top, middle, bottom], m.u(0.0012, 0.0026), 6))


def _limbs(
    m: Maker, half: float, profile: list[tuple[float, float]], root: float, tip: float, flat: float
) -> tuple[End, End]:
    """Both limbs along (x, z) points scaled by the half length; returns where the string is tied."""
    count = 12 if m.fine else 6
    upper = curve([(x * half, 0, z * half) for x, z in profile], count)
    size = np.linspace(root, tip, count)
    sides = m.pick(4, max(6, m.sides // 2))
    m.add("upper_limb", tube(upper, size, sides, flat, up=(1, 0, 0.05)))
    lower = upper * np.array([1, 1, -1]) * np.array([1, 1, m.u(0.92, 1.0)])
    m.add("lower_limb", tube(lower, size, sides, flat, up=(1, 0, -0.05)))
    top, bottom = upper[-2], lower[-2]
    return (float(top[0]), 0.0, float(top[2])), (float(bottom[0]), 0.0, float(bottom[2]))


@construction("bow")
def longbow(m: Maker) -> None:
    """One simple bend, a wrapped grip."""
    half, r = m.u(0.55, 0.9), m.u(0.011, 0.015)
    bend = m.u(0.16, 0.35)
    ends = _limbs(
        m,
        half,
        [(0, 0.03), (-0.12 * bend, 0.35), (-0.5 * bend, 0.75), (-bend, 1)],
        0.95 * r,
        0.005,
        m.u(1, 1.4),
    )
    grip = m.u(0.05, 0.07)
    count = 9 if m.fine else 2
    m.add(
        "grip",
        tube(
            np.stack([np.zeros(count), np.zeros(count), np.linspace(-grip, grip, count)], 1),
            r * m.u(1.08, 1.3),
            max(8, m.sides // 2),
            m.u(0.9, 1.2),
            up=(1, 0, 0),
        ),
    )
    _string(m, *ends)


@construction("bow")
def recurve_bow(m: Maker) -> None:
    """Limbs curling forward at their ends, a carved riser."""
    half, r = m.u(0.5, 0.8), m.u(0.012, 0.016)
    back, curl = m.u(0.18, 0.34), m.u(0.05, 0.16)
    profile = [(0, 0.1), (-0.3 * back, 0.4), (-back, 0.85), (-back + 0.3 * curl, 0.96), (-back + curl, 1.0)]
    ends = _limbs(m, half, profile, m.u(0.008, 0.011), 0.005, m.u(1.5, 2.4))
    tall = 0.13 * half + 0.03
    path = curve(
        [
            (0.0, 0, -tall),
            (m.u(-0.01, 0.02), 0, -0.4 * tall),
            (m.u(-0.02, 0.005), 0, 0.1 * tall),
            (0.0, 0, tall),
        ],
        9,
    )
    m.add(
        "grip",
        tube(
            path,
            r * np.array([0.9, 1.1, 1.2, 1.05, 0.95, 1.0, 1.25, 1.15, 0.9]),
            max(8, m.sides // 2),
            m.u(0.8, 1.1),
            up=(1, 0, 0),
        ),
    )
    _string(m, *ends)


@construction("bow")
def compound_bow(m: Maker) -> None:
    """Metal riser, short split limbs, wheels."""
    half, back = m.u(0.35, 0.5), m.u(0.1, 0.2)
    tall = 0.55 * half
    outline = [
        (0.02, tall),
        (-0.01, tall),
        (0.02, 0.4 * tall),
        (-0.012, 0.07),
        (-0.012, -0.07),
        (0.02, -0.4 * tall),
        (-0.01, -tall),
        (0.02, -tall),
        (0.055, -0.4 * tall),
        (0.02, -0.07),
        (0.03, 0.03),
        (0.06, 0.4 * tall),
    ]
    split = plate(outline, m.u(0.016, 0.024), "xz")
    box = block((0.2, 0.2, 0.9 * tall), (0, 0, 0))
    m.add("grip", split ^ box, block((0.03, 0.026, 0.1), (-0.006, 0, -0.005), 0.008 if m.fine else 0))
    wheel = m.u(0.02, 0.035)
    ends: list[End] = []
    for part, sign in (("upper_limb", 1), ("lower_limb", -1)):
        side = block((0.2, 0.2, 1.0), (0, 0, sign * (0.5 + 0.45 * tall)))
        m.add(part, split ^ side)
        tip = (-back, 0, sign * half)
        for y in (0.008, -0.008):
            m.add(
                part,
                tube(
                    curve(
                        [
                            (0.01, y, sign * 0.93 * tall),
                            (-0.2 * back, y, sign * 0.8 * half),
                            (-back, y, sign * half),
                        ],
                        6,
                    ),
                    0.004,
                    4,
                    1.6,
                    up=(1, 0, 0),
                ),
            )
        m.add(part, plate(circle(wheel, m.sides), 0.01, "xz", tip))
        ends.append((-back - 0.9 * wheel, 0, sign * half))
    _string(m, ends[0], ends[1])
    if m.chance(0.6):
        _string(m, (ends[0][0] + 1.7 * wheel, 0, ends[0][2]), (ends[1][0] + 1.7 * wheel, 0, ends[1][2]))


@construction("bow")
def horn_bow(m: Maker) -> None:
    """Short fantasy bow: faceted thick limbs with points, deep set-back grip."""
    half, back = m.u(0.35, 0.65), m.u(0.2, 0.4)
    set_back, thick = m.u(0.05, 0.15), m.u(0.014, 0.024)
    profile = [(-set_back, 0.08), (0, 0.3), (-0.35 * back, 0.62), (-back - 0.05, 0.9), (-back, 1.05)]
    ends = _limbs(m, half, profile, thick, 0.004, m.u(0.6, 1.3))
    x = -set_back * half
    grip = 0.1 * half + 0.025
    sides = m.pick(6, 8, m.sides)
    m.add("grip", bar((x, 0, -grip), (x, 0, grip), m.u(0.013, 0.018), sides))
    if m.chance(0.5):
        m.add(
            "grip", *(bar((x, 0, s * grip), (x, 0, s * (grip + 0.015)), 1.4 * thick, sides) for s in (1, -1))
        )
    _string(m, *ends)


def _vanes(m: Maker, x: float, long: float, tall: float, r: float, count: int) -> None:
    """Feathers round the end of a shaft."""
    outline = m.pick(
        [(0, 0), (0.08 * long, tall), (0.75 * long, 0.7 * tall), (long, 0)],
        [(-0.1 * long, 0), (-0.15 * long, tall), (0.7 * long, tall), (long, 0)],
        [(0, 0), (0, 0.9 * tall), (0.4 * long, tall), (0.8 * long, 0.5 * tall), (long, 0)],
    )
    vane = plate([(x + a, 0.5 * r + b) for a, b in outline], m.u(0.0012, 0.003), "xz")
    start = m.pick(0, 90)
    m.add("fletching", *(turn(vane, "x", start + 360 * k / count) for k in range(count)))


def _nock(m: Maker, r: float, x: float = 0.0) -> None:
    """Cap with a notch at the rear end of an arrow."""
    m.add("fletching", bar((x - 0.012, 0, 0), (x + 0.01, 0, 0), 1.25 * r, m.sides))
    if m.fine:
        m.cut("fletching", block((0.012, 0.004 if r > 0.0035 else 0.0025, 0.03), (x - 0.012, 0, 0)))
    m.zone("fletching", "nock", x=(None, x + 0.008))


@construction("arrow")
def broadhead_arrow(m: Maker) -> None:
    """Flat barbed head, three feathers."""
    long, r = m.u(0.55, 0.85), m.u(0.003, 0.006)
    m.add("shaft", bar((0, 0, 0), (long, 0, 0), r, thin_sides(m)))
    length, half = m.u(0.03, 0.08), m.u(0.01, 0.025)
    barb = m.u(-0.01, 0.4) * length
    m.add(
        "head",
        plate(
            [
                (long, 0.8 * r),
                (long - barb, half),
                (long + length, 0),
                (long - barb, -half),
                (long, -0.8 * r),
            ],
            m.u(0.002, 0.005),
            "xz",
        ),
    )
    m.add("head", bar((long - 0.015, 0, 0), (long + 0.012, 0, 0), 1.35 * r, thin_sides(m)))
    _vanes(m, 0.02, m.u(0.05, 0.11), m.u(0.01, 0.022), r, m.pick(2, 3, 3, 4))
    _nock(m, r)


@construction("arrow")
def bodkin_arrow(m: Maker) -> None:
    """Needle or field point on a tapered shaft."""
    long, r = m.u(0.5, 0.8), m.u(0.003, 0.006)
    m.add("shaft", along_x([(0.85 * r, 0), (r, 0.3 * long), (0.9 * r, long)], thin_sides(m)))
    length = m.u(0.025, 0.09)
    m.add(
        "head",
        along_x(
            [(1.1 * r, long - 0.02), (m.u(1.0, 1.8) * r, long), (0.0008, long + length)],
            m.pick(4, 6, m.sides),
        ),
    )
    _vanes(m, m.u(0.015, 0.03), m.u(0.04, 0.1), m.u(0.008, 0.018), r, m.pick(3, 3, 4))
    _nock(m, r)


@construction("arrow")
def crossbow_bolt(m: Maker) -> None:
    """Short and thick, two stiff vanes."""
    long, r = m.u(0.2, 0.4), m.u(0.004, 0.008)
    m.add("shaft", bar((0, 0, 0), (long, 0, 0), r, m.pick(4, 6, m.sides)))
    length, big = m.u(0.03, 0.07), m.u(1.4, 2.2) * r
    m.add(
        "head",
        along_x(
            [(1.1 * r, long - 0.01), (big, long + 0.3 * length), (0.001, long + length)], m.pick(3, 4, 6)
        ),
    )
    _vanes(m, 0.012, m.u(0.04, 0.09), m.u(0.008, 0.02), r, m.pick(2, 3))
    _nock(m, r)


@construction("arrow")
def game_arrow(m: Maker) -> None:
    """Stylised: fat head, thick shaft, feathers like boards."""
    long, r = m.u(0.5, 0.9), m.u(0.006, 0.011)
    m.add("shaft", bar((0, 0, 0), (long, 0, 0), r, m.sides))
    length, half = m.u(0.06, 0.13), m.u(0.02, 0.04)
    stations: Stations = [
        (long - 0.01, r, -r, 2 * r),
        (long + m.u(-0.005, 0.03), half, -half, m.u(0.008, 0.018)),
        (long + length, 0.001, -0.001, 0.001),
    ]
    m.add("head", blade(stations, "diamond"))
    tall, wide = m.u(0.02, 0.04), m.u(0.08, 0.15)
    for angle in (0, 90) if m.chance(0.5) else (0, 120, 240):
        board = plate(
            [
                (0.01, -tall),
                (0.03 + 0.1 * wide, -tall),
                (wide, -0.5 * r),
                (wide, 0.5 * r),
                (0.03 + 0.1 * wide, tall),
                (0.01, tall),
            ],
            m.u(0.003, 0.006),
            "xz",
        )
        m.add(
            "fletching",
            turn(board if angle in (0, 90) else board ^ block((1, 1, 0.2), (0, 0, 0.1)), "x", angle),
        )
    _nock(m, r)


def _prod(m: Maker, x: float, half: float, back: float, thick: float, z: float) -> None:
    """Bow of a crossbow across Y with its string."""
    ends = []
    count = 7 if m.fine else 4
    flat = m.u(1.2, 2.6)
    curl = m.u(0, 0.03) if m.chance(0.4) else 0.0
    for sign in (1, -1):
        points = [(x, 0, z), (x - 0.2 * back, 0.5 * sign * half, z), (x - back, sign * half, z)]
        if curl:
            points.append((x - back + curl, sign * (half + 0.03), z))
        path = curve(points, count)
        m.add(
            "prod",
            tube(path, np.linspace(thick, 0.5 * thick, count), m.pick(4, thin_sides(m)), flat=1 / flat),
        )
        ends.append((x - back, sign * 0.97 * half, z))
    middle = (x - back - m.u(0, 0.09), 0, z + 0.004)
    m.add("string", tube([ends[0], middle, ends[1]], m.u(0.0014, 0.003), 6))


@construction("crossbow")
def tiller_crossbow(m: Maker) -> None:
    """Wooden stock throughout, lever trigger, bulged fore part."""
    long, tall, wide = m.u(0.55, 0.85), m.u(0.035, 0.05), m.u(0.028, 0.04)
    rear = -0.45 * long
    butt = [(rear, 0.3 * tall), (rear, -m.u(1.2, 2.2) * tall), (-0.1, -0.75 * tall), (-0.1, 0.5 * tall)]
    m.add(
        "stock",
        plate(butt, wide, "xz"),
        block(
            (long + rear + 0.12, wide, 0.55 * tall),
            (0.5 * (long + rear - 0.1), 0, 0.22 * tall),
            0.004 if m.fine else 0,
        ),
    )
    m.add(
        "grip",
        plate(
            [(-0.12, 0.3 * tall), (-0.13, -0.85 * tall), (-0.02, -0.75 * tall), (0.0, 0.3 * tall)],
            1.05 * wide,
            "xz",
        ),
    )
    finger_lever(m, "grip", -0.015, -0.6 * tall, m.u(0, 0.04), m.u(0.025, 0.045), 0.004)
    front = long + rear
    m.add(
        "foregrip",
        block(
            (m.u(0.12, 0.2), 1.12 * wide, m.u(0.8, 1.2) * tall),
            (0.5 * front, 0, -0.3 * tall),
            0.01 if m.fine else 0,
        ),
    )
    _prod(m, front - 0.02, m.u(0.22, 0.4), m.u(0.05, 0.16), m.u(0.009, 0.016), 0.3 * tall)
    if m.chance(0.5):
        m.add("stock", ring(0.035, 0.004, m.sides, "z", (front + 0.03, 0, 0.2 * tall)))


@construction("crossbow")
def modern_crossbow(m: Maker) -> None:
    """Pistol grip, skeleton stock, rail, front handle."""
    wide, rail = m.u(0.026, 0.04), m.u(0.35, 0.5)
    m.add("stock", block((rail + 0.1, wide, m.u(0.026, 0.04)), (0.5 * rail - 0.1, 0, 0.02)))
    butt = [(-0.12, 0.03), (-0.38, 0.035), (-0.39, -0.09), (-0.35, -0.09), (-0.33, -0.02), (-0.12, -0.005)]
    m.add("stock", plate(butt, 0.85 * wide, "xz"))
    grip = hull(
        block((0.04, 0.9 * wide, 0.01), (-0.04, 0, 0.005)),
        block(
            (0.034, 0.85 * wide, 0.012),
            (-0.04 - m.u(0.01, 0.04), 0, -m.u(0.09, 0.115)),
            0.004 if m.fine else 0,
        ),
    )
    m.add("grip", grip)
    finger_lever(m, "grip", 0.0, 0.006, 0.045, 0.032)
    if m.chance(0.5):
        m.add(
            "foregrip",
            bar((0.6 * rail, 0, 0.01), (0.6 * rail, 0, -m.u(0.08, 0.12)), m.u(0.012, 0.017), m.sides),
        )
    else:
        m.add("foregrip", block((0.13, 1.2 * wide, 0.035), (0.55 * rail, 0, -0.012), 0.01 if m.fine else 0))
    _prod(m, rail - 0.08, m.u(0.18, 0.3), m.u(0.06, 0.14), m.u(0.008, 0.014), 0.02)
    if m.chance(0.5):
        m.add(
            "stock",
            bar((-0.08, 0, 0.075), (0.08, 0, 0.075), 0.016, m.sides),
            block((0.05, 0.01, 0.05), (0, 0, 0.05)),
        )


@construction("crossbow")
def hand_crossbow(m: Maker) -> None:
    """Small, curved butt in one hand."""
    rail, tall, wide = m.u(0.2, 0.32), m.u(0.024, 0.036), m.u(0.022, 0.032)
    m.add("stock", block((rail, wide, tall), (0.5 * rail - 0.02, 0, 0), 0.004 if m.fine else 0))
    bend = m.u(0.04, 0.08)
    path = curve(
        [(0.02, 0, 0), (-0.04, 0, -0.012), (-0.06 - 0.2 * bend, 0, -0.05), (-0.05 - bend, 0, -0.105)],
        9 if m.fine else 5,
    )
    m.add(
        "grip",
        tube(
            path,
            np.linspace(0.014, m.u(0.014, 0.02), len(path)),
            max(8, m.sides // 2),
            m.u(0.75, 1),
            up=(1, 0, 0.3),
        ),
    )
    finger_lever(m, "grip", 0.0, -0.01, m.u(0.03, 0.045), 0.032)
    m.add(
        "foregrip",
        block(
            (m.u(0.06, 0.1), 1.1 * wide, m.u(0.02, 0.035)),
            (0.62 * rail, 0, -0.6 * tall),
            0.006 if m.fine else 0,
        ),
    )
    _prod(m, rail - 0.03, m.u(0.1, 0.18), m.u(0.03, 0.08), m.u(0.006, 0.01), 0.3 * tall)


def _strap(m: Maker, x: float, z: float, half: float, out: float, thick: float, upright: bool) -> None:
    """Loop behind a shield, its ends in the board."""
    points = [
        (x + 0.004, -half, 0),
        (x - out, -0.75 * half, 0),
        (x - out, 0.75 * half, 0),
        (x + 0.004, half, 0),
    ]
    path = curve(points, 11 if m.fine else 7)
    if upright:
        path = path[:, [0, 2, 1]]
    m.add("handle", tube(path + np.array([0, 0, z]), thick, thin_sides(m), flat=m.u(1, 2.2), up=(1, 0, 0)))


def _shield_handle(m: Maker, x: float, size: float) -> None:
    """A bar, one loop, or two straps."""
    make = m.pick("bar", "loop", "straps")
    out = m.u(0.042, 0.06)
    if make == "bar":
        half, r = m.u(0.07, 0.1), m.u(0.01, 0.015)
        upright = m.chance(0.5)
        a, b = ((0, half), (0, -half)) if upright else ((half, 0), (-half, 0))
        m.add("handle", bar((x - out, *a), (x - out, *b), r, max(8, m.sides // 2)))
        for end in (a, b):
            m.add(
                "handle",
                block((out + 0.004, 1.8 * r, 1.8 * r), (x - 0.5 * out + 0.002, 0.93 * end[0], 0.93 * end[1])),
            )
    elif make == "loop":
        _strap(m, x, 0, m.u(0.065, 0.09), out, m.u(0.007, 0.011), m.chance(0.5))
    else:
        place = m.u(0.2, 0.32) * size
        for z in (place, -place):
            _strap(m, x, z, m.u(0.06, 0.075), out + 0.012, m.u(0.006, 0.01), False)


def _boss(m: Maker, x: float, radius: float) -> None:
    make = m.pick("dome", "cone", "flat", "stud")
    if make == "dome":
        dome = ball((radius * m.u(0.5, 0.9), radius, radius), m.sides, (x, 0, 0))
        m.add("face", dome ^ block((1, 1, 1), (x + 0.496, 0, 0)))
    elif make == "cone":
        m.add(
            "face",
            along_x(
                [(radius, 0), (0.7 * radius, 0.4 * radius), (0.004, m.u(0.7, 1.3) * radius)],
                m.sides,
                (x, 0, 0),
            ),
        )
    elif make == "flat":
        m.add("face", along_x([(radius, -0.004), (radius, 0.012), (0.6 * radius, 0.02)], m.sides, (x, 0, 0)))
    else:
        m.add(
            "face",
            along_x(
                [
                    (radius, -0.004),
                    (0.9 * radius, 0.02),
                    (0.3 * radius, 0.6 * radius),
                    (0.2 * radius, radius),
                ],
                m.pick(6, 8, m.sides),
                (x, 0, 0),
            ),
        )
    for span in ((-1.05 * radius, 1.05 * radius),):
        m.zone("face", "boss", x=(x + 0.004, None), y=span, z=span)


def _round_rim(m: Maker, radius: float) -> None:
    """Zone of the border of a disc: everything outside an octagon."""
    limit = 0.9 * radius
    m.zone("face", "rim", z=(limit, None))
    m.zone("face", "rim", z=(None, -limit))
    m.zone("face", "rim", y=(limit, None))
    m.zone("face", "rim", y=(None, -limit))
    near, far = 0.5 * radius, 0.74 * radius
    for low_y, low_z in ((near, far), (far, near)):
        for y in ((low_y, None), (None, -low_y)):
            for z in ((low_z, None), (None, -low_z)):
                m.zone("face", "rim", y=y, z=z)


@construction("shield")
def round_board_shield(m: Maker) -> None:
    """Disc of boards with a bound rim and a boss."""
    radius, thick = m.u(0.24, 0.45), m.u(0.01, 0.03)
    m.add("face", plate(circle(radius, min(max(m.sides, 8), 24)), thick, "yz"))
    if m.chance(0.7):
        border = arc((0, 0, 0), radius, 0, 360, min(max(m.sides, 8), 24) + 1, "yz")[:-1]
        m.add("face", tube(border, m.u(0.008, 0.016), 6, up=(1, 0, 0), closed=True))
    if m.chance(0.5):
        for angle in (0, 90) if m.chance(0.5) else (45, 135):
            m.add("face", turn(block((thick + 0.01, 0.03, 1.9 * radius)), "x", angle))
    _boss(m, 0.5 * thick, m.u(0.05, 0.1))
    _round_rim(m, radius)
    _shield_handle(m, -0.5 * thick, 2 * radius)


@construction("shield")
def domed_shield(m: Maker) -> None:
    """Bowl-shaped metal shield, from buckler to hoplite's."""
    radius = m.pick(m.u(0.13, 0.2), m.u(0.25, 0.42))
    deep, wall, lip = m.u(0.12, 0.3) * radius, m.u(0.004, 0.01), m.u(0.02, 0.04)
    steps = np.linspace(0.1, 1, 7 if m.fine else 4)
    profile = [
        (float(radius * np.sin(0.5 * np.pi * s)), float(deep * (1 - np.cos(0.5 * np.pi * s)))) for s in steps
    ]
    profile.append((radius + lip, deep + 0.004))
    m.add("face", turn(vessel(profile, wall, max(m.sides, 8)), "y", -90))
    _boss(m, -0.004, m.u(0.12, 0.25) * radius + 0.015)
    _round_rim(m, radius + lip)
    half, out = min(0.065, 0.45 * radius), m.u(0.042, 0.055)
    surface = -deep * (1 - np.sqrt(1 - (half / radius) ** 2))
    behind = surface - wall - out
    m.add("handle", bar((behind, -half - 0.008, 0), (behind, half + 0.008, 0), m.u(0.01, 0.014), m.sides))
    for y in (half, -half):
        m.add("handle", block((out + wall, 0.014, 0.022), (0.5 * (behind + surface - 0.6 * wall), y, 0)))


def _bent(m: Maker, outline: list[tuple[float, float]], thick: float, bend: float, wide: float) -> Manifold:
    """Board in YZ of an outline, bent round a vertical axis so that its sides go back."""
    sheet = plate(outline, thick, "yz")
    if bend <= 0:
        return sheet
    sheet = sheet.refine_to_length(0.3 * wide if m.fine else 0.7 * wide)
    return sheet.warp_batch(
        lambda p: np.asarray(p) - np.stack([bend * (p[:, 1] / wide) ** 2, 0 * p[:, 0], 0 * p[:, 0]], 1)
    )


@construction("shield")
def heater_shield(m: Maker) -> None:
    """Pointed below, flat or round above, flat or bent; a raised border."""
    half, tall = m.u(0.18, 0.3), m.u(0.5, 0.9)
    top = m.u(0, 0.06) if m.chance(0.6) else half
    count = 6 if m.fine else 3
    right = [
        (float(y), float(z))
        for _, y, z in curve(
            [
                (0, half, 0.38 * tall),
                (0, 0.95 * half, 0.0),
                (0, 0.6 * half, -0.35 * tall),
                (0, 0, -0.6 * tall),
            ],
            2 * count,
        )
    ]
    crest = [(half * np.cos(a), 0.38 * tall + top * np.sin(a)) for a in np.linspace(0, np.pi, 2 * count + 1)]
    outline = [
        *right[::-1],
        *((float(a), float(b)) for a, b in crest[1:-1]),
        *((-y, z) for y, z in right[:-1]),
    ]
    thick, bend = m.u(0.01, 0.024), m.pick(0.0, m.u(0.02, 0.08))
    board = _bent(m, outline, thick, bend, half)
    m.add("face", board)
    if m.chance(0.6):
        border = _bent(m, outline, thick + 0.014, bend, half) - _bent(
            m, [(0.86 * y, 0.88 * z) for y, z in outline], 0.1, bend, half
        )
        m.add("face", border)
    if m.chance(0.4):
        _boss(m, 0.4 * thick, m.u(0.035, 0.06))
    m.zone("face", "rim", z=(0.38 * tall + top - max(0.16 * half, 0.035), None))
    m.zone("face", "rim", y=(0.84 * half, None))
    m.zone("face", "rim", y=(None, -0.84 * half))
    m.zone("face", "rim", z=(None, -0.5 * tall))
    _shield_handle(m, -0.5 * thick, tall)


@construction("shield")
def tower_shield(m: Maker) -> None:
    """Tall rectangle or long oval, bent round the body."""
    half, tall = m.u(0.2, 0.35), m.u(0.8, 1.25)
    outline = (
        rectangle(2 * half, tall, m.u(0.02, 0.1)) if m.chance(0.6) else circle((half, 0.5 * tall), m.sides)
    )
    thick = m.u(0.01, 0.025)
    m.add("face", _bent(m, outline, thick, m.u(0.03, 0.14), half))
    if m.chance(0.7):
        m.add("face", block((0.02, 0.03, 0.8 * tall), (0.5 * thick, 0, 0)))
    _boss(m, 0.5 * thick, m.u(0.06, 0.1))
    m.zone("face", "rim", z=(0.45 * tall, None))
    m.zone("face", "rim", z=(None, -0.45 * tall))
    m.zone("face", "rim", y=(0.88 * half, None))
    m.zone("face", "rim", y=(None, -0.88 * half))
    m.add(
        "handle",
        bar((-m.u(0.045, 0.06), -0.075, 0), (-0.05, 0.075, 0), m.u(0.01, 0.015), max(8, m.sides // 2)),
    )
    m.add("handle", *(block((0.065, 0.016, 0.022), (-0.026, y, 0)) for y in (0.07, -0.07)))


def _hub(m: Maker, radius: float, thick: float, hole: float) -> None:
    sides = m.pick(6, 8, m.sides)
    holes = [circle(hole, max(6, m.sides // 2))] if hole > 0 else []
    m.add("hub", plate(circle(radius, sides), thick, holes=holes))


@construction("shuriken")
def star_shuriken(m: Maker) -> None:
    """Ground points round a disc."""
    count, radius, thick = m.count(4, 8), m.u(0.035, 0.06), m.u(0.002, 0.006)
    hub = m.u(0.35, 0.5) * radius
    _hub(m, hub, 1.05 * thick, m.pick(0.0, 0.3 * hub, 0.5 * hub))
    half, lean = hub * np.sin(np.pi / count) * m.u(0.8, 1.1), m.u(-0.4, 0.4) * hub
    stations: Stations = [(0.75 * hub, half, -half, thick), (radius, lean + 0.0005, lean - 0.0005, 0.0008)]
    point = turn(blade(stations, "diamond"), "x", 90)
    m.add("points", *(turn(point, "z", 360 * k / count) for k in range(count)))


@construction("shuriken")
def curved_blade_shuriken(m: Maker) -> None:
    """Hooked blades turning one way like a saw or a wheel."""
    count, radius, thick = m.count(3, 8), m.u(0.04, 0.065), m.u(0.002, 0.006)
    hub = m.u(0.38, 0.55) * radius
    _hub(m, hub, 1.05 * thick, m.pick(0.0, 0.35 * hub))
    way = m.pick(1, -1)
    half = 0.9 * hub * np.sin(np.pi / count)
    outer = curve([(0.8 * hub, -half, 0), (0.75 * radius, -0.5 * half, 0), (radius, 0.9 * half, 0)], 5)
    inner = curve(
        [(radius, 0.95 * half, 0), (0.6 * radius + 0.2 * hub, 0.35 * half, 0), (0.8 * hub, half, 0)], 4
    )
    outline = [(float(x), way * float(y)) for x, y, _ in np.concatenate([outer, inner])]
    vane = plate(outline if way > 0 else outline[::-1], thick)
    m.add("points", *(turn(vane, "z", 360 * k / count) for k in range(count)))


@construction("shuriken")
def cross_shuriken(m: Maker) -> None:
    """Four arms swelling outward, or two crossed bars sharpened at both ends."""
    radius, thick = m.u(0.04, 0.065), m.u(0.003, 0.007)
    hub, wide, neck = m.u(0.011, 0.016), m.u(0.008, 0.016), m.u(0.006, 0.01)
    if m.chance(0.5):
        m.add("hub", block((2 * hub, 2 * hub, 1.1 * thick), (0, 0, 0), 0.0012 if m.fine else 0))
    else:
        _hub(m, hub, 1.1 * thick, 0.4 * hub)
    outline = [
        (0.7 * hub, -neck),
        (m.u(0.55, 0.8) * radius, -wide),
        (radius, 0),
        (m.u(0.55, 0.8) * radius, wide),
        (0.7 * hub, neck),
    ]
    arm = plate(outline, thick)
    if m.fine:
        arm = (
            hull(arm, block((0.5 * radius, 0.002, 1.3 * thick), (0.4 * radius, 0, 0)))
            if m.chance(0.5)
            else arm
        )
    m.add("points", *(turn(arm, "z", 90 * k) for k in range(4)))


def _whip_handle(m: Maker) -> float:
    long, r = m.u(0.14, 0.26), m.u(0.01, 0.015)
    rear = hilt(m, "handle", -long, 0, r)
    if m.chance(0.6):
        m.add("handle", ball(m.u(1.2, 1.6) * r, m.sides, rear))
    m.add("handle", bar((-0.012, 0, 0), (0.006, 0, 0), m.u(1.0, 1.3) * r, m.sides))
    return r


@construction("whip")
def coiled_whip(m: Maker) -> None:
    """Lash in a coil or two before the handle."""
    r = _whip_handle(m)
    radius, turns, thick = m.u(0.06, 0.12), m.u(1.3, 2.6), m.u(0.4, 0.65) * r
    angle = np.linspace(0, 2 * np.pi * turns, round((18 if m.fine else 9) * turns))
    size = radius * (1 - 0.12 * angle / (2 * np.pi))
    side = m.pick(1, -1)
    rise = m.u(2.0, 2.4) * thick * angle / (2 * np.pi)
    coil = np.stack([0.05 + size * np.sin(angle), side * (radius - size * np.cos(angle)), rise], 1)
    path = np.concatenate([[(-0.005, 0, 0), (0.03, 0, 0)], coil])
    m.add("lash", tube(path, np.linspace(thick, 0.35 * thick, len(path)), 8 if m.fine else 5))


@construction("whip")
def uncoiled_whip(m: Maker) -> None:
    """Lash thrown out in a wave, tapering."""
    r = _whip_handle(m)
    long, sway, waves = m.u(0.5, 1.4), m.u(0.03, 0.12), m.u(0.7, 2.0)
    t = np.linspace(0, 1, 26 if m.fine else 13)
    vertical = m.chance(0.5)
    wave = sway * np.sin(2 * np.pi * waves * t) * np.sqrt(t)
    drop = -m.u(0, 0.3) * long * t**2
    path = np.stack([long * t - 0.005, 0 * t if vertical else wave, drop + (wave if vertical else 0)], 1)
    m.add("lash", tube(path, np.linspace(0.6 * r, 0.0018, len(t)), 8 if m.fine else 5))


@construction("whip")
def many_tailed_whip(m: Maker) -> None:
    """Short tails hanging from the handle's end, knotted at times."""
    r = _whip_handle(m)
    long, knots = m.u(0.2, 0.5), m.chance(0.5)
    count = m.count(3, 7)
    for k in range(count):
        a = 2 * np.pi * k / count
        spread = m.u(0.02, 0.08)
        points = [
            (-0.005, 0.35 * r * np.cos(a), 0.35 * r * np.sin(a)),
            (0.4 * long, spread * np.cos(a), spread * np.sin(a)),
            (
                long * m.u(0.85, 1),
                1.2 * spread * np.cos(a) + m.u(-0.03, 0.03),
                spread * np.sin(a) - m.u(0, 0.1),
            ),
        ]
        path = curve(points, 9 if m.fine else 5)
        m.add("lash", tube(path, m.u(0.0028, 0.0045), 6, flat=m.u(1, 2)))
        if knots:
            m.add("lash", ball(0.007, 8, path[-1]))


@construction("whip")
def riding_crop(m: Maker) -> None:
    """Stiff tapering rod with a leather tongue."""
    r = _whip_handle(m)
    long = m.u(0.35, 0.6)
    path = curve([(-0.005, 0, 0), (0.5 * long, 0, m.u(-0.01, 0.02)), (long, 0, -m.u(0, 0.05))], 8)
    m.add("lash", tube(path, np.linspace(0.55 * r, 0.003, 8), thin_sides(m)))
    end = path[-1]
    m.add(
        "lash",
        plate(
            rectangle(m.u(0.05, 0.09), m.u(0.015, 0.035), 0.006, at=(float(end[0]) + 0.02, 0)),
            0.004,
            "xy",
            (0, 0, float(end[2])),
        ),
    )


def _stick(m: Maker, part: str, a: End, b: End, r: float, sides: int, taper: float) -> None:
    """Stick from its far end a to its chain end b."""
    m.add(part, bar(a, b, r, sides, taper * r))
    if m.chance(0.5):
        way = np.asarray(b) - np.asarray(a)
        for place in (0.02, 0.93):
            p, q = np.asarray(a) + place * way, np.asarray(a) + (place + 0.05) * way
            m.add(part, bar(tuple(p), tuple(q), 1.12 * r, sides))


def _links(m: Maker, points: list[End], wire: float) -> None:
    """Chain links from point to point, each a flattened ring."""
    for k, (a, b) in enumerate(pairwise(points)):
        p, q = np.asarray(a, float), np.asarray(b, float)
        way = (q - p) / np.linalg.norm(q - p)
        side = np.cross(way, (0, 0, 1) if k % 2 else (0.3, 1, 0.2))
        side /= np.linalg.norm(side)
        half = 0.5 * np.linalg.norm(q - p) + 0.7 * wire
        angle = np.linspace(0, 2 * np.pi, 9)[:-1]
        loop = (p + q) / 2 + half * np.cos(angle)[:, None] * way + 0.65 * half * np.sin(angle)[:, None] * side
        m.add("chain", tube(loop, wire, 6 if m.fine else 4, up=tuple(np.cross(way, side)), closed=True))


@construction("nunchaku")
def parallel_nunchaku(m: Maker) -> None:
    """Sticks side by side, the chain or cord bridging their ends."""
    long, r, apart = m.u(0.24, 0.32), m.u(0.011, 0.016), m.u(0.03, 0.07)
    sides, taper = m.pick(6, 8, m.sides), m.u(0.75, 1.0)
    _stick(m, "left_stick", (-long, apart, 0), (0, apart, 0), r, sides, taper)
    _stick(m, "right_stick", (-long, -apart, 0), (0, -apart, 0), r, sides, taper)
    path = arc((0, 0, 0), (m.u(0.4, 1.3) * apart + 0.02, apart), -90, 90, 10, "xy")
    m.add("chain", *(bar((-0.01, s * apart, 0), (0.012, s * apart, 0), 0.5 * r, m.sides) for s in (1, -1)))
    if m.chance(0.6):
        path[:, 0] += 0.006
        _links(m, [tuple(p) for p in path], m.u(0.0014, 0.0022))
    else:
        m.add("chain", tube(path, m.u(0.0025, 0.0045), 8))


@construction("nunchaku")
def spread_nunchaku(m: Maker) -> None:
    """Sticks laid open in a V or a line, chain hanging straight between."""
    long, r, gap = m.u(0.24, 0.32), m.u(0.011, 0.016), m.u(0.03, 0.06)
    lean = np.radians(m.u(0, 75))
    sides, taper = m.pick(6, 8, m.sides), m.u(0.75, 1.0)
    for part, sign in (("left_stick", 1), ("right_stick", -1)):
        a = (-(gap + long) * np.sin(lean), sign * (gap + long) * np.cos(lean), 0)
        b = (-gap * np.sin(lean), sign * gap * np.cos(lean), 0)
        _stick(m, part, a, b, r, sides, taper)
        c = (-0.6 * gap * np.sin(lean), sign * 0.6 * gap * np.cos(lean), 0)
        m.add("chain", bar(tuple(1.1 * np.asarray(b) - 0.1 * np.asarray(c)), c, 0.45 * r, m.sides, 0.25 * r))
    ends = [(-0.65 * gap * np.sin(lean), s * 0.65 * gap * np.cos(lean), 0) for s in (1, -1)]
    if m.chance(0.6):
        points = curve([ends[0], (0.0, 0, 0), ends[1]], m.count(5, 7))
        _links(m, [tuple(p) for p in points], m.u(0.0016, 0.0026))
    else:
        m.add("chain", tube(curve([ends[0], (0.0, 0, 0), ends[1]], 7), m.u(0.003, 0.005), 8))


@construction("nunchaku")
def crossed_nunchaku(m: Maker) -> None:
    """Sticks at an angle, one turned up; two cords through their ends; grooved grips."""
    long, r = m.u(0.24, 0.32), m.u(0.011, 0.015)
    apart = m.u(0.03, 0.05)
    for part, sign in (("left_stick", 1), ("right_stick", -1)):
        count = 13 if m.fine else 5
        t = np.linspace(0, 1, count)
        grooves = 1 + m.u(0, 0.06) * np.where((np.arange(count) % 2 == 1) & (t < 0.6), -1, 1) - 0.2 * t
        spread, rise = m.u(0.0, 0.12), m.u(-0.08, 0.08)
        path = np.stack([-long * (1 - t), sign * (apart + spread * (1 - t)), rise * (1 - t)], 1)
        m.add(part, tube(path, r * grooves, max(8, m.sides // 2)))
    for z in (0.25 * r, -0.25 * r):
        path = arc((-0.006, 0, z), (m.u(0.03, 0.06), apart), -90, 90, 9, "xy")
        m.add("chain", tube(path, m.u(0.002, 0.003), 6))
