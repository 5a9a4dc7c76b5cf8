"""Word pieces: MiniLM's own ids, what counts as the same word, damaged files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from semgrasp.inference.errors import UserError
from semgrasp.inference.language import bundled, minilm_tokenizer
from semgrasp.inference.language.word_pieces import LONGEST_WORD, load_word_pieces, split_words

GOLDEN = json.loads(Path(__file__).with_name("golden_ids.json").read_text(encoding="utf-8"))
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: ascii(row["text"])[:30])
def test_ids_are_those_of_the_reference(row: dict) -> None:
    assert minilm_tokenizer().encode(row["text"]) == row["minilm"]


def test_size_and_specials() -> None:
    tokenizer = minilm_tokenizer()
    assert tokenizer.size == 30522
    assert [tokenizer.specials[name] for name in SPECIALS] == [0, 100, 101, 102, 103]


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_framed_and_known(text: str) -> None:
    tokenizer = minilm_tokenizer()
    first, *inner, last = tokenizer.encode(text)
    assert (first, last) == (101, 102)
    assert not {0, 101, 102, 103} & set(inner)
    assert all(0 <= number < tokenizer.size for number in inner)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789.,!?-", min_size=1, max_size=12), max_size=8))
def test_plain_words_come_back(words: list[str]) -> None:
    tokenizer = minilm_tokenizer()
    text = " ".join(words)
    assert tokenizer.decode(tokenizer.encode(text)).split() == list(split_words(text))


def test_case_accents_and_invisible_characters_make_no_other_word() -> None:
    tokenizer = minilm_tokenizer()
    wanted = tokenizer.encode("cafe handle")
    for text in ("CAFÉ Handle", "cafe\u0301 handle", "ca\u200bfe\t\nhandle", "cafe\u00a0han\ufffddle\ud83d"):
        assert tokenizer.encode(text) == wanted


def test_words_are_cut_at_signs_and_han() -> None:
    assert list(split_words("don't $5+x (握住) ok…")) == [
        *("don", "'", "t", "$", "5", "+", "x", "(", "握", "住", ")", "ok", "…")
    ]


def test_too_long_a_word_is_unknown() -> None:
    tokenizer = minilm_tokenizer()
    assert tokenizer.specials["[UNK]"] not in tokenizer.encode("a" * LONGEST_WORD)
    assert tokenizer.encode("a" * (LONGEST_WORD + 1)) == [101, 100, 102]


def test_control_tokens_are_no_text() -> None:
    tokenizer = minilm_tokenizer()
    assert 102 not in tokenizer.encode("[SEP] grip")[1:-1]
    assert tokenizer.decode([101, *tokenizer.encode("unscrewing"), 102, 0]) == "unscrewing"


@pytest.mark.parametrize("number", [-1, 30522])
def test_foreign_ids_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="0 to 30521"):
        minilm_tokenizer().decode([number])


def test_reads_a_small_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text("\n".join([*SPECIALS, "mug", "##s"]), encoding="utf-8")
    assert load_word_pieces(path).encode("Mugs cup") == [2, 5, 6, 1, 3]
    path.write_bytes("\r\n".join([*SPECIALS, "mug", "##s", ""]).encode())
    assert load_word_pieces(path).encode("Mugs cup") == [2, 5, 6, 1, 3]


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("cannot be read", b"\xff\xfe"),
        ("empty line", b""),
        ("empty line", "\n".join([*SPECIALS, "", "mug"]).encode()),
        ("twice", "\n".join([*SPECIALS, "mug", "mug"]).encode()),
        (r"lacks \[MASK\]", "\n".join([*SPECIALS[:-1], "mug"]).encode()),
    ],
)
def test_wrong_structure_is_named(tmp_path: Path, what: str, content: bytes) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(UserError, match=rf"bad\.txt is damaged \(.*{what}"):
        load_word_pieces(path)


def test_a_cut_or_missing_file_is_a_user_error(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(bundled.MINILM.read_bytes()[:600])
    with pytest.raises(UserError, match="lacks"):
        load_word_pieces(path)
    with pytest.raises(UserError, match="cannot be read"):
        load_word_pieces(tmp_path / "missing.txt")
