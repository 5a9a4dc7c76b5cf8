"""Judging solved grasps: contact, penetration, held-ness, naturalness, the part that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..hand.anatomy import Anatomy
from ..hand.model import HandModel
from ..refine.energy import ContactProblem, Pose, object_points
from ..refine.solver_hand import SolverHand
from ..shape.model import ObjectShape
from .stability import heldness
from .taxonomy import GraspType, Placement

Double = NDArray[np.float64]

CONTACT = 0.003
"""Metres within which a region touches (CapGrasp's threshold)."""
THUMB_REGIONS = (13, 14, 15)


@dataclass(frozen=True, eq=False)
class Assessment:
    """Judgement of N grasps.

    Attributes:
        penetration: (N,) deepest hand vertex in the object, metres.
        overlap: (N,) mean depth over all vertices, metres: grows with the volume shared.
        pierced: (N,) surface of the object inside the hand's flesh, square metres: a sheet or a spike through
            the palm is hardly deep, but it is seen.
        regions: (N, 16) whether each contact region touches.
        zones_met: (N,) weighted share of the type's zones that touch.
        held: (N,) 0..1 force balance with friction.
        self_overlap: (N,) deepest overlap of two digits, metres.
        strain: (N,) mean squared distance of the angles from the type's posture, in units of 25 degrees.
        on_part: (N,) weighted share of the touching zones that lie on the wanted part. Zones, because the
        back
            of a finger behind a mug's handle may well touch the body.
        touches_avoided: (N,) share of the touching vertices on a part to be avoided.
        grip: (N,) thumb or palm touches, and at least one more finger.
    """

    penetration: Double
    overlap: Double
    pierced: Double
    regions: NDArray[np.bool_]
    zones_met: Double
    held: Double
    self_overlap: Double
    strain: Double
    on_part: Double
    touches_avoided: Double
    grip: NDArray[np.bool_]


def hand_vertices(model: HandModel, betas: Double, pose: Pose, pivot: Double) -> tuple[Double, Double]:
    """Vertices (N, V, 3) in the object frame and hand_to_object (N, 4, 4) of solver poses."""
    number = len(pose)
    hand_pose = model.anatomy.angles_to_pose(pose.angles)
    full = np.concatenate([np.zeros((number, 3)), hand_pose], axis=1)
    local = model.forward(full, np.broadcast_to(betas, (number, len(betas)))).vertices
    transform = np.tile(np.eye(4), (number, 1, 1))
    transform[:, :3, :3] = pose.rotation
    transform[:, :3, 3] = pose.centre - pose.rotation @ np.asarray(pivot, float)
    return local @ pose.rotation.swapaxes(1, 2) + transform[:, None, :3, 3], transform


def assess(
    problem: ContactProblem,
    pose: Pose,
    vertices: Double,
    shape: ObjectShape,
    wanted: NDArray[np.bool_] | None,
    avoided: NDArray[np.bool_] | None,
    centre: Double,
) -> Assessment:
    """Judge solved grasps against the sampled field.

    Args:
        problem: what was solved.
        pose: the solved poses.
        vertices: (N, V, 3) hand vertices, object frame.
        shape: the object.
        wanted, avoided: (F,) masks of faces, None where the words ask for nothing.
        centre: (3,) centre of mass.
    """
    hand = problem.hand
    number = len(pose)
    phi = shape.field.sample(vertices)[0].astype(float)
    depth = np.minimum(phi, 0)
    regions = np.stack(
        [phi[:, hand.model.segment_of_vertex == region].min(axis=1) <= CONTACT for region in range(16)],
        axis=1,
    )
    points = hand.evaluate(pose.angles)
    placed = object_points(problem, pose, points)
    zone_phi, zone_normal = problem.field.sample(placed[:, hand.zones])
    nearest = zone_phi.argmin(axis=2)[..., None]
    gap = np.take_along_axis(zone_phi, nearest, axis=2)[..., 0].astype(float)
    contact = np.take_along_axis(placed[:, hand.zones], nearest[..., None], axis=2)[:, :, 0].astype(float)
    normal = np.take_along_axis(zone_normal, nearest[..., None], axis=2)[:, :, 0].astype(float)
    weight = problem.zone_weight
    met = (weight * (gap < CONTACT)).sum(axis=1) / weight.sum(axis=1)
    strain = (((pose.angles - problem.prior) / np.radians(25)) ** 2).mean(axis=1)
    touching = phi <= CONTACT
    on_part = _zones_on(shape, contact, weight * (gap < CONTACT), wanted)
    spoiled = _share_on(shape, vertices, touching, avoided, default=0.0)
    fingers = np.stack([regions[:, 3 * digit + 1 : 3 * digit + 4].any(axis=1) for digit in range(4)], axis=1)
    opposed = regions[:, 0] | regions[:, THUMB_REGIONS].any(axis=1)
    return Assessment(
        penetration=-depth.min(axis=1),
        overlap=-depth.mean(axis=1),
        pierced=_pierced(hand, placed, shape),
        regions=regions,
        zones_met=np.asarray(met, float),
        held=heldness(contact, normal, gap, centre),
        self_overlap=hand.self_overlap(pose.angles).astype(float),
        strain=strain,
        on_part=on_part,
        touches_avoided=spoiled,
        grip=opposed & fingers.any(axis=1) if number else np.zeros(0, bool),
    )


def _pierced(hand: SolverHand, placed: NDArray[np.float32], shape: ObjectShape) -> Double:
    """Surface of the object within the cores of the hand, (N,) square metres, by its surface samples."""
    corners = shape.vertices[shape.faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    share = 0.5 * np.linalg.norm(crossed, axis=1).sum() / len(shape.points)
    points = shape.points.astype(np.float32)
    cores = placed[:, hand.sphere_points]
    reach = hand.clearance[hand.sphere_points] ** 2
    inside = np.empty(len(placed))
    for row, centres in enumerate(cores):
        near = points[(np.abs(points - centres.mean(axis=0)) < 0.13).all(axis=1)]
        apart = (near**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1) - 2 * near @ centres.T
        inside[row] = (apart < reach).any(axis=1).sum()
    return share * inside


def _zones_on(
    shape: ObjectShape, contact: Double, weight: NDArray[np.floating], faces: NDArray[np.bool_] | None
) -> Double:
    """Weighted share (N,) of zone contacts (N, Z, 3) that lie on the given faces; 1 where faces is None."""
    if faces is None:
        return np.ones(len(contact))
    batch, zone = np.nonzero(weight)
    if not len(batch):
        return np.zeros(len(contact))
    face = shape.queries.closest(contact[batch, zone])[1]
    amount = weight[batch, zone].astype(float)
    total = np.bincount(batch, amount, len(contact))
    return np.bincount(batch, amount * faces[face], len(contact)) / np.maximum(total, 1e-9)


def _share_on(
    shape: ObjectShape,
    vertices: Double,
    touching: NDArray[np.bool_],
    faces: NDArray[np.bool_] | None,
    default: float,
) -> Double:
    """Share (N,) of touching vertices whose nearest surface sample lies on the given faces."""
    if faces is None:
        return np.full(len(vertices), default)
    batch, index = np.nonzero(touching)
    if not len(batch):
        return np.zeros(len(vertices))
    face = shape.queries.closest(vertices[batch, index])[1]
    total = np.bincount(batch, minlength=len(vertices))
    return np.bincount(batch, faces[face].astype(float), len(vertices)) / np.maximum(total, 1)


def coupling(anatomy: Anatomy, angles: Double) -> Double:
    """How unlike neighbouring fingers bend, (N,) root mean square of PIP differences, radians."""
    column = {dof.name: i for i, dof in enumerate(anatomy.dofs)}
    bends = np.stack(
        [angles[:, column[f"{f}_pip_bend"]] for f in ("index", "middle", "ring", "pinky")], axis=1
    )
    return np.sqrt((np.diff(bends, axis=1) ** 2).mean(axis=1))


def cost_of(
    found: Assessment, kinds: Sequence[GraspType], comfort: Double, coupled: Double, heaviness: float
) -> Double:
    """One number (N,) to rank by, lower is better; every term is about 1 when it is bad.

    Args:
        found: the judgement.
        kinds: grasp type of every row.
        comfort: (N,) 0..1 how well thumb and forearm point where they should.
        coupled: (N,) difference between neighbouring fingers, radians.
        heaviness: 0..1 how much the object needs the whole hand.
    """
    weak = np.asarray(
        [kind.placement in (Placement.PINCH, Placement.LATERAL, Placement.PEN) for kind in kinds]
    )
    preference = np.asarray([kind.preference for kind in kinds])
    return (
        1.2 * (found.penetration / 0.003) ** 2
        + 2.0 * found.overlap / 0.0002
        + 3.0 * found.pierced / 2e-4
        + 1.0 * (found.self_overlap / 0.003) ** 2
        + 3.0 * np.clip(0.9 - found.zones_met, 0, 1)
        + 2.5 * (1 - found.held)
        + 1.0 * found.strain
        + 1.0 * (coupled / np.radians(30)) ** 2
        + 12.0 * (1 - found.on_part)
        + 8.0 * found.touches_avoided
        + 3.0 * (1 - comfort)
        + 2.5 * heaviness * weak
        + 0.8 * np.clip(1 - preference, 0, 1)
        + 20.0 * ~found.grip
    )
