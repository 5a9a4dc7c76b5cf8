"""GLB (and .gltf) through Blender's own glTF exporter.

Each clip is a sampled animation that starts at time zero under the action's name. The data stays Blender's
and the exporter turns it to +Y up metres, as glTF wants it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bpy

from . import glb_binary
from .atomic import atomic_output
from .fbx import ExportReport
from .operators import call_operator
from .presets import MAX_INFLUENCES, EnginePreset, preset_named
from .staging import staged
from .windows import shown


def export_glb(
    path: str | os.PathLike[str],
    armature: Any,
    meshes: Sequence[Any],
    actions: Sequence[str],
    preset: str | EnginePreset = "generic",
    *,
    shape_keys: bool = False,
    origin: str | None = None,
) -> ExportReport:
    """Writes skeleton, skin, held objects and clips to a .glb file; the scene stays as it is.

    Args and errors as `export_fbx`; glTF fixes units and axes, so the preset decides about the origin alone.
    """
    chosen = preset_named(preset)
    with atomic_output(path, (".glb",)) as temporary:
        with staged(
            armature,
            meshes,
            actions,
            shape_keys=shape_keys,
            origin=origin or chosen.origin,
            inverse_fps_base=True,
        ) as stage:
            with shown(stage.scene):
                call_operator(
                    bpy.ops.export_scene.gltf,
                    filepath=str(temporary),
                    check_existing=False,
                    export_format="GLB",
                    use_selection=False,
                    use_active_scene=True,
                    export_yup=True,
                    export_apply=False,
                    export_extras=False,
                    export_cameras=False,
                    export_lights=False,
                    export_texcoords=True,
                    export_normals=True,
                    export_materials="EXPORT",
                    export_skins=True,
                    export_influence_nb=MAX_INFLUENCES,
                    export_all_influences=False,
                    export_def_bones=True,
                    export_leaf_bone=False,
                    export_rest_position_armature=True,
                    export_morph=shape_keys,
                    export_morph_animation=False,
                    export_animations=True,
                    export_animation_mode="ACTIONS",
                    export_anim_single_armature=False,  # it would add every armature action of the file
                    export_force_sampling=True,
                    export_frame_range=False,
                    export_frame_step=1,
                    export_anim_slide_to_zero=True,
                    export_reset_pose_bones=True,
                    export_optimize_animation_size=True,
                    export_optimize_animation_keep_anim_armature=True,
                    export_try_sparse_sk=False,
                    will_save_settings=False,
                )
            report = ExportReport(Path(path), tuple(stage.clips), tuple(stage.bones))
            names = dict(stage.names)
        document, rest = glb_binary.split(temporary.read_bytes())
        glb_binary.rename(document, names)
        temporary.write_bytes(glb_binary.join(document, rest))
    return report
