"""Axes, war hammers, maces and clubs."""

from __future__ import annotations

import numpy as np

from ..maker import Maker
from ..registry import construction
from ..sections import along_x
from ..solids import ball, bar, block, bumpy, curve, hull, lathe, mirrored, plate, ring, tube, turn
from ._arms import (
    axe_blade,
    axe_eye,
    bearded_blade,
    crescent,
    grown_handle,
    hilt,
    shaft_bar,
    spike_bar,
    thin_sides,
)


@construction("battle_axe")
def bearded_war_axe(m: Maker) -> None:
    """One blade with a beard, perhaps a spike behind."""
    long, r = m.u(0.55, 1.1), m.u(0.012, 0.018)
    shaft_bar(m, "shaft", -long, m.u(0.01, 0.06), r)
    size = m.u(0.09, 0.26)
    head, depth = bearded_blade(m, -0.02, size, m.u(2.2, 2.9) * r, m.u(0.6, 1.3), m.u(0.4, 0.9))
    m.add("head", head)
    axe_eye(m, "head", -0.02, r, m.u(0.25, 0.4) * size)
    if m.chance(0.5):
        spike_bar(m, (-0.02, 0, r), (m.u(-0.06, 0.02), 0, r + m.u(0.05, 0.13)), m.u(0.009, 0.015))
    m.zone("shaft", "lower", x=(None, -0.6 * long))
    m.zone("shaft", "upper", x=(-0.4 * long, None))
    m.zone("head", "edge", z=(None, -0.86 * depth))


@construction("battle_axe")
def double_bit_axe(m: Maker) -> None:
    """A blade to both sides, often a spike on top."""
    long, r = m.u(0.6, 1.2), m.u(0.012, 0.019)
    shaft_bar(m, "shaft", -long, 0.05, r)
    size, flare = m.u(0.1, 0.27), m.u(0.6, 1.2)
    head, depth = bearded_blade(m, 0, size, m.u(2.2, 2.9) * r, flare, flare * m.u(0.85, 1.1))
    m.add("head", head, mirrored(head, "z"))
    axe_eye(m, "head", 0, r, m.u(0.2, 0.4) * size)
    if m.chance(0.5):
        spike_bar(m, (0.04, 0, 0), (m.u(0.12, 0.24), 0, 0), 1.2 * r)
    m.zone("shaft", "lower", x=(None, -0.6 * long))
    m.zone("shaft", "upper", x=(-0.4 * long, None))
    m.zone("head", "edge", z=(None, -0.84 * depth))
    m.zone("head", "edge", z=(0.84 * depth, None))


@construction("battle_axe")
def crescent_axe(m: Maker) -> None:
    """Moon of sheet metal held by a socket or by two arms."""
    long, r, radius = m.u(0.6, 1.2), m.u(0.012, 0.018), m.u(0.13, 0.22)
    shaft_bar(m, "shaft", -long, 0.1, r)
    thick, drop = m.u(0.006, 0.016), m.u(0.0, 0.3) * radius
    m.add("head", plate(crescent(radius, m.u(0.3, 0.6), (0, -drop), 12 if m.fine else 6), thick, "xz"))
    stand = [(-0.03, 0.5 * r), (0.03, 0.5 * r), (0.02, -0.75 * radius - drop), (-0.02, -0.75 * radius - drop)]
    m.add("head", plate(stand, 1.2 * thick, "xz"))
    axe_eye(m, "head", 0, r, m.u(0.035, 0.06))
    if m.chance(0.6):
        spike_bar(m, (0, 0, 0), (0, 0, m.u(0.07, 0.16)), m.u(0.01, 0.016))
    m.zone("shaft", "lower", x=(None, -0.6 * long))
    m.zone("shaft", "upper", x=(-0.4 * long, None))
    m.zone("head", "edge", z=(None, -0.82 * radius - drop))


