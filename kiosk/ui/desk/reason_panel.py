"""Asks why before something is undone or overruled: three reasons, keys 1 2 3, then Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.person_card import COMPACT, COMPACT_MAIN
from kiosk.ui.desk.state import ReasonState
from kiosk.ui.widgets.button import DESK, MAIN, Button, Kind
from kiosk.ui.widgets.choice import Choice
from kiosk.ui.widgets.field import Field
from kiosk.ui.widgets.key_cap import ENTER
from kiosk.ui.widgets.paragraph import Paragraph


class ReasonPanel(QWidget):
    """Signals: reason_chosen(0..2), confirmed(), cancelled()."""

    reason_chosen = Signal(int)
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Paragraph(px=32, weight=700, lines=2, spacing=1.2)
        self.detail = Paragraph(px=20, ink="text2", lines=3)
        self.choices = [Choice(str(number)) for number in (1, 2, 3)]
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
        for number, choice in enumerate(self.choices):
            column.addWidget(choice)
            choice.clicked.connect(self._on_choice)
            choice.setObjectName(str(number))
        column.addWidget(self.pin)
        column.addStretch(1)
        column.addWidget(self.confirm)
        foot = QHBoxLayout()
        foot.addWidget(self.cancel)
        column.addLayout(foot)
        self.confirm.clicked.connect(self.confirmed)
        self.cancel.clicked.connect(self.cancelled)

    def show_state(self, state: ReasonState, *, busy: bool = False) -> None:
        """Draw the question."""
        self.title.setText(state.title)
        self.detail.setText(state.detail)
        for choice, words in zip(self.choices, state.options, strict=False):
            choice.set_words(*words)
        self.choices[state.chosen].setChecked(True)
        self.confirm.set_label(state.confirm, state.icon)
        self.confirm.setEnabled(not busy)
        self.pin.setVisible(state.needs_pin)
        self.pin.set_words(_("PIN de supervisor"), state.pin_problem)

    def open(self) -> None:
        """Begin with an empty PIN, and the cursor there where one is needed."""
        self.pin.set_text("")
        if self.pin.isVisibleTo(self):
            self.pin.setFocus()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.cancel.set_label(_("Cancelar"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower cards on small screens."""
        for choice in self.choices:
            choice.set_compact(compact=compact)
        self.pin.set_compact(compact=compact)
        self.confirm.set_size(COMPACT_MAIN if compact else MAIN)
        self.cancel.set_size(COMPACT if compact else DESK)

    def _on_choice(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.reason_chosen.emit(int(sender.objectName()))
