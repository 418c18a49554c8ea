"""The desk's page of deliveries between its view and the store: send again, settle, synchronise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.delivery_jobs import newest, retry_one, settle_one
from kiosk.app.desk_cards import desk_level
from kiosk.app.desk_model import DeliveriesModel, Question
from kiosk.app.desk_reasons import settle_reasons
from kiosk.domain.checkpoints import Level
from kiosk.services.sync_values import DeliveryRow
from kiosk.texts import _
from kiosk.ui.desk.state import Page

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController

_AGAIN_MS = 5_000
"""How often the deliveries are read again while the page is open."""


class DeskDeliveries(QObject):
    """Belongs to one controller. Signal: sync_wanted() when the sources are to be asked now."""

    sync_wanted = Signal()

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        page = desk.view.deliveries
        page.retried.connect(self.on_retry)
        page.settled.connect(self.on_settle)
        page.sync_pressed.connect(self.sync_wanted)
        page.reason_chosen.connect(self.on_reason)
        page.confirmed.connect(self.on_confirmed)
        page.escaped.connect(self.on_escape)

    @property
    def _model(self) -> DeliveriesModel:
        return self._desk.model.deliveries

    def open(self) -> None:
        """Bring the page to the front and read what there is."""
        held = replace(self._model, question=None)
        self._desk.leave(Page.DELIVERIES, message=None, deliveries=held)
        self._again.start()
        self.look()

    def stop(self) -> None:
        """The screen is gone: ask the store nothing more."""
        self._again.stop()

    def look(self) -> None:
        """Read the deliveries."""
        self._desk.ask(newest, self._on_rows, urgent=False)

    @Slot(bool)
    def show_running(self, running: bool) -> None:  # noqa: FBT001  a slot of a signal
        """Whether the sources are being asked at this moment."""
        if running is not self._model.running:
            self._change(running=running)
            if self._desk.model.page is Page.DELIVERIES:
                self.look()

    def on_retry(self, entry_id: str) -> None:
        """Send a refused one again, at once."""
        self._desk.ask(lambda ctx: retry_one(ctx, entry_id), self._on_retried)

    def on_settle(self, entry_id: str) -> None:
        """Ask how it was resolved, and for the PIN where this desk needs a supervisor."""
        row = next((row for row in self._model.rows if row.entry_id == entry_id), None)
        place = self._desk.place
        pin = desk_level(place) is not Level.SUPERVISOR
        if row is None or self._desk.model.busy or (pin and not place.can_ask_pin):
            return
        name = row.person or _("Código desconocido")
        self._change(question=Question("settle", name, entry_id=entry_id, needs_pin=pin))

    def on_reason(self, number: int) -> None:
        """A reason was chosen, by key or by click."""
        question = self._model.question
        if question is not None:
            self._change(question=replace(question, chosen=number))

    def on_confirmed(self, pin: str) -> None:
        """The reason stands: give the entry up, after the PIN where one is needed."""
        question = self._model.question
        if question is None or question.chosen is None or self._desk.model.busy:
            return
        if question.needs_pin:
            self._desk.pins.check(pin, self._on_pin)
        else:
            self._settle(question)

    def on_escape(self) -> None:
        """Out of the question, else back to the search."""
        if self._desk.model.busy:
            return
        if self._model.question is not None:
            self._desk.pins.forget()
            self._change(question=None)
        else:
            self._desk.clear()

    def _on_pin(self, problem: str) -> None:
        question = self._model.question
        if question is None or question.chosen is None:
            return
        if problem:
            self._change(question=replace(question, pin_problem=problem))
        else:
            self._settle(question)

    def _settle(self, question: Question) -> None:
        reason = settle_reasons()[question.chosen or 0][0]
        station = self._desk.place.station
        entry_id, who = question.entry_id, station.operator or station.name
        self._desk.change(busy=True)
        self._desk.ask(lambda ctx: settle_one(ctx, entry_id, who, reason), self._on_settled)

    def _on_settled(self, rows: tuple[DeliveryRow, ...]) -> None:
        self._desk.change(busy=False)
        self._change(rows=rows, question=None)
        self._desk.refresh()

    def _on_retried(self, rows: tuple[DeliveryRow, ...]) -> None:
        self._on_rows(rows)
        self._desk.refresh()
        self.sync_wanted.emit()

    def _on_rows(self, rows: tuple[DeliveryRow, ...]) -> None:
        if rows != self._model.rows:
            self._change(rows=rows)

    def _on_again(self) -> None:
        if self._desk.model.page is Page.DELIVERIES:
            self.look()
        else:
            self._again.stop()

    def _change(self, **changes: object) -> None:
        held = replace(self._model, **changes)  # type: ignore[arg-type]  # by name
        self._desk.change(deliveries=held)
