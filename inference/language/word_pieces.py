"""WordPiece, as BERT and with it all-MiniLM-L6-v2 use it.

A text is made plain (lower case, no accents), cut at white space and punctuation, and each word is spelled in
the longest pieces that the vocabulary has, from the left; pieces inside a word start with "##". Method: Wu et
al., *Google's Neural Machine Translation System*, 2016; preparation of the text: Devlin et al., *BERT*, 2019.

What is a sign or an accent is for Python's `unicodedata` to say: about 500 rare characters younger than
Unicode 8 are cut otherwise than by software with older tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .text_tokenizer import check_ids, damaged

_INSIDE = "##"
_START, _END, _UNKNOWN, _PADDING, _MASK = "[CLS]", "[SEP]", "[UNK]", "[PAD]", "[MASK]"
_SPECIALS = (_PADDING, _UNKNOWN, _START, _END, _MASK)
LONGEST_WORD = 100
"""Characters; a longer word is unknown as a whole, as it was to BERT."""
# Controls, formats, private use, halves of surrogate pairs. A character without meaning yet (Cn) is kept: it
# may have one in the Unicode of a newer Python.
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs"})
# Han characters, each a word of its own. Kana, Hangul and the like are written in words here.
_HAN = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True, eq=False)
class WordPieces:
    """A WordPiece vocabulary; made by `load_word_pieces`.

    Attributes:
        specials: id of each control token.
        pieces: (size,) each token's text.
        number_of: id of each piece.
    """

    specials: Mapping[str, int]
    pieces: Sequence[str]
    number_of: Mapping[str, int]

    @property
    def size(self) -> int:
        return len(self.pieces)

    def encode(self, text: str) -> list[int]:
        """Ids of a text, between [CLS] and [SEP]."""
        inner = chain.from_iterable(self._spell(word) for word in split_words(text))
        return [self.specials[_START], *inner, self.specials[_END]]

    def decode(self, ids: Sequence[int]) -> str:
        """Words of ids, one space between any two; control tokens left out.

        Raises:
            ValueError: an id is not of this vocabulary.
        """
        check_ids(ids, self.size)
        controls = set(self.specials.values())
        words: list[str] = []
        for number in ids:
            piece = self.pieces[number]
            if number in controls:
                continue
            if piece.startswith(_INSIDE) and words:
                words[-1] += piece.removeprefix(_INSIDE)
            else:
                words.append(piece)
        return " ".join(words)

    def _spell(self, word: str) -> list[int]:
        unknown = [self.specials[_UNKNOWN]]
        if len(word) > LONGEST_WORD:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = _INSIDE if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if prefix + word[start:end] in self.number_of), None)
            if end is None:
                return unknown
            found.append(self.number_of[prefix + word[start:end]])
            start = end
        return found


def split_words(text: str) -> Iterator[str]:
    """Words in lower case without accents; punctuation and Han characters each alone."""
    word: list[str] = []
    for character in _plain(text):
        alone = _is_punctuation(character) or _is_han(character)
        if not alone and not character.isspace():
            word.append(character)
            continue
        if word:
            yield "".join(word)
            word.clear()
        if alone:
            yield character
    if word:
        yield "".join(word)


def _plain(text: str) -> Iterator[str]:
    """The text's characters without accents, controls and capitals."""
    kept = (" " if character in "\t\n\r" else character for character in text)
    visible = "".join(c for c in kept if c != "\ufffd" and unicodedata.category(c) not in _INVISIBLE)
    for character in unicodedata.normalize("NFD", visible):
        if unicodedata.category(character) != "Mn":
            # character by character: str.lower writes a sigma at a word's end otherwise, BERT does not
            yield from character.lower()


def _is_punctuation(character: str) -> bool:
    # BERT counts all of ASCII's signs, "$" and "+" too.
    sign = character.isascii() and not character.isalnum() and character.isprintable() and character != " "
    return sign or unicodedata.category(character).startswith("P")


def _is_han(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _HAN)


def load_word_pieces(path: Path) -> WordPieces:
    """Read a vocabulary file.

    Args:
        path: UTF-8 text, one piece a line; the first has id 0.

    Raises:
        UserError: the file is missing or damaged.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise damaged(path, "it cannot be read") from None
    # Not splitlines: a piece may be one of Unicode's other ends of line.
    pieces = tuple(line.removesuffix("\r") for line in text.removesuffix("\n").split("\n"))
    number_of = {piece: number for number, piece in enumerate(pieces)}
    if "" in number_of:
        raise damaged(path, "it has an empty line")
    if len(number_of) != len(pieces):
        raise damaged(path, "a piece occurs twice")
    missing = [name for name in _SPECIALS if name not in number_of]
    if missing:
        raise damaged(path, f"it lacks {missing[0]}")
    return WordPieces(
        specials={name: number_of[name] for name in _SPECIALS}, pieces=pieces, number_of=number_of
    )
