"""Layouts, assignments and texts out of what a pretix source stored; nobody is asked."""

import base64
import io
import json
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.feed import Document
from kiosk.services.badge_choices import choices
from kiosk.services.badge_content import badge_content
from kiosk.services.badge_layout import layout_of
from kiosk.services.correct import correct
from kiosk.services.pretix_badges import layout_titles, load_pretix, texts_of
from kiosk.services.pretix_said import assignments, is_pretix
from kiosk.sources.pretix import badges
from kiosk.sources.pretix.badge_documents import BADGE_FILE, BADGES
from kiosk.store import documents, people, sources
from kiosk.store.person_write import put_ticket
from kiosk.store.transact import writing

NAME = {
    "type": "textarea",
    "left": 1,
    "bottom": 1,
    "width": 50,
    "fontsize": 9,
    "content": "attendee_name",
}
LAYOUTS = [
    {"id": 2, "name": "Sala", "default": True, "layout": [NAME], "background": "/bg.pdf"},
    {"id": 5, "name": "Mesa", "default": False, "layout": [NAME], "background": None},
    {
        "id": 6,
        "name": "Rota",
        "default": False,
        "layout": [{**NAME, "left": "x"}],
        "background": None,
    },
    "strange",
]
ITEMS = [{"id": 1, "item": 7, "layout": 5}, {"id": 2, "item": 8, "layout": None}, 3]
ORDER = {
    "code": "ABCDE",
    "locale": "es",
    "positions": [
        {"id": 9, "positionid": 1, "attendee_name": "Dra. Ana Silva", "company": "NIC.br",
         "attendee_email": "ana@nic.br", "pdf_data": {"event_date": "5 de octubre"}},
    ],
}  # fmt: skip


def pdf():
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(200, 100))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def shop(ctx):
    """The small event with a pretix source, at which Ana bought product 7."""
    said = {"layouts": LAYOUTS, "items": ITEMS, "refused": {}}
    with writing(ctx.db):
        sources.put(ctx.db, "pretix:x", "pretix", {}, ctx.clock())
        kept(ctx, said)
        documents.put(ctx.db, "pretix:x", [
            Document(BADGE_FILE, "/bg.pdf", base64.b64encode(pdf()).decode()),
            Document("order", "ABCDE", json.dumps(ORDER)),
            Document("event", "", json.dumps({"name": {"en": "Meeting", "es": "Encuentro"}})),
        ])  # fmt: skip
        (ticket,) = people.tickets_of_many(ctx.db, ["ana"])["ana"]
        put_ticket(ctx.db, replace(ticket, source="pretix:x", source_ref="ABCDE-1", product_id="7"))
    return replace(ctx, event=replace(ctx.event, badge_layout="pretix"))


def kept(ctx, said):
    documents.put(ctx.db, "pretix:x", [Document(BADGES, "", json.dumps(said))])


def texts(ctx, person_id="ana"):
    person = people.get(ctx.db, person_id)
    return texts_of(ctx, person, people.tickets_of_many(ctx.db, [person_id])[person_id])


@pytest.mark.parametrize(
    ("name", "theirs"), [("pretix", True), ("pretix:4", True), ("a6", False), ("pretixa6", False)]
)
def test_names_of_pretix_layouts(name, theirs):
    assert is_pretix(name) is theirs


def test_layouts_are_listed_by_their_titles(shop):
    assert layout_titles(shop) == {"pretix:2": "Sala", "pretix:5": "Mesa", "pretix:6": "Rota"}


def test_the_default_lies_on_its_background(shop):
    layout = load_pretix(shop, "pretix")

    assert layout.title == "Sala"
    assert layout.width == pytest.approx(200 / 72 * 25.4)
    assert layout_of(shop)[1].title == "Sala"
    assert layout_of(shop, "pretix:5")[1].width == 148


@pytest.mark.parametrize(
    "why", [badges.ELSEWHERE, badges.MISSING, badges.TOO_LARGE, badges.WRONG_KIND]
)
def test_a_background_that_did_not_come_is_told(shop, why):
    with writing(shop.db):
        shop.db.conn.execute("DELETE FROM document WHERE kind = ?", (BADGE_FILE,))
        kept(shop, {"layouts": LAYOUTS, "items": [], "refused": {"/bg.pdf": why}})

    layout = load_pretix(shop, "pretix:2")

    ((message, params),) = layout.notes
    assert "Sala" in message.format(**params)
    assert layout.width == 148


def test_what_is_not_there_is_refused_with_what_there_is(shop):
    with pytest.raises(NotFoundError, match="pretix:5"):
        load_pretix(shop, "pretix:99")


def test_a_layout_that_makes_no_sense_is_refused_by_name(shop):
    with pytest.raises(WrongUseError, match="Rota"):
        load_pretix(shop, "pretix:6")


def test_products_have_the_layouts_that_pretix_assigns(shop):
    assert assignments(shop) == {"7": "pretix:5", "8": None}
    assert choices(shop, [people.get(shop.db, "ana")])[0].layout == "pretix:5"
    assert choices(shop, [people.get(shop.db, "sam")])[0].layout == "pretix"


def test_an_event_with_our_layouts_only_learns_who_has_no_badge(shop):
    ours = replace(shop, event=replace(shop.event, badge_layout="a6"))

    assert assignments(ours) == {"8": None}
    assert choices(ours, [people.get(ours.db, "ana")])[0].layout == "a6"


def test_texts_are_those_of_the_order(shop):
    found = texts(shop)

    assert found["attendee_name"] == "Dra. Ana Silva"
    assert found["event_date"] == "5 de octubre"
    assert found["event_name"] == "Encuentro"
    assert found["order_positionid"] == "ABCDE-1"
    assert "secret" not in found


def test_what_was_corrected_is_printed_as_corrected(shop):
    correct(shop, "ana", {"family_name": "Souza", "organisation": "LACNIC"}, operator="Eva")

    found = texts(shop)

    assert found["attendee_name"] == "Ana Souza"
    assert found["attendee_company"] == "LACNIC"
    assert found["attendee_email"] == "ana@nic.br"


def test_somebody_of_another_list_has_no_texts(shop):
    assert texts(shop, "sam") == {}


def test_only_their_layouts_have_their_texts(shop):
    ana = people.get(shop.db, "ana")

    assert badge_content(shop, ana, "C", load_pretix(shop, "pretix")).texts["order"] == "ABCDE"
    assert "order" not in badge_content(shop, ana, "C").texts


def test_a_profile_without_pretix_has_none_of_it(ctx):
    assert layout_titles(ctx) == {}
    assert assignments(ctx) == {}
    assert texts(ctx) == {}
