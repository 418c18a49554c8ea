"""The search box and the person's card."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.errors import NotFoundError
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Ticket
from kiosk.domain.verdict import Reason
from kiosk.services.badges import badge_code_of
from kiosk.services.card import PersonCard, person_card
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.desk import correct, undo
from kiosk.services.find import Found, search
from kiosk.store import journal
from kiosk.store.person_write import put_ticket
from kiosk.store.transact import writing


def ids(found: list[Found]) -> list[str]:
    return [one.person.person_id for one in found]


def check_in(ctx: Context, person_id: str, checkpoint: str = "main") -> str:
    outcome = scan(ctx, ScanRequest(checkpoint=checkpoint, person_id=person_id))
    assert outcome.entry_id is not None
    return outcome.entry_id


def put_job(ctx: Context, person_id: str, state: str, job_id: str = "j1") -> None:
    ctx.db.conn.execute(
        "INSERT INTO print_job (job_id, person_id, state, reason, created_at, updated_at)"
        " VALUES (?, ?, ?, 'sin papel', '2026-10-06T12:00:00.000Z', '2026-10-06T12:00:05.000Z')",
        (job_id, person_id, state),
    )


def test_a_person_is_found_without_accents_in_any_order(ctx: Context) -> None:
    assert ids(search(ctx, "nunez jose")) == ["jose"]
    assert ids(search(ctx, "universidad")) == ["jose"]
    assert ids(search(ctx, "code-of-j")) == ["jose"]
    assert search(ctx, "nobody") == []


def test_a_badge_code_finds_its_person(ctx: Context) -> None:
    code = badge_code_of(ctx, "ana")

    assert ids(search(ctx, code.lower())) == ["ana"]
    assert ids(search(ctx, code.split(".")[1])) == ["ana"]


def test_tickets_and_check_in_come_with_the_person(ctx: Context, clock) -> None:
    before = search(ctx, "sam")[0]
    check_in(ctx, "sam")
    clock.forward(minutes=3)
    check_in(ctx, "sam", "forum")
    after = search(ctx, "sam")[0]

    assert {ticket.ticket_id for ticket in before.tickets} == {"t-sam", "t-sam-peering"}
    assert (before.checked_in, before.badge_owed) == (None, False)
    assert after.checked_in is not None
    assert after.checked_in.checkpoint == "main"
    assert after.checked_in.station == "Mesa 1"


@pytest.mark.parametrize(
    ("state", "owed"), [("waiting", True), ("failed", True), ("sent", False), ("done", False)]
)
def test_a_badge_is_owed_until_a_printer_took_it(ctx: Context, state: str, owed: bool) -> None:
    check_in(ctx, "ana")
    assert search(ctx, "ana")[0].badge_owed

    put_job(ctx, "ana", state)

    assert search(ctx, "ana")[0].badge_owed is owed


def test_a_room_is_no_check_in(ctx: Context) -> None:
    check_in(ctx, "ana", "csirt")

    assert search(ctx, "ana")[0].checked_in is None


def rooms(card: PersonCard) -> dict[str, Reason | None]:
    return {right.checkpoint.id: right.verdict.reason for right in card.rooms}


def test_the_card_tells_where_somebody_may_go(ctx: Context) -> None:
    assert rooms(person_card(ctx, "ana")) == {
        "csirt": None,
        "forum": None,
        "assembly": Reason.NOT_ENTITLED,
        "bag": None,
    }
    assert rooms(person_card(ctx, "sam"))["csirt"] is Reason.NOT_INVITED
    assert set(rooms(person_card(ctx, "eva")).values()) == {Reason.CANCELED}
    assert journal.count(ctx.db) == 0


def test_the_card_counts_the_addons_that_others_hold(ctx: Context) -> None:
    tour = Checkpoint("tour", {"es": "Paseo"}, products=("6",), addon_match=True)
    there = replace(ctx, event=replace(ctx.event, checkpoints=(*ctx.event.checkpoints, tour)))
    with writing(ctx.db):
        put_ticket(ctx.db, Ticket("t-tour", "eva", "tour-code", product_id="6", parent_id="t-ana"))

    assert rooms(person_card(there, "ana"))["tour"] is None
    assert rooms(person_card(there, "jose"))["tour"] is Reason.PRODUCT
    assert scan(there, ScanRequest("code-of-ana", "tour")).verdict.admitted


def test_the_card_tells_the_history_newest_first(ctx: Context, clock) -> None:
    first = check_in(ctx, "ana")
    clock.forward(minutes=1)
    scan(ctx, ScanRequest("code-of-ana", "main"))
    clock.forward(minutes=1)
    undo(ctx, first, "era otra Ana", "Rosa")

    card = person_card(ctx, "ana")

    assert [(line.kind, line.reason, line.undone) for line in card.history] == [
        (EntryKind.UNDONE, "era otra Ana", False),
        (EntryKind.REFUSED, "already_redeemed", False),
        (EntryKind.ADMITTED, "", True),
    ]
    assert card.history[0].operator == "Rosa"
    assert card.history[2].direction is Direction.ENTRY
    assert isinstance(card.history[0].at, datetime)
    assert card.checked_in is None


def test_the_card_shows_badge_and_prints(ctx: Context) -> None:
    assert person_card(ctx, "ana").badge_code is None

    code = badge_code_of(ctx, "ana")
    check_in(ctx, "ana")
    put_job(ctx, "ana", "failed")
    card = person_card(ctx, "ana")

    assert card.badge_code == code
    assert card.badge_owed
    assert [(line.state, line.reason) for line in card.prints] == [("failed", "sin papel")]


def test_the_card_shows_corrections(ctx: Context) -> None:
    correct(ctx, "jose", {"badge_name": "Pepe"}, "Rosa")

    assert person_card(ctx, "jose").person.first_line == "Pepe"


def test_nobody_has_no_card(ctx: Context) -> None:
    with pytest.raises(NotFoundError, match="no está en la lista"):
        person_card(ctx, "nobody")
