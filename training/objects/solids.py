"""Solid primitives for the constructions: lathes, lofts, tubes, blades, plates, rounded blocks.

Every function returns a closed `manifold3d.Manifold` in metres. Curves are arrays of points (K, 3).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manifold3d import CrossSection, Manifold, Mesh, OpType
from numpy.typing import ArrayLike, NDArray

Double = NDArray[np.float64]
Point = Sequence[float] | NDArray[np.floating]
Points = ArrayLike | Sequence[Point]


def lathe(profile: Sequence[tuple[float, float]], sides: int, at: Point = (0, 0, 0)) -> Manifold:
    """Solid of revolution about Z through `at`.

    Args:
        profile: (radius, z) from one end of the axis to the other; closed to the axis by itself.
        sides: segments round.
        at: where the profile's (0, 0) goes.
    """
    points = [(0.0, profile[0][1]), *profile, (0.0, profile[-1][1])]
    polygon = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    section = CrossSection([polygon], fillrule=_NON_ZERO)
    return Manifold.revolve(section, sides).translate(tuple(at))


def vessel(
    profile: Sequence[tuple[float, float]], wall: float, sides: int, at: Point = (0, 0, 0)
) -> Manifold:
    """Hollow solid of revolution, open at the top.

    The outer profile (radius, z) runs from base to rim; the wall is taken from it.
    """
    outer = [(max(r, 1e-4), z) for r, z in profile]
    floor = outer[0][1] + wall
    inner = [(max(r - wall, 5e-4), max(z, floor)) for r, z in outer if z > floor]
    first = np.interp(floor, [z for _, z in outer], [r for r, _ in outer])
    inner = [(max(float(first) - wall, 5e-4), floor), *inner]
    polygon = [(0.0, outer[0][1]), *outer, *inner[::-1], (0.0, floor)]
    section = CrossSection([polygon], fillrule=_NON_ZERO)
    return Manifold.revolve(section, sides).translate(tuple(at))


def cavity(
    profile: Sequence[tuple[float, float]], wall: float, sides: int, at: Point = (0, 0, 0)
) -> Manifold:
    """The inside of a vessel of the same arguments, open at the top.

    Cut it from handles that would reach in.
    """
    top = profile[-1][1] + 0.05
    inner = [(max(r - wall, 5e-4), max(z, profile[0][1] + wall)) for r, z in profile]
    return lathe([*inner, (inner[-1][0], top)], sides, at)


def loft(rings: Sequence[ArrayLike], closed: bool = False) -> Manifold:
    """Skin over rings of K points each, (R, K, 3); ends are capped, or joined to one another where closed.

    Rings run counter-clockwise seen from the far end (from where the loft goes to); reversed ones are put
    right.
    """
    stack = np.asarray(rings, float)
    count, around = stack.shape[:2]
    index = np.arange(count * around).reshape(count, around)
    faces: list[NDArray[np.intp]] = []
    for i in range(count if closed else count - 1):
        a, b = index[i], index[(i + 1) % count]
        a1, b1 = np.roll(a, -1), np.roll(b, -1)
        faces += [np.stack([a, a1, b1], 1), np.stack([a, b1, b], 1)]
    vertices = stack.reshape(-1, 3)
    if not closed:
        ends = len(vertices)
        vertices = np.concatenate([vertices, [stack[0].mean(0), stack[-1].mean(0)]])
        first, last = index[0], index[-1]
        faces += [np.stack([np.roll(first, -1), first, np.full(around, ends)], 1)]
        faces += [np.stack([last, np.roll(last, -1), np.full(around, ends + 1)], 1)]
    return _solid(vertices, np.concatenate(faces))


def tube(
    path: Points,
    radius: ArrayLike,
    sides: int,
    flat: float = 1.0,
    up: Point = (0, 0, 1),
    closed: bool = False,
) -> Manifold:
    """Round or flattened bar along a path.

    Args:
        path: (K, 3) points, K >= 2.
        radius: one, or one a point.
        sides: segments round.
        flat: half width across `up` over half width along it (2 = a strap lying flat on `up`).
        up: direction to which the section's height is turned.
        closed: whether the path's end joins its beginning.
    """
    points = np.asarray(path, float)
    along = np.gradient(points, axis=0)
    if closed:
        along = np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    size = np.broadcast_to(np.asarray(radius, float), len(points))
    angle = 2 * np.pi * np.arange(sides) / sides
    height = np.asarray(up, float)
    if np.abs(along @ height).max() > 0.97 * np.linalg.norm(height):
        height = np.array([1.0, 0.2, 0.1]) if abs(along[0, 0]) < 0.8 else np.array([0.1, 1.0, 0.2])
        if np.abs(along @ height).max() > 0.97 * np.linalg.norm(height):
            height = np.array([0.1, 0.2, 1.0])
    rings = []
    for point, tangent, r in zip(points, along, size, strict=True):
        top = height - (height @ tangent) * tangent
        top /= np.linalg.norm(top)
        side = np.cross(top, tangent)
        rings.append(point + r * (flat * np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * top))
    return loft(rings, closed)


def bar(a: Point, b: Point, radius: float, sides: int, end_radius: float | None = None) -> Manifold:
    """Cylinder or cone from a to b."""
    return tube([a, b], [radius, radius if end_radius is None else end_radius], sides)


def capsule(a: Point, b: Point, radius: float, sides: int, end_radius: float | None = None) -> Manifold:
    """Hull of two balls."""
    return hull(ball(radius, sides, a), ball(radius if end_radius is None else end_radius, sides, b))


def ball(radius: float | Point, sides: int, at: Point = (0, 0, 0)) -> Manifold:
    """Sphere, or an ellipsoid with three radii."""
    scale = np.broadcast_to(np.asarray(radius, float), 3)
    return Manifold.sphere(1.0, max(4 * round(sides / 4), 8)).scale(tuple(scale)).translate(tuple(at))


def block(size: Point, at: Point = (0, 0, 0), rounding: float = 0.0, sides: int = 12) -> Manifold:
    """Box centred at a point; with rounded edges where asked for."""
    half = np.asarray(size, float) / 2
    rounding = min(rounding, 0.98 * float(half.min()))
    if rounding <= 0:
        return Manifold.cube(tuple(2 * half), True).translate(tuple(at))
    core = half - rounding
    corner = Manifold.sphere(rounding, max(4 * round(sides / 4), 4))
    signs = [(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]
    return Manifold.batch_hull([corner.translate(tuple(core * s)) for s in signs]).translate(tuple(at))


def plate(
    outline: Sequence[tuple[float, float]],
    thickness: float,
    plane: str = "xy",
    at: Point = (0, 0, 0),
    holes: Sequence[Sequence[tuple[float, float]]] = (),
) -> Manifold:
    """Flat outline (in "xy", "xz" or "yz") given a thickness, centred on the plane through `at`."""
    section = CrossSection([list(outline)], fillrule=_NON_ZERO)
    if section.area() == 0:
        raise ValueError("The outline of a plate has no area.")
    for hole in holes:
        section = section - CrossSection([list(hole)], fillrule=_NON_ZERO)
    solid = Manifold.extrude(section, thickness).translate((0, 0, -thickness / 2))
    matrix = {
        "xy": np.eye(3),
        "xz": np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]]),
        "yz": np.array([[0, 0, 1.0], [1, 0, 0], [0, 1, 0]]),
    }[plane]
    return solid.transform(np.concatenate([matrix, np.asarray(at, float)[:, None]], axis=1))


def blade(stations: Sequence[tuple[float, float, float, float]], kind: str = "wedge") -> Manifold:
    """Blade along X in the XZ plane.

    Args:
        stations: (x, spine z, edge z, thickness) from the root to the tip.
        kind: "wedge" (thick at the spine, sharp at the edge), "diamond" (two edges, ridge in the middle),
            "flat" (of even thickness).
    """
    rings = []
    for x, spine, edge, thickness in stations:
        half, thin = thickness / 2, min(0.0004, thickness / 4)
        middle = (spine + edge) / 2
        shape = {
            "wedge": [(half, spine), (-half, spine), (-thin, edge), (thin, edge)],
            "diamond": [
                (half, middle),
                (thin, spine),
                (-thin, spine),
                (-half, middle),
                (-thin, edge),
                (thin, edge),
            ],
            "flat": [(half, spine), (-half, spine), (-half, edge), (half, edge)],
        }[kind]
        rings.append([(x, y, z) for y, z in shape])
    return loft(rings)


def ring(radius: float, thickness: float, sides: int, axis: str = "z", at: Point = (0, 0, 0)) -> Manifold:
    """Torus: middle radius and radius of the bar, about an axis."""
    angle = np.linspace(0, 2 * np.pi, max(sides, 8), endpoint=False)
    circle = np.stack([radius * np.cos(angle), radius * np.sin(angle), 0 * angle], 1)
    order = {"z": [0, 1, 2], "y": [0, 2, 1], "x": [2, 0, 1]}[axis]
    up = {"z": (0, 0, 1), "y": (0, 1, 0), "x": (1, 0, 0)}[axis]
    return tube(circle[:, order] + np.asarray(at, float), thickness, max(sides // 2, 6), up=up, closed=True)


def hull(*solids: Manifold) -> Manifold:
    """Convex hull of all of them together."""
    return Manifold.batch_hull(list(solids))


def union(*solids: Manifold) -> Manifold:
    """Boolean union."""
    return Manifold.batch_boolean(list(solids), OpType.Add)


def turn(solid: Manifold, axis: str, degrees: float, about: Point = (0, 0, 0)) -> Manifold:
    """Rotated about an axis through a point."""
    angles = {"x": (degrees, 0, 0), "y": (0, degrees, 0), "z": (0, 0, degrees)}[axis]
    back = tuple(-float(c) for c in about)
    return solid.translate(back).rotate(angles).translate(tuple(about))


def move(solid: Manifold, by: Point) -> Manifold:
    """Translated."""
    return solid.translate(tuple(by))


def mirrored(solid: Manifold, axis: str) -> Manifold:
    """Mirror image across the plane through the origin at right angles to an axis."""
    return solid.mirror({"x": (1, 0, 0), "y": (0, 1, 0), "z": (0, 0, 1)}[axis])


def warped(solid: Manifold, change: Callable[[Double], Double], fine: float | None = None) -> Manifold:
    """Every vertex moved by a function of (V, 3) points; first refined to edges of `fine` metres if given."""
    if fine:
        solid = solid.refine_to_length(fine)
    return solid.warp_batch(lambda points: change(np.asarray(points, float)))


def bumpy(
    solid: Manifold, depth: float, size: float, random: np.random.Generator, fine: float | None = None
) -> Manifold:
    """Irregular as grown or carved things are: smooth waves of a depth and a size, metres."""
    waves = random.normal(0, 2 * np.pi / size, (6, 3))
    phase = random.uniform(0, 2 * np.pi, 6)
    shift = random.normal(0, depth / 3, (6, 3))
    return warped(solid, lambda p: p + np.sin(p @ waves.T + phase) @ shift, fine)


def arc(
    centre: Point,
    radius: float | tuple[float, float],
    start: float,
    end: float,
    count: int,
    plane: str = "xz",
) -> Double:
    """Points (count, 3) of a circular or elliptic arc.

    Angles are in degrees, from the plane's first axis to its second.
    """
    angle = np.radians(np.linspace(start, end, count))
    a, b = (radius, radius) if isinstance(radius, int | float) else radius
    points = np.zeros((count, 3))
    first, second = ("xyz".index(letter) for letter in plane)
    points[:, first], points[:, second] = a * np.cos(angle), b * np.sin(angle)
    return points + np.asarray(centre, float)


def curve(points: Points, count: int) -> Double:
    """Smooth curve (count, 3) through the given points (Catmull-Rom)."""
    given = np.asarray(points, float)
    padded = np.concatenate([[2 * given[0] - given[1]], given, [2 * given[-1] - given[-2]]])
    place = np.linspace(0, len(given) - 1, count)
    index = np.minimum(place.astype(int), len(given) - 2)
    t = (place - index)[:, None]
    p0, p1, p2, p3 = (padded[index + k] for k in range(4))
    return 0.5 * (
        2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3
    )


def circle(
    radius: float | tuple[float, float], sides: int, at: tuple[float, float] = (0, 0)
) -> list[tuple[float, float]]:
    """Outline of a circle or an ellipse, for plates."""
    a, b = (radius, radius) if isinstance(radius, int | float) else radius
    angle = 2 * np.pi * np.arange(sides) / sides
    return [(at[0] + a * float(np.cos(t)), at[1] + b * float(np.sin(t))) for t in angle]


def rectangle(
    width: float, height: float, rounding: float = 0.0, corner: int = 4, at: tuple[float, float] = (0, 0)
) -> list[tuple[float, float]]:
    """Outline of a rectangle, its corners rounded where asked for."""
    if rounding <= 0:
        x, y = width / 2, height / 2
        return [(at[0] + a, at[1] + b) for a, b in ((-x, -y), (x, -y), (x, y), (-x, y))]
    x, y = width / 2 - rounding, height / 2 - rounding
    points = []
    for cx, cy, start in ((x, y, 0), (-x, y, 90), (-x, -y, 180), (x, -y, 270)):
        for angle in np.radians(start + np.linspace(0, 90, corner + 1)):
            points.append(
                (at[0] + cx + rounding * float(np.cos(angle)), at[1] + cy + rounding * float(np.sin(angle)))
            )
    return points


def _solid(vertices: Double, faces: NDArray[np.intp]) -> Manifold:
    corners = vertices[faces]
    volume = float((np.cross(corners[:, 0], corners[:, 1]) * corners[:, 2]).sum())
    if volume < 0:
        faces = faces[:, ::-1]
    solid = Manifold(Mesh(vertices.astype(np.float32), np.ascontiguousarray(faces, np.uint32)))
    if solid.is_empty():
        raise ValueError(f"These rings do not close to a solid ({solid.status()}).")
    return solid


def _fill_rule() -> object:
    from manifold3d import FillRule

    return FillRule.NonZero


_NON_ZERO = _fill_rule()
