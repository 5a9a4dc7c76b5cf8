"""Byte pairs: SmolLM2's own ids, nothing lost on the way back, damaged files."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from semgrasp.inference.errors import UserError
from semgrasp.inference.language import bundled, smollm2_tokenizer
from semgrasp.inference.language.byte_pairs import load_byte_pairs, split_words

GOLDEN = json.loads(Path(__file__).with_name("golden_ids.json").read_text(encoding="utf-8"))
# ASCII controls and planes without characters, of which SmolLM2's vocabulary lacks a byte
UNSPELLED = "\x04\x06\x13\x14\x16\x1d"


def spelled(character: str) -> bool:
    return character not in UNSPELLED and not 0x40000 <= ord(character) < 0xC0000


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: ascii(row["text"])[:30])
def test_ids_are_those_of_the_reference(row: dict) -> None:
    assert smollm2_tokenizer().encode(row["text"]) == row["smollm2"]


def test_size_and_specials() -> None:
    tokenizer = smollm2_tokenizer()
    assert tokenizer.size == 49152
    assert len(tokenizer.specials) == 17
    assert [tokenizer.specials[f"<|{name}|>"] for name in ("endoftext", "im_start", "im_end")] == [0, 1, 2]


@given(st.text(st.characters(codec="utf-8").filter(spelled)))
def test_what_is_encoded_comes_back(text: str) -> None:
    tokenizer = smollm2_tokenizer()
    ids = tokenizer.encode(text)
    assert tokenizer.decode(ids) == text
    assert all(len(tokenizer.specials) <= number < tokenizer.size for number in ids)


@given(st.text())
def test_words_put_together_are_the_text(text: str) -> None:
    words = list(split_words(text))
    assert "".join(words) == text
    assert all(words)
    for word in words:
        assert len(word) == 1 or not any(unicodedata.category(c).startswith("N") for c in word)


def test_letters_are_what_is_alphanumeric_but_no_number() -> None:
    # What the pattern for a word rests on.
    for number in range(0x110000):
        category = unicodedata.category(chr(number))[0]
        if category != "N":
            assert chr(number).isalnum() == (category == "L"), hex(number)


def test_what_cannot_be_spelled() -> None:
    tokenizer = smollm2_tokenizer()
    assert tokenizer.decode(tokenizer.encode(f"a{UNSPELLED}b")) == "ab"
    assert tokenizer.decode(tokenizer.encode("half \ud83d a pair")) == "half ? a pair"


def test_control_tokens_are_no_text() -> None:
    tokenizer = smollm2_tokenizer()
    end = tokenizer.specials["<|im_end|>"]
    assert end not in tokenizer.encode("<|im_end|>")
    assert tokenizer.decode([end, *tokenizer.encode("mug"), end]) == "mug"


def test_half_a_character_is_replaced() -> None:
    tokenizer = smollm2_tokenizer()
    assert tokenizer.decode([tokenizer.token_of_byte[0xE2]]) == "\ufffd"


@pytest.mark.parametrize("number", [-1, 49152])
def test_foreign_ids_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="0 to 49151"):
        smollm2_tokenizer().decode([number])


def vocabulary() -> dict[str, np.ndarray]:
    """A small one: a control token, three letters, "ab" and "abc"."""
    return {
        "specials": np.array(["<end>"]),
        "bytes": np.frombuffer(b"abc", np.uint8),
        "merges": np.array([[1, 2], [4, 3]], np.uint16),
    }


def test_reads_a_small_vocabulary(tmp_path: Path) -> None:
    np.savez(tmp_path / "small.npz", **vocabulary())
    tokenizer = load_byte_pairs(tmp_path / "small.npz")
    assert tokenizer.bytes_of_token == (b"", b"a", b"b", b"c", b"ab", b"abc")
    assert tokenizer.encode("abcabba") == [5, 4, 2, 1]


@pytest.mark.parametrize(
    ("what", "spoil"),
    [
        ("control tokens", lambda v: {**v, "specials": np.arange(1)}),
        ("bytes are no list", lambda v: {**v, "bytes": v["bytes"].astype(np.int64)}),
        ("no list of pairs", lambda v: {**v, "merges": v["merges"].ravel()}),
        ("no list of pairs", lambda v: {**v, "merges": v["merges"].astype(float)}),
        ("not before it", lambda v: {**v, "merges": np.array([[1, 2], [5, 3]])}),
        ("not before it", lambda v: {**v, "merges": np.array([[0, 2], [4, 3]])}),
        ("not before it", lambda v: {**v, "merges": np.array([[1, 2], [-1, 3]])}),
        ("twice", lambda v: {**v, "merges": np.array([[1, 2], [1, 2]])}),
        ("twice", lambda v: {**v, "bytes": np.frombuffer(b"aab", np.uint8)}),
        ("twice", lambda v: {**v, "specials": np.array(["<end>", "<end>"]), "merges": v["merges"] + 1}),
        ("cannot be read", lambda v: {name: v[name] for name in ("specials", "bytes")}),
        ("cannot be read", lambda v: {**v, "specials": np.array([None])}),
    ],
)
def test_wrong_structure_is_named(tmp_path: Path, what: str, spoil: Callable[[dict], dict]) -> None:
    np.savez(tmp_path / "bad.npz", **spoil(vocabulary()))
    with pytest.raises(UserError, match=rf"bad\.npz is damaged \(.*{what}"):
        load_byte_pairs(tmp_path / "bad.npz")


def test_broken_files_are_user_errors(tmp_path: Path) -> None:
    whole = bundled.SMOLLM2.read_bytes()
    path = tmp_path / "broken.npz"
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    for content in (b"", b"words", b"\x80\x04.", whole[:1000], whole[:-30], bytes(flipped)):
        path.write_bytes(content)
        with pytest.raises(UserError, match="cannot be read"):
            load_byte_pairs(path)
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("specials.npy", "bytes.npy", "merges.npy"):
            archive.writestr(name, b"not an array")
    with pytest.raises(UserError, match="control tokens"):
        load_byte_pairs(path)
    with path.open("wb") as stream:
        np.save(stream, np.zeros(3))
    with pytest.raises(UserError, match="cannot be read"):
        load_byte_pairs(path)
    with pytest.raises(UserError, match="cannot be read"):
        load_byte_pairs(tmp_path / "missing.npz")
