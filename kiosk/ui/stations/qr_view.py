"""A QR symbol as large as its room, dark on white in every theme; knows nothing of its text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4
"""Light modules around the symbol (ISO/IEC 18004, 6.3.8)."""
_DARK, _LIGHT = "#000000", "#FFFFFF"


class QrView(QWidget):
    """Draws whole pixels for each module, so that every edge is sharp."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[str, ...] = ()
        self._smallest = 240
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def show_rows(self, rows: tuple[str, ...], name: str) -> None:
        """Show these rows, "#" for dark; `name` is what a screen reader says."""
        self._rows = rows
        self.setAccessibleName(name)
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller where the window is low."""
        self._smallest = 190 if compact else 300
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As large as it is good to read from an arm's length."""
        return QSize(420, 420)

    def minimumSizeHint(self) -> QSize:
        """Still read by a scanner."""
        return QSize(self._smallest, self._smallest)

    def module(self) -> int:
        """Pixels along the side of one module."""
        room = min(self.width(), self.height())
        return max(1, room // (len(self._rows) + 2 * QUIET)) if self._rows else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and modules, in the middle of the room."""
        size = self.module()
        if not size:
            return
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        side = size * (len(self._rows) + 2 * QUIET)
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter.fillRect(QRectF(left, top, side, side), QColor(_LIGHT))
        for y, row in enumerate(self._rows, QUIET):
            for x, sign in enumerate(row, QUIET):
                if sign == "#":
                    box = QRectF(left + x * size, top + y * size, size, size)
                    painter.fillRect(box, QColor(_DARK))
