"""Clouds of the tiny corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from semgrasp.training.learning.clouds import Clouds, build_clouds
from tiny_corpus import TinyCorpus


@pytest.fixture(scope="session")
def clouds(tiny: TinyCorpus, tmp_path_factory: pytest.TempPathFactory) -> Clouds:
    return build_clouds(sorted(tiny.shapes), 0, cloud_folder(tmp_path_factory), 1)


def cloud_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "clouds"
