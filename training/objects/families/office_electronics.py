"""Things of the desk: to write with, to cut, to read, to stick."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import along_x, along_y, brick, ribbed, skin, smooth_outline, soft_plate, strap
from ..solids import (
    arc,
    ball,
    bar,
    blade,
    block,
    capsule,
    circle,
    curve,
    hull,
    lathe,
    move,
    plate,
    rectangle,
    ring,
    tube,
    turn,
    warped,
)


def _pocket_clip(m: Maker, root: float, length: float, radius: float) -> list[Manifold]:
    """Spring clip along X above a barrel, fixed at its back end."""
    width = m.u(0.0022, 0.0042)
    tongue = block((length, width, 0.0009), (root + length / 2, 0, radius + 0.0016))
    foot = block((0.003, width, radius + 0.002), (root + 0.0015, 0, (radius + 0.002) / 2))
    return [tongue, foot, ball(0.0011, 8, (root + length - 0.001, 0, radius + 0.0009))]


@construction("pen")
def click_ballpoint(m: Maker) -> None:
    """Push button, rubber grip, spring clip."""
    s, r, length = m.sides, m.u(0.0045, 0.0065), m.u(0.125, 0.15)
    start, front = length * m.u(0.6, 0.7), length * m.u(0.84, 0.9)
    m.add("barrel", along_x([(r * 0.8, 0), (r, 0.006), (r * m.u(0.95, 1.05), start)], s))
    m.add("barrel", along_x([(r * 0.45, -m.u(0.004, 0.01)), (r * 0.45, 0.002)], s))
    swell = r * m.u(1.0, 1.15)
    ribs = m.pick(0, 4, 6) if m.fine else 0
    grip = ribbed(swell, start, front, ribs, 0.0006) if ribs else [(swell, start), (r * 0.95, front)]
    m.add("grip", along_x(grip, s))
    m.add("tip", along_x([(r * 0.9, front), (r * 0.35, length - 0.004), (0.0007, length)], s))
    if m.chance(0.8):
        m.add("clip", *_pocket_clip(m, 0.004, m.u(0.03, 0.045), r))
    m.zone("barrel", "end", x=(None, m.u(0.008, 0.018)))


@construction("pen")
def fountain_pen(m: Maker) -> None:
    """Cigar-shaped, with a nib; the cap is posted on the back or left off."""
    s, r, length = m.sides, m.u(0.0055, 0.0085), m.u(0.115, 0.14)
    join = length * m.u(0.62, 0.72)
    m.add("barrel", along_x([(r * 0.3, 0), (r * 0.75, 0.012), (r, 0.04), (r * 0.97, join)], s))
    front = join + m.u(0.018, 0.026)
    m.add("grip", along_x([(r * 0.8, join), (r * 0.6, front - 0.003), (r * 0.68, front)], s))
    w = r * m.u(0.4, 0.6)
    nib = [
        (front - 0.002, w, -w, 0.003),
        (front + 0.01, w, -w, 0.002),
        (length + 0.01, 0.0005, -0.0005, 0.001),
    ]
    m.add("tip", turn(blade(nib, "flat"), "x", 90))
    if m.chance(0.65):
        cap = m.u(0.045, 0.06)
        back, mouth = -cap + m.u(0.025, 0.035), m.u(0.025, 0.035)
        m.add("cap", along_x([(r * 0.5, back), (r * 1.05, back + 0.012), (r * 1.25, mouth)], s))
        m.add("cap", along_x([(r * 1.32, mouth - 0.005), (r * 1.32, mouth)], s))
        m.add("clip", *_pocket_clip(m, back + 0.01, cap * 0.7, r * 1.15))
        m.zone("barrel", "end", x=(None, mouth + 0.012))
    else:
        m.zone("barrel", "end", x=(None, 0.016))


@construction("pen")
def stick_pen(m: Maker) -> None:
    """Cheap faceted stick, cap with a tongue posted on the back."""
    r, length, sides = m.u(0.0037, 0.005), m.u(0.13, 0.15), m.pick(6, 6, 8)
    front = length * m.u(0.72, 0.8)
    m.add("barrel", tube([(0, 0, 0), (front, 0, 0)], r, sides))
    m.add("barrel", along_x([(r * 0.7, -0.004), (r * 0.7, 0.001)], m.sides))
    m.add("grip", tube([(front, 0, 0), (length - 0.012, 0, 0)], r, sides))
    m.add(
        "tip",
        along_x([(r * 0.75, length - 0.012), (r * 0.7, length - 0.008), (0.0006, length + 0.006)], m.sides),
    )
    if m.chance(0.7):
        cap = m.u(0.04, 0.058)
        m.add("cap", along_x([(r * 0.9, -cap * 0.45), (r * 1.25, 0), (r * 1.3, cap * 0.55)], m.sides))
        m.add("clip", block((cap * 0.9, 0.003, 0.0012), (cap * 0.05, 0, r * 1.6)))
        m.add("clip", block((0.004, 0.003, r), (-cap * 0.38, 0, r * 1.15)))
        m.zone("barrel", "end", x=(None, cap * 0.55 + 0.01))
    else:
        m.zone("barrel", "end", x=(None, 0.012))


@construction("pen")
def dip_pen(m: Maker) -> None:
    """Slim turned holder thickening to a cork or collar, steel nib."""
    s, length = m.sides, m.u(0.15, 0.19)
    thin, thick = m.u(0.002, 0.0035), m.u(0.0045, 0.0075)
    start = length * m.u(0.7, 0.78)
    waist = curve(
        [(thin, 0, 0), (thin * 1.3, 0, 0.3 * start), (thick * 0.8, 0, 0.8 * start), (thick * 0.7, 0, start)],
        9,
    )
    m.add("barrel", along_x([(float(p[0]), float(p[2])) for p in waist], s))
    m.add("grip", along_x([(thick * 0.8, start), (thick, start + 0.008), (thick * 0.75, length)], s))
    w = thick * 0.55
    m.add(
        "tip",
        turn(
            blade(
                [
                    (length - 0.003, w, -w, 0.0025),
                    (length + 0.012, w, -w, 0.0018),
                    (length + 0.03, 0.0004, -0.0004, 0.001),
                ],
                "flat",
            ),
            "x",
            90,
        ),
    )
    m.zone("barrel", "end", x=(None, 0.03))


@construction("pen")
def thick_soft_pen(m: Maker) -> None:
    """Fat body of rounded triangular or oval section with a soft zone and a ball end."""
    length, r, n = m.u(0.115, 0.145), m.u(0.006, 0.0085), max(6, m.sides // 2)
    start, front = length * 0.58, length * 0.86
    flat, power = m.u(0.75, 1.0), m.u(2, 4)
    m.add(
        "barrel",
        skin(
            [
                (x, 0, 0, r * k, r * k * flat)
                for x, k in ((0.006, 0.6), (0.015, 0.95), (0.5 * start, 1.0), (start, 0.9))
            ],
            n,
            power=power,
        ),
    )
    m.add("barrel", ball(r * m.u(0.6, 0.9), m.sides, (0.004, 0, 0)))
    belly = m.u(0.75, 1.05)
    m.add(
        "grip",
        skin(
            [
                (x, 0, 0, r * k, r * k * flat)
                for x, k in ((start, 0.98), ((start + front) / 2, belly), (front, 1.0))
            ],
            n,
            power=power,
        ),
    )
    m.add("tip", along_x([(r * 0.8 * flat, front), (r * 0.3, length - 0.003), (0.0008, length)], m.sides))
    m.zone("barrel", "end", x=(None, 0.016))


@construction("pencil")
def hexagonal_pencil(m: Maker) -> None:
    """Six-sided wood, ferrule with a rubber, sharpened."""
    r, length = m.u(0.0034, 0.0045), m.u(0.1, 0.185)
    point = m.u(0.016, 0.026)
    sides = m.pick(6, 6, 8, 12)
    m.add("barrel", tube([(0, 0, 0), (length - point, 0, 0)], r, sides))
    m.add("eraser", along_x([(r * 0.9, -m.u(0.016, 0.022)), (r * 0.95, -0.009)], m.sides))
    m.add(
        "eraser",
        along_x(
            ribbed(r * 1.05, -0.011, 0.001, 3, 0.0003) if m.fine else [(r * 1.05, -0.011), (r * 1.05, 0.001)],
            m.sides,
        ),
    )
    m.add("tip", tube([(length - point, 0, 0), (length, 0, 0)], [r, 0.0004], sides))
    m.zone("barrel", "middle", x=(0.35 * length, 0.62 * length))


@construction("pencil")
def propelling_pencil(m: Maker) -> None:
    """Turned barrel with grooves, metal cone, thin lead, clip, cap over the rubber."""
    s, r, length = m.sides, m.u(0.004, 0.0055), m.u(0.125, 0.145)
    front = length * m.u(0.8, 0.86)
    groove = length * m.u(0.58, 0.66)
    m.add("barrel", along_x([(r * 0.9, 0), (r, 0.01), (r, groove)], s))
    m.add(
        "barrel",
        along_x(ribbed(r * 1.02, groove, front, 6, 0.0005) if m.fine else [(r, groove), (r, front)], s),
    )
    m.add("barrel", *_pocket_clip(m, 0.008, m.u(0.03, 0.04), r))
    m.add("eraser", along_x([(r * 0.55, -m.u(0.007, 0.013)), (r * 0.6, 0.002)], s))
    m.add(
        "tip",
        along_x(
            [(r * 0.95, front), (r * 0.35, length - 0.006), (0.0009, length - 0.005), (0.0009, length)], s
        ),
    )
    m.add("tip", along_x([(0.0004, length - 0.001), (0.0004, length + 0.003)], 6))
    m.zone("barrel", "middle", x=(0.35 * length, 0.6 * length))


@construction("pencil")
def carpenter_pencil(m: Maker) -> None:
    """Flat oval section, cut to a chisel; a rubber plug behind."""
    length, wide, thick = m.u(0.12, 0.18), m.u(0.006, 0.0085), m.u(0.003, 0.0045)
    n, power, cut = max(8, m.sides // 2), m.u(2.5, 8), m.u(0.016, 0.028)
    m.add("barrel", skin([(0, 0, 0, wide, thick), (length - cut, 0, 0, wide, thick)], n, power=power))
    m.add(
        "eraser",
        skin(
            [(-m.u(0.006, 0.014), 0, 0, wide * 0.9, thick * 0.9), (0.001, 0, 0, wide * 0.92, thick * 0.92)],
            n,
            power=power,
        ),
    )
    m.add(
        "tip",
        skin([(length - cut, 0, 0, wide, thick), (length, 0, 0, m.u(0.001, 0.004), 0.0007)], n, power=power),
    )
    m.zone("barrel", "middle", x=(0.35 * length, 0.62 * length))


@construction("pencil")
def chunky_pencil(m: Maker) -> None:
    """Thick round or three-sided, with a big figure of rubber pushed on."""
    r, length = m.u(0.0048, 0.0075), m.u(0.08, 0.14)
    point, n = m.u(0.016, 0.03), m.pick(3, max(8, m.sides), max(8, m.sides))
    m.add("barrel", tube([(0, 0, 0), (length - point, 0, 0)], r, n))
    m.add("tip", tube([(length - point, 0, 0), (length, 0, 0)], [r, 0.0008], n))
    size = r * m.u(1.3, 1.9)
    topper = m.pick("ball", "block", "wedge")
    if topper == "ball":
        m.add("eraser", ball((size, size * m.u(0.8, 1.2), size), m.sides, (-size * 0.6, 0, 0)))
    elif topper == "block":
        m.add("eraser", brick(m, (0.02, 2 * size, 1.8 * size), (-0.007, 0, 0), 0.003))
    else:
        m.add(
            "eraser", blade([(-0.018, 0.0012, -0.0012, 1.8 * size), (0.004, size, -size, 1.9 * size)], "flat")
        )
    m.zone("barrel", "middle", x=(0.35 * length, 0.62 * length))


def _felt(m: Maker, x: float, r: float, kind: str) -> Manifold:
    """Felt tip that begins at x."""
    if kind == "bullet":
        return along_x([(r, x - 0.002), (r, x + 0.003), (r * 0.3, x + 0.007)], m.sides)
    end = x + m.u(0.006, 0.009)
    return blade(
        [(x - 0.002, r, -r, 1.3 * r), (x + 0.003, r, -r, 1.3 * r), (end, r, 0.3 * r, 1.2 * r)], "flat"
    )


@construction("marker")
def posted_marker(m: Maker) -> None:
    """Round felt pen, its cap pushed on the back end."""
    s, r, length = m.sides, m.u(0.0055, 0.0105), m.u(0.105, 0.135)
    cap = m.u(0.035, 0.05)
    m.add(
        "barrel",
        along_x(
            [
                (r * 0.85, 0),
                (r, 0.004),
                (r, length - 0.02),
                (r * 0.7, length - 0.018),
                (r * 0.6, length - 0.008),
                (r * 0.35, length - 0.005),
            ],
            s,
        ),
    )
    m.add("tip", _felt(m, length - 0.005, r * m.u(0.2, 0.3), m.pick("bullet", "chisel")))
    m.add("cap", along_x([(r * 0.9, -cap * 0.6), (r * 1.1, -cap * 0.55), (r * 1.12, cap * 0.4)], s))
    if m.chance(0.6):
        m.add("cap", *_pocket_clip(m, -cap * 0.55, cap * 0.85, r * 1.1))


@construction("marker")
def flat_highlighter(m: Maker) -> None:
    """Flat rounded box with a stepped shoulder and a slanted tip; cap behind."""
    length, wide, thick = m.u(0.1, 0.125), m.u(0.009, 0.014), m.u(0.006, 0.009)
    n, power, cap = max(8, m.sides // 2), m.u(3, 8), m.u(0.03, 0.042)
    m.add(
        "barrel",
        skin(
            [
                (0, 0, 0, thick, wide),
                (length - 0.026, 0, 0, thick, wide),
                (length - 0.022, 0, 0, thick * 0.75, wide * 0.7),
                (length - 0.006, 0, 0, thick * 0.6, wide * 0.45),
            ],
            n,
            power=power,
        ),
    )
    m.add("tip", _felt(m, length - 0.007, wide * 0.33, "chisel"))
    m.add(
        "cap",
        skin(
            [
                (-cap * 0.55, 0, 0, thick * 0.95, wide * 0.9),
                (-cap * 0.45, 0, 0, thick * 1.12, wide * 1.1),
                (cap * 0.45, 0, 0, thick * 1.15, wide * 1.12),
            ],
            n,
            power=power,
        ),
    )
    if m.chance(0.7):
        m.add(
            "cap",
            block((cap * 0.8, 0.005, 0.0015), (-0.02 * cap, 0, wide * 1.2 + 0.0006)),
            block((0.004, 0.005, 0.004), (-cap * 0.4, 0, wide * 1.1)),
        )


@construction("marker")
def double_ended(m: Maker) -> None:
    """A tip at either end: the back one under its cap, a collar in the middle."""
    s, r, length = m.sides, m.u(0.0055, 0.009), m.u(0.11, 0.145)
    cap = length * m.u(0.24, 0.32)
    m.add(
        "barrel",
        along_x([(r, cap), (r, length * 0.8), (r * 0.75, length * 0.8), (r * 0.45, length - 0.006)], s),
    )
    m.add("barrel", along_x([(r * 1.12, length * 0.5), (r * 1.12, length * 0.55)], s))
    m.add("cap", along_x([(r * 0.6, 0), (r * 1.05, 0.006), (r * 1.08, cap)], s))
    if m.chance(0.5):
        m.add("cap", *_pocket_clip(m, 0.004, cap * 0.8, r * 1.05))
    m.add("tip", _felt(m, length - 0.006, r * m.u(0.25, 0.4), m.pick("bullet", "chisel", "bullet")))


@construction("marker")
def tethered_jumbo(m: Maker) -> None:
    """Fat board or paint marker; the cap hangs beside it on a strap."""
    s, r, length = m.sides, m.u(0.009, 0.015), m.u(0.1, 0.14)
    shoulder = length - m.u(0.022, 0.03)
    m.add(
        "barrel",
        along_x(
            [
                (r * 0.9, 0),
                (r, 0.004),
                (r, shoulder),
                (r * 0.6, shoulder + 0.003),
                (r * 0.55, length - 0.004),
            ],
            s,
        ),
    )
    m.add("tip", _felt(m, length - 0.005, r * m.u(0.3, 0.45), m.pick("bullet", "chisel")))
    cap, cr = m.u(0.026, 0.034), r * m.u(0.75, 1.0)
    place, z = m.u(0.25, 0.5) * length, -(r + cr - 0.0004)
    m.add("cap", along_x([(cr * 0.85, place), (cr, place + 0.004), (cr, place + cap)], s, (0, 0, z)))
    strap = curve(
        [
            (place + cap - 0.003, 0, z - cr * 0.2),
            (place + cap + 0.012, 0, z + cr * 0.6),
            (shoulder - 0.004, 0, -r * 0.97),
        ],
        6,
    )
    m.add("cap", tube(strap, 0.0012, 6, flat=2.5, up=(0, 0, 1)))


def _scissors(
    m: Maker,
    length: float,
    width: float,
    thick: float,
    opening: float,
    blunt: float,
    loops: list[tuple[str, Manifold]],
) -> None:
    """Two crossing blades about the origin; each loop is given closed and turned with its blade."""
    pivot = -0.3 * width
    for side, (name, loop) in zip((1, -1), loops, strict=True):
        w = width / 2
        outline = [
            (-width, w),
            (-width, -w),
            (0.0, -w),
            (0.55 * length, -w * 0.9),
            (length, w * (0.6 - blunt)),
            (length, w * 0.8),
            (0.3 * length, w * 0.75),
        ]
        half = plate([(x, side * y) for x, y in outline][::side], thick, "xy", (0, 0, side * thick * 0.46))
        turned = turn(half, "z", -side * opening / 2)
        m.add("blades", turned)
        m.add(name, turn(loop, "z", -side * opening / 2))
    m.add("pivot", lathe([(width * 0.28, -thick * 1.4), (width * 0.28, thick * 1.4)], m.sides, (pivot, 0, 0)))
    if m.fine:
        m.add(
            "pivot", lathe([(width * 0.4, thick * 0.9), (width * 0.3, thick * 1.9)], m.sides, (pivot, 0, 0))
        )
    m.zone("blades", "tips", x=(0.78 * length, None))


@construction("scissors")
def moulded_loops(m: Maker) -> None:
    """Plastic handles moulded on flat steel; the right bow is often longer."""
    length, width, thick = m.u(0.05, 0.11), m.u(0.014, 0.02), m.u(0.0016, 0.003)
    back = m.u(0.035, 0.06)
    loops = []
    for side, name in ((1, "left_loop"), (-1, "right_loop")):
        a, b = m.u(0.012, 0.015), m.u(0.011, 0.014)
        if side < 0:
            a *= m.u(1.0, 2.1)
        wall, deep = m.u(0.004, 0.006), m.u(0.006, 0.011)
        centre = (-back - a * 0.6, side * (b + wall + 0.0008))
        outer = circle((a + wall, b + wall), max(10, m.sides), centre)
        loop = soft_plate(outer, deep, bevel=0.0015 if m.fine else 0.0)
        arm = hull(
            block((0.012, width * 0.9, deep * 0.7), (-width * 0.9, side * width * 0.1, 0)),
            block((0.008, wall * 2, deep), (centre[0] + a * 0.8, side * (wall + 0.002), 0)),
        )
        loops.append((name, loop + arm - plate(circle((a, b), max(10, m.sides), centre), 0.04)))
    _scissors(m, length, width, thick, m.u(0, 26), m.u(0, 0.2), loops)


@construction("scissors")
def forged_loops(m: Maker) -> None:
    """One-piece forged steel: round wire bows on long slim shanks."""
    length, width, thick = m.u(0.04, 0.1), m.u(0.009, 0.014), m.u(0.0022, 0.0035)
    back, wire = m.u(0.03, 0.07), m.u(0.0022, 0.0038)
    loops = []
    for side, name in ((1, "left_loop"), (-1, "right_loop")):
        a, b = m.u(0.0125, 0.017), m.u(0.0115, 0.0145)
        centre = (-back - a, side * (b + wire + 0.0006))
        angle = np.linspace(0, 2 * np.pi, max(12, m.sides), endpoint=False)
        path = np.stack(
            [centre[0] + (a + wire) * np.cos(angle), centre[1] + (b + wire) * np.sin(angle), 0 * angle], 1
        )
        shank = curve(
            [
                (-width * 0.6, side * width * 0.1, 0),
                (-back * 0.6, side * width * 0.35, 0),
                (centre[0] + a * 0.9, centre[1] * 0.75, 0),
            ],
            5,
        )
        loops.append(
            (
                name,
                tube(path, wire, 8, flat=m.u(1, 1.3), closed=True)
                + tube(shank, [width * 0.38, wire * 1.1, wire, wire, wire], 8, flat=1.0),
            )
        )
    _scissors(m, length, width, thick, m.u(0, 34), 0.0, loops)


@construction("scissors")
def tailor_shears(m: Maker) -> None:
    """Heavy shears: a small bow for the thumb, a long one for the fingers, handles bent upwards."""
    length, width, thick = m.u(0.09, 0.14), m.u(0.022, 0.03), m.u(0.0028, 0.004)
    back, deep, lift = m.u(0.04, 0.055), m.u(0.009, 0.013), m.u(0.0, 22.0)
    loops = []
    for side, name, a, b in (
        (1, "left_loop", m.u(0.014, 0.018), m.u(0.013, 0.016)),
        (-1, "right_loop", m.u(0.03, 0.042), m.u(0.013, 0.017)),
    ):
        wall = m.u(0.005, 0.007)
        outline = [
            (x, side * y)
            for x, y in smooth_outline(
                [
                    (-back + 0.004, 0.003),
                    (-back - a, 0.0015),
                    (-back - 2 * a - wall, b * 0.9),
                    (-back - 1.5 * a, 2 * b + 2 * wall),
                    (-back - 0.4 * a, 2 * b + wall),
                ],
                max(10, m.sides),
            )
        ]
        hole = circle((a * 0.86, b), max(10, m.sides), (-back - a, side * (b + wall)))
        loop = plate(outline[::side], deep) + plate(
            circle((a * 0.86 + wall, b + wall), max(10, m.sides), (-back - a, side * (b + wall))), deep
        )
        loop = loop - plate(hole, 0.05)
        arm = hull(
            block((0.014, width * 0.8, deep * 0.7), (-width * 0.8, 0, 0)),
            block((0.01, wall * 2.2, deep * 0.9), (-back - 0.002, side * (wall + 0.004), 0)),
        )
        loops.append((name, turn(loop + arm - plate(hole, 0.05), "y", lift, (-width * 0.5, 0, 0))))
    _scissors(m, length, width, thick, m.u(0, 18), m.u(0, 0.1), loops)


@construction("scissors")
def blunt_scissors(m: Maker) -> None:
    """Children's or bandage scissors: short rounded blades, thick triangular bows."""
    length, width, thick = m.u(0.04, 0.065), m.u(0.014, 0.019), m.u(0.002, 0.0035)
    back, deep, wall = m.u(0.018, 0.03), m.u(0.007, 0.011), m.u(0.0045, 0.006)
    tall, wide = m.u(0.03, 0.042), m.u(0.026, 0.034)
    loops = []
    for side, name in ((1, "left_loop"), (-1, "right_loop")):
        corners = [
            (-back, 0.001),
            (-back - tall, 0.001),
            (-back - tall, wide),
            (-back - 0.5 * tall, wide * 1.08),
        ]
        outer = [(x, side * y) for x, y in corners][::side]
        middle = np.mean(outer, axis=0)
        # the hole is the outline drawn in by the thickness of the wall
        hole = [
            (
                float(middle[0] + (x - middle[0]) * (1 - 2 * wall / tall)),
                float(middle[1] + (y - middle[1]) * (1 - 2 * wall / wide)),
            )
            for x, y in outer
        ]
        arm = hull(
            block((0.01, width * 0.9, deep * 0.8), (-width * 0.8, 0, 0)),
            block((0.006, wall * 2.4, deep), (-back - 0.002, side * (wall + 0.001), 0)),
        )
        loops.append((name, plate(outer, deep) + arm - plate(hole, 0.05)))
    _scissors(m, length, width, thick, m.u(0, 30), 0.75, loops)


