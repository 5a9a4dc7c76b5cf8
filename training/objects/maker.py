"""What a construction talks to: random choices, pieces, and the assembly of pieces to one labelled mesh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import igl
import numpy as np
from manifold3d import Manifold, OpType
from numpy.typing import NDArray

from .values import Double, Style, TrainingObject

T = TypeVar("T")

SMALLEST, LARGEST = 0.005, 2.6
"""Sizes between which an object must lie, metres."""
_SIDES = {Style.SMOOTH: (24, 40), Style.HARD: (10, 18), Style.LOW_POLY: (6, 9)}
# Decimals to which coordinates are kept: a micrometre, so that rebuilt objects are the same to the byte.
_DECIMALS = 6


@dataclass(frozen=True)
class _Zone:
    part: str
    name: str
    limits: tuple[tuple[float | None, float | None], ...]


class ConstructionError(ValueError):
    """A construction made something that is not an object, or not of a size that a hand can hold."""


class Maker:
    """Random choices and pieces of one object under construction.

    Attributes:
        random: source of randomness.
        style: how the object is modelled; constructions may look at it for details that only some styles
            have.
        sides: segments round a bar or a vessel in this style.
    """

    def __init__(self, seed: int, style: Style) -> None:
        self.random = np.random.default_rng(seed)
        self.style = style
        low, high = _SIDES[style]
        self.sides = int(self.random.integers(low, high + 1))
        self._pieces: dict[str, list[Manifold]] = {}
        self._zones: list[_Zone] = []

    @property
    def fine(self) -> bool:
        """Whether small details (chamfers, rounding, ribs) are worth modelling."""
        return self.style is not Style.LOW_POLY

    def u(self, low: float, high: float) -> float:
        """A number between two."""
        return float(self.random.uniform(low, high))

    def count(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.random.integers(low, high + 1))

    def pick(self, *options: T) -> T:
        """One of the options."""
        return options[int(self.random.integers(len(options)))]

    def chance(self, probability: float) -> bool:
        """True with a probability."""
        return bool(self.random.uniform() < probability)

    def add(self, part: str, *solids: Manifold) -> None:
        """Put solids into a part."""
        self._pieces.setdefault(part, []).extend(s for s in solids if not s.is_empty())

    def cut(self, part: str, *tools: Manifold) -> None:
        """Take solids away from everything that the part has so far."""
        tool = Manifold.batch_boolean(list(tools), OpType.Add)
        self._pieces[part] = [p for p in (s - tool for s in self._pieces[part]) if not p.is_empty()]

    def change(self, part: str, to: Sequence[Manifold]) -> None:
        """Replace the solids of a part."""
        self._pieces[part] = [s for s in to if not s.is_empty()]

    def solids(self, part: str) -> list[Manifold]:
        """What a part has so far."""
        return list(self._pieces[part])

    def zone(
        self,
        part: str,
        name: str,
        x: tuple[float | None, float | None] = (None, None),
        y: tuple[float | None, float | None] = (None, None),
        z: tuple[float | None, float | None] = (None, None),
    ) -> None:
        """Name the region of a part within limits along the axes; the mesh is cut along them.

        Later zones win over earlier ones.
        """
        self._zones.append(_Zone(part, name, (x, y, z)))

    def finish(self, category: str, construction: str, seed: int) -> TrainingObject:
        """Assemble the pieces.

        Raises:
            ConstructionError: a part is empty or hidden, or the size is out of bounds.
        """
        parts = tuple(self._pieces)
        if not parts:
            raise ConstructionError("nothing was added")
        if self.style is Style.LOW_POLY:
            vertices, faces, face_part = self._shells(parts)
        else:
            vertices, faces, face_part = self._welded(parts)
        face_zone = np.full(len(faces), -1, np.int16)
        names = tuple(dict.fromkeys(zone.name for zone in self._zones))
        for zone in self._zones:
            part = parts.index(zone.part)
            for axis, limits in enumerate(zone.limits):
                for limit in limits:
                    if limit is not None:
                        labels = np.stack([face_part, face_zone], axis=1)
                        vertices, faces, labels = cut_faces(vertices, faces, labels, part, axis, limit)
                        face_part, face_zone = labels[:, 0].copy(), labels[:, 1].copy()
            middle = vertices[faces].mean(axis=1)
            inside = face_part == part
            for axis, (low, high) in enumerate(zone.limits):
                inside &= (middle[:, axis] > (-np.inf if low is None else low)) & (
                    middle[:, axis] < (np.inf if high is None else high)
                )
            face_zone[inside] = names.index(zone.name)
        for index, name in enumerate(parts):
            if not (face_part == index).any():
                raise ConstructionError(f"the part {name} has no surface")
        for index, name in enumerate(names):
            if not (face_zone == index).any():
                raise ConstructionError(f"the zone {name} has no surface")
        size = np.ptp(vertices, axis=0)
        if not SMALLEST <= size.max() <= LARGEST:
            raise ConstructionError(f"the object is {size.max():.3f} m large")
        return TrainingObject(
            category=category,
            construction=construction,
            seed=seed,
            style=self.style,
            vertices=np.round(vertices, _DECIMALS) + 0.0,
            faces=faces.astype(np.int32),
            part_names=parts,
            face_part=face_part.astype(np.int16),
            zone_names=names,
            face_zone=face_zone,
            solid=Manifold.batch_boolean([s for own in self._pieces.values() for s in own], OpType.Add),
        )

    def _welded(self, parts: Sequence[str]) -> tuple[Double, NDArray[np.intp], NDArray[np.int16]]:
        """One closed skin; every face keeps the part of the solid it came from."""
        owner: dict[int, int] = {}
        solids = []
        for index, part in enumerate(parts):
            for solid in self._pieces[part]:
                own = solid.as_original()
                owner[own.original_id()] = index
                solids.append(own)
        mesh = Manifold.batch_boolean(solids, OpType.Add).to_mesh()
        vertices = np.asarray(mesh.vert_properties, float)[:, :3]
        faces = np.asarray(mesh.tri_verts, np.intp)
        labels = np.zeros(len(faces), np.int16)
        bounds = np.asarray(mesh.run_index) // 3
        for run, (start, end) in zip(mesh.run_original_id, pairwise(bounds), strict=False):
            labels[start:end] = owner[int(run)]
        merge_from, merge_to = np.asarray(mesh.merge_from_vert), np.asarray(mesh.merge_to_vert)
        if len(merge_from):
            target = np.arange(len(vertices))
            target[merge_from] = merge_to
            faces = target[faces]
        return vertices, faces, labels

    def _shells(self, parts: Sequence[str]) -> tuple[Double, NDArray[np.intp], NDArray[np.int16]]:
        """All pieces side by side; in half of the objects without the faces hidden inside other pieces."""
        pieces = []
        for index, part in enumerate(parts):
            for solid in self._pieces[part]:
                mesh = solid.to_mesh()
                pieces.append(
                    (
                        index,
                        np.asarray(mesh.vert_properties, float)[:, :3],
                        np.asarray(mesh.tri_verts, np.intp),
                    )
                )
        opened = self.chance(0.5) and len(pieces) > 1
        vertices, faces, labels, offset = [], [], [], 0
        for index, points, triangles in pieces:
            kept = triangles
            if opened:
                hidden = np.zeros(len(triangles), bool)
                asked = np.concatenate([points, points[triangles].mean(axis=1)])
                for _, other_points, other in (p for p in pieces if p[1] is not points):
                    inside = np.asarray(igl.fast_winding_number(other_points, other, asked)) > 0.5
                    hidden |= inside[triangles].all(axis=1) & inside[len(points) :]
                kept = triangles[~hidden]
            vertices.append(points)
            faces.append(kept + offset)
            labels.append(np.full(len(kept), index, np.int16))
            offset += len(points)
        return np.concatenate(vertices), np.concatenate(faces), np.concatenate(labels)


def cut_faces(
    vertices: Double, faces: NDArray[np.intp], labels: NDArray[np.int16], part: int, axis: int, value: float
) -> tuple[Double, NDArray[np.intp], NDArray[np.int16]]:
    """Divide the faces of a part along the plane where a coordinate has a value.

    Args:
        vertices: (V, 3).
        faces: (F, 3).
        labels: (F, L), first column the part; carried over to the pieces.
        part: whose faces are divided.
        axis: 0, 1, 2.
        value: metres.
    """
    side = vertices[:, axis] - value
    side = np.where(np.abs(side) < 1e-7, 0.0, side)
    sign = np.sign(side)[faces]
    crossing = (labels[:, 0] == part) & (sign.min(axis=1) < 0) & (sign.max(axis=1) > 0)
    if not crossing.any():
        return vertices, faces, labels
    new: dict[tuple[int, int], int] = {}
    points: list[Double] = []

    def between(a: int, b: int) -> int:
        key = (min(a, b), max(a, b))
        if key not in new:
            share = side[key[0]] / (side[key[0]] - side[key[1]])
            new[key] = len(vertices) + len(points)
            points.append(vertices[key[0]] + share * (vertices[key[1]] - vertices[key[0]]))
        return new[key]

    pieces: list[tuple[int, int, int]] = []
    source: list[int] = []
    for row in np.flatnonzero(crossing):
        corners = [int(c) for c in faces[row]]
        polygons: tuple[list[int], list[int]] = ([], [])
        for i, a in enumerate(corners):
            b = corners[(i + 1) % 3]
            if side[a] >= 0:
                polygons[0].append(a)
            if side[a] <= 0:
                polygons[1].append(a)
            if side[a] * side[b] < 0:
                middle = between(a, b)
                polygons[0].append(middle)
                polygons[1].append(middle)
        for polygon in polygons:
            for k in range(1, len(polygon) - 1):
                pieces.append((polygon[0], polygon[k], polygon[k + 1]))
                source.append(int(row))
    return (
        np.concatenate([vertices, np.asarray(points)]) if points else vertices,
        np.concatenate([faces[~crossing], np.asarray(pieces, faces.dtype)]),
        np.concatenate([labels[~crossing], labels[source]]),
    )
