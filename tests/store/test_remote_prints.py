"""The tables of badges asked of other stations: kept whole, found by index, read once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.remote_print import Told, Wish
from kiosk.store import hub_replica, prints, remote_prints
from kiosk.store.connect import Database, close, open_store
from kiosk.store.hub_replica import Held, Whose
from kiosk.store.remote_prints import Commission, Request
from kiosk.store.transact import rows, writing

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
REQUEST = Request("r1", "job", "Hall", NOW)
COMMISSION = Commission("r1", "Mesa", "their-job", NOW)
AS_BEFORE = """
DROP TABLE print_request; DROP TABLE print_commission; DROP INDEX entry_print_told;
DROP INDEX hub_entry_printing; DROP VIEW printed_elsewhere;
CREATE VIEW printed_elsewhere AS
  SELECT person_id, json_extract(payload, '$.badge_code') AS badge_code FROM hub_entry
  WHERE own = 0 AND kind = 'printed' AND person_id IS NOT NULL;
DELETE FROM _sqlite_migrations WHERE name = '0008_remote_prints';
"""


def held(seq: int, kind: EntryKind, writer: str = "Mesa", **payload: object) -> Held:
    at = "2026-10-06T12:00:00.000Z"
    entry = Entry(
        *(seq, f"e{seq}", kind, at, at, "Mesa 2", "", "ana", None, None, None, payload, "", "")
    )
    return Held(entry, "", writer)


def keep(db: Database, *entries: Held, whose: Whose = Whose.OTHERS) -> None:
    with writing(db):
        hub_replica.put(db, entries, whose, NOW)


@pytest.mark.parametrize(
    "request_",
    [REQUEST, replace(REQUEST, stream="s", taken=True, wish=Wish.CANCEL, withdrawal_id="w")],
    ids=["new", "withdrawn"],
)
def test_a_request_is_kept_whole(db: Database, request_: Request):
    with writing(db):
        remote_prints.put_request(db, REQUEST)
        remote_prints.put_request(db, request_)

    assert remote_prints.request(db, "r1") == request_
    assert remote_prints.open_requests(db) == [request_]
    with writing(db):
        remote_prints.put_request(db, replace(request_, over=True))
    assert remote_prints.open_requests(db) == []
    assert remote_prints.request(db, "r2") is None


@pytest.mark.parametrize(
    "commission",
    [COMMISSION, replace(COMMISSION, taking_id="t", job_id="j", told=Told.TAKEN, told_reason="x")],
    ids=["new", "taken"],
)
def test_a_commission_is_kept_whole(db: Database, commission: Commission):
    with writing(db):
        remote_prints.put_commission(db, COMMISSION)
        remote_prints.put_commission(db, commission)

    assert remote_prints.commission(db, "r1") == commission
    assert remote_prints.open_commissions(db) == [commission]
    assert remote_prints.commissions_of(db, "Mesa", "their-job") == [commission]
    assert remote_prints.commissions_of(db, "Other", "their-job") == []
    with writing(db):
        remote_prints.put_commission(db, replace(commission, over=True))
    assert remote_prints.open_commissions(db) == []


def test_what_others_said_of_printing_is_read_in_order_and_in_pieces(
    db: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(remote_prints, "_AT_ONCE", 2)
    keep(db, *(held(seq, EntryKind.PRINT_ASKED, f"S{seq}") for seq in (1, 2, 5, 6, 9)))
    keep(db, held(3, EntryKind.ADMITTED), held(4, EntryKind.PRINTED))
    keep(db, held(7, EntryKind.PRINT_TOLD), whose=Whose.TOLD)  # our own

    letters = list(remote_prints.letters(db, 1, 8))
    assert [(one.entry.seq, one.writer) for one in letters] == [(2, "S2"), (5, "S5"), (6, "S6")]


def test_how_far_it_was_read_means_nothing_in_another_record_of_the_hub(db: Database):
    with writing(db):
        hub_replica.begin(db, "first")
        remote_prints.note_read(db, 7)
    assert remote_prints.read_upto(db) == 7
    with writing(db):
        hub_replica.begin(db, "second")

    assert remote_prints.read_upto(db) == 0


def test_our_own_words_on_a_request_are_found(db: Database, record: Callable[..., Entry]):
    record(EntryKind.PRINT_TOLD, None, None, {"request": "r1", "state": "taken"})
    record(EntryKind.PRINT_TOLD, None, None, {"request": "r2", "state": "taken"})
    record(EntryKind.PRINT_TOLD, None, None, {"request": "r1", "state": "done"})

    assert [e.payload["state"] for e in remote_prints.tellings(db, "r1")] == ["taken", "done"]


@pytest.mark.parametrize(
    ("payload", "given"),
    [({"came_out": True}, {"ana"}), ({"came_out": False}, set()), ({}, set())],
    ids=["seen", "not seen", "only withdrawn"],
)
def test_a_badge_that_a_person_elsewhere_saw_is_owed_no_more(
    db: Database, payload: dict[str, object], given: set[str]
):
    keep(db, held(1, EntryKind.PRINT_WITHDRAWN, badge_code="LAC.1", **payload))

    assert prints.people_given(db, ["ana"]) == given


@pytest.fixture
def plans(db: Database) -> Callable[[str], str]:
    def plan(sql: str) -> str:
        return " ".join(str(row["detail"]) for row in rows(db, f"EXPLAIN QUERY PLAN {sql}"))

    return plan


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (
            (
                "SELECT * FROM hub_entry WHERE kind IN ('print_asked', 'print_told',"
                " 'print_withdrawn') AND hub_seq > 5 AND hub_seq <= 9 ORDER BY hub_seq LIMIT 3"
            ),
            "hub_entry_printing",
        ),
        (
            (
                "SELECT * FROM entry WHERE kind = 'print_told'"
                " AND json_extract(payload, '$.request') = 'x' ORDER BY seq"
            ),
            "entry_print_told",
        ),
        (
            "SELECT * FROM print_request WHERE over = 0 ORDER BY request_id",
            "print_request_open",
        ),
        (
            "SELECT * FROM print_commission WHERE asker = 'a' AND asker_job = 'b'",
            "print_commission_of",
        ),
    ],
    ids=["letters", "tellings", "open", "of a job"],
)
def test_what_is_asked_at_each_look_at_the_queue_is_found_by_index(
    plans: Callable[[str], str], sql: str, index: str
):
    assert f"INDEX {index} " in f"{plans(sql)} "


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A file of the program before it asked other stations' printers."""
    path = tmp_path / "old" / "event.db"
    path.parent.mkdir()
    db = open_store(path)
    keep(db, held(1, EntryKind.PRINTED, badge_code="LAC.1"))
    close(db)
    old = sqlite3.connect(path)
    old.executescript(AS_BEFORE)
    old.close()
    return path


def test_a_file_of_before_is_taken_over(before: Path):
    db = open_store(before)
    try:
        assert prints.people_given(db, ["ana"]) == {"ana"}
        assert remote_prints.open_requests(db) == remote_prints.open_commissions(db) == []
        keep(db, held(2, EntryKind.PRINT_ASKED))
        assert len(list(remote_prints.letters(db, 0, 9))) == 1
    finally:
        close(db)
