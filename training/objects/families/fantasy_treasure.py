"""Treasure: gems, keys, crowns, coins, rings, amulets, chests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..solids import (
    Double,
    arc,
    ball,
    bar,
    block,
    bumpy,
    circle,
    curve,
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
    warped,
)
from ._fantasy import Outline, along_x, beads, chain_links, crystal, hoop, round_sides, spaced, star


@construction("gem")
def brilliant(m: Maker) -> None:
    """A table above, a girdle, a pointed pavilion below."""
    radius = m.pick(m.u(0.006, 0.015), m.u(0.02, 0.05))
    table, crown, deep = m.u(0.45, 0.7) * radius, m.u(0.25, 0.4) * radius, m.u(0.7, 1.1) * radius
    sides = m.pick(6, 8, 8, 10, 12, 16)
    upper = lathe([(radius, 0), (radius, 0.06 * radius), (table, crown)], sides)
    lower = turn(
        lathe([(0.02 * radius, -deep), (0.6 * radius, -0.45 * deep), (radius, 0.02 * radius)], sides),
        "z",
        m.pick(0.0, 0.0, 180 / sides),
    )
    stretch = m.pick(1.0, m.u(1.1, 1.5))
    m.add("body", *(s.scale((1, stretch, 1)) for s in (upper, lower)))
    m.zone("body", "point", z=(None, -0.5 * deep))


@construction("gem")
def grown_crystal(m: Maker) -> None:
    """A six-sided crystal with small ones at its foot."""
    radius, tall = m.u(0.008, 0.028), m.u(0.05, 0.14)
    sides, tip = m.pick(5, 6, 6, 7), m.u(0.6, 0.8)
    main = lathe(
        [
            (0.85 * radius, 0),
            (radius, 0.1 * tall),
            (m.u(0.8, 1.1) * radius, tip * tall),
            (0.03 * radius, tall),
        ],
        sides,
    )
    m.add("body", main)
    for _ in range(m.count(0, 5)):
        share = m.u(0.25, 0.6)
        small = lathe(
            [(0.5 * radius, 0), (0.5 * radius, 0.7 * share * tall), (0.02 * radius, share * tall)], sides
        )
        spin = m.u(0, 360)
        m.add("body", turn(move(turn(small, "y", m.u(10, 40)), (0.4 * radius, 0, 0)), "z", spin))
    m.zone("body", "point", z=(m.u(0.72, 0.82) * tall, None))


@construction("gem")
def step_cut(m: Maker) -> None:
    """Oblong with cut-off corners and steps, keel-shaped below."""
    wide, deep = m.u(0.008, 0.04), m.u(0.55, 1.0)
    corner = m.u(0.2, 0.45)
    shape = np.array(
        [
            (1, -1 + corner),
            (1, 1 - corner),
            (1 - corner, 1),
            (-1 + corner, 1),
            (-1, 1 - corner),
            (-1, -1 + corner),
            (-1 + corner, -1),
            (1 - corner, -1),
        ]
    )
    shape = shape * np.array([m.u(0.6, 0.95), 1.0]) * wide
    rows = [(0.55 + m.u(0, 0.15), 0.35), (0.85, 0.2), (1.0, 0.0), (0.7, -0.5 * deep), (0.06, -deep)]
    m.add("body", loft([np.concatenate([shape * s, np.full((8, 1), z * wide)], 1) for s, z in rows[::-1]]))
    m.zone("body", "point", z=(None, -0.55 * deep * wide))


@construction("gem")
def raw_shard(m: Maker) -> None:
    """An irregular broken splinter, pointed above."""
    size, tall = m.u(0.012, 0.035), m.u(1.3, 2.6)
    spread = m.random.normal(0, 1, (m.count(14, 26), 3))
    spread /= np.linalg.norm(spread, axis=1, keepdims=True)
    height = 0.5 * (spread[:, 2:] + 1)
    points = spread * np.array([1, m.u(0.6, 1), tall]) * (1 - 0.55 * height * np.array([1, 1, 0]))
    points = np.concatenate([points, [[m.u(-0.2, 0.2), 0, 1.35 * tall]]]) * size
    m.add("body", Manifold.hull_points(points))
    m.zone("body", "point", z=(0.75 * tall * size, None))


@construction("gem")
def drop_cut(m: Maker) -> None:
    """A pear-shaped stone, faceted, its point above."""
    radius, tall = m.u(0.008, 0.03), m.u(2.2, 3.4)
    rows = [(0.35, 0.0), (0.8, 0.12), (1.0, 0.32), (0.8, 0.55), (0.4, 0.8), (0.02, 1.0)]
    drop = lathe([(r * radius, z * tall * radius) for r, z in rows], m.pick(6, 8, 10, 12))
    m.add("body", drop.scale((m.u(0.5, 1.0), 1, 1)))
    m.zone("body", "point", z=(0.72 * tall * radius, None))


def _bit(m: Maker, end: float, radius: float, thick: float) -> None:
    """A bit below the shaft's end, notched in one of several ways."""
    wide, deep = m.u(2.6, 4.5) * radius, m.u(2.8, 5.0) * radius
    start = end - wide - m.u(0.2, 1.5) * radius
    kind = m.pick("comb", "slot", "prongs", "flag")
    if kind == "prongs":
        count = m.count(2, 4)
        for x in start + wide * (np.arange(count) + 0.5) / count:
            long = deep * m.u(0.6, 1.0)
            m.add("bit", block((0.6 * wide / count, thick, long), (x, 0, -0.5 * long)))
        return
    outline = [(start, 0.0), (start + wide, 0.0), (start + wide, -deep), (start, -deep)]
    cuts: list[Outline] = []
    if kind == "comb":
        for x in start + wide * np.array([0.3, 0.7])[: m.count(1, 2)]:
            cuts.append(rectangle(0.16 * wide, deep * m.u(0.5, 1.0), at=(float(x), -deep)))
    elif kind == "slot":
        cuts.append(rectangle(0.5 * wide, 0.2 * deep, at=(start + 0.5 * wide, -0.6 * deep)))
        cuts.append(rectangle(0.4 * wide, 0.3 * deep, at=(start + wide, -deep)))
    else:
        cuts.append(rectangle(0.5 * wide, 0.4 * deep, at=(start + m.pick(0.0, 1.0) * wide, -deep)))
    m.add("bit", plate(outline, thick, "xz", holes=cuts))


