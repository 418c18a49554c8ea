"""Badges asked of another station under every mishap: one paper, one record, none forgotten."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk.domain.errors import KnownError
from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station
from kiosk.hub.interface import Heard
from kiosk.hub.subjects import token
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.share import exchange, name_station
from kiosk.services.stations import beat
from kiosk.store import journal, remote_prints
from kiosk.store.connect import close, open_store
from tests.services.conftest import EVENT, fill
from tests.services.hub.printing import AWAY, OWNER
from tests.services.memory_hub import Line, Record
from tests.services.printers_at_work import Printers

EXAMPLES = int(os.environ.get("KIOSK_SOAK", "1")) * 30
PEOPLE = ("ana", "jose", "sam")
NAMES = {"owner": "Mesa 1", "asker": "Mesa 2"}
OWN = (Printer("zebra", "fake:zebra", labels=50), Printer("office", "fake:asks-office"))
ASKED = (
    Printer("lejos", AWAY, fallback="propia"),
    Printer("otra", f"station:{OWNER}/office"),
    Printer("propia", "fake:own"),
)
WHO = st.sampled_from(["owner", "asker"])
MOVES = st.tuples(WHO, st.sampled_from(["share", "work", "work", "wait", "cancel"]))
MOODS = st.sampled_from(["fine", "fine", "off", "refuses", "lost", "liar"])


class Place:
    """One of the two: its file, its line, and the job that its program is at."""

    def __init__(self, who, world):
        self.who, self.world = who, world
        self.folder = world.folder / who
        self.line = Line(world.record, NAMES[who])
        self.line.now_ms = lambda: int(world.now.timestamp() * 1000)
        self.skew = timedelta()
        self.lives = 0
        self.open()

    def open(self):
        path = self.folder / str(self.lives) / "event.db"
        fresh = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.db = open_store(path)
        if fresh:
            fill(self.db)
        name_station(self.ctx, token(NAMES[self.who]))
        printing.recover(self.ctx)

    @property
    def ctx(self):
        printers = OWN if self.who == "owner" else ASKED
        station = Station(name=NAMES[self.who], printers=printers)
        clock = lambda: self.world.now + self.skew  # noqa: E731  a clock that may be wrong
        return Context(self.db, EVENT, station, clock, self.folder, self.line)

    def speak(self):
        if not self.line.cut:
            heard = Heard(beat(self.ctx), self.line.now_ms())
            self.world.record.heard[token(NAMES[self.who])] = heard

    def dies(self):
        close(self.db)
        self.open()

    def step(self, *, dies=False):
        due = printing.claim_next(self.ctx)
        if due is not None:
            came = printing.deliver(due, self.folder)
            if dies:
                self.dies()
            else:
                printing.record(self.ctx, due, came)
        return due

    def jobs(self):
        return printing.jobs(self.ctx)


class World(RuleBasedStateMachine):
    """Each rule is something that happens; the invariants are what staff are promised."""

    def __init__(self, printers, folder):
        super().__init__()
        self.printers, self.folder = printers, folder
        self.printers.by_uri.clear()
        self.record = Record()
        self.now = datetime(2026, 10, 6, 12, tzinfo=UTC)
        self.places = {who: Place(who, self) for who in NAMES}
        self.asker, self.owner = self.places["asker"], self.places["owner"]
        self.denied = Counter()
        self.lost = False
        self.owner.speak()

    @rule(person=st.sampled_from(PEOPLE), to=st.sampled_from(["lejos", "lejos", "otra"]))
    def somebody_asks(self, person, to):
        try:
            printing.enqueue(self.asker.ctx, person, printer=to)
        except KnownError:
            assert any(job.person_id == person and job.state.open for job in self.asker.jobs())

    @rule(person=st.sampled_from(PEOPLE), moves=st.lists(MOVES, min_size=3, max_size=10))
    def a_badge_is_on_its_way(self, person, moves):
        """Asked for and read there; then what both do, in any order."""
        self.owner.speak()
        self.somebody_asks(person, "lejos")
        self.asker.step()
        for who in ("asker", "owner"):
            self.a_station_shares(who)
        for who, what in moves:
            if what == "share":  # told, and its own word read back
                self.a_station_shares(who)
                self.a_station_shares(who)
            elif what == "wait":
                self.now += timedelta(seconds=25)
            elif what == "cancel":
                self.a_person_cancels("asker", 0)
            else:
                self.a_station_prints(who, [False] * 4)

    @rule(person=st.sampled_from(PEOPLE))
    def the_owner_wants_one_of_its_own(self, person):
        try:
            job = printing.enqueue(self.owner.ctx, person, printer="zebra")
        except KnownError:
            return
        printing.cancel(self.owner.ctx, job.job_id, "no")

    @rule(who=WHO)
    def a_station_shares(self, who):
        exchange(self.places[who].ctx, self.places[who].line)

    @rule(who=WHO, crashes=st.lists(st.booleans(), min_size=1, max_size=4))
    def a_station_prints(self, who, crashes):
        for dies in crashes:
            self.places[who].step(dies=dies)

    @rule(seconds=st.sampled_from([0.3, 3.0, 25.0]))
    def all_is_well_for_a_while(self, seconds):
        for _ in range(3):
            for place in self.places.values():
                place.speak()
                exchange(place.ctx, place.line)
                place.step()
            self.now += timedelta(seconds=seconds)

    @rule(who=WHO)
    def a_station_speaks(self, who):
        self.places[who].speak()

    @rule(who=WHO, how=st.sampled_from(["cut", "lost", "late", "blind", "", ""]))
    def a_line_changes(self, who, how):
        line = self.places[who].line
        line.cut = line.lost = line.late = line.blind = False
        line.arrive()
        if how:
            setattr(line, how, True)

    @rule(who=WHO)
    def a_program_dies(self, who):
        self.places[who].dies()

    @rule()
    def the_owners_disk_is_lost(self):
        close(self.owner.db)
        self.owner.lives += 1
        self.lost = True
        self.owner.open()

    @rule(minutes=st.sampled_from([-10, 0, 10]))
    def the_owners_clock_is_wrong(self, minutes):
        self.owner.skew = timedelta(minutes=minutes)

    @rule(seconds=st.sampled_from([3.0, 30.0, 600.0, 960.0]))
    def time_goes_by(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(uri=st.sampled_from(["fake:zebra", "fake:asks-office", "fake:own"]), mood=MOODS)
    def a_printer_changes(self, uri, mood):
        self.printers.of(uri).mood = mood

    @rule(stop=st.booleans())
    def somebody_pauses_the_printer_there(self, stop):
        (printing.pause if stop else printing.resume)(self.owner.ctx, "zebra")

    @rule(who=WHO, number=st.integers(0, 5), came_out=st.booleans())
    def a_person_answers(self, who, number, came_out):
        place = self.places[who]
        asked = [job for job in place.jobs() if job.state is JobState.UNKNOWN]
        if asked:
            job = asked[number % len(asked)]
            printing.answer(place.ctx, job.job_id, came_out=came_out)
            self.denied[self.origin(job.job_id)] += not came_out

    @rule(who=WHO, number=st.integers(0, 5))
    def a_person_cancels(self, who, number):
        place = self.places[who]
        open_ones = [j for j in place.jobs() if j.state.unsent or j.state is JobState.SENT]
        if open_ones:
            try:
                printing.cancel(place.ctx, open_ones[number % len(open_ones)].job_id, "Basta")
            except KnownError:
                assert who == "owner" or open_ones[number % len(open_ones)].printer == "fake:own"

    def requests(self):
        """The asking station's job of each request."""
        entries = journal.read_after(self.asker.db, 0, 10_000)
        asked = (entry for entry in entries if entry.kind is EntryKind.PRINT_ASKED)
        return {entry.id: str(entry.payload["job"]) for entry in asked}

    def origin(self, job_id):
        return self.requests().get(job_id, job_id)

    def papers(self):
        """How many papers each job has come to, by the end of its id."""
        ends = {request[-12:]: job for request, job in self.requests().items()}
        found = Counter()
        for printer in self.printers.by_uri.values():
            for name, count in printer.papers.items():
                end = name.split("-")[1]
                found[ends.get(end, end)[-12:]] += count
        return found

    def recorded(self):
        """How often the journals say that each job came out."""
        entries = [
            entry
            for place in self.places.values()
            for entry in journal.read_after(place.db, 0, 10_000)
        ]
        said = {e.id: str(e.payload["job_id"]) for e in entries if e.kind is EntryKind.PRINTED}
        return Counter(self.origin(job_id) for job_id in said.values())

    @invariant()
    def a_job_is_one_paper_unless_a_person_said_no(self):
        papers = self.papers()
        for job in self.asker.jobs():
            assert papers[job.job_id[-12:]] <= 1 + self.denied[job.job_id], job

    @invariant()
    def what_was_taken_back_for_certain_lies_in_no_tray(self):
        papers = self.papers()
        for job in self.asker.jobs():
            if job.state is JobState.CANCELLED:
                assert papers[job.job_id[-12:]] <= self.denied[job.job_id], job

    @invariant()
    def a_badge_is_recorded_once(self):
        recorded = self.recorded()
        for job in self.asker.jobs():
            assert recorded[job.job_id] <= 1 + self.denied[job.job_id], job

    @invariant()
    def a_person_has_one_open_job_at_a_station(self):
        for place in self.places.values():
            held = Counter(job.person_id for job in place.jobs() if job.state.open)
            assert all(count == 1 for count in held.values())

    def teardown(self):
        """With all mended every job ends, or a person is asked; what is done is on record."""
        self.mend()
        for _ in range(80):
            self.now += timedelta(seconds=20)
            for place in self.places.values():
                place.speak()
                exchange(place.ctx, place.line)
                place.step()
        for place in self.places.values():
            assert {job.state for job in place.jobs() if job.state.pending} == set(), place.who
        asked = any(job.state is JobState.UNKNOWN for job in self.asker.jobs())
        assert asked or remote_prints.open_requests(self.asker.db) == []
        self.a_job_is_one_paper_unless_a_person_said_no()
        self.a_badge_is_recorded_once()
        recorded = self.recorded()
        done = [job for job in self.asker.jobs() if job.state is JobState.DONE]
        assert self.lost or all(recorded[job.job_id] for job in done)
        for place in self.places.values():
            close(place.db)

    def mend(self):
        """Everything works again, and all programs are started anew."""
        for place in self.places.values():
            place.line.cut = place.line.lost = place.line.late = place.line.blind = False
            place.line.arrive()
            place.skew = timedelta()
            place.dies()
        for printer in OWN + ASKED:
            if printer.uri.startswith("fake:"):
                self.printers.of(printer.uri).mood = "fine"
        printing.resume(self.owner.ctx, "zebra")


def test_no_order_of_mishaps_prints_a_badge_twice_or_forgets_one(tmp_path: Path):
    printers = Printers()
    withdraw = printers.register()
    numbers = itertools.count()
    try:
        run_state_machine_as_test(
            lambda: World(printers, tmp_path / str(next(numbers))),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        withdraw()
