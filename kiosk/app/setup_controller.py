"""The first run: reads the chosen event, fills the profile, says when it can begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.app.language import Language
from kiosk.app.pin import hash_pin
from kiosk.app.setup_join import JoinPages
from kiosk.app.setup_sources import SourcePages
from kiosk.app.setup_states import heads_of
from kiosk.app.setup_words import doubt_lines
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.settings import Station, StationRole
from kiosk.services.hub_steps import JoinSteps
from kiosk.services.profile import demo_profile, load_event, load_station, save_station
from kiosk.services.source_steps import SourceSteps
from kiosk.sources.event_file import read_event
from kiosk.store.connect import close
from kiosk.texts import N_, _, current
from kiosk.texts.explain import error_text
from kiosk.ui.setup.state import Buttons, SetupAnswers, SetupState, Step
from kiosk.ui.setup.view import SetupView


class SetupController(QObject):
    """Fills `folder` (or `demo_folder` for the demonstration).

    `net` is the worker that asks servers; `steps_for` makes what it does there, for a folder and
    an event file. Signals: ready(folder that can be opened).
    """

    ready = Signal(object)

    def __init__(  # noqa: PLR0913  each is a part of the program that is made once
        self,
        view: SetupView,
        worker: Worker[None],
        language: Language,
        folder: Path,
        demo_folder: Path,
        *,
        net: Worker[None],
        steps_for: Callable[[Path, Path], SourceSteps] = SourceSteps,
        join_steps: Callable[[Path], JoinSteps] = JoinSteps,
    ) -> None:
        super().__init__(view)
        self._view, self._worker, self._language = view, worker, language
        self._folder, self._demo_folder = folder, demo_folder
        self._steps_for = steps_for
        self._state = SetupState()
        self.sources = SourcePages(view, net, self._show)
        self.joining = JoinPages(view, net, self._show, join_steps(folder))
        self.joining.left.connect(self._on_left)
        self.joining.finished.connect(self._on_joined)
        view.event_page.hub_chosen.connect(self.joining.begin)
        self.sources.left.connect(self._on_left)
        self.sources.finished.connect(self._on_source)
        view.event_page.demo_chosen.connect(self._on_demo)
        view.event_page.file_chosen.connect(self._on_event_file)
        view.language_chosen.connect(self._on_language)
        view.main_pressed.connect(self._on_main)
        view.back_pressed.connect(self._on_back)
        view.other_pressed.connect(self._on_other)

    def open(self) -> None:
        """Show the empty form in the language of the station."""
        station = load_station(self._folder)
        self._language.use(station.language)
        answers = SetupAnswers(
            demo=True, name=station.name, language=current(), role=station.role,
            checkpoint=station.checkpoint, pin="",
        )  # fmt: skip
        self._view.set_answers(answers)
        if not self.joining.resume():
            self._turn(Step.EVENT)

    @Slot(str)
    def on_scan(self, text: str) -> None:
        """A set-up code on the page of sources, an invitation on the first."""
        if self._state.step is Step.SOURCE:
            self.sources.on_scan(text)
        elif self._state.step is Step.EVENT:
            self.joining.on_scan(text)

    def end(self) -> None:
        """Stop what runs."""
        self.sources.end()
        self.joining.end()

    @Slot(bool)
    def _on_demo(self, demo: bool) -> None:  # noqa: FBT001  the signal's one value
        self.joining.leave()
        self._show(demo=demo, join=None, problem="")
        self._turn(Step.EVENT)

    @Slot(str)
    def _on_event_file(self, path: str) -> None:
        self._show(event_file=path, event_name="", event_lines=(), checkpoints=(), problem="")
        self._worker.submit(lambda _r: read_event(Path(path)), self._on_event, self._on_problem)

    def _on_event(self, event: Event) -> None:
        name = event.name.get(current()) or event.name["es"]
        self._show(event_name=name, event_lines=doubt_lines(event), checkpoints=_rooms(event))

    @Slot(str)
    def _on_language(self, lang: str) -> None:
        """Words are made here, so they are made again."""
        self._language.use(lang)
        if self.joining.begun:
            self.joining.draw()
        elif self._state.step in {Step.EVENT, Step.STATION}:
            self._turn(self._state.step)
        else:
            self.sources.draw()

    @Slot()
    def _on_main(self) -> None:
        step = self._state.step
        if self.joining.begun:
            self.joining.main()
        elif step is Step.STATION or (step is Step.EVENT and self._state.demo):
            self._begin(self._view.answers())
        elif step is not Step.EVENT:
            self.sources.main()
        elif self._state.event_name:
            self.sources.begin(self._steps_for(self._folder, Path(self._state.event_file)))
        else:
            self._on_problem(WrongUseError(N_("Elija primero el archivo del evento.")))

    @Slot()
    def _on_back(self) -> None:
        if self.joining.begun:
            self.joining.back()
        elif self._state.step is Step.STATION:
            self.sources.begin(self._steps_for(self._folder, Path(self._state.event_file)))
        else:
            self.sources.back()

    @Slot()
    def _on_other(self) -> None:
        (self.joining if self.joining.begun else self.sources).other()

    @Slot()
    def _on_joined(self) -> None:
        self.ready.emit(self._folder)

    @Slot()
    def _on_left(self) -> None:
        self._show(join=None)
        self._turn(Step.EVENT)

    @Slot(object)
    def _on_source(self, event: Event | None) -> None:
        """The source's lists are checkpoints too."""
        if event is not None:
            self._show(checkpoints=_rooms(event))
        self._turn(Step.STATION)

    def _turn(self, step: Step) -> None:
        """Show one of the pages that are not about sources."""
        begins = step is Step.STATION or self._state.demo
        back = _("Atrás") if step is Step.STATION else ""
        buttons = Buttons(back, "", _("Empezar") if begins else _("Seguir"))
        title, subtitle = heads_of(step)
        self._show(
            step=step, title=title, subtitle=subtitle, buttons=buttons, problem="", busy=False
        )

    def _begin(self, answers: SetupAnswers) -> None:
        try:
            station = self._station(answers)
        except KnownError as problem:
            self._on_problem(problem)
            return
        locked = replace(self._state.buttons, locked=True)
        self._show(busy=True, problem="", progress=_("Preparando…"), buttons=locked)
        folder, event_file = self._folder, Path(self._state.event_file)
        demo_folder = self._demo_folder

        def fill(_r: None) -> Path:
            if answers.demo:
                return _fill_demo(demo_folder, station)
            return _fill(folder, event_file, station)

        self._worker.submit(fill, self.ready.emit, self._on_problem)

    def _station(self, answers: SetupAnswers) -> Station:
        """The station that the form describes; WrongUseError says what is missing."""
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
        self._show(
            busy=False,
            progress="",
            problem=text or _("Algo falló; quedó en el registro."),
            buttons=replace(self._state.buttons, locked=False),
        )
        if not known:
            raise problem

    def _show(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]  # fields by name
        self._view.show_state(self._state)


def _rooms(event: Event) -> tuple[tuple[str, str], ...]:
    """(id, name) of the checkpoints, in the language in force."""
    lang = current()
    return tuple((c.id, c.name.get(lang) or c.name["es"]) for c in event.checkpoints)


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


def _fill(folder: Path, event_file: Path, station: Station) -> Path:
    """Load the event last of all: a profile without one is asked for everything again."""
    save_station(folder, station)
    load_event(folder, event_file)
    return folder
