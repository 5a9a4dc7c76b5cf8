"""The child process that writes scenes: what stands where, and what it says about bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest
from semgrasp.inference.errors import UserError
from semgrasp.inference.hand import load_hand
from semgrasp.inference.hand.rotation import axis_angle_to_matrix
from semgrasp.inference.shape.loading import UP_AXIS, load_shape
from semgrasp.semgrasp_blender import headless
from semgrasp.semgrasp_blender.scene import clips, importing, rig

Y_UP_TO_Z_UP = np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]])
BOX = np.array([[x, y, z] for x in (0.0, 0.06) for y in (0.0, 0.12) for z in (0.0, 0.08)])
BOX_FACES = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]


def write_obj(path: Path) -> Path:
    """A box from the origin to (6, 12, 8) cm, in metres, +Y up, and a second group."""
    lines = ["o box", *(f"v {x} {y} {z}" for x, y, z in BOX)]
    lines += [f"f {' '.join(str(v + 1) for v in face)}" for face in BOX_FACES]
    path.write_text("\n".join(lines))
    return path


def write_glb(path: Path, nodes: int = 1) -> Path:
    """The same box as glTF; with two nodes the second one is turned, scaled and a child of the first."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    mesh = bpy.data.meshes.new("box")
    mesh.from_pydata([tuple(v) for v in BOX @ Y_UP_TO_Z_UP.T], [], BOX_FACES)
    last = None
    for number in range(nodes):
        item = bpy.data.objects.new(f"part{number}", mesh)
        bpy.context.scene.collection.objects.link(item)
        item.parent = last
        if number:
            item.location, item.rotation_euler, item.scale = (0.1, 0.2, 0.3), (0.3, 0.4, 0.5), (2.0, 2.0, 2.0)
        last = item
    bpy.ops.export_scene.gltf(filepath=str(path), export_format="GLB")
    return path


def write_result(path: Path, count: int = 2, side: str = "right") -> dict[str, np.ndarray]:
    """A result file as `generate` writes it: everything in the object file's frame, metres."""
    random = np.random.default_rng(4)
    model = load_hand(side)
    transforms = np.tile(np.eye(4), (count, 1, 1))
    transforms[:, :3, :3] = axis_angle_to_matrix(random.normal(size=(count, 3)))
    transforms[:, :3, 3] = random.normal(size=(count, 3)) * 0.05
    approach = np.repeat(transforms[:, None], 5, axis=1)
    approach[:, :, 1, 3] += np.linspace(0.2, 0.0, 5)
    pose = random.normal(size=(count, 45)) * 0.3
    betas = np.tile(random.normal(size=10), (count, 1))
    posed = model.forward(np.concatenate([np.zeros((count, 3)), pose], axis=1), betas)

    def placed(points: np.ndarray) -> np.ndarray:
        return np.einsum("nab,nvb->nva", transforms[:, :3, :3], points) + transforms[:, None, :3, 3]

    arrays = {
        "faces": model.faces,
        "vertices": placed(posed.vertices),
        "joints": placed(posed.joints),
        "hand_to_object": transforms,
        "hand_pose": pose,
        "betas": betas,
        "approach": approach,
        "approach_pose": pose[:, None] * np.linspace(0.1, 0.6, 5)[:, None],
        "tokens": np.full((count, 3), -1),
        "score": np.linspace(0.9, 0.5, count),
        "side": np.array(side),
    }
    candidates = [
        {"grasp_type": "medium_wrap", "metrics": {"penetration_mm": 1.0}, "caption": "wraps"}
    ] * count
    meta = {"instruction": "hold the box", "candidates": candidates}
    np.savez(path, **arrays, meta=np.array(json.dumps(meta)))
    return arrays


def write_job(folder: Path, prop: Path, outputs: list[str], **more: Any) -> dict[str, Any]:
    return {
        "task": "write",
        "result": str(folder / "result.npz"),
        "object": str(prop),
        "outputs": [str(folder / name) for name in outputs],
        **more,
    }


