"""Renders the pictures of the README with Blender's module: `python tools/render_readme.py`.

    python tools/render_readme.py [PICTURE …] [--samples 16] [--scale 1.0] [--keep FOLDER]

Grasps are made by the command line (`semgrasp generate`) on the bundled mug and on the props of
tools/props.py; the hand in the pictures is the rig that users get. Pictures go to docs/images. With --keep
the grasps stay in a folder and are not made again.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import props
from mathutils import Matrix, Vector
from numpy.typing import NDArray
from semgrasp.inference.hand import load_hand
from semgrasp.semgrasp_blender.scene import apply, grasps, importing, results, rig, sheet, skin, views
from semgrasp.semgrasp_blender.scene.frames import object_frame
from semgrasp.semgrasp_blender.scene.grasps import SceneGrasp

Array = NDArray[np.float64]

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
MUG = ROOT / "examples" / "mug.glb"
PROMPT = "hold the mug by its handle to drink"  # that of `make demo`

# Directions in the frame of a right hand, mirrored for a left one.
PALM, KNUCKLES, THUMB = (0.0, -1.0, 0.0), (-0.8, 1.0, 0.0), (0.0, -0.4, 1.0)
COUNT = 8  # candidates made, as `make demo` does

BACKDROP = (0.30, 0.315, 0.335)
LENS = 0.24  # field of view across, radians: a long lens, so that the outer exhibits lean little
ELEVATION = math.radians(9)
# Bands of height by which outlines are compared: metres of one, how many from the middle, neighbours minded.
_BAND, _BANDS, _MARGIN = 0.006, 100, 4


@dataclass(frozen=True)
class Exhibit:
    """A grasp in a picture.

    Attributes:
        prop: "mug" or a name of tools/props.py.
        instruction: what the command line is asked.
        view: direction in the right hand's frame that faces the camera; None chooses the one that shows most
            of hand and object.
        upright: take the best candidate whose thumb points up.
        broadside: take the candidate that shows the object at its widest.
        tilt: degrees clockwise in the picture, for long things.
        stage: waypoint of the approach, 0 the farthest; None for the grip.
        side: "right" or "left".
    """

    prop: str
    instruction: str
    view: tuple[float, float, float] | None = None
    upright: bool = False
    broadside: bool = False
    tilt: float = 0.0
    stage: int | None = None
    side: str = "right"


@dataclass(frozen=True)
class Picture:
    """A row of exhibits and its size in pixels."""

    exhibits: tuple[Exhibit, ...]
    width: int
    height: int
    gap: float = 0.035  # metres between neighbours


HAMMER = Exhibit("hammer", "hold the hammer by its handle to strike", PALM, tilt=28)
DAGGER = Exhibit("dagger", "hold the dagger by its grip", PALM, broadside=True, tilt=-38)
TORCH = Exhibit("torch", "hold the torch by its barrel", PALM, tilt=-20)
APPLE = Exhibit("apple", "hold the apple", THUMB)
HANDLE = Exhibit("mug", PROMPT)
BODY = Exhibit("mug", "hold the mug around its body", PALM, upright=True)
BOTTLE = Exhibit("bottle", "hold the bottle by its body to pour", KNUCKLES, upright=True)
CAP = Exhibit("bottle", "unscrew the cap")

PICTURES = {
    "hero": Picture((HAMMER, HANDLE, DAGGER, APPLE, BOTTLE), 1400, 560, gap=0.012),
    "words": Picture((HANDLE, BODY, BOTTLE, CAP), 1280, 500),
    "sides": Picture((TORCH, replace(TORCH, side="left", tilt=20)), 800, 460),
    "clip": Picture(tuple(replace(BOTTLE, stage=stage) for stage in (0, 4, 8, None)), 1280, 420),
}
SHEET = "contact_sheet"


def prop_file(name: str, folder: Path) -> Path:
    """The object's file; props are written into the folder."""
    return MUG if name == "mug" else props.write(name, folder)


