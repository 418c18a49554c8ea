"""Asks what is missing before somebody is checked in, in the right card; judges no answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.person_card import COMPACT, COMPACT_MAIN
from kiosk.ui.desk.state import QuestionsState
from kiosk.ui.widgets.button import DESK, MAIN, Button, Kind
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.key_cap import ENTER
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.ui.widgets.question_form import QuestionForm


class QuestionsCard(QWidget):
    """Signals: answered(question id -> text, "" for nothing), cancelled(), override_pressed()."""

    answered = Signal(object)
    cancelled = Signal()
    override_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(px=32, weight=700, tracking=-0.015, shrink=0.7)
        self.help = Paragraph(px=17, ink="text2", lines=2)
        self.form = QuestionForm()
        self.confirm = Button("", key=ENTER, kind=Kind.PRIMARY, size=MAIN)
        self.cancel = Button("", icon="x", key="Esc")
        self.override = Button("", icon="shield-check")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.cancel, 1)
        foot.addWidget(self.override, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(29, 28, 29, 25)
        self._column.setSpacing(12)
        self._column.addWidget(self.title)
        self._column.addWidget(self.help)
        self._column.addWidget(self.form, 1)
        self._column.addWidget(self.confirm)
        self._column.addLayout(foot)
        self.confirm.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)
        self.override.clicked.connect(self.override_pressed)

    def show_state(self, state: QuestionsState, *, busy: bool = False) -> None:
        """Draw the form; what is typed in it stays while the same person is asked."""
        self.title.setText(state.title)
        self.form.show_fields(state.key, state.fields)
        self.confirm.set_label(state.confirm, state.icon)
        self.confirm.setEnabled(not busy)
        self.override.setVisible(state.can_override)
        self.override.setEnabled(not busy)

    def open(self) -> None:
        """Put the cursor into the first question that waits."""
        self.form.focus_first()

    def submit(self) -> None:
        """Hand the answers over."""
        if self.confirm.isEnabled():
            self.answered.emit(self.form.values())

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.help.setText(_("Pregunte y anote antes de acreditar. Lo que lleva * es obligatorio."))
        self.cancel.set_label(_("Volver"))
        self.override.set_label(_("Acreditar con motivo"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower boxes and buttons on small screens."""
        self.title.set_px(26 if compact else 32)
        self.form.set_compact(compact=compact)
        self.confirm.set_size(COMPACT_MAIN if compact else MAIN)
        for button in (self.cancel, self.override):
            button.set_size(COMPACT if compact else DESK)
        self._column.setContentsMargins(*((20, 12, 20, 14) if compact else (29, 28, 29, 25)))
        self._column.setSpacing(6 if compact else 12)