def world_vertices(item: Any) -> np.ndarray:
    depsgraph = bpy.context.evaluated_depsgraph_get()
    evaluated = item.evaluated_get(depsgraph)
    mesh = evaluated.to_mesh()
    flat = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    mesh.vertices.foreach_get("co", flat)
    matrix = np.array(evaluated.matrix_world, dtype=np.float64)
    return flat.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]


def write_plain(path: Path) -> Path:
    """The same box as a format without axes, by a writer that isn't Blender's."""
    trimesh = pytest.importorskip("trimesh")
    corners = np.array([[f[0], f[k], f[k + 1]] for f in BOX_FACES for k in (1, 2)])
    trimesh.Trimesh(BOX, corners).export(path)
    return path


OBJECTS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "obj": ("box.obj", write_obj),
    "glb": ("box.glb", write_glb),
    "ply": ("box.ply", write_plain),
    "stl": ("box.stl", write_plain),
    "glb of two nodes": ("pair.glb", lambda path: write_glb(path, 2)),
}


@pytest.mark.parametrize(("name", "write"), OBJECTS.values(), ids=OBJECTS.keys())
@pytest.mark.parametrize(("up", "unit_scale"), [(None, 1.0), ("Z", 1.0), (None, 0.5)])
def test_blend_holds_object_hand_and_clips_in_one_frame(
    name: str, write: Callable[[Path], Path], up: str | None, unit_scale: float, tmp_path: Path
) -> None:
    prop = write(tmp_path / name)
    arrays = write_result(tmp_path / "result.npz")
    headless.run(write_job(tmp_path, prop, ["scene.blend"], up=up, unit_scale=unit_scale))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    turn = Y_UP_TO_Z_UP if (up or UP_AXIS[prop.suffix]) == "Y" else np.eye(3)

    armature = next(o for o in bpy.data.objects if o.type == "ARMATURE")
    hand = rig.rig_of(armature)
    np.testing.assert_allclose(world_vertices(hand.mesh), arrays["vertices"][0] @ turn.T, atol=5e-5)

    # The object stands where a reader without Blender puts it.
    shape = load_shape(prop, up=up, unit_scale=unit_scale)
    centre = np.linalg.inv(shape.metres_to_canonical)
    wanted = (shape.vertices @ centre[:3, :3].T + centre[:3, 3]) @ turn.T
    meshes = [o for o in bpy.data.objects if o.type == "MESH" and o != hand.mesh and o.users_scene]
    got = np.concatenate([world_vertices(o) for o in meshes])
    for extreme in (np.min, np.max):
        np.testing.assert_allclose(extreme(got, axis=0), extreme(wanted, axis=0), atol=1e-5)

    scene = bpy.context.scene
    assert [a.name for a in clips.clips_of(armature)] == [f"{prop.stem}_medium_wrap_{n:02d}" for n in (1, 2)]
    assert armature.animation_data.action.name.endswith("_01")
    settings = clips.scene_settings(scene)
    assert (scene.frame_start, scene.frame_end, scene.frame_current) == (1, settings.end, settings.grip)
    assert scene.camera is not None
    assert sum(o.type == "LIGHT" for o in scene.objects) == 3


def test_moving_the_object_takes_the_hand_along(tmp_path: Path) -> None:
    prop = write_glb(tmp_path / "box.glb")
    arrays = write_result(tmp_path / "result.npz", side="left")
    headless.run(write_job(tmp_path, prop, ["scene.blend"]))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    bpy.data.objects["box"].location.z += 1.5
    bpy.context.view_layer.update()
    hand = rig.rig_of(next(o for o in bpy.data.objects if o.type == "ARMATURE"))
    wanted = arrays["vertices"][0] @ Y_UP_TO_Z_UP.T + [0.0, 0.0, 1.5]
    np.testing.assert_allclose(world_vertices(hand.mesh), wanted, atol=5e-5)


