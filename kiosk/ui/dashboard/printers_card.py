"""The station's printers at a glance, one line each; asks none of them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.dashboard.state import PrinterLine
from kiosk.ui.printing.job_line import Bar
from kiosk.ui.widgets.chip import ROLE_ROW, Chip
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import LineList, ListLine
from kiosk.ui.widgets.panel import Panel


class PrinterOfPanel(ListLine):
    """Name and state above, the roll below where it is counted."""

    def __init__(self, line: PrinterLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(line.name, px=18, weight=600, shrink=0.85), 1)
        head.addWidget(Chip(line.state, ROLE_ROW))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        if line.share is not None:
            roll = QHBoxLayout()
            roll.setSpacing(12)
            roll.addWidget(Bar(line.share, low=line.low), 1)
            ink = "warn_fg" if line.low else "text2"
            roll.addWidget(
                ElidedLabel(line.labels, px=16, weight=600 if line.low else 400, ink=ink)
            )
            column.addLayout(roll)


class PanelPrinters(Panel):
    """Title and lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[PrinterLine, ...] | None = None
        self.title = ElidedLabel(px=22, weight=700, tracking=-0.01)
        self.empty = ElidedLabel(px=17, ink="text2")
        self.lines = LineList()
        self._column = QVBoxLayout(self)
        for widget in (self.title, self.empty):
            self._column.addWidget(widget)
        self._column.addWidget(self.lines, 1)
        self.set_compact(compact=False)

    def show_printers(self, printers: tuple[PrinterLine, ...]) -> None:
        """Draw these where they changed."""
        if printers == self._shown:
            return
        self._shown = printers
        self.empty.setVisible(not printers)
        self.lines.show_lines([PrinterOfPanel(line) for line in printers])

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Impresoras"))
        self.empty.setText(_("Esta estación no tiene impresora."))

    def set_compact(self, *, compact: bool) -> None:
        """Narrower edges on small screens."""
        self._column.setContentsMargins(*((18, 14, 10, 10) if compact else (26, 22, 14, 14)))
