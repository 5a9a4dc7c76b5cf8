"""Which object is meant, which of its grasps is shown, and showing it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import bpy
import numpy as np

from ..inference.errors import UserError
from ..inference.hand import HandModel, load_hand
from . import preferences, results, session
from .scene import apply, rig, shape_keys
from .scene.grasps import SceneGrasp

log = logging.getLogger(__name__)

_quiet = [False]


def target_of(context: Any) -> Any:
    """The object that is meant: the picked one, or else the active one; None where there is neither.

    A hand stands for the object that it holds, so that clicking the hand keeps the panel where it was.
    """
    scene = context.scene
    if scene is None:
        return None
    picked = scene.semgrasp.target
    if picked is not None:
        return picked
    layer = context.view_layer
    active = layer.objects.active if layer is not None else None
    return held_object(active) or active


def held_object(obj: Any) -> Any:
    """The object that a hand (its armature or its skin) holds; None for any other object."""
    while obj is not None:
        if rig.SIDE_KEY in obj and obj.parent is not None:
            return obj.parent
        obj = obj.parent
    return None


def shown_grasp(obj: Any) -> Any:
    """The chosen candidate's property group, None where none is chosen."""
    if obj is None:
        return None
    index = obj.semgrasp.active_index
    return obj.semgrasp.candidates[index] if 0 <= index < len(obj.semgrasp.candidates) else None


def choose(context: Any, obj: Any, index: int) -> None:
    """Chooses a candidate and poses the hand at it. Pushes no undo step.

    Raises:
        UserError: there is no such candidate, or the hand can't be made.
    """
    if not 0 <= index < len(obj.semgrasp.candidates):
        raise UserError(f"“{obj.name}” has no grasp number {index + 1}: generate some first.")
    with quiet():
        obj.semgrasp.active_index = index
    show(context, obj)


def show(context: Any, obj: Any) -> None:
    """Poses the object's hand at the chosen candidate; makes the hand where it is missing."""
    item = shown_grasp(obj)
    if item is None:
        return
    grasp = results.read_item(item)
    model = hand_model(grasp.side, item.hand_source)
    armature = ensure_rig(context, obj, grasp, model)
    apply.apply_grasp(armature, grasp, model)


def ensure_rig(context: Any, obj: Any, grasp: SceneGrasp, model: HandModel) -> Any:
    """The armature of the object's hand of that side, in the grasp's shape and attached; the other is hidden.

    A duplicated object brings along pointers to the hand of the original: it gets hands of its own.
    """
    slot = f"rig_{grasp.side}"
    armature = getattr(obj.semgrasp, slot)
    if not is_rig_of(armature, obj, context.scene) or not _can_be(armature, grasp, model):
        made = rig.build_hand_rig(context, model, grasp.betas)
        armature = made.armature
        armature.show_in_front = False  # the bones would hide the hand that is being judged
        setattr(obj.semgrasp, slot, armature)
    elif not _has_shape(armature, grasp):
        rig.set_shape(context, rig.rig_of(armature), model, grasp.betas)
    rig.attach(rig.rig_of(armature), obj, context.scene.unit_settings.scale_length)
    _set_visible(armature, True)
    other = getattr(obj.semgrasp, "rig_left" if grasp.side == "right" else "rig_right")
    if is_rig_of(other, obj, context.scene):
        _set_visible(other, False)
    return armature


def _has_shape(armature: Any, grasp: SceneGrasp) -> bool:
    return np.allclose(armature[rig.BETAS_KEY], grasp.betas, atol=1e-4)


def _can_be(armature: Any, grasp: SceneGrasp, model: HandModel) -> bool:
    """Whether a whole hand can show a grasp: of the same kind, and with shape keys where they must change."""
    if armature[rig.HAND_KEY] != model.source:
        return False
    needs_keys = model.pose_dirs is not None or not _has_shape(armature, grasp)
    return not needs_keys or shape_keys.are_on(rig.rig_of(armature).mesh)


def is_rig_of(armature: Any, obj: Any, scene: Any) -> bool:
    """Whether this is a hand in the scene that holds this object, or one that nothing else holds."""
    if armature is None or armature.name not in scene.objects or rig.SIDE_KEY not in armature:
        return False
    if armature.parent is not None and armature.parent != obj:
        return False
    above = obj.parent
    while above is not None:
        if above == armature:  # the object was parented to its hand, which cannot be parented to it then
            return False
        above = above.parent
    return rig.is_whole(armature)


def shown_armature(obj: Any, scene: Any) -> Any:
    """The armature that shows the chosen candidate, None where there is none yet."""
    item = shown_grasp(obj)
    if item is None:
        return None
    armature = getattr(obj.semgrasp, f"rig_{item.side}")
    return armature if is_rig_of(armature, obj, scene) else None


def hand_model(side: str, source: str) -> HandModel:
    """The hand of a side, "default" or "mano".

    Raises:
        UserError: the user's MANO files are wanted and are not there.
    """
    folder = preferences.current().mano_folder
    if source != "mano":
        return load_hand(side)
    if not folder:
        raise UserError(
            "This grasp is for a MANO hand: set the folder of your MANO files in SemGrasp's preferences."
        )
    return load_hand(side, folder)


@contextmanager
def quiet() -> Iterator[None]:
    """Sets `active_index` without posing the hand."""
    before, _quiet[0] = _quiet[0], True
    try:
        yield
    finally:
        _quiet[0] = before


def on_active_index(group: Any, context: Any) -> None:
    """Update callback of `active_index`: poses the hand at once."""
    if _quiet[0] or context.scene is None:
        return
    try:
        show(context, group.id_data)
    except UserError as error:
        session.report_problem(str(error))
    except Exception as error:
        # Blender drops what a callback raises on the console, where nobody looks.
        log.exception("the hand could not be posed")
        session.report_defect(error)


def get_shown_index(_group: Any) -> int:
    """Getter of the window's index: that of the object that is meant."""
    obj = target_of(bpy.context)
    return -1 if obj is None else obj.semgrasp.active_index


def set_shown_index(_group: Any, value: int) -> None:
    """Setter of the window's index: choosing through the window pushes no undo step."""
    obj = target_of(bpy.context)
    if obj is not None and 0 <= value < len(obj.semgrasp.candidates):
        obj.semgrasp.active_index = value


def _set_visible(armature: Any, visible: bool) -> None:
    layer = bpy.context.view_layer
    for part in (armature, *armature.children):
        # in a collection that is excluded from the view layer nothing can be hidden, or shown
        if part.name in layer.objects and part.hide_get() == visible:
            part.hide_set(not visible)
