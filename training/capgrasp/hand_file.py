"""Reader of OakInk's hand_param.pkl: a dictionary of numpy arrays, and nothing else is let in.

A pickle may name any function to call. Nothing it names is imported here: the few names by which numpy
arrays are written map to inert stand-ins, as in the reader of MANO's files, and any other name refuses the
file.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ...inference.hand import mano_files
from ...inference.hand.rotation import quaternion_to_axis_angle
from .report import Unusable

Array = NDArray[np.float64]

MAX_BYTES = 1 << 20
_LARGEST_BETA = 10.0
_FARTHEST = 2.0
"""Metres from the object's centre."""


@dataclass(frozen=True, eq=False)
class HandParameters:
    """A hand as MANO has it, in the object's frame.

    Attributes:
        orientation: (3,) axis-angle of the whole hand about the wrist.
        pose: (45,) axis-angle of joints 1..15, zero is the flat hand.
        betas: (10,) MANO's shape.
        wrist: (3,) position of the wrist joint, metres.
    """

    orientation: Array
    pose: Array
    betas: Array
    wrist: Array


class _ArrayUnpickler(mano_files.RestrictedUnpickler):
    """Admits numpy arrays and plain containers."""

    admitted: ClassVar = {
        name: stand_in
        for name, stand_in in mano_files.ADMITTED.items()
        if name[0].startswith("numpy") or name == ("_codecs", "encode")
    }


def read_hand_file(path: Path) -> HandParameters:
    """The hand of a hand_param.pkl.

    Raises:
        Unusable: unreadable, damaged, hostile, or no hand.
    """
    try:
        if path.is_symlink():
            raise Unusable("link inside the data")
        if path.stat().st_size > MAX_BYTES:
            raise Unusable("oversized file", path.name)
        content = path.read_bytes()
    except OSError as error:
        raise Unusable("hand file unreadable", error.strerror or "") from None
    try:
        mano_files.check_instructions(content)
        table = _ArrayUnpickler(io.BytesIO(content), fix_imports=False, encoding="latin1").load()
        if not isinstance(table, dict):
            raise Unusable("hand file of another kind", type(table).__name__)
        fields = {name: _numbers(table, name) for name in ("pose", "shape", "tsl")}
    except mano_files.RefusedError as refusal:
        raise Unusable("hand file refused", f"it contains {refusal}") from None
    except Unusable:
        raise
    except Exception as error:  # a damaged pickle may fail in any way at all
        raise Unusable("damaged hand file", type(error).__name__) from None
    pose, betas, wrist = fields["pose"], fields["shape"].reshape(-1), fields["tsl"].reshape(-1)
    if pose.size == 64:
        pose = quaternion_to_axis_angle(_unit(pose.reshape(16, 4)))
    if pose.size != 48 or betas.size != 10 or wrist.size != 3:
        raise Unusable("hand file of another kind", f"pose {pose.size}, shape {betas.size}, tsl {wrist.size}")
    if np.abs(betas).max() > _LARGEST_BETA or np.linalg.norm(wrist) > _FARTHEST:
        raise Unusable("impossible hand", "shape or position beyond anything real")
    pose = pose.reshape(-1)
    return HandParameters(orientation=pose[:3], pose=pose[3:], betas=betas, wrist=wrist)


def _numbers(table: dict[Any, Any], name: str) -> Array:
    if name not in table:
        raise Unusable("hand file of another kind", f"no {name}")
    value = table[name]
    array = np.asarray(value if isinstance(value, list | tuple) else mano_files.plain_array(value))
    if array.dtype.kind not in "fiu" or not np.isfinite(array).all():
        raise Unusable("impossible hand", f"{name} holds values that are not numbers")
    return array.astype(np.float64)


def _unit(quaternions: Array) -> Array:
    length = np.linalg.norm(quaternions, axis=-1, keepdims=True)
    if (length < 1e-6).any():
        raise Unusable("impossible hand", "a quaternion is zero")
    return quaternions / length
