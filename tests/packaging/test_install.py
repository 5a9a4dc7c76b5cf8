"""The built zip in Blender: installed, used and disabled, in a profile of its own."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("bpy")

import build_zips

HERE = Path(__file__).parent
PLATFORMS = {
    ("Linux", "x86_64"): "linux-x64",
    ("Windows", "AMD64"): "windows-x64",
    ("Darwin", "arm64"): "macos-arm64",
    ("Darwin", "x86_64"): "macos-x64",
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What install_check.py saw."""
    this = PLATFORMS.get((platform.system(), platform.machine()))
    if this is None:
        pytest.skip(f"no zip is built for {platform.system()} on {platform.machine()}")
    folder = tmp_path_factory.mktemp("install")
    zip_path = build_zips.build(this, folder / "dist")
    profile, report = folder / "profile", folder / "report.json"
    profile.mkdir()
    environment = {**os.environ, "BLENDER_USER_RESOURCES": str(profile)}
    environment.pop("PYTHONPATH", None)  # the checkout must not be what is imported
    done = subprocess.run(
        [sys.executable, str(HERE / "install_check.py"), str(zip_path), str(report)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        cwd=folder,
        env=environment,
    )
    assert report.exists(), done.stdout[-1000:] + done.stderr[-3000:]
    return json.loads(report.read_text(encoding="utf-8"))


def test_is_enabled_without_policy_warnings(seen: dict[str, Any]) -> None:
    assert seen["enabled"]
    assert seen["warnings"] == {}
    assert seen["warnings_after_use"] == 0


def test_operators_are_there(seen: dict[str, Any]) -> None:
    assert {"generate", "cancel", "choose", "make_clips", "export_fbx", "export_glb"} <= set(
        seen["operators"]
    )


def test_imports_nothing_from_outside_itself(seen: dict[str, Any]) -> None:
    assert seen["foreign_modules"] == []


def test_worker_runs_with_the_bundled_wheel_alone(seen: dict[str, Any]) -> None:
    assert seen["worker"]["code"] == 0, seen["worker"]["errors"]
    assert "semgrasp_igl" in seen["worker"]["output"]


def test_generates_a_grasp(seen: dict[str, Any]) -> None:
    assert seen["generated"].get("result") == ["FINISHED"], seen["generated"]
    assert seen["generated"]["candidates"] == 1
    assert len(seen["generated"]["armatures"]) == 1


def test_leaves_nothing_when_disabled(seen: dict[str, Any]) -> None:
    assert seen["operators_after_disable"] == []
    assert not seen["properties_after_disable"]
