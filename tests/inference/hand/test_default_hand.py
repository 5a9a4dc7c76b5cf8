"""The bundled hand: its frame, size, surface, skin, regions, zones and shape space."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from semgrasp.inference.hand import DOF_NAMES, JOINT_NAMES, REGION_NAMES, ZONE_NAMES, HandModel, load_hand
from semgrasp.inference.hand import default_hand as default_hand_module
from semgrasp.inference.hand.regions import vertex_normals

# Joint positions of MANO's mean right hand, millimetres.
MANO_JOINTS = {
    "wrist": (96, 6, 6),
    "index1": (8, 1, 27),
    "middle1": (1, 5, 3),
    "pinky1": (27, -4, -37),
    "ring1": (14, 2, -20),
    "thumb1": (72, -9, 32),
    "thumb2": (52, -8, 56),
    "thumb3": (30, -14, 70),
    "index2": (-25, 5, 29),
    "index3": (-47, 4, 29),
}
# Ranges over the sources: MANO-like links, motion capture models and anatomical norms, millimetres.
SEGMENTS = {
    ("index1", "index2"): (33, 43),
    ("index2", "index3"): (22, 26),
    ("middle1", "middle2"): (32, 46),
    ("middle2", "middle3"): (23, 30),
    ("ring1", "ring2"): (29, 42),
    ("ring2", "ring3"): (24, 27),
    ("pinky1", "pinky2"): (21, 37),
    ("pinky2", "pinky3"): (15, 22),
    ("thumb1", "thumb2"): (30, 47),
    ("thumb2", "thumb3"): (27, 37),
}


@pytest.fixture(params=["right", "left"])
def hand(request: pytest.FixtureRequest) -> HandModel:
    return load_hand(request.param)


def volume(vertices: np.ndarray, faces: np.ndarray) -> float:
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    return float(np.sum(a * np.cross(b, c)) / 6.0)


def test_data_file_is_small_and_holds_no_objects() -> None:
    path = Path(default_hand_module.__file__).parent / "data" / "default_hand.npz"
    assert path.stat().st_size < 2 * 1024 * 1024
    with np.load(path, allow_pickle=False) as data:
        assert "template" in data.files


def test_joints_are_near_manos() -> None:
    hand = load_hand("right")
    ours = np.array([hand.joint_template[JOINT_NAMES.index(n)] for n in MANO_JOINTS]) * 1000
    away = np.linalg.norm(ours - np.array(list(MANO_JOINTS.values())), axis=1)
    assert away[0] < 0.01
    assert away.mean() < 8.0
    assert away.max() < 14.0


def test_segments_are_of_human_length() -> None:
    hand = load_hand("right")
    for (start, end), (low, high) in SEGMENTS.items():
        a, b = (hand.joint_template[JOINT_NAMES.index(n)] for n in (start, end))
        assert low <= np.linalg.norm(b - a) * 1000 <= high, (start, end)


def test_length_and_axes(hand: HandModel) -> None:
    forward = -1.0 if hand.side == "right" else 1.0
    wrist = hand.joint_template[0]
    middle_tip = hand.template[hand.tip_vertices[2]]
    assert 0.185 < (middle_tip - wrist)[0] * forward < 0.195
    thumb_tip = hand.template[hand.tip_vertices[0]]
    assert thumb_tip[2] > hand.joint_template[1, 2] > hand.joint_template[7, 2]  # thumb side is +Z
    nails = np.unique(hand.quads[hand.material_of_quad == 1])
    normals = vertex_normals(hand.template, hand.faces)
    fingers = nails[hand.segment_of_vertex[nails] < 13]
    assert (normals[fingers, 1] > 0.3).mean() > 0.8  # nails look up, away from the palm


def test_surface_is_closed_oriented_and_quad(hand: HandModel) -> None:
    edges = Counter(
        (int(a), int(b)) for f in hand.closed_faces for a, b in zip(f, np.roll(f, -1), strict=True)
    )
    assert max(edges.values()) == 1
    assert all((b, a) in edges for a, b in edges)
    assert 2.5e-4 < volume(hand.template, hand.closed_faces) < 4.5e-4
    # The wrist's opening is planar and only there.
    cap = np.unique(hand.cap_faces)
    assert np.ptp(hand.template[cap, 0]) < 1e-6
    assert len(hand.faces) == 2 * len(hand.quads)
    assert len(hand.quads) == len(hand.uv_quads) == len(hand.material_of_quad)
    assert hand.uv_quads.max() < len(hand.uvs)
    # Every pair of triangles is one quad, split along a diagonal.
    for k in range(0, len(hand.quads), 97):
        assert set(hand.faces[2 * k]) | set(hand.faces[2 * k + 1]) == set(hand.quads[k])


def test_skin_has_at_most_four_weights_and_all_joints(hand: HandModel) -> None:
    assert np.allclose(hand.skin_weights.sum(axis=1), 1.0)
    assert (hand.skin_weights > 0).sum(axis=1).max() <= 4
    assert np.bincount(hand.segment_of_vertex, minlength=16).min() >= 12


def test_regions_and_zones(hand: HandModel) -> None:
    assert len(REGION_NAMES) == 16 and REGION_NAMES[0] == "palm" and REGION_NAMES[15] == "thumb_distal"
    assert tuple(hand.zones) == ZONE_NAMES
    normals = vertex_normals(hand.template, hand.faces)
    for name, ids in hand.zones.items():
        assert len(ids) >= 4 and len(set(ids.tolist())) == len(ids), name
        assert np.ptp(hand.template[ids], axis=0).max() < 0.06, name
        if name.split("_")[-1] in ("p", "m", "d") and not name.startswith("thumb"):
            assert normals[ids, 1].max() < -0.5, name  # palm side
            part = {"p": "proximal", "m": "middle", "d": "distal"}[name[-1]]
            assert {REGION_NAMES[s] for s in hand.segment_of_vertex[ids]} == {f"{name[:-2]}_{part}"}
        if name.startswith("palm"):
            assert normals[ids, 1].mean() < -0.5, name
        if name.endswith("side"):
            assert normals[ids, 2].min() > 0.5, name  # towards the thumb


def test_zones_of_one_finger_do_not_overlap(hand: HandModel) -> None:
    for finger in ("index", "middle", "ring", "pinky"):
        for a, b in itertools.combinations([f"{finger}_{p}" for p in "pmd"], 2):
            assert not set(hand.zones[a].tolist()) & set(hand.zones[b].tolist())


@pytest.mark.parametrize("sign", [-2.0, 2.0])
def test_every_beta_makes_a_plausible_hand(hand: HandModel, sign: float) -> None:
    for k in range(10):
        betas = np.zeros(10)
        betas[k] = sign
        vertices, joints = (x[0] for x in hand.rest(betas))
        assert np.linalg.norm(vertices - hand.template, axis=1).max() > 0.002, f"beta {k + 1} is idle"
        tip = vertices[hand.tip_vertices[2]]
        assert 0.155 < np.linalg.norm(tip - joints[0]) < 0.225
        # No face may turn over: the rest surface stays embedded.
        before, after = (
            np.cross(v[hand.faces[:, 1]] - v[hand.faces[:, 0]], v[hand.faces[:, 2]] - v[hand.faces[:, 0]])
            for v in (hand.template, vertices)
        )
        assert (np.sum(before * after, axis=1) > 0.0).all()
        assert np.allclose(joints[0], hand.joint_template[0], atol=1e-5)  # the wrist stays


def test_first_beta_is_size() -> None:
    hand = load_hand("right")
    size = np.eye(10)[0]
    small, large = (volume(hand.rest(b)[0][0], hand.closed_faces) for b in (-2 * size, 2 * size))
    assert large > 1.5 * small


def test_left_is_the_mirror_of_right() -> None:
    right, left = load_hand("right"), load_hand("left")
    betas = np.linspace(-1, 1, 10)
    for a, b in zip(right.rest(betas), left.rest(betas), strict=True):
        assert np.allclose(a * [-1, 1, 1], b)
    assert volume(left.template, left.closed_faces) > 0.0


def test_hands_are_cached_and_sides_checked() -> None:
    assert load_hand("right") is load_hand("right")
    with pytest.raises(ValueError, match="side"):
        load_hand("both")


def test_pads_meet_in_a_pinch_within_limits(hand: HandModel) -> None:
    """The thumb reaches the index finger's pad inside the limits: the precision grips depend on it."""
    degrees = {
        "index_mcp_bend": 58,
        "index_pip_bend": 56,
        "index_dip_bend": 12,
        "thumb_cmc_abd": 58,
        "thumb_cmc_flex": 44,
        "thumb_cmc_twist": 35,
        "thumb_mcp_bend": -1,
        "thumb_mcp_spread": 6,
        "thumb_ip_bend": -15,
    }
    angles = np.zeros(22)
    for name, value in degrees.items():
        angles[DOF_NAMES.index(name)] = np.radians(value)
    assert np.all(angles >= hand.anatomy.lower - 1e-9) and np.all(angles <= hand.anatomy.upper + 1e-9)
    out = hand.forward(np.concatenate([np.zeros(3), hand.anatomy.angles_to_pose(angles)[0]]))
    thumb, index = (out.vertices[0, hand.zones[z]] for z in ("thumb_d", "index_d"))
    assert np.linalg.norm(thumb.mean(axis=0) - index.mean(axis=0)) < 0.006
    normals = vertex_normals(out.vertices[0], hand.faces)
    one, other = (normals[hand.zones[z]].mean(axis=0) for z in ("thumb_d", "index_d"))
    assert one @ other / (np.linalg.norm(one) * np.linalg.norm(other)) < -0.6
