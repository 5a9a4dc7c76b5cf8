"""Cleaning, orientation, sheets, units and surface samples."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mesh_files import ball, box, cup, revolve
from semgrasp.inference.errors import UserError
from semgrasp.inference.shape import PartSource, load_shape, shape_from_arrays


def test_mess_is_cleaned() -> None:
    vertices, faces = box()
    messy_vertices = np.concatenate([vertices, vertices, [[np.nan] * 3, [9, 9, 9], [np.inf, 0, 0]]])
    messy_faces = np.concatenate(
        [
            faces[:6] + 8,  # the same place through other vertices
            faces[6:],
            faces[:2],  # doubled
            faces[:1, [1, 2, 0]],
            [[0, 0, 1], [0, 8, 1], [1, 2, 16], [3, 4, 18], [0, 1, 99], [-1, 0, 1]],
        ]
    )
    part = np.zeros(len(messy_faces), dtype=np.int32)
    part[6:12] = 1
    shape = shape_from_arrays(
        messy_vertices, messy_faces, part_sources=[PartSource("group", ("a", "b"), part)]
    )
    assert len(shape.vertices) == 8 and len(shape.faces) == 12
    assert np.bincount(shape.part_of_face).tolist() == [6, 6]
    assert np.allclose(shape.size, 0.06)
    assert shape.signed_distance(np.zeros((1, 3))) == pytest.approx(-0.03)


@pytest.mark.parametrize("turn", ["all", "some", "shell", "mirror"])
def test_orientation_is_repaired(turn: str) -> None:
    vertices, faces = box()
    other, other_faces = ball(0.02, centre=(0.1, 0, 0))
    everything = np.concatenate([vertices, other])
    triangles = np.concatenate([faces, other_faces + 8])
    rng = np.random.default_rng(0)
    if turn == "all":
        triangles = triangles[:, ::-1]
    elif turn == "some":
        flipped = rng.random(len(triangles)) < 0.4
        triangles[flipped] = triangles[flipped][:, ::-1]
    elif turn == "shell":
        triangles[12:] = triangles[12:, ::-1]
    else:
        everything = everything * [-1, 1, 1]
    shape = shape_from_arrays(everything, triangles)
    inside = shape.queries.winding(
        np.array([shape.vertices[:8].mean(axis=0), shape.vertices[8:].mean(axis=0)])
    )
    assert np.allclose(inside, 1, atol=5e-3)
    ahead = shape.signed_distance(shape.points + 0.001 * shape.normals)
    assert (ahead > 0).all()


def test_inner_wall_of_a_hollow_body_stays() -> None:
    outer, faces = ball(0.05)
    inner = outer * 0.8
    shape = shape_from_arrays(
        np.concatenate([outer, inner]), np.concatenate([faces, faces[:, ::-1] + len(outer)])
    )
    wall, middle = shape.signed_distance(np.array([[0.045, 0, 0], [0, 0, 0]]))
    assert wall < 0 < middle


def test_overlapping_shells_count_as_one_body() -> None:
    first, faces = box((0.1, 0.03, 0.03))
    second, _ = box((0.03, 0.03, 0.1))
    shape = shape_from_arrays(np.concatenate([first, second]), np.concatenate([faces, faces + 8]))
    assert shape.signed_distance(np.zeros((1, 3)))[0] < 0
    # Walls inside of the other box can't be touched and are not sampled.
    buried = (np.abs(shape.points) < 0.0149).all(axis=1)
    assert not buried.any()


@pytest.mark.parametrize("double_sided", [False, True])
def test_a_card_becomes_a_thin_solid(double_sided: bool) -> None:
    vertices = np.array([[0, 0, 0], [0.085, 0, 0], [0.085, 0.054, 0], [0, 0.054, 0]])
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    if double_sided:
        faces = np.concatenate([faces, faces[:, ::-1]])
    shape = shape_from_arrays(
        vertices, faces, part_sources=[PartSource("node", ("card",), np.zeros(len(faces)))]
    )
    assert 0.0005 < shape.size[2] < 0.002
    assert shape.signed_distance(np.zeros((1, 3)))[0] < 0
    assert shape.signed_distance(np.array([[0, 0, 0.01]]))[0] > 0.009
    assert len(shape.part_of_face) == len(shape.faces)


def test_one_triangle_is_a_sheet_too() -> None:
    shape = shape_from_arrays([[0, 0, 0], [0.1, 0, 0], [0, 0.1, 0]], [[0, 1, 2]])
    assert shape.field.sample(np.array([[0.0, 0.0, 0.01]], dtype=np.float32))[0][0] > 0


def test_a_single_walled_tube_is_solid_in_the_middle() -> None:
    vertices, faces = box()
    shape = shape_from_arrays(vertices, faces[4:])
    assert len(shape.faces) == 8
    assert shape.signed_distance(np.zeros((1, 3)))[0] == pytest.approx(-0.03)


@pytest.mark.parametrize(
    ("metres", "hint"),
    [
        (95, "centimetres.*0.01"),
        (120, "0.01"),
        (4.5, "0.01"),
        (250, "0.001|0.01"),
        (1e-4, "1000"),
        (0.002, "100"),
    ],
)
def test_wrong_units_are_guessed(metres: float, hint: str) -> None:
    vertices, faces = box((metres / 3, metres / 2, metres))
    with pytest.raises(UserError, match=f"--unit-scale ({hint.split('.*')[-1]})") as caught:
        shape_from_arrays(vertices, faces)
    assert "would be" in str(caught.value)
    suggested = float(str(caught.value).rstrip(".").split()[-1])
    assert 0.01 <= metres * suggested <= 3


def test_suggested_scale_counts_from_the_files_units() -> None:
    vertices, faces = box((9500, 9500, 9500))
    with pytest.raises(UserError) as caught:
        shape_from_arrays(vertices, faces, unit_scale=0.01)
    suggested = float(str(caught.value).rstrip(".").split()[-1])
    assert shape_from_arrays(vertices, faces, unit_scale=suggested).size.max() < 3


@pytest.mark.parametrize("scale", [0, -1, np.nan, np.inf])
def test_impossible_scale(scale: float) -> None:
    with pytest.raises(UserError, match="unit scale"):
        shape_from_arrays(*box(), unit_scale=scale)
    with pytest.raises(UserError, match="up axis"):
        shape_from_arrays(*box(), up="X")


def test_samples_are_even_and_repeatable() -> None:
    shape = shape_from_arrays(*box((0.1, 0.05, 0.05)))
    again = shape_from_arrays(*box((0.1, 0.05, 0.05)))
    assert np.array_equal(shape.points, again.points) and shape.content_hash == again.content_hash
    assert shape.points.shape == (4096, 3)
    ends = (np.abs(shape.normals[:, 0]) > 0.9).mean()
    assert ends == pytest.approx(2 * 25 / (2 * 25 + 4 * 50), abs=0.01)
    assert np.abs(shape.queries.closest(shape.points)[0]).max() < 1e-9
    moved = shape_from_arrays(box((0.1, 0.05, 0.05))[0] + 7, box()[1])
    assert np.allclose(moved.points, shape.points)


def test_large_meshes_are_decimated_for_the_field_only() -> None:
    vertices, faces = ball(0.04, rings=180)
    assert len(faces) > 100_000
    shape = shape_from_arrays(vertices, faces)
    assert len(shape.faces) == len(faces)
    assert len(shape.field_queries.faces) < 40_000
    points = shape.points[::8] * np.random.default_rng(0).uniform(0.9, 1.1, (512, 1))
    error = np.abs(shape.field.sample(points)[0] - shape.signed_distance(points))
    assert error.mean() < 1e-4 and error.max() < 5e-4


def test_decimation_keeps_a_thin_blade_solid() -> None:
    from semgrasp.inference.shape.decimation import decimate
    from semgrasp.inference.shape.native import SurfaceQueries

    step = np.linspace(0, 1, 160)
    u, v = np.meshgrid(step * 0.2, step * 0.03, indexing="ij")
    top = np.stack([u, v, 0 * u + 0.001], axis=-1).reshape(-1, 3)
    index = np.arange(160 * 160).reshape(160, 160)
    a, b = index[:-1, :-1].ravel(), index[1:, :-1].ravel()
    c, d = index[1:, 1:].ravel(), index[:-1, 1:].ravel()
    sheet = np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
    vertices = np.concatenate([top, top - [0, 0, 0.002]])
    faces = np.concatenate([sheet, sheet[:, ::-1] + len(top)])
    fewer = SurfaceQueries(*decimate(vertices, faces, 5000))
    assert len(fewer.faces) < 8000
    middle = np.array([[0.1, 0.015, 0.0], [0.05, 0.01, 0.0], [0.15, 0.02, 0.0]])
    assert (fewer.winding(middle) > 0.5).all()


def test_open_revolved_surface_has_an_inside() -> None:
    """A vase of one layer, open at the top: solid by winding number below the rim."""
    vertices, faces = revolve([(0, -0.06), (0.04, -0.06), (0.04, 0.06)])
    shape = shape_from_arrays(vertices, faces)
    assert shape.signed_distance(np.array([[0.035, 0, -0.05], [0.06, 0, 0]])).tolist()[1] > 0.01


def test_cup_is_hollow() -> None:
    shape = shape_from_arrays(*cup())
    assert shape.signed_distance(np.zeros((1, 3)))[0] > 0.03


OBJECTS = os.environ.get("SEMGRASP_OBJECTS", "")


@pytest.mark.slow
@pytest.mark.skipif(not OBJECTS, reason="SEMGRASP_OBJECTS names no folder of objects")
@pytest.mark.parametrize("path", sorted(Path(OBJECTS or ".").glob("*.glb")), ids=lambda path: path.stem)
def test_objects_of_the_folder(path: Any) -> None:
    shape = load_shape(path)
    step = 0.003 * shape.normals
    assert (shape.signed_distance(shape.points + 1e-4 * shape.normals) > 0).mean() > 0.9
    near = shape.points + step
    assert np.abs(shape.field.sample(near)[0] - shape.signed_distance(near)).mean() < 5e-4
