# pyright: reportMissingImports=false
"""Writes the vocabulary files that ship, from the base models' own files.

python -m semgrasp.training.language.vocabularies
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ...inference.errors import UserError
from ...inference.language import bundled
from ...inference.language.byte_pairs import load_byte_pairs
from ...inference.language.word_pieces import load_word_pieces
from .base_models import MINILM_VOCABULARY, SMOLLM2_WEIGHTS, base_file

_CONTROL = 3  # GGUF's kind of token that no text is cut into


def write_smollm2_vocabulary(target: Path, folder: Path | None = None) -> None:
    """Write SmolLM2's tokens and merges as `load_byte_pairs` reads them.

    Args:
        target: `.npz` to write; the same bytes each time.
        folder: holds the GGUF file; None for the installed package's.

    Raises:
        UserError: the GGUF file is missing, another one, or its tokens are in another order.
    """
    from gguf import GGUFReader

    source = base_file(SMOLLM2_WEIGHTS, folder)
    fields = GGUFReader(source).fields
    tokens, kinds, merges = (
        fields[f"tokenizer.ggml.{name}"].contents() for name in ("tokens", "token_type", "merges")
    )
    specials = [token for token, kind in zip(tokens, kinds, strict=True) if kind == _CONTROL]
    start = len(tokens) - len(merges)
    byte_of = {character: byte for byte, character in enumerate(printable_bytes())}
    number_of = {token: number for number, token in enumerate(tokens)}
    pairs = [tuple(pair.split(" ")) for pair in merges]
    if tokens[: len(specials)] != specials or tokens[start:] != [left + right for left, right in pairs]:
        raise UserError(f"{source.name} does not list its tokens as control tokens, bytes, merges.")
    np.savez_compressed(
        target,
        specials=np.array(specials),
        bytes=np.array([byte_of[token] for token in tokens[len(specials) : start]], np.uint8),
        merges=np.array([[number_of[left], number_of[right]] for left, right in pairs], np.uint16),
    )
    load_byte_pairs(target)


def write_minilm_vocabulary(target: Path, folder: Path | None = None) -> None:
    """Write MiniLM's pieces as `load_word_pieces` reads them: its own list.

    Args:
        target: text file to write.
        folder: holds `vocab.txt`; None for the installed package's.

    Raises:
        UserError: the list is missing or another one.
    """
    target.write_bytes(base_file(MINILM_VOCABULARY, folder).read_bytes())
    load_word_pieces(target)


def printable_bytes() -> list[str]:
    """(256,) the character that stands for each byte in a byte-level BPE's list of tokens.

    Printable Latin-1 stands for itself; the others, in order, for the characters from U+0100 on.
    """
    spare = iter(range(0x100, 0x200))
    itself = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    return [chr(byte if byte in itself else next(spare)) for byte in range(256)]


if __name__ == "__main__":
    write_smollm2_vocabulary(bundled.SMOLLM2)
    write_minilm_vocabulary(bundled.MINILM)
