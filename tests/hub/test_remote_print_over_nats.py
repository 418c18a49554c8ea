"""A badge for the printer of another station, over a real server, into a folder on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.domain.remote_print import RemotePrinter
from kiosk.domain.settings import Station
from kiosk.services import printing, remote_printers
from kiosk.services.context import Context
from kiosk.services.hub_guard import GuardedHub
from kiosk.services.share import exchange, name_station
from kiosk.services.stations import beat
from kiosk.store import journal, prints
from kiosk.store.connect import close, open_store
from tests.hub.lab import Lab
from tests.patience import until
from tests.services.conftest import EVENT, fill


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Lab]:
    with Lab(tmp_path / "hub", ("S01", "S02", "S03"), event="prints") as made:
        yield made


@pytest.fixture
def three(shop: Lab, tmp_path: Path) -> Iterator[tuple[Context, ...]]:
    """One that owns a folder for a printer, one that asks it, one that looks on."""
    away = RemotePrinter(shop.members["S01"].station, "hall").uri
    printers = (Printer("hall", "folder:", name="Hall"),), (Printer("lejos", away),), ()
    made = []
    for name, own in zip(("S01", "S02", "S03"), printers, strict=True):
        db = open_store(tmp_path / name / "event.db")
        fill(db)
        hub = GuardedHub(shop.hub(name))
        ctx = Context(db, EVENT, Station(name=name, printers=own), _now, tmp_path / name, hub)
        name_station(ctx, shop.members[name].station)
        made.append(ctx)
    yield tuple(made)
    for ctx in made:
        close(ctx.db)


def _now() -> datetime:
    return datetime.now(UTC)


def turn(*stations: Context) -> None:
    """Each says how it is, shares, and does the next step of its queue."""
    for ctx in stations:
        assert ctx.hub is not None
        ctx.hub.beat(beat(ctx))
        exchange(ctx, ctx.hub)
        due = printing.claim_next(ctx)
        if due is not None:
            printing.record(ctx, due, printing.deliver(due, ctx.folder))
        exchange(ctx, ctx.hub)


def state_of(ctx: Context) -> JobState | None:
    jobs = printing.jobs(ctx)
    return jobs[0].state if jobs else None


def printed(ctx: Context) -> list[object]:
    entries = journal.of_person(ctx.db, "ana")
    return [e.payload["badge_code"] for e in entries if e.kind is EntryKind.PRINTED]


def test_one_pdf_lies_in_the_owners_folder_and_all_three_know_it(three: tuple[Context, ...]):
    owner, asker, looker = three
    job = printing.enqueue(asker, "ana")

    def done() -> bool:
        turn(*three)
        return state_of(asker) is JobState.DONE and bool(printed(looker))

    until(done)

    (paper,) = (owner.folder / "badges").glob("*.pdf")
    assert paper.name.startswith(job.badge_code)
    assert not (asker.folder / "badges").exists()
    text = pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_bounded()
    assert "Ana" in text
    assert printed(owner) == printed(asker) == printed(looker) == [job.badge_code]
    for ctx in three:
        assert prints.people_given(ctx.db, ["ana"]) == {"ana"}


def test_the_printers_of_others_are_offered_and_tell_how_they_are(three: tuple[Context, ...]):
    owner, asker, _looker = three

    def offered() -> list[object]:
        turn(owner)
        return remote_printers.offered_to(asker)

    (found,) = until(offered)
    assert (found.uri, found.ready) == (asker.station.printers[0].uri, True)
    assert found.name == "Hall · S01"
    printing.pause(owner, "hall", "Ada")
    until(lambda: turn(owner) or not remote_printers.offered_to(asker)[0].ready)
    assert remote_printers.offered_to(asker)[0].reason == "En pausa en la estación S01."


def test_what_an_owner_wrote_while_the_server_was_down_arrives(
    three: tuple[Context, ...], shop: Lab
):
    owner, asker, looker = three
    until(lambda: turn(owner) or remote_printers.offered_to(asker))
    printing.pause(owner, "hall", "Ada")
    printing.enqueue(asker, "ana")
    until(lambda: turn(*three) or state_of(owner) is JobState.WAITING)
    shop.servers[0].stop()
    printing.resume(owner, "hall")
    until(lambda: turn(owner) or state_of(owner) is JobState.DONE)
    assert state_of(asker) is JobState.SENT
    shop.servers[0].start()

    until(lambda: turn(*three) or (state_of(asker) is JobState.DONE and printed(looker)))
    assert printed(looker) == printed(asker)
    assert len(printed(asker)) == 1
