"""The queue against a printer under every mishap in any order: a badge is never sent twice."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kiosk.domain.errors import NotFoundError
from kiosk.domain.event import Event
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.printing_queue import document_name
from kiosk.store import journal
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person
from kiosk.store.transact import writing

EVENT = Event(
    id="demo",
    name={"es": "LACNIC 46", "pt": "LACNIC 46", "en": "LACNIC 46"},
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="LAC46",
    roles=STANDARD_ROLES,
)
PEOPLE = ("ana", "jose", "li")
BUSY, CREATE, SEND, PRINT = 0x0507, 0x0005, 0x0006, 0x0002


class Queue(RuleBasedStateMachine):
    """Every rule is something that happens at a desk; the invariants are what must never happen."""

    def __init__(self, stand_in, folder):
        super().__init__()
        self.printer = stand_in
        self.printer.__init__(stand_in.port)
        self.folder = folder
        self.now = datetime(2026, 10, 6, 12, tzinfo=UTC)
        self.db = open_store(folder / "event.db")
        with writing(self.db):
            self.db.conn.execute("DELETE FROM print_job")
            for person in PEOPLE:
                put_person(self.db, Person(person, person.title()), source="f", source_ref=person)
        self.before = self.printed()

    @property
    def ctx(self):
        return Context(self.db, EVENT, Station(name="Mesa 1"), lambda: self.now, self.folder)

    def printed(self):
        entries = journal.read_after(self.db)
        return Counter(e.payload["job_id"] for e in entries if e.kind is EntryKind.PRINTED)

    def jobs(self):
        return printing.jobs(self.ctx)

    @initialize(creates=st.sampled_from([False, True]), counts=st.booleans())
    def plug_in(self, creates, counts):
        self.printer.operations = [2, 4, 5, 6, 9, 10, 11] if creates else [2, 4, 9, 10, 11]
        self.printer.counts_documents = counts

    @rule(person=st.sampled_from(PEOPLE))
    def ask_for_a_badge(self, person):
        waiting = any(job.person_id == person and job.pending for job in self.jobs())
        if waiting:
            with pytest.raises(NotFoundError):
                printing.enqueue(self.ctx, person, self.printer.uri)
        else:
            printing.enqueue(self.ctx, person, self.printer.uri)

    @rule(steps=st.lists(st.booleans(), min_size=1, max_size=6))
    def the_queue_moves_on(self, steps):
        """Some steps, each in its time; the program dies after those that are true."""
        for lost in steps:
            self.one_step(lost)
            self.now += timedelta(seconds=3)

    def one_step(self, lost):
        """A step at the printer; `lost`: the program dies before it can write down the answer."""
        due = printing.claim_next(self.ctx)
        if due is None:
            return
        delivery = printing.deliver(due, self.folder)
        if lost:
            printing.recover(self.ctx)
        else:
            printing.record(self.ctx, due, delivery)

    @rule()
    def the_program_starts_again(self):
        close(self.db)
        self.db = open_store(self.folder / "event.db")

    @rule(seconds=st.sampled_from([0.1, 0.3, 1.0, 5.0]))
    def time_goes_by(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule()
    def the_answer_gets_lost_on_the_way(self):
        """The printer does what it is asked, but nobody hears it."""
        self.printer.http_status = 500

    @rule()
    def the_network_is_good_again(self):
        self.printer.http_status = 200
        self.printer.refuse.clear()

    @rule(operation=st.sampled_from([CREATE, SEND, PRINT]))
    def the_printer_is_busy(self, operation):
        self.printer.refuse[operation] = BUSY

    @rule(state=st.sampled_from([5, 6, 8, 9]))
    def the_printer_goes_on(self, state):
        for job in self.printer.jobs.values():
            if job["documents"] and job["state"] < 7:
                job["state"] = state

    @rule(number=st.integers(0, 5))
    def somebody_gives_a_job_up(self, number):
        waiting = [job for job in self.jobs() if job.state is JobState.WAITING]
        if waiting:
            printing.cancel(self.ctx, waiting[number % len(waiting)].job_id, "Ya no hace falta")

    @invariant()
    def no_badge_is_sent_twice(self):
        sent = Counter()
        for job in self.printer.jobs.values():
            sent[job["name"]] += job["documents"]
        assert all(count <= 1 for count in sent.values())
        assert len(self.printer.documents) == sum(sent.values())

    @invariant()
    def only_what_came_out_is_in_the_journal_and_only_once(self):
        told = self.printed() - self.before
        done = {job["name"] for job in self.printer.jobs.values() if job["state"] == 9}
        for job in self.jobs():
            assert told[job.job_id] == (job.state is JobState.DONE)
            assert job.state is not JobState.DONE or document_name(job) in done

    @invariant()
    def one_person_waits_for_one_badge(self):
        waiting = Counter(job.person_id for job in self.jobs() if job.pending)
        assert all(count == 1 for count in waiting.values())

    def teardown(self):
        """With everything mended the queue runs empty: nothing is stuck, nothing repeated."""
        self.the_network_is_good_again()
        for _ in range(60):
            if not any(job.pending for job in self.jobs()):
                break
            self.now += timedelta(seconds=3)
            self.one_step(lost=False)
            self.the_printer_goes_on(9)
        assert not any(job.pending for job in self.jobs())
        self.no_badge_is_sent_twice()
        self.only_what_came_out_is_in_the_journal_and_only_once()
        close(self.db)


def test_no_order_of_mishaps_sends_a_badge_twice(stand_in, tmp_path):
    run_state_machine_as_test(
        lambda: Queue(stand_in, tmp_path),
        settings=settings(
            max_examples=50,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
