"""Curl and spread controls that sit on top of a grasp.

One ring stands above each finger. Turning it about X curls the whole finger, about Z it spreads it; at zero
the hand is exactly the grasp. The rings are no deform bones and act through constraints, so an export that
samples the evaluated pose bakes them and leaves them out of the skeleton.
"""

from __future__ import annotations

import math
from typing import Any

import bpy
from mathutils import Matrix

PREFIX = "CTRL_"
FINGERS = ("index", "middle", "pinky", "ring", "thumb")
# How much of the ring's turn each joint of the chain takes: a finger's last joint follows the middle one.
_SHARE = {"index": (1.0, 1.0, 0.66), "middle": (1.0, 1.0, 0.66), "pinky": (1.0, 1.0, 0.66),
          "ring": (1.0, 1.0, 0.66), "thumb": (0.5, 1.0, 1.0)}  # fmt: skip
_WIDGET = "WGT_semgrasp_ring"
_LIFT = 0.022  # metres between the finger's first joint and its ring


def add_bones(bones: Any) -> None:
    """Adds the control bones to an armature in edit mode, without a place yet."""
    for finger in FINGERS:
        bone = bones.new(PREFIX + finger)
        bone.use_deform = False
        bone.parent = bones["wrist"]


def place_bones(bones: Any) -> None:
    """Puts each control above the back of its finger, with the finger's own axes."""
    for finger in FINGERS:
        first, control = bones[f"{finger}1"], bones[PREFIX + finger]
        if finger == "thumb":
            first = bones["thumb2"]
        lift = first.z_axis * -_LIFT  # Z points to the palm
        control.head = first.head + lift
        control.tail = first.head + lift + (first.tail - first.head) * 0.5
        control.align_roll(first.z_axis)


def add_constraints(armature: Any) -> None:
    """Lets the fingers follow their controls, and gives these their shape."""
    pose = armature.pose.bones
    for finger in FINGERS:
        control = pose[PREFIX + finger]
        control.rotation_mode = "XYZ"
        control.lock_location = (True, True, True)
        control.lock_rotation = (False, True, False)
        control.lock_scale = (True, True, True)
        control.custom_shape = _ring()
        control.use_custom_shape_bone_size = False
        control.custom_shape_scale_xyz = (0.009, 0.009, 0.009)
        for number, share in enumerate(_SHARE[finger], start=1):
            bone = pose[f"{finger}{number}"]
            if number == 1:
                _follow(bone, armature, control.name, axis="z", share=1.0)
            _follow(bone, armature, control.name, axis="x", share=share)


def _follow(bone: Any, armature: Any, control: str, axis: str, share: float) -> None:
    constraint = bone.constraints.new("COPY_ROTATION")
    constraint.name = "Curl" if axis == "x" else "Spread"
    constraint.target = armature
    constraint.subtarget = control
    constraint.use_x, constraint.use_y, constraint.use_z = axis == "x", False, axis == "z"
    # A spread swings the finger as it lies (like a parent's turn), a curl bends it about its own axis.
    constraint.mix_mode = "AFTER" if axis == "x" else "BEFORE"
    constraint.target_space = constraint.owner_space = "LOCAL"
    constraint.influence = share


def _ring() -> Any:
    """The widget all controls share: a flat ring. It is linked to no collection, so nothing renders or
    exports it."""
    existing = bpy.data.objects.get(_WIDGET)
    if existing is not None:
        return existing
    steps = 32
    corners = [
        Matrix.Rotation(2.0 * math.pi * i / steps, 3, "Z") @ Matrix.Identity(3).col[0] for i in range(steps)
    ]
    mesh = bpy.data.meshes.new(_WIDGET)
    mesh.from_pydata([tuple(corner) for corner in corners], [(i, (i + 1) % steps) for i in range(steps)], [])
    return bpy.data.objects.new(_WIDGET, mesh)
