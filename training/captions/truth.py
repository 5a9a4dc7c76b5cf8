"""Whether a hand-written sentence is true of a grasp: fingers, sides and directions that its words name."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from ..knowledge.values import DIRECTIONS, Sentence
from .facts import GraspFacts, labels_of

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_COUNT = re.compile(r"\b(one|two|three|four|five|[1-5])[ -](?:or [a-z]+ )?(finger|fingers|digit|digits)\b")
# "the right-hand ring" is no hand
_SIDE = re.compile(
    r"\b(left|right)([ -]hand(?:ed)?)\b(?![ -](?:side|ring|handle|stick|hole|grip|end|loop|knob|one)\b)",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(no|not|never|without|don'?t|doesn'?t|avoid|keep|leave|off|away|clear|mind|free|nothing|nor|lift|spare)\b"
)
_DIGIT_WORDS = {
    "thumb": r"\bthumbs?\b",
    "index": r"\b(index|forefinger|trigger finger|pointer finger)\b",
    "middle": r"\bmiddle finger\b",
    "ring": r"\bring finger\b",
    "little": r"\b(little finger|pinky|pinkie)\b",
}


def _comes_from(side: str) -> Callable[[GraspFacts], bool]:
    """Whether the hand lies on a side of the object: palm or fingers point away from it."""
    out = np.asarray(DIRECTIONS[side])
    return lambda g: max(-float(g.facing @ out), -float(g.fingers @ out)) > 0.3


_DIRECTIONS: tuple[tuple[str, Callable[[GraspFacts], bool]], ...] = (
    (
        r"\bfrom (above|on top|the top|over)\b|\bover ?hand\b|\bpalms? down\b",
        lambda g: g.facing[2] < -0.3 or g.fingers[2] < -0.5,
    ),
    (
        r"\bfrom (below|under|underneath|beneath)\b|\bunder ?hand\b|\bpalms? up\b",
        lambda g: g.facing[2] > 0.3 or g.fingers[2] > 0.5,
    ),
    *(
        (rf"\bfrom (the |its )?{side}([ -]hand)?( side)?(?=$|[.,;:!?]| and | to | with )", _comes_from(side))
        for side in ("left", "right")
    ),
    (r"\bthumbs? (up|upwards?|on top|uppermost)\b", lambda g: g.thumb[2] > 0.2),
    (r"\bthumbs? (down|downwards?)\b", lambda g: g.thumb[2] < -0.2),
)


_SHAPES: tuple[tuple[str, Callable[[GraspFacts], bool]], ...] = (
    (r"\bfists?\b|\bpower grip\b", lambda g: g.kind.family == "power"),
    (r"\bfinger ?tips?\b", lambda g: g.palm is None),
    (r"\bpinch(ed|ing|es)?\b", lambda g: g.kind.family != "power"),
    (
        r"\b(whole|full|entire) hand\b|\b(all|every) (your |the |five |four )*fingers?\b",
        lambda g: len(g.digits) > 3,
    ),
)


def is_true(sentence: Sentence, grasp: GraspFacts) -> bool:
    """Whether nothing that a sentence of the grasp's intent says is belied by the grasp.

    Directions, parts and forbidden parts of the intent itself were gates when the grasp was made; this judges
    what single sentences say beyond it.
    """
    held = {label for name in grasp.intent.hold for label in labels_of(grasp.item, name)}
    # "the rim, not the disc": what is forbidden is the rest of the disc
    forbidden = {label for name in sentence.avoid for label in labels_of(grasp.item, name)} - held
    return not forbidden & grasp.labels_touched and words_are_true(sentence.text, grasp)


def words_are_true(text: str, grasp: GraspFacts) -> bool:
    """Whether nothing that the words say of fingers, the hand's shape and its directions is belied."""
    text = text.lower()
    counted = _COUNT.search(text)
    number = len(grasp.digits)
    # "two fingers" may mean thumb and index, or two fingers beside the thumb
    if counted and number not in (NUMBERS[counted[1]], NUMBERS[counted[1]] + ("thumb" in grasp.digits)):
        return False
    if not negates(text):
        for digit, pattern in _DIGIT_WORDS.items():
            if re.search(pattern, text) and digit not in grasp.digits:
                return False
        if any(re.search(pattern, text) and not kept(grasp) for pattern, kept in _SHAPES):
            return False
    return all(kept(grasp) for pattern, kept in _DIRECTIONS if re.search(pattern, text))


def with_side(text: str, side: str) -> str:
    """The text with the hand that it names made the one that grasps."""

    def swap(match: re.Match[str]) -> str:
        word = side.capitalize() if match[1][0].isupper() else side
        return word + match[2]

    return _SIDE.sub(swap, text)


def negates(text: str) -> bool:
    """Whether the text says what is not to be done."""
    return bool(_NEGATION.search(text.lower()))


def names_side(text: str) -> bool:
    """Whether the text says which hand."""
    return bool(_SIDE.search(text))
