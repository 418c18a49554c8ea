"""A guarded window fills the display and lets nobody out without the PIN."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from kiosk import texts
from kiosk.app.gestures import LeaveGesture
from kiosk.app.window import StationWindow


@pytest.fixture
def make_window(qtbot):
    made = []

    def make(*, guarded=True, pin=None):
        answers = []

        def check(text, answer):
            answers.append(text)
            answer(text == pin)

        window = StationWindow(
            QLineEdit(), "LACNIC 46", guarded=guarded, check_pin=check if pin else None
        )
        window.asked_for = answers
        qtbot.addWidget(window)
        window.open()
        qtbot.waitExposed(window)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close_now()


def press(window, key, *, down=True, repeat=False, text=""):
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeat)
    QCoreApplication.sendEvent(window.windowHandle(), event)


def test_a_guarded_window_fills_the_display(make_window):
    window = make_window()

    assert window.isFullScreen()
    assert window.geometry() == window.screen().geometry()
    assert window.focusWidget() is window.screen_widget


def test_a_desk_window_closes_like_any(qtbot, make_window):
    window = make_window(guarded=False)
    with qtbot.waitSignal(window.left):
        window.close()

    assert not window.isVisible()


def test_a_guarded_window_asks_instead_of_closing(make_window):
    window = make_window(pin="2468")
    window.close()

    assert window.isVisible()
    assert window.asking
    assert window.leave.pad.isVisible()
    assert not window.leave.go.isVisible()


def test_the_pin_closes_it(qtbot, make_window):
    window = make_window(pin="2468")
    window.ask_to_leave()
    with qtbot.waitSignal(window.left):
        for digit in "2468":
            window.leave.pad.press(digit)
        window.leave.pad.press("done")

    assert not window.isVisible()
    assert window.asked_for == ["2468"]


def test_a_wrong_pin_does_not_and_is_forgotten(make_window):
    window = make_window(pin="2468")
    window.ask_to_leave()
    QTest.keyClicks(window.leave, "1111\r")

    assert window.isVisible()
    assert window.leave.problem_text == "Ese PIN no es."
    assert window.leave.pad.field.text == ""


def test_too_many_wrong_pins_make_it_wait(make_window):
    window = make_window(pin="2468")
    window.ask_to_leave()
    for _ in range(6):
        QTest.keyClicks(window.leave, "1111\r")
    QTest.keyClicks(window.leave, "2468\r")

    assert window.isVisible()
    assert len(window.asked_for) == 5
    assert "Demasiados intentos" in window.leave.problem_text


def test_the_keyboard_types_the_pin_too(qtbot, make_window):
    window = make_window(pin="2468")
    window.ask_to_leave()
    with qtbot.waitSignal(window.left):
        QTest.keyClicks(window.leave, "24x69")
        QTest.keyClick(window.leave, Qt.Key.Key_Backspace)
        QTest.keyClicks(window.leave, "8")
        QTest.keyClick(window.leave, Qt.Key.Key_Return)


def test_without_a_pin_a_plain_question_is_asked(qtbot, make_window):
    window = make_window()
    window.ask_to_leave()
    assert not window.leave.pad.isVisible()
    with qtbot.waitSignal(window.left):
        window.leave.go.click()


def test_enter_confirms_where_no_pin_is_set(qtbot, make_window):
    window = make_window()
    window.ask_to_leave()
    with qtbot.waitSignal(window.left):
        QTest.keyClick(window.leave, Qt.Key.Key_Return)


@pytest.mark.parametrize("way", ["button", "escape", "patience"])
def test_the_question_goes_away_and_the_screen_has_the_keyboard_again(qtbot, make_window, way):
    window = make_window(pin="2468")
    window.ask_to_leave()
    window.leave.pad.type("24")
    if way == "button":
        window.leave.back.click()
    elif way == "escape":
        QTest.keyClick(window.leave, Qt.Key.Key_Escape)
    else:
        window.leave._patience.timeout.emit()

    assert not window.asking
    assert window.isVisible()
    assert window.focusWidget() is window.screen_widget
    assert window.leave.pad.field.text == ""


def test_escape_held_brings_the_question(qtbot, make_window):
    window = make_window()
    window.gesture._hold.setInterval(1)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.asking)

    assert window.isVisible()


def test_escape_pressed_and_released_brings_nothing(qtbot, make_window):
    window = make_window()
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape, down=False, repeat=True)
    assert window.gesture._hold.isActive()
    press(window, Qt.Key.Key_Escape, down=False)

    assert not window.gesture._hold.isActive()


def test_a_corner_held_brings_the_question(qtbot, make_window):
    window = make_window()
    window.gesture._hold.setInterval(1)
    QTest.mousePress(
        window.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(5, 5),
    )
    qtbot.waitUntil(lambda: window.asking)
    QTest.mouseRelease(
        window.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(5, 5),
    )


def test_a_press_elsewhere_is_no_corner(make_window):
    window = make_window()
    middle = window.rect().center()
    QTest.mousePress(
        window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
    )
    assert not window.gesture._hold.isActive()
    QTest.mouseRelease(
        window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
    )


def test_a_desk_window_watches_no_gesture(make_window):
    window = make_window(guarded=False)
    press(window, Qt.Key.Key_Escape)

    assert not window.gesture._hold.isActive()


def test_a_closed_window_watches_no_more(qapp, make_window):
    window = make_window()
    window.close_now()
    other = LeaveGesture()

    assert not window.gesture._hold.isActive()
    assert not other._hold.isActive()


def test_a_problem_stands_above_the_screen_until_it_is_seen(make_window):
    window = make_window(guarded=False)
    window.tell_problem("Algo falló.")
    assert window.banner.isVisible()
    window.banner.button.click()

    assert not window.banner.isVisible()


def test_the_question_is_as_large_as_the_window_and_follows_it(make_window):
    window = make_window(pin="2468")
    window.ask_to_leave()
    window.showNormal()
    window.resize(600, 700)

    assert window.leave.size() == window.size()


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1080, 1920)])
def test_all_its_words_are_seen_in_every_language(make_window, lang, size):
    texts.use(lang)
    window = make_window(pin="2468")
    window.showNormal()
    window.resize(*size)
    window.ask_to_leave()

    for button in (window.leave.back, window.leave.go):
        assert not button.is_cut
    assert (
        window.leave.pad.geometry().intersected(window.leave.rect()) == window.leave.pad.geometry()
    )


def test_closing_twice_tells_once(make_window):
    told = []
    window = make_window(guarded=False)
    window.left.connect(lambda: told.append(1))
    window.close_now()
    window.close_now()

    assert told == [1]


def test_what_is_under_the_question_is_not_pressed(qtbot):
    label = QLabel("x")
    window = StationWindow(label, "t", guarded=True)
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    window.ask_to_leave()
    assert window.childAt(QPointF(400, 300).toPoint()) is not label
    window.close_now()
