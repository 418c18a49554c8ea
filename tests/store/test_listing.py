"""Whole tables for exports: every row once, in one order, over page ends and while others write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.store import certificates, journal, listing
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.presence import VisitRow, add_visits
from kiosk.store.transact import reading, writing

MANY = 1_203


@pytest.fixture
def crowd(db):
    """More people than two pages hold, some with a ticket."""
    with writing(db):
        for number in range(MANY):
            put_person(db, Person(f"p{number:04}", "Eva", str(number)), source="file")
            if number % 3 == 0:
                put_ticket(db, Ticket(f"t{number}", f"p{number:04}", f"C{number}"))


@pytest.mark.parametrize("gone", ["nobody", "the last of a page", "a whole page"])
def test_everybody_comes_once_in_the_order_of_arrival(db, crowd, gone):
    away = {"nobody": "0", "the last of a page": "id = 500", "a whole page": "id <= 500"}[gone]
    whose = f"SELECT person_id FROM person WHERE {away}"  # noqa: S608  fixed texts
    db.conn.execute(f"DELETE FROM ticket WHERE person_id IN ({whose})")  # noqa: S608  fixed texts
    db.conn.execute(f"DELETE FROM person WHERE {away}")  # noqa: S608  fixed texts
    found = list(listing.all_people(db))

    expected = {"nobody": MANY, "the last of a page": MANY - 1, "a whole page": MANY - 500}[gone]
    ids = [one.person.person_id for one in found]
    assert len(ids) == expected
    assert ids == sorted(set(ids))
    assert all(len(one.tickets) == int(int(one.person.family_name) % 3 == 0) for one in found)


def test_a_person_stands_with_the_newest_badge_that_is_good(db, add, record, clock):
    add("ana", "Ana", note="¡ñ!")
    add("leo", "Leo")
    for code in ("L.1", "L.3", "L.2"):
        record(EntryKind.BADGE_ISSUED, "ana", payload={"badge_code": code})
    clock.forward(minutes=1)
    record(EntryKind.BADGE_ISSUED, "ana", payload={"badge_code": "L.0"})
    record(EntryKind.BADGE_VOIDED, "ana", payload={"badge_code": "L.0", "reason": "lost"})
    db.conn.execute("UPDATE person SET gone_at = 'x' WHERE person_id = 'leo'")
    ana, leo = listing.all_people(db)

    assert (ana.person.note, ana.badge_code, ana.source, ana.source_ref) == (
        *("¡ñ!", "L.3"),
        *("file", "ana"),
    )
    assert (leo.person.gone, leo.badge_code) == (True, "")


def test_nobody_is_no_row(db):
    assert list(listing.all_people(db)) == list(listing.all_visits(db)) == []
    assert list(listing.visits_by_person(db)) == list(listing.all_entries(db)) == []


@pytest.fixture
def passages(db, add, clock):
    """As many entries as pages hold, all in the same three moments, of three people."""
    add("ana", "Ana", "Paz", organisation="NIC", roles=("fellow",))
    with writing(db):
        add_visits(
            db,
            [
                VisitRow(
                    *(f"e{number:05}", ("ana", "leo", "zoe")[number % 3], None),
                    *(("main", "csirt")[number % 2], ("entry", "exit")[number % 7 == 0]),
                    *(f"2026-10-06T12:00:0{number % 3}.000Z", "Mesa", "lu"),
                )
                for number in range(MANY)
            ],
        )


def test_every_visit_comes_once_by_place_and_time_though_moments_are_shared(db, passages):
    found = list(listing.all_visits(db))

    places = [(row["checkpoint"], row["at"], row["entry_id"]) for row in found]
    assert places == sorted(places)
    assert len({row["entry_id"] for row in found}) == len(found) == MANY
    named = {row["person_id"]: (row["family_name"], row["organisation"]) for row in found}
    assert named == {"ana": ("Paz", "NIC"), "leo": (None, None), "zoe": (None, None)}


def test_each_persons_visits_come_together_over_page_ends(db, passages):
    found = list(listing.visits_by_person(db))

    assert [theirs[0].person_id for theirs in found] == ["ana", "leo", "zoe"]
    assert sum(map(len, found)) == MANY
    for theirs in found:
        assert len({visit.person_id for visit in theirs}) == 1
        told = [(visit.at, visit.entry_id) for visit in theirs]
        assert told == sorted(told)
        assert {visit.checkpoint for visit in theirs} == {"main", "csirt"}


def test_the_whole_journal_comes_in_its_order(db, record):
    with writing(db):
        said = [record(EntryKind.REFUSED, f"p{number}", "main") for number in range(501)]

    assert list(listing.all_entries(db)) == said


def test_an_export_within_one_reading_sees_nothing_of_what_comes_meanwhile(db, crowd, path):
    other = open_store(path)
    with reading(db):
        people = listing.all_people(db)
        seen = [next(people)]
        with writing(other):
            put_person(other, Person("new", "Nora"))
            other.conn.execute("UPDATE person SET given_name = 'Changed'")
        seen += people
    close(other)

    assert len(seen) == MANY
    assert {one.person.given_name for one in seen} == {"Eva"}
    assert len(list(listing.all_people(db))) == MANY + 1


def test_certificates_are_told_by_their_codes_and_in_order(db, record, clock):
    def say(kind, code):
        clock.forward(seconds=1)
        return record(kind, "ana", payload={"certificate": code})

    issued = [say(EntryKind.CERTIFICATE_ISSUED, code) for code in ("K-1", "K-2", "it's")]
    voided = say(EntryKind.CERTIFICATE_VOIDED, "K-1")
    record(EntryKind.ADMITTED, "ana", "main", {"certificate": "K-1"})

    assert certificates.entries(db) == [*issued, voided]
    assert certificates.of_code(db, "K-1") == [issued[0], voided]
    assert certificates.of_code(db, "it's") == [issued[2]]
    assert certificates.of_code(db, "k-1") == certificates.of_code(db, "") == []


@pytest.fixture
def conflicts(record, clock):
    """Find double admissions: conflicts("ana", "leo") -> their entries."""

    def make(*people):
        return [
            record(EntryKind.CONFLICT, who, "main", at=clock() + timedelta(seconds=n))
            for n, who in enumerate(people)
        ]

    return make


def test_a_conflict_is_open_until_somebody_puts_it_away(db, record, conflicts):
    first, second, third = conflicts("ana", "leo", "ana")
    assert journal.conflicts(db, 9) == [third, second, first]
    assert journal.conflicts(db, 2) == [third, second]
    assert journal.count_conflicts(db) == 3

    record(EntryKind.CONFLICT_SEEN, "ana", "main", {"conflict": first.id})
    assert journal.conflicts(db, 9) == [third, second]
    assert journal.open_conflicts_of(db, "ana") == [third]
    assert journal.open_conflicts_of(db, "leo") == [second]
    assert journal.open_conflicts_of(db, None) == []
    record(EntryKind.CONFLICT_SEEN, "leo", "main", {"conflict": third.id})
    assert journal.count_conflicts(db) == 2


def test_passages_are_of_those_tickets_also_when_taken_back(db, record):
    entered = record(EntryKind.ADMITTED, "ana", "main", ticket_id="t1")
    left = record(EntryKind.LEFT, "ana", "main", ticket_id="t1")
    record(EntryKind.UNDONE, "ana", "main", {"undoes": left.id}, ticket_id="t1")
    record(EntryKind.REFUSED, "ana", "main", ticket_id="t1")
    other = record(EntryKind.OVERRIDDEN, "leo", "main", ticket_id="t2")

    assert journal.passages(db, ["t1"]) == [entered, left]
    assert journal.passages(db, ["t2", "t1"]) == [entered, left, other]
    assert journal.passages(db, []) == []
    assert journal.of_kind(db, EntryKind.REFUSED, "csirt") == []
    assert journal.of_kind(db, EntryKind.ADMITTED, "main") == [entered]
    assert set(journal.get_many(db, [entered.id, "nothing"])) == {entered.id}
