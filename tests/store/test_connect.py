"""Opening the event's file."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.errors import FailureError
from kiosk.domain.people import Person
from kiosk.store import meta, people
from kiosk.store.connect import Database, close, open_store
from kiosk.store.person_write import put_person
from kiosk.store.schema import STEPS, migrations
from kiosk.store.transact import writing

PLAIN_TABLES = {"person", "ticket", "entry", "visit", "presence", "tally", "correction", "badge"}
PLAIN_TABLES |= {"print_job", "invitation", "invitation_list", "meta"}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_and_its_companions_are_the_owners_alone(path: Path) -> None:
    db = open_store(path)
    with writing(db):
        meta.put(db, "key", "value")

    modes = {found.name: mode(found) for found in path.parent.iterdir()}
    close(db)
    assert modes == {"event.db": 0o600, "event.db-wal": 0o600, "event.db-shm": 0o600}


def test_a_file_that_others_may_read_is_narrowed(path: Path) -> None:
    close(open_store(path))
    path.chmod(0o644)

    close(open_store(path))

    assert mode(path) == 0o600


def test_folders_that_are_missing_are_made(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "event.db"

    close(open_store(deep))

    assert deep.exists()


def test_commits_are_synced_and_keys_are_checked(db: Database) -> None:
    settings = {
        name: db.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    }

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_every_table_is_strict(db: Database) -> None:
    strict = {row[1] for row in db.conn.execute("PRAGMA table_list") if row[5] and row[0] == "main"}

    assert strict >= PLAIN_TABLES


def test_the_steps_are_those_of_the_migrations(db: Database) -> None:
    assert [step.name for step in migrations.applied(db)] == list(STEPS)
    assert migrations.pending(db) == []


def test_opening_again_finds_what_was_written(path: Path) -> None:
    db = open_store(path)
    with writing(db):
        meta.put(db, "key", "value")
    close(db)

    again = open_store(path)

    assert meta.get(again, "key") == "value"
    close(again)
    assert sorted(found.name for found in path.parent.iterdir()) == ["event.db"]


def test_before_an_upgrade_the_file_is_copied(path: Path) -> None:
    old = Database(path, execute_plugins=False)
    old["notes"].insert({"text": "from an older program"})
    close(old)

    db = open_store(path)
    has_tables = "entry" in db.table_names()
    close(db)

    copy_path = path.with_name(f"event.before-{STEPS[0]}.db")
    copy = Database(copy_path, execute_plugins=False)
    assert has_tables
    assert copy.table_names() == ["notes"]
    close(copy)
    assert mode(copy_path) == 0o600


def test_a_second_copy_does_not_replace_the_first(path: Path) -> None:
    first_copy = path.with_name(f"event.before-{STEPS[0]}.db")
    first_copy.write_bytes(b"kept")
    old = Database(path, execute_plugins=False)
    old["notes"].insert({"text": "x"})
    close(old)

    close(open_store(path))

    assert first_copy.read_bytes() == b"kept"
    assert path.with_name(f"event.before-{STEPS[0]}~2.db").exists()


def test_a_new_file_needs_no_copy(path: Path) -> None:
    close(open_store(path))

    assert [found.name for found in path.parent.iterdir()] == ["event.db"]


def test_a_file_of_a_newer_program_is_refused_and_left_alone(path: Path) -> None:
    db = open_store(path)
    db["_sqlite_migrations"].insert(
        {"migration_set": "kiosk", "name": "0099_future", "applied_at": "later"}
    )
    close(db)

    with pytest.raises(FailureError, match="0099_future"):
        open_store(path)


@pytest.mark.parametrize(
    "content", [b"this is no database at all, not by far" * 50, b"PK\x03\x04" * 300]
)
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(FailureError, match="no contiene datos de un evento"):
        open_store(path)

    assert path.read_bytes() == content


def test_a_damaged_file_is_refused(path: Path) -> None:
    db = open_store(path)
    with writing(db):
        for number in range(2000):
            meta.put(db, f"key{number}", "x" * 200)
    close(db)
    raw = bytearray(path.read_bytes())
    raw[4096 * 2 :] = b"\xff" * (len(raw) - 4096 * 2)
    path.write_bytes(raw)

    with pytest.raises(FailureError, match="dañado"):
        meta.get(open_damaged(path), "key1999")


def open_damaged(path: Path) -> Database:
    """The first page still tells a database, so the damage may show only when rows are read."""
    db = open_store(path)
    try:
        meta.get(db, "key1999")
    except FailureError:
        close(db)
        raise
    return db


def test_a_folder_in_the_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir()

    with pytest.raises(FailureError, match="No se pudo abrir"):
        open_store(path)


def test_two_programs_may_open_a_new_profile_at_once(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kiosk.store.connect import open_store, close;"
        "sys.stdin.readline(); close(open_store(Path(sys.argv[1])))"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE)
        for _ in range(3)
    ]
    for program in programs:
        program.stdin.write(b"go\n")
        program.stdin.flush()

    ends = []
    for program in programs:
        program.communicate(timeout=60)
        ends.append(program.returncode)
    assert ends == [0, 0, 0]


def test_a_file_of_an_older_program_learns_pronouns_and_keeps_its_people(path: Path) -> None:
    db = open_store(path)
    with writing(db):
        put_person(db, Person("ana", "Ana", pronouns="ella"))
        db.conn.execute("ALTER TABLE person DROP COLUMN pronouns")
        db.conn.execute("DELETE FROM _sqlite_migrations WHERE name = ?", ("0004_badges",))
    close(db)

    again = open_store(path)
    ana = people.get(again, "ana")
    close(again)
    assert ana is not None
    assert (ana.given_name, ana.pronouns) == ("Ana", "")
