"""What one checkpoint says of a person, in full: verdict, steps, the way in, the invitation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.desk.note import Note
from kiosk.ui.desk.person_card import COMPACT
from kiosk.ui.desk.state import RoomAnswer
from kiosk.ui.desk.step_list import StepList
from kiosk.ui.widgets.button import DESK, Button
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.elided_label import ElidedLabel


class RoomAnswerCard(QWidget):
    """Signals: invite_pressed(), withdraw_pressed()."""

    invite_pressed = Signal()
    withdraw_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(px=32, weight=700, tracking=-0.02, shrink=0.7)
        self.when = ElidedLabel(px=19, ink="text2")
        self.verdicts = {
            Tone.OK: Note("check", "ok"),
            Tone.WARN: Note("hand-helping"),
            Tone.BAD: Note("octagon-x", "bad"),
        }
        self.steps = StepList()
        self.way = Note("arrow-right", "mute")
        self.invite = Button("", icon="list-checks")
        self.withdraw = Button("", icon="minus")
        self._lay_out()
        self.invite.clicked.connect(self.invite_pressed)
        self.withdraw.clicked.connect(self.withdraw_pressed)

    def show_answer(self, answer: RoomAnswer, *, busy: bool) -> None:
        """Draw it."""
        self.name.setText(answer.name)
        self.when.setText(answer.when)
        for tone, note in self.verdicts.items():
            told = tone is answer.tone
            note.show_note(answer.headline if told else "", answer.why if told else "")
        self.steps.show_steps(answer.steps)
        self.way.show_note(answer.way, "")
        for button, words in ((self.invite, answer.invite), (self.withdraw, answer.withdraw)):
            button.set_label(words)
            button.setVisible(bool(words))
            button.setEnabled(not busy and not answer.locked)
            button.setToolTip(answer.locked)
            button.setAccessibleDescription(answer.locked)

    def set_compact(self, *, compact: bool) -> None:
        """Smaller letters and buttons on small screens."""
        self.name.set_px(24 if compact else 32)
        self.steps.set_compact(compact=compact)
        for button in (self.invite, self.withdraw):
            button.set_size(COMPACT if compact else DESK)
        self._column.setContentsMargins(*((20, 14, 14, 14) if compact else (29, 24, 22, 25)))
        self._column.setSpacing(8 if compact else 14)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.name)
        head.addWidget(self.when)
        foot = QHBoxLayout()
        foot.addWidget(self.invite)
        foot.addWidget(self.withdraw)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        for note in self.verdicts.values():
            self._column.addWidget(note)
        self._column.addWidget(self.steps, 1)
        self._column.addWidget(self.way)
        self._column.addLayout(foot)
        self.set_compact(compact=False)
