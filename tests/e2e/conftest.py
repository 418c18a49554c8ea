"""Stations of the demo event in real windows, with real stores and threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.app.stage import Stage, make_demo


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo event with its morning's arrivals; stations work on copies."""
    folder = tmp_path_factory.mktemp("demo") / "profile"
    make_demo(folder)
    return folder


@pytest.fixture
def open_station(qapp: Any, template: Path, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """Open stations with a scanner and a printer at work; every thread of theirs must end."""
    opened: list[tuple[Stage, list[bool]]] = []

    def make(**station: object) -> Stage:
        folder = tmp_path / f"station-{len(opened)}"
        stage = Stage(template, folder, (1280, 800), None, None, station)
        stage.__enter__()
        ends: list[bool] = []
        stage.shell.ended.connect(ends.append)
        stage.shell.wedge.install()
        stage.shell.printing.start()
        opened.append((stage, ends))
        return stage

    yield make
    for stage, ends in opened:
        stage.__exit__(None, None, None)
        assert ends == [True], "a thread of the station did not end"


@pytest.fixture
def burst() -> Callable[[Stage, str], None]:
    """What a keyboard scanner sends to a station's window: 3 ms a key, then Enter."""
    clock = {"at": 10_000}

    def send(stage: Stage, code: str) -> None:
        clock["at"] += 5_000
        for char in [*code, "\r"]:
            clock["at"] += 3
            key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
                event.setTimestamp(clock["at"])
                QCoreApplication.sendEvent(stage.shell.window.windowHandle(), event)
        stage.settle()

    return send
