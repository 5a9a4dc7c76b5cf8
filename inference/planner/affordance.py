"""What an object invites a hand to do: which types fit, where one takes hold, where the thumb points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..shape.field import SignedDistanceField
from ..shape.model import ObjectShape
from .sites import Sites
from .taxonomy import GraspType, Placement

Double = NDArray[np.float64]

# Metres above which something that stands has a top to stay off, and how much less that is liked.
_TALL = 0.06
_RIM = 0.4


def suitability(kind: GraspType, sites: Sites) -> Double:
    """How well a grasp type suits each site, (S,) from 0 upwards."""
    low, high = kind.half_thickness
    palm_type = kind.placement in (Placement.WRAP, Placement.HOOK)
    size = sites.girth if palm_type else sites.half_thickness
    # full marks inside the range, fading over a fifth of it outside
    margin = 0.2 * (high - low) + 0.0005
    fit = np.clip(1 - np.maximum(low - size, size - high) / margin, 0, 1)
    fit *= np.clip(1.5 - 0.5 * sites.flatness / kind.flatness, 0, 1) if palm_type else 1.0
    length = sites.before + sites.after
    if kind.elongated is True:
        fit = fit * sites.is_bar
    elif kind.elongated is False:
        fit = fit * (length < 4.5 * np.maximum(sites.half_width, sites.half_thickness) + 0.01)
        if kind.placement is not Placement.PLATFORM:
            fit = fit * (np.minimum(sites.half_width, 0.5 * length) > 0.6 * low)
    if palm_type and kind.elongated:
        # half a hand's width away from the ends, where the bar is long enough
        inset = np.minimum(0.042, 0.5 * length)
        fit = fit * np.clip(np.minimum(sites.before, sites.after) / np.maximum(inset, 1e-4), 0.15, 1) ** 2
        fit = fit * np.clip(length / 0.07, 0.3, 1)
    if kind.placement is Placement.PLATFORM:
        fit = fit * (sites.normal[:, 2] < -0.8)
    elif kind.elongated is not True:
        # the palm comes from the side or from above; below, an object stands on something
        fit = fit * np.clip(1.2 + 2 * sites.normal[:, 2], 0, 1)
    return fit * kind.preference


def appeal(shape: ObjectShape, sites: Sites) -> Double:
    """Where people take hold unasked, (S,) 0..1: at the handle of a long thing, around a compact one."""
    longest, second = np.sort(shape.size)[::-1][:2]
    tool = np.clip((longest / max(second, 1e-6) - 1.6) / 1.2, 0, 1) * (0.3 if stands(shape) else 1.0)
    # handles of long things lie away from the bulk
    away = np.linalg.norm(sites.middle - shape.points.mean(axis=0), axis=1) / (0.5 * longest)
    handle = sites.handiness * (0.65 + 0.35 * np.clip(away / 0.6, 0, 1))
    liked = (1 - tool) * (0.5 + 0.5 * sites.handiness) + tool * (0.05 + 0.95 * handle)
    if stands(shape) and shape.size[2] > _TALL:
        # what comes out of a bottle or a cup comes out at its top; a hand goes around it below
        up = (sites.point[:, 2] - shape.points[:, 2].min()) / shape.size[2]
        liked = liked * (1 - _RIM * np.clip((up - 0.7) / 0.2, 0, 1))
    return liked


def working_end(shape: ObjectShape, sites: Sites, centre: Double) -> tuple[Double, NDArray[np.bool_]]:
    """Where the thumb belongs: (S, 3) along each site's axis, and whether the object says so (S,).

    A hand far from the bulk of a long object (a sword, a hammer) points its thumb at the working end,
    however the object lies in its file. Elsewhere the thumb is up where the axis is upright, and towards
    the bulk otherwise.
    """
    along = ((centre - sites.middle) * sites.axis).sum(axis=1)
    extent = np.abs(sites.axis) @ shape.size
    upright = sites.axis[:, 2]
    dictated = np.abs(along) > np.maximum(0.09, 0.15 * extent)
    if stands(shape):
        dictated &= np.abs(upright) < 0.5
    sign = np.where(dictated | (np.abs(upright) < 0.35), along, upright)
    return sites.axis * np.where(sign >= 0, 1.0, -1.0)[:, None], dictated


def heaviness(shape: ObjectShape, field: SignedDistanceField) -> float:
    """How much the object needs the whole hand, 0..1: for a long lever, or for the weight of a full cup."""
    coarse = field.values[::3, ::3, ::3, 0]
    litres = 1e3 * float(np.count_nonzero(coarse < 0)) * (3 * field.cell) ** 3
    length = np.clip((shape.size.max() - 0.2) / 0.3, 0, 1)
    return float(max(length, 0.7 * np.clip((litres - 0.08) / 0.3, 0, 1)))


def stands(shape: ObjectShape) -> bool:
    """Whether the object stands on a broad base, like a bottle: then its own up is the way it is held."""
    low = shape.points[shape.points[:, 2] < (0.04 - 0.5) * shape.size[2]]
    return len(low) > 0 and bool((np.ptp(low[:, :2], axis=0) > 0.55 * shape.size[:2]).all())
