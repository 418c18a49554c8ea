"""Arrivals by quarters of an hour as bars; the one that is running is dashed; counts nobody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.dashboard.state import Bar
from kiosk.ui.fonts import font
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paint import draw_line, round_box
from kiosk.ui.widgets.panel import Panel

_NARROWEST = 46.0
"""Pixels of a bar with its gap: room for its hour."""
_HIGHEST = 440
_FOOT, _HEAD, _LEFT = 28.0, 24.0, 44.0


def scale_of(most: int) -> tuple[int, int]:
    """(top of the scale, step of its lines): three to five round steps above the highest bar."""
    step = next(
        (
            round(lead * 10**power)
            for power in range(6)
            for lead in (1, 2, 2.5, 5)
            if lead * 10**power == round(lead * 10**power) and lead * 10**power * 5 >= most
        ),
        max(1, most),
    )
    return max(1, -(-max(1, most) // step)) * step, step


class Bars(QWidget):
    """As many of the newest bars as have room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Draw these."""
        self.bars = bars
        self.setAccessibleName(" · ".join(f"{bar.label} {bar.count}" for bar in bars))
        self.update()

    def shown(self) -> tuple[Bar, ...]:
        """Those that have room, the newest ones."""
        return self.bars[-max(1, int((self.width() - _LEFT) // _NARROWEST)) :]

    def sizeHint(self) -> QSize:
        """Any size."""
        return QSize(300, 220)

    def minimumSizeHint(self) -> QSize:
        """High enough for figures over bars."""
        return QSize(200, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines of the scale, then the bars with their figures and hours."""
        bars = self.shown()
        if not bars:
            return
        painter = QPainter(self)
        top, step = scale_of(max(bar.count for bar in bars))
        high = self.height() - _FOOT - _HEAD
        self._lines(painter, top, step, high)
        wide = (self.width() - _LEFT) / max(len(bars), 4)
        for number, bar in enumerate(bars):
            cell = QRectF(_LEFT + number * wide, _HEAD, wide, high)
            _bar(painter, cell, bar, bar.count / top)

    def _lines(self, painter: QPainter, top: int, step: int, high: float) -> None:
        colors = theme.current()
        for value in range(0, top + 1, step):
            y = _HEAD + high * (1 - value / top)
            painter.fillRect(QRectF(_LEFT, y, self.width() - _LEFT, 1), QColor(colors.border))
            if value:
                label = QRectF(0, y - 12, _LEFT - 8, 24)
                draw_line(painter, label, str(value), font(15, 400, tabular=True), colors.text2)


def _bar(painter: QPainter, cell: QRectF, bar: Bar, share: float) -> None:
    colors = theme.current()
    tall = max(2.0, cell.height() * share)
    box = QRectF(cell.x() + cell.width() * 0.13, cell.bottom() - tall, cell.width() * 0.74, tall)
    radius = min(6.0, tall / 2)
    if bar.running and bar.count:
        round_box(painter, box, radius, colors.soft, colors.primary, 2, dashed=True)
    elif bar.count:
        round_box(painter, box, radius, colors.primary)
    if bar.count:
        over = QRectF(cell.x(), box.y() - 24, cell.width(), 22)
        draw_line(painter, over, str(bar.count), font(16, 700, tabular=True), colors.text, "center")
    under = QRectF(cell.x() - 6, cell.bottom() + 4, cell.width() + 12, 22)
    draw_line(painter, under, bar.label, font(15, 400, tabular=True), colors.text2, "center")


class ArrivalsCard(Panel):
    """Title, when most people came, and the bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(px=22, weight=700, tracking=-0.01, shrink=0.8)
        self.peak = ElidedLabel(px=16, ink="text2", align="right")
        self.bars = Bars()
        self.empty = ElidedLabel(px=17, ink="text2")
        self.setMaximumHeight(_HIGHEST)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.peak)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.empty)
        self._column.addWidget(self.bars, 100)
        self._column.addStretch(1)
        self.set_compact(compact=False)

    def show_bars(self, bars: tuple[Bar, ...], peak: str) -> None:
        """Draw these."""
        self.bars.show_bars(bars)
        self.bars.setVisible(bool(bars))
        self.empty.setVisible(not bars)
        self.peak.setText(peak)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Llegadas cada 15 minutos"))
        self.empty.setText(_("Hoy todavía no llegó nadie."))

    def set_compact(self, *, compact: bool) -> None:
        """Narrower edges on small screens."""
        self._column.setContentsMargins(*((18, 14, 18, 10) if compact else (26, 22, 26, 16)))
