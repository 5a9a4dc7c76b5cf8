"""Train the models on the corpus; every run goes on where it was cut."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from ..inference.errors import UserError
from .cli import SEED, Adder, Subcommands, run_command
from .collect import CORPUS, read_corpus
from .learning.clouds import Clouds, build_clouds
from .learning.hands import GraspArrays, grasp_arrays
from .learning.loop import Schedule
from .learning.pretrain import PartModel, pretrain
from .learning.tokenizer_training import (
    EncodedObjects,
    encode_objects,
    errors,
    train_tokenizer,
)
from .networks.grasp_tokenizer import GraspTokenizer, TokenizerConfig
from .networks.object_encoder import EncoderConfig, ObjectEncoder

RUNS = Path(__file__).parent / "runs"
ABLATION = {
    "one token": TokenizerConfig(tokens=1),
    "orientation and manner": TokenizerConfig(tokens=2),
    "orientation, manner, refinement": TokenizerConfig(),
    "two refinements": TokenizerConfig(tokens=4),
    "one codebook for all": TokenizerConfig(shared=True),
    "tokens without assigned meaning": TokenizerConfig(assigned=False),
}
"""The variants of SemGrasp's table 4."""


@dataclass(frozen=True, eq=False)
class Data:
    """The corpus as arrays, with the split (S,) of every object."""

    clouds: Clouds
    split: NDArray[np.str_]
    grasps: GraspArrays


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; 2 for bad input."""
    return run_command("semgrasp-train", __doc__, COMMANDS, arguments)


def _common(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], object]) -> None:
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--seed", type=int, default=SEED, help="of the corpus")
    parser.add_argument("--runs", type=Path, default=RUNS, help="folder of checkpoints and logs")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.set_defaults(run=run)


def _add_encoder(commands: Subcommands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("encoder", help="pretrain the object encoder on parts and categories")
    parser.add_argument("--steps", type=int, default=20_000)
    _common(parser, _encoder)


def _encoder(options: argparse.Namespace) -> None:
    data = load_data(options)
    pretrain(data.clouds, data.split, Schedule(options.steps), options.runs / "encoder")


def _add_tokenizer(commands: Subcommands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("tokenizer", help="train the grasp tokenizer on the encoder's tokens")
    parser.add_argument("--steps", type=int, default=30_000)
    _common(parser, _tokenizer)


def _tokenizer(options: argparse.Namespace) -> None:
    data = load_data(options)
    objects = encode_objects(load_encoder(options.runs), data.clouds, data.grasps)
    folder = options.runs / "tokenizer"
    model = train_tokenizer(
        data.grasps, objects, TokenizerConfig(), Schedule(options.steps, every=1000), folder
    )
    sys.stdout.write(_table({"tokenizer": _judge(model, data.grasps, objects)}))


def _add_ablation(commands: Subcommands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "ablation", help="train the tokenizer's variants alike and print their errors as a table"
    )
    parser.add_argument("--steps", type=int, default=6_000, help="of each variant")
    _common(parser, _ablation)


def _ablation(options: argparse.Namespace) -> None:
    data = load_data(options)
    objects = encode_objects(load_encoder(options.runs), data.clouds, data.grasps)
    schedule, found = Schedule(options.steps, every=1000), {}
    for name, config in ABLATION.items():
        folder = options.runs / "ablation" / name.replace(" ", "_").replace(",", "")
        model = train_tokenizer(data.grasps, objects, config, schedule, folder)
        found[name] = _judge(model, data.grasps, objects)
    sys.stdout.write(_table(found))


def load_data(options: argparse.Namespace) -> Data:
    """The corpus, with clouds built where they are missing, and torch as the options have it."""
    # with plain float32 products MKL takes twice the time on processors that are not Intel's
    torch.set_float32_matmul_precision("medium")
    torch.set_num_threads(options.threads)
    corpus = read_corpus(options.corpus)
    names = corpus.shapes["shape_id"].to_pylist()
    clouds = build_clouds(names, options.seed, options.runs / "clouds", os.cpu_count() or 1)
    split = np.asarray(corpus.shapes["split"].to_pylist())
    return Data(clouds, split, grasp_arrays(corpus.shapes, corpus.grasps, clouds))


def load_encoder(runs: Path) -> ObjectEncoder:
    """The pretrained encoder.

    Raises:
        UserError: there is none.
    """
    path = runs / "encoder" / "last.pt"
    if not path.exists():
        raise UserError("There is no pretrained encoder: run semgrasp-train encoder first.")
    state = torch.load(path, weights_only=True)["model"]
    names, categories = len(state["fine.2.weight"]), len(state["category.2.weight"])
    model = PartModel(EncoderConfig(), names, categories)
    model.load_state_dict(state)
    return model.encoder.eval()


def _judge(
    model: GraspTokenizer, grasps: GraspArrays, objects: EncodedObjects
) -> dict[str, dict[str, float]]:
    return {
        split: errors(model, grasps, objects, grasps.rows(split))
        for split in ("test", "unseen")
        if len(grasps.rows(split))
    }


def _table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Markdown: a row for each variant and split."""
    lines = ["| variant | split | MPVPE mm | after two tokens mm | codes used |", "|---|---|---:|---:|---:|"]
    for name, splits in found.items():
        for split, numbers in splits.items():
            used = " / ".join(f"{100 * v:.0f} %" for k, v in numbers.items() if k.startswith("codes"))
            lines.append(
                f"| {name} | {split} | {numbers['mpvpe mm']:.2f} | {numbers['coarse mm']:.2f} | {used} |"
            )
    return "\n".join(lines) + "\n"


COMMANDS: tuple[Adder, ...] = (_add_encoder, _add_tokenizer, _add_ablation)

if __name__ == "__main__":
    sys.exit(main())
