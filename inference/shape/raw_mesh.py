"""What a file reader hands over: triangles in the file's own frame, with the names each of them carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..errors import UserError

MAX_TRIANGLES = 5_000_000
"""More are refused before memory is spent on them."""
MAX_FILE_BYTES = 1 << 30
MAX_NAME = 120


class FormatError(Exception):
    """The file breaks its format; the message says how, for the end of "… can't be read: "."""


@dataclass(frozen=True, eq=False)
class RawMesh:
    """Attributes:
    vertices: (V, 3) float64.
    faces: (F, 3) int64, not checked.
    labels: for each kind of name ("node", "material", "group"), a name for every face: names and index (F,).
    """

    vertices: NDArray[np.float64]
    faces: NDArray[np.int64]
    labels: Mapping[str, tuple[tuple[str, ...], NDArray[np.int32]]] = field(default_factory=dict)


class MeshBuilder:
    """Collects pieces of a mesh, each with its names."""

    def __init__(self) -> None:
        self._vertices: list[NDArray[np.float64]] = []
        self._faces: list[NDArray[np.int64]] = []
        self._names: list[dict[str, str]] = []
        self._vertex_count = 0
        self._face_count = 0

    def add(self, vertices: NDArray[np.float64], faces: NDArray[np.int64], names: dict[str, str]) -> None:
        """Add a piece; faces (F, 3) index into its own vertices (V, 3)."""
        self.check_room(len(faces))
        # Indices out of range must not reach into the next piece.
        faces = faces[((faces >= 0) & (faces < len(vertices))).all(axis=1)]
        self._faces.append(faces + self._vertex_count)
        self._vertices.append(vertices)
        self._names.append({kind: clean_name(name) for kind, name in names.items()})
        self._vertex_count += len(vertices)
        self._face_count += len(faces)

    def check_room(self, faces: int) -> None:
        """Raises UserError if so many more faces are too many."""
        if self._face_count + faces > MAX_TRIANGLES:
            raise too_many(self._face_count + faces)

    def build(self) -> RawMesh:
        """Raises FormatError if nothing was added."""
        if not self._face_count:
            raise FormatError("it holds no triangles")
        labels = {}
        sizes = [len(faces) for faces in self._faces]
        for kind in dict.fromkeys(kind for names in self._names for kind in names):
            each = [names.get(kind, "") for names in self._names]
            known = tuple(dict.fromkeys(each))
            number = {name: k for k, name in enumerate(known)}
            index = np.repeat(np.array([number[name] for name in each], dtype=np.int32), sizes)
            labels[kind] = (known, index)
        return RawMesh(np.concatenate(self._vertices), np.concatenate(self._faces), labels)


def clean_name(name: object) -> str:
    """A name of the file as a short line of text."""
    return "".join(letter for letter in str(name)[:MAX_NAME] if letter.isprintable()).strip()


def too_many(count: int) -> UserError:
    return UserError(
        f"The object has {count:,} triangles, more than the {MAX_TRIANGLES:,} allowed: decimate it first."
    )
