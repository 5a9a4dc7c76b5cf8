"""Generate and Cancel. No `from __future__ import annotations`: Blender reads the annotations as values."""

# pyright: reportInvalidTypeForm=false

import bpy
from bpy.props import BoolProperty

from ...inference.errors import UserError
from ...inference.exchange import Order
from ...inference.grasp import GenerateRequest
from .. import choice, handoff, preferences, session
from ..jobs.job import State
from ..jobs.runner import runner
from .common import guarded, refuse


def request_of(scene: bpy.types.Scene) -> GenerateRequest:
    """The scene's settings as a request."""
    settings = scene.semgrasp
    return GenerateRequest(
        instruction=settings.instruction.strip(),
        side=settings.side,
        count=settings.count,
        seed=settings.seed,
        betas=tuple(settings.betas),
    )


class SEMGRASP_OT_generate(bpy.types.Operator):  # noqa: N801
    """Find grasps of the object that fit the instruction"""

    bl_idname = "semgrasp.generate"
    bl_label = "Generate"
    bl_options = {"REGISTER"}  # noqa: RUF012  (the undo step is pushed when the result arrives)

    _job = None

    wait: BoolProperty(
        name="Wait",
        description="Block until the grasps are there. Always so in background mode",
        default=False,
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        """Any mesh that is this file's own; the mesh itself is looked at when it runs."""
        if runner.job is not None:
            return refuse(cls, "Grasps are being generated")
        return refuse(cls, handoff.refusal(choice.target_of(context), context.scene))

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        """As execute, and listens for Esc while the user goes on working."""
        done = self.execute(context)
        self._job = runner.job
        if self._job is None or "FINISHED" not in done:
            return done
        context.window_manager.modal_handler_add(self)
        return {"RUNNING_MODAL"}

    def modal(self, _context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        """Everything passes through but Esc. The job itself is pumped by a timer and needs no operator."""
        if self._job is None or runner.job is not self._job:
            return {"FINISHED", "PASS_THROUGH"}
        if event.type == "ESC" and event.value == "PRESS":
            runner.cancel()
            return {"CANCELLED"}
        return {"PASS_THROUGH"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        """Hands the mesh to the worker."""
        return guarded(self, lambda: self._run(context))

    def _run(self, context: bpy.types.Context) -> str:
        scene = context.scene
        obj = choice.target_of(context)
        mesh = handoff.read_mesh(obj, context.evaluated_depsgraph_get(), scene.unit_settings.scale_length)
        runner.start(obj, Order(mesh, request_of(scene), preferences.current().mano_folder))
        if not (self.wait or bpy.app.background):
            return ""
        state = runner.wait()
        problem = session.problem()
        if problem is not None:
            raise UserError(problem.text)
        return (
            "Cancelled"
            if state is State.CANCELLED
            else f"{len(obj.semgrasp.candidates)} grasps of “{obj.name}”"
        )


class SEMGRASP_OT_cancel(bpy.types.Operator):  # noqa: N801
    """Stop generating; what was there before stays"""

    bl_idname = "semgrasp.cancel"
    bl_label = "Cancel"
    bl_options = {"INTERNAL"}  # noqa: RUF012

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        """Only while a job runs."""
        return refuse(cls, "" if runner.job is not None else "Nothing is being generated")

    def execute(self, _context: bpy.types.Context) -> set[str]:
        """Asks the job to stop."""
        runner.cancel()
        return {"FINISHED"}


CLASSES = (SEMGRASP_OT_generate, SEMGRASP_OT_cancel)
