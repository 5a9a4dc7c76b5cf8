"""How varied sentences are, and how near to one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .knowledge.values import Category

Double = NDArray[np.float64]

_BLOCK = 4096
"""Training sentences compared at a time; bounds the memory."""


@dataclass(frozen=True, eq=False)
class Nearness:
    """How near each of N sentences is to the nearest of others.

    Attributes:
        jaccard: (N,) largest share of words in common, 1 for the same words.
        cosine: (N,) largest cosine of the counts of character trigrams.
        exact: (N,) whether the same sentence, but for case and punctuation, is among the others.
        most_alike: (N,) index of the nearest by cosine.
    """

    jaccard: Double
    cosine: Double
    exact: NDArray[np.bool_]
    most_alike: NDArray[np.int64]


def words_of(text: str) -> list[str]:
    """Words in lower case, without punctuation."""
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.lower())


def plain(text: str) -> str:
    """Its words, whatever the case and the punctuation."""
    return " ".join(words_of(text))


def distinct(texts: Iterable[str], longest: int = 3) -> list[float]:
    """distinct-1 … distinct-`longest`: different n-grams of words over all n-grams (Li et al., 2016)."""
    seen: list[set[tuple[str, ...]]] = [set() for _ in range(longest)]
    total = [0] * longest
    for text in texts:
        words = words_of(text)
        for n in range(longest):
            grams = list(zip(*(words[start:] for start in range(n + 1)), strict=False))
            seen[n].update(grams)
            total[n] += len(grams)
    return [len(s) / t if t else 0.0 for s, t in zip(seen, total, strict=True)]


def training_requests(captions: pa.Table, knowledge: Mapping[str, Category]) -> list[str]:
    """Every different request that is trained on: of the captions, and the hand-written sentences.

    Hand-written ones stand here with the first name of their category, whatever their split: a sentence that
    looks like a test must not hide behind it.
    """
    trained = captions.filter(pc.equal(captions["split"], "train"))  # type: ignore[attr-defined]
    requests = {request for turns in trained["turns"].to_pylist() for request in turns[0::2]}
    requests.update(
        sentence.text.replace("{it}", category.names[0]).replace("{hand}", "right").replace("{n}", "three")
        for category in knowledge.values()
        for sentence in category.sentences
    )
    return sorted(requests)


def nearest(texts: Sequence[str], others: Sequence[str]) -> Nearness:
    """Compare every text with every other.

    Raises:
        ValueError: nothing to compare with.
    """
    if not texts or not others:
        raise ValueError("There are no sentences to compare.")
    jaccard, cosine = np.zeros(len(texts)), np.full(len(texts), -1.0)
    most_alike = np.zeros(len(texts), np.int64)
    vocabulary: dict[str, int] = {}
    mine = _counts([set(words_of(t)) for t in texts], vocabulary)
    trigrams: dict[str, int] = {}
    my_trigrams = _unit(_counts([_trigrams(t) for t in texts], trigrams))
    my_words = np.asarray(mine.sum(axis=1))
    for start in range(0, len(others), _BLOCK):
        block = others[start : start + _BLOCK]
        sets = [set(words_of(t)) for t in block]
        common = (mine @ _counts(sets, vocabulary, grow=False).T).toarray()
        # words that no text has count too, so the sizes are those of the sets
        union = my_words + np.asarray([len(s) for s in sets]) - common
        np.maximum(jaccard, (common / np.maximum(union, 1)).max(axis=1), out=jaccard)
        grams = [_trigrams(t) for t in block]
        length = np.sqrt([sum(c * c for c in each.values()) for each in grams])
        alike = (my_trigrams @ _counts(grams, trigrams, grow=False).T).toarray() / np.maximum(length, 1e-9)
        best = alike.argmax(axis=1)
        value = alike[np.arange(len(texts)), best]
        most_alike = np.where(value > cosine, start + best, most_alike)
        np.maximum(cosine, value, out=cosine)
    known = {plain(text) for text in others}
    exact = np.asarray([plain(text) in known for text in texts])
    return Nearness(jaccard, cosine, exact, most_alike)


def _trigrams(text: str) -> Counter[str]:
    padded = f"  {plain(text)}  "
    return Counter(padded[i : i + 3] for i in range(len(padded) - 2))


def _counts(rows: Sequence[Iterable[str]], vocabulary: dict[str, int], grow: bool = True) -> csr_matrix:
    """Counts (rows, vocabulary); what the vocabulary lacks is added to it or left out."""

    def entries() -> Iterator[tuple[int, int, int]]:
        for index, row in enumerate(rows):
            for key in row:
                column = vocabulary.setdefault(key, len(vocabulary)) if grow else vocabulary.get(key)
                if column is not None:
                    yield index, column, row[key] if isinstance(row, Counter) else 1

    found = np.asarray(list(entries()), np.int64).reshape(-1, 3)
    shape = (len(rows), len(vocabulary))
    return csr_matrix((found[:, 2].astype(float), (found[:, 0], found[:, 1])), shape=shape)


def _unit(matrix: csr_matrix) -> csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)))
    return csr_matrix(matrix.multiply(1 / np.maximum(length, 1e-9)))
