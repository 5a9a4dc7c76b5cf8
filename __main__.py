"""Entry point of the `semgrasp` command and of `python -m semgrasp`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line with Blender's module, where it is needed, in a child process."""
    from .inference.cli import BlenderTools
    from .inference.cli import main as run
    from .semgrasp_blender.headless_client import read_mesh, write_scene

    return run(sys.argv[1:], BlenderTools(write_scene=write_scene, read_mesh=read_mesh))


if __name__ == "__main__":
    sys.exit(main())
