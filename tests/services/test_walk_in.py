"""People who are on no list."""

from __future__ import annotations

import pytest

from kiosk.domain.codes import CodeKind, parse
from kiosk.domain.errors import WrongUseError
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import TicketState
from kiosk.domain.verdict import Reason
from kiosk.services.badges import badge_code_of
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.desk import SAME_EMAIL, SAME_NAME, SIMILAR_NAME, WalkIn, similar, walk_in
from kiosk.services.find import search
from kiosk.services.integrity import rebuild
from kiosk.store import journal, people


def test_a_walk_in_gets_a_ticket_without_a_code_and_passes_by_the_badge(ctx: Context) -> None:
    person_id = walk_in(ctx, WalkIn(" Zoé ", "Ñáñez", email="zoe@x.org", roles=("press",)), "Rosa")

    person = people.get(ctx.db, person_id)
    (ticket,) = people.tickets_of(ctx.db, person_id)
    assert person is not None
    assert (person.full_name, person.roles) == ("Zoé Ñáñez", ("press",))
    assert ticket.code == ""
    badge = badge_code_of(ctx, person_id)
    assert parse(badge, "LAC46").kind is CodeKind.BADGE
    assert scan(ctx, ScanRequest(badge.lower(), "main")).verdict.admitted
    assert [found.person.person_id for found in search(ctx, "nanez zoe")] == [person_id]


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\r\n"])
def test_who_scans_nothing_is_no_walk_in(ctx: Context, text: str) -> None:
    walk_in(ctx, WalkIn("Zoé"), "Rosa")

    outcome = scan(ctx, ScanRequest(text, "main"))

    assert outcome.person is None
    assert not outcome.verdict.admitted


def test_the_journal_knows_the_person(ctx: Context) -> None:
    person_id = walk_in(ctx, WalkIn("Zoé", product="full"), "Rosa")

    (entry,) = journal.read_after(ctx.db)
    (ticket,) = people.tickets_of(ctx.db, person_id)
    assert (entry.kind, entry.operator, entry.ticket_id) == (
        EntryKind.WALK_IN,
        "Rosa",
        ticket.ticket_id,
    )
    assert entry.payload["product"] == ticket.product == "full"


def test_who_has_not_paid_is_sent_to_pay(ctx: Context) -> None:
    person_id = walk_in(ctx, WalkIn("Zoé", state=TicketState.PENDING), "Rosa")

    outcome = scan(ctx, ScanRequest(checkpoint="main", person_id=person_id))

    assert outcome.verdict.reason is Reason.UNPAID


def test_a_walk_in_survives_a_rebuild(ctx: Context) -> None:
    person_id = walk_in(ctx, WalkIn("Zoé", "Paz"), "Rosa")
    code = badge_code_of(ctx, person_id)

    assert all(table.same for table in rebuild(ctx))
    assert scan(ctx, ScanRequest(code, "main")).verdict.admitted


def test_a_name_is_needed(ctx: Context) -> None:
    with pytest.raises(WrongUseError, match="nombre"):
        walk_in(ctx, WalkIn(" ", "\u200b", email="x@y.org"), "Rosa")

    assert journal.count(ctx.db) == 0


def why(ctx: Context, *form: str) -> list[tuple[str, str]]:
    return [(found.person.person_id, reason) for found, reason in similar(ctx, *form)]


def test_the_same_name_in_any_order_and_spelling_is_found(ctx: Context) -> None:
    assert why(ctx, "Nunez Ibanez", "Jose", "", "") == [("jose", SAME_NAME)]


def test_the_same_address_is_found(ctx: Context) -> None:
    assert why(ctx, "Pepe", "Fulano", "", "JOSE.NUNEZ@unam.mx ") == [("jose", SAME_EMAIL)]


def test_a_similar_name_is_found(ctx: Context) -> None:
    assert why(ctx, "José", "Núñes Ibáñez", "", "") == [("jose", SIMILAR_NAME)]


def test_people_of_the_same_organisation_come_first(ctx: Context) -> None:
    near = walk_in(ctx, WalkIn("José", "Nuñes Ibañes", organisation="APNIC"), "Rosa")

    found = why(ctx, "José", "Núñes Ibáñez", "apnic", "")

    assert found == [(near, SIMILAR_NAME), ("jose", SIMILAR_NAME)]


def test_nobody_is_like_a_stranger_or_an_empty_form(ctx: Context) -> None:
    assert why(ctx, "Zoé", "Quispe", "NIC.br", "zoe@nic.br") == []
    assert why(ctx, "", "", "", "") == []


def test_five_are_enough(ctx: Context) -> None:
    for _ in range(8):
        walk_in(ctx, WalkIn("Juan", "Pérez"), "Rosa")

    assert len(why(ctx, "Juan", "Perez", "", "")) == 5
