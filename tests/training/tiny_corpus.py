"""What the tests of the corpus's tools share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from semgrasp.training.collect import Corpus


@dataclass(frozen=True, eq=False)
class TinyCorpus:
    """The folder of a corpus, what is in it, and its rows by id."""

    folder: Path
    corpus: Corpus
    shapes: Mapping[str, Mapping[str, Any]]
    grasps: tuple[Mapping[str, Any], ...]
