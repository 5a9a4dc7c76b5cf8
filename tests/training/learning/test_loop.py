"""One loop: it learns, and it goes on where it was cut."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
import torch
from semgrasp.training.learning.loop import Schedule, pace, train


def run(folder: Path, steps: int, total: int = 40) -> torch.nn.Linear:
    """Train a line, cut after some steps of all."""
    torch.manual_seed(0)
    model = torch.nn.Linear(3, 1)
    schedule = Schedule(total, rate=0.05, warm=5, decay=0.0, every=10, save=0.0)

    def losses(step: int) -> dict[str, torch.Tensor]:
        if step == steps:
            raise KeyboardInterrupt
        x = torch.randn(16, 3, generator=torch.Generator().manual_seed(step))
        return {"square": (model(x)[:, 0] - x @ torch.tensor([1.0, -2, 0.5])).pow(2).mean()}

    with suppress(KeyboardInterrupt):
        train(model, losses, lambda: {"bias": float(model.bias)}, schedule, folder)
    return model


def test_a_cut_run_ends_as_one_in_one_go(tmp_path: Path) -> None:
    whole = run(tmp_path / "whole", 99)
    run(tmp_path / "cut", 17)
    cut = run(tmp_path / "cut", 99)
    assert torch.equal(whole.weight, cut.weight)
    notes = [json.loads(line) for line in (tmp_path / "whole" / "log.jsonl").read_text().splitlines()]
    assert [note["step"] for note in notes] == [10, 20, 30, 40]
    assert notes[-1]["square"] < 0.5 * notes[0]["square"] and "bias" in notes[0]


def test_pace() -> None:
    schedule = Schedule(100, warm=10)
    rates = [pace(step, schedule) for step in range(100)]
    assert rates[0] == pytest.approx(0.1) and max(rates) == pytest.approx(1, abs=1e-6)
    assert rates[10:] == sorted(rates[10:], reverse=True) and 0 < rates[-1] < 0.05
