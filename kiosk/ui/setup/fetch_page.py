"""The page of the first run: how many came, of how many, and what was wrong; brings nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk.ui import theme
from kiosk.ui.setup.answer_panel import AnswerPanel
from kiosk.ui.setup.state import FetchState
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paint import round_box
from kiosk.ui.widgets.panel import Panel

_HIGH = 20


class ShareBar(QWidget):
    """A bar that is filled by a share of the whole; empty where the whole is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, total: int | None) -> None:
        """Fill it."""
        self.share = min(1.0, done / total) if total else 0.0
        self.setAccessibleName(f"{round(100 * self.share)} %")
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(300, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw trough and filling."""
        t = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        edge = t.border if t.high_contrast else ""
        round_box(painter, box, _HIGH / 2, t.trough, edge)
        if self.share > 0:
            box.setWidth(max(float(_HIGH), box.width() * self.share))
            round_box(painter, box, _HIGH / 2, t.primary)


class FetchPage(QWidget):
    """A panel with heading, bar, count and lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = ElidedLabel(px=26, weight=700, shrink=0.7)
        self.count = ElidedLabel(px=40, weight=800, tabular=True, shrink=0.6)
        self.bar, self.answer = ShareBar(), AnswerPanel()
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(16)
        for part in (self.heading, self.count, self.bar, self.answer):
            inside.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        column.addStretch(1)

    def draw(self, state: FetchState) -> None:
        """Draw this."""
        self.heading.setText(state.title)
        self.count.setText(state.count)
        for part in (self.count, self.bar):
            part.setVisible(bool(state.count))
        self.bar.show_share(state.done, state.total)
        self.answer.show_answer("", state.lines)
