"""Byte-level byte-pair encoding (BPE), as SmolLM2 uses it.

Text is cut into words, a word is spelled in the bytes of its UTF-8, and neighbouring tokens are joined,
always the pair first that stands first in the list of merges. Method: Sennrich et al., *Neural Machine
Translation of Rare Words with Subword Units*, 2016; byte level and the cutting into words: Radford et al.,
*Language Models are Unsupervised Multitask Learners*, 2019.

What is a letter or a number is for Python's `unicodedata` to say: characters younger than Blender's Python
may be cut otherwise than by newer software.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from .text_tokenizer import check_ids, damaged

_SPACE = r"[^\S\x1c-\x1f]"  # Unicode's white space; Python's \s has four separators of ASCII besides
_LETTER = r"[^\W_]"  # rests on numbers being cut out before
_OTHER = r"(?:[^\w\s]|[_\x1c-\x1f])"
# English endings, then words with the space before them; of several spaces the last belongs to the next word.
_WORD = re.compile(rf"'(?:s|t|re|ve|m|ll|d)| ?{_LETTER}+| ?{_OTHER}+|{_SPACE}+(?![\S\x1c-\x1f])|{_SPACE}+")

# What numpy and zipfile raise on a file that is cut, altered or something else; TypeError on a single array.
_UNREADABLE = (OSError, ValueError, TypeError, KeyError, EOFError, NotImplementedError)
_UNREADABLE += (zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, eq=False)
class BytePairs:
    """A byte-level BPE vocabulary; made by `load_byte_pairs`.

    Attributes:
        specials: id of each control token.
        bytes_of_token: (size,) what each token spells; nothing for a control token.
        token_of_byte: id of each byte the vocabulary knows. SmolLM2 lacks those that UTF-8 never has, the
            lead bytes of planes without characters, and six ASCII control characters: text is encoded
            without them.
        joined: id that a pair of ids becomes; the lower it is, the earlier the pair is joined.
    """

    specials: Mapping[str, int]
    bytes_of_token: Sequence[bytes]
    token_of_byte: Mapping[int, int]
    joined: Mapping[tuple[int, int], int]

    @property
    def size(self) -> int:
        return len(self.bytes_of_token)

    def encode(self, text: str) -> list[int]:
        """Ids of a text, as it is: no control token is added.

        Half a surrogate pair, which no UTF-8 can spell, counts as "?".
        """
        return [token for word in split_words(text) for token in self._join(word)]

    def decode(self, ids: Sequence[int]) -> str:
        """Text of ids, control tokens left out; bytes that are no UTF-8 become U+FFFD.

        Raises:
            ValueError: an id is not of this vocabulary.
        """
        check_ids(ids, self.size)
        return b"".join(self.bytes_of_token[number] for number in ids).decode("utf-8", "replace")

    def _join(self, word: str) -> list[int]:
        known = self.token_of_byte
        tokens = [known[byte] for byte in word.encode("utf-8", "replace") if byte in known]
        none = self.size
        while len(tokens) > 1:
            first = min(self.joined.get(pair, none) for pair in pairwise(tokens))
            if first == none:
                break
            # All places of the pair at once: what it becomes is in no pair that comes earlier.
            done: list[int] = []
            at = 0
            while at < len(tokens):
                pair = (tokens[at], tokens[at + 1]) if at + 1 < len(tokens) else None
                found = pair is not None and self.joined.get(pair) == first
                done.append(first if found else tokens[at])
                at += 2 if found else 1
            tokens = done
        return tokens


def split_words(text: str) -> Iterator[str]:
    """The words that are encoded each on its own; put together they are the text.

    Every number character stands alone, as in SmolLM2's training; what is between two of them is cut by
    itself.
    """
    start = 0
    for at, character in enumerate(text):
        if unicodedata.category(character).startswith("N"):
            yield from _WORD.findall(text[start:at])
            yield character
            start = at + 1
    yield from _WORD.findall(text[start:])


def load_byte_pairs(path: Path) -> BytePairs:
    """Read a vocabulary file.

    Args:
        path: `.npz` of three arrays whose entries, one after the other, are the tokens 0, 1, 2, …:
            `specials` (S,) names of control tokens; `bytes` (B,) uint8, tokens of one byte; `merges` (M, 2)
            the ids of the pair that a token joins, both lower than its own.

    Raises:
        UserError: the file is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            specials, single, merges = (np.asarray(data[name]) for name in ("specials", "bytes", "merges"))
    except _UNREADABLE:
        raise damaged(path, "it cannot be read") from None
    if specials.dtype.kind != "U" or specials.ndim != 1:
        raise damaged(path, "the control tokens are no list of names")
    if single.dtype != np.uint8 or single.ndim != 1:
        raise damaged(path, "the bytes are no list of bytes")
    if merges.dtype.kind not in "iu" or merges.ndim != 2 or merges.shape[1] != 2:
        raise damaged(path, "the merges are no list of pairs")
    start = len(specials) + len(single)
    own = np.arange(start, start + len(merges))[:, None]
    if np.any(merges < len(specials)) or np.any(merges >= own):
        raise damaged(path, "a merge names a token that is not before it")
    names = {name: number for number, name in enumerate(specials.tolist())}
    token_of_byte = {byte: number for number, byte in enumerate(single.tolist(), start=len(specials))}
    joined = {(left, right): number for number, (left, right) in enumerate(merges.tolist(), start=start)}
    if (len(names), len(token_of_byte), len(joined)) != (len(specials), len(single), len(merges)):
        raise damaged(path, "a token occurs twice")
    spelled = [b""] * len(specials) + [bytes([byte]) for byte in token_of_byte]
    for left, right in joined:
        spelled.append(spelled[left] + spelled[right])
    return BytePairs(
        specials=names, bytes_of_token=tuple(spelled), token_of_byte=token_of_byte, joined=joined
    )
