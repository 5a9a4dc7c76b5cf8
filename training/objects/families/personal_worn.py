"""Things worn or carried: glasses, watches, bags, hats."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import Outline, along_y, brick, few, skin, smooth_outline, strap
from ..solids import (
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
    rectangle,
    ring,
    tube,
    turn,
    vessel,
    warped,
)


def _eye(m: Maker, shape: str, a: float, b: float) -> Outline:
    """Outline of one glass about its own middle; first axis outwards."""
    if shape == "round":
        return circle((a, b), max(10, m.sides))
    if shape == "square":
        return rectangle(2 * a, 2 * b, m.u(0.003, 0.009), 3 if m.fine else 2)
    if shape == "pilot":
        return smooth_outline(
            [
                (a * 0.95, b * 0.75),
                (0.1 * a, b),
                (-a * 0.9, b * 0.7),
                (-a * 0.75, -0.2 * b),
                (-0.05 * a, -b),
                (a * 0.75, -0.6 * b),
            ],
            max(12, m.sides),
        )
    return smooth_outline(
        [
            (a * 1.12, b * 1.05),
            (0, b * 0.8),
            (-a * 0.95, b * 0.55),
            (-a * 0.7, -0.7 * b),
            (0.1 * a, -b),
            (a * 0.85, -0.35 * b),
        ],
        max(12, m.sides),
    )


def _across_at(outline: Outline, height: float) -> tuple[float, float]:
    """Where an outline begins and ends at a height of its second axis."""
    crossings = [
        y0 + (y1 - y0) * (height - z0) / (z1 - z0)
        for (y0, z0), (y1, z1) in zip(outline, [*outline[1:], outline[0]], strict=True)
        if min(z0, z1) <= height <= max(z0, z1) and z0 != z1
    ]
    return min(crossings), max(crossings)


def _temples(
    m: Maker, y: float, z: float, thick: float, tall: float, wire: bool, folded: bool = False
) -> float:
    """Both side pieces from hinges at +-y; returns the place where the ear tips begin."""
    long, bend = m.u(0.125, 0.145), m.u(0.012, 0.03)
    inward = m.u(0.0, 0.008)
    for a, name in ((1, "left_temple"), (-1, "right_temple")):
        path = curve(
            [
                (0.001, a * y, z),
                (-0.04, a * (y + 0.001), z),
                (-0.7 * long, a * (y - 0.3 * inward), z),
                (-0.85 * long, a * (y - 0.7 * inward), z - 0.35 * bend),
                (-long, a * (y - inward), z - bend),
            ],
            11 if m.fine else 7,
        )
        if wire:
            solid = tube(path, thick / 2, 6) + tube(path[-4:] if m.fine else path[-3:], thick * 0.9, 6)
        else:
            solid = strap(path, thick, tall)
        if folded:
            # folded arms lie one behind the other
            back = -0.001 - (0.006 if a > 0 else 0.0)
            solid = move(turn(solid, "z", a * 84, (0, a * y, 0)), (back, 0, 0.002 * a))
            solid = solid + block((0.004 - back, max(thick, 0.003), 0.005), (back / 2, a * (y - 0.001), z))
        m.add(name, solid)
    return -0.78 * long


def _spectacles(m: Maker, shape: str, a: float, b: float, wire: float | None, folded: bool = False) -> None:
    """Two glasses in rims, a bridge, side pieces.

    Args:
        shape: of the glasses.
        a, b: half width and half height of a glass.
        wire: radius of a wire rim, or None for a rim cut from sheet.
    """
    gap = m.u(0.014, 0.022)
    centre = a + gap / 2
    outline = _eye(m, shape, a, b)
    deep = m.u(0.003, 0.005)
    rim = m.u(0.0025, 0.006)
    for side in (1, -1):
        shaped = [(side * (centre + y), z) for y, z in outline][::side]
        if wire:
            path = np.array([(0.0, y, z) for y, z in shaped])
            m.add("frame", tube(path, wire, 6, up=(1, 0, 0), closed=True))
        else:
            wide = [(side * (centre + y * (1 + rim / a)), z * (1 + rim / b)) for y, z in outline][::side]
            m.add("frame", plate(wide, deep, "yz", holes=[shaped]))
        lens = [(side * (centre + y * 1.01), z * 1.01) for y, z in outline][::side]
        m.add("lenses", plate(lens, 0.0016, "yz", (deep * 0.1 if not wire else 0.0, 0, 0)))
    top = b * m.u(0.25, 0.6)
    thick = wire if wire else deep * 0.5
    inner = centre + _across_at(outline, top)[0]
    arch = curve([(0, -inner, top), (0, 0, top + m.u(0.001, 0.006)), (0, inner, top)], 6)
    m.add("frame", tube(arch, thick * m.u(1.0, 1.4), 6, up=(1, 0, 0)))
    if shape == "pilot":
        m.add("frame", bar((0, -centre - 0.1 * a, b), (0, centre + 0.1 * a, b), thick, 6))
    outer = centre + a * (1.0 if wire else 1 + 0.5 * rim / a)
    height = b * m.u(0.1, 0.75)
    rim_end = centre + _across_at(outline, height)[1] - 0.001
    for side in (1, -1):
        lug = (0.004, outer + 0.0025 - rim_end, max(0.003, 2 * thick))
        m.add("frame", block(lug, (-0.0005, side * (outer + 0.0025 + rim_end) / 2, height)))
        if m.fine and wire:
            m.add(
                "frame",
                ball((0.0016, 0.0016, 0.0035), 8, (-0.005, side * gap * 0.36, top - 0.008)),
                bar((0, side * inner, top), (-0.005, side * gap * 0.36, top - 0.008), 0.0007, 5),
            )
    tips = _temples(m, outer + 0.001, height, m.u(0.002, 0.0035), m.u(0.003, 0.011), bool(wire), folded)
    m.zone("frame", "bridge", y=(-gap * 0.55, gap * 0.55))
    if not folded:
        m.zone("left_temple", "left_tip", x=(None, tips))
        m.zone("right_temple", "right_tip", x=(None, tips))


@construction("spectacles")
def wire_spectacles(m: Maker) -> None:
    """Thin metal rims, round or pilot-shaped."""
    shape = m.pick("round", "round", "pilot", "square")
    a = m.u(0.019, 0.028)
    _spectacles(m, shape, a, a * m.u(0.75, 1.0), m.u(0.0007, 0.0014))


@construction("spectacles")
def horn_spectacles(m: Maker) -> None:
    """Thick rims cut from sheet, broad side pieces."""
    a = m.u(0.022, 0.03)
    _spectacles(m, m.pick("square", "cat", "round", "pilot"), a, a * m.u(0.65, 0.9), None)


@construction("spectacles")
def shield_spectacles(m: Maker) -> None:
    """Sports or safety glasses: one bent pane under a brow bar."""
    wide, tall, deep = m.u(0.062, 0.072), m.u(0.03, 0.048), m.u(0.02, 0.04)
    across = np.linspace(-1, 1, 13 if m.fine else 7)

    def bent(z0: float, z1: float, thick: float, out: float) -> Manifold:
        rings = []
        for t in across:
            x, y = -deep * t * t + out, wide * float(t)
            rings.append([(x, y, z0), (x + thick, y, z0), (x + thick, y, z1), (x, y, z1)])
        return loft(rings)

    m.add("lenses", bent(-tall * 0.6, tall * 0.42, 0.0018, 0.001))
    m.cut(
        "lenses",
        skin(
            [(-1, 0, -tall * 0.62, 0.011, tall * 0.42), (1, 0, -tall * 0.62, 0.011, tall * 0.42)],
            max(8, m.sides // 2),
            power=2,
        ),
    )
    m.add("frame", bent(tall * 0.36, tall * 0.36 + m.u(0.004, 0.009), 0.0045, -0.0005))
    hinge = (-deep, wide)
    height = tall * 0.38
    long, bend = m.u(0.105, 0.125), m.u(0.006, 0.03)
    for a, name in ((1, "left_temple"), (-1, "right_temple")):
        path = curve(
            [
                (hinge[0] + 0.003, a * (wide - 0.001), height),
                (hinge[0] - 0.4 * long, a * (wide + 0.004), height),
                (hinge[0] - 0.75 * long, a * wide, height - 0.3 * bend),
                (hinge[0] - long, a * (wide - 0.006), height - bend),
            ],
            9 if m.fine else 6,
        )
        m.add(name, strap(path, m.u(0.0025, 0.004), m.u(0.006, 0.014)))
    if m.fine:
        m.add(
            "frame",
            *(
                capsule((-0.006, a * 0.013, -tall * 0.05), (0.001, a * 0.007, tall * 0.38), 0.002, 8)
                for a in (1, -1)
            ),
        )
    m.zone("frame", "bridge", y=(-0.012, 0.012))
    m.zone("left_temple", "left_tip", x=(None, hinge[0] - 0.75 * long))
    m.zone("right_temple", "right_tip", x=(None, hinge[0] - 0.75 * long))


@construction("spectacles")
def folded_spectacles(m: Maker) -> None:
    """Arms folded behind the glasses, as they lie on a table."""
    a = m.u(0.02, 0.028)
    shape = m.pick("round", "square", "cat", "pilot")
    _spectacles(m, shape, a, a * m.u(0.7, 0.95), m.u(0.0008, 0.0015) if m.chance(0.4) else None, True)


def _watch_head(m: Maker, r: float, tall: float, square: bool) -> None:
    """Case on the origin with its dial up, winding knob towards -Y."""
    if square:
        side = 1.85 * r
        m.add(
            "case",
            plate(rectangle(side * m.u(1.0, 1.2), side, m.u(0.001, 0.35 * r), 4 if m.fine else 2), tall),
        )
        m.add("case", plate(rectangle(side * 0.86, side * 0.86, 0.002, 2), 0.0012, at=(0, 0, tall / 2)))
        reach = side / 2
    else:
        m.add(
            "case",
            lathe([(r * 0.88, -tall / 2), (r, -0.1 * tall), (r, 0.2 * tall), (r * 0.9, tall / 2)], m.sides),
        )
        m.add("case", lathe([(r * 0.82, tall * 0.3), (r * 0.8, tall / 2 + 0.0006)], m.sides))
        if m.fine and m.chance(0.4):
            m.add("case", ring(r * 0.92, 0.0012, m.sides, "z", (0, 0, tall * 0.4)))
        reach = r
    knob = m.u(0.0018, 0.0035)
    m.add("crown", along_y([(knob, -reach - m.u(0.002, 0.004)), (knob, -0.7 * reach)], few(m, least=8)))
    if m.fine and m.chance(0.3):
        for k in (1, -1):
            m.add(
                "crown",
                along_y([(knob * 0.7, -reach - 0.002), (knob * 0.7, -reach * 0.7)], 8, (k * r * 0.55, 0, 0)),
            )
    m.zone("case", "dial", z=(tall / 2 - 0.0001, None))


@construction("wristwatch")
def buckled_watch(m: Maker) -> None:
    """Strap closed to a loop below the case, with a buckle."""
    r, tall = m.u(0.013, 0.023), m.u(0.006, 0.012)
    _watch_head(m, r, tall, m.chance(0.35))
    a, b = m.u(0.026, 0.032), m.u(0.021, 0.026)
    wide, thick = m.u(0.012, 0.024), m.u(0.0016, 0.004)
    path = arc((0, 0, -b), (a, b), 112, 428, 21 if m.fine else 11)
    m.add("strap", strap(path, wide, thick))
    for k in (1, -1):
        m.add("case", block((0.006, wide, 0.003), (k * (r * 0.95), 0, -tall * 0.2)))
    m.add(
        "strap",
        brick(m, (0.011, wide * 1.25, 0.004), (m.pick(1, -1) * 0.004, 0, -2 * b - thick * 0.4), 0.001),
    )
    m.zone("strap", "strap_end", z=(None, -1.75 * b))


@construction("wristwatch")
def open_watch(m: Maker) -> None:
    """Laid out long: both halves of the strap straight or slightly bent."""
    r, tall = m.u(0.013, 0.023), m.u(0.006, 0.012)
    _watch_head(m, r, tall, m.chance(0.3))
    wide, thick = m.u(0.012, 0.022), m.u(0.0018, 0.004)
    fall, long, short = m.u(0, 0.03), m.u(0.1, 0.125), m.u(0.065, 0.08)
    for k, reach in ((-1, long), (1, short)):
        path = curve(
            [(k * r * 0.85, 0, -0.001), (k * (r + 0.4 * reach), 0, -0.3 * fall), (k * (r + reach), 0, -fall)],
            9 if m.fine else 4,
        )
        m.add("strap", strap(path, wide, thick))
        if k > 0:
            end = path[-1]
            m.add(
                "strap",
                tube(
                    [
                        (end[0] - 0.001, -wide * 0.62, end[2]),
                        (end[0] + 0.009, -wide * 0.62, end[2]),
                        (end[0] + 0.009, wide * 0.62, end[2]),
                        (end[0] - 0.001, wide * 0.62, end[2]),
                        (end[0] - 0.001, -wide * 0.62, end[2]),
                    ],
                    0.0012,
                    5,
                    up=(0, 0, 1),
                ),
            )
        else:
            m.add(
                "strap",
                move(
                    lathe([(wide / 2, -thick / 2), (wide / 2, thick / 2)], few(m, least=8)), tuple(path[-1])
                ),
            )
    if m.fine:
        for k in range(5):
            m.cut("strap", lathe([(0.0012, -1), (0.0012, 1)], 6, (-r - long * (0.6 + 0.07 * k), 0, 0)))
    m.zone("strap", "strap_end", x=(None, -r - 0.72 * long))


@construction("wristwatch")
def link_watch(m: Maker) -> None:
    """Metal links round the loop, a folding clasp."""
    r, tall = m.u(0.015, 0.022), m.u(0.008, 0.014)
    _watch_head(m, r, tall, m.chance(0.25))
    a, b, count = m.u(0.027, 0.032), m.u(0.022, 0.026), m.count(15, 19) if m.fine else 10
    wide, thick = m.u(0.014, 0.022), m.u(0.0025, 0.0045)
    angles = np.linspace(118, 422, count)
    step = 2 * np.pi * (a + b) / 2 / count
    for t in angles:
        u = np.radians(t)
        x, z = a * float(np.cos(u)), -b + b * float(np.sin(u))
        slope = float(np.degrees(np.arctan2(b * np.cos(u), -a * np.sin(u))))
        low = float(np.sin(u)) < -0.93
        m.add(
            "strap",
            turn(
                block((step * 1.04, wide * (0.9 if low else 1.0), thick * (1.4 if low else 1.0)), (0, 0, 0)),
                "y",
                -slope,
            ).translate((x, 0, z)),
        )
    m.zone("strap", "strap_end", z=(None, -1.8 * b))


@construction("wristwatch")
def cuff_watch(m: Maker) -> None:
    """Stiff bangle or sport band in one piece with a long bent case, open or closed below."""
    a, b = m.u(0.028, 0.033), m.u(0.023, 0.028)
    wide, thick = m.u(0.018, 0.034), m.u(0.0025, 0.005)
    gap = m.u(0, 45)
    path = arc((0, 0, -b), (a, b), -90 + gap, 270 - gap, 25 if m.fine else 13)
    m.add("strap", strap(path, wide, thick))
    screen = arc((0, 0, -b), (a + thick * 0.8, b + thick * 0.8), 60, 120, 7)
    m.add("case", strap(screen, wide * m.u(0.85, 1.2), thick * 1.6))
    m.add("crown", along_y([(0.0025, -wide * 0.68), (0.0025, -wide * 0.3)], 8, (0, 0, thick * 0.8)))
    m.zone("case", "dial", z=(thick * 1.25, None))
    m.zone("strap", "strap_end", z=(None, -1.7 * b))


def _bow(m: Maker, x: float, half: float, low: float, high: float, r: float, kind: str) -> Manifold:
    """Upright handle in the plane of an x, from z `low` up to `high`."""
    if kind == "arch":
        path = curve(
            [
                (x, half, low),
                (x, half * 0.9, low + 0.6 * (high - low)),
                (x, half * 0.35, high),
                (x, -half * 0.35, high),
                (x, -half * 0.9, low + 0.6 * (high - low)),
                (x, -half, low),
            ],
            15 if m.fine else 9,
        )
        return tube(path, r, few(m), up=(1, 0, 0))
    if kind == "strap":
        path = curve(
            [
                (x, half, low),
                (x, half * 0.8, low + 0.7 * (high - low)),
                (x, 0, high),
                (x, -half * 0.8, low + 0.7 * (high - low)),
                (x, -half, low),
            ],
            15 if m.fine else 9,
        )
        return strap(path, 5 * r, 0.7 * r, (1, 0, 0))
    path = [
        (x, half, low),
        (x, half, high - 0.01),
        (x, half - 0.012, high),
        (x, -half + 0.012, high),
        (x, -half, high - 0.01),
        (x, -half, low),
    ]
    return tube(path, r, few(m), up=(1, 0, 0))


@construction("handbag")
def tote_bag(m: Maker) -> None:
    """Open-topped bag, wider above, two bows; a tongue closes it."""
    x, y, z = m.u(0.045, 0.08), m.u(0.11, 0.18), m.u(0.16, 0.28)
    flare = m.u(1.0, 1.3)
    n = m.pick(12, max(8, m.sides // 2)) if m.fine else 8
    m.add(
        "body",
        skin(
            [(0, 0, 0, x, y), (0.1 * z, 0, 0, x * 1.02, y * 1.01), (z, 0, 0, x * m.u(0.25, 0.8), y * flare)],
            n,
            "z",
            m.u(4, 9),
        ),
    )
    m.cut("body", block((x * 0.35, 1.8 * y, 0.02), (0, 0, z)))
    kind, r, rise = m.pick("arch", "strap", "square"), m.u(0.005, 0.009), m.u(0.09, 0.2)
    half = y * m.u(0.35, 0.55)
    for k in (1, -1):
        m.add(
            "handle",
            turn(_bow(m, k * x * 0.3, half, z - 0.03, z + rise, r, kind), "y", k * m.u(0, 6), (0, 0, z)),
        )
    m.add(
        "flap",
        brick(m, (0.006, m.u(0.03, 0.06), 0.09), (x * 0.62, 0, z - 0.03), 0.002),
        block((x * 0.9, 0.03, 0.006), (x * 0.2, 0, z + 0.0005)),
    )
    m.zone("handle", "handle_top", z=(z + 0.75 * rise, None))
    m.zone("body", "bottom", z=(None, 0.08 * z))


@construction("handbag")
def satchel_bag(m: Maker) -> None:
    """Box with a flap over its front, a clasp and one stiff handle on top."""
    x, y, z = m.u(0.035, 0.06), m.u(0.1, 0.16), m.u(0.13, 0.2)
    m.add(
        "body",
        skin(
            [
                (0, 0, 0, x, y),
                (0.9 * z, 0, 0, x * m.u(0.7, 1.0), y * m.u(0.85, 1.0)),
                (z, 0, 0, x * 0.6, y * 0.85),
            ],
            few(m, least=8),
            "z",
            8,
        ),
    )
    drop = m.u(0.35, 0.75) * z
    thick = 0.005
    front = x * 1.02
    m.add(
        "flap",
        hull(
            block((2 * x * 0.75, 1.72 * y, thick), (0, 0, z + 0.001)),
            block((thick, 1.8 * y, 0.02), (front, 0, z * 0.93)),
        ),
    )
    if m.chance(0.5):
        m.add("flap", block((thick, 1.86 * y, drop), (front, 0, z * 0.95 - drop / 2)))
    else:
        tip = [
            (0.93 * y, 0),
            (-0.93 * y, 0),
            (-0.8 * y, -drop * 0.7),
            (0, -drop * 1.15),
            (0.8 * y, -drop * 0.7),
        ]
        m.add("flap", plate(tip[::-1], thick, "yz", (front, 0, z * 0.95)))
    m.add("flap", brick(m, (0.006, 0.026, 0.022), (front + 0.003, 0, z * 0.95 - drop * 0.85), 0.002))
    rise, half = m.u(0.045, 0.075), m.u(0.05, 0.065)
    m.add(
        "handle", _bow(m, 0, half, z - 0.004, z + rise, m.u(0.006, 0.009), m.pick("arch", "square", "strap"))
    )
    m.zone("handle", "handle_top", z=(z + 0.7 * rise, None))
    m.zone("body", "bottom", z=(None, 0.08 * z))


@construction("handbag")
def pouch_bag(m: Maker) -> None:
    """Round bucket or drawn pouch on a long loop, a lid flap over its mouth."""
    s, r, z = m.sides, m.u(0.065, 0.1), m.u(0.14, 0.22)
    belly = m.u(1.0, 1.3)
    body = lathe(
        [
            (r * 0.9, 0),
            (r * belly, 0.35 * z),
            (r * 0.9, 0.8 * z),
            (r * 0.75, 0.9 * z),
            (r * m.u(0.75, 0.95), z),
        ],
        s,
    )
    if m.fine and m.chance(0.5):
        body = bumpy(body, 0.006, 0.12, m.random)
    slim = m.u(0.65, 1.0)
    m.add("body", body.scale((slim, 1, 1)))
    m.add(
        "flap",
        hull(
            lathe([(r * 0.85, z - 0.004), (r * 0.8, z + 0.006)], s).scale((slim, 1, 1)),
            block((0.006, 0.8 * r, 0.01), (slim * r * 0.93, 0, z * 0.82)),
        ),
    )
    m.add("flap", ball(0.01, few(m, least=8), (slim * r * 0.96, 0, z * 0.82)))
    rise = m.u(0.1, 0.26)
    m.add("handle", _bow(m, 0, r * 0.72, 0.84 * z, z + rise, m.u(0.004, 0.0075), m.pick("arch", "strap")))
    m.zone("handle", "handle_top", z=(z + 0.75 * rise, None))
    m.zone("body", "bottom", z=(None, 0.1 * z))


@construction("handbag")
def frame_bag(m: Maker) -> None:
    """Doctor's or evening bag: rounded body hung in a hinged metal frame, ball clasp."""
    x, y, z = m.u(0.04, 0.075), m.u(0.09, 0.17), m.u(0.11, 0.2)
    n = m.sides
    m.add(
        "body",
        skin(
            [
                (0, 0, 0, x * 0.8, y * 0.85),
                (0.12 * z, 0, 0, x * 1.05, y),
                (0.5 * z, 0, 0, x, y * 0.98),
                (0.95 * z, 0, 0, 0.016, y * m.u(0.6, 0.85)),
                (z, 0, 0, 0.012, y * 0.6),
            ],
            n,
            "z",
            3,
        ),
    )
    half = y * 0.72
    for k in (1, -1):
        m.add("flap", bar((k * 0.007, -half, z), (k * 0.007, half, z), 0.0055, few(m)))
        for a in (1, -1):
            m.add(
                "flap",
                bar((k * 0.007, a * half, z), (k * 0.012, a * half * 1.12, z * 0.82), 0.005, few(m)),
            )
    m.add("flap", ball(0.008, 8, (0.006, 0.006, z + 0.01)), ball(0.008, 8, (-0.006, -0.006, z + 0.01)))
    rise = m.u(0.06, 0.12)
    kind, r = m.pick("arch", "square", "strap"), m.u(0.004, 0.0085)
    double = m.chance(0.5)
    for k in (1, -1) if double else (0,):
        m.add("handle", _bow(m, k * 0.014, half * 0.75, z - 0.006, z + rise, r, kind))
    m.zone("handle", "handle_top", z=(z + 0.7 * rise, None))
    m.zone("body", "bottom", z=(None, 0.1 * z))


