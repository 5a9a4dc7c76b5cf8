"""The command line, run in this process with a stand-in for Blender."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import semgrasp
import trimesh
from semgrasp.inference.cli import BlenderTools, SceneJob, main
from semgrasp.inference.errors import UserError
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.planner import plan as planner
from semgrasp.inference.result_file import read_npz

MUG = Path(__file__).resolve().parents[2] / "examples" / "mug.glb"
RADIUS, LENGTH = 0.016, 0.2
OFFSET = np.array([1.0, 2.0, 3.0])


@dataclass
class Blender:
    """Stands in for Blender: writes a line into every scene file, and reads one mesh."""

    jobs: list[SceneJob] = field(default_factory=list)
    failure: Exception | None = None

    def write_scene(self, job: SceneJob) -> None:
        self.jobs.append(job)
        assert len(read_npz(job.result)) > 0, "Blender is given a whole result"
        for path in job.outputs:
            path.write_text("scene")
        if self.failure:
            raise self.failure

    def read_mesh(self, path: Path):
        mesh = rod(1.0)
        return {
            "vertices": np.asarray(mesh.vertices),
            "faces": np.asarray(mesh.faces),
            "part_names": np.array(["rod"]),
            "part_of_face": np.zeros(len(mesh.faces), np.int32),
            "up": np.asarray("Z"),
        }

    @property
    def tools(self) -> BlenderTools:
        return BlenderTools(write_scene=self.write_scene, read_mesh=self.read_mesh)


def rod(scale: float, up: str = "Z") -> trimesh.Trimesh:
    """A rod along the up axis, away from the origin, in units of 1 / scale metres."""
    mesh = trimesh.creation.cylinder(radius=RADIUS, height=LENGTH, sections=32)
    vertices = np.asarray(mesh.vertices)
    if up == "Y":
        vertices = np.stack([vertices[:, 0], vertices[:, 2], -vertices[:, 1]], axis=1)
    return trimesh.Trimesh((vertices + OFFSET) / scale, mesh.faces, process=False)


@pytest.fixture(scope="module", autouse=True)
def small_search():
    """Fewer starts than usual: the files are what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("SITES", 150), ("STARTS", 48), ("FINALISTS", 16)):
            patch.setattr(planner, name, value)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("objects")
    rod(1.0).export(folder / "rod.ply")
    return folder


@pytest.fixture(scope="module")
def whole_run(folder):
    """(exit code, folder of the outputs, Blender) of a run that asks for every kind of file."""
    out = folder / "made" / "here"
    blender = Blender()
    outputs = [word for suffix in SUFFIXES for word in ("-o", str(out / f"grasp{suffix}"))]
    words = ["generate", str(folder / "rod.ply"), "--count", "2", "--seed", "3", "--instruction", "hold it"]
    return main([*words, "--preset", "unity", *outputs], blender.tools), out, blender


SUFFIXES = (".npz", ".json", ".glb", ".fbx", ".blend", ".png")


def generate(path, out, *more, blender=None):
    words = ["generate", str(path), "--count", "1", "-o", str(out), *more]
    return main(words, (blender or Blender()).tools)


