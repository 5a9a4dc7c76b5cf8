"""Render a wall of procedural objects, coloured by part (zones a shade darker), to look at them.

python tools/object_wall.py mug kettle -o wall.png          every construction, four seeds each
python tools/object_wall.py --per 1 --seed 7 -o all.png     all categories, one a construction
"""

from __future__ import annotations

import argparse
import colorsys
import math
import sys
from pathlib import Path

import bpy
import numpy as np

from semgrasp.training.objects.registry import build_object, constructions
from semgrasp.training.objects.values import TrainingObject

_CELL = 1.0


def _colour(index: int, shade: float) -> tuple[float, float, float, float]:
    return (*colorsys.hsv_to_rgb((0.58 + 0.381966 * index) % 1.0, 0.55, shade), 1.0)


def _add(item: TrainingObject, column: int, row: int) -> None:
    size = np.ptp(item.vertices, axis=0).max()
    middle = (item.vertices.min(axis=0) + item.vertices.max(axis=0)) / 2
    mesh = bpy.data.meshes.new(item.category)
    mesh.from_pydata(((item.vertices - middle) * 0.72 / size).tolist(), [], item.faces.tolist())
    labels = item.face_part.astype(int) * 64 + item.face_zone + 1
    for slot, label in enumerate(np.unique(labels)):
        part, zone = divmod(int(label), 64)
        material = bpy.data.materials.new("part")
        material.diffuse_color = _colour(part, 0.9 if zone == 0 else 0.75 - 0.12 * (zone % 4))
        mesh.materials.append(material)
        for face in np.flatnonzero(labels == label):
            mesh.polygons[int(face)].material_index = slot
    thing = bpy.data.objects.new(item.category, mesh)
    # along the camera's own right and up, so that the grid stands square in the picture
    right, up = (
        np.array([math.sin(0.7), math.cos(0.7), 0]),
        np.array([-0.5 * math.cos(0.7), 0.5 * math.sin(0.7), 0.866]),
    )
    thing.location = tuple(column * _CELL * right - row * _CELL * up)
    bpy.context.scene.collection.objects.link(thing)


def main() -> int:
    """Build, place, render."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("categories", nargs="*")
    parser.add_argument("--per", type=int, default=4, help="objects a construction")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--width", type=int, default=1600, help="pixels")
    parser.add_argument("--columns", type=int, default=8)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    bpy.ops.wm.read_factory_settings(use_empty=True)
    known = constructions()
    items = [
        build_object(name, c.name, options.seed + i)
        for name in options.categories or known
        for c in known[name]
        for i in range(options.per)
    ]
    for index, item in enumerate(items):
        row, column = divmod(index, options.columns)
        if column == 0:
            print(f"row {row}:", end="")
        print(f" {item.category}/{item.construction}", end="\n" if column == options.columns - 1 else ",")
        _add(item, column, row)
    print()
    rows = math.ceil(len(items) / options.columns)
    scene = bpy.context.scene
    camera = bpy.data.cameras.new("camera")
    camera.type, camera.ortho_scale = "ORTHO", max(options.columns, rows) * _CELL
    camera.clip_end = 1000
    eye = bpy.data.objects.new("camera", camera)
    scene.collection.objects.link(eye)
    out = np.array([0.866 * math.cos(0.7), -0.866 * math.sin(0.7), 0.5])
    right, up = (
        np.array([math.sin(0.7), math.cos(0.7), 0]),
        np.array([-0.5 * math.cos(0.7), 0.5 * math.sin(0.7), 0.866]),
    )
    eye.location = tuple(40 * out + 0.5 * (options.columns - 1) * right - 0.5 * (rows - 1) * up)
    eye.rotation_euler = (math.radians(60), 0, math.pi / 2 - 0.7)
    scene.camera = eye
    scene.render.engine = "BLENDER_WORKBENCH"
    scene.display.shading.color_type = "MATERIAL"
    scene.display.shading.show_cavity = True
    scene.display.shading.show_object_outline = True
    scene.render.resolution_x = options.width
    scene.render.resolution_y = round(options.width * rows / options.columns)
    if rows > options.columns:
        scene.render.resolution_x, scene.render.resolution_y = (
            options.width,
            round(options.width * rows / options.columns),
        )
    scene.render.filepath = str(options.out.resolve())
    bpy.ops.render.render(write_still=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
