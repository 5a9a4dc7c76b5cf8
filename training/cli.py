"""Build the corpus that models are trained on: objects, grasps and captions."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..inference.errors import UserError
from .build import Pool, Processes, build
from .collect import CORPUS, collect
from .ray_pool import RayPool

SEED = 0
GRASPED = 22
BARE = 22
"""What the committed corpus was built with: objects of each category with and without grasps."""
WORK = CORPUS / "work"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Command:
    """A subcommand: its name, one line about it, what adds its arguments, and what runs it."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], None]


COMMANDS: tuple[Command, ...] = ()
"""Subcommands that live in modules of their own, beside build and collect."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; 2 for bad input."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        options.run(options)
    except (UserError, ValueError, OSError) as error:
        log.error("%s", error)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
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
    where = made.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, help="processes on this machine; all cores by default")
    where.add_argument(
        "--ray",
        nargs="?",
        const="",
        metavar="HOST:PORT",
        help="on a Ray cluster: the one at an address, or the one that this machine belongs to",
    )
    made.add_argument("--categories", nargs="+", help="only these")
    made.set_defaults(run=_build)
    merged = commands.add_parser("collect", help="the work folder's chunks into the corpus's files")
    merged.add_argument("--work", type=Path, default=WORK)
    merged.add_argument("--corpus", type=Path, default=CORPUS)
    merged.set_defaults(run=_collect)
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.help, description=command.help)
        command.add_arguments(added)
        added.set_defaults(run=command.run)
    return parser


def _build(options: argparse.Namespace) -> None:
    pool: Pool = Processes(options.workers) if options.ray is None else RayPool(options.ray or None)
    build(options.work, options.grasped, options.bare, options.seed, pool, options.categories)


def _collect(options: argparse.Namespace) -> None:
    shapes, grasps = collect(options.work, options.corpus)
    log.info("%d objects, %d grasps", shapes, grasps)


if __name__ == "__main__":
    sys.exit(main())
