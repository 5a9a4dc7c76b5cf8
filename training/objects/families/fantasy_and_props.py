"""Magic things and what goes with them: staffs, wands, torches, potions, scrolls, orbs, spellbooks."""

from __future__ import annotations

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
    vessel,
    warped,
)
from ._fantasy import along_x, beads, crystal, flame, pole, pole_zones, round_sides, star, wandering


@construction("staff")
def claw_and_crystal(m: Maker) -> None:
    """Prongs bent round a crystal."""
    length, radius = m.u(1.1, 1.8), m.u(0.011, 0.02)
    m.add("shaft", *pole(m, length, radius))
    tall, wide = m.u(0.08, 0.2), m.u(0.022, 0.045)
    gem = crystal(m, wide, tall) if m.chance(0.7) else ball(wide, round_sides(m))
    m.add("head", along_x(gem, length + m.u(0.35, 0.5) * tall + 0.3 * wide))
    prongs = m.count(2, 5)
    spread = wide * m.u(1.1, 1.6)
    curl = m.u(-0.2, 0.5)
    for index in range(prongs):
        path = curve(
            [
                (length - 0.02, 0, 0.3 * radius),
                (length + 0.15 * tall, 0, spread),
                (length + 0.55 * tall, 0, spread * 1.1),
                (length + tall * m.u(0.75, 0.95), 0, spread * curl),
            ],
            9 if m.fine else 5,
        )
        thick = np.linspace(m.u(0.6, 0.8) * radius, 0.2 * radius, len(path))
        m.add(
            "head", turn(tube(path, thick, round_sides(m, 0.3, 5), up=(0, 1, 0)), "x", 360 * index / prongs)
        )
    m.add(
        "head", along_x(lathe(beads(m, radius * 1.35, 0.05, 0, m.count(1, 3)), round_sides(m)), length - 0.04)
    )
    pole_zones(m, "shaft", length, "lower")


@construction("staff")
def shepherd_crook(m: Maker) -> None:
    """The upper end bent round to a hook or a spiral."""
    length, radius = m.u(1.0, 1.7), m.u(0.01, 0.017)
    m.add("shaft", *pole(m, length, radius))
    size, turns = m.u(0.05, 0.12), m.u(0.6, 1.6)
    count = 28 if m.fine else 14
    t = np.linspace(0, 1, count)
    angle, r = np.pi / 2 - 2 * np.pi * turns * t, size * (1 - t * m.u(0.3, 0.75))
    spiral = np.stack([length + 0.3 * size + r * np.cos(angle), 0 * t, r * np.sin(angle) - size], 1)
    start = np.array([[length - 0.03, 0, 0], [length, 0, 0]])
    thick = np.concatenate([[1.0, 1.0], np.linspace(1, m.u(0.4, 0.9), count)]) * radius * m.u(0.95, 1.2)
    m.add("head", tube(np.concatenate([start, spiral]), thick, round_sides(m), up=(0, 1, 0)))
    if m.chance(0.4):
        end = spiral[-1]
        m.add("head", ball(m.u(1.2, 1.8) * radius, round_sides(m), tuple(end)))
    pole_zones(m, "shaft", length, "lower")


@construction("staff")
def orb_cup(m: Maker) -> None:
    """A ball in a turned cup, with or without wings or a halo."""
    length, radius = m.u(1.0, 1.7), m.u(0.011, 0.019)
    m.add("shaft", *pole(m, length, radius))
    size = m.u(0.025, 0.055)
    cup = [
        (radius * 1.2, 0),
        (radius * 1.1, 0.02),
        (0.85 * size, 0.02 + 0.7 * size),
        (0.9 * size, 0.025 + 0.8 * size),
    ]
    m.add("head", along_x(lathe(cup, round_sides(m)), length - 0.015))
    middle = length + 0.01 + 1.3 * size
    m.add("head", ball(size, m.sides, (middle, 0, 0)))
    extra = m.pick("none", "halo", "wings", "spike")
    if extra == "halo":
        m.add("head", ring(size * 1.5, 0.12 * size, m.sides, "x", (middle, 0, 0)))
        m.add(
            "head",
            *(bar((middle, 0, s * 0.9 * size), (middle, 0, s * 1.5 * size), 0.1 * size, 6) for s in (1, -1)),
        )
    elif extra == "wings":
        low, tip = -0.6 * size, 3 * size
        wing = [
            (low, 0.3 * size),
            (0.6 * size, tip),
            (1.2 * size, 0.8 * tip),
            (1.0 * size, 0.4 * tip),
            (0.5 * size, 0.4 * size),
        ]
        sheet = plate(wing, 0.2 * size, "xz", (middle - 0.8 * size, 0, 0))
        m.add("head", sheet, mirrored(sheet, "z"))
    elif extra == "spike":
        m.add("head", bar((middle, 0, 0), (middle + m.u(2, 4) * size, 0, 0), 0.4 * size, 6, 0.02 * size))
    pole_zones(m, "shaft", length, "lower")


@construction("staff")
def flat_emblem(m: Maker) -> None:
    """A sun, moon or ring cut from a plate on a socket."""
    length, radius = m.u(0.9, 1.6), m.u(0.01, 0.018)
    m.add("shaft", *pole(m, length, radius))
    size, thick = m.u(0.05, 0.11), m.u(0.008, 0.018)
    kind = m.pick("moon", "sun", "ring", "fork")
    middle = length + size * 0.9
    if kind == "moon":
        hole = circle(0.8 * size, m.sides, (0.35 * size, 0))
        m.add("head", plate(circle(size, m.sides), thick, "xz", (middle, 0, 0), [hole]))
    elif kind == "sun":
        m.add("head", plate(star(m.count(6, 12), size, 0.6 * size, np.pi), thick, "xz", (middle, 0, 0)))
        m.add("head", ball((0.4 * size, 0.8 * thick, 0.4 * size), round_sides(m), (middle, 0, 0)))
    elif kind == "ring":
        m.add("head", ring(0.85 * size, 0.5 * thick, m.sides, "y", (middle, 0, 0)))
        m.add("head", *(ring(0.2 * size, 0.2 * thick, 10, "x", (middle, 0, s * 1.0 * size)) for s in (1, -1)))
    else:
        path = arc((middle, 0, 0), (0.9 * size, 0.7 * size), 75, 285, 11 if m.fine else 7)
        m.add("head", tube(path, np.linspace(0.5, 1, len(path)) * thick * 0.6, 6, up=(0, 1, 0)))
        m.add("head", ball(0.3 * size, round_sides(m), (middle + 0.1 * size, 0, 0)))
        m.add("head", bar((length, 0, 0), (middle, 0, 0), 0.4 * thick, 6))
    m.add(
        "head",
        along_x(
            lathe([(1.25 * radius, 0), (1.5 * radius, 0.03), (0.6 * radius, 0.07)], round_sides(m)),
            length - 0.045,
        ),
    )
    pole_zones(m, "shaft", length, "lower")


