"""An export reads the user's file and changes nothing in it, whether it succeeds or fails."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bpy
import pytest
from export_judging import Scene, add_what_must_not_be_exported
from semgrasp.exporters import fbx, gltf
from semgrasp.inference.errors import UserError

FORMATS: dict[str, Callable[..., Any]] = {"hand.glb": gltf.export_glb, "hand.fbx": fbx.export_fbx}


def state() -> dict[str, Any]:
    """Everything of the file and the session that an export might disturb."""
    window = bpy.context.window
    found: dict[str, Any] = {
        "window": (window.scene.name, window.view_layer.name),
        "mode": bpy.context.mode,
        "active": bpy.context.view_layer.objects.active.name,
    }
    for kind in ("actions", "armatures", "collections", "images", "materials", "meshes", "objects", "scenes",
                 "shape_keys", "texts", "node_groups", "cameras"):  # fmt: skip
        found[kind] = sorted((block.name, block.users) for block in getattr(bpy.data, kind))
    for scene in bpy.data.scenes:
        found[scene.name] = (
            scene.frame_current, scene.frame_subframe, scene.frame_start, scene.frame_end, scene.render.fps,
            scene.render.fps_base, scene.unit_settings.scale_length,
            sorted(o.name for o in scene.collection.all_objects),
        )  # fmt: skip
    for thing in bpy.data.objects:
        data = thing.animation_data
        tracks = [] if data is None else [
            (t.name, t.mute, t.is_solo, [(s.name, s.mute, s.frame_start, s.action.name) for s in t.strips])
            for t in data.nla_tracks
        ]  # fmt: skip
        found["object " + thing.name] = (
            [list(row) for row in thing.matrix_world], thing.mode, thing.parent and thing.parent.name,
            thing.select_get() if thing.name in bpy.context.view_layer.objects else None, thing.hide_viewport,
            thing.hide_get() if thing.name in bpy.context.view_layer.objects else None,
            data and data.action and data.action.name, data and data.use_nla, tracks,
            data and getattr(data, "action_slot", None) and data.action_slot.identifier,
            [(m.name, m.show_viewport) for m in thing.modifiers], sorted(thing.keys()),
        )  # fmt: skip
        if thing.type == "ARMATURE":
            found["pose " + thing.name] = [
                (
                    [list(row) for row in bone.matrix_basis],
                    bone.rotation_mode,
                    [c.mute for c in bone.constraints],
                )
                for bone in thing.pose.bones
            ]
            found["bones " + thing.name] = [
                (b.name, b.use_deform, b.hide, [list(row) for row in b.matrix_local])
                for b in thing.data.bones
            ]
        elif thing.type == "MESH" and thing.mode != "EDIT":
            mesh = thing.data
            keys = mesh.shape_keys.key_blocks if mesh.shape_keys else []
            weights = [(g.group, g.weight) for v in mesh.vertices for g in v.groups]
            found["mesh " + thing.name] = (
                [tuple(v.co) for v in mesh.vertices], weights, [g.name for g in thing.vertex_groups],
                [(k.name, k.value) for k in keys],
            )  # fmt: skip
    return found


def in_object_mode(scene: Scene) -> None:
    for thing in bpy.context.view_layer.objects:
        thing.select_set(thing.name == "Bystander")
    bpy.context.view_layer.objects.active = bpy.data.objects["Bystander"]


def in_pose_mode(scene: Scene) -> None:
    armature, _ = scene.objects
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="POSE")


def in_edit_mode_of_the_rig(scene: Scene) -> None:
    armature, _ = scene.objects
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")


def in_edit_mode_of_another_mesh(scene: Scene) -> None:
    bpy.context.view_layer.objects.active = bpy.data.objects["Bystander"]
    bpy.ops.object.mode_set(mode="EDIT")


def busy(scene: Scene) -> None:
    """A file as it is in the middle of work."""
    armature, meshes = scene.objects
    add_what_must_not_be_exported()
    data = armature.animation_data
    data.action = bpy.data.actions[scene.clips[1]]
    if hasattr(data, "action_slot"):
        data.action_slot = data.action.slots[0]
    data.nla_tracks[0].mute = False
    bpy.context.scene.frame_set(7)
    bpy.context.scene.frame_start = 3
    meshes[1].hide_set(True)
    bpy.data.scenes.new("Another scene")


MODES = [in_object_mode, in_pose_mode, in_edit_mode_of_the_rig, in_edit_mode_of_another_mesh]


@pytest.mark.parametrize("prepare", MODES, ids=lambda mode: mode.__name__)
def test_success_changes_nothing(
    right_scene: Scene, tmp_path: Path, prepare: Callable[[Scene], None]
) -> None:
    busy(right_scene)
    prepare(right_scene)
    before = state()
    armature, meshes = right_scene.objects
    for name, export in FORMATS.items():
        export(tmp_path / name, armature, meshes, right_scene.clips)
        after = state()
        for key in before:
            assert after[key] == before[key], (name, key)
        assert after.keys() == before.keys()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["hand.fbx", "hand.glb"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_defect_on_the_way_changes_nothing(
    right_scene: Scene, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(right_scene)
    in_pose_mode(right_scene)
    before = state()
    module = gltf if name.endswith("glb") else fbx

    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "call_operator", fail)
    armature, meshes = right_scene.objects
    with pytest.raises(ZeroDivisionError):
        FORMATS[name](tmp_path / name, armature, meshes, right_scene.clips)
    assert state() == before
    assert not list(tmp_path.iterdir())


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Lets no file of this process grow beyond `size`, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_leaves_the_old_file(right_scene: Scene, tmp_path: Path, name: str) -> None:
    busy(right_scene)
    in_object_mode(right_scene)
    (tmp_path / name).write_bytes(b"old")
    before = state()
    armature, meshes = right_scene.objects
    with pytest.raises(UserError, match=r"Could not write .*: .*choose another place"), largest_file(20_000):
        FORMATS[name](tmp_path / name, armature, meshes, right_scene.clips)
    assert state() == before
    assert (tmp_path / name).read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("bad", ["hand.obj", "nowhere/hand"])
def test_places_that_cannot_be_written(right_scene: Scene, tmp_path: Path, name: str, bad: str) -> None:
    armature, meshes = right_scene.objects
    path = tmp_path / (bad if bad.endswith(".obj") else bad + Path(name).suffix)
    with pytest.raises(UserError, match=r"must end in|does not exist"):
        FORMATS[name](path, armature, meshes, right_scene.clips)
    assert not list(tmp_path.iterdir())
