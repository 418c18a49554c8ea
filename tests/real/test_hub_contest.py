"""Tickets that two stations claim at once while the hub's servers are killed, frozen and restarted.

Reduced here; KIOSK_SOAK=1 runs the full sizes (20 stations, 10,000 tickets), see `make soak`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.hub.nats import NatsHub
from tests.hub.lab import Lab
from tests.patience import until

SOAK = os.environ.get("KIOSK_SOAK") == "1"
STATIONS = 20 if SOAK else 4
TICKETS = 10_000 if SOAK else 400
PACE = 0.0 if SOAK else 0.02
"""Seconds a ticket, so that a reduced contest lasts as long as what happens meanwhile."""
CONTEST = Path(__file__).with_name("contest.py")

pytestmark = pytest.mark.real


@dataclass
class Result:
    """What all stations were told, and what the hub holds."""

    winners: dict[str, list[str]]
    acknowledged: set[tuple[int, str]]
    held: dict[int, str]
    losers_were_told: dict[str, set[str]]
    slowest: float


@pytest.fixture(params=[1, 3], ids=["one-node", "three-nodes"])
def hub(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Lab]:
    names = [f"S{i:02}" for i in range(STATIONS)] + ["WATCH"]
    with Lab(tmp_path, names, nodes=request.param) as lab:
        yield lab


def contest(lab: Lab, folder: Path, trouble: Callable[[Lab], None]) -> Result:
    """Every ticket is claimed by two neighbours; `trouble` happens meanwhile."""
    share = TICKETS // STATIONS
    started = []
    for i in range(STATIONS):
        name = f"S{i:02}"
        path = folder / f"{name}.json"
        path.write_bytes(msgspec.json.encode(lab.members[name]))
        # both halves of a pair claim the same range; the second pair member begins in the middle
        first = (i - i % 2) * share
        started += [_station(path, name, first, 2 * share)]
    disturbing = threading.Thread(target=trouble, args=(lab,))
    disturbing.start()
    told = {}
    for name, process in started:
        out, _ = process.communicate(timeout=1800 if SOAK else 240)
        assert process.returncode == 0
        told[name] = json.loads(out)
    disturbing.join()
    return _result(lab, told)


def _station(path: Path, name: str, first: int, count: int) -> tuple[str, subprocess.Popen[str]]:
    command = [sys.executable, str(CONTEST), str(path), name, str(first), str(count), str(PACE)]
    return name, subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _result(lab: Lab, told: dict[str, Any]) -> Result:
    watch = lab.hub("WATCH")
    last = until(lambda: watch.survey(2), 60).last_seq
    held: dict[int, str] = {}
    while len(held) < last:
        for message in watch.events_from(len(held), 2000, 2):
            held[message.seq] = message.entry_id
    winners: dict[str, list[str]] = {}
    losers: dict[str, set[str]] = {}
    acknowledged = set()
    for name, said in told.items():
        for ticket, seq in said["won"].items():
            winners.setdefault(ticket, []).append(name)
            acknowledged.add((seq, f"{name}-{ticket[1:]}"))
        for ticket, first in said["lost"].items():
            losers.setdefault(ticket, set()).add(first)
    slowest = max(said["slowest"] for said in told.values())
    return Result(winners, acknowledged, held, losers, slowest)


def check(result: Result) -> None:
    """Each ticket was admitted once, each acknowledgement stands, each loser knows who was first."""
    tickets = 2 * (TICKETS // STATIONS) * (STATIONS // 2)
    assert len(result.winners) == tickets
    assert {t: w for t, w in result.winners.items() if len(w) != 1} == {}
    assert {a for a in result.acknowledged if result.held.get(a[0]) != a[1]} == set()
    assert len(result.held) == tickets
    wrong = {
        ticket: told
        for ticket, told in result.losers_were_told.items()
        if told != {f"{result.winners[ticket][0]}-{ticket[1:]}"}
    }
    assert wrong == {}
    print(f"\n{tickets} tickets, {STATIONS} stations, slowest answer {result.slowest:.1f} s")  # noqa: T201  the figures of the run


def begun(lab: Lab) -> NatsHub:
    """As soon as a tenth of the tickets was admitted: a connection that watches."""
    watch = lab.hub("WATCH")
    until(lambda: (survey := watch.survey(1)) and survey.entries > TICKETS / 10, 60)
    return watch


def quiet(lab: Lab) -> None:
    """Nothing happens."""


def kill_leader(lab: Lab) -> None:
    """Twice, and started again as `hub run` does."""
    watch = begun(lab)
    for _ in range(2 if SOAK else 1):
        i = lab.leader(watch)
        lab.kill(i)
        time.sleep(1)
        lab.servers[i].tend()
        until(lambda i=i: lab.servers[i].healthy(), 60)


def freeze_leader(lab: Lab) -> None:
    i = lab.leader(begun(lab))
    lab.freeze(i)
    time.sleep(5 if SOAK else 3)
    lab.thaw(i)


def kill_all(lab: Lab) -> None:
    begun(lab)
    for i in range(len(lab.servers)):
        lab.kill(i)
    time.sleep(1)
    for server in lab.servers:
        server.tend()


def rolling_restart(lab: Lab) -> None:
    """One after the other, each in order, the next when the last is whole again."""
    begun(lab)
    for server in lab.servers:
        server.stop()
        server.start()
        until(server.healthy, 60)


@pytest.mark.parametrize(
    ("trouble", "felt"),
    [
        (quiet, 0.0),
        (kill_leader, 0.2),
        (freeze_leader, 1.0),
        (kill_all, 0.5),
        (rolling_restart, 0.0),
    ],
)
def test_no_ticket_is_admitted_twice_and_no_acknowledgement_is_lost(hub, tmp_path, trouble, felt):
    """`felt`: the seconds that somebody must have waited, or nothing has happened meanwhile."""
    result = contest(hub, tmp_path, trouble)

    check(result)
    assert result.slowest >= felt
