"""Takes back what this door let in last, with a reason; remembers entries, never names."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.services.context import Context
from kiosk.services.undo import undo
from kiosk.texts import _
from kiosk.ui.door.state import ReasonState

MOST = 20


class DoorUndo(QObject):
    """The newest entries of this door. Signals: undone(), failed(exception)."""

    undone = Signal()
    failed = Signal(object)

    def __init__(self, store: Worker[Context], operator: str, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._operator = store, operator
        self._entries: list[tuple[str, str]] = []

    def keep(self, entry_id: str, time: str) -> None:
        """Somebody passed at that local time of day."""
        self._entries = [*self._entries, (entry_id, time)][-MOST:]

    def question(self) -> ReasonState | None:
        """What to ask before the last one is taken back; None where there is nothing."""
        if not self._entries:
            return None
        reasons = (_("Se escaneó a otra persona"), _("No entró"), _("Fue una prueba"))
        detail = _("Registrado a las {time}", time=self._entries[-1][1])
        return ReasonState("undo", _("¿Por qué se deshace el último registro?"), detail, reasons)

    def undo(self, reason: str) -> None:
        """Take the last one back; one that the store failed at can be tried again."""
        if not self._entries:
            return
        kept = self._entries.pop()
        place = len(self._entries)

        def fail(problem: Exception) -> None:
            if not isinstance(problem, KnownError):
                self._entries.insert(place, kept)
            self.failed.emit(problem)

        self._store.submit(lambda ctx: undo(ctx, kept[0], reason, self._operator), self._done, fail)

    def _done(self, _entry: object) -> None:
        self.undone.emit()
