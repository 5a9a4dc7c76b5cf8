"""Which shapes, categories and wordings are kept for judging."""

from __future__ import annotations

from collections import Counter

from semgrasp.training.knowledge import load_knowledge
from semgrasp.training.objects.registry import constructions
from semgrasp.training.splits import UNSEEN_CATEGORIES, split_of_shape, split_of_wording


def test_unseen_categories_exist() -> None:
    assert len(UNSEEN_CATEGORIES) >= 12
    assert set(constructions()) >= UNSEEN_CATEGORIES


def test_unseen_categories_come_from_all_over() -> None:
    families = Counter(load_knowledge()[name].family for name in UNSEEN_CATEGORIES)
    assert len(families) >= 6


def test_shapes_are_split_by_their_id_alone() -> None:
    found = Counter(split_of_shape(f"mug-{index:04d}", "mug") for index in range(2000))
    assert set(found) == {"train", "val", "test"}
    assert 0.85 < found["train"] / 2000 < 0.94
    assert split_of_shape("mug-0001", "mug") == split_of_shape("mug-0001", "mug")
    assert {split_of_shape(f"teapot-{index:04d}", "teapot") for index in range(50)} == {"unseen"}


def test_wordings_are_split() -> None:
    found = Counter(split_of_wording(f"mug/drink/{index}") for index in range(2000))
    assert 0.07 < found["held_out"] / 2000 < 0.13 and set(found) == {"train", "held_out"}
