"""The encoder learns parts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from semgrasp.training.learning import pretrain as module
from semgrasp.training.learning.clouds import Clouds
from semgrasp.training.learning.loop import Schedule
from semgrasp.training.learning.pretrain import accuracy, part_task, pretrain
from semgrasp.training.networks.object_encoder import EncoderConfig

SMALL = EncoderConfig(width=24, heads=4, layers=1, patch_width=16, point_width=24)


def test_what_is_asked(clouds: Clouds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RARE", 1)
    split = np.full(len(clouds), "train", dtype="<U6")
    task = part_task(clouds, split)
    assert set(task.names) == {name for names in clouds.labels_of for name in names}
    for index in range(len(clouds)):
        own = {clouds.labels_of[index][label] for label in np.unique(clouds.arrays["labels"][index])}
        assert {task.names[name] for name in np.unique(task.fine[index])} == own
        parts = {clouds.labels_of[index][part] for part in clouds.label_part[index]}
        assert {task.names[name] for name in np.unique(task.coarse[index])} <= parts
    split[:] = "unseen"
    split[0] = "train"
    apart = part_task(clouds, split)
    assert apart.categories == (clouds.shape_ids[0].rsplit("-", 1)[0],)
    assert (apart.category[1:] == -100).any()


@pytest.mark.slow
def test_it_learns_and_resumes(clouds: Clouds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RARE", 1)
    monkeypatch.setattr(module, "BATCH", 6)
    split = np.full(len(clouds), "train", dtype="<U6")
    task = part_task(clouds, split)
    every = np.arange(len(clouds))
    before = accuracy(
        module.PartModel(SMALL, len(task.names), len(task.categories)).eval(), clouds, task, every
    )
    model = pretrain(clouds, split, Schedule(80, rate=5e-3, warm=5, every=80), tmp_path, SMALL)
    with torch.no_grad():
        after = accuracy(model, clouds, task, every)
    assert after["part"] > before["part"] + 0.15
    again = pretrain(clouds, split, Schedule(80, rate=5e-3, warm=5, every=80), tmp_path, SMALL)
    assert torch.equal(again.fine[2].weight, model.fine[2].weight)