@construction("battle_axe")
def heavy_block_axe(m: Maker) -> None:
    """Stylised: thick wedge of a head, angular edge, short thick shaft."""
    long, r = m.u(0.5, 0.85), m.u(0.015, 0.02)
    shaft_bar(m, "shaft", -long, m.u(0.05, 0.09), r)
    size, thick = m.u(0.12, 0.2), m.u(0.05, 0.09)
    flare = m.u(0.5, 0.9)
    rows = [(0.0, -0.3 * size, 0.3 * size, thick), (0.5 * size, -0.4 * size, 0.4 * size, 0.6 * thick)]
    rows.append((m.u(0.9, 1.2) * size, -flare * size, m.u(0.8, 1.2) * flare * size, 0.003))
    head = axe_blade(m, rows, m.u(-0.1, 0.15) * size, 5)
    m.add("head", head, block((0.55 * size, thick, 0.4 * size), (0, 0, 0.1 * size), 0.006 if m.fine else 0))
    if m.chance(0.4):
        m.add("head", mirrored(head, "z"))
        m.zone("head", "edge", z=(0.8 * rows[-1][0], None))
    elif m.chance(0.6):
        spike_bar(m, (0, 0, 0.2 * size), (0, 0, m.u(0.6, 0.9) * size), 0.4 * thick)
    m.zone("shaft", "lower", x=(None, -0.6 * long))
    m.zone("shaft", "upper", x=(-0.4 * long, None))
    m.zone("head", "edge", z=(None, -0.8 * rows[-1][0]))


@construction("hand_axe")
def forest_hatchet(m: Maker) -> None:
    """Swung handle with a fawn's foot, wedge head with a blunt poll."""
    long, r = m.u(0.28, 0.45), m.u(0.011, 0.015)
    dip = m.u(0.0, 0.03)
    points = [(-long, 0, -dip), (-0.85 * long, 0, -0.2 * dip), (-0.5 * long, 0, 0.3 * dip), (0.02, 0, 0)]
    grown_handle(m, points, [1.45 * r, 1.1 * r, r, 1.05 * r], "handle", m.u(0.6, 0.8))
    size = m.u(0.06, 0.14)
    head, depth = bearded_blade(m, 0, size, m.u(1.9, 2.4) * r, m.u(0.4, 0.8), m.u(0.4, 0.7))
    poll = m.u(0.025, 0.045)
    m.add(
        "head",
        head,
        block((0.45 * size, 2.2 * r, poll + r), (0, 0, 0.5 * (poll - r)), 0.003 if m.fine else 0),
    )
    m.zone("handle", "end_grip", x=(None, -0.66 * long))
    m.zone("head", "edge", z=(None, -0.84 * depth))
    m.zone("head", "back", z=(0.5 * poll, None))


@construction("hand_axe")
def tomahawk(m: Maker) -> None:
    """Straight stick through a ring; slim blade; hammer, spike or pipe behind."""
    long, r = m.u(0.3, 0.5), m.u(0.01, 0.014)
    shaft_bar(m, "handle", -long, m.u(0.02, 0.05), r)
    size = m.u(0.07, 0.11)
    head, depth = bearded_blade(m, 0, size, 2.0 * r, m.u(0.3, 0.5), m.u(0.3, 0.5))
    m.add("head", head, bar((-0.022, 0, 0), (0.022, 0, 0), 1.35 * r, m.sides))
    back = m.u(0.03, 0.07)
    if m.chance(0.5):
        m.add("head", bar((0, 0, 0.5 * r), (m.u(-0.02, 0.01), 0, r + back), 0.8 * r, m.pick(4, 8), 0.0015))
    else:
        m.add("head", bar((0, 0, 0.5 * r), (0, 0, r + back), 0.7 * r, m.sides, m.u(0.8, 1.2) * r))
    m.zone("handle", "end_grip", x=(None, -0.65 * long))
    m.zone("head", "edge", z=(None, -0.86 * depth))
    m.zone("head", "back", z=(1.4 * r, None))


@construction("hand_axe")
def bearded_hand_axe(m: Maker) -> None:
    """Long beard under the edge, thin cheeks, short straight handle."""
    long, r = m.u(0.3, 0.5), m.u(0.012, 0.016)
    hilt(m, "handle", -long, 0.03, r)
    size = m.u(0.07, 0.19)
    head, depth = bearded_blade(m, 0, size, m.u(2, 2.6) * r, m.u(0.9, 1.5), m.u(0.25, 0.5))
    m.add("head", head)
    axe_eye(m, "head", 0, r, 0.25 * size)
    m.add("head", block((0.3 * size, 1.6 * r, m.u(2.6, 4) * r), (0, 0, 0.6 * r)))
    m.zone("handle", "end_grip", x=(None, -0.65 * long))
    m.zone("head", "edge", z=(None, -0.85 * depth))
    m.zone("head", "back", z=(1.2 * r, None))


