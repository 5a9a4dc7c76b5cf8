"""Writing on pictures, in a font of our own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LETTERS = {
    "a": "25755", "b": "65656", "c": "34443", "d": "65556", "e": "74647", "f": "74644", "g": "34553",
    "h": "55755", "i": "72227", "j": "11153", "k": "55655", "l": "44447", "m": "57755", "n": "65555",
    "o": "25552", "p": "65644", "q": "25563", "r": "65655", "s": "34216", "t": "72222", "u": "55557",
    "v": "55552", "w": "55775", "x": "55255", "y": "55222", "z": "71247", "-": "00700",
    "0": "75557", "1": "26227", "2": "71747", "3": "71717", "4": "55711", "5": "74717", "6": "74757",
    "7": "71122", "8": "75757", "9": "75717",
}  # fmt: skip
"""Letters and digits of 3 x 5 pixels: a line of pixels for each octal digit."""


def written(text: str, scale: int) -> NDArray[np.bool_]:
    """A text as a mask (5 scale, 4 scale letters), a gap behind each; what the font lacks stays blank."""
    lines = [_LETTERS.get(letter, "00000") for letter in text.lower()]
    bits = [
        [int(digits[row]) << 1 >> bit & 1 for digits in lines for bit in (3, 2, 1, 0)] for row in range(5)
    ]
    return np.kron(np.asarray(bits, bool), np.ones((scale, scale), bool))
