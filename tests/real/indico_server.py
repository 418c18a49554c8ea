"""A real Indico on loopback: installed into its own environment once, then started fresh.

It needs Python 3.12, PostgreSQL and redis, which run on private ports. The environment is kept in
the user's cache, about 750 MB; the first start takes about three minutes, later ones half of one.
KIOSK_INDICO_CACHE names another folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import platformdirs

from tests.ports import free_port

VERSION = "3.3.14"
HERE = Path(__file__).parent / "indico"
_POSTGRES = "postgres"
_CONFIG = """
SQLALCHEMY_DATABASE_URI = 'postgresql://{user}@127.0.0.1:{database}/indico'
SECRET_KEY = 'only-for-tests-on-loopback-0000000000000000000000000'
BASE_URL = '{url}'
REDIS_CACHE_URL = 'redis://127.0.0.1:{redis}/1'
CELERY_BROKER = 'redis://127.0.0.1:{redis}/0'
DEFAULT_TIMEZONE = 'UTC'
CACHE_DIR = '{data}/cache'
TEMP_DIR = '{data}/tmp'
LOG_DIR = '{data}/log'
STORAGE_BACKENDS = {{'default': 'fs:{data}/storage'}}
ATTACHMENT_STORAGE = 'default'
SMTP_SERVER = ('127.0.0.1', 9)
NO_REPLY_EMAIL = 'nobody@example.org'
SUPPORT_EMAIL = 'nobody@example.org'
"""
_LOGGING = """
version: 1
root: {level: WARNING, handlers: [stderr]}
formatters: {default: {format: "%(message)s"}}
filters: {}
handlers: {stderr: {class: logging.StreamHandler, formatter: default}}
loggers: {indico: {level: WARNING}}
"""
_START_SECONDS = 60


def python312() -> Path | None:
    """The Python that this Indico runs on, None where the machine has none."""
    own = sorted(Path.home().glob(".pyenv/versions/3.12*/bin/python"))
    system = Path("/usr/bin/python3.12")
    return own[-1] if own else system if system.exists() else None


class IndicoServer:
    """A seeded Indico; `state` is what seed.py printed. stop() ends it, start() brings it back."""

    def __init__(self, folder: Path, many: int = 0) -> None:
        self.port, self._database, self._redis = free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._data = folder
        self._python = _environment()
        self._bin = _postgres_bin()
        self._as_root = os.geteuid() == 0  # PostgreSQL refuses to run as root
        self._write_settings()
        self._helpers = self._start_helpers()
        self._run(str(self._python.parent / "indico"), "db", "prepare")
        self.state: dict[str, Any] = json.loads(
            self._run(str(self._python), str(HERE / "seed.py"), str(many))
        )
        self.start()

    def start(self) -> None:
        """Come up on the same port with the same data."""
        self._log = (self._data / "server.log").open("a")
        self._process = subprocess.Popen(
            [self._python, HERE / "serve.py", str(self.port)],
            env=self._env(),
            cwd=self._data,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def stop(self) -> None:
        """End the server, as if the network were gone; what it knows stays."""
        self._process.terminate()
        self._process.wait(30)
        self._log.close()

    def close(self) -> None:
        """End everything that was started."""
        self.stop()
        redis, data = self._helpers
        redis.terminate()
        redis.wait(30)
        self._postgres("pg_ctl", "-D", "{data}", "-m", "immediate", "stop")
        shutil.rmtree(data.parent)

    def get(self, path: str) -> Any:
        """The JSON at a path below the event's check-in API."""
        return self._call("GET", path)

    def registration(self, key: str) -> dict[str, Any]:
        """What Indico itself says of somebody: "general ana@example.org"."""
        return dict(self.get(self._path(key)))

    def check_in(self, key: str, *, checked_in: bool = True) -> None:
        """As another desk would."""
        self._call("PATCH", self._path(key), {"checked_in": checked_in})

    def _path(self, key: str) -> str:
        form = self.state["forms"][key.split(maxsplit=1)[0]]
        return f"forms/{form}/registrations/{self.state['people'][key]['id']}"

    def _call(self, method: str, path: str, body: object = None) -> Any:
        url = f"{self.url}/api/checkin/event/{self.state['event']}/{path}"
        request = urllib.request.Request(url, method=method)  # noqa: S310  our own server
        request.add_header("Authorization", f"Bearer {self.state['token']}")
        request.add_header("Content-Type", "application/json")
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, data, timeout=60) as answer:  # noqa: S310  as above
            return json.load(answer)

    def _write_settings(self) -> None:
        values = {
            "url": self.url, "data": self._data, "user": _POSTGRES,
            "database": self._database, "redis": self._redis,
        }  # fmt: skip
        (self._data / "indico.conf").write_text(_CONFIG.format(**values))
        (self._data / "logging.yaml").write_text(_LOGGING)
        for name in ("cache", "tmp", "log", "storage"):
            (self._data / name).mkdir()

    def _start_helpers(self) -> tuple[subprocess.Popen[bytes], Path]:
        redis = subprocess.Popen(
            ["redis-server", "--port", str(self._redis), "--bind", "127.0.0.1", "--save", ""],
            stdout=subprocess.DEVNULL,
            cwd=self._data,
        )
        data = self._cluster()
        self._postgres("initdb", "-D", "{data}", "-A", "trust", "-U", _POSTGRES)
        options = f"-p {self._database} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._postgres("pg_ctl", "-D", "{data}", "-o", options, "-l", "{data}.log", "-w", "start")
        where = ("-h", "127.0.0.1", "-p", str(self._database), "-U", _POSTGRES)
        self._postgres("createdb", *where, "indico")
        for name in ("unaccent", "pg_trgm"):
            self._postgres("psql", *where, "-q", "-c", f"CREATE EXTENSION {name}", "indico")
        return redis, data

    def _cluster(self) -> Path:
        """Where the database lies: its own user must reach it, which pytest's folders forbid."""
        folder = Path("/tmp") / f"kiosk-indico-{self._database}"  # noqa: S108  its port is ours
        folder.mkdir(mode=0o700)
        if self._as_root:
            shutil.chown(folder, _POSTGRES)
        return folder / "data"

    def _postgres(self, program: str, *words: str) -> None:
        data = f"/tmp/kiosk-indico-{self._database}/data"  # noqa: S108  as above
        every = [str(self._bin / program), *(word.replace("{data}", data) for word in words)]
        if self._as_root:
            every = ["runuser", "-u", _POSTGRES, "--", *every]
        subprocess.run(every, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self._env(), cwd=self._data, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""

    def _env(self) -> dict[str, str]:
        return {**os.environ, "INDICO_CONFIG": str(self._data / "indico.conf")}

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            try:
                self.get("")
            except (OSError, ValueError):
                time.sleep(0.2)
            else:
                return
        log = (self._data / "server.log").read_text()[-4000:]
        raise AssertionError(f"Indico did not come up: {log}")


def _environment() -> Path:
    """The Python of the environment that holds Indico; made where it is missing."""
    named = os.environ.get("KIOSK_INDICO_CACHE")
    cache = Path(named) if named else Path(platformdirs.user_cache_dir("kiosk-tests")) / "indico"
    home = cache / f"venv-{VERSION}"
    python, ready = home / "bin" / "python", home / "ready"
    if not ready.exists():
        subprocess.run([str(python312()), "-m", "venv", "--clear", home], check=True)
        install = [python, "-m", "pip", "install", "-q", "--ignore-requires-python"]
        subprocess.run([*install, f"indico=={VERSION}"], check=True)  # it asks for 3.12.2 or later
        ready.touch()
    return python


def _postgres_bin() -> Path:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
