"""The door's questions at check-in: one after the other by touch, else the way to the desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.app import door_words as words
from kiosk.app.question_fields import fields_of, options_of
from kiosk.domain.questions import QuestionType
from kiosk.domain.verdict import Verdict
from kiosk.services.check_in import ScanOutcome, ScanRequest
from kiosk.texts import _, current
from kiosk.texts.explain import headline, help_desk
from kiosk.texts.questions import problem_text
from kiosk.ui.door.state import QuestionState, VerdictState
from kiosk.ui.door.view import DoorView
from kiosk.ui.widgets.question_state import QuestionField, applying

MOST = 6
"""Options that fit on the screen as buttons for fingers."""


class DoorQuestions(QObject):
    """Belongs to one door. `answered` brings the request that tries the same with the answers."""

    answered = Signal(object)

    def __init__(self, view: DoorView, parent: QObject, here: Callable[[], words.Here]) -> None:
        super().__init__(parent)
        self._view, self._here = view, here
        self._outcome: ScanOutcome | None = None
        self._given: dict[str, str] = {}
        view.question_answered.connect(self._take)

    def ask(self, outcome: ScanOutcome) -> None:
        """Ask what is missing, or send to the desk where a door cannot."""
        self._outcome, self._given = outcome, {}
        if can_ask(outcome):
            self.draw()
        else:
            self._view.show_state(to_desk(self._here(), outcome))

    def forget(self) -> None:
        """Whoever was asked is not asked any more."""
        self._outcome, self._given = None, {}

    def draw(self, *, named: bool = True) -> None:
        """Show the question that comes next; `named` False leaves out who is asked."""
        outcome = self._outcome
        waiting = self._waiting()
        if outcome is None or not waiting:
            return
        field, person = waiting[0], outcome.person if named else None
        self._view.show_state(
            QuestionState(
                word=headline(outcome.verdict, current(), outcome.checkpoint.kind),
                question=field.label,
                help=field.help,
                name=person.full_name if person else "",
                options=field.options,
                skip="" if field.required else _("Sin respuesta"),
            )
        )

    @Slot(str)
    def _take(self, value: str) -> None:
        outcome, waiting = self._outcome, self._waiting()
        if outcome is None or outcome.person is None or not waiting:
            return
        self._given[waiting[0].id] = value
        if self._waiting():
            self.draw(named=bool(self._shown_name()))
        else:
            person_id = outcome.person.person_id
            self.answered.emit(ScanRequest(person_id=person_id, answers=dict(self._given)))

    def _shown_name(self) -> str:
        state = self._view.state
        return state.name if isinstance(state, QuestionState) else ""

    def _waiting(self) -> list[QuestionField]:
        """What is still to be asked, given the answers so far."""
        if self._outcome is None:
            return []
        asked = self._outcome.verdict.questions
        fields = fields_of(asked, self._given, self._here().event.timezone)
        return [field for field in applying(fields, self._given) if field.id not in self._given]


def can_ask(outcome: ScanOutcome) -> bool:
    """Whether fingers can answer it all: a known person, few options each, nothing wrong yet."""
    return outcome.person is not None and all(
        asked.question.type in (QuestionType.YES_NO, QuestionType.CHOICE)
        and 0 < len(options_of(asked.question)) <= MOST
        and not asked.problem
        for asked in outcome.verdict.questions
    )


def to_desk(here: words.Here, outcome: ScanOutcome) -> VerdictState:
    """The way to the desk, and why."""
    return words.help_state(here, outcome.direction, _why(here, outcome.verdict))


def _why(here: words.Here, verdict: Verdict) -> str:
    lang, tz = current(), here.event.timezone
    problems = [problem_text(asked, lang, tz) for asked in verdict.questions if asked.problem]
    desk = help_desk(here.event, lang)
    return next(iter(problems), _("Falta una respuesta: lo ayudan en {desk}.", desk=desk))
