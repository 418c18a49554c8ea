"""Publishes the list and takes it in, step by step; the ways to the hub are handed in.

As with the journal, each step is of the store or of the network: page() and rest() of
roster_publish -> send -> published; fetch -> take_roster in pieces -> settle_event. publish_all()
and read_all() do it in one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from kiosk.services.context import Context
from kiosk.services.roster_apply import PIECE, Item, settle_event, take_roster
from kiosk.services.roster_message import FULL, LEAN, Publication
from kiosk.services.roster_publish import page, published, rest
from kiosk.store import roster

Put: TypeAlias = Callable[[str, str, str, bytes], bool]
"""Publish a body under view, kind and key; whether the hub has taken it."""
Read: TypeAlias = Callable[[int], Sequence[Item]]
"""The records behind a number, in the view of this station; () where there is none."""


def send(put: Put, publications: Iterable[Publication]) -> tuple[Publication, ...]:
    """Publish both views of each record, up to the first that is not taken; touches no store."""
    sent = []
    for one in publications:
        if not all(put(view, one.kind, one.key, one.body(view)) for view in (FULL, LEAN)):
            break
        sent.append(one)
    return tuple(sent)


def publish_all(ctx: Context, put: Put) -> tuple[int, bool]:
    """Tell all that changed; how many records went out, and whether those were all."""
    count, after = 0, 0
    while True:
        step = page(ctx, after)
        sent = send(put, step.changed)
        published(ctx, sent)
        count += len(sent)
        if len(sent) < len(step.changed):
            return count, False
        if step.next is None:
            break
        after = step.next
    others = rest(ctx)
    sent = send(put, others)
    published(ctx, sent)
    return count + len(sent), len(sent) == len(others)


def read_all(ctx: Context, read: Read) -> Context:
    """Take in all there is; the context, with the event as it is then."""
    changed = False
    while items := read(roster.cursor(ctx.db)):
        for start in range(0, len(items), PIECE):
            changed |= take_roster(ctx, items[start : start + PIECE]).event
    return settle_event(ctx) if changed else ctx
