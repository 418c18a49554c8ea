"""Joins a station that belongs to a hub with its line to it; a station alone stays as it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from kiosk.hub.interface import Health, Hub
from kiosk.hub.membership import Membership, note_addresses, read_membership
from kiosk.services.context import Context
from kiosk.services.hub_guard import GuardedHub
from kiosk.services.share import name_station

_POLL = 0.005


def open_line(membership: Membership, folder: Path | None = None) -> Hub:
    """The guarded line of that membership; it connects in the background and never gives up.

    Where the hub has got another address, the profile in `folder` keeps it. Whoever opens it
    closes it.
    """
    from kiosk.hub.nats import NatsHub  # noqa: PLC0415  only stations that share pay for it at start-up

    moved = partial(note_addresses, folder, membership) if folder is not None else None
    return GuardedHub(NatsHub(membership, moved))


def _connected(health: Health) -> bool:
    return health.connected


def wait_connected(hub: Hub, seconds: float, stands: Callable[[Health], bool] = _connected) -> bool:
    """Wait until the line stands, but no longer than so many seconds; whether it does.

    `stands` tells what is enough, and may raise what ends the waiting.
    """
    end = time.monotonic() + seconds
    while not (enough := stands(hub.health())) and time.monotonic() < end:
        time.sleep(_POLL)
    return enough


def membership_of(folder: Path) -> Membership | None:
    """The profile's place in a hub, None for a station alone. FailureError for a damaged file."""
    return read_membership(folder)


def with_line(ctx: Context, membership: Membership, hub: Hub) -> Context:
    """The same context with that line: from now on its passages are asked of the hub."""
    name_station(ctx, membership.station)
    return replace(ctx, hub=hub)


@contextmanager
def joined(ctx: Context) -> Iterator[Context]:
    """The context with its line while the block lasts; the same one for a station alone."""
    membership = membership_of(ctx.folder)
    if membership is None:
        yield ctx
        return
    hub = open_line(membership, ctx.folder)
    try:
        yield with_line(ctx, membership, hub)
    finally:
        hub.close()
