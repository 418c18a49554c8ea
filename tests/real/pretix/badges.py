"""Makes badge layouts and people in a pretix and prints their badges; run by pretix's Python.

Arguments: a folder for the badges, and how the event is called there. Layouts and people come from
badges.json beside this file. Prints JSON: ids of layouts, and of each person's ticket.
"""

import io
import json
import sys
from pathlib import Path

from seeding import Seeder, event_of, products  # isort: skip
from django.core.files.base import ContentFile
from django.db import transaction
from django_scopes import scope, scopes_disabled
from pretix.base.models import Organizer
from pretix.base.pdf import Renderer
from pretix.plugins.badges.exporters import OPTIONS, render_pdf
from pretix.plugins.badges.models import BadgeItem, BadgeLayout
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent


def turned():
    """A page 85 x 70 mm: cut out of a larger sheet, lying on its side, with a seal of its own."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(320, 400))
    canvas.setFillColorRGB(0.02, 0.2, 0.3)
    canvas.rect(40, 60, 198.43, 240.94, stroke=0, fill=1)
    canvas.setFillColorRGB(0.9, 0.6, 0.1)
    canvas.circle(80, 100, 30, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFillAlpha(0.5)
    canvas.setFont("Times-Bold", 20)
    canvas.drawString(50, 250, "LACNIC")
    canvas.rect(0, 0, 60, 80, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(target.getvalue())))
    page = writer.pages[0]
    page.cropbox = RectangleObject((40, 60, 40 + 198.43, 60 + 240.94))
    page.rotate(90)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def layouts(event, wanted):
    made = {}
    for name, each in wanted.items():
        layout = BadgeLayout.objects.create(
            event=event, name=name, default=name == "areas", layout=json.dumps(each["objects"])
        )
        if each.get("background") == "turned":
            layout.background.save("background.pdf", ContentFile(turned()))
        made[name] = layout
    return made


def people(event, items, wanted):
    seed = Seeder(event.organizer, event)
    made = {}
    for name, each in wanted.items():
        order = seed.order()
        order.locale = each["locale"]
        order.save()
        position = seed.position(name, items["talk"], order)
        position.attendee_name_parts = {
            "_scheme": "given_family", "given_name": each["given"], "family_name": each["family"],
        }  # fmt: skip
        position.company = each["company"]
        position.save()
        made[name] = position
    return made


def main():
    folder, slug = Path(sys.argv[1]), sys.argv[2]
    asked = json.loads((HERE / "badges.json").read_text())
    with scopes_disabled():
        organizer = Organizer.objects.get(slug="test")
    with scope(organizer=organizer), transaction.atomic():
        event = event_of(organizer, slug)
        event.plugins = "pretix.plugins.checkinlists,pretix.plugins.badges"
        event.save()
        items = products(event)
        made = layouts(event, asked["layouts"])
        found = people(event, items, asked["people"])
        BadgeItem.objects.create(item=items["gala"], layout=None)
        BadgeItem.objects.create(item=items["member"], layout=made["frames"])
        Renderer._register_fonts()
        talk = BadgeItem.objects.create(item=items["talk"], layout=made["areas"])
        for name, each in asked["layouts"].items():
            talk.layout = made[name]
            talk.save()
            for person in each["people"]:
                with (folder / f"{name}-{person}.pdf").open("wb") as target:
                    render_pdf(event, [found[person]], OPTIONS["one"], target)
        talk.delete()
    state = {
        "items": {key: item.pk for key, item in items.items()},
        "layouts": {name: layout.pk for name, layout in made.items()},
        "people": {
            name: f"{position.order.code}-{position.positionid}" for name, position in found.items()
        },
    }
    json.dump(state, sys.stdout)


main()
