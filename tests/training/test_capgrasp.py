"""The authors' data, on a small made-up tree of the same layout with every kind of damage in it."""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import os
import pickle
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import trimesh
from semgrasp.inference.errors import UserError
from semgrasp.inference.hand import HandModel, load_hand
from semgrasp.inference.hand.rotation import axis_angle_to_quaternion, quaternion_to_matrix
from semgrasp.training.capgrasp import ImportReport, read_capgrasp
from semgrasp.training.capgrasp.captions import read_caption
from semgrasp.training.capgrasp.command import add_arguments, run
from semgrasp.training.capgrasp.hand_file import HandParameters, read_hand_file
from semgrasp.training.capgrasp.layout import is_plain_name
from semgrasp.training.capgrasp.objects import split_of_object
from semgrasp.training.capgrasp.projection import project
from semgrasp.training.capgrasp.report import Unusable
from semgrasp.training.collect import Corpus, read_corpus
from semgrasp.training.schema import CAPTIONS, GRASPS, SHAPES

_FORMAT = Path(__file__).parents[1] / "inference" / "hand" / "mano_format.py"
_spec = importlib.util.spec_from_file_location("mano_format", _FORMAT)
assert _spec is not None and _spec.loader is not None
mano_format = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mano_format)

Array = np.ndarray[Any, Any]
BETAS = np.linspace(-0.5, 0.5, 10)
CENTRE = np.array([0.3, -0.2, 0.05])
"""Of the meshes in their files: the authors' frame has its origin there."""
SIMPLE = [
    {"from": "human", "value": "Hold the {thing} firmly <object> ."},
    {"from": "gpt", "value": "<SG> <o_1> <EG>"},
]


class Evil:
    """Pickles as a call of `function`."""

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> Any:
        return self.call


def grip(model: HandModel, closing: float, radius: float) -> dict[str, Array]:
    """hand_param.pkl's contents: fingers round an upright bar of that radius at the origin."""
    upper = model.anatomy.upper
    angles = np.array(
        [closing * u if "bend" in d.name else 0.0 for d, u in zip(model.anatomy.dofs, upper, strict=True)]
    )
    # the hand's thumb side (+Z) up, its palm (−Y) on the bar
    pose = np.concatenate([np.zeros(3), model.anatomy.angles_to_pose(angles).reshape(-1)])
    rest, joints = (each[0] for each in model.rest(BETAS if model.source == "mano" else None))
    palm = rest[model.zones["palm_mid"]].mean(axis=0) * [0.4, 1, 1] + joints[4] * [0.6, 0, 0]
    wrist = joints[0] - palm - [0, -1, 0] * np.array(radius)
    return {
        "pose": pose.astype(np.float32),
        "shape": BETAS.astype(np.float32),
        "tsl": wrist.astype(np.float32),
    }


