"""The locked door: reads no code and shows no name until it is unlocked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.door.looks import main_button
from kiosk.ui.door.state import LockState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.pin_pad import PinPad
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import TouchButton


class LockPage(Canvas):
    """`unlock_tried` brings the PIN, "" where none is set."""

    unlock_tried = Signal(str)
    landscape = (1280.0, 800.0)

    def __init__(self) -> None:
        super().__init__()
        self.state = LockState("")
        self.title = FitText(Style(58, 800, -0.032, lines=2))
        self.room = FitText(Style(26, 500, lines=2))
        self.hint = FitText(Style(24, 500, lines=3, wrap_first=True, valign="top"))
        self.problem = FitText(Style(24, 600, lines=2, wrap_first=True))
        self.pad = PinPad()
        self.go = TouchButton(main_button())
        self.adopt()
        self.pad.entered.connect(self.unlock_tried)
        self.go.clicked.connect(self._unlock)

    def _unlock(self) -> None:
        self.unlock_tried.emit("")

    def show_state(self, state: LockState) -> None:
        """Show the lock."""
        self.state = state
        self.pad.field.set_text("")
        self.retranslate()

    def clear(self) -> None:
        """Forget a PIN half typed."""
        self.pad.field.set_text("")

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors = theme.current()
        hint = _("No se leen códigos hasta desbloquear.")
        for text, words, color in (
            (self.title, _("Puerta bloqueada"), colors.on_ink),
            (self.room, self.state.room, colors.on_ink2),
            (self.hint, hint, theme.INK_TEXT),
            (self.problem, self.state.problem, theme.SUN),
        ):
            text.set_text(words)
            text.set_color(color)
        self.go.set_look(main_button())
        self.go.set_text(_("Desbloquear"))
        self.go.setVisible(not self.state.needs_pin)
        self.pad.setVisible(self.state.needs_pin)
        self.pad.field.set_placeholder(_("PIN"))
        self.pad.retranslate()
        self.relayout()

    def type(self, text: str) -> None:
        """Characters from a real keyboard."""
        self.pad.type(text)

    def accept(self) -> None:
        """Enter submits a PIN, and presses nothing where there is none."""
        if self.state.needs_pin:
            self.pad.submit()

    def erase(self) -> None:
        """Backspace."""
        self.pad.field.erase()

    def arrange(self, w: float, h: float) -> None:
        """Words at the left, the PIN at the right."""
        left, middle = (w - 1120) / 2, h / 2
        self.place(self.title, left, middle - 110, 640, 90)
        self.place(self.room, left, middle - 20, 640, 64)
        self.place(self.hint, left, middle + 52, 640, 76)
        self.place(self.problem, left, middle + 130, 640, 70)
        self.place(self.go, left, middle + 210, 380, 96)
        self.place(self.pad, left + 740, middle - 250, 380, 500)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Ink, and a lock."""
        painter.fillRect(area, QColor(theme.current().ink))
        spot = QRectF((area.width() - 1120) / 2, area.height() / 2 - 220, 88, 88)
        icons.paint(painter, "lock", theme.SUN, spot)
