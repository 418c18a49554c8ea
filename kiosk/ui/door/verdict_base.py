"""What the verdict screens share: full colour, the line above; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter

from kiosk.domain.checkpoints import Direction
from kiosk.texts import _
from kiosk.ui import icons
from kiosk.ui.door.state import VerdictState
from kiosk.ui.widgets.run_text import Run, RunText
from kiosk.ui.widgets.scaled import Canvas


class VerdictBase(Canvas):
    """A full-bleed answer. `tapped` comes when a finger touches it outside a button."""

    tapped = Signal()
    landscape = (1920.0, 1080.0)
    fill, ink, line = "#000000", "#FFFFFF", "#FFFFFF"
    top = 0.0

    def __init__(self) -> None:
        super().__init__()
        self.state = VerdictState("help", "")
        self.where, self.clock = RunText(), RunText("right")

    def show_state(self, state: VerdictState) -> None:
        """Draw this answer, at once."""
        self.state = state
        leaving = state.direction is Direction.EXIT
        self.where.set_runs(
            Run(_("Salida") if leaving else _("Entrada"), 28, 700, self.ink),
            Run(f" · {state.room}", 28, 500, self.ink),
        )
        self.clock.set_runs(Run(state.clock, 32, 700, self.ink, tabular=True))
        self.fill_in(state)
        self.relayout()

    def fill_in(self, state: VerdictState) -> None:
        """Fill the children of this answer."""
        raise NotImplementedError

    def arrange(self, w: float, h: float) -> None:
        """The line above."""
        self.place(self.where, 114, self.top + 20, w - 114 - 250, 54)
        self.place(self.clock, w - 64 - 160, self.top + 20, 160, 54)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap beside the buttons."""
        self.tapped.emit()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The colour, the icon of the direction, the line."""
        painter.fillRect(area, QColor(self.fill))
        leaving = self.state.direction is Direction.EXIT
        spot = QRectF(65, self.top + 30, 33, 33)
        icons.paint(painter, "log-out" if leaving else "log-in", self.ink, spot)
        painter.fillRect(QRectF(0, self.top + 93, area.width(), 3), QColor(self.line))
