"""Conversations: edits in words that lead from one grasp of an object to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .facts import GraspFacts, labels_of
from .grammar import Speaker
from .requests import Request, answer, patterned_request, spoken_requests

_FAR = 0.03
"""Metres between hands from which a shift is worth a word."""
_NUMBER = ("no", "one", "two", "three", "four", "five")
_PADS = "precision"


@dataclass(frozen=True)
class Conversation:
    """Turns (request, answer, request …), the grasp of each answer, and the sources of the requests."""

    turns: tuple[str, ...]
    grasps: tuple[str, ...]
    sources: tuple[str, ...]


def converse(grasps: Sequence[GraspFacts], speaker: Speaker) -> Conversation | None:
    """A conversation through grasps of one object; None where no words lead from one to the next."""
    first = (spoken_requests(grasps[0], speaker, 1) or [patterned_request(grasps[0], speaker)])[0]
    turns, sources = [first.text, answer(grasps[0], speaker)], [first.source]
    for before, after in pairwise(grasps):
        edit = edit_request(before, after, speaker)
        if edit is None:
            return None
        turns += [edit.text, answer(after, speaker)]
        sources.append(edit.source)
    return Conversation(tuple(turns), tuple(g.grasp_id for g in grasps), tuple(sources))


def edit_request(before: GraspFacts, after: GraspFacts, speaker: Speaker) -> Request | None:
    """Words that ask for the second grasp when the first is there: a difference, or a new intent.

    Args:
        before, after: grasps of one object.
        speaker: who asks.
    """
    options = [edit for make in _EDITS if (edit := make(before, after, speaker)) is not None]
    if before.intent.name != after.intent.name and speaker.chance(0.4 if options else 1.0):
        spoken = spoken_requests(after, speaker, 1)
        if spoken:
            lead = speaker.pick(("now ", "and now: ", "next, ", "then ", "", "instead, ", "ok, now "))
            text = spoken[0].text
            return Request(lead + text[0].lower() + text[1:] if lead else text, spoken[0].source)
    return options[speaker.number(len(options))] if options else None


def _fingers(before: GraspFacts, after: GraspFacts, speaker: Speaker) -> Request | None:
    was, now = len(before.digits), len(after.digits)
    if was == now:
        return None
    name = _NUMBER[now]
    if now < was:
        options = (
            f"only {name} fingers",
            f"use just {name} fingers",
            f"{name} fingers are enough",
            f"same thing with {name} fingers",
            f"fewer fingers: {name}",
            "with fewer fingers",
        )
    else:
        options = (
            f"use {name} fingers",
            f"{name} fingers, please",
            "with more fingers",
            "use more of the hand",
            f"no, {name} fingers",
            "put more fingers on it",
        )
    return _request("fingers", options, speaker)


def _part(before: GraspFacts, after: GraspFacts, speaker: Speaker) -> Request | None:
    if before.part == after.part or after.touches(before.part):
        return None
    old = speaker.part_name(before.item.category, before.part)
    new = speaker.part_name(after.item.category, after.part)
    return _request(
        "part",
        (
            f"not the {old}, the {new}",
            f"by the {new} instead",
            f"take the {new} instead of the {old}",
            f"let go of the {old} and hold the {new}",
            f"not the {old}",
            f"move to the {new}",
            f"hands off the {old}",
            f"I meant the {new}",
            f"rather the {new}",
            f"leave the {old} free",
            f"no, the {new}!",
        ),
        speaker,
    )


def _avoid(before: GraspFacts, after: GraspFacts, speaker: Speaker) -> Request | None:
    dropped = [
        n for n in before.item.labels if before.touches(n) and not after.touches(n) and n != before.part
    ]
    if not dropped:
        return None
    name = speaker.part_name(before.item.category, speaker.pick(dropped))
    return _request(
        "avoid",
        (
            f"don't touch the {name}",
            f"keep off the {name}",
            f"your fingers are on the {name}, move them away",
            f"same, but not on the {name}",
            f"mind the {name}",
            f"clear the {name}",
            f"don't cover the {name}",
        ),
        speaker,
    )


def _turned(before: GraspFacts, after: GraspFacts, speaker: Speaker) -> Request | None:
    if before.part != after.part or float(before.thumb @ after.thumb) > -0.5:
        return None
    return _request(
        "turned",
        (
            "the other way round",
            "flip the hand",
            "turn your hand round",
            "other way around",
            "thumb at the other end",
            "reverse the grip",
            "swap ends with the thumb",
            "rotate the wrist by half a turn",
        ),
        speaker,
    )


def _above(before: GraspFacts, after: GraspFacts, speaker: Speaker) -> Request | None:
    if after.facing[2] < -0.6 and before.facing[2] > -0.2:
        return _request(
            "above", ("from above", "come from the top", "palm down", "hand on top, please"), speaker
        )
    if after.facing[2] > 0.6 and before.facing[2] < 0.2:
        return _request(
            "below", ("from underneath", "palm up", "support it from below", "hand under it"), speaker
        )
    return None


def _moved(before: GraspFacts, after: GraspFacts, speaker: Speaker) -> Request | None:
    if before.part != after.part:
        return None
    shift = after.place - before.place
    if np.linalg.norm(shift) < _FAR:
        return None
    options: list[str] = []
    if abs(shift[2]) > 0.8 * np.linalg.norm(shift):
        options += (
            ["higher", "further up", "a bit higher", "move the hand up", "slide up"]
            if shift[2] > 0
            else ["lower", "further down", "a bit lower", "move the hand down", "slide down"]
        )
    for index, label in enumerate(before.item.labels):
        centre = before.item.centres[index]
        if np.isnan(centre).any() or label == before.part or label in labels_of(before.item, before.part):
            continue
        nearer = np.linalg.norm(before.place - centre) - np.linalg.norm(after.place - centre)
        name = speaker.part_name(before.item.category, label)
        if nearer > 0.7 * np.linalg.norm(shift):
            options += [f"closer to the {name}", f"nearer the {name}", f"move up to the {name}"]
        elif nearer < -0.7 * np.linalg.norm(shift):
            options += [f"further from the {name}", f"away from the {name}", f"more room to the {name}"]
    return _request("moved", options, speaker) if options else None


def _pinch_or_wrap(before: GraspFacts, after: GraspFacts, speaker: Speaker) -> Request | None:
    if before.kind.family == after.kind.family:
        return None
    if after.kind.family == _PADS:
        return _request(
            "pinch", ("pinch it", "just the fingertips", "fingertips only", "more delicate"), speaker
        )
    if after.kind.family == "power":
        return _request(
            "wrap",
            ("whole hand round it", "grab it properly", "a power grip, please", "wrap the hand round it"),
            speaker,
        )
    return None


Edit = Callable[[GraspFacts, GraspFacts, Speaker], Request | None]
_EDITS: tuple[Edit, ...] = (_fingers, _part, _avoid, _turned, _above, _moved, _pinch_or_wrap)


def _request(source: str, options: Sequence[str], speaker: Speaker) -> Request:
    index = speaker.number(len(options))
    text = options[index]
    if speaker.chance(0.3):
        text = speaker.pick(
            ("no, {}", "hmm, {}", "almost: {}", "please {}", "can you do {}?", "{}, please", "ok, {}")
        ).format(text)
    return Request(text, f"edit/{source}/{index}")
