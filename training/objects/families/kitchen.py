"""Things of the kitchen and the table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manifold3d import Manifold

from ..maker import Maker
from ..registry import construction
from ..sections import side_handles
from ..solids import (
    Double,
    arc,
    ball,
    bar,
    blade,
    block,
    capsule,
    cavity,
    circle,
    curve,
    hull,
    lathe,
    loft,
    mirrored,
    plate,
    rectangle,
    ring,
    tube,
    turn,
    vessel,
    warped,
)

Profile = list[tuple[float, float]]


# Vessels of any outline: a profile (radius, z) swept round a unit outline (K, 2).


def _round(m: Maker) -> Double:
    return np.asarray(circle(1.0, m.sides))


def _facets(count: int) -> Double:
    """Polygon with a flat side towards -X."""
    angle = np.pi + np.pi / count + 2 * np.pi * np.arange(count) / count
    return np.stack([np.cos(angle), np.sin(angle)], 1)


def _squarish(m: Maker, power: float, aspect: float = 1.0) -> Double:
    """Superellipse, narrower along Y by the aspect."""
    count = 8 * (4 if m.fine else 2)
    angle = 2 * np.pi * np.arange(count) / count
    c, s = np.cos(angle), np.sin(angle)
    points = np.stack([np.sign(c) * np.abs(c) ** (2 / power), np.sign(s) * np.abs(s) ** (2 / power)], 1)
    return points * (1.0, aspect)


def _lobed(m: Maker, lobes: int, depth: float) -> Double:
    angle = 2 * np.pi * np.arange(6 * lobes if m.fine else 2 * lobes) / (6 * lobes if m.fine else 2 * lobes)
    radius = 1 - depth * (0.5 + 0.5 * np.cos(lobes * angle))
    return np.stack([-radius * np.cos(angle), radius * np.sin(angle)], 1)[::-1]


def _rings(profile: Profile, outline: Double) -> list[Double]:
    return [np.concatenate([r * outline, np.full((len(outline), 1), z)], 1) for r, z in profile]


def _inner(profile: Profile, wall: float) -> Profile:
    """The profile moved inwards along its normals."""
    points = np.asarray(profile, float)
    along = np.gradient(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    moved = points + wall * np.stack([-along[:, 1], along[:, 0]], 1)
    moved[:, 0] = np.maximum(moved[:, 0], 1e-3)
    moved[0] = (max(points[0, 0] - wall, 1e-3), points[0, 1] + wall)
    moved[:, 1] = np.maximum.accumulate(np.maximum(moved[:, 1], points[0, 1] + wall + 1e-5))
    moved[:, 1] += 1e-5 * np.arange(len(moved))
    moved[-1] = (max(points[-1, 0] - wall, 1e-3), max(points[-1, 1], moved[-2, 1] + 1e-5))
    return [(float(r), float(z)) for r, z in moved]


def _solid_of(profile: Profile, outline: Double, z: float = 0.0) -> Manifold:
    return loft(_rings([(max(r, 2e-4), h + z) for r, h in profile], outline))


def _hollow(profile: Profile, wall: float, outline: Double) -> Manifold:
    return loft(_rings([*profile, *_inner(profile, wall)[::-1]], outline))


def _inside(profile: Profile, wall: float, outline: Double) -> Manifold:
    inner = _inner(profile, wall)
    return loft(_rings([*inner, (inner[-1][0], inner[-1][1] + 0.06)], outline))


def _at(profile: Profile, z: float) -> float:
    return float(np.interp(z, [h for _, h in profile], [r for r, _ in profile]))


def _wall(m: Maker, radius: float, height: float, kind: str = "") -> Profile:
    """Profile of a wall, its largest radius about the one given."""
    kind = kind or m.pick("straight", "barrel", "waist", "tulip", "round", "pear", "stepped")
    t = np.linspace(0, 1, 9 if m.fine else 4)
    if kind == "straight":
        low, edge = m.u(0.78, 1.0), m.pick(0.0, m.u(0.02, 0.07))
        rows = [((1 - edge) * low, 0), (low + edge * (1 - low), edge), (1, 1)] if edge else [(low, 0), (1, 1)]
        return [(radius * a, height * b) for a, b in rows]
    if kind == "stepped":
        cut, low = m.u(0.3, 0.7), m.u(0.7, 0.88)
        return [
            (radius * a, height * b) for a, b in ((low, 0), (low, cut), (1, cut + m.u(0.04, 0.12)), (1, 1))
        ]
    depth = m.u(0.08, 0.25)
    share = {
        "barrel": 1 - depth + depth * np.sin(np.pi * (0.12 + 0.76 * t)),
        "waist": 1 - depth * np.sin(np.pi * t),
        "tulip": m.u(0.5, 0.75) + (1 - 0.62) * t ** m.u(0.5, 1.6),
        "round": np.sqrt(np.clip(1 - (1 - np.minimum(t / m.u(0.4, 1.0), 1)) ** 2 * m.u(0.6, 0.85), 0.05, 1)),
        "pear": 0.62 + 0.38 * np.sin(np.pi * (0.16 + 0.84 * t**0.9)) ** 1.2,
    }[kind]
    return [(float(radius * s), float(height * h)) for s, h in zip(share, t, strict=True)]


def _loop_path(
    m: Maker, top: tuple[float, float], low: tuple[float, float], out: float, square: float
) -> Double:
    """Handle behind a wall, from (x, z) to (x, z), reaching out; square 2 is an ellipse, more is squarer."""
    t = np.linspace(0, 1, 15 if m.fine else (7 if square < 3 else 8))
    angle = np.pi * t
    c, s = np.sin(angle) ** (2 / square), np.cos(angle)
    s = np.sign(s) * np.abs(s) ** (2 / square)
    x = top[0] + (low[0] - top[0]) * t - out * c
    z = (top[1] + low[1]) / 2 + (top[1] - low[1]) / 2 * s
    return np.stack([x, 0 * x, z], 1)


def _ear(
    m: Maker,
    profile: Profile,
    wall: float,
    outline: Double,
    kind: str,
    low: float,
    high: float,
    out: float,
    thick: float,
) -> None:
    """Handle at the back of a vessel, between two shares of its height.

    Kinds: loop, square, angular, strap, hang (swings up, returns thin), hook (open below), plate (pierced).
    """
    height, back = profile[-1][1], float(-outline[:, 0].min())
    zl, zh = low * height, high * height
    inset = max(0.5 * wall, 0.3 * thick)
    top = (-back * _at(profile, zh) + inset, zh)
    end = (-back * _at(profile, zl) + inset, zl)
    sides, out = max(6, m.sides // 2), out + inset + thick
    if kind in ("loop", "square", "angular"):
        path = _loop_path(
            m, top, end, out, {"loop": m.u(1.8, 2.4), "square": m.u(4, 7), "angular": 1.25}[kind]
        )
        m.add("handle", tube(path, thick, sides, flat=m.u(0.6, 1.0), up=(0, 1, 0)))
    elif kind == "strap":
        path = _loop_path(m, top, end, out, m.u(1.9, 4))
        wide = m.u(1.5, 2.2) * thick
        m.add("handle", tube(path, wide, sides, flat=0.35 * thick / wide * 2, up=(0, 1, 0)))
    elif kind == "hang":
        x, rise = top[0] - out, m.u(0.0, 0.14) * height
        points = [
            (top[0], 0, top[1]),
            (top[0] - 0.45 * out, 0, zh + rise),
            (x, 0, zh - 0.12 * (zh - zl)),
            (x + 0.25 * out, 0, zl + 0.35 * (zh - zl)),
            (end[0], 0, zl),
        ]
        path = curve(points, 16 if m.fine else 7)
        m.add("handle", tube(path, list(np.linspace(1.15, 0.75, len(path)) * thick), sides, up=(0, 1, 0)))
    elif kind == "hook":
        x = top[0] - out
        points = [
            (top[0], 0, zh),
            (top[0] - 0.6 * out, 0, zh + 0.02 * height),
            (x, 0, zh - 0.2 * (zh - zl)),
            (x + 0.1 * out, 0, zl + 0.2 * (zh - zl)),
            (x + 0.3 * out, 0, zl),
        ]
        path = curve(points, 14 if m.fine else 6)
        m.add("handle", tube(path, thick, sides, flat=m.u(0.6, 1.0), up=(0, 1, 0)))
    else:
        tall = zh - zl
        middle = (top[0] - out / 2 + 0.2 * out, (zh + zl) / 2)
        rounding = m.u(0.2, 0.48) * min(1.4 * out, tall + 2 * thick)
        corner = 6 if m.fine else 2
        outer = rectangle(1.4 * out, tall + 2 * thick, rounding, corner, middle)
        hole = rectangle(
            1.4 * out - 3.4 * thick, tall - 1.4 * thick, 0.7 * rounding, corner, (middle[0], middle[1])
        )
        m.add("handle", plate(outer, m.u(1.2, 2.0) * thick, "xz", holes=[hole]))
    m.cut("handle", _inside(profile, 0.8 * wall, outline))  # no deeper: coplanar faces would change owner


def _bead(m: Maker, radius: float, thick: float, z: float) -> Manifold:
    """Thin ring round a vessel, with as many segments as the vessel itself."""
    path = np.concatenate([radius * _round(m), np.full((m.sides, 1), z)], 1)
    return tube(path, thick, 6 if m.fine else 4, closed=True)


def _rim_and_base(m: Maker, height: float, rim: float = 0.92, base: float = 0.1, part: str = "body") -> None:
    m.zone(part, "rim", z=(rim * height, None))
    m.zone(part, "base", z=(None, base * height))


def _grip(
    m: Maker,
    front: float,
    back: float,
    wide: float,
    tall: float,
    kind: str = "",
    start: float = 0.0,
    end: float = 0.0,
) -> Manifold:
    """Handle of a tool along X from front to back (back < front).

    Args:
        wide, tall: half sizes along Y and Z.
        kind: round, swell, box, contour, flare, octagon, taper; any where empty.
        start, end: heights z of its front and its back.
    """
    kind = kind or m.pick("round", "swell", "box", "contour", "flare", "octagon", "taper")
    t = np.linspace(0, 1, 13 if m.fine else 5)
    size = {
        "round": 1 + 0 * t,
        "swell": 0.74 + 0.26 * np.sin(np.pi * (0.05 + 0.9 * t)),
        "box": 1 + 0 * t,
        "contour": 0.88 + 0.12 * np.cos(m.count(2, 4) * 2 * np.pi * t),
        "flare": 0.72 + 0.28 * t**2,
        "octagon": 0.9 + 0.1 * t,
        "taper": 1 - 0.3 * t,
    }[kind].copy()
    if m.fine:
        size[[0, -1]] *= 0.72 if kind != "octagon" else 0.95
        t[1], t[-2] = 0.02, 0.975
    if kind == "box":
        outline = np.asarray(rectangle(2, 2, m.u(0.15, 0.7), 3 if m.fine else 1))
    elif kind == "octagon":
        outline = _facets(m.pick(6, 8))
    else:
        outline = np.asarray(circle(1.0, max(7, m.sides // 2)))
    bend = m.u(-0.06, 0.06) * (front - back)
    rings = []
    for share, s in zip(t, size, strict=True):
        x = front + (back - front) * share
        z = start + (end - start) * share + bend * np.sin(np.pi * share)
        rings.append(
            np.stack([np.full(len(outline), x), s * wide * outline[:, 0], z + s * tall * outline[:, 1]], 1)
        )
    return loft(rings)


def _strip(
    stations: Sequence[tuple[float, float, float, float]], sides: int = 8, flat: bool = False
) -> Manifold:
    """Bar along X of changing section; stations are (x, z, half width, half thickness)."""
    outline = np.asarray(rectangle(2, 2, 0.5, 1) if flat else circle(1.0, sides))
    return loft(
        [
            np.stack([np.full(len(outline), x), w * outline[:, 0], z + h * outline[:, 1]], 1)
            for x, z, w, h in stations
        ]
    )


def _through(x: float, z: float, radius: float, axis: str, sides: int = 12) -> Manifold:
    """Drill along an axis through (x, 0, z)."""
    step = {"y": (0, 0.1, 0), "z": (0, 0, 0.1)}[axis]
    return bar((x, -step[1], z - step[2]), (x, step[1], z + step[2]), radius, sides)


def _knob(m: Maker, part: str, z: float, radius: float, at: tuple[float, float] = (0, 0)) -> float:
    """Knob standing on a height, in one of several shapes; returns the height of its top."""
    kind, x, y = m.pick("ball", "mushroom", "cylinder", "cone", "bow"), at[0], at[1]
    sides = max(8, m.sides // 2)
    base = z - 0.4 * radius
    if kind == "ball":
        m.add(part, bar((x, y, base), (x, y, z + radius), 0.5 * radius, sides))
        m.add(part, ball((radius, radius, m.u(0.75, 1.1) * radius), m.sides, (x, y, z + 1.2 * radius)))
        return z + 2.2 * radius
    if kind == "mushroom":
        rows = [(0.6, -0.4), (0.45, 0.7), (1.0, 1.1), (1.0, 1.4), (0.6, 1.7)]
        m.add(part, lathe([(radius * a, radius * b) for a, b in rows], sides, (x, y, z)))
        return z + 1.7 * radius
    if kind == "cylinder":
        m.add(
            part,
            lathe(
                [(radius, -0.4 * radius), (radius, 1.5 * radius), (0.8 * radius, 1.7 * radius)],
                sides,
                (x, y, z),
            ),
        )
        return z + 1.7 * radius
    if kind == "cone":
        rows = [(0.5, -0.4), (0.5, 0.2), (1.1, 1.5), (0.9, 1.8)]
        m.add(part, lathe([(radius * a, radius * b) for a, b in rows], sides, (x, y, z)))
        return z + 1.8 * radius
    path = arc((x, y, z - 0.3 * radius), (1.5 * radius, 2.6 * radius), 0, 180, 11 if m.fine else 6)
    m.add(part, tube(path, 0.42 * radius, max(6, sides // 2), up=(0, 1, 0)))
    return z + 2.3 * radius


# Cups and glasses


@construction("mug")
def loop_handle(m: Maker) -> None:
    """Straight or flared wall, a C-shaped loop behind."""
    height, radius = m.u(0.07, 0.12), m.u(0.032, 0.048)
    flare = m.u(0.85, 1.15)
    profile, wall = [(radius * flare, 0), (radius, 0.5 * height), (radius, height)], m.u(0.002, 0.005)
    m.add("body", vessel(profile, wall, m.sides))
    thick = m.u(0.004, 0.008)
    reach, tall = m.u(0.024, 0.036), m.u(0.26, 0.4) * height
    path = arc((-radius * 0.97, 0, 0.52 * height), (reach, tall), 85, 275, 12 if m.fine else 7)
    m.add("handle", tube(path, thick, max(6, m.sides // 2), flat=m.u(1.0, 1.7)))
    m.cut("handle", cavity(profile, wall, m.sides))
    m.zone("handle", "handle_top", z=(0.52 * height + 0.5 * tall, None))
    m.zone("body", "rim", z=(0.93 * height, None))
    m.zone("body", "base", z=(None, 0.1 * height))


def _cup(
    m: Maker,
    height: float,
    profile: Profile,
    outline: Double,
    kind: str,
    low: float,
    high: float,
    out: float,
    thick: float,
) -> float:
    """Hollow body with a handle and the zones of a cup; returns its wall."""
    wall = m.u(0.002, 0.0045)
    m.add("body", _hollow(profile, wall, outline))
    _ear(m, profile, wall, outline, kind, low, high, out, thick)
    m.zone("handle", "handle_top", z=((low + 0.72 * (high - low)) * height, None))
    _rim_and_base(m, height)
    return wall


@construction("mug")
def square_handle(m: Maker) -> None:
    """D-shaped handle of straight bars on a cup of any wall."""
    height = m.u(0.075, 0.13)
    profile = _wall(m, m.u(0.034, 0.05), height)
    outline = m.pick(_round(m), _facets(m.count(6, 12)))
    low = m.u(0.12, 0.3)
    _cup(
        m,
        height,
        profile,
        outline,
        m.pick("square", "angular"),
        low,
        low + m.u(0.5, 0.62),
        m.u(0.022, 0.034),
        m.u(0.004, 0.007),
    )


@construction("mug")
def enamel_tin(m: Maker) -> None:
    """Camping mug of sheet metal: rolled rim, strap handle."""
    height, radius = m.u(0.06, 0.1), m.u(0.038, 0.05)
    profile = [(0.9 * radius, 0), (0.97 * radius, 0.05 * height), (radius, height)]
    _cup(
        m,
        height,
        profile,
        _round(m),
        "strap",
        m.u(0.18, 0.3),
        m.u(0.78, 0.92),
        m.u(0.022, 0.034),
        m.u(0.004, 0.006),
    )
    m.add("body", _bead(m, radius - 0.001, m.u(0.0016, 0.003), height))


@construction("mug")
def open_ear(m: Maker) -> None:
    """Handle that is not closed below."""
    height = m.u(0.08, 0.12)
    profile = _wall(m, m.u(0.034, 0.046), height)
    _cup(
        m,
        height,
        profile,
        _round(m),
        "hook",
        m.u(0.1, 0.3),
        m.u(0.75, 0.9),
        m.u(0.022, 0.032),
        m.u(0.005, 0.008),
    )


@construction("mug")
def pierced_plate(m: Maker) -> None:
    """Thick slab with a finger hole for a handle."""
    height = m.u(0.07, 0.12)
    profile = _wall(m, m.u(0.034, 0.05), height, m.pick("straight", "waist", "stepped"))
    low = m.u(0.14, 0.22)
    _cup(
        m,
        height,
        profile,
        m.pick(_round(m), _squarish(m, m.u(3, 5))),
        "plate",
        low,
        low + m.u(0.55, 0.62),
        m.u(0.026, 0.034),
        m.u(0.0045, 0.007),
    )


@construction("mug")
def stave_tankard(m: Maker) -> None:
    """Wooden tankard: staves, hoops, a block for a handle on two arms."""
    height, radius = m.u(0.11, 0.16), m.u(0.042, 0.055)
    outline, wall = _facets(m.count(9, 14)), m.u(0.004, 0.008)
    profile = [(radius, 0), (m.u(0.85, 1.0) * radius, height)]
    m.add("body", _hollow(profile, wall, outline))
    for share in (m.u(0.12, 0.2), m.u(0.75, 0.85)):
        z, r = share * height, _at(profile, share * height)
        hoop = [(1.04 * r, z), (1.04 * r, z + m.u(0.006, 0.012))]
        m.add("body", _solid_of(hoop, outline))
    m.cut("body", _inside(profile, wall, outline))
    zl, zh, out, thick = m.u(0.2, 0.3) * height, m.u(0.75, 0.85) * height, m.u(0.03, 0.042), m.u(0.007, 0.01)
    x = -radius - out
    for z, tilt in ((zl, -0.002), (zh, 0.002)):
        m.add(
            "handle",
            block(
                (out + 0.012 + thick, 1.6 * thick, 1.7 * thick),
                (-radius - out / 2, 0, z + tilt),
                0.15 * thick if m.fine else 0,
            ),
        )
    m.add(
        "handle",
        block(
            (1.6 * thick, 1.8 * thick, zh - zl + m.u(3, 6) * thick),
            (x, 0, (zl + zh) / 2),
            0.4 * thick if m.fine else 0,
        ),
    )
    m.cut("handle", _inside(profile, 0.8 * wall, outline))
    m.zone("handle", "handle_top", z=(zl + 0.72 * (zh - zl), None))
    _rim_and_base(m, height)


def _saucer(m: Maker, radius: float, foot: float) -> None:
    profile = [
        (0.45 * radius, -0.004),
        (0.6 * radius, -0.002),
        (0.85 * radius, m.u(0.003, 0.007)),
        (radius, m.u(0.009, 0.016)),
    ]
    m.add(
        "saucer",
        _hollow(profile, 0.0028, _round(m)),
        lathe([(1.15 * foot, -0.004), (1.08 * foot, 0.002)], m.sides),
    )


@construction("teacup")
def round_cup(m: Maker) -> None:
    """Half a sphere on a foot, a small loop."""
    height, radius = m.u(0.045, 0.065), m.u(0.036, 0.05)
    profile = _wall(m, radius, height, "round")
    _cup(
        m,
        height,
        profile,
        _round(m),
        "loop",
        m.u(0.25, 0.38),
        m.u(0.78, 0.92),
        m.u(0.014, 0.022),
        m.u(0.0022, 0.004),
    )
    m.add("body", lathe([(0.55 * radius, -0.004), (0.5 * radius, 0.003)], m.sides))
    if m.chance(0.3):
        _saucer(m, m.u(0.062, 0.078), 0.5 * radius)


@construction("teacup")
def espresso(m: Maker) -> None:
    """Small thick cup with a pierced ear, on its saucer."""
    height, radius = m.u(0.045, 0.06), m.u(0.028, 0.036)
    profile = _wall(m, radius, height, m.pick("straight", "tulip", "barrel"))
    _cup(
        m,
        height,
        profile,
        _round(m),
        m.pick("plate", "square"),
        0.25,
        m.u(0.78, 0.88),
        m.u(0.017, 0.021),
        m.u(0.0028, 0.004),
    )
    _saucer(m, m.u(0.052, 0.065), profile[0][0])


@construction("teacup")
def swung_handle(m: Maker) -> None:
    """Wide flaring china, lobed or plain, with a handle that swings above the rim."""
    height, radius = m.u(0.048, 0.062), m.u(0.042, 0.055)
    profile = [
        (0.42 * radius, 0),
        (0.55 * radius, 0.12 * height),
        (0.8 * radius, 0.5 * height),
        (m.u(0.92, 1.0) * radius, 0.85 * height),
        (radius, height),
    ]
    outline = m.pick(_round(m), _lobed(m, m.count(6, 10), m.u(0.05, 0.12)))
    _cup(
        m,
        height,
        profile,
        outline,
        "hang",
        m.u(0.3, 0.4),
        m.u(0.84, 0.93),
        m.u(0.016, 0.024),
        m.u(0.0022, 0.0036),
    )
    if m.chance(0.5):
        _saucer(m, m.u(0.068, 0.08), 0.42 * radius)


@construction("teacup")
def angular_cup(m: Maker) -> None:
    """Faceted cup with a triangular or ring handle close to the rim."""
    height, radius = m.u(0.05, 0.075), m.u(0.034, 0.045)
    profile = [(0.5 * radius, 0), (radius, m.u(0.4, 0.6) * height), (m.u(0.95, 1.1) * radius, height)]
    _cup(
        m,
        height,
        profile,
        _facets(m.count(6, 10)),
        m.pick("angular", "loop", "square"),
        m.u(0.4, 0.5),
        0.9,
        m.u(0.014, 0.02),
        m.u(0.0025, 0.004),
    )


def _glass(m: Maker, height: float, profile: Profile, outline: Double) -> None:
    m.add("body", _hollow(profile, m.u(0.0018, 0.004), outline))
    if m.chance(0.5):
        m.add(
            "body",
            _solid_of(
                [
                    (0.92 * profile[0][0], 0.0005),
                    (0.9 * _at(profile, 0.1 * height), m.u(0.06, 0.14) * height),
                ],
                outline,
            ),
        )
    _rim_and_base(m, height, m.u(0.86, 0.93), m.u(0.1, 0.18))


@construction("drinking_glass")
def straight_tumbler(m: Maker) -> None:
    """Plain straight or conical glass, low or tall."""
    height = m.u(0.08, 0.165)
    radius = min(m.u(0.028, 0.044), 0.48 * height)
    _glass(m, height, _wall(m, radius, height, "straight"), _round(m))


@construction("drinking_glass")
def cut_tumbler(m: Maker) -> None:
    """Faceted or lobed wall."""
    height, radius = m.u(0.08, 0.13), m.u(0.034, 0.045)
    outline = m.pick(
        _facets(m.count(6, 12)), _lobed(m, m.count(6, 10), m.u(0.04, 0.1)), _squarish(m, m.u(2.6, 5))
    )
    _glass(m, height, _wall(m, radius, height, m.pick("straight", "waist")), outline)


@construction("drinking_glass")
def shaped_glass(m: Maker) -> None:
    """Bulged pint, tulip or waisted glass on a heavy foot."""
    height, radius = m.u(0.1, 0.19), m.u(0.032, 0.043)
    profile = m.pick(
        _wall(m, radius, height, m.pick("tulip", "waist", "pear", "barrel")),
        [
            (0.68 * radius, 0),
            (0.85 * radius, 0.68 * height),
            (radius, 0.8 * height),
            (0.94 * radius, 0.88 * height),
            (0.96 * radius, height),
        ],
    )
    _glass(m, height, profile, _round(m))


@construction("drinking_glass")
def banded_beaker(m: Maker) -> None:
    """Beaker with raised bands and a rolled lip, of plastic or metal."""
    height, radius = m.u(0.09, 0.14), m.u(0.033, 0.043)
    profile, outline, wall = [(m.u(0.7, 0.95) * radius, 0), (radius, height)], _round(m), m.u(0.0018, 0.003)
    m.add("body", _hollow(profile, wall, outline))
    for share in np.linspace(m.u(0.15, 0.5), m.u(0.6, 0.8), m.count(1, 4)):
        r = _at(profile, share * height)
        m.add("body", _bead(m, r, m.u(0.0015, 0.0028), share * height))
    m.add("body", _bead(m, radius, m.u(0.0018, 0.003), height))
    m.cut("body", _inside([(r - 0.2 * wall, z) for r, z in profile], wall, outline))
    _rim_and_base(m, height)


def _stemware(m: Maker, bowl: Profile, stem: Profile, foot: float, sides: Double | None = None) -> None:
    """Glass on a stem: bowl profile from 0, stem profile from 0 to its height, radius of the foot."""
    tall = stem[-1][1]
    outline = _round(m) if sides is None else sides
    m.add("bowl", _hollow(bowl, m.u(0.0014, 0.0026), outline).translate((0, 0, tall - 0.001)))
    m.add("stem", _solid_of(stem, np.asarray(circle(1.0, max(7, m.sides // 2)))))
    rise = m.u(0.003, 0.01)
    m.add(
        "foot",
        lathe(
            [(foot, 0), (foot, 0.0022), (0.45 * foot, 0.4 * rise + 0.002), (1.2 * stem[1][0], rise + 0.002)],
            m.sides,
        ),
    )
    m.zone("bowl", "rim", z=(tall + 0.88 * bowl[-1][1], None))


def _stem(m: Maker, tall: float, thin: float) -> Profile:
    return [(1.4 * thin, 0.001), (thin, 0.2 * tall), (thin, 0.75 * tall), (1.7 * thin, tall)]


@construction("wine_glass")
def tulip_glass(m: Maker) -> None:
    """Egg-shaped bowl."""
    radius, height = m.u(0.034, 0.052), m.u(0.08, 0.12)
    t = np.linspace(0.0, 1.0, 10 if m.fine else 5)
    close = m.u(0.68, 0.95)
    share = np.where(
        t < 0.45,
        np.sqrt(np.clip(1 - (1 - t / 0.45) ** 2, 0.02, 1)),
        1 - (1 - close) * (np.maximum(t - 0.45, 0) / 0.55) ** 1.5,
    )
    _stemware(
        m,
        [(float(radius * s), float(height * h)) for s, h in zip(share, t, strict=True)],
        _stem(m, m.u(0.06, 0.11), m.u(0.003, 0.005)),
        m.u(0.03, 0.042),
    )


@construction("wine_glass")
def flute(m: Maker) -> None:
    """Narrow tall bowl."""
    radius, height = m.u(0.02, 0.028), m.u(0.12, 0.17)
    bowl = [
        (0.2 * radius, 0),
        (0.7 * radius, 0.18 * height),
        (radius, 0.6 * height),
        (m.u(0.85, 1.1) * radius, height),
    ]
    _stemware(m, bowl, _stem(m, m.u(0.05, 0.1), m.u(0.003, 0.0045)), m.u(0.026, 0.034))


@construction("wine_glass")
def cocktail_cone(m: Maker) -> None:
    """Open cone or flat coupe."""
    radius = m.u(0.042, 0.058)
    height = m.u(0.5, 1.0) * radius
    bowl = m.pick(
        [(0.08 * radius, 0), (0.5 * radius, 0.46 * height), (radius, height)],
        [(0.15 * radius, 0), (0.7 * radius, 0.12 * height), (0.95 * radius, 0.5 * height), (radius, height)],
    )
    _stemware(m, bowl, _stem(m, m.u(0.08, 0.13), m.u(0.003, 0.0055)), m.u(0.03, 0.04))


@construction("wine_glass")
def knop_stem(m: Maker) -> None:
    """Heavy glass: faceted bowl, stem with knops."""
    radius, height, tall, thin = m.u(0.034, 0.045), m.u(0.06, 0.1), m.u(0.05, 0.09), m.u(0.005, 0.008)
    rows = [(1.5, 0.01), (1, 0.15), (1, 0.35), (m.u(1.6, 2.2), 0.5), (1, 0.65), (1, 0.8), (1.8, 1)]
    stem = [(thin * a, tall * b) for a, b in rows]
    bowl = [(0.35 * radius, 0), (0.9 * radius, 0.3 * height), (m.u(0.9, 1.0) * radius, height)]
    _stemware(m, bowl, stem, m.u(0.03, 0.04), m.pick(_round(m), _facets(m.count(6, 12))))


# Bottles and jars


def _cap(m: Maker, z: float, radius: float, kind: str = "") -> None:
    """Closure on a neck of a radius whose end is at z."""
    kind = kind or m.pick("screw", "crown", "cork", "ball", "flip")
    if kind == "screw":
        tall = m.u(0.9, 1.8) * radius
        outline = _lobed(m, 10, 0.07) if m.style.value == "smooth" else _round(m)
        m.add(
            "cap",
            _solid_of(
                [
                    (1.2 * radius, -min(0.4 * tall, 0.008)),
                    (1.2 * radius, 0.5 * tall),
                    (1.05 * radius, 0.6 * tall),
                ],
                outline,
                z,
            ),
        )
    elif kind == "crown":
        m.add(
            "cap",
            lathe(
                [(1.25 * radius, -0.3 * radius), (1.12 * radius, 0.1 * radius), (0.8 * radius, 0.3 * radius)],
                m.sides,
                (0, 0, z),
            ),
        )
    elif kind == "cork":
        m.add(
            "cap",
            lathe([(0.78 * radius, -radius), (0.92 * radius, m.u(0.8, 1.8) * radius)], m.sides, (0, 0, z)),
        )
    elif kind == "ball":
        m.add("cap", lathe([(0.7 * radius, -0.5 * radius), (0.7 * radius, 0.5 * radius)], m.sides, (0, 0, z)))
        m.add("cap", ball(1.25 * radius, m.sides, (0, 0, z + 1.2 * radius)))
    else:
        m.add(
            "cap",
            lathe(
                [
                    (1.25 * radius, -min(0.8 * radius, 0.008)),
                    (1.25 * radius, 0.5 * radius),
                    (1.0 * radius, 0.7 * radius),
                ],
                m.sides,
                (0, 0, z),
            ),
        )
        m.add(
            "cap",
            bar(
                (0, 0, z + 0.5 * radius),
                (0, 0, z + m.u(1.2, 2.2) * radius),
                0.5 * radius,
                m.sides,
                0.4 * radius,
            ),
        )


def _bottle(m: Maker, body: Profile, neck: Profile, outline: Double, cap: str = "") -> None:
    """Body profile up to the shoulder, neck profile above it, a cap."""
    m.add("body", _solid_of(body, outline))
    own = np.asarray(circle(1.0, m.sides)) if len(outline) != m.sides else outline
    m.add("neck", _solid_of(neck, own))
    _cap(m, neck[-1][1], neck[-1][0], cap)
    m.zone("body", "base", z=(None, m.u(0.08, 0.16) * body[-1][1]))


@construction("bottle")
def shouldered(m: Maker) -> None:
    """Wine or medicine bottle: straight body, round shoulder, straight neck."""
    radius, height, thin = m.u(0.03, 0.045), m.u(0.13, 0.21), m.u(0.011, 0.016)
    rise = m.u(0.4, 1.0) * radius
    t = np.linspace(0, 90, 7 if m.fine else 3)
    shoulder = [
        (thin + (radius - thin) * float(np.cos(np.radians(a))), height + rise * float(np.sin(np.radians(a))))
        for a in t
    ]
    body = [(0.9 * radius, 0), (radius, 0.04 * height), *shoulder]
    top = height + rise + m.u(0.04, 0.1)
    neck = [
        (1.0 * thin, height + 0.7 * rise),
        (m.u(0.8, 1.0) * thin, top - 0.012),
        (1.12 * thin, top - 0.01),
        (1.12 * thin, top),
    ]
    _bottle(m, body, neck, m.pick(_round(m), _round(m), _facets(m.count(6, 10))))


@construction("bottle")
def long_neck(m: Maker) -> None:
    """Beer or sauce bottle: body flowing into a long conical neck."""
    radius, height, thin = m.u(0.028, 0.036), m.u(0.1, 0.15), m.u(0.011, 0.014)
    rise, tall = m.u(0.03, 0.05), m.u(0.06, 0.1)
    body = [
        (0.93 * radius, 0),
        (radius, 0.05 * height),
        (radius, height),
        (0.8 * radius, height + 0.5 * rise),
        (1.35 * thin, height + rise),
    ]
    neck = [
        (1.4 * thin, height + rise - 0.002),
        (1.05 * thin, height + rise + 0.5 * tall),
        (thin, height + rise + tall),
    ]
    _bottle(m, body, neck, _round(m), m.pick("crown", "cork", "screw"))


@construction("bottle")
def spirit_block(m: Maker) -> None:
    """Square or flat body, short neck, heavy stopper."""
    radius, height, thin = m.u(0.035, 0.05), m.u(0.1, 0.18), m.u(0.011, 0.017)
    outline = _squarish(m, m.u(3.5, 8), m.u(0.45, 1.0))
    body = [
        (0.94 * radius, 0),
        (radius, 0.03 * height),
        (radius, height),
        (0.85 * radius, height + m.u(0.01, 0.03)),
        (thin, height + 0.035),
    ]
    neck = [(thin, height + 0.01), (thin, height + m.u(0.055, 0.08))]
    _bottle(m, body, neck, outline, m.pick("ball", "cork", "screw"))


@construction("bottle")
def squeeze_bottle(m: Maker) -> None:
    """Sauce bottle of plastic: oval waisted body, cap like a cone."""
    radius, height, thin = m.u(0.026, 0.04), m.u(0.12, 0.19), m.u(0.013, 0.02)
    body = [
        *_wall(m, radius, height, m.pick("waist", "barrel", "straight")),
        (1.1 * thin, height + m.u(0.008, 0.03)),
    ]
    top = body[-1][1] + m.u(0.008, 0.02)
    neck = [(thin, height - 0.002), (thin, top)]
    m.add("body", _solid_of(body, m.pick(_round(m), _squarish(m, m.u(2, 3), m.u(0.6, 0.9)))))
    m.add("neck", _solid_of(neck, _round(m)))
    tall = m.u(0.03, 0.06)
    m.add(
        "cap",
        lathe(
            [
                (1.15 * thin, top - 0.003),
                (1.15 * thin, top + 0.008),
                (0.3 * thin, top + tall),
                (0.2 * thin, top + tall + 0.005),
            ],
            m.sides,
        ),
    )
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("bottle")
def sports_bottle(m: Maker) -> None:
    """Drinking bottle with finger bands, a wide neck and a big cap."""
    radius, height = m.u(0.032, 0.04), m.u(0.14, 0.2)
    z = np.linspace(0.08, 0.92, 12 if m.fine else 5)
    wave = 1 - m.u(0.03, 0.1) * (0.5 + 0.5 * np.cos(2 * np.pi * m.count(2, 4) * z))
    body = [
        (0.88 * radius, 0),
        *[(float(radius * w), float(height * s)) for w, s in zip(wave, z, strict=True)],
        (0.75 * radius, height),
    ]
    thin = m.u(0.5, 0.68) * radius
    neck = [(thin, 0.97 * height), (thin, height + m.u(0.012, 0.025))]
    _bottle(m, body, neck, _round(m), m.pick("flip", "screw"))


@construction("bottle")
def moon_flask(m: Maker) -> None:
    """Canteen: a flattened disc on edge, or a globe, with a thin neck."""
    radius, thin = m.u(0.045, 0.07), m.u(0.009, 0.014)
    deep = m.u(0.4, 1.0) * radius
    m.add(
        "body",
        ball((deep, radius, radius), m.sides, (0, 0, 0.92 * radius))
        if m.chance(0.6)
        else hull(
            *[
                lathe([(s * radius, 0), (s * radius, d)], m.sides)
                .rotate((0, 90, 0))
                .translate((-d / 2, 0, 0.92 * radius))
                for s, d in ((1.0, 0.6 * deep), (0.8, 1.2 * deep))
            ]
        ),
    )
    m.cut("body", block((0.4, 0.4, 0.1), (0, 0, -0.05)))
    top = 1.92 * radius + m.u(0.02, 0.06)
    m.add(
        "neck",
        lathe(
            [
                (1.6 * thin, 1.8 * radius),
                (thin, 1.95 * radius),
                (thin, top - 0.004),
                (1.25 * thin, top - 0.003),
                (1.25 * thin, top),
            ],
            m.sides,
        ),
    )
    _cap(m, top, thin, m.pick("cork", "ball", "screw"))
    m.zone("body", "base", z=(None, m.u(0.15, 0.3) * radius))


@construction("jar")
def screw_jar(m: Maker) -> None:
    """Jam jar with a flat or domed screw lid."""
    radius, height = m.u(0.03, 0.05), m.u(0.06, 0.14)
    body = [*_wall(m, radius, height, m.pick("straight", "barrel", "round")), (0.88 * radius, height + 0.006)]
    m.add("body", _solid_of(body, m.pick(_round(m), _facets(m.count(6, 10)), _squarish(m, m.u(2.5, 5)))))
    wide, tall = m.u(0.88, 1.0) * radius, m.u(0.012, 0.022)
    z = height + 0.003
    m.add(
        "lid",
        _solid_of(
            [(wide, z), (wide, z + tall), (0.9 * wide, z + tall + m.u(0.0005, 0.012))],
            m.pick(_round(m), _lobed(m, 12, 0.04)),
        ),
    )
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("jar")
def knob_canister(m: Maker) -> None:
    """Canister with a lid that has a knob."""
    radius, height = m.u(0.04, 0.06), m.u(0.08, 0.17)
    outline = m.pick(_round(m), _round(m), _facets(m.count(6, 10)))
    m.add("body", _solid_of(_wall(m, radius, height), outline))
    wide, rise = m.u(0.8, 1.05) * radius, m.u(0.004, 0.03)
    m.add(
        "lid",
        _solid_of(
            [
                (wide, height - 0.004),
                (wide, height + 0.006),
                (0.75 * wide, height + 0.006 + 0.6 * rise),
                (0.2 * wide, height + 0.006 + rise),
            ],
            outline,
        ),
    )
    top = height + 0.005 + rise
    _knob(m, "lid", top, m.u(0.008, 0.014))
    m.zone("lid", "knob", z=(top, None))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("jar")
def square_canister(m: Maker) -> None:
    """Box-shaped storage jar, flat lid with an edge or a knob."""
    wide, height, rounding = m.u(0.07, 0.11), m.u(0.08, 0.18), m.u(0.004, 0.02)
    deep = wide * m.u(0.6, 1.0)
    corner = 4 if m.fine else 1
    m.add("body", plate(rectangle(wide, deep, rounding, corner), height, at=(0, 0, height / 2)))
    over, tall = m.u(-0.004, 0.006), m.u(0.01, 0.025)
    m.add(
        "lid",
        plate(
            rectangle(wide + over, deep + over, rounding, corner), tall, at=(0, 0, height + tall / 2 - 0.002)
        ),
    )
    if m.chance(0.6):
        _knob(m, "lid", height + tall - 0.002, m.u(0.008, 0.014))
        m.zone("lid", "knob", z=(height + tall - 0.0019, None))
    m.zone("body", "base", z=(None, 0.1 * height))


@construction("jar")
def ginger_jar(m: Maker) -> None:
    """Bellied pot with a short neck and a domed lid or a broad cork."""
    radius, height = m.u(0.045, 0.075), m.u(0.09, 0.17)
    rows = [(0.6, 0), (0.75, 0.12), (1, m.u(0.5, 0.7)), (0.9, 0.82), (0.6, 0.93), (0.55, 1.0)]
    m.add("body", _solid_of([(radius * a, height * b) for a, b in rows], _round(m)))
    if m.chance(0.5):
        m.add(
            "lid",
            lathe([(0.45 * radius, height - 0.01), (0.52 * radius, height + m.u(0.015, 0.03))], m.sides),
        )
    else:
        rise = m.u(0.25, 0.5) * radius
        m.add(
            "lid",
            lathe(
                [
                    (0.68 * radius, height - 0.012),
                    (0.68 * radius, height + 0.004),
                    (0.5 * radius, height + 0.7 * rise),
                    (0.1 * radius, height + rise),
                ],
                m.sides,
            ),
        )
        _knob(m, "lid", height + 0.97 * rise, m.u(0.007, 0.011))
        m.zone("lid", "knob", z=(height + rise, None))
    m.zone("body", "base", z=(None, 0.12 * height))


# Jugs, teapots, kettles


def _lip(m: Maker, solid: Manifold, profile: Profile, length: float, width: float) -> Manifold:
    """Rim drawn out to a pouring lip at +X."""
    height = profile[-1][1]
    start = m.u(0.55, 0.8) * height

    def draw(p: Double) -> Double:
        angle = np.arctan2(p[:, 1], p[:, 0])
        share = np.clip((p[:, 2] - start) / (height - start), 0, 1) ** 2 * np.exp(-((angle / width) ** 2))
        return (
            p
            + share[:, None] * (length, 0, 0.25 * length)
            - np.stack([0 * angle, 0.5 * share * p[:, 1], 0 * angle], 1)
        )

    return warped(solid, draw)


def _jug(
    m: Maker, profile: Profile, outline: Double, kind: str, low: float, high: float, lip: float, thick: float
) -> None:
    height, wall = profile[-1][1], m.u(0.0025, 0.005)
    body = _hollow(profile, wall, outline)
    top = profile[-1][0]
    m.add("body", _lip(m, body, profile, lip, m.u(0.35, 0.55)))
    _ear(m, profile, wall, outline, kind, low, high, m.u(0.028, 0.042), thick)
    m.zone("handle", "handle_top", z=((low + 0.72 * (high - low)) * height, None))
    _rim_and_base(m, height, 0.93, 0.1)
    m.zone("body", "spout", x=(0.72 * top, None), z=(0.78 * height, None))


@construction("jug")
def belly_pitcher(m: Maker) -> None:
    """Bellied jug with a neck and a swung handle."""
    radius, height = m.u(0.05, 0.075), m.u(0.14, 0.24)
    rows = [(0.62, 0), (0.85, 0.12), (1, m.u(0.3, 0.42)), (0.85, 0.62), (0.62, 0.8), (m.u(0.62, 0.8), 1)]
    profile = [(radius * a, height * b) for a, b in rows]
    _jug(
        m,
        profile,
        _round(m),
        m.pick("hang", "loop"),
        m.u(0.3, 0.42),
        m.u(0.84, 0.93),
        m.u(0.015, 0.03),
        m.u(0.006, 0.01),
    )


@construction("jug")
def straight_pitcher(m: Maker) -> None:
    """Straight or conical pitcher with a large D."""
    radius, height = m.u(0.045, 0.065), m.u(0.12, 0.23)
    profile = [(radius * m.u(0.85, 1.1), 0), (radius, 0.5 * height), (radius * m.u(0.8, 1.05), height)]
    _jug(
        m,
        profile,
        m.pick(_round(m), _facets(m.count(12, 16))),
        m.pick("square", "angular", "loop"),
        m.u(0.12, 0.25),
        m.u(0.8, 0.92),
        m.u(0.012, 0.025),
        m.u(0.006, 0.01),
    )


@construction("jug")
def enamel_jug(m: Maker) -> None:
    """Sheet-metal jug: cone with a strap handle, a beak riveted on."""
    radius, height, outline = m.u(0.05, 0.075), m.u(0.14, 0.25), _round(m)
    profile, wall = [(radius, 0), (m.u(0.6, 0.75) * radius, height)], 0.0025
    top = profile[-1][0]
    m.add("body", _hollow(profile, wall, outline))
    beak = hull(
        bar((0.6 * top, 0, 0.72 * height), (0.61 * top, 0, 0.72 * height), 0.004, 6),
        block((0.01, 0.9 * top, 0.004), (0.75 * top, 0, height - 0.002)),
        block((0.004, 0.006, 0.004), (top + m.u(0.02, 0.035), 0, height - 0.001)),
    )
    m.add("body", beak)
    m.cut("body", _inside(profile, wall, outline), beak.scale((0.85, 0.85, 1)).translate((0.004, 0, 0.006)))
    low, high = m.u(0.2, 0.35), m.u(0.82, 0.93)
    _ear(m, profile, wall, outline, "strap", low, high, m.u(0.03, 0.042), m.u(0.006, 0.009))
    m.zone("handle", "handle_top", z=((low + 0.72 * (high - low)) * height, None))
    _rim_and_base(m, height, 0.94, 0.1)
    m.zone("body", "spout", x=(1.0 * top, None), z=(0.6 * height, None))


@construction("jug")
def squat_creamer(m: Maker) -> None:
    """Small milk jug or ewer, round or faceted, with a pierced or open ear."""
    radius, height = m.u(0.035, 0.05), m.u(0.07, 0.12)
    profile = _wall(m, radius, height, m.pick("round", "waist", "tulip", "pear"))
    _jug(
        m,
        profile,
        m.pick(_round(m), _lobed(m, 8, 0.06)),
        m.pick("plate", "hook", "hang"),
        0.22,
        m.u(0.78, 0.88),
        m.u(0.01, 0.018),
        m.u(0.0045, 0.007),
    )


def _lid(m: Maker, radius: float, z: float, rise: float, knob: float, outline: Double | None = None) -> None:
    shape = _round(m) if outline is None else outline
    m.add(
        "lid",
        _solid_of(
            [
                (radius, z - 0.003),
                (radius, z + 0.004),
                (0.7 * radius, z + 0.004 + 0.7 * rise),
                (0.15 * radius, z + 0.004 + rise),
            ],
            shape,
        ),
    )
    _knob(m, "lid", z + 0.003 + rise, knob)
    m.zone("lid", "knob", z=(z + 0.0035 + rise, None))


def _spout(m: Maker, points: Sequence[tuple[float, float]], wide: float, thin: float) -> None:
    """Tapering tube through (x, z); its mouth hollow."""
    path = curve([(x, 0, z) for x, z in points], 12 if m.fine else 5)
    m.add("spout", tube(path, list(np.linspace(wide, thin, len(path))), max(7, m.sides // 2), up=(0, 1, 0)))
    if m.fine:
        along = path[-1] - path[-2]
        along /= np.linalg.norm(along)
        m.cut(
            "spout", bar(path[-1] - 0.012 * along, path[-1] + 0.01 * along, 0.65 * thin, max(7, m.sides // 2))
        )


def _globe(m: Maker, radius: float, height: float, low: float = 0.5, top: float = 0.45) -> Profile:
    """Closed round body from its base to the opening."""
    a = np.radians(np.linspace(-90 + 90 * low, 90 - 90 * top, 11 if m.fine else 5))
    z = np.sin(a)
    z = (z - z[0]) / (z[-1] - z[0]) * height
    return [(float(radius * c), float(h)) for c, h in zip(np.cos(a), z, strict=True)]


def _back_handle(
    m: Maker,
    profile: Profile,
    outline: Double,
    kind: str,
    out: float,
    thick: float,
    low: float = 0.25,
    high: float = 0.85,
) -> None:
    """Handle behind a closed body."""
    _ear(m, profile, 0.004, outline, kind, low, high, out, thick)


@construction("teapot")
def brown_betty(m: Maker) -> None:
    """Globe with a curved spout and a loop behind."""
    radius, outline = m.u(0.055, 0.08), _round(m)
    height = m.u(1.2, 1.7) * radius
    profile = _globe(m, radius, height)
    m.add(
        "body",
        _solid_of(profile, outline),
        lathe([(0.75 * profile[0][0] + 0.01, -0.005), (0.7 * profile[0][0] + 0.01, 0.006)], m.sides),
    )
    _back_handle(
        m,
        profile,
        outline,
        m.pick("loop", "hang"),
        m.u(0.03, 0.042),
        m.u(0.006, 0.01),
        m.u(0.2, 0.3),
        m.u(0.72, 0.82),
    )
    reach = m.u(0.04, 0.07)
    _spout(
        m,
        [
            (0.85 * radius, 0.3 * height),
            (radius + 0.4 * reach, 0.42 * height),
            (radius + 0.65 * reach, 0.75 * height),
            (radius + reach, m.u(0.95, 1.08) * height),
        ],
        m.u(0.013, 0.02),
        m.u(0.006, 0.009),
    )
    _lid(m, 1.04 * profile[-1][0], height, m.u(0.006, 0.02), m.u(0.007, 0.011))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("teapot")
def drum_pot(m: Maker) -> None:
    """Straight or faceted drum, straight spout, square handle."""
    radius, height = m.u(0.05, 0.075), m.u(0.07, 0.13)
    outline = m.pick(_round(m), _facets(m.count(6, 10)), _squarish(m, m.u(2.5, 4)))
    low = m.u(0.9, 1.15)
    profile = [(low * radius, 0), (radius, 0.9 * height), (0.9 * radius, height)]
    m.add("body", _solid_of(profile, outline))
    _back_handle(
        m,
        profile,
        outline,
        m.pick("square", "angular", "strap"),
        m.u(0.03, 0.04),
        m.u(0.006, 0.009),
        m.u(0.1, 0.25),
        m.u(0.75, 0.88),
    )
    reach = m.u(0.035, 0.06)
    _spout(
        m,
        [(0.85 * radius, m.u(0.3, 0.45) * height), (radius + reach, m.u(0.85, 1.05) * height)],
        m.u(0.011, 0.018),
        m.u(0.006, 0.009),
    )
    _lid(m, m.u(0.55, 0.8) * radius, height, m.u(0.003, 0.015), m.u(0.007, 0.012))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("teapot")
def coffee_pot(m: Maker) -> None:
    """Tall pear or cone, long swan-neck spout."""
    radius, height, outline = m.u(0.045, 0.06), m.u(0.15, 0.21), m.pick(_round(m), _facets(m.count(8, 10)))
    rows = m.pick(
        [(0.8, 0), (1, 0.15), (0.95, 0.35), (0.7, 0.7), (0.55, 1)],
        [(1, 0), (0.8, 0.45), (0.58, 0.9), (0.55, 1)],
    )
    profile = [(radius * a, height * b) for a, b in rows]
    m.add("body", _solid_of(profile, outline))
    _back_handle(
        m,
        profile,
        outline,
        m.pick("hang", "loop", "hook"),
        m.u(0.032, 0.045),
        m.u(0.006, 0.009),
        m.u(0.25, 0.35),
        m.u(0.8, 0.9),
    )
    reach = m.u(0.045, 0.07)
    _spout(
        m,
        [
            (0.8 * radius, 0.25 * height),
            (radius + 0.35 * reach, 0.35 * height),
            (radius + 0.5 * reach, 0.7 * height),
            (radius + reach, m.u(0.9, 1.0) * height),
        ],
        m.u(0.01, 0.015),
        m.u(0.005, 0.008),
    )
    _lid(m, m.u(0.5, 0.62) * radius, height, m.u(0.01, 0.03), m.u(0.006, 0.01))
    m.zone("body", "base", z=(None, 0.1 * height))


@construction("teapot")
def iron_pot(m: Maker) -> None:
    """Squat cast pot with an arch over the lid and a stub for a spout."""
    radius, outline = m.u(0.06, 0.085), _round(m)
    height = m.u(0.85, 1.2) * radius
    profile = _globe(m, radius, height, m.u(0.3, 0.55), m.u(0.3, 0.45))
    m.add("body", _solid_of(profile, outline))
    thick, rise = m.u(0.004, 0.008), m.u(0.05, 0.075)
    span = m.u(0.75, 0.95) * radius
    z = 0.8 * height
    square = m.pick(2.0, 3.5)
    angle = np.radians(np.linspace(0, 180, 17 if m.fine else 8))
    c, s = np.cos(angle), np.sin(angle)
    lift = height + rise + 0.02 - z
    path = np.stack([span * np.sign(c) * np.abs(c) ** (2 / square), 0 * c, z + lift * s ** (2 / square)], 1)
    m.add("handle", tube(path, thick, max(6, m.sides // 2), flat=m.u(0.5, 1.0), up=(0, 1, 0)))
    for side in (-1, 1):
        m.add("body", ball(1.7 * thick, 8, (side * span, 0, z)))
    m.cut("handle", _solid_of(profile, outline))
    _spout(
        m,
        [
            (0.8 * radius, 0.4 * height),
            (radius + 0.015, 0.6 * height),
            (radius + m.u(0.025, 0.04), m.u(0.85, 1.0) * height),
        ],
        m.u(0.012, 0.017),
        m.u(0.007, 0.01),
    )
    _lid(m, 1.03 * profile[-1][0], height, m.u(0.004, 0.012), m.u(0.006, 0.01))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("kettle")
def whistling(m: Maker) -> None:
    """Stove kettle: domed body, grip on an arch above the lid, short spout."""
    radius, outline = m.u(0.075, 0.105), _round(m)
    height = m.u(0.9, 1.35) * radius
    t = np.radians(np.linspace(0, 62, 8 if m.fine else 4))
    profile = [
        (0.96 * radius, 0),
        *[
            (
                radius * float(np.cos(a)),
                0.05 * height + 0.95 * height * float(np.sin(a)) / float(np.sin(t[-1])),
            )
            for a in t
        ],
    ]
    m.add("body", _solid_of(profile, outline))
    top, thick = height + m.u(0.055, 0.075), m.u(0.009, 0.014)
    span = m.u(0.62, 0.82) * radius
    low = 0.55 * height
    if m.chance(0.5):
        path = curve(
            [
                (-span, 0, low),
                (-0.95 * span, 0, 0.8 * top),
                (-0.5 * span, 0, top),
                (0.5 * span, 0, top),
                (0.95 * span, 0, 0.8 * top),
                (span, 0, low),
            ],
            17 if m.fine else 8,
        )
        m.add("handle", tube(path, thick, max(6, m.sides // 2), flat=m.u(0.6, 1.0), up=(0, 1, 0)))
    else:
        for side in (-1, 1):
            m.add(
                "handle",
                tube(
                    [(side * span, 0, low), (0.8 * side * span, 0, top)],
                    [0.5 * thick, 0.45 * thick],
                    8,
                    up=(0, 1, 0),
                ),
            )
        m.add(
            "handle",
            _grip(m, 0.95 * span, -0.95 * span, thick, thick, m.pick("round", "swell", "contour"), top, top),
        )
    m.cut("handle", _solid_of(profile, outline))
    _spout(
        m,
        [(0.7 * radius, 0.45 * height), (1.15 * radius, m.u(0.75, 0.95) * height)],
        m.u(0.016, 0.022),
        m.u(0.01, 0.014),
    )
    _lid(m, m.u(0.95, 1.05) * profile[-1][0], height, m.u(0.003, 0.008), m.u(0.006, 0.009))
    m.zone("body", "base", z=(None, 0.12 * height))


@construction("kettle")
def electric(m: Maker) -> None:
    """Tall jug kettle on a plinth, large D behind, beak at the rim."""
    radius, height, outline = (
        m.u(0.065, 0.08),
        m.u(0.17, 0.23),
        m.pick(_round(m), _squarish(m, m.u(2.2, 3.2))),
    )
    profile = [(1.0 * radius, 0), (radius, 0.1 * height), (m.u(0.7, 0.95) * radius, height)]
    m.add(
        "body", _solid_of(profile, outline), lathe([(1.12 * radius, -0.02), (1.05 * radius, 0.001)], m.sides)
    )
    _back_handle(
        m,
        profile,
        outline,
        m.pick("square", "hook", "loop", "plate"),
        m.u(0.035, 0.048),
        m.u(0.009, 0.014),
        m.u(0.15, 0.3),
        m.u(0.85, 0.95),
    )
    top = profile[-1][0]
    z = height - 0.002
    m.add(
        "spout",
        hull(
            block((0.002, m.u(0.6, 0.9) * top, 0.002), (0.85 * top, 0, z)),
            block((0.004, 0.012, 0.002), (top + m.u(0.02, 0.035), 0, z)),
            block((0.002, 0.02, 0.002), (0.8 * _at(profile, 0.7 * height), 0, m.u(0.55, 0.75) * height)),
        ),
    )
    m.add("lid", _solid_of([(0.88 * top, height - 0.003), (0.84 * top, height + m.u(0.004, 0.014))], outline))
    if m.chance(0.6):
        z = height + 0.003
        _knob(m, "lid", z, m.u(0.007, 0.011))
        m.zone("lid", "knob", z=(height + 0.0145, None))
    m.zone("body", "base", z=(None, 0.08 * height))


@construction("kettle")
def gooseneck(m: Maker) -> None:
    """Pouring kettle: cone, thin bent spout from the base, open grip behind."""
    radius, height, outline = m.u(0.06, 0.08), m.u(0.1, 0.14), _round(m)
    profile = [(radius, 0), (m.u(0.6, 0.8) * radius, 0.96 * height), (0.55 * radius, height)]
    m.add("body", _solid_of(profile, outline))
    _back_handle(
        m,
        profile,
        outline,
        m.pick("hook", "square", "strap"),
        m.u(0.04, 0.055),
        m.u(0.007, 0.011),
        m.u(0.1, 0.25),
        m.u(0.82, 0.92),
    )
    thin = m.u(0.0045, 0.007)
    _spout(
        m,
        [
            (0.9 * radius, 0.14 * height),
            (radius + 0.03, 0.2 * height),
            (radius + 0.035, 0.7 * height),
            (radius + 0.055, m.u(0.98, 1.1) * height),
            (radius + 0.085, m.u(0.95, 1.05) * height),
        ],
        1.4 * thin,
        thin,
    )
    _lid(m, m.u(0.42, 0.54) * radius, height, m.u(0.002, 0.008), m.u(0.006, 0.01))
    m.zone("body", "base", z=(None, 0.1 * height))


@construction("kettle")
def camp_kettle(m: Maker) -> None:
    """Drum or bellied tin with a wire bail held upright, beak spout."""
    radius, height, outline = m.u(0.06, 0.085), m.u(0.09, 0.15), _round(m)
    profile = m.pick(
        [(radius, 0), (0.95 * radius, 0.75 * height), (0.6 * radius, height)],
        _globe(m, radius, height, 0.35, 0.4),
    )
    m.add("body", _solid_of(profile, outline))
    low, thin, rise = 0.78 * height, m.u(0.0025, 0.004), m.u(0.07, 0.1)
    span = 0.96 * _at(profile, low)
    path = arc((0, 0, low), (span, height + rise - low), 0, 180, 19 if m.fine else 9, "yz")
    m.add("handle", tube(path, thin, max(6, m.sides // 3), up=(1, 0, 0)))
    for side in (-1, 1):
        m.add("body", ball(2.2 * thin + 0.005, 8, (0, side * 0.98 * span, low)))
    wood, wide = height + rise, m.u(0.04, 0.055)
    m.add(
        "handle",
        bar((0, -wide, wood - 0.002), (0, wide, wood - 0.002), m.u(0.008, 0.012), max(6, m.sides // 2)),
    )
    _spout(
        m,
        [(0.75 * radius, 0.4 * height), (radius + m.u(0.03, 0.05), m.u(0.85, 1.0) * height)],
        m.u(0.013, 0.018),
        m.u(0.008, 0.011),
    )
    _lid(m, 1.02 * profile[-1][0], height, m.u(0.003, 0.014), m.u(0.006, 0.01))
    m.zone("body", "base", z=(None, 0.12 * height))


# Pans


def _pan(m: Maker, profile: Profile, outline: Double, part: str, wall: float) -> Manifold:
    """Vessel with its zones; returns what must be cut from a handle that reaches through its wall."""
    m.add(part, _hollow(profile, wall, outline))
    height = profile[-1][1]
    m.zone(part, "rim", z=(0.72 * height if part == "pan" else 0.88 * height, None))
    m.zone(part, "bottom", z=(None, min(0.006, 0.15 * height)))
    return _inside(profile, 0.8 * wall, outline)


def _stick(
    m: Maker,
    edge: float,
    z: float,
    length: float,
    kind: str,
    wide: float,
    tall: float,
    rise: float,
    hang: bool,
    deep: float = 0.004,
) -> None:
    """Handle of a pan from its wall (at x = -edge; so much deeper) backwards, with the zone of its end."""
    front, back = -edge + deep, -edge - length
    handle = _grip(m, front, back, wide, tall, kind, z, z + rise)
    m.add("handle", handle - _through(back + 1.3 * wide, z + rise, 0.45 * wide, "z") if hang else handle)
    m.zone("handle", "end_grip", x=(None, back + 0.22 * length))


@construction("frying_pan")
def plain_skillet(m: Maker) -> None:
    """Round pan with sloping wall, moulded or wooden handle on a neck."""
    radius, height = m.u(0.09, 0.16), m.u(0.03, 0.055)
    profile = [(m.u(0.72, 0.85) * radius, 0), (0.93 * radius, 0.45 * height), (radius, height)]
    inside = _pan(m, profile, _round(m), "pan", m.u(0.002, 0.004))
    z, length, tilt = 0.7 * height, m.u(0.13, 0.2), m.u(0.0, 0.05)
    neck = m.u(0.02, 0.045)
    m.add(
        "handle",
        _strip(
            [(-0.86 * radius, z, 0.013, 0.004), (-radius - neck - 0.01, z + 0.2 * tilt, 0.009, 0.005)],
            8,
            True,
        ),
    )
    m.cut("handle", inside)
    _stick(
        m, radius + neck, z + 0.2 * tilt, length, "", m.u(0.01, 0.015), m.u(0.008, 0.013), tilt, m.chance(0.4)
    )


@construction("frying_pan")
def cast_iron(m: Maker) -> None:
    """Thick pan cast in one piece: short waisted handle with an eye, lips, sometimes a helper ear."""
    radius, height = m.u(0.09, 0.15), m.u(0.035, 0.06)
    profile, outline = [(0.86 * radius, 0), (radius, height)], _round(m)
    wall = m.u(0.004, 0.007)
    inside = _pan(m, profile, outline, "pan", wall)
    if m.fine and m.chance(0.6):
        for side in (-1, 1):
            m.add(
                "pan",
                hull(
                    block((0.03, 0.004, 0.012), (0, side * 0.93 * radius, height - 0.006)),
                    block((0.008, 0.002, 0.004), (0, side * 1.1 * radius, height - 0.002)),
                ),
            )
        m.cut("pan", inside)
    length, wide, thick = m.u(0.1, 0.15), m.u(0.012, 0.018), m.u(0.005, 0.008)
    back, z = -radius - length, height - thick - 0.002
    rows = [
        (-0.88 * radius, 1.6),
        (-radius - 0.02, 0.9),
        (-radius - 0.45 * length, 0.85),
        (back + 0.03, 1.15),
        (back + 0.008, 0.95),
        (back, 0.45),
    ]
    m.add("handle", _strip([(x, z, wide * w, thick) for x, w in rows], max(8, m.sides // 2), m.chance(0.4)))
    m.cut(
        "handle",
        hull(_through(back + 0.017, z, 0.005, "z"), _through(back + 0.032, z, 0.004, "z")),
        inside,
    )
    m.zone("handle", "end_grip", x=(None, back + 0.25 * length))
    if m.chance(0.4):
        m.add(
            "pan",
            plate(
                rectangle(0.05, 0.07, 0.02, 4 if m.fine else 1, (radius + 0.005, 0)),
                0.008,
                at=(0, 0, height - 0.006),
            ),
        )
        m.cut("pan", inside)


@construction("frying_pan")
def square_griddle(m: Maker) -> None:
    """Square or oval grill pan with a bar, loop or folded handle."""
    radius, height = m.u(0.1, 0.14), m.u(0.03, 0.05)
    outline = _squarish(m, m.u(3, 8), m.u(0.75, 1.0))
    wall = m.u(0.003, 0.005)
    profile = [(0.92 * radius, 0), (radius, height)]
    inside = _pan(m, profile, outline, "pan", wall)
    if m.fine:
        for y in np.linspace(-0.55, 0.55, m.count(4, 7)) * radius * outline[:, 1].max():
            m.add("pan", block((1.5 * radius, 0.005, 0.004), (0, y, wall + 0.001)))
    length, z, wide = m.u(0.13, 0.18), 0.75 * height, m.u(0.01, 0.014)
    if m.chance(0.5):
        _stick(m, radius, z, length, "box", wide, 0.8 * wide, m.u(0, 0.03), True, 0.012)
        m.cut("handle", inside)
        return
    path = np.array(
        [
            (-0.92 * radius, wide, z),
            (-radius - 0.9 * length, 0.8 * wide, z),
            (-radius - length, 0, z),
            (-radius - 0.9 * length, -0.8 * wide, z),
            (-0.92 * radius, -wide, z),
        ]
    )
    m.add("handle", tube(path, m.u(0.004, 0.0055), max(6, m.sides // 3)))
    m.cut("handle", inside)
    m.zone("handle", "end_grip", x=(None, -radius - 0.78 * length))


@construction("frying_pan")
def wok(m: Maker) -> None:
    """Deep round bowl of a pan, turned wooden or tubular handle at a slope."""
    radius, height = m.u(0.13, 0.18), m.u(0.065, 0.1)
    profile = [
        (0.22 * radius, 0),
        (0.55 * radius, 0.17 * height),
        (0.82 * radius, 0.5 * height),
        (radius, height),
    ]
    inside = _pan(m, profile, _round(m), "pan", m.u(0.0025, 0.004))
    length, rise, thin = m.u(0.13, 0.2), m.u(0.0, 0.06), m.u(0.007, 0.01)
    z = 0.82 * height
    m.add(
        "handle",
        bar((-0.86 * radius, 0, z), (-radius - 0.05, 0, z + 0.25 * rise), thin, max(7, m.sides // 2)),
    )
    m.cut("handle", inside)
    _stick(
        m,
        radius + 0.035,
        z + 0.2 * rise,
        length,
        m.pick("round", "swell", "flare", "taper"),
        1.5 * thin,
        1.5 * thin,
        rise,
        False,
    )


def _pot_lid(m: Maker, radius: float, height: float, rise: float) -> None:
    m.add(
        "lid",
        lathe(
            [
                (radius, height - 0.002),
                (radius, height + 0.003),
                (0.75 * radius, height + 0.003 + 0.6 * rise),
                (0.2 * radius, height + 0.003 + rise),
            ],
            m.sides,
        ),
    )


@construction("saucepan")
def steel_pot(m: Maker) -> None:
    """Straight pot, box or tube handle, lid with a knob."""
    radius, height = m.u(0.07, 0.1), m.u(0.07, 0.13)
    inside = _pan(
        m,
        [(0.97 * radius, 0), (radius, 0.05 * height), (radius, height)],
        _round(m),
        "pot",
        m.u(0.002, 0.004),
    )
    rise = m.u(0.004, 0.02)
    _pot_lid(m, m.u(0.985, 1.03) * radius, height, rise)
    _knob(m, "lid", height + 0.002 + rise, m.u(0.009, 0.014))
    m.zone("lid", "knob", z=(height + 0.003 + rise, None))
    _stick(
        m,
        radius,
        m.u(0.7, 0.85) * height,
        m.u(0.13, 0.19),
        "",
        m.u(0.009, 0.013),
        m.u(0.008, 0.012),
        m.u(0, 0.03),
        m.chance(0.4),
        0.14 * radius,
    )
    m.cut("handle", inside)


@construction("saucepan")
def copper_pot(m: Maker) -> None:
    """Flared or straight copper, flat strap handle with rivet plate, lid with a strap of its own."""
    radius, height = m.u(0.07, 0.11), m.u(0.06, 0.11)
    profile = [(m.u(0.75, 1.0) * radius, 0), (radius, height)]
    inside = _pan(m, profile, _round(m), "pot", m.u(0.002, 0.003))
    _pot_lid(m, 0.99 * radius, height, 0.002)
    long = m.u(0.03, 0.05)
    path = arc((0, 0, height + 0.002), (long, m.u(0.024, 0.034)), 0, 180, 11 if m.fine else 6)
    m.add("lid", tube(path, m.u(0.006, 0.009), 8, flat=0.45, up=(0, 1, 0)))
    m.zone("lid", "knob", z=(height + 0.006, None))
    z, length, rise = 0.75 * height, m.u(0.14, 0.2), m.u(0.01, 0.05)
    edge = _at(profile, z) * float(-_round(m)[:, 0].min())
    m.add(
        "handle",
        block((0.02, 0.05, 0.028), (0.008 - edge, 0, z), 0.0015 if m.fine else 0),
    )
    t = np.linspace(0, 1, 8 if m.fine else 4)
    back = -radius - length
    m.add(
        "handle",
        _strip(
            [
                (
                    0.012 - edge - (length + radius - edge + 0.012) * s,
                    z + rise * s**0.6,
                    m.u(0.0098, 0.01) * (1 + 0.35 * s),
                    0.005,
                )
                for s in t.tolist()
            ],
            8,
            m.chance(0.5),
        )
        - _through(back + 0.016, z + rise, 0.005, "z"),
    )
    m.cut("handle", inside)
    m.zone("handle", "end_grip", x=(None, back + 0.22 * length))


@construction("saucepan")
def milk_pan(m: Maker) -> None:
    """Bellied enamel pot, turned handle on a ferrule, domed lid."""
    radius, height = m.u(0.065, 0.09), m.u(0.08, 0.12)
    profile = [
        (0.8 * radius, 0),
        (radius, 0.3 * height),
        (radius, 0.65 * height),
        (0.86 * radius, 0.85 * height),
        (0.92 * radius, height),
    ]
    inside = _pan(m, profile, _round(m), "pot", 0.003)
    rise = m.u(0.015, 0.035)
    _pot_lid(m, 0.88 * radius, height, rise)
    _knob(m, "lid", height + 0.002 + rise, m.u(0.008, 0.012))
    m.zone("lid", "knob", z=(height + 0.003 + rise, None))
    z, thick = 0.72 * height, m.u(0.009, 0.013)
    tilt = m.u(0.0, 0.04)
    m.add(
        "handle",
        bar((-0.82 * radius, 0, z), (-radius - 0.045, 0, z + 0.3 * tilt), 0.75 * thick, max(7, m.sides // 2)),
    )
    m.cut("handle", inside)
    _stick(
        m,
        radius + 0.03,
        z + 0.2 * tilt,
        m.u(0.11, 0.16),
        m.pick("swell", "flare", "round", "contour"),
        thick,
        thick,
        tilt,
        False,
    )


@construction("saucepan")
def bent_rod(m: Maker) -> None:
    """Facetted or squarish pot with a handle bent from rod, flat lid with any knob."""
    radius, height = m.u(0.07, 0.1), m.u(0.07, 0.12)
    outline = m.pick(_facets(m.count(8, 12)), _squarish(m, m.u(2.3, 4)))
    profile = [(0.95 * radius, 0), (radius, 0.1 * height), (radius, height)]
    inside = _pan(m, profile, outline, "pot", 0.003)
    m.add("lid", _solid_of([(0.99 * radius, height - 0.002), (0.95 * radius, height + 0.006)], outline))
    _knob(m, "lid", height + 0.005, m.u(0.009, 0.013))
    m.zone("lid", "knob", z=(height + 0.0061, None))
    z, length, wide = 0.8 * height, m.u(0.13, 0.18), m.u(0.009, 0.013)
    x = -radius * float(-outline[:, 0].min())
    path = np.array(
        [
            (0.9 * x, wide, z),
            (x - 0.92 * length, wide, z + 0.01),
            (x - length, 0.4 * wide, z + 0.01),
            (x - length, -0.4 * wide, z + 0.01),
            (x - 0.92 * length, -wide, z + 0.01),
            (0.9 * x, -wide, z),
        ]
    )
    m.add("handle", tube(path, m.u(0.0035, 0.005), max(6, m.sides // 3)))
    if m.chance(0.5):
        m.add(
            "handle",
            _grip(m, x - 0.3 * length, x - 0.85 * length, 1.4 * wide, 0.009, "box", z + 0.005, z + 0.01),
        )
    m.cut("handle", inside)
    m.zone("handle", "end_grip", x=(None, x - 0.75 * length))


# Bowls, plates, boards, trays


def _dish(m: Maker, profile: Profile, outline: Double, wall: float) -> None:
    m.add("body", _hollow(profile, wall, outline))
    height = profile[-1][1]
    _rim_and_base(m, height, 0.82, 0.15)


@construction("bowl")
def footed_bowl(m: Maker) -> None:
    """Round wall on a foot ring."""
    radius = m.u(0.055, 0.13)
    height = m.u(0.42, 0.75) * radius
    profile = [
        (0.3 * radius, 0),
        *[(r, 0.06 * height + 0.94 * z) for r, z in _wall(m, radius, height, "round")[1:]],
    ]
    _dish(m, profile, _round(m), m.u(0.0025, 0.006))
    foot = m.u(0.42, 0.55) * radius
    m.add("body", lathe([(foot, -m.u(0.003, 0.01)), (0.94 * foot, 0.1 * height)], m.sides))


@construction("bowl")
def flared_bowl(m: Maker) -> None:
    """Straight cone or trumpet opening wide, plain, faceted or lobed."""
    radius = m.u(0.06, 0.14)
    height = m.u(0.35, 0.7) * radius
    profile = m.pick(
        [(m.u(0.35, 0.5) * radius, 0), (radius, height)],
        [(0.38 * radius, 0), (0.55 * radius, 0.3 * height), (0.75 * radius, 0.7 * height), (radius, height)],
    )
    _dish(
        m,
        profile,
        m.pick(_round(m), _facets(m.count(5, 10)), _lobed(m, m.count(6, 12), m.u(0.04, 0.12))),
        m.u(0.0025, 0.006),
    )


@construction("bowl")
def straight_bowl(m: Maker) -> None:
    """Upright wall with a small radius at the floor; round, oval or square."""
    radius = m.u(0.05, 0.11)
    height = m.u(0.4, 0.9) * radius
    profile = [
        (0.82 * radius, 0),
        (0.96 * radius, 0.15 * height),
        (radius, m.u(0.3, 0.6) * height),
        (m.u(0.92, 1.04) * radius, height),
    ]
    _dish(
        m,
        profile,
        m.pick(_round(m), _squarish(m, m.u(3, 8)), _squarish(m, m.u(2, 4), m.u(0.6, 0.85))),
        m.u(0.003, 0.007),
    )


@construction("bowl")
def wooden_bowl(m: Maker) -> None:
    """Thick carved bowl, slightly out of round, closing at the rim."""
    radius = m.u(0.065, 0.13)
    height = m.u(0.45, 0.8) * radius
    wall = m.u(0.008, 0.014)
    profile = [
        (0.5 * radius, 0),
        (0.85 * radius, 0.25 * height),
        (radius, 0.6 * height),
        (m.u(0.88, 0.98) * radius, height),
    ]
    _dish(m, profile, m.pick(_round(m), _facets(m.count(10, 16))) * (1, m.u(0.9, 1.0)), wall)


@construction("bowl")
def rimmed_bowl(m: Maker) -> None:
    """Deep plate or mixing bowl with a flange or a rolled rim."""
    radius = m.u(0.08, 0.13)
    height = m.u(0.3, 0.75) * radius
    well = m.u(0.72, 0.9) * radius
    profile = [(0.5 * well, 0), (0.85 * well, 0.3 * height), (well, 0.85 * height), (radius, height)]
    _dish(m, profile, _round(m), m.u(0.002, 0.004))
    if m.chance(0.5):
        m.add("body", _bead(m, radius, m.u(0.002, 0.004), height))


def _flat_dish(m: Maker, profile: Profile, outline: Double, wall: float, well: float) -> None:
    """Plate with its zones: rim, well in the middle, foot below."""
    m.add("plate", _hollow(profile, wall, outline))
    x, y = (0.7 * well * float(outline[:, i].max()) for i in (0, 1))
    base, rim = profile[0][1], profile[-1][1]
    m.zone("plate", "rim", z=(base + 0.55 * (rim - base), None))
    m.zone("plate", "centre", x=(-x, x), y=(-y, y), z=(base + 0.5 * wall, None))
    m.zone("plate", "base", z=(None, base + 0.4 * wall))


@construction("plate")
def coupe(m: Maker) -> None:
    """Even curve without a border."""
    radius, wall = m.u(0.075, 0.15), m.u(0.003, 0.005)
    height = m.u(0.1, 0.2) * radius
    profile = [
        (0.45 * radius, 0),
        (0.65 * radius, 0.1 * height),
        (0.86 * radius, 0.45 * height),
        (radius, height),
    ]
    _flat_dish(m, profile, _round(m), wall, 0.6 * radius)


@construction("plate")
def bordered(m: Maker) -> None:
    """Well, step, broad border; plain, scalloped or faceted."""
    radius, wall = m.u(0.085, 0.15), m.u(0.003, 0.0055)
    well, height = m.u(0.62, 0.74) * radius, m.u(0.014, 0.026)
    profile = [(0.86 * well, 0), (well, 0.5 * height), (1.04 * well, 0.62 * height), (radius, height)]
    outline = m.pick(_round(m), _lobed(m, m.count(8, 14), m.u(0.03, 0.07)), _facets(m.count(6, 10)))
    _flat_dish(m, profile, outline, wall, 0.85 * well)
    if m.fine:
        m.add("plate", _bead(m, 0.75 * well, 0.002, -0.0005))


@construction("plate")
def square_plate(m: Maker) -> None:
    """Square, oblong or oval with a raised edge."""
    radius, wall = m.u(0.075, 0.14), m.u(0.003, 0.006)
    height = m.u(0.01, 0.024)
    outline = m.pick(_squarish(m, m.u(4, 9), m.u(0.6, 1.0)), _squarish(m, 2.0, m.u(0.6, 0.8)))
    profile = [(m.u(0.72, 0.86) * radius, 0), (0.93 * radius, 0.5 * height), (radius, height)]
    _flat_dish(m, profile, outline, wall, 0.75 * radius)


@construction("plate")
def flat_disc(m: Maker) -> None:
    """Nearly flat slab of wood, slate or tin with an upturned or rounded edge."""
    radius, wall = m.u(0.08, 0.15), m.u(0.005, 0.009)
    lip = m.u(0.004, 0.008)
    profile = [(0.94 * radius, 0), (radius, wall), (0.99 * radius, wall + lip)]
    _flat_dish(m, profile, m.pick(_round(m), _facets(m.count(6, 14))), wall, 0.7 * radius)


def _slab(
    m: Maker,
    outline: list[tuple[float, float]],
    thick: float,
    holes: Sequence[list[tuple[float, float]]] = (),
) -> Manifold:
    return plate(outline, thick, at=(0, 0, 0), holes=holes)


def _board_zones(m: Maker, x: tuple[float, float], y: float, thick: float, part: str = "board") -> None:
    """Edges all round within a margin, the face above."""
    margin = 0.13 * min(x[1] - x[0], 2 * y)
    m.zone(part, "edge", x=(None, x[0] + margin))
    m.zone(part, "edge", x=(x[1] - margin, None))
    m.zone(part, "edge", y=(None, -y + margin))
    m.zone(part, "edge", y=(y - margin, None))
    m.zone(part, "face", x=(x[0] + margin, x[1] - margin), y=(-y + margin, y - margin), z=(0.3 * thick, None))


@construction("cutting_board")
def paddle_board(m: Maker) -> None:
    """Oblong board with a tongue for a handle, pierced."""
    long, wide, thick = m.u(0.2, 0.36), m.u(0.13, 0.24), m.u(0.01, 0.022)
    corner, length, tongue = m.u(0.004, 0.03), m.u(0.08, 0.13), m.u(0.03, 0.046)
    m.add("board", _slab(m, rectangle(long, wide, corner, 4 if m.fine else 1), thick))
    x = -long / 2 - length / 2 + 0.01
    rim = rectangle(length + 0.02, tongue, 0.4 * tongue, 5 if m.fine else 2, (x, 0))
    m.add("handle", _slab(m, rim, thick, [circle(m.u(0.005, 0.008), 12, (-long / 2 - length + 0.022, 0))]))
    m.cut("handle", plate(rectangle(long, wide), 2 * thick))
    _board_zones(m, (-long / 2, long / 2), wide / 2, thick)


@construction("cutting_board")
def round_paddle(m: Maker) -> None:
    """Round, oval or faceted board with a turned or flat handle."""
    radius, thick = m.u(0.1, 0.17), m.u(0.011, 0.02)
    y = m.u(0.75, 1.0) * radius
    outline = (
        circle((radius, y), m.sides)
        if m.chance(0.7)
        else [(radius * a, y * b) for a, b in _facets(8).tolist()]
    )
    m.add("board", _slab(m, outline, thick))
    length, half = m.u(0.09, 0.14), m.u(0.012, 0.018)
    m.add(
        "handle",
        _grip(
            m,
            min(x for x, _ in outline) + 0.01,
            -radius - length,
            half,
            0.5 * thick if m.chance(0.6) else half,
            m.pick("box", "flare", "swell", "round"),
        ),
    )
    _board_zones(m, (-radius, radius), y, thick)


@construction("cutting_board")
def slot_board(m: Maker) -> None:
    """Oblong board whose last part is a handle: a slot for the fingers."""
    long, wide, thick = m.u(0.24, 0.42), m.u(0.16, 0.28), m.u(0.008, 0.025)
    corner, strip = m.u(0.006, 0.03), m.u(0.06, 0.08)
    whole = _slab(m, rectangle(long, wide, corner, 5 if m.fine else 2), thick)
    slot = rectangle(
        m.u(0.024, 0.03), m.u(0.085, 0.11), 0.012, 5 if m.fine else 2, (-long / 2 + 0.5 * strip + 0.004, 0)
    )
    half = block((strip, 2 * wide, 2 * thick), (-long / 2 + strip / 2, 0, 0))
    m.add("handle", (whole ^ half) - plate(slot, 2 * thick))
    m.add("board", whole - half)
    if m.fine and m.chance(0.5):
        groove = rectangle(long - strip - 0.03, wide - 0.03, 0.01, 3, (strip / 2, 0))
        inner = rectangle(long - strip - 0.042, wide - 0.042, 0.008, 3, (strip / 2, 0))
        m.cut("board", plate(groove, 0.006, at=(0, 0, thick / 2), holes=[inner]))
    _board_zones(m, (-long / 2 + strip, long / 2), wide / 2, thick)


@construction("cutting_board")
def wire_handle(m: Maker) -> None:
    """Thick butcher's block with a loop of rod or a rope behind."""
    long, wide, thick = m.u(0.2, 0.34), m.u(0.14, 0.25), m.u(0.02, 0.04)
    m.add("board", block((long, wide, thick), (0, 0, 0), m.u(0, 0.006) if m.fine else 0, 8))
    half, out = m.u(0.045, 0.06), m.u(0.032, 0.05)
    path = _loop_path(m, (-long / 2 + 0.004, half), (-long / 2 + 0.004, -half), out, m.u(2, 6))[:, [0, 2, 1]]
    m.add("handle", tube(path, m.u(0.004, 0.008), max(6, m.sides // 3)))
    _board_zones(m, (-long / 2, long / 2), wide / 2, thick)


def _tray_zones(m: Maker, height: float, wall: float) -> None:
    m.zone("tray", "rim", z=(max(0.4 * height, 1.2 * wall), None))
    m.zone("tray", "bottom", z=(None, 0.5 * wall))


@construction("tray")
def bar_tray(m: Maker) -> None:
    """Oblong tray with a rim, arched or square rod handles at its ends."""
    radius, height, wall = m.u(0.18, 0.26), m.u(0.012, 0.035), m.u(0.003, 0.006)
    aspect = m.u(0.55, 0.8)
    outline = _squarish(m, m.u(4, 10), 1.0)[:, ::-1][::-1] * (aspect, 1)
    profile = [(m.u(0.85, 0.95) * radius, 0), (radius, height)]
    m.add("tray", _hollow(profile, wall, outline))
    half, out = m.u(0.045, 0.06), m.u(0.028, 0.04)
    flat = _loop_path(m, (0, half), (0, -half), out, m.u(2.5, 7))
    stand = m.chance(0.5)
    path = (
        np.stack([flat[:, 2], 0 * flat[:, 0], -flat[:, 0]], 1)
        if stand
        else np.stack([flat[:, 2], -flat[:, 0], 0 * flat[:, 0]], 1)
    )
    path = path + np.array([0, radius - 0.003, height - 0.004])
    side_handles(m, tube(path, m.u(0.004, 0.007), max(6, m.sides // 3), up=(0, 1, 0) if stand else (0, 0, 1)))
    _tray_zones(m, height, wall)


@construction("tray")
def box_tray(m: Maker) -> None:
    """Wooden tray with upright boards, slots for the hands in raised ends."""
    long, wide, height, wall = m.u(0.36, 0.5), m.u(0.24, 0.34), m.u(0.035, 0.05), m.u(0.007, 0.012)
    m.add("tray", block((wide, long, wall), (0, 0, wall / 2)))
    for side in (-1, 1):
        m.add("tray", block((wall, long, height), (side * (wide - wall) / 2, 0, height / 2)))
        m.add("tray", block((wide, wall, 0.5 * height), (0, side * (long - wall) / 2, 0.25 * height)))
    z = height + m.u(0.02, 0.035)
    slot = rectangle(m.u(0.085, 0.11), 0.026, 0.012, 4 if m.fine else 1, (0, z - 0.03))
    body = [
        (-wide / 2, 0.4 * height),
        (wide / 2, 0.4 * height),
        (wide / 2, height),
        (0.3 * wide, z),
        (-0.3 * wide, z),
        (-wide / 2, height),
    ]
    side_handles(m, plate(body, wall, "xz", (0, (long - wall) / 2, 0), [slot]))
    _tray_zones(m, height, wall)


@construction("tray")
def round_tray(m: Maker) -> None:
    """Round or oval salver with cast ears."""
    radius, height, wall = m.u(0.15, 0.22), m.u(0.012, 0.03), m.u(0.0025, 0.005)
    outline = m.pick(_round(m), _lobed(m, m.count(8, 12), 0.05)) * (m.u(0.68, 1.0), 1)
    profile = [(0.82 * radius, 0), (0.92 * radius, 0.6 * height), (radius, height)]
    m.add("tray", _hollow(profile, wall, outline))
    wide, out = m.u(0.1, 0.13), m.u(0.045, 0.06)
    corner = 6 if m.fine else 2
    ear = rectangle(wide, 2 * out, 0.8 * out, corner, (0, radius - 0.004))
    slot = rectangle(0.78 * wide, 1.05 * out, 0.45 * out, corner, (0, radius + 0.26 * out))
    solid = plate(ear, m.u(0.006, 0.01), at=(0, 0, height - 0.004), holes=[slot])
    side_handles(m, solid - _solid_of([(0.97 * radius, -0.01), (0.97 * radius, height + 0.02)], outline))
    _tray_zones(m, height, wall)


@construction("tray")
def canteen_tray(m: Maker) -> None:
    """Moulded tray with flat lugs for handles."""
    radius, height, wall = m.u(0.18, 0.24), m.u(0.014, 0.025), m.u(0.003, 0.004)
    outline = _squarish(m, m.u(5, 12), 1.0) * (m.u(0.68, 0.8), 1)
    profile = [(0.88 * radius, 0), (0.93 * radius, 0.8 * height), (radius, height)]
    m.add("tray", _hollow(profile, wall, outline))
    wide, out = m.u(0.09, 0.14), m.u(0.025, 0.04)
    lug = rectangle(wide, 2 * out, m.u(0.3, 0.9) * out, 4 if m.fine else 1, (0, radius))
    solid = plate(lug, m.u(0.005, 0.009), at=(0, 0, height - 0.002))
    side_handles(m, solid - _solid_of([(0.96 * radius, -0.01), (0.96 * radius, height + 0.02)], outline))
    _tray_zones(m, height, wall)


# Knives and cutlery


def _knife(
    m: Maker,
    length: float,
    spine: list[float],
    edge: list[float],
    thick: float,
    kind: str,
    handle: Manifold,
    back: float,
) -> None:
    """Blade from x = 0 with spine and edge heights at even stations, and a handle that ends at x = back."""
    x = np.linspace(-0.012, length, len(spine)).tolist()
    stations = [
        (a, s, e, thick * (1 - 0.6 * max(a, 0) / length)) for a, s, e in zip(x, spine, edge, strict=True)
    ]
    m.add("handle", handle)
    m.add("blade", blade(stations, kind))
    low, high = min(edge), max(spine)
    m.zone("blade", "edge", x=(0.0, None), z=(None, low + 0.3 * (high - low)))
    m.zone("blade", "spine", x=(0.0, None), z=(high - 0.25 * (high - low), None))
    m.zone("blade", "tip", x=(0.9 * length, None))
    m.zone("handle", "end_grip", x=(None, 0.8 * back))
    m.zone("handle", "bolster", x=(0.14 * back, None))


def _bend(m: Maker, start: float, end: float, power: float) -> list[float]:
    t = np.linspace(0, 1, 12 if m.fine else 6)
    return [float(start + (end - start) * s**power) for s in t]


@construction("kitchen_knife")
def chefs_knife(m: Maker) -> None:
    """Triangular blade with a curved edge, full tang between scales with rivets."""
    length, tall = m.u(0.09, 0.24), m.u(0.016, 0.026)
    back = -m.u(0.1, 0.13)
    half = m.u(0.009, 0.012)
    spine = _bend(m, 0.35 * tall, -m.u(0.1, 0.6) * tall, m.u(1.5, 3))
    edge = _bend(m, -1.5 * tall, spine[-1] - 0.001, m.u(3, 5))
    handle = _grip(
        m,
        0.004,
        back,
        0.75 * half,
        half,
        m.pick("box", "contour", "flare", "swell"),
        -0.004,
        -m.u(0.002, 0.014),
    )
    _knife(m, length, spine, edge, m.u(0.002, 0.0035), "wedge", handle, back)
    m.add(
        "handle",
        block((m.u(0.008, 0.018), 1.4 * half, 1.9 * half), (0, 0, -0.004), 0.002 if m.fine else 0, 8),
    )
    if m.fine:
        for share in (0.25, 0.5, 0.75):
            m.add(
                "handle",
                bar((share * back, -0.82 * half, -0.007), (share * back, 0.82 * half, -0.007), 0.0025, 8),
            )


@construction("kitchen_knife")
def cleaver(m: Maker) -> None:
    """Broad rectangular blade, round or oval grip."""
    length, tall = m.u(0.13, 0.2), m.u(0.06, 0.1)
    back, half = -m.u(0.09, 0.125), m.u(0.011, 0.015)
    spine = [0.015, 0.016, 0.016, 0.016, m.u(0.0, 0.016)]
    edge = [-0.3 * tall, 0.016 - tall, 0.014 - tall, 0.016 - tall, 0.02 - 0.98 * tall]
    _knife(
        m,
        length,
        spine,
        edge,
        m.u(0.0025, 0.004),
        "wedge",
        _grip(m, 0.002, back, 0.85 * half, half, m.pick("round", "swell", "box", "octagon")),
        back,
    )
    m.add("handle", bar((-0.012, 0, 0), (0.006, 0, 0), 0.8 * half, max(8, m.sides // 2)))
    if m.chance(0.5):
        m.cut("blade", _through(0.88 * length, 0.0, 0.006, "y"))


@construction("kitchen_knife")
def slicer(m: Maker) -> None:
    """Long narrow carving, bread or filleting blade; sometimes serrated."""
    length, tall = m.u(0.17, 0.3), m.u(0.022, 0.034)
    back, half = -m.u(0.1, 0.13), m.u(0.009, 0.012)
    count = 30 if m.fine else 8
    t = np.linspace(0, 1, count)
    tip = m.u(0.1, 0.9)
    spine = (0.4 * tall - tip * tall * t**8).tolist()
    edge = (
        -0.6 * tall + (1 - tip) * 0.95 * tall * t**9 - 0.2 * m.u(0, 0.3) * tall * np.sin(np.pi * t)
    ).tolist()
    edge[-1] = min(edge[-1], spine[-1] - 0.002)
    if m.fine and m.chance(0.5):
        edge = [e + (0.0025 if i % 2 else 0) for i, e in enumerate(edge)]
        edge[-1] = min(edge[-1], spine[-1] - 0.002)
    kind = m.pick("contour", "swell", "box", "flare")
    _knife(
        m,
        length,
        spine,
        edge,
        m.u(0.0016, 0.0028),
        "wedge",
        _grip(m, 0.004, back, 0.8 * half, 1.1 * half, kind, 0, -m.u(0, 0.012)),
        back,
    )


@construction("kitchen_knife")
def round_handle(m: Maker) -> None:
    """Straight-backed blade on a round or octagonal wooden handle with a collar."""
    length, tall = m.u(0.1, 0.22), m.u(0.035, 0.05)
    back, half = -m.u(0.11, 0.14), m.u(0.01, 0.013)
    spine = _bend(m, 0.3 * tall, -m.u(0.2, 0.5) * tall, 6)
    edge = _bend(m, -0.7 * tall, spine[-1] - 0.001, m.u(6, 10))
    _knife(
        m,
        length,
        spine,
        edge,
        m.u(0.0018, 0.003),
        "wedge",
        _grip(m, -0.018, back, half, 1.1 * half, m.pick("octagon", "round", "taper")),
        back,
    )
    m.add("handle", _grip(m, 0.003, -0.024, 0.95 * half, 1.05 * half, "octagon"))


@construction("kitchen_knife")
def table_knife(m: Maker) -> None:
    """Knife of one piece of metal: flat or hollow handle, small blunt blade."""
    length, tall = m.u(0.08, 0.12), m.u(0.016, 0.021)
    back = -m.u(0.09, 0.12)
    t = np.linspace(0, 1, 12 if m.fine else 6)
    spine = (0.45 * tall - 0.45 * tall * t**7).tolist()
    edge = (-0.5 * tall + 0.4 * tall * t**7 - 0.12 * tall * np.sin(np.pi * t)).tolist()
    wide = m.u(0.0035, 0.0055)
    _knife(
        m,
        length,
        spine,
        edge,
        m.u(0.0016, 0.0026),
        "wedge",
        _grip(m, 0.01, back, wide, m.u(0.007, 0.01), m.pick("flare", "box", "round")),
        back,
    )


def _hilt(m: Maker, front: float, length: float) -> tuple[Manifold, float]:
    """Handle of cutlery, flat steel or round wood; returns it and its back end."""
    back = front - length
    kind = m.pick("fiddle", "plain", "wood", "square", "rod")
    if kind in ("wood", "rod"):
        half = m.u(0.0055, 0.0085) if kind == "wood" else m.u(0.0028, 0.004)
        return _grip(
            m,
            front,
            back,
            half,
            half * m.u(0.7, 1.0),
            m.pick("swell", "flare", "contour", "octagon", "taper"),
        ), back
    t = np.linspace(0, 1, 11 if m.fine else 5)
    wide = {"fiddle": 0.35 + 0.65 * t**2.2, "plain": 0.4 + 0.6 * t, "square": 0.75 + 0.25 * t}[kind] * m.u(
        0.008, 0.011
    )
    thick, bow = m.u(0.0012, 0.0022), m.u(0.002, 0.012)
    if m.fine and kind != "square":
        wide[-1] *= 0.45
        t[-2] = 0.96
    z = bow * np.sin(np.pi * t) * (0.4 + 0.6 * t)
    rows = [
        (front - length * s, h, w, thick)
        for s, h, w in zip(t.tolist(), z.tolist(), wide.tolist(), strict=True)
    ]
    return _strip(rows, 8, True), back


def _cutlery(m: Maker, length: float) -> tuple[float, float]:
    """Handle and neck of a fork or spoon whose head begins at x = 0; returns half sizes of the neck."""
    front = -m.u(0.018, 0.035)
    handle, back = _hilt(m, front, length)
    m.add("handle", handle)
    wide, thick = m.u(0.0026, 0.0038), m.u(0.0017, 0.0028)
    m.add(
        "neck",
        _strip(
            [
                (front - 0.006, 0, wide, thick),
                (0.5 * front, m.u(-0.002, 0.003), 0.9 * wide, thick),
                (0.007, 0, wide, thick),
            ],
            8,
            m.chance(0.5),
        ),
    )
    m.zone("handle", "end_grip", x=(None, back + 0.22 * length))
    return wide, thick


def _fork_head(m: Maker, count: int, wide: float, root: float, tine: float, thick: float, bow: float) -> None:
    """Shovel-shaped root and tines, curved upwards."""
    m.add(
        "head",
        _strip(
            [
                (0, 0, 0.3 * wide, thick),
                (0.4 * root, -0.5 * bow, 0.9 * wide, thick),
                (root + 0.002, -0.6 * bow, wide, thick),
            ],
            8,
            True,
        ),
    )
    half = wide / (1.6 * count)
    for y in np.linspace(-wide + half, wide - half, count):
        path = curve(
            [(root, y, -0.6 * bow), (root + 0.5 * tine, y, -0.3 * bow), (root + tine, y, 0.9 * bow)],
            6 if m.fine else 3,
        )
        size = np.linspace(1.0, 0.45, len(path)) * half
        m.add("head", tube(path, list(size * 0.9), 6, flat=1.0, up=(0, 0, 1)))
    m.zone("head", "tines", x=(root + 0.003, None))


@construction("fork")
def table_fork(m: Maker) -> None:
    """Four or three short tines on a rounded root."""
    _, thick = _cutlery(m, m.u(0.09, 0.13))
    _fork_head(
        m,
        m.count(3, 4),
        m.u(0.0095, 0.013),
        m.u(0.018, 0.026),
        m.u(0.03, 0.045),
        min(thick, 0.0018),
        m.u(0.003, 0.008),
    )


@construction("fork")
def carving_fork(m: Maker) -> None:
    """Two long prongs, a stout handle, a long neck."""
    front, length = -m.u(0.05, 0.1), m.u(0.1, 0.13)
    half = m.u(0.008, 0.012)
    m.add("handle", _grip(m, front, front - length, half, half, m.pick("box", "contour", "swell", "octagon")))
    thin = m.u(0.0028, 0.004)
    m.add("neck", bar((front - 0.004, 0, 0), (0.004, 0, 0), thin, max(6, m.sides // 3)))
    m.zone("handle", "end_grip", x=(None, front - 0.8 * length))
    _fork_head(m, 2, m.u(0.01, 0.014), m.u(0.012, 0.02), m.u(0.07, 0.11), thin, m.u(0.002, 0.012))


@construction("fork")
def wooden_fork(m: Maker) -> None:
    """Flat salad or picnic fork, cut from a board: slots between blunt tines."""
    length, wide = m.u(0.1, 0.2), m.u(0.012, 0.028)
    thick, narrow = m.u(0.0022, 0.006), m.u(0.0045, 0.0075)
    head = m.u(2.4, 3.4) * wide
    rows = [(-length, 1.3 * narrow), (-0.5 * length, narrow), (-0.15 * length, narrow)]
    corners = [(x, -w) for x, w in rows]
    m.add("handle", plate([*corners, *[(x, -y) for x, y in corners[::-1]]], thick))
    m.add(
        "neck",
        plate(
            [(-0.15 * length, -narrow), (0, -1.1 * narrow), (0, 1.1 * narrow), (-0.15 * length, narrow)],
            thick,
        ),
    )
    fan = [
        (-0.001, -1.1 * narrow),
        (0.2 * head, -0.75 * wide),
        (0.4 * head, -wide),
        (head, -0.95 * wide),
        (head, 0.95 * wide),
        (0.4 * head, wide),
        (0.2 * head, 0.75 * wide),
        (-0.001, 1.1 * narrow),
    ]
    count = m.count(3, 4)
    gap = m.u(0.16, 0.26) * wide
    slots = [
        rectangle(0.9 * head, gap, 0, at=(0.83 * head, y))
        for y in (np.arange(1, count) / count * 2 - 1) * 0.95 * wide
    ]
    m.add("head", plate(fan, thick, holes=slots))
    m.zone("head", "tines", x=(0.4 * head, None))
    m.zone("handle", "end_grip", x=(None, -0.78 * length))


@construction("fork")
def rod_fork(m: Maker) -> None:
    """Fondue or toasting fork of wire: long thin shaft, two or three prongs, a knob or grip behind."""
    length, thin = m.u(0.12, 0.25), m.u(0.0018, 0.003)
    grip = m.u(0.05, 0.085)
    half = m.u(0.005, 0.008)
    m.add(
        "handle", _grip(m, -length, -length - grip, half, half, m.pick("swell", "round", "flare", "octagon"))
    )
    m.add("neck", bar((-length - 0.004, 0, 0), (0.003, 0, 0), thin, 7))
    wide, tine = m.u(0.006, 0.011), m.u(0.025, 0.05)
    for y in np.linspace(-wide, wide, m.count(2, 3)):
        m.add(
            "head",
            tube(
                curve(
                    [(0, 0, 0), (0.007, 0.8 * y, 0), (0.014, y, 0), (0.014 + tine, 1.05 * y, 0)],
                    8 if m.fine else 5,
                ),
                [*([thin] * (7 if m.fine else 4)), 0.4 * thin],
                6,
            ),
        )
    m.zone("head", "tines", x=(0.016, None))
    m.zone("handle", "end_grip", x=(None, -length - 0.78 * grip))


def _scoop(m: Maker, long: float, wide: float, deep: float, wall: float, power: float = 1.0) -> Manifold:
    """Bowl of a spoon: lower half of an ellipsoid, hollowed; its back end at x = 0, rim at z = 0."""
    outer = ball((long, wide, deep), m.sides)
    inner = ball((long - wall, wide - wall, deep - wall), m.sides, (0, 0, 0.1 * wall))
    solid = (outer - inner).trim_by_plane((0, 0, -1), 0)
    if power != 1.0:
        solid = warped(
            solid,
            lambda p: (
                p
                * np.stack(
                    [np.ones(len(p)), 1 - (1 - power) * (0.5 + 0.5 * p[:, 0] / long), np.ones(len(p))], 1
                )
            ),
        )
    return solid.translate((long, 0, 0))


@construction("spoon")
def table_spoon(m: Maker) -> None:
    """Egg-shaped bowl on a neck, flat or moulded handle."""
    size = m.u(0.7, 1.25)
    _, thick = _cutlery(m, size * m.u(0.09, 0.11))
    long = size * m.u(0.024, 0.031)
    m.add(
        "bowl",
        _scoop(m, long, m.u(0.62, 0.74) * long, size * m.u(0.007, 0.011), 0.0016, m.u(0.75, 1.0)).translate(
            (0, 0, 0.5 * thick)
        ),
    )


@construction("spoon")
def wooden_spoon(m: Maker) -> None:
    """Round stick, thick shallow bowl."""
    length, half = m.u(0.15, 0.28), m.u(0.0045, 0.0075)
    long = m.u(0.028, 0.042)
    m.add("handle", _grip(m, -0.028, -length, half, half, m.pick("round", "flare", "taper")))
    m.add(
        "neck",
        _strip(
            [
                (-0.034, 0, 0.9 * half, 0.9 * half),
                (0.005, 0, 1.4 * half, 0.8 * half),
                (0.012, 0, 1.6 * half, 0.6 * half),
            ],
            max(7, m.sides // 3),
        ),
    )
    wide, deep = m.u(0.6, 0.9) * long, m.u(0.008, 0.013)
    cup = ball((long, wide, deep), m.sides, (long, 0, 0)).trim_by_plane((0, 0, -1), -0.3 * deep)
    m.add("bowl", cup - ball((0.86 * long, 0.86 * wide, 0.85 * deep), m.sides, (long, 0, 0.38 * deep)))
    m.zone("handle", "end_grip", x=(None, -0.8 * length))


@construction("spoon")
def measuring_scoop(m: Maker) -> None:
    """Round cup or half ball on a flat handle with a hole."""
    radius, length, thick = m.u(0.014, 0.03), m.u(0.06, 0.11), m.u(0.0012, 0.0025)
    wide = m.u(0.0055, 0.009)
    if m.chance(0.5):
        m.add("bowl", _scoop(m, radius, radius, m.u(0.7, 1.0) * radius, 0.0016))
    else:
        m.add(
            "bowl",
            vessel(
                [(m.u(0.75, 0.95) * radius, -m.u(0.6, 1.0) * radius), (radius, 0)],
                0.0018,
                m.sides,
                (radius, 0, 0),
            ),
        )
    m.add("neck", _strip([(-0.028, 0, wide, thick), (0.0036, 0, 0.9 * wide, thick)], 8, True))
    back = -0.025 - length
    flat = plate(
        rectangle(length + 0.006, 2 * wide, 0.9 * wide, 4 if m.fine else 1, (-0.022 - length / 2, 0)),
        2 * thick,
    )
    m.add("handle", flat - _through(back + wide, 0, 0.5 * wide, "z"))
    m.zone("handle", "end_grip", x=(None, back + 0.25 * length))


@construction("spoon")
def broth_spoon(m: Maker) -> None:
    """Porcelain spoon: flat-bottomed bowl running into a short rising channel."""
    long, wide, deep = m.u(0.032, 0.042), m.u(0.019, 0.024), m.u(0.014, 0.02)
    t = np.linspace(0, 1, 9 if m.fine else 5)
    profile = [(0.72, -deep), (0.92, -0.55 * deep), (1.0, 0)]
    shape = np.asarray(circle((long, wide), m.sides))
    outer = loft([np.concatenate([s * shape, np.full((m.sides, 1), z)], 1) for s, z in profile])
    hollow = loft(
        [
            np.concatenate([s * 0.88 * shape, np.full((m.sides, 1), z)], 1)
            for s, z in ((0.7, -deep + 0.0025), (0.94, -0.55 * deep), (1.0, 0.004))
        ]
    )
    m.add("bowl", (outer - hollow).translate((long, 0, 0)))
    length, rise, half = m.u(0.055, 0.085), m.u(0.015, 0.04), m.u(0.006, 0.009)
    rows = [(0.004 - length * s, -0.004 + rise * s**1.4, half * (1.15 - 0.35 * s), 0.003) for s in t.tolist()]
    cut = max(2, len(rows) // 3)
    m.add("neck", _strip(rows[: cut + 1], 8, True))
    m.add("handle", _strip(rows[cut:], 8, True))
    m.zone("handle", "end_grip", x=(None, 0.004 - 0.8 * length))


@construction("ladle")
def steel_ladle(m: Maker) -> None:
    """Half ball on a strap or rod that rises and curls to a hook."""
    radius, length, rise = m.u(0.03, 0.05), m.u(0.2, 0.28), m.u(0.06, 0.15)
    m.add("bowl", _scoop(m, radius, m.u(0.85, 1.0) * radius, m.u(0.65, 0.95) * radius, 0.002))
    half, curl = m.u(0.0045, 0.0075), m.u(0.012, 0.02)
    end = np.array([-length, 0, rise])
    points = [(0.001, 0, -0.006), (-0.02, 0, 0.15 * rise + 0.01), (-0.5 * length, 0, 0.6 * rise), tuple(end)]
    hook = [
        (end[0] - 0.7 * curl, 0, end[2] - 0.1 * curl),
        (end[0] - 0.9 * curl, 0, end[2] - 1.1 * curl),
        (end[0] - 0.1 * curl, 0, end[2] - 1.6 * curl),
    ]
    path = curve([*points, *hook], 26 if m.fine else 10)
    m.add("handle", tube(path, half, max(6, m.sides // 3), flat=m.pick(0.35, 0.9), up=(0, 1, 0)))
    m.zone("handle", "hook_end", x=(None, end[0] + 0.3 * curl))


@construction("ladle")
def grip_ladle(m: Maker) -> None:
    """Bowl, thin rod, moulded grip with a hanging eye."""
    radius, length, rise = m.u(0.032, 0.05), m.u(0.17, 0.24), m.u(0.02, 0.1)
    m.add("bowl", _scoop(m, radius, radius, m.u(0.55, 0.9) * radius, 0.0022))
    if m.chance(0.4):
        m.add("bowl", block((0.016, 0.012, 0.003), (radius, m.pick(-1, 1) * (radius + 0.004), -0.0015)))
    t, thin, half = m.u(0.4, 0.6), m.u(0.003, 0.005), m.u(0.009, 0.013)
    x, z = -t * length, t * rise
    m.add(
        "handle",
        tube(
            curve([(0.002, 0, -0.008), (-0.015, 0, 0.004), (x - 0.006, 0, z)], 8 if m.fine else 4),
            thin,
            max(6, m.sides // 3),
            up=(0, 1, 0),
        ),
    )
    grip = _grip(m, x, -length, half, 0.8 * half, m.pick("swell", "box", "contour", "flare"), z, rise)
    m.add("handle", grip - _through(-length + 0.011, rise, 0.0035, "y" if m.chance(0.5) else "z"))
    m.zone("handle", "hook_end", x=(None, -length + 0.028))


@construction("ladle")
def wooden_dipper(m: Maker) -> None:
    """Carved cup on a stick with a notch or crook behind."""
    radius, length, rise = m.u(0.028, 0.042), m.u(0.17, 0.28), m.u(0.0, 0.14)
    tall = m.u(0.9, 1.6) * radius
    profile = [(0.7 * radius, -tall), (radius, -0.5 * tall), (m.u(0.9, 1.0) * radius, 0)]
    wall, outline = m.u(0.004, 0.006), m.pick(_round(m), _facets(m.count(8, 12)))
    m.add("bowl", _hollow(profile, wall, outline).translate((radius, 0, 0)))
    half = m.u(0.006, 0.009)
    m.add("handle", _grip(m, 0.012, -length, half, half, m.pick("round", "taper", "octagon"), -0.008, rise))
    m.cut("handle", _inside(profile, 0.8 * wall, outline).translate((radius, 0, 0)))
    z = rise
    m.add(
        "handle",
        capsule(
            (-length + 0.006, 0, z),
            (-length - 0.008, 0, z - m.u(0.015, 0.025)),
            0.9 * half,
            max(8, m.sides // 2),
            0.6 * half,
        ),
    )
    m.zone("handle", "hook_end", x=(None, -length + 0.02))


@construction("ladle")
def plate_ladle(m: Maker) -> None:
    """Stamped in one: flat strip with an eye, oval or lipped bowl, steep or level."""
    radius, length, rise = m.u(0.032, 0.05), m.u(0.18, 0.26), m.u(0.0, 0.16)
    m.add("bowl", _scoop(m, radius, m.u(0.7, 1.0) * radius, m.u(0.45, 0.7) * radius, 0.0022, m.u(0.6, 1.0)))
    wide, thick = m.u(0.007, 0.011), m.u(0.0015, 0.003)
    t = np.linspace(0, 1, 9 if m.fine else 4)
    rows = [(0.003 - length * s, -0.003 + rise * s**0.8, wide * (0.7 + 0.5 * s), thick) for s in t.tolist()]
    x, z = rows[-1][0], rows[-1][1]
    m.add("handle", _strip(rows, 8, True))
    m.add("handle", ring(1.1 * wide, 0.35 * wide, 14, at=(x - 0.9 * wide, 0, z)))
    m.zone("handle", "hook_end", x=(None, x + 0.006))


def _turner_handle(m: Maker, length: float, rise: float) -> None:
    """Shaft and grip of a turner from the blade at x = 0."""
    share, thin = m.u(0.15, 0.5), m.u(0.003, 0.005)
    x, z = -share * length, share * rise
    m.add(
        "handle",
        tube(
            [(0.012, 0, 0.001), (0.5 * x, 0, 0.6 * z), (x - 0.008, 0, z)],
            thin,
            max(6, m.sides // 3),
            flat=m.u(1.0, 2.0),
        ),
    )
    half = m.u(0.008, 0.013)
    grip = _grip(m, x, -length, half, m.u(0.6, 1.0) * half, "", z, rise)
    m.add("handle", grip - _through(-length + 0.012, rise, 0.0035, "z") if m.chance(0.5) else grip)
    m.zone("handle", "end_grip", x=(None, -0.8 * length))


def _fan(
    long: float, back: float, front: float, corner: float, skew: float = 0.0
) -> list[tuple[float, float]]:
    """Outline of a blade from x = 0, half widths at its back and front."""
    return [
        (0, -back),
        (0.12 * long, -back - 0.5 * (front - back)),
        (long - corner - skew, -front),
        (long - skew, -front + corner),
        (long + skew, front - corner),
        (long - corner + skew, front),
        (0.12 * long, back + 0.5 * (front - back)),
        (0, back),
    ]


@construction("spatula")
def slotted_turner(m: Maker) -> None:
    """Thin broad plate with slots on a bent shaft."""
    long, front = m.u(0.07, 0.11), m.u(0.03, 0.05)
    slots = [
        rectangle(0.62 * long, 0.005, 0.002, 2, (0.55 * long, y))
        for y in np.linspace(-0.6, 0.6, m.count(3, 6)) * front
    ]
    m.add(
        "blade",
        plate(
            _fan(long, m.u(0.4, 0.9) * front, front, 0.006),
            m.u(0.0016, 0.003),
            holes=slots if m.chance(0.75) else [],
        ),
    )
    _turner_handle(m, m.u(0.19, 0.27), m.u(0.02, 0.07))


@construction("spatula")
def dough_scraper(m: Maker) -> None:
    """Thick flexible blade with one round corner, straight handle."""
    long, front, thick = m.u(0.06, 0.1), m.u(0.02, 0.032), m.u(0.006, 0.011)
    a = np.radians(np.linspace(-90, 0, 6))
    corner = 0.9 * front
    outline = [
        (0.0, -0.8 * front),
        *[
            (long - corner + corner * float(np.cos(t)), -front + corner + corner * float(np.sin(t)))
            for t in a
        ],
        (long, front),
        (0.0, 0.8 * front),
    ]
    solid = plate(outline, thick)
    if m.fine:
        solid = warped(
            solid,
            lambda p: (
                p * np.stack([np.ones(len(p)), np.ones(len(p)), 1 - 0.65 * np.clip(p[:, 0] / long, 0, 1)], 1)
            ),
        )
    m.add("blade", solid)
    half, length = m.u(0.006, 0.01), m.u(0.16, 0.22)
    m.add("handle", _grip(m, 0.014, -length, half, 0.8 * half, m.pick("box", "round", "flare", "taper")))
    m.zone("handle", "end_grip", x=(None, -0.8 * length))


@construction("spatula")
def wooden_turner(m: Maker) -> None:
    """Cut from one board: straight or slanted end, handle tapering into the blade."""
    long, front, thick = m.u(0.07, 0.11), m.u(0.022, 0.036), m.u(0.005, 0.009)
    length, half = m.u(0.17, 0.24), m.u(0.006, 0.009)
    m.add("blade", plate(_fan(long, half, front, m.u(0.003, 0.015), m.u(-0.01, 0.01)), thick))
    m.add(
        "handle",
        _grip(m, 0.006, -length, half, 0.55 * thick, m.pick("box", "round", "flare"))
        if m.chance(0.6)
        else _grip(m, 0.01, -length, half, half, m.pick("round", "taper")),
    )
    m.zone("handle", "end_grip", x=(None, -0.8 * length))


@construction("spatula")
def palette_knife(m: Maker) -> None:
    """Long narrow flexible blade, straight or cranked, on a turned handle."""
    long, front, drop = m.u(0.12, 0.22), m.u(0.011, 0.02), m.pick(0.0, m.u(0.015, 0.03))
    tip = [
        (long - front + front * float(np.cos(a)), front * float(np.sin(a)))
        for a in np.radians(np.linspace(-90, 90, 9))
    ]
    m.add("blade", plate([(0, -0.75 * front), *tip, (0, 0.75 * front)], 0.0018, at=(0, 0, -drop)))
    m.add(
        "blade",
        _strip(
            [
                (-0.03, 0, 0.006, 0.0022),
                (0.004, -drop, 0.6 * front, 0.002),
                (0.012, -drop, 0.7 * front, 0.001),
            ],
            8,
            True,
        ),
    )
    length, half = m.u(0.1, 0.13), m.u(0.008, 0.012)
    m.add(
        "handle",
        _grip(
            m,
            -0.024,
            -0.024 - length,
            half,
            half * m.u(0.75, 1.0),
            m.pick("swell", "contour", "flare", "round"),
        ),
    )
    m.zone("handle", "end_grip", x=(None, -0.024 - 0.8 * length))


def _wire_loop(
    m: Maker, long: float, wide: float, front: float, angle: float, thin: float, start: float
) -> Manifold:
    """One wire loop along X from x = 0, turned about X; widest at a share `front` of its length."""
    t = np.linspace(0, 1, 8 if m.fine else 5)
    half = wide * np.where(
        t < front,
        np.sin(np.pi / 2 * t / front) ** 1.3,
        np.sqrt(np.clip(1 - ((t - front) / (1 - front)) ** 2, 0, 1)),
    )
    half = np.maximum(half, start * (1 - t))
    side = np.stack([long * t, half, 0 * t], 1)
    path = np.concatenate([side, (side * (1, -1, 1))[-2::-1]])
    return turn(tube(path, thin, 5 if m.fine else 4), "x", angle)


@construction("whisk")
def balloon_whisk(m: Maker) -> None:
    """Crossing wire loops, round or slender, on a bar."""
    long, wide, thin = m.u(0.1, 0.16), m.u(0.022, 0.04), m.u(0.0009, 0.0016)
    count, half = m.count(3, 6 if m.fine else 4), m.u(0.007, 0.012)
    front = m.u(0.55, 0.75)
    for angle in np.arange(count) * 180 / count:
        m.add(
            "wires",
            _wire_loop(m, long, wide, front, float(angle), thin, 0.6 * half).translate((-0.006, 0, 0)),
        )
    length = m.u(0.1, 0.14)
    m.add(
        "handle",
        _grip(
            m, 0.004, -length, half, half, m.pick("round", "swell", "contour", "octagon", "flare", "taper")
        ),
    )
    if m.chance(0.4):
        m.add("handle", ring(0.7 * half, 0.2 * half, 12, m.pick("y", "z"), (-length - 0.5 * half, 0, 0)))
    m.zone("handle", "end_grip", x=(None, -0.8 * length))


@construction("whisk")
def flat_whisk(m: Maker) -> None:
    """Nested loops lying in one bent plane."""
    long, wide, thin, half = m.u(0.11, 0.16), m.u(0.026, 0.038), m.u(0.001, 0.0017), m.u(0.007, 0.01)
    count = m.count(2, 4)
    for share in np.linspace(1, 0.35, count):
        loop = _wire_loop(m, long * (0.75 + 0.25 * share), wide * share, 0.7, 0.0, thin, 0.6 * half * share)
        m.add("wires", loop.translate((-0.006, 0, 0)))
    length = m.u(0.1, 0.14)
    m.add("handle", _grip(m, 0.004, -length, half, 0.8 * half))
    m.zone("handle", "end_grip", x=(None, -0.8 * length))


@construction("whisk")
def ball_whisk(m: Maker) -> None:
    """Single springy wires that end in balls, fanned out."""
    long, wide, thin, half = m.u(0.09, 0.13), m.u(0.02, 0.035), m.u(0.001, 0.0016), m.u(0.007, 0.011)
    count = m.count(6, 10)
    for k in range(count):
        angle = 360 * k / count
        reach = long * (1 if k % 2 else m.u(0.85, 0.95))
        path = curve(
            [(-0.006, 0.4 * half, 0), (0.4 * reach, 0.45 * wide, 0), (reach, wide, 0)], 5 if m.fine else 3
        )
        m.add(
            "wires",
            turn(tube(path, thin, 5), "x", angle),
            turn(ball(m.u(0.003, 0.0045), 8, (reach, wide, 0)), "x", angle),
        )
    length = m.u(0.1, 0.14)
    m.add("handle", _grip(m, 0.004, -length, half, half, m.pick("round", "swell", "flare", "box")))
    m.zone("handle", "end_grip", x=(None, -0.8 * length))


@construction("whisk")
def coil_whisk(m: Maker) -> None:
    """Spring: a wire coil in a ring on a bent shaft."""
    wide, bar_thin, thin = m.u(0.022, 0.035), m.u(0.0018, 0.0028), m.u(0.0016, 0.0024)
    reach = m.u(0.05, 0.1)
    around = np.linspace(0, 2 * np.pi, 13 if m.fine else 9)[:-1]
    loop = np.stack([reach + wide - wide * np.cos(around), wide * np.sin(around), 0 * around], 1)
    m.add("wires", tube(loop, thin, 6 if m.fine else 4, closed=True))
    turns = m.count(6, 9) if m.fine else 5
    s = np.linspace(0, 2 * np.pi, 6 * turns + 1)[:-1]
    coil = np.stack(
        [
            reach + wide - (wide + 0.006 * np.cos(turns * s)) * np.cos(s),
            (wide + 0.006 * np.cos(turns * s)) * np.sin(s),
            0.006 * np.sin(turns * s),
        ],
        1,
    )
    m.add("wires", tube(coil, 0.55 * thin, 5 if m.fine else 4, up=(0, 0, 1), closed=True))
    m.add("wires", bar((-0.006, 0, 0), (reach + 0.001, 0, 0), bar_thin, 6))
    half, length = m.u(0.006, 0.01), m.u(0.1, 0.13)
    m.add("handle", _grip(m, 0.004, -length, half, half))
    m.zone("handle", "end_grip", x=(None, -0.8 * length))


# Rolling pins, mills, tongs


def _turned(rows: Sequence[tuple[float, float]], sides: int) -> Manifold:
    """Solid of revolution about Y from rows (radius, y)."""
    return lathe(list(rows), sides).rotate((-90, 0, 0))


def _pin_handles(m: Maker, rows: Sequence[tuple[float, float]]) -> None:
    solid = _turned(rows, max(8, m.sides // 2))
    m.add("left_handle", solid)
    m.add("right_handle", mirrored(solid, "y"))


@construction("rolling_pin")
def turned_handles(m: Maker) -> None:
    """Barrel with shaped grips on an axle."""
    radius, half, thick, length = m.u(0.02, 0.036), m.u(0.09, 0.15), m.u(0.0095, 0.015), m.u(0.075, 0.11)
    edge = m.u(0.0, 0.2) * radius if m.fine else 0.0001
    m.add(
        "barrel",
        _turned(
            [
                (radius - edge, -half),
                (radius, -half + edge + 1e-5),
                (radius, half - edge - 1e-5),
                (radius - edge, half),
            ],
            m.sides,
        ),
    )
    shape = m.pick(
        [0.9, 0.9, 1, 0.95, 0.8],
        [0.55, 0.8, 1.0, 1.05, 0.7],
        [1.0, 0.75, 0.9, 1.1, 0.8],
        [0.6, 0.65, 0.75, 1.05, 0.75],
    )
    gap = m.u(0.002, 0.006)
    y = half + gap + length * np.array([0, 0.25, 0.6, 0.92, 1.0])
    _pin_handles(
        m,
        [
            (0.35 * thick, half - 0.004),
            (0.35 * thick, half + gap),
            *[(thick * s, float(a)) for s, a in zip(shape, y, strict=True)],
        ],
    )


@construction("rolling_pin")
def tapered_pin(m: Maker) -> None:
    """One piece of wood tapering to both ends, which serve as handles."""
    radius, half, length = m.u(0.019, 0.028), m.u(0.1, 0.14), m.u(0.08, 0.12)
    end, power = m.u(0.4, 0.62) * radius, m.u(0.7, 1.6)
    m.add("barrel", _turned([(radius, -half), (radius, half)], m.sides))
    t = np.linspace(0, 1, 7 if m.fine else 4)
    rows = [(float(radius + (end - radius) * s**power), float(half - 0.0005 + length * s)) for s in t]
    solid = _turned([*rows, (0.6 * end, rows[-1][1] + 0.4 * end)], m.sides)
    m.add("left_handle", solid)
    m.add("right_handle", mirrored(solid, "y"))


@construction("rolling_pin")
def marble_pin(m: Maker) -> None:
    """Heavy barrel, short knobs or balls on thin necks."""
    radius, half, thick = m.u(0.026, 0.036), m.u(0.1, 0.14), m.u(0.011, 0.016)
    m.add(
        "barrel",
        _turned(
            [(0.92 * radius, -half), (radius, -half + 0.004), (radius, half - 0.004), (0.92 * radius, half)],
            m.sides,
        ),
    )
    neck, length = m.u(0.4, 0.6) * thick, m.u(0.045, 0.075)
    top = half + length
    _pin_handles(
        m,
        [
            (1.1 * thick, half - 0.002),
            (1.0 * thick, half + 0.004),
            (neck, half + 0.35 * length),
            (neck, half + 0.5 * length),
            (thick, top - 0.9 * thick),
            (1.1 * thick, top - 0.4 * thick),
            (0.6 * thick, top),
        ],
    )


@construction("rolling_pin")
def plain_dowel(m: Maker) -> None:
    """Stepped cylinder: the ends are straight thinner dowels, sometimes with discs between, or textured."""
    radius, half, thick, length = m.u(0.019, 0.03), m.u(0.08, 0.14), m.u(0.009, 0.0135), m.u(0.07, 0.11)
    outline = _facets(m.count(10, 16)) if m.chance(0.4) else _round(m)
    m.add("barrel", _solid_of([(radius, -half), (radius, half)], outline).rotate((-90, 0, 0)))
    if m.chance(0.5):
        for side in (-1, 1):
            m.add(
                "barrel",
                _turned(
                    [(1.12 * radius, side * half - 0.005), (1.12 * radius, side * half + 0.005)], m.sides
                ),
            )
    _pin_handles(m, [(thick, half - 0.003), (thick, half + length - 0.004), (0.75 * thick, half + length)])


def _mill_zones(m: Maker, height: float) -> None:
    m.zone("body", "base", z=(None, m.u(0.12, 0.2) * height))


@construction("pepper_mill")
def baluster(m: Maker) -> None:
    """Turned like a chair leg, round head."""
    radius, height = m.u(0.023, 0.032), m.u(0.09, 0.24)
    rows = [
        (1, 0),
        (1, 0.1),
        (0.75, 0.2),
        (m.u(0.6, 0.75), 0.45),
        (m.u(0.75, 0.95), 0.7),
        (0.65, 0.85),
        (0.9, 0.95),
        (0.85, 1),
    ]
    m.add("body", lathe([(radius * a, height * b) for a, b in rows], m.sides))
    head = m.u(0.85, 1.05) * radius
    low = m.u(0.5, 0.7)
    m.add(
        "knob",
        lathe([(low * head, height - 0.003), (low * head, height + 0.2 * head)], m.sides),
        ball((head, head, m.u(0.8, 1.1) * head), m.sides, (0, 0, height + 0.85 * head)),
    )
    if m.chance(0.6):
        m.add(
            "knob",
            lathe(
                [(0.25 * head, height + 1.5 * head), (0.28 * head, height + 2.1 * head)], max(8, m.sides // 2)
            ),
        )
    _mill_zones(m, height)


@construction("pepper_mill")
def straight_mill(m: Maker) -> None:
    """Plain cylinder, square or hexagon with a head of the same width."""
    radius, height = m.u(0.02, 0.03), m.u(0.08, 0.17)
    outline = m.pick(_round(m), _facets(m.count(5, 8)), _squarish(m, m.u(3, 7)))
    m.add("body", _solid_of([(radius, 0), (m.u(0.85, 1.0) * radius, height)], outline))
    m.add("body", _solid_of([(0.7 * radius, height - 0.002), (0.7 * radius, height + 0.004)], outline))
    tall = m.u(0.025, 0.05)
    top = m.u(0.8, 1.05) * radius
    m.add(
        "knob",
        _solid_of(
            [
                (0.98 * radius, height + 0.003),
                (top, height + tall),
                (0.7 * top, height + tall + m.u(0.001, 0.01)),
            ],
            outline,
        ),
    )
    _mill_zones(m, height)


@construction("pepper_mill")
def crank_mill(m: Maker) -> None:
    """Squat drum with a crank on top."""
    radius, height = m.u(0.024, 0.036), m.u(0.07, 0.13)
    m.add(
        "body",
        lathe(
            [
                *_wall(m, radius, height, m.pick("straight", "barrel", "waist")),
                (0.5 * radius, height + m.u(0.004, 0.02)),
            ],
            m.sides,
        ),
    )
    top, reach = height + m.u(0.02, 0.03), m.u(0.03, 0.055)
    side = m.pick(-1, 1)
    m.add("knob", bar((0, 0, height), (0, 0, top), 0.005, 8))
    m.add(
        "knob",
        _strip([(-0.006, top, 0.006, 0.002), (reach + 0.004, top + 0.004, 0.005, 0.002)], 8, True).rotate(
            (0, 0, 90 * side)
        ),
    )
    half = m.u(0.007, 0.01)
    m.add(
        "knob",
        lathe(
            [(0.6 * half, top), (half, top + 0.018), (0.9 * half, top + 0.024), (0.4 * half, top + 0.03)],
            max(8, m.sides // 2),
            (0, side * reach, 0),
        ),
    )
    _mill_zones(m, height)


@construction("pepper_mill")
def dome_mill(m: Maker) -> None:
    """Waisted body of glass or steel under a mushroom, a cone or a tall cap."""
    radius, height = m.u(0.022, 0.033), m.u(0.08, 0.15)
    m.add("body", lathe(_wall(m, radius, height, m.pick("waist", "pear", "stepped")), m.sides))
    wide, tall = m.u(0.8, 1.15) * radius, m.u(0.022, 0.06)
    z = height - 0.002
    rows = m.pick(
        [(0.6, 0), (1, 0.25), (0.9, 0.6), (0.5, 0.95), (0.2, 1)],
        [(1, 0), (0.5, 0.85), (0.35, 1)],
        [(0.8, 0), (1, 0.1), (1, 0.9), (0.85, 1)],
    )
    m.add("knob", lathe([(wide * a, z + tall * b) for a, b in rows], m.sides))
    _mill_zones(m, height)


def _pair(m: Maker, part: str, solid: Manifold) -> None:
    m.add(part, solid, mirrored(solid, "y"))


@construction("tongs")
def spring_tongs(m: Maker) -> None:
    """One strip of steel bent to a U, ends spooned or plain."""
    long, half, open_ = m.u(0.12, 0.25), m.u(0.006, 0.011), m.u(0.016, 0.034)
    bend = m.u(0.35, 0.8) * open_
    t = np.linspace(90, 180, 7 if m.fine else 4)
    a = np.radians(t)
    thick = m.u(0.0008, 0.0016)
    turn_path = np.stack([bend * np.cos(a), bend * np.sin(a), 0 * a], 1)[::-1]
    back = np.concatenate([turn_path[:-1], [(0.004, bend, 0)]])
    whole = np.concatenate([(back * (1, -1, 1))[:0:-1], back])
    m.add("hinge", tube(whole, half, 8, flat=thick / half, up=(0, 0, 1)))
    tip = m.u(0.15, 0.6) * open_
    side = tube(
        [(0, bend, 0), (0.5 * long, open_, 0), (long, tip, 0)],
        [half, 0.95 * half, m.u(0.7, 1.3) * half],
        8,
        flat=1.2 * thick / half,
    )
    _pair(m, "arms", side)
    if m.chance(0.6):
        wide = m.u(1.1, 1.7) * half
        _pair(m, "arms", ball((1.5 * wide, 0.0025, wide), m.sides, (long, tip, 0)))
    m.zone("arms", "tips", x=(0.82 * long, None))


@construction("tongs")
def kitchen_tongs(m: Maker) -> None:
    """Two channel-shaped arms on a pin, scalloped ends, grips on the arms."""
    long, half, open_ = m.u(0.2, 0.32), m.u(0.008, 0.012), m.u(0.022, 0.038)
    m.add(
        "hinge", bar((0.004, 0, -1.3 * half), (0.004, 0, 1.3 * half), m.u(0.006, 0.009), max(8, m.sides // 2))
    )
    if m.chance(0.5):
        m.add("hinge", ring(0.012, 0.0025, 14, "z", (-0.012, 0, 0)))
    thick, tip = m.u(0.0025, 0.004), m.u(0.2, 0.7) * open_
    path = curve(
        [(0.002, 0.004, 0), (0.35 * long, 0.85 * open_, 0), (0.75 * long, open_, 0), (long, tip, 0)],
        12 if m.fine else 6,
    )
    _pair(m, "arms", tube(path, half, 8, flat=thick / half))
    _pair(
        m, "arms", ball((0.026, 0.004, m.u(0.014, 0.02)), max(8, m.sides // 2), (long + 0.008, 0.85 * tip, 0))
    )
    if m.chance(0.5):
        _pair(
            m,
            "arms",
            turn(
                block(
                    (0.3 * long, 0.008, 2.3 * half),
                    (0.36 * long, 0.86 * open_ + 0.002, 0),
                    0.003 if m.fine else 0,
                    8,
                ),
                "z",
                8,
                (0.36 * long, 0.86 * open_, 0),
            ),
        )
    m.zone("arms", "tips", x=(0.86 * long, None))


@construction("tongs")
def wooden_tongs(m: Maker) -> None:
    """Two flat slats on a wedge."""
    long, half, thick, gap = m.u(0.15, 0.28), m.u(0.007, 0.012), m.u(0.0022, 0.004), m.u(0.012, 0.026)
    m.add("hinge", block((m.u(0.02, 0.04), 0.5 * gap, 2 * half), (0.012, 0, 0), 0.001 if m.fine else 0, 6))
    side = plate(
        [(-0.008, -half), (long, -m.u(0.4, 1.2) * half), (long, m.u(0.4, 1.2) * half), (-0.008, half)],
        2 * thick,
        "xz",
    )
    _pair(
        m,
        "arms",
        turn(
            side.translate((0, 0.25 * gap + 0.8 * thick, 0)),
            "z",
            float(np.degrees(np.arctan2(m.u(0.35, 0.9) * gap, long))),
        ),
    )
    m.zone("arms", "tips", x=(0.82 * long, None))


@construction("tongs")
def scissor_tongs(m: Maker) -> None:
    """Arms that cross at a pivot, loops for the fingers behind, claws in front."""
    long, thin = m.u(0.07, 0.12), m.u(0.003, 0.0045)
    back = m.u(0.07, 0.1)
    spread, loop = m.u(0.02, 0.028), m.u(0.014, 0.018)
    m.add("hinge", bar((0, 0, -2.2 * thin), (0, 0, 2.2 * thin), 2.2 * thin, max(8, m.sides // 2)))
    for side, lift in ((1, 0.6 * thin), (-1, -0.6 * thin)):
        path = curve(
            [
                (-back, side * spread, lift),
                (-0.5 * back, side * 0.6 * spread, lift),
                (0, 0, lift),
                (0.5 * long, -side * 0.8 * spread, lift),
                (long, -side * m.u(0.1, 0.4) * spread, lift),
            ],
            15 if m.fine else 8,
        )
        m.add("arms", tube(path, thin, max(6, m.sides // 3)))
        m.add("arms", ring(loop, thin, 16, "z", (-back - 0.9 * loop, side * (spread + 0.35 * loop), lift)))
        m.add(
            "arms",
            block(
                (0.016, 0.004, 0.016), (long - 0.004, -side * 0.25 * spread, 0), 0.0015 if m.fine else 0, 6
            ),
        )
    m.zone("arms", "tips", x=(0.82 * long, None))
