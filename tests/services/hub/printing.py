"""Two stations of which one owns printers that the other asks: steps, papers, signs of life."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.hub.interface import Heard
from kiosk.hub.subjects import token
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.share import name_station
from kiosk.services.stations import beat
from kiosk.store import journal
from kiosk.store.print_jobs import Job
from tests.services.hub.desks import Desk
from tests.services.printers_at_work import Printers

OWNER = token("Mesa 1")
AWAY = f"station:{OWNER}/zebra"
ZEBRA = Printer("zebra", "fake:asks-zebra", name="Zebra")


@dataclass
class Place:
    """A station with its printers; its context is another one where its settings change."""

    desk: Desk
    printers: Printers

    @property
    def ctx(self) -> Context:
        return self.desk.ctx

    def use(self, **changes: object) -> None:
        self.desk.ctx = replace(self.ctx, station=replace(self.ctx.station, **changes))

    def speak(self) -> None:
        """Give a sign of life."""
        line = self.desk.line
        if not line.cut:
            line.record.heard[token(line.name)] = Heard(beat(self.ctx), line.now_ms())

    def step(self) -> Job | None:
        """One step of the queue, if one is due."""
        due = printing.claim_next(self.ctx)
        if due is not None:
            printing.record(self.ctx, due, printing.deliver(due, self.ctx.folder))
        return due

    def work(self, steps: int = 6) -> None:
        """Everything that is due now."""
        for _ in range(steps):
            if self.step() is None:
                return

    def jobs(self) -> list[Job]:
        return printing.jobs(self.ctx)

    def states(self) -> list[JobState]:
        return [job.state for job in self.jobs()]


def tellings(place: Place) -> list[str]:
    """What the station has told of the badges that it was asked for, in order."""
    entries = journal.read_after(place.ctx.db, 0, 1_000)
    return [str(e.payload["state"]) for e in entries if e.kind is EntryKind.PRINT_TOLD]


def papers(printers: Printers) -> int:
    """How many badges lie in all trays."""
    return sum(sum(one.papers.values()) for one in printers.by_uri.values())


def settle(places: Iterable[Place], rounds: int = 6) -> None:
    """All stations speak, share and print until nothing new comes of it."""
    everybody = list(places)
    for _ in range(rounds):
        for place in everybody:
            place.speak()
        for place in everybody:
            place.desk.share()
            place.work()
            place.desk.share()


def with_printers(desk: Desk, printers: Printers, *own: Printer) -> Place:
    """The station with those printers, known to the hub by its name."""
    name_station(desk.ctx, token(desk.line.name))
    desk.line.now_ms = lambda: int(desk.ctx.clock().timestamp() * 1000)
    place = Place(desk, printers)
    place.use(printers=own)
    return place
