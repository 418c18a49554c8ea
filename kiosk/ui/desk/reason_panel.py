"""Asks why before something is undone or overruled: three reasons, keys 1 2 3, then Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.person_card import COMPACT, COMPACT_MAIN
from kiosk.ui.desk.reason_choices import ReasonChoices
from kiosk.ui.desk.state import ReasonState
from kiosk.ui.widgets.button import DESK, MAIN, Button, Kind
from kiosk.ui.widgets.field import Field
from kiosk.ui.widgets.key_cap import ENTER
from kiosk.ui.widgets.paragraph import Paragraph


class ReasonPanel(QWidget):
    """Signals: reason_chosen(0..2), confirmed(), cancelled(). No reason is chosen beforehand."""

    reason_chosen = Signal(int)
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing = False
        self.title = Paragraph(px=32, weight=700, lines=2, spacing=1.2)
        self.detail = Paragraph(px=20, ink="text2", lines=3)
        self.reasons = ReasonChoices()
        self.pin = Field(required=True)
        self.pin.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.confirm = Button("", key=ENTER, kind=Kind.PRIMARY, size=MAIN)
        self.cancel = Button("", icon="x", key="Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(29, 28, 29, 25)
        column.setSpacing(11)
        column.addWidget(self.title)
        column.addWidget(self.detail)
        column.addSpacing(16)
        column.addWidget(self.reasons)
        column.addWidget(self.pin)
        column.addStretch(1)
        column.addWidget(self.confirm)
        foot = QHBoxLayout()
        foot.addWidget(self.cancel)
        column.addLayout(foot)
        self.reasons.reason_chosen.connect(self._on_reason)
        self.confirm.clicked.connect(self.confirmed)
        self.cancel.clicked.connect(self.cancelled)

    def show_state(self, state: ReasonState, *, busy: bool = False) -> None:
        """Draw the question."""
        self.title.setText(state.title)
        self.detail.setText(state.detail)
        self.reasons.show_reasons(state.options, state.chosen)
        self.confirm.set_label(state.confirm, state.icon)
        missing = state.chosen is None
        self.confirm.setEnabled(not missing and not busy)
        self._missing = missing
        self._show_tip()
        self.pin.setVisible(state.needs_pin)
        self.pin.set_words(_("PIN de supervisor"), state.pin_problem)

    def open(self) -> None:
        """Begin with an empty PIN."""
        self.pin.set_text("")

    def ask_pin(self) -> None:
        """Put the cursor into the PIN, where one is needed."""
        if self.pin.isVisibleTo(self):
            self.pin.setFocus()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.cancel.set_label(_("Cancelar"))
        self._show_tip()

    def set_compact(self, *, compact: bool) -> None:
        """Lower cards on small screens."""
        self.reasons.set_compact(compact=compact)
        self.pin.set_compact(compact=compact)
        self.confirm.set_size(COMPACT_MAIN if compact else MAIN)
        self.cancel.set_size(COMPACT if compact else DESK)

    def _show_tip(self) -> None:
        self.confirm.setToolTip(_("Elija primero el motivo.") if self._missing else "")

    def _on_reason(self, number: int) -> None:
        self.reason_chosen.emit(number)
        self.ask_pin()
