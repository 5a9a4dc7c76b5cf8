"""The list: choose, accept, delete.

No `from __future__ import annotations`: Blender reads the annotations as values.
"""

# pyright: reportInvalidTypeForm=false

import bpy
from bpy.props import IntProperty

from .. import choice, handoff
from .common import guarded, refuse


def list_refusal(context: bpy.types.Context) -> str:
    """Why nothing can be done with the list; empty where something can."""
    obj = choice.target_of(context)
    reason = handoff.refusal(obj, context.scene)
    if reason:
        return reason
    return "" if len(obj.semgrasp.candidates) else f"“{obj.name}” has no grasps: generate some first"


class SEMGRASP_OT_choose(bpy.types.Operator):  # noqa: N801
    """Show one of the grasps"""

    bl_idname = "semgrasp.choose"
    bl_label = "Choose Grasp"
    bl_options = {"REGISTER", "UNDO"}  # noqa: RUF012

    index: IntProperty(name="Grasp", description="Place in the list, from 0", default=0, min=0)

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        """An object with grasps."""
        return refuse(cls, list_refusal(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        """Poses the hand."""

        def work() -> str:
            choice.choose(context, choice.target_of(context), self.index)
            return ""

        return guarded(self, work)


class SEMGRASP_OT_accept(bpy.types.Operator):  # noqa: N801
    """Keep the grasp that is shown and drop the others: one undo step brings them back"""

    bl_idname = "semgrasp.accept"
    bl_label = "Keep Only This"
    bl_options = {"REGISTER", "UNDO"}  # noqa: RUF012

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        """An object with a chosen grasp."""
        return refuse(cls, list_refusal(context) or _choice_refusal(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        """Drops the others."""

        def work() -> str:
            group = choice.target_of(context).semgrasp
            kept = group.active_index
            with choice.quiet():
                for index in reversed(range(len(group.candidates))):
                    if index != kept:
                        group.candidates.remove(index)
                group.active_index = 0
            choice.show(context, group.id_data)
            return ""

        return guarded(self, work)


class SEMGRASP_OT_delete(bpy.types.Operator):  # noqa: N801
    """Take the chosen grasp off the list"""

    bl_idname = "semgrasp.delete"
    bl_label = "Delete Grasp"
    bl_options = {"REGISTER", "UNDO"}  # noqa: RUF012

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        """An object with a chosen grasp."""
        return refuse(cls, list_refusal(context) or _choice_refusal(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        """Removes it and shows its neighbour."""

        def work() -> str:
            group = choice.target_of(context).semgrasp
            group.candidates.remove(group.active_index)
            with choice.quiet():
                group.active_index = min(group.active_index, len(group.candidates) - 1)
            choice.show(context, group.id_data)
            return ""

        return guarded(self, work)


def _choice_refusal(context: bpy.types.Context) -> str:
    return (
        ""
        if choice.shown_grasp(choice.target_of(context)) is not None
        else "Choose a grasp in the list first"
    )


CLASSES = (SEMGRASP_OT_choose, SEMGRASP_OT_accept, SEMGRASP_OT_delete)
