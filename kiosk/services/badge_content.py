"""Puts a person's badge together: words, rights, programme; draws and stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.assembly import Capacity
from kiosk.domain.badge import BadgeContent, content_of
from kiosk.domain.badge_choice import main_ticket, product_of
from kiosk.domain.errors import NotFoundError
from kiosk.domain.people import Person, Ticket
from kiosk.printing.drawable import Drawable
from kiosk.printing.layout import Layout
from kiosk.services.badge_programme import ProgrammeWriter
from kiosk.services.badge_rights import Held, held_by
from kiosk.services.context import Context
from kiosk.services.pretix_badges import texts_of
from kiosk.store import people
from kiosk.store.transact import reading
from kiosk.texts import LANGUAGES, N_
from kiosk.texts.formats import country_name, date_range, localised


def badge_content(
    ctx: Context, person: Person, code: str, layout: Layout | Drawable | None = None
) -> BadgeContent:
    """Every word of one person's badge; as badge_contents()."""
    return badge_contents(ctx, [(person, code)], layout)[0]


def badge_contents(
    ctx: Context, of: Sequence[tuple[Person, str]], layout: Layout | Drawable | None = None
) -> list[BadgeContent]:
    """Every word of the badges of those people, each with its code, in their order.

    In the event's language of record; where the layout asks for the person's, in theirs if the
    event has it. What they may enter is read for all of them at once.
    """
    own = isinstance(layout, Layout) and layout.language == "person"
    theirs = layout is not None and not isinstance(layout, Layout)
    with reading(ctx.db):
        held = held_by(ctx, [person for person, _code in of])
    write = ProgrammeWriter(ctx.event)
    found = []
    for (person, code), has in zip(of, held, strict=True):
        lang = _language(ctx, person) if own else ctx.event.languages[0]
        may = write(has.open_to, lang)
        found.append(
            replace(
                _words(ctx, person, code, has, lang),
                rights=may.rights,
                programme=may.programme,
                texts={**may.names, **(texts_of(ctx, person, has.tickets) if theirs else {})},
            )
        )
    return found


def person_of(ctx: Context, person_id: str) -> Person:
    """The person. Raises NotFoundError where there is none."""
    person = people.get(ctx.db, person_id)
    if person is None:
        raise NotFoundError(N_("Esa persona no está en la lista."))
    return person


def _language(ctx: Context, person: Person) -> str:
    """The person's own, if it is one of the event's that the program has words in."""
    usable = [lang for lang in ctx.event.languages if lang in LANGUAGES]
    own = (lang for lang in (person.language, *person.speaks) if lang in usable)
    return next(own, ctx.event.languages[0])


def _words(ctx: Context, person: Person, code: str, has: Held, lang: str) -> BadgeContent:
    event, seat = ctx.event, has.seat
    country = country_name(person.country, lang) if person.country else ""
    dates = date_range(event.first_day, event.last_day, lang)
    words = content_of(person, event, code, country or person.country, dates, lang)
    main = main_ticket(has.tickets)
    return replace(
        words,
        product=product_of(main, event.catalogue) if main else "",
        product_name=_product_name(ctx, main, lang) if main else "",
        seat=" · ".join(seat.organisations) if seat else "",
        votes=None if seat is None or seat.capacity is Capacity.OBSERVER else seat.votes,
        capacity=str(seat.capacity) if seat else "",
    )


def _product_name(ctx: Context, ticket: Ticket, lang: str) -> str:
    product = ctx.event.catalogue.product(product_of(ticket, ctx.event.catalogue))
    return localised(product.name, lang) if product else ticket.product
