"""A row of chips: the state, a thin line, then the roles; those that do not fit are left out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.widgets.chip import ROLE_BIG, STATE, ChipData, ChipSize, chip_width, paint_chip


class ChipRow(QWidget):
    """38 px high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ChipData("")
        self._roles: tuple[ChipData, ...] = ()
        self.setFixedHeight(ROLE_BIG.height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, state: ChipData, roles: tuple[ChipData, ...]) -> None:
        """Show these."""
        self._state, self._roles = state, roles
        self.setAccessibleName(", ".join(c.text for c in (state, *roles) if c.text))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, ROLE_BIG.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the state, the line, the roles."""
        t = theme.current()
        painter = QPainter(self)
        x = 0.0
        if self._state.text:
            x = self._paint(painter, x, self._state, STATE) + 14
            if self._roles:
                painter.fillRect(QRectF(x, 6, 2, 26), QColor(t.border))
                x += 16
        for role in self._roles:
            x = self._paint(painter, x, role, ROLE_BIG) + 10

    def _paint(self, painter: QPainter, x: float, chip: ChipData, size: ChipSize) -> float:
        width = chip_width(chip, size)
        if x and x + width > self.width():
            return x
        width = min(width, self.width() - x)
        top = (self.height() - size.height) / 2
        paint_chip(painter, QRectF(x, top, width, size.height), chip, size)
        return x + width
