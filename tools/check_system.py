"""Says which libraries of the system Blender's Python module needs and cannot find.

    python tools/check_system.py

Linux only: Blender's wheels bring everything else with them, yet expect the X11 and OpenGL libraries that a
desktop has and a bare server or container has not, even where nothing is ever shown on a screen.
"""

from __future__ import annotations

import ctypes
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

# Library: the Debian and Ubuntu package that brings it.
NEEDED = {
    "libX11.so.6": "libx11-6",
    "libXrender.so.1": "libxrender1",
    "libXxf86vm.so.1": "libxxf86vm1",
    "libXfixes.so.3": "libxfixes3",
    "libXi.so.6": "libxi6",
    "libXt.so.6": "libxt6",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libEGL.so.1": "libegl1",
    "libEGL_mesa.so.0": "libegl-mesa0",  # draws without a screen
}


def missing_libraries() -> dict[str, str]:
    """Library name: package, of what the loader cannot find."""
    missing = {}
    for library, package in NEEDED.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    return missing


def unresolved_by_blender() -> list[str]:
    """Further libraries the installed bpy module asks for in vain (a newer Blender may ask for more)."""
    found = importlib.util.find_spec("bpy")
    if found is None or found.origin is None or shutil.which("ldd") is None:
        return []
    module = next(Path(found.origin).parent.glob("__init__*.so"), None)
    if module is None:
        return []
    done = subprocess.run(["ldd", str(module)], capture_output=True, text=True, check=False)
    unresolved = [line.split()[0] for line in done.stdout.splitlines() if "not found" in line]
    return [library for library in unresolved if library not in NEEDED]


def main() -> int:
    if not sys.platform.startswith("linux"):
        return 0
    missing = missing_libraries()
    if "--packages" in sys.argv[1:]:
        print(" ".join(sorted(set(missing.values()))))
        return 0
    further = unresolved_by_blender()
    if not missing and not further:
        return 0
    print(f"Blender's Python module needs libraries this system lacks: {', '.join([*missing, *further])}.")
    if missing:
        print(f"On Debian or Ubuntu: apt-get install {' '.join(sorted(set(missing.values())))}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
