"""A profile filled from what a real pretix says of one of its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pretix_server import PretixServer

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.event import Event
from kiosk.domain.people import Ticket
from kiosk.domain.registration import Registration
from kiosk.domain.settings import Station
from kiosk.services.context import Context
from kiosk.sources.pretix.catalogue import Answers, catalogue, variation_notes
from kiosk.sources.pretix.lists import checkpoints
from kiosk.sources.pretix.positions import Shop, registrations
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing

ZONE = ZoneInfo("America/Santiago")


@contextmanager
def profile(
    server: PretixServer, slug: str, folder: Path, clock: Callable[[], datetime]
) -> Iterator[Context]:
    """A profile of the event `slug`, with its catalogue, lists and everybody's tickets."""
    said = _said(server, slug)
    known = catalogue(said, ZONE)
    event = Event(
        id=slug,
        name={"es": slug},
        timezone=ZONE,
        first_day=date(2026, 9, 1),
        last_day=date(2026, 9, 10),
        code="TEST",
        checkpoints=checkpoints(server.get(f"events/{slug}/checkinlists/"), ZONE, slug),
        catalogue=known,
    )
    db = open_store(folder / f"{slug}.db")
    try:
        ctx = Context(db, event, Station(name="Puerta"), clock, folder)
        _fill(ctx, server, slug, said, known)
        yield ctx
    finally:
        close(db)


def _said(server: PretixServer, slug: str) -> Answers:
    subevents = server.get(f"events/{slug}/subevents/") if slug == "days" else []
    return Answers(
        event=server.get(f"events/{slug}/"),
        items=server.get(f"events/{slug}/items/"),
        subevents=subevents,
        questions=server.get(f"events/{slug}/questions/"),
        revoked=server.get(f"events/{slug}/revokedsecrets/"),
        blocked=server.get(f"events/{slug}/blockedsecrets/"),
    )


def _fill(ctx: Context, server: PretixServer, slug: str, said: Answers, known: Catalogue) -> None:
    shop = Shop(known, ZONE, variation_notes(said.items))
    with writing(ctx.db):
        for order in server.get(f"events/{slug}/orders/?include_canceled_positions=true"):
            for registration in registrations(order, shop).registrations:
                _put(ctx, registration)


def _put(ctx: Context, row: Registration) -> None:
    """Each registration as a person of its own, under the source's id."""
    person = replace(row.person, person_id=row.source_id)
    put_person(ctx.db, person, source="pretix", source_ref=row.source_id)
    put_ticket(
        ctx.db,
        Ticket(
            ticket_id=row.source_id,
            person_id=row.source_id,
            code=row.code,
            state=row.state,
            product=row.product,
            source="pretix",
            source_ref=row.source_id,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            blocked=row.blocked,
            valid_if_pending=row.valid_if_pending,
            attention=row.attention,
            checkin_text=row.checkin_text,
            product_id=row.product_id,
            variation_id=row.variation_id,
            date_id=row.date_id,
            parent_id=row.addon_to,
        ),
    )
