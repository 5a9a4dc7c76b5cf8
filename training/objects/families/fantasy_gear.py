"""Gear of dungeons and decks: ropes, chains, flails, levers."""

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
    circle,
    curve,
    lathe,
    move,
    plate,
    rectangle,
    ring,
    tube,
    turn,
)
from ._fantasy import along_x, beads, chain_links, hoop, round_sides, spaced


@construction("rope_coil")
def loose_helix(m: Maker) -> None:
    """Turn upon turn lying on the ground."""
    thick, radius, turns = m.u(0.006, 0.012), m.u(0.07, 0.16), m.count(3, 6)
    around = 18 if m.fine else 9
    t = np.arange(turns * around + 1) / around
    wobble = 1 + 0.07 * np.sin(2 * np.pi * t * m.u(0.2, 0.45) + m.u(0, 6))
    r = radius * wobble
    path = np.stack([r * np.cos(2 * np.pi * t), r * np.sin(2 * np.pi * t), 2.1 * thick * t], 1)
    m.add("coil", tube(path, thick, round_sides(m, 0.3, 6)))
    last, long = path[-1], m.u(0.08, 0.25)
    end = last + curve(
        [
            (0, -0.01, 0),
            (0.01, 0.3 * long, 0.2 * thick),
            (0.6 * long, 0.6 * long, -2 * thick),
            (long, 0.7 * long, -1.4 * thick * turns),
        ],
        9,
    )
    m.add("end", tube(end, thick, round_sides(m, 0.3, 6), up=(0.1, 0, 1)))
    if m.chance(0.5):
        m.add("end", ball(1.5 * thick, round_sides(m, 0.4, 8), tuple(end[-1])))


@construction("rope_coil")
def bound_hank(m: Maker) -> None:
    """Long loops gathered and bound in the middle, hanging."""
    thick, long, wide = m.u(0.005, 0.009), m.u(0.15, 0.28), m.u(0.035, 0.07)
    loops, sides = m.count(3, 5), min(round_sides(m, 0.3, 6), 8)
    angle = np.linspace(0, 2 * np.pi, 22 if m.fine else 12, endpoint=False)
    for index in range(loops):
        k, x = m.u(0.9, 1.08), (index - 0.5 * (loops - 1)) * 1.9 * thick
        waist = 0.45 + 0.55 * np.abs(np.sin(angle))
        path = np.stack([0 * angle + x, k * wide * np.cos(angle) * waist, k * long * np.sin(angle)], 1)
        m.add("coil", tube(path, thick, sides, up=(1, 0, 0), closed=True))
    half = 0.5 * loops * 2 * thick
    for index in range(m.count(2, 5)):
        z = (index - 1) * 2 * thick
        m.add(
            "coil",
            tube(
                np.array([(half * 1.25 * np.cos(a), 0.55 * wide * np.sin(a), z) for a in angle[::2]]),
                thick,
                6,
                closed=True,
            ),
        )
    start = (half, 0.0, 0.0)
    down = m.u(0.1, 0.3)
    path = curve(
        [
            start,
            (half + 2.5 * thick, 0.3 * wide, 0.03),
            (half + 3 * thick, 0.5 * wide, -0.3 * down),
            (half + 2 * thick, m.u(0.2, 0.8) * wide, -down - 0.1),
        ],
        10,
    )
    m.add("end", tube(path, thick, sides, up=(1, 0, 0.1)))


@construction("rope_coil")
def spiral_mat(m: Maker) -> None:
    """One flat spiral, or two layers of it, the end led off."""
    thick, turns, hole = m.u(0.007, 0.013), m.count(3, 6), m.u(0.02, 0.06)
    around = 16 if m.fine else 8
    t = np.arange(turns * around + 1) / around
    r = hole + 2.08 * thick * t
    path = np.stack([r * np.cos(2 * np.pi * t), r * np.sin(2 * np.pi * t), 0 * t], 1)
    m.add("coil", tube(path, thick, round_sides(m, 0.3, 6)))
    last, long = path[-1], m.u(0.1, 0.3)
    bend = m.u(-0.3, 0.6)
    end = last + curve(
        [
            (0, -0.01, 0),
            (0.1 * bend * long, 0.4 * long, 0),
            (bend * long, long, 0),
        ],
        8,
    )
    m.add("end", tube(end, thick, round_sides(m, 0.3, 6)))
    if m.chance(0.4):
        m.add(
            "end",
            *(ring(thick, 0.3 * thick, 10, "y", tuple(end[5] + [0, k * 0.5 * thick, 0])) for k in (0, 1)),
        )


