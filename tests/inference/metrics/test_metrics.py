"""Metrics on cases whose answers are known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mesh_files import ball, box, revolve
from semgrasp.inference.metrics import (
    contact_ratio,
    coupling,
    diversity,
    evaluate_grasp,
    find_contact,
    intersection_volume,
    is_held_by_contact,
    limits_share,
    mpvpe,
    part_accuracy,
    penetration_depth,
    self_penetration,
)
from semgrasp.inference.metrics.agreement import k_means
from semgrasp.inference.shape import PartSource, shape_from_arrays
from semgrasp.inference.shape.native import SurfaceQueries


def surface(mesh: tuple[Any, Any], shift: Any = (0, 0, 0)) -> SurfaceQueries:
    return SurfaceQueries(mesh[0] + np.array(shift), mesh[1])


# --- volume and depth ---


def test_ball_inside_a_box_counts_whole() -> None:
    volume = intersection_volume(surface(ball(0.02, 60)), surface(box()))
    assert volume == pytest.approx(4 / 3 * np.pi * 0.02**3, rel=0.01)


@pytest.mark.parametrize("shift", [(0.05, 0.05, 0.05), (0.05, 0.0, 0.0), (-0.05, 0.055, 0.0)])
def test_two_boxes(shift: tuple[float, float, float]) -> None:
    expected = np.prod(0.06 - np.abs(shift))
    assert intersection_volume(surface(box(), shift), surface(box())) == pytest.approx(expected, rel=1e-6)


def test_two_balls_make_a_lens() -> None:
    r, d = 0.03, 0.04
    expected = np.pi * (4 * r + d) * (2 * r - d) ** 2 / 12
    volume = intersection_volume(surface(ball(r, 80)), surface(ball(r, 80), (0, d, 0)))
    assert volume == pytest.approx(expected, rel=0.02)


def test_capped_cylinder_in_a_slab() -> None:
    """A finger of 8 mm radius, 20 mm deep in a slab."""
    finger = revolve([(0, -0.05), (0.008, -0.05), (0.008, 0.05), (0, 0.05)], 96)
    slab = surface(box((0.2, 0.2, 0.04)), (0, 0, -0.05))
    assert intersection_volume(surface(finger), slab) == pytest.approx(np.pi * 0.008**2 * 0.02, rel=0.05)
    assert penetration_depth(finger[0], slab) == pytest.approx(0.02)


def test_volume_on_overlapping_shells_counts_once() -> None:
    first, faces = box((0.1, 0.04, 0.04))
    cross = SurfaceQueries(
        np.concatenate([first, box((0.04, 0.1, 0.04))[0]]), np.concatenate([faces, faces + 8])
    )
    volume = intersection_volume(cross, surface(box((0.3, 0.3, 0.3))))
    assert volume == pytest.approx((2 * 0.1 - 0.04) * 0.04 * 0.04, rel=1e-6)


def test_hollow_object_is_hollow() -> None:
    outer, faces = ball(0.05, 60)
    hollow = SurfaceQueries(
        np.concatenate([outer, outer * 0.8]), np.concatenate([faces, faces[:, ::-1] + len(outer)])
    )
    inner = surface(ball(0.03, 40))
    assert intersection_volume(inner, hollow) == 0.0
    assert penetration_depth(inner.vertices, hollow) == 0.0


def test_apart_and_flat_contact_is_nothing() -> None:
    assert intersection_volume(surface(box(), (0.2, 0, 0)), surface(box())) == 0.0
    assert intersection_volume(surface(box(), (0.06, 0, 0)), surface(box())) == 0.0
    assert penetration_depth(box()[0] + [0.2, 0, 0], surface(box())) == 0.0


def test_depth_is_to_the_surface_and_not_to_a_vertex() -> None:
    point = np.array([[0.0, 0.0, 0.025]])
    assert penetration_depth(point, surface(box())) == pytest.approx(0.005)


# --- contact ---


def _strip_hand(places: list[tuple[float, float, float]], radius: float = 0.006) -> tuple[Any, Any, Any]:
    """Sixteen small balls, one a region; the first places are taken, the others lie far away."""
    vertices, faces, segment = [], [], []
    for region in range(16):
        centre = places[region] if region < len(places) else (1.0, 1.0, 1.0 + region)
        v, f = ball(radius, 12, centre=centre)
        faces.append(f + len(v) * region)
        vertices.append(v)
        segment.append(np.full(len(v), region))
    return np.concatenate(vertices), np.concatenate(faces), np.concatenate(segment)


def test_contact_is_measured_at_three_millimetres() -> None:
    shape = shape_from_arrays(*box())
    places = [(0.0389, 0, 0), (0.0391, 0, 0), (0.036, 0, 0), (0.035, 0, 0), (0, 0, 0), (0.2, 0, 0)]
    contact = find_contact(*_strip_hand(places), shape)
    # 2.9 mm off, 3.1 mm off, touching, 1 mm inside, far inside the box, far away
    assert contact.regions == (0, 2, 3)
    assert contact.distance[0] == pytest.approx(0.0029, abs=2e-5)
    assert contact.distance[3] < 3e-4


def test_the_cap_is_no_contact_surface() -> None:
    vertices, faces = box((0.02, 0.02, 0.02), centre=(0.04, 0, 0))
    shape = shape_from_arrays(*box())
    touching = np.isin(faces, [0, 3, 4, 7]).all(axis=1)  # the side at x = 0.03
    skin = faces[~touching]
    points = vertices[:, 0] < 0.031
    assert points.sum() == 4
    inset = vertices.copy()
    inset[points, 0] += 0.004
    contact = find_contact(inset, skin, np.zeros(8, dtype=int), shape)
    assert contact.regions == ()


@pytest.mark.parametrize(
    ("regions", "held"),
    [
        ([15, 3], True),
        ([0, 12], True),
        ([13, 4, 9], True),
        ([0], False),
        ([0, 15], False),
        ([3, 6, 9], False),
        ([], False),
    ],
)
def test_held_by_contact(regions: list[int], held: bool) -> None:
    assert is_held_by_contact(regions) is held


def test_ratios() -> None:
    assert contact_ratio([[15, 3], [0], [0, 1], []]) == 0.5
    assert contact_ratio([]) == 0.0
    assert part_accuracy(["a", "b", ""], ["a", ["b", "c"], "a"]) == pytest.approx(2 / 3)


def test_most_touched_part() -> None:
    first, faces = box()
    vertices = np.concatenate([first, first + np.array([0.2, 0, 0])])
    source = PartSource("node", ("left", "right"), np.repeat([0, 1], 12))
    shape = shape_from_arrays(vertices, np.concatenate([faces, faces + 8]), part_sources=[source])
    places = [(-0.1, 0, 0.036), (0.1, 0, 0.036), (0.1, 0, -0.036), (0.15, 0, 0)]
    contact = find_contact(*_strip_hand(places), shape)
    assert shape.part_names[contact.part] == "right"
    assert contact.part_share.sum() == pytest.approx(1)
    far = find_contact(*_strip_hand([(0, 0, 0.5)]), shape)
    assert far.part == -1 and far.regions == ()


def test_evaluate_grasp_puts_it_together() -> None:
    vertices, faces, segment = _strip_hand([(0.035, 0, 0), (-0.035, 0, 0), (0.2, 0, 0)])
    shape = shape_from_arrays(*box())
    result = evaluate_grasp(
        vertices,
        faces,
        shape,
        segment_of_vertex=segment,
        wanted_parts=["handle"],
        angles=np.array([0.0, 2.0]),
        limits=(np.array([-1.0, -1.0]), np.array([1.0, 1.0])),
        finger_bends=np.zeros((4, 3)),
    )
    assert result["contact"] and result["contact_regions"] == ["palm", "index1"]
    assert result["penetration_mm"] == pytest.approx(1.0, abs=0.1)
    cap = np.pi * 0.001**2 * (0.006 - 0.001 / 3) * 1e6
    assert 0 < result["volume_cm3"] < 2.5 * cap
    assert result["limits_share"] == 0.5 and result["part_right"] is False
    assert result["finger_coupling_deg"] == 0 and result["self_penetration_mm"] == 0


# --- differences and diversity ---


def test_mpvpe() -> None:
    true = np.random.default_rng(0).normal(size=(5, 100, 3))
    assert mpvpe(true + np.array([0.003, 0.004, 0.0]), true) == pytest.approx(0.005)


def test_diversity_of_known_clusters() -> None:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(20, 63))
    points = np.repeat(centres, 30, axis=0)
    exact = diversity(points.reshape(600, 21, 3))
    assert exact.entropy == pytest.approx(np.log(20), abs=1e-9) and exact.cluster_size == pytest.approx(
        0, abs=1e-9
    )
    blurred = points + rng.normal(size=points.shape) * 0.01
    spread = diversity(blurred.reshape(600, 21, 3))
    assert spread.entropy == pytest.approx(np.log(20), abs=1e-6)
    assert spread.cluster_size == pytest.approx(0.01 * np.sqrt(63), rel=0.05)
    assert diversity(np.zeros((50, 21, 3))).entropy == 0
    assert diversity(blurred.reshape(600, 21, 3)) == spread
    assert diversity(np.zeros((0, 21, 3))).entropy == 0


def test_k_means_with_as_many_centres_as_points() -> None:
    points = np.arange(12.0).reshape(6, 2)
    centres, label = k_means(points, 6)
    assert sorted(label) == list(range(6)) and np.allclose(centres[label], points)


# --- naturalness ---


def test_limits_have_a_degree_of_grace() -> None:
    angles = np.radians([0, 91.5, 90.5, -20])
    assert limits_share(angles, np.radians(-15.0), np.radians(90.0)) == 0.5


def test_coupling_of_neighbours_in_manos_order() -> None:
    bends = np.zeros((4, 3))
    assert coupling(bends) == (0, 0)
    even = np.tile(np.array([0.5, 1.0, 0.6]), (4, 1))
    assert coupling(even) == pytest.approx((0, 0))
    # index 0, middle 1, ring 2, pinky 3: evenly apart only in the order of the hand
    bends[:, 0] = [0, 1, 3, 2]
    assert coupling(bends)[0] == pytest.approx(np.sqrt(0.5))
    bends = np.zeros((4, 3))
    bends[:, 2] = 0.2
    assert coupling(bends)[1] == pytest.approx(0.2)


def test_fingers_in_each_other() -> None:
    vertices, faces, segment = _strip_hand([(0, 0, 0), (0.1, 0, 0), (0.2, 0, 0), (0.3, 0, 0)], radius=0.008)
    assert self_penetration(vertices, faces, segment) == 0.0
    middle_tip, index_tip = segment == 6, segment == 3
    vertices[middle_tip] += np.array([0.311, 0, 0]) - vertices[middle_tip].mean(axis=0)
    assert self_penetration(vertices, faces, segment) == pytest.approx(0.005, abs=5e-4)
    # The same overlap within one finger is a fold of the skin.
    own = segment == 2
    vertices[own] += vertices[index_tip].mean(axis=0) - vertices[own].mean(axis=0) - [0.011, 0, 0]
    vertices[middle_tip] += 1.0
    assert self_penetration(vertices, faces, segment) == 0.0
