"""The set-up's pages of sources: tries one, asks for its columns, brings its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from threading import Event as Flag
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.app.setup_fields import map_state
from kiosk.app.setup_states import buttons_of, fetch_state, heads_of
from kiosk.app.setup_words import answer_of, missing
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.source_draft import SourceDraft, SourceKind
from kiosk.services import source_columns
from kiosk.services.source_steps import (
    Brought,
    SourceSteps,
    Tried,
    chosen_event,
    paired,
    read_code,
    ways_of,
)
from kiosk.texts import N_, _
from kiosk.ui.setup.state import SourceState, Step
from kiosk.ui.setup.view import SetupView

T = TypeVar("T")
Show = Callable[..., None]
"""Takes fields of SetupState by name."""


class SourcePages(QObject):
    """Runs everything that asks a server or reads a list on `net`.

    Signals: finished(the event as file and source say it, or None), left().
    """

    finished = Signal(object)
    left = Signal()
    _told = Signal(int, int, object)

    def __init__(self, view: SetupView, net: Worker[None], show: Show) -> None:
        super().__init__(view)
        self._view, self._net, self._show = view, net, show
        self._steps: SourceSteps | None = None
        self._step, self._run, self._busy = Step.SOURCE, 0, False
        self._draft = SourceDraft(SourceKind.PRETIX)
        self._outcome: Tried | KnownError | None = None
        self._brought: Brought | KnownError | None = None
        self._name, self._problem, self._stop = "", "", Flag()
        self._count: tuple[int, int | None] = (0, None)
        self._told.connect(self._on_told)
        view.source.kind_chosen.connect(self._on_kind)
        view.source.edited.connect(self._on_edited)

    def begin(self, steps: SourceSteps) -> None:
        """Show the first of these pages."""
        self._steps = steps
        self._turn(Step.SOURCE)

    def end(self) -> None:
        """Stop what runs; what arrives late is nobody's."""
        self._run += 1
        self._stop.set()

    def on_scan(self, text: str) -> None:
        """A set-up code fills the form and is tried at once; other codes are told."""
        if self._step is not Step.SOURCE or self._busy or self._steps is None:
            return
        draft = read_code(text)
        if draft is None:
            self._problem = _("Ese código no es el de configuración de pretix ni de Indico.")
            self.draw()
            return
        self._draft, self._outcome, self._problem = draft, None, ""
        self.draw()
        self._view.source.form.fill(draft)
        if draft.secret:
            self._try()

    def main(self) -> None:
        """The button that goes on."""
        if self._step is Step.MAPPING:
            self._take_mapping()
        elif self._step is Step.FETCH:
            self._go_on_from_list()
        elif self._draft.kind is SourceKind.NONE:
            self._ask(lambda steps: steps.keep(None), lambda _none: self._finish(None))
        elif isinstance(self._outcome, Tried):
            self._go_on_with(self._outcome)
        else:
            self._try()

    def back(self) -> None:
        """The button that goes back, or stops what runs."""
        if self._step is Step.FETCH and self._busy:
            self._stop.set()
            self.draw()
            return
        self._run += 1
        self._busy = False
        if self._step is Step.SOURCE:
            self._view.source.form.forget_secret()
            self._outcome = None
            self.left.emit()
            return
        self._outcome = None
        self._view.source.form.fill(self._draft)
        self._turn(Step.SOURCE)

    def other(self) -> None:
        """Go on without the list; it is brought later by itself."""
        self._finish(None)

    def draw(self) -> None:
        """Show the page in hand, in the language in force."""
        title, subtitle = heads_of(self._step)
        columns = self._outcome.columns if isinstance(self._outcome, Tried) else ()
        fields: Sequence[str] = source_columns.LIST_FIELDS
        if any(column.form for column in columns):
            fields = source_columns.FORM_FIELDS
        self._show(
            step=self._step,
            title=title,
            subtitle=subtitle,
            source=self._source_state(),
            mapping=map_state(columns, fields),
            fetch=fetch_state(self._count, self._brought, self._draft.kind, self._stop.is_set()),
            buttons=buttons_of(
                self._step, self._draft.kind, self._outcome, self._brought, busy=self._busy
            ),
            problem=self._problem,
            busy=self._busy,
        )

    def _source_state(self) -> SourceState:
        if self._outcome is None:
            return SourceState(self._draft.kind)
        return answer_of(self._draft, self._outcome)

    def _turn(self, step: Step) -> None:
        self._step, self._problem = step, ""
        self.draw()

    @Slot(object)
    def _on_kind(self, kind: SourceKind) -> None:
        if kind is not self._draft.kind:
            self._view.source.form.fill(SourceDraft(kind))
        self._draft, self._outcome, self._problem = SourceDraft(kind), None, ""
        self.draw()

    @Slot()
    def _on_edited(self) -> None:
        """What was tried no longer holds."""
        if self._outcome is not None or self._problem:
            self._outcome, self._problem = None, ""
            self.draw()

    def _try(self) -> None:
        """Ask the source whether it knows us; a one-time code is used up first."""
        draft = self._view.source.form.draft()
        if draft.kind is SourceKind.PRETIX and not draft.organizer:
            draft = replace(draft, one_time=not draft.device)
        self._draft, self._outcome = draft, None
        self._problem = missing(draft)
        if self._problem:
            self.draw()
        elif draft.one_time:
            self._ask(lambda _s: paired(draft), self._on_paired)
        else:
            self._try_event(draft)

    def _on_paired(self, draft: SourceDraft) -> None:
        """The code is used up: what was given for it is kept whatever comes next."""
        self._draft = draft
        self._view.source.form.fill(draft)
        self._try_event(draft)

    def _try_event(self, draft: SourceDraft) -> None:
        self._ask(lambda _s: chosen_event(draft), self._on_event)

    def _on_event(self, draft: SourceDraft) -> None:
        self._draft = draft
        self._view.source.form.fill(draft)
        self._ask(lambda steps: steps.try_out(draft), self._on_tried)

    def _on_tried(self, tried: Tried) -> None:
        self._outcome = tried
        self.draw()

    def _go_on_with(self, tried: Tried) -> None:
        """Leave the form: no token stays in it."""
        self._view.source.form.forget_secret()
        if tried.columns:
            self._turn(Step.MAPPING)
        else:
            self._fetch(lambda steps: steps.keep(tried.settings), tried.settings.name)

    def _take_mapping(self) -> None:
        if not isinstance(self._outcome, Tried):
            raise TypeError(self._outcome)
        try:
            chosen = self._view.columns.chosen()
            mapping = source_columns.mapping_of(self._outcome.columns, chosen)
        except WrongUseError as error:
            self._problem = answer_of(self._draft, error).lines[0].words
            self.draw()
            return
        settings = ways_of(replace(self._draft, mapping=mapping))[0]
        self._fetch(lambda steps: steps.keep(settings), settings.name)

    def _fetch(self, keep: Callable[[SourceSteps], None], name: str) -> None:
        """Keep the source, then bring its list."""
        self._name, self._brought, self._count = name, None, (0, None)
        self._stop = Flag()
        self._step, self._problem = Step.FETCH, ""
        self._ask(keep, self._on_kept)

    def _on_kept(self, _none: None) -> None:
        self._draft = replace(self._draft, secret="")
        self._bring()

    def _bring(self) -> None:
        self._brought, self._count, self._stop = None, (0, None), Flag()
        name, stop = self._name, self._stop
        told = partial(self._told.emit, self._run + 1)
        self._ask(lambda steps: steps.bring(name, told, stop), self._on_brought)

    @Slot(int, int, object)
    def _on_told(self, run: int, done: int, total: int | None) -> None:
        if run == self._run:
            self._count = (done, total)
            self.draw()

    def _on_brought(self, brought: Brought) -> None:
        self._brought = brought.report.error or brought
        if isinstance(self._brought, Brought):
            self._count = (brought.report.pulled.done, brought.report.pulled.done)
        self.draw()

    def _go_on_from_list(self) -> None:
        if isinstance(self._brought, Brought):
            self._finish(self._brought)
        else:
            self._bring()

    def _finish(self, brought: Brought | None) -> None:
        self._view.source.form.forget_secret()
        self._busy, self._outcome = False, None
        self.finished.emit(brought.event if brought else None)

    def _ask(self, job: Callable[[SourceSteps], T], done: Callable[[T], None]) -> None:
        """Run a job on the net's thread; the page waits for it, the screen does not."""
        steps = self._steps
        if steps is None:
            raise WrongUseError(N_("Elija primero el archivo del evento."))
        self._run += 1
        self._busy, self._problem = True, ""
        run = self._run
        self._net.submit(
            lambda _r: job(steps),
            lambda result: self._answer(run, partial(done, result)),
            lambda problem: self._answer(run, partial(self._fail, problem)),
        )
        self.draw()

    def _answer(self, run: int, then: Callable[[], None]) -> None:
        """Take an answer, unless somebody went elsewhere meanwhile."""
        if run == self._run:
            self._busy = False
            then()

    def _fail(self, problem: Exception) -> None:
        """Known ones are told; a bug is told as such and goes on to the log."""
        if not isinstance(problem, KnownError):
            self._problem = _("Algo falló; quedó en el registro.")
            self.draw()
            raise problem
        if self._step is Step.FETCH:
            self._brought = problem
        else:
            self._outcome = problem
        self.draw()
