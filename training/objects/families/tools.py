"""Tools of the workshop and the garden."""

from __future__ import annotations

from itertools import pairwise

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
    lathe,
    loft,
    mirrored,
    move,
    plate,
    tube,
    turn,
    union,
    warped,
)
from ._grips import Outline, both, edge_zone, handle, round_count, skin, soft

# Hammers and mallets: handle along X from -length, head along Z about x = 0.


def _shaft_to_head(m: Maker, length: float, radius: float, flat: float, held: float | None = None) -> None:
    """Handle of a hammer, up through its head, with the zone of its end."""
    m.add(
        "handle",
        *handle(m, (-length, 0, 0), (0.004, 0, 0), radius, flat, ("straight", "taper", "swell", "flare")),
    )
    m.zone("handle", "end_grip", x=(None, -length + (held or m.u(0.33, 0.5) * length)))


@construction("hammer")
def claw_hammer(m: Maker) -> None:
    """Round face on a neck, two curved prongs behind."""
    _shaft_to_head(m, m.u(0.24, 0.38), m.u(0.012, 0.017), m.u(0.7, 0.95))
    r, tall = m.u(0.011, 0.016), m.u(0.04, 0.058)
    m.add(
        "head",
        lathe(
            [(r * 0.95, -tall), (r, -tall + 0.004), (r, -0.7 * tall), (0.7 * r, -0.55 * tall), (0.7 * r, 0)],
            m.sides,
        ),
    )
    m.add("head", block((2.1 * r, 2.0 * r, 2.2 * r), rounding=0.004 if m.fine else 0))
    sweep = m.u(0.02, 0.045)
    path = curve(
        [(0.1 * r, 0, 0.6 * r), (0, 0, 0.5 * tall), (-0.3 * sweep, 0, 0.8 * tall), (-sweep, 0, tall)],
        round_count(m, 10, 5),
    )
    thin = np.linspace(0.75 * r, 0.15 * r, len(path))
    prongs = tube(path, thin.tolist(), 6 if not m.fine else 8, flat=m.u(1.3, 1.7), up=(1, 0, 0))
    wedge = hull(
        block((0.2, 0.0008, 0.001), (0, 0, 0.45 * tall)), block((0.2, 0.75 * r, 0.001), (0, 0, 1.1 * tall))
    )
    m.add("head", prongs - wedge)
    m.zone("head", "face", z=(None, -0.62 * tall))
    m.zone("head", "claw", z=(0.45 * tall, None))


@construction("hammer")
def ball_peen(m: Maker) -> None:
    """Engineer's hammer: cylinder face, waist, ball."""
    _shaft_to_head(m, m.u(0.2, 0.38), m.u(0.010, 0.015), m.u(0.7, 1.0))
    r, tall = m.u(0.011, 0.017), m.u(0.035, 0.055)
    profile = [
        (0.9 * r, -tall),
        (r, -0.9 * tall),
        (r, -0.6 * tall),
        (0.75 * r, -0.4 * tall),
        (1.05 * r, -0.25 * tall),
        (1.05 * r, 0.25 * tall),
        (0.65 * r, 0.42 * tall),
    ]
    m.add(
        "head",
        lathe(profile, m.pick(8, m.sides)),
        ball(m.u(0.8, 1.0) * r, m.sides, (0, 0, 0.42 * tall + 0.7 * r)),
    )
    m.zone("head", "face", z=(None, -0.55 * tall))
    m.zone("head", "claw", z=(0.38 * tall, None))


@construction("hammer")
def sledge(m: Maker) -> None:
    """Heavy faceted block with two faces, on a short or a long haft."""
    _shaft_to_head(m, m.pick(m.u(0.24, 0.36), m.u(0.6, 0.95)), m.u(0.014, 0.019), m.u(0.75, 1.0))
    r, tall = m.u(0.02, 0.034), m.u(0.05, 0.09)
    sides = m.pick(4, 8, 6)
    head = lathe([(0.82 * r, -tall), (r, -0.8 * tall), (r, 0.8 * tall), (0.82 * r, tall)], sides)
    m.add("head", turn(head, "z", 180 / sides))
    m.zone("head", "face", z=(None, -0.75 * tall))
    m.zone("head", "claw", z=(0.75 * tall, None))


@construction("hammer")
def steel_rip(m: Maker) -> None:
    """One piece of steel with a wrapped grip and straight rip claws."""
    length, r, tall = m.u(0.28, 0.36), m.u(0.012, 0.016), m.u(0.045, 0.06)
    held = m.u(0.36, 0.46) * length
    m.add(
        "handle",
        block((length, m.u(0.007, 0.011), m.u(0.014, 0.02)), (-length / 2, 0, 0), 0.002 if m.fine else 0),
    )
    m.add(
        "handle",
        *handle(m, (-length - 0.004, 0, 0), (-length + held, 0, 0), m.u(0.014, 0.018), m.u(0.65, 0.85)),
    )
    m.zone("handle", "end_grip", x=(None, -length + held))
    m.add("head", block((2 * r, 1.7 * r, 2 * r)), bar((0, 0, -0.5 * tall), (0, 0, 0), 0.7 * r, m.sides))
    m.add("head", bar((0, 0, -tall), (0, 0, -0.5 * tall), r, m.pick(6, 8, m.sides)))
    claw = hull(
        block((1.6 * r, 1.7 * r, 0.004), (0, 0, 0.5 * r)),
        block((0.003, 2.4 * r, 0.003), (-0.2 * tall, 0, 1.25 * tall)),
    )
    wedge = hull(
        block((0.2, 0.001, 0.001), (0, 0, 0.5 * tall)), block((0.2, 0.7 * r, 0.001), (0, 0, 1.3 * tall))
    )
    m.add("head", claw - wedge)
    m.zone("head", "face", z=(None, -0.6 * tall))
    m.zone("head", "claw", z=(0.5 * tall, None))


@construction("hammer")
def cross_peen(m: Maker) -> None:
    """Square face, wedge-shaped peen."""
    _shaft_to_head(m, m.u(0.22, 0.36), m.u(0.010, 0.015), m.u(0.7, 1.0))
    r, tall = m.u(0.010, 0.016), m.u(0.04, 0.06)
    m.add("head", block((2 * r, 2 * r, 1.35 * tall), (0, 0, -0.33 * tall), 0.002 if m.fine else 0))
    m.add(
        "head",
        hull(
            block((2 * r, 2 * r, 0.002), (0, 0, 0.3 * tall)),
            block((0.003, 2 * r, 0.003), (m.u(-0.6, 0.6) * r, 0, 1.1 * tall)),
        ),
    )
    m.zone("head", "face", z=(None, -0.8 * tall))
    m.zone("head", "claw", z=(0.35 * tall, None))


@construction("mallet")
def barrel_mallet(m: Maker) -> None:
    """Turned head, round as a cask, with or without hoops."""
    r, tall = m.u(0.025, 0.05), m.u(0.04, 0.07)
    _shaft_to_head(m, m.u(0.2, 0.32), m.u(0.011, 0.016), 1.0)
    m.add("handle", bar((0, 0, 0), (r + m.u(0.001, 0.01), 0, 0), 0.011, m.sides))
    bulge = m.u(0.78, 1.0)
    m.add("head", lathe([(bulge * r, -tall), (r, -0.4 * tall), (r, 0.4 * tall), (bulge * r, tall)], m.sides))
    if m.chance(0.5):
        for z in (-0.75 * tall, 0.75 * tall):
            m.add("head", lathe([(r * 1.04, z - 0.006), (r * 1.04, z + 0.006)], m.sides))


@construction("mallet")
def block_mallet(m: Maker) -> None:
    """Joiner's mallet: a wedge-shaped block with the handle through it."""
    wide, deep, tall = m.u(0.05, 0.08), m.u(0.045, 0.065), m.u(0.05, 0.075)
    _shaft_to_head(m, m.u(0.2, 0.3), m.u(0.013, 0.017), m.u(0.65, 1.0))
    m.add("handle", block((wide + m.u(0, 0.02), 0.02, 0.028)))
    slope = m.u(0.75, 1.0)
    faces = [
        block((wide * slope, deep, 0.004), (0, 0, -tall)),
        block((wide * slope, deep, 0.004), (0, 0, tall)),
        block((wide, deep, 0.004), (0, 0, 0)),
    ]
    head = hull(*faces)
    m.add(
        "head",
        head if not m.chance(0.5) else head ^ along_y([(tall * 1.12, -deep), (tall * 1.12, deep)], m.sides),
    )


@construction("mallet")
def rubber_mallet(m: Maker) -> None:
    """Moulded cylinder on a thin stick."""
    r, tall = m.u(0.022, 0.036), m.u(0.04, 0.06)
    _shaft_to_head(m, m.u(0.24, 0.34), m.u(0.011, 0.015), 1.0)
    round_edge = m.u(0.6, 0.9)
    m.add(
        "head",
        lathe(
            [
                (round_edge * r, -tall),
                (r, -0.85 * tall),
                (r, -0.2 * tall),
                (0.86 * r, 0),
                (r, 0.2 * tall),
                (r, 0.85 * tall),
                (round_edge * r, tall),
            ],
            m.sides,
        ),
    )
    m.add("head", bar((-r * 1.3, 0, 0), (0, 0, 0), m.u(0.014, 0.018), m.sides))