@construction("hand_axe")
def stone_axe(m: Maker) -> None:
    """Chipped stone lashed into a branch."""
    long, r = m.u(0.3, 0.45), m.u(0.013, 0.018)
    points = [
        (-long, 0, m.u(-0.02, 0.02)),
        (-0.6 * long, 0, m.u(-0.01, 0.01)),
        (-0.2 * long, 0, 0),
        (0.05, 0, 0),
    ]
    grown_handle(m, points, [r, 0.9 * r, r, 1.3 * r], "handle", 1.0)
    depth, half = m.u(0.07, 0.12), m.u(0.03, 0.05)
    stone = hull(
        block((0.9 * half, 0.03, 0.03), (0, 0, m.u(0.035, 0.05))),
        block((1.2 * half, m.u(0.026, 0.036), 0.02), (0, 0, 0)),
        block((2 * half, 0.004, 0.01), (0, 0, -depth)),
    )
    m.add("head", bumpy(stone, 0.007, 0.13, m.random, 0.018 if m.fine else 0.04))
    for lean in (25, -25) if m.fine else (0,):
        m.add("handle", turn(ring(1.45 * r, 0.35 * r, m.sides, "x"), "y", lean))
    m.zone("handle", "end_grip", x=(None, -0.65 * long))
    m.zone("head", "edge", z=(None, -0.75 * depth))
    m.zone("head", "back", z=(0.024, None))


def _war_shaft(m: Maker, long: float, r: float) -> None:
    shaft_bar(m, "shaft", -long, 0.02, r)
    m.zone("shaft", "lower", x=(None, -0.6 * long))
    m.zone("shaft", "upper", x=(-0.4 * long, None))


@construction("war_hammer")
def face_and_beak(m: Maker) -> None:
    """Small face below, curved beak above."""
    long, r = m.u(0.5, 1.0), m.u(0.011, 0.016)
    _war_shaft(m, long, r)
    face, reach = m.u(0.014, 0.045), m.u(0.05, 0.13)
    sides = m.pick(4, 6, 8, m.sides)
    m.add("head", block((0.045, 2.4 * r, 3 * r), (0, 0, 0), 0.004 if m.fine else 0))
    m.add(
        "head",
        bar((0, 0, 0), (0, 0, -reach), 0.6 * face, sides),
        bar((0, 0, -0.6 * reach), (0, 0, -reach - 0.012), face, sides),
    )
    beak = curve(
        [(0, 0, 0), (0, 0, 0.6 * reach), (-m.u(0.01, 0.05), 0, m.u(1.2, 1.9) * reach)], 8 if m.fine else 4
    )
    m.add("head", tube(beak, np.linspace(0.9 * face, 0.0015, len(beak)), m.pick(4, thin_sides(m))))
    if m.chance(0.4):
        spike_bar(m, (0, 0, 0), (m.u(0.06, 0.14), 0, 0), 0.8 * r, "head")
    m.zone("head", "face", z=(None, -0.8 * reach))
    m.zone("head", "spike", z=(2.2 * r, None))


@construction("war_hammer")
def block_maul(m: Maker) -> None:
    """Big block across a shaft, both ends alike, bands round it."""
    long, r = m.u(0.6, 1.2), m.u(0.013, 0.019)
    _war_shaft(m, long, r)
    reach, wide, deep = m.u(0.08, 0.16), m.u(0.07, 0.16), m.u(0.07, 0.14)
    m.add("head", block((wide, deep, 2 * reach), (0, 0, 0), m.u(0, 0.012) if m.fine else 0))
    rim = m.u(1.05, 1.2)
    for sign in (1, -1):
        z = sign * reach * m.u(0.75, 1.0)
        m.add("head", block((rim * wide, rim * deep, 0.25 * reach), (0, 0, z), 0.004 if m.fine else 0))
    if m.chance(0.5):
        m.add("head", block((0.4 * wide, rim * deep * 1.04, 1.4 * reach), (0, 0, 0)))
    m.zone("head", "face", z=(None, -0.88 * reach))


