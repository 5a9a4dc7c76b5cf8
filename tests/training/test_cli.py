"""The command `semgrasp-corpus`."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from semgrasp.training import cli
from semgrasp.training.build import Processes
from semgrasp.training.schema import read_table


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


def test_builds_and_collects(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    work, corpus = str(tmp_path / "work"), str(tmp_path / "corpus")
    sizes = ["--grasped", "0", "--bare", "1", "--workers", "1", "--categories", "mug", "ball"]
    assert cli.main(["build", "--work", work, *sizes]) == 0
    assert cli.main(["collect", "--work", work, "--corpus", corpus]) == 0
    assert len(read_table(tmp_path / "corpus" / "shapes.parquet")) == 2
    assert "2 objects, 0 grasps" in caplog.text


def test_goes_on_from_a_corpus(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first, second, corpus = (str(tmp_path / name) for name in ("first", "second", "corpus"))
    small = ["--grasped", "0", "--workers", "1", "--categories", "mug", "ball", "--bare"]
    plan = ["--grasped", "0", "--categories", "mug", "ball", "--bare"]
    assert cli.main(["build", "--work", first, *small, "1"]) == 0
    assert cli.main(["collect", "--work", first, "--corpus", corpus]) == 0
    assert cli.main(["unpack", "--corpus", corpus, "--work", second, *plan, "1"]) == 0
    assert "1 of 1 chunks" in caplog.text
    caplog.clear()
    assert cli.main(["build", "--work", second, *small, "1"]) == 0
    assert "1 of 1 chunks are there already" in caplog.text


def test_bad_input_is_said_in_one_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert cli.main(["collect", "--work", str(tmp_path), "--corpus", str(tmp_path)]) == 2
    assert "holds no finished chunk" in caplog.text and "Traceback" not in caplog.text


@pytest.mark.parametrize(
    "arguments, pool",
    [
        ([], ("processes", None)),
        (["--workers", "3"], ("processes", 3)),
        (["--ray"], ("ray", None)),
        (["--ray", "head:6379"], ("ray", "head:6379")),
    ],
)
def test_chooses_where_to_compute(
    arguments: list[str], pool: tuple[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(cli, "Processes", lambda workers: ("processes", workers))
    monkeypatch.setattr(cli, "RayPool", lambda address: ("ray", address))
    monkeypatch.setattr(cli, "build", lambda *plan: seen.append(plan))
    assert cli.main(["build", "--work", str(tmp_path), "--seed", "5", *arguments]) == 0
    assert seen == [(tmp_path, cli.GRASPED, cli.BARE, 5, pool, None)]


def test_processes_and_ray_exclude_one_another(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["build", "--workers", "2", "--ray"])
    assert stopped.value.code == 2 and "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["build", "collect", "captions", "unpack", "stats", "sheet", "import-capgrasp"]
)
def test_every_subcommand_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([name, "--help"])
    assert stopped.value.code == 0 and f"semgrasp-corpus {name}" in capsys.readouterr().out


def test_all_cores_are_used_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 6)
    assert Processes()._workers == 6
