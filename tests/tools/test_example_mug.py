"""The bundled example object is what its maker says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import semgrasp
import trimesh

MUG = Path(semgrasp.__file__).resolve().parent / "examples" / "mug.glb"


@pytest.fixture(scope="module")
def mug() -> trimesh.Trimesh:
    mesh = trimesh.load(MUG, force="mesh", process=False)
    mesh.merge_vertices(merge_norm=True, merge_tex=True)
    return mesh


def test_is_closed_and_of_real_size(mug: trimesh.Trimesh) -> None:
    assert mug.is_watertight and mug.is_winding_consistent
    assert 1.0e-4 < mug.volume < 1.6e-4  # cubic metres of clay
    assert np.allclose(mug.extents[1:], (0.095, 0.082), atol=5e-4)  # glTF: +Y is up
    assert 6000 <= len(mug.faces) <= 10000


def test_parts_are_named() -> None:
    scene = trimesh.load(MUG, process=False)
    assert {geometry.visual.material.name for geometry in scene.geometry.values()} == {"body", "handle"}


def test_fingers_fit_through_the_handle(mug: trimesh.Trimesh) -> None:
    # Straight out from the wall at the heights of three fingers: clay, air, clay.
    from semgrasp.inference.shape.native import SurfaceQueries

    queries = SurfaceQueries(mug.vertices, mug.faces)
    across = np.arange(0.030, 0.090, 0.0005)
    for height, depth in ((0.028, 0.018), (0.036, 0.026), (0.052, 0.026), (0.068, 0.026)):
        points = np.stack([across, np.full_like(across, height), np.zeros_like(across)], axis=1)
        points[:, 1] += mug.bounds[0, 1]
        inside = queries.winding(points) > 0.5
        free = across[~inside & (across > 0.038) & (across < across[inside].max())]
        assert np.ptp(free) >= depth
