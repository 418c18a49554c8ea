from datetime import UTC, datetime

import pytest

from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.store import mirror, people
from kiosk.store.connect import close, open_store
from kiosk.store.transact import number, rows, writing

AT = datetime(2026, 10, 5, 12, tzinfo=UTC)
ANA = Person("ana", "Ana", "Paz", email="ana@example.org", organisation="Red", roles=("speaker",))
TICKET = Ticket("t1", "ana", "CODE-1", source="file", source_ref="1")


@pytest.fixture
def store(tmp_path):
    db = open_store(tmp_path / "event.db")
    yield db
    close(db)


def put(db, person=ANA, ticket=TICKET):
    with writing(db):
        mirror.write(db, [mirror.prepare(person, ticket)])


def test_what_is_written_is_read_as_it_was(store):
    put(store)

    assert people.get(store, "ana") == ANA
    assert people.tickets_of(store, "ana") == (TICKET,)


def test_the_fingerprint_tells_whether_anything_changed(store):
    put(store)
    known = {t.ticket_id: p for t, p in mirror.known_tickets(store, "file")}

    assert known["t1"] == mirror.prepare(ANA, TICKET).print
    paid = Ticket("t1", "ana", "CODE-1", TicketState.PENDING, source="file", source_ref="1")
    assert known["t1"] != mirror.prepare(ANA, paid).print


def test_a_gone_ticket_has_no_fingerprint_and_comes_back(store):
    put(store)
    with writing(store):
        assert mirror.mark_gone(store, ["t1"], AT) == 1
        assert mirror.mark_gone(store, ["t1"], AT) == 0
    assert people.get(store, "ana").gone
    assert [p for _, p in mirror.known_tickets(store, "file")] == [None]

    put(store)

    assert not people.get(store, "ana").gone
    assert not people.tickets_of(store, "ana")[0].gone


def test_a_person_with_a_ticket_left_is_not_gone(store):
    put(store)
    put(store, ticket=Ticket("t2", "ana", "CODE-2", source="peering"))
    with writing(store):
        mirror.mark_gone(store, ["t1"], AT)

    assert not people.get(store, "ana").gone


def test_a_walk_in_is_never_gone(store):
    put(store)
    with writing(store):
        store.conn.execute("UPDATE person SET mirror = NULL")
        mirror.mark_gone(store, ["t1"], AT)

    assert not people.get(store, "ana").gone


def test_corrected_people_are_known_by_both_names(store):
    put(store)
    with writing(store):
        store.conn.execute("INSERT INTO correction VALUES ('ana', 'given_name', '\"Anahí\"', 'e')")
        mirror.settle(store)

    assert people.get(store, "ana").given_name == "Anahí"
    assert {known.name for known in mirror.known_people(store)} == {"ana paz", "anahi paz"}


def test_a_source_owns_a_person_until_it_lets_go(store):
    put(store)
    put(store, ticket=Ticket("t2", "ana", "CODE-2", source="peering"))
    assert mirror.said(store, "ana")[1] == "file"

    with writing(store):
        mirror.mark_gone(store, ["t1"], AT)
    changed = Person("ana", "Ana", "Paz", email="ana@example.org", organisation="Otra")
    put(store, changed, Ticket("t2", "ana", "CODE-2", source="peering"))

    assert mirror.said(store, "ana") == (changed, "peering")


def test_nobody_said_anything_of_a_stranger(store):
    assert mirror.said(store, "nobody") == (None, "")


def test_the_index_filled_at_once_finds_as_row_by_row(store):
    with writing(store), mirror.bulk_if_small(store):
        put_many = [
            mirror.prepare(Person(f"p{n}", f"José{n}", "Núñez"), Ticket(f"t{n}", f"p{n}", f"C{n}"))
            for n in range(50)
        ]
        mirror.write(store, put_many)

    assert number(store, "SELECT count(*) FROM person_fts WHERE person_fts MATCH 'nunez'") == 50
    put(store)
    assert number(store, "SELECT count(*) FROM person_fts WHERE person_fts MATCH 'paz'") == 1
    store.conn.execute("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")


def test_a_failure_within_brings_the_triggers_back(store):
    before = rows(store, "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")

    with pytest.raises(ZeroDivisionError), writing(store), mirror.bulk_if_small(store):
        raise ZeroDivisionError

    assert (
        rows(store, "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name") == before
    )
