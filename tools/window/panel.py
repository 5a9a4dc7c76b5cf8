"""Scenario for tools/window/run.py: a user opens the tab, types, generates, clicks through the list, cancels.

Runs inside Blender as a generator that a timer steps; a number that it yields is how many seconds to wait. It
writes report.json with what it measured, among it the longest time that Blender's event loop stood still.
"""

import itertools
import json
import logging
import math
import os
import sys
import time
import traceback
from pathlib import Path

import bpy
from mathutils import Vector

HERE = Path(__file__).parent
REPORT = {}
TICKS = []


def view():
    """Window, area and sidebar of the 3D view."""
    window = bpy.context.window_manager.windows[0]
    area = next(area for area in window.screen.areas if area.type == "VIEW_3D")
    return window, area, next(region for region in area.regions if region.type == "UI")


def click(x, y):
    """A left click at window coordinates, origin at the bottom left."""
    window, _, _ = view()
    window.event_simulate(type="MOUSEMOVE", value="NOTHING", x=int(x), y=int(y))
    yield 0.15
    window.event_simulate(type="LEFTMOUSE", value="PRESS", x=int(x), y=int(y))
    yield 0.05
    window.event_simulate(type="LEFTMOUSE", value="RELEASE", x=int(x), y=int(y))
    yield 0.2


def type_text(text):
    """Types into the field that has the focus."""
    window, _, _ = view()
    for character in text:
        kind = "SPACE" if character == " " else character.upper()
        window.event_simulate(type=kind, value="PRESS", unicode=character, x=0, y=0)
        window.event_simulate(type=kind, value="RELEASE", x=0, y=0)
        yield 0.02


def shot(name):
    """A picture of the screen."""
    yield 0.4
    want = HERE / "shots" / f"{name}.want"
    want.touch()
    while want.exists():
        yield 0.1


def from_top(pixels):
    """Window coordinates in the sidebar: middle of its width, so many pixels below its top."""
    _, _, region = view()
    return region.x + region.width * 0.5, region.y + region.height - pixels


def add_mug():
    """The example mug; without it, a cylinder with a handle."""
    example = HERE / "mug.glb"
    if example.exists():
        bpy.ops.import_scene.gltf(filepath=str(example))
        meshes = [obj for obj in bpy.context.scene.objects if obj.type == "MESH"]
        bpy.context.view_layer.objects.active = meshes[0]
        if len(meshes) > 1:
            for obj in meshes:
                obj.select_set(True)
            bpy.ops.object.join()
    else:
        bpy.ops.mesh.primitive_torus_add(
            major_radius=0.03, minor_radius=0.007, location=(0.045, 0, 0.0), rotation=(math.pi / 2, 0, 0)
        )
        handle = bpy.context.object
        handle.vertex_groups.new(name="handle").add(list(range(len(handle.data.vertices))), 1.0, "REPLACE")
        bpy.ops.mesh.primitive_cylinder_add(radius=0.04, depth=0.1, vertices=64)
        handle.select_set(True)
        bpy.ops.object.join()
    mug = bpy.context.object
    mug.name = "Mug"
    return mug


