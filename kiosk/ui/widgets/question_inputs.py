"""The boxes that answers are given in, all with the same few methods; judge no answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kiosk.texts import _
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import ChevronBox
from kiosk.ui.widgets.question_state import Input, QuestionField
from kiosk.ui.widgets.segments import Segments

TARGET = 60
"""The least height of what is pressed, on every screen: small ones are those that are touched."""
_LONG = 16
"""Letters of an option from which two of them fill a row."""


class LineInput(QLineEdit):
    """One line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(TARGET)

    def on_change(self, act: Callable[[], None]) -> None:
        """Do that whenever the answer changes."""
        self.textChanged.connect(lambda _text: act())

    def show_field(self, field: QuestionField) -> None:
        """Say how an answer looks like."""
        self.setPlaceholderText(field.example)

    def value(self) -> str:
        """What is typed, without blanks at its ends."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Fill the box."""
        self.setText(value)


class LinesInput(QPlainTextEdit):
    """Several lines. Enter and Esc are the form's; Shift+Enter begins a line, Tab goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def on_change(self, act: Callable[[], None]) -> None:
        """Do that whenever the answer changes."""
        self.textChanged.connect(act)

    def show_field(self, field: QuestionField) -> None:
        """Say how an answer looks like."""
        self.setPlaceholderText(field.example)

    def value(self) -> str:
        """What is typed, without blanks at its ends."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Fill the box."""
        self.setPlainText(value)

    def set_compact(self, *, compact: bool) -> None:
        """Fewer lines on small screens."""
        self.setFixedHeight(84 if compact else 112)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the form's keys to the form."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and plain):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ListInput(ChevronBox):
    """One of many, in a list that opens; typing letters jumps there."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(12)
        self.setFixedHeight(TARGET)

    def on_change(self, act: Callable[[], None]) -> None:
        """Do that whenever the answer changes."""
        self.currentIndexChanged.connect(lambda _place: act())

    def show_field(self, field: QuestionField) -> None:
        """Offer the options; what was chosen stays chosen."""
        offered = [(self.itemData(n), self.itemText(n)) for n in range(self.count())]
        wanted = [("", ""), *field.options]
        if offered != wanted:
            kept = self.value()
            self.clear()
            for value, words in wanted:
                self.addItem(words, value)
            self.set_value(kept)

    def value(self) -> str:
        """The value chosen, "" for none."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose a value; one that is not offered chooses none."""
        self.setCurrentIndex(max(0, self.findData(value)))


class OneInput(Segments):
    """One of few, each a button; where the question may stay open, a second press lets go."""

    def on_change(self, act: Callable[[], None]) -> None:
        """Do that whenever the answer changes."""
        self.changed.connect(act)

    def show_field(self, field: QuestionField) -> None:
        """Offer the options; what was chosen stays chosen."""
        self.loose = not field.required
        self.set_segments(tuple((value, words, "") for value, words in field.options))

    def value(self) -> str:
        """The value chosen, "" for none."""
        return next(iter(self.values()), "")

    def set_value(self, value: str) -> None:
        """Choose a value."""
        self.set_values((value,) if value else ())


class ManyInput(QWidget):
    """Several of them, each a button, two or three in a row."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Segments] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def on_change(self, act: Callable[[], None]) -> None:
        """Do that whenever the answer changes."""
        self.changed.connect(act)

    def show_field(self, field: QuestionField) -> None:
        """Offer the options; what was chosen stays chosen."""
        wide = 2 if any(len(words) > _LONG for _value, words in field.options) else 3
        parts = [field.options[n : n + wide] for n in range(0, len(field.options), wide)]
        while len(self.rows) < len(parts):
            row = Segments(many=True)
            row.changed.connect(self.changed)
            self.rows.append(row)
            self._column.addWidget(row)
        for row, part in zip(self.rows, parts, strict=False):
            row.set_segments(tuple((value, words, "") for value, words in part))
            row.setAccessibleName(self.accessibleName())
        if self.rows:
            self.setFocusProxy(self.rows[0])

    def value(self) -> str:
        """The values chosen, joined by ","."""
        return ",".join(value for row in self.rows for value in row.values())

    def set_value(self, value: str) -> None:
        """Choose these values."""
        for row in self.rows:
            row.set_values(tuple(value.split(",")))


class FileInput(QWidget):
    """A file chosen in the system's own dialog; its path is the answer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = Button("", icon="plus")
        self.name = ElidedLabel(px=18)
        self._path = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.button)
        row.addWidget(self.name, 1)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self.choose)

    def on_change(self, act: Callable[[], None]) -> None:
        """Do that whenever the answer changes."""
        self.changed.connect(act)

    def show_field(self, _field: QuestionField) -> None:
        """Words in the language in force."""
        self.button.set_label(_("Elegir archivo"))

    def choose(self) -> None:
        """Let the operator choose; a closed dialog changes nothing."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Elegir archivo"))
        if path:
            self.set_value(path)
            self.changed.emit()

    def value(self) -> str:
        """The path, "" for none."""
        return self._path

    def set_value(self, value: str) -> None:
        """Show the file's name."""
        self._path = value
        self.name.setText(Path(value).name)


AnswerInput = LineInput | LinesInput | ListInput | OneInput | ManyInput | FileInput


def input_for(kind: Input) -> AnswerInput:
    """A new box of that kind."""
    made: dict[Input, type[AnswerInput]] = {
        Input.LINE: LineInput,
        Input.LINES: LinesInput,
        Input.ONE: OneInput,
        Input.MANY: ManyInput,
        Input.LIST: ListInput,
        Input.FILE: FileInput,
    }
    return made[kind]()
