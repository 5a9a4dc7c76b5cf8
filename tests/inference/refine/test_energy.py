"""The energy and its equations, term by term against finite differences."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from semgrasp.inference.hand.rotation import axis_angle_to_matrix
from semgrasp.inference.refine.energy import WRIST, Pose, Weights, linearise, synergy_rows

OFF = 1e6
TERMS = {
    "penetration": ("penetration",),
    "attraction": ("attraction",),
    "self-collision": ("self_collision",),
    "prior": ("pose_prior",),
    "synergy": ("synergy",),
    "limits": ("limits",),
    "placement": ("placement_shift", "placement_turn"),
    "all": tuple(field.name for field in fields(Weights)),
}
SIGMAS = tuple(
    field.name for field in fields(Weights) if field.name not in ("attraction_reach", "attraction_target")
)


def only(names):
    """Weights with every term but the named ones switched off."""
    return replace(Weights(), **{name: OFF for name in SIGMAS if name not in names})


def moved(pose, step):
    """A pose after a step (N, 28) of the unknowns, without limits."""
    return Pose(
        axis_angle_to_matrix(step[:, :3]) @ pose.rotation,
        pose.centre + step[:, 3:WRIST],
        pose.angles + step[:, WRIST:],
    )


def disturbed(pose, hand, seed=0):
    """A pose a little off, beyond some limits, with crossing fingers."""
    random = np.random.default_rng(seed)
    number = len(pose)
    step = random.normal(0, 1, (number, WRIST + len(hand.lower)))
    step *= np.concatenate([np.full(3, 0.1), np.full(3, 0.004), np.full(len(hand.lower), 0.25)])
    return moved(pose, step)


def numeric_gradient(problem, pose, weights):
    number, unknowns = len(pose), WRIST + pose.angles.shape[1]
    gradient = np.zeros((number, unknowns))
    for column in range(unknowns):
        size = 1e-5 if 3 <= column < WRIST else 2e-4
        step = np.zeros((number, unknowns))
        step[:, column] = size
        ahead = linearise(problem, moved(pose, step), weights).energy
        back = linearise(problem, moved(pose, -step), weights).energy
        gradient[:, column] = (ahead - back) / (2 * size)
    return gradient


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("term", list(TERMS))
def test_gradient_is_that_of_the_energy(term, side, solids, contact_case):
    problem, start = contact_case(solids["cylinder"], "medium_wrap", side=side, number=5)
    pose = disturbed(start, problem.hand)
    weights = only(TERMS[term])
    found = linearise(problem, pose, weights)
    assert (found.energy > 1e-6).any(), "the case does not exercise the term"
    expected = numeric_gradient(problem, pose, weights)
    whole = np.linalg.norm(expected, axis=1)
    for block in (slice(0, 3), slice(3, WRIST), slice(WRIST, None)):
        size = np.linalg.norm(expected[:, block], axis=1)
        wrong = np.linalg.norm(2 * found.gradient[:, block] - expected[:, block], axis=1)
        # where a zone's nearest point changes within the step the energy has a kink: one row may be such
        share = wrong / (0.03 * size + 2e-3 * whole + 1e-6)
        assert (np.sort(share)[:-1] <= 1).all(), (block, wrong, size)


@pytest.mark.parametrize("side", ["right", "left"])
def test_every_unknown_is_right(side, solids, contact_case):
    problem, start = contact_case(solids["sphere"], "power_sphere", side=side, number=6)
    pose = disturbed(start, problem.hand, seed=3)
    found = linearise(problem, pose, Weights())
    expected = numeric_gradient(problem, pose, Weights())
    for column in range(expected.shape[1]):
        scale = np.abs(expected[:, column]).max() + 0.01 * np.abs(expected).max(axis=1)
        wrong = np.abs(2 * found.gradient[:, column] - expected[:, column])
        assert (np.sort(wrong / scale)[:-1] < 0.05).all(), column


@pytest.mark.parametrize(
    "name,kind", [("sphere", "power_sphere"), ("cylinder", "lateral"), ("box", "palmar_pinch")]
)
def test_hessian_is_symmetric_and_positive(name, kind, solids, contact_case):
    problem, start = contact_case(solids[name], kind)
    found = linearise(problem, disturbed(start, problem.hand), Weights())
    size = np.abs(found.hessian).max()
    np.testing.assert_allclose(found.hessian, found.hessian.swapaxes(1, 2), atol=1e-6 * size)
    symmetric = 0.5 * (found.hessian + found.hessian.swapaxes(1, 2))
    lowest, highest = np.linalg.eigvalsh(symmetric)[:, [0, -1]].T
    assert (lowest > -1e-6 * highest).all()
    assert np.isfinite(found.gradient).all()


def test_a_small_gauss_newton_step_predicts_the_energy(solids, contact_case):
    """The quadratic terms alone are exactly quadratic: one full step reaches their minimum."""
    problem, start = contact_case(solids["cylinder"], "medium_wrap", number=3)
    weights = only(("pose_prior", "synergy", "placement_shift"))
    pose = moved(start, np.concatenate([np.zeros((3, 3)), np.full((3, 25), 0.01)], axis=1))
    found = linearise(problem, pose, weights)
    step = -np.linalg.solve(found.hessian + 1e-12 * np.eye(28), found.gradient[..., None])[..., 0]
    step[:, :3] = 0
    assert (found.energy > 1e-3).all()
    assert (linearise(problem, moved(pose, step), weights).energy < 1e-6 * found.energy).all()


def test_nothing_to_do_costs_nothing(solids, contact_case):
    problem, start = contact_case(solids["cylinder"], "medium_wrap", number=2)
    far = Pose(start.rotation, start.centre + 5.0, start.angles)
    idle = replace(problem, zone_weight=np.zeros_like(problem.zone_weight), placed=far, prior=far.angles)
    found = linearise(idle, far, replace(Weights(), self_collision=OFF))
    np.testing.assert_allclose(found.energy, 0, atol=1e-6)
    np.testing.assert_allclose(found.gradient, 0, atol=1e-6)


def test_deeper_costs_more_and_the_gradient_leads_out(solids, contact_case):
    problem, start = contact_case(solids["sphere"], "power_sphere", number=1)
    weights = only(("penetration",))
    towards = problem.field.sample(start.centre)[1][0].astype(float)
    energies = []
    for depth in (0.01, 0.02, 0.03):
        pose = Pose(start.rotation, start.centre - depth * towards, start.angles)
        found = linearise(problem, pose, weights)
        energies.append(found.energy[0])
        assert -found.gradient[0, 3:WRIST] @ towards > 0
    assert energies == sorted(energies) and energies[0] < energies[-1]


def test_synergy_keeps_a_uniformly_curled_hand_free(hand_of):
    hand = hand_of("right")
    names = [dof.name for dof in hand.model.anatomy.dofs]
    curled = np.zeros(len(names))
    for i, name in enumerate(names):
        if not name.startswith("thumb"):
            curled[i] = 1.0 if name.endswith("pip_bend") else 0.6 if name.endswith("dip_bend") else 0.0
    np.testing.assert_allclose(synergy_rows(hand) @ curled, 0, atol=1e-12)
    crooked = curled.copy()
    crooked[names.index("ring_pip_bend")] += 0.5
    assert np.abs(synergy_rows(hand) @ crooked).max() > 0.3


def test_rows_of_a_batch_are_independent(solids, contact_case):
    problem, start = contact_case(solids["box"], "palmar_pinch", number=6)
    pose = disturbed(start, problem.hand)
    together = linearise(problem, pose, Weights())
    index = np.array([4, 1])
    some = linearise(problem.take(index), pose.take(index), Weights())
    for name in ("energy", "gradient", "hessian"):
        many = getattr(together, name)
        np.testing.assert_allclose(
            getattr(some, name), many[index], rtol=1e-5, atol=1e-6 * np.abs(many).max(), err_msg=name
        )


def test_softened_weights_forgive_penetration_and_hold_the_place():
    firm, soft = Weights(), Weights().softened()
    assert soft.penetration > firm.penetration
    assert soft.placement_shift < firm.placement_shift and soft.placement_turn < firm.placement_turn
