"""Reading the knowledge files: what is understood, and the sentence for each mistake."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from semgrasp.inference.errors import UserError
from semgrasp.training.knowledge import load_knowledge

Change = Callable[[dict[str, Any]], Any]

MUG: dict[str, Any] = {
    "names": ["mug", "cup"],
    "near": ["tankard"],
    "weight": 0.35,
    "parts": {
        "handle": ["handle", "ear"],
        "body": {"names": ["body", "side"], "zones": {"rim": ["rim", "lip"]}},
    },
    "intents": {
        "drink": {"kind": "use", "hold": ["handle"], "avoid": ["rim"], "thumb": "up", "for": "to drink"},
        "warm": {"kind": "use", "hold": ["body"], "types": ["large_diameter"], "for": "to warm the hands"},
        "pass": {"kind": "hand_over", "hold": ["body"], "avoid": ["handle"], "for": "to pass it on"},
        "look": {"kind": "inspect", "hold": ["rim"], "from": "up", "palm": "down", "for": "to look"},
        "pinch": {
            "kind": "part",
            "hold": ["handle"],
            "digits": ["thumb", "index"],
            "force": "light",
            "for": "to hold it daintily",
        },
        "turn": {"kind": "unusual", "hold": ["body"], "for": "to turn it over"},
    },
}
SENTENCES: dict[str, Any] = {
    "drink": ["hold the {it} by its handle", {"say": "not the side", "avoid": ["body"]}],
    "pinch": ["{n} fingers of the {hand} hand"],
}


def write(folder: Path, entry: object = MUG, spoken: object = SENTENCES, category: str = "mug") -> Path:
    for name, value in (("families", {category: entry}), ("sentences", {"mug": spoken})):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "kitchen.yaml").write_text(yaml.safe_dump(value, sort_keys=False), encoding="utf-8")
    return folder


def test_reads_everything(tmp_path: Path) -> None:
    mug = load_knowledge(write(tmp_path))["mug"]
    assert (mug.name, mug.family, mug.names, mug.near) == ("mug", "kitchen", ("mug", "cup"), ("tankard",))
    assert mug.weight == 0.35
    assert {part.name: part.zone_of for part in mug.parts.values()} == {
        "handle": None,
        "body": None,
        "rim": "body",
    }
    assert mug.parts["rim"].names == ("rim", "lip")
    drink, look, pinch = (mug.intents[name] for name in ("drink", "look", "pinch"))
    assert (drink.kind, drink.hold, drink.avoid, drink.thumb) == ("use", ("handle",), ("rim",), "up")
    assert (drink.types, drink.digits, drink.force, drink.purpose) == ((), (), "normal", "to drink")
    assert (look.side, look.palm, look.thumb) == ("up", "down", None)
    assert (pinch.digits, pinch.force) == (("thumb", "index"), "light")
    assert [(s.text, s.intent, s.avoid) for s in mug.sentences] == [
        ("hold the {it} by its handle", "drink", ()),
        ("not the side", "drink", ("body",)),
        ("{n} fingers of the {hand} hand", "pinch", ()),
    ]


def test_near_names_and_sentences_may_be_missing(tmp_path: Path) -> None:
    write(tmp_path, {key: value for key, value in MUG.items() if key != "near"})
    (tmp_path / "sentences" / "kitchen.yaml").unlink()
    mug = load_knowledge(tmp_path)["mug"]
    assert mug.near == () and mug.sentences == ()


# What is changed in the category, and the sentence that says so.
CATEGORY_MISTAKES: dict[str, tuple[Change, str]] = {
    "unknown field": (
        lambda c: c.update(colour="red"),
        r"families/kitchen.yaml, mug: unknown \['colour'\]; known are",
    ),
    "missing field": (lambda c: c.pop("weight"), r"mug: \['weight'\] is missing"),
    "too few intents": (lambda c: c["intents"].pop("turn"), "mug: 5 intents; at least 6 are needed"),
    "weight in words": (lambda c: c.update(weight="heavy"), "mug: weight must be a number of kilograms"),
    "weight of a car": (lambda c: c.update(weight=900), "weight must be .* less than 20"),
    "one name": (lambda c: c.update(names="mug"), "mug, names: a list of words in square brackets"),
    "number as name": (lambda c: c.update(near=[3]), "mug, near: a list of words"),
    "part without names": (lambda c: c["parts"].update(handle="handle"), "mug, handle: a list of words"),
    "unknown field of a part": (
        lambda c: c["parts"].update(handle={"names": ["x"], "zone": {}}),
        r"mug, handle: unknown \['zone'\]",
    ),
    "zones as list": (
        lambda c: c["parts"].update(body={"names": ["x"], "zones": ["rim"]}),
        "mug, body, zones: names followed by a colon",
    ),
    "yes as a name": (
        lambda c: c["parts"].update({True: ["x"]}),
        r"mug, parts: .*\(quote yes, no, on, off\)",
    ),
}
INTENT_MISTAKES: dict[str, tuple[Change, str]] = {
    "unknown field": (lambda i: i.update(hand="left"), r"mug, drink: unknown \['hand'\]"),
    "missing field": (lambda i: i.pop("for"), r"mug, drink: \['for'\] is missing"),
    "kind": (lambda i: i.update(kind="sip"), "mug, drink, kind: 'sip' is none of use, carry, hand_over"),
    "hold": (lambda i: i.update(hold=["spout"]), "mug, drink, hold: 'spout' is none of handle, body, rim"),
    "hold nothing": (lambda i: i.update(hold=[]), "mug, drink: hold must name at least one part"),
    "avoid": (lambda i: i.update(avoid=["spout"]), "mug, drink, avoid: 'spout' is none of"),
    "held and avoided": (lambda i: i.update(avoid=["handle"]), r"mug, drink: \['handle'\] is both held and"),
    "type": (lambda i: i.update(types=["fist"]), "mug, drink, types: 'fist' is none of large_diameter"),
    "digits": (lambda i: i.update(digits=["toe"]), "mug, drink, digits: 'toe' is none of thumb, index"),
    "thumb": (lambda i: i.update(thumb="north"), "mug, drink, thumb: 'north' is none of forward, back"),
    "palm": (lambda i: i.update(palm="in"), "mug, drink, palm: 'in' is none of"),
    "from": (lambda i: i.update({"from": "here"}), "mug, drink, from: 'here' is none of"),
    "force": (lambda i: i.update(force="brutal"), "mug, drink, force: 'brutal' is none of light, normal"),
}
SENTENCE_MISTAKES: dict[str, tuple[object, str]] = {
    "unknown intent": ({"sip": ["sip it"]}, "sentences/kitchen.yaml, mug, intent: 'sip' is none of drink"),
    "no list": ({"drink": "drink up"}, "mug, drink: a list of sentences is needed"),
    "a number": ({"drink": [3]}, r"mug, drink: 3 is not a sentence \(put it in quotes\)"),
    "nothing": ({"drink": [" "]}, "mug, drink: ' ' is not a sentence"),
    "unknown slot": ({"drink": ["lift the {thing}"]}, r"mug, drink: unknown slot \['thing'\] in"),
    "twice": ({"drink": ["cheers"], "warm": ["Cheers"]}, "mug: 'Cheers' stands there twice"),
    "say without avoid": ({"drink": [{"say": "cheers"}]}, r"mug, drink: \['avoid'\] is missing"),
    "avoids what is unknown": (
        {"drink": [{"say": "cheers", "avoid": ["spout"]}]},
        "mug, drink: 'spout' is none of",
    ),
    "avoids what is held": (
        {"drink": [{"say": "cheers", "avoid": ["handle"]}]},
        r"mug, drink: 'cheers' forbids \['handle'\], which the intent holds",
    ),
}


@pytest.mark.parametrize("change, sentence", CATEGORY_MISTAKES.values(), ids=CATEGORY_MISTAKES)
def test_mistakes_in_a_category(change: Change, sentence: str, tmp_path: Path) -> None:
    entry = copy.deepcopy(MUG)
    change(entry)
    with pytest.raises(UserError, match=sentence):
        load_knowledge(write(tmp_path, entry, {}))


@pytest.mark.parametrize("change, sentence", INTENT_MISTAKES.values(), ids=INTENT_MISTAKES)
def test_mistakes_in_an_intent(change: Change, sentence: str, tmp_path: Path) -> None:
    entry = copy.deepcopy(MUG)
    change(entry["intents"]["drink"])
    with pytest.raises(UserError, match=sentence):
        load_knowledge(write(tmp_path, entry, {}))


@pytest.mark.parametrize("spoken, sentence", SENTENCE_MISTAKES.values(), ids=SENTENCE_MISTAKES)
def test_mistakes_in_sentences(spoken: object, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=sentence):
        load_knowledge(write(tmp_path, MUG, spoken))


def test_a_category_without_fields(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"families/kitchen\.yaml, mug: names followed by a colon"):
        load_knowledge(write(tmp_path, ["mug"], {}))


def test_sentences_of_an_unknown_category(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"there is no category mug in families/kitchen\.yaml"):
        load_knowledge(write(tmp_path, category="teacup"))


def test_a_category_in_two_families(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "families" / "tea.yaml").write_text(yaml.safe_dump({"mug": MUG}), encoding="utf-8")
    with pytest.raises(UserError, match=r"tea\.yaml: the category mug is also in kitchen\.yaml"):
        load_knowledge(tmp_path)


def test_what_is_no_yaml(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "families" / "kitchen.yaml").write_text("mug: [", encoding="utf-8")
    with pytest.raises(UserError, match=r"kitchen\.yaml is not valid YAML"):
        load_knowledge(tmp_path)
