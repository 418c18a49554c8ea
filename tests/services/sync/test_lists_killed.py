"""A sync with a list whose process is killed anywhere: the next one completes it, nobody is lost.

The process kills itself at its n-th SQL statement. KIOSK_KILLS sets how many places are tried (3
of each kind unless set).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.resources import asset
from kiosk.services import sources
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.integrity import rebuild, verify_journal
from kiosk.services.profile import load_event, open_profile
from kiosk.services.sources import SourceSettings
from kiosk.services.sync import sync
from kiosk.store.connect import close
from kiosk.store.transact import number, rows
from tests.sources.scripted_server import Say, ScriptedServer

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("KIOSK_KILLS", "3"))
STEPS = 90
"""About as many as a run over a changed list has; one that is never reached is a whole run."""
NAME = "list"

SCRIPT = """
import os, signal, sys
from pathlib import Path
from kiosk.services import sources
from kiosk.services.profile import open_profile
from kiosk.services.sync import sync

at, steps = int(sys.argv[2]), 0
def step(*_):
    global steps
    steps += 1
    if steps == at:
        os.kill(os.getpid(), signal.SIGKILL)

ctx = open_profile(Path(sys.argv[1]))
ctx.db.conn.set_trace_callback(step)
assert sync(ctx, sources.open_source(ctx, sys.argv[3])).error is None
"""


def people(*parts: range, name: str = "Name") -> bytes:
    found = "".join(f"C{n},{name}{n} Paz,p{n}@example.org\n" for part in parts for n in part)
    return f"code,name,email\n{found}".encode()


BEFORE = people(range(300))
AFTER = people(range(20, 250)) + people(range(250, 320), name="New").partition(b"\n")[2]


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def put(tmp_path, server):
    """Where the list lies by kind, and how it is replaced."""
    path = tmp_path / "people.csv"

    def replaced(body: bytes) -> dict[str, dict[str, str]]:
        path.write_bytes(body)
        os.utime(path, (1_000_000, 1_000_000 + len(body)))
        server.on("/people.csv", Say(body=body))
        return {"file": {"path": str(path)}, "http": {"url": f"{server.url}/people.csv"}}

    return replaced


def open_list(ctx, name):
    source = sources.open_source(ctx, name)
    try:
        return sync(ctx, source)
    finally:
        source.close()


@pytest.mark.parametrize("kind", ["file", "http"])
@pytest.mark.parametrize("seed", range(KILLS))
def test_the_next_sync_completes_a_list(tmp_path, put, kind, seed):
    folder, name = tmp_path / "profile", f"{kind}:{NAME}"
    load_event(folder, asset("demo", "event.toml"))
    ctx = open_profile(folder)
    sources.add(ctx, SourceSettings(name, kind, put(BEFORE)[kind]))
    assert open_list(ctx, name).error is None
    entrance = ctx.event.checkpoints[0].id
    admitted = scan(ctx, ScanRequest("C30", entrance)).verdict.admitted
    close(ctx.db)
    put(AFTER)

    at = random.Random(f"{kind} {seed}").randrange(1, STEPS)  # noqa: S311  where to die is no secret
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), str(at), name],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {-9, 0}, done.stderr

    ctx = open_profile(folder)
    try:
        assert open_list(ctx, name).error is None
        living = rows(
            ctx.db,
            "SELECT t.code, p.given_name FROM ticket t JOIN person p USING (person_id)"
            " WHERE t.gone_at IS NULL AND p.gone_at IS NULL",
        )
        assert {row["code"]: row["given_name"] for row in living} == {
            f"C{n}": f"{'Name' if n < 250 else 'New'}{n}" for n in range(20, 320)
        }
        assert number(ctx.db, "SELECT count(*) FROM visit") == int(admitted)
        assert verify_journal(ctx).sound
        assert [one.table for one in rebuild(ctx) if not one.same] == []
    finally:
        close(ctx.db)
