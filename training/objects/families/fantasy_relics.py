"""Relics of courts and crypts: skulls, bones, drinking horns, hourglasses, lutes, banners."""

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
    capsule,
    circle,
    curve,
    hull,
    lathe,
    loft,
    mirrored,
    move,
    plate,
    ring,
    tube,
    turn,
    warped,
)
from ._fantasy import Outline, along_x, beads, pole, round_sides


def _teeth(m: Maker, x: float, width: float, z: float, size: float, deep: float) -> list[Manifold]:
    count = m.count(4, 7)
    step = width / count
    return [
        block(
            (deep, 0.82 * step, size),
            (x - 0.5 * deep * abs(2 * (i + 0.5) / count - 1), (i + 0.5) * step - 0.5 * width, z),
        )
        for i in range(count)
    ]


@construction("skull")
def human_skull(m: Maker) -> None:
    """A round braincase, sockets, cheekbones, a horseshoe jaw."""
    k, sides = m.u(0.8, 1.05), round_sides(m, 0.7, 12)
    case = hull(ball((0.075, 0.066, 0.062), sides, (-0.02, 0, 0.03)), ball(0.05, sides, (0.03, 0, 0.03)))
    face = hull(block((0.05, 0.1, 0.03), (0.04, 0, 0)), block((0.05, 0.055, 0.02), (0.05, 0, -0.05)))
    pieces = [case, face]
    tools = [ball((0.03, 0.019, 0.017), 12, (0.075, s * 0.025, 0.002)) for s in (1, -1)]
    tools.append(
        hull(block((0.03, 0.004, 0.004), (0.075, 0, -0.01)), block((0.03, 0.02, 0.004), (0.075, 0, -0.03)))
    )
    m.add("cranium", *(p.scale((k, k, k)) for p in pieces))
    m.cut("cranium", *(t.scale((k, k, k)) for t in tools))
    m.add("cranium", *(t.scale((k, k, k)) for t in _teeth(m, 0.072, 0.05, -0.063, 0.012, 0.01)))
    drop = m.u(0, 0.014)
    path = curve(
        [
            (-0.005, 0.047, -0.02),
            (0.005, 0.047, -0.07 - drop),
            (0.055, 0.03, -0.088 - drop),
            (0.072, 0, -0.092 - drop),
        ],
        7,
    )
    path = np.concatenate([path, path[-2::-1] * np.array([1, -1, 1])])
    m.add("jaw", tube(path, 0.012, round_sides(m, 0.3, 6), flat=0.6).scale((k, k, k)))
    m.add("jaw", *(t.scale((k, k, k)) for t in _teeth(m, 0.074, 0.044, -0.078 - drop, 0.012, 0.009)))


@construction("skull")
def beast_skull(m: Maker) -> None:
    """A long snout with fangs, often horned."""
    k, sides = m.u(0.5, 1.0), round_sides(m, 0.6, 10)
    long, high = m.u(0.12, 0.2), m.u(0.9, 1.2)
    m.add("cranium", ball((0.06 * k, 0.055 * k, 0.048 * k * high), sides))
    snout = hull(
        ball(0.04 * k, sides, (0.02 * k, 0, 0)),
        ball((0.02 * k, 0.022 * k, 0.016 * k), sides, (long * k, 0, -0.02 * k)),
    )
    m.add("cranium", snout)
    m.cut("cranium", *(ball(0.017 * k, 10, (0.048 * k, s * 0.04 * k, 0.012 * k)) for s in (1, -1)))
    m.cut("cranium", ball((0.02 * k, 0.01 * k, 0.01 * k), 10, ((long + 0.012) * k, 0, -0.01 * k)))
    for s in (1, -1):
        for x in (0.92, 0.7, 0.5)[: m.count(1, 3)]:
            root = (x * long * k, s * 0.018 * k, -0.028 * k)
            m.add("cranium", bar(root, (root[0], root[1], -0.05 * k), 0.006 * k, 6, 0.001 * k))
        cheek = arc((0.02 * k, 0, -0.005 * k), (0.055 * k, 0.062 * k), 40 * s, 130 * s, 6, "xy")
        m.add("cranium", tube(cheek, 0.008 * k, 6))
    if m.chance(0.6):
        big, out = m.u(0.05, 0.12) * k, m.u(0.05, 0.12) * k
        for s in (1, -1):
            horn = curve(
                [
                    (-0.01 * k, s * 0.03 * k, 0.03 * k),
                    (-0.02 * k, s * (0.04 * k + 0.6 * out), 0.03 * k + 0.6 * big),
                    (m.u(-0.06, 0.03) * k, s * (0.04 * k + out), 0.03 * k + m.u(0.2, 1.4) * big),
                ],
                8 if m.fine else 5,
            )
            m.add(
                "cranium",
                tube(horn, np.linspace(0.016, 0.003, len(horn)) * k, round_sides(m, 0.3, 5), up=(1, 0, 0)),
            )
    gape = m.u(0.0, 0.04) * k
    for s in (1, -1):
        path = curve(
            [
                (-0.02 * k, s * 0.038 * k, -0.025 * k),
                (0.01 * k, s * 0.036 * k, -0.055 * k),
                (0.6 * long * k, s * 0.02 * k, -0.052 * k - 0.6 * gape),
                (0.95 * long * k, s * 0.004 * k, -0.05 * k - gape),
            ],
            8,
        )
        m.add("jaw", tube(path, np.linspace(0.011, 0.008, 8) * k, round_sides(m, 0.3, 6), flat=0.6))
        tooth = path[6]
        m.add("jaw", bar(tuple(tooth), (tooth[0], tooth[1], tooth[2] + 0.022 * k), 0.005 * k, 6, 0.001 * k))
    m.add("jaw", ball((0.016 * k, 0.014 * k, 0.01 * k), 8, (0.95 * long * k, 0, -0.05 * k - gape)))