def _hat_crown(m: Maker, profile: list[tuple[float, float]], squeeze: float, wall: float = 0.003) -> Manifold:
    """Hollow crown; profile of (radius, z) from its mouth upwards, longer along X than across."""
    top = profile[-1][1]
    down = [(r, top - z) for r, z in profile[::-1]]
    shell = mirrored(vessel(down, wall, m.sides), "z").translate((0, 0, top))
    return shell.scale((1, squeeze, 1))


def _hat_brim(
    m: Maker, inner: float, width: float, squeeze: float, lift: float, saddle: float, thick: float = 0.003
) -> Manifold:
    """Ring-shaped brim; `lift` raises its edge, `saddle` bends the sides up and front and back down."""
    middle, outer = inner + 0.5 * width, inner + width
    section = [(inner * 0.95, 0.0), (middle, 0.3 * lift), (outer, lift)]
    section += [(r, z + thick) for r, z in section[::-1]]
    angles = 2 * np.pi * np.arange(m.sides) / m.sides
    solid = loft([[(r * np.cos(t), squeeze * r * np.sin(t), z) for r, z in section] for t in angles], True)

    def bend(p: np.ndarray) -> np.ndarray:
        change = saddle * ((p[:, 1] / outer) ** 2 * 1.3 - (p[:, 0] / outer) ** 2)
        return p + np.stack([0 * change, 0 * change, change], 1)

    return warped(solid, bend)


