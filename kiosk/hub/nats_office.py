"""Lets stations into the hub and out of it: what `hub run` does beside keeping the server.

Each of the hub's machines runs one office. All read the same records and write them only on the
condition that none came between; each then writes its own server's configuration.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

import msgspec
import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.errors import APIError

from kiosk.hub import subjects
from kiosk.hub.addresses import present_addresses
from kiosk.hub.folder import HubFolder
from kiosk.hub.joining import Answer, record_subject
from kiosk.hub.nats_connection import Access, Line
from kiosk.hub.nats_link import LoopThread
from kiosk.hub.nats_reader import Reader
from kiosk.hub.nats_streams import ensure_streams
from kiosk.hub.permissions import SERVER_API
from kiosk.hub.registry import Invited, Member, Refusal, Registry, Request, judge, settled
from kiosk.typed import from_json

log = logging.getLogger(__name__)

_FAILURES = (nats.errors.Error, OSError, TimeoutError)
_LIMIT, _WAIT, _PAUSE = 500, 1.0, 0.3
_WRITE = 2.0
"""Seconds for one record to be confirmed."""
_AGAIN = 0.4
"""Seconds until the server is told of a change for the second time."""
_EXPECTED = "Nats-Expected-Last-Sequence"
_ANOTHER_ACCOUNT = "_R_."
"""How the server names the way back to the account from which a request came."""


class Office:
    """The office of one of the hub's machines; `reload` makes its server read its configuration."""

    def __init__(self, folder: HubFolder, reload: Callable[[int | None], int | None]) -> None:
        self._folder, self._reload = folder, reload
        about = folder.about
        self._event, self._nodes = about.event, about.nodes
        self._name = f"hub-{about.node.name}"
        self._stream = subjects.registry_stream(self._event)
        self._api = folder.api
        self._registry = Registry()
        self._known = folder.read_registry()
        self._writing = asyncio.Lock()
        own = (f"127.0.0.1:{about.node.port}",)
        access = Access(own, folder.authority, folder.seed, subjects.inbox(self._name))
        self._line = Line(access, self._opened)
        self._thread = LoopThread("hub office")
        self._thread.start(self._line.stay())
        self._thread.start(self._keep())

    def close(self) -> None:
        """End within two seconds; the server goes on with the configuration that it has."""
        self._thread.close(self._line.close())

    async def _opened(self, client: Client) -> None:
        """Hear who asks to join; where several offices are, one of them answers."""
        await client.subscribe(subjects.join(self._event, "*"), queue="hub", cb=self._asked)

    async def _keep(self) -> None:
        """Follow the records for ever, and let what has expired fall out of the configuration."""
        reader = Reader(self._api, self._stream, self._name, f"hub.{self._event}.>")
        ready: Client | None = None
        while True:
            client = self._line.client
            if client is None:
                await asyncio.sleep(_PAUSE)
                continue
            try:
                if client is not ready:
                    await self._begin(client, reader)
                    ready = client
                found = await reader.read(client, self._registry.last_seq, _LIMIT, _WAIT)
            except Exception as problem:  # noqa: BLE001  whatever it was: it is tried again, for ever
                log.debug("the records do not answer: %r", problem)
                await asyncio.sleep(_PAUSE)
                continue
            for message in found:
                take(self._registry, message)
            self._settle()

    async def _begin(self, client: Client, reader: Reader) -> None:
        """Read all records, and give the hub those that only this machine still knows.

        A member is never forgotten, only revoked: one that has no record is one whose record was
        lost, or a hub that has just been made. A leaf makes no streams: the hub has them.
        """
        if self._api == SERVER_API:
            await ensure_streams(client, self._event, len(self._nodes))
        info = await client.jetstream(prefix=self._api, timeout=2).stream_info(self._stream)
        if self._registry.last_seq > info.state.last_seq:
            self._registry = Registry()  # it began anew: what stands there counts
        await self._read_on(client, reader)
        while lacking := self._registry.lacks(self._known):
            if not await self._write(client, lacking[0]):
                await self._read_on(client, reader)

    async def _read_on(self, client: Client, reader: Reader) -> None:
        while found := await reader.read(client, self._registry.last_seq, _LIMIT, 0):
            for message in found:
                take(self._registry, message)

    def _settle(self) -> None:
        """Write what is known now; the server takes it where it has changed.

        It is told twice: an account that appears is bound to the streams' one at the second time
        only (nats-server 2.15.1; seen in tests/hub/test_joining.py). One that was started meanwhile
        is not told: a single time would leave its accounts unbound.
        """
        if self._registry.last_seq and self._folder.keep(self._registry, int(time.time())):
            told = self._reload(None)
            if told is not None:
                asyncio.get_running_loop().call_later(_AGAIN, self._reload, told)

    async def _asked(self, message: Msg) -> None:
        """Answer a station that wants to join: in the account that asked, and nowhere else.

        Only the server itself makes such reply subjects; any other could be anybody's.
        """
        client = self._line.client
        invitation = message.subject.rpartition(".")[2]
        if client is None or not message.reply.startswith(_ANOTHER_ACCOUNT):
            return
        try:
            answer = await self._decided(client, invitation, message.data)
            await client.publish(message.reply, msgspec.json.encode(answer))
            await client.flush(timeout=1)
        except _FAILURES as problem:
            log.debug("a station that asked was not answered: %s", problem)
            return
        self._settle()

    async def _decided(self, client: Client, invitation: str, data: bytes) -> Answer:
        try:
            request = from_json(data, Request)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return Answer(refused=Refusal.KEY)
        if request.look:
            return _look(self._registry, invitation, request)
        for _ in range(20):
            judged = judge(self._registry, invitation, request, int(time.time()))
            if isinstance(judged, Refusal):
                return Answer(refused=judged)
            invited = self._registry.invitations[invitation]
            if invited.member is not None or await self._write(client, invited.used_by(judged)):
                about = self._folder.about
                return Answer(judged, event=about.event, addresses=present_addresses(about))
            await asyncio.sleep(_PAUSE / 3)  # somebody wrote meanwhile: it is read, judge again
        raise TimeoutError

    async def _write(self, client: Client, record: Member | Invited) -> bool:
        """Publish a record behind the last one known; False where there is a newer one."""
        async with self._writing:
            seq = await publish_record(client, self._event, record, self._registry.last_seq)
            if seq is None:
                return False
            self._registry.take(record, seq)
            return True


def _look(registry: Registry, invitation: str, request: Request) -> Answer:
    found = settled(registry, invitation, request, int(time.time()))
    if isinstance(found, Refusal):
        return Answer(refused=found)
    return Answer(settled=found)


def take(registry: Registry, message: Msg) -> None:
    """Fold a record of the stream into the registry; what was folded already changes nothing."""
    seq = int(message.metadata.sequence.stream)
    if seq <= registry.last_seq:
        return
    try:
        if message.subject.split(".")[2:3] == ["member"]:
            registry.take(from_json(message.data, Member), seq)
        else:
            registry.take(from_json(message.data, Invited), seq)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        registry.last_seq = seq  # of a newer program: what it says is not known here


async def publish_record(
    client: Client, event: str, record: Member | Invited, last: int
) -> int | None:
    """Write a record if the last one is number `last`; its number, or None where it is not."""
    manager = client.jetstream(timeout=_WRITE)
    subject = record_subject(event, record)
    headers = {_EXPECTED: str(last)}
    try:
        ack = await manager.publish(
            subject, msgspec.json.encode(record), timeout=_WRITE, headers=headers
        )
    except APIError:
        return None
    return int(ack.seq)
