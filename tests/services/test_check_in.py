"""One scan from text to verdict."""

from __future__ import annotations

from kiosk.domain.journal import EntryKind
from kiosk.domain.verdict import Status
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.store import journal, visits


def test_a_ticket_code_admits_its_person_and_is_recorded(ctx: Context) -> None:
    outcome = scan(ctx, ScanRequest("code-of-ana", "main", operator="Rosa", gate="norte"))

    assert outcome.verdict.status is Status.OK
    assert outcome.person is not None
    assert outcome.person.full_name == "Ana Silva"
    assert outcome.ticket is not None
    assert outcome.ticket.ticket_id == "t-ana"
    (entry,) = journal.read_after(ctx.db)
    assert entry.id == outcome.entry_id
    assert (entry.kind, entry.person_id, entry.operator) == (EntryKind.ADMITTED, "ana", "Rosa")
    assert entry.payload == {"gate": "norte"}
    assert visits.tally(ctx.db, "main").people == 1
