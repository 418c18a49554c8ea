"""Fills a hub with what other stations have said, as fast as its server takes it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from kiosk.hub.interface import Message
from tests.hub.lab import Lab

_AT_ONCE, _PART = 256, 4096


def flood(lab: Lab, messages: Sequence[Message]) -> None:
    """Publish the messages in their order, each under the name of its station.

    What was said before may stand in front; the numbers are the hub's own.
    """

    async def publish(client) -> None:
        stream = client.jetstream(timeout=60)
        turn = asyncio.Semaphore(_AT_ONCE)

        async def one(message: Message) -> None:
            subject = f"ci.{lab.about.event}.{message.kind}.{message.station}.{message.key}"
            async with turn:
                await stream.publish(
                    subject, message.body, headers={"Nats-Msg-Id": message.entry_id}
                )

        for start in range(0, len(messages), _PART):
            await asyncio.gather(*map(one, messages[start : start + _PART]))

    asyncio.run(lab.as_hub(publish))
