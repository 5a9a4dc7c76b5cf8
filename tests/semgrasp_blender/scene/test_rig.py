"""The armature and its skin against the hand model's forward kinematics."""

from __future__ import annotations

import dataclasses
from typing import Any

import bpy
import numpy as np
import pytest
from semgrasp.inference.errors import UserError
from semgrasp.inference.hand import JOINT_NAMES, load_hand
from semgrasp.semgrasp_blender.scene import apply, controls, rig, skin
from semgrasp.semgrasp_blender.scene.frames import object_frame

TOLERANCE = 5e-5  # metres: 0.05 mm, float32 in Blender


def skinned(model: Any, grasp: Any) -> np.ndarray:
    """(V, 3) vertices in the object frame by forward kinematics."""
    pose = np.concatenate([np.zeros(3), grasp.hand_pose])
    vertices = model.forward(pose, grasp.betas).vertices[0]
    return vertices @ grasp.hand_to_object[:3, :3].T + grasp.hand_to_object[:3, 3]


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("seed", range(4))
def test_skin_is_where_forward_kinematics_puts_it(side: str, seed: int, kit: Any) -> None:
    model = load_hand(side)
    betas = np.random.default_rng(seed + 100).normal(size=10)
    hand = rig.build_hand_rig(bpy.context, model, betas)
    grasp = kit.random_grasp(seed, side, betas)
    apply.apply_grasp(hand.armature, grasp)
    error = np.abs(kit.evaluated_vertices(hand.mesh) - skinned(model, grasp)).max()
    assert error < TOLERANCE


def test_bones_are_the_joints(kit: Any) -> None:
    model = load_hand("right")
    betas = np.linspace(-1.5, 1.5, 10)
    hand = rig.build_hand_rig(bpy.context, model, betas)
    bones = hand.armature.data.bones
    assert [b.name for b in bones if b.use_deform] == list(JOINT_NAMES)
    joints = model.rest(betas)[1][0]
    np.testing.assert_allclose(rig.rest_frames(hand.armature)[:, :3, 3], joints, atol=1e-6)
    assert {b.name for b in hand.armature.data.collections["Deform"].bones} == set(JOINT_NAMES)
    assert all(not b.use_deform for b in hand.armature.data.collections["Controls"].bones)


@pytest.mark.parametrize("side", ["right", "left"])
def test_turning_a_bone_about_its_x_bends_to_the_palm(side: str) -> None:
    model = load_hand(side)
    hand = rig.build_hand_rig(bpy.context, model, np.zeros(10))
    pose = hand.armature.pose.bones
    for name in JOINT_NAMES[1:13]:  # the fingers; the thumb bends across the palm
        bpy.context.view_layer.update()
        before = pose[name].tail.copy()
        pose[name].rotation_quaternion = (np.cos(0.25), np.sin(0.25), 0.0, 0.0)
        bpy.context.view_layer.update()
        assert pose[name].tail.y < before.y - 0.002, name  # the palm faces −Y
        pose[name].rotation_quaternion = (1.0, 0.0, 0.0, 0.0)


def test_skin_has_at_most_four_weights_and_closes_at_the_wrist() -> None:
    model = load_hand("right")
    hand = rig.build_hand_rig(bpy.context, model, np.zeros(10))
    mesh = hand.mesh.data
    weights = [[g.weight for g in v.groups] for v in mesh.vertices]
    assert max(map(len, weights)) <= 4
    assert all(abs(sum(w) - 1.0) < 1e-4 for w in weights)
    edges: dict[tuple[int, ...], int] = {}
    for polygon in mesh.polygons:
        for edge in polygon.edge_keys:
            edges[edge] = edges.get(edge, 0) + 1
    assert set(edges.values()) == {2}
    assert {m.name for m in mesh.materials} == {"SemGrasp Skin", "SemGrasp Nails"}
    assert skin.hand_materials()[0].users >= 1


