"""Buried faces are left out, and only those."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from semgrasp.inference.shape import shape_from_arrays
from semgrasp.inference.shape.native import SurfaceQueries
from semgrasp.inference.shape.outer import outer_surface


def queries(*meshes: trimesh.Trimesh) -> SurfaceQueries:
    whole = trimesh.util.concatenate(list(meshes))
    return SurfaceQueries(np.asarray(whole.vertices), np.asarray(whole.faces))


def test_a_box_inside_another_is_left_out_and_the_inside_stays_inside():
    outside, inside = trimesh.creation.box([0.1] * 3), trimesh.creation.box([0.04] * 3)
    outer = outer_surface(queries(outside, inside))
    assert len(outer.faces) == len(outside.faces)
    assert outer.winding(np.zeros((1, 3)))[0] > 0.5
    assert outer.closest(np.zeros((1, 3)))[0] == pytest.approx([0.05])


def test_a_face_that_comes_out_at_one_end_stays():
    box = trimesh.creation.box([0.1] * 3)
    rod = trimesh.creation.box([0.3, 0.02, 0.02])
    outer = outer_surface(queries(box, rod))
    assert len(outer.faces) == len(box.faces) + len(rod.faces)


def test_one_shell_is_returned_as_it_is():
    ball = queries(trimesh.creation.icosphere(2, 0.04))
    assert outer_surface(ball) is ball


def test_the_field_is_deep_inside_crossing_shells():
    """Depth below the skin counts, not the distance to a wall that is buried."""
    first, second = trimesh.creation.box([0.2, 0.06, 0.06]), trimesh.creation.box([0.05, 0.05, 0.05])
    whole = trimesh.util.concatenate([first, second])
    shape = shape_from_arrays(np.asarray(whole.vertices), np.asarray(whole.faces))
    place = np.array([[0.0, 0.0, 0.012]])
    assert shape.field.sample(place)[0][0] == pytest.approx(-0.018, abs=0.001)
    assert shape.signed_distance(place)[0] == pytest.approx(-0.013, abs=1e-6)
