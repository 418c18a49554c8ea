"""The badge by pretix's own renderer, as its badge export calls it; run by pretix's Python.

Usage: with_pretix.py PEOPLE.json ROUNDS PDF. The words of people come from their orders, the header
from the layout's background: pretix puts the two together. Prints what measure.py prints.
"""

import io
import json
import sys
from pathlib import Path

from seeding import Seeder, event_of, products  # isort: skip
from django.core.files.base import ContentFile
from django.db import transaction
from django_scopes import scope, scopes_disabled
from pretix.base.models import Event, Item, OrderPosition, Organizer
from pretix.plugins.badges.exporters import OPTIONS, render_pdf
from pretix.plugins.badges.models import BadgeItem, BadgeLayout
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).parent))
import design
from measure import measured

Told = dict[str, str]
CONTENTS = {
    "first_line": "attendee_name_given_name",
    "second_line": "attendee_name_family_name",
    "organisation": "attendee_company",
}
"""Which of pretix's variables says it; the others are fixed words of the layout."""


def background() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(design.PAGE[0] * mm, design.PAGE[1] * mm))
    for x, y, w, h, color in (design.HEADER, (*design.BAND, "#2F74D0")):
        canvas.setFillColor(HexColor(color))
        canvas.rect(x * mm, (design.PAGE[1] - y - h) * mm, w * mm, h * mm, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def objects(sample: Told) -> list[dict[str, object]]:
    """One text container a line, as pretix's editor makes them, and the code."""
    made = []
    for field, baseline, weight, size, color in design.LINES:
        height = size * design.POINT
        bottom = design.PAGE[1] - baseline - 0.2 * height
        words = {"content": CONTENTS.get(field, "other"), "text": sample[field], "text_i18n": {}}
        made.append(
            {
                "type": "textcontainer", "page": 1, "locale": "", "left": f"{design.LEFT}",
                "bottom": f"{bottom:.2f}", "width": f"{design.WIDTH}", "height": f"{height:.2f}",
                "fontsize": f"{size}", "lineheight": "1", "color": [*design.rgb(color), 1],
                "fontfamily": "Open Sans", "bold": weight == 800, "italic": False, "rotation": 0,
                "align": "left", "verticalalign": "middle", "autoresize": True,
                "splitlongwords": False, **words,
            }
        )  # fmt: skip
    x, y, side = design.QR
    bottom = design.PAGE[1] - y - side
    code = {"left": f"{x}", "bottom": f"{bottom}", "size": f"{side}", "content": "secret"}
    return [*made, {"type": "barcodearea", "page": 1, **code}]


def positions_of(event: Event, people: list[Told]) -> tuple[Item, list[OrderPosition]]:
    seed, item = Seeder(event.organizer, event), products(event)["talk"]
    made = []
    for number, person in enumerate(people):
        position = seed.position(f"p{number}", item)
        position.attendee_name_parts = {
            "_scheme": "given_family",
            "given_name": person["first_line"],
            "family_name": person["second_line"],
        }
        position.company = person["organisation"]
        position.secret = person["code"]
        position.save()
        made.append(position)
    return item, made


def main(file: str, rounds: str, out: str) -> None:
    people = json.loads(Path(file).read_text())
    with scopes_disabled():
        organizer = Organizer.objects.get(slug="test")
    with scope(organizer=organizer), transaction.atomic():
        event = event_of(organizer, "bench")
        event.plugins = "pretix.plugins.checkinlists,pretix.plugins.badges"
        event.save()
        item, positions = positions_of(event, people)
        layout = BadgeLayout.objects.create(
            event=event, name="bench", default=True, layout=json.dumps(objects(people[0]))
        )
        layout.background.save("background.pdf", ContentFile(background()))
        BadgeItem.objects.create(item=item, layout=layout)
        place = {
            person["code"]: position for person, position in zip(people, positions, strict=True)
        }

        def draw(some: list[Told]) -> bytes:
            target = io.BytesIO()
            wanted = [place[person["code"]] for person in some]
            render_pdf(event, wanted, OPTIONS["one"], target)
            return target.getvalue()

        figures, pdf = measured(draw, people, int(rounds))
    Path(out).write_bytes(pdf)
    print(json.dumps(figures))


main(*sys.argv[1:])
