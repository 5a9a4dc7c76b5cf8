"""The parts of the exporters that need no Blender."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from semgrasp.exporters import fbx_binary, glb_binary
from semgrasp.exporters.atomic import atomic_output
from semgrasp.exporters.openxr import JOINTS, openxr_hand
from semgrasp.exporters.pose_json import write_pose_json
from semgrasp.exporters.presets import PRESETS, preset_named
from semgrasp.exporters.weights import limit_influences
from semgrasp.inference.errors import UserError
from semgrasp.inference.grasp import Grasp
from semgrasp.inference.hand import JOINT_NAMES, PARENTS, load_hand
from semgrasp.inference.hand.rotation import axis_angle_to_matrix, quaternion_to_matrix


def some_grasp(side: str) -> Grasp:
    rng = np.random.default_rng(3)
    place = np.eye(4)
    place[:3, :3] = axis_angle_to_matrix(rng.standard_normal(3))
    place[:3, 3] = (0.1, 0.2, -0.3)
    return Grasp(side, place, 0.4 * rng.standard_normal(45), rng.standard_normal(10))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestWeights:
    @given(st.integers(0, 2**32 - 1), st.integers(1, 16), st.integers(1, 6))
    def test_rows_are_sparse_and_sum_to_one(self, seed: int, bones: int, maximum: int) -> None:
        rng = np.random.default_rng(seed)
        weights = rng.random((20, bones)) * (rng.random((20, bones)) < 0.5)
        limited = limit_influences(weights, maximum)
        assert (limited > 0).sum(axis=1).max() <= maximum
        np.testing.assert_allclose(limited.sum(axis=1), 1.0, atol=1e-12)

    def test_the_largest_are_kept_in_proportion(self) -> None:
        limited = limit_influences([[0.1, 0.2, 0.3, 0.25, 0.15]], 4)
        np.testing.assert_allclose(limited, [[0.0, 0.2 / 0.9, 0.3 / 0.9, 0.25 / 0.9, 0.15 / 0.9]])

    def test_a_vertex_without_weights_goes_to_the_root(self) -> None:
        limited = limit_influences([[0.0, 0.0], [np.nan, -1.0], [0.0, 0.5]])
        np.testing.assert_array_equal(limited, [[1, 0], [1, 0], [0, 1]])


class TestPresets:
    def test_all_engines_of_the_documentation_exist(self) -> None:
        assert set(PRESETS) == {"generic", "unity", "unreal", "godot"}
        assert preset_named(" Unity ").suffix == ".fbx"

    def test_engines_get_the_prop_s_frame_at_the_origin_and_generic_files_the_scene(self) -> None:
        assert {name: preset.origin for name, preset in PRESETS.items()} == {
            "generic": "scene",
            "unity": "object",
            "unreal": "object",
            "godot": "object",
        }

    def test_an_unknown_one_is_refused_with_the_choices(self) -> None:
        with pytest.raises(UserError, match="generic, unity, unreal, godot"):
            preset_named("cryengine")


class TestAtomicOutput:
    def test_a_failure_leaves_the_old_file_and_nothing_else(self, tmp_path: Path) -> None:
        target = tmp_path / "a.glb"
        target.write_bytes(b"old")
        with pytest.raises(ZeroDivisionError), atomic_output(target, (".glb",)) as temporary:
            temporary.write_bytes(b"half")
            raise ZeroDivisionError
        assert target.read_bytes() == b"old"
        assert names(tmp_path) == ["a.glb"]

    def test_success_replaces_it(self, tmp_path: Path) -> None:
        target = tmp_path / "a.GLB"
        target.write_bytes(b"old")
        with atomic_output(target, (".glb",)) as temporary:
            temporary.write_bytes(b"new")
        assert target.read_bytes() == b"new"
        assert names(tmp_path) == ["a.GLB"]

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("a.gltf2", "must end in .glb"),
            (".glb", "must end in .glb"),
            ("none/a.glb", "its folder does not exist"),
            ("file/a.glb", "a file, not a folder"),
            ("folder.glb", "a folder of that name"),
        ],
    )
    def test_places_that_cannot_be_written(self, tmp_path: Path, name: str, message: str) -> None:
        (tmp_path / "file").write_text("")
        (tmp_path / "folder.glb").mkdir()
        with pytest.raises(UserError, match=message), atomic_output(tmp_path / name, (".glb",)) as temporary:
            temporary.write_bytes(b"x")
        assert names(tmp_path) == ["file", "folder.glb"]


class TestFbxBinary:
    @staticmethod
    def tree() -> list[fbx_binary.Record]:
        def number(value: int) -> tuple[bytes, bytes]:
            return (b"L", value.to_bytes(8, "little", signed=True))

        record = fbx_binary.Record
        model = record(b"Model", [number(77), (b"S", b"tmp\x00\x01Model"), (b"S", b"LimbNode")], [], True)
        curve = record(
            b"Key", [(b"d", (3).to_bytes(4, "little") + bytes(4) + (24).to_bytes(4, "little") + bytes(24))]
        )
        links = record(b"Connections", [], [record(b"C", [(b"S", b"OO"), number(77), number(0)])], True)
        return [record(b"Objects", [], [model, curve], True), links]

    @pytest.mark.parametrize("version", [7400, 7500])
    def test_parsing_is_the_inverse_of_writing(self, version: int) -> None:
        data = fbx_binary.serialise(version, self.tree())
        assert fbx_binary.parse(data) == (version, self.tree())

    def test_names_are_replaced_before_the_class(self) -> None:
        tree = self.tree()
        fbx_binary.rename(tree, {"tmp": "Händ", "Limb": "no"})
        assert tree[0].children[0].values[1:] == [
            (b"S", "Händ".encode() + b"\x00\x01Model"),
            (b"S", b"LimbNode"),
        ]

    def test_identifiers_do_not_depend_on_hashes(self) -> None:
        first, second = self.tree(), self.tree()
        for record in second:
            for part in record.walk():
                part.values = [
                    (c, (12345).to_bytes(8, "little")) if p == (77).to_bytes(8, "little") else (c, p)
                    for c, p in part.values
                ]
        assert first != second
        fbx_binary.make_reproducible(first)
        fbx_binary.make_reproducible(second)
        assert first == second
        assert first[1].children[0].integer(1) == first[0].children[0].integer(0)
        assert first[1].children[0].integer(2) == 0

    @given(st.integers(0, 400))
    def test_a_cut_file_is_refused(self, length: int) -> None:
        data = fbx_binary.serialise(7400, self.tree())
        if length < data.index(b"Connections") + 60:
            with pytest.raises(ValueError):
                fbx_binary.parse(data[:length])


def test_glb_names_are_replaced() -> None:
    document = {"asset": {"version": "2.0"}, "nodes": [{"name": "tmp"}, {"name": "wrist"}, {}]}
    data = glb_binary.join(document, b"rest")
    assert int.from_bytes(data[8:12], "little") == len(data)
    parsed, rest = glb_binary.split(data)
    glb_binary.rename(parsed, {"tmp": "Hand «ü»"})
    again, rest = glb_binary.split(glb_binary.join(parsed, rest))
    assert again["nodes"] == [{"name": "Hand «ü»"}, {"name": "wrist"}, {}]
    assert rest == b"rest"


@pytest.mark.parametrize("side", ["right", "left"])
class TestOpenXR:
    def test_order_and_number_follow_the_extension(self, side: str) -> None:
        assert len(JOINTS) == 26
        # XR_HAND_JOINT_*_EXT of openxr.h
        wanted = {"palm": 0, "wrist": 1, "thumb_metacarpal": 2, "thumb_tip": 5, "index_metacarpal": 6}
        wanted |= {"index_tip": 10, "middle_metacarpal": 11, "ring_metacarpal": 16, "little_metacarpal": 21}
        assert {name: JOINTS.index(name) for name in wanted} == wanted
        assert JOINTS[25] == "little_tip"

    def test_joints_of_mano_are_where_kinematics_puts_them(self, side: str) -> None:
        model, grasp = load_hand(side), some_grasp(side)
        hand = openxr_hand(model, grasp)
        pose = np.concatenate([np.zeros(3), grasp.hand_pose])[None]
        posed = model.forward(pose, grasp.betas[None])
        placed = posed.joints[0] @ grasp.hand_to_object[:3, :3].T + grasp.hand_to_object[:3, 3]
        for name, joint in (
            ("wrist", 0),
            ("index_proximal", 1),
            ("little_distal", 9),
            ("ring_intermediate", 11),
        ):
            np.testing.assert_allclose(hand.positions[JOINTS.index(name)], placed[joint], atol=1e-12)
        np.testing.assert_allclose(hand.positions[JOINTS.index("thumb_metacarpal")], placed[13], atol=1e-12)
        tip = posed.vertices[0, model.tip_vertices[0]]
        tip = grasp.hand_to_object[:3, :3] @ tip + grasp.hand_to_object[:3, 3]
        np.testing.assert_allclose(hand.positions[JOINTS.index("thumb_tip")], tip, atol=1e-12)

    def test_axes_of_the_flat_hand(self, side: str) -> None:
        model = load_hand(side)
        hand = openxr_hand(model, Grasp(side, np.eye(4), np.zeros(45), np.zeros(10)))
        turns = quaternion_to_matrix(hand.orientations[:, [3, 0, 1, 2]])
        ahead = np.array([-1.0 if side == "right" else 1.0, 0.0, 0.0])
        for index, name in enumerate(JOINTS):
            if name.startswith("thumb"):
                continue
            assert -turns[index, :, 2] @ ahead > 0.85, name  # −Z to the fingertips
            assert turns[index, 1, 1] > 0.85, name  # +Y out of the back of the hand
        thumb = turns[JOINTS.index("thumb_distal")]
        # The nail of the thumb looks away from the palm and to the thumb's side.
        assert thumb[:, 1] @ np.array([0.0, 1.0, 0.0]) + thumb[:, 1] @ np.array([0.0, 0.0, 1.0]) > 0.5

    def test_each_bone_points_at_the_next_joint(self, side: str) -> None:
        hand = openxr_hand(load_hand(side), some_grasp(side))
        turns = quaternion_to_matrix(hand.orientations[:, [3, 0, 1, 2]])
        np.testing.assert_allclose(np.linalg.det(turns), 1.0)
        for finger in ("thumb", "index", "middle", "ring", "little"):
            chain = [i for i, name in enumerate(JOINTS) if name.startswith(finger)]
            for here, following in itertools.pairwise(chain):
                way = hand.positions[following] - hand.positions[here]
                np.testing.assert_allclose(-turns[here, :, 2], way / np.linalg.norm(way), atol=1e-9)

    def test_radii_are_those_of_a_hand(self, side: str) -> None:
        radii = openxr_hand(load_hand(side), some_grasp(side)).radii
        assert 0.002 < radii.min() < radii.max() < 0.04

    def test_the_wrong_side_is_an_error(self, side: str) -> None:
        with pytest.raises(ValueError, match="hand"):
            openxr_hand(load_hand(side), some_grasp("left" if side == "right" else "right"))


class TestPoseJson:
    def test_rotations_rebuild_the_joints(self, tmp_path: Path) -> None:
        """A reader with the rest joints and this file alone gets the joint positions."""
        grasp, model = some_grasp("left"), load_hand("left")
        path = write_pose_json(tmp_path / "cup.json", [("cup_01", grasp)], {"left": model}, "cup", up="Y")
        document = json.loads(path.read_text(encoding="utf-8"))
        assert document["frame"]["up"] == "Y"
        assert document["joints"] == list(JOINT_NAMES)
        pose = document["poses"][0]
        rest = model.rest(grasp.betas[None])[1][0]
        place = np.array(pose["hand_to_object"])
        turns, places = [np.eye(3)], [rest[0]]
        for joint in range(1, 16):
            parent = PARENTS[joint]
            turn = quaternion_to_matrix(np.array(pose["quaternion_wxyz"][JOINT_NAMES[joint]]))
            places.append(places[parent] + turns[parent] @ (rest[joint] - rest[parent]))
            turns.append(turns[parent] @ turn)
        placed = np.array(places) @ place[:3, :3].T + place[:3, 3]
        np.testing.assert_allclose([pose["joint_positions"][n] for n in JOINT_NAMES], placed, atol=1e-6)
        assert [j["name"] for j in pose["openxr"]["joints"]] == list(JOINTS)

    def test_nothing_to_write(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="generate some first"):
            write_pose_json(tmp_path / "a.json", [], {})
        assert not list(tmp_path.iterdir())