@construction("rope_coil")
def lashed_bundle(m: Maker) -> None:
    """A thick bundle of turns tied in three or four places, standing or lying."""
    thick, radius, around = m.u(0.006, 0.01), m.u(0.08, 0.15), 26 if m.fine else 12
    for angle in 2 * np.pi * np.arange(m.count(4, 7)) / 6:
        r, z = radius + 1.7 * thick * np.cos(angle), 1.7 * thick * np.sin(angle)
        path = arc((0, 0, z), r, 0, 360 - 360 / around, around, "xy")
        m.add("coil", tube(path, thick, round_sides(m, 0.25, 6), closed=True))
    ties = m.count(2, 4)
    for index in range(ties):
        m.add(
            "coil",
            turn(ring(3.0 * thick, 0.7 * thick, 10, "y", (radius, 0, 0)), "z", 360 * (index + 0.3) / ties),
        )
    long = m.u(0.08, 0.22)
    end = curve(
        [
            (radius, 0, 2 * thick),
            (radius + 0.02, 0.05, 3 * thick),
            (radius + 0.4 * long, 0.06 + 0.4 * long, thick),
            (radius + m.u(0.3, 1) * long, 0.06 + long, -thick),
        ],
        10,
    )
    m.add("end", tube(end, thick, round_sides(m, 0.3, 6)))
    if m.chance(0.5):
        loop = ring(0.03, thick, 14, "z", tuple(end[-1] + [0, 0.028, 0]))
        m.add("end", loop)
    if m.chance(0.4):
        for part in ("coil", "end"):
            m.change(part, [turn(s, "y", 90) for s in m.solids(part)])


def _chain_measure(m: Maker) -> tuple[float, float, float, float]:
    """Half length, half width and bar radius of a link, and the degrees of twist between links."""
    half = m.u(0.014, 0.028)
    return half, half * m.u(0.55, 0.75), half * m.u(0.17, 0.25), m.pick(90.0, 90.0, 90.0, 60.0)


def _middle(m: Maker, long: float) -> None:
    m.zone("links", "middle", x=(0.36 * long, 0.64 * long))


@construction("chain")
def hooked_length(m: Maker) -> None:
    """Stretched or slack, a hook at the front and often a ring behind."""
    half, width, wire, twist = _chain_measure(m)
    long, droop = m.u(0.25, 0.7), m.pick(0.0, m.u(0.02, 0.12))
    x = np.linspace(0, long, 24)
    path = np.stack([x, 0 * x, -4 * droop * (x / long) * (1 - x / long)], 1)
    chain = chain_links(m, path, half, width, wire, twist)
    m.add("links", *chain)
    last = spaced(path, 2 * half - 1.8 * wire)[0][-1]
    start, size = last + np.array([half, 0, 0]), m.u(0.02, 0.035)
    m.add("end", ring(1.6 * wire + 0.004, wire, 10, "y" if len(chain) % 2 else "z", tuple(start)))
    hook = arc((start[0] + 2.2 * size, 0, start[2] - size), size, 110, -150, 12 if m.fine else 8)
    base = np.array([[start[0] + 1.6 * wire + 0.003, 0, start[2]], [start[0] + 0.9 * size, 0, start[2]]])
    thick = np.concatenate([[1.2, 1.3], np.linspace(1.3, 0.5, len(hook))]) * wire * m.u(1.1, 1.6)
    m.add("end", tube(np.concatenate([base, hook]), thick, round_sides(m, 0.4, 6), up=(0, 1, 0)))
    if m.chance(0.5):
        m.add("end", ring(m.u(0.02, 0.035), wire * 1.2, 16, "y", (-half - m.u(0.012, 0.02), 0, 0)))
    _middle(m, float(last[0]))


@construction("chain")
def shackled(m: Maker) -> None:
    """A short chain with a cuff at one end or at both."""
    half, width, wire, twist = _chain_measure(m)
    long = m.u(0.12, 0.4)
    path = np.stack([np.linspace(0, long, 12), np.zeros(12), np.zeros(12)], 1)
    m.add("links", *chain_links(m, path, half, width, wire, twist))
    last = float(spaced(path, 2 * half - 1.8 * wire)[0][-1, 0])
    radius, tall, wall = m.u(0.032, 0.045), m.u(0.02, 0.045), m.u(0.004, 0.007)
    for s, x in ((1, last + half), (-1, -half))[: m.count(1, 2)]:
        m.add(
            "end",
            move(
                hoop(radius, wall, -0.5 * tall, 0.5 * tall, max(m.sides, 10)),
                (x + s * (radius + 0.012), 0, 0),
            ),
        )
        m.add("end", ring(0.008, 0.003, 10, "y", (x + s * 0.006, 0, 0)))
        m.add("end", block((0.02, 0.014, 1.1 * tall), (x + s * (2 * radius + 0.014), 0, 0)))
    _middle(m, last)


