"""Build the corpus that models are trained on, and look at it."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ..inference.errors import UserError
from . import check, gallery, sheet, simulate, stats
from .build import Pool, Processes, build, plan_chunks
from .capgrasp import command as capgrasp
from .captions.build import build_captions
from .collect import CORPUS, collect, unpack
from .ray_pool import RayPool

SEED = 0
GRASPED = 21
BARE = 33
"""Objects of each category with and without grasps, of a whole corpus."""
WORK = CORPUS / "work"
log = logging.getLogger(__name__)

Subcommands = argparse._SubParsersAction
Adder = Callable[["Subcommands[argparse.ArgumentParser]"], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; 2 for bad input."""
    return run_command("semgrasp-corpus", __doc__, COMMANDS, arguments)


def run_command(
    name: str, about: str | None, adders: Sequence[Adder], arguments: Sequence[str] | None
) -> int:
    """Run the subcommand that the arguments name; 2, and a sentence, for bad input.

    Args:
        name, about: of the program, for its help.
        adders: each adds a subcommand, whose default `run` takes the options and returns an exit code or
            None.
        arguments: of the command line; the process's own if None.
    """
    parser = argparse.ArgumentParser(prog=name, description=about)
    commands = parser.add_subparsers(dest="command", required=True)
    for add in adders:
        add(commands)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        return options.run(options) or 0
    except (UserError, ValueError, OSError) as error:
        log.error("%s", error)
        return 2


def _add_build(commands: Subcommands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "build", help="objects and grasps into a work folder; continues where it was cut"
    )
    _add_plan(parser)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, help="processes on this machine; all cores by default")
    where.add_argument(
        "--ray",
        nargs="?",
        const="",
        metavar="HOST:PORT",
        help="on a Ray cluster: the one at an address, or the one that this machine belongs to",
    )
    parser.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> None:
    pool: Pool = Processes(options.workers) if options.ray is None else RayPool(options.ray or None)
    build(options.work, options.grasped, options.bare, options.seed, pool, options.categories)


def _add_unpack(commands: Subcommands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "unpack", help="a corpus into a work folder, for a build to continue; give the build's arguments"
    )
    _add_plan(parser)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.set_defaults(run=_unpack)


def _unpack(options: argparse.Namespace) -> None:
    chunks = plan_chunks(options.work, options.grasped, options.bare, options.seed, options.categories)
    log.info("%d of %d chunks", unpack(options.corpus, options.work, chunks), len(chunks))


def _add_plan(parser: argparse.ArgumentParser) -> None:
    """What a work folder is for."""
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--grasped", type=int, default=GRASPED, help="objects of each category with grasps")
    parser.add_argument(
        "--bare", type=int, default=BARE, help="further objects of each category without grasps"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--categories", nargs="+", metavar="NAME", help="only these")


def _add_collect(commands: Subcommands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("collect", help="the work folder's chunks into the corpus's files")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.set_defaults(run=_collect)


def _collect(options: argparse.Namespace) -> None:
    shapes, grasps = collect(options.work, options.corpus)
    log.info("%d objects, %d grasps", shapes, grasps)


def _add_captions(commands: Subcommands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("captions", help="captions of a corpus's grasps from the knowledge")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--reserved",
        type=Path,
        metavar="FILE",
        help="JSON lines with a text each, by which models are judged: kept out of the training captions",
    )
    parser.set_defaults(run=_captions)


def _captions(options: argparse.Namespace) -> None:
    reserved = stats.read_texts(options.reserved) if options.reserved else ()
    log.info("%d captions", build_captions(options.corpus, options.seed, reserved))


COMMANDS: tuple[Adder, ...] = (
    _add_build,
    _add_collect,
    _add_captions,
    _add_unpack,
    stats.add_arguments,
    sheet.add_arguments,
    gallery.add_arguments,
    check.add_arguments,
    simulate.add_arguments,
    capgrasp.add_arguments,
)

if __name__ == "__main__":
    sys.exit(main())
