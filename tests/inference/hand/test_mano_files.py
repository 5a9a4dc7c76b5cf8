"""MANO files: read right, equal to MANO's equations, and never able to run anything."""

from __future__ import annotations

import importlib.util
import os
import pickle
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from semgrasp.inference.errors import UserError
from semgrasp.inference.hand import PARENTS, ZONE_NAMES, load_hand
from semgrasp.inference.hand.mano_files import load_mano, mano_model, read_pickle
from semgrasp.inference.hand.rotation import axis_angle_to_matrix

_spec = importlib.util.spec_from_file_location("mano_format", Path(__file__).with_name("mano_format.py"))
assert _spec is not None and _spec.loader is not None
mano_format = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mano_format)


@pytest.fixture(scope="module")
def content() -> bytes:
    return mano_format.mano_bytes(mano_format.tables())


def mano_equations(
    table: dict[str, Any], pose: np.ndarray, betas: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """MANO's equations 2-4 and 7-10 spelt out for one hand."""
    shaped = table["v_template"] + table["shapedirs"][..., :10] @ betas
    joints = table["J_regressor"] @ shaped
    turns = [axis_angle_to_matrix(pose[3 * j : 3 * j + 3]) for j in range(16)]
    features = np.concatenate([(t - np.eye(3)).ravel() for t in turns[1:]])
    posed = shaped + table["posedirs"] @ features
    world = []
    for j, parent in enumerate(PARENTS):
        here = np.eye(4)
        here[:3, :3], here[:3, 3] = turns[j], joints[j] - (joints[parent] if parent >= 0 else 0)
        world.append(here if parent < 0 else world[parent] @ here)
    out = np.zeros_like(posed)
    for j in range(16):
        removed = world[j].copy()
        removed[:3, 3] -= removed[:3, :3] @ joints[j]
        out += table["weights"][:, j, None] * (posed @ removed[:3, :3].T + removed[:3, 3])
    return out, np.array([w[:3, 3] for w in world])


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("python2", [True, False])
@pytest.mark.parametrize("sparse", ["csc", "csr"])
def test_equals_manos_equations(tmp_path: Path, side: str, python2: bool, sparse: str) -> None:
    table = mano_format.tables(side, seed=4)
    (tmp_path / f"MANO_{side.upper()}.pkl").write_bytes(mano_format.mano_bytes(table, python2, sparse))
    hand = load_hand(side, tmp_path)
    assert hand.source == "mano" and hand.side == side
    rng = np.random.default_rng(1)
    pose, betas, transl = rng.normal(0, 0.6, (3, 48)), rng.normal(size=(3, 10)), rng.normal(size=(3, 3))
    out = hand.forward(pose, betas, transl)
    for k in range(3):
        vertices, joints = mano_equations(table, pose[k], betas[k])
        assert np.abs(out.vertices[k] - vertices - transl[k]).max() < 1e-9
        assert np.abs(out.joints[k] - joints - transl[k]).max() < 1e-9


def test_mean_pose_is_added_only_on_demand(tmp_path: Path) -> None:
    table = mano_format.tables(seed=5)
    (tmp_path / "MANO_RIGHT.pkl").write_bytes(mano_format.mano_bytes(table))
    flat, mean = load_mano(tmp_path, "right"), load_mano(tmp_path, "right", flat_hand_mean=False)
    pose = np.random.default_rng(2).normal(0, 0.3, 48)
    shifted = pose.copy()
    shifted[3:] += table["hands_mean"]
    assert not np.any(flat.hand_mean)
    assert np.allclose(mean.forward(pose).vertices, flat.forward(shifted).vertices)


def test_reads_neither_scipy_nor_chumpy(content: bytes) -> None:
    read_pickle(content)
    assert "chumpy" not in sys.modules


def test_regions_zones_and_cap_are_there(content: bytes) -> None:
    hand = mano_model(read_pickle(content), "right")
    assert tuple(hand.zones) == ZONE_NAMES
    assert all(len(ids) >= 4 for ids in hand.zones.values())
    assert hand.tip_vertices.tolist() == [745, 317, 444, 556, 673]
    assert hand.anatomy.dofs == load_hand("right").anatomy.dofs
    assert len(hand.cap_faces) == 14  # as over MANO's wrist of 16 vertices
    opened = {(int(a), int(b)) for f in hand.faces for a, b in zip(f, np.roll(f, -1), strict=True)}
    closing = [(int(a), int(b)) for f in hand.cap_faces for a, b in zip(f, np.roll(f, -1), strict=True)]
    assert not opened & set(closing)  # the cap is oriented as its neighbours
    assert all((b, a) in opened | set(closing) for a, b in opened | set(closing))


class Evil:
    """Pickles as a call of `function`."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> Any:
        return self.call


def hostile(tmp_path: Path) -> dict[str, bytes]:
    mark = str(tmp_path / "mark")
    table = mano_format.tables()
    out = {
        "os.system": pickle.dumps({"v_template": Evil(os.system, f"touch {mark}")}, 2),
        "eval": pickle.dumps({"v_template": Evil(eval, f"open({mark!r}, 'w')")}, 4),
        "exec": pickle.dumps(Evil(exec, f"open({mark!r}, 'w')"), 2),
        "open": pickle.dumps(Evil(open, mark, "w"), 2),
        "numpy.save": pickle.dumps(Evil(np.save, mark, np.zeros(3)), 2),
        "numpy.memmap": b"cnumpy\nmemmap\n(S'" + mark.encode() + b"'\nS'u1'\nS'w+'\nI0\nI9\ntR.",
        "attribute": b"cbuiltins\ngetattr\n(cnumpy\ndtype\nS'__class__'\ntR.",
        "dotted": b"\x80\x04\x8c\x05numpy\x8c\x10ndarray.__class__\x93.",
        "persistent": b"Pmark\n.",
        "extension": b"\x82\x01.",
        "instance": b"(S'touch " + mark.encode() + b"'\nios\nsystem\n.",
        "encode": b"c_codecs\nencode\n(Vab\nVrot13\ntR.",
        "object array": pickle.dumps({"v_template": np.array([Evil(os.system, f"touch {mark}")])}, 2),
        "state": pickle.dumps({**table, "bs_style": Evil(print, "hello")}, 2),
    }
    return out


@pytest.mark.parametrize("name", [*sorted(hostile(Path("/nowhere")))])
def test_hostile_pickles_are_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "MANO_RIGHT.pkl"
    path.write_bytes(hostile(tmp_path)[name])
    with pytest.raises(UserError) as error:
        load_mano(tmp_path, "right")
    assert "MANO" in str(error.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["MANO_RIGHT.pkl"]
    assert capsys.readouterr().out == ""


def test_memory_and_work_are_bounded() -> None:
    too_many = b"\x80\x02" + b"N0" * 40_000 + b"}."
    memo = b"\x80\x02}r" + struct.pack("<I", 2**31 - 1) + b"."
    nested = b"\x80\x02N" + b"\x85" * 60_000 + b"."
    for data in (too_many, memo, nested):
        with pytest.raises(UserError):
            read_pickle(data)


def test_an_array_may_not_promise_more_than_it_holds() -> None:
    raw = pickle.dumps(np.zeros(4), 2)
    inflated = raw.replace(b"K\x04\x85", b"J" + struct.pack("<i", 2**30) + b"\x85")
    assert inflated != raw
    with pytest.raises(UserError):
        mano_model(read_pickle(pickle.dumps({"a": 1}, 2)) | {"v_template": 3}, "right")
    table = read_pickle(b"\x80\x02}X\x0a\x00\x00\x00v_template" + inflated[2:-1] + b"s.")
    with pytest.raises(UserError, match="v_template"):
        mano_model(table, "right")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 255))
def test_damaged_files_give_one_sentence(content_holder: bytes, place: int, value: int) -> None:
    damaged = bytearray(content_holder)
    # Most of the file is array data: aim at the instructions, which lie around the array heads.
    damaged[place % len(damaged)] = value
    for data in (bytes(damaged), bytes(damaged[: place % len(damaged)])):
        try:
            mano_model(read_pickle(data), "right")
        except UserError as error:
            assert "\n" not in str(error)


@pytest.fixture(scope="module")
def content_holder(content: bytes) -> bytes:
    return content


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"v_template": np.zeros((6890, 3))}, "v_template"),
        ({"weights": None}, "weights"),
        ({"posedirs": np.full((778, 3, 135), np.nan)}, "not numbers"),
        ({"f": np.array([[0, 1, 778]])}, "faces"),
        ({"kintree_table": np.zeros((2, 16), dtype=np.int64)}, "joints"),
        ({"weights": np.full((778, 16), 0.5)}, "skin weights"),
        ({"shapedirs": np.zeros((778, 3, 5))}, "shape directions"),
    ],
)
def test_other_models_are_named(content: bytes, change: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        mano_model(read_pickle(content) | change, "right")


def test_a_swapped_file_is_recognised(content: bytes) -> None:
    with pytest.raises(UserError, match="right hand where the left"):
        mano_model(read_pickle(content), "left")


def test_missing_and_oversized_files(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"MANO_LEFT\.pkl"):
        load_mano(tmp_path, "left")
    with (tmp_path / "MANO_RIGHT.pkl").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(UserError, match="65 MB"):
        load_mano(tmp_path, "right")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "MANO_RIGHT.pkl").write_text("not a pickle")
    with pytest.raises(UserError):
        load_mano(tmp_path / "other", "right")


def test_equals_manotorch(tmp_path: Path) -> None:
    """Against the licensed files, where the tester has them: SEMGRASP_MANO names their folder."""
    manolayer = pytest.importorskip("manotorch.manolayer")
    torch = pytest.importorskip("torch")
    folder = os.environ.get("SEMGRASP_MANO")
    if not folder:
        pytest.skip("SEMGRASP_MANO does not name a folder with MANO files")
    rng = np.random.default_rng(0)
    pose, betas = rng.normal(0, 0.4, (4, 48)), rng.normal(size=(4, 10))
    for side in ("right", "left"):
        layer = manolayer.ManoLayer(side=side, flat_hand_mean=True, mano_assets_root=str(Path(folder).parent))
        theirs = layer(torch.tensor(pose).float(), torch.tensor(betas).float())
        ours = load_mano(Path(folder), side).forward(pose, betas)
        assert np.abs(ours.vertices - theirs.verts.numpy()).max() < 1e-5