@construction("chain")
def heaped(m: Maker) -> None:
    """Lying in a bend or a spiral on the ground, the last ring large or a ring plate."""
    half, width, wire, _ = _chain_measure(m)
    turns, step = m.u(0.4, 1.4), m.u(3.2, 4.0) * half
    t = np.linspace(0, 1, 60)
    angle = 2 * np.pi * turns * t
    r = m.u(0.05, 0.09) + step * turns * t
    path = np.stack([r * np.cos(angle), r * np.sin(angle), 0 * t], 1)
    m.add("links", *chain_links(m, path, half, width, wire, 90.0, sides=5))
    points, along = spaced(path, 2 * half - 1.8 * wire)
    big = m.u(0.02, 0.035)
    place = points[-1] + (half + big - wire) * along[-1]
    m.add("end", ring(big, 1.3 * wire, 16, "z" if len(points) % 2 else "y", tuple(place)))
    if m.chance(0.5):
        stem = place + (big + 0.008) * along[-1]
        m.add("end", move(block((0.03, 0.05, 0.05), rounding=0.004 if m.fine else 0), tuple(stem)))


@construction("chain")
def toggle_chain(m: Maker) -> None:
    """Fine round links that end in a cross bar and a ring, or in a ball."""
    half, wire = m.u(0.009, 0.014), m.u(0.002, 0.003)
    long = m.u(0.18, 0.4)
    x = np.linspace(0, long, 30)
    wave = m.u(0.0, 0.03)
    path = np.stack([x, wave * np.sin(2 * np.pi * x / long * m.u(0.5, 1.5)), 0 * x], 1)
    m.add("links", *chain_links(m, path, half, half, wire, 90.0, sides=5))
    points, _ = spaced(path, 2 * half - 1.8 * wire)
    last = points[-1] + [half, 0, 0]
    if m.chance(0.6):
        span = m.u(0.02, 0.04)
        m.add("end", bar(tuple(last - [0.002, 0, 0]), tuple(last + np.array([0.012, 0, 0])), 1.2 * wire, 6))
        m.add(
            "end",
            bar(
                (last[0] + 0.012, last[1] - span, 0),
                (last[0] + 0.012, last[1] + span, 0),
                1.7 * wire,
                round_sides(m, 0.4),
            ),
        )
    else:
        size = m.u(0.02, 0.045)
        m.add(
            "end",
            ring(0.006, 0.002, 10, "y", tuple(last)),
            ball(size, m.sides, tuple(last + np.array([size + 0.004, 0, 0]))),
        )
    _middle(m, float(points[-1, 0]))


def _flail_handle(m: Maker) -> float:
    """A haft along X up to the origin; returns its radius."""
    long, radius = m.u(0.25, 0.6), m.u(0.012, 0.018)
    m.add("handle", bar((-long, 0, 0), (0, 0, 0), radius, round_sides(m), radius * m.u(0.85, 1.1)))
    if m.chance(0.7):
        grip = m.u(0.12, 0.18)
        m.add(
            "handle",
            along_x(lathe(beads(m, 1.25 * radius, grip, 0, m.count(1, 5)), round_sides(m)), -long + 0.02),
        )
    if m.chance(0.6):
        m.add("handle", ball(m.u(1.3, 1.7) * radius, round_sides(m), (-long, 0, 0)))
    m.add(
        "handle",
        along_x(
            lathe([(1.25 * radius, -0.03), (1.3 * radius, 0.004), (0.8 * radius, 0.012)], round_sides(m))
        ),
    )
    m.add("handle", ring(0.011, 0.0035, 10, "y", (0.018, 0, 0)))
    return radius