def _brim_zones(m: Maker, inner: float) -> None:
    m.zone("brim", "front_brim", x=(inner * 0.9, None))
    m.zone("brim", "back_brim", x=(None, -inner * 0.9))


@construction("hat")
def fedora(m: Maker) -> None:
    """Creased crown, ribbon, brim turned down in front."""
    r, tall, squeeze = m.u(0.092, 0.104), m.u(0.1, 0.135), m.u(0.8, 0.92)
    top = [
        (r, 0),
        (r * 0.97, 0.4 * tall),
        (r * m.u(0.78, 0.9), 0.85 * tall),
        (r * 0.66, 0.97 * tall),
        (r * 0.4, tall),
        (r * 0.18, tall * 1.001),
    ]
    crown = _hat_crown(m, top, squeeze)
    crease, pinch = m.u(0.015, 0.04), m.u(0, 0.022)

    def shape(p: np.ndarray) -> np.ndarray:
        high = np.clip((p[:, 2] - 0.55 * tall) / (0.45 * tall), 0, 1)
        down = crease * np.exp(-((p[:, 1] / 0.026) ** 2)) * high**2
        narrow = 1 - pinch / 0.06 * high * np.clip(p[:, 0] / r, 0, 1)
        return np.stack([p[:, 0], p[:, 1] * narrow, p[:, 2] - down], 1)

    m.add("crown", warped(crown, shape))
    m.add(
        "ribbon",
        lathe([(r * 1.015, 0.002), (r * 1.0, m.u(0.018, 0.035))], m.sides).scale((1, squeeze, 1))
        - lathe([(r * 0.97, -1), (r * 0.97, 1)], m.sides).scale((1, squeeze, 1)),
    )
    m.add("brim", _hat_brim(m, r, m.u(0.045, 0.07), squeeze, m.u(0, 0.008), m.u(0.005, 0.025)))
    _brim_zones(m, r)
    m.zone("crown", "top", z=(0.82 * tall - crease * 0.5, None))