@construction("mallet")
def soft_face(m: Maker) -> None:
    """Metal middle with screwed-in tips on a tube with a grip."""
    r, tall, length = m.u(0.014, 0.024), m.u(0.04, 0.055), m.u(0.24, 0.32)
    m.add("handle", bar((-length, 0, 0), (0, 0, 0), m.u(0.007, 0.010), m.sides))
    m.add("handle", *handle(m, (-length, 0, 0), (-0.5 * length, 0, 0), m.u(0.013, 0.016), m.u(0.8, 1.0)))
    m.zone("handle", "end_grip", x=(None, -0.5 * length))
    m.add(
        "head",
        lathe([(0.8 * r, -0.6 * tall), (r, -0.3 * tall), (r, 0.3 * tall), (0.8 * r, 0.6 * tall)], m.sides),
    )
    for side in (-1, 1):
        dome = [(1.05 * r, 0.5 * tall), (1.05 * r, 0.92 * tall), (m.u(0.5, 0.95) * r, m.u(1, 1.1) * tall)]
        tip = lathe(dome, m.sides)
        m.add("head", tip if side > 0 else mirrored(tip, "z"))


# Screwdrivers, chisels and files: handle from -X to 0, shaft from 0 to +X.


def _flat_tip(m: Maker, start: float, length: float, radius: float) -> None:
    tip = m.u(0.012, 0.02)
    m.add(
        "shaft",
        bar((start, 0, 0), (length - tip, 0, 0), radius, m.pick(6, m.sides // 2 + 3, m.sides // 2 + 3)),
    )
    wide = radius * m.u(1.0, 1.5)
    m.add(
        "shaft",
        skin(
            [
                (length - tip, 0, radius, radius),
                (length - 0.4 * tip, 0, wide, 0.5 * radius),
                (length, 0, 0.85 * wide, 0.16 * radius),
            ],
            8,
            5,
        ),
    )
    m.zone("shaft", "tip", x=(length - 1.2 * tip, None))


def _cross_tip(m: Maker, start: float, length: float, radius: float) -> None:
    m.add("shaft", bar((start, 0, 0), (length - 1.6 * radius, 0, 0), radius, m.sides // 2 + 3))
    cone = along_x([(radius, length - 2 * radius), (0.25 * radius, length)], 8)
    if m.fine:
        corner = [block((4 * radius, radius, radius), (length, y, z)) for y in (-1, 1) for z in (-1, 1)]
        grooves = union(
            *(
                move(c, (0, s[0] * 0.75 * radius - s[0] * 1, s[1] * 0.75 * radius - s[1] * 1))
                for c, s in zip(corner, [(-1, -1), (-1, 1), (1, -1), (1, 1)], strict=True)
            )
        )
        cone = cone - grooves
    m.add("shaft", cone)
    m.zone("shaft", "tip", x=(length - m.u(0.008, 0.016), None))


def _any_tip(m: Maker, start: float, length: float, radius: float) -> None:
    (_flat_tip if m.chance(0.5) else _cross_tip)(m, start, length, radius)


@construction("screwdriver")
def fluted(m: Maker) -> None:
    """Lobed plastic handle, domed at its end."""
    length, r = m.u(0.08, 0.12), m.u(0.011, 0.018)
    lobes, depth = m.count(3, 8), m.u(0.06, 0.16)
    angle = np.linspace(0, 2 * np.pi, max(4 * lobes, 12), endpoint=False)
    radius = r * (1 - depth + depth * np.cos(lobes * angle))
    factors = [(0.0, 0.5), (0.05, 0.92), (0.5, 1.0), (0.82, 0.95), (0.9, 0.7), (0.96, 0.62), (1.0, 0.8)]
    rings = [
        np.stack([0 * angle - length * (1 - t), f * radius * np.cos(angle), f * radius * np.sin(angle)], 1)
        for t, f in factors
    ]
    m.add("handle", loft(rings))
    m.zone("handle", "end", x=(None, -0.85 * length))
    _any_tip(m, -0.01, m.u(0.06, 0.2), m.u(0.0025, 0.0045))


@construction("screwdriver")
def soft_grip(m: Maker) -> None:
    """Turned handle with a swell, a waist and a collar."""
    length, r = m.u(0.09, 0.125), m.u(0.012, 0.018)
    profile = [
        (0.6 * r, -length),
        (0.95 * r, -0.95 * length),
        (m.u(1, 1.1) * r, -0.65 * length),
        (0.95 * r, -0.4 * length),
        (m.u(0.55, 0.75) * r, -0.18 * length),
        (m.u(0.75, 1) * r, -0.06 * length),
        (0.5 * r, 0),
    ]
    m.add("handle", along_x(profile, m.pick(6, 8, m.sides, m.sides)))
    m.zone("handle", "end", x=(None, -0.86 * length))
    _any_tip(m, -0.01, m.u(0.07, 0.22), m.u(0.0025, 0.0045))


@construction("screwdriver")
def stubby(m: Maker) -> None:
    """Short and thick."""
    length, r = m.u(0.045, 0.065), m.u(0.014, 0.02)
    m.add("handle", *handle(m, (-length, 0, 0), (0, 0, 0), r, 1.0, ("swell", "bulb", "straight"), plain=True))
    m.zone("handle", "end", x=(None, -0.8 * length))
    _any_tip(m, -0.008, m.u(0.03, 0.05), m.u(0.003, 0.004))


@construction("screwdriver")
def precision_driver(m: Maker) -> None:
    """Watchmaker's: thin body with a turning cap."""
    length, r = m.u(0.06, 0.1), m.u(0.004, 0.0065)
    m.add("handle", *handle(m, (-length, 0, 0), (0, 0, 0), r, 1.0, ("straight", "taper"), plain=True))
    cap = m.u(0.006, 0.01)
    m.add(
        "handle",
        along_x(
            [(r * m.u(1.2, 1.6), -length - cap), (1.4 * r, -length - 0.3 * cap), (0.5 * r, -length)], m.sides
        ),
    )
    m.zone("handle", "end", x=(None, -length))
    _any_tip(m, -0.005, m.u(0.035, 0.06), m.u(0.0015, 0.0022))


@construction("screwdriver")
def wooden_oval(m: Maker) -> None:
    """Old-fashioned: oval wood, waisted ferrule, wide blade."""
    length, r = m.u(0.09, 0.13), m.u(0.012, 0.016)
    m.add(
        "handle",
        *handle(m, (-length, 0, 0), (0, 0, 0), r, m.u(1.2, 1.5), ("bulb", "pear", "swell"), plain=True),
    )
    m.add("handle", along_x([(0.6 * r, -0.015), (0.5 * r, 0.01)], m.sides))
    m.zone("handle", "end", x=(None, -0.85 * length))
    _flat_tip(m, -0.01, m.u(0.1, 0.22), m.u(0.0035, 0.005))


def _hexagon(radius: float, at: tuple[float, float] = (0, 0), turn_by: float = 0.0) -> Outline:
    angle = np.radians(turn_by + 60 * np.arange(6))
    return [(at[0] + radius * float(np.cos(t)), at[1] + radius * float(np.sin(t))) for t in angle]


def _open_jaw(m: Maker, x: float, size: float, thick: float, tilt: float) -> Manifold:
    """Head of an open-end spanner about (x, 0) in the XZ plane."""
    head = plate(circle((1.05 * size, size), m.sides, (0.1 * size, 0)), thick, "xz")
    slot = block((2 * size, 2 * thick, 0.95 * size), (1.0 * size, 0, 0))
    bottom = plate(_hexagon(0.55 * size, turn_by=0), 2 * thick, "xz")
    return move(turn(head - union(slot, bottom), "y", tilt), (x, 0, 0))


def _ring_end(m: Maker, x: float, size: float, thick: float) -> Manifold:
    hole = circle(0.62 * size, m.pick(6, 12, m.sides)) if m.chance(0.7) else _hexagon(0.66 * size)
    return plate(circle(size, m.sides), thick, "xz", (x, 0, 0), [hole])


@construction("wrench")
def combination(m: Maker) -> None:
    """Open jaw in front, ring behind, a flat or oval shank."""
    length, size = m.u(0.11, 0.28), m.u(0.011, 0.022)
    half, thick = 0.42 * size * m.u(0.9, 1.3), m.u(0.0045, 0.008)
    taper = m.u(0.75, 1.0)
    m.add(
        "shaft",
        skin(
            [(-length + 0.8 * size, 0, thick * 0.45, half * taper), (-0.8 * size, 0, thick * 0.5, half)],
            round_count(m, 16, 8),
            m.pick(2.0, 3.5, 8),
        ),
    )
    m.add("jaw", _open_jaw(m, 0, size, thick * 1.15, m.pick(0, 15, -15)))
    m.add("ring_end", turn(_ring_end(m, -length, 0.85 * size, thick * 1.5), "y", 0))


@construction("wrench")
def adjustable(m: Maker) -> None:
    """Fixed jaw and sliding jaw with a worm, tapered shank with a hole to hang it by."""
    length, size, thick = m.u(0.15, 0.3), m.u(0.018, 0.028), m.u(0.009, 0.014)
    m.add(
        "shaft",
        skin(
            [
                (-length + size, 0, 0.4 * thick, m.u(0.5, 0.65) * size),
                (-size, 0, 0.45 * thick, 0.5 * size),
                (-0.3 * size, 0, 0.5 * thick, 0.6 * size),
            ],
            round_count(m, 16, 8),
            4,
        ),
    )
    gap = m.u(0.3, 0.8) * size
    fixed = [
        (-size, 0.6 * size),
        (-0.2 * size, 1.0 * size),
        (1.3 * size, 0.75 * size),
        (1.35 * size, 0.5 * size),
        (-0.1 * size, 0.45 * size),
        (-0.1 * size, -1.0 * size),
        (-0.7 * size, -0.9 * size),
    ]
    z = 0.45 * size - gap
    m.add("jaw", plate(fixed, thick, "xz"))
    m.add(
        "jaw",
        plate(
            [
                (-0.3 * size, z),
                (1.3 * size, z),
                (1.3 * size, z - 0.22 * size),
                (0.5 * size, z - 0.7 * size),
                (-0.3 * size, z - 0.7 * size),
            ],
            0.8 * thick,
            "xz",
        ),
    )
    m.add("jaw", along_x([(0.28 * size, -0.55 * size), (0.28 * size, -0.1 * size)], 8, (0, 0, -0.55 * size)))
    hole = circle(m.u(0.22, 0.38) * size, m.sides)
    m.add(
        "ring_end",
        plate(
            circle((0.9 * size, 0.62 * size), m.sides),
            0.85 * thick,
            "xz",
            (-length + 0.5 * size, 0, 0),
            [hole],
        ),
    )


@construction("wrench")
def pipe_wrench(m: Maker) -> None:
    """Heavy: hooked jaw with teeth, a housing, an I-shaped handle with an eye."""
    length, size = m.u(0.24, 0.4), m.u(0.022, 0.032)
    thick = 0.7 * size
    m.add("shaft", block((length - size, 0.3 * thick, size), (-length / 2, 0, 0)))
    for z in (-0.5, 0.5):
        m.add(
            "shaft",
            block(
                (length - size, 0.75 * thick, 0.25 * size), (-length / 2, 0, z * size), 0.002 if m.fine else 0
            ),
        )
    m.add("jaw", block((1.1 * size, thick, 2.0 * size), (0, 0, 0), 0.003 if m.fine else 0))
    reach = m.u(1.2, 1.7) * size
    hook = [
        (-0.6 * size, 0.55 * size),
        (reach, 0.55 * size),
        (reach + 0.6 * size, 0.2 * size),
        (reach + 0.6 * size, -1.3 * size),
        (reach, -1.4 * size),
        (reach, -0.1 * size),
        (-0.6 * size, -0.05 * size),
    ]
    m.add("jaw", plate(hook, 0.7 * thick, "xz"))
    m.add("jaw", block((0.4 * size, 0.8 * thick, 0.9 * size), (0.6 * size, 0, -0.9 * size)))
    m.add(
        "ring_end",
        plate(
            circle(0.75 * size, m.sides), 0.75 * thick, "xz", (-length, 0, 0), [circle(0.35 * size, m.sides)]
        ),
    )


@construction("wrench")
def stamped(m: Maker) -> None:
    """Cut from sheet with a waist, or round-handled with a sleeve; the ring cranked."""
    length, size = m.u(0.1, 0.2), m.u(0.012, 0.02)
    thick = m.u(0.003, 0.006)
    if m.chance(0.5):
        waist = m.u(0.3, 0.45) * size
        outline = both(
            [(-length, 0.5 * size), (-0.7 * length, waist), (-0.3 * length, waist), (-0.4 * size, 0.7 * size)]
        )
        m.add("shaft", plate(outline, thick, "xz"))
    else:
        m.add(
            "shaft",
            *handle(
                m,
                (-length, 0, 0),
                (-0.5 * size, 0, 0),
                0.45 * size,
                m.u(0.7, 1),
                ("straight", "swell", "taper"),
            ),
        )
    m.add("jaw", _open_jaw(m, 0, size, 1.6 * thick, m.pick(0, 15, 30)))
    lift = m.u(0, 0.012)
    m.add("ring_end", move(_ring_end(m, -length - 0.7 * size, size, 2 * thick), (0, lift * 0.4, 0)))


# Pliers and shears: two levers crossing at a pivot at the origin, in the XZ plane; jaws at +X.


def _lever(m: Maker, points: list[tuple[float, float]], thick: tuple[float, float], flat: float) -> Manifold:
    """Leg from the pivot to -X: (x, z) points, thin at the pivot."""
    path = curve([(x, 0, z) for x, z in points], round_count(m, 4 * len(points), 2 * len(points)))
    return tube(
        path, np.linspace(*thick, len(path)).tolist(), max(6, m.sides // 2), flat=flat, up=(0.1, 0, 1)
    )


def _legs(
    m: Maker, part: str, points: list[tuple[float, float]], thick: tuple[float, float], flat: float
) -> None:
    leg = _lever(m, points, thick, flat)
    m.add(part, leg, mirrored(leg, "z"))


def _pivot(m: Maker, radius: float, width: float) -> None:
    m.add("pivot", along_y([(radius, -width / 2), (radius, width / 2)], m.sides))
    if m.chance(0.5):
        m.add(
            "pivot",
            along_y([(0.45 * radius, -0.62 * width), (0.45 * radius, 0.62 * width)], m.pick(6, 8, m.sides)),
        )


@construction("pliers")
def combination_pliers(m: Maker) -> None:
    """Square nose, bowed handles dipped in plastic."""
    size, length, gap = m.u(0.008, 0.012), m.u(0.1, 0.14), m.u(0.018, 0.03)
    thick = m.u(0.0045, 0.0065)
    _legs(
        m,
        "handles",
        [(-0.005, 0.002), (-0.2 * length, 0.6 * gap), (-0.5 * length, gap), (-length, gap * m.u(0.6, 1))],
        (thick, thick * m.u(1.1, 1.5)),
        m.u(0.9, 1.4),
    )
    nose, open_by = m.u(0.03, 0.045), m.u(0.0004, 0.004)
    jaw = hull(
        block((0.004, 1.5 * size, 1.1 * size), (0, 0, 0.55 * size)),
        block((0.003, 0.9 * size, 0.5 * size), (nose, 0, 0.25 * size)),
    )
    jaw = turn(jaw, "y", -np.degrees(open_by / nose))
    m.add("jaws", move(jaw, (0, 0, open_by * 0.2)), move(mirrored(jaw, "z"), (0, 0, -open_by * 0.2)))
    _pivot(m, m.u(0.8, 1.05) * size, 1.9 * size)


@construction("pliers")
def needle_nose(m: Maker) -> None:
    """Long half-round beak, straight or bent."""
    size, length, gap = m.u(0.005, 0.008), m.u(0.085, 0.13), m.u(0.014, 0.026)
    thick = m.u(0.004, 0.006)
    _legs(
        m,
        "handles",
        [(0, 0.001), (-0.25 * length, 0.8 * gap), (-0.6 * length, gap), (-length, gap * m.u(0.7, 1.3))],
        (thick, thick * m.u(1.0, 1.4)),
        m.u(0.9, 1.5),
    )
    beak, bend = m.u(0.045, 0.08), m.pick(0.0, 0.0, m.u(-0.015, 0.015))
    half = skin(
        [
            (-0.004, 0, size, size),
            (0.25 * beak, 0, 0.9 * size, 0.9 * size),
            (0.7 * beak, bend * 0.3, 0.45 * size, 0.45 * size),
            (beak, bend, 0.25 * size, 0.25 * size),
        ],
        max(6, m.sides // 2),
    )
    slit = block((beak, 4 * size, m.u(0.0005, 0.002)), (0.55 * beak, 0, bend * 0.2))
    m.add("jaws", half - slit if m.fine else half)
    _pivot(m, m.u(0.9, 1.2) * size, 2.4 * size)


@construction("pliers")
def water_pump(m: Maker) -> None:
    """Slip joint: jaws turned aside, one handle through the other."""
    length, size, thick = m.u(0.13, 0.2), m.u(0.009, 0.013), m.u(0.005, 0.008)
    gap = m.u(0.018, 0.028)
    m.add(
        "handles",
        _lever(
            m,
            [(0.01, -0.004), (-0.25 * length, 0.5 * gap), (-length, gap)],
            (thick, 1.2 * thick),
            m.u(0.8, 1.2),
        ),
    )
    m.add(
        "handles",
        _lever(
            m,
            [(0.01, 0.004), (-0.2 * length, -0.7 * gap), (-length, -gap * m.u(0.8, 1.1))],
            (thick, 1.2 * thick),
            m.u(0.8, 1.2),
        ),
    )
    tilt = m.u(20, 45)
    width = 1.3 * size
    upper = plate(
        [
            (-size, -size),
            (-0.5 * size, 1.2 * size),
            (1.2 * size, 2.2 * size),
            (3.5 * size, 1.6 * size),
            (3.6 * size, 0.9 * size),
            (1.6 * size, 0.9 * size),
            (0.9 * size, -size),
        ],
        width,
        "xz",
    )
    lower = plate(
        [
            (-size, 0.6 * size),
            (1.3 * size, 0.3 * size),
            (3.4 * size, 0.5 * size),
            (3.5 * size, -0.3 * size),
            (1.5 * size, -size),
            (-0.8 * size, -1.2 * size),
        ],
        width,
        "xz",
    )
    m.add("jaws", turn(union(upper, lower), "y", tilt))
    _pivot(m, 0.75 * size, 1.7 * size)


@construction("pliers")
def pincers(m: Maker) -> None:
    """Carpenter's: two arched jaws that meet in front."""
    length, size, gap = m.u(0.1, 0.16), m.u(0.015, 0.024), m.u(0.014, 0.024)
    thick = m.u(0.004, 0.006)
    _legs(
        m,
        "handles",
        [(0.004, -0.002), (-0.3 * length, 0.8 * gap), (-0.9 * length, gap), (-length, 1.1 * gap)],
        (1.2 * thick, thick),
        m.u(1.0, 1.5),
    )
    if m.chance(0.5):
        for side in (-1, 1):
            m.add("handles", ball(1.5 * thick, m.sides, (-length, 0, side * 1.1 * gap)))
    jaw = tube(
        arc((size, 0, 0), (size * m.u(0.9, 1.2), 0.9 * size), 178, 4, round_count(m, 9, 5)),
        np.linspace(2.0 * thick, 1.2 * thick, round_count(m, 9, 5)).tolist(),
        max(6, m.sides // 2),
        flat=m.u(0.5, 0.75),
        up=(0, 1, 0),
    )
    m.add("jaws", jaw, mirrored(jaw, "z"))
    _pivot(m, m.u(1.4, 1.8) * thick, 5 * thick)


# Saws: teeth to -Z.


def _closed_grip(m: Maker, x: float, wide: float, tall: float, thick: float) -> None:
    """Wooden or moulded saw handle with a hole for the fingers, its front edge at x."""
    lean = m.u(0.0, 0.25) * tall
    outer = soft(
        [
            (x - wide - lean, -0.42 * tall),
            (x - wide, 0.45 * tall),
            (x - 0.35 * wide, 0.56 * tall),
            (x + 0.15 * wide, 0.45 * tall),
            (x + 0.2 * wide, 0.0),
            (x + 0.1 * wide, -0.42 * tall),
            (x - 0.5 * wide, -0.56 * tall),
        ],
        round_count(m, 5, 2),
    )
    hole = soft(
        [
            (x - 0.62 * wide - 0.7 * lean, -0.28 * tall),
            (x - 0.64 * wide, 0.25 * tall),
            (x - 0.4 * wide, 0.36 * tall),
            (x - 0.2 * wide, 0.24 * tall),
            (x - 0.24 * wide - 0.4 * lean, -0.28 * tall),
            (x - 0.45 * wide - 0.5 * lean, -0.38 * tall),
        ],
        round_count(m, 4, 2),
    )
    m.add("handle", plate(outer, thick, "xz", holes=[hole]))


def _teeth(m: Maker, x0: float, x1: float, z0: float, z1: float, thick: float) -> None:
    """Row of triangles along the lower edge of a blade, and its zone."""
    count = m.count(10, 22) if m.fine else m.count(6, 10)
    xs = np.linspace(x0, x1, count + 1)
    zs = np.linspace(z0, z1, count + 1)
    depth = 0.5 * (xs[1] - xs[0])
    outline: Outline = [(float(x1), float(z1) + 0.003), (float(x0), float(z0) + 0.003)]
    for k in range(count):
        outline += [
            (float(xs[k]), float(zs[k])),
            (float(0.5 * (xs[k] + xs[k + 1])), float(0.5 * (zs[k] + zs[k + 1]) - depth)),
        ]
    m.add("blade", plate([*outline, (float(x1), float(z1))], thick, "xz"))


@construction("hand_saw")
def panel_saw(m: Maker) -> None:
    """Tapered sheet, closed handle."""
    length, tall, thick = m.u(0.3, 0.55), m.u(0.09, 0.13), m.u(0.0012, 0.002)
    toe = m.u(0.35, 0.6) * tall
    m.add(
        "blade",
        plate(
            [
                (-0.03, -0.45 * tall),
                (length, -0.45 * tall),
                (length + m.u(-0.01, 0.01), -0.45 * tall + toe),
                (0.0, 0.5 * tall),
                (-0.03, 0.45 * tall),
            ],
            thick,
            "xz",
        ),
    )
    if m.chance(0.7):
        _teeth(m, 0.02, length, -0.45 * tall, -0.45 * tall, thick)
    _closed_grip(m, 0.0, m.u(0.1, 0.12), tall * m.u(1.0, 1.25), m.u(0.018, 0.026))
    m.zone("blade", "teeth", z=(None, -0.45 * tall + 0.008))
    m.zone("blade", "tip", x=(0.82 * length, None), z=(-0.45 * tall + 0.008, None))


@construction("hand_saw")
def back_saw(m: Maker) -> None:
    """Tenon saw: square blade under a stiff back, closed or open handle."""
    length, tall, thick = m.u(0.2, 0.32), m.u(0.06, 0.09), m.u(0.001, 0.0018)
    m.add(
        "blade",
        plate(
            [(-0.02, -0.5 * tall), (length, -0.5 * tall), (length, 0.5 * tall), (-0.02, 0.5 * tall)],
            thick,
            "xz",
        ),
    )
    m.add(
        "blade",
        block(
            (length + 0.02, m.u(0.006, 0.01), m.u(0.01, 0.016)),
            (length / 2 - 0.01, 0, 0.5 * tall),
            0.001 if m.fine else 0,
        ),
    )
    if m.chance(0.6):
        _teeth(m, 0.01, length, -0.5 * tall, -0.5 * tall, thick)
    if m.chance(0.5):
        _closed_grip(m, 0.0, m.u(0.095, 0.115), m.u(0.1, 0.12), m.u(0.018, 0.026))
    else:
        path = curve(
            [
                (0.0, 0, 0.3 * tall),
                (-0.03, 0, 0.35 * tall),
                (-0.055, 0, 0.0),
                (-0.07, 0, -0.07),
                (-0.062, 0, -0.09),
            ],
            round_count(m, 12, 6),
        )
        m.add(
            "handle",
            tube(
                path,
                np.interp(
                    np.linspace(0, 1, len(path)), [0, 0.4, 0.8, 1], [0.015, 0.012, 0.013, 0.015]
                ).tolist(),
                max(6, m.sides // 2),
                flat=1.35,
                up=(0, 1, 0),
            ),
        )
    m.zone("blade", "teeth", z=(None, -0.5 * tall + 0.006))
    m.zone("blade", "tip", x=(0.82 * length, None), z=(-0.5 * tall + 0.006, None))


@construction("hand_saw")
def pruning_saw(m: Maker) -> None:
    """Curved blade on a straight or bent stick handle."""
    length, tall, thick = m.u(0.18, 0.35), m.u(0.03, 0.05), m.u(0.0015, 0.0025)
    bend, grip = m.u(0.0, 0.06), m.u(0.12, 0.17)
    xs = np.linspace(-0.02, length, round_count(m, 12, 6))
    drop = -bend * (xs / length) ** 2
    half = 0.5 * tall * (1 - 0.6 * (np.clip(xs, 0, None) / length) ** 2)
    rings = [
        [(x, 0.5 * thick, z + h), (x, -0.5 * thick, z + h), (x, -0.5 * thick, z - h), (x, 0.5 * thick, z - h)]
        for x, z, h in zip(xs, drop, half, strict=True)
    ]
    m.add("blade", loft(rings))
    if m.chance(0.5):
        m.add(
            "handle", *handle(m, (-grip, 0, -m.u(0, 0.03)), (0.012, 0, 0), m.u(0.014, 0.019), m.u(0.65, 0.9))
        )
    else:
        path = curve(
            [(0.012, 0, 0), (-0.4 * grip, 0, 0.004), (-0.8 * grip, 0, -0.012), (-grip, 0, -0.035)],
            round_count(m, 12, 6),
        )
        m.add(
            "handle",
            tube(
                path, np.linspace(0.016, 0.015, len(path)).tolist(), max(6, m.sides // 2), flat=m.u(0.65, 0.9)
            ),
        )
    m.zone("blade", "tip", x=(0.85 * length, None))
    line = [(float(x), float(z - h)) for x, z, h in zip(xs[1:], drop[1:], half[1:], strict=True)]
    edge_zone(m, "blade", "teeth", line[:: max(1, len(line) // 5)], 0.004, (0.0, -1.0))


@construction("hand_saw")
def hack_saw(m: Maker) -> None:
    """Thin blade stretched below a bow, pistol or straight handle behind."""
    length, tall, r = m.u(0.24, 0.34), m.u(0.07, 0.11), m.u(0.004, 0.007)
    path = [
        (-0.01, 0, -0.4 * tall),
        (-0.005, 0, 0.5 * tall),
        (0.02, 0, 0.6 * tall),
        (length - 0.02, 0, 0.6 * tall),
        (length, 0, 0.5 * tall),
        (length, 0, -0.55 * tall),
    ]
    m.add("frame", *(capsule(a, b, r, 6 if not m.fine else 12) for a, b in pairwise(path)))
    m.add("blade", block((length + 0.012, m.u(0.0012, 0.002), 0.014), (length / 2, 0, -0.52 * tall)))
    if m.chance(0.5):
        _teeth(m, 0.01, length - 0.01, -0.52 * tall - 0.007, -0.52 * tall - 0.007, 0.0014)
    if m.chance(0.5):
        path = curve(
            [
                (0, 0, -0.1 * tall),
                (-0.03, 0, -0.15 * tall),
                (-0.05, 0, -0.5 * tall),
                (-0.058, 0, -0.5 * tall - 0.055),
            ],
            round_count(m, 10, 5),
        )
        m.add(
            "handle",
            tube(path, m.u(0.011, 0.014), max(6, m.sides // 2), flat=1.25, up=(0, 1, 0)),
            bar((0, 0, 0), (0, 0, -0.5 * tall), 0.012, 8),
        )
    else:
        m.add("handle", *handle(m, (-0.125, 0, -0.2 * tall), (0, 0, -0.2 * tall), m.u(0.013, 0.017)))
    m.zone("blade", "teeth", z=(None, -0.52 * tall - 0.002))
    m.zone("blade", "tip", x=(length - 0.03, None), z=(-0.52 * tall - 0.002, None))


# Power drills: chuck at +X, grip hanging to -Z.


def _chuck(m: Maker, x: float, radius: float) -> float:
    """Ribbed or plain chuck with a bit; where the bit begins."""
    long = m.u(0.03, 0.05)
    m.add(
        "chuck",
        along_x(
            [
                (radius, x - 0.005),
                (radius, x + 0.55 * long),
                (0.95 * radius, x + 0.6 * long),
                (m.u(0.35, 0.6) * radius, x + long),
            ],
            m.pick(8, 12, m.sides),
        ),
    )
    if m.fine and m.chance(0.5):
        for k in range(m.count(2, 4)):
            m.add(
                "chuck",
                along_x(
                    [(1.06 * radius, x + 0.008 * k + 0.002), (1.06 * radius, x + 0.008 * k + 0.006)], m.sides
                ),
            )
    r = m.u(0.0025, 0.005)
    reach = x + long + m.u(0.03, 0.09)
    m.add("chuck", along_x([(r, x + 0.5 * long), (r, reach - 2 * r), (0.3 * r, reach)], 8))
    m.zone("chuck", "bit", x=(x + long, None))
    return x + long


def _drill_grip(m: Maker, x: float, top: float, long: float, lean: float, deep: float, wide: float) -> None:
    """Grip from the body down, a trigger in front of it."""
    stations = [(0.0, 0.0, 1.1), (0.25, 0.0, 0.95), (0.55, 0.1, 1.05), (1.0, 0.0, 1.0)]
    turned = skin(
        [(-t * long, s * 0.1 * deep, 0.5 * wide * f, 0.5 * deep * f) for t, s, f in stations],
        round_count(m, 16, 6),
        m.pick(2.2, 3.0),
    )
    # the skin runs along -X with its height in Z: stand it up so that it hangs down
    hanging = move(turn(turn(turned, "y", -90), "y", lean), (x, 0, top))
    m.add("grip", hanging)
    front = x + 0.5 * deep - 0.2 * long * float(np.tan(np.radians(lean)))
    reach, tall = m.u(0.009, 0.014), m.u(0.022, 0.034)
    z = top - m.u(0.2, 0.28) * long
    m.add(
        "grip",
        hull(
            block((0.01, 0.6 * wide, tall), (front - 0.004, 0, z)),
            block((0.004, 0.5 * wide, 0.7 * tall), (front + reach - 0.004, 0, z + 0.1 * tall)),
        ),
    )
    m.zone("grip", "trigger", x=(front + 0.0005, None), z=(z - 0.55 * tall, z + 0.55 * tall))


@construction("power_drill")
def cordless(m: Maker) -> None:
    """Round motor, pistol grip on a battery foot."""
    r, long = m.u(0.028, 0.038), m.u(0.13, 0.19)
    m.add(
        "body",
        skin(
            [
                (-0.5 * long, 0, 0.75 * r, 0.8 * r),
                (-0.42 * long, 0, r, r),
                (0.15 * long, 0, r, 1.05 * r),
                (0.4 * long, 0, 0.85 * r, 0.85 * r),
                (0.5 * long, 0, 0.7 * r, 0.7 * r),
            ],
            m.sides,
            m.pick(2, 2.6, 4),
        ),
    )
    grip = m.u(0.11, 0.135)
    lean = m.u(0, 14)
    x = m.u(-0.3, -0.1) * long
    _drill_grip(m, x, -0.6 * r, grip, lean, m.u(0.038, 0.048), m.u(0.032, 0.04))
    foot = m.u(0.03, 0.06)
    at = (x - grip * np.tan(np.radians(lean)) + m.u(0.0, 0.015), 0, -0.6 * r - grip - 0.5 * foot + 0.01)
    m.add("grip", block((m.u(0.085, 0.12), m.u(0.05, 0.075), foot), at, m.u(0.003, 0.01) if m.fine else 0, 8))
    m.zone("grip", "battery", z=(None, at[2] + 0.5 * foot))
    _chuck(m, 0.5 * long, m.u(0.017, 0.022))


@construction("power_drill")
def corded(m: Maker) -> None:
    """Long housing in line with a slanted grip that ends in a cable sleeve."""
    r, long = m.u(0.03, 0.038), m.u(0.17, 0.24)
    m.add(
        "body",
        skin(
            [
                (-0.5 * long, 0.1 * r, 0.6 * r, 0.7 * r),
                (-0.4 * long, 0, r, 1.1 * r),
                (0.2 * long, 0, 0.95 * r, r),
                (0.34 * long, 0, 0.75 * r, 0.75 * r),
                (0.5 * long, 0, 0.6 * r, 0.6 * r),
            ],
            round_count(m, 20, 8),
            m.pick(2.5, 4),
        ),
    )
    grip, lean = m.u(0.1, 0.125), m.u(8, 20)
    _drill_grip(m, -0.38 * long, -0.5 * r, grip, lean, m.u(0.036, 0.046), m.u(0.03, 0.038))
    end = (-0.38 * long - grip * np.tan(np.radians(lean)), 0, -0.5 * r - grip)
    m.add(
        "grip", bar((end[0], 0, end[2] + 0.01), (end[0] - 0.01, 0, end[2] - m.u(0.03, 0.06)), 0.008, 8, 0.004)
    )
    _chuck(m, 0.5 * long, m.u(0.018, 0.023))


@construction("power_drill")
def impact_driver(m: Maker) -> None:
    """Short conical nose, angular housing, tall battery."""
    r, long = m.u(0.03, 0.036), m.u(0.1, 0.13)
    shell = hull(
        block((0.6 * long, 1.7 * r, 1.8 * r), (-0.2 * long, 0, 0)),
        block((0.02, 1.2 * r, 1.2 * r), (0.35 * long, 0, 0)),
        block((0.01, 1.2 * r, 1.3 * r), (-0.55 * long, 0, 0)),
    )
    m.add("body", shell)
    x, grip = -0.15 * long, m.u(0.105, 0.125)
    _drill_grip(m, x, -0.6 * r, grip, 0.0, m.u(0.038, 0.046), m.u(0.033, 0.04))
    tall, z = m.u(0.04, 0.07), -0.6 * r - grip
    m.add(
        "grip",
        hull(
            block((0.07, 0.045, 0.006), (x + 0.01, 0, z + 0.012)),
            block((m.u(0.08, 0.11), 0.065, 0.7 * tall), (x + 0.012, 0, z - 0.5 * tall)),
        ),
    )
    m.zone("grip", "battery", z=(None, z + 0.008))
    nose = 0.35 * long
    m.add(
        "chuck",
        along_x(
            [
                (0.75 * r, nose - 0.01),
                (0.7 * r, nose + 0.01),
                (0.38 * r, nose + 0.035),
                (0.38 * r, nose + 0.05),
            ],
            m.sides,
        ),
    )
    m.add("chuck", bar((nose, 0, 0), (nose + m.u(0.075, 0.11), 0, 0), 0.0034, 6))
    m.zone("chuck", "bit", x=(nose + 0.05, None))


@construction("power_drill")
def rear_loop(m: Maker) -> None:
    """Hammer drill with a closed grip behind its motor."""
    r, long = m.u(0.032, 0.042), m.u(0.2, 0.27)
    m.add(
        "body",
        skin(
            [
                (-0.45 * long, 0, 0.9 * r, 1.2 * r),
                (0.1 * long, 0, r, 1.15 * r),
                (0.22 * long, 0, 0.75 * r, 0.8 * r),
                (0.5 * long, 0, 0.65 * r, 0.65 * r),
            ],
            round_count(m, 20, 8),
            m.pick(2.3, 4),
        ),
    )
    tall, back = m.u(0.055, 0.065), -0.45 * long - m.u(0.06, 0.07)
    loop = [
        (-0.4 * long, 0, 0.8 * r),
        (back, 0, 0.9 * r),
        (back - 0.01, 0, -0.3 * tall),
        (back, 0, -2 * tall + r),
        (-0.38 * long, 0, -2 * tall + r),
        (-0.36 * long, 0, -0.8 * r),
    ]
    m.add(
        "grip",
        tube(
            curve(loop, round_count(m, 24, 11)),
            m.u(0.015, 0.018),
            max(6, m.sides // 2),
            flat=m.u(0.9, 1.2),
            up=(0, 1, 0),
        ),
    )
    z = 0.0
    m.add("grip", block((0.04, 0.016, 0.028), (back + 0.012, 0, z), 0.003 if m.fine else 0))
    m.zone("grip", "trigger", x=(back + 0.0165, -0.45 * long - 0.004), z=(z - 0.015, z + 0.015))
    _chuck(m, 0.5 * long, m.u(0.02, 0.025))


# Chisels and files.


def _chisel_blade(m: Maker, length: float, half: float, thick: float, bevel: float) -> None:
    start = m.u(0.25, 0.4) * length
    m.add(
        "blade",
        skin(
            [
                (-0.008, 0, 0.6 * thick, 0.6 * thick),
                (0.5 * start, 0, 0.55 * thick, 0.55 * thick),
                (start, 0, half, 0.5 * thick),
                (length - bevel, 0, half, 0.42 * thick),
            ],
            8,
            6,
        ),
    )
    m.add(
        "blade",
        hull(
            block((0.001, 2 * half, 0.84 * thick), (length - bevel, 0, 0)),
            block((0.0006, 2 * half, 0.0006), (length, 0, -0.4 * thick)),
        ),
    )
    m.zone("blade", "edge", x=(length - m.u(1, 1.4) * bevel, None))


@construction("chisel")
def bench_chisel(m: Maker) -> None:
    """Wooden handle, tang, flat blade with a bevel."""
    long = m.u(0.1, 0.14)
    m.add(
        "handle",
        *handle(
            m, (-long, 0, 0), (0, 0, 0), m.u(0.012, 0.016), 1.0, ("bulb", "swell", "taper", "flare", "pear")
        ),
    )
    m.zone("handle", "end", x=(None, -0.84 * long))
    _chisel_blade(m, m.u(0.09, 0.16), m.u(0.004, 0.018), m.u(0.004, 0.007), m.u(0.008, 0.016))


@construction("chisel")
def capped_chisel(m: Maker) -> None:
    """Square plastic handle under a steel striking cap."""
    long, r = m.u(0.1, 0.13), m.u(0.013, 0.017)
    m.add(
        "handle",
        skin(
            [
                (-long, 0, 0.8 * r, 0.9 * r),
                (-0.7 * long, 0, r, 1.1 * r),
                (-0.3 * long, 0, 0.85 * r, 0.9 * r),
                (-0.1 * long, 0, r, r),
                (0, 0, 0.7 * r, 0.7 * r),
            ],
            round_count(m, 16, 8),
            3.5,
        ),
    )
    m.add(
        "handle",
        along_x(
            [(0.7 * r, -long - m.u(0.006, 0.014)), (0.9 * r, -long - 0.004), (0.9 * r, -long + 0.005)],
            m.sides,
        ),
    )
    m.zone("handle", "end", x=(None, -0.95 * long))
    _chisel_blade(m, m.u(0.08, 0.14), m.u(0.006, 0.02), m.u(0.004, 0.007), m.u(0.008, 0.014))


@construction("chisel")
def gouge(m: Maker) -> None:
    """Carver's: faceted handle, hollow blade that widens."""
    long, reach, half, thick = m.u(0.1, 0.13), m.u(0.09, 0.15), m.u(0.005, 0.014), m.u(0.002, 0.0035)
    m.add(
        "handle",
        tube(
            [(-long, 0, 0), (-0.97 * long, 0, 0), (-0.35 * long, 0, 0), (0, 0, 0)],
            [0.009, m.u(0.013, 0.016), m.u(0.013, 0.016), 0.008],
            m.pick(6, 8),
        ),
    )
    m.zone("handle", "end", x=(None, -0.85 * long))
    angle, rings = np.linspace(-75, 75, round_count(m, 9, 5)), []
    for t, w in ((-0.06, 0.35), (0.3, 0.4), (0.6, 0.8), (1.0, 1.0)):
        c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        outer = np.stack([0 * c + t * reach, w * half * s, -w * half * c], 1)
        inner = np.stack(
            [
                0 * c + t * reach,
                (w * half - thick * w) * s,
                -(w * half - thick * w) * c + (1 - t) * 0.3 * half,
            ],
            1,
        )
        rings.append(np.concatenate([outer, inner[::-1]]))
    m.add("blade", loft(rings), bar((-0.008, 0, 0), (0.35 * reach, 0, -0.15 * half), 0.0045, 8, 0.003))
    m.zone("blade", "edge", x=(reach - m.u(0.006, 0.01), None))


@construction("chisel")
def cold_chisel(m: Maker) -> None:
    """One bar of steel, six- or eight-sided, forged flat."""
    r, long, reach = m.u(0.007, 0.011), m.u(0.09, 0.13), m.u(0.05, 0.08)
    sides = m.pick(6, 8, 4)
    m.add("handle", tube([(-long, 0, 0), (-long + 0.006, 0, 0), (0, 0, 0)], [0.75 * r, r, r], sides))
    if m.chance(0.35):
        m.add(
            "handle",
            *handle(m, (-0.85 * long, 0, 0), (-0.1 * long, 0, 0), 1.5 * r, 1.0, ("straight", "swell")),
        )
        m.add("handle", along_x([(2.6 * r, -0.9 * long), (2.6 * r, -0.82 * long)], m.sides))
    m.zone("handle", "end", x=(None, -0.85 * long))
    wide = m.u(1.0, 1.8) * r
    m.add(
        "blade",
        skin(
            [
                (-0.004, 0, 0.9 * r, 0.9 * r),
                (0.1 * reach, 0, 0.95 * r, 0.9 * r),
                (0.85 * reach, 0, wide, 0.35 * r),
            ],
            8,
            4,
        ),
    )
    m.add(
        "blade",
        hull(
            block((0.001, 2 * wide, 0.6 * r), (0.84 * reach, 0, 0)),
            block((0.0005, 2 * wide, 0.0006), (reach, 0, 0)),
        ),
    )
    m.zone("blade", "edge", x=(0.84 * reach, None))


def _file_handle(m: Maker, r: float) -> float:
    long = m.u(0.085, 0.125)
    m.add(
        "handle", *handle(m, (-long, 0, 0), (0, 0, 0), r, 1.0, ("pear", "bulb", "swell", "straight", "taper"))
    )
    return long


@construction("file_rasp")
def flat_file(m: Maker) -> None:
    """Flat strip on a tang."""
    _file_handle(m, m.u(0.011, 0.016))
    long, half, thick = m.u(0.14, 0.3), m.u(0.007, 0.015), m.u(0.003, 0.006)
    nose = m.u(0.45, 1.0)
    m.add(
        "blade",
        skin(
            [
                (-0.01, 0, 0.35 * half, 0.5 * thick),
                (0.03, 0, 0.4 * half, 0.5 * thick),
                (0.045, 0, half, 0.5 * thick),
                (0.6 * long, 0, half, 0.5 * thick),
                (long, 0, nose * half, 0.4 * thick),
            ],
            8,
            9,
        ),
    )
    m.zone("blade", "tip", x=(0.84 * long, None))


@construction("file_rasp")
def round_file(m: Maker) -> None:
    """Rat tail, half round or three-square, tapering."""
    _file_handle(m, m.u(0.010, 0.015))
    long, r = m.u(0.12, 0.28), m.u(0.003, 0.008)
    sides = m.pick(3, m.sides // 2 + 3)
    body = tube(
        [(-0.01, 0, 0), (0.02, 0, 0), (0.035, 0, 0), (0.55 * long, 0, 0), (long, 0, 0)],
        [0.6 * r, 0.6 * r, r, r, m.u(0.3, 0.7) * r],
        sides,
        flat=m.pick(1.0, 1.0, 1.8),
    )
    if sides > 3 and m.chance(0.5):
        body = body - block((2 * long, 0.1, 2 * r), (long / 2, 0, -1.05 * r))
    m.add("blade", body)
    m.zone("blade", "tip", x=(0.82 * long, None))


@construction("file_rasp")
def needle_file(m: Maker) -> None:
    """Thin, with a knurled or dipped steel handle."""
    long, r, reach = m.u(0.05, 0.08), m.u(0.0028, 0.005), m.u(0.06, 0.1)
    m.add("handle", *handle(m, (-long, 0, 0), (0.002, 0, 0), r, 1.0, ("straight", "taper")))
    m.add(
        "blade",
        skin(
            [
                (-0.004, 0, 0.5 * r, 0.5 * r),
                (0.1 * reach, 0, m.u(0.6, 1.3) * r, 0.5 * r),
                (0.6 * reach, 0, 0.8 * r, 0.4 * r),
                (reach, 0, 0.15 * r, 0.15 * r),
            ],
            6,
            m.pick(2, 6),
        ),
    )
    m.zone("blade", "tip", x=(0.75 * reach, None))


@construction("file_rasp")
def rasp_plane(m: Maker) -> None:
    """Perforated blade in a holder with a handle that rises behind."""
    long, half = m.u(0.2, 0.27), m.u(0.018, 0.022)
    m.add("blade", block((long, 2 * half, 0.012), (0.5 * long - 0.02, 0, 0), 0.002 if m.fine else 0))
    if m.fine:
        for k in range(m.count(4, 7)):
            m.add("blade", block((0.003, 1.6 * half, 0.003), (0.03 + 0.025 * k, 0, -0.006)))
    m.add("blade", ball((0.018, 0.014, 0.014), m.sides, (long - 0.05, 0, 0.015)))
    path = curve(
        [(0.02, 0, 0.004), (-0.005, 0, 0.014), (-0.05, 0, m.u(0.01, 0.03)), (-0.105, 0, m.u(-0.01, 0.02))],
        round_count(m, 12, 6),
    )
    m.add(
        "handle",
        tube(
            path,
            np.interp(np.linspace(0, 1, len(path)), [0, 0.3, 0.7, 1], [0.009, 0.013, 0.016, 0.013]).tolist(),
            max(6, m.sides // 2),
            flat=m.u(0.9, 1.2),
        ),
    )
    m.zone("blade", "tip", x=(long - 0.045, None))


# Brushes and rollers: bristles and roller at +X.


def _tuft(
    m: Maker, start: float, end: float, half: tuple[float, float], narrow: float, slant: float = 0.0
) -> None:
    """Bristles from a ferrule: (half width in y, half height in z), drawn in towards their ends."""
    wide, tall = half
    solid = skin(
        [
            (start, 0, 0.97 * wide, 0.95 * tall),
            (0.5 * (start + end), 0, 1.02 * wide, 0.95 * tall),
            (end, 0, 0.97 * wide, narrow * tall),
        ],
        round_count(m, 20, 10),
        5,
    )
    m.add(
        "bristles",
        warped(
            solid,
            lambda p: (
                p
                + np.stack(
                    [
                        slant * p[:, 1] * np.clip((p[:, 0] - start) / (end - start), 0, 1),
                        0 * p[:, 0],
                        0 * p[:, 0],
                    ],
                    1,
                )
            ),
        ),
    )


@construction("paint_brush")
def wall_brush(m: Maker) -> None:
    """Flat varnished handle with a hanging hole, wide ferrule, straight or slanted bristles."""
    long, wide, thick = m.u(0.11, 0.17), m.u(0.014, 0.045), m.u(0.0055, 0.009)
    waist = m.u(0.009, 0.013)
    outline = soft(
        both(
            [
                (-long, 0.0),
                (-0.97 * long, 0.8 * waist),
                (-0.75 * long, m.u(1.0, 1.5) * waist),
                (-0.4 * long, waist),
                (-0.12 * long, 0.85 * wide),
                (0.004, 0.92 * wide),
            ]
        ),
        round_count(m, 4, 2),
    )
    hole = [circle(m.u(0.002, 0.0045), 8, (-0.9 * long, 0))] if m.chance(0.7) else []
    m.add("handle", plate(outline, 2 * thick * m.u(0.7, 1.0), "xy", holes=hole))
    m.zone("handle", "end", x=(None, -0.8 * long))
    collar = m.u(0.025, 0.045)
    m.add(
        "ferrule",
        skin([(0, 0, wide, thick), (collar, 0, 1.04 * wide, 1.04 * thick)], round_count(m, 20, 10), 5),
    )
    m.chance(0.5)
    _tuft(
        m, collar - 0.002, collar + m.u(0.035, 0.065), (wide, thick), m.u(0.3, 0.8), m.pick(0, 0, 0.5, -0.5)
    )


@construction("paint_brush")
def round_brush(m: Maker) -> None:
    """Turned handle, round ferrule, domed bristles."""
    long, r = m.u(0.12, 0.18), m.u(0.010, 0.02)
    m.add(
        "handle",
        *handle(
            m,
            (-long, 0, 0),
            (0.004, 0, 0),
            m.u(0.008, 0.012),
            1.0,
            ("pear", "bulb", "taper", "swell"),
            plain=True,
        ),
    )
    m.zone("handle", "end", x=(None, -0.8 * long))
    m.add("ferrule", along_x([(0.65 * r, -0.012), (0.95 * r, 0.006), (r, 0.02), (r, 0.032)], m.sides))
    end = m.u(0.07, 0.1)
    m.add(
        "bristles",
        along_x([(0.95 * r, 0.028), (1.05 * r, 0.6 * end), (0.75 * r, 0.9 * end), (0.2 * r, end)], m.sides),
    )


@construction("paint_brush")
def artist_brush(m: Maker) -> None:
    """Long and thin, nickel ferrule, pointed or flat tuft."""
    long, r = m.u(0.13, 0.24), m.u(0.0025, 0.005)
    path = [(-long, 0, 0), (-0.6 * long, 0, 0), (-0.25 * long, 0, 0), (-0.08 * long, 0, 0), (0.003, 0, 0)]
    m.add("handle", tube(path, [0.35 * r, 0.8 * r, 1.2 * r, 1.25 * r, 0.85 * r], max(6, m.sides // 2)))
    m.zone("handle", "end", x=(None, -0.75 * long))
    collar, flat = m.u(0.012, 0.025), m.chance(0.4)
    wide, tall = (m.u(1.3, 2.4), 0.6) if flat else (1.0, 1.0)
    m.add("ferrule", skin([(0, 0, r, r), (collar, 0, wide * r, tall * r)], round_count(m, 14, 8)))
    end = collar + m.u(0.012, 0.028)
    m.add(
        "bristles",
        skin(
            [
                (collar - 0.001, 0, 0.95 * wide * r, 0.9 * tall * r),
                (0.5 * (collar + end), 0, 1.1 * wide * r, tall * r),
                (end, 0, (0.95 * wide if flat else 0.08) * r, 0.1 * r),
            ],
            round_count(m, 14, 8),
        ),
    )


@construction("paint_brush")
def block_brush(m: Maker) -> None:
    """Paste brush: a wide block with a peg for a handle."""
    long, wide, thick = m.u(0.1, 0.14), m.u(0.06, 0.09), m.u(0.012, 0.02)
    m.add(
        "handle",
        *handle(
            m,
            (-long, 0, 0),
            (0.006, 0, 0),
            m.u(0.010, 0.014),
            m.u(0.9, 1.4),
            ("straight", "swell", "bulb", "pear"),
        ),
    )
    m.zone("handle", "end", x=(None, -0.8 * long))
    m.add("ferrule", block((m.u(0.022, 0.035), 2 * wide, 2 * thick), (0.012, 0, 0), 0.004 if m.fine else 0))
    _tuft(m, 0.02, m.u(0.07, 0.1), (0.95 * wide, 0.9 * thick), m.u(0.6, 1.0))


def _sleeve(m: Maker, x: float, half: float, r: float, y: float = 0.0) -> None:
    nap = m.u(0.0, 0.008)
    m.add(
        "roller",
        along_y(
            [(r - nap, -half), (r, -half + nap + 0.001), (r, half - nap - 0.001), (r - nap, half)],
            m.sides,
            (x, y, 0),
        ),
    )
    if m.chance(0.5):
        m.add("roller", along_y([(0.45 * r, -half - 0.004), (0.45 * r, half + 0.004)], m.sides, (x, y, 0)))


@construction("paint_roller")
def bent_wire(m: Maker) -> None:
    """Wire cranked to one side of the sleeve."""
    grip, r, wire = m.u(0.1, 0.14), m.u(0.018, 0.03), m.u(0.003, 0.0045)
    half, x, side = m.u(0.06, 0.13), m.u(0.12, 0.2), m.pick(-1, 1)
    m.add("handle", *handle(m, (-grip, 0, 0), (0, 0, 0), m.u(0.013, 0.018), m.u(0.85, 1.1)))
    bend = side * (half + m.u(0.015, 0.03))
    path = [(-0.02, 0, 0), (0.25 * x, 0, 0), (0.45 * x, bend, 0), (x, bend, 0), (x, 0.8 * side * half, 0)]
    joints = [capsule(a, b, wire, 12 if m.fine else 8) for a, b in pairwise(path)]
    m.add("frame", *joints)
    _sleeve(m, x, half, r)


@construction("paint_roller")
def yoke(m: Maker) -> None:
    """Fork that holds the sleeve at both ends."""
    grip, r, half, x = m.u(0.1, 0.14), m.u(0.015, 0.03), m.u(0.04, 0.1), m.u(0.08, 0.14)
    m.add("handle", *handle(m, (-grip, 0, 0), (0, 0, 0), m.u(0.012, 0.017)))
    wide, thick = half + 0.008, m.u(0.003, 0.005)
    m.add("frame", bar((-0.02, 0, 0), (0.4 * x, 0, 0), m.u(0.004, 0.007), m.sides))
    m.add("frame", block((thick, 2 * wide, 0.012), (0.4 * x, 0, 0)))
    for side in (-1, 1):
        m.add("frame", block((0.6 * x + 0.01, thick, 0.012), (0.7 * x, side * wide, 0)))
    m.add("frame", bar((x, -wide - 0.003, 0), (x, wide + 0.003, 0), 0.003, 8))
    _sleeve(m, x, half, r)


@construction("paint_roller")
def mini_roller(m: Maker) -> None:
    """Narrow sleeve on a long smoothly bent wire, slim handle."""
    grip, r, half, x = m.u(0.09, 0.13), m.u(0.008, 0.017), m.u(0.03, 0.06), m.u(0.18, 0.34)
    m.add("handle", *handle(m, (-grip, 0, 0), (0, 0, 0), m.u(0.010, 0.014)))
    side = m.pick(-1, 1)
    path = curve(
        [
            (-0.03, 0, 0),
            (0.6 * x, 0, 0),
            (0.85 * x, side * (half + 0.012), 0),
            (x, side * (half + 0.012), 0),
            (x + 0.002, side * 0.7 * half, 0),
        ],
        round_count(m, 22, 10),
    )
    m.add("frame", tube(path, m.u(0.0025, 0.004), 8 if m.fine else 6))
    _sleeve(m, x, half, r)


# Crowbars: the hook curls at +X towards -Z.


@construction("crowbar")
def gooseneck(m: Maker) -> None:
    """Round or hexagonal bar, one end a curved claw, the other flattened."""
    length, r = m.u(0.4, 0.9), m.u(0.008, 0.0125)
    loop, sides = m.u(0.03, 0.05), m.pick(6, 8, max(8, m.sides // 2))
    m.add("shaft", tube([(-length, 0, 0), (-0.5 * length, 0, 0), (0, 0, 0)], r, sides))
    path = arc((0, 0, -loop), (loop, loop), 90, m.u(-75, -20), round_count(m, 12, 6))
    path = np.concatenate([[[-0.01, 0, 0]], path])
    size = np.interp(np.linspace(0, 1, len(path)), [0, 0.6, 1], [1, 0.95, 0.45]) * r
    wide = m.u(1.05, 1.5)
    claw = tube(path, (wide * size).tolist(), sides, flat=1 / wide, up=(0, 1, 0))
    m.add("hook", claw - block((1.1 * loop, 0.4 * r, 1.3 * loop), (0.6 * loop, 0, -1.9 * loop)))
    reach = m.u(0.04, 0.07)
    drop = m.u(-0.02, 0.02)
    m.add(
        "tip_end",
        skin(
            [
                (-length - reach, drop, 1.2 * r, 0.15 * r),
                (-length - 0.6 * reach, 0.4 * drop, 1.15 * r, 0.5 * r),
                (-length + 0.004, 0, 0.95 * r, 0.95 * r),
            ],
            8,
            3,
        ),
    )


@construction("crowbar")
def flat_bar(m: Maker) -> None:
    """Pry bar of flat steel with a right-angled claw and a nail hole."""
    length, half, thick = m.u(0.22, 0.42), m.u(0.013, 0.022), m.u(0.005, 0.008)
    m.add(
        "shaft",
        block((length, 2 * half * m.u(0.75, 1.0), thick), (-length / 2, 0, 0), 0.001 if m.fine else 0),
    )
    tall = m.u(0.03, 0.05)
    path = curve(
        [(-0.012, 0, 0), (0.008, 0, -0.002), (0.018, 0, -0.014), (0.02, 0, -tall)], round_count(m, 9, 5)
    )
    rings = []
    for i, p in enumerate(path):
        tangent = path[min(i + 1, len(path) - 1)] - path[max(i - 1, 0)]
        normal = np.array([-tangent[2], 0, tangent[0]]) / np.linalg.norm(tangent)
        h = 0.5 * thick * (1 - 0.8 * i / (len(path) - 1))
        rings.append(
            [
                p + np.array([0, half, 0]) + h * normal,
                p + np.array([0, -half, 0]) + h * normal,
                p + np.array([0, -half, 0]) - h * normal,
                p + np.array([0, half, 0]) - h * normal,
            ]
        )
    m.add("hook", loft(rings) - block((0.05, 0.35 * half, 0.5 * tall), (0.02, 0, -tall)))
    end = m.u(0.05, 0.08)
    flat = hull(
        block((0.001, 1.8 * half, thick), (-length + 0.002, 0, 0)),
        block((0.0006, 2 * m.u(0.9, 1.3) * half, 0.0008), (-length - end, 0, m.u(-0.015, 0.02))),
    )
    m.add("tip_end", flat - block((0.3 * end, 0.3 * half, 0.05), (-length - end, 0, 0)))


@construction("crowbar")
def pinch_bar(m: Maker) -> None:
    """Heavy straight bar, bent heel at one end, a point at the other."""
    length, r = m.u(0.5, 1.2), m.u(0.010, 0.015)
    sides = m.pick(4, 6, 8, max(8, m.sides // 2))
    m.add("shaft", tube([(-length, 0, 0), (0, 0, 0)], r, sides))
    drop = m.u(0.02, 0.04)
    m.add(
        "hook",
        skin(
            [
                (-0.004, 0, r, r),
                (0.03, 0, 1.1 * r, 1.05 * r),
                (0.07, -0.5 * drop, 1.4 * r, 0.7 * r),
                (0.1, -1.2 * drop, 1.6 * r, 0.15 * r),
            ],
            8,
            3,
        ),
    )
    m.add("tip_end", bar((-length + 0.003, 0, 0), (-length - m.u(0.06, 0.12), 0, 0), r, sides, 0.15 * r))
    if m.chance(0.4):
        m.add(
            "shaft",
            *handle(m, (-0.95 * length, 0, 0), (-0.7 * length, 0, 0), 1.35 * r, 1.0, ("straight", "grooved")),
        )


# Tape measures: mouth and tab at +X below.


def _tab(m: Maker, x: float, z: float, wide: float) -> None:
    out = m.u(0.006, 0.05)
    m.add(
        "tab",
        block((out + 0.01, wide, 0.0012), (x + out / 2 - 0.003, 0, z)),
        block((0.0012, wide, m.u(0.008, 0.014)), (x + out, 0, z - 0.004)),
    )


@construction("tape_measure")
def pocket_tape(m: Maker) -> None:
    """Case with a flat bottom and a round back."""
    size, wide = m.u(0.028, 0.042), m.u(0.026, 0.045)
    outline = soft(
        [
            (-0.95 * size, -0.9 * size),
            (-size, 0.2 * size),
            (-0.4 * size, size),
            (0.45 * size, 0.98 * size),
            (0.95 * size, 0.4 * size),
            (size, -0.85 * size),
            (0.9 * size, -size),
            (-0.85 * size, -size),
        ],
        round_count(m, 5, 2),
    )
    m.add(
        "body",
        plate(outline, 0.86 * wide, "xz"),
        plate([(0.93 * x, 0.93 * z) for x, z in outline], wide, "xz"),
    )
    if m.fine:
        side = m.pick(-1, 1)
        m.add(
            "body",
            block((0.9 * size, 0.003, 0.25 * size), (0, side * (0.5 * wide + 0.001), 0.1 * size), 0.001),
        )
        m.add("body", block((0.25 * size, 0.5 * wide, 0.006), (0.75 * size, 0, 0.72 * size), 0.002))
    _tab(m, size, -0.85 * size, 0.6 * wide)


@construction("tape_measure")
def round_tape(m: Maker) -> None:
    """Round leather or plastic case with a button or a crank on its side."""
    r, wide = m.u(0.022, 0.06), m.u(0.014, 0.03)
    edge = m.u(0.7, 0.98)
    m.add(
        "body",
        along_y(
            [(edge * r, -0.5 * wide), (r, -0.3 * wide), (r, 0.3 * wide), (edge * r, 0.5 * wide)], m.sides
        ),
    )
    side = m.pick(-1, 1)
    if r > 0.04:
        m.add(
            "body",
            bar((0, 0, 0), (0, side * (0.5 * wide + 0.006), 0), 0.006, 8),
            block((0.7 * r, 0.004, 0.008), (0.3 * r, side * (0.5 * wide + 0.006), 0)),
        )
        m.add(
            "body", bar((0.6 * r, side * 0.5 * wide, 0), (0.6 * r, side * (0.5 * wide + 0.022), 0), 0.005, 8)
        )
    else:
        m.add("body", along_y([(0.3 * r, -0.56 * wide), (0.3 * r, 0.56 * wide)], m.sides))
    m.add("body", block((0.02, 0.7 * wide, 0.014), (0.95 * r, 0, -0.2 * r)))
    _tab(m, 0.95 * r + 0.01, -0.2 * r, 0.55 * wide)


@construction("tape_measure")
def open_reel(m: Maker) -> None:
    """Surveyor's reel in a frame with a grip behind it."""
    r, wide = m.u(0.05, 0.075), m.u(0.016, 0.024)
    m.add("body", along_y([(0.8 * r, -0.35 * wide), (0.8 * r, 0.35 * wide)], m.sides))
    frame = soft(
        [
            (1.05 * r, 0),
            (0.6 * r, 0.85 * r),
            (-0.4 * r, 0.9 * r),
            (-1.2 * r, 0.5 * r),
            (-2.2 * r, 0.35 * r),
            (-2.3 * r, -0.35 * r),
            (-1.2 * r, -0.5 * r),
            (-0.4 * r, -0.9 * r),
            (0.6 * r, -0.85 * r),
        ],
        round_count(m, 4, 2),
    )
    hole = soft(
        [(-1.15 * r, 0.22 * r), (-1.9 * r, 0.16 * r), (-1.9 * r, -0.16 * r), (-1.15 * r, -0.22 * r)],
        round_count(m, 4, 2),
    )
    for side in (-1, 1):
        m.add("body", plate(frame, 0.25 * wide, "xz", (0, side * 0.45 * wide, 0), [hole]))
    m.add("body", block((0.25 * r, wide, 0.7 * r), (-2.1 * r, 0, 0), 0.004 if m.fine else 0))
    side = m.pick(-1, 1)
    m.add(
        "body",
        bar((0, 0, 0), (0, side * (0.5 * wide + 0.006), 0), 0.008, 8),
        block((0.6 * r, 0.004, 0.01), (0.25 * r, side * (0.5 * wide + 0.005), 0)),
    )
    m.add(
        "body", capsule((0.5 * r, side * 0.5 * wide, 0), (0.5 * r, side * (0.5 * wide + 0.025), 0), 0.006, 8)
    )
    m.add("body", block((0.02, 0.9 * wide, 0.02), (1.02 * r, 0, 0)))
    _tab(m, 1.02 * r + 0.01, 0, 0.5 * wide)