def listing(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def refused(words, capsys, folder, blender=None):
    """Runs, expects exit code 2, one sentence and an unchanged folder; returns the sentence."""
    before = listing(folder)
    assert main([str(word) for word in words], (blender or Blender()).tools) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("semgrasp: ") and captured.err.count("\n") == 1, captured.err
    assert listing(folder) == before, "something was written"
    return captured.err


def test_every_output_is_written(whole_run):
    code, out, blender = whole_run
    assert code == 0
    assert listing(out) == sorted(f"grasp{suffix}" for suffix in SUFFIXES)
    (job,) = blender.jobs
    assert job.preset == "unity" and job.up is None and job.unit_scale == 1
    assert {path.suffix for path in job.outputs} == {".glb", ".fbx", ".blend", ".png"}
    assert not job.result.exists(), "the result for Blender is left behind"


DESIGNED = ("vertices", "joints", "faces", "hand_to_object", "hand_pose", "betas", "tokens", "score")


def test_the_npz_keeps_its_contract(whole_run):
    model = load_hand("right")
    with np.load(whole_run[1] / "grasp.npz", allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    vertices = len(model.template)
    extra = {"approach", "approach_pose", "side", "meta"}
    assert set(arrays) == extra | set(DESIGNED)
    for name, shape in {
        "vertices": (2, vertices, 3),
        "joints": (2, 16, 3),
        "faces": model.faces.shape,
        "hand_to_object": (2, 4, 4),
        "hand_pose": (2, 45),
        "betas": (2, 10),
        "tokens": (2, 3),
        "score": (2,),
    }.items():
        assert arrays[name].shape == shape, name
    assert arrays["vertices"].dtype == np.float32
    assert (np.diff(arrays["score"]) <= 0).all(), "the best comes first"
    assert (arrays["tokens"] == -1).all()
    meta = json.loads(str(arrays["meta"]))
    assert meta["instruction"] == "hold it" and meta["seed"] == 3
    assert {"start_imports", "load_hand", "load_object", "ranking"} <= set(meta["timings"])
    assert "total" not in meta["timings"], "a sum among its parts counts twice"
    assert all(seconds >= 0 for seconds in meta["timings"].values())
    assert len(meta["candidates"]) == 2
    for candidate in meta["candidates"]:
        assert candidate["caption"] and candidate["metrics"]["penetration_mm"] >= 0
    assert meta["versions"]["semgrasp"] == semgrasp.__version__ and "numpy" in meta["versions"]


def test_the_json_is_the_npz_without_vertices(whole_run):
    stored = read_npz(whole_run[1] / "grasp.npz")
    plain = json.loads((whole_run[1] / "grasp.json").read_text())
    assert "vertices" not in plain
    np.testing.assert_allclose(plain["hand_to_object"], stored.arrays["hand_to_object"])
    assert plain["meta"]["candidates"] == stored.meta["candidates"]


def distance_to_rod(points, axis=2):
    """Distance of points in the file's frame, metres, from the surface of the rod."""
    local = np.asarray(points, float) - OFFSET
    along = np.abs(local[..., axis])
    across = np.linalg.norm(np.delete(local, axis, axis=-1), axis=-1)
    return np.hypot(np.maximum(across - RADIUS, 0), np.maximum(along - LENGTH / 2, 0))


def test_the_hand_is_at_the_object_in_the_files_frame(whole_run):
    arrays = read_npz(whole_run[1] / "grasp.npz").arrays
    near = distance_to_rod(arrays["vertices"])
    assert (near.min(axis=1) < 0.002).all()
    assert near.max() < 0.3
    model = load_hand("right")
    pose = np.concatenate([np.zeros((2, 3)), arrays["hand_pose"]], axis=1)
    hand = model.forward(pose, arrays["betas"])
    turn, shift = arrays["hand_to_object"][:, :3, :3], arrays["hand_to_object"][:, :3, 3]
    for name, local in (("vertices", hand.vertices), ("joints", hand.joints)):
        placed = local @ turn.swapaxes(1, 2) + shift[:, None]
        np.testing.assert_allclose(arrays[name], placed, atol=1e-5)
    np.testing.assert_allclose(np.linalg.det(turn), 1, atol=1e-6)


def test_units_and_up_axis_of_the_file(folder, tmp_path):
    """A file in centimetres with Y up: results are in its own frame, in metres."""
    rod(0.01, up="Y").export(tmp_path / "rod.ply")
    out = tmp_path / "out.npz"
    assert generate(tmp_path / "rod.ply", out, "--up", "Y", "--unit-scale", "0.01") == 0
    near = distance_to_rod(read_npz(out).arrays["vertices"], axis=1)
    assert near.min() < 0.002 and near.max() < 0.3


def test_left_hand(folder, tmp_path):
    out = tmp_path / "out.npz"
    assert generate(folder / "rod.ply", out, "--hand", "left") == 0
    result = read_npz(out)
    assert result.side == "left"
    assert distance_to_rod(result.arrays["vertices"]).min() < 0.002


def test_without_refinement(folder, tmp_path):
    raw, refined = tmp_path / "raw.npz", tmp_path / "refined.npz"
    assert generate(folder / "rod.ply", raw, "--no-refine") == 0
    assert generate(folder / "rod.ply", refined) == 0
    depth = [read_npz(p).meta["candidates"][0]["metrics"]["penetration_mm"] for p in (raw, refined)]
    assert depth[0] > depth[1]


def test_the_same_seed_gives_the_same_bytes_but_for_timings(folder, tmp_path):
    def run(seed, name):
        out = tmp_path / name
        assert generate(folder / "rod.ply", out, "--seed", seed) == 0
        with np.load(out) as stored:
            arrays = {key: stored[key] for key in stored.files}
        meta = json.loads(str(arrays.pop("meta")))
        assert meta.pop("timings")
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue(), meta

    first, again, other = run("1", "a.npz"), run("1", "b.npz"), run("2", "c.npz")
    assert first == again
    assert first[0] != other[0]


def test_names_can_be_ignored(tmp_path, capsys):
    words = ["generate", MUG, "--part", "handle", "--count", 1, "--ignore-names", "-o", tmp_path / "out.npz"]
    assert "handle" in refused(words, capsys, tmp_path)
    assert generate(MUG, tmp_path / "out.npz", "--part", "handle") == 0
    assert read_npz(tmp_path / "out.npz").meta["candidates"][0]["metrics"]["on_part"] > 0.5


def test_fbx_objects_are_read_by_blender(tmp_path):
    (tmp_path / "rod.fbx").write_bytes(b"")
    assert generate(tmp_path / "rod.fbx", tmp_path / "out.npz") == 0
    assert distance_to_rod(read_npz(tmp_path / "out.npz").arrays["vertices"]).min() < 0.002


def test_evaluate_prints_metrics(whole_run, folder, capsys):
    assert main(["evaluate", str(whole_run[1] / "grasp.npz"), str(folder / "rod.ply")], Blender().tools) == 0
    printed = json.loads(capsys.readouterr().out)
    stored = read_npz(whole_run[1] / "grasp.npz").meta["candidates"]
    assert printed["summary"]["count"] == 2
    for measured, listed in zip(printed["candidates"], stored, strict=True):
        assert measured["penetration_mm"] == pytest.approx(listed["metrics"]["penetration_mm"], abs=0.01)


class FullDisk(io.StringIO):
    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("stdout,says", [(None, "closed"), (FullDisk(), "No space left")])
def test_metrics_that_cannot_be_printed(whole_run, folder, capsys, monkeypatch, stdout, says):
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stdout)
        words = ["evaluate", str(whole_run[1] / "grasp.npz"), str(folder / "rod.ply")]
        assert main(words, Blender().tools) == 2
    assert says in capsys.readouterr().err


def test_without_stderr_the_exit_code_still_tells(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", None)
        code = main(["generate", "nowhere.glb", "-o", "out.npz"], Blender().tools)
    assert code == 2


def test_existing_results_are_replaced_whole(folder, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    assert generate(folder / "rod.ply", out) == 0
    assert json.loads(out.read_text())["side"] == "right"


@pytest.mark.parametrize(
    "words,says",
    [
        (["generate", "nowhere.glb", "-o", "{}/out.npz"], "nowhere.glb"),
        (["generate", "{}/text.txt", "-o", "{}/out.npz"], "text.txt"),
        (["generate", "{}/hostile.glb", "-o", "{}/out.npz"], "hostile.glb"),
        (["generate", "{}/hostile.stl", "-o", "{}/out.npz"], "hostile.stl"),
        (["generate", "{}/hostile.obj", "-o", "{}/out.npz"], "hostile.obj"),
        (["generate", "{}/empty.ply", "-o", "{}/out.npz"], "empty.ply"),
        (["generate", "{}/huge.ply", "-o", "{}/out.npz"], "--unit-scale"),
        (["generate", "{}/tiny.ply", "-o", "{}/out.npz"], "--unit-scale"),
        (["generate", "{}/rod.ply", "-o", "{}/out.docx"], "out.docx"),
        (["generate", "{}/rod.ply", "-o", "{}/out"], "out"),
        (["generate", "{}/rod.ply", "-o", "{}/rod.ply/out.npz"], "rod.ply"),
        (["generate", "{}/rod.ply", "-o", "{}/new/out.npz", "-o", "{}/out.txt"], "out.txt"),
        (["generate", "{}/rod.ply", "-o", "{}/folder.npz"], "folder"),
        (["generate", "{}/rod.ply"], "-o"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--seed", "-1"], "seed"),
        (["generate", "{}/rod.ply", "-o", "{}/new/out.npz", "--count", "0"], "0"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--count", "1000000"], "1000000"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--count", "many"], "many"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--hand", "middle"], "middle"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--up", "Q"], "Q"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--unit-scale", "0"], "scale"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--unit-scale", "nan"], "scale"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--unit-scale=-1"], "scale"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--part", "handle"], "handle"),
        (["generate", "{}/rod.ply", "-o", "{}/out.npz", "--backend", "onnx"], "onnx"),
        (["generate", "{}/rod.ply", "-o", "{}/" + 300 * "x" + "/out.npz"], "xxx"),
        (["generate", "{}/rod.ply", "-o", "{}/new/" + 260 * "x" + ".npz"], "too long"),
        (["generate", "{}/rod.ply", "-o", "{}/out\0.npz"], "character"),
        (["generate", "{}/no\nwhere.glb", "-o", "{}/out.npz"], "no where.glb"),
        (["generate", "{}", "-o", "{}/out.npz"], "folder"),
        (["evaluate", "{}/nothing.npz", "{}/rod.ply"], "nothing.npz"),
        (["evaluate", "{}/hostile.glb", "{}/rod.ply"], "hostile.glb"),
        (["dance"], "dance"),
        ([], ""),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_bad_input(words, says, tmp_path, capsys):
    rod(1.0).export(tmp_path / "rod.ply")
    rod(0.001).export(tmp_path / "huge.ply")
    rod(100.0).export(tmp_path / "tiny.ply")
    (tmp_path / "folder.npz").mkdir()
    (tmp_path / "text.txt").write_text("hello")
    (tmp_path / "empty.ply").write_bytes(b"")
    (tmp_path / "hostile.glb").write_bytes(b"glTF\x02\x00\x00\x00\xff\xff\xff\xff" + bytes(range(256)))
    (tmp_path / "hostile.stl").write_bytes(b"\x00" * 80 + b"\xff\xff\xff\xff")
    (tmp_path / "hostile.obj").write_text("v nan 1 2\nf 1 2 99999999\n")
    assert says in refused([word.replace("{}", str(tmp_path)) for word in words], capsys, tmp_path)


def test_the_object_is_never_overwritten(tmp_path, capsys):
    rod(1.0).export(tmp_path / "rod.glb")
    before = (tmp_path / "rod.glb").read_bytes()
    refused(["generate", tmp_path / "rod.glb", "-o", tmp_path / "rod.glb"], capsys, tmp_path)
    assert (tmp_path / "rod.glb").read_bytes() == before


def test_a_folder_that_cannot_be_written_to(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert "cannot be written" in refused(
        ["generate", folder / "rod.ply", "-o", tmp_path / "out.npz"], capsys, tmp_path
    )


def test_a_full_disk(folder, tmp_path, capsys, monkeypatch):
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:100])
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    (tmp_path / "out.json").write_text("old")
    words = ["generate", folder / "rod.ply", "--count", 1]
    words += ["-o", tmp_path / "out.npz", "-o", tmp_path / "out.json"]
    assert "No space left" in refused(words, capsys, tmp_path)
    assert (tmp_path / "out.json").read_text() == "old"


def test_a_name_as_long_as_a_file_may_have(folder, tmp_path):
    out = tmp_path / (251 * "x" + ".npz")
    assert generate(folder / "rod.ply", out) == 0
    assert len(read_npz(out)) == 1


def test_blender_complains_about_a_result_by_its_own_name(folder, tmp_path, capsys):
    class Full(Blender):
        def write_scene(self, job: SceneJob) -> None:
            raise UserError(f"{job.outputs[0].name} could not be written: is the disk full?")

    words = ["generate", folder / "rod.ply", "--count", 1, "-o", tmp_path / "my.glb"]
    assert "my.glb could not be written" in refused(words, capsys, tmp_path, Full())


def test_blender_fails(folder, tmp_path, capsys):
    blender = Blender(failure=UserError("Blender has had enough: try again."))
    words = ["generate", folder / "rod.ply", "--count", 1]
    words += ["-o", tmp_path / "out.npz", "-o", tmp_path / "new" / "folder" / "out.glb"]
    assert "had enough" in refused(words, capsys, tmp_path, blender)


def test_help_exits_with_zero(capsys):
    for words in (["--help"], ["generate", "--help"], ["evaluate", "--help"]):
        with pytest.raises(SystemExit) as caught:
            main(words, Blender().tools)
        assert caught.value.code == 0
        assert "usage: semgrasp" in capsys.readouterr().out


def test_as_a_process(folder, tmp_path):
    """The real entry point, once for a result and once for a refusal."""

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "semgrasp", *map(str, words)], capture_output=True, text=True, check=False
        )

    out = tmp_path / "out.npz"
    done = run("generate", folder / "rod.ply", "--count", 1, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(read_npz(out)) == 1
    done = run("generate", "nowhere.glb", "-o", tmp_path / "other.npz")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "nowhere.glb" in done.stderr
    assert listing(tmp_path) == ["out.npz"]
