"""An invitation on the screen: its QR, the text to type, and how long it is still good."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.person_card import COMPACT
from kiosk.ui.stations.qr_view import QrView
from kiosk.ui.stations.state import SideState
from kiosk.ui.widgets.button import DESK, Button
from kiosk.ui.widgets.chip import Chip, ChipData, Tone
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paragraph import Paragraph

_MOST_LINES = 5
_SIGNS = {Tone.OK: "circle-check", Tone.WARN: "triangle-alert"}


class InvitationPage(QWidget):
    """Signals: closed(), which leaves the invitation good; withdrawn()."""

    closed = Signal()
    withdrawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Paragraph(px=24, weight=700, lines=2, spacing=1.2)
        self.how = Paragraph(px=17, ink="text2", lines=4)
        self.stays = Paragraph(px=17, ink="text2", lines=2)
        self.qr = QrView()
        self.lines = [
            ElidedLabel(px=26, weight=600, shrink=0.55, align="center", tabular=True)
            for _number in range(_MOST_LINES)
        ]
        self.left = Chip(ChipData(""))
        self._compact = False
        self.close_button = Button("", icon="undo-2", key="Esc")
        self.withdraw = Button("", icon="ban")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.how):
            column.addWidget(widget)
        column.addWidget(self.qr, 1)
        text = QVBoxLayout()
        text.setSpacing(0)
        for line in self.lines:
            text.addWidget(line)
        column.addLayout(text)
        column.addWidget(self.left)
        column.addWidget(self.stays)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.close_button, self.withdraw):
            buttons.addWidget(button, 1)
        column.addLayout(buttons)
        self.close_button.clicked.connect(self.closed)
        self.withdraw.clicked.connect(self.withdrawn)

    def show_state(self, state: SideState) -> None:
        """Draw the invitation; one that is over has no QR any more."""
        shown = state.invitation
        if shown is None:
            return
        self.title.setText(state.title)
        self.how.setText(state.words[0] if state.words else "")
        self.how.setVisible(bool(state.words))
        self.stays.setText(state.words[1] if len(state.words) > 1 else "")
        self._show_stays()
        self.qr.show_rows(() if shown.over else shown.rows, _("QR de la invitación"))
        for number, line in enumerate(self.lines):
            text = shown.lines[number] if number < len(shown.lines) and not shown.over else ""
            line.setText(text)
            line.setVisible(bool(text))
        self.left.show_chip(ChipData(shown.left, shown.tone, _SIGNS.get(shown.tone, "timer")))
        self.close_button.set_label(state.action)
        self.withdraw.set_label(state.second)
        self.withdraw.setVisible(bool(state.second))
        self.withdraw.setEnabled(not state.busy)

    def set_compact(self, *, compact: bool) -> None:
        """Smaller letters where the window is low, and the symbol before what is said later too."""
        self._compact = compact
        self._show_stays()
        self.qr.set_compact(compact=compact)
        for line in self.lines:
            line.set_px(20 if compact else 26)
        self.how.setMaximumHeight(48 if compact else 16_777_215)
        for button in (self.close_button, self.withdraw):
            button.set_size(COMPACT if compact else DESK)

    def _show_stays(self) -> None:
        self.stays.setVisible(bool(self.stays.text()) and not self._compact)
