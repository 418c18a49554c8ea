"""How each source stands: the age of its list, what waits, what went wrong, when to try again."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.delivery import Delivery
from kiosk.domain.feed import SourceError, Trouble
from kiosk.domain.sync import due
from kiosk.services.context import Context
from kiosk.services.counts import LIST_AT
from kiosk.services.give_back import known_source, told_elsewhere
from kiosk.services.sync_values import Mishap, SourceStatus
from kiosk.store import deliveries, meta, source_invitations, sources
from kiosk.store.moments import to_moment, to_text
from kiosk.store.sources import StoredSource
from kiosk.store.transact import reading, writing

ACT_FIRST = frozenset((Trouble.SUSPICIOUS, Trouble.REVOKED, Trouble.WRONG_EVENT))
"""Trouble that trying again cannot mend: somebody must look at it."""


def record_failure(
    ctx: Context, source_name: str, error: SourceError, *, jitter: float = 0.0
) -> datetime | None:
    """Note what went wrong; when to try again by itself, None where somebody must act first.

    `jitter` is a random number from 0 up to 1, so that stations do not come back all at once.
    """
    with writing(ctx.db):
        source, now = known_source(ctx, source_name), ctx.clock()
        again = None
        if error.trouble not in ACT_FIRST:
            again = due(now, source.last_pull_at, source.failures + 1, error.retry_after, jitter)
        said = {
            "trouble": str(error.trouble),
            "message": error.message,
            "params": {key: _plain(value) for key, value in error.params.items()},
            "at": to_text(now),
        }
        sources.set_failed(ctx.db, source_name, said, again)
    return again


def record_success(
    ctx: Context, source_name: str, *, pulled: bool, jitter: float = 0.0
) -> datetime:
    """Note that a run went well, `pulled` where the list came whole; when the next one is due."""
    with writing(ctx.db):
        now = ctx.clock()
        again = due(now, now, 0, None, jitter)
        sources.set_well(ctx.db, source_name, again, now if pulled else None)
        if pulled:
            meta.put(ctx.db, LIST_AT, to_text(now))
            source_invitations.mark_fresh(ctx.db, source_name, now)
    return again


def status(ctx: Context) -> tuple[SourceStatus, ...]:
    """How each source stands, in the order in which they were added."""
    with reading(ctx.db):
        return tuple(_status(ctx, source) for source in sources.every(ctx.db))


def _status(ctx: Context, source: StoredSource) -> SourceStatus:
    counts = deliveries.count(ctx.db, source.name)
    return SourceStatus(
        name=source.name,
        kind=source.kind,
        list_at=source.last_pull_at,
        people=sources.living(ctx.db, source.name),
        waiting=counts[Delivery.WAITING],
        refused=counts[Delivery.REFUSED],
        error=_mishap(source) if source.error else None,
        suspended=source.suspended,
        clock_seconds=source.clock_seconds,
        next_at=source.due_at,
        pulling=source.run_open,
        told_elsewhere=told_elsewhere(ctx, source.name),
    )


def _mishap(source: StoredSource) -> Mishap:
    said = source.error
    return Mishap(Trouble(said["trouble"]), said["message"], to_moment(said["at"]), said["params"])


def _plain(value: object) -> str | int | float:
    """A parameter as JSON can hold it."""
    return value if isinstance(value, str | int | float) else str(value)
