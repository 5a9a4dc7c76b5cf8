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
from ..hand.rotation import quaternion_to_matrix
from ..shape.model import ObjectShape

Array = NDArray[np.float64]

# DexGraspBench's test (Chen et al. 2025), as used for "held, strict".
STRICT_MASS = 0.1
STRICT_FRICTION = (0.6, 0.02)
STRICT_FORCE_PER_MASS = 10.0
STRICT_SECONDS = 2.0
STRICT_DISTANCE = 0.05
STRICT_ANGLE = float(np.radians(15.0))
_PULLS = tuple(
    (axis, sign * STRICT_FORCE_PER_MASS * STRICT_MASS) for axis in range(3) for sign in (1.0, -1.0)
)
"""Axis and newtons."""
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
CELLS = {0: (3, 4), 1: (2, 1), 4: (2, 1), 7: (2, 1), 10: (2, 1), 14: (4, 1)}
"""Cells along the longest and the second direction into which segments of the hand are cut: those whose hull
would bulge by 3 to 7 mm over the hollow of the palm, the webs of the fingers and the root of the thumb."""
CELL_VERTICES = 10
"""Segments with fewer vertices for each cell stay whole."""
CELL_OVERLAP = 0.003
"""Metres by which neighbouring cells overlap."""
LOOK = 0.02
"""Seconds from one look at the object to the next."""
SETTLE_SECONDS = 0.3
SETTLE_DAMPING = (2.0, 0.005)
"""N s/m and N m s: slow enough that what is squeezed comes to rest instead of being shot out."""
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


def simulation_body(shape: ObjectShape, pieces: Sequence[Array] | None = None) -> SimulationBody:
    """Convex pieces and mass of an object.

    Args:
        shape: the object.
        pieces: vertices (n, 3) of its convex pieces, canonical frame; by default those of CoACD, or where it
            isn't installed one for each connected part of the mesh, which fills cups and loops.
    """
    if pieces is None:
        queries = shape.field_queries
        pieces = coacd_pieces(queries.vertices, queries.faces) or island_pieces(shape)
    inside = np.argwhere(shape.field.values[..., 0] < 0)
    points = shape.field.origin + inside * shape.field.cell if len(inside) > 500 else shape.points
    centre = points.mean(axis=0)
    local = points - centre
    square = np.einsum("mc,mc->m", local, local).mean()
    inertia = square * np.eye(3) - local.T @ local / len(local)
    # A needle turns about its axis with some inertia too.
    inertia += np.eye(3) * max(1e-7, 0.02 * float(np.trace(inertia)) / 3)
    return SimulationBody(tuple(_solid(piece) for piece in pieces), centre, inertia)


def coacd_pieces(
    vertices: Array, faces: NDArray[Any], settings: Mapping[str, Any] | None = None
) -> list[Array]:
    """Convex pieces by CoACD (Wei et al. 2022), seconds to a minute; none where it isn't installed.

    Args:
        vertices, faces: the mesh.
        settings: arguments of CoACD other than its own.
    """
    try:
        coacd: Any = importlib.import_module("coacd")
    except ImportError:
        return []
    coacd.set_log_level("error")
    parts = coacd.run_coacd(
        coacd.Mesh(vertices, faces), **{"max_convex_hull": MAX_PIECES, "seed": 0, **(settings or {})}
    )
    return [np.asarray(piece, dtype=np.float64) for piece, _ in parts if len(piece) >= 4]


def island_pieces(shape: ObjectShape) -> list[Array]:
    """One piece for each connected part of the mesh."""
    islands = shape.island_of_face
    kept = range(min(int(islands.max()) + 1, MAX_PIECES))
    return [shape.vertices[np.unique(shape.faces[islands == island])] for island in kept]


