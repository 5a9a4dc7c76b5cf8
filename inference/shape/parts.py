"""Which faces an instruction speaks of, by the names that the file gives to them.

"Hold the mug by its handle" finds a vertex group, node or material whose name says handle. Nothing is learned
here: words are matched with names, a small table of synonyms helps, and a few rules of English tell what is
asked for, what is to be left alone and what only names the object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..errors import UserError
from .islands import NUMBERED, find_islands, island_source, nameless_islands
from .model import ObjectShape, PartSource

Mask = NDArray[np.bool_]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SYNONYMS: tuple[frozenset[str], ...] = tuple(
    _words(words)
    for words in (
        "handle grip hilt haft shaft stock helve handlebar pole stick",
        "blade",
        "edge rim lip brim border",
        "lid cap cover stopper cork plug",
        "body cup glass vessel container main corpus",
        "neck throat",
        "stem stalk",
        "head",
        "bottom base foot underside",
        "knob button",
        "barrel muzzle pipe",
        "guard crossguard quillon bow",
        "spout nozzle",
        "strap belt sling",
        "string cord",
        "spine back",
        "pump forend foregrip forestock handguard",
        "magazine mag clip",
        "scope sight",
        "tip point",
        "fletching feather vane",
        "ring loop eye",
        "pommel",
        "trigger",
    )
)
MATERIAL_CUES = {
    "handle": _words("wood wooden leather rubber cork bakelite"),
    "blade": _words("steel metal iron silver"),
}
"""What a part is often made of, for objects whose only names are those of materials."""
MEANINGLESS = _words(
    "material mat mesh object obj default cube cylinder sphere icosphere plane circle torus cone curve "
    "texture color colour colormap geometry geo node group part scene root lowpoly low high poly the of "
    "a an"
)

_NOT = _words("not never avoid avoiding without except don't dont doesn't off")
_NOT_PAIRS = frozenset(
    [("instead", "of"), ("rather", "than"), ("away", "from"), ("keep", "off"), ("clear", "of")]
)
_BESIDE = _words("below above beside near behind beyond before towards toward")
_BESIDE_PAIRS = frozenset([("next", "to"), ("close", "to")])
_AT = _words("by at on around round from under along onto inside with")
_DIGITS = _words("finger fingers thumb fingertip fingertips index")
_CLAUSE = frozenset([",", ".", ";", ":", "!", "?", "but", "then", "while", "and", "with"])


@dataclass(frozen=True, eq=False)
class PartRequest:
    """What an instruction asks of an object's parts.

    Attributes:
        wanted: (F,) faces to hold; None when no part is asked for.
        avoided: (F,) faces not to touch; None when none is named.
        wanted_names: names of the wanted parts.
        avoided_names: names of the avoided parts.
    """

    wanted: Mask | None = None
    avoided: Mask | None = None
    wanted_names: tuple[str, ...] = ()
    avoided_names: tuple[str, ...] = ()


def request_parts(shape: ObjectShape, text: str, must_exist: bool = False) -> PartRequest:
    """Find the parts that a text speaks of.

    Args:
        shape: the object with its names.
        text: an instruction; with must_exist the name of one part.
        must_exist: the text is a name that has to be found.

    Raises:
        UserError: must_exist, and no part has this name.
    """
    if must_exist:
        found = _named_part(shape, text)
        if found is None:
            names = sorted({name for source in shape.part_sources for name in source.names if name})
            names += nameless_islands(shape)
            known = f"its parts are {', '.join(names)}" if names else "it has no named parts"
            raise UserError(f"The object has no part called {text!r}: {known}.")
        source, names_found = found
        return PartRequest(wanted=_faces(source, names_found), wanted_names=_texts(source, names_found))

    wanted: list[tuple[PartSource, tuple[int, ...]]] = []
    avoided: list[tuple[PartSource, tuple[int, ...]]] = []
    aside: list[tuple[PartSource, tuple[int, ...]]] = []
    for mention in _mentions(shape, text):
        target = avoided if mention.avoided else wanted if mention.located else aside
        target.append((mention.source, mention.names))
    if not wanted:
        wanted = aside
    return PartRequest(
        wanted=_union(wanted, len(shape.faces)),
        avoided=_union(avoided, len(shape.faces)),
        wanted_names=tuple(dict.fromkeys(name for source, names in wanted for name in _texts(source, names))),
        avoided_names=tuple(
            dict.fromkeys(name for source, names in avoided for name in _texts(source, names))
        ),
    )


def find_part(shape: ObjectShape, text: str) -> Mask | None:
    """(F,) faces of the part that the text asks to hold, or None."""
    return request_parts(shape, text).wanted


def name_words(name: str) -> tuple[str, ...]:
    """Words of a name: "therm_Handle.001" and "thermHandle1" both give ("therm", "handle")."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return tuple(_singular(word) for word in re.findall(r"[^\W\d_]+", spaced.lower()))


@dataclass(frozen=True)
class _Mention:
    source: PartSource
    names: tuple[int, ...]
    located: bool
    avoided: bool