@construction("skull")
def block_skull(m: Maker) -> None:
    """Stylised: a rounded block, big eyes, a square jaw."""
    size = m.u(0.09, 0.17)
    deep, high = size * m.u(0.9, 1.2), size * m.u(0.75, 1.0)
    m.add(
        "cranium", block((deep, size, high), (0, 0, 0), m.u(0.15, 0.45) * high if m.fine else 0.12 * high, 8)
    )
    eye, apart = m.u(0.13, 0.19) * size, m.u(0.2, 0.25) * size
    shape = circle(eye, m.pick(4, 6, 12))
    for s in (1, -1):
        m.cut("cranium", plate(shape, 0.3 * deep, "yz", (0.5 * deep, s * apart, -0.08 * high)))
    m.cut(
        "cranium",
        plate(
            [(-0.07 * size, -0.36 * high), (0.07 * size, -0.36 * high), (0.0, -0.2 * high)],
            0.2 * deep,
            "yz",
            (0.5 * deep, 0, 0),
        ),
    )
    low, wide = m.u(0.25, 0.4) * high, m.u(0.6, 0.8) * size
    drop = m.u(0.0, 0.5) * low
    m.add("cranium", block((0.5 * deep, 0.95 * wide, 0.25 * high), (0.2 * deep, 0, -0.5 * high)))
    m.add(
        "jaw",
        block(
            (0.65 * deep, wide, 0.6 * low),
            (0.16 * deep, 0, -0.6 * high - 0.5 * low - drop),
            0.1 * low if m.fine else 0,
        ),
    )
    for s in (1, -1):
        m.add(
            "jaw",
            block(
                (0.2 * deep, 0.12 * wide, low + drop + 0.35 * high),
                (-0.06 * deep, s * 0.47 * wide, -0.5 * high - 0.4 * (low + drop)),
            ),
        )
    m.add("jaw", *_teeth(m, 0.44 * deep, 0.8 * wide, -0.6 * high - 0.2 * low - drop, 0.35 * low, 0.08 * deep))


@construction("bone")
def thigh_bone(m: Maker) -> None:
    """A slightly bent shaft; two condyles at one end, a ball and a hip at the other."""
    long, radius = m.u(0.18, 0.45), 0.0
    radius = long * m.u(0.026, 0.04)
    count = 12 if m.fine else 7
    t = np.linspace(0, 1, count)
    path = np.stack([long * t, 0 * t, m.u(0.01, 0.05) * long * np.sin(np.pi * t)], 1)
    m.add("shaft", tube(path, radius * (1 + 0.6 * np.abs(2 * t - 1) ** 3), round_sides(m)))
    big, sides = radius * m.u(1.5, 2.0), round_sides(m, 0.5, 8)
    for s in (1, -1):
        m.add(
            "ends", ball((1.1 * big, 0.75 * big, big), sides, (long + 0.3 * big, s * 0.65 * big, -0.2 * big))
        )
    m.add("ends", ball(1.05 * radius * 1.5, sides, (long - 0.2 * big, 0, 0)))
    m.add(
        "ends",
        ball(big, sides, (-0.6 * big, 1.1 * big, 0.3 * big)),
        ball((0.9 * big, 0.7 * big, 0.8 * big), sides, (-0.3 * big, -0.3 * big, 0)),
    )
    m.add("ends", capsule((0, 0, 0), (-0.6 * big, 1.1 * big, 0.3 * big), 0.6 * big, sides))
    m.zone("shaft", "middle", x=(0.36 * long, 0.64 * long))


