"""A file of every earlier program is taken over: all it says means the same, or nothing is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import GENESIS, Draft, Entry, EntryKind, chain_hash
from kiosk.domain.people import Person, TicketState
from kiosk.domain.print_job import JobState
from kiosk.store import (
    expected,
    invitations,
    journal,
    meta,
    people,
    print_jobs,
    search,
    visits,
)
from kiosk.store.connect import Database, close, open_store
from kiosk.store.person_row import fields_of, person_columns, to_json
from kiosk.store.rebuild import rebuild
from kiosk.store.schema import STEPS, migrations
from kiosk.store.transact import number, rows

AT = "2026-10-06T12:00:00.000Z"
NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
ANA = Person("ana", "Ana", "Núñez", email="ana@nic.br", organisation="NIC.br", roles=("fellow",))
CORRECTED = replace(ANA, family_name="Ibáñez")
WALTER = Person("walk", "Walter", "Ñandú", photo_ok=False)
TABLES = (
    *("person", "ticket", "invitation", "entry", "visit", "presence", "tally", "correction"),
    *("badge", "print_job"),
)


def put(db: sqlite3.Connection, table: str, **values: object) -> None:
    """Insert what that version of the table has columns for."""
    there = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    kept = {name: value for name, value in values.items() if name in there}
    marks = ", ".join("?" * len(kept))
    names = ", ".join(kept)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(kept.values()))  # noqa: S608  own names


def say(db: sqlite3.Connection, kind: EntryKind, person: str, **more: object) -> Entry:
    last = db.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
    made = journal.prepare("Mesa 1", lambda: NOW, Draft(kind, NOW, person, f"t-{person}", **more))
    made = replace(made, id=f"e{seq}", seq=seq, previous=previous)
    made = replace(made, hash=chain_hash(made))
    values = {name: getattr(made, name) for name in journal.COLUMNS}
    put(db, "entry", **values | {"payload": to_json(dict(made.payload))})
    db.execute("DELETE FROM meta WHERE key = 'journal_head'")
    put(db, "meta", key="journal_head", value=f"{seq} {made.hash}")
    return made


def fill_people(db: sqlite3.Connection) -> None:
    shown = {"ana": CORRECTED, "walk": WALTER}
    for person_id, person in shown.items():
        listed = person_id == "ana"
        mirror = to_json(fields_of(ANA)) if listed else None
        source = "file" if listed else "journal"
        who = {"person_id": person_id, "source": source, "source_ref": person_id}
        put(db, "person", **person_columns(person), **who, mirror=mirror)
        put(
            db,
            "ticket",
            **{"ticket_id": f"t-{person_id}", "person_id": person_id, "code": f"C'{person_id}"},
            **{"source": source, "extra": '{"answers":{"1":"sí"}}', "checkin_text": "¡Hola!"},
        )
    put(db, "ticket", ticket_id="t-no", person_id="ana", code="NO", state="canceled", gone_at=AT)
    lists = {"checkpoint": "csirt", "kind": "organisation", "subject": "nic br"}
    put(db, "invitation", **lists, source="file", granted_by="Rosa", granted_at=AT)
    put(db, "invitation_list", checkpoint="csirt", loaded_at=AT)
    put(db, "meta", key="name", value="LACNIC 46 · ñ")


def fill_journal(db: sqlite3.Connection) -> None:
    walk = {"person": fields_of(WALTER)}
    say(db, EntryKind.WALK_IN, "walk", payload=walk)
    for person in ("ana", "walk"):
        entered = say(db, EntryKind.ADMITTED, person, checkpoint="main", direction=Direction.ENTRY)
        put(
            db,
            "visit",
            **{"entry_id": entered.id, "person_id": person, "ticket_id": f"t-{person}"},
            **{"checkpoint": "main", "direction": "entry", "at": AT, "station": "Mesa 1"},
        )
        where = {"checkpoint": "main", "person_id": person}
        put(db, "presence", **where, inside=1, entries=1, since=AT)
    put(db, "tally", checkpoint="main", inside=2, people=2, entries=2)
    corrected = say(db, EntryKind.CORRECTED, "ana", payload={"changes": {"family_name": "Ibáñez"}})
    said = {"field": "family_name", "value": '"Ibáñez"', "entry_id": corrected.id}
    put(db, "correction", person_id="ana", **said)
    say(db, EntryKind.BADGE_ISSUED, "ana", payload={"badge_code": "L.1"})
    say(db, EntryKind.BADGE_VOIDED, "ana", payload={"badge_code": "L.1", "reason": "lost"})
    voided = {"issued_at": AT, "voided_at": AT, "void_reason": "lost"}
    put(db, "badge", badge_code="L.1", person_id="ana", **voided)
    granted = {"kind": "person", "subject": "ana"}
    last = say(db, EntryKind.INVITED, "ana", checkpoint="main", payload=granted)
    journals = {"source": "journal", "granted_at": AT, "entry_id": last.id}
    put(db, "invitation", checkpoint="main", **granted, **journals)


def fill_queue(db: sqlite3.Connection, *, newest: bool) -> None:
    """Until the queue knew doubt a job that came out was called "printed"."""
    for state, person in (("done" if newest else "printed", "ana"), ("waiting", "walk")):
        put(
            db,
            "print_job",
            **{"job_id": f"j-{person}", "person_id": person, "badge_code": "L.1", "title": "Ñ"},
            **{"state": state, "printer": "ipp://p/", "created_at": AT, "updated_at": AT},
            **{"pdf": b"%PDF" if state == "waiting" else None, "target": "ipp://p/"},
        )


def old_file(path: Path, version: int) -> None:
    """A file as the program wrote it that knew so many steps."""
    db = Database(path, execute_plugins=False)
    migrations.apply(db, stop_before=STEPS[version] if version < len(STEPS) else None)
    fill_people(db.conn)
    fill_journal(db.conn)
    fill_queue(db.conn, newest=version >= 5)
    db.conn.commit()
    db.close()


@pytest.fixture(params=range(1, len(STEPS)), ids=lambda n: f"as of {STEPS[n - 1]}")
def version(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture
def upgraded(path: Path, version: int) -> Iterator[Database]:
    old_file(path, version)
    db = open_store(path)
    yield db
    close(db)


def test_people_and_tickets_are_those_they_were(upgraded):
    assert people.get(upgraded, "ana") == CORRECTED
    assert people.get(upgraded, "walk") == WALTER
    (walk,) = people.tickets_of(upgraded, "walk")
    assert (walk.code, walk.checkin_text, walk.state) == ("C'walk", "¡Hola!", TicketState.PAID)
    assert (walk.product_id, walk.variation_id, walk.date_id, walk.parent_id) == ("",) * 4
    assert [ticket.gone for ticket in people.tickets_of(upgraded, "ana")] == [False, True]
    assert [found.person_id for found in search.find(upgraded, "ibanez ana")] == ["ana"]
    assert [found.person_id for found in search.find(upgraded, "ñandu")] == ["walk"]
    assert expected.people(upgraded) == 2
    assert meta.get(upgraded, "name") == "LACNIC 46 · ñ"


def test_the_journal_holds_and_goes_on(upgraded):
    assert journal.verify(upgraded) is None
    assert journal.count(upgraded) == 7
    assert [entry.kind for entry in journal.of_person(upgraded, "walk")] == ["walk_in", "admitted"]

    journal.append(upgraded, "Mesa 1", lambda: NOW, Draft(EntryKind.LEFT, NOW, "ana"))
    assert journal.verify(upgraded) is None


def test_what_follows_from_the_journal_is_what_stood_there(upgraded):
    """What the step made of the former rows, a rebuild makes of the journal."""
    assert [report for report in rebuild(upgraded) if not report.same] == []
    assert visits.inside_count(upgraded, "main") == 2
    assert visits.tally(upgraded, "main") == visits.Tally(people=2, entries=2)
    badge = people.by_badge(upgraded, "L.1")
    assert badge is not None
    assert (badge.voided_at, badge.void_reason) == (NOW, "lost")


def test_lists_and_grants_are_those_they_were(upgraded):
    (listed,) = invitations.of_checkpoint(upgraded, "csirt")
    (granted,) = invitations.of_checkpoint(upgraded, "main")

    assert (listed.kind, listed.subject, listed.granted_by) == ("organisation", "nic br", "Rosa")
    assert (listed.on_the_spot, listed.withdrawn, listed.granted_at) == (False, False, NOW)
    assert (granted.on_the_spot, granted.withdrawn, granted.until) == (True, False, None)


def test_jobs_stand_where_they_stood(upgraded):
    waiting, done = (print_jobs.get(upgraded, name) for name in ("j-walk", "j-ana"))

    assert waiting is not None
    assert done is not None
    assert (waiting.state, waiting.pdf) == (JobState.WAITING, b"%PDF")
    assert (done.state, done.pdf, done.title) == (JobState.DONE, b"", "Ñ")
    assert [job.job_id for job in print_jobs.in_states(upgraded, [JobState.DONE])] == ["j-ana"]


def test_it_has_the_same_tables_as_a_new_file(upgraded, tmp_path):
    new = open_store(tmp_path / "new.db")
    sql = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    assert rows(upgraded, sql) == rows(new, sql)
    assert rows(upgraded, "PRAGMA foreign_key_check") == []
    close(new)


def test_the_copy_is_the_file_as_it_was_and_can_be_taken_over_again(path, version):
    old_file(path, version)
    before = path.read_bytes()
    close(open_store(path))

    copy = path.with_name(f"event.before-{STEPS[version]}.db")
    with closing(sqlite3.connect(copy)) as kept, closing(sqlite3.connect(":memory:")) as was:
        was.deserialize(before)
        for table in TABLES:
            sql = f"SELECT * FROM {table}"  # noqa: S608  fixed names
            assert kept.execute(sql).fetchall() == was.execute(sql).fetchall()
    again = open_store(copy)
    assert journal.verify(again) is None
    assert all(report.same for report in rebuild(again))
    close(again)


def test_a_step_that_fails_leaves_the_file_as_it_was(path, version):
    """All pending steps or none: a file between two versions fits no program."""
    old_file(path, version)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE print_commission (in_the_way)")
        before = list(plain.iterdump())

    with pytest.raises(sqlite3.OperationalError, match="print_commission already exists"):
        open_store(path)
    with closing(sqlite3.connect(path)) as plain:
        assert list(plain.iterdump()) == before
        plain.execute("DROP TABLE print_commission")

    db = open_store(path)
    assert migrations.pending(db) == []
    assert number(db, "SELECT count(*) FROM person") == 2
    close(db)


def test_the_newest_file_is_opened_without_a_copy(path):
    old_file(path, len(STEPS))
    close(open_store(path))

    assert [found.name for found in path.parent.iterdir()] == ["event.db"]
