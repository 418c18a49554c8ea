"""Self-service as one widget: one page at a time, touches as signals; asks no service.

No button takes the focus, so a scanner's Enter presses nothing. Every change of page wipes the
pages that are left: nobody sees the one before.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from kiosk.texts import current
from kiosk.ui.self_service.code import CodePage
from kiosk.ui.self_service.confirm import ConfirmPage
from kiosk.ui.self_service.done import DonePage
from kiosk.ui.self_service.help import HelpPage
from kiosk.ui.self_service.idle import IdlePage
from kiosk.ui.self_service.page import Page
from kiosk.ui.self_service.printing import PrintingPage
from kiosk.ui.self_service.state import (
    CodeState,
    ConfirmState,
    DoneState,
    HelpState,
    IdleState,
    PrintingState,
    SelfServiceState,
    Timing,
)

_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)
BIGGER = 1.25


class SelfServiceView(QWidget):
    """Draws a SelfServiceState."""

    language_chosen = Signal(str)
    print_asked = Signal()
    name_wrong = Signal()
    not_me = Signal()
    finished = Signal()
    timed_out = Signal()
    no_code_asked = Signal()
    code_entered = Signal(str, str)
    desk_asked = Signal()
    bigger_toggled = Signal()
    contrast_toggled = Signal()
    touched = Signal()
    put_away = Signal()

    def __init__(
        self,
        event_name: str,
        languages: tuple[str, ...],
        timing: Timing | None = None,
        *,
        still: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.timing = timing or Timing()
        head = (event_name, languages)
        self.idle = IdlePage(*head, still=still)
        self.confirm = ConfirmPage(*head, self.timing.confirm_ms)
        self.printing = PrintingPage(*head)
        self.done = DonePage(*head, self.timing.done_ms)
        self.help = HelpPage(*head, self.timing.help_ms)
        self.code = CodePage(*head, self.timing.code_ms)
        self.state: SelfServiceState = IdleState()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for page in self.pages():
            self._stack.addWidget(page)
        for page in self.timed_pages():
            page.bar.still = still
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._connect()
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        self.show_state(IdleState())

    def timed_pages(self) -> tuple[Page, ...]:
        """The pages that go by themselves."""
        return (self.confirm, self.done, self.help, self.code)

    def pages(self) -> tuple[IdlePage | Page, ...]:
        """Every page, the first one first."""
        return (self.idle, *self.timed_pages(), self.printing)

    def _connect(self) -> None:
        for page in self.pages():
            page.switch.chosen.connect(self.language_chosen)
        for page in self.timed_pages():
            page.timed_out.connect(self.timed_out)
        self.idle.no_code_asked.connect(self.no_code_asked)
        self.idle.bigger_toggled.connect(self.bigger_toggled)
        self.idle.contrast_toggled.connect(self.contrast_toggled)
        self.confirm.print_asked.connect(self.print_asked)
        self.confirm.name_wrong.connect(self.name_wrong)
        self.confirm.not_me.connect(self.not_me)
        self.done.finished.connect(self.finished)
        self.help.finished.connect(self.finished)
        self.code.entered.connect(self.code_entered)
        self.code.back_pressed.connect(self.finished)
        self.code.desk_asked.connect(self.desk_asked)

    @property
    def page(self) -> IdlePage | Page:
        """The page that is seen."""
        pages: dict[type, IdlePage | Page] = {
            IdleState: self.idle,
            ConfirmState: self.confirm,
            PrintingState: self.printing,
            DoneState: self.done,
            HelpState: self.help,
            CodeState: self.code,
        }
        return pages[type(self.state)]

    def show_state(self, state: SelfServiceState) -> None:
        """Draw this state; a timed page begins to count, the others forget the person."""
        self.state = state
        page = self.page
        self._forget(page)
        self._draw(state)
        self._stack.setCurrentWidget(page)
        if isinstance(state, CodeState):
            self.code.bar.start(self.timing.pause_ms if state.paused else self.timing.code_ms)
        elif isinstance(page, Page) and page is not self.printing:
            page.bar.start()
        self.idle.scan.set_moving(moving=page is self.idle)
        self.setFocus()

    def _draw(self, state: SelfServiceState) -> None:
        match state:
            case IdleState():
                self.idle.show_state(state)
            case ConfirmState():
                self.confirm.show_state(state)
            case PrintingState():
                self.printing.show_state(state)
            case DoneState():
                self.done.show_state(state)
            case HelpState():
                self.help.show_state(state)
            case CodeState():
                self.code.show_state(state)

    def _forget(self, kept: IdlePage | Page) -> None:
        for page in (self.confirm, self.printing, self.done, self.help, self.code):
            if page is not kept:
                page.bar.stop()
                page.clear()

    def reword(self, state: HelpState) -> None:
        """Draw the same way to the desk in other words; its time goes on."""
        self.state = state
        self.help.show_state(state)

    def set_language(self, language: str) -> None:
        """Draw everything again in the language in force."""
        for page in self.pages():
            page.switch.set_current(language)
            page.retranslate()

    def set_zoom(self, *, bigger: bool) -> None:
        """Larger letters, or the usual ones."""
        for page in self.pages():
            page.set_zoom(BIGGER if bigger else 1.0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Taken away by the program (not by the window manager): nothing may tick any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.put_away.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The program speaks another language now."""
        if event.type() == QEvent.Type.LanguageChange:
            self.set_language(current())
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any touch starts the time of the page again, except in a pause."""
        if event.type() in _TOUCHES:
            self.touched.emit()
            page = self.page
            paused = isinstance(self.state, CodeState) and self.state.paused
            if isinstance(page, Page) and page.bar.running and not paused:
                page.bar.start()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A real keyboard types on the code page; elsewhere keys do nothing."""
        if not isinstance(self.state, CodeState):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.code.accept()
        elif event.key() == Qt.Key.Key_Backspace:
            self.code.erase()
        elif event.text():
            self.code.type(event.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that take two keys arrive here."""
        if isinstance(self.state, CodeState) and event.commitString():
            self.code.type(event.commitString())
