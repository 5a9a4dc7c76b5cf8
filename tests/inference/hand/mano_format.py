"""A stand-in for the licensed MANO files: a made-up hand in the very same file format.

The real files are Python 2 pickles (protocol 2, byte strings) with a scipy matrix and chumpy objects.
Neither scipy nor chumpy is needed here: classes of the same module and name are put in place while the file
is written.
"""

from __future__ import annotations

import io
import pickle
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import numpy as np
from semgrasp.inference.hand import PARENTS, load_hand

COUNT = 778


class _Python2Pickler(pickle._Pickler):
    """Writes bytes as Python 2's str, as the real files have them."""

    dispatch: ClassVar[dict[type, Any]] = dict(pickle._Pickler.dispatch)

    def save_bytes(self, data: bytes) -> None:
        self.write(pickle.BINSTRING + len(data).to_bytes(4, "little") + data)
        self.memoize(data)

    dispatch[bytes] = save_bytes


@contextmanager
def fake_module(*names: str) -> Iterator[types.ModuleType]:
    """The modules `names` (parents first) exist inside the block; yields the last."""
    before = {n: sys.modules.get(n) for n in names}
    for name in names:
        sys.modules[name] = types.ModuleType(name)
    try:
        yield sys.modules[names[-1]]
    finally:
        for name, old in before.items():
            if old is None:
                del sys.modules[name]
            else:
                sys.modules[name] = old


def fake_class(module: str, name: str) -> type:
    """A plain class that pickles under another module's name."""
    made = type(name, (), {})
    made.__module__ = module
    setattr(sys.modules[module], name, made)
    return made


def with_state(kind: type, **state: Any) -> Any:
    made = kind()
    made.__dict__.update(state)
    return made


def tables(side: str = "right", seed: int = 0) -> dict[str, Any]:
    """Plain arrays of a made-up MANO hand: 778 vertices scattered about the default hand's, random
    directions."""
    rng = np.random.default_rng(seed)
    hand = load_hand(side)
    chosen = np.sort(rng.choice(len(hand.template), COUNT, replace=False))
    template = hand.template[chosen] + rng.normal(0, 1e-4, (COUNT, 3))
    weights = hand.skin_weights[chosen] + 1e-3
    regressor = np.zeros((16, COUNT))
    for j in range(16):
        near = np.argsort(np.linalg.norm(template - hand.joint_template[j], axis=1))[:6]
        regressor[j, near] = rng.dirichlet(np.ones(6))
    # A tube of 48 rings of 16 vertices, open at the first like MANO's wrist, closed by a fan at the last.
    ring = np.arange(16)
    here, beyond = ring, np.roll(ring, -1)
    tube = [
        np.stack([corner + 16 * k for corner in triangle], axis=1)
        for k in range(47)
        for triangle in ((here, beyond, here + 16), (beyond, beyond + 16, here + 16))
    ]
    fan = np.stack([here + 16 * 47, beyond + 16 * 47, np.full(16, 16 * 48)], axis=1)
    faces = np.concatenate([*tube, fan])
    return {
        "v_template": template,
        "shapedirs": rng.normal(0, 2e-3, (COUNT, 3, 20)),
        "posedirs": rng.normal(0, 1e-3, (COUNT, 3, 135)),
        "J_regressor": regressor,
        "weights": weights / weights.sum(axis=1, keepdims=True),
        "f": faces.astype(np.uint32),
        "kintree_table": np.array([[2**32 - 1, *PARENTS[1:]], list(range(16))], dtype=np.int64),
        "hands_mean": rng.normal(0, 0.2, 45),
        "hands_components": np.eye(45),
        "hands_coeffs": np.zeros((4, 45)),
        "bs_style": "lbs",
        "bs_type": "lrotmin",
    }


def mano_bytes(table: dict[str, Any], python2: bool = True, sparse: str = "csc") -> bytes:
    """The table as a file: J_regressor sparse, shapedirs a chumpy selection of the first ten of 20
    directions."""
    out = dict(table)
    modules = ("chumpy", "chumpy.ch", "chumpy.reordering", "scipy", "scipy.sparse", f"scipy.sparse.{sparse}")
    with fake_module(*modules):
        ch = fake_class("chumpy.ch", "Ch")
        select = fake_class("chumpy.reordering", "Select")
        matrix = fake_class(f"scipy.sparse.{sparse}", f"{sparse}_matrix")
        full = table["shapedirs"]
        index = np.arange(full.size).reshape(full.shape)[..., :10]
        out["shapedirs"] = with_state(
            select,
            a=with_state(ch, x=full, _dirty_vars=set()),
            idxs=index.ravel(),
            preferred_shape=index.shape,
            _dirty_vars={"a"},
        )
        out["posedirs"] = with_state(ch, x=table["posedirs"])
        dense = table["J_regressor"] if sparse == "csr" else table["J_regressor"].T
        lines, across = np.nonzero(dense)
        out["J_regressor"] = with_state(
            matrix,
            _shape=table["J_regressor"].shape,
            data=dense[lines, across],
            indices=across.astype(np.int32),
            indptr=np.searchsorted(lines, np.arange(len(dense) + 1)).astype(np.int32),
            maxprint=50,
        )
        stream = io.BytesIO()
        (_Python2Pickler if python2 else pickle.Pickler)(stream, protocol=2).dump(out)
    return stream.getvalue()
