"""The list of grasps."""

from __future__ import annotations

from typing import Any

import bpy

from . import results


class SEMGRASP_UL_candidates(bpy.types.UIList):  # noqa: N801
    """Rank, type, score, penetration and contacts of each grasp."""

    def draw_item(
        self,
        _context: bpy.types.Context,
        layout: bpy.types.UILayout,
        _data: Any,
        item: Any,
        _icon: int,
        _active_data: Any,
        _active_property: str,
        _index: int,
    ) -> None:
        """Draws one row."""
        row = layout.split(factor=0.5, align=True)
        row.label(text=item.name, translate=False)
        numbers = row.split(factor=0.36, align=True)
        numbers.label(text=f"{item.score:.2f}", translate=False)
        numbers.label(text=short_metrics(results.metrics(item)), translate=False)


def short_metrics(metrics: dict[str, Any]) -> str:
    """ "0.8 mm · 6" : deepest penetration and number of regions in contact, as far as they are known."""
    parts = []
    depth = penetration_mm(metrics)
    if depth is not None:
        parts.append(f"{depth:.1f} mm")
    contacts = contact_count(metrics)
    if contacts is not None:
        parts.append(str(contacts))
    return " · ".join(parts)


def penetration_mm(metrics: dict[str, Any]) -> float | None:
    """Deepest penetration in millimetres, None where it was not measured."""
    value = metrics.get("penetration_mm")
    return float(value) if isinstance(value, int | float) else None


def contact_count(metrics: dict[str, Any]) -> int | None:
    """How many of the hand's 16 regions touch, None where it was not measured."""
    value = metrics.get("regions")
    if isinstance(value, list | dict):
        return len(value)
    return int(value) if isinstance(value, int | float) else None


CLASSES = (SEMGRASP_UL_candidates,)
