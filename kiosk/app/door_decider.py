"""Has the door's scans decided by the store, after asking the source for a code nobody knows."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from kiosk.app.door_assembly import Stands, stands_for
from kiosk.app.source_asker import SourceAsker
from kiosk.app.worker import Worker
from kiosk.services.ask_first import scan_or_ask
from kiosk.services.check_in import ScanOutcome, ScanRequest
from kiosk.services.context import Context
from kiosk.services.look_up import is_unknown, note_refusal
from kiosk.services.rooms import RoomState, room_state

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """A decision, and the room after it."""

    outcome: ScanOutcome
    room: RoomState
    stands: Stands


class DoorDecider(QObject):
    """Belongs to one door. `asker` is None where there is no source to ask.

    Signals: decided(Answered) or failed(exception) for each scan; passed() for one that was
    waiting for its source when the next one came: it is recorded, and not shown.
    """

    decided = Signal(object)
    failed = Signal(object)
    passed = Signal()

    def __init__(self, store: Worker[Context], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._number = 0
        self.asker: SourceAsker | None = None

    def decide(self, asked: ScanRequest) -> None:
        """Decide one scan; a code that nobody here knows is asked of its source first."""
        self._number += 1
        if asked.text and self.asker is not None and self.asker.ready:
            first = partial(self._on_first, asked, self._number, self.asker)
            self._store.submit(partial(_if_known, asked), first, self.failed.emit, urgent=True)
        else:
            self._decide(asked)

    def _decide(self, asked: ScanRequest) -> None:
        job = partial(answer, asked)
        self._store.submit(job, self.decided.emit, self.failed.emit, urgent=True)

    def _on_first(
        self, asked: ScanRequest, number: int, asker: SourceAsker, found: Answered | None
    ) -> None:
        if found is not None:
            self.decided.emit(found)
        else:
            asker.ask(asked.text, partial(self._on_asked, asked, number))

    def _on_asked(self, asked: ScanRequest, number: int) -> None:
        if number == self._number:
            self._decide(asked)
        else:
            self._store.submit(lambda ctx: note_refusal(ctx, asked), failed=_not_noted)
            self.passed.emit()


def answer(asked: ScanRequest, ctx: Context) -> Answered:
    """Decide and record it, or ask what must be asked first."""
    outcome = scan_or_ask(ctx, asked)
    return Answered(outcome, room_state(ctx, asked.checkpoint), stands_for(ctx, outcome))


def _if_known(asked: ScanRequest, ctx: Context) -> Answered | None:
    return None if is_unknown(ctx, asked.text) else answer(asked, ctx)


def _not_noted(problem: Exception) -> None:
    log.warning("a scan that nobody waited for was not recorded: %s", type(problem).__name__)
