"""What stands beside the list of stations: words with buttons, an office, a field, a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.person_card import COMPACT, COMPACT_MAIN
from kiosk.ui.stations.state import InviteForm, SideState
from kiosk.ui.widgets.button import DESK, MAIN, Button, Kind
from kiosk.ui.widgets.field import ChoiceField, Field
from kiosk.ui.widgets.paragraph import Paragraph

_MOST_WORDS = 4
_LONGEST_NAME = 60
_LONGEST_INVITATION = 1000
"""Letters; a scanned invitation to three machines with long names has some four hundred."""


class WordsPage(QWidget):
    """A title, what there is to know, and perhaps buttons. Signals: pressed(), second_pressed()."""

    pressed = Signal()
    second_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Paragraph(px=24, weight=700, lines=2, spacing=1.2)
        self.words = [Paragraph(px=18, ink="text2", lines=6) for _number in range(_MOST_WORDS)]
        self.main = Button("", kind=Kind.PRIMARY, size=MAIN)
        self.second = Button("")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        for widget in (self.title, *self.words):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.column.addWidget(self.main)
        self.column.addWidget(self.second)
        self.main.clicked.connect(self.pressed)
        self.second.clicked.connect(self.second_pressed)

    def show_state(self, state: SideState) -> None:
        """Draw title, words and buttons."""
        self.title.setText(state.title)
        for number, words in enumerate(self.words):
            text = state.words[number] if number < len(state.words) else ""
            words.setText(text)
            words.setVisible(bool(text))
        self.main.set_label(state.action, state.icon)
        self.main.setVisible(bool(state.action))
        self.main.setEnabled(not state.busy)
        self.second.set_label(state.second)
        self.second.setVisible(bool(state.second))

    def set_compact(self, *, compact: bool) -> None:
        """Lower buttons on small screens."""
        self.main.set_size(COMPACT_MAIN if compact else MAIN)
        self.second.set_size(COMPACT if compact else DESK)


class OfficePage(WordsPage):
    """Where stations are invited. Signal: invited(InviteForm)."""

    invited = Signal(InviteForm)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._serial = 0
        self.role, self.name = ChoiceField(), Field()
        self.name.line.setMaxLength(_LONGEST_NAME)
        for number, field in enumerate((self.role, self.name)):
            self.column.insertWidget(1 + _MOST_WORDS + number, field)
        self.pressed.connect(self._on_pressed)
        self.name.line.returnPressed.connect(self._on_pressed)

    def form(self) -> InviteForm:
        """What is asked for."""
        return InviteForm(self.role.value(), self.name.text())

    def show_state(self, state: SideState) -> None:
        """Draw it; after an invitation the fields are empty again."""
        super().show_state(state)
        self.role.offer(state.roles)
        if state.serial != self._serial:
            self._serial = state.serial
            self.role.set_value("")
            self.name.set_text("")

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.role.set_words(_("Para qué será (vacío: lo elige quien se une)"))
        self.name.set_words(_("Nombre (vacío: lo elige quien se une)"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower boxes on small screens."""
        super().set_compact(compact=compact)
        for field in (self.role, self.name):
            field.set_compact(compact=compact)

    def _on_pressed(self) -> None:
        if self.main.isEnabled():
            self.invited.emit(self.form())


class JoinPage(WordsPage):
    """Where an invitation is scanned or typed. Signals: wanted(text), second_pressed()."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.invitation = Field()
        self.invitation.line.setMaxLength(_LONGEST_INVITATION)
        self.column.insertWidget(1 + _MOST_WORDS, self.invitation)
        self.pressed.connect(self._on_pressed)
        self.invitation.line.returnPressed.connect(self._on_pressed)

    def show_state(self, state: SideState) -> None:
        """Draw it; what is typed stays, and cannot be changed while somebody joins by it."""
        super().show_state(state)
        self.invitation.line.setReadOnly(state.busy)

    def take(self, text: str) -> None:
        """Put a scanned invitation in the place of what is typed."""
        self.invitation.set_text(text)

    def forget(self) -> None:
        """Leave no invitation in the field, nor in what can be undone in it."""
        self.invitation.line.setText("")

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.invitation.set_words(_("Invitación"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower boxes on small screens."""
        super().set_compact(compact=compact)
        self.invitation.set_compact(compact=compact)

    def _on_pressed(self) -> None:
        if self.main.isEnabled():
            self.wanted.emit(self.invitation.text())


class QuestionPage(WordsPage):
    """A question before something that cannot be taken back. Signals: pressed(), cancelled()."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cancel = Button("", icon="x", key="Esc")
        self.column.addWidget(self.cancel)
        self.cancel.clicked.connect(self.cancelled)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.cancel.set_label(_("Cancelar"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower buttons on small screens."""
        super().set_compact(compact=compact)
        self.cancel.set_size(COMPACT if compact else DESK)
