"""Starts the worker: the script that Blender runs with its own Python.

Blender's Python runs with -I, which hides PYTHONPATH, the user's site-packages and the script's folder, so
this file puts the package together by hand and takes the folders of bundled wheels from the command line. It
may import the standard library alone until that is done.
"""

import importlib.util
import sys
from pathlib import Path

PACKAGE = "semgrasp"


def load_package(root: Path) -> None:
    """Makes the folder `root` importable under the name PACKAGE, without putting it on sys.path."""
    spec = importlib.util.spec_from_file_location(
        PACKAGE, root / "__init__.py", submodule_search_locations=[str(root)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{root} is not the package")
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # the add-on's folder may be read-only and is not ours to write to
    load_package(Path(__file__).resolve().parents[1])
    worker = importlib.import_module(f"{PACKAGE}.inference.worker")
    sys.exit(worker.main(sys.argv[1:]))
