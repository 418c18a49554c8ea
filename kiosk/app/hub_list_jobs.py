"""What the shared list asks of the store and of the hub, each as one job of a thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kiosk.app.hub_jobs import BUSY_SECONDS, WAIT
from kiosk.domain.event import Event
from kiosk.hub.interface import Hub
from kiosk.hub.membership import Membership
from kiosk.services import list_line
from kiosk.services import roster_publish as publish
from kiosk.services.context import Context
from kiosk.services.roster_apply import Item, Taken, take_roster
from kiosk.services.roster_message import Publication
from kiosk.store import roster

PIECE = 20
"""Records of one transaction: a scan that comes meanwhile waits for no more than that."""
PAGE = 100
"""People looked at between two looks at what else there is."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Whether this station tells the list, and what it needs to go on.

    `known` is False while nobody knows which list the hub has; `cursor` is where to read on.
    """

    known: bool
    tells: bool
    cursor: int
    event: Event


@dataclass(frozen=True, slots=True)
class Records:
    """Records of the list `listed`; none where it was another one before it was asked."""

    listed: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TookRecords:
    """How many pieces were taken in, what they brought, and up to which record."""

    pieces: int
    records: int
    event: bool
    cursor: int


@dataclass(frozen=True, slots=True)
class Page:
    """What of a page the hub has taken, whether that was all, where to go on (None: the end)."""

    sent: tuple[Publication, ...]
    whole: bool
    next: int | None


# in the store's thread


def stand(ctx: Context, membership: Membership, listed: str) -> Stand:
    """How this station stands with the list that the hub has now."""
    known = list_line.follow_list(ctx, membership, listed)
    tells = known and list_line.tells(ctx, membership)
    return Stand(known, tells, roster.cursor(ctx.db), ctx.event)


def take_some(
    ctx: Context, parts: Sequence[Sequence[Item]], urgent: Callable[[], bool]
) -> TookRecords:
    """Take as many pieces as nobody has to wait for, one at least."""
    ends, done, all_of_it = time.perf_counter() + BUSY_SECONDS, 0, Taken()
    for part in parts:
        came = take_roster(ctx, part)
        records, event = all_of_it.records + came.records, all_of_it.event or came.event
        all_of_it, done = replace(all_of_it, records=records, event=event), done + 1
        if urgent() or time.perf_counter() >= ends:
            break
    return TookRecords(done, all_of_it.records, all_of_it.event, roster.cursor(ctx.db))


def note(ctx: Context, page: Page) -> Page:
    """Remember what the hub has taken; answers the same page."""
    publish.published(ctx, page.sent)
    return page


# in the list's own thread


def fetch(hub: Hub, cursor: int) -> Records:
    """What comes next; nothing of a list that was another one before it was asked."""
    before = hub.health().roster
    items = list_line.read(hub, cursor, WAIT)
    after = hub.health().roster
    return Records(after, items if after == before else ())


def tell(own: Context | None, event: Event, hub: Hub, after: int | None) -> Page:
    """Tell what rules the doors (`after` None), else of the people behind that one what differs.

    `own` is a connection beside the store's, so that no scan waits while fifteen thousand people
    are compared with what was told of them.
    """
    if own is None:
        raise ValueError("only the station of the sources tells the list")
    ctx = replace(own, event=event)
    found = publish.Page(publish.rest(ctx), 0) if after is None else publish.page(ctx, after, PAGE)
    sent = list_line.tell(hub, found.changed)
    return Page(sent, len(sent) == len(found.changed), found.next)
