"""Starts Blender's module in a child process for the command line: scenes out, .fbx meshes in.

A child, because Blender's module cannot always be left cleanly and a crash in an importer must not take the
command line with it.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..inference.cli import SceneJob
from ..inference.errors import UserError

_LIMIT_SECONDS = 900
_ROOT_PACKAGE = __name__.rsplit(".", 2)[0]


def write_scene(job: SceneJob) -> None:
    """Write the scene outputs of a run.

    Raises:
        UserError: Blender's module is missing, or cannot read or write one of the files.
    """
    _run(
        {
            "task": "write",
            "result": str(job.result.resolve()),
            "object": str(job.object.resolve()),
            "up": job.up,
            "unit_scale": job.unit_scale,
            "outputs": [str(path.resolve()) for path in job.outputs],
            "preset": job.preset,
        }
    )


def read_mesh(path: Path) -> Mapping[str, Any]:
    """Read an .fbx file: vertices (V, 3) in the file's frame, faces (F, 3), names by source.

    Raises:
        UserError: Blender's module is missing, or the file is not readable.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "mesh.npz"
        _run({"task": "read", "object": str(path.resolve()), "output": str(output)})
        with np.load(output, allow_pickle=False) as mesh:
            return {name: mesh[name] for name in mesh.files}


def _run(job: Mapping[str, Any]) -> None:
    if importlib.util.find_spec("bpy") is None:
        raise UserError(
            "Blender's Python module is not installed, and .blend .glb .fbx and .png need it: "
            'install it with pip install "semgrasp[blender]", or ask for .npz or .json.'
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "job.json"
        file.write_text(json.dumps(job), encoding="utf-8")
        try:
            done = subprocess.run(
                [sys.executable, "-m", f"{_ROOT_PACKAGE}.semgrasp_blender.headless", str(file)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_LIMIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise UserError(
                "Blender's module did not finish within 15 minutes: try a simpler object."
            ) from error
    if done.returncode == 2:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise UserError(lines[-1].removeprefix("semgrasp: ") if lines else "Blender could not do this.")
    if done.returncode != 0:
        raise RuntimeError(f"Blender's module failed (exit code {done.returncode}):\n{done.stderr[-4000:]}")
