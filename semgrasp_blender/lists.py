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
        draw_columns(layout, item.name, *columns_of(item.score, results.metrics(item)))


def draw_columns(layout: Any, name: str, score: str, depth: str, touch: str) -> None:
    """Four columns that fit the sidebar at its first width."""
    row = layout.split(factor=0.44, align=True)
    row.label(text=name, translate=False)
    numbers = row.row(align=True)
    for text in (score, depth, touch):
        numbers.label(text=text, translate=False)


def columns_of(score: float, metrics: dict[str, Any]) -> tuple[str, str, str]:
    """Score, deepest penetration in millimetres and regions in contact as text; a dash for the unknown."""
    depth, contacts = penetration_mm(metrics), contact_count(metrics)
    return (
        f"{score:.2f}",
        "–" if depth is None else f"{depth:.1f}",
        "–" if contacts is None else str(contacts),
    )


def penetration_mm(metrics: dict[str, Any]) -> float | None:
    """Deepest penetration in millimetres, None where it was not measured."""
    value = metrics.get("penetration_mm")
    return float(value) if isinstance(value, int | float) else None


def contact_count(metrics: dict[str, Any]) -> int | None:
    """How many of the hand's 16 regions touch, None where it was not measured."""
    value = metrics.get("contact_regions")
    if isinstance(value, list | dict):
        return len(value)
    return int(value) if isinstance(value, int | float) else None


CLASSES = (SEMGRASP_UL_candidates,)