def _spiked(m: Maker, radius: float, at: Double, spikes: bool) -> None:
    centre = tuple(float(c) for c in at)
    m.add("ball", ball(radius, round_sides(m, 0.6, 8), centre))
    if spikes:
        long = m.u(0.35, 0.8) * radius
        golden = np.pi * (3 - np.sqrt(5))
        count = m.count(8, 16)
        for index in range(count):
            z = 1 - 2 * (index + 0.5) / count
            out = np.array(
                [np.sqrt(1 - z * z) * np.cos(golden * index), np.sqrt(1 - z * z) * np.sin(golden * index), z]
            )
            m.add(
                "ball",
                bar(
                    tuple(at + 0.85 * radius * out),
                    tuple(at + (radius + long) * out),
                    0.28 * radius,
                    m.pick(4, 6),
                    0.02 * radius,
                ),
            )


def _chain_to(m: Maker, end: Double, droop: float) -> None:
    """Links from the haft's ring to a point."""
    start = np.array([0.024, 0.0, 0.0])
    half = m.u(0.011, 0.018)
    path = curve([tuple(start), tuple(0.5 * (start + end) - [0, 0, droop]), tuple(end)], 14)
    m.add("chain", *chain_links(m, path, half, 0.6 * half, 0.22 * half))
    m.add("chain", ball(0.4 * half, 8, tuple(start)), bar(tuple(path[-2]), tuple(end), 0.22 * half, 6))


@construction("flail")
def taut_star(m: Maker) -> None:
    """The chain straight out in front, a spiked ball."""
    _flail_handle(m)
    size, long = m.u(0.03, 0.055), m.u(0.1, 0.3)
    _chain_to(m, np.array([0.024 + long, 0, 0]), 0.0)
    _spiked(m, size, np.array([0.024 + long + 0.95 * size, 0, 0]), True)


@construction("flail")
def hanging_ball(m: Maker) -> None:
    """The chain hangs in a bow, a smooth, studded or ribbed ball at its end."""
    _flail_handle(m)
    size, long = m.u(0.03, 0.055), m.u(0.12, 0.25)
    end = np.array([0.03 + m.u(0.3, 0.8) * long, m.u(-0.2, 0.2) * long, -long])
    _chain_to(m, end, -m.u(0.1, 0.3) * long)
    ball_at = end - [0, 0, 0.95 * size]
    _spiked(m, size, ball_at, m.chance(0.3))
    if m.chance(0.6):
        m.add(
            "ball",
            *(
                move(ring(size, 0.12 * size, max(m.sides, 10), axis), tuple(ball_at))
                for axis in ("x", "y", "z")[: m.count(1, 3)]
            ),
        )


@construction("flail")
def three_heads(m: Maker) -> None:
    """Two or three short chains with a small weight each."""
    _flail_handle(m)
    count, size = m.count(2, 3), m.u(0.018, 0.03)
    for index in range(count):
        long = m.u(0.08, 0.18)
        spread = (index - 0.5 * (count - 1)) * m.u(0.5, 0.9)
        end = np.array([0.024 + long * np.cos(spread), long * np.sin(spread), -m.u(0, 0.5) * long])
        _chain_to(m, end, 0.0)
        _spiked(m, size, end + 0.9 * size * np.array([np.cos(spread), np.sin(spread), 0]), m.chance(0.6))


@construction("flail")
def wooden_swingle(m: Maker) -> None:
    """A few links, then a studded club instead of a ball."""
    radius = _flail_handle(m)
    long = m.u(0.04, 0.08)
    end = np.array([0.024 + long, 0, 0])
    _chain_to(m, end, m.u(-0.01, 0.01))
    club, wide = m.u(0.14, 0.28), radius * m.u(1.4, 2.2)
    sides = m.pick(round_sides(m), 4, 6, 8)
    m.add(
        "ball",
        along_x(
            lathe(
                [
                    (0.6 * wide, -0.006),
                    (wide, 0.1 * club),
                    (m.u(0.9, 1.3) * wide, 0.9 * club),
                    (0.6 * wide, club),
                ],
                sides,
            ),
            float(end[0]),
        ),
    )
    if m.chance(0.7):
        for place in (0.25, 0.5, 0.75):
            for index in range(4):
                stud = bar(
                    (end[0] + place * club, 0, 0.6 * wide),
                    (end[0] + place * club, 0, 1.7 * wide),
                    0.25 * wide,
                    6,
                    0.05 * wide,
                )
                m.add("ball", turn(stud, "x", 90 * index + 45))


