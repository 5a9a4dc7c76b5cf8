"""The 16 contact regions and the contact zones of a hand, from its rest shape by one geometric rule.

The rule uses only joints, normals, skin weights and anatomical axes, so it serves the default hand and the
user's MANO hand alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .anatomy import FINGERS, JOINT_NAMES

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

REGION_NAMES: tuple[str, ...] = (
    "palm",
    *(
        f"{name[:-1]}_{('proximal', 'middle', 'distal')[int(name[-1]) - 1]}"
        if not name.startswith("thumb")
        else f"thumb_{('metacarpal', 'proximal', 'distal')[int(name[-1]) - 1]}"
        for name in JOINT_NAMES[1:]
    ),
)
ZONE_NAMES: tuple[str, ...] = (
    *(f"{finger}_{part}" for finger in FINGERS for part in ("p", "m", "d", "tip")),
    "thumb_m",
    "thumb_d",
    "thumb_tip",
    "index_side",
    "middle_side",
    "palm_mcr",
    "palm_mcu",
    "palm_thenar",
    "palm_hypo",
    "palm_mid",
    "web",
)
_LEAST = 4


def vertex_normals(vertices: Array, faces: NDArray[np.int32]) -> Array:
    """Area-weighted unit normals. (V, 3), (F, 3) → (V, 3)."""
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    face_normals = np.cross(b - a, c - a)
    out = np.zeros_like(vertices)
    for i in range(3):
        np.add.at(out, faces[:, i], face_normals)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-20)


def segments(skin_weights: Array) -> Indices:
    """Contact region of each vertex: the joint of its largest skin weight, 0 the palm. (V, 16) → (V,)."""
    return np.argmax(skin_weights, axis=1).astype(np.int64)


def contact_zones(
    vertices: Array,
    normals: Array,
    joints: Array,
    segment: Indices,
    tip_vertices: Indices,
    bend_axes: Array,
    spread_axes: Array,
) -> dict[str, Indices]:
    """Palm-side pads of a RIGHT hand at rest, by name (ZONE_NAMES).

    Args:
        vertices, normals: (V, 3) rest shape.
        joints: (16, 3) rest joints.
        segment: (V,) region of each vertex.
        tip_vertices: (5,) thumb, index, middle, ring, pinky.
        bend_axes, spread_axes: (16, 3) of the right hand's anatomy.

    Returns:
        Vertex ids by zone, each sorted and with at least four vertices.
    """
    zones: dict[str, Indices] = {}
    digits = ("thumb", "index", "middle", "ring", "pinky")
    tip_of: dict[str, int] = {d: int(t) for d, t in zip(digits, tip_vertices, strict=True)}

    def pad(joint: int, end: Array, low: float, high: float, facing: Array, least: float) -> Indices:
        start = joints[joint]
        bone = end - start
        along = (vertices - start) @ bone / (bone @ bone)
        score = normals @ facing
        inside = (segment == joint) & (along > low) & (along < high) & (score > least)
        return _at_least(np.flatnonzero(inside), segment == joint, score - np.abs(along - 0.5 * (low + high)))

    for finger in (*FINGERS, "thumb"):
        first = JOINT_NAMES.index(f"{finger}1")
        tip = vertices[tip_of[finger]]
        for number, part in ((0, "p"), (1, "m"), (2, "d")):
            joint = first + number
            if finger == "thumb" and number == 0:
                continue  # the metacarpal is the thenar pad
            name = f"{finger}_{part if finger != 'thumb' else 'md'[number - 1]}"
            end = joints[joint + 1] if number < 2 else tip
            low, high = ((0.45, 0.85), (0.2, 0.8), (0.3, 0.85))[number]
            if finger == "thumb" and number == 1:
                low, high = 0.3, 0.85
            zones[name] = pad(joint, end, low, high, -spread_axes[joint], 0.75)
        last = first + 2
        bone = tip - joints[last]
        bone = bone / np.linalg.norm(bone)
        # The tip pad faces forwards and towards the palm, clear of the nail.
        facing = bone - 0.5 * spread_axes[last]
        facing /= np.linalg.norm(facing)
        zones[f"{finger}_tip"] = pad(last, tip, 0.75, 1.3, facing, 0.8)

    for finger in ("index", "middle"):
        first = JOINT_NAMES.index(f"{finger}1")
        middle = pad(first + 1, joints[first + 2], 0.2, 1.0, bend_axes[first + 1], 0.8)
        distal = pad(first + 2, vertices[tip_of[finger]], 0.0, 0.6, bend_axes[first + 2], 0.8)
        zones[f"{finger}_side"] = np.union1d(middle, distal)

    zones.update(_palm_zones(vertices, normals, joints, segment, spread_axes))
    return {name: np.asarray(zones[name], dtype=np.int64) for name in ZONE_NAMES}


def _palm_zones(
    vertices: Array, normals: Array, joints: Array, segment: Indices, spread_axes: Array
) -> dict[str, Indices]:
    """Pads of the palm: discs around anatomical points, on the surface that faces the palm's side."""
    wrist, index, middle, pinky, ring = (joints[i] for i in (0, 1, 4, 7, 10))
    metacarpal = 0.5 * (joints[13] + joints[14])  # of the thumb
    scale = float(np.linalg.norm(middle - wrist)) / 0.095
    down = -spread_axes[0]
    proximal = _unit(wrist - middle)

    def disc(centre: Array, radius: float, facing: Array, allowed: tuple[int, ...]) -> Indices:
        # Distance is measured across the facing direction: the pad lies under the anatomical point.
        offset = vertices - centre
        across = offset - np.outer(offset @ facing, facing)
        distance = np.linalg.norm(across, axis=1)
        candidates = np.isin(segment, allowed) & (normals @ facing > 0.5)
        return _at_least(np.flatnonzero(candidates & (distance < radius * scale)), candidates, -distance)

    def between(a: Array, b: Array, share: float) -> Array:
        return (1.0 - share) * a + share * b

    ulnar_head = between(ring, pinky, 0.5) + 0.003 * scale * proximal
    return {
        "palm_mcr": disc(between(index, middle, 0.5), 0.014, down, (0, 1, 4)),
        "palm_mcu": disc(ulnar_head, 0.013, down, (0, 7, 10)),
        "palm_thenar": disc(metacarpal, 0.014, _unit(0.6 * down - spread_axes[13]), (0, 13)),
        "palm_hypo": disc(between(wrist, pinky, 0.55), 0.014, down, (0,)),
        "palm_mid": disc(between(wrist, between(middle, ring, 0.5), 0.6), 0.014, down, (0,)),
        "web": disc(
            between(metacarpal, index, 0.5),
            0.012,
            _unit(_unit(index - pinky) - 0.4 * proximal + 0.3 * down),
            (0, 1, 13, 14),
        ),
    }


def _unit(vector: Array) -> Array:
    return vector / np.linalg.norm(vector)


def _at_least(chosen: Indices, candidates: NDArray[np.bool_], score: Array) -> Indices:
    """`chosen`, or the best-scoring candidates where too few were found."""
    if len(chosen) >= _LEAST:
        return chosen
    ranked = np.argsort(np.where(candidates, -score, np.inf), kind="stable")
    return np.sort(ranked[:_LEAST])