@construction("key")
def ring_bow(m: Maker) -> None:
    """A bent ring, a round shaft with collars."""
    long, radius = m.pick(m.u(0.05, 0.09), m.u(0.1, 0.2)), 0.0
    radius = long * m.u(0.035, 0.055)
    size = long * m.u(0.13, 0.2)
    bow = ring(size, radius * m.u(0.7, 1.1), m.sides, "y")
    m.add("bow", move(bow.scale((m.u(0.75, 1.1), 1, m.u(0.9, 1.3))), (-0.8 * size, 0, 0)))
    m.add("shaft", bar((-0.02 * long, 0, 0), (long, 0, 0), radius, round_sides(m)))
    for place in (0.03, 0.1, 0.6)[: m.count(0, 3)]:
        collar = [(radius, -0.6 * radius), (1.6 * radius, 0), (radius, 0.6 * radius)]
        m.add("shaft", along_x(lathe(collar, round_sides(m)), place * long))
    _bit(m, long, radius, radius * m.u(0.9, 1.3))


@construction("key")
def flat_modern(m: Maker) -> None:
    """Stamped from sheet metal: a perforated head and a toothed blade."""
    long, thick, high = m.u(0.025, 0.04), m.u(0.0018, 0.003), m.u(0.003, 0.0045)
    size = m.u(0.009, 0.014)
    kind = m.pick("round", "square", "hexagon")
    shape = {
        "round": circle((size, size * 1.1), m.sides),
        "square": rectangle(2 * size, 2.1 * size, 0.3 * size),
        "hexagon": circle(size * 1.1, 6),
    }[kind]
    hole = (
        circle(0.25 * size, 12, (-0.5 * size, 0))
        if m.chance(0.6)
        else rectangle(0.3 * size, size, 0, at=(-0.5 * size, 0))
    )
    m.add("bow", plate(shape, thick * m.u(1.0, 2.2), "xz", (-0.9 * size, 0, 0), [hole]))
    m.add(
        "shaft",
        plate(
            [
                (-0.3 * size, 0),
                (long - high, 0),
                (long, 0.4 * high),
                (long - 0.6 * high, high),
                (-0.3 * size, high),
            ],
            thick,
            "xz",
        ),
    )
    count = m.count(4, 7)
    edge: Outline = [(0.1 * long, 0.0003)]
    for index in range(count):
        x = long * (0.18 + 0.72 * index / count)
        edge += [(x, -high * m.u(0.75, 1.0)), (x + 0.36 * long / count, -high * m.u(0.1, 0.6))]
    m.add("bit", plate([*edge, (0.93 * long, 0.0003)], 0.98 * thick, "xz"))


@construction("key")
def trefoil(m: Maker) -> None:
    """Three rings at the back, a collar, a stout barrel."""
    long = m.u(0.06, 0.2)
    radius, size = long * m.u(0.04, 0.06), long * m.u(0.07, 0.1)
    wire = size * m.u(0.22, 0.35)
    for x, z in ((-0.9, 1.0), (-0.9, -1.0), (-2.5, 0.0)):
        if m.chance(0.5):
            m.add("bow", ring(size, wire, round_sides(m, 0.7, 8), "y", (x * size, 0, z * size)))
        else:
            m.add(
                "bow",
                plate(
                    circle(size + wire, m.sides),
                    1.6 * wire,
                    "xz",
                    (x * size, 0, z * size),
                    [circle(0.6 * size, round_sides(m))],
                ),
            )
    m.add("bow", ball((1.2 * size, 1.2 * wire, 0.7 * size), round_sides(m), (-0.8 * size, 0, 0)))
    m.add("shaft", bar((-0.5 * size, 0, 0), (long, 0, 0), radius, round_sides(m)))
    if m.fine:
        m.cut("shaft", bar((0.85 * long, 0, 0), (1.1 * long, 0, 0), 0.45 * radius, 8))
    m.add(
        "shaft",
        along_x(lathe(beads(m, 1.7 * radius, 0.08 * long, 0, m.count(1, 2)), round_sides(m)), 0.01 * long),
    )
    _bit(m, 0.95 * long, radius, radius * m.u(0.7, 1.1))


@construction("key")
def plate_bow(m: Maker) -> None:
    """A cut-out plate for a bow, a square shaft, often wards on both sides."""
    long = m.pick(m.u(0.06, 0.1), m.u(0.1, 0.22))
    thick, size = long * m.u(0.06, 0.1), long * m.u(0.16, 0.24)
    kind = m.pick("diamond", "star", "heart", "square", "skull")
    at = (-0.7 * size, 0, 0)
    holes = [circle(0.4 * size, round_sides(m))]
    if kind == "heart":
        lobes = [
            (1.0 * np.sin(t) ** 3, (13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t)) / 16)
            for t in np.linspace(0, 2 * np.pi, 21)[:-1]
        ]
        m.add(
            "bow",
            plate(
                [(-size * float(b), size * float(a)) for a, b in lobes],
                thick,
                "xz",
                at,
                [circle(0.3 * size, 8, (-0.1 * size, 0))],
            ),
        )
    elif kind == "skull":
        eyes = [circle(0.22 * size, 8, (-0.1 * size, s * 0.35 * size)) for s in (1, -1)]
        m.add("bow", plate(circle((0.9 * size, 0.85 * size), m.sides), thick, "xz", at, eyes))
        m.add("bow", block((0.5 * size, thick, 0.7 * size), (0.05 * size, 0, 0)))
    else:
        shape = {
            "diamond": circle(size, 4),
            "star": star(m.count(4, 6), size, 0.65 * size),
            "square": rectangle(1.5 * size, 1.5 * size, 0.2 * size),
        }[kind]
        m.add("bow", plate(shape, thick, "xz", at, holes))
    half = 0.45 * thick
    m.add("shaft", block((long + 0.1 * size, 2 * half, 2 * half), (0.5 * long - 0.05 * size, 0, 0)))
    m.add("shaft", block((0.04 * long, 3.2 * half, 3.2 * half), (0.12 * long, 0, 0)))
    _bit(m, long, half, 1.5 * half)
    if m.chance(0.4):
        m.add("bit", *(mirrored(s, "z") for s in m.solids("bit")))


