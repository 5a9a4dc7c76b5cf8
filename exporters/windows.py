"""Running operators in a scene that the user does not see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import bpy


@contextmanager
def shown(scene: Any, active: Any = None) -> Iterator[None]:
    """Runs operators in another scene: the window shows it for that time, and then the user's again."""
    window = bpy.context.window
    layer = scene.view_layers[0]
    if active is not None:
        layer.objects.active = active
        for other in layer.objects:
            other.select_set(other == active, view_layer=layer)
    objects = {"active_object": layer.objects.active, "object": layer.objects.active}
    if window is None:
        with bpy.context.temp_override(scene=scene, view_layer=layer, **objects):
            yield
        return
    user_scene, user_layer = window.scene, window.view_layer
    try:
        window.scene = scene
        with bpy.context.temp_override(window=window, scene=scene, view_layer=layer, **objects):
            yield
    finally:
        window.scene = user_scene
        window.view_layer = user_layer