@construction("staff")
def root_knot(m: Maker) -> None:
    """A grown stick whose upper end widens to roots that hold a stone, or to a knob."""
    length, radius = m.u(1.0, 1.6), m.u(0.012, 0.02)
    count = 14 if m.fine else 8
    path = wandering(m, length, 1.5 * radius, m.count(5, 8), count)
    m.add("shaft", tube(path, radius * m.random.uniform(0.8, 1.25, count), round_sides(m)))
    size = m.u(0.03, 0.05)
    if m.chance(0.4):
        knob = bumpy(ball((1.4 * size, size, size), 12), 0.3 * size, 2 * size, m.random)
        m.add("head", move(knob, (length + size, 0, 0)))
    else:
        strands, turns = m.count(3, 5), m.u(0.15, 0.5)
        t = np.linspace(0, 1, 12 if m.fine else 7)
        wide = size * m.u(1.0, 1.4) * np.sin(np.pi * np.minimum(0.12 + t * m.u(0.75, 0.88), 1))
        for index in range(strands):
            angle = 2 * np.pi * (index / strands + turns * t)
            strand = np.stack([length - 0.03 + t * 4 * size, wide * np.cos(angle), wide * np.sin(angle)], 1)
            m.add(
                "head",
                tube(strand, np.linspace(0.65, 0.3, len(t)) * radius, round_sides(m, 0.3, 5), up=(0, 0.3, 1)),
            )
        m.add("head", ball(0.75 * size, round_sides(m), (length + 1.4 * size, 0, 0)))
        m.add("head", ball(1.25 * radius, round_sides(m), (length - 0.01, 0, 0)))
        m.add("head", bar((length, 0, 0), (length + 1.4 * size, 0, 0), 0.4 * radius, 6))
    pole_zones(m, "shaft", length, "lower")


def _wand_zone(m: Maker, end: float, long: float) -> None:
    m.zone("shaft", "tip", x=(end - m.u(0.14, 0.25) * long, None))


@construction("wand")
def turned_handle(m: Maker) -> None:
    """A turned grip and a tapering stick."""
    grip, long, radius = m.u(0.07, 0.12), m.u(0.14, 0.28), m.u(0.007, 0.012)
    knob = m.u(0.9, 1.4) * radius
    profile = [(0.3 * knob, -grip), (knob, -grip + 0.5 * knob), (0.6 * radius, -grip + 1.6 * knob)]
    m.add(
        "handle",
        along_x(
            lathe([*profile, *beads(m, radius, 0.75 * grip, -0.8 * grip, m.count(1, 4))], round_sides(m))
        ),
    )
    m.add(
        "shaft",
        bar(
            (-0.06 * grip - 0.01, 0, 0),
            (long, 0, 0),
            radius * m.u(0.45, 0.7),
            round_sides(m),
            m.u(0.0015, 0.004),
        ),
    )
    _wand_zone(m, long, long)


@construction("wand")
def twig(m: Maker) -> None:
    """A grown twig, its thick end wound with cord or left with its bark."""
    long, radius = m.u(0.24, 0.4), m.u(0.006, 0.011)
    count = 14 if m.fine else 8
    path = wandering(m, long, m.u(0.4, 1.4) * radius, m.count(4, 7), count)
    thick = np.linspace(1, m.u(0.2, 0.45), count) * radius * m.random.uniform(0.9, 1.1, count)
    split = round(count * m.u(0.3, 0.4))
    m.add("shaft", tube(path[split - 1 :], thick[split - 1 :], round_sides(m)))
    m.add("handle", tube(path[: split + 1], thick[: split + 1] * m.u(1.1, 1.5), round_sides(m)))
    if m.fine and m.chance(0.6):
        for at in np.linspace(0.5, split - 0.5, m.count(3, 6)):
            place = [float(np.interp(at, range(count), path[:, k])) for k in range(3)]
            m.add("handle", ring(radius * 1.25, 0.2 * radius, 12, "x", place))
    if m.chance(0.7):
        root = path[m.count(split + 1, count - 3)]
        away = np.array([m.u(0.01, 0.03), m.u(-0.02, 0.02), m.u(0.008, 0.025)])
        m.add("shaft", bar(tuple(root), tuple(root + away), 0.5 * radius, 6, 0.2 * radius))
    _wand_zone(m, long, long)


@construction("wand")
def star_top(m: Maker) -> None:
    """A straight stick with a star, heart or crystal on its end."""
    grip, long, radius = m.u(0.08, 0.12), m.u(0.12, 0.22), m.u(0.004, 0.008)
    m.add("shaft", bar((-0.02, 0, 0), (long, 0, 0), radius, round_sides(m)))
    wide = radius * m.u(1.4, 2.0)
    m.add("handle", bar((-grip, 0, 0), (0, 0, 0), wide, round_sides(m), wide * m.u(0.8, 1.1)))
    m.add("handle", ball(wide * m.u(1.1, 1.5), round_sides(m), (-grip, 0, 0)))
    size, thick = m.u(0.025, 0.05), m.u(0.006, 0.014)
    top = m.pick("star", "heart", "crystal", "ball")
    if top == "star":
        m.add(
            "shaft",
            plate(star(m.pick(4, 5, 5, 6), size, 0.45 * size), thick, "xz", (long + 0.5 * size, 0, 0)),
        )
    elif top == "heart":
        lobes = [ball((0.6 * size, thick, 0.5 * size), 12, (long + size, 0, s * 0.4 * size)) for s in (1, -1)]
        point = ball(0.25 * thick, 8, (long, 0, 0))
        m.add("shaft", *(hull(lobe, point) for lobe in lobes))
    elif top == "crystal":
        m.add("shaft", along_x(crystal(m, 0.4 * size, 1.6 * size), long + 0.5 * size))
    else:
        m.add("shaft", ball(0.5 * size, round_sides(m), (long + 0.3 * size, 0, 0)))
    m.zone("shaft", "tip", x=(long - 0.01, None))


