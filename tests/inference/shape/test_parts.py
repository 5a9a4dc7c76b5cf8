"""Words of an instruction against names of parts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mesh_files import box
from semgrasp.inference.errors import UserError
from semgrasp.inference.shape import PartSource, shape_from_arrays
from semgrasp.inference.shape.parts import find_part, name_words, request_parts


def shape_with(names: list[str], kind: str = "node", file: str = "scan", **more: list[str]) -> Any:
    """One small box for each name, side by side."""
    pieces = [box((0.02, 0.02, 0.02), centre=(0.03 * k, 0, 0)) for k in range(len(names))]
    vertices = np.concatenate([piece for piece, _ in pieces])
    faces = np.concatenate([faces + 8 * k for k, (_, faces) in enumerate(pieces)])
    index = np.repeat(np.arange(len(names)), 12)
    sources = [PartSource(each, tuple(words), index) for each, words in ({kind: names} | more).items()]
    hints = {"file": (file,)} | {source.kind: source.names for source in sources}
    return shape_from_arrays(vertices, faces, part_sources=sources, name_hints=hints)


@pytest.mark.parametrize(
    ("names", "text", "wanted", "avoided"),
    [
        (["Mug", "Handle"], "hold the mug by its handle", ["Handle"], []),
        (["Mug", "Handle"], "Lift the mug by the HANDLE!", ["Handle"], []),
        (["Mug", "Handle"], "hold the handle of the mug", ["Handle"], []),
        (["Mug", "Handle"], "hold the mug, not by the handle", ["Mug"], ["Handle"]),
        (["mug_body", "mug_handle_01"], "take the mug by its handles", ["mug_handle_01"], []),
        (["MugBody", "MugGrip.002"], "hold the mug by its handle", ["MugGrip.002"], []),
        (["Sword_Hilt", "Sword_Blade"], "hold the sword by the grip", ["Sword_Hilt"], []),
        (["Hilt", "Blade"], "don't touch the blade", [], ["Blade"]),
        (["Hilt", "Blade"], "never touch the blade, hold the hilt", ["Hilt"], ["Blade"]),
        (["Hilt", "Blade"], "grab the hilt instead of the blade", ["Hilt"], ["Blade"]),
        (["Hilt", "Blade"], "take the hilt instead of blade", ["Hilt"], ["Blade"]),
        (["Hilt", "Blade"], "hold it away from the blade", [], ["Blade"]),
        (["Hilt", "Blade"], "hand over the knife handle first", [], ["Hilt"]),
        (["Hilt", "Blade"], "hand over the knife handle first, pinching the blade", ["Blade"], ["Hilt"]),
        (["Grip", "Trigger"], "hold the pistol by the grip with the finger on the trigger", ["Grip"], []),
        (["Grip", "Trigger"], "hold the pistol by the grip, finger off the trigger", ["Grip"], ["Trigger"]),
        (["Bottle", "Cap"], "twist the lid", ["Cap"], []),
        (["Shaft", "Head"], "hold the axe below the head", [], []),
        (["Shaft", "Head"], "hold it near the end of the shaft", ["Shaft"], []),
        (["Bowl", "Rim"], "carry the bowl by its edge", ["Rim"], []),
        (["Leaf", "Leaves_big", "Stem"], "pull the leaves", ["Leaf"], []),
        (["Box", "Strap"], "hold it", [], []),
        (["Box", "Strap"], "", [], []),
        (["Material.001", "Material.002"], "hold the material", [], []),
    ],
)
def test_instructions(names: list[str], text: str, wanted: list[str], avoided: list[str]) -> None:
    shape = shape_with(names)
    found = request_parts(shape, text)
    assert set(wanted) <= set(found.wanted_names) and len(found.wanted_names) <= max(len(wanted), 0) + (
        "leaves" in text
    )
    assert list(found.avoided_names) == avoided
    for mask, labels in ((found.wanted, found.wanted_names), (found.avoided, found.avoided_names)):
        if not labels:
            assert mask is None
        else:
            assert mask is not None
            assert {names[k] for k in shape.part_of_face[mask]} == set(labels)
            assert mask.sum() == 12 * len(labels)


def test_own_name_of_the_object_is_no_part() -> None:
    shape = shape_with(["Mug", "Handle"], file="mug")
    assert find_part(shape, "hold the mug") is None
    assert find_part(shape, "hold the mug by the handle") is not None


def test_names_come_before_materials_and_cues_last() -> None:
    both = shape_with(["Grip", "Edge"], kind="group", material=["DarkWood", "Steel"])
    assert request_parts(both, "hold it by the handle").wanted_names == ("Grip",)
    cues = shape_with(["DarkWood", "LightSteel"], kind="material")
    assert request_parts(cues, "hold the axe by its handle").wanted_names == ("DarkWood",)
    assert request_parts(cues, "hold it by the handle, not the blade").avoided_names == ("LightSteel",)


def test_a_part_asked_for_by_name() -> None:
    shape = shape_with(["therm_handle", "therm_body"])
    for name in ("therm_handle", "THERM_HANDLE", "handle", "grip"):
        found = request_parts(shape, name, must_exist=True)
        assert found.wanted_names == ("therm_handle",)
    with pytest.raises(UserError, match="therm_body, therm_handle"):
        request_parts(shape, "spout", must_exist=True)
    with pytest.raises(UserError, match="no named parts"):
        request_parts(shape_from_arrays(*box()), "spout", must_exist=True)


def test_words_of_names() -> None:
    assert name_words("therm_Handle.001") == ("therm", "handle")
    assert name_words("KnifeBlades") == ("knife", "blade")
    assert name_words("Griff-Stück") == ("griff", "stück")
