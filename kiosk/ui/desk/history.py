"""What happened to a person today, as a line of stops; painted, newest last."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.desk.state import HistoryRow
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, round_box


class History(QWidget):
    """Rows of 70 px (54 on small screens); where they do not fit, the newest stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[HistoryRow, ...] = ()
        self._step = 70
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show these, oldest first."""
        self._rows = rows
        self.setAccessibleName("; ".join(f"{r.time} {r.title}" for r in rows))
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Lower rows on small screens."""
        self._step = 52 if compact else 70
        self.update()

    def shown(self) -> tuple[HistoryRow, ...]:
        """The newest that have room, oldest first."""
        return self._rows[-max(1, (self.height() + 14) // self._step) :]

    def sizeHint(self) -> QSize:
        """Room for three."""
        return QSize(300, 3 * self._step)

    def minimumSizeHint(self) -> QSize:
        """Room for one."""
        return QSize(200, self._step - 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stops and the line between them."""
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = self.shown()
        for number, row in enumerate(rows):
            top = number * self._step
            if number + 1 < len(rows):
                painter.fillRect(QRectF(100, top + 38, 2, self._step - 38), QColor(t.border))
            self._paint_row(painter, top, row)

    def _paint_row(self, painter: QPainter, top: float, row: HistoryRow) -> None:
        t = theme.current()
        draw_line(painter, QRectF(0, top, 76, 36), row.time, font(19, 600, tabular=True), t.text)
        stop = QRectF(82, top, 38, 38)
        edge = t.border if t.high_contrast else ""
        if row.now:
            round_box(painter, stop, 8, theme.SUN)
        else:
            round_box(painter, stop, 19, t.mute_bg, edge, 2)
        ink = theme.PAPER_TEXT if row.now else t.text
        icons.paint(painter, row.icon, ink, stop.adjusted(9, 9, -9, -9))
        words = QRectF(138, top - 1, self.width() - 140, 30)
        draw_line(painter, words, row.title, font(19, 600), t.text)
        detail = words.translated(0, 26).adjusted(0, 0, 0, -4)
        draw_line(painter, detail, row.detail, font(17), t.text2)
