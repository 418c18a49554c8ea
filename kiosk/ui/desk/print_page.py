"""The page of printing: the queue at the left, printers or their set-up at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.state import DeskState
from kiosk.ui.printing.printers_card import PrintersCard
from kiosk.ui.printing.queue_card import QueueCard
from kiosk.ui.printing.set_up_card import SetUpCard
from kiosk.ui.printing.state import PrintsState

_ANSWERS = {"1": True, "2": False}


class PrintPage(FullPage):
    """Signals: answered(job_id, came_out) by click or by key, escaped().

    What else is done tell `queue`, `printers` and `set_up`.
    """

    answered = Signal(str, bool)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: PrintsState | None = None
        self.queue, self.printers, self.set_up = QueueCard(), PrintersCard(), SetUpCard()
        self._right = QStackedWidget()
        self._right.addWidget(self.printers)
        self._right.addWidget(self.set_up)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self.queue)
        self._columns.addWidget(self._right)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.queue.answered.connect(self.answered)
        self.set_up.left.connect(self.escaped)
        self.set_compact(compact=False)

    def draw(self, state: DeskState) -> None:
        """Draw the page where it changed."""
        now = state.prints
        if now == self._state:
            return
        self._state = now
        self.queue.show_state(now)
        self.printers.show_state(now)
        if now.set_up is not None:
            self.set_up.show_state(now.set_up)
        self._right.setCurrentWidget(self.printers if now.set_up is None else self.set_up)

    def enter(self) -> None:
        """The keys 1, 2 and Esc belong to the page."""
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1: the first badge that is asked about came out; 2: it did not. Esc goes back."""
        asked = self.queue.first_question
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif asked and event.text() in _ANSWERS and not event.isAutoRepeat():
            self.answered.emit(asked, _ANSWERS[event.text()])
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """All words in the language in force."""
        for part in (self.queue, self.printers, self.set_up):
            part.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        for part in (self.queue, self.printers, self.set_up):
            part.set_compact(compact=compact)
        self._columns.setSpacing(16 if compact else 24)
        self._columns.setStretch(0, 58 if compact else 1160)
        self._columns.setStretch(1, 42 if compact else 680)
