"""The wire between Blender and its worker: length-prefixed messages with a JSON header and raw arrays.

A message is four bytes (header length, unsigned, little-endian), the header as UTF-8 JSON, and the bytes of
the arrays that the header announces under "arrays" as [name, dtype, shape], one after the other, C order,
little-endian. There is no pickle: nothing that is read can run code, and both ends check every size before
they allocate.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

PROTOCOL_VERSION = 1
"""Both ends must agree on it in the first message."""

MAX_HEADER_BYTES = 16 << 20
MAX_PAYLOAD_BYTES = 1 << 30
"""Room for about 20 million triangles; anything larger is a broken stream."""

_LENGTH = struct.Struct("<I")
_DTYPES = frozenset({"<f4", "<f8", "<i4", "<i8", "|u1"})


class WireError(Exception):
    """The bytes are not a message: truncated, oversized or not what the header says."""


@dataclass(frozen=True, eq=False)
class Message:
    """One message.

    Attributes:
        header: JSON values; "type" is always a string.
        arrays: named arrays, read-only where they came off the wire.
    """

    header: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """What kind of message this is."""
        return self.header["type"]


def encode(message: Message) -> bytes:
    """Bytes of a message. Raises WireError where an array's type can't travel or the message is too large."""
    arrays = {name: _portable(array) for name, array in message.arrays.items()}
    header = dict(message.header)
    header["arrays"] = [[name, array.dtype.str, list(array.shape)] for name, array in arrays.items()]
    text = json.dumps(header, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    if len(text) > MAX_HEADER_BYTES or sum(array.nbytes for array in arrays.values()) > MAX_PAYLOAD_BYTES:
        raise WireError("the message is too large")
    return b"".join([_LENGTH.pack(len(text)), text, *(array.tobytes() for array in arrays.values())])


def read_message(stream: IO[bytes]) -> Message | None:
    """The next message of a blocking stream, or None where the stream ends between two messages.

    Raises:
        WireError: the stream ends inside a message or holds something else.
    """
    prefix = _read(stream, _LENGTH.size, allow_end=True)
    if prefix is None:
        return None
    (length,) = _LENGTH.unpack(prefix)
    if not 2 <= length <= MAX_HEADER_BYTES:
        raise WireError(f"a header of {length} bytes is announced")
    header = _parse_header(_read(stream, length) or b"")
    layout = [_checked_layout(entry) for entry in header.pop("arrays", [])]
    if len({name for name, _, _ in layout}) != len(layout):
        raise WireError("two arrays have the same name")
    if sum(_byte_count(dtype, shape) for _, dtype, shape in layout) > MAX_PAYLOAD_BYTES:
        raise WireError("the announced arrays are too large")
    arrays = {}
    for name, dtype, shape in layout:
        payload = _read(stream, _byte_count(dtype, shape)) or b""
        arrays[name] = np.frombuffer(payload, dtype=dtype).reshape(shape)
    return Message(header, arrays)


def _portable(array: NDArray[Any]) -> NDArray[Any]:
    little = np.ascontiguousarray(array, dtype=np.asarray(array).dtype.newbyteorder("<")).reshape(
        np.shape(array)
    )
    if little.dtype.str not in _DTYPES:
        raise WireError(f"arrays of type {array.dtype} don't travel")
    return little


def _parse_header(text: bytes) -> dict[str, Any]:
    try:
        header = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError("the header is not JSON") from error
    if not isinstance(header, dict) or not isinstance(header.get("type"), str):
        raise WireError("the header has no type")
    if not isinstance(header.get("arrays", []), list):
        raise WireError("the header's arrays are not a list")
    return header


def _checked_layout(entry: Any) -> tuple[str, str, tuple[int, ...]]:
    if not (isinstance(entry, list) and len(entry) == 3):
        raise WireError("an array's announcement is malformed")
    name, dtype, shape = entry
    if not isinstance(name, str) or not isinstance(dtype, str) or dtype not in _DTYPES:
        raise WireError("an array's name or type is not allowed")
    if not isinstance(shape, list) or len(shape) > 8:
        raise WireError("an array's shape is malformed")
    if any(type(length) is not int or not 0 <= length <= MAX_PAYLOAD_BYTES for length in shape):
        raise WireError("an array's shape is malformed")
    return name, dtype, tuple(shape)


def _byte_count(dtype: str, shape: tuple[int, ...]) -> int:
    return np.dtype(dtype).itemsize * math.prod(shape)


def _read(stream: IO[bytes], count: int, *, allow_end: bool = False) -> bytes | None:
    pieces: list[bytes] = []
    missing = count
    while missing:
        # Large arrays come in pieces: memory is taken as bytes arrive, not when a header announces them.
        piece = stream.read(min(missing, 1 << 24))
        if not piece:
            if allow_end and missing == count:
                return None
            raise WireError("the stream ended inside a message")
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
