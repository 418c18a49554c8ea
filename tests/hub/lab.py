"""A real hub on this machine: nats-server from the wheel on private ports, and its stations."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.hub.credentials import new_seed, public_key_of
from kiosk.hub.folder import HubFolder, lay
from kiosk.hub.interface import Message, Outgoing
from kiosk.hub.membership import Membership
from kiosk.hub.nats import NatsHub
from kiosk.hub.nats_connection import Access, connect, hang_up
from kiosk.hub.nats_streams import ensure_streams
from kiosk.hub.registry import Member, Registry
from kiosk.hub.server import Server
from kiosk.hub.subjects import inbox, token
from tests.patience import until
from tests.ports import free_port

DEADLINE = 20.0
"""Seconds for what a hub that is there answers at once, and later on a busy machine."""


def entry(entry_id: str, key: str = "K", kind: str = "pass", body: bytes = b"{}") -> Outgoing:
    return Outgoing(entry_id, kind, key, body)


def events(hub: NatsHub, last: int, *, behind: int = 0, most: int = 1000) -> list[Message]:
    """All behind a number up to number `last`, `most` at a time, however late the hub answers."""
    found: list[Message] = []
    while (cursor := found[-1].seq if found else behind) < last:
        found += until(lambda cursor=cursor: hub.events_from(cursor, most, 0.2))
    return found


class Lab:
    """The servers of one hub and the memberships of its stations, who have all joined."""

    def __init__(
        self,
        folder: Path,
        stations: Sequence[str] = ("S01", "S02"),
        *,
        nodes: int = 1,
        event: str = "e1",
        roles: dict[str, str] | None = None,
        sources: Sequence[str] = (),
    ) -> None:
        paths = [folder / f"n{i}" for i in range(nodes)]
        addresses = [("127.0.0.1", free_port()) for _ in paths]
        self.folders: list[HubFolder] = lay(paths, event, addresses, datetime.now(UTC))
        self.about = self.folders[0].about
        self.registry = Registry()
        self.members: dict[str, Membership] = {}
        for name in stations:
            self._admit(name, (roles or {}).get(name, "desk"), source=name in sources)
        for one in self.folders:
            one.keep(self.registry, 0)
        self.servers: list[Server] = [one.server for one in self.folders]
        self._hubs: list[NatsHub] = []

    def start(self) -> Lab:
        """All servers run; where one does not start, none is left and its words are told."""
        try:
            for server in self.servers:
                server.start()
            asyncio.run(self.as_hub(self._streams))
        except BaseException:
            self.close()
            raise
        return self

    def __enter__(self) -> Lab:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def hub(self, name: str) -> NatsHub:
        """A station's connection, connected."""
        made = NatsHub(self.members[name])
        self._hubs.append(made)
        until(lambda: made.health().connected)
        return made

    def kill(self, i: int) -> None:
        """As a power cut of that server's process."""
        os.kill(self.servers[i].pid or 0, signal.SIGKILL)
        until(lambda: self.servers[i].pid is None)

    def freeze(self, i: int) -> None:
        os.kill(self.servers[i].pid or 0, signal.SIGSTOP)

    def thaw(self, i: int) -> None:
        os.kill(self.servers[i].pid or 0, signal.SIGCONT)

    def leader(self, hub: NatsHub) -> int:
        """Which server leads the journal's stream."""
        survey = until(lambda: hub.survey(1.0))
        name = next(node.name for node in survey.nodes if node.leads)
        return next(i for i, one in enumerate(self.folders) if one.about.node.name == name)

    async def as_hub(self, work: Callable[[Any], Any]) -> Any:
        """Do something as the hub's own user."""
        access = Access(
            self.about.addresses, self.folders[0].authority, self.folders[0].seed, inbox("test")
        )
        client = await connect(access, lambda _: None)
        try:
            return await work(client)
        finally:
            await hang_up(client)

    async def as_station(self, name: str, work: Callable[[Any, list[str]], Any]) -> Any:
        """Do something with a station's key and no program of ours; hears what is forbidden."""
        member = self.members[name]
        told: list[str] = []
        access = Access(member.addresses, member.authority, member.seed, inbox(member.station))
        client = await connect(access, lambda problem: told.append(str(problem).lower()))
        try:
            return await work(client, told)
        finally:
            await hang_up(client)

    def close(self) -> None:
        for hub in self._hubs:
            hub.close()
        for i, server in enumerate(self.servers):
            if server.pid is not None:
                self.thaw(i)
            server.stop()

    async def _streams(self, client: Any) -> None:
        await asyncio.wait_for(ensure_streams(client, self.about.event, len(self.servers)), 60)

    def _admit(self, name: str, role: str, *, source: bool) -> None:
        seed = new_seed()
        self.registry.take(Member(token(name), name, role, public_key_of(seed), 1, source), 0)
        self.members[name] = Membership(
            event=self.about.event,
            station=token(name),
            name=name,
            role=role,
            addresses=self.about.addresses,
            authority=self.folders[0].authority,
            seed=seed,
            source=source,
        )
