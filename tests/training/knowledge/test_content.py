"""What the knowledge holds: enough of it, and nothing that contradicts itself.

Names of parts, grasp types, digits and directions are checked by the loader, see `test_load.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from semgrasp.training.knowledge import Category, Knowledge, load_knowledge
from semgrasp.training.knowledge.load import MIN_INTENTS

MIN_SENTENCES, MIN_ALL_SENTENCES = 60, 8000


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def names(knowledge: Knowledge, wrong: Callable[[Category], bool]) -> list[str]:
    return [category.name for category in knowledge.values() if wrong(category)]


def test_there_are_enough_categories_and_intents(knowledge: Knowledge) -> None:
    assert len(knowledge) >= 120
    assert names(knowledge, lambda c: len(c.intents) < MIN_INTENTS) == []


def test_every_category_is_used_handed_over_and_held_unusually(knowledge: Knowledge) -> None:
    def lacks(category: Category) -> bool:
        kinds = {intent.kind for intent in category.intents.values()}
        return not kinds >= {"use", "hand_over"} or not kinds & {"unusual", "part"}

    assert names(knowledge, lacks) == []


def test_intents_of_a_category_differ(knowledge: Knowledge) -> None:
    def repeats(category: Category) -> bool:
        seen = [
            (i.hold, i.avoid, i.types, i.digits, i.thumb, i.palm, i.side, i.force, i.purpose)
            for i in category.intents.values()
        ]
        return len(set(seen)) < len(seen)

    assert names(knowledge, repeats) == []


def test_purposes_are_infinitives(knowledge: Knowledge) -> None:
    wrong = [
        f"{category.name}/{intent.name}: {intent.purpose}"
        for category in knowledge.values()
        for intent in category.intents.values()
        if not re.match(r"(to|not to|while|as|in|with) ", intent.purpose)
    ]
    assert wrong == []


def test_every_part_and_every_thing_has_a_name_in_plain_words(knowledge: Knowledge) -> None:
    def unnamed(category: Category) -> bool:
        words = [category.names, *(part.names for part in category.parts.values())]
        return any(not own or not all(own) or "_" in "".join(own) for own in words)

    assert names(knowledge, unnamed) == []


def test_there_are_enough_sentences(knowledge: Knowledge) -> None:
    few = {c.name: len(c.sentences) for c in knowledge.values() if len(c.sentences) < MIN_SENTENCES}
    assert few == {}
    assert sum(len(category.sentences) for category in knowledge.values()) >= MIN_ALL_SENTENCES


def test_every_intent_is_asked_for(knowledge: Knowledge) -> None:
    silent = [
        f"{category.name}/{intent}"
        for category in knowledge.values()
        for intent in set(category.intents) - {sentence.intent for sentence in category.sentences}
    ]
    assert silent == []
