"""What differs between game engines, as plain values.

Everything else is the same for all: deform bones only, at most four weights a vertex, no leaf bones, one
sampled clip per grasp, +Y up in the data itself (so no node carries a −90° turn), unscaled nodes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..inference.errors import UserError

MAX_INFLUENCES = 4


@dataclass(frozen=True)
class EnginePreset:
    """How files for one engine are written.

    Attributes:
        name: key on the command line and in settings.
        label: name shown to people.
        suffix: the format that works best there, ".fbx" or ".glb".
        fbx_units_per_metre: 1 writes metres and says so in the file's UnitScaleFactor (100), 100 writes
            centimetres (UnitScaleFactor 1). Either way nodes keep scale 1.
        armature_name: name of the skeleton's top node in FBX; None keeps the armature object's own.
        origin: "scene" keeps places in the world; "object" puts the held object's own frame at the origin,
            where an engine wants the pivot of a prop.
        hint: what to do on import, one or two sentences.
    """

    name: str
    label: str
    suffix: str
    fbx_units_per_metre: float
    armature_name: str | None
    origin: str
    hint: str


_PRESETS = (
    EnginePreset(
        "generic",
        "Any program",
        ".glb",
        1.0,
        None,
        "scene",
        "GLB where the program reads it, FBX (in metres) otherwise.",
    ),
    EnginePreset(
        "unity",
        "Unity",
        ".fbx",
        1.0,
        None,
        "object",
        "Rig: Animation Type Generic, root node “wrist”. Leave Convert Units on, Bake Axis Conversion off.",
    ),
    EnginePreset(
        # Unreal works in centimetres. Since 4.24 it drops a top node called "Armature", so that the wrist
        # is the root bone: uninomicon.com/fbx_importing,
        # sniffanimation.com/single-post/root-motion-blender-to-unreal
        "unreal",
        "Unreal Engine",
        ".fbx",
        100.0,
        "Armature",
        "object",
        "Import as Skeletal Mesh with Import Animations on and Import Uniform Scale 1.",
    ),
    EnginePreset(
        "godot",
        "Godot",
        ".glb",
        1.0,
        None,
        "object",
        "Put the GLB in the project folder; clips appear in its AnimationPlayer.",
    ),
)

PRESETS: Mapping[str, EnginePreset] = MappingProxyType({preset.name: preset for preset in _PRESETS})


def preset_named(preset: str | EnginePreset) -> EnginePreset:
    """Looks a preset up; a preset passes through.

    Raises:
        UserError: there is none of that name.
    """
    if isinstance(preset, EnginePreset):
        return preset
    found = PRESETS.get(preset.strip().lower())
    if found is None:
        raise UserError(f"There is no export preset “{preset}”: choose one of {', '.join(PRESETS)}.")
    return found
