"""Make Clips: one action for each grasp."""

from __future__ import annotations

import bpy

from ...inference.errors import UserError
from .. import choice, results
from ..scene import actions
from ..scene.clips import ClipSettings, write_clip
from .candidates import list_refusal
from .common import guarded, refuse


def clip_settings(scene: bpy.types.Scene) -> ClipSettings:
    """The scene's settings as plain values."""
    settings = scene.semgrasp
    return ClipSettings(
        start=1, reach=settings.reach_frames, close=settings.close_frames, hold=settings.hold_frames
    )


class SEMGRASP_OT_make_clips(bpy.types.Operator):  # noqa: N801
    """Write an animation clip for each grasp: the open hand reaches, closes and holds"""

    bl_idname = "semgrasp.make_clips"
    bl_label = "Make Clips"
    bl_options = {"REGISTER", "UNDO"}  # noqa: RUF012

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        """An object with grasps."""
        return refuse(cls, list_refusal(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        """Writes the clips and shows the chosen one."""
        return guarded(self, lambda: self._run(context))

    def _run(self, context: bpy.types.Context) -> str:
        obj, scene = choice.target_of(context), context.scene
        settings = clip_settings(scene)
        chosen = choice.shown_grasp(obj)
        if chosen is None and not scene.semgrasp.all_candidates:
            raise UserError("Choose a grasp in the list first.")
        made = make_clips(context, obj, settings, all_candidates=scene.semgrasp.all_candidates)
        return f"{made} clips" if made != 1 else "1 clip"


def make_clips(
    context: bpy.types.Context, obj: bpy.types.Object, settings: ClipSettings, *, all_candidates: bool
) -> int:
    """Writes clips for all candidates or for the chosen one; returns how many.

    The chosen one's becomes the active clip and the scene stands at its grip. The scene's end is only ever
    moved back, never cut short: it may belong to other work.
    """
    made = 0
    shown = None
    for number, item in enumerate(obj.semgrasp.candidates, start=1):
        chosen = number - 1 == obj.semgrasp.active_index
        if not (all_candidates or chosen):
            continue
        grasp = results.read_item(item)
        armature = choice.ensure_rig(context, obj, grasp, choice.hand_model(grasp.side, item.hand_source))
        action = write_clip(armature, grasp, obj.name, number, settings)
        if chosen or shown is None:
            shown = armature, action
        made += 1
    if shown is not None:
        actions.assign(*shown)
        context.scene.frame_end = max(context.scene.frame_end, settings.end)
        context.scene.frame_set(settings.grip)
    return made


CLASSES = (SEMGRASP_OT_make_clips,)
