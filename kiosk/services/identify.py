"""Turns a scanned text into a person and tickets, or into the problem with it; decides nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kiosk.domain.codes import LONGEST_TEXT, CodeKind, Parsed, parse
from kiosk.domain.indico_code import server_of
from kiosk.domain.people import Person, Ticket
from kiosk.domain.signed_ticket import read
from kiosk.domain.verdict import Reason
from kiosk.scanning.layouts import candidates
from kiosk.scanning.lost_keys import completions
from kiosk.services.context import Context
from kiosk.services.signed import signed_id, signed_ticket
from kiosk.store import people
from kiosk.store.connect import Database

LONGEST_MENDED = 512
"""Characters of a text that is worth mending: codes are shorter, visiting cards longer."""


@dataclass(frozen=True, slots=True)
class Identified:
    """Whom a text belongs to. `problem` is set where it belongs to nobody, or not to one.

    `addons` are the tickets that are add-ons to `tickets`. `signed`: nobody is known by the code,
    but it carries a good signature, and `tickets` is the one made of what it says.
    """

    person: Person | None = None
    tickets: tuple[Ticket, ...] = ()
    problem: Reason | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    badge_scanned: bool = False
    addons: tuple[Ticket, ...] = ()
    signed: bool = False


def identify(ctx: Context, text: str) -> Identified:
    """Look a text up as it is given, as it is read, then as it was before it got damaged.

    As given, because a list's own code may look like one of ours, or of another event's, or hold
    a whole address: exactly first, then in any case, where one person alone has it. A mended
    text counts only if exactly one of all that it may have been exists. Nothing that the list
    knows is asked of the catalogue; after it the order is pretix's: revoked, blocked, signed.
    """
    parsed = parse(text, ctx.event.code)
    found = _as_it_stands(ctx.db, text, parsed.text)
    if found is None and parsed.kind is CodeKind.UNREADABLE:
        return Identified(problem=Reason.UNREADABLE)
    return _with_addons(ctx.db, found or _mended(ctx, text, parsed))


def identify_person(ctx: Context, person_id: str) -> Identified:
    """The person chosen at the desk, with all tickets."""
    person = people.get(ctx.db, person_id)
    if person is None:
        return Identified(problem=Reason.INVALID)
    tickets = people.tickets_of(ctx.db, person_id)
    return _with_addons(ctx.db, Identified(person=person, tickets=tickets))


def signed_ids(tickets: Iterable[Ticket]) -> tuple[str, ...]:
    """Under which ids visits with the tickets' codes stand from when nobody was known by them."""
    return tuple(signed_id(ticket.code) for ticket in tickets if read(ticket.code) is not None)


def code_hash(text: str) -> str:
    """A short fingerprint of an unknown code: tells repeats apart without keeping the code."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _as_it_stands(db: Database, text: str, read_as: str) -> Identified | None:
    given = text[:LONGEST_TEXT].strip()
    # no list's code holds a character that cannot be printed
    spelt = [one for one in dict.fromkeys((given, read_as)) if one and one.isprintable()]
    for one in spelt:
        found = _look_up(db, one)
        if found is not None:
            return found
    for one in {one.lower(): one for one in spelt}.values():
        tickets = tuple(people.by_code_in_any_case(db, one))
        if tickets:
            return _of_tickets(db, tickets)
    return None


def _texts(readings: Iterable[Parsed]) -> list[str]:
    """All that those readings may be looked up as."""
    return [text for one in readings for text in (one.text, *one.others) if text]


def _mended(ctx: Context, text: str, parsed: Parsed) -> Identified:
    """Whom the text belongs to as it was before it got damaged, or what else can be said of it."""
    prefix = ctx.event.code
    damaged = text if len(text) <= LONGEST_MENDED else ""
    mended = [parse(candidate, prefix) for candidate in candidates(damaged)]
    texts = (*parsed.others, *_texts(mended), *completions(damaged, prefix))
    existing = people.codes_among(ctx.db, tuple(dict.fromkeys(texts)))
    found = _look_up(ctx.db, existing.pop()) if len(existing) == 1 else None
    return found or _of_nobody(ctx, text, parsed, mended)


def _look_up(db: Database, code: str) -> Identified | None:
    tickets = tuple(people.by_code(db, code))
    if tickets:
        return _of_tickets(db, tickets)
    badge = people.by_badge(db, code)
    if badge is None:
        return None
    person = people.get(db, badge.person_id)
    problem, params = None, dict[str, object]()
    if badge.voided_at is not None:
        problem = Reason.BADGE_VOID
        params = {"voided_at": badge.voided_at, "void_reason": badge.void_reason}
    tickets = people.tickets_of(db, badge.person_id)
    return Identified(person, tickets, problem, params, badge_scanned=True)


def _of_tickets(db: Database, tickets: tuple[Ticket, ...]) -> Identified:
    owners = {ticket.person_id for ticket in tickets}
    if len(owners) > 1:
        return Identified(tickets=tickets, problem=Reason.AMBIGUOUS, params={"count": len(tickets)})
    return Identified(person=people.get(db, tickets[0].person_id), tickets=tickets)


def _with_addons(db: Database, found: Identified) -> Identified:
    if found.person is None:
        return found
    ids = [ticket.ticket_id for ticket in found.tickets]
    return replace(found, addons=people.addons_of(db, ids))


def _of_nobody(ctx: Context, text: str, parsed: Parsed, mended: list[Parsed]) -> Identified:
    """What can be said of a text whose person the list does not name."""
    catalogue = ctx.event.catalogue
    texts = {text.strip(), *_texts([parsed, *mended])}
    if texts & catalogue.revoked:
        return Identified(problem=Reason.REVOKED)
    if texts & catalogue.blocked:
        return Identified(problem=Reason.BLOCKED)
    for reading in (parsed, *mended):
        if reading.kind is CodeKind.SIGNED:
            ticket = signed_ticket(catalogue, reading.text)
            if ticket is not None:
                return _of_signed(ctx, ticket)
    return _unknown(ctx, parsed, mended)


def _of_signed(ctx: Context, ticket: Ticket) -> Identified:
    catalogue = ctx.event.catalogue
    if catalogue.products and catalogue.product(ticket.product_id) is None:
        return Identified(problem=Reason.ERROR, params={"product": ticket.product_id})
    return Identified(tickets=(ticket,), signed=True)


def _unknown(ctx: Context, parsed: Parsed, mended: list[Parsed]) -> Identified:
    if parsed.kind is CodeKind.OTHER_EVENT:
        return Identified(problem=Reason.OTHER_EVENT, params={"event": parsed.prefix})
    ours = {server_of(url) for url in ctx.event.catalogue.servers}
    for reading in (parsed, *mended):
        if reading.kind is CodeKind.INDICO and reading.server not in ours:
            host = reading.server.partition("/")[0]
            return Identified(problem=Reason.OTHER_EVENT, params={"event": host})
    return Identified(problem=Reason.INVALID)
