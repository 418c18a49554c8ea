"""Reads a stream on from a number, without a gap, by a pull consumer; keeps no cursor of its own.

The consumer acknowledges nothing and lies in memory: where it goes, with a server or a connection,
it is made anew behind the last number that the caller has kept.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from datetime import datetime

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

_PATIENCE = 1.0
"""Seconds to wait beyond what the server was told; a living one answers long before."""
_FORGOTTEN_AFTER = 30.0
"""Seconds after which a server drops a consumer that nobody asks any more."""
_LOOK_AGAIN = 2.0
"""Seconds of silence after which the consumer is looked at."""


class Reader:
    """One consumer of one stream, asked under the name that `api` has in this account.

    `subjects` is its filter; `whole` where that is the whole stream, in which numbers have no gap.
    Where they have, the consumer's own count tells whether anything was lost on its way.
    """

    def __init__(
        self, api: str, stream: str, consumer: str, subjects: str, *, whole: bool = True
    ) -> None:
        self._api = api
        self._stream, self._consumer, self._subjects = stream, consumer, subjects
        self._whole = whole
        self._client: Client | None = None
        self._answers: Subscription | None = None
        self._answer: _Answer | None = None
        self._last = -1
        self._given = 0
        self._asked = 0
        self._created: datetime | None = None
        self._looked = 0.0
        self._one_at_a_time = asyncio.Lock()

    async def read(self, client: Client, cursor: int, limit: int, wait: float) -> list[Msg]:
        """Up to `limit` messages behind `cursor`; waits up to `wait` seconds for the first.

        Raises the library's errors, OSError and TimeoutError; the next call begins afresh.
        """
        async with self._one_at_a_time:
            try:
                if client is not self._client or cursor != self._last:
                    await self._open(client, cursor)
                messages = await self._pull(client, limit, wait)
                if messages and not await self._goes_on(client, messages[0], cursor):
                    await self._open(client, cursor)  # one was lost on its way: ask for it again
                    messages = await self._pull(client, limit, wait)
                    if messages and not await self._goes_on(client, messages[0], cursor):
                        raise TimeoutError  # another program reads on just now
                if not messages and not await self._still_mine(client):
                    self._client = None
            except BaseException:
                self._client = None
                raise
            whole = self._without_gap(messages)
            if len(whole) < len(messages):
                self._client = None
            elif whole:
                self._last = seq_of(whole[-1])
                self._given += len(whole)
            return whole

    async def close(self) -> None:
        """Stop listening; the server forgets the consumer by itself."""
        if self._answers is not None:
            with contextlib.suppress(nats.errors.Error, ValueError):
                await self._answers.unsubscribe()
            self._answers = None

    async def _open(self, client: Client, cursor: int) -> None:
        await self.close()
        inbox = client.new_inbox()
        answers = await client.subscribe(f"{inbox}.*", cb=self._came)
        manager = client.jetstream(prefix=self._api, timeout=2)
        with contextlib.suppress(NotFoundError):
            await manager.delete_consumer(self._stream, self._consumer)
        config = ConsumerConfig(
            name=self._consumer,
            filter_subject=self._subjects,
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=cursor + 1,
            ack_policy=AckPolicy.NONE,
            mem_storage=True,
            num_replicas=1,
            inactive_threshold=_FORGOTTEN_AFTER,
        )
        made = await manager.add_consumer(self._stream, config)
        self._created, self._looked = made.created, time.monotonic()
        self._inbox, self._answer = inbox, None
        self._client, self._answers, self._last = client, answers, cursor
        self._given = 0

    async def _goes_on(self, client: Client, first: Msg, cursor: int) -> bool:
        """Whether that message is the next one behind the cursor."""
        if self._whole:
            return seq_of(first) == cursor + 1
        self._looked = 0.0  # of numbers with gaps only the consumer's count tells, if it is ours
        return _count_of(first) == self._given + 1 and await self._still_mine(client)

    async def _still_mine(self, client: Client) -> bool:
        """Whether another program of this station has not taken the consumer's name meanwhile.

        That one has moved on at its own pace, and silence would mean nothing.
        """
        if time.monotonic() - self._looked < _LOOK_AGAIN:
            return True
        self._looked = time.monotonic()
        manager = client.jetstream(prefix=self._api, timeout=2)
        info = await manager.consumer_info(self._stream, self._consumer)
        return bool(info.created == self._created)

    async def _pull(self, client: Client, limit: int, wait: float) -> list[Msg]:
        """What is there now; where there is nothing, the first that comes and what came with it."""
        ready = await self._ask(client, {"batch": limit, "no_wait": True}, limit, 0)
        if ready or wait <= 0:
            return ready
        first = await self._ask(client, {"batch": 1, "expires": int(wait * 1e9)}, 1, wait)
        if not first or limit == 1 or not first[0].metadata.num_pending:
            return first
        rest = await self._ask(client, {"batch": limit - 1, "no_wait": True}, limit - 1, 0)
        return [*first, *rest]

    async def _ask(
        self, client: Client, request: dict[str, object], count: int, wait: float
    ) -> list[Msg]:
        """The messages of one request, until as many came or the server says that it is over.

        Over a slow line, those that came in time; the next call goes on with the same request.
        TimeoutError where the server says nothing: the consumer's server is gone or frozen.
        """
        if self._answer is None:
            self._asked += 1
            reply = f"{self._inbox}.{self._asked}"
            self._answer = _Answer(reply, count)
            subject = f"{self._api}.CONSUMER.MSG.NEXT.{self._stream}.{self._consumer}"
            await client.publish(subject, json.dumps(request).encode(), reply=reply)
        answer = self._answer
        over = await answer.ended(wait + _PATIENCE)
        if over:
            self._answer = None
        return answer.drain()

    async def _came(self, message: Msg) -> None:
        """A message of the request that stands; what comes when there is none is asked for again.

        The library's waiting for each message by itself takes longer than all else together.
        """
        if self._answer is not None:
            self._answer.take(message)

    def _without_gap(self, messages: list[Msg]) -> list[Msg]:
        if not messages:
            return messages
        number = seq_of if self._whole else _count_of
        first = number(messages[0])
        if number(messages[-1]) == first + len(messages) - 1:
            return messages  # a consumer's numbers rise
        return [one for i, one in enumerate(messages) if number(one) == first + i]


class _Answer:
    """What a server answers to one request for up to `count` messages."""

    def __init__(self, reply: str, count: int) -> None:
        self._messages: list[Msg] = []
        self._reply, self._missing = reply, count
        self._status: str | None = None
        self._over = asyncio.Event()

    def take(self, message: Msg) -> None:
        """One more message, or that there are no more."""
        status = message.headers.get("Status") if message.headers else None
        if status is None:
            self._messages.append(message)
            self._missing -= 1
            if not self._missing:
                self._over.set()
        elif message.subject == self._reply:
            self._status = status
            self._over.set()

    async def ended(self, patience: float) -> bool:
        """Whether it is whole; False where only a part has come within `patience` seconds.

        TimeoutError where nothing came, or for a status that means more than "nothing more now".
        """
        try:
            await asyncio.wait_for(self._over.wait(), patience)
        except TimeoutError:
            if not self._messages:
                raise
            return False
        if self._status is not None and self._status not in _NOTHING_MORE:
            raise TimeoutError(self._status)
        return True

    def drain(self) -> list[Msg]:
        """What came since the last call."""
        messages, self._messages = self._messages, []
        return messages


_NOTHING_MORE = frozenset(("404", "408"))


def seq_of(message: Msg) -> int:
    """The number in its stream, from the subject at which it would be acknowledged.

    `$JS.ACK.<stream>.<consumer>.<delivered>.<number>...`, or since 2.11 with domain and account
    before the stream: https://github.com/nats-io/nats-architecture-and-design, ADR-15. The
    library reads all of it, and makes a moment of the time, for each message.
    """
    return int(_said(message)[0])


def _count_of(message: Msg) -> int:
    """How many the consumer has given with it, from 1."""
    return int(_said(message)[1])


def _said(message: Msg) -> list[str]:
    """All from the number on."""
    said = message.reply.split(".")
    if len(said) == _SHORT:
        return said[5:]
    if len(said) > _SHORT + 1:
        return said[7:]
    raise nats.errors.NotJSMessageError


_SHORT = 9
