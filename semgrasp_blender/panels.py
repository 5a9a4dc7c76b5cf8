"""The SemGrasp tab of the 3D view's sidebar. Drawing only reads."""

from __future__ import annotations

from typing import Any

import bpy

from . import choice, handoff, lists, results, session
from .jobs.job import GenerateJob, State
from .jobs.runner import runner
from .messages import time_left, wrap_for_panel


class _Tab:
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "SemGrasp"


class SEMGRASP_PT_main(_Tab, bpy.types.Panel):  # noqa: N801
    """Object, words, and the button."""

    bl_label = "SemGrasp"
    bl_idname = "SEMGRASP_PT_main"

    def draw(self, context: bpy.types.Context) -> None:
        """Draws the panel."""
        layout = self.layout
        settings = context.scene.semgrasp
        obj = choice.target_of(context)
        column = layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.prop(settings, "target", **_hint(obj.name if obj is not None else "Pick a mesh"))
        layout.prop(
            settings, "instruction", text="", icon="OUTLINER_DATA_FONT", **_hint("hold it by the handle")
        )
        column = layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        row = column.row(heading="Hand")
        row.prop(settings, "side", expand=True)
        pair = column.column(align=True)
        pair.prop(settings, "count")
        pair.prop(settings, "seed")

        job = runner.job
        if job is not None:
            _draw_progress(layout, job)
        else:
            reason = handoff.refusal(obj, context.scene)
            row = layout.row()
            row.scale_y = 1.4
            row.operator("semgrasp.generate", icon="VIEW_PAN")
            if reason:
                _draw_text(layout, context, reason, "INFO")
        _draw_problem(layout, context)


class SEMGRASP_PT_candidates(_Tab, bpy.types.Panel):  # noqa: N801
    """The list and what there is to say of the chosen grasp."""

    bl_label = "Grasps"
    bl_idname = "SEMGRASP_PT_candidates"
    bl_parent_id = "SEMGRASP_PT_main"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        """Only where there are grasps."""
        obj = choice.target_of(context)
        return obj is not None and len(obj.semgrasp.candidates) > 0

    def draw(self, context: bpy.types.Context) -> None:
        """Draws the list."""
        layout = self.layout
        group = choice.target_of(context).semgrasp
        column = layout.column(align=True)
        heading = column.column()
        heading.active = False
        lists.draw_columns(heading, "  Type", "Score", "Depth", "Touch")
        column.template_list(
            "SEMGRASP_UL_candidates",
            "",
            group,
            "candidates",
            context.window_manager.semgrasp,
            "shown_index",
            rows=min(max(len(group.candidates), 4), 8),
        )
        row = column.row(align=True)
        row.operator("semgrasp.accept", icon="CHECKMARK")
        row.operator("semgrasp.delete", text="Delete", icon="REMOVE")
        item = choice.shown_grasp(group.id_data)
        if item is not None:
            _draw_details(layout, context, item)


class SEMGRASP_PT_clips(_Tab, bpy.types.Panel):  # noqa: N801
    """Clips and export."""

    bl_label = "Clips and Export"
    bl_idname = "SEMGRASP_PT_clips"
    bl_parent_id = "SEMGRASP_PT_main"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        """Only where there are grasps."""
        return SEMGRASP_PT_candidates.poll(context)

    def draw(self, context: bpy.types.Context) -> None:
        """Draws the settings and buttons."""
        layout = self.layout
        settings = context.scene.semgrasp
        column = layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        frames = column.column(align=True)
        frames.prop(settings, "reach_frames")
        frames.prop(settings, "close_frames")
        frames.prop(settings, "hold_frames")
        column.prop(settings, "all_candidates")
        layout.operator("semgrasp.make_clips", icon="ACTION")
        column = layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.separator()
        column.prop(settings, "export_preset")
        column.prop(settings, "export_object")
        row = layout.row(align=True)
        row.operator("semgrasp.export_fbx", text="FBX", icon="EXPORT")
        row.operator("semgrasp.export_glb", text="GLB", icon="EXPORT")


class SEMGRASP_PT_hand(_Tab, bpy.types.Panel):  # noqa: N801
    """Shape of the hand."""

    bl_label = "Hand Shape"
    bl_idname = "SEMGRASP_PT_hand"
    bl_parent_id = "SEMGRASP_PT_main"
    bl_options = {"DEFAULT_CLOSED"}  # noqa: RUF012

    def draw(self, context: bpy.types.Context) -> None:
        """Draws the ten shape values."""
        column = self.layout.column(align=True)
        column.label(text="Used by the next Generate")
        for index in range(10):
            column.prop(context.scene.semgrasp, "betas", index=index, text=f"Shape {index + 1}", slider=True)


def _draw_progress(layout: Any, job: GenerateJob) -> None:
    left = job.seconds_left()
    text = job.stage if left is None else f"{job.stage}: {time_left(left)}"
    column = layout.column(align=True)
    column.progress(factor=job.fraction, text=text, type="BAR")
    row = column.row()
    row.scale_y = 1.4
    row.enabled = job.state is not State.CANCELLING
    row.operator("semgrasp.cancel", icon="CANCEL")


def _draw_problem(layout: Any, context: Any) -> None:
    problem = session.problem()
    if problem is None:
        return
    box = layout.box()
    _draw_text(box, context, problem.text, "ERROR")
    row = box.row()
    row.operator("semgrasp.copy_report", icon="COPYDOWN")
    row.operator("semgrasp.dismiss", icon="X")


def _draw_details(layout: Any, context: Any, item: Any) -> None:
    metrics = results.metrics(item)
    column = layout.column(align=True)
    if item.caption:
        _draw_text(column, context, item.caption[:1].upper() + item.caption[1:], "NONE")
    depth, contacts = lists.penetration_mm(metrics), lists.contact_count(metrics)
    if depth is not None and contacts is not None:
        fact = f"{depth:.1f} mm deepest penetration, {contacts} of 16 hand regions touch"
        facts = layout.column()
        facts.active = False
        _draw_text(facts, context, fact, "NONE")


def _draw_text(layout: Any, context: Any, text: str, icon: str) -> None:
    width = context.region.width if context.region else 300
    column = layout.column(align=True)
    for number, line in enumerate(wrap_for_panel(text, width, context.preferences.system.ui_scale)):
        shown = icon if number == 0 else ("BLANK1" if icon != "NONE" else "NONE")
        column.label(text=line, icon=shown, translate=False)


def _knows_placeholder() -> bool:
    return "placeholder" in bpy.types.UILayout.bl_rna.functions["prop"].parameters


def _hint(text: str) -> dict[str, str]:
    return {"placeholder": text} if _knows_placeholder() else {}


CLASSES = (SEMGRASP_PT_main, SEMGRASP_PT_candidates, SEMGRASP_PT_clips, SEMGRASP_PT_hand)
