"""All captions of a corpus, from its tables and the knowledge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from ..collect import read_corpus
from ..knowledge import load_knowledge
from ..schema import CAPTIONS, write_table
from ..splits import split_of_wording
from ..wording import plain
from .contacts import contact_caption
from .conversation import converse
from .facts import GraspFacts, grasp_facts, object_facts
from .grammar import Speaker
from .requests import Request, answer, patterned_request, spoken_requests

LOW, SPOKEN, PATTERNED = 1, 3, 1
"""Captions of a grasp: contacts, from hand-written sentences, from patterns."""
CONVERSATIONS = 0.8
"""Conversations for each grasp."""
_LONGEST = 4


def build_captions(corpus: Path, seed: int = 0, reserved: Sequence[str] = ()) -> int:
    """Write the table of captions of a corpus; returns how many there are.

    Args:
        corpus: folder with shapes and grasps.
        seed: the same seed gives the same captions.
        reserved: requests by which models are judged; captions that say one of them word for word are not
            trained on.
    """
    tables = read_corpus(corpus)
    knowledge = load_knowledge()
    grasps_of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tables.grasps.to_pylist():
        grasps_of[row["shape_id"]].append(row)
    kept_back = {plain(text) for text in reserved}
    rows: list[dict[str, Any]] = []
    for shape in tqdm(tables.shapes.to_pylist(), unit="object"):
        if shape["shape_id"] not in grasps_of:
            continue
        item = object_facts(shape, knowledge[shape["category"]])
        facts = [grasp_facts(row, item, shape["side"]) for row in grasps_of[shape["shape_id"]]]
        own = np.random.default_rng([seed, *shape["shape_id"].encode()])
        for number, row in enumerate(_captions(facts, Speaker(own))):
            if any(plain(turn) in kept_back for turn in row["turns"][::2]):
                row["split"] = "held_out"
            rows.append({"caption_id": f"{shape['shape_id']}-c{number:03d}", **row})
    write_table(corpus / "captions.parquet", rows, CAPTIONS)
    return len(rows)


def _captions(grasps: list[GraspFacts], speaker: Speaker) -> Iterator[dict[str, Any]]:
    """Captions of all grasps of one object."""
    for grasp in grasps:
        for _ in range(LOW):
            yield _row("low", (contact_caption(grasp, speaker),), (grasp.grasp_id,), ("contacts",))
        requests = spoken_requests(grasp, speaker, SPOKEN)
        requests += [patterned_request(grasp, speaker) for _ in range(PATTERNED + SPOKEN - len(requests))]
        for request in _distinct(requests):
            yield _row("high", (request.text, answer(grasp, speaker)), (grasp.grasp_id,), (request.source,))
    if len(grasps) < 2:
        return
    for _ in range(round(CONVERSATIONS * len(grasps))):
        length = min(2 + speaker.number(_LONGEST - 1), len(grasps))
        found = converse(speaker.some(grasps, length), speaker)
        if found:
            yield _row("conversation", found.turns, found.grasps, found.sources)


def _distinct(requests: list[Request]) -> list[Request]:
    return list({request.text.lower(): request for request in requests}.values())


def _row(
    level: str, turns: tuple[str, ...], grasps: tuple[str, ...], sources: tuple[str, ...]
) -> dict[str, Any]:
    held_out = any(split_of_wording(source) == "held_out" for source in sources)
    return {
        "level": level,
        "split": "held_out" if held_out else "train",
        "grasp_ids": list(grasps),
        "turns": list(turns),
        "source": " ".join(sources),
    }
