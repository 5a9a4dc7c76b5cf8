"""libigl's geometry queries behind plain numpy functions.

libigl's Python module refuses to load without scipy ("std::bad_cast"), because the default value of a few
of its arguments is an empty scipy.sparse matrix. Nothing here uses those functions, and Blender has no scipy,
so a stand-in for scipy.sparse is offered while the module loads and taken away again afterwards.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import types
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]


class _EmptySparse:
    """Takes the place of an empty scipy.sparse matrix as a default argument; never read."""

    def __init__(self, *_args: Any, **_options: Any) -> None:
        pass


def _import_igl() -> Any:
    # The Blender extension brings libigl's core alone, under a name of its own.
    name = "semgrasp_igl" if importlib.util.find_spec("semgrasp_igl") is not None else "igl"
    if name in sys.modules or importlib.util.find_spec("scipy") is not None:
        return importlib.import_module(name)
    stand_in, sparse = types.ModuleType("scipy"), types.ModuleType("scipy.sparse")
    for matrix in ("csc_matrix", "csr_matrix", "csc_array", "csr_array"):
        setattr(sparse, matrix, _EmptySparse)
    stand_in.__dict__["sparse"] = sparse
    sys.modules["scipy"], sys.modules["scipy.sparse"] = stand_in, sparse
    try:
        return importlib.import_module(name)
    finally:
        del sys.modules["scipy"], sys.modules["scipy.sparse"]


igl = _import_igl()


class SurfaceQueries:
    """Closest points and winding numbers of one triangle mesh; its search trees are built when first needed.

    Args:
        vertices: (V, 3), any length unit.
        faces: (F, 3) indices into vertices.
        inside_of: mesh whose winding number counts where it is not this one's own.
    """

    def __init__(
        self, vertices: NDArray[Any], faces: NDArray[Any], inside_of: SurfaceQueries | None = None
    ) -> None:
        self._inside_of = inside_of
        self.vertices = np.ascontiguousarray(vertices, dtype=np.float64)
        self.faces = np.ascontiguousarray(faces, dtype=np.int64)
        self._tree: Any = None
        self._solid_angles: Any = None

    def closest(self, points: NDArray[Any]) -> tuple[Array, IntArray, Array]:
        """Distance (M,), face index (M,) and nearest surface point (M, 3) for each of the (M, 3) points."""
        points = np.ascontiguousarray(points, dtype=np.float64).reshape(-1, 3)
        if not len(points):
            return np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros((0, 3))
        if self._tree is None:
            # Takes a second for a million triangles, and winding numbers do without.
            tree = igl.AABB()
            tree.init(self.vertices, self.faces)
            self._tree = tree
        squared, face, nearest = self._tree.squared_distance(self.vertices, self.faces, points)
        return np.sqrt(np.maximum(squared, 0.0)), face.reshape(-1), nearest.reshape(-1, 3)

    def winding(self, points: NDArray[Any]) -> Array:
        """Generalised winding number (M,): about 1 inside, 0 outside, also for open or overlapping shells.

        Barill et al. 2018, "Fast winding numbers for soups and clouds".
        """
        points = np.ascontiguousarray(points, dtype=np.float64).reshape(-1, 3)
        if not len(points):
            return np.zeros(0)
        if self._inside_of is not None:
            return self._inside_of.winding(points)
        if self._solid_angles is None:
            hierarchy = igl.FastWindingNumberBVH()
            hierarchy.init(self.vertices, self.faces)
            self._solid_angles = hierarchy
        return np.asarray(self._solid_angles.winding_number(points)).reshape(-1)
