"""Guns for two hands: rifles, shotguns, submachine guns, rocket launchers."""

from __future__ import annotations

import numpy as np

from ..maker import Maker
from ..registry import construction
from ..sections import along_x
from ..solids import bar, block, circle, curve, hull, loft, plate, rectangle, tube, turn
from ._arms import finger_lever, thin_sides
from ._guns import beam, bore, gun_barrel, muzzle_zone, pistol_grip, ribs, scope, sights, skin


def _sporter_stock(m: Maker, rear: float, drop: float, wide: float) -> None:
    """Shoulder stock and the wrist behind the trigger in one sweep; the trigger sits at x = 0."""
    heel = m.u(0.11, 0.14)
    wrist = m.u(0.036, 0.046)
    rows = [
        (rear, -drop - 0.25 * heel, heel, wide),
        (0.55 * rear - 0.02, -drop - 0.1 * heel, 0.72 * heel, 0.92 * wide),
        (-0.15, -0.6 * drop - 0.012, 1.15 * wrist, 0.8 * wide),
    ]
    square = m.u(2.2, 3.2)
    m.add("stock", skin(m, rows, square))
    if m.chance(0.6):
        pad = (rear, -drop - 0.25 * heel, 1.02 * heel, 1.05 * wide)
        m.add("stock", skin(m, [(rear - m.u(0.01, 0.025), *pad[1:]), pad], square))
    curl = m.u(0.0, 0.018)
    grip = [
        (-0.165, -0.6 * drop - 0.014, 1.1 * wrist, 0.8 * wide),
        (-0.1, -0.35 * drop - 0.012 - curl, wrist, 0.78 * wide),
        (-0.045, -0.018 - 0.5 * curl, wrist, 0.8 * wide),
        (-0.005, -0.012, wrist, 0.9 * wide),
    ]
    m.add("grip", skin(m, grip, square))


def _bolt(m: Maker, x: float, z: float, r: float, part: str = "receiver") -> None:
    """Bolt handle on the right."""
    m.add(part, bar((x, 0, z), (x - 0.006, -0.035, z - 0.018), 0.0045, thin_sides(m)))
    m.add(
        part,
        hull(
            *(bar((x - 0.006, -0.033, z - 0.018), (x - 0.006, -0.047, z - 0.024), s, 8) for s in (0.006, r))
        ),
    )


@construction("rifle")
def sporting_rifle(m: Maker) -> None:
    """Bolt action in a one-piece stock, usually with a scope."""
    wide = m.u(0.038, 0.05)
    _sporter_stock(m, -m.u(0.33, 0.4), m.u(0.015, 0.045), wide)
    long, r = m.u(0.55, 0.75), m.u(0.0085, 0.012)
    act = m.u(0.16, 0.22)
    z = 0.016
    m.add(
        "receiver", along_x([(0.012, -0.05), (0.0155, -0.04), (0.0155, act)], m.pick(8, m.sides), (0, 0, z))
    )
    m.add("receiver", beam(-0.01, act + 0.01, 0.034, 0.92 * wide, -0.012, 0.006))
    fore = act + m.u(0.18, 0.3)
    rows = [
        (act - 0.01, -0.012, 0.04, wide),
        (0.5 * (act + fore), -0.008, 0.036, 0.95 * wide),
        (fore, -0.002, 0.026, 0.75 * wide),
    ]
    m.add("fore_end", skin(m, rows, m.u(2.2, 3.5)))
    gun_barrel(m, act - 0.02, long, r, z, share=0.08)
    bore(m, long, 0.5 * r, z)
    _bolt(m, m.u(-0.01, 0.03), z, 0.008)
    finger_lever(m, "grip", 0.004, -0.026, m.u(0.045, 0.055), m.u(0.028, 0.034))
    if m.chance(0.7):
        scope(m, "scope", -0.05, m.u(0.18, 0.28), z + m.u(0.036, 0.05), z, m.u(0.011, 0.015))
    if m.chance(0.4):
        m.add("receiver", block((0.06, 0.6 * wide, m.u(0.03, 0.08)), (0.07, 0, -0.04)))


@construction("rifle")
def chassis_sniper(m: Maker) -> None:
    """Pistol grip, skeleton stock, long heavy barrel with a brake, big scope, at times a bipod."""
    wide, tall = m.u(0.034, 0.046), m.u(0.042, 0.056)
    act, fore = m.u(0.16, 0.22), m.u(0.22, 0.36)
    m.add("receiver", beam(-0.07, act, tall, wide, 0.012, 0.008))
    m.add(
        "fore_end", beam(act - 0.005, act + fore, m.u(0.75, 1.0) * tall, 0.95 * wide, 0.01, m.u(0.004, 0.014))
    )
    end, r = act + fore + m.u(0.15, 0.4), m.u(0.009, 0.014)
    m.add("barrel", bar((act, 0, 0.014), (end, 0, 0.014), r, m.pick(8, m.sides)))
    brake = m.u(0.04, 0.08)
    m.add("barrel", beam(end - brake, end, 3 * r, 2.4 * r, 0.014, 0.5 * r))
    if m.fine:
        m.cut(
            "barrel",
            *(block((0.007, 0.1, 1.4 * r), (end - brake + 0.014 + 0.014 * k, 0, 0.014)) for k in range(2)),
        )
    bore(m, end, 0.5 * r, 0.014)
    m.zone("barrel", "muzzle", x=(end - brake - 0.002, None))
    rear, heel = -m.u(0.28, 0.36), m.u(0.1, 0.13)
    frame = [(-0.06, 0.03), (rear, 0.034), (rear, 0.034 - heel), (rear + 0.03, 0.034 - heel), (-0.06, -0.012)]
    hole = [(-0.09, 0.004), (rear + 0.035, 0.006), (rear + 0.035, 0.045 - 0.75 * heel)]
    m.add("stock", plate(frame, 0.75 * wide, "xz", holes=[hole] if m.chance(0.6) else ()))
    m.add("stock", block((0.1, 0.9 * wide, 0.022), (0.6 * rear, 0, 0.042), 0.008 if m.fine else 0))
    finger_lever(m, "grip", 0.0, 0.012 - 0.5 * tall, m.u(0.05, 0.06), m.u(0.028, 0.036))
    pistol_grip(
        m,
        "grip",
        -0.045,
        0.012 - 0.5 * tall,
        m.u(0.085, 0.105),
        m.u(0.01, 0.035),
        m.u(0.04, 0.05),
        m.u(0.028, 0.036),
    )
    top = 0.012 + 0.5 * tall
    scope(m, "scope", -0.06, m.u(0.2, 0.3), top + m.u(0.03, 0.045), top - 0.003, m.u(0.013, 0.018))
    _bolt(m, -0.02, 0.02, 0.009)
    m.add("receiver", block((0.07, 0.6 * wide, m.u(0.04, 0.07)), (0.09, 0, -0.04)))
    if m.chance(0.5):
        x = act + fore - 0.03
        m.add("fore_end", *(bar((x, 0, 0), (x + 0.02, s * 0.06, -m.u(0.14, 0.2)), 0.005, 6) for s in (1, -1)))


