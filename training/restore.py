"""From rows of the corpus's tables back to geometry: objects, their shapes, and hands that hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..inference.errors import UserError
from ..inference.hand.default_hand import load_hand
from ..inference.hand.model import HandModel
from ..inference.hand.rotation import quaternion_to_matrix
from ..inference.shape.model import ObjectShape
from .build import mesh_digest
from .collect import Corpus
from .grasps.job import labelled_shape
from .objects.maker import ConstructionError
from .objects.registry import build_object
from .objects.values import TrainingObject

Double = NDArray[np.float64]
Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class LabelledShape:
    """An object as the planner and the metrics take it, with its labels.

    Attributes:
        item: as it was built.
        shape: canonical frame.
        label_of_face: (F,) index into the item's names of each face of `shape`, the finest.
        to_canonical: (4, 4) rigid, use frame to canonical frame.
    """

    item: TrainingObject
    shape: ObjectShape
    label_of_face: NDArray[np.int64]
    to_canonical: Double


@dataclass(frozen=True, eq=False)
class Hands:
    """Hands of N grasps of one object, in its use frame.

    Attributes:
        model: the hand, of the object's side.
        betas: (10,) its shape.
        hand_to_object: (N, 4, 4).
        angles: (N, 22) anatomical angles, radians.
        hand_pose: (N, 45) the same as MANO's pose, axis-angle about the flat hand.
        vertices: (N, V, 3) metres.
        joints: (N, 16, 3) metres.
    """

    model: HandModel
    betas: Double
    hand_to_object: Double
    angles: Double
    hand_pose: Double
    vertices: Double
    joints: Double

    def __len__(self) -> int:
        return len(self.angles)


def restore_object(shape_row: Row) -> TrainingObject:
    """Build the object of a row of the table of shapes again; the last few are kept.

    Raises:
        UserError: the object comes out otherwise than when the corpus was built.
    """
    return _object(
        shape_row["category"], shape_row["construction"], shape_row["seed"], shape_row["mesh_sha256"]
    )


def restore_shape(shape_row: Row) -> LabelledShape:
    """Shape and labels of an object; the last few are kept.

    Raises:
        UserError: see `restore_object`.
    """
    return _shape(
        shape_row["category"], shape_row["construction"], shape_row["seed"], shape_row["mesh_sha256"]
    )


def restore_hands(grasp_rows: Sequence[Row], shape_row: Row) -> Hands:
    """Hands of grasps of one object, in its use frame.

    Raises:
        ValueError: no grasp, or one of another object.
    """
    strangers = {row["shape_id"] for row in grasp_rows} - {shape_row["shape_id"]}
    if not grasp_rows or strangers:
        found = ", ".join(sorted(strangers)) or "none"
        raise ValueError(f"Grasps of {shape_row['shape_id']} are needed; got {found}.")
    model = load_hand(shape_row["side"])
    betas = _array(shape_row["betas"])
    angles = _array([row["angles"] for row in grasp_rows])
    hand_to_object = np.tile(np.eye(4), (len(grasp_rows), 1, 1))
    hand_to_object[:, :3, :3] = quaternion_to_matrix(_array([row["rotation"] for row in grasp_rows]))
    hand_to_object[:, :3, 3] = _array([row["translation"] for row in grasp_rows])
    hand_pose = model.anatomy.angles_to_pose(angles)
    posed = model.forward(np.concatenate([np.zeros((len(angles), 3)), hand_pose], axis=1), betas)
    return Hands(
        model=model,
        betas=betas,
        hand_to_object=hand_to_object,
        angles=angles,
        hand_pose=hand_pose,
        vertices=move(hand_to_object, posed.vertices),
        joints=move(hand_to_object, posed.joints),
    )


def sample(corpus: Corpus, share: float, seed: int) -> list[tuple[Row, list[Row]]]:
    """All grasps of randomly drawn shapes, so many shapes that the share of the grasps is about right.

    Whole shapes, because most of the time goes into building them.

    Raises:
        ValueError: the share is not between 0 and 1, or there are no grasps.
    """
    if not 0 < share <= 1:
        raise ValueError(f"The share must be above 0 and at most 1, not {share}.")
    by_shape: dict[str, list[Row]] = {}
    for row in corpus.grasps.to_pylist():
        by_shape.setdefault(row["shape_id"], []).append(row)
    if not by_shape:
        raise ValueError("The corpus has no grasps.")
    wanted = share * len(corpus.grasps)
    drawn: list[tuple[Row, list[Row]]] = []
    rows = {row["shape_id"]: row for row in corpus.shapes.to_pylist()}
    for index in np.random.default_rng(seed).permutation(len(by_shape)):
        if sum(len(grasps) for _, grasps in drawn) >= wanted:
            break
        name = sorted(by_shape)[index]
        drawn.append((rows[name], by_shape[name]))
    return drawn


def move(transform: Double, points: Double) -> Double:
    """Points (..., M, 3) moved by transforms (..., 4, 4)."""
    return points @ transform[..., :3, :3].swapaxes(-1, -2) + transform[..., None, :3, 3]


@lru_cache(maxsize=16)
def _object(category: str, construction: str, seed: int, digest: str) -> TrainingObject:
    try:
        item = build_object(category, construction, seed)
    except (KeyError, ConstructionError) as error:
        raise UserError(
            f"The corpus's {category} ({construction}, seed {seed}) can't be built any more: {error}. "
            "Check out the commit that the corpus was built with, or build it again."
        ) from error
    if mesh_digest(item.vertices, item.faces) != digest:
        raise UserError(
            f"Here {category} ({construction}, seed {seed}) comes out otherwise than in the corpus: the "
            "generator has changed since, or this processor rounds differently. Check out the commit that "
            "the corpus was built with, build it again, or leave this object out."
        )
    return item


@lru_cache(maxsize=4)
def _shape(category: str, construction: str, seed: int, digest: str) -> LabelledShape:
    item = _object(category, construction, seed, digest)
    shape, label_of_face = labelled_shape(item)
    return LabelledShape(item, shape, label_of_face, shape.metres_to_canonical)


def _array(values: ArrayLike) -> Double:
    return np.asarray(values, np.float64)
