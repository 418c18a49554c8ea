"""Two programs on one file: a once-only ticket passes once, whoever is quicker."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.errors import FailureError
from kiosk.domain.people import Person, Ticket
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.store import journal, visits
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import number, writing

PEOPLE = 40
STATION = """
import json, sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from kiosk.domain.checkpoints import Checkpoint, EntryRule, Kind
from kiosk.domain.event import Event
from kiosk.domain.settings import Station
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.store.connect import close, open_store

path, name, people = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
text = {"es": "x", "pt": "x", "en": "x"}
once = Checkpoint("main", text, Kind.ENTRANCE, entry=EntryRule.ONCE)
full = Checkpoint("room", text, capacity=7)
event = Event("demo", text, ZoneInfo("UTC"), date(2026, 1, 1), date(2026, 1, 2), "LAC46",
              checkpoints=(once, full))
db = open_store(path)
ctx = Context(db, event, Station(name=name), lambda: datetime.now(UTC), path.parent)
print("ready", flush=True)
sys.stdin.readline()
admitted = []
for checkpoint in ("main", "room"):
    for number in range(people):
        outcome = scan(ctx, ScanRequest(f"code-{number}", checkpoint))
        if outcome.verdict.admitted:
            admitted.append([checkpoint, number])
close(db)
print(json.dumps(admitted))
"""


def start(path: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", STATION, str(path), name, str(PEOPLE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def race(path: Path) -> list[tuple[str, int]]:
    """Both stations scan everybody at once; who was admitted by either."""
    stations = [start(path, "Mesa 1"), start(path, "Mesa 2")]
    for station in stations:
        assert station.stdout.readline() == "ready\n"
    for station in stations:
        station.stdin.write("go\n")
        station.stdin.flush()
    admitted = []
    for station in stations:
        out, _err = station.communicate(timeout=120)
        assert station.returncode == 0
        admitted += [(checkpoint, person) for checkpoint, person in json.loads(out)]
    return admitted


def test_two_programs_never_admit_the_same_ticket_twice(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    db = open_store(path)
    with writing(db):
        for count in range(PEOPLE):
            put_person(db, Person(f"p{count}", "Ana", str(count)))
            put_ticket(db, Ticket(f"t{count}", f"p{count}", f"code-{count}"))

    admitted = race(path)

    at_main = Counter(person for checkpoint, person in admitted if checkpoint == "main")
    assert at_main == Counter(dict.fromkeys(range(PEOPLE), 1))
    assert visits.tally(db, "main").entries == PEOPLE
    in_room = {person for checkpoint, person in admitted if checkpoint == "room"}
    assert visits.inside_count(db, "room") == len(in_room) == 7
    assert journal.count(db) == 4 * PEOPLE
    assert journal.verify(db) is None
    assert number(db, "SELECT count(DISTINCT station) FROM entry") == 2
    close(db)


def test_what_one_connection_admitted_the_other_knows(ctx: Context) -> None:
    other = replace(ctx, db=open_store(ctx.folder / "event.db"))
    assert scan(ctx, ScanRequest("code-of-ana", "csirt")).verdict.admitted

    assert not scan(other, ScanRequest("code-of-ana", "csirt")).verdict.admitted
    assert scan(
        other, ScanRequest("code-of-ana", "csirt", direction=Direction.EXIT)
    ).verdict.admitted
    assert scan(ctx, ScanRequest("code-of-ana", "csirt")).verdict.admitted
    close(other.db)


def test_an_admission_survives_the_programs_death(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    db = open_store(path)
    put_person(db, Person("p0", "Ana"))
    put_ticket(db, Ticket("t0", "p0", "code-0"))
    dying = STATION.replace("close(db)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    program = subprocess.Popen(
        [sys.executable, "-c", dying, str(path), "Mesa 1", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    program.communicate("go\n", timeout=60)

    assert program.returncode == -9
    assert visits.tally(db, "main").entries == 1
    assert journal.verify(db) is None
    close(db)
    again = open_store(path)
    assert journal.count(again) == 2
    close(again)


def test_nobody_is_admitted_while_another_program_holds_the_file(ctx: Context) -> None:
    other = open_store(ctx.folder / "event.db")
    ctx.db.conn.execute("PRAGMA busy_timeout = 20")

    with writing(other), pytest.raises(FailureError, match="Otro programa"):
        scan(ctx, ScanRequest("code-of-ana", "main"))

    close(other)
    assert journal.count(ctx.db) == 0
    assert scan(ctx, ScanRequest("code-of-ana", "main")).verdict.admitted
