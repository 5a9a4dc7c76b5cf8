"""One object of the corpus with its grasps."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from semgrasp.training.build import grasp_rows, shape_row
from semgrasp.training.grasps import job as job_module
from semgrasp.training.grasps.job import (
    ShapeJob,
    draw_object,
    label_indices,
    labelled_shape,
    make_wish,
    run_job,
)
from semgrasp.training.grasps.synthesis import Effort
from semgrasp.training.knowledge import load_knowledge
from semgrasp.training.objects.registry import constructions

MUG = load_knowledge()["mug"]
JOB = ShapeJob("mug", 2, 0)


@pytest.fixture
def little_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_module, "Effort", lambda: Effort(24, 8, 4))
    monkeypatch.setattr(job_module, "SECOND_TRY", Effort(24, 8, 4))


@pytest.mark.slow
def test_the_same_job_gives_the_same_rows(little_effort: None) -> None:
    one, same = run_job(JOB, MUG), run_job(JOB, MUG)
    assert shape_row(one, "kitchen") == shape_row(same, "kitchen")
    assert grasp_rows(one) == grasp_rows(same)
    assert len(one.grasps) >= 3 and one.rejected == same.rejected
    most = Counter(grasp.intent for grasp in one.grasps)
    assert max(most.values()) <= job_module.KEEP
    assert not set(most) & set(one.unmet)
    assert set(most) | set(one.unmet) <= set(MUG.intents)


def test_a_bare_object_has_no_grasps() -> None:
    result = run_job(JOB, MUG, with_grasps=False)
    assert result.grasps == () and result.unmet == () and result.rejected == Counter()


def test_jobs_have_seeds_of_their_own() -> None:
    seeds = {
        ShapeJob(name, index, seed).seed for name in ("mug", "bowl") for index in (0, 1) for seed in (0, 1)
    }
    assert len(seeds) == 8 and all(0 <= seed < 2**31 for seed in seeds)
    assert JOB.shape_id == "mug-0002"


def test_constructions_take_turns() -> None:
    ways = [way.name for way in constructions()["mug"]]
    drawn = [draw_object(ShapeJob("mug", index, 0)).construction for index in range(len(ways) + 1)]
    assert drawn == [*ways, ways[0]]


def test_labels_are_zones_and_the_rest_of_their_parts() -> None:
    item = draw_object(JOB)
    shape, label_of_face = labelled_shape(item)
    labels = item.names
    assert labels == item.part_names + item.zone_names
    assert len(label_of_face) == len(shape.faces)
    assert set(label_indices(["body"], item)) == {
        labels.index(name)
        for name in ("body", *item.zone_names)
        if name == "body" or item.part_of(name) == "body"
    }
    assert label_indices(["rim"], item) == [labels.index("rim")]
    assert label_indices(["spout"], item) == []


def test_wishes_name_the_faces_to_hold_and_to_avoid() -> None:
    item = draw_object(JOB)
    _, label_of_face = labelled_shape(item)
    for intent in MUG.intents.values():
        wish = make_wish(intent, item, label_of_face)
        if wish is None:
            assert not set(intent.hold) & set(item.names)
            continue
        assert wish.wanted.any()
        if wish.avoided is not None:
            assert not (wish.wanted & wish.avoided).any()
            assert (np.isin(label_of_face, label_indices(intent.avoid, item)) == wish.avoided).all()
