"""A real pretix on loopback: installed into its own environment once, then started fresh.

The environment and the migrated database are kept in the user's cache, about 600 MB; the first
start takes about two minutes, later ones about ten seconds. KIOSK_PRETIX_CACHE names another
folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import platformdirs

from tests.ports import free_port

VERSION = "2026.8.0"
HERE = Path(__file__).parent / "pretix"
_CONFIG = """
[pretix]
instance_name=Test
url=http://127.0.0.1:{port}
datadir={data}
registration=off
ecb_rates=off
[database]
backend=sqlite3
[mail]
host=127.0.0.1
port=9
[django]
debug=off
secret=only-for-tests-on-loopback-0000000000000000000000000
"""
_START_SECONDS = 60


def _cache() -> Path:
    named = os.environ.get("KIOSK_PRETIX_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("kiosk-tests")) / "pretix"


class PretixServer:
    """A seeded pretix; `state` is what seed.py printed. stop() ends it, start() brings it back.

    With `many` there is also an event of that name with so many orders.
    """

    def __init__(self, folder: Path, many: int = 0) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._data = folder
        self._python = _environment()
        (folder / "pretix.cfg").write_text(_CONFIG.format(port=self.port, data=folder))
        shutil.copy(self._migrated(), folder / "db.sqlite3")
        seeded = self._run(str(HERE / "seed.py"), str(many))
        self.state: dict[str, Any] = json.loads(seeded)
        self.start()

    def start(self) -> None:
        """Come up on the same port with the same data."""
        self._log = (self._data / "server.log").open("a")
        self._process = subprocess.Popen(
            [
                *(self._python, "-m", "gunicorn", "files:application", "--workers", "2"),
                *("--bind", f"127.0.0.1:{self.port}", "--timeout", "120"),
                *("--access-logfile", str(self._data / "access.log")),
            ],
            env=self._env(),
            cwd=self._data,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def get(self, path: str, token: str = "") -> Any:
        """The JSON at a path below /api/v1/organizers/test/, of a whole list where it is paged."""
        answer = self.call("GET", path, token=token)[1]
        if not isinstance(answer, dict) or "results" not in answer:
            return answer
        found = list(answer["results"])
        while answer["next"]:
            answer = self._open("GET", answer["next"], None, token)[1]
            found += answer["results"]
        return found

    def call(
        self, method: str, path: str, body: object = None, *, token: str = ""
    ) -> tuple[int, Any]:
        """Status and JSON of one request."""
        return self._open(method, f"{self.url}/api/v1/organizers/test/{path}", body, token)

    def pair(self, code: str) -> str:
        """The token of a device, for its one-time code."""
        about = {
            "token": code,
            "hardware_brand": "Test",
            "hardware_model": "Test",
            "software_brand": "kiosk",
            "software_version": "1",
        }
        url = f"{self.url}/api/v1/device/initialize"
        return str(self._open("POST", url, about, None)[1]["api_token"])

    def asked(self) -> list[str]:
        """What was asked for so far, each as "GET /api/v1/..."."""
        lines = (self._data / "access.log").read_text().splitlines()
        return [line.split('"')[1].rpartition(" ")[0] for line in lines]

    def revoke(self, token: str) -> None:
        """Take the access of the device away whose token this is."""
        self._open("POST", f"{self.url}/api/v1/device/revoke", {}, token)

    def stop(self) -> None:
        """End the server and its workers."""
        self._process.terminate()
        self._process.wait(30)
        self._log.close()

    def seed(self, script: str, *arguments: str) -> Any:
        """What a script beside seed.py prints, with this server's data before it."""
        return json.loads(self._run(str(HERE / script), *arguments))

    def _open(self, method: str, url: str, body: object, token: str | None) -> tuple[int, Any]:
        request = urllib.request.Request(url, method=method)  # noqa: S310  our own server
        if token is not None:
            kind, value = ("Device", token) if token else ("Token", self.state["token"])
            request.add_header("Authorization", f"{kind} {value}")
        data = None
        if body is not None:
            request.add_header("Content-Type", "application/json")
            data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, data, timeout=60) as answer:  # noqa: S310  as above
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read() or b"null")

    def _migrated(self) -> Path:
        """An empty database with all tables; making it is the slow part, so it is kept."""
        template = _cache() / f"migrated-{VERSION}.sqlite3"
        if not template.exists():
            self._run("-m", "pretix", "migrate", "--noinput")
            made = template.with_name(f"{template.name}.{os.getpid()}")
            shutil.copy(self._data / "db.sqlite3", made)
            made.replace(template)
        return template

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(self._python), *arguments],
            env=self._env(),
            cwd=self._data,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""

    def _env(self) -> dict[str, str]:
        return {
            **os.environ,
            "PRETIX_CONFIG_FILE": str(self._data / "pretix.cfg"),
            "DJANGO_SETTINGS_MODULE": "pretix_settings",
            "PYTHONPATH": str(HERE),
        }

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            try:
                if self._open("GET", f"{self.url}/api/v1/version", None, "")[0] == 200:
                    return
            except (OSError, ValueError):
                time.sleep(0.2)
        log = (self._data / "server.log").read_text()[-4000:]
        self.stop()
        raise AssertionError(f"pretix did not come up: {log}")


def _environment() -> Path:
    """The Python of the environment that holds pretix; made where it is missing."""
    home = _cache() / f"venv-{VERSION}"
    python = home / "bin" / "python"
    ready = home / "ready"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", f"pretix=={VERSION}", "gunicorn"], check=True
        )
        ready.touch()
    return python
