"""Textures inside FBX files.

Blender's exporter names embedded images after their path on disk. Images that came inside a .glb or a
.blend have none: they would all get the same name, and only the first its pixels. It also writes absolute
paths of this computer. Both are put right here, in the file's records: every image is embedded under its
own name, and paths are relative.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import bpy

from .fbx_binary import Record

_LOG = logging.getLogger(__name__)
_SUFFIX_OF_MAGIC = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"BM", ".bmp"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"\x76\x2f\x31\x01", ".exr"),
    (b"#?RADIANCE", ".hdr"),
    (b"RIFF", ".webp"),
    (b"DDS ", ".dds"),
)


_FOLDER = "textures"  # of the relative paths; readers take the embedded pixels


def embed_textures(records: list[Record]) -> None:
    """Gives every image of an exported file its pixels and a relative name, in place.

    Args:
        records: of the file, as Blender's exporter wrote it in this session.
    """
    objects = next((record for record in records if record.name == b"Objects"), Record(b""))
    names: dict[str, str] = {}
    for video in (r for r in objects.children if r.name == b"Video"):
        name = _name(video.values[1][1])
        content = _pixels(bpy.data.images.get(name))
        if not content:
            _LOG.warning("The image “%s” could not be read: the exported file goes without it", name)
        names[name] = f"{_FOLDER}/{_file_name(name, content, names)}"
        video.children = [child for child in video.children if child.name != b"Content"]
        if content:
            video.children.append(Record(b"Content", [(b"R", content)]))
        _set_paths(video, names[name])
    for texture in (r for r in objects.children if r.name == b"Texture"):
        media = texture.child(b"Media")
        path = names.get(_name(media.values[0][1])) if media is not None and media.values else None
        if path is not None:
            _set_paths(texture, path)


def _name(value: bytes) -> str:
    return value.partition(b"\x00\x01")[0].decode("utf-8", "replace")


def _file_name(name: str, content: bytes, taken: Mapping[str, str]) -> str:
    suffix = next(
        (s for magic, s in _SUFFIX_OF_MAGIC if content.startswith(magic)), Path(name).suffix or ".png"
    )
    stem = re.sub(r"[^\w.-]+", "_", Path(name).stem).strip("._") or "image"
    used = {path.rpartition("/")[2] for path in taken.values()}
    number, result = 1, stem + suffix
    while result in used:
        number += 1
        result = f"{stem}_{number}{suffix}"
    return result


def _set_paths(record: Record, path: str) -> None:
    for part in record.walk():
        if part.name.lower() in (b"filename", b"relativefilename") and part.values:
            part.values[0] = (b"S", path.encode())
        elif part.name == b"P" and part.values and part.values[0][1] in (b"Path", b"RelPath"):
            part.values[-1] = (b"S", path.encode())


def _pixels(image: Any) -> bytes:
    """The image as a file's bytes: packed, from disk, or written anew where it is painted or generated."""
    if image is None:
        return b""
    if image.packed_file is not None and image.packed_file.size > 0 and not image.is_dirty:
        return bytes(image.packed_file.data)
    if image.filepath and not image.is_dirty:
        try:
            return Path(bpy.path.abspath(image.filepath, library=image.library)).read_bytes()
        except OSError:
            return b""
    with tempfile.TemporaryDirectory() as folder:
        copy = image.copy()
        try:
            copy.filepath_raw = str(Path(folder) / "image.png")
            copy.file_format = "PNG"
            copy.save()
            return Path(copy.filepath_raw).read_bytes()
        except (OSError, RuntimeError):
            return b""
        finally:
            bpy.data.images.remove(copy)
