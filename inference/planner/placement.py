"""Laying a hand of a grasp type on a site: the starting poses of the solver.

A hand frame is described by three directions that do not depend on the side: where the fingers point,
where the palm faces, and where the thumb is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..hand.rotation import axis_angle_to_matrix, rotation_about
from ..refine.energy import Pose
from ..refine.solver_hand import SolverHand
from .sites import Sites
from .taxonomy import GraspType, Placement

Double = NDArray[np.float64]

_CLOSING_STEPS = 15
# A pinch starts a little wider than the object, so that the pads arrive from outside.
_PINCH_SLACK = 0.002
# Turns about the line between the pads among which the most comfortable is taken.
_TURNS = 3


@dataclass(frozen=True, eq=False)
class HandFrame:
    """Landmarks of the resting hand, in its own frame.

    Attributes:
        fingers, palm, thumb: unit directions: along the fingers, out of the palm, towards the thumb side.
        knuckles: middle of the palm side of the knuckles.
        hollow: middle of the palm's hollow.
        pivot: centre of the hand; the solver's rotations turn about it.
    """

    fingers: Double
    palm: Double
    thumb: Double
    knuckles: Double
    hollow: Double
    pivot: Double

    @property
    def axes(self) -> Double:
        """(3, 3) rows: fingers, palm, thumb."""
        return np.stack([self.fingers, self.palm, self.thumb])


@lru_cache(maxsize=16)
def hand_frame(hand: SolverHand) -> HandFrame:
    """Landmarks of a compiled hand."""
    sign = 1.0 if hand.model.side == "left" else -1.0
    vertices = hand.rest_vertices.astype(float)
    zones = hand.model.zones

    def middle(*names: str) -> Double:
        return np.mean([vertices[zones[name]].mean(axis=0) for name in names], axis=0)

    knuckles = middle("palm_mcr", "palm_mcu")
    hollow = middle("palm_mcr", "palm_mcu", "palm_mid", "palm_mid")
    return HandFrame(
        fingers=np.array([sign, 0.0, 0.0]),
        palm=np.array([0.0, -1.0, 0.0]),
        thumb=np.array([0.0, 0.0, 1.0]),
        knuckles=knuckles,
        hollow=hollow,
        pivot=knuckles + 0.02 * np.array([0.0, -1.0, 0.0]),
    )


def orient(frame: HandFrame, fingers: Double, palm: Double) -> Double:
    """Rotations (N, 3, 3) hand to object that turn the hand's fingers and palm to the given directions.

    The palm direction is kept; the fingers are made perpendicular to it.
    """
    palm = palm / np.linalg.norm(palm, axis=1, keepdims=True)
    fingers = fingers - (fingers * palm).sum(axis=1, keepdims=True) * palm
    fingers = fingers / np.linalg.norm(fingers, axis=1, keepdims=True)
    handed = float(np.linalg.det(frame.axes))
    target = np.stack([fingers, palm, handed * np.cross(fingers, palm)], axis=1)
    return target.swapaxes(1, 2) @ frame.axes


@dataclass(frozen=True, eq=False)
class Start:
    """Starting poses for N grasps of one type.

    Attributes:
        pose: wrist and angles.
        open, closed: (N, 22) the ends of the closing motion.
    """

    pose: Pose
    open: Double
    closed: Double


@dataclass(frozen=True, eq=False)
class _Pinch:
    """Thumb and finger pads along the closing of a type: gap (K,), pad middles (K, 3) and angles (K, 22)."""

    gap: Double
    thumb: Double
    fingers: Double
    angles: Double


@lru_cache(maxsize=256)
def _pinch_table(hand: SolverHand, kind: GraspType) -> _Pinch:
    anatomy = hand.model.anatomy
    share = np.linspace(0, 1, _CLOSING_STEPS)[:, None]
    angles = (1 - share) * kind.open.angles(anatomy) + share * kind.closed.angles(anatomy)
    points = hand.evaluate(angles)
    thumb_zone = "thumb_tip" if "thumb_tip" in kind.zones else "thumb_d"
    thumb = points[:, hand.zones[hand.zone(thumb_zone)]].mean(axis=1)
    if kind.placement is Placement.LATERAL:
        names = ["index_side"]
    else:
        names = [f"{f}_tip" if f"{f}_tip" in kind.zones else f"{f}_d" for f in kind.fingers]
    fingers = np.mean([points[:, hand.zones[hand.zone(name)]].mean(axis=1) for name in names], axis=0)
    gap = np.linalg.norm(fingers - thumb, axis=1)
    return _Pinch(gap.astype(float), thumb.astype(float), fingers.astype(float), angles)


def place(
    hand: SolverHand,
    kind: GraspType,
    sites: Sites,
    thumb_towards: Double,
    random: np.random.Generator,
    jitter: float = 1.0,
) -> Start:
    """Starting poses of a grasp type, one for each site.

    Args:
        hand: the compiled hand.
        kind: the grasp type.
        sites: N places.
        thumb_towards: (N, 3) direction along the site's axis in which the thumb should point.
        random: source of randomness.
        jitter: scale of the random variation; 0 for none.
    """
    number = len(sites)
    anatomy = hand.model.anatomy
    open_angles, closed_angles = kind.open.angles(anatomy), kind.closed.angles(anatomy)
    if kind.placement in (Placement.PINCH, Placement.LATERAL, Placement.PEN):
        rotation, centre, angles = _place_pinch(hand, kind, sites, thumb_towards, random)
    else:
        rotation, centre = _place_palm(hand, kind, sites, thumb_towards, random)
        angles = np.tile(open_angles, (number, 1))
    rotation = axis_angle_to_matrix(random.normal(0, 0.08 * jitter, (number, 3))) @ rotation
    centre = centre + random.normal(0, 0.004 * jitter, (number, 3))
    # natural hands vary: a few degrees on every posture
    spread = np.radians(4.0) * jitter * random.normal(0, 1, (number, 1))
    closed = np.clip(closed_angles + spread, hand.lower, hand.upper)
    return Start(Pose(rotation, centre, angles), np.tile(open_angles, (number, 1)), closed)


def _place_palm(
    hand: SolverHand, kind: GraspType, sites: Sites, thumb_towards: Double, random: np.random.Generator
) -> tuple[Double, Double]:
    """Palm on the object: wraps, hooks, covers and platforms."""
    frame = hand_frame(hand)
    inward = -sites.normal
    handed = float(np.linalg.det(frame.axes))
    # fingers × palm × thumb is a frame of fixed handedness, so the thumb's direction gives the fingers'
    fingers = handed * np.cross(inward, thumb_towards)
    if kind.placement in (Placement.COVER, Placement.PLATFORM) or kind.elongated is False:
        fingers = rotation_about(inward, random.uniform(-np.pi, np.pi, len(sites))) @ fingers[..., None]
        fingers = fingers[..., 0]
    else:
        slant = np.radians(kind.obliqueness) * random.uniform(0.5, 1.2, len(sites))
        # a bar runs from the index knuckle to the heel of the hand: the fingers tip towards the thumb's end
        fingers = (rotation_about(inward, -handed * slant) @ fingers[..., None])[..., 0]
    rotation = orient(frame, fingers, inward)
    if kind.placement is Placement.HOOK:
        seat = frame.knuckles + 0.028 * frame.fingers
        depth = sites.half_thickness
    elif kind.placement is Placement.WRAP:
        seat = frame.knuckles - np.clip(0.55 * sites.girth, 0, 0.022)[:, None] * frame.fingers
        depth = sites.half_thickness
    else:
        seat = frame.hollow
        depth = sites.half_thickness
    seat_to_pivot = (
        (frame.pivot - seat) if seat.ndim == 2 else np.broadcast_to(frame.pivot - seat, (len(sites), 3))
    )
    palm_contact = sites.middle - inward * depth[:, None]
    centre = palm_contact + (rotation @ seat_to_pivot[..., None])[..., 0]
    return rotation, centre


def arm_comfort(frame: HandFrame, rotation: Double) -> Double:
    """How comfortable the arm behind a hand is, (N,) 0..1, for rotations (N, 3, 3) hand to object.

    A thumb that points down twists the forearm to its end, and an elbow straight above or below is rarely
    meant.
    """
    elbow = -(rotation @ frame.fingers)
    thumb = rotation @ frame.thumb
    above = np.clip(elbow[:, 2] - 0.35, 0, 0.5) * 2
    below = np.clip(-elbow[:, 2] - 0.6, 0, 0.4) * 2
    return np.clip(1 - 0.9 * above - 0.6 * below - np.clip(-thumb[:, 2] - 0.1, 0, 0.8), 0, 1)


def _place_pinch(
    hand: SolverHand, kind: GraspType, sites: Sites, thumb_towards: Double, random: np.random.Generator
) -> tuple[Double, Double, Double]:
    """Pads across the thickness at the site, the hand turned about the line between them."""
    frame = hand_frame(hand)
    table = _pinch_table(hand, kind)
    wanted = 2 * sites.half_thickness + 2 * _PINCH_SLACK
    # the gap shrinks along the closing; the widest-first step whose gap fits
    step = np.argmin(np.abs(table.gap[None] - wanted[:, None]), axis=1)
    across = table.fingers[step] - table.thumb[step]
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    reach = frame.fingers - (across @ frame.fingers)[:, None] * across
    reach /= np.linalg.norm(reach, axis=1, keepdims=True)
    hand_axes = np.stack([across, reach, np.cross(across, reach)], axis=1)

    number = len(sites)
    outward = sites.normal
    # across × reach is the thumb's side of a right hand, so these headings put the thumb towards its goal
    sideways = float(np.linalg.det(frame.axes)) * np.cross(thumb_towards, outward)
    tries, width = 1, 0.25
    heading = sideways
    if kind.placement is Placement.PEN:
        heading, width = 0.8 * thumb_towards + 0.6 * sideways, 0.2
    elif not kind.elongated:
        tries, width = _TURNS, np.pi
    rotation = np.tile(np.eye(3), (number, 1, 1))
    best = np.full(number, -np.inf)
    for _ in range(tries):
        turn = random.normal(0, width, number) if tries == 1 else random.uniform(-width, width, number)
        turned = (rotation_about(outward, turn) @ heading[..., None])[..., 0]
        object_axes = np.stack([outward, turned, np.cross(outward, turned)], axis=1)
        proposed = object_axes.swapaxes(1, 2) @ hand_axes
        ease = arm_comfort(frame, proposed)
        better = ease > best
        rotation[better], best[better] = proposed[better], ease[better]
    pads = 0.5 * (table.fingers[step] + table.thumb[step])
    centre = sites.middle + (rotation @ (frame.pivot - pads)[..., None])[..., 0]
    return rotation, centre, table.angles[step]
