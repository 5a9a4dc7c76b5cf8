"""From an object and words to candidates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from semgrasp.inference.errors import Cancelled, UserError
from semgrasp.inference.grasp import PLANNER_TOKENS, GenerateRequest
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.pipeline import MAX_COUNT, generate
from semgrasp.inference.planner import plan as planner
from semgrasp.inference.planner.taxonomy import TYPE_BY_NAME
from semgrasp.inference.shape import load_shape

MUG = Path(__file__).resolve().parents[2] / "examples" / "mug.glb"


@pytest.fixture(scope="module")
def mug():
    return load_shape(MUG)


@pytest.fixture(scope="module", autouse=True)
def small_search():
    """Fewer starts than usual: what is tested here is what is made of them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("SITES", 200), ("STARTS", 64), ("FINALISTS", 24)):
            patch.setattr(planner, name, value)
        yield


@pytest.fixture(scope="module")
def by_handle(mug):
    return generate(mug, GenerateRequest("hold the mug by its handle", count=3))


def vertices_of(candidate, model):
    pose = np.concatenate([np.zeros(3), candidate.grasp.hand_pose])
    local = model.forward(pose, candidate.grasp.betas).vertices[0]
    turn, shift = candidate.grasp.hand_to_object[:3, :3], candidate.grasp.hand_to_object[:3, 3]
    return local @ turn.T + shift


def test_candidates_are_complete(by_handle):
    assert len(by_handle) == 3
    for candidate in by_handle:
        assert candidate.grasp_type in TYPE_BY_NAME
        assert candidate.tokens == PLANNER_TOKENS and candidate.log_probability == 0
        assert candidate.grasp.side == "right" and candidate.seed == 0
        assert candidate.grasp.hand_to_object.shape == (4, 4)
        assert candidate.grasp.hand_pose.shape == (45,)
        steps = len(candidate.approach)
        assert candidate.approach.shape == (steps, 4, 4) and steps > 3
        assert candidate.approach_pose.shape == (steps, 45)
        np.testing.assert_allclose(candidate.approach[-1], candidate.grasp.hand_to_object, atol=1e-9)
        assert 0 <= candidate.score <= 1
        assert candidate.caption.startswith(TYPE_BY_NAME[candidate.grasp_type].title)
    scores = [candidate.score for candidate in by_handle]
    assert scores == sorted(scores, reverse=True)


def test_the_named_part_is_held(by_handle, mug):
    model = load_hand("right")
    index = [name.lower() for name in mug.part_names]
    handle = next(i for i, name in enumerate(index) if "handle" in name)
    best = by_handle[0]
    vertices = vertices_of(best, model)
    touching = vertices[np.abs(mug.signed_distance(vertices)) < 0.002]
    faces = mug.queries.closest(touching)[1]
    assert (mug.part_of_face[faces] == handle).mean() > 0.6
    assert best.metrics["on_part"] > 0.6
    assert "handle" in best.caption


def test_metrics_are_plain_and_true(by_handle, mug):
    model = load_hand("right")
    for candidate in by_handle:
        metrics = candidate.metrics
        assert metrics["contact"] is True
        depth = max(float(-mug.signed_distance(vertices_of(candidate, model)).min()), 0)
        assert metrics["penetration_mm"] == pytest.approx(1e3 * depth, abs=0.02)
        assert metrics["penetration_mm"] < 4
        for value in metrics.values():
            assert isinstance(value, bool | int | float | str | list)


def test_a_left_hand_comes_out_left(mug):
    found = generate(mug, GenerateRequest(side="left", count=1))
    assert [candidate.grasp.side for candidate in found] == ["left"]
    model = load_hand("left")
    assert np.abs(mug.signed_distance(vertices_of(found[0], model))).min() < 0.003


def test_the_shape_of_the_hand_is_used(mug):
    betas = (1.5, *(0.0,) * 9)
    found = generate(mug, GenerateRequest(count=1, betas=betas))
    np.testing.assert_array_equal(found[0].grasp.betas, betas)
    assert found[0].metrics["contact"] is True


def test_an_explicit_part_wins_over_the_words(mug):
    body = next(name for name in mug.part_names if "handle" not in name.lower())
    found = generate(mug, GenerateRequest("hold it by the handle", count=1, part=body))
    assert found[0].metrics["touched_part"] == body


def test_an_unknown_part_is_a_user_error(mug):
    with pytest.raises(UserError, match="spout"):
        generate(mug, GenerateRequest(part="spout"))


@pytest.mark.parametrize("count", [0, -1, MAX_COUNT + 1])
def test_absurd_counts_are_user_errors(mug, count):
    with pytest.raises(UserError, match=str(count)):
        generate(mug, GenerateRequest(count=count))


def test_progress_is_told_and_cancelling_stops(mug):
    seen: list[tuple[str, float]] = []
    generate(mug, GenerateRequest(count=2), progress=lambda stage, share: seen.append((stage, share)))
    shares = [share for _, share in seen]
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 1
    assert len({stage for stage, _ in seen}) >= 4
    # asked once the planner is done
    polls = iter([False] * 6)
    with pytest.raises(Cancelled):
        generate(mug, GenerateRequest(count=2), cancelled=lambda: next(polls, True))


def test_the_same_request_gives_the_same_grasps(mug, by_handle):
    again = generate(mug, GenerateRequest("hold the mug by its handle", count=3))
    for one, two in zip(by_handle, again, strict=True):
        np.testing.assert_array_equal(one.grasp.hand_to_object, two.grasp.hand_to_object)
        np.testing.assert_array_equal(one.grasp.hand_pose, two.grasp.hand_pose)
        np.testing.assert_array_equal(one.approach, two.approach)
        assert one.metrics == two.metrics and one.caption == two.caption
