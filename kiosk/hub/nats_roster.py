"""The list of an event over NATS: says and reads the last word on everything; knows no person."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Sequence

import nats.errors
from nats.aio.client import Client
from nats.js.errors import APIError, NoStreamResponseError

from kiosk.hub import subjects
from kiosk.hub.interface import Record, Saying
from kiosk.hub.membership import Membership
from kiosk.hub.nats_connection import Line
from kiosk.hub.nats_reader import Reader
from kiosk.hub.permissions import STATION_API, view_of_list

_ID = "Nats-Msg-Id"
_ONE_TRY, _PAUSE = 1.0, 0.05
"""Seconds: until a record is said again (its server may be gone), and between tries."""
_AT_ONCE = 64
_FAILURES = (nats.errors.Error, OSError, TimeoutError)


class Roster:
    """A station's part of the list; its methods run in the loop of the line."""

    def __init__(self, membership: Membership, line: Line) -> None:
        self._event, self._line = membership.event, line
        self.stream = subjects.roster_stream(self._event)
        view = view_of_list(membership.role, source=membership.source)
        of_view = subjects.record(self._event, view)
        self._reader = Reader(STATION_API, self.stream, membership.station, of_view, whole=False)

    async def put(self, said: Sequence[Saying], deadline: float) -> int:
        """Say all of it, some at a time; how many were taken from the first on without a gap."""
        end = time.monotonic() + deadline
        taken = 0
        for start in range(0, len(said), _AT_ONCE):
            some = said[start : start + _AT_ONCE]
            told = await asyncio.gather(*(self._put(one, end) for one in some))
            taken += told.index(False) if False in told else len(told)
            if taken < start + len(some):
                break
        return taken

    async def _put(self, said: Saying, end: float) -> bool:
        """Say it until the hub has taken it or the time is over.

        Each call has an id of its own: a try that lay in a frozen server is not taken when a newer
        word has been said since.
        """
        headers = {_ID: secrets.token_hex(8)}
        address = subjects.record(self._event, said.view, said.kind, said.key)
        while (left := end - time.monotonic()) > 0 and self._line.client is not None:
            try:
                await self._line.client.jetstream().publish(
                    address, said.body, timeout=min(left, _ONE_TRY), headers=headers
                )
            except (NoStreamResponseError, APIError, *_FAILURES):
                await asyncio.sleep(min(left, _PAUSE))
            else:
                return True
        return False

    async def read(self, cursor: int, limit: int, wait: float) -> Sequence[Record]:
        """Up to `limit` records behind `cursor`; waits up to `wait` seconds for the first."""
        client: Client | None = self._line.client
        if client is None:
            await asyncio.sleep(min(wait, 0.2))
            return ()
        try:
            found = await self._reader.read(client, cursor, limit, wait)
        except _FAILURES:
            await asyncio.sleep(min(wait, 0.05))
            return ()
        return tuple(
            _record(one.subject, int(one.metadata.sequence.stream), one.data) for one in found
        )


def _record(subject: str, seq: int, body: bytes) -> Record:
    kind, key = subject.split(".")[3:5]
    return Record(seq, kind, key, body)
