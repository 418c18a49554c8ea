"""Draws docs/badges.png: the twenty hardest names of assets/demo on the layouts that ship.

Run `python scripts/badges_picture.py` after a change of layouts, fonts or fitting, and look at it.
It needs fonts-droid-fallback and fonts-nanum for the names in Chinese, Japanese and Korean.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from kiosk.domain.assembly import Capacity, Member
from kiosk.domain.people import Person
from kiosk.printing.badge import draw_badges
from kiosk.printing.raster import page_images
from kiosk.printing.said import sentences
from kiosk.resources import asset
from kiosk.services.badge_content import badge_content
from kiosk.services.badge_layout import layout_of
from kiosk.services.context import Context
from kiosk.services.import_people import run_import
from kiosk.services.profile import demo_profile
from kiosk.store import people, roll
from kiosk.store.connect import close
from kiosk.store.invitations import PERSON
from kiosk.store.transact import writing

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "badges.png"
OTHERS = (
    ("a6-butterfly", 3),
    ("assembly", 11),
    ("4x3in", 0),
    ("4x6in", 5),
    ("62mm", 3),
    ("57x102mm", 17),
    ("cr80", 12),
    ("80x50mm", 6),
)
"""Layout, and which of the twenty (from 0) it shows."""
COLUMNS, GAP, DPI = 10, 18, 64
DESK = "#dfe4e8"
VOTER = 11
"""Which of the twenty sits in the assembly."""


def main() -> None:
    """Fill a throw-away profile, draw every badge, paste them into one picture."""
    with tempfile.TemporaryDirectory() as folder:
        ctx = demo_profile(Path(folder) / "profile")
        try:
            twenty = _twenty(ctx)
            pictures = [_badge(ctx, "a6", one) for one in twenty]
            pictures += [_badge(ctx, name, twenty[number]) for name, number in OTHERS]
        finally:
            close(ctx.db)
    sheet = _pasted(pictures)
    sheet.quantize(200).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {sheet.width} x {sheet.height}")


def _twenty(ctx: Context) -> list[Person]:
    """The people of the list, one of them with a seat in the assembly."""
    run_import(ctx, asset("demo", "hard-names.csv"), source="hard-names")
    found = []
    for number in range(1, 21):
        (ticket,) = people.by_code(ctx.db, f"HARD{number:02d}")
        person = people.get(ctx.db, ticket.person_id)
        if person is not None:
            found.append(person)
    voter = found[VOTER]
    key = "nic serra azul"
    with writing(ctx.db):
        roll.replace_roll(
            *(ctx.db, "lacnic", "hard-names", [Member(key, voter.organisation, 4)]),
            [roll.Granted(key, PERSON, voter.person_id, Capacity.VOTER)],
        )
    return found


def _badge(ctx: Context, name: str, person: Person) -> Image.Image:
    """One badge, both sides below each other; what is to know of it is told."""
    _name, layout = layout_of(ctx, name)
    drawn = draw_badges([badge_content(ctx, person, "LAC46.K7PX42NQ", layout)], layout)
    for sentence in sentences(drawn):
        print(f"{name}, {person.full_name}: {sentence}")
    pages = page_images(drawn.pdf, DPI, color=True)
    both = Image.new("RGB", (pages[0].width, sum(page.height for page in pages)), "white")
    top = 0
    for page in pages:
        both.paste(page, (0, top))
        top += page.height
    return both


def _pasted(pictures: list[Image.Image]) -> Image.Image:
    """The pictures row by row, each row as high as its highest."""
    rows = [pictures[at : at + COLUMNS] for at in range(0, len(pictures), COLUMNS)]
    width = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    height = sum(max(one.height for one in row) + GAP for row in rows) + GAP
    sheet = Image.new("RGB", (width, height), DESK)
    top = GAP
    for row in rows:
        left = GAP
        for one in row:
            sheet.paste(one, (left, top))
            left += one.width + GAP
        top += max(one.height for one in row) + GAP
    return sheet


if __name__ == "__main__":
    main()