def make_grasps(exhibit: Exhibit, folder: Path) -> tuple[Path, Path]:
    """The object's file and the result of the command line for it."""
    source = prop_file(exhibit.prop, folder)
    words = "-".join(exhibit.instruction.split())
    result = folder / f"{exhibit.prop}-{exhibit.side}-{words}.npz"
    if not result.exists():
        command = [sys.executable, "-m", "semgrasp", "generate", str(source), "--count", str(COUNT)]
        command += ["--instruction", exhibit.instruction, "--hand", exhibit.side, "-o", str(result)]
        subprocess.run(command, check=True)
    return source, result


@dataclass(frozen=True, eq=False)
class Placed:
    """An exhibit in the scene: its root and the points that the picture must show, (P, 3)."""

    root: Any
    points: Array


def place(exhibit: Exhibit, folder: Path) -> Placed:
    """Object and hand, turned to the camera (which looks along +Y) around the middle of both."""
    source, result = make_grasps(exhibit, folder)
    found, _ = results.read_grasps(result)
    item = importing.import_object(source)
    sheet.dress(item.meshes)
    _finish(item.meshes)
    frame = object_frame(np.array(item.root.matrix_world), 1.0)
    to_frame = np.linalg.inv(frame.metres_to_world) @ item.file_to_world
    to_world = frame.metres_to_world[:3, :3]
    things = _surface(item.meshes)
    grasp = _chosen(exhibit, [grasps.moved(one, to_frame) for one in found], to_world, things)
    model = load_hand(grasp.side)
    hand = rig.build_hand_rig(bpy.context, model, grasp.betas)
    rig.attach(hand, item.root, 1.0)
    smooth = hand.mesh.modifiers.new("Smooth", "SUBSURF")
    smooth.levels = smooth.render_levels = 1
    apply.apply_grasp(hand.armature, grasp, model)
    if exhibit.view is None:
        segments = np.asarray(model.segment_of_vertex)
        smooth.show_viewport = False  # plain vertices for choosing the view
        direction = views.choose_views(_points(hand.mesh), segments, things, count=1)[0].camera_to_world[
            :3, 2
        ]
        smooth.show_viewport = True
    else:
        direction = to_world @ grasp.hand_to_object[:3, :3] @ np.array(exhibit.view)
    shown = [_points(hand.mesh)]
    if exhibit.stage is not None:
        apply.set_pose(hand.armature, grasp.approach[exhibit.stage], grasp.approach_pose[exhibit.stage])
        shown = [_points(hand.mesh)]
    points = np.concatenate([*shown, things])
    azimuth = math.atan2(direction[1], direction[0])
    turn = Matrix.Rotation(math.radians(exhibit.tilt), 4, "Y") @ Matrix.Rotation(
        -math.pi / 2 - azimuth, 4, "Z"
    )
    item.root.matrix_world = turn @ item.root.matrix_world
    rotation = np.array(turn.to_3x3())
    return Placed(item.root, points @ rotation.T)


def _mirrored(exhibit: Exhibit) -> Array:
    """The direction of view (3,) for the hand's side; from its palm where none is given."""
    along, out, thumb = exhibit.view or PALM
    return np.array([-along if exhibit.side == "left" else along, out, thumb])


def _chosen(exhibit: Exhibit, found: Sequence[SceneGrasp], to_world: Array, things: Array) -> SceneGrasp:
    """The candidate for a picture: the best one that can be seen well."""
    turns = [to_world @ one.hand_to_object[:3, :3] for one in found]
    if exhibit.upright:
        return next((one for one, turn in zip(found, turns, strict=True) if turn[2, 2] > 0.5), found[0])
    if exhibit.broadside:
        across = [np.cross([0.0, 0.0, 1.0], turn @ _mirrored(exhibit)) for turn in turns]
        widths = [float(np.ptp(things @ (side / np.linalg.norm(side)))) for side in across]
        return found[int(np.argmax(widths))]
    return found[0]


def _finish(meshes: Sequence[Any]) -> None:
    """A thin coat of glaze or lacquer on what is glossy and no metal."""
    for mesh in meshes:
        for slot in mesh.material_slots:
            shader = skin.node_tree(slot.material).nodes.get("Principled BSDF")
            if shader.inputs["Metallic"].default_value < 0.5:
                shader.inputs["Coat Weight"].default_value = 0.25
                shader.inputs["Coat Roughness"].default_value = 0.2


