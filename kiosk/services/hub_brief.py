"""The line to the hub for a program that ends soon: a command; waits little, and fails for no hub.

What does not fit in the time waits in the journal for the next command, or for the window.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.hub.interface import Hub
from kiosk.services.context import Context
from kiosk.services.hub_line import joined, wait_connected
from kiosk.services.share import Shared, cursor, fetch, follow_stream, plan, receive, send
from kiosk.services.take_in import TakenIn, pieces, take_in

CONNECT = 0.7
"""Seconds that a command waits for the hub before it begins without."""
BRIEF = 0.5
"""Seconds for what has happened elsewhere, and for what was done here."""
ONE = 1.0
"""Seconds for one publication where nobody is in a hurry."""
_FEW, _PIECE = 10, 250


@contextmanager
def briefly_joined(ctx: Context, first: float = BRIEF) -> Iterator[Context]:
    """The context with its line, connected where that is quick; what the block did is told.

    The same context for a station alone. It begins with what can be heard of others in `first`
    seconds.
    """
    with joined(ctx) as member:
        if member.hub is None:
            yield member
            return
        wait_connected(member.hub, CONNECT)
        catch_up(member, first)
        try:
            yield member
        finally:
            catch_up(member, BRIEF)


def catch_up(ctx: Context, seconds: float) -> Shared:
    """Publish and take in as much as fits in that time, what was done here first.

    Nothing for a station alone or while no hub answers.
    """
    end = time.monotonic() + seconds
    published, taken = 0, TakenIn()
    hub = ctx.hub
    if hub is None or not hub.health().connected:
        return Shared(published, taken)
    follow_stream(ctx, hub.health().stream)
    while time.monotonic() < end and (step := _tell_some(ctx, hub, end)):
        published += step
    while time.monotonic() < end and (messages := fetch(hub, cursor(ctx))):
        for piece in pieces(messages, _PIECE):
            taken += take_in(ctx, piece)
    return Shared(published, taken)


def _tell_some(ctx: Context, hub: Hub, end: float) -> int:
    planned = plan(ctx, _FEW)
    if not planned:
        return 0
    sent = send(hub, planned, min(ONE, end - time.monotonic()))
    receive(ctx, sent)
    return len(sent)
