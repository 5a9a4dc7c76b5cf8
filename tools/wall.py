"""Render many small scenes in a grid with Blender's Workbench."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from numpy.typing import NDArray

Colour = tuple[float, float, float]

_FILL = 0.72
_AZIMUTH, _ELEVATION = 0.7, math.radians(30)


@dataclass(frozen=True, eq=False)
class Piece:
    """A mesh of a scene.

    Attributes:
        vertices: (V, 3) metres.
        faces: (F, 3).
        colours: of the labels.
        label_of_face: (F,) index into colours.
    """

    vertices: NDArray[np.float64]
    faces: NDArray[np.integer]
    colours: Sequence[Colour]
    label_of_face: NDArray[np.integer]


def render_wall(
    cells: Sequence[Sequence[Piece]], columns: int, width: int, out: Path, turn: float = 0.0
) -> None:
    """Render cells row by row, each fitted to its square.

    Args:
        cells: scenes of pieces.
        columns: cells in a row.
        width: of the picture, pixels.
        out: PNG file.
        turn: radians by which every scene is turned about Z first.
    """
    bpy.ops.wm.read_factory_settings(use_empty=True)
    right, up, outwards = _axes()
    rotation = np.array(
        [[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0], [0, 0, 1]]
    )
    for index, cell in enumerate(cells):
        row, column = divmod(index, columns)
        points = np.concatenate([piece.vertices for piece in cell]) @ rotation.T
        flat = points @ np.stack([right, up], axis=1)
        scale = _FILL / max(float(np.ptp(flat, axis=0).max()), 1e-6)
        middle = (points.min(axis=0) + points.max(axis=0)) / 2
        for piece in cell:
            place = column * right - row * up
            _add(piece, (piece.vertices @ rotation.T - middle) * scale + place)
    rows = math.ceil(len(cells) / columns)
    scene = bpy.context.scene
    camera = bpy.data.cameras.new("camera")
    camera.type, camera.ortho_scale, camera.clip_end = "ORTHO", max(columns, rows), 1000
    eye = bpy.data.objects.new("camera", camera)
    scene.collection.objects.link(eye)
    eye.location = tuple(40 * outwards + 0.5 * (columns - 1) * right - 0.5 * (rows - 1) * up)
    eye.rotation_euler = (math.pi / 2 - _ELEVATION, 0, math.pi / 2 - _AZIMUTH)
    scene.camera = eye
    scene.render.engine = "BLENDER_WORKBENCH"
    scene.display.shading.color_type = "MATERIAL"
    scene.display.shading.show_cavity = True
    scene.display.shading.show_object_outline = True
    scene.render.resolution_x, scene.render.resolution_y = width, round(width * rows / columns)
    scene.render.filepath = str(out.resolve())
    bpy.ops.render.render(write_still=True)


def _axes() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Right, up and towards the camera, in the world."""
    c, s = math.cos(_AZIMUTH), math.sin(_AZIMUTH)
    high, flat = math.sin(_ELEVATION), math.cos(_ELEVATION)
    return np.array([s, c, 0]), np.array([-high * c, high * s, flat]), np.array([flat * c, -flat * s, high])


def _add(piece: Piece, vertices: NDArray[np.float64]) -> None:
    mesh = bpy.data.meshes.new("piece")
    mesh.from_pydata(vertices.tolist(), [], piece.faces.tolist())
    used, slot = np.unique(piece.label_of_face, return_inverse=True)
    for label in used:
        material = bpy.data.materials.new("label")
        material.diffuse_color = (*piece.colours[int(label)], 1.0)
        mesh.materials.append(material)
    mesh.polygons.foreach_set("material_index", slot.astype(np.int32))
    mesh.update()
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("piece", mesh))
