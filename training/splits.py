"""What is trained on and what is kept for judging: by shape, by whole category, by wording."""

from __future__ import annotations

import hashlib

UNSEEN_CATEGORIES = frozenset(
    {
        "teapot",
        "ladle",
        "pear",
        "cocktail_shaker",
        "crowbar",
        "garden_shears",
        "watering_can",
        "candlestick",
        "walkie_talkie",
        "stamp",
        "hand_bell",
        "razor",
        "halberd",
        "mace",
        "flintlock",
        "lute",
        "hourglass",
        "dart",
        "crank",
    }
)
"""Categories of which nothing is trained on."""
_VALIDATION, _TEST, _HELD_OUT_WORDING = 0.04, 0.06, 0.1


def split_of_shape(shape_id: str, category: str) -> str:
    """train, val or test; unseen for all of a held-out category."""
    if category in UNSEEN_CATEGORIES:
        return "unseen"
    share = _share(f"shape/{shape_id}")
    return "val" if share < _VALIDATION else "test" if share < _VALIDATION + _TEST else "train"


def split_of_wording(source: str) -> str:
    """train or held_out, by the hand-written sentence or pattern that a caption was made from."""
    return "held_out" if _share(f"wording/{source}") < _HELD_OUT_WORDING else "train"


def _share(key: str) -> float:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "little") / 2**48
