"""`kiosk jobs` at a station that asked another one's printer: what came of it is heard first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.cli import print_work
from tests.cli.test_print_elsewhere import Owner, asker, away, lab, settle  # noqa: F401  fixtures
from tests.hub.lab import Lab
from tests.patience import until

pytestmark = pytest.mark.usefixtures("quiet_network")


@pytest.fixture
def hall(asker, lab: Lab) -> Iterator[Owner]:  # noqa: F811  the fixtures
    folder = asker.profile.with_name("hall")
    settle(folder, lab, "Hall", ("zebra", "folder:", "Zebra"))
    made = Owner(folder, prints=False)
    yield made
    made.stop()


@pytest.fixture
def asked(asker, hall: Owner, monkeypatch):  # noqa: F811  the fixture
    """A badge was asked for at the hall's printer, and the command has ended."""
    monkeypatch.setattr(print_work, "PATIENCE", 2.0)
    until(lambda: asker("print", "AAA111AAA").code == 3 and state(asker) == "sent")
    return asker


def papers(folder: Path) -> list[str]:
    return [path.name for path in (folder / "badges").glob("*.pdf")]


def state(asked) -> str:
    return str(asked("jobs", "--json").json[0]["state"])


def test_looking_hears_what_came_out_there(asked, hall: Owner):
    hall.prints.set()
    until(lambda: papers(hall.folder))
    until(lambda: state(asked) == "done")


def test_taking_it_back_is_told_at_once_and_nothing_comes_out_there(asked, hall: Owner):
    (job,) = asked("jobs", "--json").json
    assert asked("jobs", "cancel", job["job_id"]).code == 0
    until(lambda: state(asked) == "cancelled")

    hall.prints.set()
    until(lambda: asked("print", "BBB222BBB").code == 0)
    (paper,) = papers(hall.folder)
    assert not paper.startswith(job["badge_code"])


def test_a_hub_that_does_not_answer_is_said_and_what_is_known_is_shown(asked, lab: Lab):  # noqa: F811  the fixtures
    for server in lab.servers:
        server.stop()
    done = asked("jobs", "--json")
    assert done.code == 0
    assert "La central no responde" in done.err
    assert done.json[0]["state"] == "sent"


def test_a_station_that_asked_nobody_needs_no_hub(asker, lab: Lab):  # noqa: F811  the fixtures
    for server in lab.servers:
        server.stop()
    done = asker("jobs", "--json")
    assert (done.code, done.json, done.err) == (0, [], "")
