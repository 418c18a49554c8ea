"""Wherever a change of the file is cut off, it is as if it had never begun; then it can be done."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.assembly import Capacity, Member
from kiosk.domain.checkpoints import Direction
from kiosk.domain.feed import Document
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.domain.print_job import JobState
from kiosk.store import (
    documents,
    hub_replica,
    invitations,
    journal,
    mirror,
    print_jobs,
    remote_visits,
    roll,
    roster,
    roster_write,
    source_people,
    sources,
)
from kiosk.store.connect import Database, close, open_store
from kiosk.store.hub_replica import Held, Whose
from kiosk.store.invitations import ORGANISATION, PERSON, Invited
from kiosk.store.projections import apply_others
from kiosk.store.rebuild import rebuild
from kiosk.store.remote_visits import RemoteRow
from kiosk.store.roll import Granted
from kiosk.store.transact import rows, writing

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
EVERY = 40
"""Steps of SQLite's machine between two places where a change is cut off."""
VISIT = RemoteRow(
    *("pretix", "v1", "A-1", "list/1", Direction.ENTRY, "2026-10-06T11:00:00.000Z"),
    *("phone", "t-ana", "ana", "main", ""),
)


def draft(kind: EntryKind, person: str, **more: object) -> Draft:
    return Draft(kind, NOW, person, f"t-{person}", "main", Direction.ENTRY, **more)


def others(seq: int, kind: EntryKind, person: str, **more: object) -> Entry:
    made = journal.prepare("Mesa 9", lambda: NOW, draft(kind, person, **more))
    return replace(made, seq=seq, id=f"o{seq}")


def job(job_id: str, **more: object) -> print_jobs.Job:
    values: dict[str, object] = {
        **{"badge_code": f"L.{job_id}", "title": "Ana", "layout": "a6", "printer": "folder:"},
        **{"state": JobState.WAITING, "pdf": b"%PDF", "media": "a6", "created_at": NOW},
        **{"updated_at": NOW, "frozen": "{}", "shape": '{"a": 6}', "batch": "b"},
    }
    return print_jobs.Job(job_id, "ana", **(values | more))


@pytest.fixture
def filled(db: Database, add: Callable[..., str], record: Callable[..., Entry]) -> Database:
    """A store in which each of the changes below has something to take away and to put."""
    for person_id, given in (("ana", "Ana"), ("leo", "Leo"), ("sig", "")):
        add(person_id, given, "Núñez", organisation="NIC.br", email=f"{person_id}@nic.br")
    record(EntryKind.ADMITTED, "sig", "main", ticket_id="t-sig")
    record(EntryKind.INVITED, "ana", "csirt", {"kind": "person", "subject": "ana"})
    record(EntryKind.CORRECTED, "leo", payload={"changes": {"given_name": "León"}})
    with writing(db):
        sources.put(db, "pretix", "pretix", {"url": "https://x"}, NOW)
        ticket = Ticket("A-1", "eva", "EVA", source="pretix", source_ref="A-1")
        mirror.write(db, [mirror.prepare(Person("eva", "Eva"), ticket)])
        documents.put(db, "pretix", [Document("order", "A", "a")])
        remote_visits.add(db, VISIT)
        invitations.replace_list(db, "csirt", "file", [Invited(PERSON, "leo")], NOW)
        roll.replace_roll(db, "ga", "file", [Member("a", "A", 2)], [])
        roster.note(db, roster.PERSON, "ana", "ff")
    print_jobs.add(db, job("1"))
    print_jobs.add(db, job("2", batch="b"))
    return db


def _append(db: Database) -> None:
    said = {"adopts": ["sig"], "answers": {"1": "yes", "2": "no"}}
    journal.append(db, "Mesa 1", lambda: NOW, draft(EntryKind.ADMITTED, "ana", payload=said))


def _hear(db: Database) -> None:
    heard = [
        others(1, EntryKind.ADMITTED, "leo"),
        others(2, EntryKind.WALK_IN, "new", payload={"person": {"given_name": "Nora"}}),
        others(3, EntryKind.BADGE_ISSUED, "new", payload={"badge_code": "L.NEW"}),
        others(4, EntryKind.CORRECTED, "ana", payload={"changes": {"family_name": "Paz"}}),
    ]
    with writing(db):
        hub_replica.put(db, [Held(one) for one in heard], Whose.OTHERS, NOW)
        apply_others(db, heard)
        hub_replica.move(db, hub_replica.Cursor(4, "d"))


