"""The hub over NATS JetStream: one publication is claim and record; knows no store and no screen.

The rules of a claim (which answer means what) were measured on one node and on three; the codes
stand in meanings.py, what is not promised in docs/adr/0020.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import RawStreamMsg, StreamInfo
from nats.js.errors import APIError, NoStreamResponseError

from kiosk.hub import subjects
from kiosk.hub.interface import (
    PATIENCE,
    Behind,
    Claimed,
    Health,
    Heard,
    Message,
    Outgoing,
    Record,
    Saying,
    Survey,
    Trouble,
    Unanswered,
    Won,
)
from kiosk.hub.lookout import Lookout
from kiosk.hub.meanings import Meaning, last_sequence_in, meaning_of
from kiosk.hub.membership import Membership
from kiosk.hub.nats_connection import Access, Line
from kiosk.hub.nats_link import LoopThread
from kiosk.hub.nats_reader import Reader, seq_of
from kiosk.hub.nats_roster import Roster
from kiosk.hub.nats_survey import survey_of
from kiosk.hub.permissions import STATION_API

ID = "Nats-Msg-Id"
_EXPECTED = "Nats-Expected-Last-Subject-Sequence"
_EXPECTED_WHERE = "Nats-Expected-Last-Subject-Sequence-Subject"
_ONE_TRY = 1.0
"""Seconds after which a publication is repeated: the server it went to may be gone."""
_LEARN_AGAIN = 0.5
_COUNTING = 0.5
"""Seconds to come to an end with what was taken until the deadline."""
_FAILURES = (nats.errors.Error, OSError, TimeoutError)


class NatsHub:
    """A station's connection to the hub; see interface.Hub for what each call promises.

    `moved` is told the hub's addresses where it was found at others than the membership's.
    """

    def __init__(
        self,
        membership: Membership,
        moved: Callable[[tuple[str, ...]], None] | None = None,
    ) -> None:
        self._event, self._station = membership.event, membership.station
        self._stream = subjects.journal_stream(self._event)
        access = Access(
            membership.addresses,
            membership.authority,
            membership.seed,
            subjects.inbox(self._station),
        )
        lookout = Lookout(membership.event, membership.authority, moved)
        self._line = Line(access, self._opened, lookout)
        self._record = self._list = ""
        self._learning: asyncio.Task[None] | None = None
        self._beats: dict[str, Heard] = {}
        everything = subjects.journal_subjects(self._event)
        self._reader = Reader(STATION_API, self._stream, self._station, everything)
        self._roster = Roster(membership, self._line)
        self._thread = LoopThread("hub")
        self._thread.start(self._line.stay())

    def claim(self, entry: Outgoing, expected: int, deadline: float) -> Claimed:
        """Publish the entry if the last message of its kind and key is number `expected`."""
        return self._thread.ask(self._settle(entry, expected, deadline), deadline, Unanswered())

    def publish(self, entry: Outgoing, deadline: float) -> Won | Unanswered:
        """Publish a fact, whatever others said before it."""
        answer = self._thread.ask(self._settle(entry, None, deadline), deadline, Unanswered())
        return Unanswered() if isinstance(answer, Behind) else answer

    def events_from(
        self, cursor: int, limit: int, wait: float, patience: float = PATIENCE
    ) -> Sequence[Message]:
        """Up to `limit` messages behind number `cursor`, oldest first."""
        nothing: Sequence[Message] = ()
        return self._thread.ask(self._read(cursor, limit, wait), wait + patience, nothing)

    def put(self, view: str, kind: str, key: str, body: bytes, deadline: float) -> bool:
        """Say what is true now of one thing of the list; whether the hub has taken it."""
        return self.put_all((Saying(view, kind, key, body),), deadline) == 1

    def put_all(self, said: Sequence[Saying], deadline: float) -> int:
        """Say several things; how many of them the hub has taken from the first on."""
        return self._thread.ask(self._roster.put(said, deadline), deadline + _COUNTING, 0)

    def records_from(self, cursor: int, limit: int, wait: float) -> Sequence[Record]:
        """Up to `limit` records behind number `cursor`, in the view of this station's role."""
        nothing: Sequence[Record] = ()
        return self._thread.ask(self._roster.read(cursor, limit, wait), wait + PATIENCE, nothing)

    def beat(self, body: bytes) -> None:
        """Tell the others how this station is."""
        self._thread.start(self._beat(body))

    def beats(self) -> Mapping[str, Heard]:
        """The last sign of life of every station heard since this one connected."""
        return dict(self._beats)

    def health(self) -> Health:
        """How the hub is; asks nothing, tells what is known."""
        line = self._line
        connected = line.client is not None
        trouble = Trouble.NONE if connected else line.trouble
        known = (self._record, self._list)
        return Health(connected, line.server, line.round_trip_ms, trouble, *known)

    def survey(self, deadline: float) -> Survey | None:
        """Ask the hub for its servers and counts; None where most of it does not answer."""
        nobody: Survey | None = None
        return self._thread.ask(self._look(deadline), deadline, nobody)

    def close(self) -> None:
        """End within two seconds."""
        self._thread.close(self._line.close())

    async def _settle(self, entry: Outgoing, expected: int | None, deadline: float) -> Claimed:
        """Try until the hub has answered for good or the time is over."""
        end = time.monotonic() + deadline
        while (left := end - time.monotonic()) > 0 and self._line.client is not None:
            try:
                async with asyncio.timeout(left):
                    answer = await self._try_once(self._line.client, entry, expected, left)
            except _FAILURES:
                answer = None
            if isinstance(answer, Won | Behind):
                return answer
            if isinstance(answer, int):  # something that is no entry stands there: after it, then
                expected = answer
            await asyncio.sleep(random.uniform(0.005, 0.01))  # noqa: S311  no secret: only apart
        return Unanswered()

    async def _try_once(
        self, client: Client, entry: Outgoing, expected: int | None, left: float
    ) -> Won | Behind | int | None:
        """One publication; None where it must be repeated, a number where to expect that one."""
        address = subjects.Address(self._event, entry.kind, self._station, entry.key)
        headers = {ID: entry.entry_id}
        if expected is not None:
            headers |= {_EXPECTED: str(expected), _EXPECTED_WHERE: address.of_all_stations}
        try:
            ack = await client.jetstream().publish(
                str(address), entry.body, timeout=min(left, _ONE_TRY), headers=headers
            )
        except NoStreamResponseError:
            return None
        except APIError as refusal:
            if meaning_of(refusal.err_code) is not Meaning.BEHIND:
                return None
            return await self._behind(client, entry, refusal.description or "")
        return Won(int(ack.seq))

    async def _behind(
        self, client: Client, entry: Outgoing, text: str
    ) -> Won | Behind | int | None:
        """Read who stands there: an earlier try of the same entry, or somebody else."""
        seq = last_sequence_in(text)
        if not seq:
            return None  # the hub knows nothing of the key: it has begun anew, nobody can say
        raw = await client.jetstream(prefix=STATION_API, timeout=_ONE_TRY).get_msg(
            self._stream, seq
        )
        message = _message(raw.subject or "", seq, _id_of(raw), raw.data or b"")
        if message.entry_id == entry.entry_id:
            return Won(seq)
        return Behind(message) if message.entry_id else seq

    async def _read(self, cursor: int, limit: int, wait: float) -> Sequence[Message]:
        client = self._line.client
        if client is None:
            await asyncio.sleep(min(wait, 0.2))
            return ()
        try:
            found = await self._reader.read(client, cursor, limit, wait)
        except _FAILURES:
            await asyncio.sleep(min(wait, 0.05))
            return ()
        return tuple(_received(one) for one in found)

    async def _opened(self, client: Client) -> None:
        """What every new connection begins with: hear the others, and learn which record it is."""
        await client.subscribe(subjects.heard(self._event, "*"), cb=self._heard)
        self._record = self._list = ""  # a hub that was away may have begun anew
        if not await self._learn(client):
            self._learning = asyncio.create_task(self._learn_later(client))

    async def _learn(self, client: Client) -> bool:
        try:
            await self._streams(client, 1)
        except _FAILURES:
            return False
        return True

    async def _learn_later(self, client: Client) -> None:
        """The line stands without a majority, or before a young hub has its streams."""
        while client.is_connected and not await self._learn(client):
            await asyncio.sleep(_LEARN_AGAIN)

    async def _streams(self, client: Client, timeout: float) -> tuple[StreamInfo, StreamInfo]:
        """What the hub says of its two records, of entries and of the list."""
        manager = client.jetstream(prefix=STATION_API, timeout=timeout)
        journal, listed = await asyncio.gather(
            manager.stream_info(self._stream), manager.stream_info(self._roster.stream)
        )
        self._record, self._list = _began(journal), _began(listed)
        return journal, listed

    async def _heard(self, message: Msg) -> None:
        station = message.subject.rpartition(".")[2]
        self._beats[station] = Heard(message.data, time.time_ns() // 1_000_000)

    async def _beat(self, body: bytes) -> None:
        client = self._line.client
        if client is None:
            return
        try:
            await client.publish(subjects.heartbeat(self._event, self._station), body)
        except _FAILURES:
            return

    async def _look(self, deadline: float) -> Survey | None:
        client = self._line.client
        if client is None:
            return None
        try:
            journal, listed = await self._streams(client, deadline)
        except _FAILURES:
            return None
        survey = survey_of(journal, self._line.server)
        return replace(survey, records=listed.state.messages) if survey else None


def _began(info: StreamInfo) -> str:
    return info.created.isoformat() if info.created else ""


def _received(message: Msg) -> Message:
    headers = message.headers or {}
    seq = seq_of(message)
    return _message(message.subject, seq, headers.get(ID, ""), message.data)


def _id_of(raw: RawStreamMsg) -> str:
    return str((raw.headers or {}).get(ID, ""))


def _message(subject: str, seq: int, entry_id: str, body: bytes) -> Message:
    """As the program names it; without an id for what was not published as an entry."""
    parts = subject.split(".")
    if not subjects.is_journal(parts):
        return Message(seq, "", "", "", "", body)
    _, _, kind, station, key = parts
    return Message(seq, entry_id, station, kind, key, body)
