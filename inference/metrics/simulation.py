"""Whether the object stays in the hand, by two physics simulators of the field.

MuJoCo, PyBullet and CoACD are optional (`pip install semgrasp[simulation]`) and loaded when first used. The
hand stands still: no motor closes it further, so only the contact of the grasp itself holds the object.
"""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import UserError
from ..shape.model import ObjectShape

Array = NDArray[np.float64]

# DexGraspBench's test (Chen et al. 2025), as used for "held, strict".
STRICT_MASS = 0.1
STRICT_FRICTION = (0.6, 0.02)
STRICT_FORCE_PER_MASS = 10.0
STRICT_SECONDS = 2.0
STRICT_DISTANCE = 0.05
STRICT_ANGLE = np.radians(15.0)
TIMESTEP = 0.002

# Simulation displacement of Hasson et al. 2019 and of the papers after it.
SD_STEPS = 35
SD_TIMESTEP = 1 / 240
SD_ITERATIONS = 150
SD_GRAVITY = 9.8
SD_MASS = 1.0
SD_FRICTION = 3.0
SD_RESTITUTION = (0.0, 0.5)

MAX_PIECES = 32
PALM_VERTICES = 60
"""A palm of fewer vertices is one piece."""
PALM_OVERLAP = 0.0035
"""Metres by which the palm's cells overlap."""
FLAT_PIECE = 2e-4
"""Metres of thickness given to pieces that have none, which no simulator takes."""


@dataclass(frozen=True, eq=False)
class SimulationBody:
    """An object for the simulators.

    Attributes:
        pieces: vertices (n, 3) of convex pieces, canonical object frame, metres.
        centre: (3,) centre of mass of a body of even density.
        unit_inertia: (3, 3) inertia about the centre for 1 kg, square metres.
    """

    pieces: tuple[Array, ...]
    centre: Array
    unit_inertia: Array


@dataclass(frozen=True)
class StrictResult:
    """Attributes:
    held: moved less than 5 cm and turned less than 15° under each of the six forces.
    distance: largest displacement of the centre of mass, metres.
    angle: largest rotation, radians.
    """

    held: bool
    distance: float
    angle: float


def simulation_body(
    shape: ObjectShape, *, decompose: bool = True, coacd_settings: Mapping[str, Any] | None = None
) -> SimulationBody:
    """Convex pieces and mass of an object.

    Args:
        shape: the object.
        decompose: with CoACD where it is installed (seconds to a minute an object); else, one piece for each
            connected part of the mesh, which fills cups and loops.
        coacd_settings: arguments of CoACD other than its own; coarse ones are many times faster.
    """
    pieces = _coacd_pieces(shape, coacd_settings or {}) if decompose else None
    if not pieces:
        islands = shape.island_of_face
        kept = range(min(int(islands.max()) + 1, MAX_PIECES))
        pieces = [shape.vertices[np.unique(shape.faces[islands == island])] for island in kept]
    inside = np.argwhere(shape.field.values[..., 0] < 0)
    points = shape.field.origin + inside * shape.field.cell if len(inside) > 500 else shape.points
    centre = points.mean(axis=0)
    local = points - centre
    square = np.einsum("mc,mc->m", local, local).mean()
    inertia = square * np.eye(3) - local.T @ local / len(local)
    # A needle turns about its axis with some inertia too.
    inertia += np.eye(3) * max(1e-7, 0.02 * float(np.trace(inertia)) / 3)
    return SimulationBody(tuple(_solid(piece) for piece in pieces), centre, inertia)


def hand_pieces(hand_vertices: NDArray[Any], segment_of_vertex: NDArray[Any]) -> tuple[Array, ...]:
    """Convex pieces of the hand: one for each of the 15 segments, and cells of the palm.

    One hull of the whole palm would fill its hollow and push out what lies in it.
    """
    vertices = np.asarray(hand_vertices, dtype=np.float64)
    segment = np.asarray(segment_of_vertex)
    pieces = [vertices[segment == each] for each in range(1, 16)]
    pieces += _palm_cells(vertices[segment == 0])
    return tuple(_solid(piece) for piece in pieces if len(piece) >= 4)


