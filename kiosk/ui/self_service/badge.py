"""The badge as a picture, and a printer from which it comes; reads and prints nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from kiosk.ui import theme
from kiosk.ui.widgets.scaled import Scaled

A6 = 105 / 148
"""Width by height where no picture is at hand yet."""


def pixmap_of(png: bytes) -> QPixmap:
    """The picture in those bytes, null where there is none."""
    made = QPixmap()
    if png:
        made.loadFromData(png)
    return made


class BadgePicture(Scaled):
    """The badge as large as its box allows, with rounded corners and a thin edge."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()

    def set_png(self, png: bytes) -> None:
        """Show this badge; empty bytes show an empty card."""
        self._pixmap = pixmap_of(png)
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The picture in the middle of the box."""
        has = not self._pixmap.isNull()
        shape = self._pixmap.width() / self._pixmap.height() if has else A6
        box = QRectF(0, 0, min(area.width(), area.height() * shape), 0)
        box.setHeight(box.width() / shape)
        box.moveCenter(area.center())
        clip = QPainterPath()
        clip.addRoundedRect(box, 16, 16)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(box, QColor(theme.PAPER))
        if has:
            painter.drawPixmap(box, self._pixmap, QRectF(self._pixmap.rect()))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.current().border), 1.5))
        painter.drawPath(clip)


class PrinterScene(Scaled):
    """A printer; the badge hangs out by a part of its height (0 to 1)."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.part = 1.0

    def set_png(self, png: bytes, part: float) -> None:
        """Let this badge hang out by `part`."""
        self._pixmap, self.part = pixmap_of(png), part
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Drawn on 530 x 780, the printer's own size."""
        grow = min(area.width() / 530, area.height() / 780)
        painter.translate((area.width() - 530 * grow) / 2, 0)
        painter.scale(grow, grow)
        painter.setPen(Qt.PenStyle.NoPen)
        for color, box, radius in (
            ("#24445C", QRectF(69, 0, 392, 90), 24),
            ("#1D4260", QRectF(0, 57, 530, 265), 44),
        ):
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(box, radius, radius)
        lower = QPainterPath()
        lower.addRoundedRect(QRectF(0, 57, 530, 265), 44, 44)
        cut = QPainterPath()
        cut.addRect(QRectF(0, 191, 530, 140))
        painter.fillPath(lower.intersected(cut), QColor("#16344E"))
        painter.setBrush(QColor("#2E5E82"))
        painter.drawRoundedRect(QRectF(46, 113, 173, 16), 8, 8)
        painter.setBrush(QColor(theme.SUN))
        painter.drawEllipse(QPointF(460, 121), 14, 14)
        painter.setBrush(QColor("#04121D"))
        painter.drawRoundedRect(QRectF(92, 281, 346, 16), 8, 8)
        if not self._pixmap.isNull():
            self._badge(painter)

    def _badge(self, painter: QPainter) -> None:
        source = QRectF(self._pixmap.rect())
        wide = 288.0
        tall = wide * source.height() / max(1.0, source.width())
        if tall > 480:
            tall, wide = 480.0, 480.0 * source.width() / source.height()
        shown = QRectF(source)
        shown.setTop(source.height() * (1 - self.part))
        box = QRectF(265 - wide / 2, 287, wide, tall * self.part)
        painter.drawPixmap(box, self._pixmap, shown)
        painter.setPen(QPen(QColor("#A9B8C3"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


class Progress(Scaled):
    """A bar that grows with the time a print takes as a rule; never full by itself."""

    ticked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.expected_ms = 8000
        self.passed_ms = 0
        self._timer = QTimer(self, interval=100)
        self._timer.timeout.connect(self._tick)

    def start(self, expected_ms: int) -> None:
        """Begin at nothing."""
        self.expected_ms, self.passed_ms = expected_ms, 0
        self._timer.start()

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()

    def freeze(self, part: float) -> None:
        """Stand still at a part of the time, for pictures of the screen."""
        self.stop()
        self.passed_ms = round(self.expected_ms * part)
        self.ticked.emit(self.seconds_left)
        self.update()

    @property
    def part(self) -> float:
        """How much of the bar is full: at most 95 %, the printer has the last word."""
        return min(0.95, self.passed_ms / max(1, self.expected_ms))

    @property
    def seconds_left(self) -> int:
        """Whole seconds that are still expected; 0 when it takes longer than usual."""
        return max(0, -(-(self.expected_ms - self.passed_ms) // 1000))

    def _tick(self) -> None:
        self.passed_ms += self._timer.interval()
        self.ticked.emit(self.seconds_left)
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Trough and bar."""
        colors = theme.current()
        half = area.height() / 2
        painter.setPen(QPen(QColor(colors.border)) if colors.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.trough))
        painter.drawRoundedRect(area, half, half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.primary))
        filled = QRectF(0, 0, max(area.height(), area.width() * self.part), area.height())
        painter.drawRoundedRect(filled, half, half)
