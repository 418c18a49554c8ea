"""The elements of a badge by name, the uppermost first; one is chosen, none is changed here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, round_box, text_width

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 44


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One row: `index` -1 is the sheet; `note` stands at its right end, `dim` ones are not seen."""

    index: int
    icon: str
    title: str
    note: str = ""
    dim: bool = False
    severe: bool = False


class _Rows(QAbstractListModel):
    """The rows as Qt wants them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[ElementRow, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many elements, and the sheet."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, or its words."""
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}. {row.note}" if row.note else row.title
        return row.title if role == Qt.ItemDataRole.ToolTipRole else None

    def show(self, rows: tuple[ElementRow, ...]) -> None:
        """Show these instead; what only changed its words keeps its place."""
        if [row.index for row in rows] == [row.index for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Icon, name, and at the right the side or a mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Every row alike."""
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row of that index."""
        row = index.data(_ROW)
        if not isinstance(row, ElementRow):
            return
        t = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.save()
        if chosen:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            line = t.focus if focused else t.primary if t.high_contrast else ""
            round_box(painter, box, 8, t.soft, line, 3 if focused else 2)
            painter.fillRect(QRectF(box.x(), box.y() + 6, 4, box.height() - 12), QColor(t.primary))
        ink = t.bad_fg if row.severe else t.on_soft if chosen else t.text3 if row.dim else t.text
        middle = box.center().y()
        place = QRectF(box.x() + 14, middle - 10, 20, 20)
        icons.paint(painter, "triangle-alert" if row.severe else row.icon, ink, place)
        face = font(15, 500)
        right = box.right() - 10
        if row.note:
            width = text_width(row.note, face)
            note = QRectF(right - width, box.y(), width + 2, box.height())
            draw_line(painter, note, row.note, face, t.text2 if not chosen else ink)
            right -= width + 8
        words = QRectF(box.x() + 44, box.y(), right - box.x() - 44, box.height())
        draw_line(painter, words, row.title, font(16, 600 if chosen else 500), ink)
        painter.restore()


class ElementList(QListView):
    """Signals: element_chosen(index, -1 for the sheet), removal_wanted(), raised(steps up)."""

    element_chosen = Signal(int)
    removal_wanted = Signal()
    raised = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._showing = False

    def show_rows(self, rows: tuple[ElementRow, ...], chosen: int) -> None:
        """Show these with that one chosen; emits nothing."""
        self._showing = True
        self._rows.show(rows)
        at = next((n for n, row in enumerate(rows) if row.index == chosen), 0)
        if rows and (self.currentIndex().row() != at or not self.selectedIndexes()):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._rows.index(at, 0), flags)
            self.scrollTo(self._rows.index(at, 0))
        self._showing = False

    def titles(self) -> list[str]:
        """The names of all rows, from the top."""
        return [row.title for row in self._rows.rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes; Ctrl and the arrows bring forward and back; the rest is Qt's."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.raised.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def _on_current(self, now: _Index, _before: _Index) -> None:
        if not self._showing and now.isValid():
            self.element_chosen.emit(self._rows.rows[now.row()].index)
