"""A small map: you are here, the desk is there; knows no reason."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.scaled import Scaled
from kiosk.ui.widgets.tracks import pen, rounded

_ARTICLE = re.compile(r"^(la|el|a|o|the)\s+", re.IGNORECASE)
"""The desk's name is given with its article, for sentences; a label has none."""


class RouteMap(Scaled):
    """Draws four desks, or as many as the number of the desk asks for, and the way to it."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = ""

    def set_desk(self, desk: str) -> None:
        """The desk's name as it is spoken ("mesa 3")."""
        self.desk = desk
        self.setAccessibleName(desk)
        self.update()

    def numbers(self) -> tuple[list[str], int]:
        """The labels of the desks and which of them it is."""
        found = re.search(r"\d+", self.desk)
        number = int(found.group()) if found else 0
        if not 1 <= number <= 6:
            return [found.group() if found else "?"], 0
        return [str(n) for n in range(1, max(4, number) + 1)], number - 1

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """On 760 x 620."""
        grow = min(area.width() / 760, area.height() / 620)
        painter.translate((area.width() - 760 * grow) / 2, 0)
        painter.scale(grow, grow)
        colors = theme.current()
        painter.setPen(QPen(QColor(colors.border), 2))
        painter.setBrush(QColor(colors.surface))
        painter.drawRoundedRect(QRectF(1, 1, 758, 618), 20, 20)
        target = self._desks(painter)
        route = QColor(colors.primary).name()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(route, 18))
        bend = max(300.0, target - 58)
        points = [(150, 500), (150, 428), (256, 320), (bend, 320), (target, 262), (target, 222)]
        painter.drawPath(rounded([(float(x), float(y)) for x, y in points], 50))
        painter.drawPolyline(
            [QPointF(target - 27, 241), QPointF(target, 214), QPointF(target + 27, 241)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#062033" if not colors.high_contrast else colors.primary))
        painter.drawEllipse(QPointF(150, 521), 26, 26)
        painter.setBrush(QColor(theme.SUN if not colors.high_contrast else colors.bg))
        painter.drawEllipse(QPointF(150, 521), 10, 10)
        self._words(painter, target)

    def _desks(self, painter: QPainter) -> float:
        colors = theme.current()
        labels, chosen = self.numbers()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.bg))
        painter.drawRoundedRect(QRectF(60, 70, 640, 130), 16, 16)
        pitch = 640 / len(labels)
        wide = pitch - 38 if len(labels) > 1 else 122
        for number, label in enumerate(labels):
            here = number == chosen
            box = QRectF(60 + number * pitch + (pitch - wide) / 2, 90, wide, 92)
            painter.setPen(Qt.PenStyle.NoPen if here else QPen(QColor(colors.border), 2))
            painter.setBrush(QColor(colors.primary if here else colors.surface))
            painter.drawRoundedRect(box, 12, 12)
            painter.setFont(font(44 if here else 34, 800 if here else 600))
            painter.setPen(QColor(colors.on_primary if here else colors.text2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)
        return 60 + chosen * pitch + pitch / 2

    def _words(self, painter: QPainter, target: float) -> None:
        colors = theme.current()
        painter.setFont(font(30, 600))
        painter.setPen(QColor(colors.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(196, 494, 520, 54), middle, _("Usted está aquí"))
        desk = _ARTICLE.sub("", self.desk)
        desk = desk[:1].upper() + desk[1:]
        room = 740 - target - 48
        box = (
            QRectF(target + 52, 236, room, 44) if room > 120 else QRectF(target - 330, 236, 270, 44)
        )
        side = Qt.AlignmentFlag.AlignLeft if room > 120 else Qt.AlignmentFlag.AlignRight
        painter.drawText(box, middle | side, desk)
        painter.setFont(font(26, 500))
        painter.setPen(QColor(colors.text2))
        painter.drawText(box.translated(0, 40), middle | side, _("siga la línea"))
