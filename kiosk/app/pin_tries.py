"""Lets a PIN be tried a few times, then makes the next try wait; keeps no PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.texts import _

CheckPin = Callable[[str, Callable[[bool], None]], None]
"""Asks whether this is the station's PIN and answers later, in the GUI thread."""

MOST_TRIES, PAUSE_MS = 5, 30_000


class PinTries(QObject):
    """`check` answers with "" for the right PIN, else with the sentence to show."""

    def __init__(self, check_pin: CheckPin | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._check_pin = check_pin
        self._wrong = 0
        self._number = 0
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.pause.timeout.connect(self._pause_over)

    def check(self, pin: str, answer: Callable[[str], None]) -> None:
        """Compare the PIN, unless too many were wrong."""
        if self.pause.isActive():
            answer(_("Demasiados intentos. Espere medio minuto."))
            return
        if self._check_pin is None:
            answer(_("Esta estación no tiene PIN."))
            return
        self._number += 1
        number = self._number

        def answered(fits: bool) -> None:  # noqa: FBT001  a callback's one answer
            if number == self._number:
                answer(self._judge(fits=fits))

        self._check_pin(pin, answered)

    def forget(self) -> None:
        """Drop an answer that is still to come: the screen it was for is gone."""
        self._number += 1

    def _judge(self, *, fits: bool) -> str:
        if fits:
            self._wrong = 0
            return ""
        self._wrong += 1
        if self._wrong >= MOST_TRIES:
            self.pause.start()
        return _("Ese PIN no es.")

    def _pause_over(self) -> None:
        self._wrong = 0
