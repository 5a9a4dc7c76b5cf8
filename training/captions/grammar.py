"""From a hand-written sentence to the many ways in which people would type it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from ..knowledge.values import Category
from .facts import GraspFacts
from .truth import names_side, negates, with_side

_PLURAL = re.compile(r"(tongs|scissors|pliers|shears|spectacles|glasses|headphones|binoculars|nunchaku)$")
_IMPERATIVE = frozenset(
    re.findall(
        r"\w+",
        """aim balance brace bring carry catch clasp clench clutch cradle cup dangle draw fetch flip get give
        grab grasp grip hand hang hoist hold hook keep lay lift lower offer pass pick pinch place point pour
        press present pull push put raise reach rest rotate seize serve set shake show squeeze steady support
        swing take throw tilt tip touch turn twist use wield wrap""",
    )
)
_ASKING = (
    "please {}",
    "could you {}",
    "can you {}",
    "would you {}",
    "I'd like you to {}",
    "I need you to {}",
    "I want the hand to {}",
    "make the hand {}",
    "make her {}",
    "have him {}",
    "show me how you {}",
    "let's {}",
    "now {}",
    "ok, {}",
    "try to {}",
    "go ahead and {}",
    "the character should {}",
    "next shot: {}",
)
_AFTER = (", please", " please", ", thanks", ", ok?", " for me", " for this shot", " if you can", "!", "...")
_MANNER = {
    "light": ("gently", "lightly", "with a light touch", "delicately", "softly", "carefully"),
    "normal": ("naturally", "in a relaxed way", "casually", "comfortably", "calmly"),
    "firm": ("firmly", "tightly", "with a strong grip", "with force", "good and tight"),
}
_KEEP_OFF = (
    ", not by the {}",
    ", not the {}",
    ", but keep off the {}",
    " without touching the {}",
    ", leave the {} alone",
    ", mind the {}",
    ", avoid the {}",
    ", hands off the {}",
    ", don't touch the {}",
    ", nothing on the {}",
    ", staying clear of the {}",
    "; no contact with the {}",
    ", anywhere but the {}",
)
_BY = (", by the {}", " by the {}", ", at the {}", " - {}", " ({})", ", use the {}", ", holding the {}")
_HAND = (" with the {} hand", ", {} hand", " ({} hand)", " using the {} hand", ", {}-handed")
_SPELLING = (
    ("colour", "color"),
    ("grey", "gray"),
    ("centre", "center"),
    ("towards", "toward"),
    ("favour", "favor"),
    ("mould", "mold"),
    ("armour", "armor"),
    ("jewellery", "jewelry"),
    ("aluminium", "aluminum"),
    ("metre", "meter"),
    ("plough", "plow"),
    ("tyre", "tire"),
)


# What follows a verb and not a noun: "hand it over", but "hand under the base".
_OBJECTS = frozenset(
    re.findall(r"\w+", "it the this that these those them me him her us his your my our its a an one both")
)


def _is_imperative(text: str) -> bool:
    """Whether a request begins with a verb and its object."""
    words = text.lower().replace(",", " ").split(" ")
    return len(words) > 1 and words[0] in _IMPERATIVE and words[1] in _OBJECTS


T = TypeVar("T")


class Speaker:
    """Someone who says things in their own way; all choices come from one source of randomness."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random

    def pick(self, options: Sequence[str]) -> str:
        """One of the options."""
        return options[int(self._random.integers(len(options)))]

    def chance(self, probability: float) -> bool:
        """True with a probability."""
        return bool(self._random.uniform() < probability)

    def number(self, below: int) -> int:
        """A whole number from 0 to one below a bound."""
        return int(self._random.integers(below))

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Up to so many of the items, in random order."""
        return sorted(items, key=lambda _: self._random.uniform())[:count]

    def part_name(self, category: Category, name: str) -> str:
        """What someone calls a part: the commonest name half of the time."""
        # some names are whole phrases ("where you press"), which fit no sentence but their own
        names = [n for n in category.parts[name].names if not n.startswith("where ")]
        return names[0] if self.chance(0.5) else self.pick(names)

    def object_name(self, category: Category) -> str:
        """What someone calls the object: its usual name, another, now and then a near miss."""
        if category.near and self.chance(0.07):
            return self.pick(category.near)
        return category.names[0] if self.chance(0.6) else self.pick(category.names)

    def say(self, text: str, grasp: GraspFacts) -> str:
        """A request typed by someone: slots filled, perhaps with manners, details, haste and slips.

        Only what is true of the grasp is added.
        """
        text = self._fill(text, grasp)
        text = with_side(text, grasp.side)
        asked = self.chance(0.3) and _is_imperative(text)
        if asked:
            text = self.pick(_ASKING).format(text[0].lower() + text[1:])
        text = self._detail(text, grasp)
        if not asked and self.chance(0.08):
            text = text.rstrip(".!") + self.pick(_AFTER)
        if self.chance(0.3):
            for british, american in _SPELLING:
                text = text.replace(british, american)
        if self.chance(0.035):
            text = self._slip(text)
        return self._dress(text)

    def _fill(self, text: str, grasp: GraspFacts) -> str:
        name = self.object_name(grasp.item.category)
        plural = _PLURAL.search(grasp.item.category.names[0]) is not None
        if "the {it}" in text and self.chance(0.3):
            text = text.replace("the {it}", "them" if plural else "it", 1)
        text = text.replace("{it}", name).replace("{hand}", grasp.side)
        return text.replace("{n}", ("no", "one", "two", "three", "four", "five")[len(grasp.digits)])

    def _detail(self, text: str, grasp: GraspFacts) -> str:
        """At most one true thing more: what to keep off, what to hold, which hand, in which manner."""
        category, intent = grasp.item.category, grasp.intent
        words = text.lower()
        avoidable = [n for n in intent.avoid if n in grasp.item.labels and not grasp.touches(n)]
        chosen = self._random.uniform()
        body = text.rstrip(".!?")
        if chosen < 0.14 and avoidable and not negates(text):
            part = self.part_name(category, self.pick(avoidable))
            return text if part in words else body + self.pick(_KEEP_OFF).format(part)
        if chosen < 0.22:
            part = self.part_name(category, grasp.part)
            known = [n for p in category.parts.values() for n in p.names]
            return text if any(n in words for n in known) else body + self.pick(_BY).format(part)
        if chosen < 0.30 and not names_side(text) and "{hand}" not in text and "both" not in words:
            return body + self.pick(_HAND).format(grasp.side)
        if chosen < 0.38 and not words.endswith("ly"):
            return f"{body}, {self.pick(_MANNER[intent.force])}"
        return text

    def _slip(self, text: str) -> str:
        """One slip of the fingers: a letter lost, doubled or swapped with the next."""
        letters = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
        if not letters:
            return text
        at = letters[int(self._random.integers(len(letters)))]
        slip = self.pick(("lost", "doubled", "swapped"))
        if slip == "lost":
            return text[:at] + text[at + 1 :]
        if slip == "doubled":
            return text[:at] + text[at] + text[at:]
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def _dress(self, text: str) -> str:
        """Capitals and full stops, as the mood goes."""
        style = self._random.uniform()
        if style < 0.35:
            text = text[0].upper() + text[1:]
        elif style < 0.4:
            text = text.lower()
        if style < 0.25 and text[-1].isalnum():
            text += "."
        return text
