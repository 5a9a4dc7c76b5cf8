# pyright: reportMissingImports=false
"""The contact energy of inference/refine/energy.py in torch, for minimisers that need a gradient alone.

Term by term the same; float32, batched, no loop over grasps. It follows the numpy code's own short cuts
(digits as five equal chains, skinning as one matrix product), so that a comparison of minimisers is not one
of writing styles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from semgrasp.inference.refine.energy import ContactProblem, Pose, Weights, synergy_rows
from semgrasp.inference.refine.solver_hand import SLOTS, SolverHand
from torch import Tensor
from torch.nn import functional

# Translations are minimised in units of this many metres, so that they and angles want steps of one size.
LENGTH = 0.1


def _tensor(values: object) -> Tensor:
    return torch.as_tensor(np.ascontiguousarray(np.asarray(values, np.float32)))


@dataclass(frozen=True, eq=False)
class TorchHand:
    """Constants of a `SolverHand` as tensors; names are those of `SolverHand`."""

    dof_slot: Tensor
    cross: Tensor
    square: Tensor
    joints: Tensor
    features: Tensor
    palm: Tensor
    clearance: Tensor
    zones: Tensor
    sphere_points: Tensor
    reach: Tensor
    lower: Tensor
    upper: Tensor
    synergy: Tensor

    @classmethod
    def of(cls, hand: SolverHand) -> TorchHand:
        """Convert."""
        x, y, z = np.moveaxis(hand.axes, -1, 0)
        zero = np.zeros_like(x)
        cross = np.stack([zero, -z, y, z, zero, -x, -y, x, zero], axis=-1).reshape(*x.shape, 3, 3)
        spheres = len(hand.sphere_points)
        reach = np.zeros((spheres, spheres), np.float32)
        first, second = hand.sphere_pairs.T
        reach[first, second] = hand.sphere_reach
        return cls(
            dof_slot=torch.as_tensor(hand.dof_slot),
            cross=_tensor(cross),
            square=_tensor(cross @ cross),
            joints=_tensor(hand.joints),
            features=_tensor(hand.features),
            palm=_tensor(hand.palm),
            clearance=_tensor(hand.clearance),
            zones=torch.as_tensor(hand.zones),
            sphere_points=torch.as_tensor(hand.sphere_points),
            reach=_tensor(reach),
            lower=_tensor(hand.lower),
            upper=_tensor(hand.upper),
            synergy=_tensor(synergy_rows(hand).T),
        )

    def points(self, angles: Tensor) -> Tensor:
        """(N, 22) angles → (N, P, 3) sample points in the hand's frame."""
        number = len(angles)
        slots = angles.new_zeros(number, 5 * SLOTS).index_copy(1, self.dof_slot, angles)
        slots = slots.reshape(number, 5, SLOTS, 1, 1)
        turn = torch.eye(3) + torch.sin(slots) * self.cross + (1 - torch.cos(slots)) * self.square
        local = (
            turn[:, :, 0] @ turn[:, :, 1] @ turn[:, :, 2],
            turn[:, :, 3] @ turn[:, :, 4],
            turn[:, :, 5],
        )
        rotation = torch.eye(3).expand(number, 5, 3, 3)
        shift = angles.new_zeros(number, 5, 3, 1)
        rows = [torch.cat([rotation, shift], dim=-1).transpose(-1, -2)]
        for joint, turned in enumerate(local):
            centre = self.joints[:, joint, :, None]
            shift = rotation @ (centre - turned @ centre) + shift
            rotation = rotation @ turned
            rows.append(torch.cat([rotation, shift], dim=-1).transpose(-1, -2))
        bones = torch.cat(rows, dim=2)
        digits = (self.features @ bones).reshape(number, -1, 3)
        return torch.cat([digits, self.palm.expand(number, -1, 3)], dim=1)


@dataclass(frozen=True, eq=False)
class TorchField:
    """A sampled signed distance as a volume for `grid_sample`."""

    volume: Tensor
    origin: Tensor
    cell: float

    @classmethod
    def of(cls, problem: ContactProblem) -> TorchField:
        """Convert."""
        field = problem.field
        return cls(_tensor(field.values[..., 0])[None, None], _tensor(field.origin), float(field.cell))

    def sample(self, points: Tensor) -> Tensor:
        """(N, P, 3) points → (N, P) signed distance."""
        counts = torch.tensor(self.volume.shape[2:], dtype=torch.float32)
        place = (points - self.origin) / self.cell
        held = torch.minimum(place.clamp(min=0), counts - 1.001)
        grid = (2 * held / (counts - 1) - 1).flip(-1)[None, None]
        inside = functional.grid_sample(self.volume, grid, padding_mode="border", align_corners=True)
        beyond = self.cell * (place - held)
        away = (beyond**2).sum(-1)
        return inside[0, 0, 0] + torch.where(away > 1e-10, torch.sqrt(away.clamp(min=1e-10)), 0.0)


