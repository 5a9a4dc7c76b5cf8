"""Preferences of the extension.

No `from __future__ import annotations`: Blender reads the annotations as values.
"""

# pyright: reportInvalidTypeForm=false

from dataclasses import dataclass

import bpy
from bpy.props import FloatProperty, IntProperty, StringProperty

from . import ROOT_PACKAGE


class SEMGRASP_AP_preferences(bpy.types.AddonPreferences):  # noqa: N801
    """Settings that belong to the computer, not to a file."""

    bl_idname = ROOT_PACKAGE

    idle_minutes: FloatProperty(
        name="Keep Worker (minutes)",
        description="How long the worker process stays loaded after use, for a quick next run",
        default=10.0,
        min=0.1,
        soft_max=120.0,
    )
    start_timeout: IntProperty(
        name="Start Timeout (seconds)",
        description="How long the worker process may take to start; raise it on slow disks",
        default=30,
        min=5,
        max=600,
    )

    mano_folder: StringProperty(
        name="MANO Files",
        description="Folder with your own MANO_RIGHT.pkl and MANO_LEFT.pkl. Empty: the hand that comes along",
        subtype="DIR_PATH",
    )

    def draw(self, _context: bpy.types.Context) -> None:
        """Draws the settings."""
        column = self.layout.column()
        column.use_property_split = True
        column.prop(self, "mano_folder")
        column.prop(self, "idle_minutes")
        column.prop(self, "start_timeout")


@dataclass(frozen=True)
class Options:
    """The preferences as plain values."""

    idle_minutes: float = 10.0
    start_timeout: float = 30.0
    mano_folder: str = ""


def current() -> Options:
    """The user's preferences; the defaults where the package was registered without the extension system."""
    addon = bpy.context.preferences.addons.get(ROOT_PACKAGE)
    if addon is None or addon.preferences is None:
        return Options()
    stored = addon.preferences
    folder = bpy.path.abspath(stored.mano_folder) if stored.mano_folder else ""
    return Options(stored.idle_minutes, float(stored.start_timeout), folder)


CLASSES = (SEMGRASP_AP_preferences,)
