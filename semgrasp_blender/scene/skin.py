"""The skinned mesh: geometry, weights, UVs and materials."""

from __future__ import annotations

from typing import Any

import bpy
import numpy as np

from ...inference.hand.model import JOINT_NAMES, HandModel

_MATERIALS = (
    # name, base colour (linear), roughness, subsurface weight
    ("SemGrasp Skin", (0.80, 0.49, 0.365, 1.0), 0.52, 0.12),
    ("SemGrasp Nails", (0.90, 0.64, 0.56, 1.0), 0.25, 0.05),
)
_WEIGHT_FLOOR = 1e-6


def build_mesh(model: HandModel, name: str) -> Any:
    """A mesh object with the hand's template: quads where it has them, closed at the wrist, weighted."""
    surface = model.quads if model.quads is not None else model.faces
    polygons = [tuple(int(v) for v in face) for face in surface]
    cap_start = len(polygons)
    polygons += [tuple(int(v) for v in face) for face in model.cap_faces]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([tuple(map(float, v)) for v in model.template], [], polygons)
    _add_uvs(mesh, model)
    for material in hand_materials():
        mesh.materials.append(material)
    slots = np.zeros(len(polygons), dtype=np.int32)
    if model.quads is not None and model.material_of_quad is not None:
        slots[:cap_start] = np.asarray(model.material_of_quad)
    mesh.polygons.foreach_set("material_index", slots)
    smooth = np.ones(len(polygons), dtype=bool)
    smooth[cap_start:] = False  # the cut of the wrist is flat
    mesh.polygons.foreach_set("use_smooth", smooth)
    mesh.update()
    result = bpy.data.objects.new(name, mesh)
    _add_weights(result, model)
    return result


def hand_materials() -> list[Any]:
    """Skin and nails, made once per file and shared by all hands."""
    return [_principled(*spec) for spec in _MATERIALS]


def node_tree(block: Any) -> Any:
    """The nodes of a material or world; up to Blender 4.5 they have to be asked for."""
    if block.node_tree is None:
        block.use_nodes = True
    return block.node_tree


def _principled(
    name: str, colour: tuple[float, float, float, float], roughness: float, subsurface: float
) -> Any:
    material = bpy.data.materials.get(name)
    if material is not None:
        return material
    material = bpy.data.materials.new(name)
    material.diffuse_color = colour  # what the solid viewport and Workbench show
    material.roughness = roughness
    shader = node_tree(material).nodes.get("Principled BSDF")
    shader.inputs["Base Color"].default_value = colour
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Subsurface Weight"].default_value = subsurface
    shader.inputs["Subsurface Radius"].default_value = (0.008, 0.003, 0.002)
    shader.inputs["Subsurface Scale"].default_value = 1.0
    return material


def neutral_material() -> Any:
    """What an object without a material of its own wears in pictures: a light, slightly cool grey."""
    return _principled("SemGrasp Object", (0.42, 0.46, 0.50, 1.0), 0.45, 0.0)


def _add_uvs(mesh: Any, model: HandModel) -> None:
    if model.uvs is None or model.uv_quads is None or model.quads is None:
        return
    layer = mesh.uv_layers.new(name="UVMap")
    corners = np.zeros((len(mesh.loops), 2), dtype=np.float32)
    quad_corners = np.asarray(model.uvs, dtype=np.float32)[np.asarray(model.uv_quads).ravel()]
    corners[: len(quad_corners)] = quad_corners
    layer.data.foreach_set("uv", corners.ravel())


def _add_weights(mesh_object: Any, model: HandModel) -> None:
    weights = np.asarray(model.skin_weights)
    for joint, name in enumerate(JOINT_NAMES):
        group = mesh_object.vertex_groups.new(name=name)
        column = weights[:, joint]
        for vertex in np.flatnonzero(column > _WEIGHT_FLOOR):
            group.add([int(vertex)], float(column[vertex]), "REPLACE")
