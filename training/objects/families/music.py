"""Musical instruments."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import Outline, along_x, along_y, brick, few, ribbed, skin, smooth_outline, strap
from ..solids import ball, bar, block, curve, hull, lathe, mirrored, plate, ring, tube, turn, vessel


def _bouts(half: list[tuple[float, float]], count: int) -> Outline:
    """Smooth outline symmetric about X from its left half, tail first."""
    return smooth_outline([*half, *[(x, -y) for x, y in half[::-1] if y > 0]], count)


def _strings(
    m: Maker,
    tail: tuple[float, float],
    nut: tuple[float, float],
    spread: tuple[float, float],
    count: int,
    r: float,
) -> None:
    """Strings along X from (x, z) to (x, z); spread is the half width at either end."""
    count = count if m.fine else min(count, 3)
    for k in range(count):
        t = 2 * (k + 0.5) / count - 1
        m.add("strings", bar((tail[0], t * spread[0], tail[1]), (nut[0], t * spread[1], nut[1]), r, 4))


def _scroll(m: Maker, x: float, size: float, z: float) -> None:
    """Pegbox and spiral at the end of a violin's neck, with pegs."""
    m.add(
        "neck",
        hull(
            block((0.004, 0.022, 0.016), (x, 0, z)),
            block((0.004, 0.016, 0.014), (x + 2.6 * size, 0, z - 0.012)),
        ),
    )
    turns = np.linspace(0, 3.3 * np.pi, 18 if m.fine else 8)
    radius = size * (1.0 - 0.075 * turns)
    path = np.stack(
        [x + 3.2 * size + radius * np.sin(turns - 2.2), 0 * turns, z - 0.012 + radius * np.cos(turns - 2.2)],
        1,
    )
    m.add("neck", strap(path, size * 1.3, size * 0.55))
    for k in range(4):
        side = 1 if k % 2 else -1
        at = x + 0.6 * size + k * 0.55 * size
        m.add("neck", bar((at, -side * 0.011, z - 0.004), (at, side * 0.03, z - 0.004), 0.003, 6))
        m.add("neck", block((0.004, 0.009, 0.013), (at, side * 0.033, z - 0.004)))
    m.zone("neck", "scroll", x=(x + 0.002, None))


def _violin_top(m: Maker, body: float, top: float, scale: float, chin: bool) -> float:
    """Neck, fingerboard, bridge, strings; the body's tail lies at x 0. Returns where the scroll begins."""
    neck = m.u(0.125, 0.14) * scale
    nut = body + neck
    n = few(m, least=8)
    lift = 0.012 * scale
    m.add(
        "neck",
        tube(
            [(body - 0.012, 0, top - 0.012), (body + 0.012, 0, top - 0.004), (nut, 0, top - 0.002)],
            [0.016 * scale, 0.0125 * scale, 0.0115 * scale],
            n,
        ),
    )
    m.add(
        "neck",
        hull(
            block((0.004, 0.042 * scale, 0.006), (body * 0.68, 0, top + lift)),
            block((0.004, 0.024 * scale, 0.006), (nut, 0, top + 0.006)),
        ),
    )
    bridge = 0.54 * body
    m.add(
        "body",
        plate(
            [
                (-0.02 * scale, top - 0.004),
                (0.02 * scale, top - 0.004),
                (0.018 * scale, top + 0.026 * scale),
                (-0.018 * scale, top + 0.026 * scale),
            ],
            0.004,
            "yz",
            (bridge, 0, 0),
        ),
    )
    m.add(
        "body",
        hull(
            block((0.004, 0.016, 0.008), (0.01, 0, top)),
            block((0.004, 0.036 * scale, 0.006), (0.3 * body, 0, top + 0.014 * scale)),
        ),
    )
    _strings(
        m,
        (0.28 * body, top + 0.016 * scale),
        (bridge, top + 0.027 * scale),
        (0.012 * scale, 0.014 * scale),
        4,
        0.0007,
    )
    _strings(
        m,
        (bridge, top + 0.027 * scale),
        (nut + 0.004, top + 0.0105),
        (0.014 * scale, 0.008 * scale),
        4,
        0.0007,
    )
    if chin:
        m.add(
            "chin_rest",
            ball((0.032 * scale, 0.045 * scale, 0.01), m.sides, (0.04 * scale, 0.055 * scale, top + 0.012)),
            bar((0.025, 0.022 * scale, top - 0.02), (0.025, 0.022 * scale, top + 0.01), 0.004, 6),
        )
    return nut


@construction("violin")
def carved_violin(m: Maker) -> None:
    """Waisted body with arched plates, scroll, chin rest."""
    scale = m.u(0.72, 1.12)
    long, low, waist, high = (
        0.355 * scale,
        m.u(0.1, 0.108) * scale,
        m.u(0.052, 0.06) * scale,
        m.u(0.08, 0.086) * scale,
    )
    ribs, count = m.u(0.03, 0.036), max(20, m.sides)
    half = [
        (0.0, 0.03),
        (0.05 * long, 0.75 * low),
        (0.22 * long, low),
        (0.38 * long, 0.85 * low),
        (0.43 * long, waist * 1.05),
        (0.52 * long, waist),
        (0.62 * long, waist * 1.1),
        (0.67 * long, high * 0.95),
        (0.82 * long, high),
        (0.97 * long, 0.6 * high),
        (long, 0.02),
    ]
    outline = _bouts(half, count)
    m.add("body", plate(outline, ribs))
    if m.fine:
        inner = [(0.5 * long + (x - 0.5 * long) * 0.8, y * 0.72) for x, y in outline]
        for z in (1, -1):
            m.add(
                "body",
                plate(
                    [(0.5 * long + (x - 0.5 * long) * 1.015, y * 1.03) for x, y in outline],
                    0.004,
                    at=(0, 0, z * ribs / 2),
                ),
            )
            m.add("body", plate(inner, 0.006, at=(0, 0, z * (ribs / 2 + 0.002))))
        for a in (1, -1):
            m.cut(
                "body",
                block((0.065 * scale, 0.004, 0.012), (0.52 * long, a * 0.036 * scale, ribs / 2 + 0.004)),
            )
    top = ribs / 2 + 0.004
    nut = _violin_top(m, long, top, scale, m.chance(0.75))
    _scroll(m, nut, 0.0125 * scale, top - 0.002)
    m.zone("body", "lower_bout", x=(None, 0.3 * long))


