"""Blender's part of the command line: ``python -m semgrasp.semgrasp_blender.headless JOB.json`` as a child.

JOB.json holds one task:

``{"task": "write", "result": RESULT.npz, "object": FILE, "outputs": [FILE, …]}``
    with optional ``"up"`` ("Y" or "Z"), ``"unit_scale"`` (metres in a unit of the file), ``"preset"`` (engine
    preset of the exporters), ``"sheet_columns"``, ``"tile"`` (pixels),
    ``"title"`` and ``"mano_folder"``. Outputs by suffix: .blend .glb .fbx .png. RESULT.npz is in
    the object file's own frame in metres, with the clip's ``approach`` and ``approach_pose``.

``{"task": "read", "object": FILE, "output": MESH.npz}``
    reads a mesh through Blender's importers: ``vertices`` (V, 3) in the file's frame, ``faces`` (F, 3),
    ``part_names`` (K,), ``part_of_face`` (F,) and ``up``, the axis that points up in that frame.

Exit codes: 0 done; 2 bad input, one sentence as the last line on stderr, nothing written; 1 a defect.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from ..exporters.fbx import export_fbx
from ..exporters.gltf import export_glb
from ..inference.errors import UserError
from ..inference.hand import load_hand
from ..inference.hand.model import HandModel
from .scene import clips, grasps, importing, results, rig, sheet, stage, views
from .scene.frames import object_frame
from .scene.grasps import SceneGrasp

LOG = logging.getLogger(__name__)

OUTPUTS = (".blend", ".glb", ".fbx", ".png")


def run(job: dict[str, Any]) -> None:
    """Does one job.

    Raises:
        UserError: the job, the result or the object can't be used.
    """
    bpy.ops.wm.read_factory_settings(use_empty=True)
    tasks: dict[str, Callable[[dict[str, Any]], None]] = {"write": _write, "read": _read}
    task = tasks.get(str(job.get("task")))
    if task is None:
        raise UserError(f"Unknown task {job.get('task')!r}: use one of {', '.join(tasks)}.")
    task(job)


class _Scene:
    """The scene of a result: object, hand, grasps in the object's frame, clips."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        found, self.meta = results.read_grasps(job["result"])
        if not found:
            raise UserError("The result holds no grasp, so there is nothing to write.")
        self.prop = importing.import_object(job["object"], job.get("up"), float(job.get("unit_scale") or 1.0))
        sheet.dress(self.prop.meshes)
        scene = bpy.context.scene
        frame = object_frame(np.array(self.prop.root.matrix_world), scene.unit_settings.scale_length)
        file_to_frame = np.linalg.inv(frame.metres_to_world) @ self.prop.file_to_world
        self.grasps: list[SceneGrasp] = [grasps.moved(grasp, file_to_frame) for grasp in found]
        self.model: HandModel = load_hand(found[0].side, job.get("mano_folder"))
        self.hand = rig.build_hand_rig(bpy.context, self.model, found[0].betas)
        rig.attach(self.hand, self.prop.root, scene.unit_settings.scale_length)
        self.name = Path(job["object"]).stem
        self.preset = str(job.get("preset") or "generic")
        settings = clips.scene_settings(scene)
        self.actions = [
            clips.write_clip(self.hand.armature, grasp, self.name, number, settings)
            for number, grasp in enumerate(self.grasps, start=1)
        ]

    @property
    def all_meshes(self) -> list[Any]:
        """The hand's skin and the object's meshes."""
        return [self.hand.mesh, *self.prop.meshes]

    @property
    def clip_names(self) -> list[str]:
        """Names of the clips, best first."""
        return [action.name for action in self.actions]

    def rest_at_best(self) -> None:
        """Leaves the hand at the best grasp, its clip active."""
        clips.show_clip(bpy.context.scene, self.hand.armature, self.actions[0])


def _write(job: dict[str, Any]) -> None:
    outputs = [Path(output) for output in job["outputs"]]
    for output in outputs:
        if output.suffix.lower() not in OUTPUTS:
            raise UserError(f"{output.name}: can write {', '.join(OUTPUTS)} only.")
        if not output.parent.is_dir():
            raise UserError(f"There is no folder {output.parent} to write {output.name} into.")
    scene = _Scene(job)
    writers: dict[str, Callable[[_Scene, Path], None]] = {
        ".png": _write_sheet,
        ".glb": _write_glb,
        ".fbx": _write_fbx,
        ".blend": _write_blend,
    }
    # The .blend last: it is dressed with camera and light, which no other output should hold.
    steps: list[tuple[Path, Callable[[Path], None]]] = []
    for output in sorted(outputs, key=lambda path: OUTPUTS[::-1].index(path.suffix.lower())):
        steps.append((output, partial(writers[output.suffix.lower()], scene)))
    _write_all(steps)


