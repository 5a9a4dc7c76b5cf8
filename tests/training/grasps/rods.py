"""An upright rod, and the wish to hold it."""

from __future__ import annotations

import numpy as np
from semgrasp.inference.shape import shape_from_arrays
from semgrasp.inference.shape.model import ObjectShape
from semgrasp.training.knowledge.values import Intent
from semgrasp.training.objects.solids import bar

BETAS = np.zeros(10)
RADIUS = 0.017
HOLD = Intent(
    name="hold",
    kind="use",
    hold=("rod",),
    avoid=(),
    types=("medium_wrap", "large_diameter"),
    digits=(),
    thumb="up",
    palm=None,
    side=None,
    force="normal",
    purpose="to hold it",
)


def rod_of(radius: float) -> ObjectShape:
    mesh = bar((0, 0, -0.12), (0, 0, 0.12), radius, 32).refine_to_length(0.008).to_mesh()
    return shape_from_arrays(np.asarray(mesh.vert_properties, float), np.asarray(mesh.tri_verts, int))


def one_label(shape: ObjectShape) -> np.ndarray:
    return np.zeros(len(shape.faces), np.int64)