def _collar(radius: float, wall: float, z: float, sides: int) -> Manifold:
    """A plain band standing out round a hoop."""
    return hoop(radius + 0.5 * wall, 1.2 * wall, z - wall, z + wall, sides)


def _widened(m: Maker, by: float, parts: Sequence[str] = ("band", "points")) -> None:
    """Flare everything outwards with height (by = share a metre) and press it to an oval."""
    oval = m.u(0.85, 1.0)

    def change(p: Double) -> Double:
        return np.stack([p[:, 0] * (1 + by * p[:, 2]), oval * p[:, 1] * (1 + by * p[:, 2]), p[:, 2]], 1)

    for part in parts:
        m.change(part, [warped(s, change) for s in m.solids(part)])


@construction("crown")
def cut_band(m: Maker) -> None:
    """One broad band, its upper half cut to points."""
    radius, band, tall = m.u(0.075, 0.095), m.u(0.02, 0.04), m.u(0.03, 0.08)
    wall, count = m.u(0.003, 0.006), m.count(5, 9)
    sides = max(m.sides, 4 * count) if m.fine else 3 * count
    m.add("band", hoop(radius, wall, 0, band, sides))
    step = 2 * np.pi * radius / count
    shape = m.pick("sharp", "round", "step")
    notches = []
    for index in range(count):
        half = 0.5 * step
        outline: Outline = {
            "sharp": [(0.0, band + 0.004), (half, band + 1.02 * tall), (-half, band + 1.02 * tall)],
            "round": [
                (half * float(np.cos(a)) * 0.98, band + tall * (1.02 + float(np.sin(a))))
                for a in np.linspace(np.pi, 2 * np.pi, 7)
            ],
            "step": [
                (-0.5 * half, band + 0.004),
                (0.5 * half, band + 0.004),
                (0.5 * half, band + 1.02 * tall),
                (-0.5 * half, band + 1.02 * tall),
            ],
        }[shape]
        notches.append(turn(plate(outline, radius, "yz", (radius, 0, 0)), "z", 360 * index / count))
    m.add("points", hoop(radius, wall, band - 0.001, band + tall, sides) - union(*notches))
    if m.chance(0.4) and shape == "sharp":
        for index in range(count):
            angle = 2 * np.pi * (index + 0.5) / count
            m.add(
                "points",
                ball(m.u(0.004, 0.007), 8, (radius * np.cos(angle), radius * np.sin(angle), band + tall)),
            )
    if m.chance(0.5):
        for index in range(count):
            angle = 2 * np.pi * index / count
            m.add(
                "band",
                ball(m.u(0.004, 0.008), 8, (radius * np.cos(angle), radius * np.sin(angle), 0.5 * band)),
            )
    _widened(m, m.u(-1, 4))


@construction("crown")
def spiked_hoop(m: Maker) -> None:
    """A round-barred hoop carrying spikes or leaves, often with balls."""
    radius, band = m.u(0.075, 0.095), m.u(0.006, 0.012)
    m.add("band", ring(radius, band, max(m.sides, 14), "z").scale((1, 1, m.u(1, 2))))
    count, tall = m.count(5, 12), m.u(0.04, 0.1)
    kind = m.pick("spike", "leaf", "rod")
    for index in range(count):
        h = tall * (1.0 if index % 2 == 0 else m.u(0.55, 1.0))
        if kind == "spike":
            one = bar((radius, 0, 0), (radius * 1.05, 0, h), 0.9 * band, round_sides(m, 0.3, 5), 0.08 * band)
        elif kind == "rod":
            one = bar((radius, 0, 0), (radius, 0, h), 0.45 * band, 6)
        else:
            w = 0.35 * h
            leaf = [
                (0.0, 0.0),
                (w, 0.45 * h),
                (0.5 * w, 0.6 * h),
                (0.0, h),
                (-0.5 * w, 0.6 * h),
                (-w, 0.45 * h),
            ]
            one = plate(leaf, 0.006, "yz", (radius, 0, 0))
        m.add("points", turn(one, "z", 360 * index / count))
        if kind == "rod" or m.chance(0.3):
            end = ball(
                m.u(0.7, 1.2) * band,
                round_sides(m, 0.4, 8),
                (radius * (1.05 if kind == "spike" else 1), 0, h),
            )
            m.add("points", turn(end, "z", 360 * index / count))
    _widened(m, m.u(0, 2))


@construction("crown")
def closed_arches(m: Maker) -> None:
    """A rimmed band, arches that meet under a ball and a cross."""
    radius, band = m.u(0.075, 0.09), m.u(0.025, 0.04)
    wall = m.u(0.004, 0.007)
    m.add("band", hoop(radius, wall, 0, band, m.sides))
    m.add(
        "band",
        *(_collar(radius, 0.8 * wall, z, m.sides) for z in (0.1 * band, 0.9 * band)),
    )
    tall, arches = m.u(0.08, 0.12), m.pick(4, 4, 6, 8)
    path = curve(
        [
            (radius - 0.5 * wall, 0, 0.8 * band),
            (radius * 1.08, 0, band + 0.45 * tall),
            (0.6 * radius, 0, band + tall),
            (0, 0, band + m.u(0.75, 0.95) * tall),
        ],
        10 if m.fine else 6,
    )
    for index in range(arches):
        m.add("points", turn(tube(path, 0.004, 6, flat=2, up=(0.3, 0, 1)), "z", 360 * index / arches))
        cross = plate(star(4, 0.018, 0.006), 0.005, "yz", (radius - 0.5 * wall, 0, band + 0.012))
        m.add("points", turn(cross, "z", 360 * (index + 0.5) / arches))
    top = float(path[-1, 2])
    m.add("points", ball(0.014, round_sides(m), (0, 0, top + 0.012)))
    m.add(
        "points",
        block((0.006, 0.006, 0.03), (0, 0, top + 0.035)),
        block((0.006, 0.02, 0.006), (0, 0, top + 0.038)),
    )


