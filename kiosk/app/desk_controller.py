"""The desk between its view and the store: turns what was done into jobs, answers into states."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app import desk_jobs, desk_said
from kiosk.app.desk_access import DeskAccess
from kiosk.app.desk_actions import DeskActions
from kiosk.app.desk_cards import may_override
from kiosk.app.desk_deliveries import DeskDeliveries
from kiosk.app.desk_jobs import Done, Figures, Seen, Shown
from kiosk.app.desk_model import Chosen, DeskModel, Place, Words
from kiosk.app.desk_panel import DeskPanel
from kiosk.app.desk_questions import DeskQuestions
from kiosk.app.desk_queue import DeskQueue
from kiosk.app.desk_search import DeskSearch
from kiosk.app.desk_states import state_of
from kiosk.app.desk_stations import DeskStations
from kiosk.app.desk_walk_in import DeskWalkIn
from kiosk.app.pin_tries import CheckPin, PinTries
from kiosk.app.source_asker import SourceAsker
from kiosk.app.worker import Worker
from kiosk.domain.checkpoints import Kind
from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.domain.settings import Station
from kiosk.domain.verdict import Reason, Status, Verdict
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.texts.explain import error_text
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.desk.view import DeskView
from kiosk.ui.widgets.chip import Tone

if TYPE_CHECKING:
    from kiosk.app.designer_controller import DesignerController

T = TypeVar("T")
_TICK_MS = 1000
_FIGURES_MS = 5000
_AFRESH: dict[str, object] = {
    "mode": CardMode.EMPTY,
    "query": "",
    "found": (),
    "selected": 0,
    "chosen": None,
    "question": None,
    "asking": None,
    "searching": False,
    "reprint_after": False,
}

log = logging.getLogger(__name__)


class DeskController(QObject):
    """Holds what the desk knows and draws it.

    `asker` is set where there are sources that may know a code that nobody here knows, `designer`
    where badges are designed here.
    Signals: print_queued() when a badge waits for its printer, language_wanted(code),
    answered(answer) with "ok", "ask" or "unknown" for the sounds.
    """

    print_queued = Signal()
    language_wanted = Signal(str)
    answered = Signal(str)

    def __init__(
        self,
        view: DeskView,
        store: Worker[Context],
        event: Event,
        station: Station,
        clock: Callable[[], datetime],
        check_pin: CheckPin | None = None,
    ) -> None:
        super().__init__(view)
        self.asker: SourceAsker | None = None
        self.designer: DesignerController | None = None
        self.pins = PinTries(check_pin, self)
        self.view, self._store, self._clock = view, store, clock
        self.place = Place(
            event, station, station.checkpoint or _entrance(event), check_pin is not None
        )
        self.model = DeskModel()
        self._next_scan = ""
        self._asked = 0
        self.actions = DeskActions(self)
        self.questions = DeskQuestions(self)
        self.walk_in = DeskWalkIn(self)
        self.finder = DeskSearch(self)
        self.access = DeskAccess(self)
        self.panel = DeskPanel(self)
        self.deliveries = DeskDeliveries(self)
        self.prints = DeskQueue(self)
        self.stations = DeskStations(self)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._figures = QTimer(self, interval=_FIGURES_MS)
        self._resume = QTimer(self, singleShot=True, interval=0)
        self._connect()

    def start(self) -> None:
        """Show the first state, ask for the figures, and keep both up to date."""
        self._tick.start()
        self._figures.start()
        self.render()
        self.refresh()
        self.view.focus_search()

    def start_dashboard(self) -> None:
        """As start(), with the panel first: whoever coordinates looks more than they scan."""
        self.start()
        self.panel.open()

    @Slot()
    def stop(self) -> None:
        """The screen is gone: ask the store nothing more."""
        for timer in (self._tick, self._figures, self._resume):
            timer.stop()
        for part in (self.walk_in, self.access, self.panel, self.deliveries, self.stations):
            part.stop()
        if self.designer is not None:
            self.designer.stop()

    @Slot(object)
    def use_event(self, event: Event) -> None:
        """A source says something new of the event: checkpoints, products, questions."""
        self.place = replace(self.place, event=event)
        if self.designer is not None:
            self.designer.use_event(event)
        self.render()

    @Slot(str)
    def on_scan(self, text: str) -> None:
        """A scanner read something, wherever the focus was; it waits while an answer is pending."""
        if not text.strip():
            return
        if self.model.busy:
            self._next_scan = text
            return
        if self.model.page is Page.ACCESS:
            self.access.on_scan(text)
            return
        unsaved = self.actions.unsaved()
        self.leave(busy=True, message=unsaved, message_tone=Tone.WARN)
        self._asked += 1
        place, may_ask = self.place, self.asker is not None and self.asker.ready
        self.ask(
            lambda ctx: desk_jobs.see(ctx, text, place, may_ask=may_ask),
            partial(self._on_seen, text),
        )

    @Slot(str, str, bool)
    def show_printer(self, name: str, state: str, good: bool) -> None:  # noqa: FBT001  a slot of a signal
        """The printer's name and state for the bar, as words."""
        self.change(printer=(name, state, good))

    @Slot()
    def refresh(self) -> None:
        """Ask for counts, last check-in and print queue."""
        self.ask(desk_jobs.figures, self._on_figures, urgent=False)

    def show_problem(self, words: Words) -> None:
        """A banner over the screen until it is dismissed."""
        self.change(problem=words)

    def change(self, **parts: object) -> None:
        """Replace parts of what the desk knows, and draw it."""
        self.model = replace(self.model, **parts)  # type: ignore[arg-type]  # names are DeskModel's
        self.render()
        if self._next_scan and not self.model.busy:
            self._resume.start()

    def leave(self, page: Page = Page.SEARCH, **parts: object) -> None:
        """Forget list, card and question, and open that page with `parts` of the model."""
        self.finder.forget()
        self.pins.forget()
        self.change(**{**_AFRESH, "page": page, **parts})

    @Slot()
    def render(self) -> None:
        """Draw what the desk knows, in the language in force."""
        self.view.show_state(state_of(self.model, self.place, self._clock()))

    def ask(
        self, job: Callable[[Context], T], done: Callable[[T], None], *, urgent: bool = True
    ) -> None:
        """Run a job on the store; a problem becomes a banner, a bug also a log line.

        What is not urgent (pictures, figures) goes on in the background: its failure ends no wait.
        """
        failed = self._on_failed if urgent else self.tell
        self._store.submit(job, done, failed, urgent=urgent)

    def renew(
        self,
        job: Callable[[Context], Context],
        done: Callable[[Context], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run a job on the store whose answer all later jobs get: other settings of the station."""
        self._store.renew(job, done, failed)

    @Slot(object)
    def use_station(self, station: Station) -> None:
        """The station's settings are others from now on."""
        self.place = replace(self.place, station=station)
        self.render()

    def show_person(self, shown: Shown, *, page: Page = Page.SEARCH) -> None:
        """Open the card of somebody, as the only one in the list, and ask for the badge."""
        self.leave(
            page,
            mode=CardMode.PERSON,
            found=() if page is Page.ALREADY else (shown.found,),
            chosen=Chosen(shown.card, shown.outcome),
            reason=0,
            busy=False,
        )
        self.load_preview()

    def load_preview(self) -> None:
        """Ask for the picture of the badge of the person in the card."""
        if self.model.chosen is None:
            return
        person_id = self.model.chosen.card.person.person_id
        self.ask(
            lambda ctx: printing.preview(ctx, person_id),
            partial(self._on_preview, person_id),
            urgent=False,
        )

    def clear(self, message: Words | None = None, tone: Tone = Tone.OK) -> None:
        """Back to an empty search box, perhaps with a line about what was done."""
        self.leave(busy=False, message=message, message_tone=tone)
        self.view.focus_search()

    def on_done(self, done: Done) -> None:
        """A check-in was decided."""
        verdict = done.outcome.verdict
        if not verdict.admitted:
            self._next_scan = ""
            self._show_stopped(done.shown, verdict)
            return
        said = partial(
            desk_said.checked_in, done.shown.card.person.full_name, printing_it=done.printing
        )
        if self.model.page is Page.SEARCH and self.model.query:
            self.change(busy=False, message=said, message_tone=Tone.OK)  # the next name is typed
        else:
            self.clear(said)
        self.after_print(done)
        self.answered.emit("ok")
        self.refresh()

    def after_print(self, done: Done) -> None:
        """Tell that a badge waits, or why it cannot."""
        if done.printing:
            self.print_queued.emit()
        if done.problem is not None:
            self.show_problem(partial(error_text, done.problem))

    def _on_preview(self, person_id: str, png: bytes) -> None:
        chosen = self.model.chosen
        if chosen is not None and chosen.card.person.person_id == person_id:
            self.change(chosen=replace(chosen, preview=png))

    def _ask_source(self, text: str) -> None:
        """Nobody here knows the code: ask its source; the desk can go on meanwhile."""
        if self.asker is not None:
            self.clear(desk_said.asking, Tone.SOFT)
            self.asker.ask(text, partial(self._on_source_asked, text, self._asked))

    def _on_source_asked(self, text: str, asked: int) -> None:
        """Decide again by what is known now; only a refusal is recorded once the desk went on."""
        place = self.place
        if asked != self._asked or self.model.message is not desk_said.asking:
            self.ask(lambda ctx: desk_jobs.see(ctx, text, place), _nothing, urgent=False)
            return
        self.change(busy=True)
        self.ask(lambda ctx: desk_jobs.see(ctx, text, place), partial(self._on_seen, text))

    def _on_seen(self, text: str, seen: Seen) -> None:
        verdict = seen.outcome.verdict
        if seen.to_ask:
            self._ask_source(text)
        elif seen.shown is None and verdict.admitted:
            self.clear(partial(desk_said.signed, seen, self.place), Tone.WARN)
            self.answered.emit("ok")
            self.refresh()
        elif seen.shown is None:
            self.clear(partial(desk_said.unknown, seen, self.place, self._clock()), Tone.WARN)
            self.answered.emit("unknown")
        elif verdict.admitted:
            self.show_person(seen.shown)
        else:
            self._show_stopped(seen.shown, verdict)

    def _show_stopped(self, shown: Shown, verdict: Verdict) -> None:
        if verdict.status is Status.INCOMPLETE:
            self.questions.show(shown)
            return
        already = verdict.reason is Reason.ALREADY_REDEEMED
        self.show_person(shown, page=Page.ALREADY if already else Page.SEARCH)
        self.answered.emit("ask")

    def _on_figures(self, figures: Figures) -> None:
        self.change(
            counts=figures.counts,
            last=figures.last,
            prints=replace(self.model.prints, queue=figures.queue),
            sources=figures.sources,
        )

    def _on_failed(self, problem: Exception) -> None:
        self.change(busy=False, searching=False)
        self.tell(problem)

    def tell(self, problem: Exception) -> None:
        """A problem as a banner; a bug is logged too."""
        if isinstance(problem, KnownError):
            self.show_problem(partial(error_text, problem))
            return
        log.error("the desk met a bug", exc_info=problem)
        self.show_problem(desk_said.bug)

    def hold(self, close: Callable[[], None]) -> bool:
        """Whether closing now would lose a badge layout: then its page asks, and may close()."""
        if self.designer is None or not self.designer.dirty:
            return False
        self._open_designer(self.designer)
        self.designer.leave(close)
        return True

    def _open_designer(self, designer: DesignerController) -> None:
        self.leave(Page.DESIGNER, message=None)
        designer.open()

    def _on_tab(self, name: str) -> None:
        if self.model.busy:
            return
        opens: dict[str, Callable[[], None]] = {
            Page.SEARCH: self.clear,
            Page.ACCESS: self.access.open,
            Page.PANEL: self.panel.open,
            Page.DELIVERIES: self.deliveries.open,
            Page.PRINTS: self.prints.open,
            Page.STATIONS: self.stations.open,
        }
        if name in opens:
            opens[name]()
        elif name == Page.DESIGNER.value and self.designer is not None:
            self._open_designer(self.designer)
        else:
            self.leave(Page(name), message=None)

    def _connect(self) -> None:
        view = self.view
        view.tab_chosen.connect(self._on_tab)
        view.language_chosen.connect(self.language_wanted)
        view.retranslated.connect(self.render)
        view.banner_dismissed.connect(self._on_dismissed)
        view.put_away.connect(self.stop)
        self._tick.timeout.connect(self.render)
        self._figures.timeout.connect(self.refresh)
        self._resume.timeout.connect(self._take_scan)

    def _take_scan(self) -> None:
        text, self._next_scan = self._next_scan, ""
        self.on_scan(text)

    def _on_dismissed(self) -> None:
        self.change(problem=None)

    def now(self) -> datetime:
        """The present moment (aware)."""
        return self._clock()

    def can_override(self) -> bool:
        """Whether the person in the card may be admitted all the same."""
        chosen = self.model.chosen
        return chosen is not None and may_override(chosen.outcome.verdict, self.place)


def _nothing(_answer: object) -> None:
    """A job whose answer nobody waits for."""


def _entrance(event: Event) -> str:
    entrances = [c.id for c in event.checkpoints if c.kind is Kind.ENTRANCE]
    return entrances[0] if entrances else ""
