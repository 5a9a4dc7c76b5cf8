"""One training loop for all networks: warm-up and cosine, checkpoints that resume, a log, a progress bar."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from tqdm import tqdm

log = logging.getLogger(__name__)

Losses = Mapping[str, Tensor]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn.

    Attributes:
        steps: of the optimiser.
        rate: largest learning rate.
        warm: steps until it is reached.
        decay: of the weights.
        clip: largest norm of the gradient.
        every: steps from one evaluation to the next.
        save: seconds from one checkpoint to the next.
    """

    steps: int
    rate: float = 1e-3
    warm: int = 200
    decay: float = 0.02
    clip: float = 1.0
    every: int = 500
    save: float = 300.0


def train(
    model: nn.Module,
    losses: Callable[[int], Losses],
    evaluate: Callable[[], Mapping[str, float]],
    schedule: Schedule,
    folder: Path,
) -> None:
    """Train, or go on training, a model; its last state is `folder/last.pt`.

    Args:
        model: trained in place; parameters that don't require gradients stay.
        losses: terms of the loss of a step, which are added up; draws its batch from the step's number.
        evaluate: numbers for the log.
        schedule: how long and how fast.
        folder: of the run: checkpoint and logs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    free = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(free, lr=schedule.rate, weight_decay=schedule.decay, betas=(0.9, 0.98))
    checkpoint = folder / "last.pt"
    first = _resume(checkpoint, model, optimizer)
    writer = _board(folder)
    saved, sums, count = time.monotonic(), {}, 0
    with tqdm(total=schedule.steps, initial=first, unit="step", smoothing=0.02) as bar:
        for step in range(first, schedule.steps):
            for group in optimizer.param_groups:
                group["lr"] = schedule.rate * pace(step, schedule)
            model.train()
            # dropout and new codes too are the same when a run is cut and goes on
            torch.manual_seed(step)
            terms = losses(step)
            optimizer.zero_grad(set_to_none=True)
            total = torch.stack(list(terms.values())).sum()
            total.backward()
            nn.utils.clip_grad_norm_(free, schedule.clip)
            optimizer.step()
            for name, term in terms.items():
                sums[name] = sums.get(name, 0.0) + float(term.detach())
            count += 1
            bar.update()
            if (step + 1) % schedule.every == 0 or step + 1 == schedule.steps:
                model.eval()
                with torch.no_grad():
                    numbers = {name: value / count for name, value in sums.items()} | dict(evaluate())
                _note(folder, writer, step + 1, numbers)
                sums, count = {}, 0
            if time.monotonic() - saved > schedule.save or step + 1 == schedule.steps:
                _save(checkpoint, model, optimizer, step + 1)
                saved = time.monotonic()
    model.eval()


def pace(step: int, schedule: Schedule) -> float:
    """Share of the largest learning rate at a step."""
    if step < schedule.warm:
        return (step + 1) / schedule.warm
    gone = (step - schedule.warm) / max(schedule.steps - schedule.warm, 1)
    return 0.02 + 0.98 * 0.5 * (1 + float(torch.cos(torch.tensor(gone * torch.pi))))


def _save(path: Path, model: nn.Module, optimizer: torch.optim.Optimizer, step: int) -> None:
    unfinished = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, unfinished)
    unfinished.replace(path)


def _resume(path: Path, model: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("going on from step %d", state["step"])
    return int(state["step"])


def _board(folder: Path) -> object | None:
    """A TensorBoard writer, where it is installed."""
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    return SummaryWriter(str(folder))


def _note(folder: Path, writer: object | None, step: int, numbers: Mapping[str, float]) -> None:
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"step": step, **{k: round(v, 5) for k, v in numbers.items()}}) + "\n")
    log.info("step %d: %s", step, ", ".join(f"{name} {value:.4g}" for name, value in numbers.items()))
    if writer is not None:
        for name, value in numbers.items():
            writer.add_scalar(name, value, step)  # type: ignore[attr-defined]
