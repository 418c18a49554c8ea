"""The rows of each report as plain cells; writes no file.

The keys of the people report are a contract (docs/command-line.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.people import Ticket, TicketState
from kiosk.services.context import Context
from kiosk.services.table_files import TableRow
from kiosk.store import listing
from kiosk.store.journal import COLUMNS
from kiosk.store.listing import Listed
from kiosk.store.person_row import to_json

PEOPLE = (
    "person_id",
    "given_name",
    "family_name",
    "badge_name",
    "email",
    "organisation",
    "country",
    "language",
    "roles",
    "ticket_code",
    "ticket_state",
    "product",
    "badge_code",
    "source",
    "source_ref",
)
JOURNAL = COLUMNS
_STATES = (
    TicketState.PAID,
    TicketState.PENDING,
    TicketState.UNAPPROVED,
    TicketState.EXPIRED,
    TicketState.CANCELED,
)


def people(ctx: Context) -> Iterator[TableRow]:
    """One row a person, gone ones too (their ticket_state is canceled).

    Of several tickets the best one stands: living before gone, then by state.
    """
    for listed in listing.all_people(ctx.db):
        yield _person_row(listed)


def journal(ctx: Context) -> Iterator[TableRow]:
    """Every journal entry, oldest first, with its payload as JSON text."""
    for entry in listing.all_entries(ctx.db):
        cells: TableRow = {name: getattr(entry, name) for name in JOURNAL}
        cells["kind"] = str(entry.kind)
        cells["direction"] = str(entry.direction) if entry.direction else None
        cells["payload"] = to_json(entry.payload)
        yield cells


def _person_row(listed: Listed) -> TableRow:
    person = listed.person
    ticket = min(listed.tickets, key=_usefulness, default=None)
    return {
        "person_id": person.person_id,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "badge_name": person.badge_name,
        "email": person.email,
        "organisation": person.organisation,
        "country": person.country,
        "language": person.language,
        "roles": list(person.roles),
        "ticket_code": ticket.code if ticket else "",
        "ticket_state": _state(ticket),
        "product": ticket.product if ticket else "",
        "badge_code": listed.badge_code,
        "source": listed.source,
        "source_ref": listed.source_ref,
    }


def _usefulness(ticket: Ticket) -> tuple[bool, int, str]:
    return ticket.gone, _STATES.index(ticket.state), ticket.ticket_id


def _state(ticket: Ticket | None) -> str:
    if ticket is None:
        return ""
    return str(TicketState.CANCELED if ticket.gone else ticket.state)
