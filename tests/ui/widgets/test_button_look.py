"""The button's colours in each theme and state, read from its picture, and what presses it."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from kiosk.domain.settings import Theme
from kiosk.ui.widgets.button import DESK, MAIN, Button, ButtonSize, Kind
from kiosk.ui.widgets.button_look import colors_of

STATES = ("plain", "hovered", "down")


def ground(kind, state):
    return colors_of(kind, enabled=True, hovered=state != "plain", down=state == "down").fill


@pytest.mark.parametrize("name", list(Theme))
def test_the_main_button_grows_darker_or_lighter_step_by_step(dress, name):
    t = dress(name)
    fills = [ground(Kind.PRIMARY, state) for state in STATES]
    assert fills == [t.primary, t.primary_hover, t.primary_down]
    assert all(a != b for a, b in pairwise(fills))


@pytest.mark.parametrize("name", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("kind", [Kind.SECONDARY, Kind.OUTLINE])
def test_the_other_buttons_show_their_states_too(dress, name, kind):
    t = dress(name)
    assert [ground(kind, state) for state in STATES] == [t.surface, t.soft, t.border]


def test_no_state_in_high_contrast_is_white_on_white(dress):
    dress(Theme.HIGH_CONTRAST)
    for kind in Kind:
        for state in STATES:
            look = colors_of(kind, enabled=True, hovered=state != "plain", down=state == "down")
            assert look.fill != look.text


@pytest.mark.parametrize("name", list(Theme))
def test_only_the_main_button_has_no_edge(dress, name):
    t = dress(name)
    lines = [colors_of(kind, enabled=True, hovered=False, down=False).line for kind in Kind]
    assert lines == ["", t.control, t.primary]


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_disabled_looks_alike_whatever_it_was(dress, name, kind):
    t = dress(name)
    look = colors_of(kind, enabled=False, hovered=True, down=True)
    assert (look.fill, look.text) == (t.sunken, t.text3)
    assert look.dashed is t.high_contrast


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize(("kind", "words"), [
    (Kind.PRIMARY, ("primary", "on_primary")),
    (Kind.SECONDARY, ("surface", "text", "control")),
    (Kind.OUTLINE, ("surface", "primary")),
])  # fmt: skip
def test_a_shown_button_wears_its_colours(dress, show, colours, name, kind, words):
    t = dress(name)
    button = show(Button("HHHHHH", kind=kind, size=MAIN), 300, 84)
    assert {getattr(t, word) for word in words} <= colours(button)


def test_a_theme_chosen_later_is_followed(dress, show, pixel):
    button = show(Button("", kind=Kind.PRIMARY), 300, 60)
    before = pixel(button, 40, 30)
    t = dress(Theme.DARK)
    assert before != pixel(button, 40, 30) == t.primary


def test_a_disabled_button_in_high_contrast_has_a_dashed_edge(dress, show, pixel):
    dress(Theme.HIGH_CONTRAST)
    button = show(Button("Seguir"), 300, 60)
    assert {pixel(button, x, 1) for x in range(30, 270)} == {"#FFFFFF"}
    button.setEnabled(False)
    assert len({pixel(button, x, 1) for x in range(30, 270)}) > 1


def test_the_pointer_lights_it(show, pixel):
    button = show(Button("", kind=Kind.PRIMARY), 300, 60)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    spot = QPointF(5, 5)
    QApplication.sendEvent(button, QEnterEvent(spot, spot, spot))
    assert pixel(button, 40, 30) == ground(Kind.PRIMARY, "hovered")
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    assert pixel(button, 40, 30) == ground(Kind.PRIMARY, "plain")


def test_a_pressed_button_shows_it_and_clicks_when_let_go(qtbot, show, pixel, heard):
    button = show(Button("", kind=Kind.PRIMARY), 300, 60)
    clicks = heard(button.clicked)
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert pixel(button, 40, 30) == ground(Kind.PRIMARY, "down")
    assert clicks == []
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert len(clicks) == 1


def test_a_key_held_down_presses_once(show, heard):
    button = show(Button("Seguir"))
    clicks = heard(button.clicked)
    for again in (False, True, True):
        key = Qt.Key.Key_Return
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", again)
        QApplication.sendEvent(button, event)
    assert len(clicks) == 1


def test_other_keys_press_nothing(qtbot, show, heard):
    button = show(Button("Seguir"))
    clicks = heard(button.clicked)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F6):
        qtbot.keyClick(button, key)
    assert clicks == []


def test_a_disabled_button_hears_no_key(show, heard):
    button = show(Button("Seguir"))
    button.setEnabled(False)
    clicks = heard(button.clicked)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(button, event)
    assert clicks == []


@pytest.mark.parametrize("size", [DESK, MAIN, ButtonSize(48, 16)])
def test_icon_and_key_take_room_of_their_own(show, size):
    plain = show(Button("Seguir", size=size)).sizeHint().width()
    with_icon = show(Button("Seguir", icon="check", size=size)).sizeHint().width()
    with_both = show(Button("Seguir", icon="check", key="F6", size=size)).sizeHint().width()
    assert with_icon - plain == size.icon + size.gap
    assert with_both > with_icon + size.cap


def test_words_are_cut_only_when_nothing_else_helps(show, colours):
    button = show(Button("Acreditar e imprimir credencial", icon="printer", key="F6"), 120, 60)
    face, with_icon = button._fit(120)
    assert not with_icon
    assert face.pixelSize() == 15
    assert len(colours(button)) > 2


def test_the_name_for_readers_follows_the_label(show):
    button = show(Button("Seguir"))
    button.set_label("Terminar")
    assert (button.text(), button.accessibleName()) == ("Terminar", "Terminar")
    button.set_label("Fin", "check")
    button.set_label("Final", key="F2")
    assert button.sizeHint().width() > Button("Final").sizeHint().width()


def test_another_kind_is_drawn_at_once(show, pixel):
    button = show(Button(""), 200, 60)
    assert pixel(button, 40, 30) == ground(Kind.SECONDARY, "plain")
    button.set_kind(Kind.PRIMARY)
    assert pixel(button, 40, 30) == ground(Kind.PRIMARY, "plain")


def test_the_ring_has_the_radius_of_the_button(show):
    assert show(Button("Uno", size=MAIN)).ring_radius == MAIN.radius
    assert show(Button("Dos")).ring_radius == DESK.radius
