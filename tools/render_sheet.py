"""Draws the contact sheet of a result: ``python tools/render_sheet.py RESULT.npz OBJECT OUT.png
[columns]``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str]) -> int:
    if len(arguments) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    result, prop, out = (str(Path(name).resolve()) for name in arguments[:3])
    job = {"task": "write", "result": result, "object": prop, "outputs": [out]}
    if len(arguments) == 4:
        job["sheet_columns"] = int(arguments[3])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        command = [sys.executable, "-m", "semgrasp.semgrasp_blender.headless", str(path)]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