@construction("stapler")
def desk_stapler(m: Maker) -> None:
    """Long flat base, a capped arm above it that rises to the front."""
    length, half, n = m.u(0.12, 0.19), m.u(0.015, 0.021), max(8, m.sides // 2)
    power = m.u(3, 7)
    m.add(
        "base",
        skin(
            [
                (0, 0, 0.005, half, 0.005),
                (0.2 * length, 0, 0.004, half * 0.9, 0.004),
                (0.85 * length, 0, 0.0035, half * 0.85, 0.0035),
                (length, 0, 0.003, half * 1.05, 0.003),
            ],
            n,
            power=power,
        ),
    )
    rise, thick = m.u(0.006, 0.022), m.u(0.009, 0.014)
    arm = [
        (0.02 * length, 0, 0.024, half * 0.9, thick * 0.9),
        (0.3 * length, 0, 0.027 + 0.3 * rise, half * 0.95, thick * 1.05),
        (0.75 * length, 0, 0.026 + 0.75 * rise, half * 0.9, thick),
        (0.97 * length, 0, 0.024 + rise, half * 0.75, thick * 0.8),
        (1.01 * length, 0, 0.024 + rise, half * 0.55, thick * 0.45),
    ]
    m.add("top", skin(arm, n, power=power))
    m.add("hinge", brick(m, (0.16 * length, half * 1.5, 0.03), (0.09 * length, 0, 0.017), 0.002))
    m.add("hinge", along_y([(0.004, -half * 1.02), (0.004, half * 1.02)], m.sides, (0.1 * length, 0, 0.018)))
    m.zone("base", "front", x=(0.84 * length, None))
    m.zone("top", "press_end", x=(0.72 * length, None))


@construction("stapler")
def arched_stapler(m: Maker) -> None:
    """Tall ergonomic one: a bowed lever over an upright body."""
    length, half, n = m.u(0.1, 0.15), m.u(0.016, 0.023), max(8, m.sides // 2)
    tall = m.u(0.05, 0.075)
    m.add("base", brick(m, (length, 2 * half, 0.012), (length / 2, 0, 0.006), 0.003))
    if m.chance(0.5):
        m.add(
            "base",
            hull(
                block((0.4 * length, 1.6 * half, 0.012), (0.25 * length, 0, 0.012)),
                block((0.12 * length, 1.4 * half, tall * 0.5), (0.1 * length, 0, tall * 0.3)),
            ),
        )
    path = curve(
        [
            (0.04 * length, 0, 0.02),
            (0.12 * length, 0, tall * 0.75),
            (0.5 * length, 0, tall),
            (0.9 * length, 0, tall * 0.72),
            (1.0 * length, 0, tall * 0.5),
        ],
        9,
    )
    wide = half * m.u(0.75, 0.95)
    m.add(
        "top",
        tube(
            path,
            np.interp(range(9), [0, 4, 8], [0.009, m.u(0.009, 0.013), 0.006]).tolist(),
            max(6, n // 2 * 2),
            flat=wide / 0.011,
            up=(-0.3, 0, 1),
        ),
    )
    m.add("top", brick(m, (0.62 * length, wide * 1.5, tall * 0.5), (0.62 * length, 0, tall * 0.48), 0.003))
    m.add(
        "hinge",
        along_y([(m.u(0.007, 0.01), -half * 1.05), (0.008, half * 1.05)], m.sides, (0.05 * length, 0, 0.016)),
    )
    m.zone("base", "front", x=(0.84 * length, None))
    m.zone("top", "press_end", x=(0.75 * length, None))


@construction("stapler")
def plier_stapler(m: Maker) -> None:
    """Worked like pliers: two bowed handles behind the hinge, jaws in front."""
    length, half = m.u(0.14, 0.18), m.u(0.008, 0.012)
    gap, n = m.u(0.024, 0.034), max(6, m.sides // 2)
    hinge = 0.52 * length
    top = curve(
        [
            (0, 0, gap),
            (0.25 * length, 0, gap + m.u(0.004, 0.012)),
            (hinge, 0, 0.016),
            (0.8 * length, 0, 0.017),
            (length, 0, 0.015),
        ],
        10,
    )
    low = curve(
        [
            (0.02 * length, 0, -gap),
            (0.25 * length, 0, -gap - m.u(0.002, 0.01)),
            (hinge, 0, -0.01),
            (0.8 * length, 0, -0.012),
            (length, 0, -0.008),
        ],
        10,
    )
    m.add("top", tube(top, m.u(0.005, 0.0075), n, flat=half / 0.0065))
    m.add("top", brick(m, (0.45 * length, 2 * half, 0.016), (0.77 * length, 0, 0.014), 0.002))
    m.add("base", tube(low, m.u(0.0045, 0.007), n, flat=half / 0.0065))
    m.add("base", brick(m, (0.16 * length, 2.1 * half, 0.006), (0.93 * length, 0, -0.006), 0.001))
    m.add("hinge", brick(m, (0.028, 2.3 * half, 0.042), (hinge, 0, 0.002), 0.003))
    m.add("hinge", along_y([(0.005, -half * 1.35), (0.005, half * 1.35)], m.sides, (hinge, 0, 0.0)))
    m.zone("base", "front", x=(0.84 * length, None))
    m.zone("top", "press_end", x=(None, 0.3 * length))


@construction("stapler")
def mini_stapler(m: Maker) -> None:
    """Short and round, as wide as high."""
    length, half = m.u(0.055, 0.085), m.u(0.012, 0.018)
    s, tall = m.sides, m.u(0.03, 0.04)
    m.add(
        "base",
        soft_plate(
            rectangle(length, 2 * half, half * 0.7, at=(length / 2, 0)),
            0.008,
            at=(0, 0, 0.004),
            bevel=0.002 if m.fine else 0.0,
        ),
    )
    m.add(
        "top",
        hull(
            ball((0.3 * length, half, tall * 0.32), s, (0.35 * length, 0, tall * 0.68)),
            ball((0.18 * length, half * 0.85, tall * 0.26), s, (0.82 * length, 0, tall * m.u(0.7, 0.95))),
        ),
    )
    m.add("hinge", brick(m, (0.24 * length, half * 1.5, tall * 0.7), (0.16 * length, 0, tall * 0.37), 0.003))
    m.zone("base", "front", x=(0.8 * length, None))
    m.zone("top", "press_end", x=(0.7 * length, None))


def _book_zones(m: Maker, long: float, wide: float) -> None:
    m.zone("cover", "fore_edge", y=(wide - m.u(0.006, 0.014), None))
    m.zone("cover", "spine", y=(None, 0.006))
    corner = m.u(0.02, 0.035)
    m.zone("cover", "corner", x=(long / 2 - corner, None), y=(wide - corner, None))


@construction("book")
def hardback(m: Maker) -> None:
    """Stiff boards that stand out over the block of pages, rounded or flat back."""
    long, wide, tall = m.u(0.14, 0.32), m.u(0.1, 0.24), m.u(0.012, 0.06)
    over, board = m.u(0.002, 0.005), m.u(0.002, 0.004)
    for z in (board / 2, tall - board / 2):
        m.add("cover", block((long, wide, board), (0, wide / 2, z)))
    m.add(
        "cover",
        block((long - 2 * over, wide - 1.5 * over, tall - board), (0, (wide - 1.5 * over) / 2, tall / 2)),
    )
    if m.chance(0.6):
        m.add(
            "cover",
            plate(
                [
                    (0.001, 0),
                    *[
                        (-float(p[0]), tall / 2 + float(p[2]))
                        for p in arc(
                            (0, 0, 0), (m.u(0.003, 0.3 * tall + 0.003), tall / 2), -90, 90, 7 if m.fine else 4
                        )
                    ],
                    (0.001, tall),
                ],
                long,
                "yz",
            ),
        )
        if m.fine and m.chance(0.5):
            for k in range(3):
                m.add(
                    "cover",
                    block(
                        (0.005, 0.005, tall * 0.96), ((k - 1) * long * 0.28, -0.001 - tall * 0.1, tall / 2)
                    ),
                )
    else:
        m.add("cover", block((long, board, tall), (0, 0, tall / 2)))
    _book_zones(m, long, wide)


@construction("book")
def paperback(m: Maker) -> None:
    """One soft block or a thin booklet, sometimes bent."""
    long, wide, tall = m.u(0.14, 0.3), m.u(0.1, 0.21), m.pick(m.u(0.003, 0.008), m.u(0.01, 0.035))
    solid = block((long, wide, tall), (0, wide / 2, tall / 2))
    if m.chance(0.5):
        bow = m.u(0.01, 0.03) / wide**2

        def bend(p: np.ndarray) -> np.ndarray:
            return p + np.stack([0 * p[:, 0], 0 * p[:, 0], bow * p[:, 1] ** 2], 1)

        solid = warped(solid, bend, wide / (4 if m.fine else 2))
    m.add("cover", solid)
    _book_zones(m, long, wide)


@construction("book")
def open_book(m: Maker) -> None:
    """Open on its back: boards left and right, pages bulging beside the gutter."""
    long, wide = m.u(0.16, 0.3), m.u(0.11, 0.2)
    deep, board = m.u(0.008, 0.025), m.u(0.002, 0.004)
    tilt = m.u(0, 14)
    m.add("cover", block((long, 2 * deep + 0.006, board), (0, 0, board / 2)))
    for side in (1, -1):
        top = curve(
            [
                (0, 0.002, deep * 0.55),
                (0, 0.18 * wide, deep * m.u(1.15, 1.5)),
                (0, 0.55 * wide, deep),
                (0, 0.96 * wide, deep * 0.8),
            ],
            9 if m.fine else 5,
        )
        outline = [(0.0, board * 0.5), *[(float(p[1]), float(p[2])) for p in top], (wide * 0.95, board * 0.5)]
        outline = [(side * y, z) for y, z in outline][::-side]
        m.add("pages", turn(plate(outline, long * 0.96, "yz"), "x", side * tilt, (0, side * deep * 0.5, 0)))
        m.add(
            "cover",
            turn(
                block((long, wide, board), (0, side * wide / 2, board / 2)),
                "x",
                side * tilt,
                (0, side * deep * 0.5, 0),
            ),
        )
    m.zone("cover", "fore_edge", y=(0.8 * wide, None))
    m.zone("cover", "fore_edge", y=(None, -0.8 * wide))
    m.zone("cover", "spine", y=(-deep - 0.003, deep + 0.003))
    m.zone("cover", "corner", x=(0.36 * long, None), y=(0.74 * wide, None))


@construction("book")
def spiral_notebook(m: Maker) -> None:
    """Pad held by wire rings along its back, perhaps with a ribbon round it."""
    long, wide, tall = m.u(0.1, 0.3), m.u(0.08, 0.21), m.u(0.006, 0.022)
    m.add(
        "cover", plate(rectangle(long, wide, m.u(0.001, 0.01), at=(0, wide / 2)), tall, at=(0, 0, tall / 2))
    )
    count = 12 if m.fine else 6
    r = tall / 2 + m.u(0.002, 0.004)
    for k in range(count):
        x = (k + 0.5 - count / 2) * long * 0.94 / count
        m.add("cover", ring(r, m.u(0.0008, 0.0014), 12 if m.fine else 8, "x", (x, 0.001, tall / 2)))
    if m.chance(0.4):
        m.add("cover", block((0.006, wide + 0.001, tall + 0.002), (long * 0.3, wide / 2 + 0.001, tall / 2)))
    _book_zones(m, long, wide)


def _ruler_zones(m: Maker, length: float, half: float) -> None:
    m.zone("face", "edge", y=(half - m.u(0.004, 0.007), None))
    m.zone("face", "end", x=(None, -0.5 * length + 0.09 * length))
    m.zone("face", "far_end", x=(0.5 * length - 0.09 * length, None))


def _marks(m: Maker, length: float, edge: float, z: float) -> list[Manifold]:
    """Raised marks along one edge; every fifth one longer."""
    count = m.count(10, 21)
    return [
        block(
            (0.0008, 0.007 if k % 5 == 0 else 0.004, 0.0006),
            ((k + 0.5 - count / 2) * 0.95 * length / count, edge - 0.004, z),
        )
        for k in range(count)
    ]


@construction("ruler")
def bevelled_ruler(m: Maker) -> None:
    """Flat strip of wood or plastic with one bevelled edge and marks."""
    length, half, thick = m.u(0.15, 0.5), m.u(0.012, 0.022), m.u(0.0018, 0.006)
    m.add(
        "face",
        plate(
            [(-half, 0), (half, 0), (half, thick * 0.35), (half * 0.5, thick), (-half, thick)], length, "yz"
        ),
    )
    if m.fine:
        m.add("face", *_marks(m, length, half * 0.5, thick))
    if m.chance(0.4):
        m.cut("face", lathe([(0.0025, -1), (0.0025, 1)], 8, (0.46 * length, 0, 0)))
    _ruler_zones(m, length, half)


@construction("ruler")
def steel_rule(m: Maker) -> None:
    """Thin steel, one rounded end with a hole to hang it."""
    length, half, thick = m.u(0.15, 0.6), m.u(0.0095, 0.018), m.u(0.001, 0.002)
    end = [
        (float(p[0]), float(p[1]))
        for p in arc((length / 2 - half, 0, 0), half, -90, 90, 9 if m.fine else 5, "xy")
    ]
    m.add(
        "face",
        plate(
            [(-length / 2, half), (-length / 2, -half), *end],
            thick,
            holes=[circle(m.u(0.002, 0.004), 10, (length / 2 - half, 0))],
        ),
    )
    if m.fine:
        m.add("face", *_marks(m, length * 0.9, half, thick / 2))
    _ruler_zones(m, length, half)


@construction("ruler")
def triangular_scale(m: Maker) -> None:
    """Three-edged scale, its sides hollowed."""
    length, r = m.u(0.15, 0.32), m.u(0.013, 0.02)
    dip = m.u(0.55, 0.95)
    angle = np.radians(np.arange(6) * 60 + 90)
    radius = [r if k % 2 == 0 else r * 0.5 * dip for k in range(6)]
    m.add(
        "face",
        plate(
            [(q * float(np.cos(t)), q * float(np.sin(t))) for q, t in zip(radius, angle, strict=True)],
            length,
            "yz",
        ),
    )
    m.zone("face", "edge", z=(r * m.u(0.55, 0.7), None))
    m.zone("face", "end", x=(None, -0.41 * length))
    m.zone("face", "far_end", x=(0.41 * length, None))


@construction("ruler")
def ridged_ruler(m: Maker) -> None:
    """Safety ruler: a trough or a ridge along the middle to hold it by."""
    length, half, thick = m.u(0.2, 0.5), m.u(0.02, 0.032), m.u(0.0015, 0.003)
    tall = m.u(0.007, 0.014)
    if m.chance(0.5):
        m.add(
            "face",
            plate(
                [
                    (-half, 0),
                    (half, 0),
                    (half, thick),
                    (0.25 * half, thick),
                    (0.12 * half, tall),
                    (-0.12 * half, tall),
                    (-0.25 * half, thick),
                    (-half, thick),
                ],
                length,
                "yz",
            ),
        )
    else:
        m.add(
            "face",
            plate(
                [
                    (-half, 0),
                    (half, 0),
                    (half, thick),
                    (half * 0.5, tall),
                    (half * 0.3, tall),
                    (0, thick),
                    (-half * 0.3, tall),
                    (-half * 0.5, tall),
                    (-half, thick),
                ],
                length,
                "yz",
            ),
        )
    if m.chance(0.3):
        m.add("face", block((0.012, half * m.u(2.4, 3.5), thick * 2), (-length / 2, 0, thick)))
    _ruler_zones(m, length, half)


def _lens(m: Maker, r: float, thick: float, at: tuple[float, float, float]) -> Manifold:
    """Biconvex pane about Z."""
    return lathe(
        [
            (0.3 * r, -thick),
            (0.7 * r, -0.75 * thick),
            (r, -0.25 * thick),
            (r, 0.25 * thick),
            (0.7 * r, 0.75 * thick),
            (0.3 * r, thick),
        ],
        m.sides,
        at,
    )


@construction("magnifying_glass")
def turned_magnifier(m: Maker) -> None:
    """Round glass in a metal hoop, turned handle with a ferrule."""
    s, r, length = m.sides, m.u(0.025, 0.06), m.u(0.08, 0.13)
    wire, grip = m.u(0.003, 0.0055), m.u(0.007, 0.012)
    m.add("ring", ring(r, wire, max(s, 10)))
    m.add("lens", _lens(m, r - wire * 0.5, m.u(0.003, 0.006), (0, 0, 0)))
    m.add("ring", along_x([(wire * 0.9, -r - 0.016), (wire * 0.9, -r + wire * 0.3)], s))
    start = -r - 0.012
    profile = [
        (grip * 0.6, start - length),
        (grip, start - length + 0.008),
        (grip * m.u(0.7, 1.0), start - 0.55 * length),
        (grip * 0.95, start - 0.2 * length),
        (grip * 0.55, start),
    ]
    m.add("handle", along_x(profile, s))
    if m.fine and m.chance(0.6):
        m.add("handle", along_x([(grip * 0.72, start - 0.01), (grip * 0.72, start - 0.004)], s))
    m.zone("handle", "end", x=(None, start - 0.82 * length))


@construction("magnifying_glass")
def flat_magnifier(m: Maker) -> None:
    """One piece of plastic: a square or oval frame running out into a flat handle."""
    deep, a, b = m.u(0.005, 0.009), m.u(0.025, 0.05), m.u(0.022, 0.055)
    wall, length, half = m.u(0.004, 0.008), m.u(0.06, 0.11), m.u(0.009, 0.014)
    if m.chance(0.6):
        outer, inner = (
            rectangle(2 * (a + wall), 2 * (b + wall), 0.35 * min(a, b)),
            rectangle(2 * a, 2 * b, 0.25 * min(a, b)),
        )
    else:
        outer, inner = circle((a + wall, b + wall), max(10, m.sides)), circle((a, b), max(10, m.sides))
    m.add("ring", plate(outer, deep, holes=[inner]))
    m.add("lens", plate([(x * 1.04, y * 1.04) for x, y in inner], deep * 0.45))
    handle = hull(
        block((0.004, half * 1.3, deep), (-a - wall * 0.6, 0, 0)),
        plate(circle(half, max(8, m.sides // 2), (-a - length + half, 0)), deep * m.u(0.9, 1.5)),
    )
    m.add("handle", handle)
    if m.chance(0.5):
        m.cut("handle", lathe([(0.003, -1), (0.003, 1)], 10, (-a - length + half, 0, 0)))
    m.zone("handle", "end", x=(None, -a - 0.8 * length))


@construction("magnifying_glass")
def folding_loupe(m: Maker) -> None:
    """Pocket lens that swings out of two cheeks, which are its handle."""
    r, wall, deep = m.u(0.014, 0.026), m.u(0.0025, 0.004), m.u(0.006, 0.012)
    m.add("ring", lathe([(r + wall, -deep / 2), (r + wall, deep / 2)], m.sides))
    m.cut("ring", lathe([(r, -1), (r, 1)], m.sides))
    m.add("lens", _lens(m, r * 1.03, deep * 0.4, (0, 0, 0)))
    length, half, cheek = 2 * r + m.u(0.012, 0.03), r * m.u(0.75, 1.15), m.u(0.0015, 0.003)
    outline = [
        (-r - wall + 0.008, 0.006),
        (-r - wall + 0.008, -0.006),
        *circle(half, max(8, m.sides // 2), (-r - length + half, 0)),
    ]
    for z in (1, -1):
        m.add(
            "handle",
            hull(
                plate(outline[2:], cheek, at=(0, 0, z * (deep / 2 + cheek / 2))),
                plate(circle(0.006, 8, (-r - 0.002, 0)), cheek, at=(0, 0, z * (deep / 2 + cheek / 2))),
            ),
        )
    for x in (-r - 0.002, -r - length + 0.4 * half):
        m.add(
            "handle", lathe([(0.0025, -deep / 2 - 2 * cheek), (0.0025, deep / 2 + 2 * cheek)], 10, (x, 0, 0))
        )
    m.zone("handle", "end", x=(None, -r - 0.78 * length))


@construction("magnifying_glass")
def lamp_magnifier(m: Maker) -> None:
    """Deep bezel with a light; a thick handle set on at an angle."""
    s, r, deep = m.sides, m.u(0.03, 0.05), m.u(0.012, 0.02)
    m.add("ring", lathe([(r + 0.004, -deep * 0.4), (r + 0.007, 0), (r + 0.004, deep * 0.6)], s))
    m.cut("ring", lathe([(r, -1), (r, 1)], s))
    m.add("lens", _lens(m, r * 1.04, deep * 0.3, (0, 0, 0)))
    length, grip, bend = m.u(0.09, 0.13), m.u(0.011, 0.017), m.u(5, 35)
    stations = [
        (-length, 0, 0, grip * 0.8, grip * 0.7),
        (-0.9 * length, 0, 0, grip, grip * 0.9),
        (-0.4 * length, 0, 0, grip * 0.8, grip * 0.8),
        (0.006, 0, 0, grip * 0.8, deep * 0.45),
    ]
    m.add(
        "handle",
        turn(
            move(skin(stations, max(8, s // 2), power=m.u(2, 4)), (-r - 0.004, 0, 0)),
            "y",
            bend * m.pick(1, -1),
            (-r, 0, 0),
        ),
    )
    m.cut("handle", lathe([(r, -1), (r, 1)], s))
    m.zone("handle", "end", x=(None, -r - 0.75 * length * float(np.cos(np.radians(bend)))))


@construction("stamp")
def turned_stamp(m: Maker) -> None:
    """Wooden knob on a neck over a rectangular plate with rubber."""
    s, r, tall = m.sides, m.u(0.011, 0.018), m.u(0.04, 0.07)
    a, b, thick = m.u(0.025, 0.07), m.u(0.018, 0.035), m.u(0.005, 0.012)
    m.add("plate", block((a, b, thick), (0, 0, thick / 2)), block((a * 0.94, b * 0.9, 0.004), (0, 0, -0.001)))
    neck, head = r * m.u(0.4, 0.6), thick + tall
    m.add(
        "stem",
        lathe([(neck * 1.6, thick - 0.001), (neck, thick + 0.25 * tall), (neck, thick + 0.5 * tall)], s),
    )
    m.add(
        "knob",
        lathe(
            [
                (neck, thick + 0.42 * tall),
                (r * 0.9, thick + 0.6 * tall),
                (r, thick + 0.78 * tall),
                (r * 0.75, head - 0.003),
                (r * 0.3, head),
            ],
            s,
        ),
    )
    m.zone("plate", "face", z=(None, 0.0))
    m.zone("knob", "top", z=(head - 0.18 * tall, None))


@construction("stamp")
def self_inking(m: Maker) -> None:
    """Office frame: a cap that slides down over two side rails."""
    a, b, tall = m.u(0.02, 0.04), m.u(0.035, 0.06), m.u(0.06, 0.09)
    m.add("plate", brick(m, (a * 1.2, b * 1.1, 0.26 * tall), (0, 0, 0.13 * tall), 0.002))
    m.add("plate", block((a * 0.9, b * 0.8, 0.003), (0, 0, -0.001)))
    for side in (1, -1):
        m.add("stem", block((a * 0.8, b * 0.12, 0.5 * tall), (0, side * b * 0.46, 0.45 * tall)))
    m.add("knob", brick(m, (a * 1.05, b * 1.12, 0.36 * tall), (0, 0, 0.8 * tall), m.u(0.003, 0.009)))
    if m.chance(0.6):
        m.add("knob", ball((a * 0.5, b * 0.48, 0.1 * tall), m.sides, (0, 0, 0.97 * tall)))
    m.zone("plate", "face", z=(None, 0.001))
    m.zone("knob", "top", z=(0.9 * tall, None))


@construction("stamp")
def block_stamp(m: Maker) -> None:
    """Block of wood with a bar or an arched grip along it."""
    a, b, thick, s = m.u(0.05, 0.12), m.u(0.03, 0.06), m.u(0.012, 0.022), m.sides
    m.add(
        "plate",
        brick(m, (b, a, thick), (0, 0, thick / 2), 0.001),
        block((b * 0.9, a * 0.95, 0.003), (0, 0, -0.001)),
    )
    tall, r = m.u(0.03, 0.045), m.u(0.008, 0.013)
    if m.chance(0.5):
        for side in (1, -1):
            m.add(
                "stem",
                bar((0, side * a * 0.36, thick - 0.001), (0, side * a * 0.36, thick + tall), r * 0.6, s),
            )
        m.add("knob", capsule((0, -a * 0.42, thick + tall), (0, a * 0.42, thick + tall), r, s))
    else:
        m.add("stem", lathe([(r, thick - 0.001), (r * 0.7, thick + 0.4 * tall), (r * 0.8, thick + tall)], s))
        m.add(
            "knob",
            skin(
                [
                    (-a * 0.4, 0, thick + tall, r * 0.7, r * 0.7),
                    (0, 0, thick + tall + 0.003, r * 1.2, r * 1.1),
                    (a * 0.4, 0, thick + tall, r * 0.7, r * 0.7),
                ],
                s,
                "y",
                2,
            ),
        )
    m.zone("plate", "face", z=(None, 0.0))
    m.zone("knob", "top", z=(thick + tall + 0.3 * r, None))


@construction("stamp")
def wax_seal(m: Maker) -> None:
    """Tall faceted or turned handle over a small round die."""
    s, tall, r = m.pick(6, 8, m.sides), m.u(0.06, 0.09), m.u(0.01, 0.015)
    die = m.u(0.01, 0.016)
    m.add(
        "plate",
        lathe([(die, 0), (die, 0.006), (die * 0.6, 0.012)], m.sides),
        lathe([(die * 0.8, -0.0015), (die * 0.8, 0.001)], m.sides),
    )
    m.add("stem", lathe([(die * 0.5, 0.01), (die * 0.5, 0.02), (r * 0.6, 0.026)], m.sides))
    m.add(
        "knob",
        lathe(
            [
                (r * 0.6, 0.024),
                (r * 0.75, 0.4 * tall),
                (r, 0.8 * tall),
                (r * 0.8, 0.95 * tall),
                (r * 0.35, tall),
            ],
            s,
        ),
    )
    m.zone("plate", "face", z=(None, 0.0005))
    m.zone("knob", "top", z=(0.85 * tall, None))


def _saw(m: Maker, at: tuple[float, float, float], wide: float, count: int) -> list[Manifold]:
    """Bar across Y with teeth towards +X."""
    pitch = wide / count
    teeth = [
        plate(
            [
                (0, k * pitch - wide / 2),
                (0, (k + 1) * pitch - wide / 2),
                (0.003, (k + 0.5) * pitch - wide / 2),
            ],
            0.0012,
            at=at,
        )
        for k in range(count)
    ]
    return [block((0.004, wide, 0.0016), (at[0] - 0.0015, at[1], at[2])), *teeth]


@construction("tape_dispenser")
def desk_dispenser(m: Maker) -> None:
    """Heavy foot, two cheeks with the roll between them, an arm with the saw in front."""
    length, wide, tall = m.u(0.12, 0.18), m.u(0.04, 0.07), m.u(0.05, 0.07)
    r, tape = m.u(0.026, 0.038), wide * m.u(0.35, 0.55)
    centre = 0.36 * length
    foot = 0.02
    outline = smooth_outline(
        [
            (0, 0.002),
            (length, 0.002),
            (1.02 * length, tall * 0.55),
            (0.93 * length, tall * 0.6),
            (0.72 * length, tall * 0.42),
            (centre + r * 0.5, foot + r * 0.9),
            (centre - r * 0.4, foot + r * 1.15),
            (0.02 * length, foot + r * 0.5),
        ],
        26 if m.fine else 10,
    )
    cheek = (wide - tape) / 2 - 0.002
    for side in (1, -1):
        m.add("body", plate(outline, cheek, "xz", (0, side * (wide - cheek) / 2, 0)))
    m.add("body", block((length * 0.98, wide * 0.98, 0.014), (length / 2, 0, 0.009)))
    m.add("body", block((0.14 * length, wide * 0.98, tall * 0.45), (0.94 * length, 0, tall * 0.3)))
    m.add("roll", along_y([(r, -tape / 2), (r, tape / 2)], m.sides, (centre, 0, foot + r * 1.05)))
    m.cut("roll", along_y([(r * m.u(0.3, 0.5), -1), (r * 0.4, 1)], m.sides, (centre, 0, foot + r * 1.05)))
    m.add(
        "body",
        along_y(
            [(r * 0.52, -tape / 2 - 0.004), (r * 0.52, tape / 2 + 0.004)],
            m.sides,
            (centre, 0, foot + r * 1.05),
        ),
    )
    m.add("cutter", *_saw(m, (1.015 * length, 0, tall * 0.58), tape, 8 if m.fine else 4))
    m.add("cutter", block((0.01, tape, 0.14 * tall), (1.008 * length, 0, tall * 0.52)))
    m.zone("body", "tail", x=(None, 0.1 * length))


@construction("tape_dispenser")
def tape_gun(m: Maker) -> None:
    """Parcel tape gun: a pistol handle under a side plate with a wide open roll."""
    r, wide, s = m.u(0.045, 0.065), m.u(0.045, 0.055), m.sides
    hole, length = r * m.u(0.68, 0.8), m.u(0.12, 0.16)
    m.add("roll", along_y([(r, -wide / 2), (r, wide / 2)], s))
    m.cut("roll", along_y([(hole, -1), (hole, 1)], s))
    m.add("body", plate(circle(hole * 1.02, max(8, s)), 0.004, "xz", (0, -wide / 2 - 0.001, 0)))
    m.add("body", along_y([(hole * 1.01, -wide / 2 - 0.003), (hole * 1.01, -wide * 0.1)], s))
    arm = [(0, -r * 0.5), (length, -0.01), (length, 0.022), (0, r * 0.55)]
    m.add("body", plate(arm, 0.004, "xz", (0, -wide / 2 - 0.001, 0)))
    m.add("body", block((0.012, wide * 1.05, 0.03), (length - 0.004, -0.001, 0.006)))
    m.add("cutter", *_saw(m, (length + 0.003, 0, 0.02), wide, 9 if m.fine else 5))
    m.add("cutter", block((0.004, wide, 0.02), (length + 0.003, 0, 0.012)))
    lean = m.u(-0.015, 0.025)
    top = (0.45 * length, -wide / 2 + 0.006, -r * 0.25)
    grip = m.u(0.011, 0.015)
    m.add(
        "handle",
        tube(
            curve(
                [
                    top,
                    (0.5 * length - lean * 0.4, top[1] + 0.008, -r * 0.8),
                    (0.5 * length - lean, top[1] + 0.01, -r * 0.8 - m.u(0.09, 0.11)),
                ],
                6,
            ),
            [grip * 0.9, grip, grip * 1.1, grip * 0.95, grip * 1.05, grip],
            max(8, s // 2),
            flat=m.u(0.8, 1.1),
            up=(1, 0, 0),
        ),
    )
    m.zone("body", "tail", x=(None, -hole * 0.5))


@construction("tape_dispenser")
def snail_dispenser(m: Maker) -> None:
    """Light clip-on holder round a small roll, like a snail."""
    r, wide, s = m.u(0.018, 0.032), m.u(0.014, 0.024), m.sides
    m.add("roll", along_y([(r, -wide / 2), (r, wide / 2)], s))
    m.cut("roll", along_y([(r * 0.55, -1), (r * 0.55, 1)], s))
    wall, reach = m.u(0.0015, 0.003), m.u(0.018, 0.035)
    back = arc((0, 0, 0), r + wall, 100, 285, 12 if m.fine else 7)
    shell = np.concatenate([back, [(r + reach, 0, -r - wall * 0.6)]])
    m.add("body", strap(shell, wide * 1.1, wall * 2))
    m.add("body", along_y([(r * 0.57, -wide * 0.55), (r * 0.57, wide * 0.55)], s))
    side = -wide / 2 - wall / 2
    m.add(
        "body",
        plate(
            [(-r * 0.5, -r), (r * 0.5, -r), (r * 0.4, r * 0.4), (-r * 0.4, r * 0.4)], wall, "xz", (0, side, 0)
        ),
    )
    m.add("cutter", *_saw(m, (r + reach + 0.001, 0, -r - wall * 0.2), wide * 1.05, 6 if m.fine else 4))
    m.zone("body", "tail", x=(None, -0.7 * r))
