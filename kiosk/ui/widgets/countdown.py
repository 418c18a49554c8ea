"""A bar and a figure that count down and then tell it; starts again when asked."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui import theme
from kiosk.ui.widgets.scaled import Scaled

REPAINT_MS = 100


class Countdown(Scaled):
    """The bar. `ended` comes once, `total_ms` after the last start(); `ticked` brings seconds."""

    ended = Signal()
    ticked = Signal(int)

    def __init__(self, total_ms: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total_ms = total_ms
        self.fill: str | None = None
        self.trough: str | None = None
        self.radius = 7.0
        self.still = False
        self._frozen: int | None = None
        self._elapsed = QElapsedTimer()
        self.end_timer = QTimer(self, singleShot=True)
        self.end_timer.timeout.connect(self._end)
        self._repaint = QTimer(self, interval=REPAINT_MS)
        self._repaint.timeout.connect(self._tick)

    def start(self, total_ms: int | None = None) -> None:
        """Count from the beginning."""
        if total_ms is not None:
            self.total_ms = total_ms
        self._frozen = None
        self._elapsed.start()
        self.end_timer.start(self.total_ms)
        self._repaint.start()
        self._tick()

    def stop(self) -> None:
        """Count no more; `ended` does not come."""
        self.end_timer.stop()
        self._repaint.stop()

    def freeze(self, left_ms: int) -> None:
        """Stand still at a moment, for pictures of the screen."""
        self.stop()
        self._frozen = left_ms
        self._tick()

    @property
    def running(self) -> bool:
        """Whether `ended` is still to come."""
        return self.end_timer.isActive()

    @property
    def left_ms(self) -> int:
        """Milliseconds until the end."""
        if self._frozen is not None:
            return self._frozen
        if not self.running:
            return 0
        return max(0, self.total_ms - int(self._elapsed.elapsed()))

    @property
    def seconds(self) -> int:
        """The figure: whole seconds, rounded up."""
        return -(-self.left_ms // 1000)

    def _tick(self) -> None:
        self.ticked.emit(self.seconds)
        self.update()

    def _end(self) -> None:
        self.stop()
        self.ended.emit()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the trough and what is left; with reduced motion the figure alone tells it."""
        colors = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.trough or colors.trough))
        if colors.high_contrast and not self.trough:
            painter.setPen(QColor(colors.border))
        painter.drawRoundedRect(area, self.radius, self.radius)
        if self.still:
            return
        part = self.left_ms / self.total_ms if self.total_ms else 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.fill or colors.control))
        filled = QRectF(area.left(), area.top(), area.width() * part, area.height())
        painter.drawRoundedRect(filled, self.radius, self.radius)
