"""The window of a station: the screen, a line for problems, and the way out; runs no use case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.app.gestures import LeaveGesture
from kiosk.app.pin_tries import CheckPin, PinTries
from kiosk.texts import _
from kiosk.ui.leave import LeavePage
from kiosk.ui.widgets.banner import Banner

DESK_SIZE = (1280, 800)


class StationWindow(QWidget):
    """Holds one screen. A guarded window fills the display and closes only when that is allowed.

    `check_pin` is None where no PIN is set: then a plain question is asked. `hold`, where there is
    one, answers whether something would be lost; then it asks, and closes by what it was handed.
    Signals: left() when the window is closing for good.
    """

    left = Signal()

    def __init__(
        self, screen: QWidget, title: str, *, guarded: bool, check_pin: CheckPin | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setWindowTitle(title)
        self.screen_widget = screen
        self.guarded = guarded
        self._needs_pin = check_pin is not None
        self._tries = PinTries(check_pin, self)
        self._may_close = not guarded
        self._closed = False
        self.hold: Callable[[Callable[[], None]], bool] | None = None
        self.banner = Banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(screen, 1)
        self.leave = LeavePage(self)
        self.gesture = LeaveGesture(self)
        self.banner.dismissed.connect(self.banner.hide)
        self.gesture.asked.connect(self.ask_to_leave)
        self.leave.confirmed.connect(self._on_confirmed)
        self.leave.cancelled.connect(self._on_cancelled)

    @property
    def asking(self) -> bool:
        """Whether the way out lies over the screen: nothing is scanned meanwhile."""
        return self.leave.isVisible()

    def open(self) -> None:
        """Show it: full screen where guarded, else as large as the desk's design or maximised."""
        display = self.screen()
        if self.guarded:
            # without a window manager showFullScreen() keeps the old size
            self.setGeometry(display.geometry())
            self.gesture.install()
            self.showFullScreen()
        else:
            self.setGeometry(display.availableGeometry())
            self.setMinimumSize(*_at_most(DESK_SIZE, display.availableGeometry().size().toTuple()))
            self.showMaximized()
        self.activateWindow()
        self._give_keyboard_back()

    def _give_keyboard_back(self) -> None:
        """To the part of the screen that had it, else to the screen."""
        had: QWidget | None = self.screen_widget.focusWidget()
        (had or self.screen_widget).setFocus()

    def tell_problem(self, text: str) -> None:
        """Show a line across the top until somebody has seen it."""
        self.banner.show_text(text, _("Entendido"))

    def ask_to_leave(self) -> None:
        """Bring up the PIN or the question."""
        self.leave.setGeometry(self.rect())
        self.leave.ask(needs_pin=self._needs_pin)

    def ask_plainly(self) -> None:
        """Bring up the question without a PIN: something is at stake, but nothing is guarded."""
        self.leave.setGeometry(self.rect())
        self.leave.ask(needs_pin=False)

    def close_now(self) -> None:
        """Close without a question."""
        self._may_close, self.hold = True, None
        self.close()

    def _on_confirmed(self, pin: str) -> None:
        if self.leave.needs_pin:
            self._tries.check(pin, self._on_checked)
        else:
            self.close_now()

    def _on_checked(self, problem: str) -> None:
        if not problem:
            self.close_now()
        elif self.asking:
            self.leave.ask(needs_pin=True, problem=problem)

    def _on_cancelled(self) -> None:
        self._tries.forget()
        self.leave.close_question()
        self._give_keyboard_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the question as large as the window."""
        super().resizeEvent(event)
        self.leave.setGeometry(self.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange and self.asking:
            self.leave.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A guarded window asks first, whoever wants to close it."""
        if not self._may_close:
            event.ignore()
            self.ask_to_leave()
            return
        if self.hold is not None and self.hold(self.close_now):
            event.ignore()
            return
        super().closeEvent(event)
        if not self._closed:
            self._closed = True
            self.gesture.uninstall()
            self.left.emit()


def _at_most(wanted: tuple[int, int], room: object) -> tuple[int, int]:
    """The wanted size, smaller where the display is."""
    width, height = room if isinstance(room, tuple) else wanted
    return min(wanted[0], width), min(wanted[1], height)
