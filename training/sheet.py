"""A contact sheet of random grasps with what is said of them, for judging by eye."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..inference.errors import UserError
from .collect import CORPUS, Corpus, read_corpus
from .lettering import written
from .render import Picture, png
from .restore import restore_hands
from .tell import Row, captions_of, contacts_in_words, draw

log = logging.getLogger(__name__)

CELL, COLUMNS = 200, 6
"""Pixels on a side of one view, of which each cell has two; cells in a row."""
_DIGIT_SCALE = 3


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("sheet", help="a picture of random grasps, their captions on the terminal")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("-o", "--out", type=Path, required=True, help="PNG file")
    parser.add_argument("--count", type=int, default=48)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--family", help="only of this family")
    parser.add_argument("--category", help="only of this category")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Draw the sheet and tell its cells.

    Raises:
        UserError: no grasp fits.
    """
    corpus = read_corpus(options.corpus)
    shapes = {row["shape_id"]: row for row in corpus.shapes.to_pylist()}
    wanted = [
        name
        for name, row in shapes.items()
        if options.family in (None, row["family"]) and options.category in (None, row["category"])
    ]
    grasps = draw_grasps(corpus, wanted, options.count, options.seed)
    if not grasps:
        raise UserError("No grasp of the corpus fits: look at the names of families and categories in stats.")
    pictures = [_picture(grasp, shapes[grasp["shape_id"]]) for grasp in grasps]
    options.out.write_bytes(png(tile(pictures, COLUMNS)))
    said = captions_of(corpus.captions, [grasp["grasp_id"] for grasp in grasps])
    for number, grasp in enumerate(grasps, start=1):
        shape = shapes[grasp["shape_id"]]
        touch = contacts_in_words(grasp["touched"], shape["labels"])
        sys.stdout.write(
            f"{number}  {grasp['grasp_id']}  {shape['side']}  {grasp['intent']}  {grasp['kind']}  [{touch}]\n"
        )
        for told in said[grasp["grasp_id"]]:
            # an arrow where a conversation comes to this grasp
            lines = [f"-> {line}" if i in told.own else line for i, line in enumerate(told.lines)]
            sys.stdout.write(f"      {told.level}: {' / '.join(lines)}\n")
    return 0


def draw_grasps(corpus: Corpus, shape_ids: Sequence[str], count: int, seed: int) -> list[Row]:
    """Random grasps of some shapes, in the order of their ids."""
    ids = corpus.grasps["shape_id"].to_pylist()
    fitting = np.flatnonzero(np.isin(ids, list(shape_ids)))
    random = np.random.default_rng(seed)
    picked = random.choice(fitting, min(count, len(fitting)), replace=False)
    return corpus.grasps.take(np.sort(picked)).to_pylist()


def _picture(grasp: Row, shape: Row) -> Picture:
    """Both views; grey where the object comes out otherwise than in the corpus."""
    try:
        return draw(restore_hands([grasp], shape), 0, shape, CELL)
    except UserError as error:
        log.warning("%s", error)
        return np.full((CELL, 2 * CELL, 3), 128, np.uint8)


def tile(pictures: Sequence[Picture], columns: int) -> Picture:
    """Pictures of one size row by row, numbered from 1."""
    height, width = pictures[0].shape[:2]
    rows = -(-len(pictures) // columns)
    sheet = np.full((rows * (height + 2), min(columns, len(pictures)) * (width + 4), 3), 160, np.uint8)
    for index, picture in enumerate(pictures):
        row, column = divmod(index, columns)
        cell = sheet[row * (height + 2) :, column * (width + 4) :][:height, :width]
        cell[:] = picture
        _write_number(cell, index + 1)
    return sheet


def _write_number(cell: Picture, number: int) -> None:
    ink = written(str(number), _DIGIT_SCALE)
    cell[5 : 5 + ink.shape[0], 5 : 5 + ink.shape[1]][ink] = (20, 20, 20)
