"""Things worn or used on the body, musical instruments, things of the doctor."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import Outline, along_x, along_y, brick, ribbed, skin, smooth_outline, soft_plate, strap
from ..solids import (
    arc,
    ball,
    bar,
    blade,
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


def _half(m: Maker, least: int = 6) -> int:
    """Segments round thin things."""
    return max(least, m.sides // 2)


def _tufts(
    m: Maker, x0: float, x1: float, half: float, top: float, drop: float, rows: int, columns: int
) -> list[Manifold]:
    """Blocks of bristles that hang down from `top`; one block in coarse models."""
    if not m.fine:
        return [block((x1 - x0, 1.7 * half, drop), ((x0 + x1) / 2, 0, top - drop / 2))]
    size = min((x1 - x0) / rows, 2 * half / columns) * 0.36
    return [
        lathe(
            [(size * 1.1, top - drop), (size, top)],
            6,
            (x0 + (x1 - x0) * (i + 0.5) / rows, (k + 0.5 - columns / 2) * 2 * half / columns, 0),
        )
        for i in range(rows)
        for k in range(columns)
    ]


@construction("toothbrush")
def plain_toothbrush(m: Maker) -> None:
    """Flat straight handle, of plastic or wood, drawn in to the neck."""
    long, wide, thick, n = m.u(0.155, 0.195), m.u(0.0055, 0.008), m.u(0.0028, 0.0045), _half(m, 8)
    neck, head = long * m.u(0.6, 0.7), long * m.u(0.82, 0.87)
    power = m.u(2, 6)
    m.add(
        "handle",
        skin(
            [
                (0, 0, 0, wide * 0.6, thick),
                (0.01, 0, 0, wide, thick),
                (0.4 * long, 0, 0, wide * m.u(0.8, 1.1), thick),
                (neck, 0, 0, wide * 0.6, thick),
            ],
            n,
            power=power,
        ),
    )
    m.add(
        "neck",
        skin(
            [
                (neck, 0, 0, wide * 0.6, thick),
                ((neck + head) / 2, 0, 0, 0.0028, 0.0024),
                (head, 0, 0, 0.0035, 0.0022),
            ],
            n,
            power=power,
        ),
    )
    half = m.u(0.0048, 0.0065)
    m.add(
        "head",
        skin(
            [
                (head - 0.001, 0, 0, 0.0035, 0.0022),
                (head + 0.006, 0, 0, half, 0.0025),
                (long - 0.004, 0, 0, half, 0.0024),
                (long, 0, 0, half * 0.6, 0.002),
            ],
            n,
            power=power,
        ),
    )
    drop = m.u(0.008, 0.013)
    m.add("head", *_tufts(m, head + 0.004, long - 0.003, half * 0.9, -0.001, drop, 6, 3))
    m.zone("head", "bristles", z=(None, -0.0027))
    m.zone("handle", "end", x=(None, 0.022))


@construction("toothbrush")
def moulded_toothbrush(m: Maker) -> None:
    """Curved ergonomic handle with a swelling for the thumb and rubber ribs."""
    long, n = m.u(0.17, 0.2), _half(m, 8)
    neck, head, drop = long * 0.62, long * 0.84, m.u(0.004, 0.014)
    path = [(0, -drop * 0.4), (0.15, 0.1 * drop), (0.35, 0.8 * drop), (0.5, 0.9 * drop), (0.62, 0.4 * drop)]
    radii = [0.6, 0.9, m.u(0.9, 1.3), 1.15, 0.55]
    size = m.u(0.0055, 0.0075)
    m.add(
        "handle",
        skin(
            [
                (p * long, 0, z, size * r, size * r * m.u(0.8, 1.05))
                for (p, z), r in zip(path, radii, strict=True)
            ],
            n,
            power=2.3,
        ),
    )
    if m.fine:
        for k in range(m.count(3, 6)):
            m.add(
                "handle",
                block((0.0018, size * 1.2, 0.003), ((0.3 + 0.035 * k) * long, 0, 0.8 * drop + size * 0.95)),
            )
    m.add(
        "neck",
        tube(
            curve(
                [(neck - 0.002, 0, 0.4 * drop), ((neck + head) / 2, 0, 0.05 * drop), (head + 0.002, 0, 0)], 5
            ),
            [size * 0.5, 0.003, 0.0028, 0.003, 0.0034],
            n,
        ),
    )
    half = m.u(0.0052, 0.0068)
    m.add(
        "head",
        soft_plate(
            circle(((long - head) / 2 + 0.002, half), max(8, m.sides // 2), ((long + head) / 2, 0)),
            0.0048,
            bevel=0.001 if m.fine else 0.0,
        ),
    )
    m.add("head", *_tufts(m, head + 0.003, long - 0.002, half * 0.8, -0.001, m.u(0.009, 0.013), 5, 3))
    m.zone("head", "bristles", z=(None, -0.0026))
    m.zone("handle", "end", x=(None, 0.025))


@construction("toothbrush")
def electric_toothbrush(m: Maker) -> None:
    """Thick round motor handle, slim shaft, small round head."""
    s, long, r = m.sides, m.u(0.14, 0.165), m.u(0.0115, 0.0165)
    m.add(
        "handle",
        along_x(
            [
                (r * 0.9, 0),
                (r, 0.008),
                (r * m.u(0.85, 1.0), 0.5 * long),
                (r * 0.85, 0.85 * long),
                (r * 0.45, long),
            ],
            s,
        ),
    )
    if m.fine:
        m.add(
            "handle",
            along_y([(0.006, -0.002), (0.006, 0.002)], 10, (0.62 * long, 0, 0))
            .rotate((90, 0, 0))
            .translate((0, 0, r * 0.86)),
        )
    shaft = m.u(0.04, 0.055)
    m.add("neck", along_x([(r * 0.45, long - 0.002), (0.0045, long + 0.008), (0.0032, long + shaft)], s))
    head, drop = m.u(0.0065, 0.0085), m.u(0.007, 0.01)
    centre = (long + shaft + head * 0.5, 0, 0)
    m.add("head", lathe([(head, -0.003), (head * 0.9, 0.003)], s, centre))
    m.add("head", lathe([(head * 0.92, -0.003 - drop), (head * 0.9, -0.002)], s, centre))
    m.zone("head", "bristles", z=(None, -0.0032))
    m.zone("handle", "end", x=(None, 0.02))


@construction("toothbrush")
def figure_toothbrush(m: Maker) -> None:
    """Short child's brush: fat handle ending in a knob or a foot, long neck."""
    s, long, r = m.sides, m.u(0.075, 0.1), m.u(0.0075, 0.0115)
    m.add(
        "handle",
        along_x(
            [
                (r * 0.8, 0),
                (r * 1.05, 0.2 * long),
                (r * m.u(0.7, 0.95), 0.6 * long),
                (r, 0.85 * long),
                (r * 0.5, long),
            ],
            s,
        ),
    )
    if m.chance(0.6):
        m.add("handle", ball((r * 1.2, r * 1.4, r * 1.3), s, (-r * 0.6, 0, 0)))
    else:
        m.add("handle", along_x([(r * 1.5, -0.008), (r * 1.3, 0.003)], s))
    neck, half = m.u(0.025, 0.035), m.u(0.0042, 0.0056)
    m.add("neck", bar((long - 0.003, 0, 0), (long + neck, 0, 0), 0.0036, _half(m), 0.0026))
    head = m.u(0.018, 0.024)
    m.add("head", brick(m, (head, 2 * half, 0.005), (long + neck + head / 2 - 0.002, 0, 0), 0.002))
    m.add(
        "head",
        *_tufts(m, long + neck, long + neck + head - 0.003, half * 0.9, -0.001, m.u(0.007, 0.011), 4, 3),
    )
    m.zone("head", "bristles", z=(None, -0.0027))
    m.zone("handle", "end", x=(None, 0.012))


def _brush_handle(m: Maker, start: float, end: float, r: float, flat: float) -> None:
    """Handle from its butt at `start` to `end`, where the head begins."""
    long = end - start
    swell = m.u(0.75, 1.05)
    m.add(
        "handle",
        skin(
            [
                (start, 0, 0, r * 0.7, r * 0.6 * flat),
                (start + 0.08 * long, 0, 0, r, r * flat),
                (start + 0.4 * long, 0, 0, r * 1.1, r * flat * 1.05),
                (start + 0.8 * long, 0, 0, r * swell, r * flat * 0.9),
                (end, 0, 0, r * 0.8, r * flat * 0.8),
            ],
            _half(m, 8),
            power=m.u(2, 3.5),
        ),
    )
    m.zone("handle", "end", x=(None, start + 0.2 * long))


@construction("hairbrush")
def paddle_brush(m: Maker) -> None:
    """Wide flat paddle with a cushion of pins."""
    long, half, thick = m.u(0.05, 0.065), m.u(0.028, 0.044), m.u(0.008, 0.014)
    _brush_handle(m, -long - m.u(0.095, 0.125), -long + 0.006, m.u(0.009, 0.013), m.u(0.7, 1.0))
    outline = (
        circle((long, half), max(8, m.sides))
        if m.chance(0.5)
        else rectangle(2 * long, 2 * half, half * 0.6, 4 if m.fine else 2)
    )
    m.add("head", soft_plate(outline, thick, bevel=0.003 if m.fine else 0.0))
    m.add("head", plate([(0.88 * x, 0.88 * y) for x, y in outline], 0.006, at=(0, 0, -thick / 2)))
    drop = m.u(0.012, 0.02)
    if m.fine:
        for x in np.linspace(-0.66, 0.66, 6):
            for y in np.linspace(-0.6, 0.6, 4):
                if x * x + y * y < 0.65:
                    m.add(
                        "head",
                        bar(
                            (x * long, y * half, -thick / 2),
                            (x * long, y * half, -thick / 2 - 0.003 - drop),
                            0.0016,
                            5,
                            0.001,
                        ),
                    )
    else:
        m.add("head", block((1.35 * long, 1.35 * half, drop), (0, 0, -thick / 2 - drop / 2)))
    m.zone("head", "bristles", z=(None, -thick / 2 - 0.0032))


@construction("hairbrush")
def round_brush(m: Maker) -> None:
    """Barrel with bristles all round."""
    s, long, r = m.sides, m.u(0.07, 0.11), m.u(0.01, 0.02)
    tuft = m.u(0.006, 0.012)
    _brush_handle(m, -m.u(0.1, 0.135), 0.006, m.u(0.008, 0.012), 1.0)
    m.add("head", along_x([(r, 0), (r, long), (r * 0.6, long + 0.004)], s))
    if m.fine:
        rows, count = m.count(5, 7), m.count(7, 9)
        for i in range(rows):
            x = long * (i + 0.7) / (rows + 0.4)
            for k in range(count):
                t = 2 * np.pi * (k + 0.5 * (i % 2)) / count
                y, z = float(np.cos(t)), float(np.sin(t))
                m.add(
                    "head",
                    bar(
                        (x, r * 0.9 * y, r * 0.9 * z), (x, (r + tuft) * y, (r + tuft) * z), 0.0022, 4, 0.0014
                    ),
                )
        m.zone("head", "bristles", x=(0.08 * long, 0.97 * long))
    else:
        m.add("head", along_x([(r + tuft, 0.08 * long), (r + tuft, 0.92 * long)], s))
        m.zone("head", "bristles", x=(0.08 * long - 1e-4, 0.92 * long + 1e-4))


@construction("hairbrush")
def wooden_brush(m: Maker) -> None:
    """One length of wood: a long narrow back with rows of bristles."""
    long, half, thick, n = m.u(0.2, 0.25), m.u(0.013, 0.022), m.u(0.006, 0.009), _half(m, 8)
    join, power = m.u(0.42, 0.52) * long, m.u(2.2, 4)
    grip = half * m.u(0.55, 0.8)
    m.add(
        "handle",
        skin(
            [
                (0, 0, 0, grip * 0.6, thick * 0.8),
                (0.06 * long, 0, 0, grip, thick),
                (0.6 * join, 0, 0, grip * 0.85, thick),
                (join, 0, 0, half * 0.75, thick),
            ],
            n,
            power=power,
        ),
    )
    m.add(
        "head",
        skin(
            [
                (join, 0, 0, half * 0.75, thick),
                (join + 0.15 * (long - join), 0, 0, half, thick),
                (0.93 * long, 0, 0, half * 0.95, thick * 0.9),
                (long, 0, 0, half * 0.5, thick * 0.6),
            ],
            n,
            power=power,
        ),
    )
    m.add("head", *_tufts(m, join + 0.012, long - 0.012, half * 0.85, -thick * 0.6, m.u(0.012, 0.02), 7, 4))
    m.zone("head", "bristles", z=(None, -thick * 1.02))
    m.zone("handle", "end", x=(None, 0.2 * join))