@construction("wand")
def twisted_strands(m: Maker) -> None:
    """Strands twisted round the grip, a collar, a tapered stick with a bead."""
    grip, long, radius = m.u(0.08, 0.12), m.u(0.15, 0.26), m.u(0.006, 0.01)
    strands, turns = m.count(2, 3), m.u(1.0, 2.5)
    t = np.linspace(0, 1, 26 if m.fine else 14)
    for index in range(strands):
        angle = 2 * np.pi * (index / strands + turns * t)
        path = np.stack(
            [-grip + t * (grip + 0.005), 0.5 * radius * np.cos(angle), 0.5 * radius * np.sin(angle)], 1
        )
        m.add("handle", tube(path, 0.62 * radius, round_sides(m, 0.25, 5), up=(0, 0.3, 1)))
    m.add("handle", ball(1.2 * radius, round_sides(m), (-grip, 0, 0)))
    m.add(
        "handle",
        along_x(
            lathe([(1.1 * radius, 0), (1.4 * radius, 0.004), (0.9 * radius, 0.01)], round_sides(m)), -0.003
        ),
    )
    end = m.u(0.002, 0.004)
    m.add("shaft", bar((0, 0, 0), (long, 0, 0), 0.75 * radius, round_sides(m), end))
    if m.chance(0.5):
        m.add("shaft", ball(m.u(1.2, 2.2) * end, round_sides(m), (long, 0, 0)))
    _wand_zone(m, long, long)


@construction("wand")
def squared(m: Maker) -> None:
    """Flat-sided: a planed grip with a disc in front and a square tapering stick."""
    grip, long, thick = m.u(0.09, 0.12), m.u(0.14, 0.25), m.u(0.014, 0.022)
    flat = m.u(0.7, 1.0)
    m.add(
        "handle",
        block((grip, thick * flat, thick), (-0.5 * grip, 0, 0), m.u(0.0, 0.25) * thick if m.fine else 0),
    )
    if m.chance(0.6):
        m.add(
            "handle",
            along_x(lathe([(m.u(0.8, 1.1) * thick, 0), (0.8 * thick, m.u(0.003, 0.007))], m.sides), -0.004),
        )
    if m.chance(0.5):
        m.add("handle", block((0.3 * thick, 1.15 * thick * flat, 1.15 * thick), (-grip, 0, 0)))
    rings = []
    for x, share in ((-0.004, 0.6), (0.5 * long, m.u(0.35, 0.5)), (long, m.u(0.15, 0.3))):
        half = 0.5 * share * thick
        rings.append([(x, half, half), (x, -half, half), (x, -half, -half), (x, half, -half)])
    m.add("shaft", loft(rings))
    _wand_zone(m, long, long)


@construction("torch")
def wound_rag(m: Maker) -> None:
    """A stick, its upper end wound thickly with rags."""
    long, radius = m.u(0.3, 0.5), m.u(0.012, 0.02)
    m.add("handle", bar((0, 0, -long), (0, 0, 0.02), radius * m.u(0.75, 1), round_sides(m), radius))
    wide, tall, turns = radius * m.u(1.8, 2.6), m.u(0.08, 0.15), m.count(2, 5)
    for index in range(turns):
        z, step = tall * index / turns, tall / turns
        r = wide * m.u(0.85, 1.1)
        wad = lathe(
            [(0.85 * r, 0), (r, 0.25 * step), (r, 0.8 * step), (0.85 * r, 1.1 * step)], round_sides(m, 0.6)
        )
        m.add("head", move(turn(wad, "x", m.u(-9, 9)), (0, 0, z)))
    if m.chance(0.5):
        m.add("flame", *flame(m, wide, m.u(0.12, 0.25), (0, 0, tall)))
    m.zone("handle", "end", z=(None, -0.72 * long))


@construction("torch")
def iron_basket(m: Maker) -> None:
    """A cage of bars full of coals on a bar with a wooden grip."""
    long, radius = m.u(0.35, 0.6), m.u(0.012, 0.017)
    grip = m.u(0.14, 0.2)
    m.add("handle", bar((0, 0, -long), (0, 0, 0.01), 0.65 * radius, round_sides(m)))
    m.add("handle", lathe(beads(m, radius, grip, -long, m.count(1, 3)), round_sides(m)))
    low, wide, tall, bars = m.u(0.02, 0.035), m.u(0.045, 0.07), m.u(0.09, 0.14), m.count(4, 7)
    for index in range(bars):
        path = curve(
            [
                (0.3 * radius, 0, -0.01),
                (low, 0, 0.012),
                (wide, 0, 0.6 * tall),
                (wide * m.u(0.9, 1.15), 0, tall),
            ],
            7,
        )
        m.add("head", turn(tube(path, 0.005, 6, up=(0, 1, 0)), "z", 360 * index / bars))
    m.add("head", ring(wide, 0.006, m.sides, "z", (0, 0, 0.62 * tall)))
    m.add("head", lathe([(0.6 * low, -0.012), (low, 0.005), (0.7 * low, 0.015)], round_sides(m)))
    coals = [
        (0.5 * low, 0.005),
        (0.72 * wide, 0.35 * tall),
        (0.85 * wide, 0.6 * tall),
        (0.4 * wide, 0.75 * tall),
    ]
    m.add("head", bumpy(lathe(coals, 10), 0.006, 0.03, m.random))
    if m.chance(0.6):
        m.add("flame", *flame(m, 0.8 * wide, m.u(0.12, 0.25), (0, 0, 0.62 * tall)))
    m.zone("handle", "end", z=(None, grip * 0.5 - long))