@construction("rifle")
def long_musket(m: Maker) -> None:
    """Straight wooden stock to near the muzzle, long barrel with bands, side lock."""
    wide = m.u(0.04, 0.05)
    _sporter_stock(m, -m.u(0.33, 0.4), m.u(0.04, 0.075), wide)
    long, r = m.u(0.75, 1.05), m.u(0.0095, 0.014)
    m.add("receiver", beam(-0.02, 0.16, 0.046, wide, -0.006, 0.01))
    m.add("barrel", bar((0.0, 0, 0.016), (long, 0, 0.016), r, m.pick(8, m.sides)))
    bore(m, long, 0.6 * r, 0.016)
    muzzle_zone(m, 0, long, 0.06)
    fore = m.u(0.55, 0.9) * long
    m.add(
        "fore_end",
        skin(
            m,
            [
                (0.15, -0.004, 0.042, 0.95 * wide),
                (0.5 * fore, 0.0, 0.034, 0.75 * wide),
                (fore, 0.004, 0.026, 0.62 * wide),
            ],
            2.6,
        ),
    )
    for x in m.pick((), (0.6,), (0.4, 0.75)):
        m.add("fore_end", block((0.016, 0.72 * wide, 0.046), (x * fore, 0, 0.006), 0.003 if m.fine else 0))
    m.add("receiver", plate(circle((0.055, 0.014), 14, (0.03, 0.0)), wide + 0.006, "xz"))
    hammer = curve(
        [
            (0.0, -0.5 * wide - 0.003, 0.0),
            (-0.03, -0.5 * wide - 0.003, 0.03),
            (-0.012, -0.5 * wide, 0.05),
            (0.005, -0.5 * wide, 0.044),
        ],
        7,
    )
    m.add("receiver", tube(hammer, 0.005, 6))
    m.add("receiver", block((0.03, 0.012, 0.012), (0.035, -0.5 * wide, 0.014)))
    finger_lever(m, "grip", 0.004, -0.024, m.u(0.045, 0.06), m.u(0.028, 0.034), 0.0032)
    if m.chance(0.5):
        m.add("barrel", bar((0.3 * fore, 0, -0.016), (0.97 * long, 0, -0.004), 0.004, 6))


@construction("rifle")
def lever_rifle(m: Maker) -> None:
    """Flat receiver, loop lever under the wrist, magazine tube below the barrel."""
    wide = m.u(0.034, 0.044)
    _sporter_stock(m, -m.u(0.3, 0.36), m.u(0.03, 0.06), wide)
    act, tall = m.u(0.16, 0.2), m.u(0.048, 0.06)
    m.add(
        "receiver",
        plate(
            [
                (-0.03, -0.4 * tall),
                (act, -0.45 * tall),
                (act, 0.55 * tall),
                (0.02, 0.55 * tall),
                (-0.03, 0.25 * tall),
            ],
            0.8 * wide,
            "xz",
        ),
    )
    r, long = m.u(0.008, 0.011), m.u(0.42, 0.65)
    gun_barrel(m, act - 0.01, act + long, r, 0.3 * tall, m.pick(8, m.sides), 0.08)
    m.add(
        "barrel",
        bar(
            (act, 0, 0.3 * tall - 2.1 * r),
            (act + m.u(0.7, 0.97) * long, 0, 0.3 * tall - 2.1 * r),
            1.1 * r,
            thin_sides(m),
        ),
    )
    bore(m, act + long, 0.5 * r, 0.3 * tall)
    fore = m.u(0.2, 0.28)
    m.add(
        "fore_end",
        skin(
            m,
            [
                (act - 0.004, -0.1 * tall, 0.9 * tall, wide),
                (act + 0.7 * fore, -0.04 * tall, 0.75 * tall, 0.95 * wide),
                (act + fore, 0, 0.6 * tall, 0.8 * wide),
            ],
            m.u(2.2, 4),
        ),
    )
    sights(m, "barrel", act + 0.05, act + long - 0.02, 0.3 * tall + r, 0.008)
    loop = curve(
        [
            (0.02, 0, -0.4 * tall),
            (0.01, 0, -0.075),
            (-0.05, 0, -0.06),
            (-0.07, 0, -0.085),
            (-0.12, 0, -0.09),
            (-0.13, 0, -0.05),
        ],
        14 if m.fine else 8,
    )
    m.add("grip", tube(loop, 0.0035, 6, 1.6))
    finger_lever(m, "grip", -0.012, -0.022, 0.0, 0.03, 0.003)
    m.add(
        "receiver",
        tube(
            curve([(-0.025, 0, 0.2 * tall), (-0.04, 0, 0.45 * tall), (-0.055, 0, 0.55 * tall)], 4), 0.005, 6
        ),
    )
    if m.chance(0.25):
        scope(m, "scope", 0.0, 0.22, 0.55 * tall + 0.03, 0.5 * tall, 0.012)


def _magazine(m: Maker, x: float, z: float, long: float, depth: float, wide: float, bend: float) -> None:
    """Box magazine hanging from (x, z), bent forward by an angle in degrees."""
    if bend < 4:
        lean = m.u(-0.01, 0.02)
        ends = [(x, z + 0.01), (x + lean, z - long)]
        m.add(
            "magazine",
            hull(*(block((depth, wide, 0.012), (a, 0, c), 0.002 if m.fine else 0) for a, c in ends)),
        )
    else:
        radius = long / np.radians(bend)
        rings = []
        for a in np.radians(np.linspace(-3, bend, 8 if m.fine else 4)):
            s, c = np.sin(a), np.cos(a)
            middle = np.array([x + radius * (1 - c), 0, z - radius * s])
            front = 0.5 * depth * np.array([c, 0, s])
            side = np.array([0, 0.5 * wide, 0])
            rings.append(
                [middle + front + side, middle - front + side, middle - front - side, middle + front - side]
            )
        m.add("magazine", loft(rings))
    if m.fine and m.chance(0.5):
        m.add("magazine", block((0.5 * depth, wide + 0.004, 0.5 * long), (x, 0, z - 0.35 * long)))


