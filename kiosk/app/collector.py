"""Keeps Python's cycle collector out of the worker threads; frees nothing itself.

The collector runs in whatever thread happens to allocate. In a worker it would delete widgets that
are caught in reference cycles, and Qt aborts the program when a widget dies outside the thread of
the screens. So it is off while any worker runs, and the screens' thread collects by the clock.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 10_000
_YOUNG = 1
_WHOLE = 30
"""Every so many times old objects are looked at too; that takes some 50 ms."""

_held = 0


def hold() -> None:
    """A worker begins: no collection by itself until the last one has ended."""
    global _held  # noqa: PLW0603  one collector a process, so one count
    _held += 1
    gc.disable()


def release() -> None:
    """A worker has ended."""
    global _held  # noqa: PLW0603  as above
    _held -= 1
    if not _held:
        gc.enable()


class Collector(QObject):
    """Collects in the thread that made it, for as long as its parent lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._times = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """The young objects, and now and then all."""
        self._times += 1
        gc.collect(2 if self._times % _WHOLE == 0 else _YOUNG)
