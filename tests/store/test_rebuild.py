"""Projections built anew give the same, and tell where they did not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

import pytest

from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.people import Person
from kiosk.store import expected, journal, people, visits
from kiosk.store.connect import Database
from kiosk.store.person_write import put_person
from kiosk.store.rebuild import TABLES, Rebuilt, rebuild
from kiosk.store.search import find
from kiosk.store.transact import number, rows

Record = Callable[..., Entry]


@pytest.fixture(autouse=True)
def _a_busy_day(
    db: Database, add: Callable[..., str], record: Record, clock: Callable[[], datetime]
) -> None:
    add("jose", "Jose", "Nunez", roles=("speaker",))
    add("ana", "Ana", "Silva")
    record(EntryKind.ADMITTED, "jose", "main")
    record(EntryKind.REFUSED, "jose", "csirt", {"reason": "not_invited"})
    record(EntryKind.REFUSED, "jose", "csirt", {"answers": {"1": "true"}}, ticket_id="t-jose")
    record(EntryKind.CORRECTED, "jose", payload={"changes": {"family_name": "Núñez"}})
    record(EntryKind.INVITED, "jose", "csirt", {"kind": "person", "subject": "jose"})
    record(EntryKind.ADMITTED, "jose", "csirt")
    mistaken = record(EntryKind.ADMITTED, "ana", "csirt")
    record(EntryKind.UNDONE, "ana", "csirt", {"undoes": mistaken.id, "reason": "mistake"})
    record(
        EntryKind.WALK_IN, "walk", payload={"person": {"given_name": "Wally", "roles": ["press"]}}
    )
    record(EntryKind.CORRECTED, "walk", payload={"changes": {"given_name": "Wálter"}})
    record(EntryKind.BADGE_ISSUED, "jose", payload={"badge_code": "L.AAA"})
    record(EntryKind.BADGE_VOIDED, "jose", payload={"badge_code": "L.AAA", "reason": "lost"})
    record(EntryKind.INVITED, "ana", "lacix", {"kind": "person", "subject": "ana"})
    record(EntryKind.WITHDRAWN, "ana", "lacix", {"kind": "person", "subject": "ana"})
    put_person(db, Person("jose", "Jose Luis", "Nunez"), source="file", source_ref="jose")


def differing(db: Database) -> dict[str, tuple[int, int]]:
    return {r.table: (r.appeared, r.vanished) for r in rebuild(db) if not r.same}


def dump(db: Database) -> dict[str, list[dict[str, object]]]:
    return {table: sorted(db[table].rows, key=str) for table in TABLES}


def test_a_rebuild_gives_the_same(db: Database) -> None:
    before = dump(db)

    reports = rebuild(db)

    assert [report.table for report in reports if not report.same] == []
    assert {report.table for report in reports} == {*TABLES, "person_fts"}
    assert next(r for r in reports if r.table == "visit") == Rebuilt("visit", 2, 0, 0)
    assert dump(db) == before


def test_what_happened_is_still_so(db: Database) -> None:
    rebuild(db)

    jose, walk = people.get(db, "jose"), people.get(db, "walk")
    assert jose is not None
    assert walk is not None
    assert jose.full_name == "Jose Luis Núñez"
    assert walk == Person("walk", "Wálter", roles=("press",))
    assert visits.inside_count(db, "csirt") == 1
    badge = people.by_badge(db, "L.AAA")
    assert badge is not None
    assert badge.void_reason == "lost"
    assert journal.verify(db) is None


def test_adopted_visits_stay_adopted(db: Database, record: Record) -> None:
    record(EntryKind.ADMITTED, "sig-1", "lacix")
    record(EntryKind.ADMITTED, "ana", "csirt", {"adopts": ["sig-1"]})
    record(EntryKind.ADMITTED, "sig-1", "main")  # after it: another station did not know yet
    before = dump(db)

    assert differing(db) == {}
    assert dump(db) == before
    assert [visit.person_id for visit in visits.latest(db, "lacix")] == ["ana"]


def test_the_tables_for_comparison_do_not_stay(db: Database) -> None:
    rebuild(db)

    names = [row["name"] for row in rows(db, "SELECT name FROM temp.sqlite_master")]
    assert [name for name in names if name.startswith("before_")] == []


@pytest.mark.parametrize(
    ("damage", "expected_differences"),
    [
        ("DELETE FROM visit", {"visit": (2, 0)}),
        ("UPDATE visit SET person_id = 'ana' WHERE checkpoint = 'main'", {"visit": (1, 1)}),
        ("UPDATE tally SET people = 40 WHERE checkpoint = 'csirt'", {"tally": (1, 1)}),
        ("DELETE FROM presence", {"presence": (2, 0)}),
        ("INSERT INTO presence VALUES ('main', 'ghost', 1, 1, '')", {"presence": (0, 1)}),
        ("DELETE FROM correction WHERE person_id = 'jose'", {"correction": (1, 0)}),
        ("UPDATE badge SET voided_at = NULL", {"badge": (1, 1)}),
        ("DELETE FROM answer", {"answer": (1, 0)}),
        ("UPDATE answer SET value = 'false'", {"answer": (1, 1)}),
        (
            "INSERT INTO badge VALUES ('L.FAKE', 'ana', '2026-01-01T00:00:00.000Z', NULL, NULL)",
            {"badge": (0, 1)},
        ),
        ("UPDATE person SET roles = '[\"board\"]' WHERE person_id = 'ana'", {"person": (1, 1)}),
        (
            "UPDATE person SET given_name = 'X', name_key = 'x' WHERE person_id = 'walk'",
            {"person": (1, 1)},
        ),
        ("UPDATE invitation SET withdrawn = 0 WHERE checkpoint = 'lacix'", {"invitation": (1, 1)}),
        (
            "INSERT INTO invitation (checkpoint, kind, subject, source) VALUES ('csirt', 'person', 'ana', 'journal')",
            {"invitation": (0, 1)},
        ),
    ],
)
def test_what_differed_is_told_by_table_and_repaired(
    db: Database, damage: str, expected_differences: dict[str, tuple[int, int]]
) -> None:
    before = dump(db)
    db.conn.execute(damage)

    assert differing(db) == expected_differences
    assert dump(db) == before
    assert differing(db) == {}


def test_a_walk_in_that_was_lost_comes_back(db: Database) -> None:
    db.conn.execute("DELETE FROM person WHERE person_id = 'walk'")

    assert differing(db)["person"] == (1, 0)
    assert [person.person_id for person in find(db, "walter")] == ["walk"]


def test_invitations_of_a_list_are_left_alone(db: Database) -> None:
    db.conn.execute(
        "INSERT INTO invitation (checkpoint, kind, subject, source) VALUES ('csirt', 'email', 'a@b', 'file')"
    )

    assert differing(db) == {}
    assert number(db, "SELECT count(*) FROM invitation WHERE source = 'file'") == 1


def test_a_broken_search_index_is_told_and_repaired(db: Database) -> None:
    db.conn.execute(
        "INSERT INTO person_fts (person_fts, rowid, name_key, badge_key, email_key, org_key)"
        " SELECT 'delete', id, name_key, badge_key, email_key, org_key FROM person WHERE person_id = 'ana'"
    )
    assert find(db, "silva") == []

    assert set(differing(db)) == {"person_fts"}
    assert [person.person_id for person in find(db, "silva")] == ["ana"]


def test_an_empty_store_rebuilds(db: Database) -> None:
    db.conn.execute("DELETE FROM ticket")
    db.conn.execute("DELETE FROM person")
    for trigger in ("entry_stays",):
        db.conn.execute(f"DROP TRIGGER {trigger}")
    db.conn.execute("DELETE FROM entry")
    rebuild(db)

    assert all(report.same for report in rebuild(db))
    assert visits.inside_count(db, "csirt") == 0


def test_a_rebuild_that_fails_changes_nothing(db: Database) -> None:
    before = dump(db)
    db.conn.execute("DROP TRIGGER entry_is_final")
    db.conn.execute("UPDATE entry SET payload = 'no json' WHERE seq = 5")

    with pytest.raises(ValueError, match="Expecting value"):
        rebuild(db)

    assert dump(db) == before
    assert not db.conn.in_transaction


def test_more_people_than_one_page(db: Database, add: Callable[..., str]) -> None:
    for count in range(1100):
        add(f"p{count}", "Eva", str(count))
    db.conn.execute("UPDATE person SET note = 'x' WHERE person_id = 'p1099'")

    assert differing(db) == {"person": (1, 1)}


def test_expected_people_are_kept_until_something_changes(db: Database) -> None:
    assert expected.people(db) == 2
    assert rows(db, "SELECT value FROM meta WHERE key = 'expected'") == [{"value": "2"}]

    db.conn.execute("UPDATE ticket SET state = 'canceled' WHERE person_id = 'ana'")
    assert rows(db, "SELECT value FROM meta WHERE key = 'expected'") == []
    assert expected.people(db) == 1

    db.conn.execute("UPDATE ticket SET checkin_text = 'x'")
    assert number(db, "SELECT count(*) FROM meta WHERE key = 'expected'") == 1
    db.conn.execute(
        "UPDATE ticket SET gone_at = '2026-01-01T00:00:00.000Z' WHERE person_id = 'jose'"
    )
    assert expected.people(db) == 0


def test_expected_people_are_counted_from_an_index(db: Database) -> None:
    plan = rows(
        db,
        "EXPLAIN QUERY PLAN SELECT count(*) FROM (SELECT DISTINCT person_id FROM ticket"
        " WHERE gone_at IS NULL AND state NOT IN ('canceled', 'expired'))",
    )

    assert any("COVERING INDEX ticket_person" in row["detail"] for row in plan)
    assert not any("TEMP B-TREE" in row["detail"] for row in plan)


def test_the_store_answers_sqlite_errors_of_bugs_as_they_are(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute(
            "INSERT INTO ticket (ticket_id, person_id, code) VALUES ('t', 'nobody', 'c')"
        )
