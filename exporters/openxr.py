"""A grasp as the 26 hand joints of OpenXR (XR_EXT_hand_tracking), for VR and AR run-times.

MANO has 16 joints. The others are derived: the four finger metacarpals lie on the line from wrist to
knuckle, the palm lies in the middle of the middle finger's metacarpal, the tips are vertices of the skin.

Orientations follow the extension: −Z runs along the bone towards the fingertip, +Y out of the back of the
hand (the nail side for a finger), +X completes the right-handed frame, on both hands. A tip has the
orientation of its distal joint, the palm that of the middle metacarpal. Source:
registry.khronos.org/OpenXR/specs/1.1/html/xrspec.html, section "Conventions of hand joints".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..inference.grasp import Grasp
from ..inference.hand import HandModel
from ..inference.hand.rotation import matrix_to_quaternion

Array = NDArray[np.float64]

_FINGER_PARTS = ("metacarpal", "proximal", "intermediate", "distal", "tip")
JOINTS = (
    "palm",
    "wrist",
    *(f"thumb_{part}" for part in ("metacarpal", "proximal", "distal", "tip")),
    *(f"{finger}_{part}" for finger in ("index", "middle", "ring", "little") for part in _FINGER_PARTS),
)
# MANO's first joint of each finger, and the finger's row in HandModel.tip_vertices (thumb, index, middle,
# ring, little).
_FIRST_JOINT = {"thumb": 13, "index": 1, "middle": 4, "ring": 10, "little": 7}
_TIP_ROW = {"thumb": 0, "index": 1, "middle": 2, "ring": 3, "little": 4}
# Where a metacarpal begins, as a share of the way from wrist to knuckle: metacarpals make up about three
# quarters of it (index 68 mm of 92 mm in hand anthropometry).
_METACARPAL_BASE = 0.25


@dataclass(frozen=True, eq=False)
class OpenXRHand:
    """Joint poses in OpenXR's order.

    Attributes:
        side: "right" or "left".
        positions: (26, 3) metres, in the frame that `hand_to_object` of the grasp leads to.
        orientations: (26, 4) unit quaternions as x, y, z, w (OpenXR's order).
        radii: (26,) metres from the joint to the nearest skin; a tip has its distal joint's.
    """

    side: str
    positions: Array
    orientations: Array
    radii: Array

    def as_json(self) -> dict[str, Any]:
        """Plain values: one entry per joint, by name."""
        return {
            "side": self.side,
            "joints": [
                {
                    "name": name,
                    "position": [round(float(v), 7) for v in self.positions[index]],
                    "orientation": [round(float(v), 7) for v in self.orientations[index]],
                    "radius": round(float(self.radii[index]), 5),
                }
                for index, name in enumerate(JOINTS)
            ],
        }


def openxr_hand(model: HandModel, grasp: Grasp) -> OpenXRHand:
    """Joints of a grasp, in the object frame of the grasp.

    Raises:
        ValueError: model and grasp are of different sides.
    """
    if model.side != grasp.side:
        raise ValueError(f"a {grasp.side} grasp on a {model.side} hand")
    pose = np.concatenate([np.zeros(3), np.asarray(grasp.hand_pose, dtype=np.float64)])[None]
    betas = np.asarray(grasp.betas, dtype=np.float64)[None]
    posed = model.forward(pose, betas)
    rest_vertices, rest_joints = model.rest(betas)
    local = _JointTable(posed.vertices[0])
    wrist = posed.joints[0, 0]
    # The back of the flat hand faces +Y on both sides.
    hand_back = posed.bone_to_model[0, 0, :3, :3] @ np.array([0.0, 1.0, 0.0])
    for finger, first in _FIRST_JOINT.items():
        tip = model.tip_vertices[_TIP_ROW[finger]]
        places = [*posed.joints[0, first : first + 3], posed.vertices[0, tip]]
        rests = [*rest_joints[0, first : first + 3], rest_vertices[0, tip]]
        parts = _FINGER_PARTS
        if finger == "thumb":
            parts = ("metacarpal", "proximal", "distal", "tip")
        else:
            base = wrist + _METACARPAL_BASE * (places[0] - wrist)
            local.put(f"{finger}_metacarpal", base, places[0] - base, hand_back)
            parts = parts[1:]
        for number, part in enumerate(parts[:-1]):
            # At rest, the bone crossed with the axis that bends it to the palm points out of the back.
            across = np.cross(rests[number + 1] - rests[number], model.anatomy.bend_axes[first + number])
            dorsal = posed.bone_to_model[0, first + number, :3, :3] @ across
            local.put(f"{finger}_{part}", places[number], places[number + 1] - places[number], dorsal)
        local.repeat(f"{finger}_tip", f"{finger}_distal", places[-1])
    middle, knuckle = JOINTS.index("middle_metacarpal"), JOINTS.index("middle_proximal")
    palm = 0.5 * (local.positions[middle] + local.positions[knuckle])
    local.put("palm", palm, local.forward[middle], hand_back)
    local.put("wrist", wrist, local.positions[middle] - wrist, hand_back)

    to_object = np.asarray(grasp.hand_to_object, dtype=np.float64)
    quaternions = matrix_to_quaternion(to_object[:3, :3] @ _frames(local.forward, local.back))
    positions = local.positions @ to_object[:3, :3].T + to_object[:3, 3]
    return OpenXRHand(model.side, positions, quaternions[:, [1, 2, 3, 0]], local.radii)


class _JointTable:
    """Collects places and directions of the 26 joints in the hand model's frame."""

    def __init__(self, vertices: Array) -> None:
        self.vertices = vertices
        self.positions = np.zeros((26, 3))
        self.forward = np.zeros((26, 3))
        self.back = np.zeros((26, 3))
        self.radii = np.zeros(26)

    def put(self, name: str, place: Array, forward: Array, back: Array) -> None:
        """Sets a joint; its radius is the distance to the nearest vertex."""
        index = JOINTS.index(name)
        self.positions[index], self.forward[index], self.back[index] = place, forward, back
        self.radii[index] = float(np.linalg.norm(self.vertices - place, axis=1).min())

    def repeat(self, name: str, like: str, place: Array) -> None:
        """Sets a joint that is turned as another one is, and as thick."""
        index, source = JOINTS.index(name), JOINTS.index(like)
        self.positions[index], self.forward[index] = place, self.forward[source]
        self.back[index], self.radii[index] = self.back[source], self.radii[source]


def _frames(forward: Array, back: Array) -> Array:
    """(N, 3, 3) rotations with −Z along `forward` and +Y as near to `back` as that allows."""
    z = -forward / np.linalg.norm(forward, axis=1, keepdims=True)
    y = back - np.sum(back * z, axis=1, keepdims=True) * z
    y = y / np.linalg.norm(y, axis=1, keepdims=True)
    return np.stack([np.cross(y, z), y, z], axis=2)
