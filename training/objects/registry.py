"""The register of constructions, and the one way to build an object from it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from . import families
from .maker import ConstructionError, Maker
from .values import Style, TrainingObject

Build = Callable[[Maker], None]

_STYLES = (Style.SMOOTH, Style.HARD, Style.LOW_POLY)
_STYLE_SHARE = (0.4, 0.3, 0.3)
_TRIES = 8


@dataclass(frozen=True)
class Construction:
    """One way of building a category.

    Attributes:
        category: category it belongs to.
        name: unique within the category.
        build: adds pieces and zones to a maker.
        styles: styles it can be modelled in.
    """

    category: str
    name: str
    build: Build
    styles: tuple[Style, ...]


_REGISTER: dict[str, dict[str, Construction]] = {}


def construction(category: str, styles: tuple[Style, ...] = _STYLES) -> Callable[[Build], Build]:
    """Register a function as a construction of a category, under the function's own name."""

    def register(build: Build) -> Build:
        name = build.__name__
        own = _REGISTER.setdefault(category, {})
        if name in own:
            raise ValueError(f"{category} has two constructions named {name}.")
        own[name] = Construction(category, name, build, styles)
        return build

    return register


@cache
def constructions() -> dict[str, tuple[Construction, ...]]:
    """All categories with their constructions, both in alphabetical order."""
    for module in pkgutil.iter_modules(families.__path__):
        importlib.import_module(f"{families.__name__}.{module.name}")
    return {category: tuple(own[name] for name in sorted(own)) for category, own in sorted(_REGISTER.items())}


def build_object(category: str, construction: str, seed: int) -> TrainingObject:
    """Build one object; the same arguments give the same object.

    A draw of parameters that does not come out as an object is drawn again, a few times.

    Raises:
        KeyError: unknown category or construction.
        ConstructionError: no draw came out.
    """
    chosen = {c.name: c for c in constructions()[category]}[construction]
    reason = ""
    for attempt in range(_TRIES):
        random = np.random.default_rng([seed, attempt])
        share = np.asarray(
            [s for style, s in zip(_STYLES, _STYLE_SHARE, strict=True) if style in chosen.styles]
        )
        style = [s for s in _STYLES if s in chosen.styles][
            int(random.choice(len(share), p=share / share.sum()))
        ]
        maker = Maker(int(random.integers(2**31)), style)
        try:
            chosen.build(maker)
            return maker.finish(category, construction, seed)
        except (ConstructionError, ValueError) as error:
            reason = str(error)
    raise ConstructionError(f"{category}, {construction}, seed {seed}: {reason}")