def _write_all(steps: Sequence[tuple[Path, Callable[[Path], None]]]) -> None:
    """Writes each file beside its place; only when all of them are whole do they take their places."""
    written: list[tuple[Path, Path]] = []
    output = Path()
    try:
        for output, write in steps:
            handle, name = tempfile.mkstemp(
                prefix=f".{output.stem}-", suffix=output.suffix, dir=output.parent
            )
            os.close(handle)
            temporary = Path(name)
            written.append((temporary, output))
            temporary.unlink()
            write(temporary)
            if not temporary.is_file() or temporary.stat().st_size == 0:
                raise UserError(f"{output.name} could not be written: is the disk full?")
        for temporary, place in written:
            temporary.replace(place)
    except OSError as error:
        raise UserError(f"{output.name} could not be written: {error.strerror or error}.") from error
    except RuntimeError as error:
        reason = str(error).strip().splitlines()[-1].removeprefix("Error: ")
        raise UserError(f"{output.name} could not be written: {reason}") from error
    finally:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)


def _write_sheet(scene: _Scene, path: Path) -> None:
    job = scene.job
    title = job.get("title")
    if title is None:
        words = str(scene.meta.get("instruction") or "")
        title = f"{scene.name} — “{words}”" if words else scene.name
    settings = sheet.SheetSettings(
        tile=int(job.get("tile") or 360),
        columns=int(job.get("sheet_columns") or 0),
        title=title,
    )
    sheet.render_sheet(
        path, scene.hand.armature, scene.hand.mesh, scene.prop.meshes, scene.grasps, scene.model, settings
    )


def _write_glb(scene: _Scene, path: Path) -> None:
    scene.rest_at_best()
    export_glb(path, scene.hand.armature, scene.all_meshes, scene.clip_names, scene.preset)


def _write_fbx(scene: _Scene, path: Path) -> None:
    scene.rest_at_best()
    export_fbx(path, scene.hand.armature, scene.all_meshes, scene.clip_names, scene.preset)


def _write_blend(scene: _Scene, path: Path) -> None:
    scene.rest_at_best()
    depsgraph = bpy.context.evaluated_depsgraph_get()
    hand = sheet.world_points(scene.hand.mesh.evaluated_get(depsgraph))
    things = np.concatenate([sheet.surface_points(m.evaluated_get(depsgraph)) for m in scene.prop.meshes])
    view = views.choose_views(hand, np.asarray(scene.model.segment_of_vertex), things, count=1)[0]
    low, high = hand.min(axis=0), hand.max(axis=0)
    stage.set_stage(bpy.context.scene, view, (low + high) / 2.0, float(np.linalg.norm(high - low)))
    bpy.context.view_layer.objects.active = scene.hand.armature
    bpy.ops.file.pack_all()
    bpy.ops.wm.save_as_mainfile(filepath=str(path), compress=True, copy=True, check_existing=False)


def _joined(node: str, material: str) -> str:
    """A name of a part out of both, without saying the same thing twice."""
    plain = [re.sub(r"[\W_]+", " ", name).strip().lower() for name in (node, material)]
    if plain[1] in plain[0]:
        return node
    return material if plain[0] in plain[1] else f"{node} {material}"


def _read(job: dict[str, Any]) -> None:
    prop = importing.import_object(job["object"], "Y", 1.0)
    back = np.linalg.inv(prop.file_to_world)
    vertices, faces, names, labels = [], [], [], []
    depsgraph = bpy.context.evaluated_depsgraph_get()
    offset = 0
    for mesh_object in prop.meshes:
        evaluated = mesh_object.evaluated_get(depsgraph)
        points, triangles, materials = sheet.world_triangles(evaluated)
        vertices.append(points @ back[:3, :3].T + back[:3, 3])
        faces.append(triangles + offset)
        offset += len(points)
        parts = [slot.material.name if slot.material else "" for slot in mesh_object.material_slots] or [""]
        # A node's name tells more than a material's; where a mesh has several materials both stand in the
        # name.
        local = [_joined(mesh_object.name, part) for part in parts]
        labels.append(np.clip(materials, 0, len(local) - 1) + len(names))
        names += local
    output = Path(job["output"])
    arrays = {
        "vertices": np.concatenate(vertices),
        "faces": np.concatenate(faces).astype(np.int32),
        "part_names": np.array(names),
        "part_of_face": np.concatenate(labels).astype(np.int32),
        "up": np.array("Y"),
    }

    def write(path: Path) -> None:
        with path.open("wb") as file:
            np.savez(file, **arrays)

    _write_all([(output, write)])


def main(arguments: Sequence[str]) -> int:
    """Runs the job file named in the arguments and returns the exit code."""
    try:
        if len(arguments) != 1:
            raise UserError("Usage: python -m semgrasp.semgrasp_blender.headless JOB.json")
        try:
            job = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UserError(f"Could not read the job file {arguments[0]}: {error}") from error
        run(job)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except Exception:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # Blender as a module may crash while the interpreter shuts down
