"""The props of the pictures are solid, of real size, and have parts that words find."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import prop_mesh
import props
import pytest
import trimesh
from semgrasp.inference.shape import load_shape
from semgrasp.inference.shape.parts import request_parts

SIZES = {  # millimetres along the file's X, Y (up) and Z
    "hammer": (108, 300, 26),
    "bottle": (66, 232, 66),
    "dagger": (94, 377, 30),
    "apple": (76, 71, 76),
    "torch": (44, 170, 44),
}
WORDS = {
    "hammer": ("hold it by the handle", ("handle",)),
    "bottle": ("unscrew the cap", ("cap",)),
    "dagger": ("by the grip, not the blade", ("grip",)),
    "apple": ("pick it up by its stem", ("stem",)),
    "torch": ("hold it by the barrel", ("barrel",)),
}


@pytest.mark.parametrize("name", props.PROPS)
def test_prop(name: str, tmp_path: Path) -> None:
    shape = load_shape(props.write(name, tmp_path), up="Z")  # the file's own axes, unturned
    assert np.allclose(shape.size * 1e3, SIZES[name], atol=4.0)
    instruction, wanted = WORDS[name]
    assert request_parts(shape, instruction).wanted_names == wanted
    mesh = trimesh.load(tmp_path / f"{name}.glb", force="mesh", process=False)
    mesh.merge_vertices(merge_norm=True, merge_tex=True)
    assert mesh.is_watertight and mesh.is_winding_consistent and mesh.volume > 0


def test_same_bytes(tmp_path: Path) -> None:
    first = props.write("dagger", tmp_path).read_bytes()
    assert props.write("dagger", tmp_path).read_bytes() == first


def test_creases_split_a_cube_and_keep_a_ball_smooth() -> None:
    corners = np.array([[x, y, z] for x in (0.0, 1.0) for y in (0.0, 1.0) for z in (0.0, 1.0)])
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    faces = np.array([[q[i] for i in t] for q in quads for t in ((0, 1, 2), (0, 2, 3))])
    places, _, normals = prop_mesh.creased(corners, faces, 40.0)
    assert len(places) == 24
    assert np.allclose(np.abs(normals).max(axis=1), 1.0)
    vertices, sphere = prop_mesh.revolve(prop_mesh.arc((0.0, 0.0), 10.0, -90.0, 90.0, 33))
    places, _, normals = prop_mesh.creased(vertices, prop_mesh.outward(vertices, sphere), 40.0)
    assert len(places) == len(vertices)
    assert ((normals * places).sum(axis=1) / 10.0 > 0.999).all()
