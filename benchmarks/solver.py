# ruff: noqa: E402 (threads are set before numpy is loaded)
"""Contact solver and planner: what their grasps are like on the exact meshes, and what they cost.

    python -m benchmarks.solver [--objects FOLDER] [--adam] [--write docs/benchmarks.md]

For every object, the grasp types that suit it are forced one by one through the planner (start → close →
solve in batches of 64). The grasps that the planner would return (the best 8) and all that were solved to the
end are then judged on the exact mesh, by the definitions in inference/metrics. CPU is the process time of one
thread, from the search for places to the end of the solver, over the number of grasps solved to the end.

Hooks are left out: a hook carries with the fingers alone, so that the field's definition of a grip (thumb or
palm, and one more finger) does not apply to it.

`--adam` compares the solver with Adam in torch on the same energy instead (needs torch: the `bench` extra).
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.hand.model import HandModel
from semgrasp.inference.metrics import (
    find_contact,
    intersection_volume,
    is_held_by_contact,
    limits_share,
    penetration_depth,
    self_penetration,
)
from semgrasp.inference.metrics.naturalness import SELF_PENETRATION_LIMIT
from semgrasp.inference.planner.affordance import appeal, suitability
from semgrasp.inference.planner.plan import FINALISTS, SITES, PlannedGrasp, PlanRequest, plan
from semgrasp.inference.planner.sites import find_sites
from semgrasp.inference.planner.taxonomy import GRASP_TYPES, GraspType, Placement
from semgrasp.inference.shape import load_shape
from semgrasp.inference.shape.model import ObjectShape
from semgrasp.inference.shape.native import SurfaceQueries

from benchmarks._objects import object_files
from benchmarks._report import command, machine, table, write_section

RETURNED = 8
# Volumes are slow to measure exactly: of all that were solved, every so many are.
VOLUME_STRIDE = 6
GOALS = {"PD": 2.0, "SIV": 0.3, "grip": 99.0, "CPU": 30.0}


@dataclass(frozen=True, eq=False)
class Judged:
    """Judgement of N grasps on the exact mesh.

    Attributes:
        depth: (N,) PD, millimetres.
        volume: (M,) SIV, cubic centimetres, of all of them or of a regular sample.
        grip: (N,) thumb or palm and one more finger touch.
        outside: (N,) share of the joint angles that leave their limits.
        crossing: (M,) self-penetration beyond what skin gives.
    """

    depth: NDArray[np.float64]
    volume: NDArray[np.float64]
    grip: NDArray[np.bool_]
    outside: NDArray[np.float64]
    crossing: NDArray[np.bool_]

    def cells(self) -> list[str]:
        """Columns of the table."""
        return [
            f"{self.depth.mean():.2f}",
            f"{self.volume.mean():.3f}",
            f"{100 * self.grip.mean():.1f}",
            f"{100 * self.outside.mean():.1f}",
            f"{100 * self.crossing.mean():.0f}",
        ]


HEADER = ("PD mm", "SIV cm³", "grip %", "outside limits %", "self-crossing %")


def joined(parts: Sequence[Judged]) -> Judged:
    """All judgements in one."""
    names = Judged.__dataclass_fields__
    return Judged(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def judge(grasps: Sequence[PlannedGrasp], model: HandModel, shape: ObjectShape, stride: int) -> Judged:
    """Measure grasps on the exact mesh; volumes and self-crossing for every `stride`-th."""
    anatomy = model.anatomy
    lower = np.asarray([dof.lower for dof in anatomy.dofs])
    upper = np.asarray([dof.upper for dof in anatomy.dofs])
    some = grasps[::stride]
    segment = model.segment_of_vertex
    contacts = [find_contact(g.vertices, model.faces, segment, shape) for g in grasps]
    skins = [SurfaceQueries(g.vertices, model.closed_faces) for g in some]
    crossing = [self_penetration(g.vertices, model.closed_faces, segment) for g in some]
    return Judged(
        depth=np.asarray([1e3 * penetration_depth(g.vertices, shape.queries) for g in grasps]),
        volume=np.asarray([1e6 * intersection_volume(skin, shape.queries) for skin in skins]),
        grip=np.asarray([is_held_by_contact(contact.regions) for contact in contacts]),
        outside=np.asarray([1 - limits_share(g.angles, lower, upper) for g in grasps]),
        crossing=np.asarray(crossing) > SELF_PENETRATION_LIMIT,
    )


def suited_types(shape: ObjectShape, count: int) -> list[GraspType]:
    """The grasp types that suit an object best, laid on in as many different ways as suit it; no hooks."""
    random = np.random.default_rng(0)
    sites = find_sites(shape, shape.filled_field, np.ones(len(shape.points), bool), SITES, random)
    liked = appeal(shape, sites)
    kinds = [kind for kind in GRASP_TYPES if kind.placement is not Placement.HOOK]
    strength = np.asarray([(suitability(kind, sites) * liked).max(initial=0) for kind in kinds])
    best_first = np.argsort(-strength, kind="stable")
    order = [kinds[i] for i in best_first if strength[i] > 0.15 * strength.max()]
    first_of_placement = list({kind.placement: kind for kind in reversed(order)}.values())
    ordered = sorted(first_of_placement, key=order.index)
    ordered += [kind for kind in order if kind not in first_of_placement]
    return sorted(ordered[:count], key=order.index)


@dataclass(frozen=True, eq=False)
class Run:
    """One object and type: the returned and all solved grasps, CPU milliseconds a solved grasp."""

    object: str
    kind: str
    returned: Judged
    solved: Judged
    cpu: float


def measure(shape: ObjectShape, name: str, kind: GraspType, model: HandModel) -> Run:
    """Plan one type on one object, and judge."""

    def run(count: int) -> tuple[list[PlannedGrasp], float]:
        stop: list[float] = []
        start = time.process_time()

        def progress(stage: str, share: float) -> None:
            if stage == "ranking":
                stop.append(time.process_time())

        grasps = plan(shape, model, PlanRequest(count, 0, np.zeros(10), kinds=(kind,)), progress)
        return grasps[:count], stop[0] - start

    everything, first = run(FINALISTS)
    returned, second = run(RETURNED)
    return Run(
        name,
        kind.name,
        judge(returned, model, shape, 1),
        judge(everything, model, shape, VOLUME_STRIDE),
        1e3 * 0.5 * (first + second) / len(everything),
    )


def quality(files: Sequence[Path], kinds: int) -> str:
    """Measure all objects and write the section."""
    model = load_hand("right")
    runs: list[Run] = []
    for path in files:
        shape = load_shape(path)
        chosen = suited_types(shape, kinds)
        plan(shape, model, PlanRequest(1, 0, np.zeros(10), kinds=chosen[:1]))  # warm: field, compiled hand
        for kind in chosen:
            runs.append(measure(shape, path.stem, kind, model))
            cells = runs[-1].returned.cells()
            print(path.stem, kind.name, *cells, f"{runs[-1].cpu:.1f}", file=sys.stderr, flush=True)
    returned = joined([run.returned for run in runs])
    solved = joined([run.solved for run in runs])
    cpu = float(np.mean([run.cpu for run in runs]))
    met = {
        "PD": returned.depth.mean() <= GOALS["PD"],
        "SIV": returned.volume.mean() <= GOALS["SIV"],
        "grip": 100 * returned.grip.mean() >= GOALS["grip"],
        "CPU": cpu <= GOALS["CPU"],
    }
    total = [
        ["goal", "≤ 2", "≤ 0.3", "≥ 99", "", "", "≤ 30"],
        [f"returned, best {RETURNED} of a run ({len(returned.depth)})", *returned.cells(), f"{cpu:.1f}"],
        [f"all solved ({len(solved.depth)})", *solved.cells(), ""],
    ]
    rows = []
    for run in runs:
        rows.append([f"{run.object}, {run.kind}", *run.returned.cells(), f"{run.cpu:.1f}"])
    missed = [name for name, reached in met.items() if not reached]
    lines = [
        "## Contact solver and planner",
        "",
        f"`{command()}`",
        "",
        f"{len(files)} objects, {kinds} grasp types each (without hooks, which use no thumb), {machine()}.",
        f"Goals missed: {', '.join(missed)}." if missed else "All goals are met.",
        "",
        table(["grasps", *HEADER, "CPU ms a grasp"], total),
        "",
        f"By object and type, the {RETURNED} returned:",
        "",
        table(["object, type", *HEADER, "CPU ms a grasp"], rows),
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the contact solver and the planner.")
    parser.add_argument("--objects", type=Path, default=None, help="folder of .glb files")
    parser.add_argument("--count", type=int, default=14, help="objects taken from the folder (default 14)")
    parser.add_argument("--kinds", type=int, default=3, help="grasp types of every object (default 3)")
    parser.add_argument("--adam", action="store_true", help="compare with Adam in torch")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page too")
    options = parser.parse_args()
    files = object_files(options.objects, options.count)
    if options.adam:
        from benchmarks._adam import compare

        name, text = "solver against Adam", compare(files, lambda shape: suited_types(shape, options.kinds))
    else:
        name, text = "solver", quality(files, options.kinds)
    print(text)
    if options.write:
        write_section(options.write, name, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