def _knob(m: Maker, radius: float) -> list[Manifold]:
    """A grip on a lever's end, along Z from about z = 0 upwards."""
    kind = m.pick("ball", "pear", "bar", "ribbed")
    size = max(0.014, radius * m.u(1.6, 2.6))
    if kind == "ball":
        return [ball(min(size * 1.2, 0.035), m.sides, (0, 0, 0.9 * size))]
    if kind == "pear":
        return [
            lathe(
                [
                    (radius, -0.004),
                    (0.8 * size, 0.6 * size),
                    (1.1 * size, 1.8 * size),
                    (0.7 * size, 2.7 * size),
                    (0.2 * size, 2.9 * size),
                ],
                m.sides,
            )
        ]
    long = m.u(0.08, 0.13)
    if kind == "bar":
        return [
            lathe(
                [(0.8 * size, -0.01), (size, 0.1 * long), (0.95 * size, 0.9 * long), (0.6 * size, long)],
                m.sides,
            )
        ]
    return [
        lathe(
            [(size * 0.8, -0.01), *beads(m, size, long, 0, m.count(3, 5)), (size * 0.6, long * 1.04)],
            m.sides,
        )
    ]


@construction("lever")
def slotted_floor(m: Maker) -> None:
    """A straight rod leaning out of a slot in a floor box."""
    long, radius = m.u(0.22, 0.6), m.u(0.008, 0.014)
    deep, wide, high = m.u(0.12, 0.25), m.u(0.07, 0.15), m.u(0.02, 0.08)
    m.add("base", block((deep, wide, high), (0, 0, -0.5 * high), m.u(0, 0.3) * high if m.fine else 0, 8))
    if m.chance(0.6):
        m.add("base", block((1.2 * deep, 1.25 * wide, 0.3 * high), (0, 0, -0.9 * high)))
    m.cut("base", block((0.75 * deep, 2.8 * radius, 1.2 * high), (0, 0, -0.1 * high)))
    lean, foot = m.u(-35, 35), -0.75 * high
    m.add("base", bar((0, -0.4 * wide, foot), (0, 0.4 * wide, foot), 1.3 * radius, 8))
    shaft = bar((0, 0, foot), (0, 0, long), radius, round_sides(m), radius * m.u(0.7, 1))
    m.add("shaft", turn(shaft, "y", lean, (0, 0, foot)))
    m.add("knob", *(turn(move(s, (0, 0, long)), "y", lean, (0, 0, foot)) for s in _knob(m, radius)))


@construction("lever")
def wall_switch(m: Maker) -> None:
    """A plate on a wall; the rod stands out of it, up or down."""
    high, wide, thick = m.u(0.14, 0.3), m.u(0.07, 0.16), m.u(0.012, 0.035)
    shape = (
        circle(0.5 * wide * m.u(1, 1.3), m.sides)
        if m.chance(0.3)
        else rectangle(wide, high, 0.15 * wide if m.fine else 0, 3)
    )
    m.add("base", plate(shape, thick, "yz", (0.5 * thick, 0, 0)))
    boss = m.u(0.02, 0.035)
    m.add(
        "base",
        bar((thick, -0.4 * boss, 0), (thick, 0.4 * boss, 0), boss, m.sides)
        if m.chance(0.5)
        else ball(boss, m.sides, (thick, 0, 0)),
    )
    if m.chance(0.5):
        for sy in (1, -1):
            for sz in (1, -1):
                m.add(
                    "base",
                    ball((0.006, 0.008, 0.008), 8, (thick, sy * 0.3 * wide, sz * 0.3 * min(high, wide))),
                )
    long, radius, tilt = m.u(0.14, 0.3), m.u(0.007, 0.012), m.pick(m.u(20, 60), m.u(75, 100), m.u(115, 150))
    m.add(
        "shaft",
        turn(bar((0, 0, 0), (0, 0, long), radius, round_sides(m)), "y", tilt).translate((thick, 0, 0)),
    )
    m.add(
        "knob", *(turn(move(s, (0, 0, long)), "y", tilt).translate((thick, 0, 0)) for s in _knob(m, radius))
    )


