"""PNG files without an image library. Free of bpy."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def write_png(path: str | Path, pixels: NDArray[np.uint8]) -> None:
    """Writes an (H, W, 3) image, top row first."""
    height, width, channels = pixels.shape
    if channels != 3 or pixels.dtype != np.uint8:
        raise ValueError(f"expected (H, W, 3) uint8, got {pixels.shape} {pixels.dtype}")
    # Each row begins with its filter; "up" (2) stores the difference to the row above and packs flat colour
    # well.
    above = np.vstack([np.zeros((1, width, 3), dtype=np.uint8), pixels[:-1]])
    rows = np.empty((height, 1 + width * 3), dtype=np.uint8)
    rows[:, 0] = 2
    rows[:, 1:] = (pixels - above).reshape(height, -1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(rows.tobytes(), 6)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    Path(path).write_bytes(data)
