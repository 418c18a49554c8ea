"""People, tickets and badges by id and by code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.store import people
from kiosk.store.connect import Database
from kiosk.store.person_row import (
    FIELDS,
    fields_of,
    name_key,
    person_of,
    search_keys,
    to_json,
)
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import first, rows

EVERYTHING = Person(
    person_id="p1",
    given_name="María José",
    family_name="Núñez de la Peña",
    badge_name="Majo",
    email="Majo@Example.org",
    organisation="Cooperativa Ñandú",
    country="PY",
    language="es",
    roles=("speaker", "board"),
    note="alérgica al maní",
    photo_ok=False,
    speaks=("es", "gn"),
    pronouns="ella",
)
TICKET = Ticket(
    ticket_id="t1",
    person_id="p1",
    code="secret",
    state=TicketState.PENDING,
    product="full",
    source="file",
    source_ref="row 7",
    valid_from=datetime(2026, 10, 5, tzinfo=UTC),
    valid_until=datetime(2026, 10, 9, 23, 59, 59, tzinfo=UTC),
    blocked=True,
    valid_if_pending=True,
    attention=True,
    checkin_text="Pedir documento",
)


def test_a_person_comes_back_whole(db: Database) -> None:
    put_person(db, EVERYTHING, source="file", source_ref="7")

    assert people.get(db, "p1") == EVERYTHING
    assert people.get(db, "p2") is None


def test_a_ticket_comes_back_whole(db: Database) -> None:
    put_person(db, EVERYTHING)
    put_ticket(db, TICKET, {"size": "M"})

    assert people.tickets_of(db, "p1") == (TICKET,)
    row = first(db, "SELECT extra FROM ticket")
    assert row == {"extra": '{"size":"M"}'}


def test_writing_again_updates(db: Database) -> None:
    put_person(db, EVERYTHING)
    put_person(db, Person("p1", "María"))

    assert people.get(db, "p1") == Person("p1", "María")
    assert rows(db, "SELECT count(*) AS n FROM person") == [{"n": 1}]


def test_many_people_at_once(db: Database, add: Callable[..., str]) -> None:
    ids = [add(f"p{number}", "Ana", str(number)) for number in range(1200)]

    assert set(people.get_many(db, [*ids, "unknown"])) == set(ids)
    tickets = people.tickets_of_many(db, ids)
    assert {key: [t.ticket_id for t in value] for key, value in tickets.items()} == {
        person: [f"t-{person}"] for person in ids
    }
    assert people.get_many(db, []) == people.tickets_of_many(db, []) == {}


def test_a_code_is_matched_exactly(db: Database, add: Callable[..., str]) -> None:
    add("p1", "Ana", code="AbC")

    assert [ticket.person_id for ticket in people.by_code(db, "AbC")] == ["p1"]
    assert people.by_code(db, "abc") == people.by_code(db, "AbC ") == people.by_code(db, "") == []


def test_a_code_of_two_people_answers_both(db: Database, add: Callable[..., str]) -> None:
    add("p1", "Ana", code="same")
    add("p2", "Eva", code="same")

    assert {ticket.person_id for ticket in people.by_code(db, "same")} == {"p1", "p2"}


def test_a_gone_ticket_yields_to_a_living_one(db: Database, add: Callable[..., str]) -> None:
    add("p1", "Ana", code="same")
    add("p2", "Eva", code="same")
    db.conn.execute("UPDATE ticket SET gone_at = '2026-10-05T00:00:00.000Z' WHERE person_id = 'p1'")

    assert [ticket.person_id for ticket in people.by_code(db, "same")] == ["p2"]
    db.conn.execute("UPDATE ticket SET gone_at = '2026-10-05T00:00:00.000Z'")
    assert [ticket.gone for ticket in people.by_code(db, "same")] == [True, True]


def test_gone_tickets_come_last(db: Database, add: Callable[..., str]) -> None:
    add("p1", "Ana")
    put_ticket(db, Ticket("a-first", "p1", "x"))
    db.conn.execute(
        "UPDATE ticket SET gone_at = '2026-10-05T00:00:00.000Z' WHERE ticket_id = 'a-first'"
    )

    assert [ticket.ticket_id for ticket in people.tickets_of(db, "p1")] == ["t-p1", "a-first"]


def test_badges_are_issued_and_voided_by_the_journal(
    db: Database, record: Callable[..., Entry], clock: Callable[[], datetime]
) -> None:
    record(EntryKind.BADGE_ISSUED, "p1", payload={"badge_code": "LAC46.AAA"})
    record(EntryKind.BADGE_VOIDED, "p1", payload={"badge_code": "LAC46.AAA", "reason": "lost"})
    record(EntryKind.BADGE_ISSUED, "p1", payload={"badge_code": "LAC46.BBB"})

    old, new = people.by_badge(db, "LAC46.AAA"), people.badge_of(db, "p1")

    assert old is not None
    assert new is not None
    assert (old.voided_at, old.void_reason) == (clock(), "lost")
    assert (new.badge_code, new.voided_at, new.issued_at) == ("LAC46.BBB", None, clock())
    assert people.by_badge(db, "LAC46.CCC") is people.badge_of(db, "p2") is None


def test_look_ups_by_code_and_badge_use_an_index(db: Database) -> None:
    for sql in (
        "SELECT * FROM ticket WHERE code = 'x'",
        "SELECT * FROM badge WHERE badge_code = 'x'",
        "SELECT * FROM person WHERE person_id = 'x'",
        "SELECT * FROM visit WHERE person_id = 'x' AND checkpoint = 'y' ORDER BY at, entry_id",
    ):
        plan = " ".join(row["detail"] for row in rows(db, f"EXPLAIN QUERY PLAN {sql}"))
        assert "SEARCH" in plan
        assert "SCAN" not in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("given", "family"),
    [("José", "Núñez"), ("JOSE", "NUNEZ"), ("Núñez", "José"), ("Nunez Jose", "")],
)
def test_the_name_key_forgets_accents_case_and_order(given: str, family: str) -> None:
    assert name_key(given, family) == name_key("José", "Núñez") != name_key("José", "Gómez")


def test_search_keys_are_folded() -> None:
    keys = search_keys(EVERYTHING)

    assert keys["email_key"] == "majo@example.org"
    assert "nandu" in keys["org_key"]
    assert keys["badge_key"] == "majo"


def test_fields_are_json_and_come_back() -> None:
    fields = fields_of(EVERYTHING)

    assert set(fields) == set(FIELDS)
    assert person_of("p1", fields) == EVERYTHING
    assert person_of("p9", {}) == Person("p9", "")
    assert to_json({"b": 1, "a": ["ñ"]}) == '{"a":["ñ"],"b":1}'


def test_add_ons_are_those_that_name_a_ticket_as_their_parent(db: Database) -> None:
    put_person(db, EVERYTHING)
    put_ticket(db, TICKET)
    for number, parent in enumerate(("t1", "t1", "t2", "")):
        put_ticket(db, Ticket(f"a{number}", "p1", f"code {number}", parent_id=parent))
    db.execute("UPDATE ticket SET gone_at = '2026-10-05T00:00:00.000Z' WHERE ticket_id = 'a1'")

    def addons(*ticket_ids: str) -> list[str]:
        return [ticket.ticket_id for ticket in people.addons_of(db, ticket_ids)]

    assert addons("t1") == ["a0"]
    assert addons("t1", "t2", *(f"x{number}" for number in range(600))) == ["a0", "a2"]
    assert addons() == addons("", "a0") == []


def test_codes_among_texts_are_those_of_tickets_and_badges(db: Database) -> None:
    put_person(db, EVERYTHING)
    put_ticket(db, TICKET)
    db.execute("INSERT INTO badge VALUES ('BADGE', 'p1', '2026-10-05T00:00:00.000Z', NULL, NULL)")
    many = [f"x{number}" for number in range(1200)]

    assert people.codes_among(db, ["secret", "SECRET", *many, "BADGE"]) == {"secret", "BADGE"}
    assert people.codes_among(db, []) == set()


def test_looking_for_add_ons_uses_an_index(db: Database) -> None:
    sql = "SELECT * FROM ticket WHERE parent_id IN (?) AND parent_id <> '' AND gone_at IS NULL"
    (plan,) = rows(db, f"EXPLAIN QUERY PLAN {sql}", ("t1",))

    assert "ticket_parent" in plan["detail"]
