"""Turns the system's request to stop (SIGINT, SIGTERM) into a Qt signal; closes nothing itself."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_WANTED = (signal.SIGINT, signal.SIGTERM)


class StopSignals(QObject):
    """Emits `stop_requested` in the GUI thread when the system asks the program to end.

    Python runs signal handlers between two of its own instructions, and there are none while Qt's
    loop waits. So the interpreter writes the signal's number into a socket that Qt listens to
    (https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd).
    """

    stop_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)  # noqa: FBT003  the standard library's own signature
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._previous_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._previous = {number: signal.signal(number, _note) for number in _WANTED}

    def restore(self) -> None:
        """Give the signals back to whoever had them before."""
        self._notifier.setEnabled(False)
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._previous_fd)
        self._reader.close()
        self._writer.close()

    def _on_signal(self) -> None:
        self._reader.recv(64)
        self.stop_requested.emit()


def _note(_number: int, _frame: FrameType | None) -> None:
    """Keep Python from ending at once; the socket carries the news."""
