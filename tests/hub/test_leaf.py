"""A second hall with a server of its own, and its line to the hub cut: two real servers."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import nats.errors
import pytest

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.settings import Station
from kiosk.hub.files import write_json
from kiosk.hub.folder import About, HubFolder, lay_leaf
from kiosk.hub.interface import Behind, Unanswered, Won
from kiosk.hub.keeper import Keeper
from kiosk.hub.membership import Membership
from kiosk.hub.nats import NatsHub
from kiosk.hub.nats_connection import Access, connect, hang_up
from kiosk.hub.server_config import LEAF_OFFSET, HubNode
from kiosk.hub.subjects import inbox
from kiosk.services import hub_setup, share
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.hub_guard import GuardedHub
from kiosk.services.profile import load_event
from kiosk.services.share import name_station
from kiosk.store import journal
from kiosk.store.connect import close, open_store
from kiosk.store.transact import rows
from tests.cli.conftest import EVENT
from tests.hub.lab import DEADLINE, Lab, entry, events
from tests.hub.proxy import Proxy
from tests.patience import until
from tests.ports import free_port
from tests.services.conftest import Clock, fill
from tests.services.hub.desks import SHARED


class Halls:
    """The hub's hall with S01, the second hall with S02 and the door S03 at the leaf."""

    def __init__(self, folder: Path) -> None:
        roles = {"S03": "door"}
        stations = ("S01", "S02", "S03")
        self._hubs: list[NatsHub] = []
        with ExitStack() as opened:
            lab = Lab(folder, stations, event="halls", roles=roles, sources=("S01",))
            self.lab = opened.enter_context(lab)
            node = self.lab.about.node
            self.line = opened.enter_context(closing(Proxy(f"127.0.0.1:{node.port + LEAF_OFFSET}")))
            port = int(self.line.address.rpartition(":")[2]) - LEAF_OFFSET
            self.leaf = self._lay(folder, HubNode(node.name, "127.0.0.1", port))
            self.server = self.leaf.server
            opened.callback(self.server.stop)
            self.server.start()
            self._opened = opened.pop_all()

    def _lay(self, folder: Path, through: HubNode) -> HubFolder:
        """The leaf's folder; it reaches the hub through the line that can be cut."""
        here = ("127.0.0.1", free_port())
        laid = lay_leaf(folder / "leaf", self.lab.folders[0], here, datetime.now(UTC))
        about: About = msgspec.structs.replace(laid.about, hub=(through,))
        write_json(laid.path / "hub.json", about)
        leaf = HubFolder(laid.path)
        leaf.keep(self.lab.registry, 0)
        return leaf

    def at_hub(self, name: str) -> NatsHub:
        return self.lab.hub(name)

    def at_leaf(self, name: str) -> NatsHub:
        member: Membership = msgspec.structs.replace(
            self.lab.members[name], addresses=self.leaf.about.addresses
        )
        hub = NatsHub(member)
        self._hubs.append(hub)
        until(lambda: hub.health().connected)
        return hub

    async def as_station_of_the_leaf(self, name: str, work: Callable[..., Any]) -> None:
        member = self.lab.members[name]
        access = Access(self.leaf.about.addresses, member.authority, member.seed, inbox(name))
        told: list[str] = []
        client = await connect(access, lambda problem: told.append(str(problem)))
        try:
            await work(client, told)
        finally:
            await hang_up(client)

    def close(self) -> None:
        for hub in self._hubs:
            hub.close()
        self._opened.close()


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Halls]:
    with closing(Halls(tmp_path_factory.mktemp("halls"))) as made:
        yield made


@pytest.fixture(scope="module")
def first(halls: Halls) -> NatsHub:
    return halls.at_hub("S01")


@pytest.fixture(scope="module")
def second(halls: Halls) -> NatsHub:
    hub = halls.at_leaf("S02")
    until(lambda: hub.health().stream)  # the leaf has found the hub
    return hub


def test_a_ticket_is_good_once_in_both_halls(first, second):
    won = first.claim(entry("once-1", "ONCE"), 0, DEADLINE)
    late = second.claim(entry("once-2", "ONCE"), 0, DEADLINE)

    assert isinstance(won, Won)
    assert isinstance(late, Behind)
    assert (late.message.entry_id, late.message.station) == ("once-1", "S01")
    again = second.claim(entry("once-3", "ONCE"), won.seq, DEADLINE)
    assert isinstance(again, Won)


def test_both_halls_read_one_order_and_hear_each_other(first, second):
    for i in range(20):
        told = (first, second)[i % 2].publish(entry(f"both-{i}", f"BOTH-{i}", "log"), DEADLINE)

    mine = events(first, told.seq, most=7)
    assert mine == events(second, told.seq, most=7)
    assert [one.seq for one in mine] == list(range(1, told.seq + 1))
    assert {one.station for one in mine if one.entry_id.startswith("both")} == {"S01", "S02"}
    until(lambda: second.beat(b"two") or "S02" in first.beats())
    until(lambda: first.beat(b"one") or "S01" in second.beats())
    assert first.beats()["S02"].body == b"two"


