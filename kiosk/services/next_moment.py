"""When would this person get in by waiting alone? Asks the one decision; records nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from kiosk.domain.admission import decide, examine
from kiosk.domain.event import Event
from kiosk.domain.facts import Facts
from kiosk.domain.next_moment import candidates
from kiosk.domain.presence import local_moment
from kiosk.services.check_in import ScanRequest, facts_of
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of
from kiosk.store.transact import reading


def next_moment(ctx: Context, request: ScanRequest) -> datetime | None:
    """The nearest later moment of the event (aware, UTC) at which the person would be admitted.

    None where the person is admitted already, and where waiting does not help. Nobody else is
    taken to come or go meanwhile, and invitation lists to stay as fresh as they are. Raises
    NotFoundError for an unknown checkpoint.
    """
    checkpoint = checkpoint_of(ctx, request.checkpoint)
    with reading(ctx.db):
        facts, _who = facts_of(ctx, request, checkpoint)
        if decide(facts).admitted:
            return None
        for moment in candidates(facts, examine(facts), _end(ctx.event)):
            then, _who = facts_of(ctx, replace(request, at=moment), checkpoint)
            if decide(_as_fresh(then, facts)).admitted:
                return moment
    return None


def _as_fresh(then: Facts, now: Facts) -> Facts:
    """The later facts with a list of the age that it has now: somebody will load it again."""
    if then.list_at is None:
        return then
    return replace(then, list_at=then.list_at + (then.now - now.now))


def _end(event: Event) -> datetime:
    return local_moment(event.last_day + timedelta(days=1), time(), event.timezone)
