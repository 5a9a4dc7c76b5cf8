"""Contacts in words: which finger touches which part, within 3 mm."""

from __future__ import annotations

from ...inference.planner.caption import listed
from .facts import GraspFacts
from .grammar import Speaker

_NAMES = {
    "thumb": ("thumb",),
    "index": ("index finger", "index", "forefinger"),
    "middle": ("middle finger", "middle"),
    "ring": ("ring finger", "ring"),
    "little": ("little finger", "pinky", "little"),
}
_TOLD = (
    "{fingers} touch{es} {part}",
    "{fingers} {are} on {part}",
    "{fingers} rest{s} on {part}",
    "{fingers} make{s} contact with {part}",
    "{fingers} press{es} against {part}",
)
_ORDERED = (
    "put {fingers} on {part}",
    "place {fingers} on {part}",
    "{fingers} on {part}",
    "let {fingers} touch {part}",
    "{fingers} against {part}",
)
_PALM_ON = ("the palm lies on {}", "the palm touches {}", "palm against {}", "palm on {}")
_PALM_OFF = ("the palm stays clear", "nothing in the palm", "the palm touches nothing", "palm off it")
_IDLE = ("{} {stay} free", "{} touch{es} nothing", "{} in the air", "{} off it")


def contact_caption(grasp: GraspFacts, speaker: Speaker) -> str:
    """A sentence on which digits touch what: told, or asked for."""
    patterns = _TOLD if speaker.chance(0.6) else _ORDERED
    category = grasp.item.category
    told: dict[str, list[str]] = {}
    for digit, labels in grasp.touched.items():
        told.setdefault(labels[0], []).append(digit)
    whole = speaker.chance(0.25)
    clauses = []
    for label, digits in told.items():
        part = f"the {speaker.part_name(category, label)}"
        if whole and len(digits) == 5:
            fingers = speaker.pick(("all five fingers", "all five digits", "the whole hand", "every finger"))
            clauses.append(
                _agree(
                    speaker.pick(patterns), fingers, fingers not in ("the whole hand", "every finger"), part
                )
            )
            continue
        article = "" if speaker.chance(0.3) else "the "
        names = [article + speaker.pick(_NAMES[digit]) for digit in digits]
        clauses.append(_agree(speaker.pick(patterns), listed(names), len(names) > 1, part))
    if grasp.palm and speaker.chance(0.7):
        clauses.append(speaker.pick(_PALM_ON).format(f"the {speaker.part_name(category, grasp.palm)}"))
    elif not grasp.palm and speaker.chance(0.35):
        clauses.append(speaker.pick(_PALM_OFF))
    idle = [digit for digit in _NAMES if digit not in grasp.touched]
    if idle and speaker.chance(0.4):
        names = ["the " + speaker.pick(_NAMES[digit]) for digit in idle]
        pattern = speaker.pick(_IDLE).replace("{}", "{fingers}")
        clauses.append(_agree(pattern, listed(names), len(names) > 1, ""))
    text = speaker.pick(("; ", ", ")).join(clauses)
    return text[0].upper() + text[1:] + "." if speaker.chance(0.7) else text


def short_contacts(grasp: GraspFacts, speaker: Speaker) -> str:
    """The digits that touch, and on what most: "thumb, index and middle on the handle"."""
    labels = dict.fromkeys(labels[0] for labels in grasp.touched.values())
    where = listed([f"the {speaker.part_name(grasp.item.category, label)}" for label in labels])
    if len(grasp.digits) == 5:
        return (
            f"{speaker.pick(('all five digits', 'the whole hand', 'all fingers and the thumb'))} on {where}"
        )
    return f"{listed([speaker.pick(_NAMES[digit]) for digit in grasp.digits])} on {where}"


def _agree(pattern: str, fingers: str, many: bool, part: str) -> str:
    """A pattern with its verb in the number of its subject."""
    return pattern.format(
        fingers=fingers,
        part=part,
        es="" if many else "es",
        s="" if many else "s",
        are="are" if many else "is",
        stay="stay" if many else "stays",
    )
