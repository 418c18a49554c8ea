"""The desk's keys: what Enter, Esc, F2 to F8 and 1 2 3 mean at each moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.app import desk_jobs, desk_said
from kiosk.app.desk_cards import desk_level, form_of, is_owed, needs_pin
from kiosk.app.desk_jobs import Done, Shown
from kiosk.app.desk_model import Chosen, Question, Words
from kiosk.app.desk_reasons import override_reasons, reprint_reasons, undo_reasons
from kiosk.domain.checkpoints import Level
from kiosk.domain.facts import Override
from kiosk.domain.verdict import Status
from kiosk.services import desk as desk_service
from kiosk.texts import LANGUAGES, _
from kiosk.ui.desk.state import CardMode, FormData, Page

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController

_CORRECT = 2
_ASKED = (CardMode.REASON, CardMode.CORRECT, CardMode.QUESTIONS)


class DeskActions(QObject):
    """Belongs to one controller and changes what the desk knows through it."""

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        view = desk.view
        view.enter_pressed.connect(self.on_enter)
        view.escape_pressed.connect(self.on_escape)
        view.key_pressed.connect(self.on_key)
        view.override_pressed.connect(self.on_override)
        view.reason_chosen.connect(self.on_reason)
        view.reason_confirmed.connect(self.on_confirmed)
        view.correction_saved.connect(self.on_saved)

    def on_enter(self) -> None:
        """Exactly what the blue button says; a code typed by hand counts as scanned."""
        model = self._desk.model
        if model.busy or model.page not in (Page.SEARCH, Page.ALREADY):
            return
        if model.page is Page.ALREADY:
            self._enter_already(model.chosen)
        elif desk_jobs.is_code(model.query, self._desk.place):
            self._desk.on_scan(model.query)
        elif model.chosen is not None and not model.searching:
            self._enter_person(model.chosen)

    def on_escape(self) -> None:
        """One step back: out of a question, a form or a page; else a clean search box."""
        model = self._desk.model
        if model.busy:
            return
        if model.mode in _ASKED:
            self._desk.pins.forget()
            mode = CardMode.PERSON if model.chosen else CardMode.EMPTY
            self._desk.change(mode=mode, question=None, reprint_after=False)
        elif model.page is Page.WALK_IN:
            self._desk.walk_in.cancel()
        elif model.page is Page.ACCESS:
            self._desk.access.on_escape()
        else:
            self._desk.clear()

    def on_key(self, key: str) -> None:
        """F2 correct, F3 without printing, F4 walk-in, F6 reprint, F7 accesses, F8 undo.

        Nothing while an answer is pending, a question is open or data are being corrected.
        """
        model = self._desk.model
        if model.busy or model.searching or model.mode in _ASKED:
            return
        if model.access.question is not None and model.page is Page.ACCESS:
            return
        {
            "F2": self._correct,
            "F3": self._without_printing,
            "F4": self._desk.walk_in.open,
            "F6": self._reprint,
            "F7": self._desk.access.open,
            "F8": self._ask_undo,
        }[key]()

    def on_override(self) -> None:
        """Ask why somebody should be admitted all the same."""
        chosen = self._desk.model.chosen
        if chosen is not None and self._desk.can_override():
            pin = needs_pin(chosen.outcome.verdict, self._desk.place)
            question = Question("override", chosen.card.person.full_name, needs_pin=pin)
            self._desk.change(mode=CardMode.REASON, question=question)

    def on_reason(self, number: int) -> None:
        """A reason was chosen, by key or by click."""
        model = self._desk.model
        if model.question is not None:
            self._desk.change(question=replace(model.question, chosen=number))
        elif model.page is Page.ALREADY:
            self._desk.change(reason=number)

    def on_confirmed(self, pin: str = "") -> None:
        """The reason stands: undo, or admit all the same, after the PIN where one is needed."""
        question = self._desk.model.question
        if question is None or question.chosen is None or self._desk.model.busy:
            return
        if question.kind == "undo":
            self._undo(question, undo_reasons()[question.chosen][0])
        elif question.needs_pin:
            self._desk.pins.check(pin, self._on_pin)
        else:
            self._override(question.chosen, desk_level(self._desk.place))

    def on_saved(self, form: FormData) -> None:
        """The correction is to be kept."""
        chosen = self._desk.model.chosen
        if chosen is None or self._desk.model.busy:
            return
        person_id = chosen.card.person.person_id
        changes = _changes(form_of(chosen.card.person), form)
        place = self._desk.place
        self._desk.change(busy=True)
        self._desk.ask(
            lambda ctx: desk_jobs.correct(ctx, person_id, changes, place), self._on_corrected
        )

    def open_person(self, person_id: str) -> None:
        """Show somebody who is checked in, with what can be done for them."""
        checkpoint = self._desk.place.checkpoint
        self._desk.change(busy=True)
        self._desk.ask(
            lambda ctx: desk_jobs.show(ctx, person_id, checkpoint),
            partial(self._desk.show_person, page=Page.ALREADY),
        )

    def unsaved(self) -> Words | None:
        """What to say where something that is being typed is about to be lost; None if nothing."""
        model, view = self._desk.model, self._desk.view
        if model.chosen is None:
            return None
        person = model.chosen.card.person
        if model.mode is CardMode.QUESTIONS and any(view.questions.form.values().values()):
            return partial(_not_answered, person.full_name)
        if model.mode is CardMode.CORRECT and _changes(form_of(person), view.correct.form.data()):
            return partial(_not_saved, person.full_name)
        return None

    def _on_pin(self, problem: str) -> None:
        question = self._desk.model.question
        if question is None or question.chosen is None:
            return
        if problem:
            self._desk.change(question=replace(question, pin_problem=problem))
        else:
            self._override(question.chosen, Level.SUPERVISOR)

    def _override(self, chosen: int, level: Level) -> None:
        reason = override_reasons()[chosen][0]
        override = Override(self._desk.place.station.operator, reason, level)
        self.check_in(with_badge=True, override=override)

    def _enter_already(self, chosen: Chosen | None) -> None:
        """Only what is owed is printed without a reason."""
        if chosen is not None and is_owed(chosen.card):
            self._print_owed(chosen)

    def _enter_person(self, chosen: Chosen) -> None:
        if is_owed(chosen.card):
            self._print_owed(chosen)
        elif chosen.card.checked_in is not None:
            self._open_already(chosen)
        elif chosen.outcome.verdict.status is Status.ERROR:
            self.on_override()
        else:
            self._start(chosen, with_badge=True)

    def _start(self, chosen: Chosen, *, with_badge: bool) -> None:
        """Check in who may enter; first ask what is missing."""
        if chosen.outcome.verdict.admitted:
            self.check_in(with_badge=with_badge)
        else:
            self._desk.questions.open(chosen.outcome.verdict, with_badge=with_badge)

    def _open_already(self, chosen: Chosen) -> None:
        self._desk.change(page=Page.ALREADY, mode=CardMode.PERSON, reason=0, query="", found=())

    def check_in(
        self,
        *,
        with_badge: bool,
        override: Override | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> None:
        """Check in the person in the card, perhaps with answers or all the same."""
        chosen = self._desk.model.chosen
        if chosen is None:
            return
        person_id, place = chosen.card.person.person_id, self._desk.place
        asking = None if answers is None else self._desk.model.asking
        # what is typed from now on is the next name
        self._desk.change(busy=True, query="", asking=asking)
        self._desk.ask(
            lambda ctx: desk_jobs.check_in(
                ctx, person_id, place, with_badge=with_badge, override=override, answers=answers
            ),
            self._desk.on_done,
        )

    def _without_printing(self) -> None:
        model = self._desk.model
        if model.page is not Page.SEARCH or model.chosen is None:
            return
        if model.chosen.outcome.verdict.status is not Status.ERROR:
            self._start(model.chosen, with_badge=False)

    def _correct(self) -> None:
        if self._desk.model.chosen is not None:
            self._desk.change(mode=CardMode.CORRECT)

    def _reprint(self) -> None:
        model = self._desk.model
        chosen = model.chosen
        if chosen is None or chosen.card.checked_in is None:
            return
        if model.page is not Page.ALREADY:
            self._open_already(chosen)
        elif is_owed(chosen.card):
            self._print_owed(chosen)
        elif not chosen.card.has_badge:
            return
        elif model.reason == _CORRECT:
            self._desk.change(mode=CardMode.CORRECT, reprint_after=True)
        else:
            self._send_reprint(chosen, model.reason)

    def _print_owed(self, chosen: Chosen) -> None:
        person_id, place = chosen.card.person.person_id, self._desk.place
        self._desk.change(busy=True)
        self._desk.ask(
            lambda ctx: desk_jobs.print_owed(ctx, person_id, place),
            partial(self._on_reprinted, _printing),
        )

    def _send_reprint(self, chosen: Chosen, reason: int) -> None:
        person_id, place = chosen.card.person.person_id, self._desk.place
        words = reprint_reasons()[reason][0]
        self._desk.change(busy=True)
        self._desk.ask(
            lambda ctx: desk_jobs.reprint(ctx, person_id, place, words),
            partial(self._on_reprinted, _reprinting),
        )

    def _on_reprinted(self, say: Callable[[str], str], done: Done) -> None:
        name = done.shown.card.person.full_name
        self._desk.clear(partial(say, name) if done.printing else None)
        self._desk.after_print(done)
        self._desk.refresh()

    def _on_corrected(self, shown: Shown) -> None:
        model = self._desk.model
        again = model.reprint_after
        self._desk.show_person(shown, page=model.page)
        if again and self._desk.model.chosen is not None:
            self._send_reprint(self._desk.model.chosen, _CORRECT)

    def _ask_undo(self) -> None:
        model = self._desk.model
        if model.page is Page.ALREADY and model.chosen and model.chosen.card.checked_in:
            visit, name = model.chosen.card.checked_in, model.chosen.card.person.full_name
            question = Question("undo", name, visit.at, visit.entry_id)
        elif model.page is Page.SEARCH and model.last is not None:
            last = model.last
            question = Question("undo", desk_said.last_name(last), last.at, last.entry_id)
        else:
            return
        self._desk.change(mode=CardMode.REASON, question=question)

    def _undo(self, question: Question, reason: str) -> None:
        operator = self._desk.place.station.operator
        self._desk.change(busy=True)
        self._desk.ask(
            lambda ctx: desk_service.undo(ctx, question.entry_id, reason, operator),
            partial(self._on_undone, question.name),
        )

    def _on_undone(self, name: str, _entry: object) -> None:
        self._desk.clear(partial(_undone, name))
        self._desk.refresh()


def _changes(before: FormData, after: FormData) -> dict[str, object]:
    """The fields of the correction form that differ; what the form cannot show stays as it is."""
    names = ("given_name", "family_name", "badge_name", "email", "organisation", "photo_ok")
    old, new = asdict(before), asdict(after)
    changes = {name: new[name] for name in names if new[name] != old[name]}
    if after.country and after.country != before.country:
        changes["country"] = after.country
    others = tuple(code for code in before.speaks if code not in LANGUAGES)
    if {*after.speaks, *others} != set(before.speaks):
        changes["speaks"] = (*after.speaks, *others)
    return changes


def _not_saved(name: str) -> str:
    return _("Los cambios de {name} no se guardaron.", name=name)


def _not_answered(name: str) -> str:
    return _("Las respuestas de {name} no se guardaron.", name=name)


def _reprinting(name: str) -> str:
    return _("{name}: otra credencial está en camino.", name=name)


def _printing(name: str) -> str:
    return _("{name}: la credencial está en camino.", name=name)


def _undone(name: str) -> str:
    return _("Acreditación deshecha: {name}.", name=name)
