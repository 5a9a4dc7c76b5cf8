"""Reading and checking the knowledge files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from ...inference.errors import UserError
from ...inference.planner.taxonomy import GRASP_TYPES
from .values import DIGITS, DIRECTIONS, FORCES, INTENT_KINDS, Category, Intent, Knowledge, PartWords, Sentence

_HERE = Path(__file__).parent
_SLOTS = {"it", "hand", "n"}
_CATEGORY = {"names", "near", "weight", "parts", "intents"}
_INTENT = {"kind", "hold", "avoid", "types", "digits", "thumb", "palm", "from", "force", "for"}
MIN_INTENTS = 6
# The same as SafeLoader, ten times as fast, where PyYAML was built with libyaml.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_knowledge(folder: Path = _HERE) -> Knowledge:
    """Read all families and their sentences.

    Args:
        folder: holds `families` and `sentences`.

    Raises:
        UserError: something in a file is wrong; the sentence names file, category and field.
    """
    categories: dict[str, Category] = {}
    for path in sorted((folder / "families").glob("*.yaml")):
        spoken_path = folder / "sentences" / path.name
        spoken = _mapping(_read(spoken_path), spoken_path.name) if spoken_path.exists() else {}
        entries = _mapping(_read(path), path.name)
        for name in spoken:
            if name not in entries:
                raise UserError(
                    f"sentences/{path.name}: there is no category {name} in families/{path.name}."
                )
        for name, entry in entries.items():
            if name in categories:
                raise UserError(
                    f"{path.name}: the category {name} is also in {categories[name].family}.yaml."
                )
            where = f"families/{path.name}, {name}"
            categories[name] = _category(name, path.stem, entry, spoken.get(name), where)
    return categories


def _category(name: str, family: str, entry: object, spoken: object, where: str) -> Category:
    fields = _fields(entry, _CATEGORY, {"names", "weight", "parts", "intents"}, where)
    parts = _parts(fields["parts"], where)
    known = _mapping(fields["intents"], f"{where}, intents")
    intents = {key: _intent(key, value, parts, f"{where}, {key}") for key, value in known.items()}
    if len(intents) < MIN_INTENTS:
        raise UserError(f"{where}: {len(intents)} intents; at least {MIN_INTENTS} are needed.")
    weight = fields["weight"]
    if not isinstance(weight, int | float) or not 0 < weight < 20:
        raise UserError(f"{where}: weight must be a number of kilograms, more than 0 and less than 20.")
    return Category(
        name=name,
        family=family,
        names=_words(fields["names"], f"{where}, names"),
        near=_words(fields.get("near", []), f"{where}, near"),
        weight=float(weight),
        parts=parts,
        intents=intents,
        sentences=_sentences(spoken, intents, parts, f"sentences/{family}.yaml, {name}"),
    )


def _parts(value: object, where: str) -> dict[str, PartWords]:
    parts: dict[str, PartWords] = {}
    for name, entry in _mapping(value, f"{where}, parts").items():
        if isinstance(entry, Mapping):
            fields = _fields(entry, {"names", "zones"}, {"names"}, f"{where}, {name}")
            parts[name] = PartWords(name, _words(fields["names"], f"{where}, {name}"), None)
            for zone, names in _mapping(fields.get("zones", {}), f"{where}, {name}, zones").items():
                parts[zone] = PartWords(zone, _words(names, f"{where}, {zone}"), name)
        else:
            parts[name] = PartWords(name, _words(entry, f"{where}, {name}"), None)
    return parts


def _intent(name: str, entry: object, parts: Mapping[str, PartWords], where: str) -> Intent:
    fields = _fields(entry, _INTENT, {"kind", "hold", "for"}, where)
    types = _words(fields.get("types", []), f"{where}, types")
    intent = Intent(
        name=name,
        kind=_one_of(fields["kind"], INTENT_KINDS, f"{where}, kind"),
        hold=_known_parts(fields["hold"], parts, f"{where}, hold"),
        avoid=_known_parts(fields.get("avoid", []), parts, f"{where}, avoid"),
        types=tuple(_one_of(t, [kind.name for kind in GRASP_TYPES], f"{where}, types") for t in types),
        digits=tuple(
            _one_of(d, DIGITS, f"{where}, digits")
            for d in _words(fields.get("digits", []), f"{where}, digits")
        ),
        thumb=_direction(fields.get("thumb"), f"{where}, thumb"),
        palm=_direction(fields.get("palm"), f"{where}, palm"),
        side=_direction(fields.get("from"), f"{where}, from"),
        force=_one_of(fields.get("force", "normal"), FORCES, f"{where}, force"),
        purpose=str(fields["for"]),
    )
    if not intent.hold:
        raise UserError(f"{where}: hold must name at least one part.")
    if set(intent.hold) & set(intent.avoid):
        raise UserError(f"{where}: {sorted(set(intent.hold) & set(intent.avoid))} is both held and avoided.")
    return intent


def _sentences(
    value: object, intents: Mapping[str, Intent], parts: Mapping[str, PartWords], where: str
) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    seen: set[str] = set()
    for intent, lines in _mapping(value if value is not None else {}, where).items():
        _one_of(intent, list(intents), f"{where}, intent")
        if not isinstance(lines, Sequence) or isinstance(lines, str):
            raise UserError(f"{where}, {intent}: a list of sentences is needed.")
        for line in lines:
            if isinstance(line, Mapping):
                fields = _fields(line, {"say", "avoid"}, {"say", "avoid"}, f"{where}, {intent}")
                text, avoid = fields["say"], _known_parts(fields["avoid"], parts, f"{where}, {intent}")
            else:
                text, avoid = line, ()
            if not isinstance(text, str) or not text.strip():
                raise UserError(f"{where}, {intent}: {text!r} is not a sentence (put it in quotes).")
            unknown = set(re.findall(r"\{(\w*)\}", text)) - _SLOTS
            if unknown:
                raise UserError(f"{where}, {intent}: unknown slot {sorted(unknown)} in {text!r}.")
            held = set(avoid) & set(intents[intent].hold)
            if held:
                raise UserError(
                    f"{where}, {intent}: {text!r} forbids {sorted(held)}, which the intent holds."
                )
            if text.lower() in seen:
                raise UserError(f"{where}: {text!r} stands there twice.")
            seen.add(text.lower())
            found.append(Sentence(text, intent, avoid))
    return tuple(found)


def _read(path: Path) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise UserError(f"{path.name} is not valid YAML: {error}") from error


def _mapping(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise UserError(
            f"{where}: names followed by a colon and their values are needed (quote yes, no, on, off)."
        )
    return dict(value)


def _fields(value: object, known: set[str], needed: set[str], where: str) -> dict[str, object]:
    fields = _mapping(value, where)
    if set(fields) - known:
        raise UserError(f"{where}: unknown {sorted(set(fields) - known)}; known are {sorted(known)}.")
    if needed - set(fields):
        raise UserError(f"{where}: {sorted(needed - set(fields))} is missing.")
    return fields


def _words(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise UserError(f"{where}: a list of words in square brackets is needed.")
    return tuple(value)


def _known_parts(value: object, parts: Mapping[str, PartWords], where: str) -> tuple[str, ...]:
    return tuple(_one_of(name, list(parts), where) for name in _words(value, where))


def _direction(value: object, where: str) -> str | None:
    return None if value is None else _one_of(value, list(DIRECTIONS), where)


def _one_of(value: object, options: Sequence[str], where: str) -> str:
    if value not in options:
        raise UserError(f"{where}: {value!r} is none of {', '.join(options)}.")
    return str(value)
