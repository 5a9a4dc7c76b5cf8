"""The corpus's tables: columns, versions, and reading and writing them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

VERSION = "1"
"""Version of the schema; readers refuse others."""
POINTS = 256
"""Surface samples kept of every object."""

_FLOATS = pa.list_(pa.float32())

SHAPES = pa.schema(
    [
        ("shape_id", pa.string()),  # "mug-0003"
        ("category", pa.string()),
        ("family", pa.string()),
        ("construction", pa.string()),
        ("seed", pa.int64()),  # build_object(category, construction, seed) builds the mesh again
        ("style", pa.string()),
        ("split", pa.string()),  # train, val, test (shapes); unseen (whole categories)
        ("side", pa.string()),  # of the hand that holds it
        ("betas", _FLOATS),  # (10) of that hand
        ("size", _FLOATS),  # (3) metres
        ("triangles", pa.int32()),
        ("mesh_sha256", pa.string()),  # of float32 vertices and int32 faces
        ("labels", pa.list_(pa.string())),  # parts, then zones
        ("label_part", pa.list_(pa.int8())),  # index into labels of the part to which each label belongs
        ("point_scale", pa.float32()),  # metres for each unit of `points`
        ("points", pa.list_(pa.int16())),  # (POINTS * 3) surface samples, use frame
        ("normals", pa.list_(pa.int8())),  # (POINTS * 3) times 127
        ("point_labels", pa.list_(pa.int8())),  # (POINTS) finest label
    ]
)
GRASPS = pa.schema(
    [
        ("grasp_id", pa.string()),  # "mug-0003-05"
        ("shape_id", pa.string()),
        ("intent", pa.string()),
        ("kind", pa.string()),  # grasp type of the taxonomy
        ("rotation", _FLOATS),  # (4) quaternion w, x, y, z: hand to object, use frame
        ("translation", _FLOATS),  # (3) metres
        ("angles", _FLOATS),  # (22) radians, in the order of the anatomy's degrees of freedom
        ("penetration", pa.float32()),  # PD, metres
        ("intersection", pa.float32()),  # SIV, cubic metres
        ("held", pa.float32()),  # force balance with friction, 0..1
        ("on_part", pa.float32()),  # share of the touching skin on what the intent holds
        (
            "touched",
            pa.list_(pa.int8()),
        ),  # (16) label touched most by each contact region, -1 none within 3 mm
    ]
)
CAPTIONS = pa.schema(
    [
        ("caption_id", pa.string()),
        ("level", pa.string()),  # low, high, conversation
        ("split", pa.string()),  # of the wording: train or held_out
        ("grasp_ids", pa.list_(pa.string())),  # one; in conversations one for each answer, in order
        ("turns", pa.list_(pa.string())),  # request, answer, request, answer …; one text at the low level
        ("source", pa.string()),  # number of the hand-written sentence or the pattern it was made from
    ]
)


def write_table(path: Path, rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> None:
    """Write rows, whole or not at all; the same rows give the same bytes."""
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    write_arrow(path, table)


def write_arrow(path: Path, table: pa.Table) -> None:
    """Write a table, whole or not at all."""
    content = io.BytesIO()
    marked = table.replace_schema_metadata({"semgrasp_corpus": VERSION})
    pq.write_table(marked, content, compression="zstd", compression_level=12)
    write_whole(path, content.getvalue())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def read_table(path: Path) -> pa.Table:
    """Read a table of this version.

    Raises:
        ValueError: another version, or not a table of the corpus.
    """
    table = pq.read_table(path)
    found = (table.schema.metadata or {}).get(b"semgrasp_corpus", b"").decode()
    if found != VERSION:
        raise ValueError(f"{path.name} is of corpus version {found or 'none'}; this program reads {VERSION}.")
    return table
