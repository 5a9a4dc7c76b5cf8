"""Runs a scenario in a real Blender window: `python tools/window/run.py [SCENARIO] [--zip ZIP]`.

Needs tools/window/setup.sh once. Installs the extension's zip into a fresh profile in the chroot, starts Xvfb
and Blender with simulated events, and serves the scenario's wishes for screenshots: it writes NAME.want
beside the picture, this script takes the picture with ImageMagick's `import` (Blender's own are black there).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHROOT = ROOT / ".cache" / "window" / "trixie"
DISPLAY = ":77"
SIZE = (1480, 960)
INSIDE = Path("/tmp/semgrasp")


def in_chroot(*command: str, **variables: str) -> list[str]:
    """A command line that runs inside the chroot with a profile of its own."""
    settings = {"BLENDER_USER_RESOURCES": str(INSIDE / "profile"), "HOME": "/root", **variables}
    assignments = [f"{name}={value}" for name, value in settings.items()]
    return ["chroot", str(CHROOT), "/usr/bin/env", *assignments, *command]


def install(zip_path: Path, scenario: Path) -> Path:
    """A fresh folder in the chroot with profile, scenario and example; returns it as seen from here."""
    outside = CHROOT / INSIDE.relative_to("/")
    shutil.rmtree(outside, ignore_errors=True)
    (outside / "shots").mkdir(parents=True)
    for source in (zip_path, scenario, ROOT / "examples" / "mug.glb"):
        if source.exists():
            shutil.copy(source, outside / source.name)
    archive = str(INSIDE / zip_path.name)
    install_file = (
        "blender",
        "--command",
        "extension",
        "install-file",
        "-r",
        "user_default",
        "--enable",
        archive,
    )
    subprocess.run(in_chroot(*install_file), check=True, timeout=120)
    return outside


def serve_pictures(shots: Path) -> None:
    """Takes the pictures that are wanted."""
    for want in shots.glob("*.want"):
        picture = want.with_suffix(".png")
        partial = want.with_suffix(".partial.png")
        subprocess.run(
            ["import", "-display", DISPLAY, "-window", "root", str(partial)], check=True, timeout=30
        )
        partial.rename(picture)
        want.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description="Run a scenario in a real Blender window.")
    parser.add_argument("scenario", nargs="?", type=Path, default=Path(__file__).with_name("panel.py"))
    parser.add_argument(
        "--zip", type=Path, help="extension zip for linux-x64; the newest in dist/ by default"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "out" / "window")
    parser.add_argument("--timeout", type=float, default=240.0)
    options = parser.parse_args()
    zips = sorted((ROOT / "dist").glob("*linux_x64.zip"), key=lambda path: path.stat().st_mtime)
    zip_path = options.zip or (zips[-1] if zips else None)
    if zip_path is None or not (CHROOT / "usr/bin/blender").exists():
        sys.exit("First run `make zip` and tools/window/setup.sh.")
    outside = install(zip_path, options.scenario)

    screen = f"{SIZE[0]}x{SIZE[1]}x24"
    display = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", screen, "+extension", "GLX", "-nolisten", "tcp"],
        stderr=subprocess.DEVNULL,
    )
    blender: subprocess.Popen[bytes] | None = None
    try:
        time.sleep(1.0)
        inside = ("blender", "--enable-event-simulate", "--window-geometry", "0", "0", *map(str, SIZE))
        command = in_chroot(
            *inside, "--python-exit-code", "9", "--python", str(INSIDE / options.scenario.name),
            DISPLAY=DISPLAY, LIBGL_ALWAYS_SOFTWARE="1", LANG="C.UTF-8",
        )  # fmt: skip
        with (outside / "blender.log").open("wb") as log:
            blender = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ})
        deadline = time.monotonic() + options.timeout
        while blender.poll() is None and time.monotonic() < deadline:
            serve_pictures(outside / "shots")
            time.sleep(0.1)
    finally:
        for process in (blender, display):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
    options.output.mkdir(parents=True, exist_ok=True)
    for file in [*(outside / "shots").glob("*.png"), outside / "blender.log", *outside.glob("report.json")]:
        shutil.copy(file, options.output / file.name)
    sys.stdout.write((outside / "blender.log").read_text(errors="replace")[-4000:])
    return 1 if blender is None or blender.returncode is None else blender.returncode


if __name__ == "__main__":
    sys.exit(main())
