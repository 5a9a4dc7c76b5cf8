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


def test_grasps_are_made_with_numpy_and_the_core_of_libigl_alone() -> None:
    code = """
import sys
for name in ("bpy", "scipy", "trimesh", "torch", "PIL", "pyarrow", "yaml", "manifold3d", "tqdm"):
    sys.modules[name] = None
import numpy as np
import semgrasp.inference.worker
from semgrasp.inference.grasp import GenerateRequest
from semgrasp.inference.pipeline import generate
from semgrasp.inference.planner import plan
from semgrasp.inference.shape import shape_from_arrays
plan.SITES, plan.STARTS, plan.FINALISTS = 60, 24, 12
corner = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
sides = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
faces = [triple for a, b, c, d in sides for triple in ((a, b, c), (a, c, d))]
shape = shape_from_arrays(corner * (0.015, 0.02, 0.08), np.array(faces))
print(len(generate(shape, GenerateRequest("", count=1))))
"""
    assert run_python(code).split() == ["1"]


def test_the_root_loads_nothing() -> None:
    code = "import sys, semgrasp; print(sorted(name for name in sys.modules if name.startswith('semgrasp')))"
    names = run_python(code)
    assert "semgrasp_blender" not in names and "inference" not in names


def test_layers() -> None:
    pytest.importorskip("importlinter.cli")
    # in a process of its own: it sets logging up for itself, and all loggers of the tests would fall silent
    code = (
        "import sys; from importlinter.cli import lint_imports; "
        f"sys.exit(lint_imports(config_filename={str(ROOT / 'pyproject.toml')!r}, no_cache=True))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
