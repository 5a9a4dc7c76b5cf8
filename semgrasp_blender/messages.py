"""Text for the user: problems, how they are wrapped for a panel, and the report that can be copied."""

from __future__ import annotations

import platform
import textwrap
from dataclasses import dataclass

from .. import __version__


@dataclass(frozen=True)
class Problem:
    """Something that went wrong.

    Attributes:
        text: what is wrong and what to do, for the panel.
        report: details for a bug report, may be empty.
    """

    text: str
    report: str = ""


def full_report(problem: Problem, blender_version: str) -> str:
    """The text that Copy Report puts on the clipboard."""
    lines = [
        f"SemGrasp {__version__}, Blender {blender_version}, {platform.platform()}",
        problem.text,
        problem.report,
    ]
    return "\n".join(line for line in lines if line).strip() + "\n"


def wrap_for_panel(text: str, width_pixels: float, ui_scale: float) -> list[str]:
    """Lines of text that fit a panel: Blender's labels are cut off, never wrapped.

    Blender offers no text metrics to panels; its default font is about 6.6 pixels a character on average.
    """
    columns = int((width_pixels / max(ui_scale, 0.1) - 55.0) / 6.6)
    return textwrap.wrap(text, width=max(columns, 16)) or [""]


def time_left(seconds: float) -> str:
    """Remaining time in words that don't promise more than is known."""
    if seconds < 1.5:
        return "a second left"
    if seconds < 60.0:
        return f"about {seconds:.0f} s left"
    return f"about {seconds / 60.0:.0f} min left"
