"""Reader of the user's own MANO_RIGHT.pkl / MANO_LEFT.pkl, without chumpy, scipy or trust in the file.

MANO's files are Python 2 pickles of numpy arrays, one scipy sparse matrix and chumpy objects. A pickle may
name any function to call, so nothing it names is ever imported: every admitted name maps to an inert
stand-in of this module that only keeps the values it is given; any other name refuses the file. Arrays are
rebuilt here from their bytes, after checking type and size.
"""

from __future__ import annotations

import io
import logging
import math
import pickle
import pickletools
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from ..errors import UserError
from .anatomy import PARENTS, make_anatomy
from .default_hand import SIDES, rest_directions
from .model import HandModel
from .regions import contact_zones, segments, vertex_normals

Array = NDArray[np.float64]

log = logging.getLogger(__name__)

VERTEX_COUNT = 778
# Vertices at the finger tips (thumb, index, middle, ring, pinky), as manotorch and manopth pick them.
TIP_VERTICES = {"right": (745, 317, 444, 556, 673), "left": (745, 317, 445, 556, 673)}
# The real files are about 4 MB with some hundred instructions; far larger ones are not MANO's.
MAX_BYTES = 64 * 1024 * 1024
MAX_INSTRUCTIONS = 50_000
MAX_MEMO = 100_000


class RefusedError(Exception):
    """The pickle asks for something that a MANO file has no use for."""


class _Kept:
    """Stand-in for any admitted object: keeps constructor arguments and state, does nothing."""

    arguments: tuple[Any, ...]
    state: Any

    def __new__(cls, *arguments: Any) -> Self:
        # In __new__, not __init__: pickles may skip the latter.
        made = super().__new__(cls)
        made.arguments = arguments
        made.state = None
        return made

    def __setstate__(self, state: Any) -> None:
        self.state = state


class _Dtype(_Kept):
    """numpy.dtype(name, align, copy) with state (version, byte order, …)."""

    def build(self) -> np.dtype:
        name = self.arguments[0] if self.arguments else None
        if not isinstance(name, str) or name not in _PLAIN_DTYPES:
            raise RefusedError(f"array type {name!r}")
        order = self.state[1] if isinstance(self.state, tuple) and len(self.state) > 1 else "="
        return np.dtype(name).newbyteorder(order if order in ("<", ">") else "=")


_PLAIN_DTYPES = frozenset(["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"])


class _NdArray(_Kept):
    """numpy.ndarray with state (version, shape, dtype, column-major, bytes)."""

    def build(self) -> np.ndarray:
        if not isinstance(self.state, tuple) or len(self.state) != 5:
            raise RefusedError("an array without contents")
        _, shape, dtype, column_major, raw = self.state
        return _from_bytes(raw, dtype, shape, "F" if column_major else "C")


class _Scalar(_Kept):
    """numpy scalar (dtype, bytes)."""


class _Sparse(_Kept):
    """scipy.sparse matrix."""

    by_column = True

    def build(self) -> np.ndarray:
        state = self.state
        if not isinstance(state, dict):
            raise RefusedError("a sparse matrix without contents")
        shape = _shape(state.get("_shape", state.get("shape")))
        if len(shape) != 2 or shape[0] * shape[1] > MAX_BYTES // 8:
            raise RefusedError("a sparse matrix of unlikely size")
        data, indices, starts = (np.ravel(plain_array(state.get(n))) for n in ("data", "indices", "indptr"))
        lines, across = (shape[1], shape[0]) if self.by_column else (shape[0], shape[1])
        integral = indices.dtype.kind in "iu" and starts.dtype.kind in "iu"
        if not integral or len(starts) != lines + 1 or len(indices) != len(data) or len(data) == 0:
            raise RefusedError("a damaged sparse matrix")
        counts = np.diff(starts.astype(np.int64))
        bounds = starts[0] == 0 and starts[-1] == len(data) and counts.min() >= 0
        if not bounds or indices.min() < 0 or indices.max() >= across:
            raise RefusedError("a damaged sparse matrix")
        dense = np.zeros((lines, across))
        # add.at: the format allows an entry to be given in several parts.
        np.add.at(dense, (np.repeat(np.arange(lines), counts), indices), data)
        return dense.T if self.by_column else dense


class _SparseRows(_Sparse):
    by_column = False


class _Chumpy(_Kept):
    """chumpy.ch.Ch: its value is the state's "x"."""

    def build(self) -> np.ndarray:
        if not isinstance(self.state, dict) or "x" not in self.state:
            raise RefusedError("a chumpy object without a value")
        return plain_array(self.state["x"])


