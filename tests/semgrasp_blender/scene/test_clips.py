"""Clips: what they key, how they move, where they are kept."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest
from semgrasp.inference.hand import load_hand
from semgrasp.semgrasp_blender.scene import actions, apply, clips, rig
from semgrasp.semgrasp_blender.scene.clips import ClipSettings

SETTINGS = ClipSettings(start=5, reach=20, close=8, hold=10)


@pytest.fixture
def hand() -> rig.HandRig:
    return rig.build_hand_rig(bpy.context, load_hand("right"), np.zeros(10))


def at_frame(hand: rig.HandRig, frame: int, kit: Any) -> np.ndarray:
    bpy.context.scene.frame_set(frame)
    return kit.evaluated_vertices(hand.mesh)


def posed(hand: rig.HandRig, transform: np.ndarray, pose: np.ndarray, kit: Any) -> np.ndarray:
    actions.assign(hand.armature, None)
    apply.set_pose(hand.armature, transform, pose)
    return kit.evaluated_vertices(hand.mesh)


def test_clip_goes_from_the_open_hand_afar_to_the_grip_and_holds(hand: rig.HandRig, kit: Any) -> None:
    grasp = kit.random_grasp(2)
    wanted = {
        SETTINGS.start: posed(hand, grasp.approach[0], grasp.approach_pose[0], kit),
        SETTINGS.contact: posed(hand, grasp.hand_to_object, grasp.approach_pose[-1], kit),
        SETTINGS.grip: posed(hand, grasp.hand_to_object, grasp.hand_pose, kit),
        SETTINGS.end: posed(hand, grasp.hand_to_object, grasp.hand_pose, kit),
    }
    action = clips.write_clip(hand.armature, grasp, "Mug", 1, SETTINGS)
    actions.assign(hand.armature, action)
    for frame, vertices in wanted.items():
        np.testing.assert_allclose(at_frame(hand, frame, kit), vertices, atol=5e-5, err_msg=str(frame))


def test_wrist_moves_evenly_towards_the_grip_without_overshoot(hand: rig.HandRig, kit: Any) -> None:
    grasp = kit.random_grasp(4)
    action = clips.write_clip(hand.armature, grasp, "Mug", 1, SETTINGS)
    actions.assign(hand.armature, action)
    places = []
    for frame in range(SETTINGS.start, SETTINGS.end + 1):
        bpy.context.scene.frame_set(frame)
        matrix = np.array(hand.armature.pose.bones["wrist"].matrix)
        places.append(matrix[:3, 3])
    steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
    way = np.linalg.norm(places[-1] - places[0])
    assert steps.max() < 3.5 * way / SETTINGS.reach
    assert steps[SETTINGS.reach :].max() < 1e-6  # the wrist stands while the fingers close
    rest = np.linalg.norm(np.array(places) - places[-1], axis=1)
    assert np.all(np.diff(rest) < 1e-4)  # always nearer


def test_quaternions_do_not_flip(hand: rig.HandRig, kit: Any) -> None:
    grasp = kit.random_grasp(6)
    spin = np.array([kit.transform([0.0, 0.0, a], [0.0, 0.1, 0.0]) for a in np.linspace(-4.0, 2.5, 9)])
    grasp = dataclasses.replace(
        grasp, approach=spin @ grasp.hand_to_object, approach_pose=np.tile(grasp.approach_pose[:1], (9, 1))
    )
    action = clips.write_clip(hand.armature, grasp, "Mug", 1, SETTINGS)
    keys: dict[str, list[np.ndarray]] = {}
    for curve in actions.curves(action):
        if curve.data_path.endswith("rotation_quaternion"):
            keys.setdefault(curve.data_path, []).append(np.array([p.co[1] for p in curve.keyframe_points]))
    assert len(keys) == 16
    for path, columns in keys.items():
        q = np.stack(columns, axis=1)
        assert q.shape[1] == 4
        assert np.all(np.sum(q[1:] * q[:-1], axis=1) > 0.0), path


def test_each_clip_has_its_own_muted_track(hand: rig.HandRig, kit: Any) -> None:
    grasps = [kit.random_grasp(n) for n in (1, 2, 3)]
    names = [clips.write_clip(hand.armature, g, "My mug!", n, SETTINGS).name for n, g in enumerate(grasps, 1)]
    assert names == ["My_mug_medium_wrap_01", "My_mug_medium_wrap_02", "My_mug_medium_wrap_03"]
    tracks = hand.armature.animation_data.nla_tracks
    assert [t.name for t in tracks] == names
    assert all(t.mute for t in tracks)
    assert [a.name for a in clips.clips_of(hand.armature)] == names
    for track in tracks:
        strip = track.strips[0]
        assert (strip.frame_start, strip.frame_end) == (SETTINGS.start, SETTINGS.end)
        if actions.is_layered():
            assert strip.action_slot is not None


def test_writing_a_clip_again_replaces_it(hand: rig.HandRig, kit: Any) -> None:
    for seed in (1, 2):
        clips.write_clip(hand.armature, kit.random_grasp(seed), "Mug", 1, SETTINGS)
    assert [a.name for a in bpy.data.actions] == ["Mug_medium_wrap_01"]
    assert len(hand.armature.animation_data.nla_tracks) == 1


def test_a_muted_clip_does_not_move_the_hand(hand: rig.HandRig, kit: Any) -> None:
    first, second = kit.random_grasp(1), kit.random_grasp(2)
    clips.write_clip(hand.armature, first, "Mug", 1, SETTINGS)
    wanted = posed(hand, second.hand_to_object, second.hand_pose, kit)
    np.testing.assert_allclose(at_frame(hand, SETTINGS.start + 3, kit), wanted, atol=1e-6)


def test_clip_plays_after_save_and_reload(hand: rig.HandRig, kit: Any, tmp_path: Path) -> None:
    grasp = kit.random_grasp(2)
    wanted = posed(hand, grasp.hand_to_object, grasp.hand_pose, kit)
    action = clips.write_clip(hand.armature, grasp, "Mug", 1, SETTINGS)
    clips.show_clip(bpy.context.scene, hand.armature, action, SETTINGS)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "hand.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "hand.blend"))
    assert bpy.context.scene.frame_current == SETTINGS.grip
    np.testing.assert_allclose(at_frame(hand, SETTINGS.grip, kit), wanted, atol=5e-5)


def test_lengths_follow_the_frame_rate() -> None:
    scene = bpy.context.scene
    scene.render.fps, scene.render.fps_base = 60, 1.0
    sixty = clips.scene_settings(scene)
    scene.render.fps = 30
    thirty = clips.scene_settings(scene)
    assert sixty.end - sixty.start == pytest.approx(2 * (thirty.end - thirty.start), abs=3)


def test_single_approach_pose_is_enough(hand: rig.HandRig, kit: Any) -> None:
    grasp = kit.random_grasp(1)
    grasp = dataclasses.replace(
        grasp, approach=grasp.hand_to_object[None], approach_pose=grasp.approach_pose[:1]
    )
    action = clips.write_clip(hand.armature, grasp, "Mug", 1, SETTINGS)
    assert all(np.isfinite(p.co).all() for c in actions.curves(action) for p in c.keyframe_points)


def test_removed_clip_leaves_nothing(hand: rig.HandRig, kit: Any) -> None:
    action = clips.write_clip(hand.armature, kit.random_grasp(1), "Mug", 1, SETTINGS)
    clips.show_clip(bpy.context.scene, hand.armature, action, SETTINGS)
    clips.remove_clip(hand.armature, action)
    assert len(bpy.data.actions) == 0
    assert len(hand.armature.animation_data.nla_tracks) == 0


@pytest.mark.parametrize("name", ["x" * 63, "手" * 21, "a b", "..", ""])
def test_clip_names_fit_a_data_block(name: str) -> None:
    found = clips.clip_name(name, "index_finger_extension", 7)
    assert len(found.encode()) <= 63 and found.endswith("index_finger_extension_07")
    assert not found.startswith("_")
