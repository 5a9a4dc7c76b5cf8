"""The JSON part of glTF files: names put right after Blender's exporter has written them."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

_MAGIC = 0x46546C67  # "glTF"
_JSON = 0x4E4F534A
_NAMED = ("scenes", "nodes", "meshes", "skins", "animations", "cameras", "materials", "images", "textures")


def split(data: bytes) -> tuple[dict[str, Any], bytes]:
    """A .glb file's JSON and everything that follows its chunk (the binary chunk with its header).

    Raises:
        ValueError: not a glTF 2.0 binary file.
    """
    if len(data) < 20:
        raise ValueError("not a binary glTF file")
    magic, version, _ = struct.unpack_from("<III", data)
    length, kind = struct.unpack_from("<II", data, 12)
    if magic != _MAGIC or version != 2 or kind != _JSON or len(data) < 20 + length:
        raise ValueError("not a binary glTF 2.0 file")
    return json.loads(data[20 : 20 + length]), data[20 + length :]


def join(document: Mapping[str, Any], rest: bytes) -> bytes:
    """The inverse of `split`."""
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    total = 20 + len(text) + len(rest)
    return struct.pack("<III", _MAGIC, 2, total) + struct.pack("<II", len(text), _JSON) + text + rest


def rename(document: dict[str, Any], names: Mapping[str, str]) -> None:
    """Replaces the names of scenes, nodes, meshes, skins and animations, in place."""
    for kind in _NAMED:
        for entry in document.get(kind, ()):
            if entry.get("name") in names:
                entry["name"] = names[entry["name"]]
