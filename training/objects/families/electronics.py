"""Telephones, computers, cameras, sound."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import along_x, along_y, brick, skin, soft_plate, strap
from ..solids import (
    arc,
    ball,
    bar,
    block,
    capsule,
    curve,
    hull,
    lathe,
    mirrored,
    move,
    plate,
    rectangle,
    ring,
    tube,
    turn,
    warped,
)


def _phone_zones(m: Maker, y: float, z0: float, z1: float, back: float) -> None:
    """Zones of an upright slab: y half width, z from and to, x of the screen's plane."""
    tall = z1 - z0
    m.zone("body", "edge", y=(y * 0.93, None))
    m.zone("body", "edge", y=(None, -y * 0.93))
    m.zone("body", "bottom_end", z=(None, z0 + m.u(0.1, 0.16) * tall))
    m.zone("body", "top_end", z=(z1 - m.u(0.08, 0.14) * tall, None))
    m.zone(
        "body",
        "screen",
        x=(None, back + 0.0004),
        y=(-0.9 * y, 0.9 * y),
        z=(z0 + 0.07 * tall, z1 - 0.07 * tall),
    )


@construction("smartphone")
def slab_phone(m: Maker) -> None:
    """Glass slab with rounded corners and a camera bump behind."""
    y, tall, thick = m.u(0.031, 0.04), m.u(0.13, 0.17), m.u(0.0065, 0.0095)
    corner = m.u(0.004, 0.016)
    m.add(
        "body",
        soft_plate(
            rectangle(2 * y, tall, corner, 5 if m.fine else 2),
            thick,
            "yz",
            bevel=m.u(0, 0.003) if m.fine else 0.0,
        ),
    )
    side, high = m.pick(1, -1) * y * 0.45, tall * 0.36
    bump = m.pick("square", "bar", "single")
    lift = m.u(0.001, 0.003)
    if bump == "square":
        m.add(
            "body",
            plate(rectangle(y * 0.8, y * 0.85, y * 0.15), thick + 2 * lift, "yz", (0, side, high - 0.01)),
        )
        m.cut("body", block((0.02, 3 * y, tall * 2), (-thick / 2 - 0.01, 0, 0)))
        for k in range(m.count(1, 3)):
            m.add(
                "body",
                along_x(
                    [(y * 0.16, 0), (y * 0.16, thick / 2 + lift + 0.001)],
                    max(8, m.sides // 2),
                    (0, side + (k % 2 - 0.5) * y * 0.36, high - 0.01 + (k // 2 - 0.5) * y * 0.36),
                ),
            )
    elif bump == "bar":
        m.add("body", block((thick / 2 + lift, 1.8 * y, 0.014), (thick / 4 + lift / 2, 0, high - 0.004)))
    else:
        m.add(
            "body",
            along_x([(0.006, 0), (0.006, thick / 2 + lift)], max(8, m.sides // 2), (0, side * 1.2, high)),
        )
    if m.fine:
        m.add("body", block((0.003, 0.0015, 0.018), (0, y, tall * 0.2)))
    _phone_zones(m, y, -tall / 2, tall / 2, -thick / 2)
    m.zone("body", "camera_bump", x=(thick / 2 + 0.0003, None), z=(0.1 * tall, None))


@construction("smartphone")
def candybar_phone(m: Maker) -> None:
    """Older keypad phone: thick pillow, small screen, keys, perhaps a stub aerial."""
    y, tall, thick, n = m.u(0.021, 0.027), m.u(0.1, 0.135), m.u(0.006, 0.011), max(8, m.sides // 2)
    waist, power = m.u(0.85, 1.0), m.u(2.6, 5)
    stations = [
        (-tall / 2, 0, 0, thick * 0.6, y * 0.75),
        (-0.42 * tall, 0, 0, thick, y * 0.95),
        (0, 0, 0, thick, y * waist),
        (0.4 * tall, 0, 0, thick, y),
        (tall / 2, 0, 0, thick * 0.7, y * 0.8),
    ]
    m.add("body", skin(stations, n, "z", power))
    m.add("body", block((0.002, 1.3 * y, 0.32 * tall), (-thick, 0, 0.2 * tall)))
    if m.fine:
        for row in range(4):
            for column in (-1, 0, 1):
                m.add(
                    "body",
                    block(
                        (0.003, 0.42 * y, 0.05 * tall),
                        (-thick, column * 0.55 * y, -0.08 * tall - row * 0.085 * tall),
                    ),
                )
    if m.chance(0.4):
        m.add(
            "body",
            capsule(
                (0.2 * thick, -0.7 * y, 0.4 * tall),
                (0.2 * thick, -0.7 * y, 0.4 * tall + m.u(0.02, 0.04)),
                0.0035,
                n,
            ),
        )
    m.zone("body", "edge", y=(y * 0.8, None))
    m.zone("body", "edge", y=(None, -y * 0.8))
    m.zone("body", "bottom_end", z=(None, -0.37 * tall))
    m.zone("body", "top_end", z=(0.41 * tall, None))
    m.zone("body", "screen", x=(None, -thick - 0.0002), z=(0.03 * tall, 0.37 * tall))


@construction("smartphone")
def folding_phone(m: Maker) -> None:
    """Two halves at an angle about a hinge across the middle."""
    y, half, thick = m.u(0.022, 0.038), m.u(0.07, 0.09), m.u(0.007, 0.012)
    bend, corner = m.u(8, 70), m.u(0.003, 0.01)
    shape = rectangle(2 * y, half, corner, 4 if m.fine else 2, at=(0, half / 2))
    low = soft_plate([(a, -b) for a, b in shape][::-1], thick, "yz", bevel=0.0015 if m.fine else 0.0)
    up = soft_plate(shape, thick, "yz", bevel=0.0015 if m.fine else 0.0)
    m.add("body", low, turn(up, "y", -bend))
    m.add("body", along_y([(thick * 0.62, -y * 0.92), (thick * 0.62, y * 0.92)], m.sides))
    top = half * float(np.cos(np.radians(bend)))
    m.zone("body", "edge", y=(y * 0.92, None))
    m.zone("body", "edge", y=(None, -y * 0.92))
    m.zone("body", "bottom_end", z=(None, -0.76 * half))
    m.zone("body", "top_end", z=(0.78 * top, None))


@construction("smartphone")
def cased_phone(m: Maker) -> None:
    """Phone in a bumper with thick corners; a ring or a round grip on its back."""
    y, tall, thick = m.u(0.034, 0.043), m.u(0.14, 0.175), m.u(0.009, 0.014)
    m.add("body", plate(rectangle(2 * y, tall, 0.009, 3), thick, "yz"))
    m.cut("body", block((0.0024, 1.84 * y, 0.95 * tall), (-thick / 2, 0, 0)))
    for a in (1, -1):
        for b in (1, -1):
            m.add(
                "body",
                brick(m, (thick * 1.15, 0.016, 0.02), (0, a * (y - 0.0065), b * (tall / 2 - 0.0085)), 0.004),
            )
    z = m.u(-0.2, 0.1) * tall
    if m.chance(0.5):
        m.add(
            "body",
            along_x(
                [
                    (0.019, thick / 2 - 0.001),
                    (0.017, thick / 2 + 0.002),
                    (0.009, thick / 2 + 0.004),
                    (0.009, thick / 2 + 0.006),
                    (0.02, thick / 2 + 0.009),
                    (0.02, thick / 2 + 0.0105),
                ],
                m.sides,
                (0, 0, z),
            ),
        )
    else:
        m.add(
            "body",
            ring(0.015, 0.0016, max(10, m.sides // 2), "z", (thick / 2 + 0.012, 0, z)),
            block((0.003, 0.03, 0.026), (thick / 2, 0, z)),
        )
    m.add("body", plate(rectangle(0.026, 0.026, 0.005), 0.003, "yz", (thick / 2, y * 0.45, tall * 0.34)))
    _phone_zones(m, y, -tall / 2, tall / 2, -thick / 2 + 0.0016)
    m.zone("body", "camera_bump", x=(thick / 2 + 0.0002, None), z=(0.24 * tall, 0.45 * tall))


def _tablet_zones(m: Maker, y: float, z: float, back: float) -> None:
    for k in (1, -1):
        limits = (y * 0.9, None) if k > 0 else (None, -y * 0.9)
        m.zone("body", "edge", y=limits)
    m.zone("body", "edge", z=(None, -z * 0.92))
    m.zone("body", "top_edge", z=(z * 0.9, None))
    m.zone("body", "corner", y=(0.72 * y, None), z=(None, -0.72 * z))
    m.zone("body", "screen", x=(None, back + 0.0004), y=(-0.88 * y, 0.88 * y), z=(-0.88 * z, 0.88 * z))


def _tablet_size(m: Maker) -> tuple[float, float, float]:
    """Half width, half height, thickness; upright or lying."""
    short, long = m.u(0.06, 0.105), m.u(0.09, 0.15)
    y, z = (short, long) if m.chance(0.5) else (long, short)
    return y, z, m.u(0.006, 0.011)


@construction("tablet")
def thin_tablet(m: Maker) -> None:
    """Even slab with rounded corners."""
    y, z, thick = _tablet_size(m)
    m.add(
        "body",
        soft_plate(
            rectangle(2 * y, 2 * z, m.u(0.003, 0.014), 4 if m.fine else 2),
            thick,
            "yz",
            bevel=m.u(0.0005, 0.003) if m.fine else 0.0,
        ),
    )
    if m.fine:
        m.add("body", along_x([(0.005, 0), (0.005, thick / 2 + 0.001)], 10, (0, -y * 0.85, z * 0.87)))
        m.add("body", block((0.0025, 0.02, 0.0016), (0, y * 0.5, z)))
    _tablet_zones(m, y, z, -thick / 2)


@construction("tablet")
def rugged_tablet(m: Maker) -> None:
    """Armoured: fat corners, a recessed screen, a hand strap on its back."""
    y, z, thick = _tablet_size(m)
    thick *= 2
    m.add("body", plate(rectangle(2 * y, 2 * z, 0.008, 2), thick, "yz"))
    m.cut("body", block((0.004, 1.76 * y, 1.76 * z), (-thick / 2, 0, 0)))
    for a in (1, -1):
        for b in (1, -1):
            m.add(
                "body", brick(m, (thick * 1.25, 0.036, 0.036), (0, a * (y - 0.012), b * (z - 0.012)), 0.006)
            )
    if m.chance(0.6):
        loop = curve(
            [
                (thick * 0.4, 0, -z * 0.8),
                (thick / 2 + 0.022, 0, -z * 0.4),
                (thick / 2 + 0.028, 0, 0),
                (thick / 2 + 0.022, 0, z * 0.4),
                (thick * 0.4, 0, z * 0.8),
            ],
            9,
        )
        m.add("body", strap(loop, m.u(0.03, 0.045), 0.004))
    _tablet_zones(m, y, z, -thick / 2 + 0.002)


@construction("tablet")
def reader(m: Maker) -> None:
    """Electronic book, thicker and wider on the side where it is held, with keys."""
    y, z, thick = m.u(0.055, 0.07), m.u(0.075, 0.09), m.u(0.006, 0.009)
    side = m.pick(1, -1)
    grip = m.u(0.018, 0.032)
    m.add("body", plate(rectangle(2 * y, 2 * z, 0.006, 3), thick, "yz"))
    outer = hull(
        block((thick, 0.004, 2 * z - 0.012), (0, side * y, 0)),
        skin(
            [
                (-z + 0.006, thick * 0.4, side * (y + grip * 0.6), thick * 0.9, grip * 0.4),
                (z - 0.006, thick * 0.4, side * (y + grip * 0.6), thick * 0.9, grip * 0.4),
            ],
            8,
            "z",
            2,
        ),
    )
    m.add("body", outer)
    for b in (1, -1):
        m.add("body", block((0.003, 0.004, 0.03), (-thick / 2, side * (y + grip * 0.35), b * 0.02)))
    low, high = (-y, y + grip) if side > 0 else (-y - grip, y)
    m.zone("body", "edge", y=(high - grip * 0.8 if side > 0 else high - 0.006, None))
    m.zone("body", "edge", y=(None, low + (grip * 0.8 if side < 0 else 0.006)))
    m.zone("body", "top_edge", z=(z * 0.92, None))
    m.zone("body", "corner", y=(high - 0.03, None), z=(None, -z + 0.03))
    m.zone("body", "screen", x=(None, -thick / 2 + 0.0004), y=(-0.86 * y, 0.86 * y), z=(-0.86 * z, 0.86 * z))


@construction("tablet")
def foam_tablet(m: Maker) -> None:
    """Child's device in a fat soft frame with ears or a carrying loop."""
    y, z, thick = m.u(0.09, 0.12), m.u(0.065, 0.085), m.u(0.022, 0.032)
    m.add(
        "body",
        soft_plate(
            rectangle(2 * y, 2 * z, 0.024, 4 if m.fine else 2), thick, "yz", bevel=0.006 if m.fine else 0.0
        ),
    )
    m.cut("body", block((0.012, 1.66 * y, 1.56 * z), (-thick / 2, 0, 0)))
    if m.chance(0.5):
        wide, high = m.u(0.045, 0.06), m.u(0.035, 0.045)
        path = curve(
            [
                (0, -wide, z * 0.9),
                (0, -wide * 0.9, z + high * 0.7),
                (0, 0, z + high),
                (0, wide * 0.9, z + high * 0.7),
                (0, wide, z * 0.9),
            ],
            11 if m.fine else 7,
        )
        m.add("body", tube(path, thick * 0.38, max(6, m.sides // 2), up=(1, 0, 0)))
    else:
        for a in (1, -1):
            m.add("body", ball((thick * 0.45, 0.026, 0.032), m.sides, (0, a * y * 0.72, z)))
    _tablet_zones(m, y, z, -thick / 2 + 0.006)


def _objective(m: Maker, x: float, r: float, long: float, at: tuple[float, float], steps: int) -> None:
    """Lens barrel along +X from x, in steps, its front hollow."""
    profile = [(r, x - 0.004)]
    for k in range(steps):
        q = r * (m.u(0.86, 1.08) if k else 1.0)
        profile += [(q, x + long * k / steps), (q, x + long * (k + 0.9) / steps)]
    end = x + long * (steps - 0.1) / steps
    m.add("lens", along_x(profile, m.sides, (0, *at)))
    m.cut(
        "lens",
        along_x(
            [(profile[-1][0] * 0.8, end - 0.2 * long), (profile[-1][0] * 0.88, end + 0.01)], m.sides, (0, *at)
        ),
    )
    m.add(
        "lens",
        ball((0.14 * long, profile[-1][0] * 0.81, profile[-1][0] * 0.81), m.sides, (end - 0.22 * long, *at)),
    )


def _release(m: Maker, at: tuple[float, float, float], r: float = 0.0055) -> None:
    m.add(
        "shutter",
        lathe(
            [(r * 1.5, -0.003), (r * 1.4, 0.0015), (r, 0.002), (r * 0.9, 0.0045)], max(8, m.sides // 2), at
        ),
    )


@construction("camera")
def reflex_camera(m: Maker) -> None:
    """Prism hump, deep grip, big interchangeable lens."""
    y, z, x = m.u(0.058, 0.075), m.u(0.04, 0.05), m.u(0.018, 0.026)
    m.add("body", brick(m, (2 * x, 2 * y, 2 * z), rounding=m.u(0.003, 0.009)))
    hump = m.u(0.014, 0.026)
    m.add(
        "viewfinder",
        hull(
            block((2.2 * x, 0.9 * z, 0.004), (0, 0, z)),
            block((1.4 * x, 0.5 * z, 0.002), (-0.1 * x, 0, z + hump)),
        ),
    )
    deep, n = m.u(0.016, 0.03), max(8, m.sides // 2)
    m.add(
        "grip",
        skin(
            [
                (-z * 0.95, x * 0.6, -y * 0.82, x * 0.7 + deep * 0.4, y * 0.25),
                (z * 0.5, x * 0.7, -y * 0.82, x * 0.5 + deep * 0.75, y * 0.26),
                (z * 1.02, x * 0.6, -y * 0.82, x * 0.4 + deep * 0.6, y * 0.24),
            ],
            n,
            "z",
            2.6,
        ),
    )
    _release(m, (x * 0.9 + deep * 0.3, -y * 0.82, z * 1.0 + 0.001))
    _objective(m, x, m.u(0.028, 0.038), m.u(0.035, 0.13), (y * m.u(0, 0.15), -0.1 * z), m.count(2, 4))
    if m.fine:
        m.add("body", lathe([(0.009, z - 0.001), (0.009, z + 0.008)], m.sides, (-0.2 * x, y * 0.65, 0)))
    m.zone("body", "left_side", y=(y * 0.6, None))


@construction("camera")
def pocket_camera(m: Maker) -> None:
    """Slim box, short lens in rings, a thin rib as a grip."""
    y, z, x = m.u(0.045, 0.058), m.u(0.026, 0.034), m.u(0.008, 0.013)
    m.add(
        "body",
        soft_plate(
            rectangle(2 * y, 2 * z, m.u(0.004, 0.02), 4 if m.fine else 2),
            2 * x,
            "yz",
            bevel=0.002 if m.fine else 0.0,
        ),
    )
    rib = m.u(0.004, 0.007)
    m.add(
        "grip", brick(m, (2 * x + rib, y * m.u(0.16, 0.36), 1.6 * z), (rib / 2, -y * 0.8, -0.05 * z), 0.003)
    )
    _release(m, (0, -y * 0.66, z))
    _objective(m, x, z * m.u(0.6, 0.78), m.u(0.008, 0.035), (y * m.u(0.1, 0.3), -0.05 * z), m.count(1, 3))
    m.add(
        "viewfinder",
        brick(
            m, (2 * x + 0.002, 0.016, 0.009), (0, y * m.u(-0.1, 0.2), z * 0.8 if m.chance(0.5) else z), 0.001
        ),
    )
    m.zone("body", "left_side", y=(y * 0.65, None))


@construction("camera")
def rangefinder(m: Maker) -> None:
    """Old metal box with rounded ends, dials, a flat leather pad to hold, collapsible lens."""
    y, z, x = m.u(0.06, 0.072), m.u(0.03, 0.038), m.u(0.013, 0.018)
    ends = [capsule((0, a * (y - x), -z * 0.9), (0, a * (y - x), z * 0.9), x, m.sides) for a in (1, -1)]
    m.add("body", hull(*(move(e, (0, 0, 0)) for e in ends)) if m.fine else block((2 * x, 2 * y, 2 * z)))
    m.add(
        "grip",
        brick(m, (0.006 + x, y * 0.4, 1.5 * z), (x * 0.5 + m.u(0.001, 0.007), -y * 0.72, -0.1 * z), 0.003),
    )
    top = z * 0.9 + (x if m.fine else 0.1 * z)
    m.add("viewfinder", brick(m, (1.5 * x, m.u(0.8, 1.5) * y, 0.013), (0, 0.05 * y, top + 0.003), 0.002))
    _release(m, (0, -y * 0.72, top - 0.002), 0.0045)
    for place in (0.82, -0.5) if m.fine else (0.82,):
        m.add("body", lathe([(0.009, top - 0.006), (0.009, top + 0.006)], m.sides, (0, place * y, 0)))
    _objective(m, x, z * m.u(0.55, 0.75), m.u(0.02, 0.045), (0, -0.1 * z), m.count(2, 3))
    m.zone("body", "left_side", y=(y * 0.55, None))


@construction("camera")
def instant_camera(m: Maker) -> None:
    """Bulky moulded body with a slanted face, a flash and a bulging grip."""
    y, z, x = m.u(0.05, 0.062), m.u(0.042, 0.06), m.u(0.02, 0.03)
    n = max(8, m.sides // 2)
    m.add(
        "body",
        skin(
            [
                (-z, 0, 0, x * 1.3, y),
                (-0.4 * z, 0, 0, x * 1.25, y),
                (0.6 * z, -0.2 * x, 0, x, y * 0.96),
                (z, -0.25 * x, 0, x * 0.7, y * 0.85),
            ],
            n,
            "z",
            m.u(3, 7),
        ),
    )
    m.add(
        "grip",
        skin(
            [
                (-0.75 * z, x * 1.2, -0.8 * y, 0.012, y * 0.3),
                (0, x * 1.25, -0.85 * y, 0.016, y * 0.28),
                (0.6 * z, x, -0.8 * y, 0.012, y * 0.24),
            ],
            n,
            "z",
            2.2,
        ),
    )
    m.add("viewfinder", brick(m, (2 * x, 0.024, 0.02), (-0.1 * x, y * 0.5, 0.78 * z), 0.003))
    m.add("body", brick(m, (x, 0.034, 0.016), (0.7 * x, -0.15 * y, 0.75 * z), 0.002))
    m.add("shutter", along_x([(0.008, 0.9 * x), (0.007, 1.25 * x + 0.018)], n, (0, -0.83 * y, 0.25 * z)))
    _objective(m, 1.2 * x, z * m.u(0.5, 0.65), m.u(0.012, 0.028), (0.1 * y, -0.15 * z), m.count(1, 3))
    m.zone("body", "left_side", y=(y * 0.6, None))


@construction("camera")
def film_camera(m: Maker) -> None:
    """Cine or video camera: long body, lens in front, pistol grip below or a pad at the side."""
    long, y, z, n = m.u(0.1, 0.16), m.u(0.022, 0.034), m.u(0.032, 0.05), max(8, m.sides // 2)
    m.add(
        "body",
        skin(
            [
                (-long, 0, 0, y * 0.9, z * 0.85),
                (-0.8 * long, 0, 0, y, z),
                (-0.1 * long, 0, 0, y, z),
                (0, 0, 0, y * 0.85, z * 0.8),
            ],
            n,
            power=m.u(2.5, 8),
        ),
    )
    if m.chance(0.55):
        r, drop = m.u(0.013, 0.017), m.u(0.09, 0.11)
        m.add(
            "grip",
            tube(
                curve(
                    [
                        (-0.4 * long, 0, -z * 0.8),
                        (-0.42 * long, 0, -z - 0.4 * drop),
                        (-0.5 * long, 0, -z - drop),
                    ],
                    5,
                ),
                [r * 0.9, r, r * 1.1, r, r * 0.95],
                n,
                up=(1, 0, 0),
            ),
        )
        m.add("shutter", block((0.012, 0.009, 0.02), (-0.4 * long + r, 0, -z - 0.018)))
    else:
        m.add(
            "grip",
            skin(
                [
                    (-0.75 * long, -y - 0.004, 0, 0.008, z * 0.8),
                    (-0.4 * long, -y - 0.008, 0, 0.014, z * 0.95),
                    (-0.1 * long, -y - 0.003, 0, 0.008, z * 0.75),
                ],
                n,
                power=2.4,
            ),
        )
        _release(m, (-0.15 * long, -y - 0.004, z * 0.72))
    m.add(
        "viewfinder",
        skin(
            [
                (-long - m.u(0.01, 0.05), y * 0.2, z * 1.0, 0.012, 0.011),
                (-0.5 * long, y * 0.2, z * 1.0, 0.012, 0.012),
            ],
            n,
            power=3,
        ),
    )
    if m.chance(0.5):
        m.add(
            "body",
            bar((-0.6 * long, 0, z * 0.9), (-0.6 * long, 0, z + 0.03), 0.004, 8),
            bar((-0.05 * long, 0, z * 0.7), (-0.05 * long, 0, z + 0.03), 0.004, 8),
            capsule((-0.62 * long, 0, z + 0.03), (-0.03 * long, 0, z + 0.03), 0.007, n),
        )
    _objective(m, 0, z * m.u(0.5, 0.75), m.u(0.03, 0.08), (0, 0), m.count(2, 4))
    m.zone("body", "left_side", y=(y * 0.6, None))


def _mouse_zones(m: Maker, long: float, half: float, tall: float, wheel: bool) -> None:
    m.zone("body", "sides", y=(half * 0.72, None), z=(None, tall * 0.75))
    m.zone("body", "sides", y=(None, -half * 0.72), z=(None, tall * 0.75))
    m.zone("body", "buttons", x=(m.u(0.12, 0.2) * long, None), z=(tall * 0.3, None))
    m.zone("body", "tail", x=(None, -m.u(0.28, 0.36) * long))
    if wheel:
        m.zone("body", "wheel", x=(0.2 * long, 0.36 * long), y=(-0.0055, 0.0055), z=(tall * 0.4, None))


def _cord(m: Maker, start: tuple[float, float, float]) -> None:
    x, y, z = start
    path = curve(
        [
            (x - 0.004, y, z),
            (x + 0.03, y, z),
            (x + 0.07, y + m.u(-0.03, 0.03), 0.003),
            (x + m.u(0.09, 0.16), y + m.u(-0.05, 0.05), 0.003),
        ],
        10 if m.fine else 6,
    )
    m.add("cable", tube(path, m.u(0.0014, 0.0022), 6))


@construction("computer_mouse")
def smooth_mouse(m: Maker) -> None:
    """Symmetric hump with two buttons and a wheel."""
    long, half, tall, n = m.u(0.09, 0.125), m.u(0.027, 0.036), m.u(0.03, 0.042), m.sides
    peak, waist = m.u(-0.25, 0.02), m.u(0.84, 1.0)
    places = [-0.5, -0.42, peak, 0.15, 0.4, 0.5]
    highs = [0.35, 0.72, 1.0, 0.86, 0.58, 0.4]
    wides = [0.55, 0.88, 1.0, waist, 0.92 * waist, 0.7]
    m.add(
        "body",
        skin(
            [
                (p * long, 0, h * tall * 0.5, w * half, h * tall * 0.5)
                for p, h, w in zip(places, highs, wides, strict=True)
            ],
            n,
            power=m.u(2.2, 3.2),
        ),
    )
    m.cut("body", block((1, 1, 0.02), (0, 0, -0.0085)))
    if m.fine:
        m.cut("body", block((0.32 * long, 0.0012, 0.004), (0.33 * long, 0, tall * 0.66)))
    m.add(
        "body", along_y([(0.011, -0.0035), (0.011, 0.0035)], max(10, n // 2), (0.28 * long, 0, tall * 0.62))
    )
    _mouse_zones(m, long, half, tall, True)
    if m.chance(0.55):
        _cord(m, (0.49 * long, 0, 0.2 * tall))


@construction("computer_mouse")
def handed_mouse(m: Maker) -> None:
    """Ergonomic: leaning to one side, hollow for the thumb, or almost upright."""
    long, half, tall, n = m.u(0.1, 0.13), m.u(0.033, 0.042), m.u(0.038, 0.062), m.sides
    side = 1 if m.chance(0.75) else -1
    lean = m.u(0.1, 0.5)
    stations = []
    for p, h, w in (
        (-0.5, 0.4, 0.6),
        (-0.4, 0.75, 0.9),
        (-0.12, 1.0, 1.0),
        (0.12, 0.92, 0.86),
        (0.38, 0.62, 0.85),
        (0.5, 0.4, 0.6),
    ):
        stations.append((p * long, 0, h * tall * 0.5, w * half, h * tall * 0.5))
    solid = skin(stations, n, power=2.5)

    def shear(p: np.ndarray) -> np.ndarray:
        return np.stack([p[:, 0], p[:, 1] + side * lean * (p[:, 2] - 0.3 * tall), p[:, 2]], 1)

    m.add("body", warped(solid, shear))
    m.add(
        "body",
        hull(
            block((0.5 * long, 0.012, 0.006), (-0.1 * long, side * half * 0.95, 0.006)),
            block((0.3 * long, 0.02, 0.01), (-0.1 * long, side * half * 0.5, 0.01)),
        ),
    )
    m.cut("body", block((1, 1, 0.02), (0, 0, -0.0085)))
    m.add(
        "body",
        along_y(
            [(0.011, -0.0035), (0.011, 0.0035)],
            max(10, n // 2),
            (0.28 * long, side * lean * 0.35 * tall, tall * 0.66),
        ),
    )
    m.zone("body", "sides", y=(half * 0.78, None))
    m.zone("body", "sides", y=(None, -half * 0.78))
    m.zone("body", "buttons", x=(0.15 * long, None), z=(tall * 0.35, None))
    m.zone("body", "tail", x=(None, -0.32 * long))
    wheel = side * lean * 0.35 * tall
    m.zone(
        "body", "wheel", x=(0.2 * long, 0.36 * long), y=(wheel - 0.005, wheel + 0.005), z=(0.5 * tall, None)
    )


@construction("computer_mouse")
def box_mouse(m: Maker) -> None:
    """Early one: a box with a slanted top, separate keys in front, always with a cord."""
    long, half, tall = m.u(0.085, 0.11), m.u(0.026, 0.034), m.u(0.026, 0.036)
    low = m.u(0.55, 0.9) * tall
    m.add(
        "body",
        plate(
            [
                (-long / 2, 0),
                (long / 2, 0),
                (long / 2, low),
                (0.1 * long, tall),
                (-long / 2, tall * m.u(0.7, 1.0)),
            ],
            2 * half,
            "xz",
        ),
    )
    count = m.count(1, 3)
    for k in range(count):
        wide = 1.7 * half / count
        m.add(
            "body",
            turn(
                block(
                    (0.34 * long, wide * 0.86, 0.004),
                    (0.3 * long, (k + 0.5 - count / 2) * wide, (low + tall) / 2 + 0.001),
                ),
                "y",
                float(np.degrees(np.arctan2(tall - low, 0.4 * long))),
                (0.3 * long, 0, (low + tall) / 2),
            ),
        )
    m.zone("body", "sides", y=(half * 0.9, None))
    m.zone("body", "sides", y=(None, -half * 0.9))
    m.zone("body", "buttons", x=(0.12 * long, None), z=(low * 0.75, None))
    m.zone("body", "tail", x=(None, -0.34 * long))
    _cord(m, (0.5 * long, 0, 0.4 * low))


@construction("computer_mouse")
def arched_mouse(m: Maker) -> None:
    """Travel mouse: a thin arch or a flat round puck."""
    s = m.sides
    if m.chance(0.5):
        long, half, tall = m.u(0.1, 0.13), m.u(0.026, 0.031), m.u(0.028, 0.04)
        path = curve(
            [
                (-0.5 * long, 0, 0.004),
                (-0.3 * long, 0, tall * 0.75),
                (0, 0, tall * 0.95),
                (0.3 * long, 0, tall * 0.62),
                (0.5 * long, 0, 0.35 * tall),
            ],
            11 if m.fine else 7,
        )
        m.add("body", strap(path, 2 * half, m.u(0.006, 0.011)))
        m.add("body", brick(m, (0.4 * long, 1.9 * half, 0.4 * tall), (0.3 * long, 0, 0.21 * tall), 0.003))
    else:
        r = m.u(0.035, 0.042)
        long, half, tall = 2 * r, r, m.u(0.022, 0.03)
        m.add("body", lathe([(r * 0.92, 0), (r, tall * 0.4), (r * 0.85, tall * 0.85), (r * 0.4, tall)], s))
    m.add("body", along_y([(0.009, -0.003), (0.009, 0.003)], max(10, s // 2), (0.28 * long, 0, tall * 0.7)))
    _mouse_zones(m, long, half, tall, True)
    if m.chance(0.3):
        _cord(m, (0.47 * long, 0, 0.3 * tall))


def _stick(m: Maker, at: tuple[float, float, float], r: float) -> Manifold:
    n = max(8, m.sides // 2)
    return lathe(
        [
            (r * 1.25, -0.004),
            (r * 1.1, 0.0015),
            (r * 0.5, 0.002),
            (r * 0.5, 0.007),
            (r, 0.009),
            (r * 0.95, 0.0115),
        ],
        n,
        at,
    )


def _action_buttons(m: Maker, at: tuple[float, float, float], spread: float, r: float) -> None:
    for k in range(4):
        angle = np.pi / 2 * k
        m.add(
            "buttons",
            lathe(
                [(r, -0.003), (r, 0.002), (r * 0.7, 0.003)],
                max(6, m.sides // 3),
                (at[0] + spread * float(np.cos(angle)), at[1] + spread * float(np.sin(angle)), at[2]),
            ),
        )


def _cross(m: Maker, at: tuple[float, float, float], size: float) -> None:
    for a, b in ((2.6, 0.9), (0.9, 2.6)):
        m.add("buttons", block((a * size, b * size, 0.006), (at[0], at[1], at[2] + 0.0005)))


@construction("game_controller")
def horned_pad(m: Maker) -> None:
    """Two horns that run back and down from a broad middle."""
    y, x, z, n = m.u(0.04, 0.055), m.u(0.026, 0.034), m.u(0.013, 0.018), max(8, m.sides // 2)
    m.add("body", hull(*(ball((x, x, z), m.sides, (0, a * y, 0)) for a in (1, -1))))
    back, drop, spread = m.u(0.06, 0.085), m.u(0.012, 0.035), m.u(0.004, 0.024)
    thick = m.u(0.0145, 0.019)
    for a, name in ((1, "left_grip"), (-1, "right_grip")):
        path = curve(
            [
                (0.01, a * y, -0.002),
                (-0.02, a * (y + 0.012 + spread * 0.4), -0.005),
                (-0.6 * back, a * (y + 0.012 + spread), -0.3 * drop - 0.004),
                (-back, a * (y + 0.008 + spread), -drop),
            ],
            8,
        )
        radius = np.interp(range(8), [0, 2, 5, 7], [thick * 1.05, thick * 1.2, thick, thick * 0.7]).tolist()
        m.add(name, tube(path, radius, n, flat=m.u(1.0, 1.2)), ball(thick * 0.72, m.sides, tuple(path[-1])))
    r, equal = m.u(0.007, 0.0095), m.chance(0.5)
    m.add(
        "sticks",
        _stick(m, (-x * 0.45, -y * 0.42, z * 0.85), r),
        _stick(m, (-x * 0.45 if equal else x * 0.2, y * (0.42 if equal else 1.0), z * 0.85), r),
    )
    _action_buttons(m, (x * 0.2, -y * 1.05, z * 0.93), 0.0105, 0.0048)
    _cross(m, (x * 0.2 if equal else -x * 0.45, y * (1.05 if equal else 0.42), z * 0.9), 0.008)
    for a in (1, -1):
        m.add("triggers", brick(m, (0.018, 0.026, 0.01), (x * 0.85, a * y, 0.003), 0.003))
        if m.fine:
            m.add(
                "triggers",
                hull(
                    block((0.01, 0.022, 0.008), (x * 0.85, a * y, -0.006)),
                    block((0.006, 0.02, 0.004), (x + 0.006, a * y, -0.016)),
                ),
            )
    m.zone("body", "front", x=(x * 0.7, None))


@construction("game_controller")
def flat_pad(m: Maker) -> None:
    """Flat oblong or dog-bone pad whose two ends are held."""
    y, x, z = m.u(0.045, 0.062), m.u(0.02, 0.031), m.u(0.007, 0.012)
    lobes = m.chance(0.5)
    n = max(8, m.sides)
    m.add("body", block((1.8 * x if lobes else 2 * x, 2 * y * 0.75, 2 * z)))
    for a, name in ((1, "left_grip"), (-1, "right_grip")):
        if lobes:
            m.add(
                name, lathe([(x * 1.2, -z * 0.8), (x * 1.3, 0), (x * 1.2, z)], n, (-0.1 * x, a * y * 0.95, 0))
            )
        else:
            end = [
                (p, a * (q + 0.022))
                for p, q in rectangle(2 * x, 0.044, m.u(0.003, 0.016), 4 if m.fine else 2)
            ]
            m.add(name, plate(end[::a], 2 * z, at=(0, a * (0.75 * y - 0.001), 0)))
    r = m.u(0.006, 0.008)
    for a in (1, -1):
        m.add("sticks", _stick(m, (-x * 0.5, a * y * 0.4, z), r))
    _action_buttons(m, (0.05 * x, -y * (0.95 if lobes else 1.02), z), 0.0095, 0.0045)
    _cross(m, (0.05 * x, y * (0.95 if lobes else 1.02), z), 0.0075)
    for a in (1, -1):
        m.add(
            "triggers",
            brick(m, (0.008, 0.032, 1.5 * z), (x * (1.02 if not lobes else 1.15), a * y * 0.9, 0), 0.002),
        )
    m.zone("body", "front", x=(x * 0.6, None))


@construction("game_controller")
def three_pronged(m: Maker) -> None:
    """Wide arc with three prongs, one stick on the middle one."""
    y, z, n = m.u(0.055, 0.068), m.u(0.012, 0.016), max(8, m.sides // 2)
    path = curve([(-0.018, y, 0), (0.0, 0.6 * y, 0), (0.006, 0, 0), (0.0, -0.6 * y, 0), (-0.018, -y, 0)], 9)
    m.add("body", tube(path, z, n, flat=m.u(1.7, 2.1)))
    long = m.u(0.06, 0.085)
    for a, name in ((1, "left_grip"), (0, "body"), (-1, "right_grip")):
        start = (-0.016, a * y, 0) if a else (0, 0, 0)
        tip = (start[0] - long, a * (y + m.u(0.0, 0.012)), -m.u(0.002, 0.012))
        m.add(name, capsule(start, tip, z * m.u(1.15, 1.3), m.sides, z * m.u(0.8, 0.95)))
    m.add("sticks", _stick(m, (-0.022, 0, z * 1.05), m.u(0.007, 0.009)))
    if m.chance(0.4):
        m.add("sticks", _stick(m, (-0.005, -y * 0.5, z * 0.9), 0.007))
    _action_buttons(m, (-0.012, -y * 0.95, z * 1.1), 0.0105, 0.005)
    _cross(m, (-0.012, y * 0.95, z * 1.1), 0.0085)
    for a in (1, -1):
        m.add("triggers", brick(m, (0.012, 0.028, 0.012), (0.022, a * y * 0.55, 0.002), 0.003))
    m.zone("body", "front", x=(0.014, None))


@construction("game_controller")
def handheld_console(m: Maker) -> None:
    """Slab with a screen in the middle and a grip at either end."""
    y, x, z = m.u(0.06, 0.085), m.u(0.042, 0.058), m.u(0.007, 0.011)
    m.add("body", block((2 * x, 2 * y, 2 * z)))
    m.add("body", block((1.6 * x, 1.75 * y, 0.002), (0.05 * x, 0, z)))
    grip, n = m.u(0.028, 0.04), max(8, m.sides // 2)
    for a, name in ((1, "left_grip"), (-1, "right_grip")):
        outline = [(p, a * (q + grip / 2)) for p, q in rectangle(2 * x, grip, 0.4 * grip, 4 if m.fine else 2)]
        m.add(name, plate(outline[::a], 2 * z, at=(0, a * (y - 0.002), 0)))
        if m.chance(0.7):
            m.add(
                name,
                skin(
                    [
                        (-x * 0.95, a * (y + grip * 0.45), -z * 0.6, grip * 0.4, z * 1.2),
                        (-x * 0.2, a * (y + grip * 0.5), -z, grip * 0.42, z * 1.7),
                        (x * 0.8, a * (y + grip * 0.45), -z * 0.5, grip * 0.38, z * 0.9),
                    ],
                    n,
                    power=2.2,
                ),
            )
        m.add("sticks", _stick(m, (x * (0.45 if a > 0 else -0.2), a * (y + 0.42 * grip), z), 0.007))
        m.add("triggers", brick(m, (0.012, grip * 0.9, 1.2 * z), (x, a * (y + 0.42 * grip), 0), 0.002))
    _action_buttons(m, (x * 0.4, -(y + 0.42 * grip), z), 0.008, 0.0037)
    _cross(m, (-x * 0.25, y + 0.42 * grip, z), 0.006)
    m.zone("body", "front", x=(x * 0.75, None))


def _cup(m: Maker, name: str, side: int, y: float, z: float, shape: str, r: float, deep: float) -> None:
    """Ear cup with its pad inside, about Y."""
    if shape == "round":
        shell = along_y([(r * 0.85, 0), (r, deep * 0.3), (r * 0.95, deep * 0.7), (r * 0.6, deep)], m.sides)
        pad = along_y([(r * 0.8, -deep * 0.5), (r * 1.02, -deep * 0.3), (r * 1.0, 0.001)], m.sides)
        hole = along_y([(r * 0.5, -1), (r * 0.5, -deep * 0.1)], m.sides)
        solids = [shell, pad - hole]
    elif shape == "square":
        solids = [
            skin(
                [
                    (0, 0, 0, r * 0.85, r * 1.05),
                    (deep * 0.4, 0, 0, r * 0.9, r * 1.15),
                    (deep, 0, 0, r * 0.65, r * 0.85),
                ],
                max(8, m.sides // 2),
                "y",
                4,
            ),
            skin(
                [(-deep * 0.5, 0, 0, r * 0.75, r), (0.001, 0, 0, r * 0.9, r * 1.12)],
                max(8, m.sides // 2),
                "y",
                4,
            )
            - skin([(-1, 0, 0, r * 0.4, r * 0.6), (-deep * 0.1, 0, 0, r * 0.4, r * 0.6)], 8, "y", 3),
        ]
    else:
        solids = [ball((r, deep * 0.75, r), m.sides)]
    for solid in solids:
        m.add(name, move(solid if side > 0 else mirrored(solid, "y"), (0, side * y, z)))


@construction("headphones")
def strap_headphones(m: Maker) -> None:
    """Flat padded headband, yokes, round or angular cups."""
    y, tall = m.u(0.072, 0.085), m.u(0.09, 0.115)
    wide, thick = m.u(0.018, 0.042), m.u(0.004, 0.013)
    path = arc((0, 0, 0), (y, tall), 5, 175, 15 if m.fine else 9, "yz")
    m.add("band", strap(path, wide, thick, (1, 0, 0)))
    shape, r, deep = m.pick("round", "square"), m.u(0.033, 0.046), m.u(0.022, 0.034)
    drop = m.u(0.03, 0.045)
    for a, name in ((1, "left_cup"), (-1, "right_cup")):
        _cup(m, name, a, y * 0.92, -drop, shape, r, deep)
        if m.chance(0.6):
            for b in (1, -1):
                m.add(
                    "band",
                    tube(
                        curve(
                            [
                                (0, a * y, 0.016),
                                (b * r * 0.9, a * (y + 0.006), -0.4 * drop),
                                (b * r * 1.02, a * (y + deep * 0.25), -drop),
                            ],
                            5,
                        ),
                        0.0032,
                        6,
                    ),
                )
        else:
            m.add(
                "band",
                strap(
                    [
                        (0, a * y, 0.016),
                        (0, a * (y + deep * 0.55), -0.5 * drop),
                        (0, a * (y + deep * 0.6), -drop),
                    ],
                    wide * 0.5,
                    0.005,
                    (1, 0, 0),
                ),
            )
    m.zone("band", "crown", z=(0.78 * tall, None))


@construction("headphones")
def wire_headphones(m: Maker) -> None:
    """Light ones: one or two thin rods, foam balls on the ears."""
    y, tall = m.u(0.068, 0.08), m.u(0.085, 0.105)
    rod, double = m.u(0.0016, 0.003), m.chance(0.5)
    for b in (1, -1) if double else (0,):
        path = arc((b * 0.007, 0, 0), (y, tall), -8, 188, 17 if m.fine else 9, "yz")
        path[:, 0] += b * 0.006 * np.sin(np.linspace(0, np.pi, len(path)))
        m.add("band", tube(path, rod, 6, up=(1, 0, 0)))
    drop, r = m.u(0.012, 0.025), m.u(0.02, 0.03)
    for a, name in ((1, "left_cup"), (-1, "right_cup")):
        m.add("band", brick(m, (0.02, 0.006, 0.03), (0, a * (y - 0.001), -0.004), 0.002))
        _cup(m, name, a, y * 0.95, -drop, m.pick("ball", "ball", "round"), r, m.u(0.014, 0.02))
    m.zone("band", "crown", z=(0.8 * tall, None))


@construction("headphones")
def gaming_headset(m: Maker) -> None:
    """Thick arch, a suspended inner band, big cups and a microphone on a boom."""
    y, tall, n = m.u(0.078, 0.09), m.u(0.1, 0.12), max(6, m.sides // 2)
    path = arc((0, 0, -0.005), (y * 1.08, tall), 0, 180, 15 if m.fine else 9, "yz")
    m.add("band", tube(path, m.u(0.006, 0.012), n, flat=m.u(0.5, 0.8), up=(1, 0, 0)))
    if m.chance(0.6):
        m.add(
            "band",
            strap(arc((0, 0, 0.01), (y, tall * 0.8), 15, 165, 9, "yz"), 0.034, 0.003, (1, 0, 0)),
            *(bar((0, a * y * 0.92, 0.03), (0, a * y * 1.08, 0.036), 0.006, 8) for a in (1, -1)),
        )
    shape, r, deep = m.pick("round", "square"), m.u(0.04, 0.05), m.u(0.026, 0.036)
    for a, name in ((1, "left_cup"), (-1, "right_cup")):
        _cup(m, name, a, y * 0.93, -0.03, shape, r, deep)
    reach = m.u(0.075, 0.11)
    boom = curve(
        [
            (0.01, y + deep * 0.4, -0.04),
            (0.05, y + deep * 0.5, -0.06),
            (reach, y * 0.75, -0.085),
            (reach + 0.01, y * 0.45, -0.09),
        ],
        8,
    )
    m.add("boom", tube(boom, 0.003, 6), capsule(tuple(boom[-1]), (reach + 0.01, y * 0.3, -0.09), 0.0075, n))
    m.zone("band", "crown", z=(0.72 * tall, None))


@construction("headphones")
def neckband(m: Maker) -> None:
    """Worn round the neck or behind the head: an open hoop, earpieces on the ends."""
    y, deep, n = m.u(0.06, 0.075), m.u(0.09, 0.12), max(6, m.sides // 2)
    path = curve(
        [
            (0.01, y, 0.0),
            (-0.3 * deep, y * 1.05, m.u(-0.01, 0.015)),
            (-0.85 * deep, y * 0.65, 0.006),
            (-deep, 0, 0.008),
            (-0.85 * deep, -y * 0.65, 0.006),
            (-0.3 * deep, -y * 1.05, 0.005),
            (0.01, -y, 0.0),
        ],
        17 if m.fine else 9,
    )
    m.add("band", tube(path, m.u(0.003, 0.006), n, flat=m.u(0.6, 1.6)))
    big = m.chance(0.5)
    for a, name in ((1, "left_cup"), (-1, "right_cup")):
        if big:
            _cup(m, name, a, y * 0.95, 0.0, "round", m.u(0.022, 0.03), 0.016)
        else:
            m.add(
                name,
                capsule((-0.012, a * y, 0), (0.022, a * y, 0), m.u(0.007, 0.011), m.sides),
                turn(
                    lathe([(0.007, 0), (0.009, 0.006), (0.004, 0.016)], n), "x", 90 * a, (0, 0, 0)
                ).translate((0.016, a * y, 0)),
            )
    m.zone("band", "crown", x=(None, -0.75 * deep))


@construction("microphone")
def stage_microphone(m: Maker) -> None:
    """Tapered handle, collar, ball of mesh."""
    s, tall, low, high = m.sides, m.u(0.13, 0.19), m.u(0.01, 0.0135), m.u(0.013, 0.019)
    head = m.u(0.021, 0.03)
    m.add("handle", lathe([(low, 0), (low * 1.02, 0.02), (high, 0.85 * tall), (high * 1.15, tall)], s))
    if m.fine and m.chance(0.5):
        m.add("handle", lathe([(low * 0.7, -0.012), (low * 0.7, 0.001)], s))
    squash = m.u(0.85, 1.25)
    m.add("head", ball((head, head, head * squash), s, (0, 0, tall + head * squash * 0.75)))
    if m.chance(0.7):
        m.add(
            "head",
            lathe(
                [
                    (head * 1.04, tall + head * squash * 0.7),
                    (head * 1.04, tall + head * squash * 0.7 + 0.004),
                ],
                s,
            ),
        )
    if m.chance(0.5):
        m.add("switch", block((0.004, 0.007, 0.014), (-(low + high) / 2 - 0.0006, 0, 0.6 * tall)))
    m.zone("handle", "end", z=(None, m.u(0.12, 0.2) * tall))


@construction("microphone")
def reporter_microphone(m: Maker) -> None:
    """Long even tube with a small foam head, often with a cube below it."""
    s, tall, r = m.sides, m.u(0.17, 0.27), m.u(0.0095, 0.013)
    m.add("handle", lathe([(r, 0), (r, tall)], s))
    head = m.u(0.013, 0.026)
    m.add(
        "head",
        lathe(
            [
                (head * 0.8, tall - 0.006),
                (head, tall + 0.01),
                (head, tall + 0.03),
                (head * 0.6, tall + 0.03 + head),
            ],
            s,
        ),
    )
    if m.chance(0.5):
        size = m.u(0.04, 0.055)
        sides = m.pick(3, 4, 4)
        m.add("flag", lathe([(size * 0.62, tall - 0.055), (size * 0.62, tall - 0.012)], sides))
    m.zone("handle", "end", z=(None, 0.15 * tall))


@construction("microphone")
def ribbed_microphone(m: Maker) -> None:
    """Old studio look: a big ribbed pill on a bracket above a handle."""
    n, tall, r = max(8, m.sides // 2), m.u(0.08, 0.14), m.u(0.009, 0.014)
    wide, deep, high = m.u(0.022, 0.034), m.u(0.018, 0.028), m.u(0.05, 0.075)
    m.add("handle", lathe([(r * 1.2, 0), (r, 0.012), (r, 0.8 * tall), (r * 0.7, tall)], m.sides))
    for a in (1, -1):
        m.add(
            "handle",
            tube(
                [
                    (0, 0, tall - 0.008),
                    (0, a * (wide + 0.004), tall + 0.006),
                    (0, a * (wide + 0.004), tall + 0.01 + high * 0.5),
                ],
                0.003,
                6,
                up=(1, 0, 0),
            ),
        )
        m.add(
            "handle",
            bar(
                (0, a * (wide - 0.006), tall + 0.008 + high * 0.5),
                (0, a * (wide + 0.008), tall + 0.008 + high * 0.5),
                0.0045,
                n,
            ),
        )
    centre = tall + 0.012
    m.add(
        "head",
        skin(
            [
                (centre, 0, 0, deep * 0.55, wide * 0.55),
                (centre + 0.2 * high, 0, 0, deep * 0.95, wide * 0.95),
                (centre + 0.7 * high, 0, 0, deep, wide),
                (centre + high, 0, 0, deep * 0.6, wide * 0.6),
            ],
            m.sides,
            "z",
            m.u(2, 3.5),
        ),
    )
    if m.fine:
        for k in range(m.count(3, 5)):
            m.add(
                "head",
                block((2 * deep + 0.003, 0.003, high * 0.8), (0, (k - 2) * wide * 0.35, centre + 0.5 * high)),
            )
    m.zone("handle", "end", z=(None, 0.2 * tall))


@construction("microphone")
def side_microphone(m: Maker) -> None:
    """Large-diaphragm one spoken to from the side: a cylinder with a caged top, or a square one."""
    s, r, tall = m.pick(m.sides, m.sides, 4), m.u(0.019, 0.027), m.u(0.08, 0.12)
    cage = m.u(0.045, 0.07)
    m.add("handle", lathe([(r * 0.6, -0.02), (r * 0.62, 0), (r * 0.9, 0.004), (r, 0.02), (r, tall)], s))
    m.add(
        "head",
        lathe(
            [(r * 1.02, tall - 0.001), (r * m.u(0.95, 1.15), tall + 0.75 * cage), (r * 0.6, tall + cage)], s
        ),
    )
    if m.fine:
        m.add("head", lathe([(r * 1.12, tall + 0.3 * cage), (r * 1.12, tall + 0.3 * cage + 0.003)], s))
    if m.chance(0.4):
        m.add("switch", block((0.3 * r, 0.004, 0.008), (-r * 0.88 * (0.72 if s == 4 else 1), 0, 0.6 * tall)))
    m.zone("handle", "end", z=(None, 0.004))


def _remote_zones(m: Maker, back: float, front: float, top: float) -> None:
    long = front - back
    m.zone("body", "buttons", z=(top, None), x=(back + 0.1 * long, front - 0.08 * long))
    m.zone("body", "end", x=(None, back + m.u(0.18, 0.27) * long))
    m.zone("body", "front", x=(front - m.u(0.06, 0.1) * long, None))


def _keys(m: Maker, x0: float, x1: float, half: float, top: float, rows: int, columns: int) -> None:
    for i in range(rows):
        for k in range(columns):
            at = (x0 + (x1 - x0) * (i + 0.5) / rows, (k + 0.5 - columns / 2) * 2 * half / columns, top)
            size = 0.32 * min((x1 - x0) / rows, 2 * half / columns)
            m.add(
                "body",
                block((2 * size, 2 * size, 0.003), at)
                if m.style.value == "hard"
                else lathe([(size, -0.002), (size, 0.0015)], 8, at),
            )


@construction("remote_control")
def long_remote(m: Maker) -> None:
    """Long box full of keys."""
    long, half, thick = m.u(0.14, 0.24), m.u(0.019, 0.028), m.u(0.013, 0.026)
    m.add(
        "body",
        soft_plate(
            rectangle(long, 2 * half, m.u(0.002, 0.014), 4 if m.fine else 2),
            thick,
            bevel=m.u(0, 0.004) if m.fine else 0.0,
        ),
    )
    _keys(m, -0.3 * long, 0.42 * long, 0.8 * half, thick / 2, m.count(4, 7) if m.fine else 3, 3)
    if m.chance(0.5):
        m.add(
            "body",
            hull(
                block((0.4 * long, 1.4 * half, 0.004), (-0.25 * long, 0, -thick / 2)),
                block((0.34 * long, half, 0.004), (-0.25 * long, 0, -thick / 2 - m.u(0.003, 0.009))),
            ),
        )
    _remote_zones(m, -long / 2, long / 2, thick / 2 - 0.0003)


@construction("remote_control")
def waisted_remote(m: Maker) -> None:
    """Moulded bone shape, thick behind, few big keys."""
    long, half, thick, n = m.u(0.13, 0.21), m.u(0.02, 0.028), m.u(0.008, 0.013), m.sides
    waist = m.u(0.6, 0.85)
    places = (
        (-0.5, 0.6, 0.7),
        (-0.42, 0.95, 1.1),
        (-0.2, 0.85, 1.2),
        (0.05, waist, 0.9),
        (0.3, 0.95, 0.8),
        (0.45, 0.9, 0.7),
        (0.5, 0.6, 0.5),
    )
    m.add(
        "body",
        skin(
            [(p * long, 0, -0.1 * h * thick, w * half, h * thick) for p, w, h in places],
            n,
            power=m.u(2.4, 3.5),
        ),
    )
    r = half * m.u(0.35, 0.5)
    m.add("body", lathe([(r, 0), (r, thick * 0.85)], max(8, n // 2), (0.27 * long, 0, 0)))
    m.cut("body", lathe([(r * 0.55, thick * 0.75), (r * 0.55, 1)], max(8, n // 2), (0.27 * long, 0, 0)))
    _keys(m, -0.2 * long, 0.13 * long, 0.5 * half, thick * 0.85, 3, 2)
    _remote_zones(m, -long / 2, long / 2, thick * 0.5)


@construction("remote_control")
def bar_remote(m: Maker) -> None:
    """Slim bar, a ring pad and two or three keys."""
    long, half, thick = m.u(0.11, 0.17), m.u(0.014, 0.02), m.u(0.006, 0.016)
    round_end = m.chance(0.5)
    m.add(
        "body",
        soft_plate(
            rectangle(long, 2 * half, half * 0.98 if round_end else 0.003, 5 if m.fine else 3),
            thick,
            bevel=0.0015 if m.fine else 0.0,
        ),
    )
    m.add("body", lathe([(half * 0.75, 0), (half * 0.75, thick / 2 + 0.001)], m.sides, (0.3 * long, 0, 0)))
    m.cut("body", lathe([(half * 0.4, thick / 2), (half * 0.4, 1)], m.sides, (0.3 * long, 0, 0)))
    _keys(m, -0.12 * long, 0.16 * long, half * 0.7, thick / 2, m.count(1, 3), m.count(1, 2))
    _remote_zones(m, -long / 2, long / 2, thick / 2 - 0.0003)


@construction("remote_control")
def fob_remote(m: Maker) -> None:
    """Small oval clicker for a gate or a car, with an eye for a key ring."""
    long, half, thick, n = m.u(0.055, 0.085), m.u(0.015, 0.022), m.u(0.005, 0.009), m.sides
    m.add(
        "body",
        skin(
            [
                (-0.5 * long, 0, 0, half * 0.45, thick * 0.6),
                (-0.38 * long, 0, 0, half * 0.8, thick),
                (0.1 * long, 0, 0, half, thick),
                (0.4 * long, 0, 0, half * 0.85, thick),
                (0.5 * long, 0, 0, half * 0.6, thick * 0.5),
            ],
            n,
            power=m.u(2, 3),
        ),
    )
    m.add("body", ring(0.006, 0.0018, max(10, n // 2), "z", (-0.5 * long - 0.005, 0, 0)))
    _keys(m, -0.15 * long, 0.35 * long, half * 0.6, thick, m.count(1, 3), m.count(1, 2))
    m.zone("body", "buttons", z=(thick * 0.75, None))
    m.zone("body", "end", x=(None, -0.32 * long))
    m.zone("body", "front", x=(0.4 * long, None))


def _laptop_zones(m: Maker, x: float, y: float, top: float, screen_top: float) -> None:
    m.zone("base", "left_side", y=(y - 0.02, None))
    m.zone("base", "right_side", y=(None, -y + 0.02))
    m.zone("base", "edge", x=(None, -x + 0.022))
    m.zone("base", "keyboard", x=(-0.15 * x, 0.85 * x), y=(-0.88 * y, 0.88 * y), z=(top - 0.0004, None))
    m.zone("screen", "top_edge", z=(screen_top, None))


def _keyboard(m: Maker, x: float, y: float, top: float) -> None:
    """Rows of keys; whole rows in coarse models."""
    columns = 9 if m.fine else 1
    for row in range(4):
        for k in range(columns):
            wide = 1.72 * y / columns
            m.add(
                "base",
                block(
                    (0.2 * x, 0.82 * wide, 0.003),
                    (-0.02 * x + row * 0.245 * x, (k + 0.5 - columns / 2) * wide, top),
                ),
            )


@construction("laptop")
def thin_laptop(m: Maker) -> None:
    """Two thin slabs about a hinge, open at some angle."""
    x, y, base, lid = m.u(0.095, 0.13), m.u(0.14, 0.19), m.u(0.009, 0.016), m.u(0.004, 0.008)
    corner = m.u(0.003, 0.012)
    m.add("base", plate(rectangle(2 * x, 2 * y, corner, 3), base, at=(0, 0, base / 2)))
    _keyboard(m, x, y, base)
    if m.fine:
        m.add("base", block((0.5 * x, 0.6 * y, 0.001), (-0.6 * x, 0, base)))
    lean = m.u(0, 38)
    shell = plate(rectangle(2 * y, 2 * x, corner, 3, at=(0, x)), lid, "yz", (x, 0, base))
    if m.fine:
        shell = shell - block((0.002, 1.88 * y, 1.82 * x), (x - lid / 2, 0, base + x))
    m.add("screen", turn(shell, "y", lean, (x, 0, base)))
    m.add("screen", along_y([(lid * 0.6 + 0.001, -0.6 * y), (lid * 0.6 + 0.001, 0.6 * y)], 8, (x, 0, base)))
    _laptop_zones(m, x, y, base, base + 2 * x * float(np.cos(np.radians(lean))) - 0.022)


@construction("laptop")
def thick_laptop(m: Maker) -> None:
    """Old or armoured machine: deep wedge, thick lid, hinge posts, sometimes a carrying handle in front."""
    x, y, base, lid = m.u(0.1, 0.13), m.u(0.13, 0.17), m.u(0.026, 0.045), m.u(0.014, 0.024)
    front = base * m.u(0.65, 1.0)
    m.add("base", plate([(-x, 0), (x, 0), (x, base), (-0.3 * x, base), (-x, front)], 2 * y, "xz"))
    _keyboard(m, x * 0.9, y * 0.92, base)
    lean = m.u(5, 35)
    for a in (1, -1):
        m.add(
            "base",
            along_y([(0.01, -0.02), (0.01, 0.02)], max(8, m.sides // 2), (x - 0.01, a * 0.7 * y, base)),
        )
    shell = brick(m, (lid, 1.94 * y, 1.8 * x), (x - 0.01, 0, base + 0.9 * x + 0.004), 0.004) - block(
        (0.006, 1.6 * y, 1.45 * x), (x - 0.01 - lid / 2, 0, base + 0.9 * x)
    )
    m.add("screen", turn(shell, "y", lean, (x - 0.01, 0, base)))
    if m.chance(0.5):
        path = [
            (-x + 0.004, 0.3 * y, front / 2),
            (-x - 0.034, 0.26 * y, front / 2),
            (-x - 0.034, -0.26 * y, front / 2),
            (-x + 0.004, -0.3 * y, front / 2),
        ]
        m.add("base", tube(path, 0.007, max(6, m.sides // 2)))
    _laptop_zones(m, x, y, base, base + 1.8 * x * float(np.cos(np.radians(lean))) - 0.03)


@construction("laptop")
def closed_laptop(m: Maker) -> None:
    """Shut: the lid lies on the lower half."""
    x, y, base, lid = m.u(0.095, 0.13), m.u(0.14, 0.19), m.u(0.009, 0.02), m.u(0.004, 0.009)
    corner = m.u(0.002, 0.016)
    m.add(
        "base",
        soft_plate(
            rectangle(2 * x, 2 * y, corner, 3), base, at=(0, 0, base / 2), bevel=0.002 if m.fine else 0.0
        ),
    )
    inset = m.u(0, 0.003)
    m.add(
        "screen",
        soft_plate(
            rectangle(2 * (x - inset), 2 * (y - inset), corner, 3),
            lid,
            at=(0, 0, base + lid / 2),
            bevel=0.001 if m.fine else 0.0,
        ),
    )
    m.add("base", along_y([(0.004, -0.7 * y), (0.004, 0.7 * y)], 8, (x - 0.002, 0, base)))
    m.zone("base", "left_side", y=(y - 0.02, None))
    m.zone("base", "right_side", y=(None, -y + 0.02))
    m.zone("base", "edge", x=(None, -x + 0.022))
    m.zone("screen", "top_edge", x=(None, -x + 0.022))


@construction("laptop")
def swivel_laptop(m: Maker) -> None:
    """Small or detachable one: the lid stands on a post or a foot in the middle of the base."""
    x, y, base, lid = m.u(0.08, 0.11), m.u(0.11, 0.15), m.u(0.008, 0.018), m.u(0.006, 0.011)
    m.add(
        "base",
        soft_plate(
            rectangle(2 * x, 2 * y, 0.01, 3), base, at=(0, 0, base / 2), bevel=0.002 if m.fine else 0.0
        ),
    )
    _keyboard(m, x * 0.85, y * 0.95, base)
    post, place, lean = m.u(0.012, 0.03), m.u(0.6, 0.85) * x, m.u(8, 30)
    turned = m.u(-35, 35) if m.chance(0.5) else 0.0
    tall = m.u(1.5, 1.9) * x
    m.add(
        "screen",
        lathe([(0.018, base - 0.001), (0.014, base + post + 0.006)], max(8, m.sides // 2), (place, 0, 0)),
    )
    shell = plate(
        rectangle(2 * y * 0.97, tall, 0.01, 3, at=(0, tall / 2)), lid, "yz", (place, 0, base + post)
    )
    m.add("screen", turn(turn(shell, "y", lean, (place, 0, base + post)), "z", turned, (place, 0, 0)))
    _laptop_zones(m, x, y, base, base + post + tall * float(np.cos(np.radians(lean))) - 0.022)


def _radio_zones(m: Maker, x: float, y: float, z: float, tip: float, key: tuple[float, float, float]) -> None:
    """Body from z 0 to z, antenna up to tip, middle and half height of the talk key."""
    m.zone("body", "base", z=(None, m.u(0.08, 0.16) * z))
    m.zone("body", "push_to_talk", y=(key[0], None), z=(key[1] - key[2], key[1] + key[2]))
    m.zone("antenna", "antenna_tip", z=(tip - m.u(0.01, 0.025), None))


@construction("walkie_talkie")
def service_radio(m: Maker) -> None:
    """Rugged upright box, fat rubber aerial, knobs on top."""
    x, y, z, n = m.u(0.015, 0.021), m.u(0.026, 0.033), m.u(0.1, 0.14), max(8, m.sides // 2)
    m.add(
        "body",
        skin(
            [
                (0, 0, 0, x * 0.95, y * 0.95),
                (0.55 * z, 0, 0, x, y),
                (0.6 * z, 0, 0, x * 0.95, y * 0.93),
                (z, 0, 0, x * 0.9, y * 0.95),
            ],
            n,
            "z",
            m.u(4, 9),
        ),
    )
    if m.fine:
        for k in range(m.count(3, 5)):
            m.add("body", block((0.003, y * 1.1, 0.003), (-x * 0.97, 0, 0.55 * z + 0.007 * k)))
    side, long = m.pick(1, -1), m.u(0.05, 0.16)
    low, high = m.u(0.005, 0.0075), m.u(0.0035, 0.0065)
    m.add(
        "antenna",
        lathe(
            [(low * 1.2, z - 0.003), (low, z + 0.012), (high, z + long), (high * 0.6, z + long + 0.003)],
            m.sides,
            (0, side * y * 0.6, 0),
        ),
    )
    m.add("knob", lathe([(0.006, z - 0.002), (0.0058, z + m.u(0.008, 0.015))], n, (0, -side * y * 0.4, 0)))
    if m.chance(0.5):
        m.add("knob", lathe([(0.005, z - 0.002), (0.0045, z + 0.009)], n, (0, 0.02 * y, 0)))
    key = (0.62 * z, m.u(0.014, 0.02))
    m.add("body", brick(m, (1.1 * x, 0.006, 2 * key[1]), (0, y, key[0]), 0.002))
    if m.chance(0.6):
        m.add(
            "body",
            block((0.004, 0.016, 0.5 * z), (x + 0.005, 0, 0.6 * z)),
            block((0.008, 0.014, 0.008), (x + 0.001, 0, 0.82 * z)),
        )
    _radio_zones(m, x, y, z, z + long + 0.003, (y * 0.985, *key))
    m.zone("body", "speaker", x=(None, -x * 0.85), y=(-0.7 * y, 0.7 * y), z=(0.5 * z, 0.85 * z))


@construction("walkie_talkie")
def leisure_radio(m: Maker) -> None:
    """Small and rounded with a waist and a stubby aerial, as toys are."""
    x, y, z, n = m.u(0.012, 0.018), m.u(0.023, 0.03), m.u(0.075, 0.11), m.sides
    waist = m.u(0.75, 0.95)
    m.add(
        "body",
        skin(
            [
                (0, 0, 0, x * 0.7, y * 0.8),
                (0.1 * z, 0, 0, x, y),
                (0.45 * z, 0, 0, x, y * waist),
                (0.8 * z, 0, 0, x, y),
                (z, 0, 0, x * 0.7, y * 0.75),
            ],
            n,
            "z",
            m.u(2.2, 3.2),
        ),
    )
    side, long = m.pick(1, -1), m.u(0.025, 0.07)
    thick = m.u(0.005, 0.008)
    m.add(
        "antenna",
        capsule(
            (0, side * y * 0.5, 0.93 * z),
            (0, side * y * m.u(0.5, 0.65), z + long),
            thick,
            n,
            thick * m.u(0.6, 1.0),
        ),
    )
    m.add("knob", lathe([(0.006, 0.94 * z), (0.0055, z + 0.008)], max(8, n // 2), (0, -side * y * 0.35, 0)))
    key = (0.5 * z, m.u(0.01, 0.015))
    m.add("body", ball((x * 0.6, 0.005, key[1]), n, (0, y * (waist + 0.02), key[0])))
    m.add("body", plate(rectangle(y * 1.1, 0.2 * z, 0.003), 0.003, "yz", (-x * 0.98, 0, 0.66 * z)))
    _radio_zones(m, x, y, z, z + long + thick * 0.6, (y * waist * 0.97, *key))
    m.zone("body", "speaker", x=(None, -x * 0.7), y=(-0.7 * y, 0.7 * y), z=(0.12 * z, 0.45 * z))


@construction("walkie_talkie")
def army_handset(m: Maker) -> None:
    """Long metal brick of the old army kind, telescopic aerial, ear and mouth pieces standing out."""
    x, y, z = m.u(0.022, 0.032), m.u(0.03, 0.038), m.u(0.18, 0.28)
    n = max(8, m.sides // 2)
    m.add("body", block((2 * x, 2 * y, z), (0, 0, z / 2)))
    for place in (0.14, 0.86):
        m.add("body", along_x([(y * 0.7, -x - 0.016), (y * 0.85, -x + 0.002)], m.sides, (0, 0, place * z)))
    side, long = m.pick(1, -1), m.u(0.12, 0.5)
    segments, r = m.count(2, 4), m.u(0.003, 0.005)
    for k in range(segments):
        m.add(
            "antenna",
            lathe(
                [
                    (r * (1 - 0.2 * k), z - 0.004 if k == 0 else z + long * k / segments - 0.002),
                    (r * (1 - 0.2 * k), z + long * (k + 1) / segments),
                ],
                n,
                (0, side * y * 0.6, 0),
            ),
        )
    m.add("antenna", ball(r * 0.9, 8, (0, side * y * 0.6, z + long)))
    m.add("knob", lathe([(0.009, z - 0.001), (0.008, z + 0.014)], n, (0, -side * y * 0.5, 0)))
    key = (0.55 * z, m.u(0.02, 0.035))
    m.add("body", block((0.8 * x, 0.012, 2 * key[1]), (0, y, key[0])))
    _radio_zones(m, x, y, z, z + long, (y * 1.005, *key))
    m.zone("body", "speaker", x=(None, -x - 0.001), z=(0.6 * z, None))


@construction("walkie_talkie")
def folding_handset(m: Maker) -> None:
    """Satellite or baby phone kind: slim, its flat aerial beside or hinged on top."""
    x, y, z, n = m.u(0.011, 0.016), m.u(0.022, 0.028), m.u(0.12, 0.16), max(8, m.sides // 2)
    m.add(
        "body",
        soft_plate(
            rectangle(2 * y, z, m.u(0.004, 0.014), 4 if m.fine else 2, at=(0, z / 2)),
            2 * x,
            "yz",
            bevel=0.003 if m.fine else 0.0,
        ),
    )
    side, long = m.pick(1, -1), m.u(0.06, 0.12)
    lean = m.u(-8, 25)
    hinge = (0, side * (y - 0.007), z)
    flap = hull(
        bar(hinge, (0, hinge[1], z + long), 0.006, n),
        bar((0.003, hinge[1], z + 0.3 * long), (0.003, hinge[1], z + long), 0.008, n),
    )
    m.add("antenna", turn(flap, "x", -side * lean, hinge), ball(0.009, n, hinge))
    m.add("knob", lathe([(0.005, z - 0.003), (0.0045, z + 0.006)], n, (0, -side * y * 0.5, 0)))
    key = (0.6 * z, m.u(0.012, 0.018))
    m.add("body", brick(m, (x, 0.006, 2 * key[1]), (0, y, key[0]), 0.002))
    if m.fine:
        for row in range(3):
            for column in (-1, 0, 1):
                m.add("body", block((0.003, 0.011, 0.007), (-x, column * 0.014, 0.12 * z + row * 0.012)))
    tip = z + long * float(np.cos(np.radians(lean)))
    _radio_zones(m, x, y, z, tip, (y * 1.01, *key))
    m.zone("body", "speaker", x=(None, -x * 0.9), y=(-0.5 * y, 0.5 * y), z=(0.82 * z, 0.94 * z))
