"""Fittings, containers and other things of the household."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import along_x, few
from ..solids import (
    arc,
    ball,
    bar,
    block,
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
from ._grips import Outline, both, handle, round_count, side_radius, skin, soft


def _layers(outline: Outline, layers: list[tuple[float, float, float]]) -> Manifold:
    """Skin over one outline in XY, scaled: (z, factor in x, factor in y), from the bottom."""
    return loft([[(x * fx, y * fy, z) for x, y in outline] for z, fx, fy in layers])


# Irons: tip to +X.


def _sole(m: Maker, long: float, half: float) -> Outline:
    square = m.u(0.6, 0.95)
    return soft(
        both(
            [
                (-long, square * half),
                (-0.55 * long, half),
                (0.1 * long, 0.9 * half),
                (0.65 * long, 0.45 * half),
                (long, 0.0),
            ]
        ),
        round_count(m, 4, 2),
    )


@construction("iron")
def steam_iron(m: Maker) -> None:
    """Plastic shell sloping up to the rear, grip bridging from nose to heel."""
    long, half = m.u(0.11, 0.14), m.u(0.05, 0.062)
    outline, thick, tall = _sole(m, long, half), m.u(0.006, 0.012), m.u(0.035, 0.06)
    m.add("soleplate", _layers(outline, [(0, 1, 1), (thick, 1, 1)]))
    shell = _layers(
        outline, [(thick - 0.001, 0.97, 0.95), (thick + 0.3 * tall, 0.96, 0.92), (thick + tall, 0.75, 0.55)]
    )
    slope = m.u(0.0, 0.35)
    m.add(
        "body",
        warped(
            shell,
            lambda p: (
                p
                - np.stack(
                    [
                        0 * p[:, 0],
                        0 * p[:, 0],
                        slope * np.clip(p[:, 2] - thick - 0.3 * tall, 0, None) * (p[:, 0] + long) / long,
                    ],
                    1,
                )
            ),
        ),
    )
    z, rise = thick + 0.75 * tall, m.u(0.05, 0.065)
    open_back = m.chance(0.4)
    path = [
        (0.45 * long, 0, z - 0.25 * tall),
        (0.35 * long, 0, z + 0.6 * rise),
        (0.05 * long, 0, z + rise),
        (-0.6 * long, 0, z + 0.95 * rise),
    ]
    path += (
        [(-0.8 * long, 0, z + 0.9 * rise)]
        if open_back
        else [(-0.82 * long, 0, z + 0.6 * rise), (-0.72 * long, 0, z - 0.25 * tall)]
    )
    m.add(
        "handle",
        tube(
            curve(path, round_count(m, 20, 9)),
            m.u(0.013, 0.017),
            few(m),
            flat=m.u(0.85, 1.1),
            up=(0, 1, 0),
        ),
    )
    m.zone("soleplate", "tip", x=(0.65 * long, None))


@construction("iron")
def flat_iron(m: Maker) -> None:
    """Cast block with a wooden bar on two posts or a bow of iron."""
    long, half = m.u(0.075, 0.11), m.u(0.035, 0.05)
    outline, tall = _sole(m, long, half), m.u(0.025, 0.045)
    m.add("soleplate", _layers(outline, [(0, 1, 1), (0.008, 1, 1)]))
    m.add(
        "body",
        _layers(
            outline, [(0.007, 0.96, 0.94), (0.8 * tall, 0.94, 0.92), (tall, m.u(0.7, 0.9), m.u(0.6, 0.85))]
        ),
    )
    top = tall + m.u(0.045, 0.06)
    x0, x1 = -0.6 * long, 0.45 * long
    if m.chance(0.6):
        for x in (x0, x1):
            m.add("body", bar((x, 0, tall - 0.006), (x, 0, top), m.u(0.004, 0.007), few(m)))
        m.add(
            "handle",
            *handle(
                m,
                (x0 - 0.012, 0, top),
                (x1 + 0.012, 0, top),
                m.u(0.012, 0.016),
                1.0,
                ("swell", "straight", "bulb"),
                plain=True,
            ),
        )
    else:
        path = curve(
            [
                (x1, 0, tall - 0.006),
                (x1 + 0.006, 0, 0.85 * top),
                (0.2 * x1, 0, top),
                (0.8 * x0, 0, top),
                (x0, 0, 0.8 * top),
                (x0, 0, tall - 0.006),
            ],
            round_count(m, 20, 10),
        )
        m.add("handle", tube(path, m.u(0.009, 0.013), few(m), up=(0, 1, 0)))
    m.zone("soleplate", "tip", x=(0.6 * long, None))


@construction("iron")
def closed_iron(m: Maker) -> None:
    """Light and modern: a flat profile with a hole for the fingers."""
    long, half = m.u(0.1, 0.135), m.u(0.045, 0.058)
    outline, tall = _sole(m, long, half), m.u(0.02, 0.035)
    m.add("soleplate", _layers(outline, [(0, 1, 1), (0.005, 1, 1)]))
    m.add("body", _layers(outline, [(0.004, 0.97, 0.95), (tall, 0.9, 0.7), (tall + 0.012, 0.75, 0.35)]))
    rise = tall + m.u(0.065, 0.08)
    side = soft(
        [
            (-0.85 * long, tall - 0.006),
            (-0.95 * long, 0.6 * rise),
            (-0.8 * long, rise),
            (0.0, rise + 0.008),
            (0.4 * long, 0.8 * rise),
            (0.72 * long, tall - 0.004),
        ],
        round_count(m, 5, 2),
    )
    hole = soft(
        [
            (-0.66 * long, tall + 0.012),
            (-0.7 * long, rise - 0.026),
            (-0.1 * long, rise - 0.022),
            (0.25 * long, tall + 0.012),
        ],
        round_count(m, 4, 2),
    )
    m.add("handle", plate(side, m.u(0.026, 0.034), "xz", holes=[hole]))
    if m.chance(0.5):
        m.add("handle", lathe([(0.008, rise + 0.004), (0.008, rise + 0.014)], 10, (0.15 * long, 0, 0)))
    m.zone("soleplate", "tip", x=(0.65 * long, None))


# Umbrellas: handle below, canopy above.


def _crook(m: Maker, z: float, r: float) -> None:
    """Hook below z, or a knob, a straight grip, a ball."""
    kind = m.pick("hook", "hook", "grip", "ball")
    if kind == "hook":
        bend = m.u(0.024, 0.036)
        side = m.pick(-1, 1)
        path = np.concatenate(
            [
                [[0, 0, z + 0.01]],
                [[0, 0, z - 0.04]],
                arc(
                    (side * bend, 0, z - 0.07),
                    (bend, bend * m.u(0.9, 1.2)),
                    180,
                    180 + m.u(160, 200),
                    round_count(m, 12, 6),
                )
                if side > 0
                else arc((-bend, 0, z - 0.07), (bend, bend), 0, -m.u(160, 200), round_count(m, 12, 6)),
            ]
        )
        m.add("handle", tube(path, r, few(m), up=(0, 1, 0)))
    elif kind == "grip":
        m.add("handle", *handle(m, (0, 0, z - m.u(0.08, 0.12)), (0, 0, z + 0.005), 1.15 * r))
    else:
        m.add(
            "handle",
            ball(m.u(1.5, 2.2) * r, m.sides, (0, 0, z - 0.02)),
            lathe([(r, z - 0.03), (0.8 * r, z + 0.03)], m.sides),
        )


@construction("umbrella")
def open_umbrella(m: Maker) -> None:
    """Dome of eight or more panels on ribs, spread open."""
    r, tall, panels = m.u(0.38, 0.56), m.u(0.16, 0.26), m.pick(8, 8, 10, 6)
    profile = [(r * s, tall * (1 - s ** m.u(1.9, 2.4)) + 0.62) for s in (1.0, 0.85, 0.65, 0.4, 0.15, 0.02)]
    outer = lathe([(r, profile[0][1] - 0.002), *profile], panels)
    inner = lathe([(0.995 * r, profile[0][1] - 0.004), *((0.985 * s, z - 0.006) for s, z in profile)], panels)
    m.add("canopy", outer - inner)
    top = profile[-1][1]
    m.add("canopy", lathe([(0.008, top - 0.01), (0.006, top + 0.02), (0.003, top + m.u(0.04, 0.07))], 8))
    m.add("shaft", bar((0, 0, 0.02), (0, 0, top), m.u(0.004, 0.007), few(m)))
    hub = top - m.u(0.16, 0.24)
    if m.fine:
        m.add("shaft", lathe([(0.012, hub - 0.02), (0.012, hub)], 12))
        for k in range(panels):
            a = np.radians(360 * k / panels)
            d = 0.5 * r
            m.add(
                "shaft",
                bar(
                    (0, 0, hub - 0.005),
                    (
                        d * np.cos(a),
                        d * np.sin(a),
                        float(np.interp(0.5, [0.4, 0.65], [profile[3][1], profile[2][1]])) - 0.004,
                    ),
                    0.0016,
                    6,
                ),
            )
    _crook(m, 0.03, m.u(0.010, 0.014))
    m.zone("canopy", "tip", z=(top + 0.006, None))


def _folds(m: Maker, stations: list[tuple[float, float]], count: int) -> Manifold:
    """Cloth wound about the shaft: (z, radius) with pleats."""
    angle = np.linspace(0, 2 * np.pi, 4 * count, endpoint=False)
    depth, twist = m.u(0.06, 0.25), m.u(-8, 8)
    rings = []
    for z, r in stations:
        wave = r * (1 - depth + depth * np.cos(count * angle + twist * (z - stations[0][0])))
        rings.append(np.stack([wave * np.cos(angle), wave * np.sin(angle), 0 * angle + z], 1))
    return loft(rings)


@construction("umbrella")
def rolled_umbrella(m: Maker) -> None:
    """Long one, rolled up, with a ferrule."""
    long, r = m.u(0.45, 0.62), m.u(0.018, 0.032)
    z = m.u(0.1, 0.16)
    shape = [
        (z, 0.75 * r),
        (z + 0.12 * long, r),
        (z + 0.3 * long, 0.95 * r),
        (z + 0.7 * long, 0.7 * r),
        (z + 0.97 * long, 0.35 * r),
        (z + long, 0.25 * r),
    ]
    m.add("canopy", _folds(m, shape, m.pick(5, 6, 8)))
    if m.chance(0.6):
        m.add("canopy", lathe([(1.02 * r, z + 0.18 * long), (1.02 * r, z + 0.2 * long)], m.sides))
    tip = z + long
    m.add("canopy", lathe([(0.006, tip - 0.01), (0.005, tip + 0.05), (0.0035, tip + m.u(0.06, 0.1))], few(m)))
    m.add("shaft", bar((0, 0, 0.0), (0, 0, tip), m.u(0.0045, 0.0065), few(m)))
    _crook(m, 0.02, m.u(0.010, 0.014))
    m.zone("canopy", "tip", z=(tip + 0.002, None))


@construction("umbrella")
def pocket_umbrella(m: Maker) -> None:
    """Telescopic, pushed together: stubby roll, short shaft, straight grip and cap."""
    long, r = m.u(0.16, 0.24), m.u(0.02, 0.03)
    z = m.u(0.012, 0.03)
    m.add(
        "canopy",
        _folds(
            m,
            [(z, 0.9 * r), (z + 0.1 * long, r), (z + 0.8 * long, 0.9 * r), (z + long, 0.55 * r)],
            m.pick(6, 8),
        ),
    )
    top = z + long
    m.add("canopy", lathe([(0.5 * r, top - 0.006), (0.45 * r, top + 0.012), (0.2 * r, top + 0.018)], m.sides))
    m.add("shaft", bar((0, 0, -0.01), (0, 0, top), m.u(0.006, 0.009), few(m)))
    m.add(
        "handle",
        *handle(
            m,
            (0, 0, -m.u(0.06, 0.1)),
            (0, 0, 0.002),
            m.u(0.013, 0.018),
            m.u(0.8, 1.0),
            ("straight", "swell", "flare", "bulb"),
        ),
    )
    m.zone("canopy", "tip", z=(top - 0.001, None))


@construction("umbrella")
def parasol(m: Maker) -> None:
    """Flat paper cone with many ribs on a straight bamboo stick."""
    r, tall, ribs = m.u(0.3, 0.42), m.u(0.07, 0.14), m.count(16, 28)
    z = 0.5
    outer = lathe([(r, z), (0.03, z + tall), (0.02, z + tall)], ribs)
    m.add("canopy", outer - lathe([(0.995 * r, z - 0.004), (0.02, z + tall - 0.005)], ribs))
    m.add(
        "canopy",
        lathe(
            [(0.018, z + tall - 0.004), (0.016, z + tall + 0.02), (0.006, z + tall + m.u(0.03, 0.06))],
            m.sides,
        ),
    )
    thick = m.u(0.005, 0.009)
    m.add("shaft", bar((0, 0, 0.12), (0, 0, z + tall), thick, few(m)))
    m.add(
        "handle",
        *handle(
            m,
            (0, 0, -0.02),
            (0, 0, 0.13),
            thick * m.u(1.2, 1.7),
            1.0,
            ("straight", "taper", "swell", "flare"),
        ),
    )
    m.zone("canopy", "tip", z=(z + tall + 0.0015, None))


# Clothes pegs: jaws at +X.


def _peg_half(m: Maker, long: float, wide: float, thick: float, jaw: float) -> tuple[Manifold, Manifold]:
    """Upper lever: legs behind x = 0, jaw before it."""
    spread = m.u(0.9, 1.5) * thick
    leg = hull(
        block((0.004, wide, thick), (-0.002, 0, 0.55 * thick)),
        block((0.004, wide, 0.5 * thick), (-long, 0, spread)),
    )
    nose = hull(
        block((0.004, wide, thick), (0.001, 0, 0.55 * thick)),
        block((0.003, wide, 0.45 * thick), (jaw, 0, 0.27 * thick)),
    )
    if m.chance(0.7):
        nose = nose - bar(
            (0.55 * jaw, -wide, 0), (0.55 * jaw, wide, 0), m.u(0.2, 0.4) * thick + 0.0008, few(m)
        )
    return leg, nose


@construction("clothes_peg")
def spring_peg(m: Maker) -> None:
    """Two wooden levers and a coil of wire."""
    long, wide, thick, jaw = m.u(0.03, 0.05), m.u(0.008, 0.012), m.u(0.005, 0.008), m.u(0.018, 0.028)
    leg, nose = _peg_half(m, long, wide, thick, jaw)
    m.add("legs", leg, mirrored(leg, "z"))
    m.add("jaws", nose, mirrored(nose, "z"))
    wire = m.u(0.0006, 0.001)
    for y in np.linspace(-0.6, 0.6, 3 if m.fine else 2) * wide:
        m.add("legs", ring(0.75 * thick, wire, max(8, m.sides // 2), "y", (-0.006, y, 0)))
    for side in (-1, 1):
        path = [
            (-0.006, side * 0.6 * wide, 0.7 * thick),
            (0.3 * jaw, side * 0.62 * wide, 0.9 * thick),
            (0.3 * jaw, side * 0.3 * wide, 1.05 * thick),
        ]
        wires = union(*(capsule(a, b, wire, 6) for a, b in pairwise(path)))
        m.add("jaws", wires, mirrored(wires, "z"))


@construction("clothes_peg")
def dolly_peg(m: Maker) -> None:
    """Turned from one piece: round head, two prongs parted by a slit."""
    long, r = m.u(0.08, 0.11), m.u(0.006, 0.009)
    head = 0.35 * long
    whole = along_x(
        [
            (0.5 * r, -head),
            (1.15 * r, -head + 0.5 * r),
            (1.2 * r, -head + 1.3 * r),
            (0.6 * r, -head + 2.3 * r),
            (1.0 * r, -0.2 * head),
            (1.1 * r, 0.2 * long),
            (0.85 * r, long - head),
        ],
        m.sides,
    )
    gap = hull(
        block((0.002, 4 * r, 0.3 * r), (0.0, 0, 0)), block((0.002, 4 * r, m.u(0.7, 1.1) * r), (long, 0, 0))
    )
    parted = whole - gap
    m.add("legs", parted ^ block((1.0, 1.0, 1.0), (-0.5, 0, 0)))
    m.add("jaws", parted ^ block((1.0, 1.0, 1.0), (0.4999, 0, 0)))


@construction("clothes_peg")
def moulded_peg(m: Maker) -> None:
    """Plastic levers bent outwards, hollow or ribbed, round-nosed."""
    long, wide, thick, jaw = m.u(0.035, 0.05), m.u(0.009, 0.014), m.u(0.0016, 0.003), m.u(0.02, 0.03)
    spread = m.u(0.007, 0.012)
    count = round_count(m, 12, 6)
    leg = curve([(0.002, 0, 0.35 * spread), (-0.4 * long, 0, 0.6 * spread), (-long, 0, spread)], count)
    nose = curve(
        [
            (-0.002, 0, 0.35 * spread),
            (0.35 * jaw, 0, 0.55 * spread),
            (0.8 * jaw, 0, 0.25 * spread),
            (jaw, 0, thick),
        ],
        count,
    )
    flat = 0.5 * wide / thick
    for part, path in (("legs", leg), ("jaws", nose)):
        lever = tube(path, thick, 8, flat=flat)
        m.add(part, lever, mirrored(lever, "z"))
    if m.fine:
        for k in range(m.count(0, 4)):
            x = -long + 0.003 + 0.004 * k
            rib = block(
                (0.0015, 0.9 * wide, 0.0015), (x, 0, spread + 0.8 * thick - 0.62 * spread / long * (x + long))
            )
            m.add("legs", rib, mirrored(rib, "z"))
    m.add(
        "legs",
        ring(0.42 * spread, 0.0009, max(8, m.sides // 2), "y", (-0.004, 0.25 * wide, 0)),
        ring(0.42 * spread, 0.0009, max(8, m.sides // 2), "y", (-0.004, -0.25 * wide, 0)),
    )


# Door hardware: the door is the plane x = 0, the hardware on +X.


def _round_rosette(m: Maker, r: float) -> float:
    """Round plate; its thickness."""
    thick = m.u(0.005, 0.012)
    m.add("rosette", along_x([(r, 0), (r, 0.6 * thick), (m.u(0.75, 0.95) * r, thick)], m.sides))
    return thick


def _long_rosette(m: Maker) -> float:
    """Plate with a keyhole below; its thickness."""
    tall, half, thick = m.u(0.16, 0.25), m.u(0.019, 0.026), m.u(0.004, 0.008)
    middle = -0.25 * tall
    kind = m.pick("square", "round", "wavy")
    if kind == "wavy":
        outline = soft(
            [
                (-half, -0.4 * tall),
                (-0.7 * half, 0),
                (-half, 0.4 * tall),
                (0, 0.52 * tall),
                (half, 0.4 * tall),
                (0.7 * half, 0),
                (half, -0.4 * tall),
                (0, -0.52 * tall),
            ],
            round_count(m, 4, 2),
        )
    else:
        outline = rectangle(2 * half, tall, 0.95 * half if kind == "round" else 0.0, round_count(m, 5, 2))
    hole = (
        [circle(0.005, 10, (0, -0.15 * tall)), rectangle(0.004, 0.02, at=(0, -0.15 * tall - 0.01))]
        if m.fine
        else []
    )
    m.add("rosette", plate(outline, thick, "yz", (0.5 * thick, 0, middle), hole))
    return thick


def _any_rosette(m: Maker) -> float:
    return _long_rosette(m) if m.chance(0.35) else _round_rosette(m, m.u(0.024, 0.032))


@construction("door_handle")
def round_lever(m: Maker) -> None:
    """Bent round bar: neck, elbow, arm; with or without a return."""
    thick, side = _any_rosette(m), m.pick(-1, 1)
    out, long, r = m.u(0.045, 0.06), m.u(0.1, 0.14), m.u(0.008, 0.0115)
    path = [
        (0.5 * thick, 0, 0),
        (0.6 * out, 0, 0),
        (out, side * 0.02, 0),
        (out, side * 0.5 * long, m.u(-0.008, 0.008)),
        (out, side * long, m.u(-0.012, 0.004)),
    ]
    if m.chance(0.35):
        path += [(0.6 * out, side * (long + 0.008), 0), (0.35 * out, side * (long + 0.008), 0)]
    m.add("lever", tube(curve(path, round_count(m, 26, 12)), r, few(m), flat=m.u(0.8, 1.0)))


@construction("door_handle")
def square_lever(m: Maker) -> None:
    """Modern: straight flat bar on a square neck and plate."""
    side, thick = m.pick(-1, 1), m.u(0.005, 0.01)
    if m.chance(0.6):
        wide = m.u(0.048, 0.058)
        m.add("rosette", block((thick, wide, wide), (0.5 * thick, 0, 0), 0.0015 if m.fine else 0))
    else:
        thick = _any_rosette(m)
    out, long, tall = m.u(0.045, 0.06), m.u(0.11, 0.14), m.u(0.016, 0.024)
    m.add("lever", block((out, 0.016, 0.016), (0.5 * out, 0, 0)))
    m.add(
        "lever",
        block((m.u(0.008, 0.013), long, tall), (out, side * (0.5 * long - 0.012), 0), 0.002 if m.fine else 0),
    )


@construction("door_handle")
def scroll_lever(m: Maker) -> None:
    """Period style: swelling arm that curls at its end."""
    thick, side = _any_rosette(m), m.pick(-1, 1)
    out, long, r = m.u(0.045, 0.055), m.u(0.095, 0.12), m.u(0.007, 0.009)
    m.add(
        "lever",
        along_x([(0.012, 0.5 * thick), (0.009, 0.5 * out), (0.012, out), (0.008, out + 0.009)], m.sides),
    )
    path = curve(
        [
            (out, 0, 0),
            (out, side * 0.3 * long, 0.006),
            (out, side * 0.75 * long, -0.006),
            (out, side * long, 0.002),
            (out, side * (long + 0.004), 0.014),
            (out, side * (long - 0.008), 0.016),
        ],
        round_count(m, 24, 12),
    )
    t = np.linspace(0, 1, len(path))
    m.add(
        "lever",
        tube(
            path,
            (r * np.interp(t, [0, 0.2, 0.45, 0.7, 1], [0.9, 0.9, 1.45, 1.0, 0.6])).tolist(),
            few(m),
            up=(1, 0, 0),
        ),
    )


@construction("door_handle")
def paddle_lever(m: Maker) -> None:
    """Broad tapering blade, set straight on the neck, curved to the hand."""
    thick, side = _any_rosette(m), m.pick(-1, 1)
    out, long = m.u(0.045, 0.06), m.u(0.1, 0.135)
    m.add("lever", bar((0.5 * thick, 0, 0), (out + 0.004, 0, 0), m.u(0.009, 0.012), m.sides))
    bow, end = m.u(-0.008, 0.012), m.u(0.5, 1.1)
    arm = skin(
        [
            (-0.014, out, 0.011, 0.009),
            (0.3 * long, out + 0.6 * bow, 0.012, 0.008),
            (0.7 * long, out + bow, 0.012 * (1 + end) / 2, 0.007),
            (long, out + 0.5 * bow, 0.011 * end, 0.006),
        ],
        round_count(m, 16, 8),
        m.pick(2.2, 4),
    )
    # the skin runs along X with its bow in Z: lay it along Y with the bow in X
    laid = arm.transform(np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]], float))
    m.add("lever", laid if side > 0 else mirrored(laid, "y"))


@construction("door_knob")
def ball_knob(m: Maker) -> None:
    """Sphere or egg on a neck."""
    thick = _any_rosette(m)
    r, out = m.u(0.022, 0.031), m.u(0.028, 0.04)
    deep = r * m.u(0.75, 1.0)
    m.add("knob", along_x([(0.5 * r, 0.4 * thick), (0.38 * r, 0.5 * out), (0.5 * r, out)], m.sides))
    m.add(
        "knob",
        ball((deep, r, r * m.pick(1.0, 1.0, m.u(0.7, 1.3))), m.sides, (out + 0.8 * deep, 0, 0)),
    )


@construction("door_knob")
def mushroom_knob(m: Maker) -> None:
    """Turned: flat or dished front, waisted neck, beads."""
    thick = _any_rosette(m)
    r, out, deep = m.u(0.024, 0.032), m.u(0.02, 0.03), m.u(0.018, 0.03)
    front = m.u(-0.006, 0.006)
    m.add(
        "knob",
        along_x(
            [
                (0.55 * r, 0.4 * thick),
                (0.4 * r, 0.5 * out),
                (0.45 * r, out),
                (0.9 * r, out + 0.35 * deep),
                (r, out + 0.6 * deep),
                (0.88 * r, out + 0.9 * deep),
                (0.4 * r, out + deep + 0.3 * front),
                (0.02 * r, out + deep + front),
            ],
            m.sides,
        ),
    )
    if m.chance(0.4):
        m.add(
            "knob",
            along_x(
                [(0.35 * r, out + 0.9 * deep), (0.3 * r, out + deep + abs(front) + 0.003)], m.pick(6, m.sides)
            ),
        )


@construction("door_knob")
def cut_knob(m: Maker) -> None:
    """Glass or brass with facets."""
    thick = _any_rosette(m)
    r, out, sides = m.u(0.023, 0.03), m.u(0.024, 0.034), m.pick(6, 8, 10, 12)
    m.add("knob", along_x([(0.42 * r, 0.4 * thick), (0.38 * r, out + 0.004)], m.sides))
    m.add(
        "knob",
        along_x(
            [(0.6 * r, out), (r, out + 0.45 * r), (r, out + 0.75 * r), (0.62 * r, out + 1.25 * r)], sides
        ),
    )


@construction("door_knob")
def lock_knob(m: Maker) -> None:
    """Cylinder with a taper and a push button or a key slot."""
    thick = _round_rosette(m, m.u(0.03, 0.036))
    r, out, deep = m.u(0.023, 0.028), m.u(0.022, 0.03), m.u(0.02, 0.03)
    m.add(
        "knob",
        along_x(
            [
                (0.65 * r, 0.4 * thick),
                (0.6 * r, out),
                (m.u(0.8, 1.0) * r, out + 0.2 * deep),
                (r, out + 0.85 * deep),
                (0.85 * r, out + deep),
            ],
            m.sides,
        ),
    )
    if m.chance(0.5):
        m.add("knob", along_x([(0.006, out), (0.006, out + deep + 0.006)], 10))
    elif m.fine:
        m.cut("knob", block((0.01, 0.002, 0.009), (out + deep, 0, 0)))


# Drawer pulls: the drawer's front is the plane x = 0; the bar runs along Y or stands along Z.


def _hang(m: Maker, bars: list[Manifold], mounts: list[Manifold]) -> None:
    upright = m.chance(0.35)
    for part, solids in (("bar", bars), ("mounts", mounts)):
        m.add(part, *(turn(s, "x", 90) if upright else s for s in solids))


@construction("drawer_pull")
def wire_pull(m: Maker) -> None:
    """Bent round bar on two feet."""
    half, out, r = m.u(0.04, 0.075), m.u(0.026, 0.036), m.u(0.004, 0.0065)
    square = m.u(0.25, 1.0)
    t = np.linspace(0.12, np.pi - 0.12, round_count(m, 21, 9))
    path = np.stack(
        [
            0.3 * out + 0.7 * out * np.sin(t) ** square,
            half * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** square,
            0 * t,
        ],
        1,
    )
    foot = m.u(1.1, 1.8) * r
    ends = (path[0], path[-1])
    mounts = [
        tube(
            [(0, p[1], 0), (0.3 * out, p[1], 0), (p[0] + 0.002, p[1], 0)],
            [foot, 0.9 * foot, 1.02 * r],
            few(m),
        )
        for p in ends
    ]
    _hang(m, [tube(path, r, few(m), flat=m.u(0.8, 1.3), up=(0, 0, 1))], mounts)


@construction("drawer_pull")
def bar_pull(m: Maker) -> None:
    """Straight bar, round or square, that stands out past two posts."""
    half, out, r = m.u(0.05, 0.11), m.u(0.028, 0.038), m.u(0.005, 0.0075)
    at = half * m.u(0.6, 0.85)
    if m.chance(0.5):
        bars = [tube([(out, -half, 0), (out, half, 0)], r, few(m))]
    else:
        bars = [block((1.6 * r, 2 * half, 2 * r), (out, 0, 0), 0.0012 if m.fine else 0)]
    mounts = [bar((0, side * at, 0), (out, side * at, 0), m.u(0.6, 0.85) * r, few(m)) for side in (-1, 1)]
    if m.chance(0.5):
        mounts += [along_x([(1.4 * r, 0), (1.4 * r, 0.003)], m.sides, (0, side * at, 0)) for side in (-1, 1)]
    _hang(m, bars, mounts)


@construction("drawer_pull")
def strap_pull(m: Maker) -> None:
    """Arched flat strap, broad feet."""
    half, out, wide, thick = m.u(0.045, 0.07), m.u(0.024, 0.034), m.u(0.006, 0.011), m.u(0.0018, 0.0035)
    y = np.linspace(-half, half, round_count(m, 17, 7))
    rise = out * np.clip(np.cos(0.5 * np.pi * y / half), 0, 1) ** m.u(0.4, 0.9)
    path = np.stack([rise + thick, y, 0 * y], 1)
    swell = np.interp(np.abs(y) / half, [0, 0.6, 1], [m.u(1.0, 1.6), 0.9, 1.0]) * wide
    strap = tube(path, swell.tolist(), 8, flat=thick / wide)
    feet = [
        along_x(
            [(1.3 * wide, 0), (1.3 * wide, 0.6 * thick + 0.001), (0.9 * wide, 2.2 * thick)],
            m.pick(4, m.sides),
            (0, side * (half + 0.4 * wide), 0),
        )
        for side in (-1, 1)
    ]
    _hang(m, [strap], feet)


@construction("drawer_pull")
def drop_pull(m: Maker) -> None:
    """Swinging bail between two posts on one or two back plates."""
    half, drop, r = m.u(0.032, 0.05), m.u(0.022, 0.035), m.u(0.0028, 0.0045)
    out = m.u(0.014, 0.022)
    path = curve(
        [
            (out, -half, 0),
            (out + 0.012, -0.9 * half, -0.6 * drop),
            (out + 0.016, 0, -drop * m.u(0.9, 1.2)),
            (out + 0.012, 0.9 * half, -0.6 * drop),
            (out, half, 0),
        ],
        round_count(m, 19, 9),
    )
    t = np.abs(np.linspace(-1, 1, len(path)))
    m.add(
        "bar",
        tube(path, (r * np.interp(t, [0, 0.3, 1], [m.u(1.2, 1.9), 1.1, 0.9])).tolist(), few(m), up=(1, 0, 0)),
    )
    for side in (-1, 1):
        m.add(
            "mounts",
            along_x(
                [
                    (0.012, 0),
                    (0.011, 0.003),
                    (0.0045, 0.005),
                    (0.0045, out - 0.004),
                    (0.0065, out),
                    (0.003, out + 0.005),
                ],
                m.sides,
                (0, side * half, 0),
            ),
        )
    if m.chance(0.5):
        outline = soft(
            [
                (-1.25 * half, 0),
                (-0.8 * half, 0.45 * half),
                (0, 0.3 * half),
                (0.8 * half, 0.45 * half),
                (1.25 * half, 0),
                (0.6 * half, -0.4 * half),
                (0, -0.55 * half),
                (-0.6 * half, -0.4 * half),
            ],
            round_count(m, 4, 2),
        )
        m.add("mounts", plate(outline, 0.002, "yz", (0.001, 0, 0)))


# Suitcases: long along X, thin along Y, handle on top.


def _corners(m: Maker, long: float, tall: float, foot: float, reach: float) -> None:
    for x in ((None, -0.5 * long + reach), (0.5 * long - reach, None)):
        for z in ((foot, foot + reach), (foot + tall - reach, None)):
            m.zone("body", "corner", x=x, z=z)


def _carry_handle(m: Maker, x: float, z: float, half: float, rise: float) -> None:
    path = curve(
        [
            (x - half, 0, z - 0.004),
            (x - 0.92 * half, 0, z + 0.75 * rise),
            (x - 0.5 * half, 0, z + rise),
            (x + 0.5 * half, 0, z + rise),
            (x + 0.92 * half, 0, z + 0.75 * rise),
            (x + half, 0, z - 0.004),
        ],
        round_count(m, 22, 11),
    )
    r = m.u(0.007, 0.011)
    pieces = [tube(path, r, few(m), flat=m.u(0.8, 1.2), up=(0, 1, 0))]
    if m.chance(0.6):
        pieces += handle(
            m,
            (x - 0.55 * half, 0, z + rise),
            (x + 0.55 * half, 0, z + rise),
            m.u(1.25, 1.6) * r,
            1.0,
            ("straight", "swell"),
            plain=True,
        )
    m.add("handle", *pieces)


@construction("suitcase")
def old_suitcase(m: Maker) -> None:
    """Cardboard or leather: rounded box, corner caps, straps, little feet."""
    long, tall, deep = m.u(0.4, 0.65), m.u(0.28, 0.42), m.u(0.12, 0.2)
    m.add("body", block((long, deep, tall), (0, 0, 0.5 * tall), m.u(0.01, 0.03) if m.fine else 0, 8))
    m.add("body", block((long + 0.004, 0.008, tall + 0.004), (0, m.u(-0.1, 0.1) * deep, 0.5 * tall)))
    cap = m.u(0.04, 0.06)
    for x in (-0.5, 0.5):
        for z in (0, 1):
            for y in (-0.5, 0.5):
                m.add(
                    "body",
                    ball(cap, 8, (x * long, y * deep, z * tall))
                    ^ block((long + 0.006, deep + 0.006, tall + 0.006), (0, 0, 0.5 * tall)),
                )
    if m.chance(0.5):
        for x in (-0.28, 0.28):
            m.add("body", block((0.03, deep + 0.005, tall + 0.005), (x * long, 0, 0.5 * tall)))
    m.add(
        "body",
        *(
            block((0.025, 0.02, 0.012), (x * long, y * deep, 0), 0.003 if m.fine else 0)
            for x in (-0.38, 0.38)
            for y in (-0.4, 0.4)
        ),
    )
    _carry_handle(m, 0, tall, m.u(0.06, 0.08), m.u(0.045, 0.06))
    _corners(m, long, tall, -0.006, 1.1 * cap)
    m.zone("body", "wheels", z=(None, -0.0035))


@construction("suitcase")
def trolley(m: Maker) -> None:
    """Upright hard shell with grooves, four wheels, a pulled-out bow."""
    long, tall, deep = m.u(0.34, 0.48), m.u(0.48, 0.68), m.u(0.18, 0.26)
    foot = m.u(0.045, 0.06)
    shell = block((long, deep, tall), (0, 0, foot + 0.5 * tall), 0.03 if m.fine else 0.0, 8)
    if m.chance(0.6):
        for x in np.linspace(-0.36, 0.36, m.count(4, 7)) * long:
            for side in (-1, 1):
                m.add("body", block((0.018, 0.008, 0.86 * tall), (x, side * 0.5 * deep, foot + 0.5 * tall)))
    m.add("body", shell)
    for x in (-0.38, 0.38):
        for y in (-0.32, 0.32):
            m.add(
                "body",
                bar(
                    (x * long, y * deep - 0.01, 0.6 * foot - 0.004),
                    (x * long, y * deep + 0.01, 0.6 * foot - 0.004),
                    0.55 * foot,
                    m.sides,
                ),
            )
            m.add("body", block((0.03, 0.028, 0.5 * foot), (x * long, y * deep, 0.85 * foot)))
    z, up, y = foot + tall, m.u(0.06, 0.4), -0.3 * deep
    half = m.u(0.065, 0.09)
    for side in (-1, 1):
        m.add("handle", bar((side * half, y, z - 0.03), (side * half, y, z + up), 0.007, 8))
    m.add(
        "handle",
        *handle(
            m,
            (-half - 0.012, y, z + up),
            (half + 0.012, y, z + up),
            m.u(0.011, 0.015),
            m.u(0.8, 1.2),
            ("straight", "swell"),
            plain=True,
        ),
    )
    _corners(m, long, tall, foot, 0.06)
    m.zone("body", "wheels", z=(None, foot - 0.001))


@construction("suitcase")
def briefcase(m: Maker) -> None:
    """Flat case with locks; sharp or bevelled edges."""
    long, tall, deep = m.u(0.36, 0.46), m.u(0.26, 0.34), m.u(0.06, 0.11)
    if m.chance(0.5):
        m.add(
            "body",
            hull(
                block((long, 0.7 * deep, tall), (0, 0, 0.5 * tall)),
                block((long - 0.03, deep, tall - 0.03), (0, 0, 0.5 * tall)),
            ),
        )
    else:
        m.add("body", block((long, deep, tall), (0, 0, 0.5 * tall), 0.008 if m.fine else 0, 8))
    if m.fine:
        seam = block((long + 0.1, 0.002, tall + 0.1), (0, 0, 0.5 * tall))
        m.cut("body", seam - block((long - 0.006, 0.1, tall - 0.006), (0, 0, 0.5 * tall)))
    for x in (-0.3, 0.3):
        m.add("body", block((0.03, 0.02, 0.012), (x * long, 0, tall), 0.002 if m.fine else 0))
    m.add("body", *(ball(0.006, 8, (x * long, y * deep, 0.002)) for x in (-0.4, 0.4) for y in (-0.3, 0.3)))
    _carry_handle(m, 0, tall, m.u(0.06, 0.075), m.u(0.04, 0.052))
    _corners(m, long, tall, 0, 0.045)
    m.zone("body", "wheels", z=(None, 0.0015))


@construction("suitcase")
def round_case(m: Maker) -> None:
    """Doctor's bag or soft case: sides drawn in towards a ridge or a bulging top."""
    long, tall, deep = m.u(0.32, 0.5), m.u(0.2, 0.3), m.u(0.16, 0.24)
    outline = rectangle(long, deep, 0.2 * deep, round_count(m, 4, 1))
    top = m.u(0.15, 0.5)
    m.add(
        "body",
        _layers(
            outline,
            [
                (0, 0.97, 0.95),
                (0.1 * tall, 1, 1),
                (0.5 * tall, 0.99, 0.9),
                (0.9 * tall, 0.95, top + 0.1),
                (tall, 0.93, top),
            ],
        ),
    )
    m.add("body", block((0.9 * long, 0.012, 0.016), (0, 0, tall + 0.004), 0.003 if m.fine else 0))
    m.add(
        "body",
        *(
            lathe([(0.008, -0.008), (0.011, 0.004)], 8, (x * long, y * deep, 0))
            for x in (-0.38, 0.38)
            for y in (-0.33, 0.33)
        ),
    )
    rise = m.u(0.045, 0.07)
    for y in (-0.02, 0.02) if m.chance(0.4) else (0.0,):
        path = curve(
            [
                (-0.09, y * 1.5, tall - 0.012),
                (-0.08, y, tall + 0.75 * rise),
                (-0.035, 0.6 * y, tall + rise),
                (0.035, 0.6 * y, tall + rise),
                (0.08, y, tall + 0.75 * rise),
                (0.09, y * 1.5, tall - 0.012),
            ],
            round_count(m, 20, 10),
        )
        m.add("handle", tube(path, m.u(0.008, 0.011), few(m), up=(0, 1, 0)))
    _corners(m, long, 0.9 * tall, 0.0, 0.045)
    m.zone("body", "wheels", z=(None, -0.001))


