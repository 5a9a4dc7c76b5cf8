"""Where things lie in the authors' folders: grasps, captions, meshes, part labels. Nothing outside is opened.

Names of files and folders that come out of the data itself are used only where they are one plain name, and
symbolic links below the data's own folders are not followed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...inference.errors import UserError
from .report import Problems, Unusable

CAPTIONS_VERSION = "v0_1"
MAX_JSON_BYTES = 16 << 20
_MAX_NAME = 128


@dataclass(frozen=True)
class Layout:
    """The folders of the data.

    Attributes:
        grasps: oakink_shape_v2.
        real, virtual: meshes of recorded objects, and of those that grasps were transferred to.
        meta: tables of object names.
        captions: folder of the versions of captions; None where there are no captions.
        parts: OakBase's part labels; None where the user has not got them.
    """

    grasps: Path
    real: Path
    virtual: Path
    meta: Path
    captions: Path | None
    parts: Path | None


@dataclass(frozen=True)
class GraspPlace:
    """One grasp on disk.

    Attributes:
        category: the authors' name.
        object_id: id of the object that is held.
        grasp_hash: id of the recorded grasp.
        keys: folder below oakink_shape_v2, which is also that of its captions.
        folder: the same on disk.
        source: text file that tells where the grasp was recorded.
    """

    category: str
    object_id: str
    grasp_hash: str
    keys: tuple[str, ...]
    folder: Path
    source: Path


@dataclass(frozen=True)
class ObjectEntry:
    """Folder name of an object's mesh, and whether it is a recorded object."""

    name: str
    real: bool


def find_layout(root: Path) -> Layout:
    """Find the data's folders in a root laid out as the download, or in its "shape" folder itself.

    Raises:
        UserError: no grasps there.
    """

    def first(*places: str) -> Path | None:
        return next((root / place for place in places if (root / place).is_dir()), None)

    grasps = first("shape/oakink_shape_v2", "oakink_shape_v2")
    if grasps is None:
        raise UserError(
            f"{root} holds no folder shape/oakink_shape_v2: give the folder into which OakInk was unpacked."
        )
    beside = grasps.parent
    return Layout(
        grasps=grasps,
        real=beside / "OakInkObjectsV2",
        virtual=beside / "OakInkVirtualObjectsV2",
        meta=beside / "metaV2",
        captions=first("CapGrasp/captions", "captions", "../CapGrasp/captions"),
        parts=first("OakBase", "../OakBase"),
    )


def is_plain_name(name: object) -> bool:
    """Whether this is the name of one file or folder on every system, and no path."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= _MAX_NAME
        and name.isprintable()
        and not name.startswith(".")
        and not any(sign in name for sign in '/\\:*?"<>|')
    )


def folders(path: Path, problems: Problems) -> Iterator[Path]:
    """Plain folders inside a folder, by name."""
    for each in sorted(path.iterdir()) if path.is_dir() else ():
        if each.is_symlink():
            problems.skip(each, "link inside the data")
        elif each.is_dir():
            if is_plain_name(each.name):
                yield each
            else:
                problems.skip(each, "name that is no id")


def find_grasps(layout: Layout, problems: Problems) -> Iterator[GraspPlace]:
    """All grasps, by category, recorded object, recorded grasp; the recorded one before the transferred."""
    for category in folders(layout.grasps, problems):
        for recorded in folders(category, problems):
            for grasp in folders(recorded, problems):
                keys = (category.name, recorded.name, grasp.name)
                source = grasp / "source.txt"
                if (grasp / "hand_param.pkl").exists():
                    yield GraspPlace(category.name, recorded.name, grasp.name, keys, grasp, source)
                for held in folders(grasp, problems):
                    place = (*keys, held.name)
                    if (held / "hand_param.pkl").exists():
                        yield GraspPlace(category.name, held.name, grasp.name, place, held, source)
                    else:
                        problems.skip(held, "hand parameters missing")


def find_captions(layout: Layout, problems: Problems) -> dict[tuple[str, ...], list[Path]]:
    """JSON files with captions by the grasp's folder; other versions are reported."""
    found: dict[tuple[str, ...], list[Path]] = {}
    if layout.captions is None:
        problems.note("captions", "no captions folder")
        return found
    for version in folders(layout.captions, problems):
        if version.name == CAPTIONS_VERSION:
            _collect(version, (), found, problems)
        else:
            problems.skip(version, Unusable("unknown version of the captions", version.name))
    return found


def _collect(
    folder: Path, keys: tuple[str, ...], found: dict[tuple[str, ...], list[Path]], problems: Problems
) -> None:
    files = sorted(each for each in folder.glob("*.json") if each.is_file() and not each.is_symlink())
    if files:
        found[keys] = files
    if len(keys) < 4:
        for each in folders(folder, problems):
            _collect(each, (*keys, each.name), found, problems)


def object_names(layout: Layout, problems: Problems) -> dict[str, ObjectEntry]:
    """Objects by id, from the two tables of metaV2."""
    out: dict[str, ObjectEntry] = {}
    for real, names in (
        (False, ("virtual_object_id.json", "virtual_obj_id.json")),
        (True, ("object_id.json",)),
    ):
        path = next((layout.meta / name for name in names if (layout.meta / name).is_file()), None)
        if path is None:
            problems.skip(layout.meta / names[0], "table of objects missing")
            continue
        try:
            table = read_json(path)
        except Unusable as why:
            problems.skip(path, why)
            continue
        for key, entry in table.items() if isinstance(table, dict) else ():
            name = entry.get("name") if isinstance(entry, dict) else entry
            if is_plain_name(key) and is_plain_name(name):
                out[key] = ObjectEntry(str(name), real)
            else:
                problems.skip(str(key)[:_MAX_NAME], Unusable("name that is no id", str(name)[:_MAX_NAME]))
    return out


def find_mesh(layout: Layout, names: Mapping[str, ObjectEntry], object_id: str) -> tuple[Path, ObjectEntry]:
    """Aligned mesh of an object, the full one where both are there.

    Raises:
        Unusable: unknown object, or no mesh.
    """
    entry = names.get(object_id)
    if entry is None:
        raise Unusable("object not in the tables", object_id)
    folder = (layout.real if entry.real else layout.virtual) / entry.name
    for kind in ("align", "align_ds"):
        inside = folder / kind
        if folder.is_symlink() or inside.is_symlink() or not inside.is_dir():
            continue
        files = sorted(
            each
            for each in inside.iterdir()
            if each.suffix.lower() in (".obj", ".ply") and each.is_file() and not each.is_symlink()
        )
        files = [each for each in files if "align" in each.name] or files
        if files:
            return files[0], entry
    raise Unusable("mesh missing", entry.name)


def read_json(path: Path) -> Any:
    """A JSON file of sensible size.

    Raises:
        Unusable: too large, unreadable or damaged.
    """
    try:
        if path.stat().st_size > MAX_JSON_BYTES:
            raise Unusable("oversized file", path.name)
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise Unusable("damaged JSON", str(error)) from None
