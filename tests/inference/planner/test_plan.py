"""Whole plans on simple solids, judged on the exact mesh."""

from __future__ import annotations

import numpy as np
import pytest
from semgrasp.inference.errors import Cancelled, UserError
from semgrasp.inference.metrics import find_contact, is_held_by_contact, penetration_depth
from semgrasp.inference.planner.affordance import working_end
from semgrasp.inference.planner.plan import PlanRequest, plan
from semgrasp.inference.planner.sites import find_sites
from semgrasp.inference.planner.taxonomy import TYPE_BY_NAME
from semgrasp.inference.shape import shape_from_arrays

COUNT = 6


def request(count=COUNT, seed=0, **more):
    return PlanRequest(count, seed, np.zeros(10), **more)


@pytest.fixture(scope="module")
def on_bar(bar, right):
    return plan(bar, right, request())[:COUNT]


def judge(grasps, shape, model):
    """Penetration depths (N,) in metres and whether each grasp grips."""
    depth = np.asarray([penetration_depth(g.vertices, shape.queries) for g in grasps])
    contacts = [find_contact(g.vertices, model.faces, model.segment_of_vertex, shape) for g in grasps]
    return depth, np.asarray([is_held_by_contact(contact.regions) for contact in contacts])


def test_a_bar_is_gripped_without_penetration(on_bar, bar, right):
    depth, grips = judge(on_bar, bar, right)
    assert len(on_bar) == COUNT
    assert grips.all()
    assert depth.mean() < 0.0015 and depth.max() < 0.003


def test_the_best_come_first_and_hold(on_bar):
    cost = [grasp.cost for grasp in on_bar]
    assert cost == sorted(cost)
    assert on_bar[0].found.held > 0.6
    assert on_bar[0].kind.family == "power", "a rod of 3 cm is taken with the whole hand"


def test_candidates_differ_visibly(on_bar):
    for i, first in enumerate(on_bar):
        for second in on_bar[:i]:
            apart = np.linalg.norm(first.vertices - second.vertices, axis=1).mean()
            assert apart > (0.02 if first.kind is second.kind else 0.01)


def test_results_are_consistent(on_bar, right):
    for grasp in on_bar:
        rotation = grasp.hand_to_object[:3, :3]
        np.testing.assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-6)
        assert np.linalg.det(rotation) > 0
        pose = np.concatenate([np.zeros(3), right.anatomy.angles_to_pose(grasp.angles[None])[0]])
        hand = right.forward(pose).vertices[0]
        np.testing.assert_allclose(hand @ rotation.T + grasp.hand_to_object[:3, 3], grasp.vertices, atol=1e-9)
        lower, upper = right.anatomy.lower, right.anatomy.upper
        assert (grasp.angles >= lower - 1e-6).all() and (grasp.angles <= upper + 1e-6).all()


@pytest.mark.usefixtures("small_search")
def test_a_ball_is_gripped_too(ball, left):
    grasps = plan(ball, left, request(4))[:4]
    depth, grips = judge(grasps, ball, left)
    assert grips.all() and depth.mean() < 0.002


@pytest.mark.usefixtures("small_search")
def test_the_same_seed_gives_the_same_grasps_and_another_seed_others(block, right):
    first, second = plan(block, right, request(3, seed=4)), plan(block, right, request(3, seed=4))
    for one, two in zip(first, second, strict=True):
        assert one.kind is two.kind
        np.testing.assert_array_equal(one.vertices, two.vertices)
    other = plan(block, right, request(3, seed=5))
    assert not np.array_equal(first[0].vertices, other[0].vertices)


def halves(shape):
    """(F,) masks of the faces of the upper and of the lower half."""
    upper = shape.vertices[shape.faces].mean(axis=1)[:, 2] > 0
    return upper, ~upper


@pytest.mark.usefixtures("small_search")
def test_the_wanted_part_is_held(bar, right):
    upper, lower = halves(bar)
    for wanted, sign in ((upper, 1), (lower, -1)):
        grasps = plan(bar, right, request(3, wanted=wanted, kinds=[TYPE_BY_NAME["tripod"]]))[:3]
        for grasp in grasps:
            touching = grasp.vertices[np.abs(bar.signed_distance(grasp.vertices)) < 0.002]
            assert len(touching) and (sign * touching[:, 2] > 0).mean() > 0.8