def test_picture_and_game_files_are_written(tmp_path: Path) -> None:
    prop = write_glb(tmp_path / "box.glb")
    write_result(tmp_path / "result.npz")
    headless.run(write_job(tmp_path, prop, ["a.png", "a.glb", "a.fbx"], tile=64))
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "a.glb").read_bytes().startswith(b"glTF")
    assert (tmp_path / "a.fbx").read_bytes().startswith(b"Kaydara FBX Binary")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.fbx", "a.glb", "a.png", "box.glb", "result.npz"]


def test_fbx_is_read_as_arrays(tmp_path: Path) -> None:
    write_glb(tmp_path / "unused.glb", 2)
    bpy.ops.export_scene.fbx(filepath=str(tmp_path / "pair.fbx"))
    wanted = np.concatenate([world_vertices(o) for o in bpy.context.scene.objects]) @ Y_UP_TO_Z_UP
    job = {"task": "read", "object": str(tmp_path / "pair.fbx"), "output": str(tmp_path / "mesh.npz")}
    headless.run(job)
    with np.load(tmp_path / "mesh.npz") as data:
        vertices, faces = data["vertices"], data["faces"]
        names, parts, up = [str(n) for n in data["part_names"]], data["part_of_face"], str(data["up"])
    assert up == "Y"
    assert vertices.shape == (16, 3) and faces.shape == (24, 3)
    for extreme in (np.min, np.max):
        np.testing.assert_allclose(extreme(vertices, axis=0), extreme(wanted, axis=0), atol=1e-5)
    assert names == ["part0", "part1"]
    assert np.bincount(parts).tolist() == [12, 12]


@pytest.mark.parametrize(
    ("node", "material", "name"),
    [
        ("Handle", "", "Handle"),
        ("therm_handle", "Therm Handle", "therm_handle"),
        ("Cup", "Cup Glass", "Cup Glass"),
        ("Sword", "Steel", "Sword Steel"),
    ],
)
def test_a_part_is_named_once(node: str, material: str, name: str) -> None:
    assert headless._joined(node, material) == name


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"object": "nothing.glb"}, "no file"),
        ({"object": "broken.glb"}, "could not be read"),
        ({"object": "thing.usd"}, "isn't read"),
        ({"result": "broken.glb"}, "not a readable result"),
        ({"outputs": ["missing/a.png"]}, "no folder"),
        ({"outputs": ["a.gif"]}, "can write"),
        ({"task": "dance"}, "Unknown task"),
    ],
)
def test_bad_input_is_named_and_leaves_nothing(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    job = write_job(tmp_path, write_obj(tmp_path / "box.obj"), ["a.blend"])
    write_result(tmp_path / "result.npz")
    (tmp_path / "broken.glb").write_bytes(b"no glTF at all")
    for key, value in change.items():
        job[key] = [str(tmp_path / v) for v in value] if isinstance(value, list) else str(tmp_path / value)
    if "task" in change:
        job["task"] = change["task"]
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UserError, match=says):
        headless.run(job)
    assert sorted(tmp_path.iterdir()) == before


def test_a_failure_in_one_output_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    job = write_job(tmp_path, write_obj(tmp_path / "box.obj"), ["a.blend", "a.png"], tile=32)
    write_result(tmp_path / "result.npz")
    (tmp_path / "a.png").write_bytes(b"older")
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(headless, "_write_blend", full)
    with pytest.raises(UserError, match=r"a\.blend could not be written: No space left"):
        headless.run(job)
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "a.png").read_bytes() == b"older"


def test_child_process_ends_with_code_two_and_one_sentence(tmp_path: Path) -> None:
    job = write_job(tmp_path, tmp_path / "nothing.glb", ["a.blend"])
    write_result(tmp_path / "result.npz")
    (tmp_path / "job.json").write_text(json.dumps(job))
    command = [sys.executable, "-m", "semgrasp.semgrasp_blender.headless", str(tmp_path / "job.json")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("There is no file")
    assert "Traceback" not in done.stderr


def test_both_readers_take_the_same_axis_for_up() -> None:
    shared = {suffix: up for suffix, up in importing.UP_AXIS.items() if suffix != ".fbx"}
    assert shared == UP_AXIS
