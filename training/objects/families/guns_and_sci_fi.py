"""Guns for one hand, and the gear of science fiction."""

from __future__ import annotations

import numpy as np

from ..maker import Maker
from ..registry import construction
from ..sections import along_x
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
    move,
    plate,
    rectangle,
    ring,
    tube,
    turn,
    vessel,
)
from ._arms import End, finger_lever, thin_sides
from ._guns import beam, bore, gun_barrel, muzzle_zone, pistol_grip, ribs, sights, skin


def _trigger(m: Maker, x: float, z: float, guard: float, deep: float) -> None:
    """Trigger as a part of its own, with its guard."""
    finger_lever(m, "trigger", x, z, guard, deep, m.u(0.0022, 0.0036), zoned=False)


@construction("pistol")
def slide_pistol(m: Maker) -> None:
    """Box of a slide over a frame, magazine grip, the barrel just showing."""
    long, tall, wide = m.u(0.15, 0.21), m.u(0.024, 0.036), m.u(0.022, 0.032)
    rear, front = -0.045, long - 0.045
    m.add("slide", beam(rear, front, tall, wide, 0, m.u(0, 0.006)))
    m.add("slide", beam(rear + 0.008, front - m.u(0.005, 0.04), 0.022, 0.9 * wide, -0.5 * tall - 0.009))
    sights(m, "slide", rear + 0.008, front - 0.008, 0.5 * tall, m.u(0.003, 0.006))
    if m.fine:
        ribs(m, "slide", rear + 0.004, rear + 0.034, 0.7 * tall, 1.05 * wide, 0, m.count(4, 7))
    if m.chance(0.5):
        m.add("slide", block((0.01, 0.008, 0.016), (rear - 0.002, 0, 0.25 * tall)))
    r, out = m.u(0.0065, 0.0085), m.u(0.006, 0.04)
    gun_barrel(m, front - 0.03, front + out, min(r, 0.36 * tall), 0.08 * tall)
    bore(m, front + out, 0.55 * r, 0.08 * tall)
    low = -0.5 * tall - 0.018
    _trigger(m, 0.024, low, m.u(0.045, 0.055), m.u(0.028, 0.036))
    pistol_grip(
        m, "grip", -0.018, low, m.u(0.08, 0.105), m.u(0.01, 0.035), m.u(0.042, 0.054), m.u(0.025, 0.034)
    )


@construction("pistol")
def bare_barrel_pistol(m: Maker) -> None:
    """Slim exposed barrel before a short receiver, strongly raked grip."""
    r, long = m.u(0.0075, 0.011), m.u(0.09, 0.16)
    body, tall = m.u(0.08, 0.12), m.u(0.026, 0.036)
    rear = -0.05
    m.add(
        "slide",
        skin(
            m,
            [
                (rear, 0.004, 0.6 * tall, 0.02),
                (rear + 0.3 * body, 0, tall, 0.026),
                (rear + body, 0, tall, 0.025),
            ],
            3.5,
        ),
    )
    m.add("slide", beam(rear + 0.02, rear + body, 0.02, 0.022, -0.5 * tall - 0.006))
    if m.chance(0.6):
        m.add(
            "slide",
            bar((rear + 0.02, 0.022, 0.4 * tall), (rear + 0.02, -0.022, 0.4 * tall), 0.008, thin_sides(m)),
        )
    gun_barrel(m, rear + body - 0.01, rear + body + long, r, 0.1 * tall)
    bore(m, rear + body + long, 0.5 * r, 0.1 * tall)
    m.add("barrel", block((0.012, 0.004, 0.014), (rear + body + long - 0.014, 0, 0.1 * tall + r)))
    _trigger(m, 0.026, -0.5 * tall - 0.014, m.u(0.045, 0.055), m.u(0.028, 0.036))
    pistol_grip(
        m,
        "grip",
        -0.016,
        -0.5 * tall - 0.008,
        m.u(0.085, 0.11),
        m.u(0.035, 0.065),
        m.u(0.038, 0.048),
        m.u(0.025, 0.032),
    )
    if m.chance(0.4):
        m.add("slide", block((0.034, 0.02, m.u(0.05, 0.1)), (0.07, 0, -0.5 * tall - 0.035)))


@construction("pistol")
def silenced_pistol(m: Maker) -> None:
    """Rounded slide and frame in one, a thick tube screwed on in front."""
    long, tall, wide = m.u(0.13, 0.18), m.u(0.045, 0.055), m.u(0.024, 0.034)
    rear, front = -0.05, long - 0.05
    rows = [
        (rear, -0.004, 0.8 * tall, 0.9 * wide),
        (rear + 0.012, -0.006, tall, wide),
        (front - 0.01, -0.006, tall, wide),
        (front, -0.004, 0.8 * tall, 0.9 * wide),
    ]
    m.add("slide", skin(m, rows, m.u(3, 6)))
    sights(m, "slide", rear + 0.012, front - 0.012, 0.5 * tall - 0.008, 0.006)
    r = m.u(0.011, 0.019)
    tube_long = m.u(0.06, 0.19)
    m.add("barrel", bar((front - 0.02, 0, 0.002), (front + 0.015, 0, 0.002), 0.6 * r, m.sides))
    m.add(
        "barrel",
        along_x(
            [
                (0.9 * r, front + 0.008),
                (r, front + 0.012),
                (r, front + tube_long - 0.003),
                (0.9 * r, front + tube_long),
            ],
            m.sides,
            (0, 0, 0.002),
        ),
    )
    bore(m, front + tube_long, 0.3 * r, 0.002)
    muzzle_zone(m, front, front + tube_long, 0.15)
    low = -0.5 * tall - 0.004
    _trigger(m, 0.022, low, m.u(0.045, 0.055), m.u(0.028, 0.036))
    pistol_grip(
        m, "grip", -0.022, low, m.u(0.08, 0.105), m.u(0.01, 0.03), m.u(0.042, 0.054), m.u(0.026, 0.034)
    )


@construction("pistol")
def chunky_pistol(m: Maker) -> None:
    """Stylised: oversized slide, short thick grip, big muzzle, few pieces."""
    long, tall, wide = m.u(0.16, 0.26), m.u(0.04, 0.065), m.u(0.032, 0.05)
    rear, front = -0.055, long - 0.055
    step = m.u(0.45, 0.7) * long + rear
    m.add(
        "slide",
        beam(rear, step, tall, wide, 0, m.u(0, 0.01)),
        beam(step - 0.005, front, m.u(0.7, 0.95) * tall, 0.9 * wide, 0.03 * tall, m.u(0, 0.008)),
    )
    m.add("slide", beam(rear + 0.01, 0.6 * front, 0.5 * tall, 0.85 * wide, -0.55 * tall))
    sights(m, "slide", rear + 0.012, front - 0.015, 0.4 * tall, 0.2 * tall)
    out, r = m.u(0.012, 0.05), m.u(0.2, 0.32) * tall
    if m.chance(0.4):
        m.add("barrel", beam(front - 0.03, front + out, 2 * r, 2 * r, 0, 0.3 * r))
    else:
        m.add("barrel", bar((front - 0.03, 0, 0), (front + out, 0, 0), r, m.sides))
    bore(m, front + out, 0.6 * r)
    muzzle_zone(m, front, front + out, 0.4)
    _trigger(m, 0.034, -0.78 * tall, m.u(0.05, 0.06), m.u(0.03, 0.04))
    pistol_grip(
        m,
        "grip",
        -0.02,
        -0.72 * tall,
        m.u(0.085, 0.11),
        m.u(0.015, 0.045),
        m.u(0.048, 0.06),
        min(0.036, 0.9 * wide),
    )


def _drum(m: Maker, x0: float, x1: float, r: float, z: float) -> None:
    """Revolver's cylinder with flutes."""
    m.add(
        "cylinder",
        along_x(
            [(0.93 * r, x0), (r, x0 + 0.003), (r, x1 - 0.004), (0.88 * r, x1)],
            m.pick(6, m.sides, m.sides),
            (0, 0, z),
        ),
    )
    if not m.fine:
        return
    count = m.pick(5, 6, 6, 8)
    for k in range(count):
        a = 2 * np.pi * (k + 0.5) / count
        y, c = 1.08 * r * np.cos(a), 1.08 * r * np.sin(a) + z
        m.cut("cylinder", bar((x0 + 0.4 * (x1 - x0), y, c), (x1 + 0.005, y, c), 0.2 * r, 8))


