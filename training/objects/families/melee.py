"""Swords, katanas, daggers, rapiers."""

from __future__ import annotations

import numpy as np

from ..maker import Maker
from ..registry import construction
from ..sections import along_x
from ..solids import (
    ball,
    bar,
    blade,
    block,
    circle,
    curve,
    hull,
    move,
    plate,
    rectangle,
    ring,
    tube,
    turn,
    vessel,
)
from ._arms import End, Stations, double_stations, edge_zone, hilt, thin_sides


def _pommel(m: Maker, at: End, r: float, part: str = "pommel") -> None:
    """End piece of a hilt, reaching backwards from a point."""
    x, y, z = at
    big = r * m.u(1.25, 1.9)
    make = m.pick("ball", "wheel", "cap", "cone", "gem", "tail", "lobes", "ring", "block")
    if make == "ball":
        m.add(part, ball((big * m.u(0.7, 1.1), big * m.u(0.8, 1), big), m.sides, (x - 0.75 * big, y, z)))
    elif make == "wheel":
        big *= 1.2
        wheel = plate(circle(big, m.sides), m.u(0.7, 1.2) * big, "xz", (x - 0.85 * big, y, z))
        m.add(part, wheel, plate(circle(0.5 * big, m.sides), 1.45 * big, "xz", (x - 0.85 * big, y, z)))
    elif make == "cap":
        long = m.u(0.008, 0.022)
        m.add(part, along_x([(0.7 * big, -long), (big, -0.6 * long), (big, 0.003)], m.sides, at))
    elif make == "cone":
        long = m.u(1.2, 2.4) * big
        m.add(part, along_x([(0.25 * big, -long), (big, -0.75 * long), (0.8 * r, 0.004)], m.sides, at))
    elif make == "gem":
        long = m.u(1.4, 2.2) * big
        shape = [(0.3 * big, -long), (big, -0.6 * long), (big, -0.3 * long), (0.6 * r, 0.004)]
        m.add(part, along_x(shape, m.pick(4, 5, 6, 8), at))
    elif make == "tail":
        wide, long = big * m.u(1.3, 1.8), big * m.u(1.4, 2)
        outline = [(0.004, 0.8 * r), (-long, wide), (-0.7 * long, 0), (-long, -wide), (0.004, -0.8 * r)]
        m.add(part, plate(outline, m.u(1.1, 1.5) * r, "xz", at))
    elif make == "lobes":
        count = m.pick(3, 5)
        for angle in np.radians(np.linspace(-100, 100, count)):
            place = (x - 0.5 * big - 0.7 * big * np.cos(angle), y, z + 1.1 * big * np.sin(angle))
            m.add(part, ball(0.7 * big, max(8, m.sides // 2), place))
        m.add(part, ball((0.8 * big, 0.7 * big, 0.9 * big), m.sides, (x - 0.5 * big, y, z)))
    elif make == "ring":
        wide = m.u(0.012, 0.018)
        m.add(part, ring(wide, m.u(0.003, 0.005), m.sides, "y", (x - wide, y, z)))
    else:
        m.add(
            part, block((1.5 * big, 1.2 * big, 1.9 * big), (x - 0.7 * big, y, z), 0.3 * big if m.fine else 0)
        )


def _cross(m: Maker, x: float, reach: float, r: float, grip: float, part: str = "guard") -> None:
    """Guard across the blade along Z: straight, drooping, curled, a disc, wings or a slab."""
    make = m.pick("bar", "droop", "curl", "disc", "wings", "slab", "ess", "ecusson")
    thick = max(1.25 * grip, 1.6 * r)
    if make in ("droop", "curl", "ess"):
        lean = m.u(0.2, 0.6) * reach * m.pick(-0.6, 1, 1)
        count = 7 if m.fine else 4
        for sign in (1, -1):
            way = sign if make == "ess" else 1
            points = [
                (x, 0, 0),
                (x + 0.15 * way * lean, 0, 0.6 * sign * reach),
                (x + way * lean, 0, sign * reach),
            ]
            if make == "curl":
                points.append((x + 1.5 * way * lean, 0, 0.85 * sign * reach))
            path = curve(points, count + 2)
            end = m.u(0.6, 1.2)
            m.add(part, tube(path, r * np.linspace(1.1, end, len(path)), thin_sides(m)))
            if m.chance(0.5):
                m.add(part, ball(1.3 * end * r, max(8, m.sides // 2), path[-1]))
        m.add(part, block((2.2 * r, 2 * thick, 2.4 * grip), (x, 0, 0), 0.4 * r if m.fine else 0))
    elif make == "disc":
        wide = max(0.6 * reach, 1.7 * grip)
        m.add(part, plate(circle((m.u(0.7, 1) * wide, wide), m.sides), m.u(0.005, 0.012), "yz", (x, 0, 0)))
    elif make == "wings":
        tall, lean = reach, m.u(-0.3, 0.9) * reach
        outline = [
            (-r, 1.2 * grip),
            (lean - r, tall),
            (0.6 * lean + r, 0.7 * tall),
            (lean + r, 0.45 * tall),
            (1.6 * r, 0.8 * grip),
        ]
        outline += [(a, -b) for a, b in outline[::-1]]
        m.add(part, plate(outline, m.u(1.2, 2) * grip, "xz", (x, 0, 0)))
    elif make == "slab":
        m.add(part, block((2 * r, 2 * thick, 2 * min(reach, 0.05)), (x, 0, 0), 0.5 * r if m.fine else 0))
    elif make == "bar":
        if m.chance(0.5):
            m.add(
                part,
                tube([(x, 0, -reach), (x, 0, 0), (x, 0, reach)], [0.7 * r, 1.2 * r, 0.7 * r], thin_sides(m)),
            )
        else:
            m.add(part, block((2 * r, 1.7 * r, 2 * reach), (x, 0, 0)))
        m.add(part, block((2.6 * r, 2.2 * grip, 2.4 * grip), (x, 0, 0), 0.3 * r if m.fine else 0))
        if m.chance(0.5):
            m.add(part, *(ball(1.5 * r, max(8, m.sides // 2), (x, 0, s * reach)) for s in (1, -1)))
    else:
        arms = [ball(0.7 * r, 8, (x + m.u(0, 0.1) * reach, 0, s * reach)) for s in (1, -1)]
        centre = block((3 * r, 2 * thick, 2.2 * grip), (x, 0, 0))
        m.add(part, *(hull(centre, arm) for arm in arms))


def _single(
    m: Maker, x: float, length: float, width: float, thick: float, bow: float, flare: float, point: str
) -> Stations:
    """Stations of a blade with one edge below; `bow` lifts the tip, `flare` widens it."""
    count = 12 if m.fine else 6
    share = m.u(0.12, 0.28)
    stations: Stations = []
    for t in np.linspace(0, 1, count):
        middle = bow * t**2
        wide = width * (
            1 + flare * np.sin(np.pi * min(t / (1 - share) * 0.75, 1)) if flare > 0 else 1 + flare * t
        )
        spine, edge = middle + 0.5 * width, middle + 0.5 * width - wide
        rest = max(0.0, (t - 1 + share) / share)
        if point == "edge_up":
            edge += (wide - 0.001) * rest**1.6
        elif point == "clip":
            spine -= (wide - 0.001) * (0.25 * rest + 0.75 * rest**2) * 0.8
            edge += 0.2 * (wide - 0.001) * rest**2
        elif point == "spear":
            spine -= 0.5 * (wide - 0.001) * rest**1.5
            edge += 0.5 * (wide - 0.001) * rest**1.5
        stations.append((x + length * float(t), float(spine), float(edge), thick * (1 - 0.55 * float(t))))
    return stations


def _two_edged(m: Maker, stations: Stations, kind: str, flat: bool) -> None:
    """Blade with its zones: flat, both edges, tip."""
    m.add("blade", blade(stations, kind))
    if flat:
        m.zone("blade", "flat")
    edge_zone(m, stations, 0.2)
    edge_zone(m, stations, 0.2, above=True)
    m.zone("blade", "tip", x=(stations[-1][0] - m.u(0.08, 0.16) * (stations[-1][0] - stations[0][0]), None))


def _one_edged(m: Maker, stations: Stations, kind: str, back: str | None, flat: bool = False) -> None:
    """Blade with its zones: flat, edge below, back, tip."""
    m.add("blade", blade(stations, kind))
    if flat:
        m.zone("blade", "flat")
    edge_zone(m, stations, 0.28)
    if back:
        edge_zone(m, stations, 0.25, back, above=True)
    m.zone("blade", "tip", x=(stations[-1][0] - m.u(0.08, 0.16) * (stations[-1][0] - stations[0][0]), None))


def _knuckle_bow(m: Maker, rear: End, front: float, r: float, out: float, part: str = "guard") -> None:
    """Bar from the guard round the knuckles to the pommel, below the grip."""
    x, _, z = rear
    path = curve([(front, 0, 0), (front, 0, -0.5 * out), (0.6 * front + 0.4 * x, 0, -out + z), (x, 0, z)], 12)
    m.add(part, tube(path, r, thin_sides(m), flat=m.u(0.8, 2.0)))


@construction("sword")
def crossguard_sword(m: Maker) -> None:
    """Straight two-edged blade, grip for one hand or two, a cross and a pommel."""
    long, r = m.pick(m.u(0.09, 0.12), m.u(0.16, 0.28)), m.u(0.011, 0.017)
    length, width = m.u(0.5, 1.1), m.u(0.03, 0.075)
    rear = hilt(m, "grip", -long, 0.004, r)
    _pommel(m, rear, r)
    _cross(m, 0.0, m.u(0.07, 0.14), m.u(0.005, 0.011), r)
    shape = m.pick("taper", "parallel", "leaf", "waisted", "flame")
    stations = double_stations(m, -0.004, length, width, m.u(0.005, 0.014), shape)
    _two_edged(m, stations, m.pick("diamond", "diamond", "flat"), True)


@construction("sword")
def knuckle_bow_sabre(m: Maker) -> None:
    """Curved one-edged blade; a bar guards the knuckles."""
    long, r = m.u(0.095, 0.125), m.u(0.011, 0.016)
    rear = hilt(m, "grip", -long, 0.004, r, m.u(0, 0.015))
    _pommel(m, rear, 0.8 * r)
    out = m.u(0.045, 0.065)
    thick = m.u(0.0035, 0.007)
    if m.chance(0.5):
        m.add("guard", plate(circle((m.u(0.03, 0.05), out), m.sides), 0.006, "yz", (0, 0, -0.2 * out)))
    else:
        m.add("guard", block((0.012, 2.6 * r, 2.6 * out), (0, 0, 0), 0.003 if m.fine else 0))
    _knuckle_bow(m, (rear[0] - 0.004, 0, rear[2]), 0.0, thick, out)
    stations = _single(
        m,
        -0.004,
        m.u(0.5, 0.9),
        m.u(0.025, 0.06),
        m.u(0.004, 0.01),
        m.u(0.02, 0.2),
        m.u(-0.2, 0.9),
        "edge_up",
    )
    _one_edged(m, stations, "wedge", None, True)


@construction("sword")
def broad_short_sword(m: Maker) -> None:
    """Short and broad: waisted grip between ball and block, leaf or parallel blade."""
    long, r = m.u(0.085, 0.11), m.u(0.012, 0.017)
    t = np.linspace(0, 1, 13 if m.fine else 7)
    m.add(
        "grip",
        tube(np.stack([-long * (1 - t), 0 * t, 0 * t], 1), r * (1 - 0.14 * np.cos(6 * np.pi * t)), m.sides),
    )
    m.add("pommel", ball((m.u(0.016, 0.024), 0.022, m.u(0.02, 0.03)), m.sides, (-long - 0.012, 0, 0)))
    wide = m.u(0.05, 0.085)
    half = m.u(0.028, 0.05)
    if m.chance(0.5):
        m.add("guard", ball((m.u(0.012, 0.022), 0.022, half), m.sides))
    else:
        m.add("guard", block((m.u(0.012, 0.03), 0.034, 2 * half), (0, 0, 0), 0.006 if m.fine else 0))
    stations = double_stations(
        m, 0.0, m.u(0.35, 0.6), wide, m.u(0.006, 0.012), m.pick("leaf", "parallel", "waisted")
    )
    _two_edged(m, stations, "diamond", True)


@construction("sword")
def slab_sword(m: Maker) -> None:
    """Oversized blade cut from a slab, notched along its back."""
    long, r, length = m.u(0.16, 0.3), m.u(0.013, 0.019), m.u(0.7, 1.2)
    rear = hilt(m, "grip", -long, 0.01, r)
    _pommel(m, rear, r)
    _cross(m, 0.0, m.u(0.08, 0.16), m.u(0.008, 0.016), r)
    wide, thick = m.u(0.05, 0.11), m.u(0.008, 0.022)
    low = [(-0.005, -wide), (0.85 * length, -wide * m.u(0.8, 1.3)), (length, m.u(-0.3, 1.0) * wide)]
    back: list[tuple[float, float]] = []
    notches = m.count(0, 4)
    for k in range(notches, 0, -1):
        x = 0.85 * length * (k + 0.2) / (notches + 1)
        back += [(x + 0.04, wide), (x + 0.015, m.u(0.55, 0.8) * wide), (x, wide)]
    m.add("blade", plate([*low, (0.92 * length, wide), *back, (-0.005, wide)], thick, "xz"))
    if m.fine:
        sharp = [
            (-0.02, -1.35 * wide),
            (1.05 * length, -1.35 * wide),
            (1.05 * length, -0.75 * wide),
            (-0.02, -0.75 * wide),
        ]
        for sign in (1, -1):
            bevel = turn(plate(sharp, thick, "xz"), "x", sign * 14, (0, 0, -0.75 * wide))
            m.cut("blade", move(bevel, (0, sign * thick, 0)))
    m.zone("blade", "flat")
    m.zone("blade", "edge", z=(None, -0.62 * wide))
    m.zone("blade", "tip", x=(0.87 * length, None))


@construction("sword")
def basket_hilt_sword(m: Maker) -> None:
    """Straight blade with a cage of bars round the hand."""
    long, r, out = m.u(0.1, 0.12), m.u(0.011, 0.015), m.u(0.045, 0.058)
    rear = hilt(m, "grip", -long, 0.004, r)
    m.add("pommel", ball((0.018, 0.02, 0.02), m.sides, (rear[0] - 0.012, 0, 0)))
    m.add("guard", plate(circle((0.85 * out, out), m.sides), m.u(0.004, 0.008), "yz"))
    for angle in np.radians(np.linspace(-150, -30, m.count(2, 4))):
        y, z = 0.85 * out * np.cos(angle), out * np.sin(angle)
        path = curve(
            [
                (0, 0.9 * y, 0.9 * z),
                (-0.4 * long, y, z),
                (-0.85 * long, 0.8 * y, 0.8 * z),
                (-long - 0.01, 0, 0),
            ],
            9,
        )
        m.add("guard", tube(path, m.u(0.0025, 0.0045), thin_sides(m) // 2 + 4, flat=1.6))
    stations = double_stations(
        m, -0.003, m.u(0.65, 0.95), m.u(0.028, 0.045), m.u(0.004, 0.008), m.pick("taper", "parallel")
    )
    _two_edged(m, stations, "diamond", True)


def _tsuka(m: Maker, long: float, r: float) -> None:
    """Long oval handle, wound in lozenges or plain, with an end cap."""
    count = 2 * m.count(5, 9) + 1 if m.fine else 4
    t = np.linspace(0, 1, count)
    wound = m.u(0, 0.08) * np.where(np.arange(count) % 2, 1, -1)
    path = np.stack([-long * (1 - t), 0 * t, 0.004 * np.sin(np.pi * t)], 1)
    flat = m.u(0.65, 0.85)
    m.add("grip", tube(path, r * (1 + wound), max(8, m.sides // 2 + 2), flat))
    m.add(
        "pommel",
        tube(
            [(-long - m.u(0.006, 0.014), 0, 0), (-long + 0.012, 0, 0)],
            [0.95 * r, 1.1 * r],
            max(8, m.sides // 2),
            flat,
        ),
    )


def _tsuba(m: Maker, r: float) -> None:
    """Disc guard: round, lobed or square; and its collar."""
    wide = m.u(0.03, 0.045)
    make = m.pick("round", "oval", "square", "lobed")
    outline = {
        "round": circle(wide, m.sides),
        "oval": circle((0.85 * wide, wide), m.sides),
        "square": rectangle(1.7 * wide, 1.9 * wide, 0.008 if m.fine else 0),
        "lobed": [
            (wide * (1 + 0.1 * np.cos(4 * a)) * np.cos(a), wide * (1 + 0.1 * np.cos(4 * a)) * np.sin(a))
            for a in np.linspace(0, 2 * np.pi, 25)[:-1]
        ],
    }[make]
    m.add("guard", plate([(float(a), float(b)) for a, b in outline], m.u(0.004, 0.009), "yz"))
    m.add("guard", block((m.u(0.02, 0.035), 1.15 * r, 2.1 * r), (0.012, 0, 0.002)))


@construction("katana")
def bowed_katana(m: Maker) -> None:
    """Even curve, edge running up to the tip."""
    r = m.u(0.013, 0.018)
    _tsuka(m, m.u(0.2, 0.3), r)
    _tsuba(m, r)
    stations = _single(
        m, 0.0, m.u(0.55, 0.8), m.u(0.024, 0.04), m.u(0.005, 0.009), m.u(0.03, 0.14), -0.15, "edge_up"
    )
    _one_edged(m, stations, m.pick("wedge", "wedge", "flat"), "spine")


@construction("katana")
def arc_blade_katana(m: Maker) -> None:
    """Handle and blade on one arc of a circle, as stylised ones are."""
    r, radius = m.u(0.012, 0.018), m.u(1.1, 2.6)
    long, length = m.u(0.18, 0.28), m.u(0.5, 0.85)
    width, thick = m.u(0.024, 0.05), m.u(0.004, 0.01)

    def lift(x: float) -> float:
        return radius - float(np.sqrt(max(radius**2 - x**2, 0.01)))

    count = 9 if m.fine else 5
    xs = np.linspace(-long, 0.005, count)
    sides = m.pick(4, 6, 8, max(8, m.sides // 2))
    m.add("grip", tube([(x, 0, lift(x)) for x in xs], r, sides, m.u(0.65, 0.95)))
    m.add("pommel", ball((0.012, 0.8 * r, 1.15 * r), m.sides, (-long, 0, lift(-long))))
    m.add(
        "guard",
        plate(rectangle(m.u(1.8, 2.6) * r, m.u(3, 4.6) * r, 0.004), m.u(0.005, 0.01), "yz"),
    )
    stations: Stations = []
    for t in np.linspace(0, 1, 2 * count):
        up = lift(length * float(t))
        cut = max(0.0, (float(t) - 0.9) / 0.1)
        stations.append((length * float(t), up + 0.5 * width, up + width * (-0.5 + 0.97 * cut), thick))
    _one_edged(m, stations, "wedge", "spine")


@construction("katana")
def straight_ninja_sword(m: Maker) -> None:
    """Straight blade with a slanted end, square guard, round handle."""
    r, long, length = m.u(0.012, 0.017), m.u(0.16, 0.27), m.u(0.4, 0.65)
    rear = hilt(m, "grip", -long, 0.004, r)
    m.add("pommel", bar((rear[0] - m.u(0.008, 0.02), 0, 0), (rear[0] + 0.008, 0, 0), 1.12 * r, m.sides))
    wide = m.u(0.05, 0.075)
    m.add("guard", plate(rectangle(wide, wide, 0.006 if m.fine else 0), m.u(0.005, 0.01), "yz"))
    width, thick = m.u(0.024, 0.04), m.u(0.004, 0.008)
    slant = m.u(0.6, 1.8) * width
    stations = [(0.0, 0.5 * width, -0.5 * width, thick), (0.3 * length, 0.5 * width, -0.5 * width, thick)]
    stations += [
        (length - slant, 0.5 * width, -0.5 * width, thick),
        (length, 0.5 * width, 0.47 * width, thick),
    ]
    _one_edged(m, stations, m.pick("wedge", "flat"), "spine")


@construction("dagger")
def crossguard_dagger(m: Maker) -> None:
    """Small sword: two edges, cross, pommel."""
    long, r = m.u(0.085, 0.115), m.u(0.009, 0.014)
    rear = hilt(m, "grip", -long, 0.003, r)
    _pommel(m, rear, 0.85 * r)
    _cross(m, 0.0, m.u(0.03, 0.055), m.u(0.004, 0.007), r)
    shape = m.pick("taper", "leaf", "waisted", "flame", "needle")
    stations = double_stations(m, -0.003, m.u(0.13, 0.28), m.u(0.02, 0.045), m.u(0.004, 0.009), shape)
    _two_edged(m, stations, m.pick("diamond", "flat"), False)


@construction("dagger")
def combat_knife(m: Maker) -> None:
    """One edge, clipped point, finger-grooved handle, short guard."""
    long, r = m.u(0.1, 0.13), m.u(0.011, 0.016)
    count = 11 if m.fine else 6
    t = np.linspace(0, 1, count)
    grooves = 1 + m.u(0, 0.1) * np.cos(2 * np.pi * m.pick(2, 3, 4) * t)
    path = np.stack([-long * (1 - t), 0 * t, m.u(-0.006, 0.004) * np.sin(np.pi * t)], 1)
    m.add("grip", tube(path, r * grooves, m.pick(4, 8, m.sides), m.u(0.6, 0.9)))
    m.add("pommel", block((m.u(0.008, 0.018), 1.7 * r, 2.3 * r), (-long, 0, 0), 0.003 if m.fine else 0))
    m.add(
        "guard",
        block((m.u(0.005, 0.012), 1.9 * r, m.u(3, 5) * r), (0, 0, -m.u(0, 0.5) * r), 0.002 if m.fine else 0),
    )
    stations = _single(
        m,
        -0.002,
        m.u(0.13, 0.22),
        m.u(0.024, 0.042),
        m.u(0.003, 0.006),
        m.u(-0.004, 0.01),
        m.u(-0.1, 0.2),
        m.pick("clip", "spear"),
    )
    m.add("blade", blade(stations, "wedge"))
    if m.chance(0.4) and m.fine:
        x, top = stations[0][0], stations[0][1]
        length = stations[-1][0] - x
        m.cut(
            "blade",
            *(
                block((0.003, 0.02, 0.004), (x + length * p, 0, top))
                for p in np.linspace(0.12, 0.45, m.count(4, 7))
            ),
        )
    edge_zone(m, stations, 0.3)
    m.zone("blade", "tip", x=(stations[-1][0] - 0.025, None))


@construction("dagger")
def curved_dagger(m: Maker) -> None:
    """Blade and handle bent like a claw, hooked pommel."""
    long, r = m.u(0.09, 0.12), m.u(0.01, 0.015)
    rear = hilt(m, "grip", -long, 0.004, r, m.u(0.005, 0.025))
    m.add(
        "pommel",
        hull(ball(1.25 * r, m.sides, rear), ball(0.8 * r, m.sides, (rear[0] - 0.006, 0, rear[2] - 1.6 * r))),
    )
    m.add(
        "guard",
        hull(
            ball((0.008, 1.3 * r, 1.5 * r), m.sides),
            ball((0.008, r, r), m.sides, (0, 0, m.pick(1, -1) * 1.2 * r)),
        ),
    )
    bow = m.pick(1, 1, -1) * m.u(0.03, 0.09)
    stations = _single(
        m, -0.003, m.u(0.14, 0.24), m.u(0.025, 0.05), m.u(0.004, 0.008), bow, m.u(-0.5, 0.1), "edge_up"
    )
    _one_edged(m, stations, m.pick("wedge", "diamond"), None)


@construction("dagger")
def rondel_dagger(m: Maker) -> None:
    """Needle of a blade; discs before and behind the fist."""
    long, r = m.u(0.09, 0.115), m.u(0.01, 0.014)
    hilt(m, "grip", -long, 0.004, r)
    wide = m.u(0.022, 0.034)
    sides = m.pick(6, 8, m.sides)
    m.add("pommel", bar((-long - m.u(0.004, 0.01), 0, 0), (-long + 0.003, 0, 0), wide, sides))
    m.add("guard", bar((-0.003, 0, 0), (m.u(0.003, 0.008), 0, 0), wide * m.u(0.8, 1.2), sides))
    length, half = m.u(0.18, 0.32), m.u(0.007, 0.012)
    stations: Stations = [(0.0, half, -half, 1.4 * half), (length, 0.0008, -0.0008, 0.0012)]
    stations.insert(1, (0.6 * length, 0.7 * half, -0.7 * half, half))
    _two_edged(m, stations, "diamond", False)


@construction("dagger")
def ring_kunai(m: Maker) -> None:
    """Thrown dagger: broad leaf, thin wound handle, a ring behind."""
    long, r = m.u(0.085, 0.11), m.u(0.007, 0.011)
    hilt(m, "grip", -long, 0.01, r)
    wide = m.u(0.014, 0.02)
    m.add("pommel", ring(wide, m.u(0.003, 0.005), m.sides, "y", (-long - wide + 0.001, 0, 0)))
    m.add("guard", block((m.u(0.006, 0.014), 2.4 * r, 2.6 * r), (0, 0, 0)))
    length, half, place = m.u(0.1, 0.17), m.u(0.016, 0.03), m.u(0.15, 0.4)
    stations: Stations = [(0.0, 0.006, -0.006, 0.008), (place * length, half, -half, m.u(0.005, 0.01))]
    _two_edged(m, [*stations, (length, 0.0008, -0.0008, 0.001)], "diamond", False)


def _thin_blade(m: Maker, length: float, half: float, at: float = 0.0) -> None:
    """Rapier blade of diamond, square or round section."""
    make = m.pick("diamond", "square", "round")
    if make == "diamond":
        m.add("blade", blade([(at, half, -half, half), (at + length, 0.0012, -0.0012, 0.0016)], "diamond"))
    else:
        sides = 4 if make == "square" else thin_sides(m)
        m.add("blade", bar((at, 0, 0), (at + length, 0, 0), 0.75 * half, sides, 0.0013))
    if m.chance(0.25):
        m.add("blade", ball(0.004, 8, (at + length, 0, 0)))
    m.zone("blade", "tip", x=(at + m.u(0.88, 0.94) * length, None))


@construction("rapier")
def cup_hilt(m: Maker) -> None:
    """Bowl before the hand, cross bars, a knuckle bow."""
    long, r = m.u(0.085, 0.11), m.u(0.009, 0.013)
    hilt(m, "grip", -long, 0.02, r)
    _pommel(m, (-long, 0, 0), r)
    wide, deep = m.u(0.042, 0.07), m.u(0.025, 0.05)
    profile = [
        (wide * np.sin(a), deep * (1 - np.cos(a))) for a in np.linspace(0.15, np.pi / 2, 7 if m.fine else 4)
    ]
    cup = turn(vessel([(float(a), float(b)) for a, b in profile], 0.003, m.sides), "y", -90)
    m.add("guard", move(cup, (m.u(0.018, 0.03), 0, 0)))
    reach = wide + m.u(0.01, 0.04)
    m.add("guard", bar((-0.004, 0, -reach), (-0.004, 0, reach), m.u(0.003, 0.005), thin_sides(m)))
    if m.chance(0.7):
        _knuckle_bow(m, (-long - 0.004, 0, 0), 0.0, m.u(0.003, 0.0045), m.u(0.045, 0.06))
    _thin_blade(m, m.u(0.75, 1.1), m.u(0.007, 0.011))


@construction("rapier")
def swept_hilt(m: Maker) -> None:
    """Rings and bars swept round the hand."""
    long, r, wire = m.u(0.085, 0.11), m.u(0.009, 0.013), m.u(0.003, 0.005)
    hilt(m, "grip", -long, 0.012, r)
    _pommel(m, (-long, 0, 0), 1.1 * r)
    reach = m.u(0.07, 0.11)
    m.add(
        "guard",
        tube(
            curve([(0.01, 0, -reach), (0, 0, 0), (m.u(-0.02, 0.02), 0, reach)], 7), 1.2 * wire, thin_sides(m)
        ),
    )
    m.add("guard", block((0.022, 0.02, 0.026), (0, 0, 0), 0.004 if m.fine else 0))
    for sign in (1, -1):
        wide = m.u(0.028, 0.042)
        m.add("guard", ring(wide, wire, m.sides, "x", (m.u(0, 0.02), sign * wide, 0)))
        path = curve(
            [
                (0, 0, 0.02),
                (0.035, sign * 0.6 * wide, 0),
                (0.01, sign * wide, -0.03),
                (-0.3 * long, 0, -0.055),
            ],
            9,
        )
        if m.chance(0.6):
            m.add("guard", tube(path, wire, thin_sides(m)))
    _knuckle_bow(m, (-long - 0.004, 0, 0), 0.0, wire, 0.055)
    _thin_blade(m, m.u(0.75, 1.15), m.u(0.007, 0.012))


@construction("rapier")
def sport_foil(m: Maker) -> None:
    """Fencing weapon: bent grip or pistol grip, a shallow disc."""
    r = m.u(0.009, 0.013)
    long = m.u(0.09, 0.13)
    path = curve(
        [(-long, 0, -m.u(0.01, 0.03)), (-0.6 * long, 0, -0.002), (-0.25 * long, 0, 0.003), (0.006, 0, 0)], 9
    )
    m.add(
        "grip", tube(path, r * (1 + 0.15 * np.sin(np.linspace(0, 6, 9))), max(8, m.sides // 2), m.u(0.7, 1))
    )
    if m.chance(0.5):
        m.add("grip", bar((-0.35 * long, 0, 0), (-0.25 * long, 0, -0.032), 0.008, thin_sides(m), 0.006))
    end = path[0]
    m.add(
        "pommel", along_x([(0.7 * r, -m.u(0.012, 0.03)), (1.2 * r, -0.006), (r, 0.004)], m.sides, tuple(end))
    )
    wide = m.u(0.045, 0.065)
    dome = turn(
        vessel([(0.3 * wide, 0), (0.75 * wide, 0.006), (wide, m.u(0.012, 0.03))], 0.0025, m.sides), "y", -90
    )
    m.add("guard", move(dome, (0.012, 0, -m.u(0, 0.01))))
    _thin_blade(m, m.u(0.75, 0.95), m.u(0.005, 0.008))


@construction("rapier")
def small_sword(m: Maker) -> None:
    """Straight grip, figure-eight shell, thin knuckle bow."""
    long, r = m.u(0.08, 0.1), m.u(0.009, 0.012)
    hilt(m, "grip", -long, 0.008, r)
    m.add("pommel", ball((1.5 * r, 1.3 * r, 1.3 * r), m.sides, (-long - r, 0, 0)))
    wide = m.u(0.024, 0.036)
    shells = [
        plate(circle((wide, 0.9 * wide), m.sides, (sign * 0.85 * wide, 0)), 0.005, "yz", (0.006, 0, 0))
        for sign in (1, -1)
    ]
    m.add("guard", *shells, block((0.016, 0.018, 0.05), (0.0, 0, 0)))
    _knuckle_bow(m, (-long - 0.003, 0, 0), -0.002, 0.003, m.u(0.042, 0.055))
    _thin_blade(m, m.u(0.7, 0.9), m.u(0.006, 0.011))
