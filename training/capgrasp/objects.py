"""The authors' objects: mesh, part labels, and the row of a shape."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...inference.errors import UserError
from ...inference.shape.loading import read_mesh
from ...inference.shape.model import ObjectShape, shape_from_arrays
from ..build import mesh_digest
from ..schema import POINTS
from .layout import Layout, ObjectEntry, find_mesh, folders, is_plain_name, read_json
from .report import Problems, Unusable

Array = NDArray[np.float64]

WHOLE = "object"
"""The one label of an object without known parts."""
MAX_PART_BYTES = 64 << 20
MAX_LABELS = 100
_MISFIT = 0.05
"""Of the object's longest side: how far the part labels' bounding box may be off the mesh's."""
_OUR_CATEGORIES = {
    "cameras": "camera",
    "eyeglasses": "spectacles",
    "fryingpan": "frying_pan",
    "gamecontroller": "game_controller",
    "knife": "kitchen_knife",
    "lightbulb": "light_bulb",
    "mouse": "computer_mouse",
    "phone": "smartphone",
    "trigger_sprayer": "spray_bottle",
    "wineglass": "wine_glass",
}


@dataclass(frozen=True, eq=False)
class HeldObject:
    """An object of the authors'.

    Attributes:
        object_id, category: the authors' id; our name of the category where we have it.
        real: recorded, not one that grasps were transferred to.
        shape: canonical frame.
        frame: (4, 4) rigid; from the canonical frame to the authors' (origin in the middle of the mesh).
        labels: part names.
        label_of_face: (F,) index into labels, of the shape's faces.
        parts_known: whether labels come from OakBase.
        columns: those of the shape's row that don't depend on who holds it; shared between rows.
    """

    object_id: str
    category: str
    real: bool
    shape: ObjectShape
    frame: Array
    labels: tuple[str, ...]
    label_of_face: NDArray[np.int64]
    parts_known: bool
    columns: Mapping[str, Any]


def our_category(name: str) -> str:
    """Our name of one of the authors' categories, theirs where we have none."""
    return _OUR_CATEGORIES.get(name, name)


def split_of_object(object_id: str) -> str:
    """The authors' split, by the hash of an object's id."""
    tenth = int(hashlib.md5(object_id.encode(), usedforsecurity=False).hexdigest(), 16) % 10
    return "train" if tenth < 8 else "val" if tenth == 8 else "test"


def find_parts(layout: Layout, problems: Problems) -> dict[str, Path]:
    """OakBase's folders by object name; its names of categories differ from those of the grasps."""
    if layout.parts is None:
        return {}
    return {
        each.name: each
        for category in folders(layout.parts, problems)
        for each in folders(category, problems)
    }


def read_object(
    layout: Layout,
    names: Mapping[str, ObjectEntry],
    parts: Mapping[str, Path],
    object_id: str,
    category: str,
    problems: Problems,
    spoken: tuple[str, ...] = (),
) -> HeldObject:
    """Read an object's mesh and parts.

    Args:
        layout, names, parts: where things lie.
        object_id, category: the authors'.
        problems: told of missing part labels.
        spoken: parts that captions name; labels where nothing is known of the parts' place.

    Raises:
        Unusable: unknown object, no mesh, or one that can't be used.
    """
    path, entry = find_mesh(layout, names, object_id)
    try:
        raw = read_mesh(path)
        if not np.isfinite(raw.vertices).all():
            raise Unusable("mesh unusable", "vertices that are not numbers")
        # the authors' frame: origin in the middle of the bounding box, axes and metres of the file
        centre = (raw.vertices.min(axis=0) + raw.vertices.max(axis=0)) / 2
        shape = shape_from_arrays(raw.vertices - centre, raw.faces)
    except (UserError, ValueError, IndexError) as error:
        raise Unusable("mesh unusable", str(error)) from None
    frame = np.linalg.inv(shape.metres_to_canonical)
    labels, of_face, known = (WHOLE, *(name for name in spoken if name != WHOLE)), None, False
    if entry.name in parts:
        try:
            found, clouds = _read_parts(parts[entry.name])
            of_face = _nearest_part([cloud - centre for cloud in clouds], shape, frame)
            labels, known = found, True
        except Unusable as why:
            problems.note(parts[entry.name], why)
    label_of_face = np.zeros(len(shape.faces), dtype=np.int64) if of_face is None else of_face
    labels = labels[:MAX_LABELS]
    return HeldObject(
        object_id=object_id,
        category=our_category(category),
        real=entry.real,
        shape=shape,
        frame=frame,
        labels=labels,
        label_of_face=label_of_face,
        parts_known=known,
        columns=_columns(shape, frame, labels, label_of_face),
    )


