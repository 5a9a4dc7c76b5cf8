"""Things of the doctor."""

from __future__ import annotations

import numpy as np

from ..maker import Maker
from ..registry import construction
from ..sections import along_x, along_y, brick, few, skin, strap
from ..solids import bar, block, capsule, circle, curve, lathe, plate, ring, tube, turn


@construction("syringe")
def plastic_syringe(m: Maker) -> None:
    """Clear tube with two wings, cross-ribbed plunger, thin needle on a hub."""
    s, r, long = m.sides, m.u(0.0045, 0.011), m.u(0.06, 0.1)
    m.add("barrel", along_x([(r, 0), (r, long), (r * 0.35, long + 0.003), (r * 0.3, long + 0.01)], s))
    m.cut("barrel", along_x([(r * 0.86, -0.01), (r * 0.86, 0.03)], s))
    wing = r + m.u(0.006, 0.01)
    m.add(
        "flange",
        plate(circle((wing, r * 1.05), max(8, s // 2)), 0.0022, "yz", (0.001, 0, 0))
        if m.chance(0.5)
        else block((0.0022, 2 * wing, 1.5 * r), (0.001, 0, 0)),
    )
    m.cut("flange", along_x([(r * 0.86, -1), (r * 0.86, 1)], s))
    out, w = m.u(0.02, 0.075), r * 1.3
    m.add(
        "plunger",
        block((out + 0.03, w, 0.0016), ((0.03 - out) / 2, 0, 0)),
        block((out + 0.03, 0.0016, w), ((0.03 - out) / 2, 0, 0)),
    )
    m.add("plunger", along_x([(r * 0.87, 0.026), (r * 0.87, 0.034)], s))
    m.add("plunger", along_x([(r * m.u(0.9, 1.3), -out - 0.002), (r * 1.1, -out + 0.001)], s))
    end = long + 0.01
    m.add(
        "needle",
        along_x([(r * 0.42, end - 0.006), (r * 0.42, end + 0.002), (0.0016, end + 0.01)], s),
        along_x([(0.0007, end + 0.009), (0.0005, end + m.u(0.025, 0.05))], 6),
    )
    m.zone("plunger", "thumb_rest", x=(None, -out + 0.0012))


@construction("syringe")
def ringed_syringe(m: Maker) -> None:
    """Metal and glass with rings for the fingers and the thumb."""
    s, r, long = m.sides, m.u(0.007, 0.011), m.u(0.065, 0.1)
    m.add(
        "barrel",
        along_x([(r, 0.004), (r, long)], s),
        along_x([(r * 1.15, long - 0.004), (r * 1.1, long + 0.004), (r * 0.5, long + 0.008)], s),
    )
    m.add("flange", along_x([(r * 1.2, -0.006), (r * 1.2, 0.008)], s))
    eye, wire = m.u(0.0105, 0.0125), m.u(0.0018, 0.0028)
    for a in (1, -1):
        m.add("flange", ring(eye, wire, max(12, m.sides // 2), "z", (0.001, a * (r + eye + wire * 0.3), 0)))
    out = m.u(0.03, 0.07)
    m.add("plunger", along_x([(0.0028, -out), (0.0028, 0.01)], few(m)))
    m.add("plunger", ring(eye * 1.05, wire * 1.1, max(12, m.sides // 2), "z", (-out - eye, 0, 0)))
    m.add(
        "needle",
        along_x(
            [
                (r * 0.4, long + 0.007),
                (r * 0.3, long + 0.014),
                (0.0011, long + 0.016),
                (0.0006, long + m.u(0.04, 0.06)),
            ],
            few(m),
        ),
    )
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
            m.add(
                "barrel",
                along_x(
                    [(r * 1.05, long * (0.3 + 0.18 * k)), (r * 1.05, long * (0.3 + 0.18 * k) + 0.002)],
                    m.sides,
                ),
            )
    wing = r + m.u(0.012, 0.022)
    m.add("flange", capsule((-0.002, -wing, 0), (-0.002, wing, 0), 0.0045, few(m)))
    out = m.u(0.04, 0.09)
    m.add("plunger", along_x([(r * 0.3, -out), (r * 0.3, 0)], few(m)))
    if m.chance(0.5):
        m.add("plunger", capsule((-out, -wing * 0.8, 0), (-out, wing * 0.8, 0), 0.006, few(m)))
    else:
        m.add("plunger", along_x([(r * 0.9, -out - 0.006), (r * 0.95, -out + 0.002)], m.sides))
    m.add(
        "needle",
        along_x(
            [
                (r * 0.55, long + 0.005),
                (r * 0.3, long + 0.02),
                (0.002, long + 0.022),
                (0.0008, long + m.u(0.05, 0.09)),
            ],
            few(m),
        ),
    )
    m.zone("plunger", "thumb_rest", x=(None, -out + 0.0065))


@construction("syringe")
def grip_injector(m: Maker) -> None:
    """Injector with a stepped body: square shoulders instead of wings, button for a plunger."""
    n, r, long = m.sides, m.u(0.008, 0.0125), m.u(0.07, 0.11)
    m.add(
        "barrel",
        skin(
            [(0, 0, 0, r * 1.1, r * 1.1), (0.35 * long, 0, 0, r, r), (long, 0, 0, r * 0.9, r * 0.9)],
            n,
            power=m.u(2, 5),
        ),
    )
    m.add("barrel", along_x([(r * 0.85, long - 0.001), (r * 0.4, long + 0.012)], n))
    m.add("flange", skin([(-0.004, 0, 0, r * 1.7, r * 1.3), (0.006, 0, 0, r * 1.6, r * 1.25)], n, power=3.5))
    out = m.u(0.01, 0.03)
    m.add(
        "plunger",
        along_x([(r * 0.6, -out), (r * 0.6, 0)], n),
        along_x([(r * 0.85, -out - 0.006), (r * 0.8, -out + 0.001)], n),
    )
    m.add(
        "needle",
        along_x([(r * 0.3, long + 0.01), (0.0008, long + 0.018), (0.0004, long + m.u(0.026, 0.04))], few(m)),
    )
    m.zone("plunger", "thumb_rest", x=(None, -out + 0.0012))


@construction("thermometer")
def digital_thermometer(m: Maker) -> None:
    """Flat stick with a window and a metal tip."""
    long, wide, thick, n = m.u(0.08, 0.1), m.u(0.0075, 0.0105), m.u(0.004, 0.0065), few(m, least=8)
    m.add(
        "body",
        skin(
            [
                (0, 0, 0, wide * 0.8, thick * 0.8),
                (0.008, 0, 0, wide, thick),
                (0.65 * long, 0, 0, wide, thick),
                (long, 0, 0, 0.0038, 0.003),
            ],
            n,
            power=m.u(3, 7),
        ),
    )
    m.add("body", bar((long - 0.002, 0, 0), (long + 0.022, 0, 0), 0.003, n, 0.0024))
    m.add("tip", along_x([(0.0024, long + 0.018), (0.0023, long + 0.029), (0.0012, long + 0.032)], n))
    m.add("display", block((m.u(0.02, 0.03), wide * 1.3, 0.002), (0.4 * long, 0, thick - 0.0004)))
    if m.chance(0.7):
        m.add(
            "body",
            lathe(
                [(0.0035, thick - 0.001), (0.003, thick + 0.0012)],
                n,
                (0.7 * long if m.chance(0.5) else 0.12 * long, 0, 0),
            ),
        )
    m.zone("body", "end", x=(None, 0.2 * long))


@construction("thermometer")
def glass_thermometer(m: Maker) -> None:
    """Glass rod with a scale and a bulb of mercury."""
    long, r, n = m.u(0.1, 0.15), m.u(0.0028, 0.0045), m.pick(3, 6, few(m, least=8))
    m.add(
        "body", tube([(0, 0, 0), (long, 0, 0)], [r, r], n), along_x([(r * 0.5, -0.004), (r, 0.001)], m.sides)
    )
    m.add(
        "tip",
        along_x(
            [
                (r * 0.8, long - 0.002),
                (r * 0.55, long + 0.004),
                (r * 0.7, long + 0.008),
                (r * 0.65, long + 0.016),
                (r * 0.2, long + 0.019),
            ],
            m.sides,
        ),
    )
    m.add("display", block((0.55 * long, r * 1.1, r * 0.5), (0.5 * long, 0, r * 0.75)))
    m.zone("body", "end", x=(None, 0.17 * long))


@construction("thermometer")
def dial_thermometer(m: Maker) -> None:
    """Kitchen or lab probe: a round dial on a collar, long spike; sometimes a pocket clip."""
    s, long, r = m.sides, m.u(0.1, 0.16), m.u(0.014, 0.028)
    m.add(
        "body",
        along_x(
            [
                (r * 0.9, -0.003),
                (r, 0.001),
                (r, 0.008),
                (0.006, 0.013),
                (0.0055, m.u(0.03, 0.045)),
                (0.002, 0.048),
            ],
            s,
        ),
    )
    m.add("display", along_x([(r * 0.85, -0.0045), (r * 0.85, -0.001)], s))
    shaft = m.u(0.0016, 0.0026)
    m.add("body", along_x([(shaft, 0.04), (shaft, 0.7 * long)], few(m)))
    m.add("tip", along_x([(shaft * 1.02, 0.69 * long), (shaft, long - 0.008), (0.0004, long)], few(m)))
    if m.chance(0.4):
        m.add(
            "body",
            block((0.05, 0.005, 0.0015), (0.04, 0, 0.0085)),
            block((0.004, 0.005, 0.008), (0.016, 0, 0.0055)),
        )
    m.zone("body", "end", x=(None, 0.0095))


@construction("thermometer")
def ear_thermometer(m: Maker) -> None:
    """Handheld for the ear or forehead: a bent grip, a short cone in front, window on its back."""
    n, long = m.sides, m.u(0.1, 0.14)
    r, bend = m.u(0.014, 0.02), m.u(0.015, 0.05)
    path = curve([(-long, 0, -bend), (-0.6 * long, 0, -0.35 * bend), (-0.2 * long, 0, 0), (0, 0, 0)], 8)
    m.add(
        "body",
        tube(
            path,
            np.interp(range(8), [0, 1, 3, 6, 7], [r * 0.7, r, r * 0.9, r * 1.15, r * 0.7]).tolist(),
            n,
            flat=m.u(0.95, 1.25),
        ),
    )
    m.add("tip", along_x([(r * 0.68, -0.003), (r * 0.5, 0.008), (r * 0.25, m.u(0.02, 0.03))], n))
    m.add(
        "display",
        brick(m, (m.u(0.022, 0.032), r * 1.2, 0.005), (-0.42 * long, 0, r * 0.92 - 0.1 * bend), 0.001),
    )
    m.add("body", lathe([(0.0055, 0), (0.005, r * 1.2)], few(m, least=8), (-0.12 * long, 0, 0)))
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
            m.add(
                "cap",
                block((0.002, 0.0025, cap * 0.8), (q, 0, tall + cap * 0.45)).rotate(
                    (0, 0, float(np.degrees(t)))
                ),
            )
    m.zone("body", "base", z=(None, 0.14 * tall))


@construction("pill_bottle")
def shouldered_tub(m: Maker) -> None:
    """Round or square tub with shoulders and a smaller screw cap."""
    n = m.pick(m.sides, m.sides, 4, 8)
    r, tall = m.u(0.022, 0.038), m.u(0.05, 0.1)
    m.add(
        "body",
        lathe([(r * 0.95, 0), (r, 0.004), (r, 0.78 * tall), (r * 0.62, 0.92 * tall), (r * 0.6, tall)], n),
    )
    q, cap = r * m.u(0.68, 0.85), m.u(0.014, 0.02)
    m.add(
        "cap",
        lathe([(q, 0.94 * tall), (q, 0.94 * tall + cap - 0.002), (q * 0.9, 0.94 * tall + cap)], m.sides),
    )
    if m.fine:
        m.add("cap", lathe([(q * 1.05, 0.94 * tall), (q * 1.05, 0.94 * tall + 0.003)], m.sides))
    m.zone("body", "base", z=(None, 0.12 * tall))


@construction("pill_bottle")
def flip_tub(m: Maker) -> None:
    """Oblong tub whose lid is hinged behind, shut or open."""
    x, y, tall = m.u(0.014, 0.022), m.u(0.022, 0.034), m.u(0.05, 0.085)
    power, n = m.u(3, 8), few(m, least=8)
    m.add(
        "body",
        skin([(0, 0, 0, x * 0.95, y * 0.95), (0.05 * tall, 0, 0, x, y), (tall, 0, 0, x, y)], n, "z", power),
    )
    lid = skin(
        [
            (tall - 0.001, 0, 0, x * 1.03, y * 1.03),
            (tall + 0.009, 0, 0, x * 1.03, y * 1.03),
            (tall + 0.012, 0, 0, x * 0.9, y * 0.92),
        ],
        n,
        "z",
        power,
    )
    opening = m.pick(0.0, 0.0, m.u(40, 110))
    if opening:
        m.cut(
            "body",
            skin(
                [(tall - 0.02, 0, 0, x * 0.88, y * 0.9), (tall + 0.01, 0, 0, x * 0.88, y * 0.9)],
                n,
                "z",
                power,
            ),
        )
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
    m.add(
        "body",
        skin(
            [(-0.004, 0, 0, a * 0.85, b * 0.9), (0.004, 0, 0, a, b), (tall, 0, 0, a * 1.04, b * 1.04)],
            n,
            "z",
            power,
        ),
    )
    can = m.u(0.0095, 0.011)
    out = m.u(0.015, 0.028)
    m.add("canister", lathe([(can, tall - 0.01), (can, tall + out - 0.003), (can * 0.8, tall + out)], n))
    m.cut("body", lathe([(can * 1.02, tall - 0.006), (can * 1.1, tall + 0.01)], n))
    reach, tilt = a + m.u(0.016, 0.024), m.u(-5, 20)
    mouth = skin(
        [
            (a * 0.3, 0, 0.009, b * 0.75, 0.0085),
            (a + 0.004, 0, 0.009, b * 0.78, 0.0085),
            (reach, 0, 0.009, b * 0.85, m.u(0.0075, 0.0095)),
        ],
        n,
        power=2.3,
    )
    mouth = mouth - skin(
        [(a + 0.004, 0, 0.009, b * 0.6, 0.006), (reach + 0.01, 0, 0.009, b * 0.7, 0.0068)], n, power=2.3
    )
    m.add("mouthpiece", turn(mouth, "y", tilt))
    m.zone("body", "base", z=(None, 0.006))


@construction("inhaler")
def spacer_inhaler(m: Maker) -> None:
    """The same sleeve plugged into a long chamber or a mask, which is the mouthpiece."""
    n, a, tall = m.sides, m.u(0.012, 0.015), m.u(0.045, 0.058)
    m.add(
        "body",
        skin(
            [(-0.006, 0, 0, a * 0.9, a * 0.85), (0.004, 0, 0, a, a * 0.95), (tall, 0, 0, a, a * 0.95)],
            n,
            "z",
            2.6,
        ),
    )
    m.add("canister", lathe([(0.0095, tall - 0.004), (0.0095, tall + 0.017), (0.008, tall + 0.02)], n))
    r, long = m.u(0.018, 0.027), m.u(0.08, 0.13)
    m.add(
        "mouthpiece",
        along_x(
            [
                (a * 0.8, 0.3 * a),
                (a * 0.85, a + 0.006),
                (r, a + 0.012),
                (r, a + long),
                (r * 0.5, a + long + 0.012),
                (r * 0.45, a + long + 0.03),
            ],
            n,
            (0, 0, 0.011),
        ),
    )
    if m.chance(0.4):
        m.add(
            "mouthpiece",
            along_x(
                [(r * 0.5, a + long + 0.025), (r * 1.2, a + long + 0.045), (r * 1.25, a + long + 0.05)],
                n,
                (0, 0, 0.011),
            ),
        )
    m.zone("body", "base", z=(None, -0.0005))


@construction("inhaler")
def upright_inhaler(m: Maker) -> None:
    """Dosing column: round turned body, a cartridge under a dome, short beak forward near the top."""
    s, r, tall = m.sides, m.u(0.0145, 0.02), m.u(0.05, 0.075)
    m.add(
        "body", lathe([(r * 1.05, 0), (r * 1.05, 0.2 * tall), (r * 0.92, 0.22 * tall), (r * 0.92, tall)], s)
    )
    m.add("canister", lathe([(r * 0.86, tall - 0.002), (r * 0.86, tall + 0.012), (r * 0.5, tall + 0.022)], s))
    beak = skin(
        [
            (r * 0.3, 0, 0.8 * tall, r * 0.6, r * 0.45),
            (r * 1.1, 0, 0.84 * tall, r * 0.55, r * 0.42),
            (r + m.u(0.012, 0.022), 0, 0.9 * tall, r * 0.5, r * 0.3),
        ],
        s,
        power=2.3,
    )
    m.add("mouthpiece", beak)
    if m.fine:
        for k in range(m.count(6, 10)):
            m.add(
                "body", block((0.002, 0.003, 0.16 * tall), (r * 1.05, 0, 0.1 * tall)).rotate((0, 0, 36.0 * k))
            )
    m.zone("body", "base", z=(None, 0.2 * tall))


@construction("inhaler")
def pump_spray(m: Maker) -> None:
    """Boxy or egg-shaped casing bent in the middle, cap on a strap, can pressed by a cover."""
    n, a, b = m.sides, m.u(0.014, 0.019), m.u(0.011, 0.016)
    tall, lean = m.u(0.05, 0.065), m.u(0.004, 0.02)
    m.add(
        "body",
        skin(
            [
                (0, 0, 0, a * 0.75, b * 0.8),
                (0.2 * tall, 0, 0, a * 1.05, b),
                (0.6 * tall, -0.4 * lean, 0, a, b),
                (tall, -lean, 0, a * 0.9, b * 0.92),
            ],
            n,
            "z",
            m.u(2.5, 6),
        ),
    )
    m.add(
        "canister",
        skin(
            [
                (tall - 0.001, -lean, 0, a * 0.8, b * 0.82),
                (tall + 0.014, -lean * 1.3, 0, a * 0.75, b * 0.75),
                (tall + 0.018, -lean * 1.4, 0, a * 0.45, b * 0.45),
            ],
            n,
            "z",
            2.5,
        ),
    )
    out = a + m.u(0.012, 0.02)
    m.add(
        "mouthpiece",
        along_x([(b * 0.7, 0.3 * a), (b * 0.68, out), (b * 0.5, out + 0.002)], n, (0, 0, 0.22 * tall)),
    )
    if m.chance(0.6):
        cap = (out * 0.9, 0, -b - 0.004)
        m.add("mouthpiece", along_x([(b * 0.8, -0.008), (b * 0.75, 0.008)], n, cap))
        m.add(
            "mouthpiece",
            strap(
                curve([(a * 0.6, 0, 0.004), (a * 0.7, 0, -0.6 * b), (cap[0] - 0.004, 0, cap[2])], 5),
                0.006,
                0.0018,
            ),
        )
    m.zone("body", "base", z=(None, 0.12 * tall))