@construction("bone")
def cartoon_bone(m: Maker) -> None:
    """A straight shaft with two round knobs at each end."""
    long = m.u(0.12, 0.32)
    radius = long * m.u(0.05, 0.09)
    waist = m.u(0.75, 1.0)
    m.add(
        "shaft",
        along_x(
            lathe(
                [(radius, 0), (waist * radius, 0.3 * long), (waist * radius, 0.7 * long), (radius, long)],
                round_sides(m),
            )
        ),
    )
    knob, flat = radius * m.u(1.25, 1.8), m.u(0.75, 1.1)
    for x, s in ((0.0, -1), (long, 1)):
        for side in (1, -1):
            m.add(
                "ends",
                ball(
                    (knob, knob, flat * knob),
                    round_sides(m, 0.6, 8),
                    (x + s * 0.3 * knob, side * 0.75 * knob, 0),
                ),
            )
    if m.chance(0.5):
        for part in ("shaft", "ends"):
            m.change(part, [turn(s, "x", 90) for s in m.solids(part)])
    m.zone("shaft", "middle", x=(0.35 * long, 0.65 * long))


@construction("bone")
def rib(m: Maker) -> None:
    """A flattened, strongly bent blade of bone with a small knob at either end."""
    size, bend = m.u(0.08, 0.14), m.u(90, 150)
    path = arc((0, 0, 0), (size * m.u(1.0, 1.6), size), 90 - 0.5 * bend, 90 + 0.5 * bend, 15 if m.fine else 8)
    thick = m.u(0.004, 0.007)
    swell = 0.7 + 0.5 * np.sin(np.pi * np.linspace(0.1, 0.9, len(path)))
    m.add("shaft", tube(path, thick * swell, round_sides(m, 0.5, 6), flat=m.u(1.4, 2.4)))
    for end in (path[0], path[-1]):
        k = m.u(1.3, 2.2) * thick
        m.add("ends", ball((k, 1.3 * k, k), round_sides(m, 0.5, 8), tuple(end)))
    reach = float(np.abs(path[:, 0]).max())
    m.zone("shaft", "middle", x=(-0.3 * reach, 0.3 * reach))


@construction("bone")
def broken_bone(m: Maker) -> None:
    """A lumpy hollow bone, snapped to splinters in front, a joint behind."""
    long = m.u(0.12, 0.28)
    radius = long * m.u(0.05, 0.075)
    t = np.linspace(0, 1, 9 if m.fine else 6)
    path = np.stack([long * t, radius * 0.4 * np.sin(3 * t), 0 * t], 1)
    m.add("shaft", tube(path, radius * (0.85 + 0.35 * (1 - t) ** 3), round_sides(m)))
    tip = path[-1]
    for index in range(m.count(3, 5)):
        angle = 2 * np.pi * index / 4 + m.u(-0.4, 0.4)
        root = tip + 0.45 * radius * np.array([0, np.cos(angle), np.sin(angle)])
        m.add(
            "ends",
            bar(
                tuple(root - [0.3 * radius, 0, 0]),
                tuple(root + np.array([m.u(0.8, 3) * radius, 0, 0])),
                0.45 * radius,
                5,
                0.04 * radius,
            ),
        )
    knob = bumpy(ball((1.5 * radius, 1.9 * radius, 1.5 * radius), 12), 0.35 * radius, 3 * radius, m.random)
    m.add("ends", move(knob, (-0.6 * radius, 0, 0)))
    if m.chance(0.6):
        m.add(
            "ends",
            ball(
                1.1 * radius,
                round_sides(m, 0.5, 8),
                (-0.9 * radius, m.pick(-1, 1) * 1.3 * radius, 0.3 * radius),
            ),
        )
    m.zone("shaft", "middle", x=(0.35 * long, 0.65 * long))