@construction("assault_rifle")
def carbine(m: Maker) -> None:
    """Straight line: tube stock, box magazine, round or railed handguard, high sights."""
    wide, tall = m.u(0.03, 0.042), m.u(0.05, 0.065)
    back, front = -0.075, m.u(0.12, 0.15)
    m.add(
        "receiver",
        beam(back, front, 0.6 * tall, 0.85 * wide, 0.018, 0.008),
        beam(-0.05, front - 0.01, 0.65 * tall, wide, -0.012, 0.004),
    )
    buffer = m.u(0.13, 0.2)
    m.add("stock", bar((back + 0.01, 0, 0.016), (back - buffer, 0, 0.016), 0.014, m.sides))
    butt = [
        (back - buffer - 0.02, 0.034),
        (back - 0.4 * buffer, 0.036),
        (back - 0.5 * buffer, -0.004),
        (back - buffer, -m.u(0.06, 0.1)),
        (back - buffer - 0.02, -m.u(0.075, 0.1)),
    ]
    m.add("stock", plate(butt, m.u(0.03, 0.042), "xz"))
    guard = m.u(0.18, 0.32)
    end = front + guard
    if m.chance(0.5):
        m.add(
            "handguard",
            bar(
                (front - 0.005, 0, 0.018),
                (end, 0, 0.018),
                m.u(0.022, 0.03),
                m.pick(6, 8, m.sides),
                m.u(0.018, 0.026),
            ),
        )
    else:
        side = m.u(0.038, 0.05)
        m.add("handguard", beam(front - 0.005, end, side, side, 0.016, 0.008))
        if m.fine:
            ribs(m, "handguard", front + 0.01, end - 0.01, side + 0.006, 0.5 * side, 0.016, m.count(6, 10))
    r, out = m.u(0.007, 0.01), m.u(0.06, 0.2)
    m.add(
        "barrel",
        bar((end - 0.03, 0, 0.018), (end + out, 0, 0.018), r, m.sides),
        bar((end + out - 0.045, 0, 0.018), (end + out, 0, 0.018), 1.5 * r, m.pick(6, m.sides)),
    )
    bore(m, end + out, 0.7 * r, 0.018)
    m.zone("barrel", "muzzle", x=(end + out - 0.047, None))
    top = 0.018 + 0.3 * tall
    if m.chance(0.5):
        handle = [(-0.06, top - 0.004), (0.07, top - 0.004), (0.09, top + 0.035), (-0.05, top + 0.035)]
        m.add(
            "receiver",
            plate(handle, 0.014, "xz", holes=[rectangle(0.085, 0.022, 0.004, 2, (0.01, top + 0.014))]),
        )
    else:
        sights(m, "receiver", -0.04, front - 0.02, top, m.u(0.012, 0.03))
    m.add(
        "handguard",
        plate(
            [(end - 0.03, 0.03), (end, 0.03), (end - 0.008, top + 0.03), (end - 0.014, top + 0.03)],
            0.008,
            "xz",
        ),
    )
    finger_lever(m, "grip", 0.004, -0.03, m.u(0.045, 0.055), m.u(0.028, 0.034))
    pistol_grip(
        m, "grip", -0.038, -0.028, m.u(0.085, 0.1), m.u(0.025, 0.05), m.u(0.036, 0.046), m.u(0.026, 0.033)
    )
    _magazine(m, 0.072, -0.028, m.u(0.08, 0.19), m.u(0.05, 0.064), m.u(0.022, 0.028), m.pick(0.0, m.u(8, 22)))


@construction("assault_rifle")
def wooden_stock_rifle(m: Maker) -> None:
    """Stamped receiver, wooden stock and handguard, banana magazine, gas tube above the barrel."""
    wide, tall = m.u(0.032, 0.04), m.u(0.05, 0.062)
    front = m.u(0.15, 0.19)
    m.add(
        "receiver",
        skin(m, [(-0.09, -0.004, 0.9 * tall, wide), (-0.08, 0, tall, wide), (front, 0, tall, wide)], 4.5),
    )
    rear, heel = -m.u(0.32, 0.38), m.u(0.1, 0.125)
    m.add(
        "stock",
        skin(
            m,
            [
                (rear, -0.05, heel, wide),
                (rear + 0.1, -0.04, 0.8 * heel, 0.95 * wide),
                (-0.075, -0.006, 0.75 * tall, 0.9 * wide),
            ],
            m.u(2.4, 4),
        ),
    )
    guard = m.u(0.14, 0.2)
    m.add(
        "handguard",
        skin(
            m,
            [
                (front - 0.01, -0.012, 0.048, 1.1 * wide),
                (front + 0.4 * guard, -0.012, 0.05, 1.25 * wide),
                (front + guard, -0.01, 0.04, wide),
            ],
            m.u(2.4, 4),
        ),
    )
    m.add(
        "handguard",
        bar((front - 0.01, 0, 0.022), (front + 0.9 * guard, 0, 0.022), m.u(0.013, 0.017), m.sides),
    )
    end, r = front + guard + m.u(0.1, 0.2), m.u(0.0075, 0.0095)
    m.add(
        "barrel",
        bar((front, 0, -0.004), (end, 0, -0.004), r, m.sides),
        bar((front, 0, 0.02), (front + guard + 0.05, 0, 0.02), 0.008, thin_sides(m)),
    )
    m.add(
        "barrel",
        block((0.022, 0.018, 0.05), (front + guard + 0.05, 0, 0.012)),
        plate([(end - 0.05, 0), (end - 0.03, 0), (end - 0.034, 0.05), (end - 0.044, 0.05)], 0.01, "xz"),
    )
    bore(m, end, 0.5 * r, -0.004)
    muzzle_zone(m, front + guard, end, 0.25)
    finger_lever(m, "grip", -0.012, -0.48 * tall, m.u(0.048, 0.056), m.u(0.028, 0.034))
    pistol_grip(
        m,
        "grip",
        -0.055,
        -0.46 * tall,
        m.u(0.08, 0.1),
        m.u(0.025, 0.045),
        m.u(0.034, 0.042),
        m.u(0.026, 0.032),
    )
    _magazine(
        m, m.u(0.05, 0.065), -0.44 * tall, m.u(0.15, 0.22), m.u(0.055, 0.065), m.u(0.024, 0.03), m.u(15, 40)
    )
    sights(m, "receiver", front - 0.03, front - 0.02, 0.5 * tall, 0.012)