# Boxes.


def _ridges(m: Maker, size: tuple[float, float, float], strip: float) -> None:
    """Zone of the four upper edges of a closed box standing on z = 0."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    for limits in ((x - strip, None), (None, strip - x)):
        m.zone("body", "edge", x=limits, z=(z - strip, None))
    for limits in ((y - strip, None), (None, strip - y)):
        m.zone("body", "edge", y=limits, z=(z - strip, None))


def _size(m: Maker) -> tuple[float, float, float]:
    scale = m.pick(m.u(0.05, 0.12), m.u(0.12, 0.25), m.u(0.25, 0.42))
    return scale * m.u(0.8, 1.3), scale * m.u(0.7, 1.5), scale * m.u(0.45, 1.0)


@construction("box")
def closed_carton(m: Maker) -> None:
    """Taped parcel or gift box with a lid that overlaps."""
    x, y, z = _size(m)
    kind = m.pick("parcel", "gift", "plain")
    m.add("body", block((x, y, z), (0, 0, 0.5 * z), m.pick(0.0, 0.05 * z) if m.fine else 0, 8))
    top = z
    if kind == "parcel":
        m.add("body", block((x + 0.001, 0.12 * y, z + 0.001), (0, 0, 0.5 * z)))
    elif kind == "gift":
        top = z + 0.004
        m.add("body", block((x * 1.04 + 0.004, y * 1.04 + 0.004, 0.22 * z), (0, 0, top - 0.11 * z)))
        if m.chance(0.6):
            m.add(
                "body",
                block((0.1 * x, 1.05 * y + 0.006, 1.005 * z + 0.004), (0, 0, 0.5 * z)),
                block((1.05 * x + 0.006, 0.1 * y, 1.005 * z + 0.004), (0, 0, 0.5 * z)),
            )
    m.zone("body", "lid", z=(0.8 * z, None))
    _ridges(m, (x, y, top), 0.03 * (x + y) + 0.004)


@construction("box")
def open_carton(m: Maker) -> None:
    """Empty box with its flaps turned out."""
    x, y, z = _size(m)
    wall = 0.004 + 0.01 * z
    m.add(
        "body",
        block((x, y, z), (0, 0, 0.5 * z)) - block((x - 2 * wall, y - 2 * wall, z), (0, 0, 0.5 * z + wall)),
    )
    for axis, half, wide in ((0, 0.5 * x, y), (1, 0.5 * y, x)):
        for side in (-1, 1):
            if m.chance(0.85):
                long, up = 0.4 * wide if axis == 1 else 0.45 * wide, m.u(-55, 60)
                a = np.radians(up)
                flap = hull(
                    block((wall, 0.98 * wide, wall)),
                    block((wall, 0.94 * wide, wall), (long * np.cos(a), 0, long * np.sin(a))),
                )
                flap = move(flap, (half - 0.5 * wall, 0, z - 0.5 * wall))
                flap = turn(flap, "z", 0 if side > 0 else 180)
                m.add("body", turn(flap, "z", 90) if axis == 1 else flap)
    m.zone("body", "lid", z=(z - 0.3 * wall, None))
    m.zone("body", "lid", x=(0.5 * x + 0.5 * wall, None))
    m.zone("body", "lid", x=(None, -0.5 * x - 0.5 * wall))
    m.zone("body", "lid", y=(0.5 * y + 0.5 * wall, None))
    m.zone("body", "lid", y=(None, -0.5 * y - 0.5 * wall))
    s = 0.5 * wall
    m.zone(
        "body",
        "edge",
        x=(-0.5 * x - s, 0.5 * x + s),
        y=(-0.5 * y - s, 0.5 * y + s),
        z=(z - 2.5 * wall, z + 0.5 * wall),
    )


@construction("box")
def slat_crate(m: Maker) -> None:
    """Wooden crate: slats between corner posts, open or nailed shut."""
    x, y, z = (max(0.12, s) for s in _size(m))
    thick, gap, rows = m.u(0.006, 0.012), m.u(0.12, 0.35), m.count(2, 4)
    tall = z / rows
    top = z - 0.5 * gap * tall
    for k in range(rows):
        at = tall * (k + 0.5)
        for side in (-1, 1):
            m.add(
                "body",
                block((x, thick, tall * (1 - gap)), (0, side * 0.5 * y, at)),
                block((thick, y, tall * (1 - gap)), (side * 0.5 * x, 0, at)),
            )
    post = m.u(0.014, 0.024)
    inset = 0.5 * post + 0.4 * thick
    m.add(
        "body",
        *(
            block((post, post, top), (sx * (0.5 * x - inset), sy * (0.5 * y - inset), 0.5 * top))
            for sx in (-1, 1)
            for sy in (-1, 1)
        ),
    )
    m.add("body", block((x - thick, y - thick, thick), (0, 0, tall * gap * 0.5 + 0.5 * thick)))
    if m.chance(0.4):
        for t in np.linspace(-0.42, 0.42, m.count(3, 4)):
            m.add("body", block((x, 0.2 * y, thick), (0, t * y, top + 0.2 * thick)))
        m.zone("body", "lid", z=(top - 0.3 * thick, None))
        _ridges(m, (x, y, top + 0.7 * thick), 0.03)
    else:
        m.zone("body", "edge", z=(top - 0.35 * tall * (1 - gap), None))


@construction("box")
def hinged_box(m: Maker) -> None:
    """Jewel, cigar or tin box with a hinged lid, a clasp, sometimes a curved top."""
    x, y, z = _size(m)
    lid = m.u(0.22, 0.4) * z
    base = z - lid
    m.add("body", block((x, y, base), (0, 0, 0.5 * base)))
    over = m.u(0.985, 1.04)
    if m.chance(0.4):
        m.add(
            "body",
            hull(
                *(
                    block((x * over, y * over * c, 0.002), (0, 0, base + lid * s))
                    for c, s in ((1, 0.02), (1, 0.35), (0.8, 0.75), (0.45, 0.97))
                )
            ),
        )
    else:
        m.add(
            "body", block((x * over, y * over, lid), (0, 0, base + 0.5 * lid), 0.12 * lid if m.fine else 0, 8)
        )
    if m.chance(0.6):
        m.add("body", block((0.012 + 0.03 * x, 0.006 + 0.02 * y, 0.25 * z), (0.5 * x, 0, base)))
    if m.chance(0.4):
        m.add("body", block((1.06 * x, 1.06 * y, 0.08 * z), (0, 0, 0.04 * z)))
    m.zone("body", "lid", z=(base, None))
    strip = 0.03 * (x + y) + 0.003
    m.zone("body", "edge", z=(base - 0.3 * strip, base + 0.7 * strip))


# Baskets.


def _weave(m: Maker, profile: list[tuple[float, float]], wall: float, long: float) -> Manifold:
    """Vessel with the ripple of a weave, drawn out along X."""
    z = np.linspace(profile[0][1], profile[-1][1], round_count(m, 11, 7))
    r = np.interp(z, [p[1] for p in profile], [p[0] for p in profile])
    ripple = 0.25 * wall * (np.arange(len(z)) % 2)
    return vessel(
        [(float(a + b), float(c)) for a, b, c in zip(r, ripple, z, strict=True)], wall, m.sides
    ).scale((long, 1, 1))


def _plait(m: Maker, part: str, path: np.ndarray, thick: float) -> None:
    """Bar along a path, plain or of two strands wound round one another."""
    if m.fine and m.chance(0.4):
        t = np.linspace(0, 1, 2 * len(path))
        fine = np.stack([np.interp(t, np.linspace(0, 1, len(path)), path[:, k]) for k in range(3)], 1)
        for phase in (0, np.pi):
            a = 2 * np.pi * 4 * t + phase
            m.add(
                part,
                tube(
                    fine + 0.45 * thick * np.stack([np.cos(a), 0.4 * np.sin(a), 0.4 * np.sin(a)], 1),
                    0.65 * thick,
                    6,
                ),
            )
    else:
        m.add(part, tube(path, thick, few(m)))


@construction("basket")
def hoop_basket(m: Maker) -> None:
    """Round or oval wicker with one bow over the top."""
    r, height, long = m.u(0.09, 0.17), m.u(0.09, 0.18), m.pick(1.0, m.u(1.15, 1.5))
    foot = m.u(0.7, 0.95) * r
    wall = m.u(0.005, 0.01)
    m.add(
        "body",
        _weave(m, [(foot, 0), (0.5 * (foot + r) * m.u(1.0, 1.08), 0.5 * height), (r, height)], wall, long),
    )
    m.add("body", ring(r, 0.9 * wall, m.sides, at=(0, 0, height)).scale((long, 1, 1)))
    rise = m.u(0.8, 1.4) * r
    count = round_count(m, 17, 9)
    path = arc((0, 0, height - 0.02), (side_radius(r, m.sides), rise + 0.02), 0, 180, count, "yz")
    _plait(m, "handle", path, m.u(0.006, 0.011))
    m.zone("body", "rim", z=(height - wall, None))


@construction("basket")
def trug(m: Maker) -> None:
    """Shallow boat of boards or splints with a flat strap for a handle."""
    long, wide, tall = m.u(0.18, 0.26), m.u(0.11, 0.16), m.u(0.08, 0.13)
    count, square = round_count(m, 20, 12), m.pick(2.0, 3.0)
    outer = skin(
        [
            (-long, 0.35 * tall, 0.55 * wide, 0.6 * tall),
            (-0.6 * long, 0, 0.9 * wide, 0.95 * tall),
            (0, 0, wide, tall),
            (0.6 * long, 0, 0.9 * wide, 0.95 * tall),
            (long, 0.35 * tall, 0.55 * wide, 0.6 * tall),
        ],
        count,
        square,
    )
    inner = skin(
        [
            (-long + 0.006, 0.35 * tall, 0.52 * wide, 0.54 * tall),
            (-0.6 * long, 0, 0.9 * wide - 0.006, 0.95 * tall - 0.006),
            (0, 0, wide - 0.006, tall - 0.006),
            (0.6 * long, 0, 0.9 * wide - 0.006, 0.95 * tall - 0.006),
            (long - 0.006, 0.35 * tall, 0.52 * wide, 0.54 * tall),
        ],
        count,
        square,
    )
    m.add("body", (outer - inner) - block((4 * long, 4 * wide, 2 * tall), (0, 0, tall)))
    brim = [
        (x, s * y)
        for s, xs in ((1, (-1, -0.6, 0, 0.6, 1)), (-1, (1, 0.6, 0, -0.6, -1)))
        for x, y in zip(
            (long * k for k in xs), (wide * w for w in (0.45, 0.87, 0.99, 0.87, 0.45)), strict=True
        )
    ]
    path = np.array([(x, y, 0.0) for x, y in soft(brim, round_count(m, 3, 1))])
    m.add("body", tube(path, m.u(0.005, 0.009), 8 if m.fine else 6, closed=True))
    bow = arc((0, 0, -0.2 * tall), (wide + 0.003, m.u(0.17, 0.24)), 0, 180, round_count(m, 17, 9), "yz")
    m.add("handle", tube(bow, m.u(0.012, 0.018), 8, flat=m.u(0.25, 0.45), up=(1, 0, 0)))
    m.zone("body", "rim", z=(-0.012, None))


@construction("basket")
def shopping_basket(m: Maker) -> None:
    """Slotted plastic or wire box with two bows, up together or one folded down."""
    long, wide, tall = m.u(0.19, 0.24), m.u(0.12, 0.15), m.u(0.17, 0.23)
    slope, wall = m.u(0.8, 0.93), 0.005
    outline = rectangle(2 * long, 2 * wide, 0.03, round_count(m, 3, 1))
    shell = _layers(outline, [(0, slope, slope), (tall, 1, 1)]) - _layers(
        outline, [(wall, slope * 0.97, slope * 0.955), (tall + 0.001, 0.975, 0.96)]
    )
    if m.fine:
        slots = [
            block((0.014, 4 * wide, 0.28 * tall), (x, 0, z))
            for x in np.linspace(-0.7, 0.7, m.count(4, 7)) * long
            for z in (0.3 * tall, 0.67 * tall)
        ]
        shell = shell - union(*slots)
    m.add("body", shell)
    m.add(
        "body",
        _layers(outline, [(tall - 0.016, 1.02, 1.03), (tall, 1.02, 1.03)])
        - _layers(outline, [(tall - 0.02, 0.97, 0.955), (tall + 0.01, 0.97, 0.955)]),
    )
    rise, half = m.u(0.1, 0.14), m.u(0.09, 0.12)
    tilts = (m.u(-22, -8), m.u(8, 22)) if m.chance(0.6) else (m.u(-10, 10),)
    for tilt in tilts:
        path = [
            (-half, 0, tall - 0.015),
            (-half, 0, tall + 0.8 * rise),
            (-0.7 * half, 0, tall + rise),
            (0.7 * half, 0, tall + rise),
            (half, 0, tall + 0.8 * rise),
            (half, 0, tall - 0.015),
        ]
        side = np.sign(tilt) * (wide if len(tilts) == 2 else 0)
        if len(tilts) == 1:
            path = [(y * wide / half, 0, z) for y, _, z in path]
        r = m.u(0.005, 0.008)
        pieces = [
            union(*(capsule(a, b, r, 8) for a, b in pairwise(path))),
            tube([(-0.05, 0, tall + rise), (0.05, 0, tall + rise)], 1.5 * r, few(m)),
        ]
        for piece in pieces:
            leant = turn(piece, "z", 90) if len(tilts) == 1 else turn(piece, "x", 2.2 * tilt, (0, 0, tall))
            m.add("handle", move(leant, (0, side, 0)))
    m.zone("body", "rim", z=(tall - 0.016, None))


def _rim_line(m: Maker, r: float, long: float, x: np.ndarray) -> np.ndarray:
    """Distance in y of a rim's wall, drawn out along X, at the given x."""
    angle = np.linspace(0.1, np.pi - 0.1, 400)
    step = 2 * np.pi / m.sides
    wall = r * np.cos(step / 2) / np.cos(angle % step - step / 2)
    return np.interp(x, (long * wall * np.cos(angle))[::-1], (wall * np.sin(angle))[::-1])