@construction("lever")
def points_lever(m: Maker) -> None:
    """A long flat bar in a frame, a grip with a catch to squeeze, as on railways."""
    long, thick, breadth = m.u(0.45, 1.0), m.u(0.01, 0.016), m.u(0.02, 0.04)
    lean = m.u(-25, 25)
    outline = [
        (-0.5 * breadth, -0.06),
        (0.5 * breadth, -0.06),
        (0.35 * breadth, long),
        (-0.35 * breadth, long),
    ]
    grip, radius = m.u(0.12, 0.18), m.u(0.011, 0.015)
    knob = [
        lathe(
            [
                (0.9 * radius, long - 0.01),
                (radius, long + 0.2 * grip),
                (radius, long + 0.85 * grip),
                (1.3 * radius, long + grip),
                (0.5 * radius, long + 1.06 * grip),
            ],
            round_sides(m),
        )
    ]
    catch = curve(
        [
            (0.4 * breadth, 0, long - 0.08),
            (0.035, 0, long),
            (0.05, 0, long + 0.3 * grip),
            (0.046, 0, long + 0.75 * grip),
        ],
        8,
    )
    rod = [
        bar((0.55 * breadth, 0, 0.2 * long), (0.42 * breadth, 0, long - 0.07), 0.004, 6),
        tube(catch, 0.005, 6, up=(0, 1, 0)),
    ]
    eyes = [block((0.5 * breadth, thick, 0.012), (0.4 * breadth, 0, z)) for z in (0.22 * long, long - 0.08)]
    m.add("shaft", *(turn(s, "y", lean) for s in [plate(outline, thick, "xz"), *rod, *eyes]))
    m.add("knob", *(turn(s, "y", lean) for s in knob))
    wide, tall = m.u(0.2, 0.35), m.u(0.09, 0.16)
    sector = [
        (-0.5 * wide, -tall),
        (0.5 * wide, -tall),
        *((float(p[0]), float(p[2])) for p in arc((0, 0, -0.4 * tall), (0.5 * wide, 0.8 * tall), 0, 180, 8)),
    ]
    for s in (1, -1):
        m.add("base", plate(sector, 0.008, "xz", (0, s * (0.5 * thick + 0.003), 0)))
    m.add("base", block((1.1 * wide, m.u(0.07, 0.14), 0.02), (0, 0, -tall)))
    m.add("base", bar((0, -0.025, 0), (0, 0.025, 0), 0.012, 8))


@construction("lever")
def throttle(m: Maker) -> None:
    """Two arms or one on a quadrant or box, joined by a cross grip."""
    long, wide, radius = m.u(0.1, 0.25), m.u(0.09, 0.13), m.u(0.004, 0.008)
    box = m.u(0.04, 0.08)
    if m.chance(0.5):
        m.add(
            "base",
            bar((0, -0.5 * wide, 0), (0, 0.5 * wide, 0), box, m.sides),
            block((2 * box, 1.1 * wide, box), (0, 0, -0.6 * box)),
        )
    else:
        m.add("base", block((2 * box, wide, box), (0, 0, 0), 0.2 * box if m.fine else 0))
    lean, two = m.u(-40, 40), m.chance(0.5)
    arms = (-0.42, 0.42) if two else (0.0,)
    m.add(
        "shaft",
        *(
            turn(
                tube([(0, k * wide, 0), (0, k * wide, box + long)], radius, 8, flat=1 if not two else 0.8),
                "y",
                lean,
            )
            for k in arms
        ),
    )
    thick = m.u(0.011, 0.017)
    grip = turn(
        lathe(
            [
                (0.8 * thick, -0.55 * wide),
                (thick, -0.45 * wide),
                (m.u(0.85, 1.15) * thick, 0),
                (thick, 0.45 * wide),
                (0.8 * thick, 0.55 * wide),
            ],
            round_sides(m),
        ),
        "x",
        90,
    )
    m.add("knob", turn(move(grip, (0, 0, box + long)), "y", lean))


@construction("lever")
def side_arm(m: Maker) -> None:
    """A bent arm on a hub at the side of a post, as on gambling machines and pumps."""
    long, radius = m.u(0.2, 0.4), m.u(0.007, 0.011)
    post, hub = m.u(0.04, 0.07), m.u(0.022, 0.035)
    m.add("base", block((1.6 * post, post, m.u(0.12, 0.25)), (0, 0, 0), 0.1 * post if m.fine else 0, 4))
    m.add("base", bar((0, -0.5 * post, 0), (0, -0.5 * post - 0.03, 0), hub, m.sides))
    y = -0.5 * post - 0.02
    path = curve(
        [(0, y, 0), (0, y - 0.02, 0.25 * long), (0, y - m.u(0.02, 0.07), 0.55 * long), (0, y - 0.03, long)],
        10 if m.fine else 6,
    )
    lean = m.u(-15, 60)
    m.add("shaft", turn(tube(path, radius, round_sides(m), up=(1, 0, 0)), "y", lean))
    m.add("knob", *(turn(move(s, (0, y - 0.03, long - 0.003)), "y", lean) for s in _knob(m, radius)))
