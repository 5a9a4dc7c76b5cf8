"""States of the words of many texts, from a frozen language model: computed once, kept on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from tqdm import tqdm

from ..language.base_models import minilm

LONGEST = 48
"""Tokens of a text that are looked at; an instruction of more is cut."""
_TOGETHER = 64


@dataclass(frozen=True, eq=False)
class TextStates:
    """States of T texts.

    Attributes:
        index: number of each text.
        start: (T + 1,) first row of each text in `states`.
        states: (rows, width) half precision.
    """

    index: dict[str, int]
    start: NDArray[np.int64]
    states: NDArray[np.float16]

    def batch(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """States (B, L, width) and mask (B, L) of some of the texts.

        Raises:
            KeyError: a text is not among them.
        """
        rows = [self.index[text] for text in texts]
        lengths = [int(self.start[row + 1] - self.start[row]) for row in rows]
        out = np.zeros((len(rows), max(lengths), self.states.shape[1]), np.float32)
        mask = np.zeros(out.shape[:2], bool)
        for at, (row, length) in enumerate(zip(rows, lengths, strict=True)):
            out[at, :length] = self.states[self.start[row] : self.start[row] + length]
            mask[at, :length] = True
        return torch.as_tensor(out), torch.as_tensor(mask)


@torch.no_grad()
def minilm_states(texts: Sequence[str], folder: Path) -> TextStates:
    """Last hidden states of all-MiniLM-L6-v2 for every different text.

    Args:
        texts: any number.
        folder: where states are kept; read instead where they are there.

    Raises:
        UserError: the model's package isn't installed.
    """
    different = sorted(set(texts))
    digest = hashlib.sha256("\0".join(different).encode()).hexdigest()[:16]
    path = folder / f"minilm-{digest}.npz"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        start, states = _compute(different)
        unfinished = path.with_suffix(".part.npz")
        np.savez(unfinished, start=start, states=states)
        unfinished.replace(path)
    with np.load(path) as file:
        return TextStates({text: i for i, text in enumerate(different)}, file["start"], file["states"])


def _compute(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
    model, tokenizer = minilm()
    first, last = tokenizer.specials["[CLS]"], tokenizer.specials["[SEP]"]
    ids = [[first, *tokenizer.encode(text)[: LONGEST - 2], last] for text in texts]
    start = np.concatenate([[0], np.cumsum([len(each) for each in ids])])
    states = np.empty((int(start[-1]), model.config.hidden_size), np.float16)
    # texts of one length together: no padding
    order = np.argsort([len(each) for each in ids], kind="stable")
    for begin in tqdm(range(0, len(order), _TOGETHER), unit="batch"):
        rows = order[begin : begin + _TOGETHER]
        length = max(len(ids[row]) for row in rows)
        padded = torch.zeros((len(rows), length), dtype=torch.long)
        mask = torch.zeros_like(padded)
        for at, row in enumerate(rows):
            padded[at, : len(ids[row])] = torch.as_tensor(ids[row])
            mask[at, : len(ids[row])] = 1
        hidden = model(input_ids=padded, attention_mask=mask).last_hidden_state
        for at, row in enumerate(rows):
            states[start[row] : start[row + 1]] = hidden[at, : len(ids[row])].half().numpy()
    return start, states
