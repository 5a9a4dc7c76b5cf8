"""A page to leaf through the corpus: one HTML file with pictures, filters and search; needs no network."""

from __future__ import annotations

import argparse
import base64
import html
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from ..inference.errors import UserError
from .collect import CORPUS, Corpus, read_corpus
from .knowledge import Knowledge, load_knowledge
from .render import Picture, label_colours, png
from .restore import Row, restore_hands
from .stats import UNKNOWN, part_touched
from .tell import Told, captions_of, contacts_in_words, draw, part_in_words

log = logging.getLogger(__name__)

SIZE = 160
"""Pixels on a side of one view."""
_PAGE = Path(__file__).with_name("gallery.html")
_FIELDS = ("category", "part", "intent", "type", "side", "split")
"""What can be filtered by."""


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("gallery", help="one HTML file with pictures and captions of random grasps")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("-o", "--out", type=Path, required=True, help="HTML file")
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the page.

    Raises:
        UserError: the corpus has no grasps.
    """
    corpus, knowledge = read_corpus(options.corpus), load_knowledge()
    grasps = spread_over_categories(corpus, options.count, options.seed)
    if not grasps:
        raise UserError("The corpus has no grasps to show: collect some first.")
    shapes = {row["shape_id"]: row for row in corpus.shapes.to_pylist()}
    said = captions_of(corpus.captions, [grasp["grasp_id"] for grasp in grasps])
    cards = {}
    # ordered by object, which is then built once
    for grasp in tqdm(sorted(grasps, key=lambda row: row["grasp_id"]), unit="grasp"):
        shape = shapes[grasp["shape_id"]]
        try:
            picture = draw(restore_hands([grasp], shape), 0, shape, SIZE)
        except UserError as error:
            log.warning("%s", error)
            continue
        cards[grasp["grasp_id"]] = card(grasp, shape, knowledge, said[grasp["grasp_id"]], picture)
    shown = [cards[grasp["grasp_id"]] for grasp in grasps if grasp["grasp_id"] in cards]
    text = page(shown, len(corpus.grasps))
    options.out.write_text(text, encoding="utf-8")
    log.info("%s: %d grasps, %.1f MB", options.out, len(cards), options.out.stat().st_size / 1e6)
    return 0


def spread_over_categories(corpus: Corpus, count: int, seed: int) -> list[Row]:
    """Random grasps in random order; the categories take turns, so that rare ones are seen too."""
    random = np.random.default_rng(seed)
    category = dict(
        zip(corpus.shapes["shape_id"].to_pylist(), corpus.shapes["category"].to_pylist(), strict=True)
    )
    places: dict[str, list[int]] = {}
    for index, shape_id in enumerate(corpus.grasps["shape_id"].to_pylist()):
        places.setdefault(category[shape_id], []).append(index)
    turns = [
        (turn, random.random(), index)
        for own in places.values()
        for turn, index in enumerate(random.permutation(own))
    ]
    return corpus.grasps.take([int(index) for _, _, index in sorted(turns)[:count]]).to_pylist()


def card(
    grasp: Row, shape: Row, knowledge: Knowledge, said: Sequence[Told], picture: Picture
) -> dict[str, Any]:
    """What the page shows of one grasp."""
    category = knowledge.get(shape["category"])
    intent = category.intents.get(grasp["intent"]) if category else None
    parts = category.parts if category else {}
    touched = {shape["label_part"][label] for label in grasp["touched"] if label >= 0}
    touched |= {label for label in grasp["touched"] if label >= 0}
    colours = label_colours(shape["label_part"])
    return {
        "id": grasp["grasp_id"],
        "category": category.names[0] if category else shape["category"],
        "part": part_in_words(part_touched(grasp["touched"], shape["labels"], shape["label_part"]), parts),
        "intent": (intent.kind if intent else UNKNOWN).replace("_", " "),
        "purpose": intent.purpose if intent else grasp["intent"].replace("_", " "),
        "type": grasp["kind"].replace("_", " "),
        "side": shape["side"],
        "split": shape["split"],
        "touch": contacts_in_words(grasp["touched"], shape["labels"], parts),
        "numbers": (
            f"penetration {1e3 * grasp['penetration']:.1f} mm, volume {1e6 * grasp['intersection']:.2f} cm³, "
            f"force balance {grasp['held']:.2f}"
        ),
        "labels": [[part_in_words(shape["labels"][i], parts), _hex(colours[i])] for i in sorted(touched)],
        "said": [[told.level, list(told.lines), told.held_out, list(told.own)] for told in said],
        "picture": base64.b64encode(png(picture)).decode("ascii"),
    }


def page(cards: Sequence[dict[str, Any]], total: int) -> str:
    """The whole page."""
    # "</script" or "<!--" in a caption would end or swallow the script that holds the data
    data = json.dumps(cards, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    title = f"{len(cards):,} of {total:,} grasps"
    fields = json.dumps(list(_FIELDS))
    text = _PAGE.read_text(encoding="utf-8")
    for name, value in (("{{title}}", html.escape(title)), ("{{fields}}", fields), ("{{cards}}", data)):
        text = text.replace(name, value)
    return text


def _hex(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{round(255 * value):02x}" for value in colour)
