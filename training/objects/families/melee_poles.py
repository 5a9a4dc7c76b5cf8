"""Spears, halberds, tridents, scythes."""

from __future__ import annotations

import numpy as np

from ..maker import Maker
from ..registry import construction
from ..sections import along_x
from ..solids import arc, ball, bar, blade, block, bumpy, curve, hull, loft, mirrored, plate, ring, tube
from ._arms import (
    End,
    Stations,
    axe_eye,
    bearded_blade,
    crescent,
    double_stations,
    edge_zone,
    grown_handle,
    shaft_bar,
    spike_bar,
    thin_sides,
)


def _pole(m: Maker, long: float, r: float) -> None:
    """Shaft of a polearm from x = 0 (butt) to `long`, with its zones."""
    shaft_bar(m, "shaft", 0, long + 0.02, r)
    m.zone("shaft", "middle", x=(0.38 * long, 0.62 * long))
    m.zone("shaft", "butt", x=(None, 0.18 * long))


def _point_zone(m: Maker, start: float, end: float, share: float = 0.35) -> None:
    m.zone("head", "tip", x=(end - share * (end - start), None))


@construction("spear")
def socketed_spear(m: Maker) -> None:
    """Leaf or diamond blade on a cone of a socket."""
    long, r = m.u(1.1, 2.1), m.u(0.011, 0.017)
    _pole(m, long, r)
    length, width = m.u(0.1, 0.42), m.u(0.03, 0.12)
    socket = m.u(0.04, 0.1)
    m.add("head", bar((long - 0.02, 0, 0), (long + socket, 0, 0), 1.25 * r, m.sides, 0.55 * r))
    stations = double_stations(
        m, long + 0.7 * socket, length, width, m.u(0.006, 0.014), m.pick("leaf", "taper", "waisted")
    )
    stations.insert(0, (long + 0.5 * socket, 0.2 * width, -0.2 * width, 0.008))
    m.add("head", blade(stations, "diamond"))
    if m.chance(0.3):
        m.add("head", bar((long + 0.02, 0, -0.06), (long + 0.02, 0, 0.06), 0.006, thin_sides(m)))
    _point_zone(m, stations[0][0], stations[-1][0])


@construction("spear")
def barbed_spear(m: Maker) -> None:
    """Flat arrow-shaped plate with barbs, bound to the pole."""
    long, r = m.u(1.0, 2.0), m.u(0.011, 0.017)
    _pole(m, long, r)
    length, half, barb = m.u(0.1, 0.25), m.u(0.025, 0.06), m.u(0.01, 0.05)
    outline = [
        (long, 0.7 * r),
        (long - barb + 0.03, half),
        (long + length, 0),
        (long - barb + 0.03, -half),
        (long, -0.7 * r),
    ]
    if m.chance(0.4):
        outline = [
            (long - 0.02, 0.7 * r),
            (long + 0.03, half),
            (long + 0.2 * length, 0.5 * half),
            (long + 0.4 * length, 0.7 * half),
        ]
        outline += [(long + length, 0), *[(x, -z) for x, z in outline[::-1]]]
    m.add("head", plate(outline, m.u(0.006, 0.016), "xz"))
    for k in range(3):
        m.add("head", bar((long - 0.012 * k - 0.008, 0, 0), (long - 0.012 * k, 0, 0), 1.25 * r, m.sides))
    _point_zone(m, long, long + length)


@construction("spear")
def flint_spear(m: Maker) -> None:
    """Knapped stone in a split stick, lashed."""
    long, r = m.u(1.0, 1.9), m.u(0.011, 0.017)
    grown_handle(
        m,
        [
            (0, 0, m.u(-0.02, 0.02)),
            (0.4 * long, m.u(-0.015, 0.015), 0),
            (0.8 * long, 0, 0),
            (long + 0.02, 0, 0),
        ],
        [0.9 * r, r, r, 0.9 * r],
        "shaft",
        1.0,
    )
    m.zone("shaft", "middle", x=(0.38 * long, 0.62 * long))
    m.zone("shaft", "butt", x=(None, 0.18 * long))
    length, half = m.u(0.08, 0.18), m.u(0.02, 0.04)
    stone = hull(
        block((0.01, 0.008, 1.2 * half), (long - 0.02, 0, 0)),
        block((0.02, m.u(0.012, 0.02), 1.6 * half), (long + 0.3 * length, 0, 0)),
        block((0.004, 0.003, 0.004), (long + length, 0, 0)),
    )
    m.add("head", bumpy(stone, 0.004, 0.1, m.random, 0.02))
    m.add(
        "shaft", *(ring(1.1 * r, 0.35 * r, m.sides, "x", (long - 0.02 - 0.7 * r * k, 0, 0)) for k in range(3))
    )
    _point_zone(m, long, long + length)


