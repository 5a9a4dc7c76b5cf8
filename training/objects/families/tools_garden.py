"""Tools of the garden and the yard: long-handled ones, trowels, sickles, shears."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import along_x, along_y
from ..solids import (
    arc,
    ball,
    bar,
    block,
    capsule,
    circle,
    curve,
    hull,
    loft,
    mirrored,
    move,
    plate,
    ring,
    tube,
    turn,
    warped,
)
from ._grips import Outline, both, edge_zone, handle, round_count, skin, soft


def _sheet(
    m: Maker, outline: Outline, thick: float, hollow: float, rise: float, dish: float = 0.0
) -> Manifold:
    """Sheet of metal from an outline in XY: its sides bent up by `hollow` at 0.1 m, its front by `rise`."""
    flat = plate(outline, thick, "xy")
    half = max(abs(y) for _, y in outline)
    far = max(x for x, _ in outline)

    def bend(p: np.ndarray) -> np.ndarray:
        side, along = p[:, 1] / half, np.clip(p[:, 0], 0, None) / far
        lift = (
            hollow * side**2 + rise * along**2 - dish * (1 - side**2) * np.sin(np.pi * np.clip(along, 0, 1))
        )
        return p + np.stack([0 * lift, 0 * lift, lift], 1)

    return warped(flat, bend, max(half, 0.5 * far) * (0.35 if m.fine else 0.8))


def _pole(m: Maker, length: float, radius: float, end: float) -> None:
    """Long shaft along X from -length to `end`, with zones of its halves."""
    sides = max(6, m.sides // 2)
    if m.chance(0.3):
        path = curve(
            [(-length, 0, 0), (-0.6 * length, 0, 0), (-0.25 * length, 0, m.u(-0.02, 0.02)), (end, 0, 0)],
            round_count(m, 12, 6),
        )
    else:
        path = np.array([(-length, 0, 0), (-0.985 * length, 0, 0), (-0.5 * length, 0, 0), (end, 0, 0)])
    thick = radius * np.interp(
        path[:, 0],
        [-length, -0.985 * length, -0.4 * length, end],
        [m.u(0.6, 1), 1, m.u(0.95, 1.08), m.u(0.75, 1)],
    )
    m.add("shaft", tube(path, thick.tolist(), sides))
    if m.chance(0.3):
        m.add("shaft", bar((-0.99 * length, 0, 0), (-length + m.u(0.1, 0.2), 0, 0), 1.12 * radius, sides))
    m.zone("shaft", "upper", x=(None, -0.55 * length))
    m.zone("shaft", "lower", x=(-0.45 * length, None))


# Trowels.


def _shank(m: Maker, to: tuple[float, float], radius: float) -> Manifold:
    """Bent rod from the handle at the origin to (x, z)."""
    x, z = to
    path = curve([(-0.02, 0, 0), (0.15 * x, 0, 0), (0.55 * x, 0, 0.35 * z), (x, 0, z)], round_count(m, 10, 5))
    return tube(path, radius, max(6, m.sides // 3))


@construction("trowel")
def garden_trowel(m: Maker) -> None:
    """Hollow pointed scoop on a cranked shank."""
    m.add("handle", *handle(m, (-m.u(0.1, 0.14), 0, 0), (0, 0, 0), m.u(0.012, 0.017), m.u(0.85, 1.15)))
    start, long, half = m.u(0.04, 0.1), m.u(0.11, 0.17), m.u(0.022, 0.045)
    drop = -m.u(0.0, 0.03)
    outline = soft(
        both(
            [
                (0, 0.45 * half),
                (0.15 * long, 0.85 * half),
                (0.5 * long, half),
                (0.8 * long, 0.75 * half),
                (long, 0.0),
            ]
        ),
        round_count(m, 3, 1),
    )
    hollow = m.u(0.25, 0.7) * half
    m.add("blade", move(_sheet(m, outline, m.u(0.0018, 0.003), hollow, m.u(-0.01, 0.015)), (start, 0, drop)))
    m.add("blade", _shank(m, (start + 0.2 * long, drop + 0.001), m.u(0.004, 0.007)))
    m.zone("blade", "tip", x=(start + 0.75 * long, None))


@construction("trowel")
def mason_trowel(m: Maker) -> None:
    """Flat triangular or leaf-shaped plate below the handle."""
    drop, long, half = -m.u(0.025, 0.06), m.u(0.1, 0.24), m.u(0.035, 0.075)
    m.add(
        "handle",
        *handle(
            m, (-m.u(0.1, 0.13), 0, 0), (0, 0, 0), m.u(0.013, 0.018), 1.0, ("pear", "bulb", "swell", "taper")
        ),
    )
    nose = m.pick(0.0, 0.35 * half, 0.9 * half)
    outline = (
        both([(0, 0.6 * half), (0.12 * long, half), (0.3 * long, half), (long, nose)])
        if nose
        else both([(0, 0.4 * half), (0.25 * long, half), (long, 0.0)])
    )
    start = 0.035
    m.add("blade", plate(outline, m.u(0.0018, 0.003), "xy", (start, 0, drop)))
    path = curve(
        [
            (-0.02, 0, 0),
            (0.015, 0, 0),
            (0.03, 0, 0.4 * drop),
            (start + 0.01, 0, 0.9 * drop),
            (start + 0.2 * long, 0, drop),
        ],
        round_count(m, 12, 6),
    )
    m.add("blade", tube(path, np.linspace(0.006, 0.004, len(path)).tolist(), max(6, m.sides // 3)))
    m.zone("blade", "tip", x=(start + 0.72 * long, None))


@construction("trowel")
def float_trowel(m: Maker) -> None:
    """Plasterer's: a rectangular plate with the handle above it."""
    long, half, rise = m.u(0.2, 0.32), m.u(0.045, 0.07), m.u(0.05, 0.065)
    notch = m.u(0.0, 0.03)
    m.add(
        "blade",
        plate(
            [
                (-0.5 * long, -half),
                (0.5 * long - notch, -half),
                (0.5 * long, -half + notch),
                (0.5 * long, half - notch),
                (0.5 * long - notch, half),
                (-0.5 * long, half),
            ],
            m.u(0.0018, 0.004),
            "xy",
        ),
    )
    m.add("blade", block((0.75 * long, m.u(0.015, 0.025), 0.008), (0, 0, 0.004)))
    x0, x1 = -0.38 * long - 0.01, 0.3 * long
    for x in (x1 - 0.01, -0.2 * long) if m.chance(0.6) else (x1 - 0.01,):
        m.add(
            "blade", hull(bar((x, 0, 0), (x, 0, rise), 0.005, 8), block((0.02, 0.012, 0.004), (x, 0, 0.006)))
        )
    m.add(
        "handle",
        *handle(
            m,
            (x0, 0, rise),
            (x1, 0, rise),
            m.u(0.013, 0.018),
            m.u(0.8, 1.0),
            ("straight", "swell", "grooved", "taper"),
        ),
    )
    m.zone("blade", "tip", x=(0.4 * long, None))


