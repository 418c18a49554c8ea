"""The journal's half of a window's line, over a hub in memory that fails as networks do."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

import pytest

from kiosk.app import hub_jobs, hub_journal
from kiosk.app.hub_journal import HubJournal
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.settings import Station
from kiosk.hub.interface import Message
from kiosk.services.context import Context
from kiosk.services.hub_message import outgoing
from kiosk.store import hub_replica, journal
from kiosk.store.connect import close, open_store
from kiosk.store.transact import writing, written
from tests.services.conftest import Clock, fill
from tests.services.hub.desks import SHARED
from tests.services.memory_hub import Line, Record


class Waiting(Line):
    """A line whose reader waits for the next message, as a real one does."""

    def __init__(self, record: Record, name: str) -> None:
        super().__init__(record, name)
        self.news = threading.Event()
        self.fetches = 0

    def events_from(self, cursor, limit, wait, patience=3.0):
        self.fetches += 1
        found = super().events_from(cursor, limit, wait, patience)
        if not found and wait:
            self.news.wait(0.05)
        return found


class Desk:
    """A station's store and its half of the line."""

    def __init__(self, qtbot, make_worker, folder, record) -> None:
        self._qtbot, self._folder = qtbot, folder
        self.line = Waiting(record, "Mesa 1")
        self.store = make_worker("store", self._opened, lambda ctx: close(ctx.db), written_by)
        self.reader, self.sender = make_worker("hub-read"), make_worker("hub-send")
        self.journal = HubJournal(self.store, self.line, self.reader, self.sender)
        self.waiting, self.news = [], []
        self.journal.told.connect(self.waiting.append)
        self.journal.taken.connect(lambda: self.news.append(1))

    def _opened(self) -> Context:
        db = open_store(self._folder / "event.db")
        fill(db)
        return Context(db, SHARED, Station(name="Mesa 1"), Clock(), self._folder)

    def ask(self, job, *, urgent=False):
        answers = []
        self.store.submit(job, answers.append, answers.append, urgent=urgent)
        self.until(lambda: bool(answers))
        return answers[0]

    def write(self, count=1):
        """Entries of this station that nobody is asked about."""

        def job(ctx):
            with writing(ctx.db):
                made = [
                    journal.append(ctx.db, "Mesa 1", ctx.clock, draft(ctx)) for _ in range(count)
                ]
            return [entry.id for entry in made]

        return self.ask(job)

    def start(self):
        self.store.stirred.connect(self.journal.poke)
        self.journal.start()

    def until(self, there):
        self._qtbot.waitUntil(there, timeout=20_000)

    def cursor(self):
        return self.ask(lambda ctx: hub_replica.cursor(ctx.db).seq)

    def stop(self):
        self.journal.stop()
        self.line.news.set()


def written_by(ctx):
    return written(ctx.db)


def draft(ctx):
    return Draft(EntryKind.REFUSED, at=ctx.clock(), person_id="ana", payload={"reason": "unknown"})


@pytest.fixture
def record():
    return Record()


@pytest.fixture
def desk(qtbot, make_worker, tmp_path, record):
    made = Desk(qtbot, make_worker, tmp_path, record)
    yield made
    made.stop()


def others(ctx, count, record):
    """What another station has told the hub."""
    with writing(ctx.db):
        for _ in range(count):
            entry = journal.append(ctx.db, "Mesa 9", ctx.clock, draft(ctx))
            record.take("Mesa-9", outgoing(entry), None)


@pytest.fixture
def elsewhere(tmp_path, record):
    """Another station's file, which fills the record."""
    (tmp_path / "other").mkdir()
    db = open_store(tmp_path / "other" / "event.db")
    ctx = Context(db, SHARED, Station(name="Mesa 9"), Clock(), tmp_path / "other")
    yield lambda count: others(ctx, count, record)
    close(db)


def test_what_was_written_before_is_told_in_its_order(desk, record):
    ids = desk.write(hub_journal.share.AT_ONCE + 30)
    desk.start()
    desk.until(lambda: desk.waiting[-1:] == [0])

    assert [message.entry_id for message in record.messages] == ids


def test_what_is_written_is_told_by_itself(desk, record):
    desk.start()
    ids = desk.write() + desk.write()

    desk.until(lambda: [message.entry_id for message in record.messages] == ids)


def test_while_nobody_answers_it_waits_and_is_counted(desk, record):
    desk.line.cut = True
    desk.start()
    desk.write(3)
    desk.until(lambda: desk.waiting[-1:] == [3])
    assert record.messages == []

    desk.line.cut = False
    desk.journal.poke()
    desk.until(lambda: desk.waiting[-1:] == [0])
    assert len(record.messages) == 3


