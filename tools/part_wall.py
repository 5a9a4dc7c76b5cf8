"""Draw the objects of a folder in two views, coloured by the named boxes of tests/data/real_parts.json.

python tools/part_wall.py FOLDER -o wall.png                    all objects that have boxes
python tools/part_wall.py FOLDER --only mug,pan -o wall.png     some of them, in this order
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import trimesh
from numpy.typing import NDArray
from semgrasp.inference.shape.loading import read_mesh
from semgrasp.inference.shape.model import Y_UP_TO_Z_UP
from semgrasp.training.lettering import written
from semgrasp.training.render import (
    BACKGROUND,
    Colour,
    Picture,
    Piece,
    framing,
    label_colours,
    png,
    render,
)
from semgrasp.training.sheet import tile

Boxes = Mapping[str, Sequence[Sequence[Sequence[float]]]]
"""Parts by name, each a list of boxes [lowest corner, highest corner], metres in the file's own frame."""

PARTS = Path(__file__).parents[1] / "tests" / "data" / "real_parts.json"

# From above on one side, from a little below on the other.
_VIEWS = ((np.radians(-40.0), np.radians(30.0)), (np.radians(140.0), np.radians(-15.0)))
# Triangles are cut until their edges are at most this share of the longest side, to show where boxes end.
_FINEST = 0.01
_LINE = 16
"""Pixels in height of a line of writing."""
_INK: Colour = (0.1, 0.1, 0.1)


def part_of_points(points: NDArray[np.float64], parts: Boxes) -> NDArray[np.int64]:
    """Index (P,) of the first part one of whose boxes contains each point (P, 3), -1 for none."""
    found = np.full(len(points), -1, np.int64)
    for index, boxes in enumerate(parts.values()):
        for low, high in boxes:
            inside = ((points >= np.asarray(low)) & (points <= np.asarray(high))).all(axis=1)
            found[inside & (found < 0)] = index
    return found


def draw_object(path: Path, parts: Boxes, size: int) -> Picture:
    """Both views side by side and the names below, (height, 2 size, 3)."""
    mesh = read_mesh(path)
    longest = float(np.ptp(mesh.vertices, axis=0).max())
    cut = trimesh.remesh.subdivide_to_size(mesh.vertices, mesh.faces, _FINEST * longest, max_iter=20)
    vertices, faces = cut[0], cut[1]
    part = part_of_points(vertices[faces].mean(axis=1), parts)
    colours = label_colours(range(len(parts)))
    face_colours = np.asarray([*colours, (1.0, 0.0, 0.0)])[part]
    # a file's faces may look inwards, and backs are not drawn
    piece = Piece(
        vertices @ Y_UP_TO_Z_UP[:3, :3].T,
        np.concatenate([faces, faces[:, ::-1]]),
        np.concatenate([face_colours, face_colours]),
    )
    views = np.concatenate(
        [render([piece], framing(piece.vertices, *each, 1.04), size) for each in _VIEWS], axis=1
    )
    return np.concatenate([views, _legend(path.stem, list(parts), colours, 2 * size)])


def _legend(name: str, parts: Sequence[str], colours: Sequence[Colour], width: int) -> Picture:
    """The object's name, then its parts in their colours; always three lines, so that pictures tile."""
    sheet = np.tile(np.asarray(BACKGROUND), (3 * _LINE, width, 1))
    x, y = 6, 3
    for word, colour in ((name, _INK), *((part, colours[i]) for i, part in enumerate(parts))):
        ink = written(word, 2)
        if x + ink.shape[1] > width - 6 and y + _LINE < len(sheet):
            x, y = 6, y + _LINE
        ink = ink[:, : max(width - x, 0)]
        sheet[y : y + ink.shape[0], x : x + ink.shape[1]][ink] = (
            colour if word == name else 0.8 * np.asarray(colour)
        )
        x += ink.shape[1] + 14
    return np.round(255 * sheet).astype(np.uint8)


def main() -> int:
    """Draw the objects of a folder that have boxes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", type=Path, default=PARTS)
    parser.add_argument("--only", help="names of objects, separated by commas")
    parser.add_argument("--size", type=int, default=300, help="pixels on a side of one view")
    parser.add_argument("--columns", type=int, default=2)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    known: dict[str, dict[str, Any]] = json.loads(options.parts.read_text(encoding="utf-8"))
    wanted = options.only.split(",") if options.only else list(known)
    pictures = [
        draw_object(path, known[name]["parts"], options.size)
        for name in wanted
        if (path := options.folder / f"{name}.glb").is_file()
    ]
    if not pictures:
        print(f"No object with boxes lies in {options.folder}.", file=sys.stderr)
        return 1
    options.out.write_bytes(png(tile(pictures, options.columns)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
