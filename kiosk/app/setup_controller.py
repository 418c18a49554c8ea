"""The first run: reads the chosen event, fills the profile, says when it can begin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.app.language import Language
from kiosk.app.pin import hash_pin
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.settings import Station, StationRole
from kiosk.services.import_people import run_import
from kiosk.services.profile import (
    demo_profile,
    load_event,
    load_station,
    open_profile,
    save_station,
)
from kiosk.sources.event_file import read_event
from kiosk.store.connect import close
from kiosk.texts import N_, _, current
from kiosk.texts.explain import error_text
from kiosk.ui.setup.state import SetupAnswers, SetupState
from kiosk.ui.setup.view import SetupView


class SetupController(QObject):
    """Fills `folder` (or `demo_folder` for the demonstration).

    Signals: ready(folder that can be opened).
    """

    ready = Signal(object)

    def __init__(
        self,
        view: SetupView,
        worker: Worker[None],
        language: Language,
        folder: Path,
        demo_folder: Path,
    ) -> None:
        super().__init__(view)
        self._view, self._worker, self._language = view, worker, language
        self._folder, self._demo_folder = folder, demo_folder
        self._state = SetupState()
        view.demo_chosen.connect(self._on_source)
        view.event_file_chosen.connect(self._on_event_file)
        view.list_file_chosen.connect(self._on_list_file)
        view.language_chosen.connect(language.use)
        view.started.connect(self._on_started)

    def open(self) -> None:
        """Show the empty form in the language of the station."""
        station = load_station(self._folder)
        self._language.use(station.language)
        answers = SetupAnswers(
            demo=True, name=station.name, language=current(), role=station.role,
            checkpoint=station.checkpoint, pin="",
        )  # fmt: skip
        self._view.set_answers(answers)
        self._show()

    @Slot(bool)
    def _on_source(self, demo: bool) -> None:  # noqa: FBT001  the signal's one value
        self._show(demo=demo, problem="")

    @Slot(str)
    def _on_event_file(self, path: str) -> None:
        self._show(event_file=path, problem="")
        self._worker.submit(lambda _r: read_event(Path(path)), self._on_event, self._on_problem)

    def _on_event(self, event: Event) -> None:
        lang = current()
        rooms = tuple((c.id, c.name.get(lang) or c.name["es"]) for c in event.checkpoints)
        name = event.name.get(lang) or event.name["es"]
        self._show(event_name=name, checkpoints=rooms)

    @Slot(str)
    def _on_list_file(self, path: str) -> None:
        self._show(list_file=path, problem="")

    @Slot(object)
    def _on_started(self, answers: SetupAnswers) -> None:
        try:
            station = self._station(answers)
        except KnownError as problem:
            self._on_problem(problem)
            return
        self._show(busy=True, problem="", progress=_("Preparando…"))
        state = self._state
        if answers.demo:
            self._worker.submit(
                lambda _r: _fill_demo(self._demo_folder, station), self.ready.emit, self._on_problem
            )
            return
        self._worker.submit(
            lambda _r: _fill(self._folder, state, station), self.ready.emit, self._on_problem
        )

    def _station(self, answers: SetupAnswers) -> Station:
        """The station that the form describes; WrongUseError says what is missing."""
        if not answers.demo and not self._state.event_name:
            raise WrongUseError(N_("Elija primero el archivo del evento."))
        own_door = answers.role is StationRole.DOOR and not answers.demo
        if own_door and not answers.checkpoint:
            raise WrongUseError(N_("Elija el punto de control de esta puerta."))
        return replace(
            load_station(self._folder),
            name=answers.name or Station().name,
            language=answers.language,
            role=answers.role,
            checkpoint=answers.checkpoint,
            pin_hash=hash_pin(answers.pin),
        )

    def _on_problem(self, problem: Exception) -> None:
        """Known ones are told; a bug is told as such and goes on to the log."""
        known = isinstance(problem, KnownError)
        text = error_text(problem, current()) if isinstance(problem, KnownError) else ""
        self._show(busy=False, progress="", problem=text or _("Algo falló; quedó en el registro."))
        if not known:
            raise problem

    def _show(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]  # fields by name
        self._view.show_state(self._state)


def _fill_demo(folder: Path, station: Station) -> Path:
    close(demo_profile(folder).db)
    made = load_station(folder)
    save_station(
        folder,
        replace(
            made,
            name=station.name,
            language=station.language,
            role=station.role,
            checkpoint=station.checkpoint or made.checkpoint,
            pin_hash=station.pin_hash,
        ),
    )
    return folder


def _fill(folder: Path, state: SetupState, station: Station) -> Path:
    """Load the event, save the station, import the list; a bad list leaves no event behind."""
    load_event(folder, Path(state.event_file))
    save_station(folder, station)
    context = open_profile(folder)
    try:
        if state.list_file:
            run_import(context, Path(state.list_file))
    finally:
        close(context.db)
    return folder
