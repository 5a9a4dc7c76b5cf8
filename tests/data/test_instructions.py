"""The instructions for testing are well formed, varied and free of contradictions."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

INTENTS = {"use", "carry", "hand_over", "inspect", "part", "unusual", "negation"}
HANDS = {"fingers", "left", "right", "direction"}
WORDING = {"named", "it", "misnamed", "synonym", "indirect", "terse", "typo"}
SPEAKERS = {"polite", "nonnative", "british", "american", "kid", "pro", "director", "game"}
FIELDS = {"category", "text", "parts", "forbidden", "intent", "tags"}
ID = re.compile(r"[a-z]+(_[a-z]+)*")


@pytest.fixture(scope="module")
def instructions() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("instructions.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_line_has_the_fields(instructions: list[dict[str, Any]]) -> None:
    for item in instructions:
        assert set(item) == FIELDS, item
        assert item["text"] == item["text"].strip() != "", item
        assert item["intent"] in INTENTS, item
        assert set(item["tags"]) <= HANDS | WORDING | SPEAKERS, item
        assert all(ID.fullmatch(name) for name in [item["category"], *item["parts"], *item["forbidden"]]), (
            item
        )


def test_right_and_forbidden_parts_do_not_contradict(instructions: list[dict[str, Any]]) -> None:
    for item in instructions:
        assert item["parts"], item
        assert not set(item["parts"]) & set(item["forbidden"]), item
        assert item["forbidden"] or item["intent"] != "negation", item


def test_no_text_twice(instructions: list[dict[str, Any]]) -> None:
    texts = Counter(item["text"].casefold().strip(" .!?") for item in instructions)
    assert [text for text, count in texts.items() if count > 1] == []


def test_enough_of_every_kind(instructions: list[dict[str, Any]]) -> None:
    categories = Counter(item["category"] for item in instructions)
    intents = Counter(item["intent"] for item in instructions)
    assert len(instructions) >= 400
    assert len(categories) >= 200
    assert min(categories.values()) >= 3
    assert intents["negation"] >= 0.15 * len(instructions)
    assert min(intents[intent] for intent in INTENTS) >= 0.05 * len(instructions)


def test_same_object_different_parts(instructions: list[dict[str, Any]]) -> None:
    """Whoever ignores the words must fail: nearly every category has lines with different right parts."""
    answers: dict[str, set[frozenset[str]]] = {}
    for item in instructions:
        answers.setdefault(item["category"], set()).add(frozenset(item["parts"]))
    # A ball and a ring are one part each.
    assert {category for category, parts in answers.items() if len(parts) < 2} == {"ball", "torus"}
