"""The inputs of one property each that are lines and lists to open; they check nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.ui.designer.canvas_paint import number
from kiosk.ui.designer.state import FieldState
from kiosk.ui.widgets.field import ChevronBox

HEIGHT = 40
SMALL = (
    "QLineEdit, QComboBox { font-size: 16px; padding: 0 9px; border-radius: 8px; }"
    "QLineEdit:focus, QComboBox:focus { padding: 0 8px; }"
)
"""Boxes of a panel of properties are lower than those of a form."""
_OURS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SessionLine(QLineEdit):
    """A line that leaves Ctrl+Z and Ctrl+Y to the page: they take back steps of the session."""

    def event(self, event: QEvent) -> bool:
        """Do not claim the page's shortcuts."""
        if isinstance(event, QKeyEvent) and any(event.matches(key) for key in _OURS):
            event.ignore()
            return False
        return super().event(event)


class PropertyInput(QWidget):
    """What all inputs share. Signal: changed(value)."""

    changed = Signal(object)

    def show_field(self, field: FieldState) -> None:
        """Show that property's value; emits nothing."""
        raise NotImplementedError


class LineInput(PropertyInput):
    """A text, taken letter by letter."""

    def __init__(self, field: FieldState) -> None:
        super().__init__()
        self.line = SessionLine()
        self.line.setStyleSheet(SMALL)
        self.line.setFixedHeight(HEIGHT)
        self.line.setMaxLength(200)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.row = QHBoxLayout()
        self.row.setSpacing(6)
        self.row.addWidget(self.line)
        self.column.addLayout(self.row)
        self.setFocusProxy(self.line)
        self._connect()
        self.show_field(field)

    def show_field(self, field: FieldState) -> None:
        """Show the text; the cursor stays where it is."""
        self.line.setAccessibleName(field.label)
        if self.line.text() != str(field.value):
            self.line.setText(str(field.value))

    def _connect(self) -> None:
        self.line.textEdited.connect(self.changed.emit)


class NumberInput(LineInput):
    """A number with its unit: typed, or changed by the arrow keys."""

    def __init__(self, field: FieldState) -> None:
        self._field = field
        super().__init__(field)

    def show_field(self, field: FieldState) -> None:
        """Show the number, unless somebody is typing another one."""
        self._field = field
        self.line.setAccessibleName(f"{field.label} ({field.unit})" if field.unit else field.label)
        if not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(self._words(float(str(field.value))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go by steps."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        typed = self._typed()
        base = float(str(self._field.value)) if typed is None else typed
        self._tell(round(base + steps[Qt.Key(event.key())] * self._field.step, 3))

    def _connect(self) -> None:
        self.line.editingFinished.connect(self._on_finished)

    def _on_finished(self) -> None:
        typed = self._typed()
        if not self.line.isModified():
            return
        if typed is None:
            self.line.setModified(False)
            self.show_field(self._field)
        else:
            self._tell(typed)

    def _tell(self, value: float) -> None:
        """Keep it within its limits; what is refused is put back by the next state."""
        self.line.setModified(False)
        value = max(self._field.low, min(value, self._field.high))
        self.line.setText(self._words(value))
        if value != self._field.value:
            self.changed.emit(value)

    def _typed(self) -> float | None:
        text = self.line.text().replace(self._field.unit or "\0", "").replace(",", ".").strip()
        try:
            return float(text) if text and text.lower() not in ("nan", "inf", "-inf") else None
        except ValueError:
            return None

    def _words(self, value: float) -> str:
        return f"{number(value)} {self._field.unit}".strip()


class ChoiceInput(PropertyInput):
    """One of several."""

    def __init__(self, field: FieldState) -> None:
        super().__init__()
        self.box = ChevronBox()
        self.box.setStyleSheet(SMALL)
        self.box.setFixedHeight(HEIGHT)
        self.box.setMinimumContentsLength(4)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._options: tuple[tuple[str, str], ...] = ()
        self.show_field(field)
        self.box.activated.connect(self._on_activated)

    def show_field(self, field: FieldState) -> None:
        """Offer the choices; a value that is none of them is shown as it is."""
        self.box.setAccessibleName(field.label)
        options = field.options
        if field.value not in [value for value, _ in options]:
            options = (*options, (str(field.value), str(field.value)))
        if options != self._options:
            self._options = options
            self.box.clear()
            self.box.addItems([words for _, words in options])
        self.box.setCurrentIndex([value for value, _ in options].index(str(field.value)))

    def _on_activated(self, at: int) -> None:
        self.changed.emit(self._options[at][0])
