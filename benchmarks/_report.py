"""Markdown tables, and the sections of docs/benchmarks.md that benchmarks write themselves."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

_CPU_INFO = Path("/proc/cpuinfo")


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column is text, the others are numbers."""
    lines = ["| " + " | ".join(header) + " |", "|---" + "|---:" * (len(header) - 1) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def machine() -> str:
    """What the numbers were measured on."""
    name = platform.processor() or platform.machine()
    if _CPU_INFO.is_file():
        for line in _CPU_INFO.read_text().splitlines():
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    return f"{name}, Python {platform.python_version()}, numpy {np.__version__}, one thread"


def command() -> str:
    """The command line of this process, with folders left out: they differ from machine to machine."""
    module = Path(sys.argv[0]).stem
    words = ["python", "-m", f"benchmarks.{module}"]
    arguments = sys.argv[1:]
    for number, word in enumerate(arguments):
        before = arguments[number - 1] if number else ""
        words.append("FOLDER" if before == "--objects" else word)
    return " ".join(words)


def write_section(path: Path, name: str, text: str) -> None:
    """Put text between the section's two markers in a Markdown file, adding them at its end if need be."""
    start, stop = f"<!-- {name} -->", f"<!-- end of {name} -->"
    page = path.read_text() if path.is_file() else ""
    block = f"{start}\n{text.strip()}\n{stop}"
    if start in page and stop in page:
        page = page[: page.index(start)] + block + page[page.index(stop) + len(stop) :]
    else:
        page = f"{page.rstrip()}\n\n{block}\n".lstrip()
    path.write_text(page)
