"""Solids cut into convex pieces."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from manifold3d import Manifold, OpType
from semgrasp.training.objects.convex import convex_pieces
from semgrasp.training.objects.registry import build_object, constructions
from semgrasp.training.objects.solids import ball, block


def test_what_is_convex_stays_whole() -> None:
    assert len(convex_pieces(block((0.1, 0.05, 0.02)))) == 1
    assert len(convex_pieces(ball(0.03, 24))) == 1


def test_what_lies_apart_is_told_apart() -> None:
    pair = block((0.02, 0.02, 0.02)) + block((0.02, 0.02, 0.02), (0.1, 0, 0))
    assert len(convex_pieces(pair)) == 2


def test_a_cup_stays_hollow() -> None:
    cup = Manifold.cylinder(0.1, 0.04, circular_segments=32) - Manifold.cylinder(
        0.1, 0.035, circular_segments=32
    ).translate((0, 0, 0.005))
    pieces = convex_pieces(cup)
    assert len(pieces) > 6
    inner = Manifold.cylinder(0.08, 0.028, circular_segments=16).translate((0, 0, 0.015))
    filled = sum((Manifold.hull_points(p) ^ inner).volume() for p in pieces)
    assert filled < 0.02 * inner.volume()


@given(seed=st.integers(0, 1000), name=st.sampled_from(("mug", "hammer", "sword", "torus", "scissors")))
@settings(max_examples=10, deadline=None)
def test_pieces_cover_the_solid_and_little_else(seed: int, name: str) -> None:
    solid = build_object(name, constructions()[name][seed % 3].name, seed).solid
    hulls = Manifold.batch_boolean([Manifold.hull_points(p) for p in convex_pieces(solid)], OpType.Add)
    assert (solid - hulls).volume() < 1e-3 * solid.volume()
    # half of the surface is outside of a wall: the mean gap is below 2 mm
    assert hulls.volume() - solid.volume() < 0.002 * solid.surface_area() / 2


def test_what_is_closed_in_counts_as_solid() -> None:
    shell = ball(0.03, 24) - ball(0.02, 24)
    assert len(convex_pieces(shell)) == 1


def test_the_limit_holds() -> None:
    solid = build_object("bucket", constructions()["bucket"][0].name, 0).solid
    assert len(solid.decompose()) < 12 <= len(convex_pieces(solid, 1e-6, 12)) < 20
    assert [p.tolist() for p in convex_pieces(solid)] == [p.tolist() for p in convex_pieces(solid)]


def test_a_finer_gap_makes_more_pieces() -> None:
    solid = build_object("mug", constructions()["mug"][0].name, 0).solid
    assert len(convex_pieces(solid, 0.0002, 100)) > len(convex_pieces(solid, 0.002, 100))


def test_an_empty_solid_has_none() -> None:
    assert convex_pieces(Manifold()) == []
