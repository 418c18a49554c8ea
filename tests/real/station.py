"""A station driven by its command line, each command a process of its own, as at an event."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.services.context import Context
from kiosk.services.profile import open_profile
from kiosk.store.connect import close

_EVENT = """\
[event]
id = "{event}"
code = "REAL"
name = {{ es = "Prueba", pt = "Teste", en = "Test" }}
timezone = "America/Santiago"
from = 2026-09-01
to = 2036-09-10
"""


class Station:
    """A profile and the program that works on it. `more` is TOML behind the event's own."""

    def __init__(self, folder: Path, event: str, more: str = "") -> None:
        folder.mkdir()
        self.profile = folder / "profile"
        self.folder = folder
        (folder / "event.toml").write_text(_EVENT.format(event=event) + more)
        self.run("event", "load", str(folder / "event.toml"))

    def start(self, *words: str, stdin: int | None = None) -> subprocess.Popen[str]:
        """The program with those words, running."""
        return subprocess.Popen(
            [sys.executable, "-m", "kiosk", "--profile", str(self.profile), "--lang", "en", *words],
            stdin=subprocess.PIPE if stdin is None else stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
        )

    def run(self, *words: str, given: str = "", code: int | None = 0) -> str:
        """What it printed; `code` is the exit code that must come, None for any."""
        process = self.start(*words)
        out, said = process.communicate(given, timeout=300)
        assert code is None or process.returncode == code, (process.returncode, out, said)
        assert "Traceback" not in said
        return out

    def pair(self, url: str, token: str, event: str) -> str:
        """Keep the event of a pretix, as a new device there; what was printed."""
        setup = {"handshake_version": 1, "url": url, "token": token}
        path = self.folder / "qr.json"
        path.write_text(json.dumps(setup))
        return self.run("source", "add", "pretix", "--pair-file", str(path), "--event", event)

    def add_by_token(self, url: str, token: str, event: str) -> str:
        """The same with the token of a device that was paired elsewhere."""
        path = self.folder / "token"
        path.write_text(token)
        where = ("--url", url, "--organizer", "test", "--event", event)
        given = ("--token-file", str(path), "--token-kind", "device")
        return self.run("source", "add", "pretix", *where, *given)

    def sync(self, *words: str, code: int | None = 0) -> dict[str, Any]:
        """What the only source's run has brought."""
        (found,) = json.loads(self.run("sync", "--json", *words, code=code))["sources"]
        return dict(found)

    def scan(self, *scans: Mapping[str, object]) -> list[dict[str, Any]]:
        """The answers to those scans, in their order."""
        lines = "".join(json.dumps(one) + "\n" for one in scans)
        answers = self.run("scan", "--stdin", "--json", given=lines, code=None).splitlines()
        assert len(answers) == len(scans), answers
        return [json.loads(one) for one in answers]

    def read(self, *words: str) -> Any:
        """The JSON of a command that reads."""
        return json.loads(self.run(*words, "--json"))

    @contextmanager
    def opened(self) -> Iterator[Context]:
        """The profile for what the command line has no command for."""
        ctx = open_profile(self.profile)
        try:
            yield ctx
        finally:
            close(ctx.db)
