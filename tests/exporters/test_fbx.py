"""FBX files as three.js and ufbx see them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest
from export_judging import (
    Scene,
    add_textures,
    add_what_must_not_be_exported,
    build_scene,
    judge,
    model_joint,
    node_named,
    to_y_up,
    worst_error,
    worst_skin_error,
)
from semgrasp.exporters import fbx_binary
from semgrasp.exporters.fbx import export_fbx
from semgrasp.exporters.gltf import export_glb
from semgrasp.inference.hand import JOINT_NAMES
from semgrasp.inference.hand.rotation import quaternion_to_matrix

CUP_PLACE = to_y_up(np.array([0.3, -0.2, 0.1]))
UNITS = {"generic": 1.0, "unity": 1.0, "unreal": 100.0, "godot": 1.0}


@pytest.mark.parametrize("preset", ["unity", "unreal"])
def test_joints_follow_forward_kinematics(hand_scene: Scene, tmp_path: Path, preset: str) -> None:
    armature, meshes = hand_scene.objects
    add_what_must_not_be_exported()
    report = export_fbx(tmp_path / "hand.fbx", armature, meshes, hand_scene.clips, preset, origin="scene")
    read = judge("three_read.mjs", tmp_path / "hand.fbx")
    units = UNITS[preset]
    assert read["unitScale"] == pytest.approx(100.0 / units)
    assert [clip["name"] for clip in read["clips"]] == list(hand_scene.clips)
    durations = [clip["duration"] for clip in read["clips"]]
    np.testing.assert_allclose(durations, [12 / 25, 16 / 25], atol=1e-6)
    assert worst_error(hand_scene, read, units) < 1e-4
    assert worst_skin_error(hand_scene, read, units) < 1e-4
    assert sorted(n["name"] for n in read["nodes"] if n["type"] == "Bone") == sorted(JOINT_NAMES)
    (skin,) = read["skins"]
    assert sorted(skin["joints"]) == sorted(JOINT_NAMES)
    assert skin["maxInfluences"] <= 4
    assert report.bones == JOINT_NAMES

    cup = node_named(read, "Cup")
    np.testing.assert_allclose(
        np.array(cup["position"]) / units, to_y_up(np.array([0.3, -0.2, 0.1])), atol=1e-6
    )
    np.testing.assert_allclose(np.ptp(np.array(cup["box"]), axis=0) / units, [0.08, 0.12, 0.08], atol=1e-4)
    for node in read["nodes"]:
        np.testing.assert_allclose(node["scale"], 1.0, atol=1e-5, err_msg=node["name"])
    top = "Armature" if preset == "unreal" else armature.name
    assert node_named(read, "wrist")["parent"] == top.replace(" ", "_")
    names = {node["name"] for node in read["nodes"]}
    assert not names & {"Bystander", "Camera"}
    assert not [name for name in names if "semgrasp_export" in name]


def test_an_upright_object_has_no_turned_nodes(tmp_path: Path) -> None:
    """No −90° about X anywhere: what stands upright in Blender has identity rotation in the file."""
    scene = build_scene("right")
    armature, meshes = scene.objects
    export_fbx(tmp_path / "hand.fbx", armature, meshes, scene.clips, "unity")
    read = judge("three_read.mjs", tmp_path / "hand.fbx", 1)
    for node in read["nodes"]:
        if node["type"] != "Bone":
            np.testing.assert_allclose(
                np.abs(node["quaternion"]), [0, 0, 0, 1], atol=1e-5, err_msg=node["name"]
            )


@pytest.mark.parametrize("preset", ["generic", "unreal"])
def test_a_second_reader_agrees(hand_scene: Scene, tmp_path: Path, preset: str) -> None:
    """ufbx, which Unity-side tools, Godot and Blender itself read FBX with."""
    pufbx = pytest.importorskip("pufbx", reason="pufbx is not installed (make judges)")
    armature, meshes = hand_scene.objects
    export_fbx(tmp_path / "hand.fbx", armature, meshes, hand_scene.clips, preset, origin="scene")
    scene = pufbx.load_fbx(str(tmp_path / "hand.fbx"))
    assert [stack.name for stack in scene.anim_stacks] == list(hand_scene.clips)
    worst = 0.0
    for clip, name in enumerate(hand_scene.clips):
        truth = to_y_up(hand_scene.joints[name])
        found = ufbx_joints(tmp_path / "hand.fbx", clip, hand_scene.fps)
        for frame, places in zip(np.linspace(0, len(truth) - 1, 5).astype(int), found, strict=True):
            for joint in range(16):
                place = places[model_joint(joint)] / UNITS[preset]
                worst = max(worst, float(np.linalg.norm(place - truth[frame, joint])))
    assert worst < 1e-4


def ufbx_joints(path: Path, index: int, fps: float) -> list[dict[str, np.ndarray]]:
    """World positions of all nodes at five times of a clip, from ufbx's baked local transforms."""
    import pufbx
    from pufbx.animation.bake_anim import bake_anim

    scene = pufbx.load_fbx(str(path))
    baked = bake_anim(scene, scene.anim_stacks[index].anim, resample_rate=fps)
    keys = {scene.nodes[node.typed_id].name: node for node in baked.modified_nodes}
    assert keys.keys() >= set(JOINT_NAMES)
    result = []
    for time in np.linspace(0.0, baked.playback_duration, 5):
        world: dict[str, np.ndarray] = {}
        for node in scene.nodes:  # parents first
            rest = node.local_transform
            still = (
                plain(rest.translation, "xyz"),
                plain(rest.rotation, "wxyz"),
                plain(rest.scale, "xyz"),
            )
            place, turn, scale = at_time(keys[node.name], time) if node.name in keys else still
            matrix = np.eye(4)
            matrix[:3, :3] = quaternion_to_matrix(turn) * scale
            matrix[:3, 3] = place
            if node.parent is not None:
                matrix = world[node.parent.name] @ matrix
            world[node.name] = matrix
        result.append({name: matrix[:3, 3] for name, matrix in world.items()})
    return result


