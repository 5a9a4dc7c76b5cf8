"""An object's solid as convex pieces, for simulators."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from .values import Double

GAP = 0.0004
"""Metres: mean distance between a piece and its hull at which it is left whole."""
MOST = 64
_CUTS = (0.25, 0.5, 0.75)
_HALF = 0.5
# A cut is worth it that leaves less than this share of the hull's excess.
_HELPS = 0.75


def convex_pieces(solid: Manifold, gap: float = GAP, most: int = MOST) -> list[Double]:
    """Vertices (n, 3) of convex hulls that together stand for a solid; the same solid gives the same pieces.

    The piece whose hull holds the most that is not solid is cut in two, at the place that leaves the least
    of it, until all pieces are nearly convex. Where no cut helps at once, as with a ring, the piece is halved
    across its longest side. CoACD finds better cuts and takes ten times as long; here every object of a
    corpus is cut.

    Args:
        solid: closed.
        gap: metres, when to stop.
        most: number of pieces at which to stop.
    """
    # a closed hollow comes as a part turned inside out; nothing gets in there
    pieces = [_Piece(part) for part in solid.decompose() if part.volume() > 0]
    while len(pieces) < most:
        hollow = [piece for piece in pieces if piece.excess > gap * piece.hull.surface_area()]
        if not hollow:
            break
        worst = max(hollow, key=lambda piece: piece.excess)
        halves = _best_cut(worst)
        if not halves:
            break
        pieces.remove(worst)
        pieces += [_Piece(part) for half in halves for part in half.decompose()]
    return [np.asarray(piece.hull.to_mesh().vert_properties, float)[:, :3] for piece in pieces]


class _Piece:
    """A solid, its hull, and the volume between them."""

    def __init__(self, solid: Manifold) -> None:
        self.solid = solid
        self.hull = solid.hull()
        self.excess = max(self.hull.volume() - solid.volume(), 0.0)


def _best_cut(piece: _Piece) -> tuple[Manifold, Manifold] | None:
    """Both sides of a piece, cut in two; None where it can't be cut."""
    box = np.asarray(piece.solid.bounding_box()).reshape(2, 3)
    cuts = []
    for axis in range(3):
        for share in _CUTS:
            place = box[0, axis] + share * (box[1, axis] - box[0, axis])
            halves = piece.solid.split_by_plane(tuple(np.eye(3)[axis]), place)
            if any(half.is_empty() for half in halves):
                continue
            excess = sum(half.hull().volume() - half.volume() for half in halves)
            length = (box[1, axis] - box[0, axis]) if share == _HALF else 0.0
            cuts.append((excess, length, halves))
    if not cuts:
        return None
    best = min(cuts, key=lambda cut: cut[0])
    if best[0] > _HELPS * piece.excess:
        best = max(cuts, key=lambda cut: cut[1])
    return best[2]