@construction("crown")
def tiara(m: Maker) -> None:
    """Open behind, highest in front."""
    radius, band = m.u(0.07, 0.09), m.u(0.004, 0.009)
    path = arc((0, 0, 0), radius, -m.u(110, 150), m.u(110, 150), 26 if m.fine else 13, "xy")
    m.add("band", tube(path, band, round_sides(m, 0.3, 6), flat=m.u(0.4, 0.8)))
    tall, count = m.u(0.03, 0.07), m.pick(5, 7, 9)
    for index, angle in enumerate(np.linspace(-60, 60, count)):
        h = tall * (1 - 0.7 * abs(2 * index / (count - 1) - 1))
        if m.chance(0.5):
            one = bar((radius, 0, 0), (radius, 0, h), 0.003, 6, 0.002)
            one = union(one, ball(m.u(0.004, 0.007), 8, (radius, 0, h)))
        else:
            one = plate(
                [(-0.35 * h - 0.003, 0.0), (0.35 * h + 0.003, 0.0), (0.0, h + 0.004)],
                0.005,
                "yz",
                (radius, 0, 0),
                [circle(0.12 * h, 6, (0, 0.35 * h))],
            )
        m.add("points", turn(one, "z", float(angle)))
    if m.chance(0.6):
        m.add("points", ball((0.005, 0.008, 0.011), round_sides(m), (radius + 0.003, 0, 0.012)))


def _coin_size(m: Maker) -> tuple[float, float]:
    return m.u(0.009, 0.03), m.u(0.0012, 0.004)


@construction("coin")
def struck(m: Maker) -> None:
    """Round with a raised border and a relief."""
    radius, thick = _coin_size(m)
    half = 0.5 * thick
    dip = 0.12 * thick
    m.add(
        "face",
        lathe(
            [
                (0.85 * radius, -half + dip),
                (0.87 * radius, -half),
                (radius, -half),
                (radius, half),
                (0.87 * radius, half),
                (0.85 * radius, half - dip),
            ],
            max(m.sides, 14),
        ),
    )
    relief = m.pick("star", "head", "cross", "crown")
    if relief == "star":
        m.add("face", plate(star(m.count(4, 8), 0.6 * radius, 0.3 * radius), thick, "xy"))
    elif relief == "head":
        m.add("face", ball((0.35 * radius, 0.5 * radius, half), 12, (0.05 * radius, 0, 0)))
    elif relief == "cross":
        m.add(
            "face", block((1.1 * radius, 0.25 * radius, thick)), block((0.25 * radius, 1.1 * radius, thick))
        )
    else:
        points = [(-0.5, -0.4), (0.5, -0.4), (0.6, 0.4), (0.25, 0.0), (0.0, 0.5), (-0.25, 0.0), (-0.6, 0.4)]
        m.add("face", plate([(a * radius, b * radius) for a, b in points], thick, "xy"))
    m.zone("face", "edge", x=(0.88 * radius, None), z=(-0.85 * half, 0.85 * half))
    m.zone("face", "edge", x=(None, -0.88 * radius), z=(-0.85 * half, 0.85 * half))
    for side in (1, -1):
        limits = (0.4 * radius, None) if side > 0 else (None, -0.4 * radius)
        m.zone("face", "edge", y=limits, z=(-0.85 * half, 0.85 * half))


@construction("coin")
def holed(m: Maker) -> None:
    """Flat, with a square or round hole in the middle."""
    radius, thick = _coin_size(m)
    hole = m.u(0.15, 0.3) * radius
    inner = rectangle(2 * hole, 2 * hole) if m.chance(0.6) else circle(hole, 12)
    m.add("face", plate(circle(radius, max(m.sides, 12)), thick, "xy", holes=[inner]))
    if m.chance(0.6):
        m.add(
            "face",
            plate(
                circle(radius, max(m.sides, 12)),
                1.2 * thick,
                "xy",
                holes=[circle(0.88 * radius, max(m.sides, 12))],
            ),
        )
    if m.chance(0.6):
        m.add("face", plate([(1.4 * a, 1.4 * b) for a, b in inner], 1.15 * thick, "xy", holes=[inner]))
    band = (-0.45 * thick, 0.45 * thick)
    for limits in ((0.6 * radius, None), (None, -0.6 * radius)):
        m.zone("face", "edge", x=limits, z=band)
        m.zone("face", "edge", y=limits, z=band)


@construction("coin")
def hammered(m: Maker) -> None:
    """An uneven outline, slightly dished, as struck by hand."""
    radius, thick = _coin_size(m)
    count = 22 if m.fine else 10
    angle = 2 * np.pi * np.arange(count) / count
    r = radius * (1 + m.u(0.02, 0.09) * np.sin(3 * angle + m.u(0, 6)) + m.random.uniform(-0.04, 0.04, count))
    rim = [(float(a * np.cos(t)), float(a * np.sin(t))) for a, t in zip(r, angle, strict=True)]
    m.add("face", plate(rim, thick, "xy"))
    m.add("face", plate([(0.45 * a, 0.45 * b) for a, b in rim], 1.25 * thick, "xy", (0.1 * radius, 0, 0)))
    m.zone("face", "edge", z=(-0.46 * thick, 0.46 * thick))