@construction("trowel")
def moulded_trowel(m: Maker) -> None:
    """One piece: the scoop runs back into a channelled handle."""
    long, half, grip = m.u(0.12, 0.16), m.u(0.03, 0.042), m.u(0.11, 0.14)
    outline = soft(
        both(
            [
                (-0.02, 0.35 * half),
                (0.05 * long, 0.6 * half),
                (0.25 * long, half),
                (0.75 * long, 0.9 * half),
                (0.95 * long, 0.45 * half),
                (long, 0.0),
            ]
        ),
        round_count(m, 3, 1),
    )
    m.add("blade", _sheet(m, outline, m.u(0.003, 0.005), m.u(0.4, 0.8) * half, 0.0))
    r = m.u(0.011, 0.016)
    m.add(
        "handle",
        skin(
            [
                (-grip, 0, 0.7 * r, 0.6 * r),
                (-0.95 * grip, 0, 1.1 * r, r),
                (-0.5 * grip, 0.15 * r, r, 0.8 * r),
                (-0.2 * grip, 0, 0.85 * r, 0.8 * r),
                (0.02, 0.1 * r, 0.5 * half, 0.4 * r),
            ],
            round_count(m, 16, 8),
            m.pick(2, 3.5),
        ),
    )
    if m.chance(0.5):
        m.cut("handle", bar((-0.88 * grip, 0, -0.03), (-0.88 * grip, 0, 0.03), 0.35 * r, 8))
    m.zone("blade", "tip", x=(0.75 * long, None))


# Shovels: blade at +X hollow side up, grip at -X.


