"""The set-up's way into a hub: asks what the invitation settles, joins, waits for the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event as Flag
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.pin import hash_pin
from kiosk.app.setup_join_words import heads, part_of, said_of
from kiosk.app.worker import Worker
from kiosk.domain.errors import CanceledError, FailureError, KnownError, WrongUseError
from kiosk.domain.settings import StationRole
from kiosk.hub.membership import Membership
from kiosk.hub.registry import Settled
from kiosk.services.hub_bring import Arrived
from kiosk.services.hub_steps import Chosen, JoinDraft, JoinSteps
from kiosk.texts import N_, _, current
from kiosk.texts.explain import error_text
from kiosk.ui.setup.state import JoinState
from kiosk.ui.setup.view import SetupView

T = TypeVar("T")
Show = Callable[..., None]
"""Takes fields of SetupState by name."""
AGAIN_MS = 3000
"""Between two questions for a list that was not there."""


class JoinPages(QObject):
    """Runs everything that asks the hub on `net`.

    Signals: left() to the choice of events, finished() when the profile can be opened.
    """

    left = Signal()
    finished = Signal()
    _told = Signal(int, int, object)

    def __init__(self, view: SetupView, net: Worker[None], show: Show, steps: JoinSteps) -> None:
        super().__init__(view)
        self._view, self._net, self._show, self._steps = view, net, show, steps
        self._part, self._run, self._busy, self._stop = part_of(""), 0, False, Flag()
        self._draft, self._settled = JoinDraft(), Settled()
        self._ask_address, self._problem = False, ""
        self._member: Membership | None = None
        self._arrived: Arrived | KnownError | None = None
        self._count: tuple[int, int | None] = (0, None)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._bring)
        self._told.connect(self._on_told)

    @property
    def begun(self) -> bool:
        """Whether one of these pages is in hand."""
        return self._part is not part_of("")

    def begin(self) -> None:
        """Show the field for the invitation."""
        self._part, self._problem = part_of("text"), ""
        self.draw()

    def resume(self) -> bool:
        """Go on where a joining was cut off before its list came; whether there was one."""
        try:
            self._member = self._steps.waiting()
        except KnownError:
            return False  # a damaged file of a profile without an event: one begins anew
        if self._member is not None:
            self._bring()
        return self._member is not None

    def end(self) -> None:
        """Stop what runs; what arrives late is nobody's."""
        self._run += 1
        self._stop.set()
        self._again.stop()

    def leave(self) -> None:
        """Somebody chose another way to an event."""
        self.end()
        self._view.event_page.join.forget()
        self._part, self._busy, self._ask_address = part_of(""), False, False

    def on_scan(self, text: str) -> None:
        """A scanned invitation is looked at at once."""
        if self._busy or self._part not in {part_of(""), part_of("text")}:
            return
        self._part = part_of("text")
        self._view.event_page.join.invitation.set_text(text)
        self._look()

    def main(self) -> None:
        """The button that goes on."""
        match self._part.name:
            case "text":
                self._look()
            case "station":
                self._join()
            case "list" if isinstance(self._arrived, Arrived) and self._arrived.event:
                self._go_on(self._arrived)
            case "list":
                self._bring()
            case _:
                self._stand()

    def back(self) -> None:
        """The button that goes back, or stops what runs."""
        if self._part.name == "list" and self._busy:
            self._stop.set()
            return
        self._run += 1
        self._stop.set()
        self._busy, self._problem = False, ""
        if self._part.name == "station":
            self._part = part_of("text")
            self.draw()

    def other(self) -> None:
        """Forget the hub whose list never came."""
        self.end()
        self._ask(self._steps.give_up, lambda _none: self._on_forgotten())

    def draw(self) -> None:
        """Show the page in hand, in the language in force."""
        arrived = self._arrived
        event = arrived.event if isinstance(arrived, Arrived) else None
        fixed = self._part.name == "door"
        self._show(
            step=self._part.step,
            demo=False,
            join=JoinState(
                self._ask_address,
                settled_name=fixed or bool(self._settled.name),
                settled_role=fixed or bool(self._settled.role),
            ),
            checkpoints=tuple(
                (one.id, one.name.get(current()) or one.name["es"])
                for one in (event.checkpoints if event and fixed else ())
            ),
            fetch=said_of(arrived, self._count, source=bool(self._member and self._member.source)),
            problem=self._problem,
            busy=self._busy,
            **heads(self._part, arrived, self._name(), busy=self._busy),
        )

    def _name(self) -> str:
        return self._member.name if self._member else ""

    def _look(self) -> None:
        panel = self._view.event_page.join
        self._draft = JoinDraft(panel.invitation.text(), panel.address.text())
        if not self._draft.text:
            self._fail(WrongUseError(N_("Escanee o escriba primero la invitación.")))
            return
        draft, stop = self._draft, self._fresh_stop()
        self._ask(lambda: self._steps.look(draft, stop), self._on_settled)

    def _on_settled(self, settled: Settled) -> None:
        self._settled, self._ask_address = settled, False
        self._part = part_of("station")
        self.draw()
        form = self._view.station
        if settled.name:
            form.name.set_text(settled.name)
        if settled.role:
            form.role.set_value(settled.role)

    def _join(self) -> None:
        answers = self._view.answers()
        if not answers.name:
            self._fail(WrongUseError(N_("Escriba el nombre de esta estación.")))
            return
        draft, stop = self._draft, self._fresh_stop()

        def join() -> Membership:
            pin = hash_pin(answers.pin)
            chosen = Chosen(answers.name, answers.role, answers.language, pin)
            return self._steps.join(draft, chosen, stop)

        self._ask(join, self._on_joined)

    def _on_joined(self, member: Membership) -> None:
        self._member = member
        self._view.event_page.join.forget()
        self._draft = JoinDraft()
        self._bring()

    @Slot()
    def _bring(self) -> None:
        member = self._member
        if member is None:
            raise TypeError
        self._again.stop()
        self._part, self._count = part_of("list"), (0, None)
        if not isinstance(self._arrived, Arrived):
            self._arrived = None
        told, stop = partial(self._told.emit, self._run + 1), self._fresh_stop()
        self._ask(lambda: self._steps.bring(member, told, stop), self._on_arrived)

    @Slot(int, int, object)
    def _on_told(self, run: int, come: int, whole: int | None) -> None:
        if run == self._run:
            self._count, self._arrived = (come, whole), None
            self.draw()

    def _on_arrived(self, arrived: Arrived) -> None:
        self._arrived = arrived
        if arrived.event is None:
            self._again.start()
        self.draw()

    def _go_on(self, arrived: Arrived) -> None:
        """A door has to say which one it is; all others begin."""
        if self._member and self._member.role == StationRole.DOOR and arrived.event:
            self._part = part_of("door")
            self._view.station.name.set_text(self._member.name)
            self._view.station.role.set_value(self._member.role)
            self.draw()
        else:
            self.finished.emit()

    def _stand(self) -> None:
        checkpoint = self._view.answers().checkpoint
        event = self._arrived.event if isinstance(self._arrived, Arrived) else None
        if not checkpoint or event is None:
            self._fail(WrongUseError(N_("Elija el punto de control de esta puerta.")))
            return
        self._ask(
            lambda: self._steps.stand_at(event, checkpoint), lambda _none: self.finished.emit()
        )

    def _on_forgotten(self) -> None:
        self._member, self._arrived, self._settled = None, None, Settled()
        self.leave()
        self.left.emit()

    def _fresh_stop(self) -> Flag:
        self._stop = Flag()
        return self._stop

    def _ask(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run a job on the net's thread; the page waits for it, the screen does not."""
        self._run += 1
        self._busy, self._problem = True, ""
        run = self._run
        self._net.submit(
            lambda _r: job(),
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
        if self._part.name == "list":
            self._arrived = problem
            if not isinstance(problem, CanceledError):
                self._again.start()
        else:
            self._ask_address |= isinstance(problem, FailureError)
            self._problem = error_text(problem, current())
            if self._ask_address and self._part.name == "station":
                self._part = part_of("text")
        self.draw()
