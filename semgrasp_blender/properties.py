"""What SemGrasp keeps in the .blend: settings on the scene, results on the object.

No `from __future__ import annotations` here: Blender reads the annotations as values.

Results are plain numbers and text, so they survive save, undo, duplicating and appending. Their frame is the
object frame in metres (see inference/exchange.py): moving, turning or scaling the object uniformly later
leaves them valid.
"""

# pyright: reportInvalidTypeForm=false

import bpy
from bpy.props import (
    BoolProperty,
    CollectionProperty,
    EnumProperty,
    FloatProperty,
    FloatVectorProperty,
    IntProperty,
    PointerProperty,
    StringProperty,
)

from ..exporters.presets import PRESETS
from . import choice
from .jobs.runner import runner

SIDES = (
    ("right", "Right", "A right hand"),
    ("left", "Left", "A left hand"),
)
ENGINES = tuple((preset.name, preset.label, preset.hint) for preset in PRESETS.values())

_IDENTITY = (1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0)


def _is_mesh(_self: bpy.types.PropertyGroup, candidate: bpy.types.Object) -> bool:
    return candidate.type == "MESH"


class SEMGRASP_PG_candidate(bpy.types.PropertyGroup):  # noqa: N801
    """One grasp of the list. `name` is its type in words, as the list shows it."""

    side: EnumProperty(items=SIDES, name="Hand")
    grasp_type: StringProperty(name="Grasp type", description="Name in the taxonomy")
    caption: StringProperty(name="Caption", description="What the hand does")
    score: FloatProperty(name="Score", description="0 to 1, higher is better")
    log_probability: FloatProperty(name="Log probability")
    seed: IntProperty(name="Seed", description="Seed that gives this grasp again")
    instruction: StringProperty(name="Instruction", description="The words it was made from")
    hand_source: StringProperty(
        name="Hand model", description="The hand it was made for: “default” or “mano”", default="default"
    )
    tokens: bpy.props.IntVectorProperty(size=3, default=(-1, -1, -1))
    hand_to_object: FloatVectorProperty(
        name="Hand to object",
        description="4×4 transform, row by row: hand model to object frame in metres",
        size=16,
        default=_IDENTITY,
    )
    hand_pose: FloatVectorProperty(
        name="Pose", description="Axis-angle of 15 joints, MANO order", size=(15, 3)
    )
    betas: FloatVectorProperty(name="Shape", size=10)
    approach_json: StringProperty(
        name="Approach", description="Hand to object (K, 4, 4) and hand pose (K, 45) on the way, as JSON"
    )
    metrics_json: StringProperty(name="Metrics", description="Metrics as JSON")


class SEMGRASP_PG_object(bpy.types.PropertyGroup):  # noqa: N801
    """Results on an object."""

    candidates: CollectionProperty(type=SEMGRASP_PG_candidate)
    active_index: IntProperty(
        name="Grasp",
        description="The grasp that the hand shows",
        default=-1,
        min=-1,
        update=choice.on_active_index,
    )
    rig_right: PointerProperty(
        type=bpy.types.Object, name="Right hand", description="Armature of the right hand"
    )
    rig_left: PointerProperty(
        type=bpy.types.Object, name="Left hand", description="Armature of the left hand"
    )


class SEMGRASP_PG_scene(bpy.types.PropertyGroup):  # noqa: N801
    """What the user asks for."""

    target: PointerProperty(
        type=bpy.types.Object,
        name="Object",
        description="The object to hold; the active object where none is picked",
        poll=_is_mesh,
    )
    instruction: StringProperty(
        name="Instruction",
        description="What the hand should do, such as “hold the mug by its handle”. Empty: any grasp",
        maxlen=500,
        update=lambda _group, _context: runner.warm_up(),
    )
    side: EnumProperty(items=SIDES, name="Hand", description="Which hand")
    count: IntProperty(name="Count", description="How many grasps to choose from", default=8, min=1, max=64)
    seed: IntProperty(name="Seed", description="The same seed gives the same grasps", default=0, min=0)
    betas: FloatVectorProperty(
        name="Shape",
        description="Shape of the hand: ten principal components, in standard deviations",
        size=10,
        soft_min=-3.0,
        soft_max=3.0,
        min=-5.0,
        max=5.0,
    )
    reach_frames: IntProperty(
        name="Reach", description="Frames from the open hand to the pre-shape", default=18, min=1, max=1000
    )
    close_frames: IntProperty(
        name="Close", description="Frames in which the fingers close", default=8, min=1, max=1000
    )
    hold_frames: IntProperty(name="Hold", description="Frames the grip is held", default=12, min=0, max=1000)
    all_candidates: BoolProperty(
        name="All Grasps",
        description="One clip for each grasp of the list, not for the chosen one alone",
        default=True,
    )
    export_preset: EnumProperty(
        items=ENGINES, name="Engine", description="The program that will read the file"
    )
    export_object: BoolProperty(
        name="With Object", description="Write the held object into the file as well", default=True
    )


class SEMGRASP_PG_window(bpy.types.PropertyGroup):  # noqa: N801
    """What belongs to the window, not to the file: choosing here pushes no undo step."""

    shown_index: IntProperty(
        name="Grasp",
        description="Choose the grasp that the hand shows",
        get=choice.get_shown_index,
        set=choice.set_shown_index,
        options={"SKIP_SAVE"},
    )


CLASSES = (SEMGRASP_PG_candidate, SEMGRASP_PG_object, SEMGRASP_PG_scene, SEMGRASP_PG_window)


def attach() -> None:
    """Hangs the groups on Blender's types; the classes are registered by then."""
    bpy.types.Object.semgrasp = PointerProperty(type=SEMGRASP_PG_object)
    bpy.types.Scene.semgrasp = PointerProperty(type=SEMGRASP_PG_scene)
    bpy.types.WindowManager.semgrasp = PointerProperty(type=SEMGRASP_PG_window)


def detach() -> None:
    """Takes the groups off again."""
    del bpy.types.WindowManager.semgrasp
    del bpy.types.Scene.semgrasp
    del bpy.types.Object.semgrasp
