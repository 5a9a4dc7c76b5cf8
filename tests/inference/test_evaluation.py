"""Results measured again: on the object they were made for, and on others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import trimesh
from semgrasp.inference.errors import UserError
from semgrasp.inference.evaluation import evaluate_result
from semgrasp.inference.grasp import Grasp, GraspCandidate
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.result_file import GraspResult, pack_result
from semgrasp.inference.shape import shape_from_arrays

SIDES = (0.06, 0.04, 0.2)


@pytest.fixture(scope="module")
def hand():
    return load_hand("right")


def box(sides=SIDES, shift=(0.0, 0.0, 0.0), divided=False, up="Z"):
    mesh = trimesh.creation.box(extents=sides)
    mesh = mesh.subdivide() if divided else mesh
    return shape_from_arrays(np.asarray(mesh.vertices) + shift, np.asarray(mesh.faces), up=up)


@pytest.fixture(scope="module")
def result(hand) -> GraspResult:
    """One flat hand with its palm against the box."""
    shape = box()
    lowest = hand.template[:, 1].min()
    transform = np.eye(4)
    transform[:3, 3] = [-hand.template[:, 0].mean(), 0.5 * SIDES[1] - lowest, 0]
    candidate = GraspCandidate(
        grasp=Grasp("right", transform, np.zeros(45), np.zeros(10)),
        grasp_type="palmar",
        score=0.5,
        metrics={"contact": True},
        caption="",
        seed=0,
        approach=transform[None],
        approach_pose=np.zeros((1, 45)),
    )
    return pack_result(shape, hand, [candidate], {"object": "box.glb"})


def held(result: GraspResult, contact: bool = True) -> GraspResult:
    """The result as if its hands had been found to touch when it was made, or not."""
    return replace(result, meta={**result.meta, "candidates": [{"metrics": {"contact": contact}}]})


def test_a_result_knows_its_object(result):
    assert result.meta["geometry"] == {"hash": box().content_hash, "size_m": pytest.approx(SIDES)}


@pytest.mark.parametrize("other", [{}, {"divided": True}, {"up": "Y"}])
def test_the_same_object_is_measured(result, hand, other):
    found = evaluate_result(held(result, contact=False), box(**other), hand)
    assert found["summary"]["count"] == 1


@pytest.mark.parametrize("factor", [0.1, 0.95, 1.05, 10])
def test_an_object_of_another_size_is_refused(result, hand, factor):
    other = box(np.array(SIDES) * factor)
    with pytest.raises(UserError, match="made for an object of 200 × 60 × 40 mm, but the given one"):
        evaluate_result(result, other, hand)


def test_an_object_that_no_hand_touches_any_more_is_refused(result, hand):
    with pytest.raises(UserError, match="No hand of this result touches"):
        evaluate_result(held(result), box(shift=(3.0, 0, 0)), hand)


@pytest.mark.parametrize(
    "meta", [{}, {"geometry": None}, {"geometry": {"size_m": "big"}}, {"geometry": {}, "candidates": 3}]
)
def test_results_that_do_not_know_their_object_are_measured(result, hand, meta):
    old = replace(result, meta=meta)
    assert evaluate_result(old, box(np.array(SIDES) * 2), hand)["summary"]["count"] == 1
