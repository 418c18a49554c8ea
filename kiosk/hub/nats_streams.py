"""The streams of an event as the hub keeps them, made or brought up to date; deletes none."""

from __future__ import annotations

import asyncio

import nats.errors
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import RePublish, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from kiosk.hub import subjects

DUPLICATE_WINDOW = 86400.0
"""Seconds in which a repeated id is recognised by the server; longer than any outbox waits."""
_PAUSE = 0.5


def stream_configs(event: str, replicas: int) -> tuple[StreamConfig, ...]:
    """What each stream is like. Nobody can delete from a journal, not even the hub's own user."""
    kept = StreamConfig(
        storage=StorageType.FILE,
        num_replicas=replicas,
        duplicate_window=DUPLICATE_WINDOW,
        deny_delete=True,
        deny_purge=True,
        allow_direct=False,
    )
    return (
        kept.evolve(
            name=subjects.journal_stream(event), subjects=[subjects.journal_subjects(event)]
        ),
        kept.evolve(name=subjects.registry_stream(event), subjects=[f"hub.{event}.>"]),
        kept.evolve(
            name=subjects.roster_stream(event), subjects=[f"ro.{event}.>"], max_msgs_per_subject=1
        ),
        StreamConfig(
            name=subjects.heartbeat_stream(event),
            subjects=[subjects.heartbeat(event, "*")],
            storage=StorageType.MEMORY,
            num_replicas=replicas,
            max_msgs_per_subject=1,
            republish=RePublish(src=f"hb.{event}.*", dest=f"hl.{event}.{{{{wildcard(1)}}}}"),
        ),
    )


async def ensure_streams(client: Client, event: str, replicas: int) -> None:
    """Make the streams that are missing and update those that differ; waits for a young cluster."""
    manager = client.jetstream(timeout=5)
    for config in stream_configs(event, replicas):
        while not await _ensured(manager, config):
            await asyncio.sleep(_PAUSE)


async def _ensured(manager: JetStreamContext, config: StreamConfig) -> bool:
    """Whether it is there now; a fresh cluster answers nothing for some seconds."""
    try:
        now = await manager.stream_info(str(config.name))
        if _differs(now.config, config):
            await manager.update_stream(config)
    except NotFoundError:
        pass
    except (nats.errors.Error, TimeoutError):
        return False
    else:
        return True
    try:
        await manager.add_stream(config)
    except (nats.errors.Error, TimeoutError):
        return False
    return True


def _differs(now: StreamConfig, wanted: StreamConfig) -> bool:
    fields = ("subjects", "num_replicas", "duplicate_window", "deny_delete", "deny_purge")
    return any(getattr(now, field) != getattr(wanted, field) for field in fields)