def _import(db: Database) -> None:
    told = [
        mirror.prepare(Person(f"n{n}", "José", f"Paz {n}"), Ticket(f"n{n}", f"n{n}", f"N{n}"))
        for n in range(3)
    ]
    with writing(db), mirror.bulk_if_small(db):
        mirror.write(db, told)
        mirror.mark_gone(db, ["t-ana"], NOW)
        mirror.settle(db)


def _lists(db: Database) -> None:
    with writing(db):
        said = [Invited(ORGANISATION, "nic br"), Invited(PERSON, "ana", NOW)]
        invitations.replace_list(db, "csirt", "file", said, NOW)
        granted = [Granted("b", "person", "ana", Capacity.VOTER)]
        roll.replace_roll(db, "ga", "file", [Member("b", "B", 1)], granted)


def _roster(db: Database) -> None:
    said = Person("leo", "Leo", "Paz")
    with writing(db):
        roster_write.put(db, said, ("pretix", "A-2"), roster.tickets(db, ["leo"]).get("leo", []))
        visit = roster.visits(db, ["ana"])["ana"][0] | {"person_id": "leo", "ref": "v2"}
        roster_write.put_visits(db, "leo", [visit])
        roster_write.mark_gone(db, "ana", NOW)
        roster.note(db, roster.PERSON, "leo", "a1")


def _reprint(db: Database) -> None:
    moved = job("1", state=JobState.RENDERING, shape='{"b": 7}', target="zpl:")
    print_jobs.change_layout(db, moved)


def _leave(db: Database) -> None:
    with writing(db):
        for visit in remote_visits.of_source(db, "pretix"):
            remote_visits.drop(db, visit)
        source_people.wipe(db, "pretix", NOW)
        sources.remove(db, "pretix")


CHANGES: dict[str, Callable[[Database], object]] = {
    "an entry": _append,
    "entries of others": _hear,
    "an import": _import,
    "lists": _lists,
    "the list of another station": _roster,
    "a rebuild": rebuild,
    "another layout": _reprint,
    "a batch cancelled": lambda db: print_jobs.cancel_batch(db, "b", "no", NOW),
    "a source that leaves": _leave,
}


def dump(db: Database) -> list[str]:
    """All rows and tables of the file but the times at which steps were applied."""
    return [line for line in db.conn.iterdump() if "_sqlite_migrations" not in line]


def cut_after(db: Database, turns: int, change: Callable[[Database], object]) -> bool:
    """Whether the change came to its end within so many turns; else SQLite broke it off."""
    left = iter([*[False] * turns, True])
    db.conn.set_progress_handler(lambda: next(left, False), EVERY)
    try:
        change(db)
    except sqlite3.OperationalError as error:
        assert str(error) == "interrupted"  # noqa: PT017  another error is another bug
        return False
    finally:
        db.conn.set_progress_handler(None, 0)
    return True


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_is_cut_off_anywhere_leaves_no_trace(filled, path, name):
    before, turns = dump(filled), 0
    while not cut_after(filled, turns, CHANGES[name]):
        assert not filled.conn.in_transaction
        with closing(sqlite3.connect(path)) as plain:
            assert [row[0] for row in plain.execute("PRAGMA integrity_check")] == ["ok"]
        assert dump(filled) == before
        turns += 1 + turns // 8
    assert turns > 1
    assert journal.verify(filled) is None
    assert all(report.same for report in rebuild(filled))


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.domain.journal import Draft, EntryKind
from kiosk.store import journal
from kiosk.store.connect import open_store
from kiosk.store.transact import writing
NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
db = open_store(Path(sys.argv[1]))
say = lambda person: journal.append(
    db, "Mesa 1", lambda: NOW, Draft(EntryKind.ADMITTED, NOW, person, checkpoint="main"))
say("stays")
with writing(db):
    db.conn.execute("PRAGMA cache_spill = 1")
    db.conn.execute("PRAGMA cache_size = 1")
    for number in range(300):
        say(f"goes-{number}")
    os._exit(9)
"""


def test_a_program_that_ends_in_the_middle_leaves_what_was_told_and_nothing_half_done(path):
    """Its pages had gone to the disk already: they are not of a transaction that ended."""
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=60, check=False)
    assert ended.returncode == 9

    db = open_store(path)
    assert [entry.person_id for entry in journal.read_after(db)] == ["stays"]
    assert journal.verify(db) is None
    assert [report.table for report in rebuild(db) if not report.same] == []
    assert rows(db, "SELECT people, entries FROM tally") == [{"people": 1, "entries": 1}]
    close(db)
