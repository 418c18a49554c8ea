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
    """Look a text up as it is read, as it is given, then as it was before it got damaged.

    As given, because a list's own code may look like one of ours, or of another event's: exactly
    first, then in any case, where one person alone has it. A mended text counts only if exactly
    one of all that it may have been exists. Nothing that the list knows is asked of the
    catalogue; after it the order is that of pretix: revoked, blocked, signed.
    """
    parsed = parse(text, ctx.event.code)
    found = _look_up(ctx.db, parsed.text) or _as_given(ctx.db, text, parsed)
    if found is None:
        mended = [parse(candidate, ctx.event.code) for candidate in candidates(text)]
        texts = _texts([*mended, replace(parsed, text="")], completions(text, ctx.event.code))
        found = _mended(ctx.db, texts) or _of_nobody(ctx, text, parsed, mended)
    return _with_addons(ctx.db, found)


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


def _as_given(db: Database, text: str, parsed: Parsed) -> Identified | None:
    given = text[:LONGEST_TEXT].strip()
    if given.isprintable():  # no list's code holds any other character
        found = _look_up(db, given)
        if found is not None:
            return found
    spelt = {t.lower(): t for t in (given, parsed.text) if t and t.isprintable()}
    for one in spelt.values():
        tickets = tuple(people.by_code_in_any_case(db, one))
        if tickets:
            return _of_tickets(db, tickets)
    return None


def _texts(read_as: Iterable[Parsed], more: Iterable[str] = ()) -> tuple[str, ...]:
    """All that those readings may be looked up as, each once."""
    texts = [text for parsed in read_as for text in (parsed.text, *parsed.others)]
    return tuple(dict.fromkeys(text for text in (*texts, *more) if text))


def _mended(db: Database, texts: tuple[str, ...]) -> Identified | None:
    existing = people.codes_among(db, texts)
    return _look_up(db, existing.pop()) if len(existing) == 1 else None


def _look_up(db: Database, code: str) -> Identified | None:
    if not code:
        return None
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
    if parsed.kind is CodeKind.UNREADABLE:
        return Identified(problem=Reason.UNREADABLE)
    ours = {server_of(url) for url in ctx.event.catalogue.servers}
    for reading in (parsed, *mended):
        if reading.kind is CodeKind.INDICO and reading.server not in ours:
            host = reading.server.partition("/")[0]
            return Identified(problem=Reason.OTHER_EVENT, params={"event": host})
    return Identified(problem=Reason.INVALID)
