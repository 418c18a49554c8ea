"""A set-up in hand, with a hub that answers as it is told to."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from kiosk.app.language import Language
from kiosk.app.setup_controller import SetupController
from kiosk.domain.errors import CanceledError, WrongUseError
from kiosk.hub.membership import Membership
from kiosk.hub.registry import Settled
from kiosk.resources import asset
from kiosk.services.hub_bring import Arrived
from kiosk.services.hub_steps import Chosen, JoinDraft
from kiosk.sources.event_file import read_event
from kiosk.ui.setup.view import SetupView

EVENT = read_event(asset("demo", "event.toml"))
HERE = Arrived(15_000, EVENT)
NOT_YET = Arrived(0, None)


def member(role: str = "desk", name: str = "Mesa 2", *, source: bool = False) -> Membership:
    return Membership("lacnic46", "Mesa-2", name, role, ("10.0.0.1:4222",), "PEM", "SU", source)


@dataclass
class Hub:
    """Stands where the network would be: what it answers, in turn, and what it was asked."""

    settled: Settled = field(default_factory=Settled)
    joined: Membership = field(default_factory=member)
    arrivals: list[object] = field(default_factory=lambda: [HERE])
    troubles: list[Exception] = field(default_factory=list)
    waits: Membership | None = None
    damaged: Exception | None = None
    steps: tuple[tuple[int, int | None], ...] = ()
    hang: threading.Event | None = None
    looked: list[JoinDraft] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    stood: list[str] = field(default_factory=list)
    forgotten: int = 0

    def waiting(self) -> Membership | None:
        if self.damaged:
            raise self.damaged
        return self.waits

    def look(self, draft: JoinDraft, stop: threading.Event) -> Settled:
        self.looked.append(draft)
        self._trouble()
        assert draft.at is not None
        return self.settled

    def join(self, draft: JoinDraft, chosen: Chosen, stop: threading.Event) -> Membership:
        self.chosen.append(chosen)
        self._trouble()
        return self.joined

    def bring(self, membership, told, stop: threading.Event) -> Arrived:
        for step in self.steps:
            told(*step)
        if self.hang is not None and stop.wait(30):
            self.hang = None
            raise CanceledError("Se detuvo antes de traer toda la lista.")
        answer = self.arrivals.pop(0) if len(self.arrivals) > 1 else self.arrivals[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def stand_at(self, event, checkpoint: str) -> None:
        if event.checkpoint(checkpoint) is None:
            raise WrongUseError("no")
        self.stood.append(checkpoint)

    def give_up(self) -> None:
        self.forgotten += 1

    def _trouble(self) -> None:
        if self.troubles:
            raise self.troubles.pop(0)


class Desk:
    """The set-up's window and what a person does there."""

    def __init__(self, qtbot, make_worker, folder, hub):
        self.qtbot, self.hub = qtbot, hub
        self._workers = (make_worker("setup"), make_worker("net"))
        self.view = SetupView()
        qtbot.addWidget(self.view)
        self.ready = []
        self.controller = SetupController(
            self.view, self._workers[0], Language(), folder / "profile", folder / "demo",
            net=self._workers[1], join_steps=lambda _folder: hub,
        )  # fmt: skip
        self.controller.ready.connect(self.ready.append)

    def open(self):
        self.controller.open()
        self.view.resize(1024, 640)
        self.view.show()
        self.settle()
        return self

    def settle(self):
        self.until(lambda: not any(worker.busy for worker in self._workers))

    def until(self, there):
        self.qtbot.waitUntil(there, timeout=20_000)

    def press(self, button="start", *, settle=True):
        getattr(self.view, button).click()
        if settle:
            self.settle()

    def type(self, text, address=""):
        """The way into a hub, and the fields there."""
        self.view.event_page.hub.click()
        self.view.event_page.join.invitation.set_text(text)
        self.view.event_page.join.address.set_text(address)
        self.press()

    @property
    def said(self):
        return f"{self.view.fetch.heading.text()}\n{self.view.fetch.answer.text()}"

    @property
    def step(self):
        return self.view.state.step


@pytest.fixture
def hub():
    return Hub()


@pytest.fixture
def desk(qtbot, make_worker, tmp_path, hub, monkeypatch):
    monkeypatch.setattr("kiosk.app.setup_join.AGAIN_MS", 1)
    made = Desk(qtbot, make_worker, tmp_path, hub)
    yield made
    made.controller.end()
