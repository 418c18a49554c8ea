"""A real window with a text box and a button, a keyboard that sends to it, and the filter."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from kiosk.domain.settings import Wedge
from kiosk.ui.wedge_filter import WedgeFilter

CODE = "LACNIC46.7QK2"
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Sends keys the way a platform does: to the window, each with its time."""

    def __init__(self, window):
        self.window = window
        self.at = 1000

    def event(self, kind, key, text="", modifiers=NONE, window=None, *, repeat=False):
        event = QKeyEvent(kind, key, modifiers, 0, 0, 0, text, repeat, 1)
        event.setTimestamp(self.at)
        QCoreApplication.sendEvent(window or self.window.windowHandle(), event)
        return event

    def key(self, key, text="", gap=3, modifiers=NONE):
        self.at += gap
        self.event(QEvent.Type.KeyPress, key, text, modifiers)
        self.event(QEvent.Type.KeyRelease, key, text, modifiers)

    def type(self, text, gap=3):
        for char in text:
            self.key(Qt.Key(ord(char.upper())), char, gap)

    def scan(self, text=CODE, gap=3, end=ENTER):
        self.type(text, gap)
        if end:
            self.key(end, "\r" if end == ENTER else "\t", gap)


class Screen(QWidget):
    """A text box, a button that Enter presses, and a record of both."""

    def __init__(self):
        super().__init__()
        self.box = QLineEdit()
        self.button = QPushButton("Imprimir")
        self.button.setDefault(True)
        self.button.setAutoDefault(True)
        self.clicks, self.entered = 0, []
        self.button.clicked.connect(self._on_click)
        self.box.returnPressed.connect(lambda: self.entered.append(self.box.text()))
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.button)

    def _on_click(self):
        self.clicks += 1


@pytest.fixture
def screen(qtbot):
    screen = Screen()
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    screen.box.setFocus()
    qtbot.waitUntil(screen.box.hasFocus)
    return screen


@pytest.fixture
def keyboard(screen):
    return Keyboard(screen)


@pytest.fixture
def make_filter(qapp):
    made = []

    def make(wedge=None):
        wedge_filter = WedgeFilter(wedge or Wedge())
        wedge_filter.scans = []
        wedge_filter.scanned.connect(wedge_filter.scans.append)
        wedge_filter.install()
        made.append(wedge_filter)
        return wedge_filter

    yield make
    for wedge_filter in made:
        wedge_filter.uninstall()


@pytest.fixture
def wedge(make_filter):
    return make_filter()


@pytest.fixture
def quiet(qtbot):
    """Wait until nothing is held back any more."""
    return lambda wedge: qtbot.waitUntil(lambda: not wedge._state.held)


@pytest.fixture
def make_screen(qtbot):
    """Another window like the first, and the keyboard for it."""

    def make():
        screen = Screen()
        qtbot.addWidget(screen)
        return screen, Keyboard(screen)

    return make
