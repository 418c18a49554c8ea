"""Three machines as `kiosk hub init --cluster` lays them: joining, losing one, what status says."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.hub.folder import HubFolder
from kiosk.hub.interface import Behind, Trouble, Won
from kiosk.hub.keeper import Keeper
from kiosk.hub.membership import Membership, read_membership
from kiosk.hub.nats import NatsHub
from kiosk.resources import asset
from kiosk.services import hub_setup
from kiosk.services.hub_setup import Offer
from kiosk.services.profile import load_event
from tests.hub.lab import entry
from tests.patience import until
from tests.ports import free_port

pytestmark = pytest.mark.real


@dataclass
class Cluster:
    """The profile of the first machine and what runs on the three."""

    profile: Path
    folders: list[HubFolder]
    keepers: list[Keeper] = field(default_factory=list)

    def start(self) -> None:
        for folder in self.folders:
            keeper = Keeper(folder)
            keeper.start()
            self.keepers.append(keeper)
        hub = NatsHub(read_membership(self.profile))
        until(lambda: (s := hub.survey(2)) and sum(n.online for n in s.nodes) == 3, 90)
        hub.close()

    def signal(self, i: int, what: signal.Signals) -> None:
        os.kill(self.keepers[i]._server.pid, what)

    def kill(self, i: int) -> None:
        self.signal(i, signal.SIGKILL)
        until(lambda: self.keepers[i]._server.pid is None)

    def status(self) -> tuple[int, dict[str, Any]]:
        """What the command answers just now."""
        command = [sys.executable, "-m", "kiosk", "--profile", str(self.profile), "hub", "status"]
        done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
        return done.returncode, json.loads(done.stdout)

    def state(self) -> str:
        return str(self.status()[1]["state"])


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    home = tmp_path / "home"
    load_event(home, asset("demo", "event.toml"))
    addresses = [("127.0.0.1", free_port()) for _ in range(3)]
    made = Cluster(home, hub_setup.make_hub(home, addresses))
    try:
        made.start()
        yield made
    finally:
        for i, keeper in enumerate(made.keepers):
            if keeper._server.pid is not None:
                made.signal(i, signal.SIGCONT)
            keeper.close()


def at(membership: Membership, i: int) -> NatsHub:
    """A connection to that one server only."""
    one = msgspec.structs.replace(membership, addresses=(membership.addresses[i],))
    return NatsHub(one)


def test_whoever_joins_at_one_is_known_at_all_and_whoever_is_revoked_at_none(cluster, tmp_path):
    profile = tmp_path / "door"
    load_event(profile, asset("demo", "event.toml"))
    issued = hub_setup.invite(cluster.folders[1], Offer(name="Puerta", role="door"))
    joined = hub_setup.join(profile, issued.text.typed, "", "")
    first = NatsHub(read_membership(cluster.profile))
    until(lambda: first.health().connected)
    for i in range(3):
        hub = at(joined, i)
        try:
            until(lambda hub=hub: hub.survey(1), 30)
            assert isinstance(hub.claim(entry(f"door-{i}", f"K{i}"), 0, 5), Won)
            assert isinstance(first.claim(entry(f"desk-{i}", f"K{i}"), 0, 5), Behind)
            until(lambda hub=hub: hub.events_from(0, 10, 0.5))
            until(lambda hub=hub, i=i: _heard(hub, first, f"beat {i}".encode(), joined.station))
        finally:
            hub.close()
    first.close()

    hub_setup.revoke(cluster.folders[2], "Puerta")

    for i in range(3):
        gone = at(joined, i)
        until(lambda gone=gone: gone.health().trouble is Trouble.REFUSED)
        gone.close()


def _heard(speaker: NatsHub, hearer: NatsHub, body: bytes, station: str) -> bool:
    speaker.beat(body)
    found = hearer.beats().get(station)
    return found is not None and found.body == body


def test_status_tells_the_truth_while_servers_are_killed(cluster):
    assert until(cluster.state) == "ok"

    cluster.kill(0)
    until(lambda: cluster.state() == "degraded", 60)
    code, told = cluster.status()
    assert code == 0
    assert {n["name"]: n["online"] for n in told["nodes"]} == {
        folder.about.node.name: i > 0 for i, folder in enumerate(cluster.folders)
    }

    cluster.kill(1)
    until(lambda: cluster.state() in {"no_majority", "unreachable"}, 60)
    assert cluster.status()[0] == 1

    for keeper in cluster.keepers:
        keeper.tend()
    until(lambda: cluster.state() == "ok", 90)


def test_status_tells_the_truth_while_servers_are_frozen(cluster):
    assert until(cluster.state) == "ok"

    cluster.signal(1, signal.SIGSTOP)
    until(lambda: cluster.state() == "degraded", 60)
    online = {node["name"]: node["online"] for node in cluster.status()[1]["nodes"]}
    assert [online[folder.about.node.name] for folder in cluster.folders] == [True, False, True]

    cluster.signal(2, signal.SIGSTOP)
    until(lambda: cluster.state() in {"no_majority", "unreachable"}, 60)
    code, told = cluster.status()
    assert code == 1
    assert told["entries"] is None or told["state"] == "no_majority"

    for i in (1, 2):
        cluster.signal(i, signal.SIGCONT)
    until(lambda: cluster.state() == "ok", 90)
    assert cluster.status()[0] == 0


def test_a_machine_that_lost_its_disk_fills_itself_from_the_others(cluster):
    hub = NatsHub(read_membership(cluster.profile))
    until(lambda: hub.survey(2))
    for i in range(50):
        assert isinstance(hub.publish(entry(f"kept-{i}", f"L{i}", "log"), 5), Won)
    lost = cluster.folders[2]
    cluster.keepers[2].close()
    shutil.rmtree(lost.path / "jetstream")

    cluster.keepers[2].start()

    name = lost.about.node.name
    until(cluster.keepers[2]._server.healthy, 90)  # the others' word of it is older than its start
    until(lambda: _whole(hub, name), 90)
    cluster.kill(0)  # and what it has got is enough for a majority
    until(lambda: isinstance(hub.publish(entry("after", "AFTER", "log"), 2), Won), 60)
    assert len(until(lambda: hub.events_from(0, 100, 1), 30)) == 51
    hub.close()


def _whole(hub: NatsHub, name: str) -> bool:
    survey = hub.survey(2)
    return survey is not None and any(
        node.name == name and node.online and not node.behind for node in survey.nodes
    )
