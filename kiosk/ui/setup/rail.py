"""The ink rail at the left of the first-run screen: mark, title, tracks; says where one is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.mark import paint_mark
from kiosk.ui.setup.state import Step
from kiosk.ui.widgets.paint import draw_line, text_width
from kiosk.ui.widgets.tracks import draw_bundle, pen

WIDTH, NARROW = 340, 236
_TOP, _STEP, _X = 180, 104, 60
_TRACK, _FIELD = "#2C5572", "#062033"
_PAGES = {Step.EVENT: 0, Step.SOURCE: 1, Step.MAPPING: 1, Step.FETCH: 1, Step.STATION: 2}


class Rail(QWidget):
    """Fixed width, as high as the window; steps that are done are ticked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at, self._narrow = 0, False
        self.setFixedWidth(WIDTH)

    def show_step(self, step: Step) -> None:
        """Say that this page is in hand."""
        self._at = _PAGES[step]
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Take less width on small screens."""
        self._narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, tracks, mark, words and steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.current()
        painter.fillRect(self.rect(), QColor(colors.ink))
        low, wide = float(self.height()), float(self.width())
        points = ((-60, low + 60), (wide * 0.53, low - wide * 0.53), (wide + 20, low - wide * 0.53))
        draw_bundle(painter, points, (8, 20), 8, 60)
        left = 20 if self._narrow else 36
        side = 40 if self._narrow else 48
        paint_mark(painter, QRectF(left, 48, side, side))
        title = _("Preparar estación")
        room = wide - left - side - 20
        px = max(16.0, min(26.0, 26.0 * (room - 6) / max(1.0, text_width(title, font(26, 700)))))
        box = QRectF(left + side + 12, 48, room, side)
        draw_line(painter, box, title, font(px, 700), colors.on_ink)
        self._steps(painter)

    def _steps(self, painter: QPainter) -> None:
        steps = (
            (_("Evento"), _("Cuál se acredita")),
            (_("Inscripciones"), _("De dónde viene la lista")),
            (_("Esta estación"), _("Mesa, autoservicio o puerta")),
        )
        x = 38 if self._narrow else _X
        spots = [QPointF(x, _TOP + number * _STEP) for number in range(len(steps))]
        for number in range(len(steps) - 1):
            painter.setPen(pen(theme.SUN if number < self._at else _TRACK, 6))
            painter.drawLine(spots[number], spots[number + 1])
        for number, (spot, words) in enumerate(zip(spots, steps, strict=True)):
            self._node(painter, spot, number)
            self._words(painter, spot, number, words)

    def _node(self, painter: QPainter, spot: QPointF, number: int) -> None:
        if number > self._at:
            painter.setPen(QPen(QColor(theme.INK_OUTLINE), 4))
            painter.setBrush(QColor(theme.current().ink))
            painter.drawEllipse(spot, 14, 14)
            return
        here = number == self._at
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.SUN))
        painter.drawEllipse(spot, *((20, 20) if here else (16, 16)))
        if here:
            painter.setBrush(QColor(_FIELD))
            painter.drawEllipse(spot, 8, 8)
            return
        painter.setPen(pen(_FIELD, 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        tick = (QPointF(-6.5, 0.5), QPointF(-2, 5), QPointF(6.5, -4.5))
        painter.drawPolyline([spot + point for point in tick])

    def _words(self, painter: QPainter, spot: QPointF, number: int, words: tuple[str, str]) -> None:
        colors = theme.current()
        x = spot.x() + 32
        ahead = number > self._at
        ink = theme.INK_TEXT if ahead else colors.on_ink
        box = QRectF(x, spot.y() - 26, self.width() - x - 8, 27)
        if self._narrow:
            box.translate(0, 12)
        draw_line(painter, box, words[0], font(20, 700 if not ahead else 600), ink)
        if not self._narrow:
            draw_line(painter, box.translated(0, 27), words[1], font(16, 500), colors.on_ink2)
