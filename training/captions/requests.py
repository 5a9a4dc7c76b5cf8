"""Requests and answers: what people ask for, and what the hand says it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .contacts import short_contacts
from .facts import GraspFacts
from .grammar import Speaker
from .truth import is_true, words_are_true

_PATTERNS = (
    "hold {it} by the {part} {purpose}",
    "grab {it} by the {part}",
    "take {it} at the {part} {purpose}",
    "{purpose_first}, hold the {part}",
    "hand on the {part}, {purpose}",
    "{part} grip, {purpose}",
    "{it}: {part}",
    "{part}",
    "the {part} of {it}, {how}",
    "grasp the {part} {how} {purpose}",
    "pick {it} up by the {part}",
    "{manner} hold of the {part}",
    "take hold of {it} by its {part}",
    "hold {it} {how} at its {part}, {purpose}",
    "use the {part} {purpose}",
    "lay your fingers on the {part} {purpose}",
    "a {kind} on the {part}",
    "{kind} at the {part} {purpose}",
    "hold the {part}, not the {other}",
    "{part}, not {other}",
    "not the {other}, take the {part}",
    "keep off the {other} and hold {it} by the {part} {purpose}",
    "don't touch the {other}; hold the {part}",
    "anywhere but the {other}",
    "hold {it} {purpose}",
    "{purpose_first}",
)
_MANNER = {
    "light": (("light", "lightly"), ("gentle", "gently"), ("soft", "softly"), ("careful", "carefully")),
    "normal": (
        ("natural", "naturally"),
        ("relaxed", "in a relaxed way"),
        ("easy", "easily"),
        ("calm", "calmly"),
    ),
    "firm": (("firm", "firmly"), ("strong", "hard"), ("tight", "tightly"), ("solid", "with force")),
}
KIND_WORDS = {
    "large_diameter": "wide wrap",
    "small_diameter": "closed fist",
    "medium_wrap": "full wrap",
    "adducted_thumb": "fist with the thumb along it",
    "light_tool": "loose fist",
    "prismatic_4_finger": "four-finger pinch",
    "prismatic_3_finger": "three-finger pinch",
    "prismatic_2_finger": "two-finger pinch",
    "palmar_pinch": "pad pinch",
    "power_disk": "hand over a disk",
    "power_sphere": "hand round a ball",
    "precision_disk": "fingertip ring",
    "precision_sphere": "fingertip cage",
    "tripod": "tripod pinch",
    "fixed_hook": "hook",
    "lateral": "key pinch",
    "index_finger_extension": "fist with the index stretched out",
    "extension_type": "flat clamp",
    "writing_tripod": "writing hold",
    "parallel_extension": "flat pinch with straight fingers",
    "tip_pinch": "tip pinch",
    "sphere_4_finger": "four-finger cage",
    "quadpod": "four-point pinch",
    "sphere_3_finger": "three-finger cage",
    "palmar": "palm hold",
    "inferior_pincer": "soft pincer",
    "pistol": "pistol hold",
}
"""What a person who never heard of the taxonomy would call its types."""
_ANSWERS = (
    "{kind}: {contacts}.",
    "{contacts}, {purpose}.",
    "A {kind} with {contacts}.",
    "Held by the {part}: {contacts}.",
    "{contacts}; nothing on the {other}.",
    "{kind} on the {part}, {purpose}.",
    "Holding the {part} {purpose}; {contacts}.",
)


@dataclass(frozen=True)
class Request:
    """A request with the sentence or pattern that it came from."""

    text: str
    source: str


def spoken_requests(grasp: GraspFacts, speaker: Speaker, count: int) -> list[Request]:
    """Up to `count` requests from the hand-written sentences of the grasp's intent, all true of the grasp."""
    category = grasp.item.category
    fitting = [
        (i, s)
        for i, s in enumerate(category.sentences)
        if s.intent == grasp.intent.name and is_true(s, grasp)
    ]
    return [
        Request(speaker.say(sentence.text, grasp), f"{category.name}/{sentence.intent}/{index}")
        for index, sentence in speaker.some(fitting, count)
    ]


def patterned_request(grasp: GraspFacts, speaker: Speaker) -> Request:
    """A request from one of the patterns."""
    other = other_part(grasp, speaker)
    usable = [i for i, p in enumerate(_PATTERNS) if _usable(p, grasp, other)]
    index = usable[speaker.number(len(usable))]
    text = _filled(_PATTERNS[index], grasp, speaker, other)
    return Request(speaker.say(text, grasp), f"pattern/{index}")


def answer(grasp: GraspFacts, speaker: Speaker) -> str:
    """What the hand says it does."""
    other = other_part(grasp, speaker)
    usable = [p for p in _ANSWERS if _usable(p, grasp, other)]
    text = _filled(speaker.pick(usable), grasp, speaker, other)
    return text[0].upper() + text[1:]


def _usable(pattern: str, grasp: GraspFacts, other: str) -> bool:
    """Whether there is something true to fill a pattern with."""
    told = "{purpose" not in pattern or words_are_true(grasp.intent.purpose, grasp)
    return told and (bool(other) or "{other}" not in pattern)


def other_part(grasp: GraspFacts, speaker: Speaker) -> str:
    """A name for something that the grasp neither touches nor holds; "" if there is none."""
    free = [
        name
        for name in grasp.item.labels
        if not grasp.touches(name) and name != grasp.part and name not in _around(grasp)
    ]
    forbidden = [name for name in free if name in grasp.intent.avoid]
    options: Sequence[str] = forbidden if forbidden and speaker.chance(0.7) else free
    return speaker.part_name(grasp.item.category, speaker.pick(options)) if options else ""


def _around(grasp: GraspFacts) -> tuple[str, ...]:
    """The part to which what is held belongs: one can't hold a rim and keep off all of the bowl."""
    item = grasp.item
    if grasp.part not in item.labels:
        return ()
    return (item.labels[item.label_part[item.labels.index(grasp.part)]],)


def _filled(pattern: str, grasp: GraspFacts, speaker: Speaker, other: str) -> str:
    purpose = grasp.intent.purpose
    noun = speaker.object_name(grasp.item.category)
    manners = _MANNER[grasp.intent.force]
    manner, how = manners[speaker.number(len(manners))]
    return pattern.format(
        it=speaker.pick((f"the {noun}", f"the {noun}", "it", "this", f"this {noun}")),
        part=speaker.part_name(grasp.item.category, grasp.part),
        other=other,
        purpose=purpose,
        purpose_first=purpose.removeprefix("to "),
        manner=manner,
        how=how,
        kind=KIND_WORDS[grasp.kind.name],
        contacts=short_contacts(grasp, speaker),
    )
