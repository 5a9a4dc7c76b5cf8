"""ObjectShape: all that the planner, the solver and the metrics know of an object."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import UserError
from .cleaning import clean_mesh
from .containers import fill_hollows
from .decimation import MAX_FIELD_FACES, decimate
from .field import SignedDistanceField, build_field
from .field_cache import cached_field
from .native import SurfaceQueries
from .outer import outer_surface
from .shells import orient_shells, shell_of_face, thicken_sheets
from .surface import sample_surface

Array = NDArray[np.float64]

LARGEST = 3.0
"""Metres: longer than this is taken for a mistake of units."""
SMALLEST = 0.005
"""Metres: shorter than this is taken for a mistake of units."""

UNITS = {0.01: "centimetres", 0.001: "millimetres", 0.0254: "inches", 0.3048: "feet", 1.0: "metres"}

Y_UP_TO_Z_UP = np.array([[1.0, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1]])


@dataclass(frozen=True, eq=False)
class PartSource:
    """Names that one kind of source gives to faces.

    Attributes:
        kind: "group" (OBJ groups and vertex groups), "node", "material", or "island" (see `islands`).
        names: one for each part.
        of_face: (F,) index into names.
    """

    kind: str
    names: tuple[str, ...]
    of_face: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class ObjectShape:
    """A cleaned mesh in the canonical frame: metres, +Z up, origin at the centre of the bounding box.

    Attributes:
        vertices: (V, 3) float64.
        faces: (F, 3) int32, facing outwards where the mesh encloses a volume.
        file_to_canonical: (4, 4) similarity from the file's own units and axes.
        metres_to_canonical: (4, 4) rigid, from the file's frame scaled to metres. Its inverse brings results
            back to the object file's own frame in metres.
        size: (3,) extents of the bounding box.
        content_hash: hex digest of the geometry (not of names), the key of caches.
        points: (P, 3) samples spread evenly over the outer surface, the same for the same mesh.
        normals: (P, 3) unit normals of the samples, outwards by winding number.
        point_faces: (P,) face of each sample.
        queries: closest points and winding numbers of the exact mesh.
        field_queries: the same of the mesh that the fields are sampled from: decimated when it is large.
        part_sources: every kind of name found, most telling first.
        name_hints: names by source ("file", "group", "node", "material"), for the language model.
        cache_folder: where sampled fields are kept between runs; None for nowhere.
    """

    vertices: Array
    faces: NDArray[np.int32]
    file_to_canonical: Array
    metres_to_canonical: Array
    size: Array
    content_hash: str
    points: Array
    normals: Array
    point_faces: NDArray[np.int64]
    queries: SurfaceQueries = field(repr=False)
    field_queries: SurfaceQueries = field(repr=False)
    part_sources: tuple[PartSource, ...] = ()
    name_hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cache_folder: Path | None = None

    @property
    def part_names(self) -> tuple[str, ...]:
        """Names of the parts of the most telling source; ("",) when the object has no named parts."""
        return self.part_sources[0].names if self.part_sources else ("",)

    @property
    def part_of_face(self) -> NDArray[np.int32]:
        """(F,) index into part_names."""
        return (
            self.part_sources[0].of_face if self.part_sources else np.zeros(len(self.faces), dtype=np.int32)
        )

    @cached_property
    def field(self) -> SignedDistanceField:
        """The sampled signed distance that the solver uses; built on first use."""
        return cached_field(f"{self.content_hash}-plain", lambda: build_field(self._outer), self.cache_folder)

    @cached_property
    def _outer(self) -> SurfaceQueries:
        """What of the fields' mesh can be touched."""
        return outer_surface(self.field_queries)

    @cached_property
    def filled_field(self) -> SignedDistanceField:
        """The field with containers filled, so that fingers stay outside of a cup."""
        return cached_field(
            f"{self.content_hash}-filled",
            lambda: fill_hollows(self._outer, self.field),
            self.cache_folder,
        )

    @cached_property
    def island_of_face(self) -> NDArray[np.int32]:
        """(F,) connected piece of each face; 0 is the piece with the largest surface, then the next."""
        shell = shell_of_face(self.faces)
        corners = self.vertices[self.faces]
        crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        order = np.argsort(-np.bincount(shell, np.linalg.norm(crossed, axis=1)), kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return rank[shell].astype(np.int32)

    def signed_distance(self, points: NDArray[Any]) -> Array:
        """Exact signed distance (M,) of the points (M, 3), negative inside (winding number > 0.5)."""
        distance = self.queries.closest(points)[0]
        return np.where(self.queries.winding(points) > 0.5, -distance, distance)


def shape_from_arrays(
    vertices: Any,
    faces: Any,
    *,
    up: str = "Z",
    unit_scale: float = 1.0,
    part_sources: Sequence[PartSource] = (),
    name_hints: Mapping[str, tuple[str, ...]] | None = None,
    ignore_names: bool = False,
    cache_folder: Path | None = None,
) -> ObjectShape:
    """Make an ObjectShape from a triangle mesh.

    Args:
        vertices: (V, 3) in the file's own units and axes.
        faces: (F, 3) indices.
        up: the file's axis that points up, "Y" or "Z".
        unit_scale: metres in one unit of the file.
        part_sources: names of the given faces by kind.
        name_hints: other names by source.
        ignore_names: leave all names out.
        cache_folder: where sampled fields are kept between runs.

    Raises:
        UserError: no usable surface, or a size that can't be right.
    """
    if up not in ("Y", "Z"):
        raise UserError(f"The up axis must be Y or Z, not {up!r}.")
    if not np.isfinite(unit_scale) or unit_scale <= 0:
        raise UserError(f"The unit scale must be a positive number, not {unit_scale}.")
    mesh = clean_mesh(vertices, faces)
    turn = Y_UP_TO_Z_UP if up == "Y" else np.eye(4)
    turned = (mesh.vertices * unit_scale) @ turn[:3, :3].T
    check_size(np.ptp(turned, axis=0), unit_scale)
    turned, faces, source_face = thicken_sheets(turned, orient_shells(turned, mesh.faces))
    source_face = mesh.source_face[source_face]
    low, high = turned.min(axis=0), turned.max(axis=0)
    size = high - low
    metres_to_canonical: Array = np.array(turn, dtype=np.float64)
    metres_to_canonical[:3, 3] = -(low + high) / 2
    file_to_canonical = metres_to_canonical * np.array([unit_scale, unit_scale, unit_scale, 1.0])
    vertices = turned - (low + high) / 2

    queries = SurfaceQueries(vertices, faces)
    field_queries = queries
    if len(faces) > MAX_FIELD_FACES:
        field_queries = SurfaceQueries(*decimate(vertices, faces))
    points, normals, point_faces = sample_surface(queries, field_queries)
    digest = hashlib.sha256(np.ascontiguousarray(vertices, dtype="<f4").tobytes())
    digest.update(np.ascontiguousarray(faces, dtype="<i4").tobytes())
    sources = (
        ()
        if ignore_names
        else tuple(PartSource(s.kind, s.names, s.of_face[source_face]) for s in part_sources)
    )
    return ObjectShape(
        vertices=vertices,
        faces=faces,
        file_to_canonical=file_to_canonical,
        metres_to_canonical=metres_to_canonical,
        size=size,
        content_hash=digest.hexdigest(),
        points=points,
        normals=normals,
        point_faces=point_faces,
        queries=queries,
        field_queries=field_queries,
        part_sources=sources,
        name_hints={} if ignore_names else dict(name_hints or {}),
        cache_folder=cache_folder,
    )


def check_size(size: NDArray[np.float64], unit_scale: float) -> None:
    """Refuse sizes that no hand-held object has.

    Raises:
        UserError: longest side above 3 m or below 5 mm; the sentence guesses the file's units.
    """
    longest = float(np.max(size))
    if SMALLEST <= longest <= LARGEST:
        return
    factors = (0.01, 0.001, 0.0254, 1e-6) if longest > LARGEST else (100.0, 1000.0, 10.0)
    factor = next((each for each in factors if 0.02 <= longest * each <= 2.0), 0.2 / longest)
    scale = unit_scale * factor
    unit = UNITS.get(round(scale, 7))
    asked = f"is the file in {unit}?" if unit else "are the file's units right?"
    raise UserError(f"This object would be {_length(longest)} long: {asked} Use --unit-scale {scale:g}.")


def _length(metres: float) -> str:
    if metres >= 1:
        return f"{metres:.3g} m" if metres < 1e4 else f"{metres:.2e} m"
    return f"{metres * 1000:.3g} mm"
