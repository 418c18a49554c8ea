"""Registers somebody who is on no list; finds people who may be the same."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from rapidfuzz import fuzz
from uuid_utils import uuid7

from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.services.context import Context
from kiosk.services.correct import clean_fields, require_name
from kiosk.services.find import Found, found_of
from kiosk.store import journal
from kiosk.store import search as store_search
from kiosk.store.person_row import name_key
from kiosk.store.person_write import put_ticket
from kiosk.store.projections import JOURNAL_SOURCE
from kiosk.store.transact import reading, writing

SAME_EMAIL = "email"
SAME_NAME = "name"
SIMILAR_NAME = "similar_name"
_ALIKE = 85
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class WalkIn:
    """The desk's form. `state` is PENDING where the person still has to pay."""

    given_name: str
    family_name: str = ""
    badge_name: str = ""
    email: str = ""
    organisation: str = ""
    country: str = ""
    language: str = ""
    roles: tuple[str, ...] = ("attendee",)
    speaks: tuple[str, ...] = ()
    photo_ok: bool | None = None
    note: str = ""
    product: str = ""
    state: TicketState = TicketState.PAID


def walk_in(ctx: Context, form: WalkIn, operator: str) -> str:
    """Add a person with a ticket and answer the person_id; recorded in the journal.

    The ticket has no code: no journal holds one, so that it would open nothing at another station.
    The badge's code is the person's everywhere. Raises WrongUseError for a form without a name.
    """
    fields = clean_fields({k: v for k, v in asdict(form).items() if k not in ("product", "state")})
    require_name(fields)
    person_id, ticket_id = str(uuid7()), str(uuid7())
    with writing(ctx.db):
        draft = Draft(
            kind=EntryKind.WALK_IN,
            at=ctx.clock(),
            person_id=person_id,
            ticket_id=ticket_id,
            operator=operator,
            payload={"person": fields, "product": form.product, "state": str(form.state)},
        )
        journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
        put_ticket(
            ctx.db,
            Ticket(
                ticket_id=ticket_id,
                person_id=person_id,
                code="",
                state=form.state,
                product=form.product,
                source=JOURNAL_SOURCE,
                source_ref=ticket_id,
            ),
        )
    return person_id


def similar(
    ctx: Context, given: str, family: str, organisation: str, email: str
) -> list[tuple[Found, str]]:
    """Up to five people who may be the one in the form, each with why, the surest first.

    Why is SAME_EMAIL, SAME_NAME or SIMILAR_NAME. People of the same organisation come first among
    the similar. Empty fields match nobody.
    """
    key = name_key(given, family)
    with reading(ctx.db):
        reasons: dict[str, tuple[Person, str]] = {}
        for person in store_search.by_name_key(ctx.db, key):
            reasons.setdefault(person.person_id, (person, SAME_NAME))
        for person in store_search.by_email(ctx.db, email):
            reasons.setdefault(person.person_id, (person, SAME_EMAIL))
        for person in _alike(ctx, key, organisation):
            reasons.setdefault(person.person_id, (person, SIMILAR_NAME))
        chosen = list(reasons.values())[:_SHOWN]
        founds = found_of(ctx, [person for person, _why in chosen])
    return [(found, why) for found, (_person, why) in zip(founds, chosen, strict=True)]


def _alike(ctx: Context, key: str, organisation: str) -> list[Person]:
    scored = []
    for person in store_search.near(ctx.db, key):
        score = fuzz.token_sort_ratio(key, name_key(person.given_name, person.family_name))
        if score >= _ALIKE:
            elsewhere = name_key(person.organisation, "") != name_key(organisation, "")
            scored.append((elsewhere, -score, person.person_id, person))
    return [person for *_order, person in sorted(scored, key=lambda row: row[:3])]
