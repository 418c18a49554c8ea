"""Screen 02: somebody who was checked in before; another badge only with its reason."""

import pytest
from PySide6.QtCore import Qt

from kiosk.store import people
from kiosk.ui.desk.state import CardMode, Page


@pytest.fixture
def already(desk):
    """María José is checked in with a badge, then scanned again."""
    desk.controller.on_scan("code-maria")
    desk.idle()
    desk.press(Qt.Key.Key_Return)
    finish_printing(desk)
    desk.controller.on_scan("code-maria")
    desk.idle()
    return desk


def finish_printing(desk):
    """What a printer would have done with every waiting job."""
    desk.read(
        lambda ctx: ctx.db.conn.execute("UPDATE print_job SET state = 'done'").connection.commit()
    )


def jobs(desk):
    return desk.read(
        lambda ctx: [tuple(row) for row in ctx.db.execute("SELECT person_id, state FROM print_job")]
    )


def test_a_second_scan_shows_when_where_and_who(already):
    state = already.view._state
    assert state.page is Page.ALREADY
    assert state.already.when[0] == "09:14"
    assert state.already.when[1].startswith("hoy, ")
    assert state.already.where == ("Mesa 2", "planta baja")
    assert state.already.who == ("Lucía R.", "credencial impresa 1 vez")
    assert already.view.already_left.isVisible()
    assert already.view.already_left.name.text() == "María José Núñez Prado"


def test_the_second_scan_is_recorded_and_changes_nothing(already):
    assert already.kinds("maria")[-1] == "refused"
    assert already.kinds("maria").count("admitted") == 1
    assert len(jobs(already)) == 1
    last = already.view._state.already.history[-1]
    assert last.now
    assert last.detail.startswith("No cambió nada")


def test_it_is_no_alarm(already):
    texts = repr(already.view._state.already).lower()
    assert "error" not in texts
    assert "rechaz" not in texts


def test_enter_alone_prints_nothing(already):
    already.press(Qt.Key.Key_Return)
    assert already.view._state.page is Page.ALREADY
    assert len(jobs(already)) == 1


def test_escape_goes_on_to_the_next_person(already):
    already.press(Qt.Key.Key_Escape)
    assert already.view._state.page is Page.SEARCH
    assert already.view.box.line.hasFocus()


@pytest.mark.parametrize(
    ("key", "number"), [(Qt.Key.Key_1, 0), (Qt.Key.Key_2, 1), (Qt.Key.Key_3, 2)]
)
def test_digits_choose_the_reason_and_type_nothing(already, key, number):
    already.press(key)
    assert already.view._state.already.reason == number
    assert already.view.already_card.reasons.choices[number].isChecked()
    assert already.view.box.text() == ""


def test_f6_prints_a_damaged_badge_again_and_the_old_one_is_void(already):
    before = badge(already)
    already.press(Qt.Key.Key_F6)
    assert len(jobs(already)) == 2
    assert badge(already) != before
    assert "badge_voided" in already.kinds("maria")
    assert already.view._state.page is Page.SEARCH
    assert "otra credencial" in already.view.search.message.text()


def test_a_lost_badge_is_voided_and_gets_another_code(already):
    before = badge(already)
    already.press(Qt.Key.Key_2)
    already.press(Qt.Key.Key_F6)
    assert badge(already) != before
    assert "badge_voided" in already.kinds("maria")
    assert len(jobs(already)) == 2


def test_correcting_the_name_opens_the_form_and_then_prints(already):
    already.press(Qt.Key.Key_3)
    already.press(Qt.Key.Key_F6)
    assert already.view._state.mode is CardMode.CORRECT
    form = already.view.correct.form
    assert form.given.line.hasFocus()
    assert form.given.text() == "María José"
    form.badge.line.setText("Majo")
    already.press(Qt.Key.Key_Return, form.badge.line)
    assert already.read(lambda ctx: people.get(ctx.db, "maria")).badge_name == "Majo"
    assert len(jobs(already)) == 2


def test_typing_begins_the_next_search(already):
    already.type("ibanez")
    assert already.view._state.page is Page.SEARCH
    assert already.view._state.card.name == "José Núñez Ibáñez"


def test_f8_takes_the_check_in_back_with_a_reason(already):
    already.press(Qt.Key.Key_F8)
    assert already.view._state.mode is CardMode.REASON
    assert "María José Núñez Prado" in already.view.reason.title.text()
    already.press(Qt.Key.Key_Escape)
    assert already.kinds("maria")[-1] == "refused"
    already.press(Qt.Key.Key_F8)
    already.press(Qt.Key.Key_1)
    already.qtbot.mouseClick(already.view.reason.confirm, Qt.MouseButton.LeftButton)
    already.idle()
    assert already.kinds("maria")[-1] == "undone"
    assert already.view._state.status.checked_in == 0


def test_a_badge_that_waits_is_not_queued_twice(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_Return)
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F6)
    assert desk.view._state.page is Page.ALREADY
    desk.press(Qt.Key.Key_F6)
    assert len(jobs(desk)) == 1
    assert desk.view.banner.isVisible()
    assert desk.view.banner.text()


def badge(desk):
    found = desk.read(lambda ctx: people.badge_of(ctx.db, "maria"))
    return found.badge_code