def _shovel_blade(m: Maker, long: float, half: float, outline: Outline, hollow: float, rise: float) -> None:
    m.add("blade", _sheet(m, outline, m.u(0.002, 0.004), hollow, rise))
    r = m.u(0.016, 0.021)
    m.add("blade", bar((-m.u(0.08, 0.16), 0, 0.3 * r), (0.02, 0, 0.3 * r), r, max(6, m.sides // 2), 1.1 * r))
    m.add(
        "blade",
        hull(ball(1.05 * r, 8, (0.015, 0, 0.3 * r)), ball(0.006, 8, (m.u(0.3, 0.5) * long, 0, 0.004))),
    )


def _pointed(m: Maker, long: float, half: float) -> Outline:
    return soft(
        both(
            [
                (0, 0.8 * half),
                (0.1 * long, 0.98 * half),
                (0.45 * long, half),
                (0.75 * long, 0.75 * half),
                (long, 0.0),
            ]
        ),
        round_count(m, 3, 1),
    )


def _any_outline(m: Maker, long: float, half: float) -> Outline:
    square = both(
        [(0, 0.95 * half), (0.05 * long, half), (0.95 * long, m.u(0.85, 1.1) * half), (long, 0.8 * half)]
    )
    return square if m.chance(0.5) else _pointed(m, long, half)


@construction("shovel")
def d_grip(m: Maker) -> None:
    """Spade with a bow closed by a crossbar."""
    length, r, long, half = m.u(0.6, 0.85), m.u(0.015, 0.019), m.u(0.2, 0.3), m.u(0.08, 0.14)
    _shovel_blade(m, long, half, _any_outline(m, long, half), m.u(0.0, 0.02), m.u(0, 0.03))
    _pole(m, length, r, 0.0)
    wide, deep, thick = m.u(0.046, 0.06), m.u(0.07, 0.1), m.u(0.008, 0.011)
    x = -length - deep
    for side in (-1, 1):
        strut = curve(
            [
                (-length + 0.015, side * 0.3 * r, 0),
                (-length - 0.3 * deep, side * 0.75 * wide, 0),
                (x, side * wide, 0),
            ],
            round_count(m, 9, 4),
        )
        m.add("grip", tube(strut, thick, max(6, m.sides // 3)))
    m.add(
        "grip",
        *handle(
            m,
            (x, -wide - 0.01, 0),
            (x, wide + 0.01, 0),
            m.u(0.011, 0.015),
            1.0,
            ("straight", "swell"),
            plain=True,
        ),
    )
    m.add("grip", bar((-length - 0.01, 0, 0), (-length + 0.06, 0, 0), 1.2 * r, max(6, m.sides // 2)))


@construction("shovel")
def t_grip(m: Maker) -> None:
    """Crossbar on the end of the shaft."""
    length, r, long, half = m.u(0.6, 0.95), m.u(0.014, 0.018), m.u(0.2, 0.32), m.u(0.08, 0.15)
    _shovel_blade(m, long, half, _any_outline(m, long, half), m.u(0.005, 0.03), m.u(0, 0.03))
    _pole(m, length, r, 0.0)
    wide = m.u(0.05, 0.075)
    m.add(
        "grip",
        *handle(
            m,
            (-length, -wide, 0),
            (-length, wide, 0),
            m.u(0.013, 0.018),
            1.0,
            ("straight", "swell"),
            plain=True,
        ),
    )
    if m.chance(0.6):
        m.add(
            "grip",
            hull(
                ball(1.2 * r, m.sides, (-length + 0.005, 0, 0)),
                ball(1.05 * r, m.sides, (-length + 0.05, 0, 0)),
            ),
        )


@construction("shovel")
def long_shovel(m: Maker) -> None:
    """Round-point blade on a man-high pole with a knob or a sleeve at its end."""
    length, r, long, half = m.u(1.1, 1.5), m.u(0.015, 0.02), m.u(0.24, 0.32), m.u(0.1, 0.14)
    _shovel_blade(m, long, half, _pointed(m, long, half), m.u(0.01, 0.035), m.u(0.01, 0.05))
    _pole(m, length, r, 0.0)
    if m.chance(0.5):
        m.add(
            "grip",
            *handle(
                m,
                (-length - 0.004, 0, 0),
                (-length + m.u(0.12, 0.2), 0, 0),
                1.25 * r,
                1.0,
                ("straight", "grooved", "flare"),
            ),
        )
    else:
        m.add(
            "grip",
            ball(m.u(1.2, 1.6) * r, m.sides, (-length, 0, 0)),
            bar((-length, 0, 0), (-length + 0.06, 0, 0), 1.15 * r, m.sides),
        )


@construction("shovel")
def snow_scoop(m: Maker) -> None:
    """Wide curved pan with a raised rim, triangular grip."""
    length, r, long, half = m.u(0.9, 1.2), m.u(0.013, 0.017), m.u(0.25, 0.36), m.u(0.17, 0.25)
    outline = both([(0, 0.93 * half), (0.04 * long, half), (0.97 * long, half), (long, 0.97 * half)])
    _shovel_blade(m, long, half, outline, m.u(0.0, 0.03), m.u(-0.03, 0.0))
    m.add("blade", block((0.006, 1.9 * half, m.u(0.04, 0.08)), (0.003, 0, 0.025)))
    _pole(m, length, r, 0.0)
    wide, deep = m.u(0.05, 0.06), m.u(0.085, 0.11)
    outer = soft(
        both(
            [
                (-length - deep, 0.85 * wide),
                (-length - 0.85 * deep, wide),
                (-length - 0.2 * deep, 0.5 * wide),
                (-length + 0.03, 1.2 * r),
            ]
        ),
        round_count(m, 3, 1),
    )
    inner = soft(
        both([(-length - 0.7 * deep, 0.62 * wide), (-length - 0.25 * deep, 0.2 * wide)]), round_count(m, 3, 1)
    )
    m.add("grip", plate(outer, m.u(0.022, 0.03), "xy", holes=[inner]))


# Rakes and brooms: head at +X.


@construction("rake")
def bow_rake(m: Maker) -> None:
    """Iron bar with teeth downwards, straight or carried by two bows."""
    length, half, long = m.u(1.0, 1.6), m.u(0.13, 0.22), m.u(0.05, 0.08)
    x = m.u(0.03, 0.14)
    m.add("head", block((m.u(0.01, 0.018), 2 * half, m.u(0.012, 0.022)), (x, 0, 0), 0.003 if m.fine else 0))
    if x > 0.07:
        for side in (-1, 1):
            m.add(
                "head",
                tube(
                    curve(
                        [
                            (-0.01, side * 0.006, 0),
                            (0.35 * x, side * 0.6 * half, 0),
                            (x, side * 0.93 * half, 0),
                        ],
                        round_count(m, 9, 5),
                    ),
                    0.005,
                    8,
                ),
            )
    m.add(
        "head",
        bar(
            (-m.u(0.06, 0.12), 0, 0), (0.01 if x > 0.07 else x, 0, 0), m.u(0.014, 0.018), max(6, m.sides // 2)
        ),
    )
    curl = m.u(-0.015, 0.02)
    for y in np.linspace(-0.96 * half, 0.96 * half, m.count(9, 15)):
        m.add(
            "head",
            hull(
                block((0.006, 0.007, 0.004), (x, y, 0)), block((0.002, 0.0025, 0.002), (x - curl, y, -long))
            ),
        )
    _pole(m, length, m.u(0.012, 0.016), 0.0)
    m.zone("head", "teeth", z=(None, -0.012))


@construction("rake")
def leaf_rake(m: Maker) -> None:
    """Fan of springy tines bent down at their ends."""
    length, reach, angle = m.u(1.0, 1.5), m.u(0.26, 0.4), m.u(22, 38)
    count, wire = m.count(9, 17), m.u(0.0018, 0.0035)
    drop = m.u(0.02, 0.05)
    for a in np.radians(np.linspace(-angle, angle, count)):
        d = np.array([np.cos(a), np.sin(a), 0])
        path = [0.0 * d, 0.6 * reach * d, 0.95 * reach * d, reach * d + np.array([0, 0, -drop])]
        m.add("head", tube(np.asarray(path), wire, 6 if m.fine else 4, flat=m.u(1.0, 2.2)))
    band = arc((0, 0, 0), m.u(0.5, 0.62) * reach, -angle - 2, angle + 2, round_count(m, 14, 6), "xy")
    m.add("head", tube(band, 0.005, 8, flat=0.5))
    m.add("head", bar((-m.u(0.05, 0.1), 0, 0), (0.02, 0, 0), m.u(0.014, 0.018), max(6, m.sides // 2)))
    m.add(
        "head", plate([(-0.01, 0.018), (0.09, 0.5 * 0.09), (0.09, -0.5 * 0.09), (-0.01, -0.018)], 0.006, "xy")
    )
    _pole(m, length, m.u(0.011, 0.015), 0.0)
    m.zone("head", "teeth", x=(0.64 * reach, None))


@construction("rake")
def hay_rake(m: Maker) -> None:
    """All wood: a long beam with pegs, braced by a split or a wire bow."""
    length, half, long = m.u(1.2, 1.8), m.u(0.2, 0.35), m.u(0.05, 0.09)
    beam = m.u(0.012, 0.018)
    x = m.u(0.0, 0.05)
    m.add("head", block((2 * beam, 2 * half, 1.6 * beam), (x, 0, 0), 0.004 if m.fine else 0))
    for side in (-1, 1):
        m.add(
            "head",
            capsule((-m.u(0.25, 0.4), 0, 0), (x, side * m.u(0.35, 0.6) * half, 0), m.u(0.004, 0.007), 8),
        )
    for y in np.linspace(-0.92 * half, 0.92 * half, m.count(7, 12)):
        m.add("head", bar((x, y, 0.5 * beam), (x, y, -long), 0.007, 8 if m.fine else 6, 0.004))
    _pole(m, length, m.u(0.012, 0.016), x)
    m.zone("head", "teeth", z=(None, -0.8 * beam - 0.002))


@construction("broom")
def push_broom(m: Maker) -> None:
    """Block across with bristles below."""
    length, half, deep, tall = m.u(1.0, 1.5), m.u(0.12, 0.28), m.u(0.025, 0.04), m.u(0.05, 0.09)
    tilt = m.u(0, 45)
    m.add("head", block((2 * deep, 2 * half, 0.024), (0.01, 0, -0.012), 0.006 if m.fine else 0))
    splay, rows = m.u(1.0, 1.4), m.count(4, 7)
    if m.chance(0.5):
        m.add(
            "head",
            hull(
                block((1.8 * deep, 1.96 * half, 0.002), (0.01, 0, -0.02)),
                block(
                    (1.8 * deep * splay, 2.0 * half * (0.96 + 0.1 * splay), 0.002), (0.01, 0, -0.024 - tall)
                ),
            ),
        )
    else:
        for y in np.linspace(-0.92 * half, 0.92 * half, rows * 2):
            m.add(
                "head",
                hull(
                    block((1.7 * deep, 1.0 * half / rows * 0.8, 0.002), (0.01, y, -0.02)),
                    block((1.7 * deep * splay, 1.0 * half / rows, 0.002), (0.01, y, -0.024 - tall)),
                ),
            )
    rise = np.tan(np.radians(tilt)) * 0.08
    m.add("head", hull(ball(0.02, 8, (0.01, 0, -0.008)), ball(0.017, 8, (-0.06, 0, 0.6 * rise))))
    _pole(m, length, m.u(0.011, 0.015), 0.0)
    m.zone("head", "bristles", z=(None, -0.0245))


@construction("broom")
def besom(m: Maker) -> None:
    """Bundle of twigs bound round a stick."""
    length, r, long = m.u(0.8, 1.3), m.u(0.03, 0.05), m.u(0.35, 0.55)
    x0 = -m.u(0.1, 0.16)
    profile = [
        (0.45 * r, x0),
        (0.8 * r, x0 + 0.03),
        (0.85 * r, x0 + 0.12),
        (1.25 * r, 0.35 * long),
        (m.u(1.5, 2.2) * r, 0.75 * long),
        (1.2 * r, long),
    ]
    m.add("head", along_x(profile, m.sides))
    for x in (x0 + 0.05, x0 + 0.11):
        m.add("head", ring(0.82 * r, 0.004, m.sides, "x", (x, 0, 0)))
    for _ in range(round_count(m, 14, 6)):
        a, spread = m.u(0, 2 * np.pi), m.u(1.0, 1.9) * r
        d = np.array([0, np.cos(a), np.sin(a)])
        m.add(
            "head",
            bar(
                tuple(0.6 * r * d),
                tuple(np.array([m.u(0.9, 1.12) * long, 0, 0]) + spread * d),
                m.u(0.002, 0.005),
                6,
                0.0015,
            ),
        )
    _pole(m, length, m.u(0.012, 0.017), 0.2 * long)
    m.zone("head", "bristles", x=(0.25 * long, None))


@construction("broom")
def flat_broom(m: Maker) -> None:
    """Corn broom: flat fan sewn across, round at the shoulder."""
    length, long, half, thick = m.u(0.8, 1.2), m.u(0.26, 0.38), m.u(0.1, 0.17), m.u(0.016, 0.026)
    m.add(
        "head",
        skin(
            [
                (-0.14, 0, 0.017, 0.017),
                (-0.06, 0, 0.022, 0.022),
                (0.0, 0, 0.5 * half, 1.2 * thick),
                (0.3 * long, 0, 0.75 * half, thick),
                (long, 0, half, 0.75 * thick),
            ],
            round_count(m, 20, 10),
            m.pick(2.2, 3.5),
        ),
    )
    for x in (0.2 * long, 0.3 * long, 0.4 * long)[: m.count(1, 3)]:
        w = float(np.interp(x / long, [0, 0.3, 1], [0.5, 0.75, 1])) * half
        m.add("head", block((0.006, 2.02 * w, 2.12 * thick), (x, 0, 0), 0.002 if m.fine else 0))
    _pole(m, length, m.u(0.011, 0.014), 0.0)
    m.zone("head", "bristles", x=(0.42 * long, None))


@construction("broom")
def angle_broom(m: Maker) -> None:
    """Plastic cap with flagged bristles cut at a slant."""
    length, long, half, thick = m.u(0.9, 1.3), m.u(0.14, 0.2), m.u(0.1, 0.15), m.u(0.018, 0.03)
    cap = m.u(0.05, 0.08)
    m.add(
        "head",
        skin(
            [
                (-0.1, 0, 0.016, 0.016),
                (-0.03, 0, 0.02, 0.02),
                (0.0, 0, 0.55 * half, thick),
                (cap, 0, 0.8 * half, 1.05 * thick),
            ],
            round_count(m, 20, 10),
            3,
        ),
    )
    slant = m.pick(-1, 1) * m.u(0.2, 0.5)
    tuft = skin(
        [
            (cap - 0.004, 0, 0.76 * half, 0.95 * thick),
            (cap + 0.6 * long, 0, 0.95 * half, 1.15 * thick),
            (cap + long, 0, 1.02 * half, thick),
        ],
        round_count(m, 20, 10),
        4,
    )
    m.add(
        "head",
        warped(
            tuft,
            lambda p: (
                p
                + np.stack(
                    [slant * p[:, 1] * np.clip((p[:, 0] - cap) / long, 0, 1), 0 * p[:, 0], 0 * p[:, 0]], 1
                )
            ),
        ),
    )
    _pole(m, length, m.u(0.010, 0.013), 0.0)
    m.zone("head", "bristles", x=(cap + 0.0005, None))


# Pickaxes: head along Z about x = 0, point to -Z.


def _pick_handle(m: Maker, length: float) -> None:
    r, wave = m.u(0.014, 0.018), m.u(0.0, 0.015)
    path = curve(
        [(-length, 0, -wave), (-0.75 * length, 0, 0), (-0.3 * length, 0, 0.6 * wave), (0.03, 0, 0)],
        round_count(m, 14, 6),
    )
    t = np.linspace(0, 1, len(path))
    m.add(
        "handle",
        tube(
            path,
            (
                r * np.interp(t, [0, 0.04, 0.15, 0.5, 0.85, 1], [1.0, 1.2, 0.98, 1.0, 1.05, m.u(1.2, 1.5)])
            ).tolist(),
            max(6, m.sides // 2),
            flat=m.u(0.7, 0.9),
        ),
    )
    m.zone("handle", "end_grip", x=(None, -0.62 * length))


def _horn(m: Maker, side: int, long: float, sag: float, thick: float, end: float, flat: float) -> Manifold:
    """Arm of the head to +Z or -Z, drooping towards -X."""
    path = curve(
        [
            (0.0, 0, 0),
            (0.1 * sag, 0, side * 0.35 * long),
            (-0.25 * sag, 0, side * 0.7 * long),
            (-sag, 0, side * long),
        ],
        round_count(m, 10, 5),
    )
    return tube(
        path, np.linspace(thick, end * thick, len(path)).tolist(), m.pick(4, 4, 8), flat=flat, up=(1, 0, 0)
    )


@construction("pickaxe")
def mattock(m: Maker) -> None:
    """A point below, a broad adze above."""
    length, long, thick = m.u(0.6, 0.95), m.u(0.16, 0.27), m.u(0.014, 0.02)
    _pick_handle(m, length)
    m.add("head", block((3.4 * thick, 2.7 * thick, 3.4 * thick), rounding=0.006 if m.fine else 0))
    sag = m.u(0.02, 0.06)
    m.add("head", _horn(m, -1, long, sag, 1.2 * thick, 0.1, 1.0))
    wide = m.u(0.03, 0.05)
    m.add(
        "head",
        hull(
            block((1.8 * thick, 2.4 * thick, 0.004), (0, 0, thick)),
            block((0.9 * thick, 1.3 * wide, 0.004), (-0.2 * sag, 0, 0.55 * long)),
        ),
    )
    m.add(
        "head",
        hull(
            block((0.9 * thick, 1.3 * wide, 0.006), (-0.2 * sag, 0, 0.54 * long)),
            block((0.003, 2 * wide, 0.003), (-sag, 0, 0.9 * long)),
        ),
    )
    m.zone("head", "point", z=(None, -0.5 * long))


@construction("pickaxe")
def double_pick(m: Maker) -> None:
    """Two curved points."""
    length, long, thick = m.u(0.55, 0.95), m.u(0.18, 0.32), m.u(0.013, 0.02)
    _pick_handle(m, length)
    sag = m.u(0.02, 0.1)
    m.add(
        "head",
        along_x(
            [(1.7 * thick, -1.7 * thick), (2.0 * thick, 0), (1.7 * thick, 1.7 * thick)], m.pick(4, 8, m.sides)
        ),
    )
    for side in (-1, 1):
        m.add("head", _horn(m, side, long * m.u(0.92, 1.0), sag, 1.2 * thick, 0.1, m.u(0.8, 1.1)))
    m.zone("head", "point", z=(None, -0.5 * long))
    m.zone("head", "point", z=(0.5 * long, None))


@construction("pickaxe")
def rock_pick(m: Maker) -> None:
    """Prospector's: short handle, square hammer face opposite the point."""
    length, long, thick = m.u(0.27, 0.4), m.u(0.09, 0.14), m.u(0.009, 0.013)
    m.add(
        "handle",
        *handle(
            m,
            (-length, 0, 0),
            (0.004, 0, 0),
            m.u(0.012, 0.016),
            m.u(0.7, 0.9),
            ("swell", "taper", "straight", "flare"),
        ),
    )
    m.zone("handle", "end_grip", x=(None, -0.6 * length))
    m.add("head", block((2.4 * thick, 2.2 * thick, 2.6 * thick), rounding=0.002 if m.fine else 0))
    m.add("head", _horn(m, -1, long, m.u(0.0, 0.025), 1.2 * thick, 0.12, 1.0))
    m.add(
        "head",
        hull(
            block((1.6 * thick, 1.6 * thick, 0.004), (0, 0, thick)),
            block((2 * thick, 2 * thick, m.u(0.01, 0.02)), (0, 0, 0.45 * long)),
        ),
    )
    m.zone("head", "point", z=(None, -0.5 * long))


@construction("pickaxe")
def crude_pick(m: Maker) -> None:
    """Straight stick, wedge of stone or cast iron through its end, blunt and faceted."""
    length, long, thick = m.u(0.45, 0.8), m.u(0.15, 0.24), m.u(0.018, 0.028)
    r = m.u(0.013, 0.018)
    m.add(
        "handle",
        tube(
            curve(
                [
                    (-length, 0, 0),
                    (-0.5 * length, m.u(-0.012, 0.012), m.u(-0.012, 0.012)),
                    (1.9 * thick, 0, 0),
                ],
                6,
            ),
            [r * m.u(0.9, 1.15) for _ in range(6)],
            m.count(5, 8),
        ),
    )
    m.zone("handle", "end_grip", x=(None, -0.62 * length))
    up = m.u(0.4, 0.95) * long
    sag = m.u(0, 0.05)
    core = block((2.6 * thick, 1.9 * thick, 0.5 * long))
    m.add("head", hull(core, block((0.3 * thick, 0.3 * thick, 0.002), (-sag, 0, -long))))
    m.add(
        "head",
        hull(
            block((2.2 * thick, 1.7 * thick, 0.3 * long)),
            block((0.4 * thick, m.u(0.3, 2.2) * thick, 0.002), (-sag, 0, up)),
        ),
    )
    m.zone("head", "point", z=(None, -0.55 * long))


# Sickles: handle at -X, the blade swings over +X; its hollow edge faces -Z.


def _crescent(m: Maker, inner: np.ndarray, wide: np.ndarray, thick: float) -> Manifold:
    """Blade along an inner line (K, 3) in XZ, as wide as given outwards (to the left of the walk)."""
    along = np.gradient(inner, axis=0)
    out = np.stack([-along[:, 2], 0 * along[:, 0], along[:, 0]], 1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    y = np.array([0, 1.0, 0])
    rings = []
    for p, o, w in zip(inner, out, wide, strict=True):
        rings.append(
            [
                p + 0.15 * thick * y,
                p - 0.15 * thick * y,
                p + w * o - 0.5 * thick * y,
                p + w * o + 0.5 * thick * y,
            ]
        )
    return loft(rings)


def _sickle(
    m: Maker, path: np.ndarray, wide: np.ndarray, tip: int, hollow: tuple[float, float] = (0.0, -1.0)
) -> None:
    m.add("blade", _crescent(m, path, wide, m.u(0.0025, 0.0045)))
    line = [(float(p[0]), float(p[2])) for p in path]
    edge_zone(m, "blade", "edge", line[1 :: max(1, len(line) // 6)], 0.004, hollow)
    end = path[-tip:]
    m.zone(
        "blade",
        "tip",
        x=(end[:, 0].min() - 0.002, end[:, 0].max() + 0.03),
        z=(end[:, 2].min() - 0.006, end[:, 2].max() + 0.012),
    )


@construction("sickle")
def harvest_sickle(m: Maker) -> None:
    """Deep crescent on a tang."""
    m.add("handle", *handle(m, (-m.u(0.11, 0.14), 0, 0), (0, 0, 0), m.u(0.012, 0.016), m.u(0.8, 1.0)))
    r, tall = m.u(0.09, 0.14), m.u(0.8, 1.25)
    count = round_count(m, 18, 10)
    start, end = m.u(195, 215), m.u(-40, 0)
    path = arc((0, 0, 0), (r, r * tall), start, end, count)
    centre = np.array([0.035, 0, 0]) - path[0]
    path = path + centre
    t = np.linspace(0, 1, count)
    _sickle(
        m,
        path,
        m.u(0.018, 0.03) * np.interp(t, [0, 0.15, 0.6, 1], [0.3, 0.8, 1, 0.06]),
        3,
        (centre[0], centre[2]),
    )
    m.add("blade", tube([(-0.01, 0, 0), (0.02, 0, 0), path[1]], [0.006, 0.005, 0.003], 8))


@construction("sickle")
def grass_hook(m: Maker) -> None:
    """Shallow bow rising from a cranked shank."""
    m.add("handle", *handle(m, (-m.u(0.11, 0.15), 0, 0), (0, 0, 0), m.u(0.012, 0.016), m.u(0.8, 1.0)))
    long, rise = m.u(0.22, 0.34), m.u(0.05, 0.12)
    count = round_count(m, 14, 8)
    path = curve(
        [
            (0.04, 0, 0.0),
            (0.06, 0, 0.45 * rise),
            (0.35 * long, 0, rise),
            (0.75 * long, 0, 0.8 * rise),
            (long, 0, m.u(-0.3, 0.3) * rise),
        ],
        count,
    )
    t = np.linspace(0, 1, count)
    _sickle(m, path, m.u(0.024, 0.04) * np.interp(t, [0, 0.2, 0.7, 1], [0.35, 0.9, 1, 0.08]), 3)
    m.add("blade", tube([(-0.012, 0, 0), (0.03, 0, 0), path[1]], [0.006, 0.006, 0.004], 8))


@construction("sickle")
def kama(m: Maker) -> None:
    """Short curved or straight blade set across the end of a long stick."""
    length, r, long = m.u(0.22, 0.4), m.u(0.011, 0.015), m.u(0.12, 0.2)
    m.add(
        "handle", *handle(m, (-length, 0, 0), (0.01, 0, 0), r, m.u(0.75, 1.0), ("straight", "taper", "flare"))
    )
    count = round_count(m, 10, 6)
    bend = m.u(0.0, 0.04)
    path = curve(
        [
            (-0.018, 0, -0.6 * r),
            (-0.012, 0, -0.3 * long),
            (-0.02 + 0.2 * bend, 0, -0.7 * long),
            (-0.02 - bend, 0, -long),
        ],
        count,
    )
    t = np.linspace(0, 1, count)
    _sickle(m, path, m.u(0.028, 0.038) * np.interp(t, [0, 0.6, 1], [1, 0.85, 0.08]), 3, (-1.0, 0.0))
    m.add("blade", block((0.035, 2.2 * r, 0.03), (-0.002, 0, -0.4 * r), 0.003 if m.fine else 0))


@construction("sickle")
def bill_hook(m: Maker) -> None:
    """Broad blade, straight for most of its length, hooked at its nose."""
    m.add("handle", *handle(m, (-m.u(0.12, 0.15), 0, 0), (0, 0, 0), m.u(0.013, 0.016), m.u(0.7, 0.95)))
    long, drop = m.u(0.18, 0.25), m.u(0.03, 0.06)
    count = round_count(m, 14, 8)
    path = curve(
        [
            (-0.006, 0, -0.012),
            (0.3 * long, 0, -0.02),
            (0.7 * long, 0, -0.012),
            (0.92 * long, 0, -0.4 * drop),
            (long, 0, -drop - 0.01),
        ],
        count,
    )
    t = np.linspace(0, 1, count)
    _sickle(m, path, m.u(0.04, 0.055) * np.interp(t, [0, 0.2, 0.7, 1], [0.5, 0.85, 1, 0.1]), 3)


# Garden shears: two levers crossing at the origin in the XZ plane, blades at +X.


def _shear_blades(m: Maker, long: float, tall: float, thick: float, opening: float, curved: float) -> None:
    count = round_count(m, 9, 5)
    t = np.linspace(0, 1, count)
    path = np.stack([-0.02 + (long + 0.02) * t, 0 * t, curved * tall * np.sin(np.pi * t) - 0.004], 1)
    half = _crescent(m, path, tall * np.interp(t, [0, 0.1, 0.6, 1], [0.7, 1, 0.8, 0.15]), thick)
    upper = turn(half, "y", -opening)
    lower = turn(mirrored(half, "z"), "y", opening)
    m.add("blades", move(upper, (0, 0.45 * thick, 0)), move(lower, (0, -0.45 * thick, 0)))
    m.add(
        "blades", along_y([(0.35 * tall + 0.003, -1.4 * thick), (0.35 * tall + 0.003, 1.4 * thick)], m.sides)
    )


@construction("garden_shears")
def hedge_shears(m: Maker) -> None:
    """Long blades, tangs bent apart, two straight handles."""
    spread, long = m.u(10, 18), m.u(0.18, 0.28)
    _shear_blades(m, long, m.u(0.022, 0.034), m.u(0.004, 0.006), m.u(1, 6), 0.0)
    grip, neck, r = m.u(0.13, 0.3), m.u(0.05, 0.1), m.u(0.012, 0.016)
    for side in (-1, 1):
        a = np.radians(spread)
        d = np.array([-np.cos(a), 0, side * np.sin(a)])
        knee = np.array([-neck, 0, side * m.u(0.018, 0.026)])
        m.add("blades", tube([(0.0, 0, 0), tuple(0.6 * knee), tuple(knee), tuple(knee + 0.03 * d)], 0.006, 8))
        m.add(
            "handles",
            *handle(
                m,
                tuple(knee + grip * d),
                tuple(knee),
                r,
                1.0,
                ("straight", "swell", "taper", "pear"),
                plain=True,
            ),
        )


@construction("garden_shears")
def secateurs(m: Maker) -> None:
    """Pruners: hooked and curved blade, bowed handles."""
    thick, gap, length = m.u(0.0055, 0.0085), m.u(0.018, 0.028), m.u(0.11, 0.14)
    flat = m.u(1.0, 1.5)
    count = round_count(m, 14, 7)
    for side in (-1, 1):
        end = m.u(0.5, 0.9)
        path = curve(
            [
                (0.002, 0, -side * 0.002),
                (-0.22 * length, 0, side * 0.75 * gap),
                (-0.6 * length, 0, side * gap),
                (-length, 0, side * end * gap),
            ],
            count,
        )
        m.add(
            "handles",
            tube(
                path, np.linspace(0.8 * thick, 1.1 * thick, count).tolist(), max(6, m.sides // 2), flat=flat
            ),
        )
    if m.fine and m.chance(0.6):
        for k in range(4):
            m.add("handles", ring(0.004, 0.0012, 10, "z", (-0.32 * length, 0, (k - 1.5) * 0.5 * gap)))
        m.add("handles", bar((-0.32 * length, 0, -0.85 * gap), (-0.32 * length, 0, 0.85 * gap), 0.003, 8))
    reach = m.u(0.05, 0.07)
    cutter = soft(
        [
            (-0.008, 0.004),
            (0.3 * reach, 0.016),
            (0.75 * reach, 0.013),
            (reach, 0.002),
            (0.6 * reach, -0.001),
            (-0.004, -0.006),
        ],
        round_count(m, 3, 1),
    )
    anvil = soft(
        [
            (-0.008, -0.006),
            (0.3 * reach, -0.014),
            (0.7 * reach, -0.015),
            (0.92 * reach, -0.004),
            (0.95 * reach, 0.0),
            (0.62 * reach, -0.008),
            (0.3 * reach, -0.006),
            (0.0, 0.003),
        ],
        round_count(m, 3, 1),
    )
    m.add("blades", plate(cutter, 0.004, "xz", (0, 0.0015, 0)), plate(anvil, 0.005, "xz", (0, -0.0015, 0)))
    m.add(
        "blades",
        along_y([(m.u(0.007, 0.010), -thick * flat - 0.001), (0.008, thick * flat + 0.001)], m.sides),
    )


@construction("garden_shears")
def sheep_shears(m: Maker) -> None:
    """One strip of spring steel bent to a bow behind; triangular blades."""
    gap, length, long, half = m.u(0.018, 0.03), m.u(0.1, 0.15), m.u(0.1, 0.16), m.u(0.008, 0.012)
    bow = m.u(0.9, 1.4) * gap
    count = round_count(m, 12, 7)
    path = np.concatenate(
        [
            curve([(0.01, 0, 0.5 * gap), (-0.4 * length, 0, gap), (-length, 0, 0.8 * gap)], count),
            arc((-length - 0.8 * bow, 0, 0), (bow, bow), 52, 308, count + 2)[1:-1],
            curve([(-length, 0, -0.8 * gap), (-0.4 * length, 0, -gap), (0.01, 0, -0.5 * gap)], count),
        ]
    )
    m.add("handles", _strip(path, half, m.u(0.0015, 0.0028)))
    for side in (-1, 1):
        outline = [
            (0.0, side * 0.35 * gap),
            (0.0, side * 0.85 * gap),
            (long, -side * 0.05 * gap),
            (0.1 * long, -side * 0.3 * gap),
        ]
        m.add("blades", plate(outline, 0.003, "xz", (0, side * 0.0016, 0)))
        m.add(
            "blades",
            hull(
                block((0.002, 2 * half, 0.003), (0.002, 0, side * 0.52 * gap)),
                block((0.002, 0.004, 0.5 * gap), (0.02, side * 0.0016, side * 0.5 * gap)),
            ),
        )


def _strip(path: np.ndarray, half: float, thick: float) -> Manifold:
    """Flat strip, `half` to either side in Y, along a path in XZ."""
    along = np.gradient(path, axis=0)
    normal = np.stack([-along[:, 2], 0 * along[:, 0], along[:, 0]], 1)
    normal *= 0.5 * thick / np.linalg.norm(normal, axis=1, keepdims=True)
    y = np.array([0, half, 0])
    return loft([[p + n + y, p + n - y, p - n - y, p - n + y] for p, n in zip(path, normal, strict=True)])


@construction("garden_shears")
def moulded_shears(m: Maker) -> None:
    """Scissor-like: short straight blades, thick closed plastic handles with oval holes."""
    thick, long = m.u(0.012, 0.018), m.u(0.09, 0.14)
    _shear_blades(m, long, m.u(0.016, 0.022), 0.004, m.u(0, 5), m.u(0, 0.1))
    wide, tall = m.u(0.05, 0.062), m.u(0.019, 0.025)
    for side in (-1, 1):
        at = (-0.03 - wide, side * (tall + 0.004))
        outer = circle((wide, tall), m.sides, at)
        inner = circle((wide - 0.011, tall - 0.0095), m.sides, at)
        m.add("handles", plate(outer, thick, "xz", holes=[inner]))
        m.add(
            "handles",
            hull(
                block((0.01, thick * 0.8, 0.016), (-0.034, 0, side * (tall + 0.002))),
                block((0.02, thick * 0.6, 0.01), (0.002, 0, -side * 0.002)),
            ),
        )