@construction("hat")
def stiff_hat(m: Maker) -> None:
    """Top hat, bowler or boater: a stiff round shell on a curled or flat brim."""
    kind = m.pick("top", "bowler", "boater")
    r, squeeze = m.u(0.092, 0.102), m.u(0.82, 0.95)
    if kind == "top":
        tall = m.u(0.13, 0.2)
        profile = [(r, 0), (r * 0.95, 0.5 * tall), (r * m.u(1.0, 1.15), tall - 0.002), (r * 0.3, tall)]
        width, lift, saddle = m.u(0.035, 0.055), m.u(0, 0.01), m.u(0, 0.02)
    elif kind == "bowler":
        tall = m.u(0.1, 0.13)
        profile = [
            (r, 0),
            (r * 0.99, 0.4 * tall),
            (r * 0.88, 0.72 * tall),
            (r * 0.6, 0.93 * tall),
            (r * 0.25, tall),
        ]
        width, lift, saddle = m.u(0.025, 0.045), m.u(0.005, 0.015), m.u(0.004, 0.012)
    else:
        tall = m.u(0.065, 0.09)
        profile = [(r, 0), (r, tall - 0.002), (r * 0.4, tall)]
        width, lift, saddle = m.u(0.04, 0.06), 0.0, 0.0
    m.add("crown", _hat_crown(m, profile, squeeze))
    band = m.u(0.02, 0.04)
    m.add(
        "ribbon",
        (
            lathe([(r * 1.015, 0.002), (r * 1.01, band)], m.sides)
            - lathe([(r * 0.95, -1), (r * 0.95, 1)], m.sides)
        ).scale((1, squeeze, 1)),
    )
    if m.chance(0.4):
        m.add("ribbon", block((0.03, 0.006, band * 0.9), (0, r * squeeze * 1.02, band / 2)))
    m.add("brim", _hat_brim(m, r, width, squeeze, lift, saddle))
    _brim_zones(m, r)
    m.zone("crown", "top", z=(0.85 * tall, None))


