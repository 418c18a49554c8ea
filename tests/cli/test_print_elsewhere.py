"""`kiosk print` and `kiosk printers` with a printer that another station owns, over a real hub."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from kiosk.domain.remote_print import RemotePrinter
from kiosk.hub.membership import write_membership
from kiosk.services import printing
from kiosk.services.hub_line import joined
from kiosk.services.profile import open_profile
from kiosk.services.share import exchange
from kiosk.services.stations import beat
from kiosk.store.connect import close
from tests.hub.lab import Lab

pytestmark = pytest.mark.usefixtures("quiet_network")

STATION = """\
[station]
name = "{name}"
[[printer]]
id = "{id}"
uri = "{uri}"
name = "{title}"
"""


class Owner:
    """Another station at work: it says how it is, and prints what it is asked for.

    It looks into its queue only while `prints` is set.
    """

    def __init__(self, folder: Path, *, prints: bool = True) -> None:
        self.folder, self.ended, self.prints = folder, Event(), Event()
        if prints:
            self.prints.set()
        self.thread = Thread(target=self._work)
        self.thread.start()

    def _work(self) -> None:
        alone = open_profile(self.folder)
        with joined(alone) as ctx:
            assert ctx.hub is not None
            while not self.ended.wait(0.1):
                ctx.hub.beat(beat(ctx))
                exchange(ctx, ctx.hub)
                due = printing.claim_next(ctx) if self.prints.is_set() else None
                if due is not None:
                    printing.record(ctx, due, printing.deliver(due, ctx.folder))
        close(alone.db)

    def stop(self) -> None:
        self.ended.set()
        self.thread.join()


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with Lab(tmp_path / "hub", ("Hall", "Mesa"), event="prueba") as made:
        yield made


def settle(folder: Path, lab: Lab, name: str, printer: tuple[str, str, str]) -> None:
    one, uri, title = printer
    text = STATION.format(name=name, id=one, uri=uri, title=title)
    (folder / "station.toml").write_text(text, encoding="utf-8")
    write_membership(folder, lab.members[name])


@pytest.fixture
def away(lab: Lab) -> str:
    return RemotePrinter(lab.members["Hall"].station, "zebra").uri


@pytest.fixture
def asker(kiosk, lab: Lab, away: str, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    shutil.copytree(kiosk.profile, kiosk.profile.with_name("hall"))
    settle(kiosk.profile, lab, "Mesa", ("lejos", away, "Hall"))
    return kiosk


@pytest.fixture
def owner(asker, lab: Lab) -> Iterator[Owner]:
    folder = asker.profile.with_name("hall")
    settle(folder, lab, "Hall", ("zebra", "folder:", "Zebra"))
    made = Owner(folder)
    yield made
    made.stop()


def test_a_badge_is_waited_for_until_it_is_out_there(asker, owner: Owner, away: str):
    done = asker("print", "AAA111AAA")

    assert done.code == 0, done.err
    assert away in done.out
    (paper,) = (owner.folder / "badges").glob("*.pdf")
    (job,) = asker("jobs", "--json").json
    assert (job["state"], job["printer_id"]) == ("done", "lejos")
    assert paper.name.startswith(job["badge_code"])


def test_a_batch_comes_out_there(asker, owner: Owner):
    done = asker("print", "--batch", "--all")

    assert done.code == 0, done.err
    assert len(list((owner.folder / "badges").glob("*.pdf"))) == 4


def test_the_printers_of_other_stations_are_shown(asker, owner: Owner, away: str):
    found = {one["uri"]: one for one in asker("printers", "--json").json}

    assert list(found) == ["folder:", away]
    assert (found[away]["id"], found[away]["name"]) == ("lejos", "Hall")
    assert (found[away]["station"], found[away]["ready"], found[away]["reason"]) == (True, True, "")


def test_a_station_that_is_not_heard_is_named(asker, away: str):
    (_folder, printer) = asker("printers", "--json").json

    assert (printer["uri"], printer["ready"]) == (away, False)
    assert printer["reason"] == "No se oye a la estación Hall."


def test_a_station_alone_keeps_the_badge_waiting(kiosk, monkeypatch):
    from kiosk.cli import print_work

    monkeypatch.setattr(print_work, "PATIENCE", 0.0)
    done = kiosk("print", "AAA111AAA", "--printer", "station:Hall/zebra")

    assert done.code == 3
    (job,) = kiosk("jobs", "--json").json
    assert job["state"] == "waiting"


def test_a_uri_without_a_printer_is_refused(kiosk):
    done = kiosk("print", "AAA111AAA", "--printer", "station:Hall")

    assert done.code == 2
    assert "station:ESTACIÓN/IMPRESORA" in done.err
