"""Things of the bathroom: brushes, razors, bottles, dryers."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import along_x, along_y, brick, few, ribbed, skin, smooth_outline, soft_plate
from ..solids import (
    ball,
    bar,
    blade,
    block,
    capsule,
    circle,
    curve,
    hull,
    lathe,
    plate,
    rectangle,
    tube,
    turn,
    warped,
)


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
    long, wide, thick, n = m.u(0.155, 0.195), m.u(0.0055, 0.008), m.u(0.0028, 0.0045), few(m, least=8)
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
    long, n = m.u(0.17, 0.2), few(m, least=8)
    neck, head, drop = long * 0.62, long * 0.84, m.u(0.004, 0.014)
    path = [(0, -drop * 0.4), (0.15, 0.1 * drop), (0.35, 0.8 * drop), (0.5, 0.9 * drop), (0.62, 0.4 * drop)]
    radii = [0.6, 0.9, m.u(0.9, 1.3), 1.15, 0.55]
    size, flat = m.u(0.0055, 0.0075), m.u(0.8, 1.05)
    m.add(
        "handle",
        skin(
            [(p * long, 0, z, size * r, size * r * flat) for (p, z), r in zip(path, radii, strict=True)],
            n,
            power=2.3,
        ),
    )
    if m.fine:
        for k in range(m.count(3, 6)):
            place = 0.3 + 0.035 * k
            high = [z + size * r * flat for (_, z), r in zip(path, radii, strict=True)]
            top = float(np.interp(place, [p for p, _ in path], high))
            m.add("handle", block((0.0018, size * 1.2, 0.003), (place * long, 0, top - 0.0008)))
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
    m.add("neck", bar((long - 0.003, 0, 0), (long + neck, 0, 0), 0.0036, few(m), 0.0026))
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
            few(m, least=8),
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
    long, half, thick, n = m.u(0.2, 0.25), m.u(0.013, 0.022), m.u(0.006, 0.009), few(m, least=8)
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
            few(m),
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
                few(m),
                up=(0, 1, 0),
            ),
        )
    m.zone("spine", "end", z=(0.38 * wide, None))


@construction("razor")
def cartridge_razor(m: Maker) -> None:
    """Curved handle with rubber ribs; a flat cartridge across it in front."""
    long, n = m.u(0.1, 0.135), few(m, least=8)
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
                (r * m.pick(1, -1) * 0.3, m.pick(1, -1) * r * (1.6 if n < 10 else 1.85), 0),
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
        lathe([(0.0016, tall), (0.0016, tall + out + 0.012)], few(m)),
        lathe([(0.003, tall + 0.008), (0.0028, tall + 0.011)], few(m)),
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
    m.add("neck", bar((0, 0, top - 0.005), (r * 0.8, 0, top - 0.004), 0.0035, few(m), 0.0025))
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
        few(m, least=8),
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
    grip, drop, shift = m.u(0.012, 0.016), m.u(0.09, 0.12), m.u(-0.01, 0.01)
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
            (shift, 0, 0),
        ),
    )
    m.add("handle", block((0.012, 0.009, 0.018), (shift + grip * 0.8, 0, -r - 0.25 * drop)))
    m.zone("body", "intake", x=(None, -0.7 * r))
    m.zone("handle", "end", z=(None, -r - 0.8 * drop))
    m.zone(
        "handle",
        "switch",
        x=(shift + grip * 1.1, None),
        z=(-r - 0.25 * drop - 0.009, -r - 0.25 * drop + 0.009),
    )


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
    n = few(m, least=8)
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
