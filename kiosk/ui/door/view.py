"""The door's window: one page at a time, keys and taps as signals; asks no service.

Nothing in it takes the focus but the window itself, so a scanner's Enter presses no button.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from kiosk.ui.door.admit import AdmitPage
from kiosk.ui.door.ask import AskPage
from kiosk.ui.door.lock import LockPage
from kiosk.ui.door.question import QuestionPage
from kiosk.ui.door.ready import ReadyPage
from kiosk.ui.door.reason import ReasonPage
from kiosk.ui.door.refuse import HelpPage, RefusePage
from kiosk.ui.door.search import SearchPage
from kiosk.ui.door.state import (
    DoorState,
    LockState,
    QuestionState,
    ReadyState,
    ReasonState,
    SearchState,
    Timing,
    VerdictState,
)
from kiosk.ui.door.verdict_base import VerdictBase
from kiosk.ui.widgets.scaled import Canvas

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class DoorView(QWidget):
    """Draws a DoorState. A verdict appears at once, without any motion."""

    direction_chosen = Signal(str)
    search_opened = Signal()
    search_changed = Signal(str)
    person_chosen = Signal(str)
    undo_asked = Signal()
    lock_asked = Signal()
    sound_pressed = Signal()
    unlock_tried = Signal(str)
    next_pressed = Signal()
    answered = Signal(bool)
    override_asked = Signal()
    reason_given = Signal(str, str)
    question_answered = Signal(str)
    overlay_closed = Signal()
    language_changed = Signal()
    put_away = Signal()

    def __init__(self, timing: Timing | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timing = timing or Timing()
        self.ready, self.admit = ReadyPage(), AdmitPage(self.timing.admit_ms)
        self.refuse, self.help, self.ask = RefusePage(), HelpPage(), AskPage()
        self.search, self.reason, self.lock = SearchPage(), ReasonPage(), LockPage()
        self.question = QuestionPage()
        self.guard = QTimer(self, singleShot=True, interval=self.timing.enter_guard_ms)
        self.guard.timeout.connect(self._arm)
        self.armed = True
        self.state: DoorState = ReadyState("", "")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for page in self.pages():
            self._stack.addWidget(page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._connect()

    def pages(self) -> tuple[Canvas, ...]:
        """Every page, the first one first."""
        verdicts = (self.admit, self.refuse, self.help, self.ask)
        return (self.ready, *verdicts, self.search, self.reason, self.question, self.lock)

    def _connect(self) -> None:
        self.ready.direction_chosen.connect(self.direction_chosen)
        self.ready.search_opened.connect(self.search_opened)
        self.ready.undo_asked.connect(self.undo_asked)
        self.ready.lock_asked.connect(self.lock_asked)
        self.ready.sound_pressed.connect(self.sound_pressed)
        self.search.changed.connect(self.search_changed)
        self.search.person_chosen.connect(self.person_chosen)
        self.search.closed.connect(self.overlay_closed)
        self.reason.confirmed.connect(self.reason_given)
        self.reason.cancelled.connect(self.overlay_closed)
        self.question.chosen.connect(self.question_answered)
        self.question.cancelled.connect(self.overlay_closed)
        self.lock.unlock_tried.connect(self.unlock_tried)
        self.admit.ended.connect(self.next_pressed)
        self.admit.tapped.connect(self.next_pressed)
        self.ask.answered.connect(self.answered)
        for page in (self.refuse, self.help):
            page.next_pressed.connect(self.next_pressed)
            page.tapped.connect(self.next_pressed)
            page.override_asked.connect(self.override_asked)

    @property
    def page(self) -> QWidget | None:
        """The page that is seen."""
        return self._stack.currentWidget()

    def show_state(self, state: DoorState) -> None:
        """Draw this state at once; a verdict also starts the guard against a scanner's Enter."""
        self.state = state
        if not (isinstance(state, VerdictState) and state.kind == "admit"):
            self.admit.bar.stop()
        match state:
            case ReadyState():
                self._show(self.ready)
                self.ready.show_state(state)
            case SearchState():
                self._show(self.search)
                self.search.show_state(state)
            case ReasonState():
                self._show(self.reason)
                self.reason.show_state(state)
            case QuestionState():
                self._show(self.question)
                self.question.show_state(state)
            case LockState():
                self._show(self.lock)
                self.lock.show_state(state)
            case VerdictState():
                self._show_verdict(state)

    def _show_verdict(self, state: VerdictState) -> None:
        page = self._verdict_page(state)
        self.guard_enter()
        page.show_state(state)
        self._show(page)
        if state.kind == "admit":
            self.admit.bar.start(self.timing.admit_ms)

    def refresh_verdict(self, state: VerdictState) -> None:
        """Draw changed words of the verdict on screen; no clock starts again."""
        self.state = state
        self._verdict_page(state).show_state(state)

    def _verdict_page(self, state: VerdictState) -> VerdictBase:
        kinds: dict[str, VerdictBase] = {
            "admit": self.admit,
            "refuse": self.refuse,
            "ask": self.ask,
            "help": self.help,
        }
        return kinds[state.kind]

    def guard_enter(self) -> None:
        """Count no Enter for a moment: the scanner sends its own after the code."""
        self.armed = False
        self.guard.start()

    def _arm(self) -> None:
        self.armed = True

    def _show(self, page: Canvas) -> None:
        for other in (self.search, self.reason, self.question, self.lock):
            if other is not page:
                other.clear()
        self._stack.setCurrentWidget(page)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers only when armed; other keys serve the page that is seen."""
        if event.isAutoRepeat() or event.key() in _MODIFIERS:
            return
        page = self.page
        if page in (self.refuse, self.help, self.ask, self.admit):
            self._verdict_key(event)
        elif isinstance(page, (SearchPage, ReasonPage, QuestionPage, LockPage)):
            self._overlay_key(page, event)

    def _verdict_key(self, event: QKeyEvent) -> None:
        if not self.armed or self.page is self.admit:
            return
        if self.page is not self.ask:
            self.next_pressed.emit()
        elif event.key() in _ENTER and self.ask.state.yes:
            self.answered.emit(True)  # noqa: FBT003  the signal's one meaning
        elif event.key() == Qt.Key.Key_Escape:
            self.answered.emit(False)  # noqa: FBT003  the signal's one meaning

    def _overlay_key(
        self, page: SearchPage | ReasonPage | QuestionPage | LockPage, event: QKeyEvent
    ) -> None:
        if event.key() in _ENTER:
            if self.armed:
                page.accept()
        elif event.key() == Qt.Key.Key_Backspace:
            page.erase()
        elif event.key() == Qt.Key.Key_Escape and page is not self.lock:
            self.overlay_closed.emit()
        elif event.text():
            page.type(event.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that take two keys (accents) arrive here."""
        page = self.page
        if event.commitString() and isinstance(page, (SearchPage, ReasonPage, LockPage)):
            page.type(event.commitString())

    def hideEvent(self, event: QHideEvent) -> None:
        """Taken away by the program (not by the window manager): nothing may tick any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.put_away.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Tell that the language changed; the states hold words."""
        if event.type() == QEvent.Type.LanguageChange:
            self.search.retranslate()
            self.language_changed.emit()
        super().changeEvent(event)
