"""The gates of the corpus, measured again from its files on the exact meshes."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from ..inference.errors import UserError
from ..inference.hand.model import HandModel
from ..inference.metrics import (
    find_contact,
    intersection_volume,
    is_held_by_contact,
    limits_share,
    penetration_depth,
    self_penetration,
)
from ..inference.metrics.naturalness import SELF_PENETRATION_LIMIT
from ..inference.planner.ranking import coupling
from ..inference.planner.taxonomy import TYPE_BY_NAME
from ..inference.refine.solver_hand import build_solver_hand
from ..inference.shape.model import ObjectShape
from ..inference.shape.native import SurfaceQueries
from .collect import CORPUS, read_corpus
from .grasps.gates import (
    MAX_COUPLING,
    MAX_INTERSECTION,
    MAX_PENETRATION,
    MAX_SELF_OVERLAP,
    Asked,
)
from .grasps.job import make_wish
from .grasps.synthesis import ALIGNED, keeps_directions
from .knowledge import Knowledge, load_knowledge
from .restore import Hands, LabelledShape, Row, move, restore_hands, restore_shape, sample

log = logging.getLogger(__name__)

Double = NDArray[np.float64]

LISTED = 10
"""Grasps named for each gate that does not hold."""
VOLUME_ERROR = 0.1e-6
"""Cubic metres between the volume in cells of 1 mm, as measured here, and in those of the table."""
MAX_CHANGED = 0.02
"""Share of objects that may come out otherwise: processors round differently."""


@dataclass(frozen=True)
class Gate:
    """One thing that every grasp must fulfil.

    Attributes:
        name: what is asked.
        limit: bound of the measured number, in the unit; None for a yes or no.
        unit: of the number that is shown.
        scale: shown number for 1 of what is measured (metres, cubic metres, radians).
        tolerance: by which the limit may be missed because the files hold float32.
        least: whether the limit is a lower bound.
        hard: whether a corpus that fails it is wrong; the others are only told.
    """

    name: str
    limit: float | None = None
    unit: str = ""
    scale: float = 1.0
    tolerance: float = 0.0
    least: bool = False
    hard: bool = True

    def holds(self, value: float) -> bool:
        """Whether a measured number passes; for a yes or no, 0 is yes."""
        if self.limit is None:
            return value == 0
        if self.least:
            return value >= self.limit - self.tolerance
        return value <= self.limit + self.tolerance


GATES = (
    Gate("penetration depth", MAX_PENETRATION, "mm", 1e3, 1e-6),
    Gate("intersection volume", MAX_INTERSECTION, "cm3", 1e6, 5e-9),
    Gate("penetration as in the table", 0.0, "mm", 1e3, 2e-6),
    Gate("intersection as in the table", 0.0, "cm3", 1e6, VOLUME_ERROR, hard=False),
    Gate("share on the part as in the table", 0.0, "", 1.0, 0.01),
    Gate("thumb or palm and another finger touch"),
    Gate("angles within the limits", 1.0, "", 1.0, 0.0, least=True),
    Gate("neighbouring fingers bend alike", float(MAX_COUPLING), "deg", float(np.degrees(1)), 1e-5),
    Gate("fingers apart, by spheres", MAX_SELF_OVERLAP, "mm", 1e3, 1e-5),
    Gate("fingers apart, by the skin", SELF_PENETRATION_LIMIT, "mm", 1e3, 2e-5),
    Gate("intent is known"),
    Gate("requested part touched most"),
    Gate("forbidden parts untouched"),
    Gate("only the allowed fingers touch"),
    Gate("turned as the intent says"),
    # where the nearest point lies on an edge between two labels, rounding decides
    Gate("regions that touch something else than in the table", 0.0, "", 1.0, 1.0),
)


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("check", help="measure the gates of a random sample again from the files")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--share", type=float, default=0.02, help="of the grasps, by whole objects")
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print how many grasps hold each gate; 1 if one that must hold does not, or many objects have changed.

    Raises:
        ValueError: the share is not a share.
    """
    corpus, knowledge = read_corpus(options.corpus), load_knowledge()
    measured: dict[str, dict[str, float]] = {}
    changed: list[str] = []
    drawn = sample(corpus, options.share, options.seed)
    for shape_row, grasp_rows in tqdm(drawn, unit="shape"):
        try:
            measured |= measure(shape_row, grasp_rows, knowledge)
        except UserError as error:
            log.error("%s", error)
            changed.append(shape_row["shape_id"])
    text, failed = report(measured)
    sys.stdout.write(text + "\n")
    if changed:
        sys.stdout.write(f"{len(changed)} of {len(drawn)} objects come out otherwise: {', '.join(changed)}\n")
    return 1 if failed or len(changed) > MAX_CHANGED * len(drawn) else 0


