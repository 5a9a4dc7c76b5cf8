"""Vessels and lights of the household."""

from __future__ import annotations

import numpy as np
from manifold3d import CrossSection, Manifold
from numpy.typing import NDArray

from ..maker import Maker
from ..registry import construction
from ..sections import along_x, along_y, few
from ..solids import (
    arc,
    ball,
    bar,
    block,
    bumpy,
    capsule,
    cavity,
    circle,
    curve,
    hull,
    lathe,
    move,
    plate,
    ring,
    tube,
    turn,
    vessel,
)
from ._grips import handle, round_count, side_radius, skin


def _bail(m: Maker, part: str, z: float, half: float, rise: float, thick: float, sleeve: float = 0.0) -> None:
    """Bow over the top from side to side (+-Y), leaning a little, with a sleeve of a radius where given."""
    count = round_count(m, 17, 9)
    square = m.u(0.55, 1.0)
    t = np.linspace(0, np.pi, count)
    path = np.stack(
        [0 * t, half * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** square, z + rise * np.sin(t) ** square], 1
    )
    lean = m.pick(0.0, m.u(-35, 35))
    strap = m.pick(1.0, 1.0, m.u(1.4, 2.6))
    pieces = [tube(path, thick * strap, few(m), flat=1 / strap, up=(1, 0, 0))]
    if sleeve:
        wide = min(0.055, 0.45 * half)
        middle = path[np.abs(path[:, 1]) < wide]
        pieces.append(
            tube(
                np.concatenate([[middle[0] + (0, 0.01, 0)], middle, [middle[-1] - (0, 0.01, 0)]]),
                sleeve,
                few(m),
            )
        )
    m.add(part, *(turn(p, "y", lean, (0, 0, z)) for p in pieces))


def _bucket_zones(m: Maker, height: float) -> None:
    m.zone("body", "rim", z=(height - m.u(0.012, 0.025), None))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("bucket")
def pail(m: Maker) -> None:
    """Tapered sheet, rolled rim, wire bail in ears, with or without a grip."""
    height, top = m.u(0.2, 0.32), m.u(0.1, 0.16)
    foot = m.u(0.65, 0.9) * top
    profile = [(foot, 0), (foot + 0.3 * (top - foot), 0.3 * height), (top, height)]
    m.add(
        "body",
        vessel(profile, m.u(0.0015, 0.004), m.sides),
        ring(top, m.u(0.002, 0.005), m.sides, at=(0, 0, height)),
    )
    if m.chance(0.5):
        z = m.u(0.3, 0.7) * height
        m.add("body", ring(float(np.interp(z, [0, height], [foot, top])), 0.0025, m.sides, at=(0, 0, z)))
    z = height - m.u(0.01, 0.03)
    for side in (-1, 1):
        m.add(
            "body",
            block(
                (0.03, 0.006, 0.03),
                (0, side * (side_radius(top, m.sides) - 0.001), z),
                0.002 if m.fine else 0,
            ),
        )
    _bail(
        m,
        "bail",
        z,
        side_radius(top, m.sides) + 0.003,
        m.u(0.85, 1.25) * top,
        m.u(0.002, 0.0035),
        m.pick(0.0, m.u(0.009, 0.013)),
    )
    _bucket_zones(m, height)


@construction("bucket")
def stave_bucket(m: Maker) -> None:
    """Wooden staves in hoops, two of them longer and pierced by a bar or a rope."""
    height, top = m.u(0.2, 0.3), m.u(0.1, 0.15)
    foot = m.pick(m.u(0.8, 0.95), m.u(1.05, 1.2)) * top
    sides = m.count(9, 16)
    m.add("body", vessel([(foot, 0), (top, height)], m.u(0.009, 0.014), sides))
    for share in (m.u(0.12, 0.2), m.u(0.75, 0.85)):
        r = float(np.interp(share, [0, 1], [foot, top]))
        m.add(
            "body",
            lathe([(r + 0.003, share * height - 0.012), (r + 0.003, share * height + 0.012)], sides)
            - lathe([(r - 0.006, share * height - 0.02), (r - 0.006, share * height + 0.02)], sides),
        )
    ear = m.u(0.04, 0.07)
    wall = side_radius(top, sides)
    for side in (-1, 1):
        m.add(
            "body",
            block(
                (0.045, 0.012, ear + 0.03),
                (0, side * (wall - 0.006), height + 0.5 * ear - 0.015),
                0.004 if m.fine else 0,
            ),
        )
    z = height + 0.6 * ear
    if m.chance(0.5):
        m.add(
            "bail",
            *handle(
                m,
                (0, -top - 0.015, z),
                (0, top + 0.015, z),
                m.u(0.010, 0.014),
                1.0,
                ("straight",),
                plain=True,
            ),
        )
    else:
        _bail(m, "bail", z, wall - 0.004, m.u(0.5, 0.9) * top, m.u(0.005, 0.009))
    _bucket_zones(m, height)


@construction("bucket")
def plastic_bucket(m: Maker) -> None:
    """Oval or round with a wide collar, a spout and a moulded strip for a bail."""
    height, top = m.u(0.2, 0.3), m.u(0.1, 0.14)
    foot, long = m.u(0.65, 0.85) * top, m.u(1.0, 1.3)
    profile = [(foot, 0), (0.96 * top, 0.86 * height), (1.0 * top, 0.87 * height), (1.06 * top, height)]
    body = vessel(profile, m.u(0.002, 0.004), m.sides)
    if m.chance(0.5):
        body = (
            body
            + vessel([(0.3 * top, 0.75 * height), (0.45 * top, height)], 0.003, m.sides, (0.8 * top, 0, 0))
            - cavity(profile, 0.003, m.sides)
        )
    wall = side_radius(1.03 * top, m.sides)
    m.add("body", body.scale((long, 1, 1)))
    m.add(
        "body",
        *(
            block((0.035, 0.012, 0.04), (0, side * wall, height - 0.02), 0.003 if m.fine else 0)
            for side in (-1, 1)
        ),
    )
    _bail(
        m,
        "bail",
        height - 0.015,
        1.02 * wall,
        m.u(0.8, 1.1) * top,
        m.u(0.0035, 0.006),
        m.pick(0.0, m.u(0.010, 0.014)),
    )
    _bucket_zones(m, height)


@construction("bucket")
def small_pail(m: Maker) -> None:
    """Lunch pail, sand bucket or ice bucket: small, often straight, with a low bow."""
    height, top = m.u(0.1, 0.18), m.u(0.055, 0.09)
    foot = m.u(0.7, 1.05) * top
    belly = m.pick(1.0, m.u(1.02, 1.12))
    profile = [(foot, 0), (belly * 0.5 * (foot + top), 0.5 * height), (top, height)]
    m.add("body", vessel(profile, m.u(0.0015, 0.004), m.sides))
    if m.chance(0.6):
        m.add("body", ring(top, m.u(0.002, 0.004), m.sides, at=(0, 0, height)))
    if m.chance(0.4):
        m.add("body", lathe([(1.05 * foot, 0), (1.05 * foot, 0.06 * height)], m.sides))
    wall = side_radius(top, m.sides)
    for side in (-1, 1):
        m.add("body", ball((0.008, 0.004, 0.008), m.sides, (0, side * wall, height - 0.012)))
    _bail(m, "bail", height - 0.012, wall + 0.003, m.u(0.8, 1.3) * top, m.u(0.002, 0.005))
    _bucket_zones(m, height)


