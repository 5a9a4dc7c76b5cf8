"""What the corpus holds, counted from its files."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from ..inference.errors import UserError
from .charts import bar_chart
from .collect import CORPUS, Corpus, count_by, most_first, read_corpus
from .knowledge import Knowledge, load_knowledge
from .simulate import FILE, read_lines
from .wording import distinct, nearest, training_requests

BEGIN, END = "<!-- stats -->", "<!-- /stats -->"
UNKNOWN = "no longer known"
"""Stands for an intent that the knowledge files had when the corpus was built."""
_LISTED = 12
"""Entries of a long list that are printed; `--json` has all."""

CHARTS = {
    "corpus_intents.svg": ("Grasps by kind of intent", "grasps", "by intent"),
    "corpus_types.svg": ("Grasps by type", "grasps", "by type"),
    "corpus_parts.svg": ("Grasps by the part touched most", "grasps", "by part touched most"),
}
"""Files, and the title, section and name of the counts that they show."""

Counts = dict[str, Any]


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("stats", help="count what the corpus's files hold")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--json", action="store_true", help="all counts as JSON")
    parser.add_argument(
        "--nearest",
        type=Path,
        metavar="FILE",
        help="how near the texts of these test instructions (JSON lines) come to what is trained on",
    )
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help=f"put the tables between {BEGIN} and {END} of this file"
    )
    parser.add_argument(
        "--charts", type=Path, metavar="FOLDER", help="draw the main counts as SVG files there"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print or write the counts.

    Raises:
        UserError: the file to write lacks the markers, or the one to compare with is no list of texts.
        OSError: a file can't be read or written.
    """
    corpus, knowledge = read_corpus(options.corpus), load_knowledge()
    counts = count_corpus(corpus, knowledge) | count_folder(options.corpus)
    if options.nearest:
        counts["nearest training sentence"] = count_nearest(
            read_texts(options.nearest), training_requests(corpus.captions, knowledge)
        )
    for file, (title, section, name) in CHARTS.items() if options.charts else ():
        (options.charts / file).write_text(bar_chart(title, counts[section][name]), encoding="utf-8")
    if options.write:
        write_between(options.write, as_markdown(counts))
    else:
        text = json.dumps(counts, indent=1) if options.json else as_text(counts)
        sys.stdout.write(text + "\n")
    return 0


def count_corpus(corpus: Corpus, knowledge: Knowledge) -> Counts:
    """All counts that come from the tables, by section and name; lists of counts are mappings, most first."""
    shapes, grasps = corpus.shapes, corpus.grasps
    by_id = {row["shape_id"]: row for row in shapes.drop_columns(_heavy(shapes)).to_pylist()}
    held = grasps.drop_columns([n for n in grasps.column_names if n not in _LIGHT]).to_pylist()
    owners = [by_id[row["shape_id"]] for row in held]
    sides = Counter(owner["side"] for owner in owners)
    categories = count_by(shapes, "category")
    ways = Counter(name for name, _ in {(r["category"], r["construction"]) for r in by_id.values()})
    with_grasps = {row["shape_id"] for row in held}
    of_category = Counter(owner["category"] for owner in owners)
    return {
        "shapes": {
            "shapes": len(by_id),
            "with grasps": len(with_grasps),
            "categories": len(categories),
            "categories known": len(knowledge),
            "constructions": sum(ways.values()),
            "shapes a category, least": min(categories.values(), default=0),
            "shapes a category, mean": _mean(categories.values()),
            "constructions a category, least": min(ways.values(), default=0),
            "constructions a category, mean": _mean(ways.values()),
            "by split": count_by(shapes, "split"),
            "by style": count_by(shapes, "style"),
            "by family": count_by(shapes, "family"),
            "by category": categories,
        },
        "grasps": {
            "grasps": len(held),
            "grasps a shape that has any, mean": len(held) / max(len(with_grasps), 1),
            "grasps a category, least": min((of_category[name] for name in categories), default=0),
            "grasps a category, mean": len(held) / max(len(categories), 1),
            "share of left hands": sides["left"] / max(len(held), 1),
            "by split": most_first(Counter(owner["split"] for owner in owners)),
            "by intent": most_first(
                Counter(
                    _kind(knowledge, o["category"], g["intent"]) for g, o in zip(held, owners, strict=True)
                )
            ),
            "by side": most_first(sides),
            "by family": most_first(Counter(owner["family"] for owner in owners)),
            "by type": count_by(grasps, "kind"),
            "by part touched most": most_first(
                Counter(
                    part_touched(g["touched"], o["labels"], o["label_part"])
                    for g, o in zip(held, owners, strict=True)
                )
            ),
            "by category": most_first(of_category),
        },
        "captions": _caption_counts(corpus.captions),
        "hand-written sentences": _sentence_counts(knowledge),
    }


def count_folder(folder: Path) -> Counts:
    """What the build left out, what was simulated, and the sizes of the files, megabytes."""
    tally = json.loads((folder / "tally.json").read_text(encoding="utf-8"))
    files = sorted(path for path in folder.iterdir() if path.is_file())
    lines = read_lines(folder / FILE)
    results = [line for line in lines if "held" in line]
    simulated: Counts = {
        "grasps": len(results),
        "objects": len({line["shape_id"] for line in results}),
        "objects left out": len(lines) - len(results),
        "share held, strict": _mean(line["held"] for line in results),
    }
    return {
        **({"simulated": simulated} if lines else {}),
        "left out": {
            "grasps rejected": sum(tally["rejected"].values()),
            "intents on a shape that got no grasp": sum(tally["unmet"].values()),
            "shapes that could not be built": sum(tally["failed"].values()),
            "rejected because": most_first(Counter(tally["rejected"])),
        },
        "files": {f"{path.name}, MB": path.stat().st_size / 1e6 for path in files},
    }


