"""A sync whose process is killed anywhere: nothing is sent twice with effect, nothing is lost.

The process kills itself at its n-th SQL statement or its n-th call to the server.
KIOSK_KILLS sets how many places are tried (6 unless set).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.delivery import Delivery
from kiosk.resources import asset
from kiosk.services import sources
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.integrity import rebuild, verify_journal
from kiosk.services.profile import load_event, open_profile
from kiosk.services.sources import SourceSettings
from kiosk.services.sync import deliveries, sync
from kiosk.services.undo import undo
from kiosk.store.connect import close
from kiosk.store.transact import number
from tests.services.sources import NAME, MemorySource, Server, person

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("KIOSK_KILLS", "6"))
STEPS = 230
"""About as many as a whole run has; a number that is never reached is a run that ends well."""

SCRIPT = """
import os, signal, sys
from pathlib import Path
from kiosk.services.profile import open_profile
from kiosk.services.sync import sync
from tests.services.sources import MemorySource, Server

folder, at = Path(sys.argv[1]), int(sys.argv[2])
steps = 0
def step(*_):
    global steps
    steps += 1
    if steps == at:
        os.kill(os.getpid(), signal.SIGKILL)

path = folder / "server.pickle"
source = MemorySource(Server.load(path.read_bytes()), path)
save = source.save
def saved():
    step()
    save()
    step()
source.save = saved
ctx = open_profile(folder)
ctx.db.conn.set_trace_callback(step)
sync(ctx, source)
"""


def profile(folder: Path) -> tuple[int, int]:
    """A profile with scans that wait, and a server with news; entries and exits that must hold."""
    text = asset("demo", "event.toml").read_text(encoding="utf-8")
    own = '[[checkpoint]]\nid = "puerta"\nkind = "room"\nname = { es = "Puerta" }\n'
    own += f'entry = "free"\nsource_ref = "{NAME}/1"\n'
    made = folder.parent / "event.toml"
    made.write_text(f"{text}\n{own}", encoding="utf-8")
    load_event(folder, made)
    ctx = open_profile(folder)
    server = Server()
    server.put(*(person(n) for n in range(8)))
    sources.add(ctx, SourceSettings(NAME, "pretix"))
    source = MemorySource(server, folder / "server.pickle")
    assert sync(ctx, source).complete
    entries = [scan(ctx, ScanRequest(f"code-{n}", "puerta")).entry_id for n in range(6)]
    undo(ctx, entries[0] or "", "error", "Lucía")
    scan(ctx, ScanRequest("unknown", "puerta"))
    server.put(*(person(n, product="Otro") for n in range(4)), person(20))
    server.visit("O7-1", ctx.clock())
    source.save()
    close(ctx.db)
    return len(entries) - 1, 1


@pytest.mark.parametrize("seed", range(KILLS))
def test_the_next_sync_completes_it(tmp_path, seed):
    folder = tmp_path / "profile"
    ours, theirs = profile(folder)
    at = random.Random(seed).randrange(1, STEPS)  # noqa: S311  where to die is no secret
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), str(at)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {-9, 0}, done.stderr

    ctx = open_profile(folder)
    try:
        server = Server.load((folder / "server.pickle").read_bytes())
        report = sync(ctx, MemorySource(server))

        assert report.complete
        assert {row.state for row in deliveries(ctx)} == {Delivery.ACCEPTED}
        assert len(server.visits) == ours + theirs
        assert number(ctx.db, "SELECT count(*) FROM visit") == ours + theirs
        assert len(server.refused) == 1
        assert number(ctx.db, "SELECT count(*) FROM kept_code") == 0
        assert number(ctx.db, "SELECT count(*) FROM person WHERE gone_at IS NULL") == 9
        assert verify_journal(ctx).sound
        assert [one.table for one in rebuild(ctx) if not one.same] == []
    finally:
        close(ctx.db)
