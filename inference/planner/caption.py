"""One line on what a hand does, from its real contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..shape.parts import name_words

_DIGITS = ("thumb", "index", "middle", "ring", "pinky")


def describe_contacts(title: str, regions: Sequence[str], parts: Sequence[str]) -> str:
    """For example "medium wrap: thumb and index on the handle, middle on the body, palm against it".

    Args:
        title: readable name of the grasp type.
        regions: names of the contact regions that touch ("palm", "index1", …).
        parts: name of the part that each of them touches most; empty where the object has no named parts.
    """
    touched = dict(zip(regions, parts, strict=True))
    on: dict[str, list[str]] = {}
    for digit in _DIGITS:
        own = Counter(part for region, part in touched.items() if region.startswith(digit))
        if own:
            on.setdefault(own.most_common(1)[0][0], []).append(digit)
    if not on:
        return f"{title}: palm only{_where(touched['palm'])}" if "palm" in touched else f"{title}: no contact"
    said = [f"{_counted(digits)}{_where(part)}" for part, digits in on.items()]
    if "palm" in touched:
        said.append("palm against it" if touched["palm"] in on else f"palm{_where(touched['palm'])}")
    return f"{title}: {', '.join(said)}".replace("pinky", "little finger")


def listed(words: Sequence[str]) -> str:
    """Words as a list: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _where(part: str) -> str:
    return f" on the {' '.join(name_words(part)) or part}" if part else ""


def _counted(digits: Sequence[str]) -> str:
    if len(digits) == len(_DIGITS):
        return "all five digits"
    if len(digits) == len(_DIGITS) - 1 and "thumb" not in digits:
        return "four fingers"
    return listed(digits)
