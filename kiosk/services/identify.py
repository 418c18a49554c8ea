"""Turns a scanned text into a person and tickets, or into the problem with it; decides nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.codes import LONGEST_TEXT, CodeKind, parse
from kiosk.domain.people import Person, Ticket
from kiosk.domain.verdict import Reason
from kiosk.scanning.layouts import candidates
from kiosk.services.context import Context
from kiosk.store import people
from kiosk.store.connect import Database


@dataclass(frozen=True, slots=True)
class Identified:
    """Whom a text belongs to. `problem` is set where it belongs to nobody, or not to one."""

    person: Person | None = None
    tickets: tuple[Ticket, ...] = ()
    problem: Reason | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    badge_scanned: bool = False


def identify(ctx: Context, text: str) -> Identified:
    """Look a text up as it is read, as it is given, then as a wrong keyboard layout garbled it.

    As given, because a list's own code may look like one of ours, or of another event's: exactly
    first, then in any case, where one person alone has it. A repaired text counts only if exactly
    one of the candidates exists.
    """
    parsed = parse(text, ctx.event.code)
    found = _look_up(ctx.db, parsed.text) or _as_given(ctx.db, text) or _repaired(ctx, text)
    if found is not None:
        return found
    if parsed.kind is CodeKind.OTHER_EVENT:
        return Identified(problem=Reason.OTHER_EVENT, params={"event": parsed.prefix})
    if parsed.kind is CodeKind.UNREADABLE:
        return Identified(problem=Reason.UNREADABLE)
    return Identified(problem=Reason.INVALID)


def identify_person(ctx: Context, person_id: str) -> Identified:
    """The person chosen at the desk, with all tickets."""
    person = people.get(ctx.db, person_id)
    if person is None:
        return Identified(problem=Reason.INVALID)
    return Identified(person=person, tickets=people.tickets_of(ctx.db, person_id))


def code_hash(text: str) -> str:
    """A short fingerprint of an unknown code: tells repeats apart without keeping the code."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _as_given(db: Database, text: str) -> Identified | None:
    given = text[:LONGEST_TEXT].strip()
    if not given.isprintable():  # no list's code holds such a character
        return None
    found = _look_up(db, given)
    if found is not None:
        return found
    tickets = tuple(people.by_code_in_any_case(db, given))
    return _of_tickets(db, tickets) if tickets else None


def _repaired(ctx: Context, text: str) -> Identified | None:
    hits: dict[tuple[str, ...], Identified] = {}
    for candidate in candidates(text):
        found = _look_up(ctx.db, parse(candidate, ctx.event.code).text)
        if found is not None:
            hits[tuple(ticket.ticket_id for ticket in found.tickets)] = found
    return next(iter(hits.values())) if len(hits) == 1 else None


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
