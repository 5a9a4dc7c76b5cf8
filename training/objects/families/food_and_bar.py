"""Food that is eaten from the hand, and things of the bar."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import few, lay_x, smooth_profile
from ..solids import (
    Double,
    Point,
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


def _swell(count: int, start: float, middle: float, end: float, power: float = 2.5) -> Double:
    """Radii along a bar that is thick in the middle."""
    t = np.linspace(-1, 1, count)
    return middle - np.where(t < 0, middle - start, middle - end) * np.abs(t) ** power


def _leaf(m: Maker, base: Point, heading: float, length: float, width: float, rise: float) -> Manifold:
    """Flat leaf arched away from a point, heading in degrees round Z."""
    c, s = np.cos(np.radians(heading)), np.sin(np.radians(heading))
    steps = np.linspace(0, 1, 7 if m.fine else 4)
    path = np.stack([c * length * steps, s * length * steps, rise * length * np.sin(2.4 * steps)], 1)
    half = width / 8 * np.maximum(np.sin(np.pi * (0.06 + 0.9 * steps)), 0.12)
    return tube(path + np.asarray(base, float), half, 6, flat=4.0)


def _stalk(m: Maker, base: float, length: float, thick: float, leaf: float) -> None:
    """Stem of a fruit from a height upwards, sometimes with a leaf."""
    lean, heading = m.u(0.0, 0.45) * length, m.u(0, 2 * np.pi)
    top = (lean * np.cos(heading), lean * np.sin(heading), base + length)
    path = curve(
        [(0, 0, base), (0.25 * top[0], 0.25 * top[1], base + 0.55 * length), top], 6 if m.fine else 3
    )
    m.add("stem", tube(path, np.linspace(thick, thick * m.u(1.0, 1.6), len(path)), few(m, 4, 5)))
    if m.chance(leaf):
        m.add(
            "leaf",
            _leaf(m, path[len(path) // 2], m.u(0, 360), m.u(0.02, 0.05), m.u(0.012, 0.026), m.u(0.1, 0.5)),
        )


def _apple_shape(m: Maker, radius: float, height: float, taper: float) -> Profile:
    """Dimpled above and below, narrower below."""
    rel = [
        (0.03, 0.1),
        (0.2, 0.03),
        (0.5 * taper, 0.0),
        (0.85 * taper, 0.16),
        (1.0, 0.52),
        (0.9, 0.85),
        (0.5, 1.0),
        (0.17, 0.93),
        (0.02, 0.82),
    ]
    return smooth_profile(m, [(r * radius, z * height) for r, z in rel], 18)


# ---------------------------------------------------------------- apple


@construction("apple")
def apple_round(m: Maker) -> None:
    """Dimpled and nearly round."""
    radius = m.u(0.03, 0.046)
    height = radius * m.u(1.55, 1.95)
    body = lathe(_apple_shape(m, radius, height, m.u(0.8, 1.0)), m.sides)
    m.add("fruit", bumpy(body, 0.05 * radius * m.u(0, 1), 2 * radius, m.random))
    _stalk(m, 0.8 * height, m.u(0.016, 0.03), m.u(0.0012, 0.0024), 0.4)
    m.zone("fruit", "fruit_bottom", z=(None, 0.16 * height))


@construction("apple")
def apple_lobed(m: Maker) -> None:
    """Tall, with lobes below."""
    radius = m.u(0.032, 0.044)
    height, lobes, deep = radius * m.u(1.9, 2.3), m.count(4, 5), m.u(0.06, 0.14)

    def lobe(p: Double) -> Double:
        low = np.clip(1 - p[:, 2] / height, 0, 1)
        scale = 1 + deep * low * np.cos(lobes * np.arctan2(p[:, 1], p[:, 0]))
        return p * np.stack([scale, scale, 1 - 0.4 * deep * low * (scale - 1)], 1)

    m.add("fruit", warped(lathe(_apple_shape(m, radius, height, m.u(0.62, 0.78)), m.sides), lobe))
    _stalk(m, 0.8 * height, m.u(0.018, 0.034), m.u(0.0012, 0.002), 0.5)
    m.zone("fruit", "fruit_bottom", z=(None, 0.15 * height))


@construction("apple")
def apple_bitten(m: Maker) -> None:
    """With bites out of the front, down to a core in some."""
    radius = m.u(0.034, 0.046)
    height = radius * m.u(1.6, 2.0)
    m.add("fruit", lathe(_apple_shape(m, radius, height, m.u(0.75, 1.0)), m.sides))
    bite, core = m.u(0.011, 0.017), m.chance(0.35)
    for heading in (-40, 40, 140, 220) if core else (-14, 14):
        for level in (0.42, 0.66):
            place = np.radians(heading + m.u(-8, 8))
            reach = radius * (1.02 if core else m.u(0.9, 1.05))
            size = 0.62 * radius if core else bite
            m.cut("fruit", ball(size, few(m), (reach * np.cos(place), reach * np.sin(place), level * height)))
    _stalk(m, 0.78 * height, m.u(0.014, 0.028), m.u(0.0012, 0.0022), 0.4)
    m.zone("fruit", "fruit_bottom", z=(None, 0.12 * height))


@construction("apple")
def apple_plump(m: Maker) -> None:
    """A flattened ball with a scoop for a thick stem, as simple models are."""
    radius, high = m.u(0.034, 0.05), m.u(0.72, 1.0)
    m.add("fruit", ball((radius, radius, radius * high), m.sides, (0, 0, radius * high)))
    m.cut("fruit", lathe([(0.001, 1.72 * radius * high), (0.45 * radius, 2.05 * radius * high)], few(m)))
    m.add(
        "stem",
        bar(
            (0, 0, 1.6 * radius * high),
            (m.u(-0.006, 0.006), 0, 2 * radius * high + m.u(0.008, 0.018)),
            0.0028,
            6,
            m.u(0.002, 0.004),
        ),
    )
    if m.chance(0.6):
        m.add(
            "leaf", _leaf(m, (0, 0, 2 * radius * high), m.u(0, 360), m.u(0.025, 0.04), m.u(0.014, 0.024), 0.3)
        )
    m.zone("fruit", "fruit_bottom", z=(None, 0.3 * radius * high))


# ---------------------------------------------------------------- banana


def _bow(length: float, degrees: float, count: int, start: float = 0.0, end: float = 1.0) -> Double:
    """Points (count, 3) of an upward bow of a length along X, from one share of it to another."""
    half = np.radians(degrees) / 2
    radius = length / (2 * half)
    angle = -half + 2 * half * np.linspace(start, end, count)
    return np.stack([radius * np.sin(angle), 0 * angle, radius * (1 - np.cos(angle))], 1)


@construction("banana")
def banana_bowed(m: Maker) -> None:
    """Smooth bow with a cut stem."""
    length, thick, count = m.u(0.14, 0.21), m.u(0.014, 0.021), 14 if m.fine else 7
    path = _bow(length, m.u(40, 95), count + 4)
    m.add(
        "fruit",
        tube(path[3:], _swell(count + 1, 0.007, thick, m.u(0.003, 0.006), 3.0), m.sides, flat=m.u(0.85, 1.0)),
    )
    m.add("stem", tube(path[:5], np.linspace(m.u(0.004, 0.006), 0.0068, 5), few(m)))
    m.zone("fruit", "tip", x=(path[-1, 0] - 0.16 * length, None))


@construction("banana")
def banana_ridged(m: Maker) -> None:
    """Angular skin of four to six sides, kinked more than bent."""
    length, thick, count = m.u(0.13, 0.23), m.u(0.015, 0.022), m.count(5, 8)
    path = _bow(length, m.u(30, 80), count)
    radii = _swell(count, 0.008, thick, 0.008, m.u(3, 6))
    m.add("fruit", tube(path[1:], radii[1:], m.count(4, 6)))
    back = path[1] - path[2]
    end = path[1] + back / np.linalg.norm(back) * m.u(0.02, 0.04)
    m.add("stem", bar(path[1] - 0.15 * back, end, 0.0075, m.count(4, 6), m.u(0.005, 0.007)))
    m.add(
        "fruit",
        bar(0.9 * path[-1] + 0.1 * path[-2], path[-1] + 0.35 * (path[-1] - path[-2]), 0.0075, 5, 0.004),
    )
    m.zone("fruit", "tip", x=(path[-1, 0] - 0.1 * length, None))


@construction("banana")
def banana_peeled(m: Maker) -> None:
    """Opened from the tip, with flaps of skin hanging back."""
    length, thick, count = m.u(0.15, 0.21), m.u(0.013, 0.018), 12 if m.fine else 7
    path, bend = _bow(length, m.u(20, 60), 2 * count), m.u(0.45, 0.6)
    split = int(bend * 2 * count)
    m.add("fruit", tube(path[3:], _swell(2 * count - 3, 0.006, thick * 0.9, 0.004, 4.0), m.sides))
    m.add(
        "fruit",
        tube(path[3:split], np.minimum(_swell(2 * count, 0.006, thick, thick, 4.0)[3:split], thick), m.sides),
    )
    m.add("stem", tube(path[:5], 0.0058, few(m)))
    flaps, first = m.count(3, 4), m.u(0, 90)
    hinge, along = path[split - 1], path[split] - path[split - 1]
    along = along / np.linalg.norm(along)
    side, long = np.array([0, 1.0, 0]), m.u(0.05, 0.08)
    up = np.cross(along, side)
    for k in range(flaps):
        turned = np.radians(first + 360 * k / flaps)
        out = np.cos(turned) * side + np.sin(turned) * up
        steps = np.linspace(0, 1, 7 if m.fine else 4)
        flap = hinge + np.outer(thick * 0.8 + 0.55 * long * np.sin(1.9 * steps), out)
        flap = flap + np.outer(0.012 - 0.9 * long * steps**1.5, along)
        m.add(
            "peel",
            tube(flap, np.linspace(0.0026, 0.0012, len(steps)), 6, flat=3.6, up=tuple(along + 0.3 * out)),
        )
    m.zone("fruit", "tip", x=(path[-1, 0] - 0.15 * length, None))


@construction("banana")
def banana_bunch(m: Maker) -> None:
    """Two to four side by side on one stem."""
    length, thick, count = m.u(0.13, 0.19), m.u(0.014, 0.018), 11 if m.fine else 6
    bananas, degrees = m.count(2, 4), m.u(50, 90)
    path = _bow(length, degrees, count)
    one = tube(path, _swell(count, 0.006, thick, 0.004, 3.0), max(6, int(0.7 * m.sides)))
    for k in range(bananas):
        angle = (k - (bananas - 1) / 2) * m.u(13, 18)
        m.add("fruit", turn(turn(one, "z", angle, path[0]), "x", 0.6 * angle, path[0]))
    away = path[0] - path[1]
    away /= np.linalg.norm(away)
    m.add("stem", capsule(path[0] + 0.004 * away, path[0] + m.u(0.025, 0.05) * away, 0.009, few(m), 0.007))
    m.zone("fruit", "tip", x=(path[-1, 0] - 0.22 * length, None))


# ---------------------------------------------------------------- carrot


def _greens(m: Maker, at: float, count: int, length: float, spread: float) -> None:
    """Feathery tops that run to -X from the carrot's end."""
    for _ in range(count if m.fine else min(count, 4)):
        y, z = m.u(-spread, spread) * length, m.u(-spread, spread) * length
        long = length * m.u(0.7, 1.1)
        path = curve(
            [(at + 0.008, 0, 0), (at - 0.4 * long, 0.25 * y, 0.25 * z), (at - long, y, z - 0.1 * long)],
            6 if m.fine else 4,
        )
        m.add(
            "leaves",
            tube(
                path,
                np.interp(np.linspace(0, 1, len(path)), [0, 0.5, 0.8, 1], [0.0018, 0.0016, 0.0055, 0.0012]),
                6,
            ),
        )


@construction("carrot")
def carrot_slim(m: Maker) -> None:
    """Long taper with rings and feathery greens."""
    length, thick = m.u(0.11, 0.22), m.u(0.011, 0.019)
    points = [(0.45, 0.0), (0.92, 0.02), (1.0, 0.08), (0.85, 0.35), (0.62, 0.65), (0.3, 0.92), (0.04, 1.0)]
    root = lathe(smooth_profile(m, [(r * thick, z * length) for r, z in points], 14), m.sides)
    root = lay_x(bumpy(root, 0.06 * thick * m.u(0, 1), 0.05, m.random))
    m.add("root", root)
    if m.fine:
        for k in range(m.count(0, 5)):
            where = m.u(0.15, 0.85)
            m.cut(
                "root",
                block(
                    (0.0012, thick, 0.02),
                    (where * length, (-1) ** k * (1.4 * thick * (1 - 0.75 * where) + 0.0015), 0),
                ),
            )
    _greens(m, 0.0, m.count(4, 8), m.u(0.05, 0.12), m.u(0.2, 0.5))
    m.zone("root", "tip", x=(0.78 * length, None))


@construction("carrot")
def carrot_stubby(m: Maker) -> None:
    """Short and fat; the greens are flat blades."""
    length, thick = m.u(0.08, 0.14), m.u(0.017, 0.027)
    points = [(0.6, 0.0), (1.0, 0.06), (1.0, 0.3), (0.8, 0.75), (0.4, 0.97), (0.05, 1.0)]
    m.add("root", lay_x(lathe(smooth_profile(m, [(r * thick, z * length) for r, z in points], 10), m.sides)))
    first, blades = m.u(0, 180), m.count(3, 5)
    for k in range(blades):
        blade = _leaf(m, (0, 0, 0), 0, m.u(0.04, 0.08), m.u(0.014, 0.024), m.u(0.15, 0.45))
        m.add("leaves", move(turn(mirrored(blade, "x"), "x", first + 360 * k / blades), (0.004, 0, 0)))
    m.zone("root", "tip", x=(0.75 * length, None))