@construction("hat")
def peaked_cap(m: Maker) -> None:
    """Baseball, flat or uniform cap: a dome with a peak in front only."""
    r, tall, squeeze = m.u(0.092, 0.104), m.u(0.08, 0.12), m.u(0.82, 0.92)
    if m.chance(0.7):
        profile = [
            (r, 0),
            (r * 0.99, 0.35 * tall),
            (r * 0.84, 0.7 * tall),
            (r * 0.5, 0.94 * tall),
            (r * 0.15, tall),
        ]
        crown = _hat_crown(m, profile, squeeze, 0.0025)
        m.add("crown", crown)
        if m.fine:
            m.add("crown", ball(0.006, 10, (0, 0, tall)))
    else:
        m.add(
            "crown",
            _hat_crown(
                m,
                [
                    (r * 0.95, 0),
                    (r * 0.95, 0.3 * tall),
                    (r * 1.25, 0.65 * tall),
                    (r * 1.2, 0.75 * tall),
                    (r * 0.3, 0.85 * tall),
                ],
                squeeze,
                0.0025,
            ),
        )
        tall *= 0.85
    reach, wide = m.u(0.05, 0.08), r * squeeze * m.u(0.75, 0.95)
    outline = smooth_outline(
        [
            (0.55 * r, wide),
            (0.9 * r, wide * 0.95),
            (r + reach * 0.8, wide * 0.6),
            (r + reach, 0),
            (r + reach * 0.8, -wide * 0.6),
            (0.9 * r, -wide * 0.95),
            (0.55 * r, -wide),
            (0.8 * r, 0),
        ],
        max(14, m.sides),
    )
    curl, slope = m.u(0.0, 0.03), m.u(0, 0.25)

    def bend(p: np.ndarray) -> np.ndarray:
        beyond = r * (np.hypot(p[:, 0] / r, p[:, 1] / (squeeze * r)) - 1)
        down = curl * (p[:, 1] / wide) ** 2 * np.clip(beyond / 0.03, 0, 1) + slope * np.clip(beyond, 0, None)
        return np.stack([p[:, 0], p[:, 1], p[:, 2] - down], 1)

    visor = plate(outline, 0.003, at=(0, 0, 0.004)) - lathe([(r * 0.95, -1), (r * 0.95, 1)], m.sides).scale(
        (1, squeeze, 1)
    )
    m.add("brim", warped(visor, bend, 0.02 if m.fine else 0.05))
    if m.chance(0.3):
        m.add(
            "ribbon",
            (
                lathe([(r * 1.012, 0.002), (r * 1.012, 0.016)], m.sides)
                - lathe([(r * 0.95, -1), (r * 0.95, 1)], m.sides)
            ).scale((1, squeeze, 1)),
        )
    m.zone("brim", "front_brim", x=(r + 0.6 * reach, None))
    m.zone("crown", "top", z=(0.8 * tall, None))


