"""Real windows beside a real pretix: paired by hand, the list brought, a scan given back, a cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from ledger import of_pretix
from pretix_server import PretixServer
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.app.shell import Shell
from kiosk.domain.settings import StationRole
from kiosk.services.profile import load_station, open_profile, save_station, utc_now
from kiosk.services.sync import status
from kiosk.store.connect import close
from kiosk.ui.desk.state import StatusItem
from kiosk.ui.setup.state import Step
from kiosk.ui.widgets.chip import Tone
from tests.app.setup_station import SetUp

pytestmark = pytest.mark.real

SLUG = DEVICE = "window"
LONG = 60_000


@pytest.fixture
def profile(qtbot: Any, make_worker: Any, tmp_path: Any, server: PretixServer) -> Any:
    """A profile that somebody has set up: the address and the one-time code typed by hand."""
    setup = SetUp(qtbot, make_worker, tmp_path)
    setup.choose("pretix")
    setup.type(url=server.url, secret=server.state["pairing"][DEVICE], event_id=SLUG)
    setup.press()
    assert setup.view.source.form.organizer.text() == "test", setup.answer
    seen: list[tuple[int, int]] = []
    setup.press()
    while setup.step is not Step.STATION:
        if setup.step is Step.FETCH:
            bar = setup.view.fetch.bar
            seen.append((round(bar.share * 100), len(setup.view.fetch.count.text())))
        setup.press()
    assert seen[-1][0] == 100
    setup.press()
    setup.controller.end()
    station = load_station(setup.folder)
    desk = replace(station, role=StationRole.DESK, checkpoint="multiple", sound=False)
    save_station(setup.folder, desk)
    return setup.folder


class Window:
    """The desk's window, with all its workers, and what somebody sees and does there."""

    def __init__(self, qtbot: Any, folder: Any) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.shell = Shell(folder, load_station(folder), utc_now)
        self.shell.open()

    @property
    def items(self) -> tuple[StatusItem, ...]:
        """The status bar as it is drawn."""
        return tuple(self.shell.screen.view._state.status.items)

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=LONG)

    def stands(self) -> Any:
        ctx = open_profile(self.folder)
        try:
            return status(ctx)[0]
        finally:
            close(ctx.db)

    def let_in(self, code: str) -> None:
        self.shell.on_scan(code)
        self.until(lambda: self.shell.screen.view._state.card is not None)
        self.until(lambda: not self.shell.store.busy)
        where = self.shell.window.focusWidget() or self.shell.screen.view
        self.qtbot.keyClick(where, Qt.Key.Key_Return)
        self.until(lambda: not self.shell.store.busy)


@pytest.fixture
def desk(qtbot: Any, profile: Any) -> Iterator[Window]:
    made = Window(qtbot, profile)
    ended: list[bool] = []
    made.shell.ended.connect(ended.append)
    yield made
    made.shell.close()
    assert ended == [True]
    made.shell.window.deleteLater()
    QApplication.processEvents()


def entries(server: PretixServer) -> int:
    """How many entries pretix has of this window."""
    found = of_pretix(server, SLUG, DEVICE)
    return sum(times for line, times in found.items() if line.way == "entry" and not line.reason)


def test_a_desk_stays_in_step_with_its_server(server: PretixServer, desk: Window) -> None:
    desk.until(lambda: desk.stands().list_at is not None and not desk.shell.syncing.busy)
    desk.let_in(f"{SLUG}-ana-secret")
    desk.until(lambda: entries(server) == 1)

    server.stop()
    try:
        desk.let_in(f"{SLUG}-bea-secret")
        desk.shell.syncing.sync_now()
        desk.until(lambda: any(item.tone is Tone.WARN for item in desk.items))
        desk.until(lambda: desk.stands().waiting >= 1)
        (told,) = [item for item in desk.items if item.tone is Tone.WARN and item.page]
        assert told.after
    finally:
        server.start()
    desk.shell.syncing.sync_now()

    desk.until(lambda: entries(server) == 2)
    desk.until(lambda: desk.stands().error is None and desk.stands().waiting == 0)
    desk.until(lambda: not [item for item in desk.items if item.tone is Tone.WARN and item.page])
