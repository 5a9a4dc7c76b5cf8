"""Writing actions on Blender 4.2 to 5.2.

Up to 4.3 an action holds its curves itself; from 4.4 on they hang in slots, layers and strips, and from 5.0
on the old way is gone. Everything here works on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import bpy
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def is_layered() -> bool:
    """Whether this Blender knows action slots."""
    return bpy.app.version >= (4, 4, 0)


def new_action(name: str, owner: Any) -> Any:
    """An empty action ready for curves of one object; it is kept in the file when nothing uses it."""
    action = bpy.data.actions.new(name)
    action.use_fake_user = True
    if is_layered():
        slot = action.slots.new(id_type="OBJECT", name=owner.name)
        strip = action.layers.new("Layer").strips.new(type="KEYFRAME")
        strip.channelbag(slot, ensure=True)
    return action


def slot_of(action: Any) -> Any | None:
    """The slot that holds an object's curves, or none before 4.4."""
    if not is_layered():
        return None
    for slot in action.slots:
        if slot.target_id_type in ("OBJECT", "UNSPECIFIED"):
            return slot
    return None


def _holder(action: Any) -> Any:
    if not is_layered():
        return action
    return action.layers[0].strips[0].channelbag(slot_of(action), ensure=True)


def curves(action: Any) -> Iterator[Any]:
    """All curves of the action's object slot."""
    yield from _holder(action).fcurves


def write_curves(
    action: Any, data_path: str, group: str, frames: Array, values: Array, interpolation: str = "BEZIER"
) -> None:
    """Writes one key per frame for each component of a property.

    Args:
        action: from `new_action`.
        data_path: RNA path below the object.
        group: name of the channel group, usually the bone's name.
        frames: (K,) ascending frames.
        values: (K, C) values, one column per array index.
        interpolation: of every key; Bezier handles are automatic and do not overshoot.
    """
    holder = _holder(action)
    channel_group = holder.groups.get(group) or holder.groups.new(group)
    mode = bpy.types.Keyframe.bl_rna.properties["interpolation"].enum_items[interpolation].value
    handle = bpy.types.Keyframe.bl_rna.properties["handle_left_type"].enum_items["AUTO_CLAMPED"].value
    count = len(frames)
    for index in range(values.shape[1]):
        curve = holder.fcurves.new(data_path, index=index)
        curve.group = channel_group
        curve.keyframe_points.add(count)
        places = np.stack([frames, values[:, index]], axis=1).astype(np.float32)
        curve.keyframe_points.foreach_set("co", places.ravel())
        for name, value in (
            ("interpolation", mode),
            ("handle_left_type", handle),
            ("handle_right_type", handle),
        ):
            curve.keyframe_points.foreach_set(name, np.full(count, value, dtype=np.int32))
        curve.update()


def assign(owner: Any, action: Any | None) -> None:
    """Makes an action the object's active one, with its slot; None takes the active action off."""
    data = owner.animation_data or owner.animation_data_create()
    data.action = action
    if action is not None and is_layered():
        data.action_slot = slot_of(action)


def push_to_track(owner: Any, action: Any, start: int) -> Any:
    """Puts an action on a muted NLA track of its own: kept with the object, seen by exporters, silent in
    the scene."""
    data = owner.animation_data or owner.animation_data_create()
    track = data.nla_tracks.new()
    track.name = action.name
    strip = track.strips.new(action.name, start, action)
    if is_layered() and strip.action_slot is None:
        strip.action_slot = slot_of(action)
    strip.name = action.name
    track.mute = True
    return track


def remove_track(owner: Any, action: Any) -> None:
    """Takes the NLA tracks that play an action away again."""
    data = owner.animation_data
    if data is None:
        return
    for track in [t for t in data.nla_tracks if any(strip.action == action for strip in t.strips)]:
        data.nla_tracks.remove(track)