@construction("torch")
def flared_cup(m: Maker) -> None:
    """One flaring body of metal with a cup on top, as runners carry."""
    long, low, top = m.u(0.35, 0.6), m.u(0.011, 0.017), m.u(0.024, 0.034)
    m.add(
        "handle",
        lathe(
            [(0.8 * low, -long), (low, -0.97 * long), (0.5 * (low + top), -0.35 * long), (top, 0)], m.sides
        ),
    )
    wide, tall = top * m.u(1.3, 2.2), m.u(0.05, 0.12)
    m.add(
        "head",
        vessel(
            [(0.9 * top, -0.01), (1.1 * top, 0.2 * tall), (wide, 0.7 * tall), (wide * m.u(0.95, 1.2), tall)],
            0.006,
            m.sides,
        ),
    )
    if m.chance(0.5):
        m.add("head", lathe([(1.1 * top, -0.012), (1.35 * top, 0), (1.1 * top, 0.012)], m.sides))
    if m.chance(0.7):
        m.add("flame", *flame(m, 0.7 * wide, m.u(0.1, 0.2), (0, 0, 0.008)))
    m.zone("handle", "end", z=(None, -0.7 * long))


@construction("torch")
def bundled_sticks(m: Maker) -> None:
    """A bundle of sticks bound with rope, tarred on top."""
    long, one, count = m.u(0.35, 0.5), m.u(0.006, 0.008), m.count(4, 7)
    for index in range(count):
        angle, off = 2 * np.pi * index / count, one * (0.95 / np.sin(np.pi / count) if count > 4 else 1.3)
        a = (off * np.cos(angle), off * np.sin(angle))
        top, low = 0.02, -long * m.u(0.92, 1.0)
        m.add("handle", bar((*a, low), (1.25 * a[0], 1.25 * a[1], top), one, round_sides(m, 0.3, 5)))
    m.add("handle", bar((0, 0, -0.9 * long), (0, 0, 0.02), one * 1.3, 6))
    outer = one * (0.95 / np.sin(np.pi / count) + 1.0)
    for place in (0.25, 0.75)[: m.count(1, 2)]:
        for k in range(m.count(1, 3)):
            m.add(
                "handle",
                ring(1.08 * outer, 0.0035, round_sides(m, 0.6, 8), "z", (0, 0, -place * long + 0.007 * k)),
            )
    tall = m.u(0.07, 0.13)
    tar = lathe(
        [(1.15 * outer, 0), (1.6 * outer, 0.3 * tall), (1.5 * outer, 0.8 * tall), (0.6 * outer, tall)],
        round_sides(m, 0.5, 7),
    )
    m.add("head", bumpy(tar, 0.3 * outer, 0.05, m.random))
    if m.chance(0.4):
        m.add("flame", *flame(m, 1.3 * outer, m.u(0.1, 0.2), (0, 0, 0.8 * tall)))
    m.zone("handle", "end", z=(None, -0.7 * long))


def _potion_top(m: Maker, z: float, radius: float, flat: float = 1.0) -> None:
    """Neck with a lip on a body's top, and one of several stoppers."""
    tall, lip = m.u(0.015, 0.05), m.u(1.1, 1.45) * radius
    sides = round_sides(m, 0.7)
    neck = [
        (radius * 1.05, z - 0.006),
        (radius, z + 0.2 * tall),
        (radius, z + 0.75 * tall),
        (lip, z + 0.82 * tall),
        (lip, z + tall),
    ]
    m.add("neck", lathe(neck, sides).scale((1, flat, 1)))
    top = z + tall
    kind = m.pick("cork", "ball", "faceted", "cap", "cork")
    if kind == "cork":
        out = m.u(0.01, 0.025)
        m.add("stopper", lathe([(0.8 * radius, top - 0.006), (m.u(0.85, 1.0) * radius, top + out)], sides))
    elif kind == "ball":
        r = radius * m.u(0.9, 1.5)
        m.add(
            "stopper",
            lathe([(0.7 * radius, top - 0.006), (0.5 * radius, top + 0.006)], sides),
            ball(r, sides, (0, 0, top + 0.8 * r)),
        )
    elif kind == "faceted":
        r = radius * m.u(1.1, 1.7)
        m.add(
            "stopper",
            lathe(
                [
                    (0.6 * radius, top - 0.006),
                    (0.6 * radius, top),
                    (r, top + 0.8 * r),
                    (0.6 * r, top + 1.4 * r),
                    (0.02 * r, top + m.u(1.5, 2.3) * r),
                ],
                m.count(5, 8),
            ),
        )
    else:
        m.add(
            "stopper",
            lathe(
                [(lip, top - 0.002), (1.12 * lip, top), (1.12 * lip, top + 0.008), (0.5 * lip, top + 0.014)],
                sides,
            ),
        )


@construction("potion")
def round_flask(m: Maker) -> None:
    """A globe with a flattened bottom."""
    radius, flat = m.u(0.028, 0.055), m.pick(1.0, 1.0, m.u(0.6, 0.9))
    low, neck = m.u(-0.95, -0.75), m.u(0.009, 0.014)
    angle = np.linspace(np.arcsin(low), np.arccos(neck / radius), 12 if m.fine else 7)
    profile = [(radius * float(np.cos(a)), radius * float(np.sin(a))) for a in angle]
    m.add("body", lathe(profile, m.sides).scale((1, flat, 1)))
    if m.chance(0.3):
        m.add("body", ring(radius * 0.99, 0.0035, m.sides, "z").scale((1, flat, 1)))
    _potion_top(m, profile[-1][1], neck)
    m.zone("body", "base", z=(None, (low + 0.3) * radius))


@construction("potion")
def cone_flask(m: Maker) -> None:
    """Wide below, narrowing straight to the neck."""
    radius, tall, neck = m.u(0.03, 0.05), m.u(0.06, 0.11), m.u(0.009, 0.014)
    bulge = m.u(0.9, 1.25)
    profile = [
        (0.92 * radius, 0),
        (radius, 0.05 * tall),
        (bulge * 0.5 * (radius + neck), 0.55 * tall),
        (neck, tall),
    ]
    m.add("body", lathe(profile, m.sides))
    _potion_top(m, tall, neck)
    m.zone("body", "base", z=(None, 0.14 * tall))


