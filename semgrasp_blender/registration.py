"""Registers everything in one order, and takes it back in the reverse one."""

from __future__ import annotations

import bpy

from . import lists, operators, panels, preferences, properties
from .jobs import runner

CLASSES = (
    *preferences.CLASSES,
    *properties.CLASSES,
    *operators.CLASSES,
    *lists.CLASSES,
    *panels.CLASSES,
)


def register() -> None:
    """Called when the extension is enabled."""
    for cls in CLASSES:
        bpy.utils.register_class(cls)
    properties.attach()
    runner.register()


def unregister() -> None:
    """Called when the extension is disabled, also with a job running."""
    runner.unregister()
    properties.detach()
    for cls in reversed(CLASSES):
        bpy.utils.unregister_class(cls)