@construction("hairbrush")
def dressing_brush(m: Maker) -> None:
    """Old silver set: ornate oval back, thin waisted handle with a finial."""
    s, long, half = m.sides, m.u(0.045, 0.06), m.u(0.026, 0.036)
    start = -long - m.u(0.1, 0.13)
    r = m.u(0.0065, 0.009)
    m.add(
        "handle",
        along_x(
            [
                (r * 0.6, start),
                (r * 1.5, start + 0.01),
                (r * 0.8, start + 0.02),
                (r, start + 0.05),
                (r * 1.3, -long - 0.025),
                (r * 0.8, -long + 0.004),
            ],
            s,
        ),
    )
    m.add("head", ball((long, half, 0.011), s, (0, 0, 0.004)))
    m.add("head", plate(circle((long * 0.92, half * 0.92), max(8, s)), 0.008, at=(0, 0, -0.002)))
    drop = m.u(0.014, 0.02)
    m.add(
        "head",
        hull(
            plate(circle((long * 0.82, half * 0.82), max(8, s // 2)), 0.002, at=(0, 0, -0.006)),
            plate(circle((long * 0.88, half * 0.88), max(8, s // 2)), 0.002, at=(0, 0, -0.006 - drop)),
        ),
    )
    m.zone("head", "bristles", z=(None, -0.0063))
    m.zone("handle", "end", x=(None, start + 0.022))


def _comb_teeth(
    m: Maker, x0: float, x1: float, top: float, long: float, thick: float, count: int, taper: float = 0.0
) -> list[Manifold]:
    """Teeth hanging down from `top`; shorter towards the ends by `taper`."""
    pitch = (x1 - x0) / count
    teeth = []
    for k in range(count):
        place = (k + 0.5) / count
        drop = long * (1 - taper * abs(2 * place - 1) ** 2)
        x = x0 + pitch * (k + 0.5)
        w = 0.3 * pitch
        teeth.append(
            plate(
                [(x - w, top), (x - 0.6 * w, top - drop), (x + 0.6 * w, top - drop), (x + w, top)],
                thick,
                "xz",
            )
        )
    return teeth


@construction("comb")
def pocket_comb(m: Maker) -> None:
    """Straight back, fine teeth on one half and coarse ones on the other."""
    long, back, teeth, thick = m.u(0.11, 0.19), m.u(0.008, 0.016), m.u(0.015, 0.026), m.u(0.0025, 0.0045)
    bow = m.u(0, 0.006)
    top = [(long / 2 - k * long / 8, back + bow * (1 - (2 * k / 8 - 1) ** 2)) for k in range(9)]
    m.add("spine", plate([(-long / 2, 0), (long / 2, 0), *top], thick, "xz"))
    for a in (1, -1):
        m.add(
            "spine",
            plate(
                [
                    (a * long / 2, 0.001),
                    (a * (long / 2 - 0.006), 0.001),
                    (a * (long / 2 - 0.004), -teeth),
                    (a * long / 2, -teeth * 0.8),
                ][::a],
                thick,
                "xz",
            ),
        )
    split = m.u(-0.2, 0.2) * long
    low = -long / 2 + 0.006
    m.add("teeth", *_comb_teeth(m, low, split, 0.001, teeth, thick * 0.7, m.count(7, 10) if m.fine else 5))
    m.add("teeth", *_comb_teeth(m, split, -low, 0.001, teeth, thick * 0.7, m.count(12, 18) if m.fine else 8))
    m.zone("spine", "end", x=(None, -0.4 * long))


@construction("comb")
def tail_comb(m: Maker) -> None:
    """Half comb, half thin tail."""
    long, back, teeth, thick = m.u(0.09, 0.12), m.u(0.007, 0.012), m.u(0.016, 0.024), m.u(0.003, 0.0045)
    m.add("spine", plate([(0, 0), (long, 0), (long, back * 0.8), (0, back)], thick, "xz"))
    m.add(
        "spine",
        plate(
            [(long, 0.001), (long - 0.005, 0.001), (long - 0.004, -teeth), (long, -teeth * 0.8)], thick, "xz"
        ),
    )
    tail, r = m.u(0.09, 0.13), m.u(0.0025, 0.0045)
    m.add(
        "handle",
        tube(
            [(0.002, 0, back / 2), (-0.01, 0, back * 0.5), (-tail, 0, back * 0.5)],
            [back * 0.5, r, r * 0.45],
            _half(m),
        )
        if m.chance(0.6)
        else plate([(0.001, 0), (0.001, back), (-tail, back * 0.7), (-tail, back * 0.4)], thick * 1.2, "xz"),
    )
    m.add(
        "teeth",
        *_comb_teeth(m, 0.004, long - 0.005, 0.001, teeth, thick * 0.7, m.count(14, 20) if m.fine else 9),
    )
    m.zone("spine", "end", x=(0.9 * long, None))


@construction("comb")
def handled_comb(m: Maker) -> None:
    """Wide teeth under a stout back that runs out into a handle with an eye."""
    long, back, teeth, thick = m.u(0.1, 0.14), m.u(0.012, 0.02), m.u(0.025, 0.045), m.u(0.004, 0.008)
    m.add("spine", plate([(0, 0), (long, 0), (long, back * 0.6), (0.7 * long, back), (0, back)], thick, "xz"))
    grip, half = m.u(0.085, 0.11), m.u(0.011, 0.015)
    middle = back * 0.4
    outline = [
        (x, middle + z)
        for x, z in smooth_outline(
            [
                (0.002, -half * 0.9),
                (0.002, half * 0.9),
                (-0.3 * grip, half * 0.75),
                (-0.75 * grip, half * 1.05),
                (-grip, 0),
                (-0.75 * grip, -half * 1.05),
                (-0.3 * grip, -half * 0.75),
            ],
            max(14, m.sides),
        )
    ]
    m.add(
        "handle",
        plate(
            outline,
            thick * m.u(1.0, 1.8),
            "xz",
            holes=[circle(0.004, 8, (-0.85 * grip, middle))] if m.chance(0.6) else (),
        ),
    )
    m.add("teeth", *_comb_teeth(m, 0.004, long, 0.001, teeth, thick * 0.8, m.count(7, 12), m.u(0, 0.2)))
    m.zone("spine", "end", x=(0.88 * long, None))


@construction("comb")
def pick_comb(m: Maker) -> None:
    """Afro pick: a fist or a bow for a handle behind, long prongs forward."""
    wide, back, teeth = m.u(0.045, 0.075), m.u(0.012, 0.02), m.u(0.07, 0.11)
    thick = m.u(0.003, 0.006)
    m.add("spine", plate([(-back, -wide / 2), (0, -wide / 2), (0, wide / 2), (-back, wide / 2)], thick, "xz"))
    count = m.count(7, 11) if m.fine else 6
    pitch = wide / count
    for k in range(count):
        z = (k + 0.5) * pitch - wide / 2
        m.add("teeth", bar((-0.002, 0, z), (teeth, 0, z), min(0.3 * pitch, 0.0022), 5, 0.0008))
    grip = m.u(0.05, 0.08)
    if m.chance(0.5):
        m.add(
            "handle",
            plate(
                [
                    (-back + 0.001, 0.012),
                    (-back + 0.001, -0.012),
                    (-back - grip * 0.6, -0.012),
                    (-back - grip * 0.65, -0.02),
                    (-back - grip, -0.018),
                    (-back - grip, 0.018),
                    (-back - grip * 0.65, 0.02),
                    (-back - grip * 0.6, 0.012),
                ],
                thick * 2,
                "xz",
            ),
        )
    else:
        m.add(
            "handle",
            tube(
                curve(
                    [
                        (-back + 0.002, 0, wide * 0.42),
                        (-back - grip * 0.7, 0, wide * 0.4),
                        (-back - grip, 0, 0),
                        (-back - grip * 0.7, 0, -wide * 0.4),
                        (-back + 0.002, 0, -wide * 0.42),
                    ],
                    13 if m.fine else 7,
                ),
                m.u(0.0045, 0.007),
                _half(m),
                up=(0, 1, 0),
            ),
        )
    m.zone("spine", "end", z=(0.38 * wide, None))


@construction("razor")
def cartridge_razor(m: Maker) -> None:
    """Curved handle with rubber ribs; a flat cartridge across it in front."""
    long, n = m.u(0.1, 0.135), _half(m, 8)
    r, bow = m.u(0.005, 0.0075), m.u(-0.002, 0.012)
    path = curve(
        [(0, 0, -bow * 0.5), (0.3 * long, 0, 0.5 * bow), (0.7 * long, 0, bow * 0.6), (long, 0, -0.004)], 9
    )
    m.add(
        "handle",
        tube(
            path,
            np.interp(range(9), [0, 1, 4, 7, 8], [r * 0.6, r, r * 1.15, r * 0.7, r * 0.55]).tolist(),
            n,
            flat=m.u(0.9, 1.5),
        ),
    )
    if m.fine:
        for k in range(4):
            p = path[3 + k // 2]
            m.add(
                "handle", block((0.002, r * 1.4, 0.003), (float(p[0]) + 0.006 * k, 0, float(p[2]) + r * 1.0))
            )
    wide, tilt = m.u(0.036, 0.044), m.u(15, 50)
    at = (long + 0.003, 0, -0.007)
    head = [
        block((0.011, wide, 0.005), at),
        bar((long - 0.003, 0, -0.003), (long + 0.003, 0, -0.006), 0.0035, n),
    ]
    edges = (
        [block((0.0012, wide * 0.9, 0.003), (at[0] + (k - 1) * 0.0028, 0, at[2] - 0.002)) for k in range(3)]
        if m.fine
        else []
    )
    m.add("head", *(turn(s, "y", tilt, at) for s in head + edges))
    m.zone("head", "blade", z=(None, at[2] - 0.0018))
    m.zone("handle", "end", x=(None, 0.018))


@construction("razor")
def safety_razor(m: Maker) -> None:
    """Knurled metal handle, a head of two bent plates that clamp a blade."""
    s, long, r = m.sides, m.u(0.065, 0.095), m.u(0.005, 0.0075)
    m.add(
        "handle",
        along_x(
            [
                (r * 0.8, 0),
                (r * 1.15, 0.004),
                (r * 0.8, 0.009),
                *(ribbed(r, 0.012, 0.75 * long, 9, 0.0005) if m.fine else [(r, 0.012), (r, 0.75 * long)]),
                (r * 0.55, 0.8 * long),
                (r * 0.6, long),
            ],
            s,
        ),
    )
    wide, deep = m.u(0.04, 0.045), m.u(0.011, 0.014)
    top = plate(
        [
            (-deep, 0.0),
            (-0.6 * deep, -0.0035),
            (0.6 * deep, -0.0035),
            (deep, 0.0),
            (0.7 * deep, 0.0025),
            (-0.7 * deep, 0.0025),
        ],
        wide,
        "xz",
        (0, 0, 0),
    )
    # the plates lie across the end of the handle: their bow faces forward
    m.add("head", turn(top, "y", 90).translate((long + 0.001, 0, 0)))
    m.add("head", block((0.003, wide * 0.98, 1.7 * deep), (long - 0.002, 0, 0)))
    if m.fine:
        m.add("head", block((0.0008, wide * 0.96, 2.1 * deep), (long + 0.0002, 0, 0)))
    m.zone("head", "blade", z=(None, -deep * 0.8))
    m.zone("head", "blade", z=(deep * 0.8, None))
    m.zone("handle", "end", x=(None, 0.012))


@construction("razor")
def straight_razor(m: Maker) -> None:
    """Hollow-ground blade that swings out of two scales."""
    long, wide = m.u(0.085, 0.11), m.u(0.014, 0.022)
    end = m.pick("square", "round", "notched")
    tip = [
        (long, wide * (0.35 if end == "notched" else 0.5), -wide * (0.5 if end == "square" else 0.1), 0.0028)
    ]
    m.add(
        "head",
        blade(
            [
                (0.022, wide * 0.3, -wide * 0.15, 0.005),
                (0.028, wide * 0.5, -wide * 0.5, 0.0055),
                (0.9 * long, wide * 0.5, -wide * 0.5, 0.0045),
                *tip,
            ]
        ),
    )
    m.add(
        "head",
        blade([(-0.012, wide * 0.25, -wide * 0.1, 0.005), (0.024, wide * 0.3, -wide * 0.1, 0.005)], "flat"),
    )
    opening = m.u(0, 70)
    scale_long, half = long * m.u(1.15, 1.3), wide * m.u(0.42, 0.55)
    outline = smooth_outline(
        [
            (0.006, -half * 0.7),
            (0.006, half * 0.7),
            (-0.3 * scale_long, half * 0.9),
            (-0.8 * scale_long, half * 0.7),
            (-scale_long, -half * 0.3),
            (-0.75 * scale_long, -half),
            (-0.3 * scale_long, -half * 0.9),
        ],
        max(14, m.sides),
    )
    cheek = m.u(0.003, 0.0045)
    about = (-0.001, 0, wide * 0.1)
    for a in (1, -1):
        m.add(
            "handle",
            turn(
                plate(outline, cheek, "xz", (0, a * (0.0022 + cheek / 2), wide * 0.1)),
                "y",
                opening * 0.4,
                about,
            ),
        )
    m.add(
        "handle",
        turn(along_y([(0.0025, -0.009), (0.0025, 0.009)], 8, (0, 0, wide * 0.1)), "y", 0),
        turn(block((0.006, 0.008, half * 0.8), (-0.93 * scale_long, 0, 0)), "y", opening * 0.4, about),
    )
    m.zone("head", "blade", x=(0.03, None), z=(None, -wide * 0.05))
    m.zone("handle", "end", x=(None, -0.8 * scale_long * float(np.cos(np.radians(opening * 0.4)))))


@construction("razor")
def electric_razor(m: Maker) -> None:
    """Battery shaver: a body to wrap the hand round, a foil or round cutters in front."""
    long, wide, thick, n = m.u(0.1, 0.13), m.u(0.02, 0.028), m.u(0.013, 0.019), m.sides
    m.add(
        "handle",
        skin(
            [
                (0, 0, 0, wide * 0.8, thick * 0.8),
                (0.1 * long, 0, 0, wide * 0.95, thick),
                (0.5 * long, 0, 0, wide * m.u(0.8, 0.95), thick),
                (long, 0, 0, wide, thick * 0.9),
            ],
            n,
            power=m.u(2.3, 3.5),
        ),
    )
    if m.chance(0.7):
        m.add("handle", brick(m, (0.022, 0.013, 0.006), (0.6 * long, 0, thick), 0.002))
    if m.chance(0.5):
        m.add("head", brick(m, (0.024, 2.05 * wide, 1.5 * thick), (long + 0.011, 0, 0), 0.003))
        for k in (-1, 1):
            m.add(
                "head",
                skin(
                    [
                        (-wide * 0.9, long + 0.022, k * thick * 0.35, 0.006, thick * 0.28),
                        (wide * 0.9, long + 0.022, k * thick * 0.35, 0.006, thick * 0.28),
                    ],
                    8,
                    "y",
                    2,
                ),
            )
        front = long + 0.0235
    else:
        m.add(
            "head",
            skin(
                [
                    (long - 0.001, 0, 0, wide * 0.8, thick * 0.8),
                    (long + 0.01, 0, 0, wide * 1.25, thick * 1.4),
                ],
                n,
            ),
        )
        for y, z in ((0.55, 0.5), (-0.55, 0.5), (0, -0.6)):
            m.add(
                "head",
                along_x(
                    [(0.0095, long + 0.008), (0.0085, long + 0.014)], max(8, n // 2), (0, y * wide, z * thick)
                ),
            )
        front = long + 0.0102
    m.zone("head", "blade", x=(front, None))
    m.zone("handle", "end", x=(None, 0.025))


@construction("lipstick")
def posted_lipstick(m: Maker) -> None:
    """Round or square case, slanted bullet; the cap pushed under it or standing beside it."""
    n = m.pick(m.sides, m.sides, 4, 8)
    r, tall, size = m.u(0.0078, 0.011), m.u(0.028, 0.042), m.u(0.0045, 0.0062)
    m.add("case", lathe([(r, 0), (r, tall * 0.55), (r * 0.84, tall * 0.55), (r * 0.84, tall)], n))
    m.add("case", lathe([(r * 0.7, tall - 0.002), (r * 0.7, tall + 0.007)], m.sides))
    top = tall + m.u(0.016, 0.026)
    stick = lathe([(size, tall), (size, top - 0.004), (size * 0.75, top)], m.sides)
    slant = turn(block((0.04, 0.04, 0.02), (0, 0, top + 0.006)), "y", m.u(25, 55), (0, 0, top - 0.003))
    m.add("stick", stick - slant)
    cap = m.u(0.026, 0.036)
    if m.chance(0.5):
        m.add("cap", lathe([(r * 0.97, -cap), (r * 1.03, -cap + 0.002), (r * 1.06, 0.003)], n))
    else:
        m.add(
            "cap",
            lathe(
                [(r * 1.03, 0), (r * 1.03, cap - 0.002), (r * 0.95, cap)],
                n,
                (r * m.pick(1, -1) * 0.3, m.pick(1, -1) * 2.0 * r * (0.72 if n == 4 else 1.0), 0),
            ),
        )
    m.zone("case", "bottom", z=(None, 0.3 * tall))


@construction("lipstick")
def gloss_wand(m: Maker) -> None:
    """Gloss: a flask below, the cap with its wand drawn half out above."""
    n, r, tall = m.pick(m.sides, 4, 6), m.u(0.0065, 0.01), m.u(0.045, 0.065)
    out = m.u(0.012, 0.025)
    m.add("case", lathe([(r, 0), (r, tall), (r * 0.6, tall + 0.003), (r * 0.6, tall + 0.009)], n))
    m.add(
        "stick",
        lathe([(0.0016, tall), (0.0016, tall + out + 0.012)], _half(m)),
        lathe([(0.003, tall + 0.008), (0.0028, tall + 0.011)], _half(m)),
    )
    m.add(
        "cap", lathe([(r * 0.98, tall + 0.009 + out), (r * m.u(0.85, 1.1), tall + out + m.u(0.035, 0.05))], n)
    )
    m.zone("case", "bottom", z=(None, 0.25 * tall))


@construction("lipstick")
def balm_stick(m: Maker) -> None:
    """Plain balm: fat barrel with a ribbed wheel below, domed stick, cap on a hinge strap."""
    s, r, tall = m.sides, m.u(0.0075, 0.0115), m.u(0.045, 0.06)
    wheel = ribbed(r * 0.95, -0.009, 0, 3, 0.0008) if m.fine else [(r * 0.9, -0.009), (r * 0.9, 0)]
    m.add("case", lathe([(r, -0.001), (r, tall)], s), lathe(wheel, s))
    m.add("stick", lathe([(r * 0.85, tall - 0.002), (r * 0.85, tall + 0.006), (r * 0.5, tall + 0.011)], s))
    cap, side = m.u(0.018, 0.026), m.pick(1, -1)
    y = side * (2.02 * r)
    m.add("cap", lathe([(r * 0.95, tall - cap), (r, tall - cap + 0.002), (r, tall - 0.003)], s, (0, y, 0)))
    m.add("cap", block((0.006, r * 0.9, 0.0015), (0, y / 2, tall - 0.004)))
    m.zone("case", "bottom", z=(None, 0.1 * tall))


@construction("lipstick")
def crayon_lipstick(m: Maker) -> None:
    """Chubby crayon: pointed colour above, its cap on the lower end."""
    s, r, tall = m.sides, m.u(0.005, 0.008), m.u(0.05, 0.085)
    m.add("case", lathe([(r, 0), (r, tall), (r * 0.75, tall + 0.008)], s))
    m.add("stick", lathe([(r * 0.68, tall + 0.006), (r * 0.6, tall + 0.012), (0.0015, tall + 0.021)], s))
    cap = m.u(0.025, 0.04)
    m.add("cap", lathe([(r * 0.5, -cap), (r * 1.05, -cap + 0.008), (r * 1.1, 0.004)], s))
    m.zone("case", "bottom", z=(None, 0.3 * tall))


def _spray_neck(m: Maker, z: float, r: float, tall: float) -> None:
    m.add(
        "neck",
        lathe(
            [(r * 1.3, z - 0.002), (r * 1.3, z + 0.35 * tall), (r, z + 0.35 * tall), (r, z + tall)], m.sides
        ),
    )


@construction("perfume_bottle")
def slab_flask(m: Maker) -> None:
    """Thick rectangular or faceted glass, metal collar, block for a cap."""
    x, y, z = m.u(0.011, 0.018), m.u(0.02, 0.036), m.u(0.05, 0.1)
    if m.chance(0.5):
        m.add("body", brick(m, (2 * x, 2 * y, z), (0, 0, z / 2), m.u(0.001, 0.007)))
    else:
        slim = m.u(0.55, 0.9)
        m.add(
            "body",
            skin(
                [
                    (0, 0, 0, x * slim, y * slim),
                    (0.08 * z, 0, 0, x, y),
                    (0.75 * z, 0, 0, x, y),
                    (z, 0, 0, x * slim, y * slim),
                ],
                m.pick(8, 12),
                "z",
                6,
            ),
        )
    r, neck = m.u(0.0065, 0.009), m.u(0.006, 0.012)
    _spray_neck(m, z, r, neck)
    cap = m.u(0.015, 0.032)
    shape = m.pick("block", "round", "ball")
    if shape == "block":
        m.add("cap", brick(m, (2.6 * r, m.u(2.6, 5) * r, cap), (0, 0, z + neck * 0.6 + cap / 2), 0.002))
    elif shape == "round":
        m.add("cap", lathe([(r * 1.6, z + neck * 0.6), (r * 1.5, z + neck * 0.6 + cap)], m.sides))
    else:
        m.add("cap", ball(max(cap * 0.55, r * 1.3), m.sides, (0, 0, z + neck + cap * 0.35)))
    m.zone("body", "base", z=(None, 0.16 * z))


@construction("perfume_bottle")
def disc_flask(m: Maker) -> None:
    """Flat round, heart- or drop-shaped bottle standing on edge, ground stopper."""
    r, thick = m.u(0.03, 0.042), m.u(0.018, 0.028)
    shape = m.pick("disc", "heart", "drop")
    count = max(12, m.sides)
    if shape == "disc":
        outline = circle((r, r), count, (0, r))
    elif shape == "heart":
        outline = smooth_outline(
            [
                (0, 0.0),
                (0.75 * r, 0.55 * r),
                (r, 1.35 * r),
                (0.5 * r, 1.85 * r),
                (0, 1.65 * r),
                (-0.5 * r, 1.85 * r),
                (-r, 1.35 * r),
                (-0.75 * r, 0.55 * r),
            ],
            count,
        )
    else:
        outline = smooth_outline(
            [
                (0, 0),
                (0.8 * r, 0.12 * r),
                (r, 0.75 * r),
                (0.4 * r, 1.5 * r),
                (0, 2 * r),
                (-0.4 * r, 1.5 * r),
                (-r, 0.75 * r),
                (-0.8 * r, 0.12 * r),
            ],
            count,
        )
    m.add(
        "body",
        plate(outline, thick, "yz")
        if shape == "heart"
        else soft_plate(outline, thick, "yz", bevel=m.u(0.002, 0.007) if m.fine else 0.0),
    )
    m.cut("body", block((1, 1, 0.02), (0, 0, -0.008)))
    top = (1.68 if shape == "heart" else 2.0) * r
    _spray_neck(m, top - 0.005, 0.0055, 0.016)
    size, stop = m.u(0.009, 0.016), top + 0.009
    if m.chance(0.5):
        m.add(
            "cap",
            lathe(
                [
                    (0.0045, stop - 0.002),
                    (size * 0.6, stop + 0.003),
                    (size, stop + 0.6 * size),
                    (size * 0.6, stop + 1.4 * size),
                    (0.001, stop + 1.8 * size),
                ],
                m.pick(6, 8, m.sides),
            ),
        )
    else:
        m.add(
            "cap",
            plate(circle((size * 1.2, size), max(8, m.sides // 2), (0, stop + size * 0.9)), size * 0.7, "yz"),
        )
    m.zone("body", "base", z=(None, 0.3 * r))


@construction("perfume_bottle")
def bulb_atomiser(m: Maker) -> None:
    """Round flask with a nozzle in front and a rubber ball on a hose behind."""
    s, r = m.sides, m.u(0.026, 0.038)
    tall = r * m.u(1.3, 2.2)
    m.add(
        "body",
        lathe(
            [(r * 0.6, 0), (r * 0.65, 0.004), (r, 0.4 * tall), (r * 0.8, 0.8 * tall), (r * 0.32, tall)],
            m.pick(s, s, 8),
        ),
    )
    top = tall + 0.014
    m.add("neck", lathe([(r * 0.36, tall - 0.003), (r * 0.36, top)], s))
    m.add("neck", bar((0, 0, top - 0.005), (r * 0.8, 0, top - 0.004), 0.0035, _half(m), 0.0025))
    m.add("cap", lathe([(r * 0.4, top - 0.002), (r * 0.38, top + 0.005), (r * 0.15, top + 0.01)], s))
    reach, size = r + m.u(0.015, 0.035), m.u(0.016, 0.022)
    hose = curve(
        [(0, 0, top - 0.006), (-0.5 * reach, 0, top + 0.004), (-reach, 0, top - m.u(0.005, 0.03))], 6
    )
    m.add(
        "bulb",
        tube(hose, 0.0028, 6),
        ball((size * 1.25, size, size), s, (-reach - size, 0, float(hose[-1][2]))),
    )
    m.zone("body", "base", z=(None, 0.22 * tall))


@construction("perfume_bottle")
def tower_flask(m: Maker) -> None:
    """Tall slender column, plain, waisted or twisted, with a cap as tall again."""
    n, r, tall = m.pick(m.sides, 3, 4, 6), m.u(0.014, 0.022), m.u(0.07, 0.13)
    waist = m.u(0.6, 1.0)
    body = lathe(
        [
            (r, 0),
            (r * 1.02, 0.05 * tall),
            (r * (waist + 1) / 2, 0.3 * tall),
            (r * waist, 0.6 * tall),
            (r * 0.9, 0.93 * tall),
            (r * 0.6, tall),
        ],
        n,
    )
    if m.chance(0.4):
        rate = m.u(0.6, 1.6) / tall

        def twist(p: np.ndarray) -> np.ndarray:
            c, s = np.cos(rate * p[:, 2]), np.sin(rate * p[:, 2])
            return np.stack([c * p[:, 0] - s * p[:, 1], s * p[:, 0] + c * p[:, 1], p[:, 2]], 1)

        body = warped(body, twist)
    m.add("body", body)
    _spray_neck(m, tall - 0.001, r * 0.38, 0.01)
    cap = tall * m.u(0.25, 0.6)
    m.add(
        "cap",
        lathe([(r * 0.62, tall + 0.004), (r * m.u(0.45, 0.7), tall + cap * 0.8), (r * 0.3, tall + cap)], n),
    )
    m.zone("body", "base", z=(None, 0.14 * tall))


def _grip(
    m: Maker, top: tuple[float, float, float], low: tuple[float, float, float], r: float, flat: float = 1.0
) -> Manifold:
    """Pistol grip as a slightly swelling tube."""
    a, b = np.asarray(top), np.asarray(low)
    path = curve([a, a + 0.35 * (b - a) + [m.u(-0.003, 0.003), 0, 0], b], 7)
    return tube(
        path,
        np.interp(range(7), [0, 2, 4, 6], [r * 0.95, r, r * 1.05, r * 0.85]).tolist(),
        _half(m, 8),
        flat=flat,
        up=(1, 0, 0),
    )


@construction("hair_dryer")
def classic_dryer(m: Maker) -> None:
    """Tapered barrel on a slanting handle, slot nozzle in front."""
    s, r, long = m.sides, m.u(0.033, 0.046), m.u(0.11, 0.15)
    front = r * m.u(0.6, 0.8)
    m.add("body", along_x([(r * 0.8, -long * 0.55), (r, -long * 0.42), (r, 0), (front, long * 0.45)], s))
    if m.fine:
        m.cut("body", along_x([(r * 0.6, -long), (r * 0.6, -long * 0.52)], s))
    lean, drop, grip = m.u(-0.02, 0.035), m.u(0.1, 0.13), m.u(0.013, 0.0175)
    m.add(
        "handle",
        _grip(m, (-0.1 * long, 0, -r * 0.6), (-0.1 * long - lean, 0, -r - drop), grip, m.u(0.75, 1.0)),
    )
    m.add(
        "handle", block((0.008, 0.011, 0.026), (-0.1 * long + grip * 0.95 - lean * 0.25, 0, -r - 0.26 * drop))
    )
    if m.chance(0.65):
        m.add(
            "nozzle",
            skin(
                [
                    (long * 0.43, 0, 0, front * 1.05, front * 1.05),
                    (long * 0.5, 0, 0, front * 1.05, front * 1.05),
                    (long * 0.8, 0, 0, front * m.u(1.1, 1.5), front * 0.3),
                ],
                s,
                power=2.2,
            ),
        )
    else:
        m.add("nozzle", along_x([(front * 1.06, long * 0.43), (front * 0.95, long * 0.7)], s))
    m.zone("body", "intake", x=(None, -long * 0.44))
    m.zone("handle", "end", z=(None, -r - 0.82 * drop))
    m.zone(
        "handle",
        "switch",
        x=(-0.1 * long + grip * 0.98 - lean * 0.25, None),
        z=(-r - 0.26 * drop - 0.013, -r - 0.26 * drop + 0.013),
    )


@construction("hair_dryer")
def retro_dryer(m: Maker) -> None:
    """Round motor bowl with discs at its sides, short pipe, bakelite handle."""
    s, r = m.sides, m.u(0.045, 0.06)
    m.add(
        "body",
        along_y([(r * 0.75, -r * 0.6), (r, -r * 0.35), (r, r * 0.35), (r * 0.75, r * 0.6)], s)
        if m.chance(0.6)
        else ball(r, s),
    )
    pipe = r * m.u(0.38, 0.5)
    if m.fine:
        m.add("body", along_y([(r * 0.4, -r * 0.66), (r * 0.4, r * 0.66)], s))
    long = r + m.u(0.05, 0.08)
    m.add("body", along_x([(pipe * 1.15, 0.3 * r), (pipe, r + 0.01)], s))
    m.add("nozzle", along_x([(pipe * 1.08, r + 0.006), (pipe * m.u(0.85, 1.2), long)], s))
    grip, drop = m.u(0.012, 0.016), m.u(0.09, 0.12)
    m.add(
        "handle",
        lathe(
            [
                (grip * 0.9, -r - drop),
                (grip * 1.1, -r - drop + 0.01),
                (grip * 0.85, -r - 0.5 * drop),
                (grip * 1.1, -r - 0.006),
                (grip * 1.3, -r * 0.8),
            ],
            s,
            (m.u(-0.01, 0.01), 0, 0),
        ),
    )
    m.add("handle", block((0.012, 0.009, 0.018), (grip, 0, -r - 0.25 * drop)))
    m.zone("body", "intake", x=(None, -0.7 * r))
    m.zone("handle", "end", z=(None, -r - 0.8 * drop))
    m.zone("handle", "switch", x=(grip * 1.3, None), z=(-r - 0.25 * drop - 0.009, -r - 0.25 * drop + 0.009))


@construction("hair_dryer")
def ring_dryer(m: Maker) -> None:
    """Modern: a short open ring on top of a round column."""
    s, r, long = m.sides, m.u(0.034, 0.042), m.u(0.055, 0.09)
    hole = r * m.u(0.45, 0.62)
    m.add("body", along_x([(r * 0.9, -long / 2), (r, -long / 2 + 0.006), (r, long / 2)], s))
    m.add(
        "nozzle",
        along_x([(r * 0.98, long / 2 - 0.001), (r * m.u(0.75, 0.98), long / 2 + m.u(0.012, 0.04))], s),
    )
    for part in ("body", "nozzle"):
        m.cut(part, along_x([(hole, -1), (hole, 1)], s))
    grip, drop = m.u(0.015, 0.0195), m.u(0.12, 0.15)
    m.add("handle", lathe([(grip, -r - drop), (grip, -r - 0.02), (grip * 1.05, -r * 0.75)], s))
    m.cut("handle", along_x([(hole, -1), (hole, 1)], s))
    m.add("handle", block((0.006, 0.01, 0.022), (-grip, 0, -r - 0.25 * drop)))
    m.zone("body", "intake", x=(None, -long / 2 + 0.008))
    m.zone("handle", "end", z=(None, -r - 0.78 * drop))
    m.zone("handle", "switch", x=(None, -grip * 1.02), z=(-r - 0.25 * drop - 0.011, -r - 0.25 * drop + 0.011))


@construction("hair_dryer")
def travel_dryer(m: Maker) -> None:
    """Small boxy one with a hinged handle, or with a wide diffuser in front."""
    x, y, z = m.u(0.05, 0.07), m.u(0.024, 0.032), m.u(0.028, 0.036)
    n = _half(m, 8)
    m.add(
        "body",
        skin(
            [
                (-x, 0, 0, y * 0.8, z * 0.85),
                (-x * 0.7, 0, 0, y, z),
                (x * 0.5, 0, 0, y, z),
                (x, 0, 0, y * 0.75, z * 0.75),
            ],
            n,
            power=m.u(3, 7),
        ),
    )
    if m.chance(0.5):
        r = m.u(0.05, 0.075)
        m.add(
            "nozzle",
            along_x(
                [(y * 0.85, x - 0.004), (y * 0.9, x + 0.012), (r * 0.8, x + 0.03), (r, x + 0.05)], m.sides
            ),
        )
        m.cut("nozzle", along_x([(r * 0.7, x + 0.034), (r * 0.95, x + 0.06)], m.sides))
        if m.fine:
            for k in range(6):
                t = k * np.pi / 3
                m.add(
                    "nozzle",
                    capsule(
                        (x + 0.03, r * 0.5 * float(np.cos(t)), r * 0.5 * float(np.sin(t))),
                        (x + 0.056, r * 0.5 * float(np.cos(t)), r * 0.5 * float(np.sin(t))),
                        0.004,
                        6,
                    ),
                )
    else:
        m.add(
            "nozzle",
            skin(
                [
                    (x - 0.004, 0, 0, y * 0.8, z * 0.8),
                    (x + 0.012, 0, 0, y * 0.8, z * 0.8),
                    (x + 0.04, 0, 0, y * 1.3, z * 0.22),
                ],
                n,
                power=3,
            ),
        )
    drop, lean, grip = m.u(0.085, 0.11), m.u(-0.012, 0.06), m.u(0.012, 0.016)
    at = -0.35 * x
    m.add("handle", along_y([(grip * 1.05, -y * 0.85), (grip * 1.05, y * 0.85)], m.sides, (at, 0, -z)))
    m.add("handle", _grip(m, (at, 0, -z), (at - lean, 0, -z - drop), grip, m.u(0.9, 1.3)))
    m.zone("body", "intake", x=(None, -x * 0.78))
    m.zone("handle", "end", z=(None, -z - 0.82 * drop))


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
            solid = move(
                turn(solid, "z", a * 84, (0, a * y, 0)), (-0.001 - (0.006 if a > 0 else 0.0), 0, 0.002 * a)
            )
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
    arch = curve(
        [(0, -gap * 0.75, top - 0.002), (0, 0, top + m.u(0.001, 0.006)), (0, gap * 0.75, top - 0.002)], 6
    )
    m.add("frame", tube(arch, thick * m.u(1.0, 1.4), 6, up=(1, 0, 0)))
    if shape == "pilot":
        m.add("frame", bar((0, -centre * 0.7, b * 0.93), (0, centre * 0.7, b * 0.93), thick, 6))
    outer = centre + a * (1.0 if wire else 1 + 0.5 * rim / a)
    height = b * m.u(0.1, 0.75)
    for side in (1, -1):
        m.add(
            "frame", block((0.004, 0.007, max(0.003, 2 * thick)), (-0.0005, side * (outer - 0.001), height))
        )
        if m.fine and wire:
            m.add(
                "frame",
                ball((0.0016, 0.0016, 0.0035), 8, (-0.005, side * gap * 0.36, top - 0.008)),
                bar((0, side * gap * 0.5, top - 0.006), (-0.005, side * gap * 0.36, top - 0.008), 0.0007, 5),
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
                capsule((-0.003, a * 0.009, -tall * 0.05), (-0.008, a * 0.007, tall * 0.36), 0.002, 8)
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
        m.add("case", plate(rectangle(side * m.u(1.0, 1.2), side, m.u(0.001, 0.35 * r), 4 if m.fine else 2), tall))
        m.add("case", plate(rectangle(side * 0.86, side * 0.86, 0.002, 2), 0.0012, at=(0, 0, tall / 2)))
        reach = side / 2
    else:
        m.add("case", lathe([(r * 0.88, -tall / 2), (r, -0.1 * tall), (r, 0.2 * tall), (r * 0.9, tall / 2)], m.sides))
        m.add("case", lathe([(r * 0.82, tall * 0.3), (r * 0.8, tall / 2 + 0.0006)], m.sides))
        if m.fine and m.chance(0.4):
            m.add("case", ring(r * 0.92, 0.0012, m.sides, "z", (0, 0, tall * 0.4)))
        reach = r
    knob = m.u(0.0018, 0.0035)
    m.add("crown", along_y([(knob, -reach - m.u(0.002, 0.004)), (knob, -reach + 0.001)], _half(m, 8)))
    if m.fine and m.chance(0.3):
        for k in (1, -1):
            m.add("crown", along_y([(knob * 0.7, -reach - 0.002), (knob * 0.7, -reach * 0.7)], 8, (k * r * 0.55, 0, 0)))
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
    m.add("strap", brick(m, (0.011, wide * 1.25, 0.004), (m.pick(1, -1) * 0.004, 0, -2 * b - thick * 0.4), 0.001))
    m.zone("strap", "strap_end", z=(None, -1.75 * b))


@construction("wristwatch")
def open_watch(m: Maker) -> None:
    """Laid out long: both halves of the strap straight or slightly bent."""
    r, tall = m.u(0.013, 0.023), m.u(0.006, 0.012)
    _watch_head(m, r, tall, m.chance(0.3))
    wide, thick = m.u(0.012, 0.022), m.u(0.0018, 0.004)
    fall, long, short = m.u(0, 0.03), m.u(0.1, 0.125), m.u(0.065, 0.08)
    for k, reach in ((-1, long), (1, short)):
        path = curve([(k * r * 0.85, 0, -0.001), (k * (r + 0.4 * reach), 0, -0.3 * fall), (k * (r + reach), 0, -fall)], 9 if m.fine else 4)
        m.add("strap", strap(path, wide, thick))
        if k > 0:
            end = path[-1]
            m.add("strap", tube([(end[0] - 0.001, -wide * 0.62, end[2]), (end[0] + 0.009, -wide * 0.62, end[2]), (end[0] + 0.009, wide * 0.62, end[2]), (end[0] - 0.001, wide * 0.62, end[2]), (end[0] - 0.001, -wide * 0.62, end[2])], 0.0012, 5, up=(0, 0, 1)))
        else:
            m.add("strap", move(lathe([(wide / 2, -thick / 2), (wide / 2, thick / 2)], _half(m, 8)), tuple(path[-1])))
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
        m.add("strap", turn(block((step * 1.04, wide * (0.9 if low else 1.0), thick * (1.4 if low else 1.0)), (0, 0, 0)), "y", -slope).translate((x, 0, z)))
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
        path = curve([(x, half, low), (x, half * 0.9, low + 0.6 * (high - low)), (x, half * 0.35, high), (x, -half * 0.35, high), (x, -half * 0.9, low + 0.6 * (high - low)), (x, -half, low)], 15 if m.fine else 9)
        return tube(path, r, _half(m), up=(1, 0, 0))
    if kind == "strap":
        path = curve([(x, half, low), (x, half * 0.8, low + 0.7 * (high - low)), (x, 0, high), (x, -half * 0.8, low + 0.7 * (high - low)), (x, -half, low)], 15 if m.fine else 9)
        return strap(path, 5 * r, 0.7 * r, (1, 0, 0))
    path = [(x, half, low), (x, half, high - 0.01), (x, half - 0.012, high), (x, -half + 0.012, high), (x, -half, high - 0.01), (x, -half, low)]
    return tube(path, r, _half(m), up=(1, 0, 0))


@construction("handbag")
def tote_bag(m: Maker) -> None:
    """Open-topped bag, wider above, two bows; a tongue closes it."""
    x, y, z = m.u(0.045, 0.08), m.u(0.11, 0.18), m.u(0.16, 0.28)
    flare = m.u(1.0, 1.3)
    n = m.pick(12, max(8, m.sides // 2)) if m.fine else 8
    m.add("body", skin([(0, 0, 0, x, y), (0.1 * z, 0, 0, x * 1.02, y * 1.01), (z, 0, 0, x * m.u(0.25, 0.8), y * flare)], n, "z", m.u(4, 9)))
    m.cut("body", block((x * 0.35, 1.8 * y, 0.02), (0, 0, z)))
    kind, r, rise = m.pick("arch", "strap", "square"), m.u(0.005, 0.009), m.u(0.09, 0.2)
    half = y * m.u(0.35, 0.55)
    for k in (1, -1):
        m.add("handle", turn(_bow(m, k * x * 0.3, half, z - 0.03, z + rise, r, kind), "y", k * m.u(0, 6), (0, 0, z)))
    m.add("flap", brick(m, (0.006, m.u(0.03, 0.06), 0.09), (x * 0.62, 0, z - 0.03), 0.002), block((x * 0.9, 0.03, 0.006), (x * 0.2, 0, z + 0.003)))
    m.zone("handle", "handle_top", z=(z + 0.75 * rise, None))
    m.zone("body", "bottom", z=(None, 0.08 * z))


@construction("handbag")
def satchel_bag(m: Maker) -> None:
    """Box with a flap over its front, a clasp and one stiff handle on top."""
    x, y, z = m.u(0.035, 0.06), m.u(0.1, 0.16), m.u(0.13, 0.2)
    m.add("body", skin([(0, 0, 0, x, y), (0.9 * z, 0, 0, x * m.u(0.7, 1.0), y * m.u(0.85, 1.0)), (z, 0, 0, x * 0.6, y * 0.85)], _half(m, 8), "z", 8))
    drop = m.u(0.35, 0.75) * z
    thick = 0.005
    front = x * 1.02
    m.add("flap", hull(block((2 * x * 0.75, 1.72 * y, thick), (0, 0, z + 0.001)), block((thick, 1.8 * y, 0.02), (front * 0.9, 0, z * 0.93))))
    if m.chance(0.5):
        m.add("flap", block((thick, 1.86 * y, drop), (front, 0, z * 0.95 - drop / 2)))
    else:
        tip = [(0.93 * y, 0), (-0.93 * y, 0), (-0.8 * y, -drop * 0.7), (0, -drop * 1.15), (0.8 * y, -drop * 0.7)]
        m.add("flap", plate(tip[::-1], thick, "yz", (front, 0, z * 0.95)))
    m.add("flap", brick(m, (0.006, 0.026, 0.022), (front + 0.003, 0, z * 0.95 - drop * 0.85), 0.002))
    rise, half = m.u(0.045, 0.075), m.u(0.05, 0.065)
    m.add("handle", _bow(m, 0, half, z - 0.004, z + rise, m.u(0.006, 0.009), m.pick("arch", "square", "strap")))
    m.zone("handle", "handle_top", z=(z + 0.7 * rise, None))
    m.zone("body", "bottom", z=(None, 0.08 * z))


@construction("handbag")
def pouch_bag(m: Maker) -> None:
    """Round bucket or drawn pouch on a long loop, a lid flap over its mouth."""
    s, r, z = m.sides, m.u(0.065, 0.1), m.u(0.14, 0.22)
    belly = m.u(1.0, 1.3)
    body = lathe([(r * 0.9, 0), (r * belly, 0.35 * z), (r * 0.9, 0.8 * z), (r * 0.75, 0.9 * z), (r * m.u(0.75, 0.95), z)], s)
    if m.fine and m.chance(0.5):
        body = bumpy(body, 0.006, 0.12, m.random)
    slim = m.u(0.65, 1.0)
    m.add("body", body.scale((slim, 1, 1)))
    m.add("flap", hull(lathe([(r * 0.85, z - 0.004), (r * 0.8, z + 0.006)], s).scale((slim, 1, 1)), block((0.006, 0.8 * r, 0.01), (slim * r * 0.93, 0, z * 0.82))))
    m.add("flap", ball(0.01, _half(m, 8), (slim * r * 0.96, 0, z * 0.82)))
    rise = m.u(0.1, 0.26)
    m.add("handle", _bow(m, 0, r * 0.85, 0.86 * z, z + rise, m.u(0.004, 0.0075), m.pick("arch", "strap")))
    m.zone("handle", "handle_top", z=(z + 0.75 * rise, None))
    m.zone("body", "bottom", z=(None, 0.1 * z))


@construction("handbag")
def frame_bag(m: Maker) -> None:
    """Doctor's or evening bag: rounded body hung in a hinged metal frame, ball clasp."""
    x, y, z = m.u(0.04, 0.075), m.u(0.09, 0.17), m.u(0.11, 0.2)
    n = m.sides
    m.add("body", skin([(0, 0, 0, x * 0.8, y * 0.85), (0.12 * z, 0, 0, x * 1.05, y), (0.5 * z, 0, 0, x, y * 0.98), (0.95 * z, 0, 0, 0.016, y * m.u(0.6, 0.85)), (z, 0, 0, 0.012, y * 0.6)], n, "z", 3))
    half = y * 0.72
    for k in (1, -1):
        m.add("flap", bar((k * 0.007, -half, z), (k * 0.007, half, z), 0.0055, _half(m)))
        for a in (1, -1):
            m.add("flap", bar((k * 0.007, a * half, z), (k * 0.012, a * half * 1.12, z * 0.82), 0.005, _half(m)))
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


def _hat_brim(m: Maker, inner: float, width: float, squeeze: float, lift: float, saddle: float, thick: float = 0.003) -> Manifold:
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
    top = [(r, 0), (r * 0.97, 0.4 * tall), (r * m.u(0.78, 0.9), 0.85 * tall), (r * 0.66, 0.97 * tall), (r * 0.4, tall), (r * 0.18, tall * 1.001)]
    crown = _hat_crown(m, top, squeeze)
    crease, pinch = m.u(0.015, 0.04), m.u(0, 0.022)

    def shape(p: np.ndarray) -> np.ndarray:
        high = np.clip((p[:, 2] - 0.55 * tall) / (0.45 * tall), 0, 1)
        down = crease * np.exp(-((p[:, 1] / 0.026) ** 2)) * high**2
        narrow = 1 - pinch / 0.06 * high * np.clip(p[:, 0] / r, 0, 1)
        return np.stack([p[:, 0], p[:, 1] * narrow, p[:, 2] - down], 1)

    m.add("crown", warped(crown, shape))
    m.add("ribbon", lathe([(r * 1.015, 0.002), (r * 1.0, m.u(0.018, 0.035))], m.sides).scale((1, squeeze, 1)) - lathe([(r * 0.97, -1), (r * 0.97, 1)], m.sides).scale((1, squeeze, 1)))
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
        profile = [(r, 0), (r * 0.99, 0.4 * tall), (r * 0.88, 0.72 * tall), (r * 0.6, 0.93 * tall), (r * 0.25, tall)]
        width, lift, saddle = m.u(0.025, 0.045), m.u(0.005, 0.015), m.u(0.004, 0.012)
    else:
        tall = m.u(0.065, 0.09)
        profile = [(r, 0), (r, tall - 0.002), (r * 0.4, tall)]
        width, lift, saddle = m.u(0.04, 0.06), 0.0, 0.0
    m.add("crown", _hat_crown(m, profile, squeeze))
    band = m.u(0.02, 0.04)
    m.add("ribbon", (lathe([(r * 1.015, 0.002), (r * 1.01, band)], m.sides) - lathe([(r * 0.95, -1), (r * 0.95, 1)], m.sides)).scale((1, squeeze, 1)))
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
        profile = [(r, 0), (r * 0.99, 0.35 * tall), (r * 0.84, 0.7 * tall), (r * 0.5, 0.94 * tall), (r * 0.15, tall)]
        crown = _hat_crown(m, profile, squeeze, 0.0025)
        m.add("crown", crown)
        if m.fine:
            m.add("crown", ball(0.006, 10, (0, 0, tall)))
    else:
        m.add("crown", _hat_crown(m, [(r * 0.95, 0), (r * 0.95, 0.3 * tall), (r * 1.25, 0.65 * tall), (r * 1.2, 0.75 * tall), (r * 0.3, 0.85 * tall)], squeeze, 0.0025))
        tall *= 0.85
    reach, wide = m.u(0.05, 0.08), r * squeeze * m.u(0.75, 0.95)
    outline = smooth_outline([(0.55 * r, wide), (0.9 * r, wide * 0.95), (r + reach * 0.8, wide * 0.6), (r + reach, 0), (r + reach * 0.8, -wide * 0.6), (0.9 * r, -wide * 0.95), (0.55 * r, -wide), (0.8 * r, 0)], max(14, m.sides))
    curl, slope = m.u(0.0, 0.03), m.u(0, 0.25)

    def bend(p: np.ndarray) -> np.ndarray:
        down = curl * (p[:, 1] / wide) ** 2 + slope * np.clip(p[:, 0] - r, 0, None)
        return np.stack([p[:, 0], p[:, 1], p[:, 2] - down], 1)

    visor = plate(outline, 0.003, at=(0, 0, 0.004)) - lathe([(r * 0.95, -1), (r * 0.95, 1)], m.sides).scale((1, squeeze, 1))
    m.add("brim", warped(visor, bend, 0.02 if m.fine else 0.05))
    if m.chance(0.3):
        m.add("ribbon", (lathe([(r * 1.012, 0.002), (r * 1.012, 0.016)], m.sides) - lathe([(r * 0.95, -1), (r * 0.95, 1)], m.sides)).scale((1, squeeze, 1)))
    m.zone("brim", "front_brim", x=(r + 0.6 * reach, None))
    m.zone("crown", "top", z=(0.8 * tall, None))


@construction("hat")
def wide_hat(m: Maker) -> None:
    """Straw hat, sombrero or witch's hat: a very wide brim round a small or pointed crown."""
    r, squeeze = m.u(0.088, 0.1), m.u(0.85, 1.0)
    width = m.u(0.08, 0.16)
    if m.chance(0.5):
        tall, lean = m.u(0.2, 0.34), m.u(0, 0.12)
        crown = _hat_crown(m, [(r, 0), (r * 0.8, 0.2 * tall), (r * 0.5, 0.5 * tall), (r * 0.25, 0.8 * tall), (r * 0.07, tall)], squeeze)

        def tip(p: np.ndarray) -> np.ndarray:
            h = np.clip(p[:, 2] / tall, 0, 1)
            return np.stack([p[:, 0] - lean * h**3, p[:, 1] + 0.3 * lean * h**2, p[:, 2] - 0.4 * lean * h**4], 1)

        m.add("crown", warped(crown, tip))
        tall *= 0.9
    else:
        tall = m.u(0.09, 0.16)
        m.add("crown", _hat_crown(m, [(r, 0), (r * 0.92, 0.4 * tall), (r * m.u(0.5, 0.85), 0.85 * tall), (r * 0.3, tall)], squeeze))
    if m.chance(0.7):
        m.add("ribbon", (lathe([(r * 1.02, 0.002), (r * 0.98, 0.026)], m.sides) - lathe([(r * 0.85, -1), (r * 0.85, 1)], m.sides)).scale((1, squeeze, 1)))
    m.add("brim", _hat_brim(m, r, width, squeeze, m.pick(0.0, m.u(0.01, 0.05)), m.u(-0.01, 0.03)))
    _brim_zones(m, r)
    m.zone("crown", "top", z=(0.72 * tall, None))


@construction("syringe")
def plastic_syringe(m: Maker) -> None:
    """Clear tube with two wings, cross-ribbed plunger, thin needle on a hub."""
    s, r, long = m.sides, m.u(0.0045, 0.011), m.u(0.06, 0.1)
    m.add("barrel", along_x([(r, 0), (r, long), (r * 0.35, long + 0.003), (r * 0.3, long + 0.01)], s))
    m.cut("barrel", along_x([(r * 0.86, -0.01), (r * 0.86, 0.03)], s))
    wing = r + m.u(0.006, 0.01)
    m.add("flange", plate(circle((wing, r * 1.05), max(8, s // 2)), 0.0022, "yz", (0.001, 0, 0)) if m.chance(0.5) else block((0.0022, 2 * wing, 1.5 * r), (0.001, 0, 0)))
    m.cut("flange", along_x([(r * 0.86, -1), (r * 0.86, 1)], s))
    out, w = m.u(0.02, 0.075), r * 1.3
    m.add("plunger", block((out + 0.03, w, 0.0016), ((0.03 - out) / 2, 0, 0)), block((out + 0.03, 0.0016, w), ((0.03 - out) / 2, 0, 0)))
    m.add("plunger", along_x([(r * 0.87, 0.026), (r * 0.87, 0.034)], s))
    m.add("plunger", along_x([(r * m.u(0.9, 1.3), -out - 0.002), (r * 1.1, -out + 0.001)], s))
    end = long + 0.01
    m.add("needle", along_x([(r * 0.42, end - 0.006), (r * 0.42, end + 0.002), (0.0016, end + 0.01)], s), along_x([(0.0007, end + 0.009), (0.0005, end + m.u(0.025, 0.05))], 6))
    m.zone("plunger", "thumb_rest", x=(None, -out + 0.0012))


@construction("syringe")
def ringed_syringe(m: Maker) -> None:
    """Metal and glass with rings for the fingers and the thumb."""
    s, r, long = m.sides, m.u(0.007, 0.011), m.u(0.065, 0.1)
    m.add("barrel", along_x([(r, 0.004), (r, long)], s), along_x([(r * 1.15, long - 0.004), (r * 1.1, long + 0.004), (r * 0.5, long + 0.008)], s))
    m.add("flange", along_x([(r * 1.2, -0.006), (r * 1.2, 0.008)], s))
    eye, wire = m.u(0.0105, 0.0125), m.u(0.0018, 0.0028)
    for a in (1, -1):
        m.add("flange", ring(eye, wire, max(12, m.sides // 2), "z", (0.001, a * (r + eye + wire * 0.3), 0)))
    out = m.u(0.03, 0.07)
    m.add("plunger", along_x([(0.0028, -out), (0.0028, 0.01)], _half(m)))
    m.add("plunger", ring(eye * 1.05, wire * 1.1, max(12, m.sides // 2), "z", (-out - eye, 0, 0)))
    m.add("needle", along_x([(r * 0.4, long + 0.007), (r * 0.3, long + 0.014), (0.0011, long + 0.016), (0.0006, long + m.u(0.04, 0.06))], _half(m)))
    m.zone("plunger", "thumb_rest", x=(None, -out + 0.002))


@construction("syringe")
def bulky_syringe(m: Maker) -> None:
    """Oversized: for animals, feeding or a game's health; thick barrel, bar handle, blunt or long needle."""
    s, r, long = m.pick(m.sides, 6), m.u(0.013, 0.022), m.u(0.08, 0.14)
    m.add("barrel", along_x([(r, 0), (r, long)], s))
    for x in (0.0, long):
        m.add("barrel", along_x([(r * 1.15, x - 0.004), (r * 1.15, x + 0.006)], m.sides))
    if m.fine:
        for k in range(3):
            m.add("barrel", along_x([(r * 1.05, long * (0.3 + 0.18 * k)), (r * 1.05, long * (0.3 + 0.18 * k) + 0.002)], m.sides))
    wing = r + m.u(0.012, 0.022)
    m.add("flange", capsule((-0.002, -wing, 0), (-0.002, wing, 0), 0.0045, _half(m)))
    out = m.u(0.04, 0.09)
    m.add("plunger", along_x([(r * 0.3, -out), (r * 0.3, 0)], _half(m)))
    if m.chance(0.5):
        m.add("plunger", capsule((-out, -wing * 0.8, 0), (-out, wing * 0.8, 0), 0.006, _half(m)))
    else:
        m.add("plunger", along_x([(r * 0.9, -out - 0.006), (r * 0.95, -out + 0.002)], m.sides))
    m.add("needle", along_x([(r * 0.55, long + 0.005), (r * 0.3, long + 0.02), (0.002, long + 0.022), (0.0008, long + m.u(0.05, 0.09))], _half(m)))
    m.zone("plunger", "thumb_rest", x=(None, -out + 0.0065))


@construction("syringe")
def grip_injector(m: Maker) -> None:
    """Injector with a stepped body: square shoulders instead of wings, button for a plunger."""
    n, r, long = m.sides, m.u(0.008, 0.0125), m.u(0.07, 0.11)
    m.add("barrel", skin([(0, 0, 0, r * 1.1, r * 1.1), (0.35 * long, 0, 0, r, r), (long, 0, 0, r * 0.9, r * 0.9)], n, power=m.u(2, 5)))
    m.add("barrel", along_x([(r * 0.85, long - 0.001), (r * 0.4, long + 0.012)], n))
    m.add("flange", skin([(-0.004, 0, 0, r * 1.7, r * 1.3), (0.006, 0, 0, r * 1.6, r * 1.25)], n, power=3.5))
    out = m.u(0.01, 0.03)
    m.add("plunger", along_x([(r * 0.6, -out), (r * 0.6, 0)], n), along_x([(r * 0.85, -out - 0.006), (r * 0.8, -out + 0.001)], n))
    m.add("needle", along_x([(r * 0.3, long + 0.01), (0.0008, long + 0.018), (0.0004, long + m.u(0.026, 0.04))], _half(m)))
    m.zone("plunger", "thumb_rest", x=(None, -out + 0.0012))


@construction("thermometer")
def digital_thermometer(m: Maker) -> None:
    """Flat stick with a window and a metal tip."""
    long, wide, thick, n = m.u(0.08, 0.1), m.u(0.0075, 0.0105), m.u(0.004, 0.0065), _half(m, 8)
    m.add("body", skin([(0, 0, 0, wide * 0.8, thick * 0.8), (0.008, 0, 0, wide, thick), (0.65 * long, 0, 0, wide, thick), (long, 0, 0, 0.0038, 0.003)], n, power=m.u(3, 7)))
    m.add("body", bar((long - 0.002, 0, 0), (long + 0.022, 0, 0), 0.003, n, 0.0024))
    m.add("tip", along_x([(0.0024, long + 0.018), (0.0023, long + 0.029), (0.0012, long + 0.032)], n))
    m.add("display", block((m.u(0.02, 0.03), wide * 1.3, 0.002), (0.4 * long, 0, thick - 0.0004)))
    if m.chance(0.7):
        m.add("body", lathe([(0.0035, thick - 0.001), (0.003, thick + 0.0012)], n, (0.7 * long if m.chance(0.5) else 0.12 * long, 0, 0)))
    m.zone("body", "end", x=(None, 0.2 * long))


@construction("thermometer")
def glass_thermometer(m: Maker) -> None:
    """Glass rod with a scale and a bulb of mercury."""
    long, r, n = m.u(0.1, 0.15), m.u(0.0028, 0.0045), m.pick(3, 6, _half(m, 8))
    m.add("body", tube([(0, 0, 0), (long, 0, 0)], [r, r], n), along_x([(r * 0.5, -0.004), (r, 0.001)], m.sides))
    m.add("tip", along_x([(r * 0.8, long - 0.002), (r * 0.55, long + 0.004), (r * 0.7, long + 0.008), (r * 0.65, long + 0.016), (r * 0.2, long + 0.019)], m.sides))
    m.add("display", block((0.55 * long, r * 1.1, r * 0.5), (0.5 * long, 0, r * 0.75)))
    m.zone("body", "end", x=(None, 0.17 * long))


@construction("thermometer")
def dial_thermometer(m: Maker) -> None:
    """Kitchen or lab probe: a round dial on a collar, long spike; sometimes a pocket clip."""
    s, long, r = m.sides, m.u(0.1, 0.16), m.u(0.014, 0.028)
    m.add("body", along_x([(r * 0.9, -0.003), (r, 0.001), (r, 0.008), (0.006, 0.013), (0.0055, m.u(0.03, 0.045)), (0.002, 0.048)], s))
    m.add("display", along_x([(r * 0.85, -0.0045), (r * 0.85, -0.001)], s))
    shaft = m.u(0.0016, 0.0026)
    m.add("body", along_x([(shaft, 0.04), (shaft, 0.7 * long)], _half(m)))
    m.add("tip", along_x([(shaft * 1.02, 0.69 * long), (shaft, long - 0.008), (0.0004, long)], _half(m)))
    if m.chance(0.4):
        m.add("body", block((0.05, 0.005, 0.0015), (0.04, 0, 0.0085)), block((0.004, 0.005, 0.008), (0.016, 0, 0.0055)))
    m.zone("body", "end", x=(None, 0.0095))


@construction("thermometer")
def ear_thermometer(m: Maker) -> None:
    """Handheld for the ear or forehead: a bent grip, a short cone in front, window on its back."""
    n, long = m.sides, m.u(0.1, 0.14)
    r, bend = m.u(0.014, 0.02), m.u(0.015, 0.05)
    path = curve([(-long, 0, -bend), (-0.6 * long, 0, -0.35 * bend), (-0.2 * long, 0, 0), (0, 0, 0)], 8)
    m.add("body", tube(path, np.interp(range(8), [0, 1, 3, 6, 7], [r * 0.7, r, r * 0.9, r * 1.15, r * 0.7]).tolist(), n, flat=m.u(0.95, 1.25)))
    m.add("tip", along_x([(r * 0.68, -0.003), (r * 0.5, 0.008), (r * 0.25, m.u(0.02, 0.03))], n))
    m.add("display", brick(m, (m.u(0.022, 0.032), r * 1.2, 0.005), (-0.42 * long, 0, r * 0.92 - 0.1 * bend), 0.001))
    m.add("body", lathe([(0.0055, 0), (0.005, r * 1.2)], _half(m, 8), (-0.12 * long, 0, 0)))
    m.zone("body", "end", x=(None, -0.78 * long))


@construction("pill_bottle")
def amber_bottle(m: Maker) -> None:
    """Pharmacy tube with a wide ribbed lid."""
    s, r, tall = m.sides, m.u(0.015, 0.027), m.u(0.045, 0.085)
    m.add("body", lathe([(r * 0.96, 0), (r, 0.002), (r, tall)], s))
    if m.chance(0.6):
        m.add("body", lathe([(r * 1.02, 0.15 * tall), (r * 1.02, 0.78 * tall)], s))
    q, cap = r * m.u(1.02, 1.18), m.u(0.013, 0.022)
    lid = lathe([(q, tall - 0.002), (q, tall + cap - 0.002), (q * 0.93, tall + cap)], s)
    m.add("cap", lid)
    if m.fine:
        count = m.count(10, 16)
        for k in range(count):
            t = 2 * np.pi * k / count
            m.add("cap", block((0.002, 0.0025, cap * 0.8), (q, 0, tall + cap * 0.45)).rotate((0, 0, float(np.degrees(t)))))
    m.zone("body", "base", z=(None, 0.14 * tall))


@construction("pill_bottle")
def shouldered_tub(m: Maker) -> None:
    """Round or square tub with shoulders and a smaller screw cap."""
    n = m.pick(m.sides, m.sides, 4, 8)
    r, tall = m.u(0.022, 0.038), m.u(0.05, 0.1)
    m.add("body", lathe([(r * 0.95, 0), (r, 0.004), (r, 0.78 * tall), (r * 0.62, 0.92 * tall), (r * 0.6, tall)], n))
    q, cap = r * m.u(0.68, 0.85), m.u(0.014, 0.02)
    m.add("cap", lathe([(q, 0.94 * tall), (q, 0.94 * tall + cap - 0.002), (q * 0.9, 0.94 * tall + cap)], m.sides))
    if m.fine:
        m.add("cap", lathe([(q * 1.05, 0.94 * tall), (q * 1.05, 0.94 * tall + 0.003)], m.sides))
    m.zone("body", "base", z=(None, 0.12 * tall))


@construction("pill_bottle")
def flip_tub(m: Maker) -> None:
    """Oblong tub whose lid is hinged behind, shut or open."""
    x, y, tall = m.u(0.014, 0.022), m.u(0.022, 0.034), m.u(0.05, 0.085)
    power, n = m.u(3, 8), _half(m, 8)
    m.add("body", skin([(0, 0, 0, x * 0.95, y * 0.95), (0.05 * tall, 0, 0, x, y), (tall, 0, 0, x, y)], n, "z", power))
    lid = skin([(tall - 0.001, 0, 0, x * 1.03, y * 1.03), (tall + 0.009, 0, 0, x * 1.03, y * 1.03), (tall + 0.012, 0, 0, x * 0.9, y * 0.92)], n, "z", power)
    opening = m.pick(0.0, 0.0, m.u(40, 110))
    if opening:
        m.cut("body", skin([(tall - 0.02, 0, 0, x * 0.88, y * 0.9), (tall + 0.01, 0, 0, x * 0.88, y * 0.9)], n, "z", power))
    m.add("cap", turn(lid, "y", -opening, (-x, 0, tall)))
    m.add("cap", along_y([(0.0025, -0.4 * y), (0.0025, 0.4 * y)], 8, (-x * 1.02, 0, tall)))
    m.zone("body", "base", z=(None, 0.13 * tall))


@construction("pill_bottle")
def squat_jar(m: Maker) -> None:
    """Low wide tin or jar with an overlapping lid."""
    s, r, tall = m.pick(m.sides, m.sides, 6), m.u(0.024, 0.04), m.u(0.022, 0.045)
    m.add("body", lathe([(r * 0.92, 0), (r, 0.1 * tall), (r, tall)], s))
    q, cap = r * m.u(1.0, 1.07), m.u(0.008, 0.018)
    m.add("cap", lathe([(q, tall - 0.003), (q, tall + cap * 0.8), (q * m.u(0.6, 0.95), tall + cap)], s))
    if m.chance(0.3):
        m.add("cap", lathe([(r * 0.2, tall + cap - 0.002), (r * 0.25, tall + cap + 0.006)], s))
    m.zone("body", "base", z=(None, 0.25 * tall))


@construction("inhaler")
def boot_inhaler(m: Maker) -> None:
    """L-shaped sleeve with a metal can standing in it, mouthpiece forward."""
    n, a, b, tall = m.sides, m.u(0.013, 0.016), m.u(0.0115, 0.0145), m.u(0.045, 0.06)
    power = m.u(2, 4)
    m.add("body", skin([(-0.004, 0, 0, a * 0.85, b * 0.9), (0.004, 0, 0, a, b), (tall, 0, 0, a * 1.04, b * 1.04)], n, "z", power))
    can = m.u(0.0095, 0.011)
    out = m.u(0.015, 0.028)
    m.add("canister", lathe([(can, tall - 0.01), (can, tall + out - 0.003), (can * 0.8, tall + out)], n))
    m.cut("body", lathe([(can * 1.02, tall - 0.006), (can * 1.1, tall + 0.01)], n))
    reach, tilt = a + m.u(0.016, 0.024), m.u(-5, 20)
    mouth = skin([(a * 0.3, 0, 0.009, b * 0.75, 0.0085), (a + 0.004, 0, 0.009, b * 0.78, 0.0085), (reach, 0, 0.009, b * 0.85, m.u(0.0075, 0.0095))], n, power=2.3)
    mouth = mouth - skin([(a + 0.004, 0, 0.009, b * 0.6, 0.006), (reach + 0.01, 0, 0.009, b * 0.7, 0.0068)], n, power=2.3)
    m.add("mouthpiece", turn(mouth, "y", tilt))
    m.zone("body", "base", z=(None, 0.006))


@construction("inhaler")
def spacer_inhaler(m: Maker) -> None:
    """The same sleeve plugged into a long chamber or a mask, which is the mouthpiece."""
    n, a, tall = m.sides, m.u(0.012, 0.015), m.u(0.045, 0.058)
    m.add("body", skin([(-0.006, 0, 0, a * 0.9, a * 0.85), (0.004, 0, 0, a, a * 0.95), (tall, 0, 0, a, a * 0.95)], n, "z", 2.6))
    m.add("canister", lathe([(0.0095, tall - 0.004), (0.0095, tall + 0.017), (0.008, tall + 0.02)], n))
    r, long = m.u(0.018, 0.027), m.u(0.08, 0.13)
    m.add("mouthpiece", along_x([(a * 0.8, 0.3 * a), (a * 0.85, a + 0.006), (r, a + 0.012), (r, a + long), (r * 0.5, a + long + 0.012), (r * 0.45, a + long + 0.03)], n, (0, 0, 0.011)))
    if m.chance(0.4):
        m.add("mouthpiece", along_x([(r * 0.5, a + long + 0.025), (r * 1.2, a + long + 0.045), (r * 1.25, a + long + 0.05)], n, (0, 0, 0.011)))
    m.zone("body", "base", z=(None, -0.0005))


@construction("inhaler")
def upright_inhaler(m: Maker) -> None:
    """Dosing column: round turned body, a cartridge under a dome, short beak forward near the top."""
    s, r, tall = m.sides, m.u(0.0145, 0.02), m.u(0.05, 0.075)
    m.add("body", lathe([(r * 1.05, 0), (r * 1.05, 0.2 * tall), (r * 0.92, 0.22 * tall), (r * 0.92, tall)], s))
    m.add("canister", lathe([(r * 0.86, tall - 0.002), (r * 0.86, tall + 0.012), (r * 0.5, tall + 0.022)], s))
    beak = skin([(r * 0.3, 0, 0.8 * tall, r * 0.6, r * 0.45), (r * 1.1, 0, 0.84 * tall, r * 0.55, r * 0.42), (r + m.u(0.012, 0.022), 0, 0.9 * tall, r * 0.5, r * 0.3)], s, power=2.3)
    m.add("mouthpiece", beak)
    if m.fine:
        for k in range(m.count(6, 10)):
            m.add("body", block((0.002, 0.003, 0.16 * tall), (r * 1.05, 0, 0.1 * tall)).rotate((0, 0, 36.0 * k)))
    m.zone("body", "base", z=(None, 0.2 * tall))


@construction("inhaler")
def pump_spray(m: Maker) -> None:
    """Boxy or egg-shaped casing bent in the middle, cap on a strap, can pressed by a cover."""
    n, a, b = m.sides, m.u(0.014, 0.019), m.u(0.011, 0.016)
    tall, lean = m.u(0.05, 0.065), m.u(0.004, 0.02)
    m.add("body", skin([(0, 0, 0, a * 0.75, b * 0.8), (0.2 * tall, 0, 0, a * 1.05, b), (0.6 * tall, -0.4 * lean, 0, a, b), (tall, -lean, 0, a * 0.9, b * 0.92)], n, "z", m.u(2.5, 6)))
    m.add("canister", skin([(tall - 0.001, -lean, 0, a * 0.8, b * 0.82), (tall + 0.014, -lean * 1.3, 0, a * 0.75, b * 0.75), (tall + 0.018, -lean * 1.4, 0, a * 0.45, b * 0.45)], n, "z", 2.5))
    out = a + m.u(0.012, 0.02)
    m.add("mouthpiece", along_x([(b * 0.7, 0.3 * a), (b * 0.68, out), (b * 0.5, out + 0.002)], n, (0, 0, 0.22 * tall)))
    if m.chance(0.6):
        cap = (out * 0.9, 0, -b - 0.004)
        m.add("mouthpiece", along_x([(b * 0.8, -0.008), (b * 0.75, 0.008)], n, cap))
        m.add("mouthpiece", strap(curve([(a * 0.6, 0, 0.004), (a * 0.7, 0, -0.6 * b), (cap[0] - 0.004, 0, cap[2])], 5), 0.006, 0.0018))
    m.zone("body", "base", z=(None, 0.12 * tall))


def _bouts(half: list[tuple[float, float]], count: int) -> Outline:
    """Smooth outline symmetric about X from its left half, tail first."""
    return smooth_outline([*half, *[(x, -y) for x, y in half[::-1] if y > 0]], count)


def _strings(m: Maker, tail: tuple[float, float], nut: tuple[float, float], spread: tuple[float, float], count: int, r: float) -> None:
    """Strings along X from (x, z) to (x, z); spread is the half width at either end."""
    count = count if m.fine else min(count, 3)
    for k in range(count):
        t = 2 * (k + 0.5) / count - 1
        m.add("strings", bar((tail[0], t * spread[0], tail[1]), (nut[0], t * spread[1], nut[1]), r, 4))


def _scroll(m: Maker, x: float, size: float, z: float) -> None:
    """Pegbox and spiral at the end of a violin's neck, with pegs."""
    m.add("neck", hull(block((0.004, 0.022, 0.016), (x, 0, z)), block((0.004, 0.016, 0.014), (x + 2.6 * size, 0, z - 0.012))))
    turns = np.linspace(0, 3.3 * np.pi, 18 if m.fine else 8)
    radius = size * (1.0 - 0.075 * turns)
    path = np.stack([x + 3.2 * size + radius * np.sin(turns - 2.2), 0 * turns, z - 0.012 + radius * np.cos(turns - 2.2)], 1)
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
    n = _half(m, 8)
    lift = 0.012 * scale
    m.add("neck", tube([(body - 0.012, 0, top - 0.012), (body + 0.012, 0, top - 0.004), (nut, 0, top - 0.002)], [0.016 * scale, 0.0125 * scale, 0.0115 * scale], n))
    m.add("neck", hull(block((0.004, 0.042 * scale, 0.006), (body * 0.68, 0, top + lift)), block((0.004, 0.024 * scale, 0.006), (nut, 0, top + 0.006))))
    bridge = 0.54 * body
    m.add("body", plate([(-0.02 * scale, top - 0.004), (0.02 * scale, top - 0.004), (0.018 * scale, top + 0.026 * scale), (-0.018 * scale, top + 0.026 * scale)], 0.004, "yz", (bridge, 0, 0)))
    m.add("body", hull(block((0.004, 0.016, 0.008), (0.01, 0, top)), block((0.004, 0.036 * scale, 0.006), (0.3 * body, 0, top + 0.014 * scale))))
    _strings(m, (0.28 * body, top + 0.016 * scale), (bridge, top + 0.027 * scale), (0.012 * scale, 0.014 * scale), 4, 0.0007)
    _strings(m, (bridge, top + 0.027 * scale), (nut + 0.004, top + 0.0105), (0.014 * scale, 0.008 * scale), 4, 0.0007)
    if chin:
        m.add("chin_rest", ball((0.032 * scale, 0.045 * scale, 0.01), m.sides, (0.04 * scale, 0.055 * scale, top + 0.012)), bar((0.02, 0.04 * scale, top - 0.02), (0.02, 0.04 * scale, top + 0.01), 0.004, 6))
    return nut


@construction("violin")
def carved_violin(m: Maker) -> None:
    """Waisted body with arched plates, scroll, chin rest."""
    scale = m.u(0.72, 1.12)
    long, low, waist, high = 0.355 * scale, m.u(0.1, 0.108) * scale, m.u(0.052, 0.06) * scale, m.u(0.08, 0.086) * scale
    ribs, count = m.u(0.03, 0.036), max(20, m.sides)
    half = [(0.0, 0.03), (0.05 * long, 0.75 * low), (0.22 * long, low), (0.38 * long, 0.85 * low), (0.43 * long, waist * 1.05), (0.52 * long, waist), (0.62 * long, waist * 1.1), (0.67 * long, high * 0.95), (0.82 * long, high), (0.97 * long, 0.6 * high), (long, 0.02)]
    outline = _bouts(half, count)
    m.add("body", plate(outline, ribs))
    if m.fine:
        inner = [(0.5 * long + (x - 0.5 * long) * 0.8, y * 0.72) for x, y in outline]
        for z in (1, -1):
            m.add("body", plate([(0.5 * long + (x - 0.5 * long) * 1.015, y * 1.03) for x, y in outline], 0.004, at=(0, 0, z * ribs / 2)))
            m.add("body", plate(inner, 0.006, at=(0, 0, z * (ribs / 2 + 0.002))))
        for a in (1, -1):
            m.cut("body", block((0.065 * scale, 0.004, 0.012), (0.52 * long, a * 0.036 * scale, ribs / 2 + 0.004)))
    top = ribs / 2 + 0.004
    nut = _violin_top(m, long, top, scale, m.chance(0.75))
    _scroll(m, nut, 0.0125 * scale, top - 0.002)
    m.zone("body", "lower_bout", x=(None, 0.3 * long))


@construction("violin")
def frame_violin(m: Maker) -> None:
    """Electric: a slim spine with only a curved rail on one side or both."""
    scale = m.u(0.85, 1.05)
    long, n = 0.355 * scale, _half(m, 8)
    thick = m.u(0.02, 0.032)
    m.add("body", skin([(0, 0, 0, 0.03, thick / 2), (0.3 * long, 0, 0, 0.026, thick / 2), (0.7 * long, 0, 0, 0.022, thick / 2), (long, 0, 0, 0.014, thick / 2)], n, power=4))
    sides = m.pick((1, -1), (1,), (-1,))
    for a in sides:
        path = curve([(0.02, a * 0.015, 0), (0.08 * long, a * 0.09 * scale, 0), (0.25 * long, a * 0.104 * scale, 0), (0.5 * long, a * 0.06 * scale, 0), (0.75 * long, a * 0.08 * scale, 0), (0.92 * long, a * 0.05 * scale, 0), (0.97 * long, a * 0.005, 0)], 19 if m.fine else 10)
        m.add("body", tube(path, m.u(0.006, 0.01), n, flat=m.u(0.8, 1.2)))
    top = thick / 2
    nut = _violin_top(m, long, top, scale, m.chance(0.8))
    if m.chance(0.5):
        _scroll(m, nut, 0.011 * scale, top - 0.002)
    else:
        m.add("neck", hull(block((0.004, 0.024, 0.016), (nut, 0, top)), block((0.004, 0.03, 0.01), (nut + 0.055, 0, top - 0.012))))
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
        profile = [(0.0, 0.35), (0.1, 0.85), (0.28, 1.0), (0.55, 0.8 if kind == "pear" else 1.0), (0.85, 0.35 if kind == "pear" else 0.75), (1.0, 0.14)]
        outline = _bouts([(p * long, q * wide) for p, q in profile], count)
        m.add("body", plate(outline, deep * 0.5, at=(0, 0, deep * 0.25)))
        m.add("body", skin([(p * long, 0, 0.001, q * wide * 0.98, max(0.006, deep * 0.75 * q)) for p, q in profile], count, power=2) - block((2, 2, 1), (0, 0, 0.5005)))
    if m.fine:
        m.cut("body", lathe([(0.018 * scale, 0), (0.018 * scale, 1)], m.sides, (0.72 * long, 0, deep * 0.35)))
    top = deep / 2
    nut = _violin_top(m, long, top, scale, False)
    if m.chance(0.6):
        _scroll(m, nut, 0.011 * scale, top - 0.002)
    else:
        m.add("neck", plate([(nut - 0.002, -0.012), (nut + 0.02, -0.024), (nut + 0.07, -0.018), (nut + 0.075, 0.018), (nut + 0.02, 0.024), (nut - 0.002, 0.012)], 0.012, at=(0, 0, top - 0.001)))
        for k in range(3):
            m.add("neck", bar((nut + 0.02 + 0.018 * k, 0, top - 0.025), (nut + 0.02 + 0.018 * k, 0, top + 0.012), 0.0035, 6))
        m.zone("neck", "scroll", x=(nut + 0.002, None))
    m.zone("body", "lower_bout", x=(None, 0.28 * long))


def _guitar_neck(m: Maker, body: float, top: float, scale: float, bridge: float, strings: int, head: str) -> None:
    """Neck from the body's end, fretboard, headstock with pegs, bridge and strings."""
    neck, n = m.u(0.33, 0.4) * scale, _half(m, 8)
    nut = body + neck
    wide = m.u(0.021, 0.027) * (0.5 + 0.5 * scale)
    deep = wide * m.u(0.85, 1.05)
    solid = tube([(body - 0.03, 0, top), (body + 0.03, 0, top), (nut, 0, top)], [deep * 1.2, deep, deep * 0.85], n, flat=wide / deep)
    m.add("neck", solid - block((2 * nut, 1, 0.2), (nut, 0, top + 0.1)))
    board = 0.005
    m.add("neck", plate([(body * 0.74, -wide * 1.12), (nut, -wide * 0.95), (nut, wide * 0.95), (body * 0.74, wide * 1.12)], board, at=(0, 0, top + board / 2)))
    if m.fine:
        for k in range(m.count(5, 9)):
            x = body + neck * (1 - 0.94 ** (2 * k + 1)) * 1.0
            m.add("neck", block((0.0012, 1.9 * wide, 0.0016), (nut + body - x, 0, top + board)))
    long = m.u(0.13, 0.18) * (0.4 + 0.6 * scale)
    tilt = m.u(0, 14)
    about = (nut, 0, top)
    if head == "paddle":
        outline = [(0.0, -wide), (0.25 * long, -wide * 1.5), (long, -wide * m.u(1.2, 1.8)), (long, wide * 1.5), (0.25 * long, wide * 1.5), (0.0, wide)]
    elif head == "hook":
        outline = smooth_outline([(0.0, -wide), (0.15 * long, -wide), (0.6 * long, -wide * 0.6), (long, -wide * 0.9), (1.02 * long, 0), (0.85 * long, wide * 1.5), (0.2 * long, wide * 1.6), (0.0, wide)], 16)
    else:
        outline = [(0.0, -wide), (0.3 * long, -wide * 1.5), (0.9 * long, -wide * 2.0), (1.05 * long, -wide * 0.3), (1.05 * long, wide * 0.3), (0.9 * long, wide * 2.0), (0.3 * long, wide * 1.5), (0.0, wide)]
    m.add("neck", turn(plate([(nut - 0.002 + x, y) for x, y in outline], 0.014, at=(0, 0, top - 0.005)), "y", tilt, about))
    per = max(2, strings // 2)
    for k in range(per):
        x = nut + long * (0.25 + 0.6 * k / per)
        for a in (1,) if head == "hook" else (1, -1):
            y = a * wide * 1.45
            m.add("neck", turn(bar((x, y * 0.8, top - 0.006), (x, y * 1.3, top - 0.006), 0.003, 6), "y", tilt, about))
            m.add("neck", turn(block((0.012, 0.008, 0.009), (x, y * 1.42, top - 0.006)), "y", tilt, about))
    m.zone("neck", "head", x=(nut + 0.003, None))
    m.add("bridge", brick(m, (0.028 * scale, 0.13 * scale if strings > 4 else 0.08 * scale, 0.009), (bridge, 0, top + 0.004), 0.002))
    _strings(m, (bridge, top + 0.0105), (nut, top + board + 0.0015), (wide * 0.95, wide * 0.75), strings, 0.0008)


@construction("guitar")
def acoustic_guitar(m: Maker) -> None:
    """Hollow box with a waist and a round sound hole."""
    scale = m.pick(m.u(0.85, 1.05), m.u(0.45, 0.7))
    long, low, count = 0.49 * scale, m.u(0.175, 0.205) * scale, max(20, m.sides)
    waist, high, deep = low * m.u(0.62, 0.8), low * m.u(0.72, 0.85), m.u(0.08, 0.115) * scale
    half = [(0.0, 0.3 * low), (0.06 * long, 0.8 * low), (0.26 * long, low), (0.48 * long, 0.88 * low), (0.62 * long, waist), (0.8 * long, high), (0.95 * long, 0.75 * high), (long, 0.3 * high)]
    m.add("body", plate(_bouts(half, count), deep))
    if m.chance(0.25):
        m.cut("body", lathe([(0.08 * scale, -1), (0.08 * scale, 1)], m.sides, (long * 1.0, -high * 0.8, 0)))
    m.cut("body", lathe([(0.05 * scale, 0.1 * deep), (0.05 * scale, 1)], m.sides, (0.66 * long, 0, 0)))
    if m.fine:
        m.add("body", plate([(0.5 * long + (x - 0.5 * long) * 1.01, y * 1.015) for x, y in _bouts(half, count)], 0.004, at=(0, 0, -deep / 2)))
    _guitar_neck(m, long, deep / 2, scale, 0.25 * long, 6 if scale > 0.75 else 4, m.pick("paddle", "crown"))
    m.zone("body", "lower_bout", x=(None, 0.3 * long))
    m.zone("body", "upper_bout", x=(0.72 * long, None))


@construction("guitar")
def electric_guitar(m: Maker) -> None:
    """Solid horned body, pickups, knobs."""
    scale, count = m.u(0.85, 1.05), max(22, m.sides)
    long, low, thick = 0.4 * scale, m.u(0.15, 0.175) * scale, m.u(0.035, 0.05)
    left, right = m.u(0.9, 1.22) * long, m.u(0.85, 1.05) * long
    points = [(0.0, 0.4 * low), (0.12 * long, 0.92 * low), (0.32 * long, low), (0.55 * long, 0.72 * low), (0.8 * long, 0.85 * low), (left, 0.7 * low), (left * 0.96, 0.5 * low), (0.82 * long, 0.24 * low), (0.82 * long, -0.24 * low), (right * 0.96, -0.5 * low), (right, -0.7 * low), (0.78 * long, -0.85 * low), (0.55 * long, -0.7 * low), (0.3 * long, -low), (0.1 * long, -0.9 * low), (0.0, -0.4 * low)]
    m.add("body", plate(smooth_outline(points, count), thick))
    top = thick / 2
    for k in range(m.count(1, 3)):
        m.add("body", block((0.02, 0.075 * scale, 0.007), ((0.36 + 0.15 * k) * long, 0, top + 0.001)))
    for k in range(m.count(1, 4)):
        m.add("body", lathe([(0.009, top - 0.001), (0.007, top + 0.012)], _half(m, 8), ((0.1 + 0.09 * k) * long, -low * (0.75 - 0.04 * k), 0)))
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
        outline = [(long, 0.25 * low), (0.6 * long, 0.45 * low), (-0.05 * long, low), (0.0, 0.75 * low), (0.38 * long, 0.12 * low), (0.38 * long, -0.12 * low), (0.0, -0.75 * low), (-0.05 * long, -low), (0.6 * long, -0.45 * low), (long, -0.25 * low)]
    elif kind == "bolt":
        outline = [(long, 0.25 * low), (1.1 * long, 0.7 * low), (0.6 * long, 0.62 * low), (0.2 * long, 0.6 * low), (-0.1 * long, 0.95 * low), (0.05 * long, 0.0), (0.0, -0.8 * low), (0.35 * long, -0.6 * low), (0.55 * long, -0.95 * low), (0.8 * long, -0.5 * low), (long, -0.25 * low)]
    else:
        outline = [(long, 0.35 * low), (0.7 * long, 0.75 * low), (0.0, 0.5 * low), (0.0, -0.5 * low), (0.7 * long, -0.75 * low), (long, -0.35 * low)]
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
                m.add("body", bar((r + r * 1.03 * float(np.cos(t)), r * 1.03 * float(np.sin(t)), -deep * 0.25), (r + r * 1.03 * float(np.cos(t)), r * 1.03 * float(np.sin(t)), deep / 2), 0.004, 6))
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
        m.add("keys", lathe([(q, r * 0.8), (q, r + 0.004), (q * 0.7, r + 0.0055)], _half(m, 8), (x, 0, 0)))
    m.add("keys", bar((0.34 * long, r * 0.9, r * 0.75), (0.94 * long, r * 0.9, r * 0.75), 0.0018, 6))
    for k in range(m.count(1, 3)):
        m.add("keys", block((0.03, 0.005, 0.003), ((0.42 + 0.22 * k) * long, -r, r * 0.4)))
    _flute_zones(m, 0.2 * long, 0, long)


@construction("flute")
def recorder(m: Maker) -> None:
    """Turned wood: a beak and a window, rings at the joints, a flared foot."""
    s, long, r = m.sides, m.u(0.27, 0.5), m.u(0.0095, 0.0135)
    profile = [(r * 0.75, 0), (r * 1.05, 0.06 * long), (r * 1.15, 0.1 * long), (r, 0.24 * long), (r * 1.3, 0.25 * long), (r * 1.35, 0.29 * long), (r * 1.05, 0.3 * long), (r * 0.85, 0.76 * long), (r * 1.25, 0.78 * long), (r * 1.2, 0.83 * long), (r * 0.85, 0.85 * long), (r * m.u(1.0, 1.4), long)]
    tube_ = along_x(profile, s)
    beak = turn(block((0.09, 0.06, 0.03), (0, 0, -0.015)), "y", -m.u(24, 34), (0, 0, 0)).translate((0.004, 0, -r * 0.25))
    m.add("tube", tube_ - beak)
    m.cut("tube", plate([(-0.008, 0.3 * r), (0.006, 0.3 * r), (0.006, 2 * r), (0.002, 2 * r)], 0.011, "xz", (0.15 * long, 0, 0)))
    if m.fine:
        m.cut("tube", along_x([(r * 0.5, 0.93 * long), (r * 0.55, long + 0.01)], s))
        for k in range(7):
            m.cut("tube", lathe([(0.0028, r * 0.4), (0.0028, 1)], 8, (long * (0.35 + 0.075 * k), 0, 0)))
    if m.chance(0.3):
        m.add("keys", block((0.03, 0.005, 0.003), (0.86 * long, r * 0.3, r * 1.15)), lathe([(0.006, r * 0.8), (0.006, r * 1.35)], 8, (0.89 * long, 0, 0)))
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
    m.add("tube", skin([(0, 0, 0.001, r * 0.9, r * 0.45), (0.02, 0, 0, r * 1.25, r * 1.1), (0.055, 0, 0, r * 1.2, r * 1.2), (0.06, 0, 0, r * 1.05, r * 1.05)], _half(m, 8), power=m.u(2.5, 5)))
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
    m.add("shaft", along_x([(r * 0.7, 0), (r, 0.006), (r, 0.66 * long), (neck, tip - 0.004), (bead, tip + 0.004), (bead * 0.9, long - 0.003), (bead * 0.3, long)], s))
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
        m.add("shaft", along_x([(head * 0.8, long - head * 0.9), (head, long - head * 0.5), (head, long + head * 0.5), (head * 0.8, long + head * 0.9)], s))
    _stick_zones(m, long, long - head * 0.95)


@construction("drumstick")
def thick_beater(m: Maker) -> None:
    """Straight thick club for big drums: round, faceted or wound at the grip."""
    long, r, n = m.u(0.34, 0.46), m.u(0.009, 0.0145), m.pick(m.sides, 8, 6)
    taper = m.u(0.75, 1.15)
    m.add("shaft", tube([(0, 0, 0), (long, 0, 0)], [r, r * taper], n))
    m.add("shaft", ball(r * taper * 0.98, m.sides, (long, 0, 0)))
    if m.chance(0.5):
        m.add("shaft", along_x(ribbed(r * 1.12, 0.01, 0.3 * long, 7, 0.001) if m.fine else [(r * 1.1, 0.01), (r * 1.1, 0.3 * long)], m.sides))
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
        m.add("shaft", bar((0.35 * long, r * 0.62 * y, r * 0.62 * z), (long, r * 0.62 * spread * y, r * 0.62 * spread * z * flat), r * 0.3, 5))
    if spread < 2:
        m.add("shaft", along_x([(r * 1.15 * (1 + spread) / 2, 0.66 * long), (r * 1.15 * (1 + spread) / 2, 0.69 * long)], s))
    else:
        m.add("shaft", along_x([(r * 0.7, 0.3 * long), (r * 0.5, 0.6 * long)], s))
    _stick_zones(m, long, 0.86 * long)


@construction("maraca")
def ball_maraca(m: Maker) -> None:
    """Round or egg-shaped gourd on a stick."""
    s, r, long = m.sides, m.u(0.03, 0.046), m.u(0.1, 0.15)
    grip, egg = m.u(0.006, 0.0105), m.u(1.0, 1.4)
    m.add("handle", along_x([(grip * 1.1, -long), (grip, -long + 0.01), (grip * m.u(0.8, 1.1), -0.4 * long), (grip, 0.01)], s))
    m.add("head", ball((r * egg, r, r), s, (r * egg * 0.93, 0, 0)))
    if m.chance(0.4):
        m.add("head", along_x([(grip * 1.8, -0.004), (grip * 1.5, 0.008)], s))
    m.zone("handle", "end", x=(None, -0.8 * long))


@construction("maraca")
def turned_maraca(m: Maker) -> None:
    """Carved in one: pear-shaped head that runs into a waisted handle with a knob."""
    s, r, long = m.sides, m.u(0.028, 0.042), m.u(0.1, 0.135)
    grip = m.u(0.008, 0.012)
    m.add("handle", along_x([(grip * 0.7, -long - 0.012), (grip * 1.5, -long), (grip * 0.85, -long + 0.014), (grip * 1.1, -0.5 * long), (grip * 0.9, 0)], s))
    tall = r * m.u(2.2, 3.2)
    m.add("head", along_x([(grip * 0.9, -0.001), (r * 0.6, 0.22 * tall), (r, 0.6 * tall), (r * 0.75, 0.9 * tall), (r * 0.25, tall)], s))
    if m.fine:
        for x in (0.4, 0.62):
            m.add("head", along_x([(r * (0.8 if x < 0.5 else 1.0) * 1.05, x * tall - 0.002), (r * (0.8 if x < 0.5 else 1.0) * 1.05, x * tall + 0.002)], s))
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
        m.add("head", along_y([(r * 0.9, -tall / 2), (r, -tall * 0.35), (r, tall * 0.35), (r * 0.9, tall / 2)], s, (r * 0.95, 0, 0)))
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
        path = curve([(0.004, 0, 0.008), (-0.35 * long, 0, hole), (-long, 0, hole * 0.9), (-long, 0, -hole * 0.9), (-0.35 * long, 0, -hole), (0.004, 0, -0.008)], 15 if m.fine else 9)
        m.add("handle", tube(path, wire, _half(m), up=(0, 1, 0)))
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
    m.add("clapper", bar((0, 0, top), (0, 0, low), 0.0022, _half(m)), ball(r, _half(m, 8), (0, 0, low)))


def _bell_profile(m: Maker, r: float, tall: float) -> list[tuple[float, float]]:
    return [(r, 0), (r * m.u(0.78, 0.88), 0.2 * tall), (r * m.u(0.55, 0.72), 0.6 * tall), (r * 0.5, 0.88 * tall), (r * 0.25, tall)]


@construction("hand_bell")
def school_bell(m: Maker) -> None:
    """Flared bell under a turned wooden handle."""
    s, r, tall = m.sides, m.u(0.035, 0.065), m.u(0.05, 0.09)
    m.add("bell", _bell_shell(m, _bell_profile(m, r, tall), m.u(0.002, 0.004), s))
    long, grip = m.u(0.08, 0.12), m.u(0.007, 0.0125)
    m.add("handle", lathe([(grip * 0.8, tall - 0.003), (grip * 1.3, tall + 0.004), (grip * 0.7, tall + 0.012), (grip * m.u(0.9, 1.2), tall + 0.45 * long), (grip * 0.75, tall + 0.8 * long), (grip * 1.2, tall + 0.92 * long), (grip * 0.5, tall + long)], s))
    _clapper(m, tall - 0.003, 0.06 * tall, r * 0.2)
    m.zone("handle", "handle_top", z=(tall + 0.8 * long, None))
    m.zone("bell", "rim", z=(None, 0.1 * tall))
    m.zone("bell", "shoulder", z=(0.72 * tall, None))


@construction("hand_bell")
def loop_bell(m: Maker) -> None:
    """Choir bell with a loop of leather or plastic."""
    s, r, tall = m.sides, m.u(0.04, 0.07), m.u(0.06, 0.09)
    profile = [(r, 0), (r * 0.95, 0.15 * tall), (r * 0.85, 0.6 * tall), (r * 0.6, 0.9 * tall), (r * 0.2, tall)]
    m.add("bell", _bell_shell(m, profile, 0.003, s))
    m.add("handle", lathe([(0.016, tall - 0.002), (0.016, tall + 0.003), (0.008, tall + 0.008)], s))
    rise, half = m.u(0.1, 0.14), m.u(0.02, 0.032)
    path = curve([(0, 0.004, tall + 0.002), (0, half, tall + 0.4 * rise), (0, half * 0.9, tall + 0.8 * rise), (0, 0, tall + rise), (0, -half * 0.9, tall + 0.8 * rise), (0, -half, tall + 0.4 * rise), (0, -0.004, tall + 0.002)], 19 if m.fine else 11)
    m.add("handle", strap(path, m.u(0.014, 0.024), m.u(0.003, 0.006), (1, 0, 0)))
    _clapper(m, tall - 0.003, 0.2 * tall, r * 0.25)
    m.zone("handle", "handle_top", z=(tall + 0.78 * rise, None))
    m.zone("bell", "rim", z=(None, 0.12 * tall))
    m.zone("bell", "shoulder", z=(0.75 * tall, None))


@construction("hand_bell")
def ornate_bell(m: Maker) -> None:
    """Cast in one: temple or table bell with a figured metal handle."""
    s, r, tall = m.sides, m.u(0.025, 0.045), m.u(0.035, 0.07)
    m.add("bell", _bell_shell(m, [(r, 0), (r * 0.9, 0.12 * tall), (r * 0.72, 0.4 * tall), (r * 0.68, 0.75 * tall), (r * 0.4, 0.95 * tall), (r * 0.15, tall)], m.u(0.002, 0.0035), s))
    long, grip = m.u(0.055, 0.1), m.u(0.0045, 0.0075)
    beads = m.count(2, 5)
    profile = [(grip, tall - 0.003)]
    for k in range(beads):
        z = tall + long * (k + 0.5) / beads
        profile += [(grip * 0.75, z - 0.3 * long / beads), (grip * m.u(1.1, 1.7), z), (grip * 0.75, z + 0.3 * long / beads)]
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
    outer = skin([(0, 0, 0, x, y), (0.9 * tall, 0, 0, x * slim, y * slim), (tall, 0, 0, x * slim * 0.8, y * slim * 0.85)], n, "z", power)
    inner = skin([(-0.01, 0, 0, x - wall, y - wall), (0.88 * tall, 0, 0, x * slim - wall, y * slim - wall)], n, "z", power)
    m.add("bell", outer - inner)
    rise, half = m.u(0.035, 0.06), min(y * slim * 0.75, m.u(0.03, 0.045))
    if m.chance(0.6):
        path = curve([(0, half, tall - 0.004), (0, half * 0.95, tall + 0.7 * rise), (0, 0, tall + rise), (0, -half * 0.95, tall + 0.7 * rise), (0, -half, tall - 0.004)], 13 if m.fine else 7)
        m.add("handle", tube(path, m.u(0.0035, 0.006), _half(m), up=(1, 0, 0)))
    else:
        m.add("handle", tube([(0, half, tall - 0.004), (0, half, tall + rise), (0, -half, tall + rise), (0, -half, tall - 0.004)], m.u(0.0035, 0.006), _half(m), up=(1, 0, 0)))
    m.add("clapper", bar((0, 0, 0.9 * tall), (0, 0, -0.004), 0.0025, _half(m)), ball(0.3 * x, _half(m, 8), (0, 0, -0.002)))
    m.zone("handle", "handle_top", z=(tall + 0.6 * rise, None))
    m.zone("bell", "rim", z=(None, 0.1 * tall))
    m.zone("bell", "shoulder", z=(0.78 * tall, None))
