"""Hands, exact fields of simple solids, and batches of grasps placed on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.planner.placement import hand_frame, place
from semgrasp.inference.planner.sites import Sites
from semgrasp.inference.planner.taxonomy import TYPE_BY_NAME
from semgrasp.inference.refine.closing import close_digits
from semgrasp.inference.refine.energy import ContactProblem, Pose, Weights
from semgrasp.inference.refine.solver_hand import SolverHand, build_solver_hand


@dataclass(frozen=True)
class Solid:
    """A sphere, upright cylinder or box about the origin, with the interface of a sampled field.

    Attributes:
        kind: "sphere", "cylinder" or "box".
        radius: of sphere and cylinder; half thickness (x) of the box; metres.
        half_height: along z; the cylinder has no end caps.
        half_width: along y, of the box.
    """

    kind: str
    radius: float
    half_height: float = 0.1
    half_width: float = 0.04

    def sample(self, points):
        points = np.asarray(points, float)
        if self.kind == "box":
            half = np.array([self.radius, self.half_width, self.half_height])
            beyond = np.abs(points) - half
            outside = np.linalg.norm(np.maximum(beyond, 0), axis=-1)
            phi = outside + np.minimum(beyond.max(axis=-1), 0)
            nearest = np.eye(3)[beyond.argmax(axis=-1)]
            grad = np.where(outside[..., None] > 0, np.maximum(beyond, 0), nearest) * np.sign(points)
        else:
            grad = points * ([1, 1, 0] if self.kind == "cylinder" else [1, 1, 1])
            phi = np.linalg.norm(grad, axis=-1) - self.radius
        grad = grad / np.maximum(np.linalg.norm(grad, axis=-1, keepdims=True), 1e-9)
        return phi.astype(np.float32), grad.astype(np.float32)

    def sample_phi(self, points):
        return self.sample(points)[0]

    def sites(self, number: int, random: np.random.Generator) -> Sites:
        """Places around the solid, on the equator or on the two broad sides of a box."""
        turn = random.uniform(0, 2 * np.pi, number)
        normal = np.stack([np.cos(turn), np.sin(turn), np.zeros(number)], axis=1)
        if self.kind == "box":
            normal = np.tile([[1.0, 0, 0], [-1.0, 0, 0]], (number, 1))[:number]
        half = self.radius if self.kind == "sphere" else self.half_height
        width = self.half_width if self.kind == "box" else self.radius
        middle = np.zeros((number, 3))
        if self.kind != "sphere":
            middle[:, 2] = random.uniform(-0.2, 0.2, number) * half
        return Sites(
            point=middle + self.radius * normal,
            normal=normal,
            middle=middle,
            half_thickness=np.full(number, self.radius),
            axis=np.tile([0.0, 0, 1], (number, 1)),
            half_width=np.full(number, width),
            before=half + middle[:, 2],
            after=half - middle[:, 2],
            thin=np.full(number, self.radius),
            broad=np.full(number, width),
        )


Case = Callable[..., tuple[ContactProblem, Pose]]


@pytest.fixture(scope="session")
def hand_of() -> Callable[[str], SolverHand]:
    return lambda side: build_solver_hand(load_hand(side))


@pytest.fixture(scope="session")
def contact_case() -> Case:
    """Makes (problem, start): a batch of one grasp type placed around a solid, digits closed."""

    def make(solid: Solid, kind_name: str, *, side: str = "right", number: int = 8, seed: int = 0):
        random = np.random.default_rng(seed)
        hand = build_solver_hand(load_hand(side))
        kind = TYPE_BY_NAME[kind_name]
        start = place(hand, kind, solid.sites(number, random), np.tile([0.0, 0, 1], (number, 1)), random)
        zone_weight = np.zeros((number, len(hand.zone_names)), np.float32)
        for name, weight in kind.zones.items():
            zone_weight[:, hand.zone(name)] = weight
        problem = ContactProblem(
            hand=hand,
            field=solid,
            pivot=np.asarray(hand_frame(hand).pivot, np.float32),
            zone_weight=zone_weight,
            prior=start.closed,
            prior_scale=np.ones_like(start.closed),
            placed=start.pose,
        )
        closed = close_digits(problem, start.pose, start.open, start.closed, Weights().softened())
        return replace(problem, prior=closed.angles, placed=closed), closed

    return make


@pytest.fixture(scope="session")
def solids() -> dict[str, Solid]:
    return {
        "sphere": Solid("sphere", 0.033),
        "cylinder": Solid("cylinder", 0.016),
        "box": Solid("box", 0.022),
    }
