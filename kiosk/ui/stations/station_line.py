"""One station in the list: its sign, name, when it was heard, what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui import icons
from kiosk.ui.printing.job_line import SMALL
from kiosk.ui.stations.state import StationRow
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.chip import ROLE_ROW, Chip, Tone, tone_colors
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import ListLine
from kiosk.ui.widgets.paragraph import Paragraph

_HEAD = 44
_ICONS = {Tone.OK: "circle-check", Tone.WARN: "triangle-alert"}


class StationLineView(ListLine):
    """It is drawn anew in place: ages change every second."""

    def __init__(self, row: StationRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.name = ElidedLabel(px=20, weight=600, shrink=0.8)
        self.heard = Chip(row.heard, ROLE_ROW)
        self.revoke = Button("", icon="ban", size=SMALL)
        self.facts = Paragraph(px=16, ink="text2", lines=3)
        self.wrong = Paragraph(px=16, weight=600, ink="warn_fg", lines=5)
        self._lay_out()
        self.show_row(row)

    def show_row(self, row: StationRow) -> None:
        """Draw what is known of it now."""
        changed, self.row = row.tone is not self.row.tone, row
        self.revoke.setObjectName(row.station)
        self.name.setText(row.name)
        if row.heard != self.heard.chip:
            self.heard.show_chip(row.heard)
        facts = " · ".join(filter(None, (row.role, row.facts)))
        for words, text in ((self.facts, facts), (self.wrong, row.wrong)):
            if words.text() != text:
                words.setText(text)
            words.setVisible(bool(text))
        if self.revoke.text() != row.revoke:
            self.revoke.set_label(row.revoke)
        self.revoke.setVisible(bool(row.revoke))
        if changed:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, and the rule under it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = tone_colors(self.row.tone)[1]
        icon = "qr-code" if self.row.invitation else _ICONS.get(self.row.tone, "minus")
        icons.paint(painter, icon, ink, QRectF(25, 20, 24, 24))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addStrut(_HEAD)
        head.addWidget(self.name, 1)
        head.addWidget(self.heard)
        head.addWidget(self.revoke)
        column = QVBoxLayout(self)
        column.setContentsMargins(63, 10, 20, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(self.wrong)