def test_the_list_reaches_a_door_of_the_second_hall_in_its_view_only(halls, first):
    assert first.put("full", "person", "ana", b"ana@example.org", DEADLINE)
    assert first.put("lean", "person", "ana", b"Ana", DEADLINE)
    door = halls.at_leaf("S03")

    assert [one.body for one in until(lambda: door.records_from(0, 10, 0.2))] == [b"Ana"]
    assert not door.put("full", "person", "ana", b"forged", 0.3)
    wanted = {"name": "S03", "filter_subject": "ro.halls.full.>", "ack_policy": "none"}
    body = json.dumps({"stream_name": "RO_halls", "config": wanted}).encode()
    heard: list[bytes] = []

    async def ask(client: Any, told: list[str]) -> None:
        for api in ("HUB.API", "$JS.API", "$JS.hub.API"):
            for view in ("full", "lean"):
                subject = f"{api}.CONSUMER.CREATE.RO_halls.S03.ro.halls.{view}.>"
                with contextlib.suppress(nats.errors.Error):
                    heard.append((await client.request(subject, body, timeout=0.5)).data)
            for end in ("STREAM.MSG.GET.RO_halls", "DIRECT.GET.RO_halls"):
                with contextlib.suppress(nats.errors.Error):
                    asked = await client.request(f"{api}.{end}", b'{"seq":1}', timeout=0.5)
                    heard.append(asked.data)

    asyncio.run(halls.as_station_of_the_leaf("S03", ask))
    assert [data for data in heard if b"error" not in data] == []
    assert [one.body for one in until(lambda: first.records_from(0, 10, 0.2))] == [
        b"ana@example.org"
    ]


def held(ctx: Context) -> set[str]:
    return {row["id"] for row in rows(ctx.db, "SELECT id FROM hub_entry")}


def test_while_the_line_is_cut_the_hall_goes_on_and_afterwards_the_hub_has_everything(
    halls, second, tmp_path
):
    db = open_store(tmp_path / "event.db")
    fill(db)
    guarded = GuardedHub(second)
    ctx = Context(db, SHARED, Station(name="S02"), Clock(), tmp_path, guarded)
    name_station(ctx, "S02")
    share.exchange(ctx, guarded)
    halls.line.cut()
    until(lambda: isinstance(second.publish(entry("probe", "P", "log"), 0.2), Unanswered))

    alone = scan(ctx, ScanRequest("code-of-ana", "main"))
    strict = scan(ctx, ScanRequest("code-of-jose", "strict"))

    assert (alone.verdict.admitted, alone.offline) == (True, True)
    assert (strict.verdict.admitted, strict.offline) == (False, True)
    until(lambda: second.health().connected)  # its own server is there
    waiting = share.waiting(ctx)
    assert waiting == 2
    there = halls.at_hub("S01")  # the first hall goes on as well
    assert isinstance(there.publish(entry("meanwhile", "M", "log"), DEADLINE), Won)

    halls.line.mend()
    until(lambda: share.exchange(ctx, guarded) and not share.waiting(ctx))

    end = until(lambda: there.survey(2)).last_seq
    ids = {one.entry_id for one in events(there, end)}
    assert {one.id for one in journal.read_after(db)} <= ids
    until(lambda: share.exchange(ctx, guarded) and "meanwhile" in held(ctx))
    assert journal.verify(db) is None
    close(db)


def test_a_station_joins_at_the_second_halls_server(tmp_path):
    halls = Halls(tmp_path / "own")
    for server in (halls.server, *halls.lab.servers):
        server.stop()
    keepers = [Keeper(folder, ("127.0.0.1",)) for folder in (halls.lab.folders[0], halls.leaf)]
    toml, profile = tmp_path / "event.toml", tmp_path / "profile"
    toml.write_text(EVENT.replace('id = "prueba"', 'id = "halls"'), encoding="utf-8")
    load_event(profile, toml)
    try:
        for keeper in keepers:
            keeper.start()
        until(lambda: hub_setup.registry_of(halls.leaf).members)
        issued = hub_setup.invite(halls.leaf, hub_setup.Offer(name="Sala B", role="door"))
        member = hub_setup.join(profile, issued.text.typed, "", "")
        hub = NatsHub(member)
        try:
            until(lambda: isinstance(hub.publish(entry("joined", "J", "log"), 2), Won))
        finally:
            hub.close()
        assert (member.name, member.addresses) == ("Sala B", halls.leaf.about.addresses)
    finally:
        for keeper in reversed(keepers):
            keeper.close()
        halls.close()


def test_only_the_machine_that_made_the_hub_makes_a_leaf(halls, tmp_path):
    hub, now = halls.lab.folders[0], datetime.now(UTC)
    made = lay_leaf(tmp_path / "leaf", hub, ("10.0.0.7", 4222), now)

    assert made.about.hub == hub.about.nodes
    assert made.about.addresses == ("10.0.0.7:4222",)
    assert not (made.path / "ca.key").exists()
    with pytest.raises(WrongUseError):
        lay_leaf(tmp_path / "leaf", hub, ("10.0.0.7", 4222), now)
    with pytest.raises(NotFoundError):
        lay_leaf(tmp_path / "other", made, ("10.0.0.8", 4222), now)


def test_only_the_server_that_was_told_is_told_again(halls):
    """One that was started meanwhile has read all of it; a single time would unbind its accounts."""
    server = halls.server
    pid = server.pid

    assert server.reload() == pid
    assert server.reload(pid) == pid
    assert server.reload((pid or 0) + 1) is None
    assert HubFolder(halls.leaf.path).server.reload() is None