def _palm_cells(palm: Array) -> list[Array]:
    """Overlapping cells of the palm's vertices along its two longest directions."""
    if len(palm) < PALM_VERTICES:
        return [palm]
    local = palm - palm.mean(axis=0)
    along = local @ np.linalg.eigh(local.T @ local).eigenvectors[:, ::-1]
    first, second = (np.quantile(along[:, axis], np.linspace(0, 1, n + 1)) for axis, n in ((0, 3), (1, 4)))
    return [
        palm[
            (along[:, 0] >= a - PALM_OVERLAP)
            & (along[:, 0] <= a1 + PALM_OVERLAP)
            & (along[:, 1] >= b - PALM_OVERLAP)
            & (along[:, 1] <= b1 + PALM_OVERLAP)
        ]
        for a, a1 in pairwise(first)
        for b, b1 in pairwise(second)
    ]


def held_strict(
    pieces_of_hand: Sequence[Array], body: SimulationBody, *, seconds: float = STRICT_SECONDS
) -> StrictResult:
    """DexGraspBench's test in MuJoCo: no gravity, but 10 N for each kg along ±x, ±y and ±z in turn.

    Args:
        pieces_of_hand: convex pieces, canonical object frame; see hand_pieces.
        body: the object; 0.1 kg, friction 0.6, torsional 0.02.
        seconds: length of each of the six runs.

    Raises:
        UserError: MuJoCo isn't installed.
    """
    mujoco = _need("mujoco", "MuJoCo")
    model = mujoco.MjModel.from_xml_string(_mujoco_scene(pieces_of_hand, body))
    data = mujoco.MjData(model)
    distance = angle = 0.0
    for axis in range(3):
        for sign in (1.0, -1.0):
            mujoco.mj_resetData(model, data)
            data.xfrc_applied[1, axis] = sign * STRICT_FORCE_PER_MASS * STRICT_MASS
            mujoco.mj_forward(model, data)
            start, turn = data.xipos[1].copy(), data.xquat[1].copy()
            moved = turned = 0.0
            for _ in range(round(seconds / TIMESTEP)):
                mujoco.mj_step(model, data)
                moved = float(np.linalg.norm(data.xipos[1] - start))
                turned = 2 * float(np.arccos(np.clip(abs(data.xquat[1] @ turn), 0, 1)))
                if moved >= STRICT_DISTANCE or turned >= STRICT_ANGLE or not np.isfinite(moved):
                    return StrictResult(False, max(distance, moved), max(angle, turned))
            distance, angle = max(distance, moved), max(angle, turned)
    return StrictResult(True, distance, angle)


def simulation_displacement(
    hand_vertices: NDArray[Any],
    closed_faces: NDArray[Any],
    body: SimulationBody,
    *,
    gravity: Sequence[float] = (0.0, 0.0, -SD_GRAVITY),
) -> float:
    """SD in metres as published: how far the centre of mass falls in 35 steps of 1/240 s in PyBullet.

    Free fall gives 10.7 cm; "did not hold" and "held for a moment" are told apart below that only.

    Args:
        hand_vertices: (V, 3), canonical object frame, metres; it stands still.
        closed_faces: (F, 3) with the wrist capped.
        body: the object; 1 kg, friction 3.
        gravity: m/s² in the canonical object frame.

    Raises:
        UserError: PyBullet isn't installed.
    """
    bullet = _need("pybullet", "PyBullet")
    client = bullet.connect(bullet.DIRECT)
    try:
        bullet.setPhysicsEngineParameter(
            numSolverIterations=SD_ITERATIONS, fixedTimeStep=SD_TIMESTEP, physicsClientId=client
        )
        bullet.setGravity(*gravity, physicsClientId=client)
        hand_shape = bullet.createCollisionShape(
            bullet.GEOM_MESH,
            vertices=np.asarray(hand_vertices, dtype=np.float64).tolist(),
            indices=np.asarray(closed_faces).reshape(-1).tolist(),
            flags=bullet.GEOM_FORCE_CONCAVE_TRIMESH,
            physicsClientId=client,
        )
        hand = bullet.createMultiBody(0, hand_shape, physicsClientId=client)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pieces.obj"
            path.write_text(_pieces_as_obj(body), encoding="ascii")
            object_shape = bullet.createCollisionShape(
                bullet.GEOM_MESH, fileName=str(path), physicsClientId=client
            )
            held = bullet.createMultiBody(
                SD_MASS, object_shape, basePosition=body.centre.tolist(), physicsClientId=client
            )
        bullet.changeDynamics(
            held,
            -1,
            lateralFriction=SD_FRICTION,
            restitution=SD_RESTITUTION[1],
            localInertiaDiagonal=np.diag(body.unit_inertia * SD_MASS).tolist(),
            physicsClientId=client,
        )
        bullet.changeDynamics(
            hand, -1, lateralFriction=SD_FRICTION, restitution=SD_RESTITUTION[0], physicsClientId=client
        )
        for _ in range(SD_STEPS):
            bullet.stepSimulation(physicsClientId=client)
        position, _ = bullet.getBasePositionAndOrientation(held, physicsClientId=client)
    finally:
        bullet.disconnect(client)
    return float(np.linalg.norm(np.array(position) - body.centre))


