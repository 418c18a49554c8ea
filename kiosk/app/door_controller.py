"""Runs a door: scans in, verdicts out; the decision itself is the service's.

A door that cannot decide shows the way to the desk and never admits. Every scan replaces what is
on the screen at once, whatever that is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app import door_words as words
from kiosk.app.door_assembly import Stands, watched, with_mandate
from kiosk.app.door_decider import Answered, DoorDecider
from kiosk.app.door_lock import DoorLock
from kiosk.app.door_questions import DoorQuestions
from kiosk.app.door_search import DoorSearch
from kiosk.app.door_undo import DoorUndo
from kiosk.app.hub_states import others_state
from kiosk.app.hub_view import HubView
from kiosk.app.pin_tries import CheckPin, PinTries
from kiosk.app.same_again import same_again
from kiosk.app.worker import Worker
from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.domain.facts import Override
from kiosk.domain.settings import Station
from kiosk.domain.verdict import Status
from kiosk.services.check_in import ScanOutcome, ScanRequest
from kiosk.services.context import Context
from kiosk.services.rooms import RoomState
from kiosk.texts import _
from kiosk.texts.explain import error_text
from kiosk.ui.door.state import (
    LockState,
    OthersState,
    QuestionState,
    ReadyState,
    ReasonState,
    VerdictState,
)
from kiosk.ui.door.view import DoorView

log = logging.getLogger(__name__)


class DoorController(QObject):
    """Joins a DoorView to the services of one checkpoint.

    `check_pin(pin, answer)` answers later whether it is the station's PIN; None where no PIN is
    set: then nothing that needs a supervisor can be admitted. Signals: sounded(name of a sound),
    sound_switched(whether sounds are wanted).
    """

    sounded = Signal(str)
    sound_switched = Signal(bool)

    def __init__(
        self,
        view: DoorView,
        store: Worker[Context],
        event: Event,
        station: Station,
        *,
        check_pin: CheckPin | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(view)
        checkpoint = event.checkpoint(station.checkpoint)
        if checkpoint is None:
            raise ValueError(f"a door needs a checkpoint of the event, not {station.checkpoint!r}")
        self.view, self._store, self._clock = view, store, clock
        self._event, self._station, self._checkpoint = event, station, checkpoint
        self._pin_set = check_pin is not None
        self.tries = PinTries(check_pin, self)
        self.direction = Direction.ENTRY
        self.sound = station.sound
        self._under_way = 0
        self._room: RoomState | None = None
        self._outcome: ScanOutcome | None = None
        self._stands: Stands = None
        self._others: OthersState | None = None
        self._named: str | None = None
        self.decider = DoorDecider(store, self)
        self.search = DoorSearch(view, store, self)
        self.undo = DoorUndo(store, station.operator, self)
        self.questions = DoorQuestions(view, self, lambda: self.here)
        self.lock = DoorLock(
            view, self.tries, self, room=lambda: self.here.room, pin_set=self._pin_set
        )
        self._slow = QTimer(self, singleShot=True, interval=view.timing.slow_ms)
        self._slow.timeout.connect(self._show_deciding)
        self._private = QTimer(self, singleShot=True)
        self._private.timeout.connect(self.hide_names)
        self._ticking = QTimer(self, interval=view.timing.clock_ms)
        self._ticking.timeout.connect(self.refresh)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.direction_chosen.connect(self._choose_direction)
        view.search_opened.connect(self._open_search)
        view.person_chosen.connect(self._choose_person)
        view.undo_asked.connect(self._ask_undo)
        view.sound_pressed.connect(self._switch_sound)
        view.next_pressed.connect(self.show_ready)
        view.answered.connect(self._answer)
        view.override_asked.connect(self._ask_override)
        view.reason_given.connect(self._take_reason)
        view.overlay_closed.connect(self.show_ready)
        self.decider.decided.connect(self._show_answer)
        self.decider.failed.connect(self._scan_failed)
        self.decider.passed.connect(self._decided)
        self.search.failed.connect(self._show_failure)
        self.search.left.connect(self.show_ready)
        self.questions.answered.connect(self._submit)
        self.lock.locked_now.connect(self._forget)
        self.lock.opened.connect(self._unlocked)
        self.undo.undone.connect(self._undone)
        self.undo.failed.connect(self._show_failure)
        view.language_changed.connect(self._redraw)
        view.put_away.connect(self.stop)

    def start(self) -> None:
        """Show the room and read its state."""
        self.show_ready()
        self.refresh()
        self._ticking.start()

    @Slot(object)
    def use_event(self, event: Event) -> None:
        """A source says something new of the event; the door stays where it is."""
        self._event = event
        self._checkpoint = event.checkpoint(self._checkpoint.id) or self._checkpoint
        self.refresh()

    @Slot(object)
    def use_hub(self, view: HubView) -> None:
        """How the door stands with the other stations: the screen between two scans tells."""
        before, self._others = self._others, others_state(view)
        if self._others != before:
            self._draw_ready()

    @Slot()
    def stop(self) -> None:
        """Ask the store nothing more by itself: the screen is closing."""
        self._ticking.stop()
        self._private.stop()
        self._slow.stop()
        self.search.forget()
        self.view.admit.bar.stop()

    @property
    def here(self) -> words.Here:
        """Where the door stands, now."""
        return words.Here(self._event, self._checkpoint, self._station, self._clock())

    # scanning

    @Slot(str)
    def on_scan(self, text: str) -> None:
        """Take a code from the scanner, whatever is on the screen; a locked door takes none."""
        if self.lock.on:
            self.lock.refuse_scan()
            self.sounded.emit("unknown")
        else:
            self._submit(ScanRequest(text=text))

    def _choose_person(self, person_id: str) -> None:
        self._submit(ScanRequest(person_id=person_id))

    def _submit(self, request: ScanRequest) -> None:
        asked = replace(
            request,
            checkpoint=self._checkpoint.id,
            direction=self.direction,
            operator=request.operator or self._station.operator,
            gate=self._station.place,
        )
        self._forget()
        self.view.guard_enter()
        self._under_way += 1
        self._slow.start()

        self.decider.decide(asked)

    @Slot()
    def _show_deciding(self) -> None:
        """The store is slow: the answer to the one before must not be read as this one's."""
        if self._under_way and not self.lock.on:
            self.view.show_state(self._ready(_("Comprobando…")))

    @Slot()
    def _decided(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._slow.stop()

    @Slot()
    def _forget(self) -> None:
        self._outcome = None
        self.search.forget()
        self.questions.forget()

    @Slot(object)
    def _show_answer(self, answered: Answered) -> None:
        self._decided()
        outcome = answered.outcome
        self._room, self._outcome, self._stands = answered.room, outcome, answered.stands
        if outcome.verdict.admitted and outcome.entry_id:
            self.undo.keep(outcome.entry_id, self.here.time(outcome.at))
        self._named = outcome.entry_id or ""
        timing = self.view.timing
        self._private.start(timing.private_ms if self.here.private else timing.public_ms)
        if self.lock.on:
            return
        if outcome.verdict.status is Status.INCOMPLETE:
            self.questions.ask(outcome)
            self.sounded.emit("ask")
            return
        state = self._drawn(outcome)
        self.view.show_state(state)
        nobody = outcome.person is None and outcome.ticket is None
        self.sounded.emit("unknown" if nobody else state.kind)

    def _drawn(self, outcome: ScanOutcome, *, named: bool = True) -> VerdictState:
        pin, room = self._pin_set, self._room
        state = words.verdict_state(self.here, outcome, room, pin_set=pin, named=named)
        return with_mandate(state, self._stands) if named else state

    @Slot(object)
    def _scan_failed(self, problem: Exception) -> None:
        self._decided()
        self._show_failure(problem)

    @Slot(object)
    def _show_failure(self, problem: Exception) -> None:
        if not isinstance(problem, KnownError):
            log.error("the door could not decide", exc_info=problem)
        if self.lock.on:
            return
        why = error_text(problem) if isinstance(problem, KnownError) else ""
        self.view.show_state(words.help_state(self.here, self.direction, why))
        self.sounded.emit("unknown")

    # between scans

    @Slot()
    def show_ready(self) -> None:
        """Show the screen between two scans; what was on screen is forgotten."""
        self._forget()
        self.tries.forget()
        if not self.lock.on:
            self.view.show_state(self._ready())

    def _ready(self, note: str = "") -> ReadyState:
        state = words.ready_state(self.here, self._room, self.direction, self._named)
        return replace(state, note=note, sound=self.sound, others=self._others)

    @Slot()
    def refresh(self) -> None:
        """Read the room again: other stations may have let people in."""
        room = self._checkpoint.id
        self._store.submit(lambda ctx: watched(ctx, room), self._keep_room, self._ignore)

    def _keep_room(self, room: RoomState) -> None:
        self._room = room
        self._draw_ready()

    def _draw_ready(self) -> None:
        if isinstance(self.view.state, ReadyState):
            self.view.show_state(self._ready(self.view.state.note))

    def _ignore(self, problem: Exception) -> None:
        """A head count that cannot be read changes nothing; the next scan will tell."""
        log.warning("the room could not be read: %s", type(problem).__name__)

    @Slot()
    def hide_names(self) -> None:
        """Take personal data off the screen, soon at a private room; the answer stays."""
        self._named = None
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        """Draw the same again: other language, or without names."""
        state, outcome = self.view.state, self._outcome
        if isinstance(state, ReadyState):
            self.view.show_state(self._ready(state.note))
        elif isinstance(state, LockState):
            self.lock.show(state.problem)
        elif isinstance(state, ReasonState) and state.purpose == "override" and self._named is None:
            self.view.show_state(replace(state, detail=""))
        elif isinstance(state, QuestionState):
            self.questions.draw(named=self._named is not None)
        elif isinstance(state, VerdictState) and outcome and state.kind != "help":
            self.view.refresh_verdict(self._drawn(outcome, named=self._named is not None))

    @Slot(str)
    def _choose_direction(self, direction: str) -> None:
        self.direction = Direction(direction)
        self.show_ready()

    @Slot()
    def _switch_sound(self) -> None:
        self.sound = not self.sound
        self.sound_switched.emit(self.sound)
        self._redraw()

    @Slot()
    def _unlocked(self) -> None:
        self.show_ready()
        self.refresh()

    # undo

    @Slot()
    def _ask_undo(self) -> None:
        question = self.undo.question()
        if question is None:
            self.view.show_state(self._ready(_("No hay nada que deshacer.")))
        else:
            self.view.show_state(question)

    @Slot()
    def _undone(self) -> None:
        if isinstance(self.view.state, ReasonState):
            self.view.show_state(self._ready(_("Se deshizo el último registro.")))
        self.refresh()

    @Slot()
    def _open_search(self) -> None:
        self._forget()
        self.search.open()

    # override

    @Slot()
    def _ask_override(self) -> None:
        outcome = self._outcome
        if outcome is None or outcome.verdict.may_override is None:
            return
        pin = words.needs_pin(outcome.verdict)
        if pin and not self._pin_set:
            return
        who = words.who(self.here, outcome, named=self._named is not None)
        self.view.show_state(words.override_state(who, pin=pin))

    @Slot(bool)
    def _answer(self, yes: bool) -> None:  # noqa: FBT001  the signal's one meaning
        outcome = self._outcome
        if outcome is None:
            return
        if not yes:
            self.view.show_state(words.sent_away_state(self.here, outcome))
        elif words.needs_pin(outcome.verdict):
            self._ask_override()
        else:
            self._override(_("Salió y vuelve a entrar"), Level.VOLUNTEER)

    @Slot(str, str)
    def _take_reason(self, reason: str, pin: str) -> None:
        state = self.view.state
        if not isinstance(state, ReasonState):
            return
        if state.purpose == "undo":
            self.undo.undo(reason)
        elif not state.needs_pin:
            self._override(reason, Level.VOLUNTEER)
        else:
            self._with_pin(pin, reason, state)

    def _with_pin(self, pin: str, reason: str, state: ReasonState) -> None:
        outcome = self._outcome

        def answered(problem: str) -> None:
            if self._outcome is not outcome or self.view.state is not state:
                return
            if problem:
                again = replace(state, problem=problem)
                self.view.show_state(again)
            else:
                self._override(reason, Level.SUPERVISOR)

        self.tries.check(pin, answered)

    def _override(self, reason: str, level: Level) -> None:
        again = same_again(self._outcome)
        if again is None:
            return
        operator = self._station.operator or str(level)
        override = Override(operator=operator, reason=reason, level=level)
        self._submit(replace(again, override=override))