def _horn(m: Maker, path: Double, wide: float, sides: int, flat: float = 1.0) -> None:
    """A hollow horn along a path from its mouth, with a metal mouth band and tip."""
    share = np.linspace(0, 1, len(path))
    size = wide * (1 - m.u(0.82, 0.9) * share ** m.u(0.8, 1.2))
    up, wall = (0, 1, 0), m.u(0.0025, 0.004)
    split = round(len(path) * m.u(0.78, 0.88))
    depth = round(len(path) * 0.55)
    inside = np.concatenate([path[:1] - 0.5 * (path[1:2] - path[:1]), path[:depth]])
    hollow = tube(inside, np.concatenate([size[:1], size[:depth]]) - wall, sides, flat, up)
    m.add("body", tube(path[: split + 1], size[: split + 1], sides, flat, up))
    m.cut("body", hollow)
    m.add("tip", tube(path[split:], size[split:] * m.u(1.05, 1.25), sides, flat, up))
    end = m.pick("ball", "none", "cone")
    if end == "ball":
        m.add("tip", ball(max(1.6 * size[-1], 0.006), round_sides(m, 0.5, 8), tuple(path[-1])))
    elif end == "cone":
        m.add(
            "tip",
            bar(tuple(path[-1]), tuple(path[-1] + 2 * (path[-1] - path[-2])), size[-1], 8, 0.3 * size[-1]),
        )
    deep = m.count(1, 2) if m.fine else 1
    band = np.concatenate([path[:1] - 0.12 * (path[1:2] - path[:1]), path[: deep + 1]])
    thick = np.concatenate([size[:1], size[: deep + 1]]) * m.u(1.04, 1.12)
    m.add("rim", tube(band, thick, sides, flat, up))
    m.cut("rim", hollow)
    for place in m.pick((), (0.35,), (0.3, 0.55)):
        at = round(place * len(path))
        m.add("body", tube(path[at : at + 2], size[at : at + 2] * 1.06, sides, flat, up))


def _bent(points: Sequence[tuple[float, float]], count: int) -> Double:
    return curve([(x, 0.0, z) for x, z in points], count)


@construction("drinking_horn")
def curved_horn(m: Maker) -> None:
    """One even bend from the mouth above to the tip in front."""
    size, bend = m.u(0.12, 0.2), m.u(75, 125)
    path = arc((size, 0, 0), (size, size * m.u(0.9, 1.3)), 180, 180 + bend, 18 if m.fine else 10)
    _horn(m, path, m.u(0.028, 0.042), m.sides)


@construction("drinking_horn")
def footed_horn(m: Maker) -> None:
    """An S-shaped horn resting on a pair of legs or a ring."""
    k = m.u(0.8, 1.3)
    path = _bent(
        [
            (0, 0.1 * k),
            (0.005, 0.03 * k),
            (0.04 * k, -0.04 * k),
            (0.12 * k, -0.065 * k),
            (0.19 * k, -0.04 * k),
            (0.23 * k, m.u(-0.02, 0.03) * k),
        ],
        18 if m.fine else 11,
    )
    wide = m.u(0.028, 0.038)
    _horn(m, path, wide, m.sides)
    ground = -0.075 * k - wide - 0.02
    for x, z in ((0.035 * k, -0.035 * k), (0.12 * k, -0.07 * k)):
        for s in (1, -1):
            foot = curve(
                [
                    (x, s * 0.3 * wide, z - 0.3 * wide),
                    (x, s * 0.9 * wide, z - 0.9 * wide),
                    (x, s * 1.2 * wide, ground),
                ],
                6,
            )
            m.add("stand", tube(foot, 0.004, 6, up=(1, 0, 0)))
            m.add("stand", ball((0.009, 0.008, 0.005), 8, (x, s * 1.2 * wide, ground)))


@construction("drinking_horn")
def straight_horn(m: Maker) -> None:
    """Nearly straight and short with a blunt end, oval or faceted, often on a strap's rings."""
    k = m.u(0.8, 1.2)
    path = _bent(
        [(0, 0.12 * k), (0.01 * k, 0.04 * k), (0.03 * k, -0.04 * k), (m.u(0.05, 0.09) * k, -0.12 * k)],
        14 if m.fine else 9,
    )
    wide = m.u(0.03, 0.042)
    _horn(m, path, wide, m.pick(m.sides, 8, 6), m.u(0.8, 1.1))
    if m.chance(0.5):
        for at in (2, 8):
            point = path[at]
            share = 1 - 0.85 * at / (len(path) - 1)
            m.add("body", ring(0.009, 0.0025, 10, "y", (point[0] - wide * share - 0.004, 0, point[2])))


@construction("drinking_horn")
def coiled_horn(m: Maker) -> None:
    """A ram's horn, wound sideways as it narrows, ribbed."""
    size, turns = m.u(0.07, 0.11), m.u(0.75, 1.05)
    t = np.linspace(0, 1, 22 if m.fine else 13)
    angle = np.pi + 2 * np.pi * turns * t
    r = size * (1 - 0.45 * t)
    path = np.stack([size + r * np.cos(angle), m.u(0.3, 0.8) * size * t * t, r * np.sin(angle)], 1)
    path = np.concatenate([[[0, 0, 0.7 * size], [0, 0, 0.35 * size]], path])
    _horn(m, path, m.u(0.024, 0.032), m.sides)