@construction("carrot")
def carrot_crooked(m: Maker) -> None:
    """Bent, sometimes forked; the greens are cut to stubs."""
    length, thick, count = m.u(0.12, 0.2), m.u(0.012, 0.019), 10 if m.fine else 6
    path = curve(
        [
            (0, 0, 0),
            (0.4 * length, 0, m.u(-0.01, 0.01)),
            (0.75 * length, m.u(-0.01, 0.01), 0),
            (length, m.u(-0.02, 0.02), m.u(-0.02, 0.02)),
        ],
        count,
    )
    radii = thick * np.interp(np.linspace(0, 1, count), [0, 0.06, 0.5, 0.9, 1], [0.8, 1.0, 0.78, 0.28, 0.06])
    m.add("root", tube(path, radii, m.sides), ball(0.85 * thick, few(m, 1, 8)))
    if m.chance(0.5):
        side = m.pick(-1.0, 1.0)
        fork = curve(
            [
                path[count // 2],
                path[count // 2] + (0.2 * length, 0.012 * side, 0),
                path[count // 2] + (0.4 * length, 0.03 * side, -0.006),
            ],
            6,
        )
        m.add("root", tube(fork, np.linspace(0.6 * thick, 0.001, 6), few(m)))
    for _ in range(m.count(3, 6)):
        y, z = m.u(-0.5, 0.5) * thick, m.u(-0.5, 0.5) * thick
        m.add(
            "leaves",
            bar(
                (0.0, y, z),
                (-m.u(0.7, 2.0) * thick - 0.01, 1.8 * y, 1.8 * z),
                m.u(0.002, 0.0035),
                6,
                m.u(0.002, 0.004),
            ),
        )
    m.zone("root", "tip", x=(0.8 * length, None))


@construction("carrot")
def carrot_cone(m: Maker) -> None:
    """A plain cone with a bush of cones on top, as in games."""
    length, thick = m.u(0.1, 0.2), m.u(0.016, 0.03)
    m.add("root", bar((0, 0, 0), (length, 0, 0), thick, m.sides, m.u(0.001, 0.3 * thick)))
    for k in range(m.count(2, 3)):
        size = thick * m.u(0.35, 0.6)
        tip = (-m.u(0.03, 0.07), (k - 1) * m.u(0.01, 0.025), m.u(-0.012, 0.012))
        m.add("leaves", bar((0.002, (k - 1) * 0.3 * thick, 0), tip, 0.35 * size, 6, size))
    m.zone("root", "tip", x=(0.75 * length, None))


# ---------------------------------------------------------------- chicken leg


def _bone(m: Maker, start: float, end: float, thick: float) -> list[Manifold]:
    """Bone along X with a two-lobed knuckle at its end (which lies at -X of its start, or at +X)."""
    knuckle, away = thick * m.u(1.15, 1.6), np.sign(end - start)
    if m.fine:
        radii = thick * np.array([1.0, 0.85, 0.9, 1.15])
        shaft = tube([(x, 0, 0) for x in np.linspace(start, end, 4)], radii, few(m))
    else:
        shaft = bar((start, 0, 0), (end, 0, 0), thick, 6)
    lobes = [ball(knuckle, few(m), (end + 0.3 * away * knuckle, s * 0.75 * knuckle, 0)) for s in (-1, 1)]
    return [shaft, *lobes]


@construction("chicken_leg")
def drumstick_roast(m: Maker) -> None:
    """Pear-shaped meat on a bone."""
    length, thick, bone = m.u(0.08, 0.13), m.u(0.024, 0.036), m.u(0.0055, 0.009)
    points = [
        (bone * 1.15, 0),
        (bone * 1.5, 0.1),
        (0.45 * thick, 0.28),
        (0.95 * thick, 0.6),
        (0.97 * thick, 0.78),
        (0.6 * thick, 0.96),
        (0.1 * thick, 1.0),
    ]
    meat = lathe(smooth_profile(m, [(r, z * length) for r, z in points], 14), m.sides)
    m.add("meat", lay_x(bumpy(meat, 0.1 * thick * m.u(0, 1), 0.07, m.random)))
    m.add("bone", *_bone(m, 0.02, -m.u(0.03, 0.055), bone))


@construction("chicken_leg")
def drumstick_cartoon(m: Maker) -> None:
    """A fat ball of meat, a thick bone with big knuckles."""
    radius, bone = m.u(0.03, 0.046), m.u(0.007, 0.011)
    m.add("meat", ball((radius * m.u(1.0, 1.4), radius, radius * m.u(0.85, 1.0)), m.sides, (radius, 0, 0)))
    m.add("meat", bar((-0.35 * radius, 0, 0), (0.5 * radius, 0, 0), 1.35 * bone, few(m), 0.7 * radius))
    m.add("bone", *_bone(m, 0.0, -0.3 * radius - m.u(0.03, 0.06), bone))
    if m.chance(0.4):
        m.cut("meat", ball(0.5 * radius, few(m), (2.0 * radius, m.u(-0.5, 0.5) * radius, 0.5 * radius)))


@construction("chicken_leg")
def drumstick_with_thigh(m: Maker) -> None:
    """Drumstick and thigh bent at the knee; the bone's end wears a paper frill in some."""
    thin, thick, long = m.u(0.014, 0.019), m.u(0.026, 0.036), m.u(0.06, 0.09)
    bend = np.radians(m.u(15, 55))
    knee = np.array([long, 0, 0])
    far = knee + 0.055 * np.array([np.cos(bend), 0, np.sin(bend)])
    m.add(
        "meat",
        capsule((0, 0, 0), knee, thin, m.sides, 0.85 * thick),
        capsule(knee, far, 0.85 * thick, m.sides, thick),
    )
    bone, end = m.u(0.0055, 0.008), -thin - m.u(0.03, 0.05)
    m.add("bone", bar((0.01, 0, 0), (end, 0, 0), bone, few(m)))
    if m.chance(0.5):
        m.add("bone", bar((end + 0.026, 0, 0), (end - 0.002, 0, 0), 1.15 * bone, few(m), 1.7 * bone))
    else:
        m.add("bone", ball((0.7 * bone, 1.7 * bone, 1.3 * bone), few(m), (end, 0, 0)))


@construction("chicken_leg")
def meat_through_bone(m: Maker) -> None:
    """A joint of meat with the bone standing out at both ends."""
    length, thick, bone = m.u(0.07, 0.13), m.u(0.027, 0.045), m.u(0.007, 0.011)
    points = [(0.5, 0), (0.9, 0.08), (1.0, 0.45), (0.95, 0.9), (0.55, 1.0)]
    meat = lathe(smooth_profile(m, [(r * thick, z * length) for r, z in points], 9), m.sides)
    m.add("meat", bumpy(lay_x(meat), 0.08 * thick, 0.08, m.random))
    m.add(
        "bone",
        *_bone(m, 0.5 * length, -m.u(0.035, 0.06), bone),
        *_bone(m, 0.5 * length, length + m.u(0.008, 0.03), bone),
    )


# ---------------------------------------------------------------- hot dog


def _mustard(m: Maker, length: float, width: float, height: float) -> None:
    waves, count = m.count(3, 6), 30 if m.fine else 12
    x = np.linspace(-0.5 * length, 0.5 * length, count)
    path = np.stack([x, width * np.sin(waves * 2 * np.pi * x / length), np.full(count, height)], 1)
    m.add("topping", tube(path, m.u(0.0018, 0.003), 6))


@construction("hotdog")
def hotdog_slit_roll(m: Maker) -> None:
    """Roll slit from above, with a longer sausage in it."""
    length, thick, meat = m.u(0.12, 0.19), m.u(0.025, 0.033), m.u(0.010, 0.014)
    bun = capsule((-0.5 * length + thick, 0, 0), (0.5 * length - thick, 0, 0), thick, m.sides)
    m.add("bun", warped(bun, lambda p: p * (1, 1, 0.85)))
    m.cut(
        "bun",
        hull(
            block((length, 0.6 * meat, 0.001), (0, 0, -0.1 * thick)),
            block((length, m.u(1.5, 1.85) * meat, 0.001), (0, 0, thick)),
        ),
    )
    long = length * m.u(0.95, 1.2)
    centre = 0.85 * thick - m.u(0.2, 0.7) * meat
    m.add("sausage", capsule((-0.5 * long, 0, centre), (0.5 * long, 0, centre), meat, few(m, 1, 8)))
    if m.chance(0.7):
        _mustard(m, 0.8 * length, 0.5 * meat, centre + 0.92 * meat)
    for sign in (-1, 1):
        m.zone("sausage", "sausage_end", x=(0.42 * long, None) if sign > 0 else (None, -0.42 * long))


@construction("hotdog")
def hotdog_two_sides(m: Maker) -> None:
    """Two soft halves joined below, a bowed sausage between them."""
    length, side, meat = m.u(0.11, 0.17), m.u(0.015, 0.021), m.u(0.011, 0.015)
    spread, bow = 0.55 * (side + meat), m.u(0, 0.012)
    for sign in (-1, 1):
        half = capsule(
            (-0.5 * length + side, sign * spread, 0), (0.5 * length - side, sign * spread, 0), side, m.sides
        )
        m.add("bun", turn(half, "x", sign * m.u(0, 12)))
    m.add("bun", block((0.8 * length, 1.6 * spread, side), (0, 0, -0.4 * side), 0.4 * side, few(m, 2)))
    t = np.linspace(-1, 1, 9 if m.fine else 5)
    long = length * m.u(1.0, 1.15)
    path = np.stack([0.5 * long * t, 0 * t, 0.8 * side + bow * t**2], 1)
    m.add(
        "sausage",
        tube(path, meat, m.sides),
        ball(meat, few(m, 1, 8), path[0]),
        ball(meat, few(m, 1, 8), path[-1]),
    )
    if m.chance(0.5):
        _mustard(m, 0.7 * length, 0.5 * meat, 0.8 * side + 0.95 * meat)
    m.zone("sausage", "sausage_end", x=(0.42 * long, None))
    m.zone("sausage", "sausage_end", x=(None, -0.42 * long))


@construction("hotdog")
def hotdog_in_tray(m: Maker) -> None:
    """In a folded paper tray."""
    length, thick, meat = m.u(0.12, 0.17), m.u(0.023, 0.028), m.u(0.010, 0.013)
    wide, high, paper = 1.15 * thick, m.u(1.0, 1.6) * thick, 0.0012 if m.fine else 0.002
    floor = -0.9 * thick
    outer = [
        (-0.62 * wide, floor - paper),
        (0.62 * wide, floor - paper),
        (wide + paper, floor + high),
        (wide, floor + high),
        (0.58 * wide, floor),
        (-0.58 * wide, floor),
        (-wide, floor + high),
        (-wide - paper, floor + high),
    ]
    m.add("wrapper", plate(outer, length * 1.02, "yz"))
    bun = capsule((-0.5 * length + thick, 0, 0), (0.5 * length - thick, 0, 0), thick, m.sides)
    m.add("bun", warped(bun, lambda p: p * (1, 1.02, 0.95)))
    m.cut("bun", block((2 * length, 1.7 * meat, 2 * thick), (0, 0, thick)))
    long = length * m.u(0.98, 1.15)
    m.add(
        "sausage", capsule((-0.5 * long, 0, 0.55 * thick), (0.5 * long, 0, 0.55 * thick), meat, few(m, 1, 8))
    )
    _mustard(m, 0.8 * length, m.u(0, 0.5) * meat, 0.55 * thick + 0.95 * meat)
    m.zone("sausage", "sausage_end", x=(0.42 * long, None))
    m.zone("sausage", "sausage_end", x=(None, -0.42 * long))


@construction("hotdog")
def hotdog_tunnel(m: Maker) -> None:
    """The sausage pushed into a closed roll, its end looking out in front."""
    length, thick, meat = m.u(0.12, 0.18), m.u(0.022, 0.03), m.u(0.010, 0.014)
    points = [(0.25, 0), (0.8, 0.08), (1.0, 0.4), (0.97, 0.8), (0.85, 0.97), (0.7, 1.0)]
    m.add("bun", lay_x(lathe(smooth_profile(m, [(r * thick, z * length) for r, z in points], 12), m.sides)))
    out = length + m.u(0.012, 0.035)
    m.add("sausage", capsule((0.3 * length, 0, 0), (out - meat, 0, 0), meat, few(m, 1, 8)))
    if m.chance(0.6):
        m.add("topping", ring(0.85 * meat, 0.0028, m.sides, "x", (length + 0.001, 0, 0)))
    m.zone("sausage", "sausage_end", x=(out - 0.012, None))


# ---------------------------------------------------------------- ice cream


@construction("ice_cream_cone")
def scoops_on_waffle(m: Maker) -> None:
    """Pointed waffle cone with one to three scoops."""
    height, radius = m.u(0.1, 0.15), m.u(0.024, 0.033)
    m.add("cone", lathe([(m.u(0.001, 0.004), 0), (radius, height)], m.sides))
    if m.fine and m.chance(0.6):
        m.add("cone", ring(radius, 0.0022, m.sides, at=(0, 0, height - 0.002)))
    level, size = height + 0.35 * radius, radius * m.u(1.0, 1.18)
    for _ in range(m.count(1, 3)):
        scoop = ball(size, m.sides, (m.u(-0.1, 0.1) * radius, m.u(-0.1, 0.1) * radius, level))
        m.add("ice_cream", bumpy(scoop, 0.05 * size, 0.03, m.random))
        level, size = level + 1.25 * size, size * m.u(0.85, 0.97)
    m.zone("cone", "tip", z=(None, 0.25 * height))
    m.zone("cone", "cone_rim", z=(0.86 * height, None))


@construction("ice_cream_cone")
def swirl_on_cup(m: Maker) -> None:
    """Flat-bottomed wafer cup with a swirl of soft ice."""
    low, high, foot, radius = m.u(0.035, 0.06), m.u(0.022, 0.035), m.u(0.013, 0.019), m.u(0.024, 0.031)
    m.add(
        "cone",
        lathe([(foot, 0), (1.2 * foot, low), (radius, low + 0.004), (1.05 * radius, low + high)], m.sides),
    )
    if m.fine:
        ribs = [
            block((0.0022, 0.0022, 0.9 * low), (1.13 * foot * np.cos(a), 1.13 * foot * np.sin(a), 0.5 * low))
            for a in np.linspace(0, 2 * np.pi, 12, endpoint=False)
        ]
        m.add("cone", *ribs)
    tall, turns, count = m.u(0.05, 0.085), m.u(2.5, 4), 44 if m.fine else 18
    t = np.linspace(0, 1, count)
    angle, reach = 2 * np.pi * turns * t, 0.62 * radius * (1 - t) ** 0.8
    path = np.stack([reach * np.cos(angle), reach * np.sin(angle), low + high + 0.3 * radius + tall * t], 1)
    m.add(
        "ice_cream",
        tube(path, 0.56 * radius * (1 - 0.9 * t) + 0.001, few(m, 3, 6)),
        lathe(
            [
                (0.9 * radius, low + high - 0.004),
                (0.85 * radius, low + high + 0.25 * radius),
                (0.003, low + high + 0.9 * tall),
            ],
            few(m),
        ),
    )
    m.zone("cone", "tip", z=(None, 0.3 * low))
    m.zone("cone", "cone_rim", z=(low + 0.35 * high, None))


@construction("ice_cream_cone")
def rolled_cone(m: Maker) -> None:
    """Cone of few sides in a collar, a flattened heap on it, sometimes a wafer or a cherry."""
    height, radius, sides = m.u(0.09, 0.14), m.u(0.024, 0.034), m.count(4, 8)
    m.add("cone", lathe([(0.002, 0), (radius, height)], sides))
    m.add(
        "cone",
        lathe(
            [(0.72 * radius, 0.66 * height), (1.08 * radius, height), (1.08 * radius, height + 0.002)], sides
        ),
    )
    heap = [
        (0.9 * radius, 0),
        (1.25 * radius, 0.1 * radius),
        (1.3 * radius, 0.5 * radius),
        (0.95 * radius, m.u(1.0, 1.4) * radius),
        (0.3 * radius, m.u(1.5, 2.2) * radius),
        (0.02 * radius, m.u(2.2, 2.6) * radius),
    ]
    m.add("ice_cream", lathe(smooth_profile(m, heap, 14), m.sides, (0, 0, height)))
    if m.chance(0.5):
        m.add("ice_cream", ball(0.3 * radius, 8, (0, 0, height + 2.4 * radius)))
    else:
        m.add(
            "ice_cream",
            turn(
                block((0.014, 0.003, 0.05), (0.3 * radius, 0.3 * radius, height + 2.0 * radius)),
                "y",
                m.u(10, 30),
                (0, 0, height),
            ),
        )
    m.zone("cone", "tip", z=(None, 0.25 * height))
    m.zone("cone", "cone_rim", z=(0.84 * height, None))


# ---------------------------------------------------------------- baguette


def _ends(m: Maker, length: float, share: float = 0.14) -> None:
    m.zone("loaf", "end", x=(0.5 * length - share * length, None))
    m.zone("loaf", "end", x=(None, -0.5 * length + share * length))


@construction("baguette")
def baguette_slashed(m: Maker) -> None:
    """Long loaf with slanting slashes above."""
    length, thick, count = m.u(0.3, 0.62), m.u(0.024, 0.034), 14 if m.fine else 7
    t = np.sin(np.linspace(-0.5 * np.pi, 0.5 * np.pi, count))
    path = np.stack([0.5 * length * t, m.u(-0.01, 0.01) * (1 - t**2), 0 * t], 1)
    radii = thick * np.maximum((1 - np.abs(t) ** m.u(4, 9)) ** 0.5, 0.12)
    m.add("loaf", tube(path, radii, m.sides, flat=m.u(1.0, 1.25)))
    slashes = m.count(3, 6)
    if m.fine or m.chance(0.5):
        cuts = [
            turn(ball((0.075 * length, 0.2 * thick, 0.35 * thick), 8), "z", m.u(18, 32)).translate(
                (length * 0.78 * ((k + 0.5) / slashes - 0.5), 0, 1.02 * thick)
            )
            for k in range(slashes)
        ]
        m.cut("loaf", *cuts)
    _ends(m, length)


@construction("baguette")
def baguette_in_bag(m: Maker) -> None:
    """Stuck in a paper bag from which the front looks out."""
    length, thick = m.u(0.35, 0.6), m.u(0.024, 0.033)
    loaf = capsule(
        (-0.5 * length + thick, 0, 0), (0.5 * length - thick, 0, 0), thick, m.sides, thick * m.u(0.8, 1.0)
    )
    m.add("loaf", bumpy(loaf, 0.03 * thick, 0.08, m.random))
    open_at, width = m.u(-0.02, 0.2) * length, thick * m.u(1.1, 1.3)
    sides = few(m, 1, 8)
    angle = 2 * np.pi * np.arange(sides) / sides
    stations = [
        (-0.53 * length, 0.06),
        (-0.44 * length, 0.75),
        (-0.3 * length, 1.0),
        (0.0 * length, 1.0),
        (open_at, 1.05),
    ]
    rings = [
        np.stack([np.full(sides, x), 1.15 * width * np.cos(angle), f * width * np.sin(angle)], 1)
        for x, f in stations
        if x <= open_at
    ]
    m.add("bag", loft(rings))
    m.zone("loaf", "end", x=(0.36 * length, None))


@construction("baguette")
def bread_of_lobes(m: Maker) -> None:
    """Knots of dough in a row, as an ear of wheat, or a plain bumpy bâtard."""
    length, thick = m.u(0.24, 0.5), m.u(0.023, 0.036)
    if m.chance(0.5):
        knots = m.count(5, 8)
        for k in range(knots):
            x = length * (k / (knots - 1) - 0.5) * 0.88
            knot = ball((0.75 * length / knots, thick, 0.85 * thick), few(m), (x, 0, 0))
            m.add("loaf", turn(knot, "z", (-1) ** k * m.u(8, 28), (x, 0, 0)))
    else:
        loaf = ball((0.5 * length, thick * 1.2, thick), m.sides)
        m.add("loaf", bumpy(loaf, 0.12 * thick, 0.09, m.random))
        for k in (-1, 0, 1):
            m.cut("loaf", block((0.06, 0.003, 0.4 * thick), (0.18 * length * k, 0, thick)))
    _ends(m, length)


# ---------------------------------------------------------------- egg


def _egg_shape(m: Maker, radius: float, height: float, count: int = 16) -> Profile:
    """Blunt end down; (radius, z) from 0 to the height."""
    angle = np.linspace(0.02, np.pi - 0.02, count if m.fine else 7)
    skew = m.u(0.1, 0.22)
    return [
        (float(radius * np.sin(a) * (1 + skew * np.cos(a)) * 0.99), float(0.5 * height * (1 - np.cos(a))))
        for a in angle
    ]


@construction("egg")
def egg_plain(m: Maker) -> None:
    """A hen's egg, or a larger or smaller bird's."""
    radius = m.u(0.015, 0.03)
    height = radius * m.u(2.3, 2.9)
    m.add("egg", lathe(_egg_shape(m, radius, height, 18), m.sides))
    m.zone("egg", "top", z=(0.72 * height, None))
    m.zone("egg", "bottom", z=(None, 0.28 * height))


@construction("egg")
def egg_in_cup(m: Maker) -> None:
    """Served in a cup with a foot."""
    radius = m.u(0.02, 0.025)
    height, deep, foot = radius * m.u(2.4, 2.8), m.u(0.4, 0.55), m.u(0.02, 0.045)
    m.add("egg", lathe(_egg_shape(m, radius, height), m.sides))
    if m.chance(0.3):
        m.cut(
            "egg",
            move(turn(block((0.1, 0.1, 0.05), (0, 0, 0.025)), "y", m.u(-15, 15)), (0, 0, 0.86 * height)),
        )
    cup = [
        (m.u(0.016, 0.025), -foot),
        (m.u(0.013, 0.02), -foot + 0.004),
        (m.u(0.006, 0.012), -0.5 * foot),
        (0.7 * radius, -0.002),
        (1.12 * radius, 0.3 * height),
        (1.16 * radius, deep * height),
    ]
    m.add("egg_cup", lathe(cup, m.sides))
    m.cut("egg_cup", lathe([(0.9 * radius, 0.2 * height), (1.04 * radius, deep * height + 0.001)], m.sides))
    m.zone("egg", "top", z=(0.76 * height, None))
    m.zone("egg", "bottom", z=(None, (deep + 0.07) * height))


@construction("egg")
def egg_painted(m: Maker) -> None:
    """With raised bands and dots, as an Easter egg or a carved one."""
    radius = m.u(0.017, 0.029)
    height = radius * m.u(2.3, 2.8)
    shape = _egg_shape(m, radius, height)
    m.add("egg", lathe(shape, m.sides))
    for level in (0.3, 0.5, 0.7)[: m.count(1, 3)]:
        at = float(np.interp(level * height, [z for _, z in shape], [r for r, _ in shape]))
        if m.chance(0.6):
            m.add("egg", ring(at - 0.0004, 0.0016, m.sides, at=(0, 0, level * height)))
        elif m.fine:
            dots = [
                ball(0.0026, 8, (at * np.cos(a), at * np.sin(a), level * height))
                for a in np.linspace(0, 2 * np.pi, 10, endpoint=False)
            ]
            m.add("egg", union(*dots))
    m.zone("egg", "top", z=(0.74 * height, None))
    m.zone("egg", "bottom", z=(None, 0.26 * height))


# ---------------------------------------------------------------- pizza


def _toppings(m: Maker, length: float, half: float, height: float, radius: float) -> None:
    """Round slices lying on the cheese, within the wedge that narrows towards +X."""
    for k in range(m.count(2, 5)):
        x = length * (0.12 + 0.17 * k)
        room = max(half * (1 - x / length) - radius, 0.0)
        spot = bar(
            (x, 0, height - 0.001), (x, 0, height + m.u(0.0015, 0.004)), radius * m.u(0.7, 1.1), few(m, 3, 6)
        )
        m.add("slice", move(spot, (0, m.u(-room, room), 0)))


@construction("pizza_slice")
def slice_with_rolled_crust(m: Maker) -> None:
    """Triangle with a round crust behind."""
    length, opening = m.u(0.13, 0.2), np.radians(m.u(15, 26))
    high = m.u(0.006, 0.013)
    edge = [
        (length - length * np.cos(a), length * np.sin(a))
        for a in np.linspace(-opening, opening, 9 if m.fine else 4)
    ]
    m.add("slice", plate([(length, 0.0), *edge[::-1]], high))
    half = length * np.sin(opening)
    _toppings(m, length, half, 0.5 * high, m.u(0.008, 0.014))
    path = np.array([(x, y, 0.2 * high) for x, y in edge])
    radius = m.u(0.8, 1.2) * high + 0.003
    m.add("crust", tube(path, radius, few(m, 2, 6)))
    if m.fine:
        m.add("crust", ball(radius, few(m, 2, 8), path[0]), ball(radius, few(m, 2, 8), path[-1]))
    m.zone("slice", "tip", x=(0.76 * length, None))


@construction("pizza_slice")
def slice_of_pan_pizza(m: Maker) -> None:
    """Thick, with an upright edge and a layer of cheese that runs over."""
    length, half, high = m.u(0.11, 0.16), m.u(0.035, 0.055), m.u(0.014, 0.024)
    m.add("slice", plate([(0, -half), (length, -0.002), (length, 0.002), (0, half)], high))
    cheese = [(0.01, -0.96 * half), (0.98 * length, -0.004), (0.98 * length, 0.004), (0.01, 0.96 * half)]
    m.add("slice", plate(cheese, 0.004, at=(0, 0, 0.5 * high + 0.001)))
    _toppings(m, length, half, 0.5 * high + 0.003, m.u(0.006, 0.012))
    wide = m.u(0.012, 0.02)
    m.add(
        "crust",
        block((wide, 2.04 * half, 1.5 * high), (-0.4 * wide, 0, 0.25 * high), 0.006 if m.fine else 0, few(m)),
    )
    m.zone("slice", "tip", x=(0.74 * length, None))


@construction("pizza_slice")
def slice_sagging(m: Maker) -> None:
    """Thin, its point hanging down, the crust blistered."""
    length, half, high, sag = m.u(0.14, 0.21), m.u(0.04, 0.065), m.u(0.004, 0.008), m.u(0.15, 0.5)

    def hang(p: Double) -> Double:
        over = np.maximum(p[:, 0] / length, 0) ** 2
        return p - np.stack([0.3 * sag * length * over**2, 0 * over, sag * length * over], 1)

    stations = np.linspace(0, 0.985, 9 if m.fine else 5)
    rings = []
    for s in stations:
        y = half * (1 - s)
        rings.append(
            [
                (s * length, -y, -high / 2),
                (s * length, y, -high / 2),
                (s * length, y, high / 2),
                (s * length, -y, high / 2),
            ]
        )
    base = loft(rings)
    for k in range(m.count(2, 4)):
        x = length * (0.15 + 0.18 * k)
        base += bar((x, m.u(-0.4, 0.4) * half * (1 - x / length), 0), (x, 0, high), 0.011, few(m, 3, 6))
    m.add("slice", warped(base, hang))
    crust = bar((0, -half, 0.001), (0, half, 0.001), m.u(0.008, 0.013), m.sides)
    m.add("crust", bumpy(crust, 0.0025, 0.06, m.random, 0.02 if m.fine else None))
    m.zone("slice", "tip", x=(0.7 * length, None))


@construction("pizza_slice")
def slice_square(m: Maker) -> None:
    """A square cut from a tray, with crust on one side and often a second."""
    length, wide, high = m.u(0.08, 0.13), m.u(0.07, 0.12), m.u(0.012, 0.024)
    m.add("slice", block((length, wide, high), (0.5 * length, 0, 0)))
    m.add("slice", block((0.98 * length, 0.94 * wide, 0.004), (0.5 * length, 0, 0.5 * high + 0.001)))
    for _ in range(m.count(1, 4)):
        at = (m.u(0.2, 0.8) * length, m.u(-0.3, 0.3) * wide)
        m.add("slice", bar((*at, 0.5 * high), (*at, 0.5 * high + 0.005), m.u(0.007, 0.012), few(m, 3, 6)))
    thick = m.u(0.5, 0.8) * high
    m.add("crust", capsule((0, -0.5 * wide, 0.1 * high), (0, 0.5 * wide, 0.1 * high), thick, few(m)))
    if m.chance(0.4):
        m.add("crust", capsule((0, 0.5 * wide, 0.1 * high), (length, 0.5 * wide, 0.1 * high), thick, few(m)))
    m.zone("slice", "tip", x=(0.78 * length, None))


# ---------------------------------------------------------------- cheese


@construction("cheese_wedge")
def cheese_with_holes(m: Maker) -> None:
    """Tall wedge full of holes."""
    length, half, high = m.u(0.08, 0.14), m.u(0.022, 0.042), m.u(0.035, 0.07)
    m.add("body", plate([(0, -half), (length, -0.001), (length, 0.001), (0, half)], high))
    for _ in range(m.count(3, 9)):
        x = m.u(0.05, 0.75) * length
        y = half * (1 - x / length)
        place = m.pick(
            (x, m.pick(-1, 1) * y, m.u(-0.4, 0.4) * high), (x, m.u(-0.7, 0.7) * y, m.pick(-0.5, 0.5) * high)
        )
        m.cut("body", ball(m.u(0.004, 0.011), few(m, 3, 8), place))
    m.zone("body", "rind", x=(None, 0.1 * length))
    m.zone("body", "tip", x=(0.78 * length, None))


@construction("cheese_wedge")
def cheese_with_round_rind(m: Maker) -> None:
    """Flat piece of a round cheese, its rind an arc."""
    radius, opening, high = m.u(0.06, 0.13), np.radians(m.u(16, 32)), m.u(0.022, 0.04)
    outline = [(radius, 0.0)] + [
        (radius - radius * np.cos(a), radius * np.sin(a))
        for a in np.linspace(opening, -opening, 12 if m.fine else 5)
    ]
    body = plate(outline, high)
    if m.fine:
        rim = lathe(
            [
                (0.88 * radius, -0.5 * high),
                (0.97 * radius, -0.44 * high),
                (radius, -0.25 * high),
                (radius, 0.25 * high),
                (0.97 * radius, 0.44 * high),
                (0.88 * radius, 0.5 * high),
            ],
            40,
            (radius, 0, 0),
        )
        body = body ^ rim
    m.add("body", body)
    m.zone("body", "rind", x=(None, radius * (1.1 - np.cos(opening))))
    m.zone("body", "tip", x=(0.76 * radius, None))


@construction("cheese_wedge")
def cheese_broken(m: Maker) -> None:
    """Rough chunk with slanting top, as broken from a hard cheese."""
    length, half, high = m.u(0.08, 0.14), m.u(0.02, 0.035), m.u(0.03, 0.06)
    slope = m.u(0.5, 0.9)
    corners = [(0.0, s * half, z * high) for s in (-1, 1) for z in (-0.5, 0.5)]
    corners += [
        (length * m.u(0.9, 1.0), s * m.u(0.001, 0.006), z * slope * high)
        for s in (-1, 1)
        for z in (-0.5, 0.35)
    ]
    chunk = Manifold.hull_points(np.asarray(corners))
    m.add("body", bumpy(chunk, 0.0025, 0.05, m.random, 0.02 if m.fine else None))
    if m.chance(0.5):
        m.cut("body", turn(block((0.03, 0.2, 0.2), (length, 0.11, 0)), "z", m.u(-20, 0)))
    m.zone("body", "rind", x=(None, 0.12 * length))
    m.zone("body", "tip", x=(0.75 * length, None))


@construction("cheese_wedge")
def cheese_lying(m: Maker) -> None:
    """The wedge lying on its side like a ramp, with a few big holes and a waxed back."""
    length, wide, high = m.u(0.08, 0.14), m.u(0.03, 0.06), m.u(0.035, 0.06)
    m.add("body", plate([(0, 0), (length, 0), (length, 0.002), (0, high)], wide, "xz"))
    m.add("body", block((m.u(0.004, 0.008), 1.03 * wide, 1.02 * high), (0, 0, 0.5 * high)))
    for _ in range(m.count(2, 6)):
        x = m.u(0.1, 0.6) * length
        place = m.pick(
            (x, m.u(-0.3, 0.3) * wide, high * (1 - x / length)),
            (x, m.pick(-0.5, 0.5) * wide, m.u(0.2, 0.7) * high * (1 - x / length)),
        )
        m.cut("body", ball(m.u(0.004, 0.01), few(m, 3, 8), place))
    m.zone("body", "rind", x=(None, 0.08 * length))
    m.zone("body", "tip", x=(0.76 * length, None))


# ---------------------------------------------------------------- lollipop


def _stick(m: Maker, length: float, into: float) -> float:
    """Stick along Z up to `into` above zero, where the candy begins; returns its radius."""
    radius = m.u(0.0015, 0.0032)
    if m.chance(0.25):
        m.add(
            "stick",
            block(
                (radius * 4, 1.6 * radius, length + into),
                (0, 0, 0.5 * (into - length)),
                0.7 * radius if m.fine else 0,
                8,
            ),
        )
    else:
        m.add("stick", bar((0, 0, -length), (0, 0, into), radius, few(m, 3, 6)))
    m.zone("stick", "stick_end", z=(None, -0.7 * length))
    return radius


@construction("lollipop")
def lollipop_ball(m: Maker) -> None:
    """A ball of sugar, with a band in some."""
    radius = m.u(0.011, 0.026)
    _stick(m, m.u(0.05, 0.1), 0.6 * radius)
    m.add("candy", ball((radius, radius, radius * m.u(0.85, 1.2)), m.sides, (0, 0, 0.95 * radius)))
    if m.chance(0.5):
        m.add("candy", ring(radius, 0.0016, m.sides, m.pick("z", "x"), (0, 0, 0.95 * radius)))


@construction("lollipop")
def lollipop_swirl(m: Maker) -> None:
    """Flat disc, a rope of sugar coiled to a spiral in some."""
    radius, thick = m.u(0.022, 0.055), m.u(0.007, 0.012)
    _stick(m, m.u(0.09, 0.18), radius)
    if m.chance(0.6):
        turns, count = m.count(2, 3), 54 if m.fine else 20
        t = np.linspace(0.12, 1, count)
        angle = 2 * np.pi * turns * t
        pitch = radius / (turns + 0.4)
        reach = pitch * turns * t
        path = np.stack([0 * t, reach * np.cos(angle), radius + reach * np.sin(angle)], 1)
        m.add("candy", tube(path, 0.53 * pitch, few(m, 4, 6), up=(1, 0, 0)))
        m.add("candy", bar((-0.25 * thick, 0, radius), (0.25 * thick, 0, radius), 0.8 * radius, few(m)))
    else:
        m.add(
            "candy",
            turn(
                lathe(
                    smooth_profile(
                        m, [(0.9 * radius, -0.5 * thick), (radius, 0), (0.9 * radius, 0.5 * thick)], 6
                    ),
                    m.sides,
                ),
                "y",
                90,
            ).translate((0, 0, radius)),
        )


@construction("lollipop")
def lollipop_shaped(m: Maker) -> None:
    """Flat heart, star, paw or flower."""
    radius, thick, kind = m.u(0.018, 0.04), m.u(0.007, 0.014), m.count(0, 3)
    count = 40 if m.fine else 20
    t = np.linspace(0, 2 * np.pi, count, endpoint=False)
    if kind == 0:
        y, z = (
            0.95 * np.sin(t) ** 3,
            (13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)) / 15,
        )
    elif kind == 1:
        t = np.linspace(0, 2 * np.pi, 10, endpoint=False)
        reach = np.where(np.arange(10) % 2 == 0, 1.0, m.u(0.5, 0.65))
        y, z = reach * np.sin(t), -reach * np.cos(t) * (-1 if m.chance(0.5) else 1)
    else:
        reach = 0.82 + 0.18 * np.cos((5 if kind == 2 else 8) * t)
        y, z = reach * np.sin(t), reach * np.cos(t)
    _stick(m, m.u(0.06, 0.13), radius)
    outline = [(float(a), float(b)) for a, b in zip(radius * y, radius * z, strict=True)]
    m.add("candy", plate(outline, thick, "yz", (0, 0, 0.85 * radius)))
    if m.fine:
        m.add(
            "candy", plate([(0.8 * a, 0.8 * b) for a, b in outline], 1.3 * thick, "yz", (0, 0, 0.85 * radius))
        )


@construction("lollipop")
def lollipop_long(m: Maker) -> None:
    """Long candy on a stick: a rounded paddle, a twisted rope or a stepped rocket."""
    high, radius = m.u(0.04, 0.09), m.u(0.009, 0.017)
    _stick(m, m.u(0.05, 0.1), 0.4 * high)
    kind = m.count(0, 2)
    if kind == 0:
        m.add(
            "candy",
            hull(
                bar((-0.5 * radius, 0, radius), (0.5 * radius, 0, radius), radius, few(m)),
                bar((-0.5 * radius, 0, high), (0.5 * radius, 0, high), m.u(1.0, 1.5) * radius, few(m)),
            ),
        )
    elif kind == 1:
        sides, steps = m.count(3, 5), 16 if m.fine else 7
        rings = []
        for s in np.linspace(0, 1, steps):
            around = 2 * np.pi * np.arange(4 * sides) / (4 * sides)
            reach = (
                radius
                * (1 + 0.22 * np.cos(sides * (around - 5 * s)))
                * (0.55 + 0.45 * np.sin(np.pi * (0.1 + 0.8 * s)))
            )
            rings.append(
                np.stack([reach * np.cos(around), reach * np.sin(around), np.full(len(around), s * high)], 1)
            )
        m.add("candy", loft(rings))
    else:
        for share in (1.0, 0.75, 0.5):
            low = 0.33 * high * (1 - share) * 4 / 1.33
            m.add(
                "candy",
                bar(
                    (0, 0, low),
                    (0, 0, high * (1.5 - 0.5 * share)),
                    share * radius,
                    m.sides,
                    0.85 * share * radius,
                ),
            )


# ---------------------------------------------------------------- burger


def _lettuce(m: Maker, radius: float, level: float, thick: float) -> Manifold:
    waves, deep = m.count(5, 9), m.u(0.003, 0.006)

    def wave(p: Double) -> Double:
        out = np.clip(np.hypot(p[:, 0], p[:, 1]) / radius, 0, 1) ** 3
        return p + np.stack([0 * out, 0 * out, deep * out * np.cos(waves * np.arctan2(p[:, 1], p[:, 0]))], 1)

    return warped(lathe([(radius, level), (radius, level + thick)], max(m.sides, 2 * waves)), wave)


@construction("burger")
def burger_classic(m: Maker) -> None:
    """Domed bun, lettuce, patty and a square of cheese."""
    radius = m.u(0.038, 0.058)
    low, patty, dome = m.u(0.012, 0.02), m.u(0.01, 0.018), m.u(0.02, 0.036)
    m.add(
        "bottom_bun",
        lathe(
            smooth_profile(m, [(0.85 * radius, 0), (0.98 * radius, 0.35 * low), (0.98 * radius, low)], 7),
            m.sides,
        ),
    )
    m.add(
        "filling",
        lathe(
            smooth_profile(
                m,
                [
                    (0.96 * radius, low - 0.001),
                    (1.04 * radius, low + 0.5 * patty),
                    (0.96 * radius, low + patty),
                ],
                6,
            ),
            m.sides,
        ),
    )
    level = low + patty
    m.add(
        "filling", turn(block((1.75 * radius, 1.75 * radius, 0.003), (0, 0, level + 0.0005)), "z", m.u(0, 90))
    )
    m.add("filling", _lettuce(m, 1.1 * radius, level + 0.001, 0.004))
    level += 0.004
    m.add(
        "top_bun",
        lathe(
            smooth_profile(
                m,
                [
                    (0.96 * radius, level),
                    (1.02 * radius, level + 0.2 * dome),
                    (0.85 * radius, level + 0.65 * dome),
                    (0.4 * radius, level + 0.96 * dome),
                    (0.01 * radius, level + dome),
                ],
                12,
            ),
            m.sides,
        ),
    )
    if m.fine and m.chance(0.6):
        for _ in range(14):
            a, out = m.u(0, 2 * np.pi), m.u(0, 0.65)
            m.add(
                "top_bun",
                ball(
                    (0.0024, 0.0016, 0.0012),
                    8,
                    (
                        out * radius * np.cos(a),
                        out * radius * np.sin(a),
                        level + dome * (0.985 - 0.42 * out**2),
                    ),
                ),
            )


@construction("burger")
def burger_tower(m: Maker) -> None:
    """Many layers between the halves, some pushed aside, often a middle bun or a skewer."""
    radius, level = m.u(0.036, 0.05), m.u(0.014, 0.022)
    m.add(
        "bottom_bun",
        lathe(
            [(0.9 * radius, 0), (radius, 0.3 * level), (radius, 0.8 * level), (0.94 * radius, level)], m.sides
        ),
    )
    for _ in range(m.count(3, 6)):
        thick, kind = m.u(0.005, 0.013), m.count(0, 2)
        aside = (m.u(-0.06, 0.06) * radius, m.u(-0.06, 0.06) * radius, 0)
        if kind == 0:
            layer = _lettuce(m, m.u(1.02, 1.15) * radius, level - 0.001, 0.004)
            thick = 0.003
        elif kind == 1:
            layer = block((1.7 * radius, 1.7 * radius, 0.5 * thick + 0.002), (0, 0, level + 0.25 * thick))
            layer, thick = turn(layer, "z", m.u(0, 90)), 0.5 * thick
        else:
            wide = m.u(0.9, 1.05) * radius
            layer = lathe(
                [
                    (0.94 * wide, level - 0.001),
                    (wide, level + 0.5 * thick),
                    (0.94 * wide, level + thick + 0.001),
                ],
                m.sides,
            )
        m.add("filling", move(layer, aside))
        level += thick
    dome = m.u(0.022, 0.034)
    points = [
        (0.97 * radius, level - 0.001),
        (1.03 * radius, level + 0.25 * dome),
        (0.75 * radius, level + 0.8 * dome),
        (0.02 * radius, level + dome),
    ]
    m.add("top_bun", turn(lathe(smooth_profile(m, points, 9), m.sides), "y", m.u(-6, 6), (0, 0, level)))


@construction("burger")
def burger_square(m: Maker) -> None:
    """Angular bread, flat halves, filling that looks out all round."""
    wide, deep = m.u(0.07, 0.1), m.u(0.065, 0.095)
    low, fill, high = m.u(0.012, 0.02), m.u(0.012, 0.026), m.u(0.014, 0.026)
    round_ = m.u(0.2, 0.9)
    m.add("bottom_bun", block((deep, wide, low), (0, 0, 0.5 * low), round_ * 0.5 * low, few(m)))
    m.add("filling", block((1.03 * deep, 1.03 * wide, 0.4 * fill + 0.002), (0, 0, low + 0.2 * fill - 0.001)))
    m.add(
        "filling",
        lathe(
            [(0.47 * deep, low + 0.35 * fill), (0.5 * deep, low + 0.7 * fill), (0.47 * deep, low + fill)],
            m.sides,
        ),
    )
    m.add("filling", block((0.92 * deep, 0.98 * wide, 0.0035), (0, 0, low + 0.85 * fill)))
    m.add("top_bun", block((deep, wide, high), (0, 0, low + fill + 0.49 * high), round_ * 0.5 * high, few(m)))
    if m.chance(0.5):
        for k in (-1, 0, 1):
            m.cut(
                "top_bun",
                turn(block((0.7 * deep, 0.003, 0.006), (0, 0.22 * wide * k, low + fill + high)), "z", 15),
            )


# ---------------------------------------------------------------- pineapple


def _crown(m: Maker, level: float, radius: float, long: float, plates: bool) -> None:
    """Rosette of pointed leaves, the outer ones bent outwards."""
    layers, per = (3, 6) if m.fine else (2, 5)
    for layer in range(layers):
        length = long * (0.55 + 0.45 * layer / (layers - 1))
        for k in range(per):
            heading = 360 * (k + 0.5 * layer) / per + m.u(-8, 8)
            flare = (1 - layer / layers) * m.u(0.5, 0.9)
            c, s = np.cos(np.radians(heading)), np.sin(np.radians(heading))
            start = 0.45 * radius * (1 - 0.3 * layer)
            t = np.linspace(0, 1, 5 if m.fine else 3)
            out = start + flare * length * (t**2 if not plates else t)
            path = np.stack([c * out, s * out, level - 0.008 + length * t * (1 - 0.25 * flare * t)], 1)
            half = (
                0.0028 * np.array([1.1, 1.2, 1.0, 0.7, 0.15]) if m.fine else 0.003 * np.array([1.2, 1.2, 0.1])
            )
            m.add("leaves", tube(path, half * m.u(0.9, 1.2), 4 if plates else 6, flat=3.2, up=(c, s, 0.25)))
    m.add("leaves", bar((0, 0, level - 0.01), (0, 0, level + 0.35 * long), 0.4 * radius, 6, 0.12 * radius))


def _pineapple_shape(m: Maker, radius: float, height: float, count: int) -> Profile:
    top = m.u(0.6, 0.85)
    return smooth_profile(
        m,
        [
            (0.55 * radius, 0),
            (0.88 * radius, 0.1 * height),
            (radius, 0.38 * height),
            (0.95 * radius, 0.7 * height),
            (top * radius, 0.93 * height),
            (0.4 * radius, height),
        ],
        count,
    )


@construction("pineapple")
def pineapple_quilted(m: Maker) -> None:
    """Skin quilted by crossing spirals."""
    radius, height, around = m.u(0.042, 0.062), m.u(0.12, 0.19), m.count(5, 7)
    rise, deep = around / height * m.u(0.5, 0.8), m.u(0.03, 0.07)

    def quilt(p: Double) -> Double:
        angle = np.arctan2(p[:, 1], p[:, 0])
        a, b = around * angle + 2 * np.pi * rise * p[:, 2], around * angle - 2 * np.pi * rise * p[:, 2]
        swell = 1 + deep * np.sin(a) * np.sin(b)
        return p * np.stack([swell, swell, np.ones(len(p))], 1)

    body = lathe(_pineapple_shape(m, radius, height, 22), 6 * around if m.fine else m.sides)
    m.add("fruit", warped(body, quilt))
    _crown(m, height, 0.7 * radius, m.u(0.07, 0.14), False)
    m.zone("fruit", "fruit_bottom", z=(None, 0.12 * height))


@construction("pineapple")
def pineapple_studded(m: Maker) -> None:
    """Pyramids set on a barrel."""
    radius, height = m.u(0.042, 0.06), m.u(0.11, 0.18)
    shape = _pineapple_shape(m, radius, height, 12)
    m.add("fruit", lathe(shape, m.sides))
    rows, per = (6, 10) if m.fine else (4, 6)
    size, studs = 2.7 * radius / per, []
    for row in range(rows):
        z = height * (0.12 + 0.76 * row / (rows - 1))
        r = float(np.interp(z, [b for _, b in shape], [a for a, _ in shape]))
        for k in range(per):
            stud = lay_x(lathe([(size, 0), (0.25 * size, 0.35 * size)], 4)).translate(
                (0.97 * r * float(np.cos(np.pi / m.sides)), 0, z)
            )
            studs.append(turn(stud, "z", 360 * (k + 0.5 * (row % 2)) / per))
    m.add("fruit", union(*studs))
    _crown(m, height, 0.7 * radius, m.u(0.06, 0.12), True)
    m.zone("fruit", "fruit_bottom", z=(None, 0.12 * height))


@construction("pineapple")
def pineapple_simple(m: Maker) -> None:
    """Egg-shaped or stepped body with a few large leaves."""
    radius, height = m.u(0.04, 0.06), m.u(0.1, 0.17)
    if m.chance(0.5):
        m.add("fruit", ball((radius, radius, 0.52 * height), m.sides, (0, 0, 0.5 * height)))
    else:
        steps = m.count(4, 6)
        points: Profile = []
        for k in range(steps):
            r = radius * (0.8 + 0.2 * np.sin(np.pi * (k + 0.5) / steps))
            points += [
                (0.9 * r, height * k / steps),
                (r, height * (k + 0.5) / steps),
                (0.9 * r, height * (k + 1) / steps),
            ]
        m.add("fruit", lathe(points, m.sides))
    leaves, long = m.count(5, 8), m.u(0.06, 0.13)
    for k in range(leaves):
        turned, flare = 360 * k / leaves, m.u(15, 50)
        spike = bar((0, 0, 0), (0, 0, long * m.u(0.7, 1.1)), 0.28 * radius, 4, 0.001)
        m.add("leaves", turn(turn(spike, "y", flare), "z", turned).translate((0, 0, height - 0.008)))
    m.zone("fruit", "fruit_bottom", z=(None, 0.14 * height))


# ---------------------------------------------------------------- mushroom


def _cap(
    m: Maker, shape: Sequence[tuple[float, float]], level: float, radius: float, high: float
) -> Manifold:
    points = [(r * radius, level + z * high) for r, z in shape]
    return lathe(smooth_profile(m, points, 14), m.sides)


def _mushroom_zones(m: Maker, stem: float, edge: tuple[float | None, float | None]) -> None:
    m.zone("stem", "stem_base", z=(None, 0.28 * stem))
    m.zone("cap", "cap_edge", z=edge)


@construction("mushroom")
def mushroom_button(m: Maker) -> None:
    """Round cap on a thick short stem."""
    radius, stem = m.u(0.016, 0.034), m.u(0.018, 0.034)
    thick, high = radius * m.u(0.32, 0.5), radius * m.u(0.75, 1.15)
    m.add(
        "stem",
        lathe(
            smooth_profile(
                m,
                [
                    (0.85 * thick, 0),
                    (1.05 * thick, 0.15 * stem),
                    (0.9 * thick, 0.6 * stem),
                    (1.1 * thick, 1.2 * stem),
                ],
                8,
            ),
            m.sides,
        ),
    )
    shape = [(0.35, 0.15), (0.85, 0.02), (1.0, 0.25), (0.85, 0.7), (0.4, 0.96), (0.02, 1.0)]
    m.add("cap", _cap(m, shape, 0.85 * stem, radius, high))
    _mushroom_zones(m, stem, (None, 0.85 * stem + 0.35 * high))


@construction("mushroom")
def mushroom_spotted(m: Maker) -> None:
    """Wide cap with warts, a collar on the stem, a bulb below."""
    radius, stem = m.u(0.03, 0.06), m.u(0.05, 0.1)
    thick, high = radius * m.u(0.16, 0.28), radius * m.u(0.5, 1.0)
    m.add(
        "stem",
        lathe(
            smooth_profile(
                m,
                [
                    (1.2 * thick, 0),
                    (1.6 * thick, 0.12 * stem),
                    (1.05 * thick, 0.32 * stem),
                    (0.9 * thick, 0.98 * stem + 0.4 * high),
                ],
                10,
            ),
            m.sides,
        ),
    )
    m.add("stem", lathe([(1.9 * thick, 0.66 * stem), (0.9 * thick, 0.76 * stem)], m.sides))
    shape = [(0.2, 0.12), (0.8, 0.0), (1.0, 0.06), (0.95, 0.35), (0.65, 0.8), (0.25, 0.98), (0.02, 1.0)]
    level = 0.98 * stem
    m.add("cap", _cap(m, shape, level, radius, high))
    warts = []
    for _ in range(m.count(6, 12) if m.fine else 4):
        a, out = m.u(0, 2 * np.pi), m.u(0.1, 0.8)
        z = level + high * float(np.interp(out, [0.02, 0.25, 0.65, 0.95], [1.0, 0.98, 0.8, 0.35]))
        warts.append(
            ball(radius * m.u(0.06, 0.12), 8, (out * radius * np.cos(a), out * radius * np.sin(a), z))
        )
    m.add("cap", union(*warts))
    _mushroom_zones(m, stem, (None, level + 0.22 * high))


@construction("mushroom")
def mushroom_slender(m: Maker) -> None:
    """Bell or cone on a thin crooked stem."""
    radius, stem, thick = m.u(0.012, 0.03), m.u(0.06, 0.12), m.u(0.0035, 0.007)
    lean = m.u(-0.15, 0.15) * stem
    path = curve([(0, 0, 0), (0.5 * lean + 0.004, 0.003, 0.4 * stem), (lean, 0, stem)], 8 if m.fine else 4)
    m.add(
        "stem",
        tube(path, np.linspace(1.3 * thick, thick, len(path)), few(m)),
        ball(1.45 * thick, few(m, 2, 8), (0, 0, 0.8 * thick)),
    )
    high = radius * m.u(0.9, 2.2)
    shape = [(0.9, 0.0), (1.0, 0.04), (0.8, 0.35), (0.5, 0.7), (0.15, 0.95), (0.02, 1.0)]
    cap = _cap(m, shape, 0, radius, high)
    if m.fine:
        cap -= lathe(
            [(0.92 * radius, -0.001), (0.5 * radius, 0.35 * high), (0.05 * radius, 0.4 * high)], m.sides
        )
    m.add(
        "cap",
        turn(cap, "y", m.u(-12, 12)).translate((lean, 0, stem - (0.45 * high if m.fine else 0.1 * high))),
    )
    _mushroom_zones(m, stem, (None, stem - (0.25 if m.fine else -0.12) * high))


@construction("mushroom")
def mushroom_funnel(m: Maker) -> None:
    """Stem that widens to a hollowed cap with a wavy edge."""
    radius, height = m.u(0.025, 0.045), m.u(0.05, 0.085)
    thick, waves, deep = radius * m.u(0.25, 0.4), m.count(3, 6), m.u(0, 0.008)
    split = 0.55 * height
    m.add(
        "stem",
        lathe(
            [
                (0.8 * thick, 0),
                (1.1 * thick, 0.15 * height),
                (thick, 0.35 * height),
                (1.3 * thick, split + 0.002),
            ],
            m.sides,
        ),
    )
    points = [
        (1.3 * thick, split),
        (0.65 * radius, 0.78 * height),
        (radius, 0.95 * height),
        (0.97 * radius, height),
        (0.6 * radius, 0.9 * height),
        (0.02 * radius, 0.76 * height),
    ]

    def wave(p: Double) -> Double:
        out = np.clip((np.hypot(p[:, 0], p[:, 1]) - thick) / radius, 0, 1) ** 2
        return p + np.stack([0 * out, 0 * out, deep * out * np.cos(waves * np.arctan2(p[:, 1], p[:, 0]))], 1)

    m.add("cap", warped(lathe(smooth_profile(m, points, 16), m.sides), wave))
    _mushroom_zones(m, height, (0.86 * height, None))


# ---------------------------------------------------------------- pear


def _pear_shape(m: Maker, radius: float, height: float, neck: float) -> Profile:
    rel = [
        (0.05, 0.05),
        (0.4, 0.0),
        (0.85, 0.1),
        (1.0, 0.3),
        (0.8, 0.52),
        (neck * 1.15, 0.7),
        (neck, 0.85),
        (0.65 * neck, 0.97),
        (0.05, 1.0),
    ]
    return smooth_profile(m, [(r * radius, z * height) for r, z in rel], 18)


def _pear_zones(m: Maker, height: float) -> None:
    m.zone("fruit", "neck", z=(0.6 * height, None))
    m.zone("fruit", "fruit_bottom", z=(None, 0.4 * height))


@construction("pear")
def pear_upright(m: Maker) -> None:
    """Round belly, slim neck."""
    radius = m.u(0.03, 0.043)
    height = radius * m.u(2.3, 3.0)
    body = lathe(_pear_shape(m, radius, height, m.u(0.38, 0.55)), m.sides)
    m.add("fruit", bumpy(body, 0.07 * radius * m.u(0, 1), 2.2 * radius, m.random))
    _stalk(m, 0.95 * height, m.u(0.018, 0.034), m.u(0.0013, 0.0024), 0.4)
    _pear_zones(m, height)


@construction("pear")
def pear_bent(m: Maker) -> None:
    """The neck leans to one side."""
    radius = m.u(0.028, 0.04)
    height, lean = radius * m.u(2.7, 3.6), m.u(0.15, 0.4) * radius * m.pick(-1, 1)

    def bend(p: Double) -> Double:
        over = np.clip(p[:, 2] / height - 0.3, 0, 1) ** 2 * 2
        return p + np.stack([lean * over, 0.3 * lean * over, 0 * over], 1)

    m.add("fruit", warped(lathe(_pear_shape(m, radius, height, m.u(0.32, 0.45)), m.sides), bend))
    top = (lean * 0.98, 0.3 * lean, 0.96 * height)
    m.add(
        "stem",
        tube(
            curve([top, np.add(top, (0.003, 0, 0.012)), np.add(top, (m.u(0, 0.014), 0, m.u(0.02, 0.03)))], 5),
            [0.0016, 0.0014, 0.0014, 0.0016, 0.0022],
            few(m, 4, 5),
        ),
    )
    if m.chance(0.4):
        m.add("leaf", _leaf(m, np.add(top, (0.003, 0, 0.012)), m.u(0, 360), m.u(0.025, 0.045), 0.018, 0.2))
    _pear_zones(m, height)


@construction("pear")
def pear_two_balls(m: Maker) -> None:
    """Two balls in one skin, a bite out of it in some."""
    big = m.u(0.03, 0.042)
    small, gap = big * m.u(0.4, 0.62), big * m.u(1.15, 1.6)
    height = big + gap + small
    m.add("fruit", capsule((0, 0, big), (0, 0, big + gap), big, m.sides, small))
    if m.chance(0.35):
        for level in (0.35, 0.55):
            m.cut("fruit", ball(0.4 * big, few(m), (1.05 * big, m.u(-0.2, 0.2) * big, level * height)))
    _stalk(m, height - 0.006, m.u(0.016, 0.03), m.u(0.0015, 0.003), 0.6)
    _pear_zones(m, height)


@construction("pear")
def pear_halved(m: Maker) -> None:
    """Cut through from top to bottom, the core scooped out in some."""
    radius = m.u(0.032, 0.043)
    height = radius * m.u(2.3, 2.9)
    m.add("fruit", lathe(_pear_shape(m, radius, height, m.u(0.4, 0.55)), m.sides))
    m.cut(
        "fruit",
        block((4 * radius, 4 * radius, 3 * height), (2 * radius + m.u(-0.004, 0.004), 0, 0.5 * height)),
    )
    if m.chance(0.5):
        m.cut("fruit", ball(0.33 * radius, few(m), (0, 0, 0.32 * height)))
    m.add("stem", bar((-0.002, 0, 0.93 * height), (-0.004, 0, height + m.u(0.012, 0.026)), 0.0016, 6, 0.0022))
    _pear_zones(m, height)


# ---------------------------------------------------------------- goblet


def _goblet_bowl(m: Maker, points: Profile, level: float, wall: float, sides: int) -> None:
    m.add("bowl", vessel(points, wall, sides, (0, 0, level)))
    top = level + points[-1][1]
    m.zone("bowl", "rim", z=(top - 0.12 * (top - level), None))


@construction("goblet")
def goblet_turned(m: Maker) -> None:
    """Turned metal: round bowl, slim stem with a knot, wide foot."""
    radius, bowl, stem = m.u(0.034, 0.048), m.u(0.06, 0.1), m.u(0.045, 0.085)
    foot, thick = radius * m.u(0.75, 1.05), m.u(0.005, 0.009)
    flare = m.u(0.85, 1.1)
    _goblet_bowl(
        m,
        smooth_profile(
            m,
            [(0.7 * thick, 0), (0.7 * radius, 0.12 * bowl), (radius, 0.5 * bowl), (flare * radius, bowl)],
            12,
        ),
        stem,
        m.u(0.002, 0.004),
        m.sides,
    )
    m.add(
        "foot",
        lathe(
            smooth_profile(m, [(foot, 0), (foot, 0.003), (0.6 * foot, 0.007), (1.3 * thick, 0.016)], 7),
            m.sides,
        ),
    )
    knot, at = thick * m.u(1.5, 2.2), m.u(0.4, 0.7) * stem
    line = [
        (1.3 * thick, 0.014),
        (thick, at - 1.2 * knot),
        (knot, at),
        (thick, at + 1.2 * knot),
        (1.2 * thick, stem + 0.004),
    ]
    m.add("stem", lathe(line if not m.fine else smooth_profile(m, line, 16), m.sides))
    m.zone("stem", "knot", z=(at - 0.7 * knot, at + 0.7 * knot))


@construction("goblet")
def goblet_cup_on_peg(m: Maker) -> None:
    """Straight cup with bands on a short thick stem, as of wood or clay."""
    radius, bowl, stem = m.u(0.032, 0.046), m.u(0.06, 0.1), m.u(0.025, 0.045)
    points = [(radius * m.u(0.55, 0.85), 0), (radius * m.u(0.85, 1.0), 0.45 * bowl), (radius, bowl)]
    _goblet_bowl(m, points, stem, m.u(0.004, 0.007), m.sides)
    for share in (0.3, 0.75)[: m.count(0, 2)]:
        at = float(np.interp(share * bowl, [z for _, z in points], [r for r, _ in points]))
        m.add("bowl", ring(at, 0.0026, m.sides, at=(0, 0, stem + share * bowl)))
    thick, foot = m.u(0.009, 0.015), radius * m.u(0.8, 1.05)
    m.add("stem", lathe([(1.2 * thick, 0.006), (thick, 0.5 * stem), (1.4 * thick, stem + 0.005)], m.sides))
    m.add(
        "foot",
        lathe([(foot, 0), (0.95 * foot, m.u(0.006, 0.012)), (1.1 * thick, m.u(0.013, 0.017))], m.sides),
    )


@construction("goblet")
def goblet_jewelled(m: Maker) -> None:
    """Faceted bowl with stones, a faceted stem."""
    radius, bowl, stem, sides = m.u(0.036, 0.05), m.u(0.05, 0.085), m.u(0.05, 0.08), m.pick(6, 8)
    points = [(0.35 * radius, 0), (0.85 * radius, 0.25 * bowl), (radius, 0.7 * bowl), (1.05 * radius, bowl)]
    _goblet_bowl(m, points, stem, 0.0035, sides)
    flat = 0.95 * radius * float(np.cos(np.pi / sides))
    stone = ball((0.003, 0.006, 0.007), 8, (flat, 0, stem + 0.6 * bowl))
    stones = [turn(stone, "z", 360 * (k + 0.5) / sides) for k in range(sides)]
    m.add("bowl", union(*stones))
    thick, knot = m.u(0.006, 0.009), m.u(0.012, 0.017)
    m.add(
        "stem",
        lathe(
            [
                (1.7 * thick, 0.01),
                (thick, 0.35 * stem),
                (thick, 0.5 * stem),
                (knot, 0.58 * stem),
                (knot, 0.66 * stem),
                (thick, 0.74 * stem),
                (1.5 * thick, stem + 0.004),
            ],
            sides,
        ),
    )
    foot = radius * m.u(0.8, 1.0)
    m.add("foot", lathe([(foot, 0), (foot, 0.005), (0.75 * foot, 0.009), (0.3 * foot, 0.018)], sides))
    m.zone("stem", "knot", z=(0.54 * stem, 0.7 * stem))


@construction("goblet")
def goblet_twisted(m: Maker) -> None:
    """The stem twisted from a square bar or from strands."""
    radius, bowl, stem = m.u(0.034, 0.046), m.u(0.055, 0.09), m.u(0.06, 0.1)
    _goblet_bowl(
        m,
        smooth_profile(
            m,
            [
                (0.25 * radius, 0),
                (0.9 * radius, 0.3 * bowl),
                (radius, 0.6 * bowl),
                (m.u(0.8, 1.0) * radius, bowl),
            ],
            10,
        ),
        stem,
        0.003,
        m.sides,
    )
    thick, turns = m.u(0.006, 0.01), m.u(0.5, 1.5)
    t = np.linspace(0, 1, 20 if m.fine else 8)
    z = 0.006 + (stem - 0.003) * t
    if m.chance(0.5):
        corners = np.radians([45, 135, 225, 315])
        rings = [
            np.stack(
                [
                    1.3 * thick * np.cos(corners + 2 * np.pi * turns * s),
                    1.3 * thick * np.sin(corners + 2 * np.pi * turns * s),
                    np.full(4, h),
                ],
                1,
            )
            for s, h in zip(t, z, strict=True)
        ]
        m.add("stem", loft(rings))
    else:
        for k in range(3):
            angle = 2 * np.pi * (turns * t + k / 3)
            m.add(
                "stem",
                tube(
                    np.stack([0.6 * thick * np.cos(angle), 0.6 * thick * np.sin(angle), z], 1),
                    0.62 * thick,
                    few(m, 4, 6),
                ),
            )
    foot = radius * m.u(0.8, 1.05)
    m.add("foot", lathe([(foot, 0), (foot, 0.004), (1.6 * thick, m.u(0.009, 0.018))], m.sides))


# ---------------------------------------------------------------- beer stein


def _stein_handle(
    m: Maker, radius: float, height: float, kind: int, wall_profile: Profile, wall: float
) -> None:
    """Ear at -X: 0 a C of strap, 1 square from blocks, 2 an S that stands away below."""
    high, low = 0.86 * height, 0.18 * height
    middle, tall, reach, thick = (high + low) / 2, (high - low) / 2, m.u(0.034, 0.05), m.u(0.006, 0.009)
    count = 14 if m.fine else 8
    if kind == 0:
        path = arc((-0.97 * radius, 0, middle), (reach, tall), 88, 272, count)
        m.add("handle", tube(path, thick, few(m), flat=m.u(1.0, 1.9)))
    elif kind == 1:
        wide, deep = m.u(0.016, 0.026), m.u(0.014, 0.02)
        out = -radius - reach
        m.add("handle", block((deep, wide, high - low), (out, 0, middle), 0.004 if m.fine else 0, 8))
        for z in (high - 0.5 * deep, low + 0.5 * deep):
            m.add(
                "handle",
                block(
                    (reach + 0.3 * radius, wide, deep),
                    (0.5 * (out - 0.7 * radius), 0, z),
                    0.004 if m.fine else 0,
                    8,
                ),
            )
    else:
        points = [
            (-0.9 * radius, 0, high),
            (-radius - 0.75 * reach, 0, high + 0.02),
            (-radius - reach, 0, middle + 0.3 * tall),
            (-radius - 0.55 * reach, 0, low + 0.35 * tall),
            (-0.95 * radius, 0, low + 0.12 * tall),
        ]
        m.add(
            "handle",
            tube(curve(points, count + 4), np.linspace(thick, 0.8 * thick, count + 4), few(m), flat=1.4),
        )
    m.cut("handle", cavity(wall_profile, wall, m.sides))
    m.zone("handle", "handle_top", z=(middle + 0.45 * tall, None))


def _stein_lid(m: Maker, shape: Profile, radius: float, height: float, open_share: float) -> None:
    """Lid on the rim, hinged over the handle, shut or tilted back; with a lift for the thumb."""
    angle = -m.u(55, 100) if m.chance(open_share) else 0.0
    hinge = (-radius - 0.002, 0, height + 0.002)
    lid = lathe(shape, m.sides, (0, 0, height - 0.001))
    m.add("lid", turn(lid, "y", angle, hinge))
    lift = m.pick(
        ball((0.005, 0.009, 0.011), few(m, 2, 8), (hinge[0] - 0.001, 0, height + 0.016)),
        block((0.006, 0.016, 0.026), (hinge[0], 0, height + 0.012)),
        bar((hinge[0], 0, height), (hinge[0] - 0.012, 0, height + 0.024), 0.004, 6, 0.007),
    )
    m.add("thumb_lift", turn(lift, "y", angle, hinge))
    m.add("thumb_lift", bar((hinge[0], -0.009, hinge[2]), (hinge[0], 0.009, hinge[2]), 0.0045, few(m, 3)))
    m.add(
        "lid",
        turn(
            bar((hinge[0], 0, hinge[2] + 0.001), (-0.7 * radius, 0, hinge[2] + 0.001), 0.003, 6),
            "y",
            angle,
            hinge,
        ),
    )


def _stein_zones(m: Maker, height: float) -> None:
    m.zone("body", "rim", z=(0.92 * height, None))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("beer_stein")
def stein_stoneware(m: Maker) -> None:
    """Straight stoneware with bands and a domed pewter lid."""
    radius, height = m.u(0.038, 0.05), m.u(0.12, 0.19)
    top = radius * m.u(0.82, 0.98)
    shape = [
        (1.08 * radius, 0),
        (1.08 * radius, 0.06 * height),
        (radius, 0.1 * height),
        (top, 0.92 * height),
        (1.05 * top, 0.94 * height),
        (1.05 * top, height),
    ]
    m.add("body", vessel(shape, 0.006, m.sides))
    _stein_handle(m, radius, height, m.pick(0, 2), [(top, 0), (top, height)], 0.005)
    dome = m.u(0.015, 0.04)
    lid = [
        (1.1 * top, 0),
        (1.1 * top, 0.004),
        (0.9 * top, 0.4 * dome),
        (0.35 * top, dome),
        (0.1 * top, dome + 0.004),
        (0.16 * top, dome + 0.012),
        (0.02 * top, dome + 0.018),
    ]
    _stein_lid(m, lid, 1.05 * top, height, 0.35)
    _stein_zones(m, height)


@construction("beer_stein")
def stein_wooden(m: Maker) -> None:
    """Staves and hoops like a small barrel, square handle, flat lid."""
    radius, height = m.u(0.04, 0.054), m.u(0.11, 0.17)
    belly = m.u(0.95, 1.12)
    shape = [(radius, 0), (belly * radius, 0.5 * height), (radius * m.u(0.88, 1.0), height)]
    if m.fine:
        shape = smooth_profile(m, shape, 8)
    m.add("body", vessel(shape, 0.007, m.pick(10, 12, 14) if m.fine else m.sides))
    for share in (0.14, 0.8):
        r = float(np.interp(share * height, [z for _, z in shape], [a for a, _ in shape]))
        m.add(
            "body", lathe([(r + 0.002, share * height - 0.006), (r + 0.002, share * height + 0.006)], m.sides)
        )
    m.cut("body", cavity(shape, 0.007, m.sides))
    _stein_handle(m, radius, height, 1, shape, 0.007)
    rim = shape[-1][0]
    _stein_lid(m, [(1.02 * rim, 0), (1.02 * rim, m.u(0.006, 0.012))], rim, height, 0.5)
    _stein_zones(m, height)


@construction("beer_stein")
def stein_faceted(m: Maker) -> None:
    """Thick glass with flat sides and a conical lid, mostly open."""
    radius, height, sides = m.u(0.04, 0.05), m.u(0.12, 0.18), m.count(7, 10)
    taper = m.u(0.85, 1.1)
    shape = [(radius, 0), (taper * radius, height)]
    body = vessel(shape, 0.008, m.sides)
    if m.chance(0.5):
        body = body ^ lathe(
            [
                (1.04 * radius, 0),
                (1.04 * taper * radius, 0.8 * height),
                (1.1 * taper * radius, 0.86 * height),
                (1.1 * taper * radius, height),
            ],
            sides,
        )
    else:
        dents = [
            ball((0.005, 0.016, 0.016), 8, (1.02 * radius * np.cos(a), 1.02 * radius * np.sin(a), z * height))
            for a in 2 * np.pi * (np.arange(sides) + 0.5) / sides
            if abs(a - np.pi) > 0.5
            for z in (0.3, 0.6)
        ]
        body = body - union(*dents)
    m.add("body", body)
    _stein_handle(m, min(1, taper) * radius, height, m.pick(0, 0, 1), shape, 0.008)
    rim = taper * radius
    _stein_lid(
        m,
        [(1.03 * rim, 0), (1.03 * rim, 0.003), (0.08 * rim, m.u(0.02, 0.045)), (0.08 * rim, 0.05)],
        rim,
        height,
        0.6,
    )
    _stein_zones(m, height)


@construction("beer_stein")
def stein_bellied(m: Maker) -> None:
    """Round-bellied jug with a collar and a low lid."""
    radius, height = m.u(0.044, 0.056), m.u(0.13, 0.18)
    neck = radius * m.u(0.68, 0.82)
    points = [
        (0.75 * radius, 0),
        (0.95 * radius, 0.15 * height),
        (radius, 0.38 * height),
        (0.9 * radius, 0.6 * height),
        (neck, 0.8 * height),
        (neck * 1.04, height),
    ]
    shape = smooth_profile(m, points, 16)
    m.add("body", vessel(shape, 0.005, m.sides))
    if m.fine:
        m.add(
            "body",
            lathe(
                [(neck * 1.04, 0.83 * height), (neck * 1.07, 0.85 * height), (neck * 1.04, 0.87 * height)],
                m.sides,
            ),
        )
    m.add(
        "body",
        lathe([(0.85 * radius, 0), (0.85 * radius, 0.03 * height), (0.7 * radius, 0.06 * height)], m.sides),
    )
    m.cut("body", cavity(shape, 0.005, m.sides))
    _stein_handle(m, 0.92 * radius, height, m.pick(0, 2), shape, 0.005)
    _stein_lid(
        m,
        [
            (1.12 * neck, 0),
            (1.12 * neck, 0.004),
            (0.6 * neck, m.u(0.008, 0.016)),
            (0.2 * neck, 0.017),
            (0.24 * neck, 0.028),
            (0.02 * neck, 0.032),
        ],
        1.06 * neck,
        height,
        0.35,
    )
    _stein_zones(m, height)


# ---------------------------------------------------------------- cocktail shaker


@construction("cocktail_shaker")
def shaker_three_piece(m: Maker) -> None:
    """Tin, shoulder with strainer, small cap."""
    radius, height = m.u(0.036, 0.047), m.u(0.12, 0.17)
    foot, cap, collar = radius * m.u(0.68, 0.85), m.u(0.013, 0.02), m.u(0.035, 0.055)
    m.add(
        "body",
        lathe(
            smooth_profile(
                m,
                [(0.94 * foot, 0), (foot, 0.01 * height), (0.9 * radius, 0.6 * height), (radius, height)],
                8,
            ),
            m.sides,
        ),
    )
    shoulder = [
        (1.02 * radius, height - 0.006),
        (1.02 * radius, height + 0.006),
        (0.9 * radius, height + 0.4 * collar),
        (1.02 * cap, height + collar),
    ]
    m.add("strainer", lathe(shoulder if not m.fine else smooth_profile(m, shoulder, 10), m.sides))
    high, base = m.u(0.022, 0.038), height + collar - 0.004
    m.add(
        "cap",
        lathe(
            smooth_profile(
                m,
                [
                    (1.08 * cap, base),
                    (cap, base + 0.3 * high),
                    (0.9 * cap, base + 0.8 * high),
                    (0.4 * cap, base + high),
                    (0.02 * cap, base + 1.02 * high),
                ],
                9,
            ),
            m.sides,
        ),
    )
    if m.chance(0.3):
        m.add("cap", ball(0.5 * cap, few(m, 2, 8), (0, 0, base + high + 0.2 * cap)))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("cocktail_shaker")
def shaker_boston(m: Maker) -> None:
    """Two tins, the smaller stuck upside down into the larger, often askew."""
    radius, height, top = m.u(0.042, 0.048), m.u(0.15, 0.18), m.u(0.09, 0.13)
    foot = radius * m.u(0.68, 0.78)
    m.add(
        "body",
        lathe(
            [
                (foot, 0),
                (foot, 0.004),
                (radius, height - 0.003),
                (1.03 * radius, height - 0.002),
                (1.03 * radius, height),
            ],
            m.sides,
        ),
    )
    small = 0.94 * radius
    tin = lathe(
        [
            (0.97 * small, height - 0.02),
            (small, height + 0.006),
            (small * 1.02, height + 0.006),
            (small * 1.02, height + 0.01),
            (0.72 * small, height + top),
            (0.7 * small, height + top + 0.003),
        ],
        m.sides,
    )
    m.add("cap", turn(tin, "y", m.u(-7, 7) if m.chance(0.6) else 0, (0, 0, height)))
    if m.fine and m.chance(0.5):
        m.add("body", ring(foot + 0.1 * (radius - foot), 0.002, m.sides, at=(0, 0, 0.02)))
    m.zone("body", "base", z=(None, 0.1 * height))


@construction("cocktail_shaker")
def shaker_parisian(m: Maker) -> None:
    """Two pieces in one flowing outline."""
    radius, height = m.u(0.038, 0.047), m.u(0.11, 0.15)
    foot, cap = radius * m.u(0.6, 0.75), m.u(0.08, 0.11)
    m.add(
        "body",
        lathe(
            smooth_profile(
                m,
                [
                    (0.9 * foot, 0),
                    (foot, 0.05 * height),
                    (0.85 * foot, 0.2 * height),
                    (0.9 * radius, 0.7 * height),
                    (radius, height),
                ],
                14,
            ),
            m.sides,
        ),
    )
    points = [
        (1.03 * radius, height - 0.008),
        (1.03 * radius, height + 0.1 * cap),
        (0.85 * radius, height + 0.5 * cap),
        (0.5 * radius, height + 0.85 * cap),
        (0.35 * radius, height + 0.95 * cap),
        (0.02 * radius, height + cap),
    ]
    m.add("cap", lathe(smooth_profile(m, points, 14), m.sides))
    m.zone("body", "base", z=(None, 0.22 * height))


@construction("cocktail_shaker")
def shaker_cylinder(m: Maker) -> None:
    """Plain or ribbed cylinder with a strainer ring and a bullet or cup for a cap."""
    radius, height, sides = m.u(0.034, 0.044), m.u(0.12, 0.18), m.pick(m.sides, m.count(6, 10))
    m.add("body", lathe([(0.92 * radius, 0), (radius, 0.006), (radius, height)], sides))
    for share in np.linspace(0.15, 0.85, m.count(0, 4)):
        m.add(
            "body",
            lathe([(1.03 * radius, share * height - 0.002), (1.03 * radius, share * height + 0.002)], sides),
        )
    m.add("strainer", lathe([(0.96 * radius, height - 0.002), (0.96 * radius, height + 0.012)], m.sides))
    cap = m.u(0.04, 0.07)
    if m.chance(0.5):
        points = [
            (radius, height + 0.01),
            (0.97 * radius, height + 0.3 * cap),
            (0.7 * radius, height + 0.75 * cap),
            (0.02 * radius, height + cap),
        ]
        m.add("cap", lathe(smooth_profile(m, points, 9), m.sides))
    else:
        m.add(
            "cap",
            lathe(
                [
                    (0.92 * radius, height + 0.01),
                    (0.8 * radius, height + 0.3 * cap),
                    (0.4 * radius, height + 0.42 * cap),
                    (0.55 * radius, height + cap),
                ],
                m.sides,
            ),
        )
    m.zone("body", "base", z=(None, 0.14 * height))


# ---------------------------------------------------------------- corkscrew


def _worm(m: Maker, start: float, long: float, thick: float) -> None:
    """Helix along +X from a place, its point sharp."""
    turns, per, reach = m.u(4, 6), 10 if m.fine else 6, m.u(0.0032, 0.0048)
    t = np.linspace(0, 1, int(turns * per))
    angle = 2 * np.pi * turns * t
    grow = reach * np.minimum(1, 6 * t)
    path = np.stack([start + long * t, grow * np.cos(angle), grow * np.sin(angle)], 1)
    m.add("screw", tube(path, thick * np.minimum(1, 9 * (1 - t) + 0.15), 6, up=(1, 0, 0)))
    m.zone("screw", "tip", x=(start + 0.84 * long, None))


@construction("corkscrew")
def corkscrew_t(m: Maker) -> None:
    """Turned crossbar on a shank."""
    wide, thick, shank = m.u(0.075, 0.12), m.u(0.008, 0.014), m.u(0.025, 0.05)
    points = [
        (0.6, 0),
        (0.85, 0.04),
        (m.u(0.75, 1.0), 0.25),
        (1.0, 0.5),
        (m.u(0.75, 1.0), 0.75),
        (0.85, 0.96),
        (0.6, 1.0),
    ]
    grip = lathe(smooth_profile(m, [(r * thick, (z - 0.5) * wide) for r, z in points], 16), m.sides)
    m.add("handle", turn(grip, "x", 90))
    m.add("shank", bar((0, 0, 0), (shank + 0.003, 0, 0), m.u(0.0026, 0.004), few(m)))
    if m.chance(0.5):
        m.add("shank", bar((0.8 * thick, 0, 0), (thick + 0.006, 0, 0), 0.006, few(m), 0.0045))
    _worm(m, shank, m.u(0.045, 0.065), m.u(0.0014, 0.002))
    m.zone("handle", "handle_end", y=(0.34 * wide, None))
    m.zone("handle", "handle_end", y=(None, -0.34 * wide))


@construction("corkscrew")
def corkscrew_knob(m: Maker) -> None:
    """Straight handle in line with the screw: a bulb or a bar."""
    long, thick, shank = m.u(0.05, 0.1), m.u(0.012, 0.02), m.u(0.012, 0.03)
    points = [(0.5, 0), (0.95, 0.1), (1.0, 0.35), (m.u(0.6, 0.95), 0.75), (0.55, 1.0)]
    m.add(
        "handle",
        lay_x(lathe(smooth_profile(m, [(r * thick, (z - 1) * long) for r, z in points], 12), m.sides)),
    )
    m.add("shank", bar((-0.01, 0, 0), (shank + 0.003, 0, 0), m.u(0.003, 0.005), few(m)))
    _worm(m, shank, m.u(0.045, 0.06), m.u(0.0014, 0.002))
    m.zone("handle", "handle_end", x=(None, -0.75 * long))


@construction("corkscrew")
def corkscrew_winged(m: Maker) -> None:
    """Two levers on a frame that sits on the bottle; a key-like head above."""
    frame, height = m.u(0.013, 0.017), m.u(0.05, 0.07)
    m.add("frame", lay_x(lathe([(frame, height - 0.022), (frame, height)], m.sides)))
    m.cut("frame", lay_x(lathe([(frame - 0.0025, height - 0.03), (frame - 0.0025, height + 0.01)], m.sides)))
    for s in (-1, 1):
        m.add("frame", block((height - 0.015, 0.004, 0.008), (0.5 * height, s * 0.85 * frame, 0)))
    m.add("frame", block((0.014, 2 * frame, 0.012), (0.004, 0, 0)))
    angle, long = m.u(15, 80), m.u(0.07, 0.1)
    for s in (-1, 1):
        outline = [
            (0.0, -0.006),
            (0.7 * long, -0.004),
            (long, -0.009),
            (1.04 * long, 0),
            (long, 0.009),
            (0.7 * long, 0.004),
            (0.0, 0.006),
        ]
        wing = plate(outline, m.u(0.004, 0.007))
        m.add(
            "wings",
            move(turn(wing, "z", s * (180 - angle)), (0.004, s * frame, 0)),
            bar((0.004, s * frame, -0.006), (0.004, s * frame, 0.006), 0.008, few(m)),
        )
    rise = m.u(0.02, 0.045)
    m.add("shank", bar((-rise, 0, 0), (0.012, 0, 0), 0.0042, few(m)))
    if m.chance(0.5):
        head = plate(
            [*circle((0.016, m.u(0.014, 0.022)), few(m, 1, 8), (-rise - 0.012, 0))],
            0.006,
            holes=[circle((0.008, 0.009), 8, (-rise - 0.013, 0))],
        )
    else:
        head = hull(*(ball(0.007, few(m, 2, 8), (-rise - 0.006, s * m.u(0.014, 0.024), 0)) for s in (-1, 1)))
    m.add("handle", head)
    _worm(m, 0.01, m.u(0.042, 0.056), 0.0015)
    m.zone("handle", "handle_end", y=(0.008, None))


@construction("corkscrew")
def corkscrew_folding(m: Maker) -> None:
    """Waiter's kind: a bar of a handle with the screw folded out of it and a lever at its end."""
    long, wide, thick = m.u(0.1, 0.125), m.u(0.011, 0.016), m.u(0.01, 0.015)
    bow = m.u(-0.006, 0.008)
    z = np.linspace(-0.5 * long, 0.5 * long, 7 if m.fine else 4)
    path = np.stack([-bow * (2 * z / long) ** 2, 0 * z, z], 1)
    m.add(
        "handle",
        tube(
            path,
            _swell(len(z), 0.4 * wide, 0.55 * wide, 0.45 * wide),
            few(m),
            flat=thick / wide,
            up=(1, 0, 0),
        ),
    )
    where = m.u(-0.1, 0.1) * long
    m.add(
        "shank",
        bar((-0.2 * wide, 0, where), (0.018, 0, where), 0.0028, few(m)),
        bar((0.3 * wide, -0.005, where), (0.3 * wide, 0.005, where), 0.004, few(m)),
    )
    turns = m.u(4, 6)
    t = np.linspace(0, 1, int(turns * (10 if m.fine else 6)))
    worm, reach = m.u(0.035, 0.048), 0.0038 * np.minimum(1, 6 * t)
    spiral = np.stack(
        [
            0.016 + worm * t,
            reach * np.cos(2 * np.pi * turns * t),
            where + reach * np.sin(2 * np.pi * turns * t),
        ],
        1,
    )
    m.add("screw", tube(spiral, 0.0016 * np.minimum(1, 9 * (1 - t) + 0.15), 6, up=(1, 0, 0)))
    end = 0.47 * long
    lever = [(0, -0.005), (m.u(0.035, 0.05), -0.003), (0.055, 0.004), (0.04, 0.005), (0, 0.005)]
    m.add("wings", turn(plate(lever, 0.006, "xz"), "y", -m.u(-20, 60)).translate((-0.88 * bow, 0, end)))
    m.zone("screw", "tip", x=(0.016 + 0.84 * worm, None))
    m.zone("handle", "handle_end", z=(None, -0.32 * long))
    m.zone("handle", "handle_end", z=(0.32 * long, None))


@construction("corkscrew")
def corkscrew_ring(m: Maker) -> None:
    """One bent wire: a loop for the fingers runs into the screw."""
    loop, wire, shank = m.u(0.016, 0.028), m.u(0.0025, 0.004), m.u(0.02, 0.04)
    wide = loop * m.u(1.0, 1.6)
    path = arc((-loop, 0, 0), (loop, wide), 0, 360, 24 if m.fine else 10, "xy")[:-1]
    m.add("handle", tube(path, wire, few(m, 3), closed=True))
    m.add("shank", bar((-0.001, 0, 0), (shank + 0.003, 0, 0), wire, few(m, 3)))
    if m.chance(0.5):
        m.add("handle", bar((-2 * loop, -0.8 * wide, 0), (-2 * loop, 0.8 * wide, 0), 2.2 * wire, few(m)))
    _worm(m, shank, m.u(0.04, 0.06), min(wire, 0.002))
    m.zone("handle", "handle_end", y=(0.7 * wide, None))
    m.zone("handle", "handle_end", y=(None, -0.7 * wide))


# ---------------------------------------------------------------- bottle opener


@construction("bottle_opener")
def opener_bar_blade(m: Maker) -> None:
    """Flat steel bar with a cut-out at its head and a hole at its end."""
    long, wide, thick = m.u(0.11, 0.18), m.u(0.016, 0.022), m.u(0.002, 0.0035)
    head, neck = m.u(0.019, 0.023), m.u(0.7, 1.0)
    split = long - 2 * head
    bar_outline = [
        (0, -0.8 * wide),
        (split, -neck * 0.6 * wide),
        (split + 0.004, -neck * 0.6 * wide),
        (split + 0.004, neck * 0.6 * wide),
        (split, neck * 0.6 * wide),
        (0, 0.8 * wide),
    ]
    if m.chance(0.5):
        bar_outline = rectangle(long - head, 1.3 * wide, 0.4 * wide, at=(0.5 * (long - head), 0))
    m.add("handle", plate(bar_outline, thick, holes=[circle(m.u(0.004, 0.008), 10, (0.018, 0))]))
    centre = (long - head, 0.0)
    outer = m.pick(
        circle((head, 0.95 * head), m.sides, centre), rectangle(2 * head, 1.8 * head, 0.4 * head, at=centre)
    )
    m.cut("handle", plate(circle(0.8 * head, 12, centre), 0.02))
    slot = [
        (long - 1.5 * head, -0.45 * head),
        (long - 0.55 * head, -0.55 * head),
        (long - 0.5 * head, 0.55 * head),
        (long - 1.5 * head, 0.45 * head),
        (long - 1.3 * head, 0),
    ]
    m.add("head", plate(outer, thick, holes=[slot]))
    m.zone("handle", "end", x=(None, 0.2 * long))


@construction("bottle_opener")
def opener_cast_ring(m: Maker) -> None:
    """Heavy ring with a tongue, on a round grip."""
    long, thick = m.u(0.07, 0.11), m.u(0.008, 0.013)
    points = [(0.55, 0), (1.0, 0.06), (m.u(0.8, 1.1), 0.5), (0.7, 0.9), (0.55, 1.0)]
    m.add("handle", lay_x(lathe(smooth_profile(m, [(r * thick, z * long) for r, z in points], 10), m.sides)))
    size, wire = m.u(0.016, 0.021), m.u(0.003, 0.005)
    neck = m.u(0.008, 0.02)
    m.add("head", bar((long - 0.006, 0, 0), (long + neck, 0, 0), 0.55 * thick, few(m), wire))
    centre = (long + neck + size - 0.001, 0, 0)
    t = np.linspace(0, 2 * np.pi, 20 if m.fine else 10, endpoint=False)
    path = np.stack([centre[0] + size * np.cos(t), size * m.u(0.85, 1.1) * np.sin(t), 0 * t], 1)
    m.add("head", tube(path, wire, few(m, 3), closed=True))
    m.add("head", block((0.012, 0.009, 0.003), (centre[0] - size + 0.005, 0, 0)))
    m.zone("handle", "end", x=(None, 0.22 * long))


@construction("bottle_opener")
def opener_wire(m: Maker) -> None:
    """Bent from one thick wire: a long eye for a handle, a wide one for the cap."""
    long, wire, eye = m.u(0.06, 0.1), m.u(0.0026, 0.004), m.u(0.007, 0.013)
    mouth = m.u(0.013, 0.018)
    half = [(0, 0, 0), (0.1 * long, eye, 0), (0.5 * long, eye * m.u(0.8, 1.2), 0), (0.95 * long, 0.0035, 0)]
    for s in (-1, 1):
        m.add(
            "handle", tube(curve([(x, s * y, 0) for x, y, _ in half], 12 if m.fine else 6), wire, few(m, 3))
        )
    m.add("handle", bar((0.9 * long, 0, 0), (1.04 * long, 0, 0), 1.9 * wire, few(m)))
    t = np.radians(np.linspace(180, -180, 18 if m.fine else 9)[:-1])
    loop = np.stack([1.04 * long + mouth + mouth * np.cos(t), 1.2 * mouth * np.sin(t), 0 * t], 1)
    m.add(
        "head",
        tube(loop, wire, few(m, 3), closed=True),
        capsule(
            (1.04 * long + 1.6 * mouth, -0.7 * mouth, 0),
            (1.04 * long + 1.6 * mouth, 0.7 * mouth, 0),
            0.8 * wire,
            few(m, 3),
        ),
    )
    m.zone("handle", "end", x=(None, 0.25 * long))


@construction("bottle_opener")
def opener_wood_grip(m: Maker) -> None:
    """Steel mouth in a wooden grip: a flat, a fish-bellied or a square one."""
    long, wide, thick = m.u(0.08, 0.13), m.u(0.02, 0.032), m.u(0.014, 0.024)
    kind = m.count(0, 1)
    if kind == 0:
        m.add(
            "handle",
            block((long, wide, thick), (0.5 * long, 0, 0), m.u(0.1, 0.5) * thick if m.fine else 0, few(m)),
        )
    else:
        count = 9 if m.fine else 5
        path = [(x, 0, m.u(-0.001, 0.001)) for x in np.linspace(0, long, count)]
        m.add(
            "handle",
            tube(path, _swell(count, 0.3 * thick, 0.55 * thick, 0.35 * thick), m.sides, flat=wide / thick),
        )
    size, steel = m.u(0.017, 0.022), m.u(0.0025, 0.0045)
    outline = [
        (long - 0.012, -0.3 * wide),
        (long + 0.012, -0.3 * wide),
        (long + 0.02, -size),
        (long + 0.02 + size, -0.95 * size),
        (long + 0.022 + 1.35 * size, 0),
        (long + 0.02 + size, 0.95 * size),
        (long + 0.02, size),
        (long + 0.012, 0.3 * wide),
        (long - 0.012, 0.3 * wide),
    ]
    at = long + 0.02 + 0.35 * size
    hole = [
        (at - 0.3 * size, -0.55 * size),
        (at + 0.6 * size, -0.5 * size),
        (at + 0.6 * size, 0.5 * size),
        (at - 0.3 * size, 0.55 * size),
        (at, 0),
    ]
    m.add("head", plate(outline, steel, holes=[hole]))
    if m.chance(0.4):
        m.cut("handle", bar((0.012, 0, -0.03), (0.012, 0, 0.03), 0.003, 8))
    m.zone("handle", "end", x=(None, 0.22 * long))


@construction("bottle_opener")
def opener_stamped(m: Maker) -> None:
    """Church key: bent sheet with ribs, a hook mouth in front, a piercing point behind."""
    long, wide, thick = m.u(0.09, 0.125), m.u(0.015, 0.02), m.u(0.002, 0.003)
    point = m.u(0.016, 0.026)
    m.add(
        "handle",
        plate(
            [
                (-point, -0.001),
                (0, -0.5 * wide),
                (long, -0.5 * wide),
                (long, 0.5 * wide),
                (0, 0.5 * wide),
                (-point, 0.001),
            ],
            thick,
        ),
    )
    for s in (-1, 1):
        m.add("handle", block((0.7 * long, 0.0022, 0.004), (0.45 * long, s * 0.44 * wide, -0.002)))
    size = m.u(0.015, 0.018)
    head = plate(
        [*circle((1.15 * size, size), m.sides, (size, 0))],
        thick,
        holes=[circle((0.55 * size, 0.6 * size), few(m, 2, 8), (1.1 * size, 0))],
    )
    hook = block((0.006, 0.009, 0.004), (0.5 * size, 0, -0.003))
    m.add("head", turn(union(head, hook), "y", m.u(-15, 15)).translate((long - 0.002, 0, 0)))
    m.zone("handle", "end", x=(None, 0.15 * long))
