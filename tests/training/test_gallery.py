"""The page shows what the corpus holds, and needs nothing but itself."""

from __future__ import annotations

import argparse
import base64
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from semgrasp.training import gallery
from semgrasp.training.knowledge import load_knowledge
from semgrasp.training.tell import Told
from tiny_corpus import TinyCorpus

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PICTURE = np.zeros((8, 16, 3), np.uint8)


@pytest.fixture(scope="module")
def written(tiny: TinyCorpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    parser = argparse.ArgumentParser()
    gallery.add_arguments(parser.add_subparsers(dest="command"))
    out = tmp_path_factory.mktemp("gallery") / "gallery.html"
    options = parser.parse_args(["gallery", "--corpus", str(tiny.folder), "-o", str(out), "--count", "9"])
    assert options.run(options) == 0
    return out


def cards_of(text: str) -> list[dict]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_nothing_is_loaded_from_elsewhere(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    assert "http:" not in text and "https:" not in text and "{{" not in text
    assert not re.search(r"""(src|href)=["']""", text)


def test_cards(tiny: TinyCorpus, written: Path) -> None:
    cards = cards_of(written.read_text(encoding="utf-8"))
    assert len(cards) == 9
    ids = {grasp["grasp_id"] for grasp in tiny.grasps}
    for card in cards:
        assert card["id"] in ids
        assert base64.b64decode(card["picture"]).startswith(b"\x89PNG")
        assert card["touch"] and card["labels"] and card["purpose"]
    there = Counter(tiny.shapes[grasp["shape_id"]]["category"] for grasp in tiny.grasps)
    shown = Counter(card["category"] for card in cards)
    # the categories take turns; one that has no more is passed over
    assert max(shown.values()) - min(shown[c] + (shown[c] == there[c]) * 9 for c in there) <= 1


def test_captions_can_hold_anything(tiny: TinyCorpus) -> None:
    grasp = tiny.grasps[0]
    lines = ("</script><script>alert(1)</script>", "<!-- {{cards}} & {{fields}}")
    shape = tiny.shapes[grasp["shape_id"]]
    card = gallery.card(grasp, shape, load_knowledge(), [Told("high", lines, True, (1,))], PICTURE)
    text = gallery.page([card], 1)
    assert cards_of(text)[0]["said"] == [["high", list(lines), True, [1]]]
    assert text.count("<script") == 2 and "<!--" not in text


def test_knowledge_that_is_gone(tiny: TinyCorpus) -> None:
    grasp = tiny.grasps[0]
    card = gallery.card(grasp, tiny.shapes[grasp["shape_id"]], {}, [], PICTURE)
    assert card["intent"] == "no longer known"


def test_in_a_browser(written: Path, tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("no Chromium here")
    # the page itself, then with one category chosen and a word searched that only captions hold
    script = (
        "<script>selects[0].value = 'mug'; form.dispatchEvent(new Event('input'));"
        "document.title = document.querySelectorAll('article').length;"
        "selects[0].value = ''; search.value = 'TAKEN'; form.dispatchEvent(new Event('input'));"
        "document.title += ' ' + document.querySelectorAll('article').length;</script>"
    )
    page = tmp_path / "page.html"
    page.write_text(
        written.read_text(encoding="utf-8").replace("</html>", script + "</html>"), encoding="utf-8"
    )
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    found = subprocess.run(
        [*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )
    cards = cards_of(written.read_text(encoding="utf-8"))
    taken = sum(
        "taken" in " ".join(line for said in card["said"] for line in said[1]).lower() for card in cards
    )
    mugs = sum(card["category"] == "mug" for card in cards)
    assert f"<title>{mugs} {taken}</title>" in found.stdout
