"""Closing the window while the hub keeps the office waiting: nothing holds the program up."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kiosk.hub.folder import HubFolder
from kiosk.services import hub_setup
from kiosk.services.profile import save_station
from kiosk.ui.stations.state import InviteForm
from tests.app.hub.sharing import Share


class Silent:
    """Stands where the hub's server was: takes every connection and never says a word."""

    def __init__(self, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._listener.setblocking(False)
        self._taken: list[socket.socket] = []

    def called(self) -> bool:
        """Whether somebody has come since it was asked last."""
        try:
            self._taken.append(self._listener.accept()[0])
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        for each in (self._listener, *self._taken):
            each.close()


@pytest.fixture
def silent(qtbot: Any, make_window: Callable[..., Any]) -> Iterator[tuple[Share, Silent]]:
    """A station whose hub has stopped answering, with nobody asking it just now."""
    window = make_window("Mesa 1")
    save_station(window.folder, window.shell.station)
    shown = Share(qtbot, window.open()).open().share()
    shown.until(lambda: bool(shown.model.members))
    shown.desk.stations._again.stop()
    shown.until(lambda: not shown.desk.stations.office.busy)
    assert window.shell.server.stop()
    port = HubFolder(hub_setup.hub_folder(window.folder)).about.node.port
    mute = Silent(port)
    yield shown, mute
    mute.close()


def _invite(shown: Share) -> None:
    shown.page.invited.emit(InviteForm())


def _look(shown: Share) -> None:
    shown.desk.stations._look()


def _revoke(shown: Share) -> None:
    shown.page.revoked.emit(shown.model.members[0].station)
    shown.page.confirmed.emit()


@pytest.mark.parametrize("ask", [_invite, _look, _revoke], ids=["invite", "look", "revoke"])
def test_a_window_closes_in_order_while_the_office_waits_for_the_hub(silent, ask):
    shown, mute = silent
    ask(shown)
    assert shown.desk.stations.office.busy
    shown.until(mute.called)
    assert shown.window.close()


def test_stopping_to_join_stops_nothing_that_is_asked_later(silent):
    shown, mute = silent
    shown.desk.stations._change(joining=True, busy=True)
    shown.page.join_left.emit()
    shown.desk.stations._change(joining=False, busy=False)
    _invite(shown)
    shown.until(mute.called)
    assert shown.side.problem == ""
    assert shown.side.busy
