"""Sharing from the page of stations: a real server is made, invites, is joined, and revokes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.hub_server import LOCK_FILE, Phase, Serving
from kiosk.domain.errors import FailureError
from kiosk.domain.journal import Draft, EntryKind
from kiosk.hub.membership import read_membership
from kiosk.hub.own import FOLDER
from kiosk.services import hub_setup
from kiosk.services.file_lock import FileLock
from kiosk.services.hub_join import RefusedError
from kiosk.services.profile import save_station
from kiosk.store import journal
from kiosk.ui.desk.state import Page
from kiosk.ui.stations.conflicts_card import ConflictLine
from kiosk.ui.stations.state import InviteForm, Side
from tests.app.hub.sharing import Share


@pytest.fixture
def alone(qtbot, make_window) -> Share:
    """An open window of a station that belongs to no hub, with its page in front."""
    window = make_window("Mesa 1")
    save_station(window.folder, window.shell.station)
    return Share(qtbot, window.open()).open()


@pytest.fixture
def other(tmp_path: Path, demo: Path) -> Path:
    """The profile of a machine that wants to join."""
    folder = tmp_path / "other"
    shutil.copytree(demo, folder)
    return folder


def test_a_station_alone_is_offered_to_share(alone):
    assert alone.side.side is Side.WORDS
    assert alone.page.side.words.main.text() == "Compartir con otras estaciones"
    assert alone.page.note.text() == "Esta estación trabaja sola."
    assert alone.model.serving == Serving()


def test_sharing_invites_shows_who_joined_and_lets_go_of_them(alone, other):
    alone.share()
    assert alone.side.side is Side.OFFICE
    alone.until(lambda: alone.names() == ["Mesa 1 (esta)"])

    issued = alone.invite("door", "Puerta 7")
    shown = alone.side.invitation
    assert alone.side.side is Side.INVITATION
    assert "".join(shown.lines) == issued.text.typed
    assert not shown.over
    joined = hub_setup.join(other, "\n".join(shown.lines), "", "")
    assert (joined.name, joined.role) == ("Puerta 7", "door")
    alone.until(lambda: alone.model.used is not None)
    assert alone.side.invitation.left == "La usó «Puerta 7» (Puerta de sala)."
    assert alone.side.invitation.over

    alone.press(alone.page.side.invitation.close_button)
    alone.until(lambda: "Puerta 7" in alone.names())
    row = next(row for row in alone.window.view._state.stations.rows if row.name == "Puerta 7")
    assert (row.heard.text, row.revoke) == ("Sin señal", "Dar de baja")
    alone.page.revoked.emit(row.station)
    assert alone.side.side is Side.QUESTION
    assert alone.side.title == "¿Dar de baja «Puerta 7»?"
    alone.press(alone.page.side.question.main)
    alone.until(lambda: alone.side.side is Side.OFFICE)
    assert "Puerta 7" not in alone.names()


@pytest.mark.parametrize("way", ["card", "list"])
def test_an_open_invitation_is_withdrawn_and_lets_nobody_in(alone, other, way):
    alone.share()
    issued = alone.invite("door", "Puerta 7")
    if way == "card":
        alone.press(alone.page.side.invitation.withdraw)
        alone.until(lambda: alone.side.side is Side.OFFICE)
    else:
        alone.press(alone.page.side.invitation.close_button)
        alone.until(lambda: "sigue abierta 15 minutos más" in alone.side.words[-1])
        assert alone.names()[-1] == "Puerta 7"
        alone.until(lambda: not alone.model.busy)
        alone.press(alone.page.lines[-1].revoke)
        alone.until(lambda: alone.model.withdrawn)
    assert alone.side.words[-1] == "La invitación fue anulada: nadie entra con ella."
    assert alone.names() == ["Mesa 1 (esta)"]
    with pytest.raises(RefusedError):
        hub_setup.join(other, issued.text.typed, "", "")
    assert read_membership(other) is None


def test_an_invitation_that_was_used_meanwhile_is_not_said_to_be_withdrawn(alone, other):
    alone.share()
    issued = alone.invite("door", "Puerta 7")
    hub_setup.join(other, issued.text.typed, "", "")
    alone.page.invitation_revoked.emit(issued.record.invitation_id)
    alone.until(lambda: alone.side.problem != "" or alone.model.used is not None)
    assert not alone.model.withdrawn
    alone.until(lambda: "Puerta 7" in alone.names())


def test_at_the_next_opening_the_server_starts_by_itself(alone, qtbot):
    alone.share()
    before = alone.window
    assert before.close()

    again = type(before)(qtbot, before.folder, before.shell.station)
    try:
        again.shell.open()
        again.connected()
        shown = Share(qtbot, again).open()
        shown.until(lambda: shown.model.serving.phase is Phase.RUNS)
        assert shown.side.side is Side.OFFICE
    finally:
        assert again.close()


def test_a_hub_that_another_program_runs_is_said_so(alone):
    alone.share()
    server = alone.window.shell.server
    assert server.stop()
    lock = FileLock(alone.window.folder / FOLDER / LOCK_FILE)
    assert lock.take()
    server.begin()
    alone.until(lambda: alone.model.serving.phase is Phase.ELSEWHERE)
    assert alone.side.words == ("La central ya está en marcha: la mantiene otro programa.",)
    lock.release()


def test_a_machine_in_no_network_is_told_and_may_try_again(alone):
    def no_network() -> tuple[str, int]:
        raise FailureError("Esta máquina no está en ninguna red.")

    place, alone.desk.stations.place = alone.desk.stations.place, no_network
    alone.press(alone.page.side.words.main)
    alone.until(lambda: alone.side.problem != "")
    assert alone.side.problem == "Esta máquina no está en ninguna red."
    assert not (alone.window.folder / FOLDER).exists()
    alone.desk.stations.place = place
    alone.share()
    assert alone.side.problem == ""


def test_a_server_that_does_not_start_is_told_and_can_be_started(alone, monkeypatch):
    class Broken:
        restarts = 0

        def start(self) -> None:
            raise FailureError("El puerto es de otro.")

        def tend(self) -> bool:
            return False

        def close(self) -> None:
            pass

    server = alone.window.shell.server
    make = server._make
    server._make = lambda _folder: Broken()
    alone.press(alone.page.side.words.main)
    alone.until(lambda: alone.model.serving.phase is Phase.FAILED)
    assert alone.side.action == "Iniciar la central"
    assert "El puerto es de otro." in alone.side.words
    assert alone.window.view.banner.text() == "El puerto es de otro."
    server._make = make
    alone.share()
    assert alone.side.side is Side.OFFICE


def test_a_bug_is_told_as_one_and_logged(alone, caplog):
    def broken() -> tuple[str, int]:
        raise ZeroDivisionError

    alone.desk.stations.place = broken
    alone.press(alone.page.side.words.main)
    alone.until(lambda: alone.side.problem != "")
    assert alone.side.problem == "Algo falló y quedó en el registro. Intente de nuevo."
    assert "ZeroDivisionError" in caplog.text


def test_an_invitation_without_a_hub_that_answers_is_trouble_in_words(alone):
    alone.share()
    assert alone.window.shell.server.stop()
    alone.page.invited.emit(InviteForm())
    alone.until(lambda: alone.side.problem != "")
    assert alone.side.problem.startswith("La central de esta máquina no responde.")
    assert alone.side.side is Side.OFFICE


def test_a_member_whose_hub_is_elsewhere_is_told_where(qtbot, make_window, lab):
    window = make_window("A", lab)
    shown = Share(qtbot, window.open().connected()).open()
    shown.until(lambda: shown.names() == ["A (esta)"])
    assert shown.side.side is Side.WORDS
    assert shown.side.action == ""
    assert shown.side.words[0] == "En la central se llama «A»."
    assert [row.revoke for row in window.view._state.stations.rows] == [""]


def test_escape_leaves_question_and_invitation_before_the_page(alone, other):
    alone.share()
    alone.invite()
    alone.page.escaped.emit()
    assert alone.side.side is Side.OFFICE
    hub_setup.join(other, hub_setup.invite(_laid(alone), hub_setup.Offer()).text.typed, "P", "door")
    alone.desk.stations._look()
    alone.until(lambda: alone.model.members is not None and len(alone.model.members) == 2)
    alone.page.revoked.emit(next(m.station for m in alone.model.members if m.name == "P"))
    assert alone.side.side is Side.QUESTION
    alone.page.escaped.emit()
    assert alone.side.side is Side.OFFICE
    alone.page.escaped.emit()
    alone.until(lambda: alone.desk.model.page is Page.SEARCH)


def _laid(shown: Share) -> Any:
    from kiosk.hub.folder import HubFolder

    return HubFolder(hub_setup.hub_folder(shown.window.folder))


def test_nobody_can_be_revoked_who_is_no_member(alone):
    alone.page.revoked.emit("nobody")
    alone.page.confirmed.emit()
    assert alone.model.asked is None
    assert not alone.model.busy


def found_twice(ctx: Any) -> str:
    """A conflict of somebody in the list, at this station and another."""
    person = ctx.db.conn.execute("SELECT person_id FROM person LIMIT 1").fetchone()[0]
    payload = {"with": "Puerta A", "at": "2026-10-06T12:00:00.000Z", "entry": "gone"}
    draft = Draft(EntryKind.CONFLICT, ctx.clock(), person, checkpoint="main", payload=payload)
    return journal.append(ctx.db, ctx.station.name, ctx.clock, draft).id


def test_a_double_admission_is_shown_and_put_away(alone):
    conflict = alone.window.ask(found_twice)
    alone.open()
    alone.until(lambda: [one.entry_id for one in alone.page.conflicts.rows] == [conflict])
    alone.press(alone.page.conflicts.findChildren(ConflictLine)[0].seen)
    alone.until(lambda: alone.page.conflicts.rows == ())
    (entry,) = alone.window.ask(
        lambda ctx: journal.of_kind(ctx.db, EntryKind.CONFLICT_SEEN, "main")
    )
    assert entry.operator == "Mesa 1"


def test_the_page_reads_nothing_while_it_is_not_in_front(alone, monkeypatch):
    alone.window.view.tab_chosen.emit("search")
    asked = []
    monkeypatch.setattr(alone.desk.stations, "_look", lambda: asked.append(True))
    alone.desk.stations._on_again()
    assert asked == []
    assert not alone.desk.stations._again.isActive()


def test_closing_while_the_hub_is_here_asks_first(alone):
    alone.share()
    window = alone.window.shell.window
    window.close()
    assert window.isVisible()
    assert window.asking
    assert "sin central" in window.leave.hint.text
    alone.press(window.leave.back)
    assert not window.asking
    window.close()
    with alone.window.waiting_for(alone.window.shell.ended):
        window.leave.confirmed.emit("")
    assert not window.isVisible()
    alone.window.closed = True


def test_a_station_without_a_hub_closes_without_a_question(alone):
    window = alone.window.shell.window
    with alone.window.waiting_for(alone.window.shell.ended):
        window.close()
    assert not window.isVisible()
    alone.window.closed = True
