"""Runs self-service: scan, greet, print, take, start again; the decisions are the services'.

Nothing of a person outlives the round: answers that come late are dropped, pages are wiped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk import texts
from kiosk.app import self_service_jobs as jobs
from kiosk.app.source_asker import SourceAsker
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.domain.people import Person
from kiosk.domain.settings import Station, Theme
from kiosk.services.check_in import ScanRequest
from kiosk.services.context import Context
from kiosk.services.help_number import next_help
from kiosk.services.look_up import note_refusal
from kiosk.texts.explain import help_desk
from kiosk.texts.formats import localised
from kiosk.ui import theme
from kiosk.ui.self_service.state import (
    CodeState,
    ConfirmState,
    DoneState,
    HelpState,
    IdleState,
    PrintingState,
)
from kiosk.ui.self_service.view import SelfServiceView

T = TypeVar("T")
_ByCode = Callable[[Context], jobs.Typed]

log = logging.getLogger(__name__)

MOST_TRIES = 5


class SelfServiceController(QObject):
    """Joins a SelfServiceView to the services.

    `use_language` makes the whole program speak a language. `asker` is set where a source may know
    a code that nobody here knows. Signals: sounded(name of a sound), print_queued(job id) so that
    the printer's side need not wait for its own round.
    """

    sounded = Signal(str)
    print_queued = Signal(str)

    def __init__(
        self,
        view: SelfServiceView,
        store: Worker[Context],
        event: Event,
        station: Station,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        use_language: Callable[[str], None] = texts.use,
    ) -> None:
        super().__init__(view)
        checkpoint = jobs.entrance_of(event, station.checkpoint)
        if checkpoint is None:
            raise ValueError("self-service needs an entrance in the event")
        self.view, self._store, self._clock = view, store, clock
        self._event, self._station, self._checkpoint = event, station, checkpoint
        self._use_language = use_language
        self._round = 0
        self._person: Person | None = None
        self._badge, self._job = b"", ""
        self._arrived = self._bare = self._asked_to_print = False
        self._language_chosen = self.bigger = self.contrast = False
        self._wrong = 0
        self.asker: SourceAsker | None = None
        timing = view.timing
        self.pause = QTimer(self, singleShot=True, interval=timing.pause_ms)
        self.pause.timeout.connect(self._pause_over)
        self.settings_timer = QTimer(self, singleShot=True, interval=timing.settings_ms)
        self.settings_timer.timeout.connect(self.to_idle)
        self.poll = QTimer(self, interval=timing.print_poll_ms)
        self.poll.timeout.connect(self._ask_printer)
        self.print_limit = QTimer(self, singleShot=True, interval=timing.print_limit_ms)
        self.print_limit.timeout.connect(self._printer_failed)
        self.slow = QTimer(self, singleShot=True, interval=timing.slow_ms)
        self.slow.timeout.connect(self._wipe)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.language_chosen.connect(self._choose_language)
        view.print_asked.connect(self._print)
        view.name_wrong.connect(self._name_wrong)
        view.not_me.connect(self.to_idle)
        view.finished.connect(self.to_idle)
        view.timed_out.connect(self._timed_out)
        view.no_code_asked.connect(self._ask_code)
        view.code_entered.connect(self._try_code)
        view.desk_asked.connect(self._go_to_desk)
        view.bigger_toggled.connect(self._toggle_bigger)
        view.contrast_toggled.connect(self._toggle_contrast)
        view.touched.connect(self._touched)
        view.put_away.connect(self.stop)

    def start(self) -> None:
        """Show the first screen."""
        self.to_idle()

    @Slot(object)
    def use_event(self, event: Event) -> None:
        """A source says something new of the event; what is on the screen stays."""
        self._event = event
        self._checkpoint = event.checkpoint(self._checkpoint.id) or self._checkpoint

    @Slot()
    def stop(self) -> None:
        """Ask the store nothing more by itself: the screen is closing."""
        self._forget()
        self.settings_timer.stop()
        self.pause.stop()
        for page in self.view.timed_pages():
            page.bar.stop()

    @Slot()
    def to_idle(self) -> None:
        """Forget everything of the person and begin again, in the first language."""
        self._forget()
        self._language_chosen = self.bigger = self.contrast = False
        self.settings_timer.stop()
        self._apply_settings()
        self._speak(self._event.languages[0])
        self.view.show_state(IdleState())

    def _forget(self) -> None:
        self._round += 1
        self._person, self._badge, self._job = None, b"", ""
        self._arrived = self._bare = self._asked_to_print = False
        self.poll.stop()
        self.print_limit.stop()
        self.slow.stop()

    def _request(self, text: str = "", person_id: str | None = None) -> ScanRequest:
        return ScanRequest(
            text=text,
            person_id=person_id,
            checkpoint=self._checkpoint.id,
            operator=self._station.operator,
            gate=self._station.place,
        )

    # scan and greeting

    @Slot(str)
    def on_scan(self, text: str) -> None:
        """Take a code from the scanner; while a badge comes out, its owner comes first."""
        if self._asked_to_print:
            return
        self._forget()
        self.sounded.emit("tick")
        self.slow.start()
        request = self._request(text)
        if self.asker is not None and self.asker.ready:
            first = partial(self._greet_or_ask, request, self.asker)
            self._submit(lambda ctx: jobs.greet_known(ctx, request), first)
        else:
            self._submit(lambda ctx: jobs.greet(ctx, request), self._greet)

    def _greet_or_ask(
        self, request: ScanRequest, asker: SourceAsker, greeting: jobs.Greeting | None
    ) -> None:
        """Ask the source for a code that nobody here knows; the next scan does not wait for it."""
        if greeting is not None:
            self._greet(greeting)
            return
        self.view.show_state(IdleState(self.bigger, self.contrast, asking=True))
        asker.ask(request.text, partial(self._on_asked, request, self._round))

    def _on_asked(self, request: ScanRequest, number: int) -> None:
        """The source has answered, or two seconds are over: decide by what is known now."""
        if number == self._round:
            self._submit(lambda ctx: jobs.greet(ctx, request), self._greet)
        else:
            self._store.submit(lambda ctx: note_refusal(ctx, request), failed=_not_noted)

    @Slot()
    def _wipe(self) -> None:
        """The store is slow: the next person must not look at the one before meanwhile."""
        self.view.show_state(IdleState(self.bigger, self.contrast))

    def _submit(self, job: Callable[[Context], T], done: Callable[[T], None]) -> None:
        """Ask the store; an answer or failure of an earlier round is dropped."""
        number = self._round

        def answered(result: T) -> None:
            if number == self._round:
                self.slow.stop()
                done(result)

        def failed(problem: Exception) -> None:
            if not isinstance(problem, KnownError):
                log.error("self-service could not go on", exc_info=problem)
            if number == self._round:
                self._show_help("")

        self._store.submit(job, answered, failed, urgent=True)

    def _greet(self, greeting: jobs.Greeting) -> None:
        person = greeting.person
        if person is None:
            self._show_help(greeting.help_number, valid=greeting.valid, asks=greeting.asks)
            return
        self._wrong = 0
        self._person, self._badge, self._arrived = person, greeting.badge_png, greeting.arrived
        self._bare = greeting.bare
        own = person.language.replace("_", "-").split("-")[0].lower()
        if not self._language_chosen and own in self._event.languages:
            self._speak(own)
        self.view.show_state(ConfirmState(person.first_line, greeting.badge_png, greeting.bare))

    def _show_help(self, number: str, *, valid: bool = False, asks: bool = False) -> None:
        self._forget()
        desk = help_desk(self._event, texts.current())
        self.view.show_state(HelpState(desk, number, valid, asks))

    def _send_to_desk(self, reason: str) -> None:
        person_id = self._person.person_id if self._person else None
        operator = self._station.operator
        self._submit(lambda ctx: next_help(ctx, person_id, reason, operator), self._show_help)

    @Slot()
    def _name_wrong(self) -> None:
        self._send_to_desk(jobs.NAME_WRONG)

    @Slot()
    def _go_to_desk(self) -> None:
        self._send_to_desk(jobs.NO_CODE)

    # print

    @Slot()
    def _print(self) -> None:
        person = self._person
        if person is None or self._asked_to_print:
            return
        self._asked_to_print = True
        slot, expected = self._station.badge_slot, self.view.timing.print_expected_ms
        if not self._bare:
            self.view.show_state(PrintingState(self._badge, slot, expected))
        self.print_limit.start()
        request = self._request(person_id=person.person_id)
        arrived = self._arrived
        self._submit(
            lambda ctx: jobs.check_in_and_print(ctx, request, arrived=arrived), self._ordered
        )

    def _ordered(self, ordered: jobs.Ordered) -> None:
        if ordered.bare and self._person is not None:
            self._done(self._person, bare=True)
            return
        if not ordered.job_id:
            self._show_help(ordered.help_number, asks=ordered.asks)
            return
        self._job = ordered.job_id
        self.print_queued.emit(ordered.job_id)
        self.poll.start()

    @Slot()
    def _ask_printer(self) -> None:
        person, job = self._person, self._job
        if person is None or not job:
            return
        self._submit(lambda ctx: jobs.print_state(ctx, person.person_id, job), self._printed)

    def _printed(self, state: str) -> None:
        """Only what the printer says counts: sent is not yet printed."""
        if state in ("failed", "unknown", "cancelled"):
            self._printer_failed()
        elif state == "done" and self._asked_to_print and self._person is not None:
            self._done(self._person)

    def _done(self, person: Person, *, bare: bool = False) -> None:
        title, detail = jobs.goes_to(self._event, person, self._clock())
        lanyards = "" if bare else localised(self._event.lanyards, texts.current())
        badge, slot = self._badge, self._station.badge_slot
        self._forget()
        self.sounded.emit("ready")
        self.view.show_state(DoneState(badge, slot, lanyards, title, detail, bare))

    @Slot()
    def _printer_failed(self) -> None:
        """The printer did not say that the badge came out: the desk has the list of jobs."""
        self.poll.stop()
        self.print_limit.stop()
        self._send_to_desk(jobs.PRINTER)

    # without a code

    @Slot()
    def _ask_code(self) -> None:
        self._forget()
        self.view.show_state(CodeState(paused=self.pause.isActive()))

    @Slot(str, str)
    def _try_code(self, code: str, surname: str) -> None:
        if self.pause.isActive():
            return
        self._forget()
        by_code = partial(jobs.greet_by_code, request=self._request(code), surname=surname)
        self._submit(by_code, partial(self._count_or_ask, code, by_code))

    def _count_or_ask(self, code: str, by_code: _ByCode, typed: jobs.Typed) -> None:
        """Ask the source for a code that nobody here knows; a wrong surname counts as ever."""
        if not typed.unknown or self.asker is None or not self.asker.ready:
            self._greet_or_count(typed)
            return
        self.view.show_state(IdleState(self.bigger, self.contrast, asking=True))
        self.asker.ask(code, partial(self._on_code_asked, by_code, self._round))

    def _on_code_asked(self, by_code: _ByCode, number: int) -> None:
        if number == self._round:
            self._submit(by_code, self._greet_or_count)

    def _greet_or_count(self, typed: jobs.Typed) -> None:
        if typed.greeting is not None:
            self._greet(typed.greeting)
            return
        self._wrong += 1
        if self._wrong >= MOST_TRIES:
            self.pause.start()
            self.view.show_state(CodeState(paused=True))
        else:
            self._send_to_desk(jobs.NO_CODE)

    @Slot()
    def _pause_over(self) -> None:
        self._wrong = 0
        if isinstance(self.view.state, CodeState) and self.view.state.paused:
            self.view.show_state(CodeState())

    @Slot()
    def _timed_out(self) -> None:
        if not (isinstance(self.view.state, CodeState) and self.view.state.paused):
            self.to_idle()

    # how it looks and speaks

    @Slot(str)
    def _choose_language(self, language: str) -> None:
        self._language_chosen = True
        self._speak(language)
        self._touched()

    def _speak(self, language: str) -> None:
        self._use_language(language)
        self.view.set_language(texts.current())
        state = self.view.state
        if isinstance(state, HelpState):
            self.view.reword(replace(state, desk=help_desk(self._event, texts.current())))

    @Slot()
    def _toggle_bigger(self) -> None:
        self.bigger = not self.bigger
        self._settings_changed()

    @Slot()
    def _toggle_contrast(self) -> None:
        self.contrast = not self.contrast
        self._settings_changed()

    def _settings_changed(self) -> None:
        self._apply_settings()
        self.view.show_state(IdleState(self.bigger, self.contrast))
        self._touched()

    def _apply_settings(self) -> None:
        theme.set_theme(Theme.HIGH_CONTRAST if self.contrast else self._station.theme)
        self.view.set_zoom(bigger=self.bigger)
        self.view.set_language(texts.current())

    @Slot()
    def _touched(self) -> None:
        """Settings that nobody uses go back by themselves."""
        changed = self.bigger or self.contrast or self._language_chosen
        if changed and isinstance(self.view.state, IdleState):
            self.settings_timer.start()
        else:
            self.settings_timer.stop()


def _not_noted(problem: Exception) -> None:
    log.warning("a scan that nobody waited for was not recorded: %s", type(problem).__name__)
