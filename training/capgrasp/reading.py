"""From the authors' folders to the corpus's tables."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from ...inference.errors import UserError
from ...inference.hand.default_hand import load_hand
from ...inference.hand.model import HandModel
from ...inference.hand.rotation import matrix_to_quaternion
from ...inference.metrics.contact import FINGERS as FINGER_SEGMENTS
from ...inference.metrics.contact import PALM, THUMB, Contact, find_contact
from ...inference.metrics.penetration import intersection_volume, penetration_depth
from ...inference.shape.native import SurfaceQueries
from ..schema import CAPTIONS, GRASPS, SHAPES, write_table
from .captions import Caption, caption_row, read_caption
from .hand_file import HandParameters, read_hand_file
from .layout import GraspPlace, find_captions, find_grasps, find_layout, object_names
from .objects import HeldObject, find_parts, read_object, shape_row
from .projection import Projected, project
from .report import ImportReport, Problems, Residual, Unusable

Array = NDArray[np.float64]

MAX_SKIN_DISTANCE = 0.01
"""Metres: hands that the 22 angles miss by more are left out."""
_MAX_SOURCE_BYTES = 4096
_INTENTS = {"0001": "use", "0002": "hold", "0003": "lift_up", "0004": "hand_over"}
_RECORDED = re.compile(r"[^/_]+_(\d{4})_[_0-9]+/")
_REGIONS: Mapping[str, tuple[int, ...]] = dict(
    zip(
        ("thumb", "index", "middle", "pinky", "ring", "palm"), (THUMB, *FINGER_SEGMENTS, (PALM,)), strict=True
    )
)
"""Contact regions of each digit that a caption may name."""


@dataclass
class _Tables:
    shapes: dict[str, dict[str, Any]] = field(default_factory=dict)
    grasps: list[dict[str, Any]] = field(default_factory=list)
    captions: list[dict[str, Any]] = field(default_factory=list)
    dropped: list[Array] = field(default_factory=list)
    skin: list[Array] = field(default_factory=list)


def read_capgrasp(root: Path, out: Path, mano: Path | None = None, *, volume: bool = False) -> ImportReport:
    """Read the authors' data into shapes.parquet, grasps.parquet, captions.parquet and tally.json.

    Damaged, unknown and hostile entries are counted by reason, logged and left out.

    Args:
        root: folder with shape/oakink_shape_v2, CapGrasp/captions and so on (docs/capgrasp.md).
        out: folder to write; files there are replaced.
        mano: folder with the user's MANO_RIGHT.pkl. Without it the bundled hand stands in, in its mean
            shape: poses are kept, contact is only about right.
        volume: also count the volume inside of both hand and object, which takes twice as long as the rest.

    Raises:
        UserError: no such data, nothing of it usable, or no MANO file in `mano`.
    """
    root = root.resolve()
    layout = find_layout(root)
    model = load_hand("right", mano)
    problems = Problems(root)
    names, parts = object_names(layout, problems), find_parts(layout, problems)
    files = find_captions(layout, problems)
    by_object: dict[tuple[str, str], list[GraspPlace]] = defaultdict(list)
    for place in find_grasps(layout, problems):
        by_object[place.category, place.object_id].append(place)

    tables = _Tables()
    for (category, object_id), places in tqdm(sorted(by_object.items()), unit="object", disable=None):
        said = {place.keys: _read_captions(files.pop(place.keys, ()), problems) for place in places}
        spoken = {part for each in said.values() for caption in each for part in caption.contact.values()}
        try:
            item = read_object(
                layout, names, parts, object_id, category, problems, spoken=tuple(sorted(spoken))
            )
        except Unusable as why:
            problems.skip(f"{category}/{object_id} ({len(places)} grasps)", why, len(places))
            continue
        hands: list[tuple[GraspPlace, HandParameters]] = []
        for place in places:
            try:
                hands.append((place, read_hand_file(place.folder / "hand_param.pkl")))
            except Unusable as why:
                problems.skip(place.folder, why)
        if hands:
            _add(tables, item, hands, said, model, problems, volume)
    for keys, orphans in sorted(files.items()):
        problems.skip("/".join(keys), "captions without a grasp", len(orphans))
    if not tables.grasps:
        reasons = ", ".join(problems.skipped) or "the folders are empty"
        raise UserError(
            f"Of {root} no grasp could be used ({reasons}): is it unpacked as docs/capgrasp.md says?"
        )
    return _write(tables, out, model, problems)


def _write(tables: _Tables, out: Path, model: HandModel, problems: Problems) -> ImportReport:
    report = ImportReport(
        shapes=len(tables.shapes),
        grasps=len(tables.grasps),
        captions=len(tables.captions),
        hand=model.source,
        skipped=dict(problems.skipped.most_common()),
        notes=dict(problems.notes.most_common()),
        residual=_residual(tables),
    )
    tally = {"hand": report.hand, "notes": report.notes, "rejected": report.skipped}
    out.mkdir(parents=True, exist_ok=True)
    shapes = [tables.shapes[each] for each in sorted(tables.shapes)]
    write_table(out / "shapes.parquet", shapes, SHAPES)
    write_table(out / "grasps.parquet", sorted(tables.grasps, key=lambda row: row["grasp_id"]), GRASPS)
    write_table(
        out / "captions.parquet", sorted(tables.captions, key=lambda row: row["caption_id"]), CAPTIONS
    )
    (out / "tally.json").write_text(json.dumps(tally, indent=1) + "\n", encoding="utf-8")
    return report


def _residual(tables: _Tables) -> Residual:
    dropped, skin = np.concatenate(tables.dropped), np.concatenate(tables.skin)
    return Residual(
        grasps=len(skin),
        dropped_mean=float(dropped.mean()),
        dropped_95=float(np.percentile(dropped, 95)),
        skin_mean=float(skin.mean()),
        skin_95=float(np.percentile(skin, 95)),
    )


def _read_captions(files: Sequence[Path], problems: Problems) -> list[Caption]:
    out = []
    for path in files:
        try:
            out.append(read_caption(path))
        except Unusable as why:
            problems.skip(path, why)
    return out


def _add(
    tables: _Tables,
    item: HeldObject,
    hands: Sequence[tuple[GraspPlace, HandParameters]],
    said: Mapping[tuple[str, ...], Sequence[Caption]],
    model: HandModel,
    problems: Problems,
    volume: bool,
) -> None:
    """Rows of one object and of its grasps."""
    shape_ids, betas = zip(*(_shape_of_hand(item, hand, model) for _, hand in hands), strict=True)
    found = project([hand for _, hand in hands], model, np.stack(betas))
    tables.dropped.append(found.dropped.reshape(-1))
    tables.skin.append(found.skin)
    for index, (place, _) in enumerate(hands):
        if found.skin[index] > MAX_SKIN_DISTANCE:
            far = Unusable("pose beyond our joints", f"{found.skin[index] * 1e3:.1f} mm off")
            problems.skip(place.folder, far)
            continue
        captions = said[place.keys]
        row = _grasp_row(place, item, shape_ids[index], found, index, captions, model, volume)
        row["intent"] = _intent(place, problems)
        tables.grasps.append(row)
        if shape_ids[index] not in tables.shapes:
            tables.shapes[shape_ids[index]] = shape_row(item, shape_ids[index], betas[index])
        tables.captions += [caption_row(each, row["grasp_id"], n) for n, each in enumerate(captions)]
        if not captions:
            problems.note(place.folder, "no caption")


def _shape_of_hand(item: HeldObject, hand: HandParameters, model: HandModel) -> tuple[str, Array]:
    """Id of the row of shapes that an object and a hand share, and the hand's shape (10,).

    Our rows hold one hand for an object; the authors' objects are held by several people, so each of those
    hands gets a row.
    """
    name = f"{item.category}-{item.object_id}"
    if model.source != "mano":
        return name, np.zeros(10)  # MANO's shape says nothing about another hand
    betas = np.round(hand.betas, 2) + 0.0  # far finer than a hand can be measured, and no negative zero
    digest = hashlib.sha256(betas.astype("<f4").tobytes()).hexdigest()[:6]
    return f"{name}-{digest}", betas


def _grasp_row(
    place: GraspPlace,
    item: HeldObject,
    shape_id: str,
    found: Projected,
    index: int,
    captions: Sequence[Caption],
    model: HandModel,
    volume: bool,
) -> dict[str, Any]:
    """Row of a grasp, measured on the mesh with the hand as the row has it."""
    to_canonical = item.shape.metres_to_canonical
    vertices = found.vertices[index] @ to_canonical[:3, :3].T + to_canonical[:3, 3]
    contact = find_contact(vertices, model.faces, model.segment_of_vertex, item.shape, item.label_of_face)
    pose = found.hand_to_object[index]
    named = {finger: part for caption in captions for finger, part in caption.contact.items()}
    return {
        "grasp_id": f"{item.category}-{item.object_id}-{place.grasp_hash}",
        "shape_id": shape_id,
        "kind": "",
        "rotation": matrix_to_quaternion(pose[None, :3, :3])[0].astype(np.float32).tolist(),
        "translation": pose[:3, 3].astype(np.float32).tolist(),
        "angles": found.angles[index].astype(np.float32).tolist(),
        "penetration": penetration_depth(vertices, item.shape.queries),
        "intersection": _volume(vertices, item, model) if volume else None,
        "held": None,
        "on_part": _on_part(item, contact, named),
        "touched": _touched(item, contact, named).astype(np.int8).tolist(),
    }


def _volume(vertices: Array, item: HeldObject, model: HandModel) -> float:
    return intersection_volume(SurfaceQueries(vertices, model.closed_faces), item.shape.queries)


def _touched(item: HeldObject, contact: Contact, named: Mapping[str, str]) -> NDArray[np.int64]:
    """(16,) label touched by each region: where it touches by the mesh, which part by OakBase's labels, or
    by the caption where those are missing."""
    touched = contact.region_part.copy()
    if not item.parts_known:
        for finger, part in named.items():
            regions = np.array(_REGIONS[finger])
            if part in item.labels:
                touched[regions[touched[regions] >= 0]] = item.labels.index(part)
    return touched


def _on_part(item: HeldObject, contact: Contact, named: Mapping[str, str]) -> float | None:
    """Share of the touching skin on the parts that the captions name; None where that can't be told."""
    wanted = [item.labels.index(part) for part in set(named.values()) if part in item.labels]
    if not item.parts_known or not wanted:
        return None
    return float(sum(contact.part_share[w] for w in wanted if w < len(contact.part_share)))


def _intent(place: GraspPlace, problems: Problems) -> str:
    """What the person was asked to do, from the file that names the recording."""
    try:
        with place.source.open("rb") as stream:
            text = stream.read(_MAX_SOURCE_BYTES).decode("utf-8", "replace")
    except OSError:
        text = ""
    match = _RECORDED.search(text)
    intent = _INTENTS.get(match[1], "") if match else ""
    if not intent:
        problems.note(place.folder, "intent unknown")
    return "receive" if intent == "hand_over" and "_alt" in text else intent