class _ChumpySelect(_Kept):
    """chumpy.reordering.Select: chosen entries of another array."""

    def build(self) -> np.ndarray:
        if not isinstance(self.state, dict):
            raise RefusedError("a chumpy selection without contents")
        source = np.ravel(plain_array(self.state.get("a")))
        chosen = np.ravel(plain_array(self.state.get("idxs")))
        shape = _shape(self.state.get("preferred_shape", chosen.shape))
        fits = chosen.dtype.kind in "iu" and math.prod(shape) == len(chosen) > 0
        if not fits or chosen.min() < 0 or chosen.max() >= len(source):
            raise RefusedError("a damaged chumpy selection")
        return source[chosen].reshape(shape)


def _reconstruct_array(kind: Any, *_rest: Any) -> _NdArray:
    """numpy.core.multiarray._reconstruct: the array follows as its state."""
    if kind is not _NdArray:
        raise RefusedError("an array of another class")
    return _NdArray()


def _reconstruct_object(kind: Any, *_rest: Any) -> _Kept:
    """copy_reg._reconstructor: an object whose state follows."""
    if not (isinstance(kind, type) and issubclass(kind, _Kept)):
        raise RefusedError("an object of another class")
    return kind()


def _frombuffer(raw: Any, dtype: Any, shape: Any, order: Any = "C") -> np.ndarray:
    """numpy.core.numeric._frombuffer, as newer pickles write arrays."""
    return _from_bytes(raw, dtype, shape, "F" if order == "F" else "C")


def _encode(text: Any, encoding: Any = "latin1") -> bytes:
    """_codecs.encode, by which Python 3 writes bytes in old pickles; only its Latin-1 use."""
    if not isinstance(text, str) or encoding not in ("latin1", "latin-1"):
        raise RefusedError("a text conversion")
    return text.encode("latin1")


def _nothing(*_arguments: Any) -> None:
    """Stand-in for plain containers of no interest (set, object, WeakKeyDictionary)."""


def _admitted() -> dict[tuple[str, str], Any]:
    """(module, name) → stand-in; the complete list of what a MANO file may name."""
    table: dict[tuple[str, str], Any] = {
        ("numpy", "ndarray"): _NdArray,
        ("numpy", "dtype"): _Dtype,
        ("copy_reg", "_reconstructor"): _reconstruct_object,
        ("copyreg", "_reconstructor"): _reconstruct_object,
        ("_codecs", "encode"): _encode,
        ("chumpy", "Ch"): _Chumpy,
        ("chumpy.ch", "Ch"): _Chumpy,
        ("chumpy.reordering", "Select"): _ChumpySelect,
    }
    for core in ("numpy.core", "numpy._core"):
        table[(f"{core}.multiarray", "_reconstruct")] = _reconstruct_array
        table[(f"{core}.multiarray", "scalar")] = _Scalar
        table[(f"{core}.numeric", "_frombuffer")] = _frombuffer
    for builtins in ("__builtin__", "builtins"):
        table[(builtins, "object")] = _nothing
        table[(builtins, "set")] = _nothing
    for kind, stand_in in (("csc", _Sparse), ("csr", _SparseRows)):
        for module in ("scipy.sparse", f"scipy.sparse.{kind}", f"scipy.sparse._{kind}"):
            for name in (f"{kind}_matrix", f"{kind}plain_array"):
                table[(module, name)] = stand_in
    return table


ADMITTED = _admitted()


class RestrictedUnpickler(pickle.Unpickler):
    """Resolves every global to a stand-in, or refuses the file.

    Attributes:
        admitted: stand-in for every module and name that may be asked for.
    """

    admitted: ClassVar[Mapping[tuple[str, str], Any]] = ADMITTED

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        try:
            return self.admitted[(module_name, global_name)]
        except KeyError:
            raise RefusedError(f"{module_name}.{global_name}") from None

    def persistent_load(self, pid: Any) -> Any:
        raise RefusedError("an outside reference")