@construction("violin")
def frame_violin(m: Maker) -> None:
    """Electric: a slim spine with only a curved rail on one side or both."""
    scale = m.u(0.85, 1.05)
    long, n = 0.355 * scale, few(m, least=8)
    thick = m.u(0.02, 0.032)
    m.add(
        "body",
        skin(
            [
                (0, 0, 0, 0.03, thick / 2),
                (0.3 * long, 0, 0, 0.026, thick / 2),
                (0.7 * long, 0, 0, 0.022, thick / 2),
                (long, 0, 0, 0.014, thick / 2),
            ],
            n,
            power=4,
        ),
    )
    sides = m.pick((1, -1), (1,), (-1,))
    for a in sides:
        path = curve(
            [
                (0.02, a * 0.015, 0),
                (0.08 * long, a * 0.09 * scale, 0),
                (0.25 * long, a * 0.104 * scale, 0),
                (0.5 * long, a * 0.06 * scale, 0),
                (0.75 * long, a * 0.08 * scale, 0),
                (0.92 * long, a * 0.05 * scale, 0),
                (0.97 * long, a * 0.005, 0),
            ],
            19 if m.fine else 10,
        )
        m.add("body", tube(path, m.u(0.006, 0.01), n, flat=m.u(0.8, 1.2)))
    top = thick / 2
    nut = _violin_top(m, long, top, scale, m.chance(0.8))
    if m.chance(0.5):
        _scroll(m, nut, 0.011 * scale, top - 0.002)
    else:
        m.add(
            "neck",
            hull(
                block((0.004, 0.024, 0.016), (nut, 0, top)),
                block((0.004, 0.03, 0.01), (nut + 0.055, 0, top - 0.012)),
            ),
        )
        m.zone("neck", "scroll", x=(nut + 0.002, None))
    m.zone("body", "lower_bout", x=(None, 0.28 * long))


@construction("violin")
def folk_fiddle(m: Maker) -> None:
    """Simple box: pear-, boat- or trapezoid-shaped, carved head."""
    scale = m.u(0.8, 1.05)
    long, wide, count = m.u(0.3, 0.37) * scale, m.u(0.06, 0.09) * scale, max(16, m.sides)
    kind = m.pick("pear", "trapeze", "boat")
    deep = m.u(0.032, 0.05)
    if kind == "trapeze":
        m.add("body", plate([(0, -wide), (long, -0.45 * wide), (long, 0.45 * wide), (0, wide)], deep))
    else:
        profile = [
            (0.0, 0.35),
            (0.1, 0.85),
            (0.28, 1.0),
            (0.55, 0.8 if kind == "pear" else 1.0),
            (0.85, 0.35 if kind == "pear" else 0.75),
            (1.0, 0.14),
        ]
        outline = _bouts([(p * long, q * wide) for p, q in profile], count)
        m.add("body", plate(outline, deep * 0.5, at=(0, 0, deep * 0.25)))
        m.add(
            "body",
            skin(
                [(p * long, 0, 0.001, q * wide * 0.98, max(0.006, deep * 0.75 * q)) for p, q in profile],
                count,
                power=2,
            )
            - block((2, 2, 1), (0, 0, 0.5005)),
        )
    if m.fine:
        m.cut("body", lathe([(0.018 * scale, 0), (0.018 * scale, 1)], m.sides, (0.72 * long, 0, deep * 0.35)))
    top = deep / 2
    nut = _violin_top(m, long, top, scale, False)
    if m.chance(0.6):
        _scroll(m, nut, 0.011 * scale, top - 0.002)
    else:
        m.add(
            "neck",
            plate(
                [
                    (nut - 0.002, -0.012),
                    (nut + 0.02, -0.024),
                    (nut + 0.07, -0.018),
                    (nut + 0.075, 0.018),
                    (nut + 0.02, 0.024),
                    (nut - 0.002, 0.012),
                ],
                0.012,
                at=(0, 0, top - 0.001),
            ),
        )
        for k in range(3):
            m.add(
                "neck",
                bar(
                    (nut + 0.02 + 0.018 * k, 0, top - 0.025),
                    (nut + 0.02 + 0.018 * k, 0, top + 0.012),
                    0.0035,
                    6,
                ),
            )
        m.zone("neck", "scroll", x=(nut + 0.002, None))
    m.zone("body", "lower_bout", x=(None, 0.28 * long))


