"""The walk-in between its form and the store: similar people, the badge to come, registering."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.app import desk_jobs
from kiosk.app.desk_badge import Outlook, outlook
from kiosk.app.desk_jobs import Done, Shown
from kiosk.app.desk_model import WalkInModel
from kiosk.domain.search import parse_query
from kiosk.services.context import Context
from kiosk.services.desk import WalkIn, similar
from kiosk.services.find import Found
from kiosk.ui.desk.state import FormData, Page

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController

_PAUSE_MS = 150
"""How long typing must rest before similar people are looked for."""

Alike = list[tuple[Found, str]]


class DeskWalkIn(QObject):
    """Belongs to one controller. The form itself stays in the view: it keeps what was typed."""

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        self._form = FormData()
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        view = desk.view
        view.walk_in_changed.connect(self.on_changed)
        view.walk_in_submitted.connect(self.on_submitted)
        view.candidate_opened.connect(self.on_candidate)
        view.other_confirmed.connect(self.on_other)

    def open(self) -> None:
        """Show the form, with what was typed before."""
        self._desk.leave(Page.WALK_IN, message=None)

    def cancel(self) -> None:
        """Throw the form away and go back to the search; not while it is being registered."""
        if self._desk.model.busy:
            return
        self._start_afresh()
        self._desk.clear()

    def on_changed(self, form: FormData) -> None:
        """The form changed: look for similar people when typing rests."""
        self._form = form
        self._pause.start()

    def on_other(self) -> None:
        """Somebody looked at the similar people: it is none of them."""
        model = self._model
        seen = {found.person.person_id for found, _why in model.similar}
        self._change(cleared=model.cleared | seen)
        self._desk.view.walk_in.main.setFocus()

    def on_candidate(self, number: int) -> None:
        """It may be this person: open their card; the form waits under F4."""
        open_ones = self._model.open
        if number >= len(open_ones):
            return
        person_id = open_ones[number][0].person.person_id
        checkpoint = self._desk.place.checkpoint
        self._desk.ask(lambda ctx: desk_jobs.show(ctx, person_id, checkpoint), self._on_shown)

    def on_submitted(self, form: FormData) -> None:
        """Register; the store looks for similar people once more before it writes."""
        if self._desk.model.busy:
            return
        self._form = form
        self._desk.change(busy=True)
        cleared, place = self._model.cleared, self._desk.place
        wanted = walk_in_of(form)
        self._desk.ask(
            lambda ctx: desk_jobs.register(ctx, wanted, place, cleared), self._on_registered
        )

    def stop(self) -> None:
        """The screen is gone: look for nobody any more."""
        self._pause.stop()

    @property
    def _model(self) -> WalkInModel:
        return self._desk.model.walk_in

    def _change(self, **parts: object) -> None:
        self._desk.change(walk_in=replace(self._model, **parts))  # type: ignore[arg-type]  # its own fields

    def _start_afresh(self) -> None:
        self._pause.stop()
        self._asked += 1
        self._form = FormData()
        self._desk.change(walk_in=WalkInModel(serial=self._model.serial + 1))

    def _look(self) -> None:
        form = self._form
        self._asked += 1
        self._desk.ask(
            lambda ctx: _look_at(ctx, form), partial(self._on_looked, self._asked), urgent=False
        )

    def _on_looked(self, asked: int, answer: tuple[Alike, Outlook]) -> None:
        if asked != self._asked:
            return
        alike, seen = answer
        self._show_alike(alike)
        self._change(preview=seen.png, checks=seen.checks)

    def _show_alike(self, alike: Alike) -> None:
        form = self._form
        words = f"{form.given_name} {form.family_name} {form.organisation}"
        self._change(
            similar=tuple(alike),
            organisation=form.organisation,
            tokens=parse_query(words).tokens,
        )

    def _on_shown(self, shown: Shown) -> None:
        self._desk.show_person(shown)

    def _on_registered(self, answer: Done | Alike) -> None:
        if isinstance(answer, Done):
            self._start_afresh()
            self._desk.on_done(answer)
        else:
            self._desk.change(busy=False)
            self._show_alike(answer)


def walk_in_of(form: FormData) -> WalkIn:
    """The form as the use case takes it."""
    return WalkIn(
        given_name=form.given_name,
        family_name=form.family_name,
        badge_name=form.badge_name,
        email=form.email,
        organisation=form.organisation,
        country=form.country,
        language=form.speaks[0] if form.speaks else "",
        roles=form.roles,
        speaks=form.speaks,
        photo_ok=form.photo_ok,
    )


def _look_at(ctx: Context, form: FormData) -> tuple[Alike, Outlook]:
    alike: Alike = []
    if form.given_name and form.family_name:
        alike = similar(ctx, form.given_name, form.family_name, form.organisation, form.email)
    return alike, outlook(ctx, form)
