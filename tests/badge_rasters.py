"""Compares two badges as pictures: how much ink differs, and how far any of it is moved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

SPEC = json.loads((Path(__file__).parent / "real" / "pretix" / "badges.json").read_text("utf-8"))
"""The layouts and people whose badges a real pretix prints (tests/real/pretix/badges.py)."""
DPI = 150
MOST_MEAN = 1.0
"""Of 255: the largest mean difference of two badges that count as the same."""
MOST_MOVED = 1
"""Pixels of 0.17 mm: the furthest that any ink may lie from where it is in the other."""
_LOST = 9


@dataclass(frozen=True)
class Apart:
    """`mean` difference of 255, and `moved`: how far ink or paper lies from the other's."""

    mean: float
    moved: int

    @property
    def same(self) -> bool:
        return self.mean <= MOST_MEAN and self.moved <= MOST_MOVED


def cases() -> list[tuple[str, str]]:
    """Layout and person of every badge, but those with pretix's mark, which is not ours to keep."""
    found = [(name, who) for name, one in SPEC["layouts"].items() for who in one["people"]]
    return [case for case in found if case[0] != "mark"]


def raster(pdf: bytes) -> Image.Image:
    """The first page as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=DPI / 72).to_pil().convert("RGB")
    finally:
        document.close()


def apart(ours: Image.Image, theirs: Image.Image) -> Apart:
    """How far two pictures are from each other; of different sizes, as far as can be."""
    if ours.size != theirs.size:
        return Apart(255.0, _LOST)
    one, other = ours.convert("L"), theirs.convert("L")
    mean = max(ImageStat.Stat(ImageChops.difference(ours, theirs)).mean)
    ink = max(_moved(one, other), _moved(other, one))
    paper = max(_moved(*map(ImageChops.invert, pair)) for pair in ((one, other), (other, one)))
    return Apart(mean, max(ink, paper))


def without(picture: Image.Image, box: list[float]) -> Image.Image:
    """The picture with a white field upon that box (left, bottom, width, height in mm)."""
    left, bottom, width, height = (side * DPI / 25.4 for side in box)
    found = picture.copy()
    foot = found.height - bottom
    ImageDraw.Draw(found).rectangle((left, foot - height, left + width, foot), fill="white")
    return found


def shown(ours: Image.Image, theirs: Image.Image, path: Path) -> Path:
    """Both beside each other in a file, to be looked at."""
    both = Image.new(
        "RGB", (ours.width + theirs.width + 10, max(ours.height, theirs.height)), "red"
    )
    both.paste(ours, (0, 0))
    both.paste(theirs, (ours.width + 10, 0))
    both.save(path)
    return path


def words_of(person: str, texts: dict[str, Any]) -> dict[str, Any]:
    """What a badge of that person says, the ticket's secret in the place of the badge code."""
    said = {name: text for name, text in texts.items() if isinstance(text, str)}
    return {
        "first_line": "?",
        "texts": said,
        "code": said["secret"],
        "person_lang": SPEC["people"][person]["locale"],
    }


def _moved(one: Image.Image, other: Image.Image) -> int:
    """The least distance at which all that is dark in one has something dark in the other."""
    dark = one.point(lambda value: 255 if value < 100 else 0)
    near = other.point(lambda value: 255 if value < 200 else 0)
    for distance in range(_LOST):
        if distance:
            near = near.filter(ImageFilter.MaxFilter(3))  # one pixel further on all sides
        if ImageChops.subtract(dark, near).getbbox() is None:
            return distance
    return _LOST
