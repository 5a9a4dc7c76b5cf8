"""One line on what a hand does, from its real contacts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_DIGITS = (("thumb", (13, 14, 15)), ("index", (1, 2, 3)), ("middle", (4, 5, 6)), ("ring", (10, 11, 12)),
           ("little finger", (7, 8, 9)))  # fmt: skip


def describe_contacts(title: str, regions: NDArray[np.bool_], parts: Sequence[str] = ()) -> str:
    """For example "medium wrap: thumb, index and middle on the handle, palm against it".

    Args:
        title: readable name of the grasp type.
        regions: (16,) contact regions that touch.
        parts: names of the parts touched, most touched first; empty where the object has no named parts.
    """
    touching = [name for name, joints in _DIGITS if regions[list(joints)].any()]
    where = f" on the {parts[0]}" if parts else ""
    if not touching:
        return f"{title}: {'palm only' if regions[0] else 'no contact'}{where if regions[0] else ''}"
    listed = touching[0] if len(touching) == 1 else f"{', '.join(touching[:-1])} and {touching[-1]}"
    if len(touching) == 5:
        listed = "all five digits"
    palm = ", palm against it" if regions[0] else ""
    return f"{title}: {listed}{where}{palm}"