@construction("basket")
def two_ear_basket(m: Maker) -> None:
    """Tub of rope, felt or wicker with a loop at either side."""
    r, height, long = m.u(0.12, 0.2), m.u(0.12, 0.26), m.pick(1.0, m.u(1.1, 1.35))
    bulge = m.u(1.0, 1.15)
    wall = m.u(0.006, 0.012)
    m.add("body", _weave(m, [(0.88 * r, 0), (bulge * r, 0.55 * height), (r, height)], wall, long))
    m.add("body", ring(r, wall, m.sides, at=(0, 0, height)).scale((long, 1, 1)))
    half, rise = m.u(0.05, 0.07), m.u(0.045, 0.06)
    for side in (-1, 1):
        loop = arc(
            (0, 0, height - 0.008),
            (half, rise),
            0,
            180,
            round_count(m, 13, 7),
        )
        lean = np.radians(m.u(0, 40))
        out = _rim_line(m, r, long, loop[:, 0]) + (loop[:, 2] - height + 0.008) * np.sin(lean)
        loop[:, 1] = side * out
        _plait(m, "handle", loop, m.u(0.006, 0.010))
    m.zone("body", "rim", z=(height - wall, None))


# Hand fans: handle down, leaf up, facing +X.


@construction("hand_fan")
def folding_fan(m: Maker) -> None:
    """Pleated sector on sticks that meet at a rivet."""
    r0, r1, span, folds = m.u(0.07, 0.11), m.u(0.18, 0.25), m.u(65, 85), m.count(6, 10)
    angles = np.radians(np.linspace(-span, span, 2 * folds + 1))
    depth, thin = m.u(0.0025, 0.005), 0.0006
    rings = []
    for k, a in enumerate(angles):
        x = depth * (1 if k % 2 else -1)
        d = np.array([0, np.sin(a), np.cos(a)])
        rings.append(
            [
                d * r0 + (0.4 * x + thin, 0, 0),
                d * r1 + (x + thin, 0, 0),
                d * r1 + (x - thin, 0, 0),
                d * r0 + (0.4 * x - thin, 0, 0),
            ]
        )
    m.add("leaf", loft(rings))
    for k, a in enumerate(angles[:: max(1, round_count(m, 1, 2))]):
        d = np.array([0, np.sin(a), np.cos(a)])
        end = k in (0, len(angles[:: max(1, round_count(m, 1, 2))]) - 1)
        wide = 0.007 if end else 0.0045
        side = np.array([0, np.cos(a), -np.sin(a)])
        foot, top = -0.02 * d, (r1 if end else r0 + 0.01) * d
        shift = np.array([(-0.003 if a < 0 else 0.003) if end else 0.0, 0, 0])
        stick = hull(
            *(
                block((0.002, 0.002, 0.002), tuple(p + s * 0.5 * wide * side + shift))
                for p in (foot, 0.9 * top, top)
                for s in (-1, 1)
            )
        )
        m.add("handle", stick)
    m.add(
        "handle",
        along_x([(0.009, -0.005), (0.009, 0.005)], 10),
        along_x([(0.0035, -0.008), (0.0035, 0.008)], 8),
    )


