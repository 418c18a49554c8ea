"""Asks for a reason (undo, admit all the same) and for the supervisor's PIN; checks nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.door.looks import main_button, plain_button
from kiosk.ui.door.state import ReasonState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.pin_pad import PinPad
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import TouchButton

_MOST = 4


class ReasonPage(Canvas):
    """`confirmed` brings the reason and the PIN ("" where none is needed)."""

    confirmed = Signal(str, str)
    cancelled = Signal()
    landscape = (1280.0, 800.0)

    def __init__(self) -> None:
        super().__init__()
        self.state = ReasonState("undo", "")
        self.reason = ""
        self.title = FitText(
            Style(44, 800, -0.028, lines=2, wrap_first=True, line=1.1, valign="top")
        )
        self.detail = FitText(Style(22, 500, lines=2, wrap_first=True, valign="top"))
        self.problem = FitText(Style(22, 600, lines=2, wrap_first=True))
        self.choices = [TouchButton(plain_button()) for _number in range(_MOST)]
        self.pad = PinPad()
        self.cancel = TouchButton(plain_button(), "x")
        self.go = TouchButton(main_button(), "check")
        self.adopt()
        for number, button in enumerate(self.choices):
            button.setParent(self)
            button.setObjectName(f"reason-{number}")
            button.clicked.connect(self._chosen)
        self.pad.entered.connect(self._with_pin)
        self.cancel.clicked.connect(self.cancelled)
        self.go.clicked.connect(self._without_pin)

    def show_state(self, state: ReasonState) -> None:
        """Ask this question; what was chosen and typed stays while only the name goes away."""
        if state.purpose != self.state.purpose or self.reason not in state.reasons:
            self.reason = state.reasons[0] if len(state.reasons) == 1 else ""
        if replace(state, detail="") != replace(self.state, detail=""):
            self.pad.field.set_text("")
        self.state = state
        self.retranslate()

    def clear(self) -> None:
        """Forget the person, the reason and the PIN."""
        self.state, self.reason = ReasonState("undo", ""), ""
        self.pad.field.set_text("")

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors, state = theme.current(), self.state
        for text, words, color in (
            (self.title, state.title, colors.text),
            (self.detail, state.detail, colors.text2),
            (self.problem, state.problem, colors.bad_fg),
        ):
            text.set_text(words)
            text.set_color(color)
        self.cancel.set_look(plain_button())
        self.cancel.set_text(_("Cancelar"))
        self.go.set_look(main_button())
        self.go.set_text(_("Confirmar"))
        self.go.setVisible(not state.needs_pin)
        self.pad.setVisible(state.needs_pin)
        self.pad.field.set_placeholder(_("PIN"))
        self.pad.retranslate()
        self._mark_choice()
        self.relayout()

    def _mark_choice(self) -> None:
        for number, button in enumerate(self.choices):
            known = number < len(self.state.reasons)
            button.setVisible(known)
            if known:
                words = self.state.reasons[number]
                button.set_text(words)
                here = words == self.reason
                button.set_icon("check" if here else "")
                button.set_look(main_button(24) if here else plain_button(24))
        self.go.setEnabled(bool(self.reason))

    def _chosen(self) -> None:
        self.choose(int(self.sender().objectName().removeprefix("reason-")))

    def choose(self, number: int) -> None:
        """Choose a reason by its place."""
        self.reason = self.state.reasons[number]
        self.problem.set_text("")
        self._mark_choice()

    def _without_pin(self) -> None:
        if self.reason:
            self.confirmed.emit(self.reason, "")

    def _with_pin(self, pin: str) -> None:
        if not self.reason:
            self.problem.set_text(_("Elija primero el motivo."))
            return
        self.confirmed.emit(self.reason, pin)

    def type(self, text: str) -> None:
        """Characters from a real keyboard: digits of the PIN."""
        if self.state.needs_pin:
            self.pad.type(text)

    def accept(self) -> None:
        """Enter."""
        if self.state.needs_pin:
            self.pad.submit()
        else:
            self._without_pin()

    def erase(self) -> None:
        """Backspace."""
        self.pad.field.erase()

    def arrange(self, w: float, h: float) -> None:
        """Reasons at the left, the PIN at the right."""
        left = (w - 1120) / 2
        wide = 700.0 if self.state.needs_pin else 1120.0
        self.place(self.title, left, 56, 1120, 100)
        self.place(self.detail, left, 160, 1120, 62)
        for number, button in enumerate(self.choices):
            self.place(button, left, 236 + number * 92, wide, 80)
        self.place(self.problem, left, 606, 700, 64)
        self.place(self.pad, left + 760, 236, 360, h - 236 - 40)
        self.place(self.cancel, left, h - 120, 300, 80)
        self.place(self.go, left + 320, h - 120, 380, 80)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The ground."""
        painter.fillRect(area, QColor(theme.current().bg))
