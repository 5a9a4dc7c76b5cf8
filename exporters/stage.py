"""What stands ready for Blender's exporters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PREFIX = "semgrasp_export_"  # of all data-blocks made for an export, which are deleted by it afterwards


@dataclass(frozen=True)
class ClipInfo:
    """One exported clip.

    Attributes:
        name: as engines show it.
        frames: number of samples, the first at time zero.
        seconds: time of the last sample.
    """

    name: str
    frames: int
    seconds: float


@dataclass(eq=False)
class Stage:
    """What stands ready for Blender's exporter.

    Attributes:
        scene: the temporary scene; only it holds the objects to be written.
        names: made-up names of data-blocks → names wanted in the file.
        clips: what the strips of the armature hold.
        bones: names of the bones, parents first.
    """

    scene: Any
    names: dict[str, str] = field(default_factory=dict)
    clips: list[ClipInfo] = field(default_factory=list)
    bones: list[str] = field(default_factory=list)
