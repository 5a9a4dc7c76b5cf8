"""Which regions of a hand touch an object, and which part of the object they touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..shape.model import ObjectShape

CONTACT_DISTANCE = 0.003
"""Metres: CapGrasp's threshold."""
REGIONS = 16
PALM = 0
THUMB = (13, 14, 15)
FINGERS = ((1, 2, 3), (4, 5, 6), (7, 8, 9), (10, 11, 12))
"""Segments of index, middle, pinky and ring: MANO's joint order."""


@dataclass(frozen=True, eq=False)
class Contact:
    """Where a hand touches.

    Attributes:
        distance: (16,) smallest distance between each region's skin and the object's surface, metres; 0 is
            the palm, 1..15 are the segments of the joints of that number.
        part_share: (parts,) share of the touching skin's area next to each part of the object; zeros when
            nothing touches.
        region_part: (16,) part next to most of each region's touching skin, −1 where none touches.
    """

    distance: NDArray[np.float64]
    part_share: NDArray[np.float64]
    region_part: NDArray[np.int64]

    @property
    def regions(self) -> tuple[int, ...]:
        """Regions in contact."""
        return tuple(int(region) for region in np.flatnonzero(self.distance <= CONTACT_DISTANCE))

    @property
    def part(self) -> int:
        """The most-touched part, −1 when nothing touches."""
        return int(self.part_share.argmax()) if self.part_share.any() else -1


def find_contact(
    hand_vertices: NDArray[Any],
    skin_faces: NDArray[Any],
    segment_of_vertex: NDArray[Any],
    shape: ObjectShape,
    part_of_face: NDArray[Any] | None = None,
) -> Contact:
    """Measure the contact of each of the 16 regions.

    The skin is looked at in its vertices and in the middles of its triangles. A region that the surface
    passes through touches it however deep the rest of it is; a region far inside the object does not.

    Args:
        hand_vertices: (V, 3), canonical object frame, metres.
        skin_faces: (F, 3) without the wrist's cap, which is no contact surface.
        segment_of_vertex: (V,) region of each vertex.
        shape: the object; its exact mesh is used.
        part_of_face: (faces of the object,) part of each; by default that of the shape.
    """
    vertices = np.asarray(hand_vertices, dtype=np.float64)
    faces = np.asarray(skin_faces)
    region_of_vertex = np.asarray(segment_of_vertex)
    used = np.unique(faces)
    corners = vertices[faces]
    face_area = (
        np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    )
    vertex_area = np.bincount(faces.reshape(-1), np.repeat(face_area / 3, 3), len(vertices))
    points = np.concatenate([vertices[used], corners.mean(axis=1)])
    region = np.concatenate([region_of_vertex[used], region_of_vertex[faces[:, 0]]])
    area = np.concatenate([vertex_area[used], face_area]) / 2

    distance = np.full(REGIONS, np.inf)
    parts = shape.part_of_face if part_of_face is None else np.asarray(part_of_face)
    table = np.zeros((REGIONS, int(parts.max(initial=0)) + 1))
    # The field knows which points are anywhere near; only those are asked exactly.
    rough = np.abs(shape.field.sample(points.astype(np.float32))[0])
    np.minimum.at(distance, region, rough)
    near = rough < CONTACT_DISTANCE + 3 * shape.field.cell
    if near.any():
        exact, face, _ = shape.queries.closest(points[near])
        for each in np.unique(region[near]):
            distance[each] = exact[region[near] == each].min()
        touching = exact <= CONTACT_DISTANCE
        np.add.at(table, (region[near][touching], parts[face[touching]]), area[near][touching])
    share, total = table.sum(axis=0), float(table.sum())
    return Contact(
        distance=distance,
        part_share=share / total if total else share,
        region_part=np.where(table.any(axis=1), table.argmax(axis=1), -1),
    )


def is_held_by_contact(regions: Iterable[int]) -> bool:
    """Whether the thumb or the palm and at least one more finger are in contact."""
    touching = set(regions)
    opposing = PALM in touching or bool(touching & set(THUMB))
    return opposing and any(touching & set(finger) for finger in FINGERS)


def contact_ratio(regions_of_grasps: Sequence[Iterable[int]]) -> float:
    """Share of grasps for which is_held_by_contact; 0 for none."""
    if not regions_of_grasps:
        return 0.0
    return float(np.mean([is_held_by_contact(regions) for regions in regions_of_grasps]))


def part_accuracy(touched: Sequence[str], wanted: Sequence[str | Iterable[str]]) -> float:
    """Share of grasps whose most-touched part is (one of) the part(s) asked for (Text2Grasp); 0 for none."""
    if not touched:
        return 0.0
    right = [
        name == ask if isinstance(ask, str) else name in set(ask)
        for name, ask in zip(touched, wanted, strict=True)
    ]
    return float(np.mean(right))
