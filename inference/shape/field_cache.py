"""Fields that were built before: a few in memory, and on disk where the caller names a folder."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from .field import LEVELS, SignedDistanceField, with_gradient

log = logging.getLogger(__name__)

FORMAT = 2
"""Changes whenever fields are built differently, so that old files are not used."""
MEMORY_LIMIT = 200_000_000
"""Bytes of fields kept in memory."""

_kept: OrderedDict[str, SignedDistanceField] = OrderedDict()
_lock = threading.Lock()


def cached_field(
    key: str, build: Callable[[], SignedDistanceField], folder: Path | None = None
) -> SignedDistanceField:
    """The field of this key from memory, else from the folder, else built and put into both.

    Args:
        key: says what the field is of: a content hash and a kind, characters of a file name.
        build: makes the field.
        folder: where fields are kept between runs; None for nowhere. A folder that can't be written or a
            damaged file in it does no harm.
    """
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    path = folder / f"{key}-{FORMAT}.npz" if folder is not None else None
    field = _read(path) if path is not None else None
    if field is None:
        field = build()
        if path is not None:
            _write(path, field)
    with _lock:
        _kept[key] = field
        while len(_kept) > 1 and _bytes_kept() > MEMORY_LIMIT:
            _kept.popitem(last=False)
    return field


def _bytes_kept() -> int:
    """An object without a hollow has one field under two keys."""
    return sum({id(each): each.values.nbytes for each in _kept.values()}.values())


def forget_fields() -> None:
    """Empty the memory."""
    with _lock:
        _kept.clear()


def _read(path: Path) -> SignedDistanceField | None:
    try:
        with np.load(path, allow_pickle=False) as data:
            phi, origin, cell = data["phi"], data["origin"], float(data["cell"])
    except FileNotFoundError:
        return None
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
        log.warning("The kept field %s can't be used: %s", path, error)
        return None
    step = 2 ** (LEVELS - 1)
    whole = phi.dtype == np.float32 and phi.ndim == 3 and all((count - 1) % step == 0 for count in phi.shape)
    if not whole or origin.shape != (3,) or not cell > 0 or not np.isfinite(phi).all():
        log.warning("The kept field %s is damaged", path)
        return None
    return SignedDistanceField(origin.astype(np.float64), cell, with_gradient(phi, cell))


def _write(path: Path, field: SignedDistanceField) -> None:
    """Only the distance is kept: the gradient is made again in a fraction of the time of reading it."""
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            name = file.name
            np.savez(file, phi=field.values[..., 0], origin=field.origin, cell=field.cell)
        os.replace(name, path)  # noqa: PTH105  (one step, whatever was there before)
    except OSError as error:
        log.warning("The field can't be kept in %s: %s", path.parent, error)
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()
