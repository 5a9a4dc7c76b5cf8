"""The numbers in the documentation are those of the code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import semgrasp
from semgrasp.inference.hand import load_hand
from semgrasp.inference.planner import batch, plan
from semgrasp.inference.planner.taxonomy import GRASP_TYPES
from semgrasp.inference.refine.energy import Weights
from semgrasp.inference.refine.solver import Schedule
from semgrasp.inference.refine.solver_hand import build_solver_hand

ROOT = Path(semgrasp.__file__).resolve().parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_sigmas_of_the_solver() -> None:
    weights = Weights()
    table = re.findall(r"^\| ([a-z -]+) \| .* \| ([\d.]+)(°| mm) \|$", ARCHITECTURE, re.MULTILINE)
    written = {
        name.strip().replace(" ", "_").replace("-", "_"): float(value)
        * (np.pi / 180 if unit == "°" else 1e-3)
        for name, value, unit in table
    }
    expected = {
        field.name: getattr(weights, field.name)
        for field in fields(Weights)
        if field.name not in ("attraction_reach", "attraction_target")
    }
    assert written == pytest.approx(expected)
    assert f"beyond {weights.attraction_reach * 1e3:g} mm" in ARCHITECTURE


def test_stages_of_the_solver() -> None:
    stages = re.findall(r"^\| (soft|firm|hard) \| (\d+) \|", ARCHITECTURE, re.MULTILINE)
    schedule = Schedule()
    assert {name: int(count) for name, count in stages} == {
        "soft": schedule.soft,
        "firm": schedule.firm,
        "hard": schedule.hard,
    }


def test_counts_of_planner_and_hand() -> None:
    model = load_hand("right")
    hand = build_solver_hand(model)
    assert model.quads is not None
    for text in (
        f"{len(GRASP_TYPES)} postures",
        f"Up to {plan.SITES} surface samples",
        f"The best {plan.STARTS} starts",
        f"the best {plan.FINALISTS} of those",
        f"batches of {batch.BATCH};",
        f"{len(model.template)} vertices, {len(model.quads)} quads",
        f"{hand.count} sample points, of which {hand.per_digit} on each of the five digits",
        f"{len(model.zones)} contact zones",
        f"{len(model.anatomy.dofs)} degrees of freedom",
    ):
        assert text in " ".join(ARCHITECTURE.split()), text
    assert f"{len(GRASP_TYPES)} types" in README


@pytest.mark.parametrize(
    "page", ["README.md", *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md")))]
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page} links to {target}"
