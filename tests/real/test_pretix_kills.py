"""A sync that is killed at any moment: nothing is sent twice with effect, nothing is lost.

KIOSK_KILLS says how often it is killed, 10 times where it says nothing.
"""

from __future__ import annotations

import os
import random
import time

import pytest
from ledger import of_journal, of_pretix, positions
from pretix_server import PretixServer
from station import Station

from kiosk.services.undo import undo
from kiosk.store import journal

pytestmark = pytest.mark.real

SLUG = DEVICE = "kills"
PEOPLE = ("ana", "bea", "caio", "dora", "elias", "fito", "gabi", "hugo")


@pytest.fixture(scope="module")
def station(server: PretixServer, tmp_path_factory: pytest.TempPathFactory) -> Station:
    made = Station(tmp_path_factory.mktemp(SLUG) / DEVICE, SLUG)
    made.pair(server.url, server.state["pairing"][DEVICE], SLUG)
    made.sync()
    return made


def happen(station: Station, server: PretixServer, turn: int) -> None:
    """Entries, exits and refusals, one that is taken back, one badge, and a change upstream."""
    lists = {one["name"]["es"]: one["id"] for one in station.read("checkpoints")}
    came = [{"code": f"{SLUG}-{who}-secret", "checkpoint": lists["multiple"]} for who in PEOPLE]
    left = [{**one, "direction": "exit"} for one in came[:3]]
    wrong = [{**one, "checkpoint": lists["members"]} for one in came[:3]]
    unknown = [{"code": f"stranger {turn}", "checkpoint": lists["once"]}]
    answers = station.scan(*came, *left, *wrong, *unknown)
    with station.opened() as ctx:
        undo(ctx, answers[4]["entry_id"], "wrong person", "Eva")
    station.run("print", f"{SLUG}-gabi-secret", "--printer", "folder:")
    hugo = next(
        one for one in positions(server, SLUG).values() if one["secret"] == f"{SLUG}-hugo-secret"
    )
    body = {"attendee_name_parts": {"_scheme": "given_family", "given_name": f"Hugo {turn}"}}
    status = server.call("PATCH", f"events/{SLUG}/orderpositions/{hugo['id']}/", body)[0]
    assert status == 200


def test_a_killed_sync_loses_nothing_and_repeats_nothing(
    server: PretixServer, station: Station
) -> None:
    chance = random.Random(46)  # noqa: S311  moments of death, no secret
    turns = int(os.environ.get("KIOSK_KILLS", "10"))
    happen(station, server, 0)
    begun = time.monotonic()
    station.sync("--full")
    whole = time.monotonic() - begun
    died = 0
    for turn in range(1, turns + 1):
        happen(station, server, turn)
        process = station.start("sync", *(["--full"] if turn % 3 == 0 else []))
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        process.kill()
        process.communicate()
        died += process.returncode != 0

    report = station.sync()

    assert died
    assert report["error"] is None
    assert not report["refused"]
    with station.opened() as ctx:
        ours = of_journal(ctx, server, SLUG)
        assert journal.verify(ctx.db) is None
    theirs = of_pretix(server, SLUG, DEVICE)
    assert theirs - ours == {}
    assert ours - theirs == {}
    found = station.read("search", "Hugo")
    assert str(turns) in str(found)
    assert station.sync()["pushed"] == {"accepted": 0, "refused": 0, "waiting": 0}
