"""The simulators on cases whose answers are known; skipped where they are not installed."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import numpy as np
import pytest
from mesh_files import box, cup
from semgrasp.inference.errors import UserError
from semgrasp.inference.metrics import simulation
from semgrasp.inference.metrics.simulation import (
    SimulationBody,
    StillHand,
    hand_pieces,
    held_strict,
    island_pieces,
    simulation_body,
    simulation_displacement,
)
from semgrasp.inference.shape import shape_from_arrays

FAR = np.array([1.0, 0.0, 0.0])


@pytest.fixture(scope="module")
def cube() -> SimulationBody:
    shape = shape_from_arrays(*box((0.05, 0.05, 0.05)))
    return simulation_body(shape, island_pieces(shape))


def _cage(gap: float) -> tuple[np.ndarray, ...]:
    """Six slabs around the cube of 5 cm."""
    pieces = []
    for axis in range(3):
        size = np.full(3, 0.05)
        size[axis] = 0.02
        for sign in (1, -1):
            centre = np.zeros(3)
            centre[axis] = sign * (0.025 + 0.01 + gap)
            pieces.append(box(tuple(size), centre)[0])
    return tuple(pieces)


def _jaws(squeeze: float) -> tuple[np.ndarray, ...]:
    return tuple(box((0.02, 0.04, 0.04), (sign * (0.035 - squeeze), 0, 0))[0] for sign in (1, -1))


def test_mass_of_a_box(cube: SimulationBody) -> None:
    assert np.allclose(cube.centre, 0, atol=1e-3)
    assert np.allclose(np.diag(cube.unit_inertia), 0.05**2 / 6, rtol=0.15)
    assert len(cube.pieces) == 1


def test_flat_pieces_get_a_thickness() -> None:
    square = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], dtype=float) * 0.05
    pieces = hand_pieces(np.concatenate([square, square + 1]), np.repeat([0, 5], 4))
    assert len(pieces) == 2 and all(np.ptp(piece[:, 2]) > 1e-4 for piece in pieces)


@pytest.mark.slow
def test_strict_cage_holds_and_nothing_does_not(cube: SimulationBody) -> None:
    pytest.importorskip("mujoco")
    assert held_strict(_cage(0.001), cube).held
    free = held_strict([box((0.02, 0.02, 0.02), FAR)[0]], cube, seconds=1.0)
    assert not free.held and free.distance >= 0.05
    # s = a t² / 2 with a = 10 m/s²: 5 cm after 0.1 s, seen at the next look
    assert free.distance < 10 * 0.122**2 / 2


@pytest.mark.slow
def test_strict_needs_friction_and_grip(cube: SimulationBody) -> None:
    pytest.importorskip("mujoco")
    assert held_strict(_jaws(0.002), cube).held
    assert not held_strict(_jaws(-0.004), cube).held


def test_a_squeezed_cube_comes_to_rest_in_the_middle(cube: SimulationBody) -> None:
    """Jaws that press more from the right than from the left push it to the left."""
    pytest.importorskip("mujoco")
    shifted = [piece - (0.001, 0, 0) for piece in _jaws(0.0015)]
    scene = StillHand(shifted, cube)
    rest = scene.settle()
    assert rest[0, 3] == pytest.approx(-0.001, abs=2e-4)
    assert np.allclose(rest[1:3, 3], 0, atol=2e-4) and np.allclose(rest[:3, :3], np.eye(3), atol=0.02)
    # from there it does not go on
    assert np.linalg.norm(scene.settle()[:3, 3] - rest[:3, 3]) < 2e-4


def test_settling_in_nothing_moves_nothing(cube: SimulationBody) -> None:
    pytest.importorskip("mujoco")
    scene = StillHand([box((0.02, 0.02, 0.02), FAR)[0]], cube)
    assert np.allclose(scene.settle(), np.eye(4), atol=1e-6)


@pytest.mark.parametrize("squeeze, held", [(0.002, True), (-0.004, False)])
def test_the_shorter_test_agrees(squeeze: float, held: bool, cube: SimulationBody) -> None:
    pytest.importorskip("mujoco")
    for timestep in (0.002, 0.004):
        assert StillHand(_jaws(squeeze), cube, timestep).pull_worst(0.1, 0.5).held is held


def test_a_hollow_palm_stays_hollow() -> None:
    """A bowl of vertices given to the palm isn't closed by its hull."""
    angle = np.linspace(0, np.pi, 40)
    arch = np.stack([0.04 * np.cos(angle), 0.04 * np.sin(angle), 0 * angle], axis=1)
    palm = np.concatenate([arch + np.array([0, 0, z]) for z in np.linspace(0, 0.03, 4)])
    pieces = hand_pieces(palm, np.zeros(len(palm), int))
    assert len(pieces) > 6
    assert all(np.linalg.norm(piece[:, :2].mean(axis=0)) > 0.03 for piece in pieces)


@pytest.mark.slow
def test_free_fall_is_10_7_cm(cube: SimulationBody) -> None:
    pytest.importorskip("pybullet")
    vertices, faces = box((0.02, 0.02, 0.02), FAR)
    assert simulation_displacement(vertices, faces, cube) == pytest.approx(0.107, abs=1e-3)
    sideways = simulation_displacement(vertices, faces, cube, gravity=(0, 9.8, 0))
    assert sideways == pytest.approx(0.107, abs=1e-3)


@pytest.mark.slow
def test_a_table_holds_it(cube: SimulationBody) -> None:
    pytest.importorskip("pybullet")
    vertices, faces = box((0.3, 0.3, 0.02), (0, 0, -0.035))
    assert simulation_displacement(vertices, faces, cube) < 0.003


@pytest.mark.slow
def test_pieces_of_a_cup_leave_it_hollow() -> None:
    pytest.importorskip("coacd")
    body = simulation_body(shape_from_arrays(*cup()))
    assert 4 <= len(body.pieces) <= simulation.MAX_PIECES
    middle = np.array([0, 0, 0.02])
    radius = [
        np.linalg.norm(piece[:, :2].mean(axis=0)) for piece in body.pieces if piece[:, 2].max() > middle[2]
    ]
    assert min(radius) > 0.015


@pytest.mark.parametrize("module", ["mujoco", "pybullet"])
def test_missing_simulators_are_named(
    module: str, cube: SimulationBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **options: Any) -> Any:
        if name == module:
            raise ImportError(name)
        return real(name, *rest, **options)

    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserError, match=r"semgrasp\[simulation\]"):
        if module == "mujoco":
            held_strict([], cube)
        else:
            simulation_displacement(*box(), cube)
