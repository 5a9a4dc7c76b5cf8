"""One clip per candidate: the open hand comes from afar, shapes itself, closes, holds.

Wrist and fingers follow the planner's approach, which was checked for collisions pose by pose; once the
wrist stands still, the fingers close from the last of these poses to the grip. Keys are sparse, one for each
pose of the approach and two for the grip, so that an animator can edit them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np
from numpy.typing import NDArray

from ...inference.hand.model import JOINT_NAMES
from . import actions
from .apply import finger_channels, wrist_channels
from .grasps import SceneGrasp
from .rig import hand_mean, rest_frames

Array = NDArray[np.float64]

KEY = "semgrasp_clip"
MARK_KEY = "semgrasp_grasp"
LONGEST_NAME = 63  # bytes in the name of a data-block


@dataclass(frozen=True)
class ClipSettings:
    """Lengths of a clip's parts, in frames.

    Attributes:
        start: frame of the first key.
        reach: frames of the wrist's way to the object.
        close: frames the fingers take to close.
        hold: frames the grip is held.
    """

    start: int = 1
    reach: int = 26
    close: int = 10
    hold: int = 18

    @classmethod
    def for_fps(
        cls, fps: float, reach: float = 1.1, close: float = 0.4, hold: float = 0.75, start: int = 1
    ) -> ClipSettings:
        """Settings from durations in seconds."""

        def frames(seconds: float) -> int:
            return max(1, round(seconds * fps))

        return cls(start, frames(reach), frames(close), frames(hold))

    @property
    def contact(self) -> int:
        """Frame at which the wrist stands at the grip and the fingers begin to close."""
        return self.start + self.reach

    @property
    def grip(self) -> int:
        """Frame at which the fingers have closed."""
        return self.contact + self.close

    @property
    def end(self) -> int:
        """Last frame."""
        return self.grip + self.hold


def scene_settings(scene: Any) -> ClipSettings:
    """Default lengths at the scene's frame rate."""
    return ClipSettings.for_fps(scene.render.fps / scene.render.fps_base)


def clip_name(object_name: str, grasp_type: str, number: int) -> str:
    """Name of a clip, "mug_medium_wrap_01"; safe in game engines: letters, digits and underscores."""
    parts = [re.sub(r"\W+", "_", part).strip("_") for part in (object_name, grasp_type)]
    tail = "_".join([*(p for p in parts[1:] if p), f"{number:02d}"])
    room = max(LONGEST_NAME - len(tail.encode()) - 1, 0)
    head = parts[0].encode()[:room].decode(errors="ignore").strip("_")
    return f"{head}_{tail}" if head else tail


def mark_of(grasp: SceneGrasp) -> str:
    """Tells the clip of one grasp from that of another, also after saving and loading."""
    values = [
        np.asarray(part, dtype=np.float64).reshape(-1) for part in (grasp.hand_to_object, grasp.hand_pose)
    ]
    rounded = np.round(np.concatenate(values), 5) + 0.0  # no minus zero
    return hashlib.sha256(rounded.tobytes()).hexdigest()[:16]


