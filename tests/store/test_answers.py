"""Answers by ticket: the source's, and over them the newest given at any station."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.people import Ticket
from kiosk.store import answers
from kiosk.store.connect import Database
from kiosk.store.person_write import put_ticket
from kiosk.store.rebuild import rebuild

NINE = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)

Record = Callable[..., Entry]


@pytest.fixture(autouse=True)
def _two_people(add: Callable[..., str]) -> None:
    add("ana", "Ana", "Silva")
    add("eva", "Eva", "Rojas")


@pytest.mark.parametrize("kind", ["admitted", "refused", "overridden", "left", "answered"])
def test_every_try_keeps_its_answers(db: Database, record: Record, kind: str) -> None:
    record(EntryKind(kind), "ana", "main", {"answers": {"1": "true", "7": ""}}, ticket_id="t-ana")

    assert answers.known(db, ["t-ana", "t-eva"]) == {("t-ana", "1"): "true", ("t-ana", "7"): ""}


def test_other_entries_keep_none(db: Database, record: Record) -> None:
    record(EntryKind.CORRECTED, "ana", payload={"answers": {"1": "true"}}, ticket_id="t-ana")
    record(EntryKind.ADMITTED, "ana", "main", {"answers": {"1": "true"}})

    assert answers.known(db, ["t-ana"]) == {}


def test_an_undone_entry_keeps_its_answers(db: Database, record: Record) -> None:
    entry = record(EntryKind.ADMITTED, "ana", "main", {"answers": {"1": "true"}}, ticket_id="t-ana")
    record(EntryKind.UNDONE, "ana", "main", {"undoes": entry.id}, ticket_id="t-ana")

    assert answers.known(db, ["t-ana"]) == {("t-ana", "1"): "true"}


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_newest_true_time_wins(db: Database, record: Record, order: tuple[int, ...]) -> None:
    for minute in order:
        record(
            EntryKind.ADMITTED,
            "ana",
            "main",
            {"answers": {"1": f"at {minute}"}},
            at=NINE + timedelta(minutes=minute),
            ticket_id="t-ana",
        )

    assert answers.known(db, ["t-ana"]) == {("t-ana", "1"): "at 2"}
    assert all(report.same for report in rebuild(db))


def test_of_two_at_once_the_later_entry_wins(db: Database, record: Record) -> None:
    for text in ("first", "second"):
        record(EntryKind.ANSWERED, "ana", payload={"answers": {"1": text}}, ticket_id="t-ana")

    assert answers.known(db, ["t-ana"]) == {("t-ana", "1"): "second"}


def test_what_was_answered_here_stands_over_the_source(db: Database, record: Record) -> None:
    of_source = {"answers": {"1": "False", "2": "Vegetariana", "3": 5}}
    put_ticket(db, Ticket("t-ana", "ana", "CODE-ana"), of_source)
    record(EntryKind.REFUSED, "ana", "main", {"answers": {"1": "true"}}, ticket_id="t-ana")

    assert answers.known(db, ["t-ana"]) == {("t-ana", "1"): "true", ("t-ana", "2"): "Vegetariana"}


@pytest.mark.parametrize("strange", [None, [], "text", 7, {"1": None}, {"1": ["a"]}], ids=repr)
def test_strange_payloads_and_extras_hold_no_answer(
    db: Database, record: Record, strange: object
) -> None:
    put_ticket(db, Ticket("t-ana", "ana", "CODE-ana"), {"answers": strange})
    record(EntryKind.ADMITTED, "ana", "main", {"answers": strange}, ticket_id="t-ana")

    assert answers.known(db, ["t-ana"]) == {}


def test_nobody_asked_nothing_known(db: Database) -> None:
    assert answers.known(db, []) == {}
    assert answers.known(db, ["t-nobody"]) == {}
