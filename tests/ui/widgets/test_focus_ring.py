"""The focus ring: where it lies, what it is painted with, and that it goes with its target."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.choice import Choice
from kiosk.ui.widgets.focus_ring import FocusRing
from kiosk.ui.widgets.segments import Segments
from kiosk.ui.widgets.top_bar_parts import IconWord, Tab


@pytest.fixture
def window(show):
    """A window with a ring and two buttons, the first with the focus."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(20, 20, 20, 20)
    made.first, made.second, made.line = Button("Uno"), Button("Dos"), QLineEdit()
    for widget in (made.first, made.second, made.line):
        row.addWidget(widget)
    made.ring = FocusRing(made)
    show(made, 700, 120)
    made.activateWindow()
    return made


@pytest.mark.parametrize("name", list(Theme))
def test_the_ring_and_its_gap_are_painted(dress, window, focus, pixel, name):
    t = dress(name)
    focus(window.first)
    image = window.ring.grab().toImage()
    middle = image.height() / 2
    assert pixel(image, 1, middle) == t.focus
    assert pixel(image, 4, middle) == t.bg
    assert pixel(image, image.width() - 2, middle) == t.focus


def test_a_target_on_ink_has_a_yellow_ring(show, focus, pixel):
    made = QWidget()
    row = QHBoxLayout(made)
    tab = Tab("search")
    tab.setText("Buscar")
    row.addWidget(tab)
    ring = FocusRing(made)
    show(made, 300, 120)
    focus(tab)
    image = ring.grab().toImage()
    assert pixel(image, 1, image.height() / 2) == theme.SUN
    assert pixel(image, 4, image.height() / 2) == theme.LIGHT.ink


def test_it_covers_six_pixels_around(window, focus):
    focus(window.first)
    assert window.ring.geometry() == window.first.geometry().adjusted(-6, -6, 6, 6)


def test_it_follows_the_focus_and_the_layout(qtbot, window, focus):
    focus(window.first)
    focus(window.second)
    assert window.ring.target is window.second
    window.resize(900, 160)
    qtbot.waitUntil(
        lambda: window.ring.geometry() == window.second.geometry().adjusted(-6, -6, 6, 6)
    )


def test_boxes_to_type_in_show_the_focus_by_their_edge(window, focus):
    focus(window.first)
    focus(window.line)
    assert window.ring.target is None
    assert not window.ring.isVisible()


def test_a_hidden_target_has_no_ring(window, focus):
    focus(window.first)
    assert window.ring.isVisible()
    window.first.hide()
    assert window.ring.target is window.second
    window.second.clearFocus()
    assert not window.ring.isVisible()


def test_it_lets_the_pointer_through(qtbot, window, focus, heard):
    focus(window.first)
    assert window.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    clicks = heard(window.first.clicked)
    qtbot.mouseClick(window.first, Qt.MouseButton.LeftButton)
    assert len(clicks) == 1


def test_a_widget_of_another_window_is_left_alone(show, window, focus):
    focus(window.first)
    other = show(Button("Otro"))
    focus(other)
    assert window.ring.target is None


def test_a_target_that_dies_takes_the_ring_along(qtbot, window, focus):
    focus(window.first)
    with qtbot.waitSignal(window.first.destroyed):
        window.first.deleteLater()
    focus(window.second)
    assert window.ring.target is window.second


@pytest.mark.parametrize("made", [
    lambda: Button("Uno"), lambda: Choice("1"), Segments, lambda: Tab("search"),
    lambda: IconWord("languages", focusable=True),
])  # fmt: skip
def test_whatever_takes_the_keyboard_has_a_ring(show, made):
    widget = show(made())
    assert widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    assert widget.ring_radius > 0
