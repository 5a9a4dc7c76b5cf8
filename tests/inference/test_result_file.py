"""Results on disk: what was written comes back, and damage is told in words."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from semgrasp.inference.errors import UserError
from semgrasp.inference.grasp import Grasp, GraspCandidate
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.hand.rotation import axis_angle_to_matrix
from semgrasp.inference.result_file import pack_result, read_npz, to_json, to_npz
from semgrasp.inference.shape import shape_from_arrays

NUMBER = 3


def some_candidates(side="right"):
    random = np.random.default_rng(0)
    found = []
    for number in range(NUMBER):
        transform = np.eye(4)
        transform[:3, :3] = axis_angle_to_matrix(random.normal(size=3))
        transform[:3, 3] = random.normal(0, 0.1, 3)
        found.append(
            GraspCandidate(
                grasp=Grasp(side, transform, random.normal(0, 0.3, 45), random.normal(size=10)),
                grasp_type="medium_wrap",
                score=1 / (number + 1),
                metrics={"penetration_mm": 0.5, "contact": True, "contact_regions": ["palm"]},
                caption="größer, 手",
                seed=7,
                approach=np.tile(transform, (5, 1, 1)),
                approach_pose=random.normal(0, 0.3, (5, 45)),
            )
        )
    return found


@pytest.fixture(scope="module")
def box():
    """A block that lies off the file's origin, with Y up, in centimetres."""
    corners = np.array([[x, y, z] for x in (0, 6) for y in (0, 16) for z in (0, 4)], float)
    corners += np.array([100, 20, -30])
    faces = [
        [0, 1, 3],
        [0, 3, 2],
        [4, 6, 7],
        [4, 7, 5],
        [0, 4, 5],
        [0, 5, 1],
        [2, 3, 7],
        [2, 7, 6],
        [0, 2, 6],
    ]
    faces += [[0, 6, 4], [1, 5, 7], [1, 7, 3]]
    return shape_from_arrays(corners, faces, up="Y", unit_scale=0.01)


@pytest.fixture(scope="module")
def result(box):
    return pack_result(box, load_hand("right"), some_candidates(), {"instruction": "hold", "seed": 7})


def test_frames_are_those_of_the_file(box, result):
    model = load_hand("right")
    for number, candidate in enumerate(some_candidates()):
        pose = np.concatenate([np.zeros(3), candidate.grasp.hand_pose])
        hand = model.forward(pose, candidate.grasp.betas)
        transform = candidate.grasp.hand_to_object
        canonical = hand.vertices[0] @ transform[:3, :3].T + transform[:3, 3]
        # by hand: canonical Z up about the centre → the file's Y up, metres
        x, y, z = canonical.T
        centre = np.array([1.03, 0.28, -0.28])
        np.testing.assert_allclose(
            result.arrays["vertices"][number], np.stack([x, z, -y], axis=1) + centre, atol=1e-6
        )
        placed = result.arrays["hand_to_object"][number]
        joints = hand.joints[0] @ placed[:3, :3].T + placed[:3, 3]
        np.testing.assert_allclose(result.arrays["joints"][number], joints, atol=1e-6)
        np.testing.assert_allclose(result.arrays["approach"][number][-1], placed, atol=1e-9)


def test_names_shapes_and_types(result):
    model = load_hand("right")
    arrays = result.arrays
    vertices = len(model.template)
    expected = {
        "vertices": (NUMBER, vertices, 3),
        "joints": (NUMBER, 16, 3),
        "faces": model.faces.shape,
        "hand_to_object": (NUMBER, 4, 4),
        "hand_pose": (NUMBER, 45),
        "betas": (NUMBER, 10),
        "tokens": (NUMBER, 3),
        "score": (NUMBER,),
        "approach": (NUMBER, 5, 4, 4),
        "approach_pose": (NUMBER, 5, 45),
    }
    assert {name: value.shape for name, value in arrays.items()} == expected
    assert arrays["vertices"].dtype == arrays["joints"].dtype == np.float32
    assert (arrays["tokens"] == -1).all()
    assert len(result) == NUMBER and result.side == "right"
    assert result.meta["candidates"][0]["caption"] == "größer, 手"


def test_round_trip(result, tmp_path):
    path = tmp_path / "result.npz"
    path.write_bytes(to_npz(result))
    again = read_npz(path)
    assert again.side == result.side
    assert again.meta == json.loads(json.dumps(result.meta))
    assert set(again.arrays) == set(result.arrays)
    for name, value in result.arrays.items():
        np.testing.assert_array_equal(again.arrays[name], value)


