"""What Blender and its worker say to each other: the mesh and the request one way, candidates the other.

Frames: the mesh travels in the *object frame in metres*: axes and origin of the Blender object, with the
object's world scale and the scene's unit scale applied to the vertices, so that sizes are real while location
and rotation in the scene stay out. Candidates come back in that same frame; the canonical frame of
`inference` stays inside the worker. See docs/architecture.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .grasp import GenerateRequest, Grasp, GraspCandidate
from .wire import Message, WireError


@dataclass(frozen=True, eq=False)
class FaceLabels:
    """Names on faces from one source.

    Attributes:
        source: "group" (vertex groups) or "material".
        names: the names, as the artist wrote them; "" stands for faces without one.
        labels: (F,) int32 index into names.
    """

    source: str
    names: tuple[str, ...]
    labels: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class ObjectMesh:
    """A mesh out of the scene.

    Attributes:
        vertices: (V, 3) float64, object frame in metres.
        faces: (F, 3) int32 triangles, outward winding where the artist's mesh has it.
        name: the object's name.
        labels: names on faces, the most telling source first.
    """

    vertices: NDArray[np.float64]
    faces: NDArray[np.int32]
    name: str
    labels: tuple[FaceLabels, ...] = ()

    def content_key(self) -> str:
        """Hash of geometry and names: equal for an object that was only moved or turned."""
        digest = hashlib.blake2b(digest_size=16)
        # float32: Blender's own precision; the last bits of float64 come from the scale product alone.
        digest.update(np.ascontiguousarray(self.vertices, dtype=np.float32).tobytes())
        digest.update(self.faces.tobytes())
        for label in self.labels:
            digest.update(repr((label.source, label.names)).encode())
            digest.update(label.labels.tobytes())
        digest.update(self.name.encode())
        return digest.hexdigest()


@dataclass(frozen=True, eq=False)
class Order:
    """All that a run of Generate needs.

    Attributes:
        mesh: the object.
        request: what the user asked for.
        mano_folder: folder with the user's MANO files; empty for the bundled hand.
    """

    mesh: ObjectMesh
    request: GenerateRequest
    mano_folder: str = ""


def generate_message(job: int, order: Order) -> Message:
    """The message that asks for grasps."""
    mesh = order.mesh
    arrays: dict[str, NDArray[Any]] = {"vertices": mesh.vertices, "faces": mesh.faces}
    for index, label in enumerate(mesh.labels):
        arrays[f"labels/{index}"] = label.labels
    header = {
        "type": "generate",
        "job": job,
        "key": mesh.content_key(),
        "name": mesh.name,
        "labels": [[label.source, list(label.names)] for label in mesh.labels],
        "request": asdict(order.request),
        "mano_folder": order.mano_folder,
    }
    return Message(header, arrays)


def read_generate_message(message: Message) -> Order:
    """The order of a "generate" message. Raises WireError where it is malformed."""
    try:
        labels = tuple(
            FaceLabels(str(source), tuple(str(name) for name in names), message.arrays[f"labels/{index}"])
            for index, (source, names) in enumerate(message.header["labels"])
        )
        mesh = ObjectMesh(
            message.arrays["vertices"], message.arrays["faces"], str(message.header["name"]), labels
        )
        values = dict(message.header["request"])
        values["betas"] = tuple(float(value) for value in values["betas"])
        order = Order(mesh, GenerateRequest(**values), str(message.header["mano_folder"]))
    except (KeyError, TypeError, ValueError) as error:
        raise WireError(f"a malformed request: {error!r}") from error
    if (
        mesh.vertices.ndim != 2
        or mesh.vertices.shape[1] != 3
        or mesh.faces.ndim != 2
        or mesh.faces.shape[1] != 3
    ):
        raise WireError("a malformed mesh")
    for label in labels:
        if label.labels.shape != (len(mesh.faces),) or not _within(label.labels, len(label.names)):
            raise WireError("malformed names")
    return order


def _within(labels: NDArray[np.int32], count: int) -> bool:
    return labels.size == 0 or (labels.min() >= 0 and labels.max() < count)


_GRASP_ARRAYS = ("hand_to_object", "hand_pose", "betas")
_CANDIDATE_ARRAYS = ("approach", "approach_pose")


def result_message(job: int, candidates: Sequence[GraspCandidate], timings: Mapping[str, float]) -> Message:
    """The message that brings candidates, best first."""
    arrays: dict[str, NDArray[Any]] = {}
    entries = []
    for index, candidate in enumerate(candidates):
        for name in _GRASP_ARRAYS:
            arrays[f"{index}/{name}"] = np.asarray(getattr(candidate.grasp, name), dtype=np.float64)
        for name in _CANDIDATE_ARRAYS:
            arrays[f"{index}/{name}"] = np.asarray(getattr(candidate, name), dtype=np.float64)
        entries.append(
            {
                "side": candidate.grasp.side,
                "grasp_type": candidate.grasp_type,
                "score": float(candidate.score),
                "log_probability": float(candidate.log_probability),
                "tokens": [int(token) for token in candidate.tokens],
                "seed": int(candidate.seed),
                "caption": candidate.caption,
                "metrics": plain(candidate.metrics),
            }
        )
    return Message({"type": "result", "job": job, "candidates": entries, "timings": plain(timings)}, arrays)


def read_result_message(message: Message) -> list[GraspCandidate]:
    """Candidates of a "result" message. Raises WireError where it is malformed."""
    try:
        return [
            _read_candidate(message, index, entry) for index, entry in enumerate(message.header["candidates"])
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WireError(f"a malformed result: {error!r}") from error


def _read_candidate(message: Message, index: int, entry: Mapping[str, Any]) -> GraspCandidate:
    arrays = {name: message.arrays[f"{index}/{name}"] for name in _GRASP_ARRAYS + _CANDIDATE_ARRAYS}
    shapes = {
        "hand_to_object": (4, 4),
        "hand_pose": (45,),
        "betas": (10,),
    }
    for name, shape in shapes.items():
        if arrays[name].shape != shape:
            raise ValueError(f"{name} has the shape {arrays[name].shape}")
    way, poses = arrays["approach"], arrays["approach_pose"]
    if way.shape[1:] != (4, 4) or poses.shape != (len(way), 45):
        raise ValueError(f"the approach has the shapes {way.shape} and {poses.shape}")
    if not all(np.isfinite(array).all() for array in arrays.values()):
        raise ValueError("a value is not finite")
    first, second, third = entry["tokens"]
    return GraspCandidate(
        grasp=Grasp(str(entry["side"]), arrays["hand_to_object"], arrays["hand_pose"], arrays["betas"]),
        grasp_type=str(entry["grasp_type"]),
        score=float(entry["score"]),
        metrics=dict(entry["metrics"]),
        caption=str(entry["caption"]),
        seed=int(entry["seed"]),
        approach=arrays["approach"],
        approach_pose=arrays["approach_pose"],
        tokens=(int(first), int(second), int(third)),
        log_probability=float(entry["log_probability"]),
    )


def plain(value: Any) -> Any:
    """JSON form of metrics and timings: numpy numbers and tuples become plain, NaN and infinities None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not np.isfinite(value):
        return None
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
