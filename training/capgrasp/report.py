"""What was read, and what was left out and why."""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)


class Unusable(Exception):  # noqa: N818  (no failure of the program: an entry to leave out)
    """An entry of the data that can't be used.

    Attributes:
        reason: a few words by which such entries are counted.
        detail: what exactly is wrong with this one.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass
class Problems:
    """Counts by reason; every entry is logged once, when it is met.

    Attributes:
        root: folder of the data; the log names paths below it.
        skipped: entries left out.
        notes: entries kept, with something missing.
    """

    root: Path
    skipped: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    def skip(self, what: Path | str, why: Unusable | str, count: int = 1) -> None:
        """An entry, or `count` entries that depend on one, are left out."""
        self.skipped[why.reason if isinstance(why, Unusable) else why] += count
        log.warning("left out %s: %s", self._name(what), why)

    def note(self, what: Path | str, why: Unusable | str) -> None:
        """An entry is kept although something is missing."""
        self.notes[why.reason if isinstance(why, Unusable) else why] += 1
        log.info("%s: %s", self._name(what), why)

    def _name(self, what: Path | str) -> str:
        if isinstance(what, Path) and what.is_relative_to(self.root):
            what = what.relative_to(self.root).as_posix()
        # names come from outside: no line breaks or control characters in the log
        return str(what) if str(what).isprintable() else repr(str(what))


@dataclass(frozen=True)
class Residual:
    """How far our hands are from the authors'.

    Attributes:
        grasps: how many were measured.
        dropped_mean, dropped_95: radians; by how much a joint turns outside of our 22 degrees of freedom.
        skin_mean, skin_95: metres; distance of the skin after fitting the 22 angles.
    """

    grasps: int = 0
    dropped_mean: float = 0.0
    dropped_95: float = 0.0
    skin_mean: float = 0.0
    skin_95: float = 0.0


@dataclass(frozen=True)
class ImportReport:
    """Result of an import.

    Attributes:
        shapes, grasps, captions: rows written.
        hand: "mano", or "default" where the bundled hand stood in for MANO.
        skipped: entries left out, by reason.
        notes: entries kept with something missing, by reason.
        residual: what the 22 angles can't express.
    """

    shapes: int
    grasps: int
    captions: int
    hand: str
    skipped: Mapping[str, int]
    notes: Mapping[str, int]
    residual: Residual

    def lines(self) -> list[str]:
        """The report for reading."""
        r = self.residual
        out = [
            f"{self.shapes} shapes, {self.grasps} grasps, {self.captions} captions ({self.hand} hand)",
            f"skin of our hand against the authors': mean {r.skin_mean * 1e3:.2f} mm, "
            f"95 % below {r.skin_95 * 1e3:.2f} mm; turned outside of our joints: mean "
            f"{math.degrees(r.dropped_mean):.1f}°, 95 % below {math.degrees(r.dropped_95):.1f}°",
        ]
        for title, counts in (("left out", self.skipped), ("kept, but", self.notes)):
            out += [f"{title}: {count} x {reason}" for reason, count in counts.items()]
        return out