def write_clip(
    armature: Any, grasp: SceneGrasp, object_name: str, number: int, settings: ClipSettings | None = None
) -> Any:
    """Writes a candidate's clip and puts it on a muted NLA track of the hand.

    A clip of the same name on this hand is replaced.

    Args:
        armature: armature object of the hand.
        grasp: candidate in the object frame.
        object_name: what is held; first part of the clip's name.
        number: rank, from 1.
        settings: lengths, by default a clip of about two seconds at the scene's frame rate.

    Returns:
        The action; `armature` plays it after `actions.assign`.
    """
    settings = settings or scene_settings(bpy.context.scene)
    name = clip_name(object_name, grasp.grasp_type, number)
    old = bpy.data.actions.get(name)
    if old is not None and old.get(KEY) == armature.name:
        remove_clip(armature, old)
    action = actions.new_action(name, armature)
    action[KEY] = armature.name
    action[MARK_KEY] = mark_of(grasp)
    rests = rest_frames(armature)

    approach, on_the_way = np.asarray(grasp.approach), np.asarray(grasp.approach_pose)
    if len(approach) == 1:
        approach, on_the_way = np.repeat(approach, 2, axis=0), np.repeat(on_the_way, 2, axis=0)
    frames = approach_frames(approach, on_the_way, settings)
    path = np.concatenate([approach, approach[-1:]])
    location, turn = wrist_channels(rests[0], path)
    wrist = f'pose.bones["{JOINT_NAMES[0]}"]'
    actions.write_curves(action, f"{wrist}.location", JOINT_NAMES[0], frames, location)
    actions.write_curves(action, f"{wrist}.rotation_quaternion", JOINT_NAMES[0], frames, continuous(turn))

    poses = np.concatenate([on_the_way, np.stack([grasp.hand_pose, grasp.hand_pose])])
    times = np.concatenate([frames[:-1], [float(settings.grip), float(settings.end)]])
    turns = finger_channels(rests, poses + hand_mean(armature))
    for joint, bone in enumerate(JOINT_NAMES[1:]):
        keys = continuous(turns[:, joint])
        actions.write_curves(action, f'pose.bones["{bone}"].rotation_quaternion', bone, times, keys)
    action.frame_start, action.frame_end = settings.start, settings.end
    action.use_frame_range = True
    actions.push_to_track(armature, action, settings.start)
    return action


def remove_clip(armature: Any, action: Any) -> None:
    """Deletes a clip with its NLA track."""
    if armature.animation_data is not None and armature.animation_data.action == action:
        actions.assign(armature, None)
    actions.remove_track(armature, action)
    bpy.data.actions.remove(action)


def clips_of(armature: Any) -> list[Any]:
    """The hand's clips, in the order of their tracks."""
    data = armature.animation_data
    if data is None:
        return []
    return [s.action for t in data.nla_tracks for s in t.strips if s.action is not None and KEY in s.action]


def show_clip(scene: Any, armature: Any, action: Any, settings: ClipSettings | None = None) -> None:
    """Makes a clip the active one and sets the scene's range to it, standing at the grip."""
    settings = settings or scene_settings(scene)
    actions.assign(armature, action)
    scene.frame_start, scene.frame_end = settings.start, settings.end
    scene.frame_set(settings.grip)


def approach_frames(approach: Array, poses: Array, settings: ClipSettings) -> Array:
    """Frames (K + 1,) of the poses of an approach, and of the clip's end to which the last one is held.

    The way is walked with a soft start and a softer stop: a pose at share s of the way is reached where
    ``1 − (1 − h(t))^1.3`` equals s, h the smooth step: a reach's bell-shaped speed, skewed to its start.

    Args:
        approach: (K, 4, 4) hand transforms, K ≥ 2.
        poses: (K, 45) finger poses on the way.
        settings: lengths.
    """
    steps = np.linalg.norm(np.diff(approach[:, :3, 3], axis=0), axis=1)
    cosines = np.einsum("kij,kij->k", approach[1:, :3, :3], approach[:-1, :3, :3]) / 2.0 - 0.5
    bends = np.linalg.norm(np.diff(poses, axis=0).reshape(-1, 15, 3), axis=-1).max(axis=1)
    # Turns take time as well: a radian counts like a way of ten centimetres for the wrist, four for a finger.
    steps = steps + 0.1 * np.arccos(np.clip(cosines, -1.0, 1.0)) + 0.04 * bends
    steps = np.maximum(steps, 1e-3 * max(steps.max(), 1e-3))  # no two keys on one frame
    share = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    grid = np.linspace(0.0, 1.0, 257)
    walked = 1.0 - (1.0 - grid * grid * (3.0 - 2.0 * grid)) ** 1.3
    times = settings.start + settings.reach * np.interp(share, walked, grid)
    times[-1] = settings.contact
    return np.concatenate([times, [float(settings.end)]])


def continuous(quaternions: Array) -> Array:
    """(K, 4) quaternions with signs chosen so that neighbours lie on the same side: no flip between
    keys.
    """
    result = np.array(quaternions, dtype=np.float64)
    for index in range(1, len(result)):
        if np.dot(result[index], result[index - 1]) < 0.0:
            result[index] = -result[index]
    return result