def _guitar_neck(
    m: Maker, body: float, top: float, scale: float, bridge: float, strings: int, head: str
) -> None:
    """Neck from the body's end, fretboard, headstock with pegs, bridge and strings."""
    neck, n = m.u(0.33, 0.4) * scale, few(m, least=8)
    nut = body + neck
    wide = m.u(0.021, 0.027) * (0.5 + 0.5 * scale)
    deep = wide * m.u(0.85, 1.05)
    solid = tube(
        [(body - 0.03, 0, top), (body + 0.03, 0, top), (nut, 0, top)],
        [deep * 1.2, deep, deep * 0.85],
        n,
        flat=wide / deep,
    )
    m.add("neck", solid - block((2 * nut, 1, 0.2), (nut, 0, top + 0.1)))
    board = 0.005
    m.add(
        "neck",
        plate(
            [
                (body * 0.74, -wide * 1.12),
                (nut, -wide * 0.95),
                (nut, wide * 0.95),
                (body * 0.74, wide * 1.12),
            ],
            board,
            at=(0, 0, top + board / 2),
        ),
    )
    if m.fine:
        for k in range(m.count(5, 9)):
            x = body + neck * (1 - 0.94 ** (2 * k + 1)) * 1.0
            m.add("neck", block((0.0012, 1.9 * wide, 0.0016), (nut + body - x, 0, top + board)))
    long = m.u(0.13, 0.18) * (0.4 + 0.6 * scale)
    tilt = m.u(0, 14)
    about = (nut, 0, top)
    if head == "paddle":
        outline = [
            (0.0, -wide),
            (0.25 * long, -wide * 1.5),
            (long, -wide * m.u(1.2, 1.8)),
            (long, wide * 1.5),
            (0.25 * long, wide * 1.5),
            (0.0, wide),
        ]
    elif head == "hook":
        outline = smooth_outline(
            [
                (0.0, -wide),
                (0.15 * long, -wide),
                (0.6 * long, -wide * 0.6),
                (long, -wide * 0.9),
                (1.02 * long, 0),
                (0.85 * long, wide * 1.5),
                (0.2 * long, wide * 1.6),
                (0.0, wide),
            ],
            16,
        )
    else:
        outline = [
            (0.0, -wide),
            (0.3 * long, -wide * 1.5),
            (0.9 * long, -wide * 2.0),
            (1.05 * long, -wide * 0.3),
            (1.05 * long, wide * 0.3),
            (0.9 * long, wide * 2.0),
            (0.3 * long, wide * 1.5),
            (0.0, wide),
        ]
    m.add(
        "neck",
        turn(
            plate([(nut - 0.002 + x, y) for x, y in outline], 0.014, at=(0, 0, top - 0.005)), "y", tilt, about
        ),
    )
    per = max(2, strings // 2)
    for k in range(per):
        x = nut + long * (0.25 + 0.6 * k / per)
        for a in (1,) if head == "hook" else (1, -1):
            y = a * wide * 1.45
            m.add(
                "neck",
                turn(bar((x, y * 0.8, top - 0.006), (x, y * 1.42, top - 0.006), 0.003, 6), "y", tilt, about),
            )
            m.add("neck", turn(block((0.012, 0.008, 0.009), (x, y * 1.42, top - 0.006)), "y", tilt, about))
    m.zone("neck", "head", x=(nut + 0.003, None))
    m.add(
        "bridge",
        brick(
            m,
            (0.028 * scale, 0.13 * scale if strings > 4 else 0.08 * scale, 0.013),
            (bridge, 0, top + 0.006),
            0.002,
        ),
    )
    m.add("neck", block((0.005, 1.9 * wide, 0.005), (nut, 0, top + board + 0.0006)))
    _strings(
        m, (bridge, top + 0.0105), (nut, top + board + 0.0015), (wide * 0.95, wide * 0.75), strings, 0.0008
    )


@construction("guitar")
def acoustic_guitar(m: Maker) -> None:
    """Hollow box with a waist and a round sound hole."""
    scale = m.pick(m.u(0.85, 1.05), m.u(0.45, 0.7))
    long, low, count = 0.49 * scale, m.u(0.175, 0.205) * scale, max(20, m.sides)
    waist, high, deep = low * m.u(0.62, 0.8), low * m.u(0.72, 0.85), m.u(0.08, 0.115) * scale
    half = [
        (0.0, 0.3 * low),
        (0.06 * long, 0.8 * low),
        (0.26 * long, low),
        (0.48 * long, 0.88 * low),
        (0.62 * long, waist),
        (0.8 * long, high),
        (0.95 * long, 0.75 * high),
        (long, 0.3 * high),
    ]
    m.add("body", plate(_bouts(half, count), deep))
    if m.chance(0.25):
        m.cut("body", lathe([(0.08 * scale, -1), (0.08 * scale, 1)], m.sides, (long * 1.0, -high * 0.8, 0)))
    m.cut("body", lathe([(0.05 * scale, 0.1 * deep), (0.05 * scale, 1)], m.sides, (0.66 * long, 0, 0)))
    if m.fine:
        m.add(
            "body",
            plate(
                [(0.5 * long + (x - 0.5 * long) * 1.01, y * 1.015) for x, y in _bouts(half, count)],
                0.004,
                at=(0, 0, -deep / 2),
            ),
        )
    _guitar_neck(m, long, deep / 2, scale, 0.25 * long, 6 if scale > 0.75 else 4, m.pick("paddle", "crown"))
    m.zone("body", "lower_bout", x=(None, 0.3 * long))
    m.zone("body", "upper_bout", x=(0.72 * long, None))


@construction("guitar")
def electric_guitar(m: Maker) -> None:
    """Solid horned body, pickups, knobs."""
    scale, count = m.u(0.85, 1.05), max(22, m.sides)
    long, low, thick = 0.4 * scale, m.u(0.15, 0.175) * scale, m.u(0.035, 0.05)
    left, right = m.u(0.9, 1.22) * long, m.u(0.85, 1.05) * long
    points = [
        (0.0, 0.4 * low),
        (0.12 * long, 0.92 * low),
        (0.32 * long, low),
        (0.55 * long, 0.72 * low),
        (0.8 * long, 0.85 * low),
        (left, 0.7 * low),
        (left * 0.96, 0.5 * low),
        (0.82 * long, 0.24 * low),
        (0.82 * long, -0.24 * low),
        (right * 0.96, -0.5 * low),
        (right, -0.7 * low),
        (0.78 * long, -0.85 * low),
        (0.55 * long, -0.7 * low),
        (0.3 * long, -low),
        (0.1 * long, -0.9 * low),
        (0.0, -0.4 * low),
    ]
    m.add("body", plate(smooth_outline(points, count), thick))
    top = thick / 2
    for k in range(m.count(1, 3)):
        m.add("body", block((0.02, 0.075 * scale, 0.007), ((0.36 + 0.15 * k) * long, 0, top + 0.001)))
    for k in range(m.count(1, 4)):
        m.add(
            "body",
            lathe(
                [(0.009, top - 0.001), (0.007, top + 0.012)],
                few(m, least=8),
                ((0.1 + 0.09 * k) * long, -low * (0.75 - 0.04 * k), 0),
            ),
        )
    _guitar_neck(m, 0.84 * long, top, scale * 1.15, 0.22 * long, 6, m.pick("hook", "paddle", "crown"))
    m.zone("body", "lower_bout", x=(None, 0.3 * long))
    m.zone("body", "upper_bout", x=(0.76 * long, None))


@construction("guitar")
def angular_guitar(m: Maker) -> None:
    """Straight-edged solid body: arrow, bolt, coffin or star."""
    scale, thick = m.u(0.9, 1.08), m.u(0.035, 0.048)
    long, low = 0.42 * scale, m.u(0.17, 0.21) * scale
    kind = m.pick("arrow", "bolt", "coffin")
    if kind == "arrow":
        outline = [
            (long, 0.25 * low),
            (0.6 * long, 0.45 * low),
            (-0.05 * long, low),
            (0.0, 0.75 * low),
            (0.38 * long, 0.12 * low),
            (0.38 * long, -0.12 * low),
            (0.0, -0.75 * low),
            (-0.05 * long, -low),
            (0.6 * long, -0.45 * low),
            (long, -0.25 * low),
        ]
    elif kind == "bolt":
        outline = [
            (long, 0.25 * low),
            (1.1 * long, 0.7 * low),
            (0.6 * long, 0.62 * low),
            (0.2 * long, 0.6 * low),
            (-0.1 * long, 0.95 * low),
            (0.05 * long, 0.0),
            (0.0, -0.8 * low),
            (0.35 * long, -0.6 * low),
            (0.55 * long, -0.95 * low),
            (0.8 * long, -0.5 * low),
            (long, -0.25 * low),
        ]
    else:
        outline = [
            (long, 0.35 * low),
            (0.7 * long, 0.75 * low),
            (0.0, 0.5 * low),
            (0.0, -0.5 * low),
            (0.7 * long, -0.75 * low),
            (long, -0.35 * low),
        ]
    m.add("body", plate(outline[::-1], thick))
    top = thick / 2
    for k in range(2):
        m.add("body", block((0.02, 0.075 * scale, 0.006), ((0.52 + 0.16 * k) * long, 0, top + 0.001)))
    _guitar_neck(m, long, top, scale * 1.05, 0.42 * long, 6, m.pick("hook", "crown"))
    m.zone("body", "lower_bout", x=(None, 0.3 * long))
    m.zone("body", "upper_bout", x=(0.78 * long, None))


@construction("guitar")
def round_guitar(m: Maker) -> None:
    """Banjo, resonator or cigar-box kind: a drum or a box for a body."""
    scale, s = m.u(0.65, 1.0), m.sides
    if m.chance(0.6):
        r, deep = m.u(0.13, 0.16) * scale, m.u(0.05, 0.08)
        m.add("body", lathe([(r, -deep / 2), (r * 1.02, 0), (r, deep / 2)], s, (r, 0, 0)))
        if m.fine:
            m.add("body", ring(r * 0.98, 0.006, s, "z", (r, 0, deep / 2 - 0.003)))
            for k in range(10):
                t = 2 * np.pi * (k + 0.5) / 10
                m.add(
                    "body",
                    bar(
                        (r + r * 0.985 * float(np.cos(t)), r * 0.985 * float(np.sin(t)), -deep * 0.25),
                        (r + r * 0.985 * float(np.cos(t)), r * 0.985 * float(np.sin(t)), deep / 2),
                        0.004,
                        6,
                    ),
                )
        long = 2 * r
    else:
        long, wide, deep = m.u(0.22, 0.3) * scale, m.u(0.08, 0.11), m.u(0.045, 0.065)
        m.add("body", brick(m, (long, 2 * wide, deep), (long / 2, 0, 0), 0.003))
        m.cut("body", lathe([(0.022, 0.2 * deep), (0.022, 1)], s, (0.75 * long, m.pick(0.5, -0.5) * wide, 0)))
    _guitar_neck(m, long, deep / 2, scale, 0.28 * long, m.pick(3, 4, 5), m.pick("paddle", "hook", "crown"))
    m.zone("body", "lower_bout", x=(None, 0.3 * long))
    m.zone("body", "upper_bout", x=(0.75 * long, None))


def _flute_zones(m: Maker, mouth: float, start: float, end: float) -> None:
    long = end - start
    m.zone("tube", "middle", x=(start + 0.38 * long, start + 0.68 * long))
    m.zone("tube", "mouthpiece", x=(None, mouth))
    m.zone("tube", "end", x=(end - 0.16 * long, None))


@construction("flute")
def concert_flute(m: Maker) -> None:
    """Metal tube with a lip plate, joints and many padded keys."""
    s, r, long = m.sides, m.u(0.0085, 0.0105), m.u(0.55, 0.7)
    m.add("tube", along_x([(r, 0), (r, long)], s))
    for x in (0.005, 0.3 * long, 0.88 * long):
        m.add("tube", along_x([(r * 1.18, x - 0.006), (r * 1.18, x + 0.01)], s))
    lip = 0.12 * long
    m.add("tube", ball((0.02, r * 1.35, 0.005), s, (lip, 0, r * 0.95)))
    if m.fine:
        m.cut("tube", lathe([(0.005, r * 0.6), (0.005, 1)], 10, (lip, 0, 0)))
    count = m.count(9, 13) if m.fine else 6
    for k in range(count):
        x = long * (0.36 + 0.56 * k / count)
        q = m.u(0.0055, 0.0085)
        m.add(
            "keys", lathe([(q, r * 0.8), (q, r + 0.004), (q * 0.7, r + 0.0055)], few(m, least=8), (x, 0, 0))
        )
    m.add("keys", bar((0.34 * long, r * 0.9, r * 0.75), (0.94 * long, r * 0.9, r * 0.75), 0.0018, 6))
    for k in range(m.count(1, 3)):
        m.add("keys", block((0.03, 0.005, 0.003), ((0.42 + 0.22 * k) * long, -r, r * 0.4)))
    _flute_zones(m, 0.2 * long, 0, long)


@construction("flute")
def recorder(m: Maker) -> None:
    """Turned wood: a beak and a window, rings at the joints, a flared foot."""
    s, long, r = m.sides, m.u(0.27, 0.5), m.u(0.0095, 0.0135)
    profile = [
        (r * 0.75, 0),
        (r * 1.05, 0.06 * long),
        (r * 1.15, 0.1 * long),
        (r, 0.24 * long),
        (r * 1.3, 0.25 * long),
        (r * 1.35, 0.29 * long),
        (r * 1.05, 0.3 * long),
        (r * 0.85, 0.76 * long),
        (r * 1.25, 0.78 * long),
        (r * 1.2, 0.83 * long),
        (r * 0.85, 0.85 * long),
        (r * m.u(1.0, 1.4), long),
    ]
    tube_ = along_x(profile, s)
    # the underside of the beak rises to a thin lip
    beak = turn(block((0.09, 0.06, 0.03), (0, 0, -0.015)), "y", m.u(20, 32)).translate((0, 0, r * 0.3))
    m.add("tube", tube_ - beak)
    m.cut(
        "tube",
        plate(
            [(-0.008, 0.3 * r), (0.006, 0.3 * r), (0.006, 2 * r), (0.002, 2 * r)],
            0.011,
            "xz",
            (0.15 * long, 0, 0),
        ),
    )
    if m.fine:
        m.cut("tube", along_x([(r * 0.5, 0.93 * long), (r * 0.55, long + 0.01)], s))
        for k in range(7):
            m.cut("tube", lathe([(0.0028, r * 0.4), (0.0028, 1)], 8, (long * (0.35 + 0.075 * k), 0, 0)))
    if m.chance(0.3):
        m.add(
            "keys",
            block((0.03, 0.005, 0.003), (0.86 * long, r * 0.3, r * 1.15)),
            lathe([(0.006, r * 0.8), (0.006, r * 1.35)], 8, (0.89 * long, 0, 0)),
        )
    _flute_zones(m, 0.2 * long, 0, long)


@construction("flute")
def cane_flute(m: Maker) -> None:
    """Bamboo or bone pipe with nodes, bindings and open holes."""
    s, long, r = m.sides, m.u(0.3, 0.65), m.u(0.009, 0.0155)
    profile = [(r * 0.95, 0.0)]
    for k in range(nodes := m.count(2, 4)):
        x = long * (k + m.u(0.35, 0.75)) / nodes
        profile += [(r * 0.98, x - 0.006), (r * 1.1, x), (r, x + 0.006)]
    profile.append((r * m.u(0.85, 1.1), long))
    m.add("tube", along_x(profile, s))
    m.cut("tube", along_x([(r * 0.62, 0.9 * long), (r * 0.7, long + 0.01)], s))
    if m.fine:
        for x in [0.12, *(0.36 + 0.085 * k for k in range(6))]:
            m.cut("tube", lathe([(0.004, r * 0.5), (0.004, 1)], 8, (long * x, 0, 0)))
    for x in (0.25, 0.94) if m.chance(0.6) else ():
        m.add("tube", along_x([(r * 1.14, long * x - 0.008), (r * 1.14, long * x + 0.008)], s))
    _flute_zones(m, 0.19 * long, 0, long)


@construction("flute")
def tin_whistle(m: Maker) -> None:
    """Thin metal tube in a block-shaped mouthpiece, or a cone of sheet."""
    s, long, r = m.sides, m.u(0.25, 0.36), m.u(0.0055, 0.0075)
    taper = m.u(0.7, 1.0)
    m.add("tube", along_x([(r, 0.04), (r * taper, long)], s))
    m.add(
        "tube",
        skin(
            [
                (0, 0, 0.001, r * 0.9, r * 0.45),
                (0.02, 0, 0, r * 1.25, r * 1.1),
                (0.055, 0, 0, r * 1.2, r * 1.2),
                (0.06, 0, 0, r * 1.05, r * 1.05),
            ],
            few(m, least=8),
            power=m.u(2.5, 5),
        ),
    )
    m.cut("tube", block((0.008, r * 1.3, 0.02), (0.034, 0, r * 0.6 + 0.01)))
    if m.fine:
        m.cut("tube", along_x([(r * taper * 0.75, 0.9 * long), (r * taper * 0.75, long + 0.01)], s))
        for k in range(6):
            m.cut("tube", lathe([(0.0026, r * 0.4), (0.0026, 1)], 8, (long * (0.42 + 0.085 * k), 0, 0)))
    _flute_zones(m, 0.062, 0, long)


def _stick_zones(m: Maker, long: float, tip: float) -> None:
    m.zone("shaft", "middle", x=(0.4 * long, 0.62 * long))
    m.zone("shaft", "butt", x=(None, 0.3 * long))
    m.zone("shaft", "tip", x=(tip, None))


@construction("drumstick")
def drum_stick(m: Maker) -> None:
    """Turned stick, tapered to a bead."""
    s, long, r = m.sides, m.u(0.36, 0.44), m.u(0.0062, 0.0088)
    bead, neck = r * m.u(0.6, 0.85), r * m.u(0.38, 0.5)
    tip = long - m.u(0.01, 0.016)
    m.add(
        "shaft",
        along_x(
            [
                (r * 0.7, 0),
                (r, 0.006),
                (r, 0.66 * long),
                (neck, tip - 0.004),
                (bead, tip + 0.004),
                (bead * 0.9, long - 0.003),
                (bead * 0.3, long),
            ],
            s,
        ),
    )
    _stick_zones(m, long, tip - 0.006)


@construction("drumstick")
def felt_mallet(m: Maker) -> None:
    """Slim shaft with a ball or a barrel of felt, yarn or rubber."""
    s, long, r = m.sides, m.u(0.3, 0.42), m.u(0.004, 0.007)
    m.add("shaft", along_x([(r * 1.1, 0), (r * 1.15, 0.25 * long), (r * 0.85, long)], s))
    if m.chance(0.3):
        m.add("shaft", along_x([(r * 1.8, 0), (r * 1.9, 0.1), (r * 1.1, 0.11)], s))
    head = m.u(0.013, 0.026)
    if m.chance(0.6):
        m.add("shaft", ball((head * m.u(0.75, 1.1), head, head), s, (long, 0, 0)))
    else:
        m.add(
            "shaft",
            along_x(
                [
                    (head * 0.8, long - head * 0.9),
                    (head, long - head * 0.5),
                    (head, long + head * 0.5),
                    (head * 0.8, long + head * 0.9),
                ],
                s,
            ),
        )
    _stick_zones(m, long, long - head * 0.95)


@construction("drumstick")
def thick_beater(m: Maker) -> None:
    """Straight thick club for big drums: round, faceted or wound at the grip."""
    long, r, n = m.u(0.34, 0.46), m.u(0.009, 0.0145), m.pick(m.sides, 8, 6)
    taper = m.u(0.75, 1.15)
    m.add("shaft", tube([(0, 0, 0), (long, 0, 0)], [r, r * taper], n))
    m.add("shaft", ball(r * taper * 0.98, m.sides, (long, 0, 0)))
    if m.chance(0.5):
        m.add(
            "shaft",
            along_x(
                ribbed(r * 1.12, 0.01, 0.3 * long, 7, 0.001)
                if m.fine
                else [(r * 1.1, 0.01), (r * 1.1, 0.3 * long)],
                m.sides,
            ),
        )
    _stick_zones(m, long, 0.9 * long)


@construction("drumstick")
def rod_bundle(m: Maker) -> None:
    """Bundle of thin dowels held by bands, or a fan of wires, behind a wrapped grip."""
    s, long, r = m.sides, m.u(0.36, 0.42), m.u(0.007, 0.0095)
    m.add("shaft", along_x([(r * 0.9, 0), (r, 0.004), (r, 0.36 * long), (r * 0.8, 0.38 * long)], s))
    spread, count = m.u(1.0, 3.5), m.count(6, 9) if m.fine else 5
    for k in range(count):
        t = 2 * np.pi * k / count
        y, z = float(np.cos(t)), float(np.sin(t))
        flat = 0.25 if spread > 2 else 1.0
        m.add(
            "shaft",
            bar(
                (0.35 * long, r * 0.62 * y, r * 0.62 * z),
                (long, r * 0.62 * spread * y, r * 0.62 * spread * z * flat),
                r * 0.3,
                5,
            ),
        )
    if spread < 2:
        m.add(
            "shaft",
            along_x(
                [(r * 1.15 * (1 + spread) / 2, 0.66 * long), (r * 1.15 * (1 + spread) / 2, 0.69 * long)], s
            ),
        )
    else:
        m.add("shaft", along_x([(r * 0.7, 0.3 * long), (r * 0.5, 0.6 * long)], s))
    _stick_zones(m, long, 0.86 * long)


@construction("maraca")
def ball_maraca(m: Maker) -> None:
    """Round or egg-shaped gourd on a stick."""
    s, r, long = m.sides, m.u(0.03, 0.046), m.u(0.1, 0.15)
    grip, egg = m.u(0.006, 0.0105), m.u(1.0, 1.4)
    m.add(
        "handle",
        along_x(
            [(grip * 1.1, -long), (grip, -long + 0.01), (grip * m.u(0.8, 1.1), -0.4 * long), (grip, 0.01)], s
        ),
    )
    m.add("head", ball((r * egg, r, r), s, (r * egg * 0.93, 0, 0)))
    if m.chance(0.4):
        m.add("head", along_x([(grip * 1.8, -0.004), (grip * 1.5, 0.008)], s))
    m.zone("handle", "end", x=(None, -0.8 * long))


@construction("maraca")
def turned_maraca(m: Maker) -> None:
    """Carved in one: pear-shaped head that runs into a waisted handle with a knob."""
    s, r, long = m.sides, m.u(0.028, 0.042), m.u(0.1, 0.135)
    grip = m.u(0.008, 0.012)
    m.add(
        "handle",
        along_x(
            [
                (grip * 0.7, -long - 0.012),
                (grip * 1.5, -long),
                (grip * 0.85, -long + 0.014),
                (grip * 1.1, -0.5 * long),
                (grip * 0.9, 0),
            ],
            s,
        ),
    )
    tall = r * m.u(2.2, 3.2)
    m.add(
        "head",
        along_x(
            [
                (grip * 0.9, -0.001),
                (r * 0.6, 0.22 * tall),
                (r, 0.6 * tall),
                (r * 0.75, 0.9 * tall),
                (r * 0.25, tall),
            ],
            s,
        ),
    )
    if m.fine:
        for x in (0.4, 0.62):
            m.add(
                "head",
                along_x(
                    [
                        (r * (0.8 if x < 0.5 else 1.0) * 1.05, x * tall - 0.002),
                        (r * (0.8 if x < 0.5 else 1.0) * 1.05, x * tall + 0.002),
                    ],
                    s,
                ),
            )
    m.zone("handle", "end", x=(None, -long + 0.012))


@construction("maraca")
def drum_rattle(m: Maker) -> None:
    """Can, barrel or faceted box across or along a straight grip."""
    s, long, grip = m.pick(m.sides, 6, 8), m.u(0.095, 0.13), m.u(0.007, 0.011)
    m.add("handle", along_x([(grip, -long), (grip, 0.012)], m.sides))
    if m.chance(0.5):
        m.add("handle", ball(grip * 1.35, m.sides, (-long, 0, 0)))
    r, tall = m.u(0.024, 0.036), m.u(0.05, 0.09)
    if m.chance(0.5):
        m.add("head", along_x([(r * 0.85, 0.004), (r, 0.012), (r, tall - 0.008), (r * 0.85, tall)], s))
    else:
        m.add(
            "head",
            along_y(
                [(r * 0.9, -tall / 2), (r, -tall * 0.35), (r, tall * 0.35), (r * 0.9, tall / 2)],
                s,
                (r * 0.95, 0, 0),
            ),
        )
    m.zone("handle", "end", x=(None, -0.8 * long))


@construction("maraca")
def ring_rattle(m: Maker) -> None:
    """Rattle with a bow or a ring to hold, one or two balls in front."""
    s, hole, wire = m.sides, m.u(0.02, 0.032), m.u(0.005, 0.0085)
    if m.chance(0.5):
        m.add("handle", ring(hole, wire, max(12, s), "y", (-hole - wire, 0, 0)))
        end = -hole * 1.6
    else:
        long = m.u(0.08, 0.1)
        path = curve(
            [
                (0.004, 0, 0.008),
                (-0.35 * long, 0, hole),
                (-long, 0, hole * 0.9),
                (-long, 0, -hole * 0.9),
                (-0.35 * long, 0, -hole),
                (0.004, 0, -0.008),
            ],
            15 if m.fine else 9,
        )
        m.add("handle", tube(path, wire, few(m), up=(0, 1, 0)))
        end = -0.85 * long
    r = m.u(0.022, 0.034)
    m.add("head", along_x([(wire * 1.1, -0.006), (wire, 0.016)], s), ball(r, s, (r + 0.008, 0, 0)))
    if m.chance(0.35):
        m.add("head", ball(r * 0.6, s, (2 * r + 0.008 + r * 0.4, 0, 0)))
    m.zone("handle", "end", x=(None, end))


def _bell_shell(m: Maker, profile: list[tuple[float, float]], wall: float, sides: int) -> Manifold:
    """Bell open below; profile of (radius, z) from the mouth up to the shoulder."""
    top = profile[-1][1]
    return mirrored(vessel([(r, top - z) for r, z in profile[::-1]], wall, sides), "z").translate((0, 0, top))


def _clapper(m: Maker, top: float, low: float, r: float) -> None:
    m.add(
        "clapper",
        bar((0, 0, top), (0, 0, low), 0.0022, few(m)),
        ball(r, few(m, least=8), (0, 0, low)),
    )


def _bell_profile(m: Maker, r: float, tall: float) -> list[tuple[float, float]]:
    return [
        (r, 0),
        (r * m.u(0.78, 0.88), 0.2 * tall),
        (r * m.u(0.55, 0.72), 0.6 * tall),
        (r * 0.5, 0.88 * tall),
        (r * 0.25, tall),
    ]


@construction("hand_bell")
def school_bell(m: Maker) -> None:
    """Flared bell under a turned wooden handle."""
    s, r, tall = m.sides, m.u(0.035, 0.065), m.u(0.05, 0.09)
    m.add("bell", _bell_shell(m, _bell_profile(m, r, tall), m.u(0.002, 0.004), s))
    long, grip = m.u(0.08, 0.12), m.u(0.007, 0.0125)
    m.add(
        "handle",
        lathe(
            [
                (grip * 0.8, tall - 0.003),
                (grip * 1.3, tall + 0.004),
                (grip * 0.7, tall + 0.012),
                (grip * m.u(0.9, 1.2), tall + 0.45 * long),
                (grip * 0.75, tall + 0.8 * long),
                (grip * 1.2, tall + 0.92 * long),
                (grip * 0.5, tall + long),
            ],
            s,
        ),
    )
    _clapper(m, tall - 0.003, 0.06 * tall, r * 0.2)
    m.zone("handle", "handle_top", z=(tall + 0.8 * long, None))
    m.zone("bell", "rim", z=(None, 0.1 * tall))
    m.zone("bell", "shoulder", z=(0.72 * tall, None))


@construction("hand_bell")
def loop_bell(m: Maker) -> None:
    """Choir bell with a loop of leather or plastic."""
    s, r, tall = m.sides, m.u(0.04, 0.07), m.u(0.06, 0.09)
    profile = [
        (r, 0),
        (r * 0.95, 0.15 * tall),
        (r * 0.85, 0.6 * tall),
        (r * 0.6, 0.9 * tall),
        (r * 0.2, tall),
    ]
    m.add("bell", _bell_shell(m, profile, 0.003, s))
    m.add("handle", lathe([(0.016, tall - 0.002), (0.016, tall + 0.003), (0.008, tall + 0.008)], s))
    rise, half = m.u(0.1, 0.14), m.u(0.02, 0.032)
    path = curve(
        [
            (0, 0.004, tall + 0.002),
            (0, half, tall + 0.4 * rise),
            (0, half * 0.9, tall + 0.8 * rise),
            (0, 0, tall + rise),
            (0, -half * 0.9, tall + 0.8 * rise),
            (0, -half, tall + 0.4 * rise),
            (0, -0.004, tall + 0.002),
        ],
        19 if m.fine else 11,
    )
    m.add("handle", strap(path, m.u(0.014, 0.024), m.u(0.003, 0.006), (1, 0, 0)))
    _clapper(m, tall - 0.003, 0.2 * tall, r * 0.25)
    m.zone("handle", "handle_top", z=(tall + 0.78 * rise, None))
    m.zone("bell", "rim", z=(None, 0.12 * tall))
    m.zone("bell", "shoulder", z=(0.75 * tall, None))


@construction("hand_bell")
def ornate_bell(m: Maker) -> None:
    """Cast in one: temple or table bell with a figured metal handle."""
    s, r, tall = m.sides, m.u(0.025, 0.045), m.u(0.035, 0.07)
    m.add(
        "bell",
        _bell_shell(
            m,
            [
                (r, 0),
                (r * 0.9, 0.12 * tall),
                (r * 0.72, 0.4 * tall),
                (r * 0.68, 0.75 * tall),
                (r * 0.4, 0.95 * tall),
                (r * 0.15, tall),
            ],
            m.u(0.002, 0.0035),
            s,
        ),
    )
    long, grip = m.u(0.055, 0.1), m.u(0.0045, 0.0075)
    beads = m.count(2, 5)
    profile = [(grip, tall - 0.003)]
    for k in range(beads):
        z = tall + long * (k + 0.5) / beads
        profile += [
            (grip * 0.75, z - 0.3 * long / beads),
            (grip * m.u(1.1, 1.7), z),
            (grip * 0.75, z + 0.3 * long / beads),
        ]
    m.add("handle", lathe([*profile, (grip * 0.5, tall + long)], s))
    if m.chance(0.6):
        m.add("handle", ball((grip * 1.6, grip * 1.6, grip * 2), s, (0, 0, tall + long)))
    else:
        m.add("handle", ring(grip * 1.6, grip * 0.5, 12, "x", (0, 0, tall + long + grip)))
    _clapper(m, tall - 0.003, 0.1 * tall, r * 0.2)
    m.zone("handle", "handle_top", z=(tall + 0.82 * long, None))
    m.zone("bell", "rim", z=(None, 0.11 * tall))
    m.zone("bell", "shoulder", z=(0.72 * tall, None))


@construction("hand_bell")
def cow_bell(m: Maker) -> None:
    """Folded sheet with a rectangular mouth and a bow on top."""
    x, y, tall = m.u(0.022, 0.035), m.u(0.035, 0.055), m.u(0.07, 0.12)
    n, slim, wall = m.pick(4, 8, 12), m.u(0.55, 0.8), 0.0025
    power = 8 if n == 4 else 5
    n = 8 if n == 4 else n
    outer = skin(
        [
            (0, 0, 0, x, y),
            (0.9 * tall, 0, 0, x * slim, y * slim),
            (tall, 0, 0, x * slim * 0.8, y * slim * 0.85),
        ],
        n,
        "z",
        power,
    )
    inner = skin(
        [(-0.01, 0, 0, x - wall, y - wall), (0.88 * tall, 0, 0, x * slim - wall, y * slim - wall)],
        n,
        "z",
        power,
    )
    m.add("bell", outer - inner)
    rise, half = m.u(0.035, 0.06), min(y * slim * 0.75, m.u(0.03, 0.045))
    if m.chance(0.6):
        path = curve(
            [
                (0, half, tall - 0.004),
                (0, half * 0.95, tall + 0.7 * rise),
                (0, 0, tall + rise),
                (0, -half * 0.95, tall + 0.7 * rise),
                (0, -half, tall - 0.004),
            ],
            13 if m.fine else 7,
        )
        m.add("handle", tube(path, m.u(0.0035, 0.006), few(m), up=(1, 0, 0)))
    else:
        m.add(
            "handle",
            tube(
                [
                    (0, half, tall - 0.004),
                    (0, half, tall + rise),
                    (0, -half, tall + rise),
                    (0, -half, tall - 0.004),
                ],
                m.u(0.0035, 0.006),
                few(m),
                up=(1, 0, 0),
            ),
        )
    m.add(
        "clapper",
        bar((0, 0, 0.9 * tall), (0, 0, -0.004), 0.0025, few(m)),
        ball(0.3 * x, few(m, least=8), (0, 0, -0.002)),
    )
    m.zone("handle", "handle_top", z=(tall + 0.6 * rise, None))
    m.zone("bell", "rim", z=(None, 0.1 * tall))
    m.zone("bell", "shoulder", z=(0.78 * tall, None))