def plain(value: Any, axes: str) -> np.ndarray:
    return np.array([getattr(value, axis) for axis in axes])


def at_time(node: Any, time: float) -> tuple[np.ndarray, ...]:
    """Translation, quaternion (w first) and scale at the time of a key; constant channels hold fewer keys."""
    channels = ((node.translation_keys, "xyz"), (node.rotation_keys, "wxyz"), (node.scale_keys, "xyz"))
    return tuple(
        np.array([np.interp(time, keys["time"], keys["value"][axis]) for axis in axes])
        for keys, axes in channels
    )


def test_no_clip_keeps_the_armature_prefix(right_scene: Scene, tmp_path: Path) -> None:
    armature, meshes = right_scene.objects
    export_fbx(tmp_path / "hand.fbx", armature, meshes, right_scene.clips, "unity")
    _, records = fbx_binary.parse((tmp_path / "hand.fbx").read_bytes())
    takes = next(r for r in records if r.name == b"Takes")
    names = [t.values[0][1].decode() for t in takes.children if t.name == b"Take"]
    assert names == list(right_scene.clips)
    objects = next(r for r in records if r.name == b"Objects")
    stacks = [
        r.values[1][1].split(b"\0")[0].decode() for r in objects.children if r.name == b"AnimationStack"
    ]
    assert sorted(stacks) == sorted(right_scene.clips)


def test_the_same_scene_gives_the_same_bytes(right_scene: Scene, tmp_path: Path) -> None:
    """In another process, whose hashes are other ones."""
    armature, meshes = right_scene.objects
    add_textures(tmp_path)
    export_fbx(tmp_path / "here.fbx", armature, meshes, right_scene.clips)
    export_glb(tmp_path / "here.glb", armature, meshes, right_scene.clips)
    script = (
        "import os, sys, traceback\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import export_judging\n"
        "from pathlib import Path\n"
        "from semgrasp.exporters.fbx import export_fbx\n"
        "from semgrasp.exporters.gltf import export_glb\n"
        "try:\n"
        "    scene = export_judging.build_scene('right')\n"
        f"    export_judging.add_textures(Path({str(tmp_path)!r}))\n"
        f"    export_fbx({str(tmp_path / 'there.fbx')!r}, *scene.objects, scene.clips)\n"
        f"    export_glb({str(tmp_path / 'there.glb')!r}, *scene.objects, scene.clips)\n"
        "except BaseException:\n"
        "    traceback.print_exc()\n"
        "sys.stderr.flush()\n"
        "os._exit(0)\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, timeout=120, check=False, capture_output=True
    )
    for suffix in (".fbx", ".glb"):
        there = tmp_path / f"there{suffix}"
        assert there.exists(), done.stderr.decode()
        assert (tmp_path / f"here{suffix}").read_bytes() == there.read_bytes()


def test_textures_are_inside_and_no_path_of_this_computer(right_scene: Scene, tmp_path: Path) -> None:
    """An image on disk, a packed one without a path (as importers leave it), a painted one: each its own."""
    armature, meshes = right_scene.objects
    on_disk = add_textures(tmp_path)
    export_fbx(tmp_path / "hand.fbx", armature, meshes, right_scene.clips[:1])
    data = (tmp_path / "hand.fbx").read_bytes()
    assert str(tmp_path).encode() not in data
    _, records = fbx_binary.parse(data)
    objects = next(r for r in records if r.name == b"Objects")
    videos = [r for r in objects.children if r.name == b"Video"]
    contents = {}
    for video in videos:
        content, name = video.child(b"Content"), video.child(b"RelativeFilename")
        assert content is not None and name is not None
        contents[name.values[0][1].decode()] = content.values[0][1]
    assert sorted(contents) == ["textures/disk.png", "textures/packed.png", "textures/painted.png"]
    assert contents["textures/disk.png"] == on_disk.read_bytes()
    assert all(content.startswith(b"\x89PNG") for content in contents.values())
    assert len(set(contents.values())) == 3
    assert len(judge("three_read.mjs", tmp_path / "hand.fbx")["clips"]) == 1


def test_blender_reads_it_back(right_scene: Scene, tmp_path: Path) -> None:
    """Blender's own C++ importer, independent of its exporter (4.5 and later)."""
    if not hasattr(bpy.ops.wm, "fbx_import") or bpy.app.version < (4, 5, 0):
        pytest.skip("this Blender has no second FBX importer")
    armature, meshes = right_scene.objects
    export_fbx(tmp_path / "hand.fbx", armature, meshes, right_scene.clips)
    rest = np.array([armature.matrix_world @ armature.data.bones[n].head_local for n in JOINT_NAMES])
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.wm.fbx_import(filepath=str(tmp_path / "hand.fbx"))
    rig = next(o for o in bpy.data.objects if o.type == "ARMATURE")
    assert [b.name for b in rig.data.bones] == list(JOINT_NAMES)
    bpy.context.view_layer.update()
    found = np.array([rig.matrix_world @ b.head_local for b in rig.data.bones])
    np.testing.assert_allclose(found, rest, atol=1e-4)
    np.testing.assert_allclose(np.array(rig.matrix_world.to_scale()), 1.0, atol=1e-5)
    names = {action.name for action in bpy.data.actions}
    assert all(any(clip in name for name in names) for clip in right_scene.clips), names
