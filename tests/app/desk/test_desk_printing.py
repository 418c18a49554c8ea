"""Badges through the real queue into a real folder: counted, told in the history, printed once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.checkpoints import Direction
from kiosk.services.check_in import ScanRequest, scan
from kiosk.store import people
from kiosk.ui.desk.state import Page

ENTER = Qt.Key.Key_Return
DAMAGED, LOST = Qt.Key.Key_1, Qt.Key.Key_2


@pytest.fixture
def printed(desk):
    """José is checked in, his badge came out."""
    desk.type("ibanez")
    desk.press(ENTER)
    desk.print_all()
    return desk


def files(desk) -> list:
    folder = desk.read(lambda ctx: ctx.folder)
    return sorted(folder.rglob("*.pdf"))


def reprint(desk, reason: Qt.Key) -> None:
    desk.scan("code-jose")
    desk.press(reason)
    desk.press(Qt.Key.Key_F6)


def history(desk) -> list[str]:
    return [row.title for row in desk.view._state.already.history]


def test_the_badge_lies_in_the_folder(printed):
    (file,) = files(printed)
    assert file.read_bytes().startswith(b"%PDF")


def test_the_bar_counts_what_waits(desk):
    desk.type("ibanez")
    desk.press(ENTER)
    assert desk.view._state.status.items[-1].strong == "1"
    desk.print_all()
    assert desk.view._state.status.items[-1].strong == "0"


def test_the_history_tells_check_in_and_print_in_order(printed):
    printed.scan("code-jose")
    assert history(printed) == [
        "Acreditación en Mesa 2",
        "Credencial impresa",
        "Este escaneo, en Mesa 2",
    ]
    icons = [row.icon for row in printed.view._state.already.history]
    assert icons == ["check", "printer", "scan-line"]


def test_the_counter_follows_every_badge_that_came_out(printed):
    for count, words in ((1, "credencial impresa 1 vez"), (2, "credencial impresa 2 veces")):
        printed.scan("code-jose")
        assert printed.view._state.already.who[1] == words
        assert len(files(printed)) == count
        printed.press(DAMAGED)
        printed.press(Qt.Key.Key_F6)
        printed.print_all()
    printed.scan("code-jose")
    assert printed.view._state.already.who[1] == "credencial impresa 3 veces"
    assert history(printed).count("Credencial impresa") == 3


def test_a_badge_that_waits_is_not_counted(desk):
    desk.type("ibanez")
    desk.press(ENTER)
    desk.scan("code-jose")
    assert desk.view._state.already.who[1] == "credencial sin imprimir"


def test_the_reason_of_a_reprint_ends_in_the_journal(printed):
    reprint(printed, DAMAGED)
    printed.print_all()
    prints = [e for e in printed.entries("jose") if str(e.kind) == "printed"]
    assert [e.payload["why"] for e in prints] == ["", "Se dañó o salió mal"]


def test_a_lost_badge_opens_nothing_and_the_history_says_so(printed):
    old = printed.read(lambda ctx: people.badge_of(ctx.db, "jose")).badge_code
    reprint(printed, LOST)
    printed.print_all()
    printed.scan("code-jose")
    assert "Credencial anterior anulada" in history(printed)
    new = printed.view._state.card.facts[-1][1]
    assert new != old


def test_f6_twice_reprints_once(printed):
    printed.scan("code-jose")
    printed.qtbot.keyClick(printed.focused(), Qt.Key.Key_F6)
    printed.qtbot.keyClick(printed.focused(), Qt.Key.Key_F6)
    printed.idle()
    printed.print_all()
    assert len(files(printed)) == 2


def test_a_room_that_was_entered_stands_in_the_history(printed):
    printed.read(lambda ctx: scan(ctx, ScanRequest(person_id="jose", checkpoint="forum")))
    printed.read(
        lambda ctx: scan(
            ctx, ScanRequest(person_id="jose", checkpoint="forum", direction=Direction.EXIT)
        )
    )
    printed.scan("code-jose")
    assert history(printed)[2:4] == ["Entró a Foro de Políticas", "Salió de Foro de Políticas"]


def test_an_attempt_at_a_room_by_invitation_stands_in_the_history(printed):
    printed.read(lambda ctx: scan(ctx, ScanRequest(person_id="jose", checkpoint="csirt")))
    printed.scan("code-jose")
    assert "Intento en Reunión de CSIRTs" in history(printed)


def test_the_card_on_the_search_page_reprints_too(printed):
    printed.type("ibanez")
    assert printed.view.card.reprint.isEnabled()
    printed.press(Qt.Key.Key_F6)
    assert printed.page is Page.ALREADY
    printed.press(Qt.Key.Key_F6)
    printed.print_all()
    assert len(files(printed)) == 2


def test_the_print_page_lists_every_job_newest_first(printed):
    printed.type("prado")
    printed.press(ENTER)
    printed.controller._on_tab(Page.PRINTS.value)
    printed.idle()
    rows = printed.view._state.prints.rows
    assert [row.title for row in rows] == ["María José Núñez Prado", "José Núñez Ibáñez"]
    assert [row.state.text for row in rows] == ["Esperando", "Impresa"]
    assert not any(row.can_retry for row in rows)


def test_the_blue_button_of_somebody_checked_in_opens_screen_02(printed):
    printed.type("ibanez")
    assert printed.view.card.main.text().startswith("Ver acreditación")
    printed.press(ENTER)
    assert printed.page is Page.ALREADY
    assert len(files(printed)) == 1


def test_a_walk_in_gets_a_badge_of_their_own(desk):
    from kiosk.ui.desk.state import FormData

    desk.press(Qt.Key.Key_F4)
    form = desk.view.walk_in
    form.form.fill(FormData("Ana", "Quiroga", "", "a@x.example", "CERT", "AR", "press"))
    form.submit()
    desk.idle()
    desk.print_all()
    assert len(files(desk)) == 1
    assert desk.view._state.status.checked_in == 1
