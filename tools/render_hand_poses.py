"""Render the default hand in its test poses: flat, fist, pinch, point and thumb opposition, both hands, two
views.

    python tools/render_hand_poses.py [-o docs/images/hand_poses.png] [--betas 0 0 …] [--size 300]

Rows are right palm, right back, left palm, left back.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix
from semgrasp.inference.hand.anatomy import DOF_NAMES
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.hand.model import HandModel

_CURLED = {"mcp": 82.0, "pip": 95.0, "dip": 52.0}


def _fingers(angles: dict[str, float], *fingers: str) -> dict[str, float]:
    return {f"{finger}_{joint}_bend": angle for finger in fingers for joint, angle in angles.items()}


# Thumb angles found by bringing its pad onto the fingers it meets (least squares on the point Jacobian).
POSES: dict[str, dict[str, float]] = {
    "flat": {},
    "fist": {
        **_fingers(_CURLED, "index", "middle", "ring", "pinky"),
        "thumb_cmc_abd": 60.0,
        "thumb_cmc_flex": 52.0,
        "thumb_cmc_twist": 42.0,
        "thumb_mcp_bend": -10.0,
        "thumb_mcp_spread": 9.0,
        "thumb_ip_bend": 45.0,
    },
    "pinch": {
        **_fingers({"mcp": 58.0, "pip": 56.0, "dip": 12.0}, "index"),
        **_fingers({"mcp": 30.0, "pip": 30.0, "dip": 18.0}, "middle"),
        **_fingers({"mcp": 22.0, "pip": 24.0, "dip": 14.0}, "ring"),
        **_fingers({"mcp": 16.0, "pip": 20.0, "dip": 12.0}, "pinky"),
        "thumb_cmc_abd": 58.0,
        "thumb_cmc_flex": 44.0,
        "thumb_cmc_twist": 35.0,
        "thumb_mcp_bend": -1.0,
        "thumb_mcp_spread": 6.0,
        "thumb_ip_bend": -15.0,
    },
    "point": {
        **_fingers(_CURLED, "middle", "ring", "pinky"),
        "index_pip_bend": 5.0,
        "thumb_cmc_abd": 60.0,
        "thumb_cmc_flex": 55.0,
        "thumb_cmc_twist": 31.0,
        "thumb_mcp_bend": -9.0,
        "thumb_mcp_spread": 10.0,
        "thumb_ip_bend": 36.0,
    },
    "opposition": {
        **_fingers({"mcp": 52.0, "pip": 64.0, "dip": 40.0}, "pinky"),
        **_fingers({"mcp": 50.0, "pip": 40.0, "dip": 25.0}, "ring"),
        "pinky_mcp_spread": -25.0,
        "thumb_cmc_abd": 60.0,
        "thumb_cmc_flex": 50.0,
        "thumb_cmc_twist": -8.0,
        "thumb_mcp_bend": 33.0,
        "thumb_mcp_spread": 10.0,
        "thumb_ip_bend": 5.0,
    },
}


def pose_angles(name: str) -> np.ndarray:
    """(22,) radians of a named test pose."""
    angles = np.zeros(len(DOF_NAMES))
    for dof, degrees in POSES[name].items():
        angles[DOF_NAMES.index(dof)] = math.radians(degrees)
    return angles


def _material(name: str, colour: tuple[float, float, float]) -> bpy.types.Material:
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*colour, 1.0)
    shader.inputs["Roughness"].default_value = 0.55
    return material


def add_hand(
    model: HandModel, vertices: np.ndarray, matrix: Matrix, materials: list[bpy.types.Material]
) -> None:
    """A smooth-shaded quad mesh of posed `vertices` (V, 3) at `matrix`."""
    if model.quads is None or model.material_of_quad is None:
        raise ValueError("only the default hand, which has quads and materials, can be pictured")
    mesh = bpy.data.meshes.new("hand")
    mesh.from_pydata(vertices.tolist(), [], model.quads.tolist())
    for material in materials:
        mesh.materials.append(material)
    mesh.polygons.foreach_set("material_index", model.material_of_quad.astype(np.int32))
    mesh.polygons.foreach_set("use_smooth", np.ones(len(model.quads), dtype=bool))
    thing = bpy.data.objects.new("hand", mesh)
    thing.matrix_world = matrix
    bpy.context.collection.objects.link(thing)


def view_matrix(palm: bool, left: bool) -> Matrix:
    """Fingers up (+Z of the scene), seen along the scene's +Y: from the palm or from the back."""
    # Model −X (left: +X) becomes scene +Z; the palm (model −Y) faces the camera at scene −Y, or away from it.
    up = Matrix.Rotation(math.radians(-90.0 if left else 90.0), 4, "Y")
    turn = Matrix.Rotation(0.0 if palm else math.pi, 4, "Z")
    tilt = Matrix.Rotation(math.radians(-25.0 if left == palm else 25.0), 4, "Z")
    return tilt @ turn @ up


