"""Camera, light and time line of a file that is meant to be opened and looked at."""

from __future__ import annotations

import math
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix, Vector
from numpy.typing import NDArray

from .skin import node_tree
from .views import View

Array = NDArray[np.float64]


def set_stage(scene: Any, view: View, centre: Array, size: float) -> None:
    """Puts a camera at a view and lights the middle of the picture from three sides.

    Args:
        scene: scene to dress.
        view: where the camera stands.
        centre: (3,) what it looks at.
        size: metres across what it shows; distances and light power follow it.
    """
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.data.angle = 0.5
    camera.matrix_world = Matrix(view.camera_to_world.tolist())
    camera.data.clip_start = view.distance * 0.02
    camera.data.clip_end = max(100.0, view.distance * 20.0)
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.resolution_x = scene.render.resolution_y = 1080
    axes = view.camera_to_world[:3, :3]
    for name, direction, power, width in (
        ("Key Light", (-0.7, 0.75, 0.6), 66.0, 1.4),
        ("Fill Light", (0.9, 0.1, 0.55), 16.0, 2.4),
        ("Rim Light", (0.35, 0.8, -0.9), 50.0, 1.2),
    ):
        lamp = bpy.data.objects.new(name, bpy.data.lights.new(name, "AREA"))
        offset = axes @ np.array(direction) * size * 2.2
        lamp.location = centre + offset
        lamp.rotation_euler = Vector((-offset).tolist()).to_track_quat("-Z", "Y").to_euler()
        lamp.data.energy = power * size * size
        lamp.data.size = width * size
        scene.collection.objects.link(lamp)
    world = scene.world or bpy.data.worlds.new("World")
    scene.world = world
    background = node_tree(world).nodes.get("Background")
    background.inputs["Color"].default_value = (0.80, 0.81, 0.83, 1.0)
    background.inputs["Strength"].default_value = 0.55
    scene.render.engine = "BLENDER_EEVEE_NEXT" if bpy.app.version < (5, 0, 0) else "BLENDER_EEVEE"
    show_camera_in_viewports(view, centre, size)


def show_camera_in_viewports(view: View, centre: Array, size: float) -> None:
    """Turns every 3D viewport to the camera's view, with material colours, so the file opens on the
    grasp.
    """
    for screen in bpy.data.screens:
        for area in screen.areas:
            for space in area.spaces:
                if space.type != "VIEW_3D":
                    continue
                region = space.region_3d
                region.view_location = Vector(centre.tolist())
                region.view_rotation = Matrix(view.camera_to_world[:3, :3].tolist()).to_quaternion()
                region.view_distance = size * 2.0 / math.tan(0.5)
                region.view_perspective = "CAMERA"
                space.clip_start = 0.005
                space.shading.type = "MATERIAL"
