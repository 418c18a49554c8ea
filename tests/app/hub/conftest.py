"""Two windows on two profiles of the demo event, over a real server, in one process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.shell import Shell
from kiosk.app.sounds import Sounds
from kiosk.domain.settings import Station, StationRole
from kiosk.hub.membership import write_membership
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.demo import demo_clock
from kiosk.services.find import search
from kiosk.services.profile import demo_profile
from kiosk.store.connect import close
from tests.hub.lab import Lab

PATIENCE = 20_000


class Window:
    """A station at work, and what a test asks of it."""

    def __init__(self, qtbot: Any, folder: Path, station: Station) -> None:
        self._qtbot = qtbot
        self.folder = folder
        self.shell = Shell(folder, station, demo_clock(running=True))
        self.shell.sounds.set_on(on=False)
        self.hub = self.shell.hub
        self.closed = False
        self.views: list[Any] = []
        self.crashes: list[Exception] = []
        self.hub.changed.connect(self.views.append)
        self.hub.crashed.connect(self.crashes.append)

    def open(self) -> Window:
        self.shell.screen.start()
        self.shell.window.show()
        self.hub.begin()
        return self

    def close(self) -> bool:
        """Close the window; whether all its threads ended in time."""
        ended: list[bool] = []
        if self.closed:
            return True
        self.closed = True
        self.shell.ended.connect(ended.append)
        self.shell.window.close_now()
        self.shell.window.deleteLater()
        self.shell.deleteLater()
        return ended == [True]

    @property
    def view(self) -> Any:
        """What the screen draws."""
        return self.shell.screen.view

    def until(self, there: Callable[[], Any]) -> None:
        self._qtbot.waitUntil(there, timeout=PATIENCE)

    def ask(self, job: Callable[[Context], Any]) -> Any:
        answers: list[Any] = []
        self.shell.store.submit(job, answers.append, answers.append, urgent=True)
        self.until(lambda: bool(answers))
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]

    @property
    def status(self) -> str:
        """What the desk's bar says."""
        items = self.view._state.status.items
        return " | ".join(" ".join((i.before, i.strong, i.after)).strip() for i in items)

    def join(self, name: str, lab: Lab) -> None:
        write_membership(self.folder, lab.members[name])

    def edit_event(self, before: str, after: str) -> None:
        edit_event(self.folder, before, after)

    def waiting_for(self, signal: Any) -> Any:
        return self._qtbot.waitSignal(signal, timeout=PATIENCE)

    def person(self, name: str) -> Any:
        """The person of that name, and the code of a ticket of theirs."""
        found = self.ask(lambda ctx: search(ctx, name, 1)[0])
        return found.person.person_id, found.tickets[0].code

    def scan(self, name: str, checkpoint: str = "") -> Any:
        """What the store decides of that person's code, as any screen asks it."""
        _who, code = self.person(name)
        place = checkpoint or self.shell.station.checkpoint or "entrance"
        return self.ask(lambda ctx: scan(ctx, ScanRequest(code, place)))

    def connected(self) -> Window:
        self.until(lambda: self.hub.view.connected)
        return self


def edit_event(folder: Path, before: str, after: str) -> None:
    """Another policy in the event's file, as whoever coordinates would write it."""
    path = folder / "event.toml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, qapp: Any) -> Path:
    """The demo event, before anybody came."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    close(demo_profile(folder).db)
    return folder


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    """A hub of one server with a desk, a door and another desk."""
    with Lab(tmp_path / "hub", ("A", "B")) as made:
        yield made


@pytest.fixture
def make_window(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path
) -> Iterator[Callable[..., Window]]:
    """make_window("A", lab): a station of the demo event that has joined; its window is not open.

    `bare`: it knows nobody yet. `event`: words of its event's file, and others in their place.
    """
    monkeypatch.setattr(Sounds, "prepare", lambda _self: None)
    made: list[Window] = []

    def make(
        name: str,
        lab: Lab | None = None,
        event: tuple[str, str] = ("", ""),
        *,
        bare: bool = False,
        **station: object,
    ) -> Window:
        folder = tmp_path / f"profile-{name}-{len(made)}"
        if bare:
            folder.mkdir()
            shutil.copy(demo / "event.toml", folder)
        else:
            shutil.copytree(demo, folder)
        edit_event(folder, *event)
        settings = replace(Station(name=name, role=StationRole.DESK, sound=False), **station)
        made.append(Window(qtbot, folder, settings))
        if lab is not None:
            made[-1].join(name, lab)
        return made[-1]

    yield make
    ends = [one.close() for one in made]
    assert all(ends)