@construction("assault_rifle")
def bullpup(m: Maker) -> None:
    """Magazine behind the grip, body reaching the shoulder, short barrel."""
    wide, tall = m.u(0.04, 0.055), m.u(0.07, 0.09)
    rear = -m.u(0.33, 0.4)
    butt = [
        (rear, 0.5 * tall),
        (rear, -m.u(0.6, 1.0) * tall),
        (rear + 0.06, -m.u(0.5, 0.8) * tall),
        (-0.1, -0.4 * tall),
        (-0.1, 0.5 * tall),
    ]
    m.add("stock", plate(butt, wide, "xz"))
    m.add("receiver", beam(-0.11, 0.08, 0.85 * tall, 0.95 * wide, 0.06 * tall, m.u(0.005, 0.015)))
    guard = m.u(0.14, 0.24)
    m.add(
        "handguard",
        skin(
            m,
            [
                (0.07, -0.02, 0.8 * tall, 0.95 * wide),
                (0.07 + 0.5 * guard, -0.01, 0.72 * tall, 0.9 * wide),
                (0.07 + guard, 0, 0.5 * tall, 0.8 * wide),
            ],
            m.u(2.8, 6),
        ),
    )
    end, r = 0.07 + guard + m.u(0.06, 0.16), m.u(0.0085, 0.012)
    gun_barrel(m, 0.06 + guard, end, r, 0.004, share=0.35)
    bore(m, end, 0.5 * r, 0.004)
    top = 0.48 * tall
    if m.chance(0.6):
        loop = curve(
            [(-0.06, 0, top - 0.006), (-0.04, 0, top + 0.045), (0.08, 0, top + 0.05), (0.1, 0, top - 0.02)],
            10,
        )
        m.add("receiver", tube(loop, 0.009, thin_sides(m)))
    else:
        m.add("receiver", beam(-0.06, 0.09, 0.03, 0.5 * wide, top + 0.008, 0.004))
    finger_lever(m, "grip", 0.036, -0.36 * tall, m.u(0.05, 0.06), m.u(0.03, 0.036), 0.0034)
    pistol_grip(
        m,
        "grip",
        -0.008,
        -0.34 * tall,
        m.u(0.085, 0.1),
        m.u(0.01, 0.035),
        m.u(0.038, 0.048),
        m.u(0.028, 0.036),
    )
    _magazine(
        m,
        m.u(-0.17, -0.14),
        -0.36 * tall,
        m.u(0.1, 0.17),
        m.u(0.05, 0.06),
        m.u(0.024, 0.032),
        m.pick(0.0, m.u(8, 25)),
    )


@construction("assault_rifle")
def pulse_rifle(m: Maker) -> None:
    """Stylised: blocks and slopes, drum or slab magazine, wide shrouded barrel."""
    wide, tall = m.u(0.05, 0.075), m.u(0.075, 0.11)
    front = m.u(0.12, 0.2)
    m.add(
        "receiver",
        plate(
            [
                (-0.12, -0.3 * tall),
                (front, -0.45 * tall),
                (front, 0.3 * tall),
                (0.04, 0.55 * tall),
                (-0.12, 0.4 * tall),
            ],
            wide,
            "xz",
        ),
    )
    rear = -m.u(0.26, 0.36)
    m.add(
        "stock",
        plate(
            [
                (rear, 0.35 * tall),
                (rear, -m.u(0.5, 0.9) * tall),
                (rear + 0.05, -0.6 * tall),
                (-0.11, -0.25 * tall),
                (-0.11, 0.35 * tall),
            ],
            0.8 * wide,
            "xz",
        ),
    )
    guard = m.u(0.16, 0.26)
    m.add(
        "handguard",
        beam(
            front - 0.005,
            front + guard,
            m.u(0.06, 0.075),
            min(0.9 * wide, 0.06),
            -0.05 * tall,
            m.u(0.004, 0.018),
        ),
    )
    end, r = front + guard + m.u(0.08, 0.18), m.u(0.014, 0.024)
    sides = m.pick(6, 8, m.sides)
    m.add(
        "barrel",
        bar((front + guard - 0.02, 0, 0), (end, 0, 0), 0.75 * r, sides),
        bar((end - m.u(0.04, 0.09), 0, 0), (end, 0, 0), 1.2 * r, sides),
    )
    bore(m, end, 0.6 * r)
    muzzle_zone(m, front + guard, end, 0.35)
    if m.chance(0.6):
        m.add("receiver", beam(-0.06, 0.12, 0.035, 0.4 * wide, 0.6 * tall, 0.004))
    finger_lever(m, "grip", 0.004, -0.34 * tall, m.u(0.052, 0.062), m.u(0.03, 0.038), 0.0036)
    pistol_grip(
        m,
        "grip",
        -0.045,
        -0.32 * tall,
        m.u(0.09, 0.11),
        m.u(0.015, 0.04),
        m.u(0.042, 0.052),
        m.u(0.03, 0.038),
    )
    if m.chance(0.4):
        m.add(
            "magazine",
            plate(circle(m.u(0.04, 0.055), m.sides), m.u(0.04, 0.06), "xz", (0.09, 0, -0.45 * tall - 0.035)),
        )
    else:
        _magazine(
            m,
            0.085,
            -0.4 * tall,
            m.u(0.08, 0.16),
            m.u(0.055, 0.07),
            m.u(0.03, 0.042),
            m.pick(0.0, m.u(8, 25)),
        )


@construction("shotgun")
def pump_shotgun(m: Maker) -> None:
    """Tube magazine under the barrel carrying a ribbed pump."""
    wide = m.u(0.038, 0.048)
    _sporter_stock(m, -m.u(0.32, 0.38), m.u(0.02, 0.05), wide)
    act, tall = m.u(0.18, 0.23), m.u(0.05, 0.062)
    m.add(
        "receiver",
        skin(
            m,
            [
                (-0.03, 0.0, 0.75 * tall, 0.85 * wide),
                (0.02, 0.002, tall, 0.9 * wide),
                (act, 0.002, tall, 0.9 * wide),
            ],
            4.5,
        ),
    )
    long, r = m.u(0.4, 0.7), m.u(0.0105, 0.0125)
    z = 0.014
    gun_barrel(m, act - 0.01, act + long, r, z, share=0.08)
    bore(m, act + long, 0.75 * r, z)
    low = z - 2.25 * r
    m.add(
        "barrel",
        bar((act - 0.01, 0, low), (act + m.u(0.6, 0.95) * long, 0, low), 1.05 * r, m.sides),
        block((0.014, 1.2 * r, 3 * r), (act + 0.58 * long, 0, z - r)),
    )
    start, span = act + m.u(0.02, 0.09), m.u(0.13, 0.2)
    count = 2 * m.count(4, 8) + 1 if m.fine else 3
    t = np.linspace(0, 1, count)
    size = m.u(0.019, 0.024) * (1 + m.u(0, 0.06) * np.where(np.arange(count) % 2, 1, -1))
    m.add(
        "pump",
        tube(np.stack([start + span * t, 0 * t, 0 * t + low], 1), list(size), m.sides, m.u(0.85, 1.05)),
    )
    finger_lever(m, "grip", 0.006, -0.026, m.u(0.048, 0.056), m.u(0.03, 0.034))


