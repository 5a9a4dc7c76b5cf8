"""Render a wall of procedural objects, coloured by part (zones a shade darker), to look at them.

python tools/object_wall.py mug kettle -o wall.png          every construction, four seeds each
python tools/object_wall.py --per 1 --seed 7 -o all.png     all categories, one a construction
"""

from __future__ import annotations

import argparse
import colorsys
import sys
from pathlib import Path

import numpy as np
from semgrasp.training.objects.registry import build_object, constructions
from semgrasp.training.objects.values import TrainingObject
from wall import Colour, Piece, render_wall


def part_colours(item: TrainingObject) -> Piece:
    """The object with a colour for each part and a darker shade for each of its zones."""
    colours: list[Colour] = []
    for index, name in enumerate(item.names):
        zone = index - len(item.part_names)
        part = index if zone < 0 else item.part_names.index(item.part_of(name))
        shade = 0.9 if zone < 0 else 0.75 - 0.12 * (zone % 4)
        colours.append(colorsys.hsv_to_rgb((0.58 + 0.381966 * part) % 1.0, 0.55, shade))
    label = np.where(item.face_zone >= 0, len(item.part_names) + item.face_zone, item.face_part)
    return Piece(item.vertices, item.faces, colours, label)


def main() -> int:
    """Build, place, render."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("categories", nargs="*")
    parser.add_argument("--per", type=int, default=4, help="objects a construction")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--width", type=int, default=1600, help="pixels")
    parser.add_argument("--columns", type=int, default=8)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    known = constructions()
    items = [
        build_object(name, c.name, options.seed + i)
        for name in options.categories or known
        for c in known[name]
        for i in range(options.per)
    ]
    for row in range(0, len(items), options.columns):
        names = [f"{item.category}/{item.construction}" for item in items[row : row + options.columns]]
        print(f"row {row // options.columns}:", ", ".join(names))
    render_wall([[part_colours(item)] for item in items], options.columns, options.width, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
