"""Workers with a made-up engine, run as processes: `python worker_doubles.py MODE [ARGUMENT]`."""

from __future__ import annotations

import os
import sys
import time

import numpy as np
from semgrasp.inference import worker
from semgrasp.inference.errors import UserError
from semgrasp.inference.grasp import Grasp, GraspCandidate


def candidate(index: int, request, mesh) -> GraspCandidate:
    """A hand beside the mesh; values depend on the seed and the index."""
    rng = np.random.default_rng(request.seed + index)
    pose = rng.uniform(-0.3, 0.3, 45)
    hand_to_object = np.eye(4)
    hand_to_object[:3, 3] = np.asarray(mesh.vertices).max(axis=0) + 0.01 * index
    far = hand_to_object.copy()
    far[:3, 3] += 0.1
    return GraspCandidate(
        grasp=Grasp(request.side, hand_to_object, pose, np.array(request.betas)),
        grasp_type="medium_wrap",
        score=0.9 - 0.05 * index,
        metrics={"penetration_mm": 0.5 + index, "contact_regions": ["palm", "thumb3"], "odd": float("nan")},
        caption="A made-up grasp.",
        seed=request.seed + index,
        approach=np.stack([far, hand_to_object]),
        approach_pose=np.stack([pose * 0.1, pose * 0.5]),
    )


class MadeUpEngine:
    """Does what its mode says."""

    def __init__(self, mode: str) -> None:
        self.mode = mode

    def warm(self) -> None:
        """Nothing to load."""

    def generate(self, key, order, progress, cancelled):
        if self.mode == "slow":
            for step in range(600):
                progress("Working", step / 600)
                time.sleep(0.05)
        elif self.mode == "deaf":  # never looks at the wish to cancel
            progress("Working", 0.1)
            time.sleep(60)
        elif self.mode == "crash":
            os._exit(3)
        elif self.mode == "user_error":
            raise UserError("This mug would be 95 m tall: scale it.")
        elif self.mode == "defect":
            raise KeyError("a mistake of ours")
        elif self.mode == "none":
            return []
        elif self.mode == "prints":
            sys.stdout.write("a library talks on stdout\n")
            os.write(1, b"and so does its C code\n")
        progress("Working", 0.5)
        return [candidate(index, order.request, order.mesh) for index in range(order.request.count)]


def main() -> int:
    mode = sys.argv[1]
    if mode == "mute":  # starts and never says hello
        time.sleep(60)
    if mode == "dies":
        sys.stderr.write("ImportError: no such wheel\n")
        return 1
    if mode == "junk":
        sys.stdout.write("Welcome to this Python, have a nice day\n")
        sys.stdout.flush()
        time.sleep(60)
    if mode == "other_version":
        worker.__version__ = "99.0"
    source, sink = worker.take_stdio()
    idle = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    return worker.Worker(source, sink, MadeUpEngine(mode), idle_seconds=idle).run(on_input_end=os._exit)


if __name__ == "__main__":
    sys.exit(main())