@construction("hand_fan")
def paddle_fan(m: Maker) -> None:
    """Paper on split bamboo: broad leaf, flat stick."""
    wide, tall, stick = m.u(0.09, 0.13), m.u(0.09, 0.13), m.u(0.1, 0.14)
    outline = soft(
        [
            (-0.55 * wide, 0.0),
            (-wide, 0.9 * tall),
            (-0.75 * wide, 1.75 * tall),
            (0, 2 * tall),
            (0.75 * wide, 1.75 * tall),
            (wide, 0.9 * tall),
            (0.55 * wide, 0.0),
            (0, -0.05 * tall),
        ],
        round_count(m, 5, 2),
    )
    m.add("leaf", plate(outline, m.u(0.0012, 0.0025), "yz"))
    half, thick = m.u(0.007, 0.012), m.u(0.003, 0.006)
    shape = soft(
        [
            (-half, -stick),
            (-0.8 * half, 0.02),
            (-0.4 * half, 0.6 * tall),
            (0.4 * half, 0.6 * tall),
            (0.8 * half, 0.02),
            (half, -stick),
            (0, -stick - 0.6 * half),
        ],
        round_count(m, 4, 2),
    )
    m.add("handle", plate(shape, 2 * thick, "yz"))
    if m.fine and m.chance(0.5):
        for a in np.linspace(-50, 50, 7):
            m.add("leaf", turn(block((0.0035, 0.0016, 1.1 * tall), (0, 0, 0.75 * tall)), "x", a))


