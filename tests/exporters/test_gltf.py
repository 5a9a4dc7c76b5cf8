"""GLB files as the validator and three.js see them."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
import pytest
from export_judging import (
    Scene,
    add_what_must_not_be_exported,
    build_scene,
    judge,
    node_named,
    to_y_up,
    worst_error,
    worst_skin_error,
)
from semgrasp.exporters.gltf import export_glb
from semgrasp.inference.errors import UserError
from semgrasp.inference.hand import JOINT_NAMES


def test_joints_follow_forward_kinematics(hand_scene: Scene, tmp_path: Path) -> None:
    armature, meshes = hand_scene.objects
    add_what_must_not_be_exported()
    report = export_glb(tmp_path / "hand.glb", armature, meshes, hand_scene.clips, "godot", origin="scene")

    validated = judge("validate_gltf.mjs", tmp_path / "hand.glb")
    assert validated["issues"]["numErrors"] == 0
    assert validated["info"]["animationCount"] == 2
    assert validated["info"]["maxInfluences"] <= 4

    read = judge("three_read.mjs", tmp_path / "hand.glb")
    assert [clip["name"] for clip in read["clips"]] == list(hand_scene.clips)
    durations = [clip["duration"] for clip in read["clips"]]
    np.testing.assert_allclose(durations, [12 / 25, 16 / 25], atol=1e-6)
    np.testing.assert_allclose([clip.seconds for clip in report.clips], durations, atol=1e-6)
    assert worst_error(hand_scene, read) < 1e-4
    assert worst_skin_error(hand_scene, read) < 1e-4
    for skin in read["skins"]:
        assert sorted(skin["joints"]) == sorted(JOINT_NAMES)
        assert skin["maxInfluences"] <= 4
        assert skin["sumError"] < 1e-6
    assert report.bones == JOINT_NAMES
    assert read["morphs"] == {}

    cup = node_named(read, "Cup")
    np.testing.assert_allclose(cup["position"], to_y_up(np.array([0.3, -0.2, 0.1])), atol=1e-6)
    np.testing.assert_allclose(cup["scale"], 1.0, atol=1e-6)
    size = np.ptp(np.array(cup["box"]), axis=0)
    np.testing.assert_allclose(size, [0.08, 0.12, 0.08], atol=1e-4)  # scaled by 1.2 along its axis
    node_named(read, armature.name)
    names = {node["name"] for node in read["nodes"]}
    assert not names & {"Bystander", "Camera"}
    assert not [name for name in names if "semgrasp_export" in name]


def test_the_skin_at_rest_is_the_hand_of_these_betas(right_scene: Scene, tmp_path: Path) -> None:
    """Shape keys are applied, not lost: the box is that of the shaped hand, not of the mean one."""
    armature, meshes = right_scene.objects
    export_glb(tmp_path / "hand.glb", armature, meshes, right_scene.clips)
    read = judge("three_read.mjs", tmp_path / "hand.glb", 1)
    boxes = np.array([node["box"] for node in read["nodes"] if node["type"] == "SkinnedMesh"])
    vertices, _ = right_scene.model.rest(np.array(armature["semgrasp_betas"]))
    low, high = boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)
    # Blender stores the skin where the armature stands.
    place = np.array(armature.matrix_world, dtype=np.float64)
    turned = to_y_up(vertices[0] @ place[:3, :3].T + place[:3, 3])
    np.testing.assert_allclose([low, high], [turned.min(axis=0), turned.max(axis=0)], atol=1e-5)


def test_shape_keys_can_be_kept(right_scene: Scene, tmp_path: Path) -> None:
    armature, meshes = right_scene.objects
    export_glb(tmp_path / "hand.glb", armature, meshes, right_scene.clips, shape_keys=True)
    assert judge("validate_gltf.mjs", tmp_path / "hand.glb")["issues"]["numErrors"] == 0
    read = judge("three_read.mjs", tmp_path / "hand.glb")
    assert read["morphs"]
    assert all(names == [f"beta_{i:02d}" for i in range(1, 11)] for names in read["morphs"].values())
    assert worst_error(right_scene, read) < 1e-4


def test_an_uneven_frame_rate_keeps_its_time(right_scene: Scene, tmp_path: Path) -> None:
    bpy.context.scene.render.fps, bpy.context.scene.render.fps_base = 30, 1.001
    armature, meshes = right_scene.objects
    report = export_glb(tmp_path / "hand.glb", armature, meshes, right_scene.clips[:1])
    read = judge("three_read.mjs", tmp_path / "hand.glb")
    assert read["clips"][0]["duration"] == pytest.approx(12 * 1.001 / 30, abs=1e-5)
    assert report.clips[0].seconds == pytest.approx(12 * 1.001 / 30, abs=1e-6)


def test_origin_at_the_object(right_scene: Scene, tmp_path: Path) -> None:
    """Hand and object keep their relation, and the object's frame becomes the file's."""
    armature, meshes = right_scene.objects
    export_glb(tmp_path / "hand.glb", armature, meshes, right_scene.clips, "godot")
    read = judge("three_read.mjs", tmp_path / "hand.glb")
    for name in ("Cup", armature.name):
        np.testing.assert_allclose(node_named(read, name)["position"], 0.0, atol=1e-6)
        np.testing.assert_allclose(np.abs(node_named(read, name)["quaternion"]), [0, 0, 0, 1], atol=1e-6)
    back = np.linalg.inv(np.array(armature.matrix_world, dtype=np.float64))
    moved = {name: j @ back[:3, :3].T + back[:3, 3] for name, j in right_scene.joints.items()}
    right_scene.joints.update(moved)
    assert worst_error(right_scene, read) < 1e-4


def test_a_scene_in_centimetres_becomes_metres(tmp_path: Path) -> None:
    scene = build_scene("right")
    bpy.context.scene.unit_settings.scale_length = 0.01
    armature, meshes = scene.objects
    export_glb(tmp_path / "hand.glb", armature, meshes, scene.clips)
    read = judge("three_read.mjs", tmp_path / "hand.glb")
    # The same numbers now mean centimetres.
    assert worst_error(scene, read, units_per_metre=0.01) < 1e-4


def test_unknown_presets_are_refused(right_scene: Scene, tmp_path: Path) -> None:
    armature, meshes = right_scene.objects
    with pytest.raises(UserError, match="no export preset"):
        export_glb(tmp_path / "hand.glb", armature, meshes, right_scene.clips, "cryengine")
    assert not list(tmp_path.iterdir())