def _bulbs(m: Maker, radius: float, tall: float) -> None:
    """Two bulbs meeting at a waist in the middle of a height."""
    z = np.linspace(-1, 1, 19 if m.fine else 11)
    round_ = m.u(0.5, 0.9)
    wide = radius * (0.09 + 0.91 * np.sin(np.pi * np.abs(z) ** round_ * m.u(0.6, 0.85)) ** m.u(0.8, 1.3))
    m.add("bulbs", lathe([(float(r), float(0.5 * tall * a)) for r, a in zip(wide, z, strict=True)], m.sides))


@construction("hourglass")
def turned_posts(m: Maker) -> None:
    """Two round plates and turned posts."""
    tall, radius = m.u(0.11, 0.24), m.u(0.03, 0.05)
    disc, thick, posts = radius * m.u(1.25, 1.6), m.u(0.008, 0.016), m.count(3, 5)
    _bulbs(m, radius, tall)
    for s in (1, -1):
        edge = lathe([(disc, 0), (disc, 0.6 * thick), (0.85 * disc, thick)], m.sides)
        m.add("frame", move(edge if s > 0 else mirrored(edge, "z"), (0, 0, s * (0.5 * tall - 0.002))))
    for index in range(posts):
        slim = m.u(0.0045, 0.006)
        post = lathe(
            beads(m, slim, tall + 0.004, -0.5 * tall - 0.002, 3 if m.fine else 1), round_sides(m, 0.3, 6)
        )
        m.add("frame", turn(move(post, (0.88 * disc, 0, 0)), "z", 360 * index / posts))


@construction("hourglass")
def square_case(m: Maker) -> None:
    """Square or six-sided plates, straight bars at the corners."""
    tall, radius = m.u(0.1, 0.24), m.u(0.028, 0.046)
    corners = m.pick(3, 4, 4, 6)
    disc, thick = radius * m.u(1.45, 1.75) * (1.25 if corners == 3 else 1.0), m.u(0.008, 0.016)
    _bulbs(m, radius, tall)
    for s in (1, -1):
        m.add("frame", plate(circle(disc, corners), thick, "xy", (0, 0, s * (0.5 * tall + 0.4 * thick))))
        if m.chance(0.5):
            m.add(
                "frame",
                plate(
                    circle(1.12 * disc, corners), 0.5 * thick, "xy", (0, 0, s * (0.5 * tall + 0.9 * thick))
                ),
            )
    width = m.u(0.007, 0.011)
    for index in range(corners):
        post = block((width, width, tall + thick), (0.86 * disc, 0, 0))
        m.add("frame", turn(post, "z", 360 * index / corners))


