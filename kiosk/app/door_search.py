"""The door's search by name: words to the store, people found to the view; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.worker import Worker
from kiosk.services.context import Context
from kiosk.services.find import Found, search
from kiosk.texts import _
from kiosk.ui.door.state import SearchHit, SearchState
from kiosk.ui.door.view import DoorView

MOST, SHORTEST = 6, 2
"""People that fit on the screen, and letters that say something."""


class DoorSearch(QObject):
    """Only the newest words count; forget() drops an answer that is still to come.

    Signals: failed(exception), left() when nobody touched the search for long.
    """

    failed = Signal(object)
    left = Signal()

    def __init__(self, view: DoorView, store: Worker[Context], parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._store = view, store
        self._number = 0
        self.idle = QTimer(self, singleShot=True, interval=view.timing.search_ms)
        self.idle.timeout.connect(self.left)
        view.search_changed.connect(self._look)

    @Slot()
    def open(self) -> None:
        """Show the empty search."""
        self._look("")

    def forget(self) -> None:
        """Whatever is being looked for is no longer wanted."""
        self._number += 1
        self.idle.stop()

    @Slot(str)
    def _look(self, text: str) -> None:
        self.forget()
        self.idle.start()
        number = self._number
        if len(text.strip()) < SHORTEST:
            self._view.show_state(SearchState(message=_("Escriba al menos dos letras.")))
            return

        def show(found: list[Found]) -> None:
            if number == self._number and isinstance(self._view.state, SearchState):
                hits = tuple(_hit(one) for one in found)
                self._view.show_state(SearchState(hits, _("Nadie con ese nombre.")))

        def fail(problem: Exception) -> None:
            if number == self._number:
                self.failed.emit(problem)

        self._store.submit(lambda ctx: search(ctx, text, MOST), show, fail)


def _hit(found: Found) -> SearchHit:
    person = found.person
    return SearchHit(person.person_id, person.full_name, person.organisation)
