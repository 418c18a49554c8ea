"""The desk's access page between its view and the store: who gets in where and when, and why not.

Looking records nothing; what is recorded is an invitation (access_invite.py).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.app import access_jobs, desk_jobs, desk_said
from kiosk.app.access_invite import AccessInvite
from kiosk.app.access_jobs import Told
from kiosk.app.access_states import chosen_room, moment_of
from kiosk.app.desk_jobs import Seen
from kiosk.app.desk_model import AccessModel
from kiosk.services.check_in import ScanOutcome
from kiosk.services.find import Found, search
from kiosk.services.simulate import Simulation
from kiosk.ui.desk.state import Page
from kiosk.ui.widgets.chip import Tone

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController

_AGAIN_MS = 15_000
"""How often what is said of "now" is asked again."""


class DeskAccess(QObject):
    """Belongs to one controller. An answer to an older question is thrown away."""

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        self._asked = 0
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        AccessInvite(desk, self)
        self._connect()

    def open(self, room: str = "") -> None:
        """Show the page: of the person in the card if there is one, at that checkpoint."""
        if self._desk.model.busy:
            return
        chosen = self._desk.model.chosen
        model = AccessModel(room=room)
        if chosen is not None:
            model = replace(model, person_id=chosen.card.person.person_id)
        self._desk.leave(Page.ACCESS, message=None, access=model)
        self._again.start()
        self.look()

    def stop(self) -> None:
        """The screen is gone: ask the store nothing more."""
        self._again.stop()

    def on_scan(self, text: str) -> None:
        """A code was read on this page: show that person's accesses, and record nothing."""
        self._asked += 1
        asked, checkpoint = self._asked, self._desk.place.checkpoint
        self.change(query="", found=(), question=None, message=None)
        self._desk.ask(
            lambda ctx: access_jobs.by_code(ctx, text, checkpoint), partial(self._on_code, asked)
        )

    def on_edited(self, text: str) -> None:
        """The box holds another text: look for it."""
        self._asked += 1
        self.change(query=text, message=None, question=None)
        if not text.strip():
            self.change(found=(), selected=0)
            return
        self._desk.ask(lambda ctx: search(ctx, text), partial(self._on_found, self._asked))

    def on_moved(self, steps: int) -> None:
        """Go through the people found, else through the checkpoints."""
        model = self._model
        if model.query and model.found:
            last = len(model.found) - 1
            self.change(selected=max(0, min(model.selected + steps, last)))
        elif model.told and model.question is None:
            room = chosen_room(model)
            at = model.told.rooms.index(room) if room else 0
            self.on_room(max(0, min(at + steps, len(model.told.rooms) - 1)))

    def on_entered(self) -> None:
        """Take the person that the list has chosen; a code typed by hand counts as scanned."""
        model = self._model
        if desk_jobs.is_code(model.query, self._desk.place):
            self.on_scan(model.query)
        elif model.found:
            self.on_person(model.selected)

    def on_escape(self) -> None:
        """One step back: out of the question, out of the search, back to the person's card."""
        model = self._model
        if self._desk.model.busy:
            return
        if model.question is not None:
            self._desk.pins.forget()
            self.change(question=None)
        elif model.query:
            self.on_edited("")
        else:
            self._back(model.person_id)

    def on_person(self, number: int) -> None:
        """Show the accesses of that person of the list."""
        found = self._model.found
        if number < len(found):
            self._choose(found[number].person.person_id)

    def on_room(self, number: int) -> None:
        """Show what that checkpoint says."""
        told = self._model.told
        if told is None or number >= len(told.rooms) or self._desk.model.busy:
            return
        room = told.rooms[number].outcome.checkpoint.id
        self.change(room=room, later=None, question=None, message=None)
        self._look_ahead()

    def on_day(self, value: str) -> None:
        """Now, or a day of the event, at the time of day that was typed or is usual."""
        if not value:
            self.change(day=None, time="")
        else:
            now = self._desk.now().astimezone(self._desk.place.tz)
            day = date.fromisoformat(value)
            usual = f"{now:%H:%M}" if day == now.date() else "09:00"
            self.change(day=day, time=self._model.time or usual)
        self.look()

    def on_time(self, text: str) -> None:
        """Another time of day was typed; without a day it is today's, or the first day's."""
        event, today = self._desk.place.event, self._desk.now().astimezone(self._desk.place.tz)
        within = max(event.first_day, min(today.date(), event.last_day))
        self.change(time=text, day=self._model.day or within)
        self.look()

    @property
    def _model(self) -> AccessModel:
        return self._desk.model.access

    def change(self, **parts: object) -> None:
        """Replace parts of what the page knows, and draw it."""
        self._desk.change(access=replace(self._model, **parts))  # type: ignore[arg-type]  # its own fields

    def _choose(self, person_id: str) -> None:
        self.change(person_id=person_id, query="", found=(), question=None, message=None)
        self.look()

    def look(self) -> None:
        """Ask what every checkpoint says of the person at the moment chosen."""
        self._asked += 1
        model = self._model
        try:
            at = moment_of(model, self._desk.place)
        except ValueError:
            return  # a time that is half typed; the page says so
        if model.person_id:
            self._desk.ask(
                lambda ctx: access_jobs.tell(ctx, model.person_id, at),
                partial(self._on_told, self._asked),
            )

    def _look_ahead(self) -> None:
        """Ask when waiting alone would admit to the checkpoint shown."""
        model = self._model
        room = chosen_room(model)
        if room is None or room.outcome.verdict.admitted:
            return
        person_id, checkpoint, at = model.person_id, room.outcome.checkpoint.id, room.outcome.at
        self._desk.ask(
            lambda ctx: access_jobs.later(ctx, person_id, checkpoint, at),
            partial(self._on_later, room),
            urgent=False,
        )

    def _back(self, person_id: str) -> None:
        self._again.stop()
        if not person_id:
            self._desk.clear()
            return
        checkpoint = self._desk.place.checkpoint
        self._desk.ask(
            lambda ctx: desk_jobs.show(ctx, person_id, checkpoint), self._desk.show_person
        )

    def _on_code(self, asked: int, outcome: ScanOutcome) -> None:
        if asked != self._asked or self._desk.model.page is not Page.ACCESS:
            return
        if outcome.person is not None:
            self._choose(outcome.person.person_id)
            return
        said = partial(desk_said.unknown, Seen(outcome, None), self._desk.place, outcome.at)
        self.change(message=said, message_tone=Tone.WARN)
        self._desk.answered.emit("unknown")

    def _on_found(self, asked: int, found: list[Found]) -> None:
        if asked == self._asked:
            self.change(found=tuple(found), selected=0)
            if not found:
                self.change(message=desk_said.nobody_here, message_tone=Tone.WARN)

    def _on_told(self, asked: int, told: Told) -> None:
        if asked == self._asked and self._desk.model.page is Page.ACCESS:
            self.change(told=told, later=None)
            self._look_ahead()

    def _on_later(self, room: Simulation, later: datetime | None) -> None:
        if chosen_room(self._model) is room:
            self.change(later=later)

    def _on_again(self) -> None:
        model = self._desk.model
        if model.page is not Page.ACCESS:
            self._again.stop()
        elif model.access.day is None and model.access.question is None and not model.busy:
            self.look()

    def _connect(self) -> None:
        page = self._desk.view.access
        self._desk.view.card.rooms.room_chosen.connect(self.open)
        page.query_edited.connect(self.on_edited)
        page.moved.connect(self.on_moved)
        page.entered.connect(self.on_entered)
        page.escaped.connect(self.on_escape)
        page.person_chosen.connect(self.on_person)
        page.room_chosen.connect(self.on_room)
        page.person.moment.day_chosen.connect(self.on_day)
        page.person.moment.time_edited.connect(self.on_time)
