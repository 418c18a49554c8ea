"""A question of the designer across its page, with an answer a button; decides nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.ui.designer.inputs import HEIGHT, SMALL
from kiosk.ui.designer.state import Ask, QuestionState
from kiosk.ui.widgets.button import Button, ButtonSize, Kind
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph

_SIZE = ButtonSize(height=44, px=16, radius=10, padding=16)


class AskBar(Panel):
    """Hidden while nothing is asked. Signal: answered(Ask, text of the line)."""

    answered = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=12, ground="warn_bg", edge="warn_fg", line_width=2)
        self._question: QuestionState | None = None
        self.words = Paragraph(px=18, weight=600, ink="warn_fg", lines=2, middle=True)
        self.hint = Paragraph(px=16, ink="warn_fg", lines=2)
        self.line = QLineEdit()
        self.line.setStyleSheet(SMALL)
        self.line.setFixedHeight(HEIGHT + 4)
        self.line.setMaxLength(60)
        self.line.setMinimumWidth(260)
        self.line.returnPressed.connect(self._on_return)
        self.buttons: dict[Ask, Button] = {}
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.words)
        texts.addWidget(self.hint)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 10, 12, 10)
        self._row.setSpacing(12)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self.line)
        self.hide()

    def show_question(self, question: QuestionState | None) -> None:
        """Ask it, with the keyboard on its answer; None asks nothing."""
        if question == self._question:
            return
        before, self._question = self._question, question
        self.setVisible(question is not None)
        if question is None:
            return
        self.words.setText(question.text)
        self.hint.setText(question.hint)
        self.hint.setVisible(bool(question.hint))
        self._offer(question.answers)
        self.line.setVisible(question.field is not None)
        same = before is not None and before.field is not None
        if question.field is None:
            self.buttons[question.answers[-1][0]].setFocus()
        elif not same:
            self.line.setText(question.field)
            self.line.setAccessibleName(question.text)
            self.line.selectAll()
            self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stays where one was."""
        if event.key() == Qt.Key.Key_Escape:
            self.answered.emit(Ask.STAY, "")
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _offer(self, answers: tuple[tuple[Ask, str], ...]) -> None:
        """One button an answer; the last one is what one most likely wants."""
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for ask, words in answers:
            last = ask is answers[-1][0]
            button = Button(words, kind=Kind.PRIMARY if last else Kind.SECONDARY, size=_SIZE)
            button.setAccessibleName(words)
            button.clicked.connect(partial(self._answer, ask))
            self._row.addWidget(button)
            self.buttons[ask] = button

    def _on_return(self) -> None:
        if self._question is not None:
            self._answer(self._question.answers[-1][0])

    def _answer(self, ask: Ask) -> None:
        self.answered.emit(ask, self.line.text())