# Watering cans: spout to +X, handle above and behind.


def _spout(m: Maker, path: NDArray[np.float64], thick: tuple[float, float], rose: float) -> None:
    """Tube along a path; a sprinkler of a radius at its end, or a cut mouth."""
    radius = np.linspace(*thick, len(path))
    m.add("spout", tube(path, radius.tolist(), few(m)))
    way = path[-1] - path[-2]
    way /= np.linalg.norm(way)
    if rose:
        long = m.u(0.02, 0.04)
        m.add(
            "spout",
            tube(
                [path[-1] - 0.004 * way, path[-1] + long * way, path[-1] + 1.2 * long * way],
                [1.1 * thick[1], rose, 0.92 * rose],
                m.sides,
            ),
        )
        m.zone("spout", "rose", x=(float(path[-1][0]) - 0.002, None))
    else:
        m.zone("spout", "rose", x=(float(path[-1][0]) - 0.02, None))


@construction("watering_can")
def zinc_can(m: Maker) -> None:
    """Straight tank, long straight spout with a rose and a stay, hoop over top and back."""
    r, height = m.u(0.065, 0.1), m.u(0.13, 0.22)
    m.add("body", vessel([(r, 0), (m.u(0.9, 1.02) * r, height)], 0.003, m.sides))
    if m.chance(0.6):
        m.add(
            "body",
            lathe([(r, 0.97 * height), (0.55 * r, 1.12 * height), (0.5 * r, 1.12 * height)], m.sides)
            ^ block((2 * r, 4 * r, height), (0.9 * r, 0, height)),
        )
    end = (m.u(0.2, 0.32), 0, m.u(0.95, 1.25) * height)
    path = np.array([(0.85 * r, 0, 0.12 * height), (0.5 * (r + end[0]), 0, 0.45 * end[2]), end])
    _spout(m, path, (m.u(0.014, 0.02), m.u(0.008, 0.012)), m.pick(0.0, m.u(0.025, 0.04), m.u(0.02, 0.03)))
    if m.chance(0.6):
        m.add("spout", bar((0.6 * r, 0, 0.98 * height), (0.75 * end[0], 0, 0.72 * end[2]), 0.003, 8))
    hoop = curve(
        [
            (0.45 * r, 0, 1.02 * height),
            (0.1 * r, 0, 1.35 * height),
            (-0.9 * r, 0, 1.45 * height),
            (-1.65 * r, 0, height),
            (-1.5 * r, 0, 0.55 * height),
            (-0.97 * r, 0, 0.35 * height),
        ],
        round_count(m, 20, 9),
    )
    m.add("handle", tube(hoop, m.u(0.008, 0.012), few(m), flat=m.u(0.6, 1.0), up=(0, 1, 0)))
    m.cut("handle", cavity([(r, 0), (r, height)], 0.003, m.sides))


@construction("watering_can")
def moulded_can(m: Maker) -> None:
    """Plastic: rounded-box tank with a grip bridging its hollow top."""
    long, wide, tall = m.u(0.11, 0.16), m.u(0.055, 0.08), m.u(0.07, 0.1)
    m.add(
        "body",
        skin(
            [
                (-long, 0, 0.7 * wide, 0.8 * tall),
                (-0.85 * long, 0, wide, tall),
                (0.5 * long, 0, wide, 0.95 * tall),
                (long, -0.1 * tall, 0.6 * wide, 0.75 * tall),
            ],
            round_count(m, 20, 10),
            m.pick(3, 5),
        ),
    )
    rise = m.u(0.045, 0.07)
    grip = curve(
        [
            (-0.8 * long, 0, 0.7 * tall),
            (-0.75 * long, 0, tall + rise),
            (0.0, 0, tall + 1.15 * rise),
            (0.55 * long, 0, tall + 0.5 * rise),
            (0.75 * long, 0, 0.7 * tall),
        ],
        round_count(m, 20, 10),
    )
    m.add("handle", tube(grip, m.u(0.012, 0.016), few(m), flat=m.u(0.9, 1.3), up=(0, 1, 0)))
    end = (long + m.u(0.12, 0.22), 0, m.u(0.6, 1.3) * tall)
    path = curve([(0.9 * long, 0, -0.5 * tall), (long + 0.04, 0, -0.2 * tall), end], round_count(m, 9, 5))
    _spout(m, path, (m.u(0.016, 0.022), m.u(0.010, 0.013)), m.pick(0.0, m.u(0.022, 0.038)))


@construction("watering_can")
def indoor_can(m: Maker) -> None:
    """Small round tank, thin swan-neck spout, slender loop behind."""
    r, flat = m.u(0.045, 0.07), m.u(0.75, 1.2)
    profile = [
        (0.6 * r, -0.9 * r * flat),
        (0.95 * r, -0.45 * r * flat),
        (r, 0),
        (0.85 * r, 0.5 * r * flat),
        (0.4 * r, 0.9 * r * flat),
        (0.35 * r, 1.15 * r * flat),
    ]
    m.add("body", vessel(profile, 0.002, m.sides))
    z = 1.1 * r * flat
    end = (r + m.u(0.12, 0.22), 0, m.u(0.8, 1.8) * z)
    path = curve(
        [
            (0.75 * r, 0, -0.6 * z),
            (r + 0.03, 0, -0.35 * z),
            (0.6 * (r + end[0]), 0, 0.5 * end[2]),
            (end[0] - 0.02, 0, end[2]),
            (end[0], 0, end[2] - m.u(0, 0.01)),
        ],
        round_count(m, 16, 8),
    )
    _spout(m, path, (m.u(0.007, 0.010), m.u(0.003, 0.0045)), 0.0)
    back = -r - m.u(0.035, 0.06)
    loop = curve(
        [
            (-0.3 * r, 0, 0.95 * z),
            (-0.9 * r, 0, 1.3 * z),
            (back, 0, 0.5 * z),
            (back + 0.006, 0, -0.2 * z),
            (-0.85 * r, 0, -0.6 * z),
        ],
        round_count(m, 18, 9),
    )
    m.add("handle", tube(loop, m.u(0.0035, 0.008), few(m), flat=m.u(0.5, 1.0), up=(0, 1, 0)))
    m.cut("handle", cavity(profile, 0.002, m.sides))