@construction("potion")
def banded_vial(m: Maker) -> None:
    """A tall tube, round below or on a foot, with metal bands."""
    radius, tall = m.u(0.012, 0.024), m.u(0.08, 0.15)
    neck = radius * m.u(0.55, 0.8)
    end = (
        [(0.4 * radius, -0.25 * radius), (0.8 * radius, 0.2 * radius), (radius, 0.8 * radius)]
        if m.chance(0.5)
        else [(radius, 0.0)]
    )
    m.add("body", lathe([*end, (radius, 0.9 * tall), (neck, tall)], m.sides))
    for place in (0.12, 0.5, 0.82)[: m.count(0, 3)]:
        z = place * tall
        m.add(
            "body",
            lathe(
                [
                    (1.02 * radius, z - 0.006),
                    (1.12 * radius, z - 0.003),
                    (1.12 * radius, z + 0.003),
                    (1.02 * radius, z + 0.006),
                ],
                m.sides,
            ),
        )
    if end[0][1] == 0.0 and m.chance(0.6):
        m.add("body", lathe([(1.5 * radius, -0.004), (1.45 * radius, 0.001), (radius, 0.01)], m.sides))
    _potion_top(m, tall, neck)
    m.zone("body", "base", z=(None, 0.1 * tall))


@construction("potion")
def cut_glass(m: Maker) -> None:
    """Flat-sided: a prism with shoulders."""
    sides, radius, tall = m.pick(4, 4, 5, 6, 8), m.u(0.03, 0.048), m.u(0.05, 0.11)
    neck, waist = m.u(0.009, 0.013), m.u(0.7, 1.15)
    profile = [
        (waist * 0.95 * radius, 0),
        (waist * radius, 0.06 * tall),
        (radius, 0.75 * tall),
        (neck * 1.2, tall),
    ]
    flat = m.pick(1.0, m.u(0.6, 0.85))
    m.add("body", turn(lathe(profile, sides), "z", 180 / sides).scale((1, flat, 1)))
    if m.chance(0.3):
        m.add(
            "body", plate(rectangle(0.9 * radius, 0.4 * tall), 0.004, "yz", (0.72 * radius, 0, 0.45 * tall))
        )
    _potion_top(m, tall, neck)
    m.zone("body", "base", z=(None, 0.13 * tall))


@construction("potion")
def heart_or_drop(m: Maker) -> None:
    """A heart-shaped, pear-shaped or double-bellied bottle."""
    size, neck = m.u(0.025, 0.038), m.u(0.008, 0.012)
    kind = m.pick("heart", "pear", "double")
    deep = m.u(0.6, 1.0)
    if kind == "heart":
        point = ball(0.3 * size, round_sides(m, 0.5, 8), (0, 0, -1.4 * size))
        for s in (1, -1):
            m.add(
                "body",
                hull(
                    ball(
                        (deep * 0.8 * size, 0.8 * size, 0.8 * size),
                        round_sides(m, 0.5, 8),
                        (0, s * 0.6 * size, 0),
                    ),
                    point,
                ),
            )
        top = 0.7 * size
        m.add("body", bar((0, 0, 0), (0, 0, top), neck * 1.2, round_sides(m)))
        low = -1.7 * size
    else:
        z = np.linspace(0, 1, 12 if m.fine else 7)
        wide = (
            np.sin(np.pi * (0.12 + 0.8 * z)) * (1 - 0.55 * z) * 1.7
            if kind == "pear"
            else 0.45 + 0.5 * np.abs(np.cos(1.5 * np.pi * z - 0.6))
        )
        tall = m.u(2.6, 3.6) * size
        profile = [(max(neck, float(size * w)), float(tall * h)) for w, h in zip(wide, z, strict=True)]
        m.add(
            "body",
            lathe(profile, m.sides),
            lathe([(profile[-1][0], 0.99 * tall), (neck, tall + 0.3 * profile[-1][0])], m.sides),
        )
        top, low = tall + 0.3 * profile[-1][0], 0.0
    _potion_top(m, top, neck)
    m.zone("body", "base", z=(None, low + 0.35 * size))


def _roller(m: Maker, part: str, wide: float, z: float, radius: float, x: float = 0.0) -> None:
    """A rod along Y with knobs that stand out on both sides of a sheet."""
    out, knob = m.u(0.025, 0.045), radius * m.u(1.3, 2.0)
    half = 0.5 * wide + out
    m.add(part, bar((x, -half, z), (x, half, z), radius, round_sides(m)))
    if m.chance(0.8):
        m.add(part, *(ball((knob, 0.8 * knob, knob), round_sides(m), (x, s * half, z)) for s in (1, -1)))
    if m.chance(0.4):
        m.add(
            part,
            *(
                bar((x, s * (0.5 * wide + 0.003), z), (x, s * (0.5 * wide + 0.008), z), knob, round_sides(m))
                for s in (1, -1)
            ),
        )


