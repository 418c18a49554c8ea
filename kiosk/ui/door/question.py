"""Asks one question before somebody is let in: large buttons, nothing to type; judges no answer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.door.looks import plain_button
from kiosk.ui.door.state import QuestionState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.looks import edged
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import TouchButton

_MOST = 6
_BAND = 116.0


class QuestionPage(Canvas):
    """`chosen` brings the value of an option, "" for no answer."""

    chosen = Signal(str)
    cancelled = Signal()
    landscape = (1280.0, 800.0)

    def __init__(self) -> None:
        super().__init__()
        self.state = QuestionState("", "")
        self.word = FitText(Style(46, 800, -0.028, theme.ON_ASK))
        self.name = FitText(Style(34, 600, -0.01, theme.ON_ASK, lines=2, align="right"))
        self.question = FitText(Style(52, 800, -0.028, lines=3, wrap_first=True, line=1.12))
        self.help = FitText(Style(26, 500, lines=2, wrap_first=True, valign="top"))
        self.options = [TouchButton(plain_button()) for _number in range(_MOST)]
        self.cancel = TouchButton(plain_button(), "x")
        self.skip = TouchButton(plain_button())
        self.adopt()
        for number, button in enumerate(self.options):
            button.setParent(self)
            button.setObjectName(f"option-{number}")
            button.clicked.connect(self._pressed)
        self.cancel.clicked.connect(self.cancelled)
        self.skip.clicked.connect(self._skipped)

    def show_state(self, state: QuestionState) -> None:
        """Ask this question."""
        self.state = state
        colors = theme.current()
        self.word.set_text(state.word)
        self.name.set_text(state.name)
        self.question.set_text(state.question)
        self.question.set_color(colors.text)
        self.help.set_text(state.help)
        self.help.set_color(colors.text2)
        for button in self.options:
            button.hide()
        for button, (_value, words) in zip(self.options, state.options, strict=False):
            button.set_look(edged(38, 36, gap=14, radius=18))
            button.set_text(words)
            button.show()
        self.cancel.set_look(plain_button())
        self.cancel.set_text(_("Cancelar"))
        self.skip.set_look(plain_button())
        self.skip.set_text(state.skip)
        self.skip.setVisible(bool(state.skip))
        self.relayout()

    def clear(self) -> None:
        """Forget who is asked."""
        self.state = QuestionState("", "")
        self.name.set_text("")

    def choose(self, number: int) -> None:
        """Choose an option by its place."""
        if number < len(self.state.options):
            self.chosen.emit(self.state.options[number][0])

    def type(self, text: str) -> None:
        """A digit chooses the option at that place."""
        if text in "123456":
            self.choose(int(text) - 1)

    def accept(self) -> None:
        """Enter answers nothing: a scanner sends it too."""

    def erase(self) -> None:
        """There is nothing to take back."""

    def _pressed(self) -> None:
        self.choose(int(self.sender().objectName().removeprefix("option-")))

    def _skipped(self) -> None:
        self.chosen.emit("")

    def arrange(self, w: float, h: float) -> None:
        """Who and what above, the answers below in one or two columns."""
        self.place(self.word, 56, 12, w * 0.4 - 56, _BAND - 24)
        self.place(self.name, w * 0.4 + 24, 12, w * 0.6 - 80, _BAND - 24)
        wide, top = w - 112, _BAND + 28
        self.place(self.question, 56, top, wide, 176)
        self.place(self.help, 56, top + 184, wide, 68)
        count = max(1, len(self.state.options))
        columns = count if count <= 2 else 2  # more stand under each other
        rows = -(-count // columns)
        first, gap = top + 268, 20.0
        tall = min(150.0, (h - 148 - first - gap * (rows - 1)) / rows)
        each = (wide - gap * (columns - 1)) / columns
        for number, button in enumerate(self.options):
            x = 56 + (number % columns) * (each + gap)
            self.place(button, x, first + (number // columns) * (tall + gap), each, tall)
        self.place(self.cancel, 56, h - 112, 300, 80)
        self.place(self.skip, w - 56 - 340, h - 112, 340, 80)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The ground, and the band in the colour of a question."""
        painter.fillRect(area, QColor(theme.current().bg))
        painter.fillRect(QRectF(0, 0, area.width(), _BAND), QColor(theme.ASK))