@construction("spear")
def tapered_lance(m: Maker) -> None:
    """Long cone of a lance or slim javelin with a small steel point."""
    long, r = m.u(1.2, 2.2), m.u(0.012, 0.018)
    swell = m.u(0.9, 1.25)
    m.add(
        "shaft",
        along_x(
            [(0.8 * r, 0), (r, 0.1 * long), (swell * r, 0.5 * long), (0.7 * r, long + 0.01)],
            m.pick(6, 8, m.sides),
        ),
    )
    m.zone("shaft", "middle", x=(0.38 * long, 0.62 * long))
    m.zone("shaft", "butt", x=(None, 0.18 * long))
    length = m.u(0.05, 0.14)
    shape = [
        (0.85 * r, long - 0.01),
        (1.1 * r, long + 0.15 * length),
        (m.u(0.6, 1.0) * r, long + 0.4 * length),
        (0.0012, long + length),
    ]
    m.add("head", along_x(shape, m.pick(4, 6, m.sides)))
    if m.chance(0.4):
        x = m.u(0.2, 0.26) * long
        m.add(
            "shaft",
            along_x(
                [(r, x), (m.u(0.035, 0.06), x - 0.02), (m.u(0.035, 0.06), x - 0.025), (0.8 * r, x + 0.03)],
                m.sides,
            ),
        )
    _point_zone(m, long, long + length, 0.5)


def _top_spike(m: Maker, long: float, r: float) -> float:
    length = m.u(0.12, 0.32)
    if m.chance(0.5):
        spike_bar(m, (long, 0, 0), (long + length, 0, 0), 1.1 * r, "head")
    else:
        stations = double_stations(
            m, long, length, m.u(0.02, 0.045), m.u(0.006, 0.012), m.pick("leaf", "taper", "needle")
        )
        m.add("head", blade(stations, "diamond"))
    return length


@construction("halberd")
def classic_halberd(m: Maker) -> None:
    """Axe blade below, beak above, long point in front."""
    long, r, size = m.u(1.3, 2.0), m.u(0.012, 0.017), m.u(0.09, 0.17)
    _pole(m, long, r)
    x = long - 0.06
    head, depth = bearded_blade(m, x, size, m.u(1.8, 2.4) * r, m.u(0.5, 1.0), m.u(0.4, 0.9))
    axe_eye(m, "head", x, r, 0.05)
    beak = [(x + 0.03, 0.2 * r), (x - 0.03, 0.2 * r), (x + m.u(-0.06, 0), m.u(0.07, 0.14))]
    m.add("head", head, plate(beak, m.u(0.006, 0.014), "xz"))
    length = _top_spike(m, long, r)
    m.zone("head", "edge", z=(None, -0.84 * depth))
    m.zone("head", "tip", x=(long + 0.35 * length, None), z=(-0.05, 0.05))


@construction("halberd")
def sheet_halberd(m: Maker) -> None:
    """Whole head cut from one sheet: crescent, point and hook."""
    long, r = m.u(1.2, 2.0), m.u(0.012, 0.017)
    _pole(m, long, r)
    deep, tall, tip = m.u(0.09, 0.17), m.u(0.1, 0.18), m.u(0.16, 0.32)
    x = long - 0.05
    belly = curve(
        [(x + tall, 0, -0.7 * deep), (x, 0, -deep), (x - 0.7 * tall, 0, -0.85 * deep)], 7 if m.fine else 3
    )
    outline = [
        (x - 0.05, 0.6 * r),
        (x - 0.04, 0.5 * deep),
        (x + m.u(-0.03, 0.02), 0.8 * deep),
        (x + 0.03, 1.2 * r),
    ]
    outline += [(x + 0.08, 0.9 * r), (long + tip, 0), (x + 0.08, -0.9 * r)]
    outline += [(float(a), float(c)) for a, _, c in belly]
    outline += [(x - 0.05, -0.6 * r)]
    m.add("head", plate(outline, m.u(0.008, 0.018), "xz"))
    m.add("head", bar((x - 0.12, 0, 0), (x + 0.06, 0, 0), 1.25 * r, m.sides))
    m.zone("head", "edge", z=(None, -0.72 * deep))
    m.zone("head", "tip", x=(long + 0.3 * tip, None))