@construction("coin")
def many_sided(m: Maker) -> None:
    """A polygon or a scalloped piece, thick as treasure in games is."""
    radius, thick = m.u(0.012, 0.032), m.u(0.003, 0.007)
    if m.chance(0.6):
        sides = m.pick(6, 7, 8, 8, 10, 12)
        shape = circle(radius, sides)
    else:
        lobes = m.pick(8, 10, 12)
        angle = np.linspace(0, 2 * np.pi, 4 * lobes, endpoint=False)
        shape = [
            (
                float(radius * (0.94 + 0.06 * np.cos(lobes * t)) * np.cos(t)),
                float(radius * (0.94 + 0.06 * np.cos(lobes * t)) * np.sin(t)),
            )
            for t in angle
        ]
    for share, tall in ((1.0, 0.75), (0.92, 1.0)):
        m.add("face", plate([(share * a, share * b) for a, b in shape], tall * thick, "xy"))
    m.add("face", plate(star(m.pick(4, 5), 0.5 * radius, 0.25 * radius), 1.12 * thick, "xy"))
    m.zone("face", "edge", z=(-0.37 * thick, 0.37 * thick))


def _stone(m: Maker, size: float, z: float) -> list[Manifold]:
    """A stone sitting on z."""
    kind = m.pick("brilliant", "dome", "square", "point")
    if kind == "brilliant":
        return [
            lathe(
                [(0.1 * size, z - 0.5 * size), (size, z + 0.35 * size), (0.6 * size, z + 0.7 * size)],
                m.pick(6, 8, 10),
            )
        ]
    if kind == "dome":
        return [
            ball((size, m.u(0.7, 1.1) * size, 0.7 * size), round_sides(m, 0.5, 8), (0, 0, z + 0.1 * size))
        ]
    if kind == "square":
        return [
            turn(
                lathe(
                    [
                        (1.1 * size, z - 0.2 * size),
                        (1.2 * size, z + 0.35 * size),
                        (0.8 * size, z + 0.65 * size),
                    ],
                    4,
                ),
                "z",
                45,
            )
        ]
    return [
        lathe(
            [
                (0.8 * size, z - 0.3 * size),
                (0.9 * size, z + 0.3 * size),
                (0.05 * size, z + m.u(0.9, 1.6) * size),
            ],
            m.pick(5, 6, 8),
        )
    ]


@construction("ring")
def solitaire(m: Maker) -> None:
    """A thin hoop, prongs, one stone."""
    radius, wire, size = m.u(0.0085, 0.0115), m.u(0.0008, 0.0018), m.u(0.003, 0.007)
    m.add("band", ring(radius, wire, max(m.sides, 14), "y").scale((1, m.u(1, 2), 1)))
    top = radius + 0.35 * size
    m.add("stone", *_stone(m, size, top))
    for index in range(m.pick(3, 4, 4, 6) if m.fine else 0):
        prong = curve(
            [(0, 0, radius), (0.6 * size, 0, top - 0.2 * size), (0.98 * size, 0, top + 0.5 * size)], 5
        )
        m.add("band", turn(tube(prong, 0.1 * size + 0.0002, 5, up=(0, 1, 0)), "z", 45 + 60 * index))
    m.add("band", bar((0, 0, radius), (0, 0, top - 0.1 * size), 0.5 * size, 8))


@construction("ring")
def signet(m: Maker) -> None:
    """A hoop that widens to a flat or engraved table."""
    radius, thin = m.u(0.009, 0.012), m.u(0.0012, 0.002)
    count = 28 if m.fine else 14
    angle = 2 * np.pi * np.arange(count) / count
    wide = 0.002 + m.u(0.003, 0.006) * np.clip(np.sin(angle), 0, 1) ** 2
    rings = []
    for a, w in zip(angle, wide, strict=True):
        c, s = float(np.cos(a)), float(np.sin(a))
        outer = radius + thin * (1 + 0.6 * max(s, 0.0))
        rings.append(
            [
                (radius * c, -w, radius * s),
                (outer * c, -w, outer * s),
                (outer * c, w, outer * s),
                (radius * c, w, radius * s),
            ]
        )
    m.add("band", loft(rings, closed=True))
    top, size = radius + 1.6 * thin, m.u(0.004, 0.008)
    shape = m.pick(
        circle((size, size * 0.85), m.sides), rectangle(1.8 * size, 1.8 * size, 0.3 * size), circle(size, 8)
    )
    m.add("stone", plate(shape, 0.0025, "xy", (0, 0, top)))
    if m.chance(0.6):
        m.add("stone", plate(star(m.pick(4, 5, 6), 0.6 * size, 0.3 * size), 0.0034, "xy", (0, 0, top)))


