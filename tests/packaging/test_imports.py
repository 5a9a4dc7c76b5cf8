"""What importing the package loads, and who may import whom."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import semgrasp

ROOT = Path(semgrasp.__file__).resolve().parent

IMPORT_ALL = """
import importlib, json, pkgutil, sys
package = importlib.import_module("semgrasp.inference")
names = ["semgrasp.inference"]
for module in pkgutil.walk_packages(package.__path__, "semgrasp.inference."):
    if ".backends" not in module.name and not module.name.endswith("start_worker"):
        importlib.import_module(module.name)
        names.append(module.name)
print(json.dumps({"imported": names, "loaded": sorted({name.partition(".")[0] for name in sys.modules})}))
"""


def run_python(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_inference_loads_neither_blender_nor_torch() -> None:
    seen = json.loads(run_python(IMPORT_ALL))
    assert len(seen["imported"]) > 10
    assert not {"bpy", "mathutils", "torch", "pytest"} & set(seen["loaded"])


def test_the_worker_needs_numpy_and_the_core_of_libigl_alone() -> None:
    code = """
import sys
for name in ("bpy", "scipy", "trimesh", "torch", "PIL"):
    sys.modules[name] = None
import semgrasp.inference.worker, semgrasp.inference.pipeline
from semgrasp.inference.shape import shape_from_arrays
"""
    run_python(code)


def test_the_root_loads_nothing() -> None:
    code = "import sys, semgrasp; print(sorted(name for name in sys.modules if name.startswith('semgrasp')))"
    names = run_python(code)
    assert "semgrasp_blender" not in names and "inference" not in names


def test_layers() -> None:
    cli = pytest.importorskip("importlinter.cli")
    assert cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
