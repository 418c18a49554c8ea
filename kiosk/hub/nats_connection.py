"""Stays connected to one of the hub's servers, for ever; says nothing over the connection itself.

The library's own reconnecting is off: it waits for the end of a connection whose peer is frozen,
and gives up where a server has refused once. Here a line that does not answer is left behind.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import nats.errors
from nats.aio.client import Client

from kiosk.hub.certificates import SERVER_NAME
from kiosk.hub.interface import Trouble
from kiosk.hub.lookout import Lookout, together


def _worth_saying(record: logging.LogRecord) -> bool:
    """False for what asyncio says at the end of each connection that was changed over to TLS."""
    return "eof_received()" not in record.getMessage()


logging.getLogger("asyncio").addFilter(_worth_saying)

Opened = Callable[[Client], Awaitable[None]]

log = logging.getLogger(__name__)

_CONNECT, _OPEN, _ANSWER, _PAUSE, _BEAT = 3.0, 3.0, 1, 0.2, 1.0
"""Seconds: to connect, to say the first things, to answer a ping, between tries and pings."""
_REFUSED = 1.0
"""Seconds after a server would not have this station; each try is a line in its log."""
_LOST, _SEEK_AGAIN = 2.0, 10.0
"""Seconds without a hub until it is sought elsewhere, and between looks. A restart takes one."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where the servers are, whom to trust there, and who this is."""

    addresses: tuple[str, ...]
    authority: str
    seed: str
    inbox: str

    def __repr__(self) -> str:
        """Without the secret, since values end in logs."""
        return f"Access({self.addresses!r}, {self.inbox!r})"


def trusting(authority: str) -> ssl.SSLContext:
    """TLS 1.3 that trusts servers of that authority only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cadata=authority)
    return context


async def connect(access: Access, told: Callable[[Exception], None]) -> Client:
    """One connection to any of the servers; raises where none takes it within three seconds.

    `told` hears what goes wrong meanwhile, such as a permission that is missing.
    """
    client = Client()

    async def error(problem: Exception) -> None:
        told(problem)

    addresses = list(access.addresses)
    random.shuffle(addresses)
    try:
        async with asyncio.timeout(_CONNECT):
            await client.connect(
                [f"tls://{address}" for address in addresses],
                tls=trusting(access.authority),
                tls_hostname=SERVER_NAME,
                tls_handshake_first=True,
                nkeys_seed_str=access.seed,
                inbox_prefix=access.inbox.encode(),
                allow_reconnect=False,
                max_reconnect_attempts=1,
                reconnect_time_wait=0,
                connect_timeout=1,
                error_cb=error,
            )
    except BaseException:
        await hang_up(client)
        raise
    return client


async def hang_up(client: Client) -> None:
    """End a connection, whatever state it is in, and wait for nobody longer than a moment.

    A peer that is frozen never says goodbye: its socket is given up.
    """
    try:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(0.5):
                await client.close()
    finally:
        writer = getattr(client._transport, "_bare_io_writer", None)  # nothing public has it
        if writer is not None:
            writer.transport.abort()


class Line:
    """The connection that there is now, or None, and what is known of it.

    With a lookout, a hub that has got another address is found again.
    """

    def __init__(self, access: Access, opened: Opened, lookout: Lookout | None = None) -> None:
        self._access = access
        self._opened = opened
        self._lookout = lookout
        self._seeking: asyncio.Task[None] | None = None
        self._seek_at = 0.0
        self._found = False
        self._ending: set[asyncio.Task[None]] = set()
        self.client: Client | None = None
        self.trouble = Trouble.UNREACHABLE
        self.round_trip_ms: float | None = None

    @property
    def server(self) -> str:
        """The name of the server at the other end; empty where there is none."""
        client = self.client
        return (
            str(client._server_info.get("server_name", "")) if client else ""
        )  # nothing public has it

    async def stay(self) -> None:
        """Connect, keep it alive, connect again; ends only by being cancelled."""
        self._seek_at = time.monotonic() + _LOST
        while True:
            try:
                client = await self._begin()
            except Exception as problem:  # noqa: BLE001  whatever it was: it is tried again, for ever
                log.debug("no connection: %r", problem)
                self._hear(problem)
                self._look_around()
                await asyncio.sleep(_PAUSE if self.trouble is Trouble.UNREACHABLE else _REFUSED)
                continue
            self.client, self.trouble = client, Trouble.NONE
            try:
                await self._tell_place()
                await self._while_alive(client)
            except asyncio.CancelledError:
                await hang_up(client)  # close() may have looked before this one was there
                raise
            self.client, self.round_trip_ms = None, None
            self._seek_at = time.monotonic() + _LOST
            self.trouble = Trouble.UNREACHABLE
            ending = asyncio.create_task(hang_up(client))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    def _look_around(self) -> None:
        """Ask the network where the hub has gone, beside trying where it was."""
        under_way = self._seeking is not None and not self._seeking.done()
        if self._lookout is None or under_way or time.monotonic() < self._seek_at:
            return
        if self.trouble is Trouble.REFUSED:
            return  # it is there, and does not want this station
        self._seek_at = time.monotonic() + _SEEK_AGAIN
        self._seeking = asyncio.create_task(self._seek(self._lookout))

    async def _seek(self, lookout: Lookout) -> None:
        found = await asyncio.to_thread(lookout.seek)
        places = together(found, self._access.addresses)
        if set(places) != set(self._access.addresses):
            self._access, self._found = replace(self._access, addresses=places), True

    async def _tell_place(self) -> None:
        """What was found and holds true is kept: the next start begins there."""
        if self._found and self._lookout is not None:
            self._found = False
            try:
                await asyncio.to_thread(self._lookout.tell, self._access.addresses)
            except Exception as problem:  # noqa: BLE001  a full disk must not cost the line
                log.warning("the hub's new address was not kept: %r", problem)

    async def close(self) -> None:
        """Hang up."""
        client, self.client = self.client, None
        if client is not None:
            await hang_up(client)

    async def _begin(self) -> Client:
        client = await connect(self._access, self._hear)
        try:
            await asyncio.wait_for(self._opened(client), _OPEN)
        except BaseException:
            await hang_up(client)
            raise
        return client

    async def _while_alive(self, client: Client) -> None:
        """Ends as soon as the connection has ended, or did not answer twice."""
        silent = 0
        while silent < 2 and client.is_connected:
            began = time.perf_counter()
            try:
                await client.flush(timeout=_ANSWER)
            except Exception:  # noqa: BLE001  any failure is a silence
                silent += 1
                continue
            silent = 0
            self.round_trip_ms = (time.perf_counter() - began) * 1000
            await asyncio.sleep(_BEAT)

    def _hear(self, problem: Exception) -> None:
        """Keep what the last failure means."""
        self.trouble = trouble_of(problem)


def trouble_of(problem: Exception) -> Trouble:
    """What a failure says about the hub."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return Trouble.CERTIFICATE
    if "authorization violation" in str(problem).lower():
        return Trouble.REFUSED
    if isinstance(problem, nats.errors.Error) and "permissions" in str(problem).lower():
        return Trouble.NONE  # one subject was refused; the connection is whole
    return Trouble.UNREACHABLE
