"""A program whose server never answers: it ends at once, well, and with what it knew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.resources import asset
from kiosk.services import sources
from kiosk.services.profile import load_event, open_profile
from kiosk.services.sources import SourceSettings
from kiosk.services.sync import sync
from kiosk.store.connect import close
from kiosk.store.transact import number
from tests.patience import until
from tests.sources.scripted_server import Say, ScriptedServer

ROOT = Path(__file__).resolve().parents[2]
LIST = b"code,name,email\n" + b"".join(b"C%d,Name%d Paz,p%d@x.org\n" % (n, n, n) for n in range(9))
OPEN = """
import sys
from pathlib import Path
from kiosk.app.bootstrap import open_window
from kiosk.domain.settings import StationRole

profile, role, checkpoint = sys.argv[1:]
sys.exit(open_window(Path(profile), role=StationRole(role), checkpoint=checkpoint or None))
"""
"""`kiosk open` itself refuses to start where nobody could see its window."""
WITHIN_SECONDS = 60


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def profile(tmp_path: Path, server: ScriptedServer) -> Path:
    """The demo event with a list in the web that was brought once; its server hangs since then."""
    folder = tmp_path / "profile"
    load_event(folder, asset("demo", "event.toml"))
    server.on("/people.csv", Say(body=LIST))
    ctx = open_profile(folder)
    try:
        sources.add(ctx, SourceSettings("http:list", "http", {"url": f"{server.url}/people.csv"}))
        source = sources.open_source(ctx, "http:list")
        assert sync(ctx, source).error is None
        source.close()
        ctx.db.conn.execute("UPDATE source SET due_at = NULL")
    finally:
        close(ctx.db)
    server.on("/people.csv", Say(hang=True))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a program there is closed by its window")
@pytest.mark.parametrize(("role", "checkpoint"), [("door", "csirt"), ("desk", "")])
def test_a_window_that_waits_for_a_server_ends_at_once(
    profile: Path, server: ScriptedServer, role: str, checkpoint: str
) -> None:
    asked = len(server.asked)
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", OPEN, str(profile), role, checkpoint],
        cwd=ROOT, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            until(lambda: process.poll() is not None or len(server.asked) > asked, WITHIN_SECONDS)
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=WITHIN_SECONDS)
        finally:
            process.kill()

    assert process.returncode == 0, said
    assert "Traceback" not in said
    ctx = open_profile(profile)
    try:
        assert number(ctx.db, "SELECT count(*) FROM ticket WHERE gone_at IS NULL") == 9
    finally:
        close(ctx.db)
