"""Questions under each other, each with the box that fits it; keeps what is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QMoveEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.ui.widgets.question_inputs import LinesInput, input_for
from kiosk.ui.widgets.question_state import QuestionField, applying


class QuestionRow(QWidget):
    """The question, a word of help, its box, and what is wrong with the answer."""

    def __init__(self, field: QuestionField) -> None:
        super().__init__()
        self.kind = field.input
        self.label = Paragraph(px=18, weight=600, lines=3)
        self.help = Paragraph(px=16, ink="text2", lines=3)
        self.box = input_for(field.input)
        self.problem = Paragraph(px=17, weight=600, ink="bad_fg", lines=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.label, self.help, self.box, self.problem):
            column.addWidget(part)
        self.show_field(field)
        self.box.set_value(field.value)

    def show_field(self, field: QuestionField) -> None:
        """The words and options; what was answered stays."""
        self.label.setText(f"{field.label} *" if field.required else field.label)
        self.help.setText(field.help)
        self.help.setVisible(bool(field.help))
        self.problem.setText(field.problem)
        self.problem.setVisible(bool(field.problem))
        self.box.setAccessibleName(field.label)
        self.box.setAccessibleDescription(field.problem or field.help)
        self.box.show_field(field)


class QuestionForm(QScrollArea):
    """Scrolls where there is not room for all. Rows that stay keep what was typed in them.

    A question that depends on another is seen while that one is answered so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, QuestionRow] = {}
        self._key = ""
        self._fields: tuple[QuestionField, ...] = ()
        self._compact = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 6, 0, 6)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.set_compact(compact=False)

    def show_fields(self, key: str, fields: tuple[QuestionField, ...]) -> None:
        """Ask these of whom `key` stands for; of another one nothing stays."""
        if key == self._key and fields == self._fields:
            return
        if key != self._key:
            self.clear()
        self._key, self._fields = key, fields
        kept = {f.id for f in fields if f.id in self.rows and self.rows[f.id].kind is f.input}
        for gone in [question for question in self.rows if question not in kept]:
            self._drop(gone)
        for place, field in enumerate(fields):
            if field.id in self.rows:
                self.rows[field.id].show_field(field)
                continue
            row = QuestionRow(field)
            self._size(row)
            row.box.on_change(self._show_applying)
            self.rows[field.id] = row
            self._column.insertWidget(place, row)
        self._show_applying()

    def clear(self) -> None:
        """Forget everything that was typed."""
        for question in list(self.rows):
            self._drop(question)
        self._key, self._fields = "", ()

    def values(self) -> dict[str, str]:
        """Question id -> what stands in its box, "" for nothing, of those that are seen."""
        typed = {field.id: self.rows[field.id].box.value() for field in self._fields}
        return {field.id: typed[field.id] for field in applying(self._fields, typed)}

    def focus_first(self) -> None:
        """Put the cursor where something is wrong, else where nothing stands yet."""
        seen = self.values()
        wrong = [field.id for field in self._fields if field.problem and field.id in seen]
        empty = [question for question, value in seen.items() if not value]
        for question in [*wrong, *empty, *seen][:1]:
            self.rows[question].box.setFocus()
            self.ensureWidgetVisible(self.rows[question], 0, 0)

    def set_compact(self, *, compact: bool) -> None:
        """Closer together, and fewer lines, on small screens."""
        self._compact = compact
        self._column.setSpacing(14 if compact else 22)
        for row in self.rows.values():
            self._size(row)

    def _size(self, row: QuestionRow) -> None:
        if isinstance(row.box, LinesInput):
            row.box.set_compact(compact=self._compact)

    def _show_applying(self) -> None:
        seen = self.values()
        for question, row in self.rows.items():
            row.setVisible(question in seen)

    def _drop(self, question: str) -> None:
        row = self.rows.pop(question)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _scrolled(self) -> None:
        """The focus ring follows moves of its widget only, and here the ground under it moved."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            QCoreApplication.sendEvent(focused, QMoveEvent(focused.pos(), focused.pos()))
