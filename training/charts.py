"""Bar charts of the counts of the corpus, as small SVG files for its documentation."""

from __future__ import annotations

import html
from collections.abc import Mapping

WIDTH, BAR, GAP, NAMES = 640, 14, 6, 190
"""Pixels: of a chart, of a bar, between bars, and of the column of names."""
SHOWN = 20
"""Bars of a chart at most."""


def bar_chart(title: str, counts: Mapping[str, int]) -> str:
    """A chart of the first `SHOWN` counts with their shares of all, as the text of an SVG file."""
    total, shown = max(sum(counts.values()), 1), list(counts.items())[:SHOWN]
    longest = max((number for _, number in shown), default=1)
    height = 34 + len(shown) * (BAR + GAP)
    room = WIDTH - NAMES - 130
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="system-ui, sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="10" y="20" font-size="14" fill="#222">{html.escape(title)}</text>',
    ]
    for index, (name, number) in enumerate(shown):
        top = 32 + index * (BAR + GAP)
        middle, length = top + BAR - 3, round(room * number / longest, 1)
        lines += [
            f'<text x="{NAMES - 8}" y="{middle}" text-anchor="end" fill="#222">'
            f"{html.escape(name.replace('_', ' '))}</text>",
            f'<rect x="{NAMES}" y="{top}" width="{length}" height="{BAR}" rx="2" fill="#4a84bd"/>',
            f'<text x="{NAMES + length + 6}" y="{middle}" fill="#555">'
            f"{number:,} ({100 * number / total:.1f} %)</text>",
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"
