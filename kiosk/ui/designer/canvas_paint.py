"""Paints what lies over a previewed badge: frames, handles, guides, measures; holds no state."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.texts import current
from kiosk.ui import theme
from kiosk.ui.designer.geometry import HANDLES, Guide, Rect
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, round_box, text_width

HANDLE = 10.0
"""The side of a handle in logical pixels."""
_INK, _HALO, _WRONG = theme.LIGHT.primary, "#FFFFFF", theme.LIGHT.bad_fg
"""A badge is always on light paper, whatever the theme."""


def paint_frame(
    painter: QPainter,
    box: QRectF,
    *,
    wrong: bool = False,
    chosen: bool = False,
) -> None:
    """A frame that is seen on dark and on light ground."""
    color, width = QColor(_WRONG if wrong else _INK), 2.0 if chosen or wrong else 1.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(_HALO), width + 2))
    painter.drawRect(box)
    style = Qt.PenStyle.DashLine if not chosen else Qt.PenStyle.SolidLine
    painter.setPen(QPen(color, width, style))
    painter.drawRect(box)


def paint_handles(painter: QPainter, box: QRectF) -> None:
    """Eight squares on the corners and edges."""
    painter.setPen(QPen(QColor(_INK), 2))
    painter.setBrush(QColor(_HALO))
    for place in handle_boxes(box).values():
        painter.drawRect(place)


def handle_boxes(box: QRectF) -> dict[str, QRectF]:
    """Where the handles of a frame stand, in logical pixels."""
    frame = Rect(box.x(), box.y(), box.width(), box.height())
    half = HANDLE / 2
    places = {name: frame.handle(name) for name in HANDLES}
    return {name: QRectF(x - half, y - half, HANDLE, HANDLE) for name, (x, y) in places.items()}


def paint_guides(painter: QPainter, guides: Iterable[Guide], sheet: QRectF, scale: float) -> None:
    """Lines across the sheet where a frame has snapped."""
    for guide in guides:
        at = guide.at * scale
        if guide.upright:
            ends = (QPointF(sheet.x() + at, sheet.top()), QPointF(sheet.x() + at, sheet.bottom()))
        else:
            ends = (QPointF(sheet.left(), sheet.y() + at), QPointF(sheet.right(), sheet.y() + at))
        for color, width in ((QColor(_HALO), 3.5), (QColor(theme.LIGHT.bad_fg), 1.5)):
            painter.setPen(QPen(color, width))
            painter.drawLine(*ends)


def paint_measures(painter: QPainter, rect: Rect, box: QRectF, room: QRectF) -> None:
    """Place and size in mm, below the frame or where there is room."""
    words = measures(rect)
    face = font(15, 600)
    width, height = text_width(words, face) + 20, 28.0
    x = min(max(room.left() + 4, box.center().x() - width / 2), room.right() - width - 4)
    below = box.bottom() + 10
    y = below if below + height < room.bottom() else box.top() - height - 10
    place = QRectF(x, max(room.top() + 4, y), width, height)
    round_box(painter, place, 6, theme.LIGHT.ink, theme.INK_OUTLINE, 1)
    draw_line(painter, place, words, face, theme.LIGHT.on_ink, "center")


def measures(rect: Rect) -> str:
    """Place and size in mm, as words."""
    x, y, w, h = (number(value) for value in (rect.x, rect.y, rect.w, rect.h))
    return f"{x} · {y}    {w} × {h} mm"


def number(value: float) -> str:
    """With at most two decimals and the decimal sign of the language in force."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return shown if current() == "en" else shown.replace(".", ",")
