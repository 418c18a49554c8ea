"""Invitations granted and withdrawn on the access page: their reason, PIN and level; no looking."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.app import access_jobs, desk_said
from kiosk.app.access_states import chosen_room, invitable, needs_pin_for
from kiosk.app.desk_cards import desk_level
from kiosk.app.desk_model import AccessModel, Question
from kiosk.app.desk_reasons import grant_reasons, withdraw_reasons
from kiosk.domain.checkpoints import Level
from kiosk.services.invite import Grant
from kiosk.ui.widgets.chip import Tone

if TYPE_CHECKING:
    from kiosk.app.desk_access import DeskAccess
    from kiosk.app.desk_controller import DeskController


class AccessInvite(QObject):
    """Belongs to one access page and changes what it knows through it."""

    def __init__(self, desk: DeskController, access: DeskAccess) -> None:
        super().__init__(access)
        self._desk, self._access = desk, access
        page = desk.view.access
        page.answer.invite_pressed.connect(self.on_invite)
        page.answer.withdraw_pressed.connect(self.on_withdraw)
        page.reason_chosen.connect(self.on_reason)
        page.confirmed.connect(self.on_confirmed)

    def on_invite(self) -> None:
        """Ask why the person is to be invited."""
        self._ask("grant")

    def on_withdraw(self) -> None:
        """Ask why the invitation is to be taken back."""
        self._ask("withdraw")

    def on_reason(self, number: int) -> None:
        """A reason was chosen, by key or by click."""
        question = self._model.question
        if question is not None:
            self._access.change(question=replace(question, chosen=number))

    def on_confirmed(self, pin: str) -> None:
        """The reason stands: grant or withdraw, after the PIN where one is needed."""
        question = self._model.question
        if question is None or question.chosen is None or self._desk.model.busy:
            return
        if question.needs_pin:
            self._desk.pins.check(pin, self._on_pin)
        else:
            self._invite(question, desk_level(self._desk.place))

    @property
    def _model(self) -> AccessModel:
        return self._desk.model.access

    def _ask(self, kind: str) -> None:
        model, place = self._model, self._desk.place
        room = chosen_room(model)
        if room is None or model.told is None or self._desk.model.busy:
            return
        may_invite, may_withdraw = invitable(room)
        pin = needs_pin_for(room.outcome.checkpoint, place)
        if not (may_invite if kind == "grant" else may_withdraw) or (pin and not place.can_ask_pin):
            return
        name = model.told.found.person.full_name
        self._access.change(question=Question(kind, name, needs_pin=pin), message=None)

    def _invite(self, question: Question, level: Level) -> None:
        room = chosen_room(self._model)
        if room is None or question.chosen is None:
            return
        withdraw = question.kind == "withdraw"
        reasons = withdraw_reasons() if withdraw else grant_reasons()
        asked = Grant(
            checkpoint=room.outcome.checkpoint.id,
            subject=self._model.person_id,
            operator=self._desk.place.station.operator,
            level=level,
            reason=reasons[question.chosen][0],
        )
        self._desk.change(busy=True)
        self._desk.ask(
            lambda ctx: access_jobs.invite_or_not(ctx, asked, withdraw=withdraw),
            partial(self._on_invited, question),
        )

    def _on_pin(self, problem: str) -> None:
        question = self._model.question
        if question is None or question.chosen is None:
            return
        if problem:
            self._access.change(question=replace(question, pin_problem=problem))
        else:
            self._invite(question, Level.SUPERVISOR)

    def _on_invited(self, question: Question, _nothing: None) -> None:
        withdrawn = question.kind == "withdraw"
        said = partial(desk_said.invited, question.name, withdrawn=withdrawn)
        self._desk.change(busy=False)
        self._access.change(question=None, message=said, message_tone=Tone.OK)
        self._access.look()