@pytest.mark.usefixtures("small_search")
def test_the_avoided_part_is_not_touched(bar, right):
    upper, _ = halves(bar)
    grasps = plan(bar, right, request(3, avoided=upper, kinds=[TYPE_BY_NAME["tripod"]]))
    for grasp in grasps:
        touching = grasp.vertices[np.abs(bar.signed_distance(grasp.vertices)) < 0.002]
        assert len(touching) and (touching[:, 2] < 0).mean() > 0.8


@pytest.mark.usefixtures("small_search")
def test_without_refinement_hands_stay_where_they_were_laid(bar, right):
    laid = plan(bar, right, request(3, refine=False))
    depth, _ = judge(laid, bar, right)
    refined = plan(bar, right, request(3))
    assert len(laid) >= 3
    assert judge(refined, bar, right)[0].mean() < depth.mean()


@pytest.mark.usefixtures("small_search")
def test_only_the_types_asked_for_are_used(bar, right):
    kinds = [TYPE_BY_NAME["palmar_pinch"], TYPE_BY_NAME["lateral"]]
    thin = shape_from_arrays(bar.vertices * [0.25, 0.25, 0.6], bar.faces)
    assert {grasp.kind.name for grasp in plan(thin, right, request(3, kinds=kinds))} <= {
        k.name for k in kinds
    }


def test_an_object_that_fits_no_hand_is_a_user_error(right):
    vertices = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], float) - 0.5
    faces = [
        [0, 1, 3],
        [0, 3, 2],
        [4, 6, 7],
        [4, 7, 5],
        [0, 4, 5],
        [0, 5, 1],
        [2, 3, 7],
        [2, 7, 6],
        [0, 2, 6],
    ]
    faces += [[0, 6, 4], [1, 5, 7], [1, 7, 3]]
    crate = shape_from_arrays(1.2 * vertices, faces)
    with pytest.raises(UserError, match="hand"):
        plan(crate, right, request(kinds=[TYPE_BY_NAME["medium_wrap"]]))


def test_nothing_left_to_hold_is_a_user_error(bar, right):
    with pytest.raises(UserError):
        plan(bar, right, request(avoided=np.ones(len(bar.faces), bool)))
    with pytest.raises(UserError):
        plan(bar, right, request(wanted=np.zeros(len(bar.faces), bool)))


@pytest.mark.usefixtures("small_search")
def test_progress_rises_and_cancelling_stops(bar, right):
    seen: list[float] = []
    plan(bar, right, request(1), lambda stage, share: seen.append(share))
    assert seen[0] == 0 and seen == sorted(seen) and len(set(seen)) > 3 and max(seen) < 1

    def cancel(stage: str, share: float) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        plan(bar, right, request(1), cancel)


def test_the_thumb_belongs_to_the_working_end(bar):
    """On a long thing that lies, the thumb points to its bulk, wherever in the file that is."""
    lying = shape_from_arrays(bar.vertices[:, [2, 0, 1]], bar.faces)
    everywhere = np.ones(len(lying.points), bool)
    sites = find_sites(lying, lying.filled_field, everywhere, 60, np.random.default_rng(0))
    sites = sites.take(np.abs(sites.axis[:, 0]) > 0.9)
    for sign in (-1.0, 1.0):
        towards, dictated = working_end(lying, sites, np.array([0.5 * sign, 0.0, 0.0]))
        assert dictated.all() and (sign * towards[:, 0] > 0.9).all()


def test_the_thumb_is_up_on_what_stands(bar):
    sites = find_sites(bar, bar.filled_field, np.ones(len(bar.points), bool), 60, np.random.default_rng(0))
    towards, dictated = working_end(bar, sites.take(np.abs(sites.axis[:, 2]) > 0.9), np.zeros(3))
    assert (towards[:, 2] > 0.9).all() and not dictated.any()
