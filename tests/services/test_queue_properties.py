"""Jobs against printers that fail and lie, with a crash at any step: one paper, none forgotten."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk.domain.errors import KnownError
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.store import journal
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person
from kiosk.store.transact import writing
from tests.services.conftest import EVENT
from tests.services.printers_at_work import Printers

PEOPLE = ("ana", "jose", "li", "sam")
PRINTERS = (
    Printer("left", "fake:left", pool="hall", fallback="office", labels=50),
    Printer("right", "fake:asks-right", pool="hall"),
    Printer("office", "fake:asks-office"),
)
STATION = Station(name="Mesa 1", printers=PRINTERS)
MOODS = st.sampled_from(["fine", "fine", "off", "refuses", "lost", "liar"])


class Desk(RuleBasedStateMachine):
    """Each rule is something that happens; the invariants are what staff are promised."""

    def __init__(self, printers, folder):
        super().__init__()
        self.printers, self.folder = printers, folder
        self.printers.by_uri.clear()
        self.now = datetime(2026, 10, 6, 12, tzinfo=UTC)
        self.db = open_store(folder / "event.db")
        with writing(self.db):
            self.db.conn.execute("DELETE FROM print_job")
            self.db.conn.execute("DELETE FROM printer_state")
            for person in PEOPLE:
                put_person(self.db, Person(person, person.title()), source="f", source_ref=person)
        self.before = journal.count(self.db)
        self.denied = Counter()
        self.taken = []

    @property
    def ctx(self):
        return Context(self.db, EVENT, STATION, lambda: self.now, self.folder)

    def jobs(self):
        return printing.jobs(self.ctx)

    @rule(person=st.sampled_from(PEOPLE), to=st.sampled_from([None, "left", "office"]))
    def ask(self, person, to):
        try:
            printing.enqueue(self.ctx, person, printer=to)
        except KnownError:
            assert any(job.person_id == person and job.state.open for job in self.jobs())

    @rule()
    def ask_for_all(self):
        printing.enqueue_many(self.ctx, PEOPLE)

    @rule(uri=st.sampled_from([printer.uri for printer in PRINTERS]), mood=MOODS)
    def a_printer_changes(self, uri, mood):
        self.printers.of(uri).mood = mood

    @rule()
    def somebody_begins_a_step(self):
        due = printing.claim_next(self.ctx, self.taken)
        if due is not None:
            assert due.printer_id not in {job.printer_id for job in self.taken}
            self.taken.append(due)

    @rule(dies=st.booleans())
    def a_step_ends(self, dies):
        if self.taken:
            job = self.taken.pop(0)
            came = printing.deliver(job, self.folder)
            if dies:
                self.the_program_dies()
            else:
                printing.record(self.ctx, job, came)

    @rule(crashes=st.lists(st.booleans(), min_size=2, max_size=8))
    def the_queue_moves_on(self, crashes):
        """Some steps, each in its time; the program dies in the middle of those that are true."""
        for dies in crashes:
            self.somebody_begins_a_step()
            self.a_step_ends(dies)
            self.now += timedelta(seconds=3)

    @rule()
    def the_program_dies(self):
        """With whatever it had begun, and starts again."""
        self.taken.clear()
        close(self.db)
        self.db = open_store(self.folder / "event.db")
        printing.recover(self.ctx)

    @rule(seconds=st.sampled_from([0.3, 3.0, 30.0]))
    def time_goes_by(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(number=st.integers(0, 9), came_out=st.booleans())
    def a_person_answers(self, number, came_out):
        asked = [job for job in self.jobs() if job.state is JobState.UNKNOWN]
        if asked:
            job = asked[number % len(asked)]
            printing.answer(self.ctx, job.job_id, came_out=came_out)
            self.denied[job.job_id] += not came_out

    @rule(number=st.integers(0, 9))
    def a_person_cancels(self, number):
        waiting = [job for job in self.jobs() if job.state.unsent]
        if waiting:
            printing.cancel(self.ctx, waiting[number % len(waiting)].job_id, "Basta")

    @rule(printer=st.sampled_from(["left", "right", "office"]), stop=st.booleans())
    def a_person_pauses(self, printer, stop):
        (printing.pause if stop else printing.resume)(self.ctx, printer)

    @invariant()
    def a_job_is_one_paper_unless_a_person_said_no(self):
        papers = Counter()
        for printer in self.printers.by_uri.values():
            for name, count in printer.papers.items():
                papers[name.split("-")[1]] += count
        for job in self.jobs():
            assert papers[job.job_id[-12:]] <= 1 + self.denied[job.job_id], job

    @invariant()
    def what_is_done_is_in_the_journal_once_and_nothing_else(self):
        told = Counter(
            entry.payload["job_id"]
            for entry in journal.read_after(self.db, self.before, 10_000)
            if entry.kind is EntryKind.PRINTED
        )
        for job in self.jobs():
            assert told[job.job_id] == (job.state is JobState.DONE), job

    @invariant()
    def a_person_has_one_open_job(self):
        held = Counter(job.person_id for job in self.jobs() if job.state.open)
        assert all(count == 1 for count in held.values())

    def teardown(self):
        """With all mended, every job ends, or a person is asked about it: none is forgotten."""
        self.the_program_dies()
        for printer in PRINTERS:
            self.printers.of(printer.uri).mood = "fine"
            printing.resume(self.ctx, printer.id)
        for _ in range(120):
            self.now += timedelta(seconds=20)
            due = printing.claim_next(self.ctx)
            if due is not None:
                printing.record(self.ctx, due, printing.deliver(due, self.folder))
        left = {job.state for job in self.jobs() if job.state.pending}
        assert left == set()
        self.a_job_is_one_paper_unless_a_person_said_no()
        self.what_is_done_is_in_the_journal_once_and_nothing_else()
        close(self.db)


def test_no_order_of_mishaps_prints_a_badge_twice_or_forgets_one(tmp_path):
    printers = Printers()
    withdraw = printers.register()
    try:
        run_state_machine_as_test(
            lambda: Desk(printers, tmp_path),
            settings=settings(
                max_examples=60,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        withdraw()