def _need(module: str, name: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise UserError(f"{name} isn't installed: run pip install semgrasp[simulation].") from error


def _coacd_pieces(shape: ObjectShape, settings: Mapping[str, Any]) -> list[Array]:
    """Pieces by CoACD; none where it isn't installed or finds nothing."""
    try:
        coacd: Any = importlib.import_module("coacd")
    except ImportError:
        return []
    coacd.set_log_level("error")
    vertices, faces = shape.field_queries.vertices, shape.field_queries.faces
    parts = coacd.run_coacd(
        coacd.Mesh(vertices, faces), **{"max_convex_hull": MAX_PIECES, "seed": 0, **settings}
    )
    return [np.asarray(piece, dtype=np.float64) for piece, _ in parts if len(piece) >= 4]


def _solid(points: Array) -> Array:
    """The points, doubled along the direction in which they are flat."""
    local = points - points.mean(axis=0)
    spread = np.linalg.eigh(local.T @ local)
    normal = spread.eigenvectors[:, 0]
    if np.ptp(local @ normal) >= FLAT_PIECE:
        return points
    return np.concatenate([points + normal * FLAT_PIECE / 2, points - normal * FLAT_PIECE / 2])


def _mujoco_scene(pieces_of_hand: Sequence[Array], body: SimulationBody) -> str:
    friction = f"{STRICT_FRICTION[0]} {STRICT_FRICTION[1]} 0.0001"
    inertia = body.unit_inertia * STRICT_MASS
    values = [inertia[0, 0], inertia[1, 1], inertia[2, 2], inertia[0, 1], inertia[0, 2], inertia[1, 2]]
    meshes = [
        f'<mesh name="{owner}{k}" vertex="{_numbers(piece)}"/>'
        for owner, pieces in (("hand", pieces_of_hand), ("object", body.pieces))
        for k, piece in enumerate(pieces)
    ]

    def geoms(owner: str, count: int) -> str:
        return "".join(
            f'<geom type="mesh" mesh="{owner}{k}" condim="4" friction="{friction}"/>' for k in range(count)
        )

    return (
        f'<mujoco><option timestep="{TIMESTEP}" gravity="0 0 0" cone="elliptic" impratio="10"/>'
        f'<compiler inertiafromgeom="false"/><asset>{"".join(meshes)}</asset><worldbody>'
        f'<body name="object"><freejoint/><inertial pos="{_numbers(body.centre)}" mass="{STRICT_MASS}" '
        f'fullinertia="{_numbers(np.array(values))}"/>{geoms("object", len(body.pieces))}</body>'
        f"{geoms('hand', len(pieces_of_hand))}</worldbody></mujoco>"
    )


def _numbers(values: Array) -> str:
    return " ".join(f"{value:.9g}" for value in np.asarray(values).reshape(-1))


def _pieces_as_obj(body: SimulationBody) -> str:
    """One OBJ object a piece: Bullet makes a convex hull of each; triangles only have to name its points."""
    lines, count = [], 0
    for number, piece in enumerate(body.pieces):
        lines.append(f"o piece{number}")
        lines += [f"v {x:.9g} {y:.9g} {z:.9g}" for x, y, z in piece - body.centre]
        lines += [f"f {count + k + 1} {count + k + 2} {count + k + 3}" for k in range(len(piece) - 2)]
        count += len(piece)
    return "\n".join(lines) + "\n"
