"""The button: what it shows, what presses it, and that its words are never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.domain.settings import Theme
from kiosk.ui import stylesheet, theme
from kiosk.ui.widgets.button import DESK, MAIN, Button, ButtonSize, Kind
from kiosk.ui.widgets.button_look import colors_of
from kiosk.ui.widgets.focus_ring import FocusRing
from kiosk.ui.widgets.key_cap import ENTER, KeyCap, cap_width


def pixel(widget, x, y):
    return widget.grab().toImage().pixelColor(x, y).name().upper()


@pytest.mark.parametrize(("size", "height"), [(DESK, 60), (MAIN, 84)])
def test_heights_are_those_of_the_design(qtbot, size, height):
    button = Button("Seguir", size=size)
    qtbot.addWidget(button)
    assert button.sizeHint().height() == height
    assert button.minimumSizeHint().height() == height


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_it(qtbot, key):
    button = Button("Seguir")
    qtbot.addWidget(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.keyClick(button, key)
    assert pressed == [1]


def test_a_disabled_button_is_not_pressed(qtbot):
    button = Button("Seguir")
    qtbot.addWidget(button)
    button.setEnabled(False)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.click()
    assert pressed == []


@pytest.mark.parametrize("name", list(Theme))
def test_the_primary_button_wears_the_primary_colour(qtbot, qapp, name):
    stylesheet.apply(qapp, name)
    button = Button("", kind=Kind.PRIMARY, size=MAIN)
    qtbot.addWidget(button)
    button.resize(300, 84)
    assert pixel(button, 40, 42) == theme.tokens(name).primary


def test_colours_tell_the_states_apart():
    states = [
        colors_of(Kind.PRIMARY, enabled=True, hovered=False, down=False),
        colors_of(Kind.PRIMARY, enabled=True, hovered=True, down=False),
        colors_of(Kind.PRIMARY, enabled=True, hovered=True, down=True),
        colors_of(Kind.PRIMARY, enabled=False, hovered=False, down=False),
    ]
    assert len({state.fill for state in states}) == 4


def test_high_contrast_dashes_what_is_disabled(qapp):
    stylesheet.apply(qapp, Theme.HIGH_CONTRAST)
    assert colors_of(Kind.SECONDARY, enabled=False, hovered=False, down=False).dashed


def test_narrow_buttons_drop_the_icon_before_the_words(qtbot):
    button = Button("Corregir datos", icon="pencil", key="F2")
    qtbot.addWidget(button)
    assert button._fit(400)[1]
    assert not button._fit(200)[1]
    full, _icon = button._fit(200)
    small, _icon = button._fit(165)
    assert small.pixelSize() < full.pixelSize()
    assert small.pixelSize() >= 15
    assert button.minimumSizeHint().width() < button.sizeHint().width()


def test_a_label_can_change_with_its_icon_and_key(qtbot):
    button = Button("Acreditar", icon="printer", key=ENTER)
    qtbot.addWidget(button)
    narrow = button.sizeHint().width()
    button.set_label("Acreditar e imprimir", "check", "F6")
    assert button.text() == button.accessibleName() == "Acreditar e imprimir"
    assert button.sizeHint().width() > narrow
    button.set_size(ButtonSize(height=40))
    button.set_kind(Kind.OUTLINE)
    assert button.sizeHint().height() == 40


def test_the_key_cap_is_as_wide_as_its_key(qtbot):
    cap = KeyCap("Esc")
    qtbot.addWidget(cap)
    assert cap.sizeHint().height() == 30
    assert cap_width("Esc") > cap_width("1") == 34


def test_the_focus_ring_lies_around_the_focused_button(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    first, second, plain = Button("Uno"), Button("Dos"), QWidget()
    plain.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for widget in (first, second, plain):
        row.addWidget(widget)
    ring = FocusRing(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(lambda: ring.target is first)
    assert ring.geometry() == first.geometry().adjusted(-6, -6, 6, 6)
    second.setFocus()
    assert ring.geometry() == second.geometry().adjusted(-6, -6, 6, 6)
    window.resize(700, 200)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-6, -6, 6, 6))
    plain.setFocus()
    assert not ring.isVisible()
