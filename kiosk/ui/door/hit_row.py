"""One person found at the door, as large as a finger; shows name and organisation only."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen

from kiosk.ui import theme
from kiosk.ui.door.state import SearchHit
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.scaled import Canvas


class HitRow(Canvas):
    """`chosen` brings the person's id."""

    chosen = Signal(str)
    nested = True

    def __init__(self) -> None:
        super().__init__()
        self.hit = SearchHit("", "", "")
        self.name = FitText(Style(24, 600), parent=self)
        self.organisation = FitText(Style(18, 500), parent=self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_hit(self, hit: SearchHit) -> None:
        """Show this person."""
        colors = theme.current()
        self.hit = hit
        self.name.set_text(hit.name)
        self.name.set_color(colors.text)
        self.organisation.set_text(hit.organisation)
        self.organisation.set_color(colors.text2)
        self.setAccessibleName(f"{hit.name}, {hit.organisation}")

    def click(self) -> None:
        """Choose this person."""
        self.chosen.emit(self.hit.person_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A finger lifted on the row chooses it."""
        if self.rect().contains(event.position().toPoint()):
            self.click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press: the release counts."""

    def arrange(self, w: float, h: float) -> None:
        """Two lines."""
        self.place(self.name, 20, h / 2 - 33, w - 40, 34)
        self.place(self.organisation, 20, h / 2 + 4, w - 40, 26)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """A white card."""
        colors = theme.current()
        painter.setPen(QPen(QColor(colors.control), 2))
        painter.setBrush(QColor(colors.surface))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 12, 12)
