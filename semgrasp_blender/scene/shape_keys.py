"""Hand shape as shape keys, one per beta.

The Basis is the mean hand and the ten keys are relative to it, so the sliders' values are the betas.
Sliding them reshapes the skin at once, for artists who tweak; the bones keep their rest places until the
shape is set through `rig.set_shape`, because an armature's rest pose cannot be animated.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...inference.hand.model import HandModel
from ...inference.hand.rotation import axis_angle_to_matrix

Array = NDArray[np.float64]

PREFIX = "beta_"
CORRECTION = "pose_correction"
LIMIT = 3.0


def add(mesh_object: Any, model: HandModel, betas: Array) -> None:
    """Adds Basis and the ten keys to a mesh that holds the hand's template."""
    mesh_object.shape_key_add(name="Basis", from_mix=False)
    template = np.asarray(model.template)
    for index in range(model.shape_dirs.shape[2]):
        key = mesh_object.shape_key_add(name=f"{PREFIX}{index + 1:02d}", from_mix=False)
        places = (template + model.shape_dirs[:, :, index]).astype(np.float32)
        key.data.foreach_set("co", places.ravel())
        key.slider_min, key.slider_max = -LIMIT, LIMIT
    set_values(mesh_object, betas)


def are_on(mesh_object: Any) -> bool:
    """Whether a mesh still has the ten keys: they are lost where someone applies or deletes them."""
    keys = mesh_object.data.shape_keys
    return keys is not None and all(f"{PREFIX}{number:02d}" in keys.key_blocks for number in range(1, 11))


def set_values(mesh_object: Any, betas: Array) -> None:
    """Sets the sliders; values beyond ±3 are allowed where a fitted hand needs them (Blender's own limit is
    10)."""
    blocks = mesh_object.data.shape_keys.key_blocks
    for index, value in enumerate(np.asarray(betas, dtype=np.float64)):
        key = blocks[f"{PREFIX}{index + 1:02d}"]
        key.slider_min, key.slider_max = min(-LIMIT, float(value)), max(LIMIT, float(value))
        key.value = float(value)


def set_correction(mesh_object: Any, model: HandModel, hand_pose: Array) -> None:
    """Puts MANO's pose blend shapes of one hand pose (45,) into a shape key of their own.

    Engines and Blender's armature know linear blend skinning alone; the key brings the shown grasp to the
    exact skin.
    """
    if model.pose_dirs is None:
        return
    blocks = mesh_object.data.shape_keys.key_blocks
    key = blocks.get(CORRECTION) or mesh_object.shape_key_add(name=CORRECTION, from_mix=False)
    turns = axis_angle_to_matrix((np.asarray(hand_pose) + model.hand_mean).reshape(15, 3))
    offsets = model.pose_dirs @ (turns - np.eye(3)).reshape(135)
    key.data.foreach_set("co", (np.asarray(model.template) + offsets).astype(np.float32).ravel())
    key.value = 1.0