@construction("hand_fan")
def silk_fan(m: Maker) -> None:
    """Round or plum-shaped silk in a hoop on a turned stick."""
    r, stick = m.u(0.1, 0.14), m.u(0.11, 0.16)
    lobes, depth = m.pick(0, 0, 5, 6), 0.07
    a = np.linspace(0, 2 * np.pi, max(m.sides, 4 * lobes), endpoint=False)
    flat = m.u(0.85, 1.2)
    rim = r * (1 + depth * np.cos(lobes * a)) if lobes else r + 0 * a
    y, z, hoop = rim * np.sin(a), rim * flat * np.cos(a), m.u(0.002, 0.004)
    # a little wider than the hoop's middle line, so that no corner of the sheet hides in the hoop
    over = 1 + 2 * hoop / r
    sheet = [(over * float(p), r * flat + over * float(q)) for p, q in zip(y, z, strict=True)]
    m.add("leaf", plate(sheet, 0.0014, "yz"))
    ring_path = np.stack([0 * y, y, r * flat + z], 1)
    m.add("leaf", tube(ring_path, hoop, 8 if m.fine else 6, closed=True))
    m.add("handle", *handle(m, (0, 0, -stick), (0, 0, 0.01), m.u(0.006, 0.010), 1.0))
    m.add("handle", tube([(0, 0, 0), (0, 0, 1.3 * r * flat)], [0.004, 0.0015], few(m)))


