"""What every text tokenizer can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ..errors import UserError


class TextTokenizer(Protocol):
    """Text to the ids of a language model's vocabulary, and back.

    Text is only ever text: a control token spelled out in it ("<|im_end|>", "[SEP]") becomes ordinary tokens,
    so that nobody's instruction can steer the model by it. Control tokens are had by name from `specials`.
    """

    @property
    def specials(self) -> Mapping[str, int]:
        """Ids of the control tokens by name."""
        ...

    @property
    def size(self) -> int:
        """How many tokens there are; ids run from 0 to size - 1."""
        ...

    def encode(self, text: str) -> list[int]:
        """Ids of a text of any length; nothing is cut off."""
        ...

    def decode(self, ids: Sequence[int]) -> str:
        """Text of ids, control tokens left out.

        Raises:
            ValueError: an id is not of this vocabulary.
        """
        ...


def check_ids(ids: Sequence[int], size: int) -> None:
    """Refuse ids outside the vocabulary; a negative one would silently count from its end.

    Raises:
        ValueError: there is one.
    """
    wrong = [number for number in ids if not 0 <= number < size]
    if wrong:
        raise ValueError(f"the vocabulary has ids 0 to {size - 1}, not {wrong[0]}")


def damaged(path: Path, what: str) -> UserError:
    """The error for a vocabulary file that is not what it should be."""
    return UserError(f"The vocabulary file {path.name} is damaged ({what}); install SemGrasp again.")
