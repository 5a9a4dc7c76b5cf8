"""Reading clips from a rig: the evaluated pose of every deform bone at every frame.

The rig is copied and the copy is evaluated in a scene of its own, so the user's pose, frame and active
action are not touched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..inference.errors import UserError
from .stage import PREFIX

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Bone:
    name: str
    parent: int  # position in the list, −1 for a root
    rest: Array  # (4, 4) in the armature's space, metres
    length: float


def copy_armature(scene: Any, armature: Any) -> Any:
    if armature.mode == "EDIT":
        armature.update_from_editmode()
    source = armature.copy()
    source.name = PREFIX + "source"
    source.data = armature.data.copy()
    source.data.name = PREFIX + "source"
    source.data.pose_position = "POSE"
    source.hide_viewport = False
    scene.collection.objects.link(source)
    animation = source.animation_data
    if animation is not None:
        animation.use_tweak_mode = False
        for track in list(animation.nla_tracks):
            animation.nla_tracks.remove(track)
        animation.action = None
        for driver in animation.drivers:
            for variable in driver.driver.variables:
                for target in variable.targets:
                    if target.id_type == "OBJECT" and target.id == armature:
                        target.id = source
    for holder in (source, *source.pose.bones):
        for constraint in holder.constraints:
            for target in (constraint, *getattr(constraint, "targets", ())):
                if getattr(target, "target", None) == armature:
                    target.target = source
            if getattr(constraint, "pole_target", None) == armature:
                constraint.pole_target = source
    return source


def deform_bones(armature: Any, source: Any, size: float) -> list[Bone]:
    """Deform bones, parents first; a bone that hung from a control hangs from the next deform bone above."""
    kept: list[Bone] = []
    index: dict[str, int] = {}
    for bone in source.data.bones:  # Blender lists parents before children
        if not bone.use_deform:
            continue
        parent = bone.parent
        while parent is not None and parent.name not in index:
            parent = parent.parent
        rest = np.array(bone.matrix_local, dtype=np.float64)
        rest[:3, 3] *= size
        index[bone.name] = len(kept)
        kept.append(Bone(bone.name, index[parent.name] if parent else -1, rest, bone.length * size))
    if not kept:
        raise UserError(f"“{armature.name}” has no deform bones: there is no skeleton to export.")
    return kept


def sample_clip(
    scene: Any,
    source: Any,
    armature: Any,
    action: Any,
    bones: list[Bone],
    root: Array,
    size: float,
    carrier: Any,
) -> Array:
    """(F, B, 4, 4) bone matrices seen from the armature's place now, rigid but for the bones' own scale.

    Motion of the armature object itself goes into the bones. Where it hangs from the exported object, it is
    taken relative to that: the object stands still in the file even if it moves in the scene.
    """
    _assign(source, action, armature)
    depsgraph = scene.view_layers[0].depsgraph
    back = np.linalg.inv(root)
    stand = np.eye(4) if carrier is None else world_matrix(carrier.evaluated_get(depsgraph))
    current = scene.frame_current, scene.frame_subframe
    result = []
    for frame in _frames(action):
        scene.frame_set(frame)
        depsgraph = scene.view_layers[0].depsgraph
        evaluated = source.evaluated_get(depsgraph)
        world = world_matrix(evaluated)
        if carrier is not None:
            world = stand @ np.linalg.inv(world_matrix(carrier.evaluated_get(depsgraph))) @ world
        pose = evaluated.pose.bones
        result.append([back @ world @ np.array(pose[b.name].matrix, dtype=np.float64) for b in bones])
    scene.frame_set(current[0], subframe=current[1])
    matrices = np.array(result)
    matrices[..., :3, :3] /= size
    return matrices


def _assign(owner: Any, action: Any, user_of_action: Any) -> None:
    animation = owner.animation_data or owner.animation_data_create()
    animation.action = action
    if not hasattr(animation, "action_slot"):  # before 4.4
        return
    slots = [s for s in action.slots if s.target_id_type in ("OBJECT", "UNSPECIFIED")]
    own = "OB" + user_of_action.name
    used = next(
        (s.action_slot for s in _strips(user_of_action) if s.action == action and s.action_slot), None
    )
    animation.action_slot = used or next(
        (s for s in slots if s.identifier == own), slots[0] if slots else None
    )


def _strips(owner: Any) -> Iterator[Any]:
    if owner.animation_data is not None:
        for track in owner.animation_data.nla_tracks:
            yield from track.strips


def _frames(action: Any) -> range:
    start, end = action.frame_range  # the manual range where one is set, else that of the keys
    if end < start or (start == end == 0.0 and not _has_keys(action)):
        raise UserError(f"The clip “{action.name}” holds no keys: make it again, or leave it out.")
    first, last = math.floor(start + 1e-3), math.ceil(end - 1e-3)
    return range(first, max(last, first + 1) + 1)  # at least two samples: engines drop clips of no length


def _has_keys(action: Any) -> bool:
    if hasattr(action, "slots"):
        return any(
            len(bag.fcurves) for layer in action.layers for strip in layer.strips for bag in strip.channelbags
        )
    return len(action.fcurves) > 0


def world_matrix(evaluated: Any) -> Array:
    return np.array(evaluated.matrix_world, dtype=np.float64)
