"""Contact sheets: every candidate from two sides on one picture, with its rank, type, score and metrics."""

from __future__ import annotations

import contextlib
import math
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix
from numpy.typing import NDArray

from ...inference.hand.model import HandModel
from .apply import apply_grasp
from .grasps import SceneGrasp
from .png import write_png
from .skin import neutral_material
from .views import View, choose_views, overview

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]
Pixels = NDArray[np.uint8]

_FOV = 0.5  # radians; a long lens, so that hands look like hands
_PAPER = (245, 244, 241)
_INK = (0.012, 0.013, 0.016)  # linear
_FAINT = (0.095, 0.10, 0.115)
_INSET = 0.34  # side of the overview of a long object, of a tile's
_THINGS = 6000  # points sampled on the object for choosing views

_METRICS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    # what the label says, names the number may have, how it is written
    ("pen", ("penetration_mm", "penetration_depth_mm"), "{:.1f} mm"),
    ("vol", ("volume_cm3", "intersection_volume_cm3"), "{:.2f} cm³"),
    ("regions", ("contact_regions",), "{}"),
    ("held", ("held",), "{}"),
)


@dataclass(frozen=True)
class SheetSettings:
    """How a sheet is laid out.

    Attributes:
        tile: pixels of a view's side.
        columns: candidates in a row; 0 chooses by their number.
        title: first line of the sheet; empty for none.
    """

    tile: int = 360
    columns: int = 0
    title: str = ""


def render_sheet(
    path: str | Path,
    armature: Any,
    hand_mesh: Any,
    object_meshes: Sequence[Any],
    grasps: Sequence[SceneGrasp],
    model: HandModel,
    settings: SheetSettings | None = None,
) -> None:
    """Poses the hand at each candidate, takes its pictures and writes the sheet as a PNG.

    The hand stays posed at the last candidate and without an active clip; scenes are as before.

    Args:
        path: the PNG.
        armature: armature object of the hand, attached to the object.
        hand_mesh: its skinned mesh.
        object_meshes: the meshes that are held.
        grasps: candidates in the order shown, at least one.
        model: the hand model of the rig.
        settings: layout.
    """
    settings = settings or SheetSettings()
    tiles: list[list[Pixels]] = []
    with _studio(armature, hand_mesh, object_meshes) as studio:
        for grasp in grasps:
            apply_grasp(armature, grasp, model)
            hand = studio.hand_points()
            views = choose_views(hand, np.asarray(model.segment_of_vertex), studio.things, _FOV)
            pictures = [studio.picture(view, settings.tile) for view in views]
            whole = overview(views[0], hand, studio.things, _FOV)
            if whole is not None:
                _inset(pictures, studio.picture(whole, round(settings.tile * _INSET)))
            tiles.append(pictures)
    write_png(path, _compose(tiles, grasps, settings))


class _Studio:
    """A scene of its own with the hand, the object, a camera and the light."""

    def __init__(self, scene: Any, camera: Any, hand_mesh: Any, things: Array, folder: Path) -> None:
        self.scene = scene
        self.camera = camera
        self.hand_mesh = hand_mesh
        self.things = things
        self.folder = folder

    def hand_points(self) -> Array:
        """(V, 3) vertices of the posed hand in the world."""
        self.scene.view_layers[0].update()
        depsgraph = self.scene.view_layers[0].depsgraph
        return world_points(self.hand_mesh.evaluated_get(depsgraph))

    def picture(self, view: View, size: int) -> Pixels:
        """(size, size, 3) picture of a view, top row first."""
        self.scene.render.resolution_x = self.scene.render.resolution_y = size
        self.camera.matrix_world = Matrix(view.camera_to_world.tolist())
        self.camera.data.clip_start = view.distance * 0.02
        self.camera.data.clip_end = view.distance * 20.0
        return _render(self.scene, self.folder / "view.png")[..., :3]