def shape_row(item: HeldObject, shape_id: str, betas: Array) -> dict[str, Any]:
    """Row of the table of shapes: an object and the hand that holds it."""
    return {
        "shape_id": shape_id,
        "category": item.category,
        "family": "oakink",
        "construction": "real" if item.real else "virtual",
        "seed": -1,  # nothing builds it again
        "style": "oakink",
        "split": split_of_object(item.object_id),
        "side": "right",
        "betas": betas.astype(np.float32).tolist(),
        **item.columns,
    }


def _columns(
    shape: ObjectShape, frame: Array, labels: tuple[str, ...], label_of_face: NDArray[np.int64]
) -> dict[str, Any]:
    pick = np.linspace(0, len(shape.points) - 1, POINTS).astype(int)
    points = shape.points[pick] @ frame[:3, :3].T + frame[:3, 3]
    normals = shape.normals[pick] @ frame[:3, :3].T
    scale = float(np.float32(np.abs(points).max() / 32000))
    vertices = shape.vertices @ frame[:3, :3].T + frame[:3, 3]
    return {
        "size": shape.size.astype(np.float32).tolist(),
        "triangles": len(shape.faces),
        "mesh_sha256": mesh_digest(vertices, shape.faces),
        "labels": list(labels),
        "label_part": list(range(len(labels))),
        "point_scale": scale,
        "points": np.round(points / scale).astype(np.int16).reshape(-1).tolist(),
        "normals": np.round(127 * normals).astype(np.int8).reshape(-1).tolist(),
        "point_labels": label_of_face[shape.point_faces[pick]].astype(np.int8).tolist(),
    }


def _read_parts(folder: Path) -> tuple[tuple[str, ...], list[Array]]:
    """Names and points (P, 3) of the parts part_*.ply with part_*.json; parts of one name become one.

    Raises:
        Unusable: nothing there, or damaged.
    """
    by_name: dict[str, list[Array]] = {}
    for path in sorted(folder.glob("part_*.ply")):
        table = read_json(path.with_suffix(".json"))
        name = table.get("name") if isinstance(table, dict) else None
        if not is_plain_name(name) or path.is_symlink():
            raise Unusable("part labels damaged", path.name)
        by_name.setdefault(str(name).lower(), []).append(_read_points(path))
    if not by_name or len(by_name) > MAX_LABELS:
        raise Unusable("part labels damaged", f"{len(by_name)} parts")
    return tuple(by_name), [np.concatenate(each) for each in by_name.values()]


def _read_points(path: Path) -> Array:
    # not at the top: only users with OakBase need it, and it is slow to import
    import trimesh

    try:
        if path.stat().st_size > MAX_PART_BYTES:
            raise Unusable("oversized file", path.name)
        loaded: Any = trimesh.load(io.BytesIO(path.read_bytes()), file_type="ply", process=False)
        points = np.asarray(loaded.vertices, dtype=np.float64).reshape(-1, 3)
    except Unusable:
        raise
    except Exception as error:  # whatever the parser trips over in a damaged file
        raise Unusable("part labels damaged", f"{path.name}: {type(error).__name__}") from None
    if len(points) == 0 or not np.isfinite(points).all():
        raise Unusable("part labels damaged", path.name)
    return points


def _nearest_part(clouds: list[Array], shape: ObjectShape, frame: Array) -> NDArray[np.int64]:
    """(F,) index of the cloud nearest to each face's middle.

    Raises:
        Unusable: the clouds lie elsewhere than the mesh.
    """
    from scipy.spatial import KDTree

    vertices = shape.vertices @ frame[:3, :3].T + frame[:3, 3]
    every = np.concatenate(clouds)
    off = np.abs(every.min(axis=0) - vertices.min(axis=0)).max(initial=0.0)
    off = np.abs(every.max(axis=0) - vertices.max(axis=0)).max(initial=off)
    if off > _MISFIT * shape.size.max():
        raise Unusable("part labels lie off the mesh", f"by {off * 1e3:.0f} mm")
    middles = vertices[shape.faces].mean(axis=1)
    distances = np.stack([KDTree(cloud).query(middles)[0] for cloud in clouds])
    return distances.argmin(axis=0).astype(np.int64)
