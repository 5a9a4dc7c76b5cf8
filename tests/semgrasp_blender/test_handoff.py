"""The mesh hand-off: real sizes, one shape wherever it stands, clear refusals."""

from __future__ import annotations

import math

import bpy
import numpy as np
import pytest
from semgrasp.inference.errors import UserError
from semgrasp.semgrasp_blender import handoff
from semgrasp.semgrasp_blender.scene.frames import object_frame


def read(obj, scale_length: float = 1.0):
    bpy.context.view_layer.update()
    return handoff.read_mesh(obj, bpy.context.evaluated_depsgraph_get(), scale_length)


def extents(mesh) -> np.ndarray:
    used = mesh.vertices[np.unique(mesh.faces)]
    return used.max(axis=0) - used.min(axis=0)


def volume(mesh) -> float:
    """Signed: positive where faces look outwards."""
    a, b, c = (mesh.vertices[mesh.faces[:, corner]] for corner in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6.0)


def test_scale_and_units_give_real_metres(add_box):
    obj = add_box(size=1.0)
    obj.scale = (8.0, 10.0, 12.0)
    np.testing.assert_allclose(extents(read(obj, 0.01)), [0.08, 0.10, 0.12], rtol=1e-4)


def test_moving_and_turning_is_the_same_shape(add_box):
    obj = add_box()
    obj.scale = (1.1, 0.9, 1.3)
    key = read(obj).content_key()
    rng = np.random.default_rng(0)
    for _ in range(5):
        obj.location = rng.uniform(-5, 5, 3)
        obj.rotation_euler = rng.uniform(-math.pi, math.pi, 3)
        assert read(obj).content_key() == key
    obj.scale = (1.1, 0.9, 1.4)
    assert read(obj).content_key() != key


@pytest.mark.parametrize("scale", [(1, 1, 1), (-1, 1, 1), (1, -2, 1), (-1, -1, -1), (0.5, -1, -2)])
def test_vertices_go_home_and_faces_look_outwards(add_box, scale):
    obj = add_box()
    obj.location, obj.rotation_euler, obj.scale = (1, 2, 3), (0.3, -1.2, 2.0), scale
    mesh = read(obj, 0.5)
    assert volume(mesh) > 0
    frame = object_frame(np.array(obj.matrix_world), 0.5)
    world = mesh.vertices @ frame.metres_to_world[:3, :3].T + frame.metres_to_world[:3, 3]
    expected = [tuple(obj.matrix_world @ vertex.co) for vertex in obj.data.vertices]
    np.testing.assert_allclose(world, expected, atol=2e-5)


def test_modifiers_and_edit_mode_count(add_box):
    obj = add_box()
    obj.modifiers.new("Array", "ARRAY").count = 2
    np.testing.assert_allclose(extents(read(obj)), [0.16, 0.08, 0.08], rtol=1e-5)
    obj.modifiers.clear()
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.transform.resize(value=(2, 1, 1))
    np.testing.assert_allclose(extents(read(obj)), [0.16, 0.08, 0.08], rtol=1e-5)
    assert obj.mode == "EDIT"


def test_names_of_groups_and_materials_reach_the_faces(add_box):
    obj = add_box()
    group = obj.vertex_groups.new(name="handle")
    top = [vertex.index for vertex in obj.data.vertices if vertex.co.z > 0]
    group.add(top, 1.0, "REPLACE")
    for name in ("ceramic", "glaze"):
        obj.data.materials.append(bpy.data.materials.new(name))
    for polygon in obj.data.polygons:
        polygon.material_index = int(polygon.normal.z > 0.5)
    mesh = read(obj)
    by_source = {label.source: label for label in mesh.labels}
    assert [label.source for label in mesh.labels] == ["group", "material"]
    corners = mesh.vertices[mesh.faces][..., 2]
    on_handle = np.array(by_source["group"].names)[by_source["group"].labels] == "handle"
    np.testing.assert_array_equal(on_handle, (corners > 0).sum(axis=1) >= 2)
    glazed = np.array(by_source["material"].names)[by_source["material"].labels] == "glaze"
    np.testing.assert_array_equal(glazed, (corners > 0).all(axis=1))


@pytest.mark.parametrize(
    ("size", "words"),
    [(9.5, "too large"), (0.001, "too small"), (95.0, "Unit Scale"), (3000.0, "Unit Scale")],
)
def test_wrong_sizes_hint_at_units(add_box, size, words):
    with pytest.raises(UserError, match=words):
        read(add_box(size=size))


def test_meshes_that_can_not_be_held(add_box):
    empty = bpy.data.objects.new("nothing", bpy.data.meshes.new("nothing"))
    bpy.context.scene.collection.objects.link(empty)
    with pytest.raises(UserError, match="no faces"):
        read(empty)
    wire = bpy.data.meshes.new("wire")
    wire.from_pydata([(0, 0, 0), (0.1, 0, 0)], [(0, 1)], [])
    empty.data = wire
    with pytest.raises(UserError, match="no faces"):
        read(empty)
    flat = add_box("flat")
    flat.scale = (1, 1, 0)
    with pytest.raises(UserError, match="zero"):
        read(flat)
    broken = add_box("broken")
    broken.data.vertices[0].co.x = math.nan
    with pytest.raises(UserError, match="not numbers"):
        read(broken)


def test_refusals_name_the_object_and_the_way_out(addon, add_box, tmp_path):
    scene = bpy.context.scene
    assert "Select a mesh" in handoff.refusal(None, scene)
    assert handoff.refusal(add_box(), scene) == ""
    bpy.ops.object.light_add()
    assert "not a mesh" in handoff.refusal(bpy.context.object, scene)
    stray = bpy.data.objects.new("stray", bpy.data.meshes.new("stray"))
    assert "not in this scene" in handoff.refusal(stray, scene)
    # A linked object
    path = tmp_path / "library.blend"
    bpy.data.libraries.write(str(path), {bpy.data.objects["mug"]})
    with bpy.data.libraries.load(str(path), link=True) as (_, wanted):
        wanted.objects = ["mug"]
    (linked,) = wanted.objects
    scene.collection.objects.link(linked)
    assert "make it local" in handoff.refusal(linked, scene)
