"""Draw a wall of procedural objects, coloured by part (zones a shade darker), to look at them.

python tools/object_wall.py mug kettle -o wall.png          every construction, four seeds each
python tools/object_wall.py --per 1 --seed 7 -o all.png     all categories, one a construction
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from semgrasp.training.objects.registry import build_object, constructions
from semgrasp.training.objects.values import TrainingObject
from semgrasp.training.render import Picture, Piece, framing, label_colours, png, render
from semgrasp.training.sheet import tile

_AZIMUTH, _ELEVATION = np.radians(-40.0), np.radians(30.0)


def draw_object(item: TrainingObject, size: int) -> Picture:
    """An object alone (size, size, 3), as large as fits."""
    colours = np.asarray(label_colours(item.label_part))[item.face_label]
    view = framing(item.vertices, _AZIMUTH, _ELEVATION, 1.1)
    return render([Piece(item.vertices, item.faces, colours)], view, size)


def main() -> int:
    """Build, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("categories", nargs="*")
    parser.add_argument("--per", type=int, default=4, help="objects a construction")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--size", type=int, default=200, help="pixels on a side of one object")
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
        print(f"{row + 1}:", ", ".join(names))
    options.out.write_bytes(png(tile([draw_object(item, options.size) for item in items], options.columns)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
