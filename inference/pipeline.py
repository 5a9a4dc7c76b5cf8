"""The product in one place: an object and words in, ranked grasps out.

mesh + words → the part meant → planner (places, closes, solves contact, ranks) → the way there → candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .errors import Cancelled, UserError
from .evaluation import measure
from .grasp import GenerateRequest, Grasp, GraspCandidate
from .hand.default_hand import load_hand
from .hand.model import HandModel
from .planner.approach import FREE, Approach, approach
from .planner.caption import describe_contacts
from .planner.plan import PlannedGrasp, PlanRequest, Progress, plan
from .refine.solver_hand import SolverHand, build_solver_hand
from .shape.model import ObjectShape
from .shape.parts import PartRequest, request_parts

MAX_COUNT = 64
HABITUAL_PART = "handle"
"""Where nothing is said, things are held by what is called so, if anything is."""
# Cost at which the score has fallen to 1/e.
_COST_SCALE = 4.0


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

    def report(stage: str, share: float) -> None:
        if cancelled and cancelled():
            raise Cancelled
        if progress:
            progress(stage, share)

    model = model or load_hand(request.side)
    parts = request_parts(shape, request.part or request.instruction, must_exist=bool(request.part))
    habitual = request_parts(shape, HABITUAL_PART).wanted if parts.wanted is None else None
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
            preferred=habitual,
            refine=request.refine,
        ),
        report,
    )
    reached = _reachable(shape, build_solver_hand(model, request.betas), planned, request.count, report)
    candidates = []
    for number, (grasp, way) in enumerate(reached):
        report("measuring", 0.9 + 0.1 * number / len(reached))
        candidates.append(_candidate(shape, model, request, parts, grasp, way))
    return candidates


def _reachable(
    shape: ObjectShape, hand: SolverHand, planned: Sequence[PlannedGrasp], count: int, report: Progress
) -> list[tuple[PlannedGrasp, Approach]]:
    """The first `count` grasps to which a free way leads, best first; filled up with the least blocked
    ones.
    """

    def way_to(grasp: PlannedGrasp, winding: bool) -> Approach:
        report("finding the way there", 0.8 + 0.1 * free / count)
        return approach(
            hand, shape.field, grasp.hand_to_object, grasp.angles, grasp.open_angles, winding=winding
        )

    free = 0
    found: list[tuple[PlannedGrasp, Approach]] = []
    for grasp in planned:
        if free == count:
            break
        found.append((grasp, way_to(grasp, winding=False)))
        free += found[-1][1].deepest <= FREE
    blocked = [i for i, (_, way) in enumerate(found) if way.deepest > FREE]
    for i in blocked[:count]:
        if free == count:
            break
        found[i] = (found[i][0], way_to(found[i][0], winding=True))
        free += found[i][1].deepest <= FREE
    found.sort(key=lambda pair: max(pair[1].deepest, FREE))
    return sorted(found[:count], key=lambda pair: pair[0].cost)


def _candidate(
    shape: ObjectShape,
    model: HandModel,
    request: GenerateRequest,
    parts: PartRequest,
    planned: PlannedGrasp,
    way: Approach,
) -> GraspCandidate:
    hand_pose = model.anatomy.angles_to_pose(planned.angles[None])[0]
    metrics = measure(planned.vertices, hand_pose, model, shape)
    metrics |= {"held": float(planned.found.held), "approach_penetration_mm": 1e3 * way.deepest}
    if parts.wanted is not None:
        metrics["on_part"] = float(planned.found.on_part)
    return GraspCandidate(
        grasp=Grasp(
            side=request.side,
            hand_to_object=planned.hand_to_object,
            hand_pose=hand_pose,
            betas=np.asarray(request.betas, float),
        ),
        grasp_type=planned.kind.name,
        score=float(np.exp(-planned.cost / _COST_SCALE)),
        metrics={
            name: round(value, 4) if isinstance(value, float) else value for name, value in metrics.items()
        },
        caption=describe_contacts(planned.kind.title, metrics["contact_regions"], metrics["contact_parts"]),
        seed=request.seed,
        approach=way.path,
        approach_pose=model.anatomy.angles_to_pose(way.angles),
    )
