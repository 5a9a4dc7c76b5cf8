"""The values that constructions make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from manifold3d import Manifold
from numpy.typing import NDArray

Double = NDArray[np.float64]


class Style(Enum):
    """How a mesh is modelled."""

    SMOOTH = "smooth"  # one closed skin, finely divided
    HARD = "hard"  # one closed skin, few sides
    LOW_POLY = "low_poly"  # coarse shells that cross one another, as game props are


@dataclass(frozen=True, eq=False)
class TrainingObject:
    """One procedural object.

    Frame: +X forward (the working end, the muzzle, the spout), +Y left, +Z up as it is used; metres.

    Attributes:
        category, construction: what it is, and which way of building it.
        seed: of its parameters.
        style: how it is modelled.
        vertices: (V, 3).
        faces: (F, 3).
        part_names: names of the parts, coarse level.
        face_part: (F,) index into part_names.
        zone_names: names of the zones, fine level.
        face_zone: (F,) index into zone_names, -1 where a face belongs to its part only.
        solid: what it is made of, as one closed body, whatever its mesh shows of it.
    """

    category: str
    construction: str
    seed: int
    style: Style
    vertices: Double
    faces: NDArray[np.int32]
    part_names: tuple[str, ...]
    face_part: NDArray[np.int16]
    zone_names: tuple[str, ...]
    face_zone: NDArray[np.int16]
    solid: Manifold

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that can be asked for: parts, then zones."""
        return self.part_names + self.zone_names

    @cached_property
    def face_label(self) -> NDArray[np.int64]:
        """(F,) index into `names` of each face: of its zone, or of its part where there is none."""
        return np.where(self.face_zone >= 0, len(self.part_names) + self.face_zone, self.face_part)

    @cached_property
    def label_part(self) -> tuple[int, ...]:
        """Index into `names` of the part to which each of them belongs."""
        return tuple(self.names.index(self.part_of(name)) for name in self.names)

    def mask(self, name: str) -> NDArray[np.bool_]:
        """Faces (F,) of a part (with its zones) or of a zone.

        Raises:
            KeyError: the object has neither a part nor a zone of that name.
        """
        if name in self.part_names:
            return self.face_part == self.part_names.index(name)
        if name in self.zone_names:
            return self.face_zone == self.zone_names.index(name)
        raise KeyError(name)

    def part_of(self, name: str) -> str:
        """Part to which a zone belongs; a part belongs to itself."""
        faces = np.flatnonzero(self.mask(name))
        return self.part_names[np.bincount(self.face_part[faces]).argmax()]
