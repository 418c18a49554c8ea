"""Paints one person of the list: name with the match lit, roles, organisation, state, key."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kiosk.ui import theme
from kiosk.ui.desk.lit_text import paint_lit
from kiosk.ui.desk.state import RowState
from kiosk.ui.fonts import font
from kiosk.ui.widgets.chip import ROLE_ROW, STATE, ChipData, chip_width, paint_chip
from kiosk.ui.widgets.key_cap import ENTER, paint_cap
from kiosk.ui.widgets.paint import round_box, text_width

ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class RowDelegate(QStyledItemDelegate):
    """Rows of `row_height` px; the chosen one wears the soft ground and a bar at its left.

    `shows_key`: Enter does something with it, so its key is drawn.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.row_height = 97
        self.shows_key = True

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every row alike."""
        return QSize(200, self.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row of that index."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, RowState):
            return
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        widget = option.widget
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(widget, QWidget):
            painter.setClipPath(_panel(QRectF(widget.rect())))
        self._ground(painter, box, chosen=chosen, last=index.row() + 1 == index.model().rowCount())
        right = self._state(painter, box, row.state, chosen=chosen)
        self._words(painter, box, row, right - 16)
        painter.restore()

    def paint_frame(self, painter: QPainter, row: QRect, panel: QRectF) -> None:
        """High contrast: the chosen row's 4 px frame, over everything."""
        t = theme.current()
        if not t.high_contrast or row.isEmpty():
            return
        painter.setClipPath(_panel(panel))
        box = QRectF(row)
        first = row.top() <= 0
        round_box(painter, box, 16 if first else 0, "", t.primary, 4)
        painter.fillRect(QRectF(0, box.y(), 8, box.height()), QColor(t.primary))

    def _ground(self, painter: QPainter, box: QRectF, *, chosen: bool, last: bool) -> None:
        t = theme.current()
        if chosen:
            painter.fillRect(box, QColor(t.soft))
            painter.fillRect(QRectF(0, box.y(), 8, box.height()), QColor(t.primary))
        if not last:
            painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), QColor(t.border))

    def _state(self, painter: QPainter, box: QRectF, state: ChipData, *, chosen: bool) -> float:
        """Draw the state and the key; answers where they begin."""
        t = theme.current()
        middle = box.center().y()
        right = box.right() - (79 if self.shows_key else 22)
        if chosen and self.shows_key:
            cap = QRectF(box.right() - 55, middle - 15, 34, 30)
            paint_cap(painter, cap, ENTER, t.text2, line=t.control)
        width = min(chip_width(state), box.width() * 0.42)
        chip = QRectF(right - width, middle - STATE.height / 2, width, STATE.height)
        paint_chip(painter, chip, state, ground=t.surface if chosen else "")
        return chip.x()

    def _words(self, painter: QPainter, box: QRectF, row: RowState, right: float) -> None:
        t = theme.current()
        middle = box.center().y()
        left = box.x() + 25
        room = right - left
        size = 25 if self.row_height > 80 else 22
        face = font(size, 600, -0.01, strike=row.struck)
        roles = _roles_that_fit(row.roles, room - text_width(row.name, face) - 14)
        name = QRectF(left, middle - 33, room - _width_of(roles), 38)
        ink = t.text2 if row.struck else t.text
        x = paint_lit(painter, name, row.name, row.name_hits, face, ink) + 14
        for chip in roles:
            place = QRectF(x, middle - 28, chip_width(chip, ROLE_ROW), ROLE_ROW.height)
            paint_chip(painter, place, chip, ROLE_ROW)
            x += place.width() + 12
        detail = QRectF(left, middle + 4, room, 28)
        paint_lit(painter, detail, row.detail, row.detail_hits, font(17), t.text2)


def _panel(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, 16, 16)
    return path


def _roles_that_fit(roles: tuple[ChipData, ...], room: float) -> tuple[ChipData, ...]:
    """As many roles as have room beside the whole name; the name goes before them."""
    shown: list[ChipData] = []
    for chip in roles:
        room -= chip_width(chip, ROLE_ROW) + 12
        if room < 0:
            break
        shown.append(chip)
    return tuple(shown)


def _width_of(roles: tuple[ChipData, ...]) -> float:
    return sum(chip_width(chip, ROLE_ROW) + 12 for chip in roles) + (14 if roles else 0)
