"""Assembly of pieces to one labelled mesh."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from semgrasp.training.objects.maker import ConstructionError, Maker, cut_faces
from semgrasp.training.objects.solids import ball, block
from semgrasp.training.objects.values import Style, TrainingObject

CLOSED_STYLES = (Style.SMOOTH, Style.HARD)


def areas(vertices: np.ndarray, faces: np.ndarray) -> np.ndarray:
    corner = vertices[faces]
    return np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1) / 2


def volume(item: TrainingObject) -> float:
    corner = item.vertices[item.faces]
    return float((np.cross(corner[:, 0], corner[:, 1]) * corner[:, 2]).sum() / 6)


def hammer(style: Style, seed: int = 3) -> TrainingObject:
    m = Maker(seed, style)
    m.add("handle", block((0.3, 0.03, 0.03)))
    m.add("head", block((0.04, 0.04, 0.12), (0.15, 0, 0)))
    m.zone("handle", "end_grip", x=(None, -0.1))
    m.zone("head", "face", z=(None, -0.05))
    return m.finish("hammer", "plain", seed)


@pytest.mark.parametrize("style", CLOSED_STYLES)
def test_pieces_become_one_closed_skin(style: Style) -> None:
    item = hammer(style)
    overlap = (0.15 - 0.13) * 0.03 * 0.03
    assert volume(item) == pytest.approx(0.3 * 0.03**2 + 0.04**2 * 0.12 - overlap, rel=1e-4)


@pytest.mark.parametrize("style", Style)
def test_faces_know_their_part_and_zone(style: Style) -> None:
    item = hammer(style)
    assert item.part_names == ("handle", "head") and item.zone_names == ("end_grip", "face")
    area, middle = areas(item.vertices, item.faces), item.vertices[item.faces].mean(axis=1)
    assert item.part_of("end_grip") == "handle" and item.part_of("face") == "head"
    assert middle[item.mask("end_grip")][:, 0].max() < -0.1
    # the faces are cut where the zone ends, so its surface is exactly that of the end of a bar
    assert area[item.mask("end_grip")].sum() == pytest.approx(0.03**2 + 4 * 0.03 * 0.05, rel=1e-4)
    assert (item.mask("handle") | item.mask("head")).all()
    assert (np.abs(middle[item.mask("head")] - (0.15, 0, 0)) <= (0.0201, 0.0201, 0.0601)).all()


def test_later_zones_win() -> None:
    m = Maker(0, Style.HARD)
    m.add("bar", block((0.2, 0.02, 0.02)))
    m.zone("bar", "half", x=(0, None))
    m.zone("bar", "tip", x=(0.08, None))
    item = m.finish("rod", "plain", 0)
    middle = item.vertices[item.faces].mean(axis=1)[:, 0]
    assert (item.mask("tip") == (middle > 0.08)).all()
    assert (item.mask("half") == ((middle > 0) & (middle <= 0.08))).all()


def test_low_poly_pieces_stay_shells_of_which_some_are_open() -> None:
    items = [hammer(Style.LOW_POLY, seed) for seed in range(12)]
    most = max(len(item.faces) for item in items)
    whole = [item for item in items if len(item.faces) == most]
    assert 0 < len(whole) < len(items)
    for item in whole:  # overlapping shells: their volumes add up
        assert volume(item) == pytest.approx(0.3 * 0.03**2 + 0.04**2 * 0.12, rel=1e-4)


def test_cut_and_change_replace_what_a_part_has() -> None:
    m = Maker(0, Style.SMOOTH)
    m.add("body", block((0.1, 0.1, 0.1)))
    m.cut("body", block((0.05, 0.05, 0.2)))
    assert volume(m.finish("block", "holed", 0)) == pytest.approx(0.001 - 0.05**2 * 0.1, rel=1e-4)
    m.change("body", [block((0.02, 0.02, 0.02))])
    assert [s.volume() for s in m.solids("body")] == pytest.approx([8e-6])


def test_the_same_seed_gives_the_same_bytes() -> None:
    for style in Style:
        one, same = hammer(style), hammer(style)
        assert one.vertices.tobytes() == same.vertices.tobytes()
        assert one.faces.tobytes() == same.faces.tobytes()
        assert one.face_zone.tobytes() == same.face_zone.tobytes()
    draws = [
        (m.u(0, 1), m.count(1, 9), m.pick("a", "b", "c"), m.chance(0.5))
        for m in (Maker(5, Style.HARD), Maker(5, Style.HARD), Maker(6, Style.HARD))
    ]
    assert draws[0] == draws[1] != draws[2]


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(ConstructionError, match="nothing was added"):
        Maker(0, Style.HARD).finish("x", "x", 0)
    hidden = Maker(0, Style.HARD)
    hidden.add("outside", block((0.1, 0.1, 0.1)))
    hidden.add("inside", ball(0.02, 12))
    with pytest.raises(ConstructionError, match="the part inside has no surface"):
        hidden.finish("x", "x", 0)
    zoneless = Maker(0, Style.HARD)
    zoneless.add("body", block((0.1, 0.1, 0.1)))
    zoneless.zone("body", "top", z=(0.2, None))
    with pytest.raises(ConstructionError, match="the zone top has no surface"):
        zoneless.finish("x", "x", 0)
    for size in (0.003, 3.0):
        wrong = Maker(0, Style.HARD)
        wrong.add("body", block((size, size, size)))
        with pytest.raises(ConstructionError, match="m large"):
            wrong.finish("x", "x", 0)


def test_an_unknown_name_is_no_mask() -> None:
    with pytest.raises(KeyError):
        hammer(Style.HARD).mask("spout")


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), axis=st.integers(0, 2), value=st.floats(-1.2, 1.2))
def test_cutting_keeps_area_and_labels(seed: int, axis: int, value: float) -> None:
    random = np.random.default_rng(seed)
    vertices = random.uniform(-1, 1, (12, 3))
    faces = np.array([random.choice(12, 3, replace=False) for _ in range(10)], np.intp)
    labels = np.stack([random.integers(0, 2, 10), random.integers(-1, 3, 10)], 1).astype(np.int16)
    new_vertices, new_faces, new_labels = cut_faces(vertices, faces, labels, 1, axis, value)
    before, after = areas(vertices, faces), areas(new_vertices, new_faces)
    for label in np.unique(labels, axis=0):
        old, new = (labels == label).all(axis=1), (new_labels == label).all(axis=1)
        assert after[new].sum() == pytest.approx(before[old].sum())
    side = new_vertices[new_faces][:, :, axis][new_labels[:, 0] == 1] - value
    assert not ((side.min(axis=1) < -1e-6) & (side.max(axis=1) > 1e-6)).any()
    assert (
        np.sort(new_faces[new_labels[:, 0] == 0], axis=0) == np.sort(faces[labels[:, 0] == 0], axis=0)
    ).all()


def test_a_cut_shares_its_new_vertices() -> None:
    vertices = np.array([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)], float)
    faces = np.array([(0, 1, 2), (0, 2, 3)], np.intp)
    labels = np.zeros((2, 2), np.int16)
    new_vertices, new_faces, _ = cut_faces(vertices, faces, labels, 0, 0, 0.5)
    assert len(new_vertices) == 4 + 3  # two borders and the diagonal, which both faces share
    assert (areas(new_vertices, new_faces) > 0).all()