@construction("war_hammer")
def drum_hammer(m: Maker) -> None:
    """Round drum of a head, flared towards its faces; a spike may take one side."""
    long, r = m.u(0.5, 1.0), m.u(0.012, 0.018)
    _war_shaft(m, long, r)
    reach, wide = m.u(0.06, 0.13), m.u(0.032, 0.07)
    waist = m.u(0.6, 1.15) * wide
    profile = [(wide, -reach), (wide, -0.7 * reach), (waist, -0.3 * reach), (waist, 0.3 * reach)]
    sides = m.pick(6, 8, m.sides, m.sides)
    if m.chance(0.5):
        m.add("head", lathe([*profile, (wide, 0.7 * reach), (wide, reach)], sides))
    else:
        m.add(
            "head",
            lathe(profile, sides),
            bar((0, 0, 0.25 * reach), (0, 0, m.u(1.3, 2) * reach), 0.9 * waist, sides, 0.0015),
        )
        m.zone("head", "spike", z=(0.45 * reach, None))
    m.zone("head", "face", z=(None, -0.85 * reach))


@construction("war_hammer")
def crowned_hammer(m: Maker) -> None:
    """Face cut to several points, langets down the shaft, a spike on top."""
    long, r = m.u(0.7, 1.4), m.u(0.012, 0.017)
    _war_shaft(m, long, r)
    wide, reach = m.u(0.02, 0.032), m.u(0.045, 0.075)
    m.add(
        "head",
        block((1.6 * wide, 2 * wide, 2 * wide), (0, 0, 0)),
        block((1.7 * wide, 1.7 * wide, reach), (0, 0, -0.5 * reach)),
    )
    for a in (1, -1):
        for b in (1, -1):
            m.add(
                "head",
                bar(
                    (0.5 * a * wide, 0.5 * b * wide, -0.9 * reach),
                    (0.6 * a * wide, 0.6 * b * wide, -1.5 * reach),
                    0.4 * wide,
                    4,
                    0.0015,
                ),
            )
        m.add("head", block((m.u(0.08, 0.2), 0.004, 0.6 * r), (-0.06, a * r, 0)))
    flat = [(-0.6 * wide, 0.5 * wide), (0.6 * wide, 0.5 * wide), (m.u(-0.4, 0.2) * wide, m.u(4, 6) * wide)]
    m.add("head", plate(flat, 0.7 * wide, "xz"))
    spike_bar(m, (0, 0, 0), (m.u(0.1, 0.2), 0, 0), 0.8 * wide, "head")
    m.zone("head", "face", z=(None, -0.8 * reach))
    m.zone("head", "spike", z=(1.2 * wide, None))
    m.zone("head", "spike", x=(1.3 * wide, None))


