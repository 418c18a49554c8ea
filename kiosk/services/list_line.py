"""Keeps the list the same at all stations over the hub: one tells it, the others take it in.

The station whose membership says so holds the sources and tells; the server lets nobody else. Each
step is either of the store or of the network, as in share.py, so that the threads of a program can
do them each in their turn:

    follow_list; then where tells(): rest, page by page -> tell -> published (roster_publish)
    where not: read -> take_roster in pieces -> settle_event (roster_apply)

Where a station holds the sources and has never told anything, it takes in first what the hub holds,
and begin_to_tell() says when that is all: a machine in the place of a lost one knows nobody yet.
exchange_list() does all of it in one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.hub.interface import Hub, Saying, Survey
from kiosk.hub.membership import Membership, read_membership
from kiosk.hub.permissions import view_of_list
from kiosk.services.context import Context
from kiosk.services.roster_apply import Item, settle_event, take_roster
from kiosk.services.roster_message import FULL, LEAN, Publication
from kiosk.services.roster_publish import page, published, rest
from kiosk.store import roster
from kiosk.store.transact import writing

FETCHED = 1_000
"""Records read between two looks at the store."""
ALONE = 500
"""Records of one transaction where no scan of the same program can wait for it."""
PATIENCE = 1.5
"""Seconds that the hub has to take the records of one step; what it took by then counts."""
_LOOK = 1.0

Step = Callable[[int], None]
"""Told how many records more have gone out or come in."""


def follow_list(ctx: Context, membership: Membership, listed: str) -> bool:
    """Begin anew where the hub's list is another than before; whether it is known which it is.

    `listed` is Health.roster, "" while nobody knows it. Whoever tells the list tells all of it to a
    hub that has lost its own. A station whose role sees more than before reads all of it again.
    """
    if not listed:
        return False
    now = f"{view_of_list(membership.role, source=membership.source)} {listed}"
    known = roster.stream(ctx.db)
    if now != known:
        with writing(ctx.db):
            roster.begin(ctx.db, now)
            if membership.source and known.partition(" ")[2] != listed:
                roster.doubt(ctx.db)
    return True


def tells(ctx: Context, membership: Membership) -> bool:
    """Whether this station tells the list now; else it reads what is told."""
    return membership.source and roster.began(ctx.db)


def begin_to_tell(ctx: Context, membership: Membership, survey: Survey | None) -> bool:
    """Tell the list from now on, after a read that found nothing more; whether that is so.

    `survey` is what the hub said of itself: silence alone is no proof that its list is empty.
    """
    if not membership.source or survey is None:
        return False
    if survey.records and not roster.cursor(ctx.db):
        return False
    with writing(ctx.db):
        roster.note_began(ctx.db)
    return True


def tell(hub: Hub, publications: Sequence[Publication]) -> tuple[Publication, ...]:
    """Say both views of each record; those that the hub has taken. Touches no store."""
    said = [
        Saying(view, one.kind, one.key, one.body(view))
        for one in publications
        for view in (FULL, LEAN)
    ]
    taken = hub.put_all(said, PATIENCE) if said else 0
    return tuple(publications[: taken // 2])


def read(hub: Hub, cursor: int, wait: float = 0.0, most: int = FETCHED) -> tuple[Item, ...]:
    """What the hub holds behind the cursor; waits up to `wait` seconds; touches no store."""
    return tuple(Item(one.seq, one.body) for one in hub.records_from(cursor, most, wait))


def exchange_list(ctx: Context, hub: Hub, step: Step | None = None) -> Context:
    """Tell all that changed, or take in all there is; the context with the event as it is then.

    The same one for a station that belongs to no hub, and where the hub does not answer.
    """
    membership = read_membership(ctx.folder)
    if membership is None or not follow_list(ctx, membership, hub.health().roster):
        return ctx
    if not tells(ctx, membership):
        ctx = _read_all(ctx, hub, step)
        if not membership.source or not begin_to_tell(ctx, membership, hub.survey(_LOOK)):
            return ctx
    _tell_all(ctx, hub, step)
    return ctx


def _tell_all(ctx: Context, hub: Hub, step: Step | None) -> None:
    """What rules the doors first, then the people; up to what the hub does not take."""
    whole = _told(ctx, hub, rest(ctx), step)
    after: int | None = 0
    while whole and after is not None:
        found = page(ctx, after)
        whole = _told(ctx, hub, found.changed, step)
        after = found.next


def _told(ctx: Context, hub: Hub, changed: Sequence[Publication], step: Step | None) -> bool:
    """Whether all of it was taken; a slow hub takes it in several times."""
    left = tuple(changed)
    while left:
        sent = tell(hub, left)
        if not sent:
            return False
        published(ctx, sent)
        if step is not None:
            step(len(sent))
        left = left[len(sent) :]
    return True


def _read_all(ctx: Context, hub: Hub, step: Step | None) -> Context:
    """All there is; the event is settled in any case, since a program may have ended before."""
    while items := read(hub, roster.cursor(ctx.db)):
        for start in range(0, len(items), ALONE):
            take_roster(ctx, items[start : start + ALONE])
        if step is not None:
            step(len(items))
    return settle_event(ctx)
