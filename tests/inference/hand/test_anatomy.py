"""The 22 freedoms: directions of motion on both hands, limits, map to and from MANO's pose."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from semgrasp.inference.hand import DOF_NAMES, JOINT_NAMES, PARENTS, HandModel, load_hand
from semgrasp.inference.hand.rotation import axis_angle_to_matrix

DIGITS = ("thumb", "index", "middle", "ring", "pinky")  # order of tip_vertices


@pytest.fixture(params=["right", "left"])
def hand(request: pytest.FixtureRequest) -> HandModel:
    return load_hand(request.param)


def moved_tip(hand: HandModel, dof: str, angle: float) -> np.ndarray:
    """(3,) motion of the digit's tip from the flat pose."""
    angles = np.zeros(22)
    angles[DOF_NAMES.index(dof)] = angle
    pose = np.concatenate([np.zeros(3), hand.anatomy.angles_to_pose(angles)[0]])
    tip = hand.tip_vertices[DIGITS.index(dof.split("_")[0])]
    return hand.forward(pose).vertices[0, tip] - hand.template[tip]


def test_names_and_tree() -> None:
    assert len(JOINT_NAMES) == len(PARENTS) == 16
    assert DOF_NAMES[:4] == ("index_mcp_bend", "index_mcp_spread", "index_pip_bend", "index_dip_bend")
    assert [n.split("_")[0] for n in DOF_NAMES[::4][:4]] == ["index", "middle", "pinky", "ring"]
    assert DOF_NAMES[16:] == (
        "thumb_cmc_abd",
        "thumb_cmc_flex",
        "thumb_cmc_twist",
        "thumb_mcp_bend",
        "thumb_mcp_spread",
        "thumb_ip_bend",
    )


@pytest.mark.parametrize("finger", ["index", "middle", "ring", "pinky"])
@pytest.mark.parametrize("joint", ["mcp", "pip", "dip"])
def test_positive_bend_takes_the_finger_to_the_palm(hand: HandModel, finger: str, joint: str) -> None:
    motion = moved_tip(hand, f"{finger}_{joint}_bend", 0.4)
    assert motion[1] < -0.006  # the palm faces −Y on both hands
    assert abs(motion[1]) > 3.0 * abs(motion[2])


@pytest.mark.parametrize("finger", ["index", "middle", "ring", "pinky"])
def test_positive_spread_takes_the_finger_to_the_thumb(hand: HandModel, finger: str) -> None:
    motion = moved_tip(hand, f"{finger}_mcp_spread", 0.3)
    assert motion[2] > 0.015
    assert abs(motion[1]) < 0.4 * motion[2]


def test_thumb_directions(hand: HandModel) -> None:
    assert moved_tip(hand, "thumb_cmc_abd", 0.4)[1] < -0.02  # away from the palm
    assert moved_tip(hand, "thumb_cmc_flex", 0.4)[2] < -0.02  # across the palm
    for dof in ("thumb_mcp_bend", "thumb_ip_bend"):
        assert moved_tip(hand, dof, 0.4)[2] < -0.006


def test_thumb_twist_turns_the_pad_to_the_fingers(hand: HandModel) -> None:
    angles = np.zeros(22)
    angles[DOF_NAMES.index("thumb_cmc_twist")] = 0.5
    turn = axis_angle_to_matrix(hand.anatomy.angles_to_pose(angles).reshape(15, 3))[12]
    dorsal = hand.anatomy.spread_axes[15] * (1.0 if hand.side == "right" else np.array([1.0, -1.0, -1.0]))
    if hand.side == "left":
        dorsal = dorsal * np.array([-1.0, 1.0, 1.0])
    # The pad looks at the fingers' palm side, +Y, more than before.
    assert (turn @ -dorsal)[1] > (-dorsal)[1] + 0.1


def test_angles_survive_the_pose(hand: HandModel) -> None:
    rng = np.random.default_rng(3)
    angles = rng.uniform(hand.anatomy.lower, hand.anatomy.upper, (300, 22))
    angles[:2] = [hand.anatomy.lower, hand.anatomy.upper]
    pose = hand.anatomy.angles_to_pose(angles)
    assert pose.shape == (300, 45)
    assert np.allclose(hand.anatomy.pose_to_angles(pose), angles, atol=1e-9)
    assert hand.anatomy.pose_residual(pose).max() < 1e-7


def test_residual_tells_of_motion_outside_the_freedoms(hand: HandModel) -> None:
    pose = np.zeros((1, 45))
    pose[0, 3:6] = 0.3 * hand.anatomy.twist_axes[2]  # an index PIP does not twist
    residual = hand.anatomy.pose_residual(pose)[0]
    assert np.isclose(residual[1], 0.3, atol=1e-6)
    assert np.delete(residual, 1).max() < 1e-9


def test_frames_are_orthonormal_and_limits_hold_the_flat_hand(hand: HandModel) -> None:
    a = hand.anatomy
    for one, other in itertools.combinations((a.bend_axes, a.spread_axes, a.twist_axes), 2):
        assert np.allclose(np.sum(one * other, axis=1), 0.0, atol=1e-12)
    assert np.allclose(np.linalg.norm(a.axes, axis=1), 1.0)
    assert np.all(a.lower <= 0.0) and np.all(a.upper > 0.0)


def test_left_poses_mirror_right_poses() -> None:
    right, left = load_hand("right"), load_hand("left")
    angles = np.random.default_rng(5).uniform(right.anatomy.lower, right.anatomy.upper, (4, 22))
    posed = [
        h.forward(np.concatenate([np.zeros((4, 3)), h.anatomy.angles_to_pose(angles)], axis=1)).vertices
        for h in (right, left)
    ]
    assert np.allclose(posed[0] * [-1.0, 1.0, 1.0], posed[1], atol=1e-12)


def test_wrong_number_of_angles_is_refused(hand: HandModel) -> None:
    with pytest.raises(ValueError, match="22"):
        hand.anatomy.angles_to_pose(np.zeros(21))
