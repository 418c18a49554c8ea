"""What came of a question to a source: a heading and lines with their signs; asks nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.setup.state import Line, Mood
from kiosk.ui.widgets.paragraph import Paragraph

_ICONS = {Mood.GOOD: "circle-check", Mood.NOTE: "info", Mood.WARN: "triangle-alert"}
_INKS = {Mood.GOOD: "ok_fg", Mood.NOTE: "text2", Mood.WARN: "warn_fg"}


class AnswerPanel(QWidget):
    """As high as its lines need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Paragraph(px=22, weight=700, lines=3, spacing=1.2)
        self._lines: tuple[Line, ...] = ()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.title)
        self._column.addStretch(1)

    def text(self) -> str:
        """All that it says, a line each."""
        return "\n".join([self.title.text(), *(line.words for line in self._lines)])

    def show_answer(self, title: str, lines: tuple[Line, ...]) -> None:
        """Say this; an empty title and no lines say nothing."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        if lines == self._lines and len(self._rows) == len(lines):
            return
        self._lines = lines
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [_row(line) for line in lines]
        for number, row in enumerate(self._rows):
            self._column.insertWidget(number + 1, row)


def _row(line: Line) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    ink = _INKS[line.mood]
    sign = QLabel()
    color = str(getattr(theme.current(), ink))
    sign.setPixmap(icons.pixmap(_ICONS[line.mood], color, 22, row.devicePixelRatio()))
    across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = "warn_fg" if line.mood is Mood.WARN else "text"
    weight = 600 if line.mood is Mood.WARN else 500
    across.addWidget(Paragraph(line.words, px=17, weight=weight, ink=words, lines=7), 1)
    return row
