"""Badges drawn here beside those that a real pretix 2026.8 printed of the same people.

The pictures in tests/fixtures/pretix/badges are its PDFs at 150 dpi; tests/real/test_pretix_badges.py
compares with the server itself, and finds out when these are no longer what it prints.
"""

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.badge import BadgeContent
from kiosk.printing.badge import draw_badges
from kiosk.printing.pretix.layout import read
from tests.badge_rasters import SPEC, apart, cases, raster, shown, without, words_of

RECORDED = Path(__file__).parents[2] / "fixtures" / "pretix" / "badges"
FOREIGN = SPEC["foreign"]


@pytest.fixture(scope="module")
def texts():
    return json.loads((RECORDED / "texts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def blank():
    """An empty page of the size that layouts without a background of their own have in pretix."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(419.527557, 297.637787))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def drawn(name, person, texts, blank):
    wanted = SPEC["layouts"][name]
    turned = (RECORDED / "turned.pdf").read_bytes()
    layout = read(
        name, wanted["objects"], turned if wanted.get("background") == "turned" else blank
    )
    content = BadgeContent(**words_of(person, texts[person]))
    return raster(draw_badges([content], layout).pdf)


@pytest.mark.parametrize(("name", "person"), cases())
def test_a_badge_looks_as_pretix_prints_it(name, person, texts, blank, tmp_path):
    ours = drawn(name, person, texts, blank)
    theirs = Image.open(RECORDED / f"{name}-{person}.png").convert("RGB")
    if person in FOREIGN["people"]:
        ours, theirs = without(ours, FOREIGN["box"]), without(theirs, FOREIGN["box"])

    found = apart(ours, theirs)

    assert found.same, (found, shown(ours, theirs, tmp_path / "pair.png"))


@pytest.mark.parametrize("person", FOREIGN["people"])
def test_names_that_pretix_cannot_write_are_written(person, texts, blank):
    ours = drawn("areas", person, texts, blank)
    theirs = Image.open(RECORDED / f"areas-{person}.png").convert("RGB")

    assert not apart(ours, theirs).same
    assert apart(ours, without(ours, FOREIGN["box"])).moved > 1


def test_a_moved_or_missing_word_is_noticed(texts, blank):
    ours = drawn("areas", "erika", texts, blank)
    moved = Image.new("RGB", ours.size, "white")
    moved.paste(ours, (2, 0))

    assert not apart(ours, moved).same
    assert not apart(ours, without(ours, [10, 30, 90, 8])).same
    assert apart(ours, ours).mean == 0
