"""The yellow arrow to where the badge comes out, and its words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import icons, theme

_ICONS = {"below": "arrow-down", "left": "arrow-left", "right": "arrow-right"}


def draw_arrow(painter: QPainter, box: QRectF, slot: str) -> None:
    """Draw the arrow in a sun-yellow circle; `slot` is below, left or right."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.SUN))
    painter.drawEllipse(box)
    side = box.width() * 0.62
    spot = QRectF(0, 0, side, side)
    spot.moveCenter(box.center())
    icons.paint(painter, _ICONS.get(slot, "arrow-down"), "#062033", spot, 2.4)


def slot_words(slot: str) -> str:
    """Where the badge comes out, while it is printed."""
    if slot == "left":
        return _("Sale aquí, a la izquierda")
    if slot == "right":
        return _("Sale aquí, a la derecha")
    return _("Sale aquí abajo")


def take_words(slot: str) -> str:
    """What to do when the badge is there."""
    if slot == "left":
        return _("Tome su credencial\na la izquierda")
    if slot == "right":
        return _("Tome su credencial\na la derecha")
    return _("Tome su credencial\naquí abajo")