def _sheet(wide: float, x: Double, z: Double, thick: float) -> Manifold:
    """A sheet as wide as told along Y through points (x, z) from bottom to top."""
    points = np.stack([x, z], 1)
    along = np.gradient(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    across = np.stack([-along[:, 1], along[:, 0]], 1) * thick / 2
    rings = []
    for p, n in zip(points, across, strict=True):
        a, b = p + n, p - n
        rings.append(
            [(a[0], -wide / 2, a[1]), (a[0], wide / 2, a[1]), (b[0], wide / 2, b[1]), (b[0], -wide / 2, b[1])]
        )
    return loft(rings)


@construction("scroll")
def hanging_open(m: Maker) -> None:
    """Open between two rollers, upright or lying back."""
    wide, tall, rod = m.u(0.16, 0.3), m.u(0.2, 0.45), m.u(0.006, 0.01)
    pieces = {"top_rod": tall / 2, "bottom_rod": -tall / 2}
    z = np.linspace(-tall / 2, tall / 2, 12 if m.fine else 7)
    bow = m.u(-0.03, 0.03)
    m.add("paper", _sheet(wide, bow * np.cos(np.pi * z / tall), z, m.u(0.0012, 0.002)))
    for part, place in pieces.items():
        _roller(m, part, wide, place, rod)
        roll = rod * m.u(1.2, 2.6)
        m.add("paper", bar((0, -wide / 2, place), (0, wide / 2, place), roll, round_sides(m, 0.7)))
    lean = m.pick(0.0, m.u(0, 30), m.u(40, 85))
    for part in ("paper", "top_rod", "bottom_rod"):
        m.change(part, [turn(s, "y", lean) for s in m.solids(part)])


@construction("scroll")
def half_rolled(m: Maker) -> None:
    """A thick roll above from which a curling sheet hangs to a thin lower rod."""
    wide, tall, rod = m.u(0.18, 0.3), m.u(0.1, 0.25), m.u(0.007, 0.011)
    big = m.u(0.02, 0.032)
    _roller(m, "top_rod", wide, 0, rod)
    m.add("paper", bar((0, -wide / 2, 0), (0, wide / 2, 0), big, m.sides))
    t, curl = np.linspace(0, 1, 12 if m.fine else 7), m.u(-0.03, 0.06)
    m.add(
        "paper", _sheet(wide * m.u(0.94, 0.99), curl * (1 - t) ** 2 - 0.97 * big * t, tall * (t - 1), 0.0016)
    )
    _roller(m, "bottom_rod", wide, -tall, rod * m.u(0.7, 1.0), curl)


@construction("scroll")
def closed_twin(m: Maker) -> None:
    """Rolled up from both ends: one roll above the other, tied."""
    wide, rod = m.u(0.16, 0.4), m.u(0.006, 0.011)
    upper, lower = m.u(0.018, 0.035), m.u(0.018, 0.035)
    gap = upper + lower
    _roller(m, "top_rod", wide, gap, rod)
    _roller(m, "bottom_rod", wide, 0, rod)
    m.add("paper", bar((0, -wide / 2, gap), (0, wide / 2, gap), upper, m.sides))
    m.add("paper", bar((0, -wide / 2, 0), (0, wide / 2, 0), lower, m.sides))
    m.add("paper", block((0.002, wide, gap), (-0.8 * min(upper, lower), 0, 0.5 * gap)))
    if m.chance(0.6):
        band = hull(
            bar((0, -0.01, gap), (0, 0.01, gap), upper + 0.002, m.sides),
            bar((0, -0.01, 0), (0, 0.01, 0), lower + 0.002, m.sides),
        )
        m.add("paper", move(band, (0, m.u(-0.2, 0.2) * wide, 0)))


@construction("scroll")
def closed_single(m: Maker) -> None:
    """One upright roll with the rod's ends above and below, a ribbon and a seal."""
    tall, radius, rod = m.u(0.18, 0.36), m.u(0.018, 0.034), m.u(0.006, 0.011)
    for part, s in (("top_rod", 1), ("bottom_rod", -1)):
        out, knob = m.u(0.02, 0.04), rod * m.u(1.2, 2.2)
        profile = [
            (rod, 0),
            (rod, 0.5 * tall + out - knob),
            (knob, 0.5 * tall + out),
            (knob, 0.5 * tall + out + knob),
            (0.4 * knob, 0.5 * tall + out + 1.7 * knob),
        ]
        stick = lathe(profile, round_sides(m))
        m.add(part, stick if s > 0 else mirrored(stick, "z"))
    flare = m.u(1.0, 1.12)
    m.add(
        "paper",
        lathe(
            [
                (flare * radius, -tall / 2),
                (radius, -0.3 * tall),
                (radius, 0.3 * tall),
                (flare * radius, tall / 2),
            ],
            m.sides,
        ),
    )
    edge = [
        (0.97 * radius, -0.2 * radius),
        (0.9 * radius, 0.55 * radius),
        (1.03 * radius, 0.5 * radius),
        (1.08 * radius, -0.2 * radius),
    ]
    m.add("paper", plate(edge, tall * 0.98, "xy"))
    if m.chance(0.7):
        m.add("paper", lathe([(1.08 * radius, -0.008), (1.12 * radius, 0), (1.08 * radius, 0.008)], m.sides))
        m.add(
            "paper",
            along_x(lathe([(0.4 * radius, 0), (0.35 * radius, 0.005)], round_sides(m)), 1.08 * radius),
        )


@construction("scroll")
def spiral_roll(m: Maker) -> None:
    """An upright roll whose layers show at its ends, loose at the outside, on thin rods."""
    tall, turns, step = m.u(0.2, 0.4), m.u(1.6, 2.6), m.u(0.005, 0.008)
    inner = m.u(0.008, 0.012)
    count = 36 if m.fine else 18
    angle = np.linspace(0, 2 * np.pi * turns, count)
    r, thick = inner + step * angle / (2 * np.pi), m.u(0.0015, 0.0025)
    outer = np.stack([(r + thick) * np.cos(angle), (r + thick) * np.sin(angle)], 1)
    inside = np.stack([r * np.cos(angle), r * np.sin(angle)], 1)
    m.add(
        "paper", plate([(float(a), float(b)) for a, b in np.concatenate([outer, inside[::-1]])], tall, "xy")
    )
    for part, s in (("top_rod", 1.0), ("bottom_rod", -1.0)):
        end = s * (0.5 * tall + m.u(0.02, 0.035))
        m.add(part, bar((0, 0, 0), (0, 0, end), inner * 1.04, round_sides(m)))
        m.add(part, ball(inner * m.u(1.2, 1.6), round_sides(m), (0, 0, end)))


@construction("orb")
def on_ring_foot(m: Maker) -> None:
    """A ball on a turned foot."""
    radius = m.u(0.032, 0.065)
    foot, tall = radius * m.u(0.6, 1.0), radius * m.u(0.35, 1.0)
    profile = [
        (foot, 0),
        (foot, 0.15 * tall),
        (0.6 * foot, 0.4 * tall),
        (0.45 * foot, 0.6 * tall),
        (0.75 * radius, tall),
        (0.8 * radius, tall + 0.1 * radius),
    ]
    m.add("base", lathe(profile, m.sides))
    body = ball(radius, m.sides, (0, 0, tall + 0.72 * radius))
    m.add("body", body)


@construction("orb")
def on_claws(m: Maker) -> None:
    """A ball gripped from below by claws."""
    radius, claws, sides = m.u(0.035, 0.065), m.count(3, 5), round_sides(m, 0.3, 6)
    m.add("body", ball(radius, m.sides, (0, 0, 0)))
    low, out = -1.35 * radius, m.u(0.7, 1.2) * radius
    for index in range(claws):
        path = curve(
            [
                (0, 0, -1.0 * radius),
                (0.5 * radius, 0, -1.12 * radius),
                (1.0 * radius, 0, -0.5 * radius),
                (0.95 * radius, 0, 0.12 * radius),
            ],
            8,
        )
        m.add(
            "base",
            turn(
                tube(path, np.linspace(0.16, 0.05, 8) * radius, sides, up=(0, 1, 0)), "z", 360 * index / claws
            ),
        )
        leg = curve([(0, 0, -1.05 * radius), (0.6 * out, 0, -1.1 * radius), (out, 0, low)], 6)
        m.add("base", turn(tube(leg, 0.13 * radius, sides, up=(0, 1, 0)), "z", 360 * (index + 0.5) / claws))
        m.add("base", turn(ball(0.17 * radius, 8, (out, 0, low)), "z", 360 * (index + 0.5) / claws))


@construction("orb")
def faceted_on_plinth(m: Maker) -> None:
    """A coarse ball sunk in a stepped square block or a cushion."""
    radius = m.u(0.03, 0.055)
    m.add("body", move(Manifold.sphere(radius, m.pick(8, 12, 16)), (0, 0, 0)))
    wide = radius * m.u(1.3, 2.0)
    if m.chance(0.6):
        for index in range(m.count(1, 3)):
            m.add(
                "base",
                block(
                    (wide * (1 + 0.25 * index), wide * (1 + 0.25 * index), 0.3 * radius),
                    (0, 0, -0.8 * radius - 0.28 * radius * index),
                ),
            )
    else:
        m.add("base", block((1.5 * wide, 1.5 * wide, 0.9 * radius), (0, 0, -0.95 * radius), 0.42 * radius, 8))
        for sx in (1, -1):
            for sy in (1, -1):
                m.add("base", ball(0.22 * radius, 8, (sx * 0.7 * wide, sy * 0.7 * wide, -0.95 * radius)))


@construction("orb")
def banded_globe(m: Maker) -> None:
    """A sovereign's globe: bands and a cross above, a short stem and foot below."""
    radius = m.u(0.035, 0.06)
    m.add("body", ball(radius, m.sides))
    sides = max(m.sides, 12)
    m.add("body", ring(radius, 0.07 * radius, sides, "z"))
    m.add("body", *(ring(radius, 0.06 * radius, sides, axis) for axis in ("x", "y")[: m.count(1, 2)]))
    if m.chance(0.7):
        m.add(
            "body", plate(star(4, 0.45 * radius, 0.14 * radius), 0.12 * radius, "yz", (0, 0, 1.35 * radius))
        )
        m.add("body", ball(0.14 * radius, 8, (0, 0, 1.0 * radius)))
    foot = radius * m.u(0.6, 0.9)
    m.add(
        "base",
        lathe(
            [
                (foot, -1.7 * radius),
                (0.9 * foot, -1.55 * radius),
                (0.3 * radius, -1.3 * radius),
                (0.3 * radius, -1.15 * radius),
                (0.55 * radius, -0.85 * radius),
            ],
            m.sides,
        ),
    )


def _boards(m: Maker, wide: float, deep: float, high: float, board: float) -> None:
    """Two covers and the pages of a closed book; its back at -Y stays open for a spine."""
    for s in (1, -1):
        m.add(
            "cover",
            block((wide, deep, board), (0, 0, s * 0.5 * (high - board)), 0.3 * board if m.fine else 0, 4),
        )
    inset = m.u(0.004, 0.01)
    m.add("pages", block((wide - 2 * inset, deep - inset, high - 1.9 * board), (0, -0.5 * inset, 0)))


def _clasp(m: Maker, x: float, breadth: float, deep: float, high: float) -> None:
    """A strap from cover to cover round the fore edge."""
    reach, thick = m.u(0.1, 0.2) * deep, m.u(0.002, 0.004)
    y = 0.5 * deep
    m.add("cover", block((breadth, thick + 0.003, high + 2 * thick), (x, y + 0.5 * thick, 0)))
    for s in (1, -1):
        m.add(
            "cover",
            block((breadth, reach, thick), (x, y - 0.5 * reach + thick, s * 0.5 * (high + thick * 0.98))),
        )
    if m.chance(0.6):
        m.add("cover", block((1.3 * breadth, 0.006, 0.5 * high), (x, y + thick + 0.002, 0)))
    side = (x - 0.7 * breadth, x + 0.7 * breadth)
    m.zone("cover", "clasp", x=side, y=(y + 0.0006, None))
    m.zone("cover", "clasp", x=side, y=(y - reach, None), z=(0.5 * high + 0.0006, None))
    m.zone("cover", "clasp", x=side, y=(y - reach, None), z=(None, -0.5 * high - 0.0006))


def _corners(m: Maker, wide: float, deep: float, high: float) -> None:
    size = m.u(0.015, 0.03)
    for sx in (1, -1):
        for sy in (1, -1):
            corner = plate(
                [(0.0, 0.0), (-sx * size, 0.0), (0.0, -sy * size)]
                if sx * sy > 0
                else [(0.0, 0.0), (0.0, -sy * size), (-sx * size, 0.0)],
                high + 0.003,
                "xy",
                (sx * (0.5 * wide + 0.001), sy * (0.5 * deep + 0.001), 0),
            )
            m.add("cover", corner - block((2 * wide, 2 * deep, high - 0.004)))


@construction("spellbook")
def clasped_tome(m: Maker) -> None:
    """Square back, one or two clasps, metal corners, an emblem."""
    wide, deep = m.u(0.17, 0.3), m.u(0.12, 0.21)
    high, board = m.u(0.028, 0.07), m.u(0.004, 0.007)
    _boards(m, wide, deep, high, board)
    m.add("cover", block((wide, board, high), (0, -0.5 * deep, 0), 0.3 * board if m.fine else 0, 4))
    m.zone("cover", "spine", y=(None, -0.5 * deep + 0.4 * board))
    if m.chance(0.6):
        _corners(m, wide, deep, high)
    emblem = m.pick("disc", "star", "eye", "none")
    if emblem == "disc":
        m.add("cover", lathe([(0.2 * deep, 0), (0.18 * deep, 0.004)], m.sides, (0, 0, 0.5 * high - 0.001)))
    elif emblem == "star":
        m.add(
            "cover", plate(star(m.pick(4, 5, 6), 0.28 * deep, 0.13 * deep), 0.005, "xy", (0, 0, 0.5 * high))
        )
    elif emblem == "eye":
        m.add("cover", ball((0.2 * deep, 0.12 * deep, 0.01), round_sides(m), (0, 0, 0.5 * high)))
    for x in m.pick((0.0,), (-0.27, 0.27)):
        _clasp(m, x * wide, m.u(0.012, 0.025), deep, high)


@construction("spellbook")
def ribbed_back(m: Maker) -> None:
    """A round back with raised bands, a frame on the cover, a clasp."""
    wide, deep = m.u(0.17, 0.3), m.u(0.12, 0.22)
    high, board = m.u(0.035, 0.075), m.u(0.004, 0.008)
    _boards(m, wide, deep, high, board)
    round_back = [
        (float(p[1]), float(p[2]))
        for p in arc(
            (0, -0.5 * deep, 0), (m.u(0.25, 0.5) * high, 0.5 * high), 90, 270, 9 if m.fine else 5, "yz"
        )
    ]
    m.add("cover", plate(round_back, wide, "yz"))
    outer = [(-0.5 * deep + 1.14 * (a + 0.5 * deep), 1.04 * b) for a, b in round_back]
    for x in np.linspace(-0.36, 0.36, m.count(2, 5)) * wide:
        m.add("cover", plate(outer, 0.007, "yz", (float(x), 0, 0)))
    m.zone("cover", "spine", y=(None, -0.5 * deep))
    if m.chance(0.6):
        for s in (1, -1):
            frame = plate(
                rectangle(0.86 * wide, 0.8 * deep),
                0.003,
                "xy",
                (0, 0.02 * deep, s * 0.5 * high),
                [rectangle(0.76 * wide, 0.68 * deep)],
            )
            m.add("cover", frame)
    if m.chance(0.5):
        m.add("cover", move(crystal(m, 0.08 * deep, 0.2 * deep).scale((1, 1, 0.15)), (0, 0, 0.5 * high)))
    _clasp(m, m.u(-0.1, 0.1) * wide, m.u(0.015, 0.035), deep, high)


@construction("spellbook")
def lying_open(m: Maker) -> None:
    """Open: two swelling blocks of pages over the boards, the back below in the middle."""
    wide, deep, board = m.u(0.18, 0.3), m.u(0.13, 0.21), m.u(0.004, 0.007)
    thick, lean = m.u(0.015, 0.035), m.u(0, 12)
    y = np.linspace(0.0, 1.0, 8 if m.fine else 5)
    top = thick * (0.35 + m.u(0.7, 0.9) * np.sin(np.pi * np.minimum(0.12 + 0.75 * y, 1.0)))
    outline = [(float(a) * (deep - 0.008), float(b)) for a, b in zip(y, top, strict=True)]
    page = plate([(0.0, 0.0), (deep - 0.008, 0.0), *outline[::-1]], wide - 0.014, "yz", (0, 0, 0.5 * board))
    cover = block((wide, deep, board), (0, 0.5 * deep, 0), 0.3 * board if m.fine else 0, 4)
    for s in (1, -1):
        for part, solid in (("cover", cover), ("pages", page)):
            m.add(part, turn(solid if s > 0 else mirrored(solid, "y"), "x", s * lean))
    back = m.u(0.012, 0.022)
    m.add("cover", tube([(-0.5 * wide, 0, 0), (0.5 * wide, 0, 0)], 0.9 * board, 8, flat=back / (0.9 * board)))
    m.zone("cover", "spine", y=(-back, back))
    strap = m.u(0.03, 0.06)
    at, height = m.u(-0.2, 0.2) * wide, deep * np.sin(np.radians(lean))
    m.add("cover", block((0.02, strap, 0.003), (at, deep * np.cos(np.radians(lean)) + 0.45 * strap, height)))
    m.zone("cover", "clasp", y=(deep * np.cos(np.radians(lean)) + 0.003, None))


@construction("spellbook")
def strapped_journal(m: Maker) -> None:
    """Soft covers, ragged pages that stand out, a belt with a buckle all round."""
    wide, deep, high = m.u(0.14, 0.24), m.u(0.1, 0.17), m.u(0.025, 0.055)
    board = m.u(0.003, 0.005)
    swell = m.u(0.0, 0.3) * high

    def change(p: Double) -> Double:
        bend = swell * (p[:, 1] / deep + 0.5) * p[:, 2] / high
        return np.stack([p[:, 0], p[:, 1], p[:, 2] + bend], 1)

    rows = [(-0.5, 0.9), (-0.47, 1.0), (0.5, 1.0), (0.5, -1.0), (-0.47, -1.0), (-0.5, -0.9)]
    outer = [(deep * a, 0.5 * high * b) for a, b in rows]
    inner = [
        (-0.5 * deep + board, -0.5 * high + board),
        (0.6 * deep, -0.5 * high + board),
        (0.6 * deep, 0.5 * high - board),
        (-0.5 * deep + board, 0.5 * high - board),
    ]
    m.add("cover", warped(plate(outer, wide, "yz") - plate(inner, 2 * wide, "yz"), change))
    sheets = m.count(3, 6)
    for index in range(sheets):
        z = (index + 0.5) / sheets - 0.5
        size = (wide * m.u(0.9, 1.03), deep * m.u(0.9, 1.0), (high - 1.8 * board) / sheets * 1.02)
        leaf = block(
            size,
            (m.u(-0.01, 0.01), 0.5 * (size[1] - deep) + board * 0.8 + 0.02 * deep, z * (high - 1.9 * board)),
        )
        m.add("pages", warped(leaf, change))
    m.zone("cover", "spine", y=(None, -0.5 * deep + 0.006))
    x, breadth, t = m.u(-0.15, 0.15) * wide, m.u(0.018, 0.032), m.u(0.002, 0.0035)
    tall = high + swell
    belt = block((breadth, deep + 2 * t + 0.012, tall + 2 * t), (x, 0.006, 0)) - block(
        (2 * breadth, deep + 0.012, tall), (x, 0.006, 0)
    )
    m.add("cover", belt)
    m.add(
        "cover",
        block((1.5 * breadth, 0.006, 0.7 * high), (x, 0.5 * deep + 0.012 + t, 0))
        - block((0.8 * breadth, 0.02, 0.35 * high), (x, 0.5 * deep + 0.014 + t, 0)),
    )
    m.zone("cover", "clasp", x=(x - 0.8 * breadth, x + 0.8 * breadth), y=(0.3 * deep, None))
