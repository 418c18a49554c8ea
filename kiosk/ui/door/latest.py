"""The list of the last scans; shows no name of a refused person, because it is given none."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from kiosk.ui import theme
from kiosk.ui.door.state import LatestRow
from kiosk.ui.widgets.fit_text import Style, draw_lines, fit
from kiosk.ui.widgets.scaled import Scaled
from kiosk.ui.widgets.verdict_shapes import SMALL, draw_shape

ROW = 68.0


class LatestList(Scaled):
    """As many rows as the height allows, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[LatestRow, ...] = ()

    def set_rows(self, rows: tuple[LatestRow, ...]) -> None:
        """Show these."""
        self.rows = rows
        self.setAccessibleName(" · ".join(row.title for row in rows))
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """A line above each row."""
        line = QColor(theme.current().border)
        for number, row in enumerate(self.rows[: int(area.height() // ROW)]):
            top = number * ROW
            painter.fillRect(QRectF(0, top, area.width(), 1), line)
            self._row(painter, row, QRectF(0, top, area.width(), ROW))

    def _row(self, painter: QPainter, row: LatestRow, box: QRectF) -> None:
        colors = theme.current()
        shape = QRectF(0, box.center().y() - 16, 32, 32)
        draw_shape(painter, row.kind, shape, *SMALL[row.kind])
        wide = box.width() - 46 - 70
        middle = box.center().y()
        upper = middle - 24 if row.detail else middle - 13
        name = Style(19, 600, color=colors.text)
        self._text(painter, QRectF(46, upper, wide, 26), row.title, name)
        small = Style(16, 500, color=colors.text2)
        self._text(painter, QRectF(46, middle + 2, wide, 22), row.detail, small)
        clock = Style(18, 600, color=colors.text2, align="right", tabular=True)
        self._text(painter, QRectF(box.width() - 64, middle - 13, 64, 26), row.time, clock)

    def _text(self, painter: QPainter, box: QRectF, text: str, style: Style) -> None:
        if not text:
            return
        s = self.scale
        painter.save()
        painter.scale(1 / s, 1 / s)
        real = QRectF(box.x() * s, box.y() * s, box.width() * s, box.height() * s)
        painter.setPen(QColor(style.color))
        draw_lines(
            painter, real, fit(text, real.width(), real.height(), style, style.px * s), style
        )
        painter.restore()
