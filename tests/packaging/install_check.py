"""Run by test_install.py as a process of its own: installs a zip into Blender, uses it, disables it.

    python install_check.py ZIP REPORT.json        with BLENDER_USER_RESOURCES set to an empty folder

Prints nothing of worth; what was seen goes to REPORT.json, which the test reads.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import bpy

KEY = "bl_ext.user_default.semgrasp"

# What the worker's process can import when nothing but Blender's Python (numpy) and the bundled wheel is
# there: the test environment's own copies are barred.
WORKER_PROBE = """
import sys
for name in ("igl", "scipy", "trimesh", "torch", "bpy"):
    sys.modules[name] = None
sys.path.insert(0, sys.argv[2])
sys.path.insert(0, sys.argv[1])
import importlib
import start_worker
from pathlib import Path
start_worker.load_package(Path(sys.argv[1]).parent)
importlib.import_module("semgrasp.inference.worker")
native = importlib.import_module("semgrasp.inference.shape.native")
import semgrasp_igl
assert native.igl is semgrasp_igl, native.igl
import numpy
queries = native.SurfaceQueries(
    numpy.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype=float),
    numpy.array([[0, 2, 1], [0, 1, 3], [1, 2, 3], [0, 3, 2]]),
)
print(semgrasp_igl.pyigl_core.__file__)
"""


def extension_operators() -> list[str]:
    return sorted(dir(bpy.ops.semgrasp))


def probe_worker(extension: Path) -> dict[str, Any]:
    """Imports the worker with Blender's own Python, isolated, as the add-on starts it."""
    found = importlib.util.find_spec("semgrasp_igl")
    if found is None or found.origin is None:
        return {"code": 1, "output": "", "errors": "Blender's Python does not find the bundled wheel"}
    wheels = str(Path(found.origin).resolve().parents[1])
    command = [sys.executable, "-I", "-c", WORKER_PROBE, str(extension / "inference"), wheels]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return {"code": done.returncode, "output": done.stdout.strip(), "errors": done.stderr[-2000:]}


def generate_once() -> dict[str, Any]:
    """One grasp of a bottle-like cylinder through the panel's own operator and the real worker."""
    bpy.ops.mesh.primitive_cylinder_add(radius=0.03, depth=0.16, vertices=32)
    cylinder = bpy.context.object
    cylinder.name = "Bottle"
    bpy.context.scene.semgrasp.count = 1
    result = bpy.ops.semgrasp.generate()
    return {
        "result": sorted(result),
        "candidates": len(cylinder.semgrasp.candidates),
        "armatures": [obj.name for obj in bpy.data.objects if obj.type == "ARMATURE"],
    }


def main(zip_path: Path, report: Path) -> None:
    import addon_utils  # found only once bpy has been imported

    bpy.ops.wm.read_factory_settings(use_empty=True)
    seen: dict[str, Any] = {"blender": bpy.app.version_string, "python": sys.version.split()[0]}
    try:
        bpy.ops.extensions.package_install_files(
            filepath=str(zip_path), repo="user_default", enable_on_install=True, overwrite=True
        )
        seen["enabled"] = KEY in bpy.context.preferences.addons
        warnings = addon_utils._extensions_warnings_get()
        seen["warnings"] = {key: [str(warning) for warning in value] for key, value in warnings.items()}
        seen["operators"] = extension_operators()
        seen["foreign_modules"] = [name for name in sys.modules if name.partition(".")[0] == "semgrasp"]
        extension = Path(sys.modules[KEY].__file__).parent
        seen["worker"] = probe_worker(extension)
        try:
            seen["generated"] = generate_once()
        except Exception as error:
            seen["generated"] = {"error": f"{type(error).__name__}: {error}"}
        seen["warnings_after_use"] = len(addon_utils._extensions_warnings_get())
        addon_utils.disable(KEY, default_set=True)
        seen["operators_after_disable"] = extension_operators()
        seen["properties_after_disable"] = hasattr(bpy.types.Scene, "semgrasp")
    finally:
        report.write_text(json.dumps(seen, indent=1), encoding="utf-8")


if __name__ == "__main__":
    code = 1
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
        code = 0
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # some of Blender's versions crash or hang when the interpreter ends