def test_numpy_alone_can_read_it(result, tmp_path):
    path = tmp_path / "result.npz"
    path.write_bytes(to_npz(result))
    with np.load(path, allow_pickle=False) as stored:
        assert json.loads(str(stored["meta"]))["seed"] == 7
        assert str(stored["side"]) == "right"


def test_the_same_result_gives_the_same_bytes(result):
    assert to_npz(result) == to_npz(result)
    assert to_json(result) == to_json(result)


def test_json_is_the_same_without_the_mesh(result):
    plain = json.loads(to_json(result))
    assert "vertices" not in plain and "faces" not in plain
    np.testing.assert_allclose(plain["hand_pose"], result.arrays["hand_pose"])
    assert plain["meta"]["candidates"][1]["metrics"]["contact"] is True


def with_arrays(result, **changed):
    arrays = dict(result.arrays) | {
        "side": np.asarray(result.side),
        "meta": np.asarray(json.dumps(result.meta)),
    }
    for name, value in changed.items():
        if value is None:
            del arrays[name]
        else:
            arrays[name] = value
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "changed",
    [
        {"vertices": None},
        {"score": None},
        {"hand_pose": np.zeros((NUMBER, 44))},
        {"hand_pose": np.zeros((NUMBER + 1, 45))},
        {"hand_pose": np.full((NUMBER, 45), np.nan)},
        {"hand_to_object": np.zeros((NUMBER, 3, 4))},
        {"vertices": np.zeros((NUMBER, 3))},
        {"faces": np.array([[0, 1, 10**6]])},
        {"faces": np.array([[0, 1, -1]])},
        {"faces": np.zeros((4, 4), int)},
        {"side": np.asarray("third")},
        {"meta": np.asarray("{not json")},
        {"score": np.asarray(["a", "b", "c"])},
        {"score": np.zeros(0)},
        {"meta": np.asarray(["[]"])},
        {"meta": np.asarray("[1, 2]")},
        {"hand_pose": np.zeros((NUMBER, 45), complex)},
        {"faces": np.zeros((4, 3))},
    ],
    ids=lambda changed: ",".join(f"{k}={getattr(v, 'shape', None)}" for k, v in changed.items()),
)
def test_wrong_contents_are_user_errors(result, changed, tmp_path):
    path = tmp_path / "bad.npz"
    path.write_bytes(with_arrays(result, **changed))
    with pytest.raises(UserError) as caught:
        read_npz(path)
    assert "bad.npz" in str(caught.value) and "\n" not in str(caught.value)


def test_pickles_are_refused(tmp_path):
    path = tmp_path / "bad.npz"
    with path.open("wb") as file:
        np.savez(file, vertices=np.array([{"a": 1}], dtype=object))
    with pytest.raises(UserError):
        read_npz(path)


def test_missing_and_foreign_files(tmp_path):
    with pytest.raises(UserError):
        read_npz(tmp_path / "nowhere.npz")
    (tmp_path / "empty.npz").write_bytes(b"")
    with pytest.raises(UserError):
        read_npz(tmp_path / "empty.npz")
    with zipfile.ZipFile(tmp_path / "other.npz", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UserError):
        read_npz(tmp_path / "other.npz")
    np.save(tmp_path / "array.npy", np.zeros(3))
    with pytest.raises(UserError):
        read_npz((tmp_path / "array.npy").rename(tmp_path / "array.npz"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_bytes_are_user_errors_or_harmless(result, data, tmp_path: Path):
    whole = to_npz(result)
    kind = data.draw(st.sampled_from(["cut", "flip", "noise", "zeros"]))
    damaged = bytearray(whole)
    if kind == "cut":
        damaged = damaged[: data.draw(st.integers(0, len(whole) - 1))]
    elif kind == "noise":
        damaged = bytearray(data.draw(st.binary(max_size=400)))
    else:
        start = data.draw(st.integers(0, len(whole) - 1))
        length = data.draw(st.integers(1, 40))
        for place in range(start, min(start + length, len(whole))):
            damaged[place] = 0 if kind == "zeros" else damaged[place] ^ 0xFF
    path = tmp_path / "damaged.npz"
    path.write_bytes(bytes(damaged))
    try:
        again = read_npz(path)
    except UserError as error:
        assert "damaged.npz" in str(error)
    else:
        assert len(again) == NUMBER, "a file that is read holds what a result holds"