def _mace_handle(m: Maker, long: float, r: float) -> None:
    grip = m.u(0.11, 0.15)
    m.add("handle", bar((-long, 0, 0), (0.02, 0, 0), m.u(0.75, 1.0) * r, max(8, m.sides // 2)))
    hilt(m, "handle", -long, -long + grip, 1.08 * r)
    if m.chance(0.5):
        m.add("handle", bar((-long + grip, 0, 0), (-long + grip + 0.008, 0, 0), 1.7 * r, m.sides))
    if m.chance(0.6):
        m.add("handle", ball(1.5 * r, m.sides, (-long, 0, 0)))
    m.zone("handle", "end_grip", x=(None, -long + grip + 0.004))


@construction("mace")
def flanged_mace(m: Maker) -> None:
    """Blades round a core."""
    _mace_handle(m, m.u(0.4, 0.7), m.u(0.011, 0.016))
    core, out, long = m.u(0.012, 0.02), m.u(0.032, 0.055), m.u(0.07, 0.12)
    m.add("head", bar((0, 0, 0), (long, 0, 0), core, m.sides), ball(0.9 * core, m.sides, (long, 0, 0)))
    outline = m.pick(
        [(0, 0), (0.5 * long, out), (0.95 * long, 0)],
        [(0.05 * long, 0), (0.1 * long, 0.7 * out), (0.6 * long, out), (0.95 * long, 0.5 * out), (long, 0)],
        [(0, 0), (0.1 * long, 0.8 * out), (0.5 * long, 0.6 * out), (0.75 * long, out), (long, 0)],
    )
    flange = plate(outline, m.u(0.004, 0.012), "xz")
    count = m.count(4, 8)
    m.add("head", *(turn(flange, "x", 360 * k / count) for k in range(count)))
    limit = core + 0.35 * (out - core)
    for sign in (1, -1):
        span = (limit, None) if sign > 0 else (None, -limit)
        m.zone("head", "flange", z=span)
        m.zone("head", "flange", y=span)


@construction("mace")
def spiked_ball_mace(m: Maker) -> None:
    """Ball with spikes all over."""
    _mace_handle(m, m.u(0.35, 0.65), m.u(0.011, 0.016))
    radius, reach = m.u(0.028, 0.05), m.u(1.35, 1.9)
    middle = 0.9 * radius
    m.add("head", ball(radius, m.sides, (middle, 0, 0)))
    count, width = m.count(9, 18), m.u(0.18, 0.3) * radius
    for k in range(count):
        z = 1 - 2 * (k + 0.5) / count
        if z < -0.85:
            continue
        a = 2.4 * k
        way = np.array([z, np.sqrt(1 - z * z) * np.cos(a), np.sqrt(1 - z * z) * np.sin(a)])
        base = np.array([middle, 0, 0])
        m.add(
            "head",
            bar(
                tuple(base + 0.8 * radius * way),
                tuple(base + reach * radius * way),
                width,
                m.pick(4, 6, 8),
                0.001,
            ),
        )
    m.zone("head", "flange", z=(1.02 * radius, None))
    m.zone("head", "flange", z=(None, -1.02 * radius))
    m.zone("head", "flange", x=(middle + 1.02 * radius, None))
    m.zone("head", "flange", y=(1.02 * radius, None))
    m.zone("head", "flange", y=(None, -1.02 * radius))


@construction("mace")
def knobbed_mace(m: Maker) -> None:
    """Turned head with a ridge or knobs, as sceptres and old bronze maces have."""
    _mace_handle(m, m.u(0.4, 0.7), m.u(0.011, 0.016))
    radius, long = m.u(0.028, 0.045), m.u(0.06, 0.1)
    profile = [
        (0.5 * radius, -0.01),
        (0.7 * radius, 0.2 * long),
        (0.8 * radius, 0.6 * long),
        (0.3 * radius, 1.1 * long),
    ]
    m.add("head", along_x(profile, m.pick(6, 8, m.sides)))
    if m.chance(0.5):
        count = m.count(5, 8)
        for k in range(count):
            a = 2 * np.pi * k / count
            m.add(
                "head",
                ball(
                    0.32 * radius,
                    max(8, m.sides // 3),
                    (0.45 * long, 0.85 * radius * np.cos(a), 0.85 * radius * np.sin(a)),
                ),
            )
    else:
        m.add(
            "head",
            along_x(
                [(0.75 * radius, 0.3 * long), (1.25 * radius, 0.45 * long), (0.75 * radius, 0.6 * long)],
                m.pick(6, 8, m.sides),
            ),
        )
    m.zone("head", "flange", x=(0.28 * long, 0.62 * long))


@construction("club")
def tapered_club(m: Maker) -> None:
    """Turned wood swelling to its head; bands or studs."""
    long, r, big = m.u(0.45, 0.8), m.u(0.012, 0.018), m.u(0.03, 0.055)
    split = m.u(0.4, 0.55) * long
    neck = r + 0.25 * (big - r)
    sides = m.pick(m.sides, m.sides, 6)
    m.add("handle", along_x([(1.35 * r, 0), (1.3 * r, 0.02), (r, 0.04), (r, 0.15), (neck, split)], sides))
    tip = m.u(0.6, 0.95) * big
    m.add("head", along_x([(neck, split), (0.9 * big, 0.75 * long), (big, 0.92 * long), (tip, long)], sides))
    if m.chance(0.5):
        m.add(
            "head",
            *(
                bar((x, 0, 0), (x + 0.02, 0, 0), 1.04 * big, sides)
                for x in m.pick((0.85 * long,), (0.75 * long, 0.92 * long))
            ),
        )
    elif m.chance(0.7):
        for k in range(m.count(4, 9)):
            a, x = 2.4 * k, m.u(0.7, 0.95) * long
            way = np.array([0, np.cos(a), np.sin(a)])
            m.add(
                "head",
                bar(
                    tuple([x, 0, 0] + 0.5 * big * way),
                    tuple([x, 0, 0] + (big + m.u(0.01, 0.03)) * way),
                    0.007,
                    5,
                    0.001,
                ),
            )


@construction("club")
def branch_club(m: Maker) -> None:
    """Knotty branch ending in a root burr."""
    long, r, big = m.u(0.4, 0.75), m.u(0.013, 0.018), m.u(0.035, 0.065)
    sway = [m.u(-0.025, 0.025) for _ in range(3)]
    split = 0.55 * long
    points = [(0, 0, sway[0]), (0.25 * long, sway[1], 0), (split + 0.04, 0, sway[2])]
    grown_handle(m, points, [m.u(0.9, 1.3) * r, r, 1.3 * r], "handle", m.u(0.8, 1))
    burr = hull(
        ball(1.3 * r, 12, (split, 0, sway[2])), ball((0.16 * long, big, big), 12, (0.82 * long, 0, 0))
    )
    m.add("head", bumpy(burr, 0.3 * big, m.u(0.2, 0.35), m.random, 0.018 if m.fine else 0.05))
    for _ in range(m.count(0, 3)):
        a, x = m.u(0, 6.28), m.u(0.65, 0.85) * long
        end = (x + m.u(0.01, 0.05), np.cos(a) * 1.3 * big, np.sin(a) * 1.3 * big)
        m.add("head", bar((x, 0, 0), end, 0.4 * r + 0.005, 6, 0.006))


@construction("club")
def plank_club(m: Maker) -> None:
    """Board with a cut handle and nails, or a flat paddle with teeth."""
    long, r = m.u(0.5, 0.85), m.u(0.013, 0.018)
    thick, wide, split = m.u(0.024, 0.034), m.u(0.035, 0.06), m.u(0.3, 0.42) * long
    m.add("handle", block((split + 0.02, thick, 2 * r), (0.5 * split, 0, 0), 0.008 if m.fine else 0))
    outline = [
        (split, r),
        (split + 0.05, wide),
        (long, m.u(0.8, 1.2) * wide),
        (long + m.u(-0.03, 0.03), -wide),
        (split + 0.05, -wide),
        (split, -r),
    ]
    m.add("head", plate(outline, 1.02 * thick, "xz"))
    for k in range(m.count(2, 7)):
        x, z = m.u(split + 0.07, long - 0.03), m.u(-0.7, 0.7) * wide
        if m.chance(0.5):
            sign = m.pick(1, -1)
            m.add("head", bar((x, 0, z), (x + m.u(-0.01, 0.01), sign * m.u(0.03, 0.06), z), 0.003, 6, 0.0012))
        else:
            sign = 1 if k % 2 else -1
            m.add(
                "head",
                plate(
                    [(x - 0.02, 0.8 * sign * wide), (x + 0.02, 0.8 * sign * wide), (x, 1.5 * sign * wide)],
                    0.006,
                    "xz",
                ),
            )


@construction("club")
def baton_club(m: Maker) -> None:
    """Truncheon: ribbed grip with a stop, straight stick; sometimes a side handle."""
    grip, long, r = m.u(0.11, 0.14), m.u(0.4, 0.62), m.u(0.012, 0.016)
    hilt(m, "handle", 0, grip, 1.1 * r)
    m.add("handle", bar((grip - 0.004, 0, 0), (grip + 0.008, 0, 0), m.u(1.3, 1.8) * r, m.sides))
    m.add("head", along_x([(r, grip), (m.u(0.9, 1.25) * r, long - 0.01), (0.6 * r, long)], m.sides))
    if m.chance(0.4):
        m.add("handle", bar((grip + 0.02, 0, 0), (grip + 0.02, 0, -0.13), 0.95 * r, m.sides))
        m.add("handle", ball(1.3 * r, m.sides, (grip + 0.02, 0, -0.13)))


@construction("club")
def bone_club(m: Maker) -> None:
    """Thigh bone: two knuckles at the thick end."""
    long, r, big = m.u(0.35, 0.6), m.u(0.012, 0.017), m.u(0.028, 0.045)
    grown_handle(
        m,
        [(0, 0, 0), (0.4 * long, 0, m.u(-0.01, 0.02)), (0.8 * long, 0, 0)],
        [1.1 * r, r, 1.35 * r],
        "handle",
        1.0,
    )
    m.add("handle", *(ball(1.3 * r, max(8, m.sides // 2), (0, 0, s * 0.9 * r)) for s in (1, -1)))
    neck = hull(ball(1.3 * r, 12, (0.68 * long, 0, 0)), ball(big, 12, (0.93 * long, 0, 0)))
    m.add("head", neck, *(ball(big, m.sides, (long, 0, s * 0.85 * big)) for s in (1, -1)))