# The middle of the open hand, brought to the middle of its cell.
_CENTRE = {"right": Matrix.Translation((-0.014, 0.0, -0.01)), "left": Matrix.Translation((0.014, 0.0, -0.01))}


def render(
    output: Path, poses: list[str], betas: np.ndarray, size: int, samples: int, views: list[tuple[str, bool]]
) -> None:
    """One picture: a column per pose, a row per (side, seen from the palm)."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    materials = [_material("skin", (0.62, 0.40, 0.31)), _material("nail", (0.80, 0.58, 0.50))]
    step = 0.225
    for row, (side, palm) in enumerate(views):
        model = load_hand(side)
        pose = model.anatomy.angles_to_pose(np.stack([pose_angles(p) for p in poses]))
        full = np.concatenate([np.zeros((len(poses), 3)), pose], axis=1)
        out = model.forward(full, betas)
        for column in range(len(poses)):
            # A row of its own depth: no row throws its shadow on the next.
            place = Matrix.Translation((column * step, float(row), -row * step))
            view = view_matrix(palm, side == "left")
            add_hand(model, out.vertices[column], place @ view @ _CENTRE[side], materials)
    scene = bpy.context.scene
    width, height = len(poses) * step, len(views) * step
    camera = bpy.data.cameras.new("camera")
    camera.type, camera.ortho_scale = "ORTHO", max(width, height)
    eye = bpy.data.objects.new("camera", camera)
    eye.matrix_world = Matrix.Translation(
        ((len(poses) - 1) * step / 2, -2.0, -(len(views) - 1) * step / 2)
    ) @ Matrix.Rotation(math.pi / 2, 4, "X")
    for name, energy, turn in (("key", 3.0, (50, 0, -35)), ("fill", 1.0, (70, 0, 60))):
        light = bpy.data.lights.new(name, "SUN")
        light.energy, light.angle = energy, 0.2
        lamp = bpy.data.objects.new(name, light)
        lamp.rotation_euler = [math.radians(t) for t in turn]
        scene.collection.objects.link(lamp)
    scene.collection.objects.link(eye)
    scene.camera = eye
    world = bpy.data.worlds.new("world")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (0.75, 0.78, 0.82, 1.0)
    world.node_tree.nodes["Background"].inputs[1].default_value = 0.6
    scene.world = world
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = samples
    scene.cycles.use_denoising = True
    scene.cycles.max_bounces = 2
    scene.view_settings.view_transform = "Standard"
    scene.render.resolution_x = len(poses) * size
    scene.render.resolution_y = len(views) * size
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGB"
    scene.render.image_settings.compression = 100
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "hand.png")
        bpy.ops.render.render(write_still=True)
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(Path(scene.render.filepath).read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, default=Path("docs/images/hand_poses.png"))
    parser.add_argument("--betas", type=float, nargs="*", default=[])
    parser.add_argument("--poses", nargs="*", default=list(POSES), choices=list(POSES))
    parser.add_argument("--size", type=int, default=160)
    parser.add_argument("--samples", type=int, default=24)
    parser.add_argument("--right-only", action="store_true")
    arguments = parser.parse_args()
    betas = np.zeros(10)
    betas[: len(arguments.betas)] = arguments.betas
    views = [("right", True), ("right", False)]
    if not arguments.right_only:
        views += [("left", True), ("left", False)]
    render(arguments.output, arguments.poses, betas, arguments.size, arguments.samples, views)


if __name__ == "__main__":
    main()