def hand_pieces(hand_vertices: NDArray[Any], segment_of_vertex: NDArray[Any]) -> tuple[Array, ...]:
    """Convex pieces of the hand: its 16 segments, those that are far from convex cut into cells.

    One hull of the whole palm would fill its hollow and push out what lies in it.
    """
    vertices = np.asarray(hand_vertices, dtype=np.float64)
    segment = np.asarray(segment_of_vertex)
    pieces = [
        piece for each in range(16) for piece in _cells(vertices[segment == each], CELLS.get(each, (1, 1)))
    ]
    return tuple(_solid(piece) for piece in pieces if len(piece) >= 4)


def _cells(points: Array, counts: tuple[int, int]) -> list[Array]:
    """Overlapping cells of a segment's vertices along its two longest directions."""
    if len(points) < CELL_VERTICES * counts[0] * counts[1] or counts == (1, 1):
        return [points]
    local = points - points.mean(axis=0)
    along = local @ np.linalg.eigh(local.T @ local).eigenvectors[:, ::-1]
    first, second = (
        np.quantile(along[:, axis], np.linspace(0, 1, count + 1)) for axis, count in enumerate(counts)
    )
    return [
        points[
            (along[:, 0] >= a - CELL_OVERLAP)
            & (along[:, 0] <= a1 + CELL_OVERLAP)
            & (along[:, 1] >= b - CELL_OVERLAP)
            & (along[:, 1] <= b1 + CELL_OVERLAP)
        ]
        for a, a1 in pairwise(first)
        for b, b1 in pairwise(second)
    ]


def _held(distance: float, angle: float) -> bool:
    return distance < STRICT_DISTANCE and angle < STRICT_ANGLE


class StillHand:
    """A hand that stands still and an object that is free to move, in MuJoCo and without gravity.

    Args:
        pieces_of_hand: convex pieces, canonical object frame; see hand_pieces.
        body: the object; 0.1 kg, friction 0.6, torsional 0.02.
        timestep: seconds.

    Raises:
        UserError: MuJoCo isn't installed.
    """

    def __init__(
        self, pieces_of_hand: Sequence[Array], body: SimulationBody, timestep: float = TIMESTEP
    ) -> None:
        self._mujoco = _need("mujoco", "MuJoCo")
        self._model = _mujoco_model(self._mujoco, pieces_of_hand, body)
        self._model.opt.timestep = timestep
        self._data = self._mujoco.MjData(self._model)
        self._start = self._data.qpos.copy()

    def settle(self, seconds: float = SETTLE_SECONDS) -> Array:
        """Let the object come to rest where the hand's pressure balances; it starts from there afterwards.

        Returns:
            object_to_world (4, 4): where it rests in the frame in which it began.
        """
        self._begin()
        damping = self._model.dof_damping
        damping[:3], damping[3:6] = SETTLE_DAMPING
        self._mujoco.mj_step(self._model, self._data, round(seconds / self._model.opt.timestep))
        damping[:] = 0
        if np.isfinite(self._data.qpos).all():
            self._start = self._data.qpos.copy()
        object_to_world = np.eye(4)
        object_to_world[:3, :3] = quaternion_to_matrix(self._start[3:7])
        object_to_world[:3, 3] = self._start[:3]
        return object_to_world

    def pull(self, seconds: float = STRICT_SECONDS) -> StrictResult:
        """DexGraspBench's test: 10 N for each kg along ±x, ±y and ±z in turn, each for some seconds."""
        distance = angle = 0.0
        for axis, force in _PULLS:
            moved, turned = self._pull_along(axis, force, seconds)
            distance, angle = max(distance, moved), max(angle, turned)
            if not _held(distance, angle):
                return StrictResult(False, distance, angle)
        return StrictResult(True, distance, angle)

    def pull_worst(self, brief: float, seconds: float = STRICT_SECONDS) -> StrictResult:
        """A third of the test: all six directions briefly, then only the one that moved the object most.

        What holds here held in all of the test in 97 of 100 cases.
        """
        worst, direction = 0.0, _PULLS[0]
        for axis, force in _PULLS:
            moved, turned = self._pull_along(axis, force, brief)
            if not _held(moved, turned):
                return StrictResult(False, moved, turned)
            share = moved / STRICT_DISTANCE + turned / STRICT_ANGLE
            if share > worst:
                worst, direction = share, (axis, force)
        moved, turned = self._pull_along(*direction, seconds)
        return StrictResult(_held(moved, turned), moved, turned)

    def _pull_along(self, axis: int, force: float, seconds: float) -> tuple[float, float]:
        """Displacement and turn after a pull, or as soon as either is too large."""
        self._begin()
        data = self._data
        data.xfrc_applied[1, axis] = force
        start, turn = data.xipos[1].copy(), data.xquat[1].copy()
        moved = turned = 0.0
        steps = round(LOOK / self._model.opt.timestep)
        for _ in range(round(seconds / LOOK)):
            self._mujoco.mj_step(self._model, data, steps)
            moved = float(np.linalg.norm(data.xipos[1] - start))
            turned = 2 * float(np.arccos(min(abs(float(data.xquat[1] @ turn)), 1.0)))
            if not np.isfinite(moved):
                return np.inf, np.inf
            if not _held(moved, turned):
                break
        return moved, turned

    def _begin(self) -> None:
        self._mujoco.mj_resetData(self._model, self._data)
        self._data.qpos[:] = self._start
        self._mujoco.mj_forward(self._model, self._data)


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
    return StillHand(pieces_of_hand, body).pull(seconds)


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