@dataclass(frozen=True, eq=False)
class TorchEnergy:
    """The energy of a batch as a function of (N, 28) unknowns: turn vector, shift / LENGTH, angles.

    The turn is applied on the left of the starting rotation, as the solver's steps are.
    """

    hand: TorchHand
    field: TorchField
    pivot: Tensor
    zone_weight: Tensor
    prior: Tensor
    prior_scale: Tensor
    placed_rotation: Tensor
    placed_centre: Tensor
    rotation: Tensor
    centre: Tensor
    weights: Weights

    @classmethod
    def of(cls, problem: ContactProblem, start: Pose, weights: Weights) -> TorchEnergy:
        """Convert."""
        return cls(
            hand=TorchHand.of(problem.hand),
            field=TorchField.of(problem),
            pivot=_tensor(problem.pivot),
            zone_weight=_tensor(problem.zone_weight),
            prior=_tensor(problem.prior),
            prior_scale=_tensor(problem.prior_scale),
            placed_rotation=_tensor(problem.placed.rotation),
            placed_centre=_tensor(problem.placed.centre),
            rotation=_tensor(start.rotation),
            centre=_tensor(start.centre),
            weights=weights,
        )

    def with_weights(self, weights: Weights) -> TorchEnergy:
        """The same energy with other sigmas."""
        return replace(self, weights=weights)

    def unknowns(self, start: Pose) -> Tensor:
        """(N, 28) unknowns that stand for the starting pose."""
        return torch.cat([torch.zeros(len(start), 6), _tensor(start.angles)], dim=1)

    def pose(self, unknowns: Tensor) -> Pose:
        """The pose that unknowns stand for."""
        rotation = (_exponential(unknowns[:, :3]) @ self.rotation).double().numpy()
        # float32 products leave the rotation a little off
        left, _, right = np.linalg.svd(rotation)
        centre = self.centre + LENGTH * unknowns[:, 3:6]
        return Pose(left @ right, centre.double().numpy(), unknowns[:, 6:].double().numpy())

    def __call__(self, unknowns: Tensor) -> Tensor:
        """(N,) energies."""
        hand, weights = self.hand, self.weights
        angles = unknowns[:, 6:]
        rotation = _exponential(unknowns[:, :3]) @ self.rotation
        centre = self.centre + LENGTH * unknowns[:, 3:6]
        points = hand.points(angles)
        phi = self.field.sample((points - self.pivot) @ rotation.transpose(1, 2) + centre[:, None])

        depth = (phi - hand.clearance).clamp(max=0)
        energy = (depth**2).sum(1) / weights.penetration**2
        gap = phi[:, hand.zones].amin(dim=2) - weights.attraction_target
        reach_square = weights.attraction_reach**2
        pull = self.zone_weight * (reach_square / weights.attraction**2) * torch.log1p(gap**2 / reach_square)
        energy = energy + pull.sum(1)

        spheres = points[:, hand.sphere_points]
        square = (spheres**2).sum(2)
        apart = square[:, :, None] + square[:, None] - 2 * spheres @ spheres.transpose(1, 2)
        overlap = (hand.reach - apart.clamp(min=1e-12).sqrt()).clamp(min=0)
        energy = energy + (overlap**2).sum((1, 2)) / weights.self_collision**2

        away = angles - self.prior
        energy = energy + ((away / (weights.pose_prior * self.prior_scale)) ** 2).sum(1)
        energy = energy + ((away @ hand.synergy / weights.synergy) ** 2).sum(1)
        excess = (angles - hand.upper).clamp(min=0) + (hand.lower - angles).clamp(min=0)
        energy = energy + (excess**2).sum(1) / weights.limits**2

        turn = _logarithm(rotation @ self.placed_rotation.transpose(1, 2))
        shift = centre - self.placed_centre
        energy = energy + (turn**2).sum(1) / weights.placement_turn**2
        return energy + (shift**2).sum(1) / weights.placement_shift**2


def _exponential(turn: Tensor) -> Tensor:
    """(N, 3) rotation vectors → (N, 3, 3); smooth at zero."""
    angle = torch.sqrt((turn**2).sum(1) + 1e-12)[:, None, None]
    x, y, z = turn.unbind(1)
    zero = torch.zeros_like(x)
    cross = torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], dim=1).reshape(-1, 3, 3)
    half = torch.sin(0.5 * angle) / angle
    return torch.eye(3) + torch.sin(angle) / angle * cross + 2 * half**2 * cross @ cross


def _logarithm(rotation: Tensor) -> Tensor:
    """(N, 3, 3) → (N, 3) rotation vectors, below half a turn; smooth at zero."""
    axis = 0.5 * torch.stack(
        [
            rotation[:, 2, 1] - rotation[:, 1, 2],
            rotation[:, 0, 2] - rotation[:, 2, 0],
            rotation[:, 1, 0] - rotation[:, 0, 1],
        ],
        dim=1,
    )
    sine = torch.sqrt((axis**2).sum(1) + 1e-12)
    cosine = 0.5 * (rotation.diagonal(dim1=1, dim2=2).sum(1) - 1)
    return axis * (torch.atan2(sine, cosine) / sine)[:, None]


def minimise_with_adam(
    energy: TorchEnergy, start: Pose, steps: int, rate: float, soft_share: float = 0.0
) -> Pose:
    """Adam with a cosine decay of the rate to a twentieth; angles are clipped to their limits at each step.

    Args:
        energy: the firm energy.
        start: starting poses, those that `energy` was made with.
        steps: gradient evaluations.
        rate: first learning rate.
        soft_share: share of the steps that run on the softened weights first, as the solver does.
    """
    unknowns = energy.unknowns(start).requires_grad_(True)
    optimiser = torch.optim.Adam([unknowns], lr=rate, foreach=False, fused=True)
    soft = energy.with_weights(energy.weights.softened())
    lower, upper = energy.hand.lower, energy.hand.upper
    for step in range(steps):
        share = step / max(steps - 1, 1)
        decay = 0.5 + 0.5 * float(np.cos(np.pi * share))
        optimiser.param_groups[0]["lr"] = rate * (0.05 + 0.95 * decay)
        optimiser.zero_grad(set_to_none=True)
        current = soft if step < soft_share * steps else energy
        current(unknowns).sum().backward()
        optimiser.step()
        with torch.no_grad():
            unknowns[:, 6:].clamp_(lower, upper)
    return energy.pose(unknowns.detach())
