"""`semgrasp-corpus import-capgrasp`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from .reading import read_capgrasp

HELP = "the SemGrasp authors' own data (CapGrasp v0.1 on OakInk-Shape) into a corpus's tables"
log = logging.getLogger(__name__)


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("import-capgrasp", help=HELP, description=HELP)
    parser.add_argument("root", type=Path, help="folder with shape/ and CapGrasp/, as docs/capgrasp.md says")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the tables")
    parser.add_argument("--mano", type=Path, help="folder with MANO_RIGHT.pkl; the bundled hand without")
    parser.add_argument("--volume", action="store_true", help="also the volume inside of both; takes longer")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Import and log the report.

    Raises:
        UserError: see `read_capgrasp`.
    """
    report = read_capgrasp(options.root, options.out, options.mano, volume=options.volume)
    for line in report.lines():
        log.info("%s", line)