@construction("hourglass")
def bowed_cage(m: Maker) -> None:
    """Metal bows round the glass, cups on both ends, rings at the waist."""
    tall, radius, bows = m.u(0.1, 0.22), m.u(0.028, 0.045), m.count(3, 5)
    _bulbs(m, radius, tall)
    bulge, wire = radius * m.u(1.3, 1.6), m.u(0.0035, 0.005)
    path = curve(
        [
            (0.6 * radius, 0, -0.5 * tall),
            (bulge, 0, -0.3 * tall),
            (bulge * m.u(0.6, 1.0), 0, 0),
            (bulge, 0, 0.3 * tall),
            (0.6 * radius, 0, 0.5 * tall),
        ],
        15 if m.fine else 9,
    )
    for index in range(bows):
        m.add("frame", turn(tube(path, wire, 6, up=(0, 1, 0)), "z", 360 * index / bows))
    for s in (1, -1):
        cup = lathe(
            [(0.85 * radius, -0.004), (radius, 0.004), (0.8 * radius, 0.012), (0.4 * radius, 0.018)], m.sides
        )
        m.add("frame", move(cup if s > 0 else mirrored(cup, "z"), (0, 0, s * 0.49 * tall)))
    waist = float(path[len(path) // 2, 0])
    m.add("frame", ring(waist, wire, max(m.sides, 12), "z"))


def _lute_neck(m: Maker, start: float, long: float, width: float, z: float, bent: float, pegs: int) -> None:
    """A neck along X with its face at height z, and a peg head bent back by some degrees."""
    rings = []
    angle = np.linspace(np.pi, 2 * np.pi, 7)
    for x, w in ((start, width), (start + long, 0.75 * width)):
        deep = m.u(0.7, 0.9) * width
        rings.append([(x, 0.5 * w * float(np.cos(a)), z + deep * 0.6 * float(np.sin(a))) for a in angle])
    m.add("neck", loft(rings))
    end, size = start + long, m.u(0.09, 0.15)
    head = loft(
        [
            [(x, -0.5 * w, lo), (x, 0.5 * w, lo), (x, 0.5 * w, hi), (x, -0.5 * w, hi)]
            for x, w, lo, hi in (
                (-0.012, 0.8 * width, -0.022, -0.001),
                (size, m.u(0.6, 1.2) * width, -0.016, -0.002),
            )
        ]
    )
    tools = [head]
    for index in range(pegs):
        x = size * (0.2 + 0.7 * index / max(pegs - 1, 1))
        s = 1 if index % 2 else -1
        tools.append(bar((x, 0, -0.01), (x, s * 0.95 * width, -0.01), 0.0028, 6))
        tools.append(ball((0.008, 0.007, 0.004), 8, (x, s * 0.98 * width, -0.01)))
    m.add("neck", *(move(turn(s, "y", bent), (end, 0, z)) for s in tools))
    m.zone("neck", "head", x=(end + 0.004, None))
    if bent > 50:
        m.zone("neck", "head", x=(end - 0.012, None), z=(None, z - 0.03))


def _face(m: Maker, z: float, hole: float, at: float, bridge: float) -> None:
    """Rose and bridge on a soundboard."""
    m.add("body", ring(hole, 0.0025, max(round_sides(m), 12), "z", (at, 0, z)))
    m.add("body", block((0.012, 0.09, 0.01), (bridge, 0, z + 0.003)))


@construction("lute")
def bowl_backed(m: Maker) -> None:
    """A pear-shaped bowl, a flat face, a peg box bent far back."""
    long, wide, deep = m.u(0.26, 0.4), m.u(0.16, 0.26), m.u(0.09, 0.15)
    t = np.linspace(0.03, 0.985, 14 if m.fine else 8)
    half = 0.5 * wide * np.sin(np.pi * t**1.35) ** 0.75 * (1.05 - 0.15 * t) + 0.012
    angle = np.linspace(np.pi, 2 * np.pi, 9 if m.fine else 6)
    rings = [
        [(-long * float(k), float(h * np.cos(a)), float(2 * deep * h / wide * np.sin(a))) for a in angle]
        for k, h in zip(1 - t[::-1], half, strict=True)
    ]
    # the widest place lies towards the lower end
    body = loft([[(-long + (p[0] + long), p[1], p[2]) for p in row] for row in rings][::-1])
    m.add("body", body if body.volume() > 0 else mirrored(body, "x"))
    _face(m, 0.0, 0.16 * wide, -0.45 * long, -0.8 * long)
    _lute_neck(m, -0.03, m.u(0.2, 0.34), m.u(0.04, 0.055), 0.004, m.u(55, 85), m.count(4, 8))


@construction("lute")
def long_necked(m: Maker) -> None:
    """A small round or drop-shaped body on a long thin neck."""
    long, wide, deep = m.u(0.18, 0.28), m.u(0.13, 0.2), m.u(0.06, 0.1)
    drop = hull(
        ball((0.35 * long, 0.5 * wide, deep), m.sides, (-0.6 * long, 0, 0)),
        ball((0.02, 0.02, 0.02), 8, (0, 0, 0)),
    )
    m.add("body", drop.trim_by_plane((0, 0, -1), 0.0))
    _face(m, 0.0, 0.1 * wide, -0.4 * long, -0.8 * long)
    _lute_neck(m, -0.03, m.u(0.35, 0.6), m.u(0.03, 0.04), 0.004, m.u(0, 15), m.count(3, 6))


@construction("lute")
def three_cornered(m: Maker) -> None:
    """A flat three-cornered body."""
    long, wide, deep = m.u(0.26, 0.4), m.u(0.26, 0.42), m.u(0.05, 0.09)
    sag = m.u(0.0, 0.04)
    outline = [
        (0.0, 0.025),
        (-0.5 * long, 0.24 * wide),
        (-long, 0.5 * wide),
        (-long - sag, 0.0),
        (-long, -0.5 * wide),
        (-0.5 * long, -0.24 * wide),
        (0.0, -0.025),
    ]
    low = [(a * 0.95 - 0.01, b * m.u(0.75, 0.95), -deep) for a, b in outline]
    m.add("body", loft([low, [(a, b, 0.0) for a, b in outline]]))
    _face(m, 0.0, 0.03, -0.55 * long, -0.8 * long)
    _lute_neck(m, -0.03, m.u(0.25, 0.4), m.u(0.032, 0.045), 0.004, m.u(0, 20), m.count(3, 6))


@construction("lute")
def drum_body(m: Maker) -> None:
    """A round or waisted box: banjo, ukulele, moon guitar."""
    wide, deep = m.u(0.18, 0.3), m.u(0.04, 0.09)
    at = -0.5 * wide
    if m.chance(0.5):
        rim = [(0.5 * wide, -deep), (0.52 * wide, -0.5 * deep), (0.5 * wide, 0)]
        m.add("body", lathe(rim, m.pick(max(m.sides, 12), 8), (at, 0, 0)))
        if m.chance(0.5):
            m.add("body", ring(0.51 * wide, 0.006, max(m.sides, 12), "z", (at, 0, -0.1 * deep)))
    else:
        t = np.linspace(0, 2 * np.pi, 28 if m.fine else 14, endpoint=False)
        r = 0.36 * wide * (1 + 0.38 * np.cos(2 * t) - 0.12 * np.cos(t))
        m.add(
            "body",
            plate(
                [
                    (float(-0.55 * wide + 1.3 * a * np.cos(b)), float(a * np.sin(b)))
                    for a, b in zip(r, t, strict=True)
                ],
                deep,
                "xy",
                (0.02, 0, -0.5 * deep),
            ),
        )
        m.add("body", block((0.06, 0.05, deep), (-0.05, 0, -0.5 * deep)))
    _face(m, 0.0, 0.12 * wide, at, at - 0.28 * wide)
    _lute_neck(m, -0.04, m.u(0.22, 0.45), m.u(0.034, 0.048), 0.004, m.u(0, 20), m.pick(4, 4, 5, 6))


def _finial(m: Maker, top: float, radius: float) -> None:
    kind = m.pick("spear", "ball", "none")
    if kind == "spear":
        m.add(
            "pole",
            lathe(
                [
                    (radius, top - 0.01),
                    (1.3 * radius, top + 0.01),
                    (0.7 * radius, top + 0.03),
                    (2.2 * radius, top + 0.06),
                    (0.1 * radius, top + m.u(0.12, 0.2)),
                ],
                m.pick(4, 8, round_sides(m)),
            ),
        )
    elif kind == "ball":
        m.add(
            "pole",
            lathe([(radius, top - 0.01), (1.2 * radius, top + 0.008), (radius, top + 0.012)], 8),
            ball(2 * radius, round_sides(m), (0, 0, top + 2.4 * radius)),
        )


def _upright_pole(m: Maker, length: float, radius: float) -> None:
    m.add("pole", *(turn(s, "y", -90) for s in pole(m, length, radius)))
    m.zone("pole", "middle", z=(m.u(0.3, 0.36) * length, m.u(0.46, 0.52) * length))
    m.zone("pole", "butt", z=(None, m.u(0.12, 0.2) * length))


def _waving(m: Maker, outline: Outline, plane: str, at: tuple[float, float, float], thick: float) -> Manifold:
    """A cloth of an outline, thrown into waves that grow away from the pole."""
    sheet = plate(outline, thick, plane, at).refine_to_length(0.13 if m.fine else 0.25)
    depth, size, phase = m.u(0.01, 0.05), m.u(0.25, 0.5), m.u(0, 6.3)

    def change(p: Double) -> Double:
        if plane == "xz":
            off = (
                np.minimum(np.abs(p[:, 0]) / 0.2, 1)
                * depth
                * np.sin(2 * np.pi * (p[:, 0] + 0.2 * p[:, 2]) / size + phase)
            )
            return p + np.outer(off, [0, 1, 0])
        fall = p[:, 2].max() - p[:, 2]
        off = (
            np.minimum(np.maximum(fall, 0) / 0.3, 1)
            * depth
            * np.sin(2 * np.pi * (0.6 * p[:, 1] + 0.3 * fall) / size + phase)
        )
        return p + np.outer(off, [1, 0, 0])

    return warped(sheet, change)


@construction("banner")
def side_flag(m: Maker) -> None:
    """A flag flying back from a pole, square, forked or slashed."""
    length, radius = m.u(1.3, 2.3), m.u(0.011, 0.018)
    _upright_pole(m, length, radius)
    _finial(m, length, radius)
    long, tall, top = m.u(0.35, 0.9), m.u(0.28, 0.6), 0.98 * length
    shape: Outline = m.pick(
        [(0, top), (0, top - tall), (-long, top - tall), (-long, top)],
        [(0, top), (0, top - tall), (-long, top - tall), (-0.7 * long, top - 0.5 * tall), (-long, top)],
        [(0, top), (0, top - tall), (-0.6 * long, top - 0.8 * tall), (-long, top - 0.1 * tall), (-long, top)],
    )
    m.add("cloth", _waving(m, shape, "xz", (0, 0, 0), m.u(0.002, 0.005)))
    m.add("cloth", bar((0, 0, top - tall), (0, 0, top), 1.12 * radius, round_sides(m)))


@construction("banner")
def crossbar_banner(m: Maker) -> None:
    """A long cloth hanging from a crossbar before the pole, its hem straight, pointed or toothed."""
    length, radius = m.u(1.4, 2.3), m.u(0.011, 0.018)
    _upright_pole(m, length, radius)
    _finial(m, length, radius)
    wide, tall, z = m.u(0.35, 0.7), m.u(0.45, 0.8) * 0.6 * length, 0.96 * length
    front = radius + 0.008
    m.add("pole", bar((front, -0.55 * wide, z), (front, 0.55 * wide, z), 0.7 * radius, round_sides(m)))
    m.add(
        "pole",
        *(ball(1.2 * radius, 8, (front, s * 0.56 * wide, z)) for s in (1, -1)),
        block((0.05, 0.04, 0.03), (0.4 * front, 0, z)),
    )
    half, low = 0.48 * wide, z - tall
    hem: Outline = m.pick(
        [(half, low), (-half, low)],
        [(half, low + 0.1), (0.0, low), (-half, low + 0.1)],
        [(half, low), (0.0, low + 0.15), (-half, low)],
        [
            (half, low),
            (0.66 * half, low + 0.08),
            (0.33 * half, low),
            (0.0, low + 0.08),
            (-0.33 * half, low),
            (-0.66 * half, low + 0.08),
            (-half, low),
        ],
    )
    m.add("cloth", _waving(m, [(-half, z), (half, z), *hem], "yz", (front, 0, 0), m.u(0.002, 0.005)))
    m.add("cloth", bar((front, -half, z), (front, half, z), 0.85 * radius, round_sides(m)))


@construction("banner")
def lance_pennant(m: Maker) -> None:
    """A small triangle or swallowtail below a lance's point."""
    length, radius = m.u(1.5, 2.3), m.u(0.011, 0.017)
    _upright_pole(m, length, radius)
    m.add(
        "pole",
        lathe(
            [
                (1.2 * radius, length - 0.02),
                (1.1 * radius, length + 0.03),
                (1.9 * radius, length + 0.07),
                (0.1 * radius, length + m.u(0.14, 0.22)),
            ],
            m.pick(4, 6),
        ),
    )
    top, tall, long = length - 0.04, m.u(0.16, 0.32), m.u(0.35, 0.7)
    mid = top - 0.5 * tall
    shape: Outline = m.pick(
        [(0, top), (0, top - tall), (-long, mid + 0.01)],
        [
            (0, top),
            (0, top - tall),
            (-long, mid - 0.2 * tall),
            (-0.55 * long, mid),
            (-long, mid + 0.2 * tall),
        ],
    )
    m.add("cloth", _waving(m, shape, "xz", (0, 0, 0), m.u(0.002, 0.004)))
    m.add(
        "cloth",
        *(ring(1.15 * radius, 0.004, 10, "z", (0, 0, z)) for z in (top - 0.01, mid, top - tall + 0.01)),
    )
    m.add("cloth", bar((0, 0, top - tall), (0, 0, top), 1.08 * radius, round_sides(m)))


@construction("banner")
def framed_standard(m: Maker) -> None:
    """A stiff standard between an arm above and the pole, in the manner of back flags, with tabs."""
    length, radius = m.u(1.2, 2.2), m.u(0.01, 0.016)
    _upright_pole(m, length, radius)
    long, tall, z = m.u(0.22, 0.4), m.u(0.4, 0.55) * length, 0.97 * length
    m.add(
        "pole",
        bar((0.02, 0, z), (-long - 0.03, 0, z), 0.6 * radius, round_sides(m)),
        ball(1.4 * radius, round_sides(m, 0.5, 8), (0, 0, length)),
    )
    start, thick = -radius - 0.025, m.u(0.003, 0.006)
    m.add(
        "cloth",
        _waving(
            m,
            [(start, z - 0.03), (start, z - tall), (-long, z - tall), (-long, z - 0.03)],
            "xz",
            (0, 0, 0),
            thick,
        ),
    )
    for x in np.linspace(start - 0.02, -long + 0.02, 4):
        m.add(
            "cloth",
            block((0.022, 0.012, 0.055), (float(x), 0, z - 0.02)),
            ring(radius, 0.005, 8, "x", (float(x), 0, z)),
        )
    for height in np.linspace(z - 0.08, z - tall + 0.05, 5):
        m.add("cloth", block((-start + radius + 0.02, 0.006, 0.022), (0.5 * start, 0, float(height))))
