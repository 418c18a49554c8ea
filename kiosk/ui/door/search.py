"""Search by name at the door: name and organisation, nothing else; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.door.hit_row import HitRow
from kiosk.ui.door.looks import plain_button
from kiosk.ui.door.state import SearchState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.on_screen_keyboard import OnScreenKeyboard
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import TouchButton
from kiosk.ui.widgets.typed_field import TypedField

_MOST = 6


class SearchPage(Canvas):
    """`changed` brings what is typed, `person_chosen` the id of the chosen person."""

    changed = Signal(str)
    person_chosen = Signal(str)
    closed = Signal()
    landscape = (1280.0, 800.0)

    def __init__(self) -> None:
        super().__init__()
        self.state = SearchState()
        self.field = TypedField(30)
        self.close_button = TouchButton(plain_button(), "x")
        self.message = FitText(Style(24, 500, align="center", lines=2, wrap_first=True))
        self.rows = [HitRow() for _number in range(_MOST)]
        self.keyboard = OnScreenKeyboard()
        for child in (self.field, self.close_button, self.message, self.keyboard, *self.rows):
            child.setParent(self)
        self.field.setObjectName("field")
        self.close_button.setObjectName("close")
        for row in self.rows:
            row.chosen.connect(self.person_chosen)
        self.field.changed.connect(self.changed)
        self.close_button.clicked.connect(self.closed)
        self.keyboard.typed.connect(self.field.type)
        self.keyboard.erased.connect(self.field.erase)
        self.keyboard.finished.connect(self.accept)

    def show_state(self, state: SearchState) -> None:
        """Draw the people found."""
        self.state = state
        self.retranslate()

    def clear(self) -> None:
        """Forget what was typed and found."""
        self.state = SearchState()
        self.field.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.field.set_text("")
        self.field.blockSignals(False)  # noqa: FBT003  Qt's signature

    def retranslate(self) -> None:
        """Words and colours in force."""
        self.field.set_placeholder(_("Nombre o apellido"))
        self.close_button.set_look(plain_button())
        self.close_button.set_text(_("Cerrar"))
        self.message.set_text(self.state.message if not self.state.hits else "")
        self.message.set_color(theme.current().text2)
        for number, row in enumerate(self.rows):
            found = number < len(self.state.hits)
            row.setVisible(found)
            if found:
                row.set_hit(self.state.hits[number])
        self.keyboard.retranslate()
        self.relayout()

    def type(self, text: str) -> None:
        """Characters from a real keyboard."""
        self.field.type(text)

    def accept(self) -> None:
        """Enter takes the one person found; with several it takes nobody."""
        if len(self.state.hits) == 1:
            self.person_chosen.emit(self.state.hits[0].person_id)

    def erase(self) -> None:
        """Backspace."""
        self.field.erase()

    def arrange(self, w: float, h: float) -> None:
        """The box above, two columns of people, the keyboard below."""
        keys = 384.0
        close = max(168.0, self.close_button.natural_width(24))
        self.place(self.field, 28, 24, w - 56 - close - 16, 80)
        self.place(self.close_button, w - 28 - close, 24, close, 80)
        top, room = 120.0, h - 120 - keys - 40
        self.place(self.message, 28, top, w - 56, room)
        wide, tall = (w - 56 - 16) / 2, (room - 2 * 10) / 3
        for number, row in enumerate(self.rows):
            column, line = divmod(number, 3)
            spot = (28 + column * (wide + 16), top + line * (tall + 10))
            self.place(row, *spot, wide, tall)
        self.place(self.keyboard, 28, h - keys - 24, w - 56, keys)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The ground."""
        painter.fillRect(area, QColor(theme.current().bg))
