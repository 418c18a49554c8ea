"""Entries that arrive together take the same effect as each by itself, whatever is among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.store import hub_replica, journal
from kiosk.store.connect import Database, close, open_store
from kiosk.store.hub_replica import Held, Whose
from kiosk.store.presence import VisitRow, add_visits
from kiosk.store.projections import apply_others
from kiosk.store.transact import rows, writing

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
TABLES = (
    "ticket",
    "person",
    "visit",
    "presence",
    "badge",
    "answer",
    "correction",
    "taken_back",
    "adoption",
)
ODD = (None, "", 7, [], {}, ["x"], "L\0")


def entry(seq: int, kind: EntryKind, person: str | None = "p1", **more: object) -> Entry:
    draft = Draft(kind, NOW + timedelta(seconds=seq), person, f"t-{person}", "main", **more)
    made = journal.prepare("Mesa 9", lambda: NOW, draft)
    return replace(made, seq=seq, id=f"e{seq:03}")


def hold(db: Database, *parts: list[Entry]) -> None:
    for part in parts:
        with writing(db):
            hub_replica.put(db, [Held(one) for one in part], Whose.OTHERS, NOW)
            apply_others(db, part)


def state(db: Database) -> dict[str, list[str]]:
    asked = {table: f"SELECT * FROM {table}" for table in TABLES}  # noqa: S608  fixed names
    asked["tally"] = "SELECT * FROM tally WHERE people OR entries"
    return {table: sorted(map(repr, rows(db, sql))) for table, sql in asked.items()}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Database, Database]:
    folder: Path = tmp_path_factory.mktemp("together")
    made = open_store(folder / "one.db"), open_store(folder / "other.db")
    yield made
    for db in made:
        close(db)


def made_of(seq: int, what: tuple[str, int, int]) -> Entry:
    kind, one, two = what
    person = f"p{one}"
    places = {"direction": Direction.EXIT if two % 2 else Direction.ENTRY}
    said = {
        "badge_issued": {"badge_code": f"L{two}"},
        "badge_voided": {"badge_code": f"L{two}", "reason": f"r{one}"},
        "undone": {"undoes": f"e{two + 1:03}"},
        "corrected": {"changes": {"family_name": f"N{two}"}},
        "walk_in": {"person": {"family_name": f"W{two}"}},
        "answered": {"answers": {f"q{two}": f"a{one}"}},
        "adopted": {"adopts": [f"p{two}"]},
        "odd": {"badge_code": ODD[two], "undoes": ODD[one], "changes": ODD[two]},
    }.get(kind, {"answers": {"q": str(two)}} if two > 4 else {})
    known = kind if kind in {str(k) for k in EntryKind} else "refused"
    if kind == "odd":
        known = ("badge_issued", "badge_voided", "corrected", "admitted")[one % 4]
    return entry(seq, EntryKind(known), person, payload=said, **places)


acts = st.lists(
    st.tuples(
        st.sampled_from(
            (
                *("admitted", "admitted", "left", "overridden", "badge_issued", "badge_voided"),
                *("undone", "corrected", "walk_in", "answered", "adopted", "odd"),
            )
        ),
        st.integers(0, 3),
        st.integers(0, 6),
    ),
    max_size=24,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts, cut=st.integers(0, 24))
def test_together_in_parts_or_one_by_one_is_all_the_same(two, acts, cut):
    entries = [made_of(seq, what) for seq, what in enumerate(acts, 1)]
    for db in two:
        with writing(db):
            for table in (*TABLES, "tally", "hub_entry"):
                db.conn.execute(f"DELETE FROM {table}")  # noqa: S608  fixed names

    hold(two[0], entries[:cut], entries[cut:])
    hold(two[1], *[[one] for one in entries])

    assert state(two[0]) == state(two[1])


def test_many_visits_at_once_are_counted_once_and_by_true_time(db: Database):
    def visit(number: int, person: str, way: Direction, at: str) -> VisitRow:
        return VisitRow(f"e{number}", person, None, "main", way, at, "Mesa 9", "")

    came = visit(1, "a", Direction.ENTRY, "2026-10-06T12:00:00.000Z")
    went = visit(2, "a", Direction.EXIT, "2026-10-06T13:00:00.000Z")
    other = visit(3, "b", Direction.ENTRY, "2026-10-06T12:30:00.000Z")
    with writing(db):
        add_visits(db, ())
        add_visits(db, (went, came, other, came))
        add_visits(db, (other,))

    assert rows(db, "SELECT person_id, inside, entries FROM presence ORDER BY 1") == [
        {"person_id": "a", "inside": 0, "entries": 1},
        {"person_id": "b", "inside": 1, "entries": 1},
    ]
    assert rows(db, "SELECT people, entries FROM tally") == [{"people": 2, "entries": 2}]


def test_one_entry_that_makes_no_sense_takes_no_other_with_it(db: Database):
    fine = entry(1, EntryKind.ADMITTED, direction=Direction.ENTRY)
    senseless = [
        entry(2, EntryKind.BADGE_ISSUED, payload={}),
        entry(3, EntryKind.BADGE_ISSUED, None, payload={"badge_code": "L3"}),
        entry(4, EntryKind.CORRECTED, payload={"changes": 7}),
        entry(5, EntryKind.REFUSED, payload={"adopts": 7}),
    ]
    badge = entry(6, EntryKind.BADGE_ISSUED, payload={"badge_code": "L6"})

    hold(db, [fine, *senseless, badge])

    assert [row["entry_id"] for row in rows(db, "SELECT entry_id FROM visit")] == ["e001"]
    assert [row["badge_code"] for row in rows(db, "SELECT badge_code FROM badge")] == ["L6"]