@construction("hat")
def wide_hat(m: Maker) -> None:
    """Straw hat, sombrero or witch's hat: a very wide brim round a small or pointed crown."""
    r, squeeze = m.u(0.088, 0.1), m.u(0.85, 1.0)
    width = m.u(0.08, 0.16)
    if m.chance(0.5):
        tall, lean = m.u(0.2, 0.34), m.u(0, 0.12)
        crown = _hat_crown(
            m,
            [(r, 0), (r * 0.8, 0.2 * tall), (r * 0.5, 0.5 * tall), (r * 0.25, 0.8 * tall), (r * 0.07, tall)],
            squeeze,
        )

        def tip(p: np.ndarray) -> np.ndarray:
            h = np.clip(p[:, 2] / tall, 0, 1)
            return np.stack(
                [p[:, 0] - lean * h**3, p[:, 1] + 0.3 * lean * h**2, p[:, 2] - 0.4 * lean * h**4], 1
            )

        m.add("crown", warped(crown, tip))
        tall *= 0.9
    else:
        tall = m.u(0.09, 0.16)
        m.add(
            "crown",
            _hat_crown(
                m,
                [(r, 0), (r * 0.92, 0.4 * tall), (r * m.u(0.5, 0.85), 0.85 * tall), (r * 0.3, tall)],
                squeeze,
            ),
        )
    if m.chance(0.7):
        m.add(
            "ribbon",
            (
                lathe([(r * 1.02, 0.002), (r * 0.98, 0.026)], m.sides)
                - lathe([(r * 0.85, -1), (r * 0.85, 1)], m.sides)
            ).scale((1, squeeze, 1)),
        )
    m.add("brim", _hat_brim(m, r, width, squeeze, m.pick(0.0, m.u(0.01, 0.05)), m.u(-0.01, 0.03)))
    _brim_zones(m, r)
    m.zone("crown", "top", z=(0.72 * tall, None))