def scenario():
    """What the user does."""
    window, area, _ = view()
    bpy.context.preferences.view.show_splash = False
    for obj in list(bpy.context.scene.objects):
        bpy.data.objects.remove(obj)
    with bpy.context.temp_override(window=window):
        add_mug()
    space = area.spaces.active
    space.show_region_ui = True
    space.clip_start = 0.001
    space.overlay.show_floor = True
    yield 1.0
    yield from click(area.x + 200, area.y + 200)  # away with what is left of the splash
    _, area, region = view()
    region.active_panel_category = "SemGrasp"
    bpy.context.view_layer.objects.active = bpy.data.objects["Mug"]
    bpy.data.objects["Mug"].select_set(True)
    window_region = next(region for region in area.regions if region.type == "WINDOW")
    with bpy.context.temp_override(window=window, area=area, region=window_region):
        bpy.ops.view3d.view_selected()
    space.region_3d.view_distance = 0.46
    space.region_3d.view_location.xy += Vector((0.03, 0.04))  # the sidebar covers the right
    area.tag_redraw()
    yield 1.0
    yield from shot("1_start")

    settings = bpy.context.scene.semgrasp
    places = json.loads(os.environ.get("SEMGRASP_PLACES", "{}")) or PLACES
    yield from click(*from_top(places["instruction"]))
    yield from type_text("hold the handle")
    window.event_simulate(type="RET", value="PRESS", x=0, y=0)
    window.event_simulate(type="RET", value="RELEASE", x=0, y=0)
    yield 0.5
    REPORT["typed"] = settings.instruction

    mug = bpy.data.objects["Mug"]
    TICKS.clear()
    started = time.monotonic()
    yield from click(*from_top(places["generate"]))
    running = job_of_now()
    while running is not None and not running.finished and running.fraction < 0.3:
        yield 0.1
    if running is not None and not running.finished:
        yield from shot("2_running")
    while job_of_now() is not None and time.monotonic() - started < 200:
        yield 0.05
    if not len(bpy.data.objects["Mug"].semgrasp.candidates):
        yield from shot("3_no_result")
        raise RuntimeError("no grasps arrived; see the picture")
    REPORT["seconds_to_first_result"] = time.monotonic() - started
    yield 0.5
    REPORT["longest_standstill"] = max(b - a for a, b in itertools.pairwise(TICKS))
    mug = bpy.data.objects["Mug"]
    REPORT["candidates"] = len(mug.semgrasp.candidates)
    yield from shot("3_result")

    yield from click(*from_top(places["third_row"]))
    yield 0.3
    REPORT["chosen_by_click"] = mug.semgrasp.active_index
    yield from shot("4_chosen")

    # A choice pushes no undo step: one undo goes back to before Generate.
    with bpy.context.temp_override(window=window, area=area):
        bpy.ops.ed.undo()
        REPORT["candidates_after_one_undo"] = len(bpy.data.objects["Mug"].semgrasp.candidates)
        bpy.ops.ed.redo()
    REPORT["candidates_after_redo"] = len(bpy.data.objects["Mug"].semgrasp.candidates)
    yield 0.3

    # Cancel a second, larger run, which finds the worker warm.
    settings.count = 64
    yield from click(*from_top(places["generate"]))
    yield 0.5
    cancelled = time.monotonic()
    bpy.ops.semgrasp.cancel()
    while bpy.ops.semgrasp.cancel.poll():
        yield 0.01
    REPORT["seconds_to_cancel"] = time.monotonic() - cancelled
    REPORT["candidates_after_cancel"] = len(bpy.data.objects["Mug"].semgrasp.candidates)

    # …and one by the Esc key, with the mouse over the view.
    yield from click(*from_top(places["generate"]))
    yield 0.5
    REPORT["esc_had_a_job"] = job_of_now() is not None
    for value in ("PRESS", "RELEASE"):
        window.event_simulate(type="ESC", value=value, x=area.x + 300, y=area.y + 300)
    yield 0.3
    REPORT["esc_left_a_job"] = job_of_now() is not None

    # Trouble in the panel
    bpy.data.objects["Mug"].scale = (100, 100, 100)
    yield 0.2
    yield from click(*from_top(places["generate"]))
    yield 0.5
    yield from shot("5_problem")
    bpy.data.objects["Mug"].scale = (1, 1, 1)

    settings.count = 8
    with bpy.context.temp_override(window=window, area=area):
        bpy.ops.semgrasp.dismiss()
        bpy.ops.semgrasp.make_clips()
    yield 1.0
    yield from shot("6_clips")


def job_of_now():
    """The add-on's own view of the job, for pictures at the right moment."""
    return sys.modules["bl_ext.user_default.semgrasp.semgrasp_blender.jobs.runner"].runner.job


PLACES = {"instruction": 70, "generate": 170, "third_row": 330}
"""Pixels below the sidebar's top, read off the pictures."""


def heartbeat():
    """Notes when the event loop came round."""
    TICKS.append(time.monotonic())
    return 0.01


logging.basicConfig(level=logging.INFO)


def run(steps):
    """Steps the scenario from a timer, ends Blender with it."""

    def step():
        try:
            return next(steps)
        except StopIteration:
            finish(0)
        except Exception:
            traceback.print_exc()
            finish(8)
        return None

    bpy.app.timers.register(step, first_interval=3.0)
    bpy.app.timers.register(heartbeat)


def finish(code):
    """Writes the report and leaves at once."""
    (HERE / "report.json").write_text(json.dumps(REPORT, indent=1))
    print(json.dumps(REPORT, indent=1))
    sys.stdout.flush()
    import addon_utils

    print("policy warnings:", addon_utils._extensions_warnings_get())
    sys.stdout.flush()
    os._exit(code)


run(scenario())
