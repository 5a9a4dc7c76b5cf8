"""All constructions of all categories: they build, and they have the parts that the knowledge speaks of."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from semgrasp.training.knowledge import Knowledge, load_knowledge
from semgrasp.training.objects import registry
from semgrasp.training.objects.maker import LARGEST, SMALLEST, ConstructionError, Maker
from semgrasp.training.objects.registry import build_object, construction, constructions
from semgrasp.training.objects.solids import block
from semgrasp.training.objects.values import Style, TrainingObject

SEED = 7
LARGEST_MESH = 12_000
"""Triangles: more makes the corpus slow to build."""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def objects_of(category: str) -> tuple[TrainingObject, ...]:
    """One object of each construction."""
    return tuple(build_object(category, way.name, SEED) for way in constructions()[category])


def test_there_are_enough_categories_and_ways_to_build_them(knowledge: Knowledge) -> None:
    assert len(constructions()) >= 120
    assert {name: len(ways) for name, ways in constructions().items() if len(ways) < 3} == {}
    assert set(constructions()) == set(knowledge)


@pytest.mark.parametrize("category", constructions())
def test_objects_are_what_the_knowledge_says(category: str, knowledge: Knowledge) -> None:
    known = knowledge[category].parts
    seen: set[str] = set()
    for item in objects_of(category):
        assert np.isfinite(item.vertices).all() and SMALLEST <= np.ptp(item.vertices, axis=0).max() <= LARGEST
        assert 8 <= len(item.faces) <= LARGEST_MESH
        assert item.faces.min() >= 0 and item.faces.max() < len(item.vertices)
        assert set(item.names) <= set(known), f"{item.construction}: parts unknown to the YAML"
        for name in item.part_names:
            assert known[name].zone_of is None, f"{item.construction}: {name} is a zone in the YAML"
        for name in item.zone_names:
            assert known[name].zone_of == item.part_of(name), f"{item.construction}: {name}"
        seen.update(item.names)
    assert set(known) - seen == set(), "parts of the YAML that no construction has"


@pytest.mark.parametrize("category", constructions())
def test_every_intent_finds_something_to_hold(category: str, knowledge: Knowledge) -> None:
    for intent in knowledge[category].intents.values():
        assert any(set(intent.hold) & set(item.names) for item in objects_of(category)), intent.name


@pytest.mark.parametrize("category", ["mug", "hammer", "sword", "cuboid"])
def test_the_same_seed_gives_the_same_object(category: str) -> None:
    for item in objects_of(category):
        again = build_object(category, item.construction, SEED)
        assert again.vertices.tobytes() == item.vertices.tobytes()
        assert again.faces.tobytes() == item.faces.tobytes()
        assert (again.style, again.names) == (item.style, item.names)
    other = build_object(category, objects_of(category)[0].construction, SEED + 1)
    assert other.vertices.tobytes() != objects_of(category)[0].vertices.tobytes()


def test_all_styles_occur() -> None:
    drawn = {build_object("mug", constructions()["mug"][0].name, seed).style for seed in range(20)}
    assert drawn == set(Style)


@pytest.fixture
def own_register(monkeypatch: pytest.MonkeyPatch) -> dict:
    register: dict = {}
    monkeypatch.setattr(registry, "_REGISTER", register)
    return register


def test_two_constructions_of_one_name_are_refused(own_register: dict) -> None:
    def plain(m: Maker) -> None:
        m.add("body", block((0.1, 0.1, 0.1)))

    construction("brick")(plain)
    assert set(own_register["brick"]) == {"plain"}
    with pytest.raises(ValueError, match="two constructions named plain"):
        construction("brick")(plain)


def test_a_bad_draw_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def seldom(m: Maker) -> None:
        m.add("body", block((0.1 if m.chance(0.5) else 9.0,) * 3))

    def never(m: Maker) -> None:
        m.add("body", block((9.0, 9.0, 9.0)))

    ways = tuple(registry.Construction("brick", f.__name__, f, tuple(Style)) for f in (seldom, never))
    monkeypatch.setattr(registry, "constructions", lambda: {"brick": ways})
    assert {np.ptp(build_object("brick", "seldom", seed).vertices) for seed in range(12)} == {0.1}
    with pytest.raises(ConstructionError, match=r"brick, never, seed 0: the object is 9\.000 m large"):
        build_object("brick", "never", 0)
    with pytest.raises(KeyError):
        build_object("brick", "unheard_of", 0)
