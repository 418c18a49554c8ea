"""Two connections to one event: who waits, who is told so, and what each of them sees."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from kiosk.domain.errors import FailureError
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.domain.print_job import JobState
from kiosk.store import expected, journal, meta, mirror, people, print_jobs, printer_states, visits
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person
from kiosk.store.rebuild import rebuild
from kiosk.store.search import find
from kiosk.store.transact import attempt, reading, rows, writing, written

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)


@pytest.fixture
def other(path, db):
    """A second connection that does not wait for a lock."""
    store = open_store(path)
    store.conn.execute("PRAGMA busy_timeout = 0")
    yield store
    close(store)


def job(job_id="1"):
    return print_jobs.Job(
        *(job_id, "ana", "L.1", "Ana", "a6", "folder:", JobState.WAITING, b"%PDF", "a6"),
        *(NOW, NOW),
    )


def admit(db, person="ana"):
    return journal.append(
        db, "Mesa", lambda: NOW, Draft(EntryKind.ADMITTED, NOW, person, checkpoint="main")
    )


WRITES = {
    "an entry": admit,
    "a job": lambda db: print_jobs.add(db, job("2")),
    "a job that moves": lambda db: print_jobs.change(db, job()),
    "jobs recovered": print_jobs.recover,
    "a printer": lambda db: printer_states.put(db, printer_states.PrinterState("p")),
    "a rebuild": rebuild,
    "expected people counted": expected.people,
}


@pytest.mark.parametrize("name", WRITES)
def test_who_cannot_write_is_told_so_and_can_repeat_it(db, other, name):
    print_jobs.add(db, job())
    with writing(db):
        meta.put(db, "key", "mine")
        with pytest.raises(FailureError, match="Otro programa está usando"):
            WRITES[name](other)
        assert not other.conn.in_transaction

    WRITES[name](other)
    assert journal.verify(db) is None
    assert meta.get(other, "key") == "mine"


def test_who_only_looks_never_waits(db, other, add):
    add("ana", "Ana", "Núñez")
    admit(db)
    with writing(db):
        put_person(db, Person("leo", "Leo"))
        admit(db, "leo")
        db.conn.execute("UPDATE ticket SET code = 'changed'")

        assert [found.person_id for found in find(other, "ana")] == ["ana"]
        assert people.get(other, "leo") is None
        assert people.by_code(other, "CODE-ana")[0].person_id == "ana"
        assert visits.tally(other, "main") == visits.Tally(1, 1)
        assert journal.verify(other) is None
        assert print_jobs.latest(other) == []
    assert visits.tally(other, "main") == visits.Tally(2, 2)


def test_a_long_look_sees_one_state_while_the_door_goes_on(db, other, add):
    add("ana", "Ana")
    admit(db)
    with reading(other):
        before = (journal.count(other), visits.tally(other, "main"), expected.people(db))
        for person in ("leo", "eva"):
            admit(db, person)
        rebuild(db)
        assert journal.verify(other) is None
        assert (journal.count(other), visits.tally(other, "main"), 1) == before
    assert (journal.count(other), visits.tally(other, "main").people) == (3, 3)


def test_a_look_that_began_before_cannot_turn_into_a_write(db, other):
    """What it read may have changed: it must begin anew, not write over the newer state."""
    with reading(other):
        assert journal.count(other) == 0
        admit(db)
        with pytest.raises(FailureError):
            admit(other, "leo")
    admit(other, "leo")

    assert [entry.person_id for entry in journal.read_after(db)] == ["ana", "leo"]
    assert journal.verify(db) is None


def test_an_import_under_way_shows_nobody_half(db, other):
    crowd = [
        mirror.prepare(Person(f"p{n}", "Eva", "Paz"), Ticket(f"t{n}", f"p{n}", f"C{n}"))
        for n in range(300)
    ]
    with writing(db):
        with mirror.bulk_if_small(db):
            mirror.write(db, crowd)
            assert find(other, "eva") == []
            assert not mirror.anybody(other)
        assert len(find(db, "eva", 500)) > 0
    assert expected.people(other) == 300
    assert len(find(other, "paz eva", 10)) == 10
    put_person(other, Person("p7", "Nora", "Paz"))
    assert [found.person_id for found in find(db, "nora")] == ["p7"]


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.domain.journal import Draft, EntryKind
from kiosk.store import journal
from kiosk.store.connect import close, open_store
db = open_store(Path(sys.argv[1]))
sys.stdin.readline()
now = lambda: datetime(2026, 10, 6, 12, tzinfo=UTC)
for number in range(40):
    journal.append(db, sys.argv[2], now, Draft(
        EntryKind.ADMITTED, now(), f"{sys.argv[2]}-{number % 10}", checkpoint="main"))
close(db)
"""


def test_programs_that_write_at_once_write_one_chain_and_count_right(db, path):
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name], stdin=subprocess.PIPE, text=True
        )
        for name in ("a", "b", "c")
    ]
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate(timeout=120)

    assert [program.returncode for program in programs] == [0, 0, 0]
    assert journal.count(db) == 120
    assert journal.verify(db) is None
    assert visits.tally(db, "main") == visits.Tally(people=30, entries=120)
    assert [report for report in rebuild(db) if not report.same] == []


def test_who_may_wait_gets_the_lock_when_it_is_free(db, path):
    """The other program writes for a moment: nobody at the desk is told of it."""
    held, done = threading.Event(), threading.Event()

    def hold():
        store = open_store(path)
        with writing(store):
            meta.put(store, "key", "theirs")
            held.set()
            done.wait(60)
        close(store)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(60)
    db.conn.execute("PRAGMA busy_timeout = 60000")
    db.conn.set_trace_callback(lambda _statement: done.set())  # it asks for the lock from now on
    admit(db)
    db.conn.set_trace_callback(None)
    thread.join(60)

    assert not thread.is_alive()
    assert meta.get(db, "key") == "theirs"
    assert journal.count(db) == 1


def test_senseless_words_of_others_change_nothing_and_a_lock_is_no_nonsense(db, other):
    def half(store):
        meta.put(store, "half", "done")
        raise KeyError("senseless")

    with writing(db):
        assert not attempt(db, lambda: half(db))
        assert attempt(db, lambda: meta.put(db, "whole", "done"))
        with pytest.raises(FailureError), writing(other):
            attempt(other, lambda: meta.put(other, "x", "y"))
    assert (meta.get(db, "half"), meta.get(db, "whole"), meta.get(db, "x")) == (None, "done", None)


@pytest.mark.parametrize(
    "sql", ["INSERT INTO visit (entry_id) VALUES ('x')", "UPDATE person SET id = 'no number'"]
)
def test_what_the_tables_refuse_is_nonsense_too(db, add, sql):
    add("ana", "Ana")
    with writing(db):
        assert not attempt(db, lambda: db.conn.execute(sql))
    assert rows(db, "SELECT * FROM visit") == []


def test_how_much_was_written_is_known_without_asking_the_file(db, other):
    before = written(db), written(other)
    admit(db)
    journal.verify(db)

    assert written(db) > before[0]
    assert written(other) == before[1]