@contextlib.contextmanager
def _studio(armature: Any, hand_mesh: Any, object_meshes: Sequence[Any]) -> Iterator[_Studio]:
    scene = bpy.data.scenes.new("SemGrasp Sheet")
    world = bpy.data.worlds.new("SemGrasp Sheet")
    camera = bpy.data.objects.new("SemGrasp Sheet", bpy.data.cameras.new("SemGrasp Sheet"))
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="semgrasp-")))
        try:
            for item in (armature, hand_mesh, *object_meshes, *_ancestors(armature), camera):
                if item.name not in scene.collection.objects:
                    scene.collection.objects.link(item)
            camera.data.angle = _FOV
            camera.data.sensor_fit = "HORIZONTAL"
            scene.camera = camera
            scene.world = world
            _flat_output(scene)
            _workbench(scene, world)
            scene.view_layers[0].update()
            depsgraph = scene.view_layers[0].depsgraph
            things = np.concatenate([surface_points(m.evaluated_get(depsgraph)) for m in object_meshes])
            if len(things) > _THINGS:
                things = things[np.random.default_rng(0).choice(len(things), _THINGS, replace=False)]
            yield _Studio(scene, camera, hand_mesh, things, folder)
        finally:
            camera_data = camera.data
            bpy.data.objects.remove(camera)
            bpy.data.cameras.remove(camera_data)
            bpy.data.scenes.remove(scene)
            bpy.data.worlds.remove(world)


def _ancestors(item: Any) -> list[Any]:
    found = []
    while item.parent is not None:
        item = item.parent
        found.append(item)
    return found


def _flat_output(scene: Any) -> None:
    scene.render.resolution_percentage = 100
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGBA"
    scene.render.image_settings.color_depth = "8"
    scene.render.image_settings.compression = 0
    scene.view_settings.view_transform = "Standard"
    scene.view_settings.look = "None"
    scene.render.use_compositing = False
    scene.render.use_sequencer = False
    scene.render.dither_intensity = 0.0


def _workbench(scene: Any, world: Any) -> None:
    scene.render.engine = "BLENDER_WORKBENCH"
    shading = scene.display.shading
    shading.light = "STUDIO"
    shading.studio_light = "paint.sl"  # bright from every side: nothing of a grasp sinks into the dark
    shading.color_type = "TEXTURE"  # materials without a texture show their colour
    shading.show_cavity = True
    shading.cavity_type = "BOTH"
    shading.curvature_ridge_factor = 0.35
    shading.curvature_valley_factor = 1.0
    shading.cavity_ridge_factor = 0.3
    shading.cavity_valley_factor = 1.6
    shading.show_shadows = False  # cavities show contact well enough, and cast shadows hide fingers
    shading.show_specular_highlight = True
    shading.show_object_outline = True
    shading.object_outline_color = (0.16, 0.13, 0.12)
    scene.display.matcap_ssao_distance = 0.03
    scene.display.render_aa = "5"
    scene.render.film_transparent = False
    world.color = (0.80, 0.80, 0.78)


def _render(scene: Any, path: Path) -> Pixels:
    """(H, W, 4) render of a scene, top row first."""
    scene.render.filepath = str(path)
    with _quiet():
        bpy.ops.render.render(write_still=True, scene=scene.name)
    image = bpy.data.images.load(str(path))
    try:
        width, height = image.size
        flat = np.empty(width * height * 4, dtype=np.float32)
        image.pixels.foreach_get(flat)
    finally:
        bpy.data.images.remove(image)
    return np.round(flat.reshape(height, width, 4)[::-1] * 255.0).astype(np.uint8)


