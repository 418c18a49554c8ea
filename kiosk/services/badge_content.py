"""Puts a person's badge together: words, code, layout; draws and stores nothing."""

from __future__ import annotations

from kiosk.domain.badge import BadgeContent, content_of
from kiosk.domain.errors import NotFoundError
from kiosk.domain.people import Person
from kiosk.printing.layout import Layout, load_layout
from kiosk.services.context import Context
from kiosk.store import people
from kiosk.texts import N_
from kiosk.texts.formats import country_name, date_range


def badge_content(ctx: Context, person: Person, code: str) -> BadgeContent:
    """Every word of the person's badge, in the event's language of record."""
    event = ctx.event
    lang = event.languages[0]
    country = country_name(person.country, lang) if person.country else ""
    dates = date_range(event.first_day, event.last_day, lang)
    return content_of(person, event, code, country or person.country, dates)


def layout_of(ctx: Context, name: str | None = None) -> tuple[str, Layout]:
    """Name and layout: the one asked for, else the station's, else the event's."""
    chosen = name or ctx.station.badge_layout or ctx.event.badge_layout
    return chosen, load_layout(chosen)


def person_of(ctx: Context, person_id: str) -> Person:
    """The person. Raises NotFoundError where there is none."""
    person = people.get(ctx.db, person_id)
    if person is None:
        raise NotFoundError(N_("Esa persona no está en la lista."))
    return person
