"""Whatever comes in, only a usable shape or a UserError comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from mesh_files import (
    ball,
    box,
    glb_bytes,
    gltf_parts,
    gltf_text,
    obj_text,
    ply_bytes,
    ply_text,
    stl_bytes,
    write,
)
from semgrasp.inference.errors import UserError
from semgrasp.inference.shape import ObjectShape, load_shape, shape_from_arrays

MODEST = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(shape: ObjectShape) -> None:
    """What every shape promises."""
    assert np.isfinite(shape.vertices).all()
    assert shape.faces.min() >= 0 and shape.faces.max() < len(shape.vertices)
    assert 0.005 <= shape.size.max() <= 3.01
    assert np.abs(shape.vertices.min(axis=0) + shape.vertices.max(axis=0)).max() < 1e-6
    assert np.isfinite(shape.points).all() and np.isfinite(shape.normals).all()
    assert np.allclose(np.linalg.norm(shape.normals, axis=1), 1, atol=1e-6)
    assert len(shape.part_of_face) == len(shape.faces)
    assert shape.part_of_face.max() < len(shape.part_names)
    assert np.isfinite(shape.signed_distance(shape.points[:50])).all()


numbers = st.one_of(
    st.floats(-0.5, 0.5, width=32), st.sampled_from([np.nan, np.inf, -np.inf, 1e30, -1e300, 0.0, 1e-40])
)


@MODEST
@given(
    vertices=hnp.arrays(np.float64, st.tuples(st.integers(0, 30), st.just(3)), elements=numbers),
    faces=hnp.arrays(np.int64, st.tuples(st.integers(0, 60), st.just(3)), elements=st.integers(-2, 32)),
)
def test_random_arrays(vertices: Any, faces: Any) -> None:
    try:
        shape = shape_from_arrays(vertices, faces)
    except UserError as error:
        assert str(error)
        return
    check(shape)


@pytest.mark.parametrize(
    ("vertices", "faces"),
    [
        (None, None),
        ("abc", "def"),
        ([], []),
        ([[0, 0, 0]], [[0, 0, 0]]),
        (np.zeros((3, 2)), [[0, 1, 2]]),
        (np.zeros((3, 3)), [[0, 1]]),
        (np.eye(3), [[0.5, 1.0, 2.0]]),
        (np.eye(3), np.array([[0, 1, 2**64 - 1]], dtype=np.uint64)),
        (np.eye(3, dtype=complex), [[0, 1, 2]]),
        (np.full((3, 3), np.nan), [[0, 1, 2]]),
        (np.outer([0, 0.1, 0.2], [1, 1, 1]), [[0, 1, 2]]),
        ([[0, 0, 0], [1, 0]], [[0, 1, 2]]),
    ],
)
def test_arrays_that_hold_no_surface_are_refused(vertices: Any, faces: Any) -> None:
    with pytest.raises(UserError):
        shape_from_arrays(vertices, faces)


def _seed_files() -> dict[str, bytes]:
    vertices, faces = box()
    document, binary = gltf_parts([("a", "b", vertices, faces)])
    return {
        "glb": glb_bytes([("Body", "Red", vertices, faces)]),
        "gltf": gltf_text(document, binary).encode(),
        "obj": ("g part\nusemtl x\n" + obj_text(vertices, faces)).encode(),
        "stl": stl_bytes(vertices, faces),
        "ply": ply_bytes(vertices, faces),
        "ascii.ply": ply_text(vertices, faces).encode(),
    }


def _load_or_refuse(path: Path) -> None:
    try:
        shape = load_shape(path)
    except UserError as error:
        assert str(error) and "\n" not in str(error)
        return
    check(shape)


@MODEST
@given(content=st.binary(max_size=400), suffix=st.sampled_from(["glb", "gltf", "obj", "stl", "ply"]))
def test_random_bytes(tmp_path: Path, content: bytes, suffix: str) -> None:
    _load_or_refuse(write(tmp_path / f"x.{suffix}", content))


@pytest.mark.parametrize("kind", list(_seed_files()))
@settings(parent=MODEST, max_examples=40)
@given(data=st.data())
def test_damaged_files(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    content = bytearray(_seed_files()[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    _load_or_refuse(write(tmp_path / f"x.{kind}", bytes(content[:end])))


json_values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-3, 10**13), st.floats(allow_nan=False), st.text(max_size=5)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(parent=MODEST, max_examples=80)
@given(data=st.data())
def test_gltf_with_odd_values(tmp_path: Path, data: st.DataObject) -> None:
    document, binary = gltf_parts([("a", "b", *box()), ("c", "d", *ball(rings=4))])
    document = json.loads(gltf_text(document, binary))
    spots: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        keys = (
            value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        )
        for key in keys:
            spots.append((value, key))
            walk(value[key])

    walk(document)
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(spots))
        container[key] = data.draw(json_values)
    _load_or_refuse(write(tmp_path / "x.gltf", json.dumps(document)))
