"""The quorum of the assembly held at this door, below the head count; counts nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from kiosk.ui import theme
from kiosk.ui.door.state import QuorumState
from kiosk.ui.widgets.paint import round_box
from kiosk.ui.widgets.run_text import Run, RunText
from kiosk.ui.widgets.scaled import Canvas


class QuorumBox(Canvas):
    """Call and status, how many of how many, a bar, organisations and votes."""

    nested = True

    def __init__(self) -> None:
        super().__init__()
        self.state = QuorumState("")
        self.title, self.status = RunText(), RunText("right")
        self.count, self.detail = RunText(), RunText()
        self.adopt()

    def show_state(self, state: QuorumState | None) -> None:
        """Draw this; None draws nothing."""
        self.state = state or QuorumState("")
        shown, colors = self.state, theme.current()
        self.title.set_runs(Run(shown.title, 18, 500, colors.text2))
        ink = colors.ok_fg if shown.holds else colors.warn_fg
        self.status.set_runs(Run(shown.status, 18, 700, ink))
        rest = shown.unit if shown.needed is None else f"/ {shown.needed} {shown.unit}"
        self.count.set_runs(
            Run(str(shown.present), 46, 800, colors.text, -0.03, tabular=True),
            Run(f" {rest}", 24, 500, colors.text2),
        )
        self.detail.set_runs(Run(shown.detail, 18, 600, colors.text))
        self.relayout()

    def arrange(self, w: float, h: float) -> None:
        """Title and status share the first line; the status is what must stay large."""
        status = min(self.status.natural_width() + 4, w * 0.62) if self.state.status else 0.0
        self.place(self.title, 0, 16, w - status - 8, 28)
        self.place(self.status, w - status, 16, status, 28)
        self.place(self.count, 0, 44, w, 54)
        self.place(self.detail, 0, 124, w, 28)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The bar: full when enough are there."""
        needed = self.state.needed
        if needed is None:
            return
        colors = theme.current()
        trough = QRectF(0.5, 104.5, area.width() - 1, 10)
        round_box(painter, trough, 5, colors.trough, colors.border if colors.high_contrast else "")
        share = 1.0 if not needed else min(1.0, self.state.present / needed)
        if share:
            bar = QRectF(trough.topLeft(), trough.size())
            bar.setWidth(max(10.0, trough.width() * share))
            round_box(painter, bar, 5, colors.primary)
