"""A scrolled list of lines that is filled anew when what it shows changed; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.ui import theme


def empty_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ListLine(QWidget):
    """A line of a list, with a rule under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule."""
        bottom = QRectF(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(bottom, QColor(theme.current().border))


class LineList(QScrollArea):
    """The lines one below the other from the top, however many."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 0) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(spacing)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lines.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setLayout(self._lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def show_lines(self, lines: Iterable[QWidget]) -> None:
        """Show these in the place of those before."""
        empty_layout(self._lines)
        for line in lines:
            self._lines.addWidget(line)
