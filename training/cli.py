"""The command `semgrasp-corpus`."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from ..inference.errors import UserError
from .build import Processes, build
from .collect import CORPUS, collect

SEED = 0
GRASPED = 22
BARE = 22
"""What the committed corpus was built with: objects of each category with and without grasps."""
WORK = CORPUS / "work"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; 2 for bad input."""
    parser = argparse.ArgumentParser(prog="semgrasp-corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser(
        "build", help="objects and grasps into a work folder; continues where it was cut"
    )
    made.add_argument("--work", type=Path, default=WORK)
    made.add_argument("--grasped", type=int, default=GRASPED, help="objects of each category with grasps")
    made.add_argument(
        "--bare", type=int, default=BARE, help="further objects of each category without grasps"
    )
    made.add_argument("--seed", type=int, default=SEED)
    made.add_argument("--workers", type=int, help="processes; all cores by default")
    made.add_argument("--categories", nargs="+", help="only these")
    merged = commands.add_parser("collect", help="the work folder's chunks into the corpus's files")
    merged.add_argument("--work", type=Path, default=WORK)
    merged.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        if options.command == "build":
            pool = Processes(options.workers)
            build(options.work, options.grasped, options.bare, options.seed, pool, options.categories)
        else:
            shapes, grasps = collect(options.work, options.corpus)
            logging.getLogger(__name__).info("%d objects, %d grasps", shapes, grasps)
    except (UserError, ValueError, OSError) as error:
        logging.getLogger(__name__).error("%s", error)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
