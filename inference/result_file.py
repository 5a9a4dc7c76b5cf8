"""The result of a run on disk: an .npz that numpy alone can read, or the same as .json without vertices."""

from __future__ import annotations

import io
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import __version__
from .errors import UserError
from .grasp import GraspCandidate
from .hand.model import HandModel
from .shape.model import ObjectShape

Array = NDArray[Any]

FORMAT_VERSION = 1
_ARRAYS = {
    "vertices": (None, None, 3),
    "joints": (None, 16, 3),
    "faces": (None, 3),
    "hand_to_object": (None, 4, 4),
    "hand_pose": (None, 45),
    "betas": (None, 10),
    "tokens": (None, 3),
    "score": (None,),
    "approach": (None, None, 4, 4),
    "approach_pose": (None, None, 45),
}
_NEEDED = ("vertices", "joints", "faces", "hand_to_object", "hand_pose", "betas", "score")
_WHOLE = ("faces", "tokens")


@dataclass(frozen=True, eq=False)
class GraspResult:
    """Arrays of N candidates, best first, in the object file's own frame and metres.

    Attributes:
        arrays: by name as in design: vertices (N, V, 3), joints (N, 16, 3), faces (F, 3), hand_to_object
            (N, 4, 4), hand_pose (N, 45), betas (N, 10), tokens (N, 3), score (N,), and for the clip
            approach (N, K, 4, 4) and approach_pose (N, K, 45).
        side: "right" or "left".
        meta: versions, hash and size of the object, timings, instruction, seed, per-candidate metrics and
            captions.
    """

    arrays: Mapping[str, Array]
    side: str
    meta: Mapping[str, Any]

    def __len__(self) -> int:
        return len(self.arrays["score"])


def pack_result(
    shape: ObjectShape, model: HandModel, candidates: Sequence[GraspCandidate], meta: Mapping[str, Any]
) -> GraspResult:
    """Bring candidates into the file's frame and stack them."""
    canonical_to_metres = np.linalg.inv(shape.metres_to_canonical)
    hand_to_object = canonical_to_metres @ np.stack([c.grasp.hand_to_object for c in candidates])
    pose = np.stack([c.grasp.hand_pose for c in candidates])
    betas = np.stack([c.grasp.betas for c in candidates])
    hand = model.forward(np.concatenate([np.zeros((len(pose), 3)), pose], axis=1), betas)

    def to_file(points: Array) -> Array:
        placed = points @ hand_to_object[:, :3, :3].swapaxes(1, 2) + hand_to_object[:, None, :3, 3]
        return placed.astype(np.float32)

    arrays = {
        "vertices": to_file(hand.vertices),
        "joints": to_file(hand.joints),
        "faces": np.asarray(model.faces, np.int32),
        "hand_to_object": hand_to_object,
        "hand_pose": pose,
        "betas": betas,
        "tokens": np.asarray([c.tokens for c in candidates], np.int32),
        "score": np.asarray([c.score for c in candidates]),
        "approach": canonical_to_metres @ np.stack([c.approach for c in candidates]),
        "approach_pose": np.stack([c.approach_pose for c in candidates]),
    }
    listed = [
        {"grasp_type": c.grasp_type, "caption": c.caption, "seed": c.seed, "metrics": dict(c.metrics)}
        for c in candidates
    ]
    versions = {
        "semgrasp": __version__,
        "format": FORMAT_VERSION,
        "numpy": np.__version__,
        "python": platform.python_version(),
    }
    geometry = {"hash": shape.content_hash, "size_m": [round(float(side), 6) for side in shape.size]}
    return GraspResult(
        arrays,
        candidates[0].grasp.side,
        {"versions": versions, "hand": model.source, "geometry": geometry, **meta, "candidates": listed},
    )


def to_npz(result: GraspResult) -> bytes:
    """The .npz file's bytes; the same for the same result."""
    buffer = io.BytesIO()
    # no allow_pickle=False here: older numpy takes it for one more array
    np.savez_compressed(
        buffer,
        **{name: np.asarray(value) for name, value in result.arrays.items()},
        side=np.asarray(result.side),
        meta=np.asarray(json.dumps(result.meta, sort_keys=True)),
    )
    return buffer.getvalue()


def to_json(result: GraspResult) -> bytes:
    """The .json file's bytes: everything but the mesh."""
    plain = {
        name: np.asarray(value).tolist()
        for name, value in result.arrays.items()
        if name not in ("vertices", "faces")
    }
    return json.dumps({"side": result.side, "meta": result.meta, **plain}, sort_keys=True, indent=1).encode()


def read_npz(path: Path) -> GraspResult:
    """Read a result and check it.

    Raises:
        UserError: not a readable result file.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in _ARRAYS if name in stored.files}
            side = str(stored["side"]) if "side" in stored.files else "right"
            meta = json.loads(str(stored["meta"])) if "meta" in stored.files else {}
    except Exception as error:  # zip, zlib, numpy and json each have errors of their own for damaged files
        reason = " ".join(str(error).split())
        raise UserError(
            f"{path.name} is not a readable result of semgrasp generate (.npz): {reason}"
        ) from error
    for name in _NEEDED:
        if name not in arrays:
            raise UserError(f"{path.name} has no '{name}': is it a result of semgrasp generate?")
    number = arrays["score"].size
    if not number:
        raise UserError(f"{path.name} holds no grasps.")
    for name, value in arrays.items():
        if not _fits(value, _ARRAYS[name], name, number):
            raise UserError(f"{path.name} is damaged: '{name}' has the wrong shape or holds no numbers.")
    if side not in ("right", "left"):
        raise UserError(f"{path.name} is damaged: it names neither the right nor the left hand.")
    if not isinstance(meta, dict):
        raise UserError(f"{path.name} is damaged: its 'meta' is no list of names and values.")
    if (
        len(arrays["faces"])
        and not 0 <= arrays["faces"].min() <= arrays["faces"].max() < arrays["vertices"].shape[1]
    ):
        raise UserError(f"{path.name} is damaged: its faces point outside of its vertices.")
    return GraspResult(arrays, side, meta)


def _fits(value: Array, wanted: tuple[int | None, ...], name: str, number: int) -> bool:
    """Whether an array has the wanted shape and finite numbers, whole ones where they are indices."""
    if value.ndim != len(wanted) or value.dtype.kind not in ("iu" if name in _WHOLE else "iuf"):
        return False
    if any(w not in (None, n) for w, n in zip(wanted, value.shape, strict=True)):
        return False
    return (name == "faces" or len(value) == number) and bool(np.isfinite(value).all())
