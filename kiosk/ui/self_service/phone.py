"""The scan area: a drawn phone, or the camera's mirrored picture; reads no code."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from kiosk.ui import theme
from kiosk.ui.widgets.brackets import draw_brackets
from kiosk.ui.widgets.scaled import Scaled
from kiosk.ui.widgets.tracks import pen

_UPPER, _LOWER = "#0D2E45", "#0A263A"
_HAND, _FINGER, _CASE = "#6FA3C6", "#8DBBD8", "#101820"
_SIDE = 720.0
_SWEEP_MS, _STEP_MS = 1800, 40


def _modules() -> list[tuple[int, int]]:
    """Squares that look like a code and are none: no reader finds anything in them."""
    noise, made = 0x2F6E2B1, []
    for spot in range(441):
        noise = (noise * 1103515245 + 12345) & 0x7FFFFFFF
        x, y = spot % 21, spot // 21
        corner = (x < 8 and y < 8) or (x > 12 and y < 8) or (x < 8 and y > 12)
        if not corner and noise >> 16 & 1:
            made.append((x, y))
    return made


_MODULES = _modules()


class ScanArea(Scaled):
    """Brackets around the phone; the line goes up and down unless motion is reduced."""

    def __init__(self, *, still: bool = False) -> None:
        super().__init__()
        self._frame: QImage | None = None
        self._phase = 0.5
        self._down = True
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._move)
        self.still = still

    def set_frame(self, frame: QImage | None) -> None:
        """Show the camera's picture, mirrored; None shows the drawing."""
        self._frame = frame.flipped(Qt.Orientation.Horizontal) if frame is not None else None
        self.update()

    def set_moving(self, *, moving: bool) -> None:
        """Let the line move; it stands in the middle otherwise."""
        if moving and not self.still:
            self._timer.start()
        else:
            self._timer.stop()
            self._phase = 0.5
            self.update()

    def _move(self) -> None:
        self._phase += (2 if self._down else -2) * _STEP_MS / _SWEEP_MS
        if not 0 <= self._phase <= 1:
            self._phase = min(1.0, max(0.0, self._phase))
            self._down = not self._down
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Everything in a square of 720."""
        painter.scale(area.width() / _SIDE, area.width() / _SIDE)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(0, 0, _SIDE, _SIDE), 36, 36)
        painter.setClipPath(clip)
        painter.fillRect(QRectF(0, 0, _SIDE, _SIDE), QColor(_UPPER))
        painter.fillRect(QRectF(0, 518, _SIDE, 202), QColor(_LOWER))
        if self._frame is not None:
            painter.drawImage(_cover(self._frame), self._frame)
        else:
            _draw_hand(painter)
        draw_brackets(painter, QRectF(46, 46, 628, 628), theme.SUN, 12, 112, 36)
        painter.setPen(pen(theme.TRACK_SKY, 5))
        y = 316.0 if self._phase == 0.5 else 110 + 500 * self._phase
        painter.drawLine(QPointF(86, y), QPointF(634, y))


def _cover(frame: QImage) -> QRectF:
    grow = _SIDE / max(1, min(frame.width(), frame.height()))
    box = QRectF(0, 0, frame.width() * grow, frame.height() * grow)
    box.moveCenter(QPointF(_SIDE / 2, _SIDE / 2))
    return box


def _draw_hand(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_HAND))
    palm = QPainterPath(QPointF(498, 420))
    palm.cubicTo(QPointF(498, 352), QPointF(552, 360), QPointF(555, 402))
    palm.cubicTo(QPointF(570, 520), QPointF(574, 640), QPointF(509, 690))
    palm.lineTo(QPointF(513, 720))
    palm.lineTo(QPointF(332, 720))
    palm.lineTo(QPointF(326, 672))
    palm.cubicTo(QPointF(324, 640), QPointF(340, 620), QPointF(360, 610))
    palm.closeSubpath()
    painter.drawPath(palm)
    painter.save()
    painter.translate(361, 371)
    painter.rotate(-5)
    _draw_phone(painter)
    painter.restore()
    painter.setBrush(QColor(_FINGER))
    for x, y, w in ((179, 378, 72), (181, 444, 81), (188, 510, 78), (204, 576, 63)):
        painter.save()
        painter.translate(x + w / 2, y + 26)
        painter.rotate(-5)
        half = 26 if w > 63 else 23
        painter.drawRoundedRect(QRectF(-w / 2, -half, w, 2 * half), half, half)
        painter.restore()


def _bar(painter: QPainter, box: QRectF, color: str) -> None:
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


def _draw_phone(painter: QPainter) -> None:
    painter.setBrush(QColor(_CASE))
    painter.drawRoundedRect(QRectF(-142, -264, 284, 528), 46, 46)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(QRectF(-127, -248, 254, 496), 32, 32)
    _bar(painter, QRectF(-106, -216, 114, 14), "#0B5CAD")
    _bar(painter, QRectF(-106, -190, 180, 10), "#CBD5DD")
    _bar(painter, QRectF(-106, 80, 204, 12), "#CBD5DD")
    _bar(painter, QRectF(-106, 106, 142, 12), "#CBD5DD")
    painter.setBrush(QColor("#E3EEF9"))
    painter.drawRoundedRect(QRectF(-106, 150, 206, 50), 14, 14)
    painter.save()
    painter.translate(-104, -152)
    painter.scale(9.75, 9.75)
    painter.setBrush(QColor(_CASE))
    for x, y in _MODULES:
        painter.drawRect(QRectF(x, y, 1.02, 1.02))
    for x, y in ((0, 0), (14, 0), (0, 14)):
        for inset, color in ((0, _CASE), (1, "#FFFFFF"), (2, _CASE)):
            side = 7 - 2 * inset
            painter.fillRect(QRectF(x + inset, y + inset, side, side), QColor(color))
    painter.restore()
