"""The two hidden ways to ask out of a full screen: Escape held, a corner held; leaves nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow

HOLD_MS = 1500
CORNER_PX = 72
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class LeaveGesture(QObject):
    """Watches one window's keys and presses. The corner is the top left one.

    Signals: asked().
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None, hold_ms: int = HOLD_MS) -> None:
        super().__init__(parent)
        self._hold = QTimer(self, singleShot=True, interval=hold_ms)
        self._hold.timeout.connect(self.asked)

    def install(self) -> None:
        """Begin to watch."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def uninstall(self) -> None:
        """Stop watching."""
        self._hold.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject.eventFilter; keeps no event from anybody."""
        kind = event.type()
        if kind in _KEYS and isinstance(watched, QWindow) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
                self._follow(down=kind == QEvent.Type.KeyPress)
        elif kind in _PRESSES and isinstance(watched, QWindow) and isinstance(event, QMouseEvent):
            self._follow(down=kind == QEvent.Type.MouseButtonPress and _in_corner(event))
        return False

    def _follow(self, *, down: bool) -> None:
        if down:
            self._hold.start()
        else:
            self._hold.stop()


def _in_corner(event: QMouseEvent) -> bool:
    """Whether the press is in the top left corner of the window."""
    spot = event.position()
    return 0 <= spot.x() < CORNER_PX and 0 <= spot.y() < CORNER_PX