def _inset(pictures: Sequence[Pixels], small: Pixels) -> None:
    """Puts a small picture into the emptiest corner of the larger ones, with a frame of paper."""
    frame = max(1, len(pictures[0]) // 120)
    side, size = len(small) + frame, len(pictures[0])

    def unrest(place: tuple[int, int, int]) -> float:
        number, y, x = place
        return float(pictures[number][y : y + side, x : x + side].std(axis=(0, 1)).sum())

    # Later pictures first: of equally empty corners the one in the last picture's upper right is taken.
    numbers = range(len(pictures) - 1, -1, -1)
    corners = [(n, y, x) for n in numbers for y in (0, size - side) for x in (size - side, 0)]
    number, y, x = min(corners, key=unrest)
    picture = pictures[number]
    inner_y, inner_x = (0 if y == 0 else y + frame), (0 if x == 0 else x + frame)
    picture[y : y + side, x : x + side] = _PAPER
    picture[inner_y : inner_y + len(small), inner_x : inner_x + len(small)] = small


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keeps Blender's own lines ("Saved: …", driver warnings) off the terminal; errors come as
    exceptions.
    """
    saved = [os.dup(1), os.dup(2)]
    try:
        with open(os.devnull, "w") as sink:  # noqa: PTH123 (devnull is no path on Windows)
            os.dup2(sink.fileno(), 1)
            os.dup2(sink.fileno(), 2)
        yield
    finally:
        for target, source in enumerate(saved, start=1):
            os.dup2(source, target)
            os.close(source)


def world_points(evaluated: Any) -> Array:
    """(V, 3) vertices of an evaluated mesh object in the world."""
    return world_triangles(evaluated)[0]


def world_triangles(evaluated: Any) -> tuple[Array, IntArray, IntArray]:
    """Vertices (V, 3) in the world, triangles (F, 3) and their material slots (F,) of an evaluated mesh
    object.
    """
    mesh = evaluated.to_mesh()
    mesh.calc_loop_triangles()
    flat = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    mesh.vertices.foreach_get("co", flat)
    faces = np.empty(len(mesh.loop_triangles) * 3, dtype=np.int32)
    mesh.loop_triangles.foreach_get("vertices", faces)
    slots = np.empty(len(mesh.loop_triangles), dtype=np.int32)
    mesh.loop_triangles.foreach_get("material_index", slots)
    evaluated.to_mesh_clear()
    matrix = np.array(evaluated.matrix_world, dtype=np.float64)
    points = flat.reshape(-1, 3).astype(np.float64) @ matrix[:3, :3].T + matrix[:3, 3]
    triangles = faces.reshape(-1, 3)
    if np.linalg.det(matrix[:3, :3]) < 0.0:
        triangles = triangles[:, ::-1].copy()  # a mirror turns the surface inside out
    return points, triangles.astype(np.int64), slots.astype(np.int64)


def surface_points(evaluated: Any, count: int = _THINGS) -> Array:
    """(P, 3) points spread evenly over an evaluated mesh object in the world; none where it has no
    surface.
    """
    points, triangles, _ = world_triangles(evaluated)
    corners = points[triangles]
    if len(corners) == 0:
        return np.zeros((0, 3))
    areas = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    if areas.sum() <= 0.0:
        return corners[:, 0]
    random = np.random.default_rng(0)
    pick = random.choice(len(corners), count, p=areas / areas.sum())
    u = random.random((count, 2))
    flip = u.sum(axis=1) > 1.0
    u[flip] = 1.0 - u[flip]
    a, b, c = (corners[pick, k] for k in range(3))
    return a + u[:, :1] * (b - a) + u[:, 1:] * (c - a)


# The page


def _compose(tiles: list[list[Pixels]], grasps: Sequence[SceneGrasp], settings: SheetSettings) -> Pixels:
    tile = settings.tile
    columns = settings.columns or (1 if len(tiles) == 1 else 2 if len(tiles) <= 12 else 3)
    rows = math.ceil(len(tiles) / columns)
    gap, label = round(tile * 0.045), round(tile * 0.21)
    top = round(tile * 0.17) if settings.title else gap
    cell_width, cell_height = 2 * tile + gap // 3, tile + label
    width = columns * cell_width + (columns + 1) * gap
    height = top + rows * (cell_height + gap)
    page = np.full((height, width, 3), _PAPER, dtype=np.uint8)
    texts: list[_Text] = []
    if settings.title:
        texts.append(_Text(settings.title, gap, top * 0.62, tile * 0.062, _INK, width - 2 * gap))
    for index, (pictures, grasp) in enumerate(zip(tiles, grasps, strict=True)):
        left = gap + (index % columns) * (cell_width + gap)
        upper = top + (index // columns) * (cell_height + gap)
        for number, picture in enumerate(pictures):
            x = left + number * (tile + gap // 3)
            page[upper : upper + tile, x : x + tile] = picture
        kind = grasp.grasp_type.replace("_", " ")
        first = f"{index + 1}   {kind}   {grasp.score:.2f}"
        base = upper + tile
        texts.append(_Text(first, left, base + label * 0.34, tile * 0.052, _INK, cell_width))
        lines = [line for line in (metrics_line(grasp.metrics), grasp.caption) if line]
        for line, share in zip(lines, (0.65, 0.93), strict=False):
            texts.append(_Text(line, left, base + label * share, tile * 0.040, _FAINT, cell_width))
    ink = _typeset(texts, width, height).astype(np.float64)
    alpha = ink[..., 3:] / 255.0
    return np.round(page * (1.0 - alpha) + ink[..., :3] * alpha).astype(np.uint8)


def metrics_line(metrics: Mapping[str, Any]) -> str:
    """The few numbers that a label shows: "pen 1.2 mm · vol 0.21 cm³ · regions 7"."""
    parts = []
    for label, names, pattern in _METRICS:
        value = next((metrics[name] for name in names if name in metrics), None)
        if value is None:
            continue
        if isinstance(value, (list, tuple, Mapping)):
            value = len(value)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, float) and pattern == "{}":
            value = f"{value:.2f}".rstrip("0").rstrip(".")
        parts.append(f"{label} {pattern.format(value)}")
    return " · ".join(parts)


@dataclass(frozen=True)
class _Text:
    """A line of text: left end of its base line and height of its letters' box in pixels from the page's
    top left.
    """

    body: str
    x: float
    y: float
    size: float
    colour: tuple[float, float, float]
    width: float


def _typeset(texts: Sequence[_Text], width: int, height: int) -> Pixels:
    """(H, W, 4) page of text on nothing: Blender's text objects under a camera of one pixel a unit."""
    scene = bpy.data.scenes.new("SemGrasp Text")
    camera = bpy.data.objects.new("SemGrasp Text", bpy.data.cameras.new("SemGrasp Text"))
    made: list[Any] = []
    try:
        camera.data.type = "ORTHO"
        camera.data.ortho_scale = max(width, height)
        camera.location = (width / 2.0, -height / 2.0, 100.0)
        camera.data.clip_end = 200.0
        scene.collection.objects.link(camera)
        scene.camera = camera
        scene.render.resolution_x, scene.render.resolution_y = width, height
        _flat_output(scene)
        scene.render.engine = "BLENDER_WORKBENCH"
        scene.render.film_transparent = True
        scene.display.shading.light = "FLAT"
        scene.display.shading.color_type = "OBJECT"
        scene.display.render_aa = "8"
        for text in texts:
            made.append(_text_object(scene, text))
        with tempfile.TemporaryDirectory(prefix="semgrasp-") as folder:
            return _render(scene, Path(folder) / "text.png")
    finally:
        for item in made:
            curve = item.data
            bpy.data.objects.remove(item)
            bpy.data.curves.remove(curve)
        camera_data = camera.data
        bpy.data.objects.remove(camera)
        bpy.data.cameras.remove(camera_data)
        bpy.data.scenes.remove(scene)


def _text_object(scene: Any, text: _Text) -> Any:
    curve = bpy.data.curves.new("SemGrasp Text", "FONT")
    curve.body = text.body
    curve.size = text.size * 1.35
    curve.resolution_u = 4
    item = bpy.data.objects.new("SemGrasp Text", curve)
    item.location = (text.x, -text.y, 0.0)
    item.color = (*text.colour, 1.0)
    scene.collection.objects.link(item)
    scene.view_layers[0].update()
    while item.dimensions.x > text.width and len(curve.body) > 8:
        keep = max(4, int(len(curve.body) * min(0.96, text.width / item.dimensions.x)))
        curve.body = curve.body[:keep].rstrip(" ….,·") + "…"
        scene.view_layers[0].update()
    return item


def dress(object_meshes: Sequence[Any]) -> None:
    """Gives meshes without a material the neutral one, and shows materials in Workbench in their real
    colour.
    """
    for item in object_meshes:
        if not any(slot.material for slot in item.material_slots):
            item.data.materials.clear()
            item.data.materials.append(neutral_material())
        for slot in item.material_slots:
            if slot.material is not None and slot.material.node_tree is not None:
                _show_base_colour(slot.material)


def _show_base_colour(material: Any) -> None:
    for node in material.node_tree.nodes:
        if node.type == "BSDF_PRINCIPLED" and not node.inputs["Base Color"].is_linked:
            material.diffuse_color = (*tuple(node.inputs["Base Color"].default_value)[:3], 1.0)
