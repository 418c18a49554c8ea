"""The page of printing between its view and the store: queue, printers, who is owed a badge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kiosk.app import prints_jobs
from kiosk.app.printers_set_up import PrintersSetUp
from kiosk.app.prints_model import PrintsModel
from kiosk.domain.people import Person
from kiosk.printing.backends.base import PrinterStatus
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.print_order import PIECE
from kiosk.services.printing import Batch
from kiosk.texts import _, n_
from kiosk.ui.desk.state import Page
from kiosk.ui.widgets.chip import Tone

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController


class DeskQueue(QObject):
    """Belongs to one controller."""

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        self.set_up = PrintersSetUp(self)
        page = desk.view.prints
        page.answered.connect(self.on_answered)
        page.escaped.connect(self.on_escape)
        queue, printers = page.queue, page.printers
        queue.retried.connect(self.on_retried)
        queue.cancelled.connect(self.on_cancelled)
        queue.reprinted.connect(self.on_reprinted)
        queue.batch_cancelled.connect(self.on_batch_cancelled)
        printers.paused.connect(self.on_paused)
        printers.resumed.connect(self.on_resumed)
        printers.tested.connect(self.on_tested)
        printers.refilled.connect(self.on_refilled)
        printers.edited.connect(self.set_up.edit)
        printers.added.connect(self.set_up.open)
        printers.owed_opened.connect(self.on_owed_opened)
        printers.owed_printed.connect(self.on_owed_printed)

    @property
    def desk(self) -> DeskController:
        """The controller that this belongs to."""
        return self._desk

    @property
    def model(self) -> PrintsModel:
        """What the page knows."""
        return self._desk.model.prints

    @property
    def _operator(self) -> str:
        return self._desk.place.station.operator

    def open(self) -> None:
        """Bring the page to the front and read the queue."""
        clean = replace(self.model, message=None, owed=None, set_up=None)
        self._desk.leave(Page.PRINTS, message=None, prints=clean)
        self._desk.refresh()

    def change(self, **changes: object) -> None:
        """Replace parts of what the page knows, and draw it."""
        held = replace(self.model, **changes)  # type: ignore[arg-type]  # by name
        self._desk.change(prints=held)

    @Slot(str, object)
    def show_light(self, printer_id: str, status: PrinterStatus) -> None:
        """What a printer says of itself."""
        self.change(lights={**self.model.lights, printer_id: status})

    def on_escape(self) -> None:
        """Out of the set-up, else back to the search."""
        if self.model.set_up is not None:
            self.set_up.close()
        else:
            self._desk.clear()

    def on_answered(self, job_id: str, came_out: bool) -> None:  # noqa: FBT001  a slot of a signal
        """What somebody saw in the tray: it came out, or it is printed once more."""
        who = self._operator
        self._do(lambda ctx: printing.answer(ctx, job_id, came_out=came_out, operator=who))

    def on_retried(self, job_id: str) -> None:
        """Ask once more for the badge of a job that failed or was cancelled."""
        who = self._operator
        self._do(lambda ctx: printing.retry(ctx, job_id, who))

    def on_cancelled(self, job_id: str) -> None:
        """Take a job out of the queue that no printer has."""
        self._do(lambda ctx: prints_jobs.cancel(ctx, job_id))

    def on_reprinted(self, person_id: str) -> None:
        """Another badge needs its reason: that is asked where the person is shown."""
        self._desk.actions.open_person(person_id)

    def on_batch_cancelled(self, batch_id: str) -> None:
        """Cancel what of a batch was not sent yet."""
        self._do(lambda ctx: prints_jobs.cancel_batch(ctx, batch_id), _stopped)

    def on_paused(self, printer_id: str) -> None:
        """Let a printer's jobs wait."""
        who = self._operator
        self._do(lambda ctx: printing.pause(ctx, printer_id, who))

    def on_resumed(self, printer_id: str) -> None:
        """Let it go on."""
        self._do(lambda ctx: printing.resume(ctx, printer_id))

    def on_tested(self, printer_id: str) -> None:
        """A page with rulers and a QR."""
        who = self._operator
        self._do(lambda ctx: printing.test_page(ctx, printer_id, who), _testing)

    def on_refilled(self, printer_id: str) -> None:
        """A full roll was put in."""
        self._do(lambda ctx: prints_jobs.refill(ctx, printer_id))

    def on_owed_opened(self) -> None:
        """Show who is owed a badge."""
        self._desk.ask(prints_jobs.owed, self._on_owed, urgent=False)

    def on_owed_printed(self) -> None:
        """Ask for the badges of all of them, behind whoever stands at the desk."""
        self._desk.ask(prints_jobs.owed_batch, self._on_owed_batch, urgent=False)

    def _on_owed(self, people: tuple[Person, ...]) -> None:
        self.change(owed=people)

    def _on_owed_batch(self, wanted: tuple[Batch, tuple[str, ...]]) -> None:
        batch, people = wanted
        self._piece(people, batch)

    def _piece(self, left: tuple[str, ...], batch: Batch) -> None:
        """Put the next people into the queue; a scan comes between two pieces."""
        if not left:
            self._on_batch(batch)
            return
        now, rest, who = left[:PIECE], left[PIECE:], self._operator
        self._desk.ask(
            lambda ctx: printing.enqueue_piece(ctx, batch, now, operator=who),
            partial(self._piece, rest),
            urgent=False,
        )

    def _on_batch(self, batch: Batch) -> None:
        self.change(
            message=partial(_queued, batch.queued, len(batch.skipped)),
            message_tone=Tone.OK if batch.queued else Tone.WARN,
            owed=None,
        )
        self._on_done(None, batch)

    def _do(
        self, job: Callable[[Context], object], say: Callable[[object], str] | None = None
    ) -> None:
        """Do something to the queue, then look at it anew."""
        self.change(message=None)
        self._desk.ask(job, partial(self._on_done, say), urgent=False)

    def _on_done(self, say: Callable[[object], str] | None, answer: object) -> None:
        if say is not None:
            self.change(message=partial(say, answer), message_tone=Tone.OK)
        self._desk.print_queued.emit()
        self._desk.refresh()


def _stopped(count: object) -> str:
    number = count if isinstance(count, int) else 0
    return n_("{n} credencial quitada de la cola", "{n} credenciales quitadas de la cola", number)


def _testing(_job: object) -> str:
    return _("La página de prueba está en camino.")


def _queued(queued: int, skipped: int) -> str:
    said = n_("{n} credencial en la cola.", "{n} credenciales en la cola.", queued)
    if not skipped:
        return said
    already = n_("{n} ya estaba pedida.", "{n} ya estaban pedidas.", skipped)
    return f"{said} {already}"
