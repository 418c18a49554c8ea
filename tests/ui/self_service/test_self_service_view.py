"""Self-service's view: pages, touches, times, and that nothing of a person stays."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from kiosk.ui.self_service.state import (
    CodeState,
    ConfirmState,
    DoneState,
    HelpState,
    IdleState,
    PrintingState,
)
from kiosk.ui.self_service.view import SelfServiceView

BADGE = "#AA1122"


def signals(*sources):
    got = []
    for source in sources:
        source.connect(lambda *args: got.append(args))
    return got


def shows_badge(view):
    picture = view.grab().toImage().scaled(192, 108)
    spots = ((x, y) for x in range(192) for y in range(108))
    return any(QColor(picture.pixel(x, y)).name().upper() == BADGE for x, y in spots)


def test_no_widget_can_take_the_focus(view):
    takers = [w for w in view.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert takers == []


def test_enter_presses_no_button_on_any_page(qtbot, view, states):
    asked = signals(
        view.print_asked, view.not_me, view.name_wrong, view.finished, view.no_code_asked
    )
    for name in ("idle", "confirm", "printing", "done", "help"):
        view.show_state(states[name])
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            qtbot.keyClick(view, key)
    assert asked == []


@pytest.mark.parametrize("after", ["idle", "help", "code"])
@pytest.mark.parametrize("before", ["confirm", "printing", "done"])
def test_every_page_that_is_left_forgets_the_person(view, states, before, after):
    view.show_state(states[before])
    assert shows_badge(view)
    view.show_state(states[after])
    assert not shows_badge(view)
    view._stack.setCurrentWidget(getattr(view, before))
    assert not shows_badge(view)
    assert "María" not in view.confirm.hello.text


def test_the_buttons_say_what_was_asked(qtbot, view, states):
    view.show_state(states["confirm"])
    got = signals(view.print_asked, view.name_wrong, view.not_me)
    page = view.confirm
    for button in (page.print_button, page.wrong, page.other):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(got) == 3
    ended = signals(view.finished)
    for name, button in (("done", view.done.end), ("help", view.help.end)):
        view.show_state(states[name])
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(ended) == 2


def test_a_finger_that_slides_off_a_button_presses_nothing(qtbot, view, states):
    view.show_state(states["confirm"])
    got = signals(view.print_asked)
    button = view.confirm.print_button
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
    assert got == []


@pytest.mark.parametrize(
    ("name", "total"), [("confirm", 40_000), ("done", 12_000), ("help", 30_000), ("code", 60_000)]
)
def test_timed_pages_count_down_and_tell_it(view, states, name, total):
    got = signals(view.timed_out)
    view.show_state(states[name])
    bar = view.page.bar
    assert bar.running
    assert bar.end_timer.interval() == total
    assert view.page.seconds.text.replace("Vuelve al inicio en ", "").startswith(str(total // 1000))
    bar.end_timer.timeout.emit()
    assert got == [()]


def test_leaving_a_page_stops_its_time(view, states):
    view.show_state(states["confirm"])
    view.show_state(states["idle"])
    assert not view.confirm.bar.running


def test_any_touch_starts_the_time_again(qtbot, view, states):
    view.show_state(states["confirm"])
    started = []
    view.confirm.bar.ticked.connect(started.append)
    qtbot.mouseClick(view.confirm, Qt.MouseButton.LeftButton, pos=QPoint(5, 500))
    assert started == [40]
    assert view.confirm.bar.running


def test_a_touch_does_not_make_a_pause_longer(qtbot, view, states):
    view.show_state(states["paused"])
    started = []
    view.code.bar.ticked.connect(started.append)
    qtbot.mouseClick(view.code, Qt.MouseButton.LeftButton, pos=QPoint(5, 500))
    assert started == []
    assert not view.code.keyboard.isVisible()


def test_the_first_screen_has_no_keyboard_and_no_time(view):
    assert view.page is view.idle
    assert not view.idle.findChildren(type(view.code.keyboard))
    assert not any(page.bar.running for page in view.timed_pages())


def test_the_language_switch_is_on_every_page(qtbot, view, states):
    got = signals(view.language_chosen)
    for name, state in states.items():
        view.show_state(state)
        switch = view.page.switch
        assert switch.isVisible(), name
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 9, 9))
    assert got == [("en",)] * len(states)


def test_code_and_surname_by_the_screens_own_keyboard(view, states):
    got = signals(view.code_entered)
    view.show_state(states["code"])
    keys = view.code.keyboard
    for key in ("K", "7", ".", "A", "erase"):
        keys.press(key)
    assert view.code.code_field.text == "K7."
    keys.press("done")
    assert got == []
    for key in ("N", "U", "´", "Ñ", "E", "Z", "space"):
        keys.press(key)
    keys.press("done")
    assert got == [("K7.", "NÚÑEZ")]


def test_a_real_keyboard_types_there_too(qtbot, view, states):
    got = signals(view.code_entered)
    view.show_state(states["code"])
    qtbot.keyClicks(view, "ab1")
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClicks(view, "Mayer")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert got == [("AB", "Mayer")]


def test_done_without_a_code_goes_back_to_its_box(view, states):
    got = signals(view.code_entered)
    view.show_state(states["code"])
    view.code._choose_name()
    view.code.type("Mayer")
    view.code.accept()
    assert view.code.code_field.active
    assert got == []


def test_what_was_typed_is_wiped_with_the_page(view, states):
    view.show_state(states["code"])
    view.code.type("SECRET")
    view.show_state(states["idle"])
    assert (view.code.code_field.text, view.code.name_field.text) == ("", "")


def test_the_bar_of_printing_never_fills_by_itself(view, states):
    view.show_state(states["printing"])
    progress = view.printing.progress
    for _number in range(500):
        progress._timer.timeout.emit()
    assert progress.part == 0.95
    assert view.printing.rest.text == "Un momento más"
    assert view.printing.state == states["printing"]


@pytest.mark.parametrize(
    ("slot", "word"), [("below", "abajo"), ("left", "izquierda"), ("right", "derecha")]
)
def test_the_slot_of_the_printer_is_told(view, png, slot, word):
    view.show_state(PrintingState(png, slot))
    assert word in view.printing.slot.text
    view.show_state(DoneState(png, slot))
    assert word in view.done.take.text


def test_help_says_no_name_and_no_reason(view, states):
    view.show_state(states["confirm"])
    view.show_state(HelpState("la mesa 3", "H-27"))
    page = view.help
    shown = " ".join((page.title.text, page.body.text, page.number.text, page.tell.text))
    assert "H-27" in shown
    assert "María" not in shown
    assert page.map.numbers() == (["1", "2", "3", "4"], 2)


def test_help_without_a_number_has_no_empty_box(view):
    view.show_state(HelpState("mesa de acreditación"))
    assert view.help.tell.text == ""
    assert view.help.map.numbers() == (["?"], 0)


def test_help_with_a_good_ticket_says_that_only_the_badge_waits(view, states):
    view.show_state(states["help"])
    plain = view.help.body.text
    view.show_state(states["valid"])
    assert view.help.body.text != plain
    assert "válida" in view.help.body.text
    assert view.help.number.text == "H-27"


def test_help_where_an_answer_is_missing_says_so(view):
    view.show_state(HelpState("la mesa 3", "H-27", asks=True))
    assert view.help.body.text == "Falta una respuesta: lo ayudan en la mesa 3."
    assert not view.help.body.is_cut
    view.show_state(HelpState("la mesa 3", "H-28"))
    assert "respuesta" not in view.help.body.text


def test_no_red_is_ever_shown_to_an_attendee(view, states):
    from kiosk.ui import theme

    for name in ("idle", "help", "valid", "code", "paused"):
        view.show_state(states[name])
        picture = view.grab().toImage().scaled(192, 108)
        found = {QColor(picture.pixel(x, y)).name().upper() for x in range(192) for y in range(108)}
        assert theme.REFUSE not in found
        assert not any(
            QColor(c).red() > 150 and QColor(c).green() < 80 and QColor(c).blue() < 80
            for c in found
        )


def test_the_camera_takes_the_place_of_the_drawing_mirrored(view):
    before = view.idle.scan.grab().toImage()
    frame = QImage(640, 480, QImage.Format.Format_RGB32)
    frame.fill("#00FF00")
    for x in range(320):
        for y in range(480):
            frame.setPixelColor(x, y, QColor("#0000FF"))
    view.idle.scan.set_frame(frame)
    after = view.idle.scan.grab().toImage()
    assert after != before
    assert QColor(after.pixel(200, 100)).name() == "#00ff00"
    assert QColor(after.pixel(500, 100)).name() == "#0000ff"
    view.idle.scan.set_frame(None)
    assert view.idle.scan.grab().toImage() == before


def test_the_line_moves_only_where_motion_is_wanted(qtbot, view):
    assert not view.idle.scan._timer.isActive()
    moving = SelfServiceView("LACNIC 46", ("es", "pt", "en"))
    qtbot.addWidget(moving)
    assert moving.idle.scan._timer.isActive()
    moving.show_state(CodeState())
    assert not moving.idle.scan._timer.isActive()


def test_with_reduced_motion_the_countdown_is_the_figure_alone(view, states):
    view.show_state(states["confirm"])
    assert view.confirm.bar.still
    assert "40" in view.confirm.seconds.text


def test_states_are_values():
    assert IdleState() == IdleState()
    assert ConfirmState("Ana") != ConfirmState("Eva")