def measure(shape_row: Row, grasp_rows: Sequence[Row], knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """Numbers of all gates by name, for each grasp of one object by id; gates that make no sense are missing.

    Raises:
        UserError: the object can't be made again.
    """
    found, hands = restore_shape(shape_row), restore_hands(grasp_rows, shape_row)
    canonical = move(found.to_canonical, hands.vertices)
    solver_hand = build_solver_hand(hands.model, tuple(float(b) for b in hands.betas))
    overlap = solver_hand.self_overlap(hands.angles)
    coupled = coupling(hands.model.anatomy, hands.angles)
    results = {}
    for index, row in enumerate(grasp_rows):
        values = _on_the_mesh(canonical[index], hands.model, found.shape, row)
        values["angles within the limits"] = limits_share(
            hands.angles[index], hands.model.anatomy.lower, hands.model.anatomy.upper
        )
        values["neighbouring fingers bend alike"] = float(coupled[index])
        values["fingers apart, by spheres"] = float(overlap[index])
        values |= _as_asked(canonical[index], hands, index, found, shape_row, row, knowledge)
        results[row["grasp_id"]] = values
    return results


def _on_the_mesh(vertices: Double, model: HandModel, shape: ObjectShape, row: Row) -> dict[str, float]:
    depth = penetration_depth(vertices, shape.queries)
    volume = intersection_volume(SurfaceQueries(vertices, model.closed_faces), shape.queries)
    return {
        "penetration depth": depth,
        "intersection volume": volume,
        "penetration as in the table": abs(depth - row["penetration"]),
        "intersection as in the table": abs(volume - row["intersection"]),
        "fingers apart, by the skin": self_penetration(vertices, model.closed_faces, model.segment_of_vertex),
    }


def _as_asked(
    vertices: Double,
    hands: Hands,
    index: int,
    found: LabelledShape,
    shape_row: Row,
    row: Row,
    knowledge: Knowledge,
) -> dict[str, float]:
    """What depends on contacts and on the intent; a yes is 0."""
    model = hands.model
    contact = find_contact(vertices, model.faces, model.segment_of_vertex, found.shape, found.label_of_face)
    values = {
        "thumb or palm and another finger touch": float(not is_held_by_contact(contact.regions)),
        "regions that touch something else than in the table": float(
            (contact.region_part != np.asarray(row["touched"])).sum()
        ),
    }
    category = knowledge.get(shape_row["category"])
    intent = category.intents.get(row["intent"]) if category else None
    wish = make_wish(intent, found.item, found.label_of_face) if intent else None
    values["intent is known"] = float(wish is None)
    if wish is None:
        return values
    touch = Asked.by(wish, found.label_of_face).judge(contact)
    solver_hand = build_solver_hand(model, tuple(float(b) for b in hands.betas))
    rotation = hands.hand_to_object[index : index + 1, :3, :3]
    turned = keeps_directions(solver_hand, [TYPE_BY_NAME[row["kind"]]], rotation, wish.intent, ALIGNED - 1e-5)
    return values | {
        "share on the part as in the table": abs(touch.on_part - row["on_part"]),
        "requested part touched most": float(not touch.mostly_asked),
        "forbidden parts untouched": float(touch.forbidden),
        "only the allowed fingers touch": float(touch.other_digits),
        "turned as the intent says": float(not turned[0]),
    }


def report(measured: Mapping[str, Mapping[str, float]]) -> tuple[str, bool]:
    """The table of gates, and whether one that must hold does not."""
    lines = [f"{len(measured)} grasps", f"{'gate':<52} {'hold':>9}  worst      limit"]
    failed = False
    for gate in GATES:
        values = {name: each[gate.name] for name, each in measured.items() if gate.name in each}
        bad = [name for name, value in values.items() if not gate.holds(value)]
        failed |= bool(bad) and gate.hard
        share = 1 - len(bad) / max(len(values), 1)
        lines.append(f"{gate.name:<52} {100 * share:>7.2f} %  {_worst(gate, values.values())}".rstrip())
        if bad:
            more = f" and {len(bad) - LISTED} more" if len(bad) > LISTED else ""
            mark = "FAILS" if gate.hard else "told only"
            lines.append(f"    {mark}: {', '.join(bad[:LISTED])}{more}")
    return "\n".join(lines), failed


def _worst(gate: Gate, values: Iterable[float]) -> str:
    if gate.limit is None:
        return ""
    ends = sorted(values) or [0.0]
    worst = ends[0] if gate.least else ends[-1]
    limit = gate.limit * gate.scale if gate.limit else gate.tolerance * gate.scale
    return f"{worst * gate.scale:<10.4g} {limit:.4g} {gate.unit}"