@construction("watering_can")
def bail_can(m: Maker) -> None:
    """Squat tank with a bow from side to side and a short spout with a big rose."""
    r, height = m.u(0.08, 0.11), m.u(0.11, 0.17)
    m.add(
        "body",
        lathe([(r, 0), (r, 0.8 * height), (0.6 * r, height), (0.35 * r, height)], m.sides)
        - lathe(
            [(0.9 * r, 0.004), (0.9 * r, 0.78 * height), (0.3 * r, 0.95 * height), (0.3 * r, 1.1 * height)],
            m.sides,
        ),
    )
    _bail(
        m,
        "handle",
        0.75 * height,
        side_radius(r, m.sides),
        m.u(0.9, 1.2) * height,
        m.u(0.004, 0.006),
        m.pick(0.0, m.u(0.010, 0.014)),
    )
    end = (r + m.u(0.06, 0.12), 0, m.u(0.8, 1.1) * height)
    path = np.array([(0.85 * r, 0, 0.15 * height), (0.55 * r + 0.5 * end[0], 0, 0.5 * end[2]), end])
    _spout(m, path, (m.u(0.014, 0.022), m.u(0.010, 0.014)), m.u(0.026, 0.042))


# Spray bottles: nozzle to +X, trigger below it.


def _spray_head(m: Maker, z: float, r: float) -> None:
    """Collar, housing, lever and nozzle above a bottle's mouth at z."""
    m.add(
        "neck",
        lathe(
            [
                (r, z - 0.004),
                (1.15 * r, z),
                (1.15 * r, z + 0.016),
                (0.8 * r, z + 0.018),
                (0.7 * r, z + 0.035),
            ],
            m.pick(10, m.sides),
        ),
    )
    tall, long, wide = m.u(0.022, 0.03), m.u(0.065, 0.085), m.u(0.016, 0.024)
    top = z + 0.03 + 0.5 * tall
    back = -0.45 * long
    shell = skin(
        [
            (back, 0.1 * tall, 0.35 * wide, 0.3 * tall),
            (back + 0.2 * long, 0, 0.5 * wide, 0.5 * tall),
            (back + 0.7 * long, 0.05 * tall, 0.45 * wide, 0.5 * tall),
            (back + long, 0.15 * tall, 0.4 * wide, 0.3 * tall),
        ],
        round_count(m, 16, 8),
        m.pick(2.5, 5),
    )
    m.add("neck", move(shell, (0, 0, top)))
    front = back + long
    tip = m.u(0.008, 0.015)
    m.add(
        "nozzle",
        along_x(
            [
                (0.3 * wide, front - 0.006),
                (0.38 * wide, front),
                (0.38 * wide, front + tip),
                (0.12 * wide, front + tip),
            ],
            m.pick(4, 6, m.sides),
            (0, 0, top + 0.12 * tall),
        ),
    )
    drop = m.u(0.04, 0.06)
    x = front - m.u(0.012, 0.02)
    path = curve(
        [
            (x, 0, top - 0.15 * tall),
            (x + 0.006, 0, top - 0.4 * drop),
            (x - 0.002, 0, top - 0.8 * drop),
            (x + 0.006, 0, top - drop - 0.1 * tall),
        ],
        round_count(m, 9, 5),
    )
    m.add(
        "trigger",
        tube(
            path,
            np.linspace(0.004, 0.003, len(path)).tolist(),
            max(6, m.sides // 3),
            flat=m.u(1.6, 2.4),
            up=(1, 0, 0),
        ),
    )


@construction("spray_bottle")
def oval_sprayer(m: Maker) -> None:
    """Oval cleaning bottle, drawn in below the neck."""
    half, flat, tall, r = m.u(0.035, 0.05), m.u(0.55, 0.8), m.u(0.15, 0.21), m.u(0.013, 0.016)
    waist = m.u(0.6, 0.85)
    stations = [(0.0, 0.94), (0.03, 1.0), (0.45, 1.0), (0.72, waist), (0.86, waist * 0.9), (1.0, r / half)]
    rings = [(t * tall, 0.0, max(f * half * flat, 0.98 * r), max(f * half, r)) for t, f in stations]
    m.add("body", turn(skin(rings, m.sides, m.pick(2, 2.6)), "y", -90))
    _spray_head(m, tall, r)


@construction("spray_bottle")
def round_sprayer(m: Maker) -> None:
    """Turned bottle: plant mister or amber glass."""
    r, tall, neck = m.u(0.032, 0.045), m.u(0.1, 0.17), m.u(0.012, 0.015)
    shoulder = m.u(0.6, 0.85) * tall
    m.add(
        "body",
        lathe(
            [
                (0.93 * r, 0),
                (r, 0.006),
                (m.u(0.9, 1.05) * r, 0.5 * shoulder),
                (r, shoulder),
                (0.75 * r, 0.5 * (shoulder + tall)),
                (neck, tall),
            ],
            m.pick(m.sides, m.sides, 8),
        ),
    )
    _spray_head(m, tall, neck)


@construction("spray_bottle")
def pump_sprayer(m: Maker) -> None:
    """Pressure sprayer: domed tank, plunger knob on top, lever grip beside it."""
    r, tall = m.u(0.05, 0.065), m.u(0.14, 0.2)
    m.add(
        "body",
        lathe([(0.9 * r, 0), (r, 0.01), (r, 0.6 * tall), (0.7 * r, 0.9 * tall), (0.35 * r, tall)], m.sides),
    )
    m.add(
        "neck",
        lathe(
            [(0.42 * r, 0.94 * tall), (0.42 * r, tall + 0.03), (0.2 * r, tall + 0.035)], m.pick(12, m.sides)
        ),
    )
    m.add(
        "neck",
        lathe(
            [
                (0.005, tall),
                (0.005, tall + 0.06),
                (0.018, tall + 0.062),
                (0.022, tall + 0.075),
                (0.012, tall + 0.085),
            ],
            m.sides,
        ),
    )
    z = tall + m.u(0.018, 0.025)
    reach = m.u(0.06, 0.085)
    m.add(
        "neck",
        hull(block((0.02, 0.02, 0.02), (0.3 * r, 0, z)), block((0.02, 0.015, 0.015), (reach, 0, z + 0.01))),
    )
    m.add(
        "nozzle",
        along_x(
            [(0.006, reach), (0.008, reach + 0.012), (0.008, reach + 0.024), (0.003, reach + 0.024)],
            m.pick(6, m.sides),
            (0, 0, z + 0.01),
        ),
    )
    m.add(
        "trigger",
        tube(
            curve(
                [
                    (reach - 0.004, 0, z + 0.004),
                    (reach - 0.01, 0, z - 0.02),
                    (reach - 0.004, 0, z - m.u(0.045, 0.06)),
                ],
                round_count(m, 8, 4),
            ),
            0.004,
            8,
            flat=1.8,
            up=(1, 0, 0),
        ),
    )


@construction("spray_bottle")
def square_sprayer(m: Maker) -> None:
    """Rectangular bottle with a recess for the hand behind the neck."""
    long, wide, tall, r = m.u(0.07, 0.1), m.u(0.045, 0.06), m.u(0.12, 0.17), m.u(0.013, 0.016)
    m.add("body", block((long, wide, tall), (0, 0, 0.5 * tall), 0.01 if m.fine else 0, 8))
    m.add(
        "body",
        hull(
            block((0.9 * long, 0.85 * wide, 0.004), (0, 0, tall - 0.006)),
            lathe([(r, tall + 0.035), (r, tall + 0.04)], 12),
        ),
    )
    if m.chance(0.6):
        m.cut("body", along_y([(0.035, -wide), (0.035, wide)], m.sides, (-0.62 * long, 0, 0.95 * tall)))
    _spray_head(m, tall + 0.035, r)


# Candles.


def _wick(m: Maker, z: float) -> None:
    lean, tall = m.u(-0.003, 0.003), m.u(0.008, 0.018)
    path = [(0, 0, z - 0.006), (0, 0, z + 0.4 * tall), (lean, 0, z + tall)]
    m.add("wick", tube(path, m.u(0.0009, 0.0016), 6))


def _drips(m: Maker, r: float, z: float) -> None:
    for _ in range(m.count(2, 6)):
        a, long, thick = m.u(0, 2 * np.pi), m.u(0.15, 0.6) * z, m.u(0.06, 0.14) * r + 0.0012
        x, y = 0.97 * r * np.cos(a), 0.97 * r * np.sin(a)
        m.add("body", capsule((x, y, z - thick), (x, y, z - long), 0.8 * thick, 8, thick))


@construction("candle")
def pillar(m: Maker) -> None:
    """Thick block candle, level or burnt hollow, sometimes dripping."""
    r, tall, sides = m.u(0.018, 0.04), m.u(0.06, 0.2), m.pick(m.sides, m.sides, 4, 6, 8)
    m.add(
        "body",
        lathe([(0.97 * r, 0), (r, 0.003), (m.u(0.94, 1.0) * r, tall)], sides),
    )
    dip = m.pick(0.0, m.u(0.004, 0.02))
    if dip:
        m.cut("body", lathe([(0.5 * r, tall - dip), (0.85 * r, tall + 0.001)], m.sides))
    if m.chance(0.5):
        _drips(m, r * np.cos(np.pi / sides), tall)
    _wick(m, tall - dip)
    m.zone("body", "base", z=(None, 0.3 * tall))


@construction("candle")
def taper(m: Maker) -> None:
    """Long, thin, pointed; straight, fluted or twisted."""
    r, tall = m.u(0.008, 0.013), m.u(0.15, 0.3)
    kind = m.pick("plain", "plain", "twist")
    if kind == "twist":
        section = [
            (
                1.2 * r * np.cos(a) * (1 + 0.12 * np.cos(4 * a)),
                1.2 * r * np.sin(a) * (1 + 0.12 * np.cos(4 * a)),
            )
            for a in np.linspace(0, 2 * np.pi, 17)[:-1]
        ]
        solid = Manifold.extrude(
            CrossSection([section]), tall, round_count(m, 16, 6), m.u(180, 500), (0.45, 0.45)
        )
        m.add("body", solid)
    else:
        m.add(
            "body",
            lathe(
                [
                    (1.1 * r, 0),
                    (r, 0.1 * tall),
                    (0.8 * r, 0.8 * tall),
                    (0.45 * r, 0.97 * tall),
                    (0.2 * r, tall),
                ],
                m.pick(m.sides, 6, 8),
            ),
        )
    if m.chance(0.3):
        _drips(m, 0.8 * r, 0.85 * tall)
    _wick(m, tall)
    m.zone("body", "base", z=(None, 0.3 * tall))


@construction("candle")
def chamber_candle(m: Maker) -> None:
    """Candle in a dish with a finger loop."""
    r, tall = m.u(0.009, 0.016), m.u(0.05, 0.13)
    wide = m.u(0.045, 0.07)
    m.add("body", lathe([(r, 0.001), (0.92 * r, tall)], m.sides))
    if m.chance(0.6):
        _drips(m, 0.95 * r * np.cos(np.pi / m.sides), tall)
    m.add(
        "holder", vessel([(0.75 * wide, 0), (0.85 * wide, 0.006), (wide, m.u(0.01, 0.022))], 0.002, m.sides)
    )
    m.add("holder", vessel([(1.25 * r, 0.001), (1.25 * r, m.u(0.012, 0.03))], 0.0012, m.sides))
    loop = m.u(0.013, 0.017)
    if m.chance(0.7):
        m.add("holder", ring(loop, m.u(0.002, 0.004), m.sides, "y", (-wide - 0.8 * loop, 0, 0.011)))
    else:
        m.add("holder", plate(circle((0.03, 0.016), m.sides, (-wide - 0.012, 0)), 0.003, "xy", (0, 0, 0.012)))
    _wick(m, tall)
    m.zone("body", "base", z=(None, 0.35 * tall))


@construction("candle")
def jar_candle(m: Maker) -> None:
    """Wax in a glass or a tin, or a tea light."""
    r, tall = m.pick((m.u(0.018, 0.021), m.u(0.012, 0.018)), (m.u(0.03, 0.042), m.u(0.06, 0.1)))
    m.add("holder", vessel([(m.u(0.85, 1.0) * r, 0), (r, tall)], 0.0018, m.sides))
    level = m.u(0.6, 0.85) * tall
    m.add("body", lathe([(0.82 * r, 0.001), (0.985 * r - 0.0018, level - 0.001), (0.6 * r, level)], m.sides))
    m.cut("body", lathe([(r + 0.01, tall), (r + 0.01, tall + 0.01)], 8))
    _wick(m, level)


@construction("candle")
def rough_candle(m: Maker) -> None:
    """Hand-dipped: uneven, leaning, with a pool of wax for a foot."""
    r, tall = m.u(0.012, 0.022), m.u(0.06, 0.14)
    foot = m.u(1.5, 2.4) * r
    m.add(
        "body",
        bumpy(
            lathe(
                [
                    (1.1 * r, 0),
                    (r, 0.1 * tall),
                    (1.02 * r, 0.5 * tall),
                    (0.9 * r, 0.9 * tall),
                    (0.6 * r, tall),
                ],
                m.sides,
            ),
            0.12 * r,
            0.06,
            m.random,
            0.02 if m.fine else None,
        ),
    )
    m.add(
        "body",
        bumpy(lathe([(foot, 0), (0.95 * foot, 0.003), (0.8 * r, 0.014)], m.sides), 0.1 * r, 0.04, m.random),
    )
    _drips(m, 0.9 * r, 0.95 * tall)
    _wick(m, tall)
    m.zone("body", "base", z=(None, 0.25 * tall))


# Candlesticks.


def _socket(m: Maker, at: tuple[float, float, float], r: float, tall: float) -> None:
    """Cup for a candle with its drip pan."""
    shape = m.pick(
        [(0.6 * r, 0), (r, 0.4 * tall), (r, tall)],
        [(0.5 * r, 0), (1.1 * r, 0.5 * tall), (0.9 * r, tall)],
        [(r, 0), (r, tall)],
    )
    m.add("cup", vessel(shape, 0.0018, m.sides, at))
    if m.chance(0.5):
        m.add("cup", lathe([(m.u(1.4, 2.2) * r, 0.002), (m.u(1.4, 2.2) * r, 0.004)], m.sides, at))


@construction("candlestick")
def turned_stick(m: Maker) -> None:
    """Baluster of rings and bulbs on a round foot."""
    tall, r, foot = m.u(0.12, 0.3), m.u(0.007, 0.012), m.u(0.035, 0.06)
    m.add(
        "base",
        lathe(
            [(foot, 0), (foot, 0.006), (m.u(0.5, 0.8) * foot, m.u(0.012, 0.02)), (1.3 * r, 0.026)],
            m.pick(m.sides, m.sides, 8),
        ),
    )
    profile, z = [(1.2 * r, 0.02)], 0.03
    while z < tall - 0.01:
        step = m.u(0.01, 0.04)
        profile += [(r * m.u(0.7, 1.0), z), (r * m.u(1.0, 1.7), min(z + 0.5 * step, tall - 0.004))]
        z += step
    m.add("stem", lathe([*profile, (r, tall)], m.sides))
    _socket(m, (0, 0, tall - 0.002), m.u(0.011, 0.016), m.u(0.016, 0.03))


@construction("candlestick")
def square_stick(m: Maker) -> None:
    """Column on a stepped block, plain or tapered."""
    tall, r, foot = m.u(0.1, 0.28), m.u(0.009, 0.014), m.u(0.032, 0.05)
    steps = m.count(1, 3)
    for k in range(steps):
        wide = 2 * foot * (1 - 0.22 * k)
        m.add("base", block((wide, wide, 0.009), (0, 0, 0.0045 + 0.008 * k)))
    sides = m.pick(4, 6, 8)
    m.add(
        "stem",
        turn(
            lathe(
                [
                    (1.3 * r, 0.008 * steps - 0.002),
                    (m.u(0.7, 1.1) * r, 0.5 * tall),
                    (m.u(0.8, 1.2) * r, tall),
                ],
                sides,
            ),
            "z",
            180 / sides,
        ),
    )
    _socket(m, (0, 0, tall - 0.002), m.u(0.012, 0.017), m.u(0.014, 0.024))


@construction("candlestick")
def candelabrum(m: Maker) -> None:
    """Several arms with a cup each."""
    tall, r, foot = m.u(0.18, 0.34), m.u(0.006, 0.010), m.u(0.045, 0.07)
    m.add("base", lathe([(foot, 0), (0.95 * foot, 0.008), (0.45 * foot, 0.02), (1.2 * r, 0.04)], m.sides))
    m.add(
        "stem",
        lathe(
            [(1.2 * r, 0.03), (r, 0.3 * tall), (1.8 * r, 0.38 * tall), (r, 0.46 * tall), (0.9 * r, tall)],
            m.sides,
        ),
    )
    arms, reach, drop = m.pick(2, 2, 3, 4), m.u(0.06, 0.12), m.u(0.02, 0.06)
    cup = m.u(0.011, 0.014)
    for k in range(arms):
        a = 360 * k / arms + 90
        path = curve(
            [
                (0, 0, 0.62 * tall),
                (0.5 * reach, 0, 0.62 * tall - drop),
                (reach, 0, 0.7 * tall - 0.3 * drop),
                (reach, 0, tall - 0.03),
            ],
            round_count(m, 14, 7),
        )
        m.add("stem", turn(tube(path, 0.55 * r, few(m)), "z", a))
        x, y = reach * np.cos(np.radians(a)), reach * np.sin(np.radians(a))
        m.add(
            "cup", vessel([(0.6 * cup, 0), (cup, 0.008), (cup, 0.022)], 0.0018, m.sides, (x, y, tall - 0.032))
        )
    m.add("cup", vessel([(0.6 * cup, 0), (cup, 0.008), (cup, 0.024)], 0.0018, m.sides, (0, 0, tall - 0.002)))


@construction("candlestick")
def chamberstick(m: Maker) -> None:
    """Short stem on a dish or on three feet; wrought iron or brass."""
    tall, r, foot = m.u(0.05, 0.11), m.u(0.006, 0.010), m.u(0.05, 0.075)
    if m.chance(0.5):
        m.add(
            "base", vessel([(0.7 * foot, 0), (0.8 * foot, 0.005), (foot, m.u(0.012, 0.02))], 0.002, m.sides)
        )
    else:
        for a in (0, 120, 240):
            leg = curve(
                [(0, 0, 0.03), (0.5 * foot, 0, 0.032), (0.9 * foot, 0, 0.004), (foot, 0, 0.006)],
                round_count(m, 10, 6),
            )
            m.add("base", turn(tube(leg, 0.0045, few(m)), "z", a))
        m.add("base", ball(1.5 * r, m.sides, (0, 0, 0.03)))
    m.add(
        "stem",
        lathe(
            [
                (r, 0.001),
                (0.8 * r, 0.5 * tall),
                (m.u(1.2, 2.0) * r, 0.6 * tall),
                (0.8 * r, 0.7 * tall),
                (r, tall),
            ],
            m.pick(m.sides, 6),
        ),
    )
    if m.chance(0.5):
        m.add("stem", ring(0.016, 0.003, m.sides, "y", (-0.02, 0, 0.55 * tall)))
    _socket(m, (0, 0, tall - 0.002), m.u(0.011, 0.016), m.u(0.018, 0.03))


# Lanterns: ring above, base below.


@construction("lantern")
def storm_lantern(m: Maker) -> None:
    """Oil tank, bulging glass between two side tubes, chimney, wire bail."""
    r, tall = m.u(0.045, 0.065), m.u(0.13, 0.18)
    tank = m.u(0.04, 0.06)
    m.add("base", lathe([(0.95 * r, 0), (1.05 * r, 0.006), (1.05 * r, 0.7 * tank), (0.5 * r, tank)], m.sides))
    m.add(
        "body",
        lathe(
            [
                (0.5 * r, tank - 0.002),
                (0.62 * r, tank + 0.01),
                (0.9 * r, tank + 0.45 * tall),
                (0.6 * r, tank + 0.9 * tall),
                (0.5 * r, tank + tall),
            ],
            m.sides,
        ),
    )
    z = tank + tall
    m.add(
        "body",
        lathe(
            [
                (0.55 * r, z - 0.006),
                (0.75 * r, z),
                (0.4 * r, z + 0.018),
                (0.4 * r, z + 0.03),
                (0.62 * r, z + 0.034),
                (0.2 * r, z + 0.052),
            ],
            m.sides,
        ),
    )
    wide = 1.25 * r
    for side in (-1, 1):
        path = curve(
            [
                (0, side * 0.9 * r, 0.6 * tank),
                (0, side * wide, tank + 0.2 * tall),
                (0, side * wide, tank + 0.8 * tall),
                (0, side * 0.6 * r, z + 0.012),
                (0, side * 0.3 * r, z + 0.02),
            ],
            round_count(m, 16, 8),
        )
        m.add("body", tube(path, m.u(0.005, 0.008), few(m)))
    _bail(
        m,
        "ring",
        tank + 0.8 * tall,
        wide + 0.002,
        0.2 * tall + m.u(0.085, 0.12),
        m.u(0.0016, 0.0028),
        m.pick(0.0, 0.0, m.u(0.006, 0.009)),
    )


def _hoop(m: Maker, z: float, r: float, thick: float) -> None:
    """Ring standing on top, leaning or upright."""
    hoop = ring(r, thick, m.sides, m.pick("x", "y"), (0, 0, z + r))
    m.add("ring", turn(hoop, "x" if m.chance(0.5) else "y", m.u(-20, 20), (0, 0, z)))


@construction("lantern")
def framed_lantern(m: Maker) -> None:
    """Square, six- or eight-sided panes between posts, a pyramid roof and a ring."""
    sides, r, tall = m.pick(4, 4, 6, 8), m.u(0.05, 0.085), m.u(0.11, 0.2)
    turned = 180 / sides
    slope = m.u(0.75, 1.0)

    def prism(profile: list[tuple[float, float]]) -> Manifold:
        return turn(lathe(profile, sides), "z", turned)

    m.add("base", prism([(1.12 * r * slope, 0), (1.12 * r * slope, 0.012), (1.02 * r * slope, 0.018)]))
    m.add("body", prism([(0.88 * r * slope, 0.016), (0.88 * r, 0.02 + tall)]))
    for k in range(sides):
        a = np.radians(360 * k / sides + turned)
        foot, top = (
            np.array([np.cos(a), np.sin(a), 0]) * 0.95 * r * slope,
            np.array([np.cos(a), np.sin(a), 0]) * 0.95 * r,
        )
        m.add(
            "body",
            bar((foot[0], foot[1], 0.014), (top[0], top[1], 0.02 + tall), m.u(0.004, 0.006), m.pick(4, 8)),
        )
    z = 0.018 + tall
    peak = m.u(0.03, 0.07)
    m.add("body", prism([(1.15 * r, z), (1.15 * r, z + 0.006), (0.35 * r, z + peak), (0.2 * r, z + peak)]))
    m.add(
        "body",
        lathe(
            [(0.3 * r, z + peak - 0.004), (0.3 * r, z + peak + 0.012), (0.1 * r, z + peak + 0.022)], m.sides
        ),
    )
    _hoop(m, z + peak + 0.017, m.u(0.018, 0.032), m.u(0.0025, 0.005))


@construction("lantern")
def camping_lantern(m: Maker) -> None:
    """Battery lamp: a tube of light between two caps, a strap or bow on top."""
    r, tall = m.u(0.03, 0.055), m.u(0.08, 0.14)
    foot = m.u(0.03, 0.06)
    m.add(
        "base", lathe([(m.u(1.05, 1.3) * r, 0), (1.1 * r, 0.5 * foot), (1.02 * r, foot)], m.pick(m.sides, 8))
    )
    m.add(
        "body",
        lathe(
            [(0.9 * r, foot - 0.002), (m.u(0.9, 1.1) * r, foot + 0.5 * tall), (0.9 * r, foot + tall)], m.sides
        ),
    )
    z = foot + tall
    m.add(
        "body",
        lathe(
            [(1.1 * r, z - 0.002), (1.1 * r, z + 0.012), (m.u(0.5, 0.9) * r, z + m.u(0.018, 0.035))],
            m.pick(m.sides, 8),
        ),
    )
    for k in range(m.pick(0, 3, 4)):
        a = np.radians(90 * k + 45)
        m.add(
            "body",
            bar(
                (1.03 * r * np.cos(a), 1.03 * r * np.sin(a), foot - 0.01),
                (1.03 * r * np.cos(a), 1.03 * r * np.sin(a), z + 0.008),
                0.0035,
                8,
            ),
        )
    _bail(m, "ring", z + 0.006, 1.1 * r, m.u(0.05, 0.08), m.u(0.0025, 0.0045), m.pick(0.0, m.u(0.007, 0.010)))


@construction("lantern")
def ship_lantern(m: Maker) -> None:
    """Globe in a cage of rings, domed cap, carried by a swivel or a bow."""
    r, flat = m.u(0.05, 0.08), m.u(0.85, 1.3)
    foot = m.u(0.02, 0.04)
    z = foot + r * flat * 0.92
    m.add(
        "base",
        lathe([(0.85 * r, 0), (0.85 * r, 0.4 * foot), (0.6 * r, foot), (0.62 * r, foot + 0.006)], m.sides),
    )
    m.add("body", ball((r, r, r * flat), min(m.sides, 20), (0, 0, z)))
    if m.chance(0.6):
        for share in (-0.45, 0.0, 0.45):
            m.add(
                "body",
                ring(
                    1.02 * r * float(np.sqrt(1 - share**2)),
                    0.0025,
                    min(m.sides, 20),
                    at=(0, 0, z + share * r * flat),
                ),
            )
        stay = arc((0, 0, z), (1.02 * r, 1.02 * r * flat), -58, 58, round_count(m, 11, 6))
        m.add("body", *(turn(tube(stay, 0.0025, 6, up=(0, 1, 0)), "z", a) for a in (0, 90, 180, 270)))
    top = z + 0.85 * r * flat
    m.add(
        "body",
        lathe(
            [(0.75 * r, top - 0.004), (0.7 * r, top + 0.01), (0.3 * r, top + 0.03), (0.12 * r, top + 0.036)],
            m.sides,
        ),
    )
    if m.chance(0.5):
        _hoop(m, top + 0.032, m.u(0.018, 0.03), m.u(0.003, 0.005))
    else:
        _bail(m, "ring", top + 0.004, 0.72 * r, m.u(0.06, 0.09), m.u(0.002, 0.004))


# Flashlights: light to +X.


def _button(m: Maker, x: float, z: float) -> None:
    if m.chance(0.5):
        m.add("switch", block((m.u(0.012, 0.022), 0.009, 0.006), (x, 0, z), 0.002 if m.fine else 0))
    else:
        r = m.u(0.005, 0.008)
        m.add(
            "switch",
            lathe([(r, z - 0.004), (r, z + 0.002), (0.6 * r, z + 0.0035)], m.pick(8, m.sides), (x, 0, 0)),
        )


def _lens(m: Maker, x: float, r: float, deep: float) -> None:
    """Hollow the front of the head, close it with glass."""
    m.cut("head", along_x([(0.82 * r, x - deep), (0.9 * r, x + 0.001)], m.sides))
    m.add(
        "head",
        along_x(
            [(0.9 * r, x - deep - 0.002), (0.9 * r, x - deep), (0.3 * r, x - deep + m.u(0, 0.002))], m.sides
        ),
    )
    m.zone("head", "lens", x=(x - deep - 0.0025, None), y=(-0.91 * r, 0.91 * r), z=(-0.91 * r, 0.91 * r))


@construction("flashlight")
def tube_light(m: Maker) -> None:
    """Metal tube flaring to its head, knurled or ringed."""
    long, r = m.u(0.09, 0.2), m.u(0.010, 0.019)
    head = r * m.u(1.15, 1.7)
    m.add("body", along_x([(0.85 * r, -long), (r, -long + 0.004), (r, 0)], m.pick(m.sides, m.sides, 8)))
    if m.fine:
        for k in range(m.count(0, 6)):
            x = -0.25 * long - 0.09 * k * long
            m.add("body", along_x([(1.06 * r, x), (1.06 * r, x - 0.04 * long)], m.sides))
    m.add("body", along_x([(1.1 * r, -long - 0.004), (1.1 * r, -0.84 * long)], m.pick(6, 8, m.sides)))
    tall = m.u(0.025, 0.05)
    m.add(
        "head",
        along_x(
            [(r, -0.004), (1.05 * r, 0.3 * tall), (head, 0.65 * tall), (head, tall)],
            m.pick(m.sides, m.sides, 8),
        ),
    )
    _lens(m, tall, 0.95 * head * (0.92 if m.sides < 9 else 1), 0.003)
    _button(m, -m.u(0.1, 0.2) * long, r)
    m.zone("body", "end", x=(None, -0.84 * long))


@construction("flashlight")
def plastic_light(m: Maker) -> None:
    """Household torch: oval body, big reflector, slider on a raised bed."""
    long, r = m.u(0.11, 0.16), m.u(0.015, 0.02)
    head = m.u(0.027, 0.04)
    m.add(
        "body",
        skin(
            [
                (-long, 0, 0.75 * r, 0.8 * r),
                (-0.94 * long, 0, r, r),
                (-0.5 * long, 0, 0.92 * r, 1.05 * r),
                (-0.1 * long, 0, r, r),
                (0.005, 0, 1.1 * r, 1.1 * r),
            ],
            m.sides,
            m.pick(2, 3),
        ),
    )
    tall = m.u(0.03, 0.05)
    m.add(
        "head",
        along_x([(1.1 * r, 0), (head, 0.7 * tall), (1.04 * head, 0.72 * tall), (1.04 * head, tall)], m.sides),
    )
    _lens(m, tall, 0.96 * head, 0.004)
    m.add("body", block((0.035, 0.014, 0.006), (-0.25 * long, 0, r), 0.002 if m.fine else 0))
    _button(m, -0.25 * long, r + 0.003)
    m.zone("body", "end", x=(None, -0.85 * long))


@construction("flashlight")
def angle_light(m: Maker) -> None:
    """Army lamp: the head looks forward from the top of an upright body with a clip."""
    tall, r = m.u(0.12, 0.17), m.u(0.017, 0.021)
    m.add(
        "body",
        lathe(
            [(0.9 * r, -tall), (r, -tall + 0.006), (r, -0.01), (0.95 * r, 0.6 * r), (0.5 * r, 1.1 * r)],
            m.pick(m.sides, 8),
        ),
    )
    m.add("body", lathe([(1.1 * r, -tall), (1.1 * r, -0.85 * tall)], m.pick(12, m.sides)))
    head = m.u(1.1, 1.35) * r
    reach = r + m.u(0.012, 0.022)
    m.add(
        "head",
        along_x(
            [(0.85 * head, 0), (head, 0.6 * reach), (1.1 * head, 0.7 * reach), (1.1 * head, reach)], m.sides
        ),
    )
    _lens(m, reach, 1.02 * head, 0.003)
    m.add(
        "body",
        block((0.004, 0.014, 0.5 * tall), (-r - 0.005, 0, -0.35 * tall)),
        block((0.014, 0.014, 0.006), (-r, 0, -0.1 * tall)),
    )
    z = -m.u(0.15, 0.3) * tall
    m.add("switch", block((0.008, 0.011, m.u(0.014, 0.022)), (r + 0.001, 0, z), 0.002 if m.fine else 0))
    m.zone("body", "end", z=(None, -0.85 * tall))


@construction("flashlight")
def box_light(m: Maker) -> None:
    """Big lamp on a battery box with a grip over it."""
    long, wide, tall = m.u(0.11, 0.15), m.u(0.06, 0.085), m.u(0.06, 0.08)
    m.add("body", block((long, wide, tall), (-0.5 * long, 0, 0), 0.008 if m.fine else 0, 8))
    rise = tall / 2 + m.u(0.045, 0.055)
    grip = curve(
        [
            (-0.92 * long, 0, 0.3 * tall),
            (-0.95 * long, 0, 0.8 * rise),
            (-0.75 * long, 0, rise),
            (-0.25 * long, 0, rise),
            (-0.05 * long, 0, 0.35 * tall),
        ],
        round_count(m, 20, 9),
    )
    m.add("body", tube(grip, m.u(0.011, 0.014), few(m), up=(0, 1, 0)))
    head = m.u(0.04, 0.06)
    m.add(
        "head",
        along_x([(0.7 * head, -0.005), (head, 0.02), (1.05 * head, 0.022), (1.05 * head, 0.036)], m.sides),
    )
    _lens(m, 0.036, 0.97 * head, 0.005)
    _button(m, -0.35 * long, rise + 0.011)
    m.zone("body", "end", x=(None, -0.97 * long))


# Light bulbs: glass above, socket below.


def _screw(m: Maker, r: float, tall: float) -> None:
    """Edison thread with its contact, from z = 0 down."""
    ridges = [
        (f * r, -tall * (0.95 - 0.1 * k)) for k, f in enumerate([0.86, 1.0] * 4 if m.fine else [0.9, 1.0])
    ]
    m.add("socket", lathe([(0.35 * r, -tall - 0.004), *ridges, (0.95 * r, 0.002)], m.sides))


@construction("light_bulb")
def pear_bulb(m: Maker) -> None:
    """Classic drop, or a candle flame."""
    r, base = m.u(0.022, 0.034), m.u(0.011, 0.0135)
    if m.chance(0.7):
        tall = m.u(2.2, 2.8) * r
        profile = [
            (base, 0),
            (1.15 * base, 0.2 * tall),
            (0.85 * r, 0.42 * tall),
            (r, 0.62 * tall),
            (0.85 * r, 0.85 * tall),
            (0.4 * r, 0.98 * tall),
            (0.05 * r, tall),
        ]
    else:
        r, tall = m.u(0.016, 0.02), m.u(0.07, 0.09)
        profile = [
            (0.8 * base, 0),
            (0.95 * r, 0.22 * tall),
            (r, 0.35 * tall),
            (0.7 * r, 0.62 * tall),
            (0.28 * r, 0.88 * tall),
            (0.05 * r, tall),
        ]
    m.add("glass", lathe(profile, m.sides))
    _screw(m, base, m.u(0.02, 0.026))


@construction("light_bulb")
def globe_bulb(m: Maker) -> None:
    """Ball on a short neck."""
    r, base = m.u(0.02, 0.045), m.u(0.011, 0.0135)
    z = 0.93 * r + m.u(0.004, 0.012)
    m.add(
        "glass",
        ball(r, m.sides, (0, 0, z)),
        lathe([(base, 0), (1.1 * base, 0.004), (0.55 * r, z - 0.75 * r)], m.sides),
    )
    _screw(m, base, m.u(0.018, 0.026))


@construction("light_bulb")
def led_bulb(m: Maker) -> None:
    """Half dome on a finned or plain skirt, or a reflector spot."""
    r, base, skirt = m.u(0.022, 0.032), m.u(0.011, 0.0135), m.u(0.028, 0.045)
    m.add("socket", lathe([(base, 0), (1.3 * base, 0.004), (0.95 * r, skirt)], m.pick(m.sides, 8)))
    if m.fine and m.chance(0.5):
        for k in range(8):
            m.add(
                "socket",
                turn(
                    hull(
                        block((0.004, 0.0018, 0.002), (1.2 * base, 0, 0.006)),
                        block((0.004, 0.0018, 0.002), (r - 0.001, 0, skirt - 0.003)),
                    ),
                    "z",
                    45 * k,
                ),
            )
    dome = m.u(0.3, 1.0) * r
    m.add(
        "glass",
        lathe(
            [
                (0.97 * r, skirt - 0.001),
                (0.9 * r, skirt + 0.45 * dome),
                (0.55 * r, skirt + 0.85 * dome),
                (0.1 * r, skirt + dome),
            ],
            m.sides,
        ),
    )
    _screw(m, base, m.u(0.018, 0.024))


@construction("light_bulb")
def tube_bulb(m: Maker) -> None:
    """Energy saver: folded tubes or a spiral on a ballast; bayonet or screw."""
    base, wide, tall = m.u(0.011, 0.0135), m.u(0.018, 0.024), m.u(0.018, 0.03)
    m.add("socket", lathe([(base, 0), (wide, 0.4 * tall), (wide, 0.9 * tall), (0.8 * wide, tall)], m.sides))
    thick, reach = m.u(0.0045, 0.0065), m.u(0.05, 0.09)
    if m.chance(0.5):
        turns = m.u(2.0, 3.5)
        t = np.linspace(0, 1, round_count(m, 46, 22))
        r = (wide - thick * 0.6) * np.interp(t, [0, 0.9, 1], [1, 1, 0.75])
        path = np.stack(
            [r * np.cos(2 * np.pi * turns * t), r * np.sin(2 * np.pi * turns * t), tall - 0.004 + reach * t],
            1,
        )
        m.add(
            "glass",
            tube(path, thick * 0.9, 8 if m.fine else 6),
            lathe([(0.45 * wide, tall - 0.002), (0.45 * wide, tall + 0.85 * reach)], 8),
        )
    else:
        for k in range(m.pick(2, 3)):
            bend = curve(
                [
                    (0.55 * wide, 0.3 * wide, tall - 0.004),
                    (0.55 * wide, 0.3 * wide, tall + 0.8 * reach),
                    (0.55 * wide, 0, tall + reach),
                    (0.55 * wide, -0.3 * wide, tall + 0.8 * reach),
                    (0.55 * wide, -0.3 * wide, tall - 0.004),
                ],
                round_count(m, 17, 9),
            )
            m.add("glass", turn(tube(bend, thick, 8 if m.fine else 6), "z", 120 * k + 60))
    _screw(m, base, m.u(0.018, 0.024))


# Flower pots.


def _earth(m: Maker, profile: list[tuple[float, float]], wall: float, z: float) -> None:
    """Soil up to z in a pot of a profile and a wall."""
    if m.chance(0.35):
        r = float(np.interp(z - 0.005, [p[1] for p in profile], [p[0] for p in profile])) - 0.5 * wall
        m.add("body", lathe([(r, z - 0.01), (r, z), (0.4 * r, z + m.u(0, 0.01))], m.sides))


@construction("flower_pot")
def clay_pot(m: Maker) -> None:
    """Tapered terracotta with a thick collar."""
    top, height = m.u(0.035, 0.11), m.u(1.5, 2.1)
    height *= top
    foot, collar = m.u(0.6, 0.75) * top, m.u(0.16, 0.28) * height
    step = m.u(1.05, 1.14)
    profile = [
        (foot, 0),
        (0.93 * top, height - collar - 0.002),
        (0.93 * top * step, height - collar),
        (top * step, height),
    ]
    wall = m.u(0.06, 0.1) * top
    m.add("body", vessel(profile, wall, m.sides))
    _earth(m, profile, wall, 0.7 * height)
    m.zone("body", "rim", z=(height - collar, None))
    m.zone("body", "base", z=(None, 0.15 * height))


@construction("flower_pot")
def square_pot(m: Maker) -> None:
    """Four, six or eight walls, straight or sloped, plastic or concrete."""
    top, height, sides = m.u(0.045, 0.12), m.u(1.3, 2.2), m.pick(4, 4, 6, 8)
    height *= top
    foot = m.u(0.65, 1.0) * top
    body = vessel([(foot, 0), (top, height)], m.u(0.05, 0.12) * top, sides)
    if m.chance(0.5):
        body = body + (
            lathe([(1.08 * top, 0.88 * height), (1.08 * top, height)], sides)
            - lathe([(0.93 * top, 0.8 * height), (0.93 * top, 1.1 * height)], sides)
        )
    m.add("body", turn(body, "z", 180 / sides))
    if m.chance(0.3):
        m.change("body", [s.scale((1, m.u(1.6, 2.6), 1)) for s in m.solids("body")])
    m.zone("body", "rim", z=(0.88 * height, None))
    m.zone("body", "base", z=(None, 0.15 * height))


@construction("flower_pot")
def bellied_pot(m: Maker) -> None:
    """Glazed: round belly, narrow foot, turned-out lip."""
    r, height = m.u(0.045, 0.12), m.u(1.4, 2.2)
    height *= r
    profile = [
        (m.u(0.5, 0.75) * r, 0),
        (m.u(0.45, 0.7) * r, 0.06 * height),
        (0.9 * r, 0.3 * height),
        (r, m.u(0.5, 0.6) * height),
        (m.u(0.7, 0.95) * r, 0.86 * height),
        (m.u(0.8, 1.02) * r, height),
    ]
    wall = m.u(0.05, 0.09) * r
    m.add("body", vessel(profile, wall, m.sides))
    _earth(m, profile, wall, 0.85 * height)
    m.zone("body", "rim", z=(0.88 * height, None))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("flower_pot")
def footed_pot(m: Maker) -> None:
    """Bowl-like, on a saucer or three feet, ribbed by throwing rings."""
    r, height = m.u(0.05, 0.12), m.u(0.9, 1.5)
    height *= r
    profile: list[tuple[float, float]] = [(0.6 * r, 0.0)]
    for k in range(1, round_count(m, 8, 4)):
        t = k / round_count(m, 8, 4)
        profile.append((r * (0.6 + 0.38 * t**0.6) * m.u(0.985, 1.02), t * height))
    profile.append((r, height))
    m.add("body", vessel(profile, 0.07 * r, m.sides))
    if m.chance(0.5):
        m.add("body", vessel([(0.75 * r, -0.04 * r), (0.95 * r, 0.012 * height + 0.006)], 0.05 * r, m.sides))
    else:
        m.add(
            "body",
            *(
                ball(0.1 * r, m.sides, (0.45 * r * np.cos(a), 0.45 * r * np.sin(a), 0))
                for a in (0.3, 2.4, 4.5)
            ),
        )
    _earth(m, profile, 0.07 * r, 0.8 * height)
    m.zone("body", "rim", z=(0.87 * height, None))
    m.zone("body", "base", z=(None, 0.15 * height))
