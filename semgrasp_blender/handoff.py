"""From the scene to arrays: the mesh hand-off.

The chain of frames, each step one matrix (scene/frames.py splits the world matrix):

1. mesh local: the vertices of the evaluated mesh (modifiers, shape keys and edit mode applied), Blender
   units.
2. object frame in metres (`ObjectFrame.local_to_metres`): local axes and origin, with the object's world
   scale and the scene's unit scale applied. This is what the worker gets and what results are kept in.
   Location and rotation are left out, so an object that was moved or turned is the same shape.
3. canonical: origin at the centre of the bounding box. Only `inference` knows it.
4. world: `ObjectFrame.metres_to_world` brings the object frame back into the scene.
"""

from __future__ import annotations

import bpy
import numpy as np
from numpy.typing import NDArray

from ..inference.errors import UserError
from ..inference.exchange import FaceLabels, ObjectMesh
from .scene.frames import object_frame

LARGEST = 3.0
SMALLEST = 0.005
"""Metres: outside of these a size is taken for a mistake of units (the same limits as in `inference`)."""

LARGEST_NUMBER = 1e12
"""Coordinates beyond this are broken: Blender turns an infinity into the largest float."""

MAX_GROUP_VERTICES = 150_000
"""Vertex groups of larger meshes are not read: Blender gives them vertex by vertex,
5 µs each, and its window waits."""

SCALE_DIGITS = 5
"""Digits kept of the world scale: float32 noise of a rotated object must not look like another shape."""


def refusal(obj: bpy.types.Object | None, scene: bpy.types.Scene) -> str:
    """Why grasps can't be made for this object, as a sentence; empty where they can. Cheap: poll() asks."""
    if obj is None:
        return "Select a mesh object, or pick one under Object."
    if obj.name not in scene.objects:
        return f"“{obj.name}” is not in this scene: pick another object."
    if obj.type != "MESH":
        return f"“{obj.name}” is not a mesh: select a mesh object (or convert it: Object ‣ Convert ‣ Mesh)."
    if obj.library is not None or obj.override_library is not None:
        return (
            f"“{obj.name}” is linked from another file and can't store results: "
            "make it local first (Object ‣ Relations ‣ Make Local)."
        )
    return ""


def read_mesh(obj: bpy.types.Object, depsgraph: bpy.types.Depsgraph, scale_length: float) -> ObjectMesh:
    """The evaluated mesh of an object in the object frame in metres.

    Raises:
        UserError: nothing that could be held: no faces, broken numbers, no size, or a size that can't be
        right.
    """
    if obj.mode == "EDIT":
        obj.update_from_editmode()
        depsgraph.update()
    local_to_metres = _rounded(object_frame(np.array(obj.matrix_world), scale_length).local_to_metres[:3, :3])
    evaluated = obj.evaluated_get(depsgraph)
    mesh = evaluated.to_mesh()
    try:
        if mesh is None or len(mesh.polygons) == 0:
            raise UserError(f"“{obj.name}” has no faces to hold: add some, or check its modifiers.")
        local = _vertices(mesh)
        faces, face_materials = _triangles(mesh)
        labels = [*_group_labels(obj, mesh, faces), *_material_labels(obj, mesh, face_materials)]
    finally:
        evaluated.to_mesh_clear()
    if not (np.abs(local[faces]) < LARGEST_NUMBER).all():  # false for NaN as well
        raise UserError(f"“{obj.name}” has vertices that are not numbers (NaN or infinite): delete them.")
    vertices = local @ local_to_metres.T
    if np.linalg.det(local_to_metres) < 0:
        faces = np.ascontiguousarray(faces[:, ::-1])  # a mirrored object would show its inside
    _check_size(obj.name, vertices[faces.reshape(-1)])
    return ObjectMesh(vertices, faces, obj.name, tuple(labels))


def _rounded(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    step = 10.0 ** (np.floor(np.log10(np.abs(matrix).max())) - SCALE_DIGITS)
    return np.round(matrix / step) * step


def _check_size(name: str, corners: NDArray[np.float64]) -> None:
    longest = float((corners.max(axis=0) - corners.min(axis=0)).max())
    if SMALLEST <= longest <= LARGEST:
        return
    if longest > LARGEST:
        shown = f"{longest:.3g} m long, too large for a hand"
    else:
        shown = f"{longest * 1000:.2g} mm long, too small for a hand"
    raise UserError(
        f"“{name}” is {shown}: scale the object, or set Scene ‣ Units ‣ Unit Scale "
        "(0.01 where one unit means a centimetre)."
    )


def _vertices(mesh: bpy.types.Mesh) -> NDArray[np.float64]:
    flat = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    mesh.vertices.foreach_get("co", flat)
    return flat.reshape(-1, 3).astype(np.float64)


def _triangles(mesh: bpy.types.Mesh) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    mesh.calc_loop_triangles()
    count = len(mesh.loop_triangles)
    faces = np.empty(count * 3, dtype=np.int32)
    mesh.loop_triangles.foreach_get("vertices", faces)
    materials = np.empty(count, dtype=np.int32)
    mesh.loop_triangles.foreach_get("material_index", materials)
    return faces.reshape(-1, 3), materials


def _group_labels(obj: bpy.types.Object, mesh: bpy.types.Mesh, faces: NDArray[np.int32]) -> list[FaceLabels]:
    """Vertex groups as names on faces: a face belongs to the group with the most weight on its corners."""
    groups = obj.vertex_groups
    if len(groups) == 0 or len(mesh.vertices) > MAX_GROUP_VERTICES:
        return []
    weights = np.zeros((len(mesh.vertices), len(groups) + 1), dtype=np.float32)
    for vertex in mesh.vertices:
        for element in vertex.groups:
            if element.group < len(groups):
                weights[vertex.index, element.group + 1] = element.weight
    on_faces = weights[faces].sum(axis=1)
    on_faces[:, 0] = 1.5  # a face needs half the weight of its three corners, or it belongs to none
    labels = on_faces.argmax(axis=1).astype(np.int32)
    if not labels.any():
        return []
    return [FaceLabels("group", ("", *(group.name for group in groups)), labels)]


def _material_labels(
    obj: bpy.types.Object, mesh: bpy.types.Mesh, face_materials: NDArray[np.int32]
) -> list[FaceLabels]:
    names = [slot.material.name if slot.material else "" for slot in obj.material_slots]
    if not any(names):
        return []
    inside = (face_materials >= 0) & (face_materials < len(names))
    labels = np.where(inside, face_materials + 1, 0).astype(np.int32)
    return [FaceLabels("material", ("", *names), labels)]