def _points(mesh: Any) -> Array:
    bpy.context.view_layer.update()
    return sheet.world_points(mesh.evaluated_get(bpy.context.evaluated_depsgraph_get()))


def _surface(meshes: Sequence[Any]) -> Array:
    bpy.context.view_layer.update()
    depsgraph = bpy.context.evaluated_depsgraph_get()
    return np.concatenate([sheet.surface_points(mesh.evaluated_get(depsgraph)) for mesh in meshes])


def line_up(placed: Sequence[Placed], gap: float) -> tuple[Array, Array]:
    """Moves the exhibits side by side, outline to outline; returns the corners (3,), (3,) of the box around
    all.
    """
    reach = np.full(2 * _BANDS, -np.inf)  # how far to the right each band of heights is taken
    boxes = []
    for one in placed:
        low, high = one.points.min(axis=0), one.points.max(axis=0)
        shift = np.array([0.0, -(low[1] + high[1]) / 2, -(low[2] + high[2]) / 2])
        band = np.floor((one.points[:, 2] + shift[2]) / _BAND).astype(int) + _BANDS
        left = np.full_like(reach, np.inf)
        right = np.full_like(reach, -np.inf)
        np.minimum.at(left, band, one.points[:, 0])
        np.maximum.at(right, band, one.points[:, 0])
        # the bands above and below count too, so that nothing nearly touches at an angle
        left = np.minimum.reduce([np.roll(left, k) for k in range(-_MARGIN, _MARGIN + 1)])
        shift[0] = np.max(reach - left) + gap if boxes else 0.0
        reach = np.maximum(reach, right + shift[0])
        one.root.matrix_world = Matrix.Translation(shift.tolist()) @ one.root.matrix_world
        boxes.append((low + shift, high + shift))
    low = np.min([box[0] for box in boxes], axis=0)
    high = np.max([box[1] for box in boxes], axis=0)
    return low, high


def dress_stage(low: Array, high: Array, picture: Picture) -> None:
    """Camera, soft light and a seamless backdrop around a box."""
    scene = bpy.context.scene
    middle = (low + high) / 2
    aspect = picture.width / picture.height
    tall = float((high - low)[2]) * 1.14
    wide = max(float((high - low)[0]) * 1.06, tall * aspect)
    distance = wide / 2 / math.tan(LENS / 2)
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.data.sensor_fit = "HORIZONTAL"
    camera.data.angle = LENS
    back = np.array([0.0, -math.cos(ELEVATION), math.sin(ELEVATION)])
    camera.location = middle + back * distance
    camera.rotation_euler = Vector((-back).tolist()).to_track_quat("-Z", "Y").to_euler()
    camera.data.clip_end = 100.0
    scene.collection.objects.link(camera)
    scene.camera = camera
    _backdrop(middle, float(low[2]) - 0.02, wide)
    size = max(wide, 0.5)
    for name, offset, power, width, colour in (
        ("Key", (-0.55, -0.75, 0.95), 19.0, 0.8, (1.0, 0.93, 0.85)),
        ("Fill", (0.95, -0.7, 0.25), 2.8, 1.1, (0.90, 0.95, 1.0)),
        ("Rim", (0.35, 0.75, 0.85), 17.0, 0.7, (1.0, 0.97, 0.93)),
    ):
        lamp = bpy.data.objects.new(name, bpy.data.lights.new(name, "AREA"))
        lamp.location = middle + np.array(offset) * size
        lamp.rotation_euler = Vector([-x for x in offset]).to_track_quat("-Z", "Y").to_euler()
        lamp.data.energy = power * size * size
        lamp.data.color = colour
        lamp.data.size = width * size
        scene.collection.objects.link(lamp)
    world = bpy.data.worlds.new("World")
    scene.world = world
    background = skin.node_tree(world).nodes.get("Background")
    background.inputs["Color"].default_value = (0.86, 0.90, 1.0, 1.0)
    background.inputs["Strength"].default_value = 0.22