def _plow_grip(m: Maker, x: float, z: float, long: float, reach: float, depth: float, wide: float) -> None:
    """Curved wooden grip, flaring to its end."""
    points = [
        (x + 0.012, 0, z + 0.014),
        (x - 0.1 * reach, 0, z - 0.25 * long),
        (x - 0.5 * reach, 0, z - 0.65 * long),
        (x - reach, 0, z - long),
    ]
    path = curve(points, 10 if m.fine else 5)
    size = 0.5 * depth * np.interp(np.linspace(0, 1, len(path)), [0, 0.35, 1], [1.0, 0.88, m.u(1.0, 1.4)])
    m.add("grip", tube(path, size, max(8, m.sides // 2 + 2), wide / depth, up=(1, 0, 0.01)))


@construction("revolver")
def frontier_revolver(m: Maker) -> None:
    """Round barrel with an ejector rod, open hammer, plow-handle grip."""
    r, long, drum = m.u(0.007, 0.01), m.u(0.1, 0.22), m.u(0.017, 0.024)
    x0, x1 = 0.01, m.u(0.045, 0.055)
    _drum(m, x0, x1, drum, -0.4 * drum)
    frame = m.u(0.016, 0.024)
    m.add(
        "barrel",
        beam(x0 - 0.035, x1 + 0.012, 0.008, frame, 0.72 * drum),
        beam(x0 - 0.035, x1 + 0.012, 0.01, frame, -1.42 * drum),
    )
    m.add(
        "barrel",
        block((0.02, frame, 2.2 * drum), (x0 - 0.012, 0, -0.35 * drum)),
        block((0.014, frame, 2.2 * drum), (x1 + 0.008, 0, -0.35 * drum)),
    )
    gun_barrel(m, x1 + 0.004, x1 + long, r, 0.15 * drum)
    if m.chance(0.7):
        m.add(
            "barrel",
            bar(
                (x1 + 0.01, -0.004, -1.1 * r),
                (x1 + 0.75 * long, -0.004, -1.1 * r),
                0.5 * r + 0.001,
                thin_sides(m),
            ),
        )
    bore(m, x1 + long, 0.55 * r, 0.15 * drum)
    m.add("barrel", block((0.012, 0.003, 0.014), (x1 + long - 0.012, 0, 0.15 * drum + r + 0.003)))
    m.add(
        "barrel",
        tube(curve([(x0 - 0.02, 0, 0), (x0 - 0.035, 0, drum), (x0 - 0.05, 0, 1.4 * drum)], 5), 0.004, 6),
    )
    _trigger(m, 0.022, -1.45 * drum, m.u(0.042, 0.055), m.u(0.028, 0.036))
    _plow_grip(
        m, x0 - 0.035, -0.9 * drum, m.u(0.09, 0.115), m.u(0.035, 0.065), m.u(0.034, 0.044), m.u(0.026, 0.034)
    )


@construction("revolver")
def snub_revolver(m: Maker) -> None:
    """Short shrouded barrel under a rib, round frame, rubber grip."""
    long, drum = m.u(0.045, 0.12), m.u(0.018, 0.023)
    x0, x1 = 0.008, 0.048
    _drum(m, x0, x1, drum, -0.35 * drum)
    wide = m.u(0.016, 0.022)
    outline = [
        (x0 - 0.04, 0.2 * drum),
        (x0 - 0.02, 0.9 * drum),
        (x1 + 0.02, 0.9 * drum),
        (x1 + 0.02, -1.4 * drum),
        (x0 - 0.02, -1.7 * drum),
        (x0 - 0.045, -0.8 * drum),
    ]
    window = rectangle(x1 - x0, 1.9 * drum, at=(0.5 * (x0 + x1), -0.4 * drum))
    m.add("barrel", plate(outline[::-1], wide, "xz", holes=[window]))
    m.add(
        "barrel",
        beam(x1 + 0.01, x1 + long, 1.6 * drum, 0.75 * wide, -0.05 * drum, 0.004),
        bar((x1 + 0.01, 0, 0.25 * drum), (x1 + long + 0.002, 0, 0.25 * drum), 0.5 * wide + 0.0008, m.sides),
    )
    bore(m, x1 + long, 0.0048, 0.25 * drum)
    muzzle_zone(m, x1, x1 + long, 0.18)
    m.add(
        "barrel",
        plate(
            [
                (x1 + long - 0.02, 0.7 * drum),
                (x1 + long - 0.002, 0.7 * drum),
                (x1 + long - 0.004, 1.15 * drum),
            ],
            0.003,
            "xz",
        ),
    )
    _trigger(m, 0.022, -1.5 * drum, m.u(0.042, 0.052), m.u(0.028, 0.034))
    pistol_grip(
        m,
        "grip",
        x0 - 0.034,
        -1.1 * drum,
        m.u(0.075, 0.1),
        m.u(0.02, 0.045),
        m.u(0.036, 0.046),
        m.u(0.026, 0.034),
    )


@construction("revolver")
def heavy_octagon_revolver(m: Maker) -> None:
    """Stylised: eight-sided long barrel, fat drum, bird's-head grip."""
    r, long, drum = m.u(0.01, 0.018), m.u(0.12, 0.26), m.u(0.022, 0.034)
    x0, x1 = 0.008, m.u(0.05, 0.065)
    _drum(m, x0, x1, drum, -0.3 * drum)
    m.add("barrel", beam(x0 - 0.035, x1 + 0.02, 0.01, 1.1 * drum, 0.76 * drum, 0.003))
    m.add(
        "barrel",
        hull(
            block((0.02, 1.1 * drum, 2.0 * drum), (x0 - 0.012, 0, -0.2 * drum)),
            ball(0.5 * drum, m.sides, (x0 - 0.03, 0, -0.2 * drum)),
        ),
    )
    m.add(
        "barrel",
        block((0.016, 1.1 * drum, 2.2 * drum), (x1 + 0.009, 0, -0.3 * drum)),
        beam(x0 - 0.01, x1 + 0.016, 0.01, drum, -1.32 * drum),
    )
    m.add("barrel", bar((x1, 0, 0.2 * drum), (x1 + long, 0, 0.2 * drum), r, m.pick(6, 8)))
    if m.chance(0.5):
        m.add("barrel", beam(x1, x1 + m.u(0.5, 0.9) * long, 1.2 * r, 0.9 * r, 0.2 * drum - 1.2 * r))
    bore(m, x1 + long, 0.5 * r, 0.2 * drum)
    muzzle_zone(m, x1, x1 + long, 0.12)
    sights(m, "barrel", x0, x1 + long - 0.014, 0.2 * drum + 0.85 * r, 0.008)
    _trigger(m, 0.026, -1.32 * drum, m.u(0.045, 0.055), m.u(0.03, 0.036))
    reach, top = m.u(0.03, 0.06), -0.7 * drum
    _plow_grip(m, x0 - 0.032, top, m.u(0.08, 0.1), reach, m.u(0.038, 0.046), m.u(0.028, 0.036))
    if m.chance(0.5):
        m.add("grip", ball(0.024, m.sides, (x0 - 0.032 - reach, 0, top - 0.09)))


@construction("revolver")
def pepperbox(m: Maker) -> None:
    """A turning bundle of barrels before a rounded frame; the drum is its rear end."""
    count, long, r = m.pick(4, 5, 6), m.u(0.07, 0.13), m.u(0.006, 0.0085)
    spread = r / np.sin(np.pi / count)
    x0, x1 = 0.012, 0.04
    _drum(m, x0, x1, spread + 1.15 * r, 0)
    for k in range(count):
        a = 2 * np.pi * k / count + 0.3
        y, z = spread * np.cos(a), spread * np.sin(a)
        m.add("barrel", bar((x1 - 0.002, y, z), (x1 + long, y, z), 1.04 * r, max(6, m.sides // 2)))
        if m.fine:
            bore(m, x1 + long, 0.55 * r, z, y)
    m.add("barrel", bar((x1 - 0.002, 0, 0), (x1 + long, 0, 0), spread, m.sides))
    muzzle_zone(m, x1, x1 + long, 0.15)
    deep = 2.2 * (spread + r)
    m.add(
        "grip",
        skin(
            m,
            [
                (-0.045, -0.008, 0.35 * deep, 0.016),
                (-0.03, -0.004, 0.9 * deep, 0.022),
                (0.016, 0, deep, 0.026),
            ],
            2.5,
        ),
    )
    _trigger(m, 0.014, -0.45 * deep, m.u(0.042, 0.05), m.u(0.028, 0.034))
    _plow_grip(m, -0.03, -0.2 * deep, m.u(0.08, 0.1), m.u(0.03, 0.06), m.u(0.034, 0.042), m.u(0.026, 0.032))


def _lock(m: Maker, x: float, z: float, y: float, size: float) -> None:
    """Flint lock on one side: plate, cock with its jaws, pan and frizzen."""
    side = m.pick(1, -1)
    outline = [(float(a), float(b)) for a, b in circle((0.042 * size, 0.011 * size), 14, (x, z))]
    m.add("lock", plate(outline, 0.006, "xz", (0, side * y, 0)))
    points = [
        (x - 0.016 * size, side * (y + 0.002), z),
        (x - 0.03 * size, side * y, z + 0.022 * size),
        (x - 0.014 * size, side * y, z + 0.04 * size),
        (x - 0.002 * size, side * y, z + 0.034 * size),
    ]
    m.add("lock", tube(curve(points, 8 if m.fine else 5), 0.0036 * size, thin_sides(m)))
    m.add("lock", block((0.014 * size, 0.01 * size, 0.009 * size), (x + 0.001, side * y, z + 0.034 * size)))
    m.add(
        "lock",
        block((0.02 * size, 0.012, 0.008 * size), (x + 0.018 * size, side * (y + 0.002), z + 0.008 * size)),
    )
    m.add(
        "lock",
        plate(
            [
                (x + 0.014 * size, z + 0.008 * size),
                (x + 0.03 * size, z + 0.01 * size),
                (x + 0.02 * size, z + 0.038 * size),
                (x + 0.014 * size, z + 0.036 * size),
            ],
            0.008,
            "xz",
            (0, side * y, 0),
        ),
    )


def _pistol_stock(m: Maker, front: float, tall: float, wide: float, long: float, reach: float) -> End:
    """Wooden stock from under the barrel round to a hanging grip; returns the grip's end."""
    points = [
        (front, 0, -0.3 * tall),
        (0.05, 0, -0.35 * tall),
        (0.0, 0, -0.4 * tall),
        (-0.035, 0, -0.75 * tall),
        (-0.05 - 0.5 * reach, 0, -tall - 0.35 * long),
        (-0.05 - reach, 0, -tall - long),
    ]
    path = curve(points, 16 if m.fine else 8)
    t = np.linspace(0, 1, len(path))
    size = 0.5 * tall * np.interp(t, [0, 0.2, 0.45, 0.62, 0.8, 1], [0.7, 0.95, 1.15, 1.05, 0.95, 1.1])
    m.add("grip", tube(path, size, max(8, m.sides // 2 + 2), wide / tall, up=(0.7, 0, 1)))
    return float(path[-1][0]), 0.0, float(path[-1][2])


@construction("flintlock")
def belt_flintlock(m: Maker) -> None:
    """Full stock, round barrel, brass ball for a butt."""
    tall, wide, long = m.u(0.032, 0.042), m.u(0.026, 0.036), m.u(0.16, 0.28)
    end = _pistol_stock(m, m.u(0.6, 0.9) * long, tall, wide, m.u(0.055, 0.08), m.u(0.04, 0.075))
    r = m.u(0.009, 0.013)
    gun_barrel(m, -0.02, long, r, 0.15 * tall)
    bore(m, long, 0.6 * r, 0.15 * tall)
    big = m.u(0.6, 0.85) * tall
    m.add("grip", ball((big, m.u(0.8, 1) * big, big), m.sides, end))
    m.zone("grip", "butt", x=(None, end[0] + 0.9 * big), z=(None, end[2] + 0.9 * big))
    _lock(m, 0.0, 0.002, 0.5 * wide, m.u(0.7, 1.05))
    _trigger(m, 0.0, -0.8 * tall, m.u(0.045, 0.055), m.u(0.026, 0.034))


@construction("flintlock")
def blunderbuss_pistol(m: Maker) -> None:
    """Barrel like a trumpet, thick stock."""
    tall, wide, long = m.u(0.036, 0.046), m.u(0.03, 0.042), m.u(0.14, 0.25)
    end = _pistol_stock(m, m.u(0.45, 0.7) * long, tall, wide, m.u(0.055, 0.08), m.u(0.04, 0.08))
    r, mouth = m.u(0.011, 0.015), m.u(0.022, 0.042)
    shape = [
        (1.15 * r, -0.02),
        (r, 0.4 * long),
        (1.1 * r, 0.7 * long),
        (0.6 * (mouth + r), 0.9 * long),
        (mouth, long),
    ]
    m.add("barrel", along_x(shape, m.sides, (0, 0, 0.2 * tall)))
    m.cut(
        "barrel",
        along_x(
            [(0.6 * r, 0.5 * long), (0.7 * r, 0.75 * long), (mouth - 0.003, long + 0.002)],
            m.sides,
            (0, 0, 0.2 * tall),
        ),
    )
    muzzle_zone(m, 0, long, 0.2)
    m.add("grip", along_x([(0.4 * tall, -0.01), (0.62 * tall, -0.004), (0.6 * tall, 0.012)], m.sides, end))
    m.zone("grip", "butt", z=(None, end[2] + 0.016))
    _lock(m, 0.0, 0.002, 0.5 * wide, m.u(0.7, 1.05))
    _trigger(m, 0.0, -0.85 * tall, m.u(0.045, 0.055), m.u(0.026, 0.034))


@construction("flintlock")
def duelling_pistol(m: Maker) -> None:
    """Eight-sided barrel, slim curved grip, ramrod below."""
    tall, wide, long = m.u(0.028, 0.036), m.u(0.024, 0.03), m.u(0.2, 0.3)
    r = m.u(0.009, 0.013)
    m.add("barrel", bar((-0.02, 0, 0.2 * tall), (long, 0, 0.2 * tall), r, 8))
    bore(m, long, 0.55 * r, 0.2 * tall)
    muzzle_zone(m, 0, long, 0.1)
    fore = m.u(0.35, 0.65) * long
    rows = [
        (fore, -0.2 * tall, 0.6 * tall, 0.8 * wide),
        (0.03, -0.3 * tall, 1.1 * tall, wide),
        (-0.03, -0.35 * tall, 1.1 * tall, wide),
    ]
    m.add("grip", skin(m, rows[::-1], 3))
    depth = m.u(0.032, 0.04)
    low, reach = m.u(0.09, 0.11), m.u(0.04, 0.075)
    _plow_grip(m, -0.034, -0.25 * tall, low, reach, depth, m.u(0.024, 0.032))
    m.zone("grip", "butt", z=(None, -0.25 * tall - 0.75 * low))
    if m.chance(0.6):
        m.add("barrel", bar((0.4 * fore, 0, -0.55 * tall), (0.9 * long, 0, -0.5 * r), 0.004, thin_sides(m)))
    _lock(m, -0.005, 0.0, 0.5 * wide, m.u(0.7, 1.05))
    _trigger(m, 0.0, -0.8 * tall, m.u(0.045, 0.055), m.u(0.026, 0.034))


@construction("flintlock")
def twin_barrel_flintlock(m: Maker) -> None:
    """Blocky: two barrels over a stock of flat boards."""
    tall, wide, long = m.u(0.034, 0.046), m.u(0.034, 0.046), m.u(0.13, 0.22)
    r = m.u(0.008, 0.012)
    upright = m.chance(0.5)
    for s in (1, -1):
        y, z = (0, 0.25 * tall + s * r) if upright else (s * r, 0.25 * tall)
        m.add("barrel", bar((-0.02, y, z), (long, y, z), 1.06 * r, max(6, m.sides // 2)))
        bore(m, long, 0.6 * r, z, y)
    muzzle_zone(m, 0, long, 0.12)
    lean, low = m.u(0.04, 0.08), m.u(0.08, 0.105)
    back, depth = -0.04, m.u(0.038, 0.048)
    outline = [
        (0.55 * long, 0.2 * tall),
        (0.55 * long, -0.3 * tall),
        (0.02, -0.8 * tall),
        (back + depth, -0.85 * tall),
        (back + depth - lean, -low - 0.5 * tall),
        (back - lean, -low - 0.35 * tall),
        (back - 0.2 * lean, -0.2 * tall),
        (back, 0.25 * tall),
    ]
    m.add("grip", plate(outline[::-1], 0.75 * wide, "xz"))
    m.add(
        "grip",
        hull(
            block((depth + 0.006, 0.9 * wide, 0.012), (back - lean + 0.5 * depth, 0, -low - 0.45 * tall)),
            block((depth, 0.8 * wide, 0.01), (back - 0.85 * lean + 0.5 * depth, 0, -0.85 * low - 0.4 * tall)),
        ),
    )
    m.zone("grip", "butt", z=(None, -0.86 * low - 0.4 * tall))
    _lock(m, -0.002, 0.0, 0.42 * wide, m.u(0.7, 1.05))
    _trigger(m, 0.022, -0.75 * tall, m.u(0.042, 0.052), m.u(0.026, 0.034))


@construction("blaster")
def ray_gun(m: Maker) -> None:
    """Turned body with fins and rings, thin emitter with a ball."""
    big, long = m.u(0.025, 0.048), m.u(0.1, 0.16)
    rear = -0.06
    shape = [
        (0.3 * big, rear - 0.015),
        (0.85 * big, rear + 0.1 * long),
        (big, rear + 0.4 * long),
        (0.8 * big, rear + 0.75 * long),
        (0.35 * big, rear + long),
    ]
    m.add("body", along_x(shape, m.sides))
    if m.chance(0.6):
        fin = plate(
            [
                (rear - 0.02, 1.2 * big),
                (rear + 0.02, 0.5 * big),
                (rear + 0.6 * long, 0.5 * big),
                (rear + 0.3 * long, 1.3 * big),
            ],
            m.u(0.004, 0.008),
            "xz",
        )
        m.add("body", *(turn(fin, "x", a) for a in m.pick((0,), (0, 90, -90), (55, -55))))
    x, r = rear + long - 0.01, m.u(0.006, 0.011)
    end = x + m.u(0.06, 0.13)
    m.add("barrel", along_x([(1.6 * r, x), (r, x + 0.02), (r, end)], m.sides))
    for k in range(m.count(0, 4)):
        at = x + 0.02 + 0.014 * k
        if at < end - 0.02:
            m.add("barrel", bar((at, 0, 0), (at + 0.005, 0, 0), m.u(1.8, 3.2) * r, m.sides))
    m.add(
        "barrel",
        m.pick(
            ball(m.u(1.3, 2.2) * r, m.sides, (end, 0, 0)),
            along_x([(r, end - 0.004), (2.6 * r, end + 0.016)], m.sides),
        ),
    )
    muzzle_zone(m, x, end, 0.2)
    finger_lever(m, "grip", 0.022, -0.62 * big, m.pick(0.0, m.u(0.045, 0.055)), m.u(0.028, 0.036), 0.0032)
    pistol_grip(
        m,
        "grip",
        -0.02,
        -0.72 * big,
        m.u(0.085, 0.105),
        m.u(0.015, 0.05),
        m.u(0.036, 0.046),
        m.u(0.026, 0.034),
    )


@construction("blaster")
def box_blaster(m: Maker) -> None:
    """Stacked boxes with panels, square or round muzzle, rail on top."""
    long, tall, wide = m.u(0.16, 0.3), m.u(0.045, 0.085), m.u(0.035, 0.065)
    rear = -m.u(0.06, 0.1)
    front = rear + long
    m.add("body", beam(rear, front, tall, wide, 0, m.u(0, 0.014)))
    m.add(
        "body",
        beam(
            rear + m.u(0, 0.03),
            rear + m.u(0.4, 0.8) * long,
            0.4 * tall,
            m.u(0.5, 1.15) * wide,
            m.u(0.3, 0.55) * tall,
            0.004,
        ),
    )
    for _ in range(m.count(0, 3)):
        x = m.u(rear + 0.02, front - 0.04)
        m.add(
            "body",
            block((m.u(0.015, 0.05), 1.12 * wide, m.u(0.2, 0.6) * tall), (x, 0, m.u(-0.2, 0.25) * tall)),
        )
    r, out = m.u(0.2, 0.36) * tall, m.u(0.025, 0.12)
    if m.chance(0.5):
        m.add(
            "barrel",
            beam(front - 0.02, front + out, 2 * r, 1.7 * r, 0, 0.3 * r),
            beam(front + 0.6 * out, front + out + 0.002, 2.4 * r, 2.1 * r, 0, 0.4 * r),
        )
        m.cut("barrel", beam(front + out - 0.015, front + out + 0.01, 1.1 * r, 0.9 * r, 0))
    else:
        m.add(
            "barrel",
            along_x(
                [(r, front - 0.02), (0.8 * r, front + 0.5 * out), (m.u(0.8, 1.3) * r, front + out)],
                m.pick(6, 8, m.sides),
            ),
        )
        bore(m, front + out, 0.5 * r)
    muzzle_zone(m, front, front + out, 0.35)
    finger_lever(m, "grip", 0.032, -0.5 * tall, m.u(0.048, 0.06), m.u(0.03, 0.038), 0.0034)
    pistol_grip(
        m,
        "grip",
        -0.018,
        -0.5 * tall,
        m.u(0.085, 0.11),
        m.u(0.01, 0.045),
        m.u(0.044, 0.056),
        m.u(0.03, 0.038),
    )


@construction("blaster")
def smuggler_blaster(m: Maker) -> None:
    """Heavy old frame: long tube, flared shroud, a sight tube on the side."""
    tall, wide, r = m.u(0.032, 0.044), m.u(0.024, 0.032), m.u(0.0075, 0.012)
    body = m.u(0.1, 0.15)
    rear = -0.06
    m.add(
        "body",
        skin(
            m,
            [
                (rear, 0.004, 0.6 * tall, wide),
                (rear + 0.03, 0, 1.05 * tall, wide),
                (rear + body, -0.002, tall, wide),
            ],
            4,
        ),
    )
    m.add("body", beam(0.03, rear + body, 0.5 * tall, 0.8 * wide, -0.6 * tall))
    x, end = rear + body - 0.01, rear + body + m.u(0.07, 0.16)
    m.add("barrel", bar((x, 0, 0), (end, 0, 0), r, m.sides))
    mouth = m.u(1.4, 2.3) * r
    m.add(
        "barrel",
        along_x([(r, end - 0.035), (0.9 * mouth, end - 0.03), (mouth, end)], m.pick(6, m.sides, m.sides)),
    )
    if m.fine:
        for k in range(3):
            m.add(
                "barrel", bar((x + 0.015 + 0.012 * k, 0, 0), (x + 0.02 + 0.012 * k, 0, 0), 1.35 * r, m.sides)
            )
    bore(m, end, 0.6 * mouth)
    muzzle_zone(m, x, end, 0.2)
    side = m.pick(0.0, 1.0, -1.0)
    y, z = side * (0.5 * wide + 0.012), (0.3 if side else 0.95) * tall + 0.012 * (not side)
    m.add(
        "body", along_x([(0.013, -0.05), (0.009, -0.03), (0.009, 0.03), (0.016, 0.06)], m.sides, (0.01, y, z))
    )
    for a in (-0.02, 0.03):
        m.add("body", hull(ball(0.005, 8, (a, y, z)), ball(0.005, 8, (a, 0, 0.3 * tall))))
    finger_lever(m, "grip", 0.014, -0.5 * tall - 0.004, m.u(0.045, 0.052), m.u(0.028, 0.036))
    _plow_grip(
        m, -0.035, -0.4 * tall, m.u(0.085, 0.105), m.u(0.025, 0.05), m.u(0.036, 0.044), m.u(0.026, 0.032)
    )


@construction("blaster")
def swept_blaster(m: Maker) -> None:
    """Body and grip flow into one another; the emitter is a slit or a lens; a button for a trigger."""
    tall, wide, long = m.u(0.034, 0.05), m.u(0.03, 0.042), m.u(0.11, 0.19)
    points = [(long, 0, m.u(0, 0.03)), (0.55 * long, 0, 0.008), (0.1, 0, 0.005), (0.03, 0, 0)]
    path = curve(points[::-1], 10 if m.fine else 5)
    size = 0.5 * tall * np.linspace(1.1, m.u(0.55, 0.9), len(path))
    m.add("body", tube(path, size, max(8, m.sides // 2 + 2), wide / tall))
    depth, lean = m.u(0.036, 0.046), m.u(0.03, 0.07)
    low = m.u(0.085, 0.11)
    grip = curve(
        [
            (0.045, 0, 0.002),
            (0.005, 0, -0.008),
            (-0.02 - 0.35 * lean, 0, -0.4 * low),
            (-0.02 - lean, 0, -low),
        ],
        10 if m.fine else 5,
    )
    m.add(
        "grip",
        tube(
            grip,
            0.5 * depth * np.linspace(1.05, m.u(0.8, 1.1), len(grip)),
            max(8, m.sides // 2 + 2),
            m.u(0.7, 0.9),
            up=(1, 0, 0.4),
        ),
    )
    m.add("grip", capsule((0.014, 0, -0.034), (0.03, 0, -0.028), 0.007, 8))
    m.zone("grip", "trigger", x=(0.008, 0.045), z=(-0.045, -0.019))
    end = path[-1]
    r = float(size[-1])
    front = float(end[0])
    m.add(
        "barrel",
        along_x(
            [(1.1 * r, -0.012), (1.15 * r, 0.006), (0.8 * r, 0.014), (0.5 * r, m.u(0.018, 0.04))],
            m.sides,
            (front, 0, float(end[2])),
        ),
    )
    m.zone("barrel", "muzzle", x=(front + 0.008, None))
    if m.chance(0.5):
        m.add(
            "body", capsule((0.04, 0, 0.5 * tall), (0.6 * long, 0, 0.5 * tall), 0.22 * wide, 10, 0.1 * wide)
        )


def _pin(m: Maker, x: float, z: float, side: float, wide: float) -> None:
    """Cotter through the fuse with its pull ring."""
    wire = m.u(0.0013, 0.0024)
    m.add("pin", bar((x, -side * 0.006, z), (x, side * 0.016, z), 1.3 * wire, 6))
    m.add("pin", ring(wide, wire, max(12, m.sides), m.pick("x", "z"), (x, side * (0.015 + wide), z)))


def _lever(m: Maker, path: list[End], wide: float) -> None:
    """Sheet-metal lever along a path in XZ."""
    line = curve(path, 9 if m.fine else 5)
    m.add("spoon_lever", tube(line, 0.0016, 6, wide / 0.0032, up=(1, 0, 1)))


def _fuse(m: Maker, z: float, r: float, x_out: float, down: float) -> None:
    """Fuse head on a grenade, its lever down one side, ring on the other."""
    tall = m.u(0.016, 0.026)
    m.add(
        "body",
        bar((0, 0, z - 0.006), (0, 0, z + tall), r, m.sides),
        block((2.1 * r, 1.6 * r, 0.4 * tall), (0.2 * r, 0, z + 0.7 * tall)),
    )
    top = z + tall
    _lever(
        m,
        [
            (-0.5 * r, 0, top),
            (0.9 * r, 0, top + 0.002),
            (x_out, 0, top - 0.012 - 0.3 * r),
            (x_out + 0.002, 0, z - 0.4 * down),
            (x_out - 0.004, 0, z - down),
        ],
        m.u(0.01, 0.016),
    )
    m.add("spoon_lever", block((1.4 * r, 0.01, 0.006), (0.2 * r, 0, top - 0.001)))
    _pin(m, -0.1 * r, z + 0.5 * tall, m.pick(1.0, -1.0), m.u(0.009, 0.014))


@construction("grenade")
def pineapple_grenade(m: Maker) -> None:
    """Ovoid cut into segments."""
    r, tall = m.u(0.026, 0.034), m.u(0.075, 0.1)
    z = np.linspace(0.04, 0.97, 9 if m.fine else 5)
    m.add("body", lathe([(float(r * np.sin(np.pi * a) ** 0.6), float(tall * a)) for a in z], m.sides))
    if m.fine:
        for k in range(m.count(2, 4)):
            a = 0.2 + 0.2 * k
            m.cut("body", ring(1.03 * r * np.sin(np.pi * a) ** 0.6, 0.0022, m.sides, "z", (0, 0, a * tall)))
        count = m.count(6, 9)
        for k in range(count):
            m.cut("body", turn(block((0.006, 0.003, 0.75 * tall), (r, 0, 0.48 * tall)), "z", 360 * k / count))
    _fuse(m, 0.96 * tall, 0.4 * r, r + m.u(0.003, 0.007), m.u(0.6, 0.85) * tall)


@construction("grenade")
def ball_grenade(m: Maker) -> None:
    """Smooth sphere, perhaps with a belt."""
    r, squash = m.u(0.028, 0.036), m.u(0.95, 1.15)
    m.add("body", ball((r, r, squash * r), m.sides, (0, 0, squash * r)))
    if m.chance(0.5):
        m.add("body", bar((0, 0, squash * r - 0.003), (0, 0, squash * r + 0.003), 1.03 * r, m.sides))
    _fuse(m, 1.9 * squash * r, 0.38 * r, r + m.u(0.003, 0.006), m.u(1.0, 1.5) * r)


@construction("grenade")
def canister_grenade(m: Maker) -> None:
    """Straight can, as smoke and flash grenades are; holes or bands."""
    r, tall = m.u(0.022, 0.034), m.u(0.085, 0.14)
    sides = m.pick(6, m.sides, m.sides)
    m.add("body", lathe([(0.9 * r, 0), (r, 0.004), (r, tall - 0.006), (0.7 * r, tall)], sides))
    for z in m.pick((), (0.15,), (0.1, 0.88), (0.3, 0.7)):
        m.add("body", bar((0, 0, z * tall), (0, 0, z * tall + 0.008), 1.06 * r, sides))
    if m.fine and m.chance(0.4):
        for k in range(6):
            a = np.pi * k / 3
            y, x = 1.1 * r * np.cos(a), 1.1 * r * np.sin(a)
            m.cut(
                "body",
                *(bar((0.6 * x, 0.6 * y, c * tall), (x, y, c * tall), 0.24 * r, 8) for c in (0.35, 0.6)),
            )
    _fuse(m, tall - 0.001, 0.5 * r, r + m.u(0.002, 0.005), m.u(0.5, 0.85) * tall)


@construction("grenade")
def stick_lever_grenade(m: Maker) -> None:
    """Head on a shaft-like body with a side lever: stick grenades and bottle-shaped ones."""
    r, tall = m.u(0.028, 0.036), m.u(0.06, 0.09)
    neck, long = m.u(0.011, 0.016), m.u(0.06, 0.14)
    m.add(
        "body",
        lathe(
            [
                (neck, 0),
                (neck, long),
                (1.2 * neck, long + 0.004),
                (r, long + 0.012),
                (r, long + tall),
                (0.8 * r, long + tall + 0.006),
            ],
            m.sides,
        ),
    )
    _lever(
        m,
        [
            (0.3 * neck, 0, -0.004),
            (neck + 0.004, 0, -0.002),
            (neck + 0.008, 0, 0.4 * long),
            (neck + 0.005, 0, 0.92 * long),
        ],
        m.u(0.009, 0.014),
    )
    m.add("body", bar((0, 0, -0.012), (0, 0, 0.004), 1.15 * neck, m.sides))
    _pin(m, 0.0, -0.006, m.pick(1.0, -1.0), m.u(0.01, 0.015))


def _rounded(x: float, y: float, r: float, m: Maker) -> list[tuple[float, float]]:
    return circle(r, max(10, m.sides // 2), (x, y))


@construction("knuckle_duster")
def plate_knuckles(m: Maker) -> None:
    """Cut from one plate: a row of holes, a palm bar on two posts."""
    thick, hole = m.u(0.006, 0.014), m.u(0.0115, 0.0135)
    web, count = m.u(0.004, 0.007), m.pick(4, 4, 4, 3)
    step = 2 * hole + web
    ys = (np.arange(count) - 0.5 * (count - 1)) * step
    bow = m.u(0, 0.008)
    xs = -bow * (2 * ys / (count * step)) ** 2
    outer = [plate(_rounded(float(x), float(y), hole + web, m), thick) for x, y in zip(xs, ys, strict=True)]
    span = block((0.012, float(ys[-1] - ys[0]), thick), (-hole - 0.002, 0, 0))
    m.add("rings", *outer, span)
    if m.chance(0.4):
        m.add(
            "rings",
            *(
                plate(
                    [(x + hole, y - 0.006), (x + hole + web + m.u(0.008, 0.016), y), (x + hole, y + 0.006)],
                    0.9 * thick,
                )
                for x, y in zip(xs, ys, strict=True)
            ),
        )
    m.cut(
        "rings",
        *(plate(_rounded(float(x), float(y), hole, m), 4 * thick) for x, y in zip(xs, ys, strict=True)),
    )
    back, half = -hole - m.u(0.026, 0.036), float(ys[-1]) * m.u(0.75, 1.0)
    belly = curve([(back + 0.004, half, 0), (back - m.u(0.004, 0.01), 0, 0), (back + 0.004, -half, 0)], 9)
    m.add("bar", tube(belly, 0.5 * thick + 0.0015, thin_sides(m), flat=m.u(1.0, 1.8)))
    for y in (0.55 * half, -0.55 * half):
        m.add("bar", block((-back - hole, 0.012, 0.9 * thick), (0.5 * (back - hole) - 0.001, y, 0)))


@construction("knuckle_duster")
def wire_knuckles(m: Maker) -> None:
    """Round rings side by side, a turned bar in the palm."""
    wire, inner = m.u(0.003, 0.0055), m.u(0.0115, 0.0135)
    step = 2 * (inner + wire) - 0.8 * wire
    ys = (np.arange(4) - 1.5) * step
    m.add("rings", *(ring(inner + wire, wire, min(max(12, m.sides), 24), "z", (0, float(y), 0)) for y in ys))
    if m.chance(0.5):
        m.add("rings", *(ball(1.6 * wire, 10, (inner + 2 * wire, float(y), 0)) for y in ys))
    back = -inner - m.u(0.026, 0.036)
    r = m.u(0.005, 0.008)
    half = 1.5 * step
    m.add(
        "bar",
        tube([(back, -half, 0), (back, 0, 0), (back, half, 0)], [0.8 * r, 1.15 * r, 0.8 * r], thin_sides(m)),
    )
    for y in (float(ys[0]), float(ys[-1])) if m.chance(0.5) else (float(ys[1]), float(ys[2])):
        m.add("bar", bar((back, 0.9 * y, 0), (-inner - 0.6 * wire, y, 0), 0.9 * wire, thin_sides(m)))


@construction("knuckle_duster")
def block_knuckles(m: Maker) -> None:
    """Angular slab: hexagon holes, blunt studs, palm piece as wide as the fist."""
    thick, hole, web = m.u(0.012, 0.022), m.u(0.0125, 0.0145), m.u(0.005, 0.008)
    step = 2 * hole + web
    half = 2 * step + 0.5 * web
    front, rear = hole + web, -hole - web
    corner = m.u(0.004, 0.014)
    outline = [
        (rear, -half),
        (front - corner, -half),
        (front, -half + corner),
        (front, half - corner),
        (front - corner, half),
        (rear, half),
    ]
    sides = m.pick(6, 8, max(10, m.sides // 2))
    holes = [circle(hole, sides, (0, (k - 1.5) * step)) for k in range(4)]
    m.add("rings", plate(outline, thick, holes=holes))
    if m.chance(0.6):
        m.add(
            "rings",
            *(
                bar(
                    (front - 0.003, (k - 1.5) * step, 0),
                    (front + m.u(0.006, 0.018), (k - 1.5) * step, 0),
                    0.45 * thick,
                    m.pick(4, 6),
                    m.u(0.05, 0.3) * thick,
                )
                for k in range(4)
            ),
        )
    back = rear - m.u(0.014, 0.022)
    piece = [
        (back - 0.004, -0.7 * half),
        (back + 0.006, -0.85 * half),
        (back + 0.006, 0.85 * half),
        (back - 0.004, 0.7 * half),
        (back - 0.009, 0),
    ]
    m.add("bar", plate(piece, thick))
    for y in (0.5 * half, -0.5 * half):
        m.add("bar", block((rear - back, 0.016, 0.9 * thick), (0.5 * (rear + back) + 0.003, y, 0)))


def _antenna(m: Maker, at: End, way: End, long: float) -> None:
    """Telescopic rod, stub or whip."""
    a, d = np.asarray(at, float), np.asarray(way, float)
    r = m.u(0.0018, 0.004)
    if m.chance(0.5):
        for k in range(3):
            p, q = a + k / 3 * long * d, a + (k + 1) / 3 * long * d
            m.add("antenna", bar(tuple(p - 0.002 * d), tuple(q), (1.3 - 0.3 * k) * r, thin_sides(m)))
    else:
        m.add("antenna", bar(tuple(a), tuple(a + long * d), 1.5 * r, thin_sides(m), r))
    if m.chance(0.6):
        m.add("antenna", ball(2 * r, 8, tuple(a + long * d)))


@construction("detonator")
def dead_man_switch(m: Maker) -> None:
    """Cylinder with the button on top for the thumb."""
    r, tall = m.u(0.013, 0.02), m.u(0.1, 0.14)
    count = 11 if m.fine else 4
    z = np.linspace(0, tall, count)
    size = r * (1 + m.u(0, 0.08) * np.cos(np.pi * np.arange(count)))
    m.add("grip", lathe([(float(s), float(c)) for s, c in zip(size, z, strict=True)], m.sides))
    m.add("grip", bar((0, 0, tall - 0.004), (0, 0, tall + 0.006), m.u(1.1, 1.3) * r, m.sides))
    m.add("button", lathe([(0.6 * r, tall), (0.6 * r, tall + 0.012), (0.4 * r, tall + 0.016)], m.sides))
    _antenna(m, (m.u(0.7, 0.95) * r, 0, tall), (0, 0, 1), m.u(0.05, 0.13))
    if m.chance(0.4):
        m.add(
            "grip",
            tube(
                curve(
                    [
                        (0.9 * r, 0, tall),
                        (r + 0.03, 0, 0.75 * tall),
                        (r + 0.028, 0, 0.3 * tall),
                        (0.9 * r, 0, 0.1 * tall),
                    ],
                    9,
                ),
                0.003,
                6,
                1.8,
            ),
        )


@construction("detonator")
def box_detonator(m: Maker) -> None:
    """Flat box with a big button on its face and a guard round it."""
    tall, wide, deep = m.u(0.1, 0.16), m.u(0.045, 0.065), m.u(0.02, 0.032)
    m.add("grip", block((deep, wide, tall), (0, 0, 0.5 * tall), 0.005 if m.fine else 0))
    r, z = m.u(0.009, 0.016), m.u(0.62, 0.78) * tall
    m.add("button", bar((0.3 * deep, 0, z), (0.5 * deep + m.u(0.006, 0.012), 0, z), r, m.sides))
    if m.chance(0.6):
        m.add("grip", ring(1.5 * r, 0.003, m.sides, "x", (0.5 * deep, 0, z)))
    for k in range(m.count(0, 3)):
        m.add("grip", block((0.006, 0.6 * wide, 0.006), (0.5 * deep, 0, (0.12 + 0.12 * k) * tall)))
    side = m.pick(1.0, -1.0)
    _antenna(m, (0, side * 0.36 * wide, tall - 0.003), (0, 0, 1), m.u(0.05, 0.15))


@construction("detonator")
def pistol_detonator(m: Maker) -> None:
    """Angled grip under a small housing; button behind for the thumb, antenna in front."""
    depth, wide, low = m.u(0.034, 0.044), m.u(0.026, 0.034), m.u(0.09, 0.115)
    pistol_grip(m, "grip", 0.0, 0.0, low, m.u(0.0, 0.025), depth, wide)
    house = m.u(0.03, 0.045)
    m.add(
        "grip",
        block((depth + m.u(0.01, 0.03), 1.15 * wide, house), (0.006, 0, 0.5 * house), 0.005 if m.fine else 0),
    )
    r = m.u(0.007, 0.011)
    if m.chance(0.5):
        m.add("button", bar((-0.004, 0, house - 0.004), (-0.008, 0, house + m.u(0.006, 0.012)), r, m.sides))
    else:
        m.add(
            "button", bar((-0.4 * depth, 0, 0.6 * house), (-0.5 * depth - 0.014, 0, 0.65 * house), r, m.sides)
        )
    lean = m.u(0, 0.5)
    _antenna(
        m,
        (0.012, m.u(-0.3, 0.3) * wide, house - 0.004),
        (float(np.sin(lean)), 0, float(np.cos(lean))),
        m.u(0.05, 0.14),
    )


@construction("detonator")
def lever_clacker(m: Maker) -> None:
    """Squeeze box: lever hinged along its back, antenna at its top; sides waisted for the fist."""
    tall, deep, wide = m.u(0.1, 0.14), m.u(0.034, 0.045), m.u(0.026, 0.034)
    rows = [
        (0.0, 0.0, deep, wide),
        (0.45 * tall, 0.0, 0.85 * deep, 0.9 * wide),
        (tall, 0.0, 1.05 * deep, 1.1 * wide),
    ]
    m.add("grip", skin(m, rows, m.u(3, 6), "z"))
    top = m.u(0.02, 0.035)
    m.add(
        "button",
        hull(
            bar((0.4 * deep, -0.3 * wide, tall - 0.008), (0.4 * deep, 0.3 * wide, tall - 0.008), 0.005, 8),
            bar(
                (0.5 * deep + top, -0.3 * wide, 0.5 * tall),
                (0.5 * deep + top, 0.3 * wide, 0.5 * tall),
                0.004,
                8,
            ),
        ),
    )
    _antenna(m, (-0.25 * deep, 0, tall - 0.004), (0, 0, 1), m.u(0.04, 0.14))


def _card_zones(m: Maker, long: float, wide: float) -> None:
    """Edge and corner zones of a card lying flat."""
    border, corner = 0.1 * wide, 0.22 * wide
    x, y = 0.5 * long - border, 0.5 * wide - border
    for span in ((x, None), (None, -x)):
        m.zone("card", "edge", x=span)
    for span in ((y, None), (None, -y)):
        m.zone("card", "edge", y=span)
    a, b = 0.5 * long - corner, 0.5 * wide - corner
    for span in ((a, None), (None, -a)):
        for other in ((b, None), (None, -b)):
            m.zone("card", "corner", x=span, y=other)


@construction("keycard")
def plain_keycard(m: Maker) -> None:
    """Bank-card size with rounded corners, chip or stripe."""
    long, wide, thick = m.u(0.08, 0.1), m.u(0.05, 0.065), m.u(0.0012, 0.0035)
    m.add("card", plate(rectangle(long, wide, 0.004, 4 if m.fine else 1), thick))
    if m.chance(0.6):
        m.add("card", block((0.014, 0.012, thick + 0.0008), (-0.25 * long, m.u(-0.1, 0.2) * wide, 0.0002)))
    if m.chance(0.5):
        m.add("card", block((0.96 * long, 0.16 * wide, thick + 0.0006), (0, 0.26 * wide, 0.0002)))
    _card_zones(m, long, wide)


@construction("keycard")
def slotted_badge(m: Maker) -> None:
    """Upright badge: a slot for a cord, a frame, perhaps a clip."""
    long, wide, thick = m.u(0.08, 0.11), m.u(0.055, 0.075), m.u(0.0015, 0.006)
    slot = rectangle(0.005, 0.016, 0.002, 2, (-0.42 * long, 0))
    m.add("card", plate(rectangle(long, wide, m.u(0.002, 0.008), 3), thick, holes=[slot]))
    if m.chance(0.6):
        m.add(
            "card",
            plate(rectangle(0.72 * long, 0.84 * wide, 0.003, 2, (0.06 * long, 0)), thick + 0.002)
            - plate(rectangle(0.66 * long, 0.74 * wide, at=(0.06 * long, 0)), 0.02),
        )
    _card_zones(m, long, wide)
    if m.chance(0.4):
        m.add(
            "card",
            tube(
                arc((-0.5 * long - 0.004, 0, 0), 0.009, 0, 360, 13, "xz")[:-1],
                0.0016,
                6,
                closed=True,
                up=(0, 1, 0),
            ),
        )


@construction("keycard")
def notched_tech_card(m: Maker) -> None:
    """Science fiction: cut corners, notches, ridges, thick as a cartridge."""
    long, wide, thick = m.u(0.07, 0.14), m.u(0.045, 0.08), m.u(0.003, 0.009)
    cut, notch = m.u(0.1, 0.3) * wide, m.u(0.05, 0.12) * wide
    x, y = 0.5 * long, 0.5 * wide
    outline = [
        (-x, -y),
        (x, -y),
        (x, y - cut),
        (x - cut, y),
        (0.15 * long, y),
        (0.12 * long, y - notch),
        (-0.12 * long, y - notch),
        (-0.15 * long, y),
        (-x, y),
    ]
    m.add("card", plate(outline, thick))
    for k in range(m.count(1, 4)):
        m.add(
            "card",
            block((0.05 * long, m.u(0.3, 0.7) * wide, thick + 0.0014), ((0.1 * k - 0.35) * long, 0, 0)),
        )
    if m.chance(0.5):
        m.add("card", block((0.2 * long, 0.4 * wide, 0.7 * thick), (x + 0.06 * long, -0.1 * wide, 0)))
    _card_zones(m, long, wide)


def _cross_sign(m: Maker, at: End, size: float, plane: str) -> None:
    """Raised cross on a face of the case."""
    wide = m.u(0.25, 0.36) * size
    for a, b in ((size, wide), (wide, size)):
        m.add("body", plate(rectangle(a, b), 0.006, plane, at))


@construction("medkit")
def hard_case_medkit(m: Maker) -> None:
    """Box with a seam, latches and a bail handle on top."""
    wide, deep, tall = m.u(0.2, 0.36), m.u(0.08, 0.16), m.u(0.14, 0.26)
    m.add("body", block((deep, wide, tall), (0, 0, 0), m.u(0.008, 0.025) if m.fine else 0))
    seam = m.u(1.01, 1.04)
    m.add("body", block((0.012, seam * wide, seam * tall), (0, 0, 0), 0.005 if m.fine else 0))
    _cross_sign(m, (0.5 * deep, 0, 0), m.u(0.4, 0.7) * tall, "yz")
    if m.fine:
        m.add("body", *(block((0.03, 0.03, 0.012), (0, s * 0.3 * wide, 0.5 * tall)) for s in (1, -1)))
    half, up, r = m.u(0.05, 0.065), m.u(0.04, 0.055), m.u(0.007, 0.012)
    top = 0.5 * tall
    corner = m.u(0.0, 0.35)
    path = curve(
        [
            (0, -half, top - 0.004),
            (0, -half * (1 - 0.3 * corner), top + (1 - corner) * up),
            (0, 0, top + up),
            (0, half * (1 - 0.3 * corner), top + (1 - corner) * up),
            (0, half, top - 0.004),
        ],
        15 if m.fine else 7,
    )
    m.add("handle", tube(path, r, thin_sides(m), flat=m.u(1, 1.7), up=(0, 0.05, 1)))


@construction("medkit")
def soft_bag_medkit(m: Maker) -> None:
    """Bulging bag, strap handle, pocket in front."""
    wide, deep, tall = m.u(0.2, 0.34), m.u(0.09, 0.16), m.u(0.13, 0.22)
    rows = [
        (-0.5 * tall, 0.0, 0.9 * deep, 0.94 * wide),
        (-0.42 * tall, 0.0, deep, wide),
        (0.1 * tall, 0.0, 1.05 * deep, 1.02 * wide),
        (0.44 * tall, 0.0, 0.85 * deep, 0.96 * wide),
        (0.5 * tall, 0.0, 0.7 * deep, 0.9 * wide),
    ]
    m.add("body", skin(m, rows, m.u(4, 7), "z"))
    m.add(
        "body",
        block((0.04, 0.7 * wide, 0.55 * tall), (0.5 * deep - 0.004, 0, -0.1 * tall), 0.012 if m.fine else 0),
    )
    _cross_sign(m, (0.5 * deep + 0.016, 0, -0.1 * tall), 0.4 * tall, "yz")
    half, up = m.u(0.06, 0.09), m.u(0.045, 0.07)
    points = [
        (0, -half, 0.49 * tall),
        (0, -0.7 * half, 0.5 * tall + 0.8 * up),
        (0, 0.7 * half, 0.5 * tall + 0.8 * up),
        (0, half, 0.49 * tall),
    ]
    m.add(
        "handle",
        tube(
            curve(points, 13 if m.fine else 7),
            m.u(0.004, 0.006),
            thin_sides(m),
            flat=m.u(2.0, 3.2),
            up=(0, 0.02, 1),
        ),
    )
    if m.chance(0.5):
        m.add(
            "handle",
            bar(
                (0, -0.045, 0.5 * tall + 0.88 * up),
                (0, 0.045, 0.5 * tall + 0.88 * up),
                m.u(0.011, 0.015),
                thin_sides(m),
            ),
        )


@construction("medkit")
def framed_medkit(m: Maker) -> None:
    """Angular case whose handle is cut through its own frame, or a bar on posts."""
    wide, deep, tall = m.u(0.22, 0.38), m.u(0.07, 0.14), m.u(0.15, 0.25)
    cut = m.u(0.02, 0.06)
    y, z = 0.5 * wide, 0.5 * tall
    outline = [
        (-y, -z + 0.5 * cut),
        (-y + 0.5 * cut, -z),
        (y - 0.5 * cut, -z),
        (y, -z + 0.5 * cut),
        (y, z - cut),
        (y - cut, z),
        (-y + cut, z),
        (-y, z - cut),
    ]
    m.add("body", plate(outline, deep, "yz"))
    m.add("body", plate([(1.02 * a, 1.02 * b) for a, b in outline], 0.3 * deep, "yz"))
    _cross_sign(m, (0.5 * deep, 0, 0), m.u(0.4, 0.65) * tall, "yz")
    half, up = m.u(0.06, 0.085), m.u(0.048, 0.06)
    if m.chance(0.5):
        frame = [(-half - 0.02, z - 0.006), (half + 0.02, z - 0.006), (half, z + up), (-half, z + up)]
        hole = rectangle(2 * half - 0.018, up - 0.022, 0.006, 2, (0, z + 0.5 * up - 0.008))
        m.add("handle", plate(frame, m.u(0.018, 0.03), "yz", holes=[hole]))
    else:
        r = m.u(0.01, 0.014)
        m.add("handle", bar((0, -half, z + up - r), (0, half, z + up - r), r, max(8, m.sides // 2)))
        m.add(
            "handle",
            *(block((1.8 * r, 0.014, up), (0, s * (half - 0.01), z + 0.5 * up - 0.004)) for s in (1, -1)),
        )


@construction("medkit")
def capsule_medkit(m: Maker) -> None:
    """Lying drum or capsule of a case with a strip handle along it."""
    r, half = m.u(0.06, 0.1), m.u(0.09, 0.16)
    sides = m.pick(6, 8, m.sides, m.sides)
    drum = turn(
        lathe([(0.8 * r, -half), (r, -0.88 * half), (r, 0.88 * half), (0.8 * r, half)], sides), "x", 90
    )
    m.add("body", drum)
    for y in m.pick((), (0.5,), (0.0,)):
        band = turn(lathe([(1.04 * r, -0.012), (1.04 * r, 0.012)], sides), "x", 90)
        m.add("body", *(move(band, (0, s * y * half, 0)) for s in ((1, -1) if y else (1,))))
    m.add("body", block((0.02, 1.0 * half, 0.4 * r), (0.93 * r, 0, 0), 0.004 if m.fine else 0))
    reach, up = m.u(0.055, 0.075), m.u(0.042, 0.055)
    top = r * 0.95
    path = curve(
        [
            (0, -reach, top - 0.006),
            (0, -0.9 * reach, top + up),
            (0, 0.9 * reach, top + up),
            (0, reach, top - 0.006),
        ],
        13 if m.fine else 8,
    )
    m.add("handle", tube(path, m.u(0.007, 0.011), thin_sides(m), flat=m.u(1, 1.6), up=(0, 0.05, 1)))


@construction("energy_cell")
def capped_cylinder_cell(m: Maker) -> None:
    """Tube of light between two caps."""
    r, tall = m.u(0.018, 0.042), m.u(0.09, 0.2)
    cap, rim = m.u(0.15, 0.26) * tall, m.u(1.08, 1.3) * r
    m.add("body", bar((0, 0, 0.5 * cap), (0, 0, tall - 0.5 * cap), r, m.sides))
    sides = m.pick(6, 8, m.sides, m.sides)
    for low, sign in ((0.0, 1), (tall, -1)):
        a, b, c = low, low + 0.25 * sign * cap, low + sign * cap
        m.add("end_cap", lathe(sorted([(0.8 * rim, a), (rim, b), (rim, c)], key=lambda p: p[1]), sides))
    if m.chance(0.5):
        m.add(
            "end_cap", bar((0, 0, tall - 0.002), (0, 0, tall + m.u(0.006, 0.016)), m.u(0.3, 0.5) * r, m.sides)
        )


@construction("energy_cell")
def caged_prism_cell(m: Maker) -> None:
    """Prism or crystal held between end plates by rods."""
    r, tall, sides = m.u(0.018, 0.034), m.u(0.09, 0.18), m.pick(4, 5, 6, 8)
    m.add(
        "body", lathe([(0.75 * r, 0.01), (r, 0.15 * tall), (r, 0.85 * tall), (0.75 * r, tall - 0.01)], sides)
    )
    plate_r, thick = m.u(1.25, 1.5) * r, m.u(0.012, 0.03)
    for z in (0.0, tall - thick):
        m.add("end_cap", move(bar((0, 0, 0), (0, 0, thick), plate_r, m.pick(6, 8, m.sides)), (0, 0, z)))
    for k in range(m.pick(3, 4)):
        a = 2 * np.pi * k / 3 + 0.4
        x, y = 0.97 * (plate_r - 0.004) * np.cos(a), 0.97 * (plate_r - 0.004) * np.sin(a)
        m.add("body", bar((x, y, 0.5 * thick), (x, y, tall - 0.5 * thick), m.u(0.0025, 0.004), thin_sides(m)))


@construction("energy_cell")
def box_cell(m: Maker) -> None:
    """Box battery: ribs, a stepped cap with terminals."""
    deep, wide, tall = m.u(0.03, 0.055), m.u(0.04, 0.08), m.u(0.08, 0.15)
    m.add("body", block((deep, wide, tall), (0, 0, 0.5 * tall), 0.005 if m.fine else 0))
    for k in range(m.count(0, 4)):
        m.add("body", block((1.06 * deep, 1.04 * wide, 0.008), (0, 0, (0.15 + 0.16 * k) * tall)))
    high = m.u(0.018, 0.035)
    m.add(
        "end_cap",
        block(
            (m.u(0.75, 1.1) * deep, m.u(0.75, 1.1) * wide, high),
            (0, 0, tall + 0.5 * high - 0.004),
            0.004 if m.fine else 0,
        ),
    )
    for s in (1, -1):
        m.add(
            "end_cap",
            bar(
                (0, s * 0.25 * wide, tall),
                (0, s * 0.25 * wide, tall + high + m.u(0.003, 0.01)),
                m.u(0.005, 0.009),
                thin_sides(m),
            ),
        )


@construction("energy_cell")
def ringed_canister_cell(m: Maker) -> None:
    """Canister with a waist, rings round it and a knurled screw cap on top."""
    r, tall = m.u(0.022, 0.042), m.u(0.09, 0.18)
    waist = m.u(0.65, 0.9) * r
    m.add(
        "body",
        lathe(
            [
                (0.9 * r, 0),
                (r, 0.006),
                (r, 0.2 * tall),
                (waist, 0.35 * tall),
                (waist, 0.65 * tall),
                (r, 0.8 * tall),
                (r, tall),
            ],
            m.sides,
        ),
    )
    for z in np.linspace(0.36, 0.64, m.count(0, 4)):
        m.add("body", ring(waist, m.u(0.002, 0.004), m.sides, "z", (0, 0, float(z) * tall)))
    high, wide = m.u(0.02, 0.036), m.u(0.7, 1.05) * r
    m.add(
        "end_cap",
        lathe(
            [(wide, tall - 0.002), (wide, tall + 0.8 * high), (0.8 * wide, tall + high)],
            m.pick(6, 8, m.sides),
        ),
    )
    if m.fine:
        count = m.count(8, 12)
        for k in range(count):
            a = 2 * np.pi * k / count
            m.add(
                "end_cap",
                block((0.005, 0.005, 0.7 * high), (wide * np.cos(a), wide * np.sin(a), tall + 0.4 * high)),
            )


def _boot(m: Maker, z: float, r: float) -> None:
    """Rubber bellows where a stick leaves its base."""
    count = 2 * m.count(2, 3) + 1 if m.fine else 2
    t = np.linspace(0, 1, count)
    size = r * (1 - 0.5 * t) * (1 + 0.08 * np.cos(np.pi * np.arange(count)))
    m.add(
        "base",
        lathe([(float(s), float(z - 0.003 + 1.1 * r * a)) for s, a in zip(size, t, strict=True)], m.sides),
    )


@construction("joystick")
def arcade_stick(m: Maker) -> None:
    """Thin rod with a ball or drop on a box with buttons."""
    long, wide, tall = m.u(0.12, 0.26), m.u(0.12, 0.2), m.u(0.035, 0.07)
    m.add("base", block((long, wide, tall), (0, 0, 0.5 * tall), 0.008 if m.fine else 0))
    y, x = m.u(0.1, 0.25) * wide, -m.u(0, 0.15) * long
    r, high = m.u(0.005, 0.008), m.u(0.05, 0.09)
    m.add("stick", bar((x, y, tall - 0.004), (x, y, tall + high), r, m.sides))
    if m.chance(0.6):
        m.add("stick", ball(m.u(0.016, 0.023), m.sides, (x, y, tall + high + 0.008)))
    else:
        m.add(
            "stick",
            lathe(
                [(0.008, 0), (0.017, 0.03), (0.016, 0.042), (0.008, 0.048)],
                m.sides,
                (x, y, tall + 0.6 * high),
            ),
        )
    m.add("base", bar((x, y, tall - 0.004), (x, y, tall + 0.003), 0.022, m.sides))
    for k in range(m.pick(1, 2, 3)):
        at = (x + (k - 1) * 0.034, y - 0.4 * wide, tall)
        m.add("button", move(lathe([(0.013, -0.004), (0.013, 0.005), (0.009, 0.008)], m.sides), at))


@construction("joystick")
def flight_stick(m: Maker) -> None:
    """Moulded grip leaning forward, trigger in front, hat and thumb button above, round base."""
    r, tall = m.u(0.055, 0.085), m.u(0.03, 0.05)
    m.add("base", lathe([(r, 0), (r, 0.5 * tall), (0.7 * r, tall)], m.pick(4, 8, m.sides, m.sides)))
    _boot(m, tall, m.u(0.026, 0.036))
    lean, high = m.u(0.0, 0.035), m.u(0.13, 0.17)
    depth, wide = m.u(0.036, 0.046), m.u(0.028, 0.038)
    z = tall + 0.012
    rows = [
        (z, 0.0, 0.8 * depth, 0.9 * wide),
        (z + 0.2 * high, 0.1 * lean, depth, wide),
        (z + 0.5 * high, 0.3 * lean, 0.9 * depth, wide),
        (z + 0.8 * high, 0.7 * lean, 1.05 * depth, 1.05 * wide),
        (z + high, lean + 0.004, 1.2 * depth, 1.1 * wide),
    ]
    m.add("stick", skin(m, rows, m.u(2, 3), "z"))
    if m.chance(0.5):
        m.add(
            "stick", block((1.6 * depth, 1.7 * wide, 0.012), (0, 0, z + 0.06 * high), 0.004 if m.fine else 0)
        )
    m.add(
        "button",
        bar(
            (lean + 0.004, 0, z + high - 0.004),
            (lean - 0.004, m.u(-0.3, 0.3) * wide, z + high + 0.01),
            m.u(0.006, 0.009),
            thin_sides(m),
        ),
    )
    front = 0.7 * lean + 0.5 * depth - 0.003
    m.add(
        "button",
        tube(
            curve(
                [
                    (front - 0.004, 0, z + 0.82 * high),
                    (front + 0.014, 0, z + 0.72 * high),
                    (front + 0.012, 0, z + 0.58 * high),
                ],
                5,
            ),
            0.0055,
            6,
        ),
    )


@construction("joystick")
def console_lever_stick(m: Maker) -> None:
    """Straight round handle with ridges on a sloped console, button on its end."""
    wide, long, tall = m.u(0.08, 0.14), m.u(0.1, 0.18), m.u(0.03, 0.06)
    outline = [(-0.5 * long, 0), (0.5 * long, 0), (0.5 * long, m.u(0.5, 1.2) * tall), (-0.5 * long, tall)]
    m.add("base", plate(outline, wide, "xz"))
    r, high, slant = m.u(0.012, 0.019), m.u(0.1, 0.15), m.u(-0.03, 0.03)
    m.add("stick", bar((0, 0, 0.4 * tall), (0.2 * slant, 0, tall + 0.035), 0.55 * r, m.sides))
    _boot(m, 0.75 * tall, 1.8 * r)
    count = 2 * m.count(4, 7) + 1 if m.fine else 3
    t = np.linspace(0, 1, count)
    path = np.stack([slant * (0.2 + 0.8 * t), 0 * t, tall + 0.03 + high * t], 1)
    m.add(
        "stick",
        tube(path, r * (1 + m.u(0, 0.06) * np.where(np.arange(count) % 2, 1, -1)), m.sides, m.u(0.8, 1.2)),
    )
    end = path[-1]
    m.add("button", lathe([(0.6 * r, -0.004), (0.6 * r, 0.006), (0.4 * r, 0.009)], m.sides, tuple(end)))
    for k in range(m.count(0, 3)):
        m.add("base", block((0.012, 0.012, 0.01), (0.35 * long, (k - 1) * 0.02, 0.8 * tall)))


@construction("joystick")
def disc_thumb_stick(m: Maker) -> None:
    """Mushroom or cone of a stick in a dish; flat round foot with a ring of buttons."""
    r, tall = m.u(0.06, 0.1), m.u(0.018, 0.035)
    m.add("base", move(vessel([(0.9 * r, 0), (r, 0.3 * tall), (0.95 * r, tall)], 0.012, m.sides), (0, 0, 0)))
    m.add("base", bar((0, 0, 0), (0, 0, 0.6 * tall), 0.7 * r, m.sides))
    high, wide = m.u(0.06, 0.11), m.u(0.018, 0.03)
    m.add(
        "stick",
        lathe(
            [
                (0.5 * wide, 0.4 * tall),
                (0.4 * wide, tall + 0.5 * high),
                (wide, tall + 0.8 * high),
                (wide, tall + 0.93 * high),
                (0.8 * wide, tall + high),
            ],
            m.pick(6, m.sides, m.sides),
        ),
    )
    if m.chance(0.5):
        m.add("button", lathe([(0.5 * wide, -0.003), (0.45 * wide, 0.006)], m.sides, (0, 0, tall + high)))
    else:
        for k in range(3):
            a = np.pi * (0.5 + 0.25 * (k - 1))
            m.add(
                "button",
                bar(
                    (0.84 * r * np.sin(a), 0.84 * r * np.cos(a), 0.3 * tall),
                    (0.84 * r * np.sin(a), 0.84 * r * np.cos(a), tall + 0.006),
                    0.008,
                    m.sides,
                ),
            )
