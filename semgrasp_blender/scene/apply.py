"""Posing the hand at a candidate, at once and without keyframes.

Nothing here pushes an undo step: stepping through candidates is a preview, the operator that ends it
decides.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...inference.hand.model import JOINT_NAMES, HandModel
from ...inference.hand.rotation import axis_angle_to_quaternion, matrix_to_quaternion
from . import actions, shape_keys
from .grasps import SceneGrasp
from .rig import hand_mean, rest_frames, rig_of

Array = NDArray[np.float64]


def apply_grasp(armature: Any, grasp: SceneGrasp, model: HandModel | None = None) -> None:
    """Poses the armature at the grip. An active clip is taken off, or it would pose the hand again on the
    next frame.

    Args:
        armature: armature object of the hand.
        grasp: candidate in the object frame; its betas must be those the rig stands in.
        model: needed for hands with pose blend shapes (MANO files), whose correction is set as a shape key.
    """
    if armature.animation_data is not None and armature.animation_data.action is not None:
        actions.assign(armature, None)
    set_pose(armature, grasp.hand_to_object, grasp.hand_pose)
    if model is not None and model.pose_dirs is not None:
        shape_keys.set_correction(rig_of(armature).mesh, model, grasp.hand_pose)


def set_pose(armature: Any, hand_to_object: Array, hand_pose: Array) -> None:
    """Sets wrist and finger bones.

    Args:
        armature: armature object of the hand.
        hand_to_object: (4, 4) rigid, hand model → object frame, metres.
        hand_pose: (45,) axis-angle of joints 1..15 in the hand model's axes.
    """
    rests = rest_frames(armature)
    location, rotation = wrist_channels(rests[0], np.asarray(hand_to_object)[None])
    turns = finger_channels(rests, np.asarray(hand_pose)[None] + hand_mean(armature))[0]
    bones = armature.pose.bones
    wrist = bones[JOINT_NAMES[0]]
    wrist.location = location[0]
    wrist.rotation_quaternion = rotation[0]
    for name, turn in zip(JOINT_NAMES[1:], turns, strict=True):
        bones[name].rotation_quaternion = turn
    armature.update_tag(refresh={"OBJECT"})


def wrist_channels(rest: Array, hand_to_object: Array) -> tuple[Array, Array]:
    """Location (K, 3) and quaternion (K, 4) of the wrist bone for hand transforms (K, 4, 4).

    The bone's skinning matrix must equal `hand_to_object`; its channels are that matrix seen in the rest
    frame, ``B⁻¹ · T · B``.
    """
    basis = np.linalg.inv(rest) @ np.asarray(hand_to_object, dtype=np.float64) @ rest
    return basis[:, :3, 3], matrix_to_quaternion(basis[:, :3, :3])


def finger_channels(rests: Array, hand_pose: Array) -> Array:
    """Quaternions (K, 15, 4), w first, of joints 1..15 for poses (K, 45).

    Changing axes turns the rotation's axis and leaves its angle: the axis-angle vector goes through Bᵀ.
    """
    vectors = np.asarray(hand_pose, dtype=np.float64).reshape(-1, 15, 3)
    return axis_angle_to_quaternion(np.einsum("jba,kjb->kja", rests[1:, :3, :3], vectors))
