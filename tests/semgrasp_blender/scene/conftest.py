"""Helpers of the scene tests, handed out by the fixture `kit`."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import bpy
import numpy as np
import pytest
from semgrasp.inference.hand.rotation import axis_angle_to_matrix
from semgrasp.semgrasp_blender.scene.grasps import SceneGrasp


def transform(turn: Any, place: Any) -> np.ndarray:
    out = np.eye(4)
    out[:3, :3] = axis_angle_to_matrix(turn)
    out[:3, 3] = place
    return out


def moved(points: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    return points @ matrix[:3, :3].T + matrix[:3, 3]


def random_grasp(seed: int = 0, side: str = "right", betas: Any = None) -> SceneGrasp:
    random = np.random.default_rng(seed)
    grip = transform(random.normal(size=3), random.normal(size=3) * 0.1)
    shares = np.linspace(1.0, 0.0, 7)
    away = [transform([0.0, 0.0, 0.2 * s], [0.0, 0.15 * s, 0.0]) @ grip for s in shares]
    pose = random.normal(size=45) * 0.4
    return SceneGrasp(
        side=side,
        hand_to_object=grip,
        hand_pose=pose,
        betas=np.zeros(10) if betas is None else betas,
        approach=np.array(away),
        approach_pose=pose * np.linspace(0.1, 0.5, 7)[:, None],
        grasp_type="medium_wrap",
        score=0.8,
        metrics={"penetration_mm": 1.25, "volume_cm3": 0.2},
        caption="four fingers wrap it",
    )


def evaluated_vertices(item: Any) -> np.ndarray:
    """(V, 3) vertices of an object in the world, after modifiers."""
    bpy.context.view_layer.update()
    depsgraph = bpy.context.evaluated_depsgraph_get()
    evaluated = item.evaluated_get(depsgraph)
    mesh = evaluated.to_mesh()
    flat = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    mesh.vertices.foreach_get("co", flat)
    evaluated.to_mesh_clear()
    return moved(flat.reshape(-1, 3).astype(np.float64), np.array(evaluated.matrix_world, dtype=np.float64))


def add_object(name: str = "Mug", size: float = 0.1) -> Any:
    """A box mesh in the scene."""
    mesh = bpy.data.meshes.new(name)
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * size / 2
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    mesh.from_pydata([tuple(c) for c in corners], [], quads)
    item = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(item)
    return item


@pytest.fixture
def kit() -> SimpleNamespace:
    """The functions above."""
    return SimpleNamespace(
        transform=transform,
        moved=moved,
        random_grasp=random_grasp,
        evaluated_vertices=evaluated_vertices,
        add_object=add_object,
    )
