"""A colour as a property: one of ours by a press, any other typed; checks nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from kiosk.ui import theme
from kiosk.ui.designer.inputs import HEIGHT, LineInput
from kiosk.ui.designer.state import FieldState
from kiosk.ui.widgets.paint import round_box
from kiosk.ui.widgets.pressable import Pressable

_COLORS = (
    "#0C1B26", "#FFFFFF", "#062033", "#0B3B5E", "#0B5CAD", "#00705A", "#B3246B", "#FFC53D",
)  # fmt: skip
"""Ink, paper and those of the bands; any other is typed."""


class _Swatch(Pressable):
    """One colour to press."""

    ring_radius = 6

    def __init__(self, color: str) -> None:
        super().__init__()
        self.color = color
        self.setAccessibleName(color)
        self.setToolTip(color)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colour with an edge that is seen on any ground."""
        t = theme.current()
        line = t.focus if self.hasFocus() else t.control
        width = 3 if self.hasFocus() else 1.2
        round_box(QPainter(self), QRectF(self.rect()), 6, self.color, line, width)


class ColorInput(LineInput):
    """A colour: one of ours by a press, any other as "#rrggbb"."""

    def __init__(self, field: FieldState) -> None:
        self._mark = _Swatch("#FFFFFF")
        self._mark.setEnabled(False)
        self._mark.setFixedSize(HEIGHT, HEIGHT)
        self.swatches = [_Swatch(color) for color in _COLORS]
        super().__init__(field)
        below = QHBoxLayout()
        below.setSpacing(5)
        for swatch in self.swatches:
            below.addWidget(swatch)
            swatch.clicked.connect(self._on_swatch)
        below.addStretch(1)
        self.row.insertWidget(0, self._mark)
        self.column.addLayout(below)

    def show_field(self, field: FieldState) -> None:
        """Show the colour and its name."""
        super().show_field(field)
        self._mark.color = str(field.value)
        self._mark.update()

    def _connect(self) -> None:
        self.line.editingFinished.connect(self._on_finished)

    def _on_finished(self) -> None:
        text = self.line.text().strip().upper()
        if self.line.isModified():
            self.line.setModified(False)
            self.changed.emit(text if not text or text.startswith("#") else f"#{text}")

    def _on_swatch(self) -> None:
        sender = self.sender()
        if isinstance(sender, _Swatch):
            self.changed.emit(sender.color)
