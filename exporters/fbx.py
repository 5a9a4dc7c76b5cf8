"""FBX for game engines, through Blender's own exporter.

Settings and their reasons: leaf bones off (engines show them as extra bones), no key reduction (it moves
fingertips by millimetres), NLA strips as takes (their names are the clips' own, without "Armature|"). The
exporter is given data that is already +Y up and in the preset's units, so nodes carry neither a turn nor a
scale; its "bake space transform", which is known to break armatures, is not used.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy

from . import fbx_binary
from .atomic import atomic_output
from .fbx_textures import embed_textures
from .frames import Y_UP
from .operators import call_operator
from .presets import EnginePreset, preset_named
from .stage import ClipInfo
from .staging import staged
from .windows import shown


@dataclass(frozen=True)
class ExportReport:
    """What was written.

    Attributes:
        path: the file.
        clips: one per action, in the order given.
        bones: names of the skeleton's bones, parents first.
    """

    path: Path
    clips: tuple[ClipInfo, ...]
    bones: tuple[str, ...]


def export_fbx(
    path: str | os.PathLike[str],
    armature: Any,
    meshes: Sequence[Any],
    actions: Sequence[str],
    preset: str | EnginePreset = "generic",
    *,
    shape_keys: bool = False,
    origin: str | None = None,
) -> ExportReport:
    """Writes skeleton, skin, held objects and clips to an FBX file; the scene stays as it is.

    Args:
        path: file to write, .fbx; it appears whole or not at all.
        armature: armature object of the hand; its deform bones make the skeleton.
        meshes: mesh objects. Those bound to the armature are its skin, others stand still.
        actions: names of the actions to write, one clip each under that name.
        preset: target engine.
        shape_keys: write the skin's shape keys; otherwise their present mix is applied.
        origin: "scene" keeps places in the world, "object" puts the armature object's place at the origin; by
            default what the preset says.

    Raises:
        UserError: wrong ending, nothing to export, or the file cannot be written.
    """
    chosen = preset_named(preset)
    with atomic_output(path, (".fbx",)) as temporary:
        with staged(
            armature,
            meshes,
            actions,
            units_per_metre=chosen.fbx_units_per_metre,
            turn=Y_UP,
            armature_name=chosen.armature_name,
            shape_keys=shape_keys,
            origin=origin or chosen.origin,
        ) as stage:
            with shown(stage.scene):
                call_operator(
                    bpy.ops.export_scene.fbx,
                    filepath=str(temporary),
                    check_existing=False,
                    use_selection=False,
                    object_types={"ARMATURE", "MESH"},
                    global_scale=1.0,
                    apply_unit_scale=True,
                    # Centimetres: 1 unit is 1 cm in the scene as well, nothing is left to scale. Metres:
                    # written as they are, with the factor in the header.
                    apply_scale_options="FBX_SCALE_ALL",
                    axis_forward="Y",
                    axis_up="Z",
                    use_space_transform=True,
                    bake_space_transform=False,
                    use_mesh_modifiers=False,
                    mesh_smooth_type="FACE",
                    use_tspace=False,
                    use_custom_props=False,
                    add_leaf_bones=False,
                    primary_bone_axis="Y",
                    secondary_bone_axis="X",
                    use_armature_deform_only=True,
                    armature_nodetype="NULL",
                    bake_anim=True,
                    bake_anim_use_all_bones=True,
                    bake_anim_use_nla_strips=True,
                    bake_anim_use_all_actions=False,
                    bake_anim_force_startend_keying=True,
                    bake_anim_step=1.0,
                    bake_anim_simplify_factor=0.0,
                    path_mode="STRIP",  # images are embedded below
                    embed_textures=False,
                    batch_mode="OFF",
                )
            report = ExportReport(Path(path), tuple(stage.clips), tuple(stage.bones))
            names = dict(stage.names)
        version, records = fbx_binary.parse(temporary.read_bytes())
        fbx_binary.rename(records, names)
        fbx_binary.set_space(records, chosen.fbx_units_per_metre)
        embed_textures(records)
        fbx_binary.make_reproducible(records)
        temporary.write_bytes(fbx_binary.serialise(version, records))
    return report
