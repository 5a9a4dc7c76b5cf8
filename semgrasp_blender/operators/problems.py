"""The error in the panel: dismiss it, copy its report."""

from __future__ import annotations

import bpy

from .. import session
from ..messages import full_report
from .common import refuse


class SEMGRASP_OT_dismiss(bpy.types.Operator):  # noqa: N801
    """Take the message away"""

    bl_idname = "semgrasp.dismiss"
    bl_label = "Dismiss"
    bl_options = {"INTERNAL"}  # noqa: RUF012

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        """Only while there is a message."""
        return refuse(cls, "" if session.problem() else "There is no message")

    def execute(self, _context: bpy.types.Context) -> set[str]:
        """Clears it."""
        session.clear_problem()
        return {"FINISHED"}


class SEMGRASP_OT_copy_report(bpy.types.Operator):  # noqa: N801
    """Copy the message with its details to the clipboard, for a bug report"""

    bl_idname = "semgrasp.copy_report"
    bl_label = "Copy Report"
    bl_options = {"INTERNAL"}  # noqa: RUF012

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        """Only while there is a message."""
        return refuse(cls, "" if session.problem() else "There is no message")

    def execute(self, context: bpy.types.Context) -> set[str]:
        """Copies it."""
        problem = session.problem()
        assert problem is not None
        context.window_manager.clipboard = full_report(problem, bpy.app.version_string)
        self.report({"INFO"}, "Report copied")
        return {"FINISHED"}


CLASSES = (SEMGRASP_OT_dismiss, SEMGRASP_OT_copy_report)