def _mentions(shape: ObjectShape, text: str) -> Iterator[_Mention]:
    words = _instruction_words(text)
    own = _own_words(shape)
    matches = {
        place: match for place, word in enumerate(words) if (match := _match(shape, word, own)) is not None
    }
    for place, match in _islands_asked_for(shape, words).items():
        matches[place] = match
        # in "the back piece" back is no part by itself
        matches.pop(place - 1, None)
    matches = dict(sorted(matches.items()))
    for place, (source, names) in matches.items():
        before = _clause_before(words, place)
        # "the handle of the mug" names the whole; "the end of the shaft" doesn't, as an end is no part.
        whole = "of" in (before[-1:] + before[-2:-1]) and "instead" not in before
        if whole and any(place - 4 < other < place for other in matches):
            continue
        if words[place + 1 : place + 2] == ["first"]:
            # "Handle first" is how it is handed over: the receiver's part.
            yield _Mention(source, names, located=True, avoided=True)
            continue
        pairs = set(pairwise(before))
        refused = (
            bool(_NOT & set(before)) or bool(_NOT_PAIRS & pairs) or bool(_NOT_PAIRS & _crossing(words, place))
        )
        if refused:
            yield _Mention(source, names, located=True, avoided=True)
            continue
        near = before[-3:]
        if _DIGITS & set(before) and _AT & set(near):
            continue  # "with the finger on the trigger" says where one finger goes, not the hand
        if _BESIDE & set(near) or _BESIDE_PAIRS & set(pairwise(near)):
            continue
        yield _Mention(source, names, located=bool(_AT & set(near)), avoided=False)


def _instruction_words(text: str) -> list[str]:
    return re.findall(rf"{NUMBERED}|[^\W\d_]+(?:['’][^\W\d_]+)?|[,.;:!?]", text.lower().replace("’", "'"))


def _islands_asked_for(
    shape: ObjectShape, words: Sequence[str]
) -> dict[int, tuple[PartSource, tuple[int, ...]]]:
    """Pieces of the mesh that have no name, by the place of the word that asks for them."""
    asked = [place for place, word in enumerate(words) if word.startswith(("island", "piece"))]
    source = island_source(shape) if asked else None
    if source is None:
        return {}
    found = {place: find_islands(shape, source, words, place) for place in asked}
    return {place: (source, names) for place, names in found.items() if names}


def _clause_before(words: Sequence[str], place: int) -> list[str]:
    """Words of the same clause before the given one; "with" and "and" open a new one."""
    start = place
    while start > 0 and words[start - 1] not in _CLAUSE:
        start -= 1
    if start > 0 and words[start - 1] == "with":
        start -= 1
    return list(words[start:place])


def _crossing(words: Sequence[str], place: int) -> set[tuple[str, str]]:
    near = words[max(0, place - 4) : place]
    return set(pairwise(near))


def _match(shape: ObjectShape, word: str, own: frozenset[str]) -> tuple[PartSource, tuple[int, ...]] | None:
    """The parts that one word names: by their own words first, then by synonyms, then by material."""
    word = _singular(word)
    if len(word) < 3 or word in MEANINGLESS or word in own:
        return None
    group = next((words for words in SYNONYMS if word in words), frozenset())
    cues = next((cue for key, cue in MATERIAL_CUES.items() if key in group), frozenset())
    for asked, kinds in ((frozenset([word]), None), (group, None), (cues, ("material",))):
        for source in shape.part_sources:
            if kinds and source.kind not in kinds:
                continue
            telling = _telling_words(source)
            names = tuple(k for k, words in enumerate(telling) if asked & words)
            if names and len(names) < len(source.names):
                return source, names
    return None


def _named_part(shape: ObjectShape, text: str) -> tuple[PartSource, tuple[int, ...]] | None:
    for source in shape.part_sources:
        names = tuple(
            k for k, name in enumerate(source.names) if name and name.lower() == text.strip().lower()
        )
        if names:
            return source, names
    for islands in _islands_asked_for(shape, _instruction_words(text)).values():
        return islands
    for word in reversed(name_words(text)):
        found = _match(shape, word, frozenset())
        if found is not None:
            return found
    return None


def _own_words(shape: ObjectShape) -> frozenset[str]:
    """Words that name the whole object: those of its file, and of its node when there is one."""
    words: set[str] = set()
    for kind in ("file", "object"):
        for name in shape.name_hints.get(kind, ()):
            words |= set(name_words(name))
    nodes = shape.name_hints.get("node", ())
    if len(nodes) == 1:
        words |= set(name_words(nodes[0]))
    return frozenset(words)


def _telling_words(source: PartSource) -> list[frozenset[str]]:
    """Words of each name, but for those that all share ("therm" in therm_base, therm_cap)."""
    words = [set(name_words(name)) - MEANINGLESS for name in source.names]
    named = [each for each in words if each]
    shared = set.intersection(*named) if len(named) > 1 else set()
    return [frozenset(each - shared) for each in words]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ves"):
        return word[:-3] + "f"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word


def _faces(source: PartSource, names: Sequence[int]) -> Mask:
    return np.isin(source.of_face, names)


def _texts(source: PartSource, names: Sequence[int]) -> tuple[str, ...]:
    return tuple(source.names[k] for k in names)


def _union(parts: Sequence[tuple[PartSource, tuple[int, ...]]], count: int) -> Mask | None:
    if not parts:
        return None
    mask = np.zeros(count, dtype=bool)
    for source, names in parts:
        mask |= _faces(source, names)
    return mask if mask.any() else None