@construction("halberd")
def bardiche(m: Maker) -> None:
    """Long cleaver along the pole, tied to it twice, its horn the point."""
    long, r, span = m.u(1.1, 1.7), m.u(0.013, 0.018), m.u(0.3, 0.6)
    _pole(m, long, r)
    deep = m.u(0.06, 0.11)
    x0 = long - 0.55 * span
    stations: Stations = []
    for t in np.linspace(0, 1, 9 if m.fine else 5):
        belly = -r - deep * np.sin(np.pi * (0.12 + 0.72 * t))
        back = -r - 0.004 if t < 0.6 else -r - 0.004 + 0.08 * (t - 0.6)
        if t == 1:
            belly = back - 0.002
        stations.append((x0 + span * float(t), float(back), float(belly), m.u(0.005, 0.009)))
    m.add("head", blade(stations, "wedge"))
    for x in (x0 + 0.06 * span, x0 + 0.5 * span):
        m.add(
            "head",
            hull(
                bar((x, 0, 0), (x + 0.035, 0, 0), 1.3 * r, m.sides),
                block((0.035, 0.008, 0.01), (x + 0.018, 0, -r - 0.018)),
            ),
        )
    edge_zone(m, stations, 0.3, part="head")
    _point_zone(m, x0, x0 + span, 0.14)


@construction("halberd")
def twin_moon_halberd(m: Maker) -> None:
    """Spear point with a crescent on one side or on both, held by studs."""
    long, r, radius = m.u(1.3, 2.0), m.u(0.012, 0.017), m.u(0.09, 0.15)
    _pole(m, long, r)
    length = _top_spike(m, long, r)
    x, thick = long - 0.06, m.u(0.006, 0.014)
    moon = plate(
        crescent(radius, m.u(0.35, 0.6), (x, -m.u(0.0, 0.4) * radius), 10 if m.fine else 5), thick, "xz"
    )
    low = float(moon.bounding_box()[2])
    stud = [block((0.016, thick, -low), (x + s * 0.35 * radius, 0, 0.5 * low + 0.012)) for s in (1, -1)]
    m.add("head", moon, *stud, bar((x - 0.08, 0, 0), (x + 0.09, 0, 0), 1.3 * r, m.sides))
    m.zone("head", "edge", z=(None, 0.82 * low))
    if m.chance(0.5):
        m.add("head", mirrored(moon, "z"), *(mirrored(s, "z") for s in stud))
        m.zone("head", "edge", z=(-0.82 * low, None))
    m.zone("head", "tip", x=(long + 0.4 * length, None), z=(-0.03, 0.03))


def _prong_zone(m: Maker, start: float) -> None:
    m.zone("head", "prongs", x=(start, None))


@construction("trident")
def forged_trident(m: Maker) -> None:
    """Three bars: one straight, two bent out of a collar."""
    long, r = m.u(1.1, 1.8), m.u(0.011, 0.017)
    _pole(m, long, r)
    wide, reach, wire = m.u(0.05, 0.1), m.u(0.14, 0.28), m.u(0.005, 0.01)
    m.add("head", bar((long - 0.03, 0, 0), (long + 0.03, 0, 0), 1.3 * r, m.sides))
    x = long + 0.01
    for sign in (-1, 0, 1):
        points = [
            (x, 0, 0),
            (x + 0.02, 0, 0.7 * sign * wide),
            (x + 0.35 * reach, 0, sign * wide),
            (x + reach * (1.12 if not sign else 1), 0, m.u(0.85, 1.1) * sign * wide),
        ]
        path = curve(points, 9 if m.fine else 5)
        m.add(
            "head",
            tube(
                path,
                np.interp(np.linspace(0, 1, len(path)), [0, 0.8, 1], [1.1 * wire, wire, 0.0015]),
                thin_sides(m),
            ),
        )
        if m.chance(0.6):
            end = path[-1]
            m.add("head", along_x([(1.6 * wire, -0.035), (0.0012, 0.012)], m.pick(4, 6), tuple(end)))
    _prong_zone(m, x + 0.25 * reach)


