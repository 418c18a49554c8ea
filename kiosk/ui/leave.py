"""What lies over a full screen when somebody asks to leave it: a PIN, or a plain question."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.texts import N_, _
from kiosk.ui import icons, theme
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.pin_pad import PinPad
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import Look, TouchButton

STAY_MS = 20_000
"""Nobody answers: the screen goes back to work."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LeavePage(Canvas):
    """Signals: confirmed(PIN, "" where none is set), cancelled().

    `stake` says what closing takes from others (a text of N_); "" for nothing.
    """

    confirmed = Signal(str)
    cancelled = Signal()
    landscape = (1280.0, 800.0)
    portrait = (800.0, 1280.0)

    def __init__(self, parent: QWidget | None = None, stay_ms: int = STAY_MS) -> None:
        super().__init__(parent)
        self.needs_pin = False
        self.stake = ""
        self.problem_text = ""
        self.title = FitText(Style(52, 800, -0.03, lines=2))
        self.hint = FitText(Style(24, 500, lines=3, wrap_first=True, valign="top"))
        self.problem = FitText(Style(24, 600, lines=2, wrap_first=True))
        self.pad = PinPad()
        self.go = TouchButton(Look("#000000"), "log-out")
        self.back = TouchButton(Look("#000000"), "undo-2")
        for name, child in vars(self).items():
            if isinstance(child, (FitText, PinPad, TouchButton)):
                child.setParent(self)
                child.setObjectName(name)
        self._patience = QTimer(self, singleShot=True, interval=stay_ms)
        self._patience.timeout.connect(self.cancelled)
        self.pad.entered.connect(self.confirmed)
        self.go.clicked.connect(self._confirm)
        self.back.clicked.connect(self.cancelled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def ask(self, *, needs_pin: bool, problem: str = "") -> None:
        """Come up, with the keyboard; `problem` says why the last answer did not do."""
        self.needs_pin, self.problem_text = needs_pin, problem
        self.pad.field.set_text("")
        self.retranslate()
        self.show()
        self.raise_()
        self.setFocus()
        self._patience.start()

    def close_question(self) -> None:
        """Go away; what was typed is forgotten."""
        self._patience.stop()
        self.pad.field.set_text("")
        self.hide()

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors = theme.current()
        hint = _(self.stake or N_("Mientras tanto esta estación no lee códigos."))
        for text, words, color in (
            (self.title, _("¿Cerrar esta pantalla?"), colors.on_ink),
            (self.hint, hint, theme.INK_TEXT),
            (self.problem, self.problem_text, theme.SUN),
        ):
            text.set_text(words)
            text.set_color(color)
        plain = Look(theme.INK_TEXT, "", theme.INK_OUTLINE, px=26, radius=14, border_width=2)
        self.back.set_look(plain)
        self.back.set_text(_("Volver"))
        self.go.set_look(Look(colors.on_primary, colors.primary, px=26, weight=700, radius=14))
        self.go.set_text(_("Cerrar"))
        self.go.setVisible(not self.needs_pin)
        self.pad.setVisible(self.needs_pin)
        self.pad.field.set_placeholder(_("PIN"))
        self.pad.retranslate()
        self.relayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits go to the PIN, Enter hands it in, Escape goes back."""
        self._patience.start()
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.pad.field.erase()
        elif event.key() in _ENTER:
            self._answer()
        else:
            self.pad.type(event.text())

    def _answer(self) -> None:
        if self.needs_pin:
            self.pad.submit()
        else:
            self._confirm()

    def _confirm(self) -> None:
        self.confirmed.emit("")

    def arrange(self, w: float, h: float) -> None:
        """Words and buttons at the left, the PIN at the right; one above the other in portrait."""
        if self.is_portrait:
            left, top, pad = (w - 560) / 2, 140.0, ((w - 400) / 2, 640.0)
        else:
            left, top, pad = (w - 1120) / 2, h / 2 - 110, ((w + 1120) / 2 - 380, h / 2 - 250)
        self.place(self.title, left, top, 560, 110)
        self.place(self.hint, left, top + 122, 560, 76)
        self.place(self.problem, left, top + 200, 560, 64)
        self.place(self.back, left, top + 276, 260, 80)
        self.place(self.go, left + 280, top + 276, 280, 80)
        self.place(self.pad, *pad, 380, 500)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Ink, and a way out."""
        painter.fillRect(area, QColor(theme.current().ink))
        left = (area.width() - (560 if self.is_portrait else 1120)) / 2
        top = 40.0 if self.is_portrait else area.height() / 2 - 220
        icons.paint(painter, "log-out", theme.SUN, QRectF(left, top, 80, 80))
