"""Half a ring that fills with what is present, with a mark at the quorum; counts nothing."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.dashboard.state import GaugeState
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line

_HALF = 180 * 16
"""Half a turn as Qt counts angles."""
_OVER = 9.0
"""How far the mark stands out of the ring, at each side."""


class Gauge(QWidget):
    """As large as its place allows, up to 390 px wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = GaugeState(0, 0)
        self._widest = 390
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: GaugeState) -> None:
        """Draw this."""
        self.state = state
        self.setAccessibleName(f"{state.present} {state.below}")
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller on small screens."""
        self._widest = 270 if compact else 390
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Half as high as wide, and the marks."""
        return QSize(self._widest, round(self._widest / 2 + 2 * _OVER))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring, the mark, the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = float(min(self._widest, self.width()))
        thick = wide * 0.105
        centre = QPointF(self.width() / 2, self.height() - 2.0)
        radius = wide / 2 - thick / 2 - _OVER
        self._ring(painter, centre, radius, thick)
        self._mark(painter, centre, radius, thick)
        self._words(painter, centre, wide)

    def _ring(self, painter: QPainter, centre: QPointF, radius: float, thick: float) -> None:
        colors = theme.current()
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        for color, share in (
            (colors.trough, 1.0),
            (colors.primary, self._share(self.state.present)),
        ):
            pen = QPen(QColor(color), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            if share > 0:
                painter.drawArc(box, _HALF, -round(_HALF * share))

    def _mark(self, painter: QPainter, centre: QPointF, radius: float, thick: float) -> None:
        if self.state.needed is None:
            return
        angle = pi * (1 - self._share(self.state.needed))
        inner, outer = radius - thick / 2 - _OVER, radius + thick / 2 + _OVER
        way = QPointF(cos(angle), -sin(angle))
        pen = QPen(QColor(theme.current().text), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(centre + way * inner, centre + way * outer)

    def _words(self, painter: QPainter, centre: QPointF, wide: float) -> None:
        colors = theme.current()
        number = QRectF(centre.x() - wide / 2, centre.y() - wide * 0.285, wide, wide * 0.2)
        large = font(wide * 0.19, 800, -0.03, tabular=True)
        draw_line(painter, number, str(self.state.present), large, colors.text, "center")
        below = QRectF(
            centre.x() - wide * 0.32, centre.y() - wide * 0.095, wide * 0.64, wide * 0.085
        )
        small = font(max(15.0, wide * 0.05), 500)
        draw_line(painter, below, self.state.below, small, colors.text2, "center")

    def _share(self, amount: int) -> float:
        return min(1.0, amount / self.state.total) if self.state.total else 0.0
