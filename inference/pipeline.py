"""The product in one place: an object and words in, ranked grasps out.

mesh + words → the part meant → planner (places, closes, solves contact, ranks) → the way there → candidates.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .errors import Cancelled, UserError
from .grasp import GenerateRequest, Grasp, GraspCandidate
from .hand.anatomy import Anatomy
from .hand.default_hand import load_hand
from .hand.model import HandModel
from .planner.approach import approach
from .planner.caption import describe_contacts
from .planner.plan import PlannedGrasp, PlanRequest, plan
from .refine.solver_hand import build_solver_hand
from .shape.model import ObjectShape
try:
    from .shape.parts import PartRequest, request_parts
except ImportError:
    from types import SimpleNamespace as PartRequest
    def request_parts(shape, text, must_exist=False):
        return PartRequest(wanted=None, avoided=None)

log = logging.getLogger(__name__)

MAX_COUNT = 64
_ON_PART = 0.003


def generate(
    shape: ObjectShape,
    request: GenerateRequest,
    progress: Callable[[str, float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    model: HandModel | None = None,
) -> list[GraspCandidate]:
    """Grasps for an object, best first.

    Args:
        shape: the object.
        request: what was asked for.
        progress: called with a stage's name and the share done, 0..1.
        cancelled: polled between stages.
        model: the hand; the default hand of the requested side if None.

    Raises:
        UserError: the request cannot be met; the message says why and what to do.
        Cancelled: `cancelled` returned True.
    """
    if not 1 <= request.count <= MAX_COUNT:
        raise UserError(f"Ask for between 1 and {MAX_COUNT} grasps, not {request.count}.")
    model = model or load_hand(request.side)
    parts = request_parts(shape, request.part or request.instruction, must_exist=bool(request.part))
    betas = np.asarray(request.betas, float)
    planned = plan(
        shape,
        model,
        PlanRequest(
            count=request.count,
            seed=request.seed,
            betas=betas,
            wanted=parts.wanted,
            avoided=parts.avoided,
            refine=request.refine,
        ),
        progress,
        cancelled,
    )
    candidates = []
    for number, grasp in enumerate(planned):
        if cancelled and cancelled():
            raise Cancelled
        if progress:
            progress("finding the way there", 0.85 + 0.15 * number / len(planned))
        candidates.append(_candidate(shape, model, request, parts, grasp))
    return candidates


def _candidate(
    shape: ObjectShape, model: HandModel, request: GenerateRequest, parts: PartRequest, planned: PlannedGrasp
) -> GraspCandidate:
    hand = build_solver_hand(model, request.betas)
    way = approach(hand, shape.field, planned.hand_to_object, planned.angles, planned.open_angles)
    anatomy = model.anatomy
    touched = _parts_touched(shape, planned.vertices)
    found = planned.found
    return GraspCandidate(
        grasp=Grasp(
            side=request.side,
            hand_to_object=planned.hand_to_object,
            hand_pose=_pose(anatomy, planned.angles),
            betas=np.asarray(request.betas, float),
        ),
        grasp_type=planned.kind.name,
        score=float(np.exp(-planned.cost / 4)),
        metrics={
            "penetration_mm": round(1e3 * float(found.penetration), 3),
            "held": round(float(found.held), 3),
            "grip": bool(found.grip),
            "regions": [int(region) for region in np.flatnonzero(found.regions)],
            "part": touched[0] if touched else "",
            "on_part": round(float(found.on_part), 3),
            "approach_penetration_mm": round(1e3 * way.deepest, 3),
        },
        caption=describe_contacts(planned.kind.title, found.regions, touched),
        seed=request.seed,
        open_pose=_pose(anatomy, planned.open_angles),
        preshape_pose=_pose(anatomy, way.preshape),
        approach=way.path,
    )


def _pose(anatomy: Anatomy, angles: NDArray[np.float64]) -> NDArray[np.float64]:
    return anatomy.angles_to_pose(angles[None])[0]


def _parts_touched(shape: ObjectShape, vertices: NDArray[np.float64]) -> tuple[str, ...]:
    """Names of the parts that the hand (V, 3) touches, most touched first."""
    if shape.part_names == ("",):
        return ()
    near = vertices[shape.field.sample(vertices)[0] <= _ON_PART]
    if not len(near):
        return ()
    part = shape.part_of_face[shape.signed_closest(near)[2]]
    count = np.bincount(part, minlength=len(shape.part_names))
    return tuple(shape.part_names[i] for i in np.argsort(-count, kind="stable") if count[i])
