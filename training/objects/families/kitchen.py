"""Things of the kitchen and the table."""

from __future__ import annotations

from ..maker import Maker
from ..registry import construction
from ..solids import arc, cavity, tube, vessel


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
