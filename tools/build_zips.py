"""Builds the Blender extension: one zip for each platform, for Blender 4.2 to 5.2.

    python tools/build_zips.py [--platform linux-x64 …] [--output dist]

A copy of what ships (an explicit list, not "everything but") is laid out with the platform's wheel, its
manifest gets `platforms` and `wheels`, and Blender's own command (part of the bpy wheel) builds and
validates it. That command builds a zip without its wheel and says nothing when the two do not fit, hence
the check at the end.
"""

from __future__ import annotations

import argparse
import fnmatch
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

import slim_igl
from slim_igl import PackagingError

ROOT = Path(__file__).resolve().parents[1]
WHEEL_CACHE = ROOT / ".cache" / "wheels"
SHIPPED_FOLDERS = ("semgrasp_blender", "inference", "exporters")
# Name in the zip: where it lies in the repository.
SHIPPED_FILES = {
    "__init__.py": "__init__.py",
    "blender_manifest.toml": "blender_manifest.toml",
    "LICENSE": "LICENSE",
    "CREDITS.md": "docs/credits.md",
}
# What must not be in a zip, wherever it comes from: numpy is Blender's own and must never be shadowed.
FORBIDDEN = ("*numpy*", "*scipy*", "*torch*", "*trimesh*", "tests/*", "training/*", "tools/*", "docs/*")
FORBIDDEN += (".*", "*/.*", "*__pycache__*", "*.pyc", "*.blend", "*MANO_*.pkl")


def blender_ext() -> Path:
    """Blender's command line for extensions, in the installed bpy wheel."""
    found = importlib.util.find_spec("bpy")
    if found is None or found.origin is None:
        raise PackagingError("bpy is not installed here; run this through `make zip`")
    scripts = sorted(Path(found.origin).parent.glob("*/scripts/addons_core/bl_pkg/cli/blender_ext.py"))
    if not scripts:
        raise PackagingError("the installed bpy has no blender_ext.py (needs Blender 4.2 or newer)")
    return scripts[-1]


def stage(folder: Path, platform: str, wheel: Path) -> None:
    """Lays out the extension's source for one platform in `folder`."""
    left_out = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    for name in SHIPPED_FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    for name, source in SHIPPED_FILES.items():
        shutil.copy2(ROOT / source, folder / name)
    (folder / "wheels").mkdir()
    shutil.copy2(wheel, folder / "wheels" / wheel.name)
    manifest = folder / "blender_manifest.toml"
    added = f'platforms = ["{platform}"]\nwheels = ["./wheels/{wheel.name}"]\n'
    manifest.write_text(with_top_level(manifest.read_text(encoding="utf-8"), added), encoding="utf-8")


def with_top_level(manifest: str, lines: str) -> str:
    """The manifest with lines added before its first table, where TOML wants top-level keys."""
    text = manifest.splitlines(keepends=True)
    first_table = next((number for number, line in enumerate(text) if line.startswith("[")), len(text))
    return "".join([*text[:first_table], lines, "\n", *text[first_table:]])


def build(platform: str, output: Path, cache: Path = WHEEL_CACHE) -> Path:
    """Builds, validates and checks the zip of one platform; returns its path."""
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        wheel = slim_igl.build_wheel(platform, cache, Path(temporary) / "wheel")
        source = Path(temporary) / "source"
        source.mkdir()
        stage(source, platform, wheel)
        manifest = tomllib.loads((source / "blender_manifest.toml").read_text(encoding="utf-8"))
        target = output / f"{manifest['id']}-{manifest['version']}-{platform.replace('-', '_')}.zip"
        raw = Path(temporary) / target.name
        _run_blender_ext("build", "--source-dir", str(source), "--output-filepath", str(raw))
        with zipfile.ZipFile(raw) as archive:
            names = sorted(name for name in archive.namelist() if not name.endswith("/"))
            files = {name: archive.read(name) for name in names}
    slim_igl.write_zip(target, files)
    _run_blender_ext("validate", str(target))
    check(target, wheel.name)
    return target


def check(target: Path, wheel_name: str) -> None:
    """Raises PackagingError if a zip lacks its wheel or holds what it must not."""
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        inside = [f"wheels/{wheel_name}"]
        if [name for name in names if name.endswith(".whl")] != inside:
            raise PackagingError(f"{target.name} does not hold exactly {inside[0]}")
        manifest = tomllib.loads(archive.read("blender_manifest.toml").decode())
    if manifest["wheels"] != [f"./wheels/{wheel_name}"]:
        raise PackagingError(f"the manifest in {target.name} names other wheels: {manifest['wheels']}")
    unwanted = [name for name in names if any(fnmatch.fnmatchcase(name, pattern) for pattern in FORBIDDEN)]
    if unwanted:
        raise PackagingError(f"{target.name} holds what it must not: {', '.join(unwanted[:5])}")


def _run_blender_ext(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, str(blender_ext()), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PackagingError(f"blender_ext {arguments[0]} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    platforms = list(dict.fromkeys(wheel.platform for wheel in slim_igl.official_wheels()))
    parser = argparse.ArgumentParser(description="Build the Blender extension's zips.")
    parser.add_argument("--platform", action="append", choices=platforms, help="default: every platform")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    try:
        for platform in options.platform or platforms:
            path = build(platform, options.output)
            print(f"{path}  {path.stat().st_size / 1e6:.2f} MB")
    except PackagingError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