@construction("hand_fan")
def palm_fan(m: Maker) -> None:
    """Woven palm leaf or feathers: heart-shaped, slightly cupped, on a bound stalk."""
    wide, tall, stick = m.u(0.1, 0.15), m.u(0.2, 0.28), m.u(0.1, 0.16)
    fronds = m.count(7, 11)
    if m.chance(0.5):
        cup = m.u(0.0, 1.2)
        outline = soft(
            [
                (0, 0.02),
                (-0.8 * wide, 0.15 * tall),
                (-wide, 0.5 * tall),
                (-0.6 * wide, 0.85 * tall),
                (0, tall),
                (0.6 * wide, 0.85 * tall),
                (wide, 0.5 * tall),
                (0.8 * wide, 0.15 * tall),
            ],
            round_count(m, 4, 2),
        )
        sheet = plate(outline, 0.0025, "yz")
        m.add(
            "leaf",
            warped(sheet, lambda p: p + np.stack([cup * p[:, 1] ** 2, 0 * p[:, 0], 0 * p[:, 0]], 1), 0.05),
        )
    else:
        for k, a in enumerate(np.linspace(-48, 48, fronds)):
            long = tall * m.u(0.9, 1.0) * (1 - 0.1 * abs(a) / 48)
            feather = soft(
                [
                    (-0.008, 0.0),
                    (-0.13 * long, 0.55 * long),
                    (-0.07 * long, 0.92 * long),
                    (0, long),
                    (0.07 * long, 0.92 * long),
                    (0.13 * long, 0.55 * long),
                    (0.008, 0.0),
                ],
                round_count(m, 3, 1),
            )
            m.add("leaf", turn(plate(feather, 0.003, "yz", (0.002 * (k % 2), 0, 0)), "x", a))
    r = m.u(0.006, 0.011)
    m.add(
        "handle",
        *handle(m, (0, 0, -stick), (0, 0, 0.03), r, m.u(0.8, 1.2), ("straight", "taper", "swell", "flare")),
    )


