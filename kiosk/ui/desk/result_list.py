"""The list of people found, painted row by row with the match lit; it searches nothing."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.desk.row_delegate import ROW_ROLE, RowDelegate
from kiosk.ui.desk.state import RowState
from kiosk.ui.widgets.paint import round_box

_Index = QModelIndex | QPersistentModelIndex


class ResultModel(QAbstractListModel):
    """The rows as Qt wants them; readers of the screen get name, organisation and state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RowState, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many people."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, or its words."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.name}. {row.detail}. {row.state.text}"
        return None

    def show_rows(self, rows: tuple[RowState, ...]) -> None:
        """Show these instead."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, number: int) -> RowState:
        """One row."""
        return self._rows[number]


class ResultList(QListView):
    """A rounded panel of rows. Signals: row_chosen(number), row_activated(number)."""

    row_chosen = Signal(int)
    row_activated = Signal(int)

    def __init__(self, heights: tuple[int, int] = (97, 77), parent: QWidget | None = None) -> None:
        """`heights`: of a row, and of a row on small screens."""
        super().__init__(parent)
        self._heights = heights
        self._row_height = heights[0]
        self.rows = ResultModel(self)
        self.setModel(self.rows)
        self.painter = RowDelegate(self)
        self.painter.row_height = self._row_height
        self.setItemDelegate(self.painter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def show_rows(self, rows: tuple[RowState, ...], selected: int) -> None:
        """Show these people with one of them chosen; no taller than they need."""
        self.rows.show_rows(rows)
        if rows:
            index = self.rows.index(max(0, min(selected, len(rows) - 1)), 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        self._fit()
        self.setVisible(bool(rows))

    def set_compact(self, *, compact: bool) -> None:
        """Lower rows on small screens."""
        self._row_height = self._heights[compact]
        self.painter.row_height = self._row_height
        self.scheduleDelayedItemsLayout()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when the theme changes."""
        super().changeEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row; the focus stays in the search box."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.row_chosen.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click does what Enter does."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.row_activated.emit(index.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel under the rows, then the rows, then the panel's edge."""
        t = theme.current()
        box = QRectF(self.viewport().rect())
        painter = QPainter(self.viewport())
        round_box(painter, box, 16, t.surface)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        round_box(painter, box, 16, "", t.border, 1.2)
        self.painter.paint_frame(painter, self.visualRect(self.currentIndex()), box)
        painter.end()

    def _fit(self) -> None:
        self.setMaximumHeight(max(1, self.rows.rowCount()) * self._row_height + 2)
