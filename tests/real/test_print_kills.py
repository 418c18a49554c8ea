"""A print queue that is killed at any moment: no badge comes out twice, none is forgotten.

KIOSK_KILLS says how often each printer's program is killed, 10 times where it says nothing. What
nobody can know after a kill is asked; it is answered by what really lies in the printer's tray.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from paper import decoded, decoded_label
from printers import Printer
from station import Station
from zebra import Zebra

from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.store import journal
from tests.patience import until

pytestmark = pytest.mark.real

KILLS = int(os.environ.get("KIOSK_KILLS", "10"))
DPI = 203.2
Tray = Callable[[], Counter[str]]
"""How many papers with each badge code lie in a printer's tray."""


@pytest.fixture
def tray_of_ipp(printer: Printer) -> tuple[str, Tray]:
    """A driverless printer's address, and what lies in its tray."""
    return printer.uri, lambda: _codes([decoded(path)[0] for path in printer.printed()])


@pytest.fixture
def tray_of_zpl(zebra: Zebra) -> tuple[str, Tray]:
    """The same of a label printer."""
    return zebra.uri, lambda: _codes([decoded_label(each, DPI)[0] for each in zebra.labels])


@pytest.fixture
def tray_of_folder(tmp_path: Path) -> tuple[str, Tray]:
    """The same of a folder, which takes the whole badge in one step."""
    folder = tmp_path / "tray"
    return f"folder:{folder}", lambda: _codes([decoded(each)[0] for each in folder.glob("*.pdf")])


def _codes(found: list[list[str]]) -> Counter[str]:
    assert all(len(codes) == 1 for codes in found), "a paper whose code cannot be read"
    return Counter(codes[0] for codes in found)


def with_people(folder: Path, count: int) -> Station:
    """A station with so many people on its list."""
    station = Station(folder / "desk", "kills")
    rows = [f"Persona {number},Prueba,code-{number}" for number in range(count)]
    (folder / "people.csv").write_text("\n".join(["Nombre,Apellido,Código", *rows]) + "\n")
    station.run("import", str(folder / "people.csv"))
    return station


def words_of(turn: int, uri: str) -> list[str]:
    """A badge, or every third time a batch of three; nobody is asked for twice."""
    who = [f"code-{3 * turn + more}" for more in range(3)]
    asked = ["--batch", *who] if turn % 3 == 0 else who[:1]
    return ["print", *asked, "--printer", uri]


def after_asking(station: Station, words: list[str], kill_after: float | None) -> float:
    """Run a command and kill it so many seconds after its badge was asked for.

    Answers how long it then ran by itself (None: it is not killed), or whether it was killed.
    """
    with station.opened() as ctx:
        before = len(printing.jobs(ctx, 1000))
        process = station.start(*words)
        until(lambda: len(printing.jobs(ctx, 1000)) > before, what="a badge to be asked for")
    begun = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        process.kill()
    _out, said = process.communicate(timeout=60)
    if kill_after is not None:
        return float(process.returncode != 0)
    assert process.returncode == 0, said
    return time.monotonic() - begun


def answered(ctx: Context, tray: Tray) -> int:
    """Answer all that nobody knows by what lies in the tray; how many answers that took."""
    asked = printing.queue_view(ctx).asks
    lying = tray() if asked else Counter()
    for view in asked:
        printing.answer(ctx, view.job.job_id, came_out=lying[view.job.badge_code] > 0)
    return len(asked)


def worked_off(ctx: Context, tray: Tray) -> None:
    """What a program that is started again does, until no job is open any more."""
    lock = printing.queue_lock(ctx.folder)
    assert lock.take()
    printing.recover(ctx)
    end = time.monotonic() + 120
    while any(job.state.open for job in printing.jobs(ctx, 1000)):
        assert time.monotonic() < end, [
            (job.state, job.reason, job.remote_job) for job in printing.jobs(ctx) if job.state.open
        ]
        due = printing.claim_next(ctx)
        if due is not None:
            printing.record(ctx, due, printing.deliver(due, ctx.folder))
        elif not answered(ctx, tray):
            time.sleep(0.05)
    lock.release()


@pytest.mark.parametrize("kind", ["ipp", "zpl", "folder"])
def test_a_killed_queue_prints_nothing_twice_and_forgets_nothing(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    uri, tray = request.getfixturevalue(f"tray_of_{kind}")
    station = with_people(tmp_path, 3 * (KILLS + 2))
    station.run(*words_of(0, uri))
    rest = after_asking(station, words_of(1, uri), None)
    chance = random.Random(46)  # noqa: S311  moments of death, no secret
    died, left = 0, Counter[str]()
    for turn in range(2, KILLS + 2):
        died += after_asking(station, words_of(turn, uri), chance.uniform(0, rest)) > 0
        with station.opened() as ctx:
            left.update(str(job.state) for job in printing.jobs(ctx, 1000) if job.state.open)
            answered(ctx, tray)

    with station.opened() as ctx:
        worked_off(ctx, tray)
        jobs = printing.jobs(ctx, 1000)
        printed = [e for e in journal.read_after(ctx.db) if e.kind is EntryKind.PRINTED]
        assert journal.verify(ctx.db) is None

    assert died, f"every run ended before its kill ({rest:.2f} s)"
    assert {job.state for job in jobs} == {JobState.DONE}, left
    codes = [job.badge_code for job in jobs]
    assert tray() == Counter(codes)
    assert sorted(entry.payload["badge_code"] for entry in printed) == sorted(codes)
    assert len(set(codes)) == len(jobs) > 3