# Dustpans: lip at +X, handle at -X.


def _pan(m: Maker, long: float, half: float, tall: float, wall: float) -> Manifold:
    """Floor, back and falling sides; open in front and above."""
    front = m.u(0.1, 0.35)
    outer = hull(
        block((0.004, 1.8 * half, tall), (-0.002, 0, 0.5 * tall)),
        block((0.002, 2 * half, front * tall), (long, 0, 0.5 * front * tall)),
    )
    inner = hull(
        block((0.004, 1.8 * half - 2 * wall, 2 * tall), (wall + 0.002, 0, wall + tall)),
        block((0.004, 2 * half - 2 * wall, 2 * tall), (long + 0.01, 0, 0.4 * wall + tall)),
    )
    return outer - inner


@construction("dustpan")
def moulded_pan(m: Maker) -> None:
    """Plastic: straight handle from the back wall, a hole to hang it by."""
    long, half, tall = m.u(0.14, 0.22), m.u(0.1, 0.14), m.u(0.035, 0.06)
    m.add("pan", _pan(m, long, half, tall, 0.003))
    grip, lift = m.u(0.1, 0.14), m.u(0.0, 0.03)
    if m.chance(0.6):
        m.add(
            "handle",
            *handle(
                m,
                (-grip, 0, 0.6 * tall + lift),
                (0.002, 0, 0.55 * tall),
                m.u(0.011, 0.015),
                m.u(0.9, 1.5),
                ("straight", "swell", "taper", "flare"),
                plain=True,
            ),
        )
    else:
        outline = soft(
            both(
                [
                    (-grip, 0.008),
                    (-0.95 * grip, 0.014),
                    (-0.5 * grip, 0.013),
                    (-0.1 * grip, 0.016),
                    (0.002, 0.03),
                ]
            ),
            round_count(m, 4, 2),
        )
        m.add(
            "handle",
            plate(
                outline,
                m.u(0.014, 0.02),
                "xy",
                (0, 0, 0.55 * tall),
                [circle((0.008, 0.005), m.sides, (-0.88 * grip, 0))],
            ),
        )
    if m.chance(0.4):
        m.add("pan", block((0.35 * long, 1.9 * half, 0.003), (0.17 * long, 0, tall - 0.001)))