def test_an_answer_that_is_lost_tells_nothing_twice(desk, record):
    desk.line.lost = True
    desk.start()
    (first,) = desk.write()
    desk.until(lambda: len(record.messages) == 1)
    desk.line.lost = False
    desk.write()

    desk.until(lambda: desk.waiting[-1:] == [0])
    assert next(message.entry_id for message in record.messages) == first
    assert len(record.messages) == 2


def test_others_entries_come_in_and_are_told_to_the_screens(desk, elsewhere):
    desk.start()
    elsewhere(3)
    desk.until(lambda: desk.cursor() == 3)

    assert desk.news
    assert desk.ask(lambda ctx: hub_replica.count(ctx.db)) == 3


def test_own_entries_are_no_news(desk, record):
    desk.start()
    desk.write(3)
    desk.until(lambda: desk.cursor() == 3)

    assert desk.news == []


def test_a_scan_overtakes_what_has_piled_up(desk, elsewhere):
    elsewhere(6000)
    desk.start()
    desk.until(lambda: bool(desk.news))
    meanwhile = desk.ask(lambda ctx: hub_replica.cursor(ctx.db).seq, urgent=True)

    assert 0 < meanwhile < 6000
    desk.until(lambda: desk.cursor() == 6000)


def test_a_hub_that_began_anew_is_told_everything_again(desk, record):
    ids = desk.write(2)
    desk.start()
    desk.until(lambda: desk.cursor() == 2)
    record.messages.clear()
    record.name = "second"

    desk.until(lambda: [message.entry_id for message in record.messages] == ids)
    desk.until(lambda: desk.ask(lambda ctx: hub_replica.stream(ctx.db)) == "second")


def test_messages_of_a_record_that_changes_meanwhile_are_not_taken(record):
    class Changing(Line):
        def events_from(self, cursor, limit, wait, patience=3.0):
            self.record.name = "second"
            return [Message(1, "x", "Mesa-9", "log", "x", b"{}")]

    came = hub_jobs.fetch(Changing(record, "Mesa 1"), 0)

    assert (came.stream, list(came.messages)) == ("second", [])


@pytest.mark.parametrize("where", ["take_some", "follow", "fetch"])
def test_a_failure_is_logged_and_taking_in_goes_on(desk, elsewhere, monkeypatch, caplog, where):
    monkeypatch.setattr(hub_journal, "REST_MS", 1)
    desk.journal._rest.setInterval(1)
    right = getattr(hub_jobs, where)
    failures = iter([RuntimeError("broken")])

    def once(*given):
        for failure in failures:
            raise failure
        return right(*given)

    monkeypatch.setattr(hub_jobs, where, once)
    with caplog.at_level(logging.CRITICAL, logger="kiosk.app.hub_journal"):
        elsewhere(3)
        desk.start()
        desk.until(lambda: desk.cursor() == 3)

    assert next(failures, None) is None


@pytest.mark.parametrize("where", ["plan", "receive"])
def test_a_failure_while_telling_is_made_good_with_the_next_entry(
    desk, record, monkeypatch, caplog, where
):
    right = getattr(hub_jobs, where)
    failures = iter([RuntimeError("broken")])

    def once(*given):
        for failure in failures:
            raise failure
        return right(*given)

    monkeypatch.setattr(hub_jobs, where, once)
    with caplog.at_level(logging.CRITICAL, logger="kiosk.app.hub_journal"):
        desk.start()
        ids = desk.write()
        ids += desk.write()
        desk.until(lambda: {message.entry_id for message in record.messages} == set(ids))

    assert next(failures, None) is None


def test_after_the_end_nothing_begins(desk, record):
    desk.start()
    desk.until(lambda: desk.line.fetches > 0)
    desk.journal.stop()
    desk.until(lambda: not desk.reader.busy and not desk.store.busy)
    fetches = desk.line.fetches
    desk.write(2)
    desk.journal.poke()

    assert (desk.line.fetches, record.messages) == (fetches, [])


def test_a_sign_of_life_says_how_much_waits(desk):
    desk.write(2)
    sign = desk.ask(lambda ctx: hub_jobs.sign_of_life(ctx, 55))

    assert (sign.waiting, sign.conflicts) == (2, 0)
    assert b'"battery":55' in sign.body


def test_a_rehearsal_has_nothing_to_tell(desk):
    desk.write(2)
    planned = desk.ask(
        lambda ctx: hub_jobs.plan(replace(ctx, station=replace(ctx.station, rehearsal=True)))
    )

    assert planned == hub_jobs.Planned((), 0)
