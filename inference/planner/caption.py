"""One line on what a hand does, from its real contacts."""

from __future__ import annotations

from collections.abc import Sequence

from ..shape.parts import name_words

_DIGITS = ("thumb", "index", "middle", "ring", "pinky")


def describe_contacts(title: str, regions: Sequence[str], part: str = "") -> str:
    """For example "medium wrap: thumb, index and middle on the handle, palm against it".

    Args:
        title: readable name of the grasp type.
        regions: names of the contact regions that touch ("palm", "index1", …).
        part: name of the part touched most; empty where the object has no named parts.
    """
    where = f" on the {' '.join(name_words(part)) or part}" if part else ""
    palm = "palm" in regions
    touching = [digit for digit in _DIGITS if any(region.startswith(digit) for region in regions)]
    if not touching:
        return f"{title}: palm only{where}" if palm else f"{title}: no contact"
    if len(touching) == len(_DIGITS):
        listed = "all five digits"
    elif len(touching) == 1:
        listed = touching[0]
    else:
        listed = f"{', '.join(touching[:-1])} and {touching[-1]}"
    return f"{title}: {listed}{where}{', palm against it' if palm else ''}".replace("pinky", "little finger")