@construction("trident")
def sheet_trident(m: Maker) -> None:
    """Flat fork with barbs cut from a plate."""
    long, r = m.u(1.1, 1.9), m.u(0.011, 0.017)
    _pole(m, long, r)
    wide, reach, half = m.u(0.055, 0.11), m.u(0.14, 0.28), m.u(0.008, 0.016)
    x, barb = long + 0.02, m.u(0.005, 0.016)

    def prong(z: float, tip: float) -> list[tuple[float, float]]:
        return [
            (x + 0.02, z + half),
            (tip - 0.05, z + half),
            (tip - 0.055, z + half + barb),
            (tip, z),
            (tip - 0.055, z - half - barb),
            (tip - 0.05, z - half),
            (x + 0.02, z - half),
        ]

    thick = m.u(0.007, 0.014)
    tips = (x + reach, x + reach * m.u(1.0, 1.25), x + reach)
    for z, tip in zip((-wide, 0, wide), tips, strict=True):
        m.add("head", plate(prong(z, tip)[::-1], thick, "xz"))
    foot = [
        (x - 0.03, -1.1 * r),
        (x + 0.03, -wide - half),
        (x + 0.045, wide + half),
        (x + 0.03, wide + half),
        (x - 0.03, 1.1 * r),
    ]
    foot[2:2] = [(x + 0.045, -wide - half)]
    m.add(
        "head",
        plate(foot, 1.05 * thick, "xz"),
        bar((long - 0.04, 0, 0), (long + 0.015, 0, 0), 1.3 * r, m.sides),
    )
    _prong_zone(m, x + 0.05)


@construction("trident")
def square_fork(m: Maker) -> None:
    """Cross bar carrying straight tines, three to five."""
    long, r = m.u(1.0, 1.7), m.u(0.012, 0.017)
    _pole(m, long, r)
    wide, reach, wire = m.u(0.06, 0.11), m.u(0.12, 0.26), m.u(0.005, 0.009)
    x = long + 0.015
    m.add(
        "head", block((2.4 * wire, 2.2 * wire, 2 * wide + 2 * wire), (x, 0, 0), 0.5 * wire if m.fine else 0)
    )
    m.add("head", bar((x - 0.09, 0, 0), (x, 0, 0), 1.25 * r, m.sides))
    sides = m.pick(4, 6, thin_sides(m))
    for z in np.linspace(-wide, wide, m.pick(3, 3, 3, 4, 5)):
        body = x + 0.75 * reach
        m.add(
            "head",
            bar((x, 0, z), (body, 0, z), wire, sides),
            bar((body - 0.001, 0, z), (x + reach, 0, z), m.u(1.0, 1.5) * wire, sides, 0.001),
        )
    _prong_zone(m, x + 2 * wire)


@construction("trident")
def curved_horn_trident(m: Maker) -> None:
    """Lyre of two horns round a central spear blade."""
    long, r = m.u(1.2, 1.9), m.u(0.012, 0.018)
    _pole(m, long, r)
    x, wide, reach = long + 0.02, m.u(0.06, 0.1), m.u(0.12, 0.22)
    m.add(
        "head",
        along_x([(1.2 * r, -0.05), (1.9 * r, -0.01), (1.1 * r, 0.03)], m.pick(6, 8, m.sides), (x, 0, 0)),
    )
    stations = double_stations(m, x, m.u(1.1, 1.5) * reach, m.u(0.025, 0.05), m.u(0.008, 0.016), "leaf")
    m.add("head", blade(stations, "diamond"))
    for sign in (1, -1):
        points = [
            (x, 0, 0),
            (x + 0.01, 0, 0.75 * sign * wide),
            (x + 0.5 * reach, 0, sign * wide),
            (x + reach, 0, m.u(0.5, 0.7) * sign * wide),
        ]
        path = curve(points, 10 if m.fine else 6)
        m.add(
            "head",
            tube(path, np.linspace(0.014, 0.0015, len(path)), m.pick(4, thin_sides(m)), flat=m.u(0.6, 1)),
        )
    _prong_zone(m, x + 0.04)


def _reaping_blade(m: Maker, x: float, length: float, width: float, thick: float, sweep: float) -> None:
    """Blade hanging from (x, 0) down, curved to the rear; its inner side is sharp."""
    count = 12 if m.fine else 6
    rings = []
    back_x: list[float] = []
    for t in np.linspace(0, 1, count):
        angle = np.radians(-90 - sweep * t)
        place = np.array([x, 0.0]) + length * np.array([-0.5 * sweep / 60 * t**2, -t])
        normal = np.array([-np.sin(angle + np.pi), np.cos(angle + np.pi)])
        wide = width * (1 - t**1.7) + 0.0015
        fore, rear = place + 0.35 * wide * normal, place - 0.65 * wide * normal
        if fore[0] < rear[0]:
            fore, rear = rear, fore
        half = 0.5 * thick * (1 - 0.5 * t)
        rings.append(
            [
                (fore[0], half, fore[1]),
                (fore[0], -half, fore[1]),
                (rear[0], -0.0004, rear[1]),
                (rear[0], 0.0004, rear[1]),
            ]
        )
        back_x.append(float(rear[0]))
    m.add("blade", loft(rings))
    zs = np.linspace(0, -length, 5)
    for i in range(4):
        k = round((i + 0.5) / 4 * (count - 1))
        wide = width * (1 - (k / (count - 1)) ** 1.7)
        m.zone("blade", "edge", x=(None, back_x[k] + 0.35 * wide), z=(float(zs[i + 1]), float(zs[i])))
    m.zone("blade", "tip", z=(None, -0.9 * length))