CASES = {
    "plain": {},
    "centimetres": {"scale": (0.01, 0.01, 0.01)},
    "hundredfold": {"scale": (100.0, 100.0, 100.0)},
    "stretched": {"scale": (1.0, 2.0, 1.0)},
    "mirrored": {"scale": (-1.0, 1.0, 1.0)},
    "upside down": {"scale": (1.0, 1.0, -1.0)},
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("metres_per_unit", [1.0, 0.01])
def test_attached_hand_is_rigid_real_sized_and_moves_along(
    case: dict[str, Any], metres_per_unit: float, kit: Any
) -> None:
    bpy.context.scene.unit_settings.scale_length = metres_per_unit
    model = load_hand("right")
    holder = bpy.data.objects.new("Holder", None)
    bpy.context.scene.collection.objects.link(holder)
    holder.rotation_euler = (0.2, 0.5, -0.3)
    target = kit.add_object()
    target.parent = holder
    target.location, target.rotation_euler = (0.3, -0.2, 0.5), (0.4, 0.1, 1.2)
    target.scale = case.get("scale", (1.0, 1.0, 1.0))
    bpy.context.view_layer.update()
    hand = rig.build_hand_rig(bpy.context, model, np.zeros(10))
    grasp = kit.random_grasp(3)
    rig.attach(hand, target, metres_per_unit)
    apply.apply_grasp(hand.armature, grasp)

    for place in ((0.3, -0.2, 0.5), (-2.0, 1.0, 0.0)):
        target.location = place
        target.rotation_euler.z += 0.9
        holder.location.x += 1.0
        bpy.context.view_layer.update()
        frame = object_frame(np.array(target.matrix_world), metres_per_unit)
        wanted = kit.moved(skinned(model, grasp), frame.metres_to_world)
        error = np.abs(kit.evaluated_vertices(hand.mesh) - wanted).max() * metres_per_unit
        assert error < TOLERANCE
    assert hand.armature.parent == target


def test_controls_at_zero_leave_the_grasp_and_bend_when_turned(kit: Any) -> None:
    model = load_hand("right")
    hand = rig.build_hand_rig(bpy.context, model, np.zeros(10))
    apply.set_pose(hand.armature, np.eye(4), np.zeros(45))
    flat = kit.evaluated_vertices(hand.mesh)
    tip = model.tip_vertices[1]
    ring = hand.armature.pose.bones[controls.PREFIX + "index"]
    ring.rotation_euler.x = 0.6
    curled = kit.evaluated_vertices(hand.mesh)
    assert curled[tip, 1] < flat[tip, 1] - 0.04
    middle = model.tip_vertices[2]
    np.testing.assert_allclose(curled[middle], flat[middle], atol=1e-6)
    ring.rotation_euler = (0.0, 0.0, 0.3)
    spread = kit.evaluated_vertices(hand.mesh)
    assert abs(spread[tip, 2] - flat[tip, 2]) > 0.015
    assert abs(spread[tip, 1] - flat[tip, 1]) < 0.008


def test_new_shape_moves_bones_and_skin(kit: Any) -> None:
    model = load_hand("left")
    hand = rig.build_hand_rig(bpy.context, model, np.zeros(10))
    betas = np.array([2.0, -1.0, 0.5, 0, 0, 0, 0, 0, 0, -2.5])
    rig.set_shape(bpy.context, hand, model, betas)
    grasp = kit.random_grasp(5, "left", betas)
    apply.apply_grasp(hand.armature, grasp)
    assert np.abs(kit.evaluated_vertices(hand.mesh) - skinned(model, grasp)).max() < TOLERANCE
    keys = hand.mesh.data.shape_keys.key_blocks
    assert [k.name for k in keys] == ["Basis", *(f"beta_{i:02d}" for i in range(1, 11))]
    assert keys["beta_01"].value == pytest.approx(2.0)
    assert keys["beta_01"].slider_min == pytest.approx(-3.0)


def test_pose_blend_shapes_and_mean_pose_of_a_mano_hand(kit: Any) -> None:
    random = np.random.default_rng(8)
    plain = load_hand("right")
    model = dataclasses.replace(
        plain,
        source="mano",
        pose_dirs=random.normal(size=(len(plain.template), 3, 135)) * 1e-4,
        hand_mean=random.normal(size=45) * 0.2,
    )
    hand = rig.build_hand_rig(bpy.context, model, np.zeros(10))
    for seed in (1, 2):
        grasp = kit.random_grasp(seed)
        apply.apply_grasp(hand.armature, grasp, model)
        assert np.abs(kit.evaluated_vertices(hand.mesh) - skinned(model, grasp)).max() < TOLERANCE


def test_building_keeps_selection_mode_and_active_object(kit: Any) -> None:
    target = kit.add_object()
    bpy.context.view_layer.objects.active = target
    target.select_set(True)
    hand = rig.build_hand_rig(bpy.context, load_hand("right"), np.zeros(10))
    assert bpy.context.view_layer.objects.active == target
    assert [o.name for o in bpy.context.selected_objects] == [target.name]
    assert bpy.context.mode == "OBJECT"
    assert rig.rig_of(hand.armature) == hand


def test_lost_or_foreign_hands_are_named(kit: Any) -> None:
    hand = rig.build_hand_rig(bpy.context, load_hand("right"), np.zeros(10))
    bpy.data.objects.remove(hand.mesh)
    with pytest.raises(UserError, match="gone"):
        _ = hand.mesh
    with pytest.raises(UserError, match="no SemGrasp hand"):
        rig.rig_of(kit.add_object())


def test_posing_takes_milliseconds(kit: Any) -> None:
    import time

    hand = rig.build_hand_rig(bpy.context, load_hand("right"), np.zeros(10))
    grasp = kit.random_grasp(1)
    best = np.inf
    for _ in range(5):
        begin = time.perf_counter()
        apply.apply_grasp(hand.armature, grasp)
        best = min(best, time.perf_counter() - begin)
    assert best < 0.02
