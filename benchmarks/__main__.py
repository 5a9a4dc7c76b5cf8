"""Runs the benchmarks and prints their tables.

    python -m benchmarks [NAME …] [--objects FOLDER] [--list]

Each module of this folder is one benchmark: its docstring says what is measured, and running it as a module
(`python -m benchmarks.NAME`) prints Markdown. Each runs in a process of its own, so that none inherits the
warm caches or memory of another. Those that want real meshes take them from --objects or SEMGRASP_OBJECTS (a
folder of .glb files) and otherwise use the bundled examples.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def benchmark_names() -> list[str]:
    """The modules here that are benchmarks: all but this one and those with a leading underscore."""
    modules = (module.name for module in pkgutil.iter_modules([str(HERE)]) if not module.ispkg)
    return sorted(name for name in modules if not name.startswith("_"))


def main() -> int:
    names = benchmark_names()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Run the benchmarks.")
    parser.add_argument("name", nargs="*", help=f"default: all ({', '.join(names)})")
    parser.add_argument("--objects", type=Path, default=None, help="folder of .glb files to measure on")
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    options = parser.parse_args()
    if options.list:
        print("\n".join(names))
        return 0
    unknown = sorted(set(options.name) - set(names))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(names)}")
    environment = dict(os.environ)
    if options.objects is not None:
        if not options.objects.is_dir():
            parser.error(f"{options.objects} is not a folder")
        environment["SEMGRASP_OBJECTS"] = str(options.objects.resolve())
    failed = []
    for name in options.name or names:
        print(f"\n## {name}\n", flush=True)
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, env=environment, check=False
        )
        print(f"\n({name}: {time.perf_counter() - start:.0f} s)", flush=True)
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