def _pegs(m: Maker, places: list[End], r: float, flip: float = 1.0) -> None:
    """Side handles of a scythe: pegs, or loops on the shaft."""
    loops = m.chance(0.25)
    for x, y, z in places:
        if loops:
            path = arc((x, y, z), (0.05, 0.05 * flip), 180, 360, 9 if m.fine else 6)
            m.add("grips", tube(path, 0.011, thin_sides(m)))
        else:
            out = m.u(0.11, 0.15)
            lean = m.u(-0.03, 0.03)
            m.add(
                "grips",
                bar(
                    (x, y, z),
                    (x + lean, y, z - flip * out),
                    0.8 * r + 0.001,
                    max(8, m.sides // 2),
                    m.u(0.95, 1.3) * r,
                ),
            )


@construction("scythe")
def straight_scythe(m: Maker) -> None:
    """Straight pole, two pegs, a long curved blade."""
    long, r = m.u(1.1, 1.6), m.u(0.013, 0.018)
    shaft_bar(m, "shaft", 0, long, r)
    first, second = m.u(0.2, 0.3), m.u(0.5, 0.62)
    _pegs(m, [(first * long, 0, 0), (second * long, 0, 0)], r, m.pick(1, -1))
    _reaping_blade(m, long - 0.02, m.u(0.45, 0.75), m.u(0.05, 0.1), m.u(0.006, 0.014), m.u(5, 45))
    m.add("blade", block((0.08, 2.5 * r, 2.6 * r), (long - 0.03, 0, 0), 0.003 if m.fine else 0))
    m.zone("shaft", "lower", x=(None, 0.18 * long))
    m.zone("shaft", "upper", x=(0.68 * long, None))


@construction("scythe")
def curved_snath(m: Maker) -> None:
    """Pole bent like an S, pegs where the hands go."""
    long, r, dip = m.u(1.1, 1.6), m.u(0.013, 0.018), m.u(0.06, 0.16)
    points = [
        (0, 0, m.u(-0.5, 0.5) * dip),
        (0.3 * long, 0, 0.7 * dip),
        (0.65 * long, 0, -0.5 * dip),
        (long, 0, 0),
    ]
    grown_handle(m, points, [r, r, r, 0.95 * r], "shaft", m.u(0.85, 1))
    path = curve(points, 101)
    _pegs(m, [tuple(path[k]) for k in (m.count(24, 32), m.count(52, 62))], r, m.pick(1, 1, -1))
    _reaping_blade(m, long - 0.01, m.u(0.4, 0.7), m.u(0.045, 0.09), m.u(0.006, 0.014), m.u(10, 40))
    m.add("blade", ball((0.05, 1.5 * r, 1.6 * r), m.sides, (long - 0.015, 0, 0)))
    m.zone("shaft", "lower", x=(None, 0.18 * long))
    m.zone("shaft", "upper", x=(0.7 * long, None))


@construction("scythe")
def reaper(m: Maker) -> None:
    """Fantasy: gnarled or smooth staff, huge blade with a counter-spike, bound grips round the shaft."""
    long, r = m.u(1.3, 1.9), m.u(0.013, 0.017)
    shaft_bar(m, "shaft", 0, long, r)
    for place in (m.u(0.2, 0.28), m.u(0.48, 0.56)):
        count = 2 * m.count(4, 7) + 1 if m.fine else 3
        t = np.linspace(0, 0.14, count)
        size = 1.22 + 0.06 * np.where(np.arange(count) % 2, 1, -1)
        m.add("grips", tube(np.stack([place * long + t, 0 * t, 0 * t], 1), r * size, max(8, m.sides // 2)))
    thick = m.u(0.008, 0.022)
    _reaping_blade(m, long - 0.03, m.u(0.55, 0.85), m.u(0.09, 0.16), thick, m.u(20, 50))
    m.add(
        "blade",
        plate([(long - 0.08, 0), (long + 0.02, 0), (long + m.u(-0.1, 0.04), m.u(0.1, 0.2))], thick, "xz"),
    )
    m.add(
        "blade",
        along_x(
            [(1.3 * r, -0.06), (2 * r, -0.02), (1.4 * r, 0.05)], m.pick(6, 8, m.sides), (long - 0.02, 0, 0)
        ),
    )
    m.zone("shaft", "lower", x=(None, 0.16 * long))
    m.zone("shaft", "upper", x=(0.7 * long, None))