def write_json(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def add_grasp(
    root: Path, keys: str, source: str, content: bytes, captions: dict[str, Any] | None = None
) -> None:
    folder = root / "shape" / "oakink_shape_v2" / keys
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hand_param.pkl").write_bytes(content)
    recorded = root / "shape" / "oakink_shape_v2" / "/".join(keys.split("/")[:3])
    (recorded / "source.txt").write_text(source, encoding="utf-8")
    for name, caption in (captions or {}).items():
        write_json(root / "CapGrasp" / "captions" / "v0_1" / keys / name, caption)


def add_mesh(root: Path, folder: str, name: str, radius: float, kind: str = "align") -> None:
    mesh = (
        trimesh.creation.cylinder(radius=radius, height=0.2, sections=24).subdivide().subdivide().subdivide()
    )
    mesh.apply_translation(CENTRE)
    path = root / "shape" / folder / name / kind / f"{name}_align.obj"
    path.parent.mkdir(parents=True)
    path.write_text(str(mesh.export(file_type="obj")), encoding="utf-8")


def write_tree(root: Path, model: HandModel) -> None:
    """Three objects, a dozen good grasps, and one of each kind of damage."""
    shape = root / "shape"
    add_mesh(root, "OakInkObjectsV2", "007_bottle", 0.03)
    add_mesh(root, "OakInkVirtualObjectsV2", "mug_4", 0.035, kind="align_ds")
    add_mesh(root, "OakInkVirtualObjectsV2", "camera_2", 0.028)
    (root / "outside").mkdir()
    add_mesh(root / "outside", "x", "secret", 0.03)
    write_json(
        shape / "metaV2" / "object_id.json",
        {"A00001": {"name": "007_bottle", "from": "ycb"}, "A00009": {"name": "../outside/shape/x/secret"}},
    )
    write_json(
        shape / "metaV2" / "virtual_object_id.json",
        {"s00002": {"name": "mug_4"}, "s00003": {"name": "camera_2"}, "s00004": {"name": "never_there"}},
    )
    for name, low, high in (("cap", 0.08, 0.1), ("body", -0.1, 0.08)):
        part = trimesh.creation.cylinder(radius=0.03, height=high - low, sections=24).subdivide().subdivide()
        part.apply_translation(CENTRE + np.array([0, 0, (low + high) / 2]))
        folder = root / "OakBase" / "bottle" / "007_bottle"
        write_json(folder / f"part_{name}.json", {"name": name, "attr": ["held_by_hand"]})
        cloud: Any = trimesh.PointCloud(part.vertices)
        (folder / f"part_{name}.ply").write_bytes(cloud.export(file_type="ply"))

    def good(n: int, radius: float) -> bytes:
        return pickle.dumps(grip(model, 0.35 + 0.03 * n, radius), protocol=2 + n % 4)

    simple = {"0_simple_caption.json": SIMPLE}
    talk = [
        *SIMPLE,
        {"from": "human", "value": "And by the cap?"},
        {"from": "gpt", "value": "Like this: <SG><o_2><EG>"},
    ]
    contact = {"thumb": "body", "index finger": ["body"], "Palm": "body"}
    levels = {
        **simple,
        "1_dialogue.json": talk,
        "2_contact.json": contact,
        "3_text.json": "The thumb is on the body.",
    }
    for n in range(6):
        action = ("0001_0000", "0002_0001", "0003_0002", "0004_0001_0002")[n % 4]
        source = f"pass1/A00001_{action}/2021-09-26-19-59-5{n}/dom{'_alt' if n == 3 else ''}.pkl"
        add_grasp(root, f"bottle/A00001/{n:010x}", source, good(n, 0.03), levels if n == 0 else simple)
        name = ("mug", "s00002", 0.035) if n < 3 else ("cameras", "s00003", 0.028)
        where = f"{name[0]}/A00001/{n:010x}/{name[1]}"
        add_grasp(
            root,
            where,
            source,
            good(n, name[2]),
            {"0_simple_caption.json": SIMPLE, "low.json": {"thumb": "lens", "ring": "back"}},
        )

    hostile = pickle.dumps({"pose": Evil(os.system, f"touch {root / 'mark'}")}, 2)
    source = "pass1/A00001_0001_0000/2021-01-01-00-00-00/dom.pkl"
    add_grasp(root, "bottle/A00001/00000000aa", source, hostile)
    add_grasp(root, "bottle/A00001/00000000ab", source, b"\x80\x02}q\x00X\x04")
    add_grasp(root, "bottle/A00001/00000000ac", source, pickle.dumps({"pose": np.full(48, np.nan)}))
    add_grasp(root, "mug/A00001/00000000ad/s00004", source, good(1, 0.03))  # without a mesh
    add_grasp(root, "mug/A00001/00000000ad/s00077", source, good(1, 0.03))  # in no table
    add_grasp(root, "bottle/A00009/00000000ae", source, good(1, 0.03))  # its name is a path
    captions = root / "CapGrasp" / "captions"
    write_json(captions / "v0_9" / "bottle" / "new.json", SIMPLE)
    (captions / "v0_1/bottle/A00001/0000000001/1_damaged.json").write_text('[{"from": "human", "va')
    write_json(captions / "v0_1/bottle/A00001/0000000001/2_strange.json", [1, 2, 3])
    write_json(captions / "v0_1/bottle/A00001/00000000ff/0_simple_caption.json", SIMPLE)
    (shape / "oakink_shape_v2" / "bottle" / "link").symlink_to(root / "outside")


@pytest.fixture(scope="module")
def mano(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mano")
    (folder / "MANO_RIGHT.pkl").write_bytes(mano_format.mano_bytes(mano_format.tables()))
    return folder


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    write_tree(root, load_hand())
    return root


@pytest.fixture(scope="module")
def imported(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Corpus, Path]:
    out = tmp_path_factory.mktemp("corpus")
    return read_capgrasp(tree, out, volume=True), read_corpus(out), out


def rows(table: pa.Table, key: str) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in table.to_pylist()}


def test_tables_are_those_of_the_corpus(imported: tuple[ImportReport, Corpus, Path]) -> None:
    report, corpus, _ = imported
    assert corpus.shapes.schema.equals(SHAPES)
    assert corpus.grasps.schema.equals(GRASPS)
    assert corpus.captions.schema.equals(CAPTIONS)
    assert (report.shapes, report.grasps) == (3, 12) == (len(corpus.shapes), len(corpus.grasps))
    shapes = rows(corpus.shapes, "shape_id")
    assert sorted(shapes) == ["bottle-A00001", "camera-s00003", "mug-s00002"]
    bottle = shapes["bottle-A00001"]
    assert (bottle["construction"], bottle["side"], bottle["split"]) == (
        "real",
        "right",
        split_of_object("A00001"),
    )
    assert bottle["size"] == pytest.approx([0.06, 0.06, 0.2], abs=1e-4)
    points = np.array(bottle["points"]).reshape(-1, 3) * bottle["point_scale"]
    assert np.abs(points).max(axis=0) == pytest.approx([0.03, 0.03, 0.1], abs=1e-3)  # origin in the middle
    assert {row["shape_id"] for row in corpus.grasps.to_pylist()} == set(shapes)


def test_everything_left_out_is_counted(imported: tuple[ImportReport, Corpus, Path]) -> None:
    report, corpus, _ = imported
    assert report.skipped == {
        "hand file refused": 1,
        "damaged hand file": 1,
        "impossible hand": 1,
        "mesh missing": 1,
        "object not in the tables": 2,
        "name that is no id": 1,
        "unknown version of the captions": 1,
        "damaged JSON": 1,
        "caption of unknown form": 1,
        "captions without a grasp": 1,
        "link inside the data": 1,
    }
    assert corpus.rejected == Counter(report.skipped)
    assert any("hand file refused" in line for line in report.lines())


def test_every_entry_left_out_is_logged_once(
    tree: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        report = read_capgrasp(tree, tmp_path / "out")
    messages = [r.getMessage() for r in caplog.records if "capgrasp" in r.name]
    assert len(messages) == len(set(messages)) == sum(report.skipped.values())
    assert any("00000000aa" in m and "system" in m for m in messages)


def test_nothing_hostile_ran(tree: Path, imported: tuple[ImportReport, Corpus, Path]) -> None:
    assert not (tree / "mark").exists()
    assert not any("secret" in str(row) for row in imported[1].shapes.to_pylist())
    assert sorted(p.name for p in imported[2].iterdir()) == [
        "captions.parquet",
        "grasps.parquet",
        "shapes.parquet",
        "tally.json",
    ]


def test_grasps_lie_where_the_authors_put_them(
    tree: Path, imported: tuple[ImportReport, Corpus, Path]
) -> None:
    grasps, model = rows(imported[1].grasps, "grasp_id"), load_hand()
    for n in range(3):
        row = grasps[f"mug-s00002-{n:010x}"]
        path = tree / f"shape/oakink_shape_v2/mug/A00001/{n:010x}/s00002/hand_param.pkl"
        hand = read_hand_file(path)
        theirs = model.forward(np.concatenate([hand.orientation, hand.pose])).vertices[0]
        theirs += hand.wrist - model.joint_template[0]  # the wrist joint lies at tsl
        pose = np.concatenate([np.zeros(3), model.anatomy.angles_to_pose(row["angles"]).reshape(-1)])
        turn = quaternion_to_matrix(row["rotation"])
        ours = model.forward(pose).vertices[0] @ turn.T + row["translation"]
        assert np.linalg.norm(ours - theirs, axis=1).max() < 1e-4
    assert imported[0].residual.grasps == 12
    assert imported[0].residual.skin_95 < 1e-4


def test_contact_and_intents(imported: tuple[ImportReport, Corpus, Path]) -> None:
    _, corpus, _ = imported
    shapes, grasps = rows(corpus.shapes, "shape_id"), rows(corpus.grasps, "grasp_id")
    intents = [grasps[f"bottle-A00001-{n:010x}"]["intent"] for n in range(4)]
    assert intents == ["use", "hold", "lift_up", "receive"]
    bottle = shapes["bottle-A00001"]
    assert sorted(bottle["labels"]) == ["body", "cap"]
    heights = np.array(bottle["points"]).reshape(-1, 3)[:, 2] * bottle["point_scale"]
    named = np.array(bottle["labels"])[bottle["point_labels"]]
    assert (named[heights > 0.085] == "cap").all() and (named[heights < 0.075] == "body").all()
    touched = [t for n in range(6) for t in grasps[f"bottle-A00001-{n:010x}"]["touched"]]
    assert {bottle["labels"][t] for t in touched if t >= 0} == {"body"}
    assert grasps["bottle-A00001-0000000000"]["on_part"] > 0.9
    # no part labels here: the mesh tells which regions touch, the caption what
    camera = shapes["camera-s00003"]
    assert camera["labels"] == ["object", "back", "lens"]
    for n in range(3, 6):
        row = grasps[f"camera-s00003-{n:010x}"]
        assert {camera["labels"][t] for t in row["touched"][10:13] if t >= 0} <= {"back"}
        assert {camera["labels"][t] for t in row["touched"][:10] if t >= 0} <= {"object"}
        assert row["held"] is None and row["on_part"] is None and row["kind"] == ""
    assert any(t >= 0 for n in range(3, 6) for t in grasps[f"camera-s00003-{n:010x}"]["touched"])
    assert all(row["penetration"] >= 0 and row["intersection"] >= 0 for row in grasps.values())


def test_captions_of_all_levels(imported: tuple[ImportReport, Corpus, Path]) -> None:
    report, corpus, _ = imported
    captions = rows(corpus.captions, "caption_id")
    assert Counter(row["level"] for row in captions.values()) == {"high": 12, "low": 8, "conversation": 1}
    assert report.captions == 21
    simple = captions["bottle-A00001-0000000000-00"]
    assert simple["turns"] == ["Hold the {thing} firmly.", ""]  # the answer was tokens alone
    talk = captions["bottle-A00001-0000000000-01"]
    assert talk["turns"][2:] == ["And by the cap?", "Like this:"]
    assert talk["grasp_ids"] == ["bottle-A00001-0000000000"] * 2
    low = captions["bottle-A00001-0000000000-02"]
    assert low["turns"] == [
        "The thumb touches the body; the index finger touches the body; the palm touches the body."
    ]
    same = {(row["source"], row["split"]) for row in captions.values() if row["turns"] == simple["turns"]}
    assert len(same) == 1  # the same words are never on both sides


def test_with_mano_every_hand_shape_has_its_row(tree: Path, mano: Path, tmp_path: Path) -> None:
    report = read_capgrasp(tree, tmp_path, mano)
    assert report.hand == "mano" and report.grasps == 12
    assert all(row["intersection"] is None for row in read_corpus(tmp_path).grasps.to_pylist())
    shapes = rows(read_corpus(tmp_path).shapes, "shape_id")
    assert len(shapes) == 3 and all(len(name.split("-")) == 3 for name in shapes)
    for row in shapes.values():
        assert row["betas"] == pytest.approx(BETAS, abs=0.0051)


def test_the_same_data_gives_the_same_files(tree: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        read_capgrasp(tree, tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_folder_without_the_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="oakink_shape_v2"):
        read_capgrasp(tmp_path, tmp_path / "out")
    (tmp_path / "shape" / "oakink_shape_v2").mkdir(parents=True)
    with pytest.raises(UserError, match="no grasp could be used"):
        read_capgrasp(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_command(tree: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser.add_subparsers())
    with caplog.at_level(logging.INFO):
        run(parser.parse_args(["import-capgrasp", str(tree), "-o", str(tmp_path / "out")]))
    assert "3 shapes, 12 grasps, 21 captions (default hand)" in caplog.text


def test_poses_beyond_our_joints_come_as_near_as_they_can() -> None:
    model, random = load_hand(), np.random.default_rng(3)
    pose = model.anatomy.angles_to_pose(0.5 * model.anatomy.upper).reshape(1, 45).repeat(6, axis=0)
    pose += random.normal(0, 0.15, pose.shape)
    hands = [HandParameters(np.zeros(3), each, np.zeros(10), np.zeros(3)) for each in pose]
    found = project(hands, model, np.zeros((6, 10)))
    angles = np.clip(model.anatomy.pose_to_angles(pose), model.anatomy.lower, model.anatomy.upper)
    still = np.zeros((6, 3))
    theirs = model.forward(np.concatenate([still, pose], axis=1)).vertices
    plain = model.forward(np.concatenate([still, model.anatomy.angles_to_pose(angles)], axis=1)).vertices
    assert found.skin.mean() < 0.8 * np.linalg.norm(plain - theirs, axis=2).mean()
    assert (found.angles >= model.anatomy.lower).all() and (found.angles <= model.anatomy.upper).all()
    assert found.dropped.max() > 0.05


@pytest.mark.parametrize("form", ["flat", "rows", "quaternions"])
def test_poses_are_read_in_each_form(tmp_path: Path, form: str) -> None:
    pose = np.random.default_rng(0).normal(0, 0.4, (16, 3))
    stored = {"flat": pose.reshape(-1), "rows": pose, "quaternions": axis_angle_to_quaternion(pose)}[form]
    path = tmp_path / "hand_param.pkl"
    path.write_bytes(pickle.dumps({"pose": stored, "shape": BETAS, "tsl": np.zeros((3, 1))}))
    hand = read_hand_file(path)
    assert np.concatenate([hand.orientation, hand.pose]) == pytest.approx(pose.reshape(-1))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pickle.dumps(Evil(eval, "1")), "hand file refused"),
        (pickle.dumps({"pose": Evil(np.save, "x", np.zeros(2))}), "hand file refused"),
        (pickle.dumps({"pose": np.array([Evil(print, "x")])}), "hand file refused"),
        (b"\x80\x02cchumpy.ch\nCh\n)\x81.", "hand file refused"),
        (b"Pmark\n.", "hand file refused"),
        (b"\x80\x02" + b"N0" * 40_000 + b"}.", "hand file refused"),
        (pickle.dumps([1, 2]), "hand file of another kind"),
        (
            pickle.dumps({"pose": np.zeros(45), "shape": BETAS, "tsl": np.zeros(3)}),
            "hand file of another kind",
        ),
        (pickle.dumps({"pose": np.zeros(48), "shape": 99 * BETAS, "tsl": np.zeros(3)}), "impossible hand"),
        (pickle.dumps({"pose": ["a"] * 48}), "impossible hand"),
        (b"", "damaged hand file"),
        (bytes(2 << 20), "oversized file"),
    ],
)
def test_hand_files_that_are_none(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "hand_param.pkl"
    path.write_bytes(content)
    with pytest.raises(Unusable) as error:
        read_hand_file(path)
    assert error.value.reason == reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[" * 100_000, "damaged JSON"),
        ("\x80", "damaged JSON"),
        ("[]", "caption of unknown form"),
        ("3", "caption of unknown form"),
        ('{"a": 1}', "caption of unknown form"),
        ('{"thumb": {}}', "caption of unknown form"),
        ('[{"from": "gpt", "value": "x"}]', "caption of unknown form"),
        ('[{"from": "human", "value": "<SG>"}]', "empty caption"),
        ('""', "empty caption"),
        (json.dumps("x" * 9000), "oversized caption"),
    ],
)
def test_captions_that_are_none(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "0_simple_caption.json"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(Unusable) as error:
        read_caption(path)
    assert error.value.reason == reason


def test_names_that_are_paths() -> None:
    assert all(is_plain_name(name) for name in ("A00001", "007_bottle", "mug (2)", "0.5 l"))
    bad = ("", ".", "..", "../a", "a/b", "a\\b", "C:", ".hidden", "a\n", "x" * 200, 3, None)
    assert not any(is_plain_name(name) for name in bad)
