"""Export FBX and GLB. No `from __future__ import annotations`: Blender reads the annotations as values."""

# pyright: reportInvalidTypeForm=false

from pathlib import Path
from typing import Any

import bpy
from bpy.props import StringProperty
from bpy_extras.io_utils import ExportHelper

from ...exporters.atomic import check_place
from ...exporters.fbx import export_fbx
from ...exporters.gltf import export_glb
from ...inference.errors import UserError
from .. import choice, results
from ..scene.clips import MARK_KEY, clips_of, mark_of
from ..scene.rig import rig_of
from .candidates import list_refusal
from .clips import clip_settings, make_clips
from .common import guarded, refuse


class _Export(ExportHelper):
    """What both formats share; `write` is what they differ in."""

    bl_options = {"REGISTER"}  # noqa: RUF012

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        """An object with a chosen grasp."""
        reason = list_refusal(context)
        if not reason and choice.shown_grasp(choice.target_of(context)) is None:
            reason = "Choose a grasp in the list first"
        return refuse(cls, reason)

    def invoke(self, context: bpy.types.Context, event: Any) -> set[str]:
        """Asks for the file; proposes the object's name."""
        if not self.filepath:
            folder = Path(bpy.data.filepath).parent if bpy.data.filepath else Path.home()
            self.filepath = str(folder / f"{choice.target_of(context).name}{self.filename_ext}")
        return ExportHelper.invoke(self, context, event)

    def execute(self, context: bpy.types.Context) -> set[str]:
        """Writes the file; makes the clips first where there are none."""
        return guarded(self, lambda: self._run(context))

    def _run(self, context: bpy.types.Context) -> str:
        if not self.filepath:
            raise UserError("Name a file to export to.")
        path = Path(bpy.path.abspath(bpy.path.ensure_ext(self.filepath, self.filename_ext)))
        check_place(path)  # before clips are made for it
        obj = choice.target_of(context)
        armature = choice.shown_armature(obj, context.scene)
        if armature is None or not _current_clips(obj, armature):
            make_clips(context, obj, clip_settings(context.scene), all_candidates=True)
            armature = choice.shown_armature(obj, context.scene)
            bpy.ops.ed.undo_push(message="Make Clips")
        settings = context.scene.semgrasp
        meshes = [rig_of(armature).mesh, *([obj] if settings.export_object else [])]
        names = [action.name for action in _current_clips(obj, armature)]
        self.write(path, armature, meshes, names, settings.export_preset)
        return f"{len(names)} clips in {path.name}"


def _current_clips(obj: bpy.types.Object, armature: bpy.types.Object) -> list[Any]:
    """The hand's clips of the grasps in the list; those of earlier results stay in the scene alone."""
    listed = {mark_of(results.read_item(item)) for item in obj.semgrasp.candidates}
    return [action for action in clips_of(armature) if action.get(MARK_KEY) in listed]


class SEMGRASP_OT_export_fbx(_Export, bpy.types.Operator):  # noqa: N801
    """Write the hand with its clips as FBX for a game engine"""

    bl_idname = "semgrasp.export_fbx"
    bl_label = "Export FBX"
    filename_ext = ".fbx"
    filter_glob: StringProperty(default="*.fbx", options={"HIDDEN"})

    def write(self, path: Path, armature: Any, meshes: list[Any], actions: list[str], preset: str) -> None:
        """Writes the file."""
        export_fbx(path, armature, meshes, actions, preset)


class SEMGRASP_OT_export_glb(_Export, bpy.types.Operator):  # noqa: N801
    """Write the hand with its clips as glTF binary for a game engine"""

    bl_idname = "semgrasp.export_glb"
    bl_label = "Export GLB"
    filename_ext = ".glb"
    filter_glob: StringProperty(default="*.glb", options={"HIDDEN"})

    def write(self, path: Path, armature: Any, meshes: list[Any], actions: list[str], preset: str) -> None:
        """Writes the file."""
        export_glb(path, armature, meshes, actions, preset)


CLASSES = (SEMGRASP_OT_export_fbx, SEMGRASP_OT_export_glb)
