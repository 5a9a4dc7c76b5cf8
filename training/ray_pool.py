"""Chunks of a build on the machines of a Ray cluster.

Ray is an extra of its own. Every machine of the cluster needs this package in the same version, but no folder
that all of them share: a task hands back the bytes of its files, and the machine that runs the build writes
them.
"""

from __future__ import annotations

import importlib
import logging
import os
import socket
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .. import __version__
from ..inference.errors import UserError
from .build import Chunk, chunk_path, run_chunk
from .grasps.job import ShapeJob
from .schema import VERSION, write_whole

log = logging.getLogger(__name__)

TABLES = ("shapes", "grasps", "tally")
"""Files of a chunk in the order in which they are written; the tally marks it as done."""
_VERSIONS = (__version__, VERSION)
_PATIENCE = 5.0


class RayPool:
    """Chunks on all cores of a Ray cluster.

    Chunks of a machine that goes away are computed again on another.
    """

    def __init__(self, address: str | None = None) -> None:
        """Choose the cluster.

        Args:
            address: HOST:PORT of its head, "auto" for the one that this machine belongs to; None for that
                one, or one on this machine alone where there is none.

        Raises:
            UserError: Ray is not installed, or nothing answers at the address.
        """
        self._ray = _load_ray()
        self._address = address
        if address not in (None, "auto"):
            _check_answers(address)

    def run(self, chunks: Sequence[Chunk], folder: Path) -> Iterator[str]:
        """See `build.Pool`.

        Raises:
            UserError: this machine is no part of the cluster, or the cluster's machines have another version
                of this package.
        """
        ray = self._ray
        _connect(ray, self._address)
        try:
            log.info("Ray: %d cores on %d machines", ray.cluster_resources().get("CPU", 0), len(ray.nodes()))
            # Spread, since Ray would otherwise fill one machine before it uses the next.
            task = ray.remote(num_cpus=1, scheduling_strategy="SPREAD")(compute)
            waiting = [task.remote(name, tuple(part), _VERSIONS) for name, part in chunks]
            used: set[str] = set()
            while waiting:
                ready, waiting = ray.wait(waiting)
                name, files, node = _result(ray, ready[0])
                used.add(node)
                _write(folder, name, files)
                yield name
            log.info("Ray: %d chunks came from %d machines", len(chunks), len(used))
        finally:
            ray.shutdown()


def compute(
    name: str, part: Sequence[ShapeJob], versions: tuple[str, str]
) -> tuple[str, dict[str, bytes], str]:
    """Compute a chunk on a machine of the cluster: its name, its files by table, and the machine's id.

    Raises:
        UserError: this machine has another version of the package than the one that asks.
    """
    if versions != _VERSIONS:
        raise UserError(
            f"{socket.gethostname()} has SemGrasp {_VERSIONS[0]} (corpus version {_VERSIONS[1]}), the "
            f"building machine has {versions[0]} ({versions[1]}): install the same version everywhere."
        )
    with tempfile.TemporaryDirectory() as folder:
        run_chunk(name, part, Path(folder))
        files = {table: chunk_path(Path(folder), name, table).read_bytes() for table in TABLES}
    return name, files, _load_ray().get_runtime_context().get_node_id()


def _load_ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # its new default, and silence about it
    try:
        return importlib.import_module("ray")
    except ImportError as error:
        raise UserError(
            'Ray is not installed: run pip install ".[training,ray]", or leave out --ray.'
        ) from error


def _check_answers(address: str) -> None:
    """Say at once what Ray would say after a minute.

    Raises:
        UserError: not HOST:PORT, or nothing listens there.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or "/" in address:
        raise UserError(
            f"{address!r} is no address of a Ray cluster: give HOST:PORT as `ray start` prints it, or auto."
        )
    try:
        socket.create_connection((host, int(port)), _PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise UserError(
            f"No Ray cluster answers at {address} ({error}): start one with `ray start --head`, or correct "
            "the address."
        ) from error


def _connect(ray: Any, address: str | None) -> None:
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.WARNING)
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        raise UserError(
            f"Ray could not be used here ({str(error).strip().splitlines()[0]}): make this machine part of "
            "the cluster with `ray start --address=HOST:PORT`, or leave out --ray."
        ) from error


def _result(ray: Any, reference: Any) -> tuple[str, dict[str, bytes], str]:
    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, UserError):
            raise error.cause from None
        if "failed to import" in str(error):
            raise UserError(
                f"A machine of the Ray cluster could not import SemGrasp {__version__}: install it there "
                'with pip install ".[training,ray]".'
            ) from error
        raise


def _write(folder: Path, name: str, files: dict[str, bytes]) -> None:
    for table in TABLES:
        write_whole(chunk_path(folder, name, table), files[table])