@construction("dustpan")
def metal_pan(m: Maker) -> None:
    """Folded sheet with a covered heel and a tube that rises backwards."""
    long, half, tall = m.u(0.16, 0.24), m.u(0.1, 0.14), m.u(0.045, 0.07)
    m.add("pan", _pan(m, long, half, tall, 0.002))
    m.add(
        "pan",
        hull(
            block((0.004, 1.8 * half, 0.002), (0, 0, tall)),
            block((0.004, 1.85 * half, 0.002), (0.4 * long, 0, 0.86 * tall)),
        ),
    )
    grip, rise = m.u(0.12, 0.16), m.u(0.02, 0.06)
    path = curve(
        [
            (0.03, 0, tall - 0.004),
            (-0.02, 0, tall + 0.15 * rise),
            (-0.5 * grip, 0, tall + 0.7 * rise),
            (-grip, 0, tall + rise),
        ],
        round_count(m, 14, 6),
    )
    m.add(
        "handle",
        tube(path, np.linspace(0.009, m.u(0.011, 0.014), len(path)).tolist(), few(m), flat=m.u(1.0, 1.4)),
    )
    if m.chance(0.5):
        m.add("handle", ring(0.012, 0.002, m.sides, "z", (-grip - 0.01, 0, tall + rise)))


@construction("dustpan")
def lobby_pan(m: Maker) -> None:
    """Deep pan on a long upright pole with a grip."""
    long, half, tall = m.u(0.2, 0.26), m.u(0.11, 0.15), m.u(0.09, 0.13)
    m.add("pan", _pan(m, long, half, tall, 0.003))
    high, r = m.u(0.55, 0.85), m.u(0.008, 0.012)
    lean = m.u(0.0, 0.12)
    m.add("handle", bar((-0.008, 0, 0.3 * tall), (-lean - 0.008, 0, high), r, few(m)))
    top = np.array([-lean - 0.008, 0, high])
    way = np.array([-lean, 0, high - 0.3 * tall])
    way /= np.linalg.norm(way)
    if m.chance(0.5):
        m.add(
            "handle",
            *handle(
                m,
                tuple(top + 0.01 * way),
                tuple(top - 0.12 * way),
                m.u(1.25, 1.6) * r,
                1.0,
                ("straight", "grooved", "swell"),
            ),
        )
    else:
        m.add(
            "handle",
            *handle(
                m,
                (top[0], -0.055, top[2]),
                (top[0], 0.055, top[2]),
                m.u(0.011, 0.014),
                1.0,
                ("straight", "swell"),
                plain=True,
            ),
        )


@construction("dustpan")
def round_pan(m: Maker) -> None:
    """Scoop with a curved back, like a half dish, on a turned handle."""
    r, tall = m.u(0.11, 0.15), m.u(0.04, 0.06)
    dish = vessel([(0.92 * r, 0), (r, tall)], m.u(0.002, 0.004), m.sides).scale((m.u(1.0, 1.4), 1, 1))
    tip = m.u(0.3, 0.6) * r
    cut = hull(
        block((0.002, 4 * r, 2 * tall), (tip, 0, 1.15 * tall)),
        block((0.002, 4 * r, 2 * tall), (3 * r, 0, tall + 0.004)),
    )
    front = block((2 * r, 4 * r, 4 * tall), (m.u(0.75, 0.95) * r + r, 0, 0))
    m.add("pan", dish - cut - front)
    back = m.solids("pan")[0].bounding_box()[0]
    m.add(
        "handle",
        *handle(
            m,
            (back - m.u(0.1, 0.14), 0, 0.6 * tall + m.u(0, 0.02)),
            (back + 0.008, 0, 0.55 * tall),
            m.u(0.010, 0.014),
            1.0,
        ),
    )