def count_nearest(texts: Sequence[str], training: Sequence[str]) -> Counts:
    """How near test instructions come to what is trained on; no text of theirs is told."""
    found = nearest(texts, training)
    quantiles = {"mean": np.mean, "median": np.median, "90 %": lambda x: np.quantile(x, 0.9), "most": np.max}
    return {
        "instructions": len(texts),
        "training sentences": len(training),
        "the same sentence": int(found.exact.sum()),
        **{f"words in common (Jaccard), {n}": float(f(found.jaccard)) for n, f in quantiles.items()},
        **{f"trigrams in common (cosine), {n}": float(f(found.cosine)) for n, f in quantiles.items()},
    }


def read_texts(path: Path) -> list[str]:
    """The field "text" of every line of a file of JSON lines; nothing else is looked at.

    Raises:
        UserError: not such a file.
    """
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    try:
        return [str(json.loads(line)["text"]) for line in lines]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise UserError(f'{path.name} must hold one JSON object with a "text" on each line.') from error


def part_touched(touched: Sequence[int], labels: Sequence[str], label_part: Sequence[int]) -> str:
    """Name of the part that the most regions of the hand touch, zones counted as their part."""
    parts = Counter(label_part[label] for label in touched if label >= 0)
    return labels[min(parts, key=lambda part: (-parts[part], part))] if parts else "none"


def as_text(counts: Counts) -> str:
    """Counts as aligned lines; long lists are cut."""
    lines: list[str] = []
    for section, entries in counts.items():
        lines += [section.upper()]
        for name, value in entries.items():
            if isinstance(value, Mapping):
                lines += [f"  {name} ({len(value)}):", *(f"      {line}" for line in _wrapped(value))]
            else:
                lines += [f"  {name}: {_number(value)}"]
        lines += [""]
    return "\n".join(lines).rstrip()


def as_markdown(counts: Counts) -> str:
    """Counts as a table for each section; lists follow it as sentences."""
    blocks = []
    for section, entries in counts.items():
        plain = {name: value for name, value in entries.items() if not isinstance(value, Mapping)}
        rows = [f"| {name} | {_number(value)} |" for name, value in plain.items()]
        blocks.append("\n".join([f"### {section.capitalize()}", "", "| | |", "|---|---:|", *rows]))
        blocks += [
            f"{name.capitalize()} ({len(value)}): {' '.join(_wrapped(value))}"
            for name, value in entries.items()
            if isinstance(value, Mapping) and value
        ]
    return "\n\n".join(blocks)


def write_between(path: Path, text: str) -> None:
    """Replace what stands between the markers of a file.

    Raises:
        UserError: the file lacks the markers.
    """
    old = path.read_text(encoding="utf-8")
    if BEGIN not in old or END not in old.split(BEGIN, 1)[1]:
        raise UserError(f"{path.name} needs a line {BEGIN} and, after it, a line {END}.")
    head, rest = old.split(BEGIN, 1)
    path.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


_LIGHT = ("grasp_id", "shape_id", "intent", "kind", "touched")


def _heavy(shapes: pa.Table) -> list[str]:
    return [name for name in ("points", "normals", "point_labels", "betas") if name in shapes.column_names]


def _caption_counts(captions: pa.Table) -> Counts:
    turns = captions["turns"].to_pylist()
    texts = [text for each in turns for text in each]
    found: Counts = {
        "captions": len(turns),
        "sentences": len(texts),
        "different sentences": len(set(texts)),
        "grasps with a caption": len({g for each in captions["grasp_ids"].to_pylist() for g in each}),
        **{f"distinct-{n}": share for n, share in enumerate(distinct(texts), start=1)},
        "by level": count_by(captions, "level"),
        "by split of the wording": count_by(captions, "split"),
    }
    levels = captions["level"].to_pylist()
    for level in sorted(set(levels)):
        own = [text for each, at in zip(turns, levels, strict=True) if at == level for text in each]
        found |= {f"distinct-{n}, {level}": s for n, s in enumerate(distinct(own), start=1)}
    return found


def _sentence_counts(knowledge: Knowledge) -> Counts:
    number = {name: len(category.sentences) for name, category in knowledge.items()}
    texts = {s.text.lower() for category in knowledge.values() for s in category.sentences}
    fewest = min(number, key=lambda name: number[name], default="none")
    return {
        "sentences": sum(number.values()),
        "different sentences": len(texts),
        "a category, mean": _mean(number.values()),
        f"a category, least ({fewest})": number.get(fewest, 0),
        **{f"distinct-{n}": share for n, share in enumerate(distinct(sorted(texts)), start=1)},
    }


def _kind(knowledge: Knowledge, category: str, intent: str) -> str:
    found = knowledge[category].intents.get(intent) if category in knowledge else None
    return found.kind if found else UNKNOWN


def _mean(values: Any) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}" if value < 10 else f"{value:,.1f}"


def _wrapped(counts: Mapping[str, int]) -> list[str]:
    """Most first, with shares; of a long list the ends."""
    total = max(sum(counts.values()), 1)
    told = [
        f"{name.replace('_', ' ')} {value:,} ({100 * value / total:.1f} %)" for name, value in counts.items()
    ]
    if len(told) > 3 * _LISTED:
        left = len(told) - _LISTED - 3
        told = [*told[:_LISTED], f"… {left} more …", *told[-3:]]
    return [
        ", ".join(told[start : start + 4]) + "," * (start + 4 < len(told)) for start in range(0, len(told), 4)
    ]