def _backdrop(middle: Array, floor: float, wide: float) -> None:
    """Floor and wall in one, with a round corner."""
    depth, radius, rise = 0.55 * wide, 0.35 * wide, 2.0 * wide
    turn = np.linspace(-math.pi / 2, 0, 24)
    profile = [(-3.0 * wide, 0.0)]
    profile += [(depth + radius * math.cos(a), radius + radius * math.sin(a)) for a in turn]
    profile += [(depth + radius, rise)]
    ends = (middle[0] - 4 * wide, middle[0] + 4 * wide)
    vertices = [(x, y + middle[1], z + floor) for y, z in profile for x in ends]
    faces = [(2 * k, 2 * k + 1, 2 * k + 3, 2 * k + 2) for k in range(len(profile) - 1)]
    mesh = bpy.data.meshes.new("Backdrop")
    mesh.from_pydata(vertices, [], faces)
    mesh.polygons.foreach_set("use_smooth", np.ones(len(faces), dtype=bool))
    material = bpy.data.materials.new("Backdrop")
    shader = skin.node_tree(material).nodes.get("Principled BSDF")
    shader.inputs["Base Color"].default_value = (*BACKDROP, 1.0)
    shader.inputs["Roughness"].default_value = 0.9
    mesh.materials.append(material)
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("Backdrop", mesh))


def render(path: Path, picture: Picture, samples: int, scale: float) -> None:
    """Cycles on the CPU, denoised, as a JPEG."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = samples
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.05
    scene.cycles.use_denoising = True
    scene.cycles.max_bounces = 4
    scene.cycles.diffuse_bounces = 2
    scene.render.use_persistent_data = True
    scene.cycles.seed = 0
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Punchy"
    scene.view_settings.exposure = 0.5
    scene.render.resolution_x = round(picture.width * scale)
    scene.render.resolution_y = round(picture.height * scale)
    scene.render.image_settings.file_format = "JPEG"
    scene.render.image_settings.quality = 90
    with tempfile.TemporaryDirectory() as temporary:
        scene.render.filepath = str(Path(temporary) / "picture.jpg")
        bpy.ops.render.render(write_still=True)
        path.write_bytes(Path(scene.render.filepath).read_bytes())


def render_sheet(path: Path, folder: Path) -> None:
    """The contact sheet of `make demo`, smaller and as a JPEG."""
    source, result = make_grasps(HANDLE, folder)
    drawn = folder / "sheet.png"
    job = folder / "sheet.json"
    job.write_text(
        json.dumps(
            {
                "task": "write",
                "result": str(result),
                "object": str(source),
                "outputs": [str(drawn)],
                "tile": 260,
            }
        )
    )
    subprocess.run([sys.executable, "-m", "semgrasp.semgrasp_blender.headless", str(job)], check=True)
    image = bpy.data.images.load(str(drawn))
    settings = bpy.context.scene.render.image_settings
    settings.file_format, settings.quality = "JPEG", 88
    bpy.context.scene.view_settings.view_transform = "Standard"
    bpy.context.scene.view_settings.look = "None"
    image.save_render(str(path))


def main() -> int:
    parser = argparse.ArgumentParser(description="Render the pictures of the README.")
    known = [*PICTURES, SHEET]
    parser.add_argument("pictures", nargs="*", metavar="PICTURE", help=f"of {' '.join(known)}; default all")
    parser.add_argument("--samples", type=int, default=16)
    parser.add_argument("--scale", type=float, default=1.0, help="of the pictures' size in pixels")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the grasps, and use those kept")
    parser.add_argument("--output", type=Path, default=IMAGES)
    options = parser.parse_args()
    unknown = set(options.pictures) - set(known)
    if unknown:
        parser.error(f"there is no picture {', '.join(sorted(unknown))}: choose of {' '.join(known)}")
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in options.pictures or known:
            started = time.perf_counter()
            path = options.output / f"{name}.jpg"
            bpy.ops.wm.read_factory_settings(use_empty=True)
            if name == SHEET:
                render_sheet(path, folder)
            else:
                picture = PICTURES[name]
                placed = [place(exhibit, folder) for exhibit in picture.exhibits]
                dress_stage(*line_up(placed, picture.gap), picture)
                render(path, picture, options.samples, options.scale)
            print(f"{path}  {path.stat().st_size / 1e3:.0f} kB  {time.perf_counter() - started:.0f} s")
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # Blender as a module may crash while the interpreter shuts down
