"""The replica: what the hub holds, in its order, and what of ours it does not hold yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.store import hub_replica, journal
from kiosk.store.connect import Database
from kiosk.store.hub_replica import Cursor, Held, Unread, Whose
from kiosk.store.projections import apply_others
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import rows, writing

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
Record = Callable[..., Entry]


def others(seq: int, kind: EntryKind = EntryKind.ADMITTED, **more: object) -> Entry:
    draft = Draft(kind, NOW, "p1", checkpoint="main", direction=Direction.ENTRY)
    return replace(journal.prepare("Mesa 9", lambda: NOW, replace(draft, **more)), seq=seq)


def hold(db: Database, *entries: Entry, whose: Whose = Whose.OTHERS, key: str = "") -> None:
    with writing(db):
        hub_replica.put(db, [Held(entry, key) for entry in entries], whose, NOW)
        if whose is Whose.OTHERS:
            apply_others(db, entries)


def test_the_cursor_says_where_and_what(db: Database):
    assert hub_replica.cursor(db) == Cursor(0, "")
    one = Cursor().past(1, "a", b"x")

    assert one.past(2, "b", b"y") == one.past(2, "b", b"y")
    assert len({one, Cursor().past(1, "a", b"y"), Cursor().past(1, "b", b"x")}) == 3
    hub_replica.move(db, one)
    assert hub_replica.cursor(db) == one


def test_an_entry_is_kept_once_whatever_comes_again(db: Database):
    entry = others(3)
    hold(db, entry)
    hold(db, replace(entry, seq=9), replace(others(3), id="another"))

    assert hub_replica.number_of(db, entry.id) == 3
    assert hub_replica.count(db) == 1
    assert hub_replica.known_among(db, 1, 9) == {3: Whose.OTHERS}


def test_the_last_of_a_key_is_what_a_claim_expects(db: Database):
    hold(db, others(3), others(7), key="K")
    hold(db, others(8))
    with writing(db):
        hub_replica.put_unread(db, Unread(9, "x", "K2"), b"\xff", NOW)

    asked = (("K", "p1"), ("K2", "p2"), ("nothing", "p1"), ("", "p1"), ("", ""))
    assert [hub_replica.last_passage(db, *one) for one in asked] == [7, 9, 0, 0, 0]
    with writing(db):
        hub_replica.put_unread(db, Unread(10, "y", "K"), b"\xff", NOW)
    assert hub_replica.last_passage(db, "K", "p1") == 10


def test_the_outbox_is_what_has_no_number_and_is_not_looked_for_twice(db: Database, record: Record):
    entries = [record(EntryKind.REFUSED, f"p{n}", "main") for n in range(5)]
    for number, entry in enumerate((entries[0], entries[1], entries[3]), 1):
        hold(db, replace(entry, seq=number), whose=Whose.TOLD)
    with writing(db):
        hub_replica.note_published(db)

    assert hub_replica.published(db) == 2
    assert [entry.id for entry in hub_replica.outbox(db, 0, 9)] == [entries[2].id, entries[4].id]
    assert hub_replica.waiting(db, 0) == 2
    assert [entry.id for entry in hub_replica.outbox(db, 3, 9)] == [entries[4].id]
    hold(db, replace(entries[2], seq=4), replace(entries[4], seq=5), whose=Whose.TOLD)
    with writing(db):
        hub_replica.note_published(db)
        hub_replica.note_published(db)
    assert (hub_replica.published(db), hub_replica.waiting(db, 0)) == (5, 0)


def test_all_that_is_known_stands_in_one_order_and_once(db: Database, record: Record):
    first = record(EntryKind.ADMITTED, "p1", "main")
    second = record(EntryKind.LEFT, "p1", "main")
    other = others(1)
    hold(db, other)
    hold(db, replace(second, seq=2), whose=Whose.TOLD)

    ids = [entry.id for entry in journal.of_person(db, "p1")]
    assert ids == [other.id, second.id, first.id]
    assert [entry.id for entry in journal.latest_at(db, "main", 2)] == [first.id, second.id]
    assert set(journal.get_many(db, ids)) == set(ids)
    assert journal.get(db, other.id) == replace(other, previous="", hash="")
    assert journal.get(db, first.id) == first
    assert journal.own_among(db, ids) == {first.id, second.id}


def test_what_a_newer_program_wrote_is_kept_and_not_shown(db: Database):
    with writing(db):
        hub_replica.put_unread(db, Unread(1, "x"), b'{"kind": "teleported"}', NOW)

    assert journal.get(db, "x") is None
    assert list(hub_replica.entries(db)) == [[]]
    (row,) = rows(db, "SELECT payload FROM hub_entry")
    assert "teleported" in row["payload"]


@pytest.mark.parametrize("own_first", [False, True])
def test_a_taking_back_that_comes_before_its_visit_counts(db: Database, *, own_first: bool):
    visit, undo = others(2), others(1, EntryKind.UNDONE)
    undo = replace(undo, payload={"undoes": visit.id})
    hold(db, *((visit, undo) if own_first else (undo, visit)))

    assert rows(db, "SELECT * FROM visit") == []
    assert [report.table for report in rebuild(db) if not report.same] == []


def test_of_two_who_adopt_a_signed_ticket_the_later_one_has_its_visits(db: Database):
    visit = others(1, person_id="sig")
    early = others(2, EntryKind.REFUSED, person_id="p1", payload={"adopts": ["sig"]})
    late = others(
        3, EntryKind.REFUSED, person_id="p2", payload={"adopts": ["sig"]},
        at=datetime(2026, 10, 6, 13, tzinfo=UTC),
    )  # fmt: skip
    hold(db, late)
    hold(db, visit)
    hold(db, early)

    assert [row["person_id"] for row in rows(db, "SELECT person_id FROM visit")] == ["p2"]
    assert rows(db, "SELECT people, entries FROM tally") == [{"people": 1, "entries": 1}]


def test_beginning_anew_lets_own_entries_wait_again(db: Database, record: Record):
    entry = record(EntryKind.REFUSED, "p1", "main")
    hold(db, replace(entry, seq=1), whose=Whose.TOLD)
    with writing(db):
        hub_replica.note_published(db)
        hub_replica.move(db, Cursor(1, "d"))
        hub_replica.begin(db, "second")

    assert hub_replica.stream(db) == "second"
    assert hub_replica.cursor(db) == Cursor()
    assert [one.id for one in hub_replica.outbox(db, 0, 9)] == [entry.id]


def test_the_questions_of_a_scan_are_answered_by_indexes(db: Database):
    asked = (
        "SELECT * FROM told WHERE person_id = 'x' ORDER BY place",
        "SELECT * FROM told WHERE id IN ('a', 'b')",
        "SELECT * FROM told WHERE ticket_id IN ('a') ORDER BY place",
        "SELECT max(hub_seq) FROM hub_entry WHERE key = 'K' AND key <> ''",
    )
    steps = [row["detail"] for sql in asked for row in rows(db, f"EXPLAIN QUERY PLAN {sql}")]

    assert not any(step.startswith(("SCAN entry", "SCAN hub_entry")) for step in steps)
