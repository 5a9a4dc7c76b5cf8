"""The meshes that benchmarks measure on."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
VARIABLE = "SEMGRASP_OBJECTS"


def object_files(folder: Path | None, count: int) -> list[Path]:
    """At most `count` .glb files, spread evenly over a folder's names.

    Args:
        folder: by default the environment's SEMGRASP_OBJECTS, else the bundled examples.
        count: how many.

    Raises:
        SystemExit: the folder holds none.
    """
    folder = folder or Path(os.environ.get(VARIABLE) or EXAMPLES)
    files = sorted(folder.glob("*.glb"))
    if not files:
        raise SystemExit(f"{folder} holds no .glb files: give another folder with --objects or {VARIABLE}.")
    chosen = np.linspace(0, len(files) - 1, min(count, len(files))).round().astype(int)
    return [files[i] for i in chosen]
