"""Meshes of simple solids and their measures, metres."""

from __future__ import annotations

import numpy as np
import trimesh
from semgrasp.inference.shape import shape_from_arrays
from semgrasp.inference.shape.model import ObjectShape

BAR_RADIUS, BAR_LENGTH = 0.016, 0.22
BALL = 0.034
BLOCK = (0.04, 0.07, 0.16)


def shape_of(mesh: trimesh.Trimesh) -> ObjectShape:
    return shape_from_arrays(np.asarray(mesh.vertices), np.asarray(mesh.faces))


def bar_shape(sections: int = 40, rings: int = 9) -> ObjectShape:
    """An upright rod whose sides are cut across, so that its upper and lower end are faces of their own."""
    turn = 2 * np.pi * np.arange(sections) / sections
    circle = BAR_RADIUS * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    heights = np.linspace(-0.5, 0.5, rings) * BAR_LENGTH
    vertices = [np.column_stack([circle, np.full(sections, height)]) for height in heights]
    vertices.append(np.array([[0, 0, heights[0]], [0, 0, heights[-1]]]))
    here = np.arange(sections)
    following = (here + 1) % sections
    faces = []
    for ring in range(rings - 1):
        low, high = ring * sections, (ring + 1) * sections
        faces += [
            np.column_stack([low + here, low + following, high + following]),
            np.column_stack([low + here, high + following, high + here]),
        ]
    bottom, top, last = rings * sections, rings * sections + 1, (rings - 1) * sections
    faces.append(np.column_stack([following, here, np.full(sections, bottom)]))
    faces.append(np.column_stack([last + here, last + following, np.full(sections, top)]))
    return shape_from_arrays(np.concatenate(vertices), np.concatenate(faces))


def ball_shape() -> ObjectShape:
    return shape_of(trimesh.creation.icosphere(subdivisions=3, radius=BALL))


def block_shape() -> ObjectShape:
    return shape_of(trimesh.creation.box(extents=BLOCK))
