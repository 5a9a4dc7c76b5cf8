"""The hand that ships with SemGrasp (CC0, from MakeHuman data; built by tools/build_hand.py), and
`load_hand`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .anatomy import make_anatomy
from .model import HandModel
from .regions import contact_zones, segments, vertex_normals

Array = NDArray[np.float64]

_DATA = Path(__file__).parent / "data" / "default_hand.npz"
SIDES = ("right", "left")


@cache
def _arrays() -> dict[str, np.ndarray]:
    with np.load(_DATA, allow_pickle=False) as data:
        return {name: data[name] for name in data.files}


def rest_directions() -> tuple[Array, Array]:
    """(16, 3) dorsal and (16, 3) bone directions of the right hand's flat rest pose, the default hand's."""
    data = _arrays()
    return data["dorsal"], data["along"]


@cache
def default_hand(side: str = "right") -> HandModel:
    """The bundled hand; the left one is the right one mirrored in X.

    Raises:
        ValueError: side is neither "right" nor "left".
    """
    if side not in SIDES:
        raise ValueError(f"side must be 'right' or 'left', not {side!r}")
    data = _arrays()
    template = data["template"].astype(np.float64)
    joints = data["joint_template"].astype(np.float64)
    weights = np.zeros((len(template), 16))
    np.put_along_axis(weights, data["weight_joints"].astype(np.int64), data["weight_values"], axis=1)
    weights /= weights.sum(axis=1, keepdims=True)
    right = make_anatomy(data["dorsal"], data["along"], "right")
    segment = segments(weights)
    tips = data["tip_vertices"].astype(np.int64)
    zones = contact_zones(
        template,
        vertex_normals(template, data["faces"]),
        joints,
        segment,
        tips,
        right.bend_axes,
        right.spread_axes,
    )
    shape_dirs = data["shape_dirs"].astype(np.float64)
    joint_shape_dirs = data["joint_shape_dirs"].astype(np.float64)
    faces, cap_faces, quads, uv_quads = (data[n] for n in ("faces", "cap_faces", "quads", "uv_quads"))
    if side == "left":
        mirror = np.array([-1.0, 1.0, 1.0])
        template, joints = template * mirror, joints * mirror
        shape_dirs, joint_shape_dirs = shape_dirs * mirror[:, None], joint_shape_dirs * mirror[:, None]
        # A mirror image turns the surface inside out: walk every face the other way round.
        faces, cap_faces, quads, uv_quads = (f[:, ::-1].copy() for f in (faces, cap_faces, quads, uv_quads))
    return HandModel(
        side=side,
        source="default",
        template=template,
        shape_dirs=shape_dirs,
        pose_dirs=None,
        skin_weights=weights,
        joint_template=joints,
        joint_shape_dirs=joint_shape_dirs,
        faces=faces,
        cap_faces=cap_faces,
        quads=quads,
        uvs=data["uvs"].astype(np.float64),
        uv_quads=uv_quads,
        material_of_quad=data["material_of_quad"],
        hand_mean=np.zeros(45),
        tip_vertices=tips,
        segment_of_vertex=segment,
        zones=zones,
        anatomy=right if side == "right" else make_anatomy(data["dorsal"], data["along"], "left"),
    )


def load_hand(side: str = "right", mano_folder: str | Path | None = None) -> HandModel:
    """The hand to use: the user's MANO file where a folder is given, else the bundled hand. Cached.

    Args:
        side: "right" or "left".
        mano_folder: folder with MANO_RIGHT.pkl and MANO_LEFT.pkl, or None.

    Raises:
        UserError: the MANO file is missing or not usable.
        ValueError: unknown side.
    """
    if mano_folder is None or not str(mano_folder):
        return default_hand(side)
    from .mano_files import load_mano

    return load_mano(Path(mano_folder), side)