def read_pickle(content: bytes) -> dict[str, Any]:
    """Top-level dictionary of a MANO pickle, with stand-ins as values.

    Raises:
        UserError: damaged, not a pickled dictionary, or naming anything but arrays.
    """
    try:
        check_instructions(content)
        loaded = RestrictedUnpickler(io.BytesIO(content), fix_imports=False, encoding="latin1").load()
    except RefusedError as refusal:
        raise UserError(
            f"This file is not a MANO model and was not opened: it contains {refusal}. "
            "Use the MANO_RIGHT.pkl or MANO_LEFT.pkl of the MANO download."
        ) from None
    except Exception as error:  # a damaged pickle may fail in any way at all
        log.debug("pickle not readable", exc_info=True)
        raise UserError(
            f"The MANO file is damaged or not a MANO model ({type(error).__name__}). Download it again."
        ) from None
    if not isinstance(loaded, dict) or not all(isinstance(k, str) for k in loaded):
        raise UserError("This file is not a MANO model: it holds no table of arrays.")
    return loaded


def check_instructions(content: bytes) -> None:
    """Walk the pickle without running it: bounds the work and memory it can ask for."""
    for count, (opcode, argument, _) in enumerate(pickletools.genops(content)):
        if count > MAX_INSTRUCTIONS:
            raise RefusedError("too many instructions")
        if opcode.name in ("PUT", "BINPUT", "LONG_BINPUT") and int(argument or 0) > MAX_MEMO:
            raise RefusedError("an oversized memo")


def _shape(value: Any) -> tuple[int, ...]:
    if not isinstance(value, tuple) or not all(isinstance(n, int) and 0 <= n < MAX_BYTES for n in value):
        raise RefusedError("an array without a shape")
    return value


def _from_bytes(raw: Any, dtype: Any, shape: Any, order: str) -> np.ndarray:
    if not isinstance(dtype, _Dtype):
        raise RefusedError("an array without a type")
    kind = dtype.build()
    if isinstance(raw, str):  # a Python 2 string, read as Latin-1
        raw = raw.encode("latin1")
    size = _shape(shape)
    if not isinstance(raw, bytes | bytearray) or len(raw) != math.prod(size) * kind.itemsize:
        raise RefusedError("a damaged array")
    flat = np.frombuffer(raw, dtype=kind).astype(kind.newbyteorder("="))
    return flat.reshape(size[::-1]).T if order == "F" else flat.reshape(size)


def plain_array(value: Any) -> np.ndarray:
    """The numpy array behind a stand-in."""
    if isinstance(value, np.ndarray):
        return value
    build: Callable[[], np.ndarray] | None = getattr(value, "build", None)
    if build is None or isinstance(value, _Dtype):
        raise RefusedError("a value where an array is due")
    return build()


def _field(table: dict[str, Any], name: str, shape: tuple[int, ...]) -> Array:
    """A finite array of the model; −1 in `shape` admits any length.

    Raises:
        UserError: missing or of another shape.
    """
    try:
        array = plain_array(table[name])
    except (KeyError, RefusedError):
        raise UserError(f"This file is not a MANO hand: it has no usable '{name}'.") from None
    fits = array.ndim == len(shape) and all(w in (-1, n) for n, w in zip(array.shape, shape, strict=True))
    if not fits or array.dtype.kind not in "fiu":
        raise UserError(
            f"This file is not a MANO hand: '{name}' has the shape {array.shape}, expected {shape}. "
            "Use MANO_RIGHT.pkl or MANO_LEFT.pkl, not a body model."
        )
    out = array.astype(np.float64)
    if not np.isfinite(out).all():
        raise UserError(f"The MANO file is damaged: '{name}' holds values that are not numbers.")
    return out


