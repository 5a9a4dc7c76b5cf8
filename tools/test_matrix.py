"""Runs Blender's side of the tests on every supported Blender: 4.2 LTS, 4.5 LTS, 5.0 and 5.2 LTS.

    python tools/test_matrix.py [VERSION …] [--tests PATH …] [--remove]

Each version is the official Python module of Blender (about 1 GB) in a virtual environment of its own under
.cache/venvs, made on the first run. Blender 5.1 and newer want Python 3.13; where none is found (on PATH or
among pyenv's versions) that row is skipped and said so. As in Blender itself there is no scipy.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENVS = ROOT / ".cache" / "venvs"
WHEELS = ROOT / ".cache" / "wheels"
TYPING = ROOT / ".cache" / "typing"  # holds a link named semgrasp to the checkout
TESTS = ("tests/semgrasp_blender", "tests/exporters", "tests/packaging/test_install.py")


@dataclass(frozen=True)
class Blender:
    """One version to test on."""

    bpy: str
    python: str
    numpy: str  # what the official builds of that version bring


MATRIX = (
    Blender("4.2.23", "3.11", "1.24.3"),
    Blender("4.5.15", "3.11", "1.26.4"),
    Blender("5.0.1", "3.11", "1.26.4"),
    Blender("5.2.3", "3.13", "2.2.6"),
)


@dataclass(frozen=True)
class Row:
    """What came out on one version."""

    blender: Blender
    outcome: str  # "passed", "failed", "skipped"
    detail: str
    seconds: float = 0.0


def find_python(version: str) -> str | None:
    """A Python of that version (major.minor), or None."""
    candidates = [f"python{version}", "python3", "python"]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates += map(str, sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"), reverse=True))
    probe = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    for candidate in candidates:
        path = shutil.which(candidate)
        if path is None:
            continue
        done = subprocess.run([path, "-c", probe], capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip() == version:
            return path
    return None


def pinned(name: str) -> str:
    """A requirement of requirements/dev.txt, as written there."""
    for line in (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name}=="):
            return line
    raise KeyError(name)


def requirements(blender: Blender) -> list[str]:
    """What the environment of a version holds: Blender, and the tests' own needs at the pinned versions."""
    names = ["libigl", "trimesh", "pytest", "iniconfig", "packaging", "pluggy", "pygments", "hypothesis"]
    names += ["sortedcontainers", "requests", "certifi", "charset-normalizer", "idna", "urllib3", "zstandard"]
    found = [f"bpy=={blender.bpy}", f"numpy=={blender.numpy}", *map(pinned, names)]
    if blender.python == "3.13":
        found += ["cattrs==26.2.1", "attrs==26.1.0", pinned("typing-extensions")]  # bl_pkg's, from 5.1 on
    return found


def prepare(blender: Blender) -> Path | str:
    """The environment's Python, made if need be; or why there is none."""
    folder = VENVS / f"bpy-{blender.bpy}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "installed.txt"
    wanted = "\n".join(requirements(blender))
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    base = find_python(blender.python)
    if base is None:
        return f"Python {blender.python} was not found"
    folder.mkdir(parents=True, exist_ok=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    for command in ([base, "-m", "venv", "--clear", str(folder)], [*pip, *requirements(blender)]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"could not install: {done.stderr.strip().splitlines()[-1:]}"
    stamp.write_text(wanted, encoding="utf-8")
    return python


def run(blender: Blender, tests: list[str], extra: list[str]) -> Row:
    """Runs the tests on one version."""
    python = prepare(blender)
    if isinstance(python, str):
        return Row(blender, "skipped" if "not found" in python else "failed", python)
    TYPING.mkdir(parents=True, exist_ok=True)
    link = TYPING / "semgrasp"
    if not link.exists():
        link.symlink_to(Path("..") / "..", target_is_directory=True)
    environment = {**os.environ, "PYTHONPATH": str(TYPING), "OMP_NUM_THREADS": "1"}
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *extra, *tests]
    start = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    log = ROOT / ".cache" / f"matrix-{blender.bpy}.log"
    log.write_text(done.stdout, encoding="utf-8")
    closing = re.findall(
        r"^=*\s*(\d+ (?:passed|failed|error|skipped).*?)(?: in [\d.]+s.*)?$", done.stdout, re.M
    )
    detail = closing[-1] if closing else f"ended with code {done.returncode} and no closing line"
    if done.returncode:
        failures = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        print("\n".join(failures) or done.stdout[-3000:], flush=True)
        print(f"full log: {log.relative_to(ROOT)}", flush=True)
    return Row(blender, "failed" if done.returncode else "passed", detail, seconds)


def main() -> int:
    versions = [blender.bpy for blender in MATRIX]
    parser = argparse.ArgumentParser(description="Run the Blender tests on each supported version.")
    parser.add_argument(
        "version", nargs="*", help=f"default: {' '.join(versions)}; a beginning is enough (4.2)"
    )
    parser.add_argument("--tests", nargs="+", default=list(TESTS), help="test files or folders")
    parser.add_argument(
        "--pytest", nargs="+", default=[], help="further options of pytest, as in --pytest=-x"
    )
    parser.add_argument(
        "--remove", action="store_true", help="remove each environment after its run (1 GB each)"
    )
    options = parser.parse_args()
    chosen = [
        blender
        for blender in MATRIX
        if not options.version or any(blender.bpy.startswith(version) for version in options.version)
    ]
    rows = []
    for blender in chosen:
        print(f"Blender {blender.bpy} on Python {blender.python} …", flush=True)
        rows.append(run(blender, options.tests, options.pytest))
        if options.remove:
            shutil.rmtree(VENVS / f"bpy-{blender.bpy}", ignore_errors=True)
    print("\n| Blender | Python | numpy | outcome | tests | seconds |\n| --- | --- | --- | --- | --- | --- |")
    for row in rows:
        blender = row.blender
        print(
            f"| {blender.bpy} | {blender.python} | {blender.numpy} | {row.outcome} | {row.detail} "
            f"| {row.seconds:.0f} |"
        )
    return 1 if any(row.outcome == "failed" for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
