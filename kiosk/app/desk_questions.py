"""The desk's questions at check-in: asks them in the right card, then tries the same again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.app.desk_jobs import Shown
from kiosk.app.desk_model import Asking, Chosen, Place
from kiosk.app.question_fields import fields_of
from kiosk.domain.verdict import Verdict
from kiosk.texts import _
from kiosk.ui.desk.state import CardMode, Page, QuestionsState

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController


class DeskQuestions(QObject):
    """Belongs to one controller. What is typed stays in the view until somebody else is asked."""

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.view.answers_given.connect(self.on_answers)

    def open(
        self, verdict: Verdict, *, with_badge: bool, given: Mapping[str, str] | None = None
    ) -> None:
        """Ask the person in the card; `with_badge` is what the try that waits would have done."""
        asking = Asking(verdict.questions, with_badge, given or {})
        self._desk.change(mode=CardMode.QUESTIONS, asking=asking)

    def show(self, shown: Shown) -> None:
        """Somebody's answers are missing; whoever is in already is not asked now."""
        asking = self._desk.model.asking or Asking()
        if shown.card.checked_in is not None:
            self._desk.show_person(shown, page=Page.ALREADY)
        else:
            self._desk.show_person(shown)
            verdict = shown.outcome.verdict
            self.open(verdict, with_badge=asking.with_badge, given=asking.given)
        self._desk.answered.emit("ask")

    def on_answers(self, given: Mapping[str, str]) -> None:
        """Try the check-in again with the answers."""
        asking = self._desk.model.asking
        if asking is None or self._desk.model.busy:
            return
        self._desk.change(asking=replace(asking, given=given))
        self._desk.actions.check_in(with_badge=asking.with_badge, answers=given)


def questions_state(
    asking: Asking | None, chosen: Chosen | None, place: Place, *, can_override: bool
) -> QuestionsState | None:
    """The form in the language in force; None where nobody is asked."""
    if asking is None or chosen is None:
        return None
    person = chosen.card.person
    return QuestionsState(
        key=person.person_id,
        title=person.full_name,
        fields=fields_of(asking.asked, asking.given, place.tz),
        confirm=_("Acreditar e imprimir") if asking.with_badge else _("Acreditar sin imprimir"),
        icon="printer" if asking.with_badge else "check",
        can_override=can_override,
    )