def mano_model(table: dict[str, Any], side: str, flat_hand_mean: bool = True) -> HandModel:
    """HandModel of a MANO table as `read_pickle` gives it.

    Args:
        table: v_template, shapedirs, posedirs, J_regressor, weights, f, kintree_table, hands_mean.
        side: "right" or "left".
        flat_hand_mean: True puts the zero pose at the flat hand; False adds the file's mean pose.

    Raises:
        UserError: the table is not a MANO hand of that side.
    """
    count = VERTEX_COUNT
    template = _field(table, "v_template", (count, 3))
    shape_dirs = _field(table, "shapedirs", (count, 3, -1))
    if shape_dirs.shape[2] < 10:
        raise UserError("This file is not a MANO hand: it has fewer than ten shape directions.")
    shape_dirs = shape_dirs[..., :10].copy()
    pose_dirs = _field(table, "posedirs", (count, 3, 135))
    regressor = _field(table, "J_regressor", (16, count))
    weights = _field(table, "weights", (count, 16))
    faces = _field(table, "f", (-1, 3)).astype(np.int64)
    tree = _field(table, "kintree_table", (2, 16))
    mean = np.zeros(45) if flat_hand_mean else _field(table, "hands_mean", (45,))
    if len(faces) == 0 or faces.min() < 0 or faces.max() >= count:
        raise UserError("The MANO file is damaged: its faces point outside the mesh.")
    if tuple(int(p) for p in tree[0][1:]) != PARENTS[1:]:
        raise UserError("This file is not a MANO hand: its joints are linked in another way.")
    if not np.allclose(weights.sum(axis=1), 1.0, atol=1e-3):
        raise UserError("The MANO file is damaged: its skin weights do not add up to one.")
    joints = regressor @ template
    forward = -1.0 if side == "right" else 1.0
    if (joints[4, 0] - joints[0, 0]) * forward < 0.0:
        other = SIDES[1 - SIDES.index(side)]
        raise UserError(
            f"This MANO file holds a {other} hand where the {side} one is due: check the file names."
        )

    # Zones are found in the right hand's frame; a left hand is looked at in the mirror.
    mirror = np.array([1.0 if side == "right" else -1.0, 1.0, 1.0])
    faces32 = faces.astype(np.int32)
    dorsal, along = rest_directions()
    right = make_anatomy(dorsal, along, "right")
    segment = segments(weights)
    tips = np.array(TIP_VERTICES[side])
    outward = faces32 if side == "right" else faces32[:, ::-1]
    zones = contact_zones(
        template * mirror,
        vertex_normals(template * mirror, outward),
        joints * mirror,
        segment,
        tips,
        right.bend_axes,
        right.spread_axes,
    )
    return HandModel(
        side=side,
        source="mano",
        template=template,
        shape_dirs=shape_dirs,
        pose_dirs=pose_dirs,
        skin_weights=weights,
        joint_template=joints,
        joint_shape_dirs=np.einsum("jv,vak->jak", regressor, shape_dirs),
        faces=faces32,
        cap_faces=_wrist_cap(faces),
        quads=None,
        uvs=None,
        uv_quads=None,
        material_of_quad=None,
        hand_mean=mean,
        tip_vertices=tips,
        segment_of_vertex=segment,
        zones=zones,
        anatomy=right if side == "right" else make_anatomy(dorsal, along, "left"),
    )


def _wrist_cap(faces: NDArray[np.int64]) -> NDArray[np.int32]:
    """Triangles over the one open loop; none where the mesh is closed or torn elsewhere."""
    edges = {(int(a), int(b)) for face in faces for a, b in zip(face, np.roll(face, -1), strict=True)}
    following = {a: b for a, b in edges if (b, a) not in edges}
    if len(following) < 3:
        return np.zeros((0, 3), dtype=np.int32)
    start = min(following)
    loop = [start]
    while following.get(loop[-1], start) != start and len(loop) <= len(following):
        loop.append(following[loop[-1]])
    if len(loop) != len(following):
        log.warning("the MANO mesh has more than one opening: volume checks are not exact")
    order = loop[::-1]
    return np.array([(order[0], order[k], order[k + 1]) for k in range(1, len(order) - 1)], dtype=np.int32)


def load_mano(folder: Path, side: str = "right", flat_hand_mean: bool = True) -> HandModel:
    """Read MANO_RIGHT.pkl or MANO_LEFT.pkl from the user's folder; cached until the file changes.

    Args:
        folder: where the licensed files lie (a path to one of the files serves too).
        side: "right" or "left".
        flat_hand_mean: see `mano_model`.

    Raises:
        UserError: missing, too large, hostile, damaged or another model.
        ValueError: unknown side.
    """
    if side not in SIDES:
        raise ValueError(f"side must be 'right' or 'left', not {side!r}")
    if folder.suffix.lower() == ".pkl":
        folder = folder.parent
    path = folder / f"MANO_{side.upper()}.pkl"
    try:
        stat = path.stat()
        if stat.st_size > MAX_BYTES:
            raise UserError(
                f"{path} is {stat.st_size // 2**20} MB: a MANO hand has about 4 MB. Choose another file."
            )
        return _load(path, side, flat_hand_mean, stat.st_mtime_ns)
    except OSError as error:
        raise UserError(
            f"The MANO file {path} cannot be read ({error.strerror}). Choose the folder with MANO_RIGHT.pkl "
            "and MANO_LEFT.pkl, or leave it empty to use the bundled hand."
        ) from None


@lru_cache(maxsize=8)
def _load(path: Path, side: str, flat_hand_mean: bool, _modified: int) -> HandModel:
    """Cached until the file changes."""
    return mano_model(read_pickle(path.read_bytes()), side, flat_hand_mean)
