"""The whole way with the real worker: an object in a scene, generate, choose, clips, export."""

from __future__ import annotations

import math

import bpy
import numpy as np
import pytest
from mathutils.bvhtree import BVHTree
from semgrasp.semgrasp_blender import choice, lists, results, session
from semgrasp.semgrasp_blender.jobs.runner import runner

pytestmark = pytest.mark.slow


@pytest.fixture
def bottle(addon):
    """A bottle, modelled a hundred times too large in a scene of centimetres, and turned."""
    scene = bpy.context.scene
    scene.unit_settings.scale_length = 0.01
    bpy.ops.mesh.primitive_cylinder_add(radius=3.0, depth=18.0, vertices=48)
    obj = bpy.context.object
    obj.name = "bottle"
    obj.location, obj.rotation_euler = (50.0, -20.0, 10.0), (0.4, 0.8, -1.1)
    bpy.context.view_layer.update()
    yield obj
    runner.shutdown()


def depths(armature, obj) -> np.ndarray:
    """(V,) signed distance of the hand's skin to the object in metres, as Blender's own tree sees it."""
    depsgraph = bpy.context.evaluated_depsgraph_get()
    skin = armature.children[0].evaluated_get(depsgraph)
    vertices = [skin.matrix_world @ vertex.co for vertex in skin.data.vertices]
    tree = BVHTree.FromObject(obj, depsgraph)
    back = obj.matrix_world.inverted()
    result = []
    for vertex in vertices:
        local = back @ vertex
        nearest, normal, _, distance = tree.find_nearest(local)
        result.append(math.copysign(distance, (local - nearest).dot(normal)))
    return np.array(result) * bpy.context.scene.unit_settings.scale_length


def test_generate_choose_clip_export(bottle, tmp_path):
    settings = bpy.context.scene.semgrasp
    settings.count, settings.instruction = 4, "hold the bottle"
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}, session.problem()
    group = bottle.semgrasp
    assert len(group.candidates) == 4
    scores = [item.score for item in group.candidates]
    assert scores == sorted(scores, reverse=True)

    for item in group.candidates:
        assert "–" not in lists.columns_of(item.score, results.metrics(item)), "the list shows every number"

    armature = choice.shown_armature(bottle, bpy.context.scene)
    for index in range(4):
        bpy.ops.semgrasp.choose(index=index)
        bpy.context.view_layer.update()
        found = depths(armature, bottle)
        assert (np.abs(found) < 0.004).sum() >= 10, "the hand touches"
        assert found.min() > -0.006, "and does not sink in"

    assert bpy.ops.semgrasp.make_clips() == {"FINISHED"}
    # At the first frame the open hand is clear of the object, at the grip it touches.
    scene = bpy.context.scene
    scene.frame_set(1)
    assert depths(armature, bottle).min() > -0.001
    scene.frame_set(1 + settings.reach_frames + settings.close_frames)
    assert depths(armature, bottle).min() < 0.002

    for operator, suffix in ((bpy.ops.semgrasp.export_glb, ".glb"), (bpy.ops.semgrasp.export_fbx, ".fbx")):
        assert operator(filepath=str(tmp_path / f"out{suffix}")) == {"FINISHED"}
        assert (tmp_path / f"out{suffix}").stat().st_size > 10_000


def test_same_seed_same_grasps_wherever_the_object_stands(bottle):
    bpy.context.scene.semgrasp.count = 2
    bpy.ops.semgrasp.generate()
    first = [tuple(item.hand_to_object) for item in bottle.semgrasp.candidates]
    bottle.location, bottle.rotation_euler = (0, 0, 0), (0, 0, 2.0)
    bpy.context.view_layer.update()
    bpy.ops.semgrasp.generate()
    assert [tuple(item.hand_to_object) for item in bottle.semgrasp.candidates] == first
