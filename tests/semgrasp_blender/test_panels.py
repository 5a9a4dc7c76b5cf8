"""Drawing, without a window: every call is checked against what this Blender's UILayout knows.

Blender draws nothing in background mode: without this, an icon that a version lacks would show up with users.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import bpy
import pytest
from semgrasp.inference.exchange import Order
from semgrasp.semgrasp_blender import handoff, lists, panels, session
from semgrasp.semgrasp_blender.jobs.runner import runner
from semgrasp.semgrasp_blender.operators.generate import request_of

FUNCTIONS = bpy.types.UILayout.bl_rna.functions
ICONS = {item.identifier for item in FUNCTIONS["label"].parameters["icon"].enum_items}
CONTAINERS = ("row", "column", "box", "split", "column_flow", "grid_flow")


class Layout:
    """Stands for a UILayout: notes texts and operators, refuses what Blender would refuse."""

    def __init__(self, log: list[str]) -> None:
        object.__setattr__(self, "log", log)

    def __setattr__(self, name: str, value: Any) -> None:
        assert name in bpy.types.UILayout.bl_rna.properties, f"UILayout has no {name}"

    def __getattr__(self, name: str):
        assert name in FUNCTIONS, f"UILayout has no {name}()"
        return lambda *values, **options: self.call(name, values, options)

    def call(self, name: str, values: tuple, options: dict[str, Any]) -> Layout | None:
        known = FUNCTIONS[name].parameters
        unknown = set(options) - set(known.keys())
        assert not unknown, f"{name}() takes no {unknown}"
        assert options.get("icon", "NONE") in ICONS
        if name == "operator":
            module, _, operator = values[0].partition(".")
            assert operator in dir(getattr(bpy.ops, module))
            self.log.append(values[0])
        elif name == "prop":
            assert values[1] in values[0].bl_rna.properties
        elif name == "template_list":
            assert hasattr(bpy.types, values[0])
        self.log.append(str(options.get("text", "")))
        return Layout(self.log) if name in CONTAINERS else None


def drawn(panel: Any) -> list[str]:
    """What a panel writes, in order; empty where its poll hides it."""
    context = SimpleNamespace(
        scene=bpy.context.scene,
        view_layer=bpy.context.view_layer,
        window_manager=bpy.context.window_manager,
        preferences=SimpleNamespace(system=SimpleNamespace(ui_scale=1.0)),  # there is none without a window
        region=SimpleNamespace(width=280),
    )
    log: list[str] = []
    if getattr(panel, "poll", lambda _context: True)(context):
        panel.draw(SimpleNamespace(layout=Layout(log)), context)
    return log


def everything() -> list[str]:
    return [text for panel in panels.CLASSES for text in drawn(panel)]


def test_without_an_object(addon):
    log = everything()
    assert "semgrasp.generate" in log
    assert any("Select a mesh" in text for text in log)
    assert "semgrasp.make_clips" not in log


@pytest.mark.parametrize("side", ["right", "left"])
def test_with_results(use_worker, add_box, side):
    obj = add_box()
    bpy.context.scene.semgrasp.side = side
    bpy.ops.semgrasp.generate()
    log = everything()
    for operator in ("accept", "delete", "make_clips", "export_fbx", "export_glb"):
        assert f"semgrasp.{operator}" in log
    assert "A made-up grasp." in log
    row: list[str] = []
    draw = lists.SEMGRASP_UL_candidates.draw_item
    draw(SimpleNamespace(), bpy.context, Layout(row), None, obj.semgrasp.candidates[1], 0, None, "", 1)
    assert [text for text in row if text] == ["Medium Wrap", "0.85", "1.5", "2"]


def test_while_a_job_runs(use_worker, add_box):
    use_worker("slow")
    obj = add_box()
    mesh = handoff.read_mesh(obj, bpy.context.evaluated_depsgraph_get(), 1.0)
    job = runner.start(obj, Order(mesh, request_of(bpy.context.scene)))
    assert "Starting" in everything()
    while job.fraction < 0.06:
        runner.pump()
    log = everything()
    assert "semgrasp.cancel" in log and "semgrasp.generate" not in log
    assert any(text.startswith("Working: about") for text in log)


def test_with_a_problem(addon):
    session.report_problem("It is too large for a hand: scale it, or set the scene's units to centimetres.")
    log = everything()
    assert "semgrasp.copy_report" in log and "semgrasp.dismiss" in log
    assert any(text.startswith("It is too large for a") for text in log)
    assert max(map(len, log)) <= 34, "lines fit the sidebar at its first width"
    session.clear_problem()
    assert "semgrasp.dismiss" not in everything()


def test_preferences(addon):
    from semgrasp.semgrasp_blender.preferences import SEMGRASP_AP_preferences

    class Stored:
        bl_rna = SEMGRASP_AP_preferences.bl_rna
        layout = Layout([])

    SEMGRASP_AP_preferences.draw(Stored(), bpy.context)