@construction("shotgun")
def double_barrel(m: Maker) -> None:
    """Two barrels side by side or stacked, break action, wooden fore-end; some sawn off."""
    wide = m.u(0.042, 0.052)
    sawn = m.chance(0.35)
    if sawn:
        path = curve(
            [
                (0.01, 0, -0.004),
                (-0.05, 0, -0.014),
                (-0.1, 0, -0.05),
                (-m.u(0.13, 0.17), 0, -m.u(0.09, 0.13)),
            ],
            10,
        )
        m.add("grip", tube(path[:8], 0.02, max(8, m.sides // 2), 0.8))
        m.add("stock", tube(path[7:], np.linspace(0.02, 0.025, 3).tolist(), max(8, m.sides // 2), 0.85))
    else:
        _sporter_stock(m, -m.u(0.33, 0.39), m.u(0.025, 0.055), wide)
    act, tall = m.u(0.07, 0.1), m.u(0.044, 0.056)
    m.add(
        "receiver",
        skin(
            m,
            [(-0.03, -0.004, 0.7 * tall, 0.8 * wide), (0.0, 0, tall, 0.95 * wide), (act, 0, tall, wide)],
            3.5,
        ),
    )
    long, r = m.u(0.24, 0.34) if sawn else m.u(0.55, 0.75), m.u(0.0105, 0.013)
    stacked = m.chance(0.35)
    for s in (1, -1):
        y, z = (0, 0.008 + 0.95 * s * r) if stacked else (0.95 * s * r, 0.008)
        m.add("barrel", bar((act - 0.01, y, z), (act + long, y, z), r, m.sides))
        bore(m, act + long, 0.75 * r, z, y)
    muzzle_zone(m, act, act + long, 0.08)
    fore = m.u(0.12, 0.22)
    drop = 1.1 * r if stacked else 0.4 * r
    m.add(
        "pump",
        skin(
            m,
            [
                (act - 0.004, -0.008 - drop, 0.034, wide),
                (act + 0.5 * fore, -0.008 - drop, 0.034, 0.98 * wide),
                (act + fore, -0.002 - drop, 0.022, 0.8 * wide),
            ],
            m.u(2.2, 3.5),
        ),
    )
    finger_lever(m, "grip", 0.006, -0.022, m.u(0.05, 0.06), m.u(0.03, 0.035))
    m.add("receiver", bar((-0.015, 0, 0.4 * tall), (-0.05, 0, 0.5 * tall), 0.004, 6))


@construction("shotgun")
def tactical_shotgun(m: Maker) -> None:
    """Pistol grip, bar stock, heat shield, chunky pump."""
    wide, tall = m.u(0.038, 0.05), m.u(0.05, 0.066)
    act = m.u(0.15, 0.2)
    m.add("receiver", beam(-0.07, act, tall, wide, 0, m.u(0.004, 0.012)))
    rear, drop = -m.u(0.26, 0.34), m.u(0.0, 0.03)
    if m.chance(0.5):
        m.add(
            "stock",
            *(
                bar(
                    (-0.06, s * 0.35 * wide, 0.01), (rear, s * 0.35 * wide, 0.01 - drop), 0.006, thin_sides(m)
                )
                for s in (1, -1)
            ),
        )
        m.add("stock", block((0.016, wide, 0.11), (rear, 0, -0.025 - drop), 0.005 if m.fine else 0))
    else:
        m.add(
            "stock",
            plate(
                [
                    (-0.06, 0.3 * tall),
                    (rear, 0.2 * tall - drop),
                    (rear, -0.1 - drop),
                    (rear + 0.03, -0.1 - drop),
                    (-0.06, -0.3 * tall),
                ],
                0.7 * wide,
                "xz",
            ),
        )
    long, r = m.u(0.32, 0.5), m.u(0.0115, 0.015)
    z = 0.2 * tall
    gun_barrel(m, act - 0.01, act + long, r, z, m.pick(8, m.sides), 0.1)
    bore(m, act + long, 0.7 * r, z)
    m.add(
        "barrel", bar((act - 0.01, 0, z - 2.2 * r), (act + 0.8 * long, 0, z - 2.2 * r), r, m.pick(8, m.sides))
    )
    if m.chance(0.5):
        m.add("barrel", beam(act - 0.005, act + m.u(0.5, 0.8) * long, 1.6 * r, 2.6 * r, z + 0.5 * r, 0.5 * r))
    start, span, size = act + m.u(0.03, 0.09), m.u(0.12, 0.17), m.u(0.042, 0.054)
    m.add("pump", beam(start, start + span, size, 0.95 * size, z - 2.2 * r, m.u(0.004, 0.016)))
    if m.fine:
        ribs(
            m, "pump", start + 0.01, start + span - 0.01, 0.6 * size, 1.02 * size, z - 2.2 * r, m.count(4, 8)
        )
    finger_lever(m, "grip", 0.002, -0.5 * tall, m.u(0.05, 0.06), m.u(0.03, 0.036))
    pistol_grip(
        m,
        "grip",
        -0.042,
        -0.5 * tall + 0.004,
        m.u(0.085, 0.105),
        m.u(0.02, 0.045),
        m.u(0.038, 0.048),
        m.u(0.028, 0.036),
    )


@construction("shotgun")
def blunder_shotgun(m: Maker) -> None:
    """Stylised: stout flared barrel, board stock, block of a fore-end."""
    wide = m.u(0.044, 0.06)
    rear, heel = -m.u(0.28, 0.38), m.u(0.1, 0.15)
    outline = [(rear, -0.02), (rear + 0.02, -0.02 - heel), (-0.13, -0.06), (-0.13, -0.004)]
    m.add("stock", plate(outline, 0.85 * wide, "xz"))
    m.add("grip", plate([(-0.14, -0.008), (-0.14, -0.056), (0.0, -0.032), (0.01, 0.014)], 0.7 * wide, "xz"))
    act = m.u(0.09, 0.14)
    m.add("receiver", beam(-0.02, act, 0.062, wide, 0, 0.008))
    long, r, mouth = m.u(0.3, 0.5), m.u(0.016, 0.024), m.u(0.024, 0.048)
    sides = m.pick(6, 8, m.sides)
    m.add(
        "barrel",
        along_x(
            [
                (1.1 * r, act - 0.01),
                (r, act + 0.55 * long),
                (0.5 * (r + mouth), act + 0.88 * long),
                (mouth, act + long),
            ],
            sides,
            (0, 0, 0.006),
        ),
    )
    m.cut(
        "barrel",
        along_x(
            [
                (0.6 * r, act + 0.7 * long),
                (0.45 * (r + mouth), act + 0.88 * long),
                (0.88 * mouth, act + long + 0.001),
            ],
            sides,
            (0, 0, 0.006),
        ),
    )
    muzzle_zone(m, act, act + long, 0.14)
    for x in m.pick((), (0.4,), (0.35, 0.6)):
        m.add("barrel", bar((act + x * long, 0, 0.006), (act + x * long + 0.016, 0, 0.006), 1.25 * r, sides))
    start, span = act + 0.03, m.u(0.1, 0.15)
    m.add(
        "pump",
        beam(start, start + span, m.u(0.036, 0.046), m.u(0.04, 0.052), -0.8 * r - 0.006, m.u(0.003, 0.012)),
    )
    finger_lever(m, "grip", 0.022, -0.028, m.u(0.052, 0.062), m.u(0.03, 0.038), 0.0038)


@construction("submachine_gun")
def grip_fed_gun(m: Maker) -> None:
    """Box receiver balanced over the grip, which holds the magazine."""
    long, tall, wide = m.u(0.22, 0.3), m.u(0.05, 0.066), m.u(0.036, 0.048)
    rear = -0.45 * long
    front = rear + long
    m.add("body", beam(rear, front, tall, wide, 0, m.u(0.002, 0.01)))
    sights(m, "body", rear + 0.02, front - 0.02, 0.5 * tall, m.u(0.01, 0.02))
    m.add("body", bar((0.03, 0, 0.5 * tall), (0.03, 0, 0.5 * tall + 0.016), 0.007, thin_sides(m)))
    if m.chance(0.5):
        m.add(
            "body",
            *(
                bar((rear + 0.01, s * 0.3 * wide, 0), (rear - 0.13, s * 0.3 * wide, -0.004), 0.0045, 6)
                for s in (1, -1)
            ),
        )
        m.add("body", block((0.012, 0.9 * wide, 0.08), (rear - 0.132, 0, -0.025)))
    r, out = m.u(0.008, 0.013), m.u(0.03, 0.09)
    gun_barrel(m, front - 0.02, front + out, r, 0, share=0.35)
    bore(m, front + out, 0.5 * r)
    finger_lever(m, "grip", 0.024, -0.5 * tall, m.u(0.048, 0.056), m.u(0.03, 0.035))
    low, lean = m.u(0.085, 0.1), m.u(0.0, 0.02)
    pistol_grip(m, "grip", -0.022, -0.5 * tall, low, lean, m.u(0.042, 0.052), m.u(0.028, 0.035))
    reach = m.u(0.05, 0.13)
    foot = -0.5 * tall - low
    m.add(
        "magazine",
        hull(
            block((0.034, 0.022, 0.01), (-0.022 - 0.95 * lean, 0, foot + 0.012)),
            block((0.034, 0.022, 0.006), (-0.022 - lean * (1 + reach / low), 0, foot - reach)),
        ),
    )
    m.add("magazine", block((0.042, 0.027, 0.009), (-0.022 - lean * (1 + reach / low), 0, foot - reach)))


@construction("submachine_gun")
def round_receiver_gun(m: Maker) -> None:
    """Tube receiver, curved magazine in front of the trigger, moulded fore part and stock."""
    r, wide = m.u(0.019, 0.025), m.u(0.034, 0.044)
    front = m.u(0.2, 0.26)
    m.add(
        "body",
        bar((-0.1, 0, 0.012), (front, 0, 0.012), r, m.sides),
        beam(-0.08, 0.1, 0.034, 0.8 * wide, -0.014, 0.004),
    )
    m.add(
        "body",
        skin(
            m, [(0.11, -0.004, 0.05, wide), (0.16, -0.008, 0.054, 1.1 * wide), (front, 0.0, 0.046, wide)], 3
        ),
    )
    rear = -m.u(0.26, 0.32)
    m.add(
        "body",
        skin(
            m,
            [
                (rear, -0.03, 0.105, 0.8 * wide),
                (0.6 * rear - 0.03, -0.015, 0.07, 0.85 * wide),
                (-0.09, 0.002, 0.046, wide),
            ],
            3,
        ),
    )
    b, out = m.u(0.0085, 0.012), m.u(0.04, 0.14)
    gun_barrel(m, front - 0.01, front + out, b, 0.012, share=0.3)
    bore(m, front + out, 0.5 * b, 0.012)
    m.add(
        "body",
        block((0.016, 0.012, 0.04), (front - 0.02, 0, 0.04)),
        bar((-0.07, 0, 0.03), (-0.07, 0, 0.05), 0.012, thin_sides(m)),
    )
    finger_lever(m, "grip", 0.0, -0.03, m.u(0.046, 0.054), m.u(0.028, 0.034))
    pistol_grip(
        m, "grip", -0.042, -0.028, m.u(0.085, 0.1), m.u(0.02, 0.04), m.u(0.036, 0.044), m.u(0.028, 0.034)
    )
    _magazine(
        m,
        m.u(0.072, 0.085),
        -0.026,
        m.u(0.12, 0.2),
        m.u(0.034, 0.044),
        m.u(0.02, 0.026),
        m.pick(0.0, m.u(10, 30)),
    )


@construction("submachine_gun")
def drum_gun(m: Maker) -> None:
    """Wooden stock and fore-grip, drum or long magazine, finned barrel."""
    wide, tall = m.u(0.036, 0.044), m.u(0.05, 0.06)
    front = m.u(0.14, 0.18)
    m.add("body", beam(-0.1, front, tall, wide, 0, m.u(0.004, 0.014)))
    rear = -m.u(0.3, 0.36)
    m.add(
        "body",
        skin(
            m,
            [
                (rear, -0.09, 0.12, wide),
                (0.6 * rear, -0.05, 0.08, 0.95 * wide),
                (-0.085, -0.008, 0.046, 0.85 * wide),
            ],
            m.u(2.4, 4),
        ),
    )
    long, r = m.u(0.2, 0.3), m.u(0.009, 0.012)
    end = front + long
    m.add(
        "barrel",
        bar((front - 0.01, 0, 0.006), (end, 0, 0.006), r, m.sides),
        bar((end - 0.05, 0, 0.006), (end, 0, 0.006), m.u(1.3, 1.6) * r, m.sides),
    )
    if m.fine:
        for k in range(m.count(5, 9)):
            x = front + 0.015 + 0.014 * k
            m.add("barrel", bar((x, 0, 0.006), (x + 0.006, 0, 0.006), 1.5 * r, m.sides))
    bore(m, end, 0.5 * r, 0.006)
    m.zone("barrel", "muzzle", x=(end - 0.052, None))
    m.add("body", beam(front - 0.005, front + m.u(0.1, 0.14), 0.026, 0.026, 0.006 - r - 0.01, 0.006))
    if m.chance(0.6):
        x = front + 0.07
        m.add(
            "body",
            hull(
                block((0.036, 0.03, 0.012), (x, 0, -0.02)),
                block((0.034, 0.028, 0.012), (x - m.u(0, 0.03), 0, -m.u(0.09, 0.11)), 0.004 if m.fine else 0),
            ),
        )
    finger_lever(m, "grip", -0.012, -0.5 * tall, m.u(0.046, 0.054), m.u(0.028, 0.034))
    pistol_grip(
        m,
        "grip",
        -0.055,
        -0.5 * tall + 0.002,
        m.u(0.085, 0.1),
        m.u(0.02, 0.045),
        m.u(0.036, 0.044),
        m.u(0.028, 0.034),
    )
    if m.chance(0.65):
        big = m.u(0.045, 0.075)
        m.add(
            "magazine",
            bar(
                (0.045, 0, -0.45 * tall - big),
                (0.045 + m.u(0.035, 0.055), 0, -0.45 * tall - big),
                big,
                m.sides,
            ),
        )
        m.add("magazine", block((0.034, 0.03, 0.02), (0.066, 0, -0.5 * tall)))
    else:
        _magazine(m, 0.07, -0.5 * tall, m.u(0.13, 0.2), 0.04, 0.024, 0.0)


@construction("submachine_gun")
def side_fed_gun(m: Maker) -> None:
    """Bare tube with a perforated jacket, magazine sticking out to one side or lying on top."""
    r = m.u(0.019, 0.026)
    front = m.u(0.16, 0.22)
    m.add("body", bar((-0.13, 0, 0), (front, 0, 0), r, m.pick(8, m.sides)))
    jacket, end = m.u(0.1, 0.18), 0.0
    m.add("barrel", bar((front - 0.01, 0, 0), (front + jacket, 0, 0), 0.85 * r, m.sides))
    end = front + jacket + m.u(0.02, 0.06)
    m.add("barrel", bar((front + jacket - 0.01, 0, 0), (end, 0, 0), 0.45 * r, m.sides))
    if m.fine:
        for k in range(m.count(2, 4)):
            x = front + 0.02 + 0.028 * k
            m.cut(
                "barrel",
                *(turn(bar((x, 0, 0.4 * r), (x, 0, 2 * r), 0.007, 8), "x", a) for a in (0, 90, 180, 270)),
            )
    bore(m, end, 0.22 * r)
    muzzle_zone(m, front, end, 0.2)
    side = m.pick(1.0, -1.0)
    x, long = m.u(0.08, 0.12), m.u(0.13, 0.2)
    if m.chance(0.7):
        m.add(
            "magazine",
            block((0.034, long, 0.022), (x, side * (0.5 * long + 0.7 * r), 0), 0.002 if m.fine else 0),
        )
        m.add("body", block((0.045, 0.04, 0.034), (x, side * r, 0)))
    else:
        m.add("magazine", block((m.u(0.18, 0.26), 0.03, 0.026), (0.05, 0, r + 0.011), 0.003 if m.fine else 0))
        m.add("body", block((0.04, 0.022, 0.02), (-0.02, 0, r)))
    if m.chance(0.6):
        loop = curve(
            [
                (-0.12, 0, 0),
                (-0.24, 0, 0.0),
                (-0.3, 0, -0.005),
                (-0.305, 0, -0.1),
                (-0.27, 0, -0.06),
                (-0.12, 0, -0.012),
            ],
            16,
        )
        m.add("body", tube(loop, 0.006, 6))
    else:
        m.add(
            "body",
            bar((-0.12, 0, 0), (-0.3, 0, -0.015), 0.009, thin_sides(m)),
            block((0.014, 0.04, 0.11), (-0.3, 0, -0.035), 0.004 if m.fine else 0),
        )
    m.add("body", beam(-0.09, 0.04, 0.026, 0.03, -r - 0.004, 0.003))
    finger_lever(m, "grip", -0.012, -r - 0.014, m.u(0.046, 0.054), m.u(0.028, 0.034))
    pistol_grip(
        m, "grip", -0.055, -r - 0.01, m.u(0.085, 0.1), m.u(0.015, 0.045), m.u(0.036, 0.044), m.u(0.026, 0.034)
    )


def _launcher_grips(m: Maker, x: float, low: float, front: float) -> None:
    """Pistol grip with its trigger at x, and a fore-grip, both below the tube."""
    depth, wide = m.u(0.038, 0.048), m.u(0.028, 0.036)
    m.add("grip", block((m.u(0.09, 0.13), wide, 0.034), (x + 0.012, 0, low - 0.006), 0.004 if m.fine else 0))
    finger_lever(m, "grip", x + 0.042, low - 0.02, m.u(0.048, 0.056), m.u(0.03, 0.036), 0.0032)
    pistol_grip(m, "grip", x, low - 0.02, m.u(0.09, 0.11), m.u(0.01, 0.04), depth, wide)
    long, r = m.u(0.09, 0.12), m.u(0.013, 0.019)
    make = m.pick("post", "hanger", "loft")
    if make == "post":
        m.add("foregrip", bar((front, 0, low + 0.006), (front - m.u(-0.02, 0.02), 0, low - long), r, m.sides))
        if m.chance(0.5):
            m.add("foregrip", bar((front, 0, low + 0.006), (front, 0, low - 0.012), 1.5 * r, m.sides))
    elif make == "hanger":
        m.add("foregrip", bar((front - 0.065, 0, low - 0.052), (front + 0.065, 0, low - 0.052), r, m.sides))
        m.add(
            "foregrip",
            *(block((0.016, 1.4 * r, 0.066), (front + s * 0.056, 0, low - 0.024)) for s in (1, -1)),
        )
    else:
        rows = [
            (low + 0.01, front, 2.4 * r, 2 * r),
            (low - 0.4 * long, front + 0.008, 2.0 * r, 1.9 * r),
            (low - long, front + m.u(-0.02, 0.03), 2.4 * r, 2 * r),
        ]
        m.add("foregrip", skin(m, rows, m.u(2, 4), "z"))


def _tube_zones(m: Maker, rear: float, front: float) -> None:
    span = front - rear
    m.zone("tube", "muzzle", x=(front - 0.1 * span, None))
    m.zone("tube", "rear", x=(None, rear + 0.12 * span))


@construction("rocket_launcher")
def plain_bazooka(m: Maker) -> None:
    """Open tube, shoulder rest, wire or cone at its ends, folding sight."""
    long, r = m.u(0.9, 1.4), m.u(0.03, 0.048)
    rear = -m.u(0.45, 0.6) * long
    front = rear + long
    wall = m.u(0.003, 0.006)
    flare, back = m.u(1.0, 1.35), m.u(1.0, 1.6)
    outer = [(back * r, rear), (r, rear + 0.07), (r, front - 0.05), (flare * r, front)]
    inner = [
        (back * r - wall, rear - 0.002),
        (r - wall, rear + 0.072),
        (r - wall, front - 0.052),
        (flare * r - wall, front + 0.002),
    ]
    m.add("tube", along_x(outer, m.sides) - along_x(inner, m.sides))
    for x in m.pick((), (0.3,), (0.2, 0.7)):
        m.add(
            "tube",
            along_x([(1.08 * r, rear + x * long), (1.08 * r, rear + x * long + 0.03)], m.sides)
            - along_x([(r - wall, rear), (r - wall, front)], m.sides),
        )
    m.add(
        "tube",
        hull(
            block((0.13, 0.045, 0.01), (-0.14, 0, -r)),
            block((0.1, 0.055, 0.014), (-0.16, 0, -r - m.u(0.03, 0.06))),
        ),
    )
    m.cut("tube", bar((rear, 0, 0), (front, 0, 0), r - 1.2 * wall, m.sides))
    m.add("tube", block((0.02, 0.012, 0.07), (0.1, m.pick(1, -1) * 0.9 * r, 0.6 * r)))
    _tube_zones(m, rear, front)
    _launcher_grips(m, 0.0, -r + 0.003, m.u(0.16, 0.26))


@construction("rocket_launcher")
def warhead_launcher(m: Maker) -> None:
    """Slim tube with a wooden sleeve, flared rear cone, pointed rocket sticking out in front."""
    r, long = m.u(0.019, 0.026), m.u(0.75, 1.0)
    rear, front = -0.55 * long, 0.45 * long
    cone = m.u(2.0, 3.0) * r
    m.add(
        "tube",
        bar((rear + 0.1, 0, 0), (front, 0, 0), r, m.sides),
        along_x([(cone, rear), (1.05 * r, rear + 0.13), (r, rear + 0.2)], m.sides),
    )
    m.cut("tube", along_x([(cone - 0.004, rear - 0.001), (0.8 * r, rear + 0.1)], m.sides))
    sleeve = [(1.3 * r, -0.2), (1.6 * r, -0.15), (1.6 * r, -0.06), (1.3 * r, -0.02)]
    m.add("tube", along_x(sleeve, m.sides))
    head = m.u(1.5, 2.2) * r
    nose = [
        (0.7 * r, front - 0.01),
        (0.8 * r, front + 0.04),
        (head, front + 0.09),
        (head, front + 0.13),
        (0.35 * head, front + 0.24),
        (0.3 * head, front + 0.27),
    ]
    m.add("rocket", along_x(nose, m.sides))
    m.add(
        "tube",
        block((0.09, 0.012, 0.02), (0.08, -1.4 * r, 0.06)),
        block((0.02, 0.012, 0.06), (0.08, -1.1 * r, 0.03)),
    )
    m.zone("tube", "muzzle", x=(front - 0.07, None))
    m.zone("tube", "rear", x=(None, rear + 0.13))
    _launcher_grips(m, 0.05, -r + 0.003, m.u(0.2, 0.28))


@construction("rocket_launcher")
def box_launcher(m: Maker) -> None:
    """Square or clustered tubes, covers at both ends."""
    long, wide = m.u(0.65, 1.1), m.u(0.1, 0.17)
    rear = -m.u(0.4, 0.55) * long
    front = rear + long
    tall = m.u(0.85, 1.15) * wide
    m.add("tube", beam(rear, front, tall, wide, 0, m.u(0, 0.025)))
    for x in m.pick((0.0, 1.0), (0.0, 0.5, 1.0), (1.0,)):
        at = rear + 0.03 + x * (long - 0.06)
        m.add("tube", beam(at - 0.028, at + 0.028, 1.1 * tall, 1.1 * wide, 0, 0.01))
    r = 0.2 * min(tall, wide)
    places = m.pick([(0.0, 0.0)], [(s * 0.24 * wide, t * 0.24 * tall) for s in (1, -1) for t in (1, -1)])
    size = 0.38 * min(tall, wide) if len(places) == 1 else r
    for end in (front, rear):
        m.cut(
            "tube",
            *(bar((end - 0.12, y, z), (end + 0.12, y, z), size, max(8, m.sides // 2)) for y, z in places),
        )
    if m.chance(0.6):
        m.add("tube", block((0.12, 0.04, 0.05), (0.05, m.pick(1, -1) * 0.5 * wide, 0.4 * tall)))
    _tube_zones(m, rear, front)
    _launcher_grips(m, 0.0, -0.5 * tall + 0.003, m.u(0.15, 0.24))


@construction("rocket_launcher")
def cartoon_launcher(m: Maker) -> None:
    """Short fat barrel with heavy rings, fins or a sight box."""
    long, r = m.u(0.6, 0.85), m.u(0.05, 0.075)
    rear = -0.5 * long
    front = rear + long
    sides = m.pick(6, 8, m.sides)
    shape = [
        (0.75 * r, rear),
        (m.u(0.85, 1.1) * r, rear + 0.2 * long),
        (0.9 * r, rear + 0.6 * long),
        (m.u(1.0, 1.25) * r, front),
    ]
    m.add("tube", along_x(shape, sides))
    m.add(
        "tube",
        *(
            bar((rear + x * long, 0, 0), (rear + x * long + 0.04, 0, 0), 1.2 * r, sides)
            for x in m.pick((0.93,), (0.0, 0.93), (0.45, 0.93))
        ),
    )
    m.cut(
        "tube",
        bar((front - 0.2, 0, 0), (front + 0.1, 0, 0), 0.75 * r, sides),
        bar((rear - 0.1, 0, 0), (rear + 0.12, 0, 0), 0.55 * r, sides),
    )
    if m.chance(0.5):
        fin = plate(
            [(rear + 0.01, 0.6 * r), (rear + 0.01, 1.6 * r), (rear + 0.1, 1.4 * r), (rear + 0.16, 0.7 * r)],
            0.01,
            "xz",
        )
        m.add("tube", *(turn(fin, "x", a) for a in (60, -60)))
    m.add("tube", block((0.1, 0.04, 0.05), (0.06, m.pick(0.3, -0.3) * r, 1.0 * r)))
    _tube_zones(m, rear, front)
    _launcher_grips(m, -0.02, -0.84 * r, m.u(0.15, 0.2))