@construction("ring")
def broad_band(m: Maker) -> None:
    """A broad hoop with a row or a crown of stones."""
    radius, thin, wide = m.u(0.009, 0.012), m.u(0.0012, 0.0025), m.u(0.004, 0.009)
    hoop = lathe(
        [
            (radius + 0.7 * thin, -0.5 * wide),
            (radius + thin, -0.35 * wide),
            (radius + thin, 0.35 * wide),
            (radius + 0.7 * thin, 0.5 * wide),
        ],
        max(m.sides, 14),
    )
    m.add("band", turn(hoop - lathe([(radius, -wide), (radius, wide)], max(m.sides, 14)), "x", 90))
    count, size = m.pick(1, 3, 5), m.u(0.0018, 0.003)
    for index in range(count):
        angle = (index - 0.5 * (count - 1)) * 2.1 * size / radius * 57.3
        one = _stone(m, size * (1.4 if index == count // 2 else 1.0), radius + thin)
        m.add("stone", *(turn(s, "y", angle) for s in one))


@construction("ring")
def twisted_wire(m: Maker) -> None:
    """Two strands wound round one another, a setting on top: also serpents and thorns."""
    radius, wire = m.u(0.009, 0.0115), m.u(0.0009, 0.0015)
    count, turns = 48 if m.fine else 24, m.count(4, 8)
    t = 2 * np.pi * np.arange(count) / count
    for k in (0.0, np.pi):
        r = radius + 0.9 * wire * np.cos(turns * t + k)
        path = np.stack([r * np.cos(t), 0.9 * wire * np.sin(turns * t + k), r * np.sin(t)], 1)
        m.add("band", tube(path, wire, 6, up=(0, 1, 0), closed=True))
    size = m.u(0.003, 0.006)
    m.add(
        "band",
        lathe(
            [(0.7 * size, radius - wire), (1.15 * size, radius + 0.3 * size + wire)], round_sides(m, 0.6, 6)
        ),
    )
    m.add("stone", *_stone(m, size, radius + 0.25 * size + wire))


def _necklace(m: Maker, path: Double, closed_to: float) -> None:
    """A chain of links, of beads, or a cord along a path in the YZ plane."""
    kind = m.pick("links", "beads", "cord", "cord")
    if kind == "links":
        length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
        half = max(0.0075, length / 34 / 1.6)
        m.add("chain", *chain_links(m, path, half, 0.55 * half, 0.2 * half, sides=5))
    elif kind == "beads":
        size = m.u(0.0045, 0.007)
        m.add("chain", tube(path, 0.3 * size, 5, up=(1, 0, 0)))
        m.add("chain", *(ball(size, 8, tuple(p)) for p in spaced(path, m.u(2.4, 4) * size)[0]))
    else:
        m.add("chain", tube(path, m.u(0.0012, 0.003), 6, up=(1, 0, 0)))
    m.add("chain", ring(m.u(0.005, 0.007), 0.0018, 12, "x" if kind == "cord" else "y", (0, 0, closed_to)))


def _neck_loop(m: Maker) -> tuple[Double, float]:
    """A hanging loop as a path from bottom to bottom, and the height of the ring below it."""
    tall, wide = m.u(0.16, 0.28), m.u(0.05, 0.09)
    pointed = m.u(0.2, 0.7)
    half = [
        (0, 0.001, 0.004),
        (0, pointed * wide * 0.5, 0.22 * tall),
        (0, wide, 0.62 * tall),
        (0, 0.75 * wide, 0.9 * tall),
        (0, 0, tall),
    ]
    other = [(a, -b, c) for a, b, c in half[-2::-1]]
    return curve(half + other, 40 if m.fine else 22), 0.0


@construction("amulet")
def medallion(m: Maker) -> None:
    """A disc with a rim and a stone or a sign."""
    path, low = _neck_loop(m)
    _necklace(m, path, low)
    radius, thick = m.u(0.016, 0.035), m.u(0.003, 0.006)
    z = low - radius - 0.005
    sides = m.pick(max(m.sides, 10), 6, 8)
    m.add(
        "pendant",
        turn(
            lathe([(0.96 * radius, -0.5 * thick), (radius, 0), (0.96 * radius, 0.5 * thick)], sides), "y", 90
        ).translate((0, 0, z)),
    )
    m.add("pendant", ring(radius, 0.5 * thick, max(sides, 10), "x", (0, 0, z)))
    if m.chance(0.5):
        m.add(
            "pendant",
            ball((0.8 * thick, 0.45 * radius, 0.45 * radius), round_sides(m, 0.6, 8), (0.2 * thick, 0, z)),
        )
    else:
        m.add(
            "pendant", plate(star(m.count(4, 7), 0.75 * radius, 0.35 * radius), 1.5 * thick, "yz", (0, 0, z))
        )


@construction("amulet")
def hung_crystal(m: Maker) -> None:
    """A crystal, tooth or drop in a cap."""
    path, low = _neck_loop(m)
    _necklace(m, path, low)
    radius, tall = m.u(0.008, 0.014), m.u(0.03, 0.06)
    top = low - 0.004
    m.add(
        "pendant",
        lathe(
            [(0.9 * radius, top - 0.2 * tall), (0.95 * radius, top - 0.06 * tall), (0.3 * radius, top)],
            round_sides(m, 0.6),
        ),
    )
    kind = m.pick("crystal", "tooth", "drop")
    if kind == "crystal":
        m.add("pendant", move(crystal(m, radius, tall, 6), (0, 0, top - 0.55 * tall)))
    elif kind == "tooth":
        bent = curve(
            [
                (0, 0, top - 0.1 * tall),
                (0, 0.1 * radius, top - 0.4 * tall),
                (0, m.u(0.4, 1.2) * radius, top - tall),
            ],
            8,
        )
        m.add("pendant", tube(bent, np.linspace(0.85, 0.08, 8) * radius, round_sides(m, 0.4), up=(1, 0, 0)))
    else:
        m.add(
            "pendant",
            lathe(
                [
                    (0.02 * radius, top - tall),
                    (0.8 * radius, top - 0.93 * tall),
                    (1.1 * radius, top - 0.75 * tall),
                    (0.4 * radius, top - 0.1 * tall),
                ],
                m.sides,
            ),
        )


@construction("amulet")
def cut_sign(m: Maker) -> None:
    """A cross, moon, heart, key-shaped loop or rune cut from a plate."""
    path, low = _neck_loop(m)
    _necklace(m, path, low)
    size, thick = m.u(0.018, 0.034), m.u(0.003, 0.007)
    at = (0.0, 0.0, low - size - 0.001)
    kind = m.pick("cross", "moon", "ankh", "star", "triangle")
    if kind == "cross":
        m.add(
            "pendant",
            block((thick, 0.35 * size, 2 * size), at),
            block((thick, 1.3 * size, 0.35 * size), (0, 0, at[2] + 0.35 * size)),
        )
    elif kind == "moon":
        m.add(
            "pendant",
            plate(
                circle(size, max(m.sides, 12)),
                thick,
                "yz",
                at,
                [circle(0.78 * size, max(m.sides, 12), (0.35 * size, 0))],
            ),
        )
        m.add("pendant", bar((0, 0, low + 0.002), (0, -0.3 * size, low - 0.3 * size), 0.4 * thick, 6))
    elif kind == "ankh":
        m.add(
            "pendant",
            move(ring(0.45 * size, 0.14 * size, 14, "x").scale((0.7, 0.8, 1)), (0, 0, at[2] + 0.42 * size)),
        )
        m.add(
            "pendant",
            block((thick, 0.28 * size, 1.1 * size), (0, 0, at[2] - 0.5 * size)),
            block((thick, 1.2 * size, 0.28 * size), (0, 0, at[2] - 0.15 * size)),
        )
    elif kind == "star":
        m.add("pendant", plate(star(m.pick(5, 6, 8), size, 0.45 * size, np.pi / 2), thick, "yz", at))
    else:
        hole = [(0.5 * a, 0.5 * b) for a, b in circle(size, 3)]
        shape = turn(plate(circle(size, 3), thick, "yz", (0, 0, 0), [hole]), "x", 90)
        m.add(
            "pendant",
            move(shape, at),
            ball(0.28 * size, 8, (0, 0, at[2])),
            block((0.5 * thick, 0.1 * size, size), at),
        )


def _lock(m: Maker, x: float, z: float, size: float) -> None:
    """A lock plate with a hasp, or a hanging padlock, on a front at x."""
    if m.chance(0.5):
        m.add("lock", block((0.12 * size + 0.006, 0.7 * size, 0.9 * size), (x, 0, z)))
        m.add("lock", block((0.2 * size + 0.01, 0.25 * size, 0.5 * size), (x + 0.004, 0, z + 0.25 * size)))
        if m.fine:
            m.cut(
                "lock",
                along_x(
                    lathe([(0.08 * size, -0.1), (0.08 * size, 0.1)], 10), x + 0.1 + 0.05 * size
                ).translate((0, 0, z - 0.2 * size)),
            )
    else:
        m.add(
            "lock",
            plate(
                circle((0.42 * size, 0.4 * size), round_sides(m, 0.6)),
                0.3 * size + 0.008,
                "yz",
                (x + 0.1 * size, 0, z - 0.1 * size),
            ),
        )
        bow = arc((x + 0.12 * size, 0, z + 0.2 * size), 0.27 * size, 0, 180, 7, "yz")
        m.add("lock", tube(bow, 0.08 * size, 6, up=(1, 0, 0)))


def _ring_handles(m: Maker, half: float, z: float, size: float) -> None:
    """Handles on both ends of a chest: rings, bails, or bars on mounts, at y = +-half."""
    thick = m.u(0.005, 0.008)
    kind = m.pick("ring", "bail", "bar")
    out = half + thick + 0.004
    for s in (1, -1):
        m.add("handle", block((0.5 * size, 0.012, 0.035), (0, s * half, z)))
        if kind == "ring":
            m.add(
                "handle",
                turn(
                    ring(size, thick, max(round_sides(m), 10), "y", (0, s * out, z - size)),
                    "x",
                    s * m.u(0, 60),
                    (0, s * half, z),
                ),
            )
        elif kind == "bail":
            reach = max(0.04, 0.5 * size)
            path = curve(
                [
                    (-size, s * half, z),
                    (-size, s * (half + 0.5 * reach), z - 0.3 * reach),
                    (-0.6 * size, s * (half + reach), z - 0.5 * reach),
                    (0.6 * size, s * (half + reach), z - 0.5 * reach),
                    (size, s * (half + 0.5 * reach), z - 0.3 * reach),
                    (size, s * half, z),
                ],
                15 if m.fine else 9,
            )
            m.add("handle", tube(path, thick, round_sides(m, 0.4, 6)))
            m.add("handle", *(ball(1.6 * thick, 8, (k * size, s * half, z)) for k in (1, -1)))
        else:
            wide = m.u(0.008, 0.012)
            m.add(
                "handle",
                bar(
                    (-1.1 * size, s * (half + 0.04), z),
                    (1.1 * size, s * (half + 0.04), z),
                    wide,
                    round_sides(m),
                ),
            )
            m.add("handle", *(block((0.018, 0.05, 0.024), (k * size, s * (half + 0.02), z)) for k in (1, -1)))


@construction("treasure_chest")
def barrel_lid(m: Maker) -> None:
    """A vaulted lid with iron bands, handles on both ends."""
    deep, wide, high = m.u(0.16, 0.32), m.u(0.26, 0.55), m.u(0.12, 0.26)
    rise = m.u(0.25, 0.5) * deep
    m.add("body", block((deep, wide, high), (0, 0, 0.5 * high)))
    flat = [
        (float(p[0]), float(p[2]))
        for p in arc((0, 0, high), (0.5 * deep, rise), 0, 180, max(m.sides // 2, 5))
    ]
    m.add("lid", plate(flat, wide, "xz"))
    outer = [(1.03 * a, high + 1.05 * (b - high)) for a, b in flat]
    for place in m.pick((-0.44, 0.44), (-0.3, 0.3), (-0.45, 0.0, 0.45), ()):
        m.add("lid", plate(outer, 0.07 * wide, "xz", (0, place * wide, 0)))
        m.add("body", block((1.03 * deep, 0.07 * wide, high), (0, place * wide, 0.5 * high)))
    if m.chance(0.5):
        m.add("lid", block((1.04 * deep, 1.02 * wide, 0.015), (0, 0, high + 0.009)))
    if m.chance(0.4):
        m.add("body", block((1.05 * deep, 1.03 * wide, 0.1 * high), (0, 0, 0.05 * high)))
    _ring_handles(m, 0.5 * wide, m.u(0.55, 0.75) * high, m.u(0.045, 0.06))
    _lock(m, 0.52 * deep, high, m.u(0.04, 0.07))


@construction("treasure_chest")
def small_casket(m: Maker) -> None:
    """A jewel casket on feet, one handle on its lid."""
    deep, wide, high = m.u(0.09, 0.16), m.u(0.14, 0.26), m.u(0.06, 0.11)
    taper = m.u(0.85, 1.15)
    low, top = rectangle(deep * taper, wide * taper), rectangle(deep, wide)
    m.add("body", loft([[(*p, 0.0) for p in low], [(*p, high) for p in top]]))
    feet = m.pick("ball", "block")
    for sx in (1, -1):
        for sy in (1, -1):
            at = (sx * 0.42 * deep * taper, sy * 0.45 * wide * taper, -0.004)
            m.add("body", ball(0.011, 8, at) if feet == "ball" else block((0.018, 0.018, 0.018), at))
    rise, roof = m.u(0.02, 0.05), m.u(0.4, 0.9)
    edge = rectangle(1.05 * deep, 1.04 * wide)
    peak = rectangle(roof * deep, (1 - (1 - roof) * deep / wide) * wide)
    m.add(
        "lid",
        loft(
            [
                [(*p, high) for p in edge],
                [(*p, high + 0.012) for p in edge],
                [(*p, high + 0.012 + rise) for p in peak],
            ]
        ),
    )
    top_z, span, tall = high + 0.012 + rise, m.u(0.045, 0.06), m.u(0.035, 0.05)
    path = curve(
        [
            (0, -span, top_z - 0.006),
            (0, -span, top_z + 0.6 * tall),
            (0, -0.5 * span, top_z + tall),
            (0, 0.5 * span, top_z + tall),
            (0, span, top_z + 0.6 * tall),
            (0, span, top_z - 0.006),
        ],
        15 if m.fine else 9,
    )
    m.add("handle", tube(path, m.u(0.005, 0.008), round_sides(m, 0.4, 6), up=(1, 0, 0)))
    m.add("handle", *(ball((0.012, 0.012, 0.008), 8, (0, s * span, top_z)) for s in (1, -1)))
    _lock(m, 0.53 * deep, high, m.u(0.025, 0.04))


@construction("treasure_chest")
def travel_trunk(m: Maker) -> None:
    """Flat lid, corner pieces, slats, leather straps for handles."""
    deep, wide, high = m.u(0.22, 0.34), m.u(0.36, 0.6), m.u(0.14, 0.26)
    lid = m.u(0.25, 0.45) * high
    m.add("body", block((deep, wide, high), (0, 0, 0.5 * high), 0.006 if m.fine else 0, 4))
    m.add(
        "lid",
        block(
            (1.02 * deep, 1.015 * wide, lid), (0, 0, high + 0.5 * lid), m.u(0.006, 0.03) if m.fine else 0, 8
        ),
    )
    for place in (-0.28, 0.28):
        m.add("lid", block((1.05 * deep, 0.035, 1.04 * lid), (0, place * wide, high + 0.51 * lid)))
        m.add("body", block((1.04 * deep, 0.035, high), (0, place * wide, 0.49 * high)))
    if m.chance(0.7):
        for sx in (1, -1):
            for sy in (1, -1):
                m.add(
                    "body",
                    block((0.05, 0.05, 0.05), (sx * (0.5 * deep - 0.021), sy * (0.5 * wide - 0.021), 0.022)),
                )
                m.add(
                    "lid",
                    block(
                        (0.05, 0.05, 0.04),
                        (sx * (0.51 * deep - 0.021), sy * (0.508 * wide - 0.021), high + lid - 0.016),
                    ),
                )
    half, span, z = 0.5 * wide, m.u(0.055, 0.07), m.u(0.5, 0.8) * high
    for s in (1, -1):
        path = curve(
            [
                (-span - 0.02, s * (half + 0.002), z),
                (-span, s * (half + 0.006), z),
                (-0.5 * span, s * (half + 0.036), z),
                (0.5 * span, s * (half + 0.036), z),
                (span, s * (half + 0.006), z),
                (span + 0.02, s * (half + 0.002), z),
            ],
            13 if m.fine else 8,
        )
        m.add(
            "handle",
            tube(path, 0.004, 8, flat=m.u(2.2, 3.2), up=(0, 1, 0)),
        )
        m.add("handle", *(block((0.02, 0.014, 0.034), (k * (span + 0.012), s * half, z)) for k in (1, -1)))
    _lock(m, 0.52 * deep, high, m.u(0.04, 0.06))


@construction("treasure_chest")
def standing_open(m: Maker) -> None:
    """Hollow, the lid thrown back, a heap inside, rope or iron handles."""
    deep, wide, high, wall = m.u(0.16, 0.3), m.u(0.26, 0.5), m.u(0.13, 0.24), m.u(0.008, 0.015)
    m.add(
        "body",
        block((deep, wide, high), (0, 0, 0.5 * high))
        - block((deep - 2 * wall, wide - 2 * wall, high), (0, 0, 0.5 * high + wall)),
    )
    if m.chance(0.6):
        m.add(
            "body",
            bumpy(
                ball((0.46 * deep, 0.46 * wide, m.u(0.2, 0.45) * high), 12, (0, 0, 0.62 * high)),
                0.012,
                0.05,
                m.random,
            ),
        )
    rise = m.u(0.2, 0.45) * deep
    arcs = [
        [
            (float(p[0]), float(p[2]))
            for p in arc((0, 0, 0), (0.5 * deep - w, rise - w), 0, 180, max(m.sides // 2, 5))
        ]
        for w in (0.0, wall)
    ]
    lid = move(plate(arcs[0], wide, "xz"), (0, 0, high)) - move(
        plate([*arcs[1], (-0.5 * deep + wall, -0.05), (0.5 * deep - wall, -0.05)], wide - 2 * wall, "xz"),
        (0, 0, high - 0.001),
    )
    m.add("lid", turn(lid, "y", -m.u(55, 110), (-0.5 * deep, 0, high)))
    m.add("lid", bar((-0.5 * deep, -0.45 * wide, high), (-0.5 * deep, 0.45 * wide, high), 0.006, 8))
    m.add(
        "lock",
        block((0.012, 0.05, 0.06), (0.5 * deep, 0, high - 0.035)),
        ring(0.012, 0.004, 10, "y", (0.5 * deep + 0.008, 0, high - 0.03)),
    )
    if m.chance(0.5):
        half, z, span, thick = 0.5 * wide, 0.7 * high, m.u(0.05, 0.065), m.u(0.006, 0.009)
        for s in (1, -1):
            path = curve(
                [
                    (-span, s * half, z),
                    (-span, s * (half + 0.02), z - 0.01),
                    (-0.5 * span, s * (half + 0.045), z - 0.06),
                    (0.5 * span, s * (half + 0.045), z - 0.06),
                    (span, s * (half + 0.02), z - 0.01),
                    (span, s * half, z),
                ],
                15 if m.fine else 9,
            )
            m.add("handle", tube(path, thick, round_sides(m, 0.4, 6)))
            m.add("handle", *(ball(1.6 * thick, 8, (k * span, s * (half + 0.008), z)) for k in (1, -1)))
    else:
        _ring_handles(m, 0.5 * wide, 0.65 * high, m.u(0.045, 0.06))
