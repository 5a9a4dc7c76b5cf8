"""The hand's armature: MANO's sixteen joints as deform bones, laid out for an animator.

A bone runs from its joint to the next one (the wrist to the middle knuckle, the last ones to the
fingertips) and is rolled so that turning about its local X bends the finger towards the palm. The rest pose
is the flat hand, so a MANO rotation becomes a bone rotation by a change of axes alone:
``q_bone = B⁻¹ · R · B`` with B the bone's rest axes.

The armature object stands in the object frame (`scene.frames`), scaled from metres to scene units and
parented to the object; the *wrist bone* carries `hand_to_object`. In a game engine the exported skeleton
can thus be attached to the prop at identity, and every clip is bone animation alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix, Vector
from numpy.typing import NDArray

from ...inference.errors import UserError
from ...inference.hand.model import JOINT_NAMES, PARENTS, HandModel
from . import controls, shape_keys, skin
from .frames import object_frame

Array = NDArray[np.float64]

DEFORM_COLLECTION = "Deform"
CONTROL_COLLECTION = "Controls"
SIDE_KEY = "semgrasp_side"
BETAS_KEY = "semgrasp_betas"
HAND_KEY = "semgrasp_hand"
MEAN_KEY = "semgrasp_hand_mean"

# Joint that ends each bone: the next one of its chain, the middle knuckle for the wrist, none for
# fingertips.
_NEXT_JOINT = (4, 2, 3, None, 5, 6, None, 8, 9, None, 11, 12, None, 14, 15, None)
# Row of `HandModel.tip_vertices` (thumb, index, middle, ring, pinky) that ends a last bone.
_TIP_OF_JOINT = {15: 0, 3: 1, 6: 2, 12: 3, 9: 4}
_FINGER_COLOURS = {
    "index": "THEME03",
    "middle": "THEME04",
    "pinky": "THEME06",
    "ring": "THEME09",
    "thumb": "THEME01",
}


@dataclass(frozen=True)
class HandRig:
    """Names of the two objects of a hand; names survive undo and reload, references do not."""

    armature_name: str
    mesh_name: str

    @property
    def armature(self) -> Any:
        """The armature object.

        Raises:
            UserError: it was deleted or renamed.
        """
        return _object(self.armature_name)

    @property
    def mesh(self) -> Any:
        """The skinned mesh object.

        Raises:
            UserError: it was deleted or renamed.
        """
        return _object(self.mesh_name)


def _object(name: str) -> Any:
    found = bpy.data.objects.get(name)
    if found is None:
        raise UserError(f"The hand “{name}” is gone from the scene: build the hand again.")
    return found


def rig_of(armature: Any) -> HandRig:
    """The rig that an armature object belongs to.

    Raises:
        UserError: the armature carries no SemGrasp hand.
    """
    skin = _skin_of(armature) if SIDE_KEY in armature else None
    if skin is None:
        raise UserError(f"“{armature.name}” is no SemGrasp hand: build one first.")
    return HandRig(armature.name, skin.name)


def is_whole(armature: Any) -> bool:
    """Whether a hand still has its skin, its values and all of its bones: anyone can take some away."""
    values = (SIDE_KEY, HAND_KEY, BETAS_KEY, MEAN_KEY)
    return (
        armature.type == "ARMATURE"
        and all(key in armature for key in values)
        and all(name in armature.data.bones for name in JOINT_NAMES)
        and _skin_of(armature) is not None
    )


def _skin_of(armature: Any) -> Any:
    """The mesh object that an armature deforms, None where there is none."""
    skins = (child for child in armature.children if child.type == "MESH")
    return next((skin for skin in skins if any(m.type == "ARMATURE" for m in skin.modifiers)), None)


def build_hand_rig(
    context: Any, model: HandModel, betas: Array, name: str | None = None, collection: Any = None
) -> HandRig:
    """Makes the armature with its skinned mesh, in rest at the world's origin.

    Args:
        context: Blender's context; its view layer must be able to show the new objects.
        model: the hand.
        betas: (10,) shape.
        name: name of the armature object, "SemGrasp Hand R" by default; Blender may add a number.
        collection: where the objects go, the scene's root collection by default.
    """
    betas = np.asarray(betas, dtype=np.float64).reshape(10)
    name = name or f"SemGrasp Hand {'R' if model.side == 'right' else 'L'}"
    data = bpy.data.armatures.new(name)
    armature = bpy.data.objects.new(name, data)
    (collection or context.scene.collection).objects.link(armature)
    armature[SIDE_KEY] = model.side
    armature[HAND_KEY] = model.source
    armature[BETAS_KEY] = betas.tolist()
    armature[MEAN_KEY] = np.asarray(model.hand_mean, dtype=np.float64).tolist()
    data.display_type = "STICK"

    vertices, joints = _rest(model, betas)
    with _edit_bones(context, armature) as bones:
        for joint, bone_name in enumerate(JOINT_NAMES):
            bone = bones.new(bone_name)
            bone.use_deform = True
            if PARENTS[joint] >= 0:
                bone.parent = bones[JOINT_NAMES[PARENTS[joint]]]
        controls.add_bones(bones)
        _place(bones, model, vertices, joints)
    _sort_into_collections(data)
    for bone in armature.pose.bones:
        bone.rotation_mode = "QUATERNION"
    for bone in armature.pose.bones:
        if bone.name in JOINT_NAMES[1:]:
            bone.lock_location = (True, True, True)  # a joint turns, it does not slide
    controls.add_constraints(armature)

    mesh = skin.build_mesh(model, f"{name} Skin")
    (collection or context.scene.collection).objects.link(mesh)
    mesh.parent = armature
    modifier = mesh.modifiers.new("Armature", "ARMATURE")
    modifier.object = armature
    modifier.use_vertex_groups = True
    modifier.use_bone_envelopes = False
    shape_keys.add(mesh, model, betas)
    return HandRig(armature.name, mesh.name)


def set_shape(context: Any, rig: HandRig, model: HandModel, betas: Array) -> None:
    """Gives the hand another shape: the bones' rest positions and the shape keys follow the betas.

    The grasp is kept; the wrist's offset is found anew by the next `apply_grasp`.
    """
    betas = np.asarray(betas, dtype=np.float64).reshape(10)
    armature, mesh = rig.armature, rig.mesh
    vertices, joints = _rest(model, betas)
    with _edit_bones(context, armature) as bones:
        _place(bones, model, vertices, joints)
    armature[BETAS_KEY] = betas.tolist()
    shape_keys.set_values(mesh, betas)


def attach(rig: HandRig, target: Any, metres_per_unit: float) -> None:
    """Parents the hand to the object so that it moves with it, rigid and in real size.

    The parent inverse takes the object's scale, mirror and shear out again, so the hand's own transform is
    the
    object frame in metres: location and rotation zero, scale = Blender units per metre.

    Args:
        rig: the hand.
        target: object to hold.
        metres_per_unit: `Scene.unit_settings.scale_length`.
    """
    armature = rig.armature
    frame = object_frame(np.array(target.matrix_world), metres_per_unit)
    if armature.parent != target:
        armature.parent = target
        armature.parent_type = "OBJECT"
    inverse = np.linalg.inv(np.array(target.matrix_world, dtype=np.float64)) @ frame.frame_to_world
    armature.matrix_parent_inverse = Matrix(inverse.tolist())
    armature.rotation_mode = "QUATERNION"
    armature.location = (0.0, 0.0, 0.0)
    armature.rotation_quaternion = (1.0, 0.0, 0.0, 0.0)
    armature.scale = (frame.units_per_metre,) * 3


def rest_frames(armature: Any) -> Array:
    """(16, 4, 4) rest matrices of the deform bones in armature space, in joint order, float64."""
    bones = armature.data.bones
    return np.array([np.array(bones[name].matrix_local) for name in JOINT_NAMES], dtype=np.float64)


def hand_mean(armature: Any) -> Array:
    """(45,) axis-angle added to every hand pose; zero unless a MANO file brings a curled mean pose."""
    return np.array(armature[MEAN_KEY], dtype=np.float64)


def _rest(model: HandModel, betas: Array) -> tuple[Array, Array]:
    vertices, joints = model.rest(betas[None])
    return vertices[0], joints[0]


@contextmanager
def _edit_bones(context: Any, armature: Any) -> Iterator[Any]:
    """Edit bones of an armature; active object, selection and mode are put back afterwards."""
    layer = context.view_layer
    active, selected = layer.objects.active, [o for o in layer.objects if o.select_get()]
    if context.mode != "OBJECT" and active is not None:
        bpy.ops.object.mode_set(mode="OBJECT")
    layer.update()
    if armature.name not in layer.objects:
        raise UserError(
            f"The hand “{armature.name}” lies in a collection that is excluded from the view layer: "
            "include it first."
        )
    for other in selected:
        other.select_set(False)
    hidden, disabled = armature.hide_get(), armature.hide_viewport
    armature.hide_viewport = False
    armature.hide_set(False)
    if not armature.visible_get():
        armature.hide_set(hidden)
        armature.hide_viewport = disabled
        raise UserError(f"The collection of the hand “{armature.name}” is hidden: show it first.")
    layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")
    try:
        yield armature.data.edit_bones
    finally:
        bpy.ops.object.mode_set(mode="OBJECT")
        armature.hide_set(hidden)
        armature.hide_viewport = disabled
        layer.objects.active = active
        for other in selected:
            other.select_set(True)


def _place(bones: Any, model: HandModel, vertices: Array, joints: Array) -> None:
    for joint, name in enumerate(JOINT_NAMES):
        bone = bones[name]
        following = _NEXT_JOINT[joint]
        tail = vertices[model.tip_vertices[_TIP_OF_JOINT[joint]]] if following is None else joints[following]
        bone.head = Vector(joints[joint])
        bone.tail = Vector(tail)
        along = np.asarray(tail - joints[joint])
        bone.align_roll(Vector(np.cross(_bend_axis(model, joint), along)))
    for joint, name in enumerate(JOINT_NAMES):
        parent = PARENTS[joint]
        bones[name].use_connect = parent > 0
    controls.place_bones(bones)


def _bend_axis(model: HandModel, joint: int) -> Array:
    """(3,) axis about which a positive turn bends the joint to the palm."""
    axis = np.asarray(model.anatomy.bend_axes[joint], dtype=np.float64)
    if np.linalg.norm(axis) > 1e-6:
        return axis
    # The wrist has no joint of its own in the anatomy: it bends as the middle finger does.
    return np.asarray(model.anatomy.bend_axes[4], dtype=np.float64)


def _sort_into_collections(data: Any) -> None:
    deform = data.collections.new(DEFORM_COLLECTION)
    control = data.collections.new(CONTROL_COLLECTION)
    for bone in data.bones:
        finger = bone.name.removeprefix(controls.PREFIX).rstrip("123")
        (deform if bone.use_deform else control).assign(bone)
        bone.color.palette = _FINGER_COLOURS.get(finger, "DEFAULT")
