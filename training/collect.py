"""From the chunks of a work folder to the corpus's few files, and back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from .build import Chunk, chunk_path, mark_finished
from .schema import CAPTIONS, read_table, write_arrow, write_whole

CORPUS = Path(__file__).parent / "corpus"
"""The committed corpus."""


@dataclass(frozen=True, eq=False)
class Corpus:
    """The tables of a corpus; see `schema`."""

    shapes: pa.Table
    grasps: pa.Table
    captions: pa.Table
    rejected: Counter[str]


def collect(work: Path, corpus: Path) -> tuple[int, int]:
    """Merge the finished chunks of a work folder into a corpus; returns how many shapes and grasps.

    Raises:
        ValueError: no chunk is finished.
    """
    names = sorted(path.name.removesuffix("-tally.json") for path in work.glob("*-tally.json"))
    if not names:
        raise ValueError(f"{work} holds no finished chunk: run the build first.")
    shapes = pa.concat_tables(read_table(chunk_path(work, n, "shapes")) for n in names)
    grasps = pa.concat_tables(read_table(chunk_path(work, n, "grasps")) for n in names)
    tally: dict[str, Counter[str]] = {}
    for name in names:
        counts = json.loads(chunk_path(work, name, "tally").read_text(encoding="utf-8"))
        for reason in ("rejected", "unmet", "failed"):
            tally.setdefault(reason, Counter()).update(counts[reason])
    write_arrow(corpus / "shapes.parquet", shapes.sort_by("shape_id"))
    write_arrow(corpus / "grasps.parquet", grasps.sort_by("grasp_id"))
    text = json.dumps(
        {reason: most_first(count) for reason, count in sorted(tally.items())},
        indent=1,
    )
    write_whole(corpus / "tally.json", f"{text}\n".encode())
    return len(shapes), len(grasps)


def unpack(corpus: Path, work: Path, chunks: Sequence[Chunk]) -> int:
    """Lay a corpus out as finished chunks, so that a larger one can be continued from it; returns how many.

    Chunks of which the corpus lacks an object are left to be computed. What was rejected in all is put to the
    first chunk.

    Args:
        corpus: folder with shapes and grasps.
        work: work folder, empty or new.
        chunks: those of the build that is to be continued.
    """
    shapes, grasps = (read_table(corpus / f"{name}.parquet") for name in ("shapes", "grasps"))
    known = set(shapes["shape_id"].to_pylist())
    counts = json.loads((corpus / "tally.json").read_text(encoding="utf-8"))
    written = 0
    for name, part in chunks:
        names = [job.shape_id for job in part]
        if not known.issuperset(names):
            continue
        own = pc.field("shape_id").isin(names)
        for kind, table in (("shapes", shapes), ("grasps", grasps)):
            write_arrow(chunk_path(work, name, kind), table.filter(own))
        mark_finished(work, name, part, counts if not written else {reason: {} for reason in counts})
        written += 1
    return written


def read_corpus(folder: Path = CORPUS) -> Corpus:
    """Read a corpus; captions may be missing.

    Raises:
        FileNotFoundError: no corpus there.
        ValueError: of another version.
    """
    captions = folder / "captions.parquet"
    return Corpus(
        shapes=read_table(folder / "shapes.parquet"),
        grasps=read_table(folder / "grasps.parquet"),
        captions=read_table(captions) if captions.exists() else CAPTIONS.empty_table(),
        rejected=Counter(json.loads((folder / "tally.json").read_text(encoding="utf-8"))["rejected"]),
    )


def count_by(table: pa.Table, column: str) -> dict[str, int]:
    """How many rows have each value of a column, most first."""
    return most_first(Counter(table[column].to_pylist()))


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts in their order, equal ones by name."""
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
