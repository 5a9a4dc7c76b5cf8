"""The authors' captions: JSON files beside each other in a folder for each grasp.

A simple caption (`0_simple_caption.json`) is a list of {"from": "human" or "gpt", "value": text}. The form of
the other levels is published nowhere, so what a file says goes by its form: one text, or a table of fingers
and the parts they touch, is the low level; one request with its answer the high level; more turns a
conversation.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..splits import split_of_wording
from .layout import CAPTIONS_VERSION, read_json
from .report import Unusable

MAX_TURNS = 64
MAX_TEXT = 8000
_MARKUP = re.compile(r"</?[A-Za-z_][\w:.-]*>")
_ASKING, _ANSWERING = ("human", "user"), ("gpt", "assistant", "bot")
FINGERS = ("thumb", "index", "middle", "ring", "pinky", "palm")
"""Digits and the palm, as our contact regions name them."""
_SYNONYMS = {"little": "pinky", "forefinger": "index", "pointer": "index", "pinkie": "pinky"}


@dataclass(frozen=True)
class Caption:
    """What a file says.

    Attributes:
        level: low, high or conversation.
        turns: request, answer, request, answer …; one text at the low level.
        contact: part by finger (FINGERS), where the file tells it as a table.
    """

    level: str
    turns: tuple[str, ...]
    contact: Mapping[str, str]


def read_caption(path: Path) -> Caption:
    """Read a file of captions.

    Raises:
        Unusable: damaged, empty or of unknown form.
    """
    content = read_json(path)
    if isinstance(content, dict):
        inner = next((content[k] for k in ("conversations", "conversation", "caption") if k in content), None)
        contact = next((content[k] for k in ("contact", "contacts") if k in content), content)
        content = inner if inner is not None else contact
    if isinstance(content, str):
        return _low(_plain(content), {})
    if isinstance(content, dict):
        contact = _contact(content)
        sentences = [
            f"the {'palm' if f == 'palm' else _SPOKEN[f]} touches the {p}" for f, p in contact.items()
        ]
        return _low("; ".join(sentences).capitalize() + ".", contact)
    if isinstance(content, list) and content and len(content) <= MAX_TURNS:
        return _turns(content)
    raise Unusable("caption of unknown form", type(content).__name__)


def caption_row(caption: Caption, grasp_id: str, number: int) -> dict[str, Any]:
    """Row of the table of captions; `number` counts the grasp's captions.

    The same words always fall into the same split, on whatever grasp they stand.
    """
    digest = hashlib.sha256("\n".join(caption.turns).lower().encode()).hexdigest()[:12]
    source = f"capgrasp-{CAPTIONS_VERSION}-{digest}"
    answers = max(1, len(caption.turns) // 2)
    return {
        "caption_id": f"{grasp_id}-{number:02d}",
        "level": caption.level,
        "split": split_of_wording(source),
        "grasp_ids": [grasp_id] * answers,
        "turns": list(caption.turns),
        "source": source,
    }


_SPOKEN = {
    "thumb": "thumb",
    "index": "index finger",
    "middle": "middle finger",
    "ring": "ring finger",
    "pinky": "little finger",
}


def _low(text: str, contact: Mapping[str, str]) -> Caption:
    if not text:
        raise Unusable("empty caption")
    return Caption("low", (text,), contact)


def _turns(entries: list[Any]) -> Caption:
    if len(entries) == 1 and isinstance(entries[0], str):
        return _low(_plain(entries[0]), {})
    turns: list[str] = []
    for entry in entries:
        speaker, text = (entry.get("from"), entry.get("value")) if isinstance(entry, dict) else (None, None)
        if speaker == "system":
            continue
        expected = _ANSWERING if len(turns) % 2 else _ASKING
        if speaker not in expected or not isinstance(text, str):
            raise Unusable("caption of unknown form", f"turn {len(turns) + 1}")
        turns.append(_plain(text))
    if len(turns) % 2:
        turns.append("")  # a request whose answer is the grasp alone
    # answers may be nothing but the authors' own grasp tokens, requests may not
    if not turns or not all(turns[::2]):
        raise Unusable("empty caption")
    return Caption("high" if len(turns) == 2 else "conversation", tuple(turns), {})


def _contact(table: Mapping[Any, Any]) -> dict[str, str]:
    out: dict[str, str] = {}
    for key, value in table.items():
        words = re.findall(r"[a-z]+", str(key).lower())
        finger = next((_SYNONYMS.get(w, w) for w in words if _SYNONYMS.get(w, w) in FINGERS), None)
        part = next((v for v in value if v), "") if isinstance(value, list) else value
        if finger is None or not isinstance(part, str):
            raise Unusable("caption of unknown form", "neither turns nor a table of fingers")
        if _plain(part):
            out[finger] = _plain(part).lower().replace("_", " ")[:64]
    if not out:
        raise Unusable("empty caption")
    return out


def _plain(text: str) -> str:
    """Text without the authors' tokens (<SG>, <o_12>, <object> …)."""
    if len(text) > MAX_TEXT:
        raise Unusable("oversized caption")
    return re.sub(r"\s+([.,;!?])", r"\1", " ".join(_MARKUP.sub(" ", text).split()))
