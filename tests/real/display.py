"""A display of the test's own (Xvfb), the program on it, and somebody who types (xdotool)."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

EVENT = """
[event]
id = "e"
code = "LAC46"
name = { es = "LACNIC 46" }
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09

[[checkpoint]]
id = "room"
kind = "room"
name = { es = "Sala" }
admits = "everyone"
"""
"""One room; whoever uses it says behind it how often people enter."""

GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


class Display:
    """Xvfb on a number that it finds itself; ends only what it started."""

    def __init__(self, layout: str = "us", size: str = "1280x800") -> None:
        reader, writer = os.pipe()
        command = [
            "Xvfb",
            "-displayfd",
            str(writer),
            "-screen",
            "0",
            f"{size}x24",
            "-nolisten",
            "tcp",
        ]
        self._server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as told:
            self.name = f":{told.readline().strip()}"
        self._programs: list[subprocess.Popen[bytes]] = []
        self.env = {
            **os.environ,
            "DISPLAY": self.name,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
        }
        self.run("setxkbmap", layout)

    def run(self, *command: str) -> str:
        """Run a program on this display to its end."""
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program on this display; close() ends it."""
        program = subprocess.Popen(command, env=self.env, cwd=ROOT)
        self._programs.append(program)
        return program

    def type(self, text: str, delay: int) -> None:
        """Type with so many milliseconds between keys (xdotool halves them)."""
        self.run("xdotool", "type", "--delay", str(delay), text)

    def key(self, *names: str) -> None:
        """Press keys by their X names."""
        self.run("xdotool", "key", *names)

    def burst(self, code: str) -> None:
        """What a keyboard scanner does: the code at full speed, then Enter."""
        self.run("xdotool", "type", "--delay", "2", "--args", "1", code, "key", "Return")

    def window(self, title: str) -> str:
        """Wait for the window of that title to be seen, and give it the keyboard."""
        number = self._found(title)
        self.run("xdotool", "windowfocus", "--sync", number)
        return number

    def _found(self, title: str) -> str:
        """xdotool ends with an error where a window goes away while it looks; so it looks again."""
        for _ in range(9):
            with contextlib.suppress(subprocess.CalledProcessError):
                return self._look_for(title)
        return self._look_for(title)

    def _look_for(self, title: str) -> str:
        found = self.run("xdotool", "search", "--sync", "--onlyvisible", "--name", title)
        return found.split()[0]

    def picture(self, path: Path) -> Any:
        """The whole display as a Pillow image."""
        from PIL import Image

        self.run(sys.executable, "-c", GRAB, str(path))
        with Image.open(path) as image:
            return image.convert("RGB")

    def color(self, path: Path) -> str:
        """The most frequent colour on the display, as "#rrggbb"."""
        colors = self.picture(path).getcolors(maxcolors=1 << 24)
        return "#{:02X}{:02X}{:02X}".format(*max(colors)[1])

    def close(self) -> None:
        """End the programs, then the display."""
        for program in [*reversed(self._programs), self._server]:
            program.terminate()
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


class Kiosk:
    """The program on one profile, by its command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.command = (sys.executable, "-m", "kiosk", "--profile", str(folder))

    def run(self, *words: str, code: int = 0) -> str:
        """Run one command; it must end with that exit code."""
        done = subprocess.run(
            [*self.command, *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    def rows(self, report: str) -> list[dict[str, Any]]:
        """The rows of an export."""
        out = self.folder / f"{report}.json"
        self.run("export", report, "--out", str(out))
        found: list[dict[str, Any]] = json.loads(out.read_text("utf-8"))
        return found