def _solid(points: Array) -> Array:
    """The points, doubled along the direction in which they are flat."""
    local = points - points.mean(axis=0)
    spread = np.linalg.eigh(local.T @ local)
    normal = spread.eigenvectors[:, 0]
    if np.ptp(local @ normal) >= FLAT_PIECE:
        return points
    return np.concatenate([points + normal * FLAT_PIECE / 2, points - normal * FLAT_PIECE / 2])


def _mujoco_model(mujoco: Any, pieces_of_hand: Sequence[Array], body: SimulationBody) -> Any:
    """The compiled scene: the object is body 1, its joint is free."""
    spec = mujoco.MjSpec()
    spec.option.gravity = [0.0, 0.0, 0.0]
    spec.option.cone = mujoco.mjtCone.mjCONE_ELLIPTIC
    spec.option.impratio = 10.0
    inertia = body.unit_inertia * STRICT_MASS
    held = spec.worldbody.add_body(
        mass=STRICT_MASS,
        ipos=body.centre,
        fullinertia=[*np.diag(inertia), inertia[0, 1], inertia[0, 2], inertia[1, 2]],
        explicitinertial=True,
    )
    held.add_freejoint()
    for owner, name, pieces in ((spec.worldbody, "hand", pieces_of_hand), (held, "object", body.pieces)):
        for number, piece in enumerate(pieces):
            mesh = f"{name}{number}"
            spec.add_mesh(name=mesh, uservert=np.asarray(piece, np.float32).reshape(-1))
            owner.add_geom(
                type=mujoco.mjtGeom.mjGEOM_MESH,
                meshname=mesh,
                condim=4,
                friction=[*STRICT_FRICTION, 0.0001],
            )
    return spec.compile()


def _pieces_as_obj(body: SimulationBody) -> str:
    """One OBJ object a piece: Bullet makes a convex hull of each; triangles only have to name its points."""
    lines, count = [], 0
    for number, piece in enumerate(body.pieces):
        lines.append(f"o piece{number}")
        lines += [f"v {x:.9g} {y:.9g} {z:.9g}" for x, y, z in piece - body.centre]
        lines += [f"f {count + k + 1} {count + k + 2} {count + k + 3}" for k in range(len(piece) - 2)]
        count += len(piece)
    return "\n".join(lines) + "\n"
