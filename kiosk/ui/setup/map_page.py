"""The page of columns: each with samples of what stands in it, and what it is for us."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.ui.setup.state import MapState
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import ChevronBox
from kiosk.ui.widgets.panel import Panel


class FieldBox(ChevronBox):
    """A combo box that the wheel scrolls past: a page is scrolled more often than a field."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class MapPage(QWidget):
    """Signal: edited()."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = MapState()
        self.boxes: list[FieldBox] = []
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(8, 8, 8, 8)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        inside.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def draw(self, state: MapState) -> None:
        """Draw this where it changed."""
        if state == self._state:
            return
        self._state, self.boxes = state, []
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for number, row in enumerate(state.rows):
            grid.addWidget(_words(row.title, row.samples), number, 0)
            box = self._box(row.title, row.field)
            grid.addWidget(box, number, 1)
            self.boxes.append(box)
        grid.setRowStretch(len(state.rows), 1)
        self._scroll.setWidget(table)

    def chosen(self) -> tuple[str, ...]:
        """The field of each column, "" for none."""
        return tuple(str(box.currentData() or "") for box in self.boxes)

    def first(self) -> QWidget:
        """The box to begin with."""
        return self.boxes[0] if self.boxes else self

    def _box(self, title: str, field: str) -> FieldBox:
        box = FieldBox()
        box.setFixedHeight(46)
        box.setMinimumWidth(290)
        box.setStyleSheet("font-size: 18px; padding-left: 12px; padding-right: 0;")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMaxVisibleItems(14)
        box.setAccessibleName(title)
        for value, words in self._state.choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(field)))
        box.activated.connect(self.edited)
        return box


def _words(title: str, samples: str) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(ElidedLabel(title, px=18, weight=600))
    column.addWidget(ElidedLabel(samples, px=16, ink="text2"))
    return both
