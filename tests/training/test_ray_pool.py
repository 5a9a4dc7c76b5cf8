"""Builds on a Ray cluster: two nodes on this machine."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from semgrasp.inference.errors import UserError
from semgrasp.training import build as build_module
from semgrasp.training import ray_pool
from semgrasp.training.build import Processes, build
from semgrasp.training.ray_pool import RayPool, compute

NAMES = ["ball", "mug"]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    started = pytest.importorskip("ray.cluster_utils").Cluster()
    small = {"num_cpus": 1, "object_store_memory": 100_000_000}
    try:
        started.add_node(**small, include_dashboard=False)
        started.add_node(**small)
    except Exception as error:  # Ray has no type of its own for it, and its 30 s are fixed
        started.shutdown()
        if "timed out during startup" not in str(error):
            raise
        pytest.skip("this machine is too busy to start a Ray cluster within half a minute")
    yield started
    started.shutdown()


@pytest.mark.slow
def test_two_nodes_make_the_same_files_as_one_process(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    monkeypatch.setattr(build_module, "CHUNK", 1)
    assert build(tmp_path / "ray", 0, 1, 0, RayPool(cluster.address), NAMES) == 2
    assert "2 cores on 2 machines" in caplog.text and "2 chunks came from" in caplog.text
    assert build(tmp_path / "here", 0, 1, 0, Processes(1), NAMES) == 2
    files = {path.name: path.read_bytes() for path in (tmp_path / "ray").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    assert build(tmp_path / "ray", 0, 1, 0, RayPool(cluster.address), NAMES) == 0


@pytest.mark.slow
def test_another_version_on_a_node_is_said(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ray_pool, "_VERSIONS", ("99.0", "1"))
    with pytest.raises(UserError, match=r"the building machine has 99\.0 \(1\): install the same version"):
        build(tmp_path, 0, 1, 0, RayPool(cluster.address), NAMES[:1])
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_without_ray_the_user_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UserError, match=r"Ray is not installed: run pip install"):
        RayPool()


def test_an_address_where_nothing_listens_is_said_at_once() -> None:
    pytest.importorskip("ray")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(UserError, match=f"No Ray cluster answers at {address} .*ray start --head"):
        RayPool(address)


@pytest.mark.parametrize("address", ["somewhere", "ray://host:10001", "host:port", ":6379"])
def test_what_is_no_address_is_said(address: str) -> None:
    pytest.importorskip("ray")
    with pytest.raises(UserError, match=r"is no address of a Ray cluster: give HOST:PORT"):
        RayPool(address)


def test_a_task_refuses_to_serve_another_version() -> None:
    with pytest.raises(UserError, match="install the same version everywhere"):
        compute("bare-00000", [], ("99.0", "1"))
