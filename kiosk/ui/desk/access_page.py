"""The access page: a person, a moment, every checkpoint's answer, one of them in full."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.access_person import AccessPerson
from kiosk.ui.desk.empty_card import EmptyCard
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.message import Message
from kiosk.ui.desk.reason_panel import ReasonPanel
from kiosk.ui.desk.result_list import ResultList
from kiosk.ui.desk.room_answer_card import RoomAnswerCard
from kiosk.ui.desk.state import AccessState, DeskState
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.search_box import SearchBox

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NobodyYet(EmptyCard):
    """The right side before a person was chosen."""

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("¿De quién?"))
        self.detail.setText(_("Escanee un código o escriba unas letras del nombre."))


class AccessPage(FullPage):
    """Signals name what was done: `person_chosen` and `room_chosen` with a row's number.

    query_edited(text), moved(steps), entered(), escaped(), day_chosen(ISO day, "" for now),
    time_edited(text), invite_pressed(), withdraw_pressed(), reason_chosen(0..2), confirmed(PIN).
    """

    query_edited = Signal(str)
    moved = Signal(int)
    entered = Signal()
    escaped = Signal()
    person_chosen = Signal(int)
    room_chosen = Signal(int)
    reason_chosen = Signal(int)
    confirmed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = AccessState()
        self._busy = False
        self.box = SearchBox()
        self.message = Message()
        self.found = ResultList()
        self.person = AccessPerson()
        self.answer = RoomAnswerCard()
        self.reason = ReasonPanel()
        self.empty = NobodyYet()
        self._lay_out()
        self._connect()

    def draw(self, state: DeskState) -> None:
        """Draw the page where it changed."""
        before, now = self._state, state.access
        if now == before and state.busy == self._busy:
            return
        self._state, self._busy = now, state.busy
        self.box.set_text(now.query)
        self.box.digits_always = now.question is not None
        self.message.show_message(now.message, now.message_tone)
        self.found.show_rows(now.found, now.selected)
        self.person.show_state(now)
        self._left.setCurrentWidget(self.found if now.query and now.found else self.person)
        self._draw_right(now)
        if (now.question is None) is not (before.question is None):
            self.enter()
            self.reason.open()

    def enter(self) -> None:
        """Go on in the search box: names, arrows, and 1 2 3 while something is asked."""
        self.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the box also work while the focus is elsewhere on the page."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._on_entered()
        elif key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif self._state.question is not None and event.text() in ("1", "2", "3"):
            self._on_digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """All words in the language in force."""
        self.box.set_texts(_("Escanee o escriba un nombre"), _("Lector listo"))
        for part in (self.person, self.reason, self.empty):
            part.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        for part in (self.box, self.found, self.person, self.answer, self.reason, self.empty):
            part.set_compact(compact=compact)
        self._columns.setSpacing(16 if compact else 24)
        self._columns.setStretch(0, 54 if compact else 1076)
        self._columns.setStretch(1, 46 if compact else 764)

    def _draw_right(self, state: AccessState) -> None:
        card: QWidget = self.empty
        if state.answer is not None:
            self.answer.show_answer(state.answer, busy=self._busy)
            card = self.answer
        if state.question is not None:
            self.reason.show_state(state.question, busy=self._busy)
            card = self.reason
        self._right.setCurrentWidget(card)

    def _connect(self) -> None:
        self.box.text_edited.connect(self.query_edited)
        self.box.moved.connect(self.moved)
        self.box.entered.connect(self._on_entered)
        self.box.escaped.connect(self.escaped)
        self.box.digit_pressed.connect(self._on_digit)
        self.found.row_chosen.connect(self.person_chosen)
        self.person.rooms.row_chosen.connect(self.room_chosen)
        self.person.back.clicked.connect(self.escaped)
        self.reason.reason_chosen.connect(self.reason_chosen)
        self.reason.confirmed.connect(self._on_entered)
        self.reason.cancelled.connect(self.escaped)

    def _on_entered(self) -> None:
        if self._state.question is not None:
            self.confirmed.emit(self.reason.pin.text())
        else:
            self.entered.emit()

    def _on_digit(self, digit: int) -> None:
        self.reason_chosen.emit(digit - 1)
        self.reason.ask_pin()

    def _lay_out(self) -> None:
        self._left = QStackedWidget()
        self._left.addWidget(self.person)
        self._left.addWidget(self.found)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.box)
        left.addWidget(self.message)
        left.addWidget(self._left, 1)
        self._right = QStackedWidget()
        for card in (self.empty, self.answer, self.reason):
            self._right.addWidget(card)
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._right)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(left)
        self._columns.addWidget(panel)
        self.set_compact(compact=False)
