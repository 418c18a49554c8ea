"""An invitation scanned as if it were a person's code is said to be one, and kept nowhere."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from kiosk.domain.settings import StationRole
from kiosk.services.invitation_scan import is_scanned_invitation
from kiosk.store import journal
from kiosk.texts import use

INSIDE = "GEYDOLRQFYYC4NJ2GQZDEMRP"
SCANNED = f"HUB.{INSIDE}"
PLACES: dict[str, dict[str, Any]] = {
    "desk": {"role": StationRole.DESK},
    "dashboard": {"role": StationRole.DASHBOARD},
    "door": {"role": StationRole.DOOR, "checkpoint": "csirt"},
    "self-service": {"role": StationRole.SELF_SERVICE, "checkpoint": "entrance"},
}


def recorded(window: Any) -> int:
    return window.ask(lambda ctx: journal.count(ctx.db))


def said(window: Any, role: str) -> str:
    """What stands in the line for trouble, wherever this role has it."""
    banner = window.view.banner if role in ("desk", "dashboard") else window.shell.window.banner
    return banner.text() if banner.isVisible() else ""


@pytest.mark.parametrize(
    "text", [SCANNED, SCANNED.swapcase(), "HUB."], ids=["whole", "caps", "cut"]
)
@pytest.mark.parametrize("role", PLACES)
def test_it_is_said_and_neither_looked_up_nor_recorded_nor_logged(make_window, caplog, role, text):
    caplog.set_level(logging.DEBUG)
    window = make_window("Puesto", **PLACES[role]).open()
    before = recorded(window)

    window.shell.on_scan(text)

    assert said(window, role).startswith("Eso es una invitación para una estación")
    assert recorded(window) == before
    assert not window.shell.store.busy
    assert INSIDE.casefold() not in caplog.text.casefold()


def test_a_person_who_comes_next_is_served_as_ever(make_window):
    window = make_window("Puesto", **PLACES["door"]).open()
    _who, code = window.person("Araújo")
    before = recorded(window)
    window.shell.on_scan(SCANNED)
    window.shell.on_scan(code)
    window.until(lambda: recorded(window) == before + 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "Eso es una invitación"), ("pt", "Isso é um convite"), ("en", "This is an invitation")],
)
def test_it_is_said_in_the_language_of_the_screen(make_window, language, words):
    window = make_window("Puesto", **PLACES["desk"], language=language).open()
    try:
        window.shell.on_scan(SCANNED)
        assert said(window, "desk").startswith(words)
    finally:
        use("es")


@pytest.mark.parametrize("code", ["LAC46-ABCD-EFGH", "https://hub.example/t/1", "", "HUB"])
def test_what_is_no_invitation_goes_to_the_screen(code):
    assert not is_scanned_invitation(code)
