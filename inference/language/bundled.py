"""The vocabularies that ship, each read once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .byte_pairs import BytePairs, load_byte_pairs
from .word_pieces import WordPieces, load_word_pieces

_DATA = Path(__file__).parent / "data"
SMOLLM2 = _DATA / "smollm2_vocabulary.npz"
MINILM = _DATA / "minilm_vocabulary.txt"


@cache
def smollm2_tokenizer() -> BytePairs:
    """The tokenizer of SmolLM2.

    Raises:
        UserError: its file is missing or damaged.
    """
    return load_byte_pairs(SMOLLM2)


@cache
def minilm_tokenizer() -> WordPieces:
    """The tokenizer of all-MiniLM-L6-v2.

    Raises:
        UserError: its file is missing or damaged.
    """
    return load_word_pieces(MINILM)
