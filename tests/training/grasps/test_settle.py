"""The object comes to rest where the hand's pressure balances."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
from rods import BETAS
from semgrasp.inference.hand.default_hand import load_hand
from semgrasp.inference.metrics.simulation import simulation_body
from semgrasp.inference.shape.model import ObjectShape
from semgrasp.training.grasps.job import labelled_shape
from semgrasp.training.grasps.settle import PUSHED_OUT, Settled, body_of, settle
from semgrasp.training.grasps.synthesis import Solved
from semgrasp.training.objects.registry import build_object, constructions


def test_hands_stay_where_they_were_but_for_a_little(solved: Solved, settled: Settled) -> None:
    moved = np.linalg.norm(settled.solved.vertices - solved.vertices, axis=2).mean(axis=1)
    assert (moved < PUSHED_OUT + 0.002).all() and moved.max() > 1e-5
    assert settled.solved.found.grip.all()


def test_the_object_rests(settled: Settled) -> None:
    for scene in settled.scenes:
        before = scene.settle(0.0)
        again = scene.settle()
        assert np.linalg.norm(again[:3, 3] - before[:3, 3]) < 0.001


def test_an_object_that_is_shot_out_is_refused(solved: Solved, rod: ObjectShape) -> None:
    inside = replace(solved.batch, pose=replace(solved.batch.pose, centre=solved.batch.pose.centre * 0.6))
    rejected: Counter[str] = Counter()
    worthy = np.ones(len(inside), bool)
    body = simulation_body(rod, [rod.vertices])
    settled = settle(replace(solved, batch=inside), worthy, body, rod, load_hand("right"), BETAS, rejected)
    kept = len(settled.scenes) if settled else 0
    assert rejected["pushed out"] == len(inside) - kept > 0


def test_nothing_worthy_settles_nowhere(solved: Solved, rod: ObjectShape) -> None:
    body = simulation_body(rod, [rod.vertices])
    none = np.zeros(len(solved.vertices), bool)
    assert settle(solved, none, body, rod, load_hand("right"), BETAS, Counter()) is None


def test_a_body_lies_where_its_object_lies() -> None:
    item = build_object("mug", constructions()["mug"][0].name, 5)
    shape, _ = labelled_shape(item)
    body = body_of(item, shape)
    corners = np.concatenate(body.pieces)
    assert np.allclose(corners.min(axis=0), shape.vertices.min(axis=0), atol=0.002)
    assert np.allclose(corners.max(axis=0), shape.vertices.max(axis=0), atol=0.002)
