"""The print queue: what waits, what failed and why, and ways to try again or give up."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.state import DeskState, PrintRow
from kiosk.ui.widgets.button import Button, ButtonSize
from kiosk.ui.widgets.chip import Chip
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.panel import Panel

_SMALL = ButtonSize(height=48, px=17, padding=16)


class JobLine(QWidget):
    """One job: title, why, state, and the buttons where they make sense."""

    def __init__(self, row: PrintRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(80)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(ElidedLabel(row.title, px=22, weight=600, shrink=0.8))
        words.addWidget(ElidedLabel(row.detail, px=17, ink="text2"))
        words.addStretch(1)
        self.retry = Button(_("Reintentar"), icon="refresh-cw", size=_SMALL)
        self.cancel = Button(_("Quitar de la cola"), icon="x", size=_SMALL)
        for button, wanted in ((self.retry, row.can_retry), (self.cancel, row.can_cancel)):
            button.setObjectName(row.job_id)
            if not wanted:
                button.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(25, 0, 25, 0)
        line.setSpacing(20)
        line.addLayout(words, 1)
        line.addWidget(Chip(row.state))
        line.addWidget(self.cancel)
        line.addWidget(self.retry)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line under the job."""
        bottom = QRectF(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(bottom, QColor(theme.current().border))


class PrintPage(FullPage):
    """Signals: retried(job_id), cancelled(job_id)."""

    retried = Signal(str)
    cancelled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PrintRow, ...] | None = None
        self.title = ElidedLabel(px=32, weight=700, tracking=-0.02)
        self.empty = ElidedLabel(px=20, ink="text2")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 28, 12, 16)
        head = QVBoxLayout()
        head.setContentsMargins(25, 0, 25, 8)
        head.addWidget(self.title)
        head.addWidget(self.empty)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)

    def draw(self, state: DeskState) -> None:
        """Draw the queue."""
        self.show_rows(state.prints)

    def show_rows(self, rows: tuple[PrintRow, ...]) -> None:
        """Show these jobs, newest first."""
        if rows == self._rows:
            return
        self._rows = rows
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            line = JobLine(row)
            line.retry.clicked.connect(self._on_retry)
            line.cancel.clicked.connect(self._on_cancel)
            self._lines.addWidget(line)
        self.empty.setVisible(not rows)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Cola de impresión"))
        self.empty.setText(_("No hay nada por imprimir."))
        rows, self._rows = self._rows, None
        self.show_rows(rows or ())

    def set_compact(self, *, compact: bool) -> None:
        """A smaller title on small screens."""
        self.title.set_px(24 if compact else 32)

    def _on_retry(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.retried.emit(sender.objectName())

    def _on_cancel(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.cancelled.emit(sender.objectName())
