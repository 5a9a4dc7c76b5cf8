"""Starting poses: the palm towards the object, pads on both sides of it, left hands mirrored."""

from __future__ import annotations

import numpy as np
import pytest
from semgrasp.inference.planner.placement import arm_comfort, hand_frame, orient, place
from semgrasp.inference.planner.sites import find_sites
from semgrasp.inference.planner.taxonomy import TYPE_BY_NAME
from semgrasp.inference.refine.solver_hand import build_solver_hand

UP = np.array([0.0, 0.0, 1.0])


def side_sites(shape, count=24):
    """Places on the upright sides, away from the ends."""
    everywhere = np.ones(len(shape.points), bool)
    sites = find_sites(shape, shape.filled_field, everywhere, 200, np.random.default_rng(0))
    good = (np.abs(sites.normal[:, 2]) < 0.1) & (np.abs(sites.point[:, 2]) < 0.3 * shape.size[2])
    return sites.take(np.flatnonzero(good)[:count])


def placed(model, kind_name, sites, jitter=0.0):
    hand = build_solver_hand(model)
    towards = np.tile(UP, (len(sites), 1))
    kind = TYPE_BY_NAME[kind_name]
    return hand, place(hand, kind, sites, towards, np.random.default_rng(1), jitter=jitter)


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize(
    "kind", ["medium_wrap", "small_diameter", "power_sphere", "fixed_hook", "power_disk"]
)
def test_the_palm_faces_the_object(kind, side, bar, request):
    sites = side_sites(bar)
    hand, start = placed(request.getfixturevalue(side), kind, sites)
    frame = hand_frame(hand)
    palm = start.pose.rotation @ frame.palm
    np.testing.assert_allclose((palm * sites.normal).sum(axis=1), -1, atol=1e-6)
    # and the skin of the palm lies on its surface
    hollow = start.pose.rotation @ (frame.hollow - frame.pivot) + start.pose.centre
    height = ((hollow - sites.middle) * sites.normal).sum(axis=1)
    assert (np.abs(height - sites.half_thickness) < 0.006).all()


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_wrap_points_its_thumb_where_it_should(side, bar, request):
    hand, start = placed(request.getfixturevalue(side), "medium_wrap", side_sites(bar))
    frame = hand_frame(hand)
    assert ((start.pose.rotation @ frame.thumb)[:, 2] > 0.8).all()
    assert (np.abs((start.pose.rotation @ frame.fingers)[:, 2]) < 0.6).all()


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("kind", ["palmar_pinch", "tripod", "inferior_pincer"])
def test_a_pinch_starts_with_pads_on_both_sides(kind, side, bar, request):
    sites = side_sites(bar)
    hand, start = placed(request.getfixturevalue(side), kind, sites)
    points = hand.evaluate(start.pose.angles).astype(float)
    pivot = hand_frame(hand).pivot
    pads = {}
    for name in ("thumb_d", "index_d"):
        local = points[:, hand.zones[hand.zone(name)]].mean(axis=1) - pivot
        where = (start.pose.rotation @ local[..., None])[..., 0] + start.pose.centre
        pads[name] = ((where - sites.middle) * sites.normal).sum(axis=1)
    assert (pads["thumb_d"] * pads["index_d"] < 0).all(), "both pads are on one side"
    gap = np.abs(pads["thumb_d"] - pads["index_d"])
    assert (gap > 1.6 * sites.half_thickness).all() and (gap < 2 * sites.half_thickness + 0.03).all()


@pytest.mark.parametrize("kind", ["medium_wrap", "palmar_pinch", "lateral", "writing_tripod", "fixed_hook"])
def test_rotations_are_proper_and_postures_within_limits(kind, bar, right):
    hand, start = placed(right, kind, side_sites(bar), jitter=1.0)
    rotation = start.pose.rotation
    np.testing.assert_allclose(np.linalg.det(rotation), 1, atol=1e-6)
    for angles in (start.pose.angles, start.closed):
        assert (angles >= hand.lower - np.radians(1)).all() and (angles <= hand.upper + np.radians(1)).all()


def test_the_left_hand_is_the_mirror_image(right, left):
    """The same directions wanted in a mirrored world give mirrored hands."""
    mirror = np.diag([-1.0, 1, 1])
    frames = [hand_frame(build_solver_hand(model)) for model in (right, left)]
    random = np.random.default_rng(0)
    fingers, palm = random.normal(size=(2, 9, 3))
    first = orient(frames[0], fingers, palm)
    second = orient(frames[1], fingers @ mirror, palm @ mirror)
    np.testing.assert_allclose(second, mirror @ first @ mirror, atol=1e-9)
    for name in ("knuckles", "hollow", "pivot", "fingers", "palm", "thumb"):
        np.testing.assert_allclose(getattr(frames[1], name), mirror @ getattr(frames[0], name), atol=1e-4)


def test_a_left_wrap_mirrors_a_right_one(bar, right, left):
    """On a bar that is its own mirror image, at mirrored places."""
    sites = side_sites(bar)
    mirror = np.array([-1.0, 1, 1])
    mirrored = type(sites)(
        point=sites.point * mirror,
        normal=sites.normal * mirror,
        middle=sites.middle * mirror,
        half_thickness=sites.half_thickness,
        axis=sites.axis * mirror,
        half_width=sites.half_width,
        thin=sites.thin,
        broad=sites.broad,
        before=sites.before,
        after=sites.after,
    )
    first, second = placed(right, "medium_wrap", sites)[1], placed(left, "medium_wrap", mirrored)[1]
    np.testing.assert_allclose(second.pose.centre, first.pose.centre * mirror, atol=1e-3)
    turn = np.diag(mirror)
    np.testing.assert_allclose(second.pose.rotation, turn @ first.pose.rotation @ turn, atol=1e-6)


def test_an_arm_from_above_with_the_thumb_down_is_uncomfortable(hand):
    frame = hand_frame(hand)
    # thumb up, forearm level; thumb down, forearm level; forearm straight up
    level = orient(frame, np.array([[-1.0, 0, 0]]), np.array([[0, -1.0, 0]]))
    turned = orient(frame, np.array([[1.0, 0, 0]]), np.array([[0, -1.0, 0]]))
    above = orient(frame, np.array([[0, 0, -1.0]]), np.array([[0, -1.0, 0]]))
    thumbs = [float((r[0] @ frame.thumb)[2]) for r in (level, turned)]
    assert thumbs == pytest.approx([1, -1])
    comfort = [float(arm_comfort(frame, r)[0]) for r in (level, turned, above)]
    assert comfort[0] == pytest.approx(1) and comfort[1] < 0.5 and comfort[2] < 0.6


def test_jitter_varies_and_its_absence_does_not(bar, right):
    sites = side_sites(bar)
    still = placed(right, "medium_wrap", sites)[1].pose
    varied = placed(right, "medium_wrap", sites, jitter=1.0)[1].pose
    assert np.abs(varied.centre - still.centre).max() > 0.001
    assert np.linalg.norm(varied.centre - still.centre, axis=1).max() < 0.03
