"""The project's own files agree with one another."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import semgrasp

ROOT = Path(semgrasp.__file__).resolve().parent
SHIPPED = ("semgrasp_blender", "inference", "exporters")


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def manifest() -> dict:
    return tomllib.loads((ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))


def requirements() -> dict[str, str]:
    lines = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    exact = re.compile(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.+]*")
    assert all(exact.fullmatch(line) for line in kept), "not exact versions"
    return dict(line.split("==") for line in kept)


def tracked_files() -> list[Path]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def test_one_version_everywhere() -> None:
    assert manifest()["version"] == semgrasp.__version__


def test_manifest_covers_the_blenders_we_promise() -> None:
    assert manifest()["blender_version_min"] == "4.2.0"
    assert "blender_version_max" not in manifest() or manifest()["blender_version_max"] >= "5.3.0"
    assert "wheels" not in manifest()  # the build adds each platform's own


def test_pip_package_lists_every_folder() -> None:
    listed = set(project()["tool"]["setuptools"]["packages"])
    code = [path.parent for top in (*SHIPPED, "training") for path in (ROOT / top).rglob("__init__.py")]
    data = [path for top in SHIPPED for path in (ROOT / top).rglob("data") if path.is_dir()]
    data += {path.parent for path in (ROOT / "training").rglob("*.yaml")}
    found = {".".join(("semgrasp", *folder.relative_to(ROOT).parts)) for folder in (*code, *data)}
    assert listed == found | {"semgrasp"}


def test_pinned_versions_fit_the_extras() -> None:
    pins = requirements()
    extras = project()["project"]["optional-dependencies"]
    for requirement in (*extras["blender"], *extras["training"], *extras["ray"]):
        name, *version = re.split("[=><]=", requirement)
        assert name in pins, requirement
        if "==" in requirement:
            assert [pins[name]] == version
    # the tests of the networks need torch; the models that training starts from do not fit into a test run
    assert "torch" in pins and "transformers" not in pins


def test_no_file_names_a_path_of_one_machine() -> None:
    # Spelled in pieces, so that this file does not find itself.
    roots = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", r"[A-Z]:\\Us" + r"ers\\")
    own = re.compile("(" + "|".join(roots) + r")\w")
    found = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" in content[:1000]:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if own.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_no_file_is_needlessly_large() -> None:
    corpus = ROOT / "training" / "corpus"
    large = [
        f"{path.relative_to(ROOT)}"
        for path in tracked_files()
        if path.stat().st_size > (40_000_000 if path.parent == corpus else 4_000_000)
    ]
    assert large == []
